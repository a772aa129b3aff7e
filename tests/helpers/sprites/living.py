"""Scenes of what has joints: somebody walks, a hand pushes a block, a hand lifts one."""

from __future__ import annotations

import math

import numpy as np

from tests.helpers.sprites.film import FPS, FRAMES, Actor, Film, Track, track
from tests.helpers.sprites.pictures import backdrop, block, disc, limb, oval, shape
from tests.helpers.sprites.scenery import FLOOR, STUFFS, Wish, prop

_SECONDS = np.arange(FRAMES) / FPS
_FRAMES = np.arange(FRAMES)
_LAST = FRAMES - 1
_STANCE = 0.6
"""Share of a step in which a foot stays where it is."""


def walker(wish: Wish) -> Film:
    """Somebody walks past, each foot planted while it carries."""
    draw = wish.draw()
    thigh, shin = 34.0, 34.0
    speed, pace = float(draw.uniform(66, 82)), float(draw.uniform(1.05, 1.25))
    stride = speed / pace
    hip = FLOOR - 69 + 2 * np.cos(4 * np.pi * pace * _SECONDS)
    x = 90 + speed * _SECONDS
    feet = [_foot(pace * _SECONDS + k / 2, stride) for k in (0, 1)]
    span = None
    if wish.fault == "incoherent-parts":
        # the legs go on as they would, the body does not go with them
        x, span = _against(wish.how, speed)
    shirt, trousers = (
        str(s) for s in draw.permutation(["red", "blue", "teal", "green", "dark", "brown"])[:2]
    )
    actors = []
    for k, (fx, fy) in enumerate(feet):
        foot_x, foot_y = x + fx, FLOOR - 5 + fy
        knee_x, knee_y = _knee(x, hip, foot_x, foot_y, thigh, shin)
        order = 8 if k == 0 else 12
        upper = np.degrees(np.arctan2(-(knee_x - x), knee_y - hip))
        lower = np.degrees(np.arctan2(-(foot_x - knee_x), foot_y - knee_y))
        shoe = shape(((0, 0), (8, 0), (19, 6), (19, 9), (0, 9)), 20, 10, "dark", wish.skin)
        actors += [
            Actor(
                "walker", (limb(thigh, 17, 12, trousers, wish.skin),), track(x, hip, upper), order
            ),
            Actor(
                "walker",
                (limb(shin, 12, 8, trousers, wish.skin + 1),),
                track(knee_x, knee_y, lower),
                order - 0.1,
            ),
            Actor("walker", (shoe,), track(foot_x + 5, foot_y + 1), order, shadow="floor"),
        ]
        swing = 26 * np.sin(2 * np.pi * (pace * _SECONDS + k / 2 + 0.25))
        sleeve = limb(27, 11, 9, shirt, wish.skin + 2)
        elbow_x = x - 27 * np.sin(np.radians(swing))
        elbow_y = hip - 46 + 27 * np.cos(np.radians(swing))
        actors += [
            Actor("walker", (sleeve,), track(x, hip - 46, swing), order + 1 - 2 * (k == 0)),
            Actor(
                "walker",
                (limb(23, 8, 7, "skin", wish.skin),),
                track(elbow_x, elbow_y, swing - 24),
                order + 0.9 - 2 * (k == 0),
            ),
        ]
    trunk = oval(26, 62, shirt, wish.skin + 4)
    head, nose = disc(12, "skin", wish.skin), oval(7, 6, "skin", wish.skin)
    hair = oval(24, 13, "brown", wish.skin)
    actors += [
        Actor("walker", (trunk,), track(x, hip - 24, 3), 10),
        Actor("walker", (nose,), track(x + 14, hip - 66), 10),
        Actor("walker", (head,), track(x + 3, hip - 67), 10.5),
        Actor("walker", (hair,), track(x + 1, hip - 75, -8), 10.6),
    ]
    return Film(
        backdrop(str(draw.choice(["yard", "meadow"])), wish.skin, 184),
        (*actors, prop(wish, 400, 200)),
        "walker",
        "A person walks to the right, step by step",
        props=("crate",),
        marked=(("articulated", "walker"),),
        faulty=("walker",) if span else (),
        span=span,
    )


def _foot(phase: Track, stride: float) -> tuple[Track, Track]:
    """Where a foot is from the hip: it goes back with the ground, and swings forward."""
    part = phase % 1.0
    reach = stride * _STANCE / 2
    back = reach - stride * part
    u = np.clip((part - _STANCE) / (1 - _STANCE), 0, 1)
    ahead = -reach + 2 * reach * u * u * (3 - 2 * u)
    return np.where(part < _STANCE, back, ahead), np.where(
        part < _STANCE, 0, -13 * np.sin(np.pi * u)
    )


def _against(how: int, speed: float) -> tuple[Track, tuple[int, int]]:
    """Where the body is: 0 it slides back all the time, 1 from the middle on, 2 it stays."""
    if how == 0:
        return 380 - 0.8 * speed * _SECONDS, (0, _LAST)
    if how == 1:
        late = np.maximum(0, _SECONDS - 1.0)
        return 130 + speed * np.minimum(_SECONDS, 1.0) - speed * late, (24, _LAST)
    return np.full(FRAMES, 230.0), (0, _LAST)


def _knee(
    x: Track, y: Track, foot_x: Track, foot_y: Track, thigh: float, shin: float
) -> tuple[Track, Track]:
    """Where a leg bends, forwards (to the right)."""
    dx, dy = foot_x - x, foot_y - y
    far = np.minimum(np.hypot(dx, dy), thigh + shin - 0.01)
    along = (thigh**2 - shin**2 + far**2) / (2 * far)
    off = np.sqrt(np.maximum(0, thigh**2 - along**2))
    ux, uy = dx / np.hypot(dx, dy), dy / np.hypot(dx, dy)
    return x + ux * along + uy * off, y + uy * along - ux * off


# --- hands -------------------------------------------------------------------------------------


def _eased(start: float, end: float) -> Track:
    k = np.clip((_FRAMES - start) / (end - start), 0, 1)
    return k * k * (3 - 2 * k)


def _hand(x: Track, y: Track, turn: float, curl: Track, skin: int) -> list[Actor]:
    """A forearm, a palm and four fingers of two joints; (x, y) is where its finger tips are, and
    it points along `turn`, degrees clockwise from right."""
    a = math.radians(turn)
    along, across = np.array([math.cos(a), math.sin(a)]), np.array([-math.sin(a), math.cos(a)])
    actors = []
    palm = np.stack([x, y], 1) - 44 * along
    wrist = palm - 18 * along
    sleeve, arm = limb(320, 34, 40, "blue", skin), limb(70, 24, 30, "skin", skin)
    actors.append(Actor("hand", (arm,), track(*wrist.T, turn + 90), 20))
    actors.append(Actor("hand", (sleeve,), track(*(wrist - 58 * along).T, turn + 90), 20.5))
    actors.append(
        Actor("hand", (oval(46, 36, "skin", skin),), track(*palm.T, turn), 21, shadow="wall")
    )
    for k in range(4):
        bend = curl * (1 + 0.12 * k)
        root = palm + 19 * along + (k - 1.5) * 9 * across
        first = turn - 90 + bend * (-18 + 12 * k)
        way = np.radians(first + 90)
        joint = root + 13 * np.stack([np.cos(way), np.sin(way)], 1)
        actors.append(
            Actor("hand", (limb(13, 10, 9, "skin", skin + k),), track(*root.T, first), 22 + k * 0.1)
        )
        actors.append(
            Actor(
                "hand",
                (limb(9, 9, 7, "skin", skin + k),),
                track(*joint.T, first + bend * 26),
                22.05 + k * 0.1,
            )
        )
    return actors


def push(wish: Wish) -> Film:
    """A hand comes in from the left and pushes a block over a table."""
    draw = wish.draw()
    w, h = float(draw.uniform(44, 56)), float(draw.uniform(48, 62))
    start, far = float(draw.uniform(190, 215)), float(draw.uniform(110, 140))
    base = 216.0
    edge = start - w / 2
    tips = 20 + (edge - 20) * _eased(2, 22) ** 1.0 + far * _eased(20, 46) - 120 * _eased(48, 66)
    if wish.fault == "penetration":
        tips = tips + 26 * _eased(20, 46)
    meet = int(np.argmax(tips >= edge - 0.5))
    front = np.maximum.accumulate(np.maximum(tips, edge)) + w / 2
    span, faulty, block_x = None, (), front
    if wish.fault == "penetration":
        block_x = np.full(FRAMES, start)
        span, faulty = (meet + 2, 52), ("hand", "block")
    elif wish.fault == "early-effect":
        ahead = np.concatenate([front[8:], np.full(8, front[-1])])
        block_x = np.maximum(ahead, front)
        span, faulty = (int(np.argmax(block_x > start + 0.5)), meet), ("block",)
    stuff = str(draw.choice(STUFFS))
    y = np.full(FRAMES, base - h * 0.5)
    return Film(
        backdrop("kitchen", wish.skin, 176),
        (
            Actor(
                "block",
                (block(round(w), round(h), stuff, wish.skin),),
                track(block_x, base - h / 2),
                30 if wish.how else 12,
                shadow="floor",
            ),
            *_hand(tips, y, 0.0, 0.4 + 0.5 * np.sin(_SECONDS * 2.2), wish.skin),
            prop(wish, 430, 196),
        ),
        "block",
        "A hand pushes a block to the right over the kitchen table",
        floor=base,
        props=("crate",),
        marked=(("solid", "block"), ("rigid", "block")),
        faulty=faulty,
        span=span,
    )


def lift(wish: Wish) -> Film:
    """A hand comes from above, takes a block, carries it aside and lets it fall."""
    draw = wish.draw()
    w, h = float(draw.uniform(46, 58)), float(draw.uniform(40, 50))
    start, far = float(draw.uniform(150, 175)), float(draw.uniform(110, 150))
    base, up = 220.0, float(draw.uniform(62, 84))
    x = start + far * _eased(24, 42)
    grip = base - h + 16
    tips = -10 + (grip + 10) * _eased(0, 14) - up * _eased(18, 32) - 150 * _eased(46, 64)
    curl = 1.4 - 1.2 * _eased(12, 17) + 1.5 * _eased(42, 45)
    held_y = base - h / 2 - up * _eased(18, 32)
    span, faulty, drop = None, (), 44
    fallen = np.maximum(0, _FRAMES - drop) / FPS
    block_y = np.minimum(base - h / 2, held_y + 310 * fallen**2)
    block_x = x.copy()
    if wish.fault == "gravity":
        block_y, span, faulty = held_y, (drop + 2, _LAST), ("block",)
    elif wish.fault == "early-effect":
        block_y = np.minimum(block_y, base - h / 2 - 34 * _eased(3, 10) * (1 - _eased(15, 26)))
        tips = np.minimum(tips, block_y - h / 2 + 16)
        span, faulty = (4, 12), ("block",)
    elif wish.fault == "penetration":
        block_x = np.full(FRAMES, start)
        block_y = np.full(FRAMES, base - h / 2)
        tips = tips + (h - 14) * _eased(8, 16) * (1 - _eased(18, 26))
        span, faulty = (11, 34), ("hand", "block")
    stuff = str(draw.choice(STUFFS))
    return Film(
        backdrop("workshop", wish.skin, 180),
        (
            Actor(
                "block",
                (block(round(w), round(h), stuff, wish.skin),),
                track(block_x, block_y),
                12,
                shadow="floor",
            ),
            *_hand(x, tips, 90.0, curl, wish.skin),
            prop(wish, 420, 200),
        ),
        "block",
        "A hand lifts a block from the table, carries it to the right and drops it",
        floor=base,
        props=("crate",),
        standing=False,
        marked=(("solid", "block"), ("rigid", "block")),
        faulty=faulty,
        span=span,
    )
