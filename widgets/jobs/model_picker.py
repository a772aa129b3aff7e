"""What a shot is made by: backends, models and LoRAs on this machine go in, one comes out.

A searchable list that says of each what it is and whether it fits; nothing is left out because of
hardware. Under it are the ways to what is not in the list.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from widgets.common.popover import Entry, Popover
from widgets.common.theme import GRID


class ModelPicker(Popover):
    """Opens where it is told to. Keys of entries are up to who fills it."""

    model_chosen = Signal(object)
    file_wanted = Signal()
    folder_wanted = Signal()
    models_wanted = Signal()
    """The window of models is wanted."""

    def __init__(
        self, name: str, invitation: str, parent: QWidget | None = None, *, folders: bool
    ) -> None:
        """`folders`: whether a folder can be chosen, too."""
        super().__init__(name, invitation, parent)
        self.set_rank(_rank)
        self.entry_chosen.connect(self._on_chosen)
        self._note = QLabel()
        self._note.setProperty("role", "dim")
        self._note.setWordWrap(True)
        self._note.hide()
        self.column.addWidget(self._note)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for text, signal, offered in (
            (self.tr("Choose a file…"), self.file_wanted, True),
            (self.tr("Choose a folder…"), self.folder_wanted, folders),
            (self.tr("Manage models…"), self.models_wanted, True),
        ):
            if not offered:
                continue
            button = QPushButton(text)
            button.clicked.connect(lambda _=False, signal=signal: self._leave(signal))
            row.addWidget(button)
        row.insertStretch(row.count() - 1, 1)
        self.column.addLayout(row)
        self.set_scanning(False)

    def set_models(self, entries: Sequence[Entry], note: str = "") -> None:
        """What there is to choose from, and what is to be said of it."""
        self.set_entries(tuple(entries))
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def set_scanning(self, scanning: bool) -> None:
        """Whether the folders are still looked through."""
        looking = self.tr("Looking through your folders…")
        there = self.tr("Nothing was found. Name folders, or fetch some, in Manage models.")
        self.set_empty(looking if scanning else there, self.tr("Nothing is called that."))

    def _leave(self, signal: Signal) -> None:
        self.hide()
        signal.emit()

    def _on_chosen(self, key: object) -> None:
        self.hide()
        self.model_chosen.emit(key)


def _rank(query: str, entry: Entry) -> float | None:
    """Entries with every word; those that begin with what is typed first."""
    where = f"{entry.title} {entry.about} {entry.note}".casefold()
    if not all(word in where for word in query.casefold().split()):
        return None
    return 0.0 if entry.title.casefold().startswith(query.strip().casefold()) else 1.0
