"""Things that lose a part of themselves, and liquids whose level does not add up.

A solid thing that is seen whole keeps its area, unless something covers it from the side that it
moves to. A level in a vessel rises evenly while it is filled: it neither falls again nor jumps. It
is read off by its colour where a stream stands on it (`engine.detectors.filled`); where none is
seen to, as below the edge of the picture, it is a thing that keeps its foot and its width while its
top goes up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.evidence import (
    alone_rows,
    around,
    boxes_of,
    curve,
    detection_of,
    judgeable,
    likely,
    marks_on,
    names_liquid,
    room,
    sizeable,
    slope,
    stretches,
    together,
    whole_rows,
)
from engine.detectors.filled import Misfilled, boxes_of_level, level_curve, misfilled
from engine.detectors.in_place import both, claims_in_place, in_place, partly_gone
from engine.inspect.observation import Observation
from engine.inspect.standing import StandingChange
from engine.inspect.things import Thing
from engine.inspect.wording import only_mixes
from engine.records import Finding

KIND = "mass"

_SECONDS = 0.5
_SIDE_S = 0.25
_LOSS = 0.36
_WITHIN_S = (0.1, 0.3, 0.6)
_NOISE = 5.0
_UNEVEN = 0.16
_CONTRAST = 26.0
_GOES = 0.9
"""Of its own width: what goes less is partly taken for the ground, into which more of it goes the
longer it is there."""
_ASIDE = 0.5
_FALL, _JUMP = 0.2, 0.25
_TIMES = 4.0
_PASSED = 0.5
"""Of what a level lost or gained: what a neighbour that touches it got, or gave."""
_LEVEL_PX, _LEVEL_SHARE, _BROAD = 3.0, 0.2, 0.45
_MAYBE = -0.15
_ON_AND_ON = 0.5
"""Of the pace of a loss: that on either side of it, where it goes on and on."""
_SOLIDITY, _SURE = 0.75, 4.0
_BY_NAME = 0.6

_OFF, _OFF_WIDE = 2.0, 0.04
"""How much faster it is afterwards that sets off, and by how much of its width a frame."""

_Manner = Literal["part", "falls", "jumps"]


@dataclass(frozen=True, slots=True)
class _Loss:
    """A stretch in which matter came or went."""

    thing: Thing
    manner: _Manner
    start: int
    end: int
    share: float
    """Of the area before; above 1 where it grew."""
    score: float


def detect(seen: Observation) -> Detection | Undetermined:
    """One finding for each thing, at the change that says most."""
    because = judgeable(seen)
    if because:
        return Undetermined(because)
    stirred = seen.reading is not None and only_mixes(seen.reading)
    wet = names_liquid(seen) and not stirred
    best: list[_Loss] = []
    clear = False
    for thing in seen.things:
        good = alone_rows(seen, thing, whole_rows(seen, thing))
        runs = stretches(good, seen.clip.fps, _SECONDS)
        clear = clear or bool(runs)
        fluid = bool(marks_on(seen, thing, "fluid"))
        found = [] if fluid else [loss for run in runs for loss in _parts(seen, thing, run)]
        if fluid or wet:
            found += _levels(seen, thing)
        if found:
            best.append(max(found, key=lambda loss: loss.score))
    filled = [*misfilled(seen)] if wet or any(mark.kind == "fluid" for mark in seen.marks) else []
    if not clear and not best and not filled and not in_place(seen):
        return Undetermined("nothing is seen whole, and nothing is known to be a liquid", "fluid")
    moved = detection_of(best, lambda loss: _finding(seen, loss))
    levels = detection_of(filled, lambda one: _level(seen, one))
    return both(both(moved, levels), claims_in_place(seen, KIND, partly_gone, _in_place))


def _in_place(change: StandingChange) -> tuple[str, str, str]:
    came = change.after_thing > change.before_thing
    word = "comes to" if came else "is gone from"
    return (
        "what stands still keeps all of its parts",
        f"a part ({100 * change.area:.1f} % of the picture) {word} it, the rest stays",
        f"A part {word} something that stands still, and nothing came by",
    )


# --- a part of a thing -------------------------------------------------------------------------


def _parts(seen: Observation, thing: Thing, run: tuple[int, int]) -> Iterator[_Loss]:
    """Every stretch after which a part of a thing is missing."""
    first, end = run
    fps = seen.clip.fps
    side = max(3, round(_SIDE_S * fps))
    if end - first < 2 * side + 1:
        return
    areas = np.log(np.maximum(thing.areas.astype(np.float64), 1.0))
    usual = np.median(np.lib.stride_tricks.sliding_window_view(areas[first:end], side), axis=1)
    for length in sorted({max(1, round(seconds * fps)) for seconds in _WITHIN_S}):
        off = side + length - 1
        change = usual[off:] - usual[: max(0, len(usual) - off)]
        if len(change) and float(change.min()) < -0.5 * _LOSS:
            at = first + side + int(np.argmin(change))
            yield _part(seen, thing, areas, (at, at + length - 1), side)


def _part(
    seen: Observation,
    thing: Thing,
    areas: NDArray[np.float64],
    rows: tuple[int, int],
    side: int,
) -> _Loss:
    at, after = rows
    one, two = slice(at - side, at), slice(after, after + side)
    loss = float(np.median(areas[one]) - np.median(areas[two]))
    noise = max(
        0.02,
        *(1.4826 * float(np.median(np.abs(areas[p] - np.median(areas[p])))) for p in (one, two)),
    )
    sizes = [np.log(np.median(thing.corners[part, 2:], axis=0)) for part in (one, two)]
    across, down = (float(value) for value in sizes[0] - sizes[1])
    lost = thing.lost[max(at - 1, 0) : after + 2].astype(np.float64)
    went = lost[:, :2] * lost[:, 2:]
    weight = max(float(lost[:, 2].sum()), 1e-6)
    aside = float(np.hypot(*went.sum(axis=0))) / weight / float(np.sqrt(thing.area) / 2)
    score = likely(
        room(loss, _LOSS),
        room(loss, _NOISE * noise),
        # what only shrinks keeps its proportions
        room(abs(across - down), _UNEVEN),
        room(aside, _ASIDE),
        room(1.0 - _covered(thing, went.sum(axis=0), slice(at - 1, after + 1)), 0.5),
        together(thing),
        sizeable(seen, thing),
        room(float(np.median(thing.solidity[one])), _SOLIDITY),
        room(loss, _SURE * float(np.std(areas[max(0, at - 3 * side) : at]))),
        room(float(np.median(thing.contrast[one])), _CONTRAST),
        max(_MAYBE, room(thing.spread, _GOES * float(np.sqrt(thing.area)))),
        room(_lasting(areas, after, float(np.median(areas[one])), loss), 0.7),
        room(
            _ON_AND_ON * loss / (after - at + side),
            # what goes behind something bit by bit does so before and after as well
            max(-slope(areas[one]), -slope(areas[two]), 1e-6),
        ),
        -0.8 if _gave_off(seen, thing, thing.first + at, thing.first + after) else 0.6,
        _MAYBE if _set_off(thing, one, two) else 1.5,
    )
    return _Loss(thing, "part", thing.first + at - 1, thing.first + after, exp(-loss), score)


def _covered(thing: Thing, went: NDArray[np.float64], rows: slice) -> float:
    """How much what is lost is in front: 1 wholly, as behind a wall; 0 beside or behind."""
    step = thing.steps[rows].astype(np.float64).mean(axis=0)
    size = float(np.hypot(*step) * np.hypot(*went))
    # a thing at rest goes behind nothing
    if float(np.hypot(*step)) < 0.3 or size < 1e-6:
        return 0.0
    return max(0.0, float(step @ went) / size)


def _lasting(areas: NDArray[np.float64], after: int, before: float, loss: float) -> float:
    """Share of the frames afterwards in which most of it is still missing."""
    return float((areas[after:] < before - 0.5 * loss).mean())


def _set_off(thing: Thing, one: slice, two: slice) -> bool:
    """Whether it sets off just then: it lay on something that stays behind, and is that no more."""
    before, after = (
        float(np.median(np.hypot(*thing.steps[rows].T.astype(np.float64)))) for rows in (one, two)
    )
    return after > _OFF * before + _OFF_WIDE * float(np.sqrt(np.median(thing.areas[two])))


def _gave_off(seen: Observation, thing: Thing, start: int, end: int) -> bool:
    """Whether something came off it or up beside it meanwhile."""
    reach = round(0.4 * seen.clip.fps)
    near = 1.5 * float(np.sqrt(thing.area))
    return any(
        other is not thing
        and start - reach <= other.first <= end + reach
        and float(np.hypot(*(other.centres[0] - thing.centres[thing.row(other.first)]))) < near
        for other in seen.things
    )


# --- a level -----------------------------------------------------------------------------------


def _levels(seen: Observation, thing: Thing) -> Iterator[_Loss]:
    """A level that falls although it was filled, or that jumps."""
    fps = seen.clip.fps
    runs = stretches(whole_rows(seen, thing), fps, 2 * _SECONDS)
    if not runs:
        return
    first, end = max(runs, key=lambda run: run[1] - run[0])
    corners = thing.corners[first:end].astype(np.float64)
    settled = max(2, round(_SECONDS * fps / 2))
    foot, width = corners[:, 1] + corners[:, 3], corners[:, 2]
    slack = max(_LEVEL_PX, 0.01 * seen.clip.height)
    firm = (
        room(slack, float(np.percentile(np.abs(foot - np.median(foot)), 80))),
        room(_LEVEL_SHARE, float(np.percentile(np.abs(width / np.median(width) - 1), 80))),
        # what runs down from a spout is a stream, and ends when all is poured
        room(float(np.median(width / np.maximum(corners[:, 3], 1.0))), _BROAD),
    )
    areas = _smooth(thing.areas[first:end].astype(np.float64), max(3, round(0.15 * fps) | 1))
    known = 1.5 if marks_on(seen, thing, "fluid") else _BY_NAME
    top = int(np.argmax(areas[:-settled])) if len(areas) > 2 * settled else 0
    if top > settled:
        low = top + int(np.argmin(areas[top:]))
        filled = float(areas[top] / max(areas[:top].min(), 1.0) - 1)
        fall = float(1 - areas[low] / areas[top])
        ends = thing.first + first + top, thing.first + first + low
        passed = room(_PASSED * float(areas[top] - areas[low]), _beside(seen, thing, *ends))
        score = likely(room(fall, _FALL), room(filled, _FALL), *firm, known, passed)
        yield _Loss(thing, "falls", *ends, 1 - fall, score)
    reach = max(1, round(0.25 * fps))
    growth = areas[reach:] - areas[:-reach]
    at = int(np.argmax(growth[settled:])) + settled if len(growth) > 2 * settled else 0
    if at:
        jump = float(growth[at] / max(float(areas[at]), 0.25 * float(areas.max())))
        typical = max(float(np.median(np.abs(growth))), 0.004 * float(areas.max()))
        moved = np.ptp(np.stack([foot, corners[:, 0] + width / 2])[:, at : at + reach + 1], axis=1)
        ends = thing.first + first + at, thing.first + first + at + reach
        score = likely(
            room(jump, _JUMP),
            room(float(growth[at]) / typical, _TIMES),
            *firm,
            room(_PASSED * float(growth[at]), -_beside(seen, thing, *ends)),
            # what sets off then was taken for the level, or takes it along
            room(2 * slack, float(moved.max())),
            known,
        )
        yield _Loss(thing, "jumps", *ends, float(areas[at + reach] / max(areas[at], 1.0)), score)


def _beside(seen: Observation, thing: Thing, start: int, end: int) -> float:
    """By how many square pixels what touches a thing meanwhile grows in all: one pool that is seen
    as two passes its parts from the one to the other."""
    touched = {
        other for ids in thing.touching[thing.row(start) : thing.row(end) + 1] for other in ids
    }
    return float(
        sum(
            other.areas[other.row(end)] - other.areas[other.row(start)]
            for other in seen.things
            if other.id in touched
        )
    )


def _smooth(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Running median."""
    padded = np.pad(values, width // 2, mode="edge")
    return np.asarray(np.median(np.lib.stride_tricks.sliding_window_view(padded, width), axis=1))


# --- what is said ------------------------------------------------------------------------------


def _level(seen: Observation, misfilled: Misfilled) -> Finding:
    start, end, boxes = misfilled.start, misfilled.end, boxes_of_level(misfilled)
    seconds = (end - start) / seen.clip.fps
    percent = f"{100 * misfilled.share:.0f} %"
    expected, did, message = {
        "falls": (
            "what was filled in stays in",
            f"the level falls by {percent} within {seconds:.1f} s after it had risen",
            f"The level falls again by {percent}, though nothing runs out",
        ),
        "jumps": (
            "a level rises as evenly as it is filled",
            f"{percent} of the rise happens within {seconds:.2f} s",
            f"The level jumps up: {percent} of all that it rises comes at once",
        ),
        "stands": (
            "a level rises as long as it is poured into",
            f"it rises in {percent} of the {seconds:.1f} s in which the stream runs",
            f"The level stands still although it is poured into: it rises in {percent} of the time",
        ),
    }[misfilled.manner]
    return Finding(
        kind=KIND,
        held=False,
        start_frame=start,
        end_frame=end,
        box=around(seen, boxes),
        score=misfilled.score,
        expected=expected,
        measured=did,
        message=message,
        boxes=boxes,
        curves=(level_curve(misfilled),),
    )


def _finding(seen: Observation, loss: _Loss) -> Finding:
    thing = loss.thing
    seconds = (loss.end - loss.start) / seen.clip.fps
    boxes = boxes_of(thing, loss.start, loss.end)
    shown = round(_SECONDS * seen.clip.fps)
    frames = range(max(thing.first, loss.start - shown), min(thing.last, loss.end + shown) + 1)
    measured = [float(thing.areas[thing.row(frame)]) for frame in frames]
    before = float(np.median(measured[: max(1, loss.start - frames[0] + 1)]))
    percent = f"{100 * abs(1 - loss.share):.0f} %"
    expected, did, message = {
        "part": (
            "a thing that nothing covers keeps all of its parts",
            f"{percent} of it are gone after {seconds:.1f} s, and stay so",
            f"A part of it ({percent}) dissolves: nothing covers it, nothing comes off it",
        ),
        "falls": (
            "what was filled in stays in",
            f"the level falls by {percent} within {seconds:.1f} s after it had risen",
            f"The level falls again by {percent}, though nothing runs out",
        ),
        "jumps": (
            "a level rises as evenly as it is filled",
            f"the level grows by {percent} within {seconds:.2f} s",
            f"The level jumps up by {percent} at once: more comes than is poured",
        ),
    }[loss.manner]
    return Finding(
        kind=KIND,
        held=False,
        start_frame=loss.start,
        end_frame=loss.end,
        box=around(seen, boxes),
        score=loss.score,
        expected=expected,
        measured=did,
        message=message,
        mover=thing.id,
        boxes=boxes,
        curves=(curve("area", "px²", frames[0], measured, [before] * len(measured)),),
    )


DETECTOR = Detector(
    id=KIND,
    title="Mass",
    needs="a liquid in the prompt or marked as one, for levels; parts of solid things need nothing",
    doc=(
        "A part of a thing is gone though nothing covers it, or a liquid does not add up: what was "
        "poured in is lost again, or the level jumps."
    ),
    measures=(
        "The area of a thing that is alone and whole, and on which side it loses some; the height "
        "of a level, read off by its colour eight times a second where it has a flat top, and the "
        "stream that stands on it; where none is seen, the height of a thing over a foot and a "
        "width that stay the same. Of what stands still: whether a part is gone beside one that "
        "stays."
    ),
    unit="share of the area",
    threshold=(
        "30 % of the area on one side that is not the one it moves to, for good, and twice as fast "
        "as before and after; a level that falls by 20 % after it rose, or grows by 25 % in a "
        "quarter of a second and four times as fast as usual; below a stream, one that falls by 30 "
        "% of its height, rises by 35 % of all in a quarter of a second and twice as fast as on "
        "the whole, or rises in less than 55 % of the time."
    ),
    source="Rendered things that lose a half, filled vessels, and real footage of passing things.",
    blind=(
        "Volumes that are not seen from the side, spray and splashes, what is cut by the border, "
        "things that turn their narrow side, and things that go less than their own width."
    ),
    rule="Matter is neither made nor lost: what leaves one place comes to another.",
    advice=(
        "Say how full it is at the end ('the glass is two thirds full'); pour one thing at a time; "
        "name all parts of the thing that have to stay."
    ),
    run=detect,
    shape="heat",
)
