"""Trajectories pass through their points, at their times, and nowhere surprising."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.motion import trajectory
from engine.motion.strokes import LEAST_SPEED, mean_speed
from engine.records import PathPoint, Region, Stroke

REGION = Region(((0, 0), (1, 0), (1, 1)))
EASINGS = ("linear", "ease-in", "ease-out", "ease-in-out")


def stroke(*points: tuple[float, float, float], **more) -> Stroke:
    return Stroke("s", "move", REGION, tuple(PathPoint(*p) for p in points), **more)


@st.composite
def strokes(draw: st.DrawFn) -> Stroke:
    times = draw(st.lists(st.integers(0, 1000), min_size=1, max_size=12, unique=True).map(sorted))
    places = st.floats(-8, 9)
    points = [(t / 1000, draw(places), draw(places)) for t in times]
    return stroke(*points, easing=draw(st.sampled_from(EASINGS)))


@given(strokes())
def test_it_passes_through_every_point_at_its_time(s: Stroke) -> None:
    for point in s.points:
        assert trajectory.position(s, point.t) == pytest.approx((point.x, point.y), abs=1e-9)


@given(strokes())
def test_it_is_finite_and_near_its_points(s: Stroke) -> None:
    path = trajectory.samples(s, 101)
    assert np.isfinite(path).all()
    places = np.array([(p.x, p.y) for p in s.points])
    reach = np.ptp(places, axis=0).max() + 1e-9
    assert (path >= places.min(axis=0) - reach).all()
    assert (path <= places.max(axis=0) + reach).all()


@given(strokes())
def test_before_the_first_and_after_the_last_point_it_rests(s: Stroke) -> None:
    first, last = s.points[0], s.points[-1]
    assert trajectory.position(s, first.t / 2) == pytest.approx(first[1:])
    assert trajectory.position(s, (1 + last.t) / 2) == pytest.approx(last[1:])


@given(strokes())
def test_progress_rises_from_nothing_to_all(s: Stroke) -> None:
    share = trajectory.progress(s, np.linspace(0, 1, 101), 16 / 9)
    assert (np.diff(share) >= -1e-9).all()
    assert share[0] == pytest.approx(0, abs=1e-9) or s.points[0].t == 0
    assert share[-1] == pytest.approx(1)


@given(strokes(), st.integers(2, 400))
def test_it_has_no_jumps(s: Stroke, count: int) -> None:
    path = trajectory.samples(s, count)
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    fine = trajectory.samples(s, 8 * count)
    length = np.linalg.norm(np.diff(fine, axis=0), axis=1).sum()
    assert (steps <= length * 1.01 + 1e-9).all()


def test_two_points_go_straight_at_even_speed() -> None:
    path = trajectory.samples(stroke((0, 0.2, 0.4), (1, 0.8, 0.1)), 7)
    assert path == pytest.approx(np.linspace((0.2, 0.4), (0.8, 0.1), 7))


@pytest.mark.parametrize("count", [3, 4, 9])
def test_points_of_a_throw_give_the_parabola_back(count: int) -> None:
    def thrown(t: np.ndarray) -> np.ndarray:
        return np.column_stack([0.1 + 0.8 * t, 0.7 - 1.6 * t * (1 - t)])

    times = np.linspace(0, 1, count)
    s = stroke(*((t, x, y) for t, (x, y) in zip(times, thrown(times), strict=True)))
    every = np.linspace(0, 1, 81)
    assert trajectory.samples(s, 81) == pytest.approx(thrown(every), abs=1e-9)


def test_easing_in_is_constant_acceleration() -> None:
    path = trajectory.samples(stroke((0, 0, 0), (1, 0, 1), easing="ease-in"), 11)
    assert path[:, 1] == pytest.approx(np.linspace(0, 1, 11) ** 2)


def test_easing_out_comes_to_rest() -> None:
    path = trajectory.samples(stroke((0, 0, 0), (1, 1, 0), easing="ease-out"), 101)
    assert path[-1, 0] - path[-2, 0] < 0.001
    assert path[1, 0] > 0.015


def test_what_rests_between_two_equal_points_does_not_stir() -> None:
    s = stroke((0, 0.1, 0.5), (0.3, 0.4, 0.5), (0.7, 0.4, 0.5), (1, 0.9, 0.2))
    for t in np.linspace(0.3, 0.7, 9):
        assert trajectory.position(s, t) == pytest.approx((0.4, 0.5), abs=1e-12)


def test_progress_goes_by_the_way_that_was_come() -> None:
    s = stroke((0.2, 0, 0), (0.4, 0.3, 0), (0.6, 0.3, 0), (0.8, 0.6, 0))
    share = trajectory.progress(s, [0.1, 0.2, 0.4, 0.5, 0.6, 0.8, 0.9])
    assert share == pytest.approx([0, 0, 0.5, 0.5, 0.5, 1, 1], abs=0.01)


def test_a_thing_that_turns_in_place_turns_by_time() -> None:
    s = stroke((0.5, 0.3, 0.3), (1, 0.3, 0.3))
    assert trajectory.progress(s, [0.25, 0.75, 1]) == pytest.approx([0, 0.5, 1])


def test_a_stroke_without_points_has_no_place() -> None:
    with pytest.raises(BadInput, match="no path"):
        trajectory.position(stroke(), 0.5)


# --- speed curves --------------------------------------------------------------------------------


def test_an_even_speed_curve_changes_nothing_of_an_even_motion():
    plain = stroke((0.1, 0.2, 0.4), (0.5, 0.4, 0.1), (0.9, 0.8, 0.1))
    even = replace(plain, speed=((0.0, 3.0), (1.0, 3.0)), easing="ease-in")
    assert trajectory.samples(even, 41) == pytest.approx(trajectory.samples(plain, 41), abs=1e-12)


def test_a_speed_that_rises_from_rest_is_a_constant_push():
    pushed = stroke((0.2, 0.0, 0.5), (0.7, 1.0, 0.5), speed=((0.0, 0.0), (1.0, 7.0)))
    for t in (0.2, 0.3, 0.45, 0.6, 0.7):
        u = (t - 0.2) / 0.5
        assert trajectory.position(pushed, t) == pytest.approx((u * u, 0.5), abs=1e-12)
    assert trajectory.progress(pushed, 0.45) == pytest.approx(0.25, abs=1e-5)


def test_where_the_speed_is_none_it_stands():
    paused = stroke(
        (0, 0, 0), (1, 1, 0), speed=((0, 1), (0.4, 1), (0.4001, 0), (0.6, 0), (0.6001, 1))
    )
    path = trajectory.samples(paused, 101)[:, 0]
    assert np.ptp(path[41:60]) < 1e-4
    assert path[50] == pytest.approx(0.5, abs=1e-4)
    assert trajectory.progress(paused, 0.5) == pytest.approx(0.5, abs=1e-3)


def test_what_stays_in_place_turns_by_its_speed():
    turning = stroke(rotation_deg=90, speed=((0, 0), (1, 1)))
    assert trajectory.progress(turning, [0, 0.5, 1]) == pytest.approx([0, 0.25, 1])
    resting = stroke((0.5, 0.3, 0.3), (1, 0.3, 0.3), speed=((0, 0), (1, 1)))
    assert trajectory.progress(resting, [0.25, 0.5, 0.75, 1]) == pytest.approx([0, 0, 0.25, 1])


curves = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0, 16)), min_size=1, max_size=64, unique_by=lambda k: k[0]
).map(lambda knots: tuple(sorted(knots)))


@given(curves)
def test_any_speed_curve_goes_from_start_to_end_and_never_back(curve):
    assume(mean_speed(curve) >= LEAST_SPEED)
    share = trajectory.passed(curve, np.linspace(0, 1, 201))
    assert share[0] == 0
    assert share[-1] == pytest.approx(1)
    assert (np.diff(share) >= -1e-12).all()


@given(curves, st.floats(0.1, 0.9))
def test_the_pace_at_a_time_is_that_of_the_curve(curve, u):
    mean = mean_speed(curve)
    assume(mean >= 0.05)
    h = 1e-7
    assume(all(abs(knot - u) > 2 * h for knot, _ in curve))
    before, after = trajectory.passed(curve, [u - h, u + h])
    knots, speeds = zip(*curve, strict=True)
    assert (after - before) / (2 * h) == pytest.approx(np.interp(u, knots, speeds) / mean, abs=1e-3)


def test_a_retimed_path_is_the_same_path():
    plain = stroke((0, 0.1, 0.5), (0.3, 0.4, 0.1), (1, 0.9, 0.6))
    slow = replace(plain, speed=((0, 0.2), (0.5, 4), (1, 0.1)))
    line = trajectory.samples(plain, 2001)
    for place in trajectory.samples(slow, 40):
        assert np.hypot(*(line - place).T).min() < 1e-3
    # what rolls turns with its way, whenever it goes it
    assert trajectory.progress(slow, 0.5) == pytest.approx(
        trajectory.progress(plain, trajectory.passed(slow.speed, 0.5)), abs=1e-9
    )


def test_points_of_one_moment_have_a_speed_that_can_be_counted_with():
    instant = 1.2e-308
    points = (PathPoint(0, 0, 0.7), PathPoint(instant, 9, 0), PathPoint(0.1, 0, 2.5))
    stroke = Stroke("ball", "move", Region(((0, 0), (1, 0), (1, 1))), (*points, PathPoint(1, 0, 0)))
    places = trajectory.samples(stroke, 33)
    assert np.isfinite(places).all()
    assert np.abs(places).max() < 20
