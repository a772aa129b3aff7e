"""Textures and sprites drawn from numbers alone: sizes, stuffs and seeds go in, pictures come out.

All are twice as large as they appear in the clip. Surfaces are (rows, columns, 3) RGB, sprites
(rows, columns, 4) RGBA with premultiplied alpha, both uint8.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Plane = NDArray[np.float32]
FINE = 2
WIDTH, HEIGHT = 480, 272
MARGIN = 96
"""Pixels of the clip by which a backdrop is larger on each side."""
COLOURS = {
    "red": (196, 52, 44),
    "orange": (226, 126, 36),
    "yellow": (232, 196, 60),
    "green": (70, 146, 66),
    "teal": (36, 138, 140),
    "blue": (48, 88, 182),
    "purple": (124, 66, 150),
    "pink": (226, 130, 160),
    "white": (232, 230, 222),
    "gray": (136, 138, 142),
    "dark": (52, 50, 56),
    "brown": (128, 82, 48),
    "skin": (222, 172, 140),
    "grass": (86, 124, 52),
    "sky": (140, 182, 222),
    "water": (96, 150, 200),
}


def clouds(rows: int, columns: int, seed: int, coarse: float = 64, stretch: float = 1.0) -> Plane:
    """Noise of several sizes, mean 0, deviation 1; `stretch` makes it longer across."""
    draw = np.random.default_rng(seed)
    total = np.zeros((rows, columns), np.float32)
    size = coarse
    weight = 1.0
    while size >= 2:
        few = draw.standard_normal(
            (max(2, int(rows / size) + 2), max(2, int(columns / size / stretch) + 2))
        ).astype(np.float32)
        total += weight * cv2.resize(few, (columns, rows), interpolation=cv2.INTER_CUBIC)
        size /= 2
        weight *= 0.62
    return (total - total.mean()) / (total.std() + 1e-6)


def surface(stuff: str, rows: int, columns: int, seed: int) -> Picture:
    """A flat piece of something: a colour's name, or wood, stone, stripes, dots or checks."""
    grain = clouds(rows, columns, seed, 40)
    yy, xx = np.mgrid[0:rows, 0:columns].astype(np.float32)
    if stuff == "wood":
        rings = np.sin(yy * 0.22 + 1.6 * clouds(rows, columns, seed + 1, 90, 6))
        rgb = _tinted((158, 110, 66), rings * 16 + grain * 6)
    elif stuff == "stone":
        rgb = _tinted((146, 142, 136), grain * 22)
    elif "-" in stuff:
        first, how, second = stuff.split("-")
        which = {
            "stripes": (xx // 14) % 2,
            "checks": (xx // 18 + yy // 18) % 2,
            "dots": (((xx % 26) - 13) ** 2 + ((yy % 26) - 13) ** 2 < 50).astype(np.float32),
            "bands": (yy // 14) % 2,
        }[how]
        which = cv2.GaussianBlur(which.astype(np.float32), (0, 0), 0.8)[..., None]
        rgb = _tinted(COLOURS[first], grain * 7) * (1 - which)
        rgb = rgb + _tinted(COLOURS[second], grain * 7) * which
    else:
        rgb = _tinted(COLOURS[stuff], grain * 10)
    return np.clip(rgb, 0, 255).astype(np.uint8)


def _tinted(colour: Sequence[int], plane: Plane) -> Plane:
    return np.array(colour, np.float32) + plane[..., None]


def cut(rgb: NDArray[np.generic], mask: Plane) -> Picture:
    """What lies inside a mask of 0..1, with a light from the upper left and a darker rim."""
    soft = cv2.GaussianBlur(mask, (0, 0), max(2.0, mask.shape[0] / 9))
    light = cv2.Sobel(soft, cv2.CV_32F, 1, 0) + 1.4 * cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    rim = cv2.erode(mask, np.ones((5, 5), np.uint8))
    lit = rgb.astype(np.float32) * (0.78 + 0.22 * rim + 0.9 * light)[..., None]
    rgba = np.dstack([np.clip(lit, 0, 255) * mask[..., None], mask * 255])
    return rgba.astype(np.uint8)


def shape(
    outline: Sequence[tuple[float, float]], w: float, h: float, stuff: str, seed: int
) -> Picture:
    """A polygon in a picture of w x h pixels of the clip, its points from the upper left."""
    rows, columns = round(h * FINE), round(w * FINE)
    mask = np.zeros((rows, columns), np.float32)
    points = np.round(np.array(outline) * FINE * 16).astype(np.int32)
    cv2.fillPoly(mask, [points], 1.0, cv2.LINE_AA, 4)
    return cut(surface(stuff, rows, columns, seed), mask)


@lru_cache(maxsize=256)
def block(w: float, h: float, stuff: str, seed: int) -> Picture:
    """A crate, a book, a brick: a rectangle with a frame."""
    picture = shape(((1, 1), (w - 1, 1), (w - 1, h - 1), (1, h - 1)), w, h, stuff, seed).copy()
    rows, columns = picture.shape[:2]
    inset = max(4, min(rows, columns) // 7)
    colour = tuple(int(c * 0.6) for c in picture[rows // 2, columns // 2, :3])
    cv2.rectangle(
        picture,
        (inset, inset),
        (columns - inset, rows - inset),
        (*colour, 255),
        2,
        cv2.LINE_AA,
    )
    return picture


@lru_cache(maxsize=256)
def disc(r: float, stuff: str, seed: int) -> Picture:
    """A ball: a pattern that turns with it."""
    size = round(2 * r * FINE) + 4
    mask = _round(size, r * FINE)
    yy, xx = np.mgrid[0:size, 0:size].astype(np.float32) - size / 2
    rgb = surface(stuff.split("+", maxsplit=1)[0], size, size, seed).astype(np.float32)
    if "+" in stuff:
        other = surface(stuff.split("+")[1], size, size, seed + 1).astype(np.float32)
        slices = np.sin(3 * np.arctan2(yy, xx)) > 0
        which = cv2.GaussianBlur(slices.astype(np.float32), (0, 0), 0.8)[..., None]
        rgb = rgb * (1 - which) + other * which
    depth = np.sqrt(np.clip(1 - (xx**2 + yy**2) / (r * FINE) ** 2, 0, 1))
    rgb *= (0.55 + 0.5 * depth)[..., None]
    return np.dstack([np.clip(rgb, 0, 255) * mask[..., None], mask * 255]).astype(np.uint8)


def _round(size: int, r: float) -> Plane:
    mask = np.zeros((size, size), np.float32)
    cv2.circle(mask, (size * 8, size * 8), int(r * 16), 1.0, -1, cv2.LINE_AA, 4)
    return mask


@lru_cache(maxsize=64)
def wheel(r: float, stuff: str, seed: int) -> Picture:
    """A tyre, a hub and five spokes."""
    size = round(2 * r * FINE) + 4
    middle = (size // 2, size // 2)
    mask = _round(size, r * FINE) - _round(size, r * FINE * 0.72)
    for k in range(5):
        a = 2 * np.pi * k / 5
        end = (
            int(middle[0] + 0.8 * r * FINE * np.cos(a)),
            int(middle[1] + 0.8 * r * FINE * np.sin(a)),
        )
        cv2.line(mask, middle, end, 1.0, max(3, int(r * 0.2)), cv2.LINE_AA)
    mask = np.maximum(mask, _round(size, r * FINE * 0.24))
    rgb = surface("dark", size, size, seed).astype(np.float32)
    inner = _round(size, r * FINE * 0.72)[..., None]
    rgb = rgb * (1 - inner) + surface(stuff, size, size, seed) * inner
    return cut(rgb, np.clip(mask, 0, 1))


@lru_cache(maxsize=64)
def limb(length: float, wide: float, narrow: float, stuff: str, seed: int) -> Picture:
    """A part of a leg or an arm that hangs down from its joint, which is the picture's middle."""
    half = length + wide
    w, h = 2 * wide + 4, 2 * half
    rows, columns = round(h * FINE), round(w * FINE)
    mask = np.zeros((rows, columns), np.float32)
    for k in np.linspace(0, 1, 24):
        r = (wide + (narrow - wide) * k) / 2
        centre = (int(columns * 8), int((half + k * length) * FINE * 16))
        cv2.circle(mask, centre, int(r * FINE * 16), 1.0, -1, cv2.LINE_AA, 4)
    return cut(surface(stuff, rows, columns, seed), mask)


@lru_cache(maxsize=64)
def oval(w: float, h: float, stuff: str, seed: int) -> Picture:
    """An ellipse."""
    rows, columns = round(h * FINE) + 4, round(w * FINE) + 4
    mask = np.zeros((rows, columns), np.float32)
    axes = (int(w * FINE * 8), int(h * FINE * 8))
    cv2.ellipse(mask, (columns * 8, rows * 8), axes, 0, 0, 360, 1.0, -1, cv2.LINE_AA, 4)
    return cut(surface(stuff, rows, columns, seed), mask)


def bent(picture: Picture, amount: float) -> Picture:
    """Bowed: the middle goes one way and the ends the other; 1 is far."""
    rows, columns = picture.shape[:2]
    pad = max(rows, columns) // 2
    wide = cv2.copyMakeBorder(picture, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
    yy, xx = np.mgrid[0 : rows + 2 * pad, 0 : columns + 2 * pad].astype(np.float32)
    if columns >= rows:
        along = (xx - pad - columns / 2) / (columns / 2)
        yy = yy - amount * 0.5 * columns * (0.4 - np.minimum(along**2, 1.6))
    else:
        along = (yy - pad - rows / 2) / (rows / 2)
        xx = xx - amount * 0.5 * rows * (0.4 - np.minimum(along**2, 1.6))
    return cv2.remap(wide, xx, yy, cv2.INTER_LINEAR)


# --- what stands behind ------------------------------------------------------------------------


@lru_cache(maxsize=8)
def backdrop(kind: str, seed: int, horizon: float) -> Picture:
    """A room, a kitchen, a meadow, a yard or a workshop, its floor from `horizon` (pixels) on."""
    rows, columns = (HEIGHT + 2 * MARGIN) * FINE, (WIDTH + 2 * MARGIN) * FINE
    line = round((horizon + MARGIN) * FINE)
    made = {
        "room": _room,
        "kitchen": _kitchen,
        "meadow": _meadow,
        "yard": _yard,
        "workshop": _workshop,
    }[kind]
    return np.clip(made(rows, columns, line, seed), 0, 255).astype(np.uint8)


def _lying(rgb: Picture, rows: int) -> Plane:
    """Seen at a low angle: squeezed near the horizon, darker there."""
    tall = rgb.shape[0]
    k = np.linspace(0, 1, rows) ** 0.75
    lines = rgb[np.clip((k * (tall - 1)).astype(int), 0, tall - 1)].astype(np.float32)
    return lines * np.linspace(0.75, 1.03, rows, dtype=np.float32)[:, None, None]


def _planks(rows: int, columns: int, seed: int) -> Plane:
    rgb = surface("wood", rows, columns, seed).astype(np.float32)
    draw = np.random.default_rng(seed)
    for k, y in enumerate(range(0, rows, 44)):
        rgb[y : y + 44] *= draw.uniform(0.82, 1.1)
        rgb[y : y + 3] *= 0.6
        for x in range(int(draw.integers(0, 200)) + 40 * k % 90, columns, 330):
            rgb[y : y + 44, x : x + 3] *= 0.6
    return rgb


def _squares(rows: int, columns: int, seed: int, size: int, colours: tuple[str, str]) -> Plane:
    grain = clouds(rows, columns, seed, 30)
    yy, xx = np.mgrid[0:rows, 0:columns]
    odd = ((xx // size + yy // size) % 2).astype(bool)[..., None]
    rgb = np.where(odd, np.array(COLOURS[colours[0]]), np.array(COLOURS[colours[1]]))
    joint = ((xx % size < 3) | (yy % size < 3))[..., None]
    return np.where(joint, 105.0, rgb + grain[..., None] * 6).astype(np.float32)


def _papered(rows: int, columns: int, seed: int, colour: Sequence[int]) -> Plane:
    yy, xx = np.mgrid[0:rows, 0:columns].astype(np.float32)
    pattern = np.sin(xx * 0.11) * np.sin(yy * 0.09) * 7 + clouds(rows, columns, seed, 120) * 9
    return _tinted(colour, pattern)


def _framed(rgb: Plane, x: int, y: int, w: int, h: int, inner: Plane) -> None:
    """A picture or a window on a wall."""
    if y < 0 or x < 0 or y + h > rgb.shape[0] or x + w > rgb.shape[1]:
        return
    rgb[y : y + h, x : x + w] = inner
    for k, shade in ((0, 60.0), (5, 190.0), (9, 60.0)):
        cv2.rectangle(
            rgb, (x - k, y - k), (x + w + k, y + h + k), (shade, shade * 0.8, shade * 0.55), 4
        )


def _room(rows: int, columns: int, line: int, seed: int) -> Plane:
    rgb = _papered(rows, columns, seed, (188, 176, 150))
    draw = np.random.default_rng(seed)
    for x in range(120, columns - 200, 290):
        w, h = int(draw.integers(90, 150)), int(draw.integers(70, 130))
        stuff = str(draw.choice(["teal", "blue-bands-white", "orange-dots-yellow", "green", "sky"]))
        y = line - int(draw.integers(210, 330))
        _framed(rgb, x, y, w, h, surface(stuff, h, w, seed + x).astype(np.float32))
    rgb[line - 16 : line] = _tinted((226, 220, 206), clouds(16, columns, seed, 16) * 4)
    rgb[line:] = _lying(_planks(rows, columns, seed + 1), rows - line)
    return rgb


def _kitchen(rows: int, columns: int, line: int, seed: int) -> Plane:
    rgb = _squares(rows, columns, seed, 62, ("white", "white"))
    rgb += clouds(rows, columns, seed + 2, 200)[..., None] * 7 - 24
    draw = np.random.default_rng(seed)
    y = line - 250
    if y > 0:
        rgb[y : y + 18] = _tinted((120, 84, 56), clouds(18, columns, seed, 20, 8) * 9)
        for x in range(60, columns - 80, 86):
            w, h = int(draw.integers(30, 60)), int(draw.integers(40, 90))
            stuff = str(draw.choice(["red", "teal", "yellow", "brown", "white", "green"]))
            part = surface(stuff, min(h, y), w, seed + x).astype(np.float32)
            rgb[max(0, y - h) : y, x : x + w] = part * np.linspace(0.7, 1.05, w)[None, :, None]
    rgb[line:] = _lying(surface("stone", rows, columns, seed + 4), rows - line)
    rgb[line : line + 6] *= 1.15
    return rgb


def _meadow(rows: int, columns: int, line: int, seed: int) -> Plane:
    down = np.linspace(0, 1, rows, dtype=np.float32)[:, None, None]
    sky = np.array([110, 164, 220], np.float32) * (1 - down) + np.array([206, 222, 234]) * down
    white = np.clip(clouds(rows, columns, seed, 220, 2.2) * 0.45 - 0.1, 0, 0.85)[..., None]
    rgb = (sky * (1 - white) + 246 * white).astype(np.float32)
    xx = np.arange(columns)
    for k, (high, green) in enumerate((((70), (120, 150, 130)), (40, (96, 130, 84)))):
        ridge = line - high + 22 * np.sin(xx / (170 - 40 * k) + seed + k)
        trees = clouds(rows, columns, seed + k, 24)
        below = np.arange(rows)[:, None] > ridge[None] + 6 * trees
        rgb[below] = _tinted(green, trees * 13)[below]
    blades = clouds(rows, columns, seed + 5, 14, 0.4)
    low = np.clip(_tinted(COLOURS["grass"], blades * 17), 0, 255).astype(np.uint8)
    rgb[line:] = _lying(low, rows - line)
    return rgb


def _yard(rows: int, columns: int, line: int, seed: int) -> Plane:
    rgb = _tinted((150, 78, 60), clouds(rows, columns, seed, 36) * 11)
    draw = np.random.default_rng(seed)
    for k, y in enumerate(range(line % 34 - 34, line, 34)):
        for x in range((k % 2) * 44 - 88, columns, 88):
            rgb[max(0, y) : y + 34, max(0, x) : x + 88] *= draw.uniform(0.86, 1.14)
            rgb[max(0, y) : y + 34, max(0, x) : max(0, x) + 5] = (168, 160, 150)
        rgb[max(0, y) : max(0, y) + 5] = (168, 160, 150)
    low = np.clip(_tinted((126, 124, 122), clouds(rows, columns, seed + 3, 10) * 15), 0, 255)
    rgb[line:] = _lying(low.astype(np.uint8), rows - line)
    rgb[line - 10 : line] *= 0.55
    return rgb


def _workshop(rows: int, columns: int, line: int, seed: int) -> Plane:
    rgb = _tinted((112, 122, 116), clouds(rows, columns, seed, 160) * 15)
    draw = np.random.default_rng(seed)
    for x in range(90, columns - 60, 120):
        long = int(draw.integers(60, 190))
        y = max(4, line - 300)
        stuff = str(draw.choice(["brown", "gray", "red", "yellow", "dark"]))
        part = surface(stuff, long, 22, seed + x).astype(np.float32)
        end = min(line - 30, y + long)
        rgb[y:end, x : x + 22] = part[: end - y]
        cv2.circle(rgb, (x + 11, y), 9, (214, 206, 186), -1, cv2.LINE_AA)
    floor = _squares(rows, columns, seed + 2, 74, ("gray", "white")) * 0.86
    rgb[line:] = _lying(np.clip(floor, 0, 255).astype(np.uint8), rows - line)
    rgb[line - 12 : line] *= 0.6
    return rgb
