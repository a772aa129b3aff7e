"""Pieces of a picture: cut out, warped, laid over another without a bit changed beside them.

A piece holds colours times alpha next to alpha itself, so that resampling never mixes in the
colours of what was cut away.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from engine.frame.load import Image

Block = npt.NDArray[np.float32]
"""Colours times alpha, then alpha: (height, width, 4), 0..255 and 0..1."""
Matrix = npt.NDArray[np.float64]
"""Affine map of pixel indices (2, 3)."""

_FAINT = 1.0 / 512.0


class Piece(NamedTuple):
    """Where a part of a picture lies, its colours times alpha (h, w, 3) and its alpha (h, w)."""

    top: int
    left: int
    colours: npt.NDArray[np.float32]
    alpha: npt.NDArray[np.float32]

    @property
    def where(self) -> tuple[slice, slice]:
        """The pixels of the frame that it lies over."""
        height, width = self.alpha.shape
        return slice(self.top, self.top + height), slice(self.left, self.left + width)


def cut(content: Image, held: npt.NDArray[np.float32]) -> tuple[int, int, Block]:
    """What `held` (alpha, of the picture's size, not empty) holds: top, left, and the block."""
    rows, columns = np.flatnonzero(held.any(axis=1)), np.flatnonzero(held.any(axis=0))
    where = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    part = held[where][:, :, None]
    block = np.concatenate([content[where].astype(np.float32) * part, part], axis=2)
    return int(rows[0]), int(columns[0]), np.ascontiguousarray(block)


def piece(top: int, left: int, block: Block) -> Piece:
    """A block in its place, its colours within what their alpha allows.

    Cubic resampling rings at hard edges; without bounds the ringing would be seen as a halo.
    """
    import cv2

    alpha = np.minimum(cv2.extractChannel(block, 3), np.float32(1.0))
    alpha[alpha < _FAINT] = 0.0
    most = cv2.cvtColor(alpha * np.float32(255.0), cv2.COLOR_GRAY2RGB)
    colours = np.clip(cv2.cvtColor(block, cv2.COLOR_RGBA2RGB), np.float32(0.0), most)
    return Piece(top, left, colours.astype(np.float32, copy=False), alpha)


def lay(out: Image, over: Piece) -> None:
    """Lay a piece over a picture, in place; where its alpha is 0 not a bit changes."""
    import cv2

    below = out[over.where]
    through = cv2.cvtColor(np.float32(1.0) - over.alpha, cv2.COLOR_GRAY2RGB)
    mixed = cv2.multiply(below, through, dtype=cv2.CV_32F)
    below[:] = cv2.convertScaleAbs(cv2.add(mixed, over.colours))


def warped(block: Block, matrix: Matrix, size: tuple[int, int], scale: float) -> Piece | None:
    """A block under an affine map of pixel indices; None where none of it is in the frame.

    `size` is the frame's width and height, `scale` the magnification of the map.
    """
    import cv2

    while scale < 0.6 and min(block.shape[:2]) > 2:
        block, matrix = _halved(block, matrix)
        scale *= 2
    tall, wide = block.shape[:2]
    corners = np.array([[-2, -2], [wide + 1, -2], [-2, tall + 1], [wide + 1, tall + 1]])
    reached = corners @ matrix[:, :2].T + matrix[:, 2]
    left, top = np.clip(np.floor(reached.min(axis=0)), 0, size).astype(int)
    right, bottom = np.clip(np.ceil(reached.max(axis=0)) + 1, 0, size).astype(int)
    if right <= left or bottom <= top:
        return None
    local = matrix.copy()
    local[:, 2] -= (left, top)
    warped = cv2.warpAffine(
        block,
        local,
        (int(right - left), int(bottom - top)),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=0,
    )
    return piece(int(top), int(left), np.asarray(warped, dtype=np.float32))


def _halved(block: Block, matrix: Matrix) -> tuple[Block, Matrix]:
    """Half the block, and the map from its pixels: shrinking much without this would flicker."""
    import cv2

    tall, wide = block.shape[:2]
    even = cv2.copyMakeBorder(block, 0, tall % 2, 0, wide % 2, cv2.BORDER_CONSTANT, value=0)
    size = (even.shape[1] // 2, even.shape[0] // 2)
    small = cv2.resize(even, size, interpolation=cv2.INTER_AREA)
    # pixel i of the half covers pixels 2i and 2i + 1
    out = np.column_stack([matrix[:, :2] * 2, matrix[:, :2] @ (0.5, 0.5) + matrix[:, 2]])
    return np.asarray(small, dtype=np.float32), out
