"""How a process of ours starts another one: a module goes in, command and environment come out."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import engine

NO_WINDOW = 0x08000000 if os.name == "nt" else 0
"""Creation flag on Windows, where a child would open a console of its own."""


def command_of(module: str, flag: str) -> list[str]:
    """This Python with a module, or the frozen bundle itself with a flag in the module's place."""
    if getattr(sys, "frozen", False):
        return [sys.executable, flag]
    return [sys.executable, "-m", module]


def environment() -> dict[str, str]:
    """This process's environment, with the folder of our packages on the path."""
    root = str(Path(engine.__file__).resolve().parent.parent)
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
