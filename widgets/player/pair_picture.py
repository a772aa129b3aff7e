"""Two frames in one picture: side by side, divided by a line, their difference, one over the other.

What goes in are two images with their names and a view; what comes out is where the dividing line
was dragged to. Both are shown at the same size and zoom.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.common.theme import GRID, ON_PICTURE, colours_of, qcolor

View = Literal["beside", "wipe", "difference", "onion"]
CLOSEST = 8.0
"""Times that the picture is enlarged at most."""
MOST_GAIN = 16
_GAP = GRID
_REACH = 12
"""Pixels beside the dividing line that still take it."""


@dataclass(slots=True)
class Side:
    """One of the two takes at this moment."""

    image: QImage | None = None
    name: str = ""
    said: str = ""
    """What is to be known of this moment: that the take has ended, or has not begun."""


class PairPicture(QWidget):
    """Drag moves the dividing line, or the picture where it is enlarged; the wheel enlarges."""

    amount_changed = Signal(float)
    """Where the dividing line is, 0..1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sides = (Side(), Side())
        self.view: View = "beside"
        self.moving = False
        self._amount = 0.5
        self._gain = 4
        self._zoom, self._centre = 1.0, QPointF(0.5, 0.5)
        self._drags: Literal["", "line", "picture"] = ""
        self._last = QPointF()
        self._difference: tuple[object, QImage] | None = None
        self.setMinimumSize(240, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Two takes at the same moment"))

    def sizeHint(self) -> QSize:
        return QSize(832, 480)

    @property
    def zoom(self) -> float:
        """Times that the picture is enlarged; 1 is all of it."""
        return self._zoom

    def set_view(self, view: View) -> None:
        """Another way to show both."""
        self.view = view
        self.update()

    def set_amount(self, amount: float) -> None:
        """Where the line is, or how much of the second is seen, 0..1."""
        self._amount = min(max(amount, 0.0), 1.0)
        self.update()

    def set_gain(self, gain: int) -> None:
        """Times that differences are brightened."""
        self._gain = min(max(gain, 1), MOST_GAIN)
        self.update()

    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """Enlarges; what is at `around`, in pixels of the widget, stays there."""
        zoom = min(max(zoom, 1.0), CLOSEST)
        frame = self._frame(0)
        if around is not None and not frame.isEmpty():
            left = (around.x() - frame.left()) / frame.width()
            top = (around.y() - frame.top()) / frame.height()
            share = 1.0 - self._zoom / zoom
            self._centre += QPointF(left - self._centre.x(), top - self._centre.y()) * share
        self._zoom = zoom
        self._bound()

    # where things are

    def _room(self, side: int) -> QRectF:
        """Where the frame of a side may stand."""
        whole = QRectF(self.rect())
        if self.view != "beside":
            return whole
        width = (whole.width() - _GAP) / 2
        return QRectF(side * (width + _GAP), 0, width, whole.height())

    def _shape(self) -> QSizeF:
        image = self.sides[0].image or self.sides[1].image
        return QSizeF(16, 9) if image is None else image.size().toSizeF()

    def _frame(self, side: int) -> QRectF:
        """Where the whole frame would stand at this zoom."""
        room, size = self._room(side), self._shape()
        size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        size *= self._zoom
        middle = room.center()
        return QRectF(
            middle.x() - self._centre.x() * size.width(),
            middle.y() - self._centre.y() * size.height(),
            size.width(),
            size.height(),
        )

    def _bound(self) -> None:
        """Nothing but picture is seen as long as there is enough of it."""
        half = 0.5 / self._zoom
        x = min(max(self._centre.x(), half), 1 - half)
        y = min(max(self._centre.y(), half), 1 - half)
        self._centre = QPointF(x, y)
        self.update()

    def _line(self) -> float:
        frame = self._frame(0).intersected(QRectF(self.rect()))
        return frame.left() + frame.width() * self._amount

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), qcolor(theme.stage))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not self.moving)
        if self.view == "difference":
            self._paint_difference(painter)
        elif self.view == "beside":
            for side in (0, 1):
                self._paint_side(painter, side, self._room(side))
        else:
            self._paint_over(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for side in (0, 1):
            self._paint_name(painter, side)

    def _paint_side(self, painter: QPainter, side: int, clip: QRectF) -> None:
        image = self.sides[side].image
        if image is None:
            return
        painter.save()
        painter.setClipRect(clip)
        frame = self._frame(side)
        size = image.size().toSizeF()  # of another shape than the first, it keeps its own
        size.scale(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(0, 0), size)
        place.moveCenter(frame.center())
        painter.drawImage(place, image)
        painter.restore()

    def _paint_over(self, painter: QPainter) -> None:
        whole = QRectF(self.rect())
        if self.view == "onion":
            self._paint_side(painter, 0, whole)
            painter.setOpacity(self._amount)
            self._paint_side(painter, 1, whole)
            painter.setOpacity(1.0)
            return
        line = self._line()
        self._paint_side(painter, 0, QRectF(0, 0, line, whole.height()))
        self._paint_side(painter, 1, QRectF(line, 0, whole.width() - line, whole.height()))
        edge, ink = qcolor(ON_PICTURE.ground, 0.55), qcolor(ON_PICTURE.text)
        painter.fillRect(QRectF(line - 2, 0, 4, whole.height()), edge)
        painter.fillRect(QRectF(line - 1, 0, 2, whole.height()), ink)
        grip = QRectF(line - 5, whole.center().y() - 16, 10, 32)
        path = QPainterPath()
        path.addRoundedRect(grip, 5, 5)
        painter.strokePath(path, QPen(edge, 2))
        painter.fillPath(path, ink)

    def _paint_difference(self, painter: QPainter) -> None:
        first, second = (side.image for side in self.sides)
        if first is None or second is None:
            return
        key = (first.cacheKey(), second.cacheKey(), self._gain)
        if self._difference is None or self._difference[0] != key:
            self._difference = (key, difference(first, second, self._gain))
        painter.drawImage(self._frame(0), self._difference[1])

    def _paint_name(self, painter: QPainter, side: int) -> None:
        """The name above, what is missing below; the second on the right."""
        shown = self.sides[side]
        room = self._room(side) if self.view == "beside" else QRectF(self.rect())
        room = room.intersected(self._frame(side)) if self._shape() else room
        right = side == 1 and self.view != "beside"
        self._paint_chip(painter, f"{'AB'[side]} · {shown.name}", room, right, above=True)
        if shown.said:
            self._paint_chip(painter, shown.said, room, right, above=False, warns=True)

    def _paint_chip(
        self,
        painter: QPainter,
        text: str,
        room: QRectF,
        right: bool,
        *,
        above: bool,
        warns: bool = False,
    ) -> None:
        theme, metrics = ON_PICTURE, QFontMetrics(self.font())
        most = room.width() - 2 * GRID if self.view == "beside" else room.width() / 2 - 2 * GRID
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(most) - 2 * GRID)
        width, height = metrics.horizontalAdvance(shown) + 2 * GRID, metrics.height() + GRID
        left = room.right() - GRID - width if right else room.left() + GRID
        top = room.top() + GRID if above else room.bottom() - GRID - height
        path = QPainterPath()
        path.addRoundedRect(QRectF(left, top, width, height), 4, 4)
        painter.fillPath(path, qcolor(theme.panel, 0.88))
        painter.setPen(QPen(qcolor(theme.warning if warns else theme.text)))
        place = QRectF(left + GRID, top, width, height)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)

    # hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._last = event.position()
        near = self.view == "wipe" and abs(event.position().x() - self._line()) <= _REACH
        if near or (self.view == "wipe" and self._zoom == 1.0):
            self._drags = "line"
            self._drag_line(event.position().x())
        else:
            self._drags = "picture"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._drags == "line":
            self._drag_line(place.x())
        elif self._drags == "picture" and self._zoom > 1.0:
            frame, way = self._frame(0), place - self._last
            self._centre -= QPointF(way.x() / frame.width(), way.y() / frame.height())
            self._bound()
        self._last = place
        near = self.view == "wipe" and abs(place.x() - self._line()) <= _REACH
        self.setCursor(Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drags = ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.set_zoom(self._zoom * 1.2 ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def _drag_line(self, x: float) -> None:
        frame = self._frame(0).intersected(QRectF(self.rect()))
        if frame.width() > 0:
            self.set_amount((x - frame.left()) / frame.width())
            self.amount_changed.emit(self._amount)


def difference(first: QImage, second: QImage, gain: int = 1) -> QImage:
    """How far two images are from each other at every pixel, brightened; as large as the first."""
    import cv2

    if second.size() != first.size():
        ignore, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode
        second = second.scaled(first.size(), ignore, smooth.SmoothTransformation)
    apart = cv2.absdiff(_pixels(first), _pixels(second))
    apart = np.ascontiguousarray(cv2.convertScaleAbs(apart, alpha=float(gain)))
    height, width = apart.shape[:2]
    return QImage(apart.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def _pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return rows[:, : image.width()].copy()
