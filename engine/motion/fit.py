"""The physical motion nearest to a drawn one: a stroke and its manner go in, the preset comes out
that starts where the path starts, ends about where it ends, and follows it as well as physics can
(least squares over the path's places at its times).

Where nobody has measured the scale of the picture, the preset takes as long as the drawn path, in
slow or fast motion; with a scale it takes as long as it takes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from engine.errors import BadInput
from engine.motion import rail, trajectory
from engine.motion.courses import course_of
from engine.motion.manner import Manner
from engine.motion.physics import BOUNDS, MAX_PATH, STICKS, lasting
from engine.motion.plausible import pivots
from engine.motion.strokes import FARTHEST
from engine.motion.world import World
from engine.records import Bounce, Place, Preset, Roll, Slide, Stroke, Throw

Floats = npt.NDArray[np.float64]

_SAMPLES = 121
_CORNER = 0.01
"""Frame heights that a slope may be off the drawn path."""
_PUSHES = (1.0005, 1.02, 1.06, 1.15, 1.3, 1.6)
"""Over the least speed that gets it there."""
_FIRST_PUSHES = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)
"""Metres a second, where no push is needed."""
_STEPS = 32
"""Corners of a slope at most: few enough to drag."""
_USUAL_RADIUS = 0.05


def fitted(stroke: Stroke, manner: Manner, world: World, measured: bool) -> Preset:
    """The preset for the drawn path. `measured` says that the plan has a scale: real time then.

    Raises BadInput where the path has no length.
    """
    t, path = _drawn(stroke, world)
    if manner == "throw":
        options = _throws(t, path, world)
        whole = len(t) - 1
    elif manner in ("fall", "bounce"):
        whole = _first_hit(path, world)
        options = _bounces(path, whole, world, springs=manner == "bounce")
    else:
        options = _rides(path, world, manner, _radius(stroke, world))
        whole = len(t) - 1
    drawn = (t[whole] - t[0]) * world.seconds
    begun = [replace(option, start=float(t[0])) for option in options]
    timed = begun if measured else [lasting(option, drawn, world) for option in begun]
    return min(timed, key=lambda preset: _error(preset, t, path, world))


def _drawn(stroke: Stroke, world: World) -> tuple[Floats, Floats]:
    """Times (n,) and places (n, 2) in frame heights, without the rests at both ends."""
    t = np.linspace(stroke.points[0].t, stroke.points[-1].t, _SAMPLES)
    path = trajectory.curve_of(stroke).at(t) * (world.aspect, 1.0)
    steps = np.hypot(*np.diff(path, axis=0).T)
    moving = np.flatnonzero(steps > 1e-3 * max(float(steps.max()), 1e-9))
    if steps.sum() < 1e-3:
        raise BadInput(f"The path of '{stroke.name}' has no length", mend="Draw where it goes")
    kept = slice(moving[0], moving[-1] + 2)
    return t[kept], path[kept]


def _error(preset: Preset, t: Floats, path: Floats, world: World) -> float:
    """Mean square distance of the two, time by time."""
    seconds = (t - t[0]) * world.seconds * preset.speed
    course = course_of(preset, world, float(seconds[-1]))
    apart = course.at(np.minimum(seconds, course.ends)) - path
    return float((apart**2).sum(axis=1).mean())


def _place(where: Floats, world: World) -> Place:
    low, high = FARTHEST
    x, y = np.clip(world.outside(where), low, high)
    return float(x), float(y)


def _throws(t: Floats, path: Floats, world: World) -> Iterable[Preset]:
    """The apex comes from the bow that fits best: it is the only number left to choose."""
    ends = _place(path[0], world), _place(path[-1], world)
    height = -(path @ np.array(world.down))
    u = (t - t[0]) / (t[-1] - t[0])
    straight = height[0] + (height[-1] - height[0]) * u
    arc = 4 * u * (1 - u)
    fall = abs(float(height[-1] - height[0]))
    bow = float(((height - straight) * arc).sum() / (arc * arc).sum())
    bow = max(bow, fall / 4 + 0.01)
    top = float(height[0] + height[-1]) / 2 + bow + fall**2 / (16 * bow)
    apex = top - float(max(height[0], height[-1]))
    yield Throw(*ends, apex=float(np.clip(apex, *BOUNDS["apex"])))
    drawn = float(height.max() - max(height[0], height[-1]))
    if drawn > 0.01:
        yield Throw(*ends, apex=float(np.clip(drawn, *BOUNDS["apex"])))


def _first_hit(path: Floats, world: World) -> int:
    """Where along the path (n, 2) it first comes down to about its lowest."""
    height = -(path @ np.array(world.down))
    low = height.min() + 0.1 * float(np.ptp(height))
    return next((i for i in pivots(height, 0.02)[1:] if height[i] <= low), int(height.argmin()))


def _bounces(path: Floats, hit: int, world: World, springs: bool) -> Iterable[Preset]:
    """The floor lies where the path first hits it; how high it springs fits best of a row."""
    across = np.array([world.down[1], -world.down[0]])
    height = -(path @ np.array(world.down))
    foot = path[hit]
    floor = _place(foot - across * 0.5, world), _place(foot + across * 0.5, world)
    toss = float(np.clip(height[: hit + 1].max() - height[0], *BOUNDS["apex"]))
    ends = _place(path[0], world), floor
    landing = _place(foot, world)
    if not springs:
        yield Bounce(*ends, restitution=0.0, friction=STICKS, apex=toss, landing=landing)
        return
    for restitution in np.linspace(0.3, 0.9, 13).tolist():
        yield Bounce(*ends, restitution=restitution, apex=toss, landing=landing)


def _rides(path: Floats, world: World, manner: Manner, radius: float) -> Iterable[Preset]:
    """Along the drawn path, from the least push that gets it to its end."""
    slope = tuple(_place(corner, world) for corner in simplified(path, _CORNER))
    rise = -((path - path[0]) @ np.array(world.down))
    g = float(np.hypot(*world.pull))
    share = 5 / 7 if manner == "roll" else 1.0
    least = float(np.sqrt(2 * share * g * max(0.0, float(rise.max())))) / world.metre
    pushes = [least * more for more in _PUSHES] if least > 0.05 else list(_FIRST_PUSHES)
    if least <= 0.05 and float(-rise.min()) < 0.02:
        pushes = pushes[1:]
    for push in pushes:
        fast = min(push, BOUNDS["push"][1])
        if manner == "roll":
            yield Roll(slope, radius, fast, runs_on=False)
        else:
            yield from (Slide(slope, fast, mu, runs_on=False) for mu in (0.0, 0.1, 0.3))


def _radius(stroke: Stroke, world: World) -> float:
    """Of a round thing as large as the region, in frame heights; a guess where a mask holds it."""
    corners = world.inside(stroke.region.polygon)
    if len(corners) < 3:
        return _USUAL_RADIUS
    after = np.roll(corners, -1, axis=0)
    area = abs(float((corners[:, 0] * after[:, 1] - after[:, 0] * corners[:, 1]).sum())) / 2
    return float(np.clip(np.sqrt(area / np.pi), 1e-3, BOUNDS["radius"][1]))


def simplified(path: Floats, off: float) -> Floats:
    """The corners (m, 2) of a path (n, 2) that keep it within `off` (Douglas and Peucker 1973)."""
    kept, open_spans = {0, len(path) - 1}, [(0, len(path) - 1)]
    while open_spans and len(kept) < min(MAX_PATH, _STEPS):
        start, end = open_spans.pop(0)
        if end - start < 2:
            continue
        apart = _apart(path[start + 1 : end], path[start], path[end])
        worst = int(apart.argmax())
        if apart[worst] > off:
            kept.add(start + 1 + worst)
            open_spans += [(start, start + 1 + worst), (start + 1 + worst, end)]
    return rail.distinct(path[sorted(kept)])


def _apart(places: Floats, a: Floats, b: Floats) -> Floats:
    along = b - a
    square = max(float(along @ along), 1e-12)
    share = np.clip((places - a) @ along / square, 0.0, 1.0)
    return np.asarray(np.hypot(*(places - a - share[:, None] * along).T), dtype=np.float64)
