"""What the words say is hit, pushed or lifted, and stays where it is.

All that moves is what should have moved it: it goes through it, in front of it, or never gets
there. That is a doubt, which a mark on the thing makes a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.detectors.evidence import UNSURE, around, boxes_of, likely, room
from engine.inspect.observation import Observation
from engine.inspect.things import Thing
from engine.inspect.wording import set_in_motion
from engine.records import Finding

_MOVES, _LARGE = 0.04, 0.001
"""Heights of the frame and shares of the picture, from which on something else moves."""
_GOES, _LASTS_S, _GROWS = 0.3, 0.6, 0.25
"""Heights of the frame and seconds that the one goes; and the log of its area by which it may have
taken the other along."""


@dataclass(frozen=True, slots=True)
class Untouched:
    """The only thing that moves, and what it should have moved."""

    thing: Thing
    verb: str
    other: str
    score: float


def untouched(seen: Observation) -> Untouched | None:
    """None where nothing is to be touched, or where more than one thing moves."""
    said = set_in_motion(seen.reading) if seen.reading is not None else None
    if said is None:
        return None
    high = float(seen.clip.height)
    picture = high * seen.clip.width
    moving = [
        thing
        for thing in seen.things
        if thing.outlined and _way(thing) > _MOVES * high and thing.area > _LARGE * picture
    ]
    if len(moving) != 1 or not moving[0].outlined:
        return None
    thing = moving[0]
    areas = np.log(np.maximum(thing.areas[thing.seen & ~thing.edge].astype(np.float64), 1.0))
    grows = float(np.ptp(np.percentile(areas, (10, 90)))) if len(areas) else 2 * _GROWS
    at_edge = bool(thing.edge.mean() > 0.5)
    score = likely(
        room(_way(thing), _GOES * high),
        room(len(thing) / seen.clip.fps, _LASTS_S),
        # what comes in from the side is seen more and more of
        1.5 if at_edge else room(_GROWS, grows),
    )
    return Untouched(thing, *said, min(score, UNSURE))


def _way(thing: Thing) -> float:
    """Pixels across the places that it was at."""
    return float(np.hypot(*np.ptp(thing.ground.astype(np.float64), axis=0)))


def finding_of(seen: Observation, claim: Untouched, kind: str) -> Finding:
    """The finding that stands for it."""
    thing = claim.thing
    boxes = boxes_of(thing, thing.first, thing.last)
    return Finding(
        kind=kind,
        held=False,
        start_frame=thing.first,
        end_frame=thing.last,
        box=around(seen, boxes),
        score=claim.score,
        expected=f"{claim.other} moves, as the prompt says ('{claim.verb}')",
        measured="one thing moves, and nothing else does",
        message=f"It may go through {claim.other} or past it: nothing else moves",
        mover=thing.id,
        boxes=boxes,
    )
