"""What the person's judgements have moved: by kind, how often it was right, from where it is told.

What goes in are rows; what comes out is the kind to be reset, or all.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from widgets.common.theme import GRID

KIND, CONFIRMED, DISMISSED, TOLD = range(4)


@dataclass(frozen=True, slots=True)
class ThresholdRow:
    """One kind of finding."""

    kind: str
    title: str
    confirmed: int
    dismissed: int
    threshold: float
    """The probability from which it is told, 0..1; 0.5 for everybody."""


class ThresholdsPanel(QWidget):
    """A table, a button for the chosen kind and one for all."""

    reset = Signal(str)
    """A kind; '' is all of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ThresholdRow, ...] = ()
        about = QLabel(
            self.tr(
                "Findings are told from 50 % on. What you confirm and dismiss while watching moves "
                "this for each kind, slowly and not far: from what you dismiss often, you hear "
                "only when it is surer."
            )
        )
        about.setWordWrap(True)
        about.setProperty("role", "dim")
        self._table = self._made_table()
        self._empty = QLabel(
            self.tr("Nothing was judged yet.\nConfirm (Y) or dismiss (X) findings while watching.")
        )
        self._empty.setProperty("role", "dim")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._one = QPushButton(self.tr("Reset this kind"))
        self._all = QPushButton(self.tr("Reset all"))
        self._one.clicked.connect(lambda: self.reset.emit(self.chosen))
        self._all.clicked.connect(lambda: self.reset.emit(""))
        self._table.itemSelectionChanged.connect(self._allow)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self._one)
        buttons.addWidget(self._all)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(about)
        column.addWidget(self._table, 1)
        column.addWidget(self._empty, 1)
        column.addLayout(buttons)
        self.set_rows(())

    def set_rows(self, rows: tuple[ThresholdRow, ...]) -> None:
        """What was judged, by kind."""
        chosen = self.chosen
        self._rows = rows
        self._table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            self._fill(number, row)
            if row.kind == chosen:
                self._table.selectRow(number)
        self._table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._allow()

    @property
    def chosen(self) -> str:
        """The kind of the chosen row; '' where none is."""
        rows = self._table.selectionModel().selectedRows() if self._rows else []
        return self._rows[rows[0].row()].kind if rows else ""

    def texts(self) -> list[tuple[str, ...]]:
        """Every row as it is shown."""
        return [
            tuple(self._table.item(row, column).text() for column in range(4))
            for row in range(self._table.rowCount())
        ]

    def _fill(self, number: int, row: ThresholdRow) -> None:
        now = self.tr("50 % → {now} %").format(now=round(100 * row.threshold))
        texts = (row.title, str(row.confirmed), str(row.dismissed), now)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
            if column != KIND:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._table.setItem(number, column, item)

    def _allow(self) -> None:
        self._one.setEnabled(bool(self.chosen))
        self._all.setEnabled(bool(self._rows))

    def _made_table(self) -> QTableWidget:
        table = QTableWidget(0, 4)
        table.setAccessibleName(self.tr("What you judged, by kind"))
        table.setHorizontalHeaderLabels(
            [self.tr("Kind"), self.tr("Confirmed"), self.tr("Dismissed"), self.tr("Told from")]
        )
        for column in (CONFIRMED, DISMISSED, TOLD):
            table.horizontalHeaderItem(column).setTextAlignment(
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
        table.horizontalHeaderItem(KIND).setTextAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(KIND, QHeaderView.ResizeMode.Stretch)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        return table
