"""The jobs as a list of thousands that stays fluid: rows go in, what is chosen and moved comes out.

Only what differs is told to the view, and only what is seen is painted; pictures are asked for when
their row is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.common.drawn import Drawn
from widgets.common.keyed_rows import Index, KeyedRows
from widgets.common.row_parts import (
    SMALL,
    paint_card,
    paint_image,
    paint_progress,
    paint_text,
    text_width,
)
from widgets.common.theme import GRID, Colours, colours_of

_ROW = int(Qt.ItemDataRole.UserRole)
_MIME = "application/x-verbench-jobs"
_IMAGE = QSize(84, 48)
_HEIGHT = 68

WAITING, RUNNING, PAUSED, OVER = "waiting", "running", "paused", "over"


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job in words. `state` is what can be done with it, `meaning` the colour of `said`."""

    key: str
    title: str
    made: str
    """What it is made with: seed, model, size."""
    state: str
    said: str
    """Where it is: 'waiting', 'denoising', 'failed'."""
    meaning: str = "dim"
    about: str = ""
    """How far it is, or why it ended; the whole of it is in the tool tip."""
    progress: float | None = None
    again: bool = False
    """Whether it can be queued again."""

    @property
    def spoken(self) -> str:
        """All of it in words, for a screen reader."""
        return ", ".join(part for part in (self.title, self.said, self.about, self.made) if part)


class JobList(QListView):
    """Several rows can be chosen; those that wait are dragged, or moved with Alt+Up, Alt+Down."""

    moved = Signal(tuple, int)
    """Keys, and the row among all that the first of them is to stand at."""
    chosen_changed = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = JobRows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSpacing(GRID // 4)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_wanted)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())

    def set_pictures(self, loader: Callable[[str], QImage | None]) -> None:
        """The picture of the job with a key, asked for when its row is painted."""
        self._rows.picture = loader

    def set_rows(self, rows: Sequence[JobRow]) -> None:
        """Shows these rows; what was chosen stays chosen while it is among them."""
        chosen, current = set(self.chosen()), self.current()
        if self._rows.set_rows(tuple(rows)):
            self._choose(chosen, current)

    def set_endings(self, loader: Callable[[str], str]) -> None:
        """When the waiting job with a key should be done, in words, asked for as pictures are."""
        self._rows.ending = loader

    def update_endings(self) -> None:
        """Waiting jobs should be done at another time."""
        self.viewport().update()

    def rows(self) -> tuple[JobRow, ...]:
        """What is shown."""
        return self._rows.rows

    def row(self, key: str) -> JobRow | None:
        """The row of a job."""
        place = self._rows.places.get(key)
        return None if place is None else self._rows.rows[place]

    def update_row(self, row: JobRow) -> None:
        """Another state of one job that is shown."""
        self._rows.update_row(row)

    def chosen(self) -> tuple[str, ...]:
        """Keys of the chosen rows, from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._rows.rows[place].key for place in places)

    def current(self) -> str:
        """Key of the row that the keyboard is at; empty where there is none."""
        index = self.currentIndex()
        return self._rows.rows[index.row()].key if index.isValid() else ""

    def choose(self, keys: Sequence[str]) -> None:
        """Chooses rows; the first of them is the one the keyboard is at."""
        self._choose(set(keys), keys[0] if keys else "")

    def _choose(self, keys: set[str], current: str) -> None:
        model, flags = self.selectionModel(), QItemSelectionModel.SelectionFlag
        place = self._rows.places.get(current)
        if place is not None:
            model.setCurrentIndex(self._rows.index(place), flags.NoUpdate)
        found = QItemSelection()
        for key in keys:
            at = self._rows.places.get(key)
            if at is not None:
                found.select(self._rows.index(at), self._rows.index(at))
        model.select(found, flags.ClearAndSelect)

    def _on_menu_wanted(self, place: QPoint) -> None:
        if self.chosen():
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))

    def _movable(self) -> tuple[str, ...]:
        return tuple(key for key in self.chosen() if self._is_waiting(key))

    def _is_waiting(self, key: str) -> bool:
        row = self.row(key)
        return row is not None and row.state == WAITING

    def _move_by(self, down: bool) -> None:
        keys = self._movable()
        if not keys:
            return
        places = [self._rows.places[key] for key in keys]
        # the place of a row is counted without those that move
        if down and self._waits_at(places[-1] + 1):
            self.moved.emit(keys, places[-1] + 2 - len(keys))
        elif not down and self._waits_at(places[0] - 1):
            self.moved.emit(keys, places[0] - 1)

    def _waits_at(self, place: int) -> bool:
        rows = self._rows.rows
        return 0 <= place < len(rows) and rows[place].state == WAITING

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move_by(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        # a list view places all rows anew here, and all are of one size
        QAbstractItemView.dataChanged(self, first, last, roles)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        event.setAccepted(event.source() is self)

    def dropEvent(self, event: QDropEvent) -> None:
        keys = self._movable()
        if event.source() is self and keys:
            place = self.place_at(event.position().toPoint())
            before = sum(self._rows.places[key] < place for key in keys)
            self.moved.emit(keys, place - before)
        # the rows come anew from whoever heard of it: the view is not to take any away
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()

    def place_at(self, point: QPoint) -> int:
        """Between which rows a point is: the number of the row below it."""
        index = self.indexAt(point)
        if not index.isValid():
            return len(self._rows.rows)
        return index.row() + (point.y() > self.visualRect(index).center().y())


class JobRows(KeyedRows):
    """Plain data. What is asked for where a row is seen is not made for the others."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.picture: Callable[[str], QImage | None] = lambda key: None
        self.ending: Callable[[str], str] = lambda key: ""

    def shown(self, place: int) -> JobRow:
        """A row as it is now: of one that waits, with when it should be done."""
        row = self.rows[place]
        return replace(row, about=self.ending(row.key)) if row.state == WAITING else row

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        row = self.shown(index.row())
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (row.title, row.made, row.about) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        waits = self.rows[index.row()].state == WAITING
        return plain | Qt.ItemFlag.ItemIsDragEnabled if waits else plain

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        keys = "\n".join(self.rows[index.row()].key for index in indexes)
        data.setData(_MIME, keys.encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction


class _Painter(QStyledItemDelegate):
    """Draws one job: picture, name and state, what it is made with, how far it is."""

    def __init__(self, view: JobList) -> None:
        super().__init__(view)
        self._view = view
        self._drawn = Drawn()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: JobRow = index.data(_ROW)
        theme = colours_of(self._view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        ground = paint_card(painter, option, theme, theme.edge if focus else theme.line)
        image = index.model().picture(row.key)
        key = row, theme.dark, None if image is None else image.cacheKey()
        inside = option.rect.adjusted(GRID, 3, -GRID, -3)
        self._drawn.paint(
            painter, inside, key, ground, partial(self._paint_content, row, image, theme)
        )
        painter.restore()

    def _paint_content(
        self, row: JobRow, image: QImage | None, theme: Colours, painter: QPainter, rect: QRect
    ) -> None:
        picture = QRect(rect.left(), 0, _IMAGE.width(), _IMAGE.height())
        picture.moveTop(rect.center().y() - _IMAGE.height() // 2 + 1)
        paint_image(painter, picture, image, theme)
        words = rect.adjusted(_IMAGE.width() + 12, GRID - 3, 0, 0)
        self._paint_words(painter, words, row, theme)

    def _paint_words(self, painter: QPainter, rect: QRect, row: JobRow, theme: Colours) -> None:
        line = QRect(rect.left(), rect.top(), rect.width(), 18)
        said = text_width(painter, row.said, SMALL)
        colour = getattr(theme, row.meaning)
        paint_text(
            painter, line.adjusted(line.width() - said - 1, 0, 0, 0), row.said, colour, size=SMALL
        )
        paint_text(painter, line.adjusted(0, 0, -said - GRID, 0), row.title, theme.text, bold=True)
        line.translate(0, 18)
        paint_text(painter, line, row.made, theme.dim, size=SMALL)
        line.translate(0, 18)
        if row.progress is None:
            paint_text(painter, line, row.about, theme.dim, size=SMALL)
            return
        bar = QRect(line.left(), line.center().y() - 1, 72, 4)
        paint_progress(painter, bar, row.progress, getattr(theme, row.meaning), theme)
        paint_text(painter, line.adjusted(72 + GRID, 0, 0, 0), row.about, theme.dim, size=SMALL)
