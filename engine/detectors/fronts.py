"""What runs over a place: motion that comes in at one side of it and gets farther in, cell by cell.

A hand that passes through a box, or in front of it, moves the box's picture piece by piece, as far
in as it has gone itself. A box that gives way moves all over at once. That can be told where the
two are one outline, and where the box has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.inspect.asked import own_motion, places, unit_of
from engine.inspect.observation import Observation

Side = Literal["left", "right", "top", "bottom"]
SIDES: tuple[Side, ...] = ("left", "right", "top", "bottom")

_LOOKS = 8
"""Looks along each side of a place."""
_CELLS = 3.5
"""Cells that a place has to be long, for a front in it to be seen."""
_MOVES_PX = 0.6
"""Pixels a frame, of a picture 480 long."""
_SHARE = 0.3
"""Of a line across the place, to be reached."""
_BACK = 0.13
"""Share of the place that a front may seem to fall back by: one look."""
_SLOWER = 3.0
_BLUR = 1.5
"""Times as far as what is behind it moves a front may get in a frame, and cells besides; what gets
farther is the place that gives way."""
_WHOLE, _LASTS = 0.7, 4
"""Of a place that gives way, the share that moves at once; steps for which it goes on."""


@dataclass(frozen=True, slots=True)
class Front:
    """A motion that got into a place."""

    side: Side
    """Where it came in."""
    first: int
    last: int
    """Frames between which it got farther in."""
    depths: NDArray[np.float64]
    """How far it was in, frame by frame, as a share of the place."""
    speeds: NDArray[np.float64]
    """Pixels a frame, inwards, of what is behind it."""
    extent: float
    """Pixels of the place along its way."""
    gives_way: bool
    """Whether the place moved all over at the end."""

    @property
    def depth(self) -> float:
        """How far it got before the place gave way, if it did."""
        return float(self.depths[-1]) if len(self.depths) else 0.0

    @property
    def ahead(self) -> float:
        """How far it got by how far what is behind it went: about 1 for what passes."""
        return self.depth * self.extent / max(float(np.maximum(self.speeds, 0.0).sum()), 1.0)

    @property
    def goes_on(self) -> float:
        """The speed at the end by the greatest."""
        return float(self.speeds[-1]) / max(float(self.speeds.max()), 0.5) if self.depth else 0.0


def fronts_over(seen: Observation, held: NDArray[np.float64]) -> list[Front]:
    """All that got into a place, `held` (frames, 4) as x, y, width and height; by first frame.

    There are none from sides between which the place is too short for it to be seen.
    """
    cell = seen.clip.width / seen.flow.shape[2]
    extents = np.median(held[:, 2:], axis=0)
    sides = [side for side in SIDES if extents[_axis(side)] >= _CELLS * cell]
    if not sides:
        return []
    own = _looks(seen, held)
    moves = _moves(seen, own)
    found: list[Front] = []
    for side in sides:
        axis = _axis(side)
        extent, lines, way = float(extents[axis]), moves, own[..., axis]
        if axis:
            lines, way = lines.swapaxes(1, 2), way.swapaxes(1, 2)
        if side in {"right", "bottom"}:
            lines, way = lines[..., ::-1], -way[..., ::-1]
        found.extend(_fronts(side, lines, way, extent, cell))
    return sorted(found, key=lambda front: front.first)


def sets_off(fronts: list[Front], frames: int) -> int:
    """The first frame in which a place moved by itself; the number of frames where it never did.

    What comes in from one side is all over at once for who looks from another: it has to be so
    along the place and across it.
    """
    along, across = (
        [front.last for front in fronts if front.gives_way and front.side in sides]
        for sides in (SIDES[:2], SIDES[2:])
    )
    both = (frame for frame in along if any(abs(other - frame) <= 1 for other in across))
    return min(both, default=frames)


def moves_around(seen: Observation, place: NDArray[np.float64], near: float, steps: range) -> float:
    """The largest share of what is within some pixels of a place (4,) that moves in one of the
    steps; 0 where there is nothing.
    """
    where = places(seen)
    off = np.maximum(place[:2] - where, where - (place[:2] + place[2:])).max(axis=-1)
    around = (off > 0) & (off <= near)
    if not around.any():
        return 0.0
    shares = [float(_moves(seen, own_motion(seen, step)[around]).mean()) for step in steps]
    return max(shares, default=0.0)


def _moves(seen: Observation, own: NDArray[np.float32]) -> NDArray[np.bool_]:
    """What goes farther than what is still may seem to."""
    return np.asarray(np.hypot(own[..., 0], own[..., 1]) > _MOVES_PX * unit_of(seen))


def _looks(seen: Observation, held: NDArray[np.float64]) -> NDArray[np.float32]:
    """(frames - 1, looks, looks, 2) What moves by itself in a place, rows first; 0 beyond the
    border.
    """
    rows, columns = seen.flow.shape[1:3]
    inner = (np.arange(_LOOKS) + 0.5) / _LOOKS
    found = np.zeros((len(seen.flow), _LOOKS, _LOOKS, 2), np.float32)
    for step in range(len(seen.flow)):
        x, y, width, height = held[step]
        across = (x + width * inner) / seen.clip.width * columns
        down = (y + height * inner) / seen.clip.height * rows
        inside = ((down >= 0) & (down < rows))[:, None] & ((across >= 0) & (across < columns))
        row, column = (
            np.clip(place, 0, most - 1).astype(np.intp)
            for place, most in ((down, rows), (across, columns))
        )
        found[step] = own_motion(seen, step)[np.ix_(row, column)] * inside[..., None]
    return found


def _axis(side: Side) -> int:
    """Along which axis what comes in at a side goes: 0 across the picture, 1 down."""
    return 0 if side in {"left", "right"} else 1


def _fronts(
    side: Side,
    lines: NDArray[np.bool_],
    way: NDArray[np.float32],
    extent: float,
    cell: float,
) -> Iterator[Front]:
    """Those that come in at one side. `lines` (steps, across, along) is what moves there, those at
    the side first, `way` how fast it goes inwards.
    """
    reached = lines.mean(axis=1) >= _SHARE
    depths = np.where(reached.all(axis=1), _LOOKS, np.argmin(reached, axis=1)) / _LOOKS
    for first, last in _rises(depths, ~reached.any(axis=1)):
        speeds = np.array([float(np.median(way[at][lines[at]])) for at in range(first, last + 1)])
        gone = np.diff(depths[first - 1 : last + 1]) * extent
        jumps = np.flatnonzero(gone > _SLOWER * np.maximum(speeds, 0.0) + _BLUR * cell)
        count = int(jumps[0]) if len(jumps) else len(speeds)
        after = lines[first + count : first + count + _LASTS]
        gives_way = bool(len(jumps)) and float(depths[first + count]) >= _WHOLE
        # what trembles is still again at once
        gives_way = gives_way and float(after.mean()) >= _WHOLE
        if count or gives_way:
            yield Front(
                side,
                first,
                first + count - (not gives_way),
                depths[first : first + count],
                speeds[:count],
                extent,
                gives_way,
            )


def _rises(depths: NDArray[np.float64], still: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """First and last steps in which something gets in where nothing moved before."""
    step = 1
    while step < len(depths):
        if not still[step - 1] or depths[step] == 0.0:
            step += 1
            continue
        last = step
        while (
            last + 1 < len(depths)
            and depths[last] < 1.0
            and depths[last + 1] >= depths[last] - _BACK
        ):
            last += 1
        # it may have seemed to begin before
        begun = step - 1 + int(np.flatnonzero(depths[step - 1 : last + 1] == 0.0)[-1])
        if begun < last:
            yield begun + 1, last
        step = last + 1
