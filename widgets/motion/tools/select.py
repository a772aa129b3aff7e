"""Select: a click selects a stroke, a drag moves a point of its path or the stroke as a whole."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QT_TR_NOOP, Qt

from engine.records import Stroke
from widgets.common.translation import tr
from widgets.motion import edits
from widgets.motion.tools.tool import Tool, Touch, locked


class Select(Tool):
    """Selects and moves."""

    id, key, icon = "select", "V", "select"
    title = QT_TR_NOOP("Select")
    help = QT_TR_NOOP("Select a stroke, move it or its points")

    def __init__(self, canvas) -> None:
        super().__init__(canvas)
        self._first: Touch | None = None
        self._last: Touch | None = None
        self._point = -1
        self._holds = False

    def press(self, touch: Touch) -> bool:
        self._first = self._last = touch
        self._point = self.board.point_at(touch.position)
        if self._point < 0:
            self.canvas.select(self.canvas.stroke_under(touch.position))
        self.board.point = self._point
        self._holds = self.board.selected >= 0
        self.canvas.refresh()
        return True

    def move(self, touch: Touch) -> None:
        if touch.shift:
            touch = locked(self._first, touch, self.board.view)
        self._last = touch
        if self._holds and touch.far_from(self._first):
            offset = (0.0, 0.0) if self._point >= 0 else self._offset()
            self.canvas.show_draft(self.board.selected, self._moved(), region_offset=offset)

    def release(self, touch: Touch) -> None:
        holds, moved = self._holds, self._last.far_from(self._first)
        draft = self._moved() if holds and moved else None
        offset, point = self._offset(), self._point
        self.cancel()
        if draft is None:
            return
        if point < 0 and draft.region.mask is not None:
            self._move_mask(draft, offset)
            return
        what = tr("Move a point") if point >= 0 else tr("Move a stroke")
        plan = edits.replaced(self.board.plan, self.board.selected, draft)
        self.canvas.commit(plan, what, point=point)

    def cancel(self) -> None:
        self._holds = False
        self.canvas.drop_draft()

    def cursor(self, touch: Touch) -> Qt.CursorShape:
        if self.board.point_at(touch.position) >= 0:
            return Qt.CursorShape.PointingHandCursor
        if self.canvas.stroke_under(touch.position) >= 0:
            return Qt.CursorShape.SizeAllCursor
        return Qt.CursorShape.ArrowCursor

    def _offset(self) -> tuple[float, float]:
        (x, y), (from_x, from_y) = self._last.place, self._first.place
        return x - from_x, y - from_y

    def _moved(self) -> Stroke:
        stroke, (dx, dy) = self.board.stroke, self._offset()
        if self._point < 0:
            return edits.shifted(stroke, dx, dy)
        point = stroke.points[self._point]
        return edits.with_point_at(stroke, self._point, (point.x + dx, point.y + dy))

    def _move_mask(self, stroke: Stroke, offset: tuple[float, float]) -> None:
        pixels = self.board.regions.pixels(stroke.region)
        if pixels is None:
            return
        height, width = pixels.shape
        mask = _shifted(pixels, round(offset[0] * width), round(offset[1] * height))
        if mask.any():
            self.canvas.finish_region(self.board.selected, mask, stroke.kind, tr("Move a stroke"))
        else:
            self.canvas.say(tr("A region must cover some of the frame."))


def _shifted(pixels: np.ndarray, dx: int, dy: int) -> np.ndarray:
    height, width = pixels.shape
    out = np.zeros_like(pixels)
    if abs(dx) >= width or abs(dy) >= height:
        return out
    to_y, to_x = slice(max(dy, 0), height + min(dy, 0)), slice(max(dx, 0), width + min(dx, 0))
    of_y, of_x = slice(max(-dy, 0), height - max(dy, 0)), slice(max(-dx, 0), width - max(dx, 0))
    out[to_y, to_x] = pixels[of_y, of_x]
    return out
