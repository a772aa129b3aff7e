"""The picture: one frame with its overlay, fitted into the widget.

A plain widget painted with QPainter from a 32-bit image: on a processor that is faster than scene
graphs and OpenGL in software, and a test can look at every pixel.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.records import Finding
from widgets.common.theme import GRID, colours_of, qcolor
from widgets.player.overlays import Overlay, paint


class Surface(QWidget):
    """Shows `image` and what `overlay` says of frame `index`."""

    clicked = Signal()
    menu_wanted = Signal(QPoint)
    """Where on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.overlay = Overlay()
        self._image: QImage | None = None
        self._index = 0
        self._message = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Picture of the take"))

    def show_frame(self, image: QImage | None, index: int) -> None:
        """Paints another frame."""
        self._image, self._index = image, index
        self.update()

    def show_message(self, text: str) -> None:
        """Words in place of a picture: what to do next."""
        self._image, self._message = None, text
        self.setAccessibleDescription(text)
        self.update()

    def image(self) -> QImage | None:
        """The frame that is shown."""
        return self._image

    def picture_rect(self) -> QRectF:
        """Where the frame stands in the widget."""
        if self._image is None or self._image.isNull():
            return QRectF()
        size = self._image.size()
        room = self.rect().adjusted(GRID, GRID, -GRID, -GRID)
        fitted = QRectF(
            QPointF(0, 0),
            size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio).toSizeF(),
        )
        fitted.moveCenter(QRectF(room).center())
        return fitted.toAlignedRect().toRectF()

    def sizeHint(self) -> QSize:
        return QSize(832, 480)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), qcolor(theme.stage))
        rect = self.picture_rect()
        if rect.isEmpty():
            painter.setPen(qcolor(theme.dim))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._message)
            return
        scale = rect.width() / self._image.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < 1.0)
        painter.drawImage(rect, self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.save()
        painter.setClipRect(rect)
        painter.translate(rect.topLeft())
        painter.scale(scale, scale)
        paint(painter, self.overlay, self._index, theme, scale)
        painter.restore()
        if "boxes" in self.overlay.on:
            for finding in self.overlay.findings_at(self._index):
                self._paint_label(painter, rect, scale, finding)

    def _paint_label(self, painter: QPainter, rect: QRectF, scale: float, finding: Finding) -> None:
        """Kind and numbers beside the box, inside the picture."""
        theme, metrics = colours_of(self), QFontMetrics(self.font())
        head, said = finding.kind, self.tr("{measured} · wanted {expected}")
        line = said.format(measured=finding.measured, expected=finding.expected)
        width = max(metrics.horizontalAdvance(head), metrics.horizontalAdvance(line)) + 2 * GRID
        width, height = min(width, int(rect.width())), 2 * metrics.height() + GRID
        box = finding.box
        left = rect.left() + (box.x + box.w) * scale + GRID if box else rect.left() + GRID
        top = rect.top() + box.y * scale - height / 2 if box else rect.top() + GRID
        left = min(left, rect.right() - width)
        top = min(max(top, rect.top()), rect.bottom() - height)
        place = QRectF(left, top, width, height)
        path = QPainterPath()
        path.addRoundedRect(place, 4, 4)
        painter.fillPath(path, qcolor(theme.panel, 0.92))
        inner = place.adjusted(GRID, GRID / 2, -GRID, 0)
        painter.setPen(qcolor(theme.bad))
        painter.drawText(inner.topLeft() + QPointF(0, metrics.ascent()), head)
        painter.setPen(qcolor(theme.text))
        elided = metrics.elidedText(line, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(inner.topLeft() + QPointF(0, metrics.ascent() + metrics.height()), elided)
