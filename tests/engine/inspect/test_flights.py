"""A track in pieces of one acceleration: where they part, how fast, how sure."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inspect.flights import noise_of, pieces, runs
from tests.helpers.things import bouncing, free


def track(way, frames=48, fps=24.0, noise=0.3, seed=0):
    draw = np.random.default_rng(seed)
    return np.array([way(n / fps) for n in range(frames)]) + draw.normal(0, noise, (frames, 2))


def test_a_fall_is_one_piece_and_its_acceleration_is_known():
    (fall,) = pieces(track(free(50, 20, 60, 0, 400), 24), 0, 24.0)
    assert fall.acceleration == pytest.approx((0, 400), abs=25)
    assert fall.velocity_at(0) == pytest.approx((60, 0), abs=3 * fall.doubt)


def test_a_bounce_parts_two_falls_of_the_same_acceleration():
    found = pieces(track(bouncing(), 40), 0, 24.0)
    falls = [piece for piece in found if piece.seconds > 0.3]
    assert len(falls) == 2
    assert falls[0].last + 1 == falls[1].first
    assert all(piece.acceleration[1] == pytest.approx(500, abs=60) for piece in falls)
    at_the_floor = falls[0].velocity_at(falls[0].last + 0.5)[1]
    assert falls[1].velocity_at(falls[1].first - 0.5)[1] == pytest.approx(
        -0.7 * at_the_floor, rel=0.1
    )


@pytest.mark.parametrize("fps", [8.0, 16.0, 30.0])
def test_the_rate_of_the_clip_does_not_change_what_is_measured(fps):
    (fall,) = pieces(track(free(50, 20, 60, 0, 300), round(fps), fps), 0, fps)
    assert fall.acceleration[1] == pytest.approx(300, rel=0.08)


def test_what_is_too_short_has_no_pieces():
    assert pieces(np.zeros((2, 2)), 0, 24.0) == ()


def test_noise_is_told_from_motion():
    assert noise_of(track(free(50, 20, 60, 0), 60, noise=1.5), 0.1) == pytest.approx(1.5, rel=0.4)


@given(st.lists(st.booleans(), max_size=40), st.integers(1, 6))
def test_runs_are_all_good_and_as_long_as_they_can_be(good, least):
    found = runs(np.array(good, bool), least)
    for first, end in found:
        assert all(good[first:end])
        assert end - first >= least
        assert first == 0 or not good[first - 1]
        assert end == len(good) or not good[end]


@given(st.integers(3, 60), st.integers(0, 50))
def test_pieces_cover_the_track_without_overlap(frames, seed):
    wander = np.cumsum(np.random.default_rng(seed).normal(0, 3, (frames, 2)), axis=0)
    found = pieces(wander, 10, 16.0)
    assert found[0].first == 10
    assert found[-1].last == 10 + frames - 1
    assert all(a.last + 1 == b.first for a, b in itertools.pairwise(found))
