"""The part of a frame that a stroke holds: a region goes in, its alpha (how much of each pixel it
holds, with a soft edge) and its alpha-weighted centre come out.

A pixel's centre lies half a pixel from its edge: the fraction x of the frame is x * width in these
units, and the first pixel's centre is at 0.5.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.frame import regions
from engine.frame.load import load_mask
from engine.records import Region

Alpha = regions.Alpha

_FAINT = 1.0 / 512.0
"""Less than this never shows in eight bits."""
_WHOLE = 0.99
_SMOOTH = 0.15


def alpha(region: Region, feather: float, width: int, height: int) -> Alpha:
    """How much of each pixel the region holds: float32 (height, width), 0..1.

    `feather` is the width of the soft edge in frame widths: half of it lies outside the outline.
    Mask images are stretched to the frame. Raises BadInput where the mask cannot be loaded.
    """
    return regions.feathered(_hard(region, width, height), feather * width)


def hold(region: Region, feather: float, width: int, height: int) -> Alpha:
    """Like `alpha`, with the soft edge outside: every pixel that the outline touches is held whole.

    For static regions: nothing inside them may change, not even along their edge.
    """
    import cv2

    wide = max(1.0, feather * width)
    around = 2 * math.ceil(wide / 2 + 1) + 1
    touched = (_hard(region, width, height) > _FAINT).astype(np.float32)
    wider = cv2.dilate(touched, np.ones((around, around), np.uint8))
    return regions.feathered(np.asarray(wider, dtype=np.float32), wide)


def inwards(held: Alpha, share: float = 0.6) -> Alpha:
    """How far inside every pixel lies: 0 at the rim of what is held whole and beyond, 1 from
    `share` of its greatest depth on, smooth in between."""
    import cv2

    inside = (held > _WHOLE).astype(np.uint8)
    padded = cv2.copyMakeBorder(inside, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    depth = np.asarray(cv2.distanceTransform(padded, cv2.DIST_L2, 5)[1:-1, 1:-1], dtype=np.float32)
    slope = max(1.0, float(depth.max()) * share)
    rise = np.clip(depth / slope, 0.0, 1.0)
    # where two sides are equally near the depth has a crease, and so would what is bent by it
    rise = np.asarray(cv2.GaussianBlur(rise, (0, 0), slope * _SMOOTH), dtype=np.float32)
    rise *= np.clip(depth / (slope * _SMOOTH * 2), 0.0, 1.0)
    return np.asarray(rise * rise * (3 - 2 * rise), dtype=np.float32)


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
    return regions.covered(region.polygon, width, height)


def _from_mask(path: Path, width: int, height: int) -> Alpha:
    import cv2

    mask = load_mask(path)
    if mask.shape != (height, width):
        smaller = mask.shape[0] * mask.shape[1] > width * height
        how = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
        mask = np.asarray(cv2.resize(mask, (width, height), interpolation=how), dtype=np.uint8)
    return mask.astype(np.float32) / np.float32(255.0)
