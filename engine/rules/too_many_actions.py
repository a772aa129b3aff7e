"""too-many-actions: more steps one after another than a few seconds can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.prompt.models import family_for
from engine.prompt.split import shots
from engine.records import Action, Fix, Hint, Reading, Scene, Settings, Severity
from engine.rules.base import Example, Rule, events, is_chinese, known_verb

LIMIT = 3
"""Steps from which a clip of a few seconds drops or blends some."""
MOVEMENT_SECONDS = 3.0
"""A clip at least this long holds one continuous movement of three phases."""
DOC = """\
## What it does
Counts the actions that follow one another. What happens at the same time (`while`, `as`, `walking
and talking`) counts once; camera moves and the background do not count. One movement of one body in
three phases (`walks forward, sits, looks up`) is no violation: nothing is touched, and nowhere else
is gone to.

## Why is this bad?
With three or more steps in a clip of a few seconds the model skips one, or melts two together.

## Example
`A man walks to a chair, sits down, opens a book, starts reading`

## Use instead
One action per shot, cut together: `A man walks to a chair` / `A man sits down` / `A man opens a
book`
"""
_ORDERED = re.compile(
    r"\b(?:then|first|next|afterwards?|before|after|finally|last(?:ly)?|later|followed)\b|[.!?;]\s+\S",
    re.IGNORECASE,
)


def is_too_many(scene: Scene) -> bool:
    """Whether the steps are more than one short clip holds."""
    reading = scene.reading
    return reading.steps >= LIMIT and not _is_one_movement(reading, scene.settings)


def _is_one_movement(reading: Reading, settings: Settings) -> bool:
    """Three phases of one body, told in one breath, that leave everything else alone."""
    happening = events(reading)
    if reading.steps > LIMIT or settings.frames < MOVEMENT_SECONDS * settings.fps:
        return False
    told = reading.text[happening[0].span.start : happening[-1].span.end]
    same = len({action.subject_span for action in happening}) == 1
    return same and not _ORDERED.search(told) and all(map(_is_of_the_body, happening))


def _is_of_the_body(action: Action) -> bool:
    verb = known_verb(action)
    if verb is None or is_chinese(action) or action.target == "stated":
        return False
    return verb.motion in ("travel", "body", "turn") and "momentum" not in action.physics


def split_fix(pieces: tuple[str, ...]) -> Fix:
    """One shot a step, each starting where the one before it ends."""
    return Fix(f"Split into {len(pieces)} shots", shots=pieces, follows=True)


def _detail(reading: Reading, settings: Settings) -> str:
    happening = events(reading)
    most = max(sum(a.step == b.step for b in happening) for a in happening)
    told = "Models skip or blend steps. One action per shot, cut together, keeps every one."
    if most < LIMIT:
        return told
    family = family_for(settings)
    brush = family is not None and family.brush != "words"
    way = "paint each of them" if brush else "without a brush, ask for fewer"
    return f"{told} {most} of them happen at the same time: {way}."


def check(scene: Scene) -> Iterator[Hint]:
    """One hint, at the first action of the step that is too many."""
    reading, settings = scene.reading, scene.settings
    if not is_too_many(scene):
        return
    late = next(a for a in events(reading) if a.step >= LIMIT)
    pieces = shots(reading)
    seconds = f" of {settings.seconds:.0f} seconds" if settings.fps > 0 else ""
    yield Hint(
        "too-many-actions",
        Severity.WARNING,
        late.span,
        f"{reading.steps} actions one after another in one shot{seconds}",
        (split_fix(pieces),) if len(pieces) > 1 else (),
        detail=_detail(reading, settings),
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
        Example("A man walks, then turns around, then jumps"),
        Example(
            "A girl runs to the left, hops, turns around", settings=Settings(frames=25, fps=12.0)
        ),
    ),
    good=(
        Example("A man walks to a chair and sits down"),
        Example("A man walks forward, sits down, looks up"),
        Example("A girl runs to the left, hops, turns around"),
        Example("A woman sings while she walks to the right, smiling and waving"),
        Example("Leaves sway in the wind, birds fly past and a girl jumps over a puddle"),
        Example(""),
    ),
    check=check,
)
