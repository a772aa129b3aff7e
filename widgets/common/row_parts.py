"""The parts that rows of lists are drawn of: the card they stand on, a picture, words, a bar.

Jobs, takes, shots and models draw their rows with these, so that all lists look and feel the same.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from widgets.common.icon import icon
from widgets.common.theme import RADIUS, Colours, qcolor

SMALL, PLAIN = 12, 13
"""Pixels of letters."""


def paint_card(
    painter: QPainter, option: QStyleOptionViewItem, theme: Colours, resting: str
) -> QColor:
    """The card that a row stands on, with an edge of the colour `resting` where it is not chosen;
    the card's colour."""
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    over = bool(option.state & QStyle.StateFlag.State_MouseOver)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    ground = qcolor(theme.hover if over and not chosen else theme.raised)
    painter.fillPath(shape, ground)
    painter.setPen(QPen(qcolor(theme.accent if chosen else resting), 1.5 if chosen else 1))
    painter.drawPath(shape)
    return ground


def paint_image(painter: QPainter, rect: QRect, image: QImage | None, theme: Colours) -> None:
    """A picture with round corners; the sign of a film where there is none."""
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(rect), 4, 4)
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(rect, qcolor(theme.stage))
    if image is None:
        place = QRect(0, 0, 20, 20)
        place.moveCenter(rect.center())
        icon("film", theme.edge).paint(painter, place)
    else:
        painter.drawImage(rect, image)
    painter.restore()


def paint_progress(
    painter: QPainter, rect: QRect, progress: float, colour: str, theme: Colours
) -> None:
    """A bar that is filled as far as `progress`, 0..1."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(theme.line))
    painter.drawRoundedRect(rect, 2, 2)
    done = QRect(rect)
    done.setWidth(round(rect.width() * min(max(progress, 0.0), 1.0)))
    painter.setBrush(qcolor(colour))
    painter.drawRoundedRect(done, 2, 2)


def paint_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    colour: str,
    *,
    size: int = PLAIN,
    bold: bool = False,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> int:
    """Draws one elided line; the pixels that it is wide."""
    font = row_font(painter, size, bold=bold)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, elide, max(rect.width(), 0))
    painter.setFont(font)
    painter.setPen(qcolor(colour))
    align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, int(align), shown)
    return metrics.horizontalAdvance(shown)


def text_width(painter: QPainter, text: str, size: int) -> int:
    """Pixels of a line."""
    return QFontMetrics(row_font(painter, size)).horizontalAdvance(text)


def row_font(painter: QPainter, size: int, *, bold: bool = False) -> QFont:
    """The painter's font at a size in pixels."""
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setPixelSize(size)
    return font
