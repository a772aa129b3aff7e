"""The looping preview follows an edit at once, and its background gets better beside."""

import cv2
import numpy as np
import pytest

from engine.records import MotionPlan, PathPoint, Region, Stroke

SQUARE = Region(((0.2, 0.3), (0.44, 0.3), (0.44, 0.66), (0.2, 0.66)))


@pytest.fixture
def painted(bench, tmp_path):
    """The current shot has a picture with a grain."""
    grain = np.random.default_rng(1).integers(60, 200, (96, 160, 3), np.uint8)
    cv2.imwrite(str(tmp_path / "start.png"), grain)
    bench.session.set_start_image(tmp_path / "start.png")
    return bench


def test_a_better_background_replaces_the_quick_one_within_three_seconds(painted, qtbot):
    shown = []

    def look(guide, count=0, ghost=None):
        if guide is not None:
            shown.append(guide(count // 2))

    painted.window.motion.set_guide = look
    points = (PathPoint(0, 0.32, 0.48), PathPoint(1, 0.8, 0.5))
    painted.session.set_plan(MotionPlan((Stroke("brick", "move", SQUARE, points),)), "Paint")
    qtbot.waitUntil(lambda: len(shown) == 2, timeout=3000)
    assert shown[0] != shown[1]
