"""Operations on what a stroke holds: masks (uint8, white is inside) and polygons (fractions of the
frame) go in, new ones come out.

Soft edges survive: union is the larger of two values, intersection the smaller. A result that
holds nothing or everything is never handed on: BadInput says which and what to do.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from engine.errors import BadInput
from engine.records import Box

Mask = npt.NDArray[np.uint8]
"""(height, width), 0 outside .. 255 inside."""
Alpha = npt.NDArray[np.float32]
"""(height, width), 0..1."""
Point = tuple[float, float]
Polygon = tuple[Point, ...]

MOST_CORNERS = 512
_INSIDE = 127
_FINER = 4
"""Outlines are drawn and followed at four times the size: edges lie within 1/8 pixel."""
_FAINT = 1.0 / 512.0
"""Less than this never shows in eight bits."""
_FURTHEST = 0.5
_LEAST_AREA = 1e-6
"""Of the frame: less than this encloses nothing at any size that is used."""


# --- polygon -> mask ---------------------------------------------------------------------------


def covered(polygon: Iterable[Point], width: int, height: int) -> Alpha:
    """How much of each pixel lies in the polygon: float32 (height, width), 0..1."""
    import cv2

    outline = np.array(list(polygon), dtype=np.float64) * (width, height)
    out = np.zeros((height, width), np.float32)
    left, top = np.clip(np.floor(outline.min(axis=0)), 0, (width, height)).astype(int)
    right, bottom = np.clip(np.ceil(outline.max(axis=0)), 0, (width, height)).astype(int)
    if right <= left or bottom <= top:
        return out
    fine = np.zeros(((bottom - top) * _FINER, (right - left) * _FINER), np.uint8)
    # fillPoly speaks of pixel centres, in fixed point: shift 8 is 1/256 of a fine pixel
    places = np.rint(((outline - (left, top)) * _FINER - 0.5) * 256).astype(np.int32)
    cv2.fillPoly(fine, [places.reshape(-1, 1, 2)], 255, lineType=cv2.LINE_8, shift=8)
    size = (int(right - left), int(bottom - top))
    small = cv2.resize(fine, size, interpolation=cv2.INTER_AREA)
    out[top:bottom, left:right] = small.astype(np.float32) / np.float32(255.0)
    return out


def mask_of(polygon: Sequence[Point], width: int, height: int) -> Mask:
    """The polygon as a mask of (width, height) pixels. BadInput where it holds nothing of it."""
    if len(polygon) < 3:
        raise BadInput("The outline has fewer than three corners", mend="Draw around the thing")
    return checked(np.rint(covered(polygon, width, height) * 255).astype(np.uint8))


def feathered(hard: Alpha, wide: float) -> Alpha:
    """A soft edge `wide` pixels across, half of it outside; the centre stays where it is."""
    import cv2

    if wide <= 1.0 or not hard.any():
        return hard
    reach = 2 * math.ceil(wide / 2) + 1
    soft = cv2.GaussianBlur(hard, (reach, reach), wide / 5, borderType=cv2.BORDER_REPLICATE)
    soft[soft < _FAINT] = 0.0
    # the kernel sums to one only nearly, and what is held whole must be held exactly
    soft[soft > 1.0 - 1e-5] = 1.0
    return np.asarray(soft, dtype=np.float32)


# --- mask -> polygon ---------------------------------------------------------------------------


def outlines(mask: Mask, most: int = MOST_CORNERS) -> tuple[Polygon, ...]:
    """The outline of each piece of a mask, largest first; holes are filled.

    Each is off by less than a pixel of the mask, unless that takes more than `most` corners.
    Raises BadInput where the mask holds nothing or everything.
    """
    import cv2

    height, width = checked(mask).shape
    size = (width * _FINER, height * _FINER)
    x, y, w, h = cv2.boundingRect((mask > _INSIDE).view(np.uint8))
    # only where there is something: the larger copy of a whole frame takes long
    left, top = max(0, x - 2), max(0, y - 2)
    part = mask[top : y + h + 2, left : x + w + 2]
    finer = (part.shape[1] * _FINER, part.shape[0] * _FINER)
    fine = cv2.resize(part, finer, interpolation=cv2.INTER_LINEAR)
    found, _ = cv2.findContours(
        (fine > _INSIDE).astype(np.uint8),
        cv2.RETR_EXTERNAL,
        cv2.CHAIN_APPROX_NONE,
        offset=(left * _FINER, top * _FINER),
    )
    found = sorted(found, key=cv2.contourArea, reverse=True)
    largest = cv2.contourArea(found[0])
    kept = [piece for piece in found if cv2.contourArea(piece) >= max(_FINER**2, largest * 1e-3)]
    return tuple(_corners(piece, size, most) for piece in kept or found[:1])


def outline(mask: Mask, most: int = MOST_CORNERS) -> Polygon:
    """The outline of the largest piece of a mask. See `outlines`."""
    return outlines(mask, most)[0]


def _corners(contour: npt.NDArray[np.generic], size: tuple[int, int], most: int) -> Polygon:
    import cv2

    points, tolerance = contour.astype(np.int32), 0.4 * _FINER
    while True:
        thin = np.asarray(cv2.approxPolyDP(points, tolerance, True)).reshape(-1, 2)
        if len(thin) <= max(3, most):
            break
        tolerance *= 1.3
    if len(thin) < 3:
        left, top = points.reshape(-1, 2).min(axis=0)
        right, bottom = points.reshape(-1, 2).max(axis=0) + 1
        thin = np.array([[left, top], [right, top], [right, bottom], [left, bottom]]) - 0.5
    return tuple((float(x + 0.5) / size[0], float(y + 0.5) / size[1]) for x, y in thin)


# --- masks and masks ---------------------------------------------------------------------------


def union(one: Mask, other: Mask) -> Mask:
    """What either holds."""
    return checked(np.maximum(one, _alike(one, other)))


def intersection(one: Mask, other: Mask) -> Mask:
    """What both hold."""
    return checked(np.minimum(one, _alike(one, other)))


def difference(one: Mask, other: Mask) -> Mask:
    """What the first holds and the other does not."""
    return checked(np.minimum(one, 255 - _alike(one, other)))


def inverse(mask: Mask) -> Mask:
    """What the mask does not hold."""
    return checked(255 - mask)


def grown(mask: Mask, by: float) -> Mask:
    """The mask with its edge moved outwards by a fraction of the frame's width; below 0 inwards.

    Corners become round. The frame's border is no edge: what is cut by it stays cut by it.
    """
    import cv2

    if not math.isfinite(by) or abs(by) > _FURTHEST:
        raise BadInput(
            f"A region cannot grow by {by:g} of the frame", mend=f"At most {_FURTHEST:g}"
        )
    far = by * mask.shape[1]
    if abs(far) < 0.01:
        return checked(mask)
    inside = mask > _INSIDE
    apart = (~inside if far > 0 else inside).astype(np.uint8)
    # without an edge there is no distance to it
    if not apart.any() or apart.all():
        return checked(mask)
    away = cv2.distanceTransform(apart, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    # distances are to the centres of pixels across the edge, which is half a pixel nearer
    ramp = np.clip(abs(far) + 1.0 - away, 0, 1) if far > 0 else np.clip(away + far, 0, 1)
    moved = np.rint(ramp * 255).astype(np.uint8)
    return checked(np.maximum(moved, mask) if far > 0 else np.minimum(moved, mask))


def smoothed(mask: Mask, by: float) -> Mask:
    """The mask with its edge evened out: what is narrower than about `by` frame widths goes.

    Straight edges stay where they are. Raises BadInput where nothing or everything is left.
    """
    import cv2

    if not math.isfinite(by) or not 0 <= by <= _FURTHEST:
        raise BadInput(
            f"A region cannot be evened out by {by:g} of the frame", mend=f"At most {_FURTHEST:g}"
        )
    sigma = by * mask.shape[1] / 2
    if sigma < 0.3:
        return checked(mask)
    blurred = cv2.GaussianBlur(
        mask.astype(np.float32) / 255, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE
    )
    # as steep as it takes for a straight edge to be one pixel wide again
    steep = max(1.0, sigma * math.sqrt(2 * math.pi))
    edge = np.clip(0.5 + (blurred - 0.5) * steep, 0.0, 1.0)
    return checked(np.rint(edge * 255).astype(np.uint8))


def closed(mask: Mask) -> Mask:
    """The mask without holes: what it goes all around is inside. Its outer edge stays as it is."""
    import cv2

    rest = (mask <= _INSIDE).astype(np.uint8)
    # what is beyond the frame meets all of its borders
    beyond = cv2.copyMakeBorder(rest, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    cv2.floodFill(beyond, None, (0, 0), 2)
    out = mask.copy()
    out[(beyond[1:-1, 1:-1] == 1)] = 255
    return checked(out)


def inmost(mask: Mask) -> Point:
    """The place in a mask that is farthest from its edge. BadInput where it holds nothing."""
    import cv2

    inside = (mask > _INSIDE).astype(np.uint8)
    if not inside.any():
        raise BadInput("The region holds nothing", mend="Paint what it is to hold")
    height, width = mask.shape
    away = cv2.distanceTransform(inside, cv2.DIST_L2, cv2.DIST_MASK_5)
    y, x = np.unravel_index(int(away.argmax()), away.shape)
    return (float(x) + 0.5) / width, (float(y) + 0.5) / height


def _alike(one: Mask, other: Mask) -> Mask:
    """The other mask at the size of the first."""
    import cv2

    if one.shape == other.shape:
        return other
    height, width = one.shape
    return np.asarray(cv2.resize(other, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def checked(mask: Mask) -> Mask:
    """The mask itself. Raises BadInput where it holds nothing or the whole frame."""
    inside = mask > _INSIDE
    if not inside.any():
        raise BadInput("The region holds nothing", mend="Paint what it is to hold")
    if inside.all():
        raise BadInput(
            "The region holds the whole frame", mend="Leave out what stays, or move the camera"
        )
    return mask


def box_of(mask: Mask) -> Box:
    """The tight box of what a mask holds, in fractions of the frame. BadInput where empty."""
    height, width = mask.shape
    inside = mask > _INSIDE
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    if not len(rows):
        raise BadInput("The region holds nothing", mend="Paint what it is to hold")
    return Box(
        float(columns[0] / width),
        float(rows[0] / height),
        float((columns[-1] + 1 - columns[0]) / width),
        float((rows[-1] + 1 - rows[0]) / height),
    )


# --- drawn outlines ----------------------------------------------------------------------------


def rectangle(start: Point, end: Point) -> Polygon:
    """The rectangle between two corners, whichever they are. BadInput where it has no area."""
    (ax, ay), (bx, by) = start, end
    left, right, top, bottom = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
    return _enclosing(((left, top), (right, top), (right, bottom), (left, bottom)))


def lasso(path: Sequence[Point], most: int = MOST_CORNERS) -> Polygon:
    """A line drawn by hand as a closed outline without needless corners, at most `most` of them.

    Raises BadInput where it encloses nothing.
    """
    import cv2

    places = np.array([p for p in path if math.isfinite(p[0]) and math.isfinite(p[1])], np.float32)
    if len(places) < 3:
        raise BadInput("The lasso has fewer than three points", mend="Draw around the thing")
    tolerance = 0.0005
    while True:
        thin = np.asarray(cv2.approxPolyDP(places.reshape(-1, 1, 2), tolerance, True))
        if len(thin) <= max(3, most):
            break
        tolerance *= 1.5
    return _enclosing(tuple((float(x), float(y)) for x, y in thin.reshape(-1, 2)))


def _enclosing(polygon: Polygon) -> Polygon:
    import cv2

    if len(polygon) < 3 or cv2.contourArea(np.array(polygon, np.float32)) < _LEAST_AREA:
        raise BadInput("The outline encloses nothing", mend="Draw around the thing")
    return polygon
