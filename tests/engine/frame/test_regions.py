"""Operations on masks and polygons."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.frame import regions

WIDTH, HEIGHT = 160, 96
EMPTY = np.zeros((HEIGHT, WIDTH), np.uint8)

fractions = st.floats(0.1, 0.9)


@st.composite
def blobs(draw: st.DrawFn) -> regions.Polygon:
    """Star-shaped outlines of 3 to 40 corners within the frame."""
    count = draw(st.integers(3, 40))
    x, y = draw(st.floats(0.35, 0.65)), draw(st.floats(0.35, 0.65))
    radii = draw(st.lists(st.floats(0.12, 0.3), min_size=count, max_size=count))
    return tuple(
        (
            x + r * math.cos(i / count * math.tau) * HEIGHT / WIDTH,
            y + r * math.sin(i / count * math.tau),
        )
        for i, r in enumerate(radii)
    )


def disc(x: float, y: float, radius: float) -> regions.Mask:
    down, across = np.mgrid[:HEIGHT, :WIDTH]
    inside = (across + 0.5 - x) ** 2 + (down + 0.5 - y) ** 2 < radius**2
    return np.where(inside, 255, 0).astype(np.uint8)


@given(blobs())
def test_a_polygon_survives_being_a_mask(polygon: regions.Polygon) -> None:
    mask = regions.mask_of(polygon, WIDTH, HEIGHT)
    again = regions.mask_of(regions.outline(mask), WIDTH, HEIGHT)
    # nowhere is it off by as much as a pixel
    inside = (mask > 127).astype(np.uint8)
    kernel = np.ones((3, 3), np.uint8)
    padded = cv2.copyMakeBorder(inside, 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    most, least = cv2.dilate(padded, kernel)[1:-1, 1:-1], cv2.erode(padded, kernel)[1:-1, 1:-1]
    assert not ((again > 127) & (most == 0)).any()
    assert not ((again <= 127) & (least > 0)).any()


@given(blobs(), st.integers(4, 30))
def test_an_outline_keeps_to_its_number_of_corners(polygon: regions.Polygon, most: int) -> None:
    outline = regions.outline(regions.mask_of(polygon, WIDTH, HEIGHT), most)
    assert 3 <= len(outline) <= most


def test_a_single_pixel_has_an_outline() -> None:
    mask = EMPTY.copy()
    mask[40, 70] = 255
    again = regions.mask_of(regions.outline(mask), WIDTH, HEIGHT)
    assert again[40, 70] > 127
    assert (again > 127).sum() <= 5


def test_pieces_are_told_apart_largest_first() -> None:
    found = regions.outlines(regions.union(disc(40, 48, 12), disc(110, 48, 24)))
    assert len(found) == 2
    first, second = (np.mean(outline, axis=0)[0] * WIDTH for outline in found)
    assert first == pytest.approx(110, abs=1)
    assert second == pytest.approx(40, abs=1)


def test_booleans_are_what_they_are_called() -> None:
    one, other = disc(60, 48, 20), disc(80, 48, 20)
    a, b = one > 127, other > 127
    assert ((regions.union(one, other) > 127) == (a | b)).all()
    assert ((regions.intersection(one, other) > 127) == (a & b)).all()
    assert ((regions.difference(one, other) > 127) == (a & ~b)).all()
    assert (regions.inverse(regions.inverse(one)) == one).all()


@given(blobs(), blobs())
def test_de_morgan_holds(one: regions.Polygon, other: regions.Polygon) -> None:
    a, b = (regions.mask_of(polygon, WIDTH, HEIGHT) for polygon in (one, other))
    neither = regions.inverse(regions.union(a, b))
    assert (neither == regions.intersection(regions.inverse(a), regions.inverse(b))).all()


@pytest.mark.parametrize("by", [0.0, 0.01, 0.05, -0.01, -0.05])
def test_growing_moves_the_edge_by_a_share_of_the_width(by: float) -> None:
    grown = regions.grown(disc(80, 48, 24), by)
    radius = math.sqrt(grown.sum() / 255 / math.pi)
    assert radius == pytest.approx(24 + by * WIDTH, abs=0.35)


@given(blobs(), st.floats(0.005, 0.08))
def test_growing_and_shrinking_never_loses_what_was_held(
    polygon: regions.Polygon, by: float
) -> None:
    mask = regions.mask_of(polygon, WIDTH, HEIGHT)
    grown = regions.grown(mask, by)
    assert (grown >= mask).all()
    back = regions.grown(grown, -by)
    core = cv2.erode(mask, np.ones((3, 3), np.uint8))
    assert not ((core > 127) & (back <= 127)).any()


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (lambda: regions.intersection(disc(30, 30, 9), disc(120, 60, 9)), "holds nothing"),
        (lambda: regions.difference(disc(30, 30, 9), disc(30, 30, 9)), "holds nothing"),
        (lambda: regions.grown(disc(30, 30, 5), -0.1), "holds nothing"),
        (lambda: regions.grown(disc(80, 48, 40), 0.49), "holds the whole frame"),
        (lambda: regions.inverse(EMPTY), "holds the whole frame"),
        (lambda: regions.outline(EMPTY), "holds nothing"),
        (lambda: regions.mask_of(((2, 2), (3, 2), (3, 3)), 40, 40), "holds nothing"),
        (lambda: regions.mask_of(((0, 0), (1, 1)), 40, 40), "fewer than three"),
        (lambda: regions.grown(disc(80, 48, 9), math.nan), "cannot grow"),
        (lambda: regions.rectangle((0.2, 0.2), (0.2, 0.6)), "encloses nothing"),
        (lambda: regions.lasso([(0.1, 0.1), (0.9, 0.9)]), "fewer than three"),
        (lambda: regions.lasso([(0.1, 0.1), (0.5, 0.5), (0.9, 0.9)]), "encloses nothing"),
        (lambda: regions.box_of(EMPTY), "holds nothing"),
    ],
)
def test_what_holds_nothing_or_everything_is_said(what, said: str) -> None:
    with pytest.raises(BadInput, match=said) as error:
        what()
    assert error.value.mend


def test_a_rectangle_is_the_same_from_every_corner() -> None:
    a, b = (0.2, 0.7), (0.6, 0.1)
    corners = {(0.2, 0.1), (0.6, 0.1), (0.6, 0.7), (0.2, 0.7)}
    for start, end in ((a, b), (b, a), ((0.6, 0.7), (0.2, 0.1))):
        assert set(regions.rectangle(start, end)) == corners


def test_a_lasso_of_ten_thousand_points_becomes_a_light_outline() -> None:
    turns = np.linspace(0, math.tau, 10_000)
    path = [(0.5 + 0.3 * math.cos(t), 0.5 + 0.3 * math.sin(t)) for t in turns]
    outline = regions.lasso(path)
    assert len(outline) < 200
    exact, found = (regions.covered(p, WIDTH, HEIGHT).sum() for p in (path, outline))
    assert found == pytest.approx(exact, rel=0.01)


def test_masks_of_different_sizes_are_joined_at_the_size_of_the_first() -> None:
    small = cv2.resize(disc(80, 48, 20), (80, 48), interpolation=cv2.INTER_AREA)
    joined = regions.union(disc(80, 48, 20), small)
    assert joined.shape == (HEIGHT, WIDTH)
    assert (joined > 127).sum() == pytest.approx((disc(80, 48, 20) > 127).sum(), rel=0.1)


def test_smoothing_takes_thin_things_and_leaves_straight_edges() -> None:
    mask = np.zeros((96, 160), np.uint8)
    mask[30:70, 40:120] = 255
    whole = mask.copy()
    whole[50, 120:150] = 255
    even = regions.smoothed(whole, 6 / 160) > 127
    assert not even[50, 130:].any()
    assert (even[36:64, 50:110] == (mask[36:64, 50:110] > 127)).all()
    assert (even[40:60].sum(axis=1) - 80).tolist() == pytest.approx([0] * 20, abs=3)


def test_smoothing_by_nothing_changes_nothing() -> None:
    mask = disc(60, 48, 20)
    assert np.array_equal(regions.smoothed(mask, 0.0), mask)


@pytest.mark.parametrize("by", [-0.1, 0.6, float("nan")])
def test_smoothing_by_what_cannot_be_is_refused(by: float) -> None:
    with pytest.raises(BadInput, match="evened out"):
        regions.smoothed(disc(60, 48, 20), by)


def test_closing_fills_holes_and_keeps_the_outer_edge() -> None:
    ring = regions.difference(disc(80, 48, 30), disc(80, 48, 12))
    closed = regions.closed(ring)
    assert (closed[40:56, 72:88] == 255).all()
    outer = np.hypot(*np.ogrid[-48:48, -80:80]) > 22
    assert np.array_equal(closed[outer], ring[outer])


def test_a_bay_that_meets_the_frame_s_border_is_no_hole() -> None:
    mask = np.zeros((96, 160), np.uint8)
    mask[:60, 40:120] = 255
    mask[:40, 60:100] = 0
    assert np.array_equal(regions.closed(mask), mask)


def test_the_inmost_place_is_the_middle_of_the_largest_disc() -> None:
    both = regions.union(disc(40, 48, 12), disc(110, 48, 24))
    x, y = regions.inmost(both)
    assert (x * WIDTH, y * HEIGHT) == pytest.approx((110.5, 48.5), abs=1.5)
    with pytest.raises(BadInput, match="holds nothing"):
        regions.inmost(np.zeros((8, 8), np.uint8))
