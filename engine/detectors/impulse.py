"""Things that get faster all at once though nothing hits them.

Where one piece of a thing's way ends and another begins there was a contact, or a push from
nowhere. What stands still can turn a thing around but gives it no speed: only what moves can, and
that is seen to come near. Where the floor is marked, what comes down onto it turns there, and what
turns back up in the air above it was turned by nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log2

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.evidence import (
    PRIOR,
    Drive,
    apart,
    around,
    as_painted,
    boxes_of,
    curve,
    detection_of,
    down_of,
    drive_of,
    flights_of,
    ghost_of,
    judgeable,
    likely,
    marked_solid,
    pixel,
    room,
    spread,
    together,
)
from engine.inspect.flights import Piece
from engine.inspect.floor import Floor, floor_of
from engine.inspect.observation import Observation
from engine.inspect.things import Thing
from engine.inspect.wording import swings, throws
from engine.records import Finding

KIND = "impulse"

_SECONDS = 0.12
_LONG = 0.16
_BRIEF_S = 0.13
_RATIO = 0.4
_CHANGE = 0.22
_DOUBTS = 6.0
_STILL = 0.02
_KEEPS, _CLEARLY = 0.2, 0.3
_GAP_S = 0.09
_AROUND = 5
_TURN = 0.35
_BENDS = 0.9
_ABRUPT = 0.7
_SHOWN_S = 0.3
_FALLS = 0.15
_SLANT = 22.0
# of what is known too little of, or what a slanting wall could have done: never a finding
_MAYBE = -0.12

# at and over the floor: times as fast, shares of the speed, of the picture's height and its own
_OFF_FLOOR = 1.5
_TURNED, _UPRIGHT = 0.3, 0.8
_OVER, _OVER_OWN = 0.1, 0.5
_MAY_HIT = 0.1
"""Of what may have hit something that nobody marked."""
_LEVELS = 0.4


@dataclass(frozen=True, slots=True)
class _Kink:
    """A place where the way of a thing goes on with another speed."""

    thing: Thing
    before: Piece
    after: Piece
    moment: float
    """Frame, between two of them."""
    speeds: tuple[float, float]
    certain: float
    """A room: how sure it is that there is a kink and nothing near, by the weakest condition."""
    score: float
    above: float | None = None
    """Pixels over the floor, where it turned back in the air; None for any other kink."""


def detect(seen: Observation) -> Detection | Undetermined:
    """One finding for each thing, at the kink that says most."""
    because = judgeable(seen)
    if because:
        return Undetermined(because)
    best: list[_Kink] = []
    painted = as_painted(seen)
    floor = floor_of(seen, down_of(seen))
    for thing in seen.things:
        if thing.id in painted:
            continue
        drive = drive_of(seen, thing)
        pairs = [
            pair for flight in flights_of(seen, thing, _SECONDS) for pair in _neighbours(flight)
        ]
        kinks = [
            kink
            for before, after in pairs
            if (kink := _kink(seen, thing, before, after, drive)) is not None
        ]
        if floor is not None:
            kinks = _with_floor(seen, floor, kinks)
        if kinks:
            best.append(max(kinks, key=lambda kink: kink.score))
    return detection_of(best, lambda kink: _finding(seen, kink))


def _neighbours(flight: tuple[Piece, ...]) -> Iterator[tuple[Piece, Piece]]:
    """Pieces one after the other; what is too brief to be one by itself is stepped over."""
    for number, piece in enumerate(flight[:-1]):
        following = flight[number + 1]
        yield piece, following
        if following.seconds <= _BRIEF_S and number + 2 < len(flight):
            yield piece, flight[number + 2]


def _kink(
    seen: Observation, thing: Thing, before: Piece, after: Piece, drive: Drive
) -> _Kink | None:
    moment = _meeting(before, after)
    here, there = before.velocity_at(moment), after.velocity_at(moment)
    slow, fast = float(np.hypot(*here)), float(np.hypot(*there))
    high, falls = float(seen.clip.height), _falling(seen, before, after)
    change = float(np.hypot(*(there - here)))
    leap = float(np.hypot(*(after.at(moment) - before.at(moment))))
    doubt = float(np.hypot(before.doubt, after.doubt))
    bend = float(np.hypot(*(after.acceleration - before.acceleration)))
    # what was never seen to fall may lie on something that moves: a belt, a cart, a hand
    own_will = {"passive": 1.5, "unknown": 1.0 if falls else _MAYBE, "self": -0.6}[drive]
    if seen.reading is not None and swings(seen.reading):
        # at its turn it sets off by itself
        own_will = min(own_will, _MAYBE)
    sets_off = float(np.hypot(*there)) > float(np.hypot(*here)) and not _falling(seen, before)
    if sets_off and seen.reading is not None and throws(seen.reading):
        # whoever throws it may not be seen to move
        own_will = min(own_will, _MAYBE)
    sure = (
        room(change / high, _CHANGE),
        room(change / doubt, _DOUBTS),
        # what bends sharply has no single acceleration, and its ends are guesses
        room(change, _BENDS * bend * min(before.seconds, after.seconds)),
        room(min(before.seconds, after.seconds) + 1 / seen.clip.fps, _LONG),
        # where it also jumped, it is another kind of fault, or another thing
        room(max(5.0 * before.noise, 0.6 * fast / seen.clip.fps), leap),
        room(_abrupt(thing, before, after, moment, change), _ABRUPT),
        max(together(thing, before.first, after.last), _keeps(thing, before.first, after.last)),
        room(_nearest(seen, thing, moment, max(fast, slow)), 1.0),
    )
    # near the turn of a swing any small error makes a slow thing twice as fast
    usual = _TURN * max(
        piece.speed_at(n) for piece in (before, after) for n in (piece.first, piece.last)
    )
    ratio = max(fast, 1e-6) / max(slow, _STILL * high, usual)
    score = likely(room(log2(ratio), _RATIO), *sure, own_will)
    if falls:
        slant = room(_slant(there - here, down_of(seen)), _SLANT)
        score = max(score, likely(_MAYBE, slant, *sure, own_will))
    return _Kink(thing, before, after, moment, (slow, fast), min(sure), score)


def _keeps(thing: Thing, start: int, end: int) -> float:
    """A room: above 0 where its outline stays as it is, by which it is one thing that goes there.

    What is too fast for its surface to be followed is known by that.
    """
    rows = slice(thing.row(start), thing.row(end) + 1)
    area = np.log(np.maximum(thing.areas[rows].astype(np.float64), 1.0))
    hollow = spread(thing.solidity[rows])
    return min(_CLEARLY, room(_KEEPS, spread(area)), room(_KEEPS / 2, hollow))


def _abrupt(thing: Thing, before: Piece, after: Piece, moment: float, change: float) -> float:
    """1 where the way has a kink of that change, near 0 where it only bends smoothly.

    What a cubic over a few frames around leaves of the way, by what it would leave of a kink.
    """
    reach = min(_AROUND, len(before), len(after))
    rows = np.arange(
        max(0, before.last - reach + 1 - thing.first),
        min(len(thing), after.first + reach - thing.first),
    )
    t = rows + thing.first - moment
    known = np.stack([np.ones_like(t), t, t**2, t**3], axis=1)
    kink = np.maximum(t, 0.0)[:, None] * change / before.fps
    left = [
        float(np.sqrt(((way - known @ np.linalg.lstsq(known, way, rcond=None)[0]) ** 2).sum()))
        for way in (thing.ground[rows].astype(np.float64), kink)
    ]
    return left[0] / max(left[1], 1e-6)


def _falling(seen: Observation, *flight: Piece) -> bool:
    """Whether it was in free fall before or after: pulled down, and nowhere else."""
    down, least = down_of(seen), _FALLS * seen.clip.height
    return any(
        piece.acceleration @ down
        > max(least, 6 * piece.doubt_of_acceleration, 0.9 * float(np.hypot(*piece.acceleration)))
        for piece in flight
        if piece.seconds >= _LONG
    )


def _slant(change: NDArray[np.float64], down: NDArray[np.float64]) -> float:
    """Degrees between a change of speed and what a floor or an upright wall could give."""
    up, along = -float(change @ down), abs(float(change @ np.array([-down[1], down[0]])))
    return float(np.degrees(min(np.arctan2(along, max(up, 0.0)), np.arctan2(abs(up), along))))


def _meeting(before: Piece, after: Piece) -> float:
    """When the two pieces come nearest to each other."""
    moments = np.linspace(before.last, after.first, 9)
    off = [float(np.hypot(*(after.at(m) - before.at(m)))) for m in moments]
    return float(moments[int(np.argmin(off))])


def _with_floor(seen: Observation, floor: Floor, kinks: list[_Kink]) -> list[_Kink]:
    """The same, knowing the floor: it turns what comes down, and the air does not."""
    turns = [kink for kink in kinks if _turns_up(kink, floor.down)]
    return [_at_floor(seen, floor, kink, turns) for kink in kinks]


def _turns_up(kink: _Kink, down: NDArray[np.float64]) -> bool:
    """Whether it came down and goes up again."""
    here, there = (p.velocity_at(kink.moment) for p in (kink.before, kink.after))
    fell, rises = float(here @ down), -float(there @ down)
    upright = -float((there - here) @ down) > _UPRIGHT * float(np.hypot(*(there - here)))
    return (
        fell > 4 * kink.before.doubt and rises > max(_TURNED * fell, kink.after.doubt) and upright
    )


def _at_floor(seen: Observation, floor: Floor, kink: _Kink, turns: list[_Kink]) -> _Kink:
    thing, (slow, fast) = kink.thing, kink.speeds
    rows = [thing.row(int(kink.moment)), thing.row(int(kink.moment) + 1)]
    above = float(floor.above(thing)[rows].min())
    if np.isnan(above):
        return kink
    tall = float(np.median(thing.corners[:, 3]))
    comes = float(kink.before.velocity_at(kink.moment) @ floor.down) > 4 * kink.before.doubt
    if abs(above) < floor.near(thing) + 0.6 * max(slow, fast) / seen.clip.fps:
        # what stands still may take any part of its speed, and what spins gets some of it back
        explained = comes and fast <= _OFF_FLOOR * slow
        return replace(kink, score=min(kink.score, PRIOR)) if explained else kink
    if not _turns_up(kink, floor.down):
        return kink
    level = float(kink.before.at(kink.moment) @ floor.down)
    # what it hits twice is there
    hits = [
        abs(float(turn.before.at(turn.moment) @ floor.down) - level) < _LEVELS * tall
        for turn in turns
        if abs(turn.moment - kink.moment) > _LONG * seen.clip.fps
    ]
    score = likely(
        room(above, max(_OVER * seen.clip.height, _OVER_OWN * tall)),
        room(slow / seen.clip.height, _CHANGE),
        kink.certain,
        -1.0 if any(hits) else 1.5,
        {"passive": 2 * _MAY_HIT, "unknown": _MAY_HIT, "self": -0.6}[drive_of(seen, thing)],
    )
    contact = 4 * pixel(seen) + 0.1 * tall + 0.5 * fast / seen.clip.fps
    if score <= kink.score or _at_solid(seen, thing, int(kink.moment), contact):
        return kink
    return replace(kink, score=score, above=above)


def _at_solid(seen: Observation, thing: Thing, frame: int, contact: float) -> bool:
    """Whether it is at something that stands still and is marked as solid."""
    box = thing.corners[[thing.row(frame)]]
    return any(
        float(apart(box, places[[frame]])[0]) < contact for places in marked_solid(seen, thing)
    )


def _nearest(seen: Observation, thing: Thing, moment: float, speed: float) -> float:
    """How far away the nearest mover is around that moment, in ways that count as contact.

    Above 1 nothing can have hit it.
    """
    fps, size = seen.clip.fps, float(np.sqrt(thing.area))
    reach = max(1, round(_GAP_S * fps))
    frames = range(
        max(thing.first, int(moment) - reach), min(thing.last, int(moment) + 1 + reach) + 1
    )
    least = 4.0
    for other in seen.things:
        shared = [frame for frame in frames if other.first <= frame <= other.last]
        if other is thing or not shared:
            continue
        mine = thing.corners[[thing.row(frame) for frame in shared]]
        its = other.corners[[other.row(frame) for frame in shared]]
        way = float(np.hypot(*other.steps[[other.row(frame) for frame in shared]].T).max())
        contact = 4.0 * pixel(seen) + 0.1 * size + way + 0.5 * speed / fps
        least = min(least, float(apart(mine, its).min()) / contact)
    return least


# --- what is said ------------------------------------------------------------------------------


def _finding(seen: Observation, kink: _Kink) -> Finding:
    thing, fps = kink.thing, seen.clip.fps
    shown = max(2, round(_SHOWN_S * fps))
    start = max(kink.before.first, int(kink.moment) - 1)
    end = min(kink.after.last, int(kink.moment) + 2)
    last = min(kink.after.last, int(kink.moment) + shown)
    boxes = boxes_of(thing, start, end)
    frames = range(max(kink.before.first, int(kink.moment) - shown), last + 1)
    ghost = ghost_of(seen, thing, start, map(kink.before.at, range(start, last + 1)))
    slow, fast = kink.speeds
    wanted, way = (_way(piece, start, last) for piece in (kink.before, kink.after))
    measured = [_piece(kink, frame).speed_at(frame) for frame in frames]
    expected = [kink.before.speed_at(frame) for frame in frames]
    slower = fast < slow
    rest = slow < 2 * _STILL * seen.clip.height
    return Finding(
        kind=KIND,
        held=False,
        start_frame=start,
        end_frame=end,
        box=around(seen, boxes),
        score=kink.score,
        expected="it keeps its way until something hits it, and what stands still adds no speed",
        measured=f"from {slow:.0f} to {fast:.0f} px/s at once, with nothing near that moves",
        message=(
            f"It turns back {kink.above:.0f} px above the floor that you marked: nothing is there"
            if kink.above is not None
            else f"It sets off at {fast:.0f} px/s by itself: nothing touches it"
            if rest
            else f"It turns away in the air, from {slow:.0f} to {fast:.0f} px/s: nothing touches it"
            if slower
            else f"It is pushed by nothing: {slow:.0f} px/s become {fast:.0f} px/s at once"
        ),
        expected_vector=wanted,
        measured_vector=way,
        mover=thing.id,
        boxes=boxes,
        ghost=ghost,
        curves=(curve("speed", "px/s", frames[0], measured, expected),),
    )


def _piece(kink: _Kink, frame: int) -> Piece:
    return kink.before if frame <= kink.moment else kink.after


def _way(piece: Piece, start: int, end: int) -> tuple[float, float]:
    way: NDArray[np.float64] = piece.at(end) - piece.at(start)
    return float(way[0]), float(way[1])


DETECTOR = Detector(
    id=KIND,
    title="Push from nowhere",
    needs="",
    doc=(
        "Something suddenly gets faster, turns away with more speed than it had, or sets off from "
        "rest at once, though nothing that moves is near enough to have hit it."
    ),
    measures=(
        "Speed just before and just after a kink in a thing's way, the camera's motion taken "
        "away, where no other mover is within reach for a tenth of a second around it. Where the "
        "floor is marked, it explains what happens at it, and nothing that happens above it."
    ),
    unit="times as fast; heights of the frame a second",
    threshold=(
        "1.3 times as fast, a change of 0.22 heights/s that is six times its standard error, both "
        "ways followed for a sixth of a second. Over a marked floor what turns back up counts as "
        "well, from 10 % of the frame's height and half its own on, unless it does so twice at one "
        "height. What the words say stands or lies still is moved by nothing of its own."
    ),
    source=(
        "Things rendered with known motion: bounces, collisions and landings only ever take speed "
        "from what hits something that stands still."
    ),
    blind=(
        "A push that only turns or slows a thing (a wall could do that, and a floor where none is "
        "marked), what is touched by a "
        "hand, cut by the border or half hidden, and what moves by itself."
    ),
    rule="What nothing touches keeps its speed and its way, but for gravity.",
    advice=(
        "Show or name what pushes it ('the cue ball hits it'), or paint one smooth way instead of "
        "two; a shorter clip with one action helps."
    ),
    run=detect,
    shape="arrows",
    local=True,
)
