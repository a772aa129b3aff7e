"""Pictures one after the other in, the ways of up to 500 points out.

Corners are tracked by pyramidal Lucas-Kanade with the dense flow as the guess, and believed where
the way back ends where it began: five to ten times as exact as dense flow where there is texture.
Points that are lost make room for new ones, so that the picture stays covered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.inspect.flow import Field, Gray, Seen, Size

MOST = 500
_THERE_AND_BACK = 0.5
"""Pixels a point may miss its start by."""
_REFILL_S = 0.25
_APART = 0.018
"""Of the picture's diagonal, between new points."""
_QUALITY = 0.01
_REACH = 11


@dataclass(frozen=True, slots=True)
class Points:
    """Ways of points; each of the 500 places holds one point after the other."""

    places: NDArray[np.float32]
    """(frames, 500, 2) Clip pixels; NaN where no point is followed."""
    born: NDArray[np.int32]
    """(frames, 500) The frame in which the point that is there was found; -1 where is none."""

    @property
    def lost(self) -> NDArray[np.bool_]:
        """(frames, 500) Whether a point is followed no further than this frame."""
        ends = np.zeros(self.born.shape, bool)
        ends[:-1] = (self.born[:-1] >= 0) & (self.born[1:] != self.born[:-1])
        return ends


class Follower(Protocol):
    """What follows points: Lucas-Kanade, or a model of the person's own."""

    def see(self, seen: Seen) -> None:
        """The next picture; without a flow that led to it, it begins a part of the film."""
        ...

    def points(self) -> Points:
        """All ways, once there are no more pictures."""
        ...


class PointTracker:
    """Pictures and the flow between them in, Points out."""

    def __init__(self, fps: float, size: Size, scale: float) -> None:
        """`size` of the pictures; `scale` is clip pixels per pixel of them."""
        self._scale = scale
        self._every = max(1, round(fps * _REFILL_S))
        self._apart = distance(size)
        self._now = np.full((MOST, 2), np.nan, np.float32)
        self._born = np.full(MOST, -1, np.int32)
        self._places: list[NDArray[np.float32]] = []
        self._births: list[NDArray[np.int32]] = []
        self._last: Gray | None = None

    def see(self, seen: Seen) -> None:
        """See `Follower`."""
        frame, gray, ahead = len(self._places), seen.gray, seen.ahead
        if ahead is None or self._last is None:
            self._born[:] = -1
        else:
            self._follow(self._last, gray, ahead)
        if frame % self._every == 0 or ahead is None:
            self._refill(gray, frame)
        self._now[self._born < 0] = np.nan
        self._places.append(self._now * np.float32(self._scale))
        self._births.append(self._born.copy())
        self._last = gray

    def points(self) -> Points:
        """See `Follower`."""
        return joined(self._places, self._births)

    def _follow(self, before: Gray, after: Gray, ahead: Field) -> None:
        held = np.flatnonzero(self._born >= 0)
        if not len(held):
            return
        start = self._now[held]
        columns = np.clip(start[:, 0].round().astype(int), 0, before.shape[1] - 1)
        rows = np.clip(start[:, 1].round().astype(int), 0, before.shape[0] - 1)
        guess = start + ahead[rows, columns]
        there, found = _tracked(before, after, start, guess)
        back, came = _tracked(after, before, there, start)
        off = np.hypot(*(back - start).T)
        height, width = after.shape
        inside = (there >= 0).all(axis=1) & (there[:, 0] < width) & (there[:, 1] < height)
        good = found & came & inside & (off < _THERE_AND_BACK)
        self._now[held] = there
        self._born[held[~good]] = -1

    def _refill(self, gray: Gray, frame: int) -> None:
        """New points where there are none."""
        free = np.flatnonzero(self._born < 0)
        if len(free) < MOST // 10 and frame:
            return
        places = new_points(gray, self._now[self._born >= 0], len(free), self._apart)
        taken = free[: len(places)]
        self._now[taken], self._born[taken] = places, frame


def joined(places: list[NDArray[np.float32]], births: list[NDArray[np.int32]]) -> Points:
    """Points from the rows of each frame."""
    return Points(
        np.array(places, np.float32).reshape(-1, MOST, 2),
        np.array(births, np.int32).reshape(-1, MOST),
    )


def distance(size: Size) -> float:
    """Pixels between points that are found in pictures of a size."""
    return max(3.0, _APART * float(np.hypot(*size)))


def new_points(
    gray: Gray, there: NDArray[np.float32], most: int, apart: float
) -> NDArray[np.float32]:
    """At `most` so many corners (n, 2) of a picture, `apart` from each other and from those that
    are there.
    """
    import cv2

    mask = np.full(gray.shape, 255, np.uint8)
    for x, y in there:
        cv2.circle(mask, (round(float(x)), round(float(y))), round(apart), 0, -1)
    found: Any = cv2.goodFeaturesToTrack(gray, most, _QUALITY, apart, mask=mask)
    if found is None:
        return np.zeros((0, 2), np.float32)
    return np.asarray(found, np.float32).reshape(-1, 2)[:most]


def _tracked(
    before: Gray, after: Gray, start: NDArray[np.float32], guess: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    import cv2

    there, found, _ = cv2.calcOpticalFlowPyrLK(
        before,
        after,
        np.ascontiguousarray(start),
        np.ascontiguousarray(guess, np.float32),
        winSize=(_REACH, _REACH),
        maxLevel=1,
        criteria=(cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 10, 0.03),
        flags=cv2.OPTFLOW_USE_INITIAL_FLOW,
    )
    return np.asarray(there, np.float32), np.asarray(found).ravel() == 1
