"""How exactly the ways of what was painted are measured: in clean clips the plan is the truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.inspect.asked import Course, courses, diagonal, region_cells
from engine.inspect.observation import Observation

_LEAST = 0.02
"""Of the diagonal: shorter ways say nothing of how exactly they are measured."""


@dataclass(frozen=True)
class Way:
    """One stroke that was obeyed: by what share of its mean length the measured way is off."""

    of_thing: bool
    """Whether a thing was seen in its region."""
    off: float
    simple: float
    """The same of the median of the points in its region, followed by Lucas-Kanade."""


def ways(seen: Observation) -> list[Way]:
    """Of each stroke of a clean clip that is long enough."""
    found = []
    for course in courses(seen):
        far = float(np.hypot(*course.wanted.T).mean())
        if far >= _LEAST * diagonal(seen):
            off, simple = (
                min(1.0, float(np.hypot(*(way - course.wanted).T).mean()) / far)
                for way in (course.measured, _by_points(seen, course))
            )
            found.append(Way(course.thing is not None, off, simple))
    return found


def _by_points(seen: Observation, course: Course) -> NDArray[np.float64]:
    """Where the points that are in the region at first are on average, less the view at its middle:
    in these clips it goes straight where it moves at all."""
    places, born = seen.points.places, seen.points.born
    held = region_cells(course.stroke, seen.clip.width, seen.clip.height) > 0.5
    first = int(course.frames[0])
    x, y = np.nan_to_num(places[first]).T
    rows, columns = held.shape
    column = np.clip(x * columns / seen.clip.width, 0, columns - 1).astype(int)
    row = np.clip(y * rows / seen.clip.height, 0, rows - 1).astype(int)
    alive = (born[first] >= 0) & held[row, column]
    shift, way = np.zeros(2), np.zeros((len(course.frames), 2))
    for number, frame in enumerate(course.frames[:-1].tolist()):
        alive &= born[frame + 1] == born[frame]
        if alive.any():
            view = np.array([seen.camera[frame].dx, seen.camera[frame].dy])
            step = np.median(places[frame + 1, alive] - places[frame, alive], axis=0)
            shift = shift + step + view
        way[number + 1] = shift
    return way
