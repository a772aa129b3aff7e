"""Scenes of things that fall, roll, swing and fly."""

from __future__ import annotations

import cv2
import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import Mass, Rules, pendulum, ramp, simulated, smooth
from tests.helpers.stage.sets import backdrop, ball, floor_shadow, hill, slab
from tests.helpers.stage.world import Moment, Quad, Stage, Thing, World, going, quad, still


def bounce(stage: Stage, fault: str) -> World:
    """A ball is dropped in a room and bounces; a box and another ball lie there."""
    draw, chance = stage.draw(), stage.draw(1)
    a, side = stage.aspect, float(draw.choice([-1.0, 1.0]))
    level = float(draw.uniform(0.82, 0.9))
    r, moment = float(draw.uniform(0.055, 0.085)), float(draw.uniform(0.3, 0.5))
    x = a * (0.5 - 0.32 * side)
    pull, kicks = None, ()
    if fault == "gravity":
        up = float(chance.uniform(0.5, 0.9))
        pull = lambda u, k, v: (0.0, -6.5 * up) if k == 0 and u > moment else None  # noqa: E731
    if fault == "impulse":
        kicks = ((moment, 0, 1.5 * float(chance.choice([-1.0, 1.0])), -1.3),)
    motion = simulated(
        [
            Mass(x, 0.16, side * 0.34 * a, 0.0, r, bounce=0.74, spin=90 * side),
            Mass(a * (0.5 + 0.06 * side), level - 0.05, r=0.05, bounce=0.3),
        ],
        Rules(9.0, lambda _: level, (0.02, a - 0.02), 0.6, frozenset({(0, 1)}), pull, kicks),
    )
    path, rest = motion.path(0), motion.path(1)
    stuff = [str(s) for s in draw.permutation(["red", "orange", "yellow", "blue", "green"])]
    seed = stage.seed % 1000
    things = (
        backdrop(stage, str(draw.choice(["room", "hall", "brick"])), level - 0.12),
        slab(stage, "box", "wood", a * (0.5 + 0.4 * side), level - 0.1, 0.17, 0.2, 4),
        floor_shadow("other", rest, 0.1, lambda _: level + 0.01),
        ball(stage, "other", rest, 0.05, stuff[1], seed + 1, 6),
        floor_shadow("ball", path, 2 * r, lambda _: level + 0.01),
        ball(stage, "ball", path, r, stuff[0], seed, 10),
    )
    word = "right" if side > 0 else "left"
    return World(
        things,
        "ball",
        f"A {stuff[0]} ball falls and bounces to the {word}.",
        ("box", "other"),
        faulty=("ball",),
        span=(moment, min(1.0, moment + 0.4)),
        heading=(side, 0.0),
        marked=(("rigid", "ball"),),
    )


def slope(stage: Stage, fault: str) -> World:
    """A rock rolls down a hillside."""
    draw = stage.draw()
    a, side = stage.aspect, float(draw.choice([-1.0, 1.0]))
    drop, moment = float(draw.uniform(0.3, 0.42)), float(draw.uniform(0.35, 0.5))
    r = float(draw.uniform(0.06, 0.09))

    def floor(x: float) -> float:
        part = x / a if side > 0 else 1 - x / a
        return 0.5 + drop * part + 0.012 * np.sin(9 * part)

    pull, kicks = None, ()
    if fault == "gravity":
        pull = lambda u, k, v: (-side * 4.5, -1.0) if u > moment else None  # noqa: E731
    if fault == "impulse":
        kicks = ((moment, 0, -side * 2.0, -0.5),)
    start = a * (0.5 - 0.42 * side)
    motion = simulated(
        [Mass(start, floor(start) - r, side * 0.1, 0.0, r, bounce=0.2)],
        Rules(float(draw.uniform(5.0, 7.0)), floor, None, 0.15, pull=pull, kicks=kicks),
    )
    path = motion.path(0)
    seed = stage.seed % 1000
    size = stage.px(2.15 * r)
    rock = skins.body(skins.rock_mask(size, seed), "stone", seed, 0.6)
    post = slab(
        stage, "post", "wood", a * (0.5 + 0.12 * side), floor(a * 0.5) - 0.2, 0.035, 0.34, 1
    )
    things = (
        backdrop(stage, str(draw.choice(["field", "beach"])), 0.6),
        hill(stage, floor, str(draw.choice(["grass", "sand", "stone"]))),
        post,
        floor_shadow("rock", path, 2 * r, lambda x: floor(x) + 0.008, order=3),
        Thing("rock", still(rock), going(path, 2.15 * r, 2.15 * r), order=10),
    )
    word = "right" if side > 0 else "left"
    return World(
        things,
        "rock",
        f"A rock rolls down the hill to the {word}.",
        ("post",),
        faulty=("rock",),
        span=(moment, 1.0),
        heading=(side, 0.4),
        marked=(("rigid", "rock"),),
    )


def swing(stage: Stage, fault: str) -> World:
    """A weight swings on a cord below a beam: the same forwards and backwards."""
    draw = stage.draw()
    a = stage.aspect
    pivot, length = np.array([a / 2, 0.12]), float(draw.uniform(0.42, 0.55))
    moment = float(draw.uniform(0.35, 0.5))
    turns = float(draw.uniform(1.2, 2.0))
    kick = 5.5 * turns if fault == "impulse" else 0.0
    usual = pendulum(float(draw.uniform(0.55, 0.85)), turns, (moment, kick))
    r = float(draw.uniform(0.06, 0.085))

    def angle(u: Moment) -> float:
        if fault == "gravity":
            # hangs in the air at the side and then goes on up
            held = usual(min(u, moment))
            return held + np.sign(held or 1) * 0.9 * smooth(u, moment + 0.08, moment + 0.5)
        return usual(u)

    def bob(u: Moment) -> tuple[float, ...]:
        t = angle(u)
        return (pivot[0] + length * np.sin(t), pivot[1] + length * np.cos(t), -np.rad2deg(t))

    def cord(u: Moment) -> Quad:
        t = angle(u)
        middle = pivot + 0.5 * length * np.array([np.sin(t), np.cos(t)])
        return quad(middle[0], middle[1], 0.014, length, -np.rad2deg(t))

    seed = stage.seed % 1000
    line = skins.body(skins.box_mask(6, stage.px(length)), "dark", seed, 0.2, marks=False)
    stuff = str(draw.choice(["red", "metal", "green", "purple"]))
    shape = skins.disc_mask(stage.px(2 * r))
    weight = skins.body(shape, stuff, seed, 0.9)
    shade = skins.cut_out(
        np.zeros((*shape.shape, 3), np.uint8), 0.35 * cv2.GaussianBlur(shape, (0, 0), 3)
    )
    things = (
        backdrop(stage, str(draw.choice(["room", "brick", "hall"])), 0.86),
        slab(stage, "beam", "wood", a / 2, 0.1, 0.9, 0.05, 12),
        slab(stage, "chest", "green", a * 0.2, 0.84, 0.22, 0.16, 4),
        Thing(
            "weight",
            still(shade),
            lambda u: going(bob, 2 * r, 2 * r)(u) + np.array([0.03, 0.04]),
            order=7,
            shade=True,
        ),
        Thing("cord", still(line), cord, order=8),
        Thing("weight", still(weight), going(bob, 2 * r, 2 * r), order=9),
    )
    return World(
        things,
        "weight",
        "A weight swings on a cord.",
        ("chest",),
        faulty=("weight",),
        span=(moment, 1.0),
        marked=(("rigid", "weight"),),
    )


def throw(stage: Stage, fault: str) -> World:
    """Something is thrown across a yard, turns over in the air and may leave the frame."""
    draw, chance = stage.draw(), stage.draw(1)
    a, side = stage.aspect, float(draw.choice([-1.0, 1.0]))
    moment = float(draw.uniform(0.36, 0.48))
    gravity = float(draw.uniform(2.6, 3.4))
    vx, vy = side * a * float(draw.uniform(0.75, 1.0)), -float(draw.uniform(1.25, 1.5))
    pull, kicks = None, ()
    if fault == "gravity":
        pull = lambda u, k, v: (0.0, -2.8) if u > moment else None  # noqa: E731
    if fault == "impulse":
        kicks = ((moment, 0, -1.9 * vx, float(chance.choice([-1.0, 1.0]))),)
    level = 0.92
    motion = simulated(
        [
            Mass(
                a * (0.5 - 0.42 * side),
                0.72,
                vx,
                vy,
                0.07,
                bounce=0.35,
                spin=float(draw.uniform(140, 400)) * side,
            )
        ],
        Rules(gravity, lambda _: level, None, 3.0, pull=pull, kicks=kicks),
    )
    path = motion.path(0)
    seed = stage.seed % 1000
    w, h = ((0.15, 0.12), (0.19, 0.09), (0.13, 0.13))[int(draw.integers(3))]
    stuff = str(draw.choice(["yellow", "red", "blue", "white"]))
    crate = skins.body(skins.box_mask(stage.px(w), stage.px(h), 0.1), stuff, seed, 0.7)
    things = (
        backdrop(stage, str(draw.choice(["yard", "field", "street"])), 0.74),
        slab(stage, "bin", "green", a * (0.5 + 0.1 * side), 0.76, 0.13, 0.2, 4),
        floor_shadow("box", path, w, lambda _: level + 0.03),
        Thing("box", still(crate), going(path, w, h), order=10),
    )
    word = "right" if side > 0 else "left"
    return World(
        things,
        "box",
        f"A {stuff} box is thrown to the {word} and flies in an arc.",
        ("bin",),
        faulty=("box",),
        span=(moment, 1.0),
        heading=(side, 0.0),
        marked=(("rigid", "box"),),
    )


def kick_off(stage: Stage, fault: str) -> World:
    """A ball lies on the lawn and is rolled; it slows down and comes to rest."""
    draw = stage.draw()
    a, side = stage.aspect, float(draw.choice([-1.0, 1.0]))
    level, moment = 0.86, float(draw.uniform(0.5, 0.62))
    r = float(draw.uniform(0.06, 0.08))
    reach = a * float(draw.uniform(0.5, 0.62))
    start = a / 2 - side * reach / 2

    def path(u: Moment) -> tuple[float, ...]:
        gone = reach * (1 - (1 - min(1.0, u / 0.95)) ** 2)
        if fault == "impulse":
            # it is almost at rest and sets off again by itself
            gone += 0.4 * reach * ramp(u, moment, moment + 0.3)
        high = 0.0
        if fault == "gravity":
            high = 1.6 * max(0.0, u - moment) ** 2 * 1.6
        return start + side * gone, level - r - high, side * np.rad2deg(gone / r)

    seed = stage.seed % 1000
    stuff = str(draw.choice(["white", "red", "orange", "yellow"]))
    things = (
        backdrop(stage, str(draw.choice(["field", "yard", "hall"])), 0.7),
        slab(stage, "case", "blue", a * (0.5 - 0.05 * side), 0.68, 0.16, 0.14, 4),
        floor_shadow("ball", path, 2 * r, lambda _: level),
        ball(stage, "ball", path, r, stuff, seed, 10),
    )
    word = "right" if side > 0 else "left"
    return World(
        things,
        "ball",
        f"A {stuff} ball rolls to the {word} and comes to rest.",
        ("case",),
        faulty=("ball",),
        span=(moment, 1.0),
        heading=(side, 0.0),
        marked=(("rigid", "ball"),),
    )


def barrier(stage: Stage, fault: str) -> World:
    """A ball rolls against a block and comes back."""
    draw = stage.draw()
    a, side = stage.aspect, float(draw.choice([-1.0, 1.0]))
    level, r, w = 0.88, float(draw.uniform(0.07, 0.095)), float(draw.uniform(0.16, 0.24))
    block = a / 2 + side * 0.2 * a
    speed = a * float(draw.uniform(0.95, 1.2))
    start = a / 2 - side * 0.4 * a
    touch = (abs(block - start) - w / 2 - r) / speed
    through = fault == "penetration"

    def path(u: Moment) -> tuple[float, ...]:
        if through or u < touch:
            gone = speed * u
        else:
            back = u - touch
            gone = speed * touch - 0.6 * speed * back * (1 - 0.35 * back)
        return start + side * gone, level - r, side * np.rad2deg(gone / r)

    seed = stage.seed % 1000
    stuffs = [str(s) for s in draw.permutation(["red", "yellow", "blue", "green"])]
    high = float(draw.uniform(0.24, 0.32))
    things = (
        backdrop(stage, str(draw.choice(["hall", "yard", "room"])), 0.76),
        slab(stage, "jar", stuffs[1], a * (0.5 - 0.1 * side), 0.68, 0.13, 0.18, 3, True),
        slab(stage, "block", "wood", block, level - high / 2, w, high, 8, True),
        floor_shadow("ball", path, 2 * r, lambda _: level),
        ball(stage, "ball", path, r, stuffs[0], seed, 10 if draw.random() < 0.5 else 7),
    )
    return World(
        things,
        "ball",
        f"A {stuffs[0]} ball rolls against a wooden block and bounces back.",
        ("jar",),
        faulty=("ball", "block"),
        span=(touch, min(0.98, touch + (w + 2 * r) / speed)),
        marked=(("solid", "block"), ("rigid", "ball")),
    )
