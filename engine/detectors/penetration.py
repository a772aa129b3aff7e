"""Things that go into what is solid.

Where the person marked something as solid, everything that comes from outside is held against it:
how deep it gets in, and whether the solid thing gives way (`solid`). Where the floor is marked,
what fell or lay on it must not be seen below it (`sinking`). Without a mark it is only asked of two
movers that stand equally near and run through each other, and of hands that are well past the near
side of a thing before it gives way.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.entering import (
    LASTS_S,
    MAYBE,
    OUTSIDE,
    Entry,
    depths_of,
    found_again,
    seen_whole,
)
from engine.detectors.evidence import (
    NOTHING,
    TOLD,
    around,
    boxes_of,
    curve,
    down_of,
    drive_of,
    judgeable,
    likely,
    room,
    without_prints,
)
from engine.detectors.far_side import seen_beyond
from engine.detectors.sinking import into_floor
from engine.detectors.solid import DEPTH, into_marked, into_movers
from engine.detectors.untouched import finding_of, untouched
from engine.inspect.floor import floor_of
from engine.inspect.observation import Observation
from engine.inspect.things import Ending, Thing
from engine.records import Finding

KIND = "penetration"

_GOES = 0.5
_PAIR_LEVEL = 0.12
_KEEPS, _CLEAR_S = 0.35, 0.3
"""Of their speed against each other, and the seconds before and after that tell it."""
_CUT = 0.2
_HINT = -0.25
_KNOWN_S, _SOLIDITY = 0.6, 0.75


def detect(seen: Observation) -> Detection | Undetermined:
    """One finding for each mover and solid thing."""
    solid = [mark for mark in seen.marks if mark.kind == "solid" and mark.box is not None]
    because = judgeable(seen)
    if because and not solid:
        return Undetermined(because)
    entries = [entry for mark in solid for entry in into_marked(seen, mark)]
    pairs = [] if solid else [*_unmarked(seen)]
    floor = None if because else floor_of(seen, down_of(seen))
    sunk = [] if floor is None else [*into_floor(without_prints(seen), floor)]
    left = None if solid or because else untouched(seen)
    if left is not None:
        pairs = [entry for entry in pairs if entry.score >= left.score]
    if left is not None and not pairs and not sunk:
        return Detection(left.score, (finding_of(seen, left, KIND),))
    if not solid and not pairs and not sunk:
        return Undetermined("nothing is marked as solid, and no two movers meet", mark="solid")
    found = sorted((*entries, *pairs, *sunk), key=lambda entry: -entry.score)
    findings = tuple(_finding(seen, entry) for entry in found if entry.score >= TOLD)
    return Detection(max((entry.score for entry in found), default=NOTHING), findings)


# --- without a mark ----------------------------------------------------------------------------


def _unmarked(seen: Observation) -> Iterator[Entry]:
    yield from _pairs(seen)
    yield from _out_of_sight(seen)
    yield from seen_beyond(seen)
    yield from into_movers(seen)


def _pairs(seen: Observation) -> Iterator[Entry]:
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


def _pair(seen: Observation, one: Thing, two: Thing, first: int, last: int) -> Entry | None:
    boxes, walls = (
        part.corners[first - part.first : last - part.first + 1].astype(np.float64)
        for part in (one, two)
    )
    depths = depths_of(boxes, walls)
    rows = np.flatnonzero(depths > 0.3)
    if not len(rows) or rows[0] == 0 or float(depths[: rows[0]].min()) > OUTSIDE:
        return None
    low, high = int(rows[0]), int(rows[-1])
    tall = float(min(np.median(boxes[:, 3]), np.median(walls[:, 3])))
    outside = depths < OUTSIDE
    feet = [float(np.median((box[:, 1] + box[:, 3])[outside])) for box in (boxes, walls)]
    drives = {drive_of(seen, one), drive_of(seen, two)}
    own = -0.6 if "self" in drives else 0.6 if drives == {"passive"} else MAYBE
    score = likely(
        room(float(depths.max()), 1.5 * DEPTH),
        room(len(rows) / seen.clip.fps, LASTS_S),
        room(_PAIR_LEVEL, abs(feet[0] - feet[1]) / tall),
        room(_KEEPS, _turned(one, two, first, outside, round(_CLEAR_S * seen.clip.fps))),
        room(min(len(one), len(two)) / seen.clip.fps, _KNOWN_S),
        room(min(_solidity(part, first, outside) for part in (one, two)), _SOLIDITY),
        room(max(one.spread, two.spread), _GOES * tall),
        own,
    )
    mover = max(one, two, key=lambda part: part.way)
    return Entry(
        mover,
        first + low,
        first + high,
        float(depths.max()),
        depths[low : high + 1],
        False,
        False,
        score,
    )


def _solidity(part: Thing, first: int, outside: NDArray[np.bool_]) -> float:
    """Where it is clear of the other."""
    rows = slice(part.row(first), part.row(first) + len(outside))
    return float(np.median(part.solidity[rows][outside]))


def _out_of_sight(seen: Observation) -> Iterator[Entry]:
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
        yield Entry(thing, one[0], two[0], 1.0, none + 1.0, True, False, score)


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
    again = found_again(seen, thing)
    if again is None or min(len(thing), len(again)) < 4:
        return None
    return seen_whole(thing), seen_whole(again)


def _turned(one: Thing, two: Thing, first: int, outside: NDArray[np.bool_], reach: int) -> float:
    """How much of their speed against each other is another one afterwards; 0 they go straight.

    Told where they are clear of each other: where they meet, one outline takes from the other.
    `outside` is so from frame `first` on.
    """
    inside, shy = np.flatnonzero(~outside), max(1, reach // 4)
    before, after = max(0, int(inside[0]) - shy), int(inside[-1]) + 1 + shy
    sides = (
        np.flatnonzero(outside[:before])[-reach:],
        after + np.flatnonzero(outside[after:])[:reach],
    )
    if min(map(len, sides)) < 3:
        return 1.0
    speeds = []
    for rows in sides:
        a, b = first + int(rows[0]), first + int(rows[-1])
        ways = [
            (part.ground[part.row(b)].astype(np.float64) - part.ground[part.row(a)]) / (b - a)
            for part in (one, two)
        ]
        speeds.append(ways[0] - ways[1])
    came = float(np.hypot(*speeds[0]))
    return float(np.hypot(*(speeds[1] - speeds[0]))) / max(came, 1e-6)


# --- what is said ------------------------------------------------------------------------------


def _finding(seen: Observation, entry: Entry) -> Finding:
    shown, thing = entry.boxes, entry.thing
    if thing is not None and not shown:
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
    measured = f"{percent} of its extent inside {what}"
    message = f"{sure} through {what}: {percent} of its extent is inside it"
    if entry.out:
        measured = f"it comes out at the far side of {what}"
        message = f"{sure} through {what}: it comes out at the far side of what does not move"
    elif entry.hidden:
        measured += ", out of sight meanwhile"
    deep = curve("depth", "%", entry.start, 100 * entry.depths, np.zeros(len(entry.depths)))
    return Finding(
        kind=KIND,
        held=False,
        start_frame=entry.start,
        end_frame=entry.end,
        box=around(seen, shown),
        score=entry.score,
        expected="solid things stop or turn each other, or one gives way",
        measured=measured,
        message=message,
        mover=None if thing is None else thing.id,
        boxes=shown,
        ghost=entry.ghost,
        curves=() if entry.out else (deep,),
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
        "or lay on the marked floor is seen below it, by its own height. Without a mark, where "
        "the words make something hit, push or lift a thing: whether more than one thing moves, "
        "and whether what stops short comes into sight farther on. Where the marked place looks in "
        "the end as in the beginning, how far beyond it something gets counts as well, and what "
        "comes out at its far side while the rest is still at its near one."
    ),
    unit="share of the extent",
    threshold=(
        "40 % for a tenth of a second with a mark; 60 % and the way unchanged for two movers "
        "whose feet are within 12 % of their height. Below the floor: 25 % of its height and 2.5 % "
        "of the frame's, no larger than before, straight down or in free fall. A hand: 30 % before "
        "the thing moves, still going on. What runs over a marked place: 78 % of it. What is "
        "marked stands where 65 % of its place looks as it did; beyond it is 1.25 of its extent "
        "from the near side; what comes out has the same colours and goes 15 % on."
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
