"""What a window can be shown on: in, the environment and the platform; out, the windowing system or
none. A DISPLAY that is set but answers nobody counts as none, because Qt would abort on it.
"""

import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

WINDOWLESS = ("offscreen", "minimal", "minimalegl", "vnc", "linuxfb")
FIRST_X11_PORT = 6000


def answers(family: int, address: str | tuple[str, int]) -> bool:
    """Whether something accepts a connection at a socket address."""
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(address)
        except OSError:
            return False
        return True


def x11_answers(display: str) -> bool:
    """Whether an X server answers at a DISPLAY such as ":0", "unix:1.0" or "host:10.0"."""
    parts = re.fullmatch(r"(?P<host>.*):(?P<number>\d+)(?:\.\d+)?", display)
    if parts is None:
        return False
    host, number = parts["host"], int(parts["number"])
    if host not in ("", "unix"):
        return answers(socket.AF_INET, (host, FIRST_X11_PORT + number))
    path = f"/tmp/.X11-unix/X{number}"  # where every X server puts it
    return answers(socket.AF_UNIX, path) or answers(socket.AF_UNIX, "\0" + path)


def wayland_answers(environ: Mapping[str, str]) -> bool:
    """Whether a Wayland compositor answers where the environment says it is."""
    name = environ.get("WAYLAND_DISPLAY", "")
    path = Path(environ.get("XDG_RUNTIME_DIR", "/"), name)
    return bool(name) and answers(socket.AF_UNIX, str(path))


def windowing(environ: Mapping[str, str], platform: str = sys.platform) -> str | None:
    """Return "x11", "wayland" or "native" for what a window would be shown on, None for nothing."""
    if environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in WINDOWLESS:
        return None
    if platform == "win32":
        return "native"
    if platform == "darwin":
        return None if "SSH_CONNECTION" in environ else "native"
    if x11_answers(environ.get("DISPLAY", "")):
        return "x11"
    return "wayland" if wayland_answers(environ) else None
