"""What models of the person's own are tried with: pictures of known motion, of the size and scaled
in each of the ways that networks want them.
"""

from __future__ import annotations

from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.frame.network import Floats, Network
from engine.inspect.flow import Rgb, Size, looked_up, pixels

_GRAINS = (4, 8, 16, 32)
"""Pixels between two spots of a texture."""
_POINTS = 64
_TRAVEL = (0.12, -0.12)
"""Shares of the sides that everything goes on by in a film, right and down."""
_FRONT = 0.3
"""Share of each side of what comes in front of the middle, half way through it."""
_NEAR = 0.075
"""Share of the shorter side; nearer to its border than this, nothing is said of a point."""


_STEP = 8
"""Sides of pictures for networks that take any size are multiples of it."""


class Sides(NamedTuple):
    """How long sides of pictures may be, in pixels."""

    least: int
    most: int

    def said(self, network: Network, height: int, width: int) -> Size | None:
        """The size that a network takes; None where any will do. Raises BadInput beyond these."""
        if not height or not width:
            return None
        if not (self.least <= width <= self.most and self.least <= height <= self.most):
            some = f"{self.least} to {self.most} a side"
            raise network.refused(f"takes pictures of {width} x {height} pixels, not {some}")
        return Size(width, height)

    def nearest(self, whole: Size) -> Size:
        """What pictures of a size are brought to where any will do."""
        width, height = (
            min(self.most, max(self.least, _STEP * -(-side // _STEP))) for side in whole
        )
        return Size(width, height)


class Scaling(NamedTuple):
    """What 0..255 is multiplied by, and what is added then."""

    factor: float
    offset: float

    def of(self, pictures: Rgb) -> Floats:
        """Pictures as a network wants them, float32 of the same shape."""
        return pictures.astype(np.float32) * np.float32(self.factor) + np.float32(self.offset)


SCALINGS = (Scaling(1.0, 0.0), Scaling(1 / 255, 0.0), Scaling(2 / 255, -1.0))


def textured(size: Size, seed: int = 7) -> Rgb:
    """A picture with texture of all sizes."""
    import cv2

    draw = np.random.default_rng(seed)
    layers = [
        cv2.resize(
            draw.uniform(-1, 1, (size.height // grain + 2, size.width // grain + 2, 3)).astype(
                np.float32
            ),
            size,
            interpolation=cv2.INTER_CUBIC,
        )
        for grain in _GRAINS
    ]
    return np.asarray(np.clip(127.5 + 60 * np.sum(layers, axis=0), 0, 255), np.uint8)


class FilmTrial(NamedTuple):
    """A film, points of it, and all that is to be known of them."""

    film: list[Rgb]
    asked: Floats
    """(n, 3) The picture in which a point is asked for, and x and y in it."""
    places: Floats
    """(n, frames, 2)"""
    clear: NDArray[np.bool_]
    """(n, frames) Whether nothing is in front of a point that was asked for by then."""
    hidden: NDArray[np.bool_]
    """(n, frames) Whether something is."""

    def off(self, places: Floats) -> float:
        """Pixels that three quarters of the clear points are off at most."""
        off = np.hypot(*np.moveaxis(places - self.places, 2, 0))[self.clear]
        most = float(np.percentile(off, 75))
        return most if np.isfinite(most) else inf

    def known(self, seen: Floats) -> float:
        """The share of points that are known for what they are where `seen` is above 0 for those
        that can be seen: of the clear ones, or of the hidden ones where that is less.
        """
        clear, hidden = seen[self.clear] > 0, seen[self.hidden] <= 0
        return min(float(clear.mean()), float(hidden.mean()))


def film_trial(size: Size, frames: int) -> FilmTrial:
    """Everything goes on, and half way through something comes in front of the middle."""
    sides = np.array(size, np.float32)
    travel = np.array(_TRAVEL, np.float32) * sides
    times = np.linspace(0, 1, frames, dtype=np.float32)[:, None]
    world, front = textured(Size(2 * size.width, 2 * size.height)), textured(size, seed=8)
    film = [looked_up(world, pixels(size) + (0.5 * sides - travel * time)) for time in times]
    low, high = (np.round(sides * (0.5 + half)).astype(int) for half in (-_FRONT / 2, _FRONT / 2))
    for picture in film[frames // 2 :]:
        picture[low[1] : high[1], low[0] : high[0]] = front[low[1] : high[1], low[0] : high[0]]
    # half of the points go to where something comes in front; they are asked for in two pictures
    draw, number = np.random.default_rng(7), np.arange(_POINTS)
    middle = draw.uniform(0.5 - _FRONT / 3, 0.5 + _FRONT / 3, (_POINTS, 2)) * sides - travel
    anywhere = draw.uniform(0.2, 0.8, (_POINTS, 2)) * sides
    first = number % 2
    start = np.where(number[:, None] % 4 < 2, middle, anywhere) + travel * times[first]
    asked = np.column_stack([first, start.round()]).astype(np.float32)
    places = asked[:, None, 1:] + travel * (times - times[first][:, None])
    there = np.arange(frames) >= first[:, None]
    within = np.minimum(places - low, high - places).min(axis=2)
    within[:, : frames // 2] = -inf
    near = _NEAR * float(sides.min())
    return FilmTrial(film, asked, places, there & (within < -near), there & (within > near / 2))
