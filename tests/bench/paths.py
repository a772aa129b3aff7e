"""How fluid trajectories stay under the hand.

On a 1920x1080 image: the pointer over a path that a pen drew with 10,000 points, paint beside it, a
point of it dragged; and a handle of each physical motion dragged, its curve made anew by each
movement. The baseline is the same with a path of six points (for handles: one point of that path
dragged). The last column is time of the processor, which a busy machine does not change.
Run: python tests/bench/paths.py
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import theme
from engine.motion import physics
from engine.motion.drafting import dragged
from engine.records import PRESETS, MotionPlan, PathPoint, Region, Stroke
from widgets.motion.canvas import MotionCanvas

WIDTH, HEIGHT = 1920, 1080
MANY, FEW = 10_000, 6
SQUARE = Region(((0.4, 0.8), (0.5, 0.8), (0.5, 0.9), (0.4, 0.9)))
LEFT = Qt.MouseButton.LeftButton
Costs = list[tuple[float, float]]
"""Milliseconds by the clock and of the processor."""


def pen(points: int) -> Stroke:
    t = np.linspace(0, 1, points)
    x = 0.5 + 0.35 * np.sin(7 * t) * np.cos(31 * t)
    y = 0.5 + 0.4 * np.cos(11 * t)
    path = tuple(PathPoint(*map(float, point)) for point in zip(t, x, y, strict=True))
    return Stroke("pen", "move", SQUARE, path)


def shown(stroke: Stroke) -> MotionCanvas:
    canvas = MotionCanvas()
    canvas.resize(WIDTH + 64, HEIGHT + 64)
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    canvas.set_image(image)
    canvas.set_plan(MotionPlan((stroke,)))
    canvas.select(0)
    canvas.show()
    QTest.qWaitForWindowExposed(canvas)
    QApplication.processEvents()
    return canvas


def moved(canvas: MotionCanvas, start: QPoint, step: QPoint, moves: int) -> Costs:
    costs: Costs = []
    for number in range(1, moves + 1):
        began, worked = time.perf_counter(), time.thread_time()
        QTest.mouseMove(canvas, start + step * number)
        QApplication.processEvents()
        costs.append(((time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000))
    return costs


def dragged_over(canvas: MotionCanvas, tool: str, start: QPoint, moves: int) -> Costs:
    canvas.set_tool(tool)
    QTest.mouseMove(canvas, start)
    QTest.mousePress(canvas, LEFT, pos=start)
    costs = moved(canvas, start, QPoint(3, -2), moves)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    return costs


def place_of(canvas: MotionCanvas, place: tuple[float, float]) -> QPoint:
    return canvas.board.position(place).toPoint()


def path_costs(points: int, moves: int) -> dict[str, Costs]:
    canvas = shown(pen(points))
    middle = canvas.board.plan.strokes[0].points[points // 2]
    canvas.set_tool("select")
    return {
        "pointer over it": moved(canvas, QPoint(200, 300), QPoint(4, 2), moves),
        "paint beside it": dragged_over(canvas, "brush", QPoint(900, 1000), moves),
        "a point of it dragged": dragged_over(
            canvas, "select", place_of(canvas, (middle.x, middle.y)), moves
        ),
    }


def handle_costs(name: str, moves: int) -> Costs:
    bare = Stroke("thing", "move", SQUARE, (PathPoint(0.0, 0.45, 0.85),))
    canvas = shown(bare)
    world = canvas.board.world
    preset = dragged(name, bare, (0.7, 0.4), world, canvas.board.regions.box(SQUARE))
    canvas.set_plan(MotionPlan((physics.applied(bare, preset, world),)))
    handle = next(iter(canvas.board.handles(canvas.board.stroke).values()))
    return dragged_over(canvas, "select", place_of(canvas, handle), moves)


def row(name: str, costs: Costs, baseline: Costs) -> None:
    wall, cpu = [c for c, _ in costs], [c for _, c in costs]
    p95, before = quantiles(wall, n=20)[-1], quantiles([c for c, _ in baseline], n=20)[-1]
    busy = quantiles(cpu, n=20)[-1]
    print(
        f"{name:<36}{median(wall):>9.2f}{p95:>9.2f}{before:>10.2f}{p95 / before:>8.1f}{busy:>9.2f}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="not needed: the paths are made here")
    parser.add_argument("--moves", type=int, default=40)
    args = parser.parse_args()
    application = QApplication.instance() or QApplication([])
    theme.apply(application, "dark")
    many, few = path_costs(MANY, args.moves), path_costs(FEW, args.moves)
    head = f"ms for each of {args.moves} moves"
    print(f"{head:<36}{'median':>9}{'p95':>9}{'baseline':>10}{'ratio':>8}{'cpu p95':>9}")
    for name, costs in many.items():
        row(f"{MANY} points: {name}", costs, few[name])
    for name in PRESETS:
        row(f"handle of a {name}", handle_costs(name, args.moves), few["a point of it dragged"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
