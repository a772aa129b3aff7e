"""How fast a stroke is when, as a picture that can be dragged: a speed curve goes in, another one
comes out.

Across are the seconds of the motion, upwards its speed over what it would be at even speed. With
the keyboard Tab goes from knot to knot, the arrows move one (Shift: farther), Insert adds one
behind it and Delete takes it away.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.motion import trajectory
from engine.records import Easing, SpeedCurve
from widgets.common.numbers import decimal
from widgets.common.theme import GRID, RADIUS, colours_of, qcolor

FASTEST = 16.0
MOST_KNOTS = 64
KNOTS: dict[Easing, SpeedCurve] = {
    "linear": ((0.0, 1.0), (1.0, 1.0)),
    "ease-in": ((0.0, 0.0), (1.0, 2.0)),
    "ease-out": ((0.0, 2.0), (1.0, 0.0)),
    "ease-in-out": ((0.0, 0.0), (0.25, 1.125), (0.5, 1.5), (0.75, 1.125), (1.0, 0.0)),
}
"""Curves that are as fast as the easings; the last one in straight pieces."""
_HEIGHT, _FOOT = 96, 18
_GRIP = 10.0
_DOT = 4.5
_LEAST_TOP = 2.5
_LEAST = 0.05
"""Of one knot where all others stand still: something has to move."""
_NEAR = 0.01
"""How near to each other two knots may come."""
_SAMPLES = 65


class SpeedChart(QWidget):
    """One curve with its knots."""

    moved = Signal(object)
    """The SpeedCurve under the hand."""
    held = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve: SpeedCurve = KNOTS["linear"]
        self._easing: Easing | None = "linear"
        self._start, self._seconds, self._step = 0.0, 5.0, 1 / 80
        self._colour = ""
        self._knot = -1
        self._dragging = False
        self._top = _LEAST_TOP
        self.setAccessibleName(self.tr("Speed over time"))
        self.setToolTip(
            self.tr("Drag a knot; double click adds one, Delete or a right click takes it away")
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def set_curve(self, curve: SpeedCurve, easing: Easing) -> None:
        """Shows a curve; () shows the speed of an easing."""
        self._easing = None if curve else easing
        self._curve = curve or KNOTS[easing]
        self._knot = min(self._knot, len(self._curve) - 1)
        if not self._dragging:
            self._top = _top_of(self._curve)
        self._describe()
        self.update()

    def set_span(self, start: float, seconds: float, frame: float) -> None:
        """When the motion begins and how long it takes, in seconds, and a frame's share of it."""
        self._start, self._seconds, self._step = start, seconds, frame
        self._describe()
        self.update()

    def set_colour(self, colour: str) -> None:
        """Shows the curve in the colour of its stroke."""
        self._colour = colour
        self.update()

    @property
    def curve(self) -> SpeedCurve:
        """The knots that are shown."""
        return self._curve

    def _plot(self) -> QRectF:
        return QRectF(GRID, GRID, self.width() - 2 * GRID, self.height() - _FOOT - 2 * GRID)

    def _at(self, u: float, v: float) -> QPointF:
        plot = self._plot()
        return QPointF(
            plot.left() + u * plot.width(), plot.bottom() - v / self._top * plot.height()
        )

    def _knot_at(self, position: QPointF) -> int:
        apart = [(self._at(*knot) - position) for knot in self._curve]
        nearest = min(range(len(apart)), key=lambda i: apart[i].manhattanLength())
        return nearest if apart[nearest].manhattanLength() <= 1.5 * _GRIP else -1

    def _values_at(self, position: QPointF) -> tuple[float, float]:
        plot = self._plot()
        u = (position.x() - plot.left()) / plot.width()
        v = (plot.bottom() - position.y()) / plot.height() * self._top
        # even speed holds on a little, so that it can be met
        return u, 1.0 if abs(v - 1.0) < 0.03 * self._top else v

    def _change(self, curve: SpeedCurve) -> None:
        if curve != self._curve:
            self._easing, self._curve = None, curve
            if not self._dragging:
                self._top = _top_of(curve)
            self._describe()
            self.update()
            self.moved.emit(curve)

    def _put(self, u: float, v: float) -> None:
        self._change(_with_knot(self._curve, self._knot, u, v))

    def _add(self, u: float) -> None:
        if len(self._curve) < MOST_KNOTS:
            curve, self._knot = _with_more(self._curve, u)
            self._change(curve)

    def _remove(self) -> None:
        if 0 < self._knot < len(self._curve) - 1:
            knot = self._knot
            self._knot -= 1
            self._change(_moving((*self._curve[:knot], *self._curve[knot + 1 :])))

    def _describe(self) -> None:
        text = self.tr("{0} knots from {1} to {2} s").format(
            len(self._curve), decimal(self._start, 1), decimal(self._start + self._seconds, 1)
        )
        if self._knot >= 0:
            text = f"{text}. {self._said(self._knot)}"
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def _said(self, knot: int) -> str:
        u, v = self._curve[knot]
        mean = _mean(self._curve)
        return self.tr("{0} s: {1}× the mean speed").format(
            decimal(self._start + u * self._seconds, 2), decimal(v / mean, 2)
        )

    def sizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    def mousePressEvent(self, event) -> None:
        knot = self._knot_at(event.position())
        if event.button() == Qt.MouseButton.RightButton:
            self._knot = knot
            self._remove()
        elif event.button() == Qt.MouseButton.LeftButton and knot >= 0:
            self._knot, self._dragging = knot, True
            self.held.emit(True)
        self.update()

    def mouseMoveEvent(self, event) -> None:
        if self._dragging:
            self._put(*self._values_at(event.position()))
            QToolTip.showText(event.globalPosition().toPoint(), self._said(self._knot), self)
        else:
            over = self._knot_at(event.position()) >= 0
            shape = Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)

    def mouseReleaseEvent(self, event) -> None:
        if self._dragging:
            self._dragging = False
            self._top = _top_of(self._curve)
            self.update()
            self.held.emit(False)

    def mouseDoubleClickEvent(self, event) -> None:
        if self._knot_at(event.position()) < 0:
            self._add(self._values_at(event.position())[0])

    def keyPressEvent(self, event) -> None:
        key, far = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        steps = {
            Qt.Key.Key_Left: (-1, 0.0),
            Qt.Key.Key_Right: (1, 0.0),
            Qt.Key.Key_Up: (0, 0.1),
            Qt.Key.Key_Down: (0, -0.1),
        }
        if self._knot < 0 or (key not in steps and key not in _EDITS):
            super().keyPressEvent(event)
        elif key in steps:
            across, up = steps[key]
            u, v = self._curve[self._knot]
            self._put(u + across * self._step * (5 if far else 1), v + up * (5 if far else 1))
        elif key == Qt.Key.Key_Insert:
            after = min(self._knot + 1, len(self._curve) - 1)
            self._add((self._curve[after - 1][0] + self._curve[after][0]) / 2)
        else:
            self._remove()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        knot = self._knot + (1 if forwards else -1)
        if self._knot < 0 or not 0 <= knot < len(self._curve):
            return super().focusNextPrevChild(forwards)
        self._knot = knot
        self._describe()
        self.update()
        return True

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.BacktabFocusReason:
            self._knot = len(self._curve) - 1
        elif event.reason() == Qt.FocusReason.TabFocusReason or self._knot < 0:
            self._knot = 0
        self._describe()
        self.update()

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self._knot = -1
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in _OWN:
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event) -> None:
        colours = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(qcolor(colours.accent if focused else colours.line), 1))
        painter.setBrush(qcolor(colours.stage))
        well = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -_FOOT - 0.5)
        painter.drawRoundedRect(well, RADIUS, RADIUS)
        self._paint_even(painter)
        if self.isEnabled():
            self._paint_curve(painter)
        self._paint_times(painter)

    def _paint_even(self, painter: QPainter) -> None:
        painter.setPen(QPen(qcolor(colours_of(self).line), 1, Qt.PenStyle.DashLine))
        plot = self._plot()
        y = round(self._at(0, 1.0).y()) + 0.5
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))

    def _paint_curve(self, painter: QPainter) -> None:
        colours = colours_of(self)
        ink = self._colour or colours.accent
        line = [self._at(u, v) for u, v in self._line()]
        path = QPainterPath(line[0])
        for point in line[1:]:
            path.lineTo(point)
        below = QPainterPath(path)
        below.lineTo(self._at(1.0, 0.0))
        below.lineTo(self._at(0.0, 0.0))
        painter.fillPath(below, qcolor(ink, 0.16))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(qcolor(ink), 2))
        painter.drawPath(path)
        for at, knot in enumerate(self._curve):
            chosen = at == self._knot
            painter.setPen(QPen(qcolor(colours.accent if chosen else ink), 2))
            painter.setBrush(qcolor(colours.text if chosen else colours.stage))
            painter.drawEllipse(self._at(*knot), _DOT, _DOT)

    def _line(self) -> list[tuple[float, float]]:
        """What is drawn: straight between knots, and an easing as smooth as it is."""
        if self._easing != "ease-in-out":
            (first, low), (last, high) = self._curve[0], self._curve[-1]
            return (
                [(0.0, low), *self._curve, (1.0, high)]
                if (first, last) != (0, 1)
                else [*self._curve]
            )
        u = np.linspace(0.0, 1.0, _SAMPLES)
        come = trajectory.clock("ease-in-out", u)
        return list(zip(u.tolist(), np.gradient(come, u).tolist(), strict=True))

    def _paint_times(self, painter: QPainter) -> None:
        colours = colours_of(self)
        painter.setPen(qcolor(colours.dim))
        font = self.font()
        font.setPixelSize(11)
        painter.setFont(font)
        foot = QRectF(2, self.height() - _FOOT, self.width() - 4, _FOOT)
        low = Qt.AlignmentFlag.AlignBottom
        start, end = self._start, self._start + self._seconds
        painter.drawText(foot, low | Qt.AlignmentFlag.AlignLeft, f"{decimal(start, 1)} s")
        painter.drawText(foot, low | Qt.AlignmentFlag.AlignRight, f"{decimal(end, 1)} s")


_EDITS = (Qt.Key.Key_Insert, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_OWN = (*_EDITS, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


def _top_of(curve: SpeedCurve) -> float:
    """The speed at the upper edge: a little above the fastest."""
    return min(max(_LEAST_TOP, 1.2 * max(v for _, v in curve)), FASTEST)


def _mean(curve: SpeedCurve) -> float:
    area = sum((b - a) * (v + w) / 2 for (a, v), (b, w) in pairwise(curve))
    outside = curve[0][0] * curve[0][1] + (1.0 - curve[-1][0]) * curve[-1][1]
    return max(area + outside, 1e-9)


def _with_knot(curve: SpeedCurve, knot: int, u: float, v: float) -> SpeedCurve:
    """The curve with a knot elsewhere: between its neighbours, the first and last at their ends."""
    old = curve[knot][0]
    if 0 < knot < len(curve) - 1:
        low, high = curve[knot - 1][0] + _NEAR, curve[knot + 1][0] - _NEAR
        u = min(max(u, low), high) if low <= high else old
    else:
        u = old
    v = round(min(max(v, 0.0), FASTEST), 3)
    return _moving((*curve[:knot], (round(u, 4), v), *curve[knot + 1 :]))


def _with_more(curve: SpeedCurve, u: float) -> tuple[SpeedCurve, int]:
    """The curve with one more knot on its line, and the place of that."""
    u = round(min(max(u, 0.0), 1.0), 4)
    at = int(np.searchsorted([knot[0] for knot in curve], u))
    if any(abs(u - knot[0]) < _NEAR for knot in curve):
        return curve, min(at, len(curve) - 1)
    v = float(np.interp(u, *zip(*curve, strict=True)))
    return (*curve[:at], (u, round(v, 3)), *curve[at:]), at


def _moving(curve: SpeedCurve) -> SpeedCurve:
    """The curve, or one that is a little above rest where it would stand still for ever."""
    return curve if any(v > 0 for _, v in curve) else tuple((u, _LEAST) for u, _ in curve)
