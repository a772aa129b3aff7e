"""People in everyday scenes: arms that follow what they hold, heads, trunks, legs."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import reach
from tests.helpers.stage.everyday.parts import Place
from tests.helpers.stage.walkers import limb
from tests.helpers.stage.world import Moment, Picture, Quad, Stage, Thing, quad, still

Joint = Callable[[Moment], Place]


def at(x: float, y: float) -> Joint:
    """A joint that stays."""
    return lambda _: np.array([x, y])


def capsule(
    stage: Stage, width: float, length: float, stuff: str, seed: int, lower: float = 0.8
) -> Picture:
    """A limb of one stuff."""
    mask = skins.capsule_mask(stage.px(width), stage.px(length), lower)
    return skins.body(mask, stuff, seed, 0.8, marks=False)


def fist(stage: Stage, size: float, seed: int) -> Picture:
    """A closed hand, its fingers around something that comes towards the viewer's right."""
    s = stage.px(size)
    mask = skins.box_mask(s, s, 0.36)
    rgb = skins.texture(s, s, "skin", seed, 1.5).copy()
    for k in range(1, 4):
        y = round(s * (0.16 + 0.22 * k))
        ends = ((round(0.42 * s), y), (round(0.86 * s), y))
        cv2.line(rgb, *ends, (132, 84, 64), max(1, s // 18), cv2.LINE_AA)
    return skins.cut_out(skins.lit(rgb, mask, 0.9), mask)


def arm(
    stage: Stage,
    name: str,
    shoulder: Joint,
    hand: Joint,
    sizes: tuple[float, float, float],
    sleeve: str,
    order: float,
    bend: float = -1.0,
) -> list[Thing]:
    """Upper arm, forearm and fist: `sizes` are the two lengths and the width."""
    upper, fore, width = sizes
    seed = stage.seed % 1000

    def elbow(u: Moment) -> Place:
        return reach(shoulder(u), hand(u), upper, fore, bend)

    def palm(u: Moment) -> Quad:
        x, y = hand(u)
        way = hand(u) - elbow(u)
        turn = float(np.rad2deg(np.arctan2(way[1], way[0])))
        return quad(x, y, 1.45 * width, 1.45 * width, turn)

    thick = capsule(stage, width * 1.25, upper + width * 1.25, sleeve, seed, 0.85)
    thin = capsule(stage, width, fore + width, "skin", seed + 1, 0.8)
    knuckles = fist(stage, 1.45 * width, seed + 2)
    return [
        limb(name, thin, lambda u: (elbow(u), hand(u)), width, order),
        limb(name, thick, lambda u: (shoulder(u), elbow(u)), width * 1.25, order + 0.1),
        Thing(name, still(knuckles), palm, order + 0.2),
    ]


def leg(
    stage: Stage,
    name: str,
    hip: Joint,
    foot: Joint,
    length: float,
    stuff: str,
    order: float,
) -> list[Thing]:
    """Thigh, shin and a shoe that points to the right; the knee bends to the right, too."""
    seed, half = stage.seed % 1000, length / 2
    wide, slim, shoe_w, shoe_h = 0.17 * length, 0.13 * length, 0.3 * length, 0.12 * length

    def knee(u: Moment) -> Place:
        return reach(hip(u), foot(u), half * 1.02, half * 1.02, 1.0)

    def sole(u: Moment) -> Quad:
        x, y = foot(u)
        return quad(x + 0.09 * length, y - 0.02 * length, shoe_w, shoe_h)

    thigh = capsule(stage, wide, half + wide, stuff, seed + 3)
    shin = capsule(stage, slim, half + slim, stuff, seed + 4)
    shape = skins.box_mask(stage.px(shoe_w), stage.px(shoe_h), 0.45)
    shoe = skins.body(shape, "dark", seed, 0.5, marks=False)
    return [
        limb(name, thigh, lambda u: (hip(u), knee(u)), wide, order),
        limb(name, shin, lambda u: (knee(u), foot(u)), slim, order + 0.1),
        Thing(name, still(shoe), sole, order + 0.2),
    ]


def head(stage: Stage, name: str, neck: Joint, size: float, order: float, hair: str) -> Thing:
    """A face that looks to the right, with hair or a cap of some stuff."""
    s, seed = stage.px(size), stage.seed % 1000
    face = skins.disc_mask(s)
    nose = skins.outline_mask(s, s, [(0.8 * s, 0.45 * s), (0.98 * s, 0.6 * s), (0.8 * s, 0.64 * s)])
    mask = np.maximum(np.roll(face, -max(1, s // 16), 1) * (face > 0), nose)
    rgb = skins.texture(s, s, "skin", seed, 2).copy()
    crown = skins.texture(s, s, hair, seed + 1)
    rgb[: int(0.34 * s)] = crown[: int(0.34 * s)]
    rgb[: int(0.7 * s), : int(0.38 * s)] = crown[: int(0.7 * s), : int(0.38 * s)]
    cv2.circle(rgb, (int(0.7 * s), int(0.5 * s)), max(1, s // 16), (32, 26, 24), -1, cv2.LINE_AA)
    picture = skins.cut_out(skins.lit(rgb, mask, 0.7), mask)

    def corners(u: Moment) -> Quad:
        x, y = neck(u)
        return quad(x + 0.1 * size, y - 0.52 * size, size, size)

    return Thing(name, still(picture), corners, order)
