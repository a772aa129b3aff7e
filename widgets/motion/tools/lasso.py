"""Lasso: a drag around a thing makes it a region, adds to one, or takes away from one."""

from __future__ import annotations

from PySide6.QtCore import QT_TR_NOOP

from widgets.common.translation import tr
from widgets.motion import freehand
from widgets.motion.tools.region import Mode, RegionTool
from widgets.motion.tools.tool import Touch

SMALLEST = 24.0
"""An outline that encloses less than this, in square logical pixels, was a slip of the hand."""


class Lasso(RegionTool):
    """Draws the outline of a region."""

    id, key, icon = "lasso", "L", "lasso"
    title = QT_TR_NOOP("Lasso")
    help = QT_TR_NOOP("Draw around what moves; Shift adds to the stroke, Alt takes away")

    def __init__(self, canvas) -> None:
        super().__init__(canvas)
        self._touches: list[Touch] = []

    def press(self, touch: Touch) -> bool:
        if not self.begin(touch):
            return False
        self._touches = [touch]
        self.canvas.begin_ink(None if self.mode is Mode.NEW else self.board.selected)
        return True

    def move(self, touch: Touch) -> None:
        self.canvas.draw_ink(self._touches[-1].position, touch.position)
        self._touches.append(touch)

    def release(self, touch: Touch) -> None:
        touches = self._touches
        self.cancel()
        if enclosed([(t.position.x(), t.position.y()) for t in touches]) < SMALLEST:
            self.canvas.say(tr("Draw all the way around the thing."))
            return
        polygon = freehand.outlined([t.place for t in touches], self.board.aspect)
        self.keep_outline(polygon, tr("Lasso a region"))

    def cancel(self) -> None:
        self._touches = []
        self.canvas.drop_ink()


def enclosed(points: list[tuple[float, float]]) -> float:
    """The area of a polygon; what is gone around twice in opposite ways counts nothing."""
    following = [*points[1:], points[0]]
    return abs(
        sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(points, following, strict=True)) / 2
    )
