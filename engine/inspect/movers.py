"""Residual motion in, tracked movers out: what moves by itself, where, frame by frame.

Cells whose flow differs from the view's are joined into blobs, blobs into tracks by predicted
overlap and distance. A track's steps are the motion of its cells, not of its centre: a thing that
comes in over the border, or that another covers in part, still moves by what its surface moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import hypot, log

import numpy as np
from numpy.typing import NDArray

from engine.inspect.flow import Field
from engine.records import Box, Mover

CELL = 4
"""Pixels of the picture as worked on that one cell of the motion mask covers."""

# below this a pixel a frame is noise of the flow itself (its error on still photographs)
_MOVING_PX = 0.45
_SMALLEST = 0.0006
_JOIN = 2
_LEAST_CORE = 0.2
_MOST_BLOBS = 24
_MOST_TRACKS = 200
# how long a thing may stand still, or be hidden, and stay the same thing
_PATIENCE_S = 0.5
_SOMEWHERE = 0.015
_STRAIGHT = 0.2
_NOTABLE = 0.005


@dataclass(frozen=True, slots=True)
class Blob:
    """One connected patch of residual motion, in pixels of the picture as worked on."""

    x: float
    y: float
    box: Box
    area: float
    """Square pixels."""
    step: tuple[float, float]
    """Median residual motion of its cells, pixels a frame, the view's own motion taken away."""
    shift: tuple[float, float]
    """Median motion on the screen, the view's included."""


@dataclass(slots=True)
class Track:
    """A mover as measured: one entry a frame in each list. Positions in clip pixels."""

    id: int
    frames: list[int] = field(default_factory=list)
    centres: list[tuple[float, float]] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    areas: list[float] = field(default_factory=list)
    steps: list[tuple[float, float]] = field(default_factory=list)
    """Motion from each frame to the next with the view's taken away."""

    @property
    def first(self) -> int:
        """Frame it was first seen moving at."""
        return self.frames[0]

    @property
    def last(self) -> int:
        """Frame it was last seen moving at."""
        return self.frames[-1]

    @property
    def weight(self) -> float:
        """How much of the clip's motion it is: area x way, summed."""
        way = np.hypot(*np.array(self.steps, dtype=np.float64).T)
        return float((way * np.array(self.areas)).sum())

    @property
    def way(self) -> float:
        """The length of its path, view removed, in pixels."""
        return float(np.hypot(*np.array(self.steps, dtype=np.float64).T).sum())

    @property
    def spread(self) -> float:
        """The farthest it ever was from where it began, view removed, in pixels."""
        return float(np.hypot(*self.path().T).max())

    def path(self) -> NDArray[np.float64]:
        """Where its surface has gone since its first frame, view removed: (n + 1, 2) pixels."""
        steps = np.array(self.steps, dtype=np.float64).reshape(-1, 2)
        return np.vstack([np.zeros((1, 2)), np.cumsum(steps, axis=0)])

    def mover(self) -> Mover:
        """The record of it."""
        places = zip(self.frames, self.centres, strict=True)
        return Mover(self.id, tuple((f, *c) for f, c in places), tuple(self.boxes))


def motion_mask(residual: Field, floor: float = _MOVING_PX) -> NDArray[np.bool_]:
    """Which cells move by themselves; the floor rises where the whole picture trembles."""
    size = np.hypot(residual[..., 0], residual[..., 1])
    tremble = 4.0 * float(np.median(size))
    return np.asarray(size > max(floor, min(tremble, 4.0 * floor)))


def blobs_of(flow: Field, residual: Field, cell: float) -> tuple[Blob, ...]:
    """The patches that move by themselves, largest first; `cell` is pixels per cell."""
    import cv2

    mask = motion_mask(residual)
    if not mask.any():
        return ()
    joined = cv2.dilate(mask.astype(np.uint8), np.ones((_JOIN + 1, _JOIN + 1), np.uint8))
    count, found, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    labels = np.asarray(found, dtype=np.int32)
    smallest = max(3.0, _SMALLEST * mask.size)
    order = np.argsort(-stats[1:count, cv2.CC_STAT_AREA])[:_MOST_BLOBS] + 1
    blobs = (_blob(labels, int(n), stats[n], mask, flow, residual, cell, smallest) for n in order)
    return tuple(blob for blob in blobs if blob is not None)


def _blob(
    labels: NDArray[np.int32],
    number: int,
    stats: NDArray[np.int32],
    mask: NDArray[np.bool_],
    flow: Field,
    residual: Field,
    cell: float,
    smallest: float,
) -> Blob | None:
    left, top, width, height = (int(v) for v in stats[:4])
    part = np.s_[top : top + height, left : left + width]
    inside = (labels[part] == number) & mask[part]
    rows, columns = np.nonzero(inside)
    if len(rows) < smallest:
        return None
    core = _core(inside)
    step = np.median(residual[part][core], axis=0)
    shift = np.median(flow[part][core], axis=0)
    rows, columns = np.nonzero(inside & _fast(residual[part], inside))
    x0, x1 = columns.min() + left, columns.max() + left + 1
    y0, y1 = rows.min() + top, rows.max() + top + 1
    return Blob(
        x=float(columns.mean() + left + 0.5) * cell,
        y=float(rows.mean() + top + 0.5) * cell,
        box=Box(x0 * cell, y0 * cell, (x1 - x0) * cell, (y1 - y0) * cell),
        area=len(rows) * cell * cell,
        step=(float(step[0]), float(step[1])),
        shift=(float(shift[0]), float(shift[1])),
    )


def _core(inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The blob without its rim, where the flow fades into that of the ground."""
    import cv2

    whole = np.pad(inside, 1).astype(np.uint8)
    for rim in (2, 1):
        core = cv2.erode(whole, np.ones((3, 3), np.uint8), iterations=rim)[1:-1, 1:-1] > 0
        if int(core.sum()) >= _LEAST_CORE * int(inside.sum()):
            return np.asarray(core)
    return inside


def _fast(residual: Field, inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Cells at least half as fast as the blob: the fade outside its outline is slower."""
    speed = np.hypot(residual[..., 0], residual[..., 1])
    return np.asarray(speed >= 0.5 * np.percentile(speed[inside], 80))


@dataclass(slots=True)
class _Live:
    track: Track
    blob: Blob
    missed: int = 0


def worth_telling(tracks: Sequence[Track], diagonal: float) -> tuple[Track, ...]:
    """The tracks that go somewhere; what trembles in place is left out."""
    heaviest = max((track.weight for track in tracks), default=0.0)
    return tuple(
        track
        for track in tracks
        if track.spread > max(_SOMEWHERE * diagonal, _STRAIGHT * track.way)
        and track.weight > _NOTABLE * heaviest
    )


class Tracker:
    """Blobs of one frame after the other in, tracks out. Keeps the 200 heaviest."""

    def __init__(self, fps: float, scale: float) -> None:
        """`scale` is clip pixels per pixel of the picture as worked on."""
        self._patience = max(2, round(fps * _PATIENCE_S))
        self._scale = scale
        self._live: list[_Live] = []
        self._done: list[Track] = []
        self._next = 1

    def step(self, frame: int, blobs: Sequence[Blob]) -> None:
        """What moves from `frame` to the next."""
        free = list(range(len(blobs)))
        for live, number in self._pairs(blobs):
            self._extend(live, frame, blobs[number])
            free.remove(number)
        for number in free:
            live = _Live(Track(self._next), blobs[number])
            self._next += 1
            self._live.append(live)
            self._extend(live, frame, blobs[number])
        self._retire(frame)

    def cut(self) -> None:
        """Nothing goes on behind a hard cut."""
        for live in self._live:
            self._finish(live.track)
        self._live.clear()

    def tracks(self) -> tuple[Track, ...]:
        """All tracks so far, in the order in which they began."""
        self.cut()
        self._shrink()
        return tuple(sorted(self._done, key=lambda track: (track.first, track.id)))

    def _pairs(self, blobs: Sequence[Blob]) -> list[tuple[_Live, int]]:
        costs = [
            (cost, i, j)
            for i, live in enumerate(self._live)
            for j, blob in enumerate(blobs)
            if (cost := _cost(live, blob)) is not None
        ]
        taken_live: set[int] = set()
        taken_blob: set[int] = set()
        pairs = []
        for _, i, j in sorted(costs):
            if i not in taken_live and j not in taken_blob:
                taken_live.add(i)
                taken_blob.add(j)
                pairs.append((self._live[i], j))
        return pairs

    def _extend(self, live: _Live, frame: int, blob: Blob) -> None:
        track, scale = live.track, self._scale
        centre = (blob.x * scale, blob.y * scale)
        if track.frames:
            _bridge(track, frame, centre)
        track.frames.append(frame)
        track.centres.append(centre)
        track.boxes.append(Box(*(v * scale for v in blob.box)))
        track.areas.append(blob.area * scale * scale)
        track.steps.append((blob.step[0] * scale, blob.step[1] * scale))
        live.blob, live.missed = blob, 0

    def _retire(self, frame: int) -> None:
        kept = []
        for live in self._live:
            live.missed = frame - live.track.last
            if live.missed > self._patience:
                self._finish(live.track)
            else:
                kept.append(live)
        self._live = kept

    def _finish(self, track: Track) -> None:
        if len(track.frames) > 1:
            self._done.append(track)
        if len(self._done) > 2 * _MOST_TRACKS:
            self._shrink()

    def _shrink(self) -> None:
        self._done = sorted(self._done, key=lambda track: -track.weight)[:_MOST_TRACKS]


def _cost(live: _Live, blob: Blob) -> float | None:
    """How unlike the blob is to what is expected of the track; None where it cannot be it."""
    old = live.blob
    ahead = min(live.missed + 1, 4) if live.missed else 1
    dx = blob.x - (old.x + old.shift[0] * ahead)
    dy = blob.y - (old.y + old.shift[1] * ahead)
    reach = 0.5 * max(hypot(old.box.w, old.box.h), hypot(blob.box.w, blob.box.h))
    reach += hypot(*old.shift)
    distance = hypot(dx, dy) / max(reach, 1.0)
    growth = abs(log(blob.area / old.area))
    if distance > 1.0 or growth > 2.0:
        return None
    return distance + 0.3 * growth


def _bridge(track: Track, frame: int, centre: tuple[float, float]) -> None:
    """Fill the frames in which it was not seen to move: it went straight, and not by itself."""
    start, last = track.centres[-1], track.last
    for gap in range(last + 1, frame):
        share = (gap - last) / (frame - last)
        track.frames.append(gap)
        track.centres.append(
            (
                start[0] + share * (centre[0] - start[0]),
                start[1] + share * (centre[1] - start[1]),
            )
        )
        track.boxes.append(track.boxes[-1])
        track.areas.append(track.areas[-1])
        track.steps.append((0.0, 0.0))
