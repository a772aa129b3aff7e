"""Edits of a plan: a `MotionPlan` or `Stroke` and what was done to it go in, the new one comes out.

Every gesture of the canvas, the timing strip and the panel ends in one of these, so undo is just
the old plan. The times of a trajectory are kept wherever the person did not change them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import hypot
from pathlib import Path

import numpy as np

from engine.motion import layers, physics
from engine.motion.figures import figures
from engine.motion.strokes import FARTHEST
from engine.motion.world import World
from engine.records import MotionPlan, PathPoint, Preset, Region, Stroke, StrokeKind

Place = tuple[float, float]
_SAME_TIME = 2e-3
"""Of the clip: a tenth of a frame, about."""


def replaced(plan: MotionPlan, index: int, stroke: Stroke) -> MotionPlan:
    """The plan with another stroke at this place."""
    strokes = (*plan.strokes[:index], stroke, *plan.strokes[index + 1 :])
    return replace(plan, strokes=strokes)


def all_replaced(plan: MotionPlan, strokes: Mapping[int, Stroke]) -> MotionPlan:
    """The plan with other strokes at these places."""
    return replace(plan, strokes=tuple(strokes.get(i, s) for i, s in enumerate(plan.strokes)))


def only_other(plan: MotionPlan, new: MotionPlan, index: int) -> Stroke | None:
    """The stroke at this place of a new plan; None where more than that stroke is different."""
    if len(new.strokes) != len(plan.strokes):
        return None
    stroke = new.strokes[index]
    return stroke if replaced(plan, index, stroke) == new else None


def removed(plan: MotionPlan, *indices: int) -> MotionPlan:
    """The plan without the strokes at these places."""
    kept = tuple(s for i, s in enumerate(plan.strokes) if i not in indices)
    return replace(plan, strokes=kept)


def added(
    plan: MotionPlan, name: str, kind: StrokeKind, region: Region, centre: Place
) -> MotionPlan:
    """The plan with a new stroke, nearest to the camera and not moving yet."""
    order = max((s.order for s in plan.strokes), default=-1) + 1
    stroke = Stroke(name, kind, region, _start(kind, centre), order=order)
    return replace(plan, strokes=(*plan.strokes, stroke))


def painted(
    plan: MotionPlan,
    index: int | None,
    mask: Path,
    pixels: np.ndarray,
    *,
    name: str,
    kind: StrokeKind,
) -> MotionPlan:
    """What a painted region makes of the plan, once its mask is stored.

    `pixels` is the mask (h, w) uint8; index None makes a new stroke. The path of a stroke that is
    already there is carried along with the centre of its region, so the motion stays the same.
    """
    centre = centre_of(pixels)
    if index is None:
        return added(plan, name, kind, Region(mask=mask), centre)
    return replaced(plan, index, with_region(plan.strokes[index], Region(mask=mask), centre))


def with_region(stroke: Stroke, region: Region, centre: Place) -> Stroke:
    """The stroke holding another region, its path carried along with the region's centre."""
    if not stroke.points:
        return replace(stroke, region=region, points=_start(stroke.kind, centre))
    first = stroke.points[0]
    dx, dy = centre[0] - first.x, centre[1] - first.y
    return _carried(replace(stroke, region=region), dx, dy)


def centre_of(pixels: np.ndarray) -> Place:
    """The alpha-weighted centre of a mask (h, w), in fractions; the middle where it is empty."""
    return layers.centre(pixels.astype(np.float32)) or (0.5, 0.5)


def centroid_of(polygon: Sequence[Place]) -> Place:
    """The centre of a polygon's area; the mean of its corners where it encloses nothing."""
    corners = np.asarray(polygon, dtype=float)
    following = np.roll(corners, -1, axis=0)
    cross = corners[:, 0] * following[:, 1] - following[:, 0] * corners[:, 1]
    area = cross.sum() / 2
    if abs(area) < 1e-9:
        x, y = corners.mean(axis=0)
    else:
        x, y = ((corners + following) * cross[:, None]).sum(axis=0) / (6 * area)
    return float(x), float(y)


def shifted(stroke: Stroke, dx: float, dy: float) -> Stroke:
    """The stroke elsewhere: its polygon and its path together. A mask stays what it is."""
    polygon = tuple((x + dx, y + dy) for x, y in stroke.region.polygon)
    return _carried(replace(stroke, region=replace(stroke.region, polygon=polygon)), dx, dy)


def with_path(stroke: Stroke, places: Sequence[Place], aspect: float) -> Stroke:
    """The stroke along a new path at even speed, from its old start time to its old end time.

    `aspect` is the frame's width over its height, so that even means even to the eye.
    """
    start, end = span_of(stroke)
    return _drawn(stroke, _timed([_kept(p) for p in places], start, end, aspect))


def with_point_at(stroke: Stroke, point: int, place: Place) -> Stroke:
    """The stroke with one point of its path elsewhere, at the same time."""
    x, y = _kept(place)
    points = list(stroke.points)
    points[point] = points[point]._replace(x=x, y=y)
    return _drawn(stroke, tuple(points))


def with_points_shifted(stroke: Stroke, points: Sequence[int], dx: float, dy: float) -> Stroke:
    """The stroke with some points of its path elsewhere, at the same times."""
    moved = list(stroke.points)
    for at in points:
        x, y = _kept((moved[at].x + dx, moved[at].y + dy))
        moved[at] = moved[at]._replace(x=x, y=y)
    return _drawn(stroke, tuple(moved))


def at_rest(stroke: Stroke) -> Stroke:
    """The stroke where it starts and when, going nowhere yet."""
    return _drawn(stroke, stroke.points[:1])


def with_point_inserted(stroke: Stroke, t: float, place: Place) -> tuple[Stroke, int]:
    """The stroke bent at time t, and the place of the new point in its path."""
    x, y = _kept(place)
    last = len(stroke.points) - 1
    at = max(next((i for i, p in enumerate(stroke.points) if p.t > t), last), 1)
    before, after = stroke.points[at - 1].t, stroke.points[at].t
    if not before < t < after:
        t = (before + after) / 2
    points = (*stroke.points[:at], PathPoint(t, x, y), *stroke.points[at:])
    return _drawn(stroke, points), at


def without_points(stroke: Stroke, *points: int) -> Stroke:
    """The stroke without some points of its path; its start and end times stay."""
    if 0 in points:
        return at_rest(stroke)
    kept = tuple(p for i, p in enumerate(stroke.points) if i not in points)
    if len(stroke.points) - 1 in points and len(kept) > 1:
        kept = (*kept[:-1], kept[-1]._replace(t=stroke.points[-1].t))
    return _drawn(stroke, kept)


def span_of(stroke: Stroke) -> tuple[float, float]:
    """When the stroke moves, as t of the clip; the whole clip where it has no path."""
    if len(stroke.points) < 2:
        return 0.0, 1.0
    return stroke.points[0].t, stroke.points[-1].t


def span_of_all(plan: MotionPlan) -> tuple[float, float]:
    """When anything of a plan changes its place, as t of the clip; all of it where nothing does."""
    spans = [span_of(stroke) for stroke in plan.strokes if len(stroke.points) > 1]
    if not spans or plan.camera.moves:
        return 0.0, 1.0
    return min(start for start, _ in spans), max(end for _, end in spans)


def retimed(stroke: Stroke, start: float, end: float, world: World | None = None) -> Stroke:
    """The stroke's path within other times; what happens between them keeps its proportions.

    In its `world` a physical motion stays one: it begins then, in slow or fast motion.
    """
    if len(stroke.points) < 2:
        return stroke
    if stroke.motion is not None and world is not None:
        paced = _paced(stroke, stroke.motion, start, end, world)
        if paced is not None:
            return paced
    old_start, old_end = span_of(stroke)
    length = max(old_end - old_start, 1e-9)
    points = tuple(
        p._replace(t=start + (p.t - old_start) / length * (end - start)) for p in stroke.points
    )
    points = (points[0]._replace(t=start), *points[1:-1], points[-1]._replace(t=end))
    return _drawn(stroke, points)


def _paced(stroke: Stroke, motion: Preset, start: float, end: float, world: World) -> Stroke | None:
    """The stroke's physical motion within other times; None where it cannot end then."""
    old_start, old_end = span_of(stroke)
    speed = motion.speed
    goes_on = figures(motion, world).rests is None
    if not (goes_on and end > 1.0 - 1e-6):
        speed *= (old_end - old_start) / max(end - start, 1e-9)
    low, high = physics.BOUNDS["speed"]
    if not low <= speed <= high:
        return None
    out = physics.applied(stroke, replace(motion, start=start, speed=speed), world)
    return out if abs(span_of(out)[1] - end) < _SAME_TIME else None


def with_kind(stroke: Stroke, kind: StrokeKind) -> Stroke:
    """The stroke as another kind; what is held still has no path."""
    if kind == "static":
        return replace(_drawn(stroke, ()), kind=kind)
    return replace(stroke, kind=kind)


def each(plan: MotionPlan, indices: Iterable[int], edit: Callable[[Stroke], Stroke]) -> MotionPlan:
    """The plan with the same edit done to several strokes."""
    chosen = set(indices)
    strokes = (edit(s) if i in chosen else s for i, s in enumerate(plan.strokes))
    return replace(plan, strokes=tuple(strokes))


def front_to_back(plan: MotionPlan) -> list[int]:
    """The strokes in the order in which they cover each other, the nearest first."""
    return _back_to_front(plan)[::-1]


def placed(plan: MotionPlan, indices: Iterable[int], gap: int) -> MotionPlan:
    """The plan with strokes moved in depth, in front of what was at `gap` in `front_to_back`."""
    ranking, chosen = front_to_back(plan), set(indices)
    before = [i for i in ranking[:gap] if i not in chosen]
    after = [i for i in ranking[gap:] if i not in chosen]
    return _ranked(plan, [*before, *(i for i in ranking if i in chosen), *after][::-1])


def depth_of(plan: MotionPlan, index: int) -> int:
    """Place of a stroke from the back: 0 is farthest from the camera."""
    return _back_to_front(plan).index(index)


def brought(plan: MotionPlan, index: int, steps: int) -> MotionPlan:
    """The plan with a stroke nearer to the camera (steps 1) or farther from it (-1)."""
    ranking = _back_to_front(plan)
    old = ranking.index(index)
    new = min(max(old + steps, 0), len(ranking) - 1)
    ranking.insert(new, ranking.pop(old))
    return _ranked(plan, ranking)


def _ranked(plan: MotionPlan, ranking: Sequence[int]) -> MotionPlan:
    """The plan with its strokes from back to front."""
    strokes = list(plan.strokes)
    for order, at in enumerate(ranking):
        strokes[at] = replace(strokes[at], order=order)
    return replace(plan, strokes=tuple(strokes))


def _back_to_front(plan: MotionPlan) -> list[int]:
    return sorted(range(len(plan.strokes)), key=lambda i: (plan.strokes[i].order, i))


def _start(kind: StrokeKind, centre: Place) -> tuple[PathPoint, ...]:
    return () if kind == "static" else (PathPoint(0.0, *centre),)


def _drawn(stroke: Stroke, points: tuple[PathPoint, ...]) -> Stroke:
    """The stroke on points set by hand: it is no preset of a physical motion any more."""
    return replace(stroke, points=points, motion=None)


def _carried(stroke: Stroke, dx: float, dy: float) -> Stroke:
    """The stroke's path elsewhere, and its preset's handles with it."""
    motion = stroke.motion and physics.moved(stroke.motion, dx, dy)
    return replace(stroke, points=_moved(stroke.points, dx, dy), motion=motion)


def _moved(points: tuple[PathPoint, ...], dx: float, dy: float) -> tuple[PathPoint, ...]:
    return tuple(PathPoint(p.t, *_kept((p.x + dx, p.y + dy))) for p in points)


def _kept(place: Place) -> Place:
    low, high = FARTHEST
    return min(max(place[0], low), high), min(max(place[1], low), high)


def _timed(places: list[Place], start: float, end: float, aspect: float) -> tuple[PathPoint, ...]:
    """Points that share the time between start and end by the length of the way to them."""
    lengths = [hypot((bx - ax) * aspect, by - ay) for (ax, ay), (bx, by) in pairwise(places)]
    # a way of no length still takes some time: times must ascend
    lengths = [max(length, 1e-4) for length in lengths]
    whole = sum(lengths)
    times, gone = [start], 0.0
    for length in lengths:
        gone += length
        times.append(start + (end - start) * gone / whole)
    if len(times) > 1:
        times[-1] = end
    return tuple(PathPoint(t, x, y) for t, (x, y) in zip(times, places, strict=True))
