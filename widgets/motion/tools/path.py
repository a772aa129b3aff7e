"""Path: drag from a region to say where it goes, click to lead the path on, pull it to bend it."""

from __future__ import annotations

from PySide6.QtCore import QT_TR_NOOP, Qt

from engine.records import Stroke
from widgets.common.translation import tr
from widgets.motion import edits, freehand
from widgets.motion.edits import Place
from widgets.motion.tools.tool import Tool, Touch, locked


class PathTool(Tool):
    """Draws and bends the trajectory of a stroke."""

    id, key, icon = "path", "P", "curve"
    title = QT_TR_NOOP("Trajectory")
    help = QT_TR_NOOP(
        "Drag from a region to where it goes; click adds points, pulling the line bends it"
    )

    def __init__(self, canvas) -> None:
        super().__init__(canvas)
        self._first: Touch | None = None
        self._places: list[Place] = []
        self._last: Touch | None = None
        self._draft: Stroke | None = None
        self._point = -1
        self._what = ""
        self._straight = False

    def press(self, touch: Touch) -> bool:
        self._first = self._last = touch
        self._places = [touch.place]
        self._straight = touch.shift
        if self._grasp_point(touch) or self._bend(touch):
            return True
        under = self.board.stroke_at(touch.position)
        selected = self.board.selected
        if selected >= 0 and self.board.in_region(selected, touch.position):
            under = selected
        if under >= 0 and self.board.in_region(under, touch.position):
            return self._begin_path(under)
        if self.board.stroke is None:
            self.canvas.say(tr("Paint or lasso what moves first (B or L), then drag from it."))
            return False
        return self._lead_on(touch)

    def move(self, touch: Touch) -> None:
        if touch.shift:
            touch = locked(self._first, touch, self.board.view)
        if self._draft is not None and self._point >= 0:
            self._pull(touch)
            return
        self._straight = touch.shift
        self._places.append(touch.place)
        if touch.shift:
            self.canvas.drop_ink()
            self.canvas.show_draft(self.board.selected, self._along([touch.place]))
        else:
            self.canvas.drop_draft()
            self.canvas.draw_ink(self._last.position, touch.position)
        self._last = touch

    def release(self, touch: Touch) -> None:
        first, last, draft, what = self._first, self._last, self._draft, self._what
        point, straight, places = self._point, self._straight, self._places
        moved = last.far_from(first)
        self.cancel()
        if draft is not None:
            self._keep_point(draft, point, what, moved=moved)
        elif moved:
            self._keep_path(places, straight=straight)

    def cancel(self) -> None:
        self._draft, self._point = None, -1
        self._places = []
        self.canvas.drop_ink()
        self.canvas.drop_draft()

    def cursor(self, touch: Touch) -> Qt.CursorShape:
        board = self.board
        if board.point_at(touch.position) >= 0:
            return Qt.CursorShape.PointingHandCursor
        stroke = board.stroke
        under = board.stroke_at(touch.position)
        if under >= 0:
            stroke = board.plan.strokes[under]
        if stroke is None or stroke.kind == "static":
            return Qt.CursorShape.ForbiddenCursor
        return Qt.CursorShape.CrossCursor

    def _grasp_point(self, touch: Touch) -> bool:
        point = self.board.point_at(touch.position)
        if point < 0:
            return False
        self._hold(self.board.stroke, point, tr("Move a point"))
        return True

    def _bend(self, touch: Touch) -> bool:
        t = self.board.bend_at(touch.position)
        if t is None:
            return False
        draft, point = edits.with_point_inserted(self.board.stroke, t, touch.place)
        self._hold(draft, point, tr("Add a point"))
        return True

    def _lead_on(self, touch: Touch) -> bool:
        stroke = self.board.stroke
        if self._refuses(stroke):
            return False
        places = [(p.x, p.y) for p in stroke.points] or [self.board.centre(stroke)]
        draft = edits.with_path(stroke, [*places, touch.place], self.board.aspect)
        self._hold(draft, len(draft.points) - 1, tr("Add a point"))
        return True

    def _hold(self, draft: Stroke, point: int, what: str) -> None:
        self._draft, self._point, self._what = draft, point, what
        self.board.point = point
        self.canvas.show_draft(self.board.selected, draft)

    def _begin_path(self, index: int) -> bool:
        if self._refuses(self.board.plan.strokes[index]):
            return False
        self.canvas.select(index)
        self.canvas.begin_ink(index)
        return True

    def _refuses(self, stroke: Stroke) -> bool:
        if stroke.kind != "static":
            return False
        self.canvas.say(tr("A static brush holds still. Make it a motion to give it a path."))
        return True

    def _pull(self, touch: Touch) -> None:
        self._last = touch
        self._draft = edits.with_point_at(self._draft, self._point, touch.place)
        self.canvas.show_draft(self.board.selected, self._draft)

    def _keep_point(self, draft: Stroke, point: int, what: str, *, moved: bool) -> None:
        self.board.point = point
        added = len(draft.points) != len(self.board.stroke.points)
        if moved or added:
            plan = edits.replaced(self.board.plan, self.board.selected, draft)
            self.canvas.commit(plan, what, point=point)
        else:
            self.canvas.refresh()

    def _keep_path(self, places: list[Place], *, straight: bool) -> None:
        aspect = self.board.aspect
        if straight or freehand.is_straight(places, aspect):
            draft, what = self._along(places[-1:], places[0]), tr("Draw a straight path")
        else:
            few = freehand.simplified(places, aspect)
            draft, what = self._along(few[1:], places[0]), tr("Draw a curved path")
        plan = edits.replaced(self.board.plan, self.board.selected, draft)
        self.canvas.commit(plan, what, point=len(draft.points) - 1)

    def _along(self, places: list[Place], start: Place | None = None) -> Stroke:
        """The selected stroke along what the hand did, carried over to the region's centre."""
        stroke = self.board.stroke
        x, y = self.board.centre(stroke)
        from_x, from_y = start or self._first.place
        carried = [(x + px - from_x, y + py - from_y) for px, py in places]
        return edits.with_path(stroke, [(x, y), *carried], self.board.aspect)
