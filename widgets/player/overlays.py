"""What is drawn over a frame: what was measured is solid and warm, what was wanted dashed and cool.

What goes in are findings, flow, movers and the plan; each function paints one of them. Points are
in clip pixels: the painter is already scaled to the picture on the screen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QPolygonF

from engine.records import Box, Finding, MotionPlan, Report
from widgets.common.theme import Colours, qcolor

ARROW_EVERY = 4
"""Grid cells between arrows: 32 px on the 8-px grid of the flow."""
SLOWEST = 0.4
"""Pixels per frame that an arrow is drawn from."""
ARROW_FRAMES = 3.0
"""An arrow is as long as its point moves in this many frames."""
HOTTEST = 12.0
"""Pixels per frame at full heat."""

MADE_AT_MOST = 1024

NAMES = ("arrows", "heat", "path", "boxes")


@dataclass(slots=True)
class Overlay:
    """All there is to draw, and what of it is switched on."""

    width: int = 0
    height: int = 0
    frames: int = 0
    report: Report | None = None
    plan: MotionPlan | None = None
    flow: np.ndarray | None = None
    """(frames - 1, rows, columns, 2) in pixels per frame."""
    flow_rows: int = 0
    """How many pairs are computed so far."""
    on: set[str] = field(default_factory=lambda: {"arrows", "path", "boxes"})

    moving: bool = False
    """While it plays, lines are painted without smoothing: four times as fast, and not seen."""
    drawn: dict[tuple[str, int], Any] = field(default_factory=dict)
    """What was made for painting a frame, so that a loop makes it once."""

    def set_flow(self, flow: np.ndarray | None) -> None:
        """Another clip's flow."""
        self.flow, self.flow_rows = flow, 0
        self.drawn.clear()

    def once(self, what: str, index: int, make: Callable[[], Any]) -> Any:
        """What `make` gives for a frame, made once."""
        key = (what, index)
        if key not in self.drawn:
            if len(self.drawn) >= MADE_AT_MOST:
                self.drawn.clear()
            self.drawn[key] = make()
        return self.drawn[key]

    def findings_at(self, index: int) -> list[Finding]:
        """Violations that cover a frame."""
        findings = self.report.findings if self.report else ()
        return [f for f in findings if not f.held and f.start_frame <= index <= f.end_frame]


def paint(painter: QPainter, overlay: Overlay, index: int, theme: Colours, scale: float) -> None:
    """Paints what is switched on over frame `index`; `scale`: screen pixels per clip pixel."""
    width = 1.0 / max(scale, 1e-6)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not overlay.moving)
    if "heat" in overlay.on:
        _paint_heat(painter, overlay, index, theme)
    if "arrows" in overlay.on:
        _paint_arrows(painter, overlay, index, theme, width)
    if "path" in overlay.on:
        _paint_wanted(painter, overlay, index, theme, width)
        _paint_measured(painter, overlay, index, theme, width)
    if "boxes" in overlay.on:
        _paint_boxes(painter, overlay, index, theme, width)


def _row_at(overlay: Overlay, index: int) -> int | None:
    """The pair that says how frame `index` moves; the last frame has that of the one before."""
    if overlay.flow is None or not len(overlay.flow):
        return None
    row = min(index, len(overlay.flow) - 1)
    return row if row < overlay.flow_rows else None


def _paint_heat(painter: QPainter, overlay: Overlay, index: int, theme: Colours) -> None:
    row = _row_at(overlay, index)
    if row is not None:
        colour = theme.measured
        image = overlay.once(colour, row, lambda: heat_image(overlay.flow[row], colour))
        painter.drawImage(QRectF(0, 0, overlay.width, overlay.height), image)
    for finding in overlay.findings_at(index):
        if finding.box is not None:
            painter.fillRect(QRectF(*_grown(finding.box, 6)), qcolor(theme.bad, 0.18))


def heat_image(flow: np.ndarray, colour: str) -> QImage:
    """A small premultiplied picture of the speed of (rows, columns, 2) flow, one pixel a cell."""
    speed = np.hypot(flow[..., 0].astype(np.float32), flow[..., 1].astype(np.float32))
    alpha = np.clip((speed - SLOWEST) / HOTTEST, 0.0, 0.7)
    rgb = qcolor(colour)
    pixels = np.empty((*alpha.shape, 4), np.uint8)
    for channel, value in enumerate((rgb.blue(), rgb.green(), rgb.red(), 255)):
        pixels[..., channel] = value * alpha
    rows, columns = alpha.shape
    premultiplied = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(pixels.data, columns, rows, columns * 4, premultiplied).copy()


def _paint_arrows(
    painter: QPainter, overlay: Overlay, index: int, theme: Colours, width: float
) -> None:
    row = _row_at(overlay, index)
    if row is None:
        return
    size = (overlay.width, overlay.height)
    lines = overlay.once("arrows", row, lambda: arrow_lines(overlay.flow[row], *size))
    # a wide see-through line costs four times as much with smooth edges, which nobody sees there
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    halo = _pen(theme.ground, 3 * width)
    halo.setColor(qcolor(theme.ground, 0.55))
    painter.setPen(halo)
    painter.drawLines(lines)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not overlay.moving)
    painter.setPen(_pen(theme.measured, 1.6 * width))
    painter.drawLines(lines)


def arrow_lines(flow: np.ndarray, width: int, height: int) -> list[QLineF]:
    """Shaft and two barbs of every arrow, in clip pixels, of (rows, columns, 2) flow."""
    rows, columns = flow.shape[:2]
    half = ARROW_EVERY // 2
    sampled = flow[half::ARROW_EVERY, half::ARROW_EVERY].astype(np.float32)
    ys, xs = np.mgrid[half:rows:ARROW_EVERY, half:columns:ARROW_EVERY].astype(np.float32)
    fast = np.hypot(sampled[..., 0], sampled[..., 1]) >= SLOWEST
    vectors = sampled[fast] * ARROW_FRAMES
    tails = np.stack([(xs[fast] + 0.5) * width / columns, (ys[fast] + 0.5) * height / rows], axis=1)
    heads = tails + vectors
    barb = vectors * 0.3
    turned = np.stack([-barb[:, 1], barb[:, 0]], axis=1) * 0.7
    ends = np.concatenate(
        [
            np.concatenate([tails, heads], axis=1),
            np.concatenate([heads, heads - barb + turned], axis=1),
            np.concatenate([heads, heads - barb - turned], axis=1),
        ]
    )
    return [QLineF(*line) for line in ends.tolist()]


def _paint_wanted(
    painter: QPainter, overlay: Overlay, index: int, theme: Colours, width: float
) -> None:
    frames = max(overlay.frames, 2)
    ring = QPen(qcolor(theme.wanted), 2 * width, Qt.PenStyle.DashLine)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for points, dashes in _wanted_paths(overlay.plan, overlay.width, overlay.height, frames, width):
        painter.setPen(_pen(theme.wanted, 2 * width))
        painter.drawLines(dashes)
        painter.setPen(ring)
        painter.drawEllipse(QPointF(*points[min(index, len(points) - 1)]), 9 * width, 9 * width)


@lru_cache(maxsize=8)
def _wanted_paths(
    plan: MotionPlan | None, width: int, height: int, frames: int, line: float
) -> tuple[tuple[np.ndarray, list[QLineF]], ...]:
    """Where each stroke wants to be at every frame, and its path as dashes for lines of a width."""
    if plan is None:
        return ()
    from engine.motion.trajectory import samples

    moves = [stroke for stroke in plan.strokes if stroke.kind == "move" and stroke.points]
    paths = [samples(stroke, frames) * (width, height) for stroke in moves]
    return tuple((path, _dashes(path, 8 * line, 5 * line)) for path in paths)


def _dashes(path: np.ndarray, long: float, gap: float) -> list[QLineF]:
    # Qt cuts a path into dashes anew at every painting, which takes longer than to draw them
    steps = np.hypot(*np.diff(path, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    starts = np.arange(0.0, along[-1], long + gap)
    both = [
        np.interp(there, along, path[:, axis])
        for there in (starts, np.minimum(starts + long, along[-1]))
        for axis in (0, 1)
    ]
    return [QLineF(*ends) for ends in np.stack(both, axis=1).tolist()]


def _paint_measured(
    painter: QPainter, overlay: Overlay, index: int, theme: Colours, width: float
) -> None:
    for mover in overlay.report.movers if overlay.report else ():
        track = [QPointF(x, y) for frame, x, y in mover.track if frame <= index]
        if len(track) > 1:
            painter.setPen(_pen(theme.measured, 2 * width))
            painter.drawPolyline(QPolygonF(track))


def _paint_boxes(
    painter: QPainter, overlay: Overlay, index: int, theme: Colours, width: float
) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for finding in overlay.findings_at(index):
        box = finding.box or Box(0, 0, overlay.width, overlay.height)
        rect = QRectF(*_grown(box, 3))
        painter.setPen(QPen(qcolor(theme.bad), 2 * width))
        painter.drawRect(rect)
        _paint_vector(painter, rect.center(), finding.expected_vector, theme.wanted, width, True)
        _paint_vector(painter, rect.center(), finding.measured_vector, theme.bad, width, False)


def _paint_vector(
    painter: QPainter,
    start: QPointF,
    vector: tuple[float, float] | None,
    colour: str,
    width: float,
    dashed: bool,
) -> None:
    if vector is None:
        return
    length = max(float(np.hypot(*vector)), 1e-6)
    shown = min(max(length, 36 * width), 96 * width) / length
    dx, dy = vector[0] * shown, vector[1] * shown
    end = start + QPointF(dx, dy)
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(qcolor(colour), 2.5 * width, style))
    painter.drawLine(start, end)
    unit = QPointF(dx, dy) / max(length * shown, 1e-6)
    side = QPointF(-unit.y(), unit.x())
    head = QPainterPath(end + unit * 3 * width)
    head.lineTo(end - unit * 8 * width + side * 5 * width)
    head.lineTo(end - unit * 8 * width - side * 5 * width)
    head.closeSubpath()
    painter.fillPath(head, qcolor(colour))


def _pen(colour: str, width: float) -> QPen:
    """A line with plain ends and corners, which is the quickest to paint."""
    cap, join = Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.BevelJoin
    return QPen(qcolor(colour), width, Qt.PenStyle.SolidLine, cap, join)


def _grown(box: Box, by: float) -> tuple[float, float, float, float]:
    return box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by
