"""Where a picture lies on the ground: by one move, or bent where near and far go by at their own
pace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.inspect.flow import Field, Rgb, Size, looked_up, pixels
from engine.inspect.parting import Mask
from engine.inspect.sheet import Sheet

Matrix = NDArray[np.floating[Any]]
"""3 x 3: where a point of one picture is in another."""
Points = NDArray[np.floating[Any]]
"""(n, 2): x and y."""

_CELL = 8
"""Pixels of a picture that one cell of a bend covers."""
_RIM = 1 / 7
_TURNS = 8
"""Times that the way back is mended: each takes off what the bend changes by over the last one."""


class Lay(Protocol):
    """Where the pixels of one picture are on the ground."""

    def on_ground(self, points: Points) -> Points:
        """Points of the picture, on the ground."""
        ...

    def in_picture(self, points: Points) -> Points:
        """Points of the ground, in the picture."""
        ...

    def moved(self, x: float, y: float) -> Lay:
        """The same on a ground that begins elsewhere."""
        ...

    def laid(self, sheet: Sheet, room: Size) -> Rgb:
        """The picture on a ground of that size; its border goes on."""
        ...

    def laid_mask(self, mask: Mask, room: Size) -> Mask:
        """A mask of the picture on it; 0 beyond its border."""
        ...

    def seen(self, ground: Sheet, size: Size) -> Rgb:
        """The ground as the picture sees it."""
        ...

    def seen_mask(self, mask: Mask, size: Size) -> Mask:
        """A mask of the ground as the picture sees it."""
        ...


@dataclass(frozen=True, slots=True)
class Flat:
    """By one move."""

    move: Matrix

    def on_ground(self, points: Points) -> Points:
        """See `Lay`."""
        return np.asarray(points @ self.move[:2, :2].T + self.move[:2, 2])

    def in_picture(self, points: Points) -> Points:
        """See `Lay`."""
        back = np.linalg.inv(self.move)
        return np.asarray(points @ back[:2, :2].T + back[:2, 2])

    def moved(self, x: float, y: float) -> Flat:
        """See `Lay`."""
        shift = np.eye(3)
        shift[:2, 2] = x, y
        return Flat(shift @ self.move)

    def laid(self, sheet: Sheet, room: Size) -> Rgb:
        """See `Lay`."""
        return sheet.laid(self.move, room)

    def laid_mask(self, mask: Mask, room: Size) -> Mask:
        """See `Lay`."""
        import cv2

        found = cv2.warpAffine(mask, self.move[:2], room, flags=cv2.INTER_NEAREST)
        return np.asarray(found, np.uint8)

    def seen(self, ground: Sheet, size: Size) -> Rgb:
        """See `Lay`."""
        return ground.laid(np.linalg.inv(self.move), size)

    def seen_mask(self, mask: Mask, size: Size) -> Mask:
        """See `Lay`."""
        import cv2

        how = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
        return np.asarray(cv2.warpAffine(mask, self.move[:2], size, flags=how), np.uint8)


@dataclass(frozen=True, slots=True)
class Bent:
    """Cell by cell."""

    bend: Bend
    left: float = 0.0
    top: float = 0.0

    def on_ground(self, points: Points) -> Points:
        """See `Lay`."""
        return np.asarray(points + self.bend.at(points) + (self.left, self.top))

    def in_picture(self, points: Points) -> Points:
        """See `Lay`."""
        wanted = np.asarray(points, np.float64) - (self.left, self.top)
        found = wanted - self.bend.middle
        for _ in range(_TURNS):
            found = wanted - self.bend.at(found)
        return np.asarray(found)

    def moved(self, x: float, y: float) -> Bent:
        """See `Lay`."""
        return Bent(self.bend, self.left + x, self.top + y)

    def laid(self, sheet: Sheet, room: Size) -> Rgb:
        """See `Lay`."""
        return sheet.looked_up(self._back(room))

    def laid_mask(self, mask: Mask, room: Size) -> Mask:
        """See `Lay`."""
        return _nearest(mask, self._back(room))

    def seen(self, ground: Sheet, size: Size) -> Rgb:
        """See `Lay`."""
        return ground.looked_up(self._there(size))

    def seen_mask(self, mask: Mask, size: Size) -> Mask:
        """See `Lay`."""
        return _nearest(mask, self._there(size))

    def _there(self, size: Size) -> Field:
        """Of each pixel of a picture, where it is on the ground."""
        offset = np.array([self.left, self.top], np.float32)
        return np.asarray(pixels(size) + self.bend.everywhere(size) + offset, np.float32)

    def _back(self, room: Size) -> Field:
        """Of each pixel of the ground, where it is in the picture."""
        corners = cell_places(room)
        back = self.in_picture(corners.reshape(-1, 2)).reshape(corners.shape) - corners
        return np.asarray(pixels(room) + Bend.of(back, room).everywhere(room), np.float32)


@dataclass(frozen=True, slots=True)
class Bend:
    """A smooth shift at every place of a picture."""

    cells: Field
    """With one more cell all around, in which it goes on as at the border."""
    unit: tuple[float, float]
    """Pixels across a cell."""

    @staticmethod
    def of(cells: NDArray[np.floating[Any]], size: Size) -> Bend:
        """Of (rows, columns, 2) shifts in the middles of the cells of a picture of that size."""
        wide = np.pad(np.asarray(cells, np.float32), ((1, 1), (1, 1), (0, 0)), mode="edge")
        for here, one, two in ((0, 1, 2), (-1, -2, -3)):
            if cells.shape[0] > 1:
                wide[here] = 2 * wide[one] - wide[two]
            if cells.shape[1] > 1:
                wide[:, here] = 2 * wide[:, one] - wide[:, two]
        return Bend(wide, (size.width / cells.shape[1], size.height / cells.shape[0]))

    @property
    def middle(self) -> NDArray[np.float32]:
        """The mean shift: (2,)."""
        return np.asarray(self.cells[1:-1, 1:-1].reshape(-1, 2).mean(axis=0))

    def at(self, points: Points) -> Points:
        """The shift at points of the picture; beyond its border it stays as it is there."""
        where = (np.asarray(points) + 0.5) / self.unit + 0.5
        return np.asarray(looked_up(self.cells, where[:, None].astype(np.float32))[:, 0])

    def everywhere(self, size: Size) -> Field:
        """The shift of every pixel."""
        return np.asarray(looked_up(self.cells, _cells_of(size, self.unit)), np.float32)


def cell_count(size: Size) -> Size:
    """Columns and rows of the cells of a picture."""
    return Size(max(1, size.width // _CELL), max(1, size.height // _CELL))


@lru_cache(maxsize=8)
def cell_places(size: Size) -> NDArray[np.float64]:
    """The middles of the cells of a picture: (rows, columns, 2); not to be written to."""
    columns, rows = cell_count(size)
    x = (np.arange(columns) + 0.5) * (size.width / columns) - 0.5
    y = (np.arange(rows) + 0.5) * (size.height / rows) - 0.5
    places = np.stack(np.meshgrid(x, y), axis=-1)
    places.flags.writeable = False
    return places


@lru_cache(maxsize=8)
def _cells_of(size: Size, unit: tuple[float, float]) -> Field:
    """Of each pixel, where it is among the cells of a bend; not to be written to."""
    where = ((pixels(size) + 0.5) / np.array(unit, np.float32) + 0.5).astype(np.float32)
    where.flags.writeable = False
    return where


def _nearest(mask: Mask, places: Field) -> Mask:
    """A mask at places; 0 beyond its border."""
    import cv2

    found = cv2.remap(mask, places, None, cv2.INTER_NEAREST, borderMode=cv2.BORDER_CONSTANT)  # type: ignore[call-overload]
    return np.asarray(found, np.uint8)


def at_border(points: Points, size: Size) -> NDArray[np.bool_]:
    """Which points, (..., 2), are in the outer part of a picture: a seventh of it on each side."""
    shares = points / np.array(size)
    return np.asarray(np.minimum(shares, 1 - shares).min(axis=-1) < _RIM)


def corners_of(lays: Sequence[Lay], size: Size) -> NDArray[np.float64]:
    """Where the corners of pictures of that size are on the ground: (4 n, 2)."""
    corners = np.array([[0, 0], [size.width, 0], [0, size.height], [size.width, size.height]])
    return np.vstack([lay.on_ground(corners.astype(np.float64)) for lay in lays])
