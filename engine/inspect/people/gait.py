"""How somebody walks: the poses of one person go in, what legs and body do to each other comes out.

Two signs tell whether they belong together. The toes say which way the body faces, and its path
which way it goes. And the foot that carries the body, the lower one, stands on the ground: its
speed, the view's own taken away, is about zero whichever way one walks. Where legs pump forward
under a body that slides back, it runs backward under it, at about twice the body's speed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.inspect.people.joints import (
    CLEAR,
    LEFT_ANKLE,
    LEFT_HEEL,
    LEFT_HIP,
    LEFT_SHOULDER,
    LEFT_TOE,
    RIGHT_ANKLE,
    RIGHT_HEEL,
    RIGHT_HIP,
    RIGHT_SHOULDER,
    RIGHT_TOE,
    Person,
    Pose,
)
from engine.records import Box, CameraStep, ClipInfo

Floats = NDArray[np.float64]

_FEET = ((LEFT_ANKLE, LEFT_HEEL, LEFT_TOE), (RIGHT_ANKLE, RIGHT_HEEL, RIGHT_TOE))
_LOOKS = 8
_UPRIGHT = 0.7
_SMOOTH = 5
# torsos a second: a stroll is about two
_GOES = 0.5
_SIDEWAYS = 0.8
# of the torso: jolt that it costs to doubt the model's left and right in one look
_RENAMED = 0.1
# a foot seen from the side is about half as long as the torso
_TOES = 0.1


@dataclass(frozen=True, slots=True)
class Gait:
    """A stretch in which somebody goes across the view on legs that are seen."""

    start: int
    end: int
    """Frames, inclusive."""
    way: tuple[float, float]
    """Where the body goes, the view's move taken away: clip pixels over the stretch."""
    facing: float
    """-1 (the toes point away from where it goes) .. 1 (toward it); 0 where they do not tell."""
    slip: float
    """Speed of the foot that carries, along the body's way, by the body's: 0 stands, 1 is carried
    along, 2 runs the wrong way under it."""
    back: float
    """Speed of the foot that goes along least, by the body's: 0 stands, below 0 it goes against the
    way, over the ground."""
    swing: float
    """-1..1: whether a foot goes along the way while it is the higher one, as in every walk."""
    stride: float
    """How far the feet come apart and together again, in torsos."""
    torso: float
    """Pixels."""
    boxes: tuple[tuple[int, Box], ...]
    """Frame and box of each pose."""
    feet: tuple[tuple[int, float, float], ...]
    """Frame and place on the screen of the foot that carries."""
    carrying: tuple[float, ...]
    """Speed of that foot along the body's way, pixels a second, for each frame of the stretch."""
    going: tuple[float, ...]
    """The body's own, likewise."""


def gaits_of(person: Person, camera: Sequence[CameraStep], clip: ClipInfo) -> tuple[Gait, ...]:
    """The stretches in which a person walks; none where it does not go or its legs are hidden."""
    still = view_places(camera, clip)
    return tuple(
        gait
        for poses in _stretches(person.poses, len(still))
        for gait in _gaits(poses, still, clip.fps)
    )


def view_places(camera: Sequence[CameraStep], clip: ClipInfo) -> Floats:
    """Where what each frame shows lies in the first one: (frames, 2, 3) affine moves."""
    middle = np.array([(clip.width - 1) / 2, (clip.height - 1) / 2, 1.0])
    whole = np.eye(3)
    places = [whole[:2]]
    for step in camera:
        turn = -np.radians(step.roll_deg)
        ahead = np.eye(3)
        ahead[:2, :2] = step.scale * np.array(
            [[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]
        )
        ahead[:2, 2] = middle[:2] - (step.dx, step.dy) - ahead[:2, :2] @ middle[:2]
        whole = whole @ np.linalg.inv(ahead)
        places.append(whole[:2])
    return np.array(places)


def _stretches(poses: Sequence[Pose], frames: int) -> list[list[Pose]]:
    """Runs of poses in which hips and feet are clear; one that is not clear is passed over."""
    runs: list[list[Pose]] = [[]]
    unclear = 0
    for pose in poses:
        if _is_clear(pose) and pose.frame < frames:
            runs[-1].append(pose)
            unclear = 0
            continue
        unclear += 1
        if unclear == 2:
            runs.append([])
    return [run for run in runs if len(run) >= _LOOKS]


def _is_clear(pose: Pose) -> bool:
    feet = [float(pose.points[list(foot), 2].mean()) for foot in _FEET]
    return pose.sees(LEFT_HIP, RIGHT_HIP) and min(feet) >= CLEAR and _is_upright(pose)


def _is_upright(pose: Pose) -> bool:
    """Shoulders above hips above feet: a dog that is taken for somebody lies on its belly."""
    shoulders, hips = (
        pose.place(*pair)[1] for pair in ((LEFT_SHOULDER, RIGHT_SHOULDER), (LEFT_HIP, RIGHT_HIP))
    )
    feet = max(pose.place(*foot)[1] for foot in _FEET)
    least = _UPRIGHT * pose.torso
    return hips - shoulders >= least and feet - hips >= least


def _gaits(poses: Sequence[Pose], still: Floats, fps: float) -> list[Gait]:
    """One for each way that is gone for long enough: one that turns round has two gaits."""
    frames = np.array([pose.frame for pose in poses])
    points = np.array([pose.points[:, :2] for pose in poses], dtype=np.float64)
    moves = still[frames]
    points = points @ moves[:, :, :2].transpose(0, 2, 1) + moves[:, None, :, 2]
    torso = max(1.0, float(np.median([pose.torso for pose in poses])))
    hips = points[:, [LEFT_HIP, RIGHT_HIP]].mean(axis=1)
    speed = _smooth(np.diff(hips, axis=0) * (fps / np.diff(frames))[:, None])
    goes = (np.abs(speed[:, 0]) > _GOES * torso) & (
        np.abs(speed[:, 0]) > _SIDEWAYS * np.abs(speed[:, 1])
    )
    ways = np.where(goes, np.sign(speed[:, 0]), 0).astype(int)
    return [
        _gait(poses[first : last + 2], points[first : last + 2], speed[first : last + 1], fps)
        for first, last in _runs(ways)
    ]


def _runs(ways: NDArray[np.int_]) -> list[tuple[int, int]]:
    """First and last step of each run of one way; a step of no way within it is passed over."""
    filled = ways.copy()
    for step in range(1, len(ways) - 1):
        if ways[step] == 0 and ways[step - 1] == ways[step + 1]:
            filled[step] = ways[step - 1]
    edges = np.flatnonzero(np.diff(filled)) + 1
    runs = zip([0, *edges.tolist()], [*edges.tolist(), len(ways)], strict=True)
    return [(first, end - 1) for first, end in runs if filled[first] and end - first + 1 >= _LOOKS]


def _gait(poses: Sequence[Pose], points: Floats, speed: Floats, fps: float) -> Gait:
    """What legs and body do while the body goes one way."""
    frames = np.array([pose.frame for pose in poses])
    torso = max(1.0, float(np.median([pose.torso for pose in poses])))
    hips = points[:, [LEFT_HIP, RIGHT_HIP]].mean(axis=1)
    feet = np.stack([points[:, list(foot)].mean(axis=1) for foot in _FEET], axis=1)
    swapped = _swapped((feet - hips[:, None]) / torso)
    feet[swapped] = feet[swapped][:, ::-1]
    net = hips[-1] - hips[0]
    way = float(np.sign(net[0])) or 1.0
    steps = np.diff(feet[..., 0], axis=0) * (fps / np.diff(frames))[:, None] * way
    low = np.diff((feet[1:, :, 1] + feet[:-1, :, 1]) / 2, axis=1)[:, 0]
    carrying = np.where(low > 0, steps[:, 1], steps[:, 0])
    body = speed[:, 0] * way
    pace = max(float(np.median(body)), 1e-6)
    apart = feet[:, 0, 0] - feet[:, 1, 0]
    return Gait(
        start=int(frames[0]),
        end=int(frames[-1]),
        way=(float(net[0]), float(net[1])),
        facing=_facing(points, way, torso),
        slip=float(np.median(carrying)) / pace,
        back=float(np.median(steps.min(axis=1))) / pace,
        swing=_swing(low, steps - body[:, None]),
        stride=float(np.percentile(apart, 90) - np.percentile(apart, 10)) / torso,
        torso=torso,
        boxes=tuple((pose.frame, pose.box) for pose in poses),
        feet=tuple(
            (pose.frame, *pose.place(*_FEET[int(second) ^ int(other)]))
            for pose, second, other in zip(poses, low > 0, swapped, strict=False)
        ),
        carrying=_each_frame(carrying, frames),
        going=_each_frame(body, frames),
    )


def _swapped(feet: Floats) -> NDArray[np.bool_]:
    """Looks in which left and right are each other: models mistake legs that look alike.

    `feet` (n, 2, 2) as seen from the hips. Of all ways to tell them apart, the one in which both
    go on most smoothly (Viterbi over pairs of looks); two feet that never cross stay as they are.
    """
    both = np.stack([feet, feet[:, ::-1]])
    pairs = [(a, b) for a in (0, 1) for b in (0, 1)]
    cost = {
        (a, b): _jolt(both[a, 0], both[a, 0], both[b, 1]) + _RENAMED * (a + b) for a, b in pairs
    }
    come: list[dict[tuple[int, int], int]] = []
    for look in range(2, len(feet)):
        ahead, best = {}, {}
        for b, c in pairs:
            ways = {
                a: cost[a, b] + _jolt(both[a, look - 2], both[b, look - 1], both[c, look])
                for a in (0, 1)
            }
            best[b, c] = min(ways, key=lambda a: ways[a])
            ahead[b, c] = ways[best[b, c]] + _RENAMED * c
        cost = ahead
        come.append(best)
    last = min(cost, key=lambda pair: cost[pair])
    names = [last[1], last[0]]
    for best in reversed(come):
        names.append(best[names[-1], names[-2]])
    return np.array(names[::-1], dtype=np.bool_)


def _jolt(before: Floats, now: Floats, after: Floats) -> float:
    """How much both feet change their speed from one look to the next."""
    return float(np.hypot(*(after - 2 * now + before).T).sum())


def _each_frame(values: Floats, frames: NDArray[np.int_]) -> tuple[float, ...]:
    """Values between looks, for every frame of a stretch."""
    middles = (frames[:-1] + frames[1:]) / 2
    return tuple(map(float, np.interp(np.arange(frames[0], frames[-1] + 1), middles, values)))


def _facing(points: Floats, way: float, torso: float) -> float:
    """Where the toes point, weighed by how far they do, over all looks and both feet."""
    toes = np.concatenate(
        [
            points[:, LEFT_TOE, 0] - points[:, LEFT_HEEL, 0],
            points[:, RIGHT_TOE, 0] - points[:, RIGHT_HEEL, 0],
        ]
    )
    length = float(np.abs(toes).mean())
    sure = min(1.0, length / (_TOES * torso))
    return sure * way * float(toes.sum()) / max(float(np.abs(toes).sum()), 1e-9)


def _swing(low: Floats, under: Floats) -> float:
    """Correlation of which foot is the higher one with which goes along under the body."""
    higher = low - np.median(low)
    ahead = (under[:, 0] - under[:, 1]) - np.median(under[:, 0] - under[:, 1])
    size = float(np.linalg.norm(higher) * np.linalg.norm(ahead))
    return float(higher @ ahead) / size if size > 1e-9 else 0.0


def _smooth(speed: Floats) -> Floats:
    """Running median of a few looks."""
    reach = _SMOOTH // 2
    padded = np.pad(speed, ((reach, reach), (0, 0)), mode="edge")
    stack = np.stack([padded[at : at + len(speed)] for at in range(_SMOOTH)])
    return np.asarray(np.median(stack, axis=0), dtype=np.float64)
