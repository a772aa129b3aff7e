"""What can be done to regions that are there: from the form to the masks of the plan."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine.records import MotionPlan, PathPoint, Region, Stroke
from widgets.common.pill import PillButton
from widgets.motion.region_form import RegionForm

HELD = 127


def stroke(name, left, top, right, bottom):
    polygon = ((left, top), (right, top), (right, bottom), (left, bottom))
    start = PathPoint(0, (left + right) / 2, (top + bottom) / 2)
    return Stroke(name, "move", Region(polygon=polygon), (start,))


ONE, OTHER = stroke("one", 0.2, 0.2, 0.5, 0.6), stroke("other", 0.4, 0.3, 0.7, 0.7)


@pytest.fixture
def two(stage, owner):
    owner.give(MotionPlan((ONE, OTHER)))
    stage.set_selection((0, 1))


@pytest.fixture
def one(stage, owner):
    owner.give(MotionPlan((ONE,)))
    stage.set_selected(0)


def held(owner, index=0):
    """How much of the frame a stroke's mask holds."""
    return (owner.masks[owner.plan.strokes[index].region.mask] > HELD).mean()


@pytest.fixture
def form(qtbot):
    form = RegionForm()
    qtbot.addWidget(form)
    form.show()
    return form


def test_a_button_tells_its_act_and_the_pixels(form, qtbot):
    told = []
    form.region_wanted.connect(lambda *act: told.append(act))
    for pill in form.findChildren(PillButton):
        if pill.objectName() in ("grow", "invert"):
            qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert told == [("grow", 4.0), ("invert", 4.0)]


def test_what_needs_several_strokes_is_offered_only_then(form):
    unite = next(p for p in form.findChildren(PillButton) if p.objectName() == "unite")
    assert not unite.isVisible()
    form.show_count(2)
    assert unite.isVisible()


@pytest.mark.parametrize(("act", "pixels"), [("grow", 10), ("shrink", -10)])
def test_the_edge_moves_by_so_many_pixels_of_the_image(stage, owner, one, act, pixels):
    stage.change_region(act, 10)
    mask = owner.masks[owner.plan.strokes[0].region.mask]
    columns = np.flatnonzero((mask > HELD)[144])
    assert columns[0] == pytest.approx(128 - pixels, abs=1)
    assert columns[-1] == pytest.approx(319 + pixels, abs=1)


def test_the_path_stays_where_the_region_s_centre_is(stage, owner, one):
    stage.change_region("grow", 10)
    start = owner.plan.strokes[0].points[0]
    assert (start.x, start.y) == pytest.approx((0.35, 0.4), abs=0.002)


def test_inverted_it_holds_the_rest(stage, owner, one):
    stage.change_region("invert", 0)
    assert held(owner) == pytest.approx(1 - 0.12, abs=0.005)


def test_an_act_is_done_to_all_selected_regions_in_one_step(stage, owner, two):
    stage.change_region("grow", 5)
    assert len(owner.history) == 3
    assert all(s.region.mask is not None for s in owner.plan.strokes)
    assert stage.canvas.board.selection == (0, 1)


def test_united_they_are_one_stroke(stage, owner, two):
    stage.change_region("unite", 0)
    (both,) = owner.plan.strokes
    assert both.name == "one"
    assert held(owner) == pytest.approx(0.12 + 0.12 - 0.03, abs=0.005)
    assert stage.canvas.board.selected == 0


def test_the_first_selected_stroke_is_the_one_that_stays(stage, owner, two):
    stage.set_selection((1, 0))
    stage.change_region("unite", 0)
    assert [s.name for s in owner.plan.strokes] == ["other"]
    assert stage.canvas.board.selected == 0


def test_subtracted_the_others_stay_as_they_are(stage, owner, two):
    stage.change_region("subtract", 0)
    assert owner.plan.strokes[1] == OTHER
    assert held(owner) == pytest.approx(0.12 - 0.03, abs=0.005)


def test_intersected_only_what_both_hold_is_left(stage, owner, two):
    stage.change_region("intersect", 0)
    assert held(owner) == pytest.approx(0.03, abs=0.005)


def test_what_would_hold_nothing_is_refused_with_one_line(stage, owner, one):
    stage.change_region("shrink", 200)
    assert owner.plan.strokes == (ONE,)
    assert stage.canvas.said.startswith("The region holds nothing.")


def test_without_a_stroke_the_canvas_says_to_select_one(stage, owner):
    stage.change_region("grow", 4)
    assert "Select" in stage.canvas.said


def test_one_stroke_alone_cannot_be_united(stage, owner, one):
    stage.change_region("unite", 0)
    assert owner.plan.strokes == (ONE,)
    assert "Shift+click" in stage.canvas.said


def test_holes_are_filled(stage, owner, one, hand):
    stage.set_tool("eraser")
    stage.canvas.set_brush_size(20)
    hand.click((0.35, 0.4))
    holed = held(owner)
    stage.change_region("fill", 0)
    assert held(owner) > holed
    assert held(owner) == pytest.approx(0.12, abs=0.003)
    stage.change_region("fill", 0)
    assert "nothing to change" in stage.canvas.said
