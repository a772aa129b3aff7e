"""A motion plan goes in; nothing comes out where it can be used, and BadInput names the stroke and
the number where it cannot. Every bound here keeps a plan from a stranger cheap to compile.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from typing import get_args

from engine.errors import BadInput
from engine.records import (
    Ambient,
    Easing,
    Manner,
    MotionPlan,
    Region,
    SpeedCurve,
    Stroke,
    StrokeKind,
)

MAX_STROKES = 64
MAX_POINTS = 16_384
"""Four minutes of a pen that tells where it is 60 times a second."""
FARTHEST = (-8.0, 9.0)
"""Eight frames beyond the frame on every side is as far off-frame as a point may lie."""
MAX_FEATHER = 0.5
MAX_SCALE = 20.0
MAX_TURN_DEG = 36_000.0
MAX_ZOOM = 16.0
MAX_PAN = 4.0
MAX_ROLL_DEG = 1440.0
MAX_SHEAR_DEG = 80.0
MAX_ORBIT = 1.0
CYCLE = (0.2, 60.0)
"""Seconds of an ambient cycle."""
PX_PER_METRE = (1e-9, 100_000.0)
"""From the orbit of a planet to the leg of a fly."""
MAX_KNOTS = 64
MAX_SPEED = 16.0
LEAST_SPEED = 1e-3
"""The mean of a speed curve: below, the motion has nowhere to take place in."""


def validate(plan: MotionPlan) -> None:
    """Check that every number of the plan is finite and within bounds. Raises BadInput."""
    if len(plan.strokes) > MAX_STROKES:
        raise BadInput(
            f"The plan has {len(plan.strokes)} strokes; at most {MAX_STROKES} can be used",
            mend="Delete some of them",
        )
    for number, stroke in enumerate(plan.strokes, start=1):
        _check_stroke(
            stroke, f"Stroke {number} ({stroke.name})" if stroke.name else f"Stroke {number}"
        )
    camera = plan.camera
    _check("The camera's pan", camera.pan, -MAX_PAN, MAX_PAN)
    _check("The camera's tilt", camera.tilt, -MAX_PAN, MAX_PAN)
    _check("The camera's zoom", camera.zoom, 0.0, MAX_ZOOM)
    _check("The camera's roll", camera.roll, -MAX_ROLL_DEG, MAX_ROLL_DEG)
    _check("The camera's orbit", camera.orbit, -MAX_ORBIT, MAX_ORBIT)
    if plan.gravity is not None:
        _check("The direction of gravity", plan.gravity.direction_deg, -360.0, 360.0)
        _check("The length of a metre in pixels", plan.gravity.px_per_metre, *PX_PER_METRE)
        _check_places(plan.gravity.ruler or (), "The ruler")


def _check_stroke(stroke: Stroke, name: str) -> None:
    if stroke.kind not in get_args(StrokeKind):
        raise BadInput(
            f"{name} is of an unknown kind '{stroke.kind}'", mend="Use move, static or ambient"
        )
    if stroke.easing not in get_args(Easing):
        raise BadInput(
            f"{name} has an unknown easing '{stroke.easing}'",
            mend=f"Use one of {', '.join(get_args(Easing))}",
        )
    _check_region(stroke.region, name)
    _check(f"{name}: its feather", stroke.feather, 0.0, MAX_FEATHER)
    _check(f"{name}: its rotation", stroke.rotation_deg, -MAX_TURN_DEG, MAX_TURN_DEG)
    _check(f"{name}: its scale", stroke.scale, 1e-3, MAX_SCALE)
    _check(f"{name}: its strength", stroke.strength, 0.0, 1.0)
    _check(f"{name}: its lean", stroke.shear_deg, -MAX_SHEAR_DEG, MAX_SHEAR_DEG)
    if stroke.ambient is not None:
        _check_ambient(stroke.ambient, name)
    _check_points(stroke, name)
    _check_speed(stroke, name)


def _check_region(region: Region, name: str) -> None:
    if region.mask is None and len(region.polygon) < 3:
        raise BadInput(f"{name} has no region", mend="Paint what it moves")
    if len(region.polygon) > MAX_POINTS:
        raise BadInput(
            f"{name}: its region has more than {MAX_POINTS} corners", mend="Simplify its outline"
        )
    _check_places(region.polygon, f"{name}: its region")


def _check_points(stroke: Stroke, name: str) -> None:
    if len(stroke.points) > MAX_POINTS:
        raise BadInput(
            f"{name} has more than {MAX_POINTS} trajectory points", mend="Simplify its path"
        )
    _check_places(((x, y) for _, x, y in stroke.points), f"{name}: its path")
    for point in stroke.points:
        _check(f"{name}: the time of a point", point.t, 0.0, 1.0)
    if any(later.t <= earlier.t for earlier, later in itertools.pairwise(stroke.points)):
        raise BadInput(f"{name}: the times of its points do not rise", mend="Put them in order")


def _check_ambient(ambient: Ambient, name: str) -> None:
    if ambient.manner not in get_args(Manner):
        raise BadInput(
            f"{name} has an unknown ambient motion '{ambient.manner}'",
            mend=f"Use one of {', '.join(get_args(Manner))}",
        )
    _check(f"{name}: the amount of its ambient motion", ambient.amount, 0.0, 1.0)
    _check(f"{name}: the seconds of its ambient motion", ambient.seconds, *CYCLE)


def _check_speed(stroke: Stroke, name: str) -> None:
    curve = stroke.speed
    if len(curve) > MAX_KNOTS:
        raise BadInput(f"{name}: its speed curve has more than {MAX_KNOTS} knots", mend="Use fewer")
    for when, speed in curve:
        _check(f"{name}: the time of a speed", when, 0.0, 1.0)
        _check(f"{name}: its speed", speed, 0.0, MAX_SPEED)
    if any(later[0] <= earlier[0] for earlier, later in itertools.pairwise(curve)):
        raise BadInput(f"{name}: the times of its speeds do not rise", mend="Put them in order")
    if curve and mean_speed(curve) < LEAST_SPEED:
        raise BadInput(f"{name}: its speed is 0 all the time", mend="Raise its speed somewhere")


def mean_speed(curve: SpeedCurve) -> float:
    """Over its whole time; before its first knot and after its last a curve goes on level."""
    if not curve:
        return 1.0
    first, last = curve[0], curve[-1]
    whole = ((0.0, first[1]), *curve, (1.0, last[1]))
    return sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in itertools.pairwise(whole))


def _check_places(places: Iterable[tuple[float, float]], name: str) -> None:
    for x, y in places:
        _check(f"{name}: x", x, *FARTHEST)
        _check(f"{name}: y", y, *FARTHEST)


def _check(name: str, value: float, low: float, high: float) -> None:
    if not math.isfinite(value):
        raise BadInput(f"{name} is not a number that can be used ({value})", mend="Draw it again")
    if not low <= value <= high:
        raise BadInput(f"{name} is {value:g}; it must lie within {low:g} and {high:g}")
