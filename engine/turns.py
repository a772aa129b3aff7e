"""Whose turn it is, among threads that share the interpreter: the person's question goes first.

What runs in `behind` stops at the next `give_way` while anything runs in `first`, and goes on where
it was. So a thing is picked as fast as if nothing else was going on. A process that works for
nobody who waits steps back as a whole.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

BEHIND = 5
"""Niceness of a process that stepped back: beside another it has a quarter of a core."""
_BELOW_NORMAL = 0x4000
_changed = threading.Condition()
_firsts: set[object] = set()
_own = threading.local()


@contextmanager
def first() -> Iterator[None]:
    """Somebody waits for what is done in here."""
    one = object()
    with _changed:
        _firsts.add(one)
    try:
        yield
    finally:
        with _changed:
            _firsts.remove(one)
            _changed.notify_all()


@contextmanager
def behind() -> Iterator[None]:
    """Nobody waits for what this thread does in here."""
    _own.behind = True
    try:
        yield
    finally:
        _own.behind = False


def give_way() -> None:
    """Waits while something goes first, in a thread that is behind; elsewhere it does nothing."""
    if _firsts and getattr(_own, "behind", False):
        with _changed:
            _changed.wait_for(lambda: not _firsts)


def step_back() -> None:
    """Lets all other processes go first from now on, as what is seen on the screen should."""
    if sys.platform == "win32":
        from ctypes import windll

        windll.kernel32.SetPriorityClass(windll.kernel32.GetCurrentProcess(), _BELOW_NORMAL)
    elif (nice := os.nice(0)) < BEHIND:
        os.nice(BEHIND - nice)
