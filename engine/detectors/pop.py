"""Things that appear from nowhere or vanish into nothing, at once or over a few frames.

The events come from `engine.inspect.appearance`; here each gets a probability. What came in over
the border, was moved there, was uncovered or is turning is left out. What was moving when it went,
or moves when it comes, is told by the things that begin or end nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import exp, log, sqrt

import numpy as np

from engine.detectors.base import (
    Detection,
    Detector,
    Undetermined,
    at_one_time,
    logistic,
    union,
)
from engine.detectors.carried import carried, meets
from engine.detectors.evidence import (
    NOTHING,
    TOLD,
    UNSURE,
    Same,
    about,
    alone_rows,
    among_pieces,
    apart,
    boxes_of,
    likely,
    names_liquid,
    pixel,
    room,
    said_same,
    whole_rows,
)
from engine.detectors.fading import fading
from engine.inspect.appearance import Appearance
from engine.inspect.observation import Observation
from engine.inspect.things import Beginning, Ending, Thing
from engine.inspect.wording import makes, opens
from engine.records import Finding

KIND = "pop"

_PRIOR = 0.04
_CONTRAST, _PER_CONTRAST = 42.0, 20.0
_UNSTEADY, _IN_PLACE = 0.18, 0.15
"""Of the contrast: what boils or flickers changes on both sides as much as at the event itself."""
_ALIKE, _PER_ALIKE = 0.85, 0.3
_WAY = 0.5
_THICK = 0.018
_MARGIN = 0.02
_SMALLEST = 0.0012
_OUTLINE, _PER_OUTLINE, _MOST_OUTLINE = 1.2, 0.4, 0.4
_DOUBT, _ALONE = 4.0, 0.05
"""How fast a condition that is met better than the weakest ceases to count; and what such ones take
off together, so that the weakest alone decides as it stands."""
_SLOPE, _SLOPE_BELOW = 7.5, 3.5
"""Below the threshold more slowly: half the evidence is a doubt, not nothing."""

_LIVES_S, _IS_THERE_S, _LAST_S, _LATE_S = 0.45, 0.3, 0.2, 0.2
_CLEAR, _WHOLE, _SOLID = 26.0, 0.6, 0.6
_LARGE, _MANY = 0.0025, 6
_NEAR, _AS_LARGE, _TINT = 2.5, 0.8, 14.0
_WITH_IT, _SHADOW = 2, 0.7
"""Frames within which what comes or goes does so with it; and how much of its area a shadow has."""
_AT_ONCE_S = 0.13
_ABOUT_S = 0.15
_AT_THAT_TIME_S, _ELSEWHERE, _LITTLE = 0.5, 0.2, 0.15
"""For one of many: seconds to either side, share of the place that is another one, and share of
what changes by how much."""
_TILE_LEVELS, _TILES, _LIKENESS = 12.0, 0.6, 0.3
"""For another picture, from a moment before it to one after: gray levels of a part, share of the
parts, and correlation of all."""


@dataclass(frozen=True, slots=True)
class _Pop:
    """An event with its probability."""

    event: Appearance
    score: float


def detect(seen: Observation) -> Detection | Undetermined:
    """One finding for each place and time."""
    if seen.clip.frames < 3:
        return Undetermined("the clip has fewer than three frames")
    links = said_same(seen)
    explained = [carried(seen, event) or _linked(event, links) for event in seen.appearances]
    opening = seen.reading is not None and opens(seen.reading)
    shows = names_liquid(seen) or (seen.reading is not None and makes(seen.reading))
    pops: list[_Pop] = []
    for event, known in zip(seen.appearances, explained, strict=True):
        score = _score_where(seen, event, shows=shows, opening=opening)
        pops.append(_Pop(event, _PRIOR if known else among_pieces(seen, score)))
    merged = _merged(sorted(pops, key=lambda pop: -pop.score))
    best = max((pop.score for pop in pops), default=NOTHING)
    findings = [_finding(seen, group) for group in merged if group[0].score >= 0.5]
    for link in links:
        score = _away(seen, link)
        best = max(best, score)
        if score >= TOLD:
            findings.append(_of_link(seen, link, score))
    for thing, score, comes in _lone(seen):
        if any(thing is (link.after if comes else link.before) for link in links):
            continue
        best = max(best, score)
        told = [at for at, found in enumerate(findings) if _told(found, thing, comes=comes)]
        for at in told:
            findings[at] = replace(findings[at], score=max(findings[at].score, score))
        if score >= TOLD and not told:
            findings.append(_of_thing(seen, thing, score, comes=comes))
    return Detection(best, tuple(findings))


def _score_where(seen: Observation, event: Appearance, *, shows: bool, opening: bool) -> float:
    """Probability that an event is a pop: a doubt at most where what is poured, or painted, comes
    to be, where something opens and takes its front away from what was behind it, where one shot
    goes over into another, and of one among many."""
    score = score_of(event)
    if score <= UNSURE:
        return score
    doubt = (
        opening
        or (shows and event.kind == "appears")
        or _another_picture(seen, event)
        or _one_of_many(seen, event)
    )
    return UNSURE if doubt else score


def _another_picture(seen: Observation, event: Appearance) -> bool:
    """Whether most parts of the picture are lighter or darker after it, and none like before."""
    if not len(seen.light.tiles):
        return False
    first, last = seen.part_of(event.end_frame)
    more = round(_ABOUT_S * seen.clip.fps)
    before, after = (
        seen.light.tiles[frame].astype(np.float64).ravel()
        for frame in (max(first, event.start_frame - more), min(last, event.end_frame + more))
    )
    change = after - before
    # all of it may have got lighter alike
    others = np.abs(change - np.median(change)) > _TILE_LEVELS
    if float(others.mean()) < _TILES or min(before.std(), after.std()) < 1:
        return False
    return float(np.corrcoef(before, after)[0, 1]) < _LIKENESS


def _one_of_many(seen: Observation, event: Appearance) -> bool:
    """Whether it is little of all that comes and goes at that time: where a hand flies to and fro,
    or all boils, most of that is no thing."""
    reach = round(_AT_THAT_TIME_S * seen.clip.fps)
    others = sum(
        other.area * other.contrast
        for other in seen.appearances
        if other.end_frame >= event.start_frame - reach
        and other.start_frame <= event.end_frame + reach
        and other.box.share(event.box) < _ELSEWHERE
    )
    own = event.area * event.contrast
    return own < _LITTLE * (own + others)


# --- things that begin or end nowhere ----------------------------------------------------------


def _lone(seen: Observation) -> Iterator[tuple[Thing, float, bool]]:
    """Things that come from or go nowhere as they are, with a probability; True where they come."""
    late = max(2, round(_LATE_S * seen.clip.fps))
    for thing in seen.things:
        first, last = seen.part_of(thing.first)
        comes = thing.beginning is Beginning.NOWHERE and thing.first - first >= late
        goes = thing.ending is Ending.NOWHERE and last - thing.last >= late
        lives = _LIVES_S if comes and goes else _IS_THERE_S
        if not thing.outlined or len(thing) < max(3, round(lives * seen.clip.fps)):
            continue
        if comes:
            yield thing, _from_nowhere(seen, thing, comes=True), True
        if goes:
            yield thing, _from_nowhere(seen, thing, comes=False), False


def _from_nowhere(seen: Observation, thing: Thing, *, comes: bool) -> float:
    """At once, or by fading: whichever is likelier. What flies to another thing, or off it, or is
    told from its shadow only then, is blurred by its motion and no fainter."""
    faded = fading(seen, thing, comes=comes)
    if faded > UNSURE and _company(seen, thing, comes=comes):
        faded = UNSURE
    return max(_alone_at(seen, thing, comes=comes), faded)


def _alone_at(seen: Observation, thing: Thing, *, comes: bool) -> float:
    """How likely it is that a thing ends, or begins, without anything that explains it.

    What goes behind something gets smaller first; what joins another is near it.
    """
    fps = seen.clip.fps
    few, more = max(2, round(_LAST_S * fps)), max(4, round(3 * _LAST_S * fps))
    near = slice(0, few) if comes else slice(-few, None)
    wider = slice(0, more) if comes else slice(-more, None)
    others = _others(seen, thing, comes=comes)
    mine = thing.touched_only_by({other.id for other in others})
    among = replace(seen, things=(mine, *others))
    good = alone_rows(among, mine, whole_rows(seen, thing), least=3)
    if not good[near].all() or _company(seen, thing, comes=comes):
        return _PRIOR
    area = float(np.median(thing.areas[wider]))
    wide = sqrt(area)
    step = thing.steps[0 if comes else max(0, len(thing) - 2)].astype(np.float64)
    ahead = thing.centres[0 if comes else -1] + step * (-2 if comes else 2)
    width, height = seen.clip.width, seen.clip.height
    inside = min(ahead[0], ahead[1], width - ahead[0], height - ahead[1])
    return likely(
        room(float(np.median(thing.contrast[wider])), _CLEAR),
        room(float(thing.areas[near].min()) / area, _WHOLE) * 2,
        room(float(np.median(thing.solidity[wider])), _SOLID) * 4,
        room(area / (width * height), _LARGE),
        room(_MANY, about(seen, thing.first if comes else thing.last)),
        room(inside, 0.75 * wide),
        room(wide, 4 * pixel(seen)),
    )


def _others(seen: Observation, thing: Thing, *, comes: bool) -> tuple[Thing, ...]:
    """The other things, but for what is smaller and comes or goes with it, as its shadow does."""
    frame = thing.first if comes else thing.last
    return tuple(
        other
        for other in seen.things
        if other is not thing
        and (
            abs((other.first if comes else other.last) - frame) > _WITH_IT
            or other.area > _SHADOW * thing.area
        )
    )


def _company(seen: Observation, thing: Thing, *, comes: bool) -> bool:
    """Whether another thing is near or on its way, or begins or ends at about that time and is as
    large."""
    frame = thing.first if comes else thing.last
    row = 0 if comes else len(thing) - 1
    corners, area = thing.corners[row][None], float(thing.areas[row])
    within = max(3, round(2 * _LAST_S * seen.clip.fps))
    # its shadow may be all that is seen of it at first
    near = thing.areas[: within + 1] if comes else thing.areas[-within - 1 :]
    whole = float(near.max())
    for other in seen.things:
        if other is thing or not other.first - within <= frame <= other.last + within:
            continue
        at = other.row(frame)
        away = float(apart(corners, other.corners[at][None])[0])
        if away < 0.5 * sqrt(area) or meets(thing, row, other, comes=comes):
            return True
        swap = abs((other.last if comes else other.first) - frame) <= within
        others = max(float(other.areas[at]), 1.0)
        alike = min(abs(log(others / max(its, 1.0))) for its in (area, whole)) < _AS_LARGE
        tint = float(np.abs(thing.colour[row] - other.colour[at]).max())
        if swap and alike and (tint < _TINT or away < _NEAR * sqrt(whole)):
            return True
    return False


def _told(finding: Finding, thing: Thing, *, comes: bool) -> bool:
    """Whether a finding already says so."""
    frame = thing.first if comes else thing.last
    box = thing.boxes[0 if comes else -1]
    near = finding.start_frame - 3 <= frame <= finding.end_frame + 3
    return near and finding.box is not None and finding.box.share(box) > 0.2


def _of_thing(seen: Observation, thing: Thing, score: float, *, comes: bool) -> Finding:
    start, end = (thing.first - 1, thing.first) if comes else (thing.last, thing.last + 1)
    beside = (thing.first, thing.first + 2) if comes else (thing.last - 2, thing.last)
    boxes = boxes_of(thing, *beside)
    word = "appears" if comes else "vanishes"
    where = "without having come in" if comes else "without having gone out"
    return Finding(
        kind=KIND,
        held=False,
        start_frame=start,
        end_frame=end,
        box=union(tuple(box for _, box in boxes), seen.clip.width, seen.clip.height),
        score=score,
        expected="what is there comes from somewhere" if comes else "what was there goes somewhere",
        measured=f"something that moves {word} as it is, with nothing near",
        message=(
            f"Something that moves {word} between frames {start} and {end} {where} over the "
            "border, and nothing is near that it could be behind"
        ),
        mover=thing.id,
        boxes=boxes,
    )


# --- what is said to be one thing --------------------------------------------------------------


def _linked(event: Appearance, links: Iterable[Same]) -> bool:
    """Whether an event is one of the two ends of a thing that is there again."""
    comes = event.kind == "appears"
    for link in links:
        thing = link.after if comes else link.before
        frame = thing.first if comes else thing.last
        near = event.start_frame - 3 <= frame <= event.end_frame + 3
        if near and event.box.share(thing.boxes[0 if comes else -1]) > 0.2:
            return True
    return False


def _away(seen: Observation, link: Same) -> float:
    """How likely it is that a thing was gone for a while: at once elsewhere, it is a teleport.

    What is there again where its way leads was behind something meanwhile.
    """
    before, after, fps = link.before, link.after, seen.clip.fps
    if link.over_cut or link.gap <= max(2, round(_AT_ONCE_S * fps)) + 1:
        return _PRIOR
    step = np.median(before.steps[-6:-1], axis=0).astype(np.float64)
    off = after.ground[0].astype(np.float64) - before.ground[-1] - step * link.gap
    far, wide = float(np.hypot(*step)) * link.gap, sqrt(before.area)
    if far > 0.5 * wide and float(np.hypot(*off)) < max(wide, 0.35 * far):
        return _PRIOR
    scores = [score_of(event) for event in seen.appearances if _linked(event, (link,))]
    others = tuple(thing for thing in seen.things if thing.id not in (before.id, after.id))
    for thing in (before, after):
        lone = _lone(replace(seen, things=(thing, *others)))
        scores += [score for one, score, comes in lone if one is thing and comes is (one is after)]
    return max(scores, default=_PRIOR)


def _of_link(seen: Observation, link: Same, score: float) -> Finding:
    start, end = link.before.last, link.after.first
    boxes = (*boxes_of(link.before, start - 2, start), *boxes_of(link.after, end, end + 2))
    far = float(np.hypot(*(link.after.ground[0] - link.before.ground[-1]).astype(np.float64)))
    seconds = (end - start) / seen.clip.fps
    return Finding(
        kind=KIND,
        held=False,
        start_frame=start,
        end_frame=end,
        box=union(tuple(box for _, box in boxes), seen.clip.width, seen.clip.height),
        score=score,
        expected="what was there goes somewhere",
        measured=f"gone for {seconds:.1f} s, and there again {far:.0f} px away",
        message=(
            f"It vanishes after frame {start} and is there again in frame {end}: the same thing, "
            "as you said"
        ),
        mover=link.before.id,
        boxes=boxes,
    )


# --- places ------------------------------------------------------------------------------------


def score_of(event: Appearance) -> float:
    """Probability that an event is a thing that pops: the weakest of its conditions decides, and
    several that are hardly met are less than one."""
    if event.area < _SMALLEST or event.margin < _MARGIN:
        return 2 * NOTHING
    outlined = _PER_OUTLINE * (event.outline - _OUTLINE)
    # what was passed saw something move in it and around it; one alone happens beside a mover
    way = sqrt(max(event.way, 0.0) * max(event.passed, 0.0))
    rooms = (
        (event.contrast - _CONTRAST) / _PER_CONTRAST
        + max(-_MOST_OUTLINE, min(outlined, _MOST_OUTLINE)),
        1 - event.unsteady / (_UNSTEADY * event.contrast),
        1 - event.in_place / (_IN_PLACE * event.contrast),
        (_ALIKE - event.alike) / _PER_ALIKE,
        1 - way / _WAY,
        event.thick / _THICK - 1,
    )
    room = _ALONE - log(sum(exp(-_DOUBT * each) for each in rooms)) / _DOUBT
    # below that it still tells which clips come nearest to one
    near = _PRIOR * logistic(max(-3.0, room), -1.0, 2.0)
    return max(near, logistic(room, 0.0, _SLOPE if room > 0 else _SLOPE_BELOW))


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
    return at_one_time(a, b) and a.box.share(b.box) > 0.2


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
    where = (
        "without coming in over the border or from behind anything"
        if came
        else "without going out over the border or behind anything"
    )
    return Finding(
        kind=KIND,
        held=False,
        start_frame=start,
        end_frame=end,
        box=box,
        score=best.score,
        expected="what is there comes from somewhere" if came else "what was there goes somewhere",
        measured=(
            f"{share} {event.kind} from one frame to the next"
            if end - start == 1
            else f"{share} {event.kind} within {end - start} frames"
        ),
        message=(f"Something ({share}) {event.kind} between frames {start} and {end} {where}"),
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
        "and what was there has no future when the motion is followed both ways, at the clip's own "
        "rate and between the two moments, while both are steady before and after (where all lies "
        "still, a past or future is only where the flow also leads back from); and things that "
        "begin or end as they are, whole and alone, away from the border, or that go over into "
        "what is behind them while they are whole."
    ),
    unit="gray levels of difference, widths of the place for motion around it",
    threshold=(
        "42 gray levels of difference, some less where the place has an outline, on at least 0.12 "
        "% of the picture, 1.8 % of its width thick and 2 % of it away from the border; change on "
        "either side less than 0.18 of that, in place on the calmer one less than 0.15; what moves "
        "in it and around it less than half its width; found again nearby with a correlation of "
        "less than 0.85. Several of these that are hardly met are one that is not; what is less "
        "than a seventh of all that comes and goes within half a second is a doubt, as is all "
        "where the whole picture becomes another. Things: 26 gray levels off the ground, 0.25 % of "
        "the picture, no other within half a width, at most six about, and not smaller at the end "
        "than 0.6 of before; what fades: a fifth less of its contrast within less than half a "
        "second while it has three quarters of its area, and other colours by an eighth of that, "
        "steady before."
    ),
    source="Real footage without pops, what models made, and both with things planted into them.",
    blind=(
        "What pops at the border, in a hand or while something moves past it, while it turns or "
        "boils, on the way of what goes a third of its width in a frame, within a quarter of a "
        "second of the clip's ends, over more than half a second, or in the colours of what is "
        "behind it. Where the prompt names a liquid, what appears is a "
        "doubt at most; where it makes something break, be cut or become something else, all that "
        "is near to call is one."
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
