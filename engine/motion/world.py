"""The world that a motion happens in: a frame, the seconds of a clip and gravity go in; lengths in
frame heights, seconds and the pull that all presets share come out.

Places are fractions of the frame outside and frame heights inside: there a circle is round.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from engine.errors import BadInput
from engine.motion.strokes import PX_PER_METRE
from engine.records import Gravity, MotionPlan, Place, Settings

Floats = npt.NDArray[np.float64]
Size = tuple[int, int]

G = 9.81
"""Metres a second squared."""
FRAME_HEIGHT_M = 3.0
"""Of a frame whose scale nobody has measured: a person fills a little over half of it."""


@dataclass(frozen=True, slots=True)
class World:
    """What a course needs to know of the shot."""

    aspect: float
    """Width over height of the frame."""
    seconds: float
    """From the first frame to the last."""
    down: Place = (0.0, 1.0)
    """Unit vector, x right, y down."""
    metre: float = 1 / FRAME_HEIGHT_M
    """In frame heights."""

    @property
    def pull(self) -> Floats:
        """Gravity in frame heights a second squared: (2,)."""
        return np.array(self.down) * G * self.metre

    def inside(self, places: Iterable[Place]) -> Floats:
        """Fractions of the frame in frame heights: (n, 2)."""
        return np.array(list(places), dtype=np.float64).reshape(-1, 2) * (self.aspect, 1.0)

    def outside(self, places: Floats) -> Floats:
        """Frame heights in fractions of the frame."""
        return np.asarray(places / (self.aspect, 1.0), dtype=np.float64)


def world_of(settings: Settings, gravity: Gravity | None) -> World:
    """The world of a shot. `gravity.px_per_metre` counts pixels of a frame of the settings' size;
    without gravity the frame is as high as `FRAME_HEIGHT_M` and down is down."""
    aspect = settings.width / settings.height
    seconds = max(settings.frames - 1, 1) / max(settings.fps, 1e-3)
    if gravity is None:
        return World(aspect, seconds)
    turned = math.radians(gravity.direction_deg)
    down = (math.cos(turned), math.sin(turned))
    return World(aspect, seconds, down, gravity.px_per_metre / settings.height)


def gravity_from_ruler(
    a: Place, b: Place, metres: float, frame: tuple[int, int], direction_deg: float = 90.0
) -> Gravity:
    """Gravity by a ruler that was dragged from a to b along something `metres` long.

    `frame` is width and height in pixels. Raises BadInput where the ruler or the length is nothing.
    """
    width, height = frame
    length = math.hypot((b[0] - a[0]) * width, (b[1] - a[1]) * height)
    if not math.isfinite(metres) or metres <= 0.0:
        raise BadInput("The ruler has no length in metres", mend="Write a number above 0")
    if not math.isfinite(length) or length < 1.0:
        raise BadInput(
            "The ruler is shorter than a pixel", mend="Drag it along something of known length"
        )
    if length / metres > PX_PER_METRE[1]:
        raise BadInput("The ruler's length is too small", mend="Write it in metres")
    if length / metres < PX_PER_METRE[0]:
        raise BadInput("The ruler's length is too large", mend="Write it in metres")
    return Gravity(direction_deg, length / metres, (a, b))


def resized(plan: MotionPlan, before: Size, after: Size, picture: Size | None = None) -> MotionPlan:
    """The plan for a frame of another size: a metre is as long as before in the picture.

    All sizes are width and height in pixels; `picture` is that of the start image, which covers the
    frame. Without one the frame before is taken for it.
    """
    if plan.gravity is None or before == after:
        return plan
    grows = _cover(picture or before, after) / _cover(picture or before, before)
    return replace(plan, gravity=scaled(plan.gravity, grows))


def scaled(gravity: Gravity, grows: float) -> Gravity:
    """Gravity where a metre is so many times as long."""
    low, high = PX_PER_METRE
    return replace(gravity, px_per_metre=min(max(gravity.px_per_metre * grows, low), high))


def _cover(picture: Size, frame: Size) -> float:
    return max(frame[0] / picture[0], frame[1] / picture[1])
