"""Where a marked floor is when the view moves, and how high things are above it."""

from dataclasses import replace

import numpy as np
import pytest

from engine.inspect.floor import carried, floor_of
from engine.inspect.observation import observe
from engine.records import CameraStep, Mark
from tests.helpers.clips import Clip, Sprite, at, render
from tests.helpers.things import seen, thing

DOWN = np.array([0.0, 1.0])
LEVEL = Mark("floor", 0, line=((0.1, 0.5), (0.9, 0.5)))


def test_a_thing_is_above_the_floor_by_its_lower_edge():
    ball = thing(lambda t: (200.0, 100.0), size=40.0, noise=0.0)
    floor = floor_of(seen(ball, marks=(LEVEL,)), DOWN)
    assert floor.above(ball) == pytest.approx(np.full(48, 136 - 120), abs=0.01)


def test_on_a_slope_what_counts_is_across_it():
    slope = Mark("floor", 0, line=((0.0, 100 / 272), (1.0, 580 / 272)))
    ball = thing(lambda t: (100.0, 200.0), size=40.0, noise=0.0)
    assert floor_of(seen(ball, marks=(slope,)), DOWN).above(ball)[0] == pytest.approx(-20, abs=0.1)


def test_beside_its_ends_there_is_a_floor_for_half_its_length_and_no_farther():
    short = Mark("floor", 0, line=((0.4, 0.5), (0.6, 0.5)))
    way = thing(lambda t: (240.0 + 120 * t, 100.0), noise=0.0)
    above = floor_of(seen(way, marks=(short,)), DOWN).above(way)
    assert np.isfinite(above[:19]).all()
    assert np.isnan(above[21:]).all()


@pytest.mark.parametrize("line", [((0.5, 0.1), (0.5, 0.9)), ((0.5, 0.5), (0.5, 0.5))])
def test_a_wall_and_a_point_are_no_floor(line):
    assert floor_of(seen(marks=(Mark("floor", 0, line=line),)), DOWN) is None


def test_without_a_mark_there_is_none():
    assert floor_of(seen(), DOWN) is None


def test_where_down_is_to_the_side_a_wall_is_the_floor():
    wall = Mark("floor", 0, line=((0.5, 0.0), (0.5, 1.0)))
    ball = thing(lambda t: (200.0, 100.0), size=40.0, noise=0.0)
    floor = floor_of(seen(ball, marks=(wall,)), np.array([1.0, 0.0]))
    assert floor.above(ball)[0] == pytest.approx(20, abs=0.01)


def test_behind_a_cut_it_is_another_floor():
    ball = thing(lambda t: (200.0, 100.0))
    above = floor_of(seen(ball, marks=(LEVEL,), cuts=(24,)), DOWN).above(ball)
    assert np.isfinite(above[:24]).all()
    assert np.isnan(above[24:]).all()


def test_the_line_goes_with_the_ground_both_ways_from_its_frame():
    steps = tuple(CameraStep(n, 3.0, -1.0, 1.0, 0.0) for n in range(47))
    places = carried(seen(camera=steps), np.array([[200.0, 100.0]]), 10)[:, 0]
    assert places[0] == pytest.approx([230, 90])
    assert places[10] == pytest.approx([200, 100])
    assert places[20] == pytest.approx([170, 110])


def test_what_is_measured_of_a_view_that_pans_moves_the_mark_as_the_ground_moves(tmp_path):
    clip = Clip((Sprite(at(150, 80)),), frames=16, pan=(3.0, 1.0))
    measured = observe(render(clip), clip.info, tmp_path / "flow.npy")
    (last,) = carried(measured, np.array([[200.0, 100.0]]), 0)[-1]
    assert last == pytest.approx([200 - 45, 100 - 15], abs=1.5)


def test_a_mark_beyond_the_end_of_a_shorter_clip_stays_where_it_is():
    late = replace(LEVEL, frame=400)
    assert floor_of(seen(marks=(late,)), DOWN) is None
