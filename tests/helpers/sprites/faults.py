"""What can be done to any film: a film and chances go in, the film with one violation comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from tests.helpers.sprites.film import (
    FRAMES,
    HIGH,
    SEEN,
    TURN,
    WIDE,
    Actor,
    Film,
    Track,
    X,
    Y,
    extent,
)
from tests.helpers.sprites.pictures import HEIGHT, WIDTH, Picture, bent, cut, surface

Draw = np.random.Generator
OTHER = ("yellow-checks-dark", "pink", "white-stripes-red", "teal-dots-white", "gray", "orange")


def ramp(start: int, end: int) -> np.ndarray:
    """0 up to `start`, 1 from `end` on, in even steps between."""
    return np.clip((np.arange(FRAMES) - start) / max(1, end - start), 0, 1)


def eased(start: int, end: int) -> np.ndarray:
    """The same, beginning and ending softly."""
    k = ramp(start, end)
    return k * k * (3 - 2 * k)


def _places(film: Film, name: str) -> np.ndarray:
    """(frames, 4): the extent of a thing, nan where it is not seen."""
    found = [extent(film, name, frame) for frame in range(FRAMES)]
    return np.array([f or (np.nan,) * 4 for f in found])


def _moment(film: Film, draw: Draw, name: str, low: int, high: int, moves: bool = True) -> int:
    """A frame in which a thing is well inside the picture and, if wanted, moves."""
    places = _places(film, name)
    middle = (places[:, :2] + places[:, 2:]) / 2
    speed = np.linalg.norm(np.gradient(middle, axis=0), axis=1)
    inside = (places[:, 0] > 34) & (places[:, 2] < WIDTH - 34)
    inside &= (places[:, 1] > 8) & (places[:, 3] < HEIGHT - 4)
    good = inside & ((speed > 1.0) | (not moves))
    frames = [frame for frame in range(low, high) if good[frame]]
    if not frames:
        frames = [frame for frame in range(low, high) if inside[frame]]
    return int(draw.choice(frames)) if frames else (low + high) // 2


def _someone(film: Film, draw: Draw) -> str:
    return str(draw.choice([film.main, *film.others]))


def pop(film: Film, draw: Draw, how: int) -> Film:
    """0: gone at once. 1: fades within 3 to 8 frames. 2: comes out of nothing. 3: comes slowly."""
    name = _someone(film, draw)
    moment = _moment(film, draw, name, 16, 44)
    long = int(draw.integers(3, 9)) if how % 2 else 1
    seen = ramp(moment - 1, moment - 1 + long)
    seen = seen if how >= 2 else 1 - seen
    tracks = []
    for actor in film.parts(name):
        rows = actor.track.copy()
        rows[:, SEEN] *= seen
        tracks.append(rows)
    last = min(FRAMES - 1, moment + long - 1)
    return replace(film.changed(name, tracks), faulty=(name,), span=(moment, last))


def teleport(film: Film, draw: Draw, how: int) -> Film:
    """Somewhere else from one frame to the next."""
    name = film.main
    places = _places(film, name)
    moment = _moment(film, draw, name, 18, 42)
    lasts = slice(moment, min(FRAMES, moment + 14))
    left, right = np.nanmin(places[lasts, 0]), np.nanmax(places[lasts, 2])
    room = {1.0: WIDTH - 10 - right, -1.0: left - 10}
    way = max(room, key=lambda key: room[key])
    dx = way * min(float(draw.uniform(95, 160)), max(80.0, room[way]))
    dy = 0.0 if film.standing else float(draw.uniform(-30, 12))
    return replace(
        _shifted(
            film, name, dx * (np.arange(FRAMES) >= moment), dy * (np.arange(FRAMES) >= moment)
        ),
        faulty=(name,),
        span=(moment - 1, moment + 1),
    )


def _shifted(film: Film, name: str, dx: np.ndarray, dy: np.ndarray | float = 0.0) -> Film:
    tracks = []
    for actor in film.parts(name):
        rows = actor.track.copy()
        rows[:, X] += dx
        rows[:, Y] += dy
        tracks.append(rows)
    return film.changed(name, tracks)


def size(film: Film, draw: Draw, how: int) -> Film:
    """0: doubles at once. 1: slowly becomes 1.6 times as large."""
    name = film.main
    moment = _moment(film, draw, name, 14, 34)
    end = moment + (1 if how == 0 else int(draw.integers(18, 26)))
    factor = 1 + (1.0 if how == 0 else 0.6) * ramp(moment - 1, end - 1)
    places = _places(film, name)
    anchor_x = (places[:, 0] + places[:, 2]) / 2
    anchor_y = places[:, 3] if film.standing else (places[:, 1] + places[:, 3]) / 2
    tracks = []
    for actor in film.parts(name):
        rows = actor.track.copy()
        for column, anchor in ((X, anchor_x), (Y, anchor_y)):
            grown = anchor + (rows[:, column] - anchor) * factor
            rows[:, column] = np.where(np.isnan(anchor), rows[:, column], grown)
        rows[:, [WIDE, HIGH]] *= factor[:, None]
        tracks.append(rows)
    return replace(film.changed(name, tracks), faulty=(name,), span=(moment, min(FRAMES - 1, end)))


def deform(film: Film, draw: Draw, how: int) -> Film:
    """0: bends and stays so. 1: is squashed and comes back. 2: bends and comes back."""
    name = film.main
    moment = _moment(film, draw, name, 14, 38)
    long = int(draw.integers(6, 12))
    part = eased(moment - 1, moment - 1 + long)
    end = moment + long
    if how:
        part = part - eased(end + 3, end + 3 + long)
        end += long + 3
    largest = max(
        film.parts(name), key=lambda actor: actor.picture(0).shape[0] * actor.picture(0).shape[1]
    )
    if how == 1:
        rows = largest.track.copy()
        rows[:, WIDE] *= 1 + 0.4 * part
        rows[:, HIGH] *= 1 - 0.45 * part
        new = replace(largest, track=rows)
    else:
        amount = float(draw.choice([-1.0, 1.0]) * draw.uniform(0.8, 1.0))
        steps = 12
        pictures = tuple(bent(largest.picture(0), amount * k / steps) for k in range(steps + 1))
        new = replace(
            largest,
            pictures=(largest.picture(0), *pictures[1:]),
            shown=tuple(round(float(k) * steps) for k in part),
        )
    actors = tuple(new if actor is largest else actor for actor in film.actors)
    return replace(film, actors=actors, faulty=(name,), span=(moment, min(FRAMES - 1, end)))


def identity(film: Film, draw: Draw, how: int) -> Film:
    """Looks like another thing: 0 at once, 1 within a few frames."""
    name = film.main
    moment = _moment(film, draw, name, 18, 42)
    long = 1 if how == 0 else int(draw.integers(4, 9))
    stuff = str(draw.choice(OTHER))
    seed = int(draw.integers(1000))
    part = ramp(moment - 1, moment - 1 + long)

    def changed(actor: Actor) -> Actor:
        count = len(actor.pictures)
        steps = max(1, long)
        pictures = list(actor.pictures)
        for k in range(1, steps + 1):
            pictures += [_becoming(old, stuff, seed, k / steps) for old in actor.pictures]
        shown = actor.shown or (0,) * FRAMES
        which = tuple(s + count * round(float(p) * steps) for s, p in zip(shown, part, strict=True))
        return replace(actor, pictures=tuple(pictures), shown=which)

    actors = tuple(changed(actor) if actor.name == name else actor for actor in film.actors)
    return replace(
        film, actors=actors, faulty=(name,), span=(moment, min(FRAMES - 1, moment + long))
    )


def _becoming(picture: Picture, stuff: str, seed: int, part: float) -> Picture:
    rows, columns = picture.shape[:2]
    other = cut(surface(stuff, rows, columns, seed), picture[..., 3].astype(np.float32) / 255)
    return (picture * (1 - part) + other * part).astype(np.uint8)


def mass(film: Film, draw: Draw, how: int) -> Film:
    """One thing becomes two of its size."""
    name = film.main
    moment = _moment(film, draw, name, 14, 36)
    found = extent(film, name, moment)
    assert found is not None
    apart = (found[2] - found[0]) * 0.62 * eased(moment - 1, moment + 8)
    twins = tuple(
        replace(actor, track=_aside(actor.track, -apart), order=actor.order - 0.1)
        for actor in film.parts(name)
    )
    both = _shifted(film, name, apart)
    end = min(FRAMES - 1, moment + 9)
    return replace(both, actors=(*twins, *both.actors), faulty=(name,), span=(moment, end))


def _aside(rows: Track, dx: np.ndarray) -> Track:
    changed = rows.copy()
    changed[:, X] += dx
    return changed


def frozen(film: Film, draw: Draw, how: int) -> Film:
    """Stands still for a while: 0 and goes on where it was, 1 and goes on as if it had not."""
    start = _moment(film, draw, film.main, 12, 34)
    long = int(draw.integers(14, 22))
    rest = range(start + 1, FRAMES) if how == 0 else range(start + long, FRAMES)
    order = (*range(start), *([start] * long), *rest)[:FRAMES]
    return replace(film, order=order, faulty=(), span=(start, start + long - 1))


def flicker(film: Film, draw: Draw, how: int) -> Film:
    """The light jumps: 0 at random, 1 up and down."""
    start, long = int(draw.integers(10, 26)), int(draw.integers(14, 26))
    strength = float(draw.uniform(0.07, 0.16))
    signs = np.where(np.arange(long) % 2, 1.0, -1.0) if how else draw.choice([-1.0, 1.0], long)
    gains = np.ones(FRAMES)
    gains[start : start + long] += strength * signs * draw.uniform(0.6, 1, long)
    return replace(film, gains=tuple(gains), faulty=(), span=(start, start + long - 1))


def jitter(film: Film, draw: Draw, how: int) -> Film:
    """Jerks to and fro: 0 the whole picture, 1 the main thing."""
    start = _moment(film, draw, film.main, 10, 30)
    long = int(draw.integers(14, 22))
    signs = np.where(np.arange(FRAMES) % 2, 1.0, -1.0)[:, None]
    inside = ((np.arange(FRAMES) >= start) & (np.arange(FRAMES) < start + long))[:, None]
    off = signs * inside * draw.uniform(3.0, 5.5, (FRAMES, 2)) * (1.0, draw.choice([-1.0, 1.0]))
    span = (start, start + long - 1)
    if how == 0:
        return replace(film, shake=tuple(map(tuple, off.tolist())), faulty=(), span=span)
    return replace(
        _shifted(film, film.main, off[:, 0], off[:, 1] * (0.4 if film.standing else 1.0)),
        faulty=(film.main,),
        span=span,
    )


def wrong_direction(film: Film, draw: Draw, how: int) -> Film:
    """All goes the other way than the prompt says."""
    span = (0, FRAMES - 1)
    if film.backwards == "reverse":
        return replace(film, order=film.order[::-1], faulty=(film.main,), span=span)
    return replace(film, mirrored=True, faulty=(film.main,), span=span)


def reversed_(film: Film, draw: Draw, how: int) -> Film:
    """Played backwards."""
    return replace(film, order=film.order[::-1], faulty=(), span=(0, FRAMES - 1))


def outside_brush(film: Film, draw: Draw, how: int) -> Film:
    """Something that stands by begins to move."""
    name = film.props[0]
    start = int(draw.integers(8, 20))
    end = start + int(draw.integers(22, 34))
    found = extent(film, name, 0)
    assert found is not None
    far = float(draw.uniform(70, 110))
    way = -1.0 if (found[0] + found[2]) / 2 > WIDTH / 2 else 1.0
    changed = _shifted(film, name, way * far * eased(start, end))
    return replace(changed, faulty=(name,), span=(start + 1, end))


def subject_exit(film: Film, draw: Draw, how: int) -> Film:
    """The main thing leaves the picture, faster and faster."""
    name = film.main
    places = _places(film, name)
    start = int(draw.integers(14, 24))
    rows = np.nan_to_num(places[-1], nan=WIDTH / 2)
    way = 1.0 if places[FRAMES // 2, 0] >= places[0, 0] - 2 else -1.0
    far = (WIDTH - rows[0] if way > 0 else rows[2]) + 40
    dx = way * far * ramp(start, 52) ** 1.6
    tracks = []
    for actor in film.parts(name):
        changed = _aside(actor.track, dx)
        if actor.rolls:
            changed[:, TURN] += np.degrees(dx / actor.rolls)
        tracks.append(changed)
    gone = film.changed(name, tracks)
    return replace(gone, faulty=(name,), span=(start + 1, 56))


FAULTS: dict[str, Callable[[Film, Draw, int], Film]] = {
    "pop": pop,
    "teleport": teleport,
    "size": size,
    "deform": deform,
    "identity": identity,
    "mass": mass,
    "frozen": frozen,
    "flicker": flicker,
    "jitter": jitter,
    "wrong-direction": wrong_direction,
    "reversed": reversed_,
    "outside-brush": outside_brush,
    "subject-exit": subject_exit,
}
