"""The sliders of the well-known motion brushes: a stroke goes in, their numbers come out, and the
stroke that has such numbers.

Horizontal and Vertical are how far it gets over all, in tenths of the frame, right and up being
positive; a drawn path keeps its shape and is stretched to get there. Proximity doubles the size
with every 5, Ambient is the amount of motion in place.
"""

from __future__ import annotations

from dataclasses import replace
from math import log2

from engine.motion import physics
from engine.motion.strokes import FARTHEST, MAX_SCALE
from engine.motion.world import World
from engine.records import Ambient, Manner, PathPoint, Stroke, Throw
from widgets.motion import edits
from widgets.motion.edits import Place

TENTHS = 10.0
ENDS = 10.0
"""What the bars go to, either way."""
DOUBLING = 5.0
_LEAST = 0.02
"""Frame sizes: a path that gets less far is not stretched but led aside."""
_MOST = 4.0


def reach_of(stroke: Stroke) -> tuple[float, float]:
    """Horizontal and Vertical of a stroke."""
    if len(stroke.points) < 2:
        return 0.0, 0.0
    first, last = stroke.points[0], stroke.points[-1]
    return (last.x - first.x) * TENTHS, (first.y - last.y) * TENTHS


def with_horizontal(stroke: Stroke, value: float, centre: Place, world: World) -> Stroke:
    """The stroke getting this far to the right; `centre` is where it starts."""
    return _reaching(stroke, (value / TENTHS, None), centre, world)


def with_vertical(stroke: Stroke, value: float, centre: Place, world: World) -> Stroke:
    """The stroke getting this far up."""
    return _reaching(stroke, (None, -value / TENTHS), centre, world)


def proximity_of(stroke: Stroke) -> float:
    """Proximity of a stroke: positive comes closer."""
    return DOUBLING * log2(stroke.scale)


def with_proximity(stroke: Stroke, value: float) -> Stroke:
    """The stroke growing or shrinking by so much."""
    scale = min(max(2.0 ** (value / DOUBLING), 1e-3), MAX_SCALE)
    return _unless_static(stroke, scale=scale)


def with_turn(stroke: Stroke, degrees: float) -> Stroke:
    """The stroke turning clockwise by so much over all."""
    return _unless_static(stroke, rotation_deg=degrees)


def with_lean(stroke: Stroke, degrees: float) -> Stroke:
    """The stroke leaning to the right by so much at its end."""
    return _unless_static(stroke, shear_deg=degrees)


def ambient_of(stroke: Stroke) -> float:
    """Ambient of a stroke: 0 is none."""
    if stroke.ambient is not None:
        return stroke.ambient.amount * ENDS
    return ENDS * Ambient().amount if stroke.kind == "ambient" else 0.0


def with_ambient(stroke: Stroke, value: float) -> Stroke:
    """The stroke moving in place by so much, on top of whatever else it does."""
    if stroke.kind == "static":
        return stroke
    if value <= 0.0 and stroke.kind == "move":
        return replace(stroke, ambient=None)
    amount = min(max(value / ENDS, 0.0), 1.0)
    stroke = replace(stroke, ambient=replace(stroke.ambient or Ambient(), amount=amount))
    return replace(stroke, kind="ambient") if _stays(stroke) else stroke


def with_manner(stroke: Stroke, manner: Manner) -> Stroke:
    """The stroke moving in place in another manner; one that did not does so now."""
    if stroke.kind == "static":
        return stroke
    if stroke.ambient is None:
        stroke = with_ambient(stroke, ambient_of(stroke) or ENDS / 2)
    return replace(stroke, ambient=replace(stroke.ambient or Ambient(), manner=manner))


def with_cycle(stroke: Stroke, seconds: float) -> Stroke:
    """The stroke with other seconds to a cycle of its motion in place."""
    if stroke.kind == "static" or ambient_of(stroke) == 0.0:
        return stroke
    return replace(stroke, ambient=replace(stroke.ambient or Ambient(), seconds=seconds))


def travelling(stroke: Stroke) -> Stroke:
    """An ambient stroke as one that may go somewhere as well; any other as it is."""
    if stroke.kind != "ambient":
        return stroke
    return replace(stroke, kind="move", ambient=stroke.ambient or Ambient())


def _unless_static(stroke: Stroke, **changes: float) -> Stroke:
    return stroke if stroke.kind == "static" else replace(travelling(stroke), **changes)


def _stays(stroke: Stroke) -> bool:
    still = stroke.scale == 1.0 and stroke.rotation_deg == 0.0 and stroke.shear_deg == 0.0
    return len(stroke.points) < 2 and still


def _reaching(
    stroke: Stroke, way: tuple[float | None, float | None], centre: Place, world: World
) -> Stroke:
    if stroke.kind == "static":
        return stroke
    stroke = travelling(stroke)
    if len(stroke.points) < 2:
        (x, y), (dx, dy) = centre, way
        places = [(x, y), (x + (dx or 0.0), y + (dy or 0.0))]
        return edits.with_path(stroke, places, world.aspect) if dx or dy else stroke
    x, y = (
        _stretched([point[1 + i] for point in stroke.points], wanted, stroke)
        for i, wanted in enumerate(way)
    )
    if isinstance(stroke.motion, Throw) and _lands(stroke):
        target = (_kept(x[-1]), _kept(y[-1]))
        return physics.applied(stroke, replace(stroke.motion, target=target), world)
    times = [point.t for point in stroke.points]
    if len(times) == 2 and x[0] == x[1] and y[0] == y[1] and (times[0], times[1]) == (0.0, 1.0):
        times = times[:1]
    points = tuple(PathPoint(t, _kept(a), _kept(b)) for t, a, b in zip(times, x, y, strict=False))
    return replace(stroke, points=points, motion=None)


def _lands(stroke: Stroke) -> bool:
    """Whether a throw gets to its target before the clip ends."""
    target, last = stroke.motion.target, stroke.points[-1]
    return abs(target[0] - last.x) < 1e-3 and abs(target[1] - last.y) < 1e-3


def _stretched(values: list[float], wanted: float | None, stroke: Stroke) -> list[float]:
    """The values with another end: stretched where that keeps their shape, else led aside."""
    first, net = values[0], values[-1] - values[0]
    if wanted is None:
        return values
    if abs(net) >= _LEAST and abs(wanted) <= _MOST * abs(net):
        out = [first + (value - first) * (wanted / net) for value in values]
    else:
        start, end = edits.span_of(stroke)
        shares = [(point.t - start) / (end - start) for point in stroke.points]
        out = [v + (wanted - net) * share for v, share in zip(values, shares, strict=True)]
    out[-1] = first + wanted
    return out


def _kept(value: float) -> float:
    low, high = FARTHEST
    return min(max(value, low), high)
