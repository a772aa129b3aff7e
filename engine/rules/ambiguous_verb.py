"""ambiguous-verb: the words leave open which motion is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.prompt.fix import aside, insertion
from engine.prompt.lexicon import Sense, Verb, english, settling
from engine.prompt.manner import speeds
from engine.prompt.things import ThingKind, any_is
from engine.records import (
    Action,
    Edit,
    Fix,
    Hint,
    MotionPlan,
    PathPoint,
    Region,
    Scene,
    Severity,
    Span,
    Stroke,
)
from engine.rules.base import Example, Rule, is_chinese, known_verb
from engine.rules.dangling_path import goal_fixes

DOC = """\
## What it does
Looks for an action that can go several ways while the words name neither a direction nor a target
(`throws a ball`), and for activities with several readings (`dancing`, `doing exercises`).

## Why is this bad?
The model picks one interpretation, often mid-clip, and the limbs follow one while the body follows
another: legs run forward and the runner slides back.

## Example
`A man is running.` `She throws a ball.` `A woman is doing exercises.`

## Use instead
Say where it goes: `A man is running to the right.` `She throws a ball toward the camera.`
Say which one it is: `A woman is doing exercises, squatting down and standing up.`
"""
_BREAK = re.compile(r"[.!?。！？\n]")
_NOBODY = re.compile(r"(?:nothing|nobody|no\s?one|none|no)\b", re.IGNORECASE)
_TOOL = re.compile(r"\bwith (?:an?|one|both) ")
_INTO = tuple("进入到向往出过回")
_ONTO = re.compile(r"\s+(?:on|onto|over|across|into|out\s+of)\s+(?:an?|the|his|her|its)\b")
_WORD = re.compile(r"[\w-]+")
_CHINESE_STOPS = ("", "，", "。", "、", "；", "！", "？", ",", ".", "\n")
_SHORT = 3
_THINGS: tuple[ThingKind, ...] = ("machine", "plant", "surface", "not-held", "projectile")
_BODY = frozenset(
    {
        *("arm", "arms", "back", "body", "chest", "face", "feet", "finger", "fingers", "fist"),
        *("foot", "hand", "hands", "head", "knee", "knees", "leg", "legs", "mouth", "shoulder"),
        *("toes", "waist"),
    }
)
_MOST_NAMED = 3
_MOST_FIXES = 6


def _sentence(text: str, at: int) -> str:
    start = max((m.end() for m in _BREAK.finditer(text, max(0, at - 600), at)), default=0)
    end = _BREAK.search(text, at)
    return text[max(start, at - 600) : end.start() if end else at + 600]


def _is_unsettled(action: Action, verb: Verb, text: str) -> bool:
    """Whether an activity of several readings is left open by its sentence."""
    if not verb.vague or action.heading_span:
        return False
    sentence = _sentence(text, action.span.start)
    if is_chinese(action):
        return not any(word in sentence for word in verb.settled_by)
    said = _WORD.findall(sentence.lower())
    words = {word for reading in verb.readings for word in reading.words}
    return not _is_said(settling(frozenset(words) | verb.settled_by), said)


def _is_said(words: frozenset[str], said: list[str]) -> bool:
    if not words.isdisjoint(said):
        return True
    spoken = f" {' '.join(said)} "
    return any(f" {phrase} " in spoken for phrase in words if " " in phrase)


def _stays(reading: Sense) -> bool:
    """'doing jumping jacks': a reading that goes nowhere, so that no direction is missing."""
    known = english()
    ways = known.words["path_prepositions"] | known.words["ways"] | _PLAIN_WAYS
    return ways.isdisjoint(reading.phrase.split())


_PLAIN_WAYS = frozenset(
    ["left", "right", "forward", "backward", "straight", "clockwise", "counterclockwise"]
)


def _has_goal(action: Action, verb: Verb, text: str) -> bool:
    """'spills on the table', '飞进球门': where it ends up says the way."""
    if is_chinese(action):
        return verb.motion == "travel" and text[action.span.end : action.span.end + 1] in _INTO
    end = (action.clause_span or action.phrase_span or action.span).end
    return verb.motion == "flow" and _ONTO.match(text, action.span.end, end) is not None


def _lacks_direction(action: Action, verb: Verb, text: str) -> bool:
    if action.direction != "missing" or action.target == "stated" or _has_goal(action, verb, text):
        return False
    words = frozenset(word for r in verb.readings if _stays(r) for word in r.words)
    said = _WORD.findall(_sentence(text, action.span.start).lower())
    return is_chinese(action) or not words or not _is_said(settling(words), said)


def _fixes(action: Action, verb: Verb, text: str, unsettled: bool) -> tuple[Fix, ...]:
    if action.dangling_span and not unsettled:
        return goal_fixes(text, action)
    if is_chinese(action):
        return _chinese_fixes(action, verb, text, unsettled)
    end = (action.phrase_span or action.span).end
    phrases = [r.phrase for r in _readings(action, verb, text, unsettled)]
    if not unsettled:
        phrases += [c for c in verb.choices if not any(p.startswith(c) for p in phrases)]
    fixes = [_fix(text, end, phrase) for phrase in phrases[:_MOST_FIXES]]
    if not unsettled:
        fixes += _complete(action, verb, text, end, phrases)
    return tuple(fixes)


def _complete(action: Action, verb: Verb, text: str, end: int, phrases: list[str]) -> Iterator[Fix]:
    """Direction, target and speed at once: 'forward toward the camera at a steady pace'."""
    aimed = next((p for p in phrases if p.endswith("the camera") and " a " not in p), None)
    if aimed and action.speed == "none" and verb.motion in ("travel", "transfer"):
        yield _fix(text, end, f"{aimed} {speeds(verb.motion, False)[1]}")


def _readings(action: Action, verb: Verb, text: str, unsettled: bool) -> tuple[Sense, ...]:
    """The meanings that this actor, and what is acted on, leave open."""
    if unsettled or is_chinese(action):
        return verb.readings
    phrase = action.phrase_span or action.span
    acted_on = text[action.span.end : phrase.end].lower()
    possible = [r for r in verb.readings if _fits_actor(r.phrase, _actor(action, text))]
    if not acted_on.strip():
        return tuple(possible)
    settled = any(_is_named(r, acted_on) for r in verb.readings)
    return tuple(r for r in possible if not _names_object(r.phrase) and not settled)


def _is_named(reading: Sense, acted_on: str) -> bool:
    """'rides a wave' has said that no bus is meant; 'kicks a football' that it is the ball."""
    words = _WORD.findall(acted_on)
    return any(
        word in words or (len(word) > _SHORT and any(said.endswith(word) for said in words))
        for word in reading.words
    )


def _names_object(phrase: str) -> bool:
    """'the bat to the right', 'clay pots in a kiln': to be said only where no object is."""
    head, known = phrase.split(maxsplit=1)[0], english()
    way = head in known.words["path_prepositions"] | known.words["ways"] | _PLAIN_WAYS
    return not way and known.tags.get(head) not in ("prep", "adv", "adj", "sub", "conj", "to")


def _actor(action: Action, text: str) -> ThingKind | None:
    subject = action.subject_span
    words = _WORD.findall(text[subject.start : subject.end].lower()) if subject else []
    if not words or any_is(words, "animal"):
        return "animal" if words else None
    if any_is(words, "person") or any(english().tags.get(word) == "pron" for word in words[:1]):
        return None if words[-1] in ("it", "they") else "person"
    return "machine" if any_is(words[-1:], *_THINGS) else None


def _fits_actor(phrase: str, actor: ThingKind | None) -> bool:
    """A ball has no hands and holds no tool; 'over onto its back' is said of nobody."""
    words = phrase.split()
    if actor == "person":
        return "its" not in words
    if actor == "animal":
        return not (_TOOL.search(phrase) or "hand" in words or "hands" in words)
    if actor is None:
        return True
    return not _names_object(phrase) and "with" not in words and _BODY.isdisjoint(words)


def _fix(text: str, at: int, phrase: str) -> Fix:
    if phrase.split(maxsplit=1)[0].endswith("ing"):
        return Fix(f"Say “{phrase}”", (aside(text, at, phrase),))
    return Fix(f"Add “{phrase}”", (insertion(at, phrase),))


def _chinese_fixes(action: Action, verb: Verb, text: str, unsettled: bool) -> tuple[Fix, ...]:
    """In Chinese the direction stands before the verb, and what the activity is behind it."""
    start, end = action.span
    if unsettled:
        end = max(end, action.phrase_span.end if action.phrase_span else end)
        stop = "" if text[end : end + 1] in _CHINESE_STOPS else "，"
        phrases = [r.phrase for r in verb.readings]
        return tuple(Fix(f"Say “{p}”", (Edit(Span(end, end), f"，{p}{stop}"),)) for p in phrases)
    said = list(verb.choices)
    if action.speed == "none":
        said += [f"{speeds(verb.motion, True)[1]}{c}" for c in verb.choices if "镜头" in c][:1]
    return tuple(Fix(f"Add “{c}”", (Edit(Span(start, start), c),)) for c in said)


def _is_nobody(action: Action, text: str) -> bool:
    """'Nothing else moves.'"""
    subject = action.subject_span
    return bool(subject and _NOBODY.match(text, subject.start, subject.end))


def _painted(scene: Scene, action: Action) -> tuple[Fix, ...]:
    """What the brush says already, in words: 'to the right, speeding up'."""
    if not scene.plan.strokes:
        return ()
    # trajectories need numpy, which a prompt without a plan should not wait for
    from engine.motion.telling import actions_about, tell

    settings = scene.settings
    told = (
        tell(scene.reading, stroke, settings.aspect, settings.seconds)
        for stroke in scene.plan.strokes
        if stroke.kind == "move" and action in actions_about(scene.reading, stroke)[:1]
    )
    return tuple(fix for fix in told if fix.edits)


def _message(shown: str, readings: tuple[Sense, ...]) -> str:
    """'“jumps” can mean straight up, forward in a long jump or doing jumping jacks'."""
    named = [p if p.isascii() else f"“{p}”" for p in (r.phrase for r in readings[:_MOST_NAMED])]
    if len(named) < 2:
        return f"“{shown}” has no direction or target"
    return f"“{shown}” can mean {' or '.join(filter(None, (', '.join(named[:-1]), named[-1])))}"


def check(scene: Scene) -> Iterator[Hint]:
    """One hint for each action whose motion the words leave open."""
    text = scene.reading.text
    for action in scene.reading.actions:
        verb = known_verb(action)
        if verb is None or action.camera or action.ambient or action.negated:
            continue
        if _is_nobody(action, text):
            continue
        unsettled = _is_unsettled(action, verb, text)
        if not unsettled and not _lacks_direction(action, verb, text):
            continue
        shown = text[action.span.start : action.span.end]
        yield Hint(
            "ambiguous-verb",
            Severity.WARNING,
            action.span,
            _message(shown, _readings(action, verb, text, unsettled)),
            (*_painted(scene, action), *_fixes(action, verb, text, unsettled)),
            detail="The model will choose one reading, and may change its mind during the clip.",
        )


_PATH = (PathPoint(0.0, 0.3, 0.5), PathPoint(1.0, 0.8, 0.5))
_PAINTED = MotionPlan((Stroke("man", "move", Region(((0.2, 0.4), (0.4, 0.4), (0.3, 0.6))), _PATH),))

AMBIGUOUS_VERB = Rule(
    id="ambiguous-verb",
    severity=Severity.WARNING,
    title="Ambiguous verb",
    doc=DOC,
    bad=(
        Example("A man is running."),
        Example("A man is running.", _PAINTED),
        Example("She throws a ball"),
        Example("A dog jumps and barks"),
        Example("Static camera, the clouds are slowly drifting."),
        Example("A woman is doing exercises in a gym."),
        Example("A person is taking a peaceful walk"),
        Example("A knight reaches."),
        Example("A boy rides his bike in the garden"),
    ),
    good=(
        Example("A man is running to the right."),
        Example("She throws a ball toward the camera"),
        Example("A dog jumps over a fence"),
        Example("A person is flying a kite"),
        Example("Two people shake hands."),
        Example("The rock falls."),
        Example("Milk overflows and spills on the table"),
        Example("球飞进球门"),
        Example("A man jumping vertically straight up"),
        Example("He performs a single forward step"),
        Example("A player reaches for the shuttlecock, reaching it with the racquet."),
        Example("A woman plays the guitar"),
        Example("The camera pans left"),
        Example("A man does not run"),
        Example("The woman waves to the camera. Nothing else moves."),
        Example("A cat with a wagging tail sits on the running shoes"),
        Example(""),
    ),
    check=check,
)
