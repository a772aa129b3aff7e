"""Lasso: a drag around a thing makes it a region; on a region it adds, or cuts with Alt."""

from __future__ import annotations

from PySide6.QtCore import QT_TR_NOOP, Qt

from engine.motion.strokes import MAX_STROKES
from engine.records import Region
from widgets.common.translation import tr
from widgets.motion import edits, freehand
from widgets.motion.tools.tool import Tool, Touch
from widgets.motion.words import new_name

SMALLEST = 24.0
"""An outline that encloses less than this, in square logical pixels, was a slip of the hand."""


class Lasso(Tool):
    """Draws the outline of a region."""

    id, key, icon = "lasso", "L", "lasso"
    title = QT_TR_NOOP("Lasso")
    help = QT_TR_NOOP("Draw around what moves; Alt cuts from the region")

    def __init__(self, canvas) -> None:
        super().__init__(canvas)
        self._touches: list[Touch] = []
        self._index: int | None = None

    def press(self, touch: Touch) -> bool:
        selected = self.board.selected
        inside = selected >= 0 and self.board.in_region(selected, touch.position)
        self._index = selected if inside or (selected >= 0 and touch.alt) else None
        if self._index is None and len(self.board.plan.strokes) >= MAX_STROKES:
            self.canvas.say(tr("A plan holds at most {0} strokes.").format(MAX_STROKES))
            return False
        self._touches = [touch]
        self.canvas.begin_ink(self._index)
        return True

    def move(self, touch: Touch) -> None:
        self.canvas.draw_ink(self._touches[-1].position, touch.position)
        self._touches.append(touch)

    def release(self, touch: Touch) -> None:
        touches, index = self._touches, self._index
        self.cancel()
        places = [t.place for t in touches]
        if _area([(t.position.x(), t.position.y()) for t in touches]) < SMALLEST:
            self.canvas.say(tr("Draw all the way around the thing."))
            return
        polygon = freehand.outlined(places, self.board.aspect)
        if index is None:
            self._add(polygon)
        else:
            self._combine(index, polygon, erase=touches[0].alt)

    def cancel(self) -> None:
        self._touches = []
        self.canvas.drop_ink()

    def cursor(self, touch: Touch) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor

    def _add(self, polygon: tuple[edits.Place, ...]) -> None:
        name = new_name("move")
        centre = edits.centroid_of(polygon)
        plan = edits.added(self.board.plan, name, "move", Region(polygon=polygon), centre)
        self.canvas.commit(plan, tr("Lasso a region"), select=len(plan.strokes) - 1)

    def _combine(self, index: int, polygon: tuple[edits.Place, ...], *, erase: bool) -> None:
        kind = self.board.plan.strokes[index].kind
        layer = self.canvas.begin_layer(index, kind)
        layer.put_polygon(polygon, erase=erase)
        mask = layer.mask()
        self.canvas.drop_layer()
        if mask.any():
            self.canvas.finish_region(index, mask, kind, tr("Lasso a region"))
        else:
            self.canvas.remove_stroke(index)


def _area(points: list[tuple[float, float]]) -> float:
    following = [*points[1:], points[0]]
    return abs(
        sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(points, following, strict=True)) / 2
    )
