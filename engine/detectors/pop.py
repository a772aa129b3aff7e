"""Things that appear from nowhere or vanish into nothing, at once or over a few frames.

The events come from `engine.inspect.appearance`; here each gets a probability. What came in over
the border, was moved there, was uncovered or is turning is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from engine.detectors.base import Detection, Detector, Undetermined, logistic, union
from engine.inspect.appearance import Appearance
from engine.inspect.observation import Observation
from engine.records import Box, Finding

KIND = "pop"

_PRIOR = 0.04
_CONTRAST, _PER_CONTRAST = 42.0, 20.0
_UNSTEADY, _IN_PLACE = 0.22, 0.15
"""Of the contrast: what boils or flickers changes on both sides as much as at the event itself."""
_ALIKE, _PER_ALIKE = 0.85, 0.3
_WAY = 0.5
_THICK = 0.018
_MARGIN = 0.02
_SMALLEST = 0.0012
_OUTLINE, _PER_OUTLINE, _MOST_OUTLINE = 1.2, 0.4, 0.4
_SLOPE, _SLOPE_BELOW = 6.0, 3.5
"""Below the threshold more slowly: half the evidence is a doubt, not nothing."""


@dataclass(frozen=True, slots=True)
class _Pop:
    """An event with its probability."""

    event: Appearance
    score: float


def detect(seen: Observation) -> Detection | Undetermined:
    """One finding for each place and time."""
    if seen.clip.frames < 3:
        return Undetermined("the clip has fewer than three frames")
    pops = [_Pop(event, score_of(event)) for event in seen.appearances]
    merged = _merged(sorted(pops, key=lambda pop: -pop.score))
    best = max((pop.score for pop in pops), default=_PRIOR)
    findings = tuple(_finding(seen, group) for group in merged if group[0].score >= 0.5)
    return Detection(max(best, _PRIOR), findings)


def score_of(event: Appearance) -> float:
    """Probability that an event is a thing that pops: the weakest of its conditions decides."""
    if event.area < _SMALLEST or event.margin < _MARGIN:
        return _PRIOR
    outlined = _PER_OUTLINE * (event.outline - _OUTLINE)
    # what was passed saw something move in it and around it; one alone happens beside a mover
    way = sqrt(max(event.way, 0.0) * max(event.passed, 0.0))
    room = min(
        (event.contrast - _CONTRAST) / _PER_CONTRAST
        + max(-_MOST_OUTLINE, min(outlined, _MOST_OUTLINE)),
        1 - event.unsteady / (_UNSTEADY * event.contrast),
        1 - event.in_place / (_IN_PLACE * event.contrast),
        (_ALIKE - event.alike) / _PER_ALIKE,
        1 - way / _WAY,
        event.thick / _THICK - 1,
    )
    return max(_PRIOR, logistic(room, 0.0, _SLOPE if room > 0 else _SLOPE_BELOW))


def _merged(pops: Iterable[_Pop]) -> list[list[_Pop]]:
    """Events of the same thing together, the surest first."""
    groups: list[list[_Pop]] = []
    for pop in pops:
        home = next((group for group in groups if _same(group[0].event, pop.event)), None)
        if home is None:
            groups.append([pop])
        elif pop.score >= 0.5:
            home.append(pop)
    return groups


def _same(a: Appearance, b: Appearance) -> bool:
    apart = a.start_frame > b.end_frame or b.start_frame > a.end_frame
    return not apart and _overlap(a.box, b.box) > 0.2


def _overlap(a: Box, b: Box) -> float:
    wide = min(a.x + a.w, b.x + b.w) - max(a.x, b.x)
    high = min(a.y + a.h, b.y + b.h) - max(a.y, b.y)
    if wide <= 0 or high <= 0:
        return 0.0
    return wide * high / min(a.w * a.h, b.w * b.h)


def _finding(seen: Observation, group: list[_Pop]) -> Finding:
    best = group[0]
    event = best.event
    start = max(pop.event.start_frame for pop in group)
    end = min(pop.event.end_frame for pop in group)
    if start >= end:
        start, end = event.start_frame, event.end_frame
    box = union((event.box,), seen.clip.width, seen.clip.height)
    share = f"{100 * event.area:.1f} % of the picture"
    came = event.kind == "appears"
    where = "without coming in" if came else "without going out"
    return Finding(
        kind=KIND,
        held=False,
        start_frame=start,
        end_frame=end,
        box=box,
        score=best.score,
        expected="what is there comes from somewhere" if came else "what was there goes somewhere",
        measured=f"{share} {event.kind} within {end - start} frames",
        message=(
            f"Something ({share}) {event.kind} between frames {start} and {end} {where} over the "
            "border or from behind anything"
        ),
    )


DETECTOR = Detector(
    id=KIND,
    title="Pop",
    needs="",
    doc=(
        "Something is suddenly there, or suddenly gone, without having come in over the border or "
        "from behind something else. Dissolves over up to half a second count, too."
    ),
    measures=(
        "Places where, between two moments up to half a second apart, what is there has no past "
        "and what was there has no future when the motion is followed both ways, while both are "
        "steady before and after and nothing around them moves far enough to explain it."
    ),
    unit="gray levels of difference, widths of the place for motion around it",
    threshold=(
        "28 gray levels of difference on at least 0.15 % of the picture, at least 2 % of its width "
        "away from the border; less than 6 gray levels of change on either side, less than 4 in "
        "place on the calmer one; nothing around it moves 0.6 of its width meanwhile; found again "
        "nearby with a correlation of less than 0.85."
    ),
    source="Real footage without pops, and the same with things planted into it.",
    blind=(
        "What pops at the border, while something moves past it, while it turns or boils, within "
        "a quarter of a second of the clip's ends, or in the colours of what is behind it."
    ),
    rule="Things do not come from nowhere and do not vanish.",
    advice=(
        "Say where the thing comes from or goes to ('rolls in from the left', 'drops behind the "
        "wall'), or paint its way over the border; ask for fewer things at once."
    ),
    run=detect,
    shape="flash",
    local=True,
)
