"""Walkers whose truth is known: kinematics in, the poses of a person as a model would see them out.

A foot stands while it carries and swings through the air while it does not; that is all a walk is
to those who measure it. What goes wrong is made from the same legs: they may face the other way
than the body goes, stand still while it glides, or be played backward.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

import numpy as np

from engine.inspect.people.joints import (
    LEFT_ANKLE,
    LEFT_HEEL,
    LEFT_HIP,
    LEFT_KNEE,
    LEFT_SHOULDER,
    LEFT_TOE,
    NOSE,
    Person,
    Pose,
)
from engine.inspect.people.square import box_around

FPS = 24.0
STRIDE = 3


@dataclass(frozen=True)
class Walker:
    """Somebody who goes sideways; lengths in torsos, times in seconds."""

    goes: float = 1.0
    """Torsos a second to the right."""
    faces: int = 1
    """1 to the right, -1 to the left."""
    steps: float = 1.0
    """Whole cycles of both legs a second; below 0 the legs run backward, 0 they stand still."""
    reach: float = 1.0
    """How far a foot goes while it carries."""
    torso: float = 40.0
    """Pixels."""
    start: tuple[float, float] = (120.0, 120.0)
    """Of the hips."""
    noise: float = 0.0
    """Pixels of every point, standard deviation."""
    seconds: float = 3.0


def walking(speed: float = 2.0, faces: int = 1, **more: float) -> Walker:
    """One whose feet stand: the legs carry the body as far as it goes."""
    return Walker(goes=speed * faces, faces=faces, steps=speed / 2, reach=1.0, **more)


def foot(phase: float, reach: float) -> tuple[float, float]:
    """Where a foot is ahead of the hips and above the ground, at a share of its cycle."""
    phase %= 1.0
    if phase < 0.5:
        return reach * (0.5 - 2 * phase), 0.0
    swing = 2 * (phase - 0.5)
    return -reach / 2 * cos(pi * swing), 0.3 * sin(pi * swing)


def person(walker: Walker, seed: int = 1, number: int = 1) -> Person:
    """The poses of a walker, eight a second."""
    dice = np.random.default_rng(seed)
    frames = range(0, round(walker.seconds * FPS), STRIDE)
    return Person(number, tuple(_pose(walker, frame, dice) for frame in frames))


def _pose(walker: Walker, frame: int, dice: np.random.Generator) -> Pose:
    time, faces = frame / FPS, walker.faces
    at = np.full((33, 2), (0.0, -1.3))
    at[NOSE] = (0.15 * faces, -1.4)
    for side in (0, 1):
        ahead, up = foot(walker.steps * time + side / 2, walker.reach)
        lean = 0.1 * (side - 0.5)
        at[LEFT_SHOULDER + side] = (lean, -1.0)
        at[LEFT_HIP + side] = (lean, 0.0)
        at[LEFT_KNEE + side] = (faces * (ahead / 2 + 0.1), 0.8 - up / 2)
        at[LEFT_ANKLE + side] = (faces * ahead, 1.6 - up)
        at[LEFT_HEEL + side] = (faces * (ahead - 0.1), 1.7 - up)
        at[LEFT_TOE + side] = (faces * (ahead + 0.35), 1.7 - up)
    hips = (walker.start[0] + walker.goes * time * walker.torso, walker.start[1])
    places = hips + at * walker.torso + dice.normal(0, walker.noise, at.shape)
    points = np.concatenate([places, np.ones((33, 1))], axis=1).astype(np.float32)
    return Pose(frame, box_around(points[:, :2], 4000, 4000), points, 0.99)
