"""A picture lies on the ground where its lay says, there and back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inspect.flow import Size, pixels
from engine.inspect.laying import Bend, Bent, Flat, cell_places, corners_of
from engine.inspect.sheet import Sheet
from tests.helpers.clips import texture

SIZE = Size(96, 64)
SHIFTS = st.floats(-12, 12)
BENDS = st.floats(-0.15, 0.15)


def bent(x=0.0, y=0.0, slope=0.0, curve=0.0):
    places = cell_places(SIZE)
    off = (places - (SIZE.width / 2, SIZE.height / 2)) / SIZE.width
    shift = np.array([x, y]) + slope * SIZE.width * off[..., ::-1] * (1.0, 0.5)
    return Bent(Bend.of(shift + curve * 20 * off**2, SIZE))


@given(SHIFTS, SHIFTS, BENDS, BENDS)
def test_the_way_back_leads_where_it_began(x, y, slope, curve):
    lay = bent(x, y, slope, curve)
    points = np.array([[10.0, 12.0], [48.0, 30.0], [80.0, 55.0]])
    assert lay.in_picture(lay.on_ground(points)) == pytest.approx(points, abs=0.05)


@given(SHIFTS, SHIFTS)
def test_a_bend_without_a_bend_is_a_shift(x, y):
    move = np.eye(3)
    move[:2, 2] = x, y
    points = np.array([[0.0, 0.0], [95.0, 63.0], [20.0, 40.0]])
    assert bent(x, y).on_ground(points) == pytest.approx(Flat(move).on_ground(points), abs=1e-3)
    assert corners_of([bent(x, y)], SIZE) == pytest.approx(corners_of([Flat(move)], SIZE), abs=1e-3)


def test_a_picture_is_laid_and_seen_again_as_it_was():
    picture, lay, room = texture(*SIZE, 4), bent(7.0, 5.0, 0.05, 0.1), Size(120, 84)
    laid = lay.laid(Sheet(picture), room)
    seen = lay.seen(Sheet(laid), SIZE)
    inside = np.s_[8:-8, 8:-8]
    assert np.abs(seen.astype(int) - picture)[inside].mean() < 4
    whole = lay.laid_mask(np.ones((SIZE.height, SIZE.width), np.uint8), room)
    assert whole.mean() == pytest.approx(SIZE.width * SIZE.height / (120 * 84), abs=0.05)
    assert lay.seen_mask(whole, SIZE)[inside].all()


def test_a_ground_that_begins_elsewhere_moves_all():
    lay = bent(1.0, 2.0, 0.03)
    points = np.array([[30.0, 20.0]])
    further = lay.on_ground(points) + np.array([4, -3])
    assert lay.moved(4, -3).on_ground(points) == pytest.approx(further)


def test_a_bend_goes_on_at_the_border_as_inside_it():
    slope = bent(slope=0.1).bend
    at = slope.everywhere(SIZE)
    assert at[0, 0] == pytest.approx(slope.at(pixels(SIZE)[0, :1])[0], abs=1e-3)
    # x goes on with y all the way to the corner
    assert at[0, 40, 0] - at[8, 40, 0] == pytest.approx(at[8, 40, 0] - at[16, 40, 0], abs=0.02)
