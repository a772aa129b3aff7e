"""What comes out at the far side of something marked as solid, and whether that is still there.

An arm that goes through a box is seen on both sides of it at once, and so is one that goes behind
it. Where the words make it push or lift the box, it should have taken it along.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from engine.detectors.entering import LASTS_S, MAYBE, Entry, sides_of
from engine.detectors.evidence import UNSURE, boxes_of, likely, room
from engine.inspect.flow import Rgb
from engine.inspect.observation import Observation
from engine.inspect.things import Beginning, Thing
from engine.inspect.wording import set_in_motion
from engine.records import NEAR

STANDS = 0.65
"""Share of a place that looks in the last picture as in the first, for what is there to stand."""
_LOOKS, _ALIKE = 16, 40
"""Looks along each side of a place; levels of a colour."""
_TOUCHES, _COMES = 0.3, 0.3
"""Extents of the solid thing: how near its sides what goes in and what comes out are, and how far
what goes in came."""
_BESIDE, _OUT, _SAME = 0.3, 0.15, 30.0
"""Of the smaller one's extent across the way; extents that it comes out; levels of its colour."""
_LOOK_S = 0.5
_OUT_OF = (Beginning.BEHIND, Beginning.NOWHERE, Beginning.SPLIT)
_GAP, _FAR, _STOPS = 0.3, 3.0, 0.5
"""What stands between two that nobody marked, at least and at most by the size of what comes out;
and how much of its way what stops may still go."""


def still_there(seen: Observation, held: NDArray[np.float64]) -> float | None:
    """The share of a place, `held` (frames, 4), that looks at the end of the clip as it did at its
    beginning; None where that cannot be told."""
    if len(seen.ends) < 2 or seen.cuts:
        return None
    one, two = (
        _sampled(seen, picture, place)
        for picture, place in zip(seen.ends, held[[0, -1]], strict=True)
    )
    middle = one[1:-1, 1:-1]
    # what a hand-held camera shook is a look beside
    rows, columns = middle.shape[:2]
    off = [
        np.abs(two[y : y + rows, x : x + columns] - middle).max(axis=-1)
        for y, x in product(range(3), repeat=2)
    ]
    return float((np.min(off, axis=0) < _ALIKE).mean())


def comes_out(
    seen: Observation, held: NDArray[np.float64], noun: str, until: int, stays: float
) -> Iterator[Entry]:
    """What is seen at the near side of a place and at its far side at once, up to a frame; `stays`
    is the room by which what is there stands there still."""
    said = seen.reading is not None and set_in_motion(seen.reading) is not None
    for out in seen.things:
        way = _way_out(seen, out, held) if 0 < out.first <= until else None
        if way is None:
            continue
        going_in = [thing for thing in seen.things if _goes_in(thing, out, held, way)]
        if not going_in:
            continue
        thing = max(going_in, key=lambda one: one.weight)
        last = min(out.last, thing.last, until)
        score = likely(
            stays,
            room(way.gone, _OUT),
            room((last - out.first + 1) / seen.clip.fps, LASTS_S),
            room(_SAME, _other_colours(thing, out)),
            1.0 if said else MAYBE,
        )
        yield _entry(thing, out, last, score, noun, marked=True)


def seen_beyond(seen: Observation) -> Iterator[Entry]:
    """The same of what nobody marked, where the words make something else move: what stops short
    while something like it comes into sight farther on. What stands between is not known, so it is
    at most a doubt."""
    if seen.reading is None or set_in_motion(seen.reading) is None:
        return
    reach = max(2, round(_LOOK_S * seen.clip.fps))
    for out in seen.things:
        if not out.outlined or out.beginning not in _OUT_OF or not out.first:
            continue
        before, after = sides_of(out.corners[[0, min(reach, len(out) - 1)]].astype(np.float64))
        foremost = int(np.argmax(np.abs(after - before)))
        axis, sign = foremost % 2, 1.0 if foremost >= 2 else -1.0
        gone = sign * float(after[foremost] - before[foremost])
        rear = sign * float(before[(foremost + 2) % 4])
        for thing in seen.things:
            if thing is out or not thing.outlined or not thing.first < out.first <= thing.last:
                continue
            row, sides = thing.row(out.first), sides_of(thing.corners.astype(np.float64))
            fronts, size = sign * sides[:, foremost], float(np.sqrt(out.area))
            gap = rear - float(fronts[row])
            came = fronts[row] - fronts[max(0, row - 2 * reach) : row + 1].min()
            goes = max(0.0, fronts[min(len(fronts) - 1, row + reach)] - fronts[row])
            score = likely(
                room(gap, _GAP * size),
                room(_FAR * size, gap),
                room(float(came), _COMES * size),
                room(gone, _OUT * size),
                room(_STOPS * gone, float(goes)),
                room(_level(sides[row], before, axis), _BESIDE),
                room(_SAME, _other_colours(thing, out)),
                1.0,
            )
            if score >= NEAR:
                last = min(out.first + reach, out.last, thing.last)
                yield _entry(thing, out, last, min(score, UNSURE))


def _entry(
    thing: Thing, out: Thing, last: int, score: float, noun: str = "", *, marked: bool = False
) -> Entry:
    """What is told of a thing and what comes out for it, up to a frame."""
    boxes = boxes_of(out, out.first, last)
    none = np.zeros(0)
    return Entry(
        thing, out.first, last, 1.0, none, True, marked, score, noun, boxes=boxes, out=True
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """Along which side of the picture something comes out, which way, and how far."""

    axis: int
    sign: float
    gone: float
    """By the extent of what it comes out of."""


def _way_out(seen: Observation, out: Thing, held: NDArray[np.float64]) -> _Way | None:
    """How a thing comes out of a place; None where it does not."""
    if out.beginning not in _OUT_OF:
        return None
    last = min(out.last, out.first + max(2, round(_LOOK_S * seen.clip.fps)))
    sides, walls = sides_of(out.corners[: last - out.first + 1]), sides_of(held)
    moved = sides[-1] - walls[last] - sides[0] + walls[out.first]
    foremost = int(np.argmax(np.abs(moved)))
    axis, sign = foremost % 2, 1.0 if foremost >= 2 else -1.0
    extent = float(held[out.first, 2 + axis])
    near, far = sides[0, (foremost + 2) % 4], walls[out.first, foremost]
    if abs(float(near - far)) > _TOUCHES * extent or not _beside(out, held, out.first, axis):
        return None
    gone = sign * float(moved[foremost]) / max(extent, 1.0)
    return _Way(axis, sign, gone) if gone > 0 else None


def _goes_in(thing: Thing, out: Thing, held: NDArray[np.float64], way: _Way) -> bool:
    """Whether a thing came to the near side of a place before another came out at the far one, and
    is still there."""
    if thing is out or not thing.first < out.first <= thing.last:
        return False
    side = way.axis + (2 if way.sign > 0 else 0)
    rows = slice(0, thing.row(out.first) + 1)
    fronts = sides_of(thing.corners[rows])[:, side]
    walls = sides_of(held[thing.frames[rows]])[:, (side + 2) % 4]
    extent = float(held[out.first, 2 + way.axis])
    past = way.sign * (fronts - walls) / max(extent, 1.0)
    came = float(past[-1] - past.min())
    there = -_TOUCHES < past[-1] < 1.0
    return bool(there and came > _COMES and _beside(thing, held, out.first, way.axis))


def _beside(thing: Thing, held: NDArray[np.float64], frame: int, axis: int) -> bool:
    """Whether a thing and a place are level with each other, across the way."""
    one, two = sides_of(thing.corners[[thing.row(frame)]])[0], sides_of(held[[frame]])[0]
    return _level(one, two, axis) > _BESIDE


def _level(one: NDArray[np.floating], two: NDArray[np.floating], axis: int) -> float:
    """How far two are beside each other across an axis, by the smaller one's extent; sides (4,)."""
    low, high = 1 - axis, 3 - axis
    both = min(one[high], two[high]) - max(one[low], two[low])
    return float(both / max(min(one[high] - one[low], two[high] - two[low]), 1.0))


def _other_colours(thing: Thing, out: Thing) -> float:
    """Levels between what comes out and what went in as it was when it was most like it: of an arm
    the hand comes first, and then the sleeve."""
    usual = np.median(out.colour.astype(np.float64), axis=0)
    before = thing.colour[: thing.row(out.first) + 1].astype(np.float64)
    return float(np.abs(before - usual).max(axis=1).min())


def _sampled(seen: Observation, picture: Rgb, place: NDArray[np.float64]) -> NDArray[np.int16]:
    """(looks + 2, looks + 2, 3) Colours of a place, and of one look around it."""
    height, width = picture.shape[:2]
    looks = (np.arange(-1, _LOOKS + 1) + 0.5) / _LOOKS
    x, y = (
        np.clip((start + extent * looks) * most / whole, 0, most - 1).astype(np.intp)
        for start, extent, most, whole in (
            (place[0], place[2], width, seen.clip.width),
            (place[1], place[3], height, seen.clip.height),
        )
    )
    return np.asarray(picture[np.ix_(y, x)], np.int16)
