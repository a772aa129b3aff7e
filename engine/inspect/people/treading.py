"""Legs that tread on the spot, seen without a pose: things in, what goes to and fro out.

A body that goes nowhere becomes part of the ground, and its limbs are seen alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

import numpy as np
from numpy.typing import NDArray

from engine.inspect.things import Thing

Floats = NDArray[np.float64]

_SECONDS = 1.2
_SWINGS, _AGAIN, _STAYS = 0.05, 4.0, 0.5
"""Heights of the frame that it swings, how often its swing its way is long at least, and the share
of its swing that it may get away."""
_GETS_AWAY, _NEARER = 0.12, 0.15
"""Heights of the frame, and log of the area: of whom gets somewhere, or comes nearer."""


def treading(things: Sequence[Thing], fps: float, height: float) -> Thing | None:
    """What swings most, where nothing gets anywhere; None otherwise. `height` is the frame's."""
    whole = [thing for thing in things if thing.outlined and len(thing) >= _SECONDS * fps]
    if any(_away(thing) > _GETS_AWAY * height for thing in whole):
        return None
    swinging = [thing for thing in whole if _to_and_fro(thing, height)]
    return max(swinging, key=lambda thing: thing.weight, default=None)


def _to_and_fro(thing: Thing, height: float) -> bool:
    across = thing.ground[:, 0].astype(np.float64)
    swing, way = float(np.ptp(across)), float(np.abs(np.diff(across)).sum())
    away = _shift(across)
    nearer = abs(_shift(np.log(np.maximum(thing.areas.astype(np.float64), 1.0))))
    return (
        swing > _SWINGS * height
        and way > _AGAIN * swing
        and abs(away) < _STAYS * swing
        and (nearer < _NEARER or thing.area < (_SWINGS * height) ** 2 * _AGAIN)
    )


def _away(thing: Thing) -> float:
    """Pixels between where it was in its first quarter and in its last."""
    across, down = (_shift(thing.ground[:, axis].astype(np.float64)) for axis in (0, 1))
    return hypot(across, down)


def _shift(values: Floats) -> float:
    quarter = max(1, len(values) // 4)
    return float(np.median(values[-quarter:]) - np.median(values[:quarter]))
