"""Scenes of what is in the air: a bird, balloons, three balls that are juggled."""

from __future__ import annotations

import numpy as np

from tests.helpers.sprites.film import FPS, FRAMES, HIGH, Actor, Film, Track, track
from tests.helpers.sprites.pictures import backdrop, disc, limb, oval, shape
from tests.helpers.sprites.scenery import FLOOR, Wish, aloft, prop

_SECONDS = np.arange(FRAMES) / FPS
_LAST = FRAMES - 1


def bird(wish: Wish) -> Film:
    """A bird flaps across the sky."""
    draw = wish.draw()
    speed, top = float(draw.uniform(105, 130)), float(draw.uniform(80, 110))
    x = 70 + speed * _SECONDS
    y = top + 9 * np.sin(_SECONDS * 3.1 + draw.uniform(0, 6)) - 6 * _SECONDS
    beat = np.sin(2 * np.pi * _SECONDS * float(draw.uniform(2.6, 3.2)))
    stuff = str(draw.choice(["brown", "dark", "gray", "white"]))
    body = oval(44, 17, stuff, wish.skin)
    head = oval(15, 14, stuff, wish.skin + 1)
    beak = shape(((0, 1), (11, 5), (0, 8)), 12, 9, "orange", wish.skin)
    tail = shape(((0, 0), (22, 6), (22, 10), (0, 16)), 22, 16, stuff, wish.skin + 2)
    wing = shape(((4, 40), (30, 40), (22, 4), (12, 0)), 34, 80, stuff, wish.skin + 3)
    wings = track(x - 2, y - 3)
    wings[:, HIGH] = 0.15 + 0.85 * beat
    far = track(x + 5, y - 4)
    far[:, HIGH] = 0.15 + 0.75 * beat
    return Film(
        backdrop("meadow", wish.skin, 206),
        (
            Actor("bird", (wing,), far, 9),
            Actor("bird", (tail,), track(x - 27, y), 10),
            Actor("bird", (body,), track(x, y, -4), 11),
            Actor("bird", (head,), track(x + 23, y - 6), 12),
            Actor("bird", (beak,), track(x + 33, y - 5), 12),
            Actor("bird", (wing,), wings, 13),
            prop(wish, 120, 226),
        ),
        "bird",
        "A bird flies to the right across the meadow, flapping its wings",
        props=("crate",),
        standing=False,
    )


def balloons(wish: Wish) -> Film:
    """Three balloons rise and sway."""
    draw = wish.draw()
    stuffs = draw.permutation(["red", "blue", "yellow", "purple", "orange"])
    actors = []
    for k in range(3):
        w = float(draw.uniform(34, 44))
        x = 110 + 125 * k + draw.uniform(-15, 15) + 7 * np.sin(_SECONDS * 1.9 + draw.uniform(0, 6))
        y = draw.uniform(185, 215) - draw.uniform(48, 62) * _SECONDS
        lean = 5 * np.sin(_SECONDS * 1.9 + k)
        name = f"balloon {k}"
        skin = oval(round(w), round(w * 1.2), str(stuffs[k]), wish.skin + k)
        cord = limb(46, 2, 2, "white", wish.skin)
        actors.append(Actor(name, (cord,), track(x, y + w * 0.6, -lean), 10 + k))
        actors.append(Actor(name, (skin,), track(x, y, lean), 10.5 + k, shadow="wall"))
    return Film(
        backdrop("room", wish.skin, 208),
        (*actors, prop(wish, 40, 226)),
        f"balloon {int(draw.integers(3))}",
        "Three balloons rise slowly to the ceiling",
        others=("balloon 0", "balloon 1", "balloon 2"),
        props=("crate",),
        standing=False,
        backwards="reverse",
    )


def juggling(wish: Wish) -> Film:
    """Two hands juggle three balls."""
    draw = wish.draw()
    flight, held = float(draw.uniform(0.95, 1.05)), 0.34
    beat = (flight + held) * 2 / 3
    hands = np.array([[196.0, 206.0], [288.0, 206.0]])
    stuffs = draw.permutation(["red", "yellow+red", "blue", "green+white"])
    paths = [_juggled(_SECONDS + (3 - k) * beat, flight, held, hands) for k in range(3)]
    number, span = int(draw.integers(3)), None
    if wish.fault:
        moment = aloft(paths[number], 16, 40)
        path = paths[number].copy()
        after = _SECONDS[moment:] - _SECONDS[moment]
        if wish.fault == "gravity":
            path[moment:] = path[moment]
        else:
            path[moment:, 0] = path[moment, 0] + (300 if path[moment, 0] < 240 else -300) * after
            path[moment:, 1] = path[moment, 1] - 60 * after + 310 * after**2
        paths[number], span = path, (moment + 1, min(_LAST, moment + 14))
    balls = tuple(
        Actor(
            f"ball {k}",
            (disc(13.0, str(stuffs[k]), wish.skin + k),),
            track(*paths[k].T, 90 * _SECONDS),
            12 + k,
            shadow="wall",
        )
        for k in range(3)
    )
    palm, arm = oval(38, 15, "skin", wish.skin), limb(90, 26, 20, "blue", wish.skin)
    parts = []
    for k in (0, 1):
        place = _hand(_SECONDS + k * beat / 2, k, flight, held, hands)
        parts.append(
            Actor("hands", (arm,), track(place[:, 0] + (k * 2 - 1) * 22, place[:, 1] + 14), 15)
        )
        parts.append(Actor("hands", (palm,), track(place[:, 0], place[:, 1] + 13), 16))
    return Film(
        backdrop("kitchen", wish.skin, 236),
        (*balls, *parts, prop(wish, 420, 246)),
        f"ball {number}",
        "Two hands juggle three balls in front of a kitchen wall",
        others=tuple(f"ball {k}" for k in range(3) if k != number),
        props=("crate",),
        standing=False,
        floor=FLOOR + 40,
        faulty=(f"ball {number}",) if span else (),
        span=span,
    )


def _juggled(seconds: Track, flight: float, held: float, hands: Track) -> Track:
    """Where a ball is: carried from where it is caught inwards, thrown to the other hand."""
    whole = flight + held
    found = np.zeros((len(seconds), 2))
    for k, t in enumerate(seconds):
        count, part = divmod(t, whole)
        hand = int(count) % 2
        inner, outer = _ends(hands, hand)
        if part < held:
            found[k] = _carried(part / held, inner, outer)
        else:
            u = part - held
            there = _ends(hands, 1 - hand)[1]
            found[k, 0] = inner[0] + (there[0] - inner[0]) * u / flight
            found[k, 1] = inner[1] - 310 * u * (flight - u)
    return found


def _ends(hands: Track, hand: int) -> tuple[Track, Track]:
    """Where a hand throws and where it catches."""
    side = 20.0 if hand == 0 else -20.0
    return hands[hand] + (side, 0), hands[hand] - (side, 0)


def _carried(part: float, inner: Track, outer: Track) -> Track:
    a = np.pi * part
    middle, wide = (inner + outer) / 2, (inner - outer) / 2
    return middle - wide * np.cos(a) + np.array([0, 14 * np.sin(a)])


def _hand(seconds: Track, hand: int, flight: float, held: float, hands: Track) -> Track:
    """Where a hand is: it carries for a while, and goes back for the next ball."""
    beat = (flight + held) * 2 / 3
    found = np.zeros((len(seconds), 2))
    inner, outer = _ends(hands, hand)
    for k, t in enumerate(seconds):
        part = t % beat
        if part < held:
            found[k] = _carried(part / held, inner, outer)
        else:
            back = (part - held) / (beat - held)
            found[k] = _carried(1 - back, inner, outer) * (1, 0) + (
                0,
                inner[1] - 5 * np.sin(np.pi * back),
            )
    return found
