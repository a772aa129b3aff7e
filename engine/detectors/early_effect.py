"""Things that set off before what sets them off has arrived.

For everything that stands still and then moves, or is suddenly there, the mover that comes towards
it is followed on: if that one arrives only later, the effect came before its cause. What is marked
need not be told from its ground for that: its place moves all over at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.evidence import (
    FOLLOWED,
    Drive,
    about,
    apart,
    around,
    boxes_of,
    curve,
    detection_of,
    down_of,
    drive_of,
    gaps,
    held_place,
    judgeable,
    likely,
    names_liquid,
    pixel,
    room,
    whole_rows,
)
from engine.detectors.fronts import fronts_over, moves_around, sets_off
from engine.inspect.observation import Observation
from engine.inspect.things import Beginning, Thing
from engine.records import Box, Finding

KIND = "early-effect"

_REST_S = 0.25
_GOES_S = 0.5
_GOES = 0.2
_LEAD_S, _LEAD = 0.16, 2.5
_ARRIVES_S = 1.2
_APPROACH_S = 0.3
_SPEED = 0.12
_FASTER = 2.0
_AGAINST = -0.5
"""Cosine."""
_UNDER, _MOST = 0.5, 0.9
"""How far to the side of the cause a shadow may be, by its width; and in how many frames."""
_ON = 0.8
"""Of its speed before it arrives."""
_UNKNOWN, _BY_ITSELF = 0.2, -0.6
_CONTRAST = 24.0
_MAYBE = -0.12
_DROP = 0.003
"""Of the picture, at most."""
_CLEARLY = 100.0
"""Contrast of what is marked: that it is there is said."""
_MANY = 6.5
"""Things at a time, from which on one more may be no thing at all."""
_SPLASHES_S = 0.25
"""Seconds that what was not there before lasts at least."""
_BEFORE, _RING = 3, 0.1
"""Frames before it sets off in which no more than a share of what is around a place may move."""
_BOTH, _TOPPLES = 0.3, 0.35
"""Of the way of the middle that each side has to go; of its size that the middle goes if not."""


@dataclass(frozen=True, slots=True)
class _Effect:
    """What sets off: a thing, or what lies in a place that is marked."""

    onset: int
    box: NDArray[np.float64]
    """(4,) Where it is then."""
    contrast: float
    drive: Drive
    thing: Thing | None = None
    """None where only its place is known."""
    came_up: bool = False
    """Whether it was not there before."""
    may_be: float = 1.5
    """A room: below 0 where it may well be something else."""

    @property
    def middle(self) -> NDArray[np.float64]:
        """Its centre then."""
        if self.thing is None:
            return np.asarray(self.box[:2] + self.box[2:] / 2, np.float64)
        return np.asarray(self.thing.centres[self.thing.row(self.onset)], np.float64)

    @property
    def side(self) -> float:
        """Of a square of its size."""
        area = float(self.box[2] * self.box[3]) if self.thing is None else self.thing.area
        return float(np.sqrt(area))


@dataclass(frozen=True, slots=True)
class _Early:
    """An effect and the cause that had yet to come."""

    effect: _Effect
    cause: Thing
    arrival: int
    gap: float
    """Pixels between the two at the onset."""
    score: float


def detect(seen: Observation) -> Detection | Undetermined:
    """One finding for each thing that sets off too early."""
    because = judgeable(seen)
    if because:
        return Undetermined(because)
    found = [list(_causes(seen, effect)) for effect in (*_things(seen), *_marked(seen))]
    best = [max(causes, key=lambda early: early.score) for causes in found if causes]
    return detection_of(_apart_in_time(best), lambda early: _finding(seen, early))


def _apart_in_time(best: list[_Early]) -> list[_Early]:
    """The likelier one of those that tell of the same cause at the same time."""
    kept: list[_Early] = []
    for early in sorted(best, key=lambda early: -early.score):
        if not any(
            early.cause is other.cause
            and early.effect.onset <= other.arrival
            and other.effect.onset <= early.arrival
            and (early.effect.thing is None or other.effect.thing is None)
            for other in kept
        ):
            kept.append(early)
    return kept


def _things(seen: Observation) -> Iterator[_Effect]:
    """All things that set off with nothing at them."""
    for thing in seen.things:
        onset = _onset(seen, thing)
        if onset is None or _pushed(seen, thing, onset):
            continue
        came_up, drive = thing.first == onset, drive_of(seen, thing)
        yield _Effect(
            onset,
            thing.corners[thing.row(onset)].astype(np.float64),
            float(thing.contrast.mean()),
            drive,
            thing,
            came_up,
            _came_up(seen, thing, drive) if came_up else 1.5,
        )


def _came_up(seen: Observation, thing: Thing, drive: Drive) -> float:
    """A room: below 0 for what may come up by itself, splash, or be uncovered beside near and far
    things that seem to move as the view goes through the scene."""
    if drive != "passive" or _drop(seen, thing):
        return _MAYBE
    return room(_MANY, about(seen, thing.first))


# --- what is marked ----------------------------------------------------------------------------


def _marked(seen: Observation) -> Iterator[_Effect]:
    """What is marked as solid or rigid, moves all over at once, and nothing that moves is at it."""
    for mark in seen.marks:
        if mark.kind not in {"solid", "rigid"} or mark.box is None:
            continue
        held = held_place(seen, mark)
        onset = sets_off(fronts_over(seen, held), seen.clip.frames)
        if onset >= seen.clip.frames or _something_at(seen, held[onset], onset):
            continue
        yield _Effect(onset, held[onset], _CLEARLY, "passive")


def _something_at(seen: Observation, place: NDArray[np.float64], onset: int) -> bool:
    """Whether anything but what lies there moves at a place just before it sets off."""
    near = 3.0 * pixel(seen) + 0.1 * float(np.sqrt(place[2] * place[3]))
    before = range(max(0, onset - _BEFORE), onset)
    if moves_around(seen, place, near, before) > _RING:
        return True
    for thing in seen.things:
        if thing.first <= onset <= thing.last:
            box = thing.corners[thing.row(onset)].astype(np.float64)
            if (
                Box(*box).within(Box(*place)) < 0.5
                and float(apart(box[None], place[None])[0]) <= near
            ):
                return True
    return False


# --- what is a thing ---------------------------------------------------------------------------


def _onset(seen: Observation, thing: Thing) -> int | None:
    """The frame after which a thing that was at rest is on its way; that in which it comes up."""
    fps = seen.clip.fps
    rest, goes = max(2, round(_REST_S * fps)), max(2, round(_GOES_S * fps))
    if not thing.outlined:
        return None
    if thing.beginning is Beginning.NOWHERE and thing.first >= rest:
        # a splash is soon gone
        lasts = len(thing) >= max(2, round(_SPLASHES_S * fps))
        return thing.first if lasts and float(thing.contrast.mean()) >= _CONTRAST else None
    whole = whole_rows(seen, thing)
    if len(thing) < rest + goes or not whole[: rest + 1].all():
        return None
    size = float(np.sqrt(thing.area))
    still = max(1.5 * pixel(seen), 0.03 * size)
    row, away = _sets_off(thing, rest, still)
    later = away[:goes]
    # a tremble comes back
    if not len(later) or (later < 0.5 * still).any() or later.max() < min(_GOES * size, 3 * still):
        return None
    if later.max() < _TOPPLES * size and not _whole_moves(thing, row, row + goes):
        return None
    return thing.first + max(0, row - 1)


def _sets_off(thing: Thing, rest: int, still: float) -> tuple[int, NDArray[np.float64]]:
    """The row in which it has left where it rested, or would have drifted to; how far it is then.

    Rows of `rest` frames count as rest; where it never sets off nothing is left of its way.
    """
    track = thing.ground.astype(np.float64)
    ahead, surface = _ahead(track, rest), _ahead(thing.path(), rest)
    faster = np.flatnonzero(ahead > max(still, _FASTER * ahead[0]))
    if ahead[0] > _FASTER * still or not len(faster):
        return 0, np.zeros(0)
    begins = int(faster[0])
    drift = (track[rest] - track[0]) / rest
    off = track[begins:] - track[begins] - drift * np.arange(len(track) - begins)[:, None]
    away = np.hypot(*off.T)
    row = begins + int(np.argmax(away > still))
    # the surface has to set off as well, where it is known
    followed = float(np.median(thing.kept[:-1])) > FOLLOWED
    if followed and surface[begins : row + 1].max() < _FASTER * surface[0]:
        return 0, np.zeros(0)
    return row, away[row - begins :]


def _ahead(track: NDArray[np.float64], rows: int) -> NDArray[np.float64]:
    """(n - rows,) Pixels that it gets ahead in the next rows."""
    return np.asarray(np.hypot(*(track[rows:] - track[:-rows]).T))


def _whole_moves(thing: Thing, start: int, end: int) -> bool:
    """Whether both sides of a thing go along.

    Where one stays, it topples, or only its outline is read another way.
    """
    rows = slice(max(0, start - 1), end)
    shifted = thing.corners[rows, :2] + thing.ground[rows] - thing.centres[rows]
    low, high = shifted, shifted + thing.corners[rows, 2:]
    way = thing.ground[rows][-1] - thing.ground[rows][0]
    axis = int(np.argmax(np.abs(way)))
    ways = np.array([edge[-1, axis] - edge[0, axis] for edge in (low, high)]) * np.sign(way[axis])
    return float(ways.min()) > _BOTH * abs(float(way[axis]))


def _pushed(seen: Observation, effect: Thing, onset: int) -> bool:
    """Whether something is at it when it sets off."""
    return any(
        float(gap.min()) <= _contact(seen, float(np.sqrt(effect.area)), other)
        for other in seen.things
        if other is not effect
        and not _comes_up_with(other, effect)
        and len(gap := gaps(effect, other, onset - 1, onset + 1))
    )


def _comes_up_with(other: Thing, effect: Thing) -> bool:
    """Whether both were not there before: parts of one splash do not push each other."""
    both = other.beginning is effect.beginning is Beginning.NOWHERE
    return both and abs(other.first - effect.first) <= 1


def _contact(seen: Observation, side: float, other: Thing) -> float:
    """Pixels between two boxes that may be a touch."""
    return 3.0 * pixel(seen) + 0.05 * (side + float(np.sqrt(other.area)))


# --- what comes towards it ---------------------------------------------------------------------


def _causes(seen: Observation, effect: _Effect) -> Iterator[_Early]:
    """Everything that comes towards it and is not there yet."""
    fps, onset = seen.clip.fps, effect.onset
    before, soon = max(2, round(_APPROACH_S * fps)), round(_ARRIVES_S * fps)
    for cause in seen.things:
        comes = max(onset, cause.first)
        if (
            cause is effect.thing
            or cause.last < comes + 2
            or not _comes(cause, onset, before, soon)
        ):
            continue
        came = max(cause.first, comes - before)
        speed = _speed(cause, came, max(comes, came + 2), fps)
        fast = float(np.hypot(*speed))
        path = _gap_ahead(effect, cause, comes, soon)
        if fast < 0.5 * _SPEED * seen.clip.height or not len(path):
            continue
        touch = _contact(seen, effect.side, cause)
        there = np.flatnonzero(path <= touch)
        if not len(there):
            continue
        arrival = comes + int(there[0])
        size = float(np.sqrt(cause.area))
        if not effect.came_up and _goes_to_meet(effect, speed, fps):
            continue
        if effect.came_up and _is_its_shadow(effect, cause, down_of(seen)):
            continue
        score = likely(
            room((arrival - onset) / fps, max(_LEAD_S, _LEAD / fps)),
            room(float(path[0]), touch + max(0.3 * size, 0.08 * fast)),
            room(fast, _SPEED * seen.clip.height),
            room(_closing(effect, cause, comes, speed), 0.7),
            room(effect.contrast, _CONTRAST),
            effect.may_be,
            _room_of(effect.drive, walks_on=_goes_on(cause, comes, arrival, fps)),
        )
        yield _Early(effect, cause, arrival, float(path[0]), score)


def _room_of(drive: Drive, *, walks_on: bool) -> float:
    """A room: below 0 for what may have set off by itself."""
    if drive == "passive":
        return 1.5
    # nothing that hit it goes on as if nothing had been there: two people who only pass each other
    return _BY_ITSELF if drive == "self" or walks_on else _UNKNOWN


def _goes_on(cause: Thing, comes: int, arrival: int, fps: float) -> bool:
    """Whether the cause goes the same way as fast as before once it is there."""
    end = min(cause.last, arrival + max(2, round(_GOES_S * fps)))
    if end < arrival + 2 or arrival <= comes:
        return False
    before, after = _speed(cause, comes, arrival, fps), _speed(cause, arrival, end, fps)
    return float(after @ before) > _ON * float(before @ before)


def _is_its_shadow(effect: _Effect, cause: Thing, down: NDArray[np.float64]) -> bool:
    """Whether what comes up stays below the cause wherever that goes, until the two meet and on."""
    thing = effect.thing
    if thing is None:
        return False
    first, last = max(thing.first, cause.first), min(thing.last, cause.last)
    if last - first < 2:
        return False
    both = [one.corners[one.row(first) : one.row(last) + 1] for one in (thing, cause)]
    across = np.array([down[1], -down[0]])  # to the side of down
    middles = [(corners[:, :2] + corners[:, 2:] / 2) @ across for corners in both]
    wide = both[1][:, 2:] @ np.abs(across)
    under = np.abs(middles[0] - middles[1]) < _UNDER * wide
    return float(np.ptp(middles[1])) > _UNDER * float(wide.mean()) and float(under.mean()) > _MOST


def _goes_to_meet(effect: _Effect, speed: NDArray[np.float64], fps: float) -> bool:
    """Whether it sets off against the way of the cause, which no push by that one could do."""
    thing, onset = effect.thing, effect.onset
    if thing is None:
        return False  # what is marked does not set off by itself, whatever the way
    one, two = (thing.row(frame) for frame in (onset, onset + max(2, round(_GOES_S * fps))))
    way = (thing.ground[two] - thing.ground[one]).astype(np.float64)
    return float(way @ speed) < _AGAINST * float(np.hypot(*way) * np.hypot(*speed))


def _drop(seen: Observation, effect: Thing) -> bool:
    """Whether it may be a drop: where something pours, they splash up all the time."""
    return names_liquid(seen) and effect.area < _DROP * seen.clip.width * seen.clip.height


def _speed(thing: Thing, start: int, end: int, fps: float) -> NDArray[np.float64]:
    one, two = (thing.ground[thing.row(n)].astype(np.float64) for n in (start, end))
    return np.asarray((two - one) * fps / max(1, end - start))


def _comes(cause: Thing, onset: int, before: int, soon: int) -> bool:
    """Whether it was on its way at the onset, in the picture or not yet."""
    late = cause.beginning is Beginning.BORDER and cause.first <= onset + soon // 2
    return late or cause.first <= onset - before


def _gap_ahead(effect: _Effect, cause: Thing, comes: int, soon: int) -> NDArray[np.float64]:
    """Pixels from the cause to where the effect was at the onset, from frame `comes` on."""
    last = min(cause.last, comes + soon)
    its = cause.corners[cause.row(comes) : cause.row(last) + 1]
    return apart(np.broadcast_to(effect.box.astype(its.dtype), its.shape), its)


def _closing(effect: _Effect, cause: Thing, comes: int, speed: NDArray[np.float64]) -> float:
    """Cosine between the way of the cause and the way to the effect."""
    to = effect.middle - cause.centres[cause.row(comes)].astype(np.float64)
    return float(to @ speed / max(float(np.hypot(*to) * np.hypot(*speed)), 1e-9))


# --- what is said ------------------------------------------------------------------------------


def _finding(seen: Observation, early: _Early) -> Finding:
    effect, cause = early.effect, early.cause
    onset, thing = effect.onset, effect.thing
    seconds = (early.arrival - onset) / seen.clip.fps
    here = (onset, Box(*map(float, effect.box)))
    shown = (boxes_of(thing, onset, early.arrival) if thing is not None else ()) or (here,)
    comes = max(onset, cause.first)
    ahead = _gap_ahead(effect, cause, comes, early.arrival - comes)
    width = early.gap / max(1.0, float(np.sqrt(cause.area)))
    return Finding(
        kind=KIND,
        held=False,
        start_frame=onset,
        end_frame=early.arrival,
        box=around(seen, shown),
        score=early.score,
        expected="it moves when it is hit, not before",
        measured=(
            f"it sets off {seconds:.2f} s before the other one is there, which is still "
            f"{early.gap:.0f} px ({width:.1f} of its widths) away"
        ),
        message=f"It moves {seconds:.2f} s before it is reached: the effect comes before its cause",
        mover=None if thing is None else thing.id,
        boxes=shown,
        curves=(curve("gap", "px", comes, ahead),),
    )


DETECTOR = Detector(
    id=KIND,
    title="Effect before cause",
    needs="",
    doc=(
        "Something topples, rolls off, splashes or breaks before the thing that should set it off "
        "has reached it."
    ),
    measures=(
        "The time from when a thing that was at rest sets off to when the mover that comes towards "
        "it is there, and how far that one is away until then, while nothing else is near. Of what "
        "is marked as solid or rigid: when its place moves all over at once."
    ),
    unit="seconds; pixels",
    threshold=(
        "0.16 s and three frames ahead of time, from then on twice as fast as it drifted before, a "
        "third of the cause's width and 0.08 s of its way between the two, the cause on its way "
        "there and the effect not on its way to meet it. Where nothing is known of what sets off, "
        "the cause goes on at less than 0.8 of its speed once it is there: who walks past hit "
        "nothing."
    ),
    source="Collisions rendered with known times of contact, and real footage with passing people.",
    blind=(
        "Effects that are no things of their own (cracks, ripples), causes outside the picture or "
        "without an outline; dust that comes up is told only where the prompt is about rigid "
        "things, and a doubt among more than six things."
    ),
    rule="An effect follows its cause: nothing moves before it is touched.",
    advice=(
        "Say the order in words ('first the ball arrives, then the pin falls'), or make two shots "
        "of it and cut at the contact."
    ),
    run=detect,
    shape="box",
)
