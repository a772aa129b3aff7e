"""camera-conflict: the words about the camera contradict each other, the subject, or the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from engine.prompt.fix import removal
from engine.prompt.lexicon import english
from engine.records import (
    Action,
    Camera,
    Edit,
    Fix,
    Hint,
    MotionPlan,
    Reading,
    Scene,
    Severity,
    Span,
)
from engine.rules.base import Example, Rule, is_chinese, known_verb

DOC = """\
## What it does
Finds a camera that is said to stand still and to move (`static camera, slowly zooming in`), two
opposite moves at the same time (`zooms in while zooming out`), a camera move that somebody in the
picture makes (`A woman is panning left`), and words that go against the camera of the motion plan.

## Why is this bad?
A model cannot tell the move of the view from the move of what is in it unless it is told. Mixed up,
the subject slides and the background warps.

## Example
`Static camera, the camera pans left as a man walks`

## Use instead
One move, and say who makes it: `A man walks to the left while the camera stays still`
"""
_OPPOSITES = {
    **{"left": "right", "right": "left", "up": "down", "down": "up"},
    **{"in": "out", "out": "in", "nearer": "farther", "farther": "nearer"},
}
_STILL_WORDS = (
    r"(?:static|stationary|motionless|fixed|locked[- ](?:off|down)|still|immobile|unmoving)"
)
_STILL = re.compile(
    rf"\b{_STILL_WORDS}(?:\s+(?:wide|medium|close-up|long|single|steady))?"
    r"\s+(?:camera|shot|frame|framing|view|viewpoint)\b"
    r"|\bcamera\s+(?:is|remains|stays|stands|keeps|holds)\s+"
    rf"(?:(?:completely|perfectly|absolutely)\s+)?(?:{_STILL_WORDS}|in\s+place|locked)\b"
    r"|固定(?:镜头|机位|视角)|(?:镜头|机位|相机|摄像机)(?:保持)?(?:固定|静止|不动)|静止镜头",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:then|before|after|afterwards?|next|finally|until|later|followed|first|suddenly"
    r"|eventually|begins?|starts?|initially|shifts?|transitions?|ends?|cuts?)\b"
    r"|然后|接着|随后|之后|最后|再|先",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:while|as|whilst|simultaneously|at\s+the\s+same\s+time)\b|同时|一边", re.IGNORECASE
)
_JOINED = re.compile(r"\s*(?:\S+\s*){0,3}[,，]?\s*(?:and|&|与|和)?\s*")
_BREAKS = re.compile(r"[.!?。！？;；\n]")
_NO_MOVE = frozenset({"shake", "focus", "capture", "hold", "stop", "remain", "record", "film"})
_INWARD = frozenset({"in", "into", "closer"})
_ORBITS = frozenset({"orbit", "circle", "revolve", "环绕"})
_BACKWARD = frozenset({"out", "back", "backward", "backwards", "away"})
_STAND_OR_MOVE = "Keep one of them: the view stands still, or it moves."


_WORD = re.compile(r"[\w-]+")
_BESIDE = re.compile(r"\s+(left|right|up|down)\b", re.IGNORECASE)


class _Claim(NamedTuple):
    action: Action
    kind: str
    move: str


def _claim(action: Action, text: str) -> _Claim | None:
    """What the view does: ('zoom', 'in'); None where it goes to and fro or nowhere at all."""
    verb = action.verb.split()[0]
    end = (action.clause_span or action.phrase_span or action.span).end
    words = set(_WORD.findall(text[action.span.start : end].lower()))
    if verb == "zoom":
        inward = bool(words & _INWARD)
        return _Claim(action, "zoom", "in" if inward else "out") if len(words) > 1 else None
    if verb in ("dolly", "push", "pull") or (verb == "move" and words & (_INWARD | _BACKWARD)):
        back = words & _BACKWARD or verb == "pull"
        return _Claim(action, "dolly", "farther" if back else "nearer")
    beside = _BESIDE.match(text, action.span.end)
    heading = action.heading or (beside.group(1).lower() if beside else None)
    if heading not in ("left", "right", "up", "down") or _OPPOSITES[heading] in words:
        return None
    if heading in ("up", "down"):
        return _Claim(action, "vertical", heading)
    return _Claim(action, "orbit" if verb in _ORBITS else "horizontal", heading)


def _is_at_once(text: str, first: Action, second: Action) -> bool:
    """Whether two moves are said of the same moment."""
    between = text[first.span.end : second.span.start]
    if _LATER.search(between) or _BREAKS.search(between):
        return False
    together = _TOGETHER.search(text, first.span.end, second.span.end + 60)
    return together is not None or _JOINED.fullmatch(between) is not None


def _cameras(reading: Reading) -> list[Action]:
    return [a for a in reading.actions if a.camera and not a.negated]


def _still_hints(scene: Scene) -> Iterator[Hint]:
    """'static camera' and a move of it, in words or in the plan."""
    text = scene.reading.text
    still = _STILL.search(text[:20_000])
    if still is None:
        return
    span = Span(*still.span())
    for action in _cameras(scene.reading):
        first, last = sorted((span, action.span))
        inside = span.start <= action.span.start < span.end
        between = text[first.end : last.start]
        if (
            inside
            or not _moves_view(text, action)
            or _LATER.search(between)
            or _is_later(text, action)
        ):
            continue
        shown = text[action.span.start : action.span.end]
        yield Hint(
            "camera-conflict",
            Severity.WARNING,
            action.span,
            f"“{still.group()}” and “{shown}” contradict each other",
            (_without(text, still),),
            cause="static",
            detail=_STAND_OR_MOVE,
        )
        return
    if scene.plan.camera.moves:
        plan = replace(scene.plan, camera=Camera())
        yield Hint(
            "camera-conflict",
            Severity.WARNING,
            span,
            f"“{still.group()}”, but the motion plan moves the camera",
            (Fix("Take the camera move out of the plan", plan=plan), _without(text, still)),
            cause="plan",
            detail=_STAND_OR_MOVE,
        )


def _is_later(text: str, action: Action) -> bool:
    """'..., then pans left': what comes later is no contradiction."""
    return _LATER.search(text, max(0, action.span.start - 25), action.span.start) is not None


def _moves_view(text: str, action: Action) -> bool:
    """Whether this is a move of the camera for sure: its own verb, or its own words before it."""
    verb, subject, clause = known_verb(action), action.subject_span, action.clause_span
    if verb is None or action.verb in _NO_MOVE:
        return False
    if verb.motion == "camera" or is_chinese(action):
        return True
    own = subject is not None and clause is not None and clause.start == subject.start
    return own and verb.motion in ("travel", "turn", "transfer")


def _without(text: str, still: re.Match[str]) -> Fix:
    """The claim that the camera is still taken out, its article with it."""
    article = re.compile(r"(?:[Tt]he\s+|[Aa]\s+)$").search(text, 0, still.start())
    whole = Span(article.start() if article else still.start(), still.end())
    return Fix(f"Remove “{still.group()}”", (removal(text, whole),))


def _opposite_hints(scene: Scene) -> Iterator[Hint]:
    text = scene.reading.text
    claims = [c for c in (_claim(a, text) for a in _cameras(scene.reading)) if c is not None]
    for first, second in pairwise(claims):
        if first.kind != second.kind or _OPPOSITES[first.move] != second.move:
            continue
        if _is_at_once(text, first.action, second.action):
            yield Hint(
                "camera-conflict",
                Severity.WARNING,
                second.action.span,
                f"The camera cannot go {first.move} and {second.move} at the same time",
                _one_move(text, first.action, second.action),
                cause="opposite",
                detail="Name one move, or say that one follows the other.",
            )
            return


def _one_move(text: str, first: Action, second: Action) -> tuple[Fix, ...]:
    between = text[first.span.end : second.span.start]
    joint = re.search(r",?\s*\b(?:while|as|and|whilst)\b\s+", between)
    if joint is None or is_chinese(second):
        return ()
    start = first.span.end + joint.start()
    end = max((second.clause_span or second.phrase_span or second.span).end, second.span.end)
    return (Fix(f"Remove “{text[start:end].strip(' ,')}”", (Edit(Span(start, end), ""),)),)


def _mixed_hints(scene: Scene) -> Iterator[Hint]:
    """'A woman pans left': a camera move with somebody in the picture as its subject."""
    text = scene.reading.text
    for action in _cameras(scene.reading):
        subject = _somebody(text, action)
        if subject is None:
            continue
        shown = text[action.span.start : action.span.end]
        yield Hint(
            "camera-conflict",
            Severity.WARNING,
            action.span,
            f"“{shown}” is a camera move, and “{text[subject.start : subject.end]}” makes it",
            (_given_camera(text, action, subject, shown),),
            cause="mixed up",
            detail="Say who moves: the camera or the one in the picture.",
        )


def _somebody(text: str, action: Action) -> Span | None:
    """The one who makes a camera move and is no camera."""
    verb, subject, clause = known_verb(action), action.subject_span, action.clause_span
    if verb is None or verb.motion != "camera" or not subject or not clause or is_chinese(action):
        return None
    words = set(_WORD.findall(text[subject.start : subject.end].lower()))
    known = english().words
    if words & known["camera_nouns"] or not words & known["people"]:
        return None
    own = clause.start == subject.start or text[: action.span.start].rstrip().endswith(" and")
    return subject if own else None


def _given_camera(text: str, action: Action, subject: Span, shown: str) -> Fix:
    """The camera in the place of the subject, or before a move that shares it."""
    if action.clause_span and action.clause_span.start == subject.start:
        who = "The camera" if text[subject.start].isupper() else "the camera"
        return Fix(f"Write “{who} {shown}”", (Edit(subject, who),))
    return Fix(f"Write “the camera {shown}”", (Edit(action.span, f"the camera {shown}"),))


def _planned(camera: Camera, claim: _Claim) -> bool:
    """Whether the plan moves the view against the words."""
    if claim.kind == "orbit":
        return camera.orbit * (1 if claim.move == "right" else -1) < 0
    signs = {"left": -camera.pan, "right": camera.pan, "up": camera.tilt, "down": -camera.tilt}
    if claim.move in signs:
        return signs[claim.move] < 0
    zoom = camera.zoom or 1.0
    return zoom < 1.0 if claim.move in ("in", "nearer") else zoom > 1.0


def _turned(camera: Camera, claim: _Claim) -> Camera:
    if claim.kind == "orbit":
        return replace(camera, orbit=-camera.orbit)
    match claim.move:
        case "left" | "right":
            return replace(camera, pan=-camera.pan)
        case "up" | "down":
            return replace(camera, tilt=-camera.tilt)
    return replace(camera, zoom=1 / camera.zoom)


def _plan_hints(scene: Scene) -> Iterator[Hint]:
    camera, text = scene.plan.camera, scene.reading.text
    for action in _cameras(scene.reading):
        claim = _claim(action, text)
        if claim is None or not _planned(camera, claim):
            continue
        plan = replace(scene.plan, camera=_turned(camera, claim))
        yield Hint(
            "camera-conflict",
            Severity.WARNING,
            action.heading_span or action.span,
            f"The words move the camera {claim.move}, the motion plan moves it the other way",
            (Fix("Turn the camera move of the plan around", plan=plan),),
            cause="plan",
            detail="Words and plan pull the view two ways. Make both say the same.",
        )
        return


def check(scene: Scene) -> Iterator[Hint]:
    """At most one hint of each cause, but one for each mixed-up move."""
    yield from _still_hints(scene)
    yield from _opposite_hints(scene)
    yield from _mixed_hints(scene)
    if scene.plan.camera.moves:
        yield from _plan_hints(scene)


_PAN_RIGHT = MotionPlan(camera=Camera(pan=0.2))
_ZOOM_IN = MotionPlan(camera=Camera(zoom=1.3))
_ORBIT_RIGHT = MotionPlan(camera=Camera(orbit=0.2))

CAMERA_CONFLICT = Rule(
    id="camera-conflict",
    severity=Severity.WARNING,
    title="Camera conflict",
    doc=DOC,
    bad=(
        Example("Static camera, the camera pans left as a man walks to the door"),
        Example("A man walks to the door, static shot, slowly zooming in"),
        Example("The camera zooms in while zooming out on a dog"),
        Example("The camera pans left and pans right at the same time"),
        Example("The camera pans left and pans right at the same time. A car drives to the left."),
        Example("A woman is panning left to the window"),
        Example("The camera pans left over the city", _PAN_RIGHT),
        Example("The camera zooms out from a car", _ZOOM_IN),
        Example("Static camera, a man walks to the left", _PAN_RIGHT),
        Example("The camera orbits to the left around a statue", _ORBIT_RIGHT),
    ),
    good=(
        Example("The camera remains still as a man walks to the left"),
        Example("The camera pans left, then pans right. A car drives to the left."),
        Example("Static camera at first, then the camera pans left"),
        Example("The camera zooms in, then zooms out"),
        Example("The camera pulls back while zooming in on her face"),
        Example("A man walks to the left, pan right"),
        Example("The camera pans right over the city", _PAN_RIGHT),
        Example("The camera zooms in on a car", _ZOOM_IN),
        Example("The camera orbits to the right around a statue", _ORBIT_RIGHT),
        Example("The camera orbits to the left around a statue", _PAN_RIGHT),
        Example("A mountain lake at dawn", _PAN_RIGHT),
        Example(""),
    ),
    check=check,
)
