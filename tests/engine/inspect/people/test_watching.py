"""Following people from look to look: who is kept, who is somebody else, and what is nobody."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.inspect import kept
from engine.inspect.people.bodies import lasting, plausible
from engine.inspect.people.hands import Palm
from engine.inspect.people.joints import LEFT_ELBOW, LEFT_HIP, RIGHT_HIP, Hand, Person
from engine.inspect.people.pose import Body
from engine.inspect.people.square import Square
from engine.inspect.people.watcher import Watcher, moving_boxes
from engine.records import Box, ClipInfo
from tests.helpers import things
from tests.helpers.walkers import Walker, person, walking

CLIP = ClipInfo(48, 24.0, 640, 360)
PICTURE = np.zeros((360, 640, 3), np.uint8)


class Bodies:
    """A pose model that knows where everybody is, frame by frame."""

    def __init__(self, *people: Person, score: float = 0.95, drift: float = 0.0) -> None:
        self.people, self.score, self.drift = people, score, drift
        self.frame, self.looks = 0, 0
        self.found: list[Square] = []

    def squares(self) -> list[Square]:
        poses = [(p, pose) for p in self.people for pose in p.poses if pose.frame == self.frame]
        return [Square(*pose.place(LEFT_HIP, RIGHT_HIP), 4.5 * pose.torso) for _, pose in poses]

    def find(self, picture, where):
        self.looks += 1
        self.found.append(where)
        inside = where.side / 2
        return [
            s for s in self.squares() if abs(s.x - where.x) < inside and abs(s.y - where.y) < inside
        ]

    def place(self, picture, where):
        squares = self.squares()
        near = min(range(len(squares)), key=lambda k: abs(squares[k].x - where.x), default=None)
        if near is None or abs(squares[near].x - where.x) > where.side / 2:
            return Body(np.zeros((33, 3), np.float32), 0.0, where)
        pose = next(q for q in self.people[near].poses if q.frame == self.frame)
        went = replace(squares[near], x=squares[near].x + self.drift * self.looks)
        return Body(pose.points, self.score, went)


def watched(model: Bodies, frames=range(48), cut: int | None = None, boxes=()) -> Watcher:
    watcher = Watcher(CLIP, model, None)
    for frame in frames:
        if frame == cut:
            watcher.cut()
        model.frame = frame
        watcher.see(frame, PICTURE, boxes)
    return watcher


def test_one_who_walks_is_one_person_at_eight_looks_a_second():
    (found,) = watched(Bodies(person(walking(), seed=1))).people
    assert [pose.frame for pose in found.poses] == list(range(0, 48, 3))


def test_two_beside_each_other_are_two():
    first = person(walking(torso=40))
    second = person(walking(torso=40, start=(190.0, 120.0)))
    found = watched(Bodies(first, second)).people
    assert len(found) == 2
    assert found[0].id != found[1].id


def test_behind_a_cut_the_same_place_is_somebody_else():
    found = watched(Bodies(person(walking())), cut=24).people
    assert [one.first for one in found] == [0, 24]
    assert found[0].last < 24


def test_what_the_model_doubts_is_nobody():
    assert watched(Bodies(person(walking()), score=0.3)).people == ()


def test_what_is_elsewhere_at_a_second_look_is_nobody():
    model = Bodies(person(walking()))

    def jumping(picture, where):
        body = Bodies.place(model, picture, where)
        return replace(body, next=replace(body.next, x=where.x + 0.3 * where.side))

    model.place = jumping
    assert watched(model).people == ()


def test_one_who_is_seen_in_passing_is_nobody():
    assert watched(Bodies(person(walking(seconds=0.2)))).people == ()


def test_people_are_also_looked_for_around_what_moves():
    model = Bodies()
    watched(model, frames=range(3), boxes=(Box(300, 100, 60, 120),))
    assert any(w.x == pytest.approx(330) and 120 < w.side < 240 for w in model.found)


def test_places_are_told_in_pixels_of_the_clip():
    model = Bodies(person(walking()))
    watcher = Watcher(replace(CLIP, width=1280, height=720), model, None)
    for frame in range(0, 24):
        model.frame = frame
        watcher.see(frame, PICTURE)
    (found,) = watcher.people
    hips = found.poses[0].place(LEFT_HIP, RIGHT_HIP)
    assert hips == pytest.approx((240.0, 240.0), abs=0.1)


def test_a_body_has_arms_that_are_no_longer_than_arms():
    pose = person(walking()).poses[0]
    assert plausible(pose)
    points = pose.points.copy()
    points[LEFT_ELBOW, 1] += 3 * pose.torso
    assert not plausible(replace(pose, points=points))


def test_a_body_that_changes_its_size_from_look_to_look_is_none():
    poses = person(Walker()).poses
    wild = []
    for number, pose in enumerate(poses):
        points = pose.points.copy()
        points[:, :2] *= 1.0 + (number % 2)
        wild.append(replace(pose, points=points))
    assert lasting(Person(1, poses))
    assert not lasting(Person(1, tuple(wild)))


class Palms:
    """A hand model that sees one hand."""

    def __init__(self, score: float = 0.9) -> None:
        self.score, self.finds = score, 0

    def find(self, picture, where):
        self.finds += 1
        return [Square(200.0, 150.0, 80.0)]

    def place(self, picture, where):
        points = np.full((21, 3), 200.0, np.float32)
        return Palm(points, self.score, True, Square(200.0, 150.0, 80.0))


def test_one_hand_is_one_hand_in_each_look():
    watcher = Watcher(CLIP, None, Palms())
    for frame in range(9):
        watcher.see(frame, PICTURE)
    assert [hand.frame for hand in watcher.hands] == [0, 3, 6]
    assert watcher.people == ()


def test_a_hand_that_the_model_doubts_is_none():
    watcher = Watcher(CLIP, None, Palms(0.2))
    watcher.see(0, PICTURE)
    assert watcher.hands == ()


def test_boxes_of_what_moves_are_in_pixels_of_the_clip_and_few():
    moving = np.zeros((30, 40), np.bool_)
    moving[5:15, 4:8] = True
    moving[20:22, 30:32] = True
    first, second = moving_boxes(moving, 8.0)
    assert first.x <= 32 <= first.x + first.w
    assert second.w * second.h < first.w * first.h
    assert moving_boxes(np.zeros((30, 40), np.bool_), 8.0) == ()


def test_people_and_hands_are_kept_with_what_was_measured(tmp_path):
    seen = things.seen(frames=24)
    np.save(tmp_path / "flow.npy", seen.flow)
    walker = person(walking(seconds=1.0))
    hand = Hand(3, Box(1.0, 2.0, 3.0, 4.0), np.ones((21, 3), np.float32), 0.8, left=True)
    known = replace(seen, people=(walker,), hands=(hand,))
    for one in (known, replace(seen, people=None), replace(seen, people=())):
        kept.save(one, tmp_path / "seen.npz")
        again = kept.load(tmp_path / "seen.npz", tmp_path / "flow.npy")
        assert again is not None
        assert (again.people is None) == (one.people is None)
        assert [p.id for p in again.people or ()] == [p.id for p in one.people or ()]
    kept.save(known, tmp_path / "seen.npz")
    again = kept.load(tmp_path / "seen.npz", tmp_path / "flow.npy")
    assert again is not None
    assert again.people is not None
    assert again.people[0].poses[2].points == pytest.approx(walker.poses[2].points)
    assert again.people[0].poses[2].box == pytest.approx(walker.poses[2].box)
    assert again.hands[0].points == pytest.approx(hand.points)
    assert (again.hands[0].left, again.hands[0].score) == (True, 0.8)
