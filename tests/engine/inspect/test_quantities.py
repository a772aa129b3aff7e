"""A track in, the numbers of its motion out."""

import pytest

from engine.inspect.quantities import curves_of, gravity_of, with_expected
from engine.records import Box, ClipInfo, Curve, Finding, Gravity, MotionPlan, Mover

CLIP = ClipInfo(20, 10.0, 200, 100)


def by_name(mover, gravity=None):
    return {curve.quantity: curve for curve in curves_of(mover, CLIP, gravity)}


def test_a_thing_that_goes_straight_has_one_speed():
    mover = Mover(1, tuple((n, 3.0 * n, 40.0 + 4.0 * n) for n in range(5, 12)))
    speed = by_name(mover)["speed"]
    assert speed.start_frame == 5
    assert speed.measured == pytest.approx((50.0,) * 7)


def test_frames_that_are_missing_lie_between_those_that_are_there():
    mover = Mover(1, ((0, 0.0, 0.0), (1, 0.0, 10.0), (4, 0.0, 40.0)), areas=(10.0, 10.0, 40.0))
    curves = by_name(mover)
    assert curves["height"].measured == pytest.approx((100, 90, 80, 70, 60))
    assert curves["area"].measured == pytest.approx((10, 10, 20, 30, 40))


def test_in_free_fall_kinetic_and_potential_energy_keep_their_sum():
    gravity = 60.0
    track = tuple((n, 5.0, 10 + gravity * (n / 10) ** 2 / 2) for n in range(15))
    energy = by_name(Mover(1, track), gravity)["energy"].measured[3:-3]
    assert max(energy) - min(energy) < 0.02 * max(energy)
    kinetic = by_name(Mover(1, track))["energy"].measured
    assert kinetic[-3] > 10 * kinetic[3]


def test_what_cannot_be_said_is_left_out():
    assert curves_of(Mover(1, ()), CLIP) == ()
    assert set(by_name(Mover(1, ((0, 1.0, 1.0), (1, 2.0, 2.0))))) == {"height"}


def test_gravity_is_known_where_a_ruler_was_laid():
    assert gravity_of(None) is None
    assert gravity_of(MotionPlan(gravity=Gravity())) is None
    ruler = ((0.1, 0.1), (0.1, 0.4))
    plan = MotionPlan(gravity=Gravity(px_per_metre=50.0, ruler=ruler))
    assert gravity_of(plan) == pytest.approx(490.5)


def test_the_expectation_is_that_of_the_same_quantity():
    said = Curve("height", "px", 2, (1.0, 2.0), (3.0, 4.0))
    other = Curve("height", "m", 2, (1.0,), (3.0,))
    finding = Finding(
        "gravity", False, 2, 3, Box(0, 0, 1, 1), 0.9, "", "", "", curves=(said, other)
    )
    height = by_name(Mover(1, ((0, 1.0, 1.0),)))["height"]
    assert with_expected(height, (finding,)) == (said,)
