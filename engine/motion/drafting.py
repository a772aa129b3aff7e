"""The first draft of a physical motion: the name of a preset, a stroke, its box and the world go
in, the preset comes out whose handles the person then drags.

What is drawn already decides: the preset goes through it as well as it can. Where nothing is drawn
the region does: the floor lies under it, the pivot above it, the way leads to the freer side. What
is dragged from a region begins there and goes where the hand let go, in real time.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from engine.errors import BadInput
from engine.motion import fit, trajectory
from engine.motion.courses import ROLLING
from engine.motion.manner import Manner
from engine.motion.physics import BOUNDS, bounded, lasting
from engine.motion.plausible import pivots
from engine.motion.strokes import FARTHEST
from engine.motion.world import G, World
from engine.records import (
    PRESETS,
    Bounce,
    Box,
    Orbit,
    Pendulum,
    Place,
    Preset,
    Rise,
    Roll,
    Slide,
    Stroke,
    Throw,
    Walk,
)

Floats = npt.NDArray[np.float64]

_SAMPLES = 121
_LEAST = 0.02
"""Frame heights: a shorter way says nothing of where it is meant to go."""
_ROOM = 0.08
"""Frame heights that a way to the freer side keeps from the edge."""
_WAY = (0.2, 0.7)
"""Frame heights of a way that nobody has drawn, at least and at most."""
_FALL = 0.15
"""Frame heights under the region that a floor lies at least."""
_FLOOR_HALF = 0.4
_ROPE = 0.35
_SWING_DEG = 35.0
_ORBIT = 0.22
_USUAL = Box(0.0, 0.0, 0.1, 0.15)
"""Of a region that nobody can measure."""
_CLIMB = 1.02
"""Over the least push that gets it to the top."""
_STRAIGHT = 0.04
"""Of its length: a way nearer to its chord than this has no bow of its own."""
_MANNERS: dict[str, Manner] = {
    "throw": "throw",
    "bounce": "bounce",
    "roll": "roll",
    "slide": "slide",
}


def preset_for(
    name: str, stroke: Stroke, world: World, box: Box | None = None, *, measured: bool = False
) -> Preset:
    """The preset of this name (a key of `records.PRESETS`) that suits a stroke.

    `box` is what its region covers, in fractions of the frame. A path that is drawn already keeps
    its time unless the plan is `measured`, that is: has a scale. Raises BadInput for another name.
    """
    if name not in PRESETS:
        raise BadInput(f"There is no motion '{name}'", mend=f"Use one of {', '.join(PRESETS)}")
    if isinstance(stroke.motion, PRESETS[name]):
        return stroke.motion
    drawn = _drawn(stroke, world)
    if drawn is None:
        body = _Body(_centre(stroke, box), box or _USUAL, world)
        return _FROM_DRAG[name](body, body.start, body.usual_end(name))
    start = stroke.points[0].t
    if name in _MANNERS and not (name in _FROM_PATH and _is_straight(drawn)):
        preset = fit.fitted(stroke, _MANNERS[name], world, measured)
        return _sized(preset, box or _USUAL, world)
    seconds = (stroke.points[-1].t - start) * world.seconds
    body = _Body(_centre(stroke, box), box or _USUAL, world, start, seconds)
    preset = _FROM_PATH[name](body, drawn)
    return preset if measured else lasting(preset, seconds, world)


def dragged(name: str, stroke: Stroke, end: Place, world: World, box: Box | None = None) -> Preset:
    """The preset of this name from the centre of a stroke to where the hand let go.

    It takes the time that nature takes. The end is the target of a throw, where what drops lands,
    the pivot of a pendulum, the thing that is orbited, or the end of the way.
    """
    if name not in PRESETS:
        raise BadInput(f"There is no motion '{name}'", mend=f"Use one of {', '.join(PRESETS)}")
    start = stroke.points[0].t if stroke.points else 0.0
    left = (1.0 - start) * world.seconds
    body = _Body(_centre(stroke, box), box or _USUAL, world, start, left)
    to = world.inside([end])[0]
    if float(np.hypot(*(to - body.start))) < _LEAST:
        to = body.usual_end(name)
    return _FROM_DRAG[name](body, body.start, to)


class _Body:
    """What a draft knows of the thing: where it is, how large, and for how long it may move.

    All lengths are in frame heights.
    """

    def __init__(
        self,
        centre: Place,
        box: Box,
        world: World,
        begins: float = 0.0,
        seconds: float | None = None,
    ) -> None:
        self.world = world
        self.begins = begins
        self.seconds = max(world.seconds if seconds is None else seconds, 1e-3)
        self.start: Floats = world.inside([centre])[0]
        self.down = np.array(world.down)
        self.side = np.array([world.down[1], -world.down[0]])
        self.half: Floats = np.array([box.w * world.aspect, box.h]) / 2

    @property
    def radius(self) -> float:
        """Of a round thing as large as the region."""
        return bounded("radius", math.sqrt(max(1e-6, float(self.half[0] * self.half[1]))))

    @property
    def below(self) -> float:
        """From the centre of the region down to its lowest point."""
        return float(np.abs(self.half * self.down).sum())

    @property
    def leg(self) -> float:
        """Half of what stands upright are legs."""
        return bounded("leg", max(2 * self.below * 0.5, 0.02))

    def place(self, where: Floats) -> Place:
        """In fractions of the frame, as far off as can be stored."""
        low, high = FARTHEST
        x, y = np.clip(self.world.outside(where), low, high)
        return float(x), float(y)

    def room(self, way: Floats) -> float:
        """How far the edge of the frame is from the centre in a direction (unit vector)."""
        ahead = np.where(way > 0, np.array([self.world.aspect, 1.0]), 0.0) - self.start
        shares = [float(a / w) for a, w in zip(ahead, way, strict=True) if abs(w) > 1e-6]
        return max(0.0, min(shares))

    def usual_end(self, name: str) -> Floats:
        """Where it goes if nobody says."""
        if name == "rise":
            return self.start - self.down * min(max(self.room(-self.down), _WAY[0]), _WAY[1])
        if name == "bounce":
            return self.start + self.down * self._fall()
        if name == "pendulum":
            swing = math.radians(_SWING_DEG) * self._freer()
            away = -self.down * math.cos(swing) + self.side * math.sin(swing)
            return np.asarray(self.start + away * _ROPE, dtype=np.float64)
        ahead = self.side * self._freer()
        if name == "orbit":
            return np.asarray(self.start + ahead * _ORBIT, dtype=np.float64)
        way = self.room(ahead) - self.half[0] - _ROOM
        return np.asarray(self.start + ahead * min(max(way, _WAY[0]), _WAY[1]), dtype=np.float64)

    def floor_under(self, foot: Floats) -> tuple[Place, Place]:
        """The level line that the thing stands on where its centre is at `foot`."""
        ground = foot + self.down * self.below
        ends = ground - self.side * _FLOOR_HALF, ground + self.side * _FLOOR_HALF
        return self.place(ends[0]), self.place(ends[1])

    def _fall(self) -> float:
        return max(self.room(self.down) - self.below - _ROOM / 2, _FALL)

    def _freer(self) -> float:
        """1 where there is more room to the side that is right when down is down, else -1."""
        return 1.0 if self.room(self.side) >= self.room(-self.side) else -1.0


# --- from a drag -------------------------------------------------------------------------------


def _throw(body: _Body, start: Floats, end: Floats) -> Preset:
    return Throw(body.place(start), body.place(end), start=body.begins)


def _bounce(body: _Body, start: Floats, end: Floats) -> Preset:
    rise = float((start - end) @ body.down)
    foot = end if rise < -_LEAST else end + body.down * (rise + body._fall())
    return Bounce(
        body.place(start),
        body.floor_under(foot),
        radius=bounded("radius", body.below),
        apex=bounded("apex", max(0.0, rise)),
        landing=body.place(foot),
        start=body.begins,
    )


def _roll(body: _Body, start: Floats, end: Floats) -> Preset:
    path = body.place(start), body.place(end)
    push = _push(body, start, end, ROLLING)
    return Roll(path, body.radius, push, runs_on=False, start=body.begins)


def _slide(body: _Body, start: Floats, end: Floats) -> Preset:
    """It comes to rest where the hand let go, uphill and on the level."""
    world, friction = body.world, 0.3
    way = float(np.hypot(*(end - start)))
    drop = float((end - start) @ body.down)
    level = math.sqrt(max(0.0, way * way - drop * drop))
    held = 2 * G * (friction * level - drop) / world.metre
    push = math.sqrt(held) if held > 0 else 0.0
    path = body.place(start), body.place(end)
    push = bounded("push", push * 1.0005)
    return Slide(path, push, friction, runs_on=False, start=body.begins)


def _pendulum(body: _Body, start: Floats, end: Floats) -> Preset:
    return Pendulum(body.place(end), body.place(start), start=body.begins)


def _orbit(body: _Body, start: Floats, end: Floats) -> Preset:
    period = bounded("period", min(4.0, body.seconds))
    return Orbit(body.place(end), body.place(start), period=period, start=body.begins)


def _rise(body: _Body, start: Floats, end: Floats) -> Preset:
    height = max(float((start - end) @ body.down), 2 * _LEAST)
    rise = Rise(body.place(start), start=body.begins)
    return replace(rise, terminal=terminal_of(rise, height, body.seconds, body.world))


def _walk(body: _Body, start: Floats, end: Floats) -> Preset:
    return Walk((body.place(start), body.place(end)), body.leg, start=body.begins)


def terminal_of(rise: Rise, height: float, seconds: float, world: World) -> float:
    """The terminal speed, in metres a second, with which it is `height` frame heights up after so
    many seconds."""
    low, high = BOUNDS["terminal"]
    slowest, fastest = low, min(high, 100.0)
    for _ in range(60):
        middle = math.sqrt(slowest * fastest)
        settling = middle * world.metre / (rise.lift * float(np.hypot(*world.pull)))
        z = seconds / settling
        risen = middle * world.metre * settling * (z + math.log1p(math.exp(-2 * z)) - math.log(2))
        slowest, fastest = (middle, fastest) if risen < height else (slowest, middle)
    return float(math.sqrt(slowest * fastest))


def _push(body: _Body, start: Floats, end: Floats, share: float) -> float:
    """Metres a second: none downhill, just enough uphill; on the level it takes its whole time."""
    way, drop = float(np.hypot(*(end - start))), float((end - start) @ body.down)
    metre = body.world.metre
    if drop > 0.05 * way:
        return 0.0
    climb = _CLIMB * math.sqrt(2 * share * G * max(0.0, -drop) / metre)
    return bounded("push", max(climb, way / metre / body.seconds))


_FROM_DRAG: dict[str, Callable[[_Body, Floats, Floats], Preset]] = {
    "throw": _throw,
    "bounce": _bounce,
    "roll": _roll,
    "slide": _slide,
    "pendulum": _pendulum,
    "orbit": _orbit,
    "rise": _rise,
    "walk": _walk,
}


# --- from a path -------------------------------------------------------------------------------


def _drawn(stroke: Stroke, world: World) -> Floats | None:
    """Places (n, 2) of the path at even times, in frame heights; None where it goes nowhere."""
    if len(stroke.points) < 2:
        return None
    t = np.linspace(stroke.points[0].t, stroke.points[-1].t, _SAMPLES)
    path = trajectory.curve_of(stroke).at(t) * (world.aspect, 1.0)
    return path if float(np.hypot(*np.diff(path, axis=0).T).sum()) > _LEAST else None


def _is_straight(path: Floats) -> bool:
    chord = path[-1] - path[0]
    length = float(np.hypot(*chord))
    if length < _LEAST:
        return False
    away = path - path[0]
    aside = np.abs(chord[0] * away[:, 1] - chord[1] * away[:, 0]) / length
    return float(aside.max()) < _STRAIGHT * length


def _straight_throw(body: _Body, path: Floats) -> Preset:
    return _throw(body, path[0], path[-1])


def _straight_bounce(body: _Body, path: Floats) -> Preset:
    return _bounce(body, path[0], path[-1])


def _swing(body: _Body, path: Floats) -> Preset:
    """The pivot is the middle of the circle that the path is an arc of, if that lies above it."""
    centre, radius = _circle(path)
    above = float((path.mean(axis=0) - centre) @ body.down)
    if _LEAST < radius < BOUNDS["radius"][1] and above > 0:
        return _pendulum(body, path[0], centre)
    return _pendulum(body, path[0], body.usual_end("pendulum"))


def _round(body: _Body, path: Floats) -> Preset:
    """Round the middle of what was drawn, as fast and the same way."""
    centre, radius = _circle(path)
    if not _LEAST < radius < 2.0 or float(np.hypot(*(path[0] - centre))) < _LEAST:
        return _orbit(body, path[0], path[-1])
    arm = path - centre
    swept = float(np.unwrap(np.arctan2(arm[:, 1], arm[:, 0]))[[0, -1]] @ (-1.0, 1.0))
    along = arm[0] / float(np.hypot(*arm[0]))
    across = float(np.abs(arm @ np.array([-along[1], along[0]])).max())
    flatness = across / max(float(np.abs(arm @ along).max()), 1e-6)
    turned = max(abs(swept) / (2 * math.pi), 0.05)
    return Orbit(
        body.place(centre),
        body.place(path[0]),
        period=bounded("period", body.seconds / turned),
        flatness=min(flatness, 1.0) if turned > 0.5 else 1.0,
        clockwise=swept >= 0,
        start=body.begins,
    )


def _drift(body: _Body, path: Floats) -> Preset:
    """As high as drawn in the time drawn, swaying where the path sways."""
    rise = _rise(body, path[0], path[-1])
    aside = (path - path[0]) @ body.side
    turns = pivots(aside, _LEAST)
    risen = max(float((path[0] - path[-1]) @ body.down), 2 * _LEAST)
    if len(turns) < 3 or not isinstance(rise, Rise):
        return rise
    sway = bounded("sway", float(np.ptp(aside)) / 2)
    wave = bounded("wave", 2 * risen / (len(turns) - 1))
    return replace(rise, sway=sway, wave=wave)


def _stroll(body: _Body, path: Floats) -> Preset:
    corners = tuple(body.place(corner) for corner in fit.simplified(path, 0.01))
    return Walk(corners, body.leg, start=body.begins)


_FROM_PATH: dict[str, Callable[[_Body, Floats], Preset]] = {
    "throw": _straight_throw,
    "bounce": _straight_bounce,
    "pendulum": _swing,
    "orbit": _round,
    "rise": _drift,
    "walk": _stroll,
}


def _circle(path: Floats) -> tuple[Floats, float]:
    """Centre and radius of the circle nearest to places (n, 2) (Kasa 1976)."""
    left = np.column_stack([2 * path, np.ones(len(path))])
    x, y, c = np.linalg.lstsq(left, (path**2).sum(axis=1), rcond=None)[0]
    return np.array([x, y]), math.sqrt(max(0.0, float(c + x * x + y * y)))


def _sized(preset: Preset, box: Box, world: World) -> Preset:
    """With the size of the region, which a fit to its path does not know."""
    body = _Body((0.5, 0.5), box, world)
    if isinstance(preset, Roll):
        return replace(preset, radius=body.radius)
    if not isinstance(preset, Bounce):
        return preset
    ends = world.inside(preset.floor) + body.down * body.below
    floor = body.place(ends[0]), body.place(ends[1])
    return replace(preset, floor=floor, radius=bounded("radius", body.below))


def _centre(stroke: Stroke, box: Box | None) -> Place:
    if stroke.points:
        return stroke.points[0].x, stroke.points[0].y
    if box is not None:
        return box.x + box.w / 2, box.y + box.h / 2
    return 0.5, 0.5
