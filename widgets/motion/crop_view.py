"""A picture and the window on it that becomes the frame: both go in, the moved window comes out.

The window may reach beyond the picture, which is continued there. All is done by the mouse or by
keys: arrows move it, with Ctrl they change its size.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.records import Box
from widgets.common.theme import colours_of, qcolor
from widgets.motion.arrows import ARROWS
from widgets.motion.view import View, fitted

FARTHEST = 2.0
"""Pictures that can be added on a side."""
LEAST = 0.02
"""Of the picture: the smallest window."""
_REACH = 14.0
_HANDLE = 5.0
_STEP, _FINE = 0.01, 0.002
_ROOM = 0.08

_Sides = tuple[int, int]
"""-1 is left or top, 1 right or bottom, 0 neither."""
_CURSORS = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (0, 0): Qt.CursorShape.SizeAllCursor,
}
_HANDLES: tuple[_Sides, ...] = (
    (-1, -1),
    (1, -1),
    (-1, 1),
    (1, 1),
    (-1, 0),
    (1, 0),
    (0, -1),
    (0, 1),
)


class CropView(QWidget):
    """The picture with the window on it, in fractions of the picture."""

    window_changed = Signal(object)
    """Box; while the hand moves, too."""

    def __init__(self, image: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = image
        self._window = Box(0.0, 0.0, 1.0, 1.0)
        self._ratio: float | None = None
        self._view = View(image.width(), image.height())
        self._grip: _Sides | None = None
        self._from = QPointF()
        self._before = self._window
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)
        self.setAccessibleName(self.tr("The window on the picture that becomes the frame"))
        self._describe()

    @property
    def window_box(self) -> Box:
        """The window on the picture."""
        return self._window

    def set_window(self, window: Box) -> None:
        """Another window, and the view of it all."""
        self._put(window)
        self._fit()

    def set_ratio(self, ratio: float | None) -> None:
        """Width over height in pixels that the window keeps; None lets it have any shape."""
        self._ratio = ratio
        if ratio is not None:
            x, y, w, h = self._window
            # the same area in the new shape, around the same middle
            area = w * h
            unit = ratio / self._aspect
            width = (area * unit) ** 0.5
            self._put(_around(x + w / 2, y + h / 2, width, width / unit))
            self._fit()

    # --- inside ---

    @property
    def _aspect(self) -> float:
        return self._image.width() / self._image.height()

    def _put(self, window: Box) -> None:
        window = _allowed(window)
        if window != self._window:
            self._window = window
            self._describe()
            self.update()
            self.window_changed.emit(window)

    def _describe(self) -> None:
        x, y, w, h = (round(100 * part) for part in self._window)
        words = self.tr("From {0} %, {1} %: {2} % wide, {3} % high. Arrows move it.")
        self.setAccessibleDescription(words.format(x, y, w, h))

    def _fit(self) -> None:
        x, y, w, h = self._window
        left, top = min(0.0, x) - _ROOM, min(0.0, y) - _ROOM
        right, bottom = max(1.0, x + w) + _ROOM, max(1.0, y + h) + _ROOM
        shown = Box(left, top, right - left, bottom - top)
        size = (self._image.width(), self._image.height())
        self._view = fitted(*size, self.width(), self.height(), shown)
        self.update()

    def _rect(self, box: Box) -> QRectF:
        corner = QPointF(*self._view.to_widget(box.x, box.y))
        return QRectF(corner, QPointF(*self._view.to_widget(box.x + box.w, box.y + box.h)))

    def _handle(self, sides: _Sides) -> QPointF:
        rect = self._rect(self._window)
        middle = rect.center()
        return QPointF(
            middle.x() + sides[0] * rect.width() / 2, middle.y() + sides[1] * rect.height() / 2
        )

    def _grip_at(self, position: QPointF) -> _Sides | None:
        for sides in _HANDLES:
            away = self._handle(sides) - position
            if max(abs(away.x()), abs(away.y())) <= _REACH:
                return sides
        return (0, 0) if self._rect(self._window).contains(position) else None

    def _moved(self, position: QPointF) -> Box:
        away = position - self._from
        dx, dy = away.x() / self._view.width, away.y() / self._view.height
        x, y, w, h = self._before
        if self._grip == (0, 0):
            return Box(x + dx, y + dy, w, h)
        return self._resized(self._before, self._grip, dx, dy)

    def _resized(self, box: Box, grip: _Sides, dx: float, dy: float) -> Box:
        """A side or a corner moved; the opposite one stays."""
        x, y, w, h = box
        across, down = grip
        wide, high = max(LEAST, w + across * dx), max(LEAST, h + down * dy)
        if self._ratio is not None:
            unit = self._ratio / self._aspect
            if across and down:
                wide = max(wide, high * unit)
            elif down:
                wide = high * unit
            high = wide / unit
        left = x if across > 0 else x + w - wide if across < 0 else x + (w - wide) / 2
        top = y if down > 0 else y + h - high if down < 0 else y + (h - high) / 2
        return Box(left, top, wide, high)

    # --- Qt ---

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    def resizeEvent(self, event) -> None:
        self._fit()

    def mousePressEvent(self, event) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = self._grip_at(event.position())
            self._from, self._before = event.position(), self._window

    def mouseMoveEvent(self, event) -> None:
        if self._grip is not None:
            self._put(self._moved(event.position()))
            return
        over = self._grip_at(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if over is None else _CURSORS[over])

    def mouseReleaseEvent(self, event) -> None:
        if self._grip is not None:
            self._grip = None
            self._fit()

    def wheelEvent(self, event) -> None:
        turned = event.angleDelta().y() / 120
        if turned:
            x, y, w, h = self._window
            factor = 1.05**-turned
            self.set_window(_around(x + w / 2, y + h / 2, w * factor, h * factor))
        event.accept()

    def keyPressEvent(self, event) -> None:
        way = ARROWS.get(event.key())
        if way is None:
            super().keyPressEvent(event)
            return
        step = _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        dx, dy = way[0] * step, way[1] * step
        x, y, w, h = self._window
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            grip = (1, 0) if way[0] else (0, 1)
            self.set_window(self._resized(self._window, grip, dx, dy))
        else:
            self.set_window(Box(x + dx, y + dy, w, h))

    def paintEvent(self, event) -> None:
        colours, painter = colours_of(self), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), qcolor(colours.stage))
        picture = self._rect(Box(0.0, 0.0, 1.0, 1.0))
        window = self._rect(self._window)
        painter.fillRect(window, qcolor(colours.raised))
        painter.fillRect(window, _hatched(colours.edge))
        painter.drawImage(picture, self._image)
        shade = QPainterPath()
        shade.addRect(QRectF(self.rect()))
        shade.addRect(window)
        painter.fillPath(shade, qcolor(colours.stage, 0.72))
        painter.setPen(QPen(qcolor(colours.edge), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(picture)
        self._paint_window(painter, window)

    def _paint_window(self, painter: QPainter, window: QRectF) -> None:
        colours = colours_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(qcolor(colours.text, 0.28), 1))
        for part in (1, 2):  # thirds
            x = window.left() + part * window.width() / 3
            y = window.top() + part * window.height() / 3
            painter.drawLine(QPointF(x, window.top()), QPointF(x, window.bottom()))
            painter.drawLine(QPointF(window.left(), y), QPointF(window.right(), y))
        painter.setPen(QPen(qcolor(colours.accent), 3 if self.hasFocus() else 2))
        painter.drawRect(window)
        painter.setPen(QPen(qcolor(colours.accent), 1.5))
        painter.setBrush(qcolor(colours.raised))
        for sides in _HANDLES:
            corner = self._handle(sides) - QPointF(_HANDLE, _HANDLE)
            painter.drawRoundedRect(QRectF(corner, QSizeF(2 * _HANDLE, 2 * _HANDLE)), 2, 2)


def whole(ratio: float, aspect: float) -> Box:
    """The smallest window of a shape that shows all of a picture (both width over height)."""
    unit = ratio / aspect
    return _around(0.5, 0.5, max(1.0, unit), max(1.0, 1.0 / unit))


def largest(ratio: float, aspect: float, x: float = 0.5, y: float = 0.5) -> Box:
    """The largest window of a shape within a picture, with (x, y) as near to its middle as can."""
    unit = ratio / aspect
    w, h = min(1.0, unit), min(1.0, 1.0 / unit)
    left, top = min(max(x - w / 2, 0.0), 1.0 - w), min(max(y - h / 2, 0.0), 1.0 - h)
    return Box(left, top, w, h)


def _around(x: float, y: float, w: float, h: float) -> Box:
    return Box(x - w / 2, y - h / 2, w, h)


def _allowed(window: Box) -> Box:
    """As large as can be, and on the picture with a part of it."""
    x, y, w, h = window
    shrink = min(1.0, (1 + 2 * FARTHEST) / w, (1 + 2 * FARTHEST) / h)
    grow = max(1.0, LEAST / max(w, h))
    w, h = w * shrink * grow, h * shrink * grow
    left = min(max(x, -FARTHEST, LEAST - w), 1 + FARTHEST - w, 1 - LEAST)
    top = min(max(y, -FARTHEST, LEAST - h), 1 + FARTHEST - h, 1 - LEAST)
    return Box(left, top, w, h)


def _hatched(colour: str) -> QBrush:
    return QBrush(qcolor(colour, 0.5), Qt.BrushStyle.BDiagPattern)
