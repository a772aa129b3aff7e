"""diluted-verb: what happens is a few words within a long description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from engine.records import Action, Edit, Fix, Hint, Scene, Severity, Span
from engine.rules.base import Example, Rule, events

DOC = """\
## What it does
Counts the words that say how things look and compares them with the actions: more than 60 for each
action is much; 100 where the action opens the prompt.

## Why is this bad?
Every word competes for the model's attention. The picture comes out as described, and nothing in it
moves.

## Example
Two sentences about the valley, the light and the lens, and in between: `a rider crosses it`

## Use instead
The action first, and one sentence for how it looks.
"""
WORDS_PER_ACTION = 60
WORDS_WHERE_FIRST = 100
"""A verb within the opening words is not overlooked so easily."""
OPENING = 12
_WORD = re.compile(r"[\u4e00-\u9fff]{2}|[^\W\u4e00-\u9fff]+(?:['’-]\w+)*")
_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？]*[\s]*")


class _Sentence(NamedTuple):
    span: Span
    words: int
    busy: bool


def _words(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))


def _sentences(text: str, actions: tuple[Action, ...]) -> list[_Sentence]:
    found: list[_Sentence] = []
    for match in _SENTENCE.finditer(text):
        span = Span(*match.span())
        busy = any(span.start <= a.span.start < span.end for a in actions)
        found.append(_Sentence(span, _words(match.group()), busy))
    return found


def _description(text: str, actions: tuple[Action, ...]) -> int:
    """Words that are part of no action's clause."""
    taken = 0
    done = 0
    for action in actions:
        span = action.clause_span or action.phrase_span or action.span
        start = max(span.start, done)
        if start < span.end:
            taken += _words(text[start : span.end])
            done = span.end
    return _words(text) - taken


def _limit(text: str, first: Action) -> int:
    opens = _words(text[: first.span.start]) <= OPENING
    return WORDS_WHERE_FIRST if opens else WORDS_PER_ACTION


def _moved(text: str, sentences: list[_Sentence]) -> Fix | None:
    """The first sentence in which something happens, put in front of all others."""
    busy = next(s for s in sentences if s.busy)
    if busy is sentences[0] or not busy.words:
        return None
    told = text[busy.span.start : busy.span.end].strip()
    closed = told if told[-1:] in ".!?。！？" else f"{told}."
    gap = "" if closed[-1] in "。！？" else " "
    front = Edit(Span(sentences[0].span.start, sentences[0].span.start), closed + gap)
    return Fix("Put the action first", (front, Edit(busy.span, "")))


def _shortened(text: str, sentences: list[_Sentence], most: int) -> Fix | None:
    """Sentences without action taken away from the end, until what is left is short enough."""
    edits: list[Edit] = []
    left = sum(s.words for s in sentences)
    busy = sum(s.words for s in sentences if s.busy)
    for sentence in reversed(sentences):
        if left - busy <= most // 2:
            break
        if not sentence.busy:
            edits.append(Edit(sentence.span, ""))
            left -= sentence.words
    return Fix("Shorten the description", tuple(reversed(edits))) if edits else None


def check(scene: Scene) -> Iterator[Hint]:
    """One hint, at the first thing that happens."""
    text, happening = scene.reading.text, events(scene.reading)
    if not happening:
        return
    first = happening[0]
    count, limit = _description(text, happening), _limit(text, first)
    if count <= limit * len(happening):
        return
    sentences = _sentences(text, happening)
    moved = _moved(text, sentences) if count <= WORDS_WHERE_FIRST * len(happening) else None
    fixes = (moved, _shortened(text, sentences, WORDS_PER_ACTION))
    shown = text[first.span.start : first.span.end]
    yield Hint(
        "diluted-verb",
        Severity.INFORMATION,
        first.span,
        f"“{shown}” stands in {count} words of description",
        tuple(f for f in fixes if f is not None),
        detail="Long descriptions take the model's attention from the verb. Short ones move.",
    )


_LOOK = (
    "A wide green valley lies under a pale morning sky with thin clouds above the far blue hills"
    " and a silver river between old stone walls. Soft golden light falls on wet grass, on yellow"
    " flowers, on the red roofs of a quiet village and on the dark pine woods behind it. "
)
_LENS = "Shot on a 35 mm lens with shallow depth of field, muted earthy colors and fine film grain."

DILUTED_VERB = Rule(
    id="diluted-verb",
    severity=Severity.INFORMATION,
    title="Diluted verb",
    doc=DOC,
    bad=(
        Example(f"{_LOOK}A rider crosses the meadow to the left. {_LENS}"),
        Example(f"A rider crosses the meadow to the left. {_LOOK}{_LENS} {_LOOK}"),
    ),
    good=(
        Example(f"A rider crosses the meadow to the left. {_LENS}"),
        Example(f"A rider crosses the meadow to the left. {_LOOK}"),
        Example(f"{_LOOK}{_LENS}"),
        Example(""),
    ),
    check=check,
)
