"""Scenes of bodies that fall, fly, slide and knock into each other."""

from __future__ import annotations

import math

import cv2
import numpy as np

from tests.helpers.sprites.film import FRAMES, SEEN, Actor, Film, track
from tests.helpers.sprites.physics import Body, Vec, bar, box, floor
from tests.helpers.sprites.pictures import (
    FINE,
    HEIGHT,
    MARGIN,
    WIDTH,
    Picture,
    backdrop,
    block,
    disc,
    shape,
    surface,
)
from tests.helpers.sprites.scenery import (
    FLOOR,
    STUFFS,
    Each,
    Wish,
    aloft,
    glide,
    hover,
    moved,
    once,
    prop,
    rise,
    run,
    speed_up,
)

_LAST = FRAMES - 1


def bounce(wish: Wish) -> Film:
    """Three balls of other sizes bounce through a room."""
    draw = wish.draw()
    sizes = draw.permutation([13.0, 17.0, 22.0])
    stuffs = draw.permutation(["red+white", "blue+yellow", "green+orange", "purple+pink"])
    side = float(draw.choice([-1.0, 1.0]))
    starts = 240 + side * np.array([-170.0, -60.0, 60.0]) + draw.uniform(-15, 15, 3)
    speeds = side * draw.uniform(45, 70, 3)
    tops = draw.uniform(60, 130, 3)

    def bodies() -> list[Body]:
        balls = [
            Body(float(x), float(y), r=float(r), vx=float(v), bounce=0.84, spin=float(v / r))
            for x, y, r, v in zip(starts, tops, sizes, speeds, strict=True)
        ]
        return [floor(FLOOR), *balls]

    done = run(bodies())
    number = 1 + int(draw.integers(3))
    moment = aloft(done.tracks[number], 18, 40)
    change = {"gravity": (rise, hover)[wish.how % 2], "impulse": speed_up}.get(wish.fault)
    if change:
        done = run(bodies(), once(moment, number, change))
    balls = tuple(
        moved(
            f"ball {k}",
            disc(float(sizes[k - 1]), str(stuffs[k - 1]), wish.skin + k),
            done.tracks[k],
            10 + k,
            rolls=float(sizes[k - 1]),
        )
        for k in (1, 2, 3)
    )
    return Film(
        backdrop("room", wish.skin, 186),
        (*balls, prop(wish, 240 + side * 200)),
        f"ball {number}",
        f"Three rubber balls bounce across the room to the {'right' if side > 0 else 'left'}",
        others=tuple(f"ball {k}" for k in (1, 2, 3) if k != number),
        props=("crate",),
        standing=False,
        faulty=(f"ball {number}",) if change else (),
        span=(moment, min(_LAST, moment + 14)) if change else None,
    )


def throw(wish: Wish) -> Film:
    """A ball is thrown over a meadow and comes back from a board."""
    draw = wish.draw()
    r, board = float(draw.uniform(13, 18)), float(draw.uniform(385, 410))
    vx, vy = float(draw.uniform(250, 285)), float(draw.uniform(-320, -290))
    stuff = str(draw.choice(["red+white", "orange+dark", "white-dots-dark", "yellow+blue"]))
    high = 150.0

    def bodies() -> list[Body]:
        through = frozenset({1}) if wish.fault == "penetration" else frozenset()
        wall = Body(board, FLOOR - high / 2, corners=box(16, high), density=0, bounce=0.5)
        ball = Body(46, 186, r=r, vx=vx, vy=vy, spin=5.0, bounce=0.62, ghost=through)
        return [floor(FLOOR, 0.4), wall, ball]

    done, span = run(bodies()), None
    path = done.tracks[2]
    if wish.fault == "penetration":
        inside = np.abs(path[:, 0] - board) < r + 8
        span = int(np.argmax(inside)), min(_LAST, int(np.flatnonzero(inside)[-1]))
    moment = 6 if wish.fault == "gravity" and wish.how == 0 else aloft(path, 8, 26)
    change = {"gravity": (glide, hover)[wish.how % 2], "impulse": speed_up}.get(wish.fault)
    if change:
        done = run(bodies(), once(moment, 2, change))
        span = moment, min(_LAST, moment + 16)
    pole = block(16, round(high), "wood", wish.skin)
    return Film(
        backdrop("meadow", wish.skin, 178),
        (
            moved("ball", disc(r, stuff, wish.skin), done.tracks[2], 12, rolls=r),
            Actor("board", (pole,), track(board, FLOOR - high / 2), 8, shadow="floor"),
            prop(wish, 90),
        ),
        "ball",
        "A ball is thrown to the right in a high arc and bounces back from a wooden board",
        props=("crate",),
        standing=False,
        marked=(("solid", "board"),),
        faulty=("ball",) if span else (),
        span=span,
    )


def stack(wish: Wish) -> Film:
    """A ball knocks over a stack of blocks."""
    draw = wish.draw()
    x, w, h = (
        float(draw.uniform(285, 320)),
        float(draw.uniform(34, 42)),
        float(draw.uniform(24, 30)),
    )
    rows = ((0, 0), (1, 0), (2, 0), (0.5, 1), (1.5, 1), (1, 2))
    if draw.random() < 0.5:
        rows = ((0, 0), (1, 0), (0.5, 1), (0.5, 2), (0.5, 3))
    r, vx = float(draw.uniform(18, 22)), float(draw.uniform(430, 480))
    stuffs = [str(stuff) for stuff in draw.permutation(STUFFS)]
    first = 2 + len(rows)

    def bodies() -> list[Body]:
        blocks = [
            Body(x + c * (w + 1), FLOOR - h / 2 - n * h, corners=box(w, h), bounce=0.1, grip=0.5)
            for c, n in rows
        ]
        none = frozenset(range(1, first - 1)) if wish.fault == "penetration" else frozenset()
        y, vy = float(FLOOR - r - 50), -130.0
        ball = Body(-40, y, r=r, vx=vx, vy=vy, spin=9, density=6, bounce=0.1, ghost=none)
        return [floor(FLOOR, 0.1), *blocks, ball]

    done, span, faulty = run(bodies()), None, ()
    hit = min(done.meet(k, first - 1) for k in range(1, first - 1))
    if wish.fault == "early-effect":
        moment = max(3, hit - 7)

        def topple(frame: int, pieces: list[Body]) -> None:
            if frame == moment:
                for k in range(1, first - 1):
                    share = rows[k - 1][1]
                    pieces[k].vx += 70.0 + 75 * share
                    pieces[k].spin += 1.2 * share

        done = run(bodies(), topple)
        span, faulty = (moment, hit), tuple(f"block {k}" for k in range(1, first - 1))
    elif wish.fault == "penetration":
        inside = np.abs(done.tracks[-1][:, 0] - (x + w)) < 1.5 * w + r
        span = int(np.argmax(inside)), int(np.flatnonzero(inside)[-1])
        faulty = ("ball",)
    elif wish.fault == "gravity":
        moment = hit + 4
        done = run(bodies(), once(moment, first - 2, rise))
        span, faulty = (moment, min(_LAST, moment + 18)), (f"block {first - 2}",)
    blocks = [
        moved(f"block {k}", block(round(w), round(h), stuffs[k - 1], wish.skin + k), done.tracks[k])
        for k in range(1, first - 1)
    ]
    ball = moved("ball", disc(r, "gray+dark", wish.skin), done.tracks[-1], 12, rolls=r)
    return Film(
        backdrop("workshop", wish.skin, 188),
        (*blocks, ball, prop(wish, 64)),
        "ball",
        "A tower of wooden blocks collapses when a heavy ball hits it from the left",
        others=tuple(f"block {k}" for k in range(1, first - 1)),
        props=("crate",),
        standing=False,
        marked=(("solid", "block 1"), ("rigid", f"block {first - 2}")),
        faulty=faulty,
        span=span,
    )


def ramp(wish: Wish) -> Film:
    """A block slides down a ramp and knocks a lighter one away."""
    draw = wish.draw()
    top, low = (50.0, float(draw.uniform(84, 100))), (float(draw.uniform(262, 285)), FLOOR - 4)
    turn = math.atan2(low[1] - top[1], low[0] - top[0])
    w, h = float(draw.uniform(36, 44)), float(draw.uniform(26, 32))
    target = float(draw.uniform(350, 370))
    stuff, other = (str(stuff) for stuff in draw.choice(STUFFS, 2, replace=False))

    def bodies() -> list[Body]:
        x = top[0] + 34 * math.cos(turn) + h / 2 * math.sin(turn)
        y = top[1] + 34 * math.sin(turn) - h / 2 * math.cos(turn)
        through = frozenset({3}) if wish.fault == "penetration" else frozenset()
        return [
            floor(FLOOR, 0.1, 0.12),
            bar(top, low, 10, 0.05, 0.12),
            Body(
                x, y, corners=box(w, h), turn=turn, density=2, grip=0.15, bounce=0.1, ghost=through
            ),
            Body(target, FLOOR - 16, corners=box(30, 32), grip=0.5, bounce=0.3),
        ]

    done, span, faulty = run(bodies()), None, ()
    hit = done.meet(2, 3)
    if wish.fault == "penetration":
        inside = np.abs(done.tracks[2][:, 0] - target) < w / 2 + 15
        span, faulty = (int(np.argmax(inside)), int(np.flatnonzero(inside)[-1])), ("block",)
    elif wish.fault == "early-effect":
        moment = max(4, hit - 9)
        done = run(bodies(), once(moment, 3, _shoved))
        span, faulty = (moment, min(_LAST, hit)), ("target",)
    elif wish.fault == "impulse":
        moment = 18
        done = run(bodies(), once(moment, 2, lambda body: _faster(body, 2.6)))
        span, faulty = (moment, moment + 8), ("block",)
    elif wish.fault == "gravity":
        moment = 14
        done = run(bodies(), _uphill(moment, turn))
        span, faulty = (moment, moment + 24), ("block",)
    wedge = shape(
        (
            (0, 0),
            (low[0] - top[0], low[1] - top[1]),
            (low[0] - top[0], FLOOR - top[1]),
            (0, FLOOR - top[1]),
        ),
        low[0] - top[0],
        FLOOR - top[1],
        "wood",
        wish.skin,
    )
    middle = (top[0] + low[0]) / 2, (top[1] + FLOOR) / 2
    return Film(
        backdrop("yard", wish.skin, 190),
        (
            Actor("ramp", (wedge,), track(*middle), 5, shadow="wall"),
            moved("block", block(round(w), round(h), stuff, wish.skin), done.tracks[2], 12),
            moved("target", block(30, 32, other, wish.skin + 1), done.tracks[3], 11),
            prop(wish, 442),
        ),
        "block",
        "A heavy block lies on a wooden ramp, a box stands below it"
        if wish.fault == "gravity"
        else "A heavy block slides down the wooden ramp to the right and pushes a box away",
        others=("target",),
        props=("crate",),
        standing=False,
        marked=(("solid", "target"), ("rigid", "block")),
        faulty=faulty,
        span=span,
    )


def _shoved(body: Body) -> None:
    body.vx += 170.0


def _faster(body: Body, factor: float) -> None:
    body.vx, body.vy = body.vx * factor, body.vy * factor


def _uphill(moment: int, turn: float) -> Each:
    def each(frame: int, bodies: list[Body]) -> None:
        if frame >= moment:
            speed = -6.0 * (frame - moment)
            bodies[2].vx, bodies[2].vy = speed * math.cos(turn), speed * math.sin(turn)

    return each


def pucks(wish: Wish) -> Film:
    """Two pucks collide on a table, seen from above."""
    draw = wish.draw()
    r, other = float(draw.uniform(20, 26)), float(draw.uniform(20, 26))
    y, vx = float(draw.uniform(120, 150)), float(draw.uniform(150, 180))
    stuff, second = (
        str(s) for s in draw.permutation(["red+white", "blue+yellow", "green+dark"])[:2]
    )

    def bodies() -> list[Body]:
        through = frozenset({1}) if wish.fault == "penetration" else frozenset()
        return [
            Body(50, y, r=r, vx=vx, vy=4, bounce=0.9, ghost=through, spin=1.5),
            Body(float(260), y + 6, r=other, vx=-14, bounce=0.9, spin=-0.6),
        ]

    done, span, faulty = run(bodies(), gravity=0.0), None, ()
    hit = done.meet(0, 1)
    if wish.fault == "penetration":
        near = np.linalg.norm(done.tracks[0][:, :2] - done.tracks[1][:, :2], axis=1) < r + other
        span, faulty = (int(np.argmax(near)), int(np.flatnonzero(near)[-1])), ("puck", "other")
    elif wish.fault == "early-effect":
        moment = hit - 8
        done = run(bodies(), once(moment, 1, lambda body: setattr(body, "vx", 120.0)), 0.0)
        span, faulty = (moment, hit), ("other",)
    elif wish.fault == "impulse":
        moment = hit + 14
        done = run(bodies(), once(moment, 1, _turned), 0.0)
        span, faulty = (moment, min(_LAST, moment + 8)), ("other",)
    rows, columns = (HEIGHT + 2 * MARGIN) * FINE, (WIDTH + 2 * MARGIN) * FINE
    table = surface("wood", rows, columns, wish.skin)
    tray = block(44, 30, "teal-dots-white", wish.skin + 3)
    return Film(
        table,
        (
            moved("puck", disc(r, stuff, wish.skin), done.tracks[0], 12, "wall"),
            moved("other", disc(other, second, wish.skin + 1), done.tracks[1], 11, "wall"),
            Actor("tray", (tray,), track(110, 226, 20), 4, shadow="wall"),
        ),
        "puck",
        "Seen from above: a puck slides to the right over the table and hits another puck",
        others=("other",),
        props=("tray",),
        standing=False,
        marked=(("solid", "other"), ("rigid", "puck")),
        faulty=faulty,
        span=span,
    )


def _turned(body: Body) -> None:
    body.vx, body.vy = body.vx * 1.6, body.vy - 150


# --- a jar that breaks -------------------------------------------------------------------------


def jar(wish: Wish) -> Film:
    """A jar falls on the floor and breaks."""
    draw = wish.draw()
    x, w, h = float(draw.uniform(200, 280)), 54.0, 66.0
    pieces = _cells(draw, w, h)
    fall = [floor(FLOOR, 0.1), Body(x, 48, corners=box(w, h), bounce=0, spin=0.2, vx=8)]
    whole = run(fall)
    lands = whole.meet(0, 1)
    breaks = lands - 7 if wish.fault == "early-effect" else lands
    at = whole.tracks[1][breaks]
    turn = math.radians(at[2])
    speed = 620.0 * breaks / 24
    parts = []
    for middle, corners in pieces:
        px = at[0] + math.cos(turn) * middle[0] - math.sin(turn) * middle[1]
        py = at[1] + math.sin(turn) * middle[0] + math.cos(turn) * middle[1]
        low = 0.25 if breaks == lands else 0.8
        parts.append(
            Body(
                px,
                py,
                corners=corners,
                turn=turn,
                vx=5.5 * middle[0] + float(draw.uniform(-20, 20)),
                vy=-speed * 0.22 + middle[1] * 2.0 if low < 0.5 else speed * 0.8,
                spin=float(draw.uniform(-4, 4)),
                bounce=0.4,
                grip=0.3,
            )
        )
    span, faulty = None, ()
    rising = wish.fault == "gravity"
    moment = breaks + 6
    after = run([floor(FLOOR, 0.2), *parts], once(moment - breaks, 3, rise) if rising else None)
    if rising:
        span, faulty = (moment, min(_LAST, moment + 16)), ("shard 2",)
    elif wish.fault == "early-effect":
        span, faulty = (breaks, lands), tuple(f"shard {k}" for k in range(len(pieces)))
    picture = _glazed(
        w, h, wish.skin, str(draw.choice(["teal-bands-white", "blue", "brown-bands-orange"]))
    )
    whole_rows = track(*whole.tracks[1].T)
    whole_rows[breaks:, SEEN] = 0
    shards = []
    for k, (middle, corners) in enumerate(pieces):
        path = np.zeros((FRAMES, 3))
        path[breaks:] = after.tracks[k + 1][: FRAMES - breaks]
        rows = track(*path.T)
        rows[:breaks, SEEN] = 0
        piece = _shard(picture, middle, corners)
        shards.append(Actor(f"shard {k}", (piece,), rows, 11, shadow="floor"))
    if wish.fault == "mass":
        moment = breaks + 10
        gone = range(0, len(shards), 2) if wish.how == 0 else range(0, len(shards), 3)
        for k in gone:
            shards[k].track[moment : moment + 4, SEEN] *= np.linspace(0.8, 0, 4)
            shards[k].track[moment + 4 :, SEEN] = 0
        span, faulty = (moment, moment + 4), tuple(f"shard {k}" for k in gone)
    return Film(
        backdrop("kitchen", wish.skin, 186),
        (Actor("jar", (picture,), whole_rows, 12, shadow="floor"), *shards, prop(wish, 420)),
        "jar",
        "A ceramic jar falls on the stone floor and breaks into pieces",
        others=tuple(f"shard {k}" for k in range(len(pieces))),
        props=("crate",),
        standing=False,
        faulty=faulty,
        span=span,
    )


def _glazed(w: float, h: float, seed: int, stuff: str) -> Picture:
    outline = (
        (w * 0.25, 0),
        (w * 0.75, 0),
        (w * 0.7, h * 0.14),
        (w, h * 0.4),
        (w * 0.92, h * 0.8),
        (w * 0.75, h),
        (w * 0.25, h),
        (w * 0.08, h * 0.8),
        (0, h * 0.4),
        (w * 0.3, h * 0.14),
    )
    return shape(outline, w, h, stuff, seed)


def _cells(draw: np.random.Generator, w: float, h: float) -> list[tuple[Vec, tuple[Vec, ...]]]:
    """Middles and corners of nine pieces of a box."""
    grid = np.stack(np.meshgrid(np.linspace(-w / 2, w / 2, 4), np.linspace(-h / 2, h / 2, 4)), -1)
    grid[1:3, 1:3] += draw.uniform(-5, 5, (2, 2, 2))
    cells = []
    for row in range(3):
        for column in range(3):
            quad = np.array(
                [
                    grid[row, column],
                    grid[row, column + 1],
                    grid[row + 1, column + 1],
                    grid[row + 1, column],
                ]
            )
            middle = quad.mean(0)
            corners = tuple((float(x), float(y)) for x, y in (quad - middle) * 0.97)
            cells.append(((float(middle[0]), float(middle[1])), corners))
    return cells


def _shard(picture: Picture, middle: Vec, corners: tuple[Vec, ...]) -> Picture:
    """A piece of a picture, its middle in the middle."""
    half = math.ceil(max(max(abs(x), abs(y)) for x, y in corners) * FINE) + 2
    rows, columns = picture.shape[:2]
    shift = np.array(
        [
            [1, 0, half - columns / 2 - middle[0] * FINE],
            [0, 1, half - rows / 2 - middle[1] * FINE],
        ]
    )
    part = cv2.warpAffine(picture, shift, (2 * half, 2 * half))
    mask = np.zeros((2 * half, 2 * half), np.float32)
    points = np.round((np.array(corners) * FINE + half) * 16).astype(np.int32)
    cv2.fillPoly(mask, [points], 1.0, cv2.LINE_AA, 4)
    return (part * mask[..., None]).astype(np.uint8)
