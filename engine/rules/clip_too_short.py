"""clip-too-short: what happens takes longer than the clip is."""

from __future__ import annotations

from collections.abc import Iterator

from engine.prompt.durations import seconds, seconds_of
from engine.prompt.split import shots
from engine.records import Hint, Scene, Settings, Severity
from engine.rules.base import Example, Rule, events
from engine.rules.too_many_actions import is_too_many, split_fix

DOC = """\
## What it does
Adds up what the steps take (about two seconds each; cooking, building or blooming more) and
compares it with the length of the clip: its frames over its frames per second. Where the steps are
too many for any short clip, `too-many-actions` says so instead.

## Why is this bad?
The model cuts the end off, or rushes, and bodies and liquids move as they never could.

## Example
`A worker builds a brick wall` in five seconds

## Use instead
One moment of it (`A worker puts one brick onto the wall`), a longer clip, several shots, or a
time-lapse.
"""
SLACK = 0.25
"""Seconds: a clip that is only this much short is long enough."""


def check(scene: Scene) -> Iterator[Hint]:
    """One hint, at the action that takes longest."""
    reading, settings = scene.reading, scene.settings
    happening = events(reading)
    if not happening or settings.fps <= 0 or settings.frames <= 1:
        return
    text, has = reading.text, settings.seconds
    needs = seconds(text, happening)
    longest = max(happening, key=lambda a: seconds_of(text, a))
    alone = seconds_of(text, longest)
    if needs <= has + SLACK or (is_too_many(scene) and alone <= has):
        return
    pieces = shots(reading) if alone <= has else ()
    yield Hint(
        "clip-too-short",
        Severity.INFORMATION,
        longest.span,
        f"This takes about {needs:.0f} seconds, the clip has {has:.1f}",
        (split_fix(pieces),) if len(pieces) > 1 else (),
        detail=f"Show one moment of it, split it, or set the clip to {_frames(needs, settings)}.",
    )


def _frames(needs: float, settings: Settings) -> str:
    return f"{round(needs * settings.fps)} frames ({needs:.0f} s)"


_SHORT = Settings(frames=25, fps=12.0)

CLIP_TOO_SHORT = Rule(
    id="clip-too-short",
    severity=Severity.INFORMATION,
    title="Clip too short",
    doc=DOC,
    bad=(
        Example("A worker builds a brick wall"),
        Example("A flower blooms on a windowsill"),
        Example("A man walks to a chair and then sits down", settings=_SHORT),
    ),
    good=(
        Example("A man walks to a chair and then sits down"),
        Example("A man walks to a chair", settings=_SHORT),
        Example("Time-lapse of a flower that blooms on a windowsill"),
        Example("A person is cooking"),
        Example("A house at night", settings=_SHORT),
        Example(""),
    ),
    check=check,
)
