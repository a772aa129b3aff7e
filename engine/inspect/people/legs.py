"""Whether feet stand while a body goes, seen from flow alone: a thing and its flow in, `Legs` out.

Without a pose there are no toes to tell which way a body faces. What is left is the lowest part of
its silhouette: in every walk one foot stands, so the slower of what is down there is about at rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.inspect.flow import GRID
from engine.inspect.people.parts import parts_of
from engine.inspect.things import LOOK, Thing

Floats = NDArray[np.float64]

# pixels of the clip: below, a foot is less than a cell of the flow
_TALL = 96.0
_GOES = 1.0
_LOOKS = 6
_SOLE, _LEGS = 2, 0.55
_STANDS = 25.0


@dataclass(frozen=True, slots=True)
class Legs:
    """What is seen of the legs of a thing that goes across the view."""

    start: int
    end: int
    """Frames, inclusive."""
    slip: float
    """Speed along the way of what stands, by the body's: 0 stands, 1 is carried along."""
    pump: float
    """How differently the parts of the lower half move along the way, by the body's speed."""


def legs_of(thing: Thing, flow: NDArray[np.float16], still: Floats) -> Legs | None:
    """The legs of a thing that is outlined, large and goes sideways; else None.

    `still` is where each frame lies in the first one (`gait.view_places`).
    """
    if not thing.outlined or float(np.median(thing.corners[thing.seen, 3])) < _TALL:
        return None
    net = thing.path()[-1]
    if abs(net[0]) < 2 * abs(net[1]):
        return None
    way = float(np.sign(net[0]))
    slips, pumps, frames = [], [], []
    for number, frame in enumerate(thing.looks.frames.tolist()):
        row = frame - thing.first
        if not 0 <= row < len(thing) or frame >= len(flow) or frame + 1 >= len(still):
            continue
        body = float(thing.steps[row, 0]) * way
        inside = thing.looks.pictures[number, :, :, 3] > 127
        if body < _GOES or thing.edge[row] or not inside.any():
            continue
        places, rows = _places(inside, thing.corners[row])
        motion = _motion(flow[frame], places, still, frame)
        sole = rows >= int(rows.max()) - _SOLE + 1
        slips.append(float(np.percentile(motion[sole, 0] * way, _STANDS)) / body)
        lower = rows >= _LEGS * LOOK
        steps = [part.step[0] * way for part in parts_of(places[lower], motion[lower])]
        pumps.append((max(steps) - min(steps)) / body if steps else 0.0)
        frames.append(frame)
    if len(frames) < _LOOKS:
        return None
    return Legs(frames[0], frames[-1], float(np.median(slips)), float(np.median(pumps)))


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
