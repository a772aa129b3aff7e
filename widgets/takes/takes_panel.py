"""The takes of a shot, newest first, with the jobs that will become takes above them.

What goes in are cards of takes and jobs; what comes out is what the person wants done with one.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from widgets.common.card_list import Card, CardList
from widgets.common.theme import GRID
from widgets.takes.made_sheet import restore_menu


class TakesPanel(QWidget):
    """Keys of cards are 'take:ID' and 'job:ID'."""

    take_chosen = Signal(int)
    take_starred = Signal(int)
    take_removed = Signal(int)
    take_exported = Signal(int)
    take_placed = Signal(int)
    """The person wants this take on the storyboard's cut."""
    part_restored = Signal(int, str)
    """What of the take's request the person wants back: see `widgets.takes.made_sheet`."""
    made_wanted = Signal(int)
    """The person wants to see how this take was made."""
    job_cancelled = Signal(str)
    job_requeued = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = CardList(self.tr("Takes of this shot"))
        self._list.card_chosen.connect(self._on_card_chosen)
        self._list.card_opened.connect(self._on_card_chosen)
        self._list.menu_wanted.connect(self._on_menu_wanted)
        self._empty = QLabel(
            self.tr("No takes yet.\nGenerate one with Ctrl+Enter, or drop a video on the window.")
        )
        self._empty.setProperty("role", "dim")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 0, GRID, GRID)
        column.addWidget(self._empty, 1)
        column.addWidget(self._list, 1)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self._list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(lambda: self._remove(self._list.current_key()))
        self.set_cards(())

    def set_cards(self, cards: tuple[Card, ...]) -> None:
        """Jobs first, then takes, newest first."""
        self._list.set_cards(cards)
        self._list.setVisible(bool(cards))
        self._empty.setVisible(not cards)

    def cards(self) -> tuple[Card, ...]:
        """What is shown."""
        return self._list.cards()

    def set_current(self, take_id: int | None) -> None:
        """Marks the take that is being watched."""
        self._list.set_current("" if take_id is None else f"take:{take_id}")

    def _on_card_chosen(self, key: str) -> None:
        kind, _, name = key.partition(":")
        if kind == "take":
            self.take_chosen.emit(int(name))

    def _remove(self, key: str) -> None:
        kind, _, name = key.partition(":")
        if kind == "take":
            self.take_removed.emit(int(name))
        elif kind == "job":
            self.job_cancelled.emit(name)

    def _on_menu_wanted(self, key: str, place: QPoint) -> None:
        self.menu(key).popup(place)

    def menu(self, key: str) -> QMenu:
        """What can be done with the take or job of a card."""
        kind, _, name = key.partition(":")
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if kind == "job":
            menu.addAction(self.tr("Cancel"), lambda: self.job_cancelled.emit(name))
            menu.addAction(self.tr("Queue again"), lambda: self.job_requeued.emit(name))
            return menu
        take = int(name)
        menu.addAction(self.tr("Watch"), lambda: self.take_chosen.emit(take))
        menu.addAction(self.tr("Star"), lambda: self.take_starred.emit(take))
        menu.addAction(self.tr("Use in the cut"), lambda: self.take_placed.emit(take))
        menu.addAction(self.tr("Export…"), lambda: self.take_exported.emit(take))
        menu.addSeparator()
        menu.addAction(self.tr("How it was made…"), lambda: self.made_wanted.emit(take))
        menu.addMenu(restore_menu(menu, lambda part: self.part_restored.emit(take, part)))
        menu.addSeparator()
        menu.addAction(self.tr("Remove"), lambda: self.take_removed.emit(take))
        return menu
