"""What this machine has: its graphics cards, after the driver's own tool, and the memory that is
free on them and beside the processor. torch is not asked: that takes seconds, and memory of the
card.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from engine.children import NO_WINDOW
from engine.models.memory import Room

_SECONDS = 5
_FIELDS = "index,uuid,name,memory.total,memory.free"
VISIBLE = "CUDA_VISIBLE_DEVICES"
"""The variable that says which cards a process sees."""


@dataclass(frozen=True, slots=True)
class Card:
    """One graphics card, as its driver names it."""

    index: int
    uuid: str
    """Names it in `CUDA_VISIBLE_DEVICES`, whatever the order of the cards."""
    name: str
    total: int
    """Bytes."""
    free: int


def room() -> Room:
    """Free bytes on the card with most of them (0 without one) and in memory."""
    vram = max((card.free for card in cards()), default=0)
    return Room(vram, _memory(Path("/proc/meminfo")))


def cards() -> tuple[Card, ...]:
    """The cards that this process may use, in their order; () without the driver's tool."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return ()
    asked = [tool, f"--query-gpu={_FIELDS}", "--format=csv,noheader,nounits"]
    try:
        told = subprocess.run(
            asked,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=True,
            errors="replace",
            creationflags=NO_WINDOW,
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    found = [card for line in told.stdout.splitlines() if (card := _card(line)) is not None]
    return tuple(card for card in found if _visible(card))


def _card(line: str) -> Card | None:
    parts = [part.strip() for part in line.split(",")]
    if len(parts) < 5 or not parts[0].isdecimal():
        return None
    # unified memory is told as [N/A]
    total, free = (int(part) << 20 if part.isdecimal() else 0 for part in parts[-2:])
    return Card(int(parts[0]), parts[1], ", ".join(parts[2:-2]), total, free)


def _visible(card: Card) -> bool:
    said = os.environ.get(VISIBLE)
    if said is None:
        return True
    named = [name.strip() for name in said.split(",") if name.strip()]
    return any(name == str(card.index) or card.uuid.startswith(name) for name in named)


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
