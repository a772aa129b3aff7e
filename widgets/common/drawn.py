"""What was drawn once and has not changed: a key and a way to draw go in, pixels come out.

A list draws all rows that are seen when one of them changes or it is scrolled. Words are the dear
part of a row, so its content is kept as a picture, on the opaque ground that it stands on: only
there are letters drawn as finely as elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPixmap

MOST = 96
"""Pictures that are kept: a few screens of rows."""


class Drawn:
    """Contents by key, the oldest forgotten first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: dict[Hashable, QPixmap] = {}

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        key: Hashable,
        ground: QColor,
        draw: Callable[[QPainter, QRect], None],
    ) -> None:
        """Paints into `rect` what `draw` draws; it is called where nothing of this key is kept,
        with a rectangle of the same size at the origin. `key` says all that it depends on but for
        the font, the size and the ground."""
        ratio = painter.device().devicePixelRatioF()
        whole = (key, rect.size().toTuple(), ratio, ground.rgba(), painter.font().key())
        picture = self._kept.pop(whole, None) or self._drawn(painter, rect, ratio, ground, draw)
        self._kept[whole] = picture
        if len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
        painter.drawPixmap(rect.topLeft(), picture)

    def _drawn(
        self,
        painter: QPainter,
        rect: QRect,
        ratio: float,
        ground: QColor,
        draw: Callable[[QPainter, QRect], None],
    ) -> QPixmap:
        picture = QPixmap(rect.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(ground)
        within = QPainter(picture)
        within.setRenderHints(painter.renderHints())
        within.setFont(painter.font())
        draw(within, QRect(0, 0, rect.width(), rect.height()))
        within.end()
        return picture
