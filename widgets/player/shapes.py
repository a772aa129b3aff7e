"""Findings as pictures, each by the shape of its kind: box, heat, arrows, path, flash.

What goes in is a finding and the frame that is shown; nothing comes out but paint. Points are in
clip pixels; `width` is one pixel of the screen. What is spoken of is drawn stronger.
"""

from __future__ import annotations

from functools import cache
from math import hypot

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)

from engine.records import Box, Finding
from widgets.common.theme import ON_PICTURE, Colours, qcolor
from widgets.player.kinds import kind_of
from widgets.player.overlay_state import CASING, DIM, Overlay, cased, dashes, pen, trail

_GLOW = 96
_SHORTEST, _LONGEST = 36, 96
"""Pixels of the screen that an arrow is long: it says where to, the words say how far."""


def paint_finding(
    painter: QPainter,
    overlay: Overlay,
    finding: Finding,
    index: int,
    theme: Colours,
    width: float,
) -> None:
    """Paints one finding over a frame that it covers; one that was dismissed is dim."""
    painter.setOpacity(DIM if finding.key in overlay.dismissed else 1.0)
    shape = kind_of(overlay.kinds, finding.kind).shape
    chosen = finding.key == overlay.chosen
    box = overlay.place_of(finding, index)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if shape == "heat":
        _paint_heat(painter, box, finding.box is None, theme)
    elif shape == "flash" and chosen and not overlay.moving:
        _paint_moment(painter, overlay, finding, box)
    _paint_outline(painter, box, shape, chosen, theme, width)
    if shape == "path":
        _paint_ghost(painter, overlay, finding, index, theme, width)
    middle = QPointF(box.x + box.w / 2, box.y + box.h / 2)
    if finding.expected_vector is not None:
        paint_vector(painter, middle, finding.expected_vector, theme.wanted, width, dashed=True)
    if finding.measured_vector is not None:
        paint_vector(painter, middle, finding.measured_vector, theme.measured, width)
    painter.setOpacity(1.0)


def _paint_outline(
    painter: QPainter, box: Box, shape: str, chosen: bool, theme: Colours, width: float
) -> None:
    full = shape in ("box", "flash")
    thick = (2.5 if chosen else 1.75) if full else (1.75 if chosen else 1.0)
    line = QPen(qcolor(theme.bad, 1.0 if full or chosen else 0.7), thick * width)
    cased(painter, line, width, lambda: painter.drawRect(QRectF(*_grown(box, 3))))


def _paint_heat(painter: QPainter, box: Box, everywhere: bool, theme: Colours) -> None:
    if everywhere:
        painter.fillRect(QRectF(*box), qcolor(theme.bad, 0.16))
        return
    around = 0.35 * max(box.w, box.h)
    painter.drawImage(QRectF(*_grown(box, around)), _glow(theme.bad))


@cache
def _glow(colour: str) -> QImage:
    """A round glow that fades to nothing at its rim."""
    image = QImage(_GLOW, _GLOW, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    gradient = QRadialGradient(_GLOW / 2, _GLOW / 2, _GLOW / 2)
    for place, alpha in ((0.0, 0.62), (0.45, 0.42), (1.0, 0.0)):
        gradient.setColorAt(place, qcolor(colour, alpha))
    painter = QPainter(image)
    painter.fillRect(image.rect(), gradient)
    painter.end()
    return image


def _paint_moment(painter: QPainter, overlay: Overlay, finding: Finding, box: Box) -> None:
    """What is there before or after, in the place of what is there now."""
    still = overlay.still(finding.end_frame if overlay.after else finding.start_frame)
    if still is None or not overlay.width:
        return
    share = still.width() / overlay.width
    source = QRectF(box.x * share, box.y * share, box.w * share, box.h * share)
    painter.drawImage(QRectF(*box), still, source)


def _paint_ghost(
    painter: QPainter,
    overlay: Overlay,
    finding: Finding,
    index: int,
    theme: Colours,
    width: float,
) -> None:
    """Where it should have been: dashed and cool; where it was: solid and warm."""
    was = overlay.once(("was", id(finding)), index, lambda: _way(overlay, finding, index))
    if len(was) > 1:
        line = pen(theme.measured, 2.5 * width)
        cased(painter, line, width, lambda: painter.drawPolyline(was))
    if not finding.ghost:
        return
    lines = overlay.once(
        ("ghost", id(finding), width),
        0,
        lambda: dashes(np.array([place[1:] for place in finding.ghost]), 8 * width, 5 * width),
    )
    cased(painter, pen(theme.wanted, 2.5 * width), width, lambda: painter.drawLines(lines))
    there = next((QPointF(x, y) for frame, x, y in finding.ghost if frame == index), None)
    if there is not None:
        box = overlay.place_of(finding, index)
        radius = max(8 * width, 0.5 * min(box.w, box.h)) if finding.boxes else 9 * width
        ring = QPen(qcolor(theme.wanted), 2 * width, Qt.PenStyle.DashLine)
        cased(painter, ring, width, lambda: painter.drawEllipse(there, radius, radius))


def _way(overlay: Overlay, finding: Finding, index: int) -> QPolygonF:
    """The centres of a finding from its start up to a frame."""
    movers = overlay.report.movers if overlay.report else ()
    track = next((mover.track for mover in movers if mover.id == finding.mover), ())
    centres = track or tuple((f, b.x + b.w / 2, b.y + b.h / 2) for f, b in finding.boxes)
    shown = trail(centres, finding.start_frame, index)
    return QPolygonF([QPointF(x, y) for _, x, y in shown])


def paint_vector(
    painter: QPainter,
    start: QPointF,
    vector: tuple[float, float],
    colour: str,
    width: float,
    dashed: bool = False,
) -> None:
    """An arrow in a direction; its length stays between two sizes on the screen."""
    along = shown_vector(vector, width)
    end = start + along
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    line = QPen(qcolor(colour), 2.5 * width, style)
    cased(painter, line, width, lambda: painter.drawLine(start, end))
    unit = along / max(hypot(along.x(), along.y()), 1e-6)
    side = QPointF(-unit.y(), unit.x())
    head = QPainterPath(end + unit * 3 * width)
    head.lineTo(end - unit * 8 * width + side * 5 * width)
    head.lineTo(end - unit * 8 * width - side * 5 * width)
    head.closeSubpath()
    painter.strokePath(head, pen(ON_PICTURE.ground, CASING * width))
    painter.fillPath(head, qcolor(colour))


def shown_vector(vector: tuple[float, float], width: float) -> QPointF:
    """How far the arrow of a vector reaches, in clip pixels."""
    length = max(hypot(*vector), 1e-6)
    shown = min(max(length, _SHORTEST * width), _LONGEST * width) / length
    return QPointF(vector[0], vector[1]) * shown


def extent(overlay: Overlay, finding: Finding, index: int, width: float) -> QRectF:
    """The room that a finding takes at a frame, arrows and all."""
    room = QRectF(*overlay.place_of(finding, index))
    middle = room.center()
    for vector in (finding.expected_vector, finding.measured_vector):
        if vector is not None:
            tip = middle + shown_vector(vector, width)
            room = room.united(QRectF(middle, tip).normalized())
    return room


def _grown(box: Box, by: float) -> tuple[float, float, float, float]:
    return box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by
