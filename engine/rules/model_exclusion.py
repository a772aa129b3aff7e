"""model-exclusion: the shot has what its model takes only one of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.records import (
    Camera,
    Edit,
    Fix,
    Hint,
    MotionPlan,
    PathPoint,
    Region,
    Scene,
    Settings,
    Severity,
    Span,
    Stroke,
)
from engine.rules.base import Example, Rule

if TYPE_CHECKING:
    from engine.motion.capability import Exclusion

DOC = """\
## What it does
Tells when the shot has parts that the model it is written for takes only one of. Kling takes
painted regions or a camera move or an end image, and moves its camera along one axis at a time.

## Why is this bad?
The service refuses the call, or drops a part of it without a word.

## Example
Kling, a painted ball and a camera that pans to the right

## Use instead
One of them; words can say the other. A model that takes all of it needs no choice.
"""
_KEEP = {
    "strokes": "Keep the strokes",
    "camera": "Keep the camera move",
    "end image": "Keep the end image",
}
_AXES = ("pan", "tilt", "zoom", "roll", "orbit")
_END = "end image"


def check(scene: Scene) -> Iterator[Hint]:
    """One hint about the shot as a whole, with a fix for each part that could be kept."""
    if scene.plan == MotionPlan():
        return
    # what a model does with a plan needs numpy, which a prompt without one should not wait for
    from engine.motion.capability import exclusions

    for found in exclusions(scene.plan, scene.settings, end_image=scene.end_image):
        yield Hint(
            "model-exclusion",
            Severity.WARNING,
            Span(0, 0),
            found.why,
            tuple(_fixes(scene, found)),
            cause=" + ".join(found.parts),
            detail="What is not kept is said in the prompt instead, as far as words can say it.",
        )


def _fixes(scene: Scene, found: Exclusion) -> Iterator[Fix]:
    plan = scene.plan
    for part in found.parts:
        if part in _AXES:
            kept = {part: getattr(plan.camera, part)}
            rest = replace(plan.camera, **{part: getattr(Camera(), part)})
            edits, camera = _told(scene, MotionPlan(camera=rest)), replace(Camera(), **kept)
            yield Fix(f"Keep the {part} only", edits, plan=replace(plan, camera=camera))
        else:
            yield _keeping(scene, part, {other for other in found.parts if other != part})


def _keeping(scene: Scene, part: str, rest: set[str]) -> Fix:
    """One part stays as it is; words say the others, and an end image goes."""
    plan = scene.plan
    if rest == {_END}:
        return Fix("Remove the end image", drops_end_image=True)
    kept = replace(
        plan,
        strokes=plan.strokes if part == "strokes" else (),
        camera=plan.camera if part == "camera" else Camera(),
    )
    title = f"{_KEEP[part]} without an end image" if _END in rest else _KEEP[part]
    left_out = MotionPlan(
        () if kept.strokes else plan.strokes, Camera() if kept.camera.moves else plan.camera
    )
    return Fix(title, _told(scene, left_out), plan=kept, drops_end_image=_END in rest)


def _told(scene: Scene, left_out: MotionPlan) -> tuple[Edit, ...]:
    """What puts a plan into the prompt; a camera that is spoken of there is left as it is."""
    from engine.motion.telling import tell_all

    reading, settings = scene.reading, scene.settings
    if any(action.camera for action in reading.actions):
        left_out = replace(left_out, camera=Camera())
    told = tell_all(reading.text, left_out, settings.aspect, settings.seconds).text
    return _edits(reading.text, told)


def _edits(text: str, told: str) -> tuple[Edit, ...]:
    """The one stretch in which two texts differ."""
    if text == told:
        return ()
    start = _alike(text, told)
    end = _alike(text[start:][::-1], told[start:][::-1])
    return (Edit(Span(start, len(text) - end), told[start : len(told) - end]),)


def _alike(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


_BALL = Region(((0.15, 0.6), (0.25, 0.6), (0.25, 0.76), (0.15, 0.76)))
_STROKE = Stroke("ball", "move", _BALL, (PathPoint(0, 0.2, 0.68), PathPoint(1, 0.8, 0.68)))
_BOTH = MotionPlan((_STROKE,), Camera(pan=0.1))
_KLING = Settings(family="kling")

MODEL_EXCLUSION = Rule(
    id="model-exclusion",
    severity=Severity.WARNING,
    title="More than the model takes at once",
    doc=DOC,
    bad=(
        Example("A ball rolls to the right", _BOTH, settings=_KLING),
        Example(
            "A ball rolls to the right", MotionPlan((_STROKE,)), settings=_KLING, end_image=True
        ),
        Example("A quiet street", MotionPlan(camera=Camera(pan=0.1, tilt=0.2)), settings=_KLING),
    ),
    good=(
        Example("A ball rolls to the right", MotionPlan((_STROKE,)), settings=_KLING),
        Example("A quiet street", MotionPlan(camera=Camera(pan=0.1)), settings=_KLING),
        Example("A ball rolls to the right", _BOTH, settings=Settings(family="wan-2.2")),
        Example("A ball rolls to the right", settings=_KLING, end_image=True),
        Example("A ball rolls to the right", _BOTH),
    ),
    check=check,
)
