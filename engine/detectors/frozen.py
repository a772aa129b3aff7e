"""Clips that stop: a picture that is shown again and again in the middle of motion, or for all of
the clip although something was to happen.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import radians
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.evidence import NOTHING, PRIOR, TOLD, UNSURE, curve, down_of, likely, room
from engine.inspect.asked import diagonal, move_strokes, own_motion, view_way
from engine.inspect.observation import Observation
from engine.inspect.things import Ending, Thing
from engine.inspect.wording import runs_into
from engine.records import Finding, Reading

KIND = "frozen"

# shares of the picture that move, and how fast (pixels a frame on a picture 500 long)
_STIRS, _STIRS_PX, _VIEW_PX = 0.0005, 0.3, 0.06
_SECONDS = 0.3
_GOES_ON = 2
"""Steps in which something moves behind a stop, for the film to go on."""
_BEFORE_S = 0.2
_ALL = 0.9
# a clip in which nothing happens: gray levels of change, share that moves, reach by the diagonal
_DULL, _DULL_SHARE, _REACH = 0.3, 0.002, 0.01
_AROUND_S = 0.35
# of the diagonal a second; of its speed just before
_FULL, _BRAKED, _HALVED, _BRIEF_S = 0.03, 0.3, 0.5, 0.45
# of how much the picture changed in the second before
_CALMED, _SETTLES_S = 0.5, 0.25
_LEFT = 0.4
"""Of how much is usually seen of it, when the last of it goes out."""
_WENT, _GONE_WITH, _SAME_PLACE = 0.05, 2, 0.2
"""For what went about in a clip that is calm otherwise: its reach by the diagonal; frames within
which what vanishes does so as the picture stops, and how much of its place."""
_DROP, _MUCH, _GOING_BEHIND, _LONG = 4.0, 0.02, 0.7, 0.35
_GRAIN, _GRAIN_LEFT = 0.15, 0.25
_DOWNWARD = 0.35
_KEY_FRAME, _AGAIN, _HARDLY = 0.6, 0.25, 0.1
_RESTING = frozenset(
    (
        *("stop", "halt", "pause", "freeze", "rest", "settle", "wait", "stand", "sit", "lie"),
        *("sleep", "stay", "remain", "hover", "pose", "stand still", "hold still"),
        *("停", "停下", "停止", "静止", "站", "坐", "躺", "等", "睡", "保持", "暂停"),
    )
)


@dataclass(frozen=True, slots=True)
class _Stop:
    """Steps first..last (inclusive) in which nothing moves at all."""

    first: int
    last: int


def detect(seen: Observation) -> Detection | Undetermined:
    """The longest stops in the middle of motion, or the whole clip."""
    steps = len(seen.light.change)
    if seen.clip.frames < 4 or steps < 3:
        return Undetermined("the clip has fewer than four frames")
    moving = moving_share(seen)
    stops = _stops(seen, moving)
    shown = sum(stop.last - stop.first + 1 for stop in stops)
    if shown >= _ALL * steps or _dull(seen, moving):
        return _still_clip(seen, moving)
    if _asks_for_rest(seen.reading):
        return Detection(NOTHING)
    scored = [(stop, _score(seen, stop, moving)) for stop in stops]
    findings = tuple(_finding(seen, stop, score, moving) for stop, score in scored if score >= TOLD)
    return Detection(max((score for _, score in scored), default=NOTHING), findings)


def moving_share(seen: Observation) -> NDArray[np.float64]:
    """(frames - 1,) Share 0..1 of the picture that moves on; 1 where the view does."""
    unit = diagonal(seen) / 500.0
    share = np.zeros(len(seen.flow))
    for step, view in enumerate(seen.camera):
        turn = abs(view.scale - 1.0) + abs(radians(view.roll_deg))
        if abs(view.dx) + abs(view.dy) + turn * diagonal(seen) / 4 > _VIEW_PX * unit:
            share[step] = 1.0
            continue
        own = own_motion(seen, step)
        share[step] = float((np.hypot(own[..., 0], own[..., 1]) > _STIRS_PX * unit).mean())
    return share


def _stops(seen: Observation, moving: NDArray[np.float64]) -> list[_Stop]:
    change = seen.light.change
    rests = moving < _STIRS
    still = rests & seen.light.same
    usual = float(np.median(change[~still])) if (~still).any() else 0.0
    # the first picture that is shown again is still being made better by its coding
    still |= rests & (change < _AGAIN * usual)
    # and what is left of that may pass for a view that goes on by a fraction of a pixel
    still |= change < _HARDLY * usual
    # a key frame among them sharpens the picture that is shown again, and is no motion
    alone = ~still
    alone[1:] &= still[:-1]
    alone[:-1] &= still[1:]
    still |= alone & ((moving < _STIRS) | (change < _KEY_FRAME * usual))
    still[[number - 1 for number in seen.cuts]] = False
    for first, last in seen.unread:
        still[max(0, first - 1) : last + 1] = False
    edges = np.flatnonzero(np.diff(np.concatenate([[0], still.astype(np.int8), [0]])))
    return [_Stop(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _score(seen: Observation, stop: _Stop, moving: NDArray[np.float64]) -> float:
    """By how long it lasts and how suddenly it comes, where something was in motion before."""
    change = seen.light.change.astype(np.float64)
    begins, _ = seen.part_of(stop.first)
    reach = max(2, round(_BEFORE_S * seen.clip.fps))
    before = slice(max(begins, stop.first - reach), stop.first)
    if stop.first - before.start < 2 or float(moving[before].min()) < _STIRS:
        return PRIOR
    usual = float(np.median(change[before]))
    score = likely(
        room((stop.last - stop.first + 1) / seen.clip.fps, _SECONDS),
        room(float(change[stop.first - 1]), _BRAKED * usual),
        room(usual, _DROP * float(np.median(change[stop.first : stop.last + 1]))),
    )
    return min(score, _most(seen, stop, moving))


def _most(seen: Observation, stop: _Stop, moving: NDArray[np.float64]) -> float:
    """The most that a stop may come to: less where things may have come to rest by themselves."""
    reach = max(2, round(_BEFORE_S * seen.clip.fps))
    much = float(np.median(moving[max(0, stop.first - reach) : stop.first])) > _MUCH
    nothing_left = _left_before(seen, stop) or _vanished(seen, stop)
    if nothing_left or (not much and _hidden(seen, stop)):
        return PRIOR
    _, ends = seen.part_of(stop.first)
    # a key frame behind the stop may pass for a step of the view
    goes_on = int((moving[stop.last + 1 : ends] > _STIRS).sum()) >= _GOES_ON
    if goes_on:
        moved = _motion_before(seen, stop.first)
        # where all had braked the scene itself pauses; a film stops whatever moves, at any speed
        return UNSURE if moved.braked and not moved.full and not moved.brief else 1.0
    if _settles(seen, stop, moving):
        return min(UNSURE, _may_rest(seen, stop, much=much))
    return 1.0 if _grain_stops(seen, stop) else _may_rest(seen, stop, much=much)


def _may_rest(seen: Observation, stop: _Stop, *, much: bool) -> float:
    """The most that a stop for good comes to, by how things moved until then."""
    moved = _motion_before(seen, stop.first)
    if _brakes(seen.light.change[max(0, stop.first - _around(seen)) : stop.first]):
        # the picture as a whole comes to rest bit by bit, whatever is made of its things
        return UNSURE
    if moved.full:
        stopped = moved.landing or (seen.reading is not None and runs_into(seen.reading))
        return 1.0 if moved.full > 1 or not stopped else UNSURE
    if moved.brief:
        return UNSURE
    # what turns, waves or runs in place is no mover, and does not stop all at once either
    return PRIOR if moved.braked else 1.0 if much and not _calms(seen, stop) else UNSURE


def _calms(seen: Observation, stop: _Stop, steps: int = 1) -> bool:
    """Whether the picture changed less and less until then, going by the last steps."""
    before = seen.light.change[_second_before(seen, stop)]
    return float(np.median(before[-steps:])) < _CALMED * float(np.median(before))


def _settles(seen: Observation, stop: _Stop, moving: NDArray[np.float64]) -> bool:
    """Whether the view moved and came to rest bit by bit: what its motion leaves over in still
    parts is no grain, and beside it near and far things seem to move."""
    before = moving[_second_before(seen, stop)]
    viewed = len(before) > 0 and float(before.max()) >= 1.0
    return viewed and _calms(seen, stop, max(2, round(_SETTLES_S * seen.clip.fps)))


def _second_before(seen: Observation, stop: _Stop) -> slice:
    """The steps of the second before a stop."""
    return slice(max(0, stop.first - round(seen.clip.fps)), stop.first)


def _around(seen: Observation) -> int:
    """The steps just before a stop by which it is told how things came to it."""
    return max(2, round(_AROUND_S * seen.clip.fps))


def _just_before(seen: Observation, stop: _Stop) -> list[Thing]:
    """The things that were there just before a stop."""
    since = stop.first - _around(seen)
    return [thing for thing in seen.things if thing.first < stop.first and thing.last >= since]


def _left_before(seen: Observation, stop: _Stop) -> bool:
    """Whether all that moved just then went out of the picture, so that nothing is left to move.

    What is only stopped at the border is as much of it as before.
    """
    near = _just_before(seen, stop)
    last, usual = sum(float(t.areas[-1]) for t in near), sum(t.area for t in near)
    return last < _LEFT * usual and all(_went_out(thing, stop.first) for thing in near)


def _hidden(seen: Observation, stop: _Stop) -> bool:
    """Whether all that moved went behind something: it gets smaller, and is not to be seen then.

    What a long stop shows is taken for the ground itself, and things that come to it end likewise.
    """
    if stop.last + 1 - stop.first > _LONG * (seen.clip.frames - 1):
        return False
    reach = _around(seen)
    near = [thing for thing in seen.things if stop.first - reach <= thing.last <= stop.first + 1]
    going = [thing for thing in seen.things if thing.first < stop.first < thing.last]
    gone = [t for t in near if float(t.areas[-1]) < _GOING_BEHIND * t.area]
    seen_on = any(thing.seen[stop.first - thing.first] for thing in going)
    return bool(gone) and len(gone) == len(near) and not seen_on


def _vanished(seen: Observation, stop: _Stop) -> bool:
    """Whether all that moved just then vanished as the picture stopped: a pop, and no film that
    stops. What stops is still there."""
    near = _just_before(seen, stop)
    gone = [
        event
        for event in seen.appearances
        if event.kind == "vanishes"
        and event.start_frame - _GONE_WITH <= stop.first <= event.end_frame + _GONE_WITH
    ]
    return bool(near) and all(
        any(event.box.share(thing.boxes[-1]) > _SAME_PLACE for event in gone) for thing in near
    )


class _Motion(NamedTuple):
    """How things, the view among them, moved when they stopped."""

    full: int
    """How many had not braked."""
    landing: bool
    """Whether one of these was on its way down, so that it may have landed."""
    braked: bool
    """Whether one had, as what comes to rest by itself does."""
    brief: bool
    """Whether one had hardly begun: a push, a catch."""


def _motion_before(seen: Observation, frame: int) -> _Motion:
    """How things moved until they stopped in this frame."""
    reach = _around(seen)
    least = _FULL * diagonal(seen) / seen.clip.fps
    full, landing, braked, brief, down = 0, False, False, False, down_of(seen)
    for thing in seen.things:
        # where a film stops for long, all that is in it becomes the ground and ends there
        if not thing.first < frame - 1 <= thing.last + 1 or _went_out(thing, frame):
            continue
        every = np.hypot(*thing.steps[: frame - thing.first].astype(np.float64).T)
        speeds = every[-reach:]
        going = speeds[-1] > max(least, _BRAKED * float(np.median(speeds)))
        if going and not _brakes(speeds):
            rests = np.flatnonzero(every < _BRAKED * float(np.median(speeds)))
            goes = len(every) - (int(rests[-1]) + 1 if len(rests) else 0)
            if goes < round(_BRIEF_S * seen.clip.fps):
                brief = True
                continue
            full += 1
            last = thing.steps[: frame - thing.first][-1].astype(np.float64)
            landing |= bool(float(last @ down) > _DOWNWARD * speeds[-1])
        elif float(speeds.max()) > least:
            braked = True
    view = np.array([np.hypot(step.dx, step.dy) for step in seen.camera[:frame]])[-reach:]
    if len(view):
        full += bool(view[-1] > max(least, _BRAKED * float(np.median(view))))
    return _Motion(full, landing, braked, brief)


def _brakes(speeds: NDArray[np.floating]) -> bool:
    """Whether it is about to come to rest: half as fast as it was, and as it slows down it stops
    within the same time again."""
    half = speeds[-1] < _HALVED * float(speeds.max())
    slope = float(np.polyfit(np.arange(len(speeds)), speeds, 1)[0]) if len(speeds) > 2 else 0.0
    return half and float(speeds[-1]) + slope * len(speeds) < 0


def _went_out(thing: Thing, frame: int) -> bool:
    return thing.ending is Ending.BORDER and thing.last <= frame + 1


def _grain_stops(seen: Observation, stop: _Stop) -> bool:
    """Whether what trembles in still parts (grain, coding) stops as well: a camera's goes on."""
    before = seen.light.moved[_second_before(seen, stop)]
    during = seen.light.moved[stop.first : stop.last + 1]
    usual = float(np.median(before)) if len(before) else 0.0
    return usual > _GRAIN and float(np.median(during)) < _GRAIN_LEFT * usual


def _dull(seen: Observation, moving: NDArray[np.float64]) -> bool:
    """Whether hardly anything happens in all of the clip."""
    if any(thing.spread > _WENT * diagonal(seen) for thing in seen.things):
        return False
    if float(np.median(seen.light.change)) >= _DULL:
        return False
    if float(np.percentile(moving, 80)) < _DULL_SHARE:
        return True
    # what coding does to a still picture can pass for a view that trembles in place: nothing else
    # moves while the view rests
    rests = moving[moving < 1.0]
    if len(rests) and float(np.percentile(rests, 80)) >= _DULL_SHARE:
        return False
    way = view_way(seen)
    reach = _REACH * diagonal(seen)
    return bool(np.ptp(way, axis=0).max() < reach) and all(
        thing.spread < reach for thing in seen.things
    )


def _asks_for_rest(reading: Reading | None) -> bool:
    return reading is not None and any(action.verb in _RESTING for action in reading.actions)


def _asks_for_motion(seen: Observation) -> bool | None:
    """Whether something was to happen; None where nobody said."""
    if move_strokes(seen.plan) or (seen.plan is not None and seen.plan.camera.moves):
        return True
    if seen.reading is None:
        return None
    moving = [
        action
        for action in seen.reading.actions
        if not action.negated and action.verb not in _RESTING
    ]
    return bool(moving)


def _still_clip(seen: Observation, moving: NDArray[np.float64]) -> Detection:
    """A clip in which nothing changes at all: only told where something was to happen."""
    asked = _asks_for_motion(seen)
    if asked is False:
        return Detection(PRIOR)
    score = likely(1.0) if asked else UNSURE
    stop = _Stop(0, len(moving) - 1)
    return Detection(score, (_finding(seen, stop, score, moving),))


def _finding(seen: Observation, stop: _Stop, score: float, moving: NDArray[np.float64]) -> Finding:
    start, end = stop.first, stop.last + 1
    seconds = (end - start) / seen.clip.fps
    whole = end - start >= _ALL * len(moving)
    level = float(seen.light.change[stop.first : stop.last + 1].mean())
    where = "for the whole clip" if whole else f"from frame {start} to {end}"
    return Finding(
        kind=KIND,
        held=False,
        start_frame=start,
        end_frame=end,
        box=None,
        score=score,
        expected="something moves" if whole else "motion goes on",
        measured=f"the same picture for {seconds:.1f} s (it changes by {level:.2f} gray levels)",
        message=f"The picture stands still {where}, {seconds:.1f} s"
        + ("" if whole else ", in the middle of motion"),
        curves=(curve("moving part of the picture", "%", 0, 100.0 * moving),),
    )


DETECTOR = Detector(
    id=KIND,
    title="Frozen",
    needs="",
    doc=(
        "The film stops: one picture is shown again and again in the middle of motion, or nothing "
        "moves at all although the prompt or the brush asked for it."
    ),
    measures=(
        "The longest time in which nothing moves anywhere in the picture, the view neither, and in "
        "which the picture is the same but for its coding."
    ),
    unit="seconds",
    threshold=(
        "0.3 seconds in which less than 0.05 % of the picture moves and in which it changes by a "
        "quarter at most of what it did just before, until the last moment. What had braked came "
        "to rest, or pauses, and so does a picture that changes less and less; "
        "one thing that stops for good while the grain goes on may have landed where it "
        "falls, or have been stopped where the words make it run into something; what went behind "
        "something is only hidden, and where all went out or vanished nothing is left to move: "
        "these stay below a half. A clip that is still all over is only told where motion was "
        "asked for. Shorter stops are how animation on twos and threes looks."
    ),
    source=(
        "Eleven real clips: nothing at all moves for at most 0.08 seconds, however calm they are; "
        "in generated ones for 0.17 seconds."
    ),
    blind=(
        "One thing that freezes while others move on; stops of less than a quarter of a second; a "
        "frozen picture with moving grain over it; clips that begin frozen, or end so after a "
        "gesture of less than half a second, or once the view has all but come to rest."
    ),
    rule="What moves goes on moving, or comes to rest bit by bit.",
    advice=(
        "Say what goes on until the end ('keeps walking until the last frame'), ask for a shorter "
        "clip, or paint the path to the end of the time line."
    ),
    run=detect,
    tier="asked",
    shape="flash",
    local=True,
)
