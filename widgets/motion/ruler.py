"""The ruler on the canvas, by which the picture has a scale and gravity a direction: a board goes
in; where it lies, how long it is, and its picture come out.

Where a plan does not say where its ruler was laid, it lies in a corner, a round number of metres
long.
"""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPolygonF

from engine.records import Place
from widgets.common.numbers import shortest
from widgets.common.theme import Colours, qcolor
from widgets.common.translation import tr
from widgets.motion import handles
from widgets.motion.board import Board

ARROW = 44.0
"""Length of the arrow that says where down is, in logical pixels."""
_HEAD, _END, _DOT = 9.0, 6.0, 4.5
_CORNER = 0.05
_ROUND = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)
_LONGEST = 0.45
"""Frame heights of a ruler that nobody has laid."""


def ends(board: Board) -> tuple[Place, Place] | None:
    """Where the ruler lies; None where the plan has no scale."""
    gravity = board.plan.gravity
    if gravity is None or board.view is None:
        return None
    return gravity.ruler or _in_the_corner(board, gravity.px_per_metre)


def metres(board: Board, a: Place, b: Place) -> float:
    """How long a line of the frame is by the plan's scale."""
    gravity, view = board.plan.gravity, board.view
    if gravity is None or view is None:
        return 0.0
    across, down = (b[0] - a[0]) * view.frame_width, (b[1] - a[1]) * view.frame_height
    return hypot(across, down) / gravity.px_per_metre


def arrow(board: Board, direction_deg: float) -> tuple[QPointF, QPointF] | None:
    """Foot and tip of the arrow that points down, in the widget."""
    lies = ends(board)
    if lies is None:
        return None
    a, b = (board.position(end) for end in lies)
    foot = (a + b) / 2
    turned = radians(direction_deg)
    # not on the ruler where that points down itself, nor on its length, which is on the right
    away = QPointF(-14, 0) if abs(sin(turned)) > 0.7 else QPointF(0, 14)
    return foot + away, foot + away + QPointF(cos(turned), sin(turned)) * ARROW


def direction_to(foot: QPointF, tip: QPointF) -> float:
    """Which way points down if the arrow's tip is dragged there: degrees, 90 is down the frame."""
    return degrees(atan2(tip.y() - foot.y(), tip.x() - foot.x()))


def length_text(length: float) -> str:
    """A length in metres or, where it is short, in centimetres."""
    if length < 0.995:
        return tr("{0} cm").format(shortest(length * 100, 3))
    return tr("{0} m").format(shortest(length, 3))


def paint(
    painter: QPainter, board: Board, colours: Colours, *, held: bool, direction: float | None = None
) -> None:
    """The ruler of the plan; one in hand shows what of it can be dragged."""
    lies, gravity = ends(board), board.plan.gravity
    if lies is None or gravity is None:
        return
    painter.save()
    painter.setOpacity(1.0 if held else 0.75)
    a, b = (board.position(end) for end in lies)
    paint_line(painter, a, b, length_text(metres(board, *lies)), colours, held=held)
    _paint_arrow(painter, board, gravity.direction_deg if direction is None else direction, colours)
    painter.restore()


def paint_line(
    painter: QPainter, a: QPointF, b: QPointF, text: str, colours: Colours, *, held: bool
) -> None:
    """A line with an end at both sides and its length in the middle."""
    way = b - a
    length = max(hypot(way.x(), way.y()), 1e-6)
    aside = QPointF(-way.y(), way.x()) / length * _END
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(qcolor(colours.panel, 0.8), 5), QPen(qcolor(colours.text), 2)):
        painter.setPen(pen)
        painter.drawLine(a, b)
        for end in (a, b):
            painter.drawLine(end - aside, end + aside)
    if held:
        painter.setBrush(qcolor(colours.panel))
        for end in (a, b):
            painter.drawEllipse(end, _DOT, _DOT)
    if text:
        small = QFont(painter.font())
        small.setPixelSize(11)
        painter.setFont(small)
        handles.paint_tag(painter, (a + b) / 2, text, colours)


def _paint_arrow(painter: QPainter, board: Board, direction: float, colours: Colours) -> None:
    found = arrow(board, direction)
    if found is None:
        return
    foot, tip = found
    angle = radians(direction)
    wings = [tip - QPointF(cos(angle + a), sin(angle + a)) * _HEAD for a in (-0.45, 0.45)]
    for pen in (QPen(qcolor(colours.panel, 0.8), 5), QPen(qcolor(colours.wanted), 2)):
        painter.setPen(pen)
        painter.drawLine(foot, tip - QPointF(cos(angle), sin(angle)) * 4)
    painter.setBrush(qcolor(colours.wanted))
    painter.setPen(QPen(qcolor(colours.panel, 0.8), 1))
    painter.drawPolygon(QPolygonF([tip, *wings]))


def _in_the_corner(board: Board, px_per_metre: float) -> tuple[Place, Place]:
    """Upright at the left edge."""
    view = board.view
    most = _LONGEST * view.frame_height / px_per_metre
    long = max((m for m in _ROUND if m <= most), default=most)
    foot = 1.0 - _CORNER
    return (_CORNER, foot - long * px_per_metre / view.frame_height), (_CORNER, foot)
