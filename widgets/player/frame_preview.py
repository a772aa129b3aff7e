"""The small picture above the mouse while a moment is looked for.

What goes in is a frame number and a place; the picture is the player's own where that is decoded,
and otherwise a small one that a thread of its own decodes, so that nothing waits for it.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from widgets.common.theme import GRID, RADIUS, colours_of, qcolor
from widgets.player.reel import Reel

WIDTH = 168
_WORDS = 20
BUDGET_BYTES = 32 * 1024 * 1024
"""Six hundred pictures of this width."""


class FramePreview(QWidget):
    """Stands over its parent and takes no clicks."""

    def __init__(self, reel: Reel, parent: QWidget) -> None:
        super().__init__(parent)
        self._reel = reel
        self._small = Reel(self, BUDGET_BYTES, WIDTH)
        self._small.frame_ready.connect(self._on_ready, Qt.ConnectionType.QueuedConnection)
        self._path: Path | None = None
        self._opened = False
        self._index, self._words = -1, ""
        self._image: QImage | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def set_clip(self, path: Path | None) -> None:
        """Another clip."""
        self.close_clip()
        self._path = path

    def close_clip(self) -> None:
        """Lets go of the file and joins the decoding thread."""
        self.forget()
        self._small.close()
        self._opened = False

    @property
    def index(self) -> int:
        """The frame that is shown, -1 where there is none."""
        return self._index if self.isVisible() else -1

    @property
    def image(self) -> QImage | None:
        """Its picture, where it is there already."""
        return self._image

    def show_at(self, index: int, words: str, place: QPoint, room: QRect) -> None:
        """Shows a frame above a place of the parent, within `room`."""
        self._index, self._words = index, words
        self._image = self._reel.known(index)
        if self._image is None and self._path is not None:
            if not self._opened:
                self._opened = True
                self._small.open(self._path)
            self._image = self._small.image(index)
        size = self.sizeHint()
        left = min(max(place.x() - size.width() // 2, room.left()), room.right() - size.width())
        top = max(place.y() - size.height() - 2 * GRID, room.top())
        self.setGeometry(QRect(QPoint(left, top), size))
        self.raise_()
        self.show()
        self.update()

    def forget(self) -> None:
        """Nothing is pointed at any more."""
        self._index, self._image = -1, None
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH + 8, round(WIDTH / self._ratio()) + 8 + _WORDS)

    def _ratio(self) -> float:
        shape = self._image or self._reel.known(0)
        if shape is None or shape.isNull():
            return 16 / 9
        # a tall clip must not be taller than the window
        return max(shape.width() / shape.height(), 0.75)

    def _on_ready(self, index: int) -> None:
        if index == self._index and self._image is None:
            self._image = self._small.known(index)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), colours_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(qcolor(theme.line), 1))
        painter.setBrush(qcolor(theme.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        room = QRectF(self.rect()).adjusted(4, 4, -4, -4 - _WORDS)
        if self._image is not None and not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self._image.size().toSizeF()
            size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(room.topLeft(), size)
            place.moveCenter(room.center())
            painter.drawImage(place, self._image)
        painter.setPen(qcolor(theme.text))
        words = QRectF(4, room.bottom() + 2, room.width(), _WORDS)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self._words)
