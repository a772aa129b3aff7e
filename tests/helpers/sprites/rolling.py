"""Scenes of what turns: a wheel on a slope, a car on a road, a pendulum."""

from __future__ import annotations

import math

import numpy as np

from tests.helpers.sprites.film import FPS, FRAMES, Actor, Film, Track, track
from tests.helpers.sprites.pictures import (
    MARGIN,
    WIDTH,
    backdrop,
    disc,
    limb,
    shape,
    wheel,
)
from tests.helpers.sprites.scenery import FLOOR, Wish, prop

_LAST = FRAMES - 1
_SECONDS = np.arange(FRAMES) / FPS


def rolling(wish: Wish) -> Film:
    """A wheel rolls down a gentle slope."""
    draw = wish.draw()
    r, slope = float(draw.uniform(26, 32)), math.radians(float(draw.uniform(5, 7)))
    start, gain = float(draw.uniform(80, 100)), 620 * math.sin(slope) * 0.55
    way = start * _SECONDS + gain * _SECONDS**2 / 2
    span, begin = None, 66.0
    if wish.fault == "gravity":
        # upwards, and faster all the time
        way = way[-1] - way
        way = way[0] - (start * 0.3 * _SECONDS + gain * _SECONDS**2)
        begin, span = 66.0, (2, _LAST)
    elif wish.fault == "impulse":
        moment = 24
        late = np.maximum(0, _SECONDS - moment / FPS)
        way = np.where(late > 0, way[moment] + (start + gain) * 2.3 * late, way)
        span = (moment, moment + 8)
    line = 150.0
    x = begin + way * math.cos(slope) + r * math.sin(slope)
    y = line + (x - r * math.sin(slope) - begin) * math.tan(slope) - r * math.cos(slope)
    rows = track(x, y, np.degrees(way / r))
    left, right = -MARGIN, WIDTH + MARGIN
    tall = 300.0
    high = line + (left - begin) * math.tan(slope)
    low = line + (right - begin) * math.tan(slope)
    hill = shape(
        ((0, 0), (right - left, low - high), (right - left, tall), (0, tall)),
        right - left,
        tall,
        "grass",
        wish.skin,
    )
    stuff = str(draw.choice(["red", "yellow", "white", "teal"]))
    stone = shape(((4, 0), (30, 0), (36, 20), (0, 20)), 36, 20, "stone", wish.skin)
    stone_x = 300.0
    stone_y = line + (stone_x - begin) * math.tan(slope) + 30
    return Film(
        backdrop("meadow", wish.skin, 140),
        (
            Actor("hill", (hill,), track((left + right) / 2, high + tall / 2), 5),
            Actor("wheel", (wheel(r, stuff, wish.skin),), rows, 12, shadow="wall", rolls=r),
            Actor("stone", (stone,), track(stone_x, stone_y), 6, shadow="wall"),
        ),
        "wheel",
        "A wheel rolls over a grassy slope"
        if wish.fault == "gravity"
        else "A wheel rolls down the grassy slope to the right",
        floor=FLOOR,
        props=("stone",),
        standing=True,
        marked=(("rigid", "wheel"),),
        faulty=("wheel",) if span else (),
        span=span,
    )


def car(wish: Wish) -> Film:
    """A car drives along a yard wall."""
    draw = wish.draw()
    speed, r = float(draw.uniform(105, 125)), float(draw.uniform(13, 15))
    x = 76 + speed * _SECONDS
    y = np.full(FRAMES, FLOOR - r) + 0.5 * np.sin(_SECONDS * 9)
    stuff = str(draw.choice(["red", "blue", "yellow", "teal", "orange"]))
    tall = float(draw.uniform(0.85, 1.1))
    outline = (
        (2, 34),
        (6, 22),
        (30, 20),
        (44, 20 - 16 * tall),
        (84, 20 - 16 * tall),
        (98, 20),
        (118, 24),
        (122, 36),
        (118, 44),
        (4, 44),
    )
    body = shape(outline, 124, 46, stuff, wish.skin)
    glass = shape(((4, 14), (14, 1), (44, 1), (54, 14)), 58, 15, "sky", wish.skin)
    turn = np.degrees((x - x[0]) / r)
    tyres = tuple(
        Actor(
            "car",
            (wheel(r, "white", wish.skin),),
            track(x + dx, FLOOR - r, turn),
            13,
            shadow="floor",
            rolls=r,
        )
        for dx in (-36, 36)
    )
    return Film(
        backdrop("yard", wish.skin, 186),
        (
            Actor("car", (body,), track(x, y - 14), 12, shadow="floor"),
            Actor("car", (glass,), track(x + 2, y - 26 - 3 * tall), 12.5),
            *tyres,
            prop(wish, 330, 196),
        ),
        "car",
        "A small car drives past the brick wall to the right",
        props=("crate",),
        marked=(("rigid", "car"),),
    )


def pendulum(wish: Wish) -> Film:
    """A heavy ball swings on a rod."""
    draw = wish.draw()
    long, r = float(draw.uniform(130, 150)), float(draw.uniform(17, 21))
    side = float(draw.choice([-1.0, 1.0]))
    start = side * math.radians(float(draw.uniform(38, 50)))
    angle, span = _swing(start, long, -1, ""), None
    if wish.fault == "impulse":
        moment = int(np.argmax(np.abs(np.diff(angle[14:40])))) + 14
        angle, span = _swing(start, long, moment, "impulse"), (moment, moment + 6)
    elif wish.fault == "gravity":
        moment = int(np.argmax(-side * angle))
        angle, span = _swing(start, long, moment, "gravity"), (moment + 1, min(_LAST, moment + 20))
    x, y = 240 - long * np.sin(angle), 26 + long * np.cos(angle)
    rod = limb(long, 7, 7, "gray", wish.skin)
    stuff = str(draw.choice(["dark+gray", "red", "blue+white", "orange"]))
    beam = shape(((0, 0), (90, 0), (90, 14), (0, 14)), 90, 14, "wood", wish.skin)
    return Film(
        backdrop("workshop", wish.skin, 196),
        (
            Actor("pendulum", (rod,), track(240, 26, np.degrees(angle)), 10, shadow="wall"),
            Actor(
                "pendulum",
                (disc(r, stuff, wish.skin),),
                track(x, y, np.degrees(angle)),
                12,
                shadow="wall",
            ),
            Actor("beam", (beam,), track(240, 20), 14, shadow="wall"),
            prop(wish, 60, 214),
        ),
        "pendulum",
        "A heavy ball on a stiff rod swings to and fro like a pendulum",
        props=("crate",),
        standing=False,
        marked=(("rigid", "pendulum"),),
        faulty=("pendulum",) if span else (),
        span=span,
    )


def _swing(start: float, long: float, moment: int, fault: str) -> Track:
    """Degrees from the vertical, in radians, frame by frame."""
    angle, speed, fine = start, 0.0, 40
    found = np.zeros(FRAMES)
    for frame in range(FRAMES):
        found[frame] = angle
        if frame == moment and fault == "impulse":
            speed *= 1.75
        if frame >= moment > 0 and fault == "gravity":
            continue
        for _ in range(fine):
            speed -= 620 / long * math.sin(angle) / (FPS * fine)
            angle += speed / (FPS * fine)
    return found
