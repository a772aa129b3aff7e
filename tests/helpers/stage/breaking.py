"""Scenes that do not run backwards: a vase that breaks, a javelin in the sand, confetti."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import ramp, smooth
from tests.helpers.stage.sets import backdrop, floor_shadow, slab
from tests.helpers.stage.world import (
    Moment,
    Picture,
    Quad,
    Stage,
    Thing,
    World,
    going,
    quad,
    still,
)


def shards(
    picture: Picture, draw: np.random.Generator, count: int
) -> list[tuple[Picture, np.ndarray]]:
    """A picture in pieces: each with the offset of its middle in parts of the whole."""
    rows, columns = picture.shape[:2]
    seeds = draw.uniform(0.1, 0.9, (count, 2)) * (columns, rows)
    yy, xx = np.mgrid[0:rows, 0:columns]
    far = (xx[..., None] - seeds[:, 0]) ** 2 + (yy[..., None] - seeds[:, 1]) ** 2
    home = far.argmin(2)
    found = []
    for k in range(count):
        mask = ((home == k) & (picture[..., 3] > 20)).astype(np.uint8)
        x, y, w, h = cv2.boundingRect(mask)
        if w < 3 or h < 3:
            continue
        part = picture[y : y + h, x : x + w] * mask[y : y + h, x : x + w, None]
        middle = np.array([(x + w / 2) / columns - 0.5, (y + h / 2) / rows - 0.5])
        found.append((part, middle))
    return found


def flying(
    start: np.ndarray, speed: np.ndarray, gravity: float, level: float, begin: Moment
) -> Callable[[Moment], np.ndarray]:
    """Where a piece is: thrown at a moment, it falls, and stays where it lands."""
    fall = max(1e-6, level - start[1])
    lands = (-speed[1] + np.sqrt(speed[1] ** 2 + 2 * gravity * fall)) / gravity

    def at(u: Moment) -> np.ndarray:
        t = float(np.clip(u - begin, 0, lands))
        slide = 0.12 * speed[0] * smooth(u - begin - lands, 0, 0.12)
        return start + np.array([speed[0] * t + slide, speed[1] * t + gravity * t * t / 2])

    return at


def vase(stage: Stage, fault: str) -> World:
    """A vase falls from a board and breaks on the floor."""
    draw, chance = stage.draw(), stage.draw(1)
    a, seed = stage.aspect, stage.seed % 1000
    side = float(draw.choice([-1.0, 1.0]))
    level, w, h = 0.9, 0.17, 0.26
    stuff = str(draw.choice(["blue", "white", "red", "purple", "green"]))
    whole = skins.body(skins.vase_mask(stage.px(w), stage.px(h)), stuff, seed, 0.9)
    gravity, tip = 9.0, 0.18
    x0, y0 = a * 0.5 - 0.12 * side, 0.36 - h / 2
    fall = np.sqrt(2 * (level - h / 2 - y0) / gravity)
    hit = tip + fall
    early = 0.22 if fault == "early-effect" else 0.0
    breaks = hit - early * 0.6

    def falling(u: Moment) -> tuple[float, ...]:
        t = max(0.0, u - tip)
        slide = 0.14 * side * ramp(u, 0.0, tip)
        return (
            x0 + slide + 0.3 * side * min(t, fall),
            y0 + gravity * min(t, fall) ** 2 / 2,
            side * 70 * min(t, fall) / fall,
        )

    x, y, turn = falling(breaks)
    gone = chance.random(40) < 0.55
    angle = np.deg2rad(turn)
    spin = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    pieces = []
    for k, (part, middle) in enumerate(shards(whole, stage.draw(4), 13)):
        start = np.array([x, y]) + spin @ (middle * (w, h))
        low = level - 0.02 + 0.05 * float(draw.random())
        throw = np.array([draw.uniform(-0.9, 0.9) + 0.25 * side, -draw.uniform(0.1, 1.1)])
        path = flying(start, throw, gravity, low, breaks)
        pw, ph = part.shape[1] / stage.height, part.shape[0] / stage.height
        rate = float(draw.uniform(-500, 500))

        def corners(u: Moment, path=path, pw=pw, ph=ph, rate=rate) -> Quad:
            px, py = path(u)
            stops = min(u, breaks + 0.3)
            return quad(px, py, pw, ph, turn + rate * (stops - breaks))

        lost = fault == "mass" and bool(gone[k])
        until = breaks + 0.12
        pieces.append(
            Thing(
                "shards",
                still(part),
                corners,
                11 + 0.1 * k,
                presence=lambda u, lost=lost, until=until: (
                    float(u >= breaks) * (1 - ramp(u, until, until + 0.06) * lost)
                ),
            )
        )
    name = "vase"
    things = (
        backdrop(stage, str(draw.choice(["room", "hall", "brick"])), 0.8),
        slab(stage, "board", "wood", a * 0.5 - 0.3 * side, 0.375, 0.5, 0.03, 4),
        slab(stage, "clock", "yellow", a * 0.5 - 0.42 * side, 0.27, 0.16, 0.16, 5, True),
        slab(stage, "chair", "wood", a * 0.5 + 0.5 * side, 0.76, 0.2, 0.26, 3, True),
        floor_shadow(name, falling, w, lambda _: level + 0.02, 2, lambda u: float(u < breaks)),
        Thing(name, still(whole), going(falling, w, h), 10, presence=lambda u: float(u < breaks)),
        *pieces,
    )
    span = (breaks, hit) if early else (breaks + 0.12, breaks + 0.2)
    faulty = ("shards",) if fault == "mass" else (name, "shards")
    return World(
        things,
        name,
        "A vase slides off a shelf, falls and breaks on the floor.",
        ("clock", "chair"),
        faulty=faulty,
        span=span,
        marked=(("rigid", name),),
    )


def javelin(stage: Stage, fault: str) -> World:
    """A javelin comes down into the sand, which sprays up where it lands."""
    draw = stage.draw()
    a, seed = stage.aspect, stage.seed % 1000
    side = float(draw.choice([-1.0, 1.0]))
    length, level = 0.55, 0.84
    end = np.array([a * 0.5 + side * 0.22 * a, level])
    lands = float(draw.uniform(0.5, 0.6))
    early = 0.25 if fault == "early-effect" else 0.0
    gravity = 2.2
    speed = np.array([side * a * 1.1, 0.25])

    def tip(u: Moment) -> np.ndarray:
        t = min(u, lands) - lands
        speed_at = speed + np.array([0, gravity * lands * 0.75])
        return end + speed_at * t - np.array([0, gravity * t * t / 2]) * -1.0

    def shaft(u: Moment) -> tuple[float, ...]:
        t = min(u, lands) - lands
        way = speed + np.array([0, gravity * (0.75 * lands + t)])
        way = way / np.hypot(*way)
        quiver = 2.5 * np.exp(-12 * max(0.0, u - lands)) * np.sin(150 * (u - lands)) * (u > lands)
        middle = tip(u) + way * (0.05 * ramp(u, lands, lands + 0.02) - length / 2)
        return middle[0], middle[1], float(np.rad2deg(np.arctan2(way[1], way[0]))) + quiver

    metal = skins.body(
        skins.capsule_mask(stage.px(0.022), stage.px(length), 0.4), "metal", seed, 0.5, marks=False
    )
    red = skins.texture(metal.shape[1], metal.shape[0] // 5, "red", seed)
    grip = slice(metal.shape[0] // 2 - red.shape[0] // 2, None)
    rows = metal[grip][: red.shape[0]]
    rows[..., :3] = (red * (rows[..., 3:] / 255)).astype(np.uint8)

    def corners(u: Moment) -> Quad:
        x, y, turn = shaft(u)
        return quad(x, y, 0.03, length, turn - 90)

    begin = lands - early
    grains = []
    for k in range(34):
        throw = np.array([draw.normal(0.1 * side, 0.28), -abs(draw.normal(0.8, 0.35))])
        path = flying(
            end + np.array([draw.normal(0, 0.012), 0.0]),
            throw,
            3.6,
            level + float(draw.uniform(0, 0.03)),
            begin + float(draw.uniform(0, 0.03)),
        )
        size = float(draw.uniform(0.014, 0.035))
        lump = skins.body(
            skins.rock_mask(max(20, stage.px(size)), seed + k), "sand", seed + k, 1.0, marks=False
        )
        grains.append(
            Thing(
                "spray",
                still(lump),
                lambda u, p=path, s=size: quad(*p(u), s, s),
                12,
                presence=lambda u: float(u >= begin),
            )
        )
    things = (
        backdrop(stage, "beach", 0.7),
        slab(stage, "flag", "red", a * 0.5 - side * 0.1, 0.66, 0.13, 0.1, 3, True),
        slab(stage, "board", "white", a * 0.5 + side * 0.62, 0.7, 0.2, 0.16, 3, True),
        Thing("javelin", still(metal), corners, 10),
        slab(stage, "mound", "sand", end[0] + side * 0.02, level + 0.05, 0.2, 0.08, 14),
        *grains,
    )
    word = "right" if side > 0 else "left"
    return World(
        things,
        "javelin",
        f"A javelin flies to the {word} and lands in the sand.",
        ("flag", "board"),
        faulty=("spray",),
        span=(begin, lands),
        heading=(side, 0.3),
        marked=(("rigid", "javelin"),),
    )


def confetti(stage: Stage, fault: str) -> World:
    """Confetti falls over a party table: many small things turn, cover each other and leave."""
    draw = stage.draw()
    a, seed = stage.aspect, stage.seed % 1000
    things = [
        backdrop(stage, str(draw.choice(["hall", "room", "brick"])), 0.76),
        slab(stage, "cake", "white", a * 0.5, 0.76, 0.3, 0.2, 4, True),
        slab(stage, "gift", "red", a * 0.22, 0.78, 0.18, 0.18, 4, True),
        slab(stage, "lamp", "yellow", a * 0.8, 0.7, 0.14, 0.3, 4, True),
    ]
    for k in range(70):
        size = float(draw.uniform(0.018, 0.04))
        chip = skins.body(
            skins.box_mask(max(24, stage.px(size)), max(16, stage.px(0.6 * size))),
            skins.BRIGHT[k % 8],
            seed + k % 5,
            0.3,
            marks=False,
        )
        x, y = float(draw.uniform(0, a)), float(draw.uniform(-1.1, 0.9))
        fall, sway = float(draw.uniform(0.6, 1.0)), float(draw.uniform(0.01, 0.04))
        rate, phase = float(draw.uniform(8, 20)), float(draw.uniform(0, 6))

        def corners(u: Moment, x=x, y=y, f=fall, s=sway, r=rate, p=phase, size=size) -> Quad:
            flat = 0.25 + 0.75 * abs(np.cos(r * 0.6 * u + p))
            return quad(
                x + s * np.sin(r * u + p),
                y + f * u,
                size,
                0.6 * size * flat,
                90 * np.sin(r * 0.4 * u + p),
            )

        things.append(Thing("confetti", still(chip), corners, 10 + 0.01 * k))
    return World(tuple(things), "cake", "Confetti falls over a table.", ("gift", "lamp"))


def flock(stage: Stage, fault: str) -> World:
    """A shoal swims by: many like things that pass before and behind each other."""
    draw = stage.draw()
    a, seed = stage.aspect, stage.seed % 1000
    side = float(draw.choice([-1.0, 1.0]))
    things = [
        backdrop(stage, "yard", 0.84),
        slab(stage, "stone", "stone", a * 0.2, 0.84, 0.26, 0.16, 20),
        slab(stage, "chest", "wood", a * 0.7, 0.85, 0.26, 0.16, 3, True),
    ]
    stuff = str(draw.choice(["orange", "yellow", "blue", "white"]))
    for k in range(12):
        size = 0.13 if k == 0 else float(draw.uniform(0.09, 0.15))
        width, height = stage.px(size * 1.5), stage.px(size * 0.7)
        y = height / 2
        mask = skins.outline_mask(
            width,
            height,
            [
                (0.98 * width, y),
                (0.7 * width, 0.12 * height),
                (0.3 * width, 0.3 * height),
                (2, 0.06 * height),
                (0.12 * width, y),
                (2, 0.94 * height),
                (0.3 * width, 0.7 * height),
                (0.7 * width, 0.9 * height),
            ],
        )
        fish = skins.body(mask, stuff, seed + k, 0.9)
        if side < 0:
            fish = np.ascontiguousarray(fish[:, ::-1])
        x0 = a / 2 if k == 0 else float(draw.uniform(-0.3, a + 0.3))
        y0 = 0.45 if k == 0 else float(draw.uniform(0.12, 0.78))
        speed = 0.45 if k == 0 else float(draw.uniform(0.4, 0.8))
        rate, phase = float(draw.uniform(9, 15)), float(draw.uniform(0, 6))

        def picture(u: Moment, fish=fish, r=rate, p=phase) -> Picture:
            across = fish.shape[1]
            tail = np.linspace(1, 0, across) if side > 0 else np.linspace(0, 1, across)
            shift = 0.12 * fish.shape[0] * tail**1.5 * np.sin(r * u * 2 + p)
            yy, xx = np.mgrid[0 : fish.shape[0], 0:across].astype(np.float32)
            return cv2.remap(fish, xx, (yy + shift).astype(np.float32), cv2.INTER_LINEAR)

        def path(u: Moment, x0=x0, y0=y0, v=speed, r=rate, p=phase) -> tuple[float, ...]:
            return x0 + side * v * (u - 0.5), y0 + 0.02 * np.sin(0.5 * r * u + p)

        things.append(
            Thing(
                "lead" if k == 0 else f"fish {k}",
                picture,
                going(path, size * 1.5, size * 0.7),
                10 + k % 5,
            )
        )
    word = "right" if side > 0 else "left"
    return World(
        tuple(things),
        "lead",
        f"Fish swim to the {word}.",
        ("chest", "fish 1", "fish 2"),
        heading=(side, 0.0),
        marked=(("articulated", "lead"),),
    )
