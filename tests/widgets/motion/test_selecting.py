"""Select and hand, the wheel and the keyboard."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from engine.records import MotionPlan, PathPoint, Region, Stroke

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


def square(x, y):
    return ((x - 0.05, y - 0.1), (x + 0.05, y - 0.1), (x + 0.05, y + 0.1), (x - 0.05, y + 0.1))


def stroke(name, *places, order=0):
    times = np.linspace(0, 1, len(places))
    points = tuple(PathPoint(float(t), *place) for t, place in zip(times, places, strict=True))
    return Stroke(name, "move", Region(polygon=square(*places[0])), points, order=order)


@pytest.fixture
def two(stage, owner):
    """Two strokes, the first selected, under the select tool."""
    a = stroke("a", (0.2, 0.3), (0.5, 0.3), (0.8, 0.3))
    b = stroke("b", (0.2, 0.7), (0.8, 0.7), order=1)
    owner.give(MotionPlan((a, b)))
    stage.set_selected(0)
    stage.set_tool("select")
    return owner


def wheel(canvas, at, notches):
    event = QWheelEvent(
        at,
        canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_a_click_selects_by_region_path_or_nothing(two, stage, hand, canvas):
    told = []
    stage.stroke_selected.connect(told.append)
    hand.click((0.18, 0.7))
    hand.click((0.65, 0.3))
    hand.click((0.5, 0.95))
    assert told == [1, 0, -1]
    assert two.done == []


def test_of_two_regions_the_nearer_to_the_camera_is_taken(stage, owner, hand):
    owner.give(MotionPlan((stroke("a", (0.5, 0.5), order=5), stroke("b", (0.5, 0.5), order=1))))
    stage.set_tool("select")
    hand.click((0.47, 0.45))
    assert stage.canvas.board.selected == 0


def test_dragging_a_stroke_moves_region_and_path_together(two, hand):
    hand.drag([(0.18, 0.7), (0.28, 0.6)])
    moved = two.plan.strokes[1]
    assert two.done == ["Move a stroke"]
    assert moved.region.polygon[0] == pytest.approx((0.25, 0.5))
    assert [(p.x, p.y) for p in moved.points] == [
        pytest.approx(q) for q in [(0.3, 0.6), (0.9, 0.6)]
    ]


def test_dragging_a_painted_stroke_moves_its_mask_and_its_path(stage, owner, hand):
    hand.drag([(0.3, 0.5), (0.35, 0.5)])
    stage.set_tool("path")
    hand.drag([(0.32, 0.5), (0.82, 0.5)])
    before = owner.plan.strokes[0]
    stage.set_tool("select")
    hand.drag([(0.32, 0.48), (0.32, 0.78)])
    after = owner.plan.strokes[0]
    assert owner.done[-1] == "painted move"
    for old, new in zip(before.points, after.points, strict=True):
        assert (new.x - old.x, new.y - old.y) == pytest.approx((0, 0.3), abs=0.002)


def test_dragging_a_point_moves_only_it(two, hand):
    hand.drag([(0.5, 0.3), (0.5, 0.1)])
    assert two.done == ["Move a point"]
    assert two.plan.strokes[0].points[1][1:] == pytest.approx((0.5, 0.1))
    assert two.plan.strokes[0].points[2][1:] == pytest.approx((0.8, 0.3))


def test_arrows_nudge_the_selected_point_once_for_each_key(two, hand, canvas, qtbot):
    hand.click((0.5, 0.3))
    qtbot.keyClick(canvas, KEY.Key_Right)
    qtbot.keyClick(canvas, KEY.Key_Down, SHIFT)
    point = two.plan.strokes[0].points[1]
    assert (point.x, point.y) == pytest.approx((0.5 + 1 / 640, 0.3 + 10 / 360))
    assert two.done == ["Nudge", "Nudge"]


def test_arrows_nudge_the_whole_stroke_where_no_point_is_selected(two, canvas, qtbot):
    qtbot.keyClick(canvas, KEY.Key_Left)
    assert two.plan.strokes[0].region.polygon[0][0] == pytest.approx(0.15 - 1 / 640)
    assert two.plan.strokes[0].points[2].x == pytest.approx(0.8 - 1 / 640)


def test_a_held_arrow_is_one_gesture(two, hand, canvas, qtbot):
    hand.click((0.5, 0.3))
    for _ in range(4):
        qtbot.keyPress(canvas, KEY.Key_Right)
    qtbot.keyRelease(canvas, KEY.Key_Right)
    assert two.done == ["Nudge"]
    assert two.plan.strokes[0].points[1].x == pytest.approx(0.5 + 4 / 640)


def test_a_nudge_stays_with_its_stroke_when_another_is_chosen(two, canvas, qtbot):
    qtbot.keyPress(canvas, KEY.Key_Right)
    qtbot.keyClick(canvas, KEY.Key_PageDown)
    qtbot.keyRelease(canvas, KEY.Key_Right)
    assert two.done == ["Nudge"]
    assert two.plan.strokes[0].region.polygon[0][0] == pytest.approx(0.15 + 1 / 640)
    assert two.plan.strokes[1] == two.history[1].strokes[1]


def test_an_undo_while_an_arrow_is_held_wins(two, canvas, qtbot):
    qtbot.keyPress(canvas, KEY.Key_Right)
    two.undo()
    qtbot.keyRelease(canvas, KEY.Key_Right)
    assert two.done == []
    assert canvas.board.plan == MotionPlan()


def test_keys_leave_a_drag_in_peace(two, hand, canvas, qtbot):
    hand.press((0.5, 0.3))
    hand.move((0.5, 0.1))
    for key in (KEY.Key_Delete, KEY.Key_Left, KEY.Key_PageDown):
        qtbot.keyClick(canvas, key)
    hand.release((0.5, 0.1))
    assert two.done == ["Move a point"]


def test_delete_takes_the_point_then_the_stroke(two, hand, canvas, qtbot):
    hand.click((0.5, 0.3))
    qtbot.keyClick(canvas, KEY.Key_Delete)
    assert len(two.plan.strokes[0].points) == 2
    qtbot.keyClick(canvas, KEY.Key_Delete)
    assert [s.name for s in two.plan.strokes] == ["b"]
    assert two.done == ["Delete a point", "Delete a stroke"]
    assert canvas.board.selected == -1


def test_everything_can_be_done_with_keys(stage, owner, canvas, qtbot):
    owner.give(MotionPlan((stroke("a", (0.2, 0.5)), stroke("b", (0.6, 0.5)))))
    qtbot.keyClick(canvas, KEY.Key_PageDown)
    qtbot.keyClick(canvas, KEY.Key_PageDown)
    assert canvas.board.selected == 1
    qtbot.keyClick(canvas, KEY.Key_PageUp)
    qtbot.keyClick(canvas, KEY.Key_Insert)
    assert [(p.x, p.y) for p in owner.plan.strokes[0].points] == [
        pytest.approx((0.2, 0.5)),
        pytest.approx((0.4, 0.5)),
    ]
    qtbot.keyClick(canvas, KEY.Key_Insert)
    assert owner.plan.strokes[0].points[1][1:] == pytest.approx((0.3, 0.5))
    qtbot.keyClick(canvas, KEY.Key_Up, SHIFT)
    assert owner.plan.strokes[0].points[1].y == pytest.approx(0.5 - 10 / 360)
    qtbot.keyClick(canvas, KEY.Key_Right, CTRL)
    qtbot.keyClick(canvas, KEY.Key_Delete)
    assert len(owner.plan.strokes[0].points) == 2


def test_brackets_size_the_brush(stage, canvas, qtbot):
    told = []
    canvas.brush_size_changed.connect(told.append)
    qtbot.keyClick(canvas, KEY.Key_BracketRight)
    qtbot.keyClick(canvas, KEY.Key_BracketLeft)
    qtbot.keyClick(canvas, KEY.Key_BracketLeft)
    assert told == [50, 40, 32]
    canvas.set_brush_size(2)
    for _ in range(3):
        qtbot.keyClick(canvas, KEY.Key_BracketLeft)
    assert canvas.brush_size == 2
    qtbot.keyClick(canvas, KEY.Key_BracketRight)
    assert canvas.brush_size == 3


@pytest.mark.parametrize(
    ("key", "tool"),
    [
        ("B", "brush"),
        ("E", "eraser"),
        ("L", "lasso"),
        ("P", "path"),
        ("S", "static"),
        ("V", "select"),
        ("H", "hand"),
    ],
)
def test_each_tool_has_its_key(stage, canvas, qtbot, key, tool):
    qtbot.keyClick(canvas, key.lower())
    assert canvas.tool.id == tool


def test_the_wheel_zooms_and_keeps_the_place_under_the_pointer(canvas):
    at = QPointF(300, 200)
    before, scale = canvas.board.place(at), canvas.board.view.scale
    wheel(canvas, at, 3)
    assert canvas.board.view.scale > scale * 1.5
    assert canvas.board.place(at) == pytest.approx(before)


def test_ctrl_1_shows_pixel_for_pixel_and_ctrl_0_all(stage, canvas, qtbot):
    told = []
    canvas.zoom_changed.connect(told.append)
    fitted = canvas.board.view
    qtbot.keyClick(canvas, KEY.Key_1, CTRL)
    assert told[-1] == pytest.approx(1.0)
    qtbot.keyClick(canvas, KEY.Key_0, CTRL)
    assert canvas.board.view == fitted


@pytest.mark.parametrize("how", ["hand", "space", "middle"])
def test_three_ways_to_pan(stage, owner, hand, canvas, qtbot, how):
    before = canvas.board.view
    button = Qt.MouseButton.MiddleButton if how == "middle" else Qt.MouseButton.LeftButton
    if how == "hand":
        stage.set_tool("hand")
    if how == "space":
        qtbot.keyPress(canvas, KEY.Key_Space)
    start = hand.at((0.5, 0.5))
    hand.press((0.5, 0.5), button=button)
    hand.move((0.6, 0.4), button=button)
    hand.release((0.6, 0.4), button=button)
    if how == "space":
        qtbot.keyRelease(canvas, KEY.Key_Space)
    moved = canvas.board.position((0.5, 0.5)) - start
    assert (moved.x(), moved.y()) == pytest.approx((0.1 * before.width, -0.1 * before.height))
    assert owner.done == []
    assert canvas.tool.id == ("hand" if how == "hand" else "brush")


def test_a_mask_dragged_out_of_the_frame_stays(stage, owner, hand):
    mask = np.zeros((36, 64), np.uint8)
    mask[:, :6] = 255
    owner.masks[Path("/m.png")] = mask
    points = (PathPoint(0, 3 / 64, 0.5),)
    owner.give(MotionPlan((Stroke("edge", "move", Region(mask=Path("/m.png")), points),)))
    stage.set_tool("select")
    hand.drag([(0.03, 0.2), (-0.2, 0.2)])
    assert owner.done == []
