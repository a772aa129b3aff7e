"""Mouse and pen on the canvas: events go in, touches of the tool in hand come out, and the pointer.

Space or the middle button lends the hand tool for one drag; the right button takes a point away;
clicking a label's warning opens its hint; the other end of a pen erases.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QPointingDevice,
    QTabletEvent,
    QWheelEvent,
)

from widgets.common.theme import colours_of, qcolor
from widgets.common.translation import tr
from widgets.motion import edits
from widgets.motion.tools.tool import Tool, Touch

NOTCH = 1.2
"""What one notch of the wheel does to the scale."""

Hold = QMouseEvent | QTabletEvent
"""What a mouse or a pen does; both say where, with which button, and what is held down."""

_LARGEST_RING = 600
"""Radius in logical pixels beyond which a ring is not worth keeping as a picture."""


@lru_cache(maxsize=8)
def _ring(radius: float, ratio: float, ink: str, band: str) -> QPixmap:
    """A circle in a colour on a band that shows it on any ground."""
    side = 2 * ceil(radius + 4)
    pixmap = QPixmap(QSize(side, side) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((qcolor(band, 0.8), 3.5), (qcolor(ink), 1.5)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(QPointF(side / 2, side / 2), radius, radius)
    return pixmap


class Hands:
    """Turns what the mouse does into gestures, one at a time."""

    def __init__(self, canvas) -> None:
        self._canvas = canvas
        self._gesture: Tool | None = None
        self._panning = False
        self.position: QPointF | None = None
        """Where the pointer is; None where it is not on the canvas."""

    @property
    def busy(self) -> bool:
        """Whether a gesture is in progress."""
        return self._gesture is not None

    def set_panning(self, panning: bool) -> None:
        """Lends the hand tool, or takes it back."""
        self._panning = panning
        self.show_pointer()

    def press(self, event: Hold) -> None:
        """A button goes down."""
        canvas = self._canvas
        self.position = event.position()
        if canvas.board.view is None or self.busy:
            return
        canvas.say("")
        if event.button() == Qt.MouseButton.RightButton:
            self._take_point()
        elif event.button() == Qt.MouseButton.MiddleButton or self._panning:
            self._begin(canvas.tool_named("hand"), event)
        elif event.button() != Qt.MouseButton.LeftButton:
            return
        elif canvas.offers_at(self.position):
            canvas.take_offer()
        elif not canvas.open_hint(self.position):
            self._begin(self._tool_for(event), event)

    def move(self, event: Hold) -> None:
        """The pointer moves, with or without a button."""
        before, self.position = self.position, event.position()
        if self._gesture is not None:
            self._gesture.move(self._touch(event))
        else:
            self._canvas.tool.hover(self._touch(event))
            self.show_pointer()
        self._update_ring(before)

    def release(self, event: Hold) -> None:
        """A button comes up."""
        gesture = self._gesture
        if gesture is None or event.buttons() & (
            Qt.MouseButton.LeftButton | Qt.MouseButton.MiddleButton
        ):
            return
        self._gesture = None
        gesture.release(self._touch(event))
        self.ended(gesture)

    def key(self, event: QKeyEvent) -> bool:
        """A key for the gesture that waits for it; False where there is none."""
        tool = self._canvas.tool
        if not tool.waits or not tool.take_key(event):
            return False
        self.ended(tool)
        return True

    def hold(self, event: QTabletEvent) -> None:
        """A pen is put down, moved or lifted. Each is told here only, never as a mouse again."""
        acts = {
            QEvent.Type.TabletPress: self.press,
            QEvent.Type.TabletMove: self.move,
            QEvent.Type.TabletRelease: self.release,
        }
        acts[event.type()](event)
        event.accept()

    def leave(self) -> None:
        """The pointer leaves the canvas."""
        before, self.position = self.position, None
        self._update_ring(before)

    def wheel(self, event: QWheelEvent) -> None:
        """The wheel zooms; what is under the pointer stays there."""
        view, turned = self._canvas.board.view, event.angleDelta().y()
        if view is not None and turned:
            at = event.position()
            self._canvas.set_view(view.zoomed(NOTCH ** (turned / 120), at.x(), at.y()))
        event.accept()

    def cancel(self) -> bool:
        """Gives up the gesture in progress; False where there is none."""
        gesture, self._gesture = self._gesture, None
        if gesture is None and self._canvas.tool.waits:
            gesture = self._canvas.tool
        if gesture is None:
            return False
        gesture.cancel()
        self.ended(gesture)
        return True

    def show_pointer(self) -> None:
        """Gives the pointer the shape that says what a press would do."""
        canvas = self._canvas
        if canvas.board.view is None or self.position is None:
            shape = Qt.CursorShape.ArrowCursor
        elif self._panning:
            shape = Qt.CursorShape.OpenHandCursor
        elif canvas.chip_at(self.position) is not None or canvas.offers_at(self.position):
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = canvas.tool.cursor(self._touch_at(self.position))
        if canvas.cursor().shape() != shape:
            canvas.setCursor(shape)

    def paint_ring(self, painter: QPainter) -> None:
        """The size of the brush around the pointer, in the colour it will paint."""
        if not self._shows_ring():
            return
        canvas = self._canvas
        radius, ratio = canvas.ring_radius, canvas.devicePixelRatioF()
        if radius > _LARGEST_RING:
            painter.setPen(QPen(qcolor(self._ink()), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self.position, radius, radius)
            return
        # outlines are slow to paint and the ring is painted on every movement
        ring = _ring(radius, ratio, self._ink(), colours_of(canvas).panel)
        reach = ring.deviceIndependentSize().width() / 2
        painter.drawPixmap(self.position - QPointF(reach, reach), ring)

    def _shows_ring(self) -> bool:
        canvas = self._canvas
        return (
            self.position is not None
            and canvas.board.view is not None
            and canvas.tool.brush
            and not self._panning
            and (self.busy or canvas.cursor().shape() == Qt.CursorShape.BlankCursor)
        )

    def _ink(self) -> str:
        canvas = self._canvas
        if canvas.tool.id == "eraser":
            return colours_of(canvas).text
        index = canvas.tool.target(self._touch_at(self.position))
        return canvas.ink_of(index, canvas.tool.kind)

    def _update_ring(self, before: QPointF | None) -> None:
        if not self._canvas.tool.brush:
            return
        for position in (before, self.position):
            if position is not None:
                self._canvas.update(self._ring_rect(position))

    def _ring_rect(self, position: QPointF) -> QRect:
        reach = self._canvas.ring_radius + 4
        corner = QPointF(reach, reach)
        return QRectF(position - corner, position + corner).toAlignedRect()

    def _tool_for(self, event: Hold) -> Tool:
        """The tool in hand; the eraser where a pen that paints is turned around."""
        canvas = self._canvas
        turned = event.pointerType() == QPointingDevice.PointerType.Eraser
        return canvas.tool_named("eraser") if turned and canvas.tool.brush else canvas.tool

    def _begin(self, tool: Tool, event: Hold) -> None:
        if tool.edits and not tool.waits:
            self._canvas.gesture_changed.emit(True)
        if tool.press(self._touch(event)):
            self._gesture = tool
        else:
            self.ended(tool)

    def ended(self, tool: Tool) -> None:
        """The hand lets go; the gesture goes on only where its tool waits for the next click."""
        if tool.edits and not tool.waits:
            self._canvas.gesture_changed.emit(False)
        self.show_pointer()

    def _take_point(self) -> None:
        canvas, board = self._canvas, self._canvas.board
        if canvas.tool.take_back():
            self.ended(canvas.tool)
            return
        handle, point = board.handle_at(self.position), board.point_at(self.position)
        if handle:
            canvas.remove_corner(handle)
        elif point > 0:
            stroke = edits.without_points(board.stroke, point)
            plan = edits.replaced(board.plan, board.selected, stroke)
            canvas.commit(plan, tr("Delete a point"))

    def _touch(self, event: Hold) -> Touch:
        pressure = event.pressure() if isinstance(event, QTabletEvent) else 1.0
        return self._touch_at(event.position(), event.modifiers(), pressure)

    def _touch_at(
        self,
        position: QPointF,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        pressure: float = 1.0,
    ) -> Touch:
        return Touch(
            position,
            self._canvas.board.place(position),
            shift=bool(held & Qt.KeyboardModifier.ShiftModifier),
            alt=bool(held & Qt.KeyboardModifier.AltModifier),
            pressure=pressure,
        )
