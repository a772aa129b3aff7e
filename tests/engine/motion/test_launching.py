"""A throw by the speed and the angle it leaves the hand with."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.motion import physics
from engine.motion.figures import figures
from engine.motion.launching import launched
from engine.motion.world import World
from engine.records import Throw

WORLD = World(16 / 9, 5.0)
THROW = Throw((0.3, 0.5), (0.7, 0.5))


def test_a_throw_leaves_as_it_was_told_to():
    told = figures(launched(THROW, 4.0, 60.0, WORLD), WORLD)
    assert (told.speed, told.angle_deg) == (
        pytest.approx(4.0, abs=0.01),
        pytest.approx(60, abs=0.1),
    )


def test_on_level_ground_it_gets_as_far_as_the_closed_form_says():
    throw = launched(THROW, 5.0, 45.0, WORLD)
    metres = (throw.target[0] - throw.launch[0]) * WORLD.aspect / WORLD.metre
    assert metres == pytest.approx(25 / 9.81, rel=1e-6)
    assert throw.target[1] == pytest.approx(0.5)


def test_a_throw_to_the_left_stays_one():
    throw = launched(Throw((0.7, 0.5), (0.3, 0.6)), 4.0, 30.0, WORLD)
    assert throw.target[0] < 0.7
    assert throw.target[1] == pytest.approx(0.6)


def test_what_is_too_slow_for_a_high_target_ends_at_its_top():
    throw = launched(Throw((0.3, 0.9), (0.6, 0.1)), 1.0, 45.0, WORLD)
    top = math.sin(math.radians(45)) ** 2 / (2 * 9.81) * WORLD.metre
    assert 0.9 - throw.target[1] == pytest.approx(top, rel=1e-6)


@given(
    st.floats(0, 300),
    st.floats(-90, 90),
    st.tuples(st.floats(-1, 2), st.floats(-1, 2)),
    st.tuples(st.floats(-1, 2), st.floats(-1, 2)),
)
def test_every_speed_and_angle_makes_a_throw_that_can_be_used(speed, angle, launch, target):
    throw = launched(Throw(launch, target), speed, angle, WORLD)
    physics.check(throw)
    assert physics.points_of(throw, WORLD)
