"""ignored-negative: a negative prompt that the chosen model does not use."""

from __future__ import annotations

from collections.abc import Iterator

from engine.prompt.models import family_for
from engine.records import Fix, Hint, Scene, Settings, Severity, Span
from engine.rules.base import Example, Rule

DOC = """\
## What it does
Tells when the negative prompt has no effect: on models whose guidance is distilled (HunyuanVideo,
FramePack) or that read no text, and on all others with guidance 1, as fast and distilled variants
are run.

## Why is this bad?
What you ruled out is not ruled out. Words that only stand in the negative prompt are lost.

## Example
HunyuanVideo, negative prompt `camera shake`

## Use instead
Say in the prompt what should happen: `static camera on a tripod`
"""


def check(scene: Scene) -> Iterator[Hint]:
    """One hint about the prompt as a whole: the negative prompt is no part of its text."""
    family, guidance = family_for(scene.settings), scene.settings.guidance
    if family is None or family.encoders is None or not scene.negative.strip():
        return
    if family.heeds_negative(guidance):
        return
    guided = family.negative == "guided"
    when = f"at guidance {guidance:g}; it does above 1" if guided else "at all"
    yield Hint(
        "ignored-negative",
        Severity.INFORMATION,
        Span(0, 0),
        f"{family.title} does not use the negative prompt {when}",
        (Fix("Clear the negative prompt", negative=""),),
        cause="guidance" if guided else "model",
        detail="Say in the prompt what should happen instead.",
    )


IGNORED_NEGATIVE = Rule(
    id="ignored-negative",
    severity=Severity.INFORMATION,
    title="Negative prompt without effect",
    doc=DOC,
    bad=(
        Example(
            "A dog runs to the left",
            settings=Settings(model="HunyuanVideo"),
            negative="camera shake",
        ),
        Example(
            "A dog runs to the left",
            settings=Settings(model="Wan2.2-I2V-A14B", guidance=1.0),
            negative="blurry",
        ),
    ),
    good=(
        Example(
            "A dog runs to the left",
            settings=Settings(model="Wan2.2-I2V-A14B"),
            negative="blurry",
        ),
        Example("A dog runs to the left", settings=Settings(model="HunyuanVideo"), negative=" "),
        Example("A dog runs to the left", negative="blurry"),
    ),
    check=check,
)
