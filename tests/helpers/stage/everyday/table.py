"""Scenes on a table: a toy car knocks over a bottle, a hand knocks over a tower of blocks."""

from __future__ import annotations

import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import ramp, smooth
from tests.helpers.stage.everyday.parts import (
    Place,
    box,
    facing,
    manner,
    named,
    rolling,
    seconds,
    supple,
    wheel,
)
from tests.helpers.stage.hands import gripping
from tests.helpers.stage.sets import backdrop, floor_shadow
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


def _bottle(stage: Stage, w: float, h: float, stuff: str, seed: int) -> Picture:
    """A bottle with a label and a cap."""
    across, down = stage.px(w), stage.px(h)
    points = [(0.36, 0.01), (0.64, 0.01), (0.64, 0.24), (0.96, 0.42), (0.97, 0.985), (0.03, 0.985),
              (0.04, 0.42), (0.36, 0.24)]  # fmt: skip
    mask = skins.outline_mask(across, down, [(x * across, y * down) for x, y in points])
    rgb = skins.texture(across, down, stuff, seed, 0.9).copy()
    rgb[: round(0.1 * down)] = skins.texture(across, down, "yellow", seed)[: round(0.1 * down)]
    label = slice(round(0.52 * down), round(0.82 * down))
    rgb[label] = skins.texture(across, down, "white", seed + 1)[label]
    line = slice(round(0.64 * down), round(0.7 * down))
    rgb[line] = skins.texture(across, down, "red", seed + 2)[line]
    return skins.cut_out(skins.lit(rgb, mask, 1.1), mask)


def bump(stage: Stage, fault: str) -> World:
    """A toy car drives against a bottle, which falls over."""
    draw, chance = stage.draw(), stage.draw(1)
    c, seed = stage.aspect / 2, stage.seed % 1000
    side, time = float(draw.choice([-1.0, 1.0])), seconds(stage)
    level, w, h, car_w, car_h, r = 0.84, 0.12, 0.36, 0.36, 0.19, 0.042
    at = c + 0.06
    hit, way = float(draw.uniform(0.46, 0.54)), manner(stage)
    speed = float(draw.uniform(0.42, 0.5)) * time
    early = float(chance.uniform(0.4, 0.55)) / time if fault == "early-effect" else 0.0
    tips, begin = hit - early, hit - 0.65 / time
    still_stands = fault == "penetration" or (fault == "impulse" and way == 0)

    def front(u: Moment) -> float:
        touch = at - w / 2
        if u < hit or fault == "penetration":
            return touch + speed * (u - hit)
        t = u - hit
        if fault == "impulse":
            return touch - way * 2.0 * speed * t
        brakes = 0.3 / time
        return touch + speed * (min(t, brakes) - 0.5 * min(t, brakes) ** 2 / brakes)

    def car_x(u: Moment) -> float:
        return front(u) - car_w / 2

    def lean(u: Moment) -> float:
        """Degrees by which the bottle has tipped."""
        if still_stands:
            return 0.0
        t = max(0.0, u - tips) * time
        angle = 90 * min(1.0, (t / 0.55) ** 2.1)
        after = max(0.0, t - 0.55)
        return angle - 9 * abs(np.sin(11 * after)) * np.exp(-5 * after) * (after > 0)

    def foot(u: Moment) -> Place:
        """The lower corner over which it tips."""
        pushed = 0.0 if still_stands else max(0.0, front(u) - at + w / 2) * (u >= hit)
        return np.array([at + w / 2 + pushed, level])

    def bottle(u: Moment) -> Quad:
        t = np.deg2rad(lean(u))
        x, y = foot(u)
        middle = np.array([-w / 2 * np.cos(t) + h / 2 * np.sin(t),
                           -w / 2 * np.sin(t) - h / 2 * np.cos(t)])  # fmt: skip
        return quad(x + middle[0], y + middle[1], w, h, lean(u))

    stuffs = [str(s) for s in draw.permutation(["red", "blue", "yellow", "orange"])]
    glass = str(draw.choice(["green", "wood", "purple"]))
    order = 12 if fault == "penetration" and way else 9
    flask = Thing("bottle", still(_bottle(stage, w, h, glass, seed)), bottle, order)
    if fault == "deform":
        far = lambda u: smooth(u, begin, begin + 0.5 / time)  # noqa: E731
        flask = supple(flask, ("slump", "lean")[way], lambda u: (0.95, -0.75)[way] * far(u))
    body = skins.car(stage.px(car_w), stage.px(car_h), stuffs[0], seed)
    rim = wheel(stage, r, "metal", seed, 5)
    rolled = lambda u: float(np.rad2deg((front(u) - at) / r))  # noqa: E731
    high = level - car_h / 2 - 0.004
    things = [
        backdrop(stage, str(draw.choice(["table", "room", "hall"])), 0.72),
        box(stage, "book", stuffs[1], (c + 0.34, level - 0.24, c + 0.42, level - 0.03), 3, True),
        box(stage, "cup", "white", (c - 0.3, level - 0.2, c - 0.18, level - 0.06), 3, True),
        floor_shadow("bottle", lambda u: (foot(u)[0] - 0.05 + 0.2 * ramp(lean(u), 0, 90), level),
                     0.2, lambda _: level),
        floor_shadow("car", lambda u: (car_x(u), level), 0.42, lambda _: level + 0.003),
        Thing("car", still(body), lambda u: quad(car_x(u), high, car_w, car_h), 10),
        *(
            rolling("car", rim, lambda u, d=d: (car_x(u) + d * car_w, level - r, rolled(u)), r, 11)
            for d in (-0.27, 0.27)
        ),
        flask,
    ]  # fmt: skip
    span = {
        "early-effect": (tips, hit),
        "deform": (begin, hit),
        "penetration": (hit, min(1.0, hit + (car_w + w) / speed)),
    }.get(fault, (hit, 1.0))
    word = "right" if side > 0 else "left"
    world = World(
        tuple(things),
        "car",
        f"{named(stuffs[0])} toy car drives to the {word}, hits a bottle and knocks it over.",
        ("bottle", "book", "cup"),
        faulty={"penetration": ("car", "bottle"), "impulse": ("car",)}.get(fault, ("bottle",)),
        span=span,
        heading=(1.0, 0.0),
        marked=(("solid", "bottle"), ("rigid", "bottle"), ("rigid", "car")),
    )
    return facing(world, stage, side)


def tower(stage: Stage, fault: str) -> World:
    """A hand pushes the upper blocks off a tower; they fall upon the table."""
    draw = stage.draw()
    c, seed = stage.aspect / 2 - 0.1, stage.seed % 1000
    side, time = float(draw.choice([-1.0, 1.0])), seconds(stage)
    level, w, h, big = 0.82, 0.15, 0.1, 0.42
    hit, way = float(draw.uniform(0.34, 0.42)), manner(stage)
    gravity, slide = 3.0, 0.16
    early = 0.5 / time if fault == "early-effect" else 0.0
    go = hit - early
    through = fault == "penetration" and way == 0
    offs = draw.uniform(-0.012, 0.012, 5)
    slots = c + np.array([0.0, 0.0, 0.2, 0.37, 0.54])
    turns = (0.0, 0.0, 90.0, 180.0, 90.0)

    def block(u: Moment, k: int) -> tuple[float, ...]:
        x0, y0 = c + float(offs[k]), level - h * (k + 0.5)
        if k < 2 or through:
            return x0, y0, 0.0
        t = max(0.0, u - go) * time
        pushed = w * 0.62 * smooth(t, 0, slide)
        falls = t - slide - 0.05 * (4 - k)
        if falls <= 0:
            return x0 + pushed, y0, 0.0
        if fault == "gravity" and way == 0 and k == 4:
            return x0 + pushed, y0 + 0.004 * np.sin(5 * falls), 0.0
        rests = level - (w / 2 if turns[k] == 90 else h / 2)
        takes = np.sqrt(2 * (rests - y0) / gravity)
        part = min(1.0, falls / takes)
        y = y0 + (rests - y0) * part * part
        if fault == "gravity" and way == 1:
            y = y0 + min(rests - y0, 0.11 * falls)
            part = min(1.0, falls / 1.6)
        if fault == "penetration" and k == 4:
            y, part = y0 + 0.5 * gravity * falls * falls, falls / takes
        x = x0 + pushed + (float(slots[k]) - x0 - pushed) * min(part, 1.3)
        return x, y, turns[k] * smooth(part, 0, 1)

    def hand(u: Moment) -> tuple[float, ...]:
        far = smooth(u, 0.04, hit) - 1
        push = (0.62 * w + through * 0.2) * smooth((u - hit) * time, 0, slide + through * 0.5)
        away = smooth(u, hit + 0.9 / time, hit + 1.7 / time)
        tip = c - w / 2 + 0.72 * far + push - 0.6 * away
        return tip - 0.5 * big + 0.02, level - 3.1 * h

    stuffs = [str(s) for s in draw.permutation(["red", "blue", "yellow", "green", "orange"])]
    blocks = []
    for k in range(5):
        shape = skins.box_mask(stage.px(w), stage.px(h), 0.08)
        picture = skins.body(shape, stuffs[k], seed + k, 0.7)
        path = lambda u, k=k: block(u, k)  # noqa: E731
        blocks.append(Thing(f"block {k}", still(picture), going(path, w, h), 10 + 0.1 * k))
    things = [
        backdrop(stage, str(draw.choice(["room", "hall", "brick"])), 0.94),
        box(stage, "leg", "wood", (c - 0.3, level, c - 0.25, 1.0), 4),
        box(stage, "leg", "wood", (c + 0.62, level, c + 0.67, 1.0), 4),
        box(stage, "table", "wood", (c - 0.5, level, c + 0.8, level + 0.045), 12),
        box(stage, "tin", "purple", (c - 0.3, level - 0.16, c - 0.2, level), 8, True),
        *blocks,
        Thing("hand", gripping(stage, seed, "left", lambda _: 0.1, big), going(hand, big, big), 9),
    ]  # fmt: skip
    falling = ("block 2", "block 3", "block 4")
    faulty, span = falling, (hit, 1.0)
    if fault == "early-effect":
        span = (go, hit)
    elif fault == "gravity":
        faulty = falling if way else ("block 4",)
        span = (hit + slide / time, min(1.0, hit + 1.6 / time) if way else 1.0)
    elif fault == "penetration":
        lands = np.sqrt(2 * (level - (level - 4.5 * h) - w / 2) / gravity)
        faulty = ("hand", *falling) if through else ("block 4", "table")
        span = (hit, hit + 1.2 / time)
        if way:
            span = (hit + (slide + 0.8 * lands) / time, min(1.0, hit + (slide + 2 * lands) / time))
    world = World(
        tuple(things),
        "block 4",
        "A hand pushes over a tower of wooden blocks, and they fall onto the table.",
        ("tin", "block 1"),
        faulty=faulty,
        span=span,
        marked=(("solid", "table"), ("rigid", "block 3"), ("articulated", "hand")),
    )
    return facing(world, stage, side)
