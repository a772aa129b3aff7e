"""The hint cards under each other: marks go in, what the person wants done comes out.

The graver hints come first, then the order of the text. A list with nothing on it says so in words.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from engine.records import Fix, Hint
from widgets.common.theme import GRID
from widgets.prompt.hint_card import Glyph, HintCard, look_of, plain_label
from widgets.prompt.marks import rank_of
from widgets.prompt.tracking import Mark

MOST_CARDS = 40
"""More hints than this are in the Problems list only."""


class HintList(QScrollArea):
    """Cards that are kept where a new reading says the same, so that the list does not flicker."""

    fix_pointed = Signal(object)
    fix_chosen = Signal(Mark, Fix)
    ignore_chosen = Signal(Hint, str)
    explain_chosen = Signal(str)
    settings_chosen = Signal(str)
    stroke_chosen = Signal(int)
    mark_chosen = Signal(Mark)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Hints"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._cards: list[HintCard] = []
        self._wanted: tuple[Mark, ...] = ()
        self._current: Mark | None = None
        self._grow = QTimer(self, interval=0)
        self._grow.timeout.connect(self._add_card)
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self.rest = plain_label("", "dim")
        self.rest.hide()
        self.empty, self.words = self._make_empty()
        for widget in (self.rest, self.empty):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.setWidget(self._inner)

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """Shows a card for each mark, up to `MOST_CARDS`."""
        kept: dict[tuple[object, ...], list[HintCard]] = {}
        for card in self._cards:
            kept.setdefault(card.look, []).append(card)
        cards = []
        # sorting is stable: hints of one severity stay in the order of the text
        self._wanted = tuple(sorted(marks, key=rank_of)[:MOST_CARDS])
        for mark in self._wanted:
            same = kept.get(look_of(mark))
            if same:
                card = same.pop(0)
                card.mark = mark
                cards.append(card)
        for card in (card for same in kept.values() for card in same):
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._place(cards)
        # a new card costs milliseconds: one at a time, so that a key pressed meanwhile is heard
        self._grow.start()
        hidden = len(marks) - len(self._wanted)
        self.rest.setText(self.tr("{} more in the list of problems").format(hidden))
        self.rest.setVisible(hidden > 0)

    def set_empty(self, words: str, done: bool = False) -> None:
        """What stands where no card is: words, with a check where all is well; '' is nothing."""
        self.words.setText(words)
        self.empty.setVisible(bool(words))
        self.check.setVisible(done)

    def set_current(self, mark: Mark | None) -> None:
        """Outlines the card of a mark and brings it into view."""
        self._current = mark
        for card in self._cards:
            card.set_current(card.mark is mark)
            if card.current:
                self.ensureWidgetVisible(card, 0, GRID)

    def cards(self) -> tuple[HintCard, ...]:
        """The cards, from top to bottom."""
        return tuple(self._cards)

    def _add_card(self) -> None:
        """Makes the first card that is missing."""
        made = {card.mark: card for card in self._cards}
        missing = next((mark for mark in self._wanted if mark not in made), None)
        if missing is None:
            self._grow.stop()
            return
        made[missing] = self._make_card(missing)
        self._place([made[mark] for mark in self._wanted if mark in made])
        if missing is self._current:
            self.set_current(missing)

    def _make_card(self, mark: Mark) -> HintCard:
        card = HintCard(mark)
        card.fix_pointed.connect(self.fix_pointed)
        card.fix_chosen.connect(self.fix_chosen)
        card.ignore_chosen.connect(self.ignore_chosen)
        card.explain_chosen.connect(self.explain_chosen)
        card.settings_chosen.connect(self.settings_chosen)
        card.stroke_chosen.connect(self.stroke_chosen)
        card.clicked.connect(lambda: self.mark_chosen.emit(card.mark))
        return card

    def _place(self, cards: list[HintCard]) -> None:
        if cards != self._cards:
            for row, card in enumerate(cards):
                if self._column.indexOf(card) != row:
                    self._column.insertWidget(row, card)
            self._cards = cards

    def _make_empty(self):
        words = plain_label("", "dim")
        self.check = Glyph("check", "good")
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, GRID, 0, GRID)
        row.setSpacing(GRID)
        row.addWidget(self.check, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        holder.hide()
        return holder, words
