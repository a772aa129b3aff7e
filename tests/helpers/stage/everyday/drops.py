"""Scenes of what is let go: a ball rolls off a shelf, a weight falls on a seesaw."""

from __future__ import annotations

from math import degrees

import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import smooth
from tests.helpers.stage.everyday.parts import (
    Place,
    box,
    facing,
    manner,
    named,
    seconds,
    supple,
)
from tests.helpers.stage.sets import backdrop, ball, floor_shadow
from tests.helpers.stage.world import Moment, Quad, Stage, Thing, World, quad, still

_STEPS = 1600


def shelf(stage: Stage, fault: str) -> World:
    """A ball rolls off a shelf, falls on a table, bounces and rolls on."""
    draw = stage.draw()
    c, seed = stage.aspect / 2, stage.seed % 1000
    side, time = float(draw.choice([-1.0, 1.0])), seconds(stage)
    r, upper, table = float(draw.uniform(0.055, 0.075)), 0.36, 0.8
    edge, way = c - 0.14, manner(stage)
    leaves = float(draw.uniform(0.24, 0.3))
    speed = float(draw.uniform(0.3, 0.36))
    hole = edge - 0.16
    falls_early = fault == "penetration" and way == 1
    marks: dict[str, Moment] = {}

    # seconds and heights
    places = np.zeros((_STEPS + 1, 3))
    x, y, vx, vy, turn = edge - speed * leaves * time, upper - r, speed, 0.0, 0.0
    dt = time / _STEPS
    bounces = 0
    for step in range(_STEPS + 1):
        places[step] = (x, y, degrees(turn))
        u = step / _STEPS
        on_shelf = x < (hole if falls_early else edge)
        ay = 0.0 if on_shelf and bounces == 0 and vy == 0 else 3.0
        if not on_shelf:
            marks.setdefault("leaves", u)
        if fault == "gravity" and "leaves" in marks:
            ay = 0.0
            vy = 0.13 if way else 0.0
            vx *= 1 - 0.9 * dt
        vy += ay * dt
        x, y, turn = x + vx * dt, y + vy * dt, turn + vx / r * dt
        through = fault == "penetration" and way == 0
        if y > table - r and vy > 0:
            marks.setdefault("lands", u)
            if not through:
                y, bounces = table - r, bounces + 1
                lost = 1.22 if fault == "impulse" and way == 0 and bounces == 1 else 0.62
                vy = -lost * vy if vy > 0.25 else 0.0
        back = fault == "impulse" and way == 1 and bounces == 1 and vy > -0.02
        if back and "kick" not in marks:
            marks["kick"] = u
            vx = -2.6 * vx
    path = lambda u: tuple(  # noqa: E731
        np.array([np.interp(u * _STEPS, np.arange(_STEPS + 1), places[:, k]) for k in range(3)])
    )
    span = {
        "gravity": (marks["leaves"], 1.0),
        "impulse": (marks.get("kick", marks.get("lands", 0.5)), 1.0),
        "penetration": (
            marks["leaves"] if falls_early else marks.get("lands", 0.5) - 0.02,
            marks["leaves"] + 0.35 / time if falls_early else marks.get("lands", 0.5) + 0.3 / time,
        ),
    }.get(fault, (0.0, 1.0))
    stuffs = [str(s) for s in draw.permutation(["red", "orange", "yellow", "blue", "green"])]
    things = [
        backdrop(stage, str(draw.choice(["room", "hall", "brick"])), 0.95),
        box(stage, "shelf", "wood", (-0.4, upper, edge + 0.01, upper + 0.035), 12),
        box(stage, "bracket", "metal", (edge - 0.2, upper + 0.03, edge - 0.175, upper + 0.13), 4),
        box(stage, "books", stuffs[1], (edge - 0.5, upper - 0.2, edge - 0.4, upper), 5, True),
        box(stage, "leg", "wood", (c - 0.2, table, c - 0.15, 1.0), 4),
        box(stage, "leg", "wood", (c + 0.55, table, c + 0.6, 1.0), 4),
        box(stage, "table", "wood", (c - 0.3, table, c + 1.0, table + 0.045), 12),
        box(stage, "jar", stuffs[2], (c + 0.5, table - 0.18, c + 0.6, table), 6, True),
        floor_shadow("ball", path, 2 * r, lambda x: upper if x < edge else table, 5),
        ball(stage, "ball", path, r, stuffs[0], seed, 10),
    ]  # fmt: skip
    place = "shelf" if falls_early else "table"
    world = World(
        tuple(things),
        "ball",
        f"{named(stuffs[0])} ball rolls off a shelf, falls onto the table and bounces.",
        ("jar", "books"),
        faulty=("ball", place) if fault == "penetration" else ("ball",),
        span=(max(0.0, span[0]), min(1.0, span[1])),
        marked=(("solid", "table"), ("solid", "shelf"), ("rigid", "ball")),
    )
    return facing(world, stage, side)


def seesaw(stage: Stage, fault: str) -> World:
    """A heavy block falls on one end of a seesaw and flings up the ball on the other end."""
    draw, chance = stage.draw(), stage.draw(1)
    c, seed = stage.aspect / 2 - 0.06, stage.seed % 1000
    side, time = float(draw.choice([-1.0, 1.0])), seconds(stage)
    level, half, thick, r, size = 0.88, 0.38, 0.035, 0.055, 0.15
    pivot, tilt, arm_at = level - 0.1, 13.0, 0.31
    gravity, way = 3.0 * time**2, manner(stage)
    start, top = 0.04, -0.14  # it comes from above the frame
    swing = 0.13 / time
    dead = fault == "impulse" and way == 0

    def end(degrees_: float, along: float) -> Place:
        """A place on the upper side of the plank."""
        t = np.deg2rad(degrees_)
        return np.array([c + along * np.cos(t), pivot + along * np.sin(t) - thick / 2])

    meets = float(end(tilt, -arm_at)[1]) - size / 2
    hit = start + float(np.sqrt(2 * (meets - top) / gravity))
    early = float(chance.uniform(0.3, 0.36)) / time if fault == "early-effect" else 0.0
    go = hit - early
    speed = float(draw.uniform(1.6, 1.75)) * time
    apex = go + swing + 0.92 * speed / gravity

    def angle(u: Moment) -> float:
        return tilt if dead else tilt - 2 * tilt * smooth(u, go, go + swing)

    def weight(u: Moment) -> Place:
        y = top + 0.5 * gravity * max(0.0, u - start) ** 2
        x, on = end(angle(u), -arm_at)
        return np.array([c - arm_at if y < on - size / 2 else x, min(y, on - size / 2)])

    def thrown(u: Moment) -> tuple[float, ...]:
        x, y = end(angle(u), arm_at)
        if u <= go + swing or dead:
            return x, y - r, 0.0
        x, y = end(-tilt, arm_at)
        t = u - go - swing
        aside = 0.17 * time * t
        if fault in ("gravity", "impulse") and u > apex:
            late, t = u - apex, apex - go - swing
            high = y - r - speed * t + 0.5 * gravity * t * t
            if fault == "gravity":
                return x + 0.17 * time * t, high - way * 0.14 * time * late, 200 * t
            fall = min(level - r, high + 0.5 * gravity * late**2)
            return x + 0.17 * time * t - 1.1 * time * late, fall, 200 * t
        high = y - r - speed * t + 0.5 * gravity * t * t
        falls = (speed + np.sqrt(speed**2 + 2 * gravity * (level - y))) / gravity
        if t > falls:
            hop = max(0.0, 0.35 * speed * (t - falls) - 0.5 * gravity * (t - falls) ** 2)
            return x + 0.17 * time * falls + 0.1 * time * (t - falls), level - r - hop, 200 * t
        return x + aside, high, 200 * t

    plank_size = (2 * half, thick)
    board = skins.body(
        skins.box_mask(stage.px(2 * half), stage.px(thick), 0.2), "wood", seed, 0.6, marks=False
    )
    plank = Thing("plank", still(board), lambda u: quad(c, pivot, *plank_size, angle(u)), 8)
    if fault == "deform":
        far = lambda u: smooth(u, hit, hit + 0.25 / time)  # noqa: E731
        sway = lambda u: far(u) * (0.8 if way else 0.75 + 0.25 * np.sin(9 * time * u))  # noqa: E731
        plank = supple(plank, ("arch", "whip")[way], sway, lambda u: 12 * time * u)
    across, down = stage.px(0.2), stage.px(0.1)
    foot = skins.outline_mask(
        across, down, [(across / 2, 1), (across - 2, down - 1), (1, down - 1)]
    )
    stuffs = [str(s) for s in draw.permutation(["red", "orange", "yellow", "blue", "green"])]
    iron = skins.body(skins.box_mask(stage.px(size), stage.px(size), 0.1), "metal", seed, 0.9)

    def heavy(u: Moment) -> Quad:
        x, y = weight(u)
        on = float(end(angle(u), -arm_at)[1]) - size / 2
        return quad(x, y, size, size, angle(u) * float(y >= on - 1e-6))

    things = [
        backdrop(stage, str(draw.choice(["yard", "room", "field"])), 0.74),
        box(stage, "crate", stuffs[1], (c + 0.28, level - 0.34, c + 0.42, level - 0.12), 3, True),
        floor_shadow("plank", lambda _: (c, level), 0.8, lambda _: level + 0.005),
        Thing("fulcrum", still(skins.body(foot, stuffs[2], seed, 0.8)),
              lambda _: quad(c, level - 0.05, 0.2, 0.1), 7),
        plank,
        Thing("weight", still(iron), heavy, 9),
        floor_shadow("ball", thrown, 2 * r, lambda _: level, 2),
        ball(stage, "ball", thrown, r, stuffs[0], seed, 10),
    ]  # fmt: skip
    faulty = {
        "deform": ("plank",),
        "early-effect": ("ball", "plank"),
        "impulse": ("weight", "plank") if dead else ("ball",),
    }.get(fault, ("ball",))
    span = {"early-effect": (go, hit), "gravity": (apex, 1.0), "deform": (hit, 1.0)}.get(
        fault, (hit if dead else apex, 1.0)
    )
    world = World(
        tuple(things),
        "ball",
        "A heavy block falls on one end of a seesaw and throws a ball into the air.",
        ("crate", "weight"),
        faulty=faulty,
        span=span,
        marked=(("rigid", "plank"), ("rigid", "ball"), ("rigid", "weight")),
    )
    return facing(world, stage, side)
