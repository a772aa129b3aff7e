"""Polygon: each click sets a corner; the first corner, a second click or Enter closes it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QT_TR_NOOP, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen

from engine.records import Place
from widgets.common.theme import colours_of, qcolor
from widgets.common.translation import tr
from widgets.motion.tools.region import RegionTool
from widgets.motion.tools.tool import Touch, locked

_CLOSES = 12.0
"""How near, in logical pixels, a click must come to the first corner."""
_CORNER = 4.0
_LEAST = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Polygon(RegionTool):
    """Draws a region corner by corner. What it drew moves with the view."""

    id, key, icon = "polygon", "G", "polygon"
    title = QT_TR_NOOP("Polygon")
    help = QT_TR_NOOP(
        "Click the corners, Enter closes, Backspace takes one back; "
        "Shift adds to the stroke, Alt takes away"
    )
    drags = False

    def __init__(self, canvas) -> None:
        super().__init__(canvas)
        self._corners: list[Touch] = []
        self._hand: Place | None = None
        self._closing = False

    @property
    def waits(self) -> bool:
        return bool(self._corners)

    def press(self, touch: Touch) -> bool:
        if not self._corners and not self.begin(touch):
            return False
        self._closing = self._closes(touch)
        if not self._closing:
            self._corners.append(self._straightened(touch))
            self._hand = self._corners[-1].place
            self._update()
        return True

    def move(self, touch: Touch) -> None:
        if self._closing or not self._corners:
            return
        self._update()
        rest = self._corners.pop()
        self._corners.append(self._straightened(touch) if self._corners else touch)
        self._hand = self._corners[-1].place
        self._update_around([rest.position, self._corners[-1].position])
        self._update()

    def release(self, touch: Touch) -> None:
        if self._closing:
            self._close()
        elif len(self._corners) == 1:
            self.canvas.say(tr("Enter closes the polygon, Backspace takes a corner back."))

    def hover(self, touch: Touch) -> None:
        if not self._corners:
            super().hover(touch)
            return
        self._update()
        self._hand = self._straightened(touch).place
        self._update()

    def take_key(self, event: QKeyEvent) -> bool:
        if event.key() in _ENTER:
            self._close()
            return True
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            return self.take_back()
        return False

    def take_back(self) -> bool:
        if not self._corners:
            return False
        self._update()
        self._corners.pop()
        return True

    def cancel(self) -> None:
        self._update()
        self._corners, self._hand, self._closing = [], None, False

    def cursor(self, touch: Touch) -> Qt.CursorShape:
        if self._corners and self._closes(touch):
            return Qt.CursorShape.PointingHandCursor
        return super().cursor(touch)

    def paint(self, painter: QPainter) -> None:
        super().paint(painter)
        if not self._corners:
            return
        places = self._places()
        hand = self.board.position(self._hand)
        closing = len(places) >= _LEAST and self._is_at(hand, places[0])
        led = places if closing else [*places, hand]
        self.paint_outline(painter, led, closed=closing, filled=len(led) > 2)
        painter.setPen(QPen(qcolor(self.ink), 2))
        for at, place in enumerate(places):
            ready = at == 0 and len(places) >= _LEAST
            painter.setBrush(qcolor(self.ink if ready else colours_of(self.canvas).panel))
            size = _CORNER + 2 if ready else _CORNER
            painter.drawEllipse(place, size, size)

    def _close(self) -> None:
        corners = self._corners
        if len(corners) < _LEAST:
            self._closing = False
            self.canvas.say(tr("A polygon has at least three corners. Esc gives it up."))
            return
        self.cancel()
        self.keep_outline(tuple(touch.place for touch in corners), tr("Draw a polygon"))

    def _closes(self, touch: Touch) -> bool:
        """Whether a press is on the first corner, or once more on the last."""
        if not self._corners:
            return False
        places = self._places()
        on_first = len(places) >= _LEAST and self._is_at(touch.position, places[0])
        moved = touch.position - places[-1]
        return on_first or (len(places) > 1 and moved.manhattanLength() <= 4)

    def _straightened(self, touch: Touch) -> Touch:
        """The touch on a line with the corner before it, where Shift is held."""
        if not touch.shift or not self._corners:
            return touch
        before = self._corners[-1]
        before = replace(before, position=self.board.position(before.place))
        return locked(before, touch, self.board.view)

    def _places(self) -> list[QPointF]:
        return [self.board.position(touch.place) for touch in self._corners]

    def _is_at(self, one: QPointF, other: QPointF) -> bool:
        away = one - other
        return away.x() ** 2 + away.y() ** 2 <= _CLOSES**2

    def _update(self) -> None:
        if self._corners:
            hand = self.board.position(self._hand)
            self._update_around([*self._places(), hand], _CORNER + 6)
