"""Pieces of a picture: cut out, warped, laid over another without a bit changed beside them.

A piece holds colours times alpha next to alpha itself, so that resampling never mixes in the
colours of what was cut away.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from engine.frame.load import Image
from engine.motion.bend import Shifts, grid, looked_up, parted

Block = npt.NDArray[np.float32]
"""Colours times alpha, then alpha: (height, width, 4), 0..255 and 0..1."""
Matrix = npt.NDArray[np.float64]
"""Affine map of pixel indices (2, 3)."""

_FAINT = 1.0 / 512.0
_SMALL = 0.6
"""Magnification below which a block is halved first."""


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


def warped(
    block: Block,
    matrix: Matrix,
    size: tuple[int, int],
    scale: float,
    bend: Shifts | None = None,
) -> Piece | None:
    """A block under an affine map of pixel indices; None where none of it is in the frame.

    `size` is the frame's width and height, `scale` the magnification of the map, `bend` says how
    many pixels what is seen at every pixel of the block has come before that: both are done in one
    go, as everything that is looked up twice is blurred twice.
    """
    import cv2

    if bend is not None and scale < _SMALL:
        block, bend = bent(block, bend), None
    while scale < _SMALL and min(block.shape[:2]) > 2:
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
    window = (int(right - left), int(bottom - top))
    if bend is not None:
        return piece(int(top), int(left), _looked_through(block, local, window, bend))
    seen = cv2.warpAffine(
        block,
        local,
        window,
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=0,
    )
    return piece(int(top), int(left), np.asarray(seen, dtype=np.float32))


def bent(block: Block, bend: Shifts) -> Block:
    """A block in its place, each pixel showing what has come to it by `bend`."""
    return looked_up(block, *parted(grid(bend.shape) - bend), cubic=True, mirrored=True)


def _looked_through(block: Block, local: Matrix, window: tuple[int, int], bend: Shifts) -> Block:
    """What a window (width, height) shows of a block that is bent, then mapped by `local`."""
    import cv2

    back = np.asarray(cv2.invertAffineTransform(local), dtype=np.float32)
    right = np.arange(window[0], dtype=np.float32)[None, :]
    down = np.arange(window[1], dtype=np.float32)[:, None]
    x, y = (row[0] * right + (row[1] * down + row[2]) for row in back)
    shift = looked_up(bend, x, y)
    return looked_up(block, x - shift[:, :, 0], y - shift[:, :, 1], cubic=True)


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
