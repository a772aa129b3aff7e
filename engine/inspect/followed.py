"""A few small pictures of a clip, each followed into the others: what of one is in another.

Both directions of flow lead from picture to picture, once as followed from frame to frame at the
clip's own rate and once as searched between the two pictures alone. What either explains is
explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.inspect.camera import Affine
from engine.inspect.flow import Field, Rgb, Size, looked_up, pixels

Levels = NDArray[np.float32]
"""(height, width): difference in gray levels, the largest of the three channels."""
Window = tuple[slice, slice]
"""Rows and columns of a picture that are worth looking at."""

LEVELS = 24.0
"""Gray levels from which on a place is another one."""
STEADY = 2
"""Pictures to either side of a pair over which it has to be steady."""
_CALM = 8.0
_ASTRAY, _NOWHERE = 1.5, np.float32(255)
"""Pixels by which the way there and back misses where it began, for it to lead nowhere; and the
gray levels of what is not there."""
_DARK = 8.0
_SAME_LIGHT = 0.01
_SAME_VIEW = 1e-6
_THIN: Window = (slice(None, None, 8), slice(None, None, 8))
"""Enough of a picture to tell how light it is."""
_AROUND = 4
"""Pixels around what is worth looking at that tell what is in it."""


@dataclass(slots=True)
class Kept:
    """A small picture and how it follows from the one before."""

    frame: int
    picture: Rgb
    gray: NDArray[np.uint8]
    ahead: Field | None = None
    """From the picture before to this one, as searched between the two."""
    back: Field | None = None
    own_ahead: Field | None = None
    """The same as followed from frame to frame."""
    own_back: Field | None = None
    view_back: NDArray[np.float64] = field(default_factory=lambda: np.eye(3))
    """3 x 3: where the ground of this picture was in the one before."""
    way: Levels | None = None
    """How far things moved by themselves since the picture before, pixels."""


class Pair(NamedTuple):
    """Two pictures and the farthest to either side, all as the later one's view sees them."""

    before: int
    after: int
    first: int
    last: int
    """Up to `STEADY` pictures to either side."""
    ground: Affine
    """From the later one to the earlier one."""
    was: Rgb
    """The first."""
    then: Rgb
    """The earlier one."""
    here: Rgb
    """The later one."""
    will: Rgb
    """The last."""
    window: Window
    """What has all that changed in it. Maps of it are looked at in no other place."""
    change: Levels
    """By how much the later one is other than the earlier one where it lies, in the window."""
    lay: Levels
    """By how much the earlier one is other than the first where it lies, in the window."""
    lies: Levels
    """By how much the later one is other than the last, in the window."""


class Sides(NamedTuple):
    """How steady each side of a pair is, as maps over the later picture; 0 outside its window."""

    before: Levels
    """Followed along the flow."""
    after: Levels
    before_in_place: Levels
    """Not followed."""
    after_in_place: Levels
    way: Levels
    """How far things moved by themselves in between, pixels; everywhere."""


class _Gone(NamedTuple):
    """A window of a picture that was followed into another one."""

    missing: Levels
    """By how much what is there is not where it leads: 0 off the border."""
    reached: Field
    """The places in the other picture that it leads to."""


class Followed:
    """Pictures in the order of the clip; all of them of one size."""

    def __init__(self, kept: Sequence[Kept], size: Size, smallest: float) -> None:
        """`smallest`: as many pixels are worth looking at."""
        self.kept = kept
        self._size = size
        self._smallest = smallest
        self._places = pixels(size)

    def pair(self, before: int, after: int) -> Pair | None:
        """Two pictures; None where too few pixels are other ones."""
        ground = self._ground(after, before)
        then, here = self._laid(self.kept[before].picture, ground), self.kept[after].picture
        change = _differing(here, then)
        if self.too_few(change):
            return None
        window = self._around(change > LEVELS)
        first, last = max(0, before - STEADY), min(len(self.kept) - 1, after + STEADY)
        was = self._laid(self.kept[first].picture, self._ground(after, first))
        will = self._laid(self.kept[last].picture, self._ground(after, last))
        lay, lies = _differing(then, was, window), _differing(here, will, window)
        sides = (was, then, here, will)
        return Pair(before, after, first, last, ground, *sides, window, change[window], lay, lies)

    def too_few(self, levels: Levels) -> bool:
        """Whether there is nothing worth looking at in a map of differences."""
        return float((levels > LEVELS).sum()) < self._smallest

    def unexplained(self, pair: Pair) -> Levels:
        """By how much what is in the later picture has no past and what was there has no future, or
        something more where `too_few` pixels have no past. A map of the whole picture.

        One of the two is the ground of what comes or goes. Where all lies still before and after,
        it went nowhere, and what looks like it beside the place, as more of a wall or of a table
        does, is no past or future of it: it is found only where the flow also leads back to the
        place. What moves may have gone behind something, or be a part of what goes on.
        """
        return self._placed(self._unexplained(pair), pair.window)

    def _unexplained(self, pair: Pair) -> Levels:
        """The same, of the window."""
        a, b, window = pair.before, pair.after, pair.window
        still = (np.maximum(pair.lay, pair.lies) < _CALM) & (pair.change > LEVELS)
        lies_still = bool(still.any())
        past, gone = pair.change, []
        for own in (False, True):
            gone.append(self._gone(b, a, window, own=own))
            past = _least((past, gone[-1].missing))
            if not lies_still and self.too_few(past):
                return past
        earlier = self._seen_from(window, pair.ground)
        lost = [self._gone(a, b, earlier, own=own) for own in (False, True)]
        future = self._of_later(_least(one.missing for one in lost), pair, earlier)
        if not lies_still:
            return _least((past, future))
        true_past = _least((pair.change, *self._only_back_again(gone, b, a, window)))
        true_future = self._of_later(
            _least(self._only_back_again(lost, a, b, earlier)), pair, earlier
        )
        comes, goes = _least((past, true_future)), _least((true_past, future))
        in_place = np.where(still, np.maximum(comes, goes), 0)
        return np.asarray(np.maximum(_least((past, future)), in_place), np.float32)

    def sides(self, pair: Pair) -> Sides:
        """How steady it was before and is after."""
        window = pair.window
        way = np.zeros((self._size.height, self._size.width), np.float32)
        for step in range(pair.before + 1, pair.after + 1):
            passed = self.kept[step].way
            if passed is not None:
                way += passed
        earlier = self._seen_from(window, pair.ground)
        before = self._gone(pair.before, pair.first, earlier, own=False).missing
        after = self._gone(pair.after, pair.last, window, own=False).missing
        # what is there for a moment only has no steady side, but the ground comes back
        before = np.minimum(
            self._of_later(before, pair, earlier), _differing(pair.here, pair.was, window)
        )
        after = np.minimum(after, _differing(pair.then, pair.will, window))
        return Sides(
            self._placed(before, window),
            self._placed(after, window),
            self._placed(pair.lay, window),
            self._placed(pair.lies, window),
            way,
        )

    def _gone(self, a: int, b: int, window: Window, *, own: bool) -> _Gone:
        """What is in a window of picture `a`, followed into picture `b`."""
        here, there = self.kept[a].picture, self.kept[b].picture
        reached = self._follow(a, b, self._places[window], own=own)
        light = _light(
            here[_THIN], looked_up(there, self._follow(a, b, self._places[_THIN], own=own))
        )
        missing = _missing(here[window], _relit(looked_up(there, reached), light))
        x, y = reached[..., 0], reached[..., 1]
        width, height = self._size
        missing[(x < 0) | (y < 0) | (x > width - 1) | (y > height - 1)] = 0.0
        return _Gone(missing, reached)

    def _only_back_again(
        self, gone: Sequence[_Gone], a: int, b: int, window: Window
    ) -> Iterator[Levels]:
        """How much is gone each way, as searched and as followed from frame to frame, and all of it
        where that does not lead back again."""
        for own, (missing, reached) in zip((False, True), gone, strict=True):
            off = self._follow(b, a, reached, own=own) - self._places[window]
            lost = np.hypot(off[..., 0], off[..., 1]) > _ASTRAY
            yield np.asarray(np.where(lost, _NOWHERE, missing), np.float32)

    def _follow(self, a: int, b: int, places: Field, *, own: bool) -> Field:
        """Where what is at places of picture `a` is in picture `b`, step by step; `own`: as
        followed from frame to frame."""
        for step in range(a + 1, b + 1) if b > a else range(a, b, -1):
            here = self.kept[step]
            ways = (here.own_ahead, here.own_back) if own else (here.ahead, here.back)
            flow = ways[0] if b > a else ways[1]
            if flow is not None:
                places = places + looked_up(flow, places)
        return places

    def _ground(self, a: int, b: int) -> Affine:
        """The same for what does not move by itself: 2 x 3."""
        move = np.eye(3)
        for step in range(a, b, -1) if b < a else range(a + 1, b + 1):
            back = self.kept[step].view_back
            move = (back if b < a else np.linalg.inv(back)) @ move
        return np.asarray(move[:2], np.float64)

    def _laid(self, picture: NDArray[Any], ground: Affine) -> NDArray[Any]:
        """A picture as the view sees it from where the other one was; beyond its border it is 0."""
        import cv2

        if _is_same_view(ground):
            return picture
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return np.asarray(cv2.warpAffine(picture, ground, self._size, flags=how))

    def _of_later(self, levels: Levels, pair: Pair, earlier: Window) -> Levels:
        """A map of a window of the earlier picture, as one of the window of the later one."""
        if _is_same_view(pair.ground):
            return levels
        laid: Levels = self._laid(self._placed(levels, earlier), pair.ground)
        return laid[pair.window]

    def _placed(self, levels: Levels, window: Window) -> Levels:
        """A map of a window as one of the picture."""
        whole = np.zeros((self._size.height, self._size.width), np.float32)
        whole[window] = levels
        return whole

    def _seen_from(self, window: Window, ground: Affine) -> Window:
        """The window of the other picture that a window is seen in."""
        if _is_same_view(ground):
            return window
        rows, columns = window
        corners = [(x, y, 1.0) for x in _ends(columns) for y in _ends(rows)]
        x, y = ground @ np.array(corners).T
        return _grown(y, self._size.height), _grown(x, self._size.width)

    def _around(self, marked: NDArray[np.bool_]) -> Window:
        """The window of all that is marked: at least one pixel is."""
        rows, columns = (np.flatnonzero(marked.any(axis=axis)) for axis in (1, 0))
        return _grown(rows, self._size.height), _grown(columns, self._size.width)


def _is_same_view(ground: Affine) -> bool:
    return float(np.abs(ground - np.eye(3)[:2]).max()) < _SAME_VIEW


def _ends(span: slice) -> tuple[int, int]:
    """The first and the last of a span."""
    return span.start, span.stop - 1


def _grown(at: NDArray[Any], length: int) -> slice:
    """From the first to the last of some places with what is around them, at least one of all."""
    start = min(max(0, int(np.floor(at.min())) - _AROUND), length - 1)
    return slice(start, max(start + 1, min(length, int(np.ceil(at.max())) + _AROUND + 1)))


def _differing(here: Rgb, other: Rgb, window: Window = np.s_[:, :]) -> Levels:
    """By how much a picture is beyond all that lies within two pixels in another, in a window."""
    light = _light(here[_THIN], other[_THIN])
    return _missing(here[window], _relit(other[window], light))


def _missing(here: Rgb, target: Rgb) -> Levels:
    """By how much a picture is beyond all that is within two pixels in another as light."""
    import cv2

    kernel = np.ones((5, 5), np.uint8)
    above = cv2.subtract(here, cv2.dilate(target, kernel))
    below = cv2.subtract(cv2.erode(target, kernel), here)
    red, green, blue = cv2.split(cv2.max(above, below))
    largest = cv2.max(cv2.max(red, green), blue)
    return np.asarray(cv2.blur(np.asarray(largest, dtype=np.float32), (3, 3)), np.float32)


def _light(wanted: Rgb, picture: Rgb) -> NDArray[np.float32]:
    """How much lighter one picture is than another in each channel, the middle of all places."""
    here, there = (side.reshape(-1, 3).T.astype(np.float32) for side in (wanted, picture))
    times = np.ascontiguousarray((here + _DARK) / (there + _DARK))
    middles = (times.shape[1] - 1) // 2, times.shape[1] // 2
    middle = np.partition(times, middles, axis=1)[:, middles].mean(axis=1)
    return np.asarray(np.clip(middle, 0.5, 2.0), np.float32)


def _relit(picture: Rgb, gains: NDArray[np.float32]) -> Rgb:
    """The picture as light as another one is: exposure that changes is no event."""
    import cv2

    if float(np.abs(gains - 1).max()) < _SAME_LIGHT:
        return picture
    levels = np.arange(256, dtype=np.float32)[:, None]
    table = np.clip(levels * gains + (gains - 1) * _DARK + 0.5, 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(picture, table[:, None, :]), np.uint8)


def _least(levels: Iterable[Levels]) -> Levels:
    """What none of several explains better."""
    return np.asarray(np.minimum.reduce(list(levels)), np.float32)
