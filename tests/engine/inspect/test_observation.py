"""What is measured in clips whose truth is known."""

import itertools

import numpy as np
import pytest

from engine.errors import Cancelled
from engine.inspect.observation import observe
from engine.video.read import frames
from tests.helpers import sprites
from tests.helpers.clips import Clip, Sprite, at, line, render


@pytest.fixture
def seen(tmp_path):
    def measure(clip, **more):
        return observe(render(clip), clip.info, tmp_path / "flow.npy", **more)

    return measure


def main_mover(observation):
    return max(observation.things, key=lambda thing: thing.weight)


@pytest.mark.parametrize(
    ("step", "pan"),
    [((6, 0), (0, 0)), ((-3, 2), (0, 0)), ((0, -4), (2, 0)), ((3, 0), (-2, 1))],
    ids=["right", "left and down", "up under a pan", "right under a diagonal pan"],
)
def test_a_mover_is_followed_with_the_camera_taken_away(seen, step, pan):
    start = (160 - 6 * step[0], 96 - 6 * step[1])
    clip = Clip((Sprite(line(*start, *step)),), frames=13, pan=pan)
    mover = main_mover(seen(clip))
    assert mover.path()[-1] == pytest.approx(np.array(step) * (len(mover.frames) - 1), abs=4)


def test_a_mover_has_a_centre_and_a_box_where_it_is(seen):
    mover = main_mover(seen(Clip((Sprite(line(80, 96, 6, 0)),), frames=12)))
    for frame, centre, box in zip(mover.frames, mover.centres, mover.boxes, strict=True):
        assert centre == pytest.approx((80 + 6 * frame, 96), abs=8)
        assert (box.x, box.y) == pytest.approx((50 + 6 * frame, 66), abs=14)
        assert (box.w, box.h) == pytest.approx((60, 60), abs=18)


def test_what_rolls_goes_as_far_as_its_middle(seen):
    mover = main_mover(seen(Clip((Sprite(line(60, 96, 5, 0), turn=9),), frames=16)))
    assert mover.path()[-1] == pytest.approx((75, 0), abs=6)


def test_the_surface_of_what_rolls_lies_on_itself_all_the_way(seen):
    (roller,) = seen(Clip((Sprite(line(60, 96, 4, 0), turn=5.0),), frames=36)).things
    strains = roller.strains
    assert len(strains) >= 3
    assert (strains.frames[:, 0] < strains.frames[:, 1]).all()
    assert strains.followed.min() > 0.7
    assert strains.off.max() < 0.03
    assert strains.squeezed.max() < 0.06


def test_what_is_squeezed_as_it_goes_is_found_in_the_film_itself(tmp_path):
    truth = next(
        clip
        for clip in sprites.clips(("deform",))
        if clip.kind == "deform" and "pucks" in clip.name
    )
    path = tmp_path / "pucks.mp4"
    truth.write(path)
    measured = observe(frames(path), truth.info, tmp_path / "flow.npy")
    found = [
        (int(first), int(last))
        for thing in measured.things
        for (first, last), by in zip(thing.strains.frames, thing.strains.squeezed, strict=True)
        if by > 0.26
    ]
    assert found
    start, end = truth.span
    assert all(start - 12 <= first and last <= end + 12 for first, last in found)


def test_what_comes_in_over_the_border_has_moved_by_what_its_surface_moved(seen):
    mover = main_mover(seen(Clip((Sprite(line(-40, 96, 9, 0)),), frames=16)))
    assert mover.path()[-1][0] == pytest.approx(9 * (len(mover.frames) - 1), rel=0.1)


@pytest.mark.parametrize("step", [4, 10])
def test_before_a_bare_wall_the_only_thing_with_corners_is_no_view(seen, step):
    clip = Clip((Sprite(line(50, 96, step, 0)),), frames=14, ground="black")
    observation = seen(clip)
    assert observation.grounded == ((0, 13),)
    assert sum(abs(one.dx) for one in observation.camera) < 3
    mover = main_mover(observation)
    assert mover.outlined
    assert mover.path()[-1] == pytest.approx((13 * step, 0), abs=6)


def test_a_camera_that_pans_right_is_said_to_go_right(seen):
    camera = seen(Clip(frames=8, pan=(3, 1))).camera
    assert [step.frame for step in camera] == list(range(7))
    for step in camera:
        assert (step.dx, step.dy) == pytest.approx((3, 1), abs=0.1)
        assert step.scale == pytest.approx(1, abs=0.002)


def test_a_still_clip_has_no_movers_and_no_events(seen):
    observation = seen(Clip((Sprite(at(160, 96)),), frames=12))
    assert not observation.things
    assert not observation.appearances


def test_a_hard_cut_splits_the_clip_and_nothing_crosses_it(seen):
    observation = seen(Clip((Sprite(line(60, 96, 5, 0)),), cut=9, frames=18))
    assert observation.cuts == (9,)
    assert observation.parts == ((0, 8), (9, 17))
    assert not observation.appearances
    assert not observation.flow[8].any()


def test_a_flash_of_a_mover_is_no_cut(seen):
    assert seen(Clip((Sprite(line(-100, 96, 40, 0), size=(150, 150)),), frames=12)).cuts == ()


def test_flow_is_in_clip_pixels_also_where_the_clip_is_worked_on_smaller(seen):
    clip = Clip(frames=3, width=1280, height=720, pan=(6, 0))
    observation = seen(clip)
    assert observation.flow.shape == (2, 90, 160, 2)
    assert np.median(observation.flow[..., 0]) == pytest.approx(-6, abs=0.3)
    assert observation.camera[0].dx == pytest.approx(6, abs=0.2)


@pytest.mark.parametrize(
    "clip",
    [
        Clip(frames=1),
        Clip(frames=2),
        Clip(frames=4, width=16, height=16),
        Clip(frames=4, width=17, height=31),
        Clip(frames=4, width=2, height=300),
        Clip(frames=6, ground="black", noise=0),
        Clip(frames=6, ground="black", noise=60),
    ],
    ids=["one frame", "two frames", "16x16", "odd size", "a sliver", "black", "pure noise"],
)
def test_odd_clips_are_measured_without_nonsense(seen, clip):
    observation = seen(clip)
    assert observation.clip.frames == clip.frames
    assert len(observation.camera) == len(observation.flow) == clip.frames - 1
    assert np.isfinite(observation.flow).all()
    assert not observation.appearances


def test_fewer_frames_than_promised_are_what_the_observation_speaks_of(tmp_path):
    clip = Clip(frames=10)
    frames = itertools.islice(render(clip), 6)
    observation = observe(frames, clip.info, tmp_path / "flow.npy")
    assert observation.clip.frames == 6
    assert len(observation.flow) == 5


def test_progress_counts_the_pairs_of_frames(seen):
    steps = []
    seen(Clip(frames=5), on_step=lambda done, total: steps.append((done, total)))
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_cancelled_measurement_stops_at_once(seen):
    def stop(done, total):
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        seen(Clip(frames=20), on_step=stop)
