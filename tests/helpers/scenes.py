"""Pictures whose things are known to the pixel: a seed goes in, the picture and a mask for each
thing come out.

They are meant to be hard for a segmenter: grounds are textured and lit unevenly, things are of
several colours, shaded, patterned, sometimes of nearly the colour behind them, and throw soft
shadows; clutter stands behind; the whole is a little blurred, noisy and compressed as photographs
are. Masks are filled: the hole in a handle belongs to its cup.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.records import Box

Picture = NDArray[np.uint8]
Mask = NDArray[np.bool_]
_Floats = NDArray[np.float32]
Colour = tuple[float, float, float]

NAMED: dict[str, Colour] = {
    "red": (196, 40, 36),
    "orange": (232, 128, 36),
    "yellow": (226, 198, 52),
    "green": (58, 142, 66),
    "blue": (46, 84, 182),
    "purple": (118, 66, 156),
    "white": (232, 230, 224),
    "black": (34, 33, 36),
}
_FINER = 2
_GROUNDS: tuple[tuple[Colour, ...], ...] = (
    ((150, 120, 86), (118, 92, 62), (172, 146, 110)),
    ((96, 120, 70), (70, 98, 52), (132, 142, 90)),
    ((128, 132, 138), (104, 108, 114), (152, 154, 158)),
    ((182, 170, 148), (160, 150, 132), (200, 190, 172)),
    ((84, 98, 120), (64, 78, 100), (112, 122, 138)),
    ((112, 84, 76), (90, 64, 58), (138, 108, 96)),
)


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing: what it is called, its colour's name where it has one, and its visible pixels."""

    kind: str
    colour: str
    mask: Mask

    @property
    def box(self) -> Box:
        """Its tight box, in pixels."""
        rows, columns = np.flatnonzero(self.mask.any(1)), np.flatnonzero(self.mask.any(0))
        x, y = int(columns[0]), int(rows[0])
        return Box(x, y, int(columns[-1]) + 1 - x, int(rows[-1]) + 1 - y)


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture and the things in it, the wanted one first."""

    image: Picture
    things: tuple[Thing, ...]


def single(seed: int, width: int = 832, height: int = 480) -> Scene:
    """One thing before clutter. Every other is of nearly the colour behind it."""
    draw = np.random.default_rng(seed)
    picture, base = _ground(draw, width, height)
    for _ in range(int(draw.integers(2, 6))):
        colour = np.array(base) + draw.normal(0, 34, 3)
        size = height * draw.uniform(0.06, 0.2)
        place = (draw.uniform(0, width), draw.uniform(0.1, 0.9) * height)
        _put(picture, draw, str(draw.choice(KINDS)), np.clip(colour, 8, 247), place, size)
    picture = cv2.GaussianBlur(picture, (0, 0), draw.uniform(0.6, 2.4))
    kind = KINDS[seed % len(KINDS)]
    size = height * draw.uniform(0.11, 0.27)
    place = (draw.uniform(0.25, 0.75) * width, draw.uniform(0.38, 0.62) * height)
    behind = picture[int(place[1]), int(place[0])]
    if seed % 2 == 0:
        way = draw.normal(0, 1, 3)
        colour = behind + way / np.linalg.norm(way) * draw.uniform(18, 36)
    else:
        colour = np.array(list(NAMED.values())[int(draw.integers(len(NAMED)))])
        colour = colour * 0.6 + behind * 0.4 + draw.normal(0, 10, 3)
    mask = _put(picture, draw, kind, np.clip(colour, 8, 247), place, size)
    return Scene(_photographed(picture, draw), (Thing(kind, "", mask),))


def crowd(seed: int, width: int = 832, height: int = 480) -> Scene:
    """Three or four things of different colours and kinds, side by side; one is a small ball."""
    draw = np.random.default_rng(1000 + seed)
    picture, base = _ground(draw, width, height)
    count = int(draw.integers(3, 5))
    far = [n for n, c in NAMED.items() if np.linalg.norm(np.array(c) - base) > 70]
    colours = [str(name) for name in draw.permutation(far)[:count]]
    rest = [kind for kind in KINDS if kind not in {"ball", "blob"}]
    kinds = ["ball", *(str(kind) for kind in draw.permutation(rest)[: count - 1])]
    slots = draw.permutation(count)
    things: list[Thing] = []
    for kind, colour, slot in zip(kinds, colours, slots, strict=True):
        x = (slot + 0.5 + draw.uniform(-0.12, 0.12)) / count * width
        size = height * (draw.uniform(0.05, 0.08) if kind == "ball" else draw.uniform(0.13, 0.2))
        place = (float(x), height * draw.uniform(0.4, 0.64))
        mask = _put(picture, draw, kind, np.array(NAMED[colour]), place, size)
        things.append(Thing(kind, colour, mask))
    return Scene(_photographed(picture, draw), tuple(things))


def loose(box: Box, seed: int, width: int = 832, height: int = 480) -> Box:
    """A box as a person draws it: 6 to 34 % of its size too large, each side by itself (pixels)."""
    left, top, right, bottom = np.random.default_rng(seed + 77).uniform(0.06, 0.34, 4)
    x0, y0 = max(0.0, box.x - left * box.w), max(0.0, box.y - top * box.h)
    x1 = min(float(width), box.x + box.w * (1 + right))
    y1 = min(float(height), box.y + box.h * (1 + bottom))
    return Box(round(x0), round(y0), round(x1) - round(x0), round(y1) - round(y0))


def overlap(one: NDArray[np.generic], other: NDArray[np.generic]) -> float:
    """Intersection over union of two masks; what is not 0 is inside."""
    a, b = one.astype(bool), other.astype(bool)
    return float((a & b).sum() / max(1, (a | b).sum()))


# --- ground and light --------------------------------------------------------------------------


def _noise(draw: np.random.Generator, width: int, height: int, grain: float) -> _Floats:
    size = (max(3, int(height / grain) + 3), max(3, int(width / grain) + 3))
    small = draw.normal(0, 1, size).astype(np.float32)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)


def _texture(draw: np.random.Generator, width: int, height: int) -> _Floats:
    """Fractal noise of about -2..2, stretched along one axis as grass or wood is."""
    stretch = draw.uniform(0.4, 2.5)
    total = np.zeros((height, width), np.float32)
    for grain in (3, 7, 18, 45, 120):
        tall = _noise(draw, width, max(4, int(height * stretch)), grain)
        total += cv2.resize(tall, (width, height)) * draw.uniform(0.25, 0.75)
    return total


def _ground(draw: np.random.Generator, width: int, height: int) -> tuple[_Floats, Colour]:
    palette = np.array(_GROUNDS[int(draw.integers(len(_GROUNDS)))], np.float32)
    mix = _texture(draw, width, height)[:, :, None] * draw.uniform(0.3, 0.8)
    picture = palette[0] + np.maximum(mix, 0) * (palette[2] - palette[0])
    picture += np.maximum(-mix, 0) * (palette[1] - palette[0])
    if draw.random() < 0.6:
        horizon = int(height * draw.uniform(0.3, 0.6))
        other = np.array(_GROUNDS[int(draw.integers(len(_GROUNDS)))][2], np.float32)
        wall = other + 6 * _noise(draw, width, horizon, 60)[:, :, None]
        picture[:horizon] = wall
    if draw.random() < 0.35:
        step = int(draw.integers(36, 90))
        picture[:, ::step] *= 0.72
        picture[::step] *= 0.72
    light = 1 + 0.14 * _noise(draw, width, height, width / 2)[:, :, None]
    return (picture * light).astype(np.float32), tuple(palette[0].tolist())


def _photographed(picture: _Floats, draw: np.random.Generator) -> Picture:
    picture = cv2.GaussianBlur(picture, (0, 0), draw.uniform(0.5, 0.9))
    picture = picture + draw.normal(0, draw.uniform(2, 6), picture.shape)
    pixels = np.clip(picture, 0, 255).astype(np.uint8)
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(draw.integers(72, 93))]
    _, packed = cv2.imencode(".jpg", pixels[:, :, ::-1], quality)
    return np.ascontiguousarray(cv2.imdecode(packed, cv2.IMREAD_COLOR)[:, :, ::-1])


# --- things ------------------------------------------------------------------------------------

Part = tuple[NDArray[np.float64], float, bool]
"""Outline around (0, 0) in units of the size, which colour of the thing (0, 1, 2), and whether
it is a hole through which the ground is seen."""


def _ellipse(x: float, y: float, a: float, b: float, power: float = 2.0) -> NDArray[np.float64]:
    t = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    cos, sin = np.cos(t), np.sin(t)
    across = np.sign(cos) * np.abs(cos) ** (2 / power)
    down = np.sign(sin) * np.abs(sin) ** (2 / power)
    return np.stack([x + a * across, y + b * down], axis=1)


def _corners(*places: tuple[float, float]) -> NDArray[np.float64]:
    return np.array(places, dtype=np.float64)


def _ball(_: np.random.Generator) -> list[Part]:
    band = np.concatenate([_corners((-1, -0.1), (1, -0.1)), _corners((0.93, 0.36), (-0.93, 0.36))])
    inside = _ellipse(0, 0, 1, 1)
    band[:, 0] = np.clip(band[:, 0], -0.93, 0.93)
    return [(inside, 0, False), (band, 1, False)]


def _cup(_: np.random.Generator) -> list[Part]:
    body = _corners((-0.75, -0.9), (0.75, -0.9), (0.6, 0.95), (-0.6, 0.95))
    rim = _ellipse(0, -0.9, 0.75, 0.16)
    return [
        (_ellipse(0.8, -0.05, 0.5, 0.55), 0, False),
        (_ellipse(0.84, -0.05, 0.28, 0.32), 0, True),
        (body, 0, False),
        (rim, 1, False),
    ]


def _crate(draw: np.random.Generator) -> list[Part]:
    lean = draw.uniform(0.2, 0.5)
    front = _corners((-0.95, -0.5), (0.6, -0.5), (0.6, 0.8), (-0.95, 0.8))
    top = _corners((-0.95, -0.5), (-0.95 + lean, -0.9), (0.6 + lean, -0.9), (0.6, -0.5))
    side = _corners((0.6, -0.5), (0.6 + lean, -0.9), (0.6 + lean, 0.45), (0.6, 0.8))
    return [(front, 0, False), (top, 1, False), (side, 2, False)]


def _blob(draw: np.random.Generator) -> list[Part]:
    t = np.linspace(0, 2 * np.pi, 120, endpoint=False)
    radius = np.full_like(t, 0.8)
    for wave in range(2, 6):
        radius += draw.normal(0, 0.24 / wave) * np.cos(wave * t + draw.uniform(0, 6.3))
    return [(np.stack([radius * np.cos(t), radius * np.sin(t)], axis=1), 0, False)]


def _figure(draw: np.random.Generator) -> list[Part]:
    arm = draw.uniform(-0.5, 0.4)
    return [
        (_corners((-0.3, 0.1), (0.02, 0.1), (-0.1, 1.2), (-0.36, 1.2)), 1, False),
        (_corners((-0.02, 0.1), (0.3, 0.1), (0.42, 1.2), (0.16, 1.2)), 1, False),
        (_corners((-0.2, -0.5), (0.9, -0.5 + arm), (0.92, -0.28 + arm), (0, -0.2)), 0, False),
        (_corners((0.2, -0.5), (-0.85, -0.3 - arm), (-0.8, -0.1 - arm), (0, -0.2)), 0, False),
        (_ellipse(0, -0.2, 0.4, 0.44, 3.0), 0, False),
        (_ellipse(0, -0.88, 0.25, 0.29), 2, False),
    ]


def _bottle(_: np.random.Generator) -> list[Part]:
    return [
        (_ellipse(0, 0.3, 0.4, 0.8, 4.0), 0, False),
        (_corners((-0.16, -1.1), (0.16, -1.1), (0.2, -0.3), (-0.2, -0.3)), 0, False),
        (_corners((-0.2, -1.25), (0.2, -1.25), (0.2, -1.0), (-0.2, -1.0)), 2, False),
        (_corners((-0.4, 0.1), (0.4, 0.1), (0.4, 0.65), (-0.4, 0.65)), 1, False),
    ]


def _car(_: np.random.Generator) -> list[Part]:
    roof = _corners((-0.62, -0.1), (-0.36, -0.52), (0.36, -0.52), (0.66, -0.1))
    glass = _corners((-0.48, -0.12), (-0.3, -0.42), (0.3, -0.42), (0.5, -0.12))
    return [
        (roof, 0, False),
        (glass, 2, False),
        (_ellipse(0, 0.14, 1.15, 0.3, 4.0), 0, False),
        (_ellipse(-0.62, 0.42, 0.25, 0.25), 1, False),
        (_ellipse(0.62, 0.42, 0.25, 0.25), 1, False),
    ]


_SHAPES: dict[str, Callable[[np.random.Generator], list[Part]]] = {
    "ball": _ball,
    "cup": _cup,
    "box": _crate,
    "blob": _blob,
    "figure": _figure,
    "bottle": _bottle,
    "car": _car,
}
KINDS = tuple(_SHAPES)


def _put(
    picture: _Floats,
    draw: np.random.Generator,
    kind: str,
    colour: NDArray[np.floating],
    place: tuple[float, float],
    size: float,
) -> Mask:
    """Paint a thing and its shadow, in place; the mask of what is seen of it, holes filled."""
    height, width = picture.shape[:2]
    around = 2.4 * size
    left, top = max(0, int(place[0] - around)), max(0, int(place[1] - around))
    right, bottom = min(width, int(place[0] + around)), min(height, int(place[1] + around))
    mask = np.zeros((height, width), np.bool_)
    if right - left > 4 and bottom - top > 4:
        window = picture[top:bottom, left:right]
        local = (place[0] - left, place[1] - top)
        mask[top:bottom, left:right] = _painted(window, draw, kind, colour, local, size)
    return mask


def _painted(
    picture: _Floats,
    draw: np.random.Generator,
    kind: str,
    colour: NDArray[np.floating],
    place: tuple[float, float],
    size: float,
) -> Mask:
    height, width = picture.shape[:2]
    turn = 0.0 if kind in {"figure", "car", "cup"} else draw.uniform(-0.4, 0.4)
    rotation = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    parts = [
        ((outline * size) @ rotation + place, which, hole)
        for outline, which, hole in _SHAPES[kind](draw)
    ]
    whole = np.zeros((height, width), np.float32)
    for outline, _, hole in parts:
        if not hole:
            whole = np.maximum(whole, _drawn(outline, width, height))
    _shade(picture, draw, whole, size)
    shades = _colours(draw, colour)
    skin = _skin(draw, whole, size)
    before = picture.copy()
    for outline, which, hole in parts:
        cover = _drawn(outline, width, height)[:, :, None]
        paint = before if hole else shades[int(which)] * skin
        picture[:] = picture * (1 - cover) + paint * cover
    return np.asarray(whole > 0.5)


def _drawn(outline: NDArray[np.float64], width: int, height: int) -> _Floats:
    fine = np.zeros((height * _FINER, width * _FINER), np.uint8)
    places = np.rint((outline * _FINER - 0.5) * 16).astype(np.int32)
    cv2.fillPoly(fine, [places.reshape(-1, 1, 2)], 255, shift=4)
    small = cv2.resize(fine, (width, height), interpolation=cv2.INTER_AREA)
    return small.astype(np.float32) / np.float32(255)


def _shade(picture: _Floats, draw: np.random.Generator, whole: _Floats, size: float) -> None:
    """A soft shadow beside and below the thing."""
    shift = np.array([[1, 0, draw.uniform(-0.5, 0.5) * size], [0, 0.5, 0]], np.float32)
    rows = np.flatnonzero(whole.any(1))
    if not len(rows):
        return
    shift[1, 2] = rows[-1] * 0.5 + 0.08 * size
    fallen = cv2.warpAffine(whole, shift, whole.shape[::-1])
    fallen = cv2.GaussianBlur(fallen, (0, 0), max(1.0, size * draw.uniform(0.06, 0.2)))
    picture *= 1 - np.float32(draw.uniform(0.3, 0.65)) * fallen[:, :, None]


def _colours(draw: np.random.Generator, colour: NDArray[np.floating]) -> list[_Floats]:
    """The thing's own colour and two that go with it."""
    second = colour * draw.uniform(0.55, 0.8)
    third = colour * 0.5 + np.array(draw.uniform(60, 200, 3)) * 0.5
    return [np.asarray(c, np.float32) for c in (colour, second, third)]


def _skin(draw: np.random.Generator, whole: _Floats, size: float) -> _Floats:
    """How light each pixel of it is: round shading, a pattern on some, grain."""
    height, width = whole.shape
    rows, columns = np.flatnonzero(whole.any(1)), np.flatnonzero(whole.any(0))
    if not len(rows):
        return np.ones((height, width, 1), np.float32)
    y = (np.arange(height) - rows.mean())[:, None] / max(1.0, len(rows) / 2)
    x = (np.arange(width) - columns.mean())[None, :] / max(1.0, len(columns) / 2)
    angle = draw.uniform(0, 2 * np.pi)
    light = 1 + draw.uniform(0.1, 0.32) * (np.cos(angle) * x - np.abs(np.sin(angle)) * y)
    light = light - draw.uniform(0, 0.22) * np.minimum(1.5, x * x + y * y)
    if draw.random() < 0.35:
        wave = np.sin((x + y * draw.uniform(-1, 1)) * draw.uniform(9, 18))
        light = light * (1 + 0.22 * np.sign(wave))
    grain = _noise(draw, width, height, max(2.0, size / 9))
    return np.asarray(light * (1 + draw.uniform(0.02, 0.1) * grain), np.float32)[:, :, None]
