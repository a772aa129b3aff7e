"""The bars of time as a picture: a plan and the length of the clip in; bars, hits, pixels out."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import floor
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPen

from engine.records import MotionPlan, Stroke
from widgets.common.numbers import shortest
from widgets.common.theme import GRID, Colours, qcolor
from widgets.motion import edits
from widgets.motion.picture import colour_of
from widgets.motion.speed_chart import KNOTS
from widgets.motion.words import camera_words, label_of

RULER, ROW, BAR = 20, 24, 12
NAMES = 136
"""Width of the column of names, a multiple of the grid."""
GRIP = 6
"""How near, in logical pixels, the hand must come to the end of a bar."""
_SLOWEST = 0.3
"""Fullness of a bar where its stroke rests."""
_TICKS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)

Part = Literal["start", "whole", "end"]


@dataclass(slots=True)
class TimingChart:
    """Mutable state of one strip, and where everything on it lies."""

    plan: MotionPlan = field(default_factory=MotionPlan)
    selected: int = -1
    also: frozenset[int] = frozenset()
    """The other strokes of a selection of several."""
    seconds: float = 5.0
    frames: int = 81
    width: float = 480.0
    draft: Stroke | None = None
    """The selected stroke as it would be if the hand let go now."""
    playhead: float | None = None

    @property
    def rows(self) -> int:
        """How many rows there are: the strokes, and the camera where it moves."""
        return len(self.plan.strokes) + (1 if self.plan.camera.moves else 0)

    def x_of(self, t: float) -> float:
        """Where a time lies, in widget coordinates."""
        return NAMES + t * self.track

    def bar_of(self, index: int) -> QRectF:
        """The bar of a stroke, in widget coordinates."""
        start, end = edits.span_of(self.shown(index))
        top = RULER + index * ROW + (ROW - BAR) / 2
        return QRectF(self.x_of(start), top, self.x_of(end) - self.x_of(start), BAR)

    @property
    def track(self) -> float:
        """Width of the clip, in logical pixels."""
        return max(self.width - NAMES - GRID, 1)

    def t_at(self, x: float) -> float:
        """The time at a place of the ruler."""
        return min(max((x - NAMES) / self.track, 0.0), 1.0)

    @property
    def stroke(self) -> Stroke | None:
        """The selected stroke; None also while the plan that has it is still on its way."""
        strokes = self.plan.strokes
        return strokes[self.selected] if 0 <= self.selected < len(strokes) else None

    def row_at(self, y: float) -> int:
        """The stroke whose row is at a height; -1 for none."""
        row = int((y - RULER) // ROW)
        return row if y >= RULER and row < len(self.plan.strokes) else -1

    def shown(self, index: int) -> Stroke:
        """A stroke as it would be if the hand let go now."""
        if self.draft is not None and index == self.selected:
            return self.draft
        return self.plan.strokes[index]

    def part_at(self, index: int, position: QPointF) -> Part | None:
        """What of a bar the hand would take."""
        if len(self.plan.strokes[index].points) < 2:
            return None
        bar, x = self.bar_of(index), position.x()
        # half of a short bar's ends lies outside it, so that it can still be moved as a whole
        inner = min(GRIP, bar.width() / 4)
        if bar.left() - GRIP <= x < bar.left() + inner:
            return "start"
        if bar.right() - inner < x <= bar.right() + GRIP:
            return "end"
        return "whole" if bar.left() <= x <= bar.right() else None

    def retimed(self, stroke: Stroke, part: Part, moved: float) -> Stroke:
        """The stroke with a part of its bar moved by a share of the clip, on whole frames."""
        start, end = edits.span_of(stroke)
        frame = 1 / (self.frames - 1)
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
        return round(t * (self.frames - 1)) / (self.frames - 1)

    def paint(self, painter: QPainter, colours: Colours) -> None:
        """The ruler, a row for each stroke, the camera's, and the playhead."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ruler(painter, colours)
        for index in range(len(self.plan.strokes)):
            self._paint_row(painter, index, colours)
        self._paint_camera(painter, colours)
        self._paint_playhead(painter, colours)

    def _paint_ruler(self, painter: QPainter, colours: Colours) -> None:
        step = next((s for s in _TICKS if s / self.seconds * self.track >= 56), _TICKS[-1])
        metrics, last_right = painter.fontMetrics(), -1.0
        for i in range(floor(self.seconds / step + 1e-6) + 1):
            text = f"{shortest(i * step)} s"
            x = self.x_of(i * step / self.seconds)
            width = metrics.horizontalAdvance(text)
            left = min(max(x - width / 2, NAMES), self.width - width)
            painter.setPen(qcolor(colours.line))
            painter.drawLine(QPointF(round(x) + 0.5, RULER - 4), QPointF(round(x) + 0.5, RULER))
            if left > last_right + GRID:
                painter.setPen(qcolor(colours.dim))
                painter.drawText(QPointF(left, RULER - 7), text)
                last_right = left + width

    def _paint_row(self, painter: QPainter, index: int, colours: Colours) -> None:
        stroke = self.shown(index)
        top, colour = RULER + index * ROW, colour_of(stroke, index, colours)
        chosen = index == self.selected
        if chosen or index in self.also:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(colours.raised))
            painter.drawRoundedRect(QRectF(0, top + 1, self.width, ROW - 2), 4, 4)
        painter.setPen(qcolor(colour))
        room = QRectF(GRID, top, NAMES - 2 * GRID, ROW)
        name = painter.fontMetrics().elidedText(
            label_of(stroke, index), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        self._paint_track(painter, top, colours)
        bar = self.bar_of(index)
        if len(stroke.points) > 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_speed_brush(stroke, bar, colour, 1.0 if chosen else 0.75))
            painter.drawRoundedRect(bar, 3, 3)
            self._paint_grips(painter, bar, colours, chosen=chosen)
        elif stroke.kind == "move":
            painter.setPen(QPen(qcolor(colour, 0.8), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        else:
            painter.setPen(QPen(qcolor(colour, 0.7), 1))
            painter.setBrush(QBrush(qcolor(colour, 0.6), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def _paint_track(self, painter: QPainter, top: float, colours: Colours) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(colours.line, 0.6))
        painter.drawRoundedRect(QRectF(NAMES, top + (ROW - 4) / 2, self.track, 4), 2, 2)

    def _paint_grips(
        self, painter: QPainter, bar: QRectF, colours: Colours, *, chosen: bool
    ) -> None:
        if not chosen or bar.width() < 3 * GRIP:
            return
        painter.setPen(QPen(qcolor(colours.panel), 1.5))
        for x in (bar.left() + 4, bar.right() - 4):
            painter.drawLine(QPointF(x, bar.top() + 3), QPointF(x, bar.bottom() - 3))

    def _paint_camera(self, painter: QPainter, colours: Colours) -> None:
        words = camera_words(self.plan.camera)
        if not words:
            return
        top = RULER + len(self.plan.strokes) * ROW
        painter.setPen(qcolor(colours.dim))
        room = QRectF(GRID, top, NAMES - 2 * GRID, ROW)
        text = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(colours.edge))
        bar = QRectF(NAMES, top + (ROW - BAR) / 2, self.track, BAR)
        painter.drawRoundedRect(bar, 3, 3)

    def _paint_playhead(self, painter: QPainter, colours: Colours) -> None:
        if self.playhead is None:
            return
        x = round(self.x_of(self.playhead)) + 0.5
        painter.setPen(QPen(qcolor(colours.text), 1))
        painter.drawLine(QPointF(x, RULER - 4), QPointF(x, RULER + self.rows * ROW + 4))


def _speed_brush(stroke: Stroke, bar: QRectF, colour: str, most: float) -> QBrush:
    """The fuller, the faster; of one fullness where the speed is even."""
    curve = stroke.speed or KNOTS[stroke.easing]
    fastest = max(v for _, v in curve)
    if all(v == fastest for _, v in curve):
        return QBrush(qcolor(colour, most))
    fill = QLinearGradient(bar.topLeft(), bar.topRight())
    for u, v in curve:
        fill.setColorAt(u, qcolor(colour, most * (_SLOWEST + (1 - _SLOWEST) * v / fastest)))
    return QBrush(fill)
