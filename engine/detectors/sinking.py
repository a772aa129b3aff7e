"""What goes through the floor that the person marked: it came from above, or lay on it, and is seen
whole below it.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from engine.detectors.entering import LASTS_S, Entry
from engine.detectors.evidence import (
    NOTHING,
    alone_rows,
    clear_rows,
    down_of,
    drive_of,
    flights_of,
    likely,
    marks_on,
    on_screen,
    room,
    stretches,
    together,
)
from engine.inspect.flights import Piece
from engine.inspect.floor import Floor
from engine.inspect.observation import Observation
from engine.inspect.things import Thing

# shares of its own height, seconds, heights of the frame a second, every second
_BELOW, _BELOW_PICTURE = 0.25, 0.025
_SPAN_S, _LAY_S = 0.2, 0.12
_FALLS = 0.35
_HIGH, _DEEP = 0.25, 0.6
_AS_LARGE, _LESS, _SPREADS = 0.12, 0.5, 0.2
_TURNS_UP = 0.3
_STRAIGHT = 1.5
_NEARER = -0.2
"""Of what may only have landed, or rolled, nearer to the camera: never a finding."""
_FLOOR = "the floor you marked"


def into_floor(seen: Observation, floor: Floor) -> Iterator[Entry]:
    """The times when what came from above, or lay on the floor, is seen whole below it."""
    for thing in seen.things:
        if not marks_on(seen, thing, "fluid"):
            yield from _sunk(seen, thing, floor)


def _sunk(seen: Observation, thing: Thing, floor: Floor) -> Iterator[Entry]:
    above = floor.above(thing)
    good = alone_rows(seen, thing, clear_rows(seen, thing) & np.isfinite(above))
    tall = float(np.median(thing.corners[:, 3]))
    needed = max(_BELOW * tall, _BELOW_PICTURE * seen.clip.height)
    flight: list[Piece] | None = None
    for first, end in stretches(good, seen.clip.fps, _SPAN_S):
        high = above[first:end]
        deepest = int(np.argmin(high))
        over = np.flatnonzero(high[: deepest + 1] >= -0.3 * needed)
        if not len(over) or high[: over[-1] + 1].max() < -0.5 * floor.near(thing):
            continue
        rows = first + int(over[-1]), first + deepest, end
        if high[deepest] > -0.5 * needed:
            ends = thing.first + first, thing.first + end - 1
            yield Entry(thing, *ends, 0.0, np.zeros(end - first), False, True, NOTHING, _FLOOR)
            continue
        if flight is None:
            flight = [piece for part in flights_of(seen, thing, _SPAN_S) for piece in part]
        yield _below(seen, thing, floor, flight, above, first, rows, needed)


def _below(
    seen: Observation,
    thing: Thing,
    floor: Floor,
    flight: list[Piece],
    above: NDArray[np.float64],
    first: int,
    rows: tuple[int, int, int],
    needed: float,
) -> Entry:
    """How likely it is that it went through: `rows` are the last above, the deepest, the end."""
    last, deepest, end = rows
    fps, tall = seen.clip.fps, float(np.median(thing.corners[:, 3]))
    up, down = floor.up(thing.first + last), down_of(seen)
    way = (thing.ground[deepest] - thing.ground[last]).astype(np.float64)
    sideways = abs(float(way @ (up[1], -up[0])))
    before = float(np.median(thing.areas[max(first, last - 5) : last + 1]))
    growth = float(np.log(np.median(thing.areas[max(last, deepest - 2) : end][:5]) / before))
    at_floor = np.abs(above[first : last + 1]) < floor.near(thing)
    lay = int(at_floor.sum()) / fps > _LAY_S and above[first : last + 1].min() > -needed
    fell = any(
        piece.first <= thing.first + last < piece.last
        and float(piece.acceleration @ down)
        > max(_FALLS * floor.height, piece.doubt_of_acceleration)
        for piece in flight
    )
    # what turns up again below the line has a floor there
    lowest = np.minimum(np.minimum.accumulate(above[first:end]), -0.5 * needed)
    rises = float((above[first:end] - lowest)[lowest < -0.5 * needed].max(initial=0.0))
    # what comes to rest lower in the picture has landed nearer to the camera
    stays = int((above[deepest:end] < above[deepest] + 0.1 * tall).sum()) / fps > 2 * _LAY_S
    straight = room(-float(way @ up), _STRAIGHT * sideways)
    came = float(above[first : last + 1].max())
    drive = drive_of(seen, thing)
    known = {"passive": 0.6, "unknown": 0.25, "self": -0.6}[drive]
    if fell and not stays:
        manner = min(known, room(-float(above[deepest]), _DEEP * tall))
    elif lay and not fell:
        manner = min(known, straight, together(thing, thing.first + last, thing.first + deepest))
    else:
        manner = min(known, _NEARER, straight)
    score = likely(
        room(-float(above[deepest]), needed),
        room(float((above[first:end] < -0.7 * needed).sum() + 1) / fps, LASTS_S),
        1.5 if lay else room(came, _HIGH * tall),
        # what comes nearer to the camera gets larger, and what goes behind the floor is not seen
        room(_AS_LARGE, growth),
        room(_LESS, -growth),
        # what breaks or falls over spreads on the floor
        room(_SPREADS, _spread(thing, slice(max(first, last - 5), last + 1), deepest)),
        room(_TURNS_UP * tall, rises),
        manner,
    )
    frames = range(thing.first + last, thing.first + end)
    stopped = thing.ground[last].astype(np.float64)
    return Entry(
        thing,
        frames[0],
        frames[-1],
        min(1.0, -float(above[deepest]) / tall),
        np.clip(-above[last:end] / tall, 0.0, 1.0),
        False,
        True,
        score,
        _FLOOR,
        tuple(on_screen(thing, frame, stopped, seen) for frame in frames),
    )


def _spread(thing: Thing, before: slice, row: int) -> float:
    """How much another form its box and its outline have, as logs; 0 for the same."""
    sizes = np.log(np.maximum(thing.corners[:, 2:].astype(np.float64), 1.0))
    solid = np.log(np.maximum(thing.solidity.astype(np.float64), 0.05))
    wider = float(sizes[row, 0] - np.median(sizes[before, 0]))
    return max(abs(wider), float(np.median(solid[before]) - solid[row]))
