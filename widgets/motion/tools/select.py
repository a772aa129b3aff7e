"""Select: a click selects a stroke, a drag moves what is selected, a box chooses several.

Shift and a click add to the selection or take from it, of strokes as of points.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TR_NOOP, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from engine.errors import BadInput
from widgets.common.theme import colours_of
from widgets.common.translation import tr
from widgets.motion import carrying, edits
from widgets.motion.edits import Place
from widgets.motion.surface import Draft
from widgets.motion.tools import rubber
from widgets.motion.tools.grasp import Grasp, taken
from widgets.motion.tools.tool import Tool, Touch, locked


class Select(Tool):
    """Selects and moves."""

    id, key, icon = "select", "V", "select"
    title = QT_TR_NOOP("Select")
    help = QT_TR_NOOP("Select and move strokes and points; Shift+click or a box for several")

    def __init__(self, canvas) -> None:
        super().__init__(canvas)
        self._first: Touch | None = None
        self._last: Touch | None = None
        self._grasp: Grasp | None = None
        self._under = -1
        self._box: QRectF | None = None

    def press(self, touch: Touch) -> bool:
        board = self.board
        self._first = self._last = touch
        self._grasp, self._box = taken(board, touch), None
        if self._grasp is not None:
            self._choose_point(touch)
            return True
        self._under = self.canvas.stroke_under(touch.position)
        if self._under < 0:
            self._box = rubber.box_of(touch.position, touch.position)
        elif not touch.shift and self._under not in board.selection:
            self.canvas.select(self._under)
        board.point, board.more, board.handle = -1, frozenset(), ""
        self.canvas.refresh()
        return True

    def move(self, touch: Touch) -> None:
        if self._box is not None:
            self._last = touch
            self._box = rubber.box_of(self._first.position, touch.position)
            self.canvas.update()
            return
        if touch.shift:
            touch = locked(self._first, touch, self.board.view)
        if touch.far_from(self._first):
            if self._under >= 0 and self._under not in self.board.selection:
                self.canvas.set_selection((*self.board.selection, self._under))
            self._show(touch)
        self._last = touch

    def release(self, touch: Touch) -> None:
        moved = self._last.far_from(self._first)
        grasp, box, under, way = self._grasp, self._box, self._under, self._way()
        last = self._last
        self.cancel()
        if box is not None:
            self._choose_in(box, moved=moved, more=touch.shift)
        elif grasp is not None:
            if moved:
                self._keep(grasp, last)
        elif moved:
            indices = self.board.selection
            what = tr("Move a stroke") if len(indices) == 1 else tr("Move strokes")
            carrying.keep(self.canvas, indices, way, what)
        elif self._first.shift:
            self.canvas.toggle(under)
        else:
            self.canvas.select(under)

    def cancel(self) -> None:
        self._grasp, self._box, self._under = None, None, -1
        self.canvas.drop_draft()
        self.canvas.update()

    def cursor(self, touch: Touch) -> Qt.CursorShape:
        board = self.board
        if board.handle_at(touch.position) or board.point_at(touch.position) >= 0:
            return Qt.CursorShape.PointingHandCursor
        if self.canvas.stroke_under(touch.position) >= 0:
            return Qt.CursorShape.SizeAllCursor
        return Qt.CursorShape.ArrowCursor

    def paint(self, painter: QPainter) -> None:
        if self._box is not None:
            rubber.paint(painter, self._box, colours_of(self.canvas))

    def _choose_point(self, touch: Touch) -> None:
        board, grasp = self.board, self._grasp
        board.handle = grasp.handle
        if grasp.handle:
            board.point, board.more = -1, frozenset()
        else:
            self.canvas.choose_point(board.point_at(touch.position), more=touch.shift)
        self.canvas.refresh()

    def _choose_in(self, box: QRectF, *, moved: bool, more: bool) -> None:
        """The points of the selected path that lie in the box, or the strokes."""
        board = self.board
        points, strokes = board.points_in(box), board.strokes_in(box)
        if moved and points and not set(strokes) - {board.selected}:
            self.canvas.choose_points((*board.points, *points) if more else points)
        elif moved and more:
            self.canvas.set_selection((*board.selection, *strokes))
        elif moved:
            self.canvas.set_selection(strokes)
        elif not more:
            self.canvas.select(-1)

    def _show(self, touch: Touch) -> None:
        board = self.board
        if self._grasp is None:
            self._last = touch
            self.canvas.show_drafts(carrying.drafts(board, board.selection, self._way()))
            return
        try:
            draft = self._grasp.moved(board, touch)
        except BadInput as error:
            self.canvas.say(str(error))
            return
        self.canvas.say("")
        self.canvas.show_drafts((Draft(board.selected, draft, hand=_beside(touch)),))

    def _keep(self, grasp: Grasp, touch: Touch) -> None:
        board = self.board
        try:
            stroke = grasp.moved(board, touch)
        except BadInput as error:
            self.canvas.say(str(error))
            return
        plan = edits.replaced(board.plan, board.selected, stroke)
        self.canvas.commit(plan, grasp.what, point=board.point, more=board.more)

    def _way(self) -> Place:
        (x, y), (from_x, from_y) = self._last.place, self._first.place
        return x - from_x, y - from_y


def _beside(touch: Touch) -> QPointF:
    """Where words do not lie under the hand."""
    return touch.position + QPointF(8, -24)
