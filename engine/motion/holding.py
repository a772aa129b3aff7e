"""How long each part of a clip is held to its guide clip: a guide clip and the settings of the
steering go in, a noise level for every cell of a model's latents comes out.

A cell is held while there is more noise than its level, and free from there on. Moving regions are
let go at `Steering.release`, static ones later at `Steering.static`; a stroke of less strength is
let go earlier. Where the camera moves, what it sees of the start frame is held loosely as well.
Nothing thin is lost: a cell is held as long as the pixel in it that is held longest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from engine.motion import layers
from engine.motion.guide import GuideClip
from engine.records import MotionPlan, Steering, Stroke

Levels = npt.NDArray[np.float32]
"""Noise levels, 0..1."""

NEVER = 1.0
"""The level of what is not held at all: there is no more noise than that."""
CAMERA_STRENGTH = 0.5
"""Of what the camera sees: between the two clocks. The authors of Time-to-Move let a camera move
go after 5 of 50 steps, an object after 7."""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Cells:
    """What one latent of a model stands for; the first frame has one of its own."""

    space: int
    """Pixels of a side."""
    time: int
    """Frames."""

    def frames(self, count: int) -> int:
        """Latent frames of a clip."""
        return (count - 1) // self.time + 1


def held_plan(plan: MotionPlan) -> MotionPlan:
    """The plan without what has no strength: nothing of it reaches the model."""
    return replace(plan, strokes=tuple(s for s in plan.strokes if s.strength > 0.0))


def release_of(stroke: Stroke, steering: Steering) -> float:
    """The noise level at which a stroke is let go; `NEVER` where it is not held."""
    if stroke.strength <= 0.0 or stroke.kind == "ambient":
        return NEVER
    full = steering.static if stroke.kind == "static" else steering.release
    return _between(steering.start, full, stroke.strength)


def releases(clip: GuideClip, plan: MotionPlan, steering: Steering, cells: Cells) -> Levels:
    """The level at which every latent is let go: float32 (latent frames, rows, columns).

    `clip` is the guide clip of `plan`; its sides are multiples of the cells'. Ambient strokes are
    not held: they follow the start of the guide clip alone.
    """
    width, height = clip.size
    still = _still_levels(plan, steering, width, height)
    out = np.full(
        (cells.frames(len(clip)), height // cells.space, width // cells.space), NEVER, np.float32
    )
    for index in range(len(clip)):
        at = -(-index // cells.time)
        if at < len(out):
            seen = _seen_levels(clip, plan, steering, still, index)
            np.minimum(out[at], _pooled(seen, cells.space), out=out[at])
    return out


def _between(start: float, full: float, strength: float) -> float:
    return min(start, start + (full - start) * strength) if strength < 1.0 else full


def _still_levels(plan: MotionPlan, steering: Steering, width: int, height: int) -> Levels:
    out = np.full((height, width), NEVER, np.float32)
    for stroke in plan.strokes:
        if stroke.kind == "static":
            inside = layers.hold(stroke.region, stroke.feather, width, height) >= _HALF
            out[inside] = np.minimum(out[inside], release_of(stroke, steering))
    return out


def _seen_levels(
    clip: GuideClip, plan: MotionPlan, steering: Steering, still: Levels, index: int
) -> Levels:
    """The level of every pixel of a frame, as the camera sees it."""
    scene = np.full(still.shape, NEVER, np.float32)
    for number, layer in enumerate(clip.layers):
        over = clip.held(number, index)
        if over is None:
            continue
        most = float(over.alpha.max(initial=0.0))
        if most > 0.0:
            inside = over.alpha >= min(_HALF, most)
            scene[over.where][inside] = release_of(layer.stroke, steering)
    np.copyto(scene, still, where=still < NEVER)
    if not plan.camera.moves:
        return scene
    out = np.full(still.shape, NEVER, np.float32)
    _, known = clip.displacement(index)
    out[known] = _between(steering.start, steering.release, CAMERA_STRENGTH)
    for level, inside in _parts(scene):
        alpha = clip.seen_alpha(inside.astype(np.float32), index)
        most = int(alpha.max(initial=0))
        if most:
            out[alpha >= min(128, most)] = level
    return out


def _parts(scene: Levels) -> Iterator[tuple[float, npt.NDArray[np.bool_]]]:
    """The levels that are there, the longest held last."""
    for level in sorted({float(value) for value in np.unique(scene)} - {NEVER}, reverse=True):
        yield level, scene == np.float32(level)


def _pooled(levels: Levels, space: int) -> Levels:
    rows, columns = levels.shape[0] // space, levels.shape[1] // space
    cut = levels[: rows * space, : columns * space]
    # one after the other: both at once take ten times as long
    down = cut.reshape(rows, space, columns * space).min(axis=1)
    return np.asarray(down.reshape(rows, columns, space).min(axis=2), dtype=np.float32)
