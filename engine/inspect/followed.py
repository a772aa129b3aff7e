"""A few small pictures of a clip, each followed into the others: what of one is in another.

Both directions of flow lead from picture to picture, once as followed from frame to frame at the
clip's own rate and once as searched between the two pictures alone. What either explains is
explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.inspect.camera import Affine
from engine.inspect.flow import Field, Rgb, Size, gone_astray, looked_up, pixels

Levels = NDArray[np.float32]
"""(height, width): difference in gray levels, the largest of the three channels."""

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
    change: Levels
    """By how much the later one is other than the earlier one where it lies."""
    lay: Levels
    """By how much the earlier one is other than the first where it lies."""
    lies: Levels
    """By how much the later one is other than the last."""


class Sides(NamedTuple):
    """How steady each side of a pair is, as maps over the later picture."""

    before: Levels
    """Followed along the flow."""
    after: Levels
    before_in_place: Levels
    """Not followed."""
    after_in_place: Levels
    way: Levels
    """How far things moved by themselves in between, pixels."""


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
        change = _missing(here, then)
        if self.too_few(change):
            return None
        first, last = max(0, before - STEADY), min(len(self.kept) - 1, after + STEADY)
        was = self._laid(self.kept[first].picture, self._ground(after, first))
        will = self._laid(self.kept[last].picture, self._ground(after, last))
        lay, lies = _missing(then, was), _missing(here, will)
        return Pair(before, after, first, last, ground, was, then, here, will, change, lay, lies)

    def too_few(self, levels: Levels) -> bool:
        """Whether there is nothing worth looking at in a map of differences."""
        return float((levels > LEVELS).sum()) < self._smallest

    def unexplained(self, pair: Pair) -> Levels:
        """By how much what is in the later picture has no past and what was there has no future, or
        something more where `too_few` pixels have no past.

        One of the two is the ground of what comes or goes. Where all lies still before and after,
        it went nowhere, and what looks like it beside the place, as more of a wall or of a table
        does, is no past or future of it: it is found only where the flow also leads back to the
        place. What moves may have gone behind something, or be a part of what goes on.
        """
        a, b = pair.before, pair.after
        still = (np.maximum(pair.lay, pair.lies) < _CALM) & (pair.change > LEVELS)
        lies_still = bool(still.any())
        past, back, gone = pair.change, [], []
        for own in (False, True):
            back.append(self._follow(b, a, own=own))
            gone.append(self._gone_along(b, a, back[-1]))
            past = _least((past, gone[-1]))
            if not lies_still and self.too_few(past):
                return past
        ahead = [self._follow(a, b, own=own) for own in (False, True)]
        lost = [self._gone_along(a, b, way) for way in ahead]
        future = self._laid(_least(lost), pair.ground)
        if not lies_still:
            return _least((past, future))
        true_past = _least((pair.change, *map(_only_back_again, gone, back, ahead)))
        true_future = self._laid(_least(map(_only_back_again, lost, ahead, back)), pair.ground)
        comes, goes = _least((past, true_future)), _least((true_past, future))
        in_place = np.where(still, np.maximum(comes, goes), 0)
        return np.asarray(np.maximum(_least((past, future)), in_place), np.float32)

    def sides(self, pair: Pair) -> Sides:
        """How steady it was before and is after."""
        way = np.zeros((self._size.height, self._size.width), np.float32)
        for step in range(pair.before + 1, pair.after + 1):
            passed = self.kept[step].way
            if passed is not None:
                way += passed
        # what is there for a moment only has no steady side, but the ground comes back
        return Sides(
            np.minimum(
                self._laid(self._gone(pair.before, pair.first), pair.ground),
                _missing(pair.here, pair.was),
            ),
            np.minimum(self._gone(pair.after, pair.last), _missing(pair.then, pair.will)),
            pair.lay,
            pair.lies,
            way,
        )

    def _gone(self, a: int, b: int) -> Levels:
        """By how much what is in picture `a` is not in `b` where the flow that was searched between
        the pictures leads: 0 off the border."""
        return self._gone_along(a, b, self._follow(a, b, own=False))

    def _gone_along(self, a: int, b: int, way: Field) -> Levels:
        """The same along any way."""
        places = self._places + way
        target = looked_up(self.kept[b].picture, places)
        missing = _missing(self.kept[a].picture, target)
        x, y = places[..., 0], places[..., 1]
        width, height = self._size
        missing[(x < 0) | (y < 0) | (x > width - 1) | (y > height - 1)] = 0.0
        return missing

    def _follow(self, a: int, b: int, *, own: bool) -> Field:
        """Where each pixel of picture `a` is in picture `b`, step by step, as a shift; `own`: as
        followed from frame to frame."""
        total: Field | None = None
        for step in range(a + 1, b + 1) if b > a else range(a, b, -1):
            here = self.kept[step]
            ways = (here.own_ahead, here.own_back) if own else (here.ahead, here.back)
            flow = ways[0] if b > a else ways[1]
            if flow is not None:
                total = flow if total is None else total + along(flow, total, self._places)
        return np.zeros_like(self._places) if total is None else total

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

        if float(np.abs(ground - np.eye(3)[:2]).max()) < _SAME_VIEW:
            return picture
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return np.asarray(cv2.warpAffine(picture, ground, self._size, flags=how))


def along(flow: Field, shift: Field, places: Field) -> Field:
    """The flow at the places that a shift leads to."""
    return np.asarray(looked_up(flow, places + shift), np.float32)


def _missing(here: Rgb, target: Rgb) -> Levels:
    """By how much a picture is beyond all that is within two pixels in another."""
    import cv2

    kernel = np.ones((5, 5), np.uint8)
    target = _relit(here, target)
    above = cv2.subtract(here, cv2.dilate(target, kernel))
    below = cv2.subtract(cv2.erode(target, kernel), here)
    red, green, blue = cv2.split(cv2.max(above, below))
    largest = cv2.max(cv2.max(red, green), blue)
    return np.asarray(cv2.blur(np.asarray(largest, dtype=np.float32), (3, 3)), np.float32)


def _relit(wanted: Rgb, picture: Rgb) -> Rgb:
    """The picture as light as another one is: exposure that changes is no event."""
    import cv2

    here, there = (side[::4, ::4].reshape(-1, 3).astype(np.float32) for side in (wanted, picture))
    gains = np.clip(np.median((here + _DARK) / (there + _DARK), axis=0), 0.5, 2.0)
    if float(np.abs(gains - 1).max()) < _SAME_LIGHT:
        return picture
    levels = np.arange(256, dtype=np.float32)[:, None]
    table = np.clip(levels * gains + (gains - 1) * _DARK + 0.5, 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(picture, table[:, None, :]), np.uint8)


def _least(levels: Iterable[Levels]) -> Levels:
    """What none of several explains better."""
    return np.asarray(np.minimum.reduce(list(levels)), np.float32)


def _only_back_again(gone: Levels, there: Field, back: Field) -> Levels:
    """How much is gone along a way, and all of it where that does not lead back again."""
    lost = gone_astray(there, back) > _ASTRAY
    return np.asarray(np.where(lost, _NOWHERE, gone), np.float32)
