"""The floor that the person marked: a line in one frame in, how high things are above it out.

The line stays on what stands still when the view moves. It says where the things of the shot stand;
beside its ends it goes on for half its length, and farther away there is no floor.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

import numpy as np
from numpy.typing import NDArray

from engine.inspect.asked import view_matrix
from engine.inspect.observation import Observation
from engine.inspect.things import Thing

_BESIDE = 0.5
_LEVEL = 0.35
"""Of what is down, across the line: a steeper one is a wall."""
_AT, _OF_PICTURE = 0.15, 0.02


@dataclass(frozen=True, slots=True)
class Floor:
    """Where the line is, and which side of it is up."""

    ends: NDArray[np.float64]
    """(frames, 2, 2) Its two ends in every frame, clip pixels."""
    down: NDArray[np.float64]
    """(2,) Unit vector, as of the scene."""
    first: int
    last: int
    """The part of the clip, between cuts, that it was marked in."""
    height: float
    """Of the picture, pixels."""

    def above(self, thing: Thing) -> NDArray[np.float64]:
        """(n,) Pixels between the line and what of a thing is nearest to it, negative below.

        NaN where the thing is not over it, or in another part of the clip.
        """
        frames = np.clip(thing.frames, self.first, self.last)
        one, along, up, length = self._frame(frames)
        off = thing.centres.astype(np.float64) - one
        half = thing.corners[:, 2:].astype(np.float64) / 2
        high = (off * up).sum(axis=1) - np.hypot(*(half * up).T)
        share = (off * along).sum(axis=1) / length
        there = (thing.frames >= self.first) & (thing.frames <= self.last)
        there &= (share > -_BESIDE) & (share < 1 + _BESIDE)
        return np.asarray(np.where(there, high, np.nan))

    def up(self, frame: int) -> NDArray[np.float64]:
        """(2,) Unit vector away from the floor, in that frame."""
        return np.asarray(self._frame(np.array([frame]))[2][0])

    def near(self, thing: Thing) -> float:
        """Pixels within which a thing is at the floor: lines are drawn by hand."""
        return max(_AT * float(np.median(thing.corners[:, 3])), _OF_PICTURE * self.height)

    def _frame(self, frames: NDArray[np.integer]) -> tuple[NDArray[np.float64], ...]:
        """Of these frames: one end, the direction along the line, the one away from it, length."""
        one, two = self.ends[frames, 0], self.ends[frames, 1]
        way = two - one
        length = np.maximum(np.hypot(*way.T), 1e-6)
        along = way / length[:, None]
        up = np.column_stack([along[:, 1], -along[:, 0]])
        return one, along, up * -np.sign(up @ self.down)[:, None], length


def floor_of(seen: Observation, down: NDArray[np.float64]) -> Floor | None:
    """The floor as marked; None where nobody did, or where the line is too steep for one."""
    line, frame = next(
        ((mark.line, mark.frame) for mark in seen.marks if mark.kind == "floor" and mark.line),
        (None, 0),
    )
    if line is None or not 0 <= frame < seen.clip.frames:
        return None
    ends = np.array(line) * (seen.clip.width, seen.clip.height)
    way = ends[1] - ends[0]
    long = hypot(*way)
    if long < 1.0 or abs(way[0] * down[1] - way[1] * down[0]) < _LEVEL * long:
        return None
    return Floor(carried(seen, ends, frame), down, *seen.part_of(frame), float(seen.clip.height))


def carried(seen: Observation, places: NDArray[np.float64], frame: int) -> NDArray[np.float64]:
    """(frames, n, 2) Where what stands still at n places of a frame is in every other one.

    Clip pixels. Behind a cut nothing is where it was; there it says what the frame before says.
    """
    count = seen.clip.frames
    moves = np.tile(np.eye(3), (count, 1, 1))
    for step in seen.camera:
        if step.frame + 1 < count:
            ahead, middle = view_matrix(step, seen.clip.width, seen.clip.height)
            here = np.eye(3)
            here[:2, 2] = -middle
            back = np.eye(3)
            back[:2, 2] = middle
            moves[step.frame + 1] = back @ ahead @ here
    whole = [moves[0]]
    for move in moves[1:]:
        whole.append(move @ whole[-1])
    to = np.array(whole) @ np.linalg.inv(whole[min(frame, count - 1)])
    spots = np.column_stack([places, np.ones(len(places))])
    return np.asarray(np.einsum("fij,nj->fni", to, spots)[..., :2])
