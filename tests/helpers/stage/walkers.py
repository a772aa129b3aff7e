"""Scenes with legs: a person and a dog seen from the side, feet that stand still on the ground."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import reach, step_of
from tests.helpers.stage.sets import backdrop, floor_shadow, slab
from tests.helpers.stage.world import (
    Moment,
    Picture,
    Quad,
    Stage,
    Thing,
    World,
    quad,
    still,
)

Place = NDArray[np.float64]


@dataclass(frozen=True)
class Gait:
    """How the hips and the feet go."""

    start: float
    side: float
    level: float
    hip: float
    """Height of the hips."""
    stride: float
    """How far the body goes while both feet step once."""
    cycles: float
    """How many of those in the clip."""
    body: float = 1.0
    """1 where the body goes as far as the feet carry it; -1 where it slides back meanwhile."""
    since: Moment = 0.0
    """Before this moment all is as it should be."""

    def x(self, u: Moment) -> float:
        """Where the hips are."""
        good = min(u, self.since) if self.body != 1.0 else u
        gone = good + (max(0.0, u - self.since) * self.body if self.body != 1.0 else 0.0)
        return self.start + self.side * self.stride * self.cycles * gone

    def foot(self, u: Moment, shift: float, ahead: float = 0.0) -> Place:
        """Where a foot is; `shift` is its part of the cycle."""
        along, high = step_of(self.cycles * u + shift)
        reach_ = 0.6 * self.stride
        return np.array(
            [
                self.x(u) + self.side * (along * reach_ + ahead),
                self.level - 0.22 * self.hip * high * (0.4 if high else 1.0),
            ]
        )


def limb(
    name: str,
    picture: Picture,
    ends: Callable[[Moment], tuple[Place, Place]],
    width: float,
    order: float,
) -> Thing:
    """A capsule between two joints."""

    def corners(u: Moment) -> Quad:
        a, b = ends(u)
        middle, way = (a + b) / 2, b - a
        length = float(np.hypot(*way)) + width
        return quad(middle[0], middle[1], width, length, float(np.rad2deg(-np.arctan2(*way))))

    return Thing(name, still(picture), corners, order)


def _capsule(
    stage: Stage, width: float, length: float, stuff: str, seed: int, lower=0.8
) -> Picture:
    mask = skins.capsule_mask(stage.px(width), stage.px(length), lower)
    return skins.body(mask, stuff, seed, 0.7, marks=False)


def person(stage: Stage, fault: str) -> World:
    """Somebody walks past."""
    draw, chance = stage.draw(), stage.draw(1)
    a, seed = stage.aspect, stage.seed % 1000
    side = float(draw.choice([-1.0, 1.0]))
    hip = float(draw.uniform(0.27, 0.33))
    since = float(chance.choice([0.0, 0.35])) if fault == "incoherent-parts" else 0.0
    body = float(chance.choice([-0.9, -0.6])) if fault == "incoherent-parts" else 1.0
    stride, cycles = 1.25 * hip, float(draw.uniform(1.9, 2.6))
    way = stride * cycles * (1.0 if body > 0 else body)
    start = a / 2 - side * way / 2
    gait = Gait(start, side, 0.92, hip, stride, cycles, body, since)
    stuffs = [str(s) for s in draw.permutation(["red", "blue", "green", "yellow", "purple"])]
    trousers = str(draw.choice(["dark", "blue", "wood"]))
    things: list[Thing] = [backdrop(stage, str(draw.choice(["street", "brick", "field"])), 0.8)]

    def hips(u: Moment) -> Place:
        bob = 0.012 * np.cos(4 * np.pi * gait.cycles * u)
        return np.array([gait.x(u), gait.level - hip * 0.96 + bob])

    for k, shift in enumerate((0.5, 0.0)):
        order = 9.0 if k == 0 else 11.0
        upper = _capsule(stage, 0.085, 0.5 * hip + 0.085, trousers, seed + k)
        lower = _capsule(stage, 0.062, 0.5 * hip + 0.062, trousers, seed + k, 0.8)
        shoe = skins.body(skins.box_mask(stage.px(0.1), stage.px(0.045), 0.45), "dark", seed, 0.5)

        def knee(u: Moment, shift: float = shift) -> Place:
            return reach(hips(u), gait.foot(u, shift), 0.5 * hip, 0.5 * hip, side)

        def shoe_at(u: Moment, shift: float = shift) -> Quad:
            foot = gait.foot(u, shift)
            return quad(foot[0] + side * 0.028, foot[1] - 0.006, 0.1, 0.045)

        things += [
            limb("person", upper, lambda u, knee=knee: (hips(u), knee(u)), 0.085, order),
            limb(
                "person",
                lower,
                lambda u, knee=knee, s=shift: (knee(u), gait.foot(u, s)),
                0.062,
                order + 0.1,
            ),
            Thing("person", still(shoe), shoe_at, order + 0.2),
        ]
    things += _upper_body(stage, gait, hips, hip, stuffs, seed)
    things.append(slab(stage, "hydrant", stuffs[2], a * 0.24, 0.8, 0.1, 0.16, 3, True))
    things.append(slab(stage, "bin", "green", a * 0.78, 0.79, 0.13, 0.19, 3, True))
    things.append(floor_shadow("person", lambda u: (gait.x(u), 0.93), 0.26, lambda _: 0.93))
    word = "right" if side > 0 else "left"
    return World(
        tuple(things),
        "person",
        f"A person walks to the {word}.",
        ("hydrant", "bin"),
        faulty=("person",),
        span=(since, 1.0),
        heading=(side, 0.0),
        marked=(("articulated", "person"),),
    )


def _upper_body(
    stage: Stage,
    gait: Gait,
    hips: Callable[[Moment], Place],
    hip: float,
    stuffs: list[str],
    seed: int,
) -> list[Thing]:
    side = gait.side
    torso = _capsule(stage, 0.15, 0.95 * hip, stuffs[0], seed, 0.8)
    sleeve = _capsule(stage, 0.06, 0.42 * hip + 0.06, stuffs[0], seed)
    fore = _capsule(stage, 0.045, 0.4 * hip + 0.045, "skin", seed)
    size = stage.px(0.15)
    face = skins.disc_mask(size)
    nose = skins.outline_mask(
        size,
        size,
        [(0.78 * size, 0.42 * size), (0.97 * size, 0.6 * size), (0.78 * size, 0.62 * size)],
    )
    mask = np.maximum(np.roll(face, -size // 14, 1) * (face > 0), nose)
    rgb = skins.texture(size, size, "skin", seed, 2).copy()
    hair = skins.texture(size, size, "dark", seed + 1)
    rgb[: int(0.36 * size)] = hair[: int(0.36 * size)]
    rgb[: int(0.75 * size), : int(0.36 * size)] = hair[: int(0.75 * size), : int(0.36 * size)]
    rgb[int(0.46 * size) : int(0.54 * size), int(0.66 * size) : int(0.74 * size)] = (30, 26, 24)
    head = skins.cut_out(skins.lit(rgb, mask, 0.7), mask)
    if side < 0:
        head = np.ascontiguousarray(head[:, ::-1])

    def neck(u: Moment) -> Place:
        return hips(u) + np.array([side * 0.012, -0.85 * hip])

    def shoulder(u: Moment) -> Place:
        return neck(u) + np.array([0, 0.05])

    def crown(u: Moment) -> Quad:
        x, y = neck(u) + np.array([side * 0.015, -0.105])
        return quad(x, y, 0.15, 0.15)

    parts = [
        limb("person", torso, lambda u: (neck(u), hips(u)), 0.15, 10.0),
        Thing("person", still(head), crown, 10.2),
    ]
    for k, sign in enumerate((1.0, -1.0)):

        def elbow(u: Moment, sign: float = sign) -> Place:
            t = 0.55 * sign * side * np.cos(2 * np.pi * gait.cycles * u)
            return shoulder(u) + 0.42 * hip * np.array([np.sin(t), np.cos(t)])

        def wrist(u: Moment, sign: float = sign) -> Place:
            t = 0.55 * sign * side * np.cos(2 * np.pi * gait.cycles * u) + side * 0.35
            return elbow(u, sign) + 0.4 * hip * np.array([np.sin(t), np.cos(t)])

        order = 8.0 if k == 0 else 12.0
        parts += [
            limb("person", sleeve, lambda u, e=elbow: (shoulder(u), e(u)), 0.06, order),
            limb("person", fore, lambda u, e=elbow, w=wrist: (e(u), w(u)), 0.045, order - 0.1),
        ]
    return parts


def dog(stage: Stage, fault: str) -> World:
    """A dog trots past."""
    draw, chance = stage.draw(), stage.draw(1)
    a, seed = stage.aspect, stage.seed % 1000
    side = float(draw.choice([-1.0, 1.0]))
    hip = float(draw.uniform(0.2, 0.25))
    body = float(chance.choice([-0.8, -0.5])) if fault == "incoherent-parts" else 1.0
    since = float(chance.choice([0.0, 0.3])) if fault == "incoherent-parts" else 0.0
    stride, cycles = 1.5 * hip, float(draw.uniform(2.2, 3.0))
    start = a / 2 - side * stride * cycles * (1.0 if body > 0 else body) / 2
    gait = Gait(start, side, 0.9, hip, stride, cycles, body, since)
    fur = str(draw.choice(["wood", "dark", "sand", "white"]))
    span = 0.36

    def joint(u: Moment, ahead: float) -> Place:
        return np.array(
            [gait.x(u) + side * ahead, 0.9 - hip * 0.96 + 0.008 * np.cos(4 * np.pi * cycles * u)]
        )

    things: list[Thing] = [backdrop(stage, str(draw.choice(["yard", "beach", "field"])), 0.76)]
    legs = (
        (span / 2, 0.5, 8.0),
        (-span / 2, 0.0, 8.2),
        (span / 2, 0.0, 12.0),
        (-span / 2, 0.5, 12.2),
    )
    thigh = _capsule(stage, 0.07, 0.5 * hip + 0.07, fur, seed)
    shin = _capsule(stage, 0.045, 0.5 * hip + 0.045, fur, seed + 1)
    for ahead, shift, order in legs:
        bend = side if ahead > 0 else -side

        def knee(u: Moment, ahead: float = ahead, shift: float = shift, bend: float = bend):
            return reach(joint(u, ahead), gait.foot(u, shift, ahead), hip / 2, hip / 2, bend)

        things += [
            limb("dog", thigh, lambda u, k=knee, at=ahead: (joint(u, at), k(u)), 0.07, order),
            limb(
                "dog",
                shin,
                lambda u, k=knee, at=ahead, s=shift: (k(u), gait.foot(u, s, at)),
                0.045,
                order + 0.1,
            ),
        ]
    trunk = _capsule(stage, 0.17, span + 0.2, fur, seed + 2, 0.85)
    head = skins.body(skins.rock_mask(stage.px(0.16), seed, 0.05), fur, seed + 3, 0.9, marks=False)
    snout = _capsule(stage, 0.075, 0.13, fur, seed + 4)
    tail = _capsule(stage, 0.035, 0.2, fur, seed + 5, 0.6)

    def lifted(u: Moment, ahead: float, up: float) -> Place:
        return joint(u, ahead) - np.array([0, up])

    things += [
        limb(
            "dog",
            trunk,
            lambda u: (lifted(u, 0.5 * span, 0.035), lifted(u, -0.5 * span, 0.025)),
            0.17,
            10.0,
        ),
        Thing(
            "dog",
            still(head),
            lambda u: quad(*lifted(u, 0.5 * span + 0.11, 0.15), 0.16, 0.16),
            10.4,
        ),
        limb(
            "dog",
            snout,
            lambda u: (lifted(u, 0.5 * span + 0.14, 0.14), lifted(u, 0.5 * span + 0.23, 0.12)),
            0.075,
            10.5,
        ),
        limb(
            "dog",
            tail,
            lambda u: (
                lifted(u, -0.5 * span - 0.04, 0.06),
                lifted(u, -0.5 * span - 0.16, 0.16 + 0.03 * np.sin(20 * np.pi * u)),
            ),
            0.035,
            9.8,
        ),
        slab(stage, "bowl", "red", a * 0.3, 0.8, 0.16, 0.07, 3, True),
        slab(stage, "crate", "blue", a * 0.72, 0.74, 0.18, 0.16, 3, True),
        floor_shadow("dog", lambda u: (gait.x(u), 0.91), 0.5, lambda _: 0.91),
    ]
    word = "right" if side > 0 else "left"
    return World(
        tuple(things),
        "dog",
        f"A dog trots to the {word}.",
        ("bowl", "crate"),
        faulty=("dog",),
        span=(since, 1.0),
        heading=(side, 0.0),
        marked=(("articulated", "dog"),),
    )
