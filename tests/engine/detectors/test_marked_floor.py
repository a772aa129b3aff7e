"""What a marked floor lets be told: hanging over it, going through it, turning back above it."""

import pytest

from engine.detectors import gravity, impulse, penetration
from engine.inspect.observation import observe
from engine.prompt.reading import read
from engine.records import Box, Mark
from tests.helpers.clips import Clip, Sprite, render
from tests.helpers.things import bouncing, free, joined, seen, thing

FALL = free(60, 40, 60, 0)
STOPS = joined((0.0, FALL), (0.5, lambda _: (90.0, 102.5)))
APEX = joined((0.0, free(60, 150, 60, -200)), (0.4, lambda _: (84.0, 110.0)))
THROUGH = free(120, 40, 40, 0)
BALL = read("A ball bounces on the floor.")


def floor(y, **other):
    return Mark("floor", 0, line=((0.0, y / 272), (1.0, y / 272)), **other)


def judged(detector, way, *marks, frames=48, fps=24.0, size=36.0, reading=None, **asked):
    one = thing(way, frames, fps=fps, size=size)
    things = (one, *asked.pop("others", ()))
    return detector.detect(
        seen(*things, frames=frames, fps=fps, marks=marks, reading=reading, **asked)
    )


# --- in the air --------------------------------------------------------------------------------


@pytest.mark.parametrize("fps", [8.0, 16.0, 24.0, 30.0])
@pytest.mark.parametrize("way", [STOPS, APEX], ids=["falls and stops", "stops at the top"])
def test_what_flew_and_stays_in_the_air_hangs_there(way, fps):
    frames = round(2 * fps)
    (finding,) = judged(gravity, way, floor(240), frames=frames, fps=fps).findings
    assert finding.score > 0.6
    assert finding.start_frame / fps == pytest.approx(0.47, abs=0.25)
    assert finding.end_frame >= frames - 2
    assert "above the floor" in finding.measured


def test_the_evidence_is_the_fall_that_it_should_have_gone_on_with():
    (finding,) = judged(gravity, STOPS, floor(240)).findings
    first, last = finding.ghost[0], finding.ghost[-1]
    assert last[2] - first[2] == pytest.approx(240 - 120.5, abs=4)
    (height,) = finding.curves
    assert height.measured[-1] == pytest.approx(240 - 120.5, abs=4)
    assert height.expected[-1] == pytest.approx(0, abs=1)


def test_what_stays_at_the_floor_lies_there():
    assert judged(gravity, STOPS, floor(122)).score < 0.1


def test_without_the_mark_nothing_is_said_of_it():
    assert judged(gravity, STOPS).score < 0.1


def test_it_lies_on_what_is_marked_as_solid():
    table = Mark("solid", 0, Box(40 / 480, 121 / 272, 120 / 480, 100 / 272))
    assert judged(gravity, STOPS, floor(240), table).score < 0.1


def test_what_it_bounced_on_before_holds_it():
    assert judged(gravity, bouncing(floor=120, kept=0.4), floor(240), frames=60).score < 0.1


def test_the_top_of_an_arc_is_no_stay():
    slow = bouncing(floor=220, kept=0.9, pull=120.0)
    assert judged(gravity, slow, floor(238), frames=96).score < 0.1


def test_what_a_hand_holds_is_held():
    hand = thing(lambda t: (150.0 - 30 * min(t, 0.6), 104.0), number=2)
    assert judged(gravity, STOPS, floor(240), others=(hand,)).score < 0.2


def test_a_bird_may_stay_and_what_was_never_seen_to_fly_may_be_held():
    assert judged(gravity, STOPS, floor(240), reading=read("A bird hovers.")).score < 0.3
    dropped = joined((0.0, lambda _: (90.0, 60.0)), (0.9, free(90, 60, 0, 0)))
    assert judged(gravity, dropped, floor(270), frames=40).score < 0.5


# --- through it --------------------------------------------------------------------------------


@pytest.mark.parametrize("fps", [8.0, 16.0, 24.0, 30.0])
def test_what_falls_on_through_the_floor_is_found(fps):
    frames = round(0.85 * fps)
    (finding,) = judged(penetration, THROUGH, floor(140), frames=frames, fps=fps).findings
    assert finding.score > 0.6
    assert "the floor you marked" in finding.message
    assert finding.curves[0].measured[-1] > 60
    assert finding.ghost[-1][2] < finding.boxes[-1][1].y


def test_what_lay_on_the_floor_and_sinks_is_found():
    sinks = joined(
        (0.0, free(118, 40, 0, 0)),
        (0.6, lambda _: (118.0, 130.0)),
        (1.1, lambda t: (118.0, 130 + 30 * min(t, 0.8))),
    )
    (finding,) = judged(penetration, sinks, floor(148), frames=60).findings
    assert finding.score > 0.6
    assert finding.start_frame / 24 == pytest.approx(1.2, abs=0.3)


def test_what_bounces_at_the_floor_does_not_go_through_it():
    assert judged(penetration, bouncing(), floor(248)).score < 0.1


def test_what_lands_lower_in_the_picture_may_be_nearer_to_the_camera():
    near = bouncing(floor=220, kept=0.4)
    assert judged(penetration, near, floor(180)).score < 0.5
    stops = joined((0.0, free(118, 40, 0, 0)), (0.8, lambda _: (118.0, 200.0)))
    assert judged(penetration, stops, floor(180)).score < 0.5


def test_what_rolls_towards_the_camera_gets_larger():
    rolls = judged(
        penetration,
        lambda t: (100 + 40 * t, 150 + 30 * t),
        floor(172),
        size=lambda n: 36.0 * 1.01**n,
        frames=60,
    )
    assert rolls.score < 0.3


def test_where_the_floor_is_marked_and_nothing_was_over_it_that_is_said():
    below = judged(penetration, lambda t: (100 + 60 * t, 200.0), floor(60))
    assert below.mark == "solid"


# --- above it ----------------------------------------------------------------------------------

TURNS = joined((0.0, free(60, 40, 60, 0)), (0.5, free(90, 102, 60, -180)))


def test_what_turns_back_in_the_air_is_pushed_by_nothing():
    (finding,) = judged(impulse, TURNS, floor(250), frames=30).findings
    assert 0.5 < finding.score < 0.8
    assert "above the floor" in finding.message
    assert finding.start_frame <= 12 <= finding.end_frame


def test_without_the_mark_something_may_have_been_there():
    assert judged(impulse, TURNS, frames=30).score < 0.1


def test_what_turns_at_the_floor_turned_there():
    assert judged(impulse, TURNS, floor(120), frames=30).score < 0.1


def test_what_turns_twice_at_one_height_hits_something():
    assert judged(impulse, bouncing(floor=120, kept=0.8), floor(250), frames=60).score < 0.3


def test_what_turns_at_a_solid_thing_hits_it():
    table = Mark("solid", 0, Box(60 / 480, 120 / 272, 80 / 480, 40 / 272))
    assert judged(impulse, TURNS, floor(250), table, frames=30).score < 0.1


def test_a_skewed_bounce_is_explained_at_the_floor_and_only_there():
    skewed = joined((0.0, free(60, 40, 40, 0)), (0.6, free(84, 130, 190, -90)))
    there = judged(impulse, skewed, floor(148), reading=BALL)
    above = judged(impulse, skewed, floor(260), reading=BALL)
    assert there.score < 0.1
    assert above.score > 0.4


def test_a_floor_gives_no_speed():
    kicked = joined((0.0, free(80, 40, 40, 0)), (0.6, free(104, 130, 420, -300)))
    assert judged(impulse, kicked, floor(148)).score > 0.5


# --- in rendered clips -------------------------------------------------------------------------


@pytest.mark.parametrize("pan", [(0.0, 0.0), (1.0, 1.0)], ids=["still", "panned"])
@pytest.mark.parametrize("hangs", [True, False])
def test_hanging_is_told_from_bouncing_in_a_rendered_clip(tmp_path, hangs, pan):
    falls = free(60, 30, 60, 0, 400)
    hanging = joined((0.0, falls), (0.5, lambda _: (90.0, 80.0)))
    way = hanging if hangs else bouncing(60, 30, 60, 150, 0.7, 400)
    ball = Sprite(lambda frame: way(frame / 24), size=(30, 30), turn=3)
    clip = Clip((ball,), frames=48, fps=24.0, pan=pan)
    line = Mark("floor", 0, line=((0.0, 166 / 192), (1.0, 166 / 192)))
    measured = observe(render(clip), clip.info, tmp_path / "flow.npy", marks=(line,))
    score = gravity.detect(measured).score
    assert score > 0.6 if hangs else score < 0.1
    if not hangs:
        assert penetration.detect(measured).score < 0.1
        assert impulse.detect(measured).score < 0.2
