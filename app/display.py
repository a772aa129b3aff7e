"""Whether a window can open here: asked before Qt, which would end the program without a word."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping

from engine.errors import MissingPart

_X11_LIBRARIES = ("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1")
"""What Qt's X11 platform links to and a bare Linux does not have; all of it comes together."""
_INSTALL = "sudo apt-get install libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0"


def check(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> None:
    """Raises MissingPart where there is no display, or no library to reach it with."""
    if platform != "linux" or environ.get("QT_QPA_PLATFORM"):
        return
    if environ.get("WAYLAND_DISPLAY"):
        return
    if not environ.get("DISPLAY"):
        raise MissingPart(
            "There is no display for the window",
            mend="Start it in a desktop session; 'verbench generate' and 'inspect' need none.",
        )
    missing = [name for name in _X11_LIBRARIES if not _loads(name)]
    if missing:
        raise MissingPart(f"The window needs {', '.join(missing)}", mend=f"Run: {_INSTALL}")


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
