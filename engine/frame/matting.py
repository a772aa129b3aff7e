"""A person's own segmentation model: an ONNX file goes in, and it picks things as
`engine.frame.segment` does.

Models without prompts are meant, as U2-Net and its kin are: a picture goes in (1 x 3 x H x W, the
usual ImageNet scaling), how much of each pixel is the thing comes out (1 x 1 x H x W, the first
output). They run on the CPU through OpenCV.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engine.errors import BadInput
from engine.frame.load import Image
from engine.frame.network import Network, is_picture
from engine.frame.pieces import Inside, Map, solid
from engine.frame.regions import Mask, Point
from engine.frame.segment import Window, check_clicks, edged, finished, window_around
from engine.records import Box

_SIDE = 320
"""For models that take any size; what U2-Net was trained on."""
_SMALLEST, _LARGEST = 16, 1024
_MEAN, _DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
_FLAT = 0.02
"""A map that ranges over less than this points at nothing."""
_SCALES = (1.0, 0.5, 0.25)
"""Of the frame: how close a click is looked at, until the model sees a thing under it."""
_ROUNDS = 2
_MEND = "Choose a saliency or matting model with 1x3xHxW in and 1x1xHxW out, as U2-Net"


class Model:
    """A model that was loaded. Raises BadInput where the file is none of the kind.

    `mend` is what a person can do who has it already, and it fails.
    """

    def __init__(self, path: Path | str, mend: str = _MEND) -> None:
        self._network = Network(Path(path), mend)
        self._size = _size(self._network)
        self._network.load()
        self.likely(np.zeros((self._size[1], self._size[0], 3), np.uint8))

    def likely(self, image: Image) -> Map:
        """How much of each pixel of a picture is the thing: float32 (h, w), 0..1."""
        import cv2

        height, width = image.shape[:2]
        small = cv2.resize(image, self._size, interpolation=cv2.INTER_AREA).astype(np.float32)
        small /= max(1.0, float(small.max()))
        scaled = (small - np.array(_MEAN, np.float32)) / np.array(_DEVIATION, np.float32)
        out = self._run(np.ascontiguousarray(scaled.transpose(2, 0, 1)[None]))
        low, high = float(out.min()), float(out.max())
        if low < -0.01 or high > 1.01:
            out = np.asarray(1 / (1 + np.exp(-np.clip(out, -30, 30))), dtype=np.float32)
            low, high = float(out.min()), float(out.max())
        found = (out - low) / (high - low) if high - low > _FLAT else np.zeros_like(out)
        return np.asarray(
            cv2.resize(found, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.float32
        )

    def pick_box(
        self, image: Image, box: Box, add: Sequence[Point] = (), remove: Sequence[Point] = ()
    ) -> Mask:
        """The thing in a loose box. See `engine.frame.segment.pick_box`."""
        check_clicks((*add, *remove))
        window = window_around(image, box, add)
        likely = self.likely(window.of(image))
        return self._picked(image, window, likely, window.inside(box), add, remove)

    def pick_point(
        self, image: Image, point: Point, add: Sequence[Point] = (), remove: Sequence[Point] = ()
    ) -> Mask:
        """The thing under a click. See `engine.frame.segment.pick_point`."""
        clicks = (point, *add)
        check_clicks((*clicks, *remove))
        for scale in _SCALES:
            around = Box(point[0] - scale / 2, point[1] - scale / 2, scale, scale)
            window = window_around(image, around, clicks)
            likely = self.likely(window.of(image))
            if (window.shrunk(likely)[window.dots((point,))] > 0.5).any():
                everywhere = np.ones(window.small.shape[:2], np.bool_)
                return self._picked(image, window, likely, everywhere, clicks, remove)
        raise BadInput(
            f"{self._network.name} sees nothing under the click", mend="Draw a box around it"
        )

    def _picked(
        self,
        image: Image,
        window: Window,
        likely: Map,
        inside: Inside,
        add: Sequence[Point],
        remove: Sequence[Point],
    ) -> Mask:
        small = window.shrunk(likely)
        held = (small > 0.5) & inside
        if not held.any():
            raise BadInput(
                f"{self._network.name} sees nothing in the box", mend="Draw it another way"
            )
        sure, never = window.dots(add), window.dots(remove)
        if never.any() or not held[sure].all():
            labels = np.where(held, 3, np.where(inside, 2, 0)).astype(np.uint8)
            return finished(image, window, labels, sure, never, _ROUNDS)
        piece = solid(held.astype(np.uint8), sure if sure.any() else None)
        out = np.zeros(image.shape[:2], np.uint8)
        out[window.where] = edged(window.of(image), piece)
        return out

    def _run(self, blob: Map) -> Map:
        out = self._network.run(blob)[0]
        if out.ndim != 4 or out.shape[:2] != (1, 1) or not np.isfinite(out).all():
            shape = " x ".join(map(str, out.shape))
            raise self._network.refused(f"gives {shape} numbers, not a mask")
        return np.asarray(out[0, 0], dtype=np.float32)


def _size(network: Network) -> tuple[int, int]:
    """Width and height that the model takes."""
    said = network.said
    if len(said.inputs) != 1 or not said.outputs or not is_picture(said.inputs[0]):
        raise network.refused(f"takes {network.takes}, not one picture")
    height, width = (side or _SIDE for side in said.inputs[0][2:])
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        raise BadInput(
            f"{network.name} takes pictures of {width} x {height} pixels",
            mend=f"Choose one for {_SMALLEST} to {_LARGEST} a side",
        )
    return width, height
