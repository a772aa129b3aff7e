"""The box that a hand draws over empty ground to choose what lies in it: two touches go in, a
rectangle of the widget comes out, and its picture."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from widgets.common.theme import Colours, qcolor


def box_of(a: QPointF, b: QPointF) -> QRectF:
    """The rectangle between two corners."""
    return QRectF(a, b).normalized()


def paint(painter: QPainter, box: QRectF, colours: Colours) -> None:
    """A dashed box, faintly filled."""
    painter.setBrush(qcolor(colours.accent, 0.12))
    painter.setPen(QPen(qcolor(colours.panel, 0.7), 3))
    painter.drawRect(box)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(qcolor(colours.accent), 1, Qt.PenStyle.DashLine))
    painter.drawRect(box)
