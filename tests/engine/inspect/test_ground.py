"""The ground behind what moves, from pictures drawn for it, and what stands out from it."""

import cv2
import numpy as np
import pytest

from engine.inspect.ground import ground_of
from tests.helpers.clips import texture

WIDTH, HEIGHT, FRAMES = 320, 180, 16
WALL = np.full((HEIGHT, WIDTH, 3), (140, 136, 130), np.uint8)
BLOTCHES = texture(WIDTH, HEIGHT, 3)
QUIET = np.ones((HEIGHT, WIDTH), np.uint8)


def grained(picture, seed):
    noise = np.random.default_rng(seed).normal(0, 1.5, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def before(wall, place, size=(60, 60)):
    """Pictures of a mottled thing before a wall, and where it is in each of them."""
    width, height = size
    skin = np.clip(texture(width, height, 8) * 0.8 + (80.0, 10.0, 0.0), 0, 255).astype(np.uint8)
    pictures, masks = [], []
    for number in range(FRAMES):
        picture, mask = wall.copy(), np.zeros((HEIGHT, WIDTH), bool)
        x, y = place(number)
        picture[y : y + height, x : x + width] = skin
        mask[y : y + height, x : x + width] = True
        pictures.append(grained(picture, number))
        masks.append(mask)
    return pictures, masks


def ground(pictures, shift=(0.0, 0.0)):
    """`shift`: how far what stands still goes from each picture to the next."""
    move = np.eye(3)
    move[:2, 2] = shift
    return ground_of(pictures, [move] * (len(pictures) - 1), [QUIET] * len(pictures))


def agree(found, truth):
    """Intersection over union."""
    return float((found & truth).sum() / (found | truth).sum())


@pytest.mark.parametrize("wall", [WALL, BLOTCHES], ids=["plain", "mottled"])
def test_a_thing_stands_out_before_its_wall(wall):
    pictures, masks = before(wall, lambda n: (10 + 15 * n, 60))
    found = ground(pictures)
    assert found is not None
    assert float(np.abs(found.sheet.picture.astype(int) - wall).mean()) < 3
    for number in (0, 7, 15):
        parted = found.part(number, pictures[number])
        assert agree(parted.mask > 0, masks[number]) > 0.85
        assert parted.levels[masks[number]].mean() > 20


def test_what_stood_there_at_first_and_left_is_not_in_the_ground():
    pictures, masks = before(WALL, lambda n: (60, 60) if n < 10 else (60 + 24 * (n - 9), 60))
    found = ground(pictures)
    assert found is not None
    last = found.part(15, pictures[15]).mask > 0
    assert agree(last, masks[15]) > 0.8


def test_under_a_pan_the_ground_is_laid_out_and_the_thing_stands_out():
    wide = texture(WIDTH + 80, HEIGHT, 3)
    pictures, masks = [], []
    for number in range(FRAMES):
        view = wide[:, 4 * number : 4 * number + WIDTH].copy()
        (picture,), (mask,) = (
            part[:1] for part in before(view, lambda _, n=number: (240 - 10 * n, 60))
        )
        pictures.append(picture)
        masks.append(mask)
    found = ground(pictures, shift=(-4.0, 0.0))
    assert found is not None
    assert found.sheet.picture.shape[1] >= WIDTH + 50
    assert agree(found.part(8, pictures[8]).mask > 0, masks[8]) > 0.8


def boiling(wall, share):
    """Another texture in every picture, over a share of it from the left."""
    width = round(share * WIDTH)
    pictures = []
    for number in range(FRAMES):
        picture = wall.copy()
        picture[:, :width] = np.clip(texture(width, HEIGHT, 50 + number) * 1.3 - 30.0, 0, 255)
        pictures.append(grained(picture, number))
    return pictures


def test_where_more_than_a_third_stands_out_and_no_corners_agree_there_is_no_ground():
    assert ground(boiling(WALL, 0.4)) is None
    assert ground(boiling(WALL, 0.2)) is not None


def test_where_corners_agree_a_little_more_may_stand_out():
    assert ground(boiling(BLOTCHES, 0.4)) is not None
    assert ground(boiling(BLOTCHES, 0.7)) is None


def test_two_pictures_have_no_ground():
    assert ground([grained(BLOTCHES, n) for n in range(2)]) is None


def test_a_shadow_and_another_light_do_not_stand_out():
    pictures, _ = before(BLOTCHES, lambda n: (10 + 15 * n, 100))
    found = ground(pictures)
    assert found is not None
    shade = np.ones((HEIGHT, WIDTH, 1), np.float32)
    cv2.ellipse(shade, (160, 40), (50, 18), 0, 0, 360, 0.7, -1)
    for picture in (BLOTCHES * cv2.GaussianBlur(shade, (0, 0), 3)[..., None], BLOTCHES * 0.85):
        mask = found.part(5, grained(picture, 90)).mask
        assert float(mask.mean()) < 0.01
