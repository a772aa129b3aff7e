"""Path: drag from a region to say where it goes, click to lead the path on, pull it to bend it.

What a drag makes is chosen beforehand: a path by hand (freehand or point by point), or a physical
motion whose curve is seen while it is dragged. Alt and a drag choose the points in a box.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TR_NOOP, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from engine.errors import BadInput
from engine.motion import drafting, physics
from engine.records import Stroke
from widgets.common.theme import colours_of
from widgets.common.translation import tr
from widgets.motion import edits, freehand
from widgets.motion.edits import Place
from widgets.motion.surface import Draft
from widgets.motion.tools import grasp as grasps
from widgets.motion.tools import rubber
from widgets.motion.tools.grasp import Grasp
from widgets.motion.tools.tool import Tool, Touch, locked
from widgets.motion.words import motion_title

FREEHAND, POINTS = "freehand", "points"


class PathTool(Tool):
    """Draws and bends the trajectory of a stroke."""

    id, key, icon = "path", "P", "curve"
    title = QT_TR_NOOP("Trajectory")
    help = QT_TR_NOOP(
        "Drag from a region to where it goes; click adds points, pulling the line bends it; "
        "Alt+drag chooses points"
    )

    def __init__(self, canvas) -> None:
        super().__init__(canvas)
        self.draws = FREEHAND
        """What a drag makes: freehand, points, or the name of a preset."""
        self._first: Touch | None = None
        self._last: Touch | None = None
        self._places: list[Place] = []
        self._grasp: Grasp | None = None
        self._draft: Stroke | None = None
        self._physical = False
        self._box: QRectF | None = None
        self._straight = False

    @property
    def draws_motion(self) -> bool:
        """Whether a drag makes a physical motion and no path by hand."""
        return self.draws not in (FREEHAND, POINTS)

    def press(self, touch: Touch) -> bool:
        self._first = self._last = touch
        self._places = [touch.place]
        self._straight = touch.shift or self.draws == POINTS
        if touch.alt:
            self._box = rubber.box_of(touch.position, touch.position)
            return True
        found = grasps.taken(self.board, touch) or grasps.bend(self.board, touch)
        if found is not None:
            return self._hold(found)
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
        if self._box is not None:
            self._last = touch
            self._box = rubber.box_of(self._first.position, touch.position)
            self.canvas.update()
            return
        if touch.shift and not self._physical:
            touch = locked(self._first, touch, self.board.view)
        if self._grasp is not None or self._physical:
            self._show(touch)
        else:
            self._draw(touch)
        self._last = touch

    def release(self, touch: Touch) -> None:
        first, last, draft, grasp = self._first, self._last, self._draft, self._grasp
        straight, places, physical, box = self._straight, self._places, self._physical, self._box
        moved = last.far_from(first)
        self.cancel()
        if box is not None:
            self.canvas.choose_points(self.board.points_in(box))
        elif physical:
            self._keep_motion(draft)
        elif grasp is not None:
            self._keep_grasp(grasp, draft, moved=moved)
        elif moved:
            self._keep_path(places, straight=straight)

    def cancel(self) -> None:
        self._draft, self._grasp, self._box, self._physical = None, None, None, False
        self._places = []
        self.canvas.drop_ink()
        self.canvas.drop_draft()

    def cursor(self, touch: Touch) -> Qt.CursorShape:
        board = self.board
        if board.handle_at(touch.position) or board.point_at(touch.position) >= 0:
            return Qt.CursorShape.PointingHandCursor
        stroke = board.stroke
        under = board.stroke_at(touch.position)
        if under >= 0:
            stroke = board.plan.strokes[under]
        if stroke is None or stroke.kind == "static":
            return Qt.CursorShape.ForbiddenCursor
        return Qt.CursorShape.CrossCursor

    def paint(self, painter: QPainter) -> None:
        if self._box is not None:
            rubber.paint(painter, self._box, colours_of(self.canvas))

    def owns(self, event: QKeyEvent) -> bool:
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return enters and self.draws_motion and self.board.stroke is not None

    def act(self, event: QKeyEvent) -> None:
        """Gives the selected stroke the chosen motion, through what is drawn already."""
        board, stroke = self.board, self.board.stroke
        if self._refuses(stroke):
            return
        box, measured = board.regions.box(stroke.region), board.plan.gravity is not None
        try:
            preset = drafting.preset_for(self.draws, stroke, board.world, box, measured=measured)
            self._keep_motion(physics.applied(stroke, preset, board.world))
        except BadInput as error:
            self.canvas.say(str(error))

    def _lead_on(self, touch: Touch) -> bool:
        stroke = self.board.stroke
        if self._refuses(stroke):
            return False
        if self.draws_motion:
            self._physical = True
            self._show(touch)
            return True
        if stroke.motion is not None:
            self.canvas.say(tr("Drag its handles, or draw from the region to lead it by hand."))
            return False
        return self._hold(grasps.lead_on(self.board, touch))

    def _hold(self, grasp: Grasp) -> bool:
        self._grasp, self._draft = grasp, grasp.stroke
        board = self.board
        board.handle = grasp.handle
        if grasp.handle:
            board.point, board.more = -1, frozenset()
        elif len(grasp.points) == 1:
            board.point, board.more = grasp.points[0], frozenset()
        self.canvas.show_draft(board.selected, grasp.stroke)
        return True

    def _begin_path(self, index: int) -> bool:
        if self._refuses(self.board.plan.strokes[index]):
            return False
        self.canvas.select(index)
        self._physical = self.draws_motion
        if not self._physical:
            self.canvas.begin_ink(index)
        return True

    def _refuses(self, stroke: Stroke) -> bool:
        if stroke.kind != "static":
            return False
        self.canvas.say(tr("A static brush holds still. Make it a motion to give it a path."))
        return True

    def _draw(self, touch: Touch) -> None:
        self._straight = touch.shift or self.draws == POINTS
        self._places.append(touch.place)
        if self._straight:
            self.canvas.drop_ink()
            self.canvas.show_draft(self.board.selected, self._along([touch.place]))
        else:
            self.canvas.drop_draft()
            self.canvas.draw_ink(self._last.position, touch.position)

    def _show(self, touch: Touch) -> None:
        """What is held, where the hand is now; what cannot be stays as it was, and is said."""
        board = self.board
        try:
            self._draft = self._physically(touch) if self._physical else self._held(touch)
        except BadInput as error:
            self.canvas.say(str(error))
            return
        self.canvas.say("")
        hand = touch.position + QPointF(8, -24)
        self.canvas.show_drafts((Draft(board.selected, self._draft, hand=hand),))

    def _held(self, touch: Touch) -> Stroke:
        return self._grasp.moved(self.board, touch)

    def _physically(self, touch: Touch) -> Stroke:
        """The chosen motion to where the hand is, carried over to the region's centre."""
        board, stroke = self.board, self.board.stroke
        inside = board.in_region(board.selected, self._first.position)
        (x, y), (end_x, end_y) = board.centre(stroke), touch.place
        if inside:
            from_x, from_y = self._first.place
            end_x, end_y = x + end_x - from_x, y + end_y - from_y
        bare = stroke if stroke.motion is None else edits.at_rest(stroke)
        box = board.regions.box(stroke.region)
        preset = drafting.dragged(self.draws, bare, (end_x, end_y), board.world, box)
        return physics.applied(bare, preset, board.world)

    def _keep_motion(self, stroke: Stroke | None) -> None:
        if stroke is None or stroke.motion is None:
            return
        plan = edits.replaced(self.board.plan, self.board.selected, stroke)
        self.canvas.commit(plan, motion_title(stroke))

    def _keep_grasp(self, grasp: Grasp, draft: Stroke, *, moved: bool) -> None:
        board = self.board
        if not (moved or grasp.adds):
            self.canvas.refresh()
            return
        plan = edits.replaced(board.plan, board.selected, draft)
        more = frozenset() if grasp.handle else frozenset(grasp.points)
        self.canvas.commit(plan, grasp.what, point=board.point, more=more)

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
