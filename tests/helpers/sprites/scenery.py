"""What all scenes share: what is wished of them, bodies as actors, crates that stand by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tests.helpers.sprites.film import FPS, FRAMES, Actor, Track, track
from tests.helpers.sprites.physics import GRAVITY, Body, Run, simulated
from tests.helpers.sprites.pictures import Picture, block

FLOOR = 228.0
Each = Callable[[int, list[Body]], None]
STUFFS = (
    "red",
    "blue",
    "green",
    "yellow",
    "purple-stripes-white",
    "wood",
    "orange-checks-brown",
    "teal-bands-white",
)


@dataclass(frozen=True)
class Wish:
    """What a scene is asked to do wrong: a kind, or nothing, and in which of its ways."""

    seed: int
    fault: str = ""
    how: int = 0

    def draw(self, salt: int = 0) -> np.random.Generator:
        """Chances that are the same every time."""
        return np.random.default_rng((self.seed, salt))

    @property
    def skin(self) -> int:
        """Seed of the textures."""
        return self.seed % 1000


def moved(
    name: str,
    picture: Picture,
    path: Track,
    order: float = 10.0,
    shadow: str = "floor",
    rolls: float = 0.0,
) -> Actor:
    """A body as it was simulated."""
    rows = track(path[:, 0], path[:, 1], path[:, 2])
    return Actor(name, (picture,), rows, order, shadow=shadow, rolls=rolls)


def prop(wish: Wish, x: float, floor: float = 204.0) -> Actor:
    """A crate that stands by, behind the action."""
    draw = wish.draw(91)
    w, h = float(draw.uniform(30, 42)), float(draw.uniform(30, 46))
    stuff = str(draw.choice(["teal", "purple", "yellow-stripes-brown", "green-checks-white"]))
    rows = track(x + draw.uniform(-8, 8), floor - h / 2)
    return Actor("crate", (block(round(w), round(h), stuff, wish.skin),), rows, 4, shadow="wall")


def run(bodies: Sequence[Body], each: Each | None = None, gravity: float = GRAVITY) -> Run:
    """Simulated for the length of a clip."""
    if each is None:
        return simulated(bodies, FRAMES, FPS, gravity=gravity)
    return simulated(bodies, FRAMES, FPS, each, gravity)


def once(moment: int, number: int, change: Callable[[Body], None]) -> Each:
    """Changes one body at one moment."""

    def each(frame: int, bodies: list[Body]) -> None:
        if frame == moment:
            change(bodies[number])

    return each


def rise(body: Body) -> None:
    """It falls up from now on."""
    body.lift = 1.7


def hover(body: Body) -> None:
    """It hangs in the air from now on."""
    body.lift, body.vy, body.vx, body.spin = 1.0, 0.0, body.vx * 0.15, 0.0


def glide(body: Body) -> None:
    """It goes on rising as fast as it does."""
    body.lift = 1.0


def speed_up(body: Body) -> None:
    """It is kicked by nothing."""
    way = 1.0 if body.vx >= 0 else -1.0
    body.vx, body.vy = body.vx * 1.2 + way * 210, body.vy - 110


def aloft(path: Track, low: int, high: int) -> int:
    """The frame of a stretch in which a body is highest while it does not rise."""
    falling = np.gradient(path[low:high, 1]) > -1
    return low + int(np.argmin(path[low:high, 1] + np.where(falling, 0, 1000)))
