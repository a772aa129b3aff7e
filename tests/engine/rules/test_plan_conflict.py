"""Words and brush disagree: both ends are told, and the flipped path stays what it was."""

from __future__ import annotations

import pytest

from engine.motion import physics
from engine.motion.wording import heading_of
from engine.motion.world import world_of
from engine.prompt.reading import read
from engine.records import (
    MotionPlan,
    Orbit,
    PathPoint,
    Preset,
    Region,
    Roll,
    Scene,
    Settings,
    Stroke,
    Throw,
)
from engine.rules.plan_conflict import check, flipped

REGION = Region(polygon=((0.15, 0.55), (0.25, 0.55), (0.25, 0.65), (0.15, 0.65)))
BALL = Stroke("ball", "move", REGION, (PathPoint(0, 0.2, 0.6), PathPoint(1, 0.8, 0.5)))
SETTINGS = Settings()


def scene(text: str, preset: Preset | None) -> Scene:
    world = world_of(SETTINGS, None)
    stroke = BALL if preset is None else physics.applied(BALL, preset, world)
    return Scene(read(text), MotionPlan((stroke,)), SETTINGS)


@pytest.mark.parametrize(
    ("text", "words"), [("The ball rolls to the left.", "to the left"), ("球向左滚", "向左")]
)
def test_it_is_told_at_the_words_and_at_the_stroke(text: str, words: str) -> None:
    (hint,) = check(scene(text, None))
    assert text[hint.span.start : hint.span.end] == words
    assert hint.stroke == 0


@pytest.mark.parametrize(
    ("text", "preset"),
    [
        ("The ball flies to the left.", Throw((0.2, 0.6), (0.8, 0.6))),
        ("The ball rolls to the left.", Roll(((0.2, 0.6), (0.8, 0.8)))),
        ("The ball goes to the left.", Orbit((0.5, 0.6), (0.2, 0.6), period=10.0)),
    ],
    ids=["throw", "roll", "orbit"],
)
def test_a_flipped_motion_stays_physical_and_flipped(text: str, preset: Preset) -> None:
    (hint,) = check(scene(text, preset))
    plan = hint.fixes[-1].plan
    assert plan is not None
    assert type(plan.strokes[0].motion) is type(preset)
    # what another gravity or another length of the clip makes of it
    assert physics.recomputed(plan, SETTINGS) == plan
    heading = heading_of(plan.strokes[0], SETTINGS.aspect)
    assert heading is not None
    assert "left" in heading


def test_what_nature_does_not_do_becomes_a_path_by_hand() -> None:
    rolling = scene("The ball moves up.", Roll(((0.2, 0.2), (0.22, 0.8)), runs_on=False))
    (hint,) = check(rolling)
    plan = hint.fixes[-1].plan
    assert plan is not None
    assert plan.strokes[0].motion is None
    assert heading_of(plan.strokes[0], SETTINGS.aspect) == "up"


def test_a_path_far_off_the_frame_stays_within_what_a_plan_may_hold() -> None:
    far = Stroke("ball", "move", REGION, (PathPoint(0, -7, 0.5), PathPoint(1, 8, 0.5)))
    there = flipped(far, "left", scene("", None))
    assert there.points[-1].x == -8
