"""Things that go into what is solid.

Where the person marked something as solid, everything that comes from outside is held against it:
how deep it gets in, and whether the solid thing gives way; also by what moves in its place, cell by
cell, where hand and thing are one outline. Where the floor is marked, what fell or
lay on it must not be seen below it. Without a mark it is only asked of two movers that stand
equally near and run through each other, and of hands that are well past the near side of a thing
before it gives way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.evidence import (
    NOTHING,
    TOLD,
    alone_rows,
    around,
    box_around,
    boxes_of,
    clear_rows,
    curve,
    down_of,
    drive_of,
    flights_of,
    held_place,
    judgeable,
    likely,
    marks_on,
    on_screen,
    room,
    stretches,
    together,
    without_prints,
)
from engine.detectors.fronts import Front, fronts_over, sets_off
from engine.inspect.flights import Piece
from engine.inspect.floor import Floor, floor_of
from engine.inspect.marks import in_pixels, overlap
from engine.inspect.observation import Observation
from engine.inspect.people.skeletons import followed
from engine.inspect.things import Beginning, Ending, Thing
from engine.records import Box, Finding, Mark

KIND = "penetration"

_DEPTH = 0.4
_OUTSIDE = 0.12
_LASTS_S = 0.1
_GOES = 0.5
_VISIBLE = 0.45
_LEVEL, _HIDDEN_LEVEL, _PAIR_LEVEL = 0.6, 0.15, 0.12
_AWAY_S = 1.5
_MAYBE = -0.1
_KEEPS = 0.35
_CUT = 0.2
_GOES_ON = 0.35
_BEGINS = 0.7
_HINT = -0.25
_SAME = 30.0
_KNOWN_S, _SOLIDITY = 0.6, 0.75
_MERGED = 1.5
_PART_OF, _LEAVES = 0.7, 0.15
"""Share of what is marked that lies in a thing, for it to be a part of that; and by how much of its
extent that one's box changes when it sets off."""
_GIVES_WAY = 2.0
"""Times as far as what is marked must go what gets into it."""
_FILLED = 0.4
"""Of its box: what fills less of it is no body that something else could be inside of."""

# what runs over a place: share of it, times as far as what is behind, share of its greatest speed
_OVER, _AHEAD, _KEEPS_UP = 0.78, 2.6, 0.35

# hands: looks, shares of the extent
_LOOKS = 4
_PASSED, _SETS_OFF = 0.3, 0.1
_MARKED = 0.15
"""Of a hand that may as well pass in front of what is marked."""

# through the floor: shares of its own height, seconds, heights of the frame a second, every second
_BELOW, _BELOW_PICTURE = 0.25, 0.025
_SPAN_S, _LAY_S = 0.2, 0.12
_FALLS = 0.35
_HIGH, _DEEP = 0.25, 0.6
_AS_LARGE, _LESS, _SPREADS = 0.12, 0.5, 0.2
_TURNS_UP = 0.3
_STRAIGHT = 1.5
_NEARER = -0.2
"""Of what may only have landed, or rolled, nearer to the camera: never a finding."""
_FLOOR = "the floor you marked"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A mover inside something solid."""

    thing: Thing | None
    """None for a hand, which has `boxes`."""
    start: int
    end: int
    depth: float
    """Share of the smaller one's extent, 0..1."""
    depths: NDArray[np.float64]
    """From `start` on, frame by frame."""
    hidden: bool
    marked: bool
    score: float
    noun: str = ""
    ghost: tuple[tuple[int, float, float], ...] = ()
    boxes: tuple[tuple[int, Box], ...] = ()


def detect(seen: Observation) -> Detection | Undetermined:
    """One finding for each mover and solid thing."""
    solid = [mark for mark in seen.marks if mark.kind == "solid" and mark.box is not None]
    because = judgeable(seen)
    if because and not solid:
        return Undetermined(because)
    entries = [entry for mark in solid for entry in _into_marked(seen, mark)]
    pairs = [] if solid else [*_pairs(seen), *_out_of_sight(seen), *_into_movers(seen)]
    floor = None if because else floor_of(seen, down_of(seen))
    sunk = [] if floor is None else [*_into_floor(without_prints(seen), floor)]
    if not solid and not pairs and not sunk:
        return Undetermined("nothing is marked as solid, and no two movers meet", mark="solid")
    found = sorted((*entries, *pairs, *sunk), key=lambda entry: -entry.score)
    findings = tuple(_finding(seen, entry) for entry in found if entry.score >= TOLD)
    return Detection(max((entry.score for entry in found), default=NOTHING), findings)


# --- with a mark -------------------------------------------------------------------------------


def _into_marked(seen: Observation, mark: Mark) -> list[_Entry]:
    """What gets into a marked thing: movers and what runs over its place, else hands."""
    fronts = fronts_over(seen, held_place(seen, mark))
    found: list[_Entry] = []
    for entry in sorted(
        (*_into(seen, mark, fronts), *_run_over(seen, mark, fronts)), key=lambda one: -one.score
    ):
        # both may tell of the same
        if not any(entry.start <= other.end and other.start <= entry.end for other in found):
            found.append(entry)
    told = any(entry.score >= TOLD for entry in found)
    return found if told else [*found, *_hands(seen, mark)]


def _into(seen: Observation, mark: Mark, fronts: list[Front]) -> Iterator[_Entry]:
    """Every mover that gets into a marked thing."""
    host, held = _host(seen, mark), held_place(seen, mark)
    stands = seen.clip.frames
    if host is None:
        stands = min(_stands_until(seen, mark, held), sets_off(fronts, stands))
    for thing in seen.things:
        size = float(np.sqrt(thing.area))
        if thing is host or thing.spread < _GOES * size:
            continue
        way = [entry for entry in _followed(seen, thing) if entry[0] <= stands]
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
            own, its_own = (_went((places - view)[ends]) for places in (boxes, walls))
            score = likely(
                room(float(depths.max()), _DEPTH),
                room(float((depths > 0.3).sum()) / seen.clip.fps, _LASTS_S),
                _as_near(thing, room(_HIDDEN_LEVEL if hidden else _LEVEL, level)),
                # a hand that grips or pushes comes to rest against it
                room(_relative(boxes, walls, inside), _GOES_ON),
                # what is hit and gives way, or is taken along, goes as far as what came
                room(own, _GIVES_WAY * its_own),
                1.5 if host is None else room(_filled(host, start), _FILLED) * 4,
                # two that stick together are one for a while, and that one is large
                room(_MERGED, float(np.percentile(visible[inside], 80))),
                1.0,
            )
            yield _Entry(
                thing, start, end, float(depths.max()), depths, hidden, True, score, mark.noun
            )


def _as_near(thing: Thing, level: float) -> float:
    """How likely it is as near as what is marked, by the `level` on which both stand."""
    # a hand that comes in over the border has no foot to tell it by
    return 1.5 if float(thing.edge.mean()) > 0.5 else max(_MAYBE - 0.4, level)


def _run_over(seen: Observation, mark: Mark, fronts: list[Front]) -> Iterator[_Entry]:
    """What gets farther and farther into the place of a marked thing while that stays.

    One that grips slows down there, and what is pushed moves all over at once.
    """
    held = held_place(seen, mark)
    stands = sets_off(fronts, seen.clip.frames)
    for front in fronts:
        if front.last > stands or front.depth < _DEPTH:
            continue
        thing = _behind(seen, front, held)
        if thing is None:
            continue
        row = thing.row(front.last)
        box, wall = thing.corners[row].astype(np.float64), held[front.last]
        off = abs(float(box[1] + box[3] - wall[1] - wall[3])) / float(min(box[3], wall[3]))
        score = likely(
            room(front.depth, _OVER),
            room(_AHEAD, front.ahead),
            room(front.goes_on, _KEEPS_UP),
            room(len(front.depths) / seen.clip.fps, _LASTS_S),
            _as_near(thing, room(_LEVEL, off)),
            1.0,
        )
        yield _Entry(
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
        and _within(place, Box(*map(float, thing.corners[thing.row(front.last)]))) > 0.3
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
        if box is None or _within(place, box) < _PART_OF:
            continue
        off = _sides(thing.corners.astype(np.float64)) - _sides(held[thing.frames])
        moved = np.abs(off - off[row]).max(axis=1) > much
        moved[:row] = False
        if moved.any():
            last = min(last, thing.first + int(np.argmax(moved)))
    return last


def _sides(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n, 4) Left, top, right and bottom."""
    return np.concatenate([corners[:, :2], corners[:, :2] + corners[:, 2:]], axis=1)


def _within(one: Box, other: Box) -> float:
    """The share of a box that is in another one."""
    return one.common(other) / max(one.w * one.h, 1.0)


def _went(boxes: NDArray[np.float64]) -> float:
    """Pixels between the middles of the first and the last of some boxes."""
    middles = boxes[:, :2] + boxes[:, 2:] / 2
    return float(np.hypot(*(middles[-1] - middles[0])))


def _filled(host: Thing, frame: int) -> float:
    """The share of its box that a thing fills, up to a frame."""
    rows = slice(0, max(1, host.row(frame)))
    boxes = host.corners[rows, 2].astype(np.float64) * host.corners[rows, 3]
    return float(np.median(host.areas[rows] / np.maximum(boxes, 1.0)))


def _relative(
    boxes: NDArray[np.float64], walls: NDArray[np.float64], inside: NDArray[np.bool_]
) -> float:
    """How fast it still goes against the solid thing inside, by how fast it came."""
    middle = walls[:, :2] + walls[:, 2:] / 2
    # the side that comes first tells; the others may be cut by the border, or by what is gripped
    sides = _sides(boxes) - np.tile(middle, 2)
    rows = np.flatnonzero(inside)
    first, last = int(rows[0]), int(rows[-1])
    start = max(0, first - 5)
    came = (sides[first] - sides[start]) / max(1, first - start)
    side = int(np.argmax(np.abs(came)))
    went = float(sides[last, side] - sides[first, side]) / max(1, last - first)
    return max(0.0, went * float(np.sign(came[side]))) / max(abs(float(came[side])), 0.5)


def _host(seen: Observation, mark: Mark) -> Thing | None:
    """The marked thing where it is one that moves later: it begins inside of the mark."""
    assert mark.box is not None
    place = in_pixels(mark.box, seen.clip)
    for thing in seen.things:
        if mark in marks_on(seen, thing, "solid"):
            return thing
        inside = _within(thing.boxes[0], place)
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
    again = _again(seen, thing)
    if again is None:
        return way
    size = np.median(thing.corners[:, 2:], axis=0).astype(np.float64)
    one, two = (_steady(part) for part in (thing, again))
    for frame in range(one[0] + 1, two[0]):
        part = (frame - one[0]) / (two[0] - one[0])
        centre = one[1] * (1 - part) + two[1] * part
        box = np.concatenate([centre - size / 2, size])
        way = [entry for entry in way if entry[0] != frame]
        way.append((frame, box, 0.0))
    return sorted(way, key=lambda entry: entry[0])


def _again(seen: Observation, thing: Thing) -> Thing | None:
    """The thing that a lost one most likely is when it comes out again."""
    fps = seen.clip.fps
    found = [
        other
        for other in seen.things
        if other is not thing
        and -0.4 * fps < other.first - thing.last <= _AWAY_S * fps
        and other.beginning in (Beginning.BEHIND, Beginning.NOWHERE)
        and 0.5 < other.area / max(thing.area, 1.0) < 2.0
        and float(np.abs(_usual(other) - _usual(thing)).max()) < _SAME
    ]
    return min(found, key=lambda other: other.first, default=None)


def _usual(thing: Thing) -> NDArray[np.float64]:
    """Its colour while it is seen whole."""
    whole = thing.areas > 0.8 * np.median(thing.areas)
    return np.median(thing.colour[whole].astype(np.float64), axis=0)


def _steady(thing: Thing) -> tuple[int, NDArray[np.float64]]:
    """Frame and centre where a thing is seen whole, next to where it is not."""
    whole = np.flatnonzero(thing.areas > 0.9 * np.median(thing.areas))
    hides = thing.ending in (Ending.BEHIND, Ending.NOWHERE)
    row = int(whole[-1] if hides else whole[0])
    return thing.first + row, thing.centres[row].astype(np.float64)


def _entry(
    seen: Observation,
    thing: Thing,
    frames: list[int],
    boxes: NDArray[np.float64],
    walls: NDArray[np.float64],
    visible: NDArray[np.float64],
) -> tuple[int, int, NDArray[np.float64], NDArray[np.bool_]] | None:
    """First and last frame inside, depths between, and which rows are inside; None if never."""
    depths = _depths(boxes, walls)
    inside = depths > 0.3
    if not inside.any():
        return None
    first, last = (int(n) for n in np.flatnonzero(inside)[[0, -1]])
    # what was in it from the beginning belongs there
    if first == 0 or float(depths[:first].min()) > _OUTSIDE:
        return None
    return frames[first], frames[last], depths[first : last + 1], inside


def _depths(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n,) How far boxes are in each other, by the smaller one's extent: 0 apart, 1 wholly."""
    share = []
    for axis in (0, 1):
        low = np.maximum(one[:, axis], other[:, axis])
        high = np.minimum(one[:, axis] + one[:, axis + 2], other[:, axis] + other[:, axis + 2])
        least = np.minimum(one[:, axis + 2], other[:, axis + 2])
        share.append(np.maximum(0.0, high - low) / np.maximum(least, 1.0))
    return np.asarray(np.minimum(*share))


# --- hands -------------------------------------------------------------------------------------


def _hands(seen: Observation, mark: Mark) -> Iterator[_Entry]:
    """Hands, where they were looked for, that get into a marked thing before it gives way."""
    host, held = _host(seen, mark), held_place(seen, mark)
    for frames, boxes in _hand_boxes(seen):
        walls = _walls(host, held, frames.tolist())
        entry = _reach(seen, frames, boxes, walls, marked=True, noun=mark.noun)
        if entry is not None:
            yield entry


def _into_movers(seen: Observation) -> Iterator[_Entry]:
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
) -> _Entry | None:
    """A hand that came from outside and is deep in a thing while that one still lies where it lay.

    One that grips comes to rest at the thing; one that pushes does so with its near side.
    """
    fps = seen.clip.fps
    size = float(np.sqrt(np.median(walls[:, 2] * walls[:, 3])))
    moved = np.abs(walls[:, :2] - walls[0, :2]).max(axis=1) > _SETS_OFF * size
    until = int(np.argmax(moved)) if moved.any() else len(frames)
    depths = _depths(boxes, walls)[:until]
    inside = depths > _PASSED
    if not inside.any():
        return None
    first, last = (int(n) for n in np.flatnonzero(inside)[[0, -1]])
    if first == 0 or float(depths[:first].min()) > _OUTSIDE:
        return None
    score = likely(
        room(float(depths.max()), 1.2 * _PASSED),
        room(float(inside.sum()) / fps, _LASTS_S),
        room(_relative(boxes[:until], walls[:until], inside), _GOES_ON),
        _MARKED if marked else _MAYBE,
    )
    shown = tuple(
        (int(frames[n]), Box(*map(float, boxes[n]))) for n in range(first, min(last + 1, until))
    )
    ends = int(frames[first]), int(frames[last])
    deep = float(depths.max())
    within = depths[first : last + 1]
    return _Entry(None, *ends, deep, within, False, marked, score, noun, boxes=shown)


# --- through the floor -------------------------------------------------------------------------


def _into_floor(seen: Observation, floor: Floor) -> Iterator[_Entry]:
    """The times when what came from above, or lay on the floor, is seen whole below it."""
    for thing in seen.things:
        if not marks_on(seen, thing, "fluid"):
            yield from _sunk(seen, thing, floor)


def _sunk(seen: Observation, thing: Thing, floor: Floor) -> Iterator[_Entry]:
    above = floor.above(thing)
    good = alone_rows(seen, thing, clear_rows(seen, thing) & np.isfinite(above))
    tall = float(np.median(thing.corners[:, 3]))
    needed = max(_BELOW * tall, _BELOW_PICTURE * seen.clip.height)
    flight: list[Piece] | None = None
    for first, end in stretches(good, seen.clip.fps, _SPAN_S):
        high = above[first:end]
        deepest = int(np.argmin(high))
        over = np.flatnonzero(high[: deepest + 1] >= -0.3 * needed)
        if not len(over) or high[: over[-1] + 1].max() < -0.5 * floor.near(thing):
            continue
        rows = first + int(over[-1]), first + deepest, end
        if high[deepest] > -0.5 * needed:
            ends = thing.first + first, thing.first + end - 1
            yield _Entry(thing, *ends, 0.0, np.zeros(end - first), False, True, NOTHING, _FLOOR)
            continue
        if flight is None:
            flight = [piece for part in flights_of(seen, thing, _SPAN_S) for piece in part]
        yield _below(seen, thing, floor, flight, above, first, rows, needed)


def _below(
    seen: Observation,
    thing: Thing,
    floor: Floor,
    flight: list[Piece],
    above: NDArray[np.float64],
    first: int,
    rows: tuple[int, int, int],
    needed: float,
) -> _Entry:
    """How likely it is that it went through: `rows` are the last above, the deepest, the end."""
    last, deepest, end = rows
    fps, tall = seen.clip.fps, float(np.median(thing.corners[:, 3]))
    up, down = floor.up(thing.first + last), down_of(seen)
    way = (thing.ground[deepest] - thing.ground[last]).astype(np.float64)
    sideways = abs(float(way @ (up[1], -up[0])))
    before = float(np.median(thing.areas[max(first, last - 5) : last + 1]))
    growth = float(np.log(np.median(thing.areas[max(last, deepest - 2) : end][:5]) / before))
    at_floor = np.abs(above[first : last + 1]) < floor.near(thing)
    lay = int(at_floor.sum()) / fps > _LAY_S and above[first : last + 1].min() > -needed
    fell = any(
        piece.first <= thing.first + last < piece.last
        and float(piece.acceleration @ down)
        > max(_FALLS * floor.height, piece.doubt_of_acceleration)
        for piece in flight
    )
    # what turns up again below the line has a floor there
    lowest = np.minimum(np.minimum.accumulate(above[first:end]), -0.5 * needed)
    rises = float((above[first:end] - lowest)[lowest < -0.5 * needed].max(initial=0.0))
    # what comes to rest lower in the picture has landed nearer to the camera
    stays = int((above[deepest:end] < above[deepest] + 0.1 * tall).sum()) / fps > 2 * _LAY_S
    straight = room(-float(way @ up), _STRAIGHT * sideways)
    came = float(above[first : last + 1].max())
    drive = drive_of(seen, thing)
    known = {"passive": 0.6, "unknown": 0.25, "self": -0.6}[drive]
    if fell and not stays:
        manner = min(known, room(-float(above[deepest]), _DEEP * tall))
    elif lay and not fell:
        manner = min(known, straight, together(thing, thing.first + last, thing.first + deepest))
    else:
        manner = min(known, _NEARER, straight)
    score = likely(
        room(-float(above[deepest]), needed),
        room(float((above[first:end] < -0.7 * needed).sum() + 1) / fps, _LASTS_S),
        1.5 if lay else room(came, _HIGH * tall),
        # what comes nearer to the camera gets larger, and what goes behind the floor is not seen
        room(_AS_LARGE, growth),
        room(_LESS, -growth),
        # what breaks or falls over spreads on the floor
        room(_SPREADS, _spread(thing, slice(max(first, last - 5), last + 1), deepest)),
        room(_TURNS_UP * tall, rises),
        manner,
    )
    frames = range(thing.first + last, thing.first + end)
    stopped = thing.ground[last].astype(np.float64)
    return _Entry(
        thing,
        frames[0],
        frames[-1],
        min(1.0, -float(above[deepest]) / tall),
        np.clip(-above[last:end] / tall, 0.0, 1.0),
        False,
        True,
        score,
        _FLOOR,
        tuple(on_screen(thing, frame, stopped, seen) for frame in frames),
    )


def _spread(thing: Thing, before: slice, row: int) -> float:
    """How much another form its box and its outline have, as logs; 0 for the same."""
    sizes = np.log(np.maximum(thing.corners[:, 2:].astype(np.float64), 1.0))
    solid = np.log(np.maximum(thing.solidity.astype(np.float64), 0.05))
    wider = float(sizes[row, 0] - np.median(sizes[before, 0]))
    return max(abs(wider), float(np.median(solid[before]) - solid[row]))


# --- without one -------------------------------------------------------------------------------


def _pairs(seen: Observation) -> Iterator[_Entry]:
    """Two movers that meet on the same level, and what becomes of them."""
    whole = [t for t in seen.things if t.outlined and float(t.edge.mean()) <= _CUT]
    for number, one in enumerate(whole):
        for two in whole[number + 1 :]:
            first, last = max(one.first, two.first), min(one.last, two.last)
            if last - first < 4:
                continue
            entry = _pair(seen, one, two, first, last)
            if entry is not None:
                yield entry


def _pair(seen: Observation, one: Thing, two: Thing, first: int, last: int) -> _Entry | None:
    boxes, walls = (
        part.corners[first - part.first : last - part.first + 1].astype(np.float64)
        for part in (one, two)
    )
    depths = _depths(boxes, walls)
    rows = np.flatnonzero(depths > 0.3)
    if not len(rows) or rows[0] == 0 or float(depths[: rows[0]].min()) > _OUTSIDE:
        return None
    low, high = int(rows[0]), int(rows[-1])
    tall = float(min(np.median(boxes[:, 3]), np.median(walls[:, 3])))
    outside = depths < _OUTSIDE
    feet = [float(np.median((box[:, 1] + box[:, 3])[outside])) for box in (boxes, walls)]
    drives = {drive_of(seen, one), drive_of(seen, two)}
    own = -0.6 if "self" in drives else 0.6 if drives == {"passive"} else _MAYBE
    score = likely(
        room(float(depths.max()), 1.5 * _DEPTH),
        room(len(rows) / seen.clip.fps, _LASTS_S),
        room(_PAIR_LEVEL, abs(feet[0] - feet[1]) / tall),
        room(_KEEPS, _turned(one, two, first + low, first + high)),
        room(min(len(one), len(two)) / seen.clip.fps, _KNOWN_S),
        room(float(min(np.median(one.solidity), np.median(two.solidity))), _SOLIDITY),
        room(min(one.spread, two.spread + one.spread), _GOES * tall),
        own,
    )
    mover = max(one, two, key=lambda part: part.way)
    return _Entry(
        mover,
        first + low,
        first + high,
        float(depths.max()),
        depths[low : high + 1],
        False,
        False,
        score,
    )


def _out_of_sight(seen: Observation) -> Iterator[_Entry]:
    """What is lost from sight and goes on at the other side as if nothing had been in its way.

    It may as well have passed behind: a hint, and never a finding.
    """
    fps = seen.clip.fps
    for thing in seen.things:
        if not thing.outlined or float(thing.edge.mean()) > 2 * _CUT:
            continue
        parts = _parts(seen, thing)
        if parts is None:
            continue
        one, two = parts
        early = max(thing.first, one[0] - max(3, round(0.3 * fps)))
        if one[0] - early < 2 or two[0] <= one[0]:
            continue
        step = (one[1] - thing.centres[thing.row(early)]) / (one[0] - early)
        wanted = one[1] + step * (two[0] - one[0])
        size = float(np.sqrt(thing.area))
        score = likely(
            room(float(np.hypot(*step)) * fps / size, 0.5),
            room(0.8 * size, float(np.hypot(*(two[1] - wanted)))),
            room(size, abs(float(two[1][1] - wanted[1])) * 3.0),
            room(thing.spread, _GOES * size),
            -0.6 if drive_of(seen, thing) == "self" else 1.5,
            _HINT,
        )
        none = np.zeros(max(1, two[0] - one[0] + 1))
        yield _Entry(thing, one[0], two[0], 1.0, none + 1.0, True, False, score)


_Steady = tuple[int, NDArray[np.float64]]


def _parts(seen: Observation, thing: Thing) -> tuple[_Steady, _Steady] | None:
    """Where a thing is last seen whole before it is out of sight, and first afterwards."""
    whole = thing.areas > 0.8 * np.median(thing.areas)
    away = np.flatnonzero(thing.areas < 0.45 * np.median(thing.areas))
    inner = away[(away > 3) & (away < len(thing) - 4)]
    if len(inner) and whole[: inner[0]].any() and whole[inner[-1] :].any():
        row = int(np.flatnonzero(whole[: inner[0]])[-1])
        back = int(inner[-1] + np.flatnonzero(whole[inner[-1] :])[0])
        return (
            (thing.first + row, thing.centres[row].astype(np.float64)),
            (thing.first + back, thing.centres[back].astype(np.float64)),
        )
    if thing.ending not in (Ending.BEHIND, Ending.NOWHERE):
        return None
    again = _again(seen, thing)
    if again is None or min(len(thing), len(again)) < 4:
        return None
    return _steady(thing), _steady(again)


def _turned(one: Thing, two: Thing, start: int, end: int) -> float:
    """How much of their speed against each other is another one afterwards; 0 they go straight."""
    reach = 4
    speeds = []
    for a, b in ((start - reach, start - 1), (end + 1, end + reach)):
        ways = [
            (part.ground[part.row(b)].astype(np.float64) - part.ground[part.row(a)])
            / max(1, part.row(b) - part.row(a))
            for part in (one, two)
        ]
        speeds.append(ways[0] - ways[1])
    before = float(np.hypot(*speeds[0]))
    return float(np.hypot(*(speeds[1] - speeds[0]))) / max(before, 1e-6)


# --- what is said ------------------------------------------------------------------------------


def _finding(seen: Observation, entry: _Entry) -> Finding:
    shown, thing = entry.boxes, entry.thing
    if thing is not None:
        shown = boxes_of(thing, entry.start, entry.end) or ((entry.start, thing.boxes[-1]),)
    percent = f"{100 * min(entry.depth, 1.0):.0f} %"
    what = entry.noun or (
        "what you marked as solid"
        if entry.marked
        else "something that stands still"
        if entry.hidden
        else "another mover"
    )
    sure = "It goes" if entry.marked and entry.score > 0.7 else "It possibly goes"
    if thing is None:
        sure = "A hand possibly goes"
    return Finding(
        kind=KIND,
        held=False,
        start_frame=entry.start,
        end_frame=entry.end,
        box=around(seen, shown),
        score=entry.score,
        expected="solid things stop or turn each other, or one gives way",
        measured=f"{percent} of its extent inside {what}"
        + (", out of sight meanwhile" if entry.hidden else ""),
        message=f"{sure} through {what}: {percent} of its extent is inside it",
        mover=None if thing is None else thing.id,
        boxes=shown,
        ghost=entry.ghost,
        curves=(curve("depth", "%", entry.start, 100 * entry.depths, [0.0] * len(entry.depths)),),
    )


DETECTOR = Detector(
    id=KIND,
    title="Penetration",
    needs=(
        "a mark on what is solid, or on the floor; without it only movers that run through each "
        "other are seen"
    ),
    doc=(
        "Something goes through a solid thing: a hand through a phone, a ball through a wall, one "
        "puck through another, and neither stops, turns or gives way. Or something sinks "
        "into the floor that you marked."
    ),
    measures=(
        "How far a mover that comes from outside gets into what is marked as solid, as a share of "
        "the smaller one's extent, and whether both stand on the same level of the picture; and "
        "how far motion runs over the marked place before that moves all over. How far what fell "
        "or lay on the marked floor is seen below it, by its own height."
    ),
    unit="share of the extent",
    threshold=(
        "40 % for a tenth of a second with a mark; 60 % and the way unchanged for two movers "
        "whose feet are within 12 % of their height. Below the floor: 25 % of its height and 2.5 % "
        "of the frame's, no larger than before, straight down or in free fall. A hand: 30 % before "
        "the thing moves, still going on. What runs over a marked place: 78 % of it."
    ),
    source="Rendered collisions and passings with known outlines.",
    blind=(
        "Who passes in front of something and who goes through it look alike where nothing tells "
        "how near they are: that is why it says 'possibly'. What is marked and gives way, falls "
        "apart or is taken along is held against what comes until it sets off. What lands lower in "
        "the picture than the floor line may have landed nearer to the camera."
    ),
    rule="Two solid things are never in the same place.",
    advice=(
        "Say what the hand does at the surface ('the fingers close around the phone and stop'), or "
        "paint the way only up to the contact."
    ),
    run=detect,
    shape="heat",
)
