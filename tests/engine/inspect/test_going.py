"""A view that goes through a scene is told from a view that turns and from things that move."""

import numpy as np
import pytest

from engine.inspect.camera import centres, goes_through
from engine.inspect.flow import Size

SIZE, CELLS = Size(480, 272), Size(120, 68)
PLACES = centres(CELLS, SIZE)
ALL = np.ones((CELLS.height, CELLS.width), bool)


def forward(towards=(200.0, 120.0), seed=1):
    """What lies at many distances comes out of one point, the near faster."""
    nearness = np.random.default_rng(seed).uniform(0.005, 0.05, ALL.shape)[..., None]
    return ((PLACES - np.array(towards)) * nearness).astype(np.float32)


@pytest.mark.parametrize("towards", [(240, 136), (120, 100), (400, 200)])
@pytest.mark.parametrize("sign", [1, -1], ids=["forward", "back"])
def test_a_view_that_goes_through_the_scene_is_known(towards, sign):
    assert goes_through(sign * forward(towards), ALL, SIZE)


def test_noise_of_a_pixel_changes_nothing():
    noise = np.random.default_rng(2).normal(0, 0.3, (*ALL.shape, 2)).astype(np.float32)
    assert goes_through(forward() + noise, ALL, SIZE)


@pytest.mark.parametrize(
    "flow",
    [
        np.broadcast_to(np.float32([3, 1]), (*ALL.shape, 2)),
        (PLACES - np.float32([240, 136]))[..., ::-1] * np.float32([0.02, -0.02]),
        np.random.default_rng(3).normal(0, 3, (*ALL.shape, 2)).astype(np.float32),
        np.zeros((*ALL.shape, 2), np.float32),
    ],
    ids=["pan", "roll", "everything its own way", "nothing moves"],
)
def test_other_motion_is_none(flow):
    assert not goes_through(np.ascontiguousarray(flow), ALL, SIZE)


def test_one_thing_that_comes_nearer_is_no_view():
    near = np.zeros_like(ALL)
    near[20:44, 40:72] = True
    assert not goes_through(forward((224, 128)), near, SIZE)
