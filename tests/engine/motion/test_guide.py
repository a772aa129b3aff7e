"""The guide clip is exact: where regions are, what does not change, and the same bytes again."""

from __future__ import annotations

import math
import os
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.motion import layers
from engine.motion.guide import GuideClip
from engine.motion.softness import LEAST_HOLD
from engine.motion.trajectory import position
from engine.records import Ambient, Camera, MotionPlan, PathPoint, Region, Stroke

WIDTH, HEIGHT = 320, 192


def scene(width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    """A grey picture with texture, no pixel of it red."""
    random = np.random.default_rng(11)
    grey = random.integers(90, 150, (height, width, 1), np.uint8)
    return np.repeat(grey, 3, axis=2)


def box(x: float, y: float, w: float, h: float) -> Region:
    return Region(((x, y), (x + w, y), (x + w, y + h), (x, y + h)))


def painted(image: np.ndarray, region: Region, colour: tuple[int, int, int]) -> np.ndarray:
    out = image.copy()
    height, width = image.shape[:2]
    out[layers.alpha(region, 0.0, width, height) > 0.5] = colour
    return out


def centre_of(region: Region, feather: float = 0.004) -> tuple[float, float]:
    return layers.centre(layers.alpha(region, feather, WIDTH, HEIGHT))


def move(region: Region, *points: tuple[float, float, float], **more) -> Stroke:
    return Stroke("thing", "move", region, tuple(PathPoint(*p) for p in points), **more)


def across(region: Region, *later: tuple[float, float, float], **more) -> Stroke:
    """A stroke that starts where its region is."""
    return move(region, (0.0, *centre_of(region)), *later, **more)


def redness(frame: np.ndarray) -> np.ndarray:
    """How much of each pixel is the red thing and not grey."""
    image = frame.astype(float)
    return np.clip(image[:, :, 0] - image[:, :, 1], 0, None)


def red_centre(frame: np.ndarray) -> tuple[float, float]:
    weight = redness(frame)
    height, width = weight.shape
    x = (weight.sum(0) @ (np.arange(width) + 0.5)) / weight.sum()
    y = (weight.sum(1) @ (np.arange(height) + 0.5)) / weight.sum()
    return x, y


THING = box(0.2, 0.3, 0.12, 0.18)
RED = painted(scene(), THING, (220, 40, 40))


@pytest.mark.parametrize(
    "stroke",
    [
        across(THING, (1.0, 0.75, 0.6)),
        across(THING, (1.0, 0.75, 0.6), easing="ease-in"),
        across(THING, (0.5, 0.5, 0.2), (1.0, 0.8, 0.7)),
        across(THING, (1.0, 0.7, 0.5), rotation_deg=220),
        across(THING, (1.0, 0.7, 0.5), scale=1.6),
        across(THING, (1.0, 0.7, 0.5), scale=0.4, rotation_deg=-90),
        across(THING, (1.0, 0.7, 0.5), feather=0.0),
        across(THING, (1.0, 0.7, 0.5), feather=0.03),
        across(THING, (1.0, 0.7, 0.5), shear_deg=-35, rotation_deg=40, scale=1.3),
        across(THING, (1.0, 0.7, 0.5), speed=((0.0, 0.0), (0.3, 4.0), (1.0, 0.5))),
        across(THING, (1.0, 0.7, 0.5), ambient=Ambient("flutter")),
        move(THING, (0.0, 0.5, 0.5), (1.0, 0.6, 0.4)),
        move(THING, (0.3, *centre_of(THING)), (0.6, 0.7, 0.7)),
    ],
    ids=str.split(
        "line eased curve turn grow shrink hard feathered lean retimed fluttering elsewhere later"
    ),
)
def test_the_centre_of_a_moved_region_is_on_its_trajectory(stroke: Stroke) -> None:
    # red far beyond the outline, so that the soft edge holds red only
    image = painted(scene(), box(0.1, 0.1, 0.35, 0.6), (220, 40, 40))
    clip = GuideClip(MotionPlan((stroke,)), image, 25)
    for index in range(25):
        held = clip.mask(index).astype(float)
        x, y = layers.centre(held)
        wanted = position(stroke, index / 24)
        assert math.hypot((x - wanted[0]) * WIDTH, (y - wanted[1]) * HEIGHT) < 0.1


@st.composite
def travels(draw: st.DrawFn) -> Stroke:
    """Something that stays within the frame, however it turns, leans, grows and hurries."""
    x, y, w, h = (draw(st.floats(*r)) for r in ((0.3, 0.5), (0.3, 0.5), (0.06, 0.2), (0.08, 0.25)))
    shapes = [
        ((0, 0), (1, 0), (1, 1), (0, 1)),
        ((0, 0), (1, 0.2), (0.3, 1)),
        ((0, 0), (1, 0), (1, 0.3), (0.3, 0.3), (0.3, 1), (0, 1)),
    ]
    there = st.floats(0.3, 0.7)
    times = sorted(draw(st.sets(st.integers(0, 20), min_size=2, max_size=5)))
    curves = [(), ((0.5, 2.0),), ((0.0, 0.0), (0.2, 16.0), (1.0, 0.0)), ((0.4, 0.0), (1.0, 1.0))]
    return move(
        Region(tuple((x + a * w, y + b * h) for a, b in draw(st.sampled_from(shapes)))),
        *((t / 20, draw(there), draw(there)) for t in times),
        feather=draw(st.sampled_from([0.0, 0.004, 0.02])),
        easing=draw(st.sampled_from(["linear", "ease-in", "ease-out", "ease-in-out"])),
        rotation_deg=draw(st.floats(-360, 360)),
        scale=draw(st.floats(0.5, 1.8)),
        shear_deg=draw(st.floats(-60, 60)),
        speed=draw(st.sampled_from(curves)),
        ambient=draw(st.none() | st.builds(Ambient, st.sampled_from(["sway", "ripple"]))),
    )


@settings(max_examples=30, deadline=None)
@given(travels())
def test_any_region_within_the_frame_is_within_half_a_pixel_of_its_trajectory(
    stroke: Stroke,
) -> None:
    clip = GuideClip(MotionPlan((stroke,)), scene(), 9)
    for index in range(9):
        held = clip.mask(index)
        if held[[0, -1]].any() or held[:, [0, -1]].any():
            continue  # the border cuts it
        x, y = layers.centre(held.astype(float))
        wanted = position(stroke, index / 8)
        assert math.hypot((x - wanted[0]) * WIDTH, (y - wanted[1]) * HEIGHT) < 0.5


def test_what_is_seen_moves_with_it() -> None:
    stroke = across(THING, (1.0, 0.75, 0.6))
    clip = GuideClip(MotionPlan((stroke,)), RED, 21)
    start = red_centre(clip.frame(0))
    for index, frame in enumerate(clip):
        x, y = red_centre(frame)
        wanted = position(stroke, index / 20)
        first = stroke.points[0]
        assert x - start[0] == pytest.approx((wanted[0] - first.x) * WIDTH, abs=0.6)
        assert y - start[1] == pytest.approx((wanted[1] - first.y) * HEIGHT, abs=0.6)


def test_the_first_frame_is_the_start_image() -> None:
    plan = MotionPlan(
        (
            across(THING, (1.0, 0.8, 0.4), rotation_deg=90),
            Stroke("leaves", "ambient", box(0.6, 0.1, 0.3, 0.4)),
            Stroke("post", "static", box(0.45, 0.0, 0.1, 1.0)),
        ),
        Camera(pan=0.2, zoom=1.3, roll=10),
    )
    clip = GuideClip(plan, RED, 9)
    assert (clip.frame(0) == RED).all()
    assert (clip.frame(8) != RED).any()


def test_a_first_point_that_is_rounded_still_means_the_regions_own_place() -> None:
    x, y = centre_of(THING)
    stroke = move(THING, (0.0, round(x, 3), y + 0.5 / HEIGHT), (1.0, 0.8, 0.4))
    assert (GuideClip(MotionPlan((stroke,)), RED, 5).frame(0) == RED).all()


def test_pixels_outside_all_moved_regions_do_not_change() -> None:
    stroke = across(THING, (1.0, 0.7, 0.5))
    clip = GuideClip(MotionPlan((stroke,)), RED, 15)
    reached = np.zeros((HEIGHT, WIDTH), bool)
    for index in range(15):
        x, y = position(stroke, index / 14)
        here = box(x - 0.06, y - 0.09, 0.12, 0.18)
        reached |= layers.alpha(here, 0.0, WIDTH, HEIGHT) > 0
    # the soft edge and the reach of the resampling
    near = layers.hold(THING, 0.004, WIDTH, HEIGHT) > 0
    for dy in range(-4, 5):
        for dx in range(-4, 5):
            near |= np.roll(reached, (dy, dx), (0, 1))
    for frame in clip:
        assert (frame[~near] == RED[~near]).all()
        assert (frame[~clip.touched()] == RED[~clip.touched()]).all()
    assert clip.touched().mean() < 0.35


def test_the_place_it_left_shows_the_background() -> None:
    clip = GuideClip(MotionPlan((across(THING, (1.0, 0.8, 0.6)),)), RED, 5)
    left = layers.alpha(THING, 0.0, WIDTH, HEIGHT) > 0
    assert redness(clip.frame(4))[left].max() < 20


def test_static_regions_hold_their_pixels_whatever_moves_through_them() -> None:
    post = box(0.45, 0.0, 0.1, 1.0)
    plan = MotionPlan((across(THING, (1.0, 0.8, 0.4), order=9), Stroke("post", "static", post)))
    clip = GuideClip(plan, RED, 15)
    inside = layers.alpha(post, 0.0, WIDTH, HEIGHT) > 0
    for frame in clip:
        assert (frame[inside] == RED[inside]).all()
    assert max(redness(frame)[:, 190:].max() for frame in clip) > 150


@pytest.mark.parametrize("in_front", [True, False])
def test_the_higher_order_covers_the_lower(in_front: bool) -> None:
    other = box(0.6, 0.3, 0.12, 0.18)
    image = painted(RED, other, (40, 40, 220))
    red = across(THING, (1.0, 0.6 + 0.06, 0.3 + 0.09), order=2 if in_front else 0)
    blue = across(other, (1.0, 0.68, 0.42), order=1)
    frame = GuideClip(MotionPlan((red, blue)), image, 7).frame(6)
    seen = frame[int(0.42 * HEIGHT), int(0.67 * WIDTH)].tolist()
    assert (seen[0] > seen[2]) == in_front


def test_what_a_nearer_thing_covered_is_not_carried_along() -> None:
    cup = box(0.28, 0.36, 0.06, 0.09)
    image = painted(RED, cup, (40, 40, 220))
    hand = across(THING, (1.0, 0.7, 0.4))
    frame = GuideClip(MotionPlan((hand, across(cup, order=1))), image, 5).frame(4)
    blue = frame.astype(int)[:, :, 2] - frame.astype(int)[:, :, 0] > 60
    assert blue[:, int(0.5 * WIDTH) :].sum() == 0
    assert blue[:, : int(0.5 * WIDTH)].sum() > 50


def test_scale_and_rotation_are_about_the_centre() -> None:
    stroke = across(THING, (1.0, *centre_of(THING)), scale=2.0)
    clip = GuideClip(MotionPlan((stroke,)), RED, 5)
    assert redness(clip.frame(4)).sum() == pytest.approx(4 * redness(RED).sum(), rel=0.05)
    turned = GuideClip(MotionPlan((replace(stroke, scale=1.0, rotation_deg=90),)), RED, 5).frame(4)
    rows, columns = np.nonzero(redness(turned) > 90)
    tall, wide = np.ptp(rows) + 1, np.ptp(columns) + 1
    assert (wide, tall) == pytest.approx((0.18 * HEIGHT, 0.12 * WIDTH), abs=2)


def test_positive_rotation_is_clockwise() -> None:
    region = box(0.3, 0.3, 0.4, 0.4)
    image = painted(scene(), box(0.3, 0.3, 0.05, 0.08), (220, 40, 40))
    stroke = move(region, (0.0, *centre_of(region)), (1.0, *centre_of(region)), rotation_deg=90)
    x, y = red_centre(GuideClip(MotionPlan((stroke,)), image, 3).frame(2))
    assert x > 0.5 * WIDTH
    assert y < 0.5 * HEIGHT


def test_ambient_regions_sway_inside_and_come_back() -> None:
    region = box(0.3, 0.2, 0.4, 0.6)
    clip = GuideClip(MotionPlan((Stroke("leaves", "ambient", region),)), RED, 41)
    inside = layers.alpha(region, 0.004, WIDTH, HEIGHT) > 0
    frames = list(clip)
    assert (frames[0] == RED).all()
    assert (frames[-1] == RED).all()
    assert any((frame[inside] != RED[inside]).mean() > 0.3 for frame in frames)
    assert all((frame[~inside] == RED[~inside]).all() for frame in frames)
    still = Stroke("leaves", "ambient", region, strength=0.0)
    assert (GuideClip(MotionPlan((still,)), RED, 9).frame(3) == RED).all()


@pytest.mark.parametrize(
    ("camera", "x", "y"),
    [
        (Camera(pan=0.25), -0.25, 0.0),
        (Camera(pan=-0.25), 0.25, 0.0),
        (Camera(tilt=0.25), 0.0, 0.25),
        (Camera(zoom=2.0), -0.5, -0.5),
    ],
)
def test_the_camera_moves_the_picture_the_other_way(camera: Camera, x: float, y: float) -> None:
    # a mark in the middle, or for the zoom a quarter off it
    at = (0.25, 0.25) if camera.zoom == 2 else (0.45, 0.45)
    image = painted(scene(), box(*at, 0.1, 0.1), (220, 40, 40))
    before = red_centre(image)
    after = red_centre(GuideClip(MotionPlan((), camera), image, 3).frame(2))
    if camera.zoom == 2:
        middle = np.array((WIDTH, HEIGHT)) / 2
        wanted = middle + 2 * (np.array(before) - middle)
    else:
        wanted = np.array(before) + np.array((x * WIDTH, y * HEIGHT))
    assert after == pytest.approx(tuple(wanted), abs=0.5)


def test_a_camera_that_rolls_clockwise_turns_the_picture_counterclockwise() -> None:
    image = painted(scene(), box(0.7, 0.45, 0.1, 0.1), (220, 40, 40))
    x, y = red_centre(GuideClip(MotionPlan((), Camera(roll=20)), image, 2).frame(1))
    assert y < 0.45 * HEIGHT
    assert x > 0.6 * WIDTH


def test_beyond_the_border_the_camera_sees_the_picture_mirrored() -> None:
    frame = GuideClip(
        MotionPlan((), Camera(zoom=0.5)), np.full((64, 64, 3), 77, np.uint8), 2
    ).frame(1)
    assert (frame == 77).all()


def test_two_runs_give_the_same_bytes() -> None:
    plan = MotionPlan(
        (
            across(THING, (1.0, 0.8, 0.5), rotation_deg=50),
            Stroke("a", "ambient", box(0.5, 0, 0.3, 1)),
        ),
        Camera(pan=0.1),
    )
    first, second = (GuideClip(plan, RED, 7) for _ in range(2))
    for index in (3, 6, 0, 5):
        assert first.frame(index).tobytes() == second.frame(index).tobytes()


def test_the_order_of_asking_makes_no_difference() -> None:
    plan = MotionPlan((across(THING, (1.0, 0.8, 0.5)),))
    forwards = list(GuideClip(plan, RED, 6))
    clip = GuideClip(plan, RED, 6)
    assert all((clip.frame(i) == forwards[i]).all() for i in reversed(range(6)))
    assert (clip.frame(-1) == forwards[5]).all()
    with pytest.raises(IndexError):
        clip.frame(6)


def test_frames_belong_to_whoever_asked_for_them() -> None:
    clip = GuideClip(MotionPlan((across(THING, (1.0, 0.8, 0.5)),)), RED, 4)
    kept = clip.frame(2).copy()
    for index in range(4):
        clip.frame(index)[:] = 0
    assert (clip.frame(2) == kept).all()
    assert RED.any()


def test_a_preview_is_a_quarter_of_the_size_and_shows_the_same_motion() -> None:
    stroke = across(THING, (1.0, 0.75, 0.6))
    clip = GuideClip(MotionPlan((stroke,)), RED, 9, preview=True)
    frame = clip.frame(8)
    assert frame.shape == (HEIGHT // 4, WIDTH // 4, 3)
    assert clip.size == (WIDTH // 4, HEIGHT // 4)
    x, y = red_centre(frame)
    assert (x, y) == pytest.approx((0.75 * WIDTH / 4, 0.6 * HEIGHT / 4), abs=0.8)


def test_a_clean_plate_is_taken_as_the_background() -> None:
    plate = np.full_like(RED, 55)
    frame = GuideClip(MotionPlan((across(THING, (1.0, 0.8, 0.6)),)), RED, 3, plate=plate).frame(2)
    inside = layers.alpha(box(0.22, 0.34, 0.08, 0.1), 0.0, WIDTH, HEIGHT) > 0
    assert (frame[inside] == 55).all()
    with pytest.raises(BadInput, match="size"):
        GuideClip(MotionPlan(), RED, 3, plate=plate[:10])


def test_one_frame_is_the_start() -> None:
    clip = GuideClip(MotionPlan((across(THING, (1.0, 0.8, 0.6)),)), RED, 1)
    assert len(clip) == 1
    assert (clip.frame(0) == RED).all()


@pytest.mark.parametrize("frames", [0, -1, 1025])
def test_lengths_beyond_bounds_are_refused(frames: int) -> None:
    with pytest.raises(BadInput, match="frames"):
        GuideClip(MotionPlan(), RED, frames)


@st.composite
def plans(draw: st.DrawFn) -> MotionPlan:
    place = st.floats(-8, 9) | st.floats(0, 1)
    corner = st.tuples(place, place)

    def any_stroke() -> Stroke:
        times = sorted(draw(st.sets(st.integers(0, 20), max_size=4)))
        return Stroke(
            "any",
            draw(st.sampled_from(("move", "static", "ambient"))),
            Region(tuple(draw(st.lists(corner, min_size=3, max_size=6)))),
            tuple(PathPoint(t / 20, draw(place), draw(place)) for t in times),
            feather=draw(st.floats(0, 0.5)),
            order=draw(st.integers(-2, 2)),
            easing=draw(st.sampled_from(("linear", "ease-in", "ease-out", "ease-in-out"))),
            rotation_deg=draw(st.floats(-720, 720)),
            scale=draw(st.floats(0.01, 20)),
            strength=draw(st.floats(0, 1)),
            shear_deg=draw(st.sampled_from((0.0, 0.0, -80.0, 31.0))),
            soft=draw(st.booleans()),
            ambient=draw(st.none() | ambients),
            speed=draw(st.sampled_from(((), ((0.5, 2.0),), ((0.0, 0.0), (0.2, 16.0), (1.0, 0.0))))),
        )

    ambients = st.builds(
        Ambient,
        st.sampled_from(("sway", "ripple", "flutter")),
        st.floats(0, 1),
        st.floats(0.2, 60),
    )
    ways = (st.floats(-4, 4), st.floats(-4, 4), st.floats(0, 16), st.just(0.0), st.floats(-1, 1))
    camera = Camera(*(draw(way) for way in ways))
    return MotionPlan(
        tuple(any_stroke() for _ in range(draw(st.integers(0, 3)))),
        draw(st.sampled_from((Camera(), camera))),
    )


@settings(max_examples=40)
@given(plans(), st.booleans())
def test_any_plan_within_bounds_compiles(plan: MotionPlan, preview: bool) -> None:
    image = scene(40, 24)
    clip = GuideClip(plan, image, 3, preview=preview)
    touched = clip.touched()
    for index in range(3):
        frame, mask = clip.frame(index), clip.mask(index)
        assert frame.dtype == mask.dtype == np.uint8
        assert frame.shape[:2] == mask.shape == clip.size[::-1]
        if not preview and not plan.camera.moves:
            assert (frame[~touched] == image[~touched]).all()


def test_a_preview_gets_the_better_background_once_it_is_there() -> None:
    plan = MotionPlan((across(THING, (1.0, 0.8, 0.6)),))
    clip = GuideClip(plan, RED, 5, preview=True)
    quick = clip.frame(4)
    assert clip.refine()
    better = clip.frame(4)
    assert (better != quick).any()
    assert (better == clip.frame(4)).all()
    assert not clip.refine()
    # while only the path changes, the same background is there at once
    other = MotionPlan((across(THING, (1.0, 0.9, 0.2)),))
    again = GuideClip(other, RED, 5, preview=True)
    hidden = again.mask(4) > 0
    left = (again.frame(4) == better).all(axis=2) | hidden | (clip.mask(4) > 0)
    assert left.all()


def test_the_plans_own_plate_is_the_background(tmp_path: Path) -> None:
    path = tmp_path / "clean.png"
    cv2.imwrite(str(path), np.full((HEIGHT * 2, WIDTH * 2, 3), 77, np.uint8))
    plan = MotionPlan((across(THING, (1.0, 0.8, 0.6)),), plate=path)
    clip = GuideClip(plan, RED, 3)
    assert (clip.frame(2)[80, 80] == 77).all()
    assert not clip.refine()
    cv2.imwrite(str(path), np.full((HEIGHT, WIDTH, 3), 90, np.uint8))
    os.utime(path, (1, 1))
    assert (GuideClip(plan, RED, 3).frame(2)[80, 80] == 90).all()
    with pytest.raises(BadInput, match=r"gone\.png"):
        GuideClip(replace(plan, plate=tmp_path / "gone.png"), RED, 3)


def test_what_is_seen_belongs_to_the_nearest_thing() -> None:
    low = replace(across(box(0.2, 0.3, 0.12, 0.18), (1.0, 0.6, 0.5)), name="low")
    high = replace(across(box(0.5, 0.4, 0.2, 0.2), (1.0, 0.6, 0.5)), name="high", order=1)
    post = Stroke("post", "static", box(0.58, 0.0, 0.04, 1.0))
    clip = GuideClip(MotionPlan((high, low, post)), RED, 5)
    assert [layer.stroke.name for layer in clip.layers] == ["low", "high"]
    seen = clip.owners(4)[HEIGHT // 2]
    assert (seen[10], seen[round(0.53 * WIDTH)], seen[round(0.6 * WIDTH)]) == (-1, 1, 2)
    shifts, known = clip.displacement(4)
    assert np.allclose(shifts[HEIGHT // 2, round(0.6 * WIDTH)], 0)
    moved = shifts[HEIGHT // 2, round(0.53 * WIDTH)]
    away = np.array((0.6, 0.5)) - centre_of(high.region)
    assert np.allclose(moved, away * (WIDTH, HEIGHT), atol=0.5)
    assert not known[round(0.35 * HEIGHT), round(0.25 * WIDTH)]


# --- leaning, giving way, living, orbiting -------------------------------------------------------

DISC = Region(
    tuple((0.4 + 0.12 * math.cos(a), 0.5 + 0.2 * math.sin(a)) for a in np.linspace(0, 6.2, 40))
)
SMOOTH = cv2.GaussianBlur(cv2.resize(scene(20, 12), (WIDTH, HEIGHT)), (0, 0), 3)


def inside(region: Region) -> np.ndarray:
    return layers.alpha(region, 0.0, WIDTH, HEIGHT) > 0


def test_what_leans_has_its_top_to_the_right_and_keeps_its_size() -> None:
    stroke = across(THING, (1.0, *centre_of(THING)), shear_deg=40)
    last = redness(GuideClip(MotionPlan((stroke,)), RED, 3).frame(2))
    rows = np.flatnonzero(last.sum(axis=1) > 500)
    top, foot = (float(np.average(np.arange(WIDTH), weights=last[r])) for r in rows[[2, -3]])
    assert (top - foot) / (rows[-3] - rows[2]) == pytest.approx(
        math.tan(math.radians(40)), rel=0.05
    )
    assert last.sum() == pytest.approx(redness(RED).sum(), rel=0.03)


def soft(*later: tuple[float, float, float], **more) -> Stroke:
    return across(DISC, *later, soft=True, **more)


def test_the_middle_of_a_soft_region_goes_along_its_path() -> None:
    stroke = soft((0.5, 0.45, 0.45), (1.0, 0.42, 0.58))
    (layer,) = GuideClip(MotionPlan((stroke,)), SMOOTH, 17).layers
    for index in range(17):
        wanted = np.array(position(stroke, index / 16)) * (WIDTH, HEIGHT)
        assert layer.carried(index, np.array(layer.own)) == pytest.approx(wanted, abs=0.25)


def test_a_soft_region_leaves_no_hole_and_its_rim_stays() -> None:
    clip = GuideClip(MotionPlan((soft((1.0, 0.46, 0.42), rotation_deg=40, scale=1.3),)), RED, 9)
    assert (clip.frame(0) == RED).all()
    assert clip.layers[0].vacated() is None
    last = clip.frame(8)
    assert (last[inside(DISC)] != RED[inside(DISC)]).mean() > 0.5
    assert (last[~inside(DISC)] == RED[~inside(DISC)]).all()
    assert clip.displacement(8)[1].all()


def test_a_soft_region_follows_as_far_as_it_bears() -> None:
    clip = GuideClip(MotionPlan((soft((1.0, 3.0, 0.5)),)), SMOOTH, 33)
    (layer,) = clip.layers
    come = np.array([layer.carried(i, np.array(layer.own))[0] for i in range(33)]) - layer.own[0]
    assert (np.diff(come) > -0.01).all()
    radius = 0.12 * WIDTH
    assert 0.5 * radius < come[-1] < 0.9 * radius
    # nothing folds: what is farther to the right stays farther to the right
    row = np.column_stack([np.linspace(layer.own[0] - radius, layer.own[0] + radius, 60)] * 2)
    row[:, 1] = layer.own[1]
    gaps = np.diff(layer.carried(32, row)[:, 0])
    assert (gaps > 0).all()
    beside = np.add(layer.own, ((-0.5, 0.0), (0.5, 0.0)))
    pressed = np.diff(layer.carried(32, beside)[:, 0])
    assert pressed == pytest.approx(LEAST_HOLD, abs=0.05)


@pytest.mark.parametrize("thin", [box(0.2, 0.3, 0.5, 0.001), box(0.2, 0.3, 0.001, 0.5)])
def test_what_is_too_thin_to_give_way_stays(thin: Region) -> None:
    clip = GuideClip(MotionPlan((across(thin, (1.0, 0.9, 0.9), soft=True),)), RED, 3)
    assert (clip.frame(2) == RED).all()


@pytest.mark.parametrize(
    "stroke",
    [
        soft((1.0, 0.46, 0.42)),
        soft((1.0, 3.0, -2.0)),
        soft((1.0, 0.42, 0.5), rotation_deg=70, scale=1.6, shear_deg=20),
        soft((1.0, 0.45, 0.5), ambient=Ambient("ripple")),
        across(DISC, (1.0, 0.6, 0.5), rotation_deg=70, shear_deg=20, ambient=Ambient("flutter")),
        Stroke("a", "ambient", DISC, ambient=Ambient("sway")),
        Stroke("a", "ambient", DISC, ambient=Ambient("ripple")),
        Stroke("a", "ambient", DISC, ambient=Ambient("flutter", 1.0, 1.0)),
    ],
    ids=["soft", "far", "turned", "soft and living", "moved and living", *"srf"],
)
def test_where_it_went_and_where_it_came_from_are_inverse(stroke: Stroke) -> None:
    clip = GuideClip(MotionPlan((stroke,), Camera(orbit=0.1)), SMOOTH, 33)
    random = np.random.default_rng(1)
    for index in (5, 13, 32):
        shifts, _ = clip.displacement(index)
        rows, columns = np.nonzero(clip.owners(index) == 0)
        some = random.integers(0, len(rows), 200)
        now = np.column_stack([columns[some], rows[some]]) + 0.5
        before = now - shifts[rows[some], columns[some]]
        assert np.abs(clip.layers[0].carried(index, before) - now).max() < 0.2


@pytest.mark.parametrize("manner", ["sway", "ripple", "flutter"])
def test_motion_in_place_starts_still_comes_back_and_folds_nowhere(manner: str) -> None:
    stroke = Stroke("a", "ambient", DISC, ambient=Ambient(manner, 1.0, 1.0))
    clip = GuideClip(MotionPlan((stroke,)), RED, 49, fps=16.0)
    assert (clip.frame(0) == RED).all()
    assert (clip.frame(48) == RED).all()
    largest = 0.0
    for index in range(1, 48):
        shifts, _ = clip.displacement(index)
        assert (clip.frame(index)[~inside(DISC)] == RED[~inside(DISC)]).all()
        # where the pixels came from stays in order, along the rows and down the columns
        assert np.diff(shifts[:, :, 0], axis=1).max() < 0.9
        assert np.diff(shifts[:, :, 1], axis=0).max() < 0.9
        largest = max(largest, float(np.hypot(*np.moveaxis(shifts, 2, 0)).max()))
    assert 1.0 < largest < 20.0


def test_less_ambient_motion_is_less() -> None:
    def far(amount: float) -> float:
        stroke = Stroke("a", "ambient", DISC, ambient=Ambient("sway", amount))
        shifts, _ = GuideClip(MotionPlan((stroke,)), SMOOTH, 41).displacement(10)
        return float(np.abs(shifts).max())

    assert far(0.0) == 0.0
    assert far(0.5) == pytest.approx(far(1.0) / 2, rel=1e-3)


def test_a_cycle_takes_its_seconds_whatever_the_frame_rate() -> None:
    stroke = Stroke("a", "ambient", DISC, ambient=Ambient("sway", 1.0, 2.0))
    for fps, frames in ((16.0, 97), (24.0, 145)):
        clip = GuideClip(MotionPlan((stroke,)), SMOOTH, frames, fps=fps)
        sizes = [float(clip.displacement(i)[0][HEIGHT // 2, 128, 0]) for i in range(frames)]
        turning = np.flatnonzero(np.diff(np.sign(np.diff(sizes))))
        assert len(turning) == 6  # three cycles, a peak and a valley each


def test_a_thing_flutters_while_it_travels_and_its_edge_keeps_its_way() -> None:
    plain = across(DISC, (1.0, 0.7, 0.4))
    living = replace(plain, ambient=Ambient("flutter"))
    one, other = (GuideClip(MotionPlan((s,)), SMOOTH, 17) for s in (plain, living))
    assert (one.mask(9) == other.mask(9)).mean() > 0.999
    assert (one.frame(9) != other.frame(9)).any(axis=2).mean() > 0.02


def test_an_orbit_shifts_the_nearer_the_farther_and_leaves_the_background() -> None:
    far, near = (
        Stroke(name, "move", region, (PathPoint(0, *centre_of(region)),), order=order)
        for name, region, order in (("far", THING, 1), ("near", box(0.5, 0.5, 0.12, 0.18), 5))
    )
    leaves = Stroke("leaves", "ambient", box(0.6, 0.05, 0.2, 0.3), order=5)
    post = Stroke("post", "static", box(0.9, 0.0, 0.05, 1.0), order=9)
    plan = MotionPlan((far, near, leaves, post), Camera(orbit=0.2))
    clip = GuideClip(plan, RED, 9)
    assert (clip.frame(0) == RED).all()
    by_name = {layer.stroke.name: layer for layer in clip.layers}
    for name, share in (("far", 0.5), ("near", 1.0), ("leaves", 1.0)):
        layer = by_name[name]
        moved = layer.carried(8, np.array(layer.own)) - layer.own
        assert moved == pytest.approx((-0.2 * share * WIDTH, 0.0), abs=1e-6)
    last = clip.frame(8)
    start, now = red_centre(RED), red_centre(last)
    assert now[0] - start[0] == pytest.approx(-0.1 * WIDTH, abs=0.7)
    untouched = ~clip.touched()
    assert (last[untouched] == RED[untouched]).all()
    assert untouched[inside(post.region)].all()
    # what was behind it is completed, not smeared red
    assert redness(last)[:, int(0.3 * WIDTH) :].max() < 30
    here, _ = clip.displacement(8)
    assert here[int(0.59 * HEIGHT), int(0.36 * WIDTH), 0] == pytest.approx(-0.2 * WIDTH, abs=0.01)


def test_an_orbit_shows_the_clean_plate_behind() -> None:
    thing = Stroke("thing", "move", THING, (PathPoint(0, *centre_of(THING)),))
    plate = np.full_like(RED, 55)
    frame = GuideClip(MotionPlan((thing,), Camera(orbit=1.0)), RED, 3, plate=plate).frame(2)
    assert (frame[inside(box(0.22, 0.34, 0.08, 0.1))] == 55).all()
    assert (frame[:, : WIDTH // 8] == RED[:, : WIDTH // 8]).all()
