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
from engine.motion.background import Hole, complete
from engine.motion.camera import through
from engine.motion.layers import hold
from engine.motion.moving import SNAP, cut_out
from engine.motion.piece import Piece, cut, lay, piece
from engine.motion.strokes import validate
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
        validate(plan)
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
        self._pinned = _pinned(plan.strokes, self._start)
        self._plates: dict[frozenset[int], Image] = {}

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
        at = self._checked(index)
        return through(self._camera, self._time(at), self._composite(at))

    def mask(self, index: int) -> Mask:
        """Where moved regions are in frame `index`: their alpha, uint8 (height, width)."""
        at = self._checked(index)
        covered = np.zeros(self._start.shape[:2], np.float32)
        for layer in self._layers:
            over = layer.piece(at) if layer.stroke.kind == "move" else None
            if over is not None:
                covered[over.where] = np.maximum(covered[over.where], over.alpha)
        if self._pinned is not None:
            covered[self._pinned.where] *= 1.0 - self._pinned.alpha
        seen = np.ceil(covered * 255.0 - 1e-3).astype(np.uint8)
        return through(self._camera, self._time(at), seen, outside=0)

    def touched(self) -> Hole:
        """Pixels that a stroke may change in any frame, before the camera moves: (height, width).

        All others are those of the start frame throughout.
        """
        out = np.zeros(self._start.shape[:2], np.bool_)
        for layer in self._layers:
            for at in range(self._frames):
                over = None if layer.rests(at) else layer.piece(at)
                if over is not None:
                    out[over.where] |= over.alpha > 0
            hole = layer.vacated()
            if hole is not None:
                out |= hole > 0
        if self._pinned is not None:
            out[self._pinned.where] &= self._pinned.alpha < 1.0
        return out

    def _checked(self, index: int) -> int:
        if not -self._frames <= index < self._frames:
            raise IndexError(f"frame {index} of {self._frames}")
        return index % self._frames

    def _time(self, at: int) -> float:
        return at / max(1, self._frames - 1)

    def _composite(self, at: int) -> Image:
        moved = frozenset(i for i, layer in enumerate(self._layers) if not layer.rests(at))
        if not moved:
            return self._start.copy()
        out = self._plate(moved).copy()
        for layer in self._layers:
            over = layer.piece(at)
            if over is not None:
                lay(out, over)
        if self._pinned is not None:
            lay(out, self._pinned)
        return out

    def _plate(self, moved: frozenset[int]) -> Image:
        """The start frame with what the moved layers left behind completed."""
        if moved not in self._plates:
            holes = [self._layers[i].vacated() for i in sorted(moved)]
            left = [hole for hole in holes if hole is not None]
            out = self._start.copy()
            if left:
                lay(out, piece(*cut(self._background(), np.maximum.reduce(left))))
            self._plates = {moved: out}
        return self._plates[moved]

    def _background(self) -> Image:
        """The start frame without any of the things that move."""
        if self._clean is None:
            holes = [layer.vacated() for layer in self._layers]
            gone = np.maximum.reduce([hole for hole in holes if hole is not None]) > 0
            self._clean = complete(self._start, gone, quick=self._quick)
        return self._clean


def _pinned(strokes: Sequence[Stroke], start: Image) -> Piece | None:
    """What static strokes hold of the start frame; None where they hold nothing."""
    height, width = start.shape[:2]
    held = [hold(s.region, s.feather, width, height) for s in strokes if s.kind == "static"]
    share = np.maximum.reduce(held) if held else None
    return None if share is None or not share.any() else piece(*cut(start, share))


def _quarter(image: Image) -> Image:
    import cv2

    height, width = image.shape[:2]
    size = (max(1, width // PREVIEW), max(1, height // PREVIEW))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
