"""What is drawn over a frame: what was measured is solid and warm, what was wanted dashed and cool.

What goes in are findings, flow, movers and the plan; each function paints one of them, the findings
are painted by `widgets.player.shapes`. Points are in clip pixels: the painter is already scaled to
the picture on the screen.
"""

from __future__ import annotations

from functools import lru_cache, partial

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF

from engine.records import Box, MotionPlan, Mover
from widgets.common.theme import Colours, qcolor
from widgets.player.overlay_state import Overlay, cased, dashes, mover_box, pen, trail
from widgets.player.shapes import paint_finding
from widgets.player.skeletons import paint_skeletons

ARROW_EVERY = 4
"""Grid cells between arrows: 32 px on the 8-px grid of the flow."""
SLOWEST = 0.4
"""Pixels per frame that an arrow is drawn from."""
ARROW_FRAMES = 3.0
"""An arrow is as long as its point moves in this many frames."""
HOTTEST = 12.0
"""Pixels per frame at full heat."""

NAMES = ("arrows", "heat", "path", "skeletons", "boxes")


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
    if "skeletons" in overlay.on:
        paint_skeletons(painter, overlay, index, theme, width)
    if "boxes" in overlay.on:
        for finding in overlay.findings_at(index):
            paint_finding(painter, overlay, finding, index, theme, width)


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
    line = pen(theme.measured, 1.6 * width)
    cased(painter, line, width, lambda: painter.drawLines(lines))


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
    size = (overlay.width, overlay.height)
    for points, lines in _wanted_paths(overlay.plan, *size, frames, width):
        draw = partial(painter.drawLines, lines)
        cased(painter, pen(theme.wanted, 2 * width), width, draw)
        middle = QPointF(*points[min(index, len(points) - 1)])
        cased(painter, ring, width, partial(painter.drawEllipse, middle, 9 * width, 9 * width))


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
    return tuple((path, dashes(path, 8 * line, 5 * line)) for path in paths)


def _paint_measured(
    painter: QPainter, overlay: Overlay, index: int, theme: Colours, width: float
) -> None:
    for mover in overlay.report.movers if overlay.report else ():
        chosen = mover.id == overlay.mover
        track = overlay.once(("track", mover.id), index, lambda m=mover: _track(m, index))
        line = pen(theme.measured, (3 if chosen else 2) * width)
        if len(track) > 1:
            cased(painter, line, width, partial(painter.drawPolyline, track))
        box = mover_box(mover, index) if chosen else None
        if box is not None:
            corners = _corners(box, 10 * width)
            cased(painter, line, width, partial(painter.drawLines, corners))


def _track(mover: Mover, index: int) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for _, x, y in trail(mover.track, 0, index)])


def _corners(box: Box, long: float) -> list[QLineF]:
    """The four corners of a box: it is meant, and not in the way."""
    long = min(long, box.w / 2, box.h / 2)
    lines = []
    for x, across in ((box.x, long), (box.x + box.w, -long)):
        for y, down in ((box.y, long), (box.y + box.h, -long)):
            lines += [QLineF(x, y, x + across, y), QLineF(x, y, x, y + down)]
    return lines
