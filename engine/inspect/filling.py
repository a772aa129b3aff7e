"""Pictures of a stretch that lie on one ground in, the columns of one colour whose top goes up or
down in them out: what is filled, and what is drained.

A level has hardly any outline against a ground that it becomes a part of, and no motion. What it
has is a colour, a foot that stays, and a flat top. So of what looks otherwise at another time the
patches of one colour are taken, and how high each reaches is read off in picture after picture;
what goes up or down there bit by bit is a level. A stream that stands on it is narrower than it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.inspect.flow import Rgb, Size, resized
from engine.inspect.ground import Ground
from engine.inspect.laying import Flat, Lay
from engine.inspect.parting import Mask
from engine.inspect.sheet import Sheet
from engine.inspect.small import Small

Floats = NDArray[np.float32]

LOOKS_A_SECOND = 8.0
_SHRUNK = 2
"""Pixels of a small picture in one that is looked at here."""
_FEWEST, _MOST = 8, 96
"""Looks at a stretch."""
_KEPT = 4
"""Levels of a stretch that are kept: those that are surest."""
_OTHER = 22.0
"""Gray levels from which on a place looks otherwise at another time."""
_COLOURS = 4
_SMALLEST, _FULL = 0.0012, 0.55
"""Of the picture, and of its box, that a patch of one colour takes at least."""
_NARROWEST, _LOWEST = 4, 3
_OF_COLOUR = (16.0, 45.0)
"""Gray levels that what has the colour of a level is off by at most: of an even one, and of one
with a pattern."""
_IN_COLUMN, _IN_ROW, _GAP = 0.6, 0.55, 2
"""Of a patch, how much of a column is in it; of a row, how much has its colour where the level
reaches that high; and rows below the top that may have less."""
_SPAN, _STEPS, _AT_ONCE, _ON_THE_WAY = 4.0, 3, 0.6, 0.6
"""Rows that a level goes at least, looks in which it goes on, what it goes at most from one look to
the next, and how much of all of it it goes without turning back."""
_UNEVEN = 0.2
"""Of its width: how much higher it may be in one quarter than in another, while it goes."""
_BARE = 0.66
"""Of what is above it and not of its colour: how much looks as before there was a level, or as when
there is none any more. Beside a jug that is lifted there is a hand."""
_UP = 2
"""Widths above what was seen of it that it is looked for in."""
_STREAM = (0.05, 0.55)
"""Shares of a row above a level that have its colour where a stream comes down."""
_IN_ONE = 1.5
"""Times its pixels of a row that it may reach across."""
_STREAMED = 0.3
"""Of the rows above a level, in how many a stream is seen where one comes down."""
_ABOVE = 4
"""Rows above a level in which a stream can be seen at all."""
_SHARED = 0.3
_NOT_SEEN = -1.0


@dataclass(frozen=True, slots=True)
class Filling:
    """A level, look by look."""

    frames: NDArray[np.int32]
    """(n,): the frames that were looked at."""
    heights: Floats
    """(n,): from its foot to its top, in clip pixels."""
    streams: Floats
    """(n,): in which share of the rows above it something in one piece that is narrower has its
    colour; -1 where there is nothing above it to be seen."""
    boxes: Floats
    """(n, 4): left, top, width and height of what it fills at its highest, in clip pixels of each
    frame."""
    uneven: float
    """Of its width, how much higher it is in one quarter than in another, while it goes."""


class _Patch(NamedTuple):
    """What has one colour in one look, and another look than that at another time."""

    inside: NDArray[np.bool_]
    box: tuple[int, int, int, int]
    picture: Floats
    other: Floats
    """What is seen at the other time."""


class _Gauge(NamedTuple):
    """How high a patch reaches in every look, in rows."""

    heights: Floats
    streams: Floats
    uneven: Floats
    bare: Floats
    """Share of what is above it, and not of its colour, that looks as at the other time."""
    box: tuple[int, int, int, int]
    """What it fills at its highest."""


def fillings(smalls: Sequence[Small], ground: Ground, fps: float, scale: float) -> list[Filling]:
    """The levels of a stretch, the surest first; `scale` is clip pixels per pixel of a picture."""
    every = max(1, round(fps / LOOKS_A_SECOND), -(-len(smalls) // _MOST))
    numbers = [*range(0, len(smalls), every)]
    if len(numbers) < _FEWEST:
        return []
    looks, seen = _laid(smalls, ground, numbers)
    frames = np.array([smalls[number].frame for number in numbers], np.int32)
    found: list[tuple[float, _Gauge]] = []
    for patch in _patches(looks):
        gauge = _gauge(looks, patch)
        sure = _sure(gauge) if gauge is not None and _all_seen(seen, gauge.box) else 0.0
        if gauge is not None and sure > 0:
            found.append((sure, gauge))
    kept: list[_Gauge] = []
    for _, gauge in sorted(found, key=lambda one: -one[0]):
        if len(kept) < _KEPT and not any(_share(gauge.box, one.box) > _SHARED for one in kept):
            kept.append(gauge)
    lays = [ground.lays[number] for number in numbers]
    return [_filling(gauge, frames, lays, scale) for gauge in kept]


def _laid(
    smalls: Sequence[Small], ground: Ground, numbers: Sequence[int]
) -> tuple[Floats, NDArray[np.bool_]]:
    """Looks laid on the ground, (n, rows, columns, 3), and where each of them shows anything."""
    height, width = ground.sheet.picture.shape[:2]
    room = Size(width, height)
    small = Size(width // _SHRUNK, height // _SHRUNK)
    whole = np.ones((ground.size.height, ground.size.width), np.uint8)
    looks, seen = [], []
    for number in numbers:
        picture, mask = _on_ground(smalls[number].picture, whole, ground.lays[number], room)
        looks.append(resized(picture, small))
        seen.append(resized(mask, small) > 0)
    return np.stack(looks).astype(np.float32), np.stack(seen)


def _on_ground(picture: Rgb, whole: Mask, lay: Lay, room: Size) -> tuple[Rgb, Mask]:
    if isinstance(lay, Flat) and np.array_equal(lay.move, np.eye(3)):
        return picture, whole
    return lay.laid(Sheet(picture), room), lay.laid_mask(whole, room)


def _patches(looks: Floats) -> Iterator[_Patch]:
    """What of a later look is otherwise at first, and of the first one otherwise later, colour by
    colour."""
    count = len(looks)
    first = np.median(looks[:3], axis=0).astype(np.float32)
    for at in sorted({count // 3, 2 * count // 3, count - 2}):
        late = np.median(looks[max(0, at - 1) : at + 2], axis=0).astype(np.float32)
        for one, another in ((late, first), (first, late)):
            yield from _of_one_colour(one, another)


def _of_one_colour(picture: Floats, other: Floats) -> Iterator[_Patch]:
    """The patches of one colour of what is otherwise at another time."""
    import cv2

    changed = (_off(picture, other) > _OTHER).astype(np.uint8)
    mask = cv2.morphologyEx(changed, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    among = np.asarray(mask) > 0
    smallest = max(30.0, _SMALLEST * among.size)
    if among.sum() < smallest:
        return
    shades = np.asarray(cv2.cvtColor(picture.astype(np.uint8), cv2.COLOR_RGB2LAB), np.float32)
    cv2.setRNGSeed(1)
    ends = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 1.0)
    _, found, _ = cv2.kmeans(shades[among], _COLOURS, None, ends, 2, cv2.KMEANS_PP_CENTERS)  # type: ignore[call-overload]
    which = np.zeros(among.shape, np.uint8)
    which[among] = np.asarray(found).ravel() + 1
    for colour in range(1, _COLOURS + 1):
        one = cv2.morphologyEx(
            (which == colour).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)
        )
        one = cv2.morphologyEx(one, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
        count, labels, stats, _ = cv2.connectedComponentsWithStats(one, connectivity=8)
        for number in range(1, count):
            x, y, w, h, area = (int(value) for value in stats[number])
            if area < max(smallest, _FULL * w * h) or w < _NARROWEST or h < _LOWEST:
                continue
            if min(x, y, one.shape[1] - x - w, one.shape[0] - y - h) < 1:
                continue
            yield _Patch(np.asarray(labels) == number, (x, y, w, h), picture, other)


def _gauge(looks: Floats, patch: _Patch) -> _Gauge | None:
    """How high a patch reaches in every look, by its colour."""
    x, y, w, h = patch.box
    columns = x + np.flatnonzero(patch.inside[y : y + h, x : x + w].mean(axis=0) > _IN_COLUMN)
    if len(columns) < _NARROWEST:
        return None
    own = patch.picture[patch.inside]
    colour = np.median(own, axis=0)
    off = np.clip(3 * np.abs(own - colour).mean(axis=0), *_OF_COLOUR)
    top, foot = max(0, y - max(h, _UP * w)), y + h
    part = looks[:, top:foot][:, ::-1][:, :, columns]
    of_colour = (np.abs(part - colour) < off).all(axis=-1)
    # what has its colour at all times, above what was ever seen of it, is not told from it
    told = _off(patch.other[top:foot][::-1][:, columns], colour) > _OTHER
    of_colour[:, h:] &= told[h:]
    rows = of_colour.mean(axis=2)
    heights = np.array([_reach(row > _IN_ROW) for row in rows], np.float32)
    highest = int(heights.max())
    above = told[highest : highest + _ABOVE]
    if not len(above) or above.mean() < _IN_ROW:
        return None
    as_else = _off(part, patch.other[top:foot][::-1][:, columns]) < _OTHER
    narrow = _narrow(of_colour)
    streams = [_stream(row, int(reach), w) for row, reach in zip(narrow, heights, strict=True)]
    return _Gauge(
        heights,
        np.array(streams, np.float32),
        _unevenness(of_colour),
        _bareness(of_colour, as_else, heights),
        (int(columns[0]), foot - highest, int(columns[-1] - columns[0]) + 1, highest),
    )


def _off(picture: Floats, other: Floats) -> Floats:
    """Gray levels that differ, in the colour that differs most."""
    return np.asarray(np.abs(picture - other).max(axis=-1), np.float32)


def _reach(rows: NDArray[np.bool_]) -> int:
    """How many rows are full from the foot up, but for a few."""
    reach, missing = 0, 0
    for number, full in enumerate(rows.tolist()):
        if full:
            reach, missing = number + 1, 0
        elif (missing := missing + 1) > _GAP:
            break
    return reach


def _bareness(of_colour: NDArray[np.bool_], as_else: NDArray[np.bool_], heights: Floats) -> Floats:
    """How much of what is above it, and not of its colour, looks as at the other time."""
    rows = np.arange(of_colour.shape[1])[None, :, None]
    above = (rows >= heights[:, None, None] + _GAP) & ~of_colour
    return np.asarray(
        (above & as_else).sum(axis=(1, 2)) / np.maximum(above.sum(axis=(1, 2)), 1), np.float32
    )


def _narrow(of_colour: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(n, rows): where something of the colour is in one piece and narrower than the level."""
    wide = of_colour.shape[2]
    count = of_colour.sum(axis=2)
    first, last = of_colour.argmax(axis=2), wide - 1 - of_colour[:, :, ::-1].argmax(axis=2)
    in_one = last - first + 1 <= _IN_ONE * count + 1
    return np.asarray((count > _STREAM[0] * wide) & (count < _STREAM[1] * wide) & in_one)


def _stream(narrow: NDArray[np.bool_], reach: int, wide: int) -> float:
    """In which share of the rows above a level a stream may be: of all that are looked at, or of
    the nearest, for it comes down from the side."""
    above = narrow[reach + _GAP :]
    if len(above) < _ABOVE:
        return _NOT_SEEN
    return float(max(above.mean(), above[: max(_ABOVE, wide)].mean()))


def _unevenness(of_colour: NDArray[np.bool_]) -> Floats:
    """By how much the top is higher in one quarter of the columns than in another, look by look."""
    # each column reaches as far as it is of the colour without a gap
    runs = np.cumprod(of_colour, axis=1).sum(axis=1)
    low, high = np.percentile(runs, (25, 75), axis=1)
    return np.asarray((high - low) / of_colour.shape[2], np.float32)


def _sure(gauge: _Gauge) -> float:
    """How much it is a level that goes; 0 where it is none: the looks in which it goes on."""
    heights = _steady(gauge.heights)
    span = float(np.ptp(heights))
    if span < _SPAN:
        return 0.0
    steps = np.diff(heights)
    if float(np.abs(steps).max()) > _AT_ONCE * span and np.count_nonzero(steps) < 2 * _STEPS:
        return 0.0
    going = np.flatnonzero(steps)
    if float(np.median(gauge.uneven[going])) > _UNEVEN:
        return 0.0
    if float(np.median(gauge.bare[going])) < _BARE:
        return 0.0
    looks = max(_way(steps, sign, _ON_THE_WAY * span) for sign in (1, -1))
    if looks < _STEPS:
        return 0.0
    streamed = float((gauge.streams[going] > _STREAMED).mean())
    return (1 + streamed) * looks * span / float(np.abs(steps).sum())


def _way(steps: Floats, sign: int, least: float) -> int:
    """In how many looks it goes on up, or down, without turning back, for `least` rows or more."""
    most, way, looks = 0, 0.0, 0
    for step in (sign * steps).tolist():
        if step < 0:
            way, looks = 0.0, 0
        elif step > 0:
            way, looks = way + step, looks + 1
            if way >= least:
                most = max(most, looks)
    return most


def _steady(heights: Floats) -> Floats:
    """Without what is so for one look only."""
    wide = np.pad(heights, 1, mode="edge")
    return np.asarray(np.median(np.stack([wide[:-2], wide[1:-1], wide[2:]]), axis=0), np.float32)


def _all_seen(seen: NDArray[np.bool_], box: tuple[int, int, int, int]) -> bool:
    x, y, w, h = box
    return bool(seen[:, y : y + h, x : x + w].all())


def _share(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> float:
    """Intersection by the smaller of two boxes."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    return wide * high / min(one[2] * one[3], other[2] * other[3])


def _filling(
    gauge: _Gauge, frames: NDArray[np.int32], lays: Sequence[Lay], scale: float
) -> Filling:
    x, y, w, h = (_SHRUNK * value for value in gauge.box)
    corners = np.array([[x, y], [x + w, y + h]], np.float64)
    boxes = []
    for lay in lays:
        (left, top), (right, bottom) = lay.in_picture(corners)
        boxes.append((left, top, right - left, bottom - top))
    going = np.flatnonzero(np.diff(_steady(gauge.heights)))
    return Filling(
        frames,
        _steady(gauge.heights) * np.float32(_SHRUNK * scale),
        gauge.streams,
        np.array(boxes, np.float32) * np.float32(scale),
        float(np.median(gauge.uneven[going])),
    )
