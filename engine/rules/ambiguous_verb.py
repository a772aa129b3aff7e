"""ambiguous-verb: the words leave open which motion is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.prompt import chinese
from engine.prompt.fix import aside, insertion
from engine.prompt.lexicon import Verb, english
from engine.records import Action, Edit, Fix, Hint, Scene, Severity, Span
from engine.rules.base import Example, Rule

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
_WORD = re.compile(r"[\w-]+")


def _sentence(text: str, at: int) -> str:
    start = max((m.end() for m in _BREAK.finditer(text, max(0, at - 600), at)), default=0)
    end = _BREAK.search(text, at)
    return text[max(start, at - 600) : end.start() if end else at + 600]


def _is_open(action: Action, verb: Verb, text: str) -> bool:
    """Whether an activity of several readings is left unsettled."""
    if not verb.readings or action.heading_span:
        return False
    if not action.verb.isascii():
        sentence = _sentence(text, action.span.start)
        return not any(word in sentence for word in verb.settled_by)
    return verb.settled_by.isdisjoint(_WORD.findall(_sentence(text, action.span.start).lower()))


def _fixes(action: Action, verb: Verb, text: str, unsettled: bool) -> tuple[Fix, ...]:
    if not action.verb.isascii():
        return _chinese_fixes(action, verb, unsettled)
    end = (action.phrase_span or action.span).end
    if unsettled:
        return tuple(Fix(f"Say “{r}”", (aside(text, end, r),)) for r in verb.readings)
    return tuple(Fix(f"Add “{c}”", (insertion(end, c),)) for c in verb.choices)


def _chinese_fixes(action: Action, verb: Verb, unsettled: bool) -> tuple[Fix, ...]:
    """In Chinese the direction stands before the verb, and what the activity is behind it."""
    start, end = action.span
    if unsettled:
        return tuple(Fix(f"“{r}”", (Edit(Span(end, end), f"，{r}，"),)) for r in verb.readings)
    return tuple(Fix(f"“{c}”", (Edit(Span(start, start), c),)) for c in verb.choices)


def check(scene: Scene) -> Iterator[Hint]:
    """One hint for each action whose motion the words leave open."""
    known, text = english(), scene.reading.text
    for action in scene.reading.actions:
        verb = known.verbs.get(action.verb) or chinese.verb(action.verb)
        if verb is None or action.camera or action.ambient:
            continue
        unsettled = _is_open(action, verb, text)
        if not unsettled and (action.direction != "missing" or action.target == "stated"):
            continue
        shown = text[action.span.start : action.span.end]
        open_question = "can be many things" if unsettled else "has no direction or target"
        yield Hint(
            "ambiguous-verb",
            Severity.WARNING,
            action.span,
            f"“{shown}” {open_question}",
            _fixes(action, verb, text, unsettled),
            detail="The model will choose one reading, and may change its mind during the clip.",
        )


AMBIGUOUS_VERB = Rule(
    id="ambiguous-verb",
    severity=Severity.WARNING,
    title="Ambiguous verb",
    doc=DOC,
    bad=(
        Example("A man is running."),
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
        Example("A man jumping vertically straight up"),
        Example("He performs a single forward step"),
        Example("A player reaches for the shuttlecock, reaching it with the racquet."),
        Example("A woman plays the guitar"),
        Example("The camera pans left"),
        Example("A cat with a wagging tail sits on the running shoes"),
        Example(""),
    ),
    check=check,
)
