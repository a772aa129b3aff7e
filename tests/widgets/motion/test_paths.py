"""The trajectory tool: drawing, leading on, bending; on the frame and off it."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine.motion import trajectory
from engine.records import MotionPlan, PathPoint, Region, Stroke

SHIFT = Qt.KeyboardModifier.ShiftModifier
RIGHT = Qt.MouseButton.RightButton
BOX = ((0.25, 0.4), (0.35, 0.4), (0.35, 0.6), (0.25, 0.6))


def box(*places, **more):
    times = np.linspace(0, 1, len(places)) if len(places) > 1 else [0.0]
    points = tuple(PathPoint(float(t), *place) for t, place in zip(times, places, strict=True))
    return Stroke("box", "move", Region(polygon=BOX), points, **more)


@pytest.fixture
def drawing(stage, owner):
    """The path tool over one selected stroke that goes nowhere yet."""
    owner.give(MotionPlan((box((0.3, 0.5)),)))
    stage.set_selected(0)
    stage.set_tool("path")
    return owner


@pytest.fixture
def straight(stage, owner):
    """The path tool over one selected stroke that goes right."""
    owner.give(MotionPlan((box((0.3, 0.5), (0.8, 0.5)),)))
    stage.set_selected(0)
    stage.set_tool("path")
    return owner


def places(owner):
    return [(p.x, p.y) for p in owner.plan.strokes[0].points]


def test_a_straight_drag_from_a_region_is_a_straight_path_from_its_centre(drawing, hand):
    hand.drag([(0.27, 0.45), (0.67, 0.25)])
    assert np.array(places(drawing)) == pytest.approx(np.array([(0.3, 0.5), (0.7, 0.3)]), abs=1e-6)
    assert drawing.done == ["Draw a straight path"]
    assert [p.t for p in drawing.plan.strokes[0].points] == [0, 1]


def test_shift_locks_the_path_to_an_axis(drawing, hand):
    hand.drag([(0.3, 0.5), (0.7, 0.44)], held=SHIFT)
    (_, y0), (x1, y1) = places(drawing)
    assert y1 == pytest.approx(y0)
    assert x1 == pytest.approx(0.7)
    hand.drag([(0.3, 0.5), (0.32, 0.9)], held=SHIFT)
    (x0, _), (x1, y1) = places(drawing)
    assert x1 == pytest.approx(x0)
    assert y1 == pytest.approx(0.9)


def test_a_freehand_drag_becomes_a_smooth_curve_of_few_points(drawing, hand):
    way = np.linspace(0, np.pi, 40)
    arc = [(0.3 + 0.25 * (1 - np.cos(a)), 0.5 - 0.3 * np.sin(a)) for a in way]
    hand.drag(arc, steps=1)
    stroke = drawing.plan.strokes[0]
    assert drawing.done == ["Draw a curved path"]
    assert 3 <= len(stroke.points) <= 10
    line = trajectory.samples(stroke, 200)
    nearest = [np.hypot(*(line - place).T).min() for place in arc]
    assert max(nearest) < 0.03


def test_a_click_in_a_region_only_selects_it(stage, owner, hand):
    owner.give(MotionPlan((box((0.3, 0.5)),)))
    stage.set_tool("path")
    hand.click((0.3, 0.5))
    assert owner.done == []
    assert stage.canvas.board.selected == 0


def test_clicks_lead_the_path_on_at_even_speed(drawing, hand):
    hand.click((0.6, 0.5))
    hand.click((0.6, 0.8))
    assert drawing.done == ["Add a point", "Add a point"]
    assert np.array(places(drawing))[1:] == pytest.approx(np.array([(0.6, 0.5), (0.6, 0.8)]))
    times = [p.t for p in drawing.plan.strokes[0].points]
    across, down = 0.3 * 640, 0.3 * 360
    assert times == pytest.approx([0, across / (across + down), 1])


def test_pulling_the_line_bends_it_there(straight, hand):
    hand.drag([(0.55, 0.5), (0.55, 0.2)])
    stroke = straight.plan.strokes[0]
    assert straight.done == ["Add a point"]
    assert len(stroke.points) == 3
    assert stroke.points[1] == pytest.approx((0.5, 0.55, 0.2), abs=0.02)
    assert trajectory.position(stroke, stroke.points[1].t) == pytest.approx((0.55, 0.2), abs=0.001)


def test_a_point_is_dragged_and_keeps_its_time(straight, hand):
    hand.drag([(0.8, 0.5), (0.9, 0.9)])
    assert places(straight)[1] == pytest.approx((0.9, 0.9))
    assert [p.t for p in straight.plan.strokes[0].points] == [0, 1]
    assert straight.done == ["Move a point"]


def test_points_may_lie_off_the_frame(straight, hand, canvas):
    hand.drag([(0.8, 0.5), (1.08, 0.5)])
    assert places(straight)[1][0] == pytest.approx(1.08)
    canvas.fit()
    assert canvas.board.position((1.08, 0.5)).x() < canvas.width()


def test_clicking_a_point_changes_nothing(straight, hand):
    hand.click((0.8, 0.5))
    assert straight.done == []


def test_the_right_button_takes_a_point_away(straight, hand):
    hand.drag([(0.55, 0.5), (0.55, 0.2)])
    hand.click((0.55, 0.2), button=RIGHT)
    assert straight.done[-1] == "Delete a point"
    assert len(places(straight)) == 2


def test_a_new_path_keeps_the_times_of_the_old_one(stage, owner, hand):
    stroke = box((0.3, 0.5), (0.8, 0.5))
    early = tuple(p._replace(t=0.2 + 0.4 * p.t) for p in stroke.points)
    owner.give(MotionPlan((Stroke("box", "move", Region(polygon=BOX), early),)))
    stage.set_selected(0)
    stage.set_tool("path")
    hand.drag([(0.28, 0.42), (0.28, 0.1)])
    points = owner.plan.strokes[0].points
    assert [p.t for p in points] == pytest.approx([0.2, 0.6])
    assert points[-1].x == pytest.approx(0.3)


def test_escape_leaves_the_path_as_it_was(straight, hand, canvas, qtbot):
    hand.press((0.8, 0.5))
    hand.move((0.9, 0.9))
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    hand.release((0.9, 0.9))
    assert straight.done == []
    assert canvas.board.plan == straight.plan


def test_nothing_can_be_drawn_before_something_is_painted(stage, owner, hand, canvas):
    stage.set_tool("path")
    hand.hover((0.5, 0.5))
    assert canvas.cursor().shape() == Qt.CursorShape.ForbiddenCursor
    hand.drag([(0.5, 0.5), (0.8, 0.5)])
    assert owner.done == []


def test_what_is_held_still_gets_no_path(stage, owner, hand):
    owner.give(MotionPlan((Stroke("ground", "static", Region(polygon=BOX)),)))
    stage.set_tool("path")
    stage.set_selected(0)
    hand.drag([(0.3, 0.5), (0.8, 0.5)])
    hand.drag([(0.6, 0.5), (0.8, 0.5)])
    assert owner.done == []


def test_the_curve_that_is_seen_is_the_engine_s(straight, hand, canvas):
    hand.drag([(0.55, 0.5), (0.55, 0.2)])
    stroke = straight.plan.strokes[0]
    line = canvas.board.line(stroke)
    for t in (0.1, 0.35, 0.7):
        place = canvas.board.position(trajectory.position(stroke, t))
        away = min((place - p).manhattanLength() for p in line)
        assert away < 6
