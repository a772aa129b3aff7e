"""What the tools that mark regions share: an outline or a mask in, the region of a stroke out.

Plain makes a new stroke. Held as the gesture begins, Shift adds to the region of the selected
stroke, Alt takes away from it, and both keep what the two have in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from engine.motion.strokes import MAX_STROKES
from engine.records import Place, Region
from widgets.common.theme import colours_of, qcolor
from widgets.common.translation import tr
from widgets.motion import edits
from widgets.motion.layer import layer_size, polygon_mask
from widgets.motion.tools.tool import Tool, Touch
from widgets.motion.words import new_name

HELD = 127
"""Above this a pixel of a mask is inside."""
_BADGE = QPointF(15, 15)
"""From the pointer to the sign of what a press would do."""
_SIGN = 5.0


class Mode(Enum):
    """What a marked region does."""

    NEW = "new"
    ADD = "add"
    TAKE = "take"
    MEET = "meet"

    @classmethod
    def of(cls, touch: Touch) -> Mode:
        """What the keys held down say."""
        if touch.shift:
            return cls.MEET if touch.alt else cls.ADD
        return cls.TAKE if touch.alt else cls.NEW


class RegionTool(Tool):
    """Marks a region by its outline or its mask."""

    aims = True

    def __init__(self, canvas) -> None:
        super().__init__(canvas)
        self.mode = Mode.NEW
        self._pointer: Touch | None = None

    def begin(self, touch: Touch) -> bool:
        """Takes the mode of a gesture; False where it cannot be, which is said."""
        self.mode = Mode.of(touch)
        if self.mode is Mode.ADD and self.board.stroke is None:
            self.mode = Mode.NEW
        if self.mode is Mode.NEW:
            if len(self.board.plan.strokes) < MAX_STROKES:
                return True
            self.canvas.say(tr("A plan holds at most {0} strokes.").format(MAX_STROKES))
            return False
        if self.board.stroke is None:
            self.canvas.say(tr("Select the stroke to take away from first (V)."))
            return False
        if problem := self.board.regions.problem(self.board.stroke.region):
            self.canvas.say(problem)
            return False
        return True

    @property
    def ink(self) -> str:
        """The colour of the stroke that the gesture is about."""
        index = None if self.mode is Mode.NEW else self.board.selected
        return self.canvas.ink_of(index, "move")

    @property
    def size(self) -> QSize:
        """Width and height of a new mask."""
        image = self.board.image
        return layer_size(image.width(), image.height())

    def keep_outline(self, polygon: tuple[Place, ...], what: str) -> None:
        """Ends the gesture with an outline in fractions of the frame."""
        mask = polygon_mask(polygon, self.size)
        if self.mode is not Mode.NEW or not (mask > HELD).any() or _crosses_itself(polygon):
            self.keep_mask(mask, what)
            return
        region, centre = Region(polygon=polygon), edits.centroid_of(polygon)
        plan = edits.added(self.board.plan, new_name("move"), "move", region, centre)
        self.canvas.commit(plan, what, select=len(plan.strokes) - 1)
        self._warn(mask)

    def keep_mask(self, mask: np.ndarray, what: str) -> None:
        """Ends the gesture with a mask (h, w) uint8, 255 inside."""
        stroke, index = self.board.stroke, self.board.selected
        if self.mode in (Mode.NEW, Mode.ADD) and not (mask > HELD).any():
            self.canvas.say(tr("There is nothing of the frame in it. Mark what is to move."))
        elif self.mode is Mode.NEW:
            self.canvas.finish_region(None, mask, "move", what)
            self._warn(mask)
        else:
            held = self.board.regions.mask(stroke.region, self.size)
            self._keep_both(index, held, combined(held, mask, self.mode))

    def hover(self, touch: Touch) -> None:
        before, self._pointer = self._pointer, touch
        for at in (before, touch):
            if at is not None and Mode.of(at) is not Mode.NEW:
                self._update_around([at.position + _BADGE], 9)

    def cursor(self, touch: Touch) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor

    def paint(self, painter: QPainter) -> None:
        touch = self._pointer
        if touch is not None and not self.canvas.hands.busy and Mode.of(touch) is not Mode.NEW:
            self._paint_sign(painter, touch.position + _BADGE, Mode.of(touch))

    def paint_outline(
        self, painter: QPainter, places: Sequence[QPointF], *, closed: bool, filled: bool = False
    ) -> None:
        """Draws an outline in the colour of the stroke; what takes away is dashed."""
        colours, colour = colours_of(self.canvas), qcolor(self.ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        takes = self.mode in (Mode.TAKE, Mode.MEET)
        line = Qt.PenStyle.DashLine if takes else Qt.PenStyle.SolidLine
        fill = qcolor(self.ink, 0.16) if filled else Qt.BrushStyle.NoBrush
        draw = painter.drawPolygon if closed else painter.drawPolyline
        for pen in (QPen(qcolor(colours.panel, 0.7), 4.5), QPen(colour, 2, line)):
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            draw(QPolygonF(places))
        if filled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawPolygon(QPolygonF(places), Qt.FillRule.WindingFill)

    def _update_around(self, places: Sequence[QPointF], reach: float = 10) -> None:
        if places:
            rect = QPolygonF(list(places)).boundingRect()
            self.canvas.update(rect.adjusted(-reach, -reach, reach, reach).toAlignedRect())

    def _keep_both(self, index: int, held: np.ndarray, both: np.ndarray) -> None:
        if np.array_equal(both, held):
            self.canvas.say(_unchanged(self.mode))
        elif (both > HELD).any():
            self.canvas.finish_region(
                index, both, self.board.plan.strokes[index].kind, title_of(self.mode)
            )
            self._warn(both)
        elif self.mode is Mode.TAKE:
            self.canvas.remove_stroke(index)
        else:
            self.canvas.say(tr("The two have nothing in common. The region stays as it was."))

    def _warn(self, mask: np.ndarray) -> None:
        if (mask > HELD).all():
            self.canvas.say(whole_frame())

    def _paint_sign(self, painter: QPainter, at: QPointF, mode: Mode) -> None:
        """Plus, minus or a cross, beside the pointer."""
        colours = colours_of(self.canvas)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(qcolor(colours.line), 1))
        painter.setBrush(qcolor(colours.raised))
        painter.drawEllipse(at, 8, 8)
        painter.setPen(QPen(qcolor(colours.text), 1.75))
        across, down = QPointF(_SIGN, 0), QPointF(0, _SIGN)
        if mode is Mode.MEET:
            across, down = QPointF(3.5, 3.5), QPointF(3.5, -3.5)
        painter.drawLine(at - across, at + across)
        if mode is not Mode.TAKE:
            painter.drawLine(at - down, at + down)


def combined(held: np.ndarray, part: np.ndarray, mode: Mode) -> np.ndarray:
    """A region (h, w) uint8 with another one of its size put to it."""
    if mode is Mode.ADD:
        return np.maximum(held, part)
    return np.minimum(held, part if mode is Mode.MEET else 255 - part)


def title_of(mode: Mode) -> str:
    """What a mode does to a region, for the Edit menu."""
    titles = {
        Mode.ADD: tr("Add to a region"),
        Mode.TAKE: tr("Take away from a region"),
        Mode.MEET: tr("Intersect a region"),
    }
    return titles[mode]


def whole_frame() -> str:
    """What is said of a region that holds everything."""
    return tr("This region holds the whole frame. Take away what stays (Alt), or move the camera.")


def _unchanged(mode: Mode) -> str:
    if mode is Mode.TAKE:
        return tr("The region holds nothing of this.")
    if mode is Mode.ADD:
        return tr("The region holds all of this already.")
    return tr("All of the region lies within this already.")


def square(start: QPointF, end: QPointF) -> QPointF:
    """The end of a square that is drawn from start toward end."""
    way = end - start
    side = max(abs(way.x()), abs(way.y()))
    return start + QPointF(side if way.x() >= 0 else -side, side if way.y() >= 0 else -side)


def corners_of(start: QPointF, end: QPointF) -> list[QPointF]:
    """The four corners of a rectangle in widget coordinates."""
    rect = QRectF(start, end).normalized()
    return [rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()]


def _crosses_itself(polygon: Sequence[Place]) -> bool:
    """Whether two sides of a polygon cross that are not neighbours."""
    start = np.asarray(polygon, dtype=float)
    way = np.roll(start, -1, axis=0) - start
    apart = start[None, :, :] - start[:, None, :]
    across = way[:, None, 0] * way[None, :, 1] - way[:, None, 1] * way[None, :, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        mine = (apart[..., 0] * way[None, :, 1] - apart[..., 1] * way[None, :, 0]) / across
        other = (apart[..., 0] * way[:, None, 1] - apart[..., 1] * way[:, None, 0]) / across
    crossing = (mine > 0) & (mine < 1) & (other > 0) & (other < 1)
    count = len(start)
    gap = np.abs(np.subtract.outer(np.arange(count), np.arange(count)))
    return bool((crossing & (gap > 1) & (gap < count - 1)).any())
