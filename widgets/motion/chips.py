"""Labels of strokes on the canvas: a board goes in, chips with their places and texts come out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from engine.records import Hint
from widgets.common.icon import icon
from widgets.common.theme import GRID, RADIUS, Colours, qcolor
from widgets.motion.board import Board
from widgets.motion.words import label_of, manner_of, time_of

_GLYPH = 16
_MOST = 240.0
_GAP = 10.0


@dataclass(frozen=True, slots=True)
class Chip:
    """One label: where it is, what it says, and the hints it warns of."""

    index: int
    rect: QRectF
    name: str
    manner: str
    detail: str
    hints: tuple[Hint, ...]
    problem: str

    @property
    def warns(self) -> bool:
        """Whether the chip carries a warning glyph."""
        return bool(self.hints or self.problem)

    @property
    def tip(self) -> str:
        """What the chip says when the hand rests on it."""
        lines = [self.problem] if self.problem else []
        for hint in self.hints:
            lines.append(hint.message)
            lines += [f"→ {fix.title}" for fix in hint.fixes if fix.preferred]
        return "\n".join(lines)


def laid_out(board: Board, font: QFont, room: QRectF) -> tuple[Chip, ...]:
    """A chip for each stroke whose region is in sight, none over another where that can be."""
    chips: list[Chip] = []
    for index, stroke in enumerate(board.plan.strokes):
        anchor = board.region_rect(stroke) or QRectF(board.position(board.centre(stroke)), QSizeF())
        if not room.intersects(anchor.adjusted(-1, -1, 1, 1)):
            continue
        texts = _texts(board, index)
        size = _size(font, *texts, warns=_warns(board, index))
        rect = _placed(anchor, size, room, [chip.rect for chip in chips])
        problem = board.regions.problem(stroke.region)
        chips.append(Chip(index, rect, *texts, board.hints.get(index, ()), problem))
    return tuple(chips)


def paint(painter: QPainter, chip: Chip, colours: Colours, colour: str, *, selected: bool) -> None:
    """Draws one chip."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(qcolor(colour if selected else colours.line))
    painter.setBrush(qcolor(colours.raised, 0.94))
    painter.drawRoundedRect(chip.rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    inner = chip.rect.adjusted(GRID, 4, -GRID, -4)
    if chip.warns:
        severity = chip.hints[0].severity if chip.hints else "error"
        glyph = icon(str(severity), colours.severity(str(severity)))
        top = round(inner.top() + (QFontMetricsF(painter.font()).height() - _GLYPH) / 2)
        glyph.paint(painter, round(inner.left()), top, _GLYPH, _GLYPH)
        inner.setLeft(inner.left() + _GLYPH + 4)
    _write(painter, chip, inner, colours, colour)
    painter.restore()


def glyph_rect(chip: Chip) -> QRectF:
    """Where the warning glyph of a chip can be clicked."""
    return QRectF(chip.rect.topLeft(), QSizeF(_GLYPH + 1.5 * GRID, chip.rect.height()))


def _write(painter: QPainter, chip: Chip, inner: QRectF, colours: Colours, colour: str) -> None:
    plain = painter.font()
    bold = _bold(plain)
    metrics = QFontMetricsF(bold)
    name = metrics.elidedText(chip.name, Qt.TextElideMode.ElideRight, _MOST)
    align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    painter.setFont(bold)
    painter.setPen(qcolor(colour))
    painter.drawText(inner, align, name)
    painter.setFont(plain)
    painter.setPen(qcolor(colours.dim))
    rest = inner.adjusted(metrics.horizontalAdvance(name), 0, GRID, 0)
    painter.drawText(rest, align, f" · {chip.manner}")
    if chip.detail:
        second = inner.adjusted(0, metrics.height(), GRID, 0)
        painter.drawText(second, align, chip.detail)


def _texts(board: Board, index: int) -> tuple[str, str, str]:
    stroke = board.plan.strokes[index]
    detail = time_of(stroke, board.seconds) if index == board.selected else ""
    return label_of(stroke, index), manner_of(stroke), detail


def _warns(board: Board, index: int) -> bool:
    stroke = board.plan.strokes[index]
    return bool(board.hints.get(index) or board.regions.problem(stroke.region))


def _size(font: QFont, name: str, manner: str, detail: str, *, warns: bool) -> QSizeF:
    bold, plain = QFontMetricsF(_bold(font)), QFontMetricsF(font)
    title = min(bold.horizontalAdvance(name), _MOST) + plain.horizontalAdvance(f" · {manner}")
    width = max(title, plain.horizontalAdvance(detail)) + 2 * GRID + 2
    height = bold.height() + (plain.height() if detail else 0) + GRID
    return QSizeF(round(width + (_GLYPH + 4 if warns else 0)), round(height))


def _placed(anchor: QRectF, size: QSizeF, room: QRectF, taken: list[QRectF]) -> QRectF:
    """Above the region, or below it, or as near as the other chips and the edges allow."""
    step = size.height() + 4
    left = anchor.left()
    tops = [anchor.top() - _GAP - size.height(), anchor.bottom() + _GAP]
    tops += [tops[0] - i * step for i in range(1, 6)] + [tops[1] + i * step for i in range(1, 6)]
    places = [_inside(QRectF(QPointF(round(left), round(top)), size), room) for top in tops]
    return next((r for r in places if not any(r.intersects(t) for t in taken)), places[0])


def _inside(rect: QRectF, room: QRectF) -> QRectF:
    left = min(max(rect.left(), room.left() + 4), room.right() - rect.width() - 4)
    top = min(max(rect.top(), room.top() + 4), room.bottom() - rect.height() - 4)
    return QRectF(QPointF(left, top), rect.size())


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
