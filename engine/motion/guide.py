"""A motion plan and a start frame go in, the frames of the guide clip come out.

What a stroke holds is cut out with its soft edge, the background behind it is completed, and the
pieces are laid back along their trajectories, lower orders first. It is exact: the alpha-weighted
centre of a moved region lies on its trajectory in every frame; while the camera rests, pixels that
no moved region touches are those of the start frame, bit for bit; static regions are too, whatever
moves through them; and as long as every region is in its own place, so is the whole frame. The same
input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from engine.errors import BadInput
from engine.frame.load import Image
from engine.motion import layers, strokes
from engine.motion.background import Hole, complete
from engine.motion.camera import through
from engine.motion.moving import SNAP, cut_out
from engine.motion.piece import lay, restore
from engine.records import MotionPlan, Stroke

Mask = npt.NDArray[np.uint8]
"""(height, width), 0..255."""

MAX_FRAMES = 1024
PREVIEW = 4
"""A preview is a quarter of the width and of the height."""


class GuideClip:
    """The frames of a plan over a start frame, made one by one when asked for.

    `image` is uint8 RGB at the clip's size (see `engine.frame.load.fit`). With `preview` frames are
    a quarter as wide and high and the background is completed quickly: for an instant loop. `plate`
    is the clean background, for whoever has a better one. Raises BadInput for a plan that cannot be
    used and for more than 1024 frames.
    """

    def __init__(
        self,
        plan: MotionPlan,
        image: Image,
        frames: int,
        *,
        preview: bool = False,
        plate: Image | None = None,
    ) -> None:
        strokes.validate(plan)
        if not 1 <= frames <= MAX_FRAMES:
            raise BadInput(f"{frames} frames; a guide clip has 1 to {MAX_FRAMES}")
        if plate is not None and plate.shape != image.shape:
            raise BadInput("The clean plate and the start frame differ in size")
        self._frames = frames
        self._camera = plan.camera
        self._start = _quarter(image) if preview else image
        self._clean = plate if plate is None or not preview else _quarter(plate)
        self._quick = preview
        self._layers = cut_out(
            plan.strokes,
            self._start,
            frames,
            quick=preview,
            snap=SNAP / PREVIEW if preview else SNAP,
        )
        self._held = _held(plan.strokes, self._start)
        self._plates: dict[frozenset[int], Image] = {}
        self._completed: Image | None = None

    def __len__(self) -> int:
        return self._frames

    def __iter__(self) -> Iterator[Image]:
        return (self.frame(index) for index in range(len(self)))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the frames in pixels."""
        return self._start.shape[1], self._start.shape[0]

    def masks(self) -> Iterator[Mask]:
        """What `mask` gives, frame after frame."""
        return (self.mask(index) for index in range(len(self)))

    def frame(self, index: int) -> Image:
        """Frame `index` (0 .. len - 1, from the end where negative) as uint8 RGB."""
        t = self._time(index)
        return through(self._camera, t, self._composite(t))

    def mask(self, index: int) -> Mask:
        """Where moved regions are in frame `index`: their alpha, uint8 (height, width)."""
        t = self._time(index)
        covered = np.zeros(self._start.shape[:2], np.float32)
        for layer in self._layers:
            drawn = layer.piece(t) if layer.stroke.kind == "move" else None
            if drawn is not None:
                where, piece = drawn
                covered[where] = np.maximum(covered[where], piece[:, :, 3])
        if self._held is not None:
            covered *= 1.0 - self._held
        seen = np.ceil(covered * 255.0 - 1e-3).astype(np.uint8)
        return through(self._camera, t, seen, outside=0)

    def touched(self) -> Hole:
        """Pixels that a stroke may change in any frame, before the camera moves: (height, width).

        All others are those of the start frame throughout.
        """
        out = np.zeros(self._start.shape[:2], np.bool_)
        for t in np.linspace(0.0, 1.0, self._frames) if self._frames > 1 else (0.0,):
            for layer in self._layers:
                drawn = None if layer.rests(float(t)) else layer.piece(float(t))
                if drawn is not None:
                    out[drawn[0]] |= drawn[1][:, :, 3] > 0
        for layer in self._layers:
            hole = layer.vacated(*self._start.shape[:2])
            if hole is not None:
                out |= hole > 0
        return out if self._held is None else out & (self._held < 1.0)

    def _time(self, index: int) -> float:
        if not -self._frames <= index < self._frames:
            raise IndexError(f"frame {index} of {self._frames}")
        return index % self._frames / max(1, self._frames - 1)

    def _composite(self, t: float) -> Image:
        moved = frozenset(i for i, layer in enumerate(self._layers) if not layer.rests(t))
        if not moved:
            return self._start.copy()
        out = self._plate(moved).copy()
        for layer in self._layers:
            drawn = layer.piece(t)
            if drawn is not None:
                lay(out, *drawn)
        if self._held is not None:
            restore(out, self._start, self._held)
        return out

    def _plate(self, moved: frozenset[int]) -> Image:
        """The start frame with what the moved layers left behind completed."""
        if moved not in self._plates:
            holes = [self._layers[i].vacated(*self._start.shape[:2]) for i in sorted(moved)]
            left = [hole for hole in holes if hole is not None]
            out = self._start.copy()
            if left:
                restore(out, self._background(), np.maximum.reduce(left))
            self._plates[moved] = out
        return self._plates[moved]

    def _background(self) -> Image:
        if self._clean is not None:
            return self._clean
        if self._completed is None:
            shape = self._start.shape[:2]
            holes = [layer.vacated(*shape) for layer in self._layers]
            gone = np.maximum.reduce([hole for hole in holes if hole is not None]) > 0
            self._completed = complete(self._start, gone, quick=self._quick)
        return self._completed


def _held(all_strokes: Sequence[Stroke], start: Image) -> layers.Alpha | None:
    """How firmly each pixel is held by static strokes; None where there are none."""
    height, width = start.shape[:2]
    held = [
        layers.hold(s.region, s.feather, width, height) for s in all_strokes if s.kind == "static"
    ]
    return np.maximum.reduce(held) if held else None


def _quarter(image: Image) -> Image:
    import cv2

    height, width = image.shape[:2]
    size = (max(1, width // PREVIEW), max(1, height // PREVIEW))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
