"""Plans from strangers: each number that cannot be used is named."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.motion.strokes import validate
from engine.records import Ambient, Camera, Gravity, MotionPlan, PathPoint, Region, Stroke

SQUARE = Region(((0.2, 0.2), (0.4, 0.2), (0.4, 0.4), (0.2, 0.4)))
GOOD = Stroke("ball", "move", SQUARE, (PathPoint(0, 0.3, 0.3), PathPoint(1, 0.8, 0.3)))


def test_a_plan_within_bounds_is_accepted() -> None:
    validate(MotionPlan((GOOD,), Camera(pan=0.3)))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"points": (PathPoint(0, math.nan, 0.3),)}, "path"),
        ({"points": (PathPoint(0, 0.3, math.inf),)}, "path"),
        ({"points": (PathPoint(0, 9.5, 0.3),)}, "9.5"),
        ({"points": (PathPoint(-0.1, 0.5, 0.3),)}, "time"),
        ({"points": (PathPoint(math.nan, 0.5, 0.3),)}, "time"),
        ({"points": (PathPoint(0.5, 0.5, 0.3), PathPoint(0.5, 0.6, 0.3))}, "rise"),
        ({"points": tuple(PathPoint(i / 20_000, 0.5, 0.3) for i in range(16_385))}, "16384"),
        ({"region": Region(((0.1, 0.1), (0.2, 0.2)))}, "no region"),
        ({"region": Region(((0.1, math.nan), (0.2, 0.2), (0.3, 0.1)))}, "region"),
        ({"region": Region(tuple((0.1, 0.1) for _ in range(16_385)))}, "corners"),
        ({"feather": math.nan}, "feather"),
        ({"feather": -0.1}, "feather"),
        ({"scale": 0.0}, "scale"),
        ({"scale": 1e9}, "scale"),
        ({"rotation_deg": math.inf}, "rotation"),
        ({"strength": 1.5}, "strength"),
        ({"kind": "wobble"}, "wobble"),
        ({"easing": "bouncy"}, "bouncy"),
        ({"shear_deg": 85.0}, "lean"),
        ({"shear_deg": math.nan}, "lean"),
        ({"ambient": Ambient("wobble")}, "wobble"),
        ({"ambient": Ambient(amount=1.5)}, "amount"),
        ({"ambient": Ambient(seconds=0.0)}, "seconds"),
        ({"speed": ((0.5, 1.0), (0.5, 2.0))}, "rise"),
        ({"speed": ((0.0, 1.0), (1.1, 2.0))}, "1.1"),
        ({"speed": ((0.0, -1.0),)}, "speed"),
        ({"speed": ((0.0, math.inf),)}, "speed"),
        ({"speed": ((0.0, 0.0), (1.0, 0.0))}, "0 all the time"),
        ({"speed": tuple((i / 99, 1.0) for i in range(65))}, "64"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_stroke(change: dict, named: str) -> None:
    with pytest.raises(BadInput, match=named) as error:
        validate(MotionPlan((GOOD, replace(GOOD, name="cup", **change))))
    assert "Stroke 2 (cup)" in str(error.value)
    assert "\n" not in str(error.value)


def test_too_many_strokes_are_refused() -> None:
    with pytest.raises(BadInput, match="65 strokes"):
        validate(MotionPlan((GOOD,) * 65))


@pytest.mark.parametrize(
    "camera", [Camera(pan=math.nan), Camera(zoom=99), Camera(roll=-9e9), Camera(orbit=2)]
)
def test_a_camera_beyond_bounds_is_refused(camera: Camera) -> None:
    with pytest.raises(BadInput, match="camera"):
        validate(MotionPlan((), camera))


@pytest.mark.parametrize(
    ("gravity", "named"),
    [
        (Gravity(math.nan, 100.0), "direction"),
        (Gravity(90.0, 0.0), "metre"),
        (Gravity(90.0, 1e-300), "metre"),
        (Gravity(90.0, math.inf), "metre"),
        (Gravity(90.0, 100.0, ((0.1, 0.1), (0.1, math.nan))), "ruler"),
    ],
)
def test_gravity_beyond_bounds_is_refused(gravity: Gravity, named: str) -> None:
    with pytest.raises(BadInput, match=named):
        validate(MotionPlan(gravity=gravity))


@given(st.lists(st.tuples(st.floats(), st.floats(), st.floats()), max_size=6))
def test_any_numbers_are_accepted_only_where_they_are_finite(points: list) -> None:
    path = tuple(PathPoint(*p) for p in points)
    try:
        validate(MotionPlan((replace(GOOD, points=path),)))
    except BadInput:
        return
    assert all(math.isfinite(value) for point in path for value in point)
