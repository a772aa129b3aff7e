"""Motion that nobody painted: things that move outside the strokes and were not pushed by them.

What the strokes have hold of, what it touches when it sets off, what lies in an ambient region or
on a painted way is left out. Where things cannot be told from the ground, the flow outside the
painted regions takes their place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.evidence import (
    NOTHING,
    TOLD,
    alike,
    around,
    boxes_of,
    curve,
    down_of,
    likely,
    room,
)
from engine.inspect.asked import (
    courses,
    diagonal,
    move_strokes,
    own_motion,
    places,
    region_box,
    region_cells,
    view_way,
)
from engine.inspect.obedience import obeyed
from engine.inspect.observation import Observation
from engine.inspect.things import Beginning, Thing
from engine.inspect.wording import acts_on_others
from engine.records import Box, Finding, Stroke

KIND = "outside-brush"

# shares of all motion; where the prompt speaks of more than one thing, others may move as well
_SHARE, _SHARE_OF_FLOW = 0.1, 0.5
_EXPLAINED = 0.45
_LONG, _LEFT, _SEVERAL = 0.8, 0.1, 3
_BY = 0.25
_SET_OFF = 0.1
_HIDDEN_S, _AS_LARGE, _ALONG, _ALIKE = 1.5, 0.5, 0.6, 0.5
_MORE_ASKED = 2.0
_WAY, _AREA = 0.04, 0.0012
_STRAIGHT = 0.35
_NEAR = 0.02
_MARGIN = 0.05
_FLOW_PX = 0.5
_FLOW_AREA = 0.01
_TIMES = 24
_STATIC = 0.015
_INSIDE = 0.5
_PUSHED_S, _FALLS = 0.4, 0.7
_AS_IT, _IN_LINE, _IN_LINE_FRAMES = 0.35, 0.6, 6
"""Shares of its speed and of its height by which the other end of a painted thing may be off."""
_AS_FAST, _LARGER = 0.5, 2.2
"""One more of many that were painted: share of their speed by which it may be off, and how many
times as large it may be."""


@dataclass(frozen=True, slots=True)
class _Stray:
    """Something that moves though nobody painted it."""

    thing: Thing
    share: float
    score: float


def detect(seen: Observation) -> Detection | Undetermined:
    """One finding for each thing that moves outside, the heaviest first."""
    plan = seen.plan
    if plan is None or not plan.strokes:
        return Undetermined("nothing was painted")
    if seen.clip.frames < 4 or not len(seen.flow):
        return Undetermined("the clip has fewer than four frames")
    if not seen.grounded and (plan.camera.moves or _view_moves(seen)):
        return Undetermined("the view moves, and things cannot be told from their ground")
    still = _unsteady(seen)
    allowed = _allowed(seen)
    found = _by_flow(seen, allowed)
    if not seen.grounded:
        best = max((finding.score for finding in still), default=NOTHING)
        if seen.things:
            # near things go faster than far ones where the view goes: a doubt, no more
            found = Detection(min(found.score, _EXPLAINED))
        return Detection(max(found.score, best), (*found.findings, *still))
    strays = sorted(_strays(seen, allowed), key=lambda stray: -stray.score)
    findings = [_finding(seen, stray) for stray in strays if stray.score >= TOLD]
    findings += [one for one in still if not any(_covers(other, one) for other in findings)]
    # motion out there that things explain (a push, a fall, a companion) is a doubt all the same
    best = max(min(found.score, _EXPLAINED), *(stray.score for stray in strays), NOTHING)
    return Detection(max([best, *(finding.score for finding in findings)]), tuple(findings))


def _unsteady(seen: Observation) -> list[Finding]:
    """Static regions that did not stay put, each as a finding."""
    assert seen.plan is not None
    strokes = [stroke for stroke in seen.plan.strokes if stroke.kind == "static"]
    kept = [one for one in obeyed(seen) if one.kind == "static"]
    found = []
    for stroke, one in zip(strokes, kept, strict=False):
        moved = one.error_px or 0.0
        score = likely(room(moved, _STATIC * diagonal(seen)))
        if score >= TOLD:
            found.append(_of_static(seen, stroke, moved, score))
    return found


def _of_static(seen: Observation, stroke: Stroke, moved: float, score: float) -> Finding:
    region = region_box(stroke, seen.clip.width, seen.clip.height)
    held = region_cells(stroke, seen.clip.width, seen.clip.height)
    weight = max(float(held.sum()), 1e-6)
    by_step = [
        float((np.hypot(*np.moveaxis(own_motion(seen, step), -1, 0)) * held).sum()) / weight
        for step in range(len(seen.flow))
    ]
    name = f"'{stroke.name}'" if stroke.name else "A static region"
    return Finding(
        kind=KIND,
        held=False,
        start_frame=0,
        end_frame=seen.clip.frames - 1,
        box=around(seen, ((0, region),)),
        score=score,
        expected="the static region stays put",
        measured=f"it moves by {moved:.0f} px on average over the clip",
        message=f"{name} was to stay put and moves by {moved:.0f} px on average",
        curves=(
            curve("motion of the static region", "px a frame", 0, by_step, [0.0] * len(by_step)),
        ),
    )


def _covers(other: Finding, one: Finding) -> bool:
    """Whether a thing that was found already is what moves in the region."""
    if other.box is None or one.box is None:
        return False
    return other.box.common(one.box) > _INSIDE * other.box.w * other.box.h


def _view_moves(seen: Observation) -> bool:
    way = sum(float(np.hypot(step.dx, step.dy)) for step in seen.camera)
    return way > _WAY * diagonal(seen)


# --- things ------------------------------------------------------------------------------------


def _strays(seen: Observation, allowed: NDArray[np.bool_]) -> Iterable[_Stray]:
    total = max(sum(thing.weight for thing in seen.things), 1e-9)
    own = painted_things(seen)
    frame = seen.clip.width * seen.clip.height
    needed = _SHARE * _asked_more(seen)
    with_view = _goes_with_view(seen)
    agents = seen.reading is not None and acts_on_others(seen.reading)
    for thing in seen.things:
        if thing.id in own | with_view or not thing.outlined:
            continue
        # a hand that the words bring in is in no first picture, where it could be painted
        if agents and thing.beginning is Beginning.BORDER and thing.first > 0:
            continue
        if _comes_out_again(seen, thing, own, allowed) or _goes_ahead(seen, thing, own):
            continue
        share = thing.weight / total
        straight = thing.spread / max(thing.way, 1e-9)
        score = likely(
            room(share, needed),
            room(thing.spread, _WAY * diagonal(seen)),
            room(thing.area, _AREA * frame),
            room(straight, _STRAIGHT),
        )
        yield _Stray(thing, share, score)


def _comes_out_again(
    seen: Observation, thing: Thing, own: frozenset[int], allowed: NDArray[np.bool_]
) -> bool:
    """Whether it is a painted thing that was hidden for a while and is on its way again."""
    hidden = round(_HIDDEN_S * seen.clip.fps)
    again = any(
        other.id in own
        and other.last < thing.first <= other.last + hidden
        and abs(log(max(thing.area, 1.0) / max(other.area, 1.0))) < _AS_LARGE
        and alike(other.looks.pictures[0], thing.looks.pictures[-1]) > _ALIKE
        for other in seen.things
    )
    if not again:
        return False
    rows, columns = allowed.shape
    x, y = (thing.centres / (seen.clip.width, seen.clip.height) * (columns, rows)).T.astype(int)
    inside = allowed[np.clip(y, 0, rows - 1), np.clip(x, 0, columns - 1)]
    return float(inside.mean()) > _INSIDE


def _goes_ahead(seen: Observation, thing: Thing, own: frozenset[int]) -> bool:
    """Whether it is the other end of a painted thing that goes behind something: a long train.

    It comes up in the middle of the picture, in line with the painted one and as fast.
    """
    if thing.beginning not in (Beginning.BEHIND, Beginning.NOWHERE):
        return False
    for other in seen.things:
        first, last = max(thing.first, other.first), min(thing.last, other.last)
        if other.id not in own or not other.outlined or last - first < _IN_LINE_FRAMES:
            continue
        mine, its = (_pace(one, first, last) for one in (thing, other))
        speed = float(np.hypot(*its))
        to = (thing.centres[thing.row(first)] - other.centres[other.row(first)]).astype(np.float64)
        tall = float(np.median(other.corners[:, 3]))
        beside = abs(float(to[0] * its[1] - to[1] * its[0])) / max(speed, 1e-6)
        if float(np.hypot(*(mine - its))) < _AS_IT * speed and beside < _IN_LINE * tall:
            return True
    return False


def _goes_with_view(seen: Observation) -> frozenset[int]:
    """Ids of what stands nearer or farther than the ground, and so goes as the view does.

    A thing and its shadow may go their own way beside a view that pans; several to the end do not.
    """
    view = np.vstack([np.zeros(2), view_way(seen)])
    if not _view_moves(seen):
        return frozenset()
    found = set()
    for thing in seen.things:
        path, went = thing.path(), view[thing.frames] - view[thing.first]
        much = float((went**2).sum())
        if len(thing) < _LONG * seen.clip.frames or much < 1e-6:
            continue
        left = path - went * float((path * went).sum()) / much
        if float((left**2).sum()) < _LEFT * float((path**2).sum()):
            found.add(thing.id)
    return frozenset(found) if len(found) >= _SEVERAL else frozenset()


def _asked_more(seen: Observation) -> float:
    """How much more of others' motion is needed where the prompt lets more than one thing move."""
    if seen.reading is None:
        return 1.0
    subjects = {
        seen.reading.text[slice(*action.subject_span)].lower()
        for action in seen.reading.actions
        if action.subject_span is not None and not action.camera
    }
    ambient = any(action.ambient for action in seen.reading.actions)
    return _MORE_ASKED if ambient or len(subjects) > 1 else 1.0


def painted_things(seen: Observation) -> frozenset[int]:
    """Ids of what the strokes have hold of, and of all that it pushes, covers or breaks into."""
    assert seen.plan is not None
    own = {course.thing.id for course in courses(seen) if course.thing is not None}
    still = [s for s in seen.plan.strokes if s.kind == "static"]
    painted = move_strokes(seen.plan)
    own |= {t.id for t in seen.things if any(_follows(seen, t, stroke) for stroke in painted)}
    for thing in seen.things:
        if any(_lies_in(seen, thing, s) for s in seen.plan.strokes if s.kind != "static"):
            own.add(thing.id)
    own -= {
        thing.id
        for thing in seen.things
        if any(_lies_in(seen, thing, s) for s in still)
        and not any(_lies_in(seen, thing, s) for s in seen.plan.strokes if s.kind == "move")
    }
    grown = True
    while grown:
        more = {
            thing.id
            for thing in seen.things
            if thing.id not in own
            and (
                thing.parent in own
                or _set_off_by(seen, thing, own)
                or _comes_with(seen, thing, own)
            )
        }
        own |= more
        grown = bool(more)
    return frozenset(own)


def _follows(seen: Observation, thing: Thing, stroke: Stroke) -> bool:
    """Whether a thing is where a stroke wants one to be at the time, for all of its own time."""
    moments = thing.frames / max(1, seen.clip.frames - 1)
    times = [point.t for point in stroke.points]
    wanted = np.stack(
        [
            np.interp(moments, times, [point.x for point in stroke.points]) * seen.clip.width,
            np.interp(moments, times, [point.y for point in stroke.points]) * seen.clip.height,
        ],
        axis=1,
    )
    off = np.hypot(*(thing.centres - wanted).T)
    goes = float(np.hypot(*np.ptp(wanted, axis=0)))
    return goes > _WAY * diagonal(seen) and float(np.percentile(off, 80)) < _BY * goes


def _lies_in(seen: Observation, thing: Thing, stroke: Stroke) -> bool:
    """Whether a thing begins in a stroke's region."""
    region = region_box(stroke, seen.clip.width, seen.clip.height)
    box = Box(*map(float, thing.corners[0]))
    return 0 < box.common(region) >= _INSIDE * box.w * box.h


def _set_off_by(seen: Observation, thing: Thing, own: set[int]) -> bool:
    """Whether a painted thing was beside it when it began to move, or goes along with it."""
    # by its way and not by its speed: the outline of what rests trembles
    row = int(np.argmax(np.hypot(*thing.path().T) >= _SET_OFF * thing.spread))
    begins = thing.first + row
    pad = _NEAR * diagonal(seen)
    reach = max(1, round(0.15 * seen.clip.fps))
    for other in seen.things:
        if other.id not in own:
            continue
        touched = any(
            other.first <= frame <= other.last and _near(thing, other, frame, pad)
            for frame in range(begins - reach, begins + reach + 1)
        )
        if touched and _gives_way(seen, thing, other, begins):
            return True
        if _beside(thing, other, pad):
            return True
    return False


def _comes_with(seen: Observation, thing: Thing, own: set[int]) -> bool:
    """Whether it comes in over the border as one more of the painted ones: of their kind and as
    large, on their way, as fast."""
    if thing.beginning is not Beginning.BORDER:
        return False
    for other in seen.things:
        first, last = max(thing.first, other.first), min(thing.last, other.last)
        if other.id not in own or last - first < 2:
            continue
        mine, its = (_pace(one, first, last) for one in (thing, other))
        as_it = float(np.hypot(*(mine - its))) < _AS_FAST * float(np.hypot(*its))
        sizes = sorted((thing.area, other.area))
        if as_it and sizes[1] < _LARGER * sizes[0] and _alike(thing, other):
            return True
    return False


def _alike(thing: Thing, other: Thing) -> bool:
    """Whether they have the same colours, in the middle of their times."""
    one, two = (looks.pictures[len(looks.pictures) // 2] for looks in (thing.looks, other.looks))
    return alike(one, two) > _ALIKE


def _pace(thing: Thing, first: int, last: int) -> NDArray[np.float64]:
    """Pixels a frame that it goes from one frame to another, in the mean."""
    steps = thing.steps[thing.row(first) : thing.row(last)].astype(np.float64)
    return np.asarray(steps.mean(axis=0))


def _gives_way(seen: Observation, thing: Thing, other: Thing, begins: int) -> bool:
    """Whether it then goes where a push or a fall would take it."""
    reach = max(2, round(_PUSHED_S * seen.clip.fps))
    row, its = thing.row(begins), other.row(begins)
    went = thing.steps[row : row + reach].sum(axis=0).astype(np.float64)
    pushed = other.steps[max(0, its - reach) : its + 1].sum(axis=0).astype(np.float64)
    falls = float(went @ down_of(seen)) > _FALLS * float(np.hypot(*went))
    return falls or float(went @ pushed) > 0.0


def _near(thing: Thing, other: Thing, frame: int, pad: float) -> bool:
    a, b = thing.corners[thing.row(frame)], other.corners[other.row(frame)]
    across = a[0] < b[0] + b[2] + pad and b[0] < a[0] + a[2] + pad
    return bool(across and a[1] < b[1] + b[3] + pad and b[1] < a[1] + a[3] + pad)


def _beside(thing: Thing, other: Thing, pad: float) -> bool:
    """Whether it stays beside the other and goes as far: a shadow, a mirror image, a rider."""
    frames = [frame for frame in thing.frames.tolist() if other.first <= frame <= other.last]
    if len(frames) < _INSIDE * len(thing):
        return False
    if sum(_near(thing, other, frame, pad) for frame in frames) <= _INSIDE * len(frames):
        return False
    first, last = frames[0], frames[-1]
    mine, its = (
        one.ground[one.row(first) : one.row(last) + 1].astype(np.float64) for one in (thing, other)
    )
    drift = float(np.ptp(mine - its, axis=0).max())
    return drift < _ALONG * float(np.ptp(mine, axis=0).max())


def _finding(seen: Observation, stray: _Stray) -> Finding:
    thing = stray.thing
    boxes = boxes_of(thing, thing.first, thing.last)
    path = thing.path()
    far = path[int(np.argmax(np.hypot(*path.T)))]
    return Finding(
        kind=KIND,
        held=False,
        start_frame=thing.first,
        end_frame=thing.last,
        box=around(seen, boxes),
        score=stray.score,
        expected="only what was painted moves",
        measured=f"{thing.spread:.0f} px of way, {100 * stray.share:.0f} % of all motion",
        message=(
            f"Something that nobody painted moves {thing.spread:.0f} px between frames "
            f"{thing.first} and {thing.last}: {100 * stray.share:.0f} % of all motion"
        ),
        expected_vector=(0.0, 0.0),
        measured_vector=(float(far[0]), float(far[1])),
        mover=thing.id,
        boxes=boxes,
        curves=(
            curve(
                "way from its place",
                "px",
                thing.first,
                np.hypot(*path.T),
                np.zeros(len(path)),
            ),
        ),
    )


# --- where there are no things -----------------------------------------------------------------


def _by_flow(seen: Observation, allowed: NDArray[np.bool_]) -> Detection:
    """The share of all motion that is outside the painted regions and the ways they go."""
    inside, outside = 0.0, 0.0
    stirred = np.zeros(allowed.shape, np.float32)
    by_step = []
    for step in range(len(seen.flow)):
        own = own_motion(seen, step)
        size = np.hypot(own[..., 0], own[..., 1])
        size = np.where(size > _FLOW_PX, size, 0.0)
        out = float((size * ~allowed).sum())
        by_step.append(out)
        outside += out
        inside += float((size * allowed).sum())
        stirred += np.asarray(size * ~allowed, np.float32)
    share = outside / max(inside + outside, 1e-9)
    moved = stirred > _WAY * diagonal(seen)
    score = likely(
        room(share, _SHARE_OF_FLOW * min(1.5, _asked_more(seen))),
        room(float(moved.mean()), _FLOW_AREA),
    )
    if score < TOLD:
        return Detection(score)
    return Detection(score, (_of_flow(seen, moved, share, by_step, score),))


def _allowed(seen: Observation) -> NDArray[np.bool_]:
    """Cells in which motion was asked for: strokes' regions along their ways, and a margin."""
    import cv2

    assert seen.plan is not None
    width, height = seen.clip.width, seen.clip.height
    rows, columns = seen.flow.shape[1:3]
    total = np.zeros((rows, columns), np.float32)
    for stroke in seen.plan.strokes:
        if stroke.kind == "static":
            continue
        held = region_cells(stroke, width, height)
        for x, y in _shifts(stroke):
            move = np.array([[1.0, 0.0, x * columns], [0.0, 1.0, y * rows]])
            total = np.maximum(total, cv2.warpAffine(held, move, (columns, rows)))
    around_it = 2 * max(1, round(_MARGIN * columns)) + 1
    grown = cv2.dilate(total, np.ones((around_it, around_it), np.uint8))
    return np.asarray(grown > 0.1)


def _shifts(stroke: Stroke) -> NDArray[np.float64]:
    if not stroke.points:
        return np.zeros((1, 2))
    from engine.motion.trajectory import samples

    spots = samples(stroke, _TIMES)
    return np.asarray(spots - spots[0], np.float64)


def _of_flow(
    seen: Observation,
    moved: NDArray[np.bool_],
    share: float,
    by_step: list[float],
    score: float,
) -> Finding:
    where = places(seen)[moved]
    half = seen.clip.width / seen.flow.shape[2] / 2
    box = Box(
        float(where[:, 0].min() - half),
        float(where[:, 1].min() - half),
        float(np.ptp(where[:, 0]) + 2 * half),
        float(np.ptp(where[:, 1]) + 2 * half),
    )
    return Finding(
        kind=KIND,
        held=False,
        start_frame=0,
        end_frame=seen.clip.frames - 1,
        box=around(seen, ((0, box),)),
        score=score,
        expected="only what was painted moves",
        measured=f"{100 * share:.0f} % of all motion is outside the brush",
        message=f"{100 * share:.0f} % of all motion is outside of what was painted",
        curves=(curve("motion outside the brush", "px a frame", 0, by_step),),
    )


DETECTOR = Detector(
    id=KIND,
    title="Outside the brush",
    needs="a painted stroke",
    doc=(
        "Something moves that nobody painted: the brush is on the ball, and the jar beside it "
        "wanders off. Shadows, what the painted thing pushes or breaks into, and what the words "
        "bring in over the border, as a hand that pushes, may move."
    ),
    measures=(
        "Things that begin outside every move and ambient stroke and are not set off by what was "
        "painted: their way and their share of all motion. Where things cannot be told from the "
        "ground, the share of the flow that is outside the painted regions and their ways."
    ),
    unit="share of all motion",
    threshold=(
        "10 % of all motion, 4 % of the diagonal of way and 0.12 % of the frame; 20 % where the "
        "prompt lets several things move; a static region may move by 1.5 % of the diagonal on "
        "average. By flow alone 50 %, with 1 % of the frame gone that far."
    ),
    source=(
        "Things with outlines come out of the ground exactly, so little motion is enough; flow "
        "alone cannot tell a shadow from a thing."
    ),
    blind=(
        "What moves for less than 4 % of the diagonal or in place, what comes in over the border "
        "as one more of what is painted, and everything where the view moves through the scene."
    ),
    rule="What nobody painted stays where it is.",
    advice=(
        "Put a static brush on it, or name it in the prompt with 'stays still'; paint its motion "
        "where you want it."
    ),
    run=detect,
    tier="asked",
    shape="heat",
)
