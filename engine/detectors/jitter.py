"""Pictures or things that jerk to and fro from frame to frame, as no hand and no engine does."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.evidence import PRIOR, TOLD, around, boxes_of, curve, likely, room
from engine.inspect.asked import diagonal, own_motion
from engine.inspect.observation import Observation
from engine.inspect.pace import film_times
from engine.inspect.things import Thing
from engine.records import Finding

KIND = "jitter"

_WINDOW_S, _WINDOW = 0.4, 6
# shares of the diagonal; hand-held cameras and engines stay below 0.15 %, things whose outlines go
# along below 0.16 %
_VIEW, _THING = 0.0052, 0.0026
# of its speed: below, it goes its way in uneven steps, as in a film of frames from other times
_STUTTER = 0.3
_SLOWER = 0.25
# of the steps: what trembles at random turns back four times in five
_TURNS, _THING_TURNS = 0.9, 0.8
_AREA = 0.002
_FOLLOWED, _ACROSS = 0.6, 0.95
_KEPT = 0.78
"""Share of its surface that has to be followed through steps of its own width."""
_ALIKE = 0.7
_OWN_PX, _OWN = 0.5, 0.5
_BY_TIME = 0.5
"""Share of what pulls it to and fro that goes with how much of the film passes."""


@dataclass(frozen=True, slots=True)
class _Shake:
    """The worst stretch of a course."""

    size: float
    """Pixels to either side."""
    start: int = 0
    """First step of it."""
    end: int = 0
    turns: float = 0.0
    """Share 0..1 of its steps that go back on the one before."""

    @property
    def rows(self) -> slice:
        """Its steps, the last one included."""
        return slice(self.start, self.end + 1)


def detect(seen: Observation) -> Detection | Undetermined:
    """One finding for the view, one for each thing that jerks by itself."""
    if len(seen.camera) < _WINDOW + 2:
        return Undetermined(f"the clip has fewer than {_WINDOW + 3} frames")
    if seen.uneven:
        return Undetermined("the frames come at uneven times")
    window = max(_WINDOW, round(_WINDOW_S * seen.clip.fps))
    film = film_times(seen)
    view = _view_shake(seen, film, window)
    best = likely(room(view.size, _least(seen, _VIEW)), _back_and_forth(view, _TURNS))
    best = best if best <= PRIOR or _is_view(seen, view) else PRIOR
    findings = [_of_view(seen, view, best)] if best >= TOLD else []
    for thing in seen.things:
        if not _measurable(seen, thing, window):
            continue
        steps = thing.steps[:-1].astype(np.float64)
        times = film[thing.first : thing.last]
        worst = _shake_shown(steps, times, window)
        pace = float(np.hypot(*steps[worst.rows].mean(axis=0)))
        least = max(_least(seen, _THING), _STUTTER * pace)
        score = likely(room(worst.size, least), _back_and_forth(worst, _THING_TURNS))
        score = min(score, likely(_followed(thing, worst)))
        doubt = (
            _fills(seen, thing, worst)
            or _of_time(steps, times, worst)
            or not _goes_along(thing, worst)
        )
        score = min(score, PRIOR) if doubt else score
        best = max(best, score)
        if score >= TOLD:
            findings.append(_of_thing(seen, thing, worst, score))
    return Detection(best, tuple(findings))


def shake(steps: NDArray[np.float64], window: int) -> _Shake:
    """The worst stretch of `window` accelerations in which steps (n, 2) go to and fro."""
    pulls = np.diff(steps, axis=0)
    if len(pulls) < window:
        return _Shake(0.0)
    back = ((pulls[1:] * pulls[:-1]).sum(axis=1) < 0).astype(np.float64)
    turns = sliding_window_view(back, window - 1).mean(axis=1)
    usual = np.median(sliding_window_view(np.hypot(*pulls.T), window), axis=1)
    # a shift of d to either side is an acceleration of 4 d
    sizes = usual / 4 * np.maximum(0.0, 2 * turns - 1)
    worst = int(np.argmax(sizes))
    return _Shake(float(sizes[worst]), worst, worst + window, float(turns[worst]))


def _shake_shown(steps: NDArray[np.float64], times: NDArray[np.float64], window: int) -> _Shake:
    """The same where a film is shown unevenly: of the steps that lead to a new picture, each by how
    much of the film passes; in rows of all."""
    shown = np.flatnonzero(times > 0)
    worst = shake(steps[shown] / times[shown, None], window)
    if len(shown) == len(steps) or not worst.size:
        return worst
    return replace(worst, start=int(shown[worst.start]), end=int(shown[worst.end]))


def _of_time(steps: NDArray[np.float64], times: NDArray[np.float64], worst: _Shake) -> bool:
    """Whether steps go to and fro as more and less of the film passes: what goes past a view that
    goes along is told a little too slow or too fast, and then even turns back with it."""
    pulls, more = np.diff(steps[worst.rows], axis=0), np.diff(times[worst.rows])
    both = float((more**2).sum() * (pulls**2).sum())
    return both > 0 and float(((more @ pulls) ** 2).sum()) / both > _BY_TIME


def _view_shake(seen: Observation, film: NDArray[np.float64], window: int) -> _Shake:
    """The worst of all parts between cuts."""
    worst = _Shake(0.0)
    for first, last in seen.parts:
        steps = np.array([[step.dx, step.dy] for step in seen.camera[first:last]]).reshape(-1, 2)
        here = _shake_shown(steps, film[first:last], window)
        if here.size > worst.size:
            worst = _Shake(here.size, here.start + first, here.end + first, here.turns)
    return worst


def _is_view(seen: Observation, worst: _Shake) -> bool:
    """Whether the picture goes along: where all boils, what is taken for the view is a guess."""
    moving = [
        float((np.hypot(own[..., 0], own[..., 1]) > _OWN_PX).mean())
        for own in (own_motion(seen, step) for step in range(worst.start, worst.end))
    ]
    return not moving or float(np.median(moving)) < _OWN


def _measurable(seen: Observation, thing: Thing, window: int) -> bool:
    frame = seen.clip.width * seen.clip.height
    return (
        thing.outlined
        and len(thing) > window + 1
        and thing.area > _AREA * frame
        and float(np.median(thing.kept)) > _FOLLOWED
    )


def _followed(thing: Thing, worst: _Shake) -> float:
    """A room: what goes about its own width in a frame has to be followed the better."""
    longest = float(np.hypot(*thing.steps[worst.rows].T).max()) / float(np.sqrt(thing.area))
    return room(float(thing.kept[worst.rows].mean()), _KEPT * longest)


def _fills(seen: Observation, thing: Thing, worst: _Shake) -> bool:
    """Whether it reaches from border to border: then no ground beside it is known to jerk on."""
    return float(np.median(thing.corners[worst.rows, 2])) > _ACROSS * seen.clip.width


def _goes_along(thing: Thing, worst: _Shake) -> bool:
    """Whether its outline jerks as its surface does: else the surface boils and the thing stays."""
    surface = np.diff(thing.steps[worst.rows], axis=0).ravel()
    outline = np.diff(np.diff(thing.ground, axis=0)[worst.rows], axis=0).ravel()
    count = min(len(surface), len(outline))
    surface, outline = surface[:count], outline[:count]
    both = float(np.sqrt((surface**2).sum() * (outline**2).sum()))
    return both > 0 and float((surface * outline).sum()) / both > _ALIKE


def _least(seen: Observation, share: float) -> float:
    """Pixels: that share of the diagonal, and more at few frames a second."""
    slower = float(max(1.0, 24.0 / seen.clip.fps)) ** _SLOWER
    return float(share * diagonal(seen) * slower)


def _back_and_forth(worst: _Shake, usual: float) -> float:
    """Above 0 where about the `usual` share of its steps turns back, or more."""
    return 6.0 * (worst.turns - usual) + 0.6


def _of_view(seen: Observation, worst: _Shake, score: float) -> Finding:
    steps = seen.camera
    return Finding(
        kind=KIND,
        held=False,
        start_frame=worst.start,
        end_frame=min(worst.end + 1, seen.clip.frames - 1),
        box=None,
        score=score,
        expected="the view moves smoothly",
        measured=f"{worst.size:.1f} px to and fro, frame by frame",
        message=(
            f"The whole picture jerks to and fro by {worst.size:.1f} px from frame to frame "
            f"between frames {worst.start} and {worst.end + 1}"
        ),
        curves=(
            curve("view, sideways", "px a frame", 0, (step.dx for step in steps)),
            curve("view, downwards", "px a frame", 0, (step.dy for step in steps)),
        ),
    )


def _of_thing(seen: Observation, thing: Thing, worst: _Shake, score: float) -> Finding:
    start, end = thing.first + worst.start, min(thing.first + worst.end + 1, thing.last)
    boxes = boxes_of(thing, start, end)
    return Finding(
        kind=KIND,
        held=False,
        start_frame=start,
        end_frame=end,
        box=around(seen, boxes),
        score=score,
        expected="it moves smoothly",
        measured=f"{worst.size:.1f} px to and fro, frame by frame",
        message=(
            f"It jerks to and fro by {worst.size:.1f} px from frame to frame between frames "
            f"{start} and {end}"
        ),
        mover=thing.id,
        boxes=boxes,
        curves=(
            curve("step, sideways", "px a frame", thing.first, thing.steps[:, 0]),
            curve("step, downwards", "px a frame", thing.first, thing.steps[:, 1]),
        ),
    )


DETECTOR = Detector(
    id=KIND,
    title="Jitter",
    needs="",
    doc=(
        "The picture, or one thing in it, jerks to and fro from one frame to the next, too quickly "
        "for a hand, an engine or the wind."
    ),
    measures=(
        "Accelerations of the view and of each thing over at least 0.4 seconds and six frames, and "
        "how often each turns back on the one before; half the shift between two frames. Frames "
        "that only repeat the one before are left out; where others are left out, steps count by "
        "how much of the film passes in them."
    ),
    unit="pixels to either side, as a share of the frame's diagonal",
    threshold=(
        "0.52 % of the diagonal for the view and 0.26 % for a thing whose outline goes along, with "
        "eight or nine turns in ten; more at fewer than 24 frames a second, where a trembling hand "
        "looks the same, and at least three tenths of the speed at which it gets on. What goes its "
        "own width in a frame has to be followed with 78 % of its surface."
    ),
    source=(
        "Eleven real clips, hand-held and driven ones among them: at most 0.14 % for the view and "
        "0.16 % for a thing whose outline goes along."
    ),
    blind=(
        "Trembling slower than every other frame; things without an outline of their own; what is "
        "smaller than 0.2 % of the frame."
    ),
    rule="Things with mass, and cameras, cannot turn round in every frame.",
    advice=(
        "Say how the camera is held ('locked-off tripod shot', 'smooth dolly'); with few steps or "
        "much motion strength, take more steps or less strength."
    ),
    run=detect,
    tier="asked",
    shape="arrows",
    local=True,
)
