"""What goes into something solid, with a mark and without."""

from dataclasses import replace

import numpy as np
import pytest

from engine.detectors import Undetermined, penetration
from engine.inspect.observation import observe
from engine.inspect.people.joints import Hand
from engine.inspect.things import Beginning, Ending
from engine.prompt.reading import read
from engine.records import Box, CameraStep, Mark
from tests.helpers.clips import Clip, Sprite, render
from tests.helpers.things import joined, seen, thing

WALL = Mark("solid", 0, Box(220 / 480, 90 / 272, 60 / 480, 80 / 272), noun="the phone")
PUCKS = read("A red puck hits a blue puck.")


def through(t):
    return 60 + 160 * t, 152.0


def said(*things, marks=(WALL,), **asked):
    return penetration.detect(seen(*things, marks=marks, **asked))


def test_without_a_mark_and_without_two_movers_it_cannot_be_determined():
    answer = said(thing(through), marks=())
    assert isinstance(answer, Undetermined)
    assert answer.mark == "solid"


def test_what_goes_through_a_marked_thing_is_found():
    (finding,) = said(thing(through)).findings
    assert finding.score > 0.8
    assert 20 <= finding.start_frame <= 26
    assert finding.message.startswith("It goes through the phone")
    assert max(finding.curves[0].measured) > 90


def test_what_stops_at_it_or_turns_is_as_it_should_be():
    stops = joined((0.0, through), (0.875, lambda _: (200.0, 152.0)))
    back = joined((0.0, through), (0.875, lambda t: (200 - 80 * t, 152.0)))
    assert said(thing(stops)).score < 0.2
    assert said(thing(back)).score < 0.2


def test_what_lies_on_it_was_there_before():
    assert said(thing(lambda t: (250 + 40 * t, 130.0))).score < 0.1


def test_what_passes_far_in_front_is_doubtful():
    assert said(thing(lambda t: (60 + 160 * t, 215.0), size=120)).score < 0.5


def test_a_solid_thing_that_gives_way_is_pushed():
    host = thing(
        joined((0.0, lambda _: (250.0, 130.0)), (0.8, lambda t: (250 + 160 * t, 130.0))),
        number=2,
        size=60,
    )
    mark = replace(WALL, box=Box(220 / 480, 100 / 272, 60 / 480, 60 / 272))
    pusher = thing(lambda t: (74 + 160 * t, 135.0))
    assert said(pusher, host, marks=(mark,)).score < 0.2


BLOCK = replace(WALL, box=Box(220 / 480, 122 / 272, 60 / 480, 60 / 272))


def test_what_a_hand_takes_along_is_not_gone_through():
    way = joined((0.0, lambda _: (250.0, 180.0)), (1.0, lambda t: (250 + 20 * t, 180 - 90 * t)))
    box = thing(way, number=2, size=60)
    mark = replace(WALL, box=Box(220 / 480, 150 / 272, 60 / 480, 60 / 272))
    # it comes from above, cut by the border; its fingers slip farther over the box as it lifts
    frames = np.arange(48)
    top = np.array([way(n / 24)[1] for n in frames]) - 30
    deep = np.interp(frames, (0, 16, 24, 30), (-60, 12, 12, 24))
    low = top + deep
    x = np.full(48, 250.0)
    corners = np.column_stack([x - 25, 0 * x, 0 * x + 50, low]).astype(np.float32)
    hand = thing(lambda t: (250.0, float(low[round(t * 24)]) - 25), size=50)
    hand = replace(hand, corners=corners, edge=np.ones(48, bool))
    assert said(hand, box, marks=(mark,)).score < 0.4


def tower(falls):
    """Wider and wider from a second on, or not at all."""
    one = thing(lambda _: (250.0, 130.0), number=2, size=120)
    wider = np.maximum(0, np.arange(48) - 20) * (4.0 if falls else 0.0)
    corners = one.corners.copy()
    corners[:, 2] += wider
    return replace(one, corners=corners)


def test_a_block_of_a_tower_is_only_there_until_the_tower_falls():
    assert said(thing(through), tower(falls=False), marks=(BLOCK,)).score > 0.8
    assert said(thing(through), tower(falls=True), marks=(BLOCK,)).score < 0.2


def test_what_comes_into_the_box_around_something_hollow_is_not_in_it():
    hollow = thing(lambda _: (250.0, 152.0), number=2, size=60)
    hollow = replace(hollow, areas=np.full(48, 0.2 * 60 * 60, np.float32))
    assert said(thing(through), hollow, marks=(BLOCK,)).score < 0.3


def test_the_mark_stays_on_the_ground_when_the_camera_goes():
    steps = tuple(CameraStep(n, 4.0, 0.0, 1.0, 0.0) for n in range(47))
    beside = thing(lambda t: (250 + 3 * t, 152.0 + 0 * t), first=30, frames=18)
    moving = thing(lambda t: (330.0 - 30 * t, 152.0), number=2)
    assert said(beside, moving, camera=steps).score < 0.2


def test_what_vanishes_in_it_and_comes_out_again_on_the_same_level_is_found():
    into = thing(through, 24, ending=Ending.NOWHERE)
    out = thing(through, 10, number=1, first=38, beginning=Beginning.NOWHERE)
    detection = said(into, replace(out, id=2))
    assert detection.score > 0.5
    assert "out of sight" in detection.findings[0].measured


@pytest.mark.parametrize(("reading", "low", "high"), [(PUCKS, 0.6, 1.0), (None, 0.2, 0.5)])
def test_two_that_run_through_each_other_on_one_level(reading, low, high):
    one = thing(lambda t: (100 + 140 * t, 150.0))
    two = thing(lambda t: (380 - 140 * t, 150.0), number=2)
    assert low <= said(one, two, marks=(), reading=reading).score <= high


def test_two_that_pass_in_front_of_each_other_are_fine():
    one = thing(lambda t: (100 + 140 * t, 150.0))
    two = thing(lambda t: (380 - 140 * t, 162.0), number=2)
    assert said(one, two, marks=(), reading=PUCKS).score < 0.3


def test_two_that_hit_each_other_are_fine():
    one = thing(
        joined((0.0, lambda t: (100 + 140 * t, 150.0)), (0.87, lambda t: (222 - 90 * t, 150.0)))
    )
    two = thing(
        joined((0.0, lambda t: (380 - 140 * t, 150.0)), (0.87, lambda t: (258 + 90 * t, 150.0))),
        number=2,
    )
    answer = said(one, two, marks=(), reading=PUCKS)
    assert isinstance(answer, Undetermined) or answer.score < 0.3


def test_what_is_out_of_sight_for_a_while_is_a_hint_and_no_finding():
    into = thing(through, 24, ending=Ending.NOWHERE)
    out = thing(through, 10, number=1, first=38, beginning=Beginning.NOWHERE)
    assert 0.2 < said(into, replace(out, id=2), marks=()).score < 0.5


def test_a_hand_that_grips_comes_to_rest_at_the_thing():
    hand = thing(
        joined((0.0, lambda t: (60 + 160 * t, 130.0)), (1.0, lambda _: (220.0, 130.0))), size=60
    )
    assert said(hand).score < 0.3


# --- hands -------------------------------------------------------------------------------------


def hands(way, frames=48, wide=60.0, every=3):
    """The looks at a hand that goes a way, which is a function of seconds."""
    points = np.zeros((21, 3), np.float32)
    return tuple(
        Hand(n, Box(way(n / 24)[0] - wide / 2, way(n / 24)[1] - wide / 2, wide, wide), points, 0.9)
        for n in range(0, frames, every)
    )


def reaching(t):
    return 80 + 110 * t, 130.0


def test_a_hand_that_goes_through_a_marked_thing_is_found():
    (finding,) = said(hands=hands(reaching)).findings
    assert 0.5 < finding.score < 0.7
    assert finding.message.startswith("A hand possibly goes through the phone")
    assert finding.mover is None
    assert finding.boxes[0][0] == finding.start_frame
    assert len(finding.boxes) == finding.end_frame - finding.start_frame + 1


def test_a_hand_that_comes_to_rest_at_a_marked_thing_grips_it():
    grips = joined((0.0, reaching), (1.0, lambda _: (190.0, 130.0)))
    deeper = joined((0.0, reaching), (1.2, lambda _: (212.0, 130.0)))
    assert said(hands=hands(grips)).score < 0.1
    assert said(hands=hands(deeper)).score < 0.5


def box_that_yields(at):
    """Lies until that second, then goes with the hand."""
    return thing(
        joined((0.0, lambda _: (230.0, 130.0)), (at, lambda t: (230 + 110 * t, 130.0))), size=60.0
    )


def test_what_gives_way_only_when_the_hand_is_in_it_is_doubtful_without_a_mark():
    late = said(box_that_yields(1.25), hands=hands(reaching), marks=())
    assert 0.2 < late.score < 0.5
    assert "A hand possibly goes" in late.findings[0].message


def test_what_a_hand_pushes_gives_way_at_once():
    answer = said(box_that_yields(0.85), hands=hands(reaching), marks=())
    assert isinstance(answer, Undetermined) or answer.score < 0.1


def test_a_hand_that_holds_it_from_the_beginning_belongs_there():
    held = said(thing(reaching, size=60.0), hands=hands(reaching), marks=())
    assert isinstance(held, Undetermined) or held.score < 0.1


def test_a_hand_of_a_few_looks_says_nothing():
    assert said(hands=hands(reaching, frames=8)).score < 0.1


# --- the view moves ----------------------------------------------------------------------------


def test_a_mark_on_what_stands_still_stays_there_in_a_rendered_clip_that_pans(tmp_path):
    ball = Sprite(lambda n: (40 + 4.0 * n, 96.0), size=(30, 30))
    clip = Clip((ball,), frames=48, fps=24.0, pan=(2.0, 0.0))
    measured = observe(render(clip), clip.info, tmp_path / "flow.npy")
    through = Mark("solid", 0, Box(110 / 320, 76 / 192, 40 / 320, 40 / 192))
    beside = Mark("solid", 0, Box(110 / 320, 136 / 192, 40 / 320, 40 / 192))
    assert penetration.detect(replace(measured, marks=(through,))).score > 0.6
    assert penetration.detect(replace(measured, marks=(beside,))).score < 0.1


PUSHES = read("A hand pushes a wooden block across the table.")


def test_what_should_be_pushed_and_stays_is_a_doubt():
    (finding,) = said(thing(through), marks=(), reading=PUSHES).findings
    assert 0.2 < finding.score < 0.5
    assert "the wooden block" in finding.message
    assert finding.mover == 1


def test_where_another_thing_moves_it_was_pushed():
    pushed = thing(lambda t: (240 + 90 * max(0.0, t - 1), 152.0), number=2)
    assert not getattr(said(thing(through), pushed, marks=(), reading=PUSHES), "findings", ())


def test_what_gets_larger_on_its_way_may_have_taken_it_along():
    both = thing(through, size=lambda n: 36.0 if n < 24 else 60.0)
    answer = said(both, marks=(), reading=PUSHES)
    assert getattr(answer, "score", 0.0) < 0.2


def test_of_a_wall_that_is_hit_nothing_moves():
    wall = read("A ball hits the wall and bounces back.")
    assert isinstance(said(thing(through), marks=(), reading=wall), Undetermined)


def test_two_whose_outlines_mix_where_they_meet_are_judged_by_their_ways_around_it():
    one, two = thing(through), thing(lambda _: (220.0, 152.0), number=2)
    # one is taken for the other while they are in one place
    mixed = one.ground.copy()
    mixed[20:30] = two.ground[20:30]
    one = replace(one, ground=mixed)
    assert said(one, two, marks=(), reading=PUCKS).score > 0.5


PUSHES = read("A hand pushes a wooden block to the left.")


def arm(front, *, ends_at=48):
    """An arm that comes in over the right border, its front at a place that hangs on seconds."""
    at = np.array([front(n / 24) for n in range(ends_at)])
    boxes = np.column_stack([at, np.full(len(at), 132.0), 480 - at, np.full(len(at), 36.0)])
    return thing(
        lambda t: (0.5 * (front(t) + 480), 150.0),
        ends_at,
        number=5,
        corners=boxes.astype(np.float32),
        areas=(boxes[:, 2] * boxes[:, 3]).astype(np.float32),
        edge=np.ones(len(at), bool),
    )


def comes(to):
    return lambda t: max(480 - 200 * t, to)


def tip(**other):
    """What comes out to the left of what is marked, a second after the beginning."""
    other.setdefault("beginning", Beginning.BEHIND)
    return thing(lambda t: (202 - 60 * (t - 1), 150.0), 24, number=6, first=24, **other)


def pictures(*, moved=0):
    """The first and the last picture; what is marked is that many pixels farther in the last."""
    ground = np.random.default_rng(1).integers(90, 110, (272, 480, 3), np.uint8)
    found = []
    for shift in (0, moved):
        picture = ground.copy()
        picture[90:170, 220 - shift : 280 - shift] = (30, 60, 200)
        picture[100:160:8, 220 - shift : 280 - shift] = (220, 220, 90)
        found.append(picture)
    return tuple(found)


def test_what_comes_out_at_the_far_side_of_what_it_should_push_is_found():
    clip = (arm(comes(280.0)), tip())
    (finding,) = said(*clip, reading=PUSHES, ends=pictures()).findings
    assert finding.score > 0.7
    assert finding.start_frame == 24
    assert finding.message.startswith("It goes through the phone: it comes out at the far side")
    assert finding.measured == "it comes out at the far side of the phone"
    assert finding.box.x < 200  # what comes out is shown
    # it may have gone behind what is only in its way
    assert 0.3 < said(*clip, ends=pictures()).score < 0.5


def test_what_is_taken_along_was_not_gone_through():
    clip = (arm(comes(280.0)), tip())
    assert said(*clip, reading=PUSHES, ends=pictures(moved=40)).score < 0.2
    other = tip(colour=lambda _: (40, 90, 60))
    assert said(arm(comes(280.0)), other, reading=PUSHES, ends=pictures()).score < 0.3
    here_before = tip(beginning=Beginning.START)
    assert said(arm(comes(280.0)), here_before, reading=PUSHES, ends=pictures()).score < 0.2


def test_a_hand_that_gets_far_beyond_what_stays_where_it_was_goes_through_it():
    def reaches(t):  # and slows down there, as who grips does
        return max(480 - 260 * min(t, 0.9) - 60 * max(0.0, t - 0.9), 190.0)

    beyond = arm(reaches)
    (finding,) = said(beyond, ends=pictures()).findings
    assert finding.score > 0.5
    assert said(beyond, ends=pictures(moved=40)).score < 0.3
    assert said(arm(lambda t: max(reaches(t), 240.0)), ends=pictures()).score < 0.3


def test_what_stops_short_and_is_seen_again_farther_on_is_a_doubt_without_a_mark():
    clip = (arm(comes(280.0)), tip())
    assert 0.4 < said(*clip, marks=(), reading=PUSHES).score < 0.5
    assert isinstance(said(*clip, marks=()), Undetermined)
    assert isinstance(said(arm(comes(30.0)), tip(), marks=()), Undetermined)


def test_an_arm_that_goes_on_through_it_is_a_doubt_only_where_it_took_it_along():
    through_it = arm(lambda t: 480 - 180 * t)
    through_it = replace(through_it, areas=np.full(48, 7000.0, np.float32))  # a sleeve alone
    assert said(through_it).score > 0.5  # whether it stays is not known
    assert said(through_it, ends=pictures()).score > 0.5
    assert 0.3 < said(through_it, ends=pictures(moved=40)).score < 0.5
