"""Clips in which one thing moves in a way that is known exactly: a thing cut out of a rendered
scene (`tests.helpers.scenes`) before another scene as its ground, seen by a camera that may move,
through blur, noise and compression, now and then covered.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.helpers import scenes

Picture = NDArray[np.uint8]
Affine = NDArray[np.float64]
Track = Callable[[float], tuple[float, float]]
"""Frame number to a shift in pixels since frame 0."""

_SHUTTERS = 5


@dataclass(frozen=True)
class Followed:
    """What happens in a clip; lengths in pixels, angles in degrees, time in frames."""

    seed: int = 0
    frames: int = 32
    width: int = 416
    height: int = 240
    track: Track = lambda frame: (3.0 * frame, 0.0)
    turn: float = 0.0
    """A frame."""
    growth: float = 1.0
    """A frame."""
    camera: Track | None = None
    camera_turn: float = 0.0
    camera_zoom: float = 1.0
    blur: float = 0.0
    """How much of a frame's time the shutter is open."""
    noise: float = 2.0
    post: tuple[float, float] | None = None
    """Left and right of something that stands in front, in the ground's pixels."""
    light: float = 1.0
    """A frame."""
    fps: float = 16.0

    def own(self, frame: float) -> Affine:
        """Where a pixel of the thing at frame 0 is, for a view that stands still."""
        x, y = self.track(frame)
        middle = np.array(self.middle)
        return _about(middle, self.turn * frame, self.growth**frame, (x, y))

    def view(self, frame: float) -> Affine:
        """Where a pixel of the ground at frame 0 is."""
        x, y = self.camera(frame) if self.camera else (0.0, 0.0)
        middle = np.array([self.width / 2, self.height / 2])
        return _about(middle, self.camera_turn * frame, self.camera_zoom**frame, (-x, -y))

    def pose(self, frame: float) -> Affine:
        """Where a pixel of the thing at frame 0 is in the picture."""
        return joined(self.view(frame), self.own(frame))

    @property
    def mask(self) -> NDArray[np.bool_]:
        """The thing in frame 0."""
        return _thing(self)[1] > 0.5

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre in frame 0, in pixel indices."""
        return _middle(self.seed, self.width, self.height)

    def centre(self, frame: float, *, own: bool = False) -> NDArray[np.float64]:
        """Its centre in pixel indices."""
        pose = self.own(frame) if own else self.pose(frame)
        return pose[:, :2] @ np.array(self.middle) + pose[:, 2]


def joined(second: Affine, first: Affine) -> Affine:
    """First `first`, then `second`."""
    shift = second[:, :2] @ first[:, 2] + second[:, 2]
    return np.hstack([second[:, :2] @ first[:, :2], shift[:, None]])


def render(clip: Followed) -> Iterator[Picture]:
    """The frames, uint8 RGB, the same ones every time."""
    thing, alpha = _thing(clip)
    margin = 160
    ground = _ground(clip.seed + 5, clip.width + 2 * margin, clip.height + 2 * margin)
    post = _ground(clip.seed + 9, clip.width + 2 * margin, clip.height + 2 * margin)
    draw = np.random.default_rng(clip.seed)
    for frame in range(clip.frames):
        times = [frame]
        if clip.blur:
            times = [frame + clip.blur * (k / (_SHUTTERS - 1) - 0.5) for k in range(_SHUTTERS)]
        shots = [_shot(clip, time, thing, alpha, ground, post, margin) for time in times]
        picture = np.mean(shots, axis=0) * clip.light**frame
        picture += draw.normal(0, clip.noise, picture.shape) if clip.noise else 0.0
        yield np.clip(picture + 0.5, 0, 255).astype(np.uint8)


def _shot(clip, time, thing, alpha, ground, post, margin) -> NDArray[np.float32]:
    size, back = (clip.width, clip.height), np.array([[1.0, 0, -margin], [0, 1.0, -margin]])
    view = joined(clip.view(time), back)
    picture = cv2.warpAffine(ground, view, size, borderMode=cv2.BORDER_REFLECT).astype(np.float32)
    pose, soft = clip.pose(time), cv2.GaussianBlur(alpha, (0, 0), 0.6)
    cover = cv2.warpAffine(soft, pose, size)[..., None]
    moved = cv2.warpAffine(thing, pose, size, borderMode=cv2.BORDER_REPLICATE)
    picture += cover * (moved.astype(np.float32) - picture)
    if clip.post is not None:
        stands = np.zeros(post.shape[:2], np.float32)
        left, right = (round(side + margin) for side in clip.post)
        stands[:, left:right] = 1.0
        cover = cv2.warpAffine(stands, view, size)[..., None]
        front = cv2.warpAffine(post, view, size).astype(np.float32) * 0.6
        picture += cover * (front - picture)
    return picture


def _thing(clip: Followed) -> tuple[Picture, NDArray[np.float32]]:
    """A picture that goes on around the thing, and its alpha."""
    return _cut_out(clip.seed, clip.width, clip.height)


@functools.lru_cache(maxsize=8)
def _cut_out(seed: int, width: int, height: int) -> tuple[Picture, NDArray[np.float32]]:
    scene = scenes.single(seed, width, height)
    mask = scene.things[0].mask
    around = np.where(mask, 0, 255).astype(np.uint8)
    colours = cv2.inpaint(scene.image, around, 3, cv2.INPAINT_TELEA)
    return np.where(mask[..., None], scene.image, colours), mask.astype(np.float32)


@functools.lru_cache(maxsize=8)
def _ground(seed: int, width: int, height: int) -> Picture:
    return scenes.crowd(seed, width, height).image


@functools.lru_cache(maxsize=32)
def _middle(seed: int, width: int, height: int) -> tuple[float, float]:
    rows, columns = np.nonzero(_cut_out(seed, width, height)[1] > 0.5)
    return float(columns.mean()), float(rows.mean())


def _about(
    middle: NDArray[np.float64], degrees: float, scale: float, shift: tuple[float, float]
) -> Affine:
    angle = math.radians(degrees)
    matrix = scale * np.array(
        [[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]]
    )
    return np.hstack([matrix, (middle - matrix @ middle + shift)[:, None]])


def battery(seed: int) -> dict[str, Followed]:
    """One clip of each kind of difficulty, with the thing of a seed."""
    whole = Followed(seed)
    x, wide = whole.middle[0], float(np.ptp(np.flatnonzero(whole.mask.any(axis=0))))
    way = 1.0 if x < whole.width / 2 else -1.0

    def arc(frame: float) -> tuple[float, float]:
        return way * 3.2 * frame, -3.2 * frame + 0.11 * frame * frame

    def fast(frame: float) -> tuple[float, float]:
        return way * 6.0 * frame, 10.0 * math.sin(frame / 5)

    def pan(frame: float) -> tuple[float, float]:
        return way * 2.4 * frame, 6.0 * math.sin(frame / 6)

    plain = Followed(seed, track=arc)
    post = sorted((x + way * (0.5 * wide + 12), x + way * (wide + 12)))
    return {
        "plain": plain,
        "turns and grows": replace(plain, turn=4.0, growth=1.012),
        "moving camera": replace(plain, camera=pan, camera_turn=0.15, camera_zoom=1.003),
        "motion blur": replace(plain, track=fast, blur=0.8),
        "noise": replace(plain, noise=14.0),
        "covered": replace(plain, post=(post[0], post[1]), frames=40),
        "light": replace(plain, light=0.985),
    }
