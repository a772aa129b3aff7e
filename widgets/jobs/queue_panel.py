"""The queue of all shots: what runs, what waits, what stopped.

What goes in are cards of jobs; what comes out is what the person wants done with one or with all.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from widgets.common.card_list import Card, CardList
from widgets.common.theme import GRID

WIDTH, HEIGHT = 360, 400


class QueuePanel(QFrame):
    """Opens under the button of the queue. Keys of cards are the ids of jobs."""

    job_cancelled = Signal(str)
    job_requeued = Signal(str)
    job_put_first = Signal(str)
    all_cancelled = Signal()
    ended_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "panel")
        self.setAccessibleName(self.tr("Queue"))
        self.resize(WIDTH, HEIGHT)
        self._list = CardList(self.tr("Jobs"))
        self._list.menu_wanted.connect(self._on_menu_wanted)
        self._empty = QLabel(self.tr("Nothing is queued.\nCtrl+Enter generates the shot."))
        self._empty.setProperty("role", "dim")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._cancel = QPushButton(self.tr("Cancel all"))
        self._cancel.clicked.connect(self.all_cancelled)
        self._clear = QPushButton(self.tr("Clear ended"))
        self._clear.clicked.connect(self.ended_cleared)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self._list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(lambda: self.job_cancelled.emit(self._list.current_key()))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._clear)
        row.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID)
        column.addWidget(self._empty, 1)
        column.addWidget(self._list, 1)
        column.addLayout(row)
        self.set_cards((), running=False)

    def set_cards(self, cards: tuple[Card, ...], *, running: bool) -> None:
        """The jobs in the order they run; `running` says whether there is something to cancel."""
        self._list.set_cards(cards)
        self._list.setVisible(bool(cards))
        self._empty.setVisible(not cards)
        self._cancel.setEnabled(running)
        self._clear.setEnabled(bool(cards))

    def open_at(self, corner: QPoint) -> None:
        """Shows the queue with its right upper corner at a point of the screen."""
        self.move(corner - QPoint(self.width(), 0))
        self.show()
        self._list.setFocus()

    def cards(self) -> tuple[Card, ...]:
        """What is shown."""
        return self._list.cards()

    def _on_menu_wanted(self, key: str, place: QPoint) -> None:
        self.menu(key).popup(place)

    def menu(self, key: str) -> QMenu:
        """What can be done with a job."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Cancel"), lambda: self.job_cancelled.emit(key))
        menu.addAction(self.tr("Put first"), lambda: self.job_put_first.emit(key))
        menu.addAction(self.tr("Queue again"), lambda: self.job_requeued.emit(key))
        return menu
