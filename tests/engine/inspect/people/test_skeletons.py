"""What a report keeps of people and hands: their points, followed and bounded."""

import numpy as np

from engine.inspect.people.joints import LEFT_ANKLE, NOSE, RIGHT_TOE, Hand, Person, Pose
from engine.inspect.people.skeletons import MOST_POSES, bodies_of, hands_of
from engine.records import BODY_JOINTS, HAND_JOINTS, Box


def pose(frame, hidden=()):
    points = np.array([[10.0 * n, 5.0 * n, 1.0] for n in range(33)], np.float32)
    points[list(hidden), 2] = 0.1
    return Pose(frame, Box(0, 0, 100, 100), points, 0.9)


def hand(frame, x, y=50.0):
    points = np.array([[x + n, y + n, 0.0] for n in range(21)], np.float32)
    return Hand(frame, Box(x, y, 20, 20), points, 0.9)


def test_a_body_keeps_the_points_that_its_limbs_hang_on_by_name():
    (seen,) = bodies_of((Person(3, (pose(0), pose(2, hidden=(LEFT_ANKLE,)))),))
    assert (seen.id, [frame for frame, _ in seen.poses]) == (3, [0, 2])
    first, second = (dict(zip(BODY_JOINTS, joints, strict=True)) for _, joints in seen.poses)
    assert first["nose"] == (10.0 * NOSE, 5.0 * NOSE)
    assert first["right toe"] == (10.0 * RIGHT_TOE, 5.0 * RIGHT_TOE)
    assert first["left ankle"] == (10.0 * LEFT_ANKLE, 5.0 * LEFT_ANKLE)
    assert second["left ankle"] is None
    assert second["right ankle"] is not None


def test_a_hand_is_the_same_one_from_look_to_look_and_another_one_elsewhere():
    looks = [hand(0, 10), hand(0, 200), hand(3, 16), hand(3, 205), hand(6, 20), hand(60, 20)]
    seen = hands_of(looks, 24.0)
    assert [[frame for frame, _ in one.poses] for one in seen] == [[0, 3, 6], [0, 3], [60]]
    assert [joints[0][0] for _, joints in seen[0].poses] == [10.0, 16.0, 20.0]
    assert all(len(joints) == len(HAND_JOINTS) for one in seen for _, joints in one.poses)


def test_of_a_long_clip_only_some_looks_are_kept_from_its_beginning_to_its_end():
    poses = tuple(pose(3 * n) for n in range(2 * MOST_POSES + 1))
    (seen,) = bodies_of((Person(1, poses),))
    assert len(seen.poses) <= MOST_POSES
    assert seen.poses[-1][0] >= poses[-1].frame - 9


def test_nobody_is_nothing():
    assert bodies_of(()) == hands_of((), 24.0) == ()
