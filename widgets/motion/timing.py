"""The timing strip: a plan and the length of the clip go in, other times of a stroke come out.

One bar for each stroke on the seconds of the clip. Ends and bars are dragged in whole frames;
with the keyboard Up and Down choose a stroke, Left and Right move its bar by a frame, with Ctrl
its start and with Shift its end.
"""

from __future__ import annotations

from dataclasses import replace
from math import floor
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QBrush, QPainter, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from engine.records import Easing, MotionPlan, Stroke
from widgets.common.theme import GRID, colours_of, qcolor
from widgets.motion import edits
from widgets.motion.picture import colour_of
from widgets.motion.words import EASINGS, camera_words, easing_title, label_of, time_of

RULER, ROW, BAR = 20, 24, 12
NAMES = 136
"""Width of the column of names, a multiple of the grid."""
_GRIP = 6
_TICKS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)

Part = Literal["start", "whole", "end"]


class TimingStrip(QWidget):
    """Bars of time, one for each stroke."""

    plan_changed = Signal(object, str)
    stroke_selected = Signal(int)
    scrubbed = Signal(float)
    """t of the clip that the playhead was dragged to."""
    scrub_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = MotionPlan()
        self._selected = -1
        self._seconds, self._frames = 5.0, 81
        self._playhead: float | None = None
        self._part: Part | None = None
        self._pressed_t = 0.0
        self._draft: Stroke | None = None
        self._scrubbing = False
        self.setAccessibleName(self.tr("Timing of the strokes"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def set_plan(self, plan: MotionPlan) -> None:
        """Shows the strokes of a plan."""
        if plan == self._plan:
            return
        self._plan, self._part, self._draft = plan, None, None
        self.updateGeometry()
        self._describe()
        self.update()

    def set_selected(self, index: int) -> None:
        """Shows a stroke as selected; -1 for none."""
        if index != self._selected:
            self._finish()
            self._selected = index
            self._describe()
            self.update()

    def set_duration(self, seconds: float, frames: int) -> None:
        """Length of the clip; bars snap to its frames."""
        self._seconds, self._frames = max(seconds, 0.01), max(frames, 2)
        self._describe()
        self.update()

    def set_playhead(self, t: float | None) -> None:
        """Where the preview is, as t of the clip; None hides the mark."""
        self._playhead = t
        self.update()

    # --- geometry ---

    def x_of(self, t: float) -> float:
        """Where a time lies, in widget coordinates."""
        return NAMES + t * self._track()

    def bar_of(self, index: int) -> QRectF:
        """The bar of a stroke, in widget coordinates."""
        start, end = edits.span_of(self._shown(index))
        top = RULER + index * ROW + (ROW - BAR) / 2
        return QRectF(self.x_of(start), top, self.x_of(end) - self.x_of(start), BAR)

    def _track(self) -> float:
        return max(self.width() - NAMES - GRID, 1)

    def _t_at(self, x: float) -> float:
        return min(max((x - NAMES) / self._track(), 0.0), 1.0)

    @property
    def _stroke(self) -> Stroke | None:
        """The selected stroke; None also while the plan that has it is still on its way."""
        strokes = self._plan.strokes
        return strokes[self._selected] if 0 <= self._selected < len(strokes) else None

    def _row_at(self, y: float) -> int:
        row = int((y - RULER) // ROW)
        return row if y >= RULER and row < len(self._plan.strokes) else -1

    def _shown(self, index: int) -> Stroke:
        if self._draft is not None and index == self._selected:
            return self._draft
        return self._plan.strokes[index]

    def _part_at(self, index: int, position: QPointF) -> Part | None:
        if len(self._plan.strokes[index].points) < 2:
            return None
        bar, x = self.bar_of(index), position.x()
        # half of a short bar's ends lies outside it, so that it can still be moved as a whole
        inner = min(_GRIP, bar.width() / 4)
        if bar.left() - _GRIP <= x < bar.left() + inner:
            return "start"
        if bar.right() - inner < x <= bar.right() + _GRIP:
            return "end"
        return "whole" if bar.left() <= x <= bar.right() else None

    # --- editing ---

    def _retimed(self, stroke: Stroke, part: Part, moved: float) -> Stroke:
        start, end = edits.span_of(stroke)
        frame = 1 / (self._frames - 1)
        if part == "start":
            start = min(max(self._snapped(start + moved), 0.0), end - frame)
        elif part == "end":
            end = max(min(self._snapped(end + moved), 1.0), start + frame)
        else:
            length = end - start
            start = min(max(self._snapped(start + moved), 0.0), 1.0 - length)
            end = start + length
        return edits.retimed(stroke, max(start, 0.0), min(end, 1.0))

    def _snapped(self, t: float) -> float:
        return round(t * (self._frames - 1)) / (self._frames - 1)

    def _finish(self) -> None:
        draft, self._draft, self._part = self._draft, None, None
        if draft is None:
            return
        if draft != self._stroke:
            self._commit(draft, self.tr("Change the timing"))
        self.update()

    def _commit(self, stroke: Stroke, what: str) -> None:
        self._plan = edits.replaced(self._plan, self._selected, stroke)
        self._describe()
        self.update()
        self.plan_changed.emit(self._plan, what)

    def _select(self, index: int) -> None:
        if index != self._selected:
            self.set_selected(index)
            self.stroke_selected.emit(index)

    def _describe(self) -> None:
        text = self.tr("{0} strokes in {1} seconds.").format(
            len(self._plan.strokes), f"{self._seconds:.1f}"
        )
        if self._stroke is not None:
            stroke = self._shown(self._selected)
            when = time_of(stroke, self._seconds) or self.tr("no path")
            text += f" {label_of(stroke, self._selected)}: {when}"
        if self.accessibleDescription() != text:
            self.setAccessibleDescription(text)

    # --- painting ---

    def _paint_ruler(self, painter: QPainter) -> None:
        colours = colours_of(self)
        step = next((s for s in _TICKS if s / self._seconds * self._track() >= 56), _TICKS[-1])
        metrics, last_right = self.fontMetrics(), -1.0
        for i in range(floor(self._seconds / step + 1e-6) + 1):
            text = f"{i * step:g} s"
            x = self.x_of(i * step / self._seconds)
            width = metrics.horizontalAdvance(text)
            left = min(max(x - width / 2, NAMES), self.width() - width)
            painter.setPen(qcolor(colours.line))
            painter.drawLine(QPointF(round(x) + 0.5, RULER - 4), QPointF(round(x) + 0.5, RULER))
            if left > last_right + GRID:
                painter.setPen(qcolor(colours.dim))
                painter.drawText(QPointF(left, RULER - 7), text)
                last_right = left + width

    def _paint_row(self, painter: QPainter, index: int) -> None:
        colours, stroke = colours_of(self), self._shown(index)
        top, colour = RULER + index * ROW, colour_of(stroke, index, colours)
        chosen = index == self._selected
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(colours.raised))
            painter.drawRoundedRect(QRectF(0, top + 1, self.width(), ROW - 2), 4, 4)
        painter.setPen(qcolor(colour))
        room = QRectF(GRID, top, NAMES - 2 * GRID, ROW)
        name = self.fontMetrics().elidedText(
            label_of(stroke, index), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        self._paint_track(painter, top)
        bar = self.bar_of(index)
        if len(stroke.points) > 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(colour, 1.0 if chosen else 0.75))
            painter.drawRoundedRect(bar, 3, 3)
            self._paint_grips(painter, bar, chosen=chosen)
        elif stroke.kind == "move":
            painter.setPen(QPen(qcolor(colour, 0.8), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        else:
            painter.setPen(QPen(qcolor(colour, 0.7), 1))
            painter.setBrush(QBrush(qcolor(colour, 0.6), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def _paint_track(self, painter: QPainter, top: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(colours_of(self).line, 0.6))
        painter.drawRoundedRect(QRectF(NAMES, top + (ROW - 4) / 2, self._track(), 4), 2, 2)

    def _paint_grips(self, painter: QPainter, bar: QRectF, *, chosen: bool) -> None:
        if not chosen or bar.width() < 3 * _GRIP:
            return
        painter.setPen(QPen(qcolor(colours_of(self).panel), 1.5))
        for x in (bar.left() + 4, bar.right() - 4):
            painter.drawLine(QPointF(x, bar.top() + 3), QPointF(x, bar.bottom() - 3))

    def _paint_camera(self, painter: QPainter) -> None:
        words = camera_words(self._plan.camera)
        if not words:
            return
        colours, top = colours_of(self), RULER + len(self._plan.strokes) * ROW
        painter.setPen(qcolor(colours.dim))
        room = QRectF(GRID, top, NAMES - 2 * GRID, ROW)
        text = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(colours.edge))
        bar = QRectF(NAMES, top + (ROW - BAR) / 2, self._track(), BAR)
        painter.drawRoundedRect(bar, 3, 3)

    def _paint_playhead(self, painter: QPainter) -> None:
        if self._playhead is None:
            return
        x = round(self.x_of(self._playhead)) + 0.5
        painter.setPen(QPen(qcolor(colours_of(self).text), 1))
        painter.drawLine(QPointF(x, RULER - 4), QPointF(x, self.height()))

    # --- Qt ---

    def sizeHint(self) -> QSize:
        rows = len(self._plan.strokes) + (1 if self._plan.camera.moves else 0)
        return QSize(480, RULER + max(rows, 1) * ROW + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ruler(painter)
        for index in range(len(self._plan.strokes)):
            self._paint_row(painter, index)
        self._paint_camera(painter)
        self._paint_playhead(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(qcolor(colours_of(self).accent), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def mousePressEvent(self, event) -> None:
        index = self._row_at(event.position().y())
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if index < 0:
            self._scrubbing = event.position().x() >= NAMES - _GRIP
            self._scrub(event.position())
            return
        self._select(index)
        self._part = self._part_at(index, event.position())
        self._pressed_t = (event.position().x() - NAMES) / self._track()

    def mouseMoveEvent(self, event) -> None:
        if self._scrubbing:
            self._scrub(event.position())
        elif self._part is not None:
            moved = (event.position().x() - NAMES) / self._track() - self._pressed_t
            self._draft = self._retimed(self._stroke, self._part, moved)
            QToolTip.showText(
                event.globalPosition().toPoint(), time_of(self._draft, self._seconds), self
            )
            self.update()
        else:
            self._show_pointer(event.position())

    def mouseReleaseEvent(self, event) -> None:
        if self._scrubbing:
            self._scrubbing = False
            self.scrub_ended.emit()
        self._finish()

    def _scrub(self, position: QPointF) -> None:
        if self._scrubbing:
            self.scrubbed.emit(self._t_at(position.x()))

    def _show_pointer(self, position: QPointF) -> None:
        index = self._row_at(position.y())
        part = self._part_at(index, position) if index >= 0 else None
        shapes = {"start": Qt.CursorShape.SizeHorCursor, "end": Qt.CursorShape.SizeHorCursor}
        shapes["whole"] = Qt.CursorShape.OpenHandCursor
        self.setCursor(shapes.get(part, Qt.CursorShape.ArrowCursor))

    def keyPressEvent(self, event) -> None:
        count, key = len(self._plan.strokes), event.key()
        if key == Qt.Key.Key_Escape and self._draft is not None:
            self._draft = self._part = None
            self.update()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and count:
            step = -1 if key == Qt.Key.Key_Up else 1
            self._select(min(max(self._selected + step, 0), count - 1))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._stroke is not None:
            self._step(-1 if key == Qt.Key.Key_Left else 1, event.modifiers())
        else:
            super().keyPressEvent(event)

    def _step(self, frames: int, held: Qt.KeyboardModifier) -> None:
        stroke = self._shown(self._selected)
        if len(stroke.points) < 2:
            return
        part: Part = "whole"
        if held & Qt.KeyboardModifier.ControlModifier:
            part = "start"
        elif held & Qt.KeyboardModifier.ShiftModifier:
            part = "end"
        self._draft = self._retimed(stroke, part, frames / (self._frames - 1))
        self.update()

    def keyReleaseEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.isAutoRepeat():
            self._finish()
        super().keyReleaseEvent(event)

    def contextMenuEvent(self, event) -> None:
        index = self._selected
        if event.reason() == event.Reason.Mouse:
            index = self._row_at(event.pos().y())
        if not 0 <= index < len(self._plan.strokes):
            return
        self._select(index)
        menu = self.easing_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def easing_menu(self) -> QMenu:
        """The easings to choose from for the selected stroke."""
        stroke = self._stroke
        menu = QMenu(self)
        group = QActionGroup(menu)
        for easing in EASINGS:
            action = group.addAction(menu.addAction(easing_title(easing)))
            action.setCheckable(True)
            action.setChecked(stroke.easing == easing)
            action.triggered.connect(lambda _=False, easing=easing: self._ease(easing))
        return menu

    def _ease(self, easing: Easing) -> None:
        stroke = self._stroke
        if stroke.easing != easing:
            self._commit(replace(stroke, easing=easing), self.tr("Change the easing"))

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event) -> None:
        self._finish()
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in arrows:
            event.accept()
            return True
        return super().event(event)
