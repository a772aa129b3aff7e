"""A small field on the canvas for the length of the ruler: metres go in, metres come out.

Enter takes what is written, so does a click elsewhere; Escape gives it up.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from widgets.common.fields import pad
from widgets.common.theme import GRID


class MetresField(QDoubleSpinBox):
    """Shown over the ruler until it is answered."""

    accepted = Signal(float)
    dismissed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        pad(self)
        self.setRange(0.001, 100_000.0)
        self.setDecimals(3)
        self.setSingleStep(0.05)
        self.setSuffix(self.tr(" m"))
        self.setAccessibleName(self.tr("Length of the ruler in metres"))
        self.setToolTip(self.tr("How long this is in metres: Enter takes it, Esc gives it up"))
        self.hide()

    def open_at(self, middle: QPointF, metres: float) -> None:
        """Asks for the length of what lies there."""
        self.setValue(metres)
        self.adjustSize()
        self.resize(max(self.width(), 14 * GRID), self.height())
        room = self.parentWidget().rect().adjusted(4, 4, -4, -4)
        left = min(max(round(middle.x()) + GRID, room.left()), room.right() - self.width())
        top = round(middle.y() - self.height() / 2)
        self.move(left, min(max(top, room.top()), room.bottom() - self.height()))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.selectAll()

    def accept(self) -> None:
        """Takes what is written."""
        if self.isVisible():
            self.interpretText()
            value = self.value()
            self.hide()
            self.accepted.emit(value)

    def dismiss(self) -> None:
        """Takes nothing."""
        if self.isVisible():
            self.hide()
            self.dismissed.emit()

    def textFromValue(self, value: float) -> str:
        return self.locale().toString(value, "g", 6)

    def keyPressEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.accept()


_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Who looks into another window comes back."""
