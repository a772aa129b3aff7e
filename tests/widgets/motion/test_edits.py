"""Edits of plans keep what they must: valid times, places within reach, motion of its size."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.motion.strokes import validate
from engine.records import MotionPlan, PathPoint, Region, Stroke
from widgets.motion import edits

coordinates = st.floats(-8, 9)
places = st.tuples(coordinates, coordinates)
SQUARE = ((0.1, 0.1), (0.3, 0.1), (0.3, 0.3), (0.1, 0.3))


@st.composite
def strokes(draw, least=1):
    count = draw(st.integers(least, 8))
    ticks = draw(st.lists(st.integers(0, 400), min_size=count, max_size=count, unique=True))
    times = sorted(t / 400 for t in ticks)
    points = tuple(PathPoint(t, *draw(places)) for t in times)
    return Stroke("ball", "move", Region(polygon=SQUARE), points)


def is_usable(stroke):
    validate(MotionPlan((stroke,)))
    return True


@given(strokes(), st.lists(places, min_size=1, max_size=6))
def test_any_drawn_path_is_a_valid_one(stroke, drawn):
    new = edits.with_path(stroke, [(0.2, 0.2), *drawn], 16 / 9)
    assert is_usable(new)
    assert edits.span_of(new) == edits.span_of(stroke)


@given(strokes(least=2), st.floats(0, 1), places)
def test_an_inserted_point_lies_between_its_neighbours_in_time(stroke, t, place):
    new, at = edits.with_point_inserted(stroke, t, place)
    assert is_usable(new)
    assert 0 < at < len(new.points) - 1
    assert new.points[:at] + new.points[at + 1 :] == stroke.points


@given(strokes(least=2), st.integers(0, 100), st.integers(1, 100))
def test_retiming_keeps_the_proportions(stroke, start, length):
    start, end = start / 200, min((start + length) / 200, 1.0)
    new = edits.retimed(stroke, start, end)
    assert edits.span_of(new) == (start, end)
    assert [(p.x, p.y) for p in new.points] == [(p.x, p.y) for p in stroke.points]
    old = np.diff([p.t for p in stroke.points])
    now = np.diff([p.t for p in new.points])
    assert now / now.sum() == pytest.approx(old / old.sum(), abs=1e-6)


@given(strokes(), places)
def test_a_carried_stroke_stays_within_reach(stroke, offset):
    new = edits.shifted(stroke, *offset)
    assert len(new.points) == len(stroke.points)
    assert all(-8 <= p.x <= 9 and -8 <= p.y <= 9 for p in new.points)


@given(strokes(least=2), st.data())
def test_deleting_a_point_keeps_the_times_of_the_motion(stroke, data):
    point = data.draw(st.integers(1, len(stroke.points) - 1))
    new = edits.without_points(stroke, point)
    assert is_usable(new)
    assert len(new.points) == len(stroke.points) - 1
    if len(new.points) > 1:
        assert edits.span_of(new) == edits.span_of(stroke)


def test_even_speed_counts_the_shape_of_the_frame():
    stroke = Stroke("ball", "move", Region(polygon=SQUARE), (PathPoint(0, 0, 0),))
    new = edits.with_path(stroke, [(0, 0), (0.5, 0), (0.5, 0.5)], 2.0)
    assert [p.t for p in new.points] == pytest.approx([0, 2 / 3, 1])


def test_a_repainted_region_carries_its_path_along():
    stroke = Stroke(
        "ball", "move", Region(polygon=SQUARE), (PathPoint(0, 0.2, 0.2), PathPoint(1, 0.8, 0.2))
    )
    mask = np.zeros((100, 100), np.uint8)
    mask[40:60, 20:40] = 255
    plan = edits.painted(MotionPlan((stroke,)), 0, Path("/m.png"), mask, name="new", kind="move")
    first, last = plan.strokes[0].points
    assert (first.x, first.y) == pytest.approx((0.3, 0.5))
    assert (last.x - first.x, last.y - first.y) == pytest.approx((0.6, 0.0))
    assert plan.strokes[0].name == "ball"


def test_a_new_stroke_is_nearest_to_the_camera():
    plan = MotionPlan((Stroke("a", "move", Region(polygon=SQUARE), order=4),))
    plan = edits.added(plan, "b", "move", Region(polygon=SQUARE), (0.2, 0.2))
    assert edits.depth_of(plan, 1) == 1


def test_bringing_nearer_changes_places_with_the_next():
    plan = MotionPlan(
        tuple(
            Stroke(n, "move", Region(polygon=SQUARE), order=o)
            for n, o in zip("abc", (0, 0, 7), strict=True)
        )
    )
    plan = edits.brought(plan, 0, 1)
    assert [edits.depth_of(plan, i) for i in range(3)] == [1, 0, 2]
    assert edits.brought(plan, 2, 1) == replace(plan, strokes=plan.strokes)


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=6), st.data())
def test_depth_is_always_an_order_of_all_strokes(orders, data):
    plan = MotionPlan(
        tuple(Stroke("s", "move", Region(polygon=SQUARE), order=order) for order in orders)
    )
    index = data.draw(st.integers(0, len(orders) - 1))
    plan = edits.brought(plan, index, data.draw(st.integers(-2, 2)))
    depths = sorted(edits.depth_of(plan, i) for i in range(len(orders)))
    assert depths == list(range(len(orders)))


def test_what_is_held_still_has_no_path():
    stroke = Stroke(
        "ball", "move", Region(polygon=SQUARE), (PathPoint(0, 0, 0), PathPoint(1, 1, 1))
    )
    assert edits.with_kind(stroke, "static").points == ()


def test_the_centre_of_a_polygon_is_that_of_its_area():
    step = ((0, 0), (1, 0), (1, 0.5), (0.5, 0.5), (0.5, 1), (0, 1))
    assert edits.centroid_of(step) == pytest.approx((5 / 12, 5 / 12))


def test_a_line_has_a_centre_too():
    assert edits.centroid_of(((0, 0), (1, 1), (0.5, 0.5))) == pytest.approx((0.5, 0.5))


def test_points_of_a_path_rise_in_time_even_when_drawn_on_one_spot():
    stroke = Stroke("ball", "move", Region(polygon=SQUARE))
    new = edits.with_path(stroke, [(0.5, 0.5)] * 4, 1.0)
    assert all(a.t < b.t for a, b in pairwise(new.points))
