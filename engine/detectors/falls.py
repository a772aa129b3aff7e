"""Pieces of a way in, those in which something falls freely out."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from engine.detectors.evidence import room
from engine.inspect.flights import Piece
from engine.inspect.observation import Observation

FALLS, PURE = 0.15, 0.85
"""Heights of the frame a second, every second, that what falls gets faster by; and how much of that
has to be straight down."""
SECONDS = 0.22
"""The shortest piece that is told as a fall or a rise."""
_DOUBTS = 5.0


def falls(seen: Observation, flight: Iterable[Piece], down: NDArray[np.float64]) -> list[float]:
    """The accelerations with which it falls, px/s²."""
    return [
        float(piece.acceleration @ down)
        for piece in flight
        if piece.seconds >= SECONDS
        and piece.acceleration @ down
        > max(
            FALLS * seen.clip.height,
            6 * piece.doubt_of_acceleration,
            PURE * float(np.hypot(*piece.acceleration)),
        )
    ]


def surely_falls(seen: Observation, piece: Piece, down: NDArray[np.float64]) -> float:
    """A room: above 0 where it falls as things do, beyond what is known too little of."""
    least = max(FALLS * seen.clip.height, _DOUBTS * piece.doubt_of_acceleration)
    return room(float(piece.acceleration @ down), least)


def is_fall(piece: Piece, down: NDArray[np.float64]) -> bool:
    """Whether it falls for sure, how gently ever."""
    pull = float(piece.acceleration @ down)
    return pull > max(3 * piece.doubt_of_acceleration, PURE * float(np.hypot(*piece.acceleration)))
