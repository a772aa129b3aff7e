"""Whether a drawn path could happen by itself: a stroke, the manner that the words give it and the
world go in; what nature would not do comes out, with its time.

Only shape and the change of speed are judged, never how fast gravity pulls: clips run slower and
faster than life. A wall, a ledge or a floor may stand where a path turns, so a turn is only a fault
where nothing could: see each check. What was made from a preset is not judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

from engine.motion import trajectory
from engine.motion.manner import Manner
from engine.motion.world import World
from engine.records import Stroke

Floats = npt.NDArray[np.float64]
FaultKind = Literal["rises again", "speeds up uphill", "climbs too high", "hangs", "turns"]

LEAST = 0.05
"""Frame heights: less than this is a trembling hand."""
_SHARE = 0.1
"""Of the path's extent: likewise."""
_SAMPLES = 241
_PUSH = 0.3
"""Of the time of a climb: whoever sends the thing off still has a hand on it."""
_FASTER = 1.4
_STILL = 0.08
"""Of the usual speed: slower than this is no motion."""
_HANG_SHARE = 0.12
_HANG_SECONDS = 0.25
_AT_REST = 0.25
_SOFT = 0.25
"""Of the time of the motion: a turn that takes longer hit nothing."""
_DENSE = 8
"""Points from which a path says how sharply it turns."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a path that would not happen by itself."""

    kind: FaultKind
    t: float
    """Of the clip, 0..1."""
    what: str
    """Of the path, e.g. 'rises again after its highest point'."""


@dataclass(frozen=True, slots=True, eq=False)
class _Flight:
    """A path seen along gravity, while it moves: all (n,), in frame heights and t."""

    t: Floats
    height: Floats
    side: Floats
    speed: Floats
    seconds: float
    """Of the clip."""
    knots: int

    @property
    def least(self) -> float:
        """The smallest way that counts."""
        return max(LEAST, _SHARE * float(max(np.ptp(self.height), np.ptp(self.side))))

    @property
    def usual(self) -> float:
        """Median speed while it moves."""
        moving = self.speed[self.speed > 1e-3 * self.speed.max()]
        return float(np.median(moving))


@lru_cache(maxsize=64)
def faults(stroke: Stroke, manner: Manner, world: World) -> tuple[Fault, ...]:
    """What nature would not do of the path, the gravest first; nothing where it could be meant."""
    if stroke.kind != "move" or len(stroke.points) < 2 or stroke.motion is not None:
        return ()
    flight = _flight(stroke, world)
    if flight is None:
        return ()
    return tuple(fault for check in _CHECKS[manner] for fault in check(flight))


def _flight(stroke: Stroke, world: World) -> _Flight | None:
    start, end = stroke.points[0].t, stroke.points[-1].t
    t = np.linspace(start, end, _SAMPLES)
    path = trajectory.curve_of(stroke).at(t) * (world.aspect, 1.0)
    path = path - path[0]
    down = np.array(world.down)
    steps = np.hypot(*np.diff(path, axis=0).T) / (t[1] - t[0])
    if steps.max() * (end - start) < LEAST:
        return None
    speed = np.append(steps[0], (steps[1:] + steps[:-1]) / 2)
    speed = np.append(speed, steps[-1])
    moving = np.flatnonzero(speed > 1e-3 * speed.max())
    kept = slice(moving[0], moving[-1] + 1)
    side = path @ np.array([down[1], -down[0]])
    knots = len(stroke.points)
    return _Flight(t[kept], -(path @ down)[kept], side[kept], speed[kept], world.seconds, knots)


def pivots(values: Floats, least: float) -> list[int]:
    """Where a curve (n,) turns by at least `least`: its start, each peak and valley, its end."""
    out, way, far = [0], 0, 0
    for i in range(1, len(values)):
        if way == 0:
            if abs(values[i] - values[0]) >= least:
                way, far = (1 if values[i] > values[0] else -1), i
        elif (values[i] - values[far]) * way > 0:
            far = i
        elif (values[far] - values[i]) * way >= least:
            out.append(far)
            way, far = -way, i
    return [*out, far] if way else out


def _rises_again(flight: _Flight) -> Iterator[Fault]:
    """After a fall it comes higher than before it: no floor gives that back."""
    h, least = flight.height, flight.least
    turning = pivots(h, least)
    for before, valley, after in zip(turning, turning[1:], turning[2:], strict=False):
        if h[valley] < h[before] and h[after] > h[before] + least:
            yield Fault("rises again", _t(flight, valley), "rises higher than it fell from")
            return


def _rises_in_the_air(flight: _Flight) -> Iterator[Fault]:
    """It turns upward where there is no floor: it comes lower than that later."""
    h, least = flight.height, flight.least
    turning = pivots(h, least)
    for before, valley in pairwise(turning[:-1]):
        falls = h[valley] < h[before]
        if falls and h[valley] > h[valley:].min() + 2 * least and before > 0:
            yield Fault("rises again", _t(flight, valley), "rises again after its highest point")
            return


def _speeds_up_uphill(flight: _Flight) -> Iterator[Fault]:
    """The first climb of what flies, every climb of what keeps to the ground."""
    turning = pivots(flight.height, flight.least)
    for low, high in pairwise(turning):
        if flight.height[high] < flight.height[low]:
            continue
        free = low + int(_PUSH * (high - low))
        climb = slice(free, high + 1)
        slow = free + int(np.argmin(flight.speed[climb]))
        fast = slow + int(np.argmax(flight.speed[slow : high + 1]))
        gained = flight.speed[fast] > _FASTER * flight.speed[slow] + 0.1 * flight.usual
        if gained and flight.height[fast] - flight.height[slow] > flight.least / 2:
            yield Fault("speeds up uphill", _t(flight, slow), "speeds up on its way uphill")
            return


def _speeds_up_in_flight(flight: _Flight) -> Iterator[Fault]:
    turning = pivots(flight.height, flight.least)
    # what follows a bounce starts slowly wherever few points round the hit
    first = turning[1] + 1 if len(turning) > 1 else 0
    cut = {name: getattr(flight, name)[:first] for name in ("t", "height", "side", "speed")}
    if first > 2:
        yield from _speeds_up_uphill(_Flight(**cut, seconds=flight.seconds, knots=flight.knots))


def _climbs_too_high(flight: _Flight) -> Iterator[Fault]:
    """It starts from rest, rolls down and then comes higher than it was."""
    h, least = flight.height, flight.least
    turning = pivots(h, least)
    from_rest = flight.speed[: max(2, len(h) // 50)].mean() < _AT_REST * flight.usual
    if len(turning) < 3 or not from_rest or h[turning[1]] > h[0]:
        return
    above = np.flatnonzero(h > h[0] + least)
    if len(above):
        yield Fault("climbs too high", _t(flight, int(above[0])), "climbs higher than it started")


def _hangs(flight: _Flight) -> Iterator[Fault]:
    """It stays at its highest for far longer than what turns there, and falls then."""
    h, least = flight.height, flight.least
    for start, end in _rests(flight):
        top = h[start] >= h.max() - least / 2 and start > 0
        rose = h[start] - h[: start + 1].min() > least
        if top and rose and h[end] - h[end:].min() > least:
            yield Fault("hangs", _t(flight, start), "hangs in the air at its highest point")
            return


def _stops_falling(flight: _Flight) -> Iterator[Fault]:
    """It falls, stays, and falls on straight down: a ledge would have kept it."""
    h, side, least = flight.height, flight.side, flight.least
    for start, end in _rests(flight):
        falls = h[0] - h[start] > least and h[end] - h[-1] > least
        if falls and np.ptp(side[end:]) < 0.2 * (h[end] - h[-1]):
            yield Fault("hangs", _t(flight, start), "stops in the air and falls on")
            return


def _rests(flight: _Flight) -> Iterator[tuple[int, int]]:
    """First and last index of each time that it hardly moves, where that is long."""
    for start, end in _runs(flight.speed < _STILL * flight.usual):
        lasts = flight.t[end] - flight.t[start]
        share = lasts / (flight.t[-1] - flight.t[0])
        if share > _HANG_SHARE and lasts * flight.seconds > _HANG_SECONDS:
            yield start, end


def _turns(flight: _Flight) -> Iterator[Fault]:
    """In the air it turns to the other side, softly, so that no wall can have done it."""
    least = flight.least
    turning = pivots(flight.side, least)
    hits = [i for i in pivots(flight.height, least / 2)[1:-1] if _is_valley(flight.height, i)]
    velocity = np.gradient(flight.side, flight.t)
    near = 0.05 * len(flight.t)
    in_air = [i for i in turning[1:-1] if all(abs(i - hit) > near for hit in hits)]
    soft = [i for i in in_air if flight.knots >= _DENSE and _softness(velocity, i) > _SOFT]
    if soft or len(in_air) > 1:
        at = (soft or in_air)[0]
        yield Fault("turns", _t(flight, at), "turns to the other side in the air")


def _is_valley(values: Floats, i: int) -> bool:
    return bool(values[i] < values[0] or values[i] < values[-1])


def _softness(velocity: Floats, i: int) -> float:
    """Share of the time that the turn at i takes: between most of the speed before and after."""
    before, after = velocity[: i + 1], velocity[i:]
    most = 0.7 * min(float(np.abs(before).max()), float(np.abs(after).max()))
    last = np.flatnonzero(np.abs(before) >= most)
    first = np.flatnonzero(np.abs(after) >= most)
    return float(i + first[0] - last[-1]) / len(velocity)


def _runs(true: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and last index of each run that is true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], true, [False]]).astype(np.int8)))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _t(flight: _Flight, i: int) -> float:
    return float(flight.t[i])


_CHECKS: dict[Manner, tuple[Callable[[_Flight], Iterator[Fault]], ...]] = {
    "throw": (_rises_again, _rises_in_the_air, _hangs, _speeds_up_in_flight, _turns),
    "fall": (_rises_again, _stops_falling, _turns),
    "bounce": (_rises_again, _hangs, _speeds_up_in_flight),
    "roll": (_speeds_up_uphill, _climbs_too_high),
    "slide": (_speeds_up_uphill, _climbs_too_high),
}
