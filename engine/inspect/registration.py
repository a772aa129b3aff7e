"""Small pictures of a stretch of film in, where each of them lies on the ground out.

Where enough of the picture stands still all along, the camera does: a hand that fills half of it is
not the view. Else the steps of the view are added up, and each picture is held against the middle
one to mend what adds up with them. Where no one move lays the border of the pictures over each
other, the view goes by near and far things, and each picture is laid cell by cell if that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.inspect.flow import Gray, Rgb, Size, gray_of
from engine.inspect.laying import Flat, Lay, Matrix, at_border
from engine.inspect.parting import Mask
from engine.inspect.relief import Relief

LEAST_ALIKE = 0.12
"""Share of places that look alike all along, for a ground to be there for sure."""
_SAMPLES = 15
_POINTS, _FEWEST, _AGREE = 240, 24, 0.3
_STANDS = 0.7
"""Share of places that look alike all along, for a camera that surely stands."""
_ALIKE = 0.85
"""Correlation of what looks alike; and how much of what moves with the view must stand still, too,
for the camera to stand."""
_AT_REST, _ON_GROUND = 0.5, 0.2
"""Shares of a picture, and of its corners, that do not move by themselves: a ground without corners
of its own is not laid out by those of what moves before it."""
_TOLERANCE_PX = 1.0
_TRIPOD_PX = 0.4
_RIM_POINTS = 8
"""Corners that have to be at the border of the picture, for anything to be told by it."""
_GOES_PX = 2.0
"""Pixels that the border goes at least, for the view to go by near and far things."""
_PASSED_BY, _GAIN = 0.65, 0.17
"""Share of the border that looks alike under one move, at most, where the view goes by near and far
things; and how much more of it, and of all, has to where pictures are bent."""


class Laid(NamedTuple):
    """Where pictures lie, and how sure that is."""

    lays: tuple[Lay, ...]
    agreed: float
    """Share of places that look alike all along."""
    relief: Relief | None = None
    """How the ground moves, where they are bent."""


def samples(count: int) -> list[int]:
    """Some of so many pictures, all along."""
    return sorted({int(n) for n in np.linspace(0, count - 1, min(count, _SAMPLES)).round()})


class Registration:
    """The pictures of a stretch, to be laid over each other."""

    def __init__(self, pictures: Sequence[Rgb]) -> None:
        import cv2

        self._count, self._middle = len(pictures), len(pictures) // 2
        self._pictures = pictures
        self._size = Size(pictures[0].shape[1], pictures[0].shape[0])
        self._reference = gray_of(pictures[self._middle])
        corners = cv2.goodFeaturesToTrack(self._reference, _POINTS, 0.01, 5)
        found = np.zeros((0, 2)) if corners is None else corners
        self._points = np.asarray(found, np.float32).reshape(-1, 2)

    @cached_property
    def _grays(self) -> list[Gray]:
        return [gray_of(picture) for picture in self._pictures]

    @cached_property
    def _patches(self) -> NDArray[np.float32]:
        return _patches(self._reference, self._points)

    def laid(
        self,
        moves: Sequence[Matrix],
        quiet: Mask,
        pool: Executor,
        relief: Callable[[], Relief] | None,
    ) -> Laid:
        """Where each picture is on the ground.

        `moves[n]` leads from picture n to n + 1; `quiet` is of the middle picture, 1 where it does
        not move by itself. Without `relief` pictures are laid by one move each.
        """
        unmoved = tuple(Flat(np.eye(3)) for _ in range(self._count))
        if len(self._points) < _FEWEST:
            return Laid(unmoved, 1.0)
        standing = self._share_alike(unmoved)
        if standing >= _STANDS:
            return Laid(unmoved, standing)
        flat = self._flat(moves, quiet, pool, unmoved, standing)
        return flat if relief is None else self._bent(flat, relief)

    def _flat(
        self,
        moves: Sequence[Matrix],
        quiet: Mask,
        pool: Executor,
        unmoved: tuple[Flat, ...],
        standing: float,
    ) -> Laid:
        """By one move each, in the frame of the middle one."""
        steps = [np.eye(3)]
        for move in moves[: self._count - 1]:
            steps.append(steps[-1] @ np.linalg.inv(move))
        to_middle = np.linalg.inv(steps[self._middle])
        guesses = [np.linalg.inv(to_middle @ step) for step in steps]
        if not self._only_on_movers(quiet):
            guesses = [*pool.map(self._registered, self._grays, guesses)]
        found = tuple(Flat(np.linalg.inv(guess)) for guess in guesses)
        if all(_near(lay.move, self._size) for lay in found):
            return Laid(unmoved, standing)
        agreed = self._share_alike(found)
        still = standing >= _ALIKE * agreed
        return Laid(unmoved, standing) if still else Laid(found, agreed)

    def _bent(self, flat: Laid, relief: Callable[[], Relief]) -> Laid:
        """Cell by cell, where the border of the pictures looks much more alike then."""
        rim = at_border(self._points, self._size)
        if int(rim.sum()) < _RIM_POINTS:
            return flat
        border, whole = self._seen_alike(flat.lays, self._points, rim)
        if border > _PASSED_BY:
            return flat
        found = relief()
        if found.goes() < _GOES_PX:
            return flat
        lays = found.lays
        spots = lays[self._middle].on_ground(self._points)
        border_then, whole_then = self._seen_alike(lays, spots, rim)
        if (border_then - border + whole_then - whole) / 2 < _GAIN:
            return flat
        return Laid(lays, whole_then, found)

    def _only_on_movers(self, quiet: Mask) -> bool:
        """Whether most of a picture is at rest and hardly any corner is, as before a bare wall."""
        x, y = self._points.astype(np.intp).T
        return float(quiet.mean()) > _AT_REST and float(quiet[y, x].mean()) < _ON_GROUND

    def _share_alike(self, lays: Sequence[Lay]) -> float:
        """The share of points whose surroundings look in most pictures as in the middle one, which
        lies as it is."""
        shares = [
            float(self._alike(number, lays[number].in_picture(self._points)).mean())
            for number in samples(self._count)
        ]
        return float(np.median(shares))

    def _seen_alike(
        self, lays: Sequence[Lay], spots: NDArray[np.floating], rim: NDArray[np.bool_]
    ) -> tuple[float, float]:
        """The same share of the points of the rim, and of all, of those that a picture shows;
        `spots` are the points on the ground."""
        border: list[float] = []
        whole: list[float] = []
        for number in samples(self._count):
            moved = lays[number].in_picture(spots)
            shown = ((moved >= 0) & (moved < np.array(self._size))).all(axis=1)
            alike = self._alike(number, moved)
            for shares, among in ((border, shown & rim), (whole, shown)):
                shares.append(float(alike[among].mean()) if among.sum() >= _RIM_POINTS else 0.0)
        return float(np.median(border)), float(np.median(whole))

    def _alike(self, number: int, moved: NDArray[np.floating]) -> NDArray[np.bool_]:
        """Which points look as in the middle picture where they are in another one."""
        here = _patches(self._grays[number], moved.astype(np.float32))
        return np.asarray((here * self._patches).sum(axis=1) > _ALIKE)

    def _registered(self, gray: Gray, guess: Matrix) -> Matrix:
        """Where a point of the middle picture is in another: near the guess, which stands in
        doubt."""
        import cv2

        points = self._points
        start = (points @ guess[:2, :2].T + guess[:2, 2]).astype(np.float32)
        there, status, _ = cv2.calcOpticalFlowPyrLK(
            self._reference,
            gray,
            points,
            start.copy(),
            winSize=(11, 11),
            maxLevel=1,
            flags=cv2.OPTFLOW_USE_INITIAL_FLOW,
        )
        rows, columns = gray.shape
        good = (status.ravel() == 1) & (there >= 0).all(axis=1)
        good &= (there[:, 0] < columns) & (there[:, 1] < rows)
        if int(good.sum()) < _FEWEST:
            return guess
        cv2.setRNGSeed(1)
        move, inside = cv2.estimateAffinePartial2D(
            points[good],
            there[good],
            ransacReprojThreshold=_TOLERANCE_PX,
            maxIters=200,
            confidence=0.99,
        )
        if move is None or not np.isfinite(move).all():
            return guess
        if not 0.4 < abs(np.linalg.det(move[:, :2])) < 3:
            return guess
        return np.vstack([move, [0.0, 0.0, 1.0]]) if float(inside.mean()) >= _AGREE else guess


def _patches(gray: Gray, points: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, 25): the gray levels around each point, of mean 0 and length 1."""
    import cv2

    offsets = np.stack(np.meshgrid(np.arange(-2, 3), np.arange(-2, 3)), axis=-1).reshape(1, -1, 2)
    places = (points[:, None] + offsets).astype(np.float32)
    found = cv2.remap(
        gray.astype(np.float32),
        places[..., 0],
        places[..., 1],
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    levels = np.asarray(found, np.float32)
    levels = levels - levels.mean(axis=1, keepdims=True)
    length = np.linalg.norm(levels, axis=1, keepdims=True)
    return np.asarray(levels / np.maximum(length, 1.0), np.float32)


def _near(place: Matrix, size: Size) -> bool:
    wide, high = size
    corners = np.array([[0, 0, 1], [wide, 0, 1], [0, high, 1], [wide, high, 1.0]])
    return bool(np.abs(corners @ place.T - corners).max() < _TRIPOD_PX)
