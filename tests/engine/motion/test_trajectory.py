"""Trajectories pass through their points, at their times, and nowhere surprising."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.motion import trajectory
from engine.records import PathPoint, Region, Stroke

REGION = Region(((0, 0), (1, 0), (1, 1)))
EASINGS = ("linear", "ease-in", "ease-out", "ease-in-out")


def stroke(*points: tuple[float, float, float], easing: str = "linear") -> Stroke:
    return Stroke("s", "move", REGION, tuple(PathPoint(*p) for p in points), easing=easing)


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
