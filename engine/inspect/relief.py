"""A stretch of film in which near and far go by at their own pace in, where each of its pictures
lies on the ground out.

Where the view goes around or through a scene, no one move lays a floor and the wall behind it over
those of another picture. What does not move by itself moves smoothly there from place to place: so
in every step the flow is smoothed again and again, each time without what is off, and the smooth
motions are added up. What is off is what moves by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.inspect.camera import square, view_field
from engine.inspect.flow import DenseFlow, Field, Gray, Rgb, Size, gray_of, resized
from engine.inspect.laying import Bend, Bent, at_border, cell_count, cell_places
from engine.inspect.parting import Mask
from engine.inspect.small import Small

_TEXTURE, _LEAST = 8.0, 0.05
"""Gray levels of texture from which on the flow of a cell counts in full, and how much that of a
bare one does."""
_CURVES, _SMOOTHINGS = 8, 4
"""Rounds of the curved fit, and of each smoothing."""
_WIDE = (4.0, 2.0)
"""Cells that are smoothed over: at first, and then."""
_OFF_PX = 0.25
_MOVING_PX = 0.3
"""Pixels of a small picture that a cell is off by, at least, where it moves by itself."""
_TREMBLE = 4.0
_LEAST_SHARE = 25.0
"""Percent of the border that may go less far."""
_TOLD, _UNTOLD = 0.9, 0.01
"""Share of a cell in which the ground is known, for it to count; and how much others do."""


class Relief:
    """How the ground of a stretch moves from picture to picture, cell by cell."""

    def __init__(self, smalls: Sequence[Small]) -> None:
        """Of the pictures of a stretch: those behind the first come with their flow."""
        height, width = smalls[0].picture.shape[:2]
        self._size = Size(width, height)
        self._back: list[Bend] = []
        quiet: list[Mask] = []
        for small in smalls[1:]:
            back, off = self._step(small)
            self._back.append(Bend.of(back, self._size))
            moving = off > max(_MOVING_PX, _TREMBLE * float(np.median(off)))
            quiet.append(np.asarray(resized(1 - moving.astype(np.uint8), self._size)))
        self.quiet: tuple[Mask, ...] = (*quiet[:1], *quiet)
        """Of each picture, 1 where it does not move by itself."""
        self.lays = self._added_up()
        """Where each picture lies on the ground, which is where the first one lies."""

    def _added_up(self) -> tuple[Bent, ...]:
        found = [Bent(Bend.of(0 * cell_places(self._size), self._size))]
        for back in self._back:
            found.append(self._over(found[-1], back.cells[1:-1, 1:-1]))
        return tuple(found)

    def _over(self, other: Bent, shift: NDArray[np.floating]) -> Bent:
        """Where a picture lies whose cells are shifted by so much from one that lies there."""
        places = cell_places(self._size)
        there = other.on_ground((places + shift).reshape(-1, 2)).reshape(places.shape)
        return Bent(Bend.of(there - places, self._size))

    def goes(self) -> float:
        """How far most of the border goes, from the middle of the stretch to where that is farthest
        off, in pixels. A face that fills the picture of a camera that stands bends inside it."""
        shifts = np.stack([lay.bend.cells[1:-1, 1:-1] for lay in self.lays])
        ways = np.linalg.norm(shifts - shifts[len(shifts) // 2], axis=-1)
        border = at_border(cell_places(self._size), self._size)
        return float(np.percentile(ways[:, border], _LEAST_SHARE, axis=1).max())

    def fitted(self, number: int, picture: Rgb, behind: Rgb, known: Mask) -> Bent:
        """Where a picture lies, once it is held against the ground `behind` it, where that is
        `known`: what was added up has added up its errors."""
        flow = DenseFlow("fast").between(gray_of(picture), gray_of(behind))
        off = np.asarray(resized(flow, cell_count(self._size)), np.float32)
        told = resized(known.astype(np.float32), cell_count(self._size)) > _TOLD
        counts = _counts(gray_of(picture), cell_count(self._size))
        counts[~told] *= np.float32(_UNTOLD)
        return self._over(self.lays[number], _smooth(off, counts))

    def spot(self, number: int, x: float, y: float) -> tuple[float, float]:
        """Where the ground at a place of picture `number` was in the first one."""
        found = self.lays[number].on_ground(np.array([[x, y]]))[0]
        return float(found[0]), float(found[1])

    def step(self, number: int, x: float, y: float) -> tuple[float, float]:
        """How the ground at a place of picture `number` goes on to the next picture."""
        back, here = self._back[number], np.array([[x, y]])
        there = here
        for _ in range(3):
            there = here - back.at(there)
        return float(there[0, 0] - x), float(there[0, 1] - y)

    def _step(self, small: Small) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Shift of the ground in each cell back to the picture before, and how far its flow is
        off."""
        assert small.back is not None  # only the first picture has no flow
        places = cell_places(self._size).astype(np.float32)
        cells = np.asarray(resized(small.back, cell_count(self._size)), np.float32)
        view = view_field(np.linalg.inv(square(small.view))[:2], places)
        counts = _counts(gray_of(small.picture), cell_count(self._size))
        ground = _smooth(cells - view, counts) + view
        off = cells - ground
        return ground, np.hypot(off[..., 0], off[..., 1])


def _smooth(own: Field, counts: NDArray[np.float32]) -> Field:
    """The smooth motion that most cells have around them."""
    ground = _curved(own, counts)
    for wide in _WIDE:
        for _ in range(_SMOOTHINGS):
            off = own - ground
            ground = ground + _smoothed(off, counts * _trust(off), wide)
    return ground


def _counts(gray: Gray, cells: Size) -> NDArray[np.float32]:
    """How much the flow of each cell counts: (rows, columns)."""
    import cv2

    edges = cv2.morphologyEx(gray, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    texture = np.asarray(cv2.resize(edges, cells, interpolation=cv2.INTER_AREA), np.float32)
    return np.asarray(np.clip(texture / _TEXTURE, _LEAST, 1.0), np.float32)


def _trust(off: Field) -> NDArray[np.float32]:
    """How much each cell is of the ground by how far it is off (Cauchy's weights)."""
    away = np.hypot(off[..., 0], off[..., 1])
    usual = max(_OFF_PX, float(np.median(away)))
    return np.asarray(1.0 / (1.0 + (away / usual) ** 2), np.float32)


def _curved(own: Field, counts: NDArray[np.float32]) -> Field:
    """The curved surface of the second degree that most cells follow."""
    rows, columns = own.shape[:2]
    y, x = np.mgrid[-1 : 1 : rows * 1j, -1 : 1 : columns * 1j]
    known = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1).reshape(-1, 6)
    wanted = own.reshape(-1, 2).astype(np.float64)
    found = np.zeros_like(own)
    for _ in range(_CURVES):
        weighed = known * (counts * _trust(own - found)).reshape(-1, 1)
        fit = np.linalg.solve(weighed.T @ known + 1e-3 * np.eye(6), weighed.T @ wanted)
        found = np.asarray((known @ fit).reshape(own.shape), np.float32)
    return found


def _smoothed(off: Field, weights: NDArray[np.float32], wide: float) -> Field:
    """The weighted mean of what lies around each cell."""
    import cv2

    def blurred(values: NDArray[np.float32]) -> NDArray[np.float32]:
        spread = cv2.GaussianBlur(values, (0, 0), wide, borderType=cv2.BORDER_REPLICATE)
        return np.asarray(spread, np.float32)

    return np.asarray(blurred(off * weights[..., None]) / (blurred(weights) + 1e-3)[..., None])
