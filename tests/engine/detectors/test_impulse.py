"""What is pushed by nothing, and what was hit."""

from dataclasses import replace

import numpy as np
import pytest

from engine.detectors import Undetermined, impulse
from engine.prompt.reading import read
from engine.records import MotionPlan, PathPoint, Region, Stroke
from tests.helpers.things import bouncing, free, joined, seen, thing

KICKED = joined((0.0, free(80, 40, 40, 0)), (0.6, free(104, 130, 420, -200)))
SETS_OFF = joined((0.0, lambda _: (150.0, 120.0)), (0.8, lambda t: (150.0 + 180 * t, 120.0)))
PUCK = read("A red puck slides over the ice.")


def score(*things, **asked):
    return impulse.detect(seen(*things, **asked)).score


def test_a_bounce_takes_speed_and_is_no_push():
    assert score(thing(bouncing())) < 0.25


def test_a_smooth_start_is_no_push():
    assert score(thing(lambda t: (60 + 60 * t * t, 120.0)), reading=PUCK) < 0.1


@pytest.mark.parametrize("fps", [8.0, 16.0, 24.0, 30.0])
def test_a_push_in_free_fall_is_found_at_every_rate(fps):
    frames = round(1.5 * fps)
    detection = impulse.detect(seen(thing(KICKED, frames, fps=fps), frames=frames, fps=fps))
    (finding,) = detection.findings
    assert finding.score > 0.6
    assert finding.start_frame <= 0.6 * fps <= finding.end_frame
    assert "px/s at once" in finding.measured


def test_what_sets_off_by_itself_is_a_finding_where_it_is_known_to_be_passive():
    assert score(thing(SETS_OFF)) < 0.5
    assert score(thing(SETS_OFF), reading=PUCK) > 0.6


def test_what_is_said_to_stand_still_does_not_set_off_by_itself():
    assert score(thing(SETS_OFF), reading=read("A mine cart rolls along the rails.")) < 0.5
    assert score(thing(SETS_OFF), reading=read("A mine cart stands still on the rails.")) > 0.6
    assert score(thing(SETS_OFF), reading=read("A dog sits still on the lawn.")) < 0.5


def test_a_table_does_not_move_and_who_jumps_onto_it_sets_off_by_itself():
    assert score(thing(SETS_OFF), reading=read("A cat sits on a table, then jumps down.")) < 0.5
    held = read("A woman carries a box over a table.")
    assert score(thing(SETS_OFF), reading=held) < 0.5


def test_what_somebody_throws_sets_off_and_is_not_pushed_on_its_way():
    thrown = read("A tennis ball is thrown over the net.")
    assert score(thing(SETS_OFF), reading=read("A tennis ball lies by the net.")) > 0.6
    assert score(thing(SETS_OFF), reading=thrown) < 0.5
    assert score(thing(KICKED), reading=thrown) > 0.5


def test_what_is_hit_has_a_reason():
    hits = thing(
        joined((0.0, lambda t: (18.0 + 120 * t, 120.0)), (0.8, lambda _: (114.0, 120.0))), number=2
    )
    assert score(thing(SETS_OFF), hits, reading=PUCK) < 0.3


def test_what_touches_something_is_left_alone():
    held = replace(thing(SETS_OFF), touching=((2,),) * 48)
    assert score(held, reading=PUCK) < 0.1


def test_what_is_too_fast_for_its_surface_to_be_followed_is_known_by_its_outline():
    kicked = thing(KICKED)
    stays = replace(kicked, steps=0.2 * kicked.steps)
    assert score(stays) > 0.5
    # a silhouette that takes something up goes where its surface does not
    takes_up = replace(stays, areas=stays.areas * np.linspace(1, 2, 48).astype(np.float32))
    assert score(takes_up) < 0.2


def test_the_ghost_goes_on_as_before():
    (finding,) = impulse.detect(seen(thing(KICKED))).findings
    frame, x, _ = finding.ghost[-1]
    assert x == pytest.approx(80 + 40 * frame / 24, abs=8)
    assert finding.measured_vector[0] > finding.expected_vector[0]
    (speed,) = finding.curves
    after = finding.end_frame - speed.start_frame
    assert speed.measured[after] > speed.expected[after]


def test_two_frames_are_too_few():
    assert isinstance(impulse.detect(seen(frames=2)), Undetermined)


def test_what_sets_off_as_it_was_painted_was_asked_to():
    last = 47 / 24
    path = (PathPoint(0, 150 / 480, 120 / 272), PathPoint(0.8 / last, 150 / 480, 120 / 272))
    end = (150 + 180 * (last - 0.8)) / 480
    corners = ((0.2, 0.3), (0.45, 0.3), (0.45, 0.6), (0.2, 0.6))
    stroke = Stroke("puck", "move", Region(corners), (*path, PathPoint(1, end, 120 / 272)))
    puck = thing(SETS_OFF, 48)
    assert score(puck, frames=48, reading=PUCK) > 0.6
    assert score(puck, frames=48, reading=PUCK, plan=MotionPlan((stroke,))) < 0.1
