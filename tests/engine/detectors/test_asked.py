"""The kinds that are measured against what was asked for: what each finds, and what it leaves."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from engine.detectors import (
    Undetermined,
    flicker,
    frozen,
    jitter,
    outside_brush,
    reversed,
    start_end,
    subject_exit,
    teleport,
    wrong_direction,
)
from engine.inspect.appearance import Appearance
from engine.inspect.light import TILES, Light
from engine.inspect.observation import observe
from engine.inspect.things import Beginning, Ending
from engine.prompt.reading import read
from engine.records import (
    Action,
    Box,
    CameraStep,
    MotionPlan,
    PathPoint,
    Reading,
    Region,
    Span,
    Stroke,
)
from tests.helpers.clips import Clip, Sprite, line, render, texture
from tests.helpers.things import SIZE, joined, seen, thing

RATES = (8.0, 16.0, 24.0, 30.0)
CELLS = (34, 60)


def roll(text="The ball rolls.", heading=None):
    return Reading(text, actions=(Action("roll", Span(9, 14), heading=heading),))


def filmed(*things, frames=48, fps=24.0, change=1.0, tiles=100.0, same=False, flow=None, **asked):
    """An observation with light, a camera that stands still and flow on the real grid."""
    steps = frames - 1
    base = seen(*things, frames=frames, fps=fps, **asked)
    tones = np.broadcast_to(np.asarray(tiles, np.float32), (frames,)).reshape(-1, 1, 1)
    light = Light(
        tiles=np.ascontiguousarray(np.broadcast_to(tones, (frames, 6, 8))).astype(np.float32),
        change=np.broadcast_to(np.float32(change), (steps,)).copy(),
        moved=np.zeros(steps, np.float32),
        left=np.ones(steps, np.float32),
        detail=np.full(frames, 10, np.float32),
        same=np.broadcast_to(same, (steps,)).copy(),
    )
    if flow is None:
        flow = np.zeros((steps, *CELLS, 2), np.float16)
    camera = tuple(CameraStep(n, 0.0, 0.0, 1.0, 0.0) for n in range(steps))
    return replace(base, light=light, flow=flow, camera=asked.get("camera", camera))


def brushed(*points, name="ball", x=0.2, y=0.5, more=()):
    """A stroke around a place, with its path; every number in shares of the frame."""
    polygon = (
        (x - 0.08, y - 0.12),
        (x + 0.08, y - 0.12),
        (x + 0.08, y + 0.12),
        (x - 0.08, y + 0.12),
    )
    path = tuple(PathPoint(*point) for point in points)
    return MotionPlan((Stroke(name, "move", Region(polygon), path), *more))


def across(x, y, vx, vy):
    return lambda t: (x + vx * t, y + vy * t)


@pytest.fixture
def watched(tmp_path):
    def measure(frames, info, **asked):
        return replace(observe(iter(frames), info, tmp_path / "flow.npy"), **asked)

    return measure


# --- frozen ------------------------------------------------------------------------------------


def stopping(fps, first, last, frames=48, vx=100.0, vy=0.0):
    """A ball whose film stops between two frames and goes on then."""
    held = (last - first) / fps

    def way(t):
        gone = min(t, first / fps) + max(0.0, t - last / fps)
        return 60 + vx * gone, 60 + vy * gone

    ball = thing(way, frames, fps=fps, noise=0.0)
    flow = np.zeros((frames - 1, *CELLS, 2), np.float16)
    flow[:, 10:20, 10:20, 0] = vx / fps
    flow[first:last] = 0
    same = np.zeros(frames - 1, bool)
    same[first:last] = True
    change = np.where(same, 0.02, 1.0)
    assert held > 0
    return filmed(ball, frames=frames, fps=fps, flow=flow, same=same, change=change)


@pytest.mark.parametrize("fps", RATES)
def test_a_film_that_stops_for_half_a_second_is_found_at_every_rate(fps):
    long = int(np.ceil(0.55 * fps))
    detection = frozen.detect(stopping(fps, 15, 15 + long))
    (finding,) = detection.findings
    assert detection.score > 0.6
    assert (finding.start_frame, finding.end_frame) == (15, 15 + long)
    assert finding.box is None
    assert finding.curves[0].quantity == "moving part of the picture"


@pytest.mark.parametrize(("fps", "held"), [(24.0, 2), (24.0, 3), (12.0, 1), (8.0, 1)])
def test_animation_on_twos_and_threes_is_not_frozen(fps, held):
    detection = frozen.detect(stopping(fps, 15, 15 + held))
    assert detection.score < 0.1
    assert not detection.findings


def test_frames_that_could_not_be_read_are_no_stop_and_no_jump():
    assert frozen.detect(replace(stopping(24.0, 15, 30), unread=((16, 30),))).score < 0.1
    assert teleport.detect(replace(jumping(), unread=((20, 22),))).score < 0.1


def test_a_key_frame_does_not_break_a_stop_in_two():
    clip = stopping(24.0, 15, 30)
    same, change = clip.light.same.copy(), clip.light.change.copy()
    same[20], change[20] = False, 0.4
    pulse = replace(clip, light=replace(clip.light, same=same, change=change))
    (finding,) = frozen.detect(pulse).findings
    assert (finding.start_frame, finding.end_frame) == (15, 30)


def test_what_brakes_and_stays_is_not_frozen():
    def way(t):
        return 60 + 100 * min(t, 1.0) - 50 * min(t, 1.0) ** 2, 136.0

    ball = thing(way, fps=24.0, noise=0.0)
    flow = np.zeros((47, *CELLS, 2), np.float16)
    flow[:24, 10:20, 10:20, 0] = 1.0
    same = np.arange(47) >= 24
    clip = filmed(ball, flow=flow, same=same, change=np.where(same, 0.02, 1.0))
    assert frozen.detect(clip).score < 0.1


@pytest.mark.parametrize("brakes", [True, False])
def test_a_scene_that_pauses_had_braked_and_a_film_that_stops_had_not(brakes):
    def way(t):
        t = max(0.0, min(t, 1.0) + max(0.0, t - 1.5))
        gone = min(t, 1.0)
        return 60 + 120 * (gone - (gone * gone / 2 if brakes else 0.0) + max(0.0, t - 1.0)), 136.0

    arm = thing(way, fps=24.0, noise=0.0)
    same = (np.arange(47) >= 24) & (np.arange(47) < 36)
    flow = np.zeros((47, *CELLS, 2), np.float16)
    flow[~same, 10:20, 10:20, 0] = 1.0
    clip = filmed(arm, flow=flow, same=same, change=np.where(same, 0.02, 1.0))
    assert (frozen.detect(clip).score > 0.5) is not brakes


@pytest.mark.parametrize(("slowed", "told"), [(0.95, False), (0.3, True)])
def test_what_slows_down_until_it_rests_has_come_to_rest_by_itself(slowed, told):
    """Rolling dice: nearly as slow as they get when the last step is still seen."""
    until = 26 / 24

    def way(t):
        gone = min(t, until)
        late = max(0.0, gone - 0.6)
        return 60 + 220 * (gone - slowed * late * late / (2 * (until - 0.6))), 136.0

    dice = thing(way, fps=24.0, noise=0.0)
    same = np.arange(47) >= 24
    flow = np.zeros((47, *CELLS, 2), np.float16)
    flow[~same, 10:20, 10:20, 0] = 1.0
    clip = filmed(dice, flow=flow, same=same, change=np.where(same, 0.02, 1.0))
    assert (frozen.detect(clip).score > 0.5) is told


def test_one_thing_that_falls_and_stops_dead_may_have_landed():
    assert frozen.detect(stopping(24.0, 24, 47)).score > 0.9
    clip = stopping(24.0, 24, 47, vy=150.0)
    detection = frozen.detect(clip)
    assert 0.2 < detection.score < 0.5
    grainy = replace(clip.light, moved=np.where(clip.light.same, 0.0, 0.8).astype(np.float32))
    assert frozen.detect(replace(clip, light=grainy)).score > 0.9


def test_what_the_words_make_run_into_something_may_have_been_stopped_by_it():
    clip = stopping(24.0, 24, 47)
    hits = replace(clip, reading=read("A ball rolls to the right and bumps into a box."))
    assert 0.2 < frozen.detect(hits).score < 0.5
    kicked = replace(clip, reading=read("A man kicks a ball to the right."))
    assert frozen.detect(kicked).score > 0.9


def test_a_key_frame_behind_a_stop_is_no_film_that_goes_on():
    clip = stopping(24.0, 24, 47, vy=150.0)
    same, change, flow = clip.light.same.copy(), clip.light.change.copy(), clip.flow.copy()
    same[36], change[36] = False, 1.0
    flow[36] = flow[10]
    jumps = replace(clip, light=replace(clip.light, same=same, change=change), flow=flow)
    assert frozen.detect(jumps).score < 0.5
    for step in range(36, 40):
        same[step], change[step], flow[step] = False, 1.0, flow[10]
    goes_on = replace(clip, light=replace(clip.light, same=same, change=change), flow=flow)
    assert frozen.detect(goes_on).score > 0.9


def test_a_short_push_that_ends_the_clip_may_be_over():
    clip = stopping(24.0, 24, 47)
    (ball,) = clip.things
    brief = thing(lambda t: (60 + 150 * t, 136.0), 5, first=20, fps=24.0)
    assert frozen.detect(replace(clip, things=(ball,))).score > 0.9
    assert 0.2 < frozen.detect(replace(clip, things=(brief,))).score < 0.5


def test_a_clip_in_which_nothing_happens_is_only_told_where_something_was_asked_for():
    still = filmed(change=0.05, same=True)
    assert 0.2 < frozen.detect(still).score < 0.5
    assert frozen.detect(replace(still, reading=roll())).score > 0.9
    assert frozen.detect(replace(still, plan=brushed((0, 0.2, 0.5), (1, 0.8, 0.5)))).score > 0.9
    standing = Reading("She stands still.", actions=(Action("stand", Span(4, 10)),))
    assert frozen.detect(replace(still, reading=standing)).score < 0.1


def stirring(first=24, last=38, share=(8, 12), frames=48, things=()):
    """Cloth or water: no things, but a part of the picture (rows, columns) moves until a frame."""
    flow = np.zeros((frames - 1, *CELLS, 2), np.float16)
    draw = np.random.default_rng(4)
    rows, columns = share
    flow[:, 10 : 10 + rows, 10 : 10 + columns] = draw.normal(0, 1.5, (frames - 1, rows, columns, 2))
    same = np.zeros(frames - 1, bool)
    same[first:last] = True
    flow[same] = 0
    return filmed(*things, frames=frames, flow=flow, same=same, change=np.where(same, 0.02, 1.0))


@pytest.mark.parametrize("last", [38, 47], ids=["goes on", "to the end"])
def test_cloth_that_waves_or_water_that_runs_and_stops_dead_is_found(last):
    (finding,) = frozen.detect(stirring(last=last)).findings
    assert finding.score > 0.8
    assert (finding.start_frame, finding.end_frame) == (24, last)


@pytest.mark.parametrize("fps", RATES)
def test_cloth_that_comes_to_rest_bit_by_bit_may_have_calmed(fps):
    clip = stirring(last=47)
    begins = 24 - round(0.6 * fps)
    fading = np.interp(np.arange(47), (begins, 23), (2.0, 2.0 / (24 - begins)))
    change = np.where(clip.light.same, 0.02, fading).astype(np.float32)
    calmed = replace(clip, light=replace(clip.light, change=change))
    assert frozen.detect(replace(calmed, clip=replace(clip.clip, fps=fps))).score < 0.5


def behind(left, **film):
    """A film in which nothing moves for half a second; of a ball is left, just before, a share."""
    areas = np.interp(np.arange(25), (18, 24), (1000.0, 1000.0 * left)).astype(np.float32)
    goes = thing(across(60, 90, 100, 0), 25, areas=areas, ending=Ending.BEHIND)
    comes = thing(across(60, 90, 100, 0), 10, number=2, first=38, beginning=Beginning.BEHIND)
    return stirring(share=(3, 3), things=(goes, comes), **film)


def test_what_goes_behind_a_wall_is_only_hidden():
    assert frozen.detect(behind(left=0.3)).score < 0.1
    assert frozen.detect(behind(left=1.0)).score > 0.8
    assert frozen.detect(replace(behind(left=0.3), things=())).score > 0.8


@pytest.mark.parametrize(("left", "told"), [(0.2, False), (1.0, True)])
def test_where_all_went_out_nothing_is_left_to_move(left, told):
    areas = np.interp(np.arange(25), (18, 24), (1000.0, 1000.0 * left)).astype(np.float32)
    ball = thing(across(380, 90, 100, 0), 25, areas=areas, ending=Ending.BORDER)
    clip = stirring(share=(8, 12), last=46, things=(ball,))
    assert (frozen.detect(clip).score > 0.5) is told


def vanishing(first=9, frames=60):
    """A ball is gone from a frame on, and nothing else ever moves."""
    clip = stopping(24.0, first, frames - 1, frames=frames)
    ball = thing(across(60, 60, 200, 0), first + 1, ending=Ending.NOWHERE)
    around = Box(*(float(value) for value in ball.corners[-1]))
    gone = Appearance(
        "vanishes", first, first + 1, around, 0.01, 70.0, 3.0, 2.0, 0.4, 0.0, 0.2, 1.5, 0.08
    )
    return replace(clip, things=(ball,), appearances=(gone,), reading=roll())


def test_a_film_in_which_all_that_moved_vanished_does_not_stand_still():
    assert frozen.detect(vanishing()).score < 0.1
    clip = vanishing(first=20)
    assert frozen.detect(clip).score < 0.1
    elsewhere = replace(clip.appearances[0], box=Box(400, 200, 30, 30))
    assert frozen.detect(replace(clip, appearances=(elsewhere,))).score > 0.9
    before = replace(clip.appearances[0], start_frame=2, end_frame=4)
    assert frozen.detect(replace(clip, appearances=(before,))).score > 0.9


def test_a_film_that_stops_after_a_moment_is_told_from_there_on():
    (finding,) = frozen.detect(replace(vanishing(), appearances=())).findings
    assert (finding.start_frame, finding.end_frame) == (9, 59)


def test_a_film_that_stops_for_most_of_its_time_hides_nothing():
    clip = behind(left=0.3, first=24, last=46)
    assert frozen.detect(replace(clip, things=clip.things[:1])).score > 0.8


def test_a_first_repeated_picture_that_is_still_made_better_belongs_to_the_stop():
    clip = stopping(24.0, 15, 30)
    same, change = clip.light.same.copy(), clip.light.change.copy()
    same[15], change[15] = False, 0.12
    better = replace(clip, light=replace(clip.light, same=same, change=change))
    (finding,) = frozen.detect(better).findings
    assert (finding.start_frame, finding.end_frame) == (15, 30)


def trembling(reach=0.6, change=0.1, **asked):
    """A photograph as a film: its coding passes for a view that trembles, and for a thing."""
    place = reach * (-1.0) ** np.arange(48)
    camera = tuple(CameraStep(n, float(dx), 0.0, 1.0, 0.0) for n, dx in enumerate(np.diff(place)))
    speck = thing(lambda t: (200 + 0.5 * np.sin(30 * t), 90.0), noise=0.1)
    return filmed(speck, change=change, camera=camera, **asked)


def test_a_still_clip_that_trembles_by_its_coding_is_still():
    (doubtful,) = frozen.detect(trembling()).findings
    assert 0.2 < doubtful.score < 0.5
    (finding,) = frozen.detect(trembling(reading=roll())).findings
    assert finding.score > 0.9
    assert (finding.start_frame, finding.end_frame) == (0, 47)
    assert "for the whole clip" in finding.message
    standing = Reading("She stands still.", actions=(Action("stand", Span(4, 10)),))
    assert frozen.detect(trembling(reading=standing)).score < 0.1


def test_cloth_that_waves_a_little_all_the_time_is_no_still_clip():
    clip = replace(stirring(first=47, last=47), reading=roll("A flag waves."))
    faint = replace(clip.light, change=np.full(47, 0.2, np.float32))
    assert frozen.detect(replace(clip, light=faint)).score < 0.1


def test_where_the_view_or_a_thing_goes_somewhere_the_clip_is_not_still():
    assert frozen.detect(trembling(reach=6.0, reading=roll())).score < 0.1
    assert frozen.detect(trembling(change=0.8, reading=roll())).score < 0.1
    goes = replace(trembling(reading=roll()), things=(thing(across(60, 90, 100, 0)),))
    assert frozen.detect(goes).score < 0.1


def test_a_picture_that_is_shown_again_is_found_in_the_pictures_themselves(watched):
    clip = Clip((Sprite(line(60, 96, 5, 0), size=(40, 40)),), frames=28, fps=16.0)
    shown = list(render(clip))
    shown[11:19] = [shown[10]] * 8
    (finding,) = frozen.detect(watched(shown, clip.info)).findings
    assert finding.score > 0.5
    assert (finding.start_frame, finding.end_frame) == (10, 18)


def test_what_coding_leaves_of_a_picture_shown_again_is_no_view_that_goes_on():
    change = np.full(47, 2.0)
    change[20:32] = 0.05
    change[20:22] = 0.15
    step = np.where((np.arange(47) < 22) | (np.arange(47) >= 32), 0.4, 0.0)
    step[20:22] = 0.1
    camera = tuple(CameraStep(n, float(dx), 0.0, 1.0, 0.0) for n, dx in enumerate(step))
    seen = filmed(change=change, camera=camera)
    same = (np.arange(47) >= 22) & (np.arange(47) < 32)
    (finding,) = frozen.detect(replace(seen, light=replace(seen.light, same=same))).findings
    assert finding.score > 0.7
    assert 19 <= finding.start_frame <= 21


# --- jitter ------------------------------------------------------------------------------------


def shaken(size, fps=24.0, frames=48):
    """A camera that jerks to and fro by `size` pixels to either side in the middle of the clip."""
    place = np.zeros(frames)
    place[frames // 3 : frames // 3 + 16] = size * (-1.0) ** np.arange(16)
    steps = np.diff(place)
    camera = tuple(CameraStep(n, float(dx), 0.0, 1.0, 0.0) for n, dx in enumerate(steps))
    flow = np.zeros((frames - 1, *CELLS, 2), np.float16)
    flow[..., 0] = -steps[:, None, None]
    return filmed(frames=frames, fps=fps, camera=camera, flow=flow)


@pytest.mark.parametrize("fps", RATES)
def test_a_picture_that_jerks_from_frame_to_frame_is_found(fps):
    detection = jitter.detect(shaken(4.0, fps))
    (finding,) = detection.findings
    assert detection.score > 0.5
    assert finding.box is None
    assert 13 <= finding.start_frame <= 20
    assert "4.0 px" in finding.message


def test_frames_at_uneven_times_say_nothing_of_jitter():
    assert isinstance(jitter.detect(replace(shaken(4.0), uneven=True)), Undetermined)


def test_a_trembling_hand_is_no_jitter():
    assert jitter.detect(shaken(0.6)).score < 0.1
    way = 4.0 * np.sin(np.arange(48) * 2 * np.pi * 2.5 / 24)
    camera = tuple(CameraStep(n, float(dx), 0.0, 1.0, 0.0) for n, dx in enumerate(np.diff(way)))
    assert jitter.detect(filmed(camera=camera)).score < 0.1


def test_a_view_that_nothing_bears_out_is_not_believed():
    clip = shaken(4.0)
    chaos = np.random.default_rng(0).normal(0, 5, clip.flow.shape).astype(np.float16)
    assert jitter.detect(replace(clip, flow=chaos)).score < 0.1


def jerking(by):
    """It goes to the right, and for a while up and down by so much from frame to frame."""

    def way(t):
        n = round(t * 24)
        return 100 + 2.0 * n, 136.0 + (by * (-1) ** n if 16 <= n < 32 else 0.0)

    return thing(way, noise=0.0)


def test_a_thing_that_jerks_by_itself_is_found_where_it_is():
    ball = jerking(5.0)
    (finding,) = jitter.detect(filmed(ball)).findings
    assert finding.mover == ball.id
    assert finding.score > 0.7
    assert 13 <= finding.start_frame < finding.end_frame <= 34
    wide = ball.corners.copy()
    wide[:, 0], wide[:, 2] = 0, SIZE[0]
    assert jitter.detect(filmed(replace(ball, corners=wide))).score < 0.1
    boiling = replace(ball, ground=np.full_like(ball.ground, 100.0))
    assert jitter.detect(filmed(boiling)).score < 0.1


def test_what_trembles_at_random_is_found_and_a_stutter_of_time_is_not():
    draw = np.random.default_rng(5)
    off = draw.choice((-1.0, 1.0), (48, 2)) * draw.uniform(2, 4, (48, 2))

    def trembles(t):
        n = round(t * 24)
        x, y = (off[n] if 16 <= n < 40 else (0.0, 0.0)) + np.array([100 + 2.0 * n, 136.0])
        return float(x), float(y)

    def stutters(t):
        n = round(t * 24)
        return 60 + 8.0 * n + (2.0 if n % 2 else 0.0), 136.0

    (finding,) = jitter.detect(filmed(thing(trembles, noise=0.0))).findings
    assert finding.score > 0.6
    assert jitter.detect(filmed(thing(stutters, noise=0.0))).score < 0.1


def test_a_film_of_few_frames_a_second_that_is_shown_with_more_is_no_jitter():
    # every other frame repeats the one before
    leap = thing(
        lambda t: (60 + 7.0 * (round(t * 24) // 2), 240 - 8.0 * (round(t * 24) // 2)), noise=0
    )
    same = np.arange(47) % 2 == 0
    assert jitter.detect(filmed(leap)).score > 0.5
    assert jitter.detect(filmed(leap, same=same)).score < 0.1


def shown_unevenly(pace, bias):
    """A view that goes along with what runs, over a ground that passes by `pace` a frame and is
    told `bias` too slow, so that the runner seems to go to and fro on it."""
    frames = len(pace) + 1
    flow = np.zeros((frames - 1, *CELLS, 2), np.float16)
    flow[..., 0] = -np.asarray(pace)[:, None, None]
    ground = np.concatenate([[0.0], np.cumsum(np.asarray(pace) - bias)])
    runner = thing(lambda t: (200 + ground[round(t * 15)], 136.0), frames, fps=15, noise=0.0)
    return filmed(runner, frames=frames, fps=15.0, flow=flow)


def test_what_runs_in_a_film_with_pictures_left_out_does_not_jerk():
    left_out = np.diff(np.floor(np.arange(46) * 1.5))
    clip = shown_unevenly(12.0 * left_out, 18.0)
    assert jitter.detect(clip).score < 0.1
    # where the ground passes evenly, it does
    even = np.full_like(clip.flow, -18.0)
    assert jitter.detect(replace(clip, flow=even)).score > 0.5


def test_what_repeats_with_a_little_noise_of_coding_does_not_jerk():
    frames = np.floor(np.arange(61) * 16 / 30)
    flow = np.zeros((60, *CELLS, 2), np.float16)
    flow[..., 0] = -8.0 * np.diff(frames)[:, None, None]
    leap = thing(lambda t: (60 + 5 * frames[round(t * 30)], 136.0), 61, fps=30, noise=0.0)
    assert jitter.detect(filmed(leap, frames=61, fps=30.0, flow=flow)).score < 0.1


def test_what_goes_its_own_width_in_a_frame_has_to_be_followed_the_better():
    ball = jerking(16.0)
    lost = replace(ball, kept=np.where(np.arange(48) % 2, 1.0, 0.35).astype(np.float32))
    assert jitter.detect(filmed(ball)).score > 0.7
    assert jitter.detect(filmed(lost)).score < 0.5


# --- flicker -----------------------------------------------------------------------------------


def lit(gains, fps=24.0, **asked):
    return filmed(frames=len(gains), fps=fps, tiles=110 * np.asarray(gains), **asked)


@pytest.mark.parametrize("fps", RATES)
def test_light_that_jumps_is_found_at_every_rate(fps):
    gains = np.ones(40)
    gains[12:24] += 0.1 * np.array([1, -1, 0.7, -0.8] * 3)
    detection = flicker.detect(lit(gains, fps))
    (finding,) = detection.findings
    assert detection.score > 0.8
    assert 9 <= finding.start_frame <= 13
    assert 22 <= finding.end_frame <= 26
    assert len(finding.curves[0].expected) == 40


@pytest.mark.parametrize(
    "gains",
    [
        1 + 0.3 * np.linspace(0, 1, 40),
        np.where(np.arange(40) < 20, 1.0, 1.6),
        np.where(np.arange(40) == 20, 1.8, 1.0),
        1 + 0.1 * np.sin(np.arange(40) * 2 * np.pi / 24),
        1 + 0.004 * (-1.0) ** np.arange(40),
        np.interp(np.arange(40), (5, 20, 32), (1.0, 0.0, 0.6)),
    ],
    ids=[
        "slowly brighter",
        "switched on",
        "one flash",
        "a slow wave",
        "a camera's exposure",
        "out to black and in again",
    ],
)
def test_light_that_changes_as_light_does_is_no_flicker(gains):
    detection = flicker.detect(lit(gains))
    assert detection.score < 0.1
    assert not detection.findings


def test_what_runs_through_a_part_of_the_picture_is_no_flicker_of_it():
    part = np.zeros((40, *TILES))
    part[12:24, 2:4, 3:6] = 0.3 * np.array([1, -1, 0.7, -0.8] * 3)[:, None, None]
    whole = lit(np.ones(40))
    rests = replace(whole, light=replace(whole.light, tiles=(110 * (1 + part)).astype(np.float32)))
    flow = np.zeros_like(whole.flow)
    high, wide = flow.shape[1:3]
    flow[:, 2 * high // 6 : 4 * high // 6, 3 * wide // 8 : 6 * wide // 8, 0] = 16.0
    assert flicker.detect(rests).findings
    assert flicker.detect(replace(rests, flow=flow)).score < 0.1


def test_light_of_which_each_part_goes_its_own_way_is_no_flicker():
    own = np.random.default_rng(3).normal(0.0, 0.06, (40, *TILES))
    whole = lit(np.ones(40))
    each = replace(whole.light, tiles=(110 * (1 + own)).astype(np.float32))
    assert not flicker.detect(replace(whole, light=each)).findings


def test_light_that_jumps_in_a_part_of_the_picture_is_found_there():
    part = np.zeros((40, *TILES))
    part[12:24, 2:4, 3:6] = 0.3 * np.array([1, -1, 0.7, -0.8] * 3)[:, None, None]
    whole = lit(np.ones(40))
    seen = replace(whole, light=replace(whole.light, tiles=(110 * (1 + part)).astype(np.float32)))
    (finding,) = flicker.detect(seen).findings
    assert finding.score > 0.8
    assert "a part of the picture" in finding.message
    wide, high = seen.clip.width / TILES[1], seen.clip.height / TILES[0]
    assert finding.box == pytest.approx((3 * wide, 2 * high, 3 * wide, 2 * high))
    assert flicker.detect(replace(seen, reading=roll("A candle flickers."))).score < 0.5


def test_what_passes_changes_one_part_after_the_other():
    tiles = np.full((40, *TILES), 110.0)
    for frame in range(40):
        tiles[frame, 2, frame % 8] = 40.0
    still = lit(np.ones(40))
    light = replace(still.light, tiles=tiles.astype(np.float32))
    assert flicker.detect(replace(still, light=light)).score < 0.1


def blinking(by=0.3, **other):
    """A ball that rolls on and is lighter and darker in turns for a second."""
    light = [1 + by * (-1) ** n if 12 <= n < 36 else 1 for n in range(48)]
    other.setdefault("colour", lambda n: tuple(int(c * light[n]) for c in (150, 120, 90)))
    return thing(lambda t: (60 + 120 * t, 136.0), noise=0.0, **other)


def test_a_thing_that_blinks_on_its_way_flickers():
    (finding,) = flicker.detect(filmed(blinking())).findings
    assert finding.score > 0.7
    assert finding.mover == 1
    assert finding.message.startswith("The light of one thing jumps by")
    assert 10 <= finding.start_frame <= 13
    assert 34 <= finding.end_frame <= 37
    assert flicker.detect(filmed(blinking(0.05))).score < 0.1
    assert flicker.detect(filmed(blinking(), reading=roll("A lamp blinks."))).score < 0.5


def test_a_thing_whose_outline_takes_in_more_of_the_ground_does_not_flicker():
    grows = blinking(size=lambda n: 36.0 * (1.3 if 12 <= n < 36 and n % 2 else 1.0))
    assert flicker.detect(filmed(grows)).score < 0.1
    assert flicker.detect(filmed(blinking(size=9.0))).score < 0.5
    cut = replace(blinking(), edge=np.ones(48, bool))
    assert flicker.detect(filmed(cut)).score < 0.1


def test_candles_may_flicker():
    gains = 1 + 0.1 * (-1.0) ** np.arange(40)
    assert flicker.detect(lit(gains, reading=roll("A candle flickers."))).score < 0.5
    assert flicker.detect(lit(gains, reading=roll())).score > 0.9


def test_a_cut_is_no_flicker():
    gains = np.where(np.arange(40) < 20, 1.0, 2.0)
    assert flicker.detect(replace(lit(gains), cuts=(20,))).score < 0.1


# --- teleport ----------------------------------------------------------------------------------


def jumping(jump=(150.0, 0.0), gap=0, fps=24.0, **after):
    """A ball that ends in frame 20 and begins again elsewhere, `gap` frames later."""
    way = across(80, 136, 60, 0)
    before = thing(way, 21, fps=fps, ending=Ending.NOWHERE)
    first = 21 + gap
    later = {"beginning": Beginning.NOWHERE, "number": 2, "first": first, **after}
    colour = later.pop("colour", lambda _: (200, 60, 40))
    size = later.pop("size", 36.0)
    moved = lambda t: (way(t)[0] + jump[0], way(t)[1] + jump[1])  # noqa: E731
    return filmed(
        before, thing(moved, 48 - first, fps=fps, colour=colour, size=size, **later), fps=fps
    )


@pytest.mark.parametrize("fps", RATES)
def test_a_jump_is_found_with_both_places(fps):
    detection = teleport.detect(jumping(fps=fps))
    (finding,) = detection.findings
    assert detection.score > 0.7
    assert (finding.start_frame, finding.end_frame) == (20, 21)
    assert [frame for frame, _ in finding.boxes] == [20, 21]
    assert finding.measured_vector[0] == pytest.approx(150, abs=12)


@pytest.mark.parametrize(
    "clip",
    [
        jumping(jump=(14, 0)),
        jumping(gap=12),
        jumping(colour=lambda _: (20, 60, 220)),
        jumping(size=90.0),
        jumping(beginning=Beginning.BEHIND),
        jumping(beginning=Beginning.BORDER),
    ],
    ids=["a short way", "much later", "of another colour", "larger", "from behind", "comes in"],
)
def test_another_thing_is_another_thing(clip):
    assert teleport.detect(clip).score < 0.5


def test_without_a_ground_no_jump_can_be_told():
    assert isinstance(teleport.detect(replace(jumping(), grounded=())), Undetermined)


def recognised(jump=(110.0, 40.0), gap=0, speed=60.0, frames=48, **other):
    """A ball with the jump in its own track, after frame 20 and `gap` frames without it."""

    def way(t):
        there = t * 24 > 20.5
        return 80 + speed * t + there * jump[0], 100 + there * jump[1]

    there = np.ones(frames, bool)
    there[21 : 21 + gap] = False
    return filmed(thing(way, frames, seen=there, **other))


@pytest.mark.parametrize("gap", [0, 1, 2])
def test_a_jump_of_what_is_recognised_again_is_found_when_and_where_it_is(gap):
    (finding,) = teleport.detect(recognised(gap=gap)).findings
    assert finding.score > 0.7
    assert (finding.start_frame, finding.end_frame) == (20, 21 + gap)
    assert [frame for frame, _ in finding.boxes] == [20, 21 + gap]
    assert finding.mover == 1
    left, top, width, height = 130 - 18, 100 - 18, 112.5 + 2.5 * gap + 36, 40 + 36
    assert (finding.box.x, finding.box.y) == pytest.approx((left, top), abs=3)
    assert (finding.box.w, finding.box.h) == pytest.approx((width, height), abs=5)


def kicked(t):
    """At rest, then 40 pixels a frame."""
    return 80 + 960 * max(0.0, t - 20 / 24), 136.0


@pytest.mark.parametrize(
    "one",
    [
        thing(across(20, 136, 1000, 0), 11),
        thing(kicked, 29),
        thing(lambda t: (440 - abs(t * 24 - 8) * 40, 136.0), 17),
        thing(across(80, 136, 60, 0), seen=np.arange(48) % 3 == 0),
    ],
    ids=["steady and fast", "kicked", "thrown back", "seen now and then"],
)
def test_what_only_goes_fast_has_not_jumped(one):
    detection = teleport.detect(filmed(one))
    assert detection.score < 0.5
    assert not any(finding.score >= 0.5 for finding in detection.findings)


def test_what_a_border_cuts_has_not_jumped():
    cut = recognised(size=lambda n: 36.0 if n <= 20 else 24.0)
    assert teleport.detect(cut).score < 0.1


def test_what_leaves_a_part_of_its_outline_behind_has_jumped():
    clip = recognised()
    (ball,) = clip.things
    corners = ball.corners.copy()
    corners[21:, 2] *= 0.74
    (finding,) = teleport.detect(replace(clip, things=(replace(ball, corners=corners),))).findings
    assert (finding.start_frame, finding.end_frame) == (20, 21)


def test_what_is_lost_just_then_may_only_be_outlined_otherwise():
    lost = recognised(frames=23, ending=Ending.NOWHERE)
    assert teleport.detect(lost).score < 0.1


def test_what_is_recognised_again_much_later_had_the_time_to_go():
    assert teleport.detect(recognised(gap=10)).score < 0.1


# --- subject-exit ------------------------------------------------------------------------------


def leaving(x=380.0, vx=160.0, fps=24.0, **asked):
    """A ball that goes out over the right border before the clip is over."""
    frames = round((480 + 10 - x) / vx * fps)
    ball = thing(across(x, 136, vx, 0), frames, fps=fps, ending=Ending.BORDER)
    ball = replace(ball, edge=ball.corners[:, 0] + ball.corners[:, 2] > 478)
    return filmed(ball, fps=fps, **asked)


@pytest.mark.parametrize("fps", RATES)
def test_a_subject_that_leaves_unasked_is_found_with_the_border(fps):
    detection = subject_exit.detect(leaving(fps=fps, reading=roll()))
    (finding,) = detection.findings
    assert detection.score > 0.8
    assert "right border" in finding.message
    assert finding.end_frame - finding.start_frame < fps
    assert finding.box.x + finding.box.w == pytest.approx(480, abs=6)


@pytest.mark.parametrize(
    "text",
    ["The ball rolls out of the frame.", "It rolls away.", "The ball leaves.", "球滚出画面"],
)
def test_a_subject_that_is_sent_off_may_leave(text):
    assert subject_exit.detect(leaving(reading=roll(text))).score < 0.1


def test_without_words_or_brush_leaving_is_only_doubtful():
    detection = subject_exit.detect(leaving())
    assert 0.2 < detection.score < 0.5
    assert "nobody said" in detection.findings[0].message


def test_where_the_words_send_it_there_it_has_to_be_gone_for_long():
    late = leaving(x=250.0, reading=roll(heading="right"))
    early = leaving(x=380.0, reading=roll(heading="right"))
    assert subject_exit.detect(late).score < subject_exit.detect(early).score
    assert subject_exit.detect(leaving(x=250.0, reading=roll(heading="left"))).score > 0.5


@pytest.mark.parametrize("text", ["A ball rolls down a hillside.", "A ball rolls down the slope."])
def test_down_a_slope_leads_out_at_its_lower_end(text):
    late = leaving(x=250.0, reading=read(text))
    assert subject_exit.detect(late).score < 0.5
    assert subject_exit.detect(replace(late, reading=read("A ball rolls up a slope."))).score > 0.8
    assert subject_exit.detect(replace(late, reading=read(f"{text[:-1]} and stops."))).score > 0.8


def test_a_wave_is_no_subject_and_goes_any_way():
    water = read("A stone drops into calm water.")
    wave = leaving(reading=water)
    came_up = replace(wave.things[0], beginning=Beginning.BEHIND)
    up = thing(across(240, 200, 0, -80), beginning=Beginning.SPLIT)
    for one, detector in ((came_up, subject_exit), (up, wrong_direction)):
        clip = replace(wave, things=(one,))
        assert detector.detect(clip).score < 0.1
        there = replace(one, beginning=Beginning.START)
        assert detector.detect(replace(clip, things=(there,))).score > 0.8


@pytest.mark.parametrize(
    "text",
    [
        "The ball rolls to the right and stays in the picture.",
        "The ball rolls to the right and comes to rest.",
        "The ball rolls to the right and stops at the wall.",
    ],
)
def test_what_is_to_stay_may_not_leave_the_way_it_was_sent_nor_that_it_came(text):
    sent = leaving(x=250.0, reading=read("The ball rolls to the right."))
    assert subject_exit.detect(sent).score < 0.5
    stays = replace(sent, reading=read(text))
    assert subject_exit.detect(stays).score > 0.8
    came = replace(stays, things=(replace(stays.things[0], beginning=Beginning.BORDER),))
    assert subject_exit.detect(came).score > 0.8


def losing_its_rear(thing):
    """The thing with more of it to the left, which stays behind just before it is out."""
    late = np.arange(len(thing)) > int(np.argmax(thing.edge)) - 4
    corners = thing.corners.copy()
    corners[~late, 0] -= 80
    corners[~late, 2] += 80
    return replace(thing, corners=corners)


def test_of_a_pile_that_falls_apart_a_piece_may_leave():
    clip = leaving(reading=roll())
    (pile,) = clip.things
    apart = losing_its_rear(pile)
    assert subject_exit.detect(replace(clip, things=(apart,))).score < 0.1


def test_a_part_that_follows_it_over_the_border_does_not_stay_behind():
    clip = leaving(reading=roll())
    (runner,) = clip.things
    apart = losing_its_rear(runner)
    behind = runner.corners - np.array([60, 0, 0, 0], np.float32)
    leg = replace(runner, id=2, corners=behind, areas=0.1 * runner.areas)
    assert subject_exit.detect(replace(clip, things=(apart, leg))).score > 0.8
    stays = replace(leg, ending=Ending.END)
    assert subject_exit.detect(replace(clip, things=(apart, stays))).score < 0.1


def test_what_is_all_but_out_at_the_end_has_left():
    clip = leaving(reading=roll())
    (ball,) = clip.things
    rest = np.where(ball.edge, ball.areas * 0.1, ball.areas).astype(np.float32)
    lingering = replace(ball, areas=rest, ending=Ending.END)
    assert subject_exit.detect(replace(clip, things=(lingering,))).score > 0.5


def test_the_brush_says_whether_it_stays_in():
    inside = brushed((0, 0.8, 0.5), (1, 0.9, 0.5), x=0.79)
    outside = brushed((0, 0.8, 0.5), (1, 1.2, 0.5), x=0.79)
    (finding,) = subject_exit.detect(leaving(plan=inside)).findings
    assert finding.score > 0.5
    assert finding.message.startswith("'ball' leaves")
    assert subject_exit.detect(leaving(plan=outside)).score < 0.1


def test_what_only_passes_through_is_no_subject():
    clip = leaving(reading=roll())
    passing = replace(clip.things[0], beginning=Beginning.BORDER)
    assert subject_exit.detect(replace(clip, things=(passing,))).score < 0.1


# --- outside-brush -----------------------------------------------------------------------------

PAINTED = brushed((0, 0.2, 0.5), (1, 0.6, 0.5))
BALL = thing(across(96, 136, 80, 0))


def test_a_thing_that_nobody_painted_is_found():
    stray = thing(across(400, 60, -50, 20), number=2)
    (finding,) = outside_brush.detect(filmed(BALL, stray, plan=PAINTED)).findings
    assert finding.mover == 2
    assert finding.score > 0.8
    assert "nobody painted" in finding.message


def test_what_the_painted_thing_pushes_may_move():
    def pushed(t):
        return (200 + 80 * max(0.0, t - 0.95), 136)

    struck = thing(pushed, number=2)
    assert outside_brush.detect(filmed(BALL, struck, plan=PAINTED)).score < 0.1


def test_a_hand_that_the_words_bring_in_needs_no_brush():
    """It is in no first picture, where it could be painted."""
    hand = thing(across(460, 60, -80, 20), number=2, first=6, frames=42)
    hand = replace(hand, beginning=Beginning.BORDER)
    pushes = read("A hand pushes the ball to the right.")
    assert outside_brush.detect(filmed(BALL, hand, plan=PAINTED, reading=pushes)).score < 0.1
    rolls = read("A ball rolls to the right.")
    assert outside_brush.detect(filmed(BALL, hand, plan=PAINTED, reading=rolls)).score > 0.8


def test_one_more_of_many_that_comes_in_after_them_needs_no_brush():
    more = thing(across(30, 60, 80, 0), number=2, first=12, frames=36, beginning=Beginning.BORDER)
    assert outside_brush.detect(filmed(BALL, more, plan=PAINTED)).score < 0.1
    others = (
        {"beginning": Beginning.NOWHERE},
        {"colour": lambda _: (20, 200, 60)},
        {"size": 80.0},
    )
    for other in others:
        made = {"first": 12, "frames": 36, "beginning": Beginning.BORDER} | other
        unlike = thing(across(30, 60, 80, 0), number=2, **made)
        assert outside_brush.detect(filmed(BALL, unlike, plan=PAINTED)).score > 0.5
    comes = thing(
        across(430, 60, -80, 0), number=2, first=12, frames=36, beginning=Beginning.BORDER
    )
    assert outside_brush.detect(filmed(BALL, comes, plan=PAINTED)).score > 0.5


def test_the_front_of_a_long_train_comes_out_in_line_with_its_end():
    front = thing(across(190, 136, 80, 0), number=2, first=20, frames=28)
    front = replace(front, beginning=Beginning.NOWHERE)
    assert outside_brush.detect(filmed(BALL, front, plan=PAINTED)).score < 0.1
    aside = replace(thing(across(190, 30, 80, 0), number=2, first=20, frames=28))
    aside = replace(aside, beginning=Beginning.NOWHERE)
    assert outside_brush.detect(filmed(BALL, aside, plan=PAINTED)).score > 0.5


def test_a_shadow_goes_along():
    shadow = thing(across(100, 160, 80, 0), number=2)
    assert outside_brush.detect(filmed(BALL, shadow, plan=PAINTED)).score < 0.1


def test_what_trembles_in_place_does_not_count():
    leaf = thing(lambda t: (400 + 6 * np.sin(20 * t), 60), number=2)
    assert outside_brush.detect(filmed(BALL, leaf, plan=PAINTED)).score < 0.1


def panned(speed=2.0):
    """A camera that goes down."""
    return tuple(CameraStep(n, 0.0, speed, 1.0, 0.0) for n in range(47))


def near_things(count, share=0.6):
    """Things that go down by a share of what the view does, aside of the ball's way."""
    places = ((310, 40), (370, 130), (430, 60))[:count]
    return tuple(
        thing(across(x, y, 0, 48 * share), number=n + 2) for n, (x, y) in enumerate(places)
    )


def test_what_goes_with_the_view_in_three_or_more_things_is_nearer_or_farther_ground():
    painted = {"plan": PAINTED, "camera": panned()}
    several = outside_brush.detect(filmed(BALL, *near_things(3), **painted))
    assert several.score < 0.5
    assert not several.findings
    two = outside_brush.detect(filmed(BALL, *near_things(2), **painted))
    assert {finding.mover for finding in two.findings} == {2, 3}
    still = outside_brush.detect(filmed(BALL, *near_things(3), plan=PAINTED))
    assert {finding.mover for finding in still.findings} == {2, 3, 4}


def test_one_that_goes_its_own_way_among_them_is_told():
    own = thing(across(60, 230, 60, 0), number=9)
    clip = filmed(BALL, *near_things(3), own, plan=PAINTED, camera=panned())
    assert [finding.mover for finding in outside_brush.detect(clip).findings] == [9]


def hidden(colour=(200, 60, 40), size=36.0, way=None, first=30):
    """The painted ball goes behind a wall and something comes out."""
    goes = thing(across(96, 136, 80, 0), 18, ending=Ending.BEHIND)
    comes = thing(
        way or across(96, 136, 80, 0),
        48 - first,
        number=2,
        first=first,
        size=size,
        colour=lambda _: colour,
        beginning=Beginning.BEHIND,
    )
    # painted faster than it went, so that only its looks tell that it is the same
    plan = brushed((0, 0.2, 0.5), (0.3, 0.6, 0.5), (1, 0.6, 0.5))
    return outside_brush.detect(filmed(goes, comes, plan=plan))


def test_what_comes_out_again_on_the_painted_way_and_looks_alike_is_the_painted_thing():
    assert not hidden().findings
    assert hidden().score < 0.5


@pytest.mark.parametrize(
    "other",
    [
        {"colour": (40, 70, 210)},
        {"size": 80.0},
        {"way": across(200, 0, 20, 30)},
    ],
    ids=["other colours", "much larger", "elsewhere"],
)
def test_what_comes_out_as_another_thing_is_a_stray(other):
    (finding,) = hidden(**other).findings
    assert finding.score > 0.5
    assert finding.mover == 2


def test_a_thing_on_a_static_region_is_not_painted():
    static = Stroke("wall", "static", Region(((0.7, 0.1), (0.95, 0.1), (0.95, 0.5), (0.7, 0.5))))
    stray = thing(across(400, 60, -50, 20), number=2)
    plan = brushed((0, 0.2, 0.5), (1, 0.6, 0.5), more=(static,))
    assert outside_brush.detect(filmed(BALL, stray, plan=plan)).findings[0].mover == 2


def test_a_static_region_that_drifts_is_told_by_its_name():
    static = Stroke("wall", "static", Region(((0.7, 0.1), (0.95, 0.1), (0.95, 0.9), (0.7, 0.9))))
    plan = brushed((0, 0.2, 0.5), (1, 0.6, 0.5), more=(static,))
    assert outside_brush.detect(filmed(BALL, plan=plan)).score < 0.1
    flow = np.zeros((47, *CELLS, 2), np.float16)
    flow[:, :, 40:58, 0] = 0.6
    (finding,) = outside_brush.detect(filmed(BALL, plan=plan, flow=flow)).findings
    assert finding.score > 0.8
    assert finding.message.startswith("'wall' was to stay put")
    assert finding.box.x == pytest.approx(0.7 * SIZE[0], abs=2)


def test_where_there_are_no_things_the_flow_outside_is_counted():
    flow = np.zeros((47, *CELLS, 2), np.float16)
    flow[:, 15:19, 10:14, 0] = 2.0
    inside = replace(filmed(plan=PAINTED, flow=flow), grounded=())
    assert outside_brush.detect(inside).score < 0.1
    astray = flow.copy()
    astray[:, 2:8, 46:56, 1] = 2.0
    detection = outside_brush.detect(replace(inside, flow=astray))
    assert detection.score > 0.5
    assert detection.findings[0].box.x > 300


def test_without_a_brush_nothing_can_be_outside_of_it():
    assert isinstance(outside_brush.detect(filmed(BALL)), Undetermined)


# --- start-end ---------------------------------------------------------------------------------


def written(path, picture):
    cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    return path


@pytest.fixture
def between(tmp_path):
    """An observation whose first and last pictures and asked-for images are given."""

    def made(first, last=None, start=None, end=None):
        small = [
            cv2.resize(p, (320, 180), interpolation=cv2.INTER_AREA)
            for p in (first, last)
            if p is not None
        ]
        return filmed(
            ends=tuple(small),
            start_image=None if start is None else written(tmp_path / "start.png", start),
            end_image=None if end is None else written(tmp_path / "end.png", end),
        )

    return made


PHOTO = texture(640, 360, 5)


def test_the_images_that_were_asked_for_are_recognised(between):
    rng = np.random.default_rng(1)
    noisy = np.clip(PHOTO + rng.normal(0, 6, PHOTO.shape), 0, 255).astype(np.uint8)
    detection = start_end.detect(between(noisy, noisy, PHOTO, PHOTO))
    assert detection.score < 0.1
    assert [finding.held for finding in detection.findings] == [True, True]


@pytest.mark.parametrize(
    "other",
    [texture(640, 360, 6), np.ascontiguousarray(PHOTO[:, ::-1]), np.full_like(PHOTO, 120)],
    ids=["another picture", "mirrored", "bare"],
)
def test_another_picture_is_told_at_its_own_end(between, other):
    detection = start_end.detect(between(PHOTO, other, PHOTO, PHOTO))
    first, last = detection.findings
    assert first.held
    assert not last.held
    assert detection.score == last.score > 0.9
    assert (last.start_frame, last.end_frame) == (47, 47)
    assert "not the end image" in last.message


def test_a_crop_of_a_few_pixels_and_another_light_are_still_the_image(between):
    cropped = cv2.resize(PHOTO[8:-8, 14:-14], (640, 360))
    assert start_end.detect(between(cropped, start=PHOTO)).score < 0.5
    dark = (PHOTO * 0.75).astype(np.uint8)
    detection = start_end.detect(between(dark, start=PHOTO))
    assert detection.score < 0.5
    assert "darker by" in detection.findings[0].measured


def test_an_image_of_another_shape_is_cropped_as_the_backends_do(between):
    square = texture(500, 500, 8)
    inside = cv2.resize(square[109:390], (640, 360))
    assert start_end.detect(between(inside, start=square)).score < 0.5


def test_something_large_that_was_added_is_found_where_it_is(between):
    added = PHOTO.copy()
    added[60:240, 60:300] = texture(240, 180, 9)
    (finding,) = start_end.detect(between(added, start=PHOTO)).findings
    assert finding.score > 0.5
    assert finding.box.x + finding.box.w / 2 == pytest.approx(180 * SIZE[0] / 640, abs=40)


def test_without_images_and_with_damaged_ones_it_cannot_be_determined(between, tmp_path):
    assert isinstance(start_end.detect(between(PHOTO, PHOTO)), Undetermined)
    (tmp_path / "bad.png").write_bytes(b"no picture")
    clip = replace(between(PHOTO, PHOTO), start_image=tmp_path / "bad.png")
    assert isinstance(start_end.detect(clip), Undetermined)


# --- wrong-direction ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "A small drone rises up into the sky above a garden",
        "A ball rolls up the hill",
        "A ball rolls up",
        "A boy runs up the stairs",
        "The two balloons both float up",
    ],
)
def test_what_the_words_send_up_and_goes_down_goes_the_wrong_way(text):
    falls, climbs = (thing(across(240, 136, 0, way * 40)) for way in (1, -1))
    assert wrong_direction.detect(filmed(falls, reading=read(text))).score > 0.9
    assert wrong_direction.detect(filmed(climbs, reading=read(text))).score < 0.1


@pytest.mark.parametrize("text", ["A boy looks up at the stars", "A man rolls up the carpet"])
def test_a_look_up_and_a_carpet_ask_for_no_way(text):
    assert isinstance(wrong_direction.detect(filmed(BALL, reading=read(text))), Undetermined)


def test_what_throws_something_up_may_itself_come_down():
    falls = thing(across(120, 60, 0, 80))
    text = "A stone drops into the sand and throws up a splash of grains."
    assert wrong_direction.detect(filmed(falls, reading=read(text))).score < 0.1
    rises = thing(across(120, 200, 0, -80))
    assert wrong_direction.detect(filmed(rises, reading=read(text))).score > 0.9


def test_among_much_that_seems_to_move_as_the_view_goes_by_nobody_knows_who_is_meant():
    view = tuple(CameraStep(n, 1.2, 0.0, 1.0, 0.0) for n in range(47))
    left, right = read("A dog trots to the left."), across(120, 40, 60, 0)
    dog = thing(right)
    posts = [thing(across(60 + 30 * n, 200, 8, -20), number=5 + n) for n in range(11)]
    alone = filmed(dog, reading=left, camera=view)
    assert wrong_direction.detect(alone).score > 0.9
    crowd = replace(alone, things=(dog, *posts))
    assert isinstance(wrong_direction.detect(crowd), Undetermined)
    rests = tuple(replace(step, dx=0.0) for step in view)
    assert wrong_direction.detect(replace(crowd, camera=rests)).score > 0.9
    near = replace(dog, areas=30 * dog.areas)
    assert wrong_direction.detect(replace(crowd, things=(near, *posts))).score > 0.9


HAND = "A hand reaches in from the right, takes a cup from the desk and carries it away."


@pytest.mark.parametrize(
    ("text", "there", "back"),
    [
        (HAND, -1, 1.4),
        ("A boy runs to the left, then walks back.", -1, 1.4),
        ("A hand swings a hammer from the left.", -1, 0.9),
    ],
)
def test_a_way_that_is_said_of_one_action_holds_for_as_long_as_that(text, there, back):
    def to_and_fro(t):
        return 240 + 100 * there * (min(t, 0.8) - back * max(t - 0.8, 0.0)), 136.0

    detection = wrong_direction.detect(filmed(thing(to_and_fro), reading=read(text)))
    (finding,) = detection.findings
    assert finding.score < 0.1
    # what is told is the part of its way that was meant
    assert finding.held
    assert finding.measured.endswith(" 0 degrees off")


def test_what_never_goes_the_way_of_its_first_action_goes_the_wrong_way():
    other = thing(joined((0.0, across(240, 136, 90, 0)), (1.0, across(330, 136, -60, 0))))
    assert wrong_direction.detect(filmed(other, reading=read(HAND))).score > 0.9


def test_what_cannot_be_followed_goes_no_way_at_all():
    away = brushed((0, 0.2, 0.5), (1, 0.0, 0.5))
    (finding,) = wrong_direction.detect(filmed(BALL, plan=away)).findings
    assert finding.score > 0.9
    boiling = replace(BALL, kept=np.full_like(BALL.kept, 0.1))
    assert not wrong_direction.detect(filmed(boiling, plan=away)).findings
    trembling = thing(lambda t: (96 + 9 * np.sin(40 * t), 136))
    assert not wrong_direction.detect(filmed(trembling, plan=away)).findings


def test_what_goes_from_border_to_border_is_not_what_is_painted():
    ground = thing(across(240, 200, -40, 0), size=480.0)
    painted = brushed((0, 0.2, 0.5), (1, 0.6, 0.5))
    assert wrong_direction.detect(filmed(ground, plan=painted)).score < 0.1
    assert wrong_direction.detect(filmed(ground, BALL, plan=painted)).score < 0.1


def test_of_what_is_suddenly_there_the_words_say_nothing():
    back = thing(across(300, 136, -80, 0), 24, first=24)
    rolls = {"reading": roll(heading="right")}
    assert wrong_direction.detect(filmed(back, **rolls)).score > 0.9
    popped = replace(back, beginning=Beginning.NOWHERE)
    assert wrong_direction.detect(filmed(popped, **rolls)).score < 0.1


def test_of_a_ball_in_a_hand_either_may_be_what_is_painted():
    hand = thing(lambda t: (96 - 30 * np.sin(t), 136), size=90.0)
    ball = thing(across(96, 136, 80, 0), 40, number=2, first=8, beginning=Beginning.SPLIT, parent=1)
    painted = brushed((0, 0.2, 0.5), (1, 0.6, 0.5))
    assert wrong_direction.detect(filmed(hand, plan=painted)).score > 0.5
    assert wrong_direction.detect(filmed(hand, ball, plan=painted)).score < 0.1


# --- reversed ----------------------------------------------------------------------------------


def flowing(kind, sign):
    """Twelve patches that fly apart (or, with -1, together), or a column that falls (or rises)."""
    flow = np.zeros((30, *CELLS, 2), np.float16)
    draw = np.random.default_rng(3)
    for step in range(30):
        far = 3 + 0.7 * (step if sign > 0 else 29 - step)
        for part in range(12):
            if kind == "column":
                flow[step, 8:28, 28:32, 1] = 3.0 * sign
                continue
            way = -1 if part % 2 else 1
            x, y = int(30 + way * far * (1 + part % 3) / 3), int(8 + 2 * (part // 2))
            flow[step, y : y + 2, x - 1 : x + 1] = (way * sign * 2.5, draw.normal(0, 0.5))
    return filmed(frames=31, flow=flow)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The vase breaks.", "burst"),
        ("杯子摔碎在地上", "burst"),
        ("Someone pours juice.", "column"),
        ("倒水", "column"),
    ],
)
def test_what_cannot_run_backwards_is_told_when_it_does(text, kind):
    forward = replace(flowing(kind, 1), reading=read(text))
    backward = replace(flowing(kind, -1), reading=read(text))
    assert reversed.detect(forward).score < 0.1
    detection = reversed.detect(backward)
    assert detection.score > 0.5
    assert "backwards" in detection.findings[0].message


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("Tea is poured out of a jug.", "column", "what pours out goes down"),
        ("A wave splashes over the rocks.", "burst", "what splashes flies apart"),
        ("A stone falls into the pond with a big splash.", "burst", "what splashes flies apart"),
        ("The kettle goes up in an explosion.", "burst", "what explodes flies apart"),
        ("A ball knocks over a tower of blocks.", "burst", "what topples flies apart"),
        ("倒水", "column", "what 倒水 goes down"),
    ],
)
def test_a_verb_is_told_in_the_form_of_its_sentence(text, kind, said):
    (finding,) = reversed.detect(replace(flowing(kind, -1), reading=read(text))).findings
    assert finding.expected == said


@pytest.mark.parametrize(
    "text", ["", "The man walks.", "She juggles.", "The door opens.", "The tree does not break."]
)
def test_of_what_can_run_both_ways_nothing_is_said(text):
    clip = replace(flowing("burst", -1), reading=read(text) if text else None)
    assert isinstance(reversed.detect(clip), Undetermined)


def test_one_thing_that_passes_comes_neither_together_nor_apart():
    flow = np.zeros((30, *CELLS, 2), np.float16)
    for step in range(30):
        flow[step, 12:20, step : step + 8, 0] = 8.0
    clip = replace(filmed(frames=31, flow=flow), reading=read("The vase breaks."))
    assert reversed.detect(clip).score < 0.1
