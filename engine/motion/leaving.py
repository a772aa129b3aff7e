"""When a thing leaves the frame: its box goes in, with its painted path or with the words for its
motion; the border that it crosses comes out, with the seconds at which it meets it and is gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from engine.motion import trajectory
from engine.motion.proposal import speed_of
from engine.records import SCREEN_HEADINGS, Action, Box, Heading, Settings, Stroke

Floats = npt.NDArray[np.float64]
Side = Literal["left", "right", "top", "bottom"]

_SAMPLES = 512
_NOTICED = 1e-3
"""Of the frame: what goes out less than this stays."""


@dataclass(frozen=True, slots=True)
class Exit:
    """How a thing leaves the frame."""

    side: Side
    meets: float
    """Seconds until it meets the border; 0 where it is cut by it from the start."""
    gone: float | None
    """Seconds until nothing of it is seen; None: some of it is seen to the end of the clip."""
    beyond: float
    """How far it goes beyond the border within the clip: the room that it lacks, in frame widths
    to the sides and in frame heights up and down."""


def exit_of(stroke: Stroke, box: Box, settings: Settings) -> Exit | None:
    """Where and when a stroke carries what lies in `box` (fractions of the frame) out of it.

    None where it does not go beyond a border, or has no path. Turning is not looked at.
    """
    if len(stroke.points) < 2:
        return None
    times = np.linspace(0.0, 1.0, _SAMPLES)
    shifts = trajectory.curve_of(stroke).at(times)
    shifts = shifts - shifts[0]
    grown = stroke.scale ** trajectory.progress(stroke, times, settings.aspect)
    return _exit(times * settings.seconds, shifts, grown, box)


def exit_by_words(
    action: Action, heading: Heading, box: Box, settings: Settings, steps: int = 1
) -> Exit | None:
    """The same for words: straight on at the pace that they say or that is usual.

    The action has its share of the clip, as one of `steps`. None where it stays inside till the
    end of that, or where the heading cannot be seen on the screen.
    """
    if heading not in SCREEN_HEADINGS:
        return None
    begin = (action.step - 1) / max(1, steps) * settings.seconds
    times = np.linspace(begin, begin + settings.seconds / max(1, steps), _SAMPLES)
    x, y = SCREEN_HEADINGS[heading]
    way = speed_of(action) * (times - begin)[:, None] * np.array([x, y * settings.aspect])
    return _exit(times, way, np.ones(_SAMPLES), box)


def _exit(times: Floats, shifts: Floats, grown: Floats, box: Box) -> Exit | None:
    """`times` (n,) in seconds, `shifts` (n, 2) in fractions of the frame, `grown` (n,)."""
    sides: tuple[tuple[Side, int, int], ...] = (
        ("left", 0, -1),
        ("right", 0, 1),
        ("top", 1, -1),
        ("bottom", 1, 1),
    )
    found: list[tuple[float, Exit]] = []
    for side, axis, sign in sides:
        size = box[2 + axis] * grown
        centre = box[axis] + box[2 + axis] / 2 + shifts[:, axis]
        # beyond the border by this much, less than 0 while it is inside
        over = sign * (centre - (0.5 + 0.5 * sign)) + size / 2
        most = float(over.max())
        if most <= _NOTICED or most <= over[0] + _NOTICED:
            continue
        gone = _first(times, over - size)
        meets = _first(times, over)
        left = Exit(side, 0.0 if meets is None else meets, gone, most)
        found.append((most / float(size.max()), left))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _first(times: Floats, values: Floats) -> float | None:
    """When values first reach 0 from below; the first time where they begin there."""
    reached = np.flatnonzero(values >= 0.0)
    if not reached.size:
        return None
    i = int(reached[0])
    if i == 0:
        return float(times[0])
    before, after = values[i - 1], values[i]
    share = before / (before - after)
    return float(times[i - 1] + share * (times[i] - times[i - 1]))
