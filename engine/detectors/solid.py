"""What gets into something that the person marked as solid: movers, motion that runs over its
place, and hands; and hands in what lies still without a mark.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from engine.detectors.entering import (
    GOES_ON,
    LASTS_S,
    MAYBE,
    OUTSIDE,
    Entry,
    depths_of,
    found_again,
    gets_past,
    goes_on,
    seen_whole,
    sides_of,
)
from engine.detectors.evidence import TOLD, box_around, held_place, likely, marks_on, room
from engine.detectors.far_side import STANDS, comes_out, still_there
from engine.detectors.fronts import Front, fronts_over, sets_off
from engine.inspect.marks import in_pixels, overlap
from engine.inspect.observation import Observation
from engine.inspect.people.skeletons import followed
from engine.inspect.things import Ending, Thing
from engine.inspect.wording import runs_or_pours
from engine.records import Box, Mark

DEPTH = 0.4
"""Share of the smaller one's extent that is no touch any more."""
_GOES = 0.5
_VISIBLE = 0.45
_LEVEL, _HIDDEN_LEVEL = 0.6, 0.15
_BEGINS = 0.7
_MERGED = 1.5
_PART_OF, _LEAVES = 0.7, 0.15
"""Share of what is marked that lies in a thing, for it to be a part of that; and by how much of its
extent that one's box changes when it sets off."""
_GIVES_WAY = 2.0
"""Times as far as what is marked must go what gets into it."""
_TAKEN, _UNKNOWN = -0.2, -0.1
"""Rooms: of what may have been taken along, and of what nobody knows."""
_PAST = 1.25
"""By its extent from its near side: who holds it is not as far beyond it."""
_FILLED = 0.4
"""Of its box: what fills less of it is no body that something else could be inside of."""

# what runs over a place: share of it, times as far as what is behind, share of its greatest speed
_OVER, _AHEAD, _KEEPS_UP = 0.78, 2.6, 0.35

# hands: looks, shares of the extent
_LOOKS = 4
_PASSED, _SETS_OFF = 0.3, 0.1
_MARKED = 0.15
"""Of a hand that may as well pass in front of what is marked."""


def into_marked(seen: Observation, mark: Mark) -> list[Entry]:
    """What gets into a marked thing: movers and what runs over its place, else hands."""
    held = held_place(seen, mark)
    fronts = fronts_over(seen, held)
    stands = sets_off(fronts, seen.clip.frames)
    stays = _stays(seen, held)
    movers = _into(seen, mark, held, stands, stays)
    over = _run_over(seen, mark, held, [front for front in fronts if front.last <= stands], stays)
    out = comes_out(seen, held, mark.noun, stands, stays) if stays > 0 else ()
    found: list[Entry] = []
    for entry in sorted((*movers, *over, *out), key=lambda one: -one.score):
        # both may tell of the same
        if not any(entry.start <= other.end and other.start <= entry.end for other in found):
            found.append(entry)
    told = any(entry.score >= TOLD for entry in found)
    return found if told else [*found, *_hands(seen, mark, held)]


def _into(
    seen: Observation, mark: Mark, held: NDArray[np.float64], stands: int, stays: float
) -> Iterator[Entry]:
    """Every mover that gets into a marked thing, which is `held` in its place until it moves all
    over, in frame `stands`.
    """
    host = _host(seen, mark)
    until = min(_stands_until(seen, mark, held), stands) if host is None else seen.clip.frames
    for thing in seen.things:
        size = float(np.sqrt(thing.area))
        if thing is host or thing.spread < _GOES * size:
            continue
        way = [entry for entry in _followed(seen, thing) if entry[0] <= until]
        if not way:
            continue
        frames = [frame for frame, _, _ in way]
        walls = _walls(host, held, frames)
        boxes = np.array([box for _, box, _ in way])
        visible = np.array([share for _, _, share in way])
        entry = _entry(seen, thing, frames, boxes, walls, visible)
        if entry is not None:
            start, end, depths, inside = entry
            hidden = float(np.median(visible[inside])) < _VISIBLE
            foot = np.median(boxes[inside, 1] + boxes[inside, 3])
            its = np.median(walls[inside, 1] + walls[inside, 3])
            level = float(abs(foot - its)) / float(
                min(np.median(boxes[:, 3]), np.median(walls[:, 3]))
            )
            ends = np.maximum(np.flatnonzero(inside)[[0, -1]] - (2, 0), 0)
            view = _walls(None, held, frames)
            past = -1.0 if marks_on(seen, thing, "fluid") else stays
            own, its_own = (_went((places - view)[ends]) for places in (boxes, walls))
            score = likely(
                room(float(depths.max()), DEPTH),
                room(float((depths > 0.3).sum()) / seen.clip.fps, LASTS_S),
                _as_near(thing, room(_HIDDEN_LEVEL if hidden else _LEVEL, level), stays),
                # a hand that grips or pushes comes to rest against it, not beyond it
                max(
                    room(goes_on(boxes, walls, inside), GOES_ON),
                    min(past, room(gets_past(boxes, walls, inside), _PAST)),
                ),
                # what is hit and gives way, or is taken along, goes as far as what came
                room(own, _GIVES_WAY * its_own),
                1.5 if host is None else room(_filled(host, start), _FILLED) * 4,
                # two that stick together are one for a while, and that one is large
                room(_MERGED, float(np.percentile(visible[inside], 80))),
                1.0,
            )
            yield Entry(
                thing, start, end, float(depths.max()), depths, hidden, True, score, mark.noun
            )


def _stays(seen: Observation, held: NDArray[np.float64]) -> float:
    """A room: above 0 where what is marked stands there in the end, and nothing liquid runs into it
    or out of it."""
    if seen.reading is not None and runs_or_pours(seen.reading):
        return -1.0
    share = still_there(seen, held)
    return _UNKNOWN if share is None else room(share, STANDS)


def _as_near(thing: Thing, level: float, stays: float) -> float:
    """How likely it is as near as what is marked, by the `level` on which both stand."""
    if float(thing.edge.mean()) <= 0.5:
        return max(MAYBE - 0.4, level)
    # a hand that comes in over the border has no foot to tell it by, and may have taken it along
    return 1.5 if stays > _TAKEN else MAYBE


def _run_over(
    seen: Observation, mark: Mark, held: NDArray[np.float64], fronts: list[Front], stays: float
) -> Iterator[Entry]:
    """What gets farther and farther into the place of a marked thing while that stays.

    One that grips slows down there, and what is pushed moves all over at once.
    """
    for front in fronts:
        thing = _behind(seen, front, held) if front.depth >= DEPTH else None
        if thing is None:
            continue
        row = thing.row(front.last)
        box, wall = thing.corners[row].astype(np.float64), held[front.last]
        off = abs(float(box[1] + box[3] - wall[1] - wall[3])) / float(min(box[3], wall[3]))
        score = likely(
            room(front.depth, _OVER),
            room(_AHEAD, front.ahead),
            room(front.goes_on, _KEEPS_UP),
            room(len(front.depths) / seen.clip.fps, LASTS_S),
            _as_near(thing, room(_LEVEL, off), stays),
            1.0,
        )
        yield Entry(
            thing,
            front.first,
            front.last,
            front.depth,
            front.depths,
            False,
            True,
            score,
            mark.noun,
        )


def _behind(seen: Observation, front: Front, held: NDArray[np.float64]) -> Thing | None:
    """The mover that a front is of: the heaviest that is in the place by then."""
    place = Box(*map(float, held[front.last]))
    there = [
        thing
        for thing in seen.things
        if thing.first <= front.last <= thing.last
        and place.within(Box(*map(float, thing.corners[thing.row(front.last)]))) > 0.3
    ]
    return max(there, key=lambda thing: thing.weight, default=None)


def _stands_until(seen: Observation, mark: Mark, held: NDArray[np.float64]) -> int:
    """The last frame in which what is marked surely is where it was marked: what it is a part of,
    as a block of a tower, has not set off by then."""
    assert mark.box is not None
    place = in_pixels(mark.box, seen.clip)
    much = _LEAVES * float(np.sqrt(place.w * place.h))
    last = seen.clip.frames
    for thing in seen.things:
        box, row = box_around(thing, mark.frame), thing.row(mark.frame)
        if box is None or place.within(box) < _PART_OF:
            continue
        off = sides_of(thing.corners.astype(np.float64)) - sides_of(held[thing.frames])
        moved = np.abs(off - off[row]).max(axis=1) > much
        moved[:row] = False
        if moved.any():
            last = min(last, thing.first + int(np.argmax(moved)))
    return last


def _went(boxes: NDArray[np.float64]) -> float:
    """Pixels between the middles of the first and the last of some boxes."""
    middles = boxes[:, :2] + boxes[:, 2:] / 2
    return float(np.hypot(*(middles[-1] - middles[0])))


def _filled(host: Thing, frame: int) -> float:
    """The share of its box that a thing fills, up to a frame."""
    rows = slice(0, max(1, host.row(frame)))
    boxes = host.corners[rows, 2].astype(np.float64) * host.corners[rows, 3]
    return float(np.median(host.areas[rows] / np.maximum(boxes, 1.0)))


def _host(seen: Observation, mark: Mark) -> Thing | None:
    """The marked thing where it is one that moves later: it begins inside of the mark."""
    assert mark.box is not None
    place = in_pixels(mark.box, seen.clip)
    for thing in seen.things:
        if mark in marks_on(seen, thing, "solid"):
            return thing
        inside = thing.boxes[0].within(place)
        if inside > _BEGINS and max(overlap(box, place) for box in thing.boxes) > 0.3:
            return thing
    return None


def _walls(host: Thing | None, held: NDArray[np.float64], frames: list[int]) -> NDArray[np.float64]:
    """(n, 4) Where the marked thing is: followed if it moves, else `held` by the ground."""
    if host is not None:
        return np.asarray(host.corners[[host.row(frame) for frame in frames]], np.float64)
    return held[np.minimum(frames, len(held) - 1)]


def _followed(seen: Observation, thing: Thing) -> list[tuple[int, NDArray[np.float64], float]]:
    """Frame, box and visible share of a thing, also while it is away and comes out again."""
    usual = max(1.0, thing.area)
    way = [
        (int(frame), corners.astype(np.float64), float(area / usual) if shown else 0.0)
        for frame, corners, area, shown in zip(
            thing.frames, thing.corners, thing.areas, thing.seen, strict=True
        )
    ]
    if thing.ending not in (Ending.BEHIND, Ending.NOWHERE):
        return way
    again = found_again(seen, thing)
    if again is None:
        return way
    size = np.median(thing.corners[:, 2:], axis=0).astype(np.float64)
    one, two = (seen_whole(part) for part in (thing, again))
    for frame in range(one[0] + 1, two[0]):
        part = (frame - one[0]) / (two[0] - one[0])
        centre = one[1] * (1 - part) + two[1] * part
        box = np.concatenate([centre - size / 2, size])
        way = [entry for entry in way if entry[0] != frame]
        way.append((frame, box, 0.0))
    return sorted(way, key=lambda entry: entry[0])


def _entry(
    seen: Observation,
    thing: Thing,
    frames: list[int],
    boxes: NDArray[np.float64],
    walls: NDArray[np.float64],
    visible: NDArray[np.float64],
) -> tuple[int, int, NDArray[np.float64], NDArray[np.bool_]] | None:
    """First and last frame inside, depths between, and which rows are inside; None if never."""
    depths = depths_of(boxes, walls)
    inside = depths > 0.3
    if not inside.any():
        return None
    first, last = (int(n) for n in np.flatnonzero(inside)[[0, -1]])
    # what was in it from the beginning belongs there
    if first == 0 or float(depths[:first].min()) > OUTSIDE:
        return None
    return frames[first], frames[last], depths[first : last + 1], inside


# --- hands -------------------------------------------------------------------------------------


def _hands(seen: Observation, mark: Mark, held: NDArray[np.float64]) -> Iterator[Entry]:
    """Hands, where they were looked for, that get into a marked thing before it gives way."""
    host = _host(seen, mark)
    for frames, boxes in _hand_boxes(seen):
        walls = _walls(host, held, frames.tolist())
        entry = _reach(seen, frames, boxes, walls, marked=True, noun=mark.noun)
        if entry is not None:
            yield entry


def into_movers(seen: Observation) -> Iterator[Entry]:
    """The same for things that lie still until then, and that nobody marked."""
    for frames, boxes in _hand_boxes(seen):
        for thing in seen.things:
            there = (frames >= thing.first) & (frames <= thing.last)
            if not thing.outlined or int(there.sum()) < _LOOKS:
                continue
            walls = thing.corners[frames[there] - thing.first].astype(np.float64)
            entry = _reach(seen, frames[there], boxes[there], walls, marked=False)
            if entry is not None:
                yield entry


def _hand_boxes(seen: Observation) -> Iterator[tuple[NDArray[np.intp], NDArray[np.float64]]]:
    """Frames and boxes (n, 4) of each hand that was seen for some time, also between the looks."""
    for looks in followed(seen.hands, seen.clip.fps):
        if len(looks) < _LOOKS:
            continue
        known = np.array([hand.frame for hand in looks])
        frames = np.arange(known[0], min(known[-1], seen.clip.frames - 1) + 1)
        sides = np.array([hand.box for hand in looks], np.float64).T
        yield frames, np.column_stack([np.interp(frames, known, side) for side in sides])


def _reach(
    seen: Observation,
    frames: NDArray[np.intp],
    boxes: NDArray[np.float64],
    walls: NDArray[np.float64],
    *,
    marked: bool,
    noun: str = "",
) -> Entry | None:
    """A hand that came from outside and is deep in a thing while that one still lies where it lay.

    One that grips comes to rest at the thing; one that pushes does so with its near side.
    """
    fps = seen.clip.fps
    size = float(np.sqrt(np.median(walls[:, 2] * walls[:, 3])))
    moved = np.abs(walls[:, :2] - walls[0, :2]).max(axis=1) > _SETS_OFF * size
    until = int(np.argmax(moved)) if moved.any() else len(frames)
    depths = depths_of(boxes, walls)[:until]
    inside = depths > _PASSED
    if not inside.any():
        return None
    first, last = (int(n) for n in np.flatnonzero(inside)[[0, -1]])
    if first == 0 or float(depths[:first].min()) > OUTSIDE:
        return None
    score = likely(
        room(float(depths.max()), 1.2 * _PASSED),
        room(float(inside.sum()) / fps, LASTS_S),
        room(goes_on(boxes[:until], walls[:until], inside), GOES_ON),
        _MARKED if marked else MAYBE,
    )
    shown = tuple(
        (int(frames[n]), Box(*map(float, boxes[n]))) for n in range(first, min(last + 1, until))
    )
    ends = int(frames[first]), int(frames[last])
    deep = float(depths.max())
    within = depths[first : last + 1]
    return Entry(None, *ends, deep, within, False, marked, score, noun, boxes=shown)
