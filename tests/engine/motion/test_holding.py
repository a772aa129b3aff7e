"""How long the latents are held: by what is painted, where it is, for as long as it is strong."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.motion.guide import GuideClip
from engine.motion.holding import NEVER, Cells, held_plan, release_of, releases
from engine.records import Camera, MotionPlan, PathPoint, Region, Steering, Stroke

WIDTH, HEIGHT, FRAMES = 96, 64, 13
WAN, LTX = Cells(8, 4), Cells(32, 8)
CLOCKS = Steering()
REST = Camera()


def box(x: float, y: float, w: float, h: float) -> Region:
    return Region(((x, y), (x + w, y), (x + w, y + h), (x, y + h)))


def across(region: Region, x: float, y: float, **more) -> Stroke:
    (left, top), _, (right, bottom), _ = region.polygon
    here = (left + right) / 2, (top + bottom) / 2
    points = PathPoint(0, *here), PathPoint(1, here[0] + x, here[1] + y)
    return Stroke("thing", "move", region, points, **more)


BALL = across(box(0.125, 0.25, 0.125, 0.25), 0.5, 0.0)
WALL = Stroke("wall", "static", box(0.5, 0.75, 0.25, 0.125))


def levels(
    *strokes: Stroke, cells: Cells = WAN, camera: Camera | None = None, **more
) -> np.ndarray:
    plan = MotionPlan(strokes, camera or Camera())
    image = np.random.default_rng(4).integers(60, 200, (HEIGHT, WIDTH, 3), np.uint8)
    clip = GuideClip(plan, image, FRAMES)
    return releases(clip, plan, CLOCKS, cells)


def test_what_moves_is_held_along_its_way_and_what_is_static_longer() -> None:
    out = levels(BALL, WALL)
    assert out.shape == (4, 8, 12)
    assert out.dtype == np.float32
    assert out[0, 3, 1] == np.float32(CLOCKS.release)
    assert out[-1, 3, 7] == np.float32(CLOCKS.release)
    assert out[-1, 3, 1] == NEVER
    assert (out[:, 6, 7] == np.float32(CLOCKS.static)).all()
    assert (out[:, 0] == NEVER).all()


def test_the_first_frame_has_a_latent_of_its_own_and_the_others_share() -> None:
    out = levels(BALL)
    # 12 pixels wide, it goes 4 pixels a frame
    assert (out[1, 3] < NEVER).nonzero()[0].tolist() == [2, 3, 4]
    assert (out[0, 3] < NEVER).nonzero()[0].tolist() == [1, 2]


def test_a_nearer_stroke_hides_how_long_a_farther_one_is_held() -> None:
    weak = replace(BALL, strength=0.5, order=1)
    strong = replace(BALL, region=box(0.14, 0.3, 0.08, 0.1), order=0)
    assert (levels(weak, strong)[0] == levels(weak)[0]).all()


def test_what_the_camera_sees_of_the_start_frame_is_held_loosely() -> None:
    out = levels(BALL, camera=Camera(zoom=0.5))
    middle = np.float32((CLOCKS.start + CLOCKS.release) / 2)
    assert out[-1, 4, 4] == middle
    assert out[-1, 0, 0] == NEVER
    assert np.float32(CLOCKS.release) in out[-1]


def test_larger_cells_hold_at_least_what_smaller_ones_do() -> None:
    small, large = levels(BALL, WALL), levels(BALL, WALL, cells=LTX)
    assert large.shape == (2, 2, 3)
    for row, column in np.ndindex(2, 3):
        within = small[1:3, 4 * row : 4 * row + 4, 4 * column : 4 * column + 4]
        assert large[1, row, column] <= within.min()


def test_ambient_strokes_and_those_without_strength_are_not_held() -> None:
    ambient = replace(WALL, kind="ambient")
    assert (levels(ambient) == NEVER).all()
    assert (levels(replace(BALL, strength=0.0)) == NEVER).all()
    assert held_plan(MotionPlan((replace(BALL, strength=0.0), WALL))).strokes == (WALL,)


@settings(max_examples=30, deadline=None)
@given(
    x=st.floats(0.0, 0.97),
    y=st.floats(0.0, 0.97),
    wide=st.floats(0.011, 0.03),
    dx=st.floats(-0.3, 0.3),
    dy=st.floats(-0.3, 0.3),
    feather=st.sampled_from([0.0, 0.004, 0.05]),
)
def test_a_stroke_of_a_pixel_is_held_in_every_frame_that_it_is_in(
    x: float, y: float, wide: float, dx: float, dy: float, feather: float
) -> None:
    stroke = across(box(x, y, wide, wide), dx, dy, feather=feather)
    plan = MotionPlan((stroke,))
    image = np.full((HEIGHT, WIDTH, 3), 90, np.uint8)
    clip = GuideClip(plan, image, FRAMES)
    out = releases(clip, plan, CLOCKS, WAN)
    for index in range(FRAMES):
        over = clip.held(0, index)
        if over is not None and over.alpha.max() > 0.0:
            assert out[-(-index // 4)].min() == np.float32(CLOCKS.release)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["move", "static"]),
    st.floats(0.0, 1.0),
    st.floats(0.0, 1.0),
    st.builds(
        Steering, start=st.floats(0.5, 1.0), release=st.floats(0.0, 1.0), static=st.floats(0.0, 1.0)
    ),
)
def test_more_strength_never_lets_go_earlier(kind, one, other, steering) -> None:
    less, more = sorted((one, other))
    early, late = (release_of(replace(BALL, kind=kind, strength=s), steering) for s in (less, more))
    full = steering.static if kind == "static" else steering.release
    if full <= steering.start:
        assert early >= late - 1e-9
        assert late >= full - 1e-9


def test_full_strength_is_the_setting_itself_and_half_is_between_start_and_it() -> None:
    assert release_of(BALL, CLOCKS) == CLOCKS.release
    assert release_of(WALL, CLOCKS) == CLOCKS.static
    half = release_of(replace(BALL, strength=0.5), CLOCKS)
    assert half == pytest.approx((CLOCKS.start + CLOCKS.release) / 2)
