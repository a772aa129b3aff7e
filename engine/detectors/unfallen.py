"""What the words say falls, and does not: it sinks as evenly as on a string, or never comes down.

Without the words a lift sinks like that, and a ball stays on its table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.detectors.evidence import (
    around,
    bottom_of,
    boxes_of,
    curve,
    drive_of,
    flights_of,
    ghost_of,
    likely,
    room,
    together,
)
from engine.detectors.falls import SECONDS
from engine.inspect.flights import Piece
from engine.inspect.observation import Observation
from engine.inspect.things import Beginning, Ending, Thing
from engine.inspect.wording import says_it_falls
from engine.records import Finding

# sinks evenly: seconds, heights of the frame, shares of what a fall over the same way in the same
# time would have, log of its area
_SINKS_S, _SINKS, _STEEP = 0.5, 0.12, 0.25
_EVENLY, _NEARER = 0.25, 0.15
_TURNS = 0.08
"""Heights of the frame that it may go up again."""
# never comes down: seconds, heights of the frame that it goes, and that anything comes down
_STAYS_UP_S, _GOES, _DOWN = 1.3, 0.25, 0.035
_SAID = 0.15
"""Of what may come down after the clip, or may roll on where it lies."""
_SOMEBODY = -0.06


@dataclass(frozen=True, slots=True)
class Unfallen:
    """A stretch in which a thing goes on without falling."""

    thing: Thing
    start: int
    end: int
    pull: float
    """px/s²: a fall would have had it, over the same way or, where it never came down, over the
    height of the frame in the same time."""
    score: float
    sinks: float = 0.0
    """Pixels, evenly; 0 where it never comes down."""


def unfallen(
    seen: Observation, down: NDArray[np.float64], pulls: list[float]
) -> Iterator[Unfallen]:
    """For what the prompt says falls. `pulls` is what things in the clip fall with: where some do,
    the words have come true."""
    if pulls or seen.reading is None or not says_it_falls(seen.reading):
        return
    things = [thing for thing in seen.things if drive_of(seen, thing) != "self"]
    for thing in things:
        if thing.touched.any() or _rises_after(thing, down) > _TURNS * seen.clip.height:
            # a hand, or what lowers something, and not what falls
            continue
        for flight in flights_of(seen, thing, SECONDS):
            for piece in flight:
                sinks = _sinks(seen, thing, piece, down)
                if sinks is not None:
                    yield sinks
    if all(_comes_down(thing, down) < _DOWN * seen.clip.height for thing in seen.things):
        yield from (up for thing in things if (up := _stays_up(seen, thing, down)) is not None)


def _comes_down(thing: Thing, down: NDArray[np.float64]) -> float:
    """Pixels from the highest place it was at to the lowest after it."""
    level = thing.ground.astype(np.float64) @ down
    return float((level - np.minimum.accumulate(level)).max(initial=0.0))


def _rises_after(thing: Thing, down: NDArray[np.float64]) -> float:
    """Pixels that it goes up again from its lowest place."""
    level = thing.ground.astype(np.float64) @ down
    lowest = int(np.argmax(level))
    return float(level[lowest] - level[lowest:].min())


def _sinks(
    seen: Observation, thing: Thing, piece: Piece, down: NDArray[np.float64]
) -> Unfallen | None:
    """A piece of its way in which it comes down as fast in the end as it began to."""
    high, way = float(seen.clip.height), piece.at(piece.last) - piece.at(piece.first)
    sinks = float(way @ down)
    if not thing.outlined or sinks < 0.5 * _SINKS * high or piece.seconds < 0.5 * _SINKS_S:
        return None
    pull = 2 * sinks / piece.seconds**2
    left = abs(float(piece.acceleration @ down)) + 2 * piece.doubt_of_acceleration
    areas = np.log(np.maximum(thing.areas[thing.row(piece.first) : thing.row(piece.last) + 1], 1.0))
    side = max(1, len(areas) // 4)
    score = likely(
        room(piece.seconds, _SINKS_S),
        room(sinks, max(_SINKS * high, 0.5 * float(np.median(thing.corners[:, 3])))),
        room(sinks, _STEEP * float(np.hypot(*way))),
        room(_EVENLY * pull, max(left, 0.02 * pull)),
        # what rolls toward the camera gets larger
        room(_NEARER, abs(float(np.median(areas[-side:]) - np.median(areas[:side])))),
        together(thing, piece.first, piece.last),
        _may_be_it(seen, thing),
    )
    return Unfallen(thing, piece.first, piece.last, pull, score, sinks)


def _may_be_it(seen: Observation, thing: Thing) -> float:
    """A room: below 0 where it may as well be who lets something fall."""
    return 1.5 if drive_of(seen, thing) == "passive" else _SOMEBODY


def _stays_up(seen: Observation, thing: Thing, down: NDArray[np.float64]) -> Unfallen | None:
    """The whole of its way, where that is long."""
    borders = thing.beginning is Beginning.BORDER or thing.ending is Ending.BORDER
    if not thing.outlined or borders or thing.edge.any():
        return None
    seconds, high = len(thing) / seen.clip.fps, float(seen.clip.height)
    places = thing.ground.astype(np.float64)
    score = likely(
        room(seconds, _STAYS_UP_S),
        room(float(np.ptp(places, axis=0).max()), _GOES * high),
        room(_DOWN * high, max(1.0, _comes_down(thing, down))),
        together(thing),
        min(_SAID, _may_be_it(seen, thing)),
    )
    return Unfallen(thing, thing.first, thing.last, 2 * high / seconds**2, score)


def finding_of(seen: Observation, claim: Unfallen, down: NDArray[np.float64], kind: str) -> Finding:
    """The finding that stands for it."""
    thing = claim.thing
    places = thing.ground[thing.row(claim.start) : thing.row(claim.end) + 1].astype(np.float64)
    times = (np.arange(len(places)) / seen.clip.fps)[:, None]
    aside = np.array([-down[1], down[0]])
    along = (places - places[0]) @ aside
    fallen = places[0] + along[:, None] * aside + down * claim.pull * times**2 / 2
    boxes = boxes_of(thing, claim.start, claim.end)
    bottom = bottom_of(seen, down)
    seconds = (claim.end - claim.start) / seen.clip.fps
    speed = claim.sinks / max(seconds, 1 / seen.clip.fps)
    wanted, went = fallen[-1] - places[0], places[-1] - places[0]
    return Finding(
        kind=kind,
        held=False,
        start_frame=claim.start,
        end_frame=claim.end,
        box=around(seen, boxes),
        score=claim.score,
        expected=(
            f"it gets faster and faster, to {2 * speed:.0f} px/s at the end of that way"
            if claim.sinks
            else "it falls, as the prompt says"
        ),
        measured=(
            f"it sinks {claim.sinks:.0f} px with {speed:.0f} px/s all the time"
            if claim.sinks
            else f"in {seconds:.1f} s nothing comes down"
        ),
        message=(
            f"It should fall, and sinks as evenly as on a string ({speed:.0f} px/s)"
            if claim.sinks
            else f"It should fall, and never comes down in {seconds:.1f} s"
        ),
        expected_vector=(float(wanted[0]), float(wanted[1])),
        measured_vector=(float(went[0]), float(went[1])),
        mover=thing.id,
        boxes=boxes,
        ghost=ghost_of(seen, thing, claim.start, fallen),
        curves=(
            curve(
                "height",
                "px",
                claim.start,
                (bottom - places @ down).tolist(),
                (bottom - fallen @ down).tolist(),
            ),
        ),
    )
