from dataclasses import replace

import pytest

from engine.generate.estimate import Pace, expected_seconds
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


def test_a_request_takes_as_long_as_those_before_it_in_proportion():
    known = Settings(frames=80)
    history = [(known, 10.0), (known, 12.0), (known, 60.0), (replace(known, model="x"), 900.0)]
    assert expected_seconds(known, history) == pytest.approx(12.0)
    assert expected_seconds(replace(known, frames=40), history) == pytest.approx(6.0)
    assert expected_seconds(replace(known, backend="wan"), history) is None
