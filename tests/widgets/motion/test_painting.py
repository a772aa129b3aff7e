"""Brush, static brush, eraser and lasso: what a drag over the image makes of the plan."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage

from engine.errors import BadInput
from engine.records import MotionPlan, PathPoint, Region, Stroke
from widgets.motion.layer import MAX_SIDE

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SQUARE = ((0.2, 0.2), (0.4, 0.2), (0.4, 0.5), (0.2, 0.5))
AROUND = [(0.3, 0.3), (0.5, 0.3), (0.5, 0.6), (0.3, 0.6), (0.3, 0.31)]


def covered(mask, place):
    height, width = mask.shape
    return mask[int(place[1] * height), int(place[0] * width)] > 127


def everywhere(canvas):
    across, down = range(4, canvas.width(), 16), range(4, canvas.height(), 8)
    return [QPointF(x, y) for y in down for x in across]


def test_a_brush_drag_paints_one_region_as_wide_as_the_brush(stage, hand, qtbot):
    seen = []
    stage.region_painted.connect(lambda *told: seen.append(told))
    hand.drag([(0.3, 0.5), (0.6, 0.5)])
    assert len(seen) == 1
    index, mask, kind, what = seen[0]
    assert (index, kind, what) == (None, "move", "Paint")
    assert mask.shape == (360, 640)
    assert mask.dtype == np.uint8
    rows = np.flatnonzero(mask[:, 288] > 127)
    assert len(rows) == pytest.approx(40, abs=1)
    assert covered(mask, (0.31, 0.5))
    assert not covered(mask, (0.7, 0.5))


def test_the_answered_stroke_is_selected_and_painted_on(stage, owner, hand):
    selected = []
    stage.stroke_selected.connect(selected.append)
    hand.drag([(0.3, 0.5), (0.4, 0.5)])
    hand.drag([(0.7, 0.2), (0.8, 0.2)])
    assert selected == [0]
    assert len(owner.plan.strokes) == 1
    mask = owner.masks[owner.plan.strokes[0].region.mask]
    assert covered(mask, (0.35, 0.5))
    assert covered(mask, (0.75, 0.2))


def test_the_start_of_a_painted_stroke_is_the_centre_of_its_mask(owner, hand):
    hand.drag([(0.3, 0.5), (0.4, 0.5)])
    start = owner.plan.strokes[0].points[0]
    assert (start.t, start.x, start.y) == pytest.approx((0, 0.35, 0.5), abs=0.003)


def test_painting_away_from_a_stroke_with_a_path_begins_another(stage, owner, hand):
    hand.drag([(0.3, 0.5), (0.35, 0.5)])
    stage.set_tool("path")
    hand.drag([(0.32, 0.5), (0.8, 0.5)])
    stage.set_tool("brush")
    hand.drag([(0.6, 0.2), (0.65, 0.2)])
    assert len(owner.plan.strokes) == 2
    hand.drag([(0.62, 0.2), (0.62, 0.3)])
    assert len(owner.plan.strokes) == 2


def test_shift_keeps_the_brush_on_a_line(owner, hand):
    hand.drag([(0.3, 0.5), (0.6, 0.6)], held=SHIFT)
    mask = owner.masks[owner.plan.strokes[0].region.mask]
    assert covered(mask, (0.55, 0.5))
    assert np.flatnonzero((mask > 127).any(axis=1)).max() <= 0.5 * 360 + 21


def test_the_static_brush_holds_something_still(stage, owner, hand):
    stage.set_tool("static")
    hand.drag([(0.1, 0.9), (0.9, 0.9)])
    stroke = owner.plan.strokes[0]
    assert (stroke.kind, stroke.points) == ("static", ())


def test_the_brush_leaves_a_static_stroke_alone(stage, owner, hand):
    stage.set_tool("static")
    hand.drag([(0.1, 0.9), (0.9, 0.9)])
    stage.set_tool("brush")
    hand.drag([(0.5, 0.9), (0.6, 0.9)])
    assert [s.kind for s in owner.plan.strokes] == ["static", "move"]


def test_the_eraser_takes_away_from_the_region(stage, owner, hand):
    hand.drag([(0.3, 0.5), (0.7, 0.5)])
    stage.set_tool("eraser")
    hand.drag([(0.5, 0.3), (0.5, 0.7)])
    mask = owner.masks[owner.plan.strokes[0].region.mask]
    assert not covered(mask, (0.5, 0.5))
    assert covered(mask, (0.35, 0.5))


def test_erasing_everything_removes_the_stroke(stage, owner, hand):
    hand.drag([(0.5, 0.5), (0.52, 0.5)])
    stage.set_tool("eraser")
    stage.canvas.set_brush_size(300)
    hand.click((0.5, 0.5))
    assert owner.plan == MotionPlan()
    assert owner.done == ["painted move", "Delete a stroke"]


def test_erasing_nothing_tells_nothing(stage, owner, hand):
    hand.drag([(0.3, 0.5), (0.4, 0.5)])
    stage.set_tool("eraser")
    hand.drag([(0.8, 0.1), (0.9, 0.1)])
    assert owner.done == ["painted move"]


def test_the_eraser_without_a_stroke_says_what_to_do(stage, hand, canvas):
    stage.set_tool("eraser")
    before = canvas.grab().toImage()
    hand.click((0.5, 0.5))
    assert canvas.grab().toImage() != before


def test_a_polygon_that_is_painted_on_becomes_a_mask(stage, owner, hand):
    owner.give(
        MotionPlan((Stroke("box", "move", Region(polygon=SQUARE), (PathPoint(0, 0.3, 0.35),)),))
    )
    stage.set_selected(0)
    hand.drag([(0.4, 0.35), (0.5, 0.35)])
    region = owner.plan.strokes[0].region
    assert region.polygon == ()
    mask = owner.masks[region.mask]
    assert covered(mask, (0.25, 0.25))
    assert covered(mask, (0.5, 0.35))


def test_a_lasso_becomes_a_polygon_with_its_centre(stage, owner, hand):
    stage.set_tool("lasso")
    hand.drag(AROUND)
    stroke = owner.plan.strokes[0]
    assert owner.done == ["Lasso a region"]
    assert len(stroke.region.polygon) <= 12
    assert (stroke.points[0].x, stroke.points[0].y) == pytest.approx((0.4, 0.45), abs=0.01)
    assert stage.canvas.board.selected == 0


def test_a_slip_of_the_lasso_makes_nothing(stage, owner, hand):
    stage.set_tool("lasso")
    hand.drag([(0.5, 0.5), (0.501, 0.5)])
    assert owner.done == []


def test_a_lasso_adds_with_shift_and_cuts_with_alt(stage, owner, hand):
    stage.set_tool("lasso")
    hand.drag(AROUND)
    hand.drag([(0.45, 0.45), (0.8, 0.4), (0.8, 0.5), (0.45, 0.5)], held=SHIFT)
    mask = owner.masks[owner.plan.strokes[0].region.mask]
    assert len(owner.plan.strokes) == 1
    assert covered(mask, (0.7, 0.45))
    hand.drag([(0.6, 0.2), (0.9, 0.2), (0.9, 0.8), (0.6, 0.8)], held=ALT)
    mask = owner.masks[owner.plan.strokes[0].region.mask]
    assert not covered(mask, (0.7, 0.45))
    assert covered(mask, (0.4, 0.4))


def test_a_lasso_may_run_off_the_frame(stage, owner, hand):
    stage.set_tool("lasso")
    hand.drag([(0.9, 0.4), (1.05, 0.4), (1.05, 0.6), (0.9, 0.6)])
    assert max(x for x, _ in owner.plan.strokes[0].region.polygon) > 1.03


def test_escape_gives_the_gesture_up_and_nothing_else(stage, owner, hand, qtbot):
    hand.press((0.3, 0.5))
    hand.move((0.5, 0.5))
    qtbot.keyClick(stage.canvas, Qt.Key.Key_Escape)
    hand.move((0.6, 0.5))
    hand.release((0.6, 0.5))
    assert owner.done == []
    hand.drag([(0.3, 0.5), (0.4, 0.5)])
    qtbot.keyClick(stage.canvas, Qt.Key.Key_Escape)
    assert len(owner.plan.strokes) == 1


def test_nothing_is_painted_off_the_frame(owner, hand, canvas):
    hand.hover((-0.08, 0.5))
    assert canvas.cursor().shape() == Qt.CursorShape.ForbiddenCursor
    hand.drag([(-0.08, 0.5), (0.5, 0.5)])
    assert owner.done == []


def test_undo_is_the_plan_there_was(owner, hand, canvas):
    def seen():
        hand.hover((0.9, 0.1))
        return canvas.grab().toImage()

    hand.drag([(0.3, 0.5), (0.4, 0.5)])
    one = seen()
    hand.drag([(0.4, 0.5), (0.4, 0.8)])
    assert seen() != one
    owner.undo()
    assert seen() == one
    owner.undo()
    assert canvas.board.plan == MotionPlan()
    assert canvas.board.selected == -1


def test_a_plan_holds_at_most_64_strokes(stage, owner, hand):
    far = tuple(
        Stroke(
            "s", "move", Region(polygon=SQUARE), (PathPoint(0, 0.3, 0.3), PathPoint(1, 0.9, 0.9))
        )
        for _ in range(64)
    )
    owner.give(MotionPlan(far))
    for tool in ("brush", "lasso"):
        stage.set_tool(tool)
        hand.drag([(0.7, 0.1), (0.8, 0.1), (0.8, 0.2), (0.7, 0.2)])
    assert owner.done == []


def test_a_mask_of_a_huge_image_stays_small(stage, hand):
    stage.set_image(QImage(6000, 3000, QImage.Format.Format_RGB32))
    seen = []
    stage.region_painted.connect(lambda *told: seen.append(told[1].shape))
    stage.canvas.set_brush_size(400)
    hand.drag([(0.3, 0.5), (0.6, 0.5)])
    assert seen == [(MAX_SIDE // 2, MAX_SIDE)]


def test_a_mask_that_cannot_be_read_is_marked_and_harms_nothing(stage, canvas, qtbot):
    def refuse(path):
        raise BadInput(f"{path.name} is not an image")

    stage.set_mask_loader(refuse)
    stage.set_plan(MotionPlan((Stroke("ball", "move", Region(mask=Path("/m/ball.png"))),)))
    canvas.grab()
    chips = [chip for place in everywhere(canvas) if (chip := canvas.chip_at(place))]
    assert chips[0].warns
    assert "ball.png is not an image" in chips[0].tip
