"""Scenes on tables, belts and shelves: collisions, stacks, things behind things."""

from __future__ import annotations

import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import Mass, Rules, ramp, simulated, smooth
from tests.helpers.stage.sets import backdrop, ball, drop_shadow, floor_shadow, from_above, slab
from tests.helpers.stage.world import (
    Moment,
    Stage,
    Thing,
    World,
    going,
    quad,
    steady,
    still,
)


def billiards(stage: Stage, fault: str) -> World:
    """Seen from above: one disc runs into others."""
    draw = stage.draw()
    a, side = stage.aspect, float(draw.choice([-1.0, 1.0]))
    r = float(draw.uniform(0.06, 0.08))
    y = float(draw.uniform(0.42, 0.58))
    bodies = [
        Mass(a * (0.5 - 0.4 * side), y + 0.02, side * a * 1.05, 0.0, r, 1.0, 0.9, 30, drag=0.5),
        Mass(a * (0.5 + 0.04 * side), y, 0, 0, r, 1.0, 0.9, 0, drag=0.6),
        Mass(a * (0.5 + 0.26 * side), y - 0.16, 0, 0, r, 1.0, 0.9, 0, drag=0.6),
        Mass(a * (0.5 - 0.18 * side), y + 0.3, 0, 0, r, 1.0, 0.9, 0, drag=0.6),
    ]
    moment = float(draw.uniform(0.2, 0.3))
    through: frozenset[tuple[int, int]] = frozenset()
    kicks, faulty, span = (), ("disc 0",), (moment, 1.0)
    if fault == "impulse":
        kicks, faulty = ((0.62, 3, side * 1.6, -0.5),), ("disc 3",)
        span = (0.62, 0.8)
    if fault == "penetration":
        through = frozenset({(0, 1)})
        bodies[1].y = bodies[0].y
        span, faulty = (0.35, 0.62), ("disc 0", "disc 1")
    motion = simulated(bodies, Rules(0.0, None, (0.0, a), 0.0, through, None, kicks))
    if (0, 1) in motion.touches and fault == "penetration":
        touch = motion.touches[(0, 1)]
        span = (touch, min(1.0, touch + 4.6 * r / a))
    seed = stage.seed % 1000
    stuffs = [str(s) for s in draw.permutation(["red", "yellow", "blue", "white", "purple"])]
    discs = []
    for k in range(4):
        picture = skins.body(skins.disc_mask(stage.px(2 * r)), stuffs[k], seed + k, 1.0)
        thing = Thing(f"disc {k}", still(picture), going(motion.path(k), 2 * r, 2 * r), 10 + k)
        discs += [drop_shadow(thing), thing]
    things = (from_above(stage, str(draw.choice(["green", "carpet", "wood"]))), *discs)
    word = "right" if side > 0 else "left"
    return World(
        things,
        "disc 0",
        f"A {stuffs[0]} puck slides to the {word} and hits another.",
        ("disc 2", "disc 3"),
        faulty=faulty,
        span=span,
        heading=(side, 0.0),
        marked=(("solid", "disc 1"), ("rigid", "disc 0")),
    )


def stack(stage: Stage, fault: str) -> World:
    """A stack of boxes beside which a ball rolls by."""
    draw = stage.draw()
    a, side = stage.aspect, float(draw.choice([-1.0, 1.0]))
    level = 0.88
    seed = stage.seed % 1000
    stuffs = [str(s) for s in draw.permutation(["wood", "red", "blue", "yellow", "green"])]
    base = a * (0.5 + 0.18 * side)
    boxes, top = [], level
    for k in range(4):
        w, h = float(draw.uniform(0.15, 0.21)), float(draw.uniform(0.11, 0.14))
        x = base + float(draw.uniform(-0.025, 0.025))
        boxes.append(slab(stage, f"box {k}", stuffs[k], x, top - h / 2, w, h, 5 + k, marks=True))
        top -= h
    moment, r = float(draw.uniform(0.35, 0.5)), 0.055
    lift = 0.0
    if fault == "gravity":
        lift = 0.5
        boxes[3] = _floating(boxes[3], moment, lift)

    def path(u: Moment) -> tuple[float, ...]:
        x = a * (0.5 - 0.44 * side) + side * a * 0.92 * u
        return x, 0.95 - r, side * np.rad2deg(a * 0.92 * u / r)

    things = (
        backdrop(stage, str(draw.choice(["room", "hall", "street"])), 0.74),
        *boxes,
        floor_shadow("ball", path, 2 * r, lambda _: 0.95, order=20),
        ball(stage, "ball", path, r, "orange", seed, 21),
    )
    word = "right" if side > 0 else "left"
    return World(
        things,
        "ball",
        f"An orange ball rolls to the {word} past a stack of boxes.",
        ("box 1", "box 2", "box 3"),
        faulty=("box 3",),
        span=(moment, min(1.0, moment + 0.5)),
        heading=(side, 0.0),
        marked=(("rigid", "box 3"), ("rigid", "ball")),
    )


def _floating(thing: Thing, moment: Moment, lift: float) -> Thing:
    corners = thing.corners

    def moved(u: Moment):
        t = max(0.0, u - moment)
        return corners(u) + np.array([0.1 * t, -lift * t * t * 4])

    return Thing(thing.name, thing.picture, moved, thing.order)


def belt(stage: Stage, fault: str) -> World:
    """Goods on a conveyor belt: they come in over one border and leave over the other."""
    draw = stage.draw()
    a, side = stage.aspect, float(draw.choice([-1.0, 1.0]))
    gap, speed = 0.42, float(draw.uniform(0.75, 1.1))
    seed, count = stage.seed % 1000, 6
    stuffs = [str(s) for s in draw.permutation(skins.BRIGHT)]
    goods = []
    for k in range(count):
        w, h = float(draw.uniform(0.13, 0.2)), float(draw.uniform(0.1, 0.2))
        shape = skins.box_mask(stage.px(w), stage.px(h), 0.15)
        if k % 2:
            shape = skins.cup_mask(stage.px(max(w, h)))
            w = h = max(w, h)
        picture = skins.body(shape, stuffs[k], seed + k, 0.8)
        start = a / 2 - side * (0.1 + gap * (k - 2))

        def path(u: Moment, x: float = start, y: float = 0.66 - h / 2) -> tuple[float, ...]:
            return x + side * speed * u, y

        goods.append(Thing(f"good {k}", still(picture), going(path, w, h), order=10))
    band = skins.texture(stage.px(4.0), stage.px(0.13), "dark", seed, 1.2)
    mask = skins.box_mask(band.shape[1], band.shape[0], 0.01)
    rubber = skins.body(mask, "dark", seed, 0.4)

    def run(u: Moment) -> tuple[float, ...]:
        return a / 2 - side * 0.5 + side * speed * u, 0.715

    things = (
        backdrop(stage, str(draw.choice(["hall", "brick"])), 0.8),
        Thing("belt", still(rubber), going(run, 4.0, 0.13), order=5),
        *goods,
    )
    word = "right" if side > 0 else "left"
    return World(
        things,
        "good 2",
        f"Goods on a conveyor belt move to the {word}.",
        ("good 1", "good 3"),
        heading=(side, 0.0),
        marked=(("rigid", "good 2"),),
    )


def behind(stage: Stage, fault: str) -> World:
    """A cart goes behind a wall and comes out on the other side."""
    draw = stage.draw()
    a, side = stage.aspect, float(draw.choice([-1.0, 1.0]))
    seed = stage.seed % 1000
    wide = float(draw.uniform(0.3, 0.42))
    w, h = 0.22, 0.12
    stuffs = [str(s) for s in draw.permutation(["red", "yellow", "blue", "green"])]

    def path(u: Moment) -> tuple[float, ...]:
        return a / 2 + side * a * 0.92 * (u - 0.5), 0.8 - h / 2

    first = skins.car(stage.px(w), stage.px(h), stuffs[0], seed)
    second = skins.body(skins.cup_mask(stage.px(0.17)), stuffs[1], seed + 1)
    if side < 0:
        first = np.ascontiguousarray(first[:, ::-1])
    through = 0.5
    car = Thing(
        "car",
        still(first),
        going(path, w, h),
        order=8,
        presence=lambda u: 1.0 if fault != "identity" or u < through else 0.0,
    )
    things = [
        backdrop(stage, str(draw.choice(["yard", "brick", "beach"])), 0.7),
        floor_shadow("car", path, w, lambda _: 0.8, order=7),
        car,
        slab(stage, "wall", "stone", a / 2, 0.62, wide, 0.5, 20),
        slab(stage, "bench", "wood", a * (0.5 - 0.3 * side), 0.72, 0.16, 0.06, 3),
    ]
    span = None
    if fault == "identity":
        other = Thing(
            "car",
            still(second),
            lambda u: quad(path(u)[0], 0.8 - 0.085, 0.17, 0.17),
            order=8,
            presence=lambda u: 1.0 if u >= through else 0.0,
        )
        things.insert(3, other)
        out = 0.5 + (wide / 2 - w / 2) / (a * 0.92)
        span = (max(0.5, out), min(1.0, out + 0.25))
    word = "right" if side > 0 else "left"
    return World(
        tuple(things),
        "car",
        f"A toy car drives to the {word} behind a wall and comes out again.",
        ("bench",),
        faulty=("car",),
        span=span,
        heading=(side, 0.0),
        hides=("wall",),
        marked=(("rigid", "car"), ("solid", "wall")),
    )


def crossing(stage: Stage, fault: str) -> World:
    """Two things of the same kind pass each other, one in front of the other."""
    draw = stage.draw()
    a, seed = stage.aspect, stage.seed % 1000
    r = float(draw.uniform(0.075, 0.095))
    speed = a * float(draw.uniform(0.6, 0.72))
    stuff = str(draw.choice(["yellow", "red", "blue"]))

    def one(u: Moment) -> tuple[float, ...]:
        return a / 2 + speed * (u - 0.5), 0.62, 360 * u

    def two(u: Moment) -> tuple[float, ...]:
        return a / 2 - speed * (u - 0.5), 0.67, -360 * u

    merged = fault == "identity"
    moment = 0.5
    balls = (
        floor_shadow(
            "one",
            one,
            2 * r,
            lambda _: 0.62 + r,
            1,
            lambda u: 1 - ramp(u, moment, moment + 0.02) * merged,
        ),
        floor_shadow("two", two, 2 * r, lambda _: 0.67 + r, 1),
        Thing(
            "one",
            ball(stage, "one", one, r, stuff, seed).picture,
            ball(stage, "one", one, r, stuff, seed).corners,
            8,
            presence=lambda u: 1 - ramp(u, moment, moment + 0.02) * merged,
        ),
        ball(stage, "two", two, r, stuff, seed + 3, 9),
    )
    things = (
        backdrop(stage, str(draw.choice(["room", "table", "field"])), 0.6),
        *balls,
        slab(stage, "box", "green", a * 0.5, 0.56, 0.12, 0.12, 0),
    )
    return World(
        things,
        "two",
        "Two balls roll past each other.",
        ("box",),
        faulty=("one", "two"),
        span=(moment, 0.75),
        marked=(("rigid", "one"), ("rigid", "two")),
    )


def dominoes(stage: Stage, fault: str) -> World:
    """A ball rolls against a row of dominoes, which topple one after the other."""
    draw = stage.draw()
    a, side, seed = stage.aspect, 1.0, stage.seed % 1000
    side = float(draw.choice([-1.0, 1.0]))
    level, count, gap, w, h = 0.84, 6, 0.13, 0.035, 0.2
    first = a / 2 - side * 0.24
    r = 0.06
    hit = float(draw.uniform(0.34, 0.42))
    early = 0.2 if fault == "early-effect" else 0.0
    begin = hit - early
    start = a / 2 - side * a * 0.46

    def path(u: Moment) -> tuple[float, ...]:
        end = first - side * (w / 2 + r)
        part = min(u / hit, 1.0)
        x = start + (end - start) * part + side * 0.04 * smooth(u, hit, hit + 0.2)
        return x, level - r, np.rad2deg((x - start) / r)

    tiles = []
    for k in range(count):
        fall = begin + 0.07 * k
        last = k == count - 1

        def corners(u: Moment, k: int = k, fall: float = fall, last: bool = last):
            part = ramp(u, fall, fall + 0.16) ** 2
            angle = side * part * (88 if last else 58)
            t = np.deg2rad(angle)
            foot = np.array([first + side * k * gap + side * w / 2, level])
            centre = foot + np.array(
                [
                    -side * w / 2 * np.cos(t) + h / 2 * np.sin(t),
                    -side * w / 2 * np.sin(t) - h / 2 * np.cos(t),
                ]
            )
            return quad(centre[0], centre[1], w, h, angle)

        picture = skins.body(
            skins.box_mask(stage.px(w), stage.px(h), 0.1),
            ("white", "red", "yellow")[k % 3],
            seed + k,
            0.6,
        )
        tiles.append(Thing(f"tile {k}", still(picture), corners, order=9 - 0.1 * k))
    things = (
        backdrop(stage, str(draw.choice(["table", "room"])), 0.74),
        floor_shadow("ball", path, 2 * r, lambda _: level),
        ball(stage, "ball", path, r, "blue", seed, 10),
        *tiles,
        Thing(
            "book",
            still(skins.body(skins.box_mask(stage.px(0.2), stage.px(0.06)), "green", seed, 0.8)),
            steady(quad(a * (0.5 - 0.3 * side), 0.93, 0.2, 0.06)),
            order=30,
        ),
    )
    word = "right" if side > 0 else "left"
    return World(
        things,
        "ball",
        f"A blue ball rolls to the {word} and knocks over a row of dominoes.",
        ("book",),
        faulty=("tile 0", "tile 1", "tile 2"),
        span=(begin, hit),
        heading=(side, 0.0),
        marked=(("rigid", "ball"),),
    )
