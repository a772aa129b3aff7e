"""Pick the thing: a picture and a loose box or a click go in, the mask of the thing comes out.

Inside a box, the thing is what does not continue outside: colours are learnt from the rim around
the box and from its middle (GrabCut on a small copy, which forgets single pixels of texture), the
piece under the middle or the clicks is kept and its holes are filled, and the edge is found again
at full size from the colours on either side of it. A click first finds the likeliest piece around
it (`engine.frame.pieces`). Seeds are fixed: the same input gives the same mask. A person's own
model (`engine.frame.matting.Model`) has the same two functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from engine.errors import BadInput
from engine.frame.load import Image
from engine.frame.pieces import (
    FAINT,
    Inside,
    Map,
    barrier,
    border,
    dots,
    filled,
    lab_of,
    pieces_at,
    small_lab,
    solid,
)
from engine.frame.regions import Mask, Point, box_of
from engine.records import Box
from engine.turns import give_way

_Labels = npt.NDArray[np.uint8]

_AREA, _CLICK_AREA = 20_000, 14_000
"""Most pixels of the copy that is cut."""
_ROOM = 0.2
"""Of the box, on each side: what is learnt as not being the thing."""
_MIDDLE = 0.4
"""How much of a box is thought to be the thing at first, as a power 2.5 radius."""
_ROUNDS, _CLICK_ROUNDS = 5, 3
_DOT = 0.012
"""Radius of a click, in frame widths."""

_NOTHING = "Draw the box around the thing, with a little room on each side"


def pick_box(
    image: Image, box: Box, add: Sequence[Point] = (), remove: Sequence[Point] = ()
) -> Mask:
    """The thing in a loose box (fractions of the frame) of a picture (uint8 RGB, h x w).

    `add` and `remove` are clicks on what belongs to it and what does not; they may lie outside the
    box. Returns uint8 (h, w), 0 or 255. Raises BadInput where box or click lie outside the picture
    or nothing in the box stands out.
    """
    check_clicks((*add, *remove))
    window = window_around(image, box, add)
    inside = window.inside(box)
    sure = window.dots(add)
    labels = np.where(inside, 2, 0).astype(np.uint8)
    labels[inside & (_radius(inside) < _MIDDLE)] = 3
    return finished(image, window, labels, sure, window.dots(remove))


def pick_point(
    image: Image, point: Point, add: Sequence[Point] = (), remove: Sequence[Point] = ()
) -> Mask:
    """The thing under a click (fractions of the frame) of a picture (uint8 RGB, h x w).

    See `pick_box`. Raises BadInput where the click lies outside the picture.
    """
    points = (point, *add)
    check_clicks((*points, *remove))
    return pick_near(image, _around(image, points, remove), points, remove)


def pick_near(
    image: Image, near: Inside, add: Sequence[Point] = (), remove: Sequence[Point] = ()
) -> Mask:
    """The thing that a rough mask, at any size, lies on. See `pick_box`."""
    box = box_of(near.astype(np.uint8) * 255)
    window = window_around(image, box, add, _CLICK_AREA)
    likely = window.part_of(near.astype(np.float32))
    inside = window.inside(wider(box))
    labels = np.where(inside, 2, 0).astype(np.uint8)
    labels[inside & (likely > 0.5)] = 3
    return finished(image, window, labels, window.dots(add), window.dots(remove), _CLICK_ROUNDS)


def check_clicks(points: Sequence[Point]) -> None:
    """Raises BadInput where a click is not within the picture."""
    if not all(0 <= x < 1 and 0 <= y < 1 for x, y in points):
        raise BadInput("The click lies outside the picture", mend="Click on the thing")


def _around(image: Image, points: Sequence[Point], remove: Sequence[Point]) -> Inside:
    """Where the thing under the clicks roughly is, on a small copy."""
    lab = small_lab(image)
    here, never = dots(lab.shape, points), dots(lab.shape, remove)
    pieces = [piece for piece in pieces_at(lab, here, never) if piece.held[here].any()]
    best = max(pieces, key=lambda piece: piece.score, default=None)
    return here if best is None else best.held | here


# --- the small copy ----------------------------------------------------------------------------


class Window(NamedTuple):
    """The part of the picture around a box, its place in pixels, and a small copy of it."""

    left: int
    top: int
    right: int
    bottom: int
    frame: tuple[int, int]
    """Width and height of the picture."""
    small: Image

    @property
    def where(self) -> tuple[slice, slice]:
        """Its rows and columns."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def of(self, image: Image) -> Image:
        """This part of the picture, at full size."""
        return image[self.where]

    def shrunk(self, part: Map) -> Map:
        """A map of this part, at full size, at the size of the small copy."""
        import cv2

        size = (self.small.shape[1], self.small.shape[0])
        return np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), dtype=np.float32)

    def inside(self, box: Box) -> Inside:
        """Which pixels of the small copy lie in a box; never all of them."""
        out = np.zeros(self.small.shape[:2], np.bool_)
        (x0, y0), (x1, y1) = (
            self._at((box.x, box.y)),
            self._at((box.x + box.w, box.y + box.h)),
        )
        out[max(0, round(y0)) : max(1, round(y1)), max(0, round(x0)) : max(1, round(x1))] = True
        if out.all():
            out &= ~border(out.shape)
        return out

    def dots(self, points: Sequence[Point]) -> Inside:
        """The clicks as little discs."""
        import cv2

        out = np.zeros(self.small.shape[:2], np.uint8)
        radius = _DOT * self.frame[0] * self.small.shape[1] / (self.right - self.left)
        for point in points:
            x, y = self._at(point)
            centre = (int(np.floor(x)), int(np.floor(y)))
            cv2.circle(out, centre, max(1, round(min(radius, 4.0))), 1, -1)
        return out > 0

    def part_of(self, whole: Map) -> Map:
        """A map of the whole picture, at any size, as the small copy sees it."""
        import cv2

        height, width = whole.shape
        fx, fy = width / self.frame[0], height / self.frame[1]
        size = (self.small.shape[1], self.small.shape[0])
        sx, sy = (self.right - self.left) / size[0] * fx, (self.bottom - self.top) / size[1] * fy
        to = np.array(
            [
                [sx, 0, self.left * fx + sx / 2 - 0.5],
                [0, sy, self.top * fy + sy / 2 - 0.5],
            ]
        )
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return np.asarray(
            cv2.warpAffine(whole, to, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
        )

    def _at(self, point: Point) -> tuple[float, float]:
        height, width = self.small.shape[:2]
        return (
            (point[0] * self.frame[0] - self.left) / (self.right - self.left) * width,
            (point[1] * self.frame[1] - self.top) / (self.bottom - self.top) * height,
        )


def window_around(image: Image, box: Box, points: Sequence[Point], area: int = _AREA) -> Window:
    import cv2

    height, width = image.shape[:2]
    if not all(np.isfinite(box)) or box.w <= 0 or box.h <= 0:
        raise BadInput("The box is empty", mend=_NOTHING)
    if box.x >= 1 or box.y >= 1 or box.x + box.w <= 0 or box.y + box.h <= 0:
        raise BadInput("The box lies outside the picture", mend=_NOTHING)
    xs = [box.x, box.x + box.w, *(p[0] for p in points)]
    ys = [box.y, box.y + box.h, *(p[1] for p in points)]
    room_x, room_y = max(8.0, _ROOM * box.w * width), max(8.0, _ROOM * box.h * height)
    left, right = _range(min(xs) * width - room_x, max(xs) * width + room_x, width)
    top, bottom = _range(min(ys) * height - room_y, max(ys) * height + room_y, height)
    part = image[top:bottom, left:right]
    scale = min(1.0, (area / (part.shape[0] * part.shape[1])) ** 0.5)
    size = (max(8, round(part.shape[1] * scale)), max(8, round(part.shape[0] * scale)))
    small = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    return Window(left, top, right, bottom, (width, height), small)


def _range(low: float, high: float, most: int) -> tuple[int, int]:
    start = min(max(0, int(low)), most - 1)
    return start, max(start + 1, min(most, int(np.ceil(high))))


def wider(box: Box) -> Box:
    """A box that leaves the thing some room to be larger than it was thought to be."""
    x, y = 0.15 * box.w + 0.01, 0.15 * box.h + 0.01
    return Box(box.x - x, box.y - y, box.w + 2 * x, box.h + 2 * y)


def _radius(inside: Inside) -> Map:
    """From 0 in the middle of a box to 1 in the middle of its sides."""
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    tall, wide = max(1, len(rows)) / 2, max(1, len(columns)) / 2
    middle_y, middle_x = (float(rows.mean()), float(columns.mean())) if len(rows) else (0.0, 0.0)
    y = np.abs(np.arange(inside.shape[0]) - middle_y)[:, None] / tall
    x = np.abs(np.arange(inside.shape[1]) - middle_x)[None, :] / wide
    return np.asarray(x**2.5 + y**2.5, dtype=np.float32)


# --- cutting -----------------------------------------------------------------------------------


def cut(small: Image, labels: _Labels, rounds: int) -> Inside:
    """GrabCut from labels (0 not, 1 it, 2 rather not, 3 rather it): which pixels are the thing."""
    import cv2

    held = (labels & 1) > 0
    if not held.any() or held.all():
        return held
    give_way()
    out, models = labels.copy(), (np.zeros((1, 65)), np.zeros((1, 65)))
    cv2.setRNGSeed(7)
    # the rectangle is not looked at when labels are given
    cv2.grabCut(small, out, (0, 0, 1, 1), *models, rounds, cv2.GC_INIT_WITH_MASK)
    return (out & 1) > 0


def finished(
    image: Image,
    window: Window,
    labels: _Labels,
    sure: Inside,
    never: Inside,
    rounds: int = _ROUNDS,
) -> Mask:
    labels[sure], labels[never] = 1, 0
    found = cut(window.small, labels, rounds)
    if not found.any():
        found = _standing_out(window.small, labels)
    held = solid(found.astype(np.uint8), sure if sure.any() else None)
    # a hole that is clicked away is one
    held = (held | sure) & ~_meeting(held & ~found, never) & ~never
    if not held.any():
        raise BadInput("Nothing in the box stands out", mend=_NOTHING)
    out = np.zeros(image.shape[:2], np.uint8)
    out[window.where] = edged(window.of(image), held, fill=not never.any())
    return out


def _standing_out(small: Image, labels: _Labels) -> Inside:
    """What has the strongest edge around it inside the box: for when its colours do not tell."""
    outside = labels == 0
    if not outside.any() or outside.all():
        return np.zeros(outside.shape, np.bool_)
    barriers = barrier(lab_of(small), outside)
    highest = float(np.percentile(barriers[~outside], 98))
    if highest <= FAINT:
        return np.zeros(outside.shape, np.bool_)
    return np.asarray(barriers > 0.5 * highest)


def _meeting(pieces: Inside, seeds: Inside) -> Inside:
    """The pieces of a mask that hold some of the seeds."""
    import cv2

    count, labels = cv2.connectedComponents(pieces.astype(np.uint8))
    wanted = np.zeros(count, np.bool_)
    wanted[np.unique(labels[seeds])] = True
    wanted[0] = False
    return np.asarray(wanted[labels])


def edged(part: Image, held: Inside, *, fill: bool = True) -> Mask:
    """A mask of a small copy at full size, its edge where the colours change: uint8, 0 or 255.

    Each pixel near the edge goes to the side whose colours, close by, it resembles more. `fill`
    closes what holes that leaves.
    """
    import cv2

    height, width = part.shape[:2]
    scale = max(width / held.shape[1], height / held.shape[0])
    soft = cv2.resize(held.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    if scale < 1.05:
        return np.where(soft > 0.5, 255, 0).astype(np.uint8)
    soft = cv2.GaussianBlur(soft, (0, 0), 0.6 * scale)
    reach = 2 * int(3 * scale) + 1
    colours = part.astype(np.float32)
    it, not_it = (_mean_near(colours, side, reach) for side in (soft > 0.9, soft < 0.1))
    way = it - not_it
    strength = (way * way).sum(axis=2)
    share = ((colours - not_it) * way).sum(axis=2) / np.maximum(strength, 1.0)
    share = cv2.GaussianBlur(np.clip(share, -0.25, 1.25), (0, 0), 0.45 * scale)
    # where both sides look the same, the small copy's word stands
    trust = 0.7 * strength / (strength + 900.0)
    sided = soft + trust * (share - soft) > 0.5
    core = soft > 0.75
    whole = _meeting(sided, core) if core.any() else sided
    if fill:
        whole = filled(whole.astype(np.uint8))
    return np.where(whole, 255, 0).astype(np.uint8)


def _mean_near(colours: Map, side: Inside, reach: int) -> Map:
    """The mean colour of one side close to each pixel."""
    import cv2

    weight = side.astype(np.float32)
    total = cv2.blur(colours * weight[:, :, None], (reach, reach))
    count = cv2.blur(weight, (reach, reach))
    mean = colours[side].mean(axis=0) if side.any() else np.zeros(3, np.float32)
    known = (count > 1e-4)[:, :, None]
    return np.asarray(
        np.where(known, total / np.maximum(count, 1e-4)[:, :, None], mean), dtype=np.float32
    )
