"""Things as they would be measured, without any picture: a way goes in, a Thing comes out.

What is not said is as it is of a steady disc that nothing touches; centres tremble a little, the
same way every time. Everything in clip pixels and frames.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np

from engine.inspect.observation import Observation
from engine.inspect.things import LOOK, Looks, Thing
from engine.records import ClipInfo

SIZE = (480, 272)


def thing(
    way: Callable[[float], tuple[float, float]],
    frames: int = 48,
    *,
    number: int = 1,
    first: int = 0,
    size: float | Callable[[int], float] = 36.0,
    colour: Callable[[int], tuple[int, int, int]] = lambda _: (200, 60, 40),
    fps: float = 24.0,
    noise: float = 0.3,
    **other,
) -> Thing:
    """A disc of a diameter that goes a way, which is a function of seconds."""
    draw = np.random.default_rng(number)
    at = np.arange(first, first + frames)
    wide = np.array([size(int(n)) if callable(size) else size for n in at], float)
    centres = np.array([way(n / fps) for n in at], float) + draw.normal(0, noise, (frames, 2))
    steps = np.vstack([np.diff(centres, axis=0), [[0, 0]]])
    growth = np.append(np.diff(np.log(wide)), 0.0)
    shown = np.arange(0, frames, max(1, round(fps / 8)))
    looks = np.stack([_look(colour(int(at[n])), number) for n in shown])
    lab = [cv2.cvtColor(np.uint8([[colour(int(n))]]), cv2.COLOR_RGB2LAB)[0, 0] for n in at]
    table = {
        "centres": centres,
        "ground": centres,
        "corners": np.column_stack([centres - wide[:, None] / 2, wide, wide]),
        "areas": np.pi / 4 * wide**2 * (1 + draw.normal(0, 0.01, frames)),
        "steps": steps,
        "turn": np.zeros(frames),
        "growth": growth,
        "bend": np.full(frames, 0.2),
        "kept": np.ones(frames),
        "shape": np.column_stack([wide**2 / 16, 0 * wide, wide**2 / 16]),
        "solidity": np.full(frames, 0.95),
        "lean": np.zeros(frames),
        "colour": np.array(lab, float),
        "contrast": np.full(frames, 60.0),
        "lost": np.zeros((frames, 3)),
        "gained": np.zeros((frames, 3)),
    }
    made = Thing(
        id=number,
        first=first,
        seen=np.ones(frames, bool),
        edge=np.zeros(frames, bool),
        touching=((),) * frames,
        looks=Looks((first + shown).astype(np.int32), looks),
        **{name: np.asarray(values, np.float32) for name, values in table.items()},
    )
    return replace(made, **other)


def seen(*things: Thing, frames: int = 48, fps: float = 24.0, **asked) -> Observation:
    """An observation of these things before a ground that is known throughout."""
    return Observation(
        clip=ClipInfo(frames, fps, *SIZE),
        flow=np.zeros((frames - 1, 1, 1, 2), np.float16),
        things=tuple(things),
        grounded=((0, frames - 1),),
        **{"ends": (), **asked},
    )


def joined(*ways: tuple[float, Callable[[float], tuple[float, float]]]):
    """One way after the other: each with the second it begins at, and counted from there."""

    def at(t: float) -> tuple[float, float]:
        start, way = [pair for pair in ways if pair[0] <= t + 1e-9][-1]
        return way(t - start)

    return at


def free(x: float, y: float, vx: float, vy: float, pull: float = 500.0):
    """Free fall from a place with a speed, px and seconds."""
    return lambda t: (x + vx * t, y + vy * t + pull * t * t / 2)


def bouncing(
    x: float = 60,
    y: float = 40,
    vx: float = 90,
    floor: float = 230,
    kept: float = 0.7,
    pull: float = 500.0,
) -> Callable[[float], tuple[float, float]]:
    """Dropped, and up again with a part of its speed each time."""
    steps = np.arange(0, 10, 1e-3)
    heights, speed, place = [], 0.0, y
    for _ in steps:
        heights.append(place)
        speed += pull * 1e-3
        place += speed * 1e-3
        if place > floor and speed > 0:
            place, speed = floor, -kept * speed
    return lambda t: (x + vx * t, float(np.interp(t, steps, heights)))


def _look(colour: Sequence[int], seed: int) -> np.ndarray:
    """A disc with a grain of its own."""
    grain = np.random.default_rng(seed).normal(0, 14, (LOOK, LOOK, 1))
    rgb = np.clip(np.array(colour) + grain, 0, 255).astype(np.uint8)
    y, x = np.mgrid[0:LOOK, 0:LOOK] - (LOOK - 1) / 2
    inside = (np.hypot(x, y) < LOOK / 2).astype(np.uint8) * 255
    return np.dstack([rgb, inside])
