"""The list of strokes: a plan goes in, the stroke the person chose comes out.

Each row has the stroke's colour, number, name and kind, and below them what it does in words.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from engine.motion.wording import phrase_of
from engine.records import Hint, MotionPlan, Stroke
from widgets.common.icon import icon
from widgets.common.theme import GRID, RADIUS, colours_of, qcolor
from widgets.common.translation import tr
from widgets.motion.picture import colour_of
from widgets.motion.words import kind_title, label_of, time_of

ROW_HEIGHT = 48
_STROKE = Qt.ItemDataRole.UserRole
_DOING = Qt.ItemDataRole.UserRole + 1
_SEVERITY = Qt.ItemDataRole.UserRole + 2
_MOST_ROWS = 6


def doing_of(stroke: Stroke, seconds: float, aspect: float) -> str:
    """What a stroke does, in words, with the seconds in which it does it."""
    if stroke.kind == "static":
        return tr("held still")
    if stroke.kind == "move" and len(stroke.points) < 2:
        return tr("no path yet: drag from it with P")
    when = time_of(stroke, seconds)
    return " · ".join(part for part in (phrase_of(stroke, aspect), when) if part)


class StrokeList(QListWidget):
    """Strokes in the order of their numbers."""

    stroke_selected = Signal(int)
    delete_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Strokes"))
        self.setItemDelegate(_Row(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.currentRowChanged.connect(self.stroke_selected)

    def show_plan(
        self,
        plan: MotionPlan,
        seconds: float,
        aspect: float,
        hints: Mapping[int, tuple[Hint, ...]],
        selected: int,
    ) -> None:
        """Shows the strokes of a plan, and the hints that are about them.

        `aspect` is width over height of the frame: it decides what is a diagonal.
        """
        self.blockSignals(True)
        while self.count() > len(plan.strokes):
            self.takeItem(self.count() - 1)
        while self.count() < len(plan.strokes):
            self.addItem(QListWidgetItem())
        for index, stroke in enumerate(plan.strokes):
            doing = doing_of(stroke, seconds, aspect)
            self._fill(self.item(index), index, stroke, doing, hints.get(index, ()))
        self.blockSignals(False)
        self.set_selected(selected)
        self.updateGeometry()

    def set_selected(self, index: int) -> None:
        """Shows a stroke as selected; -1 for none."""
        self.blockSignals(True)
        self.setCurrentRow(index if index < self.count() else -1)
        if self.currentRow() < 0:
            self.clearSelection()
        self.blockSignals(False)
        self.viewport().update()

    def _fill(
        self,
        item: QListWidgetItem,
        index: int,
        stroke: Stroke,
        doing: str,
        hints: tuple[Hint, ...],
    ) -> None:
        item.setData(_STROKE, stroke)
        item.setData(_DOING, doing)
        item.setData(_SEVERITY, str(hints[0].severity) if hints else "")
        said = [
            label_of(stroke, index),
            kind_title(stroke.kind),
            doing,
            *(h.message for h in hints),
        ]
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(said))
        item.setToolTip("\n".join(hint.message for hint in hints) or doing)

    def sizeHint(self) -> QSize:
        return QSize(240, min(max(self.count(), 1), _MOST_ROWS) * ROW_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Delete and self.currentRow() >= 0:
            self.delete_wanted.emit(self.currentRow())
        else:
            super().keyPressEvent(event)


class _Row(QStyledItemDelegate):
    """Draws one stroke."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(160, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        view = self.parent()
        colours = colours_of(view)
        stroke, row = index.data(_STROKE), index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            focused = selected and view.hasFocus()
            edge = colours.accent if focused else colours.line
            painter.setPen(QPen(qcolor(edge), 1) if selected else Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(colours.raised if selected else colours.hover))
            frame = QRectF(option.rect).adjusted(0.5, 1.5, -0.5, -1.5)
            painter.drawRoundedRect(frame, RADIUS, RADIUS)
        inner = QRectF(option.rect).adjusted(GRID, 6, -GRID, -6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(colour_of(stroke, row, colours)))
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
        label, kind = label_of(stroke, index.row()), kind_title(stroke.kind)
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
        doing = thin.elidedText(index.data(_DOING), Qt.TextElideMode.ElideRight, inner.width())
        low = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(inner, low, doing)
