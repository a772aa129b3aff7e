"""Rows of a list view: frozen records with a `key` go in; the view hears of those that differ only.

A change in the middle leaves what is before and behind it as it is, so that a list of thousands
costs as much as what changed in it.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex


class KeyedRows(QAbstractListModel):
    """Plain data; what is said of a row is for those who know what it is."""

    rows: tuple[Any, ...] = ()

    def __init__(self, parent) -> None:
        super().__init__(parent)
        self.places: dict[str, int] = {}
        """Where the row with a key is."""

    def set_rows(self, rows: tuple[Any, ...]) -> bool:
        """Whether rows came, went or moved."""
        before, after = [row.key for row in self.rows], [row.key for row in rows]
        if before == after:
            self._tell_changed(rows)
            return False
        same = min(len(before), len(after))
        head = next((i for i in range(same) if before[i] != after[i]), same)
        tail = next((i for i in range(same - head) if before[-1 - i] != after[-1 - i]), same - head)
        if head < len(before) - tail:
            self.beginRemoveRows(QModelIndex(), head, len(before) - tail - 1)
            self._take(self.rows[:head] + self.rows[len(before) - tail :])
            self.endRemoveRows()
        if head < len(after) - tail:
            self.beginInsertRows(QModelIndex(), head, len(after) - tail - 1)
            self._take(self.rows[:head] + rows[head : len(after) - tail] + self.rows[head:])
            self.endInsertRows()
        self._tell_changed(rows)
        return True

    def update_row(self, row: Any) -> None:
        """Another state of a row, where it is shown."""
        place = self.places.get(row.key)
        if place is not None and row != self.rows[place]:
            self.rows = (*self.rows[:place], row, *self.rows[place + 1 :])
            self.dataChanged.emit(self.index(place), self.index(place))

    def _tell_changed(self, rows: tuple[Any, ...]) -> None:
        old, self.rows = self.rows, rows
        pairs = enumerate(zip(rows, old, strict=True))
        changed = [at for at, (row, known) in pairs if row is not known and row != known]
        # one after the other they are told as one
        for _, run in groupby(enumerate(changed), lambda one: one[1] - one[0]):
            places = [at for _, at in run]
            self.dataChanged.emit(self.index(places[0]), self.index(places[-1]))

    def _take(self, rows: tuple[Any, ...]) -> None:
        self.rows = rows
        self.places = {row.key: place for place, row in enumerate(rows)}

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)
