"""A track in, the pieces out in which its acceleration stays the same: flights, rolls, rests.

What nothing touches keeps its acceleration; where that changes all at once there was a contact or a
push. Pieces are found all together, by the least squares that are left and a price for each more,
so that a bounce stays a kink and is not smoothed into a rise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import hypot, log, sqrt

import numpy as np
from numpy.typing import NDArray

Track = NDArray[np.float64]
"""(n, 2): x, y frame by frame, in pixels."""

SHORTEST = 3
"""Frames of a piece: as many as there are unknowns."""
_LONGEST_S = 4.0
_MOST = 160
_PRICE = 7.0
_FLOOR = 0.35
"""Small pixels: a centre is not known any better."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a track with one acceleration."""

    first: int
    last: int
    """Frames, inclusive."""
    fps: float
    place: NDArray[np.float64]
    velocity: NDArray[np.float64]
    acceleration: NDArray[np.float64]
    """(2,) each, at its middle; px, px/s, px/s²."""
    noise: float
    """Pixels by which single places are off."""

    def __len__(self) -> int:
        return self.last - self.first + 1

    @property
    def seconds(self) -> float:
        """From its first frame to its last."""
        return (self.last - self.first) / self.fps

    def at(self, frame: float) -> NDArray[np.float64]:
        """Where it is, also beyond its ends."""
        t = self._time(frame)
        return np.asarray(self.place + self.velocity * t + self.acceleration * t * t / 2)

    def velocity_at(self, frame: float) -> NDArray[np.float64]:
        """px/s, also beyond its ends."""
        return np.asarray(self.velocity + self.acceleration * self._time(frame))

    def speed_at(self, frame: float) -> float:
        """px/s."""
        return float(hypot(*self.velocity_at(frame)))

    @property
    def doubt(self) -> float:
        """Standard error of its velocity at either end, px/s."""
        return sqrt(192.0 / len(self) ** 3) * self.noise * self.fps

    @property
    def doubt_of_acceleration(self) -> float:
        """px/s²."""
        return sqrt(720.0 / len(self) ** 5) * self.noise * self.fps**2

    def _time(self, frame: float) -> float:
        return (frame - (self.first + self.last) / 2) / self.fps


def pieces(track: Track, first: int, fps: float, pixel: float = 1.0) -> tuple[Piece, ...]:
    """The track from frame `first` on in pieces; none where it is shorter than one piece.

    `pixel` is the size of the pixels it was measured in, in those of the track.
    """
    if len(track) < SHORTEST:
        return ()
    noise = noise_of(track, _FLOOR * pixel)
    longest = int(min(_MOST, max(12, round(_LONGEST_S * fps))))
    ends = _parted(track / noise, longest, _PRICE * log(2.0 * len(track)))
    return tuple(
        _fitted(track[a:b], first + a, fps, noise) for a, b in pairwise(ends) if b - a >= SHORTEST
    )


def noise_of(track: Track, least: float) -> float:
    """Pixels by which single places of a track are off, from what no smooth way explains."""
    if len(track) < 6:
        return least
    third = np.diff(track, n=3, axis=0)
    return max(least, 1.4826 * float(np.median(np.abs(third))) / sqrt(20.0))


def _fitted(track: Track, first: int, fps: float, noise: float) -> Piece:
    t = (np.arange(len(track)) - (len(track) - 1) / 2) / fps
    known = np.column_stack([np.ones_like(t), t, t * t / 2])
    place, velocity, acceleration = np.linalg.lstsq(known, track, rcond=None)[0]
    return Piece(first, first + len(track) - 1, fps, place, velocity, acceleration, noise)


def _parted(track: Track, longest: int, price: float) -> list[int]:
    """First rows of the pieces, and the end: the cheapest way to part it all."""
    n = len(track)
    best = np.full(n + 1, np.inf)
    best[0] = 0.0
    came = np.zeros(n + 1, np.int64)
    for end in range(SHORTEST, n + 1):
        left = _left_over(track[max(0, end - longest) : end])
        lengths = np.arange(SHORTEST, len(left) + 1)
        costs = best[end - lengths] + left[lengths - 1] + price
        at = int(np.argmin(costs))
        best[end], came[end] = costs[at], end - lengths[at]
    if not np.isfinite(best[n]):
        return [0, n]
    ends = [n]
    while ends[-1] > 0:
        ends.append(int(came[ends[-1]]))
    return ends[::-1]


def _left_over(track: Track) -> NDArray[np.float64]:
    """What the best parabola leaves of the last 1, 2, ... n rows: sums of squares."""
    back = track[::-1] - track[-1]
    powers, inverses = _tables(len(track))
    moments = np.cumsum(powers[:, :, None] * back[:, None, :], axis=0)
    solved = np.einsum("nij,njk->nik", inverses, moments)
    total = np.cumsum((back**2).sum(axis=1))
    return np.asarray(np.maximum(0.0, total - (moments * solved).sum(axis=(1, 2))))


@lru_cache(maxsize=256)
def _tables(n: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """1, s, s² of rows counted from the end, and the inverse normal matrices of the last 1..n."""
    s = np.arange(n, dtype=np.float64) / 16.0
    powers = np.stack([np.ones(n), s, s * s], axis=1)
    normal = np.cumsum(powers[:, :, None] * powers[:, None, :], axis=0)
    inverses = np.zeros_like(normal)
    inverses[SHORTEST - 1 :] = np.linalg.inv(normal[SHORTEST - 1 :])
    return powers, inverses


def runs(good: Sequence[bool] | NDArray[np.bool_], least: int) -> list[tuple[int, int]]:
    """First row and end of each stretch of at least `least` good rows."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], np.asarray(good, np.int8), [0]])))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2) if b - a >= least]
