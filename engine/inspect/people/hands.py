"""Hands in a picture: a finder proposes palms, a second network places 21 points on each.

The models are MediaPipe's (Apache-2.0). A palm's wrist and the root of its middle finger say which
way it points; the square for the points reaches from the wrist over the fingers.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, sin
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.inspect.people.joints import HAND
from engine.inspect.people.network import Network, load
from engine.inspect.people.proposals import anchors, proposals
from engine.inspect.people.square import Picture, Square, upright

FINDER, PLACER = "palm_detection_full.tflite", "hand_landmark_full.tflite"
_FIND, _PLACE = 192, 224
_STRIDES = (8, 16, 16, 16)
# of the palm's box, and of the box around the stiff part of a hand that is followed
_PALM_ROOM, _PALM_AHEAD = 2.6, 0.5
_HAND_ROOM, _HAND_AHEAD = 2.0, 0.1
_STIFF = (0, 1, 2, 3, 5, 6, 9, 10, 13, 14, 17, 18)
_WRIST, _ROOTS = 0, (5, 9, 13)

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Palm:
    """A hand in one picture, in its pixels."""

    points: Floats
    """(21, 3)."""
    score: float
    left: bool
    next: Square
    """Where to look in the next picture."""


class HandModel:
    """Both networks."""

    def __init__(self, finder: Network, placer: Network) -> None:
        self._finder = finder
        self._placer = placer
        self._places = anchors(_FIND, _STRIDES)

    def find(self, picture: Picture, where: Square) -> list[Square]:
        """Hands within a part of the picture, the surest first."""
        raw, logits = self._finder(where.cut(picture, _FIND))
        out = []
        for one in proposals(raw, logits, self._places, _FIND):
            corners = where.back(one.box.reshape(2, 2))
            wrist, middle = where.back(one.keys[[0, 2]])
            width, height = (corners[1] - corners[0]).tolist()
            x, y = corners.mean(axis=0).tolist()
            out.append(_ahead(x, y, max(width, height), upright(wrist, middle), _PALM_AHEAD))
        return [Square(one.x, one.y, one.side * _PALM_ROOM, one.angle) for one in out]

    def place(self, picture: Picture, where: Square) -> Palm:
        """The points of the hand in a square; its score says whether there is one."""
        marks, score, side, _ = self._placer(where.cut(picture, _PLACE))
        spots = marks.reshape(HAND, 3) / np.float32(_PLACE)
        places = where.back(spots[:, :2])
        points = np.concatenate([places, spots[:, 2:] * where.side], axis=1)
        return Palm(
            points.astype(np.float32),
            float(np.clip(score.ravel()[0], 0, 1)),
            # the network was made for pictures of oneself, which are mirrored
            bool(side.ravel()[0] > 0.5),
            around_hand(places),
        )


def load_hands(folder: Path) -> HandModel:
    """The models in a folder. Raises BadInput, MissingPart."""
    places = len(anchors(_FIND, _STRIDES))
    return HandModel(
        load(folder / FINDER, _FIND, (18 * places, places)),
        load(folder / PLACER, _PLACE, (3 * HAND, 1, 1, 3 * HAND)),
    )


def around_hand(points: Floats) -> Square:
    """The square of a hand that is followed, from its points in the last picture."""
    angle = upright(points[_WRIST], points[list(_ROOTS)].mean(axis=0))
    turn = np.array([[cos(angle), -sin(angle)], [sin(angle), cos(angle)]], np.float32)
    straight = points[list(_STIFF)] @ turn
    low, high = straight.min(axis=0), straight.max(axis=0)
    x, y = (((low + high) / 2) @ turn.T).tolist()
    side = float((high - low).max())
    ahead = _ahead(x, y, side, angle, _HAND_AHEAD)
    return Square(ahead.x, ahead.y, _HAND_ROOM * side, angle)


def _ahead(x: float, y: float, side: float, angle: float, share: float) -> Square:
    """A square moved the way it points by a share of its side."""
    return Square(x + share * side * sin(angle), y - share * side * cos(angle), side, angle)
