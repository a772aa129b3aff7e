"""The onion skin, and a preview that goes on while the hand paints."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from engine.records import MotionPlan, PathPoint, Region, Stroke
from tests.widgets.motion.conftest import square


@pytest.fixture
def moving(owner):
    points = (PathPoint(0.2, 0.2, 0.5), PathPoint(0.6, 0.8, 0.5))
    owner.give(MotionPlan((Stroke("ball", "move", Region(square(0.2, 0.5)), points),)))
    return owner


class Clip:
    """Frames of one colour; ghosts that are a red square a little farther each."""

    def __init__(self):
        self.asked = []

    def frame(self, index):
        image = QImage(64, 36, QImage.Format.Format_RGB32)
        image.fill(QColor("#204060"))
        return image

    def ghost(self, index):
        self.asked.append(index)
        image = QImage(64, 36, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        for x in range(30, 34):
            for y in range(2, 6):
                image.setPixelColor(x, y, QColor("#ff0000"))
        return image


def colour_at(canvas, place):
    return canvas.grab().toImage().pixelColor(canvas.board.position(place).toPoint())


def test_the_skin_shows_what_moves_at_times_within_its_motion(stage, canvas, moving, qtbot):
    clip = Clip()
    stage.set_guide(clip.frame, 11, ghost=clip.ghost)
    before = colour_at(canvas, (0.5, 0.1))
    stage.set_onion(True)
    qtbot.waitUntil(lambda: len(clip.asked) == 4)
    assert clip.asked == [3, 4, 5, 6]
    assert colour_at(canvas, (0.5, 0.1)).red() > before.red() + 40


def test_without_the_skin_no_picture_is_made(stage, moving, qtbot):
    clip = Clip()
    stage.set_guide(clip.frame, 11, ghost=clip.ghost)
    qtbot.wait(80)
    assert clip.asked == []


def test_the_key_turns_the_skin_on_and_off(stage, canvas, moving, qtbot):
    clip = Clip()
    stage.set_guide(clip.frame, 11, ghost=clip.ghost)
    before = colour_at(canvas, (0.5, 0.1))
    QTest.keyClick(canvas, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: len(clip.asked) == 4)
    QTest.keyClick(canvas, Qt.Key.Key_O)
    assert colour_at(canvas, (0.5, 0.1)) == before


def test_another_motion_has_another_skin(stage, moving, qtbot):
    first, second = Clip(), Clip()
    stage.set_onion(True)
    stage.set_guide(first.frame, 11, ghost=first.ghost)
    qtbot.waitUntil(lambda: len(first.asked) == 4)
    stage.set_guide(second.frame, 11, ghost=second.ghost)
    qtbot.waitUntil(lambda: len(second.asked) == 4)
    assert len(first.asked) == 4


def test_the_end_image_is_seen_through_the_start_image(stage, canvas):
    end = QImage(640, 360, QImage.Format.Format_RGB32)
    end.fill(QColor("#ff0000"))
    before = colour_at(canvas, (0.5, 0.5))
    stage.set_end_image(end)
    assert colour_at(canvas, (0.5, 0.5)) == before
    stage.set_onion(True)
    assert colour_at(canvas, (0.5, 0.5)).red() > before.red() + 20
    stage.set_end_image(None)
    assert colour_at(canvas, (0.5, 0.5)) == before


def play(stage, clip):
    stage.set_guide(clip.frame, 11)
    stage.set_preview(True)


def test_the_preview_rests_while_the_hand_paints(stage, moving, hand):
    play(stage, Clip())
    stage.set_tool("brush")
    hand.press((0.2, 0.5))
    assert not stage._loop.playing
    hand.release((0.25, 0.5))
    assert stage._loop.playing


def test_the_preview_goes_on_while_the_hand_paints_if_that_is_wanted(stage, canvas, moving, hand):
    told = []
    stage.play_on_changed.connect(told.append)
    stage.set_play_on(True)
    play(stage, Clip())
    stage.set_tool("path")
    hand.press((0.2, 0.5))
    hand.move((0.5, 0.2))
    assert stage._loop.playing
    assert colour_at(canvas, (0.9, 0.9)) == QColor("#204060")
    hand.release((0.6, 0.2))
    assert stage._loop.playing
    assert moving.done == ["Draw a straight path"]
    assert told == [True]
