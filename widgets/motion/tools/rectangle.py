"""Rectangle: a drag from corner to corner marks a region."""

from __future__ import annotations

from PySide6.QtCore import QT_TR_NOOP, QPointF
from PySide6.QtGui import QPainter

from engine.errors import BadInput
from engine.records import Place
from widgets.common.translation import tr
from widgets.motion.tools.region import RegionTool, corners_of, square
from widgets.motion.tools.tool import Touch


class BoxTool(RegionTool):
    """Drags a box. Shift pressed during the drag makes it a square."""

    def __init__(self, canvas) -> None:
        super().__init__(canvas)
        self._first: Touch | None = None
        self._end = QPointF()
        self._squares = False

    def press(self, touch: Touch) -> bool:
        if not self.begin(touch):
            return False
        self._first, self._end = touch, touch.position
        # held from the start Shift says what the region is for, and its shape only later
        self._squares = not touch.shift
        return True

    def move(self, touch: Touch) -> None:
        self._update_around(self._corners())
        self._squares = self._squares or not touch.shift
        squared = touch.shift and self._squares
        self._end = square(self._first.position, touch.position) if squared else touch.position
        self._update_around(self._corners())

    def cancel(self) -> None:
        self._update_around(self._corners())
        self._first = None

    def paint(self, painter: QPainter) -> None:
        if self._first is not None:
            self.paint_outline(painter, self._corners(), closed=True, filled=True)
        super().paint(painter)

    def _corners(self) -> list[QPointF]:
        return [] if self._first is None else corners_of(self._first.position, self._end)


class Rectangle(BoxTool):
    """Draws a rectangle."""

    id, key, icon = "rectangle", "R", "rectangle"
    title = QT_TR_NOOP("Rectangle")
    help = QT_TR_NOOP("Drag a rectangle; Shift adds to the stroke, Alt takes away")

    def release(self, touch: Touch) -> None:
        from engine.frame.regions import rectangle

        start, end = self._first.place, self.board.place(self._end)
        drawn = touch.far_from(self._first)
        self.cancel()
        if not drawn:
            self.canvas.say(tr("Drag from one corner of the thing to the other."))
            return
        try:
            polygon: tuple[Place, ...] = rectangle(start, end)
        except BadInput as problem:
            self.canvas.say(f"{problem.message}. {problem.mend}.")
            return
        self.keep_outline(polygon, tr("Draw a rectangle"))
