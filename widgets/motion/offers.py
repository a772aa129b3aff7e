"""What a hint offers for the path of the selected stroke, seen where it would be: a board goes in;
the other path, dashed, and a pill that takes it come out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from engine.records import Fix, Hint, Stroke
from widgets.common.theme import GRID, Colours, qcolor
from widgets.motion import edits
from widgets.motion.board import Board

_AWAY = 14.0


@dataclass(frozen=True, slots=True)
class Offer:
    """A fix that gives the selected stroke another path, and its pill on the canvas."""

    hint: Hint
    fix: Fix
    stroke: Stroke
    """As the fix would have it."""
    rect: QRectF


def offered(board: Board) -> tuple[Hint, Fix, Stroke] | None:
    """The first fix that changes nothing but the path of the selected stroke."""
    stroke, index = board.stroke, board.selected
    if stroke is None or len(board.selection) > 1:
        return None
    for hint in board.hints.get(index, ()):
        for fix in hint.fixes:
            if fix.plan is None or fix.edits or fix.shots or fix.window is not None:
                continue
            # what was found in an older plan is not offered for this one
            other = edits.only_other(board.plan, fix.plan, index)
            if other is not None and len(other.points) > 1 and other.points != stroke.points:
                return hint, fix, other
    return None


def laid_out(board: Board, font: QFont, room: QRectF, taken: Sequence[QRectF]) -> Offer | None:
    """The offer with a place for its pill that covers nothing of `taken`, where that can be."""
    found = offered(board)
    if found is None:
        return None
    hint, fix, stroke = found
    metrics = QFontMetricsF(font)
    size = QSizeF(metrics.horizontalAdvance(fix.title) + 3 * GRID, metrics.height() + GRID)
    path = board.line(stroke)
    line = [path[i] for i in range(0, path.count(), 4)]
    top = min(line, key=QPointF.y)
    for at in (top, *line[len(line) // 2 :: max(1, len(line) // 8)], line[-1]):
        for below in (False, True):
            y = at.y() + _AWAY if below else at.y() - _AWAY - size.height()
            rect = _inside(QRectF(QPointF(at.x() - size.width() / 2, y), size), room)
            if not any(rect.intersects(other) for other in taken):
                return Offer(hint, fix, stroke, rect)
    return Offer(hint, fix, stroke, _inside(QRectF(top, size), room))


def paint(painter: QPainter, board: Board, offer: Offer, colours: Colours) -> None:
    """The path as it would be, and the pill."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    line = board.line(offer.stroke)
    for pen in (
        QPen(qcolor(colours.panel, 0.6), 5),
        QPen(qcolor(colours.wanted), 2, Qt.PenStyle.DashLine),
    ):
        painter.setPen(pen)
        painter.drawPolyline(line)
    painter.setPen(QPen(qcolor(colours.wanted), 1))
    painter.setBrush(qcolor(colours.raised, 0.94))
    pill = offer.rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(qcolor(colours.text))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, offer.fix.title)
    painter.restore()


def _inside(rect: QRectF, room: QRectF) -> QRectF:
    left = min(max(rect.left(), room.left() + 4), room.right() - rect.width() - 4)
    top = min(max(rect.top(), room.top() + 4), room.bottom() - rect.height() - 4)
    return QRectF(QPointF(round(left), round(top)), rect.size())
