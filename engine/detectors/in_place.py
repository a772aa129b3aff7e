"""What stands still and changes where it stands, told apart by what its two sides have in common.

The same thing at another scale grew or shrank; the same colours in another form were bent; other
colours are another thing; what is gone beside something of its own colours was a part of it.
"""

from __future__ import annotations

from collections.abc import Callable
from math import log

from engine.detectors.base import Detection, at_one_time
from engine.detectors.evidence import NOTHING, TOLD, UNSURE, around, likely, room
from engine.inspect.marks import overlap
from engine.inspect.observation import Observation
from engine.inspect.standing import FACTORS, UNSTEADY, StandingChange
from engine.inspect.things import Thing
from engine.records import Box, Finding

_STEADY, _CONTRAST, _AREA = 3.0, 13.0, 0.0045
_AROUND_S = 0.3
_GOES, _THERE = 0.5, 0.2
_MANY = 4
_MAYBE, _AS_IT_WAS, _ATTACHED = -0.15, 0.85, 0.36
_PART_OF, _SURELY, _LARGER = 0.6, 0.96, 0.02
_LARGEST, _FAR_OFF = 0.98, -0.2
"""Share of the largest scale that is tried; and what it comes to there: never a finding."""
_SAME = 0.2


def in_place(seen: Observation, *, passed: bool = False) -> tuple[StandingChange, ...]:
    """The changes where nothing came by; none where so much changes that the picture boils.

    `passed`: also those that something passed meanwhile, as long as it is not there on either side.
    """
    if not seen.grounded:
        return ()
    calm = [change for change in seen.standing if change.steady < UNSTEADY]
    if len(calm) > _MANY:
        return ()
    return tuple(change for change in calm if not _came_by(seen, change, passed=passed))


def _came_by(seen: Observation, change: StandingChange, *, passed: bool) -> bool:
    """Whether one of the things that move was at the place meanwhile."""
    reach = max(2, round(_AROUND_S * seen.clip.fps))
    start, end = change.start_frame, change.end_frame
    frames = (start, end) if passed else range(start - reach, end + reach + 1)
    return any(
        _is_at(thing, frame, change.box)
        for thing in seen.things
        if thing.spread > _GOES * thing.area**0.5
        for frame in frames
    )


def _is_at(thing: Thing, frame: int, box: Box) -> bool:
    if not thing.first <= frame <= thing.last:
        return False
    return Box(*map(float, thing.corners[thing.row(frame)])).share(box) > _THERE


def _clear(change: StandingChange) -> tuple[float, float, float]:
    """Rooms of every change: it is surely one."""
    return (
        room(_STEADY, max(change.steady, 0.5)),
        room(change.contrast, _CONTRAST),
        room(change.area, _AREA),
    )


def grown(change: StandingChange) -> float:
    """How likely it is the same thing, larger or smaller."""
    return likely(
        *_clear(change),
        10.0 * (change.scaled - 0.8),
        8.0 * (change.scaled - change.in_place - 0.15),
        6.0 * (0.75 - change.in_place),
        # what is there as it was, turned and a little aside, has not grown
        1.5 if change.moved < 0 else 10.0 * (change.scaled - change.moved - _LARGER),
        # a strip of light that moved on is dark where it was light
        6.0 * (change.in_place + 0.4),
        # the smallest scale that is tried may as well stand for less, and the largest for what is
        # no longer there
        room(abs(log(change.scale)), 0.22),
        1.5 if abs(log(change.scale)) < _LARGEST * log(FACTORS[-1]) else _FAR_OFF,
        room(change.same_colours, 0.35),
        room(max(change.before_thing, change.after_thing), 0.4),
        # an eye that opens is a part of a face, and only much like one that is larger
        max(room(_PART_OF, max(change.attached, 0.05)), 10.0 * (change.scaled - _SURELY)),
    )


def bent(change: StandingChange) -> float:
    """How likely it is the same thing in another form."""
    return likely(
        *_clear(change),
        6.0 * (change.same_colours - 0.76),
        room(min(change.before_thing, change.after_thing), 0.4),
        8.0 * (0.85 - change.in_place),
        8.0 * (0.92 - change.scaled),
        # a boat that rocks and a drone that hovers are there again, turned and a little aside
        8.0 * (_AS_IT_WAS - change.moved),
        # a face that smiles is a part of a head, a plank that tips one of a seesaw
        room(_ATTACHED, max(change.attached, 0.05)),
    )


def replaced(change: StandingChange) -> float:
    """How likely it is another thing: a doubt at most, for what fills or lights up is no other."""
    score = likely(
        *_clear(change),
        room(0.45, max(change.same_colours, 0.05)),
        room(min(change.before_thing, change.after_thing), 0.45),
        4.0 * (0.7 - change.in_place),
        8.0 * (0.9 - change.scaled),
    )
    return min(score, UNSURE)


def partly_gone(change: StandingChange) -> float:
    """How likely it is a part of a thing that stays."""
    thing, ground = sorted((change.before_thing, change.after_thing), reverse=True)
    return likely(
        *_clear(change),
        room(thing, 0.5),
        room(0.35, max(ground, 0.05)),
        room(change.attached, 0.2),
        _MAYBE if change.after_thing > change.before_thing else 1.5,
    )


def claims_in_place(
    seen: Observation,
    kind: str,
    judged: Callable[[StandingChange], float],
    said: Callable[[StandingChange], tuple[str, str, str]],
    *,
    passed: bool = False,
) -> Detection:
    """Every change in place as a finding of a kind.

    `said` are what was expected, what was measured, and the message.
    """
    changes = in_place(seen, passed=passed)
    scored = sorted(((judged(change), change) for change in changes), key=_score)
    findings = tuple(
        _finding(seen, change, kind, score, said(change))
        for score, change in scored
        if score >= TOLD
    )
    return Detection(scored[0][0] if scored else NOTHING, findings)


def both(one: Detection, other: Detection) -> Detection:
    """Both together, as one verdict; what is told of a place twice is told once, as the surer."""
    findings = sorted((*one.findings, *other.findings), key=lambda finding: -finding.score)
    kept: list[Finding] = []
    for finding in findings:
        if not any(_same(finding, told) for told in kept):
            kept.append(finding)
    return Detection(max(one.score, other.score), tuple(kept))


def _same(one: Finding, other: Finding) -> bool:
    if one.box is None or other.box is None:
        return False
    return at_one_time(one, other) and overlap(one.box, other.box) > _SAME


def _score(entry: tuple[float, StandingChange]) -> float:
    return -entry[0]


def _finding(
    seen: Observation,
    change: StandingChange,
    kind: str,
    score: float,
    said: tuple[str, str, str],
) -> Finding:
    boxes = tuple((frame, change.box) for frame in range(change.start_frame, change.end_frame + 1))
    return Finding(
        kind=kind,
        held=False,
        start_frame=change.start_frame,
        end_frame=change.end_frame,
        box=around(seen, boxes),
        score=score,
        expected=said[0],
        measured=said[1],
        message=said[2],
        boxes=boxes,
    )
