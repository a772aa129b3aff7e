"""Presets move as physics has it: against closed forms, integration and conservation laws."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import resources
from engine.documents import plan_from_dict, plan_to_dict
from engine.errors import BadInput
from engine.motion import physics, trajectory
from engine.motion.courses import course_of
from engine.motion.strokes import validate
from engine.motion.world import G, World, gravity_from_ruler, resized, world_of
from engine.records import (
    PRESETS,
    Bounce,
    Gravity,
    MotionPlan,
    Orbit,
    Pendulum,
    Preset,
    Region,
    Rise,
    Roll,
    Settings,
    Slide,
    Stroke,
    Throw,
    Walk,
)

WIDTH, HEIGHT = 832, 480
SHOT = Settings(width=WIDTH, height=HEIGHT, frames=81, fps=16.0)
WORLD = world_of(SHOT, None)
REGION = Region(((0.1, 0.1), (0.2, 0.1), (0.2, 0.2)))
QUICK = settings(max_examples=60, deadline=None)

inside = st.tuples(st.floats(0.05, 0.95), st.floats(0.05, 0.95))
paths = st.lists(inside, min_size=2, max_size=6).map(tuple)
times = {"start": st.floats(0, 0.5), "speed": st.floats(0.2, 2)}
floors = st.tuples(st.floats(0.6, 0.95), st.floats(0.6, 0.95)).map(
    lambda y: ((0.0, y[0]), (1.0, y[1]))
)
throws = st.builds(
    Throw, inside, inside, st.none() | st.floats(0, 1), st.none() | st.floats(0.1, 3), **times
)
bounces = st.builds(
    Bounce,
    inside,
    floors,
    st.floats(0, 0.1),
    st.floats(0, 0.9),
    st.floats(0, 1),
    st.floats(0, 0.5),
    st.none() | inside,
    **times,
)
rolls = st.builds(
    Roll,
    paths,
    st.floats(0.01, 0.2),
    st.floats(0, 4),
    st.floats(0, 0.2),
    st.booleans(),
    **times,
)
slides = st.builds(Slide, paths, st.floats(0, 5), st.floats(0, 0.6), st.booleans(), **times)
pendulums = st.builds(Pendulum, inside, inside, **times)
orbits = st.builds(
    Orbit, inside, inside, st.floats(-0.8, 0.8), st.floats(1, 6), st.floats(0.2, 1), st.booleans()
)
rises = st.builds(
    Rise,
    inside,
    st.floats(0.1, 1.5),
    st.floats(0.05, 2),
    st.floats(0, 0.1),
    st.floats(0.1, 1),
    **times,
)
walks = st.builds(Walk, paths, st.floats(0.1, 0.4), st.floats(0.05, 0.5), **times)
presets = st.one_of(throws, bounces, rolls, slides, pendulums, orbits, rises, walks)
worlds = st.builds(
    lambda turned, scale: world_of(SHOT, Gravity(90 + turned, scale)),
    st.floats(-25, 25),
    st.floats(60, 400),
)


def drawn(preset: Preset, world: World) -> Stroke:
    try:
        return physics.applied(Stroke("ball", "move", REGION), preset, world)
    except BadInput:
        assume(False)
        raise


def pixels_off(preset: Preset, world: World, count: int = 400) -> float:
    """The worst distance of the stroke's curve from the closed form, in pixels."""
    stroke = drawn(preset, world)
    first, last = stroke.points[0].t, stroke.points[-1].t
    t = np.linspace(first, last, count)
    seconds = (t - first) * world.seconds * preset.speed
    course = course_of(preset, world, float(seconds[-1]))
    true = course.at(np.minimum(seconds, course.ends))
    got = trajectory.curve_of(stroke).at(t) * (world.aspect, 1.0)
    return float(np.hypot(*(got - true).T).max()) * HEIGHT


@given(presets, worlds)
@QUICK
def test_the_curve_through_the_points_is_the_closed_form_within_half_a_pixel(
    preset: Preset, world: World
) -> None:
    assert pixels_off(preset, world) < 0.5


@given(presets, worlds)
@QUICK
def test_points_can_always_be_kept_in_a_plan(preset: Preset, world: World) -> None:
    stroke = drawn(preset, world)
    plan = MotionPlan((stroke,))
    validate(plan)
    assert stroke.points[0].t == preset.start
    text = json.dumps(plan_to_dict(plan, None), allow_nan=False)
    assert plan_from_dict(json.loads(text), Path("/x")) == plan


def energies(preset: Preset, world: World, inertia: float = 1.0) -> np.ndarray:
    """Of motion and of place, over time, away from hits and corners."""
    course = course_of(preset, world, 4.0)
    ends = min(course.ends, 4.0)
    t = np.linspace(0.001, max(ends - 0.001, 0.002), 500)
    h = 1e-5
    t = t[[all(abs(x - jump) > 2 * h for jump in course.jumps) for x in t]]
    velocity = (course.at(t + h) - course.at(t - h)) / (2 * h)
    return inertia * (velocity**2).sum(axis=1) / 2 - course.at(t) @ world.pull


@given(st.one_of(throws, bounces, slides, pendulums), worlds)
@QUICK
def test_energy_never_rises(preset: Preset, world: World) -> None:
    drawn(preset, world)
    energy = energies(preset, world)
    assert np.diff(energy).max() < 1e-5 * max(1.0, np.abs(energy).max())


@given(rolls, worlds)
@QUICK
def test_energy_never_rises_while_something_rolls(preset: Roll, world: World) -> None:
    drawn(preset, world)
    # a solid ball that turns without slipping is as heavy to speed up as 7/5 of itself
    energy = energies(preset, world, 7 / 5)
    assert np.diff(energy).max() < 1e-5 * max(1.0, np.abs(energy).max())


@pytest.mark.parametrize("preset", [Throw((0.2, 0.8), (0.8, 0.6)), Pendulum((0.5, 0.1), (0.9, 0))])
def test_energy_is_kept_where_nothing_takes_it(preset: Preset) -> None:
    energy = energies(preset, WORLD)
    assert np.ptp(energy) < 1e-5


@given(inside, inside, st.floats(0, 0.8))
@QUICK
def test_a_throw_rises_as_high_as_it_was_drawn_and_ends_at_its_target(
    launch: tuple[float, float], target: tuple[float, float], apex: float
) -> None:
    stroke = drawn(Throw(launch, target, apex=apex), World(16 / 9, 20.0))
    assert stroke.points[-1][1:] == pytest.approx(target, abs=1e-9)
    top = min(y for _, _, y in stroke.points)
    assert top == pytest.approx(min(launch[1], target[1]) - apex, abs=1e-3)


def test_a_throw_of_least_effort_leaves_at_45_degrees_on_level_ground() -> None:
    course = course_of(Throw((0.2, 0.8), (0.8, 0.8)), WORLD, 5.0)
    x, y = course.at(np.array([1e-6]))[0] - course.at(np.array([0.0]))[0]
    assert -y / x == pytest.approx(1.0, abs=1e-4)


def test_a_metre_takes_as_long_to_fall_as_it_does() -> None:
    world = world_of(SHOT, Gravity(90.0, 200.0))
    drop = Bounce((0.5, 0.1), ((0.0, 0.1 + 200 / HEIGHT), (1.0, 0.1 + 200 / HEIGHT)), restitution=0)
    stroke = drawn(drop, world)
    assert stroke.points[-1].t * world.seconds == pytest.approx(math.sqrt(2 / G))


def test_hops_are_as_much_lower_as_the_restitution_says() -> None:
    bounce = Bounce((0.5, 0.2), ((0.0, 0.8), (1.0, 0.8)), radius=0.1, restitution=0.8)
    stroke = drawn(bounce, WORLD)
    path = np.array([p.y for p in stroke.points])
    tops = [path[i] for i in range(1, len(path) - 1) if path[i] < min(path[i - 1], path[i + 1])]
    heights = [0.7 - top for top in tops]
    assert heights[:3] == pytest.approx([0.5 * 0.8**2, 0.5 * 0.8**4, 0.5 * 0.8**6])
    assert path.max() == pytest.approx(0.7)


def test_a_ball_rolls_down_a_slope_at_five_sevenths() -> None:
    world = World(1.0, 10.0)
    roll = Roll(((0.0, 0.2), (0.8, 0.8)), 0.1, runs_on=False)
    stroke = drawn(roll, world)
    change = 5 / 7 * G * world.metre * 0.6
    assert stroke.points[-1].t * 10 == pytest.approx(math.sqrt(2 * 1.0 / change))
    assert stroke.rotation_deg == pytest.approx(math.degrees(1.0 / 0.1))


def test_what_rolls_up_and_back_turns_forwards_and_back() -> None:
    roll = Roll(((0.2, 0.8), (0.6, 0.2)), 0.1, push=2.0, runs_on=False)
    stroke = drawn(roll, WORLD)
    turns = physics.turns(stroke, np.linspace(0, 1, 201), WORLD.aspect)
    assert turns.max() > 60
    assert turns[-1] == pytest.approx(0.0, abs=0.5)
    assert stroke.rotation_deg == pytest.approx(0.0, abs=1e-3)


def test_friction_stops_a_slide_after_v_squared_over_two_mu_g() -> None:
    slide = Slide(((0.1, 0.5), (0.2, 0.5)), push=2.0, friction=0.4)
    stroke = drawn(slide, WORLD)
    came = (stroke.points[-1].x - 0.1) * WORLD.aspect / WORLD.metre
    assert came == pytest.approx(2.0**2 / (2 * 0.4 * G))


def test_friction_holds_on_a_slope_that_is_too_flat() -> None:
    slide = Slide(((0.1, 0.5), (0.9, 0.55)), push=0.0, friction=0.3)
    assert len(drawn(slide, WORLD).points) == 1


@pytest.mark.parametrize("degrees", [5, 60, 120, 170])
def test_a_pendulum_swings_as_integrated(degrees: float) -> None:
    world, length = World(1.0, 4.0), 0.4
    angle, speed, dt = math.radians(degrees), 0.0, 1e-3
    bob = (0.5 + length * math.sin(angle), 0.5 + length * math.cos(angle))
    course = course_of(Pendulum((0.5, 0.5), bob), world, 4.0)
    rate = G * world.metre / length

    def slope(state: np.ndarray) -> np.ndarray:
        return np.array([state[1], -rate * math.sin(state[0])])

    state = np.array([angle, speed])
    for _ in range(2000):
        k1 = slope(state)
        k2 = slope(state + dt / 2 * k1)
        k3 = slope(state + dt / 2 * k2)
        k4 = slope(state + dt * k3)
        state = state + dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    expected = 0.5 + length * np.array([math.sin(state[0]), math.cos(state[0])])
    assert course.at(np.array([2.0]))[0] == pytest.approx(expected, abs=1e-6)


def test_the_region_of_a_pendulum_turns_with_its_string() -> None:
    stroke = drawn(Pendulum((0.5, 0.1), (0.8, 0.1)), WORLD)
    turns = physics.turns(stroke, np.linspace(0, 1, 400), WORLD.aspect)
    assert turns[0] == pytest.approx(0.0)
    assert turns.max() == pytest.approx(180.0, abs=1.0)


@given(orbits, st.floats(0.1, 0.9))
@QUICK
def test_an_orbit_sweeps_equal_areas_in_equal_times(orbit: Orbit, share: float) -> None:
    assume(math.dist(orbit.around, orbit.begin) > 0.05)
    course = course_of(orbit, WORLD, 10.0)
    around = np.array(orbit.around) * (WORLD.aspect, 1.0)

    def swept(start: float) -> float:
        arm = course.at(np.linspace(start, start + orbit.period / 10, 400)) - around
        return float((arm[:-1, 0] * arm[1:, 1] - arm[1:, 0] * arm[:-1, 1]).sum())

    assert swept(share * orbit.period) == pytest.approx(swept(0.0), rel=1e-3)
    assert (swept(0.0) > 0) == orbit.clockwise


def test_a_rise_ends_up_at_its_terminal_speed() -> None:
    course = course_of(Rise((0.5, 0.9), terminal=0.6, lift=0.4), WORLD, 60.0)
    a, b = course.at(np.array([50.0, 51.0]))
    assert (a[1] - b[1]) / WORLD.metre == pytest.approx(0.6)
    start = course.at(np.array([0.0, 1e-3]))
    assert (start[0, 1] - start[1, 1]) * 2e6 == pytest.approx(0.4 * G * WORLD.metre, rel=1e-2)


def test_a_walk_goes_on_evenly_and_bobs_once_a_step() -> None:
    walk = Walk(((0.1, 0.6), (0.9, 0.6)), leg=0.3, froude=0.25)
    course = course_of(walk, WORLD, 60.0)
    path = course.at(np.linspace(0, course.ends, 601))
    assert np.ptp(np.diff(path[:, 0])) == pytest.approx(0.0, abs=1e-9)
    pace = (path[-1, 0] - path[0, 0]) / course.ends
    assert pace**2 / (G * WORLD.metre * 0.3) == pytest.approx(0.25)
    bob = 0.6 - path[:, 1].min()
    assert 0.02 < bob / 0.3 < 0.1


@given(presets, st.floats(-0.1, 0.1), st.floats(-0.1, 0.1))
@QUICK
def test_moving_all_handles_moves_all_points(preset: Preset, dx: float, dy: float) -> None:
    before = drawn(preset, WORLD).points
    after = drawn(physics.moved(preset, dx, dy), WORLD).points
    assert after[0].x == pytest.approx(before[0].x + dx, abs=1e-6)
    assert after[-1].y == pytest.approx(before[-1].y + dy, abs=1e-2)


def test_a_handle_that_is_dragged_makes_the_points_again() -> None:
    stroke = drawn(Throw((0.2, 0.8), (0.8, 0.8), apex=0.3), WORLD)
    assert stroke.motion is not None
    assert list(physics.handles(stroke.motion)) == ["launch", "target"]
    longer = physics.with_handle(stroke.motion, "target", (0.9, 0.7))
    again = physics.applied(stroke, longer, WORLD)
    assert again.points[-1][1:] == pytest.approx((0.9, 0.7))
    path = Roll(((0.1, 0.2), (0.5, 0.6), (0.9, 0.6)))
    assert physics.with_handle(path, "path.1", (0.4, 0.5)).path[1] == (0.4, 0.5)
    with pytest.raises(BadInput, match="no handle 'floor'"):
        physics.with_handle(path, "floor", (0.0, 0.0))


def test_another_gravity_makes_all_presets_again_and_leaves_what_is_drawn() -> None:
    thrown = drawn(Throw((0.2, 0.8), (0.8, 0.8), apex=0.3), WORLD)
    by_hand = Stroke("cup", "move", REGION, thrown.points)
    moon = MotionPlan((thrown, by_hand), gravity=Gravity(90.0, 20.0))
    again = physics.recomputed(moon, SHOT)
    assert again.strokes[0].points[-1].t > 2 * thrown.points[-1].t
    assert again.strokes[1] == by_hand


def test_a_ruler_sets_the_scale() -> None:
    gravity = gravity_from_ruler((0.1, 0.5), (0.6, 0.5), 2.0, (WIDTH, HEIGHT))
    assert gravity == Gravity(90.0, 0.5 * WIDTH / 2.0, ((0.1, 0.5), (0.6, 0.5)))


@pytest.mark.parametrize(
    ("after", "picture", "grows"),
    [
        ((1664, 960), None, 2.0),
        ((480, 832), (1664, 960), 832 / 480),  # its height fills the frame now
        ((416, 480), (832, 480), 1.0),  # less is seen of it, as large as before
    ],
)
def test_a_metre_is_as_long_in_the_picture_in_every_frame(
    after: tuple[int, int], picture: tuple[int, int] | None, grows: float
) -> None:
    plan = MotionPlan(gravity=Gravity(90.0, 100.0))
    there = resized(plan, (832, 480), after, picture)
    assert there.gravity == Gravity(90.0, pytest.approx(100.0 * grows))
    if picture:
        assert resized(there, after, (832, 480), picture).gravity == Gravity(
            90.0, pytest.approx(100.0)
        )


@pytest.mark.parametrize(("b", "metres"), [((0.1, 0.5), 1.0), ((0.6, 0.5), 0.0)])
def test_a_ruler_of_no_length_is_refused(b: tuple[float, float], metres: float) -> None:
    with pytest.raises(BadInput, match="ruler"):
        gravity_from_ruler((0.1, 0.5), b, metres, (WIDTH, HEIGHT))


@pytest.mark.parametrize(
    "preset",
    [
        Throw((0.2, math.nan), (0.8, 0.8)),
        Throw((0.2, 0.5), (80.0, 0.8)),
        Bounce((0.5, 0.1), ((0.5, 0.0), (0.5, 1.0))),
        Bounce((0.5, 0.1), ((0.5, 0.5), (0.5, 0.5))),
        Roll(((0.5, 0.5), (0.5, 0.5))),
        Roll(((0.5, 0.5),) * 300),
        Pendulum((0.5, 0.5), (0.5, 0.5)),
        Orbit((0.5, 0.5), (0.5, 0.5)),
        Orbit((0.5, 0.5), (0.7, 0.5), eccentricity=2.0),
        Rise((0.5, 0.5), terminal=-1.0),
    ],
)
def test_handles_that_make_no_motion_are_refused_in_one_line(preset: Preset) -> None:
    with pytest.raises(BadInput) as caught:
        physics.points_of(preset, WORLD)
    assert "\n" not in str(caught.value)


def test_the_schema_of_plans_bounds_presets_as_the_engine_does() -> None:
    text = resources.path("schemas", "plan.schema.json").read_text("utf-8")
    motion = json.loads(text)["$defs"]["motion"]["properties"]
    assert set(motion["preset"]["enum"]) == set(PRESETS)
    for name, (low, high) in physics.BOUNDS.items():
        said = motion[name].get("oneOf", [None, motion[name]])[1]
        assert (said["minimum"], said["maximum"]) == (low, high), name


def test_a_preset_without_a_handle_is_refused_by_its_name() -> None:
    plan = plan_to_dict(MotionPlan((drawn(Throw((0.2, 0.8), (0.8, 0.8)), WORLD),)), None)
    del plan["strokes"][0]["motion"]["target"]
    with pytest.raises(BadInput, match="throw has no target"):
        plan_from_dict(plan, Path("/x"))


def test_a_preset_goes_as_nature_has_it_and_keeps_a_speed_that_was_given_to_it() -> None:
    drawn = Stroke("ball", "move", REGION, speed=((0.0, 0.0), (1.0, 1.0)), easing="ease-in")
    thrown = physics.applied(drawn, Throw((0.2, 0.6), (0.8, 0.6)), WORLD)
    assert (thrown.speed, thrown.easing) == ((), "linear")
    slow = replace(thrown, speed=((0.0, 1.0), (0.5, 0.2), (1.0, 1.0)))
    assert physics.applied(slow, Throw((0.2, 0.6), (0.9, 0.6)), WORLD).speed == slow.speed


def test_what_rolls_in_slow_motion_turns_by_its_way() -> None:
    roll = Roll(((0.2, 0.3), (0.8, 0.6)), radius=0.05)
    plain = physics.applied(Stroke("ball", "move", REGION), roll, WORLD)
    slow = replace(plain, speed=((0.0, 0.1), (1.0, 2.0)))
    for t in (0.2, 0.5, 0.8):
        start, end = plain.points[0].t, plain.points[-1].t
        u = float(trajectory.passed(slow.speed, min((t - start) / (end - start), 1.0)))
        then = start + (end - start) * u
        assert physics.turns(slow, t, 16 / 9) == pytest.approx(
            physics.turns(plain, then, 16 / 9), abs=0.5
        )
