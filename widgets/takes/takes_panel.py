"""The takes of a shot, newest first, with the jobs that will become takes above them.

What goes in are cards of takes and jobs; what comes out is what the person wants done with one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from widgets.common.card_list import Card, CardList
from widgets.common.theme import GRID
from widgets.takes.made_sheet import restore_menu

_ALL, _STARRED, _UNRATED, _BEST, _OBEYED = "", "\0starred", "\0unrated", "\0best", "\0obeyed"
"""No model has such a name."""
_KINDS = 3
"""Entries of the filter before the models."""
FEW = 4
"""So many takes need no order of their own."""


@dataclass(frozen=True, slots=True)
class Merit:
    """What a take can be ordered and chosen by."""

    model: str
    score: float | None = None
    """Mean of its ratings; None is not rated."""
    obedience: float | None = None
    """How well what was painted was followed, 0..1; None where nothing was painted."""


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
        self._cards: tuple[Card, ...] = ()
        self._merits: dict[str, Merit] = {}
        self._invitation = self.tr(
            "No takes yet.\nGenerate one with Ctrl+Enter, or drop a video on the window."
        )
        self._empty = QLabel(self._invitation)
        self._empty.setProperty("role", "dim")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 0, GRID, GRID)
        column.addWidget(self._head())
        column.addWidget(self._empty, 1)
        column.addWidget(self._list, 1)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self._list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(lambda: self._remove(self._list.current_key()))
        self.set_cards(())

    def set_merits(self, merits: Mapping[str, Merit]) -> None:
        """What the takes of the next cards can be ordered by, by key."""
        self._merits = dict(merits)
        models = list(dict.fromkeys(merit.model for merit in merits.values()))
        chosen = self._only.currentData()
        if models != [self._only.itemData(i) for i in range(_KINDS, self._only.count())]:
            while self._only.count() > _KINDS:
                self._only.removeItem(_KINDS)
            for model in models:
                self._only.addItem(model, model)
            self._only.setCurrentIndex(max(0, self._only.findData(chosen)))
        self._bar.setVisible(len(merits) >= FEW)

    def set_cards(self, cards: tuple[Card, ...]) -> None:
        """Jobs first, then takes, newest first: they are shown as the person wants them."""
        self._cards = cards
        self._show()

    def update_card(self, card: Card) -> None:
        """Another state of one card that is shown."""
        self._cards = tuple(card if one.key == card.key else one for one in self._cards)
        self._list.update_card(card)

    def _show(self, _: int = 0) -> None:
        jobs = [card for card in self._cards if card.key.startswith("job:")]
        takes = [card for card in self._cards if not card.key.startswith("job:")]
        if not self._bar.isHidden():
            takes = sorted(filter(self._is_wanted, takes), key=self._place_of)
        self._list.set_cards((*jobs, *takes))
        hidden = bool(self._cards) and not jobs and not takes
        self._empty.setText(self.tr("No take is like that.") if hidden else self._invitation)
        self._list.setVisible(bool(jobs or takes))
        self._empty.setVisible(not jobs and not takes)

    def _is_wanted(self, card: Card) -> bool:
        merit, only = self._merits.get(card.key), self._only.currentData()
        if only == _ALL or merit is None:
            return True
        if only == _STARRED:
            return card.starred
        return merit.score is None if only == _UNRATED else merit.model == only

    def _place_of(self, card: Card) -> tuple[bool, float]:
        """Smaller is further up; equal ones stay newest first."""
        merit = self._merits.get(card.key, Merit(""))
        if self._order.currentData() == _BEST:
            return False, -(merit.score or 0.0)
        if self._order.currentData() == _OBEYED:
            return merit.obedience is None, -(merit.obedience or 0.0)
        return self._order.currentData() == _STARRED and not card.starred, 0.0

    def _head(self) -> QWidget:
        """Which takes are shown, and in which order."""
        self._only, self._order = QComboBox(), QComboBox()
        for box, name, entries in (
            (
                self._only,
                self.tr("Which takes"),
                (
                    (self.tr("All takes"), _ALL),
                    (self.tr("Starred"), _STARRED),
                    (self.tr("Not rated yet"), _UNRATED),
                ),
            ),
            (
                self._order,
                self.tr("Order of the takes"),
                (
                    (self.tr("Newest first"), _ALL),
                    (self.tr("Best rated first"), _BEST),
                    (self.tr("Best obeyed first"), _OBEYED),
                    (self.tr("Starred first"), _STARRED),
                ),
            ),
        ):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            for title, data in entries:
                box.addItem(title, data)
            box.currentIndexChanged.connect(self._show)
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(GRID // 2, 0, GRID // 2, GRID // 2)
        row.setSpacing(GRID)
        row.addWidget(self._only, 1)
        row.addWidget(self._order, 1)
        self._bar.hide()
        return self._bar

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
