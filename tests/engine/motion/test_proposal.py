"""Words into motion: the strokes that a prompt proposes go where the words say."""

from __future__ import annotations

import math

import pytest

from engine.motion.proposal import camera_of, propose
from engine.motion.strokes import validate
from engine.motion.trajectory import position
from engine.motion.wording import heading_of
from engine.prompt.reading import read
from engine.records import Action, Box, MotionPlan, Reading, Region, Settings, Span, Stroke, Subject

SUBJECT = Subject(
    Region(((0.4, 0.4), (0.5, 0.4), (0.5, 0.56), (0.4, 0.56))),
    Box(0.4, 0.4, 0.1, 0.16),
    (0.45, 0.48),
)
ASPECT = 832 / 480


def proposed(text: str) -> Stroke:
    (stroke,) = propose(read(text), SUBJECT, Settings())
    validate(MotionPlan((stroke,)))
    assert (stroke.points[0].x, stroke.points[0].y) == pytest.approx(SUBJECT.centre)
    return stroke


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("A red ball rolls to the right across the floor.", "right"),
        ("A red ball rolls to the left.", "left"),
        ("A small rock tumbles down a steep, rocky hillside.", "down-right"),
        ("A cup falls off the table.", "down"),
        ("A cup falls down.", "down"),
        ("A balloon rises into the sky.", "up"),
        ("A man throws a ball to the left.", "left"),
        ("A worker runs to the left.", "left"),
        ("一个红色的球向右滚动。", "right"),
        ("杯子从桌子上掉下来。", "down"),
    ],
)
def test_it_goes_where_the_words_say(text: str, heading: str) -> None:
    assert heading_of(proposed(text), ASPECT) == heading


def test_what_rolls_turns_by_the_way_over_its_radius() -> None:
    stroke = proposed("A ball rolls to the right.")
    travelled = (stroke.points[-1].x - stroke.points[0].x) * 832
    radius = math.sqrt(0.1 * 832 * 0.16 * 480) / 2
    assert stroke.rotation_deg == pytest.approx(math.degrees(travelled / radius), rel=0.01)
    assert proposed("A ball rolls to the left.").rotation_deg < 0


def test_what_falls_gathers_speed() -> None:
    stroke = proposed("A cup falls.")
    drop = [position(stroke, t)[1] - stroke.points[0].y for t in (0.25, 0.5, 1.0)]
    assert drop[1] == pytest.approx(drop[2] / 4)
    assert drop[0] == pytest.approx(drop[2] / 16)


def test_what_jumps_comes_back_down() -> None:
    stroke = proposed("A cat jumps.")
    assert stroke.points[-1].y == pytest.approx(stroke.points[0].y)
    assert position(stroke, 0.5)[1] < stroke.points[0].y - 0.1


def test_what_is_thrown_flies_an_arc() -> None:
    stroke = proposed("A man throws a ball to the right.")
    middle, end = position(stroke, 0.5), stroke.points[-1]
    assert middle[0] == pytest.approx((stroke.points[0].x + end.x) / 2, abs=1e-6)
    assert middle[1] < stroke.points[0].y - 0.1


def test_one_action_follows_the_other() -> None:
    run = Action("run", Span(0, 3), heading="right", step=1)
    fall = Action("fall down", Span(4, 8), heading="down", step=2)
    (stroke,) = propose(Reading("runs falls", actions=(run, fall)), SUBJECT, Settings())
    half = position(stroke, 0.5)
    assert half[0] > stroke.points[0].x + 0.1
    assert half[1] == pytest.approx(stroke.points[0].y, abs=0.01)
    assert stroke.points[-1].y > half[1] + 0.1


def test_faster_words_go_farther() -> None:
    def travelled(text: str) -> float:
        stroke = proposed(text)
        return stroke.points[-1].x - stroke.points[0].x

    assert travelled("A ball rolls quickly to the right.") > travelled(
        "A ball rolls slowly to the right."
    )


def test_a_run_goes_farther_than_a_walk_where_no_speed_is_said() -> None:
    short = Settings(frames=17, fps=16)
    walked, ran = (
        propose(read(f"A man {verb} to the right."), SUBJECT, short)[0].points[-1]
        for verb in ("walks", "runs")
    )
    assert ran.x > walked.x


def test_toward_the_camera_grows_and_away_shrinks() -> None:
    assert proposed("A car drives toward the camera.").scale > 1.1
    assert proposed("A car drives away from the camera.").scale < 0.9


def test_what_spins_turns_in_place() -> None:
    stroke = proposed("A coin spins on the table.")
    assert abs(stroke.rotation_deg) >= 360
    assert position(stroke, 1.0) == pytest.approx(SUBJECT.centre)


def test_the_stroke_is_named_after_its_subject() -> None:
    assert proposed("A small rock tumbles down the hill.").name == "small rock"


def test_what_sways_becomes_an_ambient_stroke() -> None:
    (stroke,) = propose(read("A flag flutters in the wind."), SUBJECT, Settings())
    assert stroke.kind == "ambient"


@pytest.mark.parametrize("text", ["", "A red ball on the grass.", "A woman smiles.", "🪨 é"])
def test_words_without_travel_propose_nothing(text: str) -> None:
    assert propose(read(text), SUBJECT, Settings()) == ()


def test_without_a_subject_nothing_is_proposed() -> None:
    assert propose(read("A ball rolls to the right."), None, Settings()) == ()


def test_camera_words_become_the_camera_move() -> None:
    assert camera_of(read("The camera pans left slowly.")).pan < 0
    assert camera_of(read("The camera tilts up.")).tilt > 0
    assert camera_of(read("The camera zooms in.")).zoom > 1
    assert camera_of(read("The camera zooms out.")).zoom < 1
    assert camera_of(read("The camera orbits to the left around the statue.")).orbit < 0
    assert camera_of(read("镜头向右环绕。")).orbit > 0
    assert not camera_of(read("A ball rolls to the left.")).moves
    assert not camera_of(read("A ball rolls, static camera.")).moves


def test_what_ripples_or_flutters_is_proposed_as_such() -> None:
    def manner(text: str) -> str | None:
        (stroke,) = propose(read(text), SUBJECT, Settings())
        assert stroke.kind == "ambient"
        return None if stroke.ambient is None else stroke.ambient.manner

    assert manner("Water ripples across the pond.") == "ripple"
    assert manner("The flag flutters in the wind.") == "flutter"
    assert manner("The tree sways.") is None
