"""What swings and stays up on one side, where it should turn and come back.

Only of what the words make swing: an arm is raised on the same way, and held there.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from engine.detectors.evidence import clear_rows, drive_of, likely, room, stretches
from engine.detectors.hanging import BY_DRIVE, UNSURE, Hang, reach_of, still, unless_held
from engine.inspect.observation import Observation
from engine.inspect.things import Thing
from engine.inspect.wording import swings

_STAYS_S, _AS_LONG = 0.42, 1.0
"""Seconds, and shares of the time that it took up there from its lowest place."""
_UP = 0.03
"""Heights of the frame that it is above its lowest place, and was before it went through that."""
_WIDE = 1.2
"""Shares of that height that it went sideways."""
_SLOWS, _LAST_S = 0.6, 0.12
"""Share of its greatest speed that it still has just before: what is caught stops dead."""


def stopped_swings(seen: Observation, down: NDArray[np.float64]) -> Iterator[Hang]:
    """For each thing the first time that it stays up."""
    if seen.reading is None or not swings(seen.reading):
        return
    for thing in seen.things:
        for first, end in stretches(clear_rows(seen, thing), seen.clip.fps, 2 * _STAYS_S):
            hang = _stopped(seen, thing, down, first, end)
            if hang is not None:
                yield hang


def _stopped(
    seen: Observation, thing: Thing, down: NDArray[np.float64], first: int, end: int
) -> Hang | None:
    fps, places = seen.clip.fps, thing.ground[first:end].astype(np.float64)
    stop = _stays_from(places, reach_of(seen), round(_STAYS_S * fps) + 1)
    if stop is None or stop < 3:
        return None
    level, aside = places @ down, places @ np.array([down[1], -down[0]])
    lowest = int(np.argmax(level[:stop]))
    ends = float(np.median(level[stop:]))
    rise = min(level[lowest] - ends, level[lowest] - level[: lowest + 1].min())
    speed = np.hypot(*np.diff(places[: stop + 1], axis=0).T)
    late = speed[-max(1, round(_LAST_S * fps)) :]
    pull = 2 * max(float(level[lowest]) - ends, 0.0) * (fps / max(1, stop - lowest)) ** 2
    start, last = thing.first + first + stop, thing.first + end - 1
    score = likely(
        room((last - start) / fps, max(_STAYS_S, _AS_LONG * (stop - lowest) / fps)),
        room(float(rise), _UP * seen.clip.height),
        room(float(np.ptp(aside[lowest : stop + 1])), _WIDE * float(max(rise, 1.0))),
        room(_SLOWS * float(speed.max()), float(late.mean())),
        # what it hangs on touches it all the time
        UNSURE if _others(thing, first + stop, end) - _others(thing, first, first + stop) else 1.5,
        BY_DRIVE[drive_of(seen, thing)],
    )
    score = unless_held(score, seen, thing, start, last)
    return Hang(thing, start, last, float(level[lowest]) - ends, pull, score, "swing")


def _others(thing: Thing, first: int, end: int) -> set[int]:
    """What touches it between two rows."""
    return {other for others in thing.touching[first:end] for other in others}


def _stays_from(places: NDArray[np.float64], reach: float, least: int) -> int | None:
    """The first row from which it stays where it is to the end."""
    stays = still(places[::-1].astype(np.float32), reach)
    return len(places) - stays if stays >= least else None
