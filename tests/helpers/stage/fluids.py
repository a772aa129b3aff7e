"""Scenes of what has no shape of its own: poured, running, boiling, blowing."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import ramp, smooth
from tests.helpers.stage.sets import backdrop, floor_shadow, from_above, slab
from tests.helpers.stage.world import (
    Moment,
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


def flowing(
    stage: Stage, w: float, h: float, stuff: str, seed: int, speed: float, alpha: float = 0.9
) -> Callable[[Moment], Picture]:
    """A column of liquid whose streaks run down."""
    width, height = max(6, stage.px(w)), stage.px(h)
    grain = skins.texture(height, width, stuff, seed, 0.5).transpose(1, 0, 2)
    streaks = np.concatenate([grain, grain[::-1]])
    mask = skins.box_mask(width, height, 0.2) * alpha

    def picture(u: Moment) -> Picture:
        shift = int(u * speed * height) % (2 * height)
        return skins.cut_out(np.roll(streaks, shift, 0)[:height], mask)

    return picture


def vessel(
    stage: Stage, w: float, h: float, level: Callable[[Moment], float], stuff: str, seed: int
) -> Callable[[Moment], Picture]:
    """A glass with liquid up to a level of 0..1, its surface a little uneasy."""
    width, height = stage.px(w), stage.px(h)
    wall = max(2, width // 16)
    liquid = skins.texture(width, height, stuff, seed, 0.7)
    shape = skins.outline_mask(
        width,
        height,
        [(1, 1), (width - 2, 1), (0.9 * width, height - 2), (0.1 * width, height - 2)],
    )
    inner = cv2.erode(shape, np.ones((wall, wall), np.uint8))
    rows = np.arange(height)[:, None]
    columns = np.arange(width)[None]

    def picture(u: Moment) -> Picture:
        full = level(u)
        wave = 0.012 * height * np.sin(columns / width * 9 + 40 * u) * (full > 0.02)
        surface = (1 - 0.94 * full) * height + wave
        wet = inner * np.clip(rows - surface, 0, 1)
        foam = inner * (np.abs(rows - surface) < 1.5)
        alpha = np.clip(0.86 * wet + 0.2 * shape + 0.35 * (shape - inner), 0, 1)
        rgb = np.full((height, width, 3), 225.0)
        rgb = rgb * (1 - wet[..., None]) + liquid * wet[..., None]
        rgb = rgb * (1 - 0.5 * foam[..., None]) + 250 * 0.5 * foam[..., None]
        return skins.cut_out(np.clip(rgb, 0, 255).astype(np.uint8), alpha)

    return picture


def pour(stage: Stage, fault: str) -> World:
    """A jug pours into a glass."""
    draw, chance = stage.draw(), stage.draw(1)
    a, seed = stage.aspect, stage.seed % 1000
    side = float(draw.choice([-1.0, 1.0]))
    begin, end, bottom = 0.22, 0.86, 0.88
    w, h, full = 0.24, 0.32, float(draw.uniform(0.65, 0.85))
    moment = float(chance.uniform(0.45, 0.6))
    how = int(chance.integers(3)) if fault == "mass" else -1

    def level(u: Moment) -> float:
        usual = full * ramp(u, begin + 0.03, end)
        if how == 0:
            return usual - 0.75 * full * smooth(u, moment, moment + 0.12) * ramp(u, 0, 1)
        if how == 1:
            return min(usual, full * 0.12)
        if how == 2:
            return min(1.0, usual + 0.5 * smooth(u, moment, moment + 0.08))
        return usual

    x = a * 0.5 + side * 0.1
    lip = np.array([x, 0.3])
    jug_w, jug_h = 0.26, 0.28
    tilt = lambda u: side * (62 * smooth(u, 0.05, begin) - 62 * smooth(u, end, 0.98))  # noqa: E731

    def jug(u: Moment) -> tuple[float, ...]:
        t = np.deg2rad(tilt(u))
        # the lip stays over the glass while it tilts
        off = np.array([side * 0.4 * jug_w, -0.45 * jug_h])
        turned = np.array(
            [np.cos(t) * off[0] - np.sin(t) * off[1], np.sin(t) * off[0] + np.cos(t) * off[1]]
        )
        centre = lip - turned
        return centre[0], centre[1], np.rad2deg(t)

    stuff = str(draw.choice(["orange", "red", "water", "wood", "white"]))
    china = skins.body(
        skins.cup_mask(stage.px(jug_w)), str(draw.choice(["white", "blue", "green"])), seed, 0.9
    )
    china = china if side < 0 else np.ascontiguousarray(china[:, ::-1])
    glass = vessel(stage, w, h, level, stuff, seed)

    def jet(u: Moment) -> Quad:
        top = lip[1] + 0.005
        low = bottom - 0.94 * level(u) * h - 0.005
        falls = top + (low - top) * ramp(u, begin, begin + 0.05)
        starts = top + (low - top) * ramp(u, end, end + 0.05)
        return quad(x, (starts + falls) / 2, 0.035, max(1e-3, falls - starts))

    things = (
        backdrop(stage, str(draw.choice(["room", "table", "hall"])), 0.74),
        slab(stage, "tin", "purple", a * (0.5 - 0.33 * side), bottom - 0.1, 0.16, 0.2, 3, True),
        floor_shadow("glass", lambda _: (x, bottom), w, lambda _: bottom),
        Thing(
            "jet",
            flowing(stage, 0.035, 0.5, stuff, seed, 6.0),
            jet,
            order=9,
            presence=lambda u: float(begin <= u <= end + 0.05),
        ),
        Thing("glass", glass, steady(quad(x, bottom - h / 2, w, h)), order=10),
        Thing("jug", still(china), going(jug, jug_w, jug_w), order=11),
    )
    drink = {"orange": "juice", "red": "wine", "water": "water", "wood": "tea", "white": "milk"}
    return World(
        things,
        "jug",
        f"Someone pours {drink[stuff]} from a jug into a glass.",
        ("tin", "glass"),
        faulty=("glass",),
        span=(begin + 0.1, end) if how == 1 else (moment, moment + 0.15),
        marked=(("fluid", "glass"), ("rigid", "jug")),
    )


def tap(stage: Stage, fault: str) -> World:
    """A tap fills a tank that stands before a window."""
    draw, chance = stage.draw(), stage.draw(1)
    a, seed = stage.aspect, stage.seed % 1000
    bottom, w, h = 0.9, float(draw.uniform(0.5, 0.7)), 0.4
    moment = float(chance.uniform(0.4, 0.6))
    how = int(chance.integers(2)) if fault == "mass" else -1
    rise = float(draw.uniform(0.5, 0.7))

    def level(u: Moment) -> float:
        usual = 0.15 + rise * ramp(u, 0.08, 1.0)
        if how == 0:
            return usual - 0.45 * smooth(u, moment, moment + 0.3)
        if how == 1:
            return usual + 0.4 * smooth(u, moment, moment + 0.06) * (1 - 0.3 * u)
        return usual

    x = a * float(draw.uniform(0.42, 0.58))
    stuff = str(draw.choice(["water", "blue", "green"]))
    tank = vessel(stage, w, h, level, stuff, seed)

    def jet(u: Moment) -> Quad:
        top, low = 0.24, bottom - 0.94 * level(u) * h
        falls = top + (low - top) * ramp(u, 0.02, 0.08)
        return quad(x, (top + falls) / 2, 0.05, max(1e-3, falls - top))

    things = (
        backdrop(stage, str(draw.choice(["brick", "hall", "yard"])), 0.8),
        slab(stage, "tap", "metal", x, 0.19, 0.1, 0.12, 12),
        slab(stage, "pipe", "metal", x - 0.3, 0.15, 0.6, 0.05, 11),
        slab(stage, "bucket", "red", a * 0.12, bottom - 0.1, 0.16, 0.2, 3, True),
        floor_shadow("tank", lambda _: (x, bottom), w, lambda _: bottom),
        Thing("jet", flowing(stage, 0.05, 0.6, stuff, seed, 7.0, 0.75), jet, order=9),
        Thing("tank", tank, steady(quad(x, bottom - h / 2, w, h)), order=10),
    )
    return World(
        things,
        "tank",
        "Water runs from a tap and fills a tank.",
        ("bucket",),
        faulty=("tank",),
        span=(moment, moment + (0.3 if how == 0 else 0.06)),
        marked=(("fluid", "tank"),),
    )


def boil(stage: Stage, fault: str) -> World:
    """A pot from above: it boils, bubbles come and burst; a spoon lies beside it."""
    draw = stage.draw()
    a, seed = stage.aspect, stage.seed % 1000
    r = 0.36
    size = stage.px(2 * r)
    broth = skins.texture(
        2 * size, 2 * size, str(draw.choice(["wood", "orange", "green"])), seed, 1.6
    )
    rim = skins.disc_mask(size)
    bubbles = [
        (
            draw.uniform(0, 2 * np.pi),
            0.4 * np.sqrt(draw.uniform()),
            draw.uniform(0, 1),
            draw.uniform(0.02, 0.055),
        )
        for _ in range(46)
    ]
    yy, xx = np.mgrid[0:size, 0:size].astype(np.float32)
    rate = stage.frames / stage.fps * 2.2

    def picture(u: Moment) -> Picture:
        t = u * rate
        shift_x = xx + size / 2 + size * 0.03 * np.sin(yy / size * 9 + 3 * t)
        shift_y = yy + size / 2 + size * 0.03 * np.cos(xx / size * 8 + 2.6 * t)
        rgb = cv2.remap(broth, shift_x, shift_y, cv2.INTER_LINEAR)
        for angle, far, phase, big in bubbles:
            age = (t + phase) % 1.0
            at = (
                int(size * (0.5 + far * np.cos(angle + 0.3 * age))),
                int(size * (0.5 + far * np.sin(angle + 0.3 * age))),
            )
            cv2.circle(
                rgb,
                at,
                max(1, int(size * big * age)),
                (232, 220, 196),
                1 + size // 120,
                cv2.LINE_AA,
            )
        return skins.cut_out(rgb, rim)

    pot = Thing("pot", picture, steady(quad(a / 2, 0.5, 2 * r, 2 * r)), order=8)
    ring = skins.body(skins.disc_mask(stage.px(2 * r + 0.08)), "metal", seed, 0.8, marks=False)
    spoon = skins.body(skins.capsule_mask(stage.px(0.07), stage.px(0.5), 0.6), "wood", seed)
    things = (
        from_above(stage, str(draw.choice(["tiles", "stone", "dark"]))),
        Thing("rim", still(ring), steady(quad(a / 2, 0.5, 2 * r + 0.08, 2 * r + 0.08)), order=6),
        pot,
        Thing("spoon", still(spoon), steady(quad(a / 2 + 0.58, 0.5, 0.07, 0.5, 12)), order=9),
        Thing(
            "lid",
            still(skins.body(skins.disc_mask(stage.px(0.3)), "red", seed, 0.8)),
            steady(quad(a / 2 - 0.6, 0.3, 0.3, 0.3)),
            order=9,
        ),
    )
    return World(things, "lid", "Soup boils in a pot.", ("spoon",), marked=(("fluid", "pot"),))


def cloth(stage: Stage, fault: str) -> World:
    """Two towels on a line in the wind: they wave, and that is no deformation."""
    draw = stage.draw()
    a, seed = stage.aspect, stage.seed % 1000
    w, h = float(draw.uniform(0.36, 0.44)), 0.5
    rate = stage.frames / stage.fps * float(draw.uniform(0.7, 1.2))
    width, height = stage.px(w * 1.3), stage.px(h * 1.2)
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    down = yy / height
    things = [
        backdrop(stage, str(draw.choice(["yard", "field", "brick"])), 0.86),
        slab(stage, "line", "dark", a / 2, 0.2, a * 1.3, 0.012, 4),
        slab(stage, "basket", "wood", a / 2, 0.88, 0.22, 0.12, 6, True),
    ]
    for k, (place, stuff) in enumerate(
        zip((0.3, 0.7), draw.permutation(["red", "blue", "yellow"]), strict=False)
    ):
        towel = skins.texture(stage.px(w), stage.px(h), str(stuff), seed + k, 0.9).copy()
        for row in range(3):
            y = int((0.2 + 0.28 * row) * towel.shape[0])
            towel[y : y + max(2, towel.shape[0] // 18)] = (236, 232, 222)
        flat = np.zeros((height, width, 4), np.uint8)
        left = (width - towel.shape[1]) // 2
        flat[: towel.shape[0], left : left + towel.shape[1], :3] = towel
        flat[: towel.shape[0], left : left + towel.shape[1], 3] = 255

        def picture(u: Moment, flat: Picture = flat, k: int = k) -> Picture:
            t = 2 * np.pi * rate * u + 2 * k
            gust = 0.5 + 0.5 * np.sin(0.7 * t + k)
            fold = (
                down * width * 0.12 * gust * np.sin(7 * down - t) + down**1.5 * width * 0.08 * gust
            )
            lift = down * height * 0.04 * np.sin(xx / width * 8 - 1.3 * t)
            moved = cv2.remap(
                flat,
                (xx + fold).astype(np.float32),
                (yy + lift).astype(np.float32),
                cv2.INTER_LINEAR,
                borderMode=cv2.BORDER_CONSTANT,
            )
            shade = 1 + 0.22 * down * np.sin(xx / width * 9 + 7 * down - t)
            moved[..., :3] = np.minimum(
                np.clip(moved[..., :3] * shade[..., None], 0, 255), moved[..., 3:]
            ).astype(np.uint8)
            return moved

        things.append(
            Thing(
                f"towel {k}",
                picture,
                steady(quad(a * place, 0.2 + h * 0.6, w * 1.3, h * 1.2)),
                order=10 + k,
            )
        )
    return World(
        tuple(things),
        "towel 0",
        "Towels wave in the wind on a line.",
        ("basket",),
        marked=(("cloth", "towel 0"), ("cloth", "towel 1")),
    )
