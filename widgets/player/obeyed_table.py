"""How each stroke and the camera were followed, as a short table.

What goes in are `Obeyed`s and the number of the take; what comes out is the mover that a stroke is
measured by.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.records import Obeyed
from widgets.common.numbers import decimal
from widgets.common.theme import GRID

_ROW = 24
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ObeyedTable(QWidget):
    """A row for each stroke; empty, it says when there is one."""

    mover_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._obeyed: tuple[Obeyed, ...] = ()
        self._sum = QLabel()
        self._sum.setProperty("role", "title")
        self._empty = QLabel(
            self.tr(
                "Nothing was painted for this take: with strokes, this says how well "
                "each was followed."
            )
        )
        self._empty.setProperty("role", "dim")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._table = QTreeWidget()
        self._lay_out()
        self.set_obeyed((), None)

    def set_obeyed(self, obeyed: Sequence[Obeyed], obedience: float | None) -> None:
        """What was followed how well; `obedience` is 0..1 over all of it."""
        self._obeyed = tuple(obeyed)
        self._stack.setCurrentIndex(1 if obeyed else 0)
        share = round(100 * obedience) if obedience is not None else None
        self._sum.setText("" if share is None else self.tr("Obeyed {n} %").format(n=share))
        self._table.clear()
        for one in self._obeyed:
            item = QTreeWidgetItem(list(self._cells(one)))
            item.setSizeHint(0, QSize(0, _ROW))
            for column in range(1, self._table.columnCount()):
                item.setTextAlignment(column, _RIGHT)
            self._table.addTopLevelItem(item)

    def rows(self) -> list[tuple[str, ...]]:
        """What is shown."""
        return [self._cells(one) for one in self._obeyed]

    def _cells(self, one: Obeyed) -> tuple[str, ...]:
        kinds = {
            "move": one.name,
            "static": self.tr("{name} (static)").format(name=one.name),
            "ambient": self.tr("{name} (ambient)").format(name=one.name),
            "camera": self.tr("Camera"),
        }
        return (
            kinds[one.kind],
            f"{round(100 * one.score)} %",
            "–" if one.error_px is None else f"{decimal(one.error_px, 1)} px",
            "–" if one.error_deg is None else f"{one.error_deg:.0f}°",
            "–" if one.lag_s is None else f"{decimal(one.lag_s, 2, signed=True)} s",
        )

    def _lay_out(self) -> None:
        table = self._table
        names = [
            self.tr("Stroke"),
            self.tr("Obeyed"),
            self.tr("Off by"),
            self.tr("Turned"),
            self.tr("Late by"),
        ]
        table.setHeaderLabels(names)
        table.setAccessibleName(self.tr("How each stroke was followed"))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setProperty("role", "table")
        table.setRootIsDecorated(False)
        head = table.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(names)):
            table.headerItem().setTextAlignment(column, _RIGHT)
        table.itemSelectionChanged.connect(self._on_selected)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        # in line with the words of the table
        self._sum.setIndent(GRID)
        self._empty.setIndent(4)
        column.addWidget(self._sum)
        column.addWidget(table, 1)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(4, 0, GRID, 4)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(filled)

    def _on_selected(self) -> None:
        item = self._table.currentItem()
        place = self._table.indexOfTopLevelItem(item) if item is not None else -1
        mover = self._obeyed[place].mover if place >= 0 else None
        if mover is not None:
            self.mover_chosen.emit(mover)
