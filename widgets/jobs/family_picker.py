"""Which model a shot is written for: the families there are go in, the chosen one comes out.

A searchable list that says of each family what it takes: painted motion, lengths, languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TR_NOOP, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QWidget

from widgets.common.numbers import shortest
from widgets.common.popover import Entry, Popover
from widgets.common.translation import tr

if TYPE_CHECKING:
    from engine.prompt.models import Family

_BRUSH = {
    "native": QT_TR_NOOP("takes painted motion"),
    "steered": QT_TR_NOOP("is steered by painted motion"),
    "words": QT_TR_NOOP("motion goes into words"),
}
_LANGUAGES = {"en": QT_TR_NOOP("English"), "zh": QT_TR_NOOP("Chinese")}


def taken_by(family: Family) -> str:
    """What a family takes, in one line: painted motion and languages."""
    if not family.reads_words:
        return tr("reads no words")
    languages = ", ".join(tr(_LANGUAGES[language]) for language in family.languages)
    return " · ".join(part for part in (tr(_BRUSH[family.brush]), languages) if part)


def seconds_of(family: Family) -> str:
    """How long its clips usually are: '2 – 5 s'."""
    low, high = family.seconds
    if low == high:
        return tr("{0} s").format(shortest(low))
    return tr("{0} – {1} s").format(shortest(low), shortest(high))


class FamilyPicker(Popover):
    """Opens where it is told to. The first entry is what makes the take."""

    family_chosen = Signal(str)
    """Id of a family; '' is what makes the take."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Written for"), tr("Search models"), parent)
        self._families: tuple[Family, ...] = ()
        self._own, self._chosen = "", ""
        # all at once: the chosen one may stand far down and is scrolled to
        self.list.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.set_rank(_rank)
        self.set_empty(tr("No models are known."), tr("No model is called that."))
        self.entry_chosen.connect(self._on_chosen)

    def set_families(self, families: Sequence[Family]) -> None:
        """What there is to choose from."""
        self._families = tuple(families)
        self._show()

    def set_chosen(self, family: str, own: str) -> None:
        """The family that is chosen, and what that is called that makes the take."""
        if (family, own) != (self._chosen, self._own):
            self._chosen, self._own = family, own
            self._show()
        self.set_current(family)

    def _show(self) -> None:
        mine = Entry("", self._own, about=tr("what makes the take"))
        others = (
            Entry(family.id, family.title, seconds_of(family), taken_by(family))
            for family in sorted(self._families, key=lambda family: family.title.casefold())
            if family.title != self._own
        )
        self.set_entries((mine, *others))

    def _on_chosen(self, family: str) -> None:
        self.hide()
        self.family_chosen.emit(family)


def _rank(query: str, entry: Entry) -> float | None:
    """Entries with every word; those that begin with what is typed first."""
    where = f"{entry.title} {entry.key} {entry.about}".casefold()
    if not all(word in where for word in query.casefold().split()):
        return None
    title = entry.title.casefold()
    asked = query.strip().casefold()
    return 0.0 if title.startswith(asked) else 1.0 if asked in title else 2.0


class FamilyField(QComboBox):
    """Looks like a list and opens the picker in its place."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem("")
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def show_title(self, title: str) -> None:
        """What is chosen."""
        self.setItemText(0, title)

    def showPopup(self) -> None:
        self.opened.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.AltModifier,
        )
        if plain and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
