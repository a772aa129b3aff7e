"""A crosshair for the keyboard: keys go in, the hand presses, moves and lets go where it stands.

Enter shows it, arrows move it (a tap by a pixel of the image, held longer by more, with Shift by
ten), Enter puts the tool down and lifts it again, Escape takes the crosshair away.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen

from widgets.common.theme import colours_of, qcolor
from widgets.common.translation import tr
from widgets.motion.arrows import ARROWS

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HELD = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.KeypadModifier
)
_INNER, _OUTER = 4.0, 16.0
_HELD_STEP, _SHIFT_STEP = 6, 10
"""Pixels of the image that one repeat of a held arrow moves, and one arrow with Shift."""
_NONE = Qt.MouseButton.NoButton
_LEFT = Qt.MouseButton.LeftButton


class Aim:
    """The crosshair of one canvas."""

    def __init__(self, canvas) -> None:
        self._canvas = canvas
        self.position: QPointF | None = None
        """Where it stands in the widget; None where it is not shown."""

    def owns(self, event: QKeyEvent) -> bool:
        """Whether a key is the crosshair's."""
        canvas = self._canvas
        if canvas.board.view is None or not canvas.tool.aims or event.modifiers() & ~_HELD:
            return False
        if event.key() in _ENTER:
            # a tool that waits without a crosshair has a meaning of its own for Enter
            return self.position is not None or not canvas.tool.waits
        if self.position is None:
            return False
        if event.key() == Qt.Key.Key_Escape:
            return not canvas.hands.busy and not canvas.tool.waits
        return event.key() in ARROWS and not event.modifiers() & Qt.KeyboardModifier.AltModifier

    def press(self, event: QKeyEvent) -> bool:
        """A key goes down; False where it means nothing here."""
        if not self.owns(event):
            return False
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self._enter(event.modifiers())
        elif event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            self._move(event)
        return True

    def end(self) -> None:
        """Takes the crosshair away; a gesture that is begun keeps it."""
        if self.position is not None and not self._canvas.hands.busy:
            self._update()
            self.position = None
            self._canvas.hands.leave()
            self._canvas.say("")

    def paint(self, painter: QPainter) -> None:
        """Four lines around the spot, on a band that shows them on any ground."""
        if self.position is None:
            return
        colours = colours_of(self._canvas)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((qcolor(colours.panel, 0.8), 4.0), (qcolor(colours.text), 1.5)):
            painter.setPen(QPen(colour, width))
            for x, y in ARROWS.values():
                way = QPointF(x, y)
                painter.drawLine(self.position + way * _INNER, self.position + way * _OUTER)

    def _enter(self, held: Qt.KeyboardModifier) -> None:
        canvas = self._canvas
        if self.position is None:
            self._begin()
        elif canvas.hands.busy:
            self._send(QEvent.Type.MouseButtonRelease, held, _LEFT, _NONE)
        else:
            self._send(QEvent.Type.MouseButtonPress, held, _LEFT, _LEFT)
            if not canvas.tool.drags and canvas.hands.busy:
                self._send(QEvent.Type.MouseButtonRelease, held, _LEFT, _NONE)

    def _begin(self) -> None:
        canvas = self._canvas
        middle = QPointF(canvas.rect().center())
        self.position = canvas.hands.position or middle
        canvas.say(tr("Arrows move the crosshair, Enter puts the tool down and lifts it."))
        self._send(QEvent.Type.MouseMove, Qt.KeyboardModifier.NoModifier, _NONE, _NONE)

    def _move(self, event: QKeyEvent) -> None:
        canvas = self._canvas
        pixels = _HELD_STEP if event.isAutoRepeat() else 1
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            pixels = _SHIFT_STEP
        x, y = ARROWS[Qt.Key(event.key())]
        self._update()
        step = QPointF(x, y) * pixels * canvas.board.view.scale
        self.position = _inside(self.position + step, QRectF(canvas.rect()))
        self._update()
        down = _LEFT if canvas.hands.busy else _NONE
        self._send(QEvent.Type.MouseMove, Qt.KeyboardModifier.NoModifier, _NONE, down)

    def _send(
        self,
        kind: QEvent.Type,
        held: Qt.KeyboardModifier,
        button: Qt.MouseButton,
        down: Qt.MouseButton,
    ) -> None:
        """Does what the mouse does there."""
        hands = self._canvas.hands
        where = self._canvas.mapToGlobal(self.position)
        held = held & ~Qt.KeyboardModifier.KeypadModifier
        event = QMouseEvent(kind, self.position, where, button, down, held)
        acts = {
            QEvent.Type.MouseButtonPress: hands.press,
            QEvent.Type.MouseMove: hands.move,
            QEvent.Type.MouseButtonRelease: hands.release,
        }
        acts[kind](event)
        self._update()

    def _update(self) -> None:
        reach = QPointF(_OUTER + 3, _OUTER + 3)
        self._canvas.update(QRectF(self.position - reach, self.position + reach).toAlignedRect())


def _inside(position: QPointF, room: QRectF) -> QPointF:
    return QPointF(
        min(max(position.x(), room.left()), room.right()),
        min(max(position.y(), room.top()), room.bottom()),
    )
