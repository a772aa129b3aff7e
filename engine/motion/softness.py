"""Regions that give way like cloth: a region and its poses go in, how it is bent in every frame
comes out.

Its middle moves whole, its rim stays. What lies between is carried by a flow: every place moves
with the speed of the middle times its hold, which is 1 in the middle and falls smoothly to 0 at the
rim. A flow never folds and never tears, however far it goes, and the way back is the same flow the
other way round (as in Arsigny et al., 'A Log-Euclidean Framework for Statistics on
Diffeomorphisms', 2006). How long it has to flow until the middle is where its path wants it is
known exactly: along the straight way there it is the integral of 1 / hold.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.motion.bend import Floats, Shifts, grid, looked_up, parted
from engine.motion.layers import Alpha, inwards

Axis = npt.NDArray[np.floating]
"""x or y of places."""
Flow = Callable[[Axis, Axis], tuple[Axis, Axis]]
"""The speed at every place."""

LEAST_HOLD = 0.4
"""Hold at the place where the middle comes to a stop: there it is pressed to that share."""
MOST_TURN = math.radians(90.0)
MOST_SHEAR = math.radians(45.0)
MOST_GROWTH = 2.5
_STILL = 0.01
_LOOKS = 257
_ACCURATE = 1.5
"""Steps of the flow while the hold may change from 0 to 1."""
_STEPS = (2, 48)
_FINE = 0.06
"""Of the hold: the most it changes between two places where the flow is followed."""


@dataclass(frozen=True, slots=True, eq=False)
class Giving:
    """A region that bends; pixels are those of its block."""

    hold: Alpha
    """(height, width): how much of the middle's speed every pixel has."""
    middle: Floats
    """Its place as pixel indices (2,)."""
    wanted: Floats
    """For every frame: how the middle wants to be shifted, x and y in pixels."""
    bent: Floats
    """For every frame: lean and turn in radians, logarithm of the growth."""
    steepest: float
    """Most that the hold changes from a pixel to the next."""

    @property
    def coarse(self) -> int:
        """Pixels between the places where the flow is followed; between them it is smooth."""
        return max(1, round(_FINE / max(self.steepest, 1e-6)))

    def rests(self, frame: int) -> bool:
        """Whether all of it is where it was."""
        return math.hypot(*self.wanted[frame]) < _STILL and not self.bent[frame].any()

    def leads(self, frame: int) -> Floats:
        """How far the middle is carried, x and y in pixels."""
        return self._reached(frame)[0]

    def came(self, frame: int) -> Shifts:
        """Pixels that what is seen at every pixel has come."""
        import cv2

        height, width = self.hold.shape
        tall, wide = -(-height // self.coarse), -(-width // self.coarse)
        now = (grid((tall, wide)) + np.float32(0.5)) * np.float32(self.coarse) - np.float32(0.5)
        before = self._flowed(frame, now[:, :, 0], now[:, :, 1], back=True)
        shift = now - np.stack(before, axis=2, dtype=np.float32, casting="same_kind")
        if self.coarse > 1:
            size = (wide * self.coarse, tall * self.coarse)
            whole = cv2.resize(shift, size, interpolation=cv2.INTER_CUBIC)
            shift = np.ascontiguousarray(whole[:height, :width], dtype=np.float32)
            # what stays must stay to the last bit
            shift[self.hold <= 0.0] = 0.0
        return shift

    def carried(self, frame: int, places: Floats) -> Floats:
        """Where places (n, 2) of the block have come to, as pixel indices."""
        there = self._flowed(frame, places[:, 0], places[:, 1], back=False)
        return np.stack(there, axis=1, dtype=np.float64)

    def _flowed(self, frame: int, x: Axis, y: Axis, *, back: bool) -> tuple[Axis, Axis]:
        """Where places have come to, or come from: leaning first, then turning, then going."""
        lean, turn, growth = (float(value) for value in self.bent[frame])
        sign = -1.0 if back else 1.0
        flows = [
            self._spin(0.0, -sign * math.tan(lean), 0.0),
            self._spin(sign * growth, -sign * turn, sign * turn),
            self._stream(frame, sign),
        ]
        for flow, fastest in reversed(flows) if back else flows:
            if fastest:
                x, y = _run(flow, x, y, math.ceil(_ACCURATE * fastest * self.steepest))
        return x, y

    def _spin(self, grows: float, right: float, down: float) -> tuple[Flow, float]:
        """Speeds that grow with the distance from the middle, and the greatest of them."""
        a, b, c = np.float32(grows), np.float32(right), np.float32(down)
        middle_x, middle_y = (np.float32(value) for value in self.middle)

        def flow(x: Axis, y: Axis) -> tuple[Axis, Axis]:
            held = looked_up(self.hold, x, y)
            away_x, away_y = x - middle_x, y - middle_y
            return held * (a * away_x + b * away_y), held * (c * away_x + a * away_y)

        return flow, max(math.hypot(grows, down), abs(right)) * max(self.hold.shape) / 2

    def _stream(self, frame: int, sign: float) -> tuple[Flow, float]:
        """The speed of the middle, and how great it is."""
        way, span = self._reached(frame)
        right, down = (np.float32(part) for part in way / max(math.hypot(*way), 1e-9) * span * sign)

        def flow(x: Axis, y: Axis) -> tuple[Axis, Axis]:
            held = looked_up(self.hold, x, y)
            return held * right, held * down

        return flow, span

    def _reached(self, frame: int) -> tuple[Floats, float]:
        """How far the middle gets of where it wants to be, and how long the flow takes for it."""
        far = math.hypot(*self.wanted[frame])
        if far < _STILL:
            return np.zeros(2), 0.0
        toward = self.wanted[frame] / far
        ray = np.linspace(0.0, min(far, math.hypot(*self.hold.shape)), _LOOKS)
        along = self._along(toward, ray)
        pressed = int(np.argmax(along < LEAST_HOLD))
        if along[pressed] < LEAST_HOLD:
            last = max(pressed - 1, 0)
            fallen = max(float(along[last] - along[pressed]), 1e-9)
            share = max(float(along[last] - LEAST_HOLD) / fallen, 0.0)
            far = float(ray[last] + share * (ray[pressed] - ray[last]))
            ray = np.linspace(0.0, far, _LOOKS)
            along = np.maximum(self._along(toward, ray), LEAST_HOLD)
        return toward * far, float(np.trapezoid(1.0 / along, ray))

    def _along(self, toward: Floats, ray: Floats) -> Floats:
        """The hold along a ray from the middle."""
        there = looked_up(self.hold, *parted(self.middle + ray[:, None] * toward))
        return np.asarray(there, dtype=np.float64)


def _run(flow: Flow, x: Axis, y: Axis, wanted: int) -> tuple[Axis, Axis]:
    """Where a flow carries places in a unit of time (Runge and Kutta's fourth order)."""
    steps = min(max(wanted, _STEPS[0]), _STEPS[1])
    step = np.float32(1.0 / steps)
    half, sixth, third = step / np.float32(2), step / np.float32(6), step / np.float32(3)
    for _ in range(steps):
        u1, v1 = flow(x, y)
        u2, v2 = flow(x + half * u1, y + half * v1)
        u3, v3 = flow(x + half * u2, y + half * v2)
        u4, v4 = flow(x + step * u3, y + step * v3)
        x = x + sixth * (u1 + u4) + third * (u2 + u3)
        y = y + sixth * (v1 + v4) + third * (v2 + v3)
    return x, y


def giving(alpha: Alpha, own: Floats, poses: Floats) -> Giving:
    """How a soft region bends.

    `alpha` (height, width) is that of its block, `own` its centre as pixel indices (2,), `poses`
    says for every frame how its middle wants to be shifted, x and y in pixels, its scale, turn and
    lean in radians.
    """
    hold = inwards(alpha)
    middle = _middle(hold, own)
    top = max(float(looked_up(hold, *parted(middle[None]))[0]), 1e-6)
    hold = np.minimum(hold / np.float32(top), np.float32(1.0))
    growth = np.clip(np.log(poses[:, 2]), -math.log(MOST_GROWTH), math.log(MOST_GROWTH))
    lean = np.clip(poses[:, 4], -MOST_SHEAR, MOST_SHEAR)
    bent = np.column_stack([lean, np.clip(poses[:, 3], -MOST_TURN, MOST_TURN), growth])
    bent[np.abs(bent) < 1e-6] = 0.0
    # too thin to have a middle: nothing of it moves
    gives = bool(hold.any())
    padded = np.pad(hold, 1)
    steepest = max(float(np.abs(np.diff(padded, axis=axis)).max()) for axis in (0, 1))
    return Giving(hold, middle, poses[:, :2] * gives, bent * gives, steepest)


def _middle(hold: Alpha, own: Floats) -> Floats:
    """The region's centre, or its deepest place where that lies at its rim or beyond."""
    if looked_up(hold, *parted(own[None]))[0] >= 0.9 * float(hold.max(initial=0.0)):
        return own
    row, column = np.unravel_index(int(hold.argmax()), hold.shape)
    return np.array([float(column), float(row)])
