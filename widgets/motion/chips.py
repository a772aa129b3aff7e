"""Labels of strokes on the canvas: a board goes in, chips with their places and texts come out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from engine.records import Hint
from widgets.common.icon import icon
from widgets.common.theme import GRID, RADIUS, Colours, qcolor
from widgets.motion.board import Board
from widgets.motion.curve import curve_of
from widgets.motion.handles import told
from widgets.motion.words import label_of, manner_of, motion_title, time_of

_GLYPH = 16
_MOST = 176.0
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
    paths = _path_places(board)
    for index, stroke in enumerate(board.plan.strokes):
        anchor = board.region_rect(stroke) or QRectF(board.position(board.centre(stroke)), QSizeF())
        if not room.intersects(anchor.adjusted(-1, -1, 1, 1)):
            continue
        texts = _texts(board, index)
        size = _size(font, *texts, warns=_warns(board, index))
        taken = np.array([chip.rect.getCoords() for chip in chips]).reshape(-1, 4)
        left, top, *_ = _placed(anchor, size, room, taken, paths)
        rect = QRectF(QPointF(left, top), size)
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
    name = _shortened(bold, chip.name)
    align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    painter.setFont(bold)
    painter.setPen(qcolor(colour))
    painter.drawText(inner, align, name)
    painter.setFont(plain)
    painter.setPen(qcolor(colours.dim))
    rest = inner.adjusted(metrics.horizontalAdvance(name), 0, GRID, 0)
    painter.drawText(rest, align, f" · {_shortened(plain, chip.manner)}")
    if chip.detail:
        second = inner.adjusted(0, metrics.height(), GRID, 0)
        painter.drawText(second, align, chip.detail)


def _path_places(board: Board) -> np.ndarray:
    """Places along all paths, (n, 2) in widget coordinates: what chips should not cover."""
    view = board.view
    lines = [curve_of(stroke)[::3] for stroke in board.plan.strokes]
    places = np.concatenate([*lines, np.empty((0, 2))])
    return places * (view.width, view.height) + (view.left, view.top)


def _texts(board: Board, index: int) -> tuple[str, str, str]:
    stroke, selected = board.plan.strokes[index], index == board.selected
    if stroke.motion is not None and stroke.kind == "move":
        numbers = told(stroke.motion, board.world) if selected else ""
        return label_of(stroke, index), motion_title(stroke), numbers
    detail = time_of(stroke, board.seconds) if selected else ""
    return label_of(stroke, index), manner_of(stroke, board.aspect), detail


def _warns(board: Board, index: int) -> bool:
    stroke = board.plan.strokes[index]
    return bool(board.hints.get(index) or board.regions.problem(stroke.region))


def _size(font: QFont, name: str, manner: str, detail: str, *, warns: bool) -> QSizeF:
    return _measured(font.toString(), name, manner, detail, warns)


@lru_cache(maxsize=512)
def _measured(described: str, name: str, manner: str, detail: str, warns: bool) -> QSizeF:
    """The size of a chip in the font that is so described."""
    font = QFont()
    font.fromString(described)
    bold, plain = QFontMetricsF(_bold(font)), QFontMetricsF(font)
    title = bold.horizontalAdvance(_shortened(_bold(font), name)) + plain.horizontalAdvance(
        f" · {_shortened(font, manner)}"
    )
    width = max(title, plain.horizontalAdvance(detail)) + 2 * GRID + 2
    height = bold.height() + (plain.height() if detail else 0) + GRID
    return QSizeF(round(width + (_GLYPH + 4 if warns else 0)), round(height))


def _placed(
    anchor: QRectF, size: QSizeF, room: QRectF, taken: np.ndarray, paths: np.ndarray
) -> np.ndarray:
    """Beside the region, where the least is covered of other chips, paths and the region.

    `taken` are the edges (n, 4) of other chips; so is what comes out (4,).
    """
    rects = _edges(_inside(_corners(anchor, size), size, room), size)
    near = rects + np.array((-4, -4, 4, 4))
    beside = np.array([anchor.getCoords()]) if not anchor.isEmpty() else np.empty((0, 4))
    covered = 100 * _meet(near, taken).sum(axis=1) + 20 * _meet(rects, beside).sum(axis=1)
    x, y = paths.T
    inside = (x > near[:, 0:1]) & (x < near[:, 2:3]) & (y > near[:, 1:2]) & (y < near[:, 3:4])
    # the nicest of the best
    return rects[int((covered + inside.sum(axis=1)).argmin())]


def _meet(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which of some rectangles (n, 4) meet which others (m, 4): (n, m)."""
    a, b = some[:, None], others[None]
    across = (a[..., 0] < b[..., 2]) & (a[..., 2] > b[..., 0])
    return across & (a[..., 1] < b[..., 3]) & (a[..., 3] > b[..., 1])


def _edges(corners: np.ndarray, size: QSizeF) -> np.ndarray:
    """Left, top, right and bottom (n, 4) of rectangles by their top left corners (n, 2)."""
    return np.hstack([corners, corners + np.array((size.width(), size.height()))])


def _corners(anchor: QRectF, size: QSizeF) -> np.ndarray:
    """Top left corners (n, 2) to try, the nicest first."""
    left, top, right, bottom = anchor.getCoords()
    wide, high = size.width(), size.height()
    middle, level = (left + right - wide) / 2, (top + bottom - high) / 2
    corners = []
    for ring in range(4):
        away = _GAP + ring * (high + 4)
        above, below = top - away - high, bottom + away
        corners += [(left, above), (left, below), (middle, above), (middle, below)]
        corners += [(left - away - wide, level), (right + away, level)]
    return np.rint(corners)


def _inside(corners: np.ndarray, size: QSizeF, room: QRectF) -> np.ndarray:
    low = np.array((room.left() + 4, room.top() + 4))
    high = np.array((room.right() - size.width() - 4, room.bottom() - size.height() - 4))
    return np.minimum(np.maximum(corners, low), high)


def _shortened(font: QFont, text: str) -> str:
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, _MOST)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
