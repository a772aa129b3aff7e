"""The models of this machine as a searchable list: entries with their group go in, the current one
comes out. It stays fluid with thousands, for it draws only what is seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from widgets.common.icon import icon
from widgets.common.row_parts import SMALL, paint_text, text_width
from widgets.common.theme import GRID, RADIUS, colours_of, qcolor

_ROLE = int(Qt.ItemDataRole.UserRole)
_ROW, _MARK = 44, 16
_MIDDLE = Qt.TextElideMode.ElideMiddle
_Index = QModelIndex


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """One model, part, LoRA, or file that cannot be used."""

    key: str
    group: str
    """What it stands under, in the order of the entries."""
    title: str
    side: str = ""
    about: str = ""
    mark: str = ""
    """'check' where the shot is made with it, 'error' where it cannot be used, or ''."""
    kind: str = ""
    """What it can be filtered by."""

    @property
    def spoken(self) -> str:
        """All of it in words, for a screen reader."""
        return ", ".join(part for part in (self.title, self.side, self.about, self.group) if part)


class ModelList(QWidget):
    """Search above, the list below; a heading stands before each group."""

    current_changed = Signal(str)
    """Key of the entry; '' where there is none."""
    chosen = Signal(str)
    """Enter or a double click on an entry."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[ModelEntry, ...] = ()
        self._empty = ""
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Search models"))
        self._search.setAccessibleName(self.tr("Search models"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._show)
        self._kinds = QComboBox()
        self._kinds.setAccessibleName(self.tr("Kinds that are shown"))
        self._kinds.currentIndexChanged.connect(self._show)
        self._model = _Model(self)
        self._list = QListView()
        self._list.setAccessibleName(self.tr("Models"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Painter(self._list))
        # all rows are as high, so that thousands need not be asked
        self._list.setUniformItemSizes(True)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.selectionModel().currentChanged.connect(self._tell)
        self._list.activated.connect(lambda index: self.chosen.emit(self._model.key(index.row())))
        self._none = QLabel()
        self._none.setProperty("role", "dim")
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for part in (self._search, self._kinds):
            column.addWidget(part)
        column.addWidget(self._none, 1)
        column.addWidget(self._list, 1)
        self._show()

    def set_kinds(self, kinds: Sequence[tuple[str, str]]) -> None:
        """What the list can be narrowed to: id and name; the first, with the id '', is all."""
        self._kinds.clear()
        for kind, name in kinds:
            self._kinds.addItem(name, kind)

    def set_entries(self, entries: Sequence[ModelEntry], empty: str) -> None:
        """Shows these; the current one stays current. `empty` is said where there is none."""
        self._entries, self._empty = tuple(entries), empty
        self._show()

    def set_current(self, key: str) -> None:
        """Goes to an entry, where it is shown."""
        row = self._model.row(key)
        if row >= 0:
            self._list.setCurrentIndex(self._model.index(row))
            self._list.scrollTo(self._model.index(row))

    @property
    def current(self) -> str:
        """Key of the current entry."""
        return self._model.key(self._list.currentIndex().row())

    def focus_search(self) -> None:
        """The caret goes into the search."""
        self._search.setFocus()
        self._search.selectAll()

    def _show(self) -> None:
        words = self._search.text().casefold().split()
        kind = self._kinds.currentData() or ""
        shown = [
            entry
            for entry in self._entries
            if (not kind or entry.kind == kind)
            and all(word in f"{entry.spoken} {entry.key}".casefold() for word in words)
        ]
        current = self.current
        self._model.set_entries(shown)
        self._list.setVisible(bool(shown))
        self._none.setVisible(not shown)
        self._none.setText(self.tr("No model is like that.") if self._entries else self._empty)
        row = self._model.row(current)
        row = self._model.first if row < 0 else row
        if row >= 0:
            self._list.setCurrentIndex(self._model.index(row))
        if not shown:
            self.current_changed.emit("")

    def _tell(self) -> None:
        self.current_changed.emit(self.current)


class _Model(QAbstractListModel):
    """Headings are texts, the others entries."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[str | ModelEntry] = []

    def set_entries(self, entries: Sequence[ModelEntry]) -> None:
        rows: list[str | ModelEntry] = []
        group = None
        for entry in entries:
            if entry.group != group:
                rows.append(entry.group)
            group = entry.group
            rows.append(entry)
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    @property
    def first(self) -> int:
        """The first entry; -1 where there is none."""
        return next((i for i, row in enumerate(self._rows) if isinstance(row, ModelEntry)), -1)

    def row(self, key: str) -> int:
        return next((i for i, row in enumerate(self._rows) if self.key(i) == key and key), -1)

    def key(self, row: int) -> str:
        at = self._rows[row] if 0 <= row < len(self._rows) else ""
        return at.key if isinstance(at, ModelEntry) else ""

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        entry = isinstance(self._rows[index.row()], ModelEntry) if index.isValid() else False
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable if entry else flag.NoItemFlags

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == _ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken if isinstance(row, ModelEntry) else row
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, ModelEntry):
            return row.key
        return None


class _Painter(QStyledItemDelegate):
    """Two lines for an entry, one for a heading."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option, index: _Index) -> QSize:
        return QSize(160, _ROW)

    def paint(self, painter: QPainter, option, index: _Index) -> None:
        row, theme = index.data(_ROLE), colours_of(self._view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        if isinstance(row, ModelEntry):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            over = bool(option.state & QStyle.StateFlag.State_MouseOver)
            if chosen or over:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(qcolor(theme.selection if chosen else theme.hover))
                painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), RADIUS, RADIUS)
            self._paint_entry(painter, rect.adjusted(GRID, 4, -GRID, -4), row, chosen=chosen)
        else:
            line = rect.adjusted(GRID, 2 * GRID, -GRID, -4)
            paint_text(
                painter, line, str(row).upper(), theme.dim, size=11, bold=True, elide=_MIDDLE
            )
        painter.restore()

    def _paint_entry(
        self, painter: QPainter, rect: QRect, entry: ModelEntry, *, chosen: bool
    ) -> None:
        theme = colours_of(self._view)
        top = QRect(rect.left(), rect.top(), rect.width(), 18)
        below = QRect(rect.left(), rect.top() + 18, rect.width(), 18)
        if entry.mark:
            place = QRect(top.right() - _MARK + 1, top.top() + 1, _MARK, _MARK)
            colour = theme.bad if entry.mark == "error" else theme.good
            icon(entry.mark, colour).paint(painter, place)
            top.setRight(place.left() - 6)
        side = text_width(painter, entry.side, SMALL) + 1 if entry.side else 0
        place = QRect(below.right() - side + 1, below.top(), side, below.height())
        dim = theme.text if chosen else theme.dim
        paint_text(painter, place, entry.side, dim, size=SMALL, elide=_MIDDLE)
        below.setRight(place.left() - GRID)
        paint_text(painter, top, entry.title, theme.text, bold=True, elide=_MIDDLE)
        paint_text(painter, below, entry.about, dim, size=SMALL, elide=_MIDDLE)
