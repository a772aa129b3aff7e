"""The subject finder on pictures whose subject is known."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engine.frame.subject import find_subject, find_things
from engine.motion.layers import alpha
from tests.helpers import scenes


def ground(height: int = 480, width: int = 832) -> np.ndarray:
    random = np.random.default_rng(5)
    rough = cv2.resize(random.integers(110, 150, (12, 20, 3), np.uint8), (width, height))
    return np.clip(rough + random.normal(0, 4, rough.shape), 0, 255).astype(np.uint8)


def disc(image: np.ndarray, centre: tuple[int, int], radius: int, colour: tuple[int, int, int]):
    mask = np.zeros(image.shape[:2], np.uint8)
    cv2.circle(mask, centre, radius, 1, -1)
    image[mask > 0] = colour
    return mask


def overlap(region, mask: np.ndarray) -> float:
    found = alpha(region, 0.0, mask.shape[1], mask.shape[0]) > 0.5
    return (found & (mask > 0)).sum() / (found | (mask > 0)).sum()


def test_the_thing_that_stands_out_is_found_with_its_outline() -> None:
    image = ground()
    mask = disc(image, (300, 260), 60, (210, 60, 40))
    subject = find_subject(image)
    assert subject is not None
    assert overlap(subject.region, mask) > 0.85
    assert subject.centre == pytest.approx((300 / 832, 260 / 480), abs=0.01)
    assert subject.box.w == pytest.approx(120 / 832, rel=0.15)


def test_a_flat_picture_has_no_subject() -> None:
    assert find_subject(np.full((120, 200, 3), 90, np.uint8)) is None


def test_words_of_place_and_colour_choose_between_two() -> None:
    image = ground()
    disc(image, (220, 250), 50, (210, 50, 40))
    disc(image, (620, 250), 50, (40, 70, 200))
    for words, x in (
        ("the ball on the left", 220),
        ("the ball on the right", 620),
        ("a red ball rolls", 220),
        ("a blue ball rolls", 620),
        ("右侧的球", 620),
    ):
        subject = find_subject(image, words)
        assert subject is not None
        assert subject.centre[0] * 832 == pytest.approx(x, abs=15), words


def test_the_same_picture_gives_the_same_outline() -> None:
    image = ground(240, 320)
    disc(image, (160, 120), 40, (30, 160, 60))
    assert find_subject(image) == find_subject(image)


@pytest.mark.parametrize("shape", [(1, 1), (2, 300), (300, 2), (9, 9)])
def test_pictures_of_any_shape_are_looked_at(shape: tuple[int, int]) -> None:
    image = np.random.default_rng(1).integers(0, 255, (*shape, 3), np.uint8)
    subject = find_subject(image)
    assert subject is None or len(subject.region.polygon) >= 3


def test_the_ball_is_found_though_larger_things_stand_out_more() -> None:
    found = 0
    for seed in range(4):
        scene = scenes.crowd(seed, 416, 240)
        assert scene.things[0].kind == "ball"
        subject = find_subject(scene.image, "A man throws a ball")
        found += subject is not None and overlap(subject.region, scene.things[0].mask) > 0.6
    assert found >= 3


def test_colour_and_place_pick_the_thing_out_of_several() -> None:
    right = asked = 0
    for seed in range(2):
        scene = scenes.crowd(seed, 416, 240)
        leftmost = min(scene.things, key=lambda thing: thing.box.x)
        wanted = [(f"the {thing.colour} {thing.kind}", thing) for thing in scene.things]
        for words, thing in [*wanted, ("the thing on the left", leftmost)]:
            subject = find_subject(scene.image, words)
            asked += 1
            right += subject is not None and overlap(subject.region, thing.mask) > 0.5
    assert right / asked >= 0.75


def test_several_things_are_found_each_once() -> None:
    image = ground()
    masks = [
        disc(image, (160, 250), 55, (210, 50, 40)),
        disc(image, (420, 250), 30, (40, 70, 200)),
        disc(image, (660, 250), 55, (240, 220, 60)),
    ]
    found = find_things(image)
    assert len(found) <= 6
    for mask in masks:
        assert sum(overlap(thing.region, mask) > 0.85 for thing in found) == 1
    assert find_things(image, 2) == found[:2]


def test_a_flat_picture_holds_no_things() -> None:
    assert find_things(np.full((120, 200, 3), 90, np.uint8)) == ()
