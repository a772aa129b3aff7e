"""What sets off too early, and what was hit."""

from dataclasses import replace

import pytest

from engine.detectors import early_effect
from engine.inspect.observation import observe
from engine.inspect.things import Beginning
from engine.prompt.reading import read
from engine.records import Box, Mark
from tests.helpers.clips import Clip, Sprite, render
from tests.helpers.things import joined, seen, thing

PINS = read("A ball rolls against a domino, which topples.")


def ball(arrives=1.2, then=170.0):
    """Rolls towards x = 300, is there after some seconds, and goes on at `then` px/s."""
    comes, goes = (lambda t: 264 - 170 * (arrives - t)), (lambda t: 264 + then * (t - arrives))
    return thing(lambda t: (comes(t) if t < arrives else goes(t), 140.0), number=2)


def pin(sets_off):
    rest, goes = (lambda _: (300.0, 140.0)), (lambda t: (300.0 + 120 * t, 140.0))
    return thing(joined((0.0, rest), (sets_off, goes)))


def score(*things, **asked):
    return early_effect.detect(seen(*things, **asked)).score


def test_what_is_hit_moves_when_it_is_hit():
    assert score(pin(1.2), ball(), reading=PINS) < 0.2


def test_what_moves_before_it_is_reached_is_found():
    (finding,) = early_effect.detect(seen(pin(0.7), ball(), reading=PINS)).findings
    assert finding.score > 0.7
    assert finding.mover == 1
    assert finding.start_frame == pytest.approx(0.7 * 24, abs=3)
    assert finding.end_frame == pytest.approx(1.2 * 24, abs=4)
    assert "before the other one is there" in finding.measured
    (gap,) = finding.curves
    assert gap.measured[0] > 50 > gap.measured[-1]


def test_what_drifts_all_the_time_does_not_set_off():
    def drifts(t):
        return (310.0 - 9 * t, 140.0) if t < 1.2 else (299.2 + 120 * (t - 1.2), 140.0)

    assert score(thing(drifts), ball(), reading=PINS) < 0.1


def test_what_drifts_and_sets_off_too_early_is_found():
    def drifts(t):
        return (307.0 - 9 * t, 140.0) if t < 0.7 else (300.7 + 120 * (t - 0.7), 140.0)

    assert score(thing(drifts), ball(), reading=PINS) > 0.7


def test_without_words_a_long_lead_is_enough():
    assert score(pin(0.6), ball(then=60.0)) > 0.5


def test_without_words_who_walks_past_hit_nothing():
    walks_on, stops = ball(then=170.0), ball(then=60.0)
    assert score(pin(0.6), walks_on) < 0.3 < score(pin(0.6), stops)
    assert score(pin(0.6), walks_on, reading=PINS) > 0.5


def test_what_goes_to_meet_it_was_not_set_off_by_it():
    meets = thing(joined((0.0, lambda _: (300.0, 140.0)), (0.6, lambda t: (300.0 - 60 * t, 140.0))))
    assert score(meets, ball(), reading=PINS) < 0.1


def test_who_passes_somewhere_else_is_no_cause():
    away = thing(lambda t: (60 + 170 * t, 40.0), number=2)
    assert score(pin(0.7), away, reading=PINS) < 0.1


def test_people_may_start_when_somebody_comes():
    assert score(pin(0.6), ball(), reading=read("A man waits for a woman.")) < 0.3


def test_the_shadow_under_what_comes_down_sets_nothing_off():
    falls = read("A ball falls onto a table.")
    ball = thing(lambda t: (120 + 60 * t, 60 + 90 * t), number=2)

    def below(speed):
        return thing(
            lambda t: (120 + speed * t, 200.0), 30, number=3, first=12, beginning=Beginning.NOWHERE
        )

    assert score(below(60.0), ball, reading=falls) < 0.1
    # what lies where it comes down, and does not go along, may have been set off
    here = thing(lambda _: (205.0, 200.0), 30, number=3, first=12, beginning=Beginning.NOWHERE)
    assert score(here, ball, reading=falls) > 0.5


def test_a_shadow_lies_below_as_the_person_says_where_down_is():
    falls = read("A ball falls onto a wall.")
    ball = thing(lambda t: (60 + 90 * t, 120 + 40 * t), number=2)
    beside = thing(
        lambda t: (200.0, 120 + 40 * t), 30, number=3, first=12, beginning=Beginning.NOWHERE
    )
    right = Mark("down", 0, line=((0.2, 0.5), (0.8, 0.5)))
    assert score(beside, ball, reading=falls) > 0.5
    assert score(beside, ball, reading=falls, marks=(right,)) < 0.1


JAVELIN = read("A javelin lands in the sand.")
DUST = thing(
    lambda t: (300.0, 150 - 60 * (t - 0.7)), 20, number=3, first=17, beginning=Beginning.NOWHERE
)


def test_dust_before_the_impact_is_found_where_things_are_rigid():
    assert score(DUST, ball(), reading=JAVELIN) > 0.5
    assert score(DUST, ball()) < 0.5
    assert score(replace(DUST, beginning=Beginning.BORDER), ball()) < 0.1


def test_one_more_of_many_may_be_ground_that_is_uncovered_as_the_view_goes_by():
    posts = [thing(lambda _, n=n: (30.0 + 50 * n, 20.0), number=10 + n) for n in range(6)]
    assert score(DUST, ball(), *posts[:2], reading=JAVELIN) > 0.5
    assert score(DUST, ball(), *posts, reading=JAVELIN) < 0.5


def test_the_parts_of_a_splash_do_not_push_each_other():
    left, right = (
        thing(
            lambda t, way=way: (300.0 + 30 * way * (t - 0.7), 150 - 60 * (t - 0.7)),
            8,
            number=number,
            first=17,
            beginning=Beginning.NOWHERE,
        )
        for number, way in ((3, -1), (4, 1))
    )
    assert score(left, right, ball(), reading=JAVELIN) > 0.5
    # what was there before may have thrown it up
    assert score(left, replace(right, beginning=Beginning.BEHIND), ball(), reading=JAVELIN) < 0.1


# --- what is marked ----------------------------------------------------------------------------

BLOCK = Mark("solid", 0, Box(160 / 320, 66 / 192, 60 / 320, 60 / 192), noun="the block")


def filmed(tmp_path, sets_off, marks=(BLOCK,)):
    """A hand comes from the left and is at a block in frame 24; that one goes on when it likes."""

    def block(n):
        return 190 + 4.0 * max(0, n - sets_off), 96.0

    clip = Clip(
        (
            Sprite(block, (60, 60), "box", seed=3),
            Sprite(lambda n: (160 - 100 + 4.0 * (n - 24), 96.0), (200, 40), "box", seed=5),
        ),
        frames=44,
        fps=24.0,
    )
    measured = observe(render(clip), clip.info, tmp_path / "flow.npy")
    # it is known by its mark alone, as where it is no outline of its own
    hand = tuple(thing for thing in measured.things if thing.corners[0, 0] < 10)
    return early_effect.detect(replace(measured, things=hand, marks=marks))


def test_what_is_marked_and_moves_before_it_is_reached_is_found(tmp_path):
    (finding,) = filmed(tmp_path, sets_off=14).findings
    assert finding.score > 0.6
    assert finding.start_frame == pytest.approx(14, abs=2)
    assert finding.end_frame == pytest.approx(24, abs=5)
    assert finding.box.x == pytest.approx(160, abs=4)
    assert finding.mover is None


def test_what_is_marked_and_moves_when_it_is_reached_is_as_it_should_be(tmp_path):
    assert filmed(tmp_path, sets_off=24).score < 0.3


def test_without_the_mark_it_is_not_known(tmp_path):
    assert filmed(tmp_path, sets_off=14, marks=()).score < 0.3
