"""The subject finder on pictures whose subject is known."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engine.frame.subject import find_subject, segment
from engine.motion.layers import alpha
from engine.records import Box


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


def test_segment_cuts_a_thing_out_of_a_loose_box() -> None:
    image = ground(120, 160)
    mask = disc(image, (80, 60), 20, (220, 200, 40))
    found = segment(image, Box(50, 30, 60, 60))
    assert ((found > 0) & (mask > 0)).sum() / ((found > 0) | (mask > 0)).sum() > 0.9
