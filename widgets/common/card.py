"""A raised, rounded frame with a coloured left edge: a meaning goes in, clicks come out.

What is on the card is up to its layout. The meaning is the name of a colour of the theme ("bad",
"warning", "information" ...), so that a card follows the theme without being told.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QFrame, QWidget

from widgets.common.theme import GRID, RADIUS, colours_of, qcolor

EDGE = 3
"""Width of the coloured left edge, in pixels."""

_MEANING = {"error": "bad", "warning": "warning", "information": "information", "hint": "hint"}


def meaning_of(severity: str) -> str:
    """The colour name of a hint's severity, for `Card.set_edge`."""
    return _MEANING[severity]


class Card(QFrame):
    """A frame for one thing of a list. Its margins leave room for the edge."""

    clicked = Signal()

    def __init__(self, edge: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edge = edge
        self._current = False
        self.setContentsMargins(EDGE + GRID, GRID, GRID, GRID)

    def set_edge(self, edge: str | None) -> None:
        """Names the colour of the left edge; None is a card without one."""
        self._edge = edge
        self.update()

    def set_current(self, current: bool) -> None:
        """Outlines the card as the one the person is at, or no longer."""
        if current != self._current:
            self._current = current
            self.update()

    @property
    def current(self) -> bool:
        """Whether the card is outlined as the one the person is at."""
        return self._current

    def mouseReleaseEvent(self, event) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if inside and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def paintEvent(self, event) -> None:
        colours = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.fillPath(shape, qcolor(colours.hover if self._current else colours.raised))
        painter.setPen(QPen(qcolor(colours.edge if self._current else colours.line), 1))
        painter.drawPath(shape)
        if self._edge:
            painter.setClipPath(shape)
            painter.fillRect(0, 0, EDGE, self.height(), qcolor(getattr(colours, self._edge)))
