"""A motion plan and a start frame go in, the frames of the guide clip come out.

What a stroke holds is cut out with its soft edge, the background behind it is completed, and the
pieces are laid back along their trajectories, lower orders first. Soft regions and motion in place
bend the picture where it is instead, and leave nothing behind. It is exact: the alpha-weighted
centre of a moved region (of a soft one, its middle) lies on its trajectory in every frame; while
the camera rests, pixels that no moved region touches are those of the start frame, bit for bit;
static regions are too, whatever moves through them; and as long as every region is in its own
place, so is the whole frame. The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from engine.errors import BadInput
from engine.frame.load import Image
from engine.motion.background import Hole, complete
from engine.motion.bend import Floats, Shifts
from engine.motion.camera import looks_elsewhere, seen_at, through, view
from engine.motion.layers import hold
from engine.motion.moving import SNAP, Clip, Layer, cut_out
from engine.motion.piece import Piece, cut, lay, piece
from engine.motion.plate import at_hand, completed, own_plate
from engine.motion.strokes import validate
from engine.records import MotionPlan, Stroke

Mask = npt.NDArray[np.uint8]
"""(height, width), 0..255."""
Owners = npt.NDArray[np.int16]
"""(height, width): the number of the layer that is seen at each pixel, -1 where it is the ground,
and one more than the last where it is a static region."""

MAX_FRAMES = 1024
PREVIEW = 4
"""A preview is a quarter of the width and of the height."""


class GuideClip:
    """The frames of a plan over a start frame, made one by one when asked for.

    `image` is uint8 RGB at the clip's size (see `engine.frame.load.fit`). With `preview` frames are
    a quarter as wide and high and the background is completed quickly: for an instant loop, until
    `refine` was called. `plate` is the clean background, for whoever has a better one, instead of
    the plan's own; `fps` says how many frames an ambient cycle takes. Raises BadInput for a plan
    that cannot be used and for more than 1024 frames.
    """

    def __init__(
        self,
        plan: MotionPlan,
        image: Image,
        frames: int,
        *,
        preview: bool = False,
        plate: Image | None = None,
        fps: float = 16.0,
    ) -> None:
        validate(plan)
        if not 1 <= frames <= MAX_FRAMES:
            raise BadInput(f"{frames} frames; a guide clip has 1 to {MAX_FRAMES}")
        if plate is None and plan.plate is not None:
            plate = own_plate(plan.plate, image.shape[1], image.shape[0])
        if plate is not None and plate.shape != image.shape:
            raise BadInput("The clean plate and the start frame differ in size")
        self._frames = frames
        self._camera = plan.camera
        self._start = _quarter(image) if preview else image
        self._clean = plate if plate is None or not preview else _quarter(plate)
        self._quick = preview
        self._rough: Image | None = None
        self._layers = cut_out(
            plan.strokes,
            self._start,
            Clip(frames, fps, plan.camera.orbit),
            quick=preview,
            snap=SNAP / PREVIEW if preview else SNAP,
        )
        self._pinned = _pinned(plan.strokes, self._start)
        self._plates: dict[tuple[frozenset[int], bool], Image] = {}
        self._gone: dict[frozenset[int], Hole] = {}
        self._laid: tuple[int, tuple[Piece | None, ...]] = (-1, ())

    def __len__(self) -> int:
        return self._frames

    def __iter__(self) -> Iterator[Image]:
        return (self.frame(index) for index in range(len(self)))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the frames in pixels."""
        return self._start.shape[1], self._start.shape[0]

    @property
    def layers(self) -> tuple[Layer, ...]:
        """What moves or sways, farthest first; strokes that hold nothing of the frame are not."""
        return self._layers

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
        for layer, over in zip(self._layers, self._pieces(at), strict=True):
            if over is not None and layer.stroke.kind == "move":
                covered[over.where] = np.maximum(covered[over.where], over.alpha)
        if self._pinned is not None:
            covered[self._pinned.where] *= 1.0 - self._pinned.alpha
        return self._seen(at, covered)

    def still(self, index: int) -> Mask:
        """Where static regions are in frame `index`: their alpha, uint8 (height, width)."""
        at = self._checked(index)
        held = np.zeros(self._start.shape[:2], np.float32)
        if self._pinned is not None:
            held[self._pinned.where] = self._pinned.alpha
        return self._seen(at, held)

    def held(self, number: int, index: int) -> Piece | None:
        """What layer `number` shows in frame `index` before the view moves, whatever covers it;
        None where it is out of the frame."""
        return self._pieces(self._checked(index))[number]

    def seen_alpha(self, alpha: npt.NDArray[np.float32], index: int) -> Mask:
        """What frame `index` sees of an alpha (height, width; 0..1) of the scene."""
        return self._seen(self._checked(index), alpha)

    def owners(self, index: int) -> Owners:
        """Which layer is seen where in frame `index`, before the camera moves."""
        at = self._checked(index)
        out = np.full(self._start.shape[:2], -1, np.int16)
        for number, over in enumerate(self._pieces(at)):
            if over is not None:
                out[over.where][over.alpha >= 0.5] = number
        if self._pinned is not None:
            out[self._pinned.where][self._pinned.alpha >= 0.5] = len(self._layers)
        return out

    def displacement(self, index: int) -> tuple[Shifts, Hole]:
        """How far what frame `index` shows at each pixel has come since the start frame.

        The pixel (x, y) shows what was at (x, y) minus its shift. The second array (height, width)
        says where that is known: not where the background was completed, nor beyond the border.
        """
        at = self._checked(index)
        shifts = np.zeros((*self._start.shape[:2], 2), np.float32)
        owners = self.owners(at)
        known = (owners >= 0) | ~self._vacated(at)
        for number, (layer, over) in enumerate(zip(self._layers, self._pieces(at), strict=True)):
            if over is not None and not layer.rests(at):
                mine = owners[over.where] == number
                shifts[over.where][mine] = layer.shifts(at, over.where)[mine]
        return self._seen_shifts(at, shifts, known)

    def seen(self, index: int, places: Floats) -> Floats:
        """Where the camera of frame `index` sees places (..., 2) of the scene, in pixels."""
        width, height = self.size
        return seen_at(self._camera, self._time(self._checked(index)), places, width, height)

    def refine(self) -> bool:
        """Complete the background with texture where that was done quickly; whether it was.

        May be called from another thread than the frames: they are better from then on.
        """
        hole = self._hole()
        if self._clean is not None or hole is None:
            return False
        self._clean = completed(self._start, hole)
        return True

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

    def _pieces(self, at: int) -> tuple[Piece | None, ...]:
        """What each layer shows in frame `at`; the last answer is kept, for picture and mask."""
        if self._laid[0] != at:
            self._laid = at, tuple(layer.piece(at) for layer in self._layers)
        return self._laid[1]

    def _seen(self, at: int, alpha: npt.NDArray[np.float32]) -> Mask:
        # rounded up: what is touched at all is said to be
        seen = np.ceil(alpha * 255.0 - 1e-3).astype(np.uint8)
        return through(self._camera, self._time(at), seen, outside=0)

    def _seen_shifts(self, at: int, shifts: Shifts, known: Hole) -> tuple[Shifts, Hole]:
        """Both as the camera sees them, its own move added to the shifts."""
        if not looks_elsewhere(self._camera, self._time(at)):
            return shifts, known
        import cv2

        width, height = self.size
        matrix = view(self._camera, self._time(at), width, height)
        back = cv2.invertAffineTransform(matrix)
        now = np.stack(np.meshgrid(np.arange(width), np.arange(height)), axis=2)
        scene = (now @ back[:, :2].T + back[:, 2]).astype(np.float32)
        x, y = scene[:, :, 0], scene[:, :, 1]
        carried = cv2.remap(shifts, x, y, cv2.INTER_NEAREST)
        there = cv2.remap(known.astype(np.uint8), x, y, cv2.INTER_NEAREST) > 0
        return (now - scene + carried).astype(np.float32), np.asarray(there, dtype=np.bool_)

    def _vacated(self, at: int) -> Hole:
        """Pixels whose background is completed in frame `at`."""
        moved = self._moved(at)
        if moved not in self._gone:
            left = self._left(moved)
            out = np.zeros(self._start.shape[:2], np.bool_) if left is None else left > 0
            if self._pinned is not None:
                out[self._pinned.where] &= self._pinned.alpha < 0.5
            self._gone = {moved: out}
        return self._gone[moved]

    def _moved(self, at: int) -> frozenset[int]:
        """The layers that are out of their own place."""
        return frozenset(i for i, layer in enumerate(self._layers) if layer.leaves(at))

    def _left(self, moved: Iterable[int]) -> npt.NDArray[np.float32] | None:
        """How much of each pixel these layers leave behind; None where nothing is."""
        holes = [self._layers[i].vacated() for i in sorted(moved)]
        left = [hole for hole in holes if hole is not None]
        return np.maximum.reduce(left) if left else None

    def _checked(self, index: int) -> int:
        if not -self._frames <= index < self._frames:
            raise IndexError(f"frame {index} of {self._frames}")
        return index % self._frames

    def _time(self, at: int) -> float:
        return at / max(1, self._frames - 1)

    def _composite(self, at: int) -> Image:
        if all(layer.rests(at) for layer in self._layers):
            return self._start.copy()
        out = self._plate(self._moved(at)).copy()
        for over in self._pieces(at):
            if over is not None:
                lay(out, over)
        if self._pinned is not None:
            lay(out, self._pinned)
        return out

    def _plate(self, moved: frozenset[int]) -> Image:
        """The start frame with what the moved layers left behind completed."""
        key = moved, self._clean is not None
        if key not in self._plates:
            left, out = self._left(moved), self._start.copy()
            if left is not None:
                lay(out, piece(*cut(self._background(), left)))
            self._plates = {key: out}
        return self._plates[key]

    def _background(self) -> Image:
        """The start frame without any of the things that move."""
        hole = self._hole()
        if self._clean is not None or hole is None:
            return self._start if self._clean is None else self._clean
        done = at_hand(self._start, hole) if self._quick else completed(self._start, hole)
        if done is not None:
            self._clean = done
            return done
        if self._rough is None:
            self._rough = complete(self._start, hole, quick=True)
        return self._rough

    def _hole(self) -> Hole | None:
        """What the things that move cover in the start frame."""
        left = self._left(range(len(self._layers)))
        return None if left is None else np.asarray(left > 0, dtype=np.bool_)


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
