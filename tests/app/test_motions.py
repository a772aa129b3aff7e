"""Motion drawn on the real window: physics, several strokes, the ruler and what hints offer."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from app.preferences import Preferences
from engine.frame.load import load_mask
from engine.records import MotionPlan, PathPoint, Region, Stroke, Throw

NO_KEY = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


class Painter:
    """A hand on the canvas of the window, in fractions of the frame."""

    def __init__(self, bench):
        self.canvas = bench.window.motion.canvas

    def at(self, place):
        return self.canvas.board.position(place).toPoint()

    def drag(self, start, end, held=NO_KEY):
        QTest.mousePress(self.canvas, LEFT, held, self.at(start))
        for share in np.linspace(0.1, 1.0, 8):
            between = tuple(np.array(start) * (1 - share) + np.array(end) * share)
            QTest.mouseMove(self.canvas, self.at(between))
        QTest.mouseRelease(self.canvas, LEFT, held, self.at(end))


@pytest.fixture
def painter(bench):
    bench.session.set_plan(MotionPlan(), "Clear")
    return Painter(bench)


def box(x, y):
    left, top, right, bottom = x - 0.05, y - 0.05, x + 0.05, y + 0.05
    return Region(((left, top), (right, top), (right, bottom), (left, bottom)))


def ball(x, y, *points, name="ball"):
    return Stroke(name, "move", box(x, y), points or (PathPoint(0.0, x, y),))


def choose(bench, name):
    draws = next(
        b
        for b in bench.window.motion.head.findChildren(QComboBox)
        if b.accessibleName() == "Draw as"
    )
    draws.setCurrentIndex(draws.findData(name))


def test_a_throw_is_drawn_told_and_undone(bench, painter):
    bench.session.set_plan(MotionPlan((ball(0.2, 0.6),)), "Paint")
    bench.window.motion.set_tool("path")
    choose(bench, "throw")
    painter.drag((0.2, 0.6), (0.8, 0.6))
    stroke = bench.session.shot.plan.strokes[0]
    assert isinstance(stroke.motion, Throw)
    assert bench.session.undo_stack.undoText() == "Throw"
    bench.session.undo_stack.undo()
    assert bench.session.shot.plan.strokes[0].motion is None


def test_painted_strokes_move_together_and_their_masks_are_files_of_the_project(bench, painter):
    motion = bench.window.motion
    motion.set_tool("brush")
    painter.drag((0.2, 0.3), (0.25, 0.3))
    motion.set_selected(-1)
    painter.drag((0.7, 0.3), (0.75, 0.3))
    before = bench.session.shot.plan.strokes
    assert len(before) == 2
    motion.set_selection((0, 1))
    motion.set_tool("select")
    steps = bench.session.undo_stack.count()
    painter.drag((0.72, 0.3), (0.72, 0.6))
    after = bench.session.shot.plan.strokes
    assert bench.session.undo_stack.count() == steps + 1
    for old, new in zip(before, after, strict=True):
        rows = [np.argwhere(load_mask(Path(s.region.mask)) > 0)[:, 0].mean() for s in (old, new)]
        assert rows[1] - rows[0] == pytest.approx(0.3 * 480, abs=3)
    bench.session.undo_stack.undo()
    assert bench.session.shot.plan.strokes == before


def test_the_list_and_the_canvas_agree_on_what_is_selected(bench, painter):
    plan = MotionPlan((ball(0.2, 0.3), ball(0.5, 0.3), ball(0.8, 0.3)))
    bench.session.set_plan(plan, "Paint")
    told = []
    bench.window.strokes.selection_changed.connect(told.append)
    bench.window.motion.set_tool("select")
    painter.drag((0.05, 0.1), (0.65, 0.6))
    assert bench.window.motion.canvas.board.selection == (0, 1)
    QTest.keyClick(painter.canvas, Qt.Key.Key_Delete)
    assert len(bench.session.shot.plan.strokes) == 1
    bench.session.undo_stack.undo()
    assert bench.session.shot.plan == plan


def test_what_the_ruler_measured_last_is_remembered(bench, painter):
    bench.session.set_plan(MotionPlan((ball(0.2, 0.6),)), "Paint")
    bench.window.motion.set_tool("ruler")
    painter.drag((0.1, 0.2), (0.1, 0.7))
    field = painter.canvas.focusWidget() or painter.canvas.parentWidget().focusWidget()
    field.selectAll()
    QTest.keyClicks(field, "2.5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert bench.session.shot.plan.gravity is not None
    assert bench.preferences.ruler_metres == 2.5


def test_playing_on_is_remembered(bench, tmp_path):
    bench.window.motion.set_play_on(True)
    bench.preferences.save(tmp_path / "preferences.json")
    assert Preferences.load(tmp_path / "preferences.json").play_on is True


def test_the_path_that_a_hint_offers_is_taken_on_the_canvas(bench, painter, qtbot):
    times = np.linspace(0, 1, 6)
    ways = ((0.2, 0.8), (0.3, 0.3), (0.45, 0.5), (0.6, 0.25), (0.75, 0.5), (0.85, 0.85))
    points = tuple(PathPoint(float(t), *way) for t, way in zip(times, ways, strict=True))
    bench.window.prompt.set_text("A woman throws a ball")
    bench.session.set_prompt("A woman throws a ball")
    bench.session.set_plan(MotionPlan((ball(0.2, 0.8, *points),)), "Paint")
    bench.window.motion.set_selected(0)
    qtbot.waitUntil(painter.canvas.take_offer, timeout=10_000)
    stroke = bench.session.shot.plan.strokes[0]
    assert isinstance(stroke.motion, Throw)
    assert bench.session.undo_stack.undoText() == "Make the path a throw"


def test_the_onion_skin_shows_what_moves_of_the_real_clip(bench, painter, qtbot):
    points = (PathPoint(0.0, 0.2, 0.6), PathPoint(1.0, 0.8, 0.6))
    bench.session.set_plan(MotionPlan((ball(0.2, 0.6, *points),)), "Paint")
    shown = []
    bench.window.motion._onion.ghosts_changed.connect(shown.append)
    painter.canvas.setFocus()
    QTest.keyClick(painter.canvas, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: bool(shown and shown[-1]), timeout=5000)
    last = shown[-1][-1]
    width, height = last.width(), last.height()
    assert last.pixelColor(int(0.82 * width), int(0.58 * height)).alpha() > 200
    assert last.pixelColor(int(0.2 * width), int(0.6 * height)).alpha() == 0
