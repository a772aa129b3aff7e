"""What was lifted, let go of, and stays where it is, with nothing at it.

It may as well have been put down on something: it is told only where the words say that it falls.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from engine.detectors.evidence import drive_of, gaps, likely, names_liquid, room
from engine.detectors.hanging import (
    BY_DRIVE,
    OVER,
    OVER_OWN,
    UNSURE,
    Hang,
    is_held,
    reach_of,
    still,
    touch,
)
from engine.inspect.expectations import expected_rules
from engine.inspect.observation import Observation
from engine.inspect.things import Thing

_LAY_S, _HELD_S, _AWAY_S = 0.2, 0.25, 0.2
"""Seconds that it lies there at first, is held at least, and is free of what held it."""
_HANGS_S = 0.3
_GROWS = 0.5
"""Log of its area by which it is as much more or less than it lay there."""


def let_go(seen: Observation, down: NDArray[np.float64], pull: float | None) -> Iterator[Hang]:
    """For each thing that something lifted and left, its stay in the air afterwards."""
    rules = expected_rules(seen.reading) if seen.reading is not None else ()
    said = any("gravity" in rule.kinds for rule in rules)
    lay, reach = max(3, round(_LAY_S * seen.clip.fps)), reach_of(seen)
    for thing in seen.things:
        if thing.outlined and len(thing) > 2 * lay and still(thing.ground[:lay], reach) == lay:
            hang = _hang(seen, thing, down, pull, lay, said)
            if hang is not None:
                yield hang


def _hang(
    seen: Observation,
    thing: Thing,
    down: NDArray[np.float64],
    pull: float | None,
    lay: int,
    said: bool,
) -> Hang | None:
    fps, tall = seen.clip.fps, float(np.median(thing.corners[:, 3]))
    start = _released(seen, thing, touch(seen, tall))
    if start is None:
        return None
    row = thing.row(start)
    end = start + still(thing.ground[row:], reach_of(seen)) - 1
    seconds = (end - start) / fps
    level = thing.ground.astype(np.float64) @ down
    stays = slice(row, thing.row(end) + 1)
    above = float(np.median(level[:lay]) - np.median(level[stays]))
    areas = np.log(np.maximum(thing.areas, 1.0))
    # what is poured in may end as large as the glass that it was taken for at first
    later = areas[lay : stays.stop] if names_liquid(seen) else [np.median(areas[stays])]
    grown = float(np.abs(later - np.median(areas[:lay])).max())
    free = start + round(_AWAY_S * fps)
    near = [float(gap.min()) for other in seen.things if len(gap := _gaps(thing, other, free, end))]
    score = likely(
        room(seconds, _HANGS_S),
        room(above, max(OVER * seen.clip.height, OVER_OWN * tall)),
        # the middle of what is poured in rises as it grows
        room(_GROWS, grown),
        room(min(near, default=2.0), 1.0),
        0.6 if said else UNSURE,
        UNSURE if is_held(seen, thing, start, end, touch(seen, tall)) else 1.5,
        BY_DRIVE[drive_of(seen, thing)],
    )
    # how strong gravity is here need not be known: by the end it should lie where it lay
    falls = pull or 2 * max(above, 0.0) / max(seconds, 1 / fps) ** 2
    return Hang(thing, start, end, above, falls, score, "let go")


def _released(seen: Observation, thing: Thing, contact: float) -> int | None:
    """The frame from which nothing is at it any more of what was; None where nothing was."""
    held, away = (max(3, round(seconds * seen.clip.fps)) for seconds in (_HELD_S, _AWAY_S))
    last: int | None = None
    for other in seen.things:
        near = np.flatnonzero(_gaps(thing, other, thing.first, thing.last) <= contact)
        if len(near) >= held:
            last = max(last or 0, max(thing.first, other.first) + int(near[-1]) + 1)
    return last if last is not None and last + away <= thing.last else None


def _gaps(thing: Thing, other: Thing, start: int, end: int) -> NDArray[np.float64]:
    """Pixels between two, frame by frame; none between a thing and itself."""
    return np.zeros(0) if other is thing else gaps(thing, other, start, end)
