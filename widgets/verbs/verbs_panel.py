"""The verb book as a table: verb, how it did on the model, counts with their interval, verdict.

What goes in are verdicts; what comes out is the verb the person wants to see or put on their list.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QT_TR_NOOP,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from engine.records import Verdict, VerdictWord
from widgets.common.theme import GRID, colours_of, qcolor
from widgets.common.translation import tr

_Index = QModelIndex | QPersistentModelIndex
VERB, HELD, INTERVAL, WORD = range(4)
_ROLE = int(Qt.ItemDataRole.UserRole)
_SORT = _ROLE + 1

_WORDS: dict[VerdictWord, str] = {
    "works well": QT_TR_NOOP("works well"),
    "avoid": QT_TR_NOOP("avoid"),
    "unsure": QT_TR_NOOP("unsure"),
    "untested": QT_TR_NOOP("untested"),
}


class VerbsPanel(QWidget):
    """Search, choose a model, sort by any column."""

    verb_chosen = Signal(str)
    verb_listed = Signal(str, str)
    """A verb and the word the person puts it on their list with; 'untested' takes it off."""
    model_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QComboBox()
        self._model.setAccessibleName(self.tr("Model whose verbs are shown"))
        self._model.activated.connect(lambda _: self.model_chosen.emit(self._model.currentText()))
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Find a verb"))
        self._search.setAccessibleName(self.tr("Find a verb"))
        self._search.setClearButtonEnabled(True)
        self._rows = _Verdicts(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._rows)
        self._sorted.setSortRole(_SORT)
        self._sorted.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._search.textChanged.connect(self._sorted.setFilterFixedString)
        self._table = self._make_table()
        self._empty = QLabel(
            self.tr("No verdicts yet.\nRate a take: every verb of its prompt is counted here.")
        )
        self._empty.setProperty("role", "dim")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._lay_out()
        self.set_verdicts((), "")

    def set_models(self, models: tuple[str, ...], current: str) -> None:
        """The models the book knows, and the one that is shown."""
        self._model.clear()
        self._model.addItems(models)
        self._model.setCurrentText(current)

    def set_verdicts(self, verdicts: tuple[Verdict, ...], in_prompt: str) -> None:
        """The rows; `in_prompt` is the verb of the prompt to mark, where there is one."""
        self._rows.set_verdicts(verdicts)
        self._table.setVisible(bool(verdicts))
        self._empty.setVisible(not verdicts)
        for row, verdict in enumerate(verdicts):
            if verdict.verb == in_prompt:
                self._table.setCurrentIndex(self._sorted.mapFromSource(self._rows.index(row, 0)))

    def rows(self) -> list[tuple[str, str, str]]:
        """Verb, counts and verdict of every row as they are shown."""
        model = self._sorted
        return [
            tuple(str(model.index(row, column).data() or "") for column in (VERB, HELD, WORD))
            for row in range(model.rowCount())
        ]

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self._sorted)
        table.setAccessibleName(self.tr("Verbs and their verdicts"))
        table.setSortingEnabled(True)
        table.sortByColumn(HELD, Qt.SortOrder.DescendingOrder)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(32)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(48)
        header.setSectionResizeMode(VERB, QHeaderView.ResizeMode.Stretch)
        for column, width in ((HELD, 60), (INTERVAL, 64), (WORD, 84)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setItemDelegateForColumn(INTERVAL, _Interval(table))
        table.setItemDelegateForColumn(WORD, _Word(table))
        table.activated.connect(lambda index: self.verb_chosen.emit(_verdict(index).verb))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._on_menu_wanted)
        return table

    def _on_menu_wanted(self, place: QPoint) -> None:
        index = self._table.indexAt(place)
        if index.isValid():
            self.menu(_verdict(index).verb).popup(self._table.viewport().mapToGlobal(place))

    def menu(self, verb: str) -> QMenu:
        """What can be done with a verb."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Show its takes"), lambda: self.verb_chosen.emit(verb))
        menu.addSeparator()
        for text, word in (
            (self.tr("My list: works well"), "works well"),
            (self.tr("My list: avoid"), "avoid"),
            (self.tr("Take off my list"), "untested"),
        ):
            menu.addAction(text, lambda word=word: self.verb_listed.emit(verb, word))
        return menu

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._model, 1)
        head.addWidget(self._search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + 4, 4, GRID + 4, GRID)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self._table, 1)
        column.addWidget(self._empty, 1)


class _Verdicts(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._verdicts: tuple[Verdict, ...] = ()
        self._titles = (self.tr("Verb"), self.tr("Held"), self.tr("90 %"), self.tr("Verdict"))

    def set_verdicts(self, verdicts: tuple[Verdict, ...]) -> None:
        self.beginResetModel()
        self._verdicts = verdicts
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._verdicts)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        verdict = self._verdicts[index.row()]
        if role == _ROLE:
            return verdict
        if role == _SORT:
            keys = (verdict.verb, verdict.takes, verdict.low, verdict.word)
            return keys[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._sentence(verdict)
        if role == Qt.ItemDataRole.DisplayRole and index.column() != INTERVAL:
            return self._shown(verdict, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(verdict)
        return None

    def _shown(self, verdict: Verdict, column: int) -> str:
        if column == VERB:
            return verdict.verb
        if column == HELD:
            return self.tr("{held} of {takes}").format(held=verdict.held, takes=verdict.takes)
        return tr(_WORDS[verdict.word])

    def _sentence(self, verdict: Verdict) -> str:
        said = self.tr("{verb}: {word}. Held in {held} of {takes} takes (90 %: {low} to {high} %).")
        text = said.format(
            verb=verdict.verb,
            word=tr(_WORDS[verdict.word]),
            held=verdict.held,
            takes=verdict.takes,
            low=round(100 * verdict.low),
            high=round(100 * verdict.high),
        )
        fault = verdict.usual_fault
        return text if fault is None else text + self.tr(" Usual fault: {kind}.").format(kind=fault)


class _Interval(QStyledItemDelegate):
    """The interval as a bar on 0..1, the share that held as a tick."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(72, 32)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        verdict, theme = _verdict(index), colours_of(option.widget)
        ground = QRectF(option.rect).adjusted(GRID, 10, -GRID, -10)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(theme.ground))
        painter.drawRoundedRect(ground, 3, 3)
        if verdict.takes:
            colour = theme.verdict(verdict.word)
            bar = QRectF(ground)
            bar.setLeft(ground.left() + verdict.low * ground.width())
            bar.setRight(ground.left() + verdict.high * ground.width())
            painter.setBrush(qcolor(colour, 0.4))
            painter.drawRoundedRect(bar, 3, 3)
            tick = ground.left() + verdict.held / verdict.takes * ground.width()
            tick = min(max(tick, ground.left() + 1), ground.right() - 1)
            painter.setPen(QPen(qcolor(colour), 2))
            painter.drawLine(int(tick), int(ground.top()), int(tick), int(ground.bottom()))
        painter.restore()


class _Word(QStyledItemDelegate):
    """The verdict in the colour of its meaning."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        colour = qcolor(colours_of(option.widget).verdict(_verdict(index).word))
        option.palette.setColor(option.palette.ColorRole.Text, colour)
        option.palette.setColor(option.palette.ColorRole.HighlightedText, colour)


def _verdict(index: _Index) -> Verdict:
    verdict: Verdict = index.data(_ROLE)
    return verdict
