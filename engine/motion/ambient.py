"""Motion in place: a region and a manner go in, how its inside is bent in every frame comes out.

A manner is a few waves. At the time of the clip that has passed T cycles, a wave with the amount a
and the phase p (both differ from pixel to pixel) shifts what is seen by a (sin(2 pi n T + p) -
sin p): nothing in the first frame, and nothing again after every whole cycle. Amounts fall to 0
at the rim, and are bounded by how steep they are, so that nothing folds over: the largest ones keep
every pair of pixels at a quarter of their distance or more.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from engine.motion.bend import Floats, Shifts, looked_up, parted
from engine.motion.layers import Alpha, inwards
from engine.records import Ambient, Manner, Stroke

GENTLE = 0.012
"""Frame widths that an ambient stroke sways by at most where nothing else is said."""
_BEARS = 0.75
"""Steepest shift, in pixels a pixel; at 1 it folds."""
_FIXED = 40
_NEAR = 1e-3
"""Pixels."""
_SLOWEST = 4
"""Frames a wave has at least: with fewer it is not seen to move."""


class Wave(NamedTuple):
    """One wave of a manner, in units of the region."""

    times: int
    """In a cycle."""
    turned_deg: float
    """Of its shift, clockwise against the direction of the motion."""
    length: float
    """Of the wave, over the region's longer side; its crests are `run_deg` off its shift."""
    run_deg: float
    amount: float
    phase: float = 0.0


WAVES: dict[Manner, tuple[Wave, ...]] = {
    # so long that the region goes as one, its top a little behind its foot
    "sway": (Wave(1, 0.0, 9.0, -90.0, 1.0),),
    "ripple": (Wave(1, 0.0, 0.34, 0.0, 1.0), Wave(1, 25.0, 0.21, 10.0, 0.35, 1.9)),
    "flutter": (
        Wave(2, 0.0, 1.1, 0.0, 1.0),
        Wave(3, 70.0, 0.7, -50.0, 0.5, 0.8),
        Wave(5, -30.0, 0.45, 20.0, 0.35, 2.1),
    ),
}
_LEAN = 0.45
"""How far the foot of what sways goes, over its top."""


@dataclass(frozen=True, slots=True, eq=False)
class _Bend:
    """A wave over the pixels of a region: its shift is sine * sin + cosine * (cos - 1)."""

    times: int
    sine: Shifts
    cosine: Shifts


@dataclass(frozen=True, slots=True, eq=False)
class Stirring:
    """A region whose inside moves and comes back; pixels are those of its block."""

    bends: tuple[_Bend, ...]
    turns: Floats
    """For every frame: how many cycles have passed. Whole at both ends."""

    def rests(self, frame: int) -> bool:
        """Whether all of it is where it was."""
        turns = self.turns[frame]
        return not self.bends or bool(abs(turns - round(turns)) < 1e-9)

    def leads(self, frame: int) -> Floats:
        """The region as a whole stays."""
        return np.zeros(2)

    def came(self, frame: int) -> Shifts:
        """Pixels that what is seen at every pixel has come."""
        first, *others = (self._shift(bend, frame) for bend in self.bends)
        for other in others:
            first += other
        return first

    def carried(self, frame: int, places: Floats) -> Floats:
        """Where places (n, 2) of the block have come to, as pixel indices."""
        shift, moved = self.came(frame), np.zeros_like(places)
        # what is at a place now is known; where it went to is found by going there again and again
        for _ in range(_FIXED):
            before, moved = moved, looked_up(shift, *parted(places + moved)).astype(np.float64)
            if np.abs(moved - before).max(initial=0.0) < _NEAR:
                break
        return np.asarray(places + moved, dtype=np.float64)

    def _shift(self, bend: _Bend, frame: int) -> Shifts:
        angle = 2.0 * math.pi * bend.times * float(self.turns[frame])
        sine, cosine = np.float32(math.sin(angle)), np.float32(math.cos(angle) - 1.0)
        return np.asarray(bend.sine * sine + bend.cosine * cosine, dtype=np.float32)


def stirring(
    stroke: Stroke, alpha: Alpha, width: int, toward: tuple[float, float], clip: tuple[int, float]
) -> Stirring:
    """How the block that a stroke holds moves in place.

    `alpha` is that of the block (height, width), `width` that of the frame, `toward` the unit
    vector it moves along, `clip` the frames and the frames a second of the clip.
    """
    said = stroke.ambient or Ambient()
    waves = WAVES[said.manner]
    reach = inwards(alpha)
    if said.manner == "sway":
        reach = reach * np.linspace(1.0, _LEAN, len(reach), dtype=np.float32)[:, None]
    across = math.degrees(math.atan2(toward[1], toward[0]))
    amounts = [reach * np.float32(wave.amount) for wave in waves]
    phases = [_phase(wave, across, reach.shape) for wave in waves]
    parts = list(zip(amounts, phases, strict=True))
    largest = _borne(parts) * said.amount
    if stroke.ambient is None:
        peak = max(float((a * (1 + abs(np.sin(p)))).max()) for a, p in parts)
        largest = min(largest, GENTLE * width / max(peak, 1e-6))
    largest *= stroke.strength
    turns = _turns(said.seconds, max(wave.times for wave in waves), *clip)
    if largest <= 0.0 or not reach.any():
        return Stirring((), turns)
    bends = [
        _bend(wave, across, amount * np.float32(largest), phase)
        for wave, (amount, phase) in zip(waves, parts, strict=True)
    ]
    return Stirring(tuple(bends), turns)


def _phase(wave: Wave, across: float, shape: tuple[int, ...]) -> Alpha:
    height, width = shape
    runs = math.radians(across + wave.turned_deg + wave.run_deg)
    right, down = np.arange(width)[None, :], np.arange(height)[:, None]
    along = right * math.cos(runs) + down * math.sin(runs)
    # from the side that the wave comes from, so that the phase begins with the wave's own
    along = along - along.min()
    turns = along / (wave.length * max(height, width))
    return np.asarray(wave.phase - 2.0 * math.pi * turns, dtype=np.float32)


def _bend(wave: Wave, across: float, amount: Alpha, phase: Alpha) -> _Bend:
    angle = math.radians(across + wave.turned_deg)
    toward = np.array([math.cos(angle), math.sin(angle)], np.float32)
    sine, cosine = amount * np.cos(phase), amount * np.sin(phase)
    return _Bend(wave.times, sine[:, :, None] * toward, cosine[:, :, None] * toward)


def _borne(parts: list[tuple[Alpha, Alpha]]) -> float:
    """What all amounts may be multiplied by so that no shift is too steep."""
    steep = np.zeros_like(parts[0][0])
    for amount, phase in parts:
        sizes = _steepness(amount), amount * _steepness(phase)
        steep += sizes[0] * (1 + abs(np.sin(phase))) + sizes[1] * (1 + abs(np.cos(phase)))
    return _BEARS / max(float(steep.max()), 1e-6)


def _steepness(values: Alpha) -> Alpha:
    """Change a pixel, to the next one on either axis; beyond the border there is 0 or the same."""
    right = np.abs(np.diff(values, axis=1, append=values[:, -1:]))
    down = np.abs(np.diff(values, axis=0, append=values[-1:]))
    return np.asarray(np.hypot(right, down), dtype=np.float32)


def _turns(seconds: float, times: int, frames: int, fps: float) -> Floats:
    most = max(1, (frames - 1) // (_SLOWEST * times))
    cycles = min(max(1, round(frames / fps / seconds)), most)
    return np.arange(frames) / max(1, frames - 1) * cycles
