"""Scenes of machines: a crane carries a crate, a clock goes."""

from __future__ import annotations

import cv2
import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import pendulum, ramp, smooth
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


def _lattice(stage: Stage, w: float, h: float, stuff: str, seed: int) -> Picture:
    """A girder with struts."""
    across, down = stage.px(w), stage.px(h)
    mask = np.zeros((down, across), np.float32)
    pen = max(2, round(0.009 * stage.height))
    cv2.rectangle(mask, (1, 1), (across - 2, down - 2), 1.0, pen, cv2.LINE_AA)
    long, short = max(across, down), min(across, down)
    for k in range(max(2, round(long / short))):
        a, b = round(k * short), round((k + 1) * short)
        first, second = ((a, down), (b, 0)) if across > down else ((0, a), (across, b))
        cv2.line(mask, first, second, 1.0, pen, cv2.LINE_AA)
    rgb = skins.texture(across, down, stuff, seed, 0.7)
    return skins.cut_out(skins.lit(rgb, mask, 0.5), mask)


def crane(stage: Stage, fault: str) -> World:
    """A crane lifts a crate, carries it along its jib and sets it down on a platform."""
    draw, chance = stage.draw(), stage.draw(1)
    c, seed = stage.aspect / 2, stage.seed % 1000
    side, time = float(draw.choice([-1.0, 1.0])), seconds(stage)
    level, deck, jib, w, h = 0.9, 0.72, 0.13, 0.2, 0.17
    first, last, carry = c - 0.16, c + 0.34, 0.44
    up, along, down = (0.04, 0.3), (0.28, 0.56), (0.58, 0.78)
    moment, way = float(chance.uniform(0.42, 0.5)), manner(stage)
    lets_go = fault == "gravity"

    def trolley(u: Moment) -> float:
        return first + (last - first) * smooth(u, *along)

    def sway(u: Moment) -> float:
        """Radians by which the rope hangs askew: it lags behind and swings a little."""
        lag = 0.1 * np.sin(np.pi * 2 * ramp(u, *along)) * (0 < ramp(u, *along) < 1)
        return float(lag + 0.03 * np.exp(-3 * max(0.0, u - along[1]) * time)
                     * np.sin(5 * (u - along[1]) * time) * (u > along[1]))  # fmt: skip

    def bottom(u: Moment) -> float:
        """The lower side of the crate."""
        low = level + (carry + h - level) * smooth(u, *up) + (deck - carry - h) * smooth(u, *down)
        if fault == "penetration":
            low += (0.13, 0.2)[way] * ramp(u, down[1] - 0.02, down[1] + 0.35 / time)
        return low

    def hook(u: Moment) -> Place:
        length = bottom(u) - h - 0.07 - jib
        if lets_go and u > moment:
            length -= 0.5 * length * smooth(u, moment, moment + 0.7 / time)
        t = sway(u)
        return np.array([trolley(u) - length * np.sin(t), jib + length * np.cos(t)])

    def crate(u: Moment) -> Quad:
        held = min(u, moment) if lets_go else u
        t = sway(held)
        length = bottom(held) - h / 2 - jib
        x, y = trolley(held) - length * np.sin(t), jib + length * np.cos(t)
        if lets_go and u > moment:
            # it stays where it was let go, or drifts on and up
            late = (u - moment) * time
            x, y = x + way * 0.1 * late, y - way * 0.1 * late
        return quad(x, y, w, h, np.rad2deg(t))

    def rope(u: Moment) -> Quad:
        top, low = np.array([trolley(u), jib]), hook(u)
        x, y = (top + low) / 2
        return quad(x, y, 0.012, float(np.hypot(*(low - top))), np.rad2deg(sway(u)))

    def sling(u: Moment) -> Quad:
        x, y = hook(u)
        return quad(x, y + 0.035, 0.16, 0.07, np.rad2deg(sway(u)))

    stuff = str(draw.choice(["wood", "blue", "red", "green"]))
    steel = str(draw.choice(["yellow", "orange", "metal"]))
    chest = skins.body(skins.box_mask(stage.px(w), stage.px(h), 0.04), stuff, seed, 0.6)
    load = Thing("crate", still(chest), crate, 8)
    if fault == "deform":
        begin = moment - 0.2
        far = lambda u: smooth(u, begin, begin + 0.4 / time)  # noqa: E731
        how, much = (("jelly", 1.2), ("slump", 0.9))[way]
        load = supple(load, how, lambda u: much * far(u), lambda u: 13 * time * u)
    cord = skins.body(skins.box_mask(4, stage.px(0.5)), "dark", seed, 0.2, marks=False)
    across, high = stage.px(0.16), stage.px(0.07)
    mask = np.zeros((high, across), np.float32)
    for x in (1, across - 2):
        cv2.line(mask, (across // 2, 1), (x, high - 1), 1.0, max(1, high // 14), cv2.LINE_AA)
    straps = skins.cut_out(skins.texture(across, high, "dark", seed), mask)
    jib_size, mast_size = (1.12, 0.07), (0.1, 0.8)
    things = [
        backdrop(stage, str(draw.choice(["field", "yard", "beach"])), 0.8),
        Thing("mast", still(_lattice(stage, *mast_size, steel, seed)),
              steady(quad(c - 0.46, level - 0.4, *mast_size)), 5),
        Thing("jib", still(_lattice(stage, *jib_size, steel, seed + 1)),
              steady(quad(c, jib - 0.045, *jib_size)), 6),
        box(stage, "platform", "stone", (c + 0.18, deck, c + 0.54, level + 0.02), 9),
        box(stage, "drum", "purple", (c - 0.02, level - 0.14, c + 0.08, level), 4, True),
        floor_shadow("crate", lambda u: (float(crate(u)[:, 0].mean()), float(crate(u)[2, 1])), w,
                     lambda x: deck if x > c + 0.18 else level, 3),
        Thing("trolley", still(chest[: max(4, len(chest) // 3)]),
              lambda u: quad(trolley(u), jib - 0.005, 0.09, 0.03), 7),
        Thing("rope", still(cord), rope, 6.5),
        Thing("sling", still(straps), sling, 7.5),
        load,
    ]  # fmt: skip
    span = {
        "gravity": (moment, 1.0),
        "deform": (moment - 0.2, 1.0),
        "penetration": (down[1] - 0.02, 1.0),
    }.get(fault, (0.0, 1.0))
    world = World(
        tuple(things),
        "crate",
        "A crane lifts a crate, carries it over and sets it down on a platform.",
        ("drum",),
        faulty=("crate", "platform") if fault == "penetration" else ("crate",),
        span=span,
        marked=(("rigid", "crate"), ("solid", "platform")),
    )
    return facing(world, stage, side)


def _dial(stage: Stage, size: float, seed: int) -> Picture:
    """The face of a clock without its hands."""
    s = stage.px(size)
    mask = skins.disc_mask(s)
    rgb = skins.texture(s, s, "white", seed, 1.4).copy()
    half = s / 2
    cv2.circle(rgb, (round(half), round(half)), round(0.47 * s), (92, 60, 30), max(2, s // 18))
    for k in range(12):
        t = 2 * np.pi * k / 12
        ends = [
            (round(half + f * s * np.cos(t)), round(half + f * s * np.sin(t)))
            for f in (0.34, 0.42 - 0.03 * (k % 3 > 0))
        ]
        cv2.line(rgb, ends[0], ends[1], (40, 34, 30), max(1, s // (30 if k % 3 else 18)))
    return skins.cut_out(skins.lit(rgb, mask, 0.4), mask)


def clock(stage: Stage, fault: str) -> World:
    """A clock on the wall: its pendulum swings, its hands go on."""
    draw, chance = stage.draw(), stage.draw(1)
    c, seed = stage.aspect / 2, stage.seed % 1000
    time, way = seconds(stage), manner(stage)
    top, length, r, dial = 0.32, 0.42, 0.065, 0.3
    swing, rate = float(draw.uniform(0.24, 0.31)), float(draw.uniform(0.75, 0.95))
    moment = float(chance.uniform(0.38, 0.5))
    free = pendulum(swing, rate * time)
    # where it is in its swing when it goes wrong: fast for a kick, at the side to stay there
    moments = np.linspace(moment, min(0.75, moment + 0.7 / time), 200)
    angles = np.abs([free(float(m)) for m in moments])
    at_side, at_middle = float(moments[angles.argmax()]), float(moments[angles.argmin()])
    kicked = pendulum(swing, rate * time, (at_middle, 6.5 * rate * time * swing))

    def angle(u: Moment) -> float:
        if fault == "impulse" and u >= at_middle:
            if way == 0:
                return kicked(u)
            # dead in the middle of its swing, and off again after a while
            still_for = 0.6 / time
            return free(at_middle) if u < at_middle + still_for else free(u - still_for)
        if fault == "gravity" and u >= at_side:
            late = (u - at_side) * time
            return free(at_side) * (1 + way * min(1.1, 0.9 * late))
        return free(u)

    pivot = np.array([c, top])

    def bob(u: Moment) -> Place:
        t = angle(u)
        return pivot + length * np.array([np.sin(t), np.cos(t)])

    size = (length + 2.2 * r, 2.2 * r)
    across, high = stage.px(size[0]), stage.px(size[1])
    mask = np.zeros((high, across), np.float32)
    middle = high // 2
    cv2.line(mask, (1, middle), (across - high, middle), 1.0, max(2, high // 9), cv2.LINE_AA)
    cv2.circle(mask, (across - middle - 1, middle), middle - 2, 1.0, -1, cv2.LINE_AA)
    brass = skins.texture(across, high, "yellow", seed, 0.7).copy()
    cv2.circle(brass, (across - middle - 1, middle), round(0.5 * middle), (146, 92, 30),
               max(1, high // 16), cv2.LINE_AA)  # fmt: skip
    rod = tool(
        "pendulum",
        skins.cut_out(skins.lit(brass, mask, 0.9), mask),
        lambda _: pivot,
        lambda u: 90 - float(np.rad2deg(angle(u))),
        size,
        0.0,
        6,
    )
    if fault == "deform":
        far = lambda u: smooth(u, moment, moment + 0.3 / time)  # noqa: E731
        how, much = (("whip", 1.3), ("droop", 0.8))[way]
        rod = supple(rod, how, lambda u: much * far(u), lambda u: 12 * time * u)

    def pointer(name: str, long: float, wide: float, at: float, speed: float) -> Thing:
        needle = skins.body(
            skins.box_mask(stage.px(long), max(4, stage.px(wide)), 0.4), "dark", seed, 0.3,
            marks=False,
        )  # fmt: skip
        centre = np.array([c, top - 0.12])
        return tool(name, needle, lambda _: centre, lambda u: at + speed * u, (long, wide), 0.12, 9)

    hours = float(draw.uniform(0, 360))
    things = [
        backdrop(stage, str(draw.choice(["room", "hall", "brick"])), 0.92),
        box(stage, "case", "wood", (c - 0.25, top - 0.3, c + 0.25, top + 0.62), 3),
        box(stage, "inside", "dark", (c - 0.21, top + 0.04, c + 0.21, top + 0.58), 4),
        rod,
        box(stage, "head", "wood", (c - 0.25, top - 0.3, c + 0.25, top + 0.05), 7),
        Thing("dial", still(_dial(stage, dial, seed)),
              steady(quad(c, top - 0.12, dial, dial)), 8),
        pointer("hour", 0.085, 0.018, hours, 0.5),
        pointer("minute", 0.125, 0.013, 12 * hours, 4.0),
        pointer("second", 0.14, 0.008, 40.0, 6.0 * time),
        box(stage, "vase", "blue", (c + 0.36, 0.72, c + 0.46, 0.95), 5, True),
    ]  # fmt: skip
    if fault == "deform":
        span = (moment, 1.0)
    else:
        span = (at_side if fault == "gravity" else at_middle, 1.0)
    return World(
        tuple(things),
        "pendulum",
        "The pendulum of an old clock swings to and fro.",
        ("vase",),
        faulty=("pendulum",),
        span=span,
        marked=(("rigid", "pendulum"),),
    )
