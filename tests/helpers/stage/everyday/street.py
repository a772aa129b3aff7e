"""Scenes on a street: somebody rides a bicycle, somebody walks with a suitcase."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import smooth
from tests.helpers.stage.everyday.figures import arm, capsule, head, leg
from tests.helpers.stage.everyday.parts import (
    Place,
    box,
    facing,
    manner,
    seconds,
    supple,
    wheel,
)
from tests.helpers.stage.sets import backdrop, floor_shadow
from tests.helpers.stage.walkers import Gait, limb
from tests.helpers.stage.world import Moment, Picture, Quad, Stage, Thing, World, quad, still


def _frame(stage: Stage, size: tuple[float, float], r: float, stuff: str, seed: int) -> Picture:
    """The tubes of a bicycle, its saddle and its handlebar; the hubs are at its lower corners."""
    w, h = size
    across, down = stage.px(w), stage.px(h)
    foot = h - r * 0.4

    def spot(x: float, y: float) -> tuple[int, int]:
        return round((w / 2 + x) * stage.height), round((foot + y) * stage.height)

    rear, front, crank = spot(-0.19, 0), spot(0.19, 0), spot(-0.02, 0.02)
    seat, neck = spot(-0.08, -0.2), spot(0.14, -0.22)
    saddle, bar = spot(-0.09, -0.25), spot(0.12, -0.29)
    mask = np.zeros((down, across), np.float32)
    pen = max(2, round(0.022 * stage.height))
    for a, b in ((rear, crank), (rear, seat), (crank, seat), (crank, neck), (seat, neck),
                 (neck, front)):  # fmt: skip
        cv2.line(mask, a, b, 1.0, pen, cv2.LINE_AA)
    rgb = skins.texture(across, down, stuff, seed, 0.8).copy()
    extra = np.zeros_like(mask)
    cv2.line(extra, seat, saddle, 1.0, max(1, pen // 2), cv2.LINE_AA)
    cv2.line(extra, spot(-0.15, -0.255), spot(-0.04, -0.25), 1.0, pen + 1, cv2.LINE_AA)
    cv2.line(extra, neck, bar, 1.0, max(1, round(0.8 * pen)), cv2.LINE_AA)
    cv2.line(extra, bar, spot(0.18, -0.29), 1.0, pen, cv2.LINE_AA)
    rgb[extra > 0.5] = (44, 42, 44)
    whole = np.maximum(mask, extra)
    return skins.cut_out(skins.lit(rgb, whole, 0.7), whole)


def bicycle(stage: Stage, fault: str) -> World:
    """Somebody rides past on a bicycle: wheels, pedals and legs go round."""
    draw, chance = stage.draw(), stage.draw(1)
    a, seed = stage.aspect, stage.seed % 1000
    side, time = float(draw.choice([-1.0, 1.0])), seconds(stage)
    level, r = 0.92, 0.135
    far = float(draw.uniform(0.5, 0.62)) * a
    start, moment, way = a / 2 - far / 2, float(chance.uniform(0.34, 0.46)), manner(stage)

    def x(u: Moment) -> float:
        after = max(0.0, u - moment)
        gone = far * u
        if fault == "impulse":
            gone += far * after * (1.9 if way else -2.3)
        if fault == "incoherent-parts" and way:
            gone -= 1.9 * far * after
        return start + gone

    def turn(u: Moment) -> float:
        """Degrees by which the wheels have turned."""
        rolled = np.rad2deg(far * u / r)
        if fault == "impulse":
            return float(np.rad2deg((x(u) - start) / r))
        if fault == "incoherent-parts" and not way:
            return float(-0.8 * rolled)
        return float(rolled)

    def lift(u: Moment) -> float:
        if fault != "gravity":
            return 0.0
        return 0.16 * time * max(0.0, u - moment) if way else 0.2 * smooth(u, moment, moment + 0.2)

    def place(u: Moment, dx: float, dy: float) -> Place:
        return np.array([x(u) + dx, level - r + dy - lift(u)])

    def pedal(u: Moment, shift: float) -> Place:
        t = np.deg2rad(0.55 * turn(u) + shift)
        return place(u, -0.02, 0.02) + 0.055 * np.array([np.cos(t), np.sin(t)])

    stuffs = [str(s) for s in draw.permutation(["red", "blue", "green", "yellow", "purple"])]
    uneven = 0.42 if fault == "deform" and not way else 0.0
    rim = wheel(stage, r, "metal", seed, 10)

    def tyre(u: Moment, dx: float) -> Quad:
        part = uneven * smooth(u, moment, moment + 0.4 / time)
        return quad(*place(u, dx, 0), 2 * r * (1 + 0.5 * part), 2 * r * (1 - 0.9 * part), turn(u))

    size = (0.46, 0.36)
    frame = Thing(
        "bicycle",
        still(_frame(stage, size, r, stuffs[1], seed)),
        lambda u: quad(*place(u, 0, 0.4 * r - size[1] / 2), *size),
        10,
    )
    if fault == "deform" and way:
        limp = lambda u: 1.3 * smooth(u, moment, moment + 0.3 / time)  # noqa: E731
        frame = supple(frame, "jelly", limp, lambda u: 12 * time * u)
    name = "bicycle"
    hips = lambda u: place(u, -0.09, -0.29)  # noqa: E731
    neck = lambda u: place(u, 0.02, -0.54)  # noqa: E731
    shoulder = lambda u: place(u, 0.02, -0.5)  # noqa: E731
    bar = lambda u: place(u, 0.165, -0.3)  # noqa: E731
    trousers = str(draw.choice(["dark", "wood"]))
    things = [
        backdrop(stage, str(draw.choice(["street", "brick", "field"])), 0.74),
        box(stage, "bin", "green", (a * 0.2, 0.62, a * 0.2 + 0.11, 0.8), 3, True),
        box(stage, "bench", "wood", (a * 0.72, 0.7, a * 0.72 + 0.26, 0.76), 3),
        floor_shadow(name, lambda u: (x(u), level - lift(u)), 0.6, lambda _: level),
        *leg(stage, name, hips, lambda u: pedal(u, 180.0), 0.4, trousers, 7),
        Thing(name, still(rim), lambda u: tyre(u, -0.19), 9),
        Thing(name, still(rim), lambda u: tyre(u, 0.19), 9),
        frame,
        *leg(stage, name, hips, lambda u: pedal(u, 0.0), 0.4, trousers, 11),
        limb(name, capsule(stage, 0.13, 0.36, stuffs[0], seed, 0.9),
             lambda u: (neck(u), hips(u)), 0.13, 12),
        head(stage, name, neck, 0.13, 12.5, stuffs[2]),
        *arm(stage, name, shoulder, bar, (0.15, 0.14, 0.045), stuffs[0], 13, 1.0),
    ]  # fmt: skip
    word = "right" if side > 0 else "left"
    begins = 0.0 if fault == "incoherent-parts" and not way else moment
    world = World(
        tuple(things),
        name,
        f"A cyclist rides a bicycle to the {word} along the street.",
        ("bin", "bench"),
        faulty=(name,),
        span=(begins, 1.0),
        heading=(1.0, 0.0),
        marked=(("articulated", name),),
    )
    return facing(world, stage, side)


def stroll(stage: Stage, fault: str) -> World:
    """Somebody walks past and pulls a suitcase on wheels."""
    draw, chance = stage.draw(), stage.draw(1)
    a, seed = stage.aspect, stage.seed % 1000
    side, time = float(draw.choice([-1.0, 1.0])), seconds(stage)
    level, hip = 0.92, float(draw.uniform(0.3, 0.34))
    stride, rate = 1.15 * hip, float(draw.uniform(0.75, 0.95)) * time
    moment, way = float(chance.uniform(0.32, 0.44)), manner(stage)
    gait = Gait(a / 2 + 0.08 - stride * rate / 2, 1.0, level, hip, stride, rate)
    if fault == "incoherent-parts" and not way:
        gait = replace(gait, body=-0.85, since=moment)
    glides = fault == "incoherent-parts" and way == 1

    def lift(u: Moment) -> float:
        if fault != "gravity":
            return 0.0
        return 0.13 * time * max(0.0, u - moment) if way else 0.2 * smooth(u, moment, moment + 0.3)

    def x(u: Moment) -> float:
        return gait.x(u)

    def phase(u: Moment) -> Moment:
        return min(u, moment) if glides else u

    def foot(u: Moment, shift: float) -> Place:
        held = phase(u)
        return gait.foot(held, shift) + np.array([x(u) - x(held), -lift(u)])

    def hips(u: Moment) -> Place:
        bob = 0.01 * np.cos(4 * np.pi * rate * phase(u))
        return np.array([x(u), level - 0.97 * hip + bob - lift(u)])

    def neck(u: Moment) -> Place:
        return hips(u) + np.array([0.015, -0.9 * hip])

    def shoulder(u: Moment) -> Place:
        return neck(u) + np.array([-0.005, 0.045])

    def front_hand(u: Moment) -> Place:
        t = 0.5 * np.sin(2 * np.pi * rate * phase(u)) + 0.25
        return shoulder(u) + 0.72 * hip * np.array([np.sin(t), np.cos(t)])

    def back_hand(u: Moment) -> Place:
        return shoulder(u) + np.array([-0.42 * hip, 0.6 * hip])

    case_w, case_h, r = 0.17, 0.24, 0.022

    def foot_of_case(u: Moment) -> Place:
        return np.array([x(u) - 0.36, level - r - lift(u)])

    def case_turn(u: Moment) -> float:
        return 24.0

    def case(u: Moment) -> Quad:
        t = np.deg2rad(case_turn(u))
        up = np.array([np.sin(t), -np.cos(t)])
        along = np.array([np.cos(t), np.sin(t)])
        middle = foot_of_case(u) + up * (case_h / 2 + 0.005) + along * 0.3 * case_w
        return quad(middle[0], middle[1], case_w, case_h, case_turn(u))

    stuffs = [str(s) for s in draw.permutation(["red", "blue", "green", "yellow", "purple"])]
    trousers = str(draw.choice(["dark", "wood"]))
    shell = skins.body(
        skins.box_mask(stage.px(case_w), stage.px(case_h), 0.18), stuffs[1], seed, 0.9
    )
    suitcase = Thing("suitcase", still(shell), case, 8)
    if fault == "deform":
        limp = lambda u: (1.0, 0.85)[way] * smooth(u, moment, moment + 0.4 / time)  # noqa: E731
        suitcase = supple(suitcase, ("jelly", "slump")[way], limp, lambda u: 14 * time * u)
    rod = skins.body(
        skins.box_mask(max(4, stage.px(0.016)), stage.px(0.2)), "dark", seed, 0.4, marks=False
    )
    caster = wheel(stage, r, "metal", seed + 4, 4)

    def top_of_case(u: Moment) -> Place:
        corners = case(u)
        return 0.5 * (corners[0] + corners[1])

    name = "walker"
    sleeve = (0.4 * hip, 0.42 * hip, 0.045)
    things = [
        backdrop(stage, str(draw.choice(["street", "brick", "hall"])), 0.76),
        box(stage, "box", "orange", (a * 0.28, 0.66, a * 0.28 + 0.12, 0.82), 3, True),
        box(stage, "post", "metal", (a * 0.78, 0.3, a * 0.78 + 0.03, 0.84), 3),
        floor_shadow(name, lambda u: (x(u), level - lift(u)), 0.34, lambda _: level + 0.01),
        floor_shadow("suitcase", lambda u: (x(u) - 0.32, level - lift(u)), 0.22,
                     lambda _: level + 0.005),
        *arm(stage, name, shoulder, back_hand, sleeve, stuffs[0], 7.5),
        limb("suitcase", rod, lambda u: (back_hand(u), top_of_case(u)), 0.016, 7),
        suitcase,
        Thing("suitcase", still(caster),
              lambda u: quad(*foot_of_case(u), 2 * r, 2 * r, np.rad2deg(x(u) / r)), 8.5),
        *leg(stage, name, hips, lambda u: foot(u, 0.5), hip, trousers, 9),
        *leg(stage, name, hips, lambda u: foot(u, 0.0), hip, trousers, 10),
        limb(name, capsule(stage, 0.15, 0.95 * hip, stuffs[0], seed, 0.95),
             lambda u: (neck(u), hips(u)), 0.15, 11),
        head(stage, name, neck, 0.145, 11.5, str(draw.choice(["dark", "wood", "yellow"]))),
        *arm(stage, name, shoulder, front_hand, sleeve, stuffs[0], 12),
    ]  # fmt: skip
    word = "right" if side > 0 else "left"
    world = World(
        tuple(things),
        "suitcase" if fault == "deform" else name,
        f"A traveller walks to the {word} and pulls a suitcase on wheels.",
        ("box", "post"),
        faulty=("suitcase",) if fault == "deform" else (name,),
        span=(moment, 1.0),
        heading=(1.0, 0.0),
        marked=(("articulated", name), ("rigid", "suitcase")),
    )
    return facing(world, stage, side)
