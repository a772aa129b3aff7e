"""The keyboard on the canvas: what can be done with the hand can be done with keys.

[ and ] size the brush; Page Up and Page Down go through the strokes, Ctrl+Left and Ctrl+Right
through the points of a path or the handles of a motion, with Shift choosing more of them, Ctrl+A
all; arrows nudge what is chosen by a pixel of the image (Shift: ten), a held key being one gesture;
Insert adds a point, Enter gives the motion that Trajectory draws, Ctrl+. takes the path that a hint
offers, Delete takes away what is chosen; Space lends the hand.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from engine.errors import BadInput
from engine.records import Stroke
from widgets.common.translation import tr
from widgets.motion import carrying, edits, handles
from widgets.motion.arrows import ARROWS
from widgets.motion.edits import Place
from widgets.motion.offers import offered

_SIZES = {Qt.Key.Key_BracketLeft: 0.8, Qt.Key.Key_BracketRight: 1.25}
_STROKES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_OWN = {
    *ARROWS,
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
        self._way: Place | None = None

    def owns(self, event: QKeyEvent) -> bool:
        """Whether a key is the canvas's own while it has the focus, whatever the window binds."""
        if event.key() == Qt.Key.Key_Escape:
            return self._canvas.hands.busy or self._canvas.tool.waits
        if self._moves_between_points(event) or event.matches(QKeySequence.StandardKey.SelectAll):
            return True
        if event.modifiers() & ~_PLAIN:
            return _takes_offer(event) and offered(self._canvas.board) is not None
        return event.key() in _OWN or self._canvas.tool.owns(event)

    def press(self, event: QKeyEvent) -> bool:
        """A key goes down; False where it means nothing here."""
        if not self.owns(event) or self._canvas.board.view is None:
            return False
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            return self._canvas.hands.cancel()
        if self._canvas.hands.busy:
            return True
        if key not in ARROWS or self._moves_between_points(event):
            self.finish()
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._choose_all()
        elif _takes_offer(event):
            self._canvas.take_offer()
        elif self._canvas.tool.owns(event) and not event.modifiers() & ~_PLAIN:
            self._canvas.tool.act(event)
        else:
            self._act(event, key)
        return True

    def _act(self, event: QKeyEvent, key: Qt.Key) -> None:
        more = bool(event.modifiers() & _SHIFT)
        if key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._canvas.hands.set_panning(True)
        elif self._moves_between_points(event):
            self._next_point(1 if key == Qt.Key.Key_Right else -1, more=more)
        elif key in ARROWS:
            self._nudge(*ARROWS[key], 10 if more else 1)
        elif key in _SIZES:
            self._size(_SIZES[key])
        elif key in _STROKES:
            self._next_stroke(_STROKES[key], more=more)
        elif key == Qt.Key.Key_Insert:
            self._insert()
        else:
            self._delete()

    def release(self, event: QKeyEvent) -> None:
        """A key comes up: a held arrow was one gesture."""
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Space:
            self._canvas.hands.set_panning(False)
        elif event.key() in ARROWS:
            self.finish()

    def finish(self) -> None:
        """Ends a nudge in progress."""
        nudged, way = self._nudged, self._way
        self._nudged = self._way = None
        canvas, board = self._canvas, self._canvas.board
        if nudged is None and way is None:
            return
        canvas.drop_draft()
        if nudged is not None:
            point, more = (board.point, board.more) if nudged[0] == board.selected else (-1, _NONE)
            plan = edits.replaced(board.plan, *nudged)
            canvas.commit(plan, tr("Nudge"), point=point, more=more)
        else:
            carrying.keep(canvas, board.selection, way, tr("Nudge"))

    def cancel(self) -> None:
        """Gives a nudge in progress up: the plan it was about is gone."""
        if self._nudged is not None or self._way is not None:
            self._nudged = self._way = None
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

    def _next_stroke(self, step: int, *, more: bool) -> None:
        canvas, board = self._canvas, self._canvas.board
        count = len(board.plan.strokes)
        if count:
            start = (0 if step > 0 else count - 1) if board.selected < 0 else board.selected + step
            there = start % count
            canvas.set_selection((there, *board.selection) if more else (there,))

    def _choose_all(self) -> None:
        canvas, board = self._canvas, self._canvas.board
        stroke = board.stroke
        if canvas.tool.id == "path" and stroke is not None and stroke.motion is None:
            canvas.choose_points(tuple(range(1, len(stroke.points))))
        else:
            others = (i for i in range(len(board.plan.strokes)) if i != board.selected)
            canvas.set_selection((max(board.selected, 0), *others))

    def _next_point(self, step: int, *, more: bool) -> None:
        board = self._canvas.board
        stroke = board.stroke
        if stroke is None or len(stroke.points) < 2:
            return
        names = list(board.handles(stroke))
        if names:
            at = names.index(board.handle) + step if board.handle in names else 0
            board.handle = names[at % len(names)]
        else:
            last = len(stroke.points) - 1
            point = min(max(board.point + step, 1), last) if board.point > 0 else last
            board.more = frozenset({*board.points, point}) if more else frozenset({point})
            board.point = point
        self._canvas.refresh()

    def _nudge(self, dx: int, dy: int, pixels: int) -> None:
        canvas, board = self._canvas, self._canvas.board
        stroke = self._nudged[1] if self._nudged else board.stroke
        if stroke is None:
            return
        x, y = dx * pixels / board.view.frame_width, dy * pixels / board.view.frame_height
        places = board.handles(stroke)
        if board.handle in places:
            from_x, from_y = places[board.handle]
            to = (from_x + x, from_y + y)
            try:
                stroke = handles.dragged(stroke, board.handle, to, board.world)
            except BadInput as error:
                canvas.say(str(error))
                return
        elif board.points:
            stroke = edits.with_points_shifted(stroke, board.points, x, y)
        else:
            way_x, way_y = self._way or (0.0, 0.0)
            self._way = (way_x + x, way_y + y)
            canvas.show_drafts(carrying.drafts(board, board.selection, self._way))
            return
        self._nudged = (board.selected, stroke)
        canvas.show_draft(board.selected, stroke)

    def _insert(self) -> None:
        canvas, board = self._canvas, self._canvas.board
        stroke = board.stroke
        if stroke is None or stroke.kind == "static":
            return
        if stroke.motion is not None:
            self._insert_corner(stroke)
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

    def _insert_corner(self, stroke: Stroke) -> None:
        """Half way before the corner that is chosen."""
        canvas, board = self._canvas, self._canvas.board
        kind, _, number = board.handle.partition(".")
        if kind != "path":
            canvas.say(tr("Go to a corner of its way first (Ctrl+Right), or make it by hand."))
            return
        at, path = int(number), stroke.motion.path
        (ax, ay), (bx, by) = path[at - 1], path[at]
        try:
            new = handles.with_corner(stroke, at, ((ax + bx) / 2, (ay + by) / 2), board.world)
        except BadInput as error:
            canvas.say(str(error))
            return
        canvas.commit(edits.replaced(board.plan, board.selected, new), tr("Add a corner"))

    def _delete(self) -> None:
        canvas, board = self._canvas, self._canvas.board
        if board.points:
            what = tr("Delete a point") if len(board.points) == 1 else tr("Delete points")
            stroke = edits.without_points(board.stroke, *board.points)
            canvas.commit(edits.replaced(board.plan, board.selected, stroke), what)
        elif board.handle in board.handles(board.stroke):
            canvas.remove_corner(board.handle)
        elif board.selected >= 0:
            canvas.remove_stroke(*board.selection)


def _takes_offer(event: QKeyEvent) -> bool:
    only_ctrl = event.modifiers() & ~_PLAIN == Qt.KeyboardModifier.ControlModifier
    return only_ctrl and event.key() == Qt.Key.Key_Period


_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE: frozenset[int] = frozenset()
