"""Turned squares of a picture: what a network looks at, and the way back from its points."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, hypot, sin

import numpy as np
from numpy.typing import NDArray

from engine.records import Box

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Square:
    """A square of a picture in its pixels, turned clockwise by `angle` radians. It may reach beyond
    the picture, where everything is black."""

    x: float
    """Of its middle."""
    y: float
    side: float
    angle: float = 0.0

    def cut(self, picture: Picture, size: int) -> NDArray[np.float32]:
        """This part of an RGB picture, turned upright: float32 (size, size, 3), 0..1."""
        import cv2

        scale = self.side / size
        across, down = scale * cos(self.angle), scale * sin(self.angle)
        # pixels are counted by their middles
        half = (size - 1) / 2
        to = np.array(
            [
                [across, -down, self.x - 0.5 - half * (across - down)],
                [down, across, self.y - 0.5 - half * (down + across)],
            ]
        )
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        part = cv2.warpAffine(picture, to, (size, size), flags=flags)
        return np.asarray(part, dtype=np.float32) * np.float32(1 / 255)

    def back(self, points: NDArray[np.float32]) -> NDArray[np.float32]:
        """Points (n, 2) in fractions of the square, in pixels of the picture."""
        around = (points - 0.5) * self.side
        turn = np.array(
            [[cos(self.angle), sin(self.angle)], [-sin(self.angle), cos(self.angle)]], np.float32
        )
        return np.asarray(around @ turn + np.array([self.x, self.y]), dtype=np.float32)


def around_frame(picture: Picture) -> Square:
    """The whole picture, with black bars."""
    height, width = picture.shape[:2]
    return Square(width / 2, height / 2, float(max(width, height)))


def around_box(box: Box, room: float) -> Square:
    """A box with room on each side, as a share of its longer one."""
    side = max(box.w, box.h) * (1 + 2 * room)
    return Square(box.x + box.w / 2, box.y + box.h / 2, side)


def upright(foot: NDArray[np.float32], head: NDArray[np.float32]) -> float:
    """The angle of a square in which `head` is straight above `foot`."""
    x, y = (head - foot).tolist()
    return atan2(x, -y)


def distance(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Between two points."""
    x, y = (b - a).tolist()
    return hypot(x, y)


def box_around(points: NDArray[np.float32], width: float, height: float) -> Box:
    """The box around points (n, 2), inside a frame."""
    x0, y0 = (max(0.0, float(v)) for v in points.min(axis=0))
    x1, y1 = (float(v) for v in points.max(axis=0))
    return Box(x0, y0, max(0.0, min(width, x1) - x0), max(0.0, min(height, y1) - y0))
