"""Clips that run backwards: told only of verbs that cannot, and only by what shows it.

What bursts flies apart, what pours goes down, smoke goes up. Where the picture shows the contrary
for most of the time that anything of the kind happens, the film is probably reversed. Of all other
verbs nothing is said: what can run both ways has a direction, and that is checked elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

import resources
from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.evidence import (
    NOTHING,
    PRIOR,
    TOLD,
    around,
    curve,
    down_of,
    likely,
    room,
)
from engine.detectors.filled import Misfilled, boxes_of_level, level_curve, sinks
from engine.inspect.asked import diagonal, own_motion, places
from engine.inspect.observation import Observation
from engine.prompt.lexicon import english
from engine.records import Action, Box, Finding, Reading

KIND = "reversed"
Sign = Literal["spreads", "falls", "rises"]

_MOVING_PX = 0.5
"""Pixels a frame on a picture 500 long."""
_LEAST_SHARE = 0.001
_SECONDS = 0.5
_AGAINST: dict[Sign, float] = {"spreads": 0.3, "falls": 0.5, "rises": 0.5}
"""How much of it has to go the wrong way, 0..1; hands that lift a jug go up as well."""
_FLIES_APART = re.compile(
    r"\b(?:with|in) an? (?:\w+ )?(splash|spray|burst|explosion)\b", re.IGNORECASE
)
_VERB_OF = {"explosion": "explode"}
_OVERTHROWS = frozenset({"knock over", "knock down", "push over", "tip over", "bowl over"})
_OF_MANY = re.compile(
    r"\b(?:stacks?|towers?|piles?|heaps?|pyramids?|rows?|pins|skittles|dominoes|house of cards)\b",
    re.IGNORECASE,
)
_SURE = 0.75
_WIDE, _PASSING = 0.04, 0.7

_SAID: dict[Sign, tuple[str, str]] = {
    "spreads": ("what {verb} flies apart", "it comes together"),
    "falls": ("what {verb} goes down", "it goes up"),
    "rises": ("what comes off what {verb} goes up", "it goes down"),
}


@dataclass(frozen=True, slots=True)
class _Evidence:
    """How far what moves goes as it should, step by step: -1 the contrary .. 1."""

    course: NDArray[np.float64]
    weight: NDArray[np.float64]
    """Share of the picture that says so."""
    moved: NDArray[np.bool_]
    """Cells that moved at all."""


def detect(seen: Observation) -> Detection | Undetermined:
    """At most one finding, for the first verb whose picture tells the way of time."""
    actions = () if seen.reading is None else seen.reading.actions
    named = [a for a in actions if not a.camera and not a.negated]
    if not named:
        return Undetermined("the prompt names nothing that cannot run backwards")
    told = (action for a in named for action in (a, *_flying_apart(a, seen.reading)))
    telling = [(a, sign) for a in told if (sign := sign_of(a, seen.reading)) is not None]
    if not telling:
        return Undetermined(
            f"nothing in a picture tells which way '{named[0].verb}' runs; its direction is "
            "checked by itself"
        )
    if seen.clip.frames < 6:
        return Undetermined("the clip has fewer than six frames")
    best = NOTHING
    findings: tuple[Finding, ...] = ()
    for action, sign in telling:
        evidence = _evidence(seen, sign)
        score = _score(seen, evidence, _AGAINST[sign])
        if score > max(best, TOLD):
            findings = (_finding(seen, action, sign, evidence, score),)
        best = max(best, score)
        drained = sinks(seen) if sign == "falls" else None
        if drained is not None:
            if drained.score > max(best, TOLD):
                findings = (_of_level(seen, action, drained),)
            best = max(best, drained.score)
    return Detection(best, findings)


def _flying_apart(action: Action, reading: Reading | None) -> Iterator[Action]:
    """What happens in an action besides, where its clause says so by a noun: 'falls with a splash',
    'knocks over a tower'."""
    if reading is not None and action.clause_span is not None:
        clause = reading.text[action.clause_span.start : action.clause_span.end]
        for noun in _FLIES_APART.findall(clause):
            yield replace(action, verb=_VERB_OF.get(noun.lower(), noun.lower()))
        if action.verb in _OVERTHROWS and _OF_MANY.search(clause):
            yield replace(action, verb="topple")


@lru_cache(maxsize=1)
def _table() -> dict[str, Sign]:
    text = resources.path("lexicons", "irreversible.json").read_text(encoding="utf-8")
    data = json.loads(text)
    signs: tuple[Sign, ...] = ("spreads", "falls", "rises")
    return {verb: sign for sign in signs for words in data[sign].values() for verb in words}


def sign_of(action: Action, reading: Reading | None = None) -> Sign | None:
    """What shows which way a verb runs; None where nothing does, or it can run both ways.

    In Chinese the result stands behind the verb (摔碎): what follows it decides where it is listed.
    """
    known = _table().get(action.verb)
    if known is not None or reading is None or action.verb.isascii():
        return known
    after = reading.text[action.span.start :]
    fitting = [word for word in _table() if not word.isascii() and after.startswith(word)]
    return _table()[max(fitting, key=len)] if fitting else None


# --- what is measured --------------------------------------------------------------------------


def _evidence(seen: Observation, sign: Sign) -> _Evidence:
    where, down = places(seen), down_of(seen)
    floor = _MOVING_PX * diagonal(seen) / 500.0
    rows, columns = where.shape[:2]
    course, weight = np.zeros(len(seen.flow)), np.zeros(len(seen.flow))
    moved = np.zeros((rows, columns), dtype=bool)
    for step in range(len(seen.flow)):
        own = own_motion(seen, step).astype(np.float64)
        moving = np.hypot(own[..., 0], own[..., 1]) > floor
        if moving.mean() < _LEAST_SHARE:
            continue
        moved |= moving
        weight[step] = float(moving.mean())
        if sign == "spreads":
            found = _spreading(where[moving], own[moving], down, _WIDE * diagonal(seen))
            course[step], weight[step] = (0.0, 0.0) if found is None else (found, weight[step])
        else:
            along = own[moving] @ down
            total = float(np.hypot(*own[moving].T).sum())
            course[step] = float(along.sum()) / max(total, 1e-9) * (1 if sign == "falls" else -1)
    return _Evidence(course, weight, moved)


def _spreading(
    where: NDArray[np.float32],
    own: NDArray[np.float64],
    down: NDArray[np.float64],
    wide: float,
) -> float | None:
    """-1 all comes together .. 1 all flies apart, across the way that things fall.

    None where all is in one place, or goes along as one.

    What flies up falls again, whichever way the film runs: only the way to the side tells.
    """
    across = np.array([-down[1], down[0]])
    off = where @ across
    off = off - np.average(off, weights=np.hypot(*own.T))
    if float(np.abs(off).mean()) < wide:
        return None
    speed = own @ across
    passing = abs(float(speed.mean())) / max(float(np.abs(speed).mean()), 1e-9)
    if passing > _PASSING:
        return None
    speed = speed - speed.mean()
    return float((off * speed).sum()) / max(float((np.abs(off) * np.abs(speed)).sum()), 1e-9)


def _score(seen: Observation, evidence: _Evidence, against: float) -> float:
    """By how much, for how much of the time and for how long it goes the contrary way."""
    counted = evidence.weight > 0
    seconds = float(counted.sum()) / seen.clip.fps
    if not counted.any():
        return PRIOR
    course, weight = evidence.course[counted], evidence.weight[counted]
    mean = float((course * weight).sum() / weight.sum())
    contrary = float(weight[course < 0].sum() / weight.sum())
    if mean >= 0:
        return PRIOR
    return likely(
        room(-mean, against), room(seconds, _SECONDS), 2.0 * (contrary - _SURE) / (1.0 - _SURE)
    )


def _finding(
    seen: Observation, action: Action, sign: Sign, evidence: _Evidence, score: float
) -> Finding:
    counted = np.flatnonzero(evidence.weight > 0)
    start, end = int(counted[0]), min(int(counted[-1]) + 1, seen.clip.frames - 1)
    weight = evidence.weight[counted]
    mean = float((evidence.course[counted] * weight).sum() / weight.sum())
    should, does = _SAID[sign]
    does_it = english().inflect(action.verb, "s") if action.verb.isascii() else action.verb
    expected = should.format(verb=does_it)
    half = seen.clip.width / seen.flow.shape[2] / 2
    where = places(seen)[evidence.moved]
    low, high = np.percentile(where, 3, axis=0) - half, np.percentile(where, 97, axis=0) + half
    return Finding(
        kind=KIND,
        held=False,
        start_frame=start,
        end_frame=end,
        box=Box(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1])),
        score=score,
        expected=expected,
        measured=f"{does}: {-100 * mean:.0f} % of the motion more than as it should",
        message=f"This may run backwards: {expected}, and here {does}",
        verb=action.verb,
        curves=(curve("as it should go", "%", 0, 100 * evidence.course, np.zeros(len(seen.flow))),),
    )


def _of_level(seen: Observation, action: Action, drained: Misfilled) -> Finding:
    boxes = boxes_of_level(drained)
    return Finding(
        kind=KIND,
        held=False,
        start_frame=drained.start,
        end_frame=drained.end,
        box=around(seen, boxes),
        score=drained.score,
        expected="a level rises as long as it is poured into",
        measured=f"the level sinks by {100 * drained.share:.0f} % while a stream stands on it",
        message=(
            "This may run backwards: a level rises as long as it is poured into, and here it sinks"
        ),
        verb=action.verb,
        boxes=boxes,
        curves=(level_curve(drained),),
    )


DETECTOR = Detector(
    id=KIND,
    title="Runs backwards",
    needs="a verb in the prompt that cannot run backwards",
    doc=(
        "The film seems to run backwards: drops gather into a splash, pieces join, what is poured "
        "goes up, smoke goes down."
    ),
    measures=(
        "For verbs of bursting, whether what moves comes together to the side; for pouring and "
        "burning, whether it goes up or down, and where a stream stands on a level, whether that "
        "sinks. The mean over all frames, -100 % the contrary to 100 % as it should."
    ),
    unit="percent of the motion",
    threshold=(
        "30 % the contrary way for bursting, 50 % for pouring and burning, for three quarters of "
        "the time that it happens, half a second at least; a level that sinks by half of its "
        "height, in half of the time that a stream stands on it"
    ),
    source=(
        "Motion alone does not tell which way time runs (accuracy 0.43 to 0.68 on real clips), so "
        "only verbs are judged whose own motion does. Bundles that pass whole are near 0."
    ),
    blind=(
        "All verbs but those of bursting, pouring and burning (the list is in the lexicons); a "
        "hand that moves more than what it pours; reversed clips of what runs both ways, which "
        "people cannot tell either."
    ),
    rule="What breaks does not mend itself, what is poured goes down, smoke goes up.",
    advice=(
        "Say how it begins and how it ends ('a whole glass falls and lies in pieces'), or turn the "
        "clip around when you export it."
    ),
    run=detect,
    tier="asked",
    shape="arrows",
)
