"""Subjects that leave the picture before the clip is over though nobody asked them to.

What is meant is what the brush has hold of, else the thing that carries most of the motion; it has
to be whole in the picture at first. Where neither words nor brush say what it was to do, leaving is
never told as a violation, only kept as doubtful.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.evidence import (
    NOTHING,
    TOLD,
    around,
    boxes_of,
    curve,
    likely,
    main_mover,
    may_ripple,
    room,
)
from engine.inspect.asked import Course, courses
from engine.inspect.events import events_of, is_downhill
from engine.inspect.observation import Observation
from engine.inspect.things import Beginning, Ending, Thing
from engine.inspect.wording import says_it_stays
from engine.records import SCREEN_HEADINGS, Finding

KIND = "subject-exit"
Side = Literal["left", "right", "top", "bottom"]

_OUTWARD: dict[Side, tuple[int, float]] = {
    "left": (0, -1.0),
    "right": (0, 1.0),
    "top": (1, -1.0),
    "bottom": (1, 1.0),
}
# share of all motion; seconds that it is gone for
_MAIN, _GONE_S = 0.35, 0.12
_GONE_ON_ITS_WAY_S, _GONE_ON_ITS_WAY = 0.8, 0.4
"""Seconds, and share of the clip, where it went the way it was sent and no word says it stays."""
_GONE_UNASKED_S = 0.3
_ON_ITS_WAY = 0.7
_AREA = 0.0015
_WAY = 0.3
_COMES_APART = 0.35
"""Of its extent."""
_FOLLOWS_S, _WITHIN = 0.3, 0.5
"""Seconds after it within which a part of it may go out, and how much of that was in its box."""
_LOOK_BACK_S = 0.6
_REST = 0.25
_BORDER = 0.012
_UNASKED = 0.45
_LEAVING = re.compile(
    r"\b(leav(e|es|ing)|left the|exit\w*|depart\w*|vanish\w*|disappear\w*|away|off|past|beyond"
    r"|out of (the )?(frame|picture|shot|view|scene|screen|sight)|off-?screen|offscreen"
    r"|through the (frame|picture|shot|scene|screen)|across the (frame|picture|shot|screen)"
    r"|pass(es|ing)? (by|through)|escap\w+|fl(y|ies) out"
    r"|withdr[ae]w\w*|retreat\w*|retract\w*|dr[ae]w\w* back)\b"
    r"|离开|驶离|驶出|走出|跑出|飞出|滚出|出画|画面外|镜头外|消失|远去|飞走|跑开|走开|驶过|经过|路过|穿过"
    r"|收回|缩回",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Exit:
    """A thing that left."""

    thing: Thing
    side: Side
    score: float
    asked: bool
    """Whether somebody said what it was to do."""
    stroke: Course | None = None


def detect(seen: Observation) -> Detection | Undetermined:
    """At most one finding for each painted thing, or one for the main thing."""
    if seen.clip.frames < 4:
        return Undetermined("the clip has fewer than four frames")
    painted = [course for course in courses(seen) if course.thing is not None]
    if painted:
        exits = [_of_stroke(seen, course) for course in painted]
    else:
        exits = [_of_main(seen)]
    found = [leaving for leaving in exits if leaving is not None]
    findings = tuple(_finding(seen, leaving) for leaving in found if leaving.score >= TOLD)
    return Detection(max((leaving.score for leaving in found), default=NOTHING), findings)


# --- who left ----------------------------------------------------------------------------------


def _of_stroke(seen: Observation, course: Course) -> _Exit | None:
    """What the brush has hold of is to stay in, unless its path leads out."""
    thing = course.thing
    assert thing is not None
    side = _left_over(seen, thing)
    if side is None or _path_leads_out(course, thing, seen):
        return None
    gone = _gone(seen, thing)
    return _Exit(thing, side, likely(room(gone, _GONE_S)), True, course)


def _path_leads_out(course: Course, thing: Thing, seen: Observation) -> bool:
    """Whether the painted path takes half of the thing over the border, or the clip ends there."""
    half = thing.corners[:, 2:].max(axis=0) / 2
    x = np.array([point.x for point in course.stroke.points]) * seen.clip.width
    y = np.array([point.y for point in course.stroke.points]) * seen.clip.height
    inside = (x.min() - half[0] / 2, seen.clip.width - x.max() - half[0] / 2)
    upright = (y.min() - half[1] / 2, seen.clip.height - y.max() - half[1] / 2)
    return bool(min(*inside, *upright) < 0)


def _of_main(seen: Observation) -> _Exit | None:
    """The thing that carries most of the motion, where the words do not send it off."""
    thing = main_mover(seen)
    if thing is None or may_ripple(seen, thing):
        return None
    side = _left_over(seen, thing)
    if side is None:
        return None
    words = seen.reading
    asked = words is not None and any(
        not action.camera and not action.ambient for action in words.actions
    )
    if words is not None and _LEAVING.search(words.text):
        return None
    share = thing.weight / max(sum(other.weight for other in seen.things), 1e-9)
    gone = _gone(seen, thing)
    needed = _GONE_S if asked else _GONE_UNASKED_S
    if not _is_to_stay(seen) and _went_as_asked(seen, side):
        seconds = seen.clip.frames / seen.clip.fps
        needed = max(_GONE_ON_ITS_WAY_S, _GONE_ON_ITS_WAY * seconds)
    frame = seen.clip.width * seen.clip.height
    score = likely(
        room(share, _MAIN),
        room(gone, needed),
        room(thing.area, _AREA * frame),
        room(_COMES_APART, _left_behind(seen, thing, side)),
    )
    return _Exit(thing, side, score if asked else min(score, _UNASKED), asked)


def _went_as_asked(seen: Observation, side: Side) -> bool:
    """Whether the words send something to the side over which it left."""
    if seen.reading is None:
        return False
    axis, sign = _OUTWARD[side]
    # down a slope leads out at its lower end, wherever that is
    if side != "top" and any(is_downhill(event) for event in events_of(seen.reading)):
        return True
    return any(
        SCREEN_HEADINGS.get(action.heading, (0.0, 0.0))[axis] * sign > _ON_ITS_WAY
        for action in seen.reading.actions
        if action.heading is not None and not action.camera
    )


def _is_to_stay(seen: Observation) -> bool:
    return seen.reading is not None and says_it_stays(seen.reading)


def _gone(seen: Observation, thing: Thing) -> float:
    """Seconds from when hardly anything of it is left to the end of its part of the clip."""
    _, end = seen.part_of(thing.last)
    return (end - _gone_from(thing)) / seen.clip.fps


def _gone_from(thing: Thing) -> int:
    """The last frame in which it is off the border, or more than a rest of it is seen."""
    whole = float(np.median(thing.areas[~thing.edge]))
    more = np.flatnonzero((thing.areas > _REST * whole) | ~thing.edge)
    return thing.first + int(more[-1])


def _left_over(seen: Observation, thing: Thing) -> Side | None:
    """The border over which a thing went that had been whole in the picture; None: it did not."""
    if not thing.outlined or len(thing) < 3 or not _was_whole(seen, thing):
        return None
    out = thing.ending is Ending.BORDER or (bool(thing.edge[-1]) and _gone_from(thing) < thing.last)
    # what comes in may go out again, unless it is to stay
    came_in = thing.beginning is Beginning.BORDER and not _is_to_stay(seen)
    if not out or came_in:
        return None
    side = _side(seen, thing)
    axis, sign = _OUTWARD[side]
    outward = sign * thing.path()[_look_back(seen, thing) :, axis]
    size = float(np.median(thing.corners[~thing.edge, 2 + axis]))
    return side if float(outward.max() - outward.min()) >= _WAY * size else None


def _look_back(seen: Observation, thing: Thing) -> int:
    """The row from which on it is followed: a little before it came to the border for good."""
    touched = int(np.flatnonzero(~thing.edge)[-1])
    return max(0, touched - max(2, round(_LOOK_BACK_S * seen.clip.fps)))


def _left_behind(seen: Observation, thing: Thing, side: Side) -> float:
    """Share of its extent that stays behind at once, while its surface goes on by a step.

    A pile that falls apart loses what came to rest: what then leaves is a piece of it. What follows
    it over the same border, as the other leg of a runner, does not stay.
    """
    axis, sign = _OUTWARD[side]
    rows = slice(_look_back(seen, thing), thing.row(_gone_from(thing)) + 3)
    rear = thing.corners[rows, axis] + (thing.corners[rows, 2 + axis] if sign < 0 else 0.0)
    if len(rear) < 2:
        return 0.0
    jumps = sign * (np.diff(rear) - thing.steps[rows][:-1, axis])
    most = int(np.argmax(jumps))
    if _follows_it(seen, thing, rows.start + most):
        return 0.0
    return float(jumps[most]) / float(np.median(thing.corners[~thing.edge, 2 + axis]))


def _follows_it(seen: Observation, thing: Thing, row: int) -> bool:
    """Whether something that was within its box goes out over a border as well, soon."""
    frame = thing.first + row
    soon = thing.last + round(_FOLLOWS_S * seen.clip.fps)
    return any(
        other.ending is Ending.BORDER
        and other is not thing
        and other.first <= frame <= other.last <= soon
        and other.boxes[other.row(frame)].share(thing.boxes[row]) > _WITHIN
        for other in seen.things
    )


def _was_whole(seen: Observation, thing: Thing) -> bool:
    """Whether it stood inside the picture for a while."""
    return int((~thing.edge).sum()) >= max(2, round(0.2 * seen.clip.fps))


def _side(seen: Observation, thing: Thing) -> Side:
    """The border that its last box is nearest to, one step on."""
    x, y, w, h = thing.corners[-1] + np.array([*thing.steps[-2], 0.0, 0.0])
    room_left: dict[Side, float] = {
        "left": float(x),
        "right": float(seen.clip.width - x - w),
        "top": float(y),
        "bottom": float(seen.clip.height - y - h),
    }
    return min(room_left, key=lambda side: room_left[side])


# --- what is said ------------------------------------------------------------------------------


def _finding(seen: Observation, leaving: _Exit) -> Finding:
    thing, side = leaving.thing, leaving.side
    touched = np.flatnonzero(~thing.edge)
    start = thing.first + min(int(touched[-1]) + 1, len(thing) - 1)
    end = min(thing.last + 1, seen.clip.frames - 1)
    last = _gone_from(thing)
    boxes = boxes_of(thing, start, end)
    axis, sign = _OUTWARD[side]
    edge = (seen.clip.width, seen.clip.height)[axis] if sign > 0 else 0.0
    left = sign * (edge - thing.centres[:, axis])
    border = {"left": "left border", "right": "right border"}.get(side, f"{side} of the picture")
    gone = _gone(seen, thing)
    name = (
        f"'{leaving.stroke.stroke.name}'" if leaving.stroke and leaving.stroke.stroke.name else "It"
    )
    return Finding(
        kind=KIND,
        held=False,
        start_frame=start,
        end_frame=end,
        box=around(seen, boxes),
        score=leaving.score,
        expected="it stays in the picture to the end",
        measured=f"out over the {border} at frame {last}, gone for {gone:.1f} s",
        message=(
            f"{name} leaves over the {border} at frame {last} "
            f"and is gone for the last {gone:.1f} s"
            + ("" if leaving.asked else "; nobody said whether it should")
        ),
        mover=thing.id,
        boxes=boxes,
        ghost=leaving.stroke.ghost() if leaving.stroke else (),
        curves=(curve("distance to the border", "px", thing.first, left),),
    )


DETECTOR = Detector(
    id=KIND,
    title="Subject leaves",
    needs="",
    doc=(
        "What the clip is about leaves the picture before the clip is over, though neither the "
        "prompt nor a painted path asks it to."
    ),
    measures=(
        "Where the thing under the brush, else the thing that carries most of the motion, goes "
        "over the border; it must have been whole in the picture and move outwards by a third of "
        "its size in the end. What leaves when a pile falls apart is a piece of it."
    ),
    unit="seconds that it is gone for",
    threshold=(
        "0.12 seconds before the end; 0.8, and 40 % of the clip, where the words send it to that "
        "side or down a slope and do not say that it stays. It has to carry a third of all motion. "
        "Without words or brush the probability stays below a half."
    ),
    source=(
        "What comes in over the border may go out again: in eleven real clips everything that left "
        "had come in so. Without words nobody can tell whether leaving was meant."
    ),
    blind=(
        "Subjects without an outline of their own, those cut off by the border from the start, "
        "and those that hardly move but are left by the camera."
    ),
    rule="What the shot is about stays in the picture, unless it is asked to leave.",
    advice=(
        "Paint a path that ends inside the frame, say where it stops ('comes to rest in the "
        "middle'), or give it more room to go on the side it moves to."
    ),
    run=detect,
    tier="asked",
    shape="box",
)
