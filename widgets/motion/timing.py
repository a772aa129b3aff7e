"""The timing strip: a plan and the length of the clip go in, other times of a stroke come out.

One bar for each stroke on the seconds of the clip. Ends and bars are dragged in whole frames;
with the keyboard Up and Down choose a stroke, Left and Right move its bar by a frame, with Ctrl
its start and with Shift its end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QPainter, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from engine.motion.world import World
from engine.records import Easing, MotionPlan, Stroke
from widgets.common.numbers import decimal
from widgets.common.theme import colours_of, qcolor
from widgets.motion import edits
from widgets.motion.timing_chart import GRIP, NAMES, ROW, RULER, Part, TimingChart
from widgets.motion.words import EASINGS, easing_title, label_of, time_of


class TimingStrip(QWidget):
    """Bars of time, one for each stroke."""

    plan_changed = Signal(object, str)
    stroke_selected = Signal(int)
    scrubbed = Signal(float)
    """t of the clip that the playhead was dragged to."""
    scrub_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = TimingChart()
        self._part: Part | None = None
        self._world: Callable[[], World] | None = None
        self._pressed_t = 0.0
        self._scrubbing = False
        self.setAccessibleName(self.tr("Timing of the strokes"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def set_plan(self, plan: MotionPlan) -> None:
        """Shows the strokes of a plan."""
        if plan == self.chart.plan:
            return
        self.chart.plan, self.chart.draft, self._part = plan, None, None
        self.updateGeometry()
        self._describe()
        self.update()

    def set_selected(self, index: int) -> None:
        """Shows a stroke as selected; -1 for none."""
        if index != self.chart.selected:
            self._finish()
            self.chart.selected = index
            self._describe()
            self.update()

    def set_also(self, selection: tuple[int, ...]) -> None:
        """Marks all strokes of a selection, the one of `set_selected` first."""
        self.chart.also = frozenset(selection[1:])
        self.update()

    def set_duration(self, seconds: float, frames: int) -> None:
        """Length of the clip; bars snap to its frames."""
        self.chart.seconds, self.chart.frames = max(seconds, 0.01), max(frames, 2)
        self._describe()
        self.update()

    def set_world(self, world: Callable[[], World]) -> None:
        """Sets what says in which world physical motions happen, so that they stay ones."""
        self._world = world

    def set_playhead(self, t: float | None) -> None:
        """Where the preview is, as t of the clip; None hides the mark."""
        self.chart.playhead = t
        self.update()

    def _finish(self) -> None:
        draft, self.chart.draft, self._part = self.chart.draft, None, None
        stroke = self.chart.stroke
        if draft is not None and stroke is not None and draft != stroke:
            # only now: a physical motion takes longer to make than the hand to move
            world = self._world() if self._world is not None else None
            retimed = edits.retimed(stroke, *edits.span_of(draft), world)
            self._commit(retimed, self.tr("Change the timing"))
        self.update()

    def _commit(self, stroke: Stroke, what: str) -> None:
        self.chart.plan = edits.replaced(self.chart.plan, self.chart.selected, stroke)
        self._describe()
        self.update()
        self.plan_changed.emit(self.chart.plan, what)

    def _select(self, index: int) -> None:
        if index != self.chart.selected:
            self.set_selected(index)
            self.stroke_selected.emit(index)

    def _describe(self) -> None:
        text = self.tr("{0} strokes in {1} seconds.").format(
            len(self.chart.plan.strokes), decimal(self.chart.seconds, 1)
        )
        if self.chart.stroke is not None:
            stroke = self.chart.shown(self.chart.selected)
            when = time_of(stroke, self.chart.seconds) or self.tr("no path")
            text += f" {label_of(stroke, self.chart.selected)}: {when}"
        if self.accessibleDescription() != text:
            self.setAccessibleDescription(text)

    def sizeHint(self) -> QSize:
        return QSize(480, RULER + max(self.chart.rows, 1) * ROW + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        self.chart.paint(painter, colours_of(self))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(qcolor(colours_of(self).accent), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def resizeEvent(self, event) -> None:
        self.chart.width = self.width()

    def mousePressEvent(self, event) -> None:
        index = self.chart.row_at(event.position().y())
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if index < 0:
            self._scrubbing = event.position().x() >= NAMES - GRIP
            self._scrub(event.position())
            return
        self._select(index)
        self._part = self.chart.part_at(index, event.position())
        self._pressed_t = (event.position().x() - NAMES) / self.chart.track

    def mouseMoveEvent(self, event) -> None:
        if self._scrubbing:
            self._scrub(event.position())
        elif self._part is not None:
            moved = (event.position().x() - NAMES) / self.chart.track - self._pressed_t
            self.chart.draft = self.chart.retimed(self.chart.stroke, self._part, moved)
            when = time_of(self.chart.draft, self.chart.seconds)
            QToolTip.showText(event.globalPosition().toPoint(), when, self)
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
            self.scrubbed.emit(self.chart.t_at(position.x()))

    def _show_pointer(self, position: QPointF) -> None:
        index = self.chart.row_at(position.y())
        part = self.chart.part_at(index, position) if index >= 0 else None
        shapes = {"start": Qt.CursorShape.SizeHorCursor, "end": Qt.CursorShape.SizeHorCursor}
        shapes["whole"] = Qt.CursorShape.OpenHandCursor
        self.setCursor(shapes.get(part, Qt.CursorShape.ArrowCursor))

    def keyPressEvent(self, event) -> None:
        count, key = len(self.chart.plan.strokes), event.key()
        if key == Qt.Key.Key_Escape and self.chart.draft is not None:
            self.chart.draft = self._part = None
            self.update()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and count:
            step = -1 if key == Qt.Key.Key_Up else 1
            self._select(min(max(self.chart.selected + step, 0), count - 1))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.chart.stroke is not None:
            self._step(-1 if key == Qt.Key.Key_Left else 1, event.modifiers())
        else:
            super().keyPressEvent(event)

    def _step(self, frames: int, held: Qt.KeyboardModifier) -> None:
        stroke = self.chart.shown(self.chart.selected)
        if len(stroke.points) < 2:
            return
        part: Part = "whole"
        if held & Qt.KeyboardModifier.ControlModifier:
            part = "start"
        elif held & Qt.KeyboardModifier.ShiftModifier:
            part = "end"
        self.chart.draft = self.chart.retimed(stroke, part, frames / (self.chart.frames - 1))
        self.update()

    def keyReleaseEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.isAutoRepeat():
            self._finish()
        super().keyReleaseEvent(event)

    def contextMenuEvent(self, event) -> None:
        index = self.chart.selected
        if event.reason() == event.Reason.Mouse:
            index = self.chart.row_at(event.pos().y())
        if not 0 <= index < len(self.chart.plan.strokes):
            return
        self._select(index)
        menu = self.easing_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def easing_menu(self) -> QMenu:
        """The easings to choose from for the selected stroke."""
        stroke = self.chart.stroke
        menu = QMenu(self)
        group = QActionGroup(menu)
        for easing in EASINGS:
            action = group.addAction(menu.addAction(easing_title(easing, stroke)))
            action.setCheckable(True)
            action.setChecked(stroke.easing == easing and not stroke.speed)
            action.triggered.connect(lambda _=False, easing=easing: self._ease(easing))
        return menu

    def _ease(self, easing: Easing) -> None:
        stroke = self.chart.stroke
        eased = replace(stroke, easing=easing, speed=())
        if eased != stroke:
            self._commit(eased, self.tr("Change the easing"))

    def focusOutEvent(self, event) -> None:
        self._finish()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in arrows:
            event.accept()
            return True
        return super().event(event)
