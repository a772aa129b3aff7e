"""The line of words at the foot of a picture: a text goes in, its plate goes to the painter."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from widgets.common.theme import GRID, RADIUS, colours_of, qcolor


def paint_foot(painter: QPainter, on: QWidget, text: str, *, dim: bool = False) -> None:
    """Paints a line in the middle of a widget's foot; what has no room is elided."""
    colours, metrics = colours_of(on), on.fontMetrics()
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, on.width() - 6 * GRID)
    width, height = metrics.horizontalAdvance(text) + 3 * GRID, metrics.height() + GRID
    place = QRect((on.width() - width) // 2, on.height() - height - GRID, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(qcolor(colours.line))
    painter.setBrush(qcolor(colours.raised, 0.94))
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    painter.setPen(qcolor(colours.dim if dim else colours.text))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
