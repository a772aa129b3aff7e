"""What of a path the hand holds: the touch that took hold goes in, the stroke as it would be if the
hand let go comes out.

A handle of a physical motion, or points of a path drawn by hand: those chosen move together.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import BadInput
from engine.records import Stroke
from widgets.common.translation import tr
from widgets.motion import edits, handles
from widgets.motion.board import Board
from widgets.motion.tools.tool import Touch


@dataclass(frozen=True, slots=True)
class Grasp:
    """Something taken hold of."""

    stroke: Stroke
    """As it was, or with the point that this very gesture adds."""
    first: Touch
    what: str
    points: tuple[int, ...] = ()
    handle: str = ""
    adds: bool = False
    """Whether a click alone changes the path, too."""

    def moved(self, board: Board, touch: Touch) -> Stroke:
        """The stroke with what is held where the hand is. Raises BadInput where that cannot be."""
        if self.handle:
            return handles.dragged(self.stroke, self.handle, touch.place, board.world)
        if self.adds:
            return edits.with_point_at(self.stroke, self.points[0], touch.place)
        (x, y), (from_x, from_y) = touch.place, self.first.place
        return edits.with_points_shifted(self.stroke, self.points, x - from_x, y - from_y)


def taken(board: Board, touch: Touch) -> Grasp | None:
    """The handle or the point under the hand, with the other points that are chosen with it."""
    handle = board.handle_at(touch.position)
    if handle:
        return Grasp(board.stroke, touch, tr("Change a motion"), handle=handle)
    point = board.point_at(touch.position)
    if point < 0:
        return None
    together = board.points if point in board.points else (point,)
    what = tr("Move a point") if len(together) == 1 else tr("Move points")
    return Grasp(board.stroke, touch, what, together)


def bend(board: Board, touch: Touch) -> Grasp | None:
    """A new point, or a new corner of a motion's way, where the hand pulls the line."""
    corner = board.corner_at(touch.position)
    if corner is not None:
        return _new_corner(board, touch, corner)
    t = board.bend_at(touch.position)
    if t is None:
        return None
    stroke, point = edits.with_point_inserted(board.stroke, t, touch.place)
    return Grasp(stroke, touch, tr("Add a point"), (point,), adds=True)


def lead_on(board: Board, touch: Touch) -> Grasp:
    """A new end of the path where the hand is."""
    stroke = board.stroke
    places = [(p.x, p.y) for p in stroke.points] or [board.centre(stroke)]
    longer = edits.with_path(stroke, [*places, touch.place], board.aspect)
    return Grasp(longer, touch, tr("Add a point"), (len(longer.points) - 1,), adds=True)


def _new_corner(board: Board, touch: Touch, at: int) -> Grasp | None:
    try:
        stroke = handles.with_corner(board.stroke, at, touch.place, board.world)
    except BadInput:
        return None
    return Grasp(stroke, touch, tr("Add a corner"), handle=f"path.{at}", adds=True)
