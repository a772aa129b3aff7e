"""Strokes through the real window: copied between shots and projects, pasted from strangers."""

import json

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QListView, QPushButton

from app.pasting import STROKES_MIME, strokes_from_text
from engine.errors import BadInput
from engine.project.store import Project
from engine.records import MotionPlan, PathPoint, Region, Settings, Shot, Stroke

CTRL = Qt.KeyboardModifier.ControlModifier
BOX = ((0.25, 0.4), (0.35, 0.4), (0.35, 0.6), (0.25, 0.6))
PATH = (PathPoint(0.0, 0.3, 0.5), PathPoint(1.0, 0.8, 0.5))
BALL = Stroke("ball", "move", Region(polygon=BOX), PATH, order=1)
LEAVES = Stroke("leaves", "ambient", Region(polygon=BOX), PATH[:1])


@pytest.fixture
def bench(shared_bench, tmp_path, qapp):
    """The shared window on a project of its own: two strokes, one of them painted."""
    mask = np.zeros((48, 64), np.uint8)
    mask[10:30, 10:30] = 255
    project = Project.create(tmp_path / "first")
    painted = Stroke("leaves", "ambient", Region(mask=project.keep_mask(mask)), PATH[:1])
    settings = Settings(width=64, height=48, frames=9)
    project.add_shot(Shot(plan=MotionPlan((BALL, painted)), settings=settings))
    project.add_shot(Shot(settings=settings))
    shared_bench.session.open_project(project)
    shared_bench.window.stage.notice.hide()
    QGuiApplication.clipboard().clear()
    qapp.processEvents()
    return shared_bench


def plan(bench):
    return bench.session.shot.plan


def press(bench, qtbot, key):
    canvas = bench.window.motion.canvas
    bench.window.activateWindow()
    qtbot.waitUntil(bench.window.isActiveWindow)
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    QTest.keyClick(canvas, key, CTRL)


def names(bench):
    return [stroke.name for stroke in plan(bench).strokes]


def test_strokes_are_copied_to_another_shot_with_keys(bench, qtbot):
    strokes = plan(bench).strokes
    bench.strokes.select_all()
    press(bench, qtbot, Qt.Key.Key_C)
    bench.session.open_shot(bench.session.shots[1][0])
    press(bench, qtbot, Qt.Key.Key_V)
    assert [s.points for s in plan(bench).strokes] == [s.points for s in strokes]
    assert bench.window.strokes.selection == (0, 1)
    assert bench.session.undo_stack.undoText() == "paste strokes"
    bench.session.undo_stack.undo()
    assert plan(bench) == MotionPlan()


def test_strokes_are_pasted_right_after_a_shot_was_chosen_in_the_storyboard(bench, qtbot):
    bench.strokes.select_all()
    press(bench, qtbot, Qt.Key.Key_C)
    shots = bench.window.storyboard.findChild(QListView)
    shots.setFocus()
    qtbot.waitUntil(shots.hasFocus)
    QTest.keyClick(shots, Qt.Key.Key_Right)
    assert plan(bench) == MotionPlan()
    QTest.keyClick(shots, Qt.Key.Key_V, CTRL)
    assert len(plan(bench).strokes) == 2
    bench.session.undo_stack.undo()


def test_a_painted_region_comes_along_into_another_project(bench, tmp_path, qtbot):
    bench.window.motion.set_selection((1,))
    bench.strokes.copy()
    second = Project.create(tmp_path / "second")
    second.add_shot(Shot(settings=Settings(width=64, height=48, frames=9)))
    bench.session.open_project(second)
    bench.strokes.paste()
    mask = plan(bench).strokes[0].region.mask
    assert mask.is_relative_to(second.media)
    assert cv2.imread(str(mask), cv2.IMREAD_GRAYSCALE).sum() == 400 * 255


def test_cutting_takes_strokes_out_in_one_step(bench, qtbot):
    bench.window.motion.set_selection((0,))
    press(bench, qtbot, Qt.Key.Key_X)
    assert names(bench) == ["leaves"]
    press(bench, qtbot, Qt.Key.Key_V)
    assert names(bench) == ["leaves", "ball"]
    bench.session.undo_stack.undo()
    bench.session.undo_stack.undo()
    assert names(bench) == ["ball", "leaves"]


def test_duplicates_lie_in_front_and_keep_their_order(bench, qtbot):
    bench.window.motion.set_selection((0, 1))
    press(bench, qtbot, Qt.Key.Key_D)
    assert [s.order for s in plan(bench).strokes] == [1, 0, 3, 2]
    assert bench.window.strokes.selection == (2, 3)


def test_the_clipboard_has_a_plan_that_any_editor_reads(bench):
    bench.window.motion.set_selection((0,))
    bench.strokes.copy()
    mime = QGuiApplication.clipboard().mimeData()
    assert json.loads(mime.text())["strokes"][0]["name"] == "ball"
    assert bytes(mime.data(STROKES_MIME).data()).decode() == mime.text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There are no strokes in the clipboard"),
        ("a shopping list", "There are no strokes in the clipboard"),
        ("{", "clipboard is not a plan"),
        ('{"schema": 1, "strokes": []}', "has no strokes"),
        ('{"schema": 1, "strokes": [{"name": 5}]}', "clipboard: strokes.0"),
        ('{"schema": 99, "strokes": []}', "newer Verbench"),
    ],
)
def test_what_is_no_plan_is_refused_with_one_line(bench, text, said):
    QGuiApplication.clipboard().setText(text)
    before = plan(bench)
    bench.strokes.paste()
    notice = bench.window.stage.notice
    assert said in notice.accessibleDescription() + notice.accessibleName() + all_text(notice)
    assert plan(bench) == before


def all_text(widget):
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_a_mask_of_a_stranger_that_is_no_picture_is_refused(bench, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("words")
    stroke = {"name": "x", "kind": "static", "region": {"mask": str(secret)}}
    QGuiApplication.clipboard().setText(json.dumps({"schema": 1, "strokes": [stroke]}))
    files = set(bench.session.project.media.iterdir())
    bench.strokes.paste()
    assert names(bench) == ["ball", "leaves"]
    assert set(bench.session.project.media.iterdir()) == files


def test_more_strokes_than_a_plan_may_have_are_refused(bench):
    bench.window.motion.set_selection((0,))
    for _ in range(5):
        bench.strokes.select_all()
        bench.strokes.duplicate()
    assert len(plan(bench).strokes) == 64
    bench.strokes.duplicate()
    assert len(plan(bench).strokes) == 64


def test_a_text_that_is_too_long_is_not_read():
    with pytest.raises(BadInput, match="too much"):
        strokes_from_text("{" + " " * 9_000_000, None)


def test_keys_in_a_field_stay_those_of_text(bench, qtbot):
    bench.window.motion.set_selection((0,))
    field = next(
        w
        for w in bench.window.strokes.findChildren(QDoubleSpinBox)
        if w.accessibleName() == "Horizontal"
    )
    bench.window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "+5.0"


def test_a_slider_shows_its_motion_on_the_canvas_and_is_one_step(bench, qtbot):
    window = bench.window
    window.motion.set_selection((0,))
    field = next(
        w for w in window.strokes.findChildren(QDoubleSpinBox) if w.accessibleName() == "Vertical"
    )
    count = bench.session.undo_stack.count()
    for value in (1.0, 2.0, 3.0):
        field.setValue(value)
    assert bench.session.undo_stack.count() == count
    window.strokes.flush()
    assert bench.session.undo_stack.count() == count + 1
    assert plan(bench).strokes[0].points[-1].y == pytest.approx(0.2)


def test_after_a_slider_was_dragged_undo_and_the_keys_of_the_tools_are_the_windows(bench, qtbot):
    window = bench.window
    window.motion.set_selection((0,))
    field = next(
        w for w in window.strokes.findChildren(QDoubleSpinBox) if w.accessibleName() == "Vertical"
    )
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    bar, middle = field.bar, field.bar.rect().center()
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(bar, middle + QPoint(20, 0))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=middle + QPoint(20, 0))
    assert plan(bench).strokes[0] != BALL
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_S)
    assert window.motion.canvas.tool.id == "static"
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert plan(bench).strokes[0] == BALL
    window.motion.set_tool("brush")


def test_what_is_half_typed_in_a_field_is_undone_in_the_field(bench, qtbot):
    window = bench.window
    window.motion.set_selection((0,))
    field = next(
        w for w in window.strokes.findChildren(QDoubleSpinBox) if w.accessibleName() == "Vertical"
    )
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    steps, said = bench.session.undo_stack.index(), field.text()
    field.selectAll()
    QTest.keyClicks(field, "7")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == said
    assert bench.session.undo_stack.index() == steps


def test_a_tool_is_taken_with_its_key_after_a_click_above_the_picture(bench, qtbot):
    window = bench.window
    window.activateWindow()
    head = window.motion.head
    button = next(w for w in head.findChildren(QPushButton) if w.isVisible() and w.isEnabled())
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    QTest.keyClick(button, Qt.Key.Key_L)
    assert window.motion.canvas.tool.id == "lasso"
    window.motion.set_tool("brush")


def test_a_motion_is_chosen_in_the_panel_and_undone(bench):
    bench.window.motion.set_selection((0,))
    box = next(
        w for w in bench.window.strokes.findChildren(QComboBox) if w.accessibleName() == "Motion"
    )
    box.setCurrentIndex(box.findData("walk"))
    box.activated.emit(box.currentIndex())
    assert plan(bench).strokes[0].motion is not None
    bench.session.undo_stack.undo()
    assert plan(bench).strokes[0] == BALL
    assert box.currentData() == ""


def test_the_canvas_and_the_list_share_one_selection(bench):
    window = bench.window
    window.strokes._select((1, 0))
    assert window.motion.canvas.board.selection == (1, 0)
    window.motion.set_selection((0,))
    assert window.strokes.selection == (0,)
