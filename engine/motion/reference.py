"""The motion of a thing in a clip: the clip, a frame of it and the mask of the thing there go in;
where the thing is in every frame, how it turns and grows, and how sure that is come out.

It is followed from the frame it was picked in to both ends. Where it is hidden for a moment its way
is bridged; where it is gone for longer, its way ends and why is said. The view's own move is
measured too, so that the motion can be had as it is seen or as the thing moves by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from engine.errors import BadInput, Cancelled
from engine.frame.regions import Mask, Polygon, checked, outline
from engine.inspect.flow import Size, resized
from engine.motion import trajectory
from engine.motion.following import Backdrop, Follower, Inside, picture_of, thing_in
from engine.motion.registration import STILL, Pixels, applied, composed, inverted
from engine.records import ClipInfo
from engine.video.read import Reader

Floats = npt.NDArray[np.float64]
Why = Literal["left", "hidden", "cut"]
"""Why a way ends: the thing left the picture, was hidden or changed beyond recognition, or the clip
was cut there."""

MOST_FRAMES = 3_000
LONGEST, _LONGEST_OF_ALL = 832, 1664
"""Pixels of the longer side that a clip is looked at with: more where the thing is small in it."""
_WELL_SEEN = 40.0
_SMALLEST = 5.0
"""Pixels of the thing, as the root of its area."""
_PATIENCE_S = 1.5
_GONE = 0.6
"""Share of the thing that must be within the picture for it not to have left."""
_CUT = 0.35
"""Share of the colours of a frame that the next still has, unless there is a cut."""
_AT_ONCE = 32
"""Frames in memory while a clip is gone through backwards."""


class Break(NamedTuple):
    """Where a way ends before the clip does, and why."""

    frame: int
    """The last one that the thing was seen in."""
    why: Why


class Way(NamedTuple):
    """A thing's way, frame by frame."""

    places: Floats
    """(n, 2): its centre in fractions of the frame."""
    turns: Floats
    """(n,): degrees clockwise since it was picked."""
    sizes: Floats
    """(n,): over its size when it was picked."""


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What was measured of a thing in a clip."""

    clip: ClipInfo
    picked: int
    """Number of the frame that it was picked in."""
    first: int
    """Number of the first frame that its way is known in."""
    outline: Polygon
    """Of the thing where it was picked, in fractions of the frame."""
    seen: Way
    """As it moves in the picture."""
    own: Way
    """As it moves by itself: as if the view had stood still since it was picked."""
    sure: Floats
    """(n,): how much of it was seen, 0..1; 0 where its way was bridged."""
    begin: Break | None = None
    end: Break | None = None

    @property
    def frames(self) -> int:
        """How many frames its way is known in."""
        return len(self.sure)

    @property
    def last(self) -> int:
        """Number of the last frame that its way is known in."""
        return self.first + self.frames - 1

    @property
    def seconds(self) -> float:
        """How long its way is."""
        return (self.frames - 1) / self.clip.fps

    @property
    def view_moves(self) -> bool:
        """Whether the view moves by more than a pixel in all."""
        apart = (self.own.places - self.seen.places) * (self.clip.width, self.clip.height)
        return bool(np.hypot(*apart.T).max() > 1.0)

    def at(self, frame: int) -> int:
        """The row of a frame, the nearest where it is not known."""
        return min(max(frame - self.first, 0), self.frames - 1)


Progress = Callable[[float], None]
Stop = Callable[[], bool]


def measure(
    clip: Path,
    thing: Mask,
    picked: int = 0,
    first: int = 0,
    last: int | None = None,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Measured:
    """Follow `thing` (uint8 mask of frame `picked`, any size) from there to `first` and `last`.

    `progress` is told the share that is done, `stop` is asked after every frame. Raises BadInput
    for a clip that cannot be read, a frame that is not in it, more than 3,000 frames, a mask that
    holds nothing, everything or a few pixels; Cancelled where `stop` says so.
    """
    with Reader(clip) as reader:
        info = reader.info
        final = info.frames - 1 if last is None else last
        _check_range(info, picked, first, final)
        done = _Done(final - first, progress, stop)
        small = _Small(reader, thing)
        ahead = _follow(small, picked, range(picked + 1, final + 1), done)
        behind = _follow(small, picked, range(picked - 1, first - 1, -1), done)
    return _joined(info, small, picked, behind, ahead)


def _check_range(info: ClipInfo, picked: int, first: int, last: int) -> None:
    if not 0 <= first <= picked <= last < info.frames:
        raise BadInput(
            f"Frames {first} to {last}, picked at {picked}, are not in a clip of {info.frames}",
            mend="Pick the thing in a frame between the first and the last",
        )
    if last - first >= MOST_FRAMES:
        raise BadInput(
            f"{last - first + 1} frames are more than can be followed at once",
            mend=f"Choose {MOST_FRAMES:,} of them or fewer",
        )


class _Done:
    """Counts frames, tells how far it is, and stops when it is told to."""

    def __init__(self, count: int, progress: Progress | None, stop: Stop | None) -> None:
        self._count, self._progress, self._stop = max(count, 1), progress, stop
        self._so_far = 0

    def add(self, frames: int = 1) -> None:
        """So many more."""
        if self._stop is not None and self._stop():
            raise Cancelled
        self._so_far += frames
        if self._progress is not None:
            self._progress(min(1.0, self._so_far / self._count))


class _Small:
    """The clip at the size it is looked at, and the thing's mask at that size."""

    def __init__(self, reader: Reader, thing: Mask) -> None:
        self._reader = reader
        info = reader.info
        share = float((checked(thing) > 127).mean())
        extent = (share * info.width * info.height) ** 0.5
        longer = max(info.width, info.height)
        wanted = LONGEST * max(1.0, _WELL_SEEN / (extent * LONGEST / longer))
        scale = min(1.0, min(wanted, _LONGEST_OF_ALL) / longer)
        self.size = Size(max(8, round(info.width * scale)), max(8, round(info.height * scale)))
        self.mask: Inside = np.asarray(resized(thing, self.size) > 127)
        if int(self.mask.sum()) < _SMALLEST**2:
            raise BadInput(
                f"The thing is only {extent:.0f} pixels large", mend="Pick a larger part of it"
            )

    @property
    def fps(self) -> float:
        """Frames a second."""
        return self._reader.info.fps

    @property
    def centre(self) -> Floats:
        """Of the thing, in pixels of this size."""
        rows, columns = np.nonzero(self.mask)
        return np.array([columns.mean(), rows.mean()])

    def frame(self, number: int) -> Pixels:
        """A frame at this size."""
        return np.ascontiguousarray(resized(self._reader.frame(number), self.size), dtype=np.uint8)

    def frames(self, numbers: range) -> Iterator[Pixels]:
        """Frames in their order; backwards they are decoded forwards in small parts."""
        if numbers.step > 0:
            yield from map(self.frame, numbers)
            return
        for end in range(numbers.start, numbers.stop, -_AT_ONCE):
            part = range(max(numbers.stop + 1, end - _AT_ONCE + 1), end + 1)
            yield from reversed([self.frame(number) for number in part])


class _Half(NamedTuple):
    """One direction of a way: poses of the thing and of the view (n, 2, 3) and shares seen (n,),
    outwards from the picked frame, which is the first."""

    poses: Floats
    views: Floats
    sure: Floats
    ends: Why | None


def _follow(small: _Small, picked: int, numbers: range, done: _Done) -> _Half:
    picture = picture_of(small.frame(picked))
    follower = Follower(picture, small.mask)
    ground = Backdrop(picture, thing_in(picture, small.mask, STILL))
    poses, views, sure = [STILL], [STILL], [1.0]
    patience = max(2, round(_PATIENCE_S * small.fps))
    missed, why = 0, None
    for frame in small.frames(numbers):
        before, picture = picture, picture_of(frame)
        sure.append(follower.follow(picture))
        ground.follow(picture, thing_in(picture, small.mask, follower.pose))
        poses.append(follower.pose)
        views.append(ground.pose)
        missed = 0 if sure[-1] > 0 else missed + 1
        if missed == 1:
            why = _reason(before.still.levels[-1], picture.still.levels[-1], small, follower.pose)
        done.add()
        if missed > patience or (missed and why == "cut"):
            break
    kept = len(sure) - missed
    done.add(len(numbers) + 1 - len(sure))
    ends = why if missed else None
    return _Half(np.array(poses[:kept]), np.array(views[:kept]), np.array(sure[:kept]), ends)


def _reason(before: Pixels, after: Pixels, small: _Small, pose: Floats) -> Why:
    """Why a thing is not seen any more."""
    if _alike(before, after) < _CUT:
        return "cut"
    rows, columns = np.nonzero(small.mask)
    x, y = applied(pose, np.stack([columns, rows], axis=1)).T
    within = (x >= 0) & (y >= 0) & (x < small.size.width) & (y < small.size.height)
    return "left" if float(within.mean()) < _GONE else "hidden"


def _alike(one: Pixels, other: Pixels) -> float:
    """The share of colours that two pictures have in common, 0..1."""
    import cv2

    cells, whole = [8, 8, 8], [0, 256] * 3
    counts = [
        cv2.calcHist([p], [0, 1, 2], None, cells, whole) / p[..., 0].size for p in (one, other)
    ]
    return float(np.minimum(*counts).sum())


def _joined(info: ClipInfo, small: _Small, picked: int, behind: _Half, ahead: _Half) -> Measured:
    poses, views, sure = (
        np.concatenate([back[:0:-1], on]) for back, on in zip(behind[:3], ahead[:3], strict=True)
    )
    own = np.array([composed(inverted(v), p) for v, p in zip(views, poses, strict=True)])
    first = picked - len(behind.sure) + 1
    last = picked + len(ahead.sure) - 1
    mask = np.where(small.mask, 255, 0).astype(np.uint8)
    return Measured(
        clip=info,
        picked=picked,
        first=first,
        outline=outline(mask),
        seen=_way(poses, sure, small),
        own=_way(own, sure, small),
        sure=sure,
        begin=None if behind.ends is None else Break(first, behind.ends),
        end=None if ahead.ends is None else Break(last, ahead.ends),
    )


def _way(poses: Floats, sure: Floats, small: _Small) -> Way:
    """Poses as a way; where the thing was hidden, from how it went before to how it goes after."""
    places = np.array([applied(pose, small.centre) for pose in poses])
    sizes = np.log(np.hypot(poses[:, 0, 0], poses[:, 1, 0]))
    turns = np.arctan2(poses[:, 1, 0], poses[:, 0, 0])
    known, all_of_it = np.flatnonzero(sure > 0), np.arange(len(sure))
    if len(known) < len(sure):
        curve = trajectory.through(known.astype(np.float64), places[known])
        places = curve.at(all_of_it)
        sizes = np.interp(all_of_it, known, sizes[known])
    turns = np.interp(all_of_it, known, np.unwrap(turns[known]))
    picked = (places + 0.5) / (small.size.width, small.size.height)
    return Way(np.asarray(picked, dtype=np.float64), np.degrees(turns), np.exp(sizes))


def thinned(
    times: Floats, places: Floats, off: float, frame: tuple[float, float]
) -> tuple[int, ...]:
    """The fewest rows of a way (times (n,), places (n, 2)) whose curve keeps within `off`.

    `off` is in the unit that `frame` (width and height) has. The curve is the one that strokes go
    by; rows are added where it is off most, then those that it does not need are taken out.
    """
    if len(times) < 2:
        return tuple(range(len(times)))

    def apart(rows: Iterable[int]) -> Floats:
        chosen = sorted(rows)
        curve = trajectory.through(times[chosen], places[chosen])
        return np.asarray(np.hypot(*((curve.at(times) - places) * frame).T), dtype=np.float64)

    kept = {0, len(times) - 1}
    while (away := apart(kept)).max() > off:
        fresh = int(away.argmax())
        if fresh in kept:
            break
        kept.add(fresh)
    for row in sorted(kept - {0, len(times) - 1}):
        if apart(kept - {row}).max() <= off:
            kept.discard(row)
    return tuple(sorted(kept))
