"""A small rounded button for an offer: a text goes in, `clicked` comes out.

The one offer that can be taken without thinking is outlined in the accent colour. The button draws
itself, so that it looks the same on a card, in a panel and under any style.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from widgets.common.theme import GRID, Colours, colours_of, qcolor

HEIGHT = 26
_ICON = 14


class PillButton(QPushButton):
    """A pill with a text, perhaps an icon, perhaps checkable; too long a text ends in '…'."""

    def __init__(self, text: str, preferred: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._preferred = preferred
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # maximum, not fixed: a long title gives way to a narrow panel
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def preferred(self) -> bool:
        """Whether this is the one offer that is outlined in the accent colour."""
        return self._preferred

    def _ink(self, colours: Colours) -> QColor:
        if not self.isEnabled():
            return qcolor(colours.edge)
        return qcolor(colours.accent if self._preferred else colours.text)

    def _fill(self, colours: Colours) -> QColor:
        if self.isDown():
            return qcolor(colours.line)
        if self.isChecked():
            return qcolor(colours.selection)
        return qcolor(colours.hover if self.underMouse() and self.isEnabled() else colours.ground)

    def _edge(self, colours: Colours) -> QPen:
        if self.hasFocus():
            return QPen(qcolor(colours.accent), 2)
        if not self.isEnabled():
            return QPen(qcolor(colours.line), 1)
        return QPen(qcolor(colours.accent if self._preferred else colours.edge), 1)

    def sizeHint(self) -> QSize:
        icon = 0 if self.icon().isNull() else _ICON + GRID // 2
        width = self.fontMetrics().horizontalAdvance(self.text()) + icon + 3 * GRID
        return QSize(width, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 6 * GRID), HEIGHT)

    def paintEvent(self, event) -> None:
        colours = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = self._edge(colours)
        inset = pen.widthF() / 2
        shape = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(pen)
        painter.setBrush(self._fill(colours))
        painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)
        inner = self.rect().adjusted(GRID + 4, 0, -GRID - 4, 0)
        if not self.icon().isNull():
            self.icon().paint(painter, inner.left(), (self.height() - _ICON) // 2, _ICON, _ICON)
            inner.setLeft(inner.left() + _ICON + GRID // 2)
        painter.setPen(self._ink(colours))
        text = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, inner.width() + 1
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
