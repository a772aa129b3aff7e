"""Brush, eraser and static brush: a drag paints a region and ends in its mask."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QT_TR_NOOP, QRectF, Qt

from engine.motion.strokes import MAX_STROKES
from engine.records import StrokeKind
from widgets.common.translation import tr
from widgets.motion.layer import BrushLayer
from widgets.motion.tools.region import HELD, whole_frame
from widgets.motion.tools.tool import Tool, Touch, locked

_FIRM = 0.85
"""Pressed this hard a pen paints a hard edge: nobody presses a pen with all their strength."""


def softness_of(pressure: float) -> float:
    """How soft the edge of the brush is under a pen: lightly soft all over, firmly hard."""
    return min(max(1.0 - pressure / _FIRM, 0.0), 1.0)


class Brush(Tool):
    """Paints what moves: more of the selected stroke, or a new one."""

    id, key, icon = "brush", "B", "brush"
    title = QT_TR_NOOP("Brush")
    help = QT_TR_NOOP("Paint over what moves")
    brush = aims = True
    kind: StrokeKind = "move"
    erases = False

    def __init__(self, canvas) -> None:
        super().__init__(canvas)
        self._layer: BrushLayer | None = None
        self._before: np.ndarray | None = None
        self._index: int | None = None
        self._first: Touch | None = None
        self._last: Touch | None = None

    def target(self, touch: Touch) -> int | None:
        """The stroke that a brush put down here paints on; None is a new one."""
        stroke, selected = self.board.stroke, self.board.selected
        if stroke is None or (stroke.kind == "static") != (self.kind == "static"):
            return None
        # a stroke that already goes somewhere is done: painting elsewhere begins the next one
        if stroke.kind == "move" and len(stroke.points) > 1 and not self._near(selected, touch):
            return None
        return selected

    def press(self, touch: Touch) -> bool:
        if not self._reaches_frame(touch):
            self.canvas.say(tr("Off the frame there is nothing to paint."))
            return False
        self._index = self.target(touch)
        if not self._allowed():
            return False
        self._begin()
        self._first = self._last = touch
        self._draw(touch)
        return True

    def move(self, touch: Touch) -> None:
        if touch.shift:
            touch = locked(self._first, touch, self.board.view)
        self._draw(touch)

    def release(self, touch: Touch) -> None:
        mask = self._layer.mask()
        changed = not np.array_equal(mask, self._before)
        index = self._index
        self.cancel()
        if not changed:
            return
        if (mask > HELD).any():
            kind = self.kind if index is None else self.board.plan.strokes[index].kind
            what = tr("Erase") if self.erases else tr("Paint")
            self.canvas.finish_region(index, mask, kind, what)
            if (mask > HELD).all():
                self.canvas.say(whole_frame())
        elif index is None:
            self.canvas.say(tr("This brush is too small for the frame. Enlarge it with ]."))
        else:
            self.canvas.remove_stroke(index)

    def cancel(self) -> None:
        self._layer = self._before = self._first = self._last = None
        self.canvas.drop_layer()

    def cursor(self, touch: Touch) -> Qt.CursorShape:
        if self._reaches_frame(touch):
            return Qt.CursorShape.BlankCursor
        return Qt.CursorShape.ForbiddenCursor

    def _allowed(self) -> bool:
        if self._index is None and len(self.board.plan.strokes) >= MAX_STROKES:
            self.canvas.say(tr("A plan holds at most {0} strokes.").format(MAX_STROKES))
            return False
        return True

    def _begin(self) -> None:
        self._layer = self.canvas.begin_layer(self._index, self.kind)
        self._before = self._layer.mask()

    def _near(self, index: int, touch: Touch) -> bool:
        rect = self.board.region_rect(self.board.plan.strokes[index])
        if rect is None:
            return True
        reach = self.canvas.ring_radius
        if not rect.adjusted(-reach, -reach, reach, reach).contains(touch.position):
            return False
        return self.board.in_region(index, touch.position) or self._touches(index, touch, reach)

    def _touches(self, index: int, touch: Touch, reach: float) -> bool:
        """Whether the ring of the brush overlaps the region, tried at eight places of its rim."""
        region, board = self.board.plan.strokes[index].region, self.board
        angles = np.linspace(0, 2 * np.pi, 8, endpoint=False)
        x, y = touch.position.x(), touch.position.y()
        rim = [board.view.to_frame(x + reach * np.cos(a), y + reach * np.sin(a)) for a in angles]
        return any(board.regions.contains(region, place) for place in rim)

    def _reaches_frame(self, touch: Touch) -> bool:
        view = self.board.view
        reach = self.canvas.ring_radius
        frame = QRectF(view.left, view.top, view.width, view.height)
        return frame.adjusted(-reach, -reach, reach, reach).contains(touch.position)

    def _draw(self, touch: Touch) -> None:
        width = self.canvas.brush_size / self.board.view.frame_width
        self._layer.draw_line(
            self._last.place,
            touch.place,
            width,
            softness=softness_of(touch.pressure),
            erase=self.erases,
        )
        reach = self.canvas.ring_radius + 3
        dirty = QRectF(self._last.position, touch.position).normalized()
        self.canvas.update(dirty.adjusted(-reach, -reach, reach, reach).toAlignedRect())
        self._last = touch


class StaticBrush(Brush):
    """Paints what must hold still."""

    id, key, icon = "static", "S", "static"
    title = QT_TR_NOOP("Static Brush")
    help = QT_TR_NOOP("Paint over what must hold still")
    kind: StrokeKind = "static"


class Eraser(Brush):
    """Takes away from the region of the selected stroke, or of the one under the hand."""

    id, key, icon = "eraser", "E", "eraser"
    title = QT_TR_NOOP("Eraser")
    help = QT_TR_NOOP("Take away from the selected region")
    erases = True

    def target(self, touch: Touch) -> int | None:
        if self.board.selected >= 0:
            return self.board.selected
        found = self.board.stroke_at(touch.position)
        return found if found >= 0 else None

    def _allowed(self) -> bool:
        if self._index is None:
            self.canvas.say(tr("Nothing to erase here. Select a stroke first (V)."))
            return False
        self.canvas.select(self._index)
        return True
