"""What was made of a thing, as long as that very thing is about: a thing and a way to make
something of it go in, what was made comes out, made once.

Things are known by their identity: to compare thousands of points takes longer than to sample them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

_KEPT = 128

T = TypeVar("T")
M = TypeVar("M")


class Kept(Generic[T, M]):
    """The last few things that were made."""

    def __init__(self) -> None:
        self._made: OrderedDict[tuple[object, ...], tuple[T, M]] = OrderedDict()

    def get(self, thing: T, also: tuple[object, ...], make: Callable[[], M]) -> M:
        """What was made of the thing and what else it depends on, or is made now."""
        key = (id(thing), *also)
        if key not in self._made:
            # the thing is kept, too: another one may not get its identity
            self._made[key] = thing, make()
            if len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return self._made[key][1]
