"""Scenes with what runs like water and lies like earth: sugar is poured into a heap."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import smooth
from tests.helpers.stage.everyday.figures import arm, at
from tests.helpers.stage.everyday.parts import (
    Place,
    box,
    facing,
    manner,
    seconds,
    specks,
)
from tests.helpers.stage.sets import backdrop, floor_shadow
from tests.helpers.stage.world import Moment, Picture, Stage, Thing, World, quad, steady, still

_SHADES = {
    "white": ((244, 242, 236), (216, 212, 204), (232, 228, 220)),
    "sand": ((222, 186, 118), (196, 158, 92), (236, 206, 146)),
    "orange": ((220, 110, 50), (190, 84, 36), (236, 142, 82)),
}
_NAMES = {"white": "sugar", "sand": "rice", "orange": "lentils"}


def _heap(
    stage: Stage, stuff: str, size: tuple[float, float], grown: Callable[[Moment], float]
) -> Callable[[Moment], Picture]:
    """A heap whose foot and top grow with its share of the whole."""
    w, h = size
    across, down = stage.px(w), stage.px(h)
    seed = stage.seed % 1000
    grain = skins.texture(across, down, stuff, seed, 0.35).astype(np.float32)
    draw = stage.draw(9)
    rough = np.convolve(draw.normal(0, 1, across + 12), np.ones(13) / 13, "valid")
    xs = (np.arange(across) + 0.5) / across * 2 - 1
    rows = np.arange(down)[:, None]

    def picture(u: Moment) -> Picture:
        share = grown(u) ** 0.5
        high = share * np.clip(1 - np.abs(xs) / max(share, 1e-3), 0, 1)
        high = high - 0.12 * share * np.exp(-((xs / (0.16 * share + 1e-3)) ** 2)) + 0.02 * rough
        high = np.clip(high, 0, 1) * (np.abs(xs) < share)
        mask = np.clip(rows - (1 - high[None]) * down + 1, 0, 1).astype(np.float32)
        light = np.clip(1.0 - 0.22 * np.sign(xs)[None] * smooth(1.0, 0, 1), 0.7, 1.15)
        light = light * (0.8 + 0.25 * (1 - rows / down))
        rgb = np.clip(grain * light[..., None], 0, 255).astype(np.uint8)
        return skins.cut_out(rgb, mask)

    return picture


def heap(stage: Stage, fault: str) -> World:
    """Sugar runs out of a tin held in a hand and makes a heap on a plate."""
    draw, chance = stage.draw(), stage.draw(1)
    c, seed = stage.aspect / 2, stage.seed % 1000
    side, time = float(draw.choice([-1.0, 1.0])), seconds(stage)
    level, w, h = 0.82, 0.5, 0.25
    stuff = str(draw.choice(list(_NAMES)))
    begin, end = 0.14, float(draw.uniform(0.8, 0.88))
    lip = np.array([c, 0.3])
    gravity = 3.4 * time**2
    moment = float(chance.uniform(0.42, 0.52))
    way = manner(stage)
    full = float(draw.uniform(0.7, 0.95))
    falls = np.sqrt(2 * (level - lip[1] - 0.05) / gravity)
    early = 0.15 if fault == "early-effect" else 0.0

    def usual(u: Moment) -> float:
        return full * float(np.clip((u - begin - falls) / (end - begin), 0, 1))

    def grown(u: Moment) -> float:
        if fault == "gravity":
            return usual(min(u, moment + 0.1 / time))
        if fault == "mass":
            held = usual(min(u, moment))
            return held if way == 0 else usual(u) * (1 - 0.9 * smooth(u, moment, moment + 0.3))
        first = begin + falls - early
        return max(usual(u), 0.3 * smooth(u, first, first + 0.6 * early) if early else 0.0)

    count = round(95 * time)
    spawn = np.sort(draw.uniform(begin, end, count))
    aside, small, rolls = (
        draw.normal(0, 0.011, count),
        draw.uniform(0.0045, 0.0075, count),
        draw.normal(0, 1.0, count),
    )

    def grains(u: Moment) -> np.ndarray:
        hangs = fault == "gravity" and u > moment
        t = np.clip((moment if hangs else u) - spawn, 0, None)
        top = level - h * grown(u) ** 0.5 * 0.9
        y = lip[1] + 0.08 * time * t + 0.5 * gravity * t * t
        x = lip[0] + aside * (1 + 3 * t / max(falls, 1e-3))
        if hangs:
            late = (u - moment) * time
            drift = -0.3 * late if way == 1 else 0.02 * late
            up = np.minimum(y, top) + drift + 0.006 * np.sin(7 * late + rolls)
            alive = (spawn < moment) & (y < top)
            return np.stack([x, up, np.where(alive, small, 0.0)], 1)
        over = y - top
        down = np.clip(over / (0.35 * gravity * falls * 0.2 + 1e-6), 0, 1)
        share = grown(u) ** 0.5
        sx = x + np.sign(rolls) * 0.5 * w * share * down * np.minimum(1, np.abs(rolls)) * 0.8
        sy = np.where(over > 0, top + down * h * share * 0.7 * np.minimum(1, np.abs(rolls)), y)
        alive = (t > 0) & (down < 0.98)
        return np.stack([sx, np.minimum(sy, level), np.where(alive, small, 0.0)], 1)

    def tilt(u: Moment) -> float:
        return 66 * smooth(u, 0.0, begin) - 50 * smooth(u, end, min(1.0, end + 0.1))

    tin_w, tin_h = 0.2, 0.26
    centre_off = np.array([0.42 * tin_w, -0.46 * tin_h])

    def tin(u: Moment) -> Place:
        t = np.deg2rad(tilt(u))
        turn = np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])
        return lip - turn @ centre_off

    def grip(u: Moment) -> Place:
        return tin(u) + np.array([-0.02, 0.05])

    # beyond the border, so that nothing is seen of where the arm ends
    shoulder = at(-0.12, 0.58)
    can = skins.body(
        skins.box_mask(stage.px(tin_w), stage.px(tin_h), 0.1),
        str(draw.choice(["blue", "red", "green"])),
        seed,
        0.9,
    )
    pile = Thing("heap", _heap(stage, stuff, (w, h), grown), steady(quad(c, level - h / 2, w, h)))
    if fault == "mass" and way == 0:
        span = (moment, min(1.0, end + falls))
    else:
        span = {
            "mass": (moment, moment + 0.3),
            "gravity": (moment, 1.0),
            "early-effect": (begin + falls - early, begin + falls),
        }.get(fault, (0.0, 1.0))
    things = [
        backdrop(stage, str(draw.choice(["table", "room", "hall"])), 0.68),
        floor_shadow("plate", lambda _: (c, level + 0.02), 0.66, lambda _: level + 0.03),
        box(stage, "plate", "blue", (c - 0.3, level - 0.006, c + 0.3, level + 0.025), 9),
        box(stage, "jar", "red", (c + 0.36, level - 0.2, c + 0.48, level), 3, True),
        pile,
        specks(stage, "stream", (c - 0.35, 0.05, c + 0.35, level + 0.02), grains,
               _SHADES[stuff], 11),
        Thing("tin", still(can), lambda u: quad(*tin(u), tin_w, tin_h, tilt(u)), 12),
        *arm(stage, "hand", shoulder, grip, (c - 0.06, 0.3, 0.075),
             str(draw.choice(["white", "green", "dark"])), 13, -1.0),
    ]  # fmt: skip
    world = World(
        tuple(things),
        "tin",
        f"Someone pours {_NAMES[stuff]} from a tin into a heap on a plate.",
        ("jar",),
        faulty=("stream",) if fault == "gravity" else ("heap",),
        span=span,
        marked=(("rigid", "tin"), ("fluid", "stream"), ("articulated", "hand")),
    )
    return facing(world, stage, side)
