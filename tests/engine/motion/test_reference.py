"""A thing in a clip is followed: where it is, how it turns and grows, and where it is lost."""

import functools
import math
from dataclasses import replace

import numpy as np
import pytest

from engine.errors import BadInput, Cancelled
from engine.motion.measuring import measure_apart
from engine.motion.reference import Measured, measure, thinned
from engine.motion.trajectory import through
from engine.video.write import write_clip
from tests.helpers.followed import Followed, battery, render

BALL = 6
"""The seed of a ball, and a small one: the least there is to hold on to."""


def short(clip: Followed, frames: int = 8) -> Followed:
    return replace(clip, frames=frames)


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """Measures a clip of the battery, each one once."""
    folder = tmp_path_factory.mktemp("clips")

    @functools.cache
    def of(clip: Followed, *, picked: int = 0) -> Measured:
        path = folder / f"{abs(hash(clip))}.mp4"
        write_clip(path, render(clip), clip.fps, quality=24)
        return measure(path, mask_at(clip, picked), picked)

    return of


def mask_at(clip: Followed, frame: int) -> np.ndarray:
    import cv2

    mask = np.where(clip.mask, 255, 0).astype(np.uint8)
    return cv2.warpAffine(mask, clip.pose(frame), (clip.width, clip.height))


def off(found: Measured, clip: Followed, *, own: bool = False) -> np.ndarray:
    """Pixels that each place is off the truth."""
    way = found.own if own else found.seen
    places = way.places * (clip.width, clip.height) - 0.5
    truth = [clip.centre(found.first + row, own=own) for row in range(found.frames)]
    return np.hypot(*(places - np.array(truth)).T)


@pytest.mark.parametrize("kind", ["plain", "motion blur", "noise", "light"])
def test_a_thing_is_followed_to_half_a_pixel(measured, kind):
    clip = short(battery(BALL)[kind])
    found = measured(clip)
    assert found.frames == clip.frames
    assert found.end is None
    assert off(found, clip).max() < 0.6
    assert np.median(off(found, clip)) < 0.3


def test_its_turn_and_growth_are_measured(measured):
    clip = short(battery(0)["turns and grows"], 10)
    found = measured(clip)
    assert found.seen.turns[-1] == pytest.approx(4.0 * 9, abs=0.7)
    assert found.seen.sizes[-1] == pytest.approx(1.012**9, rel=0.01)


def test_a_turn_of_more_than_half_a_round_is_counted_on(measured):
    clip = short(replace(battery(0)["turns and grows"], turn=14.0, growth=1.0), 15)
    assert measured(clip).seen.turns[-1] == pytest.approx(14.0 * 14, abs=2.0)


def test_the_move_of_the_camera_is_taken_away(measured):
    clip = short(battery(0)["moving camera"], 12)
    found = measured(clip)
    assert found.view_moves
    assert off(found, clip).max() < 0.5
    assert off(found, clip, own=True).max() < 0.6


def test_without_a_moving_camera_both_ways_are_one(measured):
    found = measured(short(battery(0)["plain"]))
    assert not found.view_moves
    assert np.abs(found.own.places - found.seen.places).max() * 416 < 0.3


def test_a_thing_that_is_covered_for_a_while_is_found_again(measured):
    clip = replace(battery(12)["covered"], frames=30)
    found = measured(clip)
    assert found.frames == clip.frames
    assert (found.sure <= 0).any()
    seen = found.sure > 0
    assert off(found, clip)[seen].max() < 0.7
    assert off(found, clip).max() < 4.0


def test_a_thing_that_leaves_the_picture_is_lost_there(measured):
    clip = Followed(0, frames=16, track=lambda frame: (-22.0 * frame, 0.0))
    found = measured(clip)
    assert found.end is not None
    assert found.end.why == "left"
    assert found.end.frame == found.last < 15
    assert off(found, clip).max() < 0.6


def test_a_cut_ends_the_way(tmp_path):
    one, other = short(battery(0)["plain"], 8), short(battery(3)["plain"], 8)
    dark = (np.roll(frame, 60, axis=1) // 4 for frame in render(other))
    write_clip(tmp_path / "cut.mp4", [*render(one), *dark], 16, quality=20)
    found = measure(tmp_path / "cut.mp4", mask_at(one, 0))
    assert found.end is not None
    assert (found.end.why, found.end.frame) == ("cut", 7)


def test_what_is_picked_in_the_middle_is_followed_both_ways(measured):
    clip = short(battery(0)["plain"], 10)
    found = measured(clip, picked=5)
    assert (found.first, found.last, found.picked) == (0, 9, 5)
    moved = found.seen.places[0] - found.seen.places[5]
    truth = (clip.centre(0) - clip.centre(5)) / (clip.width, clip.height)
    assert np.abs(moved - truth).max() * 416 < 0.6
    assert found.seen.turns[5] == 0
    assert found.seen.sizes[5] == 1


def test_the_same_clip_measures_the_same_in_another_process(tmp_path):
    clip = short(battery(0)["plain"], 6)
    write_clip(tmp_path / "clip.mkv", render(clip), 16)
    here = measure(tmp_path / "clip.mkv", mask_at(clip, 0))
    shares: list[float] = []
    there = measure_apart(
        *(tmp_path / "clip.mkv", mask_at(clip, 0), 0, 0, 5),
        progress=shares.append,
        stop=lambda: False,
    )
    assert np.abs(there.seen.places - here.seen.places).max() * 416 < 0.01
    assert shares == sorted(shares)
    assert shares[-1] == 1
    with pytest.raises(Cancelled):
        measure_apart(
            *(tmp_path / "clip.mkv", mask_at(clip, 0), 0, 0, 5),
            progress=shares.append,
            stop=lambda: True,
        )
    with pytest.raises(BadInput, match="There is no file"):
        measure_apart(
            *(tmp_path / "none.mkv", mask_at(clip, 0), 0, 0, 5),
            progress=shares.append,
            stop=lambda: False,
        )


@pytest.fixture(scope="module")
def still(tmp_path_factory):
    path = tmp_path_factory.mktemp("still") / "still.mkv"
    write_clip(path, [np.full((96, 128, 3), 90, np.uint8)] * 5, 16)
    return path


def square(side: int) -> np.ndarray:
    mask = np.zeros((96, 128), np.uint8)
    mask[20 : 20 + side, 30 : 30 + side] = 255
    return mask


@pytest.mark.parametrize(
    ("mask", "frames", "said"),
    [
        (square(0), (0, 0, 4), "holds nothing"),
        (np.full((96, 128), 255, np.uint8), (0, 0, 4), "holds the whole frame"),
        (square(3), (0, 0, 4), "only 3 pixels large"),
        (square(30), (9, 0, 4), "are not in a clip of 5"),
        (square(30), (0, 0, 5), "are not in a clip of 5"),
        (square(30), (0, 2, 4), "are not in a clip of 5"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_one_line(still, mask, frames, said):
    with pytest.raises(BadInput, match=said) as refused:
        measure(still, mask, *frames)
    assert "\n" not in str(refused.value)


def test_a_plain_picture_has_a_thing_that_rests(still):
    found = measure(still, square(30))
    assert found.frames == 5
    assert np.abs(np.diff(found.seen.places, axis=0)).max() * 128 < 0.1


def test_measuring_stops_when_it_is_told_to(still):
    told: list[float] = []
    with pytest.raises(Cancelled):
        measure(still, square(30), progress=told.append, stop=lambda: len(told) >= 2)
    assert len(told) == 2


def test_a_way_is_kept_by_the_fewest_points_within_half_a_pixel():
    t = np.linspace(0, 1, 81)
    arc = np.stack([0.2 + 0.6 * t, 0.5 - 1.2 * t + 1.2 * t * t], axis=1)
    rows = thinned(t, arc, 0.5, (832, 480))
    assert len(rows) == 3
    wave = np.stack([t, 0.5 + 0.2 * np.sin(4 * math.pi * t)], axis=1)
    rows = thinned(t, wave, 0.5, (832, 480))
    curve = through(t[list(rows)], wave[list(rows)])
    assert np.hypot(*((curve.at(t) - wave) * (832, 480)).T).max() <= 0.5
    assert len(rows) < 30
