"""A pen and fingers on the canvas: pressure, the other end, two fingers."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.records import MotionPlan
from widgets.motion.layer import BrushLayer
from widgets.motion.tools.brush import softness_of

NONE, LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
STEPS = (QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease)


class Pen:
    """A stylus over the canvas, in fractions of the frame."""

    def __init__(self, canvas, kind=QPointingDevice.PointerType.Pen):
        self.canvas = canvas
        self.device = QPointingDevice(
            "pen",
            1,
            QInputDevice.DeviceType.Stylus,
            kind,
            QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
            1,
            1,
        )

    def draw(self, places, pressure):
        kinds = [STEPS[0], *[STEPS[1]] * (len(places) - 2), STEPS[2]]
        for kind, place in zip(kinds, places, strict=True):
            at = self.canvas.board.position(place)
            button = NONE if kind == STEPS[1] else LEFT
            down = NONE if kind == STEPS[2] else LEFT
            event = QTabletEvent(
                kind,
                self.device,
                at,
                self.canvas.mapToGlobal(at),
                pressure,
                0,
                0,
                0,
                0,
                0,
                Qt.KeyboardModifier.NoModifier,
                button,
                down,
            )
            QApplication.sendEvent(self.canvas, event)
            assert event.isAccepted()


WAY = [(0.3, 0.5), (0.4, 0.5), (0.5, 0.5), (0.5, 0.5)]


def across(owner):
    """The mask from above the line to below it."""
    (stroke,) = owner.plan.strokes
    return owner.masks[stroke.region.mask][:, 256].astype(int)


def test_pressed_firmly_a_pen_paints_a_hard_edge(owner, canvas):
    Pen(canvas).draw(WAY, 1.0)
    column = across(owner)
    assert ((column > 0) & (column < 255)).sum() <= 4
    assert (column == 255).sum() == pytest.approx(40, abs=2)


def test_pressed_lightly_it_paints_a_soft_one_of_the_same_width(owner, canvas):
    Pen(canvas).draw(WAY, 0.3)
    column = across(owner)
    assert ((column > 0) & (column < 255)).sum() >= 20
    assert (column > 0).sum() == pytest.approx(40, abs=3)
    middle = column[160:201]
    assert np.all(np.diff(middle[:20]) >= 0)
    assert np.all(np.diff(middle[21:]) <= 0)


def test_going_over_a_soft_edge_again_keeps_it_soft(canvas):
    layer = BrushLayer(canvas.board.image.size(), QColor("#ff8a5b"))
    once = None
    for _ in range(5):
        layer.draw_line((0.3, 0.5), (0.6, 0.5), 0.1, softness=1.0)
        once = layer.mask() if once is None else once
    assert np.array_equal(layer.mask(), once)


def test_the_other_end_of_the_pen_erases(stage, owner, hand, canvas):
    hand.drag([(0.3, 0.5), (0.7, 0.5)])
    Pen(canvas, QPointingDevice.PointerType.Eraser).draw(
        [(0.5, 0.4), (0.5, 0.5), (0.5, 0.6), (0.5, 0.6)], 1.0
    )
    mask = owner.masks[owner.plan.strokes[0].region.mask]
    assert mask[180, 320] == 0
    assert mask[180, 240] == 255
    assert canvas.tool.id == "brush"


def test_the_other_end_selects_with_select(stage, owner, hand, canvas):
    hand.drag([(0.3, 0.5), (0.7, 0.5)])
    stage.set_tool("select")
    before = owner.plan
    Pen(canvas, QPointingDevice.PointerType.Eraser).draw([(0.5, 0.5)] * 3, 1.0)
    assert owner.plan == before


@pytest.mark.parametrize(("pressure", "softness"), [(0.0, 1.0), (0.85, 0.0), (1.0, 0.0)])
def test_softness_goes_from_all_to_nothing_with_the_pressure(pressure, softness):
    assert softness_of(pressure) == pytest.approx(softness)


# --- fingers ---


@pytest.fixture
def fingers(canvas):
    device = QTest.createTouchDevice()

    def touch():
        return QTest.touchEvent(canvas, device)

    return touch


def point(canvas, place):
    return canvas.board.position(place).toPoint()


def test_one_finger_paints(owner, canvas, fingers):
    fingers().press(0, point(canvas, (0.3, 0.5)), canvas).commit()
    for x in (0.35, 0.4, 0.5):
        fingers().move(0, point(canvas, (x, 0.5)), canvas).commit()
    fingers().release(0, point(canvas, (0.5, 0.5)), canvas).commit()
    mask = owner.masks[owner.plan.strokes[0].region.mask]
    assert mask[180, 200] == 255
    assert mask[180, 310] == 255


def test_a_tap_is_a_click(stage, owner, canvas, hand, fingers):
    hand.drag([(0.3, 0.5), (0.4, 0.5)])
    stage.set_selected(-1)
    stage.set_tool("select")
    fingers().press(0, point(canvas, (0.35, 0.5)), canvas).commit()
    fingers().release(0, point(canvas, (0.35, 0.5)), canvas).commit()
    assert canvas.board.selected == 0


def test_two_fingers_zoom_around_their_middle_and_paint_nothing(owner, canvas, fingers):
    before = canvas.board.view
    left, right = point(canvas, (0.4, 0.5)), point(canvas, (0.6, 0.5))
    fingers().press(0, left, canvas).commit()
    fingers().move(0, left, canvas).press(1, right, canvas).commit()
    wide = point(canvas, (0.3, 0.5)), point(canvas, (0.7, 0.5))
    fingers().move(0, wide[0], canvas).move(1, wide[1], canvas).commit()
    fingers().release(0, wide[0], canvas).release(1, wide[1], canvas).commit()
    assert canvas.board.view.scale == pytest.approx(2 * before.scale, rel=0.02)
    middle = canvas.board.position((0.5, 0.5))
    assert (middle - QPointF(*before.to_widget(0.5, 0.5))).manhattanLength() < 3
    assert owner.plan == MotionPlan()


def test_a_second_finger_takes_the_first_one_s_paint_back(owner, canvas, fingers):
    fingers().press(0, point(canvas, (0.3, 0.5)), canvas).commit()
    fingers().move(0, point(canvas, (0.5, 0.5)), canvas).commit()
    assert canvas.hands.busy
    first, second = point(canvas, (0.5, 0.5)), point(canvas, (0.6, 0.5))
    fingers().move(0, first, canvas).press(1, second, canvas).commit()
    assert not canvas.hands.busy
    fingers().release(0, first, canvas).move(1, second, canvas).commit()
    fingers().move(1, point(canvas, (0.8, 0.5)), canvas).commit()
    fingers().release(1, point(canvas, (0.8, 0.5)), canvas).commit()
    assert owner.plan == MotionPlan()


def test_two_fingers_move_the_view(canvas, fingers):
    canvas.set_view(canvas.board.view.zoomed(2, 300, 200))
    before = canvas.board.view
    places = [point(canvas, p) for p in ((0.4, 0.5), (0.6, 0.5))]
    fingers().press(0, places[0], canvas).press(1, places[1], canvas).commit()
    moved = [place + type(place)(30, -20) for place in places]
    fingers().move(0, moved[0], canvas).move(1, moved[1], canvas).commit()
    fingers().release(0, moved[0], canvas).release(1, moved[1], canvas).commit()
    after = canvas.board.view
    assert after.scale == pytest.approx(before.scale)
    assert (after.left - before.left, after.top - before.top) == pytest.approx((30, -20), abs=1)
