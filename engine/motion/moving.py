"""The strokes that move, as layers over a start frame: each knows its piece of the picture at every
time, where that piece lies, and what it leaves behind.

A layer is bent in its own place first (motion in place, softness), then carried to where its pose
wants it. Both ways are exact: `carried` says where a place has come to, `shifts` how far what is
seen at a pixel has come.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.frame.load import Image
from engine.motion import layers, trajectory
from engine.motion.ambient import stirring
from engine.motion.background import Hole, complete
from engine.motion.bend import Bend, Floats, Shifts, grid, looked_up, parted
from engine.motion.physics import turns
from engine.motion.piece import Block, Piece, bent, cut, piece, warped
from engine.motion.softness import giving
from engine.records import Stroke

Pair = tuple[float, float]

SNAP = 0.75
"""Pixels. A first point this near to the region's centre means the centre itself: files round, and
some count pixels from their centres, others from their corners."""

_STILL = 0.01
"""Pixels of shift that cannot be seen."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A part of the picture that moves on its own, frame by frame."""

    stroke: Stroke
    """What it is the picture of."""
    held: layers.Alpha
    top: int
    left: int
    block: Block
    own: Pair
    """Alpha-weighted centre in pixels, in the start frame."""
    poses: Floats
    """For every frame: centre x and y in pixels, scale, clockwise turn and lean in radians."""
    bends: tuple[Bend, ...] = ()

    def leaves(self, frame: int) -> bool:
        """Whether it is out of its own place, as a whole."""
        x, y, scale, turn, lean = self.poses[frame]
        still = math.hypot(x - self.own[0], y - self.own[1]) < _STILL
        return not (still and abs(scale - 1.0) < 1e-6 and abs(turn) < 1e-6 and abs(lean) < 1e-6)

    def rests(self, frame: int) -> bool:
        """Whether it is as the start frame has it."""
        return not self.leaves(frame) and all(bend.rests(frame) for bend in self.bends)

    def middle(self, frame: int) -> Floats:
        """Where its centre is, whatever moves inside it: x and y in pixels (2,)."""
        led = sum((bend.leads(frame) for bend in self.bends), np.zeros(2))
        return np.asarray(self.poses[frame, :2] + led, dtype=np.float64)

    def piece(self, frame: int) -> Piece | None:
        """What it shows and where; None where it is out of the frame."""
        bend = self._bend(frame)
        if not self.leaves(frame):
            block = self.block if bend is None else bent(self.block, bend)
            return piece(self.top, self.left, block)
        # from pixel indices of the block to pixel indices of the frame
        offset = self._posed(frame, self._corner) - 0.5
        height, width = self.held.shape
        matrix = np.column_stack([self._turned(frame), offset])
        return warped(self.block, matrix, (width, height), self.poses[frame, 2], bend)

    def vacated(self) -> npt.NDArray[np.float32] | None:
        """How much of each pixel it leaves behind when it moves; None where it stays."""
        if not any(self.leaves(frame) for frame in range(len(self.poses))):
            return None
        # steep, so that the edge of what left does not stay behind as an outline
        steep: npt.NDArray[np.float32] = np.minimum(self.held * np.float32(8.0), np.float32(1.0))
        return steep

    def carried(self, frame: int, places: Floats) -> Floats:
        """Where places (..., 2) of the start frame that it holds have come to.

        In pixels, the centre of the first one at 0.5.
        """
        bends = [bend for bend in self.bends if not bend.rests(frame)]
        if bends:
            there = places.reshape(-1, 2) - self._corner
            for bend in bends:
                there = bend.carried(frame, there)
            places = (there + self._corner).reshape(places.shape)
        return self._posed(frame, places) if self.leaves(frame) else places

    def shifts(self, frame: int, where: tuple[slice, slice]) -> Shifts:
        """What `carried` adds, for what is at the pixels `where` now: (height, width, 2)."""
        # what is at p now was at back @ (p - pose) + own
        gain = np.eye(2) - np.linalg.inv(self._turned(frame))
        always = self.poses[frame, :2] - gain @ self.poses[frame, :2] - self.own
        right = np.arange(where[1].start, where[1].stop)[None, :] + 0.5
        down = np.arange(where[0].start, where[0].stop)[:, None] + 0.5
        x, y = (gain[i, 0] * right + gain[i, 1] * down + always[i] for i in (0, 1))
        posed = np.stack([x, y], axis=2, dtype=np.float32, casting="same_kind")
        bend = self._bend(frame)
        if bend is None:
            return posed
        corner = np.array([where[1].start - self.left, where[0].start - self.top], np.float32)
        there = grid(posed.shape) + corner - posed
        return posed + looked_up(bend, *parted(there))

    def _bend(self, frame: int) -> Shifts | None:
        """Pixels that what is seen at every pixel of the block has come; None where it rests.

        What was bent first is undone last.
        """
        bend: Shifts | None = None
        for each in reversed(self.bends):
            if each.rests(frame):
                continue
            came = each.came(frame)
            if bend is None:
                bend = came
            else:
                bend = bend + looked_up(came, *parted(grid(came.shape) - bend))
        return bend

    def _posed(self, frame: int, places: Floats) -> Floats:
        moved = (places - self.own) @ self._turned(frame).T + self.poses[frame, :2]
        return np.asarray(moved, dtype=np.float64)

    @property
    def _corner(self) -> Floats:
        """The centre of the block's first pixel, in pixels."""
        return np.array([self.left + 0.5, self.top + 0.5])

    def _turned(self, frame: int) -> Floats:
        _, _, scale, turn, lean = self.poses[frame]
        cos, sin = scale * math.cos(turn), scale * math.sin(turn)
        turned = np.array([[cos, -sin], [sin, cos]])
        return turned @ np.array([[1.0, -math.tan(lean)], [0.0, 1.0]]) if lean else turned


@dataclass(frozen=True, slots=True)
class Clip:
    """What layers must know of the clip that they are in."""

    frames: int
    fps: float
    orbit: float = 0.0
    """Frame widths that the nearest layer shifts to the left over the clip."""


def cut_out(
    all_strokes: Sequence[Stroke], start: Image, clip: Clip, *, quick: bool, snap: float = SNAP
) -> tuple[Layer, ...]:
    """The moving layers, farthest first. Regions that hold no pixel of the frame move nothing."""
    height, width = start.shape[:2]
    moving = sorted((s for s in all_strokes if s.kind != "static"), key=lambda s: s.order)
    alphas = [layers.alpha(s.region, s.feather, width, height) for s in moving]
    orders = sorted({stroke.order for stroke in moving})
    out: list[Layer] = []
    for i, (stroke, held) in enumerate(zip(moving, alphas, strict=True)):
        middle = layers.centre(held)
        if middle is None:
            continue
        nearer = np.maximum.reduce([np.zeros_like(held), *alphas[i + 1 :]]) > 0
        own = (middle[0] * width, middle[1] * height)
        if _rigid(stroke):
            content = _own_content(start, held, nearer)
        else:
            content = complete(start, nearer & (held > 0), quick=quick, avoid=nearer)
        depth = (orders.index(stroke.order) + 1) / len(orders)
        away = -clip.orbit * width * depth * _times(clip.frames)
        out.append(_layer(stroke, cut(content, held), held, own, away, clip, snap))
    return tuple(out)


def _rigid(stroke: Stroke) -> bool:
    """Whether it is cut out and carried, and not bent where it is."""
    return stroke.kind == "move" and not stroke.soft


def _own_content(start: Image, held: layers.Alpha, nearer: Hole) -> Image:
    """The picture of a thing, continued from its own colours where a nearer one covers it."""
    covered = nearer & (held > 0)
    if not covered.any():
        return start
    return complete(start, covered, quick=True, avoid=nearer | (held < 0.5))


def _layer(
    stroke: Stroke,
    block_at: tuple[int, int, Block],
    held: layers.Alpha,
    own: Pair,
    away: Floats,
    clip: Clip,
    snap: float,
) -> Layer:
    top, left, block = block_at
    alpha = np.ascontiguousarray(block[:, :, 3])
    bends: list[Bend] = []
    if stroke.kind == "ambient" or stroke.ambient is not None:
        toward = _toward(stroke, held.shape[1] / held.shape[0])
        bends.append(stirring(stroke, alpha, held.shape[1], toward, (clip.frames, clip.fps)))
    poses = np.tile((*own, 1.0, 0.0, 0.0), (clip.frames, 1))
    if stroke.kind == "move":
        wanted = _poses(stroke, held, own, clip.frames, snap)
        if stroke.soft:
            shifted = wanted - np.array([*own, 0.0, 0.0, 0.0])
            bends.append(giving(alpha, np.array(own) - (left + 0.5, top + 0.5), shifted))
        else:
            poses = wanted
    poses[:, 0] += away
    return Layer(stroke, held, top, left, block, own, poses, tuple(bends))


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
    lean = math.radians(stroke.shear_deg) * share
    return np.column_stack([places, stroke.scale**share, turn, lean])


def _times(frames: int) -> Floats:
    return np.arange(frames) / max(1, frames - 1)


def _toward(stroke: Stroke, aspect: float) -> Pair:
    """Unit vector of motion in place: along the line drawn for it, or sideways."""
    if stroke.kind != "ambient" or len(stroke.points) < 2:
        return 1.0, 0.0
    first, last = stroke.points[0], stroke.points[-1]
    x, y = (last.x - first.x) * aspect, last.y - first.y
    size = math.hypot(x, y)
    return (x / size, y / size) if size > 1e-6 else (1.0, 0.0)
