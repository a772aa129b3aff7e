"""The strokes as they are painted: a board goes in, its picture goes to the painter.

Lines and points stand on a band of the panel's colour, so that they are seen on any photograph.
Static is hatched and grey, ambient has a dashed outline, the selected stroke is drawn stronger.
"""

from __future__ import annotations

from dataclasses import replace
from math import atan2, cos, hypot, sin

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

from engine.motion import physics, trajectory
from engine.records import PathPoint, Region, Stroke
from widgets.common.theme import Colours, qcolor
from widgets.motion import edits, handles
from widgets.motion.board import RING, Board
from widgets.motion.curve import curve_of, place_at, places_at
from widgets.motion.regions import Tint

_DOT, _TICK = 4.5, 2.0
_ARROW = 11.0
_AROUND = 20.0
"""Logical pixels that ring, arrow and outlines may lie beside a path."""
_MOST_GHOSTS, _MOST_TICKS = 6, 30
_PHYSICAL_GHOSTS = 4
_MANY, _BESIDE, _MOST_DOTS = 64, 14.0, 200
"""Of so many points only those are drawn that lie so many logical pixels apart, and so many."""


def colour_of(stroke: Stroke, index: int, colours: Colours) -> str:
    """The colour of a stroke: its own by its place in the plan, grey where it is static."""
    return colours.static if stroke.kind == "static" else colours.stroke(index)


class StrokePicture:
    """Draws the strokes of a board in one theme at one pixel ratio."""

    def __init__(self, board: Board, colours: Colours, ratio: float) -> None:
        self._board, self._colours, self._ratio = board, colours, ratio

    def paint_image(self, painter: QPainter, shown: QImage) -> None:
        """The start image (or a frame of the preview) and the edge of the frame."""
        view = self._board.view
        rect = QRectF(view.left, view.top, view.width, view.height)
        # a pixel seen large is a pixel, not a blur
        smooth = view.scale * self._ratio < 3 or shown.width() != view.frame_width
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(rect, shown)
        painter.setPen(QPen(qcolor(self._colours.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    def paint_stroke(
        self, painter: QPainter, index: int, stroke: Stroke, *, region: bool = True
    ) -> None:
        """One stroke: its region (unless it is shown otherwise), then its path."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if region:
            self.paint_region(painter, index, stroke)
        if len(stroke.points) > 1:
            self._paint_ghosts(painter, index, stroke)
            self.paint_path(painter, index, stroke)
        elif stroke.kind != "static":
            self._paint_ring(painter, index, stroke)

    def area(self, stroke: Stroke, room: QRectF) -> QRectF:
        """What of the room a stroke covers that is not edited, a little more at the most."""
        board = self._board
        centre = board.position(board.centre(stroke))
        area = QRectF(centre, centre + QPointF(1e-3, 1e-3))
        if (region := board.region_rect(stroke)) is not None:
            area = _joined(area, region)
        line = board.seen(curve_of(stroke))
        if len(line):
            corners = QPointF(*line.min(axis=0)), QPointF(*line.max(axis=0))
            area = _joined(area, QRectF(*corners))
        return area.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND).intersected(room)

    def apart(self, old: Stroke, new: Stroke) -> QRectF | None:
        """Where two strokes may look different whose paths alone differ, while they are edited.

        None where that may be anywhere.
        """
        if replace(old, points=new.points) != new or new.motion is not None:
            return None
        still = new.rotation_deg == 0.0 and new.scale == 1.0
        if len(old.points) != len(new.points) or len(new.points) < 2 or not still:
            return None
        board, line, way = self._board, curve_of(old), curve_of(new)
        one, other = board.places(old), board.places(new)
        if not len(one) or line.shape != way.shape or not np.array_equal(one[0], other[0]):
            return None  # len: without an image nothing has a place
        points = _beside((one != other).any(axis=1), 2)
        pieces = _beside((line != way).any(axis=1), 1)
        moved = [one[points], other[points], board.seen(line[pieces]), board.seen(way[pieces])]
        places = np.concatenate(moved)
        if not len(places):
            return QRectF()
        reach = _AROUND
        if len(new.points) <= _MOST_GHOSTS + 1 and (box := board.region_rect(new)) is not None:
            reach += hypot(box.width(), box.height())
        area = QRectF(QPointF(*places.min(axis=0)), QPointF(*places.max(axis=0)))
        return area.adjusted(-reach, -reach, reach, reach)

    def paint_path(self, painter: QPainter, index: int, stroke: Stroke) -> None:
        """The line a stroke moves along, with its start, its points and its arrow."""
        colour = qcolor(colour_of(stroke, index, self._colours))
        line = self._board.line(stroke)
        primary, selected = self._is_primary(index), index in self._board.selection
        width = 3.0 if selected else 2.0
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (self._band(width + 3), _round(colour, width)):
            self._draw_line(painter, stroke, line, pen)
        self._paint_ticks(painter, stroke, colour)
        self._paint_arrow(painter, line, colour, selected=primary)
        self._paint_ring(painter, index, stroke)
        if primary and stroke.motion is not None:
            handles.paint(painter, self._board, stroke, colour, self._colours)
        elif primary:
            self._paint_points(painter, stroke, colour)

    def _draw_line(self, painter: QPainter, stroke: Stroke, line: QPolygonF, pen: QPen) -> None:
        """Draws a line, or the pieces of it that may be seen where little is painted."""
        view, clip = self._board.view, painter.clipBoundingRect()
        if not painter.hasClipping() or 2 * _size(clip) > view.width * view.height:
            painter.setPen(pen)
            painter.drawPolyline(line)
            return
        places = self._board.seen(curve_of(stroke))
        near = clip.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        low, high = np.minimum(places[:-1], places[1:]), np.maximum(places[:-1], places[1:])
        seen = (low <= (near.right(), near.bottom())) & (high >= (near.left(), near.top()))
        pieces, shape = np.flatnonzero(seen.all(axis=1)), QPainterPath()
        for run in np.split(pieces, np.flatnonzero(np.diff(pieces) > 1) + 1):
            if len(run):
                shape.addPolygon(QPolygonF([line[int(i)] for i in (*run, run[-1] + 1)]))
        painter.strokePath(shape, pen)

    def _is_primary(self, index: int) -> bool:
        """Whether it is the stroke whose path is edited, and selected alone."""
        return self._board.selection == (index,)

    def _band(self, width: float, alpha: float = 0.7) -> QPen:
        return _round(qcolor(self._colours.panel, alpha), width)

    def paint_region(self, painter: QPainter, index: int, stroke: Stroke) -> None:
        """The region a stroke holds, in its colour."""
        colour = colour_of(stroke, index, self._colours)
        selected = index in self._board.selection
        edge = 2.5 if selected else 1.5
        if stroke.region.polygon:
            self._paint_polygon(painter, stroke, qcolor(colour), edge)
            return
        hatched, dashed = stroke.kind == "static", stroke.kind == "ambient"
        tint = Tint(colour, hatched, dashed, edge * self._ratio)
        width = self._board.view.width * self._ratio
        found = self._board.regions.picture(stroke.region, width, tint)
        if found is not None:
            image, box = found
            painter.drawImage(self._rect(box), image)

    def _paint_polygon(
        self, painter: QPainter, stroke: Stroke, colour: QColor, edge: float
    ) -> None:
        fill = QColor(colour)
        fill.setAlphaF(0.26 if stroke.kind != "static" else 0.16)
        shape = self._polygon(stroke.region)
        painter.setPen(self._band(edge + 2))
        painter.setBrush(fill)
        painter.drawPolygon(shape, Qt.FillRule.WindingFill)
        dashed = stroke.kind == "ambient"
        line = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, edge, line))
        hatch = QBrush(colour, Qt.BrushStyle.BDiagPattern)
        painter.setBrush(hatch if stroke.kind == "static" else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(shape, Qt.FillRule.WindingFill)

    def _polygon(self, region: Region) -> QPolygonF:
        return QPolygonF([self._board.position(place) for place in region.polygon])

    def _rect(self, box: QRectF) -> QRectF:
        top_left = self._board.position((box.left(), box.top()))
        return QRectF(top_left, self._board.position((box.right(), box.bottom())))

    def _paint_ring(self, painter: QPainter, index: int, stroke: Stroke) -> None:
        centre = self._board.position(self._board.centre(stroke))
        colour = qcolor(colour_of(stroke, index, self._colours))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (self._band(5), QPen(colour, 2)):
            painter.setPen(pen)
            painter.drawEllipse(centre, RING, RING)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(centre, _TICK + 1, _TICK + 1)

    def _paint_points(self, painter: QPainter, stroke: Stroke, colour: QColor) -> None:
        board = self._board
        chosen = {i for i in board.points if i < len(stroke.points)}
        places = board.places(stroke)
        looks = {
            True: (QPen(qcolor(self._colours.text), 2), colour),
            False: (QPen(colour, 2), qcolor(self._colours.panel)),
        }
        # while the hand moves points, the same ones are shown
        shown = _shown(self._board, stroke)
        near = painter.clipBoundingRect().adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        for at in sorted({*shown, *chosen}):
            marked = at in chosen
            if painter.hasClipping() and not near.contains(QPointF(*places[at])):
                continue
            painter.setPen(looks[marked][0])
            painter.setBrush(looks[marked][1])
            size = _DOT + 2 if at == board.point else _DOT + 1 if marked else _DOT
            painter.drawEllipse(QPointF(*places[at]), size, size)

    def _paint_ticks(self, painter: QPainter, stroke: Stroke, colour: QColor) -> None:
        """A dot for every half second: close together is slow, far apart is fast."""
        start, end = edits.span_of(stroke)
        half_seconds = self._board.seconds * 2
        times = [i / half_seconds for i in range(1, int(half_seconds) + 1)]
        times = [t for t in times if start < t < end][:_MOST_TICKS]
        painter.setPen(QPen(colour, 1))
        painter.setBrush(qcolor(self._colours.panel))
        for x, y in places_at(stroke, times):
            painter.drawEllipse(self._board.position((x, y)), _TICK, _TICK)

    def _paint_arrow(
        self, painter: QPainter, line: QPolygonF, colour: QColor, *, selected: bool
    ) -> None:
        tip = line[line.count() - 1]
        back = next(
            (line[i] for i in range(line.count() - 2, -1, -1) if _far(line[i], tip) > _ARROW / 2),
            None,
        )
        if back is None:
            return
        angle = atan2(tip.y() - back.y(), tip.x() - back.x())
        # beyond the last point, which would hide it
        ahead = _ARROW + _DOT if selected else _ARROW / 2
        tip = tip + QPointF(cos(angle), sin(angle)) * ahead
        wings = [tip - _ARROW * QPointF(cos(angle + a), sin(angle + a)) for a in (-0.45, 0.45)]
        head = QPolygonF([tip, wings[0], wings[1]])
        painter.setPen(self._band(2))
        painter.setBrush(colour)
        painter.drawPolygon(head)

    def _paint_ghosts(self, painter: QPainter, index: int, stroke: Stroke) -> None:
        """The region as it will lie at each point of the path, faint and dashed."""
        if stroke.kind != "move" or index != self._board.selected:
            return
        colour = qcolor(colour_of(stroke, index, self._colours))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for point in _ghost_points(stroke):
            ghost = self._ghost(stroke, point)
            if painter.hasClipping() and not ghost.boundingRect().intersects(
                painter.clipBoundingRect().adjusted(-3, -3, 3, 3)
            ):
                continue
            for pen in (self._band(3, 0.35), QPen(colour, 1.25, Qt.PenStyle.DashLine)):
                painter.setPen(pen)
                painter.drawPath(ghost)

    def _ghost(self, stroke: Stroke, point: PathPoint) -> QPainterPath:
        board = self._board
        done = float(trajectory.progress(stroke, point.t, board.aspect))
        start, there = board.position(board.centre(stroke)), board.position((point.x, point.y))
        way = QTransform().translate(there.x(), there.y())
        way.rotate(float(physics.turns(stroke, point.t, board.aspect)))
        size = stroke.scale**done
        way.scale(size, size).translate(-start.x(), -start.y())
        shape = QPainterPath()
        if stroke.region.polygon:
            shape.addPolygon(self._polygon(stroke.region))
            shape.closeSubpath()
        elif (rect := board.region_rect(stroke)) is not None:
            shape.addEllipse(rect)
        return way.map(shape)


def _round(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _ghost_points(stroke: Stroke) -> tuple[PathPoint, ...]:
    """Where the region is shown again: at each point, or at even times where nature set them."""
    if stroke.motion is None:
        return stroke.points[1:] if len(stroke.points) <= _MOST_GHOSTS + 1 else ()
    times = np.linspace(*edits.span_of(stroke), _PHYSICAL_GHOSTS + 1)[1:]
    return tuple(PathPoint(float(t), *place_at(stroke, float(t))) for t in times)


def _shown(board: Board, stroke: Stroke) -> list[int]:
    """The points of the edited stroke that are drawn."""
    held = board.stroke
    same = held is not None and len(held.points) == len(stroke.points)
    return _apart(board.places(held if same else stroke))


def _apart(places: np.ndarray) -> list[int]:
    """The points (n, 2) that can be told apart, the start excepted: a pen makes thousands."""
    if len(places) <= _MANY:
        return list(range(1, len(places)))
    gone = np.append(0.0, np.cumsum(np.hypot(*np.diff(places, axis=0).T)))
    step = max(_BESIDE, float(gone[-1]) / _MOST_DOTS)
    kept = np.searchsorted(gone, np.arange(step, gone[-1], step))
    return [int(i) for i in np.unique(np.append(kept, len(places) - 1)) if i > 0]


def _beside(marked: np.ndarray, by: int) -> np.ndarray:
    """What is marked (n,), and so many beside it."""
    return np.convolve(marked, np.ones(2 * by + 1))[by : by + len(marked)] > 0.5


def _size(rect: QRectF) -> float:
    return rect.width() * rect.height()


def _joined(a: QRectF, b: QRectF) -> QRectF:
    """The rectangle around both, also where one of them is a line."""
    return QRectF(
        QPointF(min(a.left(), b.left()), min(a.top(), b.top())),
        QPointF(max(a.right(), b.right()), max(a.bottom(), b.bottom())),
    )


def _far(a: QPointF, b: QPointF) -> float:
    return hypot(a.x() - b.x(), a.y() - b.y())
