"""Ruler: drag it along something of known length, write its metres; the picture then has a scale,
and physical motions go as fast as they would. Its arrow says where down is and can be turned.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QT_TR_NOOP, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from engine.errors import BadInput
from engine.motion import physics
from engine.motion.world import gravity_from_ruler
from engine.records import Gravity, Place
from widgets.common.theme import colours_of
from widgets.common.translation import tr
from widgets.motion import ruler
from widgets.motion.metres_field import MetresField
from widgets.motion.tools.tool import Tool, Touch, locked

_REACH = 12.0
_SHORTEST = 8.0
_DOWN = 90.0
_STEP_DEG, _SNAP_DEG = 15.0, 3.0
_TURNS = {Qt.Key.Key_Left: 1.0, Qt.Key.Key_Right: -1.0}
_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert}
_TAKES_AWAY = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class Ruler(Tool):
    """Measures the picture."""

    id, key, icon = "ruler", "M", "ruler"
    title = QT_TR_NOOP("Ruler")
    help = QT_TR_NOOP("Drag along something of known length; turn the arrow to where down is")

    def __init__(self, canvas) -> None:
        super().__init__(canvas)
        self._fixed: Place | None = None
        self._line: tuple[Place, Place] | None = None
        self._first: Touch | None = None
        self._turning: float | None = None
        self._field: MetresField | None = None

    def press(self, touch: Touch) -> bool:
        self._first, self._fixed = touch, touch.place
        lies = ruler.ends(self.board)
        if lies is None:
            return True
        if _near(ruler.arrow(self.board, self._direction)[1], touch):
            self._turning = self._direction
            return True
        a, b = lies
        if _near(self.board.position(a), touch):
            self._fixed = b
        elif _near(self.board.position(b), touch):
            self._fixed = a
        return True

    def move(self, touch: Touch) -> None:
        if self._turning is not None:
            foot, _ = ruler.arrow(self.board, self._direction)
            self._turning = _rounded(ruler.direction_to(foot, touch.position), coarse=touch.shift)
        else:
            if touch.shift:
                fixed = replace(touch, position=self.board.position(self._fixed))
                touch = locked(fixed, touch, self.board.view)
            self._line = (self._fixed, touch.place)
        self.canvas.update()

    def release(self, touch: Touch) -> None:
        turning, line = self._turning, self._line
        self._turning = None
        if turning is not None:
            self._turn(turning)
        elif line is not None and _length(self.board, line) >= _SHORTEST:
            self._ask(line)
        elif touch.far_from(self._first) or ruler.ends(self.board) is None:
            self._line = None
            self.canvas.say(tr("Drag the ruler along something whose length you know."))
        else:
            self._line = None
            self._ask(ruler.ends(self.board))
        self.canvas.update()

    def cancel(self) -> None:
        self._turning = self._line = None
        if self._field is not None:
            self._field.dismiss()
        self.canvas.update()

    def cursor(self, touch: Touch) -> Qt.CursorShape:
        lies = ruler.ends(self.board)
        if lies is not None:
            _, tip = ruler.arrow(self.board, self._direction)
            if any(_near(place, touch) for place in (tip, *map(self.board.position, lies))):
                return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.CrossCursor

    def paint(self, painter: QPainter) -> None:
        colours = colours_of(self.canvas)
        if self._line is not None:
            a, b = (self.board.position(end) for end in self._line)
            ruler.paint_line(painter, a, b, "", colours, held=True)
        else:
            ruler.paint(painter, self.board, colours, held=True, direction=self._turning)

    def owns(self, event: QKeyEvent) -> bool:
        return event.key() in _OPENS | _TAKES_AWAY | set(_TURNS)

    def act(self, event: QKeyEvent) -> None:
        key, step = Qt.Key(event.key()), _STEP_DEG if event.modifiers() & _SHIFT else 1.0
        if key in _OPENS:
            self._ask(ruler.ends(self.board) or self._beside_stroke())
        elif self.board.plan.gravity is None:
            self.canvas.say(tr("There is no ruler yet: drag one, or press Enter."))
        elif key in _TAKES_AWAY:
            self._keep(None, tr("Remove the ruler"))
        else:
            self._turn(self._direction + _TURNS[key] * step)

    @property
    def _direction(self) -> float:
        gravity = self.board.plan.gravity
        return _DOWN if gravity is None else gravity.direction_deg

    def _beside_stroke(self) -> tuple[Place, Place]:
        """As long as the selected thing is high; where none is selected, as half of the frame."""
        stroke = self.board.stroke
        box = None if stroke is None else self.board.regions.box(stroke.region)
        if box is None:
            return (0.05, 0.45), (0.05, 0.95)
        left = max(box.x - 0.02, 0.0)
        return (left, box.y), (left, box.y + box.h)

    def _ask(self, line: tuple[Place, Place]) -> None:
        """Opens the field for the length in metres."""
        self._line = line
        if self._field is None:
            self._field = MetresField(self.canvas)
            self._field.accepted.connect(self._measure)
            self._field.dismissed.connect(self._forget)
        known = self.board.plan.gravity is not None and line == ruler.ends(self.board)
        value = ruler.metres(self.board, *line) if known else self.canvas.metres
        a, b = (self.board.position(end) for end in line)
        self._field.open_at((a + b) / 2, value)

    def _forget(self) -> None:
        self._line = None
        self.canvas.setFocus()
        self.canvas.update()

    def _measure(self, metres: float) -> None:
        line, view = self._line, self.board.view
        self._forget()
        if line is None or view is None:
            return
        frame = (view.frame_width, view.frame_height)
        try:
            gravity = gravity_from_ruler(*line, metres, frame, self._direction)
        except BadInput as error:
            self.canvas.say(str(error))
            return
        self.canvas.set_metres(metres)
        self._keep(gravity, tr("Measure the picture"))

    def _turn(self, direction: float) -> None:
        gravity = self.board.plan.gravity
        if gravity is not None:
            direction = (direction + 180.0) % 360.0 - 180.0
            self._keep(replace(gravity, direction_deg=direction), tr("Turn gravity"))

    def _keep(self, gravity: Gravity | None, what: str) -> None:
        """All physical motions go by the new world."""
        board = self.board
        plan = replace(board.plan, gravity=gravity)
        if plan == board.plan:
            return
        try:
            plan = physics.recomputed(plan, board.clip)
        except BadInput as error:
            self.canvas.say(str(error))
            return
        self.canvas.commit(plan, what)


def _near(place: QPointF, touch: Touch) -> bool:
    return (place - touch.position).manhattanLength() <= _REACH


def _length(board, line: tuple[Place, Place]) -> float:
    way = board.position(line[1]) - board.position(line[0])
    return abs(way.x()) + abs(way.y())


def _rounded(direction: float, *, coarse: bool) -> float:
    """Straight down, up and level are easily met; `coarse` knows steps only."""
    if coarse:
        return round(direction / _STEP_DEG) * _STEP_DEG
    straight = round(direction / 90.0) * 90.0
    return straight if abs(direction - straight) < _SNAP_DEG else round(direction, 1)


_SHIFT = Qt.KeyboardModifier.ShiftModifier
