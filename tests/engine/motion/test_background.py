"""What is behind the thing that moved: only the hole changes, and what fills it fits in."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engine.motion.background import complete
from engine.motion.plate import at_hand, completed
from engine.motion.repeating import repeated


def stripes(height: int = 120, width: int = 200) -> np.ndarray:
    y, x = np.mgrid[:height, :width]
    wave = 128 + 90 * np.sign(np.sin(x / 4.0 + y / 9.0))
    noise = np.random.default_rng(2).normal(0, 6, (height, width))
    grey = np.clip(wave + noise, 0, 255)
    return np.dstack([grey, grey * 0.8, grey * 0.6]).astype(np.uint8)


def hole(shape: tuple[int, ...], *box: int) -> np.ndarray:
    out = np.zeros(shape[:2], bool)
    top, bottom, left, right = box
    out[top:bottom, left:right] = True
    return out


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    return 10 * np.log10(255**2 / np.mean((a.astype(float) - b) ** 2))


@pytest.mark.parametrize("quick", [False, True])
def test_only_the_hole_changes(quick: bool) -> None:
    image = stripes()
    missing = hole(image.shape, 40, 80, 70, 130) | hole(image.shape, 5, 15, 5, 15)
    done = complete(image, missing, quick=quick)
    assert (done[~missing] == image[~missing]).all()
    assert (done[missing] != image[missing]).any()


def test_a_texture_is_continued_where_telea_smears_it() -> None:
    image = stripes()
    missing = hole(image.shape, 40, 80, 70, 130)
    spoiled = image.copy()
    spoiled[missing] = (255, 0, 255)
    done = complete(spoiled, missing)
    telea = cv2.inpaint(spoiled, missing.astype(np.uint8), 3, cv2.INPAINT_TELEA)
    assert psnr(done[missing], image[missing]) > psnr(telea[missing], image[missing]) + 3


@pytest.mark.parametrize("quick", [False, True])
def test_a_gradient_goes_on_smoothly(quick: bool) -> None:
    ramp = np.linspace(40, 200, 160).astype(np.uint8)
    image = np.repeat(np.tile(ramp, (90, 1))[:, :, None], 3, axis=2)
    missing = hole(image.shape, 30, 60, 50, 110)
    spoiled = image.copy()
    spoiled[missing] = 0
    done = complete(spoiled, missing, quick=quick)
    assert np.abs(done.astype(int) - image).max() < 40
    assert np.abs(done.astype(int) - image)[missing].mean() < 12


def test_the_same_hole_gives_the_same_bytes() -> None:
    image = stripes()
    missing = hole(image.shape, 30, 90, 60, 140)
    assert (complete(image, missing) == complete(image, missing)).all()


@pytest.mark.parametrize("shape", [(1, 1), (3, 200), (64, 64), (40, 7)])
@pytest.mark.parametrize("quick", [False, True])
def test_a_hole_as_large_as_the_picture_is_survived(shape: tuple[int, int], quick: bool) -> None:
    image = np.random.default_rng(0).integers(0, 255, (*shape, 3), np.uint8)
    done = complete(image, np.ones(shape, bool), quick=quick)
    assert done.shape == image.shape


def test_nothing_missing_changes_nothing() -> None:
    image = stripes()
    assert (complete(image, np.zeros(image.shape[:2], bool)) == image).all()


def test_what_is_avoided_lends_no_colour() -> None:
    image = np.full((80, 120, 3), 90, np.uint8)
    image[:, 60:] = (250, 20, 20)
    missing = hole(image.shape, 30, 50, 40, 58)
    done = complete(image, missing, quick=True, avoid=hole(image.shape, 0, 80, 55, 120))
    assert np.abs(done[missing].astype(int) - 90).max() <= 1


def bricks(height: int = 200, width: int = 320) -> np.ndarray:
    y, x = np.mgrid[:height, :width]
    mortar = (y % 24 < 3) | ((x + 26 * (y // 24 % 2)) % 52 < 3)
    colour = np.where(mortar[:, :, None], (190, 185, 175), (150, 80, 60))
    light = 40 * (x / width)[:, :, None]
    noise = np.random.default_rng(4).normal(0, 4, (height, width, 1))
    return np.clip(colour + light + noise, 0, 255).astype(np.uint8)


def test_a_pattern_is_continued_to_the_pixel() -> None:
    image = bricks()
    missing = hole(image.shape, 60, 140, 110, 220)
    spoiled = image.copy()
    spoiled[missing] = (255, 0, 255)
    done = complete(spoiled, missing)
    telea = cv2.inpaint(spoiled, missing.astype(np.uint8), 3, cv2.INPAINT_TELEA)
    assert psnr(done[missing], image[missing]) > psnr(telea[missing], image[missing]) + 8


@pytest.mark.parametrize("seed", [0, 1])
def test_where_nothing_repeats_there_is_no_pattern(seed: int) -> None:
    small = np.random.default_rng(seed).integers(0, 255, (20, 32, 3), np.uint8)
    image = cv2.resize(small, (320, 200), interpolation=cv2.INTER_CUBIC)
    assert repeated(image, hole(image.shape, 60, 140, 110, 220)) is None
    assert repeated(np.full_like(image, 90), hole(image.shape, 60, 140, 110, 220)) is None


def test_a_completion_is_made_once_and_kept() -> None:
    image, missing = stripes(), hole(stripes().shape, 30, 90, 60, 140)
    first = completed(image, missing)
    assert at_hand(image, missing) is first
    assert (first == complete(image, missing)).all()
    assert at_hand(image, hole(image.shape, 30, 90, 60, 141)) is None
