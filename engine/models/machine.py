"""How much memory this machine has free: on its largest card, after the driver's own tool, and in
the processor's memory. torch is not asked, for it takes seconds and memory of the card to ask.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from engine.models.memory import Room

_SECONDS = 5


def room() -> Room:
    """Free bytes on the card with most of them (0 without one) and in memory."""
    return Room(_card(), _memory(Path("/proc/meminfo")))


def _card() -> int:
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return 0
    asked = [tool, "--query-gpu=memory.free", "--format=csv,noheader,nounits"]
    try:
        told = subprocess.run(
            asked, capture_output=True, text=True, timeout=_SECONDS, check=True, errors="replace"
        )
    except (OSError, subprocess.SubprocessError):
        return 0
    free = [int(line) for line in told.stdout.split() if line.isdecimal()]
    return max(free, default=0) << 20


def _memory(told: Path) -> int:
    try:
        lines = told.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        lines = []
    for line in lines:
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) << 10
    if hasattr(os, "sysconf"):
        return int(os.sysconf("SC_PHYS_PAGES")) * int(os.sysconf("SC_PAGE_SIZE"))
    return _windows()


def _windows() -> int:
    """`ullAvailPhys` of GlobalMemoryStatusEx, the third number of eight bytes after two of four."""
    import ctypes

    status = (ctypes.c_uint64 * 8)()
    status[0] = ctypes.sizeof(status)
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - only there on Windows
    return int(status[2]) if kernel.GlobalMemoryStatusEx(ctypes.byref(status)) else 0
