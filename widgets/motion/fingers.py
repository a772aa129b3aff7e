"""Fingers on the canvas: touches go in; one finger is the hand, two move and zoom the view.

A second finger that comes soon takes the first one's gesture back, so that who wants to zoom paints
nothing. A pinch on a trackpad zooms as well.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEventPoint, QMouseEvent, QNativeGestureEvent, QTouchEvent

_SLOP = 8.0
"""A finger that has moved less than this, in logical pixels, has only been put down."""
_NONE = Qt.MouseButton.NoButton
_LEFT = Qt.MouseButton.LeftButton


class Fingers:
    """Turns touches into gestures of the hand, or into other views."""

    def __init__(self, canvas) -> None:
        self._canvas = canvas
        self._start: QPointF | None = None
        self._down = False
        self._pinching = False
        self._places: dict[int, QPointF] = {}

    def touch(self, event: QTouchEvent) -> None:
        """Fingers are put down, moved or lifted. Each is told here only, never as a mouse again."""
        event.accept()
        points = [p for p in event.points() if p.state() != QEventPoint.State.Released]
        if event.type() == QEvent.Type.TouchCancel:
            self._give_up()
        elif self._canvas.board.view is None:
            return
        elif len(points) > 1:
            self._pinch(points)
        elif not self._pinching:
            self._follow(event, lifted=not points)
        if not points:
            self._start, self._down, self._pinching, self._places = None, False, False, {}

    def turn(self, event: QNativeGestureEvent) -> bool:
        """A gesture of a trackpad; False where it means nothing here."""
        view = self._canvas.board.view
        if view is None or event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        at = event.position()
        self._canvas.set_view(view.zoomed(1 + event.value(), at.x(), at.y()))
        return True

    def _follow(self, event: QTouchEvent, *, lifted: bool) -> None:
        """One finger does what the left button does, once it is clear that it is alone."""
        point = event.points()[0]
        at, held = point.position(), event.modifiers()
        if self._start is None:
            self._start = at
            return
        moved = (at - self._start).manhattanLength() > _SLOP
        if not self._down and (moved or lifted):
            self._down = True
            self._send(QEvent.Type.MouseButtonPress, self._start, held)
        if self._down:
            if at != self._start:
                self._send(QEvent.Type.MouseMove, at, held)
            if lifted:
                self._send(QEvent.Type.MouseButtonRelease, at, held)

    def _pinch(self, points: list[QEventPoint]) -> None:
        canvas = self._canvas
        if self._down:
            canvas.hands.cancel()
            self._down = False
        two = sorted(points, key=lambda point: point.id())[:2]
        # where an event says that it was last is not always where it was
        before, self._places = self._places, {p.id(): p.position() for p in two}
        if before.keys() == self._places.keys():
            was, now = list(before.values()), list(self._places.values())
            middle, there = (was[0] + was[1]) / 2, (now[0] + now[1]) / 2
            view = canvas.board.view.panned(there.x() - middle.x(), there.y() - middle.y())
            factor = _length(now) / max(_length(was), 1.0)
            canvas.set_view(view.zoomed(factor, there.x(), there.y()))
        self._pinching = True

    def _give_up(self) -> None:
        if self._down:
            self._canvas.hands.cancel()

    def _send(self, kind: QEvent.Type, at: QPointF, held: Qt.KeyboardModifier) -> None:
        hands = self._canvas.hands
        button, down = (_NONE, _LEFT) if kind == QEvent.Type.MouseMove else (_LEFT, _LEFT)
        if kind == QEvent.Type.MouseButtonRelease:
            down = _NONE
        event = QMouseEvent(kind, at, self._canvas.mapToGlobal(at), button, down, held)
        acts = {
            QEvent.Type.MouseButtonPress: hands.press,
            QEvent.Type.MouseMove: hands.move,
            QEvent.Type.MouseButtonRelease: hands.release,
        }
        acts[kind](event)


def _length(ends: list[QPointF]) -> float:
    way = ends[1] - ends[0]
    return (way.x() ** 2 + way.y() ** 2) ** 0.5
