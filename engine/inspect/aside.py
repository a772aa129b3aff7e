"""Work that goes on beside the thread that asks for it, in the order in which it was asked for.

Measuring a clip is several such lines of work on the same pictures: none waits for the others, and
OpenCV lets go of the interpreter while it computes, so they share the cores. What it would start
threads of its own for is too small for them: on two cores they cost a sixth of all that is done.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any

from engine.closing import Closing

_LINES = 4
"""Lines of work that are busy at a time."""


@contextmanager
def shared_cores() -> Iterator[None]:
    """Meanwhile OpenCV leaves each line of work its share of the cores."""
    import cv2

    whole = cv2.getNumThreads()
    cv2.setNumThreads(max(1, whole // _LINES))
    try:
        yield
    finally:
        cv2.setNumThreads(whole)


class Aside(Closing):
    """A thread of its own for one line of work."""

    def __init__(self, name: str, most: int) -> None:
        """At `most` so many pieces of work wait, which bounds what is held for them."""
        self._most = most
        self._pool = ThreadPoolExecutor(1, name)
        self._waiting: deque[Future[Any]] = deque()
        self._goes_on = Event()
        self._goes_on.set()

    def do(self, work: Callable[..., Any], *args: Any) -> None:
        """After all that was asked for before. Raises what earlier work raised."""
        if len(self._waiting) >= self._most:
            self.go_on()
        self._waiting.append(self._pool.submit(self._in_turn, work, *args))
        while len(self._waiting) > self._most or (self._waiting and self._waiting[0].done()):
            self._waiting.popleft().result()

    def hold(self) -> None:
        """Leave the cores to others until `go_on`, or until too much waits."""
        self._goes_on.clear()

    def go_on(self) -> None:
        """Where it was held. It need not have been."""
        self._goes_on.set()

    def wait(self) -> None:
        """Until everything is done. Raises what it raised."""
        self.go_on()
        while self._waiting:
            self._waiting.popleft().result()

    def close(self) -> None:
        """The thread ends; what still waits is not done."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.go_on()
        self._pool.shutdown()

    def _in_turn(self, work: Callable[..., Any], *args: Any) -> None:
        self._goes_on.wait()
        work(*args)
