"""Start images in another frame, and plans that go along."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.frame.load import fit as covered
from engine.frame.reframe import Mode, extend, fit, plan_moved
from engine.motion.layers import centre
from engine.motion.strokes import validate
from engine.records import Camera, Gravity, MotionPlan, PathPoint, Region, Roll, Stroke, Throw


def dotted(width: int, height: int, x: float, y: float) -> np.ndarray:
    image = np.full((height, width, 3), 40, np.uint8)
    cv2.circle(image, (round(x * width - 0.5), round(y * height - 0.5)), 6, (250, 250, 250), -1)
    return image


def where(image: np.ndarray) -> tuple[float, float]:
    found = centre((image[:, :, 0] > 150).astype(np.float32))
    assert found is not None
    return found


def plan() -> MotionPlan:
    square = ((0.2, 0.3), (0.4, 0.3), (0.4, 0.5), (0.2, 0.5))
    throw = Throw((0.3, 0.4), (0.8, 0.6), apex=0.2)
    points = (PathPoint(0, 0.3, 0.4), PathPoint(1, 0.8, 0.6))
    return MotionPlan(
        (Stroke("ball", "move", Region(polygon=square), points, motion=throw),),
        Camera(pan=0.1, tilt=0.2, zoom=1.2),
        Gravity(90.0, 200.0),
    )


@pytest.mark.parametrize("mode", ["crop", "pad", "stretch"])
@pytest.mark.parametrize("size", [(320, 320), (480, 270), (200, 300)])
@pytest.mark.parametrize("spot", [(0.5, 0.5), (0.42, 0.6)])
def test_a_spot_lies_where_the_reframe_says(
    mode: Mode, size: tuple[int, int], spot: tuple[float, float]
) -> None:
    image = dotted(400, 300, *spot)
    out, moved = fit(image, *size, mode, avoid=image[:, :, 0] > 60)
    assert out.shape == (size[1], size[0], 3)
    x, y = moved.point(*spot)
    found = where(out)
    assert found[0] * size[0] == pytest.approx(x * size[0], abs=1.0)
    assert found[1] * size[1] == pytest.approx(y * size[1], abs=1.0)
    assert moved.back(x, y) == pytest.approx(spot)


def test_a_crop_keeps_what_it_is_focused_on() -> None:
    image = dotted(600, 200, 0.9, 0.5)
    middle, _ = fit(image, 200, 200)
    assert not (middle > 150).any()
    kept, moved = fit(image, 200, 200, "crop", (0.9, 0.5))
    assert where(kept)[0] == pytest.approx(moved.point(0.9, 0.5)[0], abs=0.01)


def test_a_plain_crop_is_the_one_that_clips_are_made_from() -> None:
    image = np.random.default_rng(1).integers(0, 255, (211, 333, 3), np.uint8)
    assert (fit(image, 96, 64)[0] == covered(image, 96, 64)).all()
    same, moved = fit(image, 333, 211)
    assert same is image
    assert moved.point(0.3, 0.8) == (0.3, 0.8)


def test_extending_changes_no_pixel_of_the_picture() -> None:
    image = np.random.default_rng(2).integers(90, 160, (60, 100, 3), np.uint8)
    out, moved = extend(image, left=0.5, bottom=0.25)
    assert out.shape == (75, 150, 3)
    assert (out[:60, 50:] == image).all()
    assert moved.point(0.0, 0.0) == pytest.approx((1 / 3, 0.0))
    assert moved.point(1.0, 1.0) == pytest.approx((1.0, 0.8))
    # what is added continues it
    assert out[:, :50].mean() == pytest.approx(image.mean(), abs=8)


def test_what_is_to_be_avoided_is_not_seen_again_beside_the_picture() -> None:
    image = dotted(120, 90, 0.85, 0.5)
    out, _ = extend(image, right=0.5, avoid=image[:, :, 0] > 60)
    assert int(out[:, 120:].max()) < 60


@pytest.mark.parametrize("mode", ["crop", "pad", "stretch"])
def test_a_mask_is_carried_as_the_picture_is(mode: Mode) -> None:
    image = dotted(400, 300, 0.45, 0.5)
    out, moved = fit(image, 256, 256, mode, avoid=image[:, :, 0] > 60)
    mask = moved.carried(image[:, :, 0])
    assert centre((mask > 150).astype(np.float32)) == pytest.approx(where(out), abs=0.004)


@given(
    st.integers(16, 400),
    st.integers(16, 400),
    st.sampled_from(["crop", "stretch"]),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
@settings(max_examples=40)
def test_a_plan_stays_one_that_can_be_used(
    width: int, height: int, mode: Mode, focus: tuple[float, float]
) -> None:
    image = np.zeros((90, 160, 3), np.uint8)
    out, moved = fit(image, width, height, mode, focus)
    assert out.shape == (height, width, 3)
    after = plan_moved(plan(), moved)
    validate(after)
    for old, new in zip(plan().strokes[0].points, after.strokes[0].points, strict=True):
        assert (new.x, new.y) == pytest.approx(moved.point(old.x, old.y))
        assert new.t == old.t


def test_a_plan_goes_along_with_its_presets_camera_and_gravity() -> None:
    _, moved = extend(np.zeros((90, 160, 3), np.uint8), right=1.0)
    after = plan_moved(plan(), moved)
    stroke = after.strokes[0]
    assert stroke.region.polygon[0] == pytest.approx((0.1, 0.3))
    assert isinstance(stroke.motion, Throw)
    assert stroke.motion.target == pytest.approx((0.4, 0.6))
    assert stroke.motion.apex == pytest.approx(0.2)
    assert after.camera.pan == pytest.approx(0.05)
    assert after.camera.tilt == pytest.approx(0.2)
    assert after.gravity == Gravity(90.0, pytest.approx(200.0))


def test_a_preset_keeps_only_its_points_where_the_picture_is_stretched() -> None:
    _, moved = fit(np.zeros((90, 160, 3), np.uint8), 160, 160, "stretch")
    after = plan_moved(plan(), moved)
    assert after.strokes[0].motion is None
    assert after.strokes[0].points[1] == (1, pytest.approx(0.8), pytest.approx(0.6))


def test_lengths_in_frame_heights_shrink_with_the_picture() -> None:
    rolling = Stroke("rock", "move", Region(polygon=((0, 0), (1, 0), (1, 1))), motion=Roll(
        ((0.2, 0.2), (0.8, 0.6)), radius=0.06
    ))  # fmt: skip
    _, moved = extend(np.zeros((90, 160, 3), np.uint8), top=0.5, bottom=0.5)
    motion = plan_moved(MotionPlan((rolling,)), moved).strokes[0].motion
    assert isinstance(motion, Roll)
    assert motion.radius == pytest.approx(0.03)
    assert motion.path[0] == pytest.approx((0.2, 0.35))


def test_files_of_a_plan_are_made_anew_or_said_to_be_of_the_old_frame() -> None:
    _, moved = fit(np.zeros((90, 160, 3), np.uint8), 90, 90)
    painted = MotionPlan((Stroke("a", "static", Region(mask=Path("/masks/old.png"))),))
    with pytest.raises(BadInput, match=r"old\.png, which is of the old frame"):
        plan_moved(painted, moved)
    after = plan_moved(painted, moved, lambda path: path.with_name("new.png"))
    assert after.strokes[0].region.mask == Path("/masks/new.png")


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (lambda image: fit(image, 0, 10), "0 x 10"),
        (lambda image: fit(image, 20_000, 10), "too large"),
        (lambda image: fit(image, 10, 10, "zoom"), "no mode 'zoom'"),
        (lambda image: extend(image, left=-0.1), "left side"),
        (lambda image: extend(image, top=float("nan")), "top side"),
        (lambda image: extend(image, bottom=3.0), "bottom side"),
    ],
)
def test_frames_that_cannot_be_are_refused(what, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        what(np.zeros((30, 40, 3), np.uint8))


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1)])
@pytest.mark.parametrize("mode", ["crop", "pad", "stretch"])
def test_pictures_of_any_shape_fit(shape: tuple[int, int], mode: Mode) -> None:
    out, _ = fit(np.full((*shape, 3), 77, np.uint8), 48, 32, mode, (1.0, 1.0))
    assert out.shape == (32, 48, 3)
    assert abs(int(out.max()) - 77) <= 1
