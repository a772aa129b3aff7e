"""Scenes with a tool in somebody's hands: a log is split, a wall is painted."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import ramp, smooth
from tests.helpers.stage.everyday.figures import arm, at, capsule, head, leg
from tests.helpers.stage.everyday.parts import (
    Place,
    box,
    facing,
    manner,
    seconds,
    supple,
    tool,
)
from tests.helpers.stage.sets import backdrop, floor_shadow
from tests.helpers.stage.walkers import limb
from tests.helpers.stage.world import Moment, Picture, Quad, Stage, Thing, World, quad, still


def _axe(stage: Stage, length: float, height: float, seed: int) -> Picture:
    """The handle lies along the width, the blade points down at its right end."""
    w, h = stage.px(length), stage.px(height)
    handle = skins.outline_mask(
        w, h, [(1, 0.44 * h), (0.95 * w, 0.44 * h), (0.95 * w, 0.56 * h), (1, 0.57 * h)]
    )
    blade = skins.outline_mask(
        w,
        h,
        [
            (0.82 * w, 0.36 * h),
            (0.96 * w, 0.36 * h),
            (0.99 * w, 0.95 * h),
            (0.88 * w, 0.98 * h),
            (0.77 * w, 0.95 * h),
        ],
    )
    steel = skins.texture(w, h, "metal", seed + 1).copy()
    steel[: int(0.72 * h)] = (steel[: int(0.72 * h)] * 0.62).astype(np.uint8)
    rgb = np.where(blade[..., None] > 0.5, steel, skins.texture(w, h, "wood", seed))
    mask = np.maximum(handle, blade)
    return skins.cut_out(skins.lit(rgb, mask, 0.6), mask)


def _log(stage: Stage, w: float, h: float, seed: int) -> Picture:
    """A log that stands: bark with its cut face above."""
    across, down = stage.px(w), stage.px(h)
    mask = skins.box_mask(across, down, 0.1)
    rgb = skins.texture(down, across, "wood", seed, 0.6).transpose(1, 0, 2) * 0.8
    light = 0.55 + 0.6 * np.sin(np.pi * np.linspace(0.12, 0.86, across))[None, :, None]
    rgb = np.ascontiguousarray(np.clip(rgb * light, 0, 255).astype(np.uint8))
    middle, axes = (across // 2, round(0.075 * down)), (across // 2 - 2, round(0.065 * down))
    cv2.ellipse(rgb, middle, axes, 0, 0, 360, (222, 186, 132), -1, cv2.LINE_AA)
    for part in (0.35, 0.7):
        ring = (round(axes[0] * part), max(1, round(axes[1] * part)))
        cv2.ellipse(rgb, middle, ring, 0, 0, 360, (176, 132, 84), 1, cv2.LINE_AA)
    return skins.cut_out(rgb, mask)


def axe(stage: Stage, fault: str) -> World:
    """Somebody splits a log with an axe: it falls off its block in two halves."""
    draw, chance = stage.draw(), stage.draw(1)
    c, seed = stage.aspect / 2 - 0.04, stage.seed % 1000
    side, time = float(draw.choice([-1.0, 1.0])), seconds(stage)
    level, top, w, h = 0.9, 0.7, 0.17, 0.23
    x, length = c + 0.16, 0.44
    hit = float(draw.uniform(0.46, 0.54))
    lifts = hit - 0.55 / time
    whole = fault == "penetration"
    early = float(chance.uniform(0.35, 0.5)) / time if fault == "early-effect" else 0.0
    splits = hit - early
    down = 0.11 / time
    deep = (top - 0.035) if not whole or manner(stage) == 0 else top + 0.06

    def swung(u: Moment) -> float:
        """0 is up, 1 is where the blade meets the top of the log."""
        return ramp(u, hit - 0.26 / time, hit) ** 2

    def hands(u: Moment) -> Place:
        up = smooth(u, lifts - 0.4 / time, hit - 0.3 / time) * (1 - swung(u))
        fall = (deep - (top - h)) * ramp(u, hit, hit + down)
        rest = np.array([x - 0.83 * length, top - h - 0.1 + fall])
        return rest + up * np.array([0.05, -0.23])

    def angle(u: Moment) -> float:
        up = smooth(u, lifts - 0.4 / time, hit - 0.3 / time)
        return -28 * (1 - up) * float(u < hit) - 118 * up * (1 - swung(u)) * float(u < hit)

    def lean(u: Moment) -> float:
        return 0.05 * swung(u) + 0.05 * ramp(u, hit, hit + down)

    def neck(u: Moment) -> Place:
        return np.array([c - 0.33 + lean(u), 0.33 + 0.6 * lean(u)])

    def shoulder(u: Moment) -> Place:
        return neck(u) + np.array([0.005, 0.05])

    hips = at(c - 0.36, 0.62)
    shirt, trousers = str(draw.choice(["red", "blue", "green"])), str(draw.choice(["dark", "blue"]))
    blade = tool("axe", _axe(stage, length, 0.26, seed), hands, angle, (length, 0.26), 0.05, 12)
    if fault == "deform":
        begin = lifts - 0.1 / time
        ends = hit + 0.1 / time

        def far(u: Moment) -> float:
            return smooth(u, begin, begin + 0.2 / time) * (1 - smooth(u, ends, ends + 0.3 / time))

        how = ("droop", "whip")[manner(stage)]
        blade = supple(blade, how, lambda u: 0.95 * far(u), lambda u: 15 * time * u)
    wood, ahead = _log(stage, w, h, seed), np.array([0.06, 0.0])
    things = [
        backdrop(stage, str(draw.choice(["yard", "field", "brick"])), 0.72),
        box(stage, "bucket", "blue", (c + 0.36, 0.7, c + 0.5, 0.86), 3, True),
        floor_shadow("block", lambda _: (x, level), 0.36, lambda _: level),
        box(stage, "block", "wood", (x - 0.15, top, x + 0.15, level), 6),
        floor_shadow("figure", lambda _: (c - 0.33, level + 0.01), 0.42, lambda _: level + 0.01),
        *leg(stage, "figure", hips, at(c - 0.27, level), 0.32, trousers, 8),
        *leg(stage, "figure", hips, at(c - 0.44, level + 0.01), 0.32, trousers, 9),
        limb("figure", capsule(stage, 0.15, 0.4, shirt, seed, 0.9), lambda u: (neck(u), hips(u)),
             0.15, 10),
        head(stage, "figure", neck, 0.14, 10.5, str(draw.choice(["dark", "wood", "yellow"]))),
        *arm(stage, "figure", shoulder, lambda u: hands(u) + ahead, (0.19, 0.2, 0.05), shirt,
             9.5),
        *arm(stage, "figure", shoulder, hands, (0.19, 0.2, 0.05), shirt, 13),
        blade,
        *_halves(stage, wood, (x, top - h / 2), (w, h), level, splits if not whole else 2.0),
    ]  # fmt: skip
    span = {
        "deform": (lifts - 0.1 / time, min(1.0, hit + 0.4 / time)),
        "early-effect": (splits, hit),
        "penetration": (hit, 1.0),
    }.get(fault)
    faulty = {"deform": ("axe",), "penetration": ("axe", "log")}.get(fault, ("log",))
    world = World(
        tuple(things),
        "log",
        "A man splits a log of wood in two with an axe.",
        ("bucket",),
        faulty=faulty,
        span=span,
        marked=(("rigid", "axe"), ("solid", "block"), ("articulated", "figure")),
    )
    return facing(world, stage, side)


def _halves(
    stage: Stage,
    whole: Picture,
    middle: tuple[float, float],
    size: tuple[float, float],
    level: float,
    splits: Moment,
) -> list[Thing]:
    """A log until it is split, and its halves, which tip off to both sides."""
    draw, time = stage.draw(8), seconds(stage)
    (x, y), (w, h) = middle, size
    rows, columns = whole.shape[:2]
    crack = columns / 2 + np.cumsum(draw.normal(0, 0.006 * columns, rows))
    found = [
        Thing("log", still(whole), lambda _: quad(x, y, w, h), 7, presence=lambda u: u < splits)
    ]
    for sign in (-1, 1):
        keep = (np.arange(columns)[None] - crack[:, None]) * sign > 0
        part = whole * keep[..., None].astype(np.uint8)
        inner = (np.abs(np.arange(columns)[None] - crack[:, None]) < 0.07 * columns) & keep
        part[inner & (part[..., 3] > 200)] = (226, 190, 138, 255)
        speed = float(draw.uniform(0.45, 0.6)) * time
        rests = level - 0.25 * w + float(draw.uniform(0.0, 0.03))
        lands = splits + 0.34 / time

        def corners(
            u: Moment, sign: int = sign, speed: float = speed, rests: float = rests,
            lands: float = lands,
        ) -> Quad:  # fmt: skip
            t = float(np.clip(u, splits, lands)) - splits
            part = t * time / 0.34
            slide = 0.05 * (1 - np.exp(-6 * max(0.0, u - lands) * time))
            turn = sign * 90 * smooth(part, 0.0, 1.0)
            # the middle of the half, which lies beside that of the picture
            px = x + sign * (w / 4 + speed * t + slide)
            py = y - 0.03 * part + (rests - y + 0.03) * part * part
            back = np.deg2rad(turn)
            off = -sign * w / 4 * np.array([np.cos(back), np.sin(back)])
            return quad(px + off[0], py + off[1], w, h, turn)

        found.append(
            Thing("log", still(part), corners, 7 + 0.1 * sign, presence=lambda u: u >= splits)
        )
    return found


def _roller(stage: Stage, length: float, height: float, stuff: str, seed: int) -> Picture:
    """A long handle along the width, a bow and a roll of wool across its right end."""
    w, h = stage.px(length), stage.px(height)
    pole = skins.outline_mask(
        w, h, [(1, 0.46 * h), (0.86 * w, 0.46 * h), (0.86 * w, 0.54 * h), (1, 0.54 * h)]
    )
    bow = skins.outline_mask(
        w, h, [(0.84 * w, 0.44 * h), (0.9 * w, 0.44 * h), (0.9 * w, 0.56 * h), (0.84 * w, 0.56 * h)]
    )
    wool = skins.outline_mask(
        w, h, [(0.89 * w, 2), (0.985 * w, 2), (0.985 * w, h - 3), (0.89 * w, h - 3)]
    )
    rgb = skins.texture(w, h, "wood", seed).copy()
    rgb[bow > 0.5] = skins.texture(w, h, "metal", seed)[bow > 0.5]
    rgb[wool > 0.5] = (skins.texture(w, h, stuff, seed, 0.6)[wool > 0.5] * 0.9).astype(np.uint8)
    mask = np.maximum(np.maximum(pole, bow), wool)
    return skins.cut_out(skins.lit(rgb, mask, 0.7), mask)


def _painted(
    stage: Stage, stuff: str, seed: int, spot: Callable[[Moment], Place], wide: float, tall: float
) -> Callable[[Moment], Picture]:
    """A wet coat over all places at which the roll has been."""
    width, height = stage.px(stage.aspect), stage.px(1.0)
    coat = skins.texture(width, height, stuff, seed + 7, 1.5)
    moments = np.linspace(0, 1, 241)
    spots = np.array([spot(float(m)) for m in moments]) * stage.height
    half = np.array([wide, tall]) / 2 * stage.height
    kept: dict[int, Picture] = {}
    first = np.full((height, width), 2.0, np.float32)
    for moment, (px, py) in zip(moments[::-1], spots[::-1], strict=True):
        low = np.maximum(0, np.round([px - half[0], py - half[1]])).astype(int)
        high = np.maximum(0, np.round([px + half[0], py + half[1]])).astype(int)
        first[low[1] : high[1], low[0] : high[0]] = moment
    ragged = stage.draw(12).uniform(0, 1, (height, width)).astype(np.float32)
    ragged = cv2.GaussianBlur(ragged, (0, 0), 1.0)
    first[ragged > 0.78] = 2.0

    def picture(u: Moment) -> Picture:
        step = round(u * 960)
        if step not in kept:
            kept.clear()
            done = cv2.GaussianBlur((first <= u).astype(np.float32), (0, 0), 0.8)
            kept[step] = skins.cut_out(coat, 0.93 * done)
        return kept[step]

    return picture


def roller(stage: Stage, fault: str) -> World:
    """A wall is painted with a roller: paint is where the roller has been."""
    draw, chance = stage.draw(), stage.draw(1)
    a, seed = stage.aspect, stage.seed % 1000
    side, time = float(draw.choice([-1.0, 1.0])), seconds(stage)
    length, wide, tall = 0.62, 0.05, 0.24
    turns = float(draw.uniform(0.55, 0.7)) * time
    start = a / 2 - 0.18
    moment = float(chance.uniform(0.3, 0.45))
    ahead = 0.3 if fault == "early-effect" else 0.0

    def spot(u: Moment) -> Place:
        """The roll goes up and down and a little on each time."""
        t = turns * u
        lift = 0.5 - 0.5 * np.cos(2 * np.pi * t)
        return np.array([start + 0.12 * t + 0.02 * np.sin(4 * np.pi * t), 0.56 - 0.34 * lift])

    def paint(u: Moment) -> Place:
        return spot(u + ahead * ramp(u, moment, moment + 0.02))

    def hands(u: Moment) -> Place:
        x, y = spot(u)
        return np.array([x - 0.02 - (0.94 - 0.3) * length * 0.42, y + 0.64 * length * 0.91])

    def angle(u: Moment) -> float:
        x, y = spot(u) - hands(u)
        return float(np.rad2deg(np.arctan2(y, x)))

    def shoulder(u: Moment) -> Place:
        # below the border: only the arms are seen
        return np.array([spot(u)[0] - 0.42, 1.1])

    stuff = str(draw.choice(["blue", "green", "orange", "purple", "yellow"]))
    pole = tool(
        "roller", _roller(stage, length, tall, stuff, seed), hands, angle, (length, tall), 0.3, 12
    )
    if fault == "deform":
        how = ("droop", "whip")[manner(stage)]
        far = lambda u: smooth(u, moment, moment + 0.35 / time)  # noqa: E731
        pole = supple(pole, how, lambda u: 0.7 * far(u), lambda u: 13 * time * u)
    coat = Thing(
        "paint",
        _painted(stage, stuff, seed, paint, tall * 0.97, wide),
        lambda _: quad(a / 2, 0.5, a, 1.0),
        2,
    )
    sleeve = str(draw.choice(["white", "dark", "red"]))
    near = arm(stage, "figure", shoulder, hands, (0.3, 0.3, 0.06), sleeve, 13)
    far_arm = arm(
        stage,
        "figure",
        shoulder,
        lambda u: hands(u) - 0.26 * length * _way(angle(u)),
        (0.28, 0.28, 0.06),
        sleeve,
        11,
    )
    things = [
        backdrop(stage, str(draw.choice(["room", "hall"])), 0.9),
        coat,
        box(stage, "ladder", "wood", (a - 0.22, 0.3, a - 0.17, 1.02), 4),
        box(stage, "tin", "white", (a - 0.36, 0.86, a - 0.24, 0.99), 5, True),
        pole,
        *near,
        *far_arm,
    ]
    world = World(
        tuple(things),
        "tin",
        f"A painter paints a wall {stuff} with a roller.",
        ("ladder",),
        faulty=("paint",) if fault == "early-effect" else ("roller",),
        span=(moment, min(0.97, moment + 0.3)) if fault == "early-effect" else (moment, 0.98),
        marked=(("rigid", "roller"), ("articulated", "figure")),
    )
    return facing(world, stage, side)


def _way(degrees: float) -> Place:
    t = np.deg2rad(degrees)
    return np.array([np.cos(t), np.sin(t)])
