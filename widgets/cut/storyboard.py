"""The storyboard: the shots of the project in order, one tile each.

What goes in are cards of shots; what comes out is which one the person wants, in which place.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from widgets.common.card_list import TILE_IMAGE, Card, CardList
from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of


class StoryboardPanel(QWidget):
    """Keys of cards are the ids of shots."""

    shot_chosen = Signal(int)
    shot_added = Signal()
    shot_copied = Signal(int)
    shot_removed = Signal(int)
    shot_moved = Signal(int, int)
    """Id and the place (from 0) it goes to."""
    shot_renamed = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(self.tr("SHOTS"))
        self._title.setProperty("role", "section")
        self._length = QLabel()
        self._length.setProperty("role", "dim")
        self._list = CardList(self.tr("Shots of the cut"), "tiles")
        self._list.setFixedHeight(TILE_IMAGE.height() + 32 + 2 * GRID)
        self._list.card_chosen.connect(lambda key: self.shot_chosen.emit(int(key)))
        self._list.menu_wanted.connect(lambda key, place: self.menu(int(key)).popup(place))
        self._add = QToolButton()
        self._add.setText(self.tr("Add shot"))
        self._add.setAccessibleName(self.tr("Add a shot"))
        self._add.setToolTip(self.tr("Add a shot after this one (Ctrl+Shift+N)"))
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.setIconSize(QSize(16, 16))
        self._add.clicked.connect(self.shot_added)
        self._shortcut(QKeySequence(Qt.Key.Key_Delete), self.shot_removed.emit)
        self._shortcut(QKeySequence("Alt+Left"), lambda shot: self._move(shot, -1))
        self._shortcut(QKeySequence("Alt+Right"), lambda shot: self._move(shot, 1))
        self._lay_out()
        self._tint()

    def set_cards(self, cards: tuple[Card, ...], length: str) -> None:
        """The shots in order; `length` says how long the cut is."""
        self._list.set_cards(cards)
        self._length.setText(length)

    def cards(self) -> tuple[Card, ...]:
        """What is shown."""
        return self._list.cards()

    def set_current(self, shot_id: int | None) -> None:
        """Marks the shot that is worked on."""
        self._list.set_current("" if shot_id is None else str(shot_id))

    def menu(self, shot_id: int) -> QMenu:
        """What can be done with a shot."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Rename…"), lambda: self._rename(shot_id))
        menu.addAction(self.tr("Duplicate"), lambda: self.shot_copied.emit(shot_id))
        menu.addAction(self.tr("Move left"), lambda: self._move(shot_id, -1))
        menu.addAction(self.tr("Move right"), lambda: self._move(shot_id, 1))
        menu.addSeparator()
        menu.addAction(self.tr("Remove"), lambda: self.shot_removed.emit(shot_id))
        return menu

    def _shortcut(self, keys: QKeySequence, act: Callable[[int], None]) -> None:
        shortcut = QShortcut(keys, self._list)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(
            lambda: act(int(self._list.current_key())) if self._list.current_key() else None
        )

    def _move(self, shot_id: int, step: int) -> None:
        keys = [card.key for card in self._list.cards()]
        place = keys.index(str(shot_id)) + step
        if 0 <= place < len(keys):
            self.shot_moved.emit(shot_id, place)

    def _rename(self, shot_id: int) -> None:
        title = next(card.title for card in self._list.cards() if card.key == str(shot_id))
        name, taken = QInputDialog.getText(
            self, self.tr("Rename shot"), self.tr("Name"), text=title.partition(" ")[2]
        )
        if taken:
            self.shot_renamed.emit(shot_id, name.strip())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._length)
        head.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + 4, 4, GRID + 4, 4)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._list)

    def _tint(self) -> None:
        self._add.setIcon(icon("plus", colours_of(self).dim))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
