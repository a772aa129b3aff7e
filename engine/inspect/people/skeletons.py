"""People and hands as they were watched in, what a report keeps of them out: `Skeleton`s.

Of the 33 points of a body those stay that its limbs hang on. What is kept is bounded: of a long
clip every second look, or every third, is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot

from engine.inspect.people.joints import (
    CLEAR,
    LEFT_HIP,
    LEFT_SHOULDER,
    NOSE,
    RIGHT_TOE,
    RIGHT_WRIST,
    Hand,
    Person,
    Pose,
)
from engine.records import Joints, Skeleton

MOST_POSES = 4000
"""Of all people, and of all hands, of a clip."""
_SHOWN = (NOSE, *range(LEFT_SHOULDER, RIGHT_WRIST + 1), *range(LEFT_HIP, RIGHT_TOE + 1))
_NEXT_S = 0.3
"""Seconds within which a hand is seen again, or it is another one."""


def bodies_of(people: Sequence[Person]) -> tuple[Skeleton, ...]:
    """Each person with the points of `BODY_JOINTS`."""
    every = _every(sum(len(person.poses) for person in people))
    return tuple(
        Skeleton(person.id, tuple((pose.frame, _body(pose)) for pose in person.poses[::every]))
        for person in people
    )


def hands_of(hands: Iterable[Hand], fps: float) -> tuple[Skeleton, ...]:
    """Hands, each followed as long as it is seen in one look after the other, with all points."""
    looks = followed(hands, fps)
    every = _every(sum(map(len, looks)))
    return tuple(
        Skeleton(number, tuple((one.frame, _hand(one)) for one in known[::every]))
        for number, known in enumerate(looks, 1)
    )


def followed(hands: Iterable[Hand], fps: float) -> list[list[Hand]]:
    """The looks at each hand, by frame, as long as it is seen in one look after the other."""
    known: list[list[Hand]] = []
    for hand in sorted(hands, key=lambda hand: hand.frame):
        near = [
            (apart, number)
            for number, looks in enumerate(known)
            if 0 < hand.frame - looks[-1].frame <= max(1.0, fps * _NEXT_S)
            and (apart := _apart(looks[-1], hand)) < 1.0
        ]
        if near:
            known[min(near)[1]].append(hand)
        else:
            known.append([hand])
    return known


def _every(poses: int) -> int:
    return max(1, -(-poses // MOST_POSES))


def _body(pose: Pose) -> Joints:
    return tuple(
        (float(x), float(y)) if seen >= CLEAR else None for x, y, seen in pose.points[list(_SHOWN)]
    )


def _hand(hand: Hand) -> Joints:
    return tuple((float(x), float(y)) for x, y, _ in hand.points)


def _apart(one: Hand, other: Hand) -> float:
    """Between the middles of two boxes, by the longer side of the first."""
    a, b = one.box, other.box
    across, down = a.x + a.w / 2 - b.x - b.w / 2, a.y + a.h / 2 - b.y - b.h / 2
    return hypot(across, down) / max(a.w, a.h, 1.0)
