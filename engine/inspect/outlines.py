"""The outlines of what moves where there is no ground to tell it from: a stretch of film goes in,
and what a segmentation model of the person's own marks in it comes out, as far as it moves.

What is known by its motion alone has the outline of its motion, which is none to judge a thing by.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from engine.inspect.flow import Rgb
from engine.inspect.parting import Mask
from engine.inspect.small import Small, moving_on

Likely = Callable[[Rgb], NDArray[np.float32]]
"""A picture in, how much of each pixel is a thing out: float32 (height, width), 0..1."""

_MARKED = 0.5
_NEAR = 3
"""Pixels between what is marked and what moves that still are none."""
_MOVES = 0.1
"""Share of a marked piece that moves, for it to be what moves: else it is what stands behind."""
_OFTEN = 0.5
"""Share of the pictures with motion in which a thing is marked; below, the model has another eye
than this film needs."""


def outlines(likely: Likely, smalls: Sequence[Small]) -> list[Mask] | None:
    """What is marked and moves in each picture; None where it hardly ever marks what moves."""
    moving = moving_on(smalls)
    masks = [
        _outlined(likely(small.picture) > _MARKED, moves)
        for small, moves in zip(smalls, moving, strict=True)
    ]
    found = sum(bool(mask.any()) for mask in masks)
    return masks if found and found >= _OFTEN * sum(bool(m.any()) for m in moving) else None


def _outlined(marked: NDArray[np.bool_], moves: Mask) -> Mask:
    """The pieces of what is marked that move."""
    import cv2

    count, found = cv2.connectedComponents(marked.astype(np.uint8), connectivity=8)
    near = cv2.dilate(moves, np.ones((2 * _NEAR + 1, 2 * _NEAR + 1), np.uint8)) > 0
    pieces = np.asarray(found, np.int32)
    areas = np.bincount(pieces.ravel(), minlength=count)
    hits = np.bincount(pieces[near], minlength=count)
    kept = hits >= np.maximum(1, _MOVES * areas)
    kept[0] = False
    return np.asarray(kept[pieces], np.uint8)
