"""Squares, anchors and tensors: what the networks see and what their numbers mean."""

from __future__ import annotations

from math import pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.inspect.people.hands import HandModel, around_hand
from engine.inspect.people.pose import PoseModel, around_body
from engine.inspect.people.proposals import anchors, proposals
from engine.inspect.people.square import Square, around_frame, upright

PICTURE = np.zeros((240, 320, 3), np.uint8)


@settings(max_examples=40, deadline=None)
@given(
    st.floats(60, 260),
    st.floats(60, 180),
    st.floats(120, 400),
    st.floats(-pi, pi),
    st.floats(0.3, 0.7),
    st.floats(0.3, 0.7),
)
def test_what_is_at_a_place_of_a_square_is_led_back_to_its_place(x, y, side, angle, u, v):
    square = Square(x, y, side, angle)
    column, row = square.back(np.array([[u, v]], np.float32))[0]
    picture = np.zeros((600, 800, 3), np.uint8)
    shifted = Square(x + 200, y + 150, side, angle)
    yy, xx = np.indices(picture.shape[:2])
    near = np.hypot(xx + 0.5 - column - 200, yy + 0.5 - row - 150) < max(3.0, side / 40)
    picture[near] = 255
    cut = shifted.cut(picture, 128)[..., 0]
    rows, columns = np.indices(cut.shape)
    weight = cut.sum()
    assert weight > 0
    assert (columns * cut).sum() / weight + 0.5 == pytest.approx(128 * u, abs=1.5)
    assert (rows * cut).sum() / weight + 0.5 == pytest.approx(128 * v, abs=1.5)


@pytest.mark.parametrize(
    ("head", "angle"), [((0, -1), 0.0), ((1, 0), pi / 2), ((0, 1), pi), ((-1, 0), -pi / 2)]
)
def test_a_square_is_turned_until_the_head_is_above(head, angle):
    foot = np.zeros(2, np.float32)
    turned = upright(foot, np.array(head, np.float32))
    assert turned == pytest.approx(angle)
    square = Square(0.0, 0.0, 10.0, turned)
    above = square.back(np.array([[0.5, 0.0]], np.float32))[0]
    assert above / 5 == pytest.approx(head, abs=1e-5)


@pytest.mark.parametrize(
    ("size", "strides", "many"), [(224, (8, 16, 32, 32, 32), 2254), (192, (8, 16, 16, 16), 2016)]
)
def test_anchors_are_as_many_as_the_networks_answer(size, strides, many):
    places = anchors(size, strides)
    assert places.shape == (many, 2)
    assert places.min() > 0
    assert places.max() < 1


def test_answers_that_overlap_are_one_and_weigh_by_their_score():
    places = np.array([[0.5, 0.5], [0.52, 0.5], [0.1, 0.1]], np.float32)
    raw = np.array([[0, 0, 20, 20, 0, 0], [0, 0, 20, 20, 2, 0], [0, 0, 10, 10, 0, 0]], np.float32)
    found = proposals(raw, np.array([4.0, 4.0, 2.0], np.float32), places, 100)
    assert len(found) == 2
    assert found[0].keys[0] == pytest.approx((0.52, 0.5), abs=1e-6)
    assert found[0].score > found[1].score


def test_unsure_and_absurd_answers_are_none():
    places = anchors(192, (8, 16, 16, 16))
    raw = np.zeros((len(places), 18), np.float32)
    assert proposals(raw, np.full(len(places), -1e9, np.float32), places, 192) == []


def one_answer(many: int, size: int, at: int, values: list[float]):
    """A finder that answers once, at one anchor."""
    raw, logits = np.zeros((many, len(values)), np.float32), np.full((many, 1), -100, np.float32)
    raw[at], logits[at] = values, 8.0

    def run(picture):
        assert picture.shape == (size, size, 3)
        return raw, logits

    return run


def test_a_body_is_found_where_its_hips_are():
    place = anchors(224, (8, 16, 32, 32, 32))[900]
    # the box, the hips on the anchor, and the head 56 pixels of 224 above them
    answer = one_answer(2254, 224, 900, [0, 0, 30, 30, 0, 0, 0, -56, 0, 0, 0, 0])
    model = PoseModel(answer, lambda picture: ())
    (square,) = model.find(PICTURE, around_frame(PICTURE))
    assert (square.x, square.y - 120) == pytest.approx(
        (place[0] * 320, (place[1] - 0.5) * 320), abs=0.01
    )
    assert square.side == pytest.approx(1.25 * 2 * 56 / 224 * 320)
    assert square.angle == pytest.approx(0)


def placed(points: np.ndarray, heat: np.ndarray | None = None):
    """A network that places these points, in pixels of its 256."""
    marks = np.zeros((39, 5), np.float32)
    marks[: len(points), :2], marks[:, 3] = points, 20.0
    marks[33, :2], marks[34, :2] = (128, 128), (128, 64)
    hot = np.full((64, 64, 39), -100, np.float32) if heat is None else heat
    none = np.zeros(1, np.float32)
    return lambda picture: (marks.ravel(), np.array([0.9], np.float32), none, hot, none)


def test_points_of_a_body_are_told_in_the_picture():
    points = np.tile(np.array([[64.0, 192.0]], np.float32), (33, 1))
    model = PoseModel(lambda picture: (), placed(points))
    body = model.place(PICTURE, Square(100.0, 80.0, 128.0))
    assert body.points[7] == pytest.approx((68.0, 112.0, 1.0), abs=1e-3)
    assert body.score == pytest.approx(0.9)
    assert (body.next.x, body.next.y, body.next.side) == pytest.approx((100, 80, 80))


def test_heat_near_a_point_draws_it_there():
    heat = np.full((64, 64, 39), -100, np.float32)
    heat[48, 17, 3] = 8.0
    points = np.tile(np.array([[64.0, 192.0]], np.float32), (33, 1))
    body = PoseModel(lambda picture: (), placed(points, heat)).place(
        PICTURE, Square(128.0, 128.0, 256.0)
    )
    assert body.points[3, :2] == pytest.approx((17.5 * 4, 48.5 * 4), abs=0.1)
    assert body.points[4, :2] == pytest.approx((64, 192), abs=1e-3)


def test_the_square_of_a_hand_reaches_over_the_fingers():
    place = anchors(192, (8, 16, 16, 16))[500]
    # a palm that points to the right: its wrist on the anchor, its middle finger beside it
    values = [0, 0, 40, 40, 0, 0, 0, 0, 20, 0] + [0.0] * 8
    model = HandModel(one_answer(2016, 192, 500, values), lambda picture: ())
    square = np.zeros((192, 192, 3), np.uint8)
    (found,) = model.find(square, around_frame(square))
    assert found.angle == pytest.approx(pi / 2)
    assert (found.x, found.y) == pytest.approx((place[0] * 192 + 20, place[1] * 192), abs=0.01)
    assert found.side == pytest.approx(2.6 * 40)


def test_a_hand_is_followed_by_its_stiff_part():
    points = np.zeros((21, 2), np.float32)
    points[:, 1] = -np.arange(21)
    points[[5, 9, 13], 1] = -10
    points[8] = (500, -500)  # a finger that points away
    followed = around_hand(points)
    assert followed.angle == pytest.approx(0)
    assert followed.side == pytest.approx(2 * 18)


def test_a_body_that_lies_down_gets_a_square_that_lies_down():
    keys = np.array([[50, 50], [20, 50]], np.float32)
    assert around_body(keys).angle == pytest.approx(-pi / 2)
