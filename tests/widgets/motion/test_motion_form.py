"""How strokes move, in the panel: sliders, physical motions, the speed curve, several at once."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QToolButton,
)

from engine.records import (
    Ambient,
    Gravity,
    MotionPlan,
    PathPoint,
    Pendulum,
    Region,
    Settings,
    Stroke,
    Throw,
)
from tests.widgets.motion.conftest import named
from widgets.common.section import Section
from widgets.motion import edits, reach
from widgets.motion.speed_chart import SpeedChart
from widgets.motion.stroke_panel import StrokePanel

BOX = ((0.25, 0.4), (0.35, 0.4), (0.35, 0.6), (0.25, 0.6))
PATH = (PathPoint(0.0, 0.3, 0.5), PathPoint(1.0, 0.8, 0.5))
BALL = Stroke("ball", "move", Region(polygon=BOX), PATH, order=2)
LEAVES = Stroke("leaves", "move", Region(polygon=BOX), PATH, order=1)
GROUND = Stroke("ground", "static", Region(polygon=BOX))
PLAN = MotionPlan((BALL, LEAVES, GROUND))
CLIP = Settings(width=640, height=360, frames=81, fps=16.2)
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def panel(make):
    """A panel with three strokes, the first selected, and nothing folded."""
    panel = make(StrokePanel)
    panel.resize(336, 1300)
    panel.set_settings(CLIP)
    panel.set_plan(PLAN)
    panel.set_selection((0,))
    panel.show()
    return panel


def slider(panel, name):
    return named(panel, QDoubleSpinBox, name)


def choose(panel, name, value):
    box = named(panel, QComboBox, name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


# --- sliders -----------------------------------------------------------------------------------


def test_a_slider_is_dragged_in_one_step_that_is_seen_on_the_way(panel, told):
    drafts = []
    panel.stroke_drafted.connect(lambda index, stroke: drafts.append((index, stroke)))
    bar = slider(panel, "Vertical").bar
    middle, y = bar.width() // 2, bar.height() // 2
    QTest.mousePress(bar, LEFT, NO_KEY, QPoint(middle, y))
    for x in (middle + 10, middle + 30, bar.width() - 2):
        QTest.mouseMove(bar, QPoint(x, y))
    assert told == []
    seen = [stroke.points[-1].y for _, stroke in drafts if stroke is not None]
    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) >= 3
    QTest.mouseRelease(bar, LEFT, NO_KEY, QPoint(bar.width() - 2, y))
    assert [plan.strokes[0].points[-1].y for plan, _ in told] == [pytest.approx(-0.5, abs=0.03)]
    assert drafts[-1] == (0, None)


def test_a_double_click_on_a_bar_sets_it_back(panel, told):
    panel.set_plan(MotionPlan((reach.with_proximity(BALL, 3.0),)))
    bar = slider(panel, "Proximity").bar
    QTest.mouseClick(bar, LEFT, NO_KEY, QPoint(10, 12))
    QTest.mouseDClick(bar, LEFT, NO_KEY, QPoint(10, 12))
    assert [plan.strokes[0].scale for plan, _ in told] == [1.0]


def test_zero_holds_on_to_the_hand(panel, told):
    bar = slider(panel, "Rotation").bar
    QTest.mousePress(bar, LEFT, NO_KEY, QPoint(20, 12))
    QTest.mouseMove(bar, QPoint(bar.width() // 2 + 1, 12))
    QTest.mouseRelease(bar, LEFT, NO_KEY, QPoint(bar.width() // 2 + 1, 12))
    assert told == []
    assert slider(panel, "Rotation").value() == 0.0


def test_a_typed_value_may_be_more_than_the_bar_shows(panel, told, qtbot):
    field = slider(panel, "Horizontal")
    field.selectAll()
    qtbot.keyClicks(field, "+25")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told[0][0].strokes[0].points[-1].x == pytest.approx(2.8)
    assert field.text() == "+25.0"


def test_the_sliders_show_the_motion_that_is_drawn(panel):
    assert slider(panel, "Horizontal").text() == "+5.0"
    assert slider(panel, "Vertical").text() == "0"


def test_ambient_has_a_manner_and_a_cycle_once_there_is_some(panel, told):
    manner = named(panel, QComboBox, "Manner of the ambient motion")
    assert not manner.isVisible()
    slider(panel, "Ambient").setValue(5)
    panel.flush()
    assert manner.isVisible()
    choose(panel, "Manner of the ambient motion", "flutter")
    slider(panel, "Seconds of one cycle of the ambient motion").setValue(1.5)
    panel.flush()
    assert told[-1][0].strokes[0].ambient == Ambient("flutter", 0.5, 1.5)


def test_leaning_and_softness_are_set(panel, told):
    slider(panel, "Lean").setValue(-12)
    panel.flush()
    choose(panel, "Rigid or soft", "soft")
    assert (told[-1][0].strokes[0].shear_deg, told[-1][0].strokes[0].soft) == (-12.0, True)


def test_what_is_held_still_cannot_be_moved(panel):
    panel.set_selection((2,))
    names = ("Horizontal", "Vertical", "Proximity", "Ambient", "Rotation", "Lean")
    assert not any(slider(panel, name).isEnabled() for name in names)
    assert not named(panel, QComboBox, "Motion").isEnabled()


# --- physical motions --------------------------------------------------------------------------


def test_a_motion_is_chosen_and_goes_through_what_is_drawn(panel, told):
    choose(panel, "Motion", "throw")
    stroke = told[0][0].strokes[0]
    assert isinstance(stroke.motion, Throw)
    assert stroke.points[-1][1:] == pytest.approx((0.8, 0.5), abs=1e-3)


def test_the_numbers_of_a_motion_are_in_metres_and_degrees(panel, told):
    panel.set_plan(MotionPlan((BALL,), gravity=Gravity(px_per_metre=100)))
    choose(panel, "Motion", "throw")
    slider(panel, "Angle").setValue(60)
    slider(panel, "Speed").setValue(4.0)
    panel.flush()
    throw = told[-1][0].strokes[0].motion
    # 16 sin(120 degrees) / 9.81 metres, 100 pixels of 640 each
    assert throw.target[0] - throw.launch[0] == pytest.approx(1.412 * 100 / 640, abs=1e-3)


def test_the_fields_are_those_of_the_motion(panel):
    choose(panel, "Motion", "slide")
    assert slider(panel, "Friction").isVisible()
    choose(panel, "Motion", "orbit")
    assert panel.findChild(QCheckBox).text() == "Clockwise"
    assert [w for w in panel.findChildren(QDoubleSpinBox) if w.accessibleName() == "Friction"] == []


def test_a_flag_of_a_motion_is_one_step(panel, told):
    choose(panel, "Motion", "orbit")
    box = panel.findChild(QCheckBox)
    before = told[-1][0].strokes[0].motion.clockwise
    box.click()
    assert told[-1][0].strokes[0].motion.clockwise is not before
    assert len(told) == 2


def test_by_hand_keeps_the_path_and_drops_the_physics(panel, told):
    choose(panel, "Motion", "throw")
    points = told[-1][0].strokes[0].points
    choose(panel, "Motion", "")
    stroke = told[-1][0].strokes[0]
    assert (stroke.motion, stroke.points) == (None, points)


def test_a_physical_motion_that_begins_later_stays_physical(panel, told):
    choose(panel, "Motion", "throw")
    slider(panel, "Start of the motion").setValue(1.0)
    slider(panel, "End of the motion").setValue(3.0)
    panel.flush()
    stroke = told[-1][0].strokes[0]
    assert isinstance(stroke.motion, Throw)
    assert edits.span_of(stroke) == pytest.approx((0.2, 0.6), abs=2e-3)


def test_a_pendulum_that_begins_later_swings_as_fast_as_before(panel, told):
    choose(panel, "Motion", "pendulum")
    speed = told[-1][0].strokes[0].motion.speed
    slider(panel, "Start of the motion").setValue(1.0)
    panel.flush()
    motion = told[-1][0].strokes[0].motion
    assert isinstance(motion, Pendulum)
    assert (motion.speed, motion.start) == (speed, pytest.approx(0.2))


def test_a_motion_that_cannot_be_is_told_and_not_done(panel, told):
    choose(panel, "Motion", "bounce")
    motion = told[-1][0].strokes[0].motion
    failed = []
    panel.failed.connect(failed.append)

    def upright(stroke):
        from dataclasses import replace

        from engine.motion import physics

        floor = ((0.5, 0.1), (0.5, 0.9))
        return physics.applied(stroke, replace(motion, floor=floor), panel._bearings.world)

    panel._motion.tell(upright, "Stand the floor up")
    assert [error.message for error in failed] == ["The floor stands upright"]
    assert len(told) == 1


# --- speed -------------------------------------------------------------------------------------


def at(chart, knot):
    return chart._at(*chart.curve[knot]).toPoint()


def test_a_knot_is_dragged_and_makes_a_curve_of_its_own(panel, told):
    chart = panel.findChild(SpeedChart)
    start = at(chart, 1)
    QTest.mousePress(chart, LEFT, NO_KEY, start)
    QTest.mouseMove(chart, start - QPoint(0, 10))
    QTest.mouseMove(chart, start - QPoint(0, 20))
    assert told == []
    QTest.mouseRelease(chart, LEFT, NO_KEY, start - QPoint(0, 20))
    ((plan, _),) = told
    assert plan.strokes[0].speed[0] == (0.0, 1.0)
    assert plan.strokes[0].speed[1][1] > 1.5
    assert named(panel, QComboBox, "Easing").currentData() == "own"


def test_a_double_click_adds_a_knot_and_a_right_click_takes_it_away(panel, told, qtbot):
    chart = panel.findChild(SpeedChart)
    middle = chart._at(0.5, 2.0).toPoint()
    QTest.mouseDClick(chart, LEFT, NO_KEY, middle)
    panel.flush()
    assert told[-1][0].strokes[0].speed == (
        (0.0, 1.0),
        (pytest.approx(0.5, abs=0.01), 1.0),
        (1.0, 1.0),
    )
    QTest.mouseClick(chart, Qt.MouseButton.RightButton, NO_KEY, at(chart, 1))
    panel.flush()
    assert told[-1][0].strokes[0].speed == ((0.0, 1.0), (1.0, 1.0))


def test_the_keyboard_goes_from_knot_to_knot_and_moves_them(panel, told, qtbot):
    chart = panel.findChild(SpeedChart)
    panel.activateWindow()
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(chart.hasFocus)
    qtbot.keyClick(chart, Qt.Key.Key_Insert)
    qtbot.keyClick(chart, Qt.Key.Key_Up)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Tab)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert told == []
    panel.flush()
    speed = told[0][0].strokes[0].speed
    assert speed == ((0.0, 1.0), (pytest.approx(0.5125), 1.1), (1.0, 0.9))
    qtbot.keyClick(chart, Qt.Key.Key_Tab)
    assert not chart.hasFocus()


def test_an_easing_takes_the_place_of_a_curve_and_a_curve_begins_like_the_easing(panel, told):
    choose(panel, "Easing", "ease-in")
    choose(panel, "Easing", "own")
    assert told[-1][0].strokes[0].speed == ((0.0, 0.0), (1.0, 2.0))
    choose(panel, "Easing", "ease-out")
    stroke = told[-1][0].strokes[0]
    assert (stroke.easing, stroke.speed) == ("ease-out", ())


def test_a_curve_never_stands_still_for_ever(panel, told, qtbot):
    chart = panel.findChild(SpeedChart)
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(2):
        for _ in range(4):
            qtbot.keyClick(chart, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyClick(chart, Qt.Key.Key_Tab)
    panel.flush()
    assert any(v > 0 for _, v in told[-1][0].strokes[0].speed)


# --- several strokes ---------------------------------------------------------------------------


def rows(panel):
    return named(panel, QListWidget, "Strokes")


def test_ctrl_click_selects_several_and_tells_the_last_one_first(panel):
    told = []
    panel.selection_changed.connect(told.append)
    row = rows(panel).visualItemRect(rows(panel).item(1)).center()
    QTest.mouseClick(rows(panel).viewport(), LEFT, Qt.KeyboardModifier.ControlModifier, row)
    assert told == [(1, 0)]
    assert "2 STROKES" in [label.text() for label in panel.findChildren(QLabel)]


def test_ctrl_a_selects_all(panel, qtbot):
    told = []
    panel.selection_changed.connect(told.append)
    qtbot.keyClick(rows(panel), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert set(told[-1]) == {0, 1, 2}


def test_a_change_goes_to_all_selected_and_only_what_was_touched(panel, told):
    odd = edits.retimed(LEAVES, 0.1234, 0.7654)
    panel.set_plan(MotionPlan((BALL, odd, GROUND)))
    panel.set_selection((0, 1, 2))
    slider(panel, "Strength").setValue(40)
    slider(panel, "Rotation").setValue(90)
    panel.flush()
    plan = told[-1][0]
    assert [s.strength for s in plan.strokes] == [0.4, 0.4, 0.4]
    assert [s.rotation_deg for s in plan.strokes] == [90.0, 90.0, 0.0]
    assert plan.strokes[1].points == odd.points


def test_a_motion_is_chosen_for_all_selected(panel, told):
    panel.set_selection((0, 1, 2))
    choose(panel, "Motion", "bounce")
    assert [s.motion is not None for s in told[0][0].strokes] == [True, True, False]


def test_all_selected_are_deleted_in_one_step(panel, told, qtbot):
    panel.set_selection((2, 0))
    qtbot.keyClick(rows(panel), Qt.Key.Key_Delete)
    assert [[s.name for s in plan.strokes] for plan, _ in told] == [["leaves"]]


def test_a_name_is_that_of_one(panel):
    panel.set_selection((0, 1))
    assert not named(panel, QLineEdit, "Name of the stroke").isEnabled()


def test_f2_renames_in_the_row(panel, told, qtbot):
    rows(panel).setFocus()
    qtbot.keyClick(rows(panel), Qt.Key.Key_F2)
    editor = rows(panel).viewport().findChild(QLineEdit)
    assert editor.text() == "ball"
    editor.selectAll()
    qtbot.keyClicks(editor, "red ball")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told))
    assert [plan.strokes[0].name for plan, _ in told] == ["red ball"]


def test_dropping_a_row_changes_what_covers_what(panel, told):
    strokes = rows(panel)
    below_last = QPointF(20, strokes.visualItemRect(strokes.item(2)).bottom())
    action = Qt.DropAction.MoveAction
    strokes.dropEvent(QDropEvent(below_last, action, QMimeData(), LEFT, NO_KEY))
    ((plan, _),) = told
    assert edits.front_to_back(plan) == [1, 2, 0]
    assert strokes.item(2).data(Qt.ItemDataRole.AccessibleTextRole).startswith("1 ball")


def test_alt_and_an_arrow_change_the_depth(panel, told, qtbot):
    qtbot.keyClick(rows(panel), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert edits.front_to_back(told[0][0]) == [1, 0, 2]


def test_the_nearest_stroke_is_on_top(panel):
    panel.set_plan(edits.brought(PLAN, 2, 2))
    said = rows(panel).item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("3 ground")


# --- parts that fold ---------------------------------------------------------------------------


def test_parts_fold_and_are_remembered_by_their_ids(panel, qtbot):
    head = named(panel, QToolButton, "MOTION")
    qtbot.mouseClick(head, LEFT)
    assert panel.folded == {"motion"}
    assert not slider(panel, "Horizontal").isVisible()
    panel.set_folded(["timing"])
    assert panel.folded == {"timing"}
    assert slider(panel, "Horizontal").isVisible()
    assert {section.id for section in panel.findChildren(Section)} >= {"timing", "camera", "region"}


def test_a_physical_motion_has_a_speed_of_its_own(panel):
    choose(panel, "Motion", "throw")
    easing = named(panel, QComboBox, "Easing")
    assert easing.currentText() == "as physics has it"
    choose(panel, "Motion", "")
    assert easing.currentText() == "even speed"


def test_the_menu_of_the_list_does_what_its_keys_do(panel, told):
    panel._show_menu(QPoint(0, 0))
    menu = panel.findChild(QMenu)
    act = next(a for a in menu.actions() if a.text().startswith("Send farther"))
    act.trigger()
    menu.close()
    assert edits.front_to_back(told[0][0]) == [1, 0, 2]
