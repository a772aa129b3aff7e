"""The engine's curve as the canvas needs it: a stroke goes in, places along its path come out.

Nothing here computes a curve; it samples the engine's and keeps the last few, because the canvas
asks for the same ones on every repaint. What is kept is known by the very tuple of points that it
was made of: to compare thousands of points takes longer than to sample them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np

from engine.motion import trajectory
from engine.records import PathPoint, Stroke
from widgets.motion import edits
from widgets.motion.edits import Place

SAMPLES, MOST_SAMPLES = 97, 769
_FOR_A_POINT = 6
"""Samples between two points of a path that has many: a hop of a ball must not be cut short."""
_KEPT = 128

_Points = tuple[PathPoint, ...]


class _Kept:
    """What was made of points, as long as those points are about."""

    def __init__(self) -> None:
        self._made: OrderedDict[tuple[object, ...], tuple[_Points, np.ndarray]] = OrderedDict()

    def get(
        self, points: _Points, also: tuple[object, ...], make: Callable[[], np.ndarray]
    ) -> np.ndarray:
        """What was made of the points, or is made now."""
        key = (id(points), *also)
        if key not in self._made:
            # the points are kept, too: another tuple may not get their identity
            self._made[key] = points, make()
            if len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return self._made[key][1]


_curves, _places = _Kept(), _Kept()


def curve_of(stroke: Stroke) -> np.ndarray:
    """Places along the path, (n, 2) in fractions of the frame; empty where there is no path."""
    if len(stroke.points) < 2:
        return np.empty((0, 2))
    return _curves.get(
        stroke.points, (stroke.easing, stroke.speed), lambda: places_at(stroke, times_of(stroke))
    )


def points_of(points: _Points) -> np.ndarray:
    """The places of points, (n, 2) in fractions of the frame."""
    return _places.get(points, (), lambda: _places_of(points))


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


def _places_of(points: _Points) -> np.ndarray:
    flat = np.fromiter(chain.from_iterable(points), float, 3 * len(points))
    return flat.reshape(-1, 3)[:, 1:]
