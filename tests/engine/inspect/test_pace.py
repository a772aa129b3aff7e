"""How much of a film passes from frame to frame, where it is shown with another number of them."""

from dataclasses import replace

import numpy as np
import pytest

from engine.inspect.light import Light
from engine.inspect.pace import film_times
from tests.helpers.things import seen

STEPS = 45


def moving(pace, same=False, cuts=()):
    """A picture that goes aside by `pace` pixels from frame to frame."""
    steps = len(pace)
    flow = np.zeros((steps, 34, 60, 2), np.float16)
    flow[..., 0] = np.asarray(pace, np.float16)[:, None, None]
    light = Light(
        tiles=np.full((steps + 1, 6, 8), 100, np.float32),
        change=np.ones(steps, np.float32),
        moved=np.zeros(steps, np.float32),
        left=np.zeros(steps, np.float32),
        detail=np.full(steps + 1, 10, np.float32),
        same=np.broadcast_to(same, (steps,)).copy(),
    )
    return replace(seen(frames=steps + 1), flow=flow, light=light, cuts=cuts)


def test_an_even_film_passes_evenly_whatever_moves_in_it():
    swings = 6 * np.abs(np.sin(np.arange(STEPS) / 5))
    bounces = np.where(np.arange(STEPS) < 20, 2.0, 9.0)
    for pace in (np.full(STEPS, 4.0), swings, bounces, np.zeros(STEPS)):
        np.testing.assert_array_equal(film_times(moving(pace)), 1.0)


def test_what_trembles_for_a_while_is_no_unevenness_of_the_film():
    draw = np.random.default_rng(3)
    pace = np.full(STEPS, 2.0)
    pace[10:24] = draw.uniform(0.5, 6.0, 14)
    np.testing.assert_array_equal(film_times(moving(pace)), 1.0)


def test_a_picture_that_is_shown_again_takes_no_time_though_coding_makes_it_unlike():
    # sixteen frames a second with thirty: now and then two new ones follow each other
    new = np.diff(np.floor(np.arange(STEPS + 1) * 16 / 30)) > 0
    draw = np.random.default_rng(1)
    pace = np.where(new, draw.uniform(3.6, 4.4, STEPS), 0.02)
    times = film_times(moving(pace))
    np.testing.assert_array_equal(times > 0, new)
    np.testing.assert_array_equal(times[new], 1.0)


def test_a_still_camera_that_repeats_a_picture_now_and_then_is_told_by_the_picture_alone():
    same = np.zeros(STEPS, bool)
    same[[7, 30]] = True
    times = film_times(moving(np.where(same, 0.0, 3.0), same))
    np.testing.assert_array_equal(times == 0, same)


@pytest.mark.parametrize("grows", [1.0, 3.0])
def test_pictures_that_are_left_out_make_steps_of_twice_the_time(grows):
    # twenty-four frames a second with fifteen, and the motion gets faster meanwhile
    left_out = np.diff(np.floor(np.arange(STEPS + 1) * 24 / 15))
    pace = left_out * np.linspace(2, 2 * grows, STEPS)
    times = film_times(moving(pace))
    assert times[left_out == 2].min() > 1.4 * times[left_out == 1].max()
    assert times.min() >= 0.5
    assert times.max() <= 2.0
    even = pace / times
    assert np.abs(np.diff(even)).max() < 0.3 * even.mean()


def test_where_little_moves_it_may_go_unevenly_by_itself():
    left_out = np.diff(np.floor(np.arange(STEPS + 1) * 24 / 15))
    np.testing.assert_array_equal(film_times(moving(0.4 * left_out)), 1.0)


def test_a_shake_in_a_still_film_is_no_unevenness_and_the_quiet_around_it_no_repetition():
    pace = np.abs(np.random.default_rng(4).normal(0.2, 0.1, STEPS))
    pace[20:27] = 6.4, 12.6, 12.6, 11.9, 11.1, 11.5, 5.8
    np.testing.assert_array_equal(film_times(moving(pace)), 1.0)


def test_each_part_between_cuts_is_a_film_of_its_own():
    left_out = np.diff(np.floor(np.arange(31) * 24 / 15))
    pace = np.concatenate([np.full(15, 4.0), 3.0 * left_out])
    times = film_times(moving(pace, cuts=(15,)))
    np.testing.assert_array_equal(times[:14], 1.0)
    assert np.ptp(times[15:]) > 0.4


@pytest.mark.parametrize("frames", [1, 2, 3])
def test_a_film_of_few_frames_has_nothing_to_compare_with(frames):
    np.testing.assert_array_equal(film_times(moving(np.full(frames - 1, 3.0))), np.ones(frames - 1))
