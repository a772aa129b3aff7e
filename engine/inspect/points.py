"""Pictures one after the other in, the ways of up to 500 points out.

Corners are tracked by pyramidal Lucas-Kanade with the dense flow as the guess, and believed where
the way back ends where it began: five to ten times as exact as dense flow where there is texture.
Points that are lost make room for new ones, so that the picture stays covered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.inspect.flow import Field, Gray, Size

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


class PointTracker:
    """Pictures and the flow between them in, Points out."""

    def __init__(self, fps: float, size: Size, scale: float) -> None:
        """`size` of the pictures; `scale` is clip pixels per pixel of them."""
        self._scale = scale
        self._every = max(1, round(fps * _REFILL_S))
        self._apart = max(3.0, _APART * float(np.hypot(*size)))
        self._now = np.full((MOST, 2), np.nan, np.float32)
        self._born = np.full(MOST, -1, np.int32)
        self._places: list[NDArray[np.float32]] = []
        self._births: list[NDArray[np.int32]] = []
        self._last: Gray | None = None

    def see(self, gray: Gray, ahead: Field | None = None) -> None:
        """The next picture, and the flow that led to it; none behind a cut."""
        frame = len(self._places)
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
        """All ways so far."""
        return Points(
            np.array(self._places, np.float32).reshape(-1, MOST, 2),
            np.array(self._births, np.int32).reshape(-1, MOST),
        )

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
        import cv2

        free = np.flatnonzero(self._born < 0)
        if len(free) < MOST // 10 and frame:
            return
        mask = np.full(gray.shape, 255, np.uint8)
        for x, y in self._now[self._born >= 0]:
            cv2.circle(mask, (round(float(x)), round(float(y))), round(self._apart), 0, -1)
        found: Any = cv2.goodFeaturesToTrack(gray, len(free), _QUALITY, self._apart, mask=mask)
        if found is None:
            return
        places = np.asarray(found, np.float32).reshape(-1, 2)[: len(free)]
        taken = free[: len(places)]
        self._now[taken], self._born[taken] = places, frame


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
