"""A clip from anywhere in, frames to look at out, and how well they could be read.

A file that is damaged or cut off is looked at as far as it goes. A frame that cannot be decoded is
the one before it once more, so that frames keep their numbers, and nothing is judged there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

from engine.closing import Closing
from engine.inspect.flow import Rgb, Size, resized
from engine.records import ClipInfo
from engine.video.read import Reader

Stretch = tuple[int, int]
"""First and last frame."""

_UNEVEN = 0.3
_UNEVEN_SHARE = 0.05


class Footage(Closing):
    """An open clip, to be looked at once from its first frame on; use it in a `with`."""

    def __init__(self, path: Path) -> None:
        """Raises BadInput for what is no clip at all, or has no frame that can be read."""
        self._reader = Reader(path, whole=False)
        self.info = self._reader.info
        self.unread: tuple[Stretch, ...] = ()
        """Frames that could not be decoded, once all were looked at."""
        self.uneven = is_uneven(self._reader.times)
        self._missing: list[int] = []
        self._resized = False

    def frames(self) -> Iterator[Rgb]:
        """The frames, all of one size; it ends with the last that can be read."""
        last: Rgb | None = None
        waiting = 0
        for number, picture in enumerate(self._reader.pictures()):
            if picture is None:
                self._missing.append(number)
                waiting += 1
                continue
            fitted = self._fitted(picture)
            for _ in range(waiting):
                yield fitted if last is None else last
            waiting = 0
            yield fitted
            last = fitted
        self.unread = stretches(self._missing)

    def notes(self) -> tuple[str, ...]:
        """What the person should know, once all were looked at."""
        said = [_told(stretch) for stretch in self.unread[:3]]
        if len(self.unread) > 3:
            said.append(f"So it is with {len(self.unread) - 3} more stretches of frames.")
        if self._reader.promised > self.info.frames + max(2, self.info.frames // 50):
            said.append(
                f"The file is cut off: {self.info.frames} of its {self._reader.promised} frames "
                "are there."
            )
        if self.uneven:
            steps = [b - a for a, b in pairwise(self._reader.times)]
            said.append(
                f"Frames come at uneven times ({1000 * min(steps):.0f} to {1000 * max(steps):.0f} "
                "ms): what hangs on speed is not judged."
            )
        if self._reader.interlaced:
            said.append("The clip is interlaced: one field of each frame was looked at.")
        if self._resized:
            said.append(f"The size changes: all was looked at as {_size(self.info)}.")
        return tuple(said)

    def close(self) -> None:
        """Let go of the file."""
        self._reader.close()

    def _fitted(self, picture: Rgb) -> Rgb:
        size = Size(self.info.width, self.info.height)
        if picture.shape[:2] != (size.height, size.width):
            self._resized = True
            return resized(picture, size)
        return picture


def is_uneven(times: Sequence[float]) -> bool:
    """Whether more than a few frames stand clearly longer or shorter than most."""
    steps = [b - a for a, b in pairwise(times)]
    if not steps:
        return False
    usual = median(steps)
    off = sum(abs(step - usual) > _UNEVEN * usual for step in steps)
    return off > max(1.0, _UNEVEN_SHARE * len(steps))


def stretches(numbers: Sequence[int]) -> tuple[Stretch, ...]:
    """Ascending numbers as the stretches they make up."""
    found: list[Stretch] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def _told(stretch: Stretch) -> str:
    first, last = stretch
    if first == last:
        return f"Frame {first} could not be decoded and is not judged."
    return f"Frames {first} to {last} could not be decoded and are not judged."


def _size(info: ClipInfo) -> str:
    return f"{info.width} x {info.height}"
