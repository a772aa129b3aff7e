"""A world and how it is filmed in, the frames out: uint8 RGB, the same ones every time.

Every frame is the mean of as many moments as the fastest thing needs while the shutter is open.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.records import Box
from tests.helpers.stage.world import Look, Picture, Quad, Stage, Thing, View, World

_STEP_PX = 3.0
_MOST = 4


def frames(world: World, stage: Stage, look: Look) -> Iterator[Picture]:
    """All frames, one at a time."""
    order = world.order or tuple(range(stage.frames))
    finish = _Finish(stage, look)
    painter = _Painter(world, stage)
    kept: dict[int, Picture] = {}
    again = {source for source in order if order.count(source) > 1} if world.order else set()
    for number, source in enumerate(order):
        picture = kept.get(source)
        if picture is None:
            plain = painter.exposed(source, look.shutter)
            light = world.light(source / stage.frames)
            picture = finish(plain, light, source)
            if source in again:
                kept[source] = picture
        if world.gains:
            picture = np.clip(picture * world.gains[number] + 0.5, 0, 255).astype(np.uint8)
        yield np.ascontiguousarray(picture[:, ::-1]) if world.mirrored else picture


def placed(thing: Thing, view: View, stage: Stage, moment: float) -> Quad:
    """Where the corners of a thing are in the frame, pixels."""
    corners = thing.corners(moment)
    depth = thing.depth or 1.0
    centre = np.array([stage.aspect / 2, 0.5])
    zoom = 1 + (view.zoom - 1) / depth
    a = np.deg2rad(view.roll)
    turn = np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
    moved = (corners - centre - np.array([view.x, view.y]) / depth) * zoom
    return (moved @ turn + centre) * stage.height


def box_of(world: World, name: str, stage: Stage, frame: int) -> Box | None:
    """What is seen of a thing in the frame that is shown as `frame`, not counting what hides it."""
    source = world.order[frame] if world.order else frame
    moment = source / stage.frames
    view = world.camera(moment)
    points = [
        _tight(thing, placed(thing, view, stage, moment), moment)
        for thing in world.named(name)
        if thing.presence(moment) > 0.05
    ]
    if not points:
        return None
    every = np.concatenate(points)
    low = np.clip(every.min(0), 0, (stage.width, stage.height))
    high = np.clip(every.max(0), 0, (stage.width, stage.height))
    if (high - low < 2).any():
        return None
    left = stage.width - high[0] if world.mirrored else low[0]
    return Box(float(left), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))


def hidden(world: World, box: Box, stage: Stage, frame: int) -> bool:
    """Whether most of a box lies behind something that hides what passes behind it."""
    for name in world.hides:
        wall = box_of(world, name, stage, frame)
        if wall is None:
            continue
        wide = min(box.x + box.w, wall.x + wall.w) - max(box.x, wall.x)
        high = min(box.y + box.h, wall.y + wall.h) - max(box.y, wall.y)
        if wide > 0 and high > 0 and wide * high > 0.2 * box.w * box.h:
            return True
    return False


def _tight(thing: Thing, corners: Quad, moment: float) -> Quad:
    """The corners of what is not transparent in a picture."""
    picture = thing.picture(moment)
    if picture.shape[2] == 3:
        return corners
    x, y, w, h = cv2.boundingRect((picture[..., 3] > 40).astype(np.uint8))
    if not w:
        return corners[:1]
    rows, columns = picture.shape[:2]
    inner = np.array([[x, y], [x + w, y], [x + w, y + h], [x, y + h]], np.float32)
    return cv2.perspectiveTransform(inner[None], _mapping(rows, columns, corners))[0]


def _mapping(rows: int, columns: int, corners: Quad) -> NDArray[np.float64]:
    source = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    return cv2.getPerspectiveTransform(source, corners.astype(np.float32))


class _Painter:
    """Paints moments; what has not changed since the last one is not drawn anew."""

    def __init__(self, world: World, stage: Stage) -> None:
        self._world = world
        self._stage = stage
        self._things = sorted(world.things, key=lambda thing: thing.order)
        self._last: dict[int, tuple[bytes, int, Picture]] = {}

    def exposed(self, frame: int, shutter: float) -> NDArray[np.float32]:
        """The mean of the moments of one frame."""
        count = self._count(frame, shutter)
        total: NDArray[np.float32] | None = None
        for k in range(count):
            picture = self._painted((frame + shutter * k / count) / self._stage.frames)
            if total is None:
                total = picture.astype(np.float32)
            else:
                cv2.accumulate(picture, total)
        assert total is not None
        return total / count if count > 1 else total

    def _count(self, frame: int, shutter: float) -> int:
        start, end = frame / self._stage.frames, (frame + shutter) / self._stage.frames
        views = self._world.camera(start), self._world.camera(end)
        most = 0.0
        for thing in self._things:
            if thing.presence(start) > 0:
                a, b = (
                    placed(thing, view, self._stage, moment)
                    for view, moment in zip(views, (start, end), strict=True)
                )
                most = max(most, float(np.abs(a - b).max()))
        return int(np.clip(np.ceil(most / _STEP_PX), 1, _MOST))

    def _painted(self, moment: float) -> Picture:
        stage = self._stage
        canvas = np.zeros((stage.height, stage.width, 3), np.uint8)
        view = self._world.camera(moment)
        for number, thing in enumerate(self._things):
            presence = thing.presence(moment)
            if presence <= 0.004:
                continue
            corners = placed(thing, view, stage, moment)
            picture = thing.picture(moment)
            if picture.shape[2] == 3:
                self._cover(canvas, number, picture, corners)
            else:
                lay(canvas, picture, corners, presence)
        return canvas

    def _cover(self, canvas: Picture, number: int, picture: Picture, corners: Quad) -> None:
        key = (np.round(corners, 3).tobytes(), id(picture))
        last = self._last.get(number)
        if last is None or last[:2] != key:
            warped = cv2.warpAffine(
                picture,
                _mapping(*picture.shape[:2], corners)[:2],
                (self._stage.width, self._stage.height),
                borderMode=cv2.BORDER_REFLECT_101,
            )
            self._last[number] = last = (*key, warped)
        canvas[:] = last[2]


def lay(canvas: Picture, picture: Picture, corners: Quad, presence: float) -> None:
    """Paint a cut-out into a picture, its corners at pixels."""
    height, width = canvas.shape[:2]
    low = np.maximum(np.floor(corners.min(0)).astype(int) - 1, 0)
    high = np.minimum(np.ceil(corners.max(0)).astype(int) + 2, (width, height))
    size = high - low
    if (size <= 0).any():
        return
    mapping = _mapping(*picture.shape[:2], corners - low)
    patch = cv2.warpPerspective(picture, mapping, (int(size[0]), int(size[1])))
    if presence < 1:
        patch = cv2.convertScaleAbs(patch, alpha=presence)
    under = canvas[low[1] : high[1], low[0] : high[0]]
    rest = cv2.cvtColor(255 - patch[..., 3], cv2.COLOR_GRAY2RGB)
    colour = cv2.cvtColor(patch, cv2.COLOR_RGBA2RGB)
    under[:] = cv2.add(colour, cv2.multiply(under, rest, scale=1 / 255))


class _Finish:
    """Light, lens and sensor."""

    def __init__(self, stage: Stage, look: Look) -> None:
        self._look = look
        draw = stage.draw(77)
        yy, xx = np.mgrid[0 : stage.height, 0 : stage.width].astype(np.float32)
        yy, xx = yy / stage.height - 0.5, xx / stage.width - 0.5
        lean = draw.uniform(-0.12, 0.12, 2)
        fall = 1 - 0.35 * (xx**2 + yy**2) + lean[0] * xx + lean[1] * yy
        self._fall = np.repeat(fall[..., None], 3, axis=2).astype(np.float32)
        shape = (stage.height + 40, stage.width + 40, 3)
        self._grain = draw.standard_normal(shape, np.float32) * look.noise
        self._draw = draw
        self._stage = stage

    def __call__(self, plain: NDArray[np.float32], light: float, frame: int) -> Picture:
        picture = cv2.multiply(plain, self._fall, scale=light)
        if self._look.blur:
            picture = cv2.GaussianBlur(picture, (0, 0), self._look.blur)
        if not self._look.noise:
            return cv2.convertScaleAbs(picture)
        draw = self._stage.draw(1000 + frame)
        x, y = draw.integers(0, 40, 2)
        height, width = plain.shape[:2]
        grain = np.ascontiguousarray(self._grain[y : y + height, x : x + width])
        sign = int(draw.integers(0, 2)) * 2 - 1
        return cv2.addWeighted(picture, 1.0, grain, sign, 0.0, dtype=cv2.CV_8U)
