"""Every detector against clips whose truth is known: what it finds, when, where, in which words."""

from dataclasses import replace
from functools import cache

import pytest

from engine.detectors import Undetermined, pop, wrong_direction
from engine.inspect.observation import observe
from engine.records import (
    Action,
    MotionPlan,
    PathPoint,
    Reading,
    Region,
    Span,
    Stroke,
)
from tests.helpers.clips import Clip, Sprite, at, line, render

BALL = Sprite(line(80, 96, 5, 0))
ROLLING = Clip((BALL,), frames=18)


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What is measured of a clip, once, with what is asked of it."""

    @cache
    def measured(clip):
        return observe(render(clip), clip.info, tmp_path_factory.mktemp("seen") / "flow.npy")

    return lambda clip, **asked: replace(measured(clip), **asked)


def said(heading, verb="roll", **more):
    action = Action(verb, Span(0, 4), direction="stated", heading=heading, **more)
    return Reading("roll", actions=(action,))


def painted(*points, polygon=((0.15, 0.3), (0.35, 0.3), (0.35, 0.7), (0.15, 0.7))):
    path = tuple(PathPoint(*point) for point in points)
    return MotionPlan((Stroke("rock", "move", Region(polygon), path),))


TO_THE_RIGHT = painted((0, 0.25, 0.5), (1, 0.52, 0.5))
TO_THE_LEFT = painted((0, 0.25, 0.5), (1, 0.0, 0.5))
UPWARDS = painted((0, 0.25, 0.5), (1, 0.25, 0.1))


# --- wrong-direction ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "held"),
    [(TO_THE_RIGHT, True), (TO_THE_LEFT, False), (UPWARDS, False)],
    ids=["as painted", "the other way", "at a right angle"],
)
def test_a_mover_is_judged_by_the_stroke_it_starts_in(seen, plan, held):
    detection = wrong_direction.detect(seen(ROLLING, plan=plan))
    (finding,) = detection.findings
    assert finding.held is held
    assert (detection.score < 0.2) if held else (detection.score > 0.8)


def test_a_violation_of_the_brush_is_told_in_words_and_numbers(seen):
    (finding,) = wrong_direction.detect(seen(ROLLING, plan=TO_THE_LEFT)).findings
    assert finding.message.startswith("'rock' moves 8")
    assert finding.message.endswith("px to the right; the brush says left")
    assert finding.expected == "to the left"
    assert finding.measured.endswith(("179 degrees off", "180 degrees off"))
    assert finding.boxes[0][0] == 0
    assert finding.ghost[-1] == (17, pytest.approx(0, abs=4), pytest.approx(96, abs=4))
    (curve,) = finding.curves
    assert curve.expected[-1] == pytest.approx(80, abs=1)
    assert curve.measured[-1] == pytest.approx(-85, abs=4)
    assert finding.measured_vector == pytest.approx((85, 0), abs=5)
    assert finding.expected_vector == pytest.approx((-80, 0), abs=5)
    assert (finding.start_frame, finding.end_frame) == (0, 17)
    assert finding.box.x == pytest.approx(50, abs=14)
    assert finding.box.w == pytest.approx(140, abs=24)


def test_the_brush_is_asked_before_the_words(seen):
    detection = wrong_direction.detect(seen(ROLLING, plan=TO_THE_RIGHT, reading=said("left")))
    assert [finding.held for finding in detection.findings] == [True]


def test_a_bend_counts_piece_by_piece(seen):
    there_and_back = Clip((Sprite(lambda f: (80 + 8 * min(f, 20 - f), 96)),), frames=21)
    plan = painted((0, 0.25, 0.5), (0.5, 0.5, 0.5), (1, 0.25, 0.5))
    (finding,) = wrong_direction.detect(seen(there_and_back, plan=plan)).findings
    assert finding.held


@pytest.mark.parametrize(
    ("heading", "held"),
    [("right", True), ("up-right", True), ("left", False), ("up-left", False)],
)
def test_words_are_compared_with_what_moves_most(seen, heading, held):
    (finding,) = wrong_direction.detect(seen(ROLLING, reading=said(heading))).findings
    assert finding.held is held
    assert finding.verb == "roll"
    assert "the prompt says" in finding.message


def test_the_camera_does_not_count_as_motion_of_the_thing(seen):
    clip = Clip((Sprite(line(120, 96, 2, 0)),), frames=18, pan=(5, 0))
    (finding,) = wrong_direction.detect(seen(clip, reading=said("right"))).findings
    assert finding.held


def test_a_thing_that_stays_put_is_not_going_the_wrong_way(seen):
    detection = wrong_direction.detect(
        seen(Clip((Sprite(at(80, 96)),), frames=12), plan=TO_THE_LEFT, reading=said("left"))
    )
    assert not detection.findings
    assert detection.score < 0.1


@pytest.mark.parametrize(
    "reading",
    [None, said("toward-camera"), said("left", camera=True), said("left", ambient=True)],
    ids=["no prompt", "no way on the screen", "the camera's way", "the background's way"],
)
def test_without_a_way_on_the_screen_there_is_no_score(seen, reading):
    answer = wrong_direction.detect(seen(Clip(frames=4), reading=reading))
    assert isinstance(answer, Undetermined)


def test_two_contrary_ways_in_one_prompt_are_each_looked_for(seen):
    hop = Clip((Sprite(lambda f: (160, 150 - 8 * min(f, 20 - f))),), frames=21)
    up = Action("jump", Span(0, 4), heading="up", step=1)
    down = Action("fall", Span(5, 9), heading="down", step=2)
    both = wrong_direction.detect(seen(hop, reading=Reading("jump fall", actions=(up, down))))
    assert [finding.held for finding in both.findings] == [True, True]
    sinking = Clip((Sprite(line(160, 50, 0, 5)),), frames=18)
    one = wrong_direction.detect(seen(sinking, reading=Reading("jump fall", actions=(up, down))))
    assert {finding.verb: finding.held for finding in one.findings} == {"jump": False, "fall": True}


def test_another_mover_that_goes_as_asked_speaks_for_the_clip(seen):
    clip = Clip(
        (Sprite(line(60, 50, 6, 0)), Sprite(line(260, 140, -6, 0), seed=4, size=(56, 56))),
        frames=18,
    )
    assert not wrong_direction.detect(seen(clip, reading=said("left"))).findings


# --- pop ---------------------------------------------------------------------------------------

STRANGER = Sprite(at(210, 100), seed=5, size=(48, 48))


@pytest.mark.parametrize(
    ("clip", "word"),
    [
        (Clip((replace(STRANGER, start=12),)), "appears"),
        (Clip((replace(STRANGER, end=11),)), "vanishes"),
        (Clip((replace(STRANGER, start=10, fade=5),)), "appears"),
        (Clip((replace(STRANGER, end=14, fade=5),)), "vanishes"),
        (Clip((replace(STRANGER, start=12),), pan=(2, 0)), "appears"),
        (Clip((replace(STRANGER, start=12),), noise=6), "appears"),
        (Clip((Sprite(line(50, 50, 4, 0)), replace(STRANGER, start=12))), "appears"),
        (Clip((Sprite(line(120, 96, 3, 0), start=12, size=(48, 48)),)), "appears"),
    ],
    ids=[
        "at once",
        "gone at once",
        "over six frames",
        "gone over six frames",
        "under a pan",
        "under noise",
        "beside a mover",
        "already moving",
    ],
)
def test_what_comes_from_nowhere_or_goes_nowhere_is_found(seen, clip, word):
    detection = pop.detect(seen(clip))
    (finding,) = detection.findings
    assert word in finding.message
    assert detection.score == finding.score > 0.7
    assert finding.start_frame <= 14
    assert finding.end_frame >= 9
    assert finding.end_frame - finding.start_frame <= 8
    assert 100 < finding.box.x + finding.box.w / 2 < 240
    assert (finding.box.w, finding.box.h) == pytest.approx((48, 48), abs=16)


@pytest.mark.parametrize(
    "clip",
    [
        Clip((BALL,)),
        Clip((Sprite(line(-60, 96, 9, 0)),)),
        Clip((Sprite(line(250, 96, 9, 0)),)),
        Clip((Sprite(line(60, 96, 5, 0), turn=9),)),
        Clip((Sprite(at(160, 96), turn=6),)),
        Clip((Sprite(line(-40, 96, 8, 0), size=(40, 40)), Sprite(at(160, 96), (90, 120), "box"))),
        Clip((BALL,), pan=(4, 1)),
        Clip((BALL,), noise=8),
        Clip((BALL,), cut=12),
        Clip(ground="black", noise=0),
    ],
    ids=[
        "crosses",
        "comes in",
        "goes out",
        "rolls",
        "spins",
        "goes behind and comes out again",
        "under a pan",
        "under noise",
        "behind a hard cut",
        "black",
    ],
)
def test_what_can_be_explained_is_no_pop(seen, clip):
    detection = pop.detect(seen(clip))
    assert not detection.findings
    assert detection.score < 0.5


def test_two_frames_are_too_few_to_judge(seen):
    assert isinstance(pop.detect(seen(Clip(frames=2))), Undetermined)
