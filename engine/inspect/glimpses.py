"""What the first frames of a film tell by themselves, while the rest is still being measured.

Things are told from the ground once their whole stretch of film is known, which takes as long as
the measuring. The person who watches is told sooner of what breaks at once: beside the measuring,
the film so far is taken for all of it, after a good half second and whenever it has doubled.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from engine.closing import Closing
from engine.inspect.layers import Layers
from engine.records import ClipInfo

_FIRST_S, _FEWEST = 0.6, 10
_SHARE, _LATEST = 0.35, 0.5
"""Of the clip: how much of it a look may be due at, since to part more takes so long that the whole
of it is as soon there; and how much of it a look may be late at, since the one before took long."""


class Glimpses(Closing):
    """A thread of its own in which the first frames are parted into things."""

    def __init__(self, clip: ClipInfo) -> None:
        self._next = max(_FEWEST, round(_FIRST_S * clip.fps))
        self._frames = clip.frames
        self._pool = ThreadPoolExecutor(1, "glimpse")
        self._work: Future[tuple[int, Layers]] | None = None

    def wanted(self, frames: int) -> bool:
        """Whether to look at the first `frames` of the film, which is all that was measured."""
        due = self._next <= min(frames, _SHARE * self._frames)
        return due and self._work is None and frames <= _LATEST * self._frames

    def begin(self, frames: int, part: Callable[[], Layers]) -> None:
        """Part the first `frames`; `part` is called in the thread."""
        self._next = 2 * frames
        self._work = self._pool.submit(lambda: (frames, part()))

    def ready(self) -> tuple[int, Layers] | None:
        """The frames that were looked at and what is in them, once. Raises what parting raised."""
        if self._work is None or not self._work.done():
            return None
        work, self._work = self._work, None
        return work.result()

    def close(self) -> None:
        """The thread ends, and what it does is waited for."""
        self._pool.shutdown(cancel_futures=True)
