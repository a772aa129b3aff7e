"""A small picture and the ground that it stands before in, what stands out from it out.

The ground is held against the picture in the picture's light. A shadow is ground, cracks and specks
are not worth a thing, and what differs by a shade alone does not stand out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.inspect.flow import Rgb, gray_of

Mask = NDArray[np.uint8]
"""(height, width), 0 or 1."""

_LEAST, _MOST = 12.0, 40.0
"""Gray levels that differ for sure from the ground: at least, and at most whatever the noise."""
_SURE, _SURELY = 2.0, 0.1
"""Times the threshold that a tenth of a thing's pixels must differ by: a wall that gets a shade
lighter does not."""
_LIGHT_CELLS = (24, 16)
_LIGHT = (0.6, 1.6)
_SHADE = (0.5, 0.97)
_TINT = 10.0
_UNEVEN = 0.1
"""How much the factor of a shadow may vary around its mean from pixel to pixel."""
_AROUND = 2
"""Pixels on each side that this mean is of."""
_SMALLEST = 0.0005


class Parted(NamedTuple):
    """A picture parted into what stands out from the ground and what does not."""

    mask: Mask
    levels: NDArray[np.uint8]
    """(height, width): gray levels by which it differs from the ground."""


def parted(picture: Rgb, behind: Rgb, known: Mask, threshold: float) -> Parted:
    """What of a picture is not the ground behind it, where that is known."""
    behind = _lit_like(behind, picture)
    levels = differing(picture, behind)
    levels[known == 0] = 0
    mask = cleaned(_without_shade(levels > threshold, picture, behind))
    return Parted(_clear(mask, levels, _SURE * threshold), levels)


def noise(picture: Rgb, behind: Rgb) -> float:
    """Gray levels by which the quiet half of a picture differs from its ground."""
    return float(np.percentile(differing(picture, behind), 60))


def beyond(noises: Sequence[float]) -> float:
    """The gray levels from which on what differs is no noise."""
    return float(np.clip(_LEAST + 1.5 * float(np.median(noises)), _LEAST, _MOST))


def differing(picture: Rgb, other: Rgb) -> NDArray[np.uint8]:
    """Gray levels by which a picture is beyond all that is within a pixel in the other."""
    import cv2

    kernel = np.ones((3, 3), np.uint8)
    above = cv2.subtract(picture, cv2.dilate(other, kernel))
    below = cv2.subtract(cv2.erode(other, kernel), picture)
    red, green, blue = cv2.split(cv2.max(above, below))
    return np.asarray(cv2.max(cv2.max(red, green), blue), dtype=np.uint8)


def cleaned(mask: NDArray[np.bool_]) -> Mask:
    """Specks gone, cracks and holes closed."""
    import cv2

    small = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    whole = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(whole, connectivity=8)
    keep = stats[:, cv2.CC_STAT_AREA] >= max(9.0, _SMALLEST * mask.size)
    keep[0] = False
    return np.asarray(_filled(keep[np.asarray(labels)].astype(np.uint8)), np.uint8)


def _clear(mask: Mask, levels: NDArray[np.uint8], sure: float) -> Mask:
    """Only the parts that stand out clearly somewhere."""
    import cv2

    count, found, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    if count == 1:
        return mask
    labels = np.asarray(found)
    strong = np.bincount(labels[levels > sure], minlength=count)
    keep = strong >= _SURELY * stats[:, cv2.CC_STAT_AREA]
    keep[0] = False
    return np.asarray(keep[labels], np.uint8)


def _lit_like(behind: Rgb, picture: Rgb) -> Rgb:
    """The ground in the light of a picture: exposure changes, and clouds pass.

    Brightness is fitted by a plane over the picture, so that a thing in it counts little.
    """
    import cv2

    columns, rows = _LIGHT_CELLS
    here, there = (
        cv2.resize(gray_of(side), (columns, rows), interpolation=cv2.INTER_AREA).astype(np.float64)
        + 4.0
        for side in (picture, behind)
    )
    share = np.log(here / there).ravel()
    known = _planes(columns, rows)
    plane = np.array([float(np.median(share)), 0.0, 0.0])
    for _ in range(3):
        off = np.abs(share - known @ plane)
        weight = 1.0 / (1.0 + (off / max(0.01, float(np.median(off)))) ** 2)
        weighed = known * (weight**2)[:, None]
        plane = np.linalg.solve(weighed.T @ known, weighed.T @ share)
    gain = np.exp((known @ plane).reshape(rows, columns))
    if float(np.abs(gain - 1.0).max()) < 0.015:
        return behind
    gain = np.clip(gain, *_LIGHT).astype(np.float32)
    size = (behind.shape[1], behind.shape[0])
    smooth = np.asarray(cv2.resize(gain, size, interpolation=cv2.INTER_LINEAR))
    return np.asarray(cv2.convertScaleAbs(behind * smooth[..., None]), np.uint8)


@lru_cache
def _planes(columns: int, rows: int) -> NDArray[np.float64]:
    """(rows x columns, 3): what a plane over cells is a sum of."""
    y, x = np.mgrid[-1 : 1 : rows * 1j, -1 : 1 : columns * 1j]
    return np.column_stack([np.ones(rows * columns), x.ravel(), y.ravel()])


def _without_shade(mask: NDArray[np.bool_], picture: Rgb, behind: Rgb) -> NDArray[np.bool_]:
    """Without shadows: places that are the ground, darker by a factor and of the same tint.

    A shadow leaves the pattern of the ground as it is; a gray thing before a gray wall does not.
    """
    import cv2

    left, top, width, height = cv2.boundingRect(mask.astype(np.uint8))
    if not width:
        return mask
    # with what its patterns are told by around it
    part = np.s_[
        max(0, top - _AROUND) : top + height + _AROUND,
        max(0, left - _AROUND) : left + width + _AROUND,
    ]
    inside = mask[part]
    here = picture[part][inside].astype(np.float32) + 1.0
    there = behind[part][inside].astype(np.float32) + 1.0
    share = here.sum(axis=1) / there.sum(axis=1)
    off = np.abs(here - there * share[:, None]).max(axis=1)
    shade = (share > _SHADE[0]) & (share < _SHADE[1]) & (off < _TINT)
    if shade.any():
        shade &= _patterned_alike(picture[part], behind[part])[inside]
    result = mask.copy()
    result[part][inside] = ~shade
    return result


def _patterned_alike(picture: Rgb, behind: Rgb) -> NDArray[np.bool_]:
    """Where the one is the other by a factor that hardly changes from pixel to pixel."""
    import cv2

    here, there = (gray_of(side).astype(np.float32) + 4.0 for side in (picture, behind))
    factor = here / there
    across = (2 * _AROUND + 1, 2 * _AROUND + 1)
    mean = cv2.blur(factor, across)
    uneven = cv2.blur(factor * factor, across) - mean * mean
    return np.asarray(uneven < (_UNEVEN * mean) ** 2)


def _filled(mask: Mask) -> Mask:
    """Without holes: what the border cannot be reached from."""
    import cv2

    framed = cv2.copyMakeBorder(1 - mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    cv2.floodFill(framed, None, (0, 0), 2)
    return np.asarray(mask | (framed[1:-1, 1:-1] == 1), np.uint8)
