"""Picking things on rendered scenes whose masks are known."""

from __future__ import annotations

from functools import cache
from statistics import median

import numpy as np
import pytest

from engine.errors import BadInput
from engine.frame.segment import pick_box, pick_point
from engine.records import Box
from tests.helpers import scenes
from tests.helpers.scenes import Scene, loose, overlap

WIDTH, HEIGHT = 416, 240
SEEDS = tuple(range(12))


@cache
def scene(seed: int) -> Scene:
    return scenes.single(seed, WIDTH, HEIGHT)


def shared(box: Box) -> Box:
    """A box in pixels as fractions of the frame."""
    return Box(box.x / WIDTH, box.y / HEIGHT, box.w / WIDTH, box.h / HEIGHT)


def loosely(seed: int) -> Box:
    return shared(loose(scene(seed).things[0].box, seed, WIDTH, HEIGHT))


def deepest(mask: np.ndarray) -> tuple[float, float]:
    """The point of a mask that is farthest from its edge."""
    import cv2

    depth = cv2.distanceTransform(np.pad(mask, 1).astype(np.uint8), cv2.DIST_L2, 5)[1:-1, 1:-1]
    y, x = np.unravel_index(int(depth.argmax()), depth.shape)
    return (float(x) + 0.5) / WIDTH, (float(y) + 0.5) / HEIGHT


def test_one_loose_box_is_enough_for_most_things() -> None:
    found = [
        overlap(pick_box(scene(seed).image, loosely(seed)), scene(seed).things[0].mask)
        for seed in SEEDS
    ]
    assert median(found) >= 0.9
    assert np.mean(found) >= 0.85


def test_one_click_finds_most_things() -> None:
    found = [
        overlap(pick_point(scene(seed).image, deepest(mask)), mask)
        for seed in SEEDS
        for mask in [scene(seed).things[0].mask]
    ]
    assert median(found) >= 0.7


def test_clicks_add_and_remove() -> None:
    left, right = scenes.crowd(3, WIDTH, HEIGHT).things[:2]
    image = scenes.crowd(3, WIDTH, HEIGHT).image
    one = pick_point(image, deepest(left.mask))
    both = pick_point(image, deepest(left.mask), add=[deepest(right.mask)])
    assert overlap(both, left.mask | right.mask) > overlap(one, left.mask | right.mask) + 0.1
    x0, y0 = np.minimum(left.box[:2], right.box[:2])
    x1, y1 = np.maximum(
        np.add(left.box[:2], left.box[2:]), np.add(right.box[:2], right.box[2:])
    ).astype(float)
    around = shared(Box(float(x0) - 8, float(y0) - 8, float(x1 - x0) + 16, float(y1 - y0) + 16))
    without = pick_box(image, around, [deepest(left.mask)], [deepest(right.mask)])
    x, y = deepest(right.mask)
    assert without[int(y * HEIGHT), int(x * WIDTH)] == 0
    x, y = deepest(left.mask)
    assert without[int(y * HEIGHT), int(x * WIDTH)] == 255


def test_the_handle_of_a_cup_is_filled_and_the_mask_is_one_piece() -> None:
    import cv2

    mask = pick_box(scene(8).image, loosely(8))
    assert set(np.unique(mask)) == {0, 255}
    assert cv2.connectedComponents(mask)[0] == 2
    holes = cv2.connectedComponents(cv2.copyMakeBorder(255 - mask, 1, 1, 1, 1, 0, value=255))[0]
    assert holes == 2


def test_a_hole_that_is_clicked_away_is_one() -> None:
    ring = np.full((160, 200, 3), (90, 120, 90), np.uint8)
    y, x = np.mgrid[:160, :200]
    away = np.hypot(x - 100, y - 80)
    ring[(away < 55) & (away > 28)] = (210, 60, 40)
    box = Box(0.15, 0.05, 0.7, 0.9)
    assert overlap(pick_box(ring, box), away < 55) > 0.95
    assert overlap(pick_box(ring, box, remove=[(0.5, 0.5)]), (away < 55) & (away > 28)) > 0.9


def test_the_same_box_gives_the_same_mask() -> None:
    first, second = (pick_box(scene(1).image, loosely(1)) for _ in range(2))
    assert (first == second).all()


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (7, 9), (40, 30)])
def test_pictures_of_any_shape_can_be_picked_from(shape: tuple[int, int]) -> None:
    image = np.random.default_rng(1).integers(0, 255, (*shape, 3), np.uint8)
    assert pick_point(image, (0.5, 0.5)).shape == shape
    whole = Box(0, 0, 1, 1)
    try:
        mask = pick_box(image, whole)
    except BadInput:
        # noise: nothing stands out
        return
    assert mask.shape == shape


def test_a_box_around_the_whole_picture_and_beyond_it_still_picks() -> None:
    disc = np.full((120, 160, 3), 70, np.uint8)
    y, x = np.mgrid[:120, :160]
    inside = (x - 80) ** 2 + (y - 60) ** 2 < 30**2
    disc[inside] = (220, 190, 40)
    for box in (Box(0, 0, 1, 1), Box(-3, -3, 7, 7)):
        assert overlap(pick_box(disc, box), inside) > 0.95


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (lambda i: pick_box(i, Box(0.2, 0.2, 0, 0.3)), "box is empty"),
        (lambda i: pick_box(i, Box(0.2, float("nan"), 0.1, 0.3)), "box is empty"),
        (lambda i: pick_box(i, Box(1.2, 0.2, 0.3, 0.3)), "outside the picture"),
        (lambda i: pick_box(i, Box(0.2, 0.2, 0.3, 0.3), add=[(2, 0)]), "outside the picture"),
        (lambda i: pick_point(i, (0.5, 1.0)), "outside the picture"),
        (lambda i: pick_point(i, (0.5, 0.5), remove=[(-1, 0)]), "outside the picture"),
    ],
)
def test_what_is_not_in_the_picture_is_said(what, said: str) -> None:
    with pytest.raises(BadInput, match=said) as error:
        what(scene(0).image)
    assert error.value.mend
