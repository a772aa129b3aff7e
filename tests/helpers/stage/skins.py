"""Surfaces and cut-out pictures: textures of several scales, and things made of them.

Sizes are pixels. Cut-outs are premultiplied RGBA, lit from above on the left, with soft edges.
"""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.helpers.stage.world import Picture

Mask = NDArray[np.float32]
Colour = tuple[float, float, float]

STUFF: dict[str, tuple[Colour, Colour, Colour]] = {
    "grass": ((58, 84, 38), (92, 118, 52), (136, 150, 82)),
    "sand": ((168, 140, 100), (196, 168, 124), (216, 194, 152)),
    "asphalt": ((70, 72, 76), (92, 93, 96), (122, 122, 122)),
    "plaster": ((168, 164, 154), (188, 184, 174), (204, 200, 192)),
    "wall": ((124, 138, 146), (140, 152, 158), (160, 168, 172)),
    "wood": ((96, 62, 36), (140, 96, 58), (176, 130, 84)),
    "stone": ((84, 80, 76), (122, 116, 108), (164, 156, 146)),
    "carpet": ((92, 44, 44), (124, 62, 56), (156, 92, 80)),
    "water": ((34, 76, 104), (58, 112, 140), (112, 160, 180)),
    "leaves": ((30, 56, 30), (60, 92, 42), (120, 142, 70)),
    "metal": ((110, 114, 120), (150, 154, 160), (200, 204, 208)),
    "skin": ((176, 122, 96), (206, 154, 126), (226, 180, 152)),
    "red": ((120, 24, 20), (178, 44, 34), (214, 92, 70)),
    "orange": ((150, 70, 16), (214, 116, 34), (240, 164, 84)),
    "yellow": ((150, 120, 20), (210, 176, 46), (236, 214, 112)),
    "blue": ((24, 44, 104), (44, 78, 158), (98, 134, 200)),
    "green": ((18, 78, 40), (38, 124, 64), (96, 168, 104)),
    "purple": ((66, 36, 96), (106, 62, 142), (150, 110, 184)),
    "white": ((176, 174, 170), (214, 212, 206), (240, 238, 234)),
    "dark": ((26, 26, 30), (46, 46, 50), (84, 84, 90)),
}
BRIGHT = ("red", "orange", "yellow", "blue", "green", "purple", "white", "dark")


@lru_cache(maxsize=64)
def texture(width: int, height: int, stuff: str, seed: int, fine: float = 1.0) -> Picture:
    """A surface of one stuff, coarse and fine, nothing twice."""
    draw = np.random.default_rng((seed, len(stuff)))
    field = np.zeros((height, width), np.float32)
    for grain, weight in ((1, 0.35), (2, 0.5), (5, 0.7), (14, 0.8), (45, 1.0)):
        along, across = (grain * 9, grain) if stuff == "wood" else (grain, grain)
        along, across = max(1, round(along * fine)), max(1, round(across * fine))
        shape = (height // across + 3, width // along + 3)
        small = draw.standard_normal(shape).astype(np.float32)
        field += weight * cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    level = np.clip(0.5 + 0.22 * field, 0, 1)
    return _coloured(level, STUFF[stuff])


def _coloured(level: Mask, colours: tuple[Colour, Colour, Colour]) -> Picture:
    steps = np.linspace(0, 1, 256)
    table = np.stack(
        [np.interp(steps, (0, 0.5, 1), [c[i] for c in colours]) for i in range(3)], axis=1
    )
    return table[(level * 255).astype(np.uint8)].astype(np.uint8)


def bricks(width: int, height: int, seed: int, size: int = 18) -> Picture:
    """A brick wall."""
    wall = texture(width, height, "stone", seed).astype(np.float32)
    wall *= np.array([1.15, 0.86, 0.74], np.float32)
    draw = np.random.default_rng(seed)
    for row, y in enumerate(range(0, height, size)):
        for x in range(-size * 2 * (row % 2) // 2, width, size * 2):
            wall[y : y + size, max(0, x) : x + size * 2] *= draw.uniform(0.82, 1.12)
            cv2.rectangle(wall, (x, y), (x + size * 2, y + size), (168, 160, 150), 2)
    return np.clip(cv2.GaussianBlur(wall, (0, 0), 0.7), 0, 255).astype(np.uint8)


def tiles(width: int, height: int, seed: int, size: int = 34) -> Picture:
    """Floor tiles of two colours."""
    light = texture(width, height, "plaster", seed).astype(np.float32)
    yy, xx = np.mgrid[0:height, 0:width] // size
    light[(yy + xx) % 2 == 1] *= np.array([0.62, 0.6, 0.58], np.float32)
    for at in range(0, width, size):
        cv2.line(light, (at, 0), (at, height), (96, 92, 86), 1)
    for at in range(0, height, size):
        cv2.line(light, (0, at), (width, at), (96, 92, 86), 1)
    return np.clip(light, 0, 255).astype(np.uint8)


def sky(width: int, height: int, seed: int) -> Picture:
    """Blue above, pale below, clouds."""
    draw = np.random.default_rng(seed)
    field = np.zeros((height, width), np.float32)
    for grain, weight in ((8, 0.2), (30, 0.5), (90, 1.0)):
        small = draw.standard_normal((height // grain + 3, width // (2 * grain) + 3))
        field += weight * cv2.resize(
            small.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC
        )
    clouds = np.clip(field * 0.5, 0, 1)[..., None]
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    blue = np.array([96, 142, 196], np.float32) * (1 - down) + np.array([190, 208, 222]) * down
    return np.clip(blue + clouds * (236 - blue), 0, 255).astype(np.uint8)


# --- cut-outs ----------------------------------------------------------------------------------


def cut_out(rgb: Picture, mask: Mask) -> Picture:
    """What is inside a mask of 0..1."""
    alpha = np.clip(mask, 0, 1)[..., None]
    return np.concatenate([rgb[..., :3].astype(np.float32) * alpha, 255 * alpha], axis=2).astype(
        np.uint8
    )


def lit(rgb: Picture, mask: Mask, relief: float = 1.0) -> Picture:
    """Shaded as a rounded thing would be, lit from above on the left."""
    height, width = mask.shape
    round_ = cv2.GaussianBlur(mask, (0, 0), max(1.0, 0.16 * min(height, width)))
    dy, dx = np.gradient(round_)
    slope = (dx + 1.3 * dy) * min(height, width)
    shade = 1.0 + relief * np.clip(0.24 * slope, -0.45, 0.3)
    return np.clip(rgb[..., :3] * shade[..., None], 0, 255).astype(np.uint8)


def _blank(height: int, width: int) -> Mask:
    return np.zeros((height, width), np.float32)


def _soft(mask: Mask) -> Mask:
    return cv2.GaussianBlur(mask, (0, 0), 0.7)


def body(mask: Mask, stuff: str, seed: int, relief: float = 1.0, marks: bool = True) -> Picture:
    """A thing of one stuff with a few marks on it, in the outline of a mask."""
    height, width = mask.shape
    rgb = texture(width, height, stuff, seed, 0.8).copy()
    if marks:
        draw = np.random.default_rng(seed + 5)
        other = STUFF[BRIGHT[int(draw.integers(len(BRIGHT)))]][2]
        for _ in range(3):
            a = draw.uniform(0, 1, 4) * (width, height, width, height)
            thick = max(2, min(width, height) // 9)
            cv2.line(rgb, (int(a[0]), int(a[1])), (int(a[2]), int(a[3])), other, thick, cv2.LINE_AA)
    return cut_out(lit(rgb, mask, relief), mask)


def disc_mask(size: int) -> Mask:
    """A disc that fills its square."""
    mask = _blank(size, size)
    half = (size - 1) / 2
    cv2.circle(
        mask,
        (round(half * 16), round(half * 16)),
        round((half - 1.2) * 16),
        1.0,
        -1,
        cv2.LINE_AA,
        4,
    )
    return _soft(mask)


def box_mask(width: int, height: int, round_: float = 0.06) -> Mask:
    """A box with rounded corners that fills its rectangle."""
    mask = _blank(height, width)
    r = max(1, int(round_ * min(width, height)))
    cv2.rectangle(mask, (1 + r, 1 + r), (width - 2 - r, height - 2 - r), 1.0, -1)
    mask = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * r + 1, 2 * r + 1)))
    return _soft(mask)


def rock_mask(size: int, seed: int, rough: float = 0.12) -> Mask:
    """A lump with corners."""
    draw = np.random.default_rng(seed)
    angles = np.linspace(0, 2 * np.pi, 13, endpoint=False)
    radii = (size / 2 - 2) * (1 - rough * 2 * draw.uniform(0, 1, len(angles)))
    points = np.stack([np.cos(angles), np.sin(angles)], 1) * radii[:, None] + size / 2
    return outline_mask(size, size, points)


def outline_mask(width: int, height: int, points: NDArray[np.float64] | list) -> Mask:
    """Inside of a polygon."""
    mask = _blank(height, width)
    cv2.fillPoly(mask, [np.round(np.asarray(points) * 16).astype(np.int32)], 1.0, cv2.LINE_AA, 4)
    return _soft(mask)


def capsule_mask(width: int, height: int, lower: float = 1.0) -> Mask:
    """A limb that stands: half discs at both ends, at the lower one `lower` times as wide."""
    r = width / 2 - 1
    b = r * lower
    mid = width / 2
    points = [(mid - r, r), (mid + r, r), (mid + b, height - b - 1), (mid - b, height - b - 1)]
    mask = outline_mask(width, height, points)
    cv2.circle(mask, (round(mid), round(r + 1)), round(r), 1.0, -1, cv2.LINE_AA)
    cv2.circle(mask, (round(mid), round(height - b - 1)), max(1, round(b)), 1.0, -1, cv2.LINE_AA)
    return _soft(mask)


def cup_mask(size: int) -> Mask:
    """A cup with its handle on the right."""
    s = size
    points = [(0.12 * s, 0.1 * s), (0.7 * s, 0.1 * s), (0.62 * s, 0.93 * s), (0.2 * s, 0.93 * s)]
    mask = outline_mask(s, s, points)
    cv2.ellipse(
        mask,
        (int(0.68 * s), int(0.42 * s)),
        (int(0.19 * s), int(0.2 * s)),
        0,
        -95,
        100,
        1.0,
        max(2, s // 11),
        cv2.LINE_AA,
    )
    return _soft(mask)


def vase_mask(width: int, height: int) -> Mask:
    """A vase, turned on a wheel."""
    y = np.linspace(0, 1, 30)
    radius = 0.24 + 0.22 * np.sin(np.pi * np.clip((y - 0.12) / 0.8, 0, 1)) ** 1.4
    radius += 0.1 * np.exp(-(((y - 0.02) / 0.06) ** 2))
    left = np.stack([(0.5 - radius) * width, y * (height - 3) + 1], 1)
    right = np.stack([(0.5 + radius) * width, y * (height - 3) + 1], 1)[::-1]
    return outline_mask(width, height, np.concatenate([left, right]))


def car(width: int, height: int, stuff: str, seed: int) -> Picture:
    """A car from the side that drives to the right."""
    w, h = width, height
    hull = outline_mask(
        w,
        h,
        [
            (0.02 * w, 0.52 * h),
            (0.16 * w, 0.46 * h),
            (0.3 * w, 0.1 * h),
            (0.62 * w, 0.1 * h),
            (0.76 * w, 0.46 * h),
            (0.97 * w, 0.56 * h),
            (0.98 * w, 0.8 * h),
            (0.02 * w, 0.8 * h),
        ],
    )
    glass = outline_mask(
        w, h, [(0.24 * w, 0.44 * h), (0.33 * w, 0.17 * h), (0.6 * w, 0.17 * h), (0.7 * w, 0.44 * h)]
    )
    rgb = lit(texture(w, h, stuff, seed, 1.4), hull, 0.6).astype(np.float32)
    rgb = rgb * (1 - 0.8 * glass[..., None]) + glass[..., None] * (60, 74, 86) * 0.8
    mask = hull.copy()
    for x in (0.23, 0.77):
        centre = (int(x * w), int(0.79 * h))
        cv2.circle(mask, centre, int(0.19 * h), 1.0, -1, cv2.LINE_AA)
        cv2.circle(rgb, centre, int(0.19 * h), (28, 28, 30), -1, cv2.LINE_AA)
        cv2.circle(rgb, centre, int(0.1 * h), (160, 162, 166), -1, cv2.LINE_AA)
    return cut_out(np.clip(rgb, 0, 255).astype(np.uint8), _soft(mask))


def phone(width: int, height: int, seed: int) -> Picture:
    """A dark slab with a bright screen."""
    mask = box_mask(width, height, 0.12)
    rgb = texture(width, height, "dark", seed).copy()
    b = max(2, min(width, height) // 9)
    screen = texture(width - 2 * b, height - 2 * b, "blue", seed + 1, 2.0).astype(np.float32)
    rgb[b : height - b, b : width - b] = np.clip(screen * 1.3 + 30, 0, 255).astype(np.uint8)
    return cut_out(rgb, mask)


def hammer(width: int, height: int, seed: int) -> Picture:
    """A hammer: the handle lies along the width, the head is on the right."""
    w, h = width, height
    handle = outline_mask(
        w, h, [(1, 0.42 * h), (0.85 * w, 0.44 * h), (0.85 * w, 0.56 * h), (1, 0.58 * h)]
    )
    head = outline_mask(w, h, [(0.8 * w, 2), (0.97 * w, 2), (0.97 * w, h - 3), (0.8 * w, h - 3)])
    wood, steel = texture(w, h, "wood", seed), texture(w, h, "metal", seed + 1)
    rgb = np.where(head[..., None] > 0.5, steel, wood)
    mask = np.maximum(handle, head)
    return cut_out(lit(rgb, mask, 0.7), mask)


def hand(size: int, grip: float, seed: int, side: str = "left") -> Picture:
    """A hand with a piece of sleeve that comes from the left (or right); `grip` 0 open, 1 closed.

    The finger tips of the open hand reach the far edge at half the height.
    """
    s = size
    rgb = texture(s, s, "skin", seed, 1.5).astype(np.float32)
    sleeve = texture(s, s, "blue" if seed % 2 else "dark", seed).astype(np.float32)
    mask, crease = _blank(s, s), _blank(s, s)
    cv2.fillPoly(
        mask,
        [np.int32([(0, 0.34 * s), (0.5 * s, 0.36 * s), (0.5 * s, 0.66 * s), (0, 0.68 * s)])],
        1.0,
        cv2.LINE_AA,
    )
    cv2.ellipse(
        mask,
        (int(0.52 * s), int(0.51 * s)),
        (int(0.17 * s), int(0.18 * s)),
        0,
        0,
        360,
        1.0,
        -1,
        cv2.LINE_AA,
    )
    low = np.array([0, 0.04 * s])
    for k in range(4):
        base = np.array([0.6, 0.38 + 0.085 * k]) * s
        bend = grip * (1.25 + 0.1 * k)
        lean = (k - 1.5) * 0.1 * (1 - grip)
        first = base + 0.2 * s * np.array([np.cos(lean + 0.5 * bend), np.sin(lean + 0.5 * bend)])
        tip = first + 0.14 * s * np.array([np.cos(lean + 1.6 * bend), np.sin(lean + 1.6 * bend)])
        for a, b in ((base, first), (first, tip)):
            ends = (tuple(np.int32(a)), tuple(np.int32(b)))
            cv2.line(mask, *ends, 1.0, max(3, int(0.075 * s)), cv2.LINE_AA)
        cv2.line(
            crease,
            tuple(np.int32(base + low)),
            tuple(np.int32(first + low)),
            1.0,
            max(1, s // 60),
            cv2.LINE_AA,
        )
    thumb = np.array([0.46, 0.64]) * s
    tip = thumb + s * np.array([0.24, 0.12 - 0.16 * grip])
    cv2.line(
        mask, tuple(np.int32(thumb)), tuple(np.int32(tip)), 1.0, max(3, int(0.085 * s)), cv2.LINE_AA
    )
    rgb *= 1 - 0.35 * cv2.GaussianBlur(crease, (0, 0), 1.0)[..., None]
    rgb[:, : int(0.24 * s)] = sleeve[:, : int(0.24 * s)]
    made = cut_out(lit(np.clip(rgb, 0, 255).astype(np.uint8), mask, 0.8), _soft(mask))
    return made if side == "left" else np.ascontiguousarray(made[:, ::-1])


def turned(picture: Picture, degrees: float) -> Picture:
    """The surface turned inside its outline, the light left where it is: for balls."""
    size = picture.shape[0]
    move = cv2.getRotationMatrix2D((size / 2 - 0.5, size / 2 - 0.5), -degrees, 1.0)
    return cv2.warpAffine(picture, move, (size, size), flags=cv2.INTER_LINEAR)


def ball(size: int, stuff: str, seed: int) -> tuple[Picture, Mask]:
    """The unlit surface of a ball, opaque, and its light: see `rolled`."""
    mask = disc_mask(size)
    rgb = texture(size, size, stuff, seed, 0.9).copy()
    draw = np.random.default_rng(seed)
    other = STUFF[BRIGHT[int(draw.integers(len(BRIGHT)))]][2]
    kind = int(draw.integers(3))
    if kind == 0:
        cv2.rectangle(rgb, (0, int(0.38 * size)), (size, int(0.6 * size)), other, -1)
    elif kind == 1:
        for k in range(5):
            a = k * 2 * np.pi / 5
            at = (int(size * (0.5 + 0.3 * np.cos(a))), int(size * (0.5 + 0.3 * np.sin(a))))
            cv2.circle(rgb, at, max(2, size // 9), other, -1, cv2.LINE_AA)
    else:
        cv2.ellipse(rgb, (size // 2, size // 2), (size // 2, size // 2), 0, 0, 90, other, -1)
        cv2.ellipse(rgb, (size // 2, size // 2), (size // 2, size // 2), 0, 180, 270, other, -1)
    yy, xx = (np.mgrid[0:size, 0:size].astype(np.float32) - size / 2) / (size / 2)
    up = np.sqrt(np.clip(1 - xx**2 - yy**2, 0, 1))
    light = 0.45 + 0.7 * np.clip(-0.45 * xx - 0.6 * yy + 0.66 * up, 0, 1)
    return cut_out(rgb, np.ones_like(mask)), light * (mask > 0) + 0.45 * (mask <= 0)


def rolled(surface: Picture, light: Mask, mask: Mask, degrees: float) -> Picture:
    """A ball whose surface has turned; the light stays."""
    rgb = turned(surface, degrees)[..., :3] * light[..., None]
    return cut_out(np.clip(rgb, 0, 255).astype(np.uint8), mask)


def soft_spot(size: int = 48) -> Picture:
    """A round soft shadow."""
    yy, xx = (np.mgrid[0:size, 0:size].astype(np.float32) - size / 2 + 0.5) / (size / 2)
    dark = np.clip(1 - (xx**2 + yy**2), 0, 1) ** 1.2
    return np.concatenate([np.zeros((size, size, 3)), (150 * dark)[..., None]], 2).astype(np.uint8)
