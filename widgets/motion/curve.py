"""The engine's curve as the canvas needs it: a stroke goes in, places along its path come out.

Nothing here computes a curve; it samples the engine's and keeps the last few, because the canvas
asks for the same ones on every repaint.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.motion import trajectory
from engine.records import PathPoint, Stroke
from widgets.motion import edits
from widgets.motion.edits import Place
from widgets.motion.kept import Kept

SAMPLES, MOST_SAMPLES = 97, 769
_FOR_A_POINT = 6
"""Samples between two points of a path that has many: a hop of a ball must not be cut short."""

_Points = tuple[PathPoint, ...]

_curves: Kept[_Points, np.ndarray] = Kept()


def curve_of(stroke: Stroke) -> np.ndarray:
    """Places along the path, (n, 2) in fractions of the frame; empty where there is no path."""
    if len(stroke.points) < 2:
        return np.empty((0, 2))
    return _curves.get(
        stroke.points, (stroke.easing, stroke.speed), lambda: places_at(stroke, times_of(stroke))
    )


def points_of(stroke: Stroke) -> np.ndarray:
    """The places of its points, (n, 2) in fractions of the frame; it has some."""
    return trajectory.curve_of(stroke).places


def times_of(stroke: Stroke) -> np.ndarray:
    """The t of the clip at each place of `curve_of`."""
    count = min(max(SAMPLES, _FOR_A_POINT * len(stroke.points)), MOST_SAMPLES)
    return np.linspace(*edits.span_of(stroke), count)


def places_at(stroke: Stroke, times: Sequence[float] | np.ndarray) -> np.ndarray:
    """Where the centre of the stroke's region is at times t: (n, 2)."""
    return np.asarray(trajectory.curve_of(stroke).at(np.asarray(times, dtype=float)))


def place_at(stroke: Stroke, t: float) -> Place:
    """Where the centre of the stroke's region is at time t."""
    x, y = trajectory.position(stroke, t)
    return float(x), float(y)
