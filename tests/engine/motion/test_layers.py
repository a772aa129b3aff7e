"""Alpha of regions: where it lies, how soft it is, what it weighs."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.motion.layers import alpha, centre, hold
from engine.records import Region


def box(x0: float, y0: float, x1: float, y1: float) -> Region:
    return Region(((x0, y0), (x1, y0), (x1, y1), (x0, y1)))


def test_a_rectangle_covers_its_pixels_and_no_others() -> None:
    held = alpha(box(0.25, 0.25, 0.75, 0.5), 0.0, 80, 40)
    expected = np.zeros((40, 80), np.float32)
    expected[10:20, 20:60] = 1
    assert (held == expected).all()


def test_the_centre_is_that_of_the_outline() -> None:
    held = alpha(box(0.2513, 0.3, 0.4987, 0.61), 0.004, 832, 480)
    x, y = centre(held)
    assert x * 832 == pytest.approx(0.375 * 832, abs=0.15)
    assert y * 480 == pytest.approx(0.455 * 480, abs=0.15)


def test_the_soft_edge_is_as_wide_as_its_feather() -> None:
    held = alpha(box(0.25, -1, 2, 2), 0.1, 200, 40)[20]
    assert (held[:40] == 0).all()
    assert (held[60:] == 1).all()
    assert held[49:51] == pytest.approx([0.5, 0.5], abs=0.15)
    assert (np.diff(held) >= 0).all()


def test_a_region_at_the_border_is_held_up_to_the_border() -> None:
    assert alpha(box(-0.5, -0.5, 0.5, 1.5), 0.02, 100, 60)[:, :40].min() == 1


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.floats(-8, 9), st.floats(-8, 9)), min_size=3, max_size=12),
    st.floats(0, 0.5),
)
def test_any_outline_gives_an_alpha_between_nothing_and_all(corners: list, feather: float) -> None:
    for of in (alpha, hold):
        held = of(Region(tuple(corners)), feather, 40, 24)
        assert held.shape == (24, 40)
        assert held.min() >= 0
        assert held.max() <= 1
        assert np.isfinite(held).all()


def test_what_is_held_still_is_held_whole_up_to_its_outline() -> None:
    region = box(0.253, 0.3, 0.517, 0.6)
    inside = alpha(region, 0.0, 200, 100) > 0
    assert (hold(region, 0.05, 200, 100)[inside] == 1).all()


def test_a_mask_of_another_size_is_stretched_to_the_frame(tmp_path: Path) -> None:
    mask = np.zeros((50, 100), np.uint8)
    mask[10:20, 20:60] = 255
    path = tmp_path / "m.png"
    cv2.imwrite(str(path), mask)
    for width, height in ((100, 50), (200, 100), (50, 25), (330, 170)):
        held = alpha(Region(mask=path), 0.0, width, height)
        assert held.shape == (height, width)
        assert centre(held) == pytest.approx((0.4, 0.3), abs=0.01)
        assert held.sum() / (width * height) == pytest.approx(0.08, rel=0.03)


def test_a_missing_mask_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="gone"):
        alpha(Region(mask=tmp_path / "gone.png"), 0.0, 10, 10)
