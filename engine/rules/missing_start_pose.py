"""missing-start-pose: nothing says how the subject is before it moves."""

from __future__ import annotations

from collections.abc import Iterator

from engine.prompt.template import end_edits, poses_of, start_edits
from engine.records import Action, Fix, Hint, Reading, Scene, Severity
from engine.rules.base import Example, Rule, events

DOC = """\
## What it does
Looks for a pose or position before the first thing that happens (`standing at the door`, `starts
with empty hands`). A start image shows it, so then nothing has to be said. One hint a prompt, in
the strict profile.

## Why is this bad?
The model guesses where the motion begins and interpolates wrongly.

## Example
`A man sits down on a chair`

## Use instead
`Starting from a standing pose, a man sits down on a chair, ending seated`
"""


def template_fixes(reading: Reading, first: Action, last: Action) -> tuple[Fix, ...]:
    """Start and end at once, where neither is told: 'starts ..., performs ..., ends ...'."""
    starts, ends = poses_of(reading, first).starts, poses_of(reading, last).ends
    if reading.start_pose or reading.end_state or not (starts and ends):
        return ()
    edits = (*start_edits(reading.text, first, starts[0]), *end_edits(reading.text, last, ends[0]))
    return (Fix(f"Say start and end: “{starts[0]}”, “{ends[0]}”", edits),)


def check(scene: Scene) -> Iterator[Hint]:
    """One hint, at the first thing that happens."""
    reading, happening = scene.reading, events(scene.reading)
    if not happening or reading.start_pose is not None or scene.start_image:
        return
    first = happening[0]
    single = (
        Fix(f"Start “{pose}”", start_edits(reading.text, first, pose))
        for pose in poses_of(reading, first).starts
    )
    yield Hint(
        "missing-start-pose",
        Severity.HINT,
        first.span,
        "How does it start?",
        (*single, *template_fixes(reading, first, happening[-1])),
        detail="Say the pose before the motion, or give a start image that shows it.",
    )


MISSING_START_POSE = Rule(
    id="missing-start-pose",
    severity=Severity.HINT,
    title="Missing start pose",
    doc=DOC,
    bad=(
        Example("A man sits down on a chair"),
        Example("A cat jumps onto the table."),
        Example("A woman picks up the red cup"),
        Example("In a park, a ball rolls to the left"),
        Example("男子坐下"),
    ),
    good=(
        Example("Standing at the door, a man sits down on a chair"),
        Example("A man starts with empty hands and picks up a cup"),
        Example("A cat jumps onto the table.", start_image=True),
        Example("A mountain lake at dawn"),
        Example("The camera pans left"),
        Example(""),
    ),
    check=check,
)
