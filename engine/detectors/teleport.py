"""Things that are in one place and, a moment later, in another one without a way between.

A thing that ends out of nothing and another, alike in size, shape and colours, that begins out of
nothing within an eighth of a second, too far away for its own motion.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot, log

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.evidence import PRIOR, TOLD, around, boxes_of, curve, likely, room
from engine.inspect.observation import Observation
from engine.inspect.things import Beginning, Ending, Thing
from engine.records import Finding

KIND = "teleport"

_GAP_S, _GAP = 0.13, 2
_FAR = 0.07
"""Of the frame's width."""
_OWN_WAY = 2.0
_GROWTH = 0.45
_ALIKE, _ALIKE_BESIDE = 0.55, 0.65
_WHOLE = 0.55
_AREA = 0.0012
_CROWD = 3
_EDGE = 0.008
_SPEED_S = 0.2


@dataclass(frozen=True, slots=True)
class _Jump:
    """Where a thing was last and where it is first again."""

    before: Thing
    after: Thing
    far: float
    """Pixels."""
    score: float


def detect(seen: Observation) -> Detection | Undetermined:
    """One finding for each jump."""
    if seen.clip.frames < 4:
        return Undetermined("the clip has fewer than four frames")
    if seen.things and not seen.grounded:
        return Undetermined(
            "the view goes through the scene, so that things cannot be told from their ground"
        )
    jumps = sorted(_jumps(seen), key=lambda jump: -jump.score)
    used: set[int] = set()
    kept = []
    for jump in jumps:
        if jump.score >= TOLD and not {jump.before.id, jump.after.id} & used:
            used |= {jump.before.id, jump.after.id}
            kept.append(jump)
    best = max((jump.score for jump in jumps), default=PRIOR)
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
                yield _jump(seen, before, after)


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
    margin = _EDGE * seen.clip.width
    x, y, w, h = map(float, box)
    across = x > margin and x + w < seen.clip.width - margin
    return across and y > margin and y + h < seen.clip.height - margin


def _jump(seen: Observation, before: Thing, after: Thing) -> _Jump:
    """How likely it is that one is the other: the weakest condition decides."""
    gap = after.first - before.last
    x, y = after.centres[0].astype(float) - before.centres[-1].astype(float)
    far = hypot(x, y)
    goes_on = _expected(before, after.first)
    off = hypot(float(after.centres[0][0]) - goes_on[0], float(after.centres[0][1]) - goes_on[1])
    recent = max(2, round(_SPEED_S * seen.clip.fps))
    speed = max(
        float(np.hypot(*before.steps[:-1][-recent:].T).max(initial=0.0)),
        float(np.hypot(*after.steps[:recent].T).max(initial=0.0)),
    )
    size = abs(log(_area(after, first=True) / _area(before, first=False)))
    crowd = sum(
        1 for thing in seen.things if thing.first <= after.first and thing.last >= before.last
    )
    frame = seen.clip.width * seen.clip.height
    # what touches something may have gone behind it: then it has to be more alike, and never both
    beside = bool(before.touching[-1]) + bool(after.touching[0])
    if beside == 2:
        return _Jump(before, after, far, PRIOR)
    least = _ALIKE_BESIDE if beside else _ALIKE
    score = likely(
        room(far, _FAR * seen.clip.width),
        room(off, _OWN_WAY * speed * gap),
        room(_GROWTH, size),
        room(alike(before, after) - 0.1, least - 0.1),
        room(min(_sharp(before, last=True), _sharp(after, last=False)), _WHOLE),
        room(min(before.area, after.area), _AREA * frame),
        room(_CROWD + 3, crowd),
    )
    return _Jump(before, after, far, score)


def _area(thing: Thing, *, first: bool) -> float:
    rows = thing.areas[:4] if first else thing.areas[-4:]
    return max(float(np.median(rows)), 1.0)


def _sharp(thing: Thing, *, last: bool) -> float:
    """Area at its end (or beginning) over what it usually is: what fades or is covered has less."""
    return float(thing.areas[-1 if last else 0]) / max(thing.area, 1.0)


def alike(before: Thing, after: Thing) -> float:
    """-1..1: how well the last look of one and the first look of the other agree, inside both."""
    one, other = before.looks.pictures[-1], after.looks.pictures[0]
    mask = np.minimum(one[..., 3], other[..., 3]).astype(np.float64) / 255.0
    either = np.maximum(one[..., 3], other[..., 3]).astype(np.float64) / 255.0
    if mask.sum() < 8:
        return 0.0
    shape = float(mask.sum() / either.sum())
    colours = (
        one[..., :3].reshape(-1, 3).T @ mask.ravel() / mask.sum()
        - other[..., :3].reshape(-1, 3).T @ mask.ravel() / mask.sum()
    )
    same = max(0.0, 1.0 - float(np.abs(colours).max()) / 60.0)
    return shape * same


def _finding(seen: Observation, jump: _Jump) -> Finding:
    before, after = jump.before, jump.after
    start, end = before.last, after.first
    boxes = (*boxes_of(before, start, start), *boxes_of(after, end, end))
    x0, y0 = map(float, before.centres[-1])
    x1, y1 = map(float, after.centres[0])
    seconds = (end - start) / seen.clip.fps
    expected = _expected(before, end)
    around_jump = [*before.centres[-8:].tolist(), *after.centres[:8].tolist()]
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
        expected_vector=(expected[0] - x0, expected[1] - y0),
        mover=before.id,
        boxes=boxes,
        ghost=((start, x0, y0), (end, *expected)),
        curves=(
            curve(
                "place, sideways",
                "px",
                start + 1 - len(before.centres[-8:]),
                (place[0] for place in around_jump),
            ),
        ),
    )


def _expected(thing: Thing, frame: int) -> tuple[float, float]:
    """Where it would be if it had gone on."""
    x, y = map(float, thing.centres[-1])
    dx, dy = map(float, thing.steps[-2]) if len(thing) > 1 else (0.0, 0.0)
    return x + dx * (frame - thing.last), y + dy * (frame - thing.last)


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
        "colours that begin elsewhere within 0.13 seconds (two frames at least); how "
        "far that is from where the thing would have gone on to, beside its own speed."
    ),
    unit="pixels, as a share of the frame's width",
    threshold=(
        "7 % of the width, and twice its own way in that time off its course; areas within a "
        "factor of 1.6; both whole at the moment; at most six things about at the time."
    ),
    source=(
        "The prototype's 7 %, with outlines told from the ground in place of merged silhouettes: "
        "what goes behind or into something else, or fades, has no such end."
    ),
    blind=(
        "Jumps onto or from behind other things, jumps shorter than 7 % of the width, clips whose "
        "view goes through the scene, and jumps in which the thing changes its looks."
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
