"""Frame and widget coordinates for any frame, zoom and pan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.records import Box
from widgets.motion.view import MARGIN, MAX_SCALE, MIN_SCALE, View, fitted

sizes = st.integers(16, 8000)
rooms = st.floats(120, 4000)
fractions = st.floats(-8, 9)
positions = st.floats(-4000, 4000)
views = st.builds(
    View,
    sizes,
    sizes,
    st.floats(MIN_SCALE, MAX_SCALE),
    st.floats(-5000, 5000),
    st.floats(-5e3, 5e3),
)


@given(views, fractions, fractions)
def test_a_point_of_the_frame_comes_back_from_the_widget(view, x, y):
    back = view.to_frame(*view.to_widget(x, y))
    assert back == pytest.approx((x, y), abs=1e-6)


@given(views, st.floats(0.01, 100), positions, positions)
def test_zoom_keeps_the_point_under_the_cursor(view, factor, px, py):
    place = view.to_frame(px, py)
    assert view.zoomed(factor, px, py).to_widget(*place) == pytest.approx((px, py), abs=1e-3)


@given(views, st.floats(0.01, 100), positions, positions)
def test_zoom_stays_within_its_bounds(view, factor, px, py):
    assert MIN_SCALE <= view.zoomed(factor, px, py).scale <= MAX_SCALE


@given(views, positions, positions)
def test_panning_there_and_back_changes_nothing(view, dx, dy):
    back = view.panned(dx, dy).panned(-dx, -dy)
    assert (back.left, back.top) == pytest.approx((view.left, view.top), abs=1e-6)


@given(sizes, sizes, rooms, rooms)
def test_fitting_centres_the_whole_frame(frame_width, frame_height, width, height):
    view = fitted(frame_width, frame_height, width, height)
    assert view.to_widget(0.5, 0.5) == pytest.approx((width / 2, height / 2))
    if view.scale > MIN_SCALE:
        assert view.width <= width - 2 * MARGIN + 1e-6
        assert view.height <= height - 2 * MARGIN + 1e-6


@given(st.floats(-0.5, 0), st.floats(-0.5, 0), st.floats(1, 2), st.floats(1, 2))
def test_fitting_shows_what_lies_off_the_frame(x, y, w, h):
    view = fitted(832, 480, 900, 600, Box(x, y, w, h))
    left, top = view.to_widget(x, y)
    right, bottom = view.to_widget(x + w, y + h)
    assert left >= MARGIN - 1e-6
    assert top >= MARGIN - 1e-6
    assert right <= 900 - MARGIN + 1e-6
    assert bottom <= 600 - MARGIN + 1e-6


@given(views, rooms, rooms)
def test_a_piece_of_the_frame_always_stays_in_sight(view, width, height):
    kept = view.kept_in(width, height)
    assert kept.left < width
    assert kept.top < height
    assert kept.left + kept.width > 0
    assert kept.top + kept.height > 0
