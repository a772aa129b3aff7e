"""The real networks, where they were fetched: a drawn person has a body where it was drawn."""

from __future__ import annotations

import numpy as np
import pytest

from app import places
from engine.inspect.people import ready, watch
from engine.inspect.people.joints import LEFT_HIP, RIGHT_HIP
from engine.records import ClipInfo

FOLDER = places.people_folder()

pytestmark = pytest.mark.skipif(
    not ready(FOLDER), reason="the pose models are not there: verbench models fetch pose"
)


def test_an_empty_room_has_nobody_in_it():
    watcher = watch(ClipInfo(24, 24.0, 320, 240), FOLDER)
    assert watcher is not None
    dice = np.random.default_rng(1)
    for frame in range(0, 24):
        watcher.see(frame, dice.integers(90, 160, (240, 320, 3), dtype=np.uint8))
    assert watcher.people == ()
    assert watcher.hands == ()


def test_one_who_was_drawn_is_seen_where_they_stand():
    from tests.helpers.stage import walkers
    from tests.helpers.stage.render import frames
    from tests.helpers.stage.world import Look, Stage

    stage = Stage(640, 360, 24, 24.0, 1030)
    world = walkers.person(stage, "")
    watcher = watch(stage.info, FOLDER)
    assert watcher is not None
    for frame, picture in enumerate(frames(world, stage, Look())):
        watcher.see(frame, picture)
    (found,) = watcher.people
    assert len(found.poses) >= 6
    way = found.poses[-1].place(LEFT_HIP, RIGHT_HIP)[0] - found.poses[0].place(LEFT_HIP)[0]
    assert np.sign(way) == (1 if "right" in world.prompt else -1)
