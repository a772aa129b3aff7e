"""missing-speed: nothing says how fast it happens."""

from __future__ import annotations

from collections.abc import Iterator

from engine.prompt.manner import speeds, spoken
from engine.records import Fix, Hint, Scene, Severity
from engine.rules.base import Example, Rule, events, is_chinese, known_verb

DOC = """\
## What it does
Looks whether anything that happens has a speed or manner: an adverb (`slowly`), a phrase (`at full
speed`), or a verb that carries one (`sprint`, `creep`). One hint a prompt, in the strict profile.

## Why is this bad?
The model falls back on an average pace, and often on slow motion.

## Example
`A man walks to the door`

## Use instead
`A man walks to the door at a steady pace`
"""


def check(scene: Scene) -> Iterator[Hint]:
    """One hint, at the first thing that happens, where no speed is told at all."""
    text, happening = scene.reading.text, events(scene.reading)
    if not happening or any(action.speed != "none" for action in happening):
        return
    first = happening[0]
    verb = known_verb(first)
    words = speeds(verb.motion, is_chinese(first)) if verb else ()
    yield Hint(
        "missing-speed",
        Severity.HINT,
        first.span,
        f"How fast is “{text[first.span.start : first.span.end]}”?",
        tuple(Fix(f"Add “{word}”", (spoken(first, word),)) for word in words),
        detail="Without a word about speed the model takes an average, often slow motion.",
    )


MISSING_SPEED = Rule(
    id="missing-speed",
    severity=Severity.HINT,
    title="Missing speed",
    doc=DOC,
    bad=(
        Example("A man walks to the door"),
        Example("A girl throws a ball to the left, smiling"),
        Example("A woman opens a book on a table"),
    ),
    good=(
        Example("A man walks to the door slowly"),
        Example("A cheetah sprints across the savanna"),
        Example("At full speed, a car drives to the left at full speed"),
        Example("A mountain lake at dawn"),
        Example("The camera pans left"),
        Example(""),
    ),
    check=check,
)
