"""Things that end or begin nowhere, and those that only seem to."""

from dataclasses import replace

import numpy as np
import pytest

from engine.detectors import pop
from engine.inspect.appearance import Appearance
from engine.inspect.light import Light
from engine.inspect.things import Beginning, Ending
from engine.prompt.reading import read
from engine.records import Box
from tests.helpers.things import seen, thing


def across(t):
    return 80 + 100 * t, 140.0


def lit(before, after, frames=48):
    """How light the parts of the pictures are: others from frame 11 on."""
    tiles = np.concatenate([np.tile(before, (11, 1, 1)), np.tile(after, (frames - 11, 1, 1))])
    steps = np.zeros(frames - 1, np.float32)
    detail, same = np.full(frames, 10, np.float32), np.zeros(frames - 1, bool)
    return Light(tiles.astype(np.float32), steps, steps, steps, detail, same)


def gone(frames=30, **other):
    return replace(thing(across, frames, **other), ending=Ending.NOWHERE)


def score(*things, **asked):
    return pop.detect(seen(*things, **asked)).score


def event(**other):
    found = Appearance(
        kind="appears",
        start_frame=10,
        end_frame=13,
        box=Box(200, 100, 40, 40),
        area=0.01,
        contrast=70.0,
        unsteady=3.0,
        in_place=2.0,
        alike=0.4,
        way=0.0,
        margin=0.2,
        outline=1.5,
        thick=0.08,
        passed=0.0,
    )
    return replace(found, **other)


def test_what_is_gone_while_it_moves_is_found_in_its_frame():
    (finding,) = pop.detect(seen(gone())).findings
    assert finding.score > 0.7
    assert (finding.start_frame, finding.end_frame) == (29, 30)
    assert "vanishes" in finding.message
    assert finding.box.x < 80 + 100 * 29 / 24 < finding.box.x + finding.box.w


def test_what_an_event_and_a_thing_tell_of_one_place_is_told_once_and_as_sure_as_the_surer():
    ball = gone()
    box, last = Box(*ball.boxes[-1]), ball.last
    there = event(kind="vanishes", box=box, start_frame=last, end_frame=last + 2, contrast=44.0)
    assert 0.5 < pop.score_of(there) < score(ball)
    told = pop.detect(seen(ball, appearances=(there,)))
    assert [finding.score for finding in told.findings] == [told.score]
    assert told.score == score(ball)


def test_a_thing_and_its_shadow_vanish_together():
    ball = gone()
    below = thing(lambda t: (80 + 100 * t, 200.0), 30, number=2, size=20.0, ending=Ending.NOWHERE)
    ball, below = (replace(one, touching=((3 - one.id,),) * 30) for one in (ball, below))
    assert score(ball, below) > 0.7
    # what goes on has taken it up
    assert score(ball, replace(below, ending=Ending.BORDER, first=4)) < 0.1


def test_what_came_in_may_be_gone_soon_and_what_only_flashes_up_is_no_thing():
    ball = gone(8, first=12, beginning=Beginning.BORDER)
    assert score(ball) > 0.7
    assert score(replace(ball, beginning=Beginning.NOWHERE)) < 0.1


def test_a_pile_that_loses_its_top_has_not_rushed_by():
    pile = thing(lambda _: (200.0, 150.0), 48)
    rows = np.arange(48) > 10
    corners, ground, areas = pile.corners.copy(), pile.ground.copy(), pile.areas.copy()
    corners[:] = (180, 100, 40, 100)
    ground[:] = (200, 150)
    areas[:] = 4000
    corners[rows], ground[rows], areas[rows] = (180, 150, 40, 50), (200, 175), 2000
    pile = replace(pile, corners=corners, ground=ground, centres=ground, areas=areas)
    top = event(kind="vanishes", box=Box(182, 102, 36, 46), start_frame=9, end_frame=12)
    assert score(pile, appearances=(top,)) > 0.7
    # the same pile that goes down by as much, whole
    falls = replace(pile, corners=np.where(rows[:, None], (180, 150, 40, 100), corners))
    falls = replace(falls, areas=np.full(48, 4000.0, np.float32))
    assert score(falls, appearances=(top,)) < 0.1


def test_what_is_there_while_it_moves_is_found():
    came = replace(thing(across, 30, first=18), beginning=Beginning.NOWHERE)
    (finding,) = pop.detect(seen(came)).findings
    assert finding.score > 0.7
    assert "appears" in finding.message
    assert finding.end_frame == 18


@pytest.mark.parametrize("ending", [Ending.BORDER, Ending.BEHIND, Ending.JOINED, Ending.END])
def test_what_is_known_to_have_gone_somewhere_is_no_pop(ending):
    assert score(replace(gone(), ending=ending)) < 0.1


def test_where_one_shot_goes_over_into_another_nothing_pops():
    draw = np.random.default_rng(2)
    one, other = draw.uniform(20, 220, (2, 6, 8))
    popped = one.copy()
    popped[2:4, 3:5] += 60
    for after, told in ((one, True), (popped, True), (one + 30, True), (other, False)):
        found = score(appearances=(event(),), light=lit(one, after))
        assert (found > 0.5) is told


def test_a_speck_of_all_that_comes_and_goes_around_it_is_no_pop():
    hand = [
        event(start_frame=8 + n, end_frame=11 + n, box=Box(20 + 60 * n, 10, 50, 50), area=0.02)
        for n in range(4)
    ]
    hand = [replace(one, unsteady=30.0) for one in hand]
    speck = event(area=0.003)
    assert score(appearances=(speck,)) > 0.7
    assert score(appearances=(speck, *hand)) < 0.5
    assert score(appearances=(event(area=0.03), *hand)) > 0.7
    later = [replace(one, start_frame=35 + n, end_frame=38 + n) for n, one in enumerate(hand)]
    assert score(appearances=(speck, *later)) > 0.7


def test_several_conditions_that_are_hardly_met_are_less_than_one():
    hardly = {"contrast": 44.0, "unsteady": 6.5, "in_place": 5.4, "alike": 0.8}
    for name, value in hardly.items():
        assert score(appearances=(event(**{name: value}),)) > 0.5
    assert score(appearances=(event(**hardly),)) < 0.5


def test_what_ends_with_the_clip_is_no_pop():
    assert score(gone(47)) < 0.1


def test_what_gets_smaller_first_may_have_gone_behind_something():
    assert score(gone(size=lambda n: 36.0 * float(np.clip((30 - n) / 6, 0.15, 1)))) < 0.3


def caught(gain):
    """A ball that flies to a hand, which is larger by `gain` of its area from then on."""
    ball = replace(thing(lambda t: (20 + 200 * t, 140.0), 30), ending=Ending.NOWHERE)
    hand = thing(lambda _: (330.0, 140.0), number=2, size=40.0)
    areas = hand.areas.copy()
    areas[31:] += gain * float(ball.areas[-1])
    return ball, replace(hand, areas=areas)


def test_a_ball_that_is_caught_goes_on_as_a_part_of_the_hand():
    assert score(*caught(0.9)) < 0.1
    assert score(*caught(0.0)) > 0.7


def test_what_changes_where_a_ball_is_caught_is_no_pop_there():
    place = event(kind="vanishes", start_frame=29, end_frame=32, box=Box(250, 125, 30, 30))
    assert score(appearances=(place,)) > 0.8
    assert score(*caught(0.9), appearances=(place,)) < 0.1


def test_what_went_by_and_ends_later_did_not_vanish_there():
    place = event(
        kind="vanishes", start_frame=15, end_frame=33, box=Box(133, 128, 24, 24), area=0.004
    )
    ball, hand = caught(0.9)
    assert score(ball, hand, appearances=(place,)) < 0.1


@pytest.mark.parametrize(("faint", "told"), [(1.0, False), (0.5, True)])
def test_what_goes_behind_something_is_less_and_less_and_as_it_was(faint, told):
    def size(frame):
        return 40.0 * float(np.clip((31 - frame) / 8, 0.2, 1)) ** 0.5

    ball = thing(lambda _: (220.0, 140.0), 31, size=size)
    contrast = ball.contrast * np.where(ball.areas < 0.9 * ball.areas.max(), faint, 1.0)
    less = replace(ball, contrast=contrast.astype(np.float32), ending=Ending.BEHIND)
    place = event(kind="vanishes", start_frame=28, end_frame=32, box=Box(212, 132, 14, 14))
    assert (score(less, appearances=(place,)) > 0.5) is told


@pytest.mark.parametrize(
    ("ending", "told"), [(Ending.BORDER, False), (Ending.END, True)], ids=["out", "still there"]
)
def test_what_is_uncovered_as_somebody_goes_out_has_not_appeared(ending, told):
    walker = replace(thing(lambda t: (300 + 120 * t, 140.0), 30, size=70.0), ending=ending)
    last = walker.boxes[-1]
    place = event(
        box=Box(last.x + 20, last.y + 20, 24, 24), start_frame=29, end_frame=32, area=0.004
    )
    assert (score(walker, appearances=(place,)) > 0.5) is told


def test_what_is_beside_another_may_have_joined_it():
    assert score(gone(), thing(lambda t: (80 + 100 * t, 180.0), number=2)) < 0.1


def test_what_is_seen_again_elsewhere_at_once_has_not_gone():
    again = replace(
        thing(lambda t: (120 + 100 * t, 140.0), 18, first=30, number=2),
        beginning=Beginning.NOWHERE,
    )
    assert score(gone(), again) < 0.3


def test_what_hardly_differs_from_the_ground_is_not_told():
    assert score(replace(gone(), contrast=np.full(30, 12, np.float32))) < 0.2


def test_an_event_beyond_doubt_is_found():
    assert pop.score_of(event()) > 0.9


@pytest.mark.parametrize(
    "change",
    [
        {"contrast": 30.0, "outline": 1.0},
        {"unsteady": 20.0},
        {"in_place": 14.0},
        {"alike": 0.95},
        {"way": 0.9, "passed": 0.9},
        {"thick": 0.01},
        {"margin": 0.01},
        {"area": 0.0005},
    ],
    ids=[
        "faint",
        "boils",
        "changes in place",
        "is found again",
        "is passed",
        "is a sliver",
        "at the border",
        "is tiny",
    ],
)
def test_what_can_be_explained_otherwise_is_doubted(change):
    assert pop.score_of(event(**change)) < 0.45


def test_half_the_evidence_is_a_doubt_and_not_nothing():
    assert 0.15 < pop.score_of(event(contrast=38.0, outline=1.0)) < 0.5


def test_a_thing_beside_that_moves_does_not_hide_a_pop():
    assert pop.score_of(event(way=0.9, passed=0.05)) > 0.5


def test_a_thing_that_flies_to_a_place_explains_what_appears_there():
    ball = thing(lambda t: (60 + 160 * t, 140.0), size=36.0)
    box = ball.boxes[18]
    there = event(box=Box(*box), start_frame=13, end_frame=18, area=36.0 * 36.0 * 0.8 / (480 * 272))
    assert pop.score_of(there) > 0.9
    assert score(ball, appearances=(there,)) < 0.1
    elsewhere = event(start_frame=13, end_frame=18, box=Box(300, 40, 36, 36))
    assert score(ball, appearances=(elsewhere,)) > 0.9


def test_what_a_thing_leaves_uncovered_has_not_appeared():
    ball = thing(lambda t: (60 + 160 * t, 140.0), size=36.0)
    part = 36.0 * 36.0 * 0.8 / (480 * 272)
    behind = event(box=Box(*ball.boxes[13]), start_frame=13, end_frame=18, area=part)
    assert pop.score_of(behind) > 0.9
    assert score(ball, appearances=(behind,)) < 0.1
    # a pile that loses a half of itself at once has not gone anywhere
    late = (np.arange(48) > 15).astype(np.float32)
    pile = replace(thing(lambda _: (200.0, 140.0), size=60.0), ground=ball.ground)
    pile = replace(pile, areas=pile.areas * (1 - 0.5 * late))
    lost = event(kind="vanishes", box=Box(185, 125, 30, 30), start_frame=13, end_frame=18)
    assert score(pile, appearances=(lost,)) > 0.9


def fading(lasts=6, frames=30, contrast=60.0, left=0.2, **other):
    """Whole until the end, and fainter from frame to frame: it goes over into a gray wall."""
    one = gone(frames, **other)
    part = np.clip((np.arange(frames) - (frames - 1 - lasts)) / lasts, 0, 1)[:, None] * (1 - left)
    return replace(
        one,
        contrast=(contrast * (1 - part[:, 0])).astype(np.float32),
        colour=(one.colour * (1 - part) + 128 * part).astype(np.float32),
        areas=(one.areas * np.where(part[:, 0] > 0.7, 0.3, 1.0)).astype(np.float32),
    )


@pytest.mark.parametrize("lasts", [3, 6, 8])
def test_what_fades_while_it_is_whole_is_found(lasts):
    (finding,) = pop.detect(seen(fading(lasts))).findings
    assert finding.score > 0.5
    assert finding.end_frame == pytest.approx(30, abs=2)


def test_what_goes_behind_something_is_as_clear_as_before_and_gets_smaller():
    hidden = fading()
    hidden = replace(
        hidden,
        contrast=np.full(30, 60, np.float32),
        colour=gone().colour,
        areas=(hidden.areas * np.linspace(1, 0.3, 30)).astype(np.float32),
    )
    assert score(hidden) < 0.2


def test_what_comes_before_something_of_its_own_colours_has_not_faded():
    assert score(replace(fading(), colour=gone().colour)) < 0.2


def test_what_never_was_as_clear_and_as_large_for_a_while_may_fade_as_smoke_does():
    draw = np.random.default_rng(2)
    smoke = fading()
    smoke = replace(smoke, areas=(smoke.areas * draw.uniform(0.6, 1.4, 30)).astype(np.float32))
    assert score(smoke) < 0.2


def test_what_becomes_larger_where_it_is_has_not_come_from_nowhere():
    box = thing(across, size=lambda n: 36.0 if n < 24 else 72.0)
    around = box.boxes[24]
    ring = event(kind="appears", start_frame=22, end_frame=25, box=around, area=0.02)
    assert pop.score_of(ring) > 0.5
    assert score(box, appearances=(ring,)) < 0.2


def test_what_is_poured_comes_to_be_where_nothing_was():
    level = event(kind="appears")
    assert score(appearances=(level,)) > 0.5
    assert score(appearances=(level,), reading=read("Water is poured into a glass.")) < 0.5
    gone_again = event(kind="vanishes")
    reading = read("Water is poured into a glass.")
    assert score(appearances=(gone_again,), reading=reading) > 0.5


def test_the_strip_that_a_thing_comes_over_has_not_appeared():
    ball = thing(lambda t: (60 + 90 * t, 140.0), size=60.0)
    # half of its width on: what is new is the half in front
    left, top, _, tall = ball.boxes[17].x + 44, ball.boxes[17].y, 0, ball.boxes[17].h
    strip = event(box=Box(left, top, 16, tall), start_frame=13, end_frame=17, area=0.004)
    assert pop.score_of(strip) > 0.9
    assert score(ball, appearances=(strip,)) < 0.1
    inside = event(box=Box(left - 20, top, 16, tall), start_frame=13, end_frame=17, area=0.004)
    assert score(ball, appearances=(inside,)) > 0.9


@pytest.mark.parametrize(("step", "told"), [(18.0, False), (4.0, True)], ids=["fast", "slow"])
def test_what_changes_on_the_way_of_what_rushes_by_has_no_past(step, told):
    ball = thing(lambda t: (60 + step * 24 * t, 140.0), 20, size=36.0)
    # blurred as it is, its outline is another one in each frame
    trembles = replace(
        ball, areas=ball.areas * (1 + 0.15 * (-1.0) ** np.arange(20, dtype=np.float32))
    )
    x, y = (float(v) for v in ball.centres[9])
    place = event(
        kind="vanishes", box=Box(x - 9, y - 9, 18, 18), start_frame=8, end_frame=9, area=0.003
    )
    assert (score(trembles, appearances=(place,)) > 0.5) is told


def test_pieces_that_fall_as_one_thing_have_not_appeared_where_they_come():
    pile = thing(lambda t: (200.0, 80 + 80 * t), size=90.0)
    piece = event(box=Box(180, 110, 24, 24), start_frame=16, end_frame=23, area=0.003)
    assert score(pile, appearances=(piece,)) > 0.9
    loose = replace(pile, solidity=np.full(48, 0.6, np.float32))
    assert score(loose, appearances=(piece,)) < 0.1
    # what runs is as loose, and nothing that comes beside its legs was a piece of it
    runs = replace(loose, ground=loose.ground[:, ::-1].copy())
    assert score(runs, appearances=(piece,)) > 0.9


def test_what_flies_to_a_hand_is_blurred_and_has_not_faded():
    ball, hand = caught(0.9)
    faint = np.clip((np.arange(len(ball)) - len(ball) + 7) / 6, 0, 0.8)
    blurred = replace(
        ball,
        contrast=(ball.contrast * (1 - faint)).astype(np.float32),
        colour=(ball.colour * (1 - faint[:, None]) + 128 * faint[:, None]).astype(np.float32),
    )
    assert score(blurred) > 0.5
    assert score(blurred, hand) < 0.5


def test_where_the_words_make_things_break_only_what_is_beyond_doubt_is_a_pop():
    near = event(contrast=42.0)
    assert 0.5 < score(appearances=(near,)) < 0.75
    assert score(appearances=(near,), reading=read("A man splits a log with an axe.")) < 0.5
    sure = event(contrast=90.0)
    assert score(appearances=(sure,), reading=read("A man splits a log with an axe.")) > 0.75


def test_what_is_painted_comes_to_be_where_nothing_was():
    paint = event(contrast=90.0)
    assert score(appearances=(paint,), reading=read("A ball rolls to the left.")) > 0.75
    assert score(appearances=(paint,), reading=read("A roller paints a wall.")) < 0.5


def test_a_ball_that_is_told_from_its_shadow_only_then_has_not_come_from_nowhere():
    """The ball ends where its shadow begins and becomes the ball."""
    falls = replace(
        thing(lambda t: (140 + 20 * t, 60 + 120 * t), 24, size=40.0), ending=Ending.NOWHERE
    )
    lands = thing(lambda t: (160 + 20 * t, 215.0), 24, number=2, first=24, size=40.0)
    small = np.where(np.arange(24) < 2, 0.08, 1.0).astype(np.float32)
    lands = replace(lands, areas=lands.areas * small, beginning=Beginning.NOWHERE)
    assert score(falls, lands) < 0.5
