"""How long one movement of a slider takes until the canvas shows it.

The sliders of a stroke by hand, of a throw, and of one among 32 strokes are dragged over their
bars on a 1280x720 image. The baseline makes every movement a change of the plan, as fields do
that know no draft; in turns with ours. Run: python tests/bench/sliders.py
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDoubleSpinBox

from app import theme
from engine.motion import physics
from engine.motion.world import world_of
from engine.records import MotionPlan, PathPoint, Region, Settings, Stroke, Throw
from widgets.motion.stage import MotionStage
from widgets.motion.stroke_panel import StrokePanel

MOVES, TURNS = 20, 2
CLIP = Settings(width=1280, height=720, frames=81, fps=16)
BOX = ((0.25, 0.4), (0.35, 0.4), (0.35, 0.6), (0.25, 0.6))
BALL = Stroke(
    "ball", "move", Region(polygon=BOX), (PathPoint(0.0, 0.3, 0.5), PathPoint(1.0, 0.7, 0.4))
)


def plans() -> dict[str, MotionPlan]:
    """What is dragged, by its name."""
    throw = physics.applied(BALL, Throw((0.3, 0.5), (0.7, 0.5)), world_of(CLIP, None))
    many = tuple(replace(BALL, name=f"{i}", order=i) for i in range(32))
    return {
        "by hand": MotionPlan((BALL,)),
        "a throw": MotionPlan((throw,)),
        "one of 32": MotionPlan(many),
    }


def parts(plan: MotionPlan) -> tuple[MotionStage, StrokePanel]:
    """A stage and a panel that know each other as in the window."""
    stage, panel = MotionStage(), StrokePanel()
    image = QImage(CLIP.width, CLIP.height, QImage.Format.Format_RGB32)
    image.fill(0x7FA765)
    stage.set_image(image)
    panel.set_settings(CLIP)
    for part in (stage, panel):
        part.set_plan(plan)
        part.set_selection((0,))
        part.show()
    stage.resize(960, 640)
    panel.resize(336, 900)
    QApplication.processEvents()
    return stage, panel


def drag(stage: MotionStage, panel: StrokePanel, *, drafts: bool) -> list[float]:
    """Milliseconds of every movement."""

    def show(index: int, stroke: Stroke | None) -> None:
        if stroke is None:
            stage.canvas.drop_draft()
        else:
            stage.canvas.show_draft(index, stroke)

    panel.stroke_drafted.connect(show)
    panel.plan_changed.connect(lambda plan, _: stage.set_plan(plan))
    field = next(
        f for f in panel.findChildren(QDoubleSpinBox) if f.accessibleName() == panel.tr("Vertical")
    )
    taken = []
    field.bar.held.emit(True)
    for i in range(MOVES):
        begun = time.perf_counter()
        field.bar.moved.emit(1.0 + 0.1 * i)
        if not drafts:
            panel.flush()
        QApplication.processEvents()
        taken.append((time.perf_counter() - begun) * 1e3)
    panel.flush()
    return taken


def main() -> None:
    """Prints a table."""
    application = QApplication([])
    theme.apply(application, "dark")
    print(f"{'slider of':<12}{'plan each time':>24}{'ours':>20}{'ratio':>8}")
    for name, plan in plans().items():
        taken: dict[bool, list[float]] = {False: [], True: []}
        for _ in range(TURNS):
            for drafts in taken:
                stage, panel = parts(plan)
                taken[drafts] += drag(stage, panel, drafts=drafts)
                stage.deleteLater()
                panel.deleteLater()
        base, ours = (
            f"{median(t):.1f}, p95 {quantiles(t, n=20)[-1]:.1f} ms" for t in taken.values()
        )
        ratio = median(taken[False]) / median(taken[True])
        print(f"{name:<12}{base:>24}{ours:>20}{ratio:>7.1f}x")


if __name__ == "__main__":
    main()
