"""The handles of a physical motion on the canvas: a stroke goes in; diamonds with their names, what
stands around them (floor, rope, centre) and the motion in numbers come out.

A handle is a diamond, so that it is told apart from the round points of a path drawn by hand.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TR_NOOP, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from engine.errors import BadInput
from engine.motion import grips, physics
from engine.motion.figures import Figures, figures
from engine.motion.world import World
from engine.records import Bounce, Orbit, Pendulum, Place, Preset, Rise, Roll, Slide, Stroke, Throw
from widgets.common.numbers import decimal, shortest
from widgets.common.theme import GRID, Colours, qcolor
from widgets.common.translation import tr
from widgets.motion.board import Board

_SIZE = 6.0
_TITLES = {
    "target": QT_TR_NOOP("target"),
    "apex": QT_TR_NOOP("apex"),
    "floor": QT_TR_NOOP("floor"),
    "landing": QT_TR_NOOP("lands"),
    "spring": QT_TR_NOOP("springs"),
    "pivot": QT_TR_NOOP("pivot"),
    "around": QT_TR_NOOP("centre"),
    "waist": QT_TR_NOOP("tilt"),
    "top": QT_TR_NOOP("top"),
    "end": QT_TR_NOOP("end"),
    "path": QT_TR_NOOP("corner"),
}


def handle_title(preset: Preset, name: str) -> str:
    """What a handle is called."""
    kind, _, number = name.partition(".")
    if kind == "path" and int(number) == len(getattr(preset, "path", ())) - 1:
        kind = "end"
    return tr(_TITLES[kind])


def dragged(stroke: Stroke, name: str, place: Place, world: World) -> Stroke:
    """The stroke with a handle of its motion at another place.

    Raises BadInput where that makes no motion, e.g. a floor that stands upright.
    """
    return physics.applied(stroke, grips.with_grip(stroke.motion, name, place, world), world)


def with_corner(stroke: Stroke, at: int, place: Place, world: World) -> Stroke:
    """The stroke with one more corner of its motion's way. Raises BadInput where that cannot be."""
    return physics.applied(stroke, grips.with_corner(stroke.motion, at, place), world)


def without_corner(stroke: Stroke, name: str, world: World) -> Stroke:
    """The stroke without the corner that a handle is. Raises BadInput where it has to stay."""
    return physics.applied(stroke, grips.without_corner(stroke.motion, name), world)


def told(preset: Preset, world: World) -> str:
    """A physical motion in numbers, e.g. '8.1 m/s at 41° · lands 2.4 s'."""
    try:
        known = figures(preset, world)
    except BadInput:
        return ""
    parts = _parts(preset, known)
    if abs(preset.speed - 1.0) > 0.005:
        parts.append(tr("{0}× time").format(shortest(preset.speed, 2)))
    return " · ".join(parts)


def _parts(preset: Preset, known: Figures) -> list[str]:
    speed, cycle = known.speed or 0.0, known.cycle or 0.0
    if isinstance(preset, Throw):
        launch = tr("{0} m/s at {1}°").format(decimal(speed, 1), f"{known.angle_deg:.0f}")
        return [launch, _landing(known.lands)]
    if isinstance(preset, Bounce):
        hits = tr("{0} hits") if known.hits != 1 else tr("{0} hit")
        return [_landing(known.lands), tr("{0} m/s").format(decimal(speed, 1))] + (
            [hits.format(known.hits)] if known.hits else []
        )
    if isinstance(preset, Roll | Slide):
        fast = tr("up to {0} m/s").format(decimal(speed, 1))
        return [fast] if known.rests is None else [fast, _stop(known.rests)]
    if isinstance(preset, Pendulum):
        return [tr("{0} s a swing").format(decimal(cycle, 1))]
    if isinstance(preset, Orbit):
        return [tr("{0} s a round").format(decimal(cycle, 1))]
    if isinstance(preset, Rise):
        return [tr("up to {0} m/s").format(decimal(speed, 1))]
    return [tr("{0} m/s").format(decimal(speed, 1)), tr("{0} steps").format(known.steps)]


def _landing(seconds: float | None) -> str:
    if seconds is None:
        return tr("still in the air at the end")
    return tr("lands {0} s").format(decimal(seconds, 1))


def _stop(seconds: float) -> str:
    return tr("stops {0} s").format(decimal(seconds, 1))


def paint(
    painter: QPainter, board: Board, stroke: Stroke, colour: QColor, colours: Colours
) -> None:
    """Draws the handles of a stroke, with their names beside them."""
    places = {name: board.position(place) for name, place in board.handles(stroke).items()}
    if stroke.motion is None or not places:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_around(painter, board, stroke, places, colour, colours)
    small = QFont(painter.font())
    small.setPixelSize(11)
    painter.setFont(small)
    for name, at in places.items():
        _paint_handle(painter, at, colour, colours, chosen=name == board.handle)
        if name.partition(".")[0] != "path" or name == f"path.{len(stroke.motion.path) - 1}":
            paint_tag(painter, at, handle_title(stroke.motion, name), colours)
    painter.restore()


def paint_tag(painter: QPainter, at: QPointF, text: str, colours: Colours) -> None:
    """A few words to the right of a place, on a ground that shows them on any photograph."""
    metrics = QFontMetricsF(painter.font())
    size = metrics.boundingRect(text).size()
    left, middle = at.x() + _SIZE + 6, at.y()
    room = painter.device().width() / painter.device().devicePixelRatioF()
    if left + size.width() + GRID > room:
        left = at.x() - _SIZE - 6 - size.width() - GRID
    rect = QRectF(left, middle - size.height() / 2 - 1, size.width() + GRID, size.height() + 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(colours.panel, 0.82))
    painter.drawRoundedRect(rect, 4, 4)
    painter.setPen(qcolor(colours.text))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def _paint_handle(
    painter: QPainter, at: QPointF, colour: QColor, colours: Colours, *, chosen: bool
) -> None:
    size = _SIZE + 1.5 if chosen else _SIZE
    corners = [QPointF(0, -size), QPointF(size, 0), QPointF(0, size), QPointF(-size, 0)]
    diamond = QPolygonF([at + corner for corner in corners])
    painter.setPen(QPen(qcolor(colours.panel, 0.7), 4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(diamond)
    painter.setPen(QPen(qcolor(colours.text) if chosen else colour, 2))
    painter.setBrush(colour if chosen else qcolor(colours.panel))
    painter.drawPolygon(diamond)


def _paint_around(
    painter: QPainter,
    board: Board,
    stroke: Stroke,
    places: dict[str, QPointF],
    colour: QColor,
    colours: Colours,
) -> None:
    """The floor a thing falls on, the rope it hangs from, the foot of its top."""
    lines: list[tuple[QPointF, QPointF]] = []
    start = board.position(board.centre(stroke))
    if isinstance(stroke.motion, Bounce):
        lines.append((places["floor.0"], places["floor.1"]))
    elif isinstance(stroke.motion, Pendulum):
        lines.append((places["pivot"], start))
    elif isinstance(stroke.motion, Orbit):
        lines.append((places["around"], start))
    for a, b in lines:
        for pen in (
            QPen(qcolor(colours.panel, 0.6), 4),
            QPen(colour, 1.5, Qt.PenStyle.DashLine),
        ):
            painter.setPen(pen)
            painter.drawLine(a, b)
