"""What of a motion can be dragged on the picture, and what the numbers beside it say."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.motion import physics
from engine.motion.drafting import preset_for
from engine.motion.figures import figures
from engine.motion.grips import BEGINNINGS, grips, with_corner, with_grip, without_corner
from engine.motion.world import World
from engine.records import (
    PRESETS,
    Bounce,
    Box,
    Orbit,
    PathPoint,
    Pendulum,
    Region,
    Rise,
    Roll,
    Slide,
    Stroke,
    Throw,
    Walk,
)

WORLD = World(aspect=16 / 9, seconds=5.0)
BOX = Box(0.15, 0.3, 0.1, 0.16)
BALL = Stroke("ball", "move", Region(), (PathPoint(0.0, 0.2, 0.38),))
THROW = Throw((0.2, 0.7), (0.8, 0.7), apex=0.3)
FLOOR = ((0.0, 0.9), (1.0, 0.9))


def test_the_top_of_a_throw_is_where_its_curve_is_highest():
    top = min(physics.points_of(THROW, WORLD), key=lambda p: p.y)
    assert grips(THROW, WORLD)["apex"] == pytest.approx((top.x, top.y), abs=1e-3)
    assert grips(THROW, WORLD)["apex"] == pytest.approx((0.5, 0.4))


def test_a_throw_goes_as_high_as_its_top_is_dragged():
    higher = with_grip(THROW, "apex", (0.1, 0.2), WORLD)
    assert min(p.y for p in physics.points_of(higher, WORLD)) == pytest.approx(0.2, abs=1e-3)
    assert higher.target == THROW.target


def test_a_ball_springs_as_high_as_its_second_hop_is_dragged():
    ball = Bounce((0.2, 0.3), FLOOR, radius=0.05, restitution=0.6, landing=(0.5, 0.85))
    lower = with_grip(ball, "spring", (0.4, 0.7), WORLD)
    assert grips(lower, WORLD)["spring"][1] == pytest.approx(0.7, abs=1e-6)
    assert lower.restitution < 0.6


def test_a_ball_that_is_tossed_has_a_top_and_one_that_falls_has_none():
    falls = Bounce((0.2, 0.3), FLOOR)
    tossed = Bounce((0.2, 0.3), FLOOR, apex=0.1)
    assert "apex" not in grips(falls, WORLD)
    assert grips(tossed, WORLD)["apex"] == pytest.approx((0.2, 0.2))
    assert grips(with_grip(tossed, "apex", (0.2, 0.1), WORLD), WORLD)["apex"][1] == (
        pytest.approx(0.1)
    )


def test_a_landing_that_nobody_set_can_be_dragged_aside():
    falls = Bounce((0.2, 0.3), FLOOR)
    assert grips(falls, WORLD)["landing"] == pytest.approx((0.2, 0.9))
    aside = with_grip(falls, "landing", (0.6, 0.9), WORLD)
    assert aside.landing == (0.6, 0.9)


def test_an_orbit_is_as_flat_as_its_waist_is_dragged():
    orbit = Orbit((0.5, 0.5), (0.5, 0.3), flatness=1.0)
    waist = grips(orbit, WORLD)["waist"]
    assert math.dist(*(WORLD.inside([p])[0] for p in (waist, (0.5, 0.5)))) == pytest.approx(0.2)
    flat = with_grip(orbit, "waist", ((waist[0] + 0.5) / 2, 0.5), WORLD)
    assert flat.flatness == pytest.approx(0.5)


def test_a_rise_ends_where_its_top_is_dragged():
    rise = with_grip(Rise((0.5, 0.9)), "top", (0.5, 0.2), WORLD)
    assert grips(rise, WORLD)["top"][1] == pytest.approx(0.2, abs=1e-4)


def test_where_the_region_is_cannot_be_dragged_away_from_it():
    for name in PRESETS:
        assert not BEGINNINGS & set(grips(preset_for(name, BALL, WORLD, BOX), WORLD))


def test_a_way_gets_one_more_corner_and_loses_it_again():
    roll = Roll(((0.1, 0.2), (0.9, 0.6)))
    bent = with_corner(roll, 1, (0.5, 0.7))
    assert bent.path == ((0.1, 0.2), (0.5, 0.7), (0.9, 0.6))
    assert without_corner(bent, "path.1") == roll


@pytest.mark.parametrize("name", ["path.0", "path.1", "floor.0"])
def test_what_a_way_cannot_do_without_stays(name):
    with pytest.raises(BadInput):
        without_corner(Roll(((0.1, 0.2), (0.9, 0.6))), name)


def test_a_throw_has_no_corners():
    with pytest.raises(BadInput, match="no corners"):
        with_corner(THROW, 1, (0.5, 0.5))


def test_a_grip_that_is_not_there_is_refused():
    with pytest.raises(BadInput, match="no handle 'waist'"):
        with_grip(THROW, "waist", (0.5, 0.5), WORLD)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(PRESETS)),
    st.integers(0, 20),
    st.tuples(st.floats(-9, 10), st.floats(-9, 10)),
    st.floats(-math.pi, math.pi),
)
def test_whatever_is_dragged_the_motion_can_be_stored(name, which, place, turn):
    world = World(16 / 9, 5.0, (math.cos(turn), math.sin(turn)))
    preset = preset_for(name, BALL, world, BOX)
    names = sorted(grips(preset, world))
    try:
        changed = with_grip(preset, names[which % len(names)], place, world)
        physics.check(changed)
        points = physics.points_of(changed, world)
        figures(changed, world)
    except BadInput:
        # a floor stood upright or a path without a length is said, never drawn
        assert names[which % len(names)].partition(".")[0] in ("floor", "path", "around", "pivot")
        return
    assert all(later.t > earlier.t for earlier, later in itertools.pairwise(points))


def test_the_launch_of_a_throw_is_told_in_metres_and_degrees():
    # 3.2 m on the level at 45 degrees: v^2 = g d
    told = figures(Throw((0.2, 0.7), (0.8, 0.7)), WORLD)
    assert told.speed == pytest.approx(math.sqrt(9.81 * 3.2), rel=1e-6)
    assert told.angle_deg == pytest.approx(45.0, abs=1e-3)
    assert told.lands == pytest.approx(math.sqrt(2 * 3.2 / 9.81), rel=1e-6)


def test_slow_motion_lands_later_at_the_same_speed():
    told = figures(Throw((0.2, 0.7), (0.8, 0.7), start=0.1, speed=0.5), WORLD)
    assert told.speed == pytest.approx(math.sqrt(9.81 * 3.2), rel=1e-6)
    assert told.lands == pytest.approx(0.5 + 2 * math.sqrt(2 * 3.2 / 9.81), rel=1e-6)


def test_what_is_still_in_the_air_when_the_clip_ends_does_not_land():
    told = figures(Throw((0.2, 0.7), (0.8, 0.7), speed=0.05), WORLD)
    assert told.lands is None


def test_a_drop_hits_the_floor_with_the_speed_of_its_fall():
    told = figures(Bounce((0.2, 0.3), FLOOR, restitution=0.0), WORLD)
    # 0.6 frame heights are 1.8 m
    assert told.speed == pytest.approx(math.sqrt(2 * 9.81 * 1.8), rel=0.01)
    assert told.lands == pytest.approx(math.sqrt(2 * 1.8 / 9.81), rel=1e-6)
    assert told.hits == 1


def test_what_slides_says_when_it_rests():
    told = figures(Slide(((0.1, 0.5), (0.9, 0.5)), push=2.0, friction=0.3), WORLD)
    assert told.speed == pytest.approx(2.0, rel=0.01)
    assert told.rests == pytest.approx(2.0 / (0.3 * 9.81), rel=1e-6)


def test_swings_and_rounds_say_how_long_they_take():
    pendulum = Pendulum((0.5, 0.1), (0.51, 0.5))
    metres = math.hypot(0.01 * 16 / 9, 0.4) * 3
    assert figures(pendulum, WORLD).cycle == pytest.approx(
        2 * math.pi * math.sqrt(metres / 9.81), rel=1e-3
    )
    assert figures(Orbit((0.5, 0.5), (0.5, 0.2), period=3.0), WORLD).cycle == 3.0


def test_a_rise_says_how_fast_it_gets_and_a_walk_its_pace_and_steps():
    assert figures(Rise((0.5, 0.9), terminal=0.7), WORLD).speed == 0.7
    walk = figures(Walk(((0.1, 0.7), (0.9, 0.7)), leg=0.3), WORLD)
    assert walk.speed == pytest.approx(math.sqrt(0.25 * 9.81 * 0.9))
    assert walk.steps > 3


def test_a_roll_downhill_says_how_fast_it_gets():
    told = figures(Roll(((0.1, 0.2), (0.5, 0.4)), runs_on=False), WORLD)
    # (10/7) g h: 0.2 frame heights are 0.6 m
    assert told.speed == pytest.approx(math.sqrt(10 / 7 * 9.81 * 0.6), rel=0.01)
