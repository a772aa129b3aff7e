"""What was painted beside what was measured in, how well it was followed out.

Each stroke and the camera get a score from 0 (nothing of it) to 1 (as asked):

- move: one minus the mean distance between the wanted and the measured place on the same frame,
  over the mean wanted distance from the start. A thing that stays where it is has 0, one that goes
  the whole way at half the speed about a half, one that goes the other way 0. A turn that was
  asked for is a quarter of it.
- static: exp(-m / 1 % of the diagonal), where m is how far its region moved over the clip, on
  average; what the plan itself leads through it does not count.
- ambient: as far as it moves (1 from 0.4 % of the diagonal a second on), less what it wanders off.
- camera: like a stroke, for the whole picture.

The obedience of a take is their mean; paths and the camera count four times.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import acos, degrees, exp

import numpy as np
from numpy.typing import NDArray

from engine.inspect.asked import (
    Course,
    Floats,
    courses,
    diagonal,
    own_motion,
    places,
    region_cells,
    view_matrix,
)
from engine.inspect.observation import Observation
from engine.inspect.things import Thing
from engine.records import Camera, Obeyed, Stroke

_LEAST_WAY = 0.02
_TURN_DEG = 10.0
_FOLLOWED = 0.7
_STATIC = 0.01
_RATE = 0.004
_WANDER = 0.1
_STILL_PX = 0.3
_LATEST_S = 1.0
_LAG_GAIN = 0.8
_WEIGHTS = {"move": 4.0, "camera": 4.0, "static": 1.0, "ambient": 1.0}


def obeyed(seen: Observation) -> tuple[Obeyed, ...]:
    """How each stroke, and the camera where it was asked to move, was followed."""
    if seen.plan is None or seen.clip.frames < 3 or not len(seen.flow):
        return ()
    ways = courses(seen)
    own = [course.thing for course in ways if course.thing is not None]
    found = [_moved(seen, course) for course in ways]
    for stroke in seen.plan.strokes:
        if stroke.kind == "static":
            found.append(_static(seen, stroke, own))
        elif stroke.kind == "ambient":
            found.append(_ambient(seen, stroke))
    camera = replace(seen.plan.camera, orbit=0.0)
    if camera.moves:
        found.append(_camera(seen, camera))
    return tuple(found)


def obedience(followed: Iterable[Obeyed]) -> float | None:
    """One number, 0..1, for all that was painted; None where nothing was."""
    scores = [(one.score, _WEIGHTS[one.kind]) for one in followed]
    total = sum(weight for _, weight in scores)
    return sum(score * weight for score, weight in scores) / total if total else None


def lag_of(wanted: Floats, measured: Floats, fps: float) -> float | None:
    """Seconds by which the measured way is late (n, 2 each); None where nothing moves.

    The shift in time, up to a second, that leaves the least error: 0 unless it is a fifth better
    than none.
    """
    if float(np.abs(measured).max()) < 1e-6 or float(np.abs(wanted).max()) < 1e-6:
        return None
    most = min(round(_LATEST_S * fps), len(wanted) // 2)
    frames = np.arange(len(wanted))
    errors = {
        shift: _error(wanted[np.clip(frames - shift, 0, len(wanted) - 1)], measured)
        for shift in range(-most, most + 1)
    }
    best = min(errors, key=lambda shift: (errors[shift], abs(shift)))
    return best / fps if errors[best] < _LAG_GAIN * errors[0] else 0.0


def _error(wanted: Floats, measured: Floats) -> float:
    return float(np.hypot(*(measured - wanted).T).mean())


def _score(error: float, wanted: Floats, seen: Observation) -> float:
    far = max(float(np.hypot(*wanted.T).mean()), _LEAST_WAY * diagonal(seen))
    return max(0.0, 1.0 - error / far)


def _angle(agreement: float) -> float:
    return degrees(acos(max(-1.0, min(1.0, agreement))))


# --- strokes -----------------------------------------------------------------------------------


def _moved(seen: Observation, course: Course) -> Obeyed:
    error = _error(course.wanted, course.measured)
    score = _score(error, course.wanted, seen)
    moved = float(np.hypot(*course.measured.T).max()) > _LEAST_WAY * diagonal(seen) / 2
    turned = _turned(course)
    if turned is not None:
        score = 0.75 * score + 0.25 * turned
    return Obeyed(
        name=course.stroke.name,
        kind="move",
        score=score,
        error_px=error,
        error_deg=_angle(course.agreement) if moved else None,
        lag_s=lag_of(course.wanted, course.measured, seen.clip.fps) if moved else None,
        mover=course.thing.id if course.thing is not None else None,
    )


def _turned(course: Course) -> float | None:
    """0..1 of a turn that was asked for; None where none was, or none can be measured.

    Flow sees about two thirds of a turn of small things, so that half of it is all that is asked.
    """
    asked, thing = course.stroke.rotation_deg, course.thing
    if abs(asked) < _TURN_DEG or thing is None:
        return None
    followed = thing.kept[:-1] > _FOLLOWED
    if followed.mean() < 0.5:
        return None
    turn = degrees(float(thing.turn[:-1][followed].mean())) * (len(thing) - 1)
    return max(0.0, min(1.0, turn / (0.5 * asked)))


def _static(seen: Observation, stroke: Stroke, own: Iterable[Thing]) -> Obeyed:
    """How far a region that was to stay put moved, without what was led through it."""
    held = region_cells(stroke, seen.clip.width, seen.clip.height)
    where = places(seen)
    things = tuple(own)
    moved = 0.0
    for step in range(len(seen.flow)):
        weights = held * ~_covered(where, things, step)
        if weights.sum() > 0:
            moved += float((_size(own_motion(seen, step)) * weights).sum() / weights.sum())
    score = exp(-moved / (_STATIC * diagonal(seen)))
    return Obeyed(stroke.name, "static", score, error_px=moved)


def _covered(where: NDArray[np.float32], things: Iterable[Thing], step: int) -> NDArray[np.bool_]:
    """Which cells the things are over, from a frame to the next."""
    covered = np.zeros(where.shape[:2], dtype=bool)
    for thing in things:
        if not thing.first - 1 <= step <= thing.last:
            continue
        for frame in (step, step + 1):
            x, y, w, h = thing.corners[thing.row(frame)]
            pad = 8 + 0.15 * max(w, h)
            across = (where[..., 0] > x - pad) & (where[..., 0] < x + w + pad)
            covered |= across & (where[..., 1] > y - pad) & (where[..., 1] < y + h + pad)
    return covered


def _ambient(seen: Observation, stroke: Stroke) -> Obeyed:
    """Whether a region moves, and stays where it is."""
    held = region_cells(stroke, seen.clip.width, seen.clip.height)
    total = max(float(held.sum()), 1e-6)
    way, net = 0.0, np.zeros(2)
    for step in range(len(seen.flow)):
        own = own_motion(seen, step)
        way += float((_size(own) * held).sum()) / total
        net += (own * held[..., None]).sum(axis=(0, 1)) / total
    rate = way / (len(seen.flow) / seen.clip.fps)
    wandered = float(np.hypot(*net))
    moves = min(1.0, rate / (_RATE * diagonal(seen)))
    stays = max(0.0, 1.0 - wandered / (_WANDER * diagonal(seen)))
    return Obeyed(stroke.name, "ambient", moves * stays, error_px=wandered)


def _size(own: NDArray[np.float32]) -> NDArray[np.float32]:
    size = np.hypot(own[..., 0], own[..., 1])
    return np.asarray(np.where(size > _STILL_PX, size, 0.0), np.float32)


# --- the camera --------------------------------------------------------------------------------


def _camera(seen: Observation, camera: Camera) -> Obeyed:
    """The asked move of the view beside the measured one, over the whole picture."""
    from engine.motion.camera import seen_at

    width, height = seen.clip.width, seen.clip.height
    x, y = np.meshgrid((0.2, 0.5, 0.8), (0.2, 0.5, 0.8))
    points = np.stack([x.ravel() * width, y.ravel() * height], axis=1)
    until = seen.cuts[0] if seen.cuts else seen.clip.frames
    times = np.arange(until) / max(1, seen.clip.frames - 1)
    wanted = np.array([seen_at(camera, float(t), points, width, height) - points for t in times])
    measured = _carried(seen, points, until)
    off = np.hypot(*np.moveaxis(measured - wanted, -1, 0))
    far = float(np.hypot(*np.moveaxis(wanted, -1, 0)).mean())
    error = float(off.mean())
    floor = _LEAST_WAY * diagonal(seen)
    shift, went = wanted[-1].mean(axis=0), measured[-1].mean(axis=0)
    both = min(float(np.hypot(*shift)), float(np.hypot(*went)))
    cosine = float(shift @ went) / max(float(np.hypot(*shift) * np.hypot(*went)), 1e-9)
    return Obeyed(
        name="camera",
        kind="camera",
        score=max(0.0, 1.0 - error / max(far, floor)),
        error_px=error,
        error_deg=_angle(cosine) if both > floor / 2 else None,
        lag_s=lag_of(wanted.mean(axis=1), measured.mean(axis=1), seen.clip.fps),
    )


def _carried(seen: Observation, points: Floats, until: int) -> Floats:
    """Where points of the first picture have gone with the view: (frames, points, 2) shifts."""
    total = np.eye(3)
    shifts = [np.zeros_like(points)]
    for step in seen.camera[: until - 1]:
        matrix, middle = view_matrix(step, seen.clip.width, seen.clip.height)
        total = matrix @ total
        moved = (points - middle) @ total[:2, :2].T + total[:2, 2] + middle
        shifts.append(moved - points)
    return np.array(shifts)
