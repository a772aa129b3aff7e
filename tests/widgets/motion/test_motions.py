"""Physical motions on the canvas: drawn with a drag, changed by their handles, told in numbers."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from engine.motion import physics
from engine.motion.world import world_of
from engine.records import (
    PRESETS,
    Bounce,
    MotionPlan,
    Pendulum,
    Roll,
    Settings,
    Throw,
)
from tests.widgets.motion.conftest import mover
from widgets.motion.handles import told

CTRL = Qt.KeyboardModifier.ControlModifier
WORLD = world_of(Settings(width=640, height=360), None)


@pytest.fixture
def ball(stage, owner):
    owner.give(MotionPlan((mover((0.2, 0.6)),)))
    stage.set_selected(0)
    stage.set_tool("path")
    return owner


def choose(stage, name):
    draws = next(b for b in stage.findChildren(QComboBox) if b.accessibleName() == "Draw as")
    draws.setCurrentIndex(draws.findData(name))


def thrown(owner, stage, **more):
    throw = Throw((0.2, 0.6), (0.8, 0.6), apex=0.3, **more)
    owner.give(MotionPlan((physics.applied(mover((0.2, 0.6)), throw, WORLD),)))
    stage.set_selected(0)
    return owner.plan.strokes[0]


@pytest.mark.parametrize("name", PRESETS)
def test_a_drag_from_a_region_makes_the_chosen_motion_in_one_step(stage, ball, hand, name):
    choose(stage, name)
    hand.drag([(0.2, 0.6), (0.7, 0.35)])
    stroke = ball.plan.strokes[0]
    assert isinstance(stroke.motion, PRESETS[name])
    assert stroke.points[0][1:] == pytest.approx((0.2, 0.6), abs=1e-6)
    assert len(ball.done) == 1
    ball.undo()
    assert ball.plan.strokes[0].motion is None


def test_a_throw_lands_where_the_hand_let_go(stage, ball, hand):
    choose(stage, "throw")
    hand.drag([(0.2, 0.6), (0.75, 0.7)])
    assert ball.plan.strokes[0].motion.target == pytest.approx((0.75, 0.7), abs=0.01)
    assert ball.plan.strokes[0].points[-1][1:] == pytest.approx((0.75, 0.7), abs=0.01)


def test_where_it_is_dragged_from_makes_no_difference_to_where_it_begins(stage, ball, hand):
    choose(stage, "throw")
    hand.drag([(0.23, 0.63), (0.73, 0.63)])
    motion = ball.plan.strokes[0].motion
    assert motion.launch == pytest.approx((0.2, 0.6), abs=1e-6)
    assert motion.target == pytest.approx((0.7, 0.6), abs=0.01)


def test_a_click_elsewhere_sends_the_selected_thing_there(stage, ball, hand):
    choose(stage, "throw")
    hand.click((0.8, 0.5))
    assert ball.plan.strokes[0].motion.target == pytest.approx((0.8, 0.5), abs=0.01)


def test_enter_gives_the_selected_stroke_the_chosen_motion(stage, canvas, ball):
    choose(stage, "bounce")
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert isinstance(ball.plan.strokes[0].motion, Bounce)
    assert ball.done == ["Drop and bounce"]


def test_enter_leads_a_drawn_path_over_into_the_motion(stage, canvas, owner):
    owner.give(MotionPlan((mover((0.2, 0.7), (0.35, 0.4), (0.5, 0.3), (0.65, 0.4), (0.8, 0.7)),)))
    stage.set_selected(0)
    stage.set_tool("path")
    choose(stage, "throw")
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    motion = owner.plan.strokes[0].motion
    assert motion.target == pytest.approx((0.8, 0.7), abs=0.01)
    assert motion.apex == pytest.approx(0.4, abs=0.05)


@pytest.mark.parametrize("tool", ["path", "select"])
def test_the_top_of_a_throw_is_dragged_higher(stage, owner, hand, tool):
    stroke = thrown(owner, stage)
    stage.set_tool(tool)
    hand.drag([(0.5, 0.3), (0.5, 0.1)])
    after = owner.plan.strokes[0]
    assert after.motion.apex == pytest.approx(0.5, abs=0.01)
    assert after.motion.target == stroke.motion.target
    assert min(p.y for p in after.points) == pytest.approx(0.1, abs=0.01)
    assert owner.done == ["Change a motion"]


def test_a_motion_keeps_its_nature_while_a_handle_is_dragged(stage, owner, hand):
    thrown(owner, stage)
    stage.set_tool("select")
    hand.drag([(0.8, 0.6), (0.6, 0.8)])
    after = owner.plan.strokes[0]
    assert after.motion.target == pytest.approx((0.6, 0.8), abs=0.01)
    again = physics.applied(after, after.motion, stage.canvas.board.world)
    assert after.points == again.points


def test_keys_go_through_the_handles_and_nudge_them(stage, canvas, owner):
    thrown(owner, stage)
    QTest.keyClick(canvas, Qt.Key.Key_Right, CTRL)
    assert canvas.board.handle == "target"
    for _ in range(3):
        QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert owner.plan.strokes[0].motion.target == pytest.approx((0.8 + 30 / 640, 0.6), abs=1e-6)
    QTest.keyClick(canvas, Qt.Key.Key_Right, CTRL)
    assert canvas.board.handle == "apex"
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert owner.plan.strokes[0].motion.apex == pytest.approx(0.3 + 1 / 360, abs=1e-6)


def test_delete_on_a_handle_takes_nothing_away(stage, canvas, owner):
    thrown(owner, stage)
    QTest.keyClick(canvas, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert len(owner.plan.strokes) == 1


def test_a_floor_that_stands_upright_is_said_and_not_taken(stage, canvas, owner, hand):
    floor = ((0.3, 0.8), (0.7, 0.8))
    drop = Bounce((0.2, 0.3), floor, landing=(0.4, 0.8))
    owner.give(MotionPlan((physics.applied(mover((0.2, 0.3)), drop, WORLD),)))
    stage.set_selected(0)
    stage.set_tool("select")
    hand.press((0.7, 0.8))
    hand.move((0.3, 0.2))
    hand.release((0.3, 0.2))
    assert owner.done == []
    assert owner.plan.strokes[0].motion.floor == floor


def rolling(owner, stage):
    roll = Roll(((0.2, 0.3), (0.8, 0.7)), 0.05, runs_on=False)
    owner.give(MotionPlan((physics.applied(mover((0.2, 0.3)), roll, WORLD),)))
    stage.set_selected(0)


def test_pulling_a_slope_gives_it_a_corner_and_the_right_button_takes_it(stage, owner, hand):
    rolling(owner, stage)
    stage.set_tool("path")
    hand.drag([(0.5, 0.5), (0.5, 0.65)])
    motion = owner.plan.strokes[0].motion
    assert isinstance(motion, Roll)
    assert motion.path[1] == pytest.approx((0.5, 0.65), abs=0.01)
    hand.click((0.5, 0.65), button=Qt.MouseButton.RightButton)
    assert len(owner.plan.strokes[0].motion.path) == 2
    assert owner.done == ["Add a corner", "Delete a corner"]


def test_keys_add_and_delete_corners_of_a_slope(stage, canvas, owner):
    rolling(owner, stage)
    QTest.keyClick(canvas, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(canvas, Qt.Key.Key_Insert)
    assert owner.plan.strokes[0].motion.path[1] == pytest.approx((0.5, 0.5))
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert len(owner.plan.strokes[0].motion.path) == 2


def test_the_ends_of_a_slope_cannot_be_deleted(stage, canvas, owner):
    rolling(owner, stage)
    QTest.keyClick(canvas, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert owner.done == []
    assert "belongs to the motion" in canvas._said


def test_the_line_of_a_motion_is_not_bent_by_hand(stage, owner, hand):
    stroke = thrown(owner, stage)
    stage.set_tool("path")
    t = 0.25
    x = 0.2 + 0.6 * t
    y = 0.6 - 4 * 0.3 * t * (1 - t)
    hand.drag([(x, y), (x, y - 0.2)])
    assert owner.plan.strokes[0].motion is not None
    assert owner.plan.strokes[0] == stroke


def test_freehand_from_the_region_makes_it_a_path_by_hand_again(stage, owner, hand):
    thrown(owner, stage)
    stage.set_tool("path")
    hand.drag([(0.2, 0.6), (0.6, 0.6)])
    assert owner.plan.strokes[0].motion is None


def test_points_draws_straight_and_goes_on_with_every_click(stage, ball, hand):
    choose(stage, "points")
    hand.drag([(0.2, 0.6), (0.3, 0.2), (0.5, 0.3)])
    hand.click((0.8, 0.6))
    places = [p[1:] for p in ball.plan.strokes[0].points]
    assert places[1] == pytest.approx((0.5, 0.3), abs=0.01)
    assert places[2] == pytest.approx((0.8, 0.6), abs=0.01)


def test_what_is_static_takes_no_motion(stage, canvas, owner, hand):
    owner.give(MotionPlan((replace(mover((0.2, 0.6)), kind="static", points=()),)))
    stage.set_selected(0)
    stage.set_tool("path")
    choose(stage, "throw")
    hand.drag([(0.2, 0.6), (0.7, 0.6)])
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert owner.done == []


def test_the_label_tells_a_throw_in_metres_degrees_and_seconds(stage, canvas, owner):
    thrown(owner, stage)
    canvas.grab()
    chip = canvas._surface.chips[0]
    # 3.2 m wide and 0.9 m high: up at 4.2 m/s, along at 3.7 m/s
    assert chip.manner == "Throw"
    assert chip.detail == "5.6 m/s at 48° · lands 0.9 s"


def test_slow_motion_is_told():
    assert told(Throw((0.2, 0.6), (0.8, 0.6), speed=0.5), WORLD).endswith("0.5× time")


def test_a_motion_that_cannot_be_says_nothing():
    assert told(Pendulum((0.5, 0.5), (0.5, 0.5)), WORLD) == ""


def test_the_canvas_shows_every_motion_with_its_handles(stage, canvas, ball, hand):
    bare = canvas.grab().toImage()
    for name in PRESETS:
        choose(stage, name)
        hand.drag([(0.2, 0.6), (0.6, 0.3)])
        assert canvas.grab().toImage() != bare
