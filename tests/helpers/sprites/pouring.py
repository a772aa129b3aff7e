"""A scene of many particles: drops or beads run out of a jug into a glass."""

from __future__ import annotations

import cv2
import numpy as np

from tests.helpers.sprites.film import FPS, FRAMES, Actor, Film, Track, track
from tests.helpers.sprites.pictures import COLOURS, FINE, Picture, backdrop, disc, shape
from tests.helpers.sprites.scenery import Wish, prop

_LAST = FRAMES - 1
_STEPS = 5
_WIDE, _TALL, _BASE = 66.0, 104.0, 226.0
_FIRST, _EACH = 7, 3


def pour(wish: Wish) -> Film:
    """A jug is tilted and a glass fills."""
    draw = wish.draw()
    glass, r = float(draw.uniform(285, 315)), float(draw.uniform(2.9, 3.2))
    beads = bool(draw.random() < 0.4)
    places, seen = _grains(draw, glass, r, wish)
    count = places.shape[1]
    stuff = str(draw.choice(["blue", "orange", "red"] if beads else ["water", "blue", "orange"]))
    drop = disc(r, stuff, wish.skin) if beads else _drop(r * 1.7, stuff)
    span, faulty, gone = None, (), np.zeros(count, bool)
    if wish.fault == "mass":
        moment = 34
        span, faulty = (moment, moment + 4), ("changed",)
        inside = (np.abs(places[moment, :, 0] - glass) < _WIDE / 2) & (seen[moment] > 0)
        settled = inside & (places[moment, :, 1] > _BASE - _TALL + 10)
        if wish.how == 0:
            order = np.argsort(places[moment, :, 1] + 999 * ~settled)
            gone[order[: int(settled.sum() * 0.6)]] = True
            seen[moment : moment + 4, gone] *= np.linspace(0.75, 0, 4)[:, None]
            seen[moment + 4 :, gone] = 0
        else:
            gone[-_extra(count) :] = True
    actors = [
        Actor(
            "changed" if gone[k] else "drops",
            (drop,),
            track(places[:, k, 0], places[:, k, 1], 0.0, seen[:, k]),
            10 + 0.001 * k,
        )
        for k in range(count)
        if seen[:, k].max() > 0
    ]
    tilt = 6 + 58 * np.clip(np.arange(FRAMES) / _FIRST, 0, 1)
    spout = np.array([glass - 12, 74.0])
    jug_x, jug_y = spout[0] - 52 + 0 * tilt, spout[1] - 16 + 0 * tilt
    front, back = _glass(wish.skin)
    place = track(glass, _BASE - _TALL / 2 + 4)
    what = "blue beads" if beads else "water"
    return Film(
        backdrop("kitchen", wish.skin, 190),
        (
            Actor("glass", (back,), place, 5),
            *actors,
            Actor("glass", (front,), place, 30),
            Actor("jug", (_jug(wish.skin),), track(jug_x, jug_y, tilt), 31, shadow="wall"),
            prop(wish, 90),
        ),
        "drops",
        f"A jug pours {what} into a glass, and the glass fills slowly",
        others=("jug",),
        props=("crate",),
        standing=False,
        floor=_BASE,
        marked=(("fluid", "drops"), ("solid", "glass")),
        faulty=faulty,
        span=span,
    )


def _drop(r: float, stuff: str) -> Picture:
    size = round(2 * r * FINE) + 4
    mask = np.zeros((size, size), np.float32)
    cv2.circle(mask, (size * 8, size * 8), int(r * FINE * 16), 0.92, -1, cv2.LINE_AA, 4)
    mask = cv2.GaussianBlur(mask, (0, 0), 1.2)
    return (np.array([*COLOURS[stuff], 255]) * mask[..., None]).astype(np.uint8)


def _extra(count: int) -> int:
    return count // 3


def _jug(seed: int) -> Picture:
    outline = ((6, 0), (74, 0), (90, 10), (74, 16), (70, 84), (64, 88), (16, 88), (10, 84))
    picture = shape(outline, 92, 90, "white-bands-blue", seed).copy()
    ring = np.zeros(picture.shape[:2], np.float32)
    cv2.ellipse(ring, (16, 76), (14, 34), 0, 90, 270, 1.0, 9, cv2.LINE_AA)
    dark = np.array([96, 110, 150, 255]) * ring[..., None]
    return np.clip(picture * (1 - ring[..., None]) + dark, 0, 255).astype(np.uint8)


def _glass(seed: int) -> tuple[Picture, Picture]:
    """The front of a glass, which one sees through, and its back."""
    w, h = round((_WIDE + 14) * FINE), round((_TALL + 12) * FINE)
    back = np.zeros((h, w, 4), np.uint8)
    cv2.rectangle(back, (6, 6), (w - 6, h - 6), (36, 40, 44, 46), -1)
    front = np.zeros((h, w, 4), np.uint8)
    points = np.array([[7, 4], [7, h - 8], [w - 7, h - 8], [w - 7, 4]])
    cv2.polylines(front, [points], False, (150, 168, 178, 190), 6, cv2.LINE_AA)
    cv2.rectangle(front, (8, h - 18), (w - 8, h - 8), (140, 156, 164, 170), -1)
    cv2.line(front, (26, 16), (26, h - 40), (120, 120, 120, 120), 5, cv2.LINE_AA)
    return front, back


def _grains(draw: np.random.Generator, glass: float, r: float, wish: Wish) -> tuple[Track, Track]:
    """(frames, grains, 2) places and (frames, grains) opacity: they fall, and push each other."""
    total = _EACH * (FRAMES - _FIRST)
    count = total + (total // 2 if wish.fault == "mass" and wish.how == 1 else 0)
    at, speed = np.full((count, 2), -500.0), np.zeros((count, 2))
    places, seen = np.zeros((FRAMES, count, 2)), np.zeros((FRAMES, count))
    alive = np.zeros(count, bool)
    dt = 1 / FPS / _STEPS
    out = 0
    for frame in range(FRAMES):
        if frame >= _FIRST and out < total:
            for k in range(out, min(total, out + _EACH)):
                at[k] = glass - 12 + draw.uniform(-1, 3), 76 + 3.0 * (k - out) + draw.uniform(-1, 1)
                speed[k] = 24 + draw.uniform(-8, 8), 110 + draw.uniform(-15, 15)
                alive[k] = True
            out += _EACH
        if count > total and frame == 34:
            inside = np.flatnonzero(alive & (at[:, 1] > _BASE - _TALL + 14))
            twins = inside[: count - total]
            new = np.arange(count - len(twins), count)
            at[new] = at[twins] + (0.7, -1.5)
            speed[new] = 0
            alive[new] = True
        places[frame], seen[frame] = at, alive
        for _ in range(_STEPS):
            _flow(at, speed, alive, glass, r, dt)
    return places, seen


def _flow(at: Track, speed: Track, alive: Track, glass: float, r: float, dt: float) -> None:
    some = np.flatnonzero(alive)
    if not len(some):
        return
    old = at[some].copy()
    speed[some, 1] += 620 * dt
    now = old + speed[some] * dt
    for _ in range(4):
        apart = now[:, None] - now[None]
        far = np.hypot(apart[..., 0], apart[..., 1]) + np.eye(len(some)) * 99
        close = np.maximum(0, 2 * r - far) / np.maximum(far, 1e-3)
        # what falls is let through: only in the glass does it push
        low = now[:, 1] > _BASE - _TALL + 6
        close *= low[:, None] & low[None]
        now += 0.42 * (apart * close[..., None]).sum(1)
        inner = (now[:, 1] > _BASE - _TALL) & (np.abs(now[:, 0] - glass) < _WIDE / 2 + 4)
        side = _WIDE / 2 - r
        now[:, 0] = np.where(inner, np.clip(now[:, 0], glass - side, glass + side), now[:, 0])
        now[:, 1] = np.minimum(now[:, 1], _BASE - r - 2)
    speed[some] = np.clip((now - old) / dt, -420, 420) * 0.985
    at[some] = now
