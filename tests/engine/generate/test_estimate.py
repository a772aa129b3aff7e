from dataclasses import replace

import pytest

from engine.generate.estimate import Pace, Past, Slot, expected_seconds, queue_ends, warmth
from engine.records import Settings


def test_nobody_knows_before_the_first_step():
    assert Pace(0.0).left(10.0) is None


def test_an_even_pace_gives_the_exact_time_left():
    pace = Pace(100.0)
    for done in range(1, 6):
        pace.step(done, 20, 100.0 + 2 * done)
    assert pace.left(110.0) == pytest.approx(30.0)
    assert pace.left(111.0) == pytest.approx(29.0)


def test_a_slow_first_step_is_forgotten_in_a_few():
    pace = Pace(0.0)
    pace.step(1, 20, 60.0)
    for done in range(2, 16):
        pace.step(done, 20, 60.0 + done)
    assert pace.left(75.0) == pytest.approx(5.0, abs=2.5)


def test_one_slow_step_is_not_taken_for_all_that_are_left():
    pace = Pace(0.0)
    now = 0.0
    for done in range(1, 16):
        now += 20.0 if done in {1, 15} else 0.1
        pace.step(done, 200, now)
    assert pace.left(now) == pytest.approx(18.5)


def test_a_pace_that_changes_is_followed():
    pace = Pace(0.0)
    now = 0.0
    for done in range(1, 41):
        now += 1.0 if done <= 20 else 3.0
        pace.step(done, 50, now)
    assert pace.left(now) == pytest.approx(30.0)


def test_several_steps_at_once_count_as_several():
    pace = Pace(0.0)
    pace.step(5, 10, 10.0)
    assert pace.left(10.0) == pytest.approx(10.0)


def test_a_new_phase_starts_a_new_estimate():
    pace = Pace(0.0)
    pace.step(10, 10, 100.0)
    pace.step(1, 50, 101.0)
    assert pace.left(101.0) == pytest.approx(49.0)


def test_time_never_runs_backwards():
    pace = Pace(10.0)
    pace.step(1, 2, 5.0)
    assert pace.left(500.0) == 0.0


def test_a_pause_is_no_part_of_a_step():
    pace = Pace(0.0)
    pace.step(1, 3, 10.0)
    pace.rest(500.0)
    pace.step(2, 3, 510.0)
    assert pace.left(510.0) == pytest.approx(10.0)


def test_a_request_takes_as_long_as_those_before_it_in_proportion():
    known = Settings(frames=80)
    times = (10.0, 12.0, 60.0)
    history = [Past(known, t) for t in times] + [Past(replace(known, model="x"), 900.0)]
    assert expected_seconds(known, history) == pytest.approx(12.0)
    assert expected_seconds(replace(known, frames=40), history) == pytest.approx(6.0)
    assert expected_seconds(replace(known, backend="wan"), history) is None
    assert expected_seconds(replace(known, profile="8"), history) is None


def test_takes_of_the_same_size_say_more_than_larger_ones():
    known = Settings(frames=80)
    history = [Past(known, 10.0), Past(replace(known, frames=160), 90.0)]
    assert expected_seconds(known, history) == pytest.approx(10.0)


def test_a_model_that_is_warm_need_not_be_loaded():
    known = Settings(frames=80)
    history = [Past(known, 50.0, 40.0), Past(known, 10.5, 0.5), Past(known, 10.0)]
    assert expected_seconds(known, history, warm=True) == pytest.approx(10.0)
    assert expected_seconds(known, history) == pytest.approx(50.0)


def test_several_workers_share_the_queue():
    one, other = Settings(frames=80), Settings(frames=80, model="x")
    history = [Past(one, 15.0, 5.0), Past(other, 25.0, 5.0)]
    assert queue_ends([one, one, one], [Slot(0.0)], history) == (15.0, 25.0, 35.0)
    assert queue_ends([one, one, one], [Slot(0.0), Slot(0.0)], history) == (15.0, 15.0, 25.0)
    warm = Slot(0.0, warmth(other))
    assert queue_ends([one, other], [warm, Slot(0.0)], history) == (15.0, 20.0)
    assert queue_ends([one, one], [Slot(100.0)], history) == (115.0, 125.0)


def test_nothing_is_told_of_what_comes_behind_the_unknown():
    known = Settings(frames=80)
    waiting = [known, replace(known, model="x"), known]
    assert queue_ends(waiting, [], [Past(known, 10.0)]) == (10.0, None, None)
    assert queue_ends([], [], []) == ()
