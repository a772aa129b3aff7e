"""Pictures of strokes that rest: a stroke and a way to draw it go in, and it is drawn once.

A plan of many strokes changes one at a time. The others are put down as they were, until they, the
view or the theme are others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from engine.records import Stroke

_MOST_PIXELS = 16_000_000
"""Of all pictures together; what does not fit is drawn each time."""


class _Stamp(NamedTuple):
    stroke: Stroke
    look: tuple[object, ...]
    corner: QPointF
    picture: QPixmap


class Stamps:
    """One picture for each stroke of a plan, by its index."""

    def __init__(self) -> None:
        self._stamps: dict[int, _Stamp] = {}

    def keep(self, count: int) -> None:
        """Forgets strokes that a plan of so many does not have."""
        self._stamps = {i: stamp for i, stamp in self._stamps.items() if i < count}

    def forget(self) -> None:
        """Has every stroke drawn anew next time."""
        self._stamps.clear()

    def put(
        self,
        painter: QPainter,
        index: int,
        stroke: Stroke,
        look: tuple[object, ...],
        area: Callable[[], QRectF],
        draw: Callable[[QPainter], None],
    ) -> None:
        """Puts a stroke down, by `draw` where it is another or looks otherwise than before.

        `area` tells what it covers in logical pixels.
        """
        ratio = painter.device().devicePixelRatioF()
        stamp = self._stamps.get(index)
        if stamp is None or stamp.look != look or not _same(stamp.stroke, stroke):
            self._stamps.pop(index, None)
            pixels = _pixels(area(), ratio)
            if pixels.width() * pixels.height() > _MOST_PIXELS - self._held():
                draw(painter)
                return
            if pixels.isEmpty():
                return
            corner = QPointF(pixels.topLeft()) / ratio
            stamp = _Stamp(stroke, look, corner, _drawn(pixels.size(), corner, ratio, draw))
            self._stamps[index] = stamp
        painter.drawPixmap(stamp.corner, stamp.picture)

    def _held(self) -> int:
        pictures = [stamp.picture for stamp in self._stamps.values()]
        return sum(picture.width() * picture.height() for picture in pictures)


def _same(a: Stroke, b: Stroke) -> bool:
    return a is b or a == b


def _pixels(area: QRectF, ratio: float) -> QRect:
    """The device pixels that an area touches: a picture has to lie on whole ones."""
    return QRectF(area.topLeft() * ratio, area.bottomRight() * ratio).toAlignedRect()


def _drawn(size: QSize, corner: QPointF, ratio: float, draw: Callable[[QPainter], None]) -> QPixmap:
    picture = QPixmap(size)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.translate(-corner)
        draw(painter)
    return picture
