"""What stands around: rooms, streets and fields as backdrops, shadows, small furniture."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import cv2
import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import Ground
from tests.helpers.stage.world import (
    Moment,
    Picture,
    Quad,
    Stage,
    Thing,
    quad,
    steady,
    still,
)

BACKDROPS = ("room", "brick", "yard", "field", "hall", "table", "beach", "street")
_OVER = 0.28


def backdrop(stage: Stage, kind: str, horizon: float = 0.72) -> Thing:
    """What fills the frame, with the floor beginning at `horizon`, larger than the frame."""
    height = round(stage.height * (1 + 2 * _OVER))
    width = stage.width + 2 * round(stage.height * _OVER)
    line = round((horizon + _OVER) * stage.height)
    picture = _painted(kind, width, height, line, stage.seed % 1000)
    over = width / stage.height
    corners = quad(stage.aspect / 2, 0.5, over, 1 + 2 * _OVER)
    return Thing("ground", still(picture), steady(corners), order=-100)


def from_above(stage: Stage, stuff: str) -> Thing:
    """A surface seen from above."""
    height = round(stage.height * (1 + 2 * _OVER))
    width = stage.width + 2 * round(stage.height * _OVER)
    seed = stage.seed % 1000
    if stuff == "tiles":
        picture = skins.tiles(width, height, seed, max(24, stage.height // 8))
    else:
        picture = skins.texture(width, height, stuff, seed, 1.3)
    corners = quad(stage.aspect / 2, 0.5, width / stage.height, 1 + 2 * _OVER)
    return Thing("ground", still(picture), steady(corners), order=-100)


@lru_cache(maxsize=6)
def _painted(kind: str, width: int, height: int, line: int, seed: int) -> Picture:
    upper, floor = {
        "room": ("wall", "wood"),
        "brick": ("bricks", "asphalt"),
        "yard": ("leaves", "stone"),
        "field": ("sky", "grass"),
        "hall": ("plaster", "tiles"),
        "table": ("carpet", "wood"),
        "beach": ("sky", "sand"),
        "street": ("bricks", "plaster"),
    }[kind]
    picture = _surface(upper, width, height, seed).copy()
    low = _surface(floor, width, height, seed + 1)
    # the floor lies: its texture is squeezed towards the horizon
    squeeze = np.linspace(0.45, 1, height - line) ** 1.3
    rows = np.cumsum(squeeze) / squeeze.sum() * (height - line)
    part = low[np.clip((rows + line).astype(int), 0, height - 1)]
    shade = np.linspace(0.72, 1.0, height - line)[:, None, None]
    picture[line:] = np.clip(part * shade, 0, 255).astype(np.uint8)
    if upper != "sky":
        _furnish(picture, line, seed)
        strip = max(3, height // 60)
        picture[line - strip : line] = (picture[line - strip : line] * 0.5).astype(np.uint8)
    else:
        _hills(picture, line, seed)
    return picture


def _surface(stuff: str, width: int, height: int, seed: int) -> Picture:
    if stuff == "bricks":
        return skins.bricks(width, height, seed, max(14, height // 26))
    if stuff == "tiles":
        return skins.tiles(width, height, seed, max(20, height // 14))
    if stuff == "sky":
        return skins.sky(width, height, seed)
    return skins.texture(width, height, stuff, seed, 1.2)


def _furnish(picture: Picture, line: int, seed: int) -> None:
    """Pictures on the wall, a shelf, a window: something at every scale."""
    draw = np.random.default_rng(seed + 9)
    height, width = picture.shape[:2]
    for _ in range(int(draw.integers(2, 5))):
        w, h = (draw.uniform(0.07, 0.2, 2) * height).astype(int)
        x, y = int(draw.uniform(0, width - w)), int(draw.uniform(0, max(1, line - h - 6)))
        stuff = str(draw.choice(["blue", "leaves", "white", "yellow", "dark", "sand"]))
        inner = skins.texture(w, h, stuff, seed + x, 0.8)
        picture[y : y + h, x : x + w] = inner
        cv2.rectangle(picture, (x, y), (x + w, y + h), (64, 48, 34), max(2, h // 14), cv2.LINE_AA)


def _hills(picture: Picture, line: int, seed: int) -> None:
    draw = np.random.default_rng(seed + 3)
    height, width = picture.shape[:2]
    x = np.arange(width)
    for k in range(3):
        ridge = line - (0.16 - 0.05 * k) * height * (
            1 + 0.5 * np.sin(x / width * draw.uniform(4, 12) + draw.uniform(0, 6))
        )
        green = skins.texture(width, height, "leaves", seed + k, 0.7).astype(np.float32)
        pale = 0.5 - 0.2 * k
        green = green * (1 - pale) + np.array([150, 166, 180], np.float32) * pale
        below = (np.arange(height)[:, None] > ridge[None]) & (np.arange(height)[:, None] < line)
        picture[below] = green[below].astype(np.uint8)


# --- shadows and furniture ---------------------------------------------------------------------


def floor_shadow(
    name: str,
    path: Callable[[Moment], tuple[float, ...]],
    width: float,
    floor: Ground,
    order: float = 1.0,
    presence: Callable[[Moment], float] = lambda _: 1.0,
) -> Thing:
    """The soft spot under a thing: the higher it is, the wider and weaker."""

    def corners(u: Moment) -> Quad:
        x, y, *_ = path(u)
        ground = floor(x)
        high = max(0.0, ground - y)
        w = width * (1.25 + 0.8 * high)
        return quad(x + 0.12 * high, ground, w, 0.26 * w)

    def strength(u: Moment) -> float:
        x, y, *_ = path(u)
        return presence(u) / (1 + 2.5 * max(0.0, floor(x) - y))

    return Thing(name, still(_SPOT), corners, order=order, presence=strength, shade=True)


_SPOT = skins.soft_spot()


def drop_shadow(thing: Thing, dx: float = 0.012, dy: float = 0.016) -> Thing:
    """What a thing that lies on a surface throws on it."""
    kept: dict[int, tuple[Picture, Picture]] = {}

    def picture(u: Moment) -> Picture:
        source = thing.picture(u)
        found = kept.get(id(source))
        if found is None or found[0] is not source:
            kept.clear()
            alpha = cv2.GaussianBlur(source[..., 3], (0, 0), max(1.0, source.shape[0] / 24))
            dark = np.zeros_like(source)
            dark[..., 3] = (alpha * 0.45).astype(np.uint8)
            kept[id(source)] = found = (source, dark)
        return found[1]

    return Thing(
        thing.name,
        picture,
        lambda u: thing.corners(u) + np.array([dx, dy]),
        order=thing.order - 0.5,
        depth=thing.depth,
        presence=thing.presence,
        shade=True,
    )


def slab(  # noqa: PLR0917
    stage: Stage,
    name: str,
    stuff: str,
    x: float,
    y: float,
    w: float,
    h: float,
    order: float = 5.0,
    marks: bool = False,
) -> Thing:
    """A box that stands still, (x, y) its centre."""
    mask = skins.box_mask(stage.px(w), stage.px(h), 0.05)
    seed = stage.seed % 1000 + len(name)
    return Thing(
        name,
        still(skins.body(mask, stuff, seed, 0.8, marks)),
        steady(quad(x, y, w, h)),
        order=order,
    )


def hill(stage: Stage, floor: Ground, stuff: str, order: float = 2.0) -> Thing:
    """The ground below a line, as one thing that reaches beyond the frame."""
    over = 0.25
    width, height = stage.px(stage.aspect + 2 * over), stage.px(1 + over)
    xs = np.linspace(-over, stage.aspect + over, 120)
    points = [((x + over) * stage.height, floor(float(x)) * stage.height) for x in xs]
    outline = [*points, (width, height), (0, height)]
    mask = np.zeros((height, width), np.float32)
    cv2.fillPoly(mask, [np.round(np.array(outline) * 16).astype(np.int32)], 1.0, cv2.LINE_AA, 4)
    rgb = skins.texture(width, height, stuff, stage.seed % 1000 + 40, 1.1).astype(np.float32)
    edge = cv2.GaussianBlur(mask, (0, 0), 5)
    rgb *= (0.8 + 0.35 * (1 - edge))[..., None]
    picture = skins.cut_out(np.clip(rgb, 0, 255).astype(np.uint8), mask)
    corners = quad(stage.aspect / 2, (1 + over) / 2, width / stage.height, height / stage.height)
    return Thing("hill", still(picture), steady(corners), order=order)


def ball(
    stage: Stage,
    name: str,
    path: Callable[[Moment], tuple[float, ...]],
    r: float,
    stuff: str,
    seed: int,
    order: float = 10.0,
) -> Thing:
    """A ball whose surface turns by the path's degrees while the light stays."""
    size = max(10, stage.px(2 * r))
    mask = skins.disc_mask(size)
    surface, light = skins.ball(size, stuff, seed)
    kept: dict[float, Picture] = {}

    def picture(u: Moment) -> Picture:
        _, _, *rest = path(u)
        turn = round(rest[0] if rest else 0.0, 1)
        if turn not in kept:
            kept.clear()
            kept[turn] = skins.rolled(surface, light, mask, turn)
        return kept[turn]

    def corners(u: Moment) -> Quad:
        x, y, *_ = path(u)
        return quad(x, y, 2 * r, 2 * r)

    return Thing(name, picture, corners, order=order)
