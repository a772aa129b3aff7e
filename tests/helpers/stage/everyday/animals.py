"""Scenes of animals: a fish swims through an aquarium."""

from __future__ import annotations

import cv2
import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import smooth
from tests.helpers.stage.everyday.parts import (
    box,
    facing,
    manner,
    seconds,
    specks,
)
from tests.helpers.stage.sets import backdrop
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


def _fish(stage: Stage, w: float, h: float, stuff: str, band: str, seed: int) -> Picture:
    """A fish that looks to the right: bands, fins, an eye, a forked tail."""
    across, down = stage.px(w), stage.px(h)
    y = down / 2
    trunk = np.zeros((down, across), np.float32)
    middle, axes = (round(0.64 * across), round(y)), (round(0.34 * across), round(0.36 * down))
    cv2.ellipse(trunk, middle, axes, 0, 0, 360, 1.0, -1, cv2.LINE_AA)
    tail = skins.outline_mask(
        across,
        down,
        [(0.4 * across, y), (2, 0.1 * down), (0.1 * across, y), (2, 0.9 * down)],
    )
    fins = skins.outline_mask(
        across,
        down,
        [(0.72 * across, 0.2 * down), (0.5 * across, 2), (0.46 * across, 0.24 * down)],
    )
    rgb = skins.texture(across, down, stuff, seed, 0.6).copy()
    other = skins.texture(across, down, band, seed + 1, 0.6)
    for x in (0.52, 0.68, 0.82):
        columns = slice(round((x - 0.03) * across), round((x + 0.035) * across))
        rgb[:, columns] = other[:, columns]
    edge = (tail > 0.5) & (np.arange(across)[None] < 0.16 * across)
    rgb[edge] = other[edge]
    cv2.circle(rgb, (round(0.89 * across), round(0.44 * down)), max(2, down // 12),
               (248, 246, 236), -1, cv2.LINE_AA)  # fmt: skip
    cv2.circle(rgb, (round(0.9 * across), round(0.44 * down)), max(1, down // 22), (14, 14, 16),
               -1, cv2.LINE_AA)  # fmt: skip
    mask = np.maximum(np.maximum(trunk, tail), fins)
    return skins.cut_out(skins.lit(rgb, mask, 0.9), mask)


def _weed(stage: Stage, x: float, high: float, phase: float, time: float, order: float) -> Thing:
    """A water plant that sways with the current."""
    w = 0.2
    across, down = stage.px(w), stage.px(high)
    mask = np.zeros((down, across), np.float32)
    for k in range(5):
        at = across * (0.36 + 0.07 * k)
        ends = ((round(at), down), (round(at + (k - 2) * 0.05 * across), round(0.1 * k * down % 9)))
        cv2.line(mask, *ends, 1.0, max(3, across // 14), cv2.LINE_AA)
    rgb = skins.texture(across, down, "leaves", stage.seed % 1000 + int(10 * x), 0.6)
    flat = skins.cut_out(skins.lit(rgb, mask, 0.8), mask)
    yy, xx = np.mgrid[0:down, 0:across].astype(np.float32)
    up = 1 - yy / down

    def picture(u: Moment) -> Picture:
        push = across * 0.22 * up**1.5 * np.sin(2.2 * u * time + phase + 2.5 * up)
        return cv2.remap(flat, (xx + push).astype(np.float32), yy, cv2.INTER_LINEAR)

    return Thing("weed", picture, steady(quad(x, 0.86 - high / 2, w, high)), order)


def fish(stage: Stage, fault: str) -> World:
    """A fish swims through an aquarium, past plants and rising bubbles."""
    draw, chance = stage.draw(), stage.draw(1)
    a, seed = stage.aspect, stage.seed % 1000
    side, time = float(draw.choice([-1.0, 1.0])), seconds(stage)
    w, h = 0.34, 0.19
    far = float(draw.uniform(0.18, 0.24)) * time
    beats = float(draw.uniform(1.5, 2.1)) * time
    moment, way = float(chance.uniform(0.32, 0.44)), manner(stage)
    high = float(draw.uniform(0.4, 0.5))
    parts = fault == "incoherent-parts"

    def path(u: Moment) -> tuple[float, ...]:
        gone = far * (u - 0.5)
        if parts and way == 0:
            gone -= 2.1 * far * max(0.0, u - moment)
        return a / 2 + gone, high + 0.025 * np.sin(1.9 * u * time), 3 * np.sin(1.9 * u * time + 1)

    stuffs = [str(s) for s in draw.permutation(["orange", "yellow", "blue", "purple"])]
    body = _fish(stage, w, h, stuffs[0], str(draw.choice(["white", "dark"])), seed)
    yy, xx = np.mgrid[0 : body.shape[0], 0 : body.shape[1]].astype(np.float32)
    lag = 1 - xx / body.shape[1]

    def beaten(u: Moment) -> Picture:
        held = min(u, moment) if parts and way == 1 else u
        t = 2 * np.pi * beats * held
        push = 0.2 * body.shape[0] * lag**1.7 * np.sin(t - 2.4 * lag)
        # seen from the side, a tail that beats becomes shorter
        pull = 0.1 * body.shape[1] * lag**2 * (1 + np.cos(2 * t - 2.4 * lag))
        return cv2.remap(
            body, (xx - pull).astype(np.float32), (yy + push).astype(np.float32), cv2.INTER_LINEAR
        )

    swimmer = Thing("fish", beaten, going(path, w, h), 10)
    extra = []
    if fault == "mass":
        apart = lambda u: smooth(u, moment, moment + 0.6 / time)  # noqa: E731
        old = swimmer.corners
        gap = np.array([0.03, 0.26]) if way else np.array([-0.3, 0.05])
        extra = [
            Thing("fish", beaten, lambda u: old(u) + gap * apart(u), 9.9,
                  presence=lambda u: float(u >= moment))
        ]  # fmt: skip
    count = round(9 * time)
    born, sizes, phases = (
        draw.uniform(-0.6, 1.0, count),
        draw.uniform(0.006, 0.014, count),
        draw.uniform(0, 6, count),
    )

    def bubbles(u: Moment) -> np.ndarray:
        age = (u - born) * time
        x = 0.78 * a + 0.02 * np.sin(5 * age + phases)
        y = 0.8 - 0.3 * age
        return np.stack([x, y, np.where((age > 0) & (y > 0.06), sizes, 0.0)], 1)

    bubble_box = (0.78 * a - 0.06, 0.03, 0.78 * a + 0.06, 0.86)
    haze = np.zeros((8, 8, 4), np.uint8)
    haze[...] = (14, 46, 60, 78)
    things = [
        backdrop(stage, "yard", 0.84),
        Thing("water", still(haze), steady(quad(a / 2, 0.5, 1.6 * a, 1.6)), -50),
        box(stage, "stone", "stone", (a * 0.5 - 0.5, 0.7, a * 0.5 - 0.26, 0.87), 4),
        box(stage, "chest", "wood", (0.78 * a - 0.1, 0.78, 0.78 * a + 0.1, 0.9), 5, True),
        _weed(stage, a * 0.34, 0.42, 0.0, time, 6),
        _weed(stage, a * 0.62, 0.5, 2.0, time, 14),
        specks(stage, "bubbles", bubble_box, bubbles, ((206, 226, 232), (232, 244, 248)), 8),
        *extra,
        swimmer,
    ]
    word = "right" if side > 0 else "left"
    world = World(
        tuple(things),
        "fish",
        f"A fish swims to the {word} through an aquarium.",
        ("chest", "stone"),
        faulty=("fish",),
        span=(moment, min(1.0, moment + 0.6 / time) if fault == "mass" else 1.0),
        heading=(1.0, 0.0),
        marked=(("articulated", "fish"),),
    )
    return facing(world, stage, side)
