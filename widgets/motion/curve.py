"""The engine's curve as the canvas needs it: a stroke goes in, places along its path come out.

Nothing here computes a curve; it samples the engine's and keeps the last few, because the canvas
asks for the same ones on every repaint.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from engine.motion import trajectory
from engine.records import Easing, PathPoint, Region, SpeedCurve, Stroke
from widgets.motion import edits
from widgets.motion.edits import Place

SAMPLES, MOST_SAMPLES = 97, 769
_FOR_A_POINT = 6
"""Samples between two points of a path that has many: a hop of a ball must not be cut short."""


@lru_cache(maxsize=256)
def _sampled(points: tuple[PathPoint, ...], easing: Easing, speed: SpeedCurve) -> np.ndarray:
    # stretched over the whole clip, so that no sample is spent on waiting
    timed = Stroke("", "move", Region(), points, easing=easing, speed=speed)
    bare = edits.retimed(timed, 0.0, 1.0)
    return np.asarray(trajectory.samples(bare, _count(points)), dtype=float)


def curve_of(stroke: Stroke) -> np.ndarray:
    """Places along the path, (n, 2) in fractions of the frame; empty where there is no path."""
    if len(stroke.points) < 2:
        return np.empty((0, 2))
    return _sampled(stroke.points, stroke.easing, stroke.speed)


@lru_cache(maxsize=64)
def points_of(points: tuple[PathPoint, ...]) -> np.ndarray:
    """The places of points, (n, 2) in fractions of the frame."""
    return np.asarray(points, dtype=float).reshape(-1, 3)[:, 1:]


def times_of(stroke: Stroke) -> np.ndarray:
    """The t of the clip at each place of `curve_of`."""
    return np.linspace(*edits.span_of(stroke), _count(stroke.points))


def place_at(stroke: Stroke, t: float) -> Place:
    """Where the centre of the stroke's region is at time t."""
    x, y = trajectory.position(stroke, t)
    return float(x), float(y)


def _count(points: tuple[PathPoint, ...]) -> int:
    return min(max(SAMPLES, _FOR_A_POINT * len(points)), MOST_SAMPLES)
