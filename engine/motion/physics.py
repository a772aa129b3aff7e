"""Motions that are true to physics: a preset (its handles) and the world of the shot go in, the
timed points that a stroke keeps come out.

The smooth curve through the points (`engine.motion.trajectory`) is within `EXACT` frame heights of
the closed form at every time: points are added where it is not. Where a thing hits something, two
points stand so near to the hit that the curve turns there and nowhere else.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.errors import BadInput
from engine.motion import trajectory
from engine.motion.courses import Course, course_of
from engine.motion.strokes import FARTHEST, MAX_POINTS, MAX_TURN_DEG
from engine.motion.world import World, world_of
from engine.records import (
    Bounce,
    MotionPlan,
    PathPoint,
    Pendulum,
    Place,
    Preset,
    Roll,
    Settings,
    Stroke,
)

Floats = npt.NDArray[np.float64]

EXACT = 3e-4
"""Frame heights that the curve may be off: a seventh of a pixel of 480."""
BOUNDS: Mapping[str, tuple[float, float]] = {
    "apex": (0.0, 8.0),
    "flight": (0.01, 600.0),
    "radius": (0.0, 8.0),
    "restitution": (0.0, 1.0),
    "push": (0.0, 1000.0),
    "resistance": (0.0, 10.0),
    "friction": (0.0, 10.0),
    "eccentricity": (-0.95, 0.95),
    "period": (0.01, 3600.0),
    "flatness": (0.0, 1.0),
    "terminal": (0.001, 1000.0),
    "lift": (0.001, 100.0),
    "sway": (0.0, 4.0),
    "wave": (0.01, 8.0),
    "leg": (0.001, 8.0),
    "froude": (0.001, 0.5),
    "start": (0.0, 1.0),
    "speed": (0.0001, 1000.0),
}
"""What the numbers of a preset may be; the schema of plans says the same."""
MAX_PATH = 256
STICKS = 2.0
"""Friction of a floor along which what falls does not slide."""
_LONG = 600.0
"""Seconds: longer than what ends takes."""
_ROUNDS = 12
_CHECKS = np.linspace(0.0, 1.0, 9)[1:-1]
_BACK = math.cos(math.radians(170.0))
"""Between two steps: a turn about, which no drawn corner is."""
_FINE = 513
_LOOKS = 257
_BLINK = 1e-4
"""Seconds over which the speed at a hit is taken."""


def bounded(name: str, value: float) -> float:
    """The number of a preset that is nearest to a value, e.g. the speed."""
    low, high = BOUNDS[name]
    return float(min(max(value, low), high))


def points_of(preset: Preset, world: World, until: float = 1.0) -> tuple[PathPoint, ...]:
    """The timed points of a preset, in fractions of the frame, up to `until` in t of the clip.

    Raises BadInput where a handle cannot be used.
    """
    check(preset)
    rate = world.seconds * preset.speed
    horizon = max(0.0, until - preset.start) * rate
    course = course_of(preset, world, horizon)
    last = _storable(course, min(course.ends, horizon), world)
    first = world.outside(course.at(np.zeros(1)))[0]
    start = PathPoint(preset.start, float(first[0]), float(first[1]))
    if last / rate < 1e-6:
        return (start,)
    seconds = _sampled(course, last)
    places = world.outside(course.at(seconds))
    times = np.minimum(preset.start + seconds / rate, until)
    points = [
        PathPoint(float(t), float(x), float(y)) for t, (x, y) in zip(times, places, strict=True)
    ]
    return tuple(_kept([start, *points[1:]]))


def turn_of(preset: Preset, world: World, until: float = 1.0) -> float | None:
    """Clockwise degrees that a preset turns the thing by over all; None where it leaves that open.

    Only what rolls has to turn: by its way over its radius.
    """
    if not isinstance(preset, Roll):
        return None
    points = points_of(preset, world, until)
    if preset.radius <= 0.0 or len(points) < 2:
        return 0.0
    path = world.inside((x, y) for _, x, y in points)
    steps = np.hypot(*np.diff(path, axis=0).T)
    way = float((steps * _turned_back(path)).sum()) * _clockwise(preset, world)
    return min(max(math.degrees(way / preset.radius), -MAX_TURN_DEG), MAX_TURN_DEG)


def applied(stroke: Stroke, preset: Preset, world: World) -> Stroke:
    """The stroke moving by a preset, which it keeps: its points, and its turn where it rolls.

    It goes as nature has it; a speed curve that was given to a preset is kept, as slow motion is.
    """
    turn = turn_of(preset, world)
    if turn is None:
        turn = 0.0 if isinstance(stroke.motion, Roll) else stroke.rotation_deg
    return replace(
        stroke,
        kind="move",
        points=points_of(preset, world),
        easing="linear",
        rotation_deg=turn,
        motion=preset,
        speed=() if stroke.motion is None else stroke.speed,
    )


def lasting(preset: Preset, seconds: float, world: World, hits: int = 1) -> Preset:
    """The preset in slow or fast motion, so that it takes `seconds` of the clip to its end.

    What bounces takes them to its floor, `hits` times; what never ends stays as it is.
    """
    course = course_of(preset, world, _LONG)
    ends = course.ends
    if isinstance(preset, Bounce):
        ends = course.jumps[min(hits, len(course.jumps)) - 1]
    if not 0.0 < ends < math.inf or seconds <= 0.0:
        return preset
    return replace(preset, speed=bounded("speed", ends / seconds))


def recomputed(plan: MotionPlan, settings: Settings) -> MotionPlan:
    """The plan with the points of all presets made again: gravity or the clip have changed."""
    world = world_of(settings, plan.gravity)
    strokes = tuple(s if s.motion is None else applied(s, s.motion, world) for s in plan.strokes)
    return replace(plan, strokes=strokes)


def turns(stroke: Stroke, t: npt.ArrayLike, aspect: float) -> Floats:
    """The clockwise turn of the stroke's region at times t, in degrees.

    It is the share of `rotation_deg` that `trajectory.progress` says; a pendulum's region swings
    about the pivot besides, and what rolls back turns back.
    """
    plain = stroke.rotation_deg * trajectory.progress(stroke, t, aspect)
    if not stroke.points:
        return plain
    if isinstance(stroke.motion, Pendulum):
        return np.asarray(plain + _swung(stroke, stroke.motion, t, aspect), dtype=np.float64)
    if isinstance(stroke.motion, Roll) and len(stroke.points) > 2 and stroke.motion.radius > 0:
        path = np.array(stroke.points)[:, 1:] * (aspect, 1.0)
        if (_turned_back(path) < 0).any():
            return _rolled(stroke, stroke.motion, t, aspect)
    return plain


def _swung(stroke: Stroke, motion: Pendulum, t: npt.ArrayLike, aspect: float) -> Floats:
    start = np.array([stroke.points[0][1:]])
    places = np.vstack([start, trajectory.curve_of(stroke).at(t).reshape(-1, 2)])
    arm = (places - motion.pivot) * (aspect, 1.0)
    swing = np.unwrap(np.arctan2(arm[:, 1], arm[:, 0]))
    return np.asarray(np.degrees(swing[1:] - swing[0]).reshape(np.shape(t)), dtype=np.float64)


# --- handles -----------------------------------------------------------------------------------


def handles(preset: Preset) -> dict[str, Place]:
    """The places of a preset that can be dragged, by name: 'launch', 'floor.0', 'path.3' ..."""
    out: dict[str, Place] = {}
    for name, value in _values(preset):
        if not isinstance(value, tuple):
            continue
        if isinstance(value[0], tuple):
            out |= {f"{name}.{i}": place for i, place in enumerate(value)}
        else:
            out[name] = value
    return out


def with_handle(preset: Preset, name: str, place: Place) -> Preset:
    """The preset with one of its handles elsewhere. Raises BadInput for a handle it has not."""
    field, _, index = name.partition(".")
    if name not in handles(preset):
        raise BadInput(f"A {type(preset).__name__.lower()} has no handle '{name}'")
    changed: Any = place
    if index:
        places = list(getattr(preset, field))
        places[int(index)] = place
        changed = tuple(places)
    return replace(preset, **{field: changed})


def moved(preset: Preset, dx: float, dy: float) -> Preset:
    """The preset elsewhere, all its handles together."""
    for name, (x, y) in handles(preset).items():
        preset = with_handle(preset, name, (x + dx, y + dy))
    return preset


def check(preset: Preset) -> None:
    """Raises BadInput for a number that cannot be used."""
    what = f"The {type(preset).__name__.lower()}"
    low, high = FARTHEST
    for name, (x, y) in handles(preset).items():
        if not (low <= x <= high and low <= y <= high):
            raise BadInput(f"{what}: {name} lies too far off the frame", mend="Bring it nearer")
    for name, value in _values(preset):
        if name in BOUNDS and value is not None:
            least, most = BOUNDS[name]
            if not least <= value <= most:
                raise BadInput(
                    f"{what}: its {name} is {value:g}, not within {least:g} and {most:g}"
                )
        if name == "path" and len(value) > MAX_PATH:
            raise BadInput(f"{what} has more than {MAX_PATH} places", mend="Simplify its path")


def _values(preset: Preset) -> Iterator[tuple[str, Any]]:
    for field in fields(preset):
        yield field.name, getattr(preset, field.name)


# --- sampling ----------------------------------------------------------------------------------


def _sampled(course: Course, last: float) -> Floats:
    """Times from 0 to `last` through whose places the curve is the course."""
    breaks = _merged([0.0, last], [t for t in (*course.turns, *course.jumps) if 0 < t < last])
    times = _merged(breaks, _around(course, breaks))
    times = _merged(times, (times[:-1] + times[1:]) / 2)
    for _ in range(_ROUNDS):
        checks = times[:-1, None] + np.diff(times)[:, None] * _CHECKS
        off = trajectory.through(times, course.at(times)).at(checks)
        off = off - course.at(checks.ravel()).reshape(off.shape)
        bad = np.hypot(off[..., 0], off[..., 1]).max(axis=1) > EXACT
        if not bad.any() or len(times) + bad.sum() > MAX_POINTS - 1:
            break
        times = _merged(times, ((times[:-1] + times[1:]) / 2)[bad])
    return times


def _merged(a: Iterable[float], b: Iterable[float]) -> Floats:
    """Both in order, each once; numpy's own would load numpy.ma first, a fifth of a second."""
    return np.array(sorted({*map(float, a), *map(float, b)}))


def _around(course: Course, breaks: Floats) -> list[float]:
    """Two times about every jump, as near as the way between them cannot be seen."""
    out = []
    for jump in course.jumps:
        i = int(np.searchsorted(breaks, jump))
        if not 0 < i < len(breaks) - 1:
            continue
        places = course.at(np.array([jump - _BLINK, jump, jump + _BLINK]))
        speed = float(np.hypot(*np.diff(places, axis=0).T).max()) / _BLINK
        room = min(jump - breaks[i - 1], breaks[i + 1] - jump)
        near = min(EXACT / max(speed, 1e-6), room / 4)
        out += [jump - near, jump + near]
    return out


def _storable(course: Course, last: float, world: World) -> float:
    """Until when, at most `last`, it is where points can be stored."""
    seconds = np.linspace(0.0, last, _LOOKS)
    places = world.outside(course.at(seconds))
    low, high = FARTHEST[0] + 0.1, FARTHEST[1] - 0.1
    gone = np.flatnonzero(((places < low) | (places > high)).any(axis=1))
    return last if len(gone) == 0 else float(seconds[max(gone[0] - 1, 0)])


def _kept(points: list[PathPoint]) -> tuple[PathPoint, ...]:
    """Without times that have become one, and never beyond what can be stored."""
    low, high = FARTHEST
    out = points[:1]
    for t, x, y in points[1:]:
        if t > out[-1].t:
            out.append(PathPoint(t, min(max(x, low), high), min(max(y, low), high)))
    return tuple(out)


# --- turning -----------------------------------------------------------------------------------


def _turned_back(path: Floats) -> Floats:
    """Which way a thing goes on each of a path's steps (n, 2): 1 as at first, -1 back again."""
    steps = np.diff(path, axis=0)
    size = np.maximum(np.hypot(*steps.T), 1e-12)
    aligned = (steps[1:] * steps[:-1]).sum(axis=1) / (size[1:] * size[:-1])
    return np.cumprod(np.append(1.0, np.where(aligned < _BACK, -1.0, 1.0)))


def _clockwise(preset: Roll, world: World) -> float:
    """1 where going forwards on the ground below turns clockwise, else -1."""
    path = world.inside(preset.path)
    x, y = path[-1] - path[0]
    return 1.0 if x * world.down[1] - y * world.down[0] >= 0.0 else -1.0


def _rolled(stroke: Stroke, motion: Roll, t: npt.ArrayLike, aspect: float) -> Floats:
    """The turn of what rolls back, by the way it has come forwards over its radius."""
    path = np.array(stroke.points)[:, 1:] * (aspect, 1.0)
    signs = _turned_back(path)
    knots = np.array([p.t for p in stroke.points])
    times = _merged(np.linspace(knots[0], knots[-1], _FINE), knots)
    curve = trajectory.curve_of(stroke)
    steps = np.diff(replace(curve, speed=()).at(times) * (aspect, 1.0), axis=0)
    piece = np.searchsorted(knots, times[:-1], side="right") - 1
    way = np.append(0.0, np.cumsum(np.hypot(*steps.T) * signs[piece]))
    clockwise = 1.0 if motion.path[-1][0] >= motion.path[0][0] else -1.0
    if abs(way[-1]) > 1e-3 and stroke.rotation_deg:
        clockwise = math.copysign(1.0, stroke.rotation_deg * way[-1])
    turned = np.interp(curve.natural(t), times, way) / motion.radius
    return np.asarray(clockwise * np.degrees(turned), dtype=np.float64)
