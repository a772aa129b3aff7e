"""A measured motion on another picture: what was measured, where it is to be placed and a stroke go
in; the stroke with that motion comes out, and how much of it the clip is too short for.

The motion begins where the stroke's region is, as large as it was measured in frame heights, unless
the placement says otherwise. Its points are the fewest that keep the way within half a pixel.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from engine.errors import BadInput
from engine.motion import trajectory
from engine.motion.reference import Measured, Way, thinned
from engine.motion.strokes import FARTHEST, MAX_SCALE
from engine.records import PathPoint, Place, Settings, Stroke

Floats = npt.NDArray[np.float64]

OFF_PX = 0.5
"""How far the placed way may be from the measured one, in pixels of the shot."""
SIZES = (0.05, 20.0)
SPEEDS = (0.05, 20.0)
_SHORTEST = 1e-3
"""Of the clip: motion that is over sooner is none."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where, how large, which way round and how fast a measured motion goes."""

    at: Place | None = None
    """Where it begins; None: where the stroke's region is."""
    size: float = 1.0
    """Of its way: 1 is as many frame heights as it was measured over."""
    angle_deg: float = 0.0
    """How far its way is turned clockwise."""
    mirrored: bool = False
    """Left and right changed over, before it is turned."""
    own: bool = True
    """As the thing moved by itself; else as it moved in the picture, the view's move included."""
    first: int | None = None
    """The first frame of the clip that is used; None: of the measured ones."""
    last: int | None = None
    speed: float | None = 1.0
    """Over its own speed; None: it lasts until the shot ends."""
    start: float = 0.0
    """When it begins, in t of the shot."""
    turns: bool = True
    """Whether the stroke turns as the thing did."""
    grows: bool = True
    """Whether the stroke grows as the thing did."""


class Placed(NamedTuple):
    """A stroke with a measured motion."""

    stroke: Stroke
    seconds: float
    """How long the motion lasts in the shot."""
    left_over: float
    """Seconds of it that the shot is too short for."""


def placed(
    measured: Measured, placement: Placement, stroke: Stroke, centre: Place, settings: Settings
) -> Placed:
    """`stroke` with the measured motion. `centre` is where its region is, in fractions.

    Raises BadInput for numbers that are out of range and for a span of less than two frames.
    """
    _check(placement)
    rows = _rows(measured, placement)
    way = _chosen(measured.own if placement.own else measured.seen, rows)
    times = _times(measured, placement, rows, settings)
    begin = placement.at or centre
    places = np.clip(_laid(way, measured, placement, begin, settings), *FARTHEST)
    share = min(1.0, (1.0 - times[0]) / (times[-1] - times[0]))
    if share < 1.0:
        # what the shot is too short for is cut off, between two frames at times
        curve, kept = trajectory.through(times, places), times < 1.0 - 1e-6
        places = curve.at(np.append(times[kept], 1.0))
        left_over = (times[-1] - 1.0) * _span(settings)
        times = np.append(times[kept], 1.0)
    else:
        left_over = 0.0
    few = thinned(times, places, OFF_PX, (settings.width, settings.height))
    points = tuple(PathPoint(*map(float, (times[i], *places[i]))) for i in few)
    turn, growth = _change(way, share, placement)
    made = replace(
        stroke,
        kind="move",
        points=points,
        easing="linear",
        rotation_deg=turn,
        scale=growth,
        motion=None,
        speed=(),
    )
    return Placed(made, float(times[-1] - times[0]) * _span(settings), float(left_over))


def _check(placement: Placement) -> None:
    _within("The size of the motion", placement.size, *SIZES)
    _within("The angle of the motion", placement.angle_deg, -3600.0, 3600.0)
    _within("The start of the motion", placement.start, 0.0, 1.0)
    if placement.speed is not None:
        _within("The speed of the motion", placement.speed, *SPEEDS)
    for value in placement.at or ():
        _within("The place of the motion", value, *FARTHEST)


def _within(name: str, value: float, low: float, high: float) -> None:
    if not (math.isfinite(value) and low <= value <= high):
        raise BadInput(f"{name} is {value:g}; it must lie within {low:g} and {high:g}")


def _rows(measured: Measured, placement: Placement) -> slice:
    first = measured.first if placement.first is None else placement.first
    last = measured.last if placement.last is None else placement.last
    begin, end = measured.at(first), measured.at(last)
    if end <= begin:
        raise BadInput(
            f"Less than two of the measured frames lie between {first} and {last}",
            mend=f"Choose a range within {measured.first} and {measured.last}",
        )
    return slice(begin, end + 1)


def _chosen(way: Way, rows: slice) -> Way:
    return Way(way.places[rows], way.turns[rows], way.sizes[rows])


def _span(settings: Settings) -> float:
    """Seconds from the first frame of the shot to its last."""
    return max(settings.frames - 1, 1) / max(settings.fps, 1e-3)


def _times(measured: Measured, placement: Placement, rows: slice, settings: Settings) -> Floats:
    """When each frame is, in t of the shot; more than 1 where the shot is too short."""
    room = 1.0 - placement.start
    if room < _SHORTEST:
        raise BadInput("The motion begins where the shot ends", mend="Let it begin sooner")
    steps = np.arange(rows.stop - rows.start, dtype=np.float64)
    if placement.speed is None:
        return np.asarray(placement.start + room * steps / steps[-1])
    seconds = steps / measured.clip.fps / placement.speed
    return np.asarray(placement.start + seconds / _span(settings))


def _laid(
    way: Way, measured: Measured, placement: Placement, begin: Place, settings: Settings
) -> Floats:
    """The places (n, 2) on the shot, in fractions."""
    clip = measured.clip
    moved = (way.places - way.places[0]) * (clip.width / clip.height, 1.0) * placement.size
    if placement.mirrored:
        moved = moved * (-1.0, 1.0)
    angle = math.radians(placement.angle_deg)
    cos, sin = math.cos(angle), math.sin(angle)
    turned = moved @ np.array([[cos, sin], [-sin, cos]])
    return np.asarray(turned / (settings.aspect, 1.0) + begin, dtype=np.float64)


def _change(way: Way, share: float, placement: Placement) -> tuple[float, float]:
    """How far the stroke turns and grows in all; less than a degree is noise."""
    end = share * (len(way.turns) - 1)
    rows = np.arange(len(way.turns))
    turn = float(np.interp(end, rows, way.turns) - way.turns[0])
    growth = float(np.interp(end, rows, way.sizes) / way.sizes[0])
    turn = 0.0 if abs(turn) < 1.0 or not placement.turns else turn
    growth = 1.0 if abs(growth - 1.0) < 0.01 or not placement.grows else growth
    return (-turn if placement.mirrored else turn), float(np.clip(growth, 1 / MAX_SCALE, MAX_SCALE))
