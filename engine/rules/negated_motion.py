"""negated-motion: a motion is named only to say that it does not happen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.prompt.fix import removal
from engine.prompt.lexicon import Kind, english
from engine.records import Action, Edit, Fix, Hint, Scene, Severity, Span
from engine.rules.base import Example, Rule, is_chinese

DOC = """\
## What it does
Finds motions that are said not to happen (`does not move`, `without falling`). What should not be
in the picture (`no text`) is another matter and is left alone.

## Why is this bad?
Video models render what is named. 'Not' is a small word beside a strong verb, and the verb wins.

## Example
`The cat does not move` `She walks the beam without falling`

## Use instead
Say what is seen instead: `The cat stays still` `She walks the beam, keeping her balance`
"""
_DENIED = re.compile(
    r"(?:\b(?:is|are|was|were|does|do|did|has|have|had|will|can|could|would|should|must|may)\s+"
    r"(?:not|never)|\b(?:is|are|was|were|does|do|did|has|have|had|wo|could|would|should|ca)n['’]t"
    r"|\bcannot|\bnever|\bnot)\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"[\s,]*\b(?:without|instead of)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_STILL = frozenset({"move", "stir", "budge", "go", "react", "shift", "travel", "shake", "sway"})
_STEADY = frozenset(
    {"fall", "fall over", "fall down", "slip", "stumble", "wobble", "trip", "tip over"}
)
_SILENT = frozenset({"speak", "talk", "sing", "shout", "bark", "scream", "yell"})
_PLACED = frozenset({"walk", "run", "jump", "leave", "step", "turn", "fly", "leap", "dance"})
_WHOLE = frozenset({"break", "crack", "shatter", "tear", "burst", "melt", "bend", "collapse"})
_CHINESE_DENIED = re.compile(r"(?:不会|不再|没有|并未|未|不|没|别)(?:在|有)?$")
_CHINESE_STILL = frozenset(
    {"动", "移动", "走", "走动", "走路", "行走", "跑", "奔跑", "跑步", "晃动"}
)


def _instead(lemma: str) -> tuple[str, str] | None:
    """The verb and the rest of what is seen instead: ('stay', 'still')."""
    for verbs, words in (
        (_STILL, ("stay", "still")),
        (_STEADY, ("stay", "steady")),
        (_SILENT, ("stay", "silent")),
        (_PLACED, ("stay", "in place")),
        (_WHOLE, ("stay", "whole")),
    ):
        if lemma in verbs:
            return words
    return {"stop": ("keep", "going"), "blink": ("keep", "both eyes open")}.get(lemma)


def _kind(denial: str) -> Kind:
    """How the verb that takes the place of a denial is inflected."""
    words = denial.casefold().split()
    if words[0] in ("is", "does", "has", "was", "isn't", "doesn't", "hasn't", "never"):
        return "s"
    return "ing" if words[0] == "not" else "base"


def _fixes(text: str, action: Action) -> tuple[Fix, ...]:
    start, end = action.span
    before = text[max(0, start - 40) : start]
    if is_chinese(action):
        return _chinese_fixes(text, action, before)
    without = _WITHOUT.search(before)
    whole = max(end, action.clause_span.end if action.clause_span else end)
    if without:
        phrase = text.index(without.group().strip(" ,\t\n"), start - len(without.group()))
        edit = removal(text, Span(phrase, whole))
        shown = " ".join(text[phrase:whole].split())
        return (Fix(f"Remove “{shown}”", (edit,)),) if text[:phrase].strip() else ()
    denied, instead = _DENIED.search(before), _instead(action.verb)
    if denied is None or instead is None:
        return ()
    words = f"{english().inflect(instead[0], _kind(denied.group()))} {instead[1]}"
    return (Fix(f"Write “{words}”", (Edit(Span(start - len(denied.group()), end), words),)),)


def _chinese_fixes(text: str, action: Action, before: str) -> tuple[Fix, ...]:
    denied = _CHINESE_DENIED.search(before)
    if denied is None or action.verb not in _CHINESE_STILL:
        return ()
    span = Span(action.span.start - len(denied.group()), action.span.end)
    return (Fix("“保持静止”", (Edit(span, "保持静止"),)),)


def check(scene: Scene) -> Iterator[Hint]:
    """One hint at each motion that is named and denied."""
    text = scene.reading.text
    for action in scene.reading.actions:
        if not action.negated:
            continue
        shown = text[action.span.start : action.span.end]
        yield Hint(
            "negated-motion",
            Severity.INFORMATION,
            action.span,
            f"“{shown}” is named, so it may well be shown",
            _fixes(text, action),
            detail="Models render what is named and overlook the 'not'. Say what is seen instead.",
        )


NEGATED_MOTION = Rule(
    id="negated-motion",
    severity=Severity.INFORMATION,
    title="Negated motion",
    doc=DOC,
    bad=(
        Example("The cat does not move."),
        Example("A gymnast walks along the beam without falling"),
        Example("Two guards are not walking, soft light"),
        Example("A vase tips to the left but doesn't break"),
        Example("A dog never barks"),
    ),
    good=(
        Example("The cat stays still."),
        Example("A street at night, no text, no people"),
        Example("A dog runs to the left in a scene without color"),
        Example("A mountain lake at dawn"),
        Example(""),
    ),
    check=check,
)
