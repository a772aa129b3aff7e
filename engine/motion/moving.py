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
from engine.motion.physics import turns
from engine.motion.piece import Block, Piece, cut, piece, warped
from engine.records import Stroke

Pair = tuple[float, float]
Floats = npt.NDArray[np.float64]

SNAP = 0.75
"""Pixels. A first point this near to the region's centre means the centre itself: files round, and
some count pixels from their centres, others from their corners."""

_STILL = 0.01
"""Pixels of shift that cannot be seen."""
_FRAMES_PER_SWAY = 40
_FIXED = 8
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

    def carried(self, frame: int, places: Floats) -> Floats:
        """Where places (..., 2) of the start frame that it holds have come to.

        In pixels, the centre of the first one at 0.5.
        """

    def shifts(self, frame: int, where: tuple[slice, slice]) -> npt.NDArray[np.float32]:
        """What `carried` adds, for what is at the pixels `where` now: (height, width, 2)."""


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
    poses: Floats
    """For every frame: centre x and y in pixels, scale, clockwise turn in radians."""

    def rests(self, frame: int) -> bool:
        x, y, scale, turn = self.poses[frame]
        still = math.hypot(x - self.own[0], y - self.own[1]) < _STILL
        return still and abs(scale - 1.0) < 1e-6 and abs(turn) < 1e-6

    def piece(self, frame: int) -> Piece | None:
        if self.rests(frame):
            return piece(self.top, self.left, self.block)
        # from pixel indices of the block to pixel indices of the frame
        corner = np.array([self.left + 0.5, self.top + 0.5])
        offset = self.carried(frame, corner) - 0.5
        height, width = self.held.shape
        matrix = np.column_stack([self._turned(frame), offset])
        return warped(self.block, matrix, (width, height), self.poses[frame, 2])

    def vacated(self) -> npt.NDArray[np.float32] | None:
        # steep, so that the edge of what left does not stay behind as an outline
        steep: npt.NDArray[np.float32] = np.minimum(self.held * np.float32(8.0), np.float32(1.0))
        return steep

    def carried(self, frame: int, places: Floats) -> Floats:
        if self.rests(frame):
            return places
        return (places - self.own) @ self._turned(frame).T + self.poses[frame, :2]

    def shifts(self, frame: int, where: tuple[slice, slice]) -> npt.NDArray[np.float32]:
        # what is at p now was at back @ (p - pose) + own
        gain = np.eye(2) - np.linalg.inv(self._turned(frame))
        always = self.poses[frame, :2] - gain @ self.poses[frame, :2] - self.own
        right = np.arange(where[1].start, where[1].stop)[None, :] + 0.5
        down = np.arange(where[0].start, where[0].stop)[:, None] + 0.5
        x, y = (gain[i, 0] * right + gain[i, 1] * down + always[i] for i in (0, 1))
        return np.stack([x, y], axis=2, dtype=np.float32, casting="same_kind")

    def _turned(self, frame: int) -> Floats:
        _, _, scale, turn = self.poses[frame]
        cos, sin = scale * math.cos(turn), scale * math.sin(turn)
        return np.array([[cos, -sin], [sin, cos]])


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
    turns: Floats
    """For every frame: how many cycles have passed. Whole at both ends, so that it loops."""

    def rests(self, frame: int) -> bool:
        turns = self.turns[frame]
        return abs(turns - round(turns)) < 1e-9 or not self.reach.any()

    def piece(self, frame: int) -> Piece | None:
        if self.rests(frame):
            return piece(self.top, self.left, self.block)
        import cv2

        height, width = self.reach.shape
        shift = self._shift(frame)
        x = np.arange(width, dtype=np.float32)[None, :] - shift * np.float32(self.toward[0])
        y = np.arange(height, dtype=np.float32)[:, None] - shift * np.float32(self.toward[1])
        swayed = cv2.remap(self.block, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
        return piece(self.top, self.left, np.asarray(swayed, dtype=np.float32))

    def vacated(self) -> npt.NDArray[np.float32] | None:
        return None

    def carried(self, frame: int, places: Floats) -> Floats:
        if self.rests(frame):
            return places
        import cv2

        shift, toward = self._shift(frame), np.array(self.toward)
        index = np.atleast_2d(places) - 0.5 - (self.left, self.top)
        moved = np.zeros((len(index), 1), np.float32)
        # what is at a place now is known; where it went to is found by going there again and again
        for _ in range(_FIXED):
            x, y = (index + moved.reshape(-1, 1) * toward).astype(np.float32).T
            moved = np.asarray(cv2.remap(shift, x, y, cv2.INTER_LINEAR), dtype=np.float32)
        gone = np.atleast_2d(places) + moved.reshape(-1, 1) * toward
        return np.asarray(gone.reshape(places.shape), dtype=np.float64)

    def shifts(self, frame: int, where: tuple[slice, slice]) -> npt.NDArray[np.float32]:
        if self.rests(frame):
            return np.zeros((*self.reach.shape, 2), np.float32)
        along = self._shift(frame)[:, :, None] * np.array(self.toward, np.float32)
        return np.asarray(along, dtype=np.float32)

    def _shift(self, frame: int) -> npt.NDArray[np.float32]:
        """Pixels along `toward` that what is seen at every pixel has come."""
        wave = np.sin(2 * np.pi * self.turns[frame] + self.phase) - np.sin(self.phase)
        return np.asarray(self.reach * wave, dtype=np.float32)


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


def _poses(stroke: Stroke, held: layers.Alpha, own: Pair, frames: int, snap: float) -> Floats:
    height, width = held.shape
    times = _times(frames)
    places = np.broadcast_to(np.array(own), (frames, 2))
    if stroke.points:
        places = trajectory.curve_of(stroke).at(times) * (width, height)
        first = stroke.points[0]
        apart = np.array(own) - (first.x * width, first.y * height)
        places = places + apart * (math.hypot(*apart) <= snap)
    share = trajectory.progress(stroke, times, width / height)
    turn = np.radians(turns(stroke, times, width / height))
    return np.column_stack([places, stroke.scale**share, turn])


def _times(frames: int) -> Floats:
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
