"""Legs and bodies whose truth is known: what a gait is measured to be, with poses and by flow."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.inspect.people.gait import gaits_of, view_places
from engine.inspect.people.joints import LEFT_ANKLE, LEFT_HEEL, LEFT_TOE, Person
from engine.inspect.people.parts import parts_of
from engine.records import CameraStep, ClipInfo
from tests.helpers.walkers import Walker, person, walking

CLIP = ClipInfo(80, 24.0, 2000, 400)
STILL = tuple(CameraStep(frame, 0.0, 0.0, 1.0, 0.0) for frame in range(79))
FAR = (900.0, 120.0)


def gait_of(walker: Walker, camera=STILL, seed: int = 1):
    (gait,) = gaits_of(person(walker, seed), camera, CLIP)
    return gait


SPEEDS = st.floats(1.2, 3.0)


@settings(max_examples=25, deadline=None)
@given(SPEEDS, st.sampled_from([-1, 1]), st.floats(0, 2.5), st.integers(0, 99))
def test_the_foot_that_carries_a_walker_stands(speed, faces, noise, seed):
    gait = gait_of(walking(speed, faces, noise=noise, start=FAR), seed=seed)
    assert gait.facing > 0.8
    assert abs(gait.slip) < 0.4
    assert gait.swing > 0.5
    assert np.sign(gait.way[0]) == faces


@settings(max_examples=25, deadline=None)
@given(SPEEDS, st.floats(0.75, 1.0), st.floats(0, 2.0), st.integers(0, 99))
def test_legs_that_pump_forward_run_backward_under_a_body_that_slides_back(
    speed, share, noise, seed
):
    walker = Walker(goes=-share * speed, steps=speed / 2, noise=noise, start=FAR)
    gait = gait_of(walker, seed=seed)
    assert gait.facing < -0.8
    assert gait.slip > 1.4
    assert gait.swing < -0.5


@settings(max_examples=15, deadline=None)
@given(SPEEDS, st.floats(0, 2.5), st.integers(0, 99))
def test_one_who_walks_backward_has_feet_that_stand(speed, noise, seed):
    walker = Walker(goes=-speed, steps=-speed / 2, noise=noise, start=FAR)
    gait = gait_of(walker, seed=seed)
    assert gait.facing < -0.8
    assert abs(gait.slip) < 0.4


def test_one_who_glides_is_carried_along():
    gait = gait_of(Walker(goes=2.0, steps=0.0, reach=0.3))
    assert gait.slip == pytest.approx(1.0, abs=0.01)
    assert gait.stride < 0.1


def test_left_and_right_that_the_model_mixes_up_are_told_apart():
    clean = person(walking())
    mixed = []
    for number, pose in enumerate(clean.poses):
        points = pose.points.copy()
        if number % 3 == 1:
            for joint in (LEFT_ANKLE, LEFT_HEEL, LEFT_TOE):
                points[[joint, joint + 1]] = points[[joint + 1, joint]]
        mixed.append(replace(pose, points=points))
    (gait,) = gaits_of(Person(1, tuple(mixed)), STILL, CLIP)
    assert abs(gait.slip) < 0.2


def test_the_motion_of_the_view_is_no_motion_of_the_body():
    panned = tuple(CameraStep(frame, 3.0, 0.0, 1.0, 0.0) for frame in range(79))
    moved = []
    for pose in person(walking()).poses:
        points = pose.points.copy()
        points[:, 0] -= 3.0 * pose.frame
        moved.append(replace(pose, points=points))
    (gait,) = gaits_of(Person(1, tuple(moved)), panned, CLIP)
    assert gait.way == pytest.approx(gait_of(walking()).way, abs=0.1)
    assert abs(gait.slip) < 0.1


def test_a_view_that_zooms_and_turns_leads_places_back_to_the_first_frame():
    camera = (CameraStep(0, 10.0, -4.0, 1.1, 5.0), CameraStep(1, -3.0, 2.0, 0.9, -2.0))
    places = view_places(camera, CLIP)
    assert places.shape == (3, 2, 3)
    point = np.array([300.0, 70.0, 1.0])
    middle = np.array([(CLIP.width - 1) / 2, (CLIP.height - 1) / 2])
    turn = np.radians(-5.0)
    spin = 1.1 * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    seen = spin @ (point[:2] - middle) + middle - (10.0, -4.0)
    assert places[1] @ [*seen, 1.0] == pytest.approx(point[:2])


@pytest.mark.parametrize(
    "walker",
    [
        Walker(goes=0.0, steps=1.0),
        walking(seconds=0.7),
    ],
)
def test_one_who_goes_nowhere_or_not_for_long_has_no_gait(walker):
    assert gaits_of(person(walker), STILL, CLIP) == ()


def test_hidden_feet_have_no_gait():
    poses = []
    for pose in person(walking()).poses:
        points = pose.points.copy()
        points[[LEFT_ANKLE, LEFT_HEEL, LEFT_TOE], 2] = 0.1
        poses.append(replace(pose, points=points))
    assert gaits_of(Person(1, tuple(poses)), STILL, CLIP) == ()


def test_one_who_turns_round_has_two_gaits():
    there = person(walking(seconds=2.0)).poses
    back = person(walking(faces=-1, seconds=1.3, start=(280.0, 120.0))).poses
    later = tuple(replace(pose, frame=pose.frame + 48) for pose in back)
    first, second = gaits_of(Person(1, there + later), STILL, CLIP)
    assert first.way[0] > 0 > second.way[0]
    assert first.end <= second.start + 6


def test_curves_have_a_value_for_each_frame():
    gait = gait_of(walking())
    assert len(gait.carrying) == len(gait.going) == gait.end - gait.start + 1


# --- parts by flow -----------------------------------------------------------------------------


def cells(rows: int = 16, columns: int = 8):
    y, x = np.indices((rows, columns))
    return np.stack([x.ravel(), y.ravel()], axis=1) * 8.0 + 4.0


def test_two_legs_that_swing_against_each_other_are_parts():
    places = cells()
    motion = np.tile([3.0, 0.0], (len(places), 1))
    left = (places[:, 1] > 64) & (places[:, 0] < 32)
    right = (places[:, 1] > 64) & (places[:, 0] > 32)
    motion[left, 0] += (places[left, 1] - 64) / 10
    motion[right, 0] -= (places[right, 1] - 64) / 10
    motion += np.random.default_rng(1).normal(0, 0.1, motion.shape)
    parts = parts_of(places, motion)
    assert len(parts) >= 3
    steps = [part.step[0] for part in parts]
    assert max(steps) > 4.5
    assert min(steps) < 1.5
    assert sum(part.share for part in parts) == pytest.approx(1.0)
    fast = max(parts, key=lambda part: part.step[0])
    assert fast.centre[0] < 32
    assert fast.centre[1] > 64


def test_a_stiff_thing_is_one_part():
    places = cells()
    motion = np.tile([2.0, 1.0], (len(places), 1))
    (part,) = parts_of(places, motion)
    assert part.share == 1.0
    assert part.step == pytest.approx((2.0, 1.0))


def test_parts_of_nothing_are_none():
    assert parts_of(np.zeros((0, 2)), np.zeros((0, 2))) == ()


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 60), st.integers(0, 999), st.floats(0, 50))
def test_every_cell_is_of_exactly_one_part(count, seed, size):
    dice = np.random.default_rng(seed)
    places, motion = dice.uniform(0, 200, (count, 2)), size * dice.normal(size=(count, 2))
    parts = parts_of(places, motion)
    assert (np.sum([part.cells for part in parts], axis=0) == 1).all()
