"""A frame of a clip and what is known of the thing in it: a picture, an outline and a way go in,
boxes and clicks come out.

A drag is a loose box around the thing, a click a point on it; with Shift a click adds what is
missing, with Alt it takes away what is too much. By keys: arrows move the box, with Ctrl they
change its size, Enter picks what is in it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.records import Box
from widgets.common.theme import colours_of, qcolor
from widgets.motion.arrows import ARROWS
from widgets.motion.view import View, fitted

_CLICK = 6.0
"""Logical pixels: a drag that is shorter is a click."""
_STEP, _FINE = 0.02, 0.004
_LEAST = 0.02
_FIRST_BOX = Box(0.35, 0.35, 0.3, 0.3)
_DOT = 5.0


class ClipView(QWidget):
    """Where the thing is picked and its way is seen."""

    box_drawn = Signal(object)
    """Box in fractions of the frame."""
    point_clicked = Signal(float, float, str)
    """x, y in fractions, and 'new', 'add' or 'remove'."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._outline: tuple[tuple[float, float], ...] = ()
        self._places = np.empty((0, 2))
        self._sure = np.empty(0)
        self._row = -1
        self._box: Box | None = None
        self._from: QPointF | None = None
        self._view = View(16, 9)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 200)
        self.setAccessibleName(self.tr("The clip: draw a box around the thing, or click it"))
        self.setAccessibleDescription(
            self.tr("Arrows move a box, Ctrl and arrows change its size, Enter picks.")
        )

    @property
    def shows_frame(self) -> bool:
        """Whether a frame is there to pick in."""
        return self._image is not None

    def set_frame(self, image: QImage) -> None:
        """Shows a frame."""
        other = self._image is None or self._image.size() != image.size()
        self._image = image
        if other:
            self._fit()
        self.update()

    def set_outline(self, outline: Sequence[tuple[float, float]]) -> None:
        """Shows what was picked, in fractions; none where another frame is shown."""
        self._outline = tuple(outline)
        self._box = None if outline else self._box
        self.update()

    def set_way(self, places: np.ndarray, sure: np.ndarray) -> None:
        """Shows a way: (n, 2) fractions, and how sure each place is (n,), 0..1."""
        self._places, self._sure = places, sure
        self.update()

    def set_row(self, row: int) -> None:
        """Marks the place of the frame that is shown; -1 marks none."""
        self._row = row
        self.update()

    # --- inside ---

    def _fit(self) -> None:
        if self._image is not None:
            size = (self._image.width(), self._image.height())
            self._view = fitted(*size, self.width(), self.height())

    def position(self, place: Sequence[float]) -> QPointF:
        """Where a point of the frame is in the widget."""
        return QPointF(*self._view.to_widget(float(place[0]), float(place[1])))

    def _rect(self, box: Box) -> QRectF:
        end = self.position((box.x + box.w, box.y + box.h))
        return QRectF(self.position((box.x, box.y)), end)

    def _drawn(self, end: QPointF) -> Box:
        (ax, ay), (bx, by) = (self._view.to_frame(p.x(), p.y()) for p in (self._from or end, end))
        x0, x1 = sorted(min(max(x, 0.0), 1.0) for x in (ax, bx))
        y0, y1 = sorted(min(max(y, 0.0), 1.0) for y in (ay, by))
        return Box(x0, y0, x1 - x0, y1 - y0)

    def _paint_way(self, painter: QPainter) -> None:
        colours = colours_of(self)
        line = [self.position(place) for place in self._places]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for halo in (True, False):
            for start in range(len(line) - 1):
                bridged = bool(self._sure[start + 1] <= 0 or self._sure[start] <= 0)
                colour = qcolor(colours.stage if halo else colours.measured, 0.7 if halo else 1.0)
                style = Qt.PenStyle.DotLine if bridged and not halo else Qt.PenStyle.SolidLine
                painter.setPen(QPen(colour, 5 if halo else 2, style, Qt.PenCapStyle.RoundCap))
                painter.drawLine(line[start], line[start + 1])
        if 0 <= self._row < len(line):
            painter.setPen(QPen(qcolor(colours.stage), 2))
            painter.setBrush(qcolor(colours.measured))
            painter.drawEllipse(line[self._row], _DOT, _DOT)

    def _paint_thing(self, painter: QPainter) -> None:
        colours = colours_of(self)
        if self._outline:
            painter.setBrush(qcolor(colours.wanted, 0.18))
            painter.setPen(QPen(qcolor(colours.wanted), 1.5))
            painter.drawPolygon(QPolygonF([self.position(place) for place in self._outline]))
        if self._box is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(qcolor(colours.stage, 0.7), 3))
            painter.drawRect(self._rect(self._box))
            painter.setPen(QPen(qcolor(colours.wanted), 1.5, Qt.PenStyle.DashLine))
            painter.drawRect(self._rect(self._box))

    def sizeHint(self) -> QSize:
        return QSize(640, 400)

    def paintEvent(self, event) -> None:
        painter, colours = QPainter(self), colours_of(self)
        painter.fillRect(self.rect(), qcolor(colours.stage))
        if self._image is None:
            painter.setPen(qcolor(colours.dim))
            painter.drawText(
                self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Opening the clip…")
            )
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        view = self._view
        painter.drawImage(QRectF(view.left, view.top, view.width, view.height), self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_thing(painter)
        self._paint_way(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(qcolor(colours.accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def resizeEvent(self, event) -> None:
        self._fit()

    def mousePressEvent(self, event) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._image is not None:
            self._from = event.position()

    def mouseMoveEvent(self, event) -> None:
        if self._from is None:
            return
        if (event.position() - self._from).manhattanLength() > _CLICK:
            self._box = self._drawn(event.position())
            self.update()

    def mouseReleaseEvent(self, event) -> None:
        if self._from is None or event.button() != Qt.MouseButton.LeftButton:
            return
        begin, end = self._from, event.position()
        box = self._drawn(end)
        self._from = None
        if (end - begin).manhattanLength() > _CLICK and box.w > 0 and box.h > 0:
            self._box = box
            self.box_drawn.emit(box)
        else:
            self._box = None
            self._click(begin, event.modifiers())
        self.update()

    def _click(self, position: QPointF, keys: Qt.KeyboardModifier) -> None:
        x, y = self._view.to_frame(position.x(), position.y())
        if not (0 <= x < 1 and 0 <= y < 1):
            return
        if keys & Qt.KeyboardModifier.AltModifier:
            how = "remove"
        else:
            how = "add" if keys & Qt.KeyboardModifier.ShiftModifier else "new"
        self.point_clicked.emit(x, y, how)

    def keyPressEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._box is not None:
            self.box_drawn.emit(self._box)
        elif event.key() in ARROWS and self._image is not None:
            self._move_box(*ARROWS[event.key()], event.modifiers())
        else:
            super().keyPressEvent(event)

    def _move_box(self, dx: int, dy: int, keys: Qt.KeyboardModifier) -> None:
        step = _FINE if keys & Qt.KeyboardModifier.ShiftModifier else _STEP
        x, y, w, h = self._box or _FIRST_BOX
        if self._box is not None and keys & Qt.KeyboardModifier.ControlModifier:
            w, h = (min(max(v + d * step, _LEAST), 1.0) for v, d in ((w, dx), (h, dy)))
        elif self._box is not None:
            x, y = x + dx * step, y + dy * step
        x, y = min(max(x, 0.0), 1.0 - w), min(max(y, 0.0), 1.0 - h)
        self._box = Box(x, y, w, h)
        self.update()
