"""What grows or shrinks, and what only looks larger because it comes nearer."""

from dataclasses import replace

import numpy as np
import pytest

from engine.detectors import size
from engine.inspect.things import Beginning, Strains
from engine.prompt.reading import read
from engine.records import CameraStep
from tests.helpers.things import seen, thing


def across(t):
    return 80 + 120 * t, 140.0


def ramp(start, end, factor, frames=48, wide=36.0):
    return lambda n: wide * factor ** float(np.clip((n - start) / (end - start), 0, 1))


def score(one, **asked):
    return size.detect(seen(one, **asked)).score


def test_what_keeps_its_size_is_as_it_should_be():
    assert score(thing(across)) < 0.1


@pytest.mark.parametrize("factor", [1.5, 0.6])
def test_a_jump_is_found_in_its_frame(factor):
    (finding,) = size.detect(seen(thing(across, size=ramp(23, 24, factor)))).findings
    assert finding.score > 0.8
    assert 23 in range(finding.start_frame, finding.end_frame + 2)
    assert finding.end_frame - finding.start_frame <= 5
    assert ("larger" if factor > 1 else "smaller") in finding.measured
    (area,) = finding.curves
    assert area.measured[-1] / area.expected[-1] == pytest.approx(factor**2, rel=0.1)


def test_what_gets_clearer_is_outlined_more_wholly_and_no_larger():
    jump = thing(across, size=ramp(23, 24, 1.4))
    assert score(jump) > 0.7
    # its surface is followed all the while, and does not grow
    assert score(replace(jump, growth=np.zeros_like(jump.growth))) < 0.5
    lost = np.where(np.abs(np.arange(48) - 23) < 2, 0.5, 1.0).astype(np.float32)
    assert score(replace(jump, growth=np.zeros_like(jump.growth), kept=lost)) > 0.7


def test_slow_growth_on_the_way_is_found():
    (finding,) = size.detect(seen(thing(across, size=ramp(14, 36, 1.6)))).findings
    assert finding.score > 0.6
    assert "over" in finding.measured


def test_what_a_part_comes_off_gets_smaller_by_it():
    whole = thing(across, size=ramp(14, 36, 0.7))
    assert score(whole) > 0.5
    off = thing(lambda t: (40 + 10 * t, 240), 26, first=22, number=2, size=26)
    off = replace(off, beginning=Beginning.SPLIT, parent=whole.id)
    apart = size.detect(seen(whole, off))
    assert apart.score < 0.5
    other = replace(off, beginning=Beginning.BORDER, parent=None)
    assert size.detect(seen(whole, other)).score > 0.5


@pytest.mark.parametrize(("sideways", "told"), [(0.0, True), (30.0, False)])
def test_what_something_comes_to_on_one_side_is_not_drawn_larger(sideways, told):
    larger = thing(across, size=ramp(23, 24, 1.5))
    gained = np.zeros((48, 3), np.float32)
    gained[24] = sideways, 0.0, 0.55
    assert (score(replace(larger, gained=gained)) > 0.5) is told


def test_what_comes_nearer_over_the_ground_may_grow():
    def nearer(t):
        scale = 1.6 ** float(np.clip((t - 0.6) / 0.9, 0, 1))
        # the horizon is at 60; the foot goes down from it as the thing grows
        return 150 + 60 * t, 60 + 90 * scale - 18 * scale

    assert score(thing(nearer, size=ramp(14.4, 36, 1.6))) < 0.5


def test_the_zoom_of_the_camera_is_no_growth():
    zoom = tuple(
        CameraStep(n, 0.0, 0.0, 1.6 ** (1 / 22) if 14 <= n < 36 else 1.0, 0.0) for n in range(47)
    )
    assert score(thing(across, size=ramp(14, 36, 1.6)), camera=zoom) < 0.1


def test_what_only_gets_wider_has_turned():
    one = thing(across, size=ramp(23, 24, 1.5))
    flat = one.corners.copy()
    flat[:, 3] = 36
    assert score(replace(one, corners=flat)) < 0.2


def test_what_takes_up_something_else_is_left_alone():
    def with_another(n):
        return (200, 60, 40) if n < 24 else (178, 92, 64)

    one = thing(across, size=ramp(23, 24, 1.5), colour=with_another)
    assert score(replace(one, touching=((2,),) * 48)) < 0.4


def test_what_touches_and_is_all_as_it_was_but_far_larger_grew_itself():
    touching = ((2,),) * 48
    assert score(replace(thing(across, size=ramp(23, 24, 1.8)), touching=touching)) >= 0.5
    assert score(replace(thing(across, size=ramp(23, 24, 1.25)), touching=touching)) < 0.5


def test_smoke_may_swell():
    one = thing(across, size=ramp(14, 36, 1.6))
    assert score(one, reading=read("Smoke drifts over the street.")) < 0.3
    assert score(one, reading=read("A rock rolls over the street.")) > 0.6


def test_what_stays_in_place_is_doubtful():
    assert score(thing(lambda _: (200.0, 140.0), size=ramp(23, 24, 1.5))) < 0.5


def test_what_sets_off_comes_out_of_the_ground_and_does_not_grow():
    def sets_off(t):
        return (150.0, 140.0) if t < 1 else (150 + 140 * (t - 1), 140.0)

    assert score(thing(sets_off, size=ramp(24, 25, 1.7))) < 0.5


def test_what_comes_to_rest_is_partly_taken_for_the_ground_and_does_not_shrink():
    def rolls_out(t):
        return 80 + 120 * min(t, 1.2) - 50 * min(t, 1.2) ** 2, 140.0

    shrinks = ramp(16, 30, 0.75)
    assert score(thing(across, size=shrinks)) > 0.5
    assert score(thing(rolls_out, size=shrinks)) < 0.5


def test_a_short_touch_on_the_way_does_not_hide_growth():
    one = thing(across, size=ramp(14, 36, 1.7))
    touched = replace(one, touching=tuple((2,) if 24 <= n < 27 else () for n in range(48)))
    assert score(touched) > 0.5


def test_a_balloon_may_swell_and_does_not_double_at_once():
    reading = read("A red balloon rises into the sky.")
    slow, at_once = (thing(across, size=ramp(*ends, 2.0)) for ends in ((16, 36), (23, 24)))
    assert score(slow, reading=reading) < 0.1
    (finding,) = size.detect(seen(at_once, reading=reading)).findings
    assert finding.score > 0.6


def test_what_goes_behind_something_bit_by_bit_has_not_shrunk():
    """All that it loses is on one side: a train in a tunnel."""
    shrinks = thing(across, size=ramp(14, 36, 0.65))
    lost = np.zeros((48, 3), np.float32)
    lost[14:36, 2] = 0.03
    assert score(replace(shrinks, lost=lost)) > 0.5
    aside = lost.copy()
    aside[:, 0] = 28.0
    assert score(replace(shrinks, lost=aside)) < 0.5


def test_a_long_touch_on_the_way_may_have_covered_it():
    """What stood before another one and is seen alone afterwards."""
    one = thing(across, size=ramp(14, 36, 1.4))
    touched = replace(one, touching=tuple((2,) if 16 <= n < 36 else () for n in range(48)))
    assert score(one) > 0.5
    assert score(touched) < 0.5


def test_an_outline_that_grows_on_a_surface_that_does_not_is_no_growth():
    wider = thing(across, size=ramp(23, 24, 1.5))
    first = np.arange(0, 36, 3)
    on = np.full(len(first), 0.95, np.float32)
    none = np.zeros(len(first), np.float32)
    frames = np.column_stack([first, first + 12]).astype(np.int32)
    same = Strains(frames, on, none, none, none + 0.1, none + 0.1, on, none, none)
    assert score(replace(wider, strains=same)) < 0.45
    grows = replace(same, longest=none + 0.4, shortest=none + 0.4)
    assert score(replace(wider, strains=grows)) > 0.8


def test_a_jump_that_the_looks_just_miss_is_told():
    jumps = thing(across, size=ramp(23, 24, 1.5))
    on = np.full(2, 0.95, np.float32)
    none = np.zeros(2, np.float32)
    frames = np.array([[12, 23], [24, 36]], np.int32)
    beside = Strains(frames, on, none, none, none + 0.1, none + 0.1, on, none, none)
    assert score(replace(jumps, strains=beside)) > 0.8


def test_what_something_comes_to_is_as_large_as_its_surface_is():
    merged = thing(across, size=ramp(23, 24, 1.5))
    partly = np.full(1, 0.75, np.float32)
    none = np.zeros(1, np.float32)
    frames = np.array([[18, 30]], np.int32)
    covered = Strains(frames, partly, none, none, none + 0.2, none + 0.2, partly, none, none)
    assert score(replace(merged, strains=covered)) < 0.45
