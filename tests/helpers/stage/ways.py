"""How exactly the ways of what was painted are measured: in clean clips the plan is the truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.inspect.asked import Course, courses, diagonal, lasting, points_in, region_cells
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
    held = region_cells(course.stroke, seen.clip.width, seen.clip.height) > 0.5
    points = points_in(seen, held, int(course.frames[0]))
    shift, way = np.zeros(2), np.zeros((len(course.frames), 2))
    for number, frame in enumerate(course.frames[:-1].tolist()):
        points = lasting(seen, points, frame)
        if len(points):
            here, there = seen.points.places[frame : frame + 2, points]
            view = np.array([seen.camera[frame].dx, seen.camera[frame].dy])
            shift = shift + np.median(there - here, axis=0) + view
        way[number + 1] = shift
    return way
