"""poor-record: this model has failed at this verb before."""

from __future__ import annotations

from collections.abc import Iterator

from engine.prompt.lexicon import Kind, Lexicon, english
from engine.records import Action, Edit, Fix, Hint, Scene, Severity, Span, Verdict
from engine.rules.base import Example, Rule

DOC = """\
## What it does
Looks every verb up in the verb book of the chosen model and warns where the verdict is `avoid`.

## Why is this bad?
What failed in most of your own takes will most likely fail again, and each try costs minutes.

## Example
`Water pours into the glass` where `pour` held in 1 of 8 takes on this model

## Use instead
A word with a better record (the hint offers those that work well), another model, or a cut around
the motion: a shot before it and a shot after it.
"""
KINDS: tuple[Kind, ...] = ("base", "s", "ing", "past", "part")


def _kind(known: Lexicon, lemma: str, shown: str) -> Kind | None:
    """How the verb is inflected where it stands; None where it is no plain form of it."""
    low = " ".join(shown.lower().split())
    return next((kind for kind in KINDS if known.inflect(lemma, kind) == low), None)


def _fixes(scene: Scene, action: Action) -> tuple[Fix, ...]:
    known = english()
    verb, span = known.verbs.get(action.verb), action.span
    shown = scene.reading.text[span.start : span.end]
    kind = _kind(known, action.verb, shown)
    if verb is None or kind is None:
        return ()
    fixes: list[Fix] = []
    for other in verb.like:
        verdict = scene.book.get(other)
        if verdict and verdict.word == "works well":
            word = known.inflect(other, kind)
            put = word.capitalize() if shown[:1].isupper() else word
            record = f"{verdict.held} of {verdict.takes} takes held"
            fixes.append(Fix(f"Write “{put}” ({record})", (Edit(Span(*span), put),)))
    return tuple(fixes)


def check(scene: Scene) -> Iterator[Hint]:
    """One hint for each action whose verb has the verdict 'avoid' on the shot's model."""
    if not scene.book:
        return
    for action in scene.reading.actions:
        verdict = scene.book.get(action.verb)
        if verdict is None or verdict.word != "avoid":
            continue
        fault = f" Usual fault: {verdict.usual_fault}." if verdict.usual_fault else ""
        yield Hint(
            "poor-record",
            Severity.WARNING,
            action.span,
            f"“{action.verb}” held in {verdict.held} of {verdict.takes} takes on {verdict.model}",
            _fixes(scene, action),
            cause=verdict.usual_fault,
            detail=f"Your verb book says to avoid it on this model.{fault}",
        )


_BOOK = {
    "pour": Verdict(
        "pour", "wan", "avoid", held=1, takes=8, low=0.02, high=0.4, usual_fault="gravity"
    ),
    "drip": Verdict("drip", "wan", "works well", held=7, takes=8, low=0.6, high=0.98),
}

POOR_RECORD = Rule(
    id="poor-record",
    severity=Severity.WARNING,
    title="Poor record",
    doc=DOC,
    bad=(
        Example("Water pours into the glass", book=_BOOK),
        Example("A kettle pouring tea into a cup", book=_BOOK),
    ),
    good=(
        Example("Water drips into the glass", book=_BOOK),
        Example("Water pours into the glass"),
        Example("", book=_BOOK),
    ),
    check=check,
)
