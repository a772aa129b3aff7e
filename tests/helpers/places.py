"""Drawn pictures of what stands in a place: a wall, mottled things before it, and what becomes of
them. Pictures are 320 x 180 RGB; a `Painter` lays something on the picture of a frame."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import cv2
import numpy as np

from tests.helpers.clips import texture

CHANGE = 18
"""The first frame of what comes after."""
WIDTH, HEIGHT = 320, 180
WHERE = (160, 90)
RED, BLUE = (210, 70, 40), (50, 90, 210)

Painter = Callable[[np.ndarray, int], None]


@cache
def wall(seed=3, width=WIDTH, height=HEIGHT):
    """A ground of gray-green blotches."""
    blotches = texture(width, height, seed).astype(np.float32) - 120
    return np.clip(blotches * 0.4 + (95, 115, 95), 0, 255).astype(np.uint8)


@cache
def skin(size, colour=RED, seed=11):
    """A picture of a thing's surface, with a pattern of its own."""
    blotches = texture(96, 96, seed).astype(np.float32).mean(axis=-1, keepdims=True) - 120
    whole = np.clip(blotches * 0.9 + colour, 0, 255).astype(np.uint8)
    return cv2.resize(whole, size, interpolation=cv2.INTER_AREA)


def put(picture, surface, where=WHERE, mask=None):
    """Lay a surface on a picture, by its middle."""
    height, width = surface.shape[:2]
    x, y = where[0] - width // 2, where[1] - height // 2
    place = picture[y : y + height, x : x + width]
    place[:] = surface if mask is None else np.where(mask[..., None], surface, place)


def turning_into(before: Painter, after: Painter, at=CHANGE) -> Painter:
    """One picture up to a frame, another from there on."""
    return lambda picture, frame: (before if frame < at else after)(picture, frame)


def box(size, colour=RED, where=WHERE, seed=11) -> Painter:
    return lambda picture, _: put(picture, skin(size, colour, seed), where)


def nothing(picture, frame) -> None:
    """Only the ground."""
