"""The centre of the window: modes over one stack, with notices above the work.

Frame is the brush canvas, Watch is the player, Compare is takes side by side. What is not seen at
once is made when it is first wanted, so that it does not hold up the window.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from widgets.common.notice import Notice
from widgets.common.theme import GRID
from widgets.jobs.live_view import LINE, TILE, LiveView

FRAME, WATCH, COMPARE = "frame", "watch", "compare"


class Stage(QWidget):
    """Holds one widget for each mode; its `head` stands in the row of the modes."""

    mode_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.notice = Notice()
        self._stack = QStackedWidget()
        self._buttons = QButtonGroup(self)
        self._row = QHBoxLayout()
        self._modes: dict[str, tuple[QPushButton, Callable[[], QWidget]]] = {}
        self._made: dict[str, QWidget] = {}
        self._mode = ""
        self._live: LiveView | None = None
        self._lay_out()

    def add_mode(self, mode: str, title: str, make: Callable[[], QWidget]) -> None:
        """Adds a mode whose widget is made when it is first shown."""
        button = QPushButton(title)
        button.setCheckable(True)
        button.setProperty("role", "mode")
        button.setAccessibleName(title)
        button.clicked.connect(lambda: self.set_mode(mode))
        self._buttons.addButton(button)
        self._row.insertWidget(len(self._modes), button, 0)
        self._modes[mode] = (button, make)

    @property
    def mode(self) -> str:
        """The mode that is shown."""
        return self._mode

    def set_mode(self, mode: str) -> None:
        """Shows another mode."""
        button, make = self._modes[mode]
        # what is shown is laid out at once: two heads would push the docks aside for good
        for widget in self._made.values():
            widget.head.hide()
        if mode not in self._made:
            self._made[mode] = make()
            self._stack.addWidget(self._made[mode])
            # the tools of a mode stand beside its name: one row less above the picture
            self._row.addWidget(self._made[mode].head, 1)
        self._made[mode].head.show()
        button.setChecked(True)
        self._stack.setCurrentWidget(self._made[mode])
        if mode != self._mode:
            self._mode = mode
            self.mode_changed.emit(mode)

    def set_live(self, live: LiveView) -> None:
        """What is shown over the modes while a take is made."""
        self._live = live
        live.setParent(self._stack)
        live.hide()
        self._stack.installEventFilter(self)

    def place_live(self) -> None:
        """In the upper right corner, or over all of the mode, as its shape wants it."""
        live, room = self._live, self._stack.rect().adjusted(GRID, GRID, -GRID, -GRID)
        if live is None:
            return
        if live.shape == "large":
            live.setGeometry(room)
        else:
            width = min(TILE if live.shape == "tile" else LINE, room.width())
            live.resize(width, min(live.sizeHint().height(), room.height()))
            top = self._stack.rect().top() if live.shape == "line" else room.top()
            live.move(room.right() + 1 - live.width(), top)
        live.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place_live()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self._row.setContentsMargins(GRID + 4, GRID, GRID + 4, 0)
        self._row.setSpacing(4)
        notices = QVBoxLayout()
        notices.setContentsMargins(GRID + 4, GRID, GRID + 4, 0)
        notices.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addLayout(notices)
        column.addWidget(self._stack, 1)
