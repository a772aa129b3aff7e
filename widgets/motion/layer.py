"""The layer a brush paints on: lines go in, a mask at the resolution of the image comes out.

A raster and never a growing path, so that the thousandth movement costs what the first did. Where
lines overlap the stronger one holds, so that a soft edge stays soft however often it is gone over.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF

from engine.records import Place
from widgets.motion.view import View

MAX_SIDE = 2048
_SHOWN = 0.5


def layer_size(width: int, height: int) -> QSize:
    """The size of a mask for an image: the image's own, unless that is very large."""
    size = QSize(width, height)
    if max(width, height) > MAX_SIDE:
        size.scale(MAX_SIDE, MAX_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    return size.expandedTo(QSize(1, 1))


def polygon_mask(polygon: tuple[Place, ...], size: QSize) -> np.ndarray:
    """What a polygon of frame fractions encloses, as a mask (h, w) uint8, 255 inside.

    Where its outline crosses itself, what it goes around at all is inside.
    """
    image = QImage(size, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.black)
    corners = [QPointF(x * size.width(), y * size.height()) for x, y in polygon]
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawPolygon(QPolygonF(corners), Qt.FillRule.WindingFill)
    return _rows(image)


def sized(mask: np.ndarray, size: QSize) -> np.ndarray:
    """A mask (h, w) uint8 at another size."""
    height, width = mask.shape
    if (width, height) == (size.width(), size.height()):
        return mask
    plain = np.ascontiguousarray(mask)
    image = QImage(plain.data, width, height, width, QImage.Format.Format_Grayscale8)
    free, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    scaled = image.scaled(size, free, smooth)
    return _rows(scaled.convertToFormat(QImage.Format.Format_Grayscale8))


class BrushLayer:
    """One region while it is painted, in the colour of its stroke."""

    def __init__(self, size: QSize, colour: QColor) -> None:
        width, height = size.width(), size.height()
        self._mask = np.zeros((height, width), np.uint8)
        self._inks = _inks(colour)
        self._pixels = np.zeros((height, width), np.uint32)
        kind = QImage.Format.Format_ARGB32_Premultiplied
        # Qt shows the very memory that is painted into
        self._image = QImage(self._pixels.data, width, height, 4 * width, kind)

    def put(self, mask: np.ndarray) -> None:
        """Adds a region that is already there, (h, w) uint8 of any size."""
        whole = slice(0, self._mask.shape[0]), slice(0, self._mask.shape[1])
        self._change(whole, sized(mask, self._image.size()), erase=False)

    def draw_line(
        self, start: Place, end: Place, width: float, *, softness: float = 0.0, erase: bool = False
    ) -> None:
        """A line with a round brush; `width` is in frame widths.

        `softness` is how much of the brush's radius its edge takes: 0 is hard, 1 fades from the
        middle on.
        """
        rows, columns = self._mask.shape
        radius = max(width * columns / 2, 0.5)
        a = (start[0] * columns, start[1] * rows)
        b = (end[0] * columns, end[1] * rows)
        where = _around(a, b, radius + 1, self._mask.shape)
        if where is not None:
            away = _distances(where, a, b)
            edge = max(softness * radius, 1.0)
            share = np.clip((radius + 0.5 - away) / edge, 0.0, 1.0)
            if edge > 1.0:
                share *= share * (3.0 - 2.0 * share)
            self._change(where, np.rint(share * 255).astype(np.uint8), erase=erase)

    def mask(self) -> np.ndarray:
        """What is painted, (h, w) uint8, 255 inside."""
        return self._mask.copy()

    def paint(self, painter: QPainter, view: View, dirty: QRect) -> None:
        """Draws what lies in the dirty rectangle of the widget."""
        image = QRectF(self._image.rect())
        sx, sy = image.width() / view.width, image.height() / view.height
        source = QRectF(
            (dirty.x() - view.left) * sx,
            (dirty.y() - view.top) * sy,
            dirty.width() * sx,
            dirty.height() * sy,
        )
        # whole pixels, so that neighbouring updates meet without a seam
        source = QRectF(source.adjusted(-2, -2, 2, 2).toAlignedRect()).intersected(image)
        if source.isEmpty():
            return
        target = QRectF(
            view.left + source.x() / sx,
            view.top + source.y() / sy,
            source.width() / sx,
            source.height() / sy,
        )
        painter.save()
        painter.setOpacity(_SHOWN)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, self._image, source)
        painter.restore()

    def _change(self, where: tuple[slice, slice], part: np.ndarray, *, erase: bool) -> None:
        held = self._mask[where]
        if erase:
            np.minimum(held, 255 - part, out=held)
        else:
            np.maximum(held, part, out=held)
        self._pixels[where] = self._inks[held]


def _inks(colour: QColor) -> np.ndarray:
    """A colour at every strength, 0 to 255, as premultiplied ARGB."""
    strength = np.arange(256, dtype=np.uint32)
    red, green, blue = (
        (strength * c + 127) // 255 for c in (colour.red(), colour.green(), colour.blue())
    )
    return (strength << 24) | (red << 16) | (green << 8) | blue


def _around(a: Place, b: Place, reach: float, shape: tuple[int, ...]) -> tuple[slice, slice] | None:
    """The rows and columns near a line; None where it passes the layer by."""
    left, right = min(a[0], b[0]) - reach, max(a[0], b[0]) + reach
    top, bottom = min(a[1], b[1]) - reach, max(a[1], b[1]) + reach
    rows = slice(max(0, int(top)), min(shape[0], int(bottom) + 1))
    columns = slice(max(0, int(left)), min(shape[1], int(right) + 1))
    return (rows, columns) if rows.start < rows.stop and columns.start < columns.stop else None


def _distances(where: tuple[slice, slice], a: Place, b: Place) -> np.ndarray:
    """How far each pixel's centre is from a line, in pixels: float32 (rows, columns)."""
    rows, columns = where
    y = np.arange(rows.start, rows.stop, dtype=np.float32)[:, None] + np.float32(0.5 - a[1])
    x = np.arange(columns.start, columns.stop, dtype=np.float32)[None, :] + np.float32(0.5 - a[0])
    way_x, way_y = np.float32(b[0] - a[0]), np.float32(b[1] - a[1])
    squared = way_x * way_x + way_y * way_y
    if squared < 1e-6:
        return np.sqrt(x * x + y * y)
    along = np.clip((x * way_x + y * way_y) / squared, 0.0, 1.0)
    dx, dy = x - along * way_x, y - along * way_y
    return np.sqrt(dx * dx + dy * dy)


def _rows(image: QImage) -> np.ndarray:
    """The pixels of a grey image, (h, w) uint8."""
    height, width = image.height(), image.width()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
    return rows[:, :width].copy()
