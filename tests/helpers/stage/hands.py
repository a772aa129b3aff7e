"""Scenes with a hand: it lifts a cup, pushes a box, takes a phone, and a hammer drives a nail."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import ramp, smooth
from tests.helpers.stage.sets import backdrop, drop_shadow, floor_shadow, from_above, slab
from tests.helpers.stage.world import (
    Moment,
    Picture,
    Stage,
    Thing,
    World,
    going,
    quad,
    steady,
    still,
)


def gripping(
    stage: Stage, seed: int, side: str, grip: Callable[[Moment], float], size: float
) -> Callable[[Moment], Picture]:
    """The picture of a hand by how far it is closed, drawn once for each of nine steps."""
    pixels = stage.px(size)
    poses: dict[int, Picture] = {}

    def picture(u: Moment) -> Picture:
        step = round(8 * grip(u))
        if step not in poses:
            poses[step] = skins.hand(pixels, step / 8, seed, side)
        return poses[step]

    return picture


def lift(stage: Stage, fault: str) -> World:
    """A hand comes in, takes a cup and lifts it."""
    draw, chance = stage.draw(), stage.draw(1)
    a, seed = stage.aspect, stage.seed % 1000
    side = float(draw.choice([-1.0, 1.0]))
    level, size, big = 0.86, float(draw.uniform(0.2, 0.26)), 0.44
    at = np.array([a * 0.5 + side * 0.05, level - size / 2])
    take, off = 0.32, 0.4
    rise = float(draw.uniform(0.32, 0.42))
    alone = fault == "gravity"

    def cup(u: Moment) -> tuple[float, ...]:
        up = rise * smooth(u, off, 0.9)
        return (
            at[0] + 0.06 * side * smooth(u, off, 0.9),
            at[1] - up,
            2.0 * np.sin(9 * u) * (u > off),
        )

    reach = np.array([-side * 0.5 * (big - 0.08), 0.0])

    def hand(u: Moment) -> tuple[float, ...]:
        away = (1 - smooth(u, 0.02, take)) * 0.75 * a
        if alone:
            # it stays below while the cup rises by itself
            away += 0.6 * smooth(u, off, off + 0.25)
            return at[0] + reach[0] - side * away, at[1]
        x, y, *_ = cup(u) if u > off else (*at,)
        return x + reach[0] - side * away, y

    grip = (lambda u: 0.6 * smooth(u, take - 0.06, take + 0.04)) if not alone else (lambda u: 0.2)
    stuff = str(draw.choice(["red", "blue", "yellow", "white", "green"]))
    picture = skins.body(skins.cup_mask(stage.px(size)), stuff, seed, 0.9)
    if side > 0:
        picture = np.ascontiguousarray(picture[:, ::-1])
    arm = gripping(stage, seed, "left" if side > 0 else "right", grip, big)
    kind = str(draw.choice(["table", "room", "hall"]))
    things = (
        backdrop(stage, kind, 0.7),
        slab(stage, "jar", "orange", a * (0.5 + 0.27 * side), level - 0.12, 0.15, 0.22, 4, True),
        floor_shadow("cup", cup, size, lambda _: level),
        Thing("cup", still(picture), going(cup, size, size), order=10),
        Thing("hand", arm, going(hand, big, big), order=12),
    )
    del chance
    return World(
        things,
        "cup",
        f"A hand takes a {stuff} cup and lifts it up.",
        ("jar",),
        faulty=("cup",),
        span=(off, 0.92),
        heading=(0.0, -1.0),
        marked=(("rigid", "cup"), ("solid", "cup"), ("articulated", "hand")),
    )


def reach_phone(stage: Stage, fault: str) -> World:
    """Seen from above: a hand pushes a phone across a table."""
    draw = stage.draw()
    a, seed = stage.aspect, stage.seed % 1000
    side = float(draw.choice([-1.0, 1.0]))
    w, h, big = 0.3, 0.17, 0.5
    start = a * (0.5 - 0.06 * side)
    reach = float(draw.uniform(0.3, 0.4)) * a
    touch = 0.3
    early = 0.2 if fault == "early-effect" else 0.0
    through = fault == "penetration"
    tip = 0.5 * big - 0.02

    def front(u: Moment) -> float:
        first = start - side * (w / 2) - side * 0.8 * a * (1 - ramp(u, 0.02, touch) ** 0.8)
        return first + side * reach * smooth(u, touch, 0.85)

    def hand(u: Moment) -> tuple[float, ...]:
        return front(u) - side * tip, 0.52

    def phone(u: Moment) -> tuple[float, ...]:
        if through:
            return start, 0.52, 4.0
        gone = reach * smooth(u + early * (1 - smooth(u, 0.5, 0.85)), touch, 0.85)
        return start + side * gone, 0.52, 4.0 + 5 * gone

    slabbed = Thing(
        "phone", still(skins.phone(stage.px(w), stage.px(h), seed)), going(phone, w, h), order=10
    )
    hand_thing = Thing(
        "hand",
        gripping(stage, seed, "left" if side > 0 else "right", lambda _: 0.08, big),
        going(hand, big, big),
        order=14 if not through else 9.4,
    )
    keys = Thing(
        "keys",
        still(skins.body(skins.rock_mask(stage.px(0.13), seed), "metal", seed)),
        steady(quad(a * 0.5, 0.84, 0.13, 0.13)),
        order=6,
    )
    things = (
        from_above(stage, str(draw.choice(["wood", "stone", "plaster"]))),
        drop_shadow(keys),
        keys,
        drop_shadow(slabbed),
        slabbed,
        drop_shadow(hand_thing, 0.016, 0.03),
        hand_thing,
    )
    span = (touch - early, touch) if early else (touch + 0.06, 0.85)
    word = "right" if side > 0 else "left"
    return World(
        things,
        "phone",
        f"A hand pushes a phone across the table to the {word}.",
        ("keys",),
        faulty=("phone", "hand") if through else ("phone",),
        span=span,
        heading=(side, 0.0),
        marked=(("solid", "phone"), ("rigid", "phone"), ("articulated", "hand")),
    )


def push(stage: Stage, fault: str) -> World:
    """From the side: a hand pushes a box along a shelf."""
    draw = stage.draw()
    a, seed = stage.aspect, stage.seed % 1000
    side = float(draw.choice([-1.0, 1.0]))
    w, h, big, level = 0.24, 0.22, 0.42, 0.82
    start = a * (0.5 - 0.1 * side)
    touch, reach = float(draw.uniform(0.28, 0.36)), a * 0.3
    early = 0.2 if fault == "early-effect" else 0.0
    through = fault == "penetration"
    tip = 0.5 * big - 0.015

    def gone(u: Moment) -> float:
        return reach * smooth(u, touch, 0.9)

    def box(u: Moment) -> tuple[float, ...]:
        ahead = 0.0 if through else gone(u + early * (1 - smooth(u, 0.5, 0.9)))
        return start + side * ahead, level - h / 2

    def hand(u: Moment) -> tuple[float, ...]:
        come = 0.8 * a * (1 - ramp(u, 0.02, touch) ** 0.8)
        far = gone(u) * (1.4 if through else 1.0)
        return start - side * (w / 2 + tip) + side * (far - come), level - h / 2

    stuff = str(draw.choice(["wood", "yellow", "green", "red"]))
    picture = skins.body(skins.box_mask(stage.px(w), stage.px(h)), stuff, seed, 0.8)
    arm = gripping(stage, seed + 1, "left" if side > 0 else "right", lambda _: 0.1, big)
    things = (
        backdrop(stage, str(draw.choice(["brick", "hall", "room"])), 0.8),
        slab(stage, "pot", "orange", a * (0.5 - 0.02 * side), level - 0.28, 0.12, 0.14, 1, True),
        floor_shadow("box", box, w, lambda _: level),
        Thing("box", still(picture), going(box, w, h), order=10),
        Thing("hand", arm, going(hand, big, big), order=9 if through else 12),
    )
    span = (touch - early, touch) if early else (touch + 0.1, 0.9)
    word = "right" if side > 0 else "left"
    return World(
        things,
        "box",
        f"A hand pushes a {stuff} box to the {word}.",
        ("pot",),
        faulty=("box", "hand") if through else ("box",),
        span=span,
        heading=(side, 0.0),
        marked=(("solid", "box"), ("rigid", "box"), ("articulated", "hand")),
    )


def nail(stage: Stage, fault: str) -> World:
    """A hammer strikes a nail three times; it sinks into the board a little each time."""
    draw = stage.draw()
    a, seed = stage.aspect, stage.seed % 1000
    board, x = 0.72, a * 0.56
    length, w, h = 0.16, 0.5, 0.2
    beats = (0.28, 0.55, 0.82)
    early = 0.13 if fault == "early-effect" else 0.0
    pivot_shift = 0.42 * w

    def sunk(u: Moment) -> float:
        if fault == "mass":
            return 0.0
        return sum(0.038 * ramp(u, beat - early, beat - early + 0.02) for beat in beats)

    def lifted(u: Moment) -> float:
        nearest = min(abs(u - beat) for beat in beats)
        return min(1.0, nearest / 0.12)

    def nail_at(u: Moment) -> tuple[float, ...]:
        return x, board - length / 2 + sunk(u)

    def hammer(u: Moment) -> tuple[float, ...]:
        angle = -62 * smooth(lifted(u), 0, 1)
        t = np.deg2rad(angle)
        top = board - length + sunk(u) - (0 if fault != "penetration" else -0.15 * (1 - lifted(u)))
        grip = np.array([x - 0.38 * w - 0.0 * pivot_shift, top - h / 2])
        centre = grip + pivot_shift * np.array([np.cos(t), np.sin(t)])
        return centre[0], centre[1], angle

    def hand(u: Moment) -> tuple[float, ...]:
        cx, cy, angle = hammer(u)
        t = np.deg2rad(angle)
        base = np.array([cx, cy]) - 0.36 * w * np.array([np.cos(t), np.sin(t)])
        return base[0] - 0.13, base[1], 0.0

    steel = skins.body(
        skins.box_mask(stage.px(0.028), stage.px(length), 0.3), "metal", seed, 0.6, marks=False
    )
    tool = skins.hammer(stage.px(w), stage.px(h), seed)
    arm = gripping(stage, seed, "left", lambda _: 0.95, 0.4)
    things = (
        backdrop(stage, str(draw.choice(["yard", "brick", "room"])), 0.66),
        Thing("nail", still(steel), going(nail_at, 0.028, length), order=4),
        slab(stage, "board", "wood", a / 2, board + 0.08, a * 0.8, 0.16, 6),
        slab(stage, "tin", "blue", a * 0.86, board - 0.09, 0.14, 0.18, 5, True),
        Thing("hammer", still(tool), going(hammer, w, h), order=10),
        Thing("hand", arm, going(hand, 0.4, 0.4), order=12),
    )
    return World(
        things,
        "hammer",
        "A hand drives a nail into a board with a hammer.",
        ("tin",),
        faulty=("nail",),
        span=(beats[0] - early, beats[0]),
        marked=(("rigid", "hammer"), ("solid", "board"), ("articulated", "hand")),
    )
