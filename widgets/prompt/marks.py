"""Underlines: marks go in, shapes on the editor come out, one shape and one colour per severity.

An error is a wave, a warning a solid line on a tint, information a row of dots, a hint sparser
dots, and filler is struck out and faded. The lines are painted here, because the underlines of Qt
are one pixel thin and smoothed to less than 3:1 contrast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF, QTextBlock, QTextLine
from PySide6.QtWidgets import QTextEdit

from engine.records import Hint, Severity
from widgets.common.theme import Colours, qcolor
from widgets.prompt.tracking import Mark

FILLER = "physics-filler"
WIDTH = 2.0
_DROP = 2.5
"""From the lowest letters to the middle of the line, in pixels."""


class Shape(StrEnum):
    """How a hint is drawn."""

    WAVE = "wave"
    SOLID = "solid"
    DOTS = "dots"
    SPARSE = "sparse dots"
    STRUCK = "struck out"


_SHAPES = {
    Severity.ERROR: Shape.WAVE,
    Severity.WARNING: Shape.SOLID,
    Severity.INFORMATION: Shape.DOTS,
    Severity.HINT: Shape.SPARSE,
}
_RANK = {severity: rank for rank, severity in enumerate(Severity)}


def rank_of(mark: Mark) -> int:
    """0 for an error, and more the less a hint matters."""
    return _RANK[mark.hint.severity]


def shape_of(hint: Hint) -> Shape:
    """The shape of a hint's mark: of its severity, but filler is always struck out."""
    return Shape.STRUCK if hint.rule == FILLER else _SHAPES[hint.severity]


class Piece(NamedTuple):
    """A part of the text (UTF-16) and the hint that is drawn there."""

    hint: Hint
    start: int
    end: int


def pieces(marks: tuple[Mark, ...]) -> list[Piece]:
    """What to draw where, so that the graver of two hints on the same words is the one seen."""
    found: list[Piece] = []
    taken: list[tuple[int, int]] = []
    for mark in sorted(marks, key=rank_of):
        span = (mark.place.start, mark.place.end)
        found += [Piece(mark.hint, *free) for free in _free(span, taken)]
        taken.append(span)
    return found


def _free(span: tuple[int, int], taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start, end = span
    for low, high in sorted(taken):
        if high <= start or low >= end:
            continue
        if low > start:
            yield start, low
        start = max(start, high)
    if start < end:
        yield start, end


class Stretch(NamedTuple):
    """A piece within one line on screen: the box of its letters and where the line goes under."""

    box: QRectF
    under: float


def stretches(editor: QTextEdit, start: int, end: int) -> Iterator[Stretch]:
    """Where a range of the document (UTF-16) is on the editor's viewport, line by line."""
    document = editor.document()
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        yield from _in_block(editor, block, start, end)
        block = block.next()


def _in_block(editor: QTextEdit, block: QTextBlock, start: int, end: int) -> Iterator[Stretch]:
    layout = block.layout()
    origin = editor.document().documentLayout().blockBoundingRect(block).topLeft() - QPointF(
        editor.horizontalScrollBar().value(), editor.verticalScrollBar().value()
    )
    shown = _past_preedit(layout.preeditAreaPosition(), len(layout.preeditAreaText()))
    first = shown(max(start - block.position(), 0))
    last = shown(min(end - block.position(), block.length() - 1))
    line = layout.lineForTextPosition(first)
    while line.isValid() and line.textStart() < last:
        low = max(first, line.textStart())
        high = min(last, line.textStart() + line.textLength())
        if low < high:
            yield _stretch(line, origin, low, high)
        line = layout.lineAt(line.lineNumber() + 1)


def _past_preedit(at: int, length: int) -> Callable[[int], int]:
    """The layout counts the letters an input method is composing, the document does not."""
    return lambda position: position + length if length and position >= at else position


def _stretch(line: QTextLine, origin: QPointF, low: int, high: int) -> Stretch:
    ends = (line.cursorToX(low)[0], line.cursorToX(high)[0])
    left = min(ends)
    # a space at the end of a full line hangs over the edge
    right = min(max(ends), line.naturalTextRect().right())
    box = QRectF(left, line.y(), max(right - left, 1.0), line.ascent() + line.descent())
    box.translate(origin)
    return Stretch(box, box.bottom() + _DROP)


def paint_tint(painter: QPainter, stretch: Stretch, hint: Hint, colours: Colours) -> None:
    """The ground of a warning or an error, painted before the letters."""
    if shape_of(hint) in (Shape.SOLID, Shape.WAVE):
        tint = stretch.box.adjusted(-1, 0, 1, 0)
        tint.setBottom(stretch.under)
        painter.fillRect(tint, qcolor(colours.severity(hint.severity), 0.13))


def paint_line(painter: QPainter, stretch: Stretch, hint: Hint, colours: Colours) -> None:
    """The line of a mark, painted after the letters."""
    pen = QPen(qcolor(colours.severity(hint.severity)), WIDTH)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    shape = shape_of(hint)
    if shape is Shape.STRUCK:
        _strike(painter, stretch, colours)
    elif shape is Shape.WAVE:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.drawPolyline(_wave(stretch))
    else:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        left, right, y = round(stretch.box.left()), stretch.box.right(), round(stretch.under)
        pen.setWidth(int(WIDTH))
        if shape is not Shape.SOLID:
            pen.setDashPattern([1.0, 1.0 if shape is Shape.DOTS else 2.5])
        painter.setPen(pen)
        painter.drawLine(QPointF(left, y), QPointF(right, y))


def _strike(painter: QPainter, stretch: Stretch, colours: Colours) -> None:
    painter.fillRect(stretch.box, qcolor(colours.ground, 0.4))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(qcolor(colours.hint), 1))
    y = round(stretch.box.center().y() + 1)
    painter.drawLine(QPointF(stretch.box.left(), y), QPointF(stretch.box.right(), y))


def _wave(stretch: Stretch) -> QPolygonF:
    left, right, half = stretch.box.left(), stretch.box.right(), 3.0
    crests = int((right - left) / half) + 1
    points = [
        QPointF(min(left + half * i, right), stretch.under + (1.2 if i % 2 else -1.2))
        for i in range(crests + 1)
    ]
    return QPolygonF(points)
