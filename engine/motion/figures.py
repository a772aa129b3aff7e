"""A physical motion in numbers: a preset and its world go in, speeds in metres a second and seconds
of the clip come out, to be said beside the curve.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from engine.motion.courses import course_of, gait
from engine.motion.rail import distinct, lengths
from engine.motion.world import World
from engine.records import Bounce, Orbit, Pendulum, Preset, Rise, Roll, Slide, Throw, Walk

_BLINK = 1e-5


@dataclass(frozen=True, slots=True)
class Figures:
    """What a motion measures. Times count seconds of the clip, speeds those of its own time."""

    speed: float | None = None
    """Metres a second: a throw's at its launch, a rise's in the end, a walk's throughout, and of
    what rolls, slides or falls the fastest it gets."""
    angle_deg: float | None = None
    """Of a throw's launch, above the level."""
    lands: float | None = None
    """When it first hits its floor or its target; None where the clip ends before."""
    rests: float | None = None
    """When it has come to its end or to rest; None where it has not when the clip ends."""
    cycle: float | None = None
    """Seconds of a swing to and fro, or of a round."""
    hits: int = 0
    """How often it meets its floor within the clip."""
    steps: int = 0


def figures(preset: Preset, world: World) -> Figures:
    """The numbers of a preset. Raises BadInput where its handles make no motion."""
    left = max(0.0, 1.0 - preset.start) * world.seconds * preset.speed
    course = course_of(preset, world, max(left, _BLINK))
    rests = _clip_time(preset, course.ends, world) if course.ends <= left + 1e-6 else None
    if isinstance(preset, Throw):
        speed, angle = _launch(preset, world)
        return Figures(speed, angle, lands=rests, rests=rests)
    if isinstance(preset, Bounce):
        hits = [jump for jump in course.jumps if jump <= left]
        lands = _clip_time(preset, hits[0], world) if hits else None
        return Figures(_fastest(preset, world, left), None, lands, rests, hits=len(hits))
    if isinstance(preset, Roll | Slide):
        return Figures(_fastest(preset, world, min(left, course.ends)), rests=rests)
    if isinstance(preset, Pendulum):
        half = course_of(preset, world, 1e3).turns
        return Figures(cycle=2 * half[0] / preset.speed if half else None)
    if isinstance(preset, Orbit):
        return Figures(cycle=preset.period / preset.speed)
    if isinstance(preset, Rise):
        return Figures(preset.terminal)
    return _walk(preset, world, rests)


def _launch(preset: Throw, world: World) -> tuple[float, float]:
    here, there = course_of(preset, world, 1.0).at(np.array([0.0, _BLINK]))
    velocity = (there - here) / _BLINK - world.pull * _BLINK / 2
    up = -float(velocity @ np.array(world.down))
    speed = float(np.hypot(*velocity))
    level = math.sqrt(max(0.0, speed * speed - up * up))
    return speed / world.metre, math.degrees(math.atan2(up, level))


def _fastest(preset: Preset, world: World, seconds: float) -> float:
    t = np.linspace(0.0, max(seconds, _BLINK), 513)
    steps = np.diff(course_of(preset, world, max(seconds, _BLINK)).at(t), axis=0)
    return float(np.hypot(*steps.T).max()) / float(t[1]) / world.metre


def _walk(preset: Walk, world: World, rests: float | None) -> Figures:
    way = float(lengths(distinct(world.inside(preset.path)))[-1])
    pace, steps = gait(preset, way, world)
    return Figures(pace / world.metre, rests=rests, steps=steps)


def _clip_time(preset: Preset, seconds: float, world: World) -> float:
    return preset.start * world.seconds + seconds / preset.speed
