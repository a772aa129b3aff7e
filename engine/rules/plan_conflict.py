"""plan-conflict: the prompt sends something one way, the brush sends it the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from engine.errors import BadInput
from engine.motion.headings import in_place_of
from engine.motion.naming import is_named
from engine.records import (
    SCREEN_HEADINGS,
    Action,
    Edit,
    Fix,
    Heading,
    Hint,
    MotionPlan,
    Orbit,
    PathPoint,
    Place,
    Region,
    Scene,
    Severity,
    Stroke,
)
from engine.rules.base import Example, Rule

AGAINST = -0.38
"""Cosine from which two headings oppose each other: more than 112 degrees apart."""
DOC = """\
## What it does
Compares the direction that the prompt names (`to the left`, `up`, or the fall in `falls`) with the
heading of the stroke painted for the same subject.

## Why is this bad?
Words and brush pull the model two ways. The subject stands still, splits in two, or slides back.

## Example
`The ball rolls to the left` with a stroke that goes to the right

## Use instead
Make both say the same: change the words, or flip the path.
"""


def _cosine(a: Heading, b: Heading) -> float:
    (ax, ay), (bx, by) = SCREEN_HEADINGS[a], SCREEN_HEADINGS[b]
    return ax * bx + ay * by


def _is_about(action: Action, stroke: Stroke, text: str) -> bool:
    """Whether the stroke is named after the action's subject."""
    span = action.subject_span
    return span is not None and is_named(stroke, text[span.start : span.end])


def _candidates(scene: Scene, stroke: Stroke) -> list[Action]:
    text = scene.reading.text
    moving = [a for a in scene.reading.actions if not a.camera and not a.ambient]
    named = [a for a in moving if _is_about(a, stroke, text)]
    return [a for a in named or moving if a.heading in SCREEN_HEADINGS]


def flipped(stroke: Stroke, heading: Heading, scene: Scene) -> Stroke:
    """The same stroke, its path mirrored so that it goes the way of `heading`.

    A physical motion stays one where nature lets it go that way; else its path is by hand.
    """
    from engine.motion.strokes import FARTHEST

    (hx, hy), (low, high) = SCREEN_HEADINGS[heading], FARTHEST
    _, from_x, from_y = stroke.points[0]

    def mirrored(x: float, y: float) -> Place:
        along = (x - from_x) * hx + (y - from_y) * hy
        there = x - 2 * along * hx, y - 2 * along * hy
        return min(max(there[0], low), high), min(max(there[1], low), high)

    points = tuple(PathPoint(p.t, *mirrored(p.x, p.y)) for p in stroke.points)
    drawn = replace(stroke, points=points, motion=None)
    return drawn if stroke.motion is None else _by_nature(stroke, mirrored, scene, heading) or drawn


def _by_nature(
    stroke: Stroke, mirrored: Callable[[float, float], Place], scene: Scene, heading: Heading
) -> Stroke | None:
    """The physical motion with all its handles mirrored, if that goes the way of `heading`."""
    from engine.motion import physics
    from engine.motion.wording import heading_of
    from engine.motion.world import world_of

    preset = stroke.motion
    assert preset is not None
    try:
        for name, (x, y) in physics.handles(preset).items():
            preset = physics.with_handle(preset, name, mirrored(x, y))
        if isinstance(preset, Orbit):
            preset = replace(preset, clockwise=not preset.clockwise)
        moved = physics.applied(stroke, preset, world_of(scene.settings, scene.plan.gravity))
    except BadInput:
        return None
    goes = heading_of(moved, scene.settings.aspect)
    agrees = goes is not None and goes in SCREEN_HEADINGS and _cosine(goes, heading) > 0.0
    return moved if agrees else None


def _fixes(scene: Scene, action: Action, index: int, painted: Heading) -> tuple[Fix, ...]:
    text, plan = scene.reading.text, scene.plan
    fixes: list[Fix] = []
    span = action.heading_span
    if span:
        words = in_place_of(text[span.start : span.end], painted)
        fixes.append(Fix(f"Write “{words}”", (Edit(span, words),)))
    assert action.heading is not None
    strokes = list(plan.strokes)
    strokes[index] = flipped(strokes[index], action.heading, scene)
    fixes.append(Fix("Flip the painted path", plan=replace(plan, strokes=tuple(strokes))))
    return tuple(fixes)


def check(scene: Scene) -> Iterator[Hint]:
    """One hint for each stroke that goes against the words, at both of them."""
    if not scene.plan.strokes:
        return
    # trajectories need numpy, which a prompt without a plan should not wait for
    from engine.motion.wording import heading_of

    for index, stroke in enumerate(scene.plan.strokes):
        painted = heading_of(stroke, scene.settings.aspect)
        if painted is None or painted not in SCREEN_HEADINGS:
            continue
        actions = _candidates(scene, stroke)
        against = [a for a in actions if a.heading and _cosine(a.heading, painted) <= AGAINST]
        if not against or len(against) < len(actions):
            continue
        action = against[0]
        yield Hint(
            "plan-conflict",
            Severity.ERROR,
            action.heading_span or action.span,
            f"The words say {action.heading}, the painted path goes {painted}",
            _fixes(scene, action, index, painted),
            detail="Words and brush pull the model two ways. Make both say the same.",
            stroke=index,
        )


def _painted(*points: tuple[float, float, float], name: str = "") -> MotionPlan:
    region = Region(polygon=((0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6)))
    path = tuple(PathPoint(*p) for p in points)
    return MotionPlan(strokes=(Stroke(name, "move", region, path),))


_RIGHT = _painted((0.0, 0.3, 0.5), (1.0, 0.8, 0.5))
_UP = _painted((0.0, 0.5, 0.8), (1.0, 0.5, 0.2))

PLAN_CONFLICT = Rule(
    id="plan-conflict",
    severity=Severity.ERROR,
    title="Prompt and plan disagree",
    doc=DOC,
    bad=(
        Example("The ball rolls to the left.", _RIGHT),
        Example("A game character moves left", _RIGHT),
        Example("A rock falls", _UP),
        Example("A balloon drifts down and to the left, slowly", _UP),
        Example("球向左滚", _RIGHT),
    ),
    good=(
        Example("The ball rolls to the right.", _RIGHT),
        Example("The ball rolls forward.", _RIGHT),
        Example("A ball bounces up", _RIGHT),
        Example("The ball rolls to the left."),
        Example("The camera pans left", _RIGHT),
        Example("", _RIGHT),
    ),
    check=check,
)
