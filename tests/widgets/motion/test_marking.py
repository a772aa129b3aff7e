"""Rectangle, polygon and the keys they share: what marking a region makes of the plan."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QToolButton

from engine.records import MotionPlan, PathPoint, Region, Stroke
from widgets.motion.tool_bar import ToolBar

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NO_KEY = Qt.KeyboardModifier.NoModifier
SQUARE = ((0.2, 0.2), (0.5, 0.2), (0.5, 0.6), (0.2, 0.6))


def covered(mask, place):
    height, width = mask.shape
    return mask[int(place[1] * height), int(place[0] * width)] > 127


@pytest.fixture
def box(stage, owner):
    """A plan with one square region, selected."""
    stroke = Stroke("box", "move", Region(polygon=SQUARE), (PathPoint(0, 0.35, 0.4),))
    owner.give(MotionPlan((stroke,)))
    stage.set_selected(0)
    return stroke


def mask_of(owner, index=0):
    return owner.masks[owner.plan.strokes[index].region.mask]


def test_a_rectangle_is_the_polygon_between_its_corners(stage, owner, hand):
    stage.set_tool("rectangle")
    hand.drag([(0.6, 0.7), (0.2, 0.3)])
    (stroke,) = owner.plan.strokes
    assert owner.done == ["Draw a rectangle"]
    corners = [(0.2, 0.3), (0.6, 0.3), (0.6, 0.7), (0.2, 0.7)]
    assert np.allclose(sorted(stroke.region.polygon), sorted(corners), atol=0.002)
    assert stage.canvas.board.selected == 0


def test_shift_pressed_during_the_drag_makes_a_square(stage, owner, hand):
    stage.set_tool("rectangle")
    hand.press((0.2, 0.2))
    hand.move((0.4, 0.3))
    hand.move((0.5, 0.4), held=SHIFT)
    hand.release((0.5, 0.4), held=SHIFT)
    xs, ys = zip(*owner.plan.strokes[0].region.polygon, strict=True)
    assert (max(xs) - min(xs)) * 640 == pytest.approx((max(ys) - min(ys)) * 360, abs=1.5)


def test_a_click_with_the_rectangle_makes_nothing_and_says_how(stage, owner, hand):
    stage.set_tool("rectangle")
    hand.click((0.4, 0.4))
    assert owner.done == []
    assert "corner" in stage.canvas.said


def test_shift_adds_to_the_selected_region(stage, owner, hand, box):
    stage.set_tool("rectangle")
    hand.drag([(0.4, 0.3), (0.8, 0.5)], held=SHIFT)
    assert len(owner.plan.strokes) == 1
    assert covered(mask_of(owner), (0.75, 0.4))
    assert covered(mask_of(owner), (0.25, 0.25))


def test_alt_takes_away_from_the_selected_region(stage, owner, hand, box):
    stage.set_tool("rectangle")
    hand.drag([(0.4, 0.1), (0.8, 0.9)], held=ALT)
    assert not covered(mask_of(owner), (0.45, 0.4))
    assert covered(mask_of(owner), (0.25, 0.25))


def test_shift_and_alt_keep_what_both_hold(stage, owner, hand, box):
    stage.set_tool("rectangle")
    hand.drag([(0.4, 0.1), (0.8, 0.9)], held=SHIFT | ALT)
    assert covered(mask_of(owner), (0.45, 0.4))
    assert not covered(mask_of(owner), (0.25, 0.25))
    assert not covered(mask_of(owner), (0.7, 0.4))


def test_without_a_key_another_stroke_begins_even_on_a_region(stage, owner, hand, box):
    stage.set_tool("rectangle")
    hand.drag([(0.3, 0.3), (0.4, 0.5)])
    assert len(owner.plan.strokes) == 2


def test_taking_everything_away_removes_the_stroke(stage, owner, hand, box):
    stage.set_tool("rectangle")
    hand.drag([(0.05, 0.05), (0.9, 0.9)], held=ALT)
    assert owner.plan == MotionPlan()


def test_what_has_nothing_in_common_stays_and_is_said(stage, owner, hand, box):
    stage.set_tool("rectangle")
    hand.drag([(0.7, 0.7), (0.9, 0.9)], held=SHIFT | ALT)
    assert owner.plan.strokes == (box,)
    assert "nothing in common" in stage.canvas.said


def test_adding_what_is_held_already_changes_nothing(stage, owner, hand, box):
    stage.set_tool("rectangle")
    hand.drag([(0.3, 0.3), (0.4, 0.5)], held=SHIFT)
    assert owner.done == []
    assert "already" in stage.canvas.said


def test_alt_without_a_stroke_says_to_select_one(stage, owner, hand):
    stage.set_tool("rectangle")
    hand.drag([(0.3, 0.3), (0.4, 0.5)], held=ALT)
    assert owner.done == []
    assert "Select" in stage.canvas.said


def test_a_rectangle_off_the_frame_holds_nothing_and_says_so(stage, owner, hand):
    stage.set_tool("rectangle")
    hand.drag([(-0.04, 0.2), (-0.01, 0.5)])
    assert owner.done == []
    assert "nothing of the frame" in stage.canvas.said


def test_a_region_of_the_whole_frame_says_what_to_do(stage, owner, hand):
    stage.set_tool("rectangle")
    hand.drag([(-0.01, -0.02), (1.01, 1.02)])
    assert len(owner.plan.strokes) == 1
    assert "whole frame" in stage.canvas.said


# --- polygon ---


def test_clicks_and_enter_make_a_polygon(stage, owner, hand, qtbot):
    stage.set_tool("polygon")
    places = [(0.2, 0.2), (0.6, 0.2), (0.4, 0.7)]
    for place in places:
        hand.click(place)
    assert owner.done == []
    qtbot.keyClick(stage.canvas, Qt.Key.Key_Return)
    assert owner.done == ["Draw a polygon"]
    assert np.allclose(owner.plan.strokes[0].region.polygon, places, atol=0.002)


@pytest.mark.parametrize("closing", [(0.2, 0.2), (0.4, 0.7)], ids=["first corner", "last again"])
def test_a_click_on_the_first_corner_or_twice_on_the_last_closes(stage, owner, hand, closing):
    stage.set_tool("polygon")
    for place in [(0.2, 0.2), (0.6, 0.2), (0.4, 0.7), closing]:
        hand.click(place)
    assert len(owner.plan.strokes[0].region.polygon) == 3


@pytest.mark.parametrize("by", ["backspace", "right button"])
def test_the_last_corner_can_be_taken_back(stage, owner, hand, qtbot, by):
    stage.set_tool("polygon")
    for place in [(0.2, 0.2), (0.6, 0.2), (0.9, 0.9)]:
        hand.click(place)
    if by == "backspace":
        qtbot.keyClick(stage.canvas, Qt.Key.Key_Backspace)
    else:
        hand.click((0.5, 0.5), button=Qt.MouseButton.RightButton)
    hand.click((0.4, 0.7))
    qtbot.keyClick(stage.canvas, Qt.Key.Key_Return)
    assert owner.plan.strokes[0].region.polygon[-1] == pytest.approx((0.4, 0.7), abs=0.002)
    assert len(owner.plan.strokes[0].region.polygon) == 3


def test_escape_gives_the_polygon_up(stage, owner, hand, qtbot):
    stage.set_tool("polygon")
    for place in [(0.2, 0.2), (0.6, 0.2), (0.4, 0.7)]:
        hand.click(place)
    qtbot.keyClick(stage.canvas, Qt.Key.Key_Escape)
    qtbot.keyClick(stage.canvas, Qt.Key.Key_Return)
    assert owner.done == []
    assert not stage.canvas.tool.waits


def test_two_corners_are_no_polygon_yet(stage, owner, hand, qtbot):
    stage.set_tool("polygon")
    hand.click((0.2, 0.2))
    hand.click((0.6, 0.2))
    qtbot.keyClick(stage.canvas, Qt.Key.Key_Return)
    assert owner.done == []
    assert "three corners" in stage.canvas.said
    assert stage.canvas.tool.waits


def test_the_mode_of_a_polygon_is_that_of_its_first_click(stage, owner, hand, qtbot, box):
    stage.set_tool("polygon")
    hand.click((0.4, 0.1), held=ALT)
    for place in [(0.8, 0.1), (0.8, 0.9), (0.4, 0.9)]:
        hand.click(place)
    qtbot.keyClick(stage.canvas, Qt.Key.Key_Return)
    assert not covered(mask_of(owner), (0.45, 0.4))


def test_the_view_may_change_between_the_corners(stage, owner, hand, qtbot):
    stage.set_tool("polygon")
    places = [(0.2, 0.2), (0.6, 0.2), (0.4, 0.7)]
    hand.click(places[0])
    stage.canvas.set_view(stage.canvas.board.view.zoomed(1.3, 300, 200))
    for place in places[1:]:
        hand.click(place)
    qtbot.keyClick(stage.canvas, Qt.Key.Key_Return)
    assert np.allclose(owner.plan.strokes[0].region.polygon, places, atol=0.003)


def test_a_polygon_that_crosses_itself_holds_all_it_goes_around(stage, owner, hand, qtbot):
    stage.set_tool("polygon")
    for place in [(0.2, 0.2), (0.6, 0.7), (0.6, 0.2), (0.2, 0.7)]:
        hand.click(place)
    qtbot.keyClick(stage.canvas, Qt.Key.Key_Return)
    mask = mask_of(owner)
    assert covered(mask, (0.25, 0.45))
    assert covered(mask, (0.55, 0.45))
    assert not covered(mask, (0.4, 0.25))


def test_the_preview_rests_until_the_polygon_is_closed(stage, owner, hand, qtbot):
    told = []
    stage.canvas.gesture_changed.connect(told.append)
    stage.set_tool("polygon")
    for place in [(0.2, 0.2), (0.6, 0.2), (0.4, 0.7)]:
        hand.click(place)
    assert told == [True]
    qtbot.keyClick(stage.canvas, Qt.Key.Key_Return)
    assert told[-1] is False


# --- keys ---


def test_a_rectangle_is_drawn_with_keys_alone(stage, owner, qtbot):
    canvas = stage.canvas
    stage.set_tool("rectangle")
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    for _ in range(6):
        qtbot.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
        qtbot.keyClick(canvas, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    xs, ys = zip(*owner.plan.strokes[0].region.polygon, strict=True)
    assert (max(xs) - min(xs)) * 640 == pytest.approx(60, abs=1)
    assert (max(ys) - min(ys)) * 360 == pytest.approx(60, abs=1)


def test_the_brush_paints_with_keys_alone(stage, owner, qtbot):
    canvas = stage.canvas
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Return):
        qtbot.keyClick(canvas, key)
    for _ in range(10):
        qtbot.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    rows = np.flatnonzero((mask_of(owner) > 127).any(axis=0))
    assert rows[-1] - rows[0] + 1 == pytest.approx(140, abs=2)


def test_a_polygon_is_drawn_with_keys_alone(stage, owner, qtbot):
    canvas = stage.canvas
    stage.set_tool("polygon")
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
        for _ in range(8):
            qtbot.keyClick(canvas, key, SHIFT)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert len(owner.plan.strokes[0].region.polygon) == 4


def test_escape_takes_the_crosshair_away_and_arrows_nudge_again(stage, owner, qtbot, box):
    canvas = stage.canvas
    stage.set_tool("rectangle")
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert owner.done == []
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert owner.done == ["Nudge"]


def test_the_mouse_takes_over_from_the_crosshair(stage, owner, hand, qtbot, box):
    stage.set_tool("rectangle")
    qtbot.keyClick(stage.canvas, Qt.Key.Key_Return)
    hand.hover((0.9, 0.9))
    qtbot.keyClick(stage.canvas, Qt.Key.Key_Right)
    assert owner.done == ["Nudge"]


@pytest.mark.parametrize("tool", ["lasso", "polygon", "rectangle", "pick"])
def test_the_sign_beside_the_pointer_says_what_a_press_would_do(stage, hand, box, tool):
    stage.set_tool(tool)
    hand.hover((0.8, 0.8))
    plain = stage.canvas.grab().toImage()
    none = Qt.MouseButton.NoButton
    hand.send(QEvent.Type.MouseMove, hand.at((0.8, 0.8)), SHIFT, none, none)
    assert stage.canvas.grab().toImage() != plain


def test_what_is_drawn_stays_on_the_frame_when_the_view_changes(stage, hand):
    stage.set_tool("polygon")
    hand.click((0.2, 0.2))
    hand.click((0.6, 0.2))
    hand.hover((0.5, 0.6))
    stage.canvas.set_view(stage.canvas.board.view.panned(40, 24))
    shown = stage.canvas.grab().toImage()
    stage.canvas.hands.cancel()
    x, y = stage.canvas.board.position((0.55, 0.4)).toTuple()
    around = {shown.pixelColor(round(x) + dx, round(y)).name() for dx in range(-6, 7)}
    assert len(around) > 1


@pytest.mark.parametrize(("height", "columns"), [(560, 1), (460, 1), (300, 2), (200, 3), (160, 3)])
def test_the_tools_take_as_many_columns_as_the_height_asks_for(qtbot, height, columns):
    bar = ToolBar()
    qtbot.addWidget(bar)
    bar.resize(200, height)
    bar.show()
    qtbot.waitExposed(bar)
    assert bar.columns == columns
    inside = bar.rect()
    for button in bar.findChildren(QToolButton):
        place = button.mapTo(bar, button.rect().bottomRight())
        assert inside.contains(place)
        assert min(button.width(), button.height()) >= 24
