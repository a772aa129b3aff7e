"""Whether feet stand while a body goes, seen from flow alone: a body and its flow in, `Legs` out.

Without a pose there are no toes to tell which way a body faces. What is left is the lowest part of
its silhouette: in every walk one foot stands, so what is down there mostly rests.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.inspect.flow import GRID
from engine.inspect.people.parts import parts_of
from engine.inspect.things import LOOK, Thing

Floats = NDArray[np.float64]

# pixels of the clip: below, a foot is less than a cell of the flow
_TALL = 96.0
_GOES = 1.0
# of its height, from frame to frame: beyond, a swinging foot goes farther than it is long
_FASTEST = 0.04
_SIDEWAYS = 2.0
_LOOKS = 6
_LATE = 2
"""Frames from a body's look to that of one of its pieces."""
_AT_IT, _AS_FAR, _ALL_ALONG = 0.15, 0.35, 0.7
"""Of a piece of a body: shares of the other's height that it is away from it, of its way that it
comes more or less far, and of its life that it is so."""
_SOLE, _LOWER, _FEET = 2, 9, 4
_RESTING = 25.0
_LEAST, _MOST = 10.0, 90.0
"""Percentiles."""


@dataclass(frozen=True, slots=True)
class Legs:
    """What is seen of the legs of a thing while it goes one way across the view."""

    start: int
    end: int
    """Frames, inclusive."""
    slip: float
    """Speed along the way of the middle of what is lowest, by the body's: near 0 it stands, at 1 it
    is carried along."""
    pump: float
    """How differently the parts of the lower half move along the way, by the body's speed."""
    rests: float
    """What `slip` is in the quarter of all looks in which what is lowest moves least."""
    opens: float
    """By how much what is lowest gets wider and narrower, by its height: legs that step open and
    close; far more, and it is no outline of legs."""
    wide: float
    """How wide what is lowest is, by its height: wider than a step, and it is not legs alone."""


def legs_of(pieces: Sequence[Thing], flow: NDArray[np.float16], still: Floats) -> tuple[Legs, ...]:
    """The legs of one body that is outlined and large: once for each side that it goes to.

    `pieces` are what it was found in: one thing, or more that go together (`body_of`). `still` is
    where each frame lies in the first one (`gait.view_places`).
    """
    if not all(piece.outlined for piece in pieces):
        return ()
    frames = sorted({frame for piece in pieces for frame in piece.looks.frames.tolist()})
    wholes = [whole for frame in frames if (whole := _whole(pieces, frame)) is not None]
    if not wholes or float(np.median([whole.tall for whole in wholes])) < _TALL:
        return ()
    looks = [look for whole in wholes if (look := _look(whole, flow, still)) is not None]
    found = []
    for way in (-1.0, 1.0):
        own = [look for look in looks if look.way == way]
        if len(own) >= _LOOKS:
            slips, pumps, wide = (np.array([look[k] for look in own]) for k in (2, 3, 4))
            found.append(
                Legs(
                    own[0].frame,
                    own[-1].frame,
                    float(np.median(slips)),
                    float(np.median(pumps)),
                    float(np.percentile(slips, _RESTING)),
                    float(np.subtract(*np.percentile(wide, (_MOST, _LEAST)))),
                    float(np.median(wide)),
                )
            )
    return tuple(found)


def body_of(thing: Thing, things: Iterable[Thing]) -> tuple[Thing, ...]:
    """A thing with the others that stay at it and go the same way: what one body was found in."""
    pieces, others = [thing], [other for other in things if other is not thing and other.outlined]
    grown = True
    while grown:
        more = [o for o in others if any(_goes_with(o, piece) for piece in pieces)]
        taken = {piece.id for piece in more}
        others = [other for other in others if other.id not in taken]
        pieces += more
        grown = bool(more)
    return tuple(pieces)


def _goes_with(one: Thing, other: Thing) -> bool:
    """Whether one stays at the other for nearly all of its life, and comes as far."""
    first, last = max(one.first, other.first), min(one.last, other.last)
    if last - first < max(_LOOKS, _ALL_ALONG * len(one)):
        return False
    mine, its = (
        thing.corners[thing.row(first) : thing.row(last) + 1].astype(np.float64)
        for thing in (one, other)
    )
    tall = float(np.median(its[:, 3]))
    gap = np.maximum(
        np.maximum(its[:, :2] - mine[:, :2] - mine[:, 2:], mine[:, :2] - its[:, :2] - its[:, 2:]),
        0.0,
    )
    ways = [
        thing.ground[thing.row(last)].astype(np.float64) - thing.ground[thing.row(first)]
        for thing in (one, other)
    ]
    apart = float(np.hypot(*(ways[0] - ways[1])))
    at_it = float((gap.max(axis=1) < _AT_IT * tall).mean()) > _ALL_ALONG
    return at_it and apart < _AS_FAR * float(np.hypot(*ways[1])) + _AT_IT * tall


class _Whole(NamedTuple):
    """A body in one frame, put together of its pieces."""

    frame: int
    places: Floats
    """(n, 2) Middles of its silhouette's cells."""
    rows: NDArray[np.intp]
    """(n,) Which of `LOOK` rows from its top to its bottom they are in."""
    box: tuple[float, float, float, float]
    step: tuple[float, float]
    """Its own, the view's move taken away."""
    edge: bool

    @property
    def tall(self) -> float:
        """Pixels."""
        return self.box[3]


def _whole(pieces: Sequence[Thing], frame: int) -> _Whole | None:
    """The body in a frame, by the looks of its pieces nearest to it."""
    there = [piece for piece in pieces if piece.first <= frame <= piece.last]
    found = [(piece, cells) for piece in there if len(cells := _cells(piece, frame))]
    if not found:
        return None
    places = np.concatenate([cells for _, cells in found])
    corners = np.array([piece.corners[piece.row(frame)] for piece, _ in found], np.float64)
    left, top = corners[:, 0].min(), corners[:, 1].min()
    right, bottom = (corners[:, :2] + corners[:, 2:]).max(axis=0)
    areas = np.array([piece.areas[piece.row(frame)] for piece, _ in found], np.float64)
    steps = np.array([piece.steps[piece.row(frame)] for piece, _ in found], np.float64)
    along, across = (areas[:, None] * steps).sum(axis=0) / max(float(areas.sum()), 1.0)
    rows = ((places[:, 1] - top) / max(bottom - top, 1.0) * LOOK).astype(np.intp)
    return _Whole(
        frame,
        places,
        np.clip(rows, 0, LOOK - 1),
        (float(left), float(top), float(right - left), float(bottom - top)),
        (float(along), float(across)),
        any(bool(piece.edge[piece.row(frame)]) for piece, _ in found),
    )


def _cells(piece: Thing, frame: int) -> Floats:
    """Middles of the cells of a piece's silhouette in clip pixels; none where it was not seen."""
    number = int(np.argmin(np.abs(piece.looks.frames - frame))) if len(piece.looks.frames) else -1
    if number < 0 or abs(int(piece.looks.frames[number]) - frame) > _LATE:
        return np.zeros((0, 2))
    rows, columns = np.nonzero(piece.looks.pictures[number, :, :, 3] > 127)
    x, y, width, height = map(float, piece.corners[piece.row(frame)])
    across, down = x + (columns + 0.5) * width / LOOK, y + (rows + 0.5) * height / LOOK
    return np.stack([across, down], axis=1)


class _Look(NamedTuple):
    frame: int
    way: float
    slip: float
    pump: float
    wide: float


def _look(whole: _Whole, flow: NDArray[np.float16], still: Floats) -> _Look | None:
    """One look at a body, where it is seen whole and goes sideways."""
    frame, (along, across) = whole.frame, whole.step
    if frame >= len(flow) or frame + 1 >= len(still) or whole.edge:
        return None
    if abs(along) > _FASTEST * whole.tall or abs(along) < max(_GOES, _SIDEWAYS * abs(across)):
        return None
    motion = _motion(flow[frame], whole.places, still, frame) / along
    sole = whole.rows >= int(whole.rows.max()) - _SOLE + 1
    lower = whole.rows >= _LOWER
    steps = [part.step[0] for part in parts_of(whole.places[lower], motion[lower])]
    pump = max(steps) - min(steps) if steps else 0.0
    slip, wide = float(np.median(motion[sole, 0])), _wide(whole)
    return _Look(frame, float(np.sign(along)), slip, pump, wide)


def _wide(whole: _Whole) -> float:
    """How wide its lowest quarter is, by its height."""
    across = whole.places[whole.rows >= LOOK - _FEET, 0]
    return float(np.ptp(across)) / whole.tall if len(across) else 0.0


def _motion(flow: NDArray[np.float16], places: Floats, still: Floats, frame: int) -> Floats:
    """How these places move to the next frame with the view's move taken away, in the pixels of the
    first frame."""
    rows = np.clip((places[:, 1] / GRID).astype(int), 0, flow.shape[0] - 1)
    columns = np.clip((places[:, 0] / GRID).astype(int), 0, flow.shape[1] - 1)
    ahead = places + flow[rows, columns].astype(np.float64)
    now, then = still[frame], still[frame + 1]
    return np.asarray((ahead @ then[:, :2].T + then[:, 2]) - (places @ now[:, :2].T + now[:, 2]))
