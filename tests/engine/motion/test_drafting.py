"""What is the first draft of a motion: from nothing, from what is drawn, from a drag."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.motion import physics
from engine.motion.drafting import dragged, preset_for
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
BALL = Stroke(
    "ball",
    "move",
    Region(((0.15, 0.3), (0.25, 0.3), (0.25, 0.46), (0.15, 0.46))),
    (PathPoint(0.0, 0.2, 0.38),),
)
places = st.tuples(st.floats(-0.5, 1.5), st.floats(-0.5, 1.5))


def _along(*points: tuple[float, float, float]) -> Stroke:
    return replace(BALL, points=tuple(PathPoint(*p) for p in points))


@pytest.mark.parametrize("name", PRESETS)
def test_without_a_path_every_motion_moves_the_thing_from_where_it_is(name):
    preset = preset_for(name, BALL, WORLD, BOX)
    points = physics.points_of(preset, WORLD)
    assert isinstance(preset, PRESETS[name])
    assert points[0][1:] == pytest.approx((0.2, 0.38), abs=1e-6)
    way = [math.dist(points[0][1:], p[1:]) for p in points]
    assert max(way) > 0.05


def test_a_floor_lies_under_the_thing_and_within_the_frame():
    preset = preset_for("bounce", BALL, WORLD, BOX)
    assert preset.radius == pytest.approx(BOX.h / 2)
    assert preset.floor[0][1] == pytest.approx(preset.floor[1][1])
    assert BOX.y + BOX.h < preset.floor[0][1] < 1.0


def test_a_pivot_hangs_above_the_thing():
    preset = preset_for("pendulum", BALL, WORLD, BOX)
    assert preset.bob == pytest.approx((0.2, 0.38))
    assert preset.pivot[1] < 0.38


@pytest.mark.parametrize(("x", "side"), [(0.15, 1), (0.85, -1)])
def test_a_way_leads_to_the_freer_side(x, side):
    stroke = replace(BALL, points=(PathPoint(0.0, x, 0.5),))
    for name in ("throw", "roll", "slide", "walk", "orbit"):
        last = physics.handles(preset_for(name, stroke, WORLD, BOX))
        xs = [place[0] for place in last.values()]
        assert max(xs, key=lambda v: abs(v - x)) * side > x * side


def test_down_is_where_gravity_points():
    sideways = replace(WORLD, down=(1.0, 0.0))
    preset = preset_for("bounce", BALL, sideways, BOX)
    assert preset.floor[0][0] == pytest.approx(preset.floor[1][0])
    assert preset.floor[0][0] > BOX.x + BOX.w


def test_a_drawn_arc_becomes_the_throw_along_it():
    arc = _along((0, 0.2, 0.7), (0.25, 0.35, 0.4375), (0.5, 0.5, 0.35), (1, 0.8, 0.7))
    preset = preset_for("throw", arc, WORLD, BOX)
    assert isinstance(preset, Throw)
    assert preset.launch == pytest.approx((0.2, 0.7))
    assert preset.target == pytest.approx((0.8, 0.7))
    assert preset.apex == pytest.approx(0.35, abs=0.02)
    assert physics.points_of(preset, WORLD)[-1].t == pytest.approx(1.0, abs=1e-6)


def test_a_straight_line_becomes_a_throw_with_a_bow():
    preset = preset_for("throw", _along((0, 0.2, 0.7), (1, 0.8, 0.7)), WORLD, BOX)
    top = min(p.y for p in physics.points_of(preset, WORLD))
    assert top < 0.6


def test_a_level_line_becomes_a_drop_that_lands_below_its_end():
    preset = preset_for("bounce", _along((0, 0.2, 0.4), (1, 0.7, 0.4)), WORLD, BOX)
    assert preset.landing[0] == pytest.approx(0.7)
    assert max(p.y for p in physics.points_of(preset, WORLD)) > 0.6


def test_a_measured_throw_takes_the_time_that_nature_takes():
    line = _along((0, 0.2, 0.7), (1, 0.8, 0.7))
    preset = preset_for("throw", line, WORLD, BOX, measured=True)
    assert preset.speed == 1.0
    # 45 degrees over 3.2 m: sqrt(2 d / g)
    lands = physics.points_of(preset, WORLD)[-1].t * 5.0
    assert lands == pytest.approx(math.sqrt(2 * 3.2 / 9.81), abs=1e-3)


def test_a_drawn_arc_of_a_circle_becomes_the_pendulum_about_its_middle():
    angle = np.linspace(-0.6, 0.6, 9)
    x, y = 0.5 + 0.4 * np.sin(angle) * 9 / 16, 0.1 + 0.4 * np.cos(angle)
    arc = _along(*zip(np.linspace(0, 1, 9), x, y, strict=True))
    preset = preset_for("pendulum", arc, WORLD, BOX)
    assert preset.pivot == pytest.approx((0.5, 0.1), abs=0.01)
    assert preset.bob == pytest.approx((x[0], y[0]))


def test_a_drawn_round_becomes_the_orbit_of_its_direction_and_period():
    angle = np.linspace(0, -2 * math.pi, 25)
    x, y = 0.5 + 0.3 * np.cos(angle) * 9 / 16, 0.5 + 0.15 * np.sin(angle)
    preset = preset_for(
        "orbit", _along(*zip(np.linspace(0, 0.8, 25), x, y, strict=True)), WORLD, BOX
    )
    assert preset.around == pytest.approx((0.5, 0.5), abs=0.02)
    assert preset.clockwise is False
    assert preset.period == pytest.approx(4.0, rel=0.05)
    assert preset.flatness == pytest.approx(0.5, abs=0.05)


def test_a_drawn_rise_that_sways_keeps_its_height_and_its_sway():
    t = np.linspace(0, 1, 33)
    x, y = 0.5 + 0.05 * np.sin(4 * math.pi * t), 0.8 - 0.6 * t
    preset = preset_for("rise", _along(*zip(t, x, y, strict=True)), WORLD, BOX)
    assert physics.points_of(preset, WORLD)[-1].y == pytest.approx(0.2, abs=0.01)
    assert preset.sway == pytest.approx(0.05 * 16 / 9, rel=0.1)


def test_a_drawn_walk_keeps_its_corners_and_its_time():
    way = _along((0.2, 0.1, 0.7), (0.5, 0.4, 0.7), (0.8, 0.6, 0.8))
    preset = preset_for("walk", way, WORLD, BOX)
    assert preset.path[0] == pytest.approx((0.1, 0.7))
    assert preset.path[-1] == pytest.approx((0.6, 0.8))
    points = physics.points_of(preset, WORLD)
    assert (points[0].t, points[-1].t) == pytest.approx((0.2, 0.8), abs=1e-6)


def test_what_is_a_preset_of_that_name_already_stays_it():
    throw = Throw((0.2, 0.4), (0.8, 0.4), apex=0.1)
    stroke = physics.applied(BALL, throw, WORLD)
    assert preset_for("throw", stroke, WORLD, BOX) is throw
    assert isinstance(preset_for("walk", stroke, WORLD, BOX), Walk)


def test_a_drag_ends_where_the_hand_let_go():
    end = (0.7, 0.6)
    assert dragged("throw", BALL, end, WORLD, BOX).target == pytest.approx(end)
    assert dragged("bounce", BALL, end, WORLD, BOX).landing == pytest.approx(end)
    assert dragged("pendulum", BALL, end, WORLD, BOX).pivot == pytest.approx(end)
    assert dragged("orbit", BALL, end, WORLD, BOX).around == pytest.approx(end)
    for name in ("roll", "slide", "walk"):
        assert dragged(name, BALL, end, WORLD, BOX).path[-1] == pytest.approx(end)


def test_what_slides_over_the_level_rests_where_the_hand_let_go():
    preset = dragged("slide", BALL, (0.7, 0.38), WORLD, BOX)
    assert isinstance(preset, Slide)
    assert physics.points_of(preset, WORLD)[-1][1:] == pytest.approx((0.7, 0.38), abs=1e-3)


def test_what_rolls_uphill_gets_there():
    preset = dragged("roll", BALL, (0.5, 0.2), WORLD, BOX)
    assert isinstance(preset, Roll)
    assert physics.points_of(preset, WORLD)[-1][1:] == pytest.approx((0.5, 0.2), abs=1e-3)


def test_what_rises_is_where_the_hand_let_go_when_the_clip_ends():
    preset = dragged("rise", BALL, (0.2, 0.1), WORLD, BOX)
    assert isinstance(preset, Rise)
    assert physics.points_of(preset, WORLD)[-1].y == pytest.approx(0.1, abs=2e-3)


def test_a_name_that_is_no_motion_is_refused_with_one_line():
    with pytest.raises(BadInput, match="no motion 'teleport'"):
        preset_for("teleport", BALL, WORLD, BOX)
    with pytest.raises(BadInput, match="no motion 'teleport'"):
        dragged("teleport", BALL, (0.5, 0.5), WORLD, BOX)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(PRESETS)),
    st.lists(places, min_size=1, max_size=6),
    st.floats(0, 0.9),
    st.floats(0, 2 * math.pi),
    st.booleans(),
)
def test_any_path_gives_a_motion_that_can_be_used(name, drawn, start, turn, measured):
    world = World(16 / 9, 5.0, (math.cos(turn), math.sin(turn)))
    times = np.linspace(start, 1.0, len(drawn)) if len(drawn) > 1 else [start]
    stroke = _along(*((float(t), x, y) for t, (x, y) in zip(times, drawn, strict=True)))
    preset = preset_for(name, stroke, world, BOX, measured=measured)
    physics.check(preset)
    points = physics.points_of(preset, world)
    assert points[0][1:] == pytest.approx(drawn[0], abs=2e-3) or isinstance(
        preset, (Bounce, Pendulum, Orbit, Roll, Slide)
    )


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(PRESETS)), places, places, st.floats(0, 2 * math.pi))
def test_any_drag_gives_a_motion_that_begins_at_the_thing(name, start, end, turn):
    world = World(16 / 9, 5.0, (math.cos(turn), math.sin(turn)))
    stroke = _along((0.1, *start))
    preset = dragged(name, stroke, end, world, BOX)
    physics.check(preset)
    points = physics.points_of(preset, world)
    assert isinstance(preset, (Throw, Bounce, Roll, Slide, Pendulum, Orbit, Rise, Walk))
    assert points[0][1:] == pytest.approx(start, abs=2e-3)
