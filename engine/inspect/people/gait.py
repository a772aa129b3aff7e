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
    LEFT_TOE,
    RIGHT_ANKLE,
    RIGHT_HEEL,
    RIGHT_HIP,
    RIGHT_TOE,
    Person,
    Pose,
)
from engine.records import Box, CameraStep, ClipInfo

Floats = NDArray[np.float64]

_FEET = ((LEFT_ANKLE, LEFT_HEEL, LEFT_TOE), (RIGHT_ANKLE, RIGHT_HEEL, RIGHT_TOE))
_LOOKS = 8
_SMOOTH = 5
# torsos a second: a stroll is about two
_GOES = 0.5
_SIDEWAYS = 0.8
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
        for poses in _stretches(person.poses)
        if (gait := _gait(poses, still, clip.fps)) is not None
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


def _stretches(poses: Sequence[Pose]) -> list[list[Pose]]:
    """Runs of poses in which hips and feet are clear; one that is not clear is passed over."""
    runs: list[list[Pose]] = [[]]
    unclear = 0
    for pose in poses:
        if _is_clear(pose):
            runs[-1].append(pose)
            unclear = 0
            continue
        unclear += 1
        if unclear == 2:
            runs.append([])
    return [run for run in runs if len(run) >= _LOOKS]


def _is_clear(pose: Pose) -> bool:
    feet = [float(pose.points[list(foot), 2].mean()) for foot in _FEET]
    return pose.sees(LEFT_HIP, RIGHT_HIP) and min(feet) >= CLEAR


def _gait(poses: Sequence[Pose], still: Floats, fps: float) -> Gait | None:
    frames = np.array([pose.frame for pose in poses])
    if frames[-1] >= len(still):
        return None
    points = np.array([pose.points[:, :2] for pose in poses], dtype=np.float64)
    moves = still[frames]
    points = points @ moves[:, :, :2].transpose(0, 2, 1) + moves[:, None, :, 2]
    seconds = np.diff(frames) / fps
    torso = float(np.median([pose.torso for pose in poses]))
    hips = points[:, [LEFT_HIP, RIGHT_HIP]].mean(axis=1)
    feet = np.stack([points[:, list(foot)].mean(axis=1) for foot in _FEET], axis=1)
    speed = _smooth(np.diff(hips, axis=0) / seconds[:, None])
    goes = (np.abs(speed[:, 0]) > _GOES * torso) & (
        np.abs(speed[:, 0]) > _SIDEWAYS * np.abs(speed[:, 1])
    )
    if int(goes.sum()) < _LOOKS - 1 or torso <= 0:
        return None
    # one that turns round has two gaits, and neither is long enough to be sure of
    way = np.sign(speed[goes, 0].sum())
    if float((np.sign(speed[goes, 0]) == way).mean()) < 0.9:
        return None
    steps = np.diff(feet, axis=0)[..., 0] / seconds[:, None] * way
    low = np.diff((feet[1:, :, 1] + feet[:-1, :, 1]) / 2, axis=1)[:, 0]
    carrying = np.where(low > 0, steps[:, 1], steps[:, 0])
    body = speed[:, 0] * way
    apart = feet[:, 0, 0] - feet[:, 1, 0]
    first, last = np.flatnonzero(goes)[[0, -1]]
    net = hips[last + 1] - hips[first]
    return Gait(
        start=int(frames[first]),
        end=int(frames[last + 1]),
        way=(float(net[0]), float(net[1])),
        facing=_facing(points[:-1][goes], float(way), torso),
        slip=float(np.median(carrying[goes]) / np.median(body[goes])),
        swing=_swing(low[goes], (steps - body[:, None])[goes]),
        stride=float(np.percentile(apart, 90) - np.percentile(apart, 10)) / torso,
        torso=torso,
        boxes=tuple((pose.frame, pose.box) for pose in poses[first : last + 2]),
        feet=tuple(
            (pose.frame, *pose.place(*_FEET[1 if on_right else 0]))
            for pose, on_right in zip(poses[first:last], low[first:last] > 0, strict=False)
        ),
        carrying=_each_frame(carrying, frames, first, last),
        going=_each_frame(body, frames, first, last),
    )


def _each_frame(
    values: Floats, frames: NDArray[np.intp], first: int, last: int
) -> tuple[float, ...]:
    """Values between looks, for every frame of a stretch."""
    middles = (frames[:-1] + frames[1:]) / 2
    wanted = np.arange(frames[first], frames[last + 1] + 1)
    return tuple(map(float, np.interp(wanted, middles, values)))


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
