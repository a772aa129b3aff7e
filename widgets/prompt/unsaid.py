"""The quiet line under the editor: what the prompt leaves to the model goes in, a word comes out.

'Not said: speed, start pose, end state': most prompts leave these out, so they are no hints of
their own. Each word is a button that opens what could be said.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TR_NOOP, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from widgets.common.flow import FlowLayout
from widgets.common.theme import GRID
from widgets.common.translation import tr
from widgets.prompt.hint_card import plain_label
from widgets.prompt.tracking import Mark

_HEIGHT = 20
_WORDS = {
    "missing-speed": QT_TR_NOOP("speed"),
    "missing-start-pose": QT_TR_NOOP("start pose"),
    "missing-end-state": QT_TR_NOOP("end state"),
}


class UnsaidLine(QWidget):
    """Hidden where nothing is left out. `chosen` has the rule and the button that was pressed."""

    chosen = Signal(str, QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Not said"))
        lead = plain_label(self.tr("Not said:"), "dim")
        lead.setWordWrap(False)
        lead.setFixedHeight(_HEIGHT)
        row = FlowLayout(self, spacing=GRID // 2)
        row.addWidget(lead)
        self.buttons: dict[str, QPushButton] = {}
        for rule in _WORDS:
            self.buttons[rule] = self._make_button(rule)
            row.addWidget(self.buttons[rule])
        self.hide()

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """Names what these hints miss."""
        missing = {mark.hint.rule: mark.hint for mark in reversed(marks)}
        for rule, button in self.buttons.items():
            button.setVisible(rule in missing)
            if rule in missing:
                button.setToolTip(missing[rule].message)
                button.setAccessibleDescription(missing[rule].message)
        self.setVisible(bool(missing.keys() & self.buttons.keys()))

    def words(self) -> tuple[str, ...]:
        """What is named, from left to right."""
        return tuple(b.text() for b in self.buttons.values() if not b.isHidden())

    def _make_button(self, rule: str) -> QPushButton:
        word = tr(_WORDS[rule])
        button = QPushButton(word)
        button.setFixedHeight(_HEIGHT)
        button.setProperty("role", "link")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(self.tr("Not said: {}").format(word))
        button.clicked.connect(lambda: self.chosen.emit(rule, button))
        return button
