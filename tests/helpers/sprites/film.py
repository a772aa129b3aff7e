"""Sprites on a backdrop, painted frame by frame: a `Film` goes in, RGB pictures come out.

Everything is painted at twice the size and made smaller; shadows are soft. A thing is all actors of
one name, its place in every frame a row of an array, so that what is planted is arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.records import Box
from tests.helpers.sprites.pictures import FINE, HEIGHT, MARGIN, WIDTH, Picture, clouds

FRAMES = 61
FPS = 24.0
Track = NDArray[np.float64]
X, Y, TURN, WIDE, HIGH, SEEN = range(6)
"""Columns of a track: pixels, pixels, degrees clockwise, two magnifications, opacity."""
VARIANTS = ("static", "hand", "pan", "noisy")
_NOISE = {"noisy": 8.0}
_QUIET = 1.2
_HAND = 2.4


def track(
    x: object, y: object, turn: object = 0.0, seen: object = 1.0, size: object = 1.0
) -> Track:
    """Rows for every frame, of arrays or single values."""
    rows = np.ones((FRAMES, 6))
    for column, value in ((X, x), (Y, y), (TURN, turn), (WIDE, size), (HIGH, size), (SEEN, seen)):
        rows[:, column] = value
    return rows


@dataclass(frozen=True)
class Actor:
    """A sprite, or a part of one: its pictures, and where their middle is."""

    name: str
    pictures: tuple[Picture, ...]
    track: Track
    order: float = 10.0
    """What has more is painted later."""
    shown: tuple[int, ...] = ()
    """Which of the pictures in which frame; none: the first."""
    shadow: str = ""
    """'floor': a spot below it. 'wall': its own outline, close behind it."""
    rolls: float = 0.0
    """Radius, where it rolls."""

    def picture(self, frame: int) -> Picture:
        """What it looks like."""
        return self.pictures[self.shown[frame] if self.shown else 0]


@dataclass(frozen=True)
class Film:
    """All that is in a clip, and what may be said and planted of it."""

    ground: Picture
    actors: tuple[Actor, ...]
    main: str
    prompt: str
    floor: float = 228.0
    others: tuple[str, ...] = ()
    """Things besides the main one that may be planted upon."""
    props: tuple[str, ...] = ()
    """Things that stand by."""
    standing: bool = True
    """Whether the main thing stands on the floor."""
    marked: tuple[tuple[str, str], ...] = ()
    """(kind of mark, name)."""
    backwards: str = "mirror"
    """How it goes the other way: in a 'mirror' or played in 'reverse'."""
    faulty: tuple[str, ...] = ()
    """What broke a rule ..."""
    span: tuple[int, int] | None = None
    """... and in which frames, inclusive."""
    order: tuple[int, ...] = tuple(range(FRAMES))
    """Which frame is shown when."""
    gains: tuple[float, ...] = (1.0,) * FRAMES
    shake: tuple[tuple[float, float], ...] = ((0.0, 0.0),) * FRAMES
    """What the camera does besides."""
    mirrored: bool = False

    def parts(self, name: str) -> list[Actor]:
        """The actors of one thing."""
        return [actor for actor in self.actors if actor.name == name]

    def changed(self, name: str, tracks: list[Track]) -> Film:
        """With other tracks for the parts of a thing, in their order."""
        rest = iter(tracks)
        return replace(
            self,
            actors=tuple(
                replace(actor, track=next(rest)) if actor.name == name else actor
                for actor in self.actors
            ),
        )


# --- how it is filmed --------------------------------------------------------------------------


def camera(variant: str, seed: int) -> NDArray[np.float64]:
    """(frames, 2): where the middle of the view is, in pixels."""
    draw = np.random.default_rng((seed, 7))
    if variant == "hand":
        rough = draw.standard_normal((FRAMES + 20, 2))
        kernel = np.exp(-0.5 * (np.arange(-6, 7) / 2.0) ** 2)
        smooth = np.stack([np.convolve(rough[:, k], kernel, "same") for k in (0, 1)], 1)[10:-10]
        return _HAND * (smooth - smooth.mean(0)) / smooth.std(0)
    if variant == "pan":
        way = np.linspace(-24, 24, FRAMES) * draw.choice([-1.0, 1.0])
        return np.stack([way, np.zeros(FRAMES)], 1)
    return np.zeros((FRAMES, 2))


def painted(film: Film, variant: str, seed: int) -> Iterator[Picture]:
    """The pictures of a film, as they come from the sensor."""
    views = camera(variant, seed)
    sigma = _NOISE.get(variant, _QUIET)
    rough = np.random.default_rng(seed).standard_normal((HEIGHT + 128, WIDTH + 128, 3), np.float32)
    rough = np.round(sigma * rough).astype(np.int16)
    for frame, source in enumerate(film.order):
        x, y = views[source] + film.shake[frame]
        clean = _scene(film, source, x, y)
        if film.gains[frame] != 1:
            clean = cv2.convertScaleAbs(clean, alpha=film.gains[frame])
        picture = cv2.add(clean, _noise(rough, seed, source), dtype=cv2.CV_8U)
        yield np.ascontiguousarray(picture[:, ::-1]) if film.mirrored else picture


def _noise(rough: NDArray[np.int16], seed: int, frame: int) -> NDArray[np.int16]:
    """Another part of it in every frame, this way up or that."""
    draw = np.random.default_rng((seed, frame))
    top, left = draw.integers(0, 128, 2)
    down, along = draw.choice([-1, 1], 2)
    part = rough[top : top + HEIGHT, left : left + WIDTH]
    return np.ascontiguousarray(part[::down, ::along])


def _scene(film: Film, frame: int, x: float, y: float) -> Picture:
    size = (WIDTH * FINE, HEIGHT * FINE)
    move = np.array([[1, 0, -(MARGIN + x) * FINE], [0, 1, -(MARGIN + y) * FINE]])
    canvas = cv2.warpAffine(film.ground, move, size, flags=cv2.INTER_LINEAR)
    actors = sorted(film.actors, key=lambda actor: actor.order)
    for actor in actors:
        if actor.shadow == "floor":
            _spot(canvas, actor, film.floor, frame, x, y)
    for actor in actors:
        if actor.track[frame, SEEN] > 0:
            if actor.shadow == "wall":
                _lay(canvas, _silhouette(actor.picture(frame)), _shadow_row(actor, frame), x, y)
            _lay(canvas, actor.picture(frame), actor.track[frame], x, y)
    return cv2.resize(canvas, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)


def _shadow_row(actor: Actor, frame: int) -> Track:
    row = actor.track[frame].copy()
    row[[X, Y]] += 4.0, 6.0
    row[SEEN] *= 0.4
    return row


def _silhouette(picture: Picture) -> Picture:
    alpha = cv2.copyMakeBorder(picture[..., 3], 16, 16, 16, 16, cv2.BORDER_CONSTANT, value=0)
    dark = np.zeros((*alpha.shape, 4), np.uint8)
    dark[..., 3] = cv2.GaussianBlur(alpha, (0, 0), 5)
    return dark


def _spot(canvas: Picture, actor: Actor, floor: float, frame: int, x: float, y: float) -> None:
    row = actor.track[frame]
    corners = outline(actor, frame)
    wide = float(np.ptp(corners[:, 0]))
    high = max(0.0, floor - float(corners[:, 1].max()))
    if row[SEEN] <= 0 or wide < 1:
        return
    middle = float(corners[:, 0].mean()) + 0.12 * high
    size = wide * (1.15 + high / 260)
    strength = 0.55 * row[SEEN] / (1 + high / 70)
    scale = size / _SPOT.shape[1] * FINE
    at = np.array([middle, floor + 1, 0.0, scale, scale * 0.24, strength])
    _lay(canvas, _SPOT, at, x, y)


def _soft_spot() -> Picture:
    yy, xx = np.mgrid[-1:1:64j, -1:1:64j]
    spot = np.zeros((64, 64, 4), np.uint8)
    far = np.clip(1 - np.sqrt(xx**2 + yy**2), 0, 1)
    spot[..., 3] = (255 * far * far * (3 - 2 * far)).astype(np.uint8)
    return spot


_SPOT = _soft_spot()


def _mapping(picture: Picture, row: Track, scale: float) -> NDArray[np.float64]:
    """From a picture to the clip, whose pixels are 1 / `scale` large."""
    rows, columns = picture.shape[:2]
    a = np.deg2rad(row[TURN])
    turn = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    matrix = turn @ np.diag([row[WIDE], row[HIGH]]) * (scale / FINE)
    offset = row[[X, Y]] * scale - matrix @ np.array([columns / 2, rows / 2])
    return np.hstack([matrix, offset[:, None]])


def _lay(canvas: Picture, picture: Picture, row: Track, x: float, y: float) -> None:
    here = row.copy()
    here[[X, Y]] -= x, y
    matrix = _mapping(picture, here, FINE)
    rows, columns = picture.shape[:2]
    ends = np.array([[0, 0, 1], [columns, 0, 1], [columns, rows, 1], [0, rows, 1]]) @ matrix.T
    low = np.maximum(np.floor(ends.min(0)).astype(int) - 1, 0)
    high = np.minimum(np.ceil(ends.max(0)).astype(int) + 1, canvas.shape[1::-1])
    if (high - low < 1).any():
        return
    matrix[:, 2] -= low
    patch = cv2.warpAffine(picture, matrix, tuple(int(v) for v in high - low))
    part = canvas[low[1] : high[1], low[0] : high[0]]
    upper = patch.astype(np.float32) * row[SEEN]
    part[:] = (part * (1 - upper[..., 3:] / 255) + upper[..., :3] + 0.5).astype(np.uint8)


# --- where things are --------------------------------------------------------------------------


_HULLS: dict[int, tuple[Picture, Track]] = {}


def outline(actor: Actor, frame: int) -> NDArray[np.float64]:
    """(points, 2): around what is not transparent, in pixels before the camera."""
    picture = actor.picture(frame)
    key = id(picture)
    if key not in _HULLS or _HULLS[key][0] is not picture:
        if len(_HULLS) > 400:
            _HULLS.clear()
        points = cv2.findNonZero((picture[..., 3] > 60).astype(np.uint8))
        hull = np.zeros((1, 2)) if points is None else cv2.convexHull(points)[:, 0]
        _HULLS[key] = picture, np.hstack([hull + 0.5, np.ones((len(hull), 1))])
    return _HULLS[key][1] @ _mapping(picture, actor.track[frame], 1.0).T


def extent(film: Film, name: str, frame: int, least: float = 0.05) -> tuple[float, ...] | None:
    """Left, top, right and bottom of a thing before the camera; None where it is not there."""
    ends = [outline(actor, frame) for actor in film.parts(name) if actor.track[frame, SEEN] > least]
    if not ends:
        return None
    every = np.concatenate(ends)
    return (*every.min(0), *every.max(0))


def box_of(film: Film, name: str, variant: str, seed: int, frame: int) -> Box | None:
    """Where a thing is in the picture that is shown as `frame`."""
    source = film.order[frame]
    found = extent(film, name, source)
    if found is None:
        return None
    x, y = camera(variant, seed)[source] + film.shake[frame]
    left, right = (min(max(v - x, 0.0), WIDTH) for v in (found[0], found[2]))
    top, bottom = (min(max(v - y, 0.0), HEIGHT) for v in (found[1], found[3]))
    if right - left < 2 or bottom - top < 2:
        return None
    if film.mirrored:
        left, right = WIDTH - right, WIDTH - left
    return Box(left, top, right - left, bottom - top)


def grain(picture: Picture, seed: int, amount: float = 8.0) -> Picture:
    """A picture with some more texture."""
    rough = clouds(*picture.shape[:2], seed, 12)[..., None] * amount
    return np.clip(picture + rough, 0, 255).astype(np.uint8)
