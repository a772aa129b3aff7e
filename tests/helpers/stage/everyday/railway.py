"""A toy train with its wagons on a track, through a tunnel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import smooth
from tests.helpers.stage.everyday.parts import (
    box,
    facing,
    manner,
    rolling,
    seconds,
    wheel,
)
from tests.helpers.stage.sets import backdrop
from tests.helpers.stage.world import (
    Moment,
    Picture,
    Quad,
    Stage,
    Thing,
    World,
    quad,
    still,
)

Along = Callable[[Moment], float]


def _engine(stage: Stage, w: float, h: float, stuff: str, seed: int) -> Picture:
    """A steam engine that drives to the right: cab, boiler, chimney."""
    across, down = stage.px(w), stage.px(h)
    points = [(0.02, 0.02), (0.34, 0.02), (0.34, 0.36), (0.72, 0.36), (0.72, 0.05), (0.84, 0.05),
              (0.84, 0.36), (0.95, 0.4), (0.98, 0.95), (0.02, 0.95)]  # fmt: skip
    mask = skins.outline_mask(across, down, [(x * across, y * down) for x, y in points])
    rgb = skins.texture(across, down, stuff, seed, 0.9).copy()
    rgb[round(0.12 * down) : round(0.4 * down), round(0.1 * across) : round(0.26 * across)] = (
        70,
        84,
        96,
    )
    dark = skins.texture(across, down, "dark", seed)
    rgb[: round(0.35 * down), round(0.65 * across) :] = dark[
        : round(0.35 * down), round(0.65 * across) :
    ]
    rgb[round(0.8 * down) :] = dark[round(0.8 * down) :]
    return skins.cut_out(skins.lit(rgb, mask, 0.8), mask)


def _wagon(stage: Stage, w: float, h: float, stuff: str, load: str, seed: int) -> Picture:
    """An open wagon with something heaped in it."""
    across, down = stage.px(w), stage.px(h)
    heap = [(0.06, 0.4), (0.2, 0.14), (0.4, 0.22), (0.6, 0.06), (0.8, 0.2), (0.94, 0.4)]
    body = [(0.02, 0.38), (0.98, 0.38), (0.96, 0.95), (0.04, 0.95)]
    upper = skins.outline_mask(across, down, [(x * across, y * down) for x, y in heap])
    lower = skins.outline_mask(across, down, [(x * across, y * down) for x, y in body])
    rgb = np.where(
        lower[..., None] > 0.5,
        skins.texture(across, down, stuff, seed, 0.8),
        skins.texture(across, down, load, seed + 1, 0.5),
    )
    mask = np.maximum(upper, lower)
    return skins.cut_out(skins.lit(rgb, mask, 0.9), mask)


def _car(
    stage: Stage, name: str, picture: Picture, x: Along, turn: Along, size: tuple[float, float],
    level: float, order: float,
) -> list[Thing]:  # fmt: skip
    """A body on two spoked wheels."""
    w, h = size
    r = 0.042
    rim = wheel(stage, r, "red", stage.seed % 1000 + 2, 6)

    def corners(u: Moment) -> Quad:
        return quad(x(u), level - r * 0.9 - h / 2, w, h)

    found = [Thing(name, still(picture), corners, order)]
    for off in (-0.29, 0.29):

        def path(u: Moment, off: float = off) -> tuple[float, ...]:
            return x(u) + off * w, level - r, turn(u)

        found.append(rolling(name, rim, path, r, order + 0.5))
    return found


def _smoke(stage: Stage, x: Along, y: float) -> list[Thing]:
    """Puffs that rise from the chimney, grow and thin out."""
    draw, time = stage.draw(6), seconds(stage)
    spot = skins.soft_spot(64)
    spot[..., :3] = (spot[..., 3:] * 0.82).astype(np.uint8)
    found = []
    for k in range(round(3.2 * time)):
        born = k / (3.2 * time)
        drift, big = float(draw.uniform(-0.1, 0.0)), float(draw.uniform(0.16, 0.24))

        def corners(u: Moment, born: float = born, drift: float = drift, big: float = big) -> Quad:
            age = max(0.0, u - born) * time
            size = 0.05 + big * min(age, 1.6)
            return quad(x(born) + drift * age, y - 0.16 * age**0.8, size, size)

        def there(u: Moment, born: float = born) -> float:
            age = (u - born) * time
            return 0.95 * float(np.clip(1 - age / 1.7, 0, 1)) if age >= 0 else 0.0

        found.append(Thing("smoke", still(spot), corners, 7, presence=there))
    return found


def train(stage: Stage, fault: str) -> World:
    """A toy train pulls three wagons through a tunnel."""
    draw, chance = stage.draw(), stage.draw(1)
    c, seed = stage.aspect / 2, stage.seed % 1000
    side, time = float(draw.choice([-1.0, 1.0])), seconds(stage)
    level = 0.8
    far = float(draw.uniform(0.26, 0.32)) * time
    start = c - 0.12
    moment, way = float(chance.uniform(0.3, 0.42)), manner(stage)

    def gone(u: Moment) -> float:
        usual, after = far * u, max(0.0, u - moment)
        if fault != "impulse":
            return usual
        if way:
            return usual - 2.6 * far * after
        stays = min(after, 0.8 / time)
        return usual - far * stays + 1.6 * far * max(0.0, after - 0.8 / time)

    def turn(u: Moment) -> float:
        backward = fault == "incoherent-parts" and not way
        return float(np.rad2deg(gone(u) / 0.042)) * (-0.85 if backward else 1.0)

    gap = 0.255

    def behind(k: int) -> Along:
        def x(u: Moment) -> float:
            found = start - gap * k - 0.02 + gone(u)
            if fault == "incoherent-parts" and way and k == 2:
                found -= 2.1 * far * max(0.0, u - moment)
            if fault == "mass" and way and k == 2:
                found += gap * smooth(u, moment, moment + 0.5 / time)
            return found

        return x

    def back(k: int) -> Along:
        if fault == "incoherent-parts" and way and k == 2:
            return lambda u: float(np.rad2deg((far * u - 2.1 * far * max(0.0, u - moment)) / 0.042))
        return turn

    stuffs = [str(s) for s in draw.permutation(["red", "blue", "green", "yellow", "purple"])]
    engine = lambda u: start + gone(u)  # noqa: E731
    things: list[Thing] = [
        backdrop(stage, str(draw.choice(["room", "table", "yard"])), 0.66),
        box(stage, "rail", "metal", (-0.3, level - 0.004, 2 * c + 0.3, level + 0.014), 4),
        *(
            box(stage, "sleeper", "wood", (x, level + 0.01, x + 0.05, level + 0.035), 3.5)
            for x in np.arange(-0.3, 2 * c + 0.3, 0.13)
        ),
        box(stage, "house", "white", (c - 0.42, 0.42, c - 0.2, 0.68), 2, True),
        box(stage, "tunnel", "stone", (c + 0.3, 0.44, c + 0.58, 0.86), 20),
        *_smoke(stage, lambda u: engine(u) + 0.075, 0.55),
        *_car(stage, "engine", _engine(stage, 0.27, 0.23, stuffs[0], seed), engine, turn,
              (0.27, 0.23), level, 10),
    ]  # fmt: skip
    loads = [str(s) for s in draw.permutation(["stone", "sand", "leaves"])]
    for k in (1, 2, 3):
        picture = _wagon(stage, 0.225, 0.15, stuffs[k], loads[k - 1], seed + k)
        name = f"wagon {k}"
        parts = _car(stage, name, picture, behind(k), back(k), (0.225, 0.15), level, 10 + k)
        link = box(stage, name, "dark", (0.0, 0.0, 0.06, 0.015), 9)
        mine = behind(k)
        parts.append(
            replace(link, corners=lambda u, x=mine: quad(x(u) + 0.12, level - 0.06, 0.06, 0.014))
        )
        things += parts
        if fault == "mass" and not way and k == 1:
            twin = lambda u: behind(1)(u) - 0.2 * smooth(u, moment, moment + 0.5 / time)  # noqa: E731
            for part in _car(stage, name, picture, twin, turn, (0.225, 0.15), level, 13.8):
                things.append(replace(part, presence=lambda u: float(u >= moment)))
    word = "right" if side > 0 else "left"
    every = ("engine", "wagon 1", "wagon 2", "wagon 3")
    faulty = {
        "incoherent-parts": ("wagon 2",) if way else every,
        "mass": ("wagon 1", "wagon 2") if way else ("wagon 1",),
    }.get(fault, every)
    begins = 0.0 if fault == "incoherent-parts" and not way else moment
    world = World(
        tuple(things),
        "engine",
        f"A toy train with three wagons drives to the {word} through a tunnel.",
        ("wagon 1", "house"),
        faulty=faulty,
        span=(begins, min(1.0, moment + 0.5 / time) if fault == "mass" else 1.0),
        heading=(1.0, 0.0),
        hides=("tunnel",),
        marked=(("rigid", "engine"), ("rigid", "wagon 1"), ("solid", "tunnel")),
    )
    return facing(world, stage, side)
