"""Picking the thing: what the canvas asks, and what the answers make of the plan."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine.records import MotionPlan

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def thing(left, top, right, bottom, size=(640, 360)):
    width, height = size
    mask = np.zeros((height, width), np.uint8)
    mask[
        round(top * height) : round(bottom * height), round(left * width) : round(right * width)
    ] = 255
    return mask


def covered(mask, place):
    height, width = mask.shape
    return mask[int(place[1] * height), int(place[0] * width)] > 127


@pytest.fixture
def asked(stage):
    stage.set_tool("pick")
    picks = []
    stage.pick_wanted.connect(picks.append)
    return picks


@pytest.fixture
def picked(stage, owner, hand, asked):
    """A thing that was clicked and found."""
    hand.click((0.3, 0.4))
    stage.set_pick(asked[-1], thing(0.2, 0.3, 0.4, 0.5))
    return asked


def mask_of(owner, index=0):
    return owner.masks[owner.plan.strokes[index].region.mask]


def test_a_click_asks_for_the_thing_there(stage, hand, asked, owner):
    hand.click((0.3, 0.4))
    (pick,) = asked
    assert pick.point == pytest.approx((0.3, 0.4), abs=0.002)
    assert pick.box is None
    assert owner.done == []


def test_a_drag_asks_for_the_thing_in_a_box(stage, hand, asked):
    hand.drag([(0.5, 0.6), (0.2, 0.3)])
    (pick,) = asked
    assert pick.point is None
    assert tuple(pick.box) == pytest.approx((0.2, 0.3, 0.3, 0.3), abs=0.004)


def test_the_answer_becomes_a_selected_stroke_in_one_step(stage, owner, picked):
    assert owner.done == ["painted move"]
    assert stage.canvas.board.selected == 0
    start = owner.plan.strokes[0].points[0]
    assert (start.x, start.y) == pytest.approx((0.3, 0.4), abs=0.003)


def test_the_pointer_is_busy_until_the_answer(stage, hand, asked):
    hand.click((0.3, 0.4))
    hand.hover((0.3, 0.41))
    assert stage.canvas.cursor().shape() == Qt.CursorShape.BusyCursor
    stage.refuse_pick(asked[-1], "Nothing stands out.")
    assert stage.canvas.cursor().shape() == Qt.CursorShape.CrossCursor
    assert stage.canvas.said == "Nothing stands out."


def test_shift_and_alt_clicks_correct_the_pick(stage, owner, hand, picked):
    hand.click((0.45, 0.4), held=SHIFT)
    assert picked[-1].add == (pytest.approx((0.45, 0.4), abs=0.002),)
    stage.set_pick(picked[-1], thing(0.2, 0.3, 0.5, 0.5))
    hand.click((0.25, 0.35), held=ALT)
    pick = picked[-1]
    assert pick.point == pytest.approx((0.3, 0.4), abs=0.002)
    assert len(pick.add) == len(pick.remove) == 1
    stage.set_pick(pick, thing(0.3, 0.3, 0.5, 0.5))
    assert len(owner.plan.strokes) == 1
    assert covered(mask_of(owner), (0.45, 0.4))
    assert not covered(mask_of(owner), (0.25, 0.4))


def test_each_correction_can_be_undone(stage, owner, hand, picked):
    before = owner.plan
    hand.click((0.45, 0.4), held=SHIFT)
    stage.set_pick(picked[-1], thing(0.2, 0.3, 0.5, 0.5))
    owner.undo()
    assert owner.plan == before


def test_a_stroke_that_was_changed_since_is_added_to_instead(stage, owner, hand, picked):
    stage.set_tool("brush")
    hand.drag([(0.3, 0.4), (0.3, 0.6)])
    stage.set_tool("pick")
    hand.click((0.7, 0.4), held=SHIFT)
    assert picked[-1].add == ()
    stage.set_pick(picked[-1], thing(0.65, 0.3, 0.75, 0.5))
    mask = mask_of(owner)
    assert covered(mask, (0.7, 0.4))
    assert covered(mask, (0.3, 0.55))


def test_a_plain_click_picks_another_thing(stage, owner, hand, picked):
    hand.click((0.7, 0.4))
    stage.set_pick(picked[-1], thing(0.65, 0.3, 0.75, 0.5))
    assert len(owner.plan.strokes) == 2


def test_an_alt_box_takes_the_thing_away_from_the_region(stage, owner, hand, picked):
    hand.drag([(0.3, 0.2), (0.6, 0.6)], held=ALT)
    stage.set_pick(picked[-1], thing(0.3, 0.3, 0.5, 0.5))
    assert not covered(mask_of(owner), (0.35, 0.4))
    assert covered(mask_of(owner), (0.25, 0.4))


def test_escape_gives_the_question_up(stage, owner, hand, asked, qtbot):
    hand.click((0.3, 0.4))
    qtbot.keyClick(stage.canvas, Qt.Key.Key_Escape)
    stage.set_pick(asked[-1], thing(0.2, 0.3, 0.4, 0.5))
    assert owner.plan == MotionPlan()


def test_only_the_newest_question_is_answered(stage, owner, hand, asked):
    hand.click((0.3, 0.4))
    hand.click((0.6, 0.4))
    stage.set_pick(asked[0], thing(0.2, 0.3, 0.4, 0.5))
    assert owner.plan == MotionPlan()
    stage.set_pick(asked[1], thing(0.5, 0.3, 0.7, 0.5))
    assert len(owner.plan.strokes) == 1


def test_an_answer_for_a_stroke_that_is_gone_is_dropped(stage, owner, hand, picked):
    hand.click((0.45, 0.4), held=SHIFT)
    owner.undo()
    stage.set_pick(picked[-1], thing(0.2, 0.3, 0.5, 0.5))
    assert owner.plan == MotionPlan()


def test_off_the_frame_nothing_is_asked(stage, hand, asked):
    hand.click((-0.02, 0.4))
    assert asked == []
    assert "Off the frame" in stage.canvas.said


def test_a_thing_is_picked_with_keys_alone(stage, asked, qtbot):
    for _ in range(3):
        qtbot.keyClick(stage.canvas, Qt.Key.Key_Return)
    assert asked[0].point == pytest.approx((0.5, 0.5), abs=0.01)


def test_fit_asks_for_the_thing_under_a_rough_region(stage, owner, hand, asked):
    stage.set_tool("brush")
    hand.drag([(0.3, 0.4), (0.5, 0.4)])
    stage.change_region("fit", 0)
    pick = asked[-1]
    assert covered(pick.near, (0.4, 0.4))
    stage.set_pick(pick, thing(0.25, 0.35, 0.55, 0.45))
    assert len(owner.plan.strokes) == 1
    assert np.array_equal(mask_of(owner), thing(0.25, 0.35, 0.55, 0.45))


def test_a_gesture_that_is_begun_meanwhile_is_not_torn_away(stage, owner, hand, asked):
    stage.set_tool("brush")
    hand.drag([(0.3, 0.4), (0.5, 0.4)])
    stage.change_region("fit", 0)
    hand.press((0.3, 0.42))
    stage.set_pick(asked[-1], thing(0.25, 0.35, 0.55, 0.45))
    hand.move((0.3, 0.6))
    hand.release((0.3, 0.6))
    assert covered(mask_of(owner), (0.3, 0.58))


def test_the_finder_is_offered_with_the_tool(stage):
    stage.set_tool("pick")
    stage.set_pick_model("u2net.onnx")
    assert stage.head.finder.isVisible()
    assert stage.head.finder.text() == "Finder: u2net.onnx"
    stage.set_tool("lasso")
    assert not stage.head.finder.isVisible()


def test_a_click_that_adds_to_a_box_does_not_take_its_place(stage, owner, hand, asked):
    hand.drag([(0.15, 0.2), (0.45, 0.6)])
    stage.set_pick(asked[-1], thing(0.2, 0.3, 0.4, 0.5))
    hand.click((0.6, 0.4), held=SHIFT)
    middle, click = asked[-1].add
    assert 0.2 < middle[0] < 0.4
    assert 0.3 < middle[1] < 0.5
    assert click == pytest.approx((0.6, 0.4), abs=0.002)
