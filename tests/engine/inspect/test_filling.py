"""Levels that are read off by their colour, in pictures drawn for it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.inspect.camera import STILL
from engine.inspect.filling import fillings
from engine.inspect.flow import Size
from engine.inspect.ground import Ground
from engine.inspect.laying import Flat
from engine.inspect.sheet import Sheet
from engine.inspect.small import Small
from tests.helpers.clips import texture

WIDTH, HEIGHT, FPS = 200, 140, 8.0
WALL = texture(WIDTH, HEIGHT, 3)
JUICE = (230, 120, 30)
GLASS = slice(60, 100)
FOOT = 120


def picture(number, tall, *, runs=False, shift=0):
    """A level of that many pixels in a glass that is not seen itself, and a stream that runs."""
    found = np.roll(WALL, shift, axis=1).copy()
    found[FOOT - tall : FOOT, GLASS.start + shift : GLASS.stop + shift] = JUICE
    if runs:
        found[10 : FOOT - tall, 78 + shift : 84 + shift] = JUICE
    noise = np.random.default_rng(number).normal(0, 1.5, found.shape)
    return np.clip(found + noise, 0, 255).astype(np.uint8)


def of(pictures, shifts=None):
    """The levels in pictures of which each lies `shifts` to the left on the ground."""
    lays = []
    for number in range(len(pictures)):
        move = np.eye(3)
        move[0, 2] = -(shifts[number] if shifts else 0)
        lays.append(Flat(move))
    smalls = [
        Small(n, one, None, None, None, STILL, np.zeros((HEIGHT, WIDTH), np.uint8))
        for n, one in enumerate(pictures)
    ]
    known = np.ones((HEIGHT, WIDTH), np.uint8)
    ground = Ground(Sheet(WALL), known, tuple(lays), Size(WIDTH, HEIGHT), 12.0)
    return fillings(smalls, ground, FPS, 2.0)


def filled(heights, streams=()):
    return [picture(n, int(tall), runs=n in streams) for n, tall in enumerate(heights)]


RISING = np.concatenate([np.zeros(5), np.linspace(0, 60, 14), np.full(5, 60.0)])


def test_a_level_that_rises_is_read_off_look_by_look():
    (found,) = of(filled(RISING))
    assert found.frames.tolist() == list(range(24))
    # clip pixels are half as large as those of the pictures, and rows of two are told apart
    assert np.abs(found.heights - 2 * RISING).max() <= 8
    left, top, wide, tall = found.boxes[0]
    assert (left, wide) == pytest.approx((120, 80), abs=8)
    assert (top, tall) == pytest.approx((120, 120), abs=8)
    assert found.uneven < 0.1


def test_what_is_drained_is_read_off_as_well():
    (found,) = of(filled(RISING[::-1]))
    assert np.abs(found.heights - 2 * RISING[::-1]).max() <= 8


def test_a_stream_is_seen_as_long_as_it_runs():
    (found,) = of(filled(RISING, streams=range(4, 19)))
    assert (found.streams[5:19] > 0.6).all()
    assert (found.streams[[0, 1, 2, 20, 21, 22]] < 0.1).all()


def test_in_a_view_that_moves_a_level_goes_with_it():
    shifts = list(range(24))
    pictures = [picture(n, int(tall), shift=n) for n, tall in enumerate(RISING)]
    (found,) = of(pictures, shifts)
    assert np.abs(found.heights - 2 * RISING).max() <= 8
    assert found.boxes[20, 0] - found.boxes[0, 0] == pytest.approx(40, abs=4)


def test_what_stands_still_or_comes_all_at_once_is_no_level_that_goes():
    assert of(filled(np.full(24, 40.0))) == []
    assert of(filled(np.where(np.arange(24) < 10, 0.0, 60.0))) == []


def test_a_thing_that_is_lifted_into_the_place_brings_more_with_it():
    arm = texture(50, HEIGHT, 9)
    lifted = filled(RISING)
    for number, one in enumerate(lifted):
        top = FOOT - int(RISING[number])
        one[:top, GLASS.start - 5 : GLASS.stop + 5] = arm[HEIGHT - top :]
    assert of(lifted) == []


def test_a_few_pictures_tell_of_no_level():
    assert of(filled(RISING[5:12])) == []


@settings(max_examples=15, deadline=None)
@given(st.integers(30, 70), st.integers(5, 14), st.integers(2, 6), st.booleans())
def test_any_level_that_goes_bit_by_bit_is_found_as_high_as_it_is(tall, takes, rests, turned):
    heights = np.concatenate([np.zeros(rests), np.linspace(0, tall, takes), np.full(8, tall)])
    heights = heights[::-1] if turned else heights
    (found,) = of(filled(heights))
    assert np.abs(found.heights - 2 * heights.astype(int)).max() <= 2 * tall / takes + 8
