"""The list of strokes: a plan goes in, the strokes the person chose come out.

The stroke nearest to the camera is on top, and dragging rows changes what covers what. Each row has
the stroke's colour, number, name and kind, and below them what the model will do with it or, where
that is not known, what it does in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from engine.records import Hint, MotionPlan, Stroke
from widgets.common.icon import icon
from widgets.common.theme import GRID, RADIUS, colours_of, qcolor
from widgets.common.translation import tr
from widgets.motion import edits
from widgets.motion.capability_line import MARK, Line, draw_mark
from widgets.motion.picture import colour_of
from widgets.motion.words import kind_title, label_of, motion_title, time_of, way_in_words

ROW_HEIGHT = 48
LONGEST_NAME = 200
_STROKE = Qt.ItemDataRole.UserRole
_DOING = Qt.ItemDataRole.UserRole + 1
_SEVERITY = Qt.ItemDataRole.UserRole + 2
_INDEX = Qt.ItemDataRole.UserRole + 3
_LINE = Qt.ItemDataRole.UserRole + 4
_HINTS = Qt.ItemDataRole.UserRole + 5
_MOST_ROWS = 6
_NAME = 24 + GRID
"""Where the name begins, from the left of a row."""


def doing_of(stroke: Stroke, seconds: float, aspect: float) -> str:
    """What a stroke does, in words, with the seconds in which it does it."""
    if stroke.kind == "static":
        return tr("held still")
    if stroke.kind == "move" and len(stroke.points) < 2:
        return way_in_words(stroke, aspect) or tr("no path yet: drag from it with P")
    when = time_of(stroke, seconds)
    return " · ".join(part for part in (way_in_words(stroke, aspect), when) if part)


class StrokeList(QListWidget):
    """Strokes from front to back. What is told of them are their indices in the plan."""

    selection_changed = Signal(object)
    """All selected strokes, the one that was chosen last first."""
    delete_wanted = Signal()
    renamed = Signal(int, str)
    depth_wanted = Signal(int)
    """Steps toward the camera (1) or away from it (-1)."""
    placed = Signal(object, int)
    """Strokes, and in front of which place from the front they were dropped."""
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: tuple[int, ...] = ()
        self._gap = -1
        self._lines: tuple[Line, ...] = ()
        self.setAccessibleName(self.tr("Strokes"))
        self.setItemDelegate(_Row(self))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.itemSelectionChanged.connect(self._on_selection)
        self.itemChanged.connect(self._on_item_changed)

    def show_plan(
        self,
        plan: MotionPlan,
        seconds: float,
        aspect: float,
        hints: Mapping[int, tuple[Hint, ...]],
        selection: Sequence[int],
    ) -> None:
        """Shows the strokes of a plan, and the hints that are about them.

        `aspect` is width over height of the frame: it decides what is a diagonal.
        """
        self.blockSignals(True)
        while self.count() > len(plan.strokes):
            self.takeItem(self.count() - 1)
        while self.count() < len(plan.strokes):
            self.addItem(QListWidgetItem())
        for row, index in enumerate(edits.front_to_back(plan)):
            stroke = plan.strokes[index]
            doing = doing_of(stroke, seconds, aspect)
            self._fill(self.item(row), index, stroke, doing, hints.get(index, ()))
        self.blockSignals(False)
        self.set_selection(selection)
        self.updateGeometry()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """What the model will do with each stroke, by its index."""
        self._lines = tuple(lines)
        self.blockSignals(True)
        for row in range(self.count()):
            self._say(self.item(row))
        self.blockSignals(False)
        self.viewport().update()

    def set_selection(self, selection: Sequence[int]) -> None:
        """Shows strokes as selected, the first as the one that is edited."""
        self.blockSignals(True)
        rows = {self._index_of(row): row for row in range(self.count())}
        flags = QItemSelectionModel.SelectionFlag
        self.clearSelection()
        first = rows.get(selection[0], -1) if selection else -1
        self.setCurrentRow(first, flags.NoUpdate)
        for index in selection:
            if index in rows:
                self.item(rows[index]).setSelected(True)
        self._told = tuple(selection)
        self.blockSignals(False)
        self.viewport().update()

    def rename(self) -> None:
        """Opens the name of the current stroke for typing."""
        if self.currentItem() is not None:
            self.scrollToItem(self.currentItem())
            self.editItem(self.currentItem())

    def _index_of(self, row: int) -> int:
        return self.item(row).data(_INDEX)

    def _fill(
        self,
        item: QListWidgetItem,
        index: int,
        stroke: Stroke,
        doing: str,
        hints: tuple[Hint, ...],
    ) -> None:
        flags = Qt.ItemFlag
        item.setFlags(
            flags.ItemIsEnabled
            | flags.ItemIsSelectable
            | flags.ItemIsEditable
            | flags.ItemIsDragEnabled
        )
        item.setData(_INDEX, index)
        item.setData(_STROKE, stroke)
        item.setData(_DOING, doing)
        item.setData(_SEVERITY, str(hints[0].severity) if hints else "")
        item.setData(Qt.ItemDataRole.EditRole, stroke.name)
        item.setData(_HINTS, tuple(hint.message for hint in hints))
        self._say(item)

    def _say(self, item: QListWidgetItem) -> None:
        """All of a row in words, for a screen reader and for the tool tip."""
        index, stroke, doing = (item.data(role) for role in (_INDEX, _STROKE, _DOING))
        hints, line = item.data(_HINTS), self._lines[index] if index < len(self._lines) else None
        item.setData(_LINE, line)
        said = [label_of(stroke, index), kind_title(stroke.kind), doing]
        said += [*([line.text] if line else []), *hints]
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(said))
        item.setToolTip("\n".join([*(hints or [doing]), *([line.tip] if line else [])]))

    def _on_selection(self) -> None:
        chosen = [self._index_of(index.row()) for index in self.selectedIndexes()]
        current = self._index_of(self.currentRow()) if self.currentRow() >= 0 else -1
        if current in chosen:
            chosen.remove(current)
            chosen.insert(0, current)
        if tuple(chosen) != self._told:
            self._told = tuple(chosen)
            self.selection_changed.emit(self._told)

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        name = str(item.data(Qt.ItemDataRole.EditRole)).strip()
        if name != item.data(_STROKE).name:
            self.renamed.emit(item.data(_INDEX), name)

    def _gap_at(self, y: float) -> int:
        """In front of which row something would be dropped at a height of the viewport."""
        centres = (self.visualItemRect(self.item(row)).center().y() for row in range(self.count()))
        return sum(1 for centre in centres if centre < y)

    def _set_gap(self, gap: int) -> None:
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(240, min(max(self.count(), 1), _MOST_ROWS) * ROW_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def keyPressEvent(self, event) -> None:
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Delete and self._told:
            self.delete_wanted.emit()
        elif key == Qt.Key.Key_F2:
            self.rename()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and alt:
            self.depth_wanted.emit(1 if key == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down)
            if event.key() == Qt.Key.Key_F2 or (alt and event.key() in arrows):
                event.accept()
                return True
        return super().event(event)

    def contextMenuEvent(self, event) -> None:
        self.menu_wanted.emit(event.globalPos())

    def dragEnterEvent(self, event) -> None:
        if event.source() is self:
            event.acceptProposedAction()

    def dragMoveEvent(self, event) -> None:
        if event.source() is self:
            self._set_gap(self._gap_at(event.position().y()))
            event.acceptProposedAction()

    def dragLeaveEvent(self, event) -> None:
        self._set_gap(-1)

    def dropEvent(self, event) -> None:
        gap = self._gap_at(event.position().y())
        self._set_gap(-1)
        # a copy for Qt, which would take the rows out otherwise: the plan says where they are now
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.placed.emit(self._told, gap)

    def paintEvent(self, event) -> None:
        super().paintEvent(event)
        if self._gap >= 0 and self.count():
            below = self._gap < self.count()
            rect = self.visualItemRect(self.item(self._gap if below else self.count() - 1))
            y = rect.top() if below else rect.bottom()
            painter = QPainter(self.viewport())
            painter.setPen(QPen(qcolor(colours_of(self).accent), 2))
            painter.drawLine(rect.left() + 4, max(y, 1), rect.right() - 4, max(y, 1))


class _Row(QStyledItemDelegate):
    """Draws one stroke, and edits its name."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(160, ROW_HEIGHT)

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setMaxLength(LONGEST_NAME)
        editor.setAccessibleName(tr("Name of the stroke"))
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        height = editor.sizeHint().height()
        top = option.rect.top() + (option.rect.height() - height) // 2
        editor.setGeometry(_NAME - 4, top, option.rect.width() - _NAME - 4, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        view = self.parent()
        colours = colours_of(view)
        stroke = index.data(_STROKE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            focused = selected and view.hasFocus() and index.row() == view.currentRow()
            edge = colours.accent if focused else colours.line
            painter.setPen(QPen(qcolor(edge), 1) if selected else Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(colours.raised if selected else colours.hover))
            frame = QRectF(option.rect).adjusted(0.5, 1.5, -0.5, -1.5)
            painter.drawRoundedRect(frame, RADIUS, RADIUS)
        inner = QRectF(option.rect).adjusted(GRID, 6, -GRID, -6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(colour_of(stroke, index.data(_INDEX), colours)))
        painter.drawRoundedRect(QRectF(inner.left(), inner.top() + 4, 10, 10), 3, 3)
        inner.setLeft(inner.left() + 10 + GRID)
        severity = index.data(_SEVERITY)
        if severity:
            glyph = icon(severity, colours.severity(severity))
            glyph.paint(painter, round(inner.right()) - 16, round(inner.top()), 18, 18)
            inner.setRight(inner.right() - 24)
        self._write(painter, inner, index)
        painter.restore()

    def _write(self, painter: QPainter, inner: QRectF, index: QModelIndex) -> None:
        view = self.parent()
        colours, plain = colours_of(view), view.font()
        bold = QFont(plain)
        bold.setWeight(QFont.Weight.DemiBold)
        stroke = index.data(_STROKE)
        label, kind = label_of(stroke, index.data(_INDEX)), motion_title(stroke)
        metrics, thin = QFontMetricsF(bold), QFontMetricsF(plain)
        room = inner.width() - thin.horizontalAdvance(f" {kind}")
        label = metrics.elidedText(label, Qt.TextElideMode.ElideRight, room)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.setFont(bold)
        painter.setPen(qcolor(colours.text))
        painter.drawText(inner, align, label)
        painter.setFont(plain)
        painter.setPen(qcolor(colours.dim))
        after = inner.adjusted(metrics.horizontalAdvance(label) + 4, 0, 0, 0)
        if stroke.name:
            painter.drawText(after, align, kind)
        low, below, line = inner.adjusted(0, 0, 0, 0), index.data(_DOING), index.data(_LINE)
        if line is not None:
            corner = QPointF(low.left(), low.bottom() - thin.height() / 2 - MARK / 2)
            draw_mark(painter, corner, line.how, colours)
            low.setLeft(low.left() + MARK + GRID)
            below = line.text
            painter.setPen(qcolor(colours.dim))
        below = thin.elidedText(below, Qt.TextElideMode.ElideRight, low.width())
        painter.drawText(low, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, below)
