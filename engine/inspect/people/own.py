"""A person's own pose model: an ONNX file goes in, and it places the points of bodies.

Top-down models are meant, as RTMPose, ViTPose and HRNet are: a picture of one body goes in (1 x 3 x
H x W, the usual ImageNet scaling); out come heat maps (1 x K x h x w) or one row and one column a
point (1 x K x X and 1 x K x Y, SimCC). K is 17 (COCO), 26 (Halpe) or 133 (whole body); only the
latter two have heels and toes, without which nobody can tell which way a body faces. They run on
the CPU through OpenCV.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from engine.frame.network import Floats, Network, is_picture
from engine.inspect.people.joints import (
    BODY,
    LEFT_ANKLE,
    LEFT_ELBOW,
    LEFT_HEEL,
    LEFT_HIP,
    LEFT_KNEE,
    LEFT_SHOULDER,
    LEFT_TOE,
    LEFT_WRIST,
    NOSE,
)
from engine.inspect.people.pose import Body, PoseModel
from engine.inspect.people.square import Picture, Square

_MEAN, _DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
_MEND = (
    "Choose a top-down model with 1x3xHxW in and heat maps (1xKxhxw) or SimCC out, "
    "K 17, 26 or 133, as RTMPose and ViTPose"
)
_SMALLEST, _LARGEST = 64, 512
# where a model's confidence counts as half, and how quickly it rises there
_HALF, _RISE = 0.3, 12.0
_ROOM = 1.3

# ours by theirs: nose, shoulders, elbows, wrists, hips, knees and ankles are the same in all
_COCO = {0: NOSE} | {
    first + side: ours + side
    for first, ours in (
        (5, LEFT_SHOULDER),
        (7, LEFT_ELBOW),
        (9, LEFT_WRIST),
        (11, LEFT_HIP),
        (13, LEFT_KNEE),
        (15, LEFT_ANKLE),
    )
    for side in (0, 1)
}
_FEET: dict[int, dict[int, int]] = {
    17: {},
    26: {20: LEFT_TOE, 21: LEFT_TOE + 1, 24: LEFT_HEEL, 25: LEFT_HEEL + 1},
    133: {17: LEFT_TOE, 20: LEFT_TOE + 1, 19: LEFT_HEEL, 22: LEFT_HEEL + 1},
}


class OwnPose:
    """A model that was loaded. Raises BadInput where the file is none of the kind.

    `finder` proposes bodies where it is there; without one, what moves is taken for one.
    """

    def __init__(self, path: Path, finder: PoseModel | None = None, mend: str = _MEND) -> None:
        self._finder = finder
        self._network = Network(path, mend)
        self._width, self._height = _size(self._network)
        self._network.load()
        self.place(np.zeros((64, 64, 3), np.uint8), Square(32, 32, 64))

    def find(self, picture: Picture, where: Square) -> list[Square]:
        """Bodies within a part of the picture."""
        if self._finder is not None:
            return self._finder.find(picture, where)
        return [Square(where.x, where.y, where.side)]

    def place(self, picture: Picture, where: Square) -> Body:
        """The points of the body in a square; its score says whether there is one."""
        whole = max(self._width, self._height)
        left, top = (whole - self._width) // 2, (whole - self._height) // 2
        upright = Square(where.x, where.y, where.side)
        part = upright.cut(picture, whole)[top : top + self._height, left : left + self._width]
        scaled = (part - np.array(_MEAN, np.float32)) / np.array(_DEVIATION, np.float32)
        spots, sure = self._spots(np.ascontiguousarray(scaled.transpose(2, 0, 1)[None]))
        spots = (spots * (self._width, self._height) + (left, top)) / np.float32(whole)
        places = upright.back(spots.astype(np.float32))
        points = np.zeros((BODY, 3), np.float32)
        named = _COCO | _FEET[len(places)]
        for theirs, ours in named.items():
            points[ours] = (*places[theirs], sure[theirs])
        known = points[list(_COCO.values())]
        # what it has no point for is nowhere: in the middle, and not to be seen
        points[points[:, 2] == 0, :2] = known[:, :2].mean(axis=0)
        return Body(points, float(known[:, 2].mean()), _around(known[:, :2]))

    def _spots(self, blob: Floats) -> tuple[Floats, Floats]:
        """Points in fractions of the model's picture (K, 2), and how sure each is (K,)."""
        out = self._network.run(blob)
        if len(out) == 1 and out[0].ndim == 4 and out[0].shape[1] in _FEET:
            heat = out[0][0]
            count, rows, columns = heat.shape
            best = heat.reshape(count, -1).argmax(axis=1)
            x, y = (best % columns + 0.5) / columns, (best // columns + 0.5) / rows
            peak = heat.reshape(count, -1).max(axis=1)
        elif len(out) == 2 and all(o.ndim == 3 and o.shape[1] in _FEET for o in out):
            across, down = (o[0] for o in out)
            if across.shape[1] * self._height != down.shape[1] * self._width:
                across, down = down, across
            x = (across.argmax(axis=1) + 0.5) / across.shape[1]
            y = (down.argmax(axis=1) + 0.5) / down.shape[1]
            peak = np.minimum(across.max(axis=1), down.max(axis=1))
        else:
            shapes = " and ".join(" x ".join(map(str, o.shape)) for o in out)
            raise self._network.refused(f"gives {shapes} numbers, not a pose")
        sure = 1 / (1 + np.exp(-np.clip(_RISE * (peak - _HALF), -60, 60)))
        return np.stack([x, y], axis=1).astype(np.float32), sure.astype(np.float32)


def _around(places: Floats) -> Square:
    low, high = places.min(axis=0), places.max(axis=0)
    x, y = ((low + high) / 2).tolist()
    return Square(x, y, _ROOM * max(1.0, float((high - low).max())))


def _size(network: Network) -> tuple[int, int]:
    """Width and height that the model takes."""
    said = network.said
    if len(said.inputs) != 1 or not is_picture(said.inputs[0]):
        raise network.refused(f"takes {network.takes}, not one picture")
    height, width = said.inputs[0][2:]
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        raise network.refused(f"does not say a size of {_SMALLEST} to {_LARGEST} a side")
    return width, height
