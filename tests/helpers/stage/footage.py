"""Faults planted into real footage: the best truth for what happens on real pictures.

The background is a real clip whose camera stands still. What is planted is as blurred and as noisy
as the footage: a thing that is pasted in and appears, vanishes, jumps, grows or bends, a part of
the picture that is warped, something that moves and is taken out of the picture, and what can
be done to the whole of it. `filmed(folder)` gives them, clean ones with a pasted thing that behaves
among them.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.records import Box, ClipInfo, Mark, Settings, Shot
from engine.video.read import Reader
from engine.video.write import write_clip
from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import ramp, smooth
from tests.helpers.stage.manifest import seen_clips
from tests.helpers.stage.plants import padded, warped
from tests.helpers.stage.render import lay
from tests.helpers.stage.world import Picture, Quad, quad

_LONGEST = 64
_WIDEST = 640
CLEAN = "clean"
PASTED = (CLEAN, "pop", "teleport", "size", "deform")
WHOLE = ("frozen", "flicker", "removed", "warp")
_KIND = {"removed": "pop", "warp": "deform"}


@dataclass(frozen=True)
class Filmed:
    """A real clip with one thing done to it."""

    source: Path
    what: str
    clip: ClipInfo
    step: int = 1
    """Every how many-th picture of the clip is taken."""
    split: str = "real"

    @property
    def name(self) -> str:
        """Unique."""
        return f"film-{self.source.stem}-{self.what}"

    @property
    def scene(self) -> str:
        """The clip it is made of."""
        return self.source.stem

    @property
    def kind(self) -> str:
        """The kind of the violation, or 'clean'."""
        return _KIND.get(self.what, self.what)

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return self.what == CLEAN

    @property
    def info(self) -> ClipInfo:
        """Frames, rate and size."""
        return self.clip

    def possible(self) -> bool:
        """Whether there is something in the clip to do this to."""
        return bool(_made(self).pictures)

    @property
    def span(self) -> tuple[int, int]:
        """First and last frame of the violation."""
        return (0, -1) if self.clean else _made(self).span

    def boxes(self) -> tuple[tuple[int, Box], ...]:
        """Where it is, frame by frame."""
        return _made(self).boxes

    def marks(self) -> tuple[Mark, ...]:
        """Nobody said anything of it."""
        return ()

    def shot(self, folder: Path) -> Shot:
        """Nothing was asked for."""
        return Shot(settings=Settings(width=self.clip.width, height=self.clip.height))

    def frames(self) -> Iterator[Picture]:
        """The pictures with the fault in them."""
        yield from _made(self).pictures

    def write(self, path: Path) -> ClipInfo:
        """As an mp4 file."""
        return write_clip(path, self.frames(), self.clip.fps, quality=20)


def filmed(folder: Path) -> list[Filmed]:
    """All that is planted into the real clips of a folder whose camera stands still."""
    found = []
    for seen in seen_clips(folder):
        if not (seen.real and seen.camera == "static") or seen.clip.width < 256:
            continue
        scale = min(1.0, _WIDEST / seen.clip.width)
        # what is filmed quickly is looked at in the rates of generated clips, too
        step = max(1, round(seen.clip.fps / (8, 12, 16)[zlib.crc32(seen.name.encode()) % 3]))
        step = step if seen.clip.frames // step >= 30 else 1
        clip = ClipInfo(
            min(_LONGEST, seen.clip.frames // step),
            seen.clip.fps / step,
            round(seen.clip.width * scale / 2) * 2,
            round(seen.clip.height * scale / 2) * 2,
        )
        found += [Filmed(seen.path, what, clip, step) for what in (*PASTED, *WHOLE)]
    return [clip for clip in found if clip.what not in ("removed", "frozen") or clip.possible()]


@dataclass(frozen=True)
class _Made:
    pictures: tuple[Picture, ...]
    span: tuple[int, int]
    boxes: tuple[tuple[int, Box], ...]


@lru_cache(maxsize=2)
def _footage(path: Path, clip: ClipInfo, step: int) -> tuple[Picture, ...]:
    with Reader(path) as reader:
        return tuple(
            cv2.resize(
                reader.frame(step * k), (clip.width, clip.height), interpolation=cv2.INTER_AREA
            )
            for k in range(clip.frames)
        )


@lru_cache(maxsize=2)
def _made(filmed_: Filmed) -> _Made:
    pictures = _footage(filmed_.source, filmed_.clip, filmed_.step)
    draw = np.random.default_rng(zlib.crc32(filmed_.name.encode()))
    if filmed_.what in PASTED:
        return _pasted(filmed_, pictures, draw)
    return {"frozen": _frozen, "flicker": _flicker, "removed": _removed, "warp": _warp}[
        filmed_.what
    ](filmed_, pictures, draw)


def _noise_of(pictures: tuple[Picture, ...]) -> float:
    """Gray levels of noise, from what still pixels do between two frames."""
    a, b = (cv2.cvtColor(p, cv2.COLOR_RGB2GRAY).astype(np.float32) for p in pictures[:2])
    return float(np.median(np.abs(a - b))) * 1.05


def _pasted(filmed_: Filmed, pictures: tuple[Picture, ...], draw: np.random.Generator) -> _Made:
    """A thing lies in the picture or goes through it, and one thing is wrong with it."""
    clip, what = filmed_.clip, filmed_.what
    w, h, n = clip.width, clip.height, len(pictures)
    size = int(h * draw.uniform(0.16, 0.24))
    seed = int(draw.integers(1000))
    stuff = skins.BRIGHT[seed % len(skins.BRIGHT)]
    masks: tuple[Callable[[], NDArray[np.float32]], ...] = (
        lambda: skins.cup_mask(size),
        lambda: skins.box_mask(size, size, 0.15),
        lambda: skins.vase_mask(size, size),
        lambda: skins.rock_mask(size, seed),
    )
    thing = skins.body(masks[seed % 4](), stuff, seed, 0.9)
    tone = np.mean([p.mean() for p in pictures[:1]]) / 128
    thing[..., :3] = np.clip(thing[..., :3] * (0.7 + 0.3 * tone), 0, 255).astype(np.uint8)
    start = np.array([draw.uniform(0.2, 0.8) * w, draw.uniform(0.3, 0.8) * h])
    way = np.array([draw.uniform(-0.3, 0.3) * w, draw.uniform(-0.05, 0.05) * h])
    way *= float(draw.random() < 0.5)
    end = np.clip(start + way, (0.15 * w, 0.2 * h), (0.85 * w, 0.85 * h))
    first = int(draw.uniform(0.3, 0.6) * n)
    long = max(1, round(float(draw.choice([0.0, 0.2, 0.5, 1.0])) * clip.fps))
    if what == "teleport":
        long = 1
    if what in ("deform", "size"):
        long = max(3, min(round(clip.fps * float(draw.choice([0.4, 1.0]))), n - first - 2))
    comes = bool(draw.random() < 0.4)
    jump = np.array([draw.choice([-1.0, 1.0]) * 0.3 * w, 0.0])
    factor = float(draw.choice([0.6, 1.6, 1.8]))
    noise = _noise_of(pictures)
    bigger = padded(thing, 0.6)
    made, boxes = [], []
    for k, picture in enumerate(pictures):
        part = smooth(k, first, first + long)
        at = start + (end - start) * k / n
        shown, scale, patch = 1.0, 1.0, thing
        if what == "pop":
            shown = part if comes else 1 - part
        if what == "teleport" and k > first:
            at = (at + jump) if 0.1 * w < at[0] + jump[0] < 0.9 * w else at - jump
        if what == "size":
            scale = factor ** ramp(k, first, first + long)
        if what == "deform":
            scale, patch = 1.6, warped(bigger, ("bend", "melt", "twist")[seed % 3], part)
        corners = quad(float(at[0]), float(at[1]), size * scale, size * scale)
        made.append(_mixed(picture, patch, corners, shown, noise, k))
        if first <= k <= first + long:
            tight = quad(float(at[0]), float(at[1]), size * scale, size * scale)
            boxes.append((k, _box(tight, clip)))
    return _Made(tuple(made), (first, first + long), () if what == CLEAN else tuple(boxes))


def _mixed(
    picture: Picture, patch: Picture, corners: Quad, shown: float, noise: float, seed: int
) -> Picture:
    """A thing in the picture: as soft and as noisy as what is around it."""
    soft = cv2.GaussianBlur(patch, (0, 0), 0.8)
    made = picture.copy()
    lay(made, soft, corners, shown)
    low = np.maximum(corners.min(0).astype(int) - 1, 0)
    high = np.minimum(corners.max(0).astype(int) + 2, (picture.shape[1], picture.shape[0]))
    part = made[low[1] : high[1], low[0] : high[0]]
    touched = (part != picture[low[1] : high[1], low[0] : high[0]]).any(2, keepdims=True)
    grain = np.random.default_rng(seed).standard_normal(part.shape) * noise
    part[:] = np.where(touched, np.clip(part + grain, 0, 255), part).astype(np.uint8)
    return made


def _box(corners: Quad, clip: ClipInfo) -> Box:
    low = np.clip(corners.min(0), 0, (clip.width, clip.height))
    high = np.clip(corners.max(0), 0, (clip.width, clip.height))
    return Box(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))


def _frozen(filmed_: Filmed, pictures: tuple[Picture, ...], draw: np.random.Generator) -> _Made:
    n = len(pictures)
    long = max(int(np.ceil(0.6 * filmed_.clip.fps)), int(0.25 * n))
    pace = np.array(
        [np.abs(a[::4, ::4].astype(np.int16) - b[::4, ::4]).mean() for a, b in pairwise(pictures)]
    )
    whole = np.convolve(pace, np.ones(long), "valid")
    if len(whole) < 3 or whole[1:].max() < 1.2 * long:
        return _Made((), (0, -1), ())
    first = 1 + int(whole[1:].argmax())
    made = (*pictures[:first], *([pictures[first]] * long), *pictures[first + long :])
    return _Made(made, (first, first + long - 1), ())


def _flicker(filmed_: Filmed, pictures: tuple[Picture, ...], draw: np.random.Generator) -> _Made:
    n = len(pictures)
    first, long = int(draw.uniform(0.2, 0.5) * n), max(6, int(0.6 * filmed_.clip.fps))
    made = list(pictures)
    for k in range(first, min(n, first + long)):
        gain = 1 + float(draw.choice([-1.0, 1.0])) * float(draw.uniform(0.07, 0.16))
        made[k] = cv2.convertScaleAbs(made[k], alpha=gain)
    return _Made(tuple(made), (first, min(n, first + long) - 1), ())


def _removed(filmed_: Filmed, pictures: tuple[Picture, ...], draw: np.random.Generator) -> _Made:
    """The largest thing that moves is gone from one frame on: the ground behind it instead."""
    stack = np.stack(pictures)
    ground = np.median(stack[:: max(1, len(stack) // 24)], axis=0).astype(np.uint8)
    n = len(pictures)
    first = int(draw.uniform(0.35, 0.6) * n)
    seen = _largest(stack[first], ground)
    if seen is None:
        return _Made((), (0, -1), ())
    area = filmed_.clip.width * filmed_.clip.height
    margin = 0.03 * filmed_.clip.width
    inside = margin < seen.x and seen.x + seen.w < filmed_.clip.width - margin
    if not (0.003 * area < seen.w * seen.h < 0.2 * area and inside):
        return _Made((), (0, -1), ())
    x, y, w, h = (int(v) for v in seen)
    gone = np.abs(stack[first].astype(np.int16) - ground)[y : y + h, x : x + w].mean()
    if gone < 25:
        return _Made((), (0, -1), ())
    made = list(pictures)
    spot = seen
    for k in range(first, n):
        found = _largest(stack[k], ground, spot)
        spot = found or spot
        grown = np.zeros(ground.shape[:2], np.float32)
        x, y, w, h = (int(v) for v in spot)
        pad = max(4, w // 8)
        grown[max(0, y - pad) : y + h + pad, max(0, x - pad) : x + w + pad] = 1
        soft = cv2.GaussianBlur(grown, (0, 0), 2.0)[..., None]
        made[k] = (made[k] * (1 - soft) + ground * soft).astype(np.uint8)
    return _Made(tuple(made), (max(0, first - 1), first), ((first - 1, seen), (first, seen)))


def _largest(picture: Picture, ground: Picture, near: Box | None = None) -> Box | None:
    apart = np.abs(picture.astype(np.int16) - ground).max(2) > 30
    mask = cv2.morphologyEx(apart.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    count, _, stats, centres = cv2.connectedComponentsWithStats(mask)
    best, most = None, 0.0
    for k in range(1, count):
        x, y, w, h, area = (float(v) for v in stats[k])
        value = area
        if near is not None:
            far = abs(centres[k][0] - near.x - near.w / 2) + abs(
                centres[k][1] - near.y - near.h / 2
            )
            value = area if far < 0.7 * (near.w + near.h) else 0.0
        if value > most:
            best, most = Box(x, y, w, h), value
    return best


def _warp(filmed_: Filmed, pictures: tuple[Picture, ...], draw: np.random.Generator) -> _Made:
    """A round part of the picture bulges and twists over half a second and stays so."""
    clip, n = filmed_.clip, len(pictures)
    moving = np.abs(np.diff(np.stack(pictures).astype(np.int16), axis=0)).max(3).mean(0)
    smoothed = cv2.GaussianBlur(moving.astype(np.float32), (0, 0), clip.height / 12)
    edge = int(0.2 * clip.height)
    y, x = np.unravel_index(
        int(smoothed[edge:-edge, edge:-edge].argmax()), smoothed[edge:-edge, edge:-edge].shape
    )
    cx, cy = float(x + edge), float(y + edge)
    r = clip.height * float(draw.uniform(0.14, 0.2))
    first = int(draw.uniform(0.3, 0.5) * n)
    long = max(4, round(0.5 * clip.fps))
    yy, xx = np.mgrid[0 : clip.height, 0 : clip.width].astype(np.float32)
    dx, dy = xx - cx, yy - cy
    falls = np.exp(-((dx**2 + dy**2) / (r * r)) * 1.6)
    turn = float(draw.choice([-1.0, 1.0])) * 0.9
    made = list(pictures)
    for k in range(first, n):
        amount = smooth(k, first, first + long)
        angle = turn * amount * falls
        swell = 1 - 0.35 * amount * falls
        c, s = np.cos(angle) * swell, np.sin(angle) * swell
        made[k] = cv2.remap(
            pictures[k],
            cx + c * dx - s * dy,
            cy + s * dx + c * dy,
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REFLECT_101,
        )
    box = Box(cx - r, cy - r, 2 * r, 2 * r)
    last = min(n - 1, first + long)
    return _Made(tuple(made), (first, last), tuple((k, box) for k in range(first, last + 1)))
