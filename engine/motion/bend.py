"""What bends a block of a picture in its own place, and looking it up there: values and places go
in, the values at these places come out.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Values = npt.NDArray[np.float32]
Shifts = npt.NDArray[np.float32]
"""(height, width, 2): x and y in pixels."""


class Bend(Protocol):
    """How a block is bent, frame by frame; places are pixel indices of the block."""

    def rests(self, frame: int) -> bool:
        """Whether nothing of it is bent."""

    def leads(self, frame: int) -> Floats:
        """How far the region as a whole is carried, x and y in pixels (2,)."""

    def came(self, frame: int) -> Shifts:
        """Pixels that what is seen at every pixel of the block has come."""

    def carried(self, frame: int, places: Floats) -> Floats:
        """Where places (n, 2) have come to."""


def grid(shape: tuple[int, ...]) -> Shifts:
    """x and y of every pixel: (height, width, 2)."""
    height, width = shape[:2]
    right, down = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    return np.stack(np.meshgrid(right, down), axis=2)


def looked_up(
    values: Values,
    x: npt.NDArray[np.floating],
    y: npt.NDArray[np.floating],
    *,
    cubic: bool = False,
    mirrored: bool = False,
) -> Values:
    """Values (height, width, ...) at pixel indices x and y (...); beyond the border 0, or mirrored.

    In a list of places (n,) there may be at most 32767 of them.
    """
    import cv2

    right, down = (np.ascontiguousarray(axis, dtype=np.float32) for axis in (x, y))
    how = cv2.INTER_CUBIC if cubic else cv2.INTER_LINEAR
    border = cv2.BORDER_REFLECT if mirrored else cv2.BORDER_CONSTANT
    found = cv2.remap(values, right, down, how, borderMode=border)
    return np.asarray(found, dtype=np.float32).reshape(*x.shape, *values.shape[2:])


def parted(places: npt.NDArray[np.floating]) -> tuple[Values, Values]:
    """x and y of places (..., 2)."""
    return places[..., 0].astype(np.float32), places[..., 1].astype(np.float32)
