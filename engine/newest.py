"""A place for one thing to do, between two threads: only the newest thing left there counts."""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Newest(Generic[T]):
    """A newer thing takes the place of one that still waits."""

    def __init__(self) -> None:
        self._waiting: deque[T] = deque(maxlen=1)
        self._there = threading.Condition()

    def put(self, item: T) -> None:
        """Leaves it here; what was left before and is still waiting is forgotten."""
        with self._there:
            self._waiting.append(item)
            self._there.notify()

    def take(self) -> T:
        """The newest one; waits until there is one."""
        with self._there:
            while not self._waiting:
                self._there.wait()
            return self._waiting.pop()
