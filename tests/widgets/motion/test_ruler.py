"""The ruler: the picture gets a scale and gravity a direction, and physical motions follow."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.documents import plan_from_dict, plan_to_dict
from engine.motion import physics
from engine.motion.world import world_of
from engine.records import Gravity, MotionPlan, Settings, Throw
from tests.widgets.motion.conftest import mover
from widgets.motion import ruler
from widgets.motion.metres_field import MetresField

SHIFT = Qt.KeyboardModifier.ShiftModifier
THROW = Throw((0.2, 0.6), (0.8, 0.6))


@pytest.fixture
def held(stage, owner):
    """A stage with the ruler in hand and a ball that is thrown."""
    world = world_of(Settings(width=640, height=360), None)
    owner.give(MotionPlan((physics.applied(mover((0.2, 0.6)), THROW, world),)))
    stage.set_tool("ruler")
    return owner


@pytest.fixture
def measured(held):
    held.give(replace(held.plan, gravity=Gravity(90.0, 120.0)))
    return held


def field_of(canvas):
    return canvas.findChild(MetresField)


def answer(canvas, text, key=Qt.Key.Key_Return):
    field = field_of(canvas)
    assert field.isVisible()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, key)


def test_dragging_the_ruler_and_writing_its_metres_gives_the_picture_a_scale(held, canvas, hand):
    hand.drag([(0.1, 0.2), (0.1, 0.7)])
    answer(canvas, "2")
    gravity = held.plan.gravity
    assert gravity.px_per_metre == pytest.approx(0.5 * 360 / 2, abs=1)
    assert gravity.direction_deg == 90.0
    assert held.done == ["Measure the picture"]


def test_the_ruler_offers_the_height_of_a_person_and_then_what_was_written_last(held, canvas, hand):
    hand.drag([(0.1, 0.2), (0.1, 0.7)])
    assert field_of(canvas).value() == 1.75
    answer(canvas, "0.5")
    hand.drag([(0.5, 0.2), (0.8, 0.2)])
    assert field_of(canvas).value() == 0.5


def test_what_is_thrown_takes_longer_over_a_larger_scene(held, canvas, hand):
    before = held.plan.strokes[0].points[-1].t
    hand.drag([(0.1, 0.2), (0.1, 0.7)])
    answer(canvas, "6")
    after = held.plan.strokes[0]
    # the frame was taken to be 3 m high and is 12 m high: four times the way, twice the time
    assert after.points[-1].t == pytest.approx(2 * before, rel=0.02)
    assert after.motion == THROW


def test_escape_measures_nothing(held, canvas, hand):
    hand.drag([(0.1, 0.2), (0.1, 0.7)])
    QTest.keyClick(field_of(canvas), Qt.Key.Key_Escape)
    assert not field_of(canvas).isVisible()
    assert held.plan.gravity is None


def test_a_click_elsewhere_takes_what_is_written(held, canvas, stage, hand):
    hand.drag([(0.1, 0.2), (0.1, 0.7)])
    canvas.setFocus(Qt.FocusReason.MouseFocusReason)
    assert held.plan.gravity is not None


def test_a_ruler_that_was_hardly_dragged_says_what_to_do(held, canvas, hand):
    hand.click((0.5, 0.5))
    assert "length you know" in canvas._said
    assert held.done == []


def test_it_stays_where_it_was_laid_and_says_its_length(held, canvas, hand):
    hand.drag([(0.1, 0.2), (0.1, 0.7)])
    answer(canvas, "1.8")
    a, b = ruler.ends(canvas.board)
    assert (a, b) == (pytest.approx((0.1, 0.2), abs=0.01), pytest.approx((0.1, 0.7), abs=0.01))
    assert ruler.length_text(ruler.metres(canvas.board, a, b)) == "1.8 m"


def test_it_lies_where_it_was_laid_when_the_plan_is_opened_again(held, canvas, stage, hand):
    hand.drag([(0.3, 0.2), (0.3, 0.7)])
    answer(canvas, "1.8")
    again = plan_from_dict(plan_to_dict(held.plan, None), Path())
    stage.set_plan(MotionPlan())
    stage.set_plan(again)
    a, b = ruler.ends(canvas.board)
    assert (a, b) == (pytest.approx((0.3, 0.2), abs=0.01), pytest.approx((0.3, 0.7), abs=0.01))


def test_where_nobody_laid_it_it_lies_in_a_corner_and_is_a_round_length(measured, canvas):
    length = ruler.metres(canvas.board, *ruler.ends(canvas.board))
    assert length == pytest.approx(1.0)


def test_short_lengths_are_told_in_centimetres():
    assert ruler.length_text(0.25) == "25 cm"
    assert ruler.length_text(2.5) == "2.5 m"


def test_an_end_of_the_ruler_is_dragged_to_measure_again(measured, canvas, hand):
    _, foot = ruler.ends(canvas.board)
    hand.drag([foot, (foot[0], foot[1] - 0.1)])
    answer(canvas, "1")
    assert measured.plan.gravity.px_per_metre == pytest.approx(120 - 36, abs=2)


def test_the_arrow_turns_gravity_and_what_is_thrown_follows(measured, canvas, hand):
    _, tip = ruler.arrow(canvas.board, 90.0)
    foot, aside = ruler.arrow(canvas.board, 0.0)
    board = canvas.board
    hand.drag([board.place(tip), board.place(aside)])
    assert measured.plan.gravity.direction_deg == pytest.approx(0.0, abs=25)
    assert measured.done == ["Turn gravity"]
    assert measured.plan.strokes[0].motion is not None
    assert foot != tip


def test_straight_down_is_easily_met_again(measured, canvas, hand):
    measured.give(replace(measured.plan, gravity=Gravity(40.0, 120.0)))
    foot, tip = ruler.arrow(canvas.board, 40.0)
    board = canvas.board
    nearly = foot + (ruler.arrow(board, 91.5)[1] - ruler.arrow(board, 91.5)[0])
    hand.drag([board.place(tip), board.place(nearly)])
    assert measured.plan.gravity.direction_deg == 90.0


def test_delete_removes_the_ruler_and_undo_brings_it_back(measured, canvas):
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert measured.plan.gravity is None
    assert len(measured.plan.strokes) == 1
    measured.undo()
    assert measured.plan.gravity is not None


def test_the_keyboard_measures_the_selected_thing(held, canvas, stage):
    stage.set_selected(0)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    answer(canvas, "0.2")
    # the ball is a tenth of the frame high
    assert held.plan.gravity.px_per_metre == pytest.approx(36 / 0.2)


def test_the_keyboard_turns_gravity(measured, canvas):
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert measured.plan.gravity.direction_deg == 91.0
    QTest.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
    assert measured.plan.gravity.direction_deg == 76.0


def test_without_a_ruler_keys_say_how_to_get_one(held, canvas):
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert "no ruler yet" in canvas._said


def test_the_ruler_is_seen_with_every_tool(stage, held, canvas):
    stage.set_tool("select")
    bare = canvas.grab().toImage()
    held.give(replace(held.plan, gravity=Gravity(90.0, 120.0)))
    assert canvas.grab().toImage() != bare


def test_the_field_is_gone_when_the_image_is(stage, held, canvas, hand):
    hand.drag([(0.1, 0.2), (0.1, 0.7)])
    stage.set_image(None)
    assert not field_of(canvas).isVisible()
    assert held.plan.gravity is None
