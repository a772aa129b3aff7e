"""too-many-actions: more steps one after another than a few seconds can hold."""

from __future__ import annotations

from collections.abc import Iterator

from engine.prompt.split import shots
from engine.records import Fix, Hint, Scene, Severity
from engine.rules.base import Example, Rule

LIMIT = 3
"""Steps from which a clip of a few seconds drops or blends some."""
DOC = """\
## What it does
Counts the actions that follow one another. What happens at the same time (`while`, `as`, `walking
and talking`) counts once; camera moves and the background do not count.

## Why is this bad?
With three or more steps in a clip of a few seconds the model skips one, or melts two together.

## Example
`A man walks to a chair, sits down, opens a book, starts reading`

## Use instead
One action per shot, cut together: `A man walks to a chair` / `A man sits down` / `A man opens a
book`
"""


def check(scene: Scene) -> Iterator[Hint]:
    """One hint, at the first action of the step that is too many."""
    reading = scene.reading
    if reading.steps < LIMIT:
        return
    late = next(a for a in reading.actions if a.step == LIMIT and not a.camera and not a.ambient)
    pieces = shots(reading)
    fixes = (Fix(f"Split into {len(pieces)} shots", shots=pieces),) if len(pieces) > 1 else ()
    yield Hint(
        "too-many-actions",
        Severity.WARNING,
        late.span,
        f"{reading.steps} actions one after another in one shot",
        fixes,
        detail="Models skip or blend steps. One action per shot, cut together, keeps every one.",
    )


TOO_MANY_ACTIONS = Rule(
    id="too-many-actions",
    severity=Severity.WARNING,
    title="Too many actions",
    doc=DOC,
    bad=(
        Example("a man walks to a chair, sits down, opens a book, starts reading"),
        Example("A woman picks up a cup, then drinks from it, and then puts it down."),
        Example("A dog runs to the door. Then it barks. Finally it lies down on the mat."),
    ),
    good=(
        Example("A man walks to a chair and sits down"),
        Example("A woman sings while she walks to the right, smiling and waving"),
        Example("Leaves sway in the wind, birds fly past and a girl jumps over a puddle"),
        Example(""),
    ),
    check=check,
)
