"""What lies on the canvas and what is under the hand: a plan and a view go in, hits come out.

The board is the canvas's state without its widget, so that tools and pictures share one truth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPolygonF

from engine.errors import BadInput
from engine.motion.grips import grips
from engine.motion.world import World, world_of
from engine.records import Box, Hint, MotionPlan, Place, Settings, Stroke
from widgets.motion.curve import curve_of, points_of, times_of
from widgets.motion.regions import Regions
from widgets.motion.view import WHOLE, View

REACH = 9.0
"""How near, in logical pixels, the hand must come to a point of a path."""
LINE_REACH = 7.0
RING = 9.0
"""Radius of the ring at the start of a path."""
_TIE = 1.0
"""Logical pixels that nobody can aim between."""
SHOWN_LIMIT = (-0.5, 1.5)
"""Fitting shows points off the frame, but only this far out."""


@dataclass(slots=True)
class Board:
    """Mutable state of one canvas. `selected` and `point` are -1 where nothing is."""

    image: QImage | None = None
    plan: MotionPlan = field(default_factory=MotionPlan)
    view: View | None = None
    selected: int = -1
    also: frozenset[int] = frozenset()
    """The other strokes of a selection of several."""
    point: int = -1
    more: frozenset[int] = frozenset()
    """The other points of the path that are chosen with `point`."""
    handle: str = ""
    """The handle of a physical motion that the keys move."""
    seconds: float = 5.0
    frames: int = 81
    hints: Mapping[int, tuple[Hint, ...]] = field(default_factory=dict)
    regions: Regions = field(default_factory=Regions)

    @property
    def stroke(self) -> Stroke | None:
        """The selected stroke."""
        return self.plan.strokes[self.selected] if self.selected >= 0 else None

    @property
    def selection(self) -> tuple[int, ...]:
        """All selected strokes, the one whose path is edited first."""
        return (self.selected, *sorted(self.also)) if self.selected >= 0 else ()

    @property
    def points(self) -> tuple[int, ...]:
        """All chosen points of the selected path, in their order."""
        return tuple(sorted({self.point, *self.more})) if self.point > 0 else ()

    @property
    def clip(self) -> Settings:
        """Size and length of the clip, as far as motions need them."""
        size = (self.view.frame_width, self.view.frame_height) if self.view else (832, 480)
        fps = self.frames / max(self.seconds, 1e-3)
        return Settings(width=size[0], height=size[1], frames=self.frames, fps=fps)

    @property
    def world(self) -> World:
        """What physical motions need to know: the frame, the clip, gravity and scale."""
        return world_of(self.clip, self.plan.gravity)

    @property
    def aspect(self) -> float:
        """Width of the frame over its height."""
        return self.view.frame_width / self.view.frame_height if self.view else 16 / 9

    def place(self, position: QPointF) -> Place:
        """The point of the frame under a position of the widget."""
        return self.view.to_frame(position.x(), position.y()) if self.view else (0.0, 0.0)

    def position(self, place: Place) -> QPointF:
        """Where a point of the frame is in the widget."""
        return QPointF(*self.view.to_widget(*place)) if self.view else QPointF()

    def seen(self, places: np.ndarray) -> np.ndarray:
        """Where places (n, 2) of the frame are in the widget."""
        view = self.view
        return places * (view.width, view.height) + (view.left, view.top)

    def line(self, stroke: Stroke) -> QPolygonF:
        """The path of a stroke in widget coordinates."""
        if self.view is None:
            return QPolygonF()
        return QPolygonF([QPointF(x, y) for x, y in self.seen(curve_of(stroke)).tolist()])

    def centre(self, stroke: Stroke) -> Place:
        """Where a stroke starts: its first point, or the centre of its region."""
        if stroke.points:
            return stroke.points[0].x, stroke.points[0].y
        return self.regions.centre(stroke.region)

    def handles(self, stroke: Stroke | None) -> dict[str, Place]:
        """The handles of a stroke's physical motion by name; none where it has no such motion."""
        if stroke is None or stroke.motion is None:
            return {}
        try:
            return grips(stroke.motion, self.world)
        except BadInput:
            return {}

    def region_rect(self, stroke: Stroke) -> QRectF | None:
        """What the region of a stroke covers of the widget."""
        box = self.regions.box(stroke.region)
        if box is None:
            return None
        return QRectF(self.position((box.x, box.y)), self.position((box.x + box.w, box.y + box.h)))

    def shown(self) -> Box:
        """The frame and the off-frame points near it, in fractions: what fitting shows."""
        low, high = SHOWN_LIMIT
        places = [(p.x, p.y) for s in self.plan.strokes for p in s.points]
        near = np.clip(np.array([*places, (0.0, 0.0), (1.0, 1.0)]), low, high)
        (left, top), (right, bottom) = near.min(axis=0), near.max(axis=0)
        box = Box(float(left), float(top), float(right - left), float(bottom - top))
        return WHOLE if box == WHOLE else box

    def stroke_at(self, position: QPointF) -> int:
        """The nearest stroke under the hand, by its path or its region; -1 where there is none."""
        strokes = self.plan.strokes
        front_first = sorted(range(len(strokes)), key=lambda i: (-strokes[i].order, -i))
        place = self.place(position)
        for index in front_first:
            if self._on_line(strokes[index], position):
                return index
        for index in front_first:
            if self.regions.contains(strokes[index].region, place):
                return index
        return -1

    def in_region(self, index: int, position: QPointF) -> bool:
        """Whether the hand is inside the region of a stroke or on the ring where it starts."""
        stroke = self.plan.strokes[index]
        if self.regions.contains(stroke.region, self.place(position)):
            return True
        start = self.position(self.centre(stroke))
        return stroke.kind != "static" and _distance(start, position) <= RING + 2

    def handle_at(self, position: QPointF) -> str:
        """The handle of the selected motion under the hand; empty for none.

        Several strokes are moved as a whole: neither handles nor points are shown then.
        """
        if self.also:
            return ""
        near = {
            name: _distance(self.position(place), position)
            for name, place in self.handles(self.stroke).items()
        }
        nearest = min(near, key=near.__getitem__, default="")
        return nearest if nearest and near[nearest] <= REACH + 1 else ""

    def point_at(self, position: QPointF) -> int:
        """The point of the selected path under the hand, the start excepted; -1 for none.

        A physical motion has handles in place of points.
        """
        stroke = self.stroke
        if stroke is None or self.also or stroke.motion is not None or len(stroke.points) < 2:
            return -1
        away = np.hypot(*(self.places(stroke) - (position.x(), position.y())).T)
        nearest = len(away) - 1 - int(away[::-1].argmin())
        # who takes hold of the start begins a new path, even where the next point lies on it
        on_start = away[0] <= RING and away[0] <= away[nearest] + _TIE
        return -1 if on_start or away[nearest] > REACH else nearest

    def places(self, stroke: Stroke) -> np.ndarray:
        """Where the points of a path are in the widget: (n, 2)."""
        if self.view is None or not stroke.points:
            return np.empty((0, 2))
        return self.seen(points_of(stroke))

    def points_in(self, rect: QRectF) -> tuple[int, ...]:
        """The points of the selected path in a rectangle of the widget, the start excepted."""
        stroke = self.stroke
        if stroke is None or stroke.motion is not None or len(stroke.points) < 2:
            return ()
        x, y = self.places(stroke).T
        inside = (x >= rect.left()) & (x <= rect.right()) & (y >= rect.top()) & (y <= rect.bottom())
        return tuple(int(i) for i in np.flatnonzero(inside) if i > 0)

    def strokes_in(self, rect: QRectF) -> tuple[int, ...]:
        """The strokes whose region has its middle in a rectangle of the widget."""
        centres = [self.position(self.centre(stroke)) for stroke in self.plan.strokes]
        return tuple(i for i, centre in enumerate(centres) if rect.contains(centre))

    def bend_at(self, position: QPointF) -> float | None:
        """The t at which the selected path passes under the hand, its start excepted."""
        stroke = self.stroke
        if stroke is None or stroke.motion is not None or len(stroke.points) < 2:
            return None
        if _distance(self.position(self.centre(stroke)), position) <= RING + 4:
            return None
        distances = self._distances(stroke, position)
        nearest = int(distances.argmin())
        return float(times_of(stroke)[nearest]) if distances[nearest] <= LINE_REACH else None

    def corner_at(self, position: QPointF) -> int | None:
        """Before which corner of the selected motion's way a new one would come under the hand."""
        path = getattr(self.stroke.motion, "path", ()) if self.stroke is not None else ()
        if len(path) < 2 or self.view is None:
            return None
        start = self.position(path[0])
        if _distance(start, position) <= RING + 4:
            return None
        line = np.array([(p.x(), p.y()) for p in map(self.position, path)])
        away = _to_pieces(line, position)
        return int(away.argmin()) + 1 if away.min() <= LINE_REACH else None

    def _on_line(self, stroke: Stroke, position: QPointF) -> bool:
        if len(stroke.points) < 2:
            return False
        return bool(self._distances(stroke, position).min() <= LINE_REACH)

    def _distances(self, stroke: Stroke, position: QPointF) -> np.ndarray:
        """Distance, in logical pixels, from the hand to each piece of the path."""
        if self.view is None:
            return np.full(1, np.inf)
        return _to_pieces(self.seen(curve_of(stroke)), position)


def by_stroke(hints: Iterable[Hint]) -> dict[int, tuple[Hint, ...]]:
    """The hints that are about strokes, by the index of theirs."""
    found: dict[int, tuple[Hint, ...]] = {}
    for hint in hints:
        if hint.stroke is not None:
            found[hint.stroke] = (*found.get(hint.stroke, ()), hint)
    return found


def _to_pieces(line: np.ndarray, position: QPointF) -> np.ndarray:
    """Distance from the hand to each piece between the places of a line (n, 2): (n - 1,)."""
    start, way = line[:-1], np.diff(line, axis=0)
    hand = np.array((position.x(), position.y()))
    squared = np.maximum((way**2).sum(axis=1), 1e-12)
    along = np.clip(((hand - start) * way).sum(axis=1) / squared, 0.0, 1.0)
    return np.hypot(*(start + way * along[:, None] - hand).T)


def _distance(a: QPointF, b: QPointF) -> float:
    return float(np.hypot(a.x() - b.x(), a.y() - b.y()))
