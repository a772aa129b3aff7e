"""What loses a part, and levels that do not add up."""

from dataclasses import replace

import numpy as np
import pytest

from engine.detectors import Undetermined, mass
from engine.prompt.reading import read
from engine.records import Box, Mark
from tests.helpers.things import seen, thing

POURED = read("Someone pours water from a jug into a glass.")


def across(t):
    return 80 + 120 * t, 140.0


def halved(one, at=20, long=6, offset=(0.0, -9.0), lasts=99):
    """Its upper half dissolves; `offset` is where that was."""
    rows = np.arange(len(one))
    part = np.clip((rows - at) / long, 0, 1) * (rows < at + lasts)
    corners, areas, lost = one.corners.copy(), one.areas.copy(), one.lost.copy()
    areas *= 1 - 0.5 * part
    corners[:, 1] += 18 * part
    corners[:, 3] -= 18 * part
    lost[at : at + long] = (*offset, 0.5 / long)
    return replace(one, corners=corners, areas=areas, lost=lost)


def level(heights):
    """A thing with a foot and a width of its own, and a top that moves."""
    frames = len(heights)
    one = thing(lambda _: (240.0, 200.0), frames, noise=0.05)
    tall = np.asarray(heights, float)
    corners = np.column_stack([np.full(frames, 200.0), 240 - tall, np.full(frames, 80.0), tall])
    return replace(one, corners=corners.astype(np.float32), areas=(80 * tall).astype(np.float32))


def score(*things, **asked):
    return mass.detect(seen(*things, **asked)).score


def test_what_stays_whole_is_as_it_should_be():
    assert score(thing(across)) < 0.1


def test_a_half_that_dissolves_is_found():
    (finding,) = mass.detect(seen(halved(thing(across)))).findings
    assert finding.score > 0.7
    assert 17 <= finding.start_frame <= 22
    assert finding.end_frame <= 30
    assert "50 %" in finding.measured or "49 %" in finding.measured or "51 %" in finding.measured
    (area,) = finding.curves
    assert area.measured[-1] < 0.6 * area.expected[-1]


def test_what_goes_behind_something_loses_its_front():
    assert score(halved(thing(across), offset=(9.0, 0.0))) < 0.3


def test_what_is_less_and_less_all_the_time_goes_behind_something_bit_by_bit():
    one = halved(thing(across))

    def lessening(first, last):
        rows = np.clip(np.arange(len(one)), first, last) - first
        areas = thing(across).areas * np.exp(-0.9 * rows / (last - first))
        return replace(one, areas=areas.astype(np.float32))

    assert score(lessening(20, 26)) > 0.6
    assert score(lessening(14, 34)) < 0.5


def test_what_hardly_goes_on_is_partly_taken_for_the_ground():
    def going(speed):
        return halved(thing(lambda t: (80 + speed * t, 140.0), noise=0.0))

    assert score(going(30)) > 0.5
    assert score(going(12)) < 0.5


def test_what_comes_back_was_only_hidden():
    assert score(halved(thing(across), lasts=14)) < 0.4


def test_what_comes_off_is_not_lost():
    piece = thing(lambda t: (80 + 120 * t, 130 + 60 * (t - 0.9)), 20, number=2, first=24, size=18)
    assert score(halved(thing(across)), piece) < 0.3


def test_a_level_that_rises_evenly_adds_up():
    assert score(level(np.linspace(10, 80, 48)), reading=POURED) < 0.2


def test_a_level_that_falls_again_is_found():
    heights = np.concatenate([np.linspace(10, 70, 30), np.linspace(70, 30, 10), np.full(8, 30)])
    (finding,) = mass.detect(seen(level(heights), reading=POURED)).findings
    assert finding.score > 0.6
    assert finding.start_frame == pytest.approx(29, abs=3)
    assert "falls" in finding.measured


def test_a_stream_that_ends_is_no_level_that_falls():
    heights = np.concatenate([np.linspace(40, 120, 24), np.linspace(118, 50, 24)])
    broad = level(heights)
    assert score(broad, reading=POURED) > 0.5
    corners = broad.corners.copy()
    corners[:, 0] += corners[:, 2] / 2 - 8
    corners[:, 2] = 16
    narrow = replace(broad, corners=corners, areas=16 * corners[:, 3])
    assert score(narrow, reading=POURED) < 0.3


def test_what_is_stirred_goes_up_and_down():
    heights = np.concatenate([np.linspace(10, 70, 30), np.linspace(70, 30, 10), np.full(8, 30)])
    one, stirred = level(heights), read("A spoon stirs the tea in a cup.")
    assert score(one, reading=stirred) < 0.2
    both = read("Someone pours milk into the tea and stirs it with a spoon.")
    assert score(one, reading=both) > 0.6


def test_a_level_that_jumps_is_found_where_a_mark_says_that_it_is_fluid():
    heights = np.linspace(10, 40, 48)
    heights[26:] += 40
    one = level(heights)
    glass = Mark("fluid", 24, Box(195 / 480, 190 / 272, 90 / 480, 55 / 272))
    assert score(one, marks=(glass,)) > 0.6
    assert score(one) < 0.5


def test_where_nothing_is_seen_whole_a_mark_would_help():
    cut = replace(thing(across), edge=np.ones(48, bool))
    answer = mass.detect(seen(cut))
    assert isinstance(answer, Undetermined)
    assert answer.mark == "fluid"


def test_what_sets_off_leaves_behind_what_it_lay_on():
    rests = thing(lambda t: (240 + 260 * max(0.0, t - 0.85), 140.0))
    assert score(halved(thing(across))) > 0.5
    assert score(halved(rests)) < 0.5


def test_a_level_that_goes_away_is_none():
    jumps = [20.0] * 30 + [60.0] * 18
    assert score(level(jumps), reading=POURED) > 0.4
    one = level(jumps)
    corners, shift = one.corners.copy(), np.where(np.arange(48) >= 30, 40.0, 0.0)
    corners[:, 0] += shift
    assert score(replace(one, corners=corners.astype(np.float32)), reading=POURED) < 0.2


def test_a_pool_that_is_seen_as_two_passes_its_level_from_one_to_the_other():
    heights = np.concatenate([np.linspace(10, 70, 30), np.linspace(70, 30, 10), np.full(8, 30)])
    falls = replace(level(heights), touching=((2,),) * 48)
    beside = replace(level(100 - heights), id=2, touching=((1,),) * 48)
    assert score(falls, reading=POURED) > 0.6
    assert score(falls, beside, reading=POURED) < 0.5
    # what it does not touch has nothing to do with it
    alone = replace(falls, touching=((),) * 48)
    assert score(alone, replace(beside, touching=((),) * 48), reading=POURED) > 0.6
