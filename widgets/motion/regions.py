"""Regions as they are seen and touched: a `Region` goes in; its pixels, box and picture come out.

Masks are files; whoever owns the widget supplies the function that reads them. Each file is read
once. A mask that cannot be read has no pixels and says why.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPolygonF

from engine.errors import VerbenchError
from engine.records import Box, Place, Region
from widgets.motion import edits
from widgets.motion.layer import polygon_mask, sized

Loader = Callable[[Path], np.ndarray]
"""Reads a mask: (h, w) uint8, white is inside. Raises a VerbenchError."""

MOST_PIXELS = 4_000_000
_FILL, _HATCH_FILL = 0.26, 0.16
_PICTURES, _MASKS = 32, 64


@dataclass(frozen=True, slots=True)
class Tint:
    """How a region is drawn: its colour, and what tells its kind and state."""

    colour: str
    hatched: bool = False
    dashed: bool = False
    edge: float = 1.5
    """Width of the outline in device pixels."""


@dataclass(frozen=True, slots=True)
class _Mask:
    pixels: np.ndarray
    rows: slice
    columns: slice
    centre: Place


class Regions:
    """The masks that were read so far, and the pictures drawn of them."""

    def __init__(self) -> None:
        self._loader: Loader | None = None
        self._masks: OrderedDict[Path, _Mask | str] = OrderedDict()
        self._pictures: OrderedDict[tuple, QImage] = OrderedDict()

    def set_loader(self, loader: Loader | None) -> None:
        """Sets the function that reads a mask, and forgets what another one read."""
        self._loader = loader
        self._masks.clear()
        self._pictures.clear()

    def pixels(self, region: Region) -> np.ndarray | None:
        """The mask (h, w) uint8 of a region that has one and can be read."""
        mask = self._mask(region)
        return mask.pixels if isinstance(mask, _Mask) else None

    def mask(self, region: Region, size: QSize) -> np.ndarray:
        """What a region holds, (h, w) uint8 of that size; nothing where it cannot be read."""
        if region.polygon:
            return polygon_mask(region.polygon, size)
        pixels = self.pixels(region)
        if pixels is None:
            return np.zeros((size.height(), size.width()), np.uint8)
        return sized(pixels, size)

    def problem(self, region: Region) -> str:
        """Why the mask of a region cannot be shown, in one line; empty where it can."""
        mask = self._mask(region)
        return mask if isinstance(mask, str) else ""

    def box(self, region: Region) -> Box | None:
        """What a region covers, in fractions of the frame."""
        if region.polygon:
            corners = np.array(region.polygon)
            x, y = corners.min(axis=0)
            right, bottom = corners.max(axis=0)
            return Box(float(x), float(y), float(right - x), float(bottom - y))
        mask = self._mask(region)
        if not isinstance(mask, _Mask):
            return None
        height, width = mask.pixels.shape
        rows, columns = mask.rows, mask.columns
        return Box(
            columns.start / width,
            rows.start / height,
            (columns.stop - columns.start) / width,
            (rows.stop - rows.start) / height,
        )

    def centre(self, region: Region) -> Place:
        """The alpha-weighted centre of a region, in fractions of the frame."""
        if region.polygon:
            return edits.centroid_of(region.polygon)
        mask = self._mask(region)
        return mask.centre if isinstance(mask, _Mask) else (0.5, 0.5)

    def contains(self, region: Region, place: Place) -> bool:
        """Whether a point of the frame is inside."""
        if region.polygon:
            corners = QPolygonF([QPointF(x, y) for x, y in region.polygon])
            return corners.containsPoint(QPointF(*place), Qt.FillRule.WindingFill)
        pixels = self.pixels(region)
        if pixels is None or not (0 <= place[0] < 1 and 0 <= place[1] < 1):
            return False
        height, width = pixels.shape
        return bool(pixels[int(place[1] * height), int(place[0] * width)] > 127)

    def picture(self, region: Region, width: float, tint: Tint) -> tuple[QImage, QRectF] | None:
        """The picture of a mask and its place in fractions of the frame.

        `width` is that of the whole frame on the screen, in device pixels.
        """
        mask, box = self._mask(region), self.box(region)
        if not isinstance(mask, _Mask) or box is None:
            return None
        rect = QRectF(box.x, box.y, box.w, box.h)
        zoom = width / mask.pixels.shape[1]
        size = (mask.columns.stop - mask.columns.start, mask.rows.stop - mask.rows.start)
        # zoomed in far, the picture is stretched: nobody needs more pixels than the screen has
        zoom = min(zoom, (MOST_PIXELS / (size[0] * size[1])) ** 0.5)
        key = (region.mask, round(zoom, 4), tint)
        if key not in self._pictures:
            self._pictures[key] = _tinted(mask.pixels[mask.rows, mask.columns], zoom, tint)
            _forget_oldest(self._pictures, _PICTURES)
        return self._pictures[key], rect

    def _mask(self, region: Region) -> _Mask | str | None:
        if region.mask is None or self._loader is None:
            return None
        if region.mask not in self._masks:
            try:
                self._masks[region.mask] = _measured(self._loader(region.mask))
            except VerbenchError as error:
                self._masks[region.mask] = str(error)
            _forget_oldest(self._masks, _MASKS)
        return self._masks[region.mask]


def _measured(pixels: np.ndarray) -> _Mask:
    inside = pixels > 0
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    if not len(rows):
        return _Mask(pixels, slice(0, pixels.shape[0]), slice(0, pixels.shape[1]), (0.5, 0.5))
    return _Mask(
        pixels,
        slice(int(rows[0]), int(rows[-1]) + 1),
        slice(int(columns[0]), int(columns[-1]) + 1),
        edits.centre_of(pixels),
    )


def _forget_oldest(store: OrderedDict, most: int) -> None:
    while len(store) > most:
        store.popitem(last=False)


def _tinted(pixels: np.ndarray, zoom: float, tint: Tint) -> QImage:
    alpha = _scaled(pixels, zoom)
    inside = alpha > 127
    reach = max(1, round(tint.edge))
    edge = inside & ~_eroded(inside, reach)
    across = np.add.outer(np.arange(alpha.shape[0]), np.arange(alpha.shape[1]))
    if tint.hatched:
        strength = np.where(across % 12 < 2, 0.8, _HATCH_FILL) * (alpha / 255.0)
    else:
        strength = _FILL * (alpha / 255.0)
    if tint.dashed:
        edge &= _dashes(edge, tint.edge)
    strength[edge] = 1.0
    return _coloured(strength, QColor(tint.colour))


def _dashes(edge: np.ndarray, width: float) -> np.ndarray:
    """Which pixels of an outline are in a dash, counted by the angle around the middle."""
    height, across = edge.shape
    down, right = np.ogrid[:height, :across]
    angle = np.arctan2(down - height / 2, right - across / 2)
    length = np.pi * (height + across) / 2
    dashes = max(8, round(length / (6 * width)))
    return (angle / (2 * np.pi) * dashes) % 1.0 < 0.6


def _scaled(pixels: np.ndarray, zoom: float) -> np.ndarray:
    height, width = pixels.shape
    plain = np.ascontiguousarray(pixels)
    image = QImage(plain.data, width, height, width, QImage.Format.Format_Grayscale8)
    across, down = max(1, round(width * zoom)), max(1, round(height * zoom))
    free, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    scaled = image.scaled(across, down, free, smooth)
    scaled = scaled.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(scaled.constBits(), np.uint8).reshape(down, scaled.bytesPerLine())
    return rows[:, :across].copy()


def _eroded(inside: np.ndarray, reach: int) -> np.ndarray:
    padded = np.pad(inside, reach)
    height, width = inside.shape
    near = [(0, reach), (2 * reach, reach), (reach, 0), (reach, 2 * reach)]
    result = inside.copy()
    for down, across in near:
        result &= padded[down : down + height, across : across + width]
    return result


def _coloured(strength: np.ndarray, colour: QColor) -> QImage:
    height, width = strength.shape
    levels = np.rint(strength * 255).astype(np.uint16)
    out = np.empty((height, width, 4), np.uint8)
    for channel, value in enumerate((colour.blue(), colour.green(), colour.red())):
        out[:, :, channel] = levels * value // 255
    out[:, :, 3] = levels
    image = QImage(out.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied)
    return image.copy()
