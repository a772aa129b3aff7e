"""The panel beside the canvas: list, properties, words, camera."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QToolButton,
    QWidget,
)

from engine.records import (
    Camera,
    Hint,
    MotionPlan,
    PathPoint,
    Region,
    Settings,
    Severity,
    Span,
    Stroke,
)
from tests.widgets.motion.conftest import named
from widgets.motion import edits
from widgets.motion.stroke_panel import StrokePanel

BOX = ((0.25, 0.4), (0.35, 0.4), (0.35, 0.6), (0.25, 0.6))
PATH = (PathPoint(0.0, 0.3, 0.5), PathPoint(1.0, 0.8, 0.5))
BALL = Stroke("ball", "move", Region(polygon=BOX), PATH, order=1)
GROUND = Stroke("ground", "static", Region(polygon=BOX))
PLAN = MotionPlan((BALL, GROUND))
CLIP = Settings(width=640, height=360, frames=81, fps=16.2)


@pytest.fixture
def panel(make):
    """A panel with two strokes, the first selected."""
    panel = make(StrokePanel)
    panel.resize(320, 760)
    panel.set_settings(CLIP)
    panel.set_plan(PLAN)
    panel.set_selection((0,))
    panel.show()
    return panel


def texts(panel):
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_the_list_tells_each_stroke_and_what_it_does(panel):
    strokes = named(panel, QListWidget, "Strokes")
    said = [strokes.item(i).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(2)]
    assert said[0].startswith("1 ball, motion, to the right")
    assert said[1] == "2 ground, static brush, held still"


def test_choosing_a_row_tells_it_and_shows_its_properties(panel, qtbot):
    strokes = named(panel, QListWidget, "Strokes")
    with qtbot.waitSignal(panel.stroke_selected) as chosen:
        qtbot.keyClick(strokes, Qt.Key.Key_Down)
    assert chosen.args == [1]
    assert named(panel, QLineEdit, "Name of the stroke").text() == "ground"


def test_setting_the_selection_tells_nothing(panel):
    told = []
    panel.stroke_selected.connect(told.append)
    panel.set_selection((1,))
    panel.set_plan(MotionPlan((GROUND, BALL)))
    assert told == []


def test_a_selection_that_comes_before_its_plan_waits_for_it(panel):
    panel.set_selection((2,))
    panel.set_plan(edits.added(PLAN, "new", "move", Region(polygon=BOX), (0.3, 0.5)))
    assert named(panel, QLineEdit, "Name of the stroke").text() == "new"


def test_renaming_is_one_change(panel, told, qtbot):
    name = named(panel, QLineEdit, "Name of the stroke")
    name.selectAll()
    qtbot.keyClicks(name, "  red ball ")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert [plan.strokes[0].name for plan, _ in told] == ["red ball"]


def test_several_steps_of_a_number_are_one_change(panel, told, qtbot):
    field = named(panel, QDoubleSpinBox, "Rotation")
    for _ in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert told == []
    qtbot.waitUntil(lambda: bool(told))
    assert [plan.strokes[0].rotation_deg for plan, _ in told] == [45.0]


def test_a_number_is_told_before_another_stroke_is_shown(panel, told):
    named(panel, QDoubleSpinBox, "Proximity").setValue(5)
    panel.set_selection((1,))
    assert [plan.strokes[0].scale for plan, _ in told] == [2.0]


def test_an_undone_plan_wins_over_a_number_that_was_not_told_yet(panel, told, qtbot):
    named(panel, QDoubleSpinBox, "Proximity").setValue(5)
    panel.set_plan(MotionPlan((GROUND, BALL)))
    qtbot.wait(500)
    assert told == []


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("Feather, in percent of the frame's width", 2.5, "feather", 0.025),
        ("Strength", 40, "strength", 0.4),
        ("Proximity", -5, "scale", 0.5),
    ],
)
def test_each_number_changes_its_property(panel, told, name, value, field, expected):
    named(panel, QDoubleSpinBox, name).setValue(value)
    panel.flush()
    assert getattr(told[0][0].strokes[0], field) == pytest.approx(expected)


def test_times_are_set_in_seconds(panel, told):
    named(panel, QDoubleSpinBox, "Start of the motion").setValue(1.0)
    named(panel, QDoubleSpinBox, "End of the motion").setValue(2.0)
    panel.flush()
    assert [p.t for p in told[0][0].strokes[0].points] == pytest.approx([0.2, 0.4])


def test_an_end_before_the_start_is_one_frame_after_it(panel, told):
    named(panel, QDoubleSpinBox, "Start of the motion").setValue(4.0)
    named(panel, QDoubleSpinBox, "End of the motion").setValue(2.0)
    panel.flush()
    assert [p.t for p in told[0][0].strokes[0].points] == pytest.approx([0.8, 0.8 + 1 / 80])


def test_showing_a_stroke_rounds_nothing(panel, told):
    odd = MotionPlan((edits.retimed(BALL, 0.123456, 0.654321),))
    panel.set_plan(odd)
    named(panel, QDoubleSpinBox, "Strength").setValue(90)
    panel.flush()
    assert told[0][0].strokes[0].points == odd.strokes[0].points


def choose(box, value):
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_a_stroke_becomes_static_and_loses_its_path(panel, told):
    choose(named(panel, QComboBox, "Kind of the stroke"), "static")
    stroke = told[0][0].strokes[0]
    assert (stroke.kind, stroke.points) == ("static", ())


def test_the_easing_is_chosen(panel, told):
    choose(named(panel, QComboBox, "Easing"), "ease-in")
    assert told[0][0].strokes[0].easing == "ease-in"


def test_depth_is_changed_by_steps(panel, told, qtbot):
    farther = named(panel, QToolButton, "Send farther from the camera")
    assert not named(panel, QToolButton, "Bring nearer to the camera").isEnabled()
    qtbot.mouseClick(farther, Qt.MouseButton.LeftButton)
    assert edits.depth_of(told[0][0], 0) == 0
    assert not farther.isEnabled()


@pytest.mark.parametrize("how", ["button", "key"])
def test_deleting_a_stroke(panel, told, qtbot, how):
    if how == "button":
        qtbot.mouseClick(named(panel, QToolButton, "Delete the stroke"), Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(named(panel, QListWidget, "Strokes"), Qt.Key.Key_Delete)
    assert [[s.name for s in plan.strokes] for plan, _ in told] == [["ground"]]
    assert not named(panel, QLineEdit, "Name of the stroke").isVisible()


def test_new_stroke_selects_none(panel, qtbot):
    with qtbot.waitSignal(panel.stroke_selected) as chosen:
        qtbot.mouseClick(named(panel, QPushButton, "New stroke"), Qt.MouseButton.LeftButton)
    assert chosen.args == [-1]


def test_the_words_of_a_stroke_go_into_the_prompt(panel, qtbot):
    assert "to the right" in texts(panel)
    with qtbot.waitSignal(panel.words_chosen) as chosen:
        qtbot.mouseClick(
            named(panel, QPushButton, "Put these words into the prompt"), Qt.MouseButton.LeftButton
        )
    assert chosen.args == ["to the right", 0]


def test_what_is_held_still_has_no_words(panel):
    panel.set_selection((1,))
    assert not named(panel, QPushButton, "Put these words into the prompt").isVisible()


def test_the_camera_moves(panel, told):
    named(panel, QDoubleSpinBox, "Camera pan").setValue(-20)
    named(panel, QDoubleSpinBox, "Camera zoom").setValue(120)
    panel.flush()
    assert [plan.camera for plan, _ in told] == [Camera(pan=-0.2, zoom=1.2)]


def test_hints_are_told_in_the_row_of_their_stroke(panel):
    hint = Hint("plan-conflict", Severity.ERROR, Span(0, 1), "Prompt says left", stroke=0)
    panel.set_hints([hint])
    row = named(panel, QListWidget, "Strokes").item(0)
    assert "Prompt says left" in row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert row.toolTip() == "Prompt says left"


def test_an_empty_plan_says_what_to_do(panel):
    panel.set_plan(MotionPlan())
    assert any(text.startswith("No strokes yet") for text in texts(panel))


def test_the_wheel_scrolls_the_panel_and_changes_no_number(panel):
    field = named(panel, QDoubleSpinBox, "Strength")
    assert field.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_everything_fits_a_narrow_panel(panel):
    panel.resize(300, 760)
    QApplication.processEvents()
    assert panel.widget().width() <= panel.viewport().width()
    assert panel.widget().minimumSizeHint().width() <= panel.viewport().width()


def test_every_focusable_control_has_a_name(panel):
    for widget in panel.findChildren(QWidget):
        inside = isinstance(widget.parent(), QAbstractSpinBox | QComboBox)
        focusable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if focusable and widget.isVisible() and not inside:
            assert widget.accessibleName(), widget


def test_a_chinese_prompt_has_its_strokes_told_in_chinese(panel):
    panel.set_language("zh")
    assert "向右" in texts(panel)
