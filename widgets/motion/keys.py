"""The keyboard on the canvas: what can be done with the hand can be done with keys.

[ and ] size the brush; Page Up and Page Down go through the strokes, Ctrl+Left and Ctrl+Right
through the points of a path; arrows nudge by a pixel of the image (Shift: ten), a held key being
one gesture; Insert adds a point, Delete takes the point or the stroke away; Space lends the hand.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from engine.records import Stroke
from widgets.common.translation import tr
from widgets.motion import edits

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_SIZES = {Qt.Key.Key_BracketLeft: 0.8, Qt.Key.Key_BracketRight: 1.25}
_STROKES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_OWN = {
    *_ARROWS,
    *_SIZES,
    *_STROKES,
    Qt.Key.Key_Space,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Insert,
}
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_FIRST_WAY = 0.2
"""How far, in frame widths, a path goes that is begun with a key."""


class Keys:
    """Turns keys into edits of the selected stroke."""

    def __init__(self, canvas) -> None:
        self._canvas = canvas
        self._nudged: tuple[int, Stroke] | None = None

    def owns(self, event: QKeyEvent) -> bool:
        """Whether a key is the canvas's own while it has the focus, whatever the window binds."""
        if event.key() == Qt.Key.Key_Escape:
            return self._canvas.hands.busy or self._canvas.tool.waits
        if self._moves_between_points(event):
            return True
        return event.key() in _OWN and not event.modifiers() & ~_PLAIN

    def press(self, event: QKeyEvent) -> bool:
        """A key goes down; False where it means nothing here."""
        if not self.owns(event) or self._canvas.board.view is None:
            return False
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            return self._canvas.hands.cancel()
        if self._canvas.hands.busy:
            return True
        if key not in _ARROWS or self._moves_between_points(event):
            self.finish()
        if key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._canvas.hands.set_panning(True)
        elif self._moves_between_points(event):
            self._next_point(1 if key == Qt.Key.Key_Right else -1)
        elif key in _ARROWS:
            self._nudge(*_ARROWS[key], 10 if event.modifiers() & _SHIFT else 1)
        elif key in _SIZES:
            self._size(_SIZES[key])
        elif key in _STROKES:
            self._next_stroke(_STROKES[key])
        elif key == Qt.Key.Key_Insert:
            self._insert()
        else:
            self._delete()
        return True

    def release(self, event: QKeyEvent) -> None:
        """A key comes up: a held arrow was one gesture."""
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Space:
            self._canvas.hands.set_panning(False)
        elif event.key() in _ARROWS:
            self.finish()

    def finish(self) -> None:
        """Ends a nudge in progress."""
        nudged, self._nudged = self._nudged, None
        if nudged is None:
            return
        canvas, board = self._canvas, self._canvas.board
        canvas.drop_draft()
        point = board.point if nudged[0] == board.selected else -1
        canvas.commit(edits.replaced(board.plan, *nudged), tr("Nudge"), point=point)

    def cancel(self) -> None:
        """Gives a nudge in progress up: the plan it was about is gone."""
        if self._nudged is not None:
            self._nudged = None
            self._canvas.drop_draft()

    def _moves_between_points(self, event: QKeyEvent) -> bool:
        across = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        return across and event.modifiers() & ~_PLAIN == Qt.KeyboardModifier.ControlModifier

    def _size(self, factor: float) -> None:
        size = round(self._canvas.brush_size * factor)
        # small brushes must grow, too
        if size == self._canvas.brush_size:
            size += 1 if factor > 1 else -1
        self._canvas.set_brush_size(size)

    def _next_stroke(self, step: int) -> None:
        count = len(self._canvas.board.plan.strokes)
        if count:
            selected = self._canvas.board.selected
            start = (0 if step > 0 else count - 1) if selected < 0 else selected + step
            self._canvas.select(start % count)

    def _next_point(self, step: int) -> None:
        board = self._canvas.board
        stroke = board.stroke
        if stroke is None or len(stroke.points) < 2:
            return
        last = len(stroke.points) - 1
        board.point = min(max(board.point + step, 1), last) if board.point > 0 else last
        self._canvas.refresh()

    def _nudge(self, dx: int, dy: int, pixels: int) -> None:
        board = self._canvas.board
        stroke = self._nudged[1] if self._nudged else board.stroke
        if stroke is None:
            return
        x, y = dx * pixels / board.view.frame_width, dy * pixels / board.view.frame_height
        if board.point > 0:
            point = stroke.points[board.point]
            stroke = edits.with_point_at(stroke, board.point, (point.x + x, point.y + y))
        elif stroke.region.mask is None:
            stroke = edits.shifted(stroke, x, y)
        else:
            self._canvas.say(
                tr("A painted region stays where it was painted; drag it with Select (V).")
            )
            return
        self._nudged = (board.selected, stroke)
        self._canvas.show_draft(board.selected, stroke)

    def _insert(self) -> None:
        canvas, board = self._canvas, self._canvas.board
        stroke = board.stroke
        if stroke is None or stroke.kind == "static":
            return
        if len(stroke.points) < 2 or board.point < 1:
            x, y = board.centre(stroke)
            if len(stroke.points) > 1:
                x, y = stroke.points[-1].x, stroke.points[-1].y
            places = [(p.x, p.y) for p in stroke.points] or [(x, y)]
            new = edits.with_path(stroke, [*places, (x + _FIRST_WAY, y)], board.aspect)
            point = len(new.points) - 1
        else:
            before, after = stroke.points[board.point - 1], stroke.points[board.point]
            middle = ((before.x + after.x) / 2, (before.y + after.y) / 2)
            new, point = edits.with_point_inserted(stroke, (before.t + after.t) / 2, middle)
        plan = edits.replaced(board.plan, board.selected, new)
        canvas.commit(plan, tr("Add a point"), point=point)

    def _delete(self) -> None:
        canvas, board = self._canvas, self._canvas.board
        if board.point > 0:
            stroke = edits.without_point(board.stroke, board.point)
            plan = edits.replaced(board.plan, board.selected, stroke)
            canvas.commit(plan, tr("Delete a point"))
        elif board.selected >= 0:
            canvas.remove_stroke(board.selected)


_SHIFT = Qt.KeyboardModifier.ShiftModifier
