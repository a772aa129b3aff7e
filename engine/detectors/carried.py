"""Whether what seems to come or to go was there all along: moved on, or handed to another thing.

A ball that is caught goes on as a part of the hand, a cart that rolls behind a wall is less and
less of itself, and what passes a place is seen elsewhere in the next moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from engine.detectors.evidence import apart, down_of, longest_whole_step
from engine.inspect.appearance import Appearance
from engine.inspect.observation import Observation
from engine.inspect.things import Beginning, Ending, Thing
from engine.records import Box

_FITS, _FAR, _COVERS, _GROWN, _SAME_AREA = 1.5, 0.7, 0.6, 1.25, 0.3
_STRIP, _BESIDE = 0.2, 0.3
"""How far a thing moves that sweeps over a place, in its own widths; and how much of the place it
may have had before."""
_OVER, _AS_FAST = 0.45, 0.25
"""Of the place: how much more of it is below what crosses the border; and of the pace at which that
gets larger or smaller: that before or after."""
_RUSH, _ON_ITS_WAY = 0.35, 0.9
"""How far a thing goes from one frame to the next, in its own widths; and how much of what changes
is on its way, with half its width on either side."""
_LOOSE, _DOWN = 0.75, 0.5
"""How solid pieces that fall together are as one; and how much of their way is down."""
_LESS, _AS_IT_WAS = 0.6, 0.75
"""Of its area, what is left of a thing that goes behind another one, twice over; and of its
contrast."""
_SIDE, _FLIES, _THERE, _ON, _TRADED = 2, 0.2, 0.6, 3, 0.4
"""What another thing catches or lets go: frames on either side; how far it goes in one, in its own
widths; how much of the event is on its way; over how many frames it is followed on; and how much of
its area the other one gets larger or smaller by."""


def carried(seen: Observation, event: Appearance) -> bool:
    """Whether a known thing came there or went away, faster than its flow can be followed; or is
    there all along and gets larger or smaller, which is told as that."""
    comes = event.kind == "appears"
    here, there = event.end_frame, event.start_frame
    if not comes:
        here, there = there, here
    for thing in seen.things:
        if not (thing.outlined and thing.first < here < thing.last):
            continue
        # it may come from another thing meanwhile, or end at one
        at, away = thing.row(here), thing.row(there)
        if _covers(event, thing, at) and _dwindles(thing, at, comes=comes):
            return True
        moved = float(np.hypot(*(thing.ground[at] - thing.ground[away])))
        far = moved > _FAR * sqrt(float(thing.areas[at]))
        if far and _fits(seen, event, thing, at) and _covers(event, thing, at):
            return True
        if not thing.first < there < thing.last:
            continue
        if _swept(event, thing, at, away, moved):
            return True
        rows = min(at, away), max(at, away)
        if _covers(event, thing, at) and _tumbles(seen, event, thing, rows):
            return True
        grown = float((thing.corners[at, 2:] / thing.corners[away, 2:]).min()) > _GROWN
        if grown and _covers(event, thing, at):
            return True
        # what it leaves uncovered changes as suddenly, unless it only lost a part
        whole = abs(log(float(thing.areas[at]) / float(thing.areas[away]))) < _SAME_AREA
        left = far and whole and _fits(seen, event, thing, away)
        if left and _covers(event, thing, away):
            return True
    if any(
        _rushes(seen, event, thing)
        or _goes_out(event, thing)
        or _crosses_border(event, thing)
        or _handed_over(event, thing, seen.things, comes=comes)
        for thing in seen.things
    ):
        return True
    return comes and any(_parts_there(event, thing) for thing in seen.things)


def _swept(event: Appearance, thing: Thing, at: int, away: int, moved: float) -> bool:
    """Whether a thing that stays as large came over the place, or left it, meanwhile: a strip along
    its edge, which flow may miss where few frames are shown a second."""
    whole = abs(log(float(thing.areas[at]) / float(thing.areas[away]))) < _SAME_AREA / 2
    if not whole or moved < _STRIP * sqrt(float(thing.areas[at])):
        return False
    shares = [event.box.share(thing.boxes[row]) for row in (at, away)]
    return max(shares) > _COVERS and min(shares) < _BESIDE


def _rushes(seen: Observation, event: Appearance, thing: Thing) -> bool:
    """Whether it is on the way of a thing that goes farther from one frame to the next than flow
    can be trusted: what it covers, leaves and looks like on the way has no past and no future."""
    first, last = max(thing.first, event.start_frame), min(thing.last, event.end_frame)
    if first >= last or not thing.outlined or not _fits(seen, event, thing, thing.row(first)):
        return False
    one, two, wide = thing.row(first), thing.row(last), sqrt(thing.area)
    if longest_whole_step(thing, one, two) < _RUSH:
        return False
    corners = thing.corners[one : two + 1].astype(np.float64)
    low = corners[:, :2].min(axis=0) - wide / 2
    high = (corners[:, :2] + corners[:, 2:]).max(axis=0) + wide / 2
    return event.box.share(Box(*map(float, (*low, *(high - low))))) > _ON_ITS_WAY


def _goes_out(event: Appearance, thing: Thing) -> bool:
    """Whether it is where a thing was when it went out over the border, or is when it comes in."""
    if not thing.outlined:
        return False
    edges = ((thing.ending, thing.last, -1), (thing.beginning, thing.first, 0))
    return any(
        how in (Ending.BORDER, Beginning.BORDER)
        and event.start_frame <= frame <= event.end_frame
        and _covers(event, thing, row)
        for how, frame, row in edges
    )


def _crosses_border(event: Appearance, thing: Thing) -> bool:
    """Whether a thing that comes in over the border, or goes out, gets over the place or leaves it
    meanwhile, and goes on so before or after: a hand that vanishes does not."""
    first, last = max(thing.first, event.start_frame), min(thing.last, event.end_frame)
    if first >= last or not thing.outlined:
        return False
    one, two = thing.row(first), thing.row(last)
    if not (thing.edge[one] and thing.edge[two]):
        return False
    shares = [event.box.share(thing.boxes[row]) for row in (one, two)]
    if max(shares) < _COVERS or max(shares) - min(shares) < _OVER:
        return False
    grows, steps = _pace(thing, one, two), two - one
    if grows < 0 and thing.ending is Ending.BORDER and thing.last <= event.end_frame + 1:
        return True
    around = (max(0, one - steps), one), (two, min(len(thing) - 1, two + steps))
    return any(
        _pace(thing, a, b) * np.sign(grows) > _AS_FAST * abs(grows) for a, b in around if b > a
    )


def _pace(thing: Thing, one: int, two: int) -> float:
    """Pixels by which it gets larger in a frame."""
    return float(thing.areas[two] - thing.areas[one]) / max(1, two - one)


def _tumbles(seen: Observation, event: Appearance, thing: Thing, rows: tuple[int, int]) -> bool:
    """Whether it is one of several pieces that fall as one thing, each farther than it is wide: a
    dog that runs is as loose, and does not fall."""
    wide = sqrt(event.area * seen.clip.width * seen.clip.height)
    loose = float(thing.solidity[[*rows]].min()) < _LOOSE
    way = (thing.ground[rows[1]] - thing.ground[rows[0]]).astype(np.float64)
    moved = float(np.hypot(*way))
    return loose and moved > _FAR * wide and float(way @ down_of(seen)) > _DOWN * moved


def _dwindles(thing: Thing, row: int, *, comes: bool) -> bool:
    """Whether it is going behind something by a row, less and less of it until it ends, and that
    as it was; or, where it comes, coming from behind it. What fades is less and less itself."""
    before = slice(row, None) if comes else slice(None, row + 1)
    last = float(thing.areas[0 if comes else -1])
    whole, usual = float(thing.areas[before].max()), float(np.median(thing.contrast[before]))
    here = float(thing.areas[row])
    as_it_was = float(thing.contrast[row]) > _AS_IT_WAS * usual
    return as_it_was and last < _LESS * here and here < _LESS * whole


def _handed_over(event: Appearance, thing: Thing, others: Iterable[Thing], *, comes: bool) -> bool:
    """Whether it is where a thing flies to another one just then, or off it."""
    if not thing.outlined:
        return False
    # it may be recognised when it is let go of again
    there = np.concatenate([[False], thing.seen, [False]])
    ends = np.flatnonzero(thing.seen & ~(there[:-2] if comes else there[2:]))
    first, last = event.start_frame - _SIDE, event.end_frame + _SIDE
    return any(
        first <= thing.first + row <= last and _hands_over(event, thing, row, others, comes=comes)
        for row in ends.tolist()
    )


def _hands_over(
    event: Appearance, thing: Thing, row: int, others: Iterable[Thing], *, comes: bool
) -> bool:
    wide, step = sqrt(float(thing.areas[row])), _step(thing, row, comes=comes)
    if float(np.hypot(*step)) < _FLIES * wide:
        return False
    now = thing.corners[row].astype(np.float64)
    (x, y), (w, h) = np.minimum(now[:2], now[:2] + step) - wide / 2, now[2:] + np.abs(step) + wide
    if event.box.share(Box(float(x), float(y), float(w), float(h))) < _THERE:
        return False
    return any(
        other.outlined and other is not thing and meets(thing, row, other, comes=comes)
        for other in others
    )


def _fits(seen: Observation, event: Appearance, thing: Thing, row: int) -> bool:
    """Whether what changed is not larger than a thing."""
    return event.area * seen.clip.width * seen.clip.height < _FITS * float(thing.areas[row])


def _covers(event: Appearance, thing: Thing, row: int) -> bool:
    """Whether a thing is where it happened."""
    return event.box.share(thing.boxes[row]) > _COVERS


def _parts_there(event: Appearance, thing: Thing) -> bool:
    """Whether a thing that was a part of another one comes free at the place just then."""
    if thing.beginning is not Beginning.SPLIT:
        return False
    if not event.start_frame - 1 <= thing.first <= event.end_frame + 1:
        return False
    return event.box.share(thing.boxes[0]) > _COVERS


def meets(thing: Thing, row: int, other: Thing, *, comes: bool) -> bool:
    """Whether a thing flies to another one behind a row, or off it before: a ball that is caught
    goes on as a part of the hand.

    It is there a frame on, or a few frames on where the other one gets larger by it meanwhile.
    """
    frame, area, now = thing.first + row, float(thing.areas[row]), thing.corners[row]
    step = _step(thing, row, comes=comes)
    traded = _traded(other, frame, comes=comes) > _TRADED * area
    for frames in range(1, _ON + 1 if traded else 2):
        there, then = now.copy(), frame - frames if comes else frame + frames
        there[:2] += frames * step
        if not other.first <= then <= other.last:
            return False
        if float(apart(there[None], other.corners[other.row(then)][None])[0]) < 0.5 * sqrt(area):
            return True
    return False


def _step(thing: Thing, row: int, *, comes: bool) -> NDArray[np.float64]:
    """How it goes on in the frame behind a row, or before it if time ran back."""
    before = row + 1 if comes else row - 1
    if not 0 <= before < len(thing):
        return np.zeros(2)
    return np.asarray(thing.centres[row].astype(np.float64) - thing.centres[before])


def _traded(other: Thing, frame: int, *, comes: bool) -> float:
    """Pixels by which another thing gets larger from one frame to the next about the end of a
    thing at `frame`, or smaller about its beginning."""
    first, last = (frame - _ON, frame) if comes else (frame, frame + _ON)
    areas = other.areas[other.row(first) : other.row(last) + 1].astype(np.float64)
    return float((np.diff(areas) * (-1.0 if comes else 1.0)).max(initial=0.0))
