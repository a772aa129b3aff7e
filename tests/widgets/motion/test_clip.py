"""Picking in a clip and choosing its range, by mouse and by keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from engine.records import Box
from widgets.motion.clip_bar import ClipBar
from widgets.motion.clip_view import ClipView

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot):
    view = ClipView()
    qtbot.addWidget(view)
    view.resize(640, 400)
    view.show()
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(0)
    view.set_frame(image)
    return view


@pytest.fixture
def bar(qtbot):
    bar = ClipBar(100)
    qtbot.addWidget(bar)
    bar.resize(520, bar.height())
    bar.show()
    return bar


def test_a_drag_is_a_box_whichever_way_it_goes(qtbot, view):
    boxes = []
    view.box_drawn.connect(boxes.append)
    for start, end in (((0.25, 0.25), (0.5, 0.75)), ((0.5, 0.75), (0.25, 0.25))):
        qtbot.mousePress(view, LEFT, pos=view.position(start).toPoint())
        qtbot.mouseMove(view, view.position(end).toPoint())
        qtbot.mouseRelease(view, LEFT, pos=view.position(end).toPoint())
    for box in boxes:
        assert tuple(box) == pytest.approx((0.25, 0.25, 0.25, 0.5), abs=0.01)
    assert len(boxes) == 2


@pytest.mark.parametrize(
    ("key", "how"),
    [
        (Qt.KeyboardModifier.NoModifier, "new"),
        (Qt.KeyboardModifier.ShiftModifier, "add"),
        (Qt.KeyboardModifier.AltModifier, "remove"),
    ],
)
def test_a_click_says_what_it_means(qtbot, view, key, how):
    with qtbot.waitSignal(view.point_clicked) as clicked:
        qtbot.mouseClick(view, LEFT, key, view.position((0.5, 0.5)).toPoint())
    x, y, meant = clicked.args
    assert (x, y) == pytest.approx((0.5, 0.5), abs=0.01)
    assert meant == how


def test_a_click_beside_the_frame_picks_nothing(qtbot, view):
    with qtbot.assertNotEmitted(view.point_clicked):
        qtbot.mouseClick(view, LEFT, pos=QPoint(2, 2))


def test_a_box_is_drawn_by_keys_and_stays_in_the_frame(qtbot, view):
    boxes: list[Box] = []
    view.box_drawn.connect(boxes.append)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    for _ in range(60):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert tuple(boxes[-1]) == pytest.approx((0.7, 0.35, 0.3, 0.32))


def test_arrows_go_by_frames_and_letters_set_the_range(qtbot, bar):
    frames, ranges = [], []
    bar.frame_chosen.connect(frames.append)
    bar.range_changed.connect(lambda *ends: ranges.append(ends))
    qtbot.keyClick(bar, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(bar, Qt.Key.Key_I)
    qtbot.keyClick(bar, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(bar, Qt.Key.Key_Left)
    qtbot.keyClick(bar, Qt.Key.Key_O)
    assert frames == [10, 20, 19]
    assert ranges == [(10, 99), (10, 19)]
    qtbot.keyClick(bar, Qt.Key.Key_Home)
    assert bar.frame == 10


def test_the_ends_of_the_range_are_dragged(qtbot, bar):
    # 520 wide with 10 on each side: frame 99 is at 510, frame 50 near the middle
    y = bar.height() // 2
    qtbot.mousePress(bar, LEFT, pos=QPoint(510, y))
    qtbot.mouseMove(bar, QPoint(262, y))
    qtbot.mouseRelease(bar, LEFT, pos=QPoint(262, y))
    assert bar.range == (0, 50)
    assert bar.frame == 50
