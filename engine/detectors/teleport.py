"""Things that are in one place and, a moment later, in another one without a way between.

A thing that ends out of nothing and another, alike in size, shape and colours, that begins out of
nothing within an eighth of a second, too far away for its own motion; or one that was recognised
again there, so that its own track has the jump in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import log

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.evidence import (
    NOTHING,
    PRIOR,
    TOLD,
    about,
    alike,
    among_pieces,
    apart,
    around,
    boxes_of,
    colours_of,
    curve,
    likely,
    longest_step,
    looks_around,
    room,
    said_same,
    unlike_looks,
)
from engine.inspect.observation import Observation
from engine.inspect.things import Beginning, Ending, Thing
from engine.records import Box, Finding

KIND = "teleport"

_GAP_S, _GAP = 0.13, 2
_FAR, _DOUBTFUL = 0.07, 0.6
"""Of the frame's width; of that, from where on it is looked at."""
_OWN_WAY, _CUT = 2.0, 0.25
_GROWTH = 0.45
_ALIKE, _ALIKE_BESIDE = 0.5, 0.6
_POSED = 0.2
_WHOLE, _CONTRAST = 0.55, 24.0
_AREA, _AREA_LANDS = 0.0012, 0.003
"""Of the frame. Scraps of who walks and talks come and go beside the body, which gains and loses as
much: what lands is larger."""
_CROWD, _MANY, _SCRAP = 5.5, 6.5, 0.25
"""Between the most things that may be about and one more, of any size; and of those that are at
least a quarter as large."""
_EDGE, _MOST_CUT = 0.008, 2
"""Of the width; and sides at which too little of a thing is in the picture to say where it is."""
_SIDE, _APART, _LANDS, _OF_ITS_COLOURS = 3, 0.3, 0.5, 0.45
"""What lands on another thing: rows on each side of it; how far apart the two were, in its own
widths; by how much what the other gains may differ from its area; and the colours of that."""
_RUSH = 0.65
"""Of its width, from one frame to the next: the outline of what is faster is blurred, and gains and
loses as it comes."""
_SPEED_S = 0.2


@dataclass(frozen=True, slots=True)
class _Jump:
    """Where a thing was last and where it is first again."""

    before: Thing
    start: int
    """The last frame before it."""
    after: Thing
    """The same one where it was recognised again."""
    end: int
    far: float
    """Pixels, the view's move taken away."""
    score: float
    joined: tuple[float, float] | None = None
    """Where it is at the other thing, if that is one that it lands on or leaves: clip pixels."""
    leaves: bool = False
    """Whether `before` is that other thing, and not `after`."""


def detect(seen: Observation) -> Detection | Undetermined:
    """One finding for each jump."""
    if seen.clip.frames < 4:
        return Undetermined("the clip has fewer than four frames")
    if seen.things and not seen.grounded:
        return Undetermined(
            "the view goes through the scene, so that things cannot be told from their ground"
        )
    jumps = sorted(
        (replace(jump, score=among_pieces(seen, jump.score)) for jump in _jumps(seen)),
        key=lambda jump: -jump.score,
    )
    used: set[tuple[int, int]] = set()
    kept = []
    for jump in jumps:
        ends = {(jump.before.id, jump.start), (jump.after.id, jump.end)}
        if jump.score >= TOLD and not ends & used:
            used |= ends
            kept.append(jump)
    best = max((jump.score for jump in jumps), default=NOTHING)
    return Detection(best, tuple(_finding(seen, jump) for jump in kept))


def _jumps(seen: Observation) -> Iterable[_Jump]:
    reach = max(_GAP, round(_GAP_S * seen.clip.fps))
    gone = [thing for thing in seen.things if _vanishes(seen, thing)]
    come = [thing for thing in seen.things if _appears(seen, thing)]
    for before in gone:
        for after in come:
            if before.id == after.id or _unread(seen, before.last, after.first):
                continue
            if 0 <= after.first - before.last - 1 <= reach:
                yield _jump(seen, before, before.last, after, after.first)
    for same in said_same(seen):
        before, after = same.before, same.after
        whole = before.outlined and after.outlined and not same.over_cut
        whole = whole and _inside(seen, before.corners[-1]) and _inside(seen, after.corners[0])
        if whole and same.gap - 1 <= reach and not _unread(seen, before.last, after.first):
            yield _jump(seen, before, before.last, after, after.first, said=True)
    for thing in seen.things:
        for start, end in _breaks(seen, thing, reach):
            yield _jump(seen, thing, start, thing, end)
    for before in gone:
        yield from _landings(seen, before, reach, comes=False)
    for after in come:
        yield from _landings(seen, after, reach, comes=True)


def _landings(seen: Observation, thing: Thing, reach: int, *, comes: bool) -> Iterable[_Jump]:
    """Where a thing that is gone lands on another one in the same moment, or `comes` off one.

    The other one then has that much more or less of just these colours, although the two were
    apart.
    """
    edge = thing.first if comes else thing.last
    for other in seen.things:
        if other is thing or not other.outlined:
            continue
        if other.first > edge - reach - _SIDE or other.last < edge + reach + _SIDE:
            continue
        change = _change_of(other, comes=comes)
        # it changes on the way to the frame in which the thing is there, or after the last one
        frames = range(edge - reach, edge + 1) if comes else range(edge + 1, edge + reach + 2)
        at = max(frames, key=lambda frame: float(change[other.row(frame), 2]))
        if not _unread(seen, edge - reach - 1, edge + reach + 1):
            yield _landing(seen, thing, other, at, comes=comes)


def _change_of(other: Thing, *, comes: bool) -> NDArray[np.float32]:
    """(n, 3) What the other one loses to what comes off it, or gains of what lands on it."""
    return other.lost if comes else other.gained


def _landing(seen: Observation, thing: Thing, other: Thing, at: int, *, comes: bool) -> _Jump:
    """How likely that is; `at` is the first frame in which the other one is changed."""
    own, row = (0 if comes else len(thing) - 1), other.row(at)
    sides = (slice(row, row + _SIDE), slice(row - _SIDE, row))
    more, less = (float(np.median(other.areas[s])) for s in (sides[::-1] if comes else sides))
    area = _area(thing, own, ahead=comes)
    change = _change_of(other, comes=comes)
    there = row - 1 if comes else row
    place = other.centres[there].astype(np.float64) + change[row, :2]
    way = place - thing.centres[own]
    far = float(np.hypot(*way))
    edge = thing.first if comes else thing.last
    gap = max(1, abs(at - 1 - edge) if comes else at - edge)
    speed = _speed(seen, thing, own, ahead=comes)
    sign = -1.0 if comes else 1.0
    off = float(np.hypot(*(way - sign * gap * _own_step(thing, own, ahead=comes))))
    corners = other.corners[[row - 1, row]]
    away = float(apart(np.broadcast_to(thing.corners[own], corners.shape), corners).min())
    score = likely(
        room(far, _FAR * seen.clip.width),
        room(off, _OWN_WAY * speed * gap),
        room(away, _APART * float(np.sqrt(area))),
        room(_LANDS, abs(log(max(more - less, 1.0) / area))),
        room(_colours_of_change(thing, other, at, (less, more), comes=comes), _OF_ITS_COLOURS),
        room(_sharp(thing, own, area), _WHOLE),
        room(area, _AREA_LANDS * seen.clip.width * seen.clip.height),
        room(_CROWD, about(seen, edge)),
        room(_RUSH, longest_step(other, row - _SIDE, row + _SIDE)),
    )
    spot = (float(place[0]), float(place[1]))
    if comes:
        return _Jump(other, at - 1, thing, thing.first, far, score, spot, leaves=True)
    return _Jump(thing, thing.last, other, at, far, score, spot)


def _colours_of_change(
    thing: Thing, other: Thing, at: int, areas: tuple[float, float], *, comes: bool
) -> float:
    """0..1: how much of what the other one gained, or lost, has the colours of the thing."""
    looks = looks_around(other, at - 1, at)
    own = thing.looks.pictures[0 if comes else -1]
    one, two, its = colours_of(np.stack([*(looks[::-1] if comes else looks), own]))
    change = np.maximum(areas[1] * two - areas[0] * one, 0.0)
    return float(np.minimum(change / max(float(change.sum()), 1e-9), its).sum())


def _breaks(seen: Observation, thing: Thing, reach: int) -> Iterable[tuple[int, int]]:
    """Last and first frame around each gap in a thing's track that its own motion does not fill."""
    if not thing.outlined:
        return
    rows = np.flatnonzero(thing.seen)
    if len(rows) < 2:
        return
    ways = np.diff(thing.ground[rows].astype(np.float64), axis=0)
    short = np.diff(rows) - 1 <= reach
    far = short & (np.hypot(*ways.T) > _DOUBTFUL * _FAR * seen.clip.width)
    # an outline may get hold of another part as it is lost
    far[: _SIDE - 1] = far[max(0, len(far) - _SIDE + 1) :] = False
    stretched = np.abs(np.diff(np.log(thing.corners[rows, 2:]), axis=0)).max(axis=1)
    for at in np.flatnonzero(far):
        start, end = thing.first + int(rows[at]), thing.first + int(rows[at + 1])
        cut = max(_sides_cut(seen, thing.corners[row]) for row in (rows[at], rows[at + 1]))
        # what a border cuts is another part of it each time
        whole = stretched[at] < (_CUT if cut else _GROWTH)
        if whole and cut < _MOST_CUT and not _unread(seen, start, end):
            yield start, end


def _unread(seen: Observation, start: int, end: int) -> bool:
    """Whether frames are missing there, so that it had the time to go."""
    return any(first <= end and last >= start for first, last in seen.unread)


def _vanishes(seen: Observation, thing: Thing) -> bool:
    return (
        thing.outlined
        and thing.ending is Ending.NOWHERE
        and thing.last < seen.clip.frames - 1
        and _inside(seen, thing.corners[-1])
    )


def _appears(seen: Observation, thing: Thing) -> bool:
    return (
        thing.outlined
        and thing.beginning is Beginning.NOWHERE
        and thing.first > 0
        and _inside(seen, thing.corners[0])
    )


def _inside(seen: Observation, box: NDArray[np.float32]) -> bool:
    return _sides_cut(seen, box) == 0


def _sides_cut(seen: Observation, box: NDArray[np.float32]) -> int:
    """How many sides of the picture a box touches."""
    margin = _EDGE * seen.clip.width
    x, y, w, h = map(float, box)
    right, bottom = seen.clip.width - x - w, seen.clip.height - y - h
    return sum(away <= margin for away in (x, y, right, bottom))


def _jump(
    seen: Observation, before: Thing, start: int, after: Thing, end: int, *, said: bool = False
) -> _Jump:
    """How likely it is that one is the other: the weakest condition decides.

    `said`: the person says that it is, whatever their looks.
    """
    one, two = before.row(start), after.row(end)
    gap = end - start
    speed = max(_speed(seen, before, one, ahead=False), _speed(seen, after, two, ahead=True))
    way = after.centres[two].astype(np.float64) - before.centres[one]
    if before is after:
        way = after.ground[two].astype(np.float64) - before.ground[one]
    # what is kicked goes as it goes on, what hits as it came: a jump is like neither
    off = min(
        float(np.hypot(*(way - gap * step)))
        for step in (_own_step(before, one, ahead=False), _own_step(after, two, ahead=True))
    )
    far = float(np.hypot(*way))
    areas = _area(before, one, ahead=False), _area(after, two, ahead=True)
    far_off = (
        room(far, _FAR * seen.clip.width),
        room(off, _OWN_WAY * speed * gap),
        room(min(areas), _AREA * seen.clip.width * seen.clip.height),
    )
    # what touches something may have gone behind it: then it has to be more alike, and never both
    beside = bool(before.touching[one]) + bool(after.touching[two])
    if said:
        score = likely(*far_off)
    elif beside == 2:
        score = PRIOR
    else:
        least = _ALIKE_BESIDE if beside else _ALIKE
        score = likely(
            *far_off,
            room(_GROWTH, abs(log(areas[1] / areas[0]))),
            room(_agreement(before, start, after, end) - 0.1, least - 0.1),
            room(min(_sharp(before, one, areas[0]), _sharp(after, two, areas[1])), _WHOLE),
            room(_MANY, about(seen, start, end, _SCRAP * min(areas))),
            room(min(float(one.contrast.mean()) for one in (before, after)), _CONTRAST),
        )
    return _Jump(before, start, after, end, far, score)


def _speed(seen: Observation, thing: Thing, row: int, *, ahead: bool) -> float:
    """The fastest that it went just before a row, or just after it: pixels a frame."""
    recent = max(2, round(_SPEED_S * seen.clip.fps))
    # the step that leads to the next frame is of the jump itself
    near = slice(row, row + recent) if ahead else slice(max(0, row - recent), row)
    ways = np.diff(thing.ground[near.start : near.stop + 1], axis=0)
    return max(float(np.hypot(*some.T).max(initial=0.0)) for some in (thing.steps[near], ways))


def _own_step(thing: Thing, row: int, *, ahead: bool) -> NDArray[np.float64]:
    """How it went to that row, or goes on from it."""
    one, two = (row, row + 1) if ahead else (row - 1, row)
    if one < 0 or two >= len(thing):
        return np.zeros(2)
    return np.asarray(thing.ground[two].astype(np.float64) - thing.ground[one])


def _area(thing: Thing, row: int, *, ahead: bool) -> float:
    rows = slice(row, row + 4) if ahead else slice(max(0, row - 3), row + 1)
    return max(float(np.median(thing.areas[rows])), 1.0)


def _sharp(thing: Thing, row: int, usual: float) -> float:
    """Area at its end (or beginning) over what it is there: what fades or is covered has less."""
    return float(thing.areas[row]) / usual


def _agreement(before: Thing, start: int, after: Thing, end: int) -> float:
    """-1..1: how well the looks of one and the other around the jump agree, inside both."""
    if before is after:
        one, other = looks_around(before, start, end)
    else:
        one, other = before.looks.pictures[-1], after.looks.pictures[0]
    inside = np.stack([one[..., 3], other[..., 3]]).astype(np.float64) / 255.0
    both = inside.min(axis=0)
    if both.sum() < 8:
        return 0.0
    shape = float(both.sum() / inside.max(axis=0).sum())
    same = max(0.0, 1.0 - unlike_looks(one, other) / 50.0)
    # what flaps or runs has another outline each time, and the same colours
    return max(shape, alike(one, other) - _POSED) * same


def _finding(seen: Observation, jump: _Jump) -> Finding:
    before, after, start, end = jump.before, jump.after, jump.start, jump.end
    one, two = before.row(start), after.row(end)
    boxes = (*boxes_of(before, start, start), *boxes_of(after, end, end))
    x0, y0 = map(float, before.centres[one])
    x1, y1 = map(float, after.centres[two])
    if jump.joined is not None:
        own = after.boxes[two] if jump.leaves else before.boxes[one]
        spot = Box(jump.joined[0] - own.w / 2, jump.joined[1] - own.h / 2, own.w, own.h)
        if jump.leaves:
            (x0, y0), boxes = jump.joined, ((start, spot), boxes[-1])
        else:
            (x1, y1), boxes = jump.joined, (boxes[0], (end, spot))
    seconds = (end - start) / seen.clip.fps
    step = np.zeros(2) if jump.leaves else _own_step(before, one, ahead=False)
    x, y = (end - start) * step + (x0, y0)
    around_jump = [
        *([(x0, y0)] if jump.leaves else before.centres[max(0, one - 7) : one + 1].tolist()),
        *([(x1, y1)] if jump.joined and not jump.leaves else after.centres[two : two + 8].tolist()),
    ]
    return Finding(
        kind=KIND,
        held=False,
        start_frame=start,
        end_frame=end,
        box=around(seen, boxes),
        score=jump.score,
        expected=f"it goes on from ({x0:.0f}, {y0:.0f})",
        measured=f"{jump.far:.0f} px farther {seconds * 1000:.0f} ms later",
        message=(
            f"It is at ({x0:.0f}, {y0:.0f}) in frame {start} and at ({x1:.0f}, {y1:.0f}) in frame "
            f"{end}: {jump.far:.0f} px without a way between"
        ),
        measured_vector=(x1 - x0, y1 - y0),
        expected_vector=(float(x) - x0, float(y) - y0),
        mover=after.id if jump.leaves else before.id,
        boxes=boxes,
        ghost=((start, x0, y0), (end, float(x), float(y))),
        curves=(
            curve(
                "place, sideways",
                "px",
                start if jump.leaves else max(before.first, start - 7),
                (place[0] for place in around_jump),
            ),
        ),
    )


DETECTOR = Detector(
    id=KIND,
    title="Teleport",
    needs="",
    doc=(
        "A thing is gone from where it was and in the same moment somewhere else, with no way "
        "between the two."
    ),
    measures=(
        "Things that end in the middle of the picture, and things alike in size, outline and "
        "colours that begin elsewhere within 0.13 seconds (two frames at least), gaps in the way "
        "of one that is recognised again, and things far off that have as much more, or less, of "
        "its colours in that moment; how far that is from where the thing would have gone on to, "
        "beside its own speed."
    ),
    unit="pixels, as a share of the frame's width",
    threshold=(
        "7 % of the width, and twice its own way in that time off its course; areas within a "
        "factor of 1.6; both whole at the moment; at most six things about at the time. What "
        "lands on another thing, or comes off it, has 0.3 % of the picture, at most five are "
        "about, and the other one goes less than 0.65 of its width from frame to frame."
    ),
    source=(
        "The prototype's 7 %, with outlines told from the ground in place of merged silhouettes: "
        "what goes behind or into something else, or fades, has no such end."
    ),
    blind=(
        "Jumps behind other things, or into a crowd, jumps shorter than 7 % of the width, clips "
        "whose view goes through the scene, what touches two sides of the picture, and jumps in "
        "which the thing changes its looks."
    ),
    rule="Things get from one place to another along a way.",
    advice=(
        "Ask for less way in the same time, paint the path, or slow it down with the speed curve; "
        "more frames a second help, too."
    ),
    run=detect,
    tier="physics",
    shape="path",
    local=True,
)
