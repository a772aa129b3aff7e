"""The frames of a clip as a bar: how many there are and how sure a way is go in, the frame that is
looked at and the range that counts come out.

Arrows go by a frame, with Shift by ten; I and O begin and end the range at the frame that is shown.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.common.theme import GRID, colours_of, qcolor

_HEIGHT = 5 * GRID
_EDGE = 10.0
_REACH = 9.0


class ClipBar(QWidget):
    """A playhead and a range over the frames of a clip."""

    frame_chosen = Signal(int)
    range_changed = Signal(int, int)
    """First and last frame of the range, both in it."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = max(count, 1)
        self._frame, self._first, self._last = 0, 0, self._count - 1
        self._known: tuple[int, np.ndarray] | None = None
        self._grip = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.setToolTip(self.tr("Drag to look at frames; drag the ends of the range (I and O)"))
        self.setAccessibleName(self.tr("Frames of the clip"))
        self._describe()

    @property
    def frame(self) -> int:
        """The frame that is shown."""
        return self._frame

    @property
    def range(self) -> tuple[int, int]:
        """First and last frame of the range."""
        return self._first, self._last

    def set_frame(self, frame: int) -> None:
        """Shows where the playhead is."""
        self._frame = min(max(frame, 0), self._count - 1)
        self._describe()
        self.update()

    def set_range(self, first: int, last: int) -> None:
        """Another range."""
        first = min(max(first, 0), self._count - 1)
        last = min(max(last, first), self._count - 1)
        if (first, last) != (self._first, self._last):
            self._first, self._last = first, last
            self._describe()
            self.update()
            self.range_changed.emit(first, last)

    def set_known(self, first: int, sure: np.ndarray) -> None:
        """Shows how sure the way is from frame `first` on: (n,) 0..1; empty shows nothing."""
        self._known = (first, sure) if len(sure) else None
        self.update()

    def go(self, frame: int) -> None:
        """Looks at a frame."""
        frame = min(max(frame, 0), self._count - 1)
        if frame != self._frame:
            self.set_frame(frame)
            self.frame_chosen.emit(frame)

    # --- inside ---

    def _describe(self) -> None:
        words = self.tr("Frame {0} of {1}, range from {2} to {3}.")
        self.setAccessibleDescription(
            words.format(self._frame, self._count, self._first, self._last)
        )

    def _x(self, frame: float) -> float:
        room = self.width() - 2 * _EDGE
        return _EDGE + room * frame / max(self._count - 1, 1)

    def _at(self, x: float) -> int:
        room = max(self.width() - 2 * _EDGE, 1.0)
        return round((x - _EDGE) / room * (self._count - 1))

    def _paint_sure(self, painter: QPainter, track: QRectF) -> None:
        if self._known is None:
            return
        first, sure = self._known
        colours = colours_of(self)
        top, high = track.top(), track.height()
        ends = [QPointF(self._x(first + i), top + high * (1 - s)) for i, s in enumerate(sure)]
        floor = [
            QPointF(self._x(first + len(sure) - 1), track.bottom()),
            QPointF(self._x(first), track.bottom()),
        ]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(colours.measured, 0.55))
        painter.drawPolygon(QPolygonF(ends + floor))

    def _paint_ends(self, painter: QPainter, track: QRectF) -> None:
        colours = colours_of(self)
        painter.setPen(QPen(qcolor(colours.accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        left, right = self._x(self._first), self._x(self._last)
        painter.drawRect(QRectF(left, track.top(), right - left, track.height()))
        painter.setBrush(qcolor(colours.accent))
        painter.setPen(Qt.PenStyle.NoPen)
        for x in (left, right):
            painter.drawRoundedRect(QRectF(x - 2.5, track.top() - 3, 5, track.height() + 6), 2, 2)

    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, _HEIGHT)

    def paintEvent(self, event) -> None:
        painter, colours = QPainter(self), colours_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(_EDGE, 1.5 * GRID, self.width() - 2 * _EDGE, 2 * GRID)
        painter.setPen(QPen(qcolor(colours.line), 1))
        painter.setBrush(qcolor(colours.stage))
        painter.drawRoundedRect(track, 3, 3)
        self._paint_sure(painter, track)
        self._paint_ends(painter, track)
        x = self._x(self._frame)
        painter.setPen(QPen(qcolor(colours.text), 2))
        painter.drawLine(QPointF(x, track.top() - 6), QPointF(x, track.bottom() + 6))
        if self.hasFocus():
            painter.setPen(QPen(qcolor(colours.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def mousePressEvent(self, event) -> None:
        x = event.position().x()
        near = {
            "first": abs(x - self._x(self._first)),
            "last": abs(x - self._x(self._last)),
            "frame": abs(x - self._x(self._frame)),
        }
        # where all lie together, the side of the hand tells which end is meant
        ends = ("first", "last") if x < self._x(self._frame) else ("last", "first")
        order = ("frame", *ends) if near["frame"] < 3 else (*ends, "frame")
        self._grip = next((name for name in order if near[name] <= _REACH), "frame")
        self._drag(x)

    def mouseMoveEvent(self, event) -> None:
        if self._grip:
            self._drag(event.position().x())

    def mouseReleaseEvent(self, event) -> None:
        self._grip = ""

    def _drag(self, x: float) -> None:
        frame = self._at(x)
        if self._grip == "first":
            self.set_range(min(frame, self._last), self._last)
        elif self._grip == "last":
            self.set_range(self._first, max(frame, self._first))
        self.go(frame)

    def keyPressEvent(self, event) -> None:
        step = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        acts = {
            Qt.Key.Key_Left: lambda: self.go(self._frame - step),
            Qt.Key.Key_Right: lambda: self.go(self._frame + step),
            Qt.Key.Key_Home: lambda: self.go(self._first),
            Qt.Key.Key_End: lambda: self.go(self._last),
            Qt.Key.Key_I: lambda: self.set_range(self._frame, max(self._frame, self._last)),
            Qt.Key.Key_O: lambda: self.set_range(min(self._frame, self._first), self._frame),
        }
        act = acts.get(event.key())
        if act is None:
            super().keyPressEvent(event)
        else:
            act()
