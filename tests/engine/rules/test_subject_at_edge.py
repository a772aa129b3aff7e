"""What the hint of a subject at the border says, and the frames that its fixes make."""

from __future__ import annotations

import pytest

from engine.frame.reframe import reframe_of
from engine.motion.leaving import exit_of
from engine.prompt.reading import read
from engine.records import (
    Box,
    Hint,
    MotionPlan,
    PathPoint,
    Region,
    Scene,
    Settings,
    Stroke,
    Subject,
)
from engine.rules.subject_at_edge import SUBJECT_AT_EDGE

SIX = Settings(frames=60, fps=10.0)


def hint(text: str, x: float, *points: tuple[float, float, float], size: float = 0.2) -> Hint:
    subject = Subject(Region(), Box(x, 0.4, size, 0.2), (x + size / 2, 0.5))
    strokes = (Stroke("it", "move", Region(), tuple(PathPoint(*p) for p in points)),)
    plan = MotionPlan(strokes if points else ())
    (found,) = SUBJECT_AT_EDGE.check(Scene(read(text), plan, SIX, subject))
    return found


def test_it_says_when_the_painted_path_is_out_of_the_frame() -> None:
    # 0.02 of room and 0.2 of itself at 0.1 a second
    found = hint("A bird flies", 0.02, (0, 0.12, 0.5), (1, -0.48, 0.5))
    assert "out of the frame after 2.2 s of 6.0 s" in found.message
    assert found.stroke == 0


def test_it_says_when_the_border_cuts_what_never_quite_leaves() -> None:
    found = hint("A bird flies", 0.02, (0, 0.12, 0.5), (1, 0.0, 0.5))
    assert "cut by that border after 1.0 s of 6.0 s" in found.message


def test_it_says_when_words_lead_out_of_the_frame_and_sooner_for_a_faster_gait() -> None:
    def seconds(text: str) -> float:
        words = hint(text, 0.02).message
        return float(words.split(" after ")[1].split(" s")[0])

    assert 0 < seconds("A man sprints to the left") < seconds("A man slowly walks to the left") < 6


def test_words_do_not_lead_out_of_the_frame_what_was_painted_to_stay_in_it() -> None:
    subject = Subject(Region(), Box(0.4, 0.78, 0.2, 0.2), (0.5, 0.88))
    path = (PathPoint(0, 0.3, 0.3), PathPoint(1, 0.6, 0.6))
    plan = MotionPlan((Stroke("rock", "move", Region(), path),))
    reading = read("A rock tumbles down a hillside")
    assert list(SUBJECT_AT_EDGE.check(Scene(reading, MotionPlan(), SIX, subject)))
    assert not list(SUBJECT_AT_EDGE.check(Scene(reading, plan, SIX, subject)))


def test_the_longer_image_holds_the_whole_path() -> None:
    points = ((0, 0.88, 0.5), (1, 1.2, 0.5))
    found = hint("A bird flies", 0.78, *points)
    extended = next(fix for fix in found.fixes if fix.window is not None)
    assert extended.title == "Extend the image on the right"
    assert extended.window is not None
    moved = reframe_of((800, 500), extended.window, (800, 500))
    stroke = Stroke(
        "it", "move", Region(), tuple(PathPoint(t, *moved.point(x, y)) for t, x, y in points)
    )
    assert exit_of(stroke, moved.box(Box(0.78, 0.4, 0.2, 0.2)), SIX) is None


def test_the_subject_comes_to_the_middle() -> None:
    centred = hint("A man walks to the left", 0.01).fixes[1]
    assert centred.window is not None
    moved = reframe_of((800, 500), centred.window, (800, 500))
    assert moved.point(0.11, 0.5) == pytest.approx((0.5, 0.5), abs=0.002)


def test_no_fix_that_invents_a_picture_is_preferred() -> None:
    assert not any(fix.preferred for fix in hint("A man walks to the left", 0.01).fixes)
