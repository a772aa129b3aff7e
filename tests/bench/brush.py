"""How long one movement of the brush takes until its paint is on the screen.

A brush of 40 px paints four long regions on a 1920x1080 image that already carries four strokes,
through events of a mouse, and of a pen whose pressure comes and goes, and the event loop; and a
brush of 300 px does it with the pen. The baseline is the same canvas repainting all of itself on
each movement, in turns with ours. The last column is time of the processor, which a busy machine
does not change. Run: python tests/bench/brush.py [--size 1280x720]
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from math import cos, pi, sin
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QImage, QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app import theme
from engine.records import MotionPlan, PathPoint, Region, Stroke
from widgets.motion.canvas import MotionCanvas

GOAL_MS = 8.0
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
Move = tuple[float, float]
"""Milliseconds by the clock and of the processor."""


class WholeRepaint(MotionCanvas):
    """The baseline: every update is one of the whole canvas."""

    def update(self, *_area) -> None:
        QWidget.update(self)


class Pen:
    """A stylus whose pressure comes and goes along a line."""

    def __init__(self) -> None:
        can = QInputDevice.Capability.Position | QInputDevice.Capability.Pressure
        kind = QPointingDevice.PointerType.Pen
        stylus = QInputDevice.DeviceType.Stylus
        self._device = QPointingDevice("pen", 1, stylus, kind, can, 1, 1)

    def send(self, canvas: MotionCanvas, kind: QEvent.Type, place: QPoint) -> None:
        """One event of the pen."""
        at = QPointF(place)
        pressure = 0.55 + 0.4 * sin(place.x() / 90)
        button = NONE if kind == QEvent.Type.TabletMove else LEFT
        down = NONE if kind == QEvent.Type.TabletRelease else LEFT
        where, held = canvas.mapToGlobal(at), Qt.KeyboardModifier.NoModifier
        turned = (0, 0, 0, 0, 0)
        event = QTabletEvent(kind, self._device, at, where, pressure, *turned, held, button, down)
        QApplication.sendEvent(canvas, event)


class Mouse:
    """What a pen is beside."""

    def send(self, canvas: MotionCanvas, kind: QEvent.Type, place: QPoint) -> None:
        """One event of the mouse."""
        if kind == QEvent.Type.TabletMove:
            QTest.mouseMove(canvas, place)
        elif kind == QEvent.Type.TabletPress:
            QTest.mousePress(canvas, LEFT, pos=place)
        else:
            QTest.mouseRelease(canvas, LEFT, pos=place)


def image(size: QSize) -> QImage:
    shape = (size.height(), size.width(), 4)
    pixels = np.random.default_rng(1).integers(0, 255, shape, np.uint8)
    kind = QImage.Format.Format_RGB32
    return QImage(pixels.data, size.width(), size.height(), kind).copy()


def plan() -> MotionPlan:
    strokes = []
    for i in range(4):
        x, y = 0.2 + 0.15 * i, 0.3 + 0.1 * i
        ring = [(x + 0.1 * cos(a / 20 * pi), y + 0.1 * sin(a / 20 * pi)) for a in range(40)]
        points = (PathPoint(0, x, y), PathPoint(0.5, 0.5, 0.2), PathPoint(1, 0.9, 0.8))
        strokes.append(Stroke(f"stroke {i}", "move", Region(polygon=tuple(ring)), points))
    return MotionPlan(tuple(strokes))


def shown(kind: type[MotionCanvas], size: QSize, brush: int = 40) -> MotionCanvas:
    canvas = kind()
    canvas.resize(size + QSize(64, 64))
    canvas.set_image(image(size))
    canvas.set_plan(plan())
    canvas.set_brush_size(brush)
    canvas.show()
    QTest.qWaitForWindowExposed(canvas)
    canvas.show_all_pixels()
    QApplication.processEvents()
    return canvas


def path(size: QSize, round_: int, moves: int) -> list[QPoint]:
    """A wave across the frame, another one each round."""
    across = np.linspace(60, size.width() - 60, moves)
    down = size.height() / 2 + np.sin(across / 80 + round_) * size.height() / 3
    return [QPoint(round(x) + 32, round(y) + 32) for x, y in zip(across, down, strict=True)]


def paint(canvas: MotionCanvas, hand: Mouse | Pen, places: list[QPoint]) -> list[Move]:
    times = []
    hand.send(canvas, QEvent.Type.TabletPress, places[0])
    for place in places[1:]:
        began, worked = time.perf_counter(), time.thread_time()
        hand.send(canvas, QEvent.Type.TabletMove, place)
        QApplication.processEvents()
        cost = (time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000
        times.append(cost)
    hand.send(canvas, QEvent.Type.TabletRelease, places[-1])
    QApplication.processEvents()
    return times


def row(name: str, moves: list[Move]) -> float:
    times, work = [wall for wall, _ in moves], [cpu for _, cpu in moves]
    p95, busy = quantiles(times, n=20)[-1], quantiles(work, n=20)[-1]
    print(f"{name:<34}{median(times):>10.2f}{p95:>10.2f}{max(times):>10.2f}{busy:>10.2f}")
    return p95


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="not needed: the image is made here")
    parser.add_argument("--size", default="1920x1080", help="of the image, WxH")
    parser.add_argument("--moves", type=int, default=149)
    parser.add_argument("--rounds", type=int, default=4)
    args = parser.parse_args()
    application = QApplication.instance() or QApplication([])
    theme.apply(application, "dark")
    size = QSize(*(int(side) for side in args.size.split("x")))
    ours, whole = shown(MotionCanvas, size), shown(WholeRepaint, size)
    large = shown(MotionCanvas, size, 300)
    mouse, pen = Mouse(), Pen()
    hands = {
        "mouse": (ours, mouse),
        "pen with pressure": (ours, pen),
        "pen, brush of 300 px": (large, pen),
        "baseline: repaint of everything": (whole, mouse),
    }
    moves: dict[str, list[Move]] = {name: [] for name in hands}
    for round_ in range(args.rounds):
        for name, (canvas, hand) in hands.items():
            moves[name] += paint(canvas, hand, path(size, round_, args.moves))
    count = args.rounds * (args.moves - 1)
    title = f"ms for each of {count} moves, {args.size}"
    print(f"{title:<34}{'median':>10}{'p95':>10}{'max':>10}{'cpu p95':>10}")
    *ours_p95, baseline = (row(name, times) for name, times in moves.items())
    worst = max(ours_p95)
    print(f"ratio of p95 {baseline / ours_p95[0]:.1f}; goal p95 < {GOAL_MS:g} ms: {worst:.2f} ms")
    return 0 if worst < GOAL_MS else 1


if __name__ == "__main__":
    sys.exit(main())
