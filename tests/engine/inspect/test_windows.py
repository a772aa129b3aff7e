"""Points followed by a tracker of the person's own: a real, tiny network, a few pictures at a
time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.inspect.flow import Size, streamed
from engine.inspect.own_tracker import OwnTracker
from engine.inspect.points import MOST, Points, PointTracker
from engine.inspect.windows import WindowTracker
from tests.helpers.clips import Clip, Sprite, line, render
from tests.helpers.onnx_tracker import FRAMES, HIGH, WIDE, tracker

SIZE = Size(WIDE, HIGH)
PAN = Clip(frames=24, width=WIDE, height=HIGH, pan=(-2, 1), noise=0)
HIDDEN = range(8, 11)
WALL = Sprite(line(36, 24, -2, 1), (28, HIGH), "box", start=HIDDEN[0], end=HIDDEN[-1], seed=5)
"""It stands in the middle for some frames while everything goes by behind it."""


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    path = tmp_path_factory.mktemp("own") / "mine.onnx"
    path.write_bytes(tracker(points=64))
    return OwnTracker(path)


def seen(clip: Clip, follower) -> Points:
    """What a follower makes of a clip; nothing leads across its cut."""
    for number, picture in enumerate(streamed(render(clip), SIZE)):
        across = number == clip.cut
        follower.see(picture._replace(ahead=None, back=None) if across else picture)
    return follower.points()


def windows(own: OwnTracker, scale: float = 1.0) -> WindowTracker:
    return WindowTracker(own, SIZE, scale)


def off(points: Points, which: np.ndarray, first: int, last: int) -> np.ndarray:
    """Pixels that they are off the way that everything goes."""
    way = points.places[last, which] - points.places[first, which]
    return np.hypot(*(way - (last - first) * np.array([2, -1])).T)


def through(points: Points, first: int, last: int) -> np.ndarray:
    """The places whose point is the same from one frame to another."""
    born = points.born[first : last + 1]
    return np.flatnonzero((born >= 0).all(axis=0) & (born == born[0]).all(axis=0))


def test_points_are_followed_from_window_to_window(own):
    points = seen(PAN, windows(own))
    assert points.places.shape == (24, MOST, 2)
    lasting = through(points, 0, 12)
    assert len(lasting) > 20
    assert np.percentile(off(points, lasting, 0, 12), 80) <= 1


def test_places_are_in_pixels_of_the_clip(own):
    small, large = (seen(PAN, windows(own, scale)) for scale in (1.0, 2.5))
    assert np.allclose(large.places, 2.5 * small.places, equal_nan=True)


def test_new_points_take_the_place_of_those_that_went_out(own):
    points = seen(PAN, windows(own))
    late = points.born[-1] > FRAMES
    # what came in at the left below is followed as well
    x, y = points.places[-1, late].T
    assert (x < WIDE / 3).any()
    assert (y > HIGH * 2 / 3).any()
    assert (points.born[0] >= 0).sum() < 1.5 * (points.born[-1] >= 0).sum()


def test_a_point_that_was_hidden_is_the_same_when_it_comes_back(own):
    """Lucas-Kanade, without such a tracker, has lost it by then."""
    clip = Clip((WALL,), frames=20, width=WIDE, height=HIGH, pan=(-2, 1), noise=0)
    points = seen(clip, windows(own))
    usual = seen(clip, PointTracker(clip.fps, SIZE, 1.0))

    def behind(found: Points) -> np.ndarray:
        """Which points went where those go that are hidden for some frames."""
        which = through(found, 4, 15)
        hidden = np.abs(found.places[4, which, 0] + 2 * 5 - 36) < 6
        return which[hidden & (off(found, which, 4, 15) <= 1)]

    assert len(behind(points)) >= 5
    assert not len(behind(usual))


def test_nothing_is_followed_across_a_cut(own):
    clip = Clip(frames=20, width=WIDE, height=HIGH, pan=(-1, 0), noise=0, cut=10)
    points = seen(clip, windows(own))
    assert len(through(points, 0, 9)) > 5
    assert len(through(points, 10, 19)) > 5
    assert points.born[10].max() == 10
    assert not len(through(points, 9, 10))


@settings(max_examples=8, deadline=None)  # each runs a network
@given(frames=st.integers(1, 18), cut=st.none() | st.integers(1, 17), dx=st.integers(-6, 6))
def test_however_long_the_parts_are_each_place_is_that_of_one_point(own, frames, cut, dx):
    clip = Clip(frames=frames, width=WIDE, height=HIGH, pan=(dx, 1), noise=0, cut=cut)
    points = seen(clip, windows(own))
    assert points.born.shape == (frames, MOST)
    there = points.born >= 0
    assert np.array_equal(there, np.isfinite(points.places).all(axis=2))
    assert (points.born <= np.arange(frames)[:, None]).all()
    # a point begins where it was found and has no gaps
    new = there[1:] & (points.born[1:] != points.born[:-1])
    assert (points.born[1:][new] == np.nonzero(new)[0] + 1).all()
    if cut is not None and cut < frames:
        assert not (there[cut:] & (points.born[cut:] < cut)).any()


def test_a_long_film_is_held_in_a_few_pictures(own):
    follower = windows(own)
    for picture in streamed(render(PAN), SIZE):
        follower.see(picture)
        assert len(follower._film) < FRAMES
