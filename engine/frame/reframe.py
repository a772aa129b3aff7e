"""A start image in another frame: the picture goes in, the picture at a model's size or on a larger
canvas comes out, with how positions moved, so that the strokes painted on it can go along.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.errors import BadInput
from engine.frame.load import MAX_PIXELS, MAX_SIDE, Image, cropped, fit_window
from engine.motion import physics
from engine.motion.background import Hole, complete
from engine.motion.strokes import FARTHEST, MAX_FEATHER, MAX_ORBIT, MAX_PAN
from engine.motion.world import scaled
from engine.records import Box, Gravity, MotionPlan, Place, Preset, Region, Stroke, Subject

MOST = 2.0
"""Frames that can be added on one side."""
_EVEN = 0.005
"""Stretched by less than this, a circle is still round."""
_DEPTH = 0.05
"""Of the longer side: how much of the picture is seen again beside it."""
_BLURS = (0.003, 0.01, 0.03, 0.06)
"""Of the longer side: radii of the levels of softness."""
_SOFTNESS = ((0.0, 0.02, 0.05, 0.1, 0.2), (0.0, 1.0, 2.0, 3.0, 4.0))
"""How far away the picture is, in its lengths, and the level of softness there."""
_HEIGHTS = ("apex", "radius", "leg", "wave", "sway")
"""The numbers of presets that count frame heights."""


@dataclass(frozen=True, slots=True)
class Reframe:
    """How positions in one frame became positions in another: each axis scaled, then shifted."""

    before: tuple[int, int]
    """Width and height in pixels."""
    after: tuple[int, int]
    scale: tuple[float, float] = (1.0, 1.0)
    shift: tuple[float, float] = (0.0, 0.0)

    def point(self, x: float, y: float) -> Place:
        """Where a position (fractions of the old frame) lies in the new one, as fractions of it."""
        return x * self.scale[0] + self.shift[0], y * self.scale[1] + self.shift[1]

    def back(self, x: float, y: float) -> Place:
        """Where a position of the new frame was in the old one."""
        return (x - self.shift[0]) / self.scale[0], (y - self.shift[1]) / self.scale[1]

    @property
    def inverse(self) -> Reframe:
        """From the new frame to the old one."""
        scale = (1.0 / self.scale[0], 1.0 / self.scale[1])
        shift = (-self.shift[0] * scale[0], -self.shift[1] * scale[1])
        return Reframe(self.after, self.before, scale, shift)

    def then(self, other: Reframe) -> Reframe:
        """Both, one after the other, as one."""
        scale = (self.scale[0] * other.scale[0], self.scale[1] * other.scale[1])
        return Reframe(self.before, other.after, scale, other.point(*self.shift))

    def box(self, box: Box) -> Box:
        """Where a box of the old frame lies in the new one."""
        left, top = self.point(box.x, box.y)
        return Box(left, top, box.w * self.scale[0], box.h * self.scale[1])

    @property
    def magnified(self) -> tuple[float, float]:
        """How many pixels across and down a pixel of the old frame became."""
        return (
            self.scale[0] * self.after[0] / self.before[0],
            self.scale[1] * self.after[1] / self.before[1],
        )

    def carried(self, mask: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """A mask (h, w), of any size, of the old frame in the new one; nothing where it was not."""
        import cv2

        tall, wide = mask.shape[:2]
        width, height = self.after
        across, down = wide / self.scale[0] / width, tall / self.scale[1] / height
        left, top = self.back(0.0, 0.0)
        # pixels are counted from their centres
        to_old = np.array(
            [
                [across, 0.0, left * wide + across / 2 - 0.5],
                [0.0, down, top * tall + down / 2 - 0.5],
            ]
        )
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return np.asarray(cv2.warpAffine(mask, to_old, (width, height), flags=flags), np.uint8)


def framed(
    image: Image,
    window: Box,
    width: int,
    height: int,
    avoid: Hole | None = None,
    *,
    quick: bool = False,
) -> tuple[Image, Reframe]:
    """What a window on the picture shows, at (width, height) pixels, and how positions moved.

    `window` is in fractions of the picture and may reach beyond it, by `MOST` of it on a side:
    there the picture is continued, without what `avoid` covers (h, w); `quick` spreads the colours
    of its border in milliseconds. The window begins and ends at whole pixels of the picture; where
    a pixel of it becomes one of the frame, none is changed by a bit. Raises BadInput for a window
    that shows nothing of the picture or reaches too far.
    """
    _check_size(width, height)
    tall, wide = image.shape[:2]
    across = _axis(window.x, window.w, wide, width)
    down = _axis(window.y, window.h, tall, height)
    inner = (across.last - across.first, down.last - down.first)
    source = (across.start, down.start, across.end, down.end)
    same = source == (0, 0, wide, tall) and inner == (wide, tall)
    seen = image if same else cropped(image, source, *inner)
    moved = reframe_of((wide, tall), window, (width, height))
    if inner == (width, height):
        return seen, moved
    if avoid is not None:
        part = avoid[down.start : down.end, across.start : across.end]
        avoid = _resized(part, inner)
    canvas = _continued(seen, width, height, across.first, down.first, avoid, quick=quick)
    return canvas, moved


@dataclass(frozen=True, slots=True)
class _Axis:
    """Pixels `start` to `end` of the picture are pixels `first` to `last` of the frame."""

    start: int
    end: int
    first: int
    last: int

    def moved(self, before: int, after: int) -> tuple[float, float]:
        """Scale and shift of positions in fractions."""
        scale = (self.last - self.first) / after / ((self.end - self.start) / before)
        return scale, self.first / after - self.start / before * scale


def _axis(at: float, length: float, before: int, after: int) -> _Axis:
    """A window from `at`, `length` wide (fractions), on `before` pixels shown on `after`."""
    if not (math.isfinite(at) and math.isfinite(length) and length > 0.0):
        raise BadInput("The window on the picture has no size", mend="Draw it anew")
    if at < -MOST or at + length > 1.0 + MOST:
        raise BadInput(
            "The window reaches too far beyond the picture",
            mend=f"At most {MOST:g} pictures can be added on a side",
        )
    left, right = round(at * before), round((at + length) * before)
    right = max(right, left + 1)
    start, end = max(0, left), min(before, right)
    if end <= start:
        raise BadInput("The window shows nothing of the picture", mend="Move it onto the picture")
    unit = after / (right - left)
    first = min(after - 1, round((start - left) * unit))
    return _Axis(start, end, first, max(first + 1, round((end - left) * unit)))


def reframe_of(before: tuple[int, int], window: Box, after: tuple[int, int]) -> Reframe:
    """How positions move where `framed` shows a window on a picture of `before` pixels at `after`.

    Raises BadInput as that does.
    """
    _check_size(*after)
    across = _axis(window.x, window.w, before[0], after[0]).moved(before[0], after[0])
    down = _axis(window.y, window.h, before[1], after[1]).moved(before[1], after[1])
    return Reframe(before, after, (across[0], down[0]), (across[1], down[1]))


def seen_whole(wide: int, tall: int, width: int, height: int) -> Box:
    """The window on a picture of (wide, tall) pixels that a frame of (width, height) is fitted to
    without asking: the largest around its middle."""
    left, top, right, bottom = fit_window(wide, tall, width, height)
    return Box(left / wide, top / tall, (right - left) / wide, (bottom - top) / tall)


def subject_moved(subject: Subject, reframe: Reframe) -> Subject | None:
    """The subject on the picture in its new frame; None where it is not in that any more."""
    x, y, w, h = reframe.box(subject.box)
    left, top = _kept((x, y))
    right, bottom = _kept((x + w, y + h))
    if right <= 0.0 or bottom <= 0.0 or left >= 1.0 or top >= 1.0:
        return None
    polygon = tuple(_kept(reframe.point(x, y)) for x, y in subject.region.polygon)
    box = Box(left, top, right - left, bottom - top)
    return Subject(Region(polygon), box, _kept(reframe.point(*subject.centre)))


def plan_moved(
    plan: MotionPlan, reframe: Reframe, carried: Callable[[Path], Path] | None = None
) -> MotionPlan:
    """The plan on the picture in its new frame: regions, paths, presets, camera and gravity.

    `carried` makes the file of a mask, or of the plate, anew (see `Reframe.carried`) and says where
    it is. Raises BadInput where the plan has such files and nothing to carry them.
    """
    gravity = plan.gravity
    if gravity is not None:
        gravity = _gravity(gravity, reframe)
    camera = replace(
        plan.camera,
        pan=_within(plan.camera.pan * reframe.scale[0], -MAX_PAN, MAX_PAN),
        tilt=_within(plan.camera.tilt * reframe.scale[1], -MAX_PAN, MAX_PAN),
        orbit=_within(plan.camera.orbit * reframe.scale[0], -MAX_ORBIT, MAX_ORBIT),
    )
    return replace(
        plan,
        strokes=tuple(_stroke(stroke, reframe, carried) for stroke in plan.strokes),
        camera=camera,
        gravity=gravity,
        plate=None if plan.plate is None else _file(plan.plate, carried),
    )


def _stroke(stroke: Stroke, reframe: Reframe, carried: Callable[[Path], Path] | None) -> Stroke:
    polygon = tuple(_kept(reframe.point(x, y)) for x, y in stroke.region.polygon)
    mask = None if stroke.region.mask is None else _file(stroke.region.mask, carried)
    points = tuple(
        p._replace(x=x, y=y) for p in stroke.points for x, y in [_kept(reframe.point(p.x, p.y))]
    )
    return replace(
        stroke,
        region=Region(polygon, mask),
        points=points,
        feather=min(MAX_FEATHER, stroke.feather * reframe.scale[0]),
        motion=None if stroke.motion is None else _preset(stroke.motion, reframe),
    )


def _preset(preset: Preset, reframe: Reframe) -> Preset | None:
    """The preset in the new frame; None where that bends it, so that only its points stay."""
    across, down = reframe.magnified
    if abs(across / down - 1.0) > _EVEN:
        return None
    for name, (x, y) in physics.handles(preset).items():
        preset = physics.with_handle(preset, name, reframe.point(x, y))
    heights: dict[str, Any] = {
        name: value * reframe.scale[1]
        for name in _HEIGHTS
        if (value := getattr(preset, name, None)) is not None
    }
    preset = replace(preset, **heights)
    try:
        physics.check(preset)
    except BadInput:
        return None
    return preset


def _gravity(gravity: Gravity, reframe: Reframe) -> Gravity:
    """A metre in the new pixels, along the direction that down has in them.

    Where the picture is stretched a ruler across that direction would say another length: it goes.
    """
    across, down = reframe.magnified
    angle = math.radians(gravity.direction_deg)
    x, y = math.cos(angle) * across, math.sin(angle) * down
    if abs(across / down - 1.0) <= 1e-9:
        ruler = None
        if gravity.ruler is not None:
            a, b = gravity.ruler
            ruler = (_kept(reframe.point(*a)), _kept(reframe.point(*b)))
        return replace(scaled(gravity, across), ruler=ruler)
    turned = replace(gravity, direction_deg=math.degrees(math.atan2(y, x)), ruler=None)
    return scaled(turned, math.hypot(x, y))


def _file(path: Path, carried: Callable[[Path], Path] | None) -> Path:
    if carried is None:
        raise BadInput(
            f"The plan holds {path.name}, which is of the old frame",
            mend="Paint it again on the new one",
        )
    return carried(path)


def _kept(place: Place) -> Place:
    return _within(place[0], *FARTHEST), _within(place[1], *FARTHEST)


def _within(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def _continued(
    image: Image,
    width: int,
    height: int,
    left: int,
    top: int,
    avoid: Hole | None,
    *,
    quick: bool = False,
) -> Image:
    """The picture at (left, top) of a canvas that continues it as its mirror image, ever softer.

    So what is level stays level across the seam (patches from anywhere put grass into the sky),
    and what would be there twice is lost in the blur.
    """
    import cv2

    tall, wide = image.shape[:2]
    if (wide, tall) == (width, height):
        return image
    behind = image if avoid is None else complete(image, avoid, quick=quick)
    depth = _DEPTH * max(wide, tall)
    across, down = _mirrored(width, left, wide, depth), _mirrored(height, top, tall, depth)
    columns, rows = np.meshgrid(across, down)
    mirrored = cv2.remap(behind, columns, rows, cv2.INTER_LINEAR)
    away = _away((height, width), np.s_[top : top + tall, left : left + wide])
    canvas = _softer(np.asarray(mirrored, dtype=np.uint8), away / max(wide, tall))
    canvas[top : top + tall, left : left + wide] = image
    return canvas


def _mirrored(length: int, first: int, inner: int, depth: float) -> npt.NDArray[np.float32]:
    """For each place of a line the place of the inner one, from `first` on, that is seen there.

    Beyond its ends it is mirrored, ever more stretched, and never from deeper than `depth`.
    """
    at = np.arange(length, dtype=np.float64) - first
    beyond = np.maximum(0.0, np.maximum(-at, at - (inner - 1)))
    mirrored = np.minimum(depth * (1.0 - np.exp(-beyond / depth)), inner - 1)
    inside = np.where(at < 0, mirrored, np.where(at > inner - 1, inner - 1 - mirrored, at))
    return inside.astype(np.float32)


def _away(shape: tuple[int, int], window: tuple[slice, slice]) -> npt.NDArray[np.float32]:
    """How many pixels each is away from a window."""
    import cv2

    outside = np.ones(shape, np.uint8)
    outside[window] = 0
    return np.asarray(cv2.distanceTransform(outside, cv2.DIST_L2, 3), dtype=np.float32)


def _softer(picture: Image, away: npt.NDArray[np.float32]) -> Image:
    """The picture blurred the more the farther away (in picture lengths) a pixel is."""
    import cv2

    side = max(picture.shape[:2])
    level = np.interp(away, *_SOFTNESS).astype(np.float32)
    out = picture.astype(np.float32)
    for step, blur in enumerate(_BLURS, start=1):
        if float(level.max()) <= step - 1:
            break
        # blurring a small copy is as good and fast
        small = max(1.0, blur * side / 4.0)
        size = (max(1, round(out.shape[1] / small)), max(1, round(out.shape[0] / small)))
        tiny = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32)
        tiny = np.asarray(cv2.GaussianBlur(tiny, (0, 0), max(0.6, blur * side / small)), np.float32)
        soft = cv2.resize(tiny, out.shape[1::-1], interpolation=cv2.INTER_CUBIC)
        share = np.clip(level - (step - 1), 0.0, 1.0)[:, :, None]
        out += (soft - out) * share
    return np.asarray(np.clip(np.rint(out), 0, 255), dtype=np.uint8)


def _resized(mask: Hole, size: tuple[int, int]) -> Hole:
    import cv2

    grey = np.ascontiguousarray(mask).view(np.uint8)
    return np.asarray(cv2.resize(grey, size) > 0, dtype=np.bool_)


def _check_size(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise BadInput(f"A frame cannot be {width} x {height} pixels", mend="Use sizes above 0")
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise BadInput(
            f"A frame of {width:,} x {height:,} pixels is too large",
            mend=f"At most {MAX_PIXELS // 1_000_000} megapixels and {MAX_SIDE:,} a side",
        )
