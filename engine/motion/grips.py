"""What of a preset can be taken hold of on the picture: a preset and its world go in, named places
come out, and a place that was dragged elsewhere gives the changed preset.

Beside the places that a preset is made of there are those that stand for a number of it: the top of
a throw is its apex, the top of the second hop of a ball is how well it springs, the waist of an
orbit how flat it is seen, the upper end of a rise how fast it rises. Where a motion begins is no
grip: there is the region.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from engine.errors import BadInput
from engine.motion import physics
from engine.motion.courses import Course, course_of
from engine.motion.drafting import terminal_of
from engine.motion.strokes import FARTHEST
from engine.motion.world import World
from engine.records import Bounce, Orbit, Place, Preset, Rise, Roll, Slide, Throw, Walk

Floats = npt.NDArray[np.float64]

BEGINNINGS = frozenset({"launch", "release", "bob", "begin", "path.0"})
"""The handles where the region is when the motion begins."""
_SEEN = 0.03
"""Frame heights: a toss lower than this has no top that a hand could tell from its beginning."""


def grips(preset: Preset, world: World) -> dict[str, Place]:
    """The places of a preset that a hand can drag, by name. Raises BadInput as `course_of` does."""
    out = {n: p for n, p in physics.handles(preset).items() if n not in BEGINNINGS}
    if isinstance(preset, Throw):
        out["apex"] = _at(preset, world, _top(preset, world))
    elif isinstance(preset, Bounce):
        out |= _of_bounce(preset, world)
    elif isinstance(preset, Orbit):
        out["waist"] = _waist(preset, world)
    elif isinstance(preset, Rise):
        out["top"] = _at(preset, world, _left(preset, world))
    return out


def with_grip(preset: Preset, name: str, place: Place, world: World) -> Preset:
    """The preset with a grip dragged to a place, as near as its numbers allow.

    Raises BadInput for a grip it has not.
    """
    place = _kept(place)
    if isinstance(preset, Throw) and name == "apex":
        higher = max(_height(preset.launch, world), _height(preset.target, world))
        apex = physics.bounded("apex", _height(place, world) - higher)
        return replace(preset, apex=apex, flight=None)
    if isinstance(preset, Bounce) and name in ("apex", "landing", "spring"):
        return _bounced(preset, name, place, world)
    if isinstance(preset, Orbit) and name == "waist":
        return _flattened(preset, place, world)
    if isinstance(preset, Rise) and name == "top":
        height = _height(place, world) - _height(preset.release, world)
        seconds = max(_left(preset, world), 1e-3)
        return replace(preset, terminal=terminal_of(preset, max(height, 0.005), seconds, world))
    return physics.with_handle(preset, name, place)


def with_corner(preset: Preset, at: int, place: Place) -> Preset:
    """The preset with one more corner of its way, before the one that was number `at`.

    Raises BadInput where it has no way, or too many corners.
    """
    way = _going_a_way(preset)
    changed = replace(way, path=(*way.path[:at], _kept(place), *way.path[at:]))
    physics.check(changed)
    return changed


def without_corner(preset: Preset, name: str) -> Preset:
    """The preset without the corner that a grip is. Raises BadInput where it cannot go."""
    kind, _, number = name.partition(".")
    if kind != "path" or name in BEGINNINGS or len(_going_a_way(preset).path) < 3:
        raise BadInput("This handle belongs to the motion", mend="Drag it instead")
    way, at = _going_a_way(preset), int(number)
    return replace(way, path=way.path[:at] + way.path[at + 1 :])


def _going_a_way(preset: Preset) -> Roll | Slide | Walk:
    if not isinstance(preset, Roll | Slide | Walk):
        raise BadInput(f"A {type(preset).__name__.lower()} has no corners", mend="Drag its handles")
    return preset


def _of_bounce(preset: Bounce, world: World) -> dict[str, Place]:
    course, out = _course(preset, world), {}
    if preset.apex > _SEEN:
        out["apex"] = _at(preset, world, course.turns[0])
    if course.jumps:
        out["landing"] = preset.landing or _at(preset, world, course.jumps[0])
    if len(course.jumps) > 1:
        out["spring"] = _at(preset, world, (course.jumps[0] + course.jumps[1]) / 2)
    return out


def _bounced(preset: Bounce, name: str, place: Place, world: World) -> Preset:
    if name == "landing":
        return replace(preset, landing=place)
    if name == "apex":
        apex = _height(place, world) - _height(preset.release, world)
        return replace(preset, apex=physics.bounded("apex", max(apex, 1.01 * _SEEN)))
    floor = world.inside(preset.floor)
    along = (floor[1] - floor[0]) / float(np.hypot(*(floor[1] - floor[0])))
    away = np.array([along[1], -along[0]])
    away = -away if away @ world.pull > 0 else away
    release, hop = (world.inside([p])[0] - floor[0] for p in (preset.release, place))
    toss = preset.apex * float(-np.array(world.down) @ away) ** 2
    fell = float(release @ away) - preset.radius + toss
    sprung = max(0.0, float(hop @ away) - preset.radius)
    # a hop is as high as the square of the speed it starts with
    springs = math.sqrt(min(sprung / max(fell, 1e-6), 1.0))
    return replace(preset, restitution=max(springs, 0.05))


def _waist(preset: Orbit, world: World) -> Place:
    """The end of the ellipse's short axis that comes first."""
    middle, across = _axes(preset, world)
    x, y = world.outside(middle + across * preset.flatness)
    return float(x), float(y)


def _flattened(preset: Orbit, place: Place, world: World) -> Preset:
    middle, across = _axes(preset, world)
    away = world.inside([place])[0] - middle
    flatness = abs(float(away @ across)) / max(float(across @ across), 1e-9)
    return replace(preset, flatness=physics.bounded("flatness", flatness))


def _axes(preset: Orbit, world: World) -> tuple[Floats, Floats]:
    """The middle of the ellipse, and its half short axis as it is when looked at from above."""
    around, begin = world.inside([preset.around, preset.begin])
    apart = begin - around
    e = preset.eccentricity
    a = float(np.hypot(*apart)) / (1 - e)
    unit = apart / max(float(np.hypot(*apart)), 1e-9)
    turned = np.array([-unit[1], unit[0]]) * (1 if preset.clockwise else -1)
    return around - unit * a * e, turned * a * math.sqrt(1 - e * e)


def _course(preset: Preset, world: World) -> Course:
    return course_of(preset, world, max(_left(preset, world), 1e-3))


def _left(preset: Preset, world: World) -> float:
    """Seconds of its own time that a preset has until the clip ends."""
    return max(0.0, 1.0 - preset.start) * world.seconds * preset.speed


def _top(preset: Throw, world: World) -> float:
    """When a throw is highest, in seconds of its own time."""
    course = _course(preset, world)
    if course.turns:
        return course.turns[0]
    rises = _height(preset.target, world) > _height(preset.launch, world)
    return course.ends if rises else 0.0


def _at(preset: Preset, world: World, seconds: float) -> Place:
    x, y = world.outside(_course(preset, world).at(np.array([seconds])))[0]
    return float(x), float(y)


def _height(place: Place, world: World) -> float:
    """Frame heights against gravity."""
    return -float(world.inside([place])[0] @ np.array(world.down))


def _kept(place: Place) -> Place:
    low, high = FARTHEST
    return min(max(place[0], low), high), min(max(place[1], low), high)
