"""What was painted in, which of the seen things is meant by it and how it went out.

All in clip pixels of the scene: the move of the view is taken away, both from what was asked for
and from what was measured. Shared by the detectors that know the brush and by obedience.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, hypot, radians, sin

import numpy as np
from numpy.typing import NDArray

from engine.inspect.flow import LONGEST
from engine.inspect.observation import Observation
from engine.inspect.things import Beginning, Ending, Thing
from engine.records import Box, CameraStep, MotionPlan, Stroke

Floats = NDArray[np.float64]

_SHARED, _ACROSS = 0.3, 0.95
_PIECES = 8
_FOLLOWED = 200
_MOVES_PX, _MOVE = 0.3, 0.25
"""Pixels a frame of a cell that moves; and the share of a region's cells that have to, for the
others not to count. Pixels here and below are those of a picture 480 long."""
_FEWEST = 4
"""Points that go with the cells of a region, for it to be followed by them."""
_WITH_PX, _WITH = 1.0, 0.3
"""Pixels a frame, and share of its motion, that they may go another way."""


@dataclass(frozen=True, slots=True)
class Course:
    """A stroke's wanted way beside the measured one, frame by frame."""

    stroke: Stroke
    thing: Thing | None
    """What begins in its region; None where nothing does: then its region was followed."""
    frames: NDArray[np.int64]
    """(n,)"""
    wanted: Floats
    """(n, 2) Shift since the first of the frames, pixels."""
    measured: Floats
    """(n, 2) The same."""

    @property
    def agreement(self) -> float:
        """Mean cosine between pieces of both, each as heavy as it is long: -1 opposite .. 1."""
        count = len(self.frames)
        ends = np.linspace(0, count - 1, min(_PIECES, count - 1) + 1).round().astype(int)
        wanted, went = np.diff(self.wanted[ends], axis=0), np.diff(self.measured[ends], axis=0)
        weight = np.hypot(*wanted.T) * np.hypot(*went.T)
        total = float(weight.sum())
        return float((wanted * went).sum()) / total if total > 1e-9 else 0.0

    def ghost(self) -> tuple[tuple[int, float, float], ...]:
        """Where the thing should have been on the screen: frame, x, y."""
        if self.thing is None:
            return ()
        rows = np.array([self.thing.row(int(frame)) for frame in self.frames])
        view = (self.thing.centres - self.thing.ground)[rows].astype(np.float64)
        places = self.thing.ground[rows[0]] + self.wanted + view
        return tuple(
            (int(frame), float(x), float(y))
            for frame, (x, y) in zip(self.frames, places, strict=True)
        )


def courses(seen: Observation) -> tuple[Course, ...]:
    """Each move stroke that has time in the first part of the clip, beside what it did."""
    taken: set[int] = set()
    found = []
    for stroke in move_strokes(seen.plan):
        thing = thing_of(seen, stroke, taken)
        # of a ball in a hand nobody painted which of the two is meant
        meant = (None,) if thing is None else (thing, *_come_off(seen, stroke, thing, taken))
        ways = [way for one in meant if (way := _course(seen, stroke, one)) is not None]
        best = max(ways, key=lambda way: way.agreement, default=None)
        if best is not None:
            found.append(best)
        followed = None if best is None else best.thing
        taken.update(one.id for one in (thing, followed) if one is not None)
    return tuple(found)


def move_strokes(plan: MotionPlan | None) -> tuple[Stroke, ...]:
    """The strokes that say where to go."""
    if plan is None:
        return ()
    return tuple(s for s in plan.strokes if s.kind == "move" and len(s.points) > 1)


def thing_of(seen: Observation, stroke: Stroke, taken: Iterable[int] = ()) -> Thing | None:
    """The heaviest thing that begins on a stroke's region, before half of its time is over."""
    width = seen.clip.width
    region = region_box(stroke, width, seen.clip.height)
    _, latest = _first_half(seen, stroke)
    fitting = [
        thing
        for thing in seen.things
        if thing.id not in taken
        and thing.first <= latest
        and Box(*map(float, thing.corners[0])).share(region) >= _SHARED
        # from border to border it is ground, unless just that was painted
        and (thing.corners[0, 2] < _ACROSS * width or region.w > 0.5 * width)
    ]
    return max(fitting, key=lambda thing: thing.weight, default=None)


def _come_off(
    seen: Observation, stroke: Stroke, thing: Thing, taken: Iterable[int]
) -> tuple[Thing, ...]:
    """What came off a thing before half of a stroke's time was over, and lasts for as long."""
    begin, latest = _first_half(seen, stroke)
    return tuple(
        part
        for part in seen.things
        if part.parent == thing.id
        and part.id not in taken
        and part.beginning is Beginning.SPLIT
        and part.first <= latest
        and len(part) > latest - begin
    )


def _first_half(seen: Observation, stroke: Stroke) -> tuple[float, float]:
    """The frames between which the first half of a stroke's time lies."""
    last = seen.clip.frames - 1
    begin, end = stroke.points[0].t * last, stroke.points[-1].t * last
    return begin, begin + 0.5 * max(end - begin, 1.0)


def region_box(stroke: Stroke, width: int, height: int) -> Box:
    """Bounds of a stroke's region in pixels; a place around its start where that holds nothing."""
    if stroke.region.polygon:
        x = [point[0] * width for point in stroke.region.polygon]
        y = [point[1] * height for point in stroke.region.polygon]
        return Box(min(x), min(y), max(x) - min(x), max(y) - min(y))
    held = region_cells(stroke, width, height) > 0.5
    rows, columns = np.nonzero(held)
    if len(rows):
        tall, wide = height / held.shape[0], width / held.shape[1]
        left, top = float(columns.min()) * wide, float(rows.min()) * tall
        right, bottom = float(columns.max() + 1) * wide, float(rows.max() + 1) * tall
        return Box(left, top, right - left, bottom - top)
    side = 0.1 * width
    x0, y0 = (stroke.points[0].x, stroke.points[0].y) if stroke.points else (0.5, 0.5)
    return Box(x0 * width - side / 2, y0 * height - side / 2, side, side)


def region_cells(stroke: Stroke, width: int, height: int) -> NDArray[np.float32]:
    """How much of each cell of the flow's grid a stroke's region holds: (rows, columns), 0..1."""
    from engine.inspect.flow import grid_size, resized
    from engine.motion.layers import alpha

    cells = grid_size(width, height)
    held = alpha(stroke.region, 0.0, cells.width * 4, cells.height * 4)
    return np.asarray(resized(held, cells), np.float32)


def own_motion(seen: Observation, step: int) -> NDArray[np.float32]:
    """Pixels that each cell moves by itself from frame `step` to the next: (rows, columns, 2)."""
    flow = np.asarray(seen.flow[step], np.float32)
    return np.asarray(flow - view_flow(seen.camera[step], seen, places(seen)), np.float32)


def unit_of(seen: Observation) -> float:
    """Clip pixels per pixel of a picture 480 long, in which flow is measured."""
    return max(1.0, max(seen.clip.width, seen.clip.height) / LONGEST)


def places(seen: Observation) -> NDArray[np.float32]:
    """Pixel positions of the cells' middles: (rows, columns, 2)."""
    rows, columns = seen.flow.shape[1:3]
    x = (np.arange(columns, dtype=np.float32) + 0.5) * (seen.clip.width / columns)
    y = (np.arange(rows, dtype=np.float32) + 0.5) * (seen.clip.height / rows)
    return np.stack(np.meshgrid(x, y), axis=-1)


def view_way(seen: Observation) -> Floats:
    """(steps, 2) How far the view has shifted by each step, pixels."""
    steps = np.array([(step.dx, step.dy) for step in seen.camera], np.float64).reshape(-1, 2)
    return np.cumsum(steps, axis=0)


def view_flow(
    step: CameraStep, seen: Observation, where: NDArray[np.float32]
) -> NDArray[np.float32]:
    """What the view alone moves there by, in pixels."""
    matrix, middle = view_matrix(step, seen.clip.width, seen.clip.height)
    off = where - middle.astype(np.float32)
    moved = off @ matrix[:2, :2].T.astype(np.float32) - off
    return np.asarray(moved - np.array([step.dx, step.dy], np.float32), np.float32)


def view_matrix(step: CameraStep, width: int, height: int) -> tuple[Floats, Floats]:
    """3 x 3 of how what stands still moves about the middle of the picture; and that middle."""
    turn = radians(-step.roll_deg)
    c, s = step.scale * cos(turn), step.scale * sin(turn)
    matrix = np.array([[c, -s, -step.dx], [s, c, -step.dy], [0.0, 0.0, 1.0]])
    return matrix, np.array([width / 2, height / 2])


def diagonal(seen: Observation) -> float:
    """Of the frame, in pixels."""
    return hypot(seen.clip.width, seen.clip.height)


def _course(seen: Observation, stroke: Stroke, thing: Thing | None) -> Course | None:
    last = max(1, seen.clip.frames - 1)
    until = seen.cuts[0] - 1 if seen.cuts else last
    first = round(max(0.0, stroke.points[0].t) * last)
    if thing is not None and thing.beginning is Beginning.SPLIT:
        first = max(first, thing.first)
    frames = np.arange(first, min(until, round(stroke.points[-1].t * last)) + 1)
    if len(frames) < 3:
        return None
    size = np.array([seen.clip.width, seen.clip.height], dtype=np.float64)
    spots = _wanted(stroke, frames / last)
    inside = np.all((spots > 0.0) & (spots < 1.0), axis=1)
    # what nobody can tell from the ground is not known to be gone either
    comparable = np.logical_and.accumulate(inside)
    if thing is not None:
        comparable = _comparable(frames, inside, thing)
    frames, spots = frames[comparable], spots[comparable]
    if len(frames) < 3:
        return None
    measured = _followed(seen, stroke, frames) if thing is None else _way_of(thing, frames)
    return Course(stroke, thing, frames, (spots - spots[0]) * size, measured)


def _wanted(stroke: Stroke, times: Floats) -> Floats:
    from engine.motion.trajectory import curve_of

    return np.asarray(curve_of(stroke).at(times), np.float64)


def _comparable(
    frames: NDArray[np.int64], inside: NDArray[np.bool_], thing: Thing
) -> NDArray[np.bool_]:
    """Frames up to the thing's last; beyond them where it rests, or left and should not have."""
    there = frames <= thing.last
    if thing.ending is Ending.END:
        return np.ones(len(frames), dtype=bool)
    return there | inside if thing.ending is Ending.BORDER else there


def _way_of(thing: Thing, frames: NDArray[np.int64]) -> Floats:
    """Shift of a thing since the first of the frames; it rests before and after its own."""
    rows = np.clip(frames - thing.first, 0, len(thing) - 1)
    way = thing.course()[rows]
    return np.asarray(way - way[0], np.float64)


def _followed(seen: Observation, stroke: Stroke, frames: NDArray[np.int64]) -> Floats:
    """Shift of what was in a stroke's region: that of its cells that move, along the flow, until
    points go with them. Those lead from then on: they are far more exact, and still of the thing
    where something else is in front of it.
    """
    held = region_cells(stroke, seen.clip.width, seen.clip.height) > 0.5
    spots = places(seen)[held][:: max(1, int(held.sum()) // _FOLLOWED)].astype(np.float64)
    shifts = np.zeros((len(frames), 2))
    if not len(spots):
        return shifts
    points = points_in(seen, held, int(frames[0]))
    unit = unit_of(seen)
    leading = False
    for number, frame in enumerate(frames[:-1].tolist()):
        x, y = _cells_at(seen, held.shape, spots)
        own = own_motion(seen, frame)[y, x]
        view = np.median(np.asarray(seen.flow[frame], np.float64)[y, x] - own, axis=0)
        moves = np.hypot(*own.T) > _MOVES_PX * unit
        # a region is painted with some of what is behind the thing, and a plain thing has cells in
        # which no motion shows
        step = np.median(own[moves] if moves.mean() >= _MOVE else own, axis=0)
        points = lasting(seen, points, frame)
        if len(points) >= _FEWEST:
            here, there = seen.points.places[frame : frame + 2, points]
            of_points = there - here - view_flow(seen.camera[frame], seen, here)
            if leading:
                step = np.median(of_points, axis=0)
            off = np.hypot(*(of_points - step).T)
            with_it = off < max(_WITH_PX * unit, _WITH * float(np.hypot(*step)))
            if int(with_it.sum()) >= _FEWEST:
                points, step = points[with_it], np.median(of_points[with_it], axis=0)
                leading = True
        spots = spots + step + view
        shifts[number + 1] = shifts[number] + step
    return shifts


def _cells_at(
    seen: Observation, shape: tuple[int, ...], where: NDArray[np.floating]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Columns and rows of the cells that places (n, 2) are in, the nearest beyond the border."""
    size = np.array([seen.clip.width, seen.clip.height], np.float32)
    across = np.array(shape[::-1])
    x, y = np.clip((where / size * across).astype(np.intp), 0, across - 1).T
    return x, y


def points_in(seen: Observation, held: NDArray[np.bool_], frame: int) -> NDArray[np.intp]:
    """Which of the points are in cells that are held, in one frame."""
    if frame >= len(seen.points.born):
        return np.zeros(0, np.intp)
    there = np.flatnonzero(seen.points.born[frame] >= 0)
    x, y = _cells_at(seen, held.shape, seen.points.places[frame, there])
    return np.asarray(there[held[y, x]], np.intp)


def lasting(seen: Observation, points: NDArray[np.intp], frame: int) -> NDArray[np.intp]:
    """Those of the points that are still followed in the next frame."""
    if frame + 1 >= len(seen.points.born):
        return points[:0]
    here, there = seen.points.born[frame : frame + 2, points]
    return np.asarray(points[(here == there) & (here >= 0)], np.intp)
