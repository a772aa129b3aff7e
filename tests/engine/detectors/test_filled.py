"""Levels below a stream: what adds up, and what does not."""

import numpy as np
import pytest

from engine.detectors import mass
from engine.detectors import reversed as backwards
from engine.detectors.filled import misfilled, sinks
from engine.inspect.filling import Filling
from engine.prompt.reading import read
from engine.records import Box, CameraStep, Mark
from tests.helpers.things import seen

LOOKS = 24
POURED = read("A hand pours orange juice from a jug into a glass.")
RUNS = np.where((np.arange(LOOKS) >= 5) & (np.arange(LOOKS) < 17), 0.9, 0.0)
EVEN = 10.0 * np.clip(np.arange(LOOKS) - 5, 0, 12)


def filling(heights, streams=RUNS):
    frames = np.arange(LOOKS, dtype=np.int32) * 2
    boxes = np.tile(np.array([200.0, 100.0, 60.0, 120.0], np.float32), (LOOKS, 1))
    return Filling(
        frames, np.asarray(heights, np.float32), np.asarray(streams, np.float32), boxes, 0.0
    )


def clip(heights, streams=RUNS, **asked):
    camera = tuple(CameraStep(step, 0.0, 0.0, 1.0, 0.0) for step in range(47))
    levels = (filling(heights, streams),)
    return seen(frames=48, fps=16.0, fillings=levels, camera=camera, **asked)


def likeliest(heights, streams=RUNS):
    return max(misfilled(clip(heights, streams)), key=lambda one: one.score)


def test_a_level_that_rises_as_long_as_it_is_poured_into_adds_up():
    assert likeliest(EVEN).score < 0.2


def test_a_level_that_falls_again_was_filled_in_vain():
    heights = np.concatenate([EVEN[:14], np.linspace(80, 20, 5), np.full(5, 20.0)])
    found = likeliest(heights)
    assert found.manner == "falls"
    assert found.score > 0.7
    assert (found.start, found.end) == pytest.approx((26, 36), abs=3)
    assert found.share == pytest.approx(0.77, abs=0.05)


def test_a_glass_that_is_taken_away_is_a_doubt():
    heights = np.where(np.arange(LOOKS) > 19, 0.0, EVEN)
    assert 0.2 < likeliest(heights).score < 0.5


def test_a_level_that_jumps_while_the_stream_runs_on():
    heights = np.clip(5.0 * (np.arange(LOOKS) - 5), 0, None)
    heights[11:] += 60
    heights[17:] = heights[17]
    found = likeliest(heights)
    assert found.manner == "jumps"
    assert found.score > 0.6
    assert found.start <= 22 <= found.end + 2


def test_a_level_that_stops_while_the_stream_runs_on():
    heights = 16.0 * np.clip(np.arange(LOOKS) - 5, 0, 4)
    found = [one for one in misfilled(clip(heights)) if one.manner == "stands"]
    assert found[0].score > 0.6
    assert found[0].share < 0.55


def test_without_a_stream_that_comes_or_goes_nothing_is_said():
    sudden = np.where(np.arange(LOOKS) > 10, 100.0, 0.0)
    assert not [*misfilled(clip(sudden, np.zeros(LOOKS)))]
    assert not [*misfilled(clip(sudden, np.full(LOOKS, 0.9)))]


def test_what_goes_before_there_is_a_stream_was_lifted():
    lifted = np.concatenate([np.linspace(0, 100, 8), np.full(16, 100.0)])
    assert not [*misfilled(clip(lifted))]


def test_what_stands_too_high_for_a_stream_to_be_seen_is_still_poured_into():
    high = np.where(EVEN > 80, -1.0, RUNS)
    assert likeliest(EVEN, high).score < 0.2


def test_a_level_that_sinks_below_a_stream_runs_backwards():
    sinking = clip(EVEN[::-1], RUNS[::-1], reading=POURED)
    found = sinks(sinking)
    assert found is not None
    assert found.score > 0.7
    (finding,) = backwards.detect(sinking).findings
    assert "sinks" in finding.message
    assert finding.verb == "pour"
    assert finding.boxes
    assert backwards.detect(clip(EVEN, reading=POURED)).score < 0.2


def test_only_where_a_liquid_is_named_or_marked_a_level_is_judged():
    heights = np.concatenate([EVEN[:14], np.linspace(80, 20, 5), np.full(5, 20.0)])
    (finding,) = mass.detect(clip(heights, reading=POURED)).findings
    assert "falls" in finding.measured
    (level,) = finding.curves
    assert len(level.measured) == 47
    assert finding.box is not None
    dry = clip(heights, reading=read("A car drives to the left."))
    assert not getattr(mass.detect(dry), "findings", ())
    marked = clip(heights, marks=(Mark("fluid", 20, Box(0.4, 0.4, 0.2, 0.4)),))
    assert mass.detect(marked).findings
