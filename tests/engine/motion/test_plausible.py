"""A drawn path is blamed where nature would not go along it, and never where it would."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.motion import physics, trajectory
from engine.motion.fit import fitted, simplified
from engine.motion.manner import Manner, passive_action
from engine.motion.plausible import faults, pivots
from engine.motion.world import World, world_of
from engine.prompt.reading import read
from engine.records import (
    Bounce,
    Gravity,
    PathPoint,
    Preset,
    Region,
    Roll,
    Scene,
    Settings,
    Slide,
    Stroke,
    Throw,
)
from engine.rules.unphysical_path import UNPHYSICAL_PATH

SHOT = Settings()
WORLD = world_of(SHOT, None)
BALL = Region(((0.1, 0.1), (0.2, 0.1), (0.2, 0.27), (0.1, 0.27)))
QUICK = settings(max_examples=80, deadline=None)

inside = st.tuples(st.floats(0.05, 0.95), st.floats(0.05, 0.9))
paths = st.lists(inside, min_size=2, max_size=5).map(tuple)
floors = st.floats(0.6, 0.95).map(lambda y: ((0.0, y), (1.0, y)))
speeds = st.floats(0.15, 1.0)


def stroke(*points: tuple[float, float, float], name: str = "ball") -> Stroke:
    return Stroke(name, "move", BALL, tuple(PathPoint(*p) for p in points))


def by_hand(*places: tuple[float, float], count: int = 24) -> Stroke:
    """A freehand path along straight lines between places, at even speed, with points evenly."""
    corners = np.array(places) * (WORLD.aspect, 1.0)
    marks = np.append(0.0, np.cumsum(np.hypot(*np.diff(corners, axis=0).T)))
    way = np.linspace(0, marks[-1], count)
    x, y = (np.interp(way, marks, corners[:, i]) for i in (0, 1))
    t = np.linspace(0, 1, count)
    return stroke(*zip(t.tolist(), (x / WORLD.aspect).tolist(), y.tolist(), strict=True))


def kinds(drawn: Stroke, manner: Manner, world: World = WORLD) -> set[str]:
    return {fault.kind for fault in faults(drawn, manner, world)}


def points_of(preset: Preset) -> Stroke:
    try:
        points = physics.points_of(preset, WORLD)
    except BadInput:
        assume(False)
        raise
    return Stroke("ball", "move", BALL, points)


@given(st.builds(Throw, inside, inside, st.floats(0, 0.8), speed=speeds))
@QUICK
def test_a_real_throw_is_never_blamed(preset: Throw) -> None:
    assert faults(points_of(preset), "throw", WORLD) == ()


@given(
    st.builds(
        Bounce,
        inside,
        floors,
        st.just(0.0),
        st.floats(0, 0.95),
        st.floats(0, 0.3),
        st.floats(0, 0.4),
        st.none() | inside,
        speed=speeds,
    )
)
@QUICK
def test_a_real_bounce_is_never_blamed(preset: Bounce) -> None:
    drawn = points_of(preset)
    assert faults(drawn, "bounce", WORLD) == ()
    if preset.apex == 0:
        assert faults(drawn, "fall", WORLD) == ()


@given(st.builds(Roll, paths, push=st.floats(0, 4), runs_on=st.booleans(), speed=speeds))
@QUICK
def test_a_real_roll_is_never_blamed(preset: Roll) -> None:
    assert faults(points_of(preset), "roll", WORLD) == ()


@given(st.builds(Slide, paths, st.floats(0, 4), st.floats(0, 0.5), st.booleans(), speed=speeds))
@QUICK
def test_a_real_slide_is_never_blamed(preset: Slide) -> None:
    assert faults(points_of(preset), "slide", WORLD) == ()


@given(
    st.builds(Throw, inside, inside, st.floats(0.05, 0.6)),
    st.lists(st.tuples(st.floats(-0.006, 0.006), st.floats(-0.006, 0.006)), min_size=12),
)
@QUICK
def test_an_arc_drawn_at_even_speed_by_a_trembling_hand_is_not_blamed(
    preset: Throw, trembling: list[tuple[float, float]]
) -> None:
    real = physics.points_of(preset, WORLD)
    path = trajectory.curve_of(Stroke("", "move", BALL, real)).at(
        np.linspace(real[0].t, real[-1].t, 200)
    )
    assume(np.hypot(*np.ptp(path, axis=0)) > 0.2)
    marks = np.append(0, np.cumsum(np.hypot(*(np.diff(path, axis=0) * (WORLD.aspect, 1)).T)))
    way = np.linspace(0, marks[-1], 12)
    off = np.array(trembling[:12])
    even = np.column_stack([np.interp(way, marks, path[:, i]) for i in (0, 1)]) + off
    drawn = stroke(
        *((float(t), *map(float, p)) for t, p in zip(np.linspace(0, 1, 12), even, strict=True))
    )
    assert faults(drawn, "throw", WORLD) == ()


MEANT: dict[str, tuple[Manner, Stroke]] = {
    "straight down": ("fall", by_hand((0.5, 0.2), (0.5, 0.9))),
    "down with two points": ("fall", stroke((0, 0.5, 0.2), (1, 0.5, 0.9))),
    "down, bouncing once": ("fall", by_hand((0.5, 0.2), (0.5, 0.8), (0.55, 0.6), (0.6, 0.8))),
    "down a staircase": (
        "fall",
        by_hand((0.2, 0.2), (0.3, 0.4), (0.4, 0.35), (0.5, 0.6), (0.6, 0.5), (0.7, 0.9)),
    ),
    "resting on a ledge": (
        "fall",
        stroke((0, 0.3, 0.2), (0.3, 0.3, 0.5), (0.6, 0.3, 0.5), (0.7, 0.4, 0.5), (1, 0.5, 0.9)),
    ),
    "waiting, then falling": ("fall", stroke((0, 0.5, 0.2), (0.5, 0.5, 0.2), (1, 0.5, 0.9))),
    "off a wall": ("throw", by_hand((0.2, 0.7), (0.9, 0.4), (0.5, 0.8))),
    "off a wall, few points": ("throw", stroke((0, 0.2, 0.7), (0.5, 0.9, 0.4), (1, 0.5, 0.8))),
    "thrown, bouncing": ("throw", by_hand((0.1, 0.5), (0.3, 0.3), (0.6, 0.9), (0.8, 0.6))),
    "thrown straight away": ("throw", by_hand((0.2, 0.6), (0.9, 0.4))),
    "thrown and staying where it lands": (
        "throw",
        stroke((0, 0.2, 0.7), (0.2, 0.5, 0.3), (0.4, 0.8, 0.7), (1, 0.8, 0.7)),
    ),
    "hops by hand": (
        "bounce",
        by_hand((0.1, 0.3), (0.3, 0.8), (0.45, 0.5), (0.6, 0.8), (0.7, 0.65), (0.8, 0.8)),
    ),
    "through a valley": ("roll", by_hand((0.1, 0.3), (0.4, 0.8), (0.6, 0.8), (0.9, 0.5))),
    "uphill at even speed": ("roll", by_hand((0.1, 0.8), (0.9, 0.4))),
    "uphill, slowing": ("roll", stroke((0, 0.1, 0.8), (0.4, 0.6, 0.55), (1, 0.9, 0.4))),
    "to and fro": ("roll", by_hand((0.2, 0.5), (0.8, 0.5), (0.4, 0.5))),
    "across, speeding up": ("slide", stroke((0, 0.1, 0.5), (0.5, 0.2, 0.5), (1, 0.9, 0.5))),
    "a point": ("fall", stroke((0, 0.5, 0.5))),
    "a trembling point": ("throw", by_hand((0.5, 0.5), (0.51, 0.49), (0.5, 0.51))),
}


@pytest.mark.parametrize(("manner", "drawn"), MEANT.values(), ids=MEANT.keys())
def test_what_could_be_meant_is_not_blamed(manner: Manner, drawn: Stroke) -> None:
    assert faults(drawn, manner, WORLD) == ()


BLAMED: dict[str, tuple[Manner, Stroke, str]] = {
    "a wave in the air": (
        "throw",
        by_hand((0.1, 0.7), (0.3, 0.3), (0.45, 0.5), (0.6, 0.3), (0.9, 0.9)),
        "rises again",
    ),
    "a rebound above the start": (
        "fall",
        by_hand((0.3, 0.5), (0.4, 0.8), (0.5, 0.2)),
        "rises again",
    ),
    "hops that grow": (
        "bounce",
        by_hand((0.1, 0.6), (0.2, 0.8), (0.35, 0.4), (0.5, 0.8), (0.7, 0.1)),
        "rises again",
    ),
    "a pause at the apex": (
        "throw",
        stroke((0, 0.2, 0.8), (0.3, 0.5, 0.3), (0.6, 0.5, 0.3), (1, 0.8, 0.8)),
        "hangs",
    ),
    "a pause in a fall": (
        "fall",
        stroke((0, 0.5, 0.1), (0.3, 0.5, 0.4), (0.7, 0.5, 0.4), (1, 0.5, 0.9)),
        "hangs",
    ),
    "faster and faster uphill": (
        "roll",
        stroke((0, 0.1, 0.8), (0.4, 0.2, 0.75), (0.7, 0.4, 0.65), (1, 0.9, 0.4)),
        "speeds up uphill",
    ),
    "up the other side, too high": (
        "roll",
        stroke((0, 0.1, 0.5), (0.3, 0.11, 0.52), (0.6, 0.5, 0.8), (1, 0.9, 0.2)),
        "climbs too high",
    ),
    "a boomerang": (
        "throw",
        stroke(
            *((i / 15, 0.2 + 0.5 * math.sin(math.pi * i / 15), 0.3 + 0.03 * i) for i in range(16))
        ),
        "turns",
    ),
}


@pytest.mark.parametrize(("manner", "drawn", "kind"), BLAMED.values(), ids=BLAMED.keys())
def test_what_nature_does_not_do_is_blamed_and_mended(
    manner: Manner, drawn: Stroke, kind: str
) -> None:
    assert kind in kinds(drawn, manner)
    for measured in (False, True):
        preset = fitted(drawn, manner, WORLD, measured)
        mended = points_of(preset)
        assert faults(mended, manner, WORLD) == ()
        assert mended.points[0][1:] == pytest.approx(drawn.points[0][1:], abs=0.01)


def test_down_is_where_gravity_is() -> None:
    drawn = BLAMED["faster and faster uphill"][1]
    assert faults(drawn, "roll", world_of(SHOT, Gravity(90.0, 100.0)))
    assert faults(drawn, "roll", world_of(SHOT, Gravity(-90.0, 100.0))) == ()


@given(st.builds(Throw, inside, inside, st.floats(0.1, 0.6), speed=st.floats(0.3, 1)))
@QUICK
def test_a_throw_is_found_again_in_its_points(preset: Throw) -> None:
    drawn = points_of(preset)
    assume(drawn.points[-1].t < 1.0)
    again = points_of(fitted(drawn, "throw", WORLD, measured=False))
    t = np.linspace(0, 1, 50)
    off = trajectory.curve_of(again).at(t) - trajectory.curve_of(drawn).at(t)
    assert np.abs(off).max() < 0.02


def test_the_bounce_of_drawn_hops_springs_as_they_do() -> None:
    real = Bounce((0.2, 0.2), ((0.0, 0.8), (1.0, 0.8)), restitution=0.75, landing=(0.35, 0.8))
    found = fitted(points_of(real), "bounce", WORLD, measured=False)
    assert isinstance(found, Bounce)
    assert found.restitution == pytest.approx(0.75, abs=0.051)


def test_with_a_scale_the_mended_path_takes_as_long_as_it_takes() -> None:
    drawn = BLAMED["a pause at the apex"][1]
    assert fitted(drawn, "throw", WORLD, measured=True).speed == 1.0
    slow = fitted(drawn, "throw", WORLD, measured=False)
    assert points_of(slow).points[-1].t == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("name", "text", "manner"),
    [
        ("ball", "A woman in a park throws a ball", "throw"),
        ("ball", "The ball is thrown to the right", "throw"),
        ("cup", "A man drops a cup onto the floor.", "fall"),
        ("rock", "A rock tumbles down a hill", "roll"),
        ("Stroke 1", "A red ball rolls up the hill", "roll"),
        ("puck", "The puck slides across the ice", "slide"),
        ("ball", "A boy kicks a ball and it bounces", "bounce"),
        ("杯子", "杯子从桌子上掉下来。", "fall"),
        ("球", "一个男孩扔球", "throw"),
        ("woman", "A woman in a park throws a ball", None),
        ("Stroke 1", "A woman in a park throws a ball", None),
        ("ball", "A boy rolls a ball up the hill", None),
        ("ball", "A dog catches a thrown ball", None),
        ("ball", "A ball flies up and falls", None),
        ("ball", "A ball rolls up the hill by magic", None),
        ("ball", "The camera pans left", None),
        ("cat", "A cat falls off the table", None),
        ("leaf", "A leaf falls", None),
        ("car", "A car rolls up the hill", None),
        ("男孩", "一个男孩扔球", None),
        ("ball", "", None),
    ],
)
def test_only_what_the_words_leave_to_gravity_is_judged(
    name: str, text: str, manner: str | None
) -> None:
    found = passive_action(read(text), stroke((0, 0, 0), (1, 1, 1), name=name), alone=True)
    assert (found[1] if found else None) == manner


def test_a_stroke_of_another_name_is_judged_only_where_nothing_else_moves() -> None:
    drawn = stroke((0, 0, 0), (1, 1, 1), name="Stroke 1")
    reading = read("A rock tumbles down a hill")
    assert passive_action(reading, drawn, alone=True)
    assert passive_action(reading, drawn, alone=False) is None


def test_the_hint_is_at_the_verb_and_its_fix_keeps_the_preset() -> None:
    example = UNPHYSICAL_PATH.bad[0]
    (hint,) = UNPHYSICAL_PATH.check(Scene(read(example.text), example.plan))
    assert example.text[slice(*hint.span)] == "throws"
    assert hint.stroke == 0
    (fix,) = hint.fixes
    assert fix.plan is not None
    assert isinstance(fix.plan.strokes[0].motion, Throw)


def test_a_curve_without_turns_has_no_pivots() -> None:
    assert pivots(np.zeros(10), 0.1) == [0]
    assert pivots(np.linspace(0, 1, 10), 0.1) == [0, 9]
    assert pivots(np.array([0, 1, 0.95, 2, 0.0]), 0.1) == [0, 3, 4]


@given(st.lists(inside, min_size=2, max_size=40))
@QUICK
def test_a_simplified_path_keeps_its_ends(places: list[tuple[float, float]]) -> None:
    path = np.array(places)
    few = simplified(path, 0.01)
    assert few[0] == pytest.approx(path[0])
    assert len(few) <= len(path)
