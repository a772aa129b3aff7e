"""Clips whose truth is known exactly: a textured ground, sprites with masks, a camera, noise.

A `Clip` says what happens; `render` yields its frames as uint8 RGB (height, width, 3), the same
ones every time. Positions are pixels of the clip, centre of the sprite; frames are 0-based.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.records import ClipInfo

Picture = NDArray[np.uint8]
Way = Callable[[float], tuple[float, float]]
"""Where the centre is at a frame number."""


@dataclass(frozen=True)
class Sprite:
    """A textured disc or box, there from `start` to `end` (inclusive); `fade` is in frames."""

    way: Way
    size: tuple[int, int] = (60, 60)
    shape: str = "disc"
    start: int = 0
    end: int = 10**6
    fade: int = 0
    seed: int = 1
    turn: float = 0.0
    """Degrees a frame."""

    def presence(self, frame: int) -> float:
        """0 where it is not there, 1 where it is, between while it fades in or out."""
        rise = (frame - self.start + 1) / (self.fade + 1) if self.start > 0 else 1.0
        fall = (self.end - frame + 1) / (self.fade + 1)
        return float(np.clip(min(rise, fall), 0.0, 1.0))


@dataclass(frozen=True)
class Clip:
    """All that is in a clip."""

    sprites: tuple[Sprite, ...] = ()
    frames: int = 24
    width: int = 320
    height: int = 192
    fps: float = 16.0
    pan: tuple[float, float] = (0.0, 0.0)
    """How far the camera goes each frame, pixels."""
    noise: float = 1.0
    seed: int = 0
    ground: str = "texture"
    cut: int | None = None
    """From this frame on another ground is seen."""

    @property
    def info(self) -> ClipInfo:
        """What a file of it would say of itself."""
        return ClipInfo(self.frames, self.fps, self.width, self.height)


def at(x: float, y: float) -> Way:
    """Stays where it is."""
    return lambda _: (x, y)


def line(x: float, y: float, dx: float, dy: float) -> Way:
    """Goes straight, (dx, dy) pixels a frame."""
    return lambda frame: (x + dx * frame, y + dy * frame)


def texture(width: int, height: int, seed: int) -> Picture:
    """Coloured blotches at three scales: something to hold on to everywhere, and nothing twice."""
    draw = np.random.default_rng(seed)
    total = np.zeros((height, width, 3), np.float32)
    for grain, strength in ((4, 0.5), (12, 0.8), (40, 1.0)):
        small = draw.normal(0, 1, (height // grain + 3, width // grain + 3, 3)).astype(np.float32)
        total += strength * cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(120 + 32 * total, 0, 255).astype(np.uint8)


def render(clip: Clip) -> Iterator[Picture]:
    """The frames, one at a time."""
    margin = 8 + int(max(map(abs, clip.pan)) * clip.frames)
    size = (clip.width + 2 * margin, clip.height + 2 * margin)
    grounds = [_ground(clip.ground, size, clip.seed + 100 * part) for part in (0, 1)]
    skins = [texture(s.size[0] * 2, s.size[1] * 2, 1000 + s.seed) for s in clip.sprites]
    draw = np.random.default_rng(clip.seed + 7)
    for frame in range(clip.frames):
        ground = grounds[clip.cut is not None and frame >= clip.cut]
        view = (margin + clip.pan[0] * frame, margin + clip.pan[1] * frame)
        shift = np.array([[1, 0, -view[0]], [0, 1, -view[1]]], np.float32)
        picture = cv2.warpAffine(ground, shift, (clip.width, clip.height)).astype(np.float32)
        for sprite, skin in zip(clip.sprites, skins, strict=True):
            _paint(picture, sprite, skin, frame, (margin - view[0], margin - view[1]))
        if clip.noise:
            picture += draw.normal(0, clip.noise, picture.shape).astype(np.float32)
        yield np.clip(picture + 0.5, 0, 255).astype(np.uint8)


def _ground(kind: str, size: tuple[int, int], seed: int) -> Picture:
    if kind == "black":
        return np.zeros((size[1], size[0], 3), np.uint8)
    return texture(size[0], size[1], seed)


def _paint(
    picture: NDArray[np.float32],
    sprite: Sprite,
    skin: Picture,
    frame: int,
    shift: tuple[float, float],
) -> None:
    presence = sprite.presence(frame)
    if presence <= 0:
        return
    width, height = sprite.size
    x, y = sprite.way(frame)
    place = cv2.getRotationMatrix2D((width, height), -sprite.turn * frame, 1.0)
    place[:, 2] += (x + shift[0] - width, y + shift[1] - height)
    mask = np.zeros((2 * height, 2 * width), np.float32)
    if sprite.shape == "disc":
        cv2.ellipse(
            mask, (width, height), (width // 2, height // 2), 0, 0, 360, 1.0, -1, cv2.LINE_AA
        )
    else:
        mask[height // 2 : height + height // 2, width // 2 : width + width // 2] = 1.0
    bounds = (picture.shape[1], picture.shape[0])
    alpha = cv2.warpAffine(cv2.GaussianBlur(mask, (0, 0), 0.8), place, bounds)[..., None]
    # sprites are redder and lighter than the ground, so that a person can tell them apart, too
    tinted = np.clip(skin.astype(np.float32) * 0.8 + np.array([90, 30, 10]), 0, 255)
    picture += alpha * presence * (cv2.warpAffine(tinted, place, bounds) - picture)
