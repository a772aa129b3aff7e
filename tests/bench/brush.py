"""How long one movement of the brush takes until its paint is on the screen.

A brush of 40 px paints four long regions on a 1280x720 image that already carries four strokes,
through mouse events and the event loop. The baseline is the same canvas repainting all of itself
on each movement, in turns with ours. The last column is time of the processor, which a busy machine
does not change. Run: python tests/bench/brush.py
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
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app import theme
from engine.records import MotionPlan, PathPoint, Region, Stroke
from widgets.motion.canvas import MotionCanvas

WIDTH, HEIGHT = 1280, 720
GOAL_MS = 8.0
LEFT = Qt.MouseButton.LeftButton
Move = tuple[float, float]
"""Milliseconds by the clock and of the processor."""


class WholeRepaint(MotionCanvas):
    """The baseline: every update is one of the whole canvas."""

    def update(self, *_area) -> None:
        QWidget.update(self)


def image() -> QImage:
    pixels = np.random.default_rng(1).integers(0, 255, (HEIGHT, WIDTH, 4), np.uint8)
    return QImage(pixels.data, WIDTH, HEIGHT, QImage.Format.Format_RGB32).copy()


def plan() -> MotionPlan:
    strokes = []
    for i in range(4):
        x, y = 0.2 + 0.15 * i, 0.3 + 0.1 * i
        ring = [(x + 0.1 * cos(a / 20 * pi), y + 0.1 * sin(a / 20 * pi)) for a in range(40)]
        points = (PathPoint(0, x, y), PathPoint(0.5, 0.5, 0.2), PathPoint(1, 0.9, 0.8))
        strokes.append(Stroke(f"stroke {i}", "move", Region(polygon=tuple(ring)), points))
    return MotionPlan(tuple(strokes))


def shown(kind: type[MotionCanvas]) -> MotionCanvas:
    canvas = kind()
    canvas.resize(WIDTH + 64, HEIGHT + 64)
    canvas.set_image(image())
    canvas.set_plan(plan())
    canvas.show()
    QTest.qWaitForWindowExposed(canvas)
    canvas.show_all_pixels()
    QApplication.processEvents()
    return canvas


def path(round_: int, moves: int) -> list[QPoint]:
    """A wave across the frame, another one each round."""
    across = np.linspace(60, WIDTH - 60, moves)
    down = HEIGHT / 2 + np.sin(across / 80 + round_) * HEIGHT / 3
    return [QPoint(round(x) + 32, round(y) + 32) for x, y in zip(across, down, strict=True)]


def paint(canvas: MotionCanvas, round_: int, moves: int) -> list[Move]:
    places, times = path(round_, moves), []
    QTest.mousePress(canvas, LEFT, pos=places[0])
    for place in places[1:]:
        began, worked = time.perf_counter(), time.thread_time()
        QTest.mouseMove(canvas, place)
        QApplication.processEvents()
        cost = (time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000
        times.append(cost)
    QTest.mouseRelease(canvas, LEFT, pos=places[-1])
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
    parser.add_argument("--moves", type=int, default=149)
    parser.add_argument("--rounds", type=int, default=4)
    args = parser.parse_args()
    application = QApplication.instance() or QApplication([])
    theme.apply(application, "dark")
    ours, whole = shown(MotionCanvas), shown(WholeRepaint)
    fast: list[Move] = []
    slow: list[Move] = []
    for round_ in range(args.rounds):
        fast += paint(ours, round_, args.moves)
        slow += paint(whole, round_, args.moves)
    print(
        f"{'ms for each of ' + str(len(fast)) + ' moves':<34}{'median':>10}{'p95':>10}{'max':>10}"
    )
    p95 = row("only what the brush touched", fast)
    baseline = row("baseline: repaint of everything", slow)
    print(f"ratio of p95 {baseline / p95:.1f}; goal p95 < {GOAL_MS:g} ms: {p95:.2f} ms")
    return 0 if p95 < GOAL_MS else 1


if __name__ == "__main__":
    sys.exit(main())
