"""What a track says in numbers: a Mover goes in, its curves as a person plots them come out.

Speed, height, area and energy, one value a frame; where a frame of the track is missing, it is on
the straight line between those that are there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.records import ClipInfo, Curve, Finding, MotionPlan, Mover

QUANTITIES = ("speed", "height", "area", "energy")
_EARTH = 9.81
"""Metres a second, every second."""
_SPAN = 2
"""Frames to either side that a speed is measured over: one alone is mostly noise."""


def gravity_of(plan: MotionPlan | None) -> float | None:
    """Pixels a second, every second, that things fall with; None where nobody laid a ruler."""
    if plan is None or plan.gravity is None or plan.gravity.ruler is None:
        return None
    return _EARTH * plan.gravity.px_per_metre


def curves_of(mover: Mover, clip: ClipInfo, gravity: float | None = None) -> tuple[Curve, ...]:
    """Speed (px/s), height above the lower edge (px), area (px²) and energy (px²/s²) of a mover.

    Energy is that of one unit of mass: kinetic, and with `gravity` (px/s²) potential as well, from
    the lower edge on. A track of fewer than three frames has no speed; one without areas no area.
    """
    if not mover.track:
        return ()
    frames = np.array([frame for frame, _, _ in mover.track])
    every = np.arange(frames[0], frames[-1] + 1)
    x, y = (np.interp(every, frames, [place[axis] for place in mover.track]) for axis in (1, 2))
    start, height = int(frames[0]), clip.height - y
    curves = [Curve("height", "px", start, _values(height))]
    if len(every) >= 3:
        speed = _speed(x, y, clip.fps)
        energy = speed**2 / 2
        if gravity is not None:
            energy = energy + gravity * height
        curves.insert(0, Curve("speed", "px/s", start, _values(speed)))
        curves.append(Curve("energy", "px²/s²", start, _values(energy)))
    if len(mover.areas) == len(frames):
        curves.append(Curve("area", "px²", start, _values(np.interp(every, frames, mover.areas))))
    return tuple(sorted(curves, key=lambda curve: QUANTITIES.index(curve.quantity)))


def with_expected(curve: Curve, findings: tuple[Finding, ...]) -> tuple[Curve, ...]:
    """What findings say this quantity should have been: those curves of theirs that expect it."""
    return tuple(
        said
        for finding in findings
        for said in finding.curves
        if said.quantity == curve.quantity and said.unit == curve.unit and said.expected
    )


def _speed(x: NDArray[np.float64], y: NDArray[np.float64], fps: float) -> NDArray[np.float64]:
    last = len(x) - 1
    ahead = np.minimum(np.arange(last + 1) + _SPAN, last)
    behind = np.maximum(np.arange(last + 1) - _SPAN, 0)
    way = np.hypot(x[ahead] - x[behind], y[ahead] - y[behind])
    speed: NDArray[np.float64] = way * fps / (ahead - behind)
    return speed


def _values(values: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
