"""Bodies in a picture: a finder proposes them, a second network places 33 points on each.

The models are MediaPipe's BlazePose (Apache-2.0). The finder gives the middle of the hips and a
point that a circle around the body goes through; that makes the turned square in which the points
are looked for. Two more points of the second network make the square for the next frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from engine.inspect.people.joints import BODY
from engine.inspect.people.network import Network, load
from engine.inspect.people.proposals import anchors, proposals
from engine.inspect.people.square import Picture, Square, distance, upright

FINDER, PLACER = "pose_detection.tflite", "pose_landmark_full.tflite"
_FIND, _PLACE = 224, 256
_STRIDES = (8, 16, 32, 32, 32)
_ROOM = 1.25
_HEAT = 64
_KERNEL = 3
_HOT = 0.5
_ALL = BODY + 6

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Body:
    """A body in one picture, in its pixels."""

    points: Floats
    """(33, 3): x, y and visibility 0..1."""
    score: float
    next: Square
    """Where to look in the next picture."""


class Bodies(Protocol):
    """What finds bodies and places their points: the fetched models, or a person's own."""

    def find(self, picture: Picture, where: Square) -> list[Square]:
        """Bodies within a part of the picture, the surest first."""
        ...

    def place(self, picture: Picture, where: Square) -> Body:
        """The points of the body in a square; its score says whether there is one."""
        ...


class PoseModel:
    """Both networks."""

    def __init__(self, finder: Network, placer: Network) -> None:
        self._finder = finder
        self._placer = placer
        self._places = anchors(_FIND, _STRIDES)

    def find(self, picture: Picture, where: Square) -> list[Square]:
        """Bodies within a part of the picture, the surest first."""
        raw, logits = self._finder(where.cut(picture, _FIND) * 2 - 1)
        found = proposals(raw, logits, self._places, _FIND)
        return [around_body(where.back(one.keys)) for one in found]

    def place(self, picture: Picture, where: Square) -> Body:
        """The points of the body in a square; its score says whether there is one."""
        out = self._placer(where.cut(picture, _PLACE))
        marks = out[0].reshape(_ALL, 5)
        spots = _settled(marks[:, :2] / np.float32(_PLACE), out[3].reshape(_HEAT, _HEAT, _ALL))
        places = where.back(spots)
        clear = 1 / (1 + np.exp(-np.clip(marks[:, 3], -60, 60)))
        points = np.concatenate([places[:BODY], clear[:BODY, None]], axis=1)
        # the flag comes as a probability
        score = float(np.clip(out[1].ravel()[0], 0, 1))
        return Body(points.astype(np.float32), score, around_body(places[BODY : BODY + 2]))


def load_pose(folder: Path) -> PoseModel:
    """The models in a folder. Raises BadInput, MissingPart."""
    places = len(anchors(_FIND, _STRIDES))
    placer_gives = (5 * _ALL, 1, _PLACE * _PLACE, _HEAT * _HEAT * _ALL, 3 * _ALL)
    return PoseModel(
        load(folder / FINDER, _FIND, (12 * places, places)),
        load(folder / PLACER, _PLACE, placer_gives),
    )


def around_body(keys: Floats) -> Square:
    """The square of a body from the middle of its hips and the point above on its circle."""
    side = 2 * _ROOM * distance(keys[0], keys[1])
    return Square(float(keys[0, 0]), float(keys[0, 1]), side, upright(keys[0], keys[1]))


def _settled(spots: Floats, heat: Floats) -> Floats:
    """Points moved to the middle of the heat around them, where there is any."""
    out = spots.copy()
    at = np.clip((spots * _HEAT).astype(int), 0, _HEAT - 1)
    for number, (column, row) in enumerate(at):
        left, top = max(0, column - _KERNEL), max(0, row - _KERNEL)
        patch = heat[top : row + _KERNEL + 1, left : column + _KERNEL + 1, number]
        hot = 1 / (1 + np.exp(-np.clip(patch, -60, 60)))
        if float(hot.max()) < _HOT:
            continue
        rows, columns = np.indices(hot.shape)
        whole = float(hot.sum())
        out[number, 0] = (left + float((columns * hot).sum()) / whole + 0.5) / _HEAT
        out[number, 1] = (top + float((rows * hot).sum()) / whole + 0.5) / _HEAT
    return out
