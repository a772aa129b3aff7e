"""How well what was painted was followed; the animatic does as it is told."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from engine.inspect.obedience import lag_of, obedience, obeyed
from engine.inspect.observation import observe
from engine.inspect.points import Points
from engine.motion.guide import GuideClip
from engine.motion.trajectory import position
from engine.records import (
    Ambient,
    Camera,
    CameraStep,
    ClipInfo,
    MotionPlan,
    Obeyed,
    PathPoint,
    Region,
    Stroke,
)
from tests.helpers.clips import texture
from tests.helpers.things import seen, thing

SIZE = (320, 192)
FRAMES = 17


def round_region(x, y, wide, high):
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    return Region(tuple((x + wide * np.cos(a), y + high * np.sin(a)) for a in turn))


def moved(*points, region=None, **more):
    path = tuple(PathPoint(*point) for point in points)
    return Stroke("ball", "move", region or round_region(0.25, 0.5, 0.075, 0.125), path, **more)


def start_image():
    """A disc on a textured ground."""
    ground = texture(*SIZE, 3).astype(np.float32)
    skin = np.clip(texture(*SIZE, 12) * 0.8 + [90, 30, 10], 0, 255)
    mask = np.zeros(SIZE[::-1], np.float32)
    cv2.circle(mask, (80, 96), 22, 1.0, -1, cv2.LINE_AA)
    return (ground + mask[..., None] * (skin - ground)).astype(np.uint8)


ACROSS = MotionPlan((moved((0, 0.25, 0.5), (1, 0.75, 0.5)),))
ARC = MotionPlan((moved((0, 0.25, 0.5), (0.5, 0.5, 0.2), (1, 0.75, 0.5), rotation_deg=120),))
SWAYING = MotionPlan(
    (Stroke("tree", "ambient", round_region(0.6, 0.5, 0.2, 0.3), ambient=Ambient()),)
)
PANNED = MotionPlan((moved((0, 0.25, 0.5), (1, 0.6, 0.3)),), camera=Camera(pan=0.2))
CLOSER = MotionPlan(camera=Camera(zoom=1.2, tilt=0.06))


def mirrored(plan):
    """The same with every way the other way."""
    strokes = tuple(
        replace(
            stroke,
            rotation_deg=-stroke.rotation_deg,
            points=tuple(PathPoint(t, 0.5 - x, 1.0 - y) for t, x, y in stroke.points),
        )
        for stroke in plan.strokes
    )
    camera = plan.camera
    return replace(
        plan,
        strokes=strokes,
        camera=Camera(pan=-camera.pan, tilt=-camera.tilt, zoom=1 / camera.zoom),
    )


@pytest.fixture
def made(tmp_path):
    def make(plan, fps=16.0):
        clip = GuideClip(plan, start_image(), FRAMES, fps=fps)
        frames = (clip.frame(n) for n in range(FRAMES))
        return observe(frames, ClipInfo(FRAMES, fps, *SIZE), tmp_path / "flow.npy", plan=plan)

    return make


@pytest.mark.parametrize(
    "plan", [ACROSS, ARC, PANNED, CLOSER], ids=["across", "arc", "pan", "zoom"]
)
def test_the_animatic_obeys_and_a_mirrored_plan_is_not_obeyed(made, plan):
    clip = made(plan)
    assert obedience(obeyed(clip)) > 0.9
    assert obedience(obeyed(replace(clip, plan=mirrored(plan)))) < 0.3


def test_what_sways_in_place_is_as_was_asked(made):
    (tree,) = obeyed(made(SWAYING))
    assert tree.kind == "ambient"
    assert tree.score > 0.9


def watched(way, plan, frames=48, fps=24.0, flow=None, pan=0.0, **measured):
    """Things known exactly on 480 x 272, before a view that goes `pan` pixels a frame."""
    camera = tuple(CameraStep(n, pan, 0.0, 1.0, 0.0) for n in range(frames - 1))
    flow = np.zeros((frames - 1, 34, 60, 2), np.float16) if flow is None else flow
    things = () if way is None else (thing(way, frames, fps=fps, noise=0.0),)
    clip = seen(*things, frames=frames, fps=fps, plan=plan)
    return replace(clip, camera=camera, flow=flow, **measured)


def along(speed, start=0.0):
    return lambda t: (120 + speed * max(0.0, t - start), 136.0)


SECONDS = 47 / 24


def test_each_stroke_says_its_error_its_angle_and_its_lag():
    plan = MotionPlan((moved((0, 0.25, 0.5), (1, 0.75, 0.5)),))
    (right,) = obeyed(watched(along(240 / SECONDS), plan))
    assert right.score > 0.98
    assert right.error_px == pytest.approx(0, abs=2)
    assert right.error_deg == pytest.approx(0, abs=2)
    assert right.lag_s == 0
    assert right.mover == 1
    (half,) = obeyed(watched(along(120 / SECONDS), plan))
    assert half.score == pytest.approx(0.5, abs=0.03)
    (off,) = obeyed(watched(lambda t: (120 + 87 * t, 136 + 87 * t), plan))
    assert off.error_deg == pytest.approx(45, abs=3)


def test_a_thing_that_sets_off_late_is_late():
    stroke = moved((0, 0.25, 0.5), (0.5, 0.75, 0.5), (1, 0.75, 0.5))

    def late(t):
        x, y = position(stroke, max(0.0, t - 0.5) / SECONDS)
        return x * 480, y * 272

    (found,) = obeyed(watched(late, MotionPlan((stroke,))))
    assert found.lag_s == pytest.approx(0.5, abs=0.1)
    assert 0.2 < found.score < 0.9


def test_a_thing_that_does_not_move_at_all_has_nothing_of_it():
    plan = MotionPlan((moved((0, 0.25, 0.5), (1, 0.75, 0.5)),))
    (found,) = obeyed(watched(None, plan))
    assert found.score == 0
    assert found.error_px == pytest.approx(120, abs=4)
    assert found.mover is None
    assert found.lag_s is None


def test_where_no_thing_is_known_the_region_is_followed_along_the_flow():
    plan = MotionPlan((moved((0, 0.25, 0.5), (1, 0.75, 0.5)),))
    flow = np.zeros((47, 34, 60, 2), np.float16)
    flow[:, 10:24, :, 0] = 240 / 47
    (found,) = obeyed(watched(None, plan, flow=flow))
    assert found.score > 0.95
    assert found.mover is None


def followed(way, lasting=47, number=6):
    """Points around (120, 136) of which `way(frame)` is the shift; none is followed for longer."""
    around = np.array([(110 + 5 * n, 126 + 7 * (n % 3)) for n in range(number)], np.float32)
    places = np.full((48, 500, 2), np.nan, np.float32)
    born = np.full((48, 500), -1, np.int32)
    for frame in range(lasting + 1):
        places[frame, :number] = around + np.array(way(frame), np.float32)
        born[frame, :number] = 0
    return Points(places, born)


def drifting(share):
    """A flow that sees so much of the way across, all along it."""
    flow = np.zeros((47, 34, 60, 2), np.float16)
    flow[:, 12:22, :, 0] = share * 240 / 47
    return flow


def test_points_that_go_with_the_cells_of_a_region_are_more_exact_than_they():
    points = followed(lambda frame: (240 * frame / 47, 0))
    (exact,) = obeyed(watched(None, ACROSS, points=points, flow=drifting(0.8)))
    assert exact.error_px < 1
    (rough,) = obeyed(watched(None, ACROSS, flow=drifting(0.8)))
    assert rough.error_px == pytest.approx(24, abs=2)
    few = followed(lambda frame: (240 * frame / 47, 0), number=3)
    (alone,) = obeyed(watched(None, ACROSS, points=few, flow=drifting(0.8)))
    assert alone.error_px == rough.error_px


def test_points_that_stand_still_behind_what_moves_do_not_count():
    behind = followed(lambda frame: (0, 0))
    (found,) = obeyed(watched(None, ACROSS, points=behind, flow=drifting(1.0)))
    assert found.score > 0.98


def test_a_region_that_is_painted_loosely_goes_where_the_part_of_it_goes_that_moves():
    loose = replace(ACROSS.strokes[0], region=round_region(0.25, 0.5, 0.15, 0.25))
    flow = np.zeros((47, 34, 60, 2), np.float16)
    for step in range(47):
        x = int((120 + 240 * step / 47) / 8)
        flow[step, 12:22, x - 5 : x + 6, 0] = 240 / 47
    (found,) = obeyed(watched(None, MotionPlan((loose,)), flow=flow))
    assert found.score > 0.95


def test_points_and_cells_that_go_with_the_view_do_not_go_by_themselves():
    flow = np.full((47, 34, 60, 2), 0, np.float16)
    flow[..., 0] = 2.0
    carried = followed(lambda frame: (2.0 * frame, 0))
    (found,) = obeyed(watched(None, ACROSS, points=carried, flow=flow, pan=-2.0))
    assert found.score == pytest.approx(0.0, abs=0.01)


def test_where_points_are_lost_the_cells_are_followed_on():
    points = followed(lambda frame: (240 * frame / 47, 0), lasting=20)
    flow = drifting(0.8)
    flow[20:] /= np.float16(0.8)
    (found,) = obeyed(watched(None, ACROSS, points=points, flow=flow))
    assert found.error_px < 2


def test_a_path_that_leaves_the_picture_counts_until_it_does_where_no_thing_is_known():
    plan = MotionPlan((moved((0, 0.25, 0.5), (1, 3.25, 0.5)),))
    flow = np.zeros((47, 34, 60, 2), np.float16)
    flow[:, 10:24, :, 0] = 3 * 480 / 47
    (found,) = obeyed(watched(None, plan, flow=flow))
    assert found.score > 0.9
    gone = MotionPlan((moved((0, 0.25, 0.5), (0.01, 1.5, 0.5), (1, 3.25, 0.5)),))
    assert obeyed(watched(None, gone, flow=flow)) == ()


def test_a_static_region_says_how_far_it_moved():
    static = Stroke("wall", "static", Region(((0.6, 0.1), (0.9, 0.1), (0.9, 0.9), (0.6, 0.9))))
    plan = MotionPlan((static,))
    (still,) = obeyed(watched(None, plan))
    assert (still.kind, still.score, still.error_px) == ("static", 1.0, 0.0)
    flow = np.zeros((47, 34, 60, 2), np.float16)
    flow[:, :, 36:54, 0] = 1.0
    (drifting,) = obeyed(watched(None, plan, flow=flow))
    assert drifting.error_px == pytest.approx(47, abs=3)
    assert drifting.score < 0.01


def test_what_is_painted_to_cross_a_static_region_does_not_count_there():
    static = Stroke("wall", "static", Region(((0.4, 0.1), (0.6, 0.1), (0.6, 0.9), (0.4, 0.9))))
    plan = MotionPlan((moved((0, 0.25, 0.5), (1, 0.75, 0.5)), static))
    flow = np.zeros((47, 34, 60, 2), np.float16)
    for step in range(47):
        x = int((120 + 240 * step / 47) / 8)
        flow[step, 15:19, x - 2 : x + 3, 0] = 240 / 47
    clip = watched(along(240 / SECONDS), plan, flow=flow)
    wall = next(one for one in obeyed(clip) if one.kind == "static")
    assert wall.score > 0.8


def test_what_was_to_stir_and_does_not_has_no_score():
    (tree,) = obeyed(watched(None, SWAYING))
    assert tree.score == 0


def test_nothing_painted_is_nothing_to_obey():
    assert obeyed(watched(along(100), None)) == ()
    assert obeyed(watched(along(100), MotionPlan())) == ()
    assert obedience(()) is None


def test_paths_and_the_camera_count_four_times():
    one = Obeyed("a", "move", 1.0), Obeyed("b", "static", 0.0)
    assert obedience(one) == pytest.approx(0.8)
    assert obedience((Obeyed("camera", "camera", 0.0), Obeyed("c", "ambient", 1.0))) == 0.2


def test_a_way_that_never_moves_has_no_lag():
    assert lag_of(np.zeros((20, 2)), np.ones((20, 2)), 24.0) is None


@pytest.mark.parametrize("frames", [1, 2])
def test_clips_of_a_frame_or_two_say_nothing(tmp_path, frames):
    clip = observe(
        iter([start_image()] * frames),
        ClipInfo(frames, 24.0, *SIZE),
        tmp_path / "f.npy",
        plan=ACROSS,
    )
    assert obeyed(clip) == ()
