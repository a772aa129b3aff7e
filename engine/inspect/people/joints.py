"""People and hands as they were seen: a pose is 33 points of a body in one frame, a hand 21, and a
person is the poses of one body over the frames of a clip. Positions are clip pixels, x right, y
down; which side is which is the person's own left and right.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

import numpy as np
from numpy.typing import NDArray

from engine.records import Box

Points = NDArray[np.float32]

NOSE = 0
LEFT_SHOULDER, RIGHT_SHOULDER = 11, 12
LEFT_ELBOW, RIGHT_ELBOW = 13, 14
LEFT_WRIST, RIGHT_WRIST = 15, 16
LEFT_HIP, RIGHT_HIP = 23, 24
LEFT_KNEE, RIGHT_KNEE = 25, 26
LEFT_ANKLE, RIGHT_ANKLE = 27, 28
LEFT_HEEL, RIGHT_HEEL = 29, 30
LEFT_TOE, RIGHT_TOE = 31, 32

BODY = 33
HAND = 21
CLEAR = 0.5
"""Visibility from which on a point counts as seen."""


@dataclass(frozen=True, slots=True)
class Pose:
    """A body in one frame."""

    frame: int
    box: Box
    points: Points
    """(33, 3): x, y in clip pixels, and how likely the point is in the picture and not hidden."""
    score: float
    """0..1, that it is a body at all."""

    def sees(self, *joints: int) -> bool:
        """Whether all of these points are clear."""
        return bool((self.points[list(joints), 2] >= CLEAR).all())

    def place(self, *joints: int) -> tuple[float, float]:
        """The middle of these points."""
        x, y = self.points[list(joints), :2].mean(axis=0)
        return float(x), float(y)

    @property
    def torso(self) -> float:
        """From the middle of the shoulders to the middle of the hips, in pixels."""
        top = self.place(LEFT_SHOULDER, RIGHT_SHOULDER)
        foot = self.place(LEFT_HIP, RIGHT_HIP)
        return hypot(top[0] - foot[0], top[1] - foot[1])


@dataclass(frozen=True, slots=True)
class Hand:
    """A hand in one frame: the wrist first, then thumb to little finger, four points each."""

    frame: int
    box: Box
    points: Points
    """(21, 3): x, y in clip pixels, and the depth against the wrist in the same unit, roughly."""
    score: float
    left: bool = False
    """Whether it looks like a left hand."""


@dataclass(frozen=True, slots=True)
class Person:
    """One body over time. Not every frame has a pose: about eight a second are looked for."""

    id: int
    poses: tuple[Pose, ...]
    """By frame."""

    @property
    def first(self) -> int:
        """Frame of the first pose."""
        return self.poses[0].frame

    @property
    def last(self) -> int:
        """Frame of the last pose."""
        return self.poses[-1].frame
