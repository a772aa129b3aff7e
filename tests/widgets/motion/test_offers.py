"""The path that a hint offers is seen on the canvas and taken there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.motion import physics
from engine.motion.world import world_of
from engine.records import Edit, Fix, Hint, MotionPlan, Settings, Severity, Span, Throw
from tests.widgets.motion.conftest import mover

WORLD = world_of(Settings(width=640, height=360), None)
CTRL = Qt.KeyboardModifier.ControlModifier
DRAWN = mover((0.2, 0.7), (0.4, 0.2), (0.5, 0.5), (0.6, 0.2), (0.8, 0.7))
THROWN = physics.applied(DRAWN, Throw((0.2, 0.7), (0.8, 0.7), apex=0.3), WORLD)


def hint(fix):
    return Hint(
        "unphysical-path", Severity.INFORMATION, Span(0, 5), "It rises again", (fix,), stroke=0
    )


FIX = Fix("Make the path a throw", plan=MotionPlan((THROWN,)))


@pytest.fixture
def offered(stage, canvas, owner):
    owner.give(MotionPlan((DRAWN,)))
    stage.set_selected(0)
    stage.set_hints([hint(FIX)])
    stage.set_tool("select")
    taken = []
    stage.fix_chosen.connect(lambda hint, fix: taken.append(fix))
    canvas.grab()
    return taken


def test_a_click_on_the_pill_takes_the_offered_path(offered, canvas, hand):
    hand.click(canvas.board.place(canvas._surface.offer.rect.center()))
    assert offered == [FIX]
    assert canvas.board.selection == (0,)


def test_a_key_takes_the_offered_path(offered, canvas):
    QTest.keyClick(canvas, Qt.Key.Key_Period, CTRL)
    assert offered == [FIX]


def test_the_pill_covers_no_label(offered, canvas):
    rect = canvas._surface.offer.rect
    assert not any(rect.intersects(chip.rect) for chip in canvas._surface.chips)
    assert canvas.rect().contains(rect.toAlignedRect())


def test_the_offered_path_is_seen_only_with_its_stroke(offered, stage, canvas):
    stage.set_selected(-1)
    canvas.grab()
    assert canvas._surface.offer is None
    QTest.keyClick(canvas, Qt.Key.Key_Period, CTRL)
    assert offered == []


def test_once_it_is_taken_it_is_not_offered_any_more(offered, canvas, owner):
    owner.give(MotionPlan((THROWN,)))
    canvas.grab()
    assert canvas._surface.offer is None


@pytest.mark.parametrize(
    "fix",
    [
        Fix("Write it", (Edit(Span(0, 0), "x"),), plan=MotionPlan((THROWN,))),
        Fix("Of an older plan", plan=MotionPlan((THROWN, THROWN))),
        Fix("Remove it", plan=MotionPlan()),
    ],
)
def test_what_changes_more_than_the_path_is_not_offered_here(offered, stage, canvas, fix):
    stage.set_hints([hint(fix)])
    canvas.grab()
    assert canvas._surface.offer is None
