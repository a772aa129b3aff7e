"""unphysical-path: the painted path of what falls, flies, bounces or rolls could not happen."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from engine.errors import BadInput
from engine.records import (
    Fix,
    Hint,
    MotionPlan,
    PathPoint,
    Region,
    Scene,
    Severity,
    Stroke,
)
from engine.rules.base import Example, Rule

DOC = """\
## What it does
Where the words say that a thing is left to gravity (it falls, drops, is thrown, bounces, rolls,
slides), looks at the path painted for it: does it rise again in the air, come higher than it fell
from, speed up uphill, hang at its highest point, turn in the air? Only the path's shape and its
changes of speed count, not how fast gravity pulls. It says nothing of people, animals and machines,
nor where wind, water, magic or a rope may be at work, and nothing of paths made from a preset.

## Why is this bad?
The model copies the path, mistakes included, and the clip looks weightless.

## Example
`A woman throws a ball` with a path that goes up, down and up again

## Use instead
The same motion as physics has it: same start, same end, about the same height. It stays editable.
"""
_TITLES = {
    "throw": "Make the path a throw",
    "fall": "Make the path a fall",
    "bounce": "Make the path a bounce",
    "roll": "Make the path a roll",
    "slide": "Make the path a slide",
}


def check(scene: Scene) -> Iterator[Hint]:
    """One hint for each stroke that nature would not follow, at the verb and at the stroke."""
    plan, settings = scene.plan, scene.settings
    drawn = [s for s in plan.strokes if s.kind == "move" and len(s.points) > 1]
    if not any(s.motion is None for s in drawn):
        return
    # trajectories need numpy, which a prompt without a plan should not wait for
    from engine.motion.fit import fitted
    from engine.motion.manner import passive_action
    from engine.motion.physics import applied
    from engine.motion.plausible import faults
    from engine.motion.world import world_of

    world = world_of(settings, plan.gravity)
    for index, stroke in enumerate(plan.strokes):
        passive = passive_action(scene.reading, stroke, alone=len(drawn) == 1)
        found = faults(stroke, passive[1], world) if passive else ()
        if passive is None or not found:
            continue
        action, manner = passive
        try:
            preset = fitted(stroke, manner, world, measured=plan.gravity is not None)
            mended = applied(stroke, preset, world)
        except BadInput:
            continue
        strokes = (*plan.strokes[:index], mended, *plan.strokes[index + 1 :])
        what = " and ".join(dict.fromkeys(fault.what for fault in found))
        yield Hint(
            "unphysical-path",
            Severity.INFORMATION,
            action.span,
            f"The painted path {what} (at {found[0].t * world.seconds:.1f} s)",
            (Fix(_TITLES[manner], plan=replace(plan, strokes=strokes)),),
            cause=found[0].kind,
            detail=f"What {_SAID[manner]} is left to gravity and does not do that by itself.",
            stroke=index,
        )


_SAID = {
    "throw": "is thrown",
    "fall": "falls",
    "bounce": "bounces",
    "roll": "rolls",
    "slide": "slides",
}
_BALL = Region(((0.15, 0.7), (0.25, 0.7), (0.25, 0.86), (0.15, 0.86)))


def _painted(*points: tuple[float, float, float], name: str = "ball") -> MotionPlan:
    return MotionPlan((Stroke(name, "move", _BALL, tuple(PathPoint(*p) for p in points)),))


def _arc(*points: tuple[float, float], name: str = "ball") -> MotionPlan:
    """Through places at even speed."""
    ways = [0.0]
    for (ax, ay), (bx, by) in pairwise(points):
        ways.append(ways[-1] + math.hypot((bx - ax) * 16 / 9, by - ay))
    timed = ((way / ways[-1], x, y) for way, (x, y) in zip(ways, points, strict=True))
    return _painted(*timed, name=name)


_WAVE = _arc((0.2, 0.8), (0.3, 0.3), (0.45, 0.5), (0.6, 0.25), (0.75, 0.5), (0.85, 0.85))
_HANG = _painted((0, 0.2, 0.8), (0.3, 0.5, 0.3), (0.6, 0.5, 0.3), (1, 0.8, 0.8))
_UPHILL = _painted((0, 0.1, 0.8), (0.4, 0.2, 0.75), (0.7, 0.4, 0.65), (1, 0.9, 0.4))
_HIGHER = _arc((0.2, 0.5), (0.35, 0.85), (0.5, 0.2))
_ARC = _arc((0.2, 0.8), (0.3, 0.45), (0.5, 0.3), (0.7, 0.45), (0.8, 0.8))
_DOWNHILL = _arc((0.1, 0.3), (0.5, 0.6), (0.9, 0.7))
_HOPS = _arc((0.1, 0.3), (0.3, 0.8), (0.45, 0.5), (0.6, 0.8), (0.7, 0.65), (0.8, 0.8))

UNPHYSICAL_PATH = Rule(
    id="unphysical-path",
    severity=Severity.INFORMATION,
    title="A path that could not happen",
    doc=DOC,
    bad=(
        Example("A woman in a park throws a ball", _WAVE),
        Example("A boy tosses a ball to the right", _HANG),
        Example("A red ball rolls up the hill", _UPHILL),
        Example("A cup falls off the table", _HIGHER),
        Example("The ball bounces to the right", _HIGHER),
    ),
    good=(
        Example("A woman in a park throws a ball", _ARC),
        Example("The ball bounces to the right", _HOPS),
        Example("A red ball rolls down the hill", _DOWNHILL),
        Example("A bird flies over the park", _WAVE),
        Example("A butterfly falls and rises again", _WAVE),
        Example("A ball rolls up the hill, pulled by a string", _UPHILL),
        Example("A leaf falls in the wind", _WAVE),
        Example("A car rolls up the hill", _UPHILL),
        Example("A woman throws a ball"),
        Example("", _WAVE),
    ),
    check=check,
)
