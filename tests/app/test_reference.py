"""The motion of a thing in a clip is taken over by hand: picked, followed, placed, undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox

from engine.video.write import write_clip
from tests.helpers.followed import Followed, render
from widgets.motion.reference_dialog import ReferenceDialog

LONG = 60_000
MOVED = Followed(0, frames=6, track=lambda frame: (8.0 * frame, -4.0 * frame))


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    path = tmp_path_factory.mktemp("clip") / "ball.mkv"
    write_clip(path, render(MOVED), 16)
    return path


def opened(bench, qtbot, clip) -> ReferenceDialog:
    shown = lambda: bench.screen.start_image is not None  # noqa: E731
    qtbot.waitUntil(shown, timeout=LONG)
    bench.reference.open(clip)
    dialog = bench.window.findChild(ReferenceDialog)
    qtbot.waitUntil(lambda: dialog.view.shows_frame, timeout=LONG)
    return dialog


def follow(dialog, qtbot):
    x, y = MOVED.middle[0] / MOVED.width, MOVED.middle[1] / MOVED.height
    place = dialog.view.position((x, y)).toPoint()
    button = dialog.follow_button
    qtbot.mouseClick(dialog.view, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(button.isEnabled, timeout=LONG)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.measured is not None, timeout=LONG)


def test_a_motion_is_picked_followed_placed_and_undone(bench, qtbot, clip):
    session = bench.session
    before = session.shot.plan
    dialog = opened(bench, qtbot, clip)
    follow(dialog, qtbot)
    assert session.shot.plan == before
    dialog.form.set_target(-1)
    dialog.accept()
    assert len(session.shot.plan.strokes) == len(before.strokes) + 1
    stroke = session.shot.plan.strokes[-1]
    first, last = stroke.points[0], stroke.points[-1]
    # as many frame heights as in the clip
    assert (last.y - first.y) == pytest.approx(-20 / MOVED.height, abs=0.01)
    assert session.undo_stack.undoText() == "motion from a clip"
    session.undo_stack.undo()
    assert session.shot.plan == before


def test_frames_are_looked_at_one_after_the_other(bench, qtbot, clip):
    dialog = opened(bench, qtbot, clip)
    for frame in (5, 2):
        dialog.bar.go(frame)
        qtbot.waitUntil(lambda frame=frame: dialog.shown == frame, timeout=LONG)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.shown == 4, timeout=LONG)
    dialog.reject()


def test_enter_throws_away_nothing_that_was_measured(bench, qtbot, clip):
    dialog = opened(bench, qtbot, clip)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    presses = []

    def press():
        presses.append(dialog.focusWidget().text())
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    dialog.measure_wanted.connect(lambda *_: press())
    follow(dialog, qtbot)
    press()
    field = dialog.form.findChild(QDoubleSpinBox)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert presses == ["Stop", "Place it…"]
    assert dialog.isVisible()
    assert dialog.measured is not None
    dialog.reject()


def test_giving_up_leaves_the_plan_as_it_was(bench, qtbot, clip):
    before = bench.session.shot.plan
    dialog = opened(bench, qtbot, clip)
    follow(dialog, qtbot)
    dialog.reject()
    assert bench.session.shot.plan == before
    assert not bench.session.undo_stack.canUndo()


def test_a_file_that_is_no_clip_is_refused_with_one_line(bench, qtbot, tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_text("nothing")
    qtbot.waitUntil(lambda: bench.screen.start_image is not None, timeout=LONG)
    bench.reference.open(path)
    assert bench.window.findChild(ReferenceDialog) is None
    assert bench.window.stage.notice.isVisible()
