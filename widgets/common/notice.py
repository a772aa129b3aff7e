"""A notice: one clear message with what to do, shown over the work until it is closed.

What goes in is a message, its mend and a severity; what comes out is a signal when the person
takes the offered action or closes it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of


class Notice(QFrame):
    """One message. Text is always plain: names of files come from strangers."""

    action_chosen = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._severity = "information"
        self._mark = QLabel()
        self._message = _plain_label("title")
        self._mend = _plain_label("dim")
        self._action = QPushButton()
        self._action.clicked.connect(self.action_chosen)
        self._close = QToolButton()
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close"))
        self._close.clicked.connect(self._on_close)
        self._lay_out()
        self.hide()

    def show_message(
        self, message: str, mend: str = "", severity: str = "information", action: str = ""
    ) -> None:
        """Shows the message; `action` is the text of a button, where there is one."""
        self._severity = severity
        self._message.setText(message)
        self._mend.setText(mend)
        self._mend.setVisible(bool(mend))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{message} {mend}".strip())
        self._tint()
        self.show()

    def message(self) -> str:
        """What is shown, in one line; empty where nothing is."""
        return "" if self.isHidden() else f"{self._message.text()} {self._mend.text()}".strip()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._message)
        words.addWidget(self._mend)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID + 4, GRID, GRID, GRID)
        row.setSpacing(GRID + 4)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._action)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def _tint(self) -> None:
        theme = colours_of(self)
        self._mark.setPixmap(icon(self._severity, theme.severity(self._severity)).pixmap(20, 20))
        self._close.setIcon(icon("close", theme.dim))

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()


def _plain_label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
