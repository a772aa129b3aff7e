"""Things that grow or shrink: at once, or slowly where coming nearer does not explain it.

The size of a thing is compared before and after stretches of up to one and a half seconds. A real
change of size keeps the proportions, the outline and the look, and it lasts; the camera's zoom is
taken away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, hypot, log

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.evidence import (
    UNSURE,
    alike,
    alone_rows,
    around,
    boxes_of,
    curve,
    detection_of,
    goes_about,
    highest,
    judgeable,
    likely,
    looks_around,
    marks_on,
    names_liquid,
    room,
    sizeable,
    slope,
    steady,
    stretches,
    together,
    whole_rows,
)
from engine.detectors.in_place import both, claims_in_place, grown
from engine.detectors.strained import keeps_its_form
from engine.inspect.marks import subject_material
from engine.inspect.observation import Observation
from engine.inspect.standing import StandingChange
from engine.inspect.things import Beginning, Ending, Thing
from engine.records import Finding

KIND = "size"

_SECONDS = 0.5
_SIDE_S = 0.3
_AT_ONCE_S, _AT_ONCE = 0.17, 0.9
_JUMPS = 2
"""Frames of a jump of what may grow by itself."""
_SLOW_S = (0.4, 0.7, 1.0, 1.5)
# log of the area: 1.4 and 1.6 times as large
_JUMP, _GROWTH = 0.34, 0.47
_NOISE = 5.0
_EVEN = 0.5
_OUTLINE = 0.1
_TINT = 16.0
_ALIKE = 0.45
_HORIZON = 0.7
_STEADY = 0.4
_SHORT_S, _AS_BEFORE = 0.8, 0.1
"""What comes nearer takes longer than that, and goes on before and after by more of its change."""
# gray levels; widths of its own: what stays in place may be a patch of light
_CONTRAST = 24.0
_MAYBE = -0.3
_TOUCHED, _HELD, _LONG_TOUCH = 0.2, 0.7, 0.4
_TWICE, _BOTH_WAYS, _AS_IT_WAS = 1.0, 0.7, 0.9
"""Rooms: of the change, its evenness and what stays, by which what touches grew itself."""
_MOST = 2.4
_RESTS = 0.35
_AT_A_TIME, _OFF_SIDE = 0.2, 0.43
"""Share of it that comes or goes from one frame to the next, and how far from its middle, in its
own widths: what is drawn larger gets so all around."""
_ALTOGETHER, _BESIDE = 0.3, 0.4
"""The same of all that comes or goes meanwhile, and the middle of it."""
_OF_IT = 0.3
"""Of what it lost or gained: what came off it or joined it."""
_FOLLOWED, _GROWS = 0.9, 0.25
"""Share of a surface, and of its jump, by which it grows at least if it does."""
_SOFT = frozenset({"gas", "fluid", "loose", "cloth"})


@dataclass(frozen=True, slots=True)
class _Change:
    """How much larger a thing is after a stretch than before it."""

    thing: Thing
    start: int
    end: int
    """Frames: the last one before and the first one after."""
    change: float
    """Log of the area."""
    slow: bool
    score: float


@dataclass(frozen=True, slots=True)
class _Side:
    """A thing before or after."""

    area: float
    width: float
    height: float
    """Logs."""
    foot: float
    solidity: float
    colour: NDArray[np.float64]
    noise: float
    drift: float
    """Change of the log of the area over the side itself."""


def detect(seen: Observation) -> Detection | Undetermined:
    """One finding for each thing, at the change that says most."""
    because = judgeable(seen)
    if because:
        return Undetermined(because)
    best: list[_Change] = []
    soft, comes_near = _said(seen)
    for thing in seen.things:
        firm = bool(marks_on(seen, thing, "rigid", "solid", "articulated"))
        if marks_on(seen, thing, "fluid", "cloth") or (soft and not firm):
            continue
        # no balloon is blown up, and nothing flies up to the camera, from one frame to the next
        longest = _JUMPS if comes_near and not firm else seen.clip.frames
        found = [one for one in _changes(seen, thing) if one.end - one.start <= longest]
        if found:
            best.append(max(found, key=lambda change: change.score))
    moved = detection_of(best, lambda change: _finding(seen, change))
    # what is poured makes a heap or a level larger where it stands
    most = UNSURE if names_liquid(seen) else 1.0
    stood = claims_in_place(
        seen, KIND, lambda change: min(most, grown(change)), _in_place, passed=True
    )
    return both(moved, stood)


def _changes(seen: Observation, thing: Thing) -> Iterator[_Change]:
    """Every stretch after which a thing is of another size."""
    fps = seen.clip.fps
    side = max(3, round(_SIDE_S * fps))
    areas = np.log(np.maximum(thing.areas.astype(np.float64), 1.0)) - 2 * _zoom(seen, thing)
    whole = whole_rows(seen, thing)
    alone = alone_rows(seen, thing, whole)
    lengths = sorted({max(2, round(s * fps)) for s in (_AT_ONCE_S, *_SLOW_S)} | {1})
    for first, end in stretches(whole, fps, _SECONDS):
        if end - first < 2 * side:
            continue
        usual = np.median(np.lib.stride_tricks.sliding_window_view(areas[first:end], side), axis=1)
        steps = usual[side:] - usual[:-side]
        for length in lengths:
            off = side + length - 1
            change = usual[off:] - usual[: max(0, len(usual) - off)]
            for at in highest(np.abs(change), 0.6 * _JUMP, 2):
                row = first + side + at
                # most of it at once is no slow change, however long one looks
                inside = np.abs(steps[max(0, at - 1) : at + length])
                if length > lengths[1] and inside.max() > _AT_ONCE * abs(change[at]):
                    continue
                yield _judged(seen, thing, areas, (row, row + length - 1), side, alone)


def _zoom(seen: Observation, thing: Thing) -> NDArray[np.float64]:
    """(n,) Log of how much the camera has magnified since the first frame."""
    total = np.zeros(seen.clip.frames)
    for step in seen.camera:
        if step.frame + 1 < len(total):
            total[step.frame + 1] = log(max(step.scale, 1e-3))
    return np.asarray(np.cumsum(total)[thing.frames])


def _judged(
    seen: Observation,
    thing: Thing,
    areas: NDArray[np.float64],
    rows: tuple[int, int],
    side: int,
    alone: NDArray[np.bool_],
) -> _Change:
    at, after = rows
    one = _side(thing, areas, slice(at - side, at))
    two = _side(thing, areas, slice(after, after + side))
    change = two.area - one.area
    slow = (after - at + 1) / seen.clip.fps > 1.01 * max(_AT_ONCE_S, 1 / seen.clip.fps)
    sides = sorted((two.width - one.width, two.height - one.height), key=abs)
    even = sides[0] / sides[1] if abs(sides[1]) > 1e-6 else 0.0
    much = room(abs(change), _GROWTH if slow else _JUMP)
    clear = room(abs(change), _NOISE * max(one.noise, two.noise))
    evenly = room(even, _EVEN)
    stays = (
        room(_OUTLINE, abs(two.solidity - one.solidity)),
        room(_TINT, float(np.abs(two.colour - one.colour).max())),
        room(alike(*looks_around(thing, thing.first + at - 1, thing.first + after)), _ALIKE),
    )
    rooms = [
        *(much, clear, evenly, *stays),
        together(thing),
        sizeable(seen, thing),
        room(float(np.median(thing.contrast)), _CONTRAST),
        max(_MAYBE, goes_about(thing)),
        steady(thing),
        room(_MOST, abs(change)),
        _MAYBE if _comes_off(thing, rows, side, change) else 1.5,
    ]
    if not alone[at - side : after + side].all():
        # what touches may have taken something over, or given it away
        apart = alone[at - side : at].all() and alone[after : after + side].all()
        long = float((~alone[at:after]).mean()) > _LONG_TOUCH if after > at else False
        held = 1.5 if apart and not long else min(_MAYBE / 1.5, room(abs(change), _HELD))
        # unless all that it has by now looks as it did, and it is far larger both ways
        by_far = much > _TWICE and clear > 0 and evenly > _BOTH_WAYS
        if by_far and min(stays) > _AS_IT_WAS:
            held = max(held, 0.0)
        rooms += [_TOUCHED, held, room(even, 1.4 * _EVEN)]
    if _one_sided(thing, slice(at - side, after + 2), change):
        rooms.append(_MAYBE)
    ends = thing.first + at - 1, thing.first + after
    if slow:
        seconds = (after - at + 1) / seen.clip.fps
        rooms += [
            1.5 if _in_between(one, two, change, seconds) else _unexplained(one, two),
            _bounded(one, two, change),
        ]
        if _parts_do(seen, thing, ends, change):
            rooms.append(_MAYBE)
    if keeps_its_form(thing, *ends, change / 2) or (not slow and _stays(thing, rows, change / 2)):
        rooms.append(_MAYBE)
    return _Change(thing, *ends, change, slow, likely(*rooms))


def _stays(thing: Thing, rows: tuple[int, int], change: float) -> bool:
    """Whether all of its surface is followed through a jump and hardly grows: what gets clearer
    from its ground is outlined more wholly."""
    within = slice(max(0, rows[0] - 1), rows[1] + 1)
    followed = float(thing.kept[within].min())
    grown = float(thing.growth[within].sum()) * (1.0 if change > 0 else -1.0)
    return followed > _FOLLOWED and grown < _GROWS * abs(change)


def _comes_off(thing: Thing, rows: tuple[int, int], side: int, change: float) -> bool:
    """Whether it sets off as it grows, or comes to rest as it shrinks.

    What rests is partly taken for the ground: its silhouette is whole only while it moves.
    """
    at, after = rows
    half = max(1, side // 2)
    far = max(0, at - 2 * side), min(len(thing) - 1, after + 2 * side - 1)
    ways = [
        float(np.hypot(*(thing.ground[b].astype(np.float64) - thing.ground[a]))) / half
        for a, b in ((far[0], min(far[0] + half, at)), (max(far[1] - half, after), far[1]))
    ]
    slow, fast = ways if change > 0 else ways[::-1]
    return slow < _RESTS and fast > 4 * _RESTS


def _one_sided(thing: Thing, rows: slice, change: float) -> bool:
    """Whether much of a change comes on one side: something came to it or left it at once, or it
    goes behind something bit by bit."""
    table = (thing.gained if change > 0 else thing.lost)[rows].astype(np.float64)
    x, y, share = table[int(np.argmax(table[:, 2]))]
    wide = float(np.sqrt(thing.areas[rows].max()))
    if share > _AT_A_TIME and hypot(x, y) > _OFF_SIDE * wide:
        return True
    total = float(table[:, 2].sum())
    across, down = (table[:, :2] * table[:, 2:]).sum(axis=0) / max(total, 1e-6)
    return bool(total > _ALTOGETHER and hypot(across, down) > _BESIDE * wide)


def _parts_do(seen: Observation, thing: Thing, ends: tuple[int, int], change: float) -> bool:
    """Whether something that came off it, or joined it, meanwhile explains its change."""
    lost = (1.0 - exp(-abs(change))) * max(float(thing.areas[thing.row(frame)]) for frame in ends)
    parts = [p for p in seen.things if p.parent == thing.id and p.area > _OF_IT * lost]
    came_off = [part.first for part in parts if part.beginning is Beginning.SPLIT]
    joined = [part.last for part in parts if part.ending is Ending.JOINED]
    return any(ends[0] <= frame <= ends[1] for frame in (came_off if change < 0 else joined))


def _side(thing: Thing, areas: NDArray[np.float64], rows: slice) -> _Side:
    corners = thing.corners[rows].astype(np.float64)
    values = areas[rows]
    return _Side(
        area=float(np.median(values)),
        width=float(np.log(np.median(corners[:, 2]))),
        height=float(np.log(np.median(corners[:, 3]))),
        foot=float(np.median(corners[:, 1] + corners[:, 3])),
        solidity=float(np.median(thing.solidity[rows])),
        colour=np.median(thing.colour[rows].astype(np.float64), axis=0),
        noise=max(0.02, 1.4826 * float(np.median(np.abs(values - np.median(values))))),
        drift=slope(values) * (len(values) - 1),
    )


def _unexplained(one: _Side, two: _Side) -> float:
    """A room: above 0 where coming nearer over level ground cannot be the reason.

    What comes nearer by a factor goes down the picture by as much, seen from the horizon; that
    would have to be lower than most of the thing itself.
    """
    factor = exp((two.area - one.area) / 2)
    horizon = (two.foot - one.foot) / (factor - 1)
    return room(_HORIZON * exp(one.height), max(horizon, 1e-6))


def _in_between(one: _Side, two: _Side, change: float, seconds: float) -> bool:
    """Whether all of it is a short while between two sizes: what comes nearer sets off before and
    comes on after."""
    return seconds < _SHORT_S and max(abs(one.drift), abs(two.drift)) < _AS_BEFORE * abs(change)


def _bounded(one: _Side, two: _Side, change: float) -> float:
    """A room: above 0 where it keeps its size before, or after, or both."""
    steadiest = min(abs(one.drift), abs(two.drift))
    return room(_STEADY * abs(change), max(3.0 * steadiest, 1e-6))


def _said(seen: Observation) -> tuple[bool, bool]:
    """Whether the prompt is about what has no size of its own; and about what may slowly grow."""
    material = subject_material(seen.reading)
    if material is None:
        return False, False
    return material.form in _SOFT, bool({"light", "flies"} & material.traits)


def _in_place(change: StandingChange) -> tuple[str, str, str]:
    factor = max(change.scale, 1.0 / change.scale)
    how = "larger" if change.scale > 1 else "smaller"
    return (
        "what stands still keeps its size",
        f"{factor:.2f} times {how} where it stands",
        f"Something that stands still becomes {factor:.1f} times {how}",
    )


# --- what is said ------------------------------------------------------------------------------


def _finding(seen: Observation, change: _Change) -> Finding:
    thing = change.thing
    boxes = boxes_of(thing, change.start, change.end)
    shown = max(3, round(seen.clip.fps * _SECONDS))
    frames = range(max(thing.first, change.start - shown), min(thing.last, change.end + shown) + 1)
    rows = [thing.row(frame) for frame in frames]
    measured = thing.areas[rows]
    before = float(np.median(measured[: max(1, change.start - frames[0] + 1)]))
    seconds = (change.end - change.start) / seen.clip.fps
    factor = exp(abs(change.change) / 2)
    how = "larger" if change.change > 0 else "smaller"
    when = f"over {seconds:.1f} s" if change.slow else "from one moment to the next"
    return Finding(
        kind=KIND,
        held=False,
        start_frame=change.start,
        end_frame=change.end,
        box=around(seen, boxes),
        score=change.score,
        expected="it keeps its size, unless it comes nearer or the camera zooms in",
        measured=f"{factor:.2f} times {how} {when} (area {exp(change.change):.2f} times)",
        message=f"It becomes {factor:.1f} times {how} {when}, without coming nearer"
        if change.change > 0
        else f"It becomes {factor:.1f} times {how} {when}, without going away",
        mover=thing.id,
        boxes=boxes,
        curves=(curve("area", "px²", frames[0], measured, [before] * len(rows)),),
    )


DETECTOR = Detector(
    id=KIND,
    title="Size",
    needs="",
    doc=(
        "A thing suddenly is larger or smaller than before, or swells or shrinks over a second "
        "while it neither comes nearer nor goes away and the camera does not zoom."
    ),
    measures=(
        "The area of a thing's silhouette before and after stretches of one frame to one and a "
        "half seconds, where it is alone and whole; proportions, outline and colours have to stay. "
        "Of what stands still: whether it is found again at another scale where it stood."
    ),
    unit="times the area",
    threshold=(
        "1.4 times at once, 1.6 times slowly, and five times what the area trembles by, which is a "
        "tenth at most; slow growth only where the size is steady before or after, and where the "
        "way of its foot down the picture does not fit to coming nearer. What is followed with "
        "nine tenths of its surface, which does not grow, is only outlined more wholly."
    ),
    source="Things rendered with known size, and real footage in which people and cars come near.",
    blind=(
        "What touches something, unless it is far larger with all its looks, what something comes "
        "to or leaves on one side, what the border cuts, what turns its other side or comes "
        "straight at the camera, and what has no size of its own: smoke, water, cloth. Balloons "
        "and birds are only told where they jump from one frame to the next."
    ),
    rule="Things keep their size; what looks larger has come nearer.",
    advice=(
        "Say that the camera stays where it is and that the thing keeps its size; paint its scale "
        "with the brush, or use a shorter clip."
    ),
    run=detect,
    shape="flash",
    local=True,
)
