"""The part of a frame that a stroke holds: a region goes in, its alpha (how much of each pixel it
holds, with a soft edge) and its alpha-weighted centre come out.

A pixel's centre lies half a pixel from its edge: the fraction x of the frame is x * width in these
units, and the first pixel's centre is at 0.5.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.frame.load import load_mask
from engine.records import Region

Alpha = npt.NDArray[np.float32]
"""(height, width), 0..1."""

_FINER = 4
"""Outlines are drawn at four times the size, so that their edges lie within 1/8 pixel."""
_FAINT = 1.0 / 512.0
"""Less than this never shows in eight bits."""


def alpha(region: Region, feather: float, width: int, height: int) -> Alpha:
    """How much of each pixel the region holds: float32 (height, width), 0..1.

    `feather` is the width of the soft edge in frame widths: half of it lies outside the outline.
    Mask images are stretched to the frame. Raises BadInput where the mask cannot be loaded.
    """
    return _softened(_hard(region, width, height), feather * width)


def hold(region: Region, feather: float, width: int, height: int) -> Alpha:
    """Like `alpha`, with the soft edge outside: every pixel that the outline touches is held whole.

    For static regions: nothing inside them may change, not even along their edge.
    """
    import cv2

    wide = max(1.0, feather * width)
    around = 2 * math.ceil(wide / 2 + 1) + 1
    touched = (_hard(region, width, height) > _FAINT).astype(np.float32)
    wider = cv2.dilate(touched, np.ones((around, around), np.uint8))
    return _softened(np.asarray(wider, dtype=np.float32), wide)


def centre(held: npt.NDArray[np.floating]) -> tuple[float, float] | None:
    """The alpha-weighted centre (x, y) in fractions of the frame; None where nothing is held."""
    mass = float(held.sum(dtype=np.float64))
    if mass <= 0.0:
        return None
    height, width = held.shape
    x = held.sum(axis=0, dtype=np.float64) @ (np.arange(width) + 0.5)
    y = held.sum(axis=1, dtype=np.float64) @ (np.arange(height) + 0.5)
    return float(x) / mass / width, float(y) / mass / height


def _hard(region: Region, width: int, height: int) -> Alpha:
    if region.mask is not None:
        return _from_mask(region.mask, width, height)
    return _from_polygon(region.polygon, width, height)


def _from_mask(path: Path, width: int, height: int) -> Alpha:
    import cv2

    mask = load_mask(path)
    if mask.shape != (height, width):
        smaller = mask.shape[0] * mask.shape[1] > width * height
        how = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
        mask = np.asarray(cv2.resize(mask, (width, height), interpolation=how), dtype=np.uint8)
    return mask.astype(np.float32) / np.float32(255.0)


def _from_polygon(corners: Iterable[tuple[float, float]], width: int, height: int) -> Alpha:
    import cv2

    outline = np.array(list(corners), dtype=np.float64) * (width, height)
    out = np.zeros((height, width), np.float32)
    left, top = np.clip(np.floor(outline.min(axis=0)), 0, (width, height)).astype(int)
    right, bottom = np.clip(np.ceil(outline.max(axis=0)), 0, (width, height)).astype(int)
    if right <= left or bottom <= top:
        return out
    fine = np.zeros(((bottom - top) * _FINER, (right - left) * _FINER), np.uint8)
    # fillPoly speaks of pixel centres, in fixed point: shift 8 is 1/256 of a fine pixel
    places = np.rint(((outline - (left, top)) * _FINER - 0.5) * 256).astype(np.int32)
    cv2.fillPoly(fine, [places.reshape(-1, 1, 2)], 255, lineType=cv2.LINE_8, shift=8)
    size = (int(right - left), int(bottom - top))
    small = cv2.resize(fine, size, interpolation=cv2.INTER_AREA)
    out[top:bottom, left:right] = small.astype(np.float32) / np.float32(255.0)
    return out


def _softened(hard: Alpha, wide: float) -> Alpha:
    """A blur that reaches `wide` / 2 pixels: it keeps the centre where it is."""
    import cv2

    if wide <= 1.0 or not hard.any():
        return hard
    reach = 2 * math.ceil(wide / 2) + 1
    soft = cv2.GaussianBlur(hard, (reach, reach), wide / 5, borderType=cv2.BORDER_REPLICATE)
    soft[soft < _FAINT] = 0.0
    # the kernel sums to one only nearly, and what is held whole must be held exactly
    soft[soft > 1.0 - 1e-5] = 1.0
    return np.asarray(soft, dtype=np.float32)
