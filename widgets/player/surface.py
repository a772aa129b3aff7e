"""The picture: one frame with its overlay, fitted into the widget.

A plain widget painted with QPainter from a 32-bit image: on a processor that is faster than scene
graphs and OpenGL in software, and a test can look at every pixel. A tool can lie on top: it is
asked first of every press and key, and paints last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.records import Finding
from engine.wrapping import wrapped
from widgets.common.theme import GRID, ON_PICTURE, colours_of, qcolor
from widgets.player.kinds import kind_of
from widgets.player.overlay_state import Overlay
from widgets.player.overlays import paint
from widgets.player.shapes import extent

TURN_MS = 550
"""Before and after take turns slower than anything that could hurt."""
NAMED = 4
"""Findings of a frame that are named over the picture; the lanes have all."""
LABEL_WIDTH, LABEL_ROWS = 320, 3
LABEL_SHARE = 0.2
"""Of the picture, which a label may take for more rows than lines."""
LABELS_KEPT = 64
ROOMY = 400
"""Pixels of a picture that has room for more names than one."""


class SurfaceTool(Protocol):
    """What can lie on the picture. Places are fractions of the frame, as in a Mark."""

    def press(self, place: QPointF, event: QMouseEvent) -> bool:
        """A button went down; whether the tool takes it, and what follows until it is up."""

    def move(self, place: QPointF, event: QMouseEvent) -> None:
        """The mouse moved, with a button down that the tool took or with none."""

    def release(self, place: QPointF, event: QMouseEvent) -> None:
        """The button that the tool took is up."""

    def key(self, event: QKeyEvent) -> bool:
        """A key while the picture has the focus; whether the tool takes it."""

    def paint(self, painter: QPainter, rect: QRectF, index: int) -> None:
        """Paints over frame `index`, which stands at `rect` in the pixels of the painter."""

    def cursor(self) -> Qt.CursorShape | None:
        """How the mouse looks over the picture; None is as ever."""


class Surface(QWidget):
    """Shows `image` and what `overlay` says of frame `index`."""

    clicked = Signal(QPointF)
    """Where, in clip pixels; outside the picture too."""
    menu_wanted = Signal(QPoint)
    """Where on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.overlay = Overlay()
        self._image: QImage | None = None
        self._index = 0
        self._message = ""
        self._turn = QTimer(self, interval=TURN_MS)
        self._turn.timeout.connect(self._turn_over)
        self._tool: SurfaceTool | None = None
        self._taken = False
        self._labels: dict[object, QPixmap] = {}
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

    def set_tool(self, tool: SurfaceTool | None) -> None:
        """Lays a tool on the picture, or takes it away."""
        self._tool, self._taken = tool, False
        self.setMouseTracking(tool is not None)
        self.refresh_cursor()
        self.update()

    def refresh_cursor(self) -> None:
        """The tool wants another cursor."""
        shape = self._tool.cursor() if self._tool is not None else None
        self.unsetCursor() if shape is None else self.setCursor(shape)

    def image(self) -> QImage | None:
        """The frame that is shown."""
        return self._image

    @property
    def index(self) -> int:
        """Which frame that is."""
        return self._index

    def place_at(self, position: QPointF) -> QPointF:
        """A position in the widget as fractions of the frame; below 0 or above 1 outside it."""
        rect = self.picture_rect()
        if rect.isEmpty():
            return QPointF(-1.0, -1.0)
        return QPointF(
            (position.x() - rect.left()) / rect.width(),
            (position.y() - rect.top()) / rect.height(),
        )

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
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place = self.place_at(event.position())
        self._taken = self._tool is not None and self._tool.press(place, event)
        if not self._taken and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(
                QPointF(place.x() * self.overlay.width, place.y() * self.overlay.height)
            )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._tool is not None and (self._taken or not event.buttons()):
            self._tool.move(self.place_at(event.position()), event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._tool is not None and self._taken:
            self._taken = False
            self._tool.release(self.place_at(event.position()), event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._tool is None or not self._tool.key(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._turn.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._turn.stop()
        super().hideEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), qcolor(theme.stage))
        rect = self.picture_rect()
        if rect.isEmpty():
            painter.setPen(qcolor(theme.dim))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(GRID, 0, -GRID, 0), flags, self._message)
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
        paint(painter, self.overlay, self._index, ON_PICTURE, scale)
        painter.restore()
        if "boxes" in self.overlay.on:
            self._paint_labels(painter, rect, scale)
        if self._tool is not None:
            self._tool.paint(painter, rect, self._index)

    def _paint_labels(self, painter: QPainter, rect: QRectF, scale: float) -> None:
        """The chosen finding says its numbers, the others their name where there is room."""
        found = self.overlay.findings_at(self._index)
        chosen = next((f for f in found if f.key == self.overlay.chosen), None)
        if chosen is None and len(found) == 1:
            chosen = found[0]
        taken: list[QRectF] = []
        if chosen is not None:
            self._paint_label(painter, rect, scale, chosen, True, taken)
        if rect.width() >= ROOMY:
            for finding in [f for f in found if f is not chosen][:NAMED]:
                self._paint_label(painter, rect, scale, finding, False, taken)

    def _paint_label(
        self,
        painter: QPainter,
        rect: QRectF,
        scale: float,
        finding: Finding,
        told: bool,
        taken: list[QRectF],
    ) -> None:
        """Kind and numbers beside the box, inside the picture and beside other labels."""
        theme = ON_PICTURE
        lines = [(self._head(finding, told=told), theme.bad)]
        if told:
            was = self.tr("measured {what}").format(what=finding.measured)
            wanted = self.tr("expected {what}").format(what=finding.expected)
            lines += [(was, theme.measured), (wanted, theme.wanted)]
        if finding.key in self.overlay.dismissed:  # dim, and yet to be read
            lines = [(text, theme.dim) for text, _ in lines]
        most = min(LABEL_WIDTH, int(rect.width()))
        # the picture is to be seen, too
        tall = LABEL_SHARE * rect.width() * rect.height() / max(most, 1)
        label = self._label(tuple(lines), most, int(tall / QFontMetrics(self.font()).height()))
        room = extent(self.overlay, finding, self._index, 1.0 / max(scale, 1e-6))
        around = QRectF(rect.topLeft() + room.topLeft() * scale, room.size() * scale)
        place = placed(label.deviceIndependentSize(), around, rect, taken)
        taken.append(place)
        painter.drawPixmap(place.topLeft().toPoint(), label)  # whole pixels stay sharp

    def _label(self, lines: tuple[tuple[str, str], ...], most: int, rows: int) -> QPixmap:
        """Lines and their colours as a picture: made once, for letters take long to draw. Where
        there is room for more rows than lines, long lines have several.
        """
        share = self.devicePixelRatioF()
        key = (lines, most, rows, share)
        if key not in self._labels:
            if len(self._labels) >= LABELS_KEPT:
                self._labels.clear()
            self._labels[key] = self._drawn_label(lines, most, rows, share)
        return self._labels[key]

    def _drawn_label(
        self, lines: tuple[tuple[str, str], ...], most: int, rows: int, share: float
    ) -> QPixmap:
        metrics = QFontMetrics(self.font())
        room, more = most - 2 * GRID - 4, max(0, rows - len(lines))
        told: list[tuple[str, str]] = []
        for text, colour in lines:
            some = _rows(text, metrics, room, 1 + min(more, LABEL_ROWS - 1))
            more -= len(some) - 1
            told += [(row, colour) for row in some]
        lines = tuple(told)
        # whole pixels are a little less than the words take
        width = max(metrics.horizontalAdvance(text) for text, _ in lines) + 2 * GRID + 4
        size = QSize(min(width, most), len(lines) * metrics.height() + GRID)
        label = QPixmap(size * share)
        label.setDevicePixelRatio(share)
        label.fill(Qt.GlobalColor.transparent)
        painter = QPainter(label)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        path = QPainterPath()
        path.addRoundedRect(QRectF(QPointF(0, 0), size.toSizeF()), 4, 4)
        painter.fillPath(path, qcolor(ON_PICTURE.panel, 0.92))
        for number, (text, colour) in enumerate(lines):
            painter.setPen(qcolor(colour))
            line = metrics.ascent() + GRID / 2 + number * metrics.height()
            painter.drawText(QPointF(GRID, line), text)
        painter.end()
        return label

    def _head(self, finding: Finding, *, told: bool) -> str:
        """The name of its kind, and which of two moments is shown."""
        title = kind_of(self.overlay.kinds, finding.kind).title
        if not told or not self._flashes(finding):
            return title
        after = self.overlay.after
        moment = self.tr("after, frame {n}") if after else self.tr("before, frame {n}")
        frame = finding.end_frame if after else finding.start_frame
        return f"{title} · {moment.format(n=frame)}"

    def _flashes(self, finding: Finding | None) -> bool:
        """Whether the moments before and after are shown in turn."""
        if finding is None or self.overlay.moving or "boxes" not in self.overlay.on:
            return False
        shape = kind_of(self.overlay.kinds, finding.kind).shape
        return shape == "flash" and finding.key == self.overlay.chosen

    def _turn_over(self) -> None:
        found = self.overlay.findings_at(self._index)
        if self.isVisible() and any(self._flashes(finding) for finding in found):
            self.overlay.after = not self.overlay.after
            self.update()


def placed(size: QSizeF, box: QRectF, room: QRectF, taken: Sequence[QRectF]) -> QRectF:
    """Where a label of a size stands: beside its box, inside the room, off other labels."""
    middle = box.center()
    far = room.adjusted(GRID, GRID, -GRID - size.width(), -GRID - size.height())
    corners = (
        QPointF(box.right() + GRID, box.top() - size.height() / 2),
        QPointF(box.left() - GRID - size.width(), box.top() - size.height() / 2),
        QPointF(middle.x() - size.width() / 2, box.top() - GRID - size.height()),
        far.topLeft(),
        far.topRight(),
        far.bottomLeft(),
        far.bottomRight(),
        QPointF(box.right() + GRID, box.bottom() - size.height() / 2),
    )
    places = [_inside(QRectF(corner, size), room) for corner in corners]
    free = [place for place in places if not any(place.intersects(other) for other in taken)]
    return next((place for place in free if not place.intersects(box)), (free or places)[0])


def _inside(place: QRectF, room: QRectF) -> QRectF:
    left = min(max(place.left(), room.left()), room.right() - place.width())
    top = min(max(place.top(), room.top()), room.bottom() - place.height())
    return QRectF(QPointF(left, top), place.size())


def _rows(text: str, metrics: QFontMetrics, room: int, most: int) -> list[str]:
    """A text in at most so many rows of `room` pixels; the last ends where there is no more."""
    rows = wrapped(text, lambda row: metrics.horizontalAdvance(row) <= room, most)
    return [metrics.elidedText(row, Qt.TextElideMode.ElideRight, room) for row in rows]
