"""Work that goes on beside the thread that asks for it, in the order in which it was asked for.

Measuring a clip is several such lines of work on the same pictures: none waits for the others, and
OpenCV lets go of the interpreter while it computes, so they share the cores.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from engine.closing import Closing

_AHEAD = 8
"""Pieces of work that may wait: bounds the pictures that are held for them."""


class Aside(Closing):
    """A thread of its own for one line of work."""

    def __init__(self, name: str) -> None:
        self._pool = ThreadPoolExecutor(1, name)
        self._waiting: deque[Future[Any]] = deque()

    def do(self, work: Callable[..., Any], *args: Any) -> None:
        """After all that was asked for before. Raises what earlier work raised."""
        self._waiting.append(self._pool.submit(work, *args))
        while len(self._waiting) > _AHEAD or (self._waiting and self._waiting[0].done()):
            self._waiting.popleft().result()

    def wait(self) -> None:
        """Until everything is done. Raises what it raised."""
        while self._waiting:
            self._waiting.popleft().result()

    def close(self) -> None:
        """The thread ends; what still waits is not done."""
        self._pool.shutdown(cancel_futures=True)
