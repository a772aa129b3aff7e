"""What everyday scenes are put together from: tools in a grip, wheels, grains, supple things."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.helpers.stage import skins
from tests.helpers.stage.world import (
    Moment,
    Path,
    Picture,
    Quad,
    Stage,
    Thing,
    World,
    going,
    quad,
    steady,
    still,
)

Place = NDArray[np.float64]
Amount = Callable[[Moment], float]


def seconds(stage: Stage) -> float:
    """How long the clip takes."""
    return stage.frames / stage.fps


def manner(stage: Stage) -> int:
    """In which of two ways a fault is played: clips of one kind take turns."""
    return stage.seed % 2


def named(colour: str) -> str:
    """A colour with its article, at the beginning of a sentence."""
    return f"An {colour}" if colour[0] in "aeiou" else f"A {colour}"


def facing(world: World, stage: Stage, side: float) -> World:
    """The same towards the left where `side` is -1; what fills the frame stays."""
    if side > 0:
        return world

    def turned(thing: Thing) -> Thing:
        old = thing.corners
        return replace(thing, corners=lambda u: old(u) * (-1.0, 1.0) + (stage.aspect, 0.0))

    things = tuple(t if t.name == "ground" else turned(t) for t in world.things)
    heading = world.heading and (-world.heading[0], world.heading[1])
    return replace(world, things=things, heading=heading)


def box(
    stage: Stage,
    name: str,
    stuff: str,
    at: tuple[float, float, float, float],
    order: float = 5.0,
    marks: bool = False,
) -> Thing:
    """A box that stands still: left, top, right, bottom."""
    left, top, right, bottom = at
    w, h = right - left, bottom - top
    mask = skins.box_mask(stage.px(w), stage.px(h), 0.06)
    picture = skins.body(mask, stuff, stage.seed % 1000 + len(name), 0.7, marks)
    return Thing(name, still(picture), steady(quad(left + w / 2, top + h / 2, w, h)), order)


def tool(
    name: str,
    picture: Picture,
    grip: Callable[[Moment], Place],
    turn: Callable[[Moment], float],
    size: tuple[float, float],
    at: float = 0.1,
    order: float = 10.0,
) -> Thing:
    """Something long that lies along its picture and is held `at` a part of its length."""
    length, height = size

    def corners(u: Moment) -> Quad:
        t = np.deg2rad(turn(u))
        middle = grip(u) + (0.5 - at) * length * np.array([np.cos(t), np.sin(t)])
        return quad(middle[0], middle[1], length, height, turn(u))

    return Thing(name, still(picture), corners, order)


def wheel(stage: Stage, r: float, stuff: str, seed: int, spokes: int = 8) -> Picture:
    """A wheel with a tyre, spokes and one marked place on its rim, seen from the side."""
    size = max(16, stage.px(2 * r))
    half, pen = size / 2 - 0.5, max(1, size // 26)
    mask = np.zeros((size, size), np.float32)
    rgb = skins.texture(size, size, stuff, seed, 0.8).copy()
    centre = (round(half), round(half))
    for k in range(spokes):
        t = 2 * np.pi * k / spokes
        end = (round(half + 0.86 * half * np.cos(t)), round(half + 0.86 * half * np.sin(t)))
        cv2.line(mask, centre, end, 1.0, max(2, round(1.4 * pen)), cv2.LINE_AA)
    tyre = max(2, round(0.15 * half))
    ring = np.zeros_like(mask)
    cv2.circle(ring, centre, round(half - tyre / 2 - 1), 1.0, tyre, cv2.LINE_AA)
    dark = skins.texture(size, size, "dark", seed + 1)
    rgb = np.where(ring[..., None] > 0.5, dark, rgb)
    cv2.circle(mask, centre, max(2, round(0.2 * half)), 1.0, -1, cv2.LINE_AA)
    t = 0.4
    mark = (round(half + 0.62 * half * np.cos(t)), round(half + 0.62 * half * np.sin(t)))
    cv2.circle(mask, mark, max(2, round(0.13 * half)), 1.0, -1, cv2.LINE_AA)
    rgb = np.ascontiguousarray(rgb)
    cv2.circle(rgb, mark, max(2, round(0.13 * half)), (230, 120, 40), -1, cv2.LINE_AA)
    return skins.cut_out(rgb, cv2.GaussianBlur(np.maximum(mask, ring), (0, 0), 0.5))


def rolling(name: str, picture: Picture, path: Path, r: float, order: float) -> Thing:
    """A wheel along a path of x, y and degrees."""
    return Thing(name, still(picture), going(path, 2 * r, 2 * r), order)


def specks(
    stage: Stage,
    name: str,
    area: tuple[float, float, float, float],
    places: Callable[[Moment], NDArray[np.float64]],
    shades: Sequence[tuple[float, float, float]],
    order: float,
) -> Thing:
    """Many small round things: rows of x, y, radius; what has no radius is not there."""
    left, top, right, bottom = area
    width, height = stage.px(right - left), stage.px(bottom - top)

    def picture(u: Moment) -> Picture:
        canvas = np.zeros((height, width, 4), np.uint8)
        for k, (x, y, r) in enumerate(places(u)):
            if r > 0:
                at = (round((x - left) * stage.height * 8), round((y - top) * stage.height * 8))
                colour = (*shades[k % len(shades)], 255)
                size = max(6, round(r * stage.height * 8))
                cv2.circle(canvas, at, size, colour, -1, cv2.LINE_AA, 3)
        alpha = canvas[..., 3:].astype(np.float32) / 255
        canvas[..., :3] = np.minimum(canvas[..., :3], 255 * alpha).astype(np.uint8)
        return canvas

    corners = quad((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)
    return Thing(name, picture, steady(corners), order)


# --- what ought to be rigid and is not ---------------------------------------------------------


def supple(thing: Thing, how: str, amount: Amount, phase: Amount = lambda _: 0.0) -> Thing:
    """A thing that gives way by an amount; where that is nothing, it is as it was.

    `droop` and `whip` are for what lies along its picture and is held at its left, `arch` for what
    is held in the middle, `lean`, `slump` and `jelly` for what stands on its lower edge.
    """
    old_picture, old_corners = thing.picture, thing.corners

    def picture(u: Moment) -> Picture:
        found = old_picture(u)
        if abs(amount(u)) < 1e-3:
            return found
        m = _margin(found)
        wide = cv2.copyMakeBorder(found, m, m, m, m, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
        return given(wide, found.shape[:2], how, amount(u), phase(u))

    def corners(u: Moment) -> Quad:
        found = old_corners(u)
        if abs(amount(u)) < 1e-3:
            return found
        source = old_picture(u)
        rows, columns = source.shape[:2]
        m = _margin(source)
        right, down = (found[1] - found[0]) * m / columns, (found[3] - found[0]) * m / rows
        return found + np.array([-right - down, right - down, right + down, down - right])

    return replace(thing, picture=picture, corners=corners)


def _margin(picture: Picture) -> int:
    return int(0.5 * max(picture.shape[:2]))


def given(wide: Picture, inner: tuple[int, int], how: str, amount: float, phase: float) -> Picture:
    """A picture with an empty margin, whose inner part has given way."""
    rows, columns = inner
    m = (wide.shape[0] - rows) // 2
    yy, xx = np.mgrid[0 : wide.shape[0], 0 : wide.shape[1]].astype(np.float32)
    far = np.clip((xx - m) / columns, 0, 1.3)
    up = np.clip((m + rows - yy) / rows, 0, 1.3)
    middle, foot = m + columns / 2, m + rows
    if how == "droop":
        yy = yy - amount * columns * 0.55 * far * far
    elif how == "whip":
        yy = yy - amount * columns * 0.2 * far * np.sin(7.5 * far - phase)
    elif how == "arch":
        yy = yy - amount * columns * 0.8 * (far - 0.5) ** 2
    elif how == "lean":
        xx = xx - amount * rows * 0.5 * up * up
    elif how == "slump":
        yy = foot - (foot - yy) / (1 - 0.42 * abs(amount))
        bulge = 1 + 0.7 * abs(amount) * (1.15 - up)
        xx = middle + (xx - middle) / bulge + amount * columns * 0.25 * up * np.sin(5 * up)
    else:
        xx = xx - amount * columns * 0.22 * up * np.sin(phase + 2.2 * up)
        yy = yy - amount * rows * 0.1 * up * np.sin(1.7 * phase + 4 * (xx - m) / columns)
    return cv2.remap(wide, xx.astype(np.float32), yy.astype(np.float32), cv2.INTER_LINEAR)
