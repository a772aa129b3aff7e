"""Headings of panels and dialogs: plain ones, and those that fold the part under them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of


def heading(text: str) -> QLabel:
    """A heading that only says what follows."""
    label = QLabel(text)
    label.setProperty("role", "section")
    return label


class Section(QWidget):
    """Heading and content. `id` is what it is remembered by."""

    def __init__(self, id: str, title: str, content: QWidget) -> None:
        super().__init__()
        self.id, self.content = id, content
        self._head = QToolButton()
        self._head.setText(title)
        self._head.setAccessibleName(title)
        self._head.setProperty("role", "section")
        self._head.setCheckable(True)
        self._head.setChecked(True)
        self._head.setIconSize(QSize(12, 12))
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._head.toggled.connect(self._on_toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._head)
        column.addWidget(content)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._tint()

    @property
    def folded(self) -> bool:
        """Whether only the heading is there."""
        return not self._head.isChecked()

    def set_folded(self, folded: bool) -> None:
        """Folds or unfolds it."""
        self._head.setChecked(not folded)

    def _on_toggled(self, open_: bool) -> None:
        self.content.setVisible(open_)
        self._tint()

    def _tint(self) -> None:
        name = "chevron-right" if self.folded else "chevron-down"
        self._head.setIcon(icon(name, colours_of(self).dim))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
