"""Picking a thing through the real window: a click on the start image, a finder of one's own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from engine.frame.load import load_mask
from tests.helpers import onnx

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
REDNESS = (3.0, -2.0, -2.0)
"""Weights of a model that sees what is red."""


@pytest.fixture
def cup(shared_bench, qtbot):
    """The shot with a red cup on a table, and the tool in hand."""
    bench = shared_bench
    shot = next(i for i, shot in bench.session.shots if "cup" in shot.name)
    bench.session.open_shot(shot)
    bench.window.stage.set_mode("frame")
    bench.window.motion.set_selected(-1)
    bench.window.motion.set_tool("pick")
    return bench


def answered(qtbot, bench):
    qtbot.waitUntil(lambda: not bench.window.motion.canvas.tool.waits, timeout=10_000)


def drag(bench, start, end):
    canvas = bench.window.motion.canvas
    places = [canvas.board.position(place).toPoint() for place in (start, end)]
    QTest.mousePress(canvas, LEFT, NO_KEY, places[0])
    QTest.mouseMove(canvas, (places[0] + places[1]) / 2)
    QTest.mouseMove(canvas, places[1])
    QTest.mouseRelease(canvas, LEFT, NO_KEY, places[1])


def pick_the_cup(bench, qtbot):
    """Draws a loose box around it and waits for the answer."""
    drag(bench, (0.19, 0.36), (0.47, 0.83))
    answered(qtbot, bench)


def test_a_loose_box_around_the_cup_holds_the_cup(cup, qtbot):
    count = len(cup.session.shot.plan.strokes)
    pick_the_cup(cup, qtbot)
    strokes = cup.session.shot.plan.strokes
    assert len(strokes) == count + 1
    mask = load_mask(strokes[-1].region.mask) > 127
    height, width = mask.shape
    rows = slice(round(0.45 * height), round(0.74 * height))
    body = mask[rows, round(0.24 * width) : round(0.38 * width)]
    assert body.mean() > 0.98
    assert 0.06 < mask.mean() < 0.09
    assert "Pick the thing" in cup.session.undo_stack.undoText()
    cup.session.undo_stack.undo()
    assert len(cup.session.shot.plan.strokes) == count


def test_a_file_that_is_no_model_is_refused_in_one_line(cup, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "notes.onnx"
    path.write_text("not a model")
    chosen = staticmethod(lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
    cup.window.motion.pick_model_wanted.emit()
    notice = cup.window.stage.notice
    qtbot.waitUntil(notice.isVisible, timeout=10_000)
    assert "notes.onnx is not an ONNX model" in notice.message()
    assert cup.preferences.pick_model == ""


def test_a_model_of_one_s_own_finds_the_thing_and_can_be_dropped(cup, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "mine.onnx"
    path.write_bytes(onnx.model(REDNESS, (1, 3, 64, 64), (1, 1, 64, 64)))
    chosen = staticmethod(lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
    finder = cup.window.motion.head.finder
    cup.window.motion.pick_model_wanted.emit()
    qtbot.waitUntil(lambda: cup.preferences.pick_model == str(path), timeout=10_000)
    assert "mine.onnx" in finder.text()
    pick_the_cup(cup, qtbot)
    assert "Pick the thing" in cup.session.undo_stack.undoText()
    cup.session.undo_stack.undo()
    cup.window.motion.pick_model_dropped.emit()
    assert cup.preferences.pick_model == ""
    assert "mine.onnx" not in finder.text()
