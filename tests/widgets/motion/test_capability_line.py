"""What the model will do with each stroke stands in its row, and what to set beside it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QListWidget

from engine.motion.capability import Honoured, honoured
from engine.records import Camera, MotionPlan, PathPoint, Region, Settings, Stroke
from widgets.common.theme import DARK, LIGHT
from widgets.motion.capability_line import MARK, CapabilityNote, ModelNote, draw_mark, line_of
from widgets.motion.stroke_panel import StrokePanel

SQUARE = Region(((0.2, 0.2), (0.4, 0.2), (0.4, 0.5), (0.2, 0.5)))
BALL = Stroke("ball", "move", SQUARE, (PathPoint(0, 0.3, 0.35), PathPoint(1, 0.8, 0.4)), order=1)
LEAVES = Stroke("leaves", "ambient", SQUARE)
WAYS = ("natively", "steered", "words", "ignored")


@pytest.mark.parametrize(
    ("family", "stroke", "said"),
    [
        ("animatic", BALL, "as painted"),
        ("wan-2.2", BALL, "steered by guide clip"),
        ("wan-2.2", replace(BALL, strength=0.8), "steered by guide clip · strength 80 %"),
        ("wan-move", BALL, "native: point tracks"),
        ("kling", BALL, "native: motion brush"),
        ("kling", LEAVES, "by words only on Kling"),
        ("sora", BALL, "by words only on Sora"),
        ("sora", replace(BALL, points=()), "ignored: it goes nowhere: draw its path"),
    ],
)
def test_each_way_is_said_in_a_few_words(family, stroke, said):
    (told,) = honoured(MotionPlan((stroke,)), Settings(family=family), start_image=True)
    line = line_of(told, "Sora" if family == "sora" else "Kling", stroke.strength)
    assert line.text == said
    assert told.why in line.tip
    assert all(setting in line.tip for setting in told.settings)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_each_way_has_a_shape_of_its_own_and_not_only_a_colour(qapp, theme):
    def shape(how):
        image = QImage(MARK, MARK, QImage.Format.Format_Grayscale8)
        image.fill(0)
        painter = QPainter(image)
        draw_mark(painter, QPointF(0, 0), how, theme)
        painter.end()
        rows = (image.pixelColor(x, y).value() > 40 for y in range(MARK) for x in range(MARK))
        return tuple(rows)

    assert len({shape(how) for how in WAYS}) == len(WAYS)


def test_the_row_of_a_stroke_says_how_it_fares(qtbot):
    panel = StrokePanel()
    qtbot.addWidget(panel)
    plan, settings = MotionPlan((LEAVES, BALL), Camera(pan=0.1)), Settings(family="kling")
    panel.set_plan(plan)
    panel.set_capability("Kling", honoured(plan, settings, start_image=True), ("80 frames",))
    rows = panel.findChild(QListWidget)
    spoken = [rows.item(i).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(2)]
    # from front to back
    assert "1 leaves" in spoken[1]
    assert "by words only on Kling" in spoken[1]
    assert "native: motion brush" in spoken[0]
    assert "Kling takes it as its motion brush" in rows.item(0).toolTip()
    assert panel._view.text().startswith("by words only on Kling: Kling takes painted regions")


def test_a_line_for_the_camera_is_there_while_it_moves(qtbot):
    note = CapabilityNote("Camera")
    qtbot.addWidget(note)
    assert note.text() == ""
    note.show_told(Honoured(None, "steered", "It is held to the guide clip", (), "guide"), "Wan")
    assert note.text() == "steered by guide clip"
    assert note.accessibleName() == "Camera: steered by guide clip"
    note.show_told(None, "Wan")
    assert note.isHidden()


def test_what_can_be_set_here_is_offered_before_what_is_set_elsewhere(qtbot):
    note = ModelNote()
    qtbot.addWidget(note)
    note.show_needs("Wan 2.2", ("81 frames",), ("no few-step LoRA",))
    assert note._offer.isVisibleTo(note)
    assert not note._there.isVisibleTo(note)
    with qtbot.waitSignal(note.setup_wanted):
        note._setup.click()
    note.show_needs("Wan 2.2", (), ("no few-step LoRA",))
    assert not note._offer.isVisibleTo(note)
    assert note._there.text() == "Set where it runs: no few-step LoRA."
    note.show_needs("Wan 2.2", (), ())
    assert note.isHidden()
