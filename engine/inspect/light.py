"""Pictures one after the other in, how light they are and how they change out: what flicker, a
film that stands still and boiling textures are told by. One row a frame, all in gray levels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

TILES = (6, 8)
"""Rows and columns of the parts that brightness is kept of."""


@dataclass(frozen=True, slots=True)
class Light:
    """A clip's brightness and change; steps are those from a frame to the next."""

    tiles: Floats
    """(frames, 6, 8) Mean luma of each part."""
    change: Floats
    """(frames - 1,) Mean difference, nothing followed."""
    moved: Floats
    """(frames - 1,) The same where the picture is expected not to change: parts without motion."""
    left: Floats
    """(frames - 1,) Mean difference that is left when the motion is followed."""
    detail: Floats
    """(frames,) Mean gradient: how sharp the picture is."""
    same: NDArray[np.bool_]
    """(frames - 1,) Whether the next picture is the same one again, but for its coding."""

    @property
    def luma(self) -> Floats:
        """(frames,) Mean luma."""
        return np.asarray(self.tiles.mean(axis=(1, 2)), np.float32)


class LightMeter:
    """Pictures in, a Light out."""

    def __init__(self) -> None:
        self._tiles: list[Floats] = []
        self._steps: list[tuple[float, float, float, bool]] = []
        self._detail: list[float] = []

    def see(self, gray: Floats) -> None:
        """The next picture: luma of its cells, float32 (rows, columns)."""
        import cv2

        rows, columns = TILES
        tiles = cv2.resize(gray, (columns, rows), interpolation=cv2.INTER_AREA)
        self._tiles.append(np.asarray(tiles, np.float32))
        edges = cv2.morphologyEx(gray, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8))
        self._detail.append(float(edges.mean()))

    def step(self, change: float, moved: float, left: float, same: bool) -> None:
        """How the last but one picture became the last."""
        self._steps.append((change, moved, left, same))

    def light(self) -> Light:
        """All that was seen."""
        steps = np.array(self._steps, np.float32).reshape(-1, 4)
        tiles = np.array(self._tiles, np.float32).reshape(-1, *TILES)
        return Light(
            tiles=tiles,
            change=steps[:, 0],
            moved=steps[:, 1],
            left=steps[:, 2],
            detail=np.array(self._detail, np.float32),
            same=steps[:, 3] > 0,
        )
