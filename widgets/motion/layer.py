"""The layer a brush paints on: lines go in, a mask at the resolution of the image comes out.

A raster and never a growing path, so that the thousandth movement costs what the first did.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from widgets.motion.edits import Place
from widgets.motion.view import View

MAX_SIDE = 2048
_SHOWN = 0.5
_ERASES = QPainter.CompositionMode.CompositionMode_DestinationOut


def layer_size(width: int, height: int) -> QSize:
    """The size of a mask for an image: the image's own, unless that is very large."""
    size = QSize(width, height)
    if max(width, height) > MAX_SIDE:
        size.scale(MAX_SIDE, MAX_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    return size.expandedTo(QSize(1, 1))


class BrushLayer:
    """One region while it is painted, in the colour of its stroke."""

    def __init__(self, size: QSize, colour: QColor) -> None:
        self._colour = colour
        self._image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        self._image.fill(Qt.GlobalColor.transparent)

    def put(self, mask: np.ndarray) -> None:
        """Starts from a region that is already there, (h, w) uint8 of any size."""
        height, width = mask.shape
        pixels = np.ascontiguousarray(mask)
        alpha = QImage(pixels.data, width, height, width, QImage.Format.Format_Alpha8)
        with QPainter(self._image) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(self._image.rect(), self._colour)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
            painter.drawImage(self._image.rect(), alpha)

    def put_polygon(self, polygon: tuple[Place, ...], *, erase: bool = False) -> None:
        """Fills a polygon of frame fractions, or takes it away."""
        corners = QPolygonF([self._at(place) for place in polygon])
        with QPainter(self._image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour)
            if erase:
                painter.setCompositionMode(_ERASES)
            painter.drawPolygon(corners, Qt.FillRule.WindingFill)

    def draw_line(self, start: Place, end: Place, width: float, *, erase: bool = False) -> None:
        """A line with a round brush; `width` is in frame widths."""
        pen = QPen(self._colour, width * self._image.width())
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        with QPainter(self._image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen)
            if erase:
                painter.setCompositionMode(_ERASES)
            if start == end:
                painter.drawPoint(self._at(start))
            else:
                painter.drawLine(QLineF(self._at(start), self._at(end)))

    def mask(self) -> np.ndarray:
        """What is painted, (h, w) uint8, 255 inside."""
        size, stride = self._image.size(), self._image.bytesPerLine()
        raw = np.frombuffer(self._image.constBits(), np.uint8)
        rows = raw.reshape(size.height(), stride)[:, : size.width() * 4]
        return rows.reshape(size.height(), size.width(), 4)[:, :, 3].copy()

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

    def _at(self, place: Place) -> QPointF:
        return QPointF(place[0] * self._image.width(), place[1] * self._image.height())
