"""missing-end-state: nothing says how it all ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.prompt.template import end_edits, poses_of
from engine.records import Fix, Hint, Scene, Severity
from engine.rules.base import Example, Rule, events
from engine.rules.missing_start_pose import template_fixes

DOC = """\
## What it does
Looks for a result or a final pose (`until the cup is full`, `landing on both feet`, `sits down on
the chair`). One hint a prompt, in the strict profile.

## Why is this bad?
The model does not know where to arrive: it stops midway, or starts the motion again.

## Example
`A man jumps over a fence`

## Use instead
`A man jumps over a fence, landing on both feet`
"""


_ENDS = re.compile(
    r"\b(?:ends?|ending)\s+(?:up\s+)?(?:\w+ing|in|on|at|with)\b|\bcom(?:es?|ing)\s+to\s+(?:a\s+stop|rest)\b",
    re.IGNORECASE,
)


def check(scene: Scene) -> Iterator[Hint]:
    """One hint, at the first thing that happens; its fixes speak of the last."""
    reading, happening = scene.reading, events(scene.reading)
    if not happening or reading.end_state is not None or _ENDS.search(reading.text):
        return
    first, last = happening[0], happening[-1]
    single = (
        Fix(f"End “{state}”", end_edits(reading.text, last, state))
        for state in poses_of(reading, last).ends
    )
    both = () if scene.start_image else template_fixes(reading, first, last)
    yield Hint(
        "missing-end-state",
        Severity.HINT,
        first.span,
        "How does it end?",
        (*single, *both),
        detail="Say where the motion arrives: a pose, a place, or a result.",
    )


MISSING_END_STATE = Rule(
    id="missing-end-state",
    severity=Severity.HINT,
    title="Missing end state",
    doc=DOC,
    bad=(
        Example("A man jumps over a fence"),
        Example("A woman picks up the red cup and smiles."),
        Example("A ball rolls to the left", start_image=True),
        Example("A girl opens the door, soft light"),
        Example("男子跳跃，阳光明媚。"),
    ),
    good=(
        Example("A man jumps over a fence, landing on both feet"),
        Example("A man walks along the street, then he stops and ends looking up"),
        Example("Water pours into a glass until it is full"),
        Example("A mountain lake at dawn"),
        Example("The camera pans left"),
        Example(""),
    ),
    check=check,
)
