"""Start images in another frame, and plans that go along."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.frame.load import fit as covered
from engine.frame.reframe import (
    Reframe,
    framed,
    plan_moved,
    seen_whole,
    subject_moved,
)
from engine.motion.layers import centre
from engine.motion.strokes import validate
from engine.records import (
    Box,
    Camera,
    Gravity,
    MotionPlan,
    PathPoint,
    Region,
    Roll,
    Stroke,
    Subject,
    Throw,
)

Mode = Literal["crop", "pad", "stretch"]


def fit(
    image: np.ndarray,
    width: int,
    height: int,
    mode: Mode = "crop",
    focus: tuple[float, float] = (0.5, 0.5),
    avoid: np.ndarray | None = None,
) -> tuple[np.ndarray, Reframe]:
    """A window that fills the frame, shows all of the picture, or presses it into the frame."""
    tall, wide = image.shape[:2]
    unit = width * tall / (height * wide)
    w, h = {"crop": (min(1.0, unit), min(1.0, 1 / unit)), "stretch": (1.0, 1.0)}.get(
        mode, (max(1.0, unit), max(1.0, 1 / unit))
    )
    x, y = (0.5 - w / 2, 0.5 - h / 2)
    if mode == "crop":
        x, y = (min(max(at - of / 2, 0.0), 1.0 - of) for at, of in zip(focus, (w, h), strict=True))
    return framed(image, Box(x, y, w, h), width, height, avoid)


def extend(
    image: np.ndarray,
    left: float = 0.0,
    top: float = 0.0,
    right: float = 0.0,
    bottom: float = 0.0,
    avoid: np.ndarray | None = None,
) -> tuple[np.ndarray, Reframe]:
    """A window that reaches beyond the picture, pixel for pixel."""
    tall, wide = image.shape[:2]
    w, h = 1 + left + right, 1 + top + bottom
    return framed(image, Box(-left, -top, w, h), round(w * wide), round(h * tall), avoid)


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
        Camera(pan=0.1, tilt=0.2, zoom=1.2, orbit=0.2),
        Gravity(90.0, 200.0, ((0.2, 0.1), (0.2, 0.9))),
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
    assert after.camera.orbit == pytest.approx(0.1)
    assert after.camera.tilt == pytest.approx(0.2)
    assert after.gravity == Gravity(90.0, pytest.approx(200.0), ((0.1, 0.1), (0.1, 0.9)))


def test_a_preset_keeps_only_its_points_where_the_picture_is_stretched() -> None:
    _, moved = fit(np.zeros((90, 160, 3), np.uint8), 160, 160, "stretch")
    after = plan_moved(plan(), moved)
    assert after.strokes[0].motion is None
    assert after.gravity.ruler is None
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
        (lambda image: framed(image, Box(0, 0, 1, 1), 0, 10), "0 x 10"),
        (lambda image: framed(image, Box(0, 0, 1, 1), 20_000, 10), "too large"),
        (lambda image: framed(image, Box(0, 0, 1, 1), 8000, 8000), "too large"),
    ],
)
def test_frames_that_cannot_be_are_refused(what, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        what(np.zeros((30, 40, 3), np.uint8))


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1)])
@pytest.mark.parametrize("mode", ["crop", "stretch"])
def test_pictures_of_any_shape_fit(shape: tuple[int, int], mode: Mode) -> None:
    out, _ = fit(np.full((*shape, 3), 77, np.uint8), 48, 32, mode, (1.0, 1.0))
    assert out.shape == (32, 48, 3)
    assert abs(int(out.max()) - 77) <= 1


# --- a window on the picture ---------------------------------------------------------------------

NOISE = np.random.default_rng(5).integers(60, 200, (60, 100, 3), np.uint8)
windows = st.builds(
    Box,
    st.floats(-0.8, 0.7),
    st.floats(-0.8, 0.7),
    st.floats(0.15, 2.0),
    st.floats(0.15, 2.0),
).filter(lambda b: b.x + b.w > 0.05 and b.y + b.h > 0.05)


@settings(max_examples=40)
@given(windows, st.integers(1, 160), st.integers(1, 120))
def test_any_window_fills_the_frame_and_says_where_its_picture_went(
    window: Box, width: int, height: int
) -> None:
    out, moved = framed(NOISE, window, width, height, quick=True)
    assert out.shape == (height, width, 3)
    left, _, wide, tall = moved.box(Box(0, 0, 1, 1))
    # to a pixel of the picture and one of the frame
    assert left == pytest.approx(-window.x / window.w, abs=(1 + wide) / 100 + 1 / width + 0.02)
    assert wide == pytest.approx(1 / window.w, rel=0.2, abs=2 / width)
    assert tall == pytest.approx(1 / window.h, rel=0.2, abs=2 / height)
    assert moved.back(*moved.point(0.3, 0.7)) == pytest.approx((0.3, 0.7))


@pytest.mark.parametrize("x", [-0.25, -0.005, 0.115, 0.305])
def test_a_window_of_the_pictures_size_changes_no_pixel_that_both_show(x: float) -> None:
    out, moved = framed(NOISE, Box(x, 0.1, 1, 1), 100, 60)
    shift = round(x * 100)
    here, there = slice(max(0, -shift), 100 - max(0, shift)), slice(max(0, shift), 100 + shift)
    assert (out[:54, here] == NOISE[6:, there]).all()
    assert moved.point(0.5, 0.5) == pytest.approx((0.5 - shift / 100, 0.4))


def test_the_whole_picture_at_its_size_is_the_picture() -> None:
    out, moved = framed(NOISE, Box(0, 0, 1, 1), 100, 60)
    assert out is NOISE
    assert moved.point(0.2, 0.9) == (0.2, 0.9)


def test_what_is_seen_without_asking_is_the_plain_crop() -> None:
    image = np.random.default_rng(1).integers(0, 255, (211, 333, 3), np.uint8)
    window = seen_whole(333, 211, 96, 64)
    assert (framed(image, window, 96, 64)[0] == covered(image, 96, 64)).all()


def test_a_thing_at_the_border_is_not_continued_into_the_new_room() -> None:
    image = np.full((60, 100, 3), 90, np.uint8)
    image[20:40, :12] = (250, 30, 30)
    thing = image[:, :, 0] > 200
    out, _ = framed(image, Box(-0.4, 0, 1.4, 1), 140, 60, avoid=thing)
    assert (out[:, 40:] == image).all()
    assert (out[:, :36, 0].astype(int) < 150).all()


@pytest.mark.parametrize(
    "window",
    [
        Box(0, 0, 0, 1),
        Box(0, 0, 1, -1),
        Box(1.2, 0, 0.5, 1),
        Box(0, -0.9, 1, 0.5),
        Box(-2.5, 0, 3, 1),
        Box(0, 0, 9, 1),
        Box(float("nan"), 0, 1, 1),
        Box(0, 0, float("inf"), 1),
    ],
)
def test_a_window_that_shows_nothing_or_reaches_too_far_is_refused(window: Box) -> None:
    with pytest.raises(BadInput, match="window") as caught:
        framed(NOISE, window, 100, 60)
    assert caught.value.mend


def test_two_reframes_are_one_and_can_be_taken_back() -> None:
    _, crop = framed(NOISE, Box(0.1, 0.2, 0.5, 0.5), 80, 80)
    _, wider = framed(NOISE, Box(-0.2, 0, 1.4, 1), 70, 50, quick=True)
    place = (0.37, 0.61)
    assert crop.then(wider).point(*place) == pytest.approx(wider.point(*crop.point(*place)))
    assert crop.then(crop.inverse).point(*place) == pytest.approx(place)
    assert (crop.then(wider).before, crop.then(wider).after) == ((100, 60), (70, 50))


def test_a_subject_goes_along() -> None:
    box = Box(0.2, 0.3, 0.2, 0.2)
    corners = ((0.2, 0.3), (0.4, 0.3), (0.4, 0.5), (0.2, 0.5))
    _, moved = framed(NOISE, Box(-0.5, 0, 2, 1), 100, 60, quick=True)
    there = subject_moved(Subject(Region(corners), box, (0.3, 0.4)), moved)
    assert there is not None
    assert there.box == pytest.approx((0.35, 0.3, 0.1, 0.2))
    assert there.centre == pytest.approx((0.4, 0.4))
    assert there.region.polygon[2] == pytest.approx((0.45, 0.5))


def test_a_subject_that_is_cropped_away_is_none_any_more() -> None:
    subject = Subject(Region(((0, 0), (0.2, 0), (0.2, 0.2))), Box(0, 0, 0.2, 0.2), (0.1, 0.1))
    _, crop = framed(NOISE, Box(0.5, 0.5, 0.5, 0.5), 50, 30)
    assert subject_moved(subject, crop) is None
