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
from engine.motion.piece import Block, Piece, cut, piece, warped
from engine.records import Stroke

Pair = tuple[float, float]

SNAP = 0.75
"""Pixels. A first point this near to the region's centre means the centre itself: files round, and
some count pixels from their centres, others from their corners."""

_STILL = 0.01
"""Pixels of shift that cannot be seen."""
_FRAMES_PER_SWAY = 40
_SWAY = 0.25
"""Of the depth of the region's soft part: the largest shift that folds nothing over."""


class Layer(Protocol):
    """A part of the picture that moves on its own, frame by frame."""

    @property
    def stroke(self) -> Stroke:
        """What it is the picture of."""

    def rests(self, frame: int) -> bool:
        """Whether it is as the start frame has it."""

    def piece(self, frame: int) -> Piece | None:
        """What it shows and where; None where it is out of the frame."""

    def vacated(self) -> npt.NDArray[np.float32] | None:
        """How much of each pixel it leaves behind when it moves; None where it stays."""


@dataclass(frozen=True, slots=True)
class Mover:
    """A region that travels, turns and grows about its centre."""

    stroke: Stroke
    held: layers.Alpha
    top: int
    left: int
    block: Block
    own: Pair
    """Alpha-weighted centre in pixels, in the start frame."""
    poses: npt.NDArray[np.float64]
    """For every frame: centre x and y in pixels, scale, clockwise turn in radians."""

    def rests(self, frame: int) -> bool:
        x, y, scale, turn = self.poses[frame]
        still = math.hypot(x - self.own[0], y - self.own[1]) < _STILL
        return still and abs(scale - 1.0) < 1e-6 and abs(turn) < 1e-6

    def piece(self, frame: int) -> Piece | None:
        if self.rests(frame):
            return piece(self.top, self.left, self.block)
        x, y, scale, turn = self.poses[frame]
        cos, sin = scale * math.cos(turn), scale * math.sin(turn)
        rotation = np.array([[cos, -sin], [sin, cos]])
        # from pixel indices of the block to pixel indices of the frame
        origin = np.array([self.left + 0.5, self.top + 0.5]) - self.own
        offset = rotation @ origin + (x - 0.5, y - 0.5)
        height, width = self.held.shape
        return warped(self.block, np.column_stack([rotation, offset]), (width, height), scale)

    def vacated(self) -> npt.NDArray[np.float32] | None:
        # steep, so that the edge of what left does not stay behind as an outline
        steep: npt.NDArray[np.float32] = np.minimum(self.held * np.float32(8.0), np.float32(1.0))
        return steep


@dataclass(frozen=True, slots=True)
class Swayer:
    """A region that stays and sways inside: waves run through it, its edge does not move."""

    stroke: Stroke
    top: int
    left: int
    block: Block
    reach: npt.NDArray[np.float32]
    """Largest shift of every pixel, 0 at the edge."""
    phase: npt.NDArray[np.float32]
    toward: Pair
    turns: npt.NDArray[np.float64]
    """For every frame: how many cycles have passed. Whole at both ends, so that it loops."""

    def rests(self, frame: int) -> bool:
        turns = self.turns[frame]
        return abs(turns - round(turns)) < 1e-9 or not self.reach.any()

    def piece(self, frame: int) -> Piece | None:
        if self.rests(frame):
            return piece(self.top, self.left, self.block)
        import cv2

        height, width = self.reach.shape
        wave = np.sin(2 * np.pi * self.turns[frame] + self.phase) - np.sin(self.phase)
        shift = (self.reach * wave).astype(np.float32)
        x = np.arange(width, dtype=np.float32)[None, :] - shift * np.float32(self.toward[0])
        y = np.arange(height, dtype=np.float32)[:, None] - shift * np.float32(self.toward[1])
        swayed = cv2.remap(self.block, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
        return piece(self.top, self.left, np.asarray(swayed, dtype=np.float32))

    def vacated(self) -> npt.NDArray[np.float32] | None:
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
        middle = layers.centre(held)
        if middle is None:
            continue
        nearer = np.maximum.reduce([np.zeros_like(held), *alphas[i + 1 :]]) > 0
        if stroke.kind == "move":
            own = (middle[0] * width, middle[1] * height)
            content = _own_content(start, held, nearer)
            poses = _poses(stroke, held, own, frames, snap)
            out.append(Mover(stroke, held, *cut(content, held), own, poses))
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


def _poses(
    stroke: Stroke, held: layers.Alpha, own: Pair, frames: int, snap: float
) -> npt.NDArray[np.float64]:
    height, width = held.shape
    times = _times(frames)
    places = np.broadcast_to(np.array(own), (frames, 2))
    if stroke.points:
        places = trajectory.curve_of(stroke).at(times) * (width, height)
        first = stroke.points[0]
        apart = np.array(own) - (first.x * width, first.y * height)
        places = places + apart * (math.hypot(*apart) <= snap)
    share = trajectory.progress(stroke, times, width / height)
    turn = math.radians(stroke.rotation_deg) * share
    return np.column_stack([places, stroke.scale**share, turn])


def _times(frames: int) -> npt.NDArray[np.float64]:
    return np.arange(frames) / max(1, frames - 1)


def _swayer(stroke: Stroke, content: Image, held: layers.Alpha, frames: int) -> Swayer:
    import cv2

    top, left, block = cut(content, held)
    inside = (block[:, :, 3] > 0.99).astype(np.uint8)
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
        top,
        left,
        block,
        # two sines meet in a wave, so each may take half of the largest shift
        reach=(rise * rise * (3 - 2 * rise) * largest * 0.5).astype(np.float32),
        phase=(2 * np.pi * across / length).astype(np.float32),
        toward=_toward(stroke, held.shape[1] / held.shape[0]),
        turns=_times(frames) * max(1, round(frames / _FRAMES_PER_SWAY)),
    )


def _toward(stroke: Stroke, aspect: float) -> Pair:
    """Unit vector of the sway: along the drawn line, or sideways."""
    if len(stroke.points) < 2:
        return 1.0, 0.0
    first, last = stroke.points[0], stroke.points[-1]
    x, y = (last.x - first.x) * aspect, last.y - first.y
    size = math.hypot(x, y)
    return (x / size, y / size) if size > 1e-6 else (1.0, 0.0)
