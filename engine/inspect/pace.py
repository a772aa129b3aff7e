"""An Observation in, how much of the film passes from each frame to the next out.

A film that was made for another number of frames a second is shown with pictures that are repeated
or left out: 16 a second with 30 stand still in every second step, 24 with 15 go one and two of
theirs in turn. Then all that moves, and the view with it, stutters at once, which is none of their
doing.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from engine.inspect.flow import LONGEST
from engine.inspect.observation import Observation

_REPEATED = 0.15
"""Of the motion in the steps around it: below, the picture is shown again. Coding alone makes no
motion, but makes it a little unlike."""
_AROUND_S, _AROUND = 0.1, 2
"""Seconds and steps to either side that are the steps around it."""
_OFTEN = 0.15
"""Share of the steps that repeat a picture where they are repeated all along."""
_USUAL, _FEWEST = 3, 6
"""New pictures to either side that the usual motion is of; and how many steps have to tell it."""
_UNEVEN, _MOVES = 0.28, 1.0
"""Of the usual: by how much one step goes farther than the next, half of the time, where pictures
are left out. Who trembles for a while, or is thrown, stays below 0.22. And the pixels, of a picture
480 wide, by which all of it moves on the mean: what little moves may do so by itself."""
_LEAST, _MOST = 0.5, 2.0
"""Times the usual that may pass: more is the doing of what moves."""


def film_times(seen: Observation) -> NDArray[np.float64]:
    """(frames - 1,) Of each step: 1 where as much passes as usual, 0 where the picture is shown
    again. All 1 but for repeated pictures where a film is shown evenly."""
    found = np.ones(max(0, seen.clip.frames - 1))
    for first, last in seen.parts:
        found[first:last] = _of_part(seen, first, last)
    return found


def _of_part(seen: Observation, first: int, last: int) -> NDArray[np.float64]:
    if first == last:
        return np.ones(0)
    motion = _motion(seen.flow[first:last])
    shown = ~seen.light.same[first:last]
    repeated = shown & _between(motion, max(_AROUND, round(_AROUND_S * seen.clip.fps)))
    if float((~shown | repeated).mean()) >= _OFTEN:
        # else it is what turns round, and is slow for a moment
        shown &= ~repeated
    found = np.zeros(len(motion))
    new = motion[shown]
    if not len(new):
        return found
    moves = new > _MOVES * seen.clip.width / LONGEST
    around = _beside(np.where(moves, new, 0.0), _USUAL, 0.0)
    usual = around.sum(axis=1) / np.maximum((around > 0).sum(axis=1), 1)
    times = np.ones(len(new))
    times[moves] = np.clip(new[moves] / usual[moves], _LEAST, _MOST)
    steps = np.abs(np.diff(times))[moves[1:] & moves[:-1]]
    uneven = len(steps) >= _FEWEST and float(np.median(steps)) > _UNEVEN
    found[shown] = times if uneven else 1.0
    return found


def _between(motion: NDArray[np.float64], reach: int) -> NDArray[np.bool_]:
    """Which steps hardly move the picture, between such that do."""
    beside = _beside(motion, reach, np.inf)
    least = np.minimum(beside[:, :reach].max(axis=1), beside[:, reach + 1 :].max(axis=1))
    return np.asarray(np.isfinite(least) & (motion < _REPEATED * least))


def _motion(flow: NDArray[np.float16]) -> NDArray[np.float64]:
    """Pixels that the picture moves by in each step, on the mean."""
    x, y = np.moveaxis(flow.astype(np.float32), -1, 0)
    return np.asarray(np.hypot(x, y).mean(axis=(1, 2)), np.float64)


def _beside(values: NDArray[np.float64], reach: int, edge: float) -> NDArray[np.float64]:
    """(n, 2 reach + 1): each value with those to either side."""
    padded = np.pad(values, reach, constant_values=edge)
    return np.asarray(sliding_window_view(padded, 2 * reach + 1))
