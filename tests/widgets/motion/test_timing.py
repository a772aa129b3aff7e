"""The timing strip: dragging bars and their ends, in whole frames, and with keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt

from engine.motion import physics
from engine.motion.world import World
from engine.records import Camera, MotionPlan, PathPoint, Region, Stroke, Throw
from widgets.motion import edits
from widgets.motion.timing import TimingStrip

SQUARE = ((0.1, 0.1), (0.3, 0.1), (0.3, 0.3), (0.1, 0.3))
PATH = (PathPoint(0.2, 0.2, 0.2), PathPoint(0.3, 0.5, 0.2), PathPoint(0.6, 0.8, 0.2))
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def strip(qtbot):
    """A strip of 5 seconds in 81 frames with a moving and a static stroke."""
    strip = TimingStrip()
    qtbot.addWidget(strip)
    strip.resize(800, 120)
    strip.set_duration(5.0, 81)
    ball = Stroke("ball", "move", Region(polygon=SQUARE), PATH)
    ground = Stroke("ground", "static", Region(polygon=SQUARE))
    strip.set_plan(MotionPlan((ball, ground), Camera(pan=0.1)))
    strip.show()
    return strip


@pytest.fixture
def told(strip):
    told = []
    strip.plan_changed.connect(lambda plan, what: told.append((plan, what)))
    return told


def at(strip, t, row=0):
    return QPoint(round(strip.chart.x_of(t)), round(strip.chart.bar_of(row).center().y()))


def drag(qtbot, strip, start, end):
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(strip, left, pos=start)
    for share in (0.3, 0.7, 1.0):
        qtbot.mouseMove(strip, start + (end - start) * share)
    qtbot.mouseRelease(strip, left, pos=end)


def times(plan):
    return [p.t for p in plan.strokes[0].points]


def on_frames(t):
    return round(t * 80) / 80


def test_dragging_the_end_of_a_bar_retimes_the_stroke_once(strip, told, qtbot):
    drag(qtbot, strip, at(strip, 0.6), at(strip, 0.9))
    assert len(told) == 1
    start, middle, end = times(told[0][0])
    assert start == 0.2
    assert end == pytest.approx(on_frames(end))
    assert end == pytest.approx(0.9, abs=0.02)
    assert (middle - start) / (end - start) == pytest.approx(0.25)


def test_dragging_the_start_leaves_the_end(strip, told, qtbot):
    drag(qtbot, strip, at(strip, 0.2), at(strip, 0.05))
    assert times(told[0][0])[0] == pytest.approx(0.05, abs=0.02)
    assert times(told[0][0])[-1] == 0.6


def test_dragging_the_bar_moves_both_ends_and_stops_at_the_clip_s(strip, told, qtbot):
    drag(qtbot, strip, at(strip, 0.4), at(strip, 0.5))
    assert times(told[0][0]) == pytest.approx([0.3, 0.4, 0.7], abs=0.01)
    drag(qtbot, strip, at(strip, 0.5), at(strip, 1.0))
    assert times(told[1][0]) == pytest.approx([0.6, 0.7, 1.0], abs=0.01)


def test_a_motion_lasts_at_least_one_frame(strip, told, qtbot):
    drag(qtbot, strip, at(strip, 0.6), at(strip, 0.0))
    start, _, end = times(told[0][0])
    assert end - start == pytest.approx(1 / 80)


def test_a_click_on_a_row_selects_and_changes_nothing(strip, told, qtbot):
    with qtbot.waitSignal(strip.stroke_selected) as signal:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=at(strip, 0.5, row=1))
    assert signal.args == [1]
    assert told == []


def test_a_static_stroke_has_no_times_to_drag(strip, told, qtbot):
    drag(qtbot, strip, at(strip, 0.0, row=1), at(strip, 0.5, row=1))
    assert told == []


def test_keys_move_the_bar_and_its_ends_by_frames(strip, told, qtbot):
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Down)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Left, CTRL)
    for _ in range(3):
        qtbot.keyPress(strip, Qt.Key.Key_Right, SHIFT)
    qtbot.keyRelease(strip, Qt.Key.Key_Right, SHIFT)
    frames = [[round(t * 80, 3) for t in (times(plan)[0], times(plan)[-1])] for plan, _ in told]
    assert frames == [[17, 49], [16, 49], [16, 52]]


def test_escape_gives_a_drag_up(strip, told, qtbot):
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=at(strip, 0.6))
    qtbot.mouseMove(strip, at(strip, 0.8))
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=at(strip, 0.8))
    assert told == []


def test_the_easing_is_chosen_from_a_menu(strip, told, qtbot):
    strip.set_selected(0)
    actions = {action.text(): action for action in strip.easing_menu().actions()}
    assert actions["even speed"].isChecked()
    actions["slows down"].trigger()
    assert told[0][0].strokes[0].easing == "ease-out"


def test_the_ruler_scrubs(strip, qtbot):
    seen = []
    strip.scrubbed.connect(seen.append)
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(round(strip.chart.x_of(0.25)), 4))
    qtbot.mouseMove(strip, QPoint(round(strip.chart.x_of(0.75)), 4))
    with qtbot.waitSignal(strip.scrub_ended):
        qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(400, 4))
    assert (seen[0], seen[-1]) == (pytest.approx(0.25, abs=0.01), pytest.approx(0.75, abs=0.01))


def test_the_strip_says_when_the_selected_stroke_moves(strip):
    strip.set_selected(0)
    assert "1 ball: 1.0 – 3.0 s" in strip.accessibleDescription()


def test_a_throw_whose_bar_is_dragged_stays_a_throw(strip, told, qtbot):
    world = World(16 / 9, 5.0)
    ball = physics.applied(strip.chart.plan.strokes[0], Throw((0.2, 0.2), (0.8, 0.2)), world)
    strip.set_world(lambda: world)
    strip.set_plan(MotionPlan((ball,)))
    end = edits.span_of(ball)[1]
    drag(qtbot, strip, at(strip, end), at(strip, 0.6))
    stroke = told[0][0].strokes[0]
    assert isinstance(stroke.motion, Throw)
    assert edits.span_of(stroke)[1] == pytest.approx(on_frames(0.6), abs=0.01)


def test_choosing_an_easing_takes_a_speed_curve_away(strip, told):
    fast = replace(strip.chart.plan.strokes[0], speed=((0.0, 1.0), (1.0, 3.0)))
    strip.set_plan(MotionPlan((fast,)))
    strip.set_selected(0)
    menu = strip.easing_menu()
    assert not any(action.isChecked() for action in menu.actions())
    menu.actions()[0].trigger()
    assert told[0][0].strokes[0].speed == ()
