"""Legs against body: when it is told, when it is held, and when it cannot be determined."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.detectors import incoherent_parts
from engine.detectors.base import Detection, Undetermined
from engine.inspect.flow import GRID
from engine.inspect.observation import Observation
from engine.inspect.people.joints import Person
from engine.inspect.things import LOOK, Looks
from engine.prompt.reading import read
from engine.records import CameraStep, ClipInfo
from tests.helpers import things
from tests.helpers.walkers import Walker, person, walking

SIZE = (1600, 320)
STILL = tuple(CameraStep(frame, 0.0, 0.0, 1.0, 0.0) for frame in range(71))
BACKWARD = Walker(goes=-2.0, steps=1.0, start=(700.0, 120.0))
"""Legs that walk to the right under a body that goes to the left."""


def seen(*people: Person, prompt: str = "", flow=None, **more) -> Observation:
    rows, columns = SIZE[1] // GRID, SIZE[0] // GRID
    whole = np.zeros((71, rows, columns, 2), np.float16) if flow is None else flow
    return Observation(
        clip=ClipInfo(72, 24.0, *SIZE),
        flow=whole,
        camera=STILL,
        people=people,
        reading=read(prompt) if prompt else None,
        **more,
    )


def told(observation: Observation) -> Detection:
    found = incoherent_parts.detect(observation)
    assert isinstance(found, Detection)
    return found


def because(observation: Observation) -> str:
    found = incoherent_parts.detect(observation)
    assert isinstance(found, Undetermined)
    return found.because


def test_a_body_that_slides_back_over_walking_legs_is_told_with_its_numbers():
    detection = told(seen(person(BACKWARD)))
    (finding,) = detection.findings
    assert detection.score > 0.9
    assert not finding.held
    assert finding.message.startswith("The legs walk to the right while the body slides to the le")
    assert finding.measured_vector[0] < 0 < finding.expected_vector[0]
    assert finding.box.x < 600 < finding.box.x + finding.box.w
    foot, body = finding.curves
    assert np.median(body.measured) == pytest.approx(80, rel=0.05)
    assert np.median(foot.measured) == pytest.approx(160, rel=0.2)
    assert set(foot.expected) == {0.0}
    assert finding.start_frame < 6
    assert finding.end_frame > 60


@pytest.mark.parametrize("faces", [-1, 1])
def test_one_who_walks_as_people_do_is_held(faces):
    (finding,) = told(seen(person(walking(faces=faces, start=(700.0, 120.0))))).findings
    assert finding.held
    assert finding.score < 0.1


@pytest.mark.parametrize(
    "walker",
    [
        Walker(goes=-2.0, steps=-1.0, start=(700.0, 120.0)),
        Walker(goes=-2.0, steps=0.0, reach=0.3, start=(700.0, 120.0)),
        Walker(goes=2.0, steps=0.0, reach=0.3),
        Walker(goes=2.0, steps=2.0),
    ],
    ids=["walks backward", "glides backward", "glides", "hurries on the spot"],
)
def test_what_may_be_is_no_violation(walker):
    assert told(seen(person(walker))).score < 0.3


def test_one_of_two_who_slides_back_is_found():
    detection = told(seen(person(walking()), person(BACKWARD, number=2)))
    assert sorted(finding.held for finding in detection.findings) == [False, True]
    assert detection.score > 0.9


@pytest.mark.parametrize(
    "prompt",
    [
        "A man moonwalks across the stage.",
        "A man walks backward.",
        "A girl skates to the left.",
        "一个女孩滑冰。",
    ],
)
def test_who_was_asked_to_slide_or_go_backward_is_not_judged(prompt):
    assert "may slide" in because(seen(person(BACKWARD), prompt=prompt))


def test_where_nobody_goes_across_nothing_can_be_determined():
    assert "nobody is seen to go" in because(seen())


def test_without_the_models_the_reason_names_them():
    assert "pose models" in because(replace(seen(), people=None))


def test_ground_that_moves_at_the_feet_is_not_the_ground_that_the_view_is_known_by():
    flow = np.zeros((71, SIZE[1] // GRID, SIZE[0] // GRID, 2), np.float16)
    flow[:, 18:, :, 0] = 3.0
    assert "ground under the feet" in because(seen(person(BACKWARD), flow=flow))


def test_toes_that_point_at_the_view_do_not_tell_which_way_a_body_faces():
    poses = []
    for pose in person(BACKWARD).poses:
        points = pose.points.copy()
        points[[31, 32], 0] = points[[29, 30], 0]
        poses.append(replace(pose, points=points))
    assert "which way the body faces" in because(seen(Person(1, tuple(poses))))


# --- by flow -----------------------------------------------------------------------------------


def strider(slip: float, prompt: str = "A man walks to the right.", pump: float = 1.5):
    """A silhouette that goes right at four pixels a frame; what is lowest of it goes at `slip`."""
    height, width, pace = 160.0, 64.0, 4.0
    pictures = np.zeros((24, LOOK, LOOK, 4), np.uint8)
    pictures[..., 3] = 255
    way = lambda s: (200 + 24 * pace * s, 160.0)  # noqa: E731
    walker = things.thing(way, 72, noise=0.0)
    corners = np.column_stack(
        [walker.centres - (width / 2, height / 2), np.full(72, width), np.full(72, height)]
    )
    walker = replace(
        walker,
        corners=corners.astype(np.float32),
        looks=Looks(np.arange(0, 72, 3, dtype=np.int32), pictures),
    )
    flow = np.zeros((71, SIZE[1] // GRID, SIZE[0] // GRID, 2), np.float16)
    flow[..., 0] = pace
    flow[:, 20:26, :, 0] = pace * (slip + pump)
    flow[:, 26:, :, 0] = pace * slip
    return replace(seen(prompt=prompt, flow=flow, things=(walker,)), people=None)


def test_by_flow_a_foot_that_stands_is_held():
    (finding,) = told(strider(0.1)).findings
    assert finding.held
    assert finding.message.startswith("The feet stand")


def test_by_flow_feet_that_outrun_the_body_are_told():
    detection = told(strider(1.8))
    assert detection.score > 0.8
    assert "wrong way under the body" in detection.findings[0].message


def test_by_flow_who_glides_on_legs_that_do_not_open_is_doubted_at_most():
    (finding,) = told(strider(1.0)).findings
    assert not finding.held
    assert 0.2 < finding.score < 0.5


@pytest.mark.parametrize(
    "prompt", ["A car drives to the right.", "The ball rolls to the right.", "A leaf.", ""]
)
def test_by_flow_wheels_and_things_without_legs_are_never_judged(prompt):
    assert isinstance(incoherent_parts.detect(strider(1.8, prompt)), Undetermined)


def test_by_flow_legs_that_move_as_one_cannot_be_judged():
    assert "told from each other" in because(strider(1.8, pump=0.0))


def test_by_flow_one_who_is_small_cannot_be_judged():
    observation = strider(1.8)
    (walker,) = observation.things
    small = replace(walker, corners=walker.corners * np.float32((1, 1, 0.3, 0.3)))
    assert "too small" in because(replace(observation, things=(small,)))


def opening(observation: Observation, wide: float = 0.3):
    """The same with a lowest quarter that gets wider and narrower, as legs do that step."""
    (walker,) = observation.things
    pictures = walker.looks.pictures.copy()
    for number in range(len(pictures)):
        half = LOOK * wide * 1.25 * (0.8 + 0.2 * (number % 3))
        across = np.abs(np.arange(LOOK) - (LOOK - 1) / 2) > half
        pictures[number, -4:, across, 3] = 0
    walker = replace(walker, looks=replace(walker.looks, pictures=pictures))
    return replace(observation, things=(walker,))


def test_by_flow_legs_that_step_and_never_rest_are_told_at_the_speed_of_the_body():
    assert told(opening(strider(1.0))).score > 0.7
    assert told(opening(strider(0.1))).score < 0.1


def test_by_flow_a_case_that_is_pulled_along_does_not_hide_the_foot_that_stands():
    """It is wider than a step, and what never rests of it has wheels."""
    (walker,) = strider(1.0).things
    wide = replace(walker, corners=walker.corners * np.float32((1, 1, 2.5, 1)))
    observation = replace(strider(1.0), things=(wide,))
    assert told(opening(observation, 0.4)).score < 0.2


def test_by_flow_one_body_is_put_together_of_the_pieces_it_was_found_in():
    whole = strider(1.8)
    (walker,) = whole.things
    upper = walker.corners * np.float32((1, 1, 1, 0.5))
    lower = upper + np.float32((0, 80, 0, 0))
    pieces = tuple(
        replace(walker, id=number, corners=corners)
        for number, corners in enumerate((upper, lower), 1)
    )
    (finding,) = told(replace(whole, things=pieces)).findings
    assert finding.score > 0.8
    assert finding.boxes[0][1].h == pytest.approx(160, abs=2)
    # another who goes the other way is no piece of it
    away = replace(pieces[1], ground=pieces[1].ground[::-1].copy())
    apart = replace(whole, things=(pieces[0], away))
    assert isinstance(incoherent_parts.detect(apart), Undetermined)


def test_by_flow_a_piece_without_the_feet_is_not_judged_alone():
    whole = strider(1.8)
    (walker,) = whole.things
    lower = replace(
        walker,
        id=2,
        corners=walker.corners + np.float32((0, 60, 0, 0)),
        areas=walker.areas * np.float32(0.5),
    )
    alone, both = (
        told(replace(whole, things=things)).findings[0].boxes[0][1].h
        for things in ((walker,), (walker, lower))
    )
    assert both == pytest.approx(alone + 60, abs=2)


def test_legs_that_swing_where_nobody_gets_anywhere_tread_on_the_spot():
    leg = things.thing(lambda t: (240 + 14 * np.sin(9 * t), 200.0), 72, size=40.0, noise=0.2)
    walks = replace(seen(prompt="A man walks to the right.", things=(leg,)), people=None)
    (finding,) = told(walks).findings
    assert 0.2 < finding.score < 0.5
    assert "tread on the spot" in finding.message
    goes = things.thing(lambda t: (240 + 60 * t, 120.0), 72, number=2)
    both = replace(walks, things=(leg, goes))
    assert isinstance(incoherent_parts.detect(both), Undetermined)
