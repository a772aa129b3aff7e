"""A picture that is laid elsewhere stays where it should be, and as sharp as it was."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine.inspect.flow import Size
from engine.inspect.ground import in_order
from engine.inspect.sheet import Sheet

SIZE = Size(120, 80)
INSIDE = np.s_[12:-12, 12:-12]


def moved(x: float, y: float) -> np.ndarray:
    return np.array([[1.0, 0.0, x], [0.0, 1.0, y]])


def scene(x: float = 0.0, y: float = 0.0) -> np.ndarray:
    """Fine texture, filmed from a place that is some eighths of a pixel away."""
    large = np.random.default_rng(3).integers(0, 255, (8 * 112, 8 * 152, 3)).astype(np.float32)
    large = np.clip((cv2.GaussianBlur(large, (0, 0), 5.0) - 127) * 12 + 127, 0, 255)
    left, top = 128 - round(8 * x), 128 - round(8 * y)
    part = large[top : top + 8 * SIZE.height, left : left + 8 * SIZE.width]
    return cv2.resize(part, SIZE, interpolation=cv2.INTER_AREA).round().astype(np.uint8)


def off(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(int) - other)[INSIDE].mean())


@pytest.mark.parametrize("way", [(0.0, 0.0), (3.0, -2.0)])
def test_whole_pixels_leave_every_pixel_as_it_is(way):
    assert off(Sheet(scene()).laid(moved(*way), SIZE), scene(*way)) == 0


@pytest.mark.parametrize("way", [(0.5, 0.0), (0.5, 0.5), (-2.25, 0.25), (0.125, 3.375)])
def test_parts_of_pixels_keep_a_fine_texture_as_sharp_as_cubic_does(way):
    laid = {
        name: cv2.warpAffine(scene(), moved(*way), SIZE, flags=how, borderMode=cv2.BORDER_REPLICATE)
        for name, how in (("linear", cv2.INTER_LINEAR), ("cubic", cv2.INTER_CUBIC))
    }
    ours = off(Sheet(scene()).laid(moved(*way), SIZE), scene(*way))
    assert ours < 1.1 * off(laid["cubic"], scene(*way))
    assert ours < 0.7 * off(laid["linear"], scene(*way))


def test_its_border_goes_on_where_the_view_looks_beyond_it():
    laid = Sheet(scene()).laid(moved(20.0, 0.0), SIZE)
    assert np.abs(laid[:, :18].astype(int) - laid[:, 18:19]).max() <= 2


@given(arrays(np.uint8, st.tuples(st.integers(1, 17), st.just(2), st.just(3), st.just(3))))
def test_pictures_are_put_in_order_place_by_place(pictures):
    assert (in_order(pictures) == np.sort(pictures, axis=0)).all()
