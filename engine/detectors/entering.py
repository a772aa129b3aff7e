"""What gets into something else: what the parts of the penetration detector tell each other.

Boxes are (n, 4) as x, y, width and height, in clip pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.inspect.observation import Observation
from engine.inspect.things import Beginning, Ending, Thing
from engine.records import Box

OUTSIDE = 0.12
"""Share of the smaller one's extent: what is no deeper in is outside."""
LASTS_S = 0.1
"""Seconds that something has to be inside."""
GOES_ON = 0.35
"""Of the speed it came with: what grips or pushes comes to rest."""
MAYBE = -0.1
"""Of what may as well pass in front."""
_AWAY_S = 1.5
_SAME = 30.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A mover inside something solid."""

    thing: Thing | None
    """None for a hand, which has `boxes`."""
    start: int
    end: int
    depth: float
    """Share of the smaller one's extent, 0..1."""
    depths: NDArray[np.float64]
    """From `start` on, frame by frame."""
    hidden: bool
    marked: bool
    score: float
    noun: str = ""
    ghost: tuple[tuple[int, float, float], ...] = ()
    boxes: tuple[tuple[int, Box], ...] = ()
    out: bool = False
    """Whether it is told by what comes out at the far side; how deep it is is not known then."""


def depths_of(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n,) How far boxes are in each other, by the smaller one's extent: 0 apart, 1 wholly."""
    share = []
    for axis in (0, 1):
        low = np.maximum(one[:, axis], other[:, axis])
        high = np.minimum(one[:, axis] + one[:, axis + 2], other[:, axis] + other[:, axis + 2])
        least = np.minimum(one[:, axis + 2], other[:, axis + 2])
        share.append(np.maximum(0.0, high - low) / np.maximum(least, 1.0))
    return np.asarray(np.minimum(*share))


def sides_of(corners: NDArray[np.floating]) -> NDArray[np.float64]:
    """(n, 4) Left, top, right and bottom."""
    return np.concatenate([corners[:, :2], corners[:, :2] + corners[:, 2:]], axis=1)


def goes_on(
    boxes: NDArray[np.float64], walls: NDArray[np.float64], inside: NDArray[np.bool_]
) -> float:
    """How fast it still goes against the solid thing inside, by how fast it came."""
    sides, came, side = _comes_first(boxes, walls, inside)
    first, last = _ends(inside)
    went = float(sides[last, side] - sides[first, side]) / max(1, last - first)
    return max(0.0, went * float(np.sign(came))) / max(abs(came), 0.5)


def gets_past(
    boxes: NDArray[np.float64], walls: NDArray[np.float64], inside: NDArray[np.bool_]
) -> float:
    """How far its foremost side gets through the solid thing, by the extent of that one: 0 it only
    touches, 1 it comes out at the far side."""
    sides, came, side = _comes_first(boxes, walls, inside)
    first, last = _ends(inside)
    extent = walls[first : last + 1, 2 + side % 2]
    in_it = np.sign(came) * sides[first : last + 1, side] + extent / 2
    return float((in_it / np.maximum(extent, 1.0)).max())


def _comes_first(
    boxes: NDArray[np.float64], walls: NDArray[np.float64], inside: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], float, int]:
    """(n, 4) Its sides from the middle of the solid thing, how fast the foremost came, and which
    that is: the others may be cut by the border, or by what is gripped."""
    middle = walls[:, :2] + walls[:, 2:] / 2
    sides = sides_of(boxes) - np.tile(middle, 2)
    first, _ = _ends(inside)
    start = max(0, first - 5)
    came = (sides[first] - sides[start]) / max(1, first - start)
    side = int(np.argmax(np.abs(came)))
    return sides, float(came[side]), side


def _ends(inside: NDArray[np.bool_]) -> tuple[int, int]:
    first, last = np.flatnonzero(inside)[[0, -1]]
    return int(first), int(last)


def found_again(seen: Observation, thing: Thing) -> Thing | None:
    """The thing that a lost one most likely is when it comes out again."""
    fps = seen.clip.fps
    found = [
        other
        for other in seen.things
        if other is not thing
        and -0.4 * fps < other.first - thing.last <= _AWAY_S * fps
        and other.beginning in (Beginning.BEHIND, Beginning.NOWHERE)
        and 0.5 < other.area / max(thing.area, 1.0) < 2.0
        and float(np.abs(_usual(other) - _usual(thing)).max()) < _SAME
    ]
    return min(found, key=lambda other: other.first, default=None)


def _usual(thing: Thing) -> NDArray[np.float64]:
    """Its colour while it is seen whole."""
    whole = thing.areas > 0.8 * np.median(thing.areas)
    return np.median(thing.colour[whole].astype(np.float64), axis=0)


def seen_whole(thing: Thing) -> tuple[int, NDArray[np.float64]]:
    """Frame and centre where a thing is seen whole, next to where it is not."""
    whole = np.flatnonzero(thing.areas > 0.9 * np.median(thing.areas))
    hides = thing.ending in (Ending.BEHIND, Ending.NOWHERE)
    row = int(whole[-1] if hides else whole[0])
    return thing.first + row, thing.centres[row].astype(np.float64)
