"""What the hand drew becomes few points whose curve is what the hand drew."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.records import PathPoint, Region, Stroke
from widgets.motion import edits, freehand
from widgets.motion.curve import curve_of

ASPECT = 16 / 9


def drawn(x, y):
    return [(float(a), float(b)) for a, b in zip(x, y, strict=True)]


def curve(places):
    bare = Stroke("", "move", Region(), (PathPoint(0, 0, 0),))
    return curve_of(edits.with_path(bare, places, ASPECT))


def farthest(places, few):
    scale = np.array((ASPECT, 1.0))
    raw, line = np.array(places) * scale, curve(few) * scale
    return np.hypot(*(raw[:, None] - line[None]).transpose(2, 0, 1)).min(axis=1).max()


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (np.linspace(0.1, 0.9, 200), 0.8 - 0.6 * np.sin(np.linspace(0, np.pi, 200))),
        (np.linspace(0.1, 0.9, 200), 0.5 + 0.2 * np.sin(np.linspace(0, 2 * np.pi, 200))),
        (
            0.5 + 0.2 * np.cos(np.linspace(0, 1.7 * np.pi, 300)),
            0.5 + 0.3 * np.sin(np.linspace(0, 1.7 * np.pi, 300)),
        ),
    ],
    ids=["arc", "wave", "loop"],
)
def test_a_curve_needs_few_points_and_stays_near_the_hand(x, y):
    few = freehand.simplified(drawn(x, y), ASPECT)
    assert len(few) <= 9
    assert farthest(drawn(x, y), few) < 0.02


def test_the_ends_are_exactly_where_the_hand_began_and_let_go():
    places = drawn(np.linspace(0.1, 0.9, 50), np.linspace(0.2, 0.7, 50) ** 2)
    few = freehand.simplified(places, ASPECT)
    assert few[0] == pytest.approx(places[0])
    assert few[-1] == pytest.approx(places[-1])


def test_a_trembling_straight_drag_is_meant_straight():
    rng = np.random.default_rng(1)
    y = 0.5 + rng.normal(0, 0.002, 60)
    assert freehand.is_straight(drawn(np.linspace(0.2, 0.8, 60), y), ASPECT)


def test_an_arc_is_not_straight():
    y = 0.5 - 0.1 * np.sin(np.linspace(0, np.pi, 60))
    assert not freehand.is_straight(drawn(np.linspace(0.2, 0.8, 60), y), ASPECT)


def test_there_and_back_is_not_straight():
    x = np.concatenate([np.linspace(0.2, 0.8, 30), np.linspace(0.8, 0.5, 20)])
    assert not freehand.is_straight(drawn(x, np.full(50, 0.5)), ASPECT)


def test_an_outline_keeps_its_shape_with_few_corners():
    angle = np.linspace(0, 2 * np.pi, 400)
    places = drawn(0.5 + 0.1 * np.cos(angle), 0.5 + 0.1 * np.sin(angle))
    corners = freehand.outlined(places, ASPECT)
    assert 8 <= len(corners) <= 80
    assert edits.centroid_of(corners) == pytest.approx((0.5, 0.5), abs=0.005)


@given(st.lists(st.tuples(st.floats(-2, 3), st.floats(-2, 3)), min_size=1, max_size=80))
def test_any_scribble_becomes_a_path_or_an_outline(places):
    few = freehand.simplified(places, ASPECT)
    assert 1 <= len(few) <= freehand.MOST_POINTS
    assert np.isfinite(few).all()
    assert np.isfinite(freehand.outlined(places, ASPECT)).all()
    assert freehand.is_straight(places, ASPECT) in (True, False)
