"""What colours a thing has: pictures in, shares of the cells of a coarse colour cube out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.inspect.flow import Rgb

_BINS = 8
Colours = NDArray[np.float32]
"""(512,): share of the pixels in each cell of the cube."""


def cells(picture: Rgb) -> NDArray[np.intp]:
    """The cell of the colour cube that each pixel is in."""
    fine = (picture >> 5).astype(np.intp)
    return np.asarray((fine[..., 0] * _BINS + fine[..., 1]) * _BINS + fine[..., 2], np.intp)


def colours(picture: Rgb, inside: NDArray[np.bool_]) -> Colours:
    """Share of the pixels inside that are in each cell of the colour cube."""
    counts = np.bincount(cells(picture[inside]), minlength=_BINS**3).astype(np.float32)
    return np.asarray(counts / max(float(counts.sum()), 1.0), np.float32)


def unlike(one: Colours, other: Colours) -> float:
    """0 the same colours .. 1 none in common."""
    return 1.0 - float(np.minimum(_blurred(one), _blurred(other)).sum())


def _blurred(shares: Colours) -> Colours:
    """The cube with neighbours mixed, so that a shade more or less is nearly the same colour."""
    cube = shares.reshape(_BINS, _BINS, _BINS)
    for axis in range(3):
        ahead, behind = np.roll(cube, 1, axis), np.roll(cube, -1, axis)
        cube = 0.5 * cube + 0.25 * (ahead + behind)
    return np.asarray(cube.ravel(), np.float32)
