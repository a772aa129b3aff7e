"""Several strokes and several points at once."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.records import MotionPlan
from tests.widgets.motion.conftest import mover

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def three(stage, owner):
    owner.give(
        MotionPlan(
            (
                mover((0.2, 0.3), name="a"),
                mover((0.5, 0.3), name="b"),
                mover((0.8, 0.3), name="c"),
            )
        )
    )
    stage.set_tool("select")
    return owner


@pytest.fixture
def path(stage, owner):
    owner.give(MotionPlan((mover((0.1, 0.8), (0.3, 0.4), (0.5, 0.3), (0.7, 0.4), (0.9, 0.8)),)))
    stage.set_selected(0)
    stage.set_tool("select")
    return owner


def test_shift_and_a_click_add_a_stroke_and_take_it_out_again(stage, canvas, three, hand):
    told = []
    stage.selection_changed.connect(told.append)
    hand.click((0.2, 0.3))
    hand.click((0.8, 0.3), SHIFT)
    assert canvas.board.selection == (2, 0)
    hand.click((0.8, 0.3), SHIFT)
    assert canvas.board.selection == (0,)
    assert told == [(0,), (2, 0), (0,)]


def test_a_box_selects_the_strokes_in_it(canvas, three, hand):
    hand.drag([(0.05, 0.1), (0.65, 0.5)])
    assert set(canvas.board.selection) == {0, 1}
    hand.drag([(0.68, 0.1), (0.95, 0.5)], SHIFT)
    assert set(canvas.board.selection) == {0, 1, 2}


def test_the_timing_strip_marks_every_selected_stroke(stage, canvas, three):
    canvas.set_selection((1,))
    one = stage.timing.grab().toImage()
    canvas.set_selection((1, 2))
    assert stage.timing.grab().toImage() != one
    canvas.set_selection((1,))
    assert stage.timing.grab().toImage() == one


def test_a_click_on_empty_ground_selects_none(canvas, three, hand):
    canvas.set_selection((0, 1))
    hand.click((0.5, 0.8))
    assert canvas.board.selection == ()


def test_a_click_on_one_of_several_selects_it_alone(canvas, three, hand):
    canvas.set_selection((0, 1, 2))
    hand.click((0.5, 0.3))
    assert canvas.board.selection == (1,)


def test_what_is_selected_moves_together_in_one_step(canvas, three, hand):
    canvas.set_selection((0, 1))
    hand.drag([(0.2, 0.3), (0.2, 0.5)])
    assert [s.points[0].y for s in three.plan.strokes] == pytest.approx([0.5, 0.5, 0.3], abs=0.01)
    assert three.done == ["Move strokes"]
    assert canvas.board.selection == (0, 1)


def test_where_several_are_selected_a_drag_on_a_point_moves_them_all(stage, canvas, owner, hand):
    owner.give(MotionPlan((mover((0.2, 0.5), (0.6, 0.5)), mover((0.6, 0.5), name="b"))))
    canvas.set_selection((0, 1))
    stage.set_tool("select")
    hand.drag([(0.6, 0.5), (0.6, 0.7)])
    assert [s.points[0].y for s in owner.plan.strokes] == pytest.approx([0.7, 0.7], abs=0.01)


def test_painted_and_outlined_strokes_move_together_in_one_step(stage, canvas, owner, hand):
    stage.set_tool("brush")
    hand.drag([(0.3, 0.3), (0.35, 0.3)])
    owner.give(MotionPlan((*owner.plan.strokes, mover((0.7, 0.3)))))
    canvas.set_selection((0, 1))
    stage.set_tool("select")
    steps = len(owner.done)
    before = owner.plan.strokes
    hand.drag([(0.7, 0.3), (0.7, 0.6)])
    after = owner.plan.strokes
    assert owner.done[steps:] == ["Move strokes"]
    for old, new in zip(before, after, strict=True):
        assert new.points[0].y - old.points[0].y == pytest.approx(0.3, abs=0.01)
    rows = [np.argwhere(owner.masks[s.region.mask] > 0)[:, 0].mean() for s in (before[0], after[0])]
    assert rows[1] - rows[0] == pytest.approx(0.3 * 360, abs=2)


def test_delete_takes_all_that_is_selected_in_one_step(canvas, three):
    canvas.set_selection((0, 2))
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert [s.name for s in three.plan.strokes] == ["b"]
    assert three.done == ["Delete strokes"]
    assert canvas.board.selection == ()


def test_arrows_nudge_all_that_is_selected_as_one_gesture(canvas, three):
    canvas.set_selection((0, 1))
    for _ in range(3):
        QTest.keyPress(canvas, Qt.Key.Key_Down, SHIFT)
    QTest.keyRelease(canvas, Qt.Key.Key_Down, SHIFT)
    moved = 0.3 + 30 / 360
    assert [s.points[0].y for s in three.plan.strokes] == pytest.approx([moved, moved, 0.3])
    assert three.done == ["Nudge"]


def test_a_painted_region_is_nudged_by_keys(stage, canvas, owner, hand):
    stage.set_tool("brush")
    hand.drag([(0.3, 0.5), (0.35, 0.5)])
    before = owner.plan.strokes[0]
    QTest.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
    after = owner.plan.strokes[0]
    assert after.region.mask != before.region.mask
    assert after.points[0].x - before.points[0].x == pytest.approx(10 / 640, abs=1e-3)


def test_page_keys_with_shift_add_the_next_stroke(canvas, three):
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    QTest.keyClick(canvas, Qt.Key.Key_PageDown, SHIFT)
    assert canvas.board.selection == (1, 0)


def test_ctrl_a_selects_every_stroke(canvas, three):
    QTest.keyClick(canvas, Qt.Key.Key_A, CTRL)
    assert canvas.board.selection == (0, 1, 2)


def test_strokes_that_are_gone_are_not_selected(canvas, three):
    canvas.set_selection((1, 2))
    three.give(MotionPlan(three.plan.strokes[:2]))
    assert canvas.board.selection == (1,)


def test_a_box_around_points_of_the_path_chooses_them(canvas, path, hand):
    hand.drag([(0.25, 0.2), (0.75, 0.5)])
    assert canvas.board.points == (1, 2, 3)
    assert canvas.board.selection == (0,)


def test_alt_and_a_drag_choose_points_while_drawing(stage, canvas, path, hand):
    stage.set_tool("path")
    hand.drag([(0.25, 0.2), (0.6, 0.5)], ALT)
    assert canvas.board.points == (1, 2)
    assert path.done == []


def test_chosen_points_move_together_in_one_step(canvas, path, hand):
    canvas.choose_points((1, 3))
    hand.drag([(0.3, 0.4), (0.3, 0.5)])
    assert [p.y for p in path.plan.strokes[0].points] == pytest.approx(
        [0.8, 0.5, 0.3, 0.5, 0.8], abs=0.01
    )
    assert path.done == ["Move points"]
    assert canvas.board.points == (1, 3)


def test_shift_and_a_click_choose_another_point_and_leave_it(canvas, path, hand):
    hand.click((0.3, 0.4))
    hand.click((0.7, 0.4), SHIFT)
    assert canvas.board.points == (1, 3)
    hand.click((0.3, 0.4), SHIFT)
    assert canvas.board.points == (3,)


def test_delete_takes_the_chosen_points_and_keeps_the_times_of_the_ends(canvas, path):
    canvas.choose_points((1, 2, 4))
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    first, last = path.plan.strokes[0].points
    assert (first.t, first.x) == (0.0, 0.1)
    assert (last.t, last.x) == (1.0, 0.7)
    assert path.done == ["Delete points"]


def test_ctrl_a_while_drawing_chooses_all_points(stage, canvas, path):
    stage.set_tool("path")
    QTest.keyClick(canvas, Qt.Key.Key_A, CTRL)
    assert canvas.board.points == (1, 2, 3, 4)


def test_keys_with_shift_choose_more_points_and_nudge_them_together(canvas, path):
    QTest.keyClick(canvas, Qt.Key.Key_Left, CTRL)
    QTest.keyClick(canvas, Qt.Key.Key_Left, CTRL | SHIFT)
    assert canvas.board.points == (3, 4)
    QTest.keyClick(canvas, Qt.Key.Key_Up, SHIFT)
    assert [p.y for p in path.plan.strokes[0].points] == pytest.approx(
        [0.8, 0.4, 0.3, 0.4 - 10 / 360, 0.8 - 10 / 360]
    )


def test_a_point_off_the_frame_is_dragged_back(stage, canvas, owner, hand):
    owner.give(MotionPlan((mover((0.2, 0.5), (1.2, 0.5)),)))
    stage.set_selected(0)
    stage.set_tool("select")
    canvas.fit()
    hand.drag([(1.2, 0.5), (0.9, 0.5)])
    assert owner.plan.strokes[0].points[-1].x == pytest.approx(0.9, abs=0.01)


def test_a_drag_from_the_start_begins_a_path_even_where_a_point_lies_on_it(stage, owner, hand):
    owner.give(MotionPlan((mover((0.3, 0.5), (0.3, 0.5), (0.8, 0.5)),)))
    stage.set_selected(0)
    stage.set_tool("path")
    hand.drag([(0.3, 0.5), (0.3, 0.1)])
    assert owner.done == ["Draw a straight path"]
