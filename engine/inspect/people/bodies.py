"""Whether points look like a body: proportions that people have, and that they keep."""

from __future__ import annotations

from math import hypot, log

import numpy as np

from engine.inspect.people.joints import (
    LEFT_ANKLE,
    LEFT_ELBOW,
    LEFT_HIP,
    LEFT_KNEE,
    LEFT_SHOULDER,
    LEFT_WRIST,
    RIGHT_ANKLE,
    RIGHT_ELBOW,
    RIGHT_HIP,
    RIGHT_KNEE,
    RIGHT_SHOULDER,
    RIGHT_WRIST,
    Person,
    Pose,
)

# most a part may be as long as the torso; shorter is foreshortening, longer cannot be
_MOST: tuple[tuple[int, int, float], ...] = (
    (LEFT_SHOULDER, LEFT_ELBOW, 1.0),
    (RIGHT_SHOULDER, RIGHT_ELBOW, 1.0),
    (LEFT_ELBOW, LEFT_WRIST, 1.0),
    (RIGHT_ELBOW, RIGHT_WRIST, 1.0),
    (LEFT_HIP, LEFT_KNEE, 1.3),
    (RIGHT_HIP, RIGHT_KNEE, 1.3),
    (LEFT_KNEE, LEFT_ANKLE, 1.3),
    (RIGHT_KNEE, RIGHT_ANKLE, 1.3),
    (LEFT_SHOULDER, RIGHT_SHOULDER, 1.3),
    (LEFT_HIP, RIGHT_HIP, 1.0),
)
_CLEAR_PARTS = 3
_BENT = 0.35
_LOOKS = 6
_UNSTEADY = 0.35


def plausible(pose: Pose) -> bool:
    """Whether the clear parts of a pose have lengths that a body's have.

    A body that is bent towards the camera has a short torso: then the shoulders are the measure.
    """
    across = _length(pose, LEFT_SHOULDER, RIGHT_SHOULDER)
    measure = max(pose.torso, across, 1e-6)
    if pose.torso < _BENT * across:
        return False
    clear = [(a, b, most) for a, b, most in _MOST if pose.sees(a, b)]
    if len(clear) < _CLEAR_PARTS:
        return False
    return all(_length(pose, a, b) <= most * measure for a, b, most in clear)


def lasting(person: Person) -> bool:
    """Whether it was seen more than in passing, and kept the size of its torso meanwhile."""
    if len(person.poses) < _LOOKS:
        return False
    sizes = np.array([log(max(pose.torso, 1.0)) for pose in person.poses])
    return float(np.median(np.abs(np.diff(sizes)))) < _UNSTEADY


def _length(pose: Pose, a: int, b: int) -> float:
    first, second = pose.points[a], pose.points[b]
    return hypot(float(first[0] - second[0]), float(first[1] - second[1]))
