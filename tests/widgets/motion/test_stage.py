"""The stage as a whole: empty states, hints, preview, accessibility, sharp on every screen."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QColor, QDropEvent, QHelpEvent, QImage
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QPushButton, QToolTip, QWidget

from app import theme
from engine.records import Camera, Hint, MotionPlan, PathPoint, Region, Severity, Span, Stroke
from widgets.common.pill import PillButton
from widgets.motion.tools import TOOLS

BOX = ((0.25, 0.4), (0.35, 0.4), (0.35, 0.6), (0.25, 0.6))
BALL = Stroke("ball", "move", Region(polygon=BOX), (PathPoint(0, 0.3, 0.5), PathPoint(1, 0.8, 0.5)))
HINT = Hint(
    "plan-conflict", Severity.ERROR, Span(0, 4), "Prompt says left, ball goes right", stroke=0
)


def button(stage, name):
    return next(b for b in stage.findChildren(QPushButton) if b.accessibleName() == name)


def frame_of(index):
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(QColor(index * 3, 0, 0))
    return image


def spots(canvas):
    return [
        QPointF(x, y) for y in range(2, canvas.height(), 6) for x in range(2, canvas.width(), 8)
    ]


def chip(canvas):
    canvas.grab()
    return next(found for place in spots(canvas) if (found := canvas.chip_at(place)))


def test_without_an_image_the_stage_says_what_to_do(bare_stage, qtbot):
    choose = button(bare_stage, "Choose a start image")
    assert not choose.isVisible(), "an image may be on its way"
    bare_stage.set_image(None)
    assert choose.isVisible()
    assert not bare_stage.tools.isEnabled()
    with qtbot.waitSignal(bare_stage.image_wanted):
        qtbot.mouseClick(choose, Qt.MouseButton.LeftButton)


def test_an_image_takes_the_invitation_away(stage):
    assert not button(stage, "Choose a start image").isVisible()
    assert stage.tools.isEnabled()


@pytest.mark.parametrize("has_image", [True, False])
def test_an_image_can_be_dropped_on_it(bare_stage, image, qtbot, has_image):
    if has_image:
        bare_stage.set_image(image)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/pictures/rock.png")])
    drop = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(bare_stage.image_dropped) as dropped:
        bare_stage.canvas.dropEvent(drop)
    assert dropped.args == [Path("/pictures/rock.png")]


def test_another_image_of_the_same_size_keeps_the_view(stage, image, canvas):
    canvas.set_view(canvas.board.view.zoomed(3, 10, 10))
    view = canvas.board.view
    stage.set_image(image.copy())
    assert canvas.board.view == view
    stage.set_image(QImage(400, 400, QImage.Format.Format_RGB32))
    assert canvas.board.view.frame_width == 400


def test_a_canvas_without_an_image_takes_no_gesture(bare_stage, qtbot):
    told = []
    bare_stage.region_painted.connect(lambda *args: told.append(args))
    bare_stage.plan_changed.connect(lambda *args: told.append(args))
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(bare_stage.canvas, left, pos=QPoint(5, 5))
    qtbot.mouseMove(bare_stage.canvas, QPoint(60, 60))
    qtbot.mouseRelease(bare_stage.canvas, left, pos=QPoint(60, 60))
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Insert, Qt.Key.Key_BracketLeft):
        qtbot.keyClick(bare_stage.canvas, key)
    assert told == []


def test_a_hint_marks_the_label_of_its_stroke(stage, owner, canvas):
    owner.give(MotionPlan((BALL,)))
    assert not chip(canvas).warns
    stage.set_hints([HINT])
    assert chip(canvas).warns
    assert "Prompt says left" in chip(canvas).tip


def test_the_mark_opens_its_hint(stage, owner, canvas, hand, qtbot):
    owner.give(MotionPlan((BALL,)))
    stage.set_hints([HINT])
    corner = chip(canvas).rect.topLeft() + QPointF(10, 10)
    with qtbot.waitSignal(stage.hint_chosen) as chosen:
        hand.click(canvas.board.place(corner))
    assert chosen.args == [HINT]
    assert canvas.board.selected == 0
    assert owner.done == []


def test_the_mark_says_its_hint_when_the_hand_rests_on_it(stage, owner, canvas):
    owner.give(MotionPlan((BALL,)))
    stage.set_hints([HINT])
    place = chip(canvas).rect.center().toPoint()
    QApplication.sendEvent(
        canvas, QHelpEvent(QEvent.Type.ToolTip, place, canvas.mapToGlobal(place))
    )
    assert QToolTip.text() == HINT.message


def test_canvas_strip_and_stage_agree_on_the_selection(stage, owner, qtbot):
    owner.give(MotionPlan((BALL, BALL)))
    told = []
    stage.stroke_selected.connect(told.append)
    stage.timing.setFocus()
    qtbot.keyClick(stage.timing, Qt.Key.Key_Down)
    assert stage.canvas.board.selected == 0
    stage.set_selected(1)
    assert "2 ball" in stage.timing.accessibleDescription()
    assert told == [0, 1]


def test_retiming_is_one_change_of_the_plan(stage, owner, qtbot):
    owner.give(MotionPlan((BALL,)))
    stage.set_selected(0)
    qtbot.keyClick(stage.timing, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert owner.done == ["Change the timing"]
    assert stage.canvas.board.plan == owner.plan


def test_the_preview_plays_the_guide_clip_in_a_loop(stage, owner, canvas, qtbot):
    owner.give(MotionPlan((BALL,)))
    asked = []
    stage.set_duration(0.1, 5)
    stage.set_guide(lambda index: (asked.append(index), frame_of(index))[1], 5)
    still = canvas.grab().toImage()
    qtbot.mouseClick(button(stage, "Preview loop"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: asked.count(0) >= 2 and 4 in asked)
    assert canvas.grab().toImage() != still
    assert set(asked) <= set(range(5))
    with qtbot.waitSignal(stage.preview_changed):
        stage.set_preview(False)
    assert canvas.grab().toImage() == still


def test_without_a_guide_there_is_nothing_to_preview(stage):
    preview = button(stage, "Preview loop")
    assert not preview.isEnabled()
    stage.set_preview(True)
    assert not preview.isChecked()
    stage.set_guide(frame_of, 5)
    assert preview.isEnabled()
    stage.set_preview(True)
    stage.set_guide(None)
    assert not preview.isEnabled()
    assert not preview.isChecked()


def test_the_preview_rests_while_the_hand_paints(stage, owner, canvas, hand, qtbot):
    stage.set_guide(frame_of, 5)
    stage.set_preview(True)
    hand.press((0.3, 0.5))
    hand.move((0.4, 0.5))
    resting = canvas.grab().toImage().pixelColor(canvas.board.position((0.9, 0.9)).toPoint())
    assert resting == QColor("#7fa765")
    hand.release((0.4, 0.5))
    assert button(stage, "Preview loop").isChecked()
    stage.set_preview(False)


def test_scrubbing_shows_the_frame_at_that_time(stage, owner, canvas, qtbot):
    owner.give(MotionPlan((BALL,)))
    asked = []
    stage.set_guide(lambda index: (asked.append(index), frame_of(index))[1], 80)
    at = QPoint(round(stage.timing.chart.x_of(0.5)), 4)
    qtbot.mousePress(stage.timing, Qt.MouseButton.LeftButton, pos=at)
    assert asked == [pytest.approx(40, abs=1)]
    shown = canvas.grab().toImage()
    qtbot.mouseRelease(stage.timing, Qt.MouseButton.LeftButton, pos=at)
    assert canvas.grab().toImage() != shown


def test_the_strip_is_there_once_there_is_something_to_time(stage, owner):
    assert not stage.timing.isVisible()
    owner.give(MotionPlan((BALL,)))
    assert stage.timing.isVisible()
    owner.give(MotionPlan((), Camera(zoom=1.2)))
    assert stage.timing.isVisible()


def test_the_canvas_tells_how_many_strokes_there_are_and_which_is_selected(stage, owner, canvas):
    assert canvas.accessibleName()
    owner.give(MotionPlan((BALL, BALL)))
    assert "2 strokes" in canvas.accessibleDescription()
    stage.set_selected(1)
    assert "2 ball selected" in canvas.accessibleDescription()


def test_every_focusable_control_has_a_name(stage, owner):
    owner.give(MotionPlan((BALL,)))
    for widget in stage.findChildren(QWidget):
        inside = isinstance(widget.parent(), QAbstractSpinBox)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not inside:
            told = QAccessible.queryAccessibleInterface(widget)
            assert told.text(QAccessible.Text.Name), widget


def test_tool_buttons_name_their_keys(stage):
    names = [b.accessibleName() for b in stage.tools.findChildren(QWidget) if b.accessibleName()]
    assert len(names) == len(TOOLS)
    for tool, name in zip(TOOLS, names, strict=True):
        assert name.endswith(f"({tool.key})")


@pytest.mark.parametrize("choice", ["dark", "light"])
def test_a_stroke_is_painted_in_its_colour(stage, owner, canvas, qapp, choice):
    colours = theme.apply(qapp, choice)
    owner.give(MotionPlan((BALL,)))
    seen = canvas.grab().toImage()
    middle = canvas.board.position((0.55, 0.5)).toPoint()
    column = [seen.pixelColor(middle.x() + 6, middle.y() + dy).name() for dy in (-1, 0, 1)]
    assert colours.stroke(0) in column


def test_a_static_region_is_hatched_in_grey(stage, owner, canvas):
    mask = np.zeros((36, 64), np.uint8)
    mask[10:30, 10:50] = 255
    owner.masks[Path("/m.png")] = mask
    owner.give(MotionPlan((Stroke("ground", "static", Region(mask=Path("/m.png"))),)))
    seen = canvas.grab().toImage()
    row = canvas.board.position((0.4, 0.5)).toPoint()
    shades = {seen.pixelColor(row.x() + dx, row.y()).name() for dx in range(24)}
    assert len(shades) >= 2
    outside = canvas.board.position((0.95, 0.95)).toPoint()
    assert seen.pixelColor(outside) == QColor("#7fa765")


def test_hints_and_a_guide_for_strokes_that_are_gone_do_no_harm(stage, owner, canvas):
    stage.set_hints([HINT])
    owner.give(MotionPlan())
    canvas.grab()
    owner.give(MotionPlan((BALL,)))
    stage.set_selected(0)
    owner.give(MotionPlan())
    assert canvas.board.selected == -1
    canvas.grab()


def test_pills_of_the_head_fit_their_texts(stage, canvas):
    canvas.show_all_pixels()
    QApplication.processEvents()
    shown = [pill for pill in stage.findChildren(PillButton) if pill.isVisible()]
    assert len(shown) > 3
    for pill in shown:
        assert pill.width() >= pill.sizeHint().width()
