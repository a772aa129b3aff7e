"""physics-filler: words that ask for correctness instead of describing motion."""

from __future__ import annotations

from collections.abc import Iterator

from engine.prompt.filler import filler_spans
from engine.prompt.fix import apply, removal
from engine.prompt.reading import READ_LIMIT
from engine.records import Edit, Fix, Hint, Scene, Severity, Span
from engine.rules.base import Example, Rule

DOC = """\
## What it does
Finds phrases that ask for correct physics or anatomy (`realistic physics`, `correct anatomy`) and
empty words of quality (`8k, masterpiece, best quality`).

## Why is this bad?
They add no mechanics. They make the prompt longer, and a long prompt takes the model's attention
from the verb.

## Example
`A man picks up a cup, realistic physics, correct anatomy, 8k`

## Use instead
`A man picks up a cup with his right hand`
"""


_MOST = 30
"""Phrases that are taken out at once."""


def check(scene: Scene) -> Iterator[Hint]:
    """One hint, with its deletion, for each phrase."""
    text = scene.reading.text
    spans = filler_spans(text[:READ_LIMIT])
    rest = _all_gone(text, len(spans))
    for span in spans:
        phrase = text[span.start : span.end]
        yield Hint(
            "physics-filler",
            Severity.INFORMATION,
            span,
            f"“{phrase}” steers nothing",
            (Fix(f"Remove “{phrase}”", (removal(text, span),), preferred=True), *rest),
            detail="Such words nudge the style at best and take attention from the verb.",
        )


def _all_gone(text: str, count: int) -> tuple[Fix, ...]:
    """All such words of a prompt in one step."""
    shorter = without_filler(text)
    if count < 2 or not shorter:
        return ()
    return (Fix(f"Remove all {count} of them", (rewritten(text, shorter),)),)


def without_filler(text: str) -> str:
    """The text with its phrases of filler taken out one after another."""
    for _ in range(_MOST):
        spans = filler_spans(text[:READ_LIMIT])
        if not spans:
            break
        text = apply(text, Fix("", (removal(text, spans[0]),)))
    return text.rstrip()


def rewritten(text: str, shorter: str) -> Edit:
    """The one edit between two texts: what they begin and end with alike stays."""
    most = min(len(text), len(shorter))
    start = next((k for k in range(most) if text[k] != shorter[k]), most)
    end = next((k for k in range(most - start) if text[-1 - k] != shorter[-1 - k]), most - start)
    return Edit(Span(start, len(text) - end), shorter[start : len(shorter) - end])


PHYSICS_FILLER = Rule(
    id="physics-filler",
    severity=Severity.INFORMATION,
    title="Physics filler",
    doc=DOC,
    bad=(
        Example("A man picks up a cup, realistic physics, correct anatomy"),
        Example("Masterpiece, 8k, a dog jumps over a fence"),
        Example("Water pours into a glass with accurate fluid dynamics and best quality"),
        Example("A dog runs to the left in 8K"),
        Example("男孩挥手，正确的人体结构，杰作"),
    ),
    good=(
        Example("An anatomy student studies a skeleton"),
        Example("A painter finishes his masterpiece on an easel"),
        Example("An award-winning chef flips a pancake in a realistic style"),
        Example(""),
    ),
    check=check,
)
