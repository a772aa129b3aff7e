"""The system libraries that Qt links to and no Python package brings: in, what Qt is to show on;
out, the ones this machine lacks, installed with apt-get where that is allowed, named where not.
"""

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping

from commands.progress import SetupFailed, say

DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Soname to Debian package: to draw at all, shown or not."""

X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Soname to Debian package: to show a window on an X server."""

WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""Soname to Debian package: to show a window on a Wayland compositor."""


def needed(windowing: str | None) -> dict[str, str]:
    """Return soname to package for Qt on "x11", "wayland" or, with None, on no screen at all."""
    if not sys.platform.startswith("linux"):
        return {}
    return DRAWING | {"x11": X11, "wayland": WAYLAND}.get(windowing or "", {})


def loads(soname: str) -> bool:
    """Whether the dynamic loader of this machine finds a library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing(libraries: Mapping[str, str], found: Callable[[str], bool] = loads) -> dict[str, str]:
    """Return those of the libraries, soname to package, that the loader does not find."""
    return {soname: package for soname, package in libraries.items() if not found(soname)}


def apt_command(packages: Iterable[str]) -> list[str]:
    """Return the command that installs Debian packages, each named once."""
    names = sorted(set(packages))
    return ["apt-get", "install", "-y", "--no-install-recommends", *names]


def advice(lacking: Mapping[str, str], has_apt: bool) -> str:
    """Return the one line that says what this machine lacks and the command that mends it."""
    if has_apt:
        command = " ".join(apt_command(lacking.values()))
        return f"System packages are missing. Run: sudo apt-get update && sudo {command}"
    names = ", ".join(sorted(lacking))
    return f"Missing from this system: {names}. Install them with its package manager."


def install(lacking: Mapping[str, str], run: Callable[[list[str]], None]) -> None:
    """Install what is missing with apt-get when root; otherwise raise SetupFailed saying how."""
    if not lacking:
        return
    has_apt = shutil.which("apt-get") is not None
    if not has_apt or os.geteuid() != 0:
        raise SetupFailed(advice(lacking, has_apt))
    command = apt_command(lacking.values())
    say(f"  system packages: {' '.join(command)}")
    with contextlib.suppress(SetupFailed):  # one broken source must not keep the others away
        run(["apt-get", "update", "-q"])
    run(command)
