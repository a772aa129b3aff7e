"""The list of problems: marks go in, the one to go to comes out.

Underlines cannot be heard, so every hint is also a line of words: severity, place, message.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of
from widgets.prompt.hint_card import severity_word
from widgets.prompt.tracking import Mark, line_and_column


class _Problems(QAbstractListModel):
    """One row per mark. Places are read when they are shown, because they move with the text."""

    def __init__(self, document: QTextDocument, view: QListView) -> None:
        super().__init__(view)
        self._document, self._view = document, view
        self.marks: tuple[Mark, ...] = ()

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        self.beginResetModel()
        self.marks = marks
        self.endResetModel()

    def words(self, mark: Mark) -> str:
        line, column = line_and_column(self._document, mark.place.start)
        return self.tr("{}, line {}, column {}: {}").format(
            severity_word(mark.hint.severity), line, column, mark.hint.message
        )

    def rowCount(self, parent=QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.marks)

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        mark = self.marks[index.row()]
        severity = mark.hint.severity
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(severity.value, colours_of(self._view).severity(severity))
        if role == Qt.ItemDataRole.DisplayRole:
            line, column = line_and_column(self._document, mark.place.start)
            return f"{severity_word(severity)} {line}:{column}  {mark.hint.message}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(mark)
        return None


class ProblemList(QListView):
    """All hints in words. Enter or a double click goes to the words a hint is about."""

    mark_chosen = Signal(Mark)

    def __init__(self, document: QTextDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Problems"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setIconSize(QSize(2 * GRID, 2 * GRID))
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(8 * GRID)
        self._problems = _Problems(document, self)
        self.setModel(self._problems)
        self.activated.connect(self._choose)

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """Lists the hints of these marks."""
        row = self.currentIndex().row()
        self._problems.set_marks(marks)
        if marks:
            self.setCurrentIndex(self._problems.index(min(max(row, 0), len(marks) - 1)))

    def set_current(self, mark: Mark) -> None:
        """Moves the list to a mark."""
        if mark in self._problems.marks:
            self.setCurrentIndex(self._problems.index(self._problems.marks.index(mark)))

    def _choose(self, index: QModelIndex) -> None:
        self.mark_chosen.emit(self._problems.marks[index.row()])

    def keyPressEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)
