"""Things that gain speed while they rise, though nothing carries them, and things that hang in the
air.

A track is parted into pieces of one acceleration. While a thing that is left alone rises, it has
to lose speed, by v²/2 = g x height; what rolls, slides or swings loses some of that, none gains.
What flew and then stays where it is hovers (`engine.detectors.hanging`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.evidence import (
    TOLD,
    Drive,
    around,
    as_painted,
    bottom_of,
    boxes_of,
    curve,
    detection_of,
    down_of,
    drive_of,
    flights_of,
    ghost_of,
    judgeable,
    likely,
    room,
    together,
    without_prints,
)
from engine.detectors.falls import FALLS, PURE, SECONDS, falls, surely_falls
from engine.detectors.hanging import Hang, hanging, hangs, stopped_aloft
from engine.detectors.letting_go import let_go
from engine.detectors.stopped_swing import stopped_swings
from engine.detectors.unfallen import Unfallen, finding_of, unfallen
from engine.inspect.flights import Piece
from engine.inspect.floor import floor_of
from engine.inspect.observation import Observation
from engine.inspect.quantities import gravity_of
from engine.inspect.things import Thing
from engine.inspect.wording import lifts
from engine.records import Curve, Finding

KIND = "gravity"

_Stay = TypeVar("_Stay", Hang, Unfallen)

# heights of the frame a second, every second: lifting a cup is 0.3, falling across a room 2
_GAIN = 0.25
_RISE = 0.04
_OF_ITSELF = 0.3
_DOUBTS = 5.0
_WHOLE, _RECEDES = 0.35, 0.15
_LEAST, _OF_PULL, _OF_PASSIVE = 0.08, 0.4, 0.14
_FLOATS_S, _SMOOTH = 0.3, 0.3
"""How long it goes on without its weight; and a kink in its way, as a share of its speed."""
# of what is known too little of: never a finding
_MAYBE = -0.06


@dataclass(frozen=True, slots=True)
class _Climb:
    """A stretch in which a thing rises."""

    thing: Thing
    pieces: tuple[Piece, ...]
    start: int
    end: int
    rise: float
    """Pixels."""
    gain: float
    """Of v²/2 per pixel of rise, px/s²; jumps between pieces are not counted."""
    score: float
    weightless: bool = False
    """Whether it goes on as if nothing pulled it down any more, and gains no speed."""

    def piece(self, frame: int) -> Piece:
        """The one that a frame lies in."""
        return next((p for p in self.pieces if frame <= p.last), self.pieces[-1])

    def speed(self, frame: int) -> float:
        """px/s."""
        return self.piece(frame).speed_at(frame)


def detect(seen: Observation) -> Detection | Undetermined:
    """One finding for each thing, at the climb, or the stay in the air, that says most."""
    because = judgeable(seen)
    if because:
        return Undetermined(because)
    down = down_of(seen)
    painted = as_painted(seen)
    best: list[_Climb] = []
    hung: list[Hang] = []
    pulls: list[float] = []
    for thing in seen.things:
        flights = flights_of(seen, thing, SECONDS)
        its = falls(seen, [piece for flight in flights for piece in flight], down)
        pulls += its
        pull = float(np.median(its)) if its else None
        drive = drive_of(seen, thing)
        climbs = [
            climb for flight in flights for climb in _climbs(seen, thing, flight, down, pull, drive)
        ]
        if drive != "self":
            climbs += [c for flight in flights for c in _weightless(seen, thing, flight, down)]
        for flight in flights:
            hung += stopped_aloft(seen, thing, flight, down, drive)
        if climbs and thing.id not in painted:
            best.append(max(climbs, key=lambda climb: (climb.score, climb.rise)))
    usual = gravity_of(seen.plan) or (float(np.median(pulls)) if pulls else None)
    floor = floor_of(seen, down)
    if floor is not None:
        hung += hangs(without_prints(seen), floor, usual)
    hung += let_go(seen, down, usual)
    hung += stopped_swings(seen, down)
    stays: list[Hang | Unfallen] = [
        *_of_each(hung, _over_floor_first),
        *_of_each(unfallen(seen, down, pulls), lambda claim: claim.score),
    ]
    claims: list[_Climb | Hang | Unfallen] = [
        *best,
        *(claim for claim in stays if claim.thing.id not in painted),
    ]

    def told(claim: _Climb | Hang | Unfallen) -> Finding:
        if isinstance(claim, _Climb):
            return _finding(seen, claim, down, usual)
        if isinstance(claim, Unfallen):
            return finding_of(seen, claim, down, KIND)
        return hanging(seen, claim, down, KIND)

    return detection_of(claims, told)


def _of_each(claims: Iterable[_Stay], says: Callable[[_Stay], Any]) -> list[_Stay]:
    """Of each thing the claim that says most."""
    best: dict[int, _Stay] = {}
    for claim in sorted(claims, key=says):
        best[claim.thing.id] = claim
    return list(best.values())


def _over_floor_first(hang: Hang) -> tuple[bool, float]:
    """Of those that are told, over a floor."""
    return hang.manner == "floor" and hang.score >= TOLD, hang.score


def _climbs(
    seen: Observation,
    thing: Thing,
    flight: tuple[Piece, ...],
    down: NDArray[np.float64],
    pull: float | None,
    drive: Drive,
) -> Iterator[_Climb]:
    """Every row of rising pieces, one after the other."""
    rising = [_rising(piece, down) for piece in flight]
    for a, first in enumerate(rising):
        rise, gain, doubt = 0.0, 0.0, 0.0
        for b in range(a, len(flight)):
            piece, frames = flight[b], rising[b]
            joined = b == a or (
                frames[:1] == [piece.first] and rising[b - 1][-1:] == [flight[b - 1].last]
            )
            if len(frames) < 2 or not first or not joined:
                break
            ends = frames[0], frames[-1]
            rise += float((piece.at(ends[0]) - piece.at(ends[1])) @ down)
            speeds = [piece.speed_at(frame) for frame in ends]
            gain += (speeds[1] ** 2 - speeds[0] ** 2) / 2
            # what is slower in the end than it began was braked between the pieces, or misread
            whole = (speeds[1] ** 2 - flight[a].speed_at(first[0]) ** 2) / 2
            doubt = hypot(doubt, piece.doubt * max(speeds))
            yield _climb(
                seen,
                thing,
                flight[a : b + 1],
                (first[0], ends[1]),
                (rise, min(gain, whole), doubt),
                down,
                pull,
                drive,
            )


def _weightless(
    seen: Observation, thing: Thing, flight: tuple[Piece, ...], down: NDArray[np.float64]
) -> Iterator[_Climb]:
    """Where what flies up slows down at first, and from a moment on does not any more.

    What lands and rolls away uphill, or is caught and carried, has a kink in its way there.
    """
    high = float(seen.clip.height)
    for before, after in pairwise(flight):
        rising, pull = _rising(after, down), float(before.acceleration @ down)
        if len(rising) < 2 or rising[0] != after.first or after.first > before.last + 1:
            continue
        if pull < PURE * float(np.hypot(*before.acceleration)):
            continue
        start, end = rising[0], rising[-1]
        left = abs(float(after.acceleration @ down))
        rise = float((after.at(start) - after.at(end)) @ down)
        kink = float(np.hypot(*(after.velocity_at(start) - before.velocity_at(start))))
        smooth = max(_SMOOTH * after.speed_at(start), 2.0 * hypot(before.doubt, after.doubt))
        score = likely(
            surely_falls(seen, before, down),
            room(_OF_PULL * pull, max(left, after.doubt_of_acceleration)),
            room(smooth, kink),
            room(rise, max(_RISE * high, 6.0 * after.noise)),
            room((end - start) / seen.clip.fps, _FLOATS_S),
            room(_rises_whole(thing, start, end, down), 1.0 - _WHOLE),
            room(_RECEDES, _shrinks(thing, start, end)),
            together(thing, start, end),
        )
        gain = (after.speed_at(end) ** 2 - after.speed_at(start) ** 2) / 2 / max(rise, 1e-6)
        yield _Climb(thing, (after,), start, end, rise, gain, score, weightless=True)


def _rising(piece: Piece, down: NDArray[np.float64]) -> list[int]:
    """The frames of a piece in which it goes up."""
    return [n for n in range(piece.first, piece.last + 1) if piece.velocity_at(n) @ down < 0]


def _climb(
    seen: Observation,
    thing: Thing,
    flight: tuple[Piece, ...],
    ends: tuple[int, int],
    sums: tuple[float, float, float],
    down: NDArray[np.float64],
    pull: float | None,
    drive: Drive,
) -> _Climb:
    rise, energy, doubt = sums
    start, end = ends
    gain = energy / max(rise, 1e-6)
    tall, high = float(np.median(thing.corners[:, 3])), float(seen.clip.height)
    # what fell freely before is known to be passive, and what gravity is here
    needed = (_OF_PASSIVE if drive == "passive" else _GAIN) * high
    if pull is not None:
        needed = min(needed, max(_LEAST * high, _OF_PULL * pull))
    score = likely(
        room(gain, needed),
        room(rise, max(_RISE * high, _OF_ITSELF * min(tall, 0.2 * high), 6.0 * flight[0].noise)),
        room((end - start) / seen.clip.fps, SECONDS),
        room(energy / max(doubt, 1e-6), _DOUBTS),
        room(_rises_whole(thing, start, end, down), 1.0 - _WHOLE),
        room(_RECEDES, _shrinks(thing, start, end)),
        together(thing, start, end),
        _own_will(thing, drive, pull, flight, down, high),
        # a rope is thin, and a magnet is not seen to touch
        _MAYBE if seen.reading is not None and lifts(seen.reading) else 1.5,
    )
    return _Climb(thing, flight, start, end, rise, gain, score)


def _own_will(
    thing: Thing,
    drive: Drive,
    pull: float | None,
    flight: tuple[Piece, ...],
    down: NDArray[np.float64],
    high: float,
) -> float:
    """A room: below 0 where it may well climb by itself.

    Without words or marks a thing is passive that fell before, or that is drawn up as hard as
    things fall; what climbs more gently may have a motor.
    """
    if drive != "unknown":
        return 1.5 if drive == "passive" else -0.6
    if pull is not None and pull > 2 * FALLS * high:
        return 1.0
    # what came in over the border may have come by itself
    drawn = not thing.edge.any() and any(
        -float(piece.acceleration @ down)
        > max(4 * _GAIN * high, PURE * float(np.hypot(*piece.acceleration)))
        for piece in flight
    )
    return 0.6 if pull is not None else 0.3 if drawn else _MAYBE


def _rises_whole(thing: Thing, start: int, end: int, down: NDArray[np.float64]) -> float:
    """1 where both ends of a thing rise as much; near 0 where one of them stays, as in stretching.

    Only told along the picture's own axes.
    """
    rows = slice(thing.row(start), thing.row(end) + 1)
    axis = int(abs(down[1]) > abs(down[0]))
    low = thing.corners[rows, axis].astype(np.float64)
    far = low + thing.corners[rows, 2 + axis]
    ways = np.array([abs(low[-1] - low[0]), abs(far[-1] - far[0])])
    return float(ways.min() / max(float(ways.max()), 1e-6))


def _shrinks(thing: Thing, start: int, end: int) -> float:
    """The share of its size across that it loses as it rises, 0 where it gets larger.

    What goes away over the ground gets higher in the picture, the slower the farther it is.
    """
    rows = slice(thing.row(start), thing.row(end) + 1)
    across = np.sqrt(thing.areas[rows][~thing.edge[rows]].astype(np.float64))
    return 1.0 - float(across[-1] / across[0]) if len(across) > 1 else 0.0


# --- what is said ------------------------------------------------------------------------------


def _finding(
    seen: Observation, climb: _Climb, down: NDArray[np.float64], usual: float | None
) -> Finding:
    thing, fps = climb.thing, seen.clip.fps
    piece = climb.pieces[0]
    pull = usual if usual is not None else abs(climb.gain)
    frames = range(climb.start, climb.end + 1)
    place, velocity = piece.at(climb.start), piece.velocity_at(climb.start)
    times = [(frame - climb.start) / fps for frame in frames]
    fallen = [place + velocity * t + down * pull * t * t / 2 for t in times]
    ghost = ghost_of(seen, thing, climb.start, fallen)
    boxes = boxes_of(thing, climb.start, climb.end)
    way = climb.pieces[-1].at(climb.end) - place
    wanted = fallen[-1] - place
    before, after = climb.speed(climb.start), climb.speed(climb.end)
    fastest = max(climb.speed(frame) for frame in frames)
    return Finding(
        kind=KIND,
        held=False,
        start_frame=climb.start,
        end_frame=climb.end,
        box=around(seen, boxes),
        score=climb.score,
        expected=(
            f"what rises {climb.rise:.0f} px by itself slows down"
            + ("" if usual is None else f", as things here fall with {usual:.0f} px/s²")
        ),
        measured=(
            f"from {before:.0f} to {after:.0f} px/s while it rises {climb.rise:.0f} px"
            + (f", {fastest:.0f} px/s between" if fastest > 1.2 * max(before, after) else "")
        ),
        message=(
            f"It rises and no longer slows down ({before:.0f} to {after:.0f} px/s), although it "
            "did so just before and nothing carries it"
            if climb.weightless
            else f"It rises and gets faster ({before:.0f} to {after:.0f} px/s) with nothing that "
            "carries it: it falls upwards"
        ),
        expected_vector=(float(wanted[0]), float(wanted[1])),
        measured_vector=(float(way[0]), float(way[1])),
        mover=thing.id,
        boxes=boxes,
        ghost=ghost,
        curves=_curves(seen, climb, fallen, down, pull),
    )


def _curves(
    seen: Observation,
    climb: _Climb,
    fallen: list[NDArray[np.float64]],
    down: NDArray[np.float64],
    pull: float,
) -> tuple[Curve, ...]:
    thing = climb.thing
    frames = range(climb.start, climb.end + 1)
    rows = [thing.row(frame) for frame in frames]
    bottom = bottom_of(seen, down)
    high = [bottom - float(thing.ground[row] @ down) for row in rows]
    speed = [climb.speed(frame) for frame in frames]
    began = speed[0] ** 2
    slower = [max(0.0, began - 2 * pull * (h - high[0])) ** 0.5 for h in high]
    return (
        curve("height", "px", climb.start, high, [bottom - float(p @ down) for p in fallen]),
        curve("speed", "px/s", climb.start, speed, slower),
    )


DETECTOR = Detector(
    id=KIND,
    title="Gravity",
    needs="",
    doc=(
        "Something falls upwards: it gains speed while it rises, rolls uphill faster and faster, "
        "takes off after it hung in the air, flies on as if it had lost its weight, or stops where "
        "it was highest and does not come down, and nothing carries or pushes it. Over a floor "
        "that you marked, also: what flew stops anywhere in the air. Where the prompt says that "
        "it falls, also: what a hand lifted and let go of stays in the air; it sinks as evenly as "
        "on a string; or it never comes down. Where it says that something swings: it stays up on "
        "one side."
    ),
    measures=(
        "Gain of v²/2 per pixel of rise, over stretches of one acceleration of a thing's way (at "
        "least 0.22 s), the camera's motion taken away, while nothing touches the thing; what "
        "slowed down just before and, with no kink in its way, rises on without for 0.3 s, counts "
        "as well; so does what fell freely and then, within a tenth of a second of the top of its "
        "way, no longer goes up or down. Where the floor is marked: how long what flew stays "
        "where it is above it. Where the words say that it falls: how long what something lifted "
        "and let go of stays above where it lay; where nothing falls, what it gains of the speed "
        "that a fall over the same way in the same time would give. Where they say that it "
        "swings: how long it stays above its lowest place."
    ),
    unit="heights of the frame a second, every second",
    threshold=(
        "0.25 heights/s² (0.14 where it is known to be passive, 0.4 of what things fall with where "
        "some fall) over a rise of 4 % of the frame's height and a third of its own, the gain of "
        "speed five times its standard error; upper and lower end rise alike. In the air: 0.42 s, "
        "5 % of the frame's height above the floor and 0.4 of its own, a time in which it falls "
        "far, and it gets six tenths of its width about. Let go of: 0.3 s. Evenly: a quarter of "
        "that speed, over 12 % of the frame's height in half a second. Swung up: as long as it "
        "took from its lowest place."
    ),
    source=(
        "Thrown, bouncing, rolling and swinging things rendered with known motion, and real "
        "footage: what a person lifts or drives stays below or touches what carries it."
    ),
    blind=(
        "What is held or pushed, what is cut by the border, things that hover without having been "
        "seen to fly freely, or that stop on their way down or dead from the side where no floor "
        "is marked, a table that nobody marked as solid, scenes without a still background; it "
        "knows neither motors nor wings unless the prompt or a mark names them. Where the words "
        "say that something is lifted, a rise is a doubt at most."
    ),
    rule="What rises by itself slows down; what is let go falls.",
    advice=(
        "Say what lifts it, or say the fall in steps with its end state ('drops, hits the floor, "
        "bounces once, lies still'); paint its way with the throw or the bounce preset."
    ),
    run=detect,
    shape="path",
    local=True,
)
