"""Where a stroke's region is at every time: its timed points go in, a smooth curve that passes
through each point at its own time comes out.

The curve is a cubic Hermite spline over time. Its inner tangents are those of the parabola through
three neighbouring points, so points taken from a throw give the throw back; they are bounded so
that a region that rests between two equal points really rests. Easing is the speed at the two ends:
easing in starts from rest, easing out comes to rest, and with two points that is u^2 and 1-(1-u)^2.
A speed curve retimes all of it instead: the same path, gone along in time with the area under it.
Before its first point a region rests there, after its last point it rests there.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from engine.errors import BadInput
from engine.records import Easing, PathPoint, SpeedCurve, Stroke

Floats = npt.NDArray[np.float64]

_STILL = 1e-9
_INSTANT = 1e-9
"""Points at times this near are of one moment; a speed between them would have no bounds."""
_STEEPEST = 3.0
"""Tangents up to three times the neighbouring speeds never turn back within a segment."""
_TABLE = 1024
_FEW = 64


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A path over time: knots (n,), places (n, 2) and velocities (n, 2) there."""

    times: Floats
    places: Floats
    velocities: Floats
    speed: SpeedCurve = ()

    def at(self, t: npt.ArrayLike) -> Floats:
        """Places (..., 2) at times t (...), in the unit of the points."""
        when = self.natural(t)
        if len(self.times) == 1:
            return np.broadcast_to(self.places[0], (*when.shape, 2)).copy()
        i = np.clip(np.searchsorted(self.times, when, side="right") - 1, 0, len(self.times) - 2)
        span = (self.times[i + 1] - self.times[i])[..., None]
        u = (when - self.times[i])[..., None] / span
        ahead = u * u * (3.0 - 2.0 * u)
        bend = u * (1.0 - u) * span
        straight = self.places[i] * (1.0 - ahead) + self.places[i + 1] * ahead
        turn = (1.0 - u) * self.velocities[i] - u * self.velocities[i + 1]
        return np.asarray(straight + bend * turn, dtype=np.float64)

    def natural(self, t: npt.ArrayLike) -> Floats:
        """The times of the points that have come at times t: others where it is retimed."""
        first, last = self.times[0], self.times[-1]
        when = np.clip(np.asarray(t, dtype=np.float64), first, last)
        if not self.speed or last <= first:
            return np.asarray(when, dtype=np.float64)
        return np.asarray(
            first + (last - first) * passed(self.speed, (when - first) / (last - first)),
            dtype=np.float64,
        )


_last: deque[tuple[tuple[PathPoint, ...], Easing, Curve]] = deque(maxlen=64)
"""The last curves through many points, known by the very tuple of them."""


def position(stroke: Stroke, t: float) -> tuple[float, float]:
    """Where the stroke's region centre is at t (0..1), in fractions of the frame.

    Raises BadInput for a stroke without points.
    """
    x, y = curve_of(stroke).at(t)
    return float(x), float(y)


def samples(stroke: Stroke, count: int) -> Floats:
    """The centre at `count` times evenly from 0 to 1: (count, 2), fractions of the frame.

    These are the frames' places in a clip of `count` frames. Raises BadInput for a stroke without
    points.
    """
    return curve_of(stroke).at(np.linspace(0.0, 1.0, count))


def progress(stroke: Stroke, t: npt.ArrayLike, aspect: float = 1.0) -> Floats:
    """How far the motion has come at times t: 0 at its start, 1 at its end.

    It is the share of the path's length, so that what rolls turns only while it travels; a region
    that stays in place goes by its time, eased or retimed. `aspect` is the frame's width over its
    height.
    """
    when = np.asarray(t, dtype=np.float64)
    if len(stroke.points) < 2:
        return _timed(stroke, np.clip(when, 0.0, 1.0))
    times, travelled = _odometer(stroke.points, _easing_of(stroke), aspect)
    if travelled[-1] > 1e-6:
        come = curve_of(stroke).natural(when)
        return np.asarray(np.interp(come, times, travelled / travelled[-1]), dtype=np.float64)
    return _timed(stroke, np.clip((when - times[0]) / (times[-1] - times[0]), 0.0, 1.0))


def passed(speed: SpeedCurve, u: npt.ArrayLike) -> Floats:
    """How much of a motion has passed at u (0..1) of its time, 0..1: the area under its speed.

    Exact for what lies straight between the knots of the curve, which must not be empty.
    """
    knots, speeds, areas = _areas(speed)
    when = np.asarray(u, dtype=np.float64)
    i = np.clip(np.searchsorted(knots, when, side="right") - 1, 0, len(knots) - 2)
    span = knots[i + 1] - knots[i]
    share = (when - knots[i]) / span
    area = areas[i] + span * share * (speeds[i] + (speeds[i + 1] - speeds[i]) * share / 2)
    return np.asarray(np.clip(area / areas[-1], 0.0, 1.0), dtype=np.float64)


@lru_cache(maxsize=64)
def _areas(speed: SpeedCurve) -> tuple[Floats, Floats, Floats]:
    """Knots (n,) from 0 to 1, the speeds there and the areas up to there."""
    level = [(0.0, speed[0][1])] * (speed[0][0] > 0.0), [(1.0, speed[-1][1])] * (speed[-1][0] < 1.0)
    knots, speeds = np.array([*level[0], *speed, *level[1]], dtype=np.float64).T
    parts = np.diff(knots) * (speeds[1:] + speeds[:-1]) / 2
    return knots, speeds, np.append(0.0, np.cumsum(parts))


def _timed(stroke: Stroke, u: Floats) -> Floats:
    return passed(stroke.speed, u) if stroke.speed else clock(stroke.easing, u)


def _easing_of(stroke: Stroke) -> Easing:
    """A speed curve says all there is to say of its speed."""
    return "linear" if stroke.speed else stroke.easing


def clock(easing: Easing, u: npt.ArrayLike) -> Floats:
    """Eased time: u (0..1) to 0..1, at even speed or starting from or coming to rest."""
    span = Curve(np.array([0.0, 1.0]), np.array([[0.0, 0.0], [1.0, 0.0]]), np.zeros((2, 2)))
    span.velocities[:, 0] = _end_speeds(easing)
    return span.at(u)[..., 0]


def curve_of(stroke: Stroke) -> Curve:
    """The curve through a stroke's points. Raises BadInput where it has none."""
    if not stroke.points:
        raise BadInput(f"Stroke '{stroke.name}' has no path", mend="Draw where it goes")
    curve = _curve_through(stroke.points, _easing_of(stroke))
    return replace(curve, speed=stroke.speed) if stroke.speed else curve


def _curve_through(points: tuple[PathPoint, ...], easing: Easing) -> Curve:
    if len(points) <= _FEW:
        return _curve(points, easing)
    # to tell thousands of points from others takes as long as to lead a curve through them
    for known, eased, curve in tuple(_last):
        if known is points and eased == easing:
            return curve
    curve = _curve.__wrapped__(points, easing)
    _last.append((points, easing, curve))
    return curve


@lru_cache(maxsize=256)
def _curve(points: tuple[PathPoint, ...], easing: Easing) -> Curve:
    # many times as fast as an array of tuples: a pen makes thousands of points
    flat = np.fromiter(chain.from_iterable(points), np.float64, 3 * len(points))
    table = flat.reshape(-1, 3)
    return through(table[:, 0], table[:, 1:], easing)


def through(times: Floats, places: Floats, easing: Easing = "linear") -> Curve:
    """The curve through places (n, 2) at rising times (n,), in whatever units they are."""
    return Curve(times, places, _velocities(times, places, easing))


def _velocities(times: Floats, places: Floats, easing: Easing) -> Floats:
    if len(times) == 1:
        return np.zeros((1, 2))
    span = np.maximum(np.diff(times), _INSTANT)[:, None]
    speed = np.diff(places, axis=0) / span
    start, end = _end_speeds(easing)
    if len(times) == 2:
        return np.array([speed[0] * start, speed[0] * end])
    inner = (span[1:] * speed[:-1] + span[:-1] * speed[1:]) / (span[1:] + span[:-1])
    first = speed[0] + (speed[0] - speed[1]) * span[0] / (span[0] + span[1])
    last = speed[-1] + (speed[-1] - speed[-2]) * span[-1] / (span[-1] + span[-2])
    out = np.vstack([first, inner, last])
    sizes = np.linalg.norm(speed, axis=1)
    allowed = _STEEPEST * np.minimum(np.append(sizes[0], sizes), np.append(sizes, sizes[-1]))
    lengths = np.linalg.norm(out, axis=1)
    out *= np.minimum(1.0, allowed / np.maximum(lengths, _STILL))[:, None]
    if start == 0.0:
        out[0] = 0.0
    if end == 0.0:
        out[-1] = 0.0
    return out


def _end_speeds(easing: Easing) -> tuple[float, float]:
    """Speed at the start and at the end over the mean speed."""
    speeds: dict[Easing, tuple[float, float]] = {
        "linear": (1.0, 1.0),
        "ease-in": (0.0, 2.0),
        "ease-out": (2.0, 0.0),
        "ease-in-out": (0.0, 0.0),
    }
    return speeds[easing]


@lru_cache(maxsize=64)
def _odometer(
    points: tuple[PathPoint, ...], easing: Easing, aspect: float
) -> tuple[Floats, Floats]:
    curve = _curve_through(points, easing)
    times = np.union1d(np.linspace(curve.times[0], curve.times[-1], _TABLE), curve.times)
    steps = np.diff(curve.at(times) * (aspect, 1.0), axis=0)
    return times, np.append(0.0, np.cumsum(np.linalg.norm(steps, axis=1)))
