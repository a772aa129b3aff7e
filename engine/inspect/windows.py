"""Pictures one after the other in, the ways of points out, by a tracker that looks at a few
pictures at a time.

Half of each window is in the next one again: a point that is hidden meanwhile is asked for where it
was last seen, and is the same point when it comes back. Places of the hidden frames between are
those that the tracker thinks of.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.frame.network import Floats
from engine.inspect.flow import Rgb, Seen, Size, gray_of, resized
from engine.inspect.own_tracker import OwnTracker
from engine.inspect.points import MOST, Points, distance, joined, new_points


class WindowTracker:
    """See `engine.inspect.points.Follower`."""

    def __init__(self, tracker: OwnTracker, size: Size, scale: float) -> None:
        """`size` of the pictures; `scale` is clip pixels per pixel of them."""
        self._tracker = tracker
        self._size = tracker.size_for(size)
        self._unit: Floats = np.array(
            [scale * side / own for side, own in zip(size, self._size, strict=True)], np.float32
        )
        self._film: list[Rgb] = []
        self._fresh = 0
        """The picture of the film in which new points are looked for."""
        self._held = np.full(MOST, -1)
        """The frame in which each point was last seen; -1 where none is followed."""
        self._born = np.full(MOST, -1, np.int32)
        self._places: list[Floats] = []
        """Of each frame, in pixels of the film."""
        self._births: list[NDArray[np.int32]] = []

    def see(self, seen: Seen) -> None:
        """See `Follower`."""
        if seen.ahead is None:
            self._end()
        self._film.append(np.asarray(resized(seen.picture, self._size), np.uint8))
        self._places.append(np.full((MOST, 2), np.nan, np.float32))
        self._births.append(np.full(MOST, -1, np.int32))
        if len(self._film) == self._tracker.frames:
            self._follow(keep=self._tracker.frames // 2)

    def points(self) -> Points:
        """See `Follower`."""
        self._end()
        return joined([places * self._unit for places in self._places], self._births)

    def _end(self) -> None:
        """No picture that comes later belongs to the film."""
        if len(self._film) > self._fresh + 1:
            self._follow(keep=0)
        self._film, self._fresh = [], 0
        self._held[:] = -1

    def _follow(self, keep: int) -> None:
        """Through all pictures of the film, of which the last few go on to the next."""
        count = len(self._film)
        begin = len(self._places) - count
        self._refill(begin + self._fresh)
        slots = np.flatnonzero(self._held >= 0)
        if len(slots):
            last = self._held[slots] - begin
            at = np.stack(self._places[begin:])[last, slots]
            film = self._film + self._film[-1:] * (self._tracker.frames - count)
            asked = np.column_stack([last, at]).astype(np.float32)
            followed = self._tracker.follow(film, asked)
            self._take(slots, followed.places[:, :count], followed.seen[:, :count])
        self._film, self._fresh = self._film[count - keep :], max(0, keep - 1)
        self._held[self._held < begin + count - keep] = -1

    def _take(self, slots: NDArray[np.intp], places: Floats, seen: NDArray[np.bool_]) -> None:
        """Writes down where points went, up to where each was seen last."""
        count = seen.shape[1]
        frames = np.arange(len(self._places) - count, len(self._places))
        inside = ((places >= 0) & (places < np.array(self._size))).all(axis=2)
        later = frames > self._held[slots][:, None]
        known = seen & inside & later
        last = np.where(known, frames, self._held[slots][:, None]).max(axis=1)
        goes_on = later & (frames <= last[:, None])
        for number, frame in enumerate(frames.tolist()):
            on = goes_on[:, number]
            self._places[frame][slots[on]] = places[on, number]
            self._births[frame][slots[on]] = self._born[slots[on]]
        self._held[slots] = last

    def _refill(self, frame: int) -> None:
        """New points where there are none."""
        free, taken = np.flatnonzero(self._held < 0), self._births[frame] >= 0
        if not len(free):
            return
        gray = gray_of(self._film[self._fresh])
        new = new_points(gray, self._places[frame][taken], len(free), distance(self._size))
        slots = free[: len(new)]
        self._places[frame][slots], self._births[frame][slots] = new, frame
        self._held[slots] = self._born[slots] = frame
