"""conflicting-motion: words about the same motion disagree in speed or force."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from engine.prompt.fix import removal
from engine.records import Axis, Cue, Edit, Fix, Hint, Scene, Severity, Span
from engine.rules.base import Example, Rule

APART: dict[Axis, float] = {"pace": 0.49, "force": 0.59}
"""How far apart two descriptors must be. 'jogging slowly' is fine, 'sprinting slowly' is not."""
NAMES: dict[Axis, str] = {"pace": "speed", "force": "intensity"}
DOC = """\
## What it does
Compares the words about speed and about force that speak of the same actor at the same time:
adverbs, phrases (`at high speed`), and verbs that carry a speed of their own (`sprint`,
`creep`, `slam`).

## Why is this bad?
The model averages the two, or switches between them: feet sprint under a body that drifts.

## Example
`jogging slowly while sprinting forward at high speed` `She sprints leisurely along the beach`
`A woman gently slams the door shut`

## Use instead
One speed: `sprinting forward at high speed`. Change over time is fine when it is told in order:
`She starts slowly, then speeds up to a sprint`.
"""


def disagree(a: Cue, b: Cue) -> bool:
    """Whether two cues of one group cannot both be meant."""
    return a.axis == b.axis and a.span != b.span and abs(a.value - b.value) >= APART[a.axis]


def _clash(cues: tuple[Cue, ...]) -> tuple[Cue, Cue] | None:
    """The pair that disagrees most; of two verbs at least one descriptor must be said."""
    pairs = [
        p for p in combinations(cues, 2) if disagree(*p) and (p[0].removable or p[1].removable)
    ]
    return max(pairs, key=lambda p: abs(p[0].value - p[1].value), default=None)


def _removals(text: str, spans: tuple[Span, ...]) -> tuple[Edit, ...]:
    """One removal for each span; where two would take the same comma, the first one does."""
    edits: list[Edit] = []
    for edit in sorted(removal(text, span) for span in spans):
        done = edits[-1].span.end if edits else 0
        edits.append(Edit(Span(max(edit.span.start, done), edit.span.end), edit.text))
    return tuple(edits)


def _fixes(text: str, cues: tuple[Cue, ...], pair: tuple[Cue, Cue]) -> tuple[Fix, ...]:
    middle = (pair[0].value + pair[1].value) / 2
    fixes: list[Fix] = []
    for keep_high in (True, False):
        gone = [
            c
            for c in cues
            if c.axis == pair[0].axis and (c.value < middle) == keep_high and c.removable
        ]
        spans = tuple(dict.fromkeys(c.span for c in gone))
        rest = tuple(c for c in cues if c.span not in spans)
        if not spans or _clash(rest):
            continue
        shown = ", ".join(dict.fromkeys(f"“{text[s.start : s.end]}”" for s in spans))
        fixes.append(Fix(f"Remove {shown}", _removals(text, spans)))
    return tuple(fixes)


def check(scene: Scene) -> Iterator[Hint]:
    """One hint for each actor and moment whose descriptors disagree."""
    text = scene.reading.text
    for cues in scene.reading.cues:
        pair = _clash(cues)
        if pair is None:
            continue
        first, second = sorted(pair)
        words = [text[c.span.start : c.span.end] for c in (first, second)]
        axis = NAMES[first.axis]
        yield Hint(
            "conflicting-motion",
            Severity.ERROR,
            second.span,
            f"“{words[0]}” and “{words[1]}” disagree in {axis}",
            _fixes(text, cues, pair),
            cause=axis,
            detail="The model mixes the two or switches between them. Keep the one you mean.",
        )


CONFLICTING_MOTION = Rule(
    id="conflicting-motion",
    severity=Severity.ERROR,
    title="Conflicting motion",
    doc=DOC,
    bad=(
        Example("A man jogging slowly while sprinting forward at high speed"),
        Example("A man sprints slowly to the left"),
        Example("The horse gallops at a very slow pace, in a relaxed amble, toward the barn"),
        Example("The butler gently slams the door"),
        Example("A motionless dog dashes across the road"),
        Example("A slow, frantic dash through the hall"),
        Example("a graceful run, a frantic dash"),
        Example("A rabbit hops in a sluggish, lightning-fast leap over the log"),
    ),
    good=(
        Example("A man jogs slowly to the left"),
        Example("A car is drifting quickly to the left"),
        Example("The camera pans slowly as a cheetah sprints across the savanna"),
        Example("A hare sprints past a tortoise that crawls along the path"),
        Example("She walks slowly to the car, then quickly drives away"),
        Example("The car slowly speeds up to the right"),
        Example("A car drives slowly to the left, quickly turning right"),
        Example("Slow motion of a horse galloping to the right"),
        Example("A river flows rapidly past a man slowly casting his line to the left"),
        Example(""),
    ),
    check=check,
)
