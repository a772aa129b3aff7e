"""Pieces of a picture: cut out, warped, laid over another without a bit changed beside them.

A piece holds colours times alpha next to alpha itself, so that resampling never mixes in the
colours of what was cut away.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.frame.load import Image

Slices = tuple[slice, slice]
Piece = npt.NDArray[np.float32]
"""Colours times alpha, then alpha: (height, width, 4), 0..255 and 0..1."""
Matrix = npt.NDArray[np.float64]
"""Affine map of pixel indices (2, 3)."""

_FAINT = 1.0 / 512.0


@dataclass(slots=True)
class Cutout:
    """The picture inside a region: where it lies, and colours times alpha beside alpha."""

    top: int
    left: int
    piece: Piece

    @property
    def where(self) -> Slices:
        height, width = self.piece.shape[:2]
        return slice(self.top, self.top + height), slice(self.left, self.left + width)


def cutout(content: Image, held: npt.NDArray[np.float32]) -> Cutout:
    """What `held` (alpha, of the picture's size, not empty) holds of the picture."""
    rows, columns = np.flatnonzero(held.any(axis=1)), np.flatnonzero(held.any(axis=0))
    where = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    part = held[where][:, :, None]
    piece = np.concatenate([content[where].astype(np.float32) * part, part], axis=2)
    return Cutout(int(rows[0]), int(columns[0]), np.ascontiguousarray(piece))


def warped(
    piece: Piece, matrix: Matrix, size: tuple[int, int], scale: float
) -> tuple[Slices, Piece] | None:
    """The piece under an affine map of pixel indices, and where in the frame it lies."""
    import cv2

    while scale < 0.6 and min(piece.shape[:2]) > 2:
        piece, matrix = _halved(piece, matrix)
        scale *= 2
    tall, wide = piece.shape[:2]
    corners = np.array([[-2, -2], [wide + 1, -2], [-2, tall + 1], [wide + 1, tall + 1]])
    reached = corners @ matrix[:, :2].T + matrix[:, 2]
    left, top = np.clip(np.floor(reached.min(axis=0)), 0, size).astype(int)
    right, bottom = np.clip(np.ceil(reached.max(axis=0)) + 1, 0, size).astype(int)
    if right <= left or bottom <= top:
        return None
    local = matrix.copy()
    local[:, 2] -= (left, top)
    warped = cv2.warpAffine(
        piece,
        local,
        (int(right - left), int(bottom - top)),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=0,
    )
    where = (slice(int(top), int(bottom)), slice(int(left), int(right)))
    return where, bounded(np.asarray(warped, dtype=np.float32))


def _halved(piece: Piece, matrix: Matrix) -> tuple[Piece, Matrix]:
    """Half the piece, and the map from its pixels: shrinking much without this would flicker."""
    import cv2

    tall, wide = piece.shape[:2]
    even = cv2.copyMakeBorder(piece, 0, tall % 2, 0, wide % 2, cv2.BORDER_CONSTANT, value=0)
    size = (even.shape[1] // 2, even.shape[0] // 2)
    small = cv2.resize(even, size, interpolation=cv2.INTER_AREA)
    # pixel i of the half covers pixels 2i and 2i + 1
    out = np.column_stack([matrix[:, :2] * 2, matrix[:, :2] @ (0.5, 0.5) + matrix[:, 2]])
    return np.asarray(small, dtype=np.float32), out


def bounded(piece: Piece) -> Piece:
    """Colours within what their alpha allows: cubic resampling rings at hard edges."""
    part = piece[:, :, 3:]
    np.clip(part, 0.0, 1.0, out=part)
    part[part < _FAINT] = 0.0
    colours = piece[:, :, :3]
    np.clip(colours, 0.0, part * np.float32(255.0), out=colours)
    return piece


def lay(out: Image, where: Slices, piece: Piece) -> None:
    """Lay a piece over a part of the picture; where its alpha is 0 not a bit changes."""
    below = out[where]
    mixed = below * (1.0 - piece[:, :, 3:]) + piece[:, :, :3] + np.float32(0.5)
    below[:] = mixed.astype(np.uint8)


def restore(out: Image, source: Image, share: npt.NDArray[np.float32]) -> None:
    """Mix `share` of the source into the picture, in place: 0 keeps and 1 takes it exactly."""
    rows, columns = np.flatnonzero(share.any(axis=1)), np.flatnonzero(share.any(axis=0))
    if not len(rows):
        return
    where = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    part = share[where][:, :, None]
    mixed = out[where] * (1.0 - part) + source[where] * part + np.float32(0.5)
    out[where] = mixed.astype(np.uint8)
