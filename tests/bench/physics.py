"""How far a stroke's path is from the closed form of its motion, beside what one draws by hand.

    python tests/bench/physics.py [--data DIR]

The baseline knows the same handles (where it starts, turns and ends, and when) and goes straight
and evenly between them. Worst and mean distance over 81 frames of 832x480, in pixels, then how many
points are kept and how long making them takes. --data is taken for the sake of the other
benchmarks; nothing is read.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.motion import physics, trajectory
from engine.motion.courses import Course, course_of
from engine.motion.world import world_of
from engine.records import (
    Bounce,
    Orbit,
    PathPoint,
    Pendulum,
    Preset,
    Region,
    Rise,
    Roll,
    Settings,
    Slide,
    Stroke,
    Throw,
    Walk,
)

SHOT = Settings(width=832, height=480, frames=81, fps=16.0)
WORLD = world_of(SHOT, None)
PRESETS: tuple[tuple[str, Preset], ...] = (
    ("throw", Throw((0.15, 0.8), (0.85, 0.7), apex=0.5, speed=0.25)),
    ("drop", Bounce((0.5, 0.1), ((0.0, 0.9), (1.0, 0.9)), restitution=0.0, speed=0.15)),
    ("bounce", Bounce((0.1, 0.2), ((0.0, 0.9), (1.0, 0.9)), 0.05, 0.75, landing=(0.25, 0.9))),
    ("roll", Roll(((0.1, 0.2), (0.5, 0.7), (0.8, 0.75)), speed=0.5)),
    ("slide", Slide(((0.1, 0.8), (0.9, 0.6)), push=4.0, friction=0.2, speed=0.3)),
    ("pendulum", Pendulum((0.5, 0.1), (0.8, 0.3), speed=0.5)),
    ("orbit", Orbit((0.5, 0.5), (0.62, 0.5), 0.5, 4.0)),
    ("rise", Rise((0.5, 0.95), 0.5, 0.3, sway=0.04)),
    ("walk", Walk(((0.1, 0.6), (0.9, 0.6)), speed=0.6)),
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path)
    parser.parse_args()
    print(f"{'':10} {'ours':>15} {'straight':>17} {'ratio':>8} {'points':>7} {'made in':>9}")
    for name, preset in PRESETS:
        began = time.perf_counter()
        stroke = physics.applied(Stroke(name, "move", Region()), preset, WORLD)
        took = time.perf_counter() - began
        course = course_of(preset, WORLD, WORLD.seconds * preset.speed)
        ours, theirs = (_off(path, course, preset) for path in (stroke, _by_hand(course, preset)))
        print(
            f"{name:10} {ours[0]:6.2f} {ours[1]:6.2f} px {theirs[0]:7.1f} {theirs[1]:6.1f} px"
            f" {theirs[0] / max(ours[0], 1e-3):7.0f}x {len(stroke.points):7} {took * 1000:6.1f} ms"
        )


def _off(stroke: Stroke, course: Course, preset: Preset) -> tuple[float, float]:
    """Worst and mean distance from the closed form, in pixels, over the frames."""
    t = np.linspace(0, 1, SHOT.frames)
    seconds = np.minimum(t * WORLD.seconds * preset.speed, course.ends)
    apart = trajectory.curve_of(stroke).at(t) * (WORLD.aspect, 1.0) - course.at(seconds)
    pixels = np.hypot(*apart.T) * SHOT.height
    return float(pixels.max()), float(pixels.mean())


def _by_hand(course: Course, preset: Preset) -> Stroke:
    """Straight and even between where it starts, turns, hits and ends."""
    last = min(course.ends, WORLD.seconds * preset.speed)
    knots = np.unique([0, last, *(t for t in (*course.turns, *course.jumps) if t < last)])
    even = np.linspace(0, last, 2000)
    places = course.at(knots)
    straight = np.column_stack([np.interp(even, knots, places[:, i]) for i in (0, 1)])
    t = even / (WORLD.seconds * preset.speed)
    table = np.column_stack([t, straight / (WORLD.aspect, 1.0)])
    points = tuple(PathPoint(*row) for row in table.tolist())
    return Stroke("", "move", Region(), points)


if __name__ == "__main__":
    main()
