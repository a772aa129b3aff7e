"""What hand edits do to a stroke that is a preset of a physical motion."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.motion import physics
from engine.motion.world import world_of
from engine.records import Region, Settings, Stroke, Throw
from widgets.motion import edits

WORLD = world_of(Settings(), None)
REGION = Region(polygon=((0.1, 0.6), (0.2, 0.6), (0.2, 0.7)))


@pytest.fixture
def thrown() -> Stroke:
    throw = Throw(launch=(0.15, 0.65), target=(0.8, 0.65))
    return physics.applied(Stroke("ball", "move", REGION), throw, WORLD)


@pytest.mark.parametrize(
    "edit",
    [
        lambda s: edits.with_point_at(s, 1, (0.4, 0.1)),
        lambda s: edits.without_points(s, 1),
        lambda s: edits.with_path(s, [(0.1, 0.1), (0.9, 0.9)], 16 / 9),
        lambda s: edits.retimed(s, 0.2, 0.6),
    ],
)
def test_a_path_set_by_hand_is_no_preset_any_more(thrown, edit):
    assert thrown.motion is not None
    assert edit(thrown).motion is None


def test_a_thrown_thing_moved_elsewhere_is_still_thrown(thrown):
    there = edits.shifted(thrown, 0.05, -0.1)
    assert there.motion == physics.moved(thrown.motion, 0.05, -0.1)
    again = physics.applied(replace(there, points=()), there.motion, WORLD)
    assert [p.x for p in again.points] == pytest.approx([p.x for p in there.points], abs=1e-6)
    assert [p.y for p in again.points] == pytest.approx([p.y for p in there.points], abs=1e-6)
