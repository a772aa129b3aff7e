"""The strokes that move, as layers over a start frame: each knows its piece of the picture at every
time, where that piece lies, and what it leaves behind.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from engine.frame.load import Image
from engine.motion import layers, trajectory
from engine.motion.background import Hole, complete
from engine.motion.piece import Cutout, Piece, Slices, bounded, cutout, warped
from engine.records import Stroke

SNAP = 0.75
"""Pixels. A first point this near to the region's centre means the centre itself: files round, and
some count pixels from their centres, others from their corners."""

_STILL = 0.01
"""Pixels of shift that cannot be seen."""
_FRAMES_PER_SWAY = 40
_SWAY = 0.25
"""Of the depth of the region's soft part: the largest shift that folds nothing over."""


class Layer(Protocol):
    """A piece of the picture that moves on its own."""

    stroke: Stroke

    def rests(self, t: float) -> bool:
        """Whether it is as the start frame has it."""

    def piece(self, t: float) -> tuple[Slices, Piece] | None:
        """Where it lies in the frame and what it shows; None where it is out of the frame."""

    def vacated(self, height: int, width: int) -> npt.NDArray[np.float32] | None:
        """How much of each pixel it leaves behind when it moves; None where it stays."""


@dataclass(slots=True)
class Mover:
    """A region that travels, turns and grows about its centre."""

    stroke: Stroke
    cutout: Cutout
    own: tuple[float, float]
    """Alpha-weighted centre in pixels."""
    shift: tuple[float, float]
    """From the trajectory to where the centre is drawn; zero but for a snapped first point."""
    width: int
    height: int

    def rests(self, t: float) -> bool:
        x, y, scale, turn = self._pose(t)
        still = math.hypot(x - self.own[0], y - self.own[1]) < _STILL
        return still and abs(scale - 1.0) < 1e-6 and abs(turn) < 1e-6

    def piece(self, t: float) -> tuple[Slices, Piece] | None:
        if self.rests(t):
            return self.cutout.where, self.cutout.piece
        x, y, scale, turn = self._pose(t)
        cos, sin = scale * math.cos(turn), scale * math.sin(turn)
        rotation = np.array([[cos, -sin], [sin, cos]])
        # from pixel indices of the cutout to pixel indices of the frame
        origin = np.array([self.cutout.left + 0.5, self.cutout.top + 0.5]) - self.own
        offset = rotation @ origin + (x - 0.5, y - 0.5)
        return warped(self.cutout.piece, np.column_stack([rotation, offset]), self._size, scale)

    def vacated(self, height: int, width: int) -> npt.NDArray[np.float32] | None:
        out = np.zeros((height, width), np.float32)
        # steep, so that the edge of what left does not stay behind as an outline
        out[self.cutout.where] = np.minimum(1.0, self.cutout.piece[:, :, 3] * 8.0)
        return out

    @property
    def _size(self) -> tuple[int, int]:
        return self.width, self.height

    def _pose(self, t: float) -> tuple[float, float, float, float]:
        """Centre in pixels, scale and clockwise turn in radians."""
        share = float(trajectory.progress(self.stroke, t, self.width / self.height))
        scale = self.stroke.scale**share
        turn = math.radians(self.stroke.rotation_deg * share)
        if not self.stroke.points:
            return (*self.own, scale, turn)
        x, y = trajectory.position(self.stroke, t)
        return x * self.width + self.shift[0], y * self.height + self.shift[1], scale, turn


@dataclass(slots=True)
class Swayer:
    """A region that stays and sways inside: waves run through it, its edge does not move."""

    stroke: Stroke
    cutout: Cutout
    reach: npt.NDArray[np.float32]
    """Largest shift of every pixel, 0 at the edge."""
    phase: npt.NDArray[np.float32]
    toward: tuple[float, float]
    cycles: int

    def rests(self, t: float) -> bool:
        turns = self.cycles * t
        return abs(turns - round(turns)) < 1e-9 or not self.reach.any()

    def piece(self, t: float) -> tuple[Slices, Piece] | None:
        if self.rests(t):
            return self.cutout.where, self.cutout.piece
        import cv2

        height, width = self.reach.shape
        wave = np.sin(2 * np.pi * self.cycles * t + self.phase) - np.sin(self.phase)
        shift = (self.reach * wave).astype(np.float32)
        x = np.arange(width, dtype=np.float32)[None, :] - shift * np.float32(self.toward[0])
        y = np.arange(height, dtype=np.float32)[:, None] - shift * np.float32(self.toward[1])
        swayed = cv2.remap(self.cutout.piece, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
        return self.cutout.where, bounded(np.asarray(swayed, dtype=np.float32))

    def vacated(self, height: int, width: int) -> npt.NDArray[np.float32] | None:
        return None


def cut_out(
    all_strokes: Sequence[Stroke], start: Image, frames: int, *, quick: bool, snap: float = SNAP
) -> tuple[Layer, ...]:
    """The moving layers, farthest first. Regions that hold no pixel of the frame move nothing."""
    height, width = start.shape[:2]
    moving = sorted((s for s in all_strokes if s.kind != "static"), key=lambda s: s.order)
    alphas = [layers.alpha(s.region, s.feather, width, height) for s in moving]
    out: list[Layer] = []
    for i, (stroke, held) in enumerate(zip(moving, alphas, strict=True)):
        if not held.any():
            continue
        nearer = np.maximum.reduce([np.zeros_like(held), *alphas[i + 1 :]]) > 0
        if stroke.kind == "move":
            out.append(_mover(stroke, _own_content(start, held, nearer), held, snap))
        else:
            content = complete(start, nearer & (held > 0), quick=quick, avoid=nearer)
            out.append(_swayer(stroke, content, held, frames))
    return tuple(out)


def _own_content(start: Image, held: layers.Alpha, nearer: Hole) -> Image:
    """The picture of a thing, continued from its own colours where a nearer one covers it."""
    covered = nearer & (held > 0)
    if not covered.any():
        return start
    return complete(start, covered, quick=True, avoid=nearer | (held < 0.5))


def _mover(stroke: Stroke, content: Image, held: layers.Alpha, snap: float) -> Mover:
    height, width = held.shape
    middle = layers.centre(held)
    assert middle is not None
    own = (middle[0] * width, middle[1] * height)
    shift = (0.0, 0.0)
    if stroke.points:
        first = stroke.points[0]
        apart = own[0] - first.x * width, own[1] - first.y * height
        shift = apart if math.hypot(*apart) <= snap else shift
    return Mover(stroke, cutout(content, held), own, shift, width, height)


def _swayer(stroke: Stroke, content: Image, held: layers.Alpha, frames: int) -> Swayer:
    import cv2

    piece = cutout(content, held)
    inside = (piece.piece[:, :, 3] > 0.99).astype(np.uint8)
    padded = cv2.copyMakeBorder(inside, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    depth = np.asarray(cv2.distanceTransform(padded, cv2.DIST_L2, 5)[1:-1, 1:-1], dtype=np.float32)
    soft = max(1.0, float(depth.max()) * 0.6)
    rise = np.clip(depth / soft, 0.0, 1.0)
    largest = min(_SWAY * soft, 0.012 * held.shape[1]) * stroke.strength
    height, width = depth.shape
    length = max(24.0, 0.9 * max(height, width))
    across = np.arange(width)[None, :] + 0.6 * np.arange(height)[:, None]
    return Swayer(
        stroke,
        piece,
        (rise * rise * (3 - 2 * rise) * largest * 0.5).astype(np.float32),
        (2 * np.pi * across / length).astype(np.float32),
        _toward(stroke, held.shape[1] / held.shape[0]),
        max(1, round(frames / _FRAMES_PER_SWAY)),
    )


def _toward(stroke: Stroke, aspect: float) -> tuple[float, float]:
    """Unit vector of the sway: along the drawn line, or sideways."""
    if len(stroke.points) < 2:
        return 1.0, 0.0
    first, last = stroke.points[0], stroke.points[-1]
    x, y = (last.x - first.x) * aspect, last.y - first.y
    size = math.hypot(x, y)
    return (x / size, y / size) if size > 1e-6 else (1.0, 0.0)
