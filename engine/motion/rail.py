"""Riding along a drawn path under gravity: straight pieces, a push and a grip go in, the place at
every second comes out. On each piece the acceleration is constant, so each phase is a parabola of
time; corners keep the speed.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_STILL = 1e-9
_SHORT = 1e-5
"""Frame heights: points nearer than this are one."""
_MOST_PHASES = 2000
_SHARP = math.cos(math.radians(8.0))
"""Of a corner: what bends less is a bend, which a smooth curve follows."""
_LEVEL = 20.0
"""Frame heights of level ground behind a path: out of every frame."""


class Grip(NamedTuple):
    """How a thing holds on to its path."""

    share: float
    """Of the pull along the path that speeds it up."""
    friction: float
    """Force against the motion over the force onto the ground."""


class Phase(NamedTuple):
    """From time t on: the way along the path, the speed (below 0: back) and its change."""

    t: float
    way: float
    speed: float
    change: float

    def after(self, t: float) -> tuple[float, float]:
        """Way and speed at time t of this phase."""
        since = t - self.t
        way = self.way + self.speed * since + self.change * since * since / 2
        return way, self.speed + self.change * since


def way_at(phases: tuple[Phase, ...], t: Floats) -> Floats:
    """The way (n,) at seconds t (n,)."""
    table = np.array(phases)
    i = np.clip(np.searchsorted(table[:, 0], t, side="right") - 1, 0, len(table) - 1)
    since = t - table[i, 0]
    way = table[i, 1] + table[i, 2] * since + table[i, 3] * since * since / 2
    return np.asarray(way, dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Ride:
    """What comes of it, in frame heights and seconds."""

    places: Floats
    phases: tuple[Phase, ...]
    ends: float
    turns: tuple[float, ...]
    jumps: tuple[float, ...]

    def at(self, t: Floats) -> Floats:
        """Places (n, 2) at seconds t (n,)."""
        return along(self.places, way_at(self.phases, np.minimum(t, self.ends)))


def distinct(places: Floats) -> Floats:
    """The path without points that lie on the one before."""
    kept = [0]
    for i in range(1, len(places)):
        if np.hypot(*(places[i] - places[kept[-1]])) > _SHORT:
            kept.append(i)
    return np.asarray(places[kept], dtype=np.float64)


def lengths(places: Floats) -> Floats:
    """How far along the path each of its points is."""
    return np.append(0.0, np.cumsum(np.hypot(*np.diff(places, axis=0).T)))


def along(places: Floats, way: Floats) -> Floats:
    """Places (n, 2) that are `way` (n,) along the path."""
    marks = lengths(places)
    return np.column_stack([np.interp(way, marks, places[:, i]) for i in (0, 1)])


def with_level_ground(places: Floats, pull: Floats) -> Floats:
    """The path led on over level ground, the way it goes; as it is where it goes straight down."""
    level = np.array([pull[1], -pull[0]]) / float(np.hypot(*pull))
    ahead = float((places[-1] - places[-2]) @ level)
    if abs(ahead) < _SHORT:
        ahead = float((places[-1] - places[0]) @ level)
    if abs(ahead) < _SHORT:
        return places
    return np.vstack([places, places[-1] + level * math.copysign(_LEVEL, ahead)])


def ride(places: Floats, pull: Floats, push: float, grip: Grip, horizon: float) -> Ride:
    """How a thing goes that starts at the path's first point with speed `push`.

    It stops at the ends of the path, and where friction holds it.
    """
    marks = lengths(places)
    ways = np.diff(places, axis=0) / np.diff(marks)[:, None]
    drive = (ways @ pull).tolist()
    load = np.abs(ways[:, 0] * pull[1] - ways[:, 1] * pull[0]).tolist()
    sharp = [float(a @ b) < _SHARP for a, b in itertools.pairwise(ways)]
    ground = _Ground(marks.tolist(), drive, load, grip)
    phases: list[Phase] = []
    turns: list[float] = []
    jumps: list[float] = []
    t, way, speed, piece = 0.0, 0.0, max(0.0, push), 0
    while len(phases) < _MOST_PHASES and t <= horizon:
        if abs(speed) < _STILL:
            turned = ground.gives_way(way, piece)
            if turned is None:
                return Ride(places, (*phases, Phase(t, way, 0.0, 0.0)), t, *_both(turns, jumps))
            piece, sign = turned
            turns.append(t)
        else:
            sign = math.copysign(1.0, speed)
        phase = Phase(t, way, speed, ground.change(piece, sign))
        phases.append(phase)
        t, way, speed, next_piece = ground.leave(phase, piece, sign)
        if next_piece in (-1, len(ways)):
            return Ride(places, (*phases, Phase(t, way, 0.0, 0.0)), t, *_both(turns, jumps))
        if next_piece != piece and sharp[min(piece, next_piece)]:
            jumps.append(t)
        piece = next_piece
    return Ride(places, tuple(phases), math.inf, *_both(turns, jumps))


def _both(turns: list[float], jumps: list[float]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return tuple(t for t in turns if t > 0.0), tuple(jumps)


@dataclass(frozen=True, slots=True)
class _Ground:
    """The path's pieces: marks along it, and the pull along and onto each."""

    marks: list[float]
    drive: list[float]
    load: list[float]
    grip: Grip

    def change(self, piece: int, sign: float) -> float:
        """Of speed a second, on a piece that is travelled forwards (1) or back (-1)."""
        held = self.grip.friction * self.load[piece]
        return self.grip.share * (self.drive[piece] - sign * held)

    def gives_way(self, way: float, piece: int) -> tuple[int, float] | None:
        """On which piece, and which way, a thing at rest sets off; None where it stays."""
        ahead = behind = piece
        if way >= self.marks[piece + 1] - _STILL:
            ahead = piece + 1
        if way <= self.marks[piece] + _STILL:
            behind = piece - 1
        if ahead < len(self.drive) and self.change(ahead, 1.0) > _STILL:
            return ahead, 1.0
        if behind >= 0 and self.change(behind, -1.0) < -_STILL:
            return behind, -1.0
        return None

    def leave(self, phase: Phase, piece: int, sign: float) -> tuple[float, float, float, int]:
        """Time, way and speed where the phase ends, and the piece that comes then."""
        goal = self.marks[piece + 1] if sign > 0 else self.marks[piece]
        room, speed, change = goal - phase.way, phase.speed, phase.change
        square = speed * speed + 2 * change * room
        if square < 0.0 or (speed * change < 0.0 and square == 0.0):
            lasts = -speed / change
            return phase.t + lasts, phase.way + speed * lasts / 2, 0.0, piece
        final = sign * math.sqrt(square)
        lasts = 2 * room / (speed + final)
        return phase.t + lasts, goal, final, piece + int(sign)
