"""Whether feet stand while a body goes, seen from flow alone: a thing and its flow in, `Legs` out.

Without a pose there are no toes to tell which way a body faces. What is left is the lowest part of
its silhouette: in every walk one foot stands, so what is down there mostly rests.
"""

from __future__ import annotations

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


def legs_of(thing: Thing, flow: NDArray[np.float16], still: Floats) -> tuple[Legs, ...]:
    """The legs of a thing that is outlined and large: once for each side that it goes to.

    `still` is where each frame lies in the first one (`gait.view_places`).
    """
    if not thing.outlined or float(np.median(thing.corners[thing.seen, 3])) < _TALL:
        return ()
    looks = [
        look
        for number, frame in enumerate(thing.looks.frames.tolist())
        if (look := _look(thing, number, frame, flow, still)) is not None
    ]
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
                )
            )
    return tuple(found)


class _Look(NamedTuple):
    frame: int
    way: float
    slip: float
    pump: float
    wide: float


def _look(
    thing: Thing, number: int, frame: int, flow: NDArray[np.float16], still: Floats
) -> _Look | None:
    """One look at a thing, where it is seen whole and goes sideways."""
    row = frame - thing.first
    if not 0 <= row < len(thing) or frame >= len(flow) or frame + 1 >= len(still):
        return None
    inside = thing.looks.pictures[number, :, :, 3] > 127
    along, across = (float(step) for step in thing.steps[row])
    fast = abs(along) > _FASTEST * float(thing.corners[row, 3])
    if fast or abs(along) < max(_GOES, _SIDEWAYS * abs(across)):
        return None
    if thing.edge[row] or not inside.any():
        return None
    places, rows = _places(inside, thing.corners[row])
    motion = _motion(flow[frame], places, still, frame) / along
    sole = rows >= int(rows.max()) - _SOLE + 1
    lower = rows >= _LOWER
    steps = [part.step[0] for part in parts_of(places[lower], motion[lower])]
    pump = max(steps) - min(steps) if steps else 0.0
    slip, wide = float(np.median(motion[sole, 0])), _wide(inside, thing.corners[row])
    return _Look(frame, float(np.sign(along)), slip, pump, wide)


def _wide(inside: NDArray[np.bool_], corners: NDArray[np.float32]) -> float:
    """How wide its lowest quarter is, by its height."""
    columns = np.flatnonzero(inside[-_FEET:].any(axis=0))
    cells = int(columns[-1] - columns[0]) + 1 if len(columns) else 0
    return cells / LOOK * float(corners[2]) / float(corners[3])


def _places(
    inside: NDArray[np.bool_], corners: NDArray[np.float32]
) -> tuple[Floats, NDArray[np.intp]]:
    """Middles of the silhouette's cells in clip pixels, and their rows."""
    rows, columns = np.nonzero(inside)
    x, y, width, height = map(float, corners)
    across = x + (columns + 0.5) * width / LOOK
    down = y + (rows + 0.5) * height / LOOK
    return np.stack([across, down], axis=1), rows


def _motion(flow: NDArray[np.float16], places: Floats, still: Floats, frame: int) -> Floats:
    """How these places move to the next frame with the view's move taken away, in the pixels of the
    first frame."""
    rows = np.clip((places[:, 1] / GRID).astype(int), 0, flow.shape[0] - 1)
    columns = np.clip((places[:, 0] / GRID).astype(int), 0, flow.shape[1] - 1)
    ahead = places + flow[rows, columns].astype(np.float64)
    now, then = still[frame], still[frame + 1]
    return np.asarray((ahead @ then[:, :2].T + then[:, 2]) - (places @ now[:, :2].T + now[:, 2]))
