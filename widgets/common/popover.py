"""A searchable list that opens over the work: entries go in, the chosen one comes out.

Typing filters, the arrows move in the list while the caret stays in the search, Enter chooses and
Esc closes. What the entries are is up to who fills it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from widgets.common.offsets import Offsets
from widgets.common.theme import GRID, RADIUS, colours_of, qcolor

WIDTH, HEIGHT = 52 * GRID, 54 * GRID
_ENTRY = int(Qt.ItemDataRole.UserRole)
_LINE = 18
_BATCH = 24
"""So many are laid out at once: more than can be seen, and done within two frames."""
MOST_SHOWN = 300
"""What is further down is found by searching."""
_SMALL = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: a title of up to `lines` lines, words behind it, and two dim lines."""

    key: object
    title: str
    side: str = ""
    about: str = ""
    note: str = ""
    lines: int = 1

    @property
    def spoken(self) -> str:
        """All of it in words, for a screen reader."""
        return ", ".join(part for part in (self.title, self.side, self.about, self.note) if part)


class Popover(QFrame):
    """Opens where it is told to and goes away with a click elsewhere."""

    entry_chosen = Signal(object)
    current_changed = Signal()

    def __init__(self, name: str, invitation: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self.setAccessibleName(name)
        self.search = QLineEdit()
        self.search.setPlaceholderText(invitation)
        self.search.setAccessibleName(invitation)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list = EntryList(name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.list.selectionModel().currentChanged.connect(self.current_changed)
        self.empty = QLabel()
        self.empty.setProperty("role", "dim")
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._entries: tuple[Entry, ...] = ()
        self._rank: Callable[[str, Entry], float | None] = lambda query, entry: 0.0
        self._nothing = ("", "")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(GRID + 4, GRID + 4, GRID + 4, GRID + 4)
        self.column.setSpacing(GRID)
        for widget in (self.search, self.empty, self.list):
            self.column.addWidget(widget, 0 if widget is self.search else 1)

    def set_rank(self, rank: Callable[[str, Entry], float | None]) -> None:
        """How far an entry is from what is searched; None leaves it out."""
        self._rank = rank

    def set_empty(self, nothing: str, not_found: str) -> None:
        """What stands there while there is no entry, and where none is found."""
        self._nothing = (nothing, not_found)
        self._filter()

    def set_entries(self, entries: tuple[Entry, ...]) -> None:
        """Shows these; the current one stays current while it is among them."""
        self._entries = entries
        self._filter()

    def entries(self) -> tuple[Entry, ...]:
        """What is shown, from top to bottom."""
        return self.list.entries()

    def current(self) -> Entry | None:
        """The entry that Enter chooses."""
        row = self.list.currentIndex().row()
        shown = self.list.entries()
        return shown[row] if 0 <= row < len(shown) else None

    def set_current(self, key: object) -> None:
        """Goes to an entry."""
        keys = [entry.key for entry in self.list.entries()]
        if key in keys:
            self.list.go_to(keys.index(key))

    def open_at(self, corner: QPoint) -> None:
        """Opens with its left upper corner at a point of the screen, wholly on the screen."""
        screen = QGuiApplication.screenAt(corner) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        size = QSize(WIDTH, HEIGHT).boundedTo(room.size())
        x = min(max(corner.x(), room.left()), room.right() + 1 - size.width())
        y = min(max(corner.y(), room.top()), room.bottom() + 1 - size.height())
        self.setGeometry(QRect(QPoint(x, y), size))
        self.search.clear()
        self.show()
        self.activateWindow()
        self.search.setFocus()

    def _filter(self) -> None:
        before, query = self.current(), self.search.text()
        shown = list(self._entries)
        if query.strip():
            ranked = [(rank, e) for e in shown if (rank := self._rank(query, e)) is not None]
            shown = [entry for _, entry in sorted(ranked, key=lambda pair: pair[0])]
        shown = shown[:MOST_SHOWN]
        self.list.set_entries(tuple(shown))
        keys = [entry.key for entry in shown]
        kept = before is not None and before.key in keys and not query.strip()
        self.list.go_to(keys.index(before.key) if kept else 0)
        self.list.setVisible(bool(shown))
        self.empty.setText(self._nothing[bool(self._entries)])
        self.empty.setVisible(not shown)
        self.current_changed.emit()

    def _choose(self, row: int) -> None:
        shown = self.list.entries()
        if 0 <= row < len(shown):
            self.entry_chosen.emit(shown[row].key)

    def eventFilter(self, watched, event) -> bool:
        if watched is self.search and event.type() == QEvent.Type.KeyPress:
            row, page = self.list.currentIndex().row(), max(self.list.height() // 64, 1)
            steps = {
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_PageUp: -page,
                Qt.Key.Key_PageDown: page,
            }
            if event.key() in steps:
                self.list.go_to(row + steps[event.key()])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(row)
                return True
        return super().eventFilter(watched, event)


class EntryList(QListView):
    """The list itself; it never takes the focus from the search."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self._entries = _Entries(self)
        self.setModel(self._entries)
        self.setItemDelegate(_Painter(self))

    def entries(self) -> tuple[Entry, ...]:
        """What is shown."""
        return self._entries.entries

    def set_entries(self, entries: tuple[Entry, ...]) -> None:
        """Shows these."""
        self._entries.set_entries(entries)

    def go_to(self, row: int) -> None:
        """Makes a row the current one; outside the list it is the nearest."""
        count = len(self._entries.entries)
        if count:
            index = self._entries.index(min(max(row, 0), count - 1))
            self.setCurrentIndex(index)
            self.scrollTo(index)
            self._announce(self._entries.entries[index.row()])

    def _announce(self, entry: Entry) -> None:
        # the focus stays where is typed, so a reader would not hear where the list is
        if self.isVisible() and QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self, entry.spoken)
            QAccessible.updateAccessibility(event)


class _Entries(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def set_entries(self, entries: tuple[Entry, ...]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent=QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index, role=Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role == _ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (entry.title, entry.about, entry.note) if part)
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def _fonts(self) -> tuple[QFont, QFont]:
        title, small = QFont(self._view.font()), QFont(self._view.font())
        title.setWeight(QFont.Weight.Medium)
        title.setPixelSize(13)
        small.setPixelSize(12)
        return title, small

    def sizeHint(self, option, index) -> QSize:
        entry = index.data(_ENTRY)
        lines = 1
        if entry.lines > 1:
            # measured and not broken: a long list is laid out at once
            title, _ = self._fonts()
            width = max(self._view.viewport().width() - 2 * GRID, GRID)
            length = QFontMetrics(title).horizontalAdvance(entry.title[: 200 * entry.lines])
            # a fraction of a pixel is enough to break a line that metrics in whole ones let pass
            lines = min(-(-(length + 1) // width), entry.lines)
        height = lines * _LINE + _SMALL * (bool(entry.about) + bool(entry.note))
        return QSize(10 * GRID, height + GRID + 4)

    def paint(self, painter: QPainter, option, index) -> None:
        entry, theme = index.data(_ENTRY), colours_of(self._view)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(theme.selection if chosen else theme.hover))
            painter.drawRoundedRect(option.rect, RADIUS - 2, RADIUS - 2)
        title, small = self._fonts()
        dim = qcolor(theme.text if chosen else theme.dim)
        room = option.rect.adjusted(GRID, GRID // 2 + 2, -GRID, 0)
        painter.setFont(small)
        side = QFontMetrics(small).horizontalAdvance(entry.side)
        if entry.side:
            painter.setPen(dim)
            line = QRect(room.left(), room.top(), room.width(), _LINE)
            painter.drawText(
                line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), entry.side
            )
        painter.setPen(qcolor(theme.text))
        width = room.width() - (side + GRID if side else 0)
        y = _draw(painter, entry.title, title, QPoint(room.left(), room.top()), width, entry.lines)
        painter.setPen(dim)
        for words in (entry.about, entry.note):
            if words:
                at = QRect(room.left(), y, room.width(), _SMALL)
                painter.setFont(small)
                shown = QFontMetrics(small).elidedText(
                    words, Qt.TextElideMode.ElideRight, room.width()
                )
                painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter), shown)
                y += _SMALL
        painter.restore()


def _draw(painter: QPainter, text: str, font: QFont, corner: QPoint, width: int, lines: int) -> int:
    """Draws up to so many lines; returns where the next one would be."""
    painter.setFont(font)
    y = corner.y()
    for line in broken(text, font, width, lines):
        row = QRect(corner.x(), y, width, _LINE)
        painter.drawText(row, int(Qt.AlignmentFlag.AlignVCenter), line)
        y += _LINE
    return y


def broken(text: str, font: QFont, width: int, most: int) -> list[str]:
    """A text in lines of a width; the last of at most so many ends in '…' where more follows."""
    # what follows the last line can be long and is not looked at
    text = " ".join(text[: 200 * most].split())
    layout = QTextLayout(text, font)
    offsets = Offsets(text)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, GRID))
        line.setPosition(QPointF(0, 0))
        start = offsets.index(line.textStart())
        last = len(lines) == most - 1
        end = len(text) if last else offsets.index(line.textStart() + line.textLength())
        words = text[start:end]
        lines.append(
            QFontMetrics(font).elidedText(words.strip(), Qt.TextElideMode.ElideRight, width)
        )
    layout.endLayout()
    return lines or [""]
