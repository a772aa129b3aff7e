"""Scenes at the kitchen table: tea is stirred, a glass is filled, a pancake is flipped."""

from __future__ import annotations

import cv2
import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import ramp, smooth
from tests.helpers.stage.everyday.figures import arm, at
from tests.helpers.stage.everyday.parts import (
    Place,
    box,
    facing,
    manner,
    seconds,
    specks,
    supple,
    tool,
)
from tests.helpers.stage.fluids import flowing, vessel
from tests.helpers.stage.sets import backdrop, floor_shadow
from tests.helpers.stage.world import (
    Moment,
    Picture,
    Quad,
    Stage,
    Thing,
    World,
    quad,
    steady,
    still,
)


def _spoon(stage: Stage, length: float, height: float, seed: int) -> Picture:
    """A long spoon along the width, its bowl at the right end."""
    w, h = stage.px(length), stage.px(height)
    stick = skins.outline_mask(
        w, h, [(1, 0.36 * h), (0.86 * w, 0.42 * h), (0.86 * w, 0.58 * h), (1, 0.64 * h)]
    )
    cv2.ellipse(
        stick, (round(0.9 * w), h // 2), (round(0.09 * w), h // 2 - 1), 0, 0, 360, 1.0, -1,
        cv2.LINE_AA,
    )  # fmt: skip
    rgb = skins.texture(w, h, "metal", seed, 0.6)
    return skins.cut_out(skins.lit(rgb, stick, 1.0), stick)


def stir(stage: Stage, fault: str) -> World:
    """A hand stirs tea in a glass."""
    draw, chance = stage.draw(), stage.draw(1)
    c, seed = stage.aspect / 2, stage.seed % 1000
    side, time = float(draw.choice([-1.0, 1.0])), seconds(stage)
    bottom, w, h, length = 0.84, 0.27, 0.36, 0.52
    full = float(draw.uniform(0.55, 0.68))
    rounds = float(draw.uniform(0.9, 1.25)) * time
    moment = float(chance.uniform(0.32, 0.45))
    way = manner(stage)
    out = float(fault == "penetration")

    def level(u: Moment) -> float:
        sign = (-1.0, 0.55)[way] * (fault == "mass")
        return full + sign * 0.55 * full * smooth(u, moment, moment + 0.9 / time)

    def tip(u: Moment) -> Place:
        """Where the bowl of the spoon is: round and round near the bottom."""
        t = 2 * np.pi * rounds * u
        aside = out * (1 - way) * 0.3 * smooth(u, moment, moment + 0.5 / time)
        deep = out * way * 0.17 * smooth(u, moment, moment + 0.5 / time)
        return np.array([c + 0.065 * np.cos(t) - aside, bottom - 0.05 + 0.012 * np.sin(t) + deep])

    def grip(u: Moment) -> Place:
        t = 2 * np.pi * rounds * u
        lift = out * way * 0.14 * smooth(u, moment, moment + 0.5 / time)
        return np.array([c + 0.1 + 0.05 * np.cos(t), 0.36 + 0.008 * np.sin(t) + lift])

    def angle(u: Moment) -> float:
        x, y = tip(u) - grip(u)
        return float(np.rad2deg(np.arctan2(y, x)))

    spoon = tool("spoon", _spoon(stage, length, 0.05, seed), grip, angle, (length, 0.05), 0.06, 9)
    if fault == "deform":
        far = lambda u: smooth(u, moment, moment + 0.3 / time)  # noqa: E731
        how, much = (("whip", 1.5), ("droop", 0.85))[way]
        spoon = supple(spoon, how, lambda u: much * far(u), lambda u: 14 * time * u)
    # beyond the border, so that nothing is seen of where the arm ends
    shoulder = at(2 * c + 0.12, 0.56)
    stuff = str(draw.choice(["orange", "wood", "red"]))
    sugar = str(draw.choice(["white", "blue", "yellow"]))
    things = [
        backdrop(stage, str(draw.choice(["room", "table", "hall"])), 0.7),
        box(stage, "sugar", sugar, (c - 0.44, bottom - 0.16, c - 0.28, bottom - 0.02), 3, True),
        floor_shadow("glass", lambda _: (c, bottom), w, lambda _: bottom),
        Thing("glass", vessel(stage, w, h, level, stuff, seed),
              steady(quad(c, bottom - h / 2, w, h)), 10),
        spoon,
        *arm(stage, "hand", shoulder, grip, (c - 0.1, 0.28, 0.075),
             str(draw.choice(["blue", "green", "dark"])), 12, 1.0),
    ]  # fmt: skip
    world = World(
        tuple(things),
        "glass",
        "A hand stirs tea in a glass with a long spoon.",
        ("sugar",),
        faulty={"mass": ("glass",), "penetration": ("spoon", "glass")}.get(fault, ("spoon",)),
        span=(moment, min(1.0, moment + 0.9 / time) if fault == "mass" else 1.0),
        marked=(("rigid", "spoon"), ("fluid", "glass"), ("articulated", "hand")),
    )
    return facing(world, stage, side)


def fill(stage: Stage, fault: str) -> World:
    """A tap fills a glass until it runs over."""
    draw, chance = stage.draw(), stage.draw(1)
    c, seed = stage.aspect / 2, stage.seed % 1000
    side, time = float(draw.choice([-1.0, 1.0])), seconds(stage)
    bottom, w, h, spout = 0.86, 0.2, 0.34, 0.3
    begin, brim = 0.2, float(draw.uniform(0.76, 0.84))
    falls = 0.32 / time
    reaches = begin + falls
    moment = float(chance.uniform(0.42, 0.52))
    way = manner(stage)
    early = 0.16 if fault == "early-effect" else 0.0

    def level(u: Moment) -> float:
        usual = ramp(u, reaches, brim)
        if fault != "mass":
            first = reaches - early
            return max(usual, 0.4 * smooth(u, first, first + 0.6 * early) if early else 0.0)
        held = ramp(moment, reaches, brim)
        if way == 0:
            return min(usual, held)
        return usual - (usual - 0.08) * smooth(u, moment, moment + 0.8 / time)

    def surface(u: Moment) -> float:
        slumped = 0.36 * smooth(u, moment, moment + 0.9 / time) * (fault == "deform" and way == 0)
        return bottom - 0.94 * level(u) * h * (1 - slumped)

    def jet(u: Moment) -> Quad:
        low = surface(u) - 0.004
        end = spout + (low - spout) * ramp(u, begin, reaches) ** 1.6
        thick = 0.03 + 0.003 * np.sin(31 * u * time)
        return quad(c, (spout + end) / 2, thick, max(1e-3, end - spout))

    def spill(u: Moment) -> Quad:
        low = bottom - h + 0.01 + (h + 0.0) * ramp(u, brim, brim + 0.5 / time)
        return quad(c, (bottom - h + low) / 2, 1.04 * w, max(1e-3, low - bottom + h))

    drops = draw.uniform(0, 1, (26, 4))

    def splashed(u: Moment) -> np.ndarray:
        """Small drops where the water lands."""
        age = (u * time * 3.2 + drops[:, 0]) % 1.0
        x = c + (drops[:, 1] - 0.5) * 0.16 * age
        y = surface(u) - 0.13 * drops[:, 2] * 4 * age * (1 - age)
        there = (reaches + 0.02 < u) & (level(u) > 0.02)
        return np.stack([x, y, np.where(there, 0.003 + 0.004 * drops[:, 3], 0.0)], 1)

    glass = Thing(
        "glass", vessel(stage, w, h, level, "water", seed), steady(quad(c, bottom - h / 2, w, h))
    )
    if fault == "deform":
        far = lambda u: smooth(u, moment, moment + 0.9 / time)  # noqa: E731
        glass = supple(
            glass, ("slump", "jelly")[way], lambda u: 0.85 * far(u), lambda u: 11 * time * u
        )
    film = skins.body(skins.box_mask(stage.px(1.04 * w), stage.px(h), 0.06), "water", seed + 3, 1.2)
    things = [
        backdrop(stage, str(draw.choice(["hall", "room", "brick"])), 0.8),
        box(stage, "sink", "metal", (c - 0.7, bottom - 0.01, c + 0.7, 1.2), 1),
        box(stage, "pipe", "metal", (c - 0.035, 0.16, c + 0.3, 0.215), 11),
        box(stage, "column", "metal", (c + 0.26, 0.16, c + 0.33, bottom), 4),
        box(stage, "tap", "metal", (c - 0.035, 0.16, c + 0.035, spout), 12),
        box(stage, "sponge", "yellow", (c - 0.42, bottom - 0.09, c - 0.22, bottom), 5, True),
        floor_shadow("glass", lambda _: (c, bottom), 1.3 * w, lambda _: bottom + 0.01),
        Thing("jet", flowing(stage, 0.03, 0.5, "water", seed, 4.0 * time, 0.8), jet, 9,
              presence=lambda u: float(u >= begin)),
        glass,
        Thing("film", still(film), spill, 10.5, presence=lambda u: 0.3 * float(u >= brim)),
        specks(stage, "drops", (c - 0.2, 0.2, c + 0.2, bottom), splashed,
               ((216, 232, 240), (150, 190, 210)), 10.2),
    ]  # fmt: skip
    if fault in ("mass", "deform"):
        things = [thing for thing in things if thing.name != "film"]
    span = {
        "mass": (moment, 1.0 if way == 0 else min(1.0, moment + 0.8 / time)),
        "deform": (moment, min(1.0, moment + 0.9 / time)),
        "early-effect": (reaches - early, reaches),
    }.get(fault)
    world = World(
        tuple(things),
        "glass",
        "Water runs from a tap and fills a glass until it overflows.",
        ("sponge",),
        faulty=("glass",),
        span=span,
        marked=(("rigid", "tap"), ("fluid", "glass")),
    )
    return facing(world, stage, side)


def _pan(stage: Stage, length: float, height: float, seed: int) -> Picture:
    """A pan from the side: the handle at the left, the flat of it right."""
    w, h = stage.px(length), stage.px(height)
    flat = skins.outline_mask(
        w,
        h,
        [(0.42 * w, 0.12 * h), (w - 2, 0.12 * h), (0.95 * w, h - 2), (0.47 * w, h - 2)],
    )
    handle = skins.outline_mask(
        w, h, [(1, 0.02 * h), (0.45 * w, 0.2 * h), (0.45 * w, 0.5 * h), (1, 0.3 * h)]
    )
    rgb = np.where(
        handle[..., None] > 0.5,
        skins.texture(w, h, "wood", seed),
        skins.texture(w, h, "dark", seed + 1),
    )
    mask = np.maximum(flat, handle)
    return skins.cut_out(skins.lit(rgb, mask, 1.0), mask)


def _pancake(stage: Stage, w: float, h: float, seed: int) -> Picture:
    """A thin round cake, seen from a little above its edge."""
    across, down = stage.px(w), stage.px(h)
    mask = np.zeros((down, across), np.float32)
    axes = (across // 2 - 2, down // 2 - 2)
    cv2.ellipse(mask, (across // 2, down // 2), axes, 0, 0, 360, 1.0, -1, cv2.LINE_AA)
    rgb = skins.texture(across, down, "yellow", seed, 0.8).astype(np.float32)
    brown = skins.texture(across, down, "wood", seed + 3, 0.7).astype(np.float32)
    upper = np.linspace(1.0, 0.2, down)[:, None, None]
    rgb = rgb * (1 - 0.75 * upper) + brown * 1.2 * 0.75 * upper
    return skins.cut_out(skins.lit(np.clip(rgb, 0, 255).astype(np.uint8), mask, 0.8), mask)


def pancake(stage: Stage, fault: str) -> World:
    """A pancake is tossed out of its pan, turns over in the air and is caught."""
    draw, chance = stage.draw(), stage.draw(1)
    c, seed = stage.aspect / 2 - 0.05, stage.seed % 1000
    side, time = float(draw.choice([-1.0, 1.0])), seconds(stage)
    w, h, length, tall = 0.26, 0.06, 0.62, 0.085
    low, x = 0.74, c + 0.12
    gravity, speed = 3.0 * time**2, float(draw.uniform(1.25, 1.4)) * time
    throw = float(draw.uniform(0.3, 0.36))
    way = manner(stage)
    lands = throw + 2 * speed / gravity
    moment = throw + float(chance.uniform(0.75, 1.0)) * speed / gravity
    sudden = 0.14 if fault == "impulse" and way == 1 else 2.0

    def pan(u: Moment) -> float:
        """How high the flat of the pan is: down, up with a jerk, down, and it gives when it
        catches."""
        dips = 0.05 * (smooth(u, throw - 0.5 / time, throw - 0.16 / time))
        jerk = 0.12 * smooth(u, throw - 0.16 / time, throw + 0.04 / time)
        back = 0.07 * smooth(u, throw + 0.04 / time, throw + 0.4 / time)
        dt = max(0.0, u - lands) * time
        catch = 0.05 * np.sin(min(np.pi, 9 * dt)) * float(fault not in ("gravity", "penetration"))
        return low + dips - jerk + back + catch

    def cake(u: Moment) -> tuple[float, ...]:
        sits = pan(u) - 0.045
        if u >= sudden:
            t = u - sudden
            up = max(0.0, 1.1 * time * t - 0.5 * gravity * t * t)
            if up > 0 or u < throw:
                return x, sits - up, 0.0
        if u < throw:
            return x, sits, 0.0
        t = u - throw
        y = pan(throw) - 0.045 - speed * t + 0.5 * gravity * t * t
        turn = 180 * smooth(u, throw, lands)
        aside = 0.0
        if fault == "gravity" and u > moment:
            stop = moment - throw
            held = pan(throw) - 0.045 - speed * stop + 0.5 * gravity * stop**2
            turn = 180 * smooth(moment, throw, lands)
            rises = 0.16 * time * (u - moment) * (way == 1)
            return x, held - rises + 0.004 * np.sin(9 * time * u), turn
        if fault == "impulse" and way == 0 and u > moment:
            aside = 1.4 * time * (u - moment)
            y -= 0.5 * time * (u - moment)
        through = fault == "penetration"
        if u < lands or through or aside:
            return x + aside, min(y, 1.3), turn
        return x, sits, 180.0

    def corners(u: Moment, sign: float = 0.0) -> Quad:
        cx, cy, turn = cake(u)
        aside = 0.22 * np.sin(np.pi * ramp(u, moment - 0.05, lands)) * sign
        # both come down into the pan, one upon the other
        return quad(cx + aside, cy - 0.03 * max(0.0, -sign) * float(u > moment), w, h, turn)

    picture = _pancake(stage, w, h, seed)
    bends = lambda u: 0.5 * np.sin(np.pi * ramp(u, throw, lands)) * np.sin(11 * u * time)  # noqa: E731
    one = lambda u: corners(u, float(fault == "mass"))  # noqa: E731
    cake_thing = supple(Thing("pancake", still(picture), one, 10), "jelly", bends)
    grip = lambda u: np.array([c - 0.27, pan(u) - 0.014])  # noqa: E731
    shoulder = at(-0.12, 0.64)
    stove = box(stage, "stove", "metal", (c - 0.25, 0.92, c + 0.55, 1.15), 3)
    things = [
        backdrop(stage, str(draw.choice(["hall", "room", "brick"])), 0.86),
        stove,
        box(stage, "bottle", "green", (c + 0.44, 0.68, c + 0.54, 0.92), 4, True),
        cake_thing,
        tool("pan", _pan(stage, length, tall, seed), grip, lambda _: 0.0, (length, tall), 0.1, 11),
        *arm(stage, "hand", shoulder, grip, (c - 0.3, 0.24, 0.07),
             str(draw.choice(["white", "blue", "red"])), 12, -1.0),
    ]  # fmt: skip
    if fault == "mass":
        second = Thing(
            "pancake",
            still(picture),
            lambda u: corners(u, -1.0),
            9.9,
            presence=lambda u: float(u >= moment - 0.05),
        )
        things.append(supple(second, "jelly", bends))
    begins = {"penetration": lands, "mass": moment - 0.05}.get(fault, min(moment, sudden))
    ends = {"mass": moment + 0.25 / time, "penetration": lands + 0.5 / time}.get(fault, 1.0)
    world = World(
        tuple(things),
        "pancake",
        "A cook flips a pancake in the air and catches it in the pan.",
        ("bottle",),
        faulty=("pancake", "pan") if fault == "penetration" else ("pancake",),
        span=(begins, min(1.0, ends)),
        marked=(("rigid", "pan"), ("solid", "pan"), ("articulated", "hand")),
    )
    return facing(world, stage, side)
