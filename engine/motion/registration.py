"""How a thing that was seen before lies in another frame: the remembered picture of it and a guess
go in, the similarity that fits best and what of the thing is seen come out.

The fit is direct: all pixels of the thing and its edge are compared at once, from coarse to fine,
by Gauss-Newton with the mean gradient of both pictures (ESM, Benhimane and Malis 2004). What does
not agree is given no weight, so a thing that is partly covered is found as exactly as a whole one;
light may change by a gain and an offset. Plain things are held by their outlines.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Pixels = npt.NDArray[np.uint8]
Similarity = npt.NDArray[np.float64]
"""2 x 3: where a pixel of the frame that the thing was picked in lies in another frame."""

STILL: Similarity = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
_AREA = (9_000, 2_250, 560)
"""Pixels of the three pictures that are remembered of a thing, at most."""
_RIM = 1.5
"""Pixels around the thing that belong to its edge."""
_LEVELS = 4
_ROUNDS = 12
_DONE = 0.01
"""Pixels: a step that is shorter ends the fit."""
_NOISE = (2.5, 14.0)
"""Grey levels that pixels of the thing may be off, at least and at most, in the fit."""
_TOLERANCE = 2.5
_PLAIN, _PATTERNED = 8.0, 0.65
"""Grey levels that a part may be off to be seen, and how much of its own contrast more."""
_UNTURNED = 0.02
"""How slowly turn and size give way where nothing tells of them: the pull of a plain disc."""
_COVERED = 0.1
"""How much a part counts that was not seen in the last frame."""
_BRIGHTER, _TINTED = 1.08, 5.0
"""How much the light may change from one look to the next: a factor, and grey levels."""
_RESEMBLING = (0.25, 0.75)
"""What of a thing's contrast must agree: less is another thing, more is surely this one."""


class Still(NamedTuple):
    """One frame in several sizes, each half of the one before: uint8 RGB."""

    levels: tuple[Pixels, ...]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.levels[0].shape[1], self.levels[0].shape[0]


class _Window(NamedTuple):
    """A small picture of the thing: RGB (h, w, 3), how much each pixel counts (h, w), and where its
    pixels are in the frame that the thing was picked in."""

    picture: Floats
    weight: Floats
    place: Similarity


@dataclass(frozen=True, slots=True, eq=False)
class Key:
    """What is remembered of a thing, fine to coarse."""

    windows: tuple[_Window, ...]


class Light(NamedTuple):
    """What has become of the colours of the thing: a gain, and an offset of each (3,)."""

    gain: float
    offset: Floats


SAME = Light(1.0, np.zeros(3, np.float32))


class Fit(NamedTuple):
    """Where the thing is, how much of it is seen (0..1), and the parts that are seen."""

    pose: Similarity
    share: float
    seen: Floats
    """(h, w) of the middle window, 0..1."""
    light: Light
    within: float
    """How much of the thing lies within the frame, 0..1."""

    @property
    def likeness(self) -> float:
        """How much is seen of what could be seen: poses at the border compare by this."""
        return self.share / max(self.within, 0.25)


def still_of(frame: Pixels) -> Still:
    """A frame (uint8 RGB) ready to be compared."""
    import cv2

    levels = [frame]
    while len(levels) < _LEVELS and min(levels[-1].shape[:2]) >= 16:
        levels.append(np.asarray(cv2.pyrDown(levels[-1]), dtype=np.uint8))
    return Still(tuple(levels))


def key_of(still: Still, mask: npt.NDArray[np.bool_], pose: Similarity = STILL) -> Key:
    """The thing as it is seen in a frame, where it lies by `pose`; `mask` is where it was picked.

    `mask` (h, w) must hold something.
    """
    import cv2

    rim = 2 * round(_RIM) + 1
    hard = cv2.dilate(mask.astype(np.uint8), np.ones((rim, rim), np.uint8))
    left, top, width, height = cv2.boundingRect(hard)
    windows = []
    for area in _AREA:
        step = max(1.0, (width * height / area) ** 0.5)
        size = (max(4, math.ceil(width / step)), max(4, math.ceil(height / step)))
        place = np.array([[step, 0.0, left + step / 2 - 0.5], [0.0, step, top + step / 2 - 0.5]])
        soft = cv2.GaussianBlur(hard.astype(np.float32), (0, 0), max(0.4, 0.4 * step))
        weight = _sampled(np.asarray(soft, dtype=np.float32), place, size)
        picture, _ = _taken(still, composed(pose, place), size)
        windows.append(_Window(picture, weight, place))
    return Key(tuple(windows))


def fitted(key: Key, still: Still, guess: Similarity, last: Fit, *, coarse: bool = True) -> Fit:
    """The pose nearest to the guess in which the thing is seen best.

    The light and the parts that are seen are about those of `last`. With `coarse` the guess may be
    off by about a third of the thing, else by a few pixels.
    """
    pose = guess
    for window in reversed(key.windows if coarse else key.windows[:2]):
        pose = _refined(window, still, pose, last)
    return looked_at(key, still, pose, last)


def roughly(key: Key, still: Still, guess: Similarity, last: Fit) -> Fit:
    """As `fitted`, from the coarsest picture only: to weigh guesses against each other."""
    return looked_at(key, still, _refined(key.windows[-1], still, guess, last), last)


def whole(fit: Fit) -> Fit:
    """The fit as if all of the thing were seen in it: for when nothing is known of what covers."""
    return fit._replace(seen=np.ones_like(fit.seen))


def looked_at(key: Key, still: Still, pose: Similarity, last: Fit | None = None) -> Fit:
    """What is seen of the thing in a pose, without changing it, in about the light of `last`."""
    import cv2

    window = key.windows[1]
    size = window.weight.shape[1], window.weight.shape[0]
    picture, inside = _taken(still, composed(pose, window.place), size)
    weight = window.weight * inside
    light = SAME if last is None else last.light
    trusted = weight if last is None else weight * (_COVERED + (1.0 - _COVERED) * last.seen)
    lit = _lit(picture, window.picture, trusted, light)
    agreement = _agreement(picture - lit.gain * window.picture - lit.offset, trusted)
    lit = _lit(picture, window.picture, trusted * agreement, light)
    wanted = lit.gain * window.picture + lit.offset
    off = np.abs(picture - wanted).mean(axis=2)
    off = cv2.blur(off * weight, (5, 5)) / np.maximum(cv2.blur(weight, (5, 5)), 1e-3)
    allowed = _PLAIN + _PATTERNED * _contrast(wanted)
    seen = np.clip(1.5 - off / allowed, 0.0, 1.0) * inside
    share = float((seen * window.weight).sum()) / max(float(window.weight.sum()), 1e-6)
    share *= _resemblance(picture, wanted, weight * seen)
    within = float(weight.sum()) / max(float(window.weight.sum()), 1e-6)
    return Fit(pose, share, np.asarray(seen, dtype=np.float32), lit, within)


def _resemblance(picture: Floats, wanted: Floats, weight: Floats) -> float:
    """0..1: how much of the contrast of what is seen is that of the thing."""
    share = weight[:, :, None]
    total = max(3.0 * float(weight.sum()), 1e-6)
    mean = (share * wanted).sum(axis=(0, 1)) / max(float(weight.sum()), 1e-6)
    contrast = float((share * np.square(wanted - mean)).sum()) / total
    left = float((share * np.square(picture - wanted)).sum()) / total
    low, high = _RESEMBLING
    explained = 1.0 - left / (contrast + _NOISE[1] ** 2)
    return float(np.clip((explained - low) / (high - low), 0.0, 1.0))


def drawn(key: Key, pose: Similarity, step: float) -> tuple[Pixels, Pixels, tuple[float, float]]:
    """The thing as it would look in a pose, in a frame whose pixels are `step` of the frame's.

    RGB (h, w, 3), its mask (h, w) 0 or 255, and where the left top pixel is, in those pixels.
    """
    import cv2

    window = key.windows[0]
    tall, wide = window.weight.shape
    shrink = np.array([[1 / step, 0.0, 0.5 / step - 0.5], [0.0, 1 / step, 0.5 / step - 0.5]])
    place = composed(shrink, composed(pose, window.place))
    corners = (
        np.array([[0, 0], [wide - 1, 0], [0, tall - 1], [wide - 1, tall - 1]]) @ place[:, :2].T
    )
    corners = corners + place[:, 2]
    left, top = np.floor(corners.min(axis=0))
    right, bottom = np.ceil(corners.max(axis=0))
    size = (max(4, int(right - left) + 1), max(4, int(bottom - top) + 1))
    local = place - np.array([[0.0, 0.0, left], [0.0, 0.0, top]])
    picture = cv2.warpAffine(window.picture, local, size, borderMode=cv2.BORDER_REPLICATE)
    weight = cv2.warpAffine(window.weight, local, size)
    mask = np.where(weight > 0.5, 255, 0).astype(np.uint8)
    return np.clip(picture, 0, 255).astype(np.uint8), mask, (float(left), float(top))


def composed(second: Similarity, first: Similarity) -> Similarity:
    """One move after the other: first `first`, then `second`."""
    turn = second[:, :2] @ first[:, :2]
    shift = second[:, :2] @ first[:, 2] + second[:, 2]
    return np.hstack([turn, shift[:, None]])


def inverted(pose: Similarity) -> Similarity:
    """The way back."""
    back = np.linalg.inv(pose[:, :2])
    return np.hstack([back, -(back @ pose[:, 2])[:, None]])


def applied(pose: Similarity, places: npt.NDArray[np.generic]) -> npt.NDArray[np.float64]:
    """Where places (..., 2) lie by a pose."""
    return np.asarray(np.asarray(places, dtype=np.float64) @ pose[:, :2].T + pose[:, 2])


def size_of(pose: Similarity) -> float:
    """How much larger the thing is."""
    return float(np.hypot(pose[0, 0], pose[1, 0]))


def turn_of(pose: Similarity) -> float:
    """How far it is turned clockwise, in radians, -pi..pi."""
    return float(np.arctan2(pose[1, 0], pose[0, 0]))


# --- inside ------------------------------------------------------------------------------------


def _refined(window: _Window, still: Still, pose: Similarity, last: Fit) -> Similarity:
    """Gauss-Newton on one window."""
    import cv2

    slopes = _slopes(window.picture)
    size = window.weight.shape[1], window.weight.shape[0]
    rays, radius, middle = _rays(window.weight)
    back, agreement = inverted(window.place), np.ones_like(window.weight)
    trusted = window.weight * (_COVERED + (1.0 - _COVERED) * cv2.resize(last.seen, size))
    for _ in range(_ROUNDS):
        picture, inside = _taken(still, composed(pose, window.place), size)
        weight = trusted * inside
        if float(weight.sum()) < 4.0:
            return pose
        lit = _lit(picture, window.picture, weight * agreement, last.light)
        off = picture - lit.gain * window.picture - lit.offset
        agreement = _agreement(off, weight)
        weight = weight * agreement
        both = zip(slopes, _slopes(picture), strict=True)
        mean = [np.asarray((lit.gain * a + b) / 2, dtype=np.float32) for a, b in both]
        delta = _solved(off, mean, weight, rays)
        if delta is None:
            return pose
        step = _step(delta, radius, middle)
        pose = composed(pose, composed(window.place, composed(step, back)))
        if float(np.abs(delta).max()) < _DONE:
            break
    return pose


def _rays(weight: Floats) -> tuple[tuple[Floats, Floats], float, tuple[float, float]]:
    """How far right and below the middle each pixel is, in radii; the radius; the middle."""
    tall, wide = weight.shape
    x, y = np.arange(wide, dtype=np.float32)[None, :], np.arange(tall, dtype=np.float32)[:, None]
    total = max(float(weight.sum()), 1e-6)
    middle_x, middle_y = float((weight * x).sum()) / total, float((weight * y).sum()) / total
    across, down = x - np.float32(middle_x), y - np.float32(middle_y)
    square = float((weight * (across**2 + down**2)).sum()) / total
    radius = max(square**0.5, 0.5)
    flat = np.ones_like(weight)
    return (flat * across / radius, flat * down / radius), radius, (middle_x, middle_y)


def _solved(
    off: Floats, slopes: Sequence[Floats], weight: Floats, rays: tuple[Floats, Floats]
) -> npt.NDArray[np.float64] | None:
    """Shift right, shift down, turn and growth at the radius, in pixels of the window."""
    kept = weight > 1e-3
    share = weight[kept][:, None]
    across, down = (ray[kept][:, None] for ray in rays)
    right, below = (slope[kept] for slope in slopes)
    columns = (right, below, below * across - right * down, right * across + below * down)
    jacobian = np.stack([column.ravel() for column in columns], axis=1)
    weighted = np.stack([(column * share).ravel() for column in columns], axis=1)
    normal = (weighted.T @ jacobian).astype(np.float64)
    pull = (weighted.T @ off[kept].ravel()).astype(np.float64)
    stiff = (normal[0, 0] + normal[1, 1]) / 2
    if not stiff > 1e-3:
        return None
    normal += np.diag([1e-4, 1e-4, _UNTURNED, _UNTURNED]) * stiff
    delta = -np.linalg.solve(normal, pull)
    longest = float(np.abs(delta).max())
    most = 0.25 * max(weight.shape)
    return delta * min(1.0, most / max(longest, 1e-9)) if np.isfinite(longest) else None


def _step(delta: npt.NDArray[np.float64], radius: float, middle: tuple[float, float]) -> Similarity:
    right, below, turn, growth = delta / (1.0, 1.0, radius, radius)
    matrix = np.array([[1.0 + growth, -turn], [turn, 1.0 + growth]])
    centre = np.array(middle)
    shift = centre - matrix @ centre + (right, below)
    return np.hstack([matrix, shift[:, None]])


def _agreement(off: Floats, weight: Floats) -> Floats:
    """How much each pixel counts by how far it is off (Geman and McClure)."""
    square = np.square(off).mean(axis=2)
    spread = 1.4826 * float(np.sqrt(_weighted_median(square, weight)))
    scale = _TOLERANCE * float(np.clip(spread, *_NOISE))
    return np.asarray(1.0 / np.square(1.0 + square / scale**2), dtype=np.float32)


def _weighted_median(values: Floats, weight: Floats) -> float:
    kept = values[weight > 0.5 * weight.max()][::3]
    return float(np.median(kept)) if len(kept) else 0.0


def _lit(picture: Floats, remembered: Floats, weight: Floats, before: Light) -> Light:
    """The light that brings what is remembered nearest to the picture, not far from the last."""
    flat = weight.ravel()
    total = max(float(flat.sum()), 1e-6)
    seen, known = picture.reshape(-1, 3), remembered.reshape(-1, 3)
    mean, old = flat @ seen / total, flat @ known / total
    around = known - old
    weighted = around * flat[:, None]
    variance = float(np.vdot(weighted, around)) + 30.0 * total
    both = float(np.vdot(weighted, seen - mean)) + 30.0 * total
    gain = float(np.clip(both / variance, before.gain / _BRIGHTER, before.gain * _BRIGHTER))
    # the colour of the thing as a whole must not leap, whichever part of it is the offset
    middle = before.gain * old + before.offset
    leap = np.clip(mean - middle, -_TINTED, _TINTED)
    return Light(gain, np.asarray(middle + leap - gain * old, dtype=np.float32))


def _contrast(picture: Floats) -> Floats:
    """Standard deviation around each pixel, mean of the colours."""
    import cv2

    mean, square = cv2.blur(picture, (7, 7)), cv2.blur(picture * picture, (7, 7))
    return np.asarray(np.sqrt(np.maximum(square - mean * mean, 0.0)).mean(axis=2))


def _slopes(picture: Floats) -> tuple[Floats, Floats]:
    import cv2

    right = cv2.Scharr(picture, cv2.CV_32F, 1, 0, scale=1 / 32)
    below = cv2.Scharr(picture, cv2.CV_32F, 0, 1, scale=1 / 32)
    return np.asarray(right, dtype=np.float32), np.asarray(below, dtype=np.float32)


def _taken(still: Still, place: Similarity, size: tuple[int, int]) -> tuple[Floats, Floats]:
    """A window of a frame, RGB, and which of its pixels (0..1) lie in the frame."""
    import cv2

    grain = abs(float(np.linalg.det(place[:, :2]))) ** 0.5
    level = int(np.clip(np.floor(np.log2(max(grain, 1e-6)) + 0.3), 0, len(still.levels) - 1))
    shrunk = place / 2.0**level
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    taken = cv2.warpAffine(
        still.levels[level], shrunk, size, flags=flags, borderMode=cv2.BORDER_REPLICATE
    )
    wide, tall = still.size
    x = np.arange(size[0], dtype=np.float32)[None, :]
    y = np.arange(size[1], dtype=np.float32)[:, None]
    right = place[0, 0] * x + place[0, 1] * y + place[0, 2]
    below = place[1, 0] * x + place[1, 1] * y + place[1, 2]
    inside = (right >= -0.5) & (right <= wide - 0.5) & (below >= -0.5) & (below <= tall - 0.5)
    return taken.astype(np.float32), inside.astype(np.float32)


def _sampled(soft: Floats, place: Similarity, size: tuple[int, int]) -> Floats:
    import cv2

    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(soft, place, size, flags=flags), dtype=np.float32)
