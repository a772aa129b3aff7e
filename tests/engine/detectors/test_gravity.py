"""What rises by itself and gets faster, and what has good reasons to rise."""

from dataclasses import replace

import numpy as np
import pytest

from engine.detectors import Undetermined, gravity
from engine.inspect.observation import observe
from engine.inspect.things import Thing
from engine.prompt.reading import read
from engine.records import Box, Mark
from tests.helpers.clips import Clip, Sprite, render
from tests.helpers.things import bouncing, free, joined, seen, thing

FALLS_UP = joined((0.0, free(80, 40, 60, 0)), (0.7, free(122, 162, 60, 100, -500)))
UPHILL = joined((0.0, lambda t: (60.0 + 20 * t, 220.0)), (0.5, free(70, 220, 20, -10, -150)))


def score(*things: Thing, **asked) -> float:
    return gravity.detect(seen(*things, **asked)).score


def test_a_bouncing_ball_is_as_it_should_be():
    assert score(thing(bouncing())) < 0.1


@pytest.mark.parametrize("fps", [8.0, 16.0, 24.0, 30.0])
def test_what_falls_upwards_is_found_at_every_rate(fps):
    frames = round(1.6 * fps)
    up = thing(FALLS_UP, frames, fps=fps)
    (finding,) = gravity.detect(seen(up, frames=frames, fps=fps)).findings
    assert finding.score > 0.7
    assert finding.start_frame / fps == pytest.approx(0.9, abs=0.2)
    assert finding.mover == 1


def test_what_gets_small_as_it_rises_rolls_away_over_the_ground():
    up = thing(FALLS_UP, 36)
    shrinking = np.linspace(1.0, 0.5, 36, dtype=np.float32)
    away = replace(up, areas=up.areas * shrinking**2)
    assert score(up) > 0.7
    assert score(away) < 0.1


def test_a_pendulum_may_rise():
    def swinging(t):
        angle = 0.9 * np.cos(3.5 * t)
        return 240 + 160 * np.sin(angle), 30 + 160 * np.cos(angle)

    assert score(thing(swinging, 72), frames=72) < 0.1


def test_the_words_carry_the_speeds_and_the_curves_what_should_have_been():
    (finding,) = gravity.detect(seen(thing(FALLS_UP, 36))).findings
    assert "px/s while it rises" in finding.measured
    height, speed = finding.curves
    assert (height.quantity, speed.quantity) == ("height", "speed")
    assert len(height.measured) == len(height.expected)
    assert height.measured[-1] > height.expected[-1]
    assert finding.ghost[-1][2] > finding.boxes[-1][1].y
    assert finding.expected_vector[1] > finding.measured_vector[1]


def test_what_a_hand_carries_is_left_alone():
    ball = thing(FALLS_UP, 36)
    held = replace(ball, touching=((2,),) * 36)
    assert score(held) < 0.1


def test_what_is_cut_by_the_border_is_left_alone():
    ball = thing(FALLS_UP, 36)
    assert score(replace(ball, edge=np.ones(36, bool))) < 0.1


def test_a_bird_may_fly_up_and_a_rock_may_not():
    up = thing(UPHILL, 40)
    assert score(up, reading=read("A bird flies over a field.")) < 0.5
    assert score(up, reading=read("A rock rolls down the hill.")) > 0.8


def test_a_mark_says_that_a_thing_does_not_move_by_itself():
    up = thing(UPHILL, 40)
    place = Box(42 / 480, 202 / 272, 36 / 480, 36 / 272)
    reading = read("A man throws something.")
    assert score(up, reading=reading) < 0.5
    assert score(up, reading=reading, marks=(Mark("rigid", 0, place),)) > 0.8


def test_down_is_where_the_person_says():
    sideways = thing(joined((0.0, free(300, 100, 0, 0)), (0.5, free(300, 160, -30, 0, 0))), 36)
    pulled = thing(lambda t: (400 - 30 * t - 200 * t * t, 120.0), 30, number=2)
    assert score(sideways, pulled) < 0.1
    right = Mark("down", 0, line=((0.2, 0.5), (0.8, 0.5)))
    assert score(pulled, marks=(right,)) > 0.6


def test_what_stretches_upwards_has_not_risen():
    up = thing(UPHILL, 40)
    corners = up.corners.copy()
    corners[:, 3] += 238 - (corners[:, 1] + corners[:, 3])
    assert score(replace(up, corners=corners)) < 0.2


def test_without_a_ground_it_cannot_be_determined():
    up = thing(FALLS_UP, 36)
    said = gravity.detect(replace(seen(up), grounded=()))
    assert isinstance(said, Undetermined)
    assert "ground" in said.because


@pytest.mark.parametrize(("falls_up", "low", "high"), [(False, 0.0, 0.1), (True, 0.5, 1.0)])
def test_a_fast_spinning_ball_of_a_rendered_clip_is_judged_as_well(tmp_path, falls_up, low, high):
    whole = bouncing(40, 30, 90, 160, 0.75, 600)
    way = joined((0.0, whole), (0.9, free(*whole(0.9), 90, 60, -600))) if falls_up else whole
    ball = Sprite(lambda frame: way(frame / 24), size=(30, 30), turn=4)
    clip = Clip((ball,), frames=36, fps=24.0)
    measured = observe(render(clip), clip.info, tmp_path / "flow.npy")
    assert low <= gravity.detect(measured).score <= high


def test_what_flies_up_and_no_longer_slows_down_has_lost_its_weight():
    lost = joined((0.0, free(40, 270, 120, -320, 400)), (0.5, free(100, 160, 120, -120, 0)))
    (finding,) = gravity.detect(seen(thing(lost, 36))).findings
    assert "no longer slows down" in finding.message
    assert finding.start_frame == pytest.approx(12, abs=2)


def test_what_lands_and_rolls_on_uphill_has_a_kink_in_its_way():
    lands = joined((0.0, free(40, 120, 120, -60, 400)), (0.5, free(100, 140, 90, -40, 0)))
    assert score(thing(lands, 36)) < 0.3


def stops(way, frames=44, **asked):
    return gravity.detect(seen(thing(way, frames), frames=frames, **asked))


FLIGHT_S = 0.6
"""Until it is at the top of its way: thrown up with 300 px/s where things fall with 500 px/s²."""
AT_TOP = (60 + 60 * FLIGHT_S, 230 - 300 * FLIGHT_S + 250 * FLIGHT_S**2)


@pytest.mark.parametrize("drift", [0.0, 14.0])
def test_what_stops_at_the_top_of_its_way_hangs_in_the_air(drift):
    hangs = joined(
        (0.0, free(60, 230, 60, -300)), (FLIGHT_S, lambda t: (AT_TOP[0] + drift * t, AT_TOP[1]))
    )
    (finding,) = stops(hangs).findings
    assert finding.score > 0.6
    assert finding.start_frame == pytest.approx(FLIGHT_S * 24, abs=4)
    assert "neither falls nor rises" in finding.measured
    assert finding.ghost[-1][2] > finding.boxes[-1][1].y + finding.boxes[-1][1].h


def test_three_places_on_an_arc_are_no_fall():
    # eight frames a second: of what flies for a third of one there are no more
    lifts = joined((0.0, lambda t: (60 + 30 * t, 230.0)), (0.9, free(87, 230, 30, -260, 500)))
    hangs = joined((0.0, lifts), (1.27, lambda _: (98.0, 168.0)))
    clip = {"frames": 22, "fps": 8.0}
    assert gravity.detect(seen(thing(hangs, 22, fps=8.0), **clip)).score < 0.5


def test_what_comes_down_onto_something_has_landed():
    down = FLIGHT_S + 0.25
    place = (60 + 60 * down, 230 - 300 * down + 250 * down**2)
    landed = joined((0.0, free(60, 230, 60, -300)), (down, lambda t: place))
    assert stops(landed).score < 0.2


def test_a_dart_that_sticks_in_a_board_is_doubted_at_most():
    sticks = joined((0.0, free(60, 230, 260, -300)), (FLIGHT_S, lambda t: (216.0, AT_TOP[1])))
    assert stops(sticks).score < 0.5


def test_what_lies_on_something_that_is_marked_as_solid_is_held():
    hangs = joined((0.0, free(60, 230, 60, -300)), (FLIGHT_S, lambda t: AT_TOP))
    shelf = Mark("solid", 30, Box(60 / 480, (AT_TOP[1] + 18) / 272, 90 / 480, 12 / 272))
    assert stops(hangs).score > 0.6
    assert stops(hangs, marks=(shelf,)).score < 0.2


def test_what_comes_to_rest_after_its_last_small_bounce_lies_where_it_fell_to():
    rests = joined(
        (0.0, free(60, 90, 40, 0)),
        (0.7, free(88, 212, 40, -70)),
        (0.98, lambda t: (99.2, 212.0)),
    )
    assert stops(rests).score < 0.2


def test_a_bird_may_stop_in_the_air():
    hangs = joined((0.0, free(60, 230, 60, -300)), (FLIGHT_S, lambda t: AT_TOP))
    assert stops(hangs, reading=read("A bird flies over a field.")).score < 0.2


# --- what is let go of -------------------------------------------------------------------------

DROPS = read("A hand lifts a block and drops it.")
LIFTED = joined(
    (0.0, lambda t: (200.0, 210.0)),
    (0.5, lambda t: (200.0, 210 - 120 * t)),
    (1.0, lambda t: (200.0, 150.0)),
)
HAND = joined(
    (0.0, lambda t: (200.0, 60 + 220 * t)),
    (0.5, lambda t: (200.0, 170 - 120 * t)),
    (1.0, lambda t: (200.0, 110 - 160 * t)),
)
FELL = joined((0.0, LIFTED), (1.0, free(200, 150, 0, 0, 500)), (1.49, lambda t: (200.0, 210.0)))


def dropped(block=LIFTED, hand=HAND, reading=DROPS, **asked):
    things = thing(block, 44), thing(hand, 44, number=2)
    return gravity.detect(seen(*things, frames=44, reading=reading, **asked))


def test_what_is_let_go_of_and_stays_in_the_air_is_told_where_the_words_say_that_it_falls():
    (finding,) = dropped().findings
    assert finding.score > 0.6
    assert finding.mover == 1
    assert 24 <= finding.start_frame <= 34
    assert finding.end_frame == 43
    assert "let go of and hangs in the air" in finding.message
    assert finding.expected == "it falls once it is let go of"
    # it should lie where it lay
    assert finding.expected_vector[1] == pytest.approx(60, abs=6)
    assert finding.ghost[-1][2] == pytest.approx(210, abs=6)


def test_what_grows_where_it_stands_was_not_lifted():
    block = thing(LIFTED, 44)
    poured = replace(block, areas=block.areas * np.linspace(1, 3, 44).astype(np.float32))
    clip = seen(poured, thing(HAND, 44, number=2), frames=44, reading=DROPS)
    assert gravity.detect(clip).score < 0.1


def test_what_fills_a_glass_until_it_is_as_large_as_that_was_not_lifted():
    block = thing(LIFTED, 44)
    dips = np.interp(np.arange(44), (0, 12, 20, 30), (1.0, 1.0, 0.3, 1.0))
    filled = replace(block, areas=(block.areas * dips).astype(np.float32))
    reading = read("Juice is poured into a glass; a hand lifts a block and drops it.")
    clip = seen(filled, thing(HAND, 44, number=2), frames=44, reading=reading)
    assert gravity.detect(clip).score < 0.1
    # a hand covers what it lifts
    assert gravity.detect(replace(clip, reading=DROPS)).score > 0.5


def test_what_may_have_been_put_somewhere_is_doubted_at_most():
    assert dropped(reading=read("A hand lifts a block onto a shelf.")).score < 0.4
    assert dropped(reading=None).score < 0.4


def test_what_falls_when_it_is_let_go_of_is_as_it_should_be():
    assert dropped(FELL).score < 0.3


def test_what_is_still_held_does_not_fall():
    stays = joined((0.0, HAND), (1.0, lambda t: (200.0, 110.0)))
    assert dropped(hand=stays).score < 0.1


def test_what_is_let_go_of_onto_something_solid_lies_there():
    shelf = Mark("solid", 30, Box(160 / 480, 166 / 272, 80 / 480, 12 / 272))
    assert dropped(marks=(shelf,)).score < 0.5


def test_what_was_never_lifted_was_not_let_go_of():
    lies = joined((0.0, lambda t: (200.0, 210.0)))
    touches = joined((0.0, lambda t: (200.0, 60 + 220 * t)), (0.5, lambda t: (200, 170 - 160 * t)))
    assert dropped(lies, touches).score < 0.3


# --- what the words say falls ------------------------------------------------------------------

FALLS = read("A ball falls to the floor.")
LIES = (0.4, lambda t: (140.0, 60.0))


def sinking(t):
    return 140.0 + 20 * t, 60.0 + 70 * t


def test_what_should_fall_and_sinks_evenly_is_told_with_the_speed_it_should_have():
    (finding,) = gravity.detect(seen(thing(sinking, 44), frames=44, reading=FALLS)).findings
    assert finding.score > 0.7
    assert "evenly" in finding.message
    height = finding.curves[0]
    # it starts with what it has and ends where it would have fallen to
    assert height.expected[0] == pytest.approx(height.measured[0], abs=1)
    assert height.expected[-1] == pytest.approx(height.measured[-1], abs=6)
    assert height.expected[len(height.expected) // 2] > height.measured[len(height.measured) // 2]


@pytest.mark.parametrize(
    "prompt", ["A ball floats in the air.", "A lift goes down.", "A ball bounces back from a wall."]
)
def test_without_words_that_say_so_it_may_sink_evenly(prompt):
    assert score(thing(sinking, 44), reading=read(prompt)) < 0.2


def test_what_reaches_down_and_up_again_is_a_hand_and_does_not_fall():
    reaches = joined((0.0, sinking), (1.0, lambda t: (160.0, 130 - 70 * t)))
    assert score(thing(reaches, 44), reading=FALLS) < 0.2


def test_what_comes_nearer_as_it_goes_down_the_picture_rolls_toward_the_camera():
    nearer = thing(sinking, 44, size=lambda n: 30.0 + 0.6 * n)
    assert score(nearer, reading=FALLS) < 0.2


def test_what_should_fall_and_never_comes_down_is_told():
    stays = thing(lambda t: (100.0 + 90 * t, 60.0), 44)
    (finding,) = gravity.detect(seen(stays, frames=44, reading=FALLS)).findings
    assert 0.5 < finding.score < 0.75
    assert "never comes down" in finding.message
    assert score(stays) < 0.1


def test_who_lets_it_fall_may_stay_up():
    stays = thing(lambda t: (100.0 + 90 * t, 60.0), 44)
    assert score(stays, reading=read("A man walks along and a glass falls off the table.")) < 0.5


def test_where_something_falls_the_words_have_come_true():
    stays = thing(lambda t: (100.0 + 90 * t, 60.0), 44)
    falls = thing(free(300, 20, 0, 0), 20, number=2)
    assert score(stays, falls, reading=FALLS) < 0.2


def pendulum(t):
    angle = 0.9 * np.cos(3.5 * t)
    return 240 + 160 * np.sin(angle), 30 + 160 * np.cos(angle)


TURN = np.pi / 3.5
STAYS_UP = joined((0.0, pendulum), (TURN, lambda t: pendulum(TURN)))
SWINGS = read("A lamp swings on its cord.")


def test_what_swings_up_to_one_side_and_stays_there_is_told():
    lamp = thing(STAYS_UP, 60, noise=0.05)
    (finding,) = gravity.detect(seen(lamp, frames=60, reading=SWINGS)).findings
    assert finding.score > 0.6
    assert finding.start_frame / 24 == pytest.approx(TURN, abs=0.15)
    assert "stays there" in finding.message
    assert finding.expected == "it turns there and comes back down"


def test_what_swings_on_or_hangs_still_at_its_lowest_is_as_it_should_be():
    assert score(thing(pendulum, 60), frames=60, reading=SWINGS) < 0.1
    hangs = joined((0.0, pendulum), (TURN / 2, lambda t: pendulum(TURN / 2)))
    assert score(thing(hangs, 60), frames=60, reading=SWINGS) < 0.2


def test_an_arm_that_is_raised_is_held_there():
    lamp = thing(STAYS_UP, 60, noise=0.05)
    assert score(lamp, frames=60, reading=read("A man raises his arm.")) < 0.2
    assert score(lamp, frames=60, reading=read("A man swings a hammer.")) < 0.2


def test_what_is_caught_on_its_way_up_stops_dead_and_is_caught():
    early = 0.75 * TURN
    caught = joined((0.0, pendulum), (early, lambda t: pendulum(early)))
    assert score(thing(caught, 60, noise=0.05), frames=60, reading=SWINGS) < 0.3


def test_what_a_crane_lifts_may_rise_by_a_rope_that_nobody_sees():
    up = thing(UPHILL, 40)
    assert score(up, reading=read("A rock rolls down the hill.")) > 0.8
    assert score(up, reading=read("A crane lifts a rock.")) < 0.5
