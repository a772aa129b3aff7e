"""How things move that only nature moves, in closed form: a preset and its world go in, a `Course`
comes out, which knows the place at every second.

Nothing here is stepped through time. A throw is a parabola; a bounce is a row of parabolas on the
line of its floor, where the way along the floor and the way away from it do not touch each other;
what rolls or slides has a constant acceleration on every straight piece of its path (see
`engine.motion.rail`); a pendulum is an elliptic function, an orbit Kepler's equation, a rise
against drag that grows with the square of speed the logarithm of a hyperbolic cosine.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import singledispatch

import numpy as np
import numpy.typing as npt

from engine.errors import BadInput
from engine.motion import rail
from engine.motion.elliptic import cd, quarter_period
from engine.motion.world import World
from engine.records import Bounce, Orbit, Pendulum, Place, Preset, Rise, Roll, Slide, Throw, Walk

Floats = npt.NDArray[np.float64]

ROLLING = 5 / 7
"""Of g sin a: what a solid ball is sped up by, the rest goes into its turning."""
_FLAT = 5e-4
"""Frame heights: a hop lower than a quarter of a pixel (of 480) is none."""
_MOST_HOPS = 400
_BLINK = 0.02
"""Seconds: what is on the floor sooner than this was lying there, and lands nowhere else."""
_SWINGS_DEG = 179.0
"""A pendulum that stands on its head stands for ever."""
_STEP_SHARE = 1.25
"""People step this much farther than stiff legs with their bob would (Zijlstra and Hof 1997)."""


@dataclass(frozen=True, slots=True)
class Course:
    """Places (n, 2) in frame heights at seconds (n,) since the motion began."""

    at: Callable[[Floats], Floats]
    ends: float = math.inf
    """Seconds until it rests for good."""
    turns: tuple[float, ...] = ()
    """When it comes to rest for a moment or is highest."""
    jumps: tuple[float, ...] = ()
    """When its velocity changes at once: where it hits something, or its path has a corner."""


@singledispatch
def course_of(preset: Preset, world: World, horizon: float) -> Course:
    """The course of a preset, for at least `horizon` seconds. Raises BadInput where its handles
    make no motion."""
    raise TypeError(preset)


@course_of.register
def _throw(preset: Throw, world: World, horizon: float) -> Course:
    launch, target = world.inside([preset.launch, preset.target])
    pull = world.pull
    flight = max(_flight(preset, world), 1e-3)
    velocity = (target - launch) / flight - pull * flight / 2

    def at(t: Floats) -> Floats:
        t = t[:, None]
        return np.asarray(launch + velocity * t + pull * t * t / 2, dtype=np.float64)

    top = -float(velocity @ pull) / float(pull @ pull)
    return Course(at, flight, (top,) if 0.0 < top < flight else ())


def _flight(preset: Throw, world: World) -> float:
    """Seconds in the air."""
    launch, target = world.inside([preset.launch, preset.target])
    g = float(np.hypot(*world.pull))
    if preset.apex is None:
        # the slowest throw that gets there takes sqrt(2 d / g): for level ground that is 45 degrees
        least = math.sqrt(2 * float(np.hypot(*(target - launch))) / g)
        return least if preset.flight is None else preset.flight
    fall = float((target - launch) @ np.array(world.down))
    up, down = max(0.0, -fall), max(0.0, fall)
    return math.sqrt(2 * (preset.apex + up) / g) + math.sqrt(2 * (preset.apex + down) / g)


@course_of.register
def _bounce(preset: Bounce, world: World, horizon: float) -> Course:
    release, *floor = world.inside([preset.release, *preset.floor])
    along, away = _floor_axes(release, floor[0], floor[1], world)
    gn, gt = -float(world.pull @ away), float(world.pull @ along)
    height = max(0.0, float((release - floor[0]) @ away) - preset.radius)
    toss = -np.array(world.down) * math.sqrt(2 * float(np.hypot(*world.pull)) * preset.apex)
    vn, vt = float(toss @ away), float(toss @ along)
    first = math.sqrt(vn * vn + 2 * gn * height)
    lands = (vn + first) / gn
    if preset.landing is not None and lands > _BLINK:
        way = float((world.inside([preset.landing])[0] - release) @ along)
        vt = (way - gt * lands * lands / 2) / lands
    hits, springs = _hops(lands, first, gn, preset.restitution, horizon)
    sliding = _Sliding(gt, gn, preset.friction, preset.restitution)
    phases, ends = sliding.phases(vt, hits, np.append(first, springs[:-1]))

    def at(t: Floats) -> Floats:
        t = np.minimum(t, ends)
        hop = np.searchsorted(hits, t, side="right")
        since = t - np.append(0.0, hits)[hop]
        sprung = np.append(vn, springs)[hop]
        ground = np.where(hop == 0, height, 0.0)
        lifted = ground + sprung * since - gn * since**2 / 2
        lifted = np.where(hop == len(hits), 0.0, lifted)
        base = release - away * height
        gone = rail.way_at(phases, t)
        return np.asarray(base + lifted[:, None] * away + gone[:, None] * along, dtype=np.float64)

    tops = tuple((hits[:-1] + springs[:-1] / gn).tolist())
    stops = tuple(phase.t for phase in phases[len(hits) + 1 :])
    begin = (vn / gn,) if vn > 0.0 else ()
    return Course(at, ends, (*begin, *tops, *stops), tuple(hits.tolist()))


@dataclass(frozen=True, slots=True)
class _Sliding:
    """The way along a floor: pulled by gravity, held by friction at hits and in the end."""

    pull: float
    load: float
    friction: float
    restitution: float

    def phases(
        self, speed: float, hits: Floats, impacts: Floats
    ) -> tuple[tuple[rail.Phase, ...], float]:
        """The phases and when it rests for good; `impacts` are the speeds onto the floor."""
        out = [rail.Phase(0.0, 0.0, speed, self.pull)]
        for t, impact in zip(hits.tolist(), impacts.tolist(), strict=True):
            way, speed = out[-1].after(t)
            # the floor cannot hold it back for longer than it is pressed onto it (Coulomb)
            lost = self.friction * (1 + self.restitution) * impact
            speed = math.copysign(max(0.0, abs(speed) - lost), speed)
            out.append(rail.Phase(t, way, speed, self.pull))
        return self._in_the_end(out)

    def _in_the_end(self, out: list[rail.Phase]) -> tuple[tuple[rail.Phase, ...], float]:
        t, way, speed, _ = out[-1]
        if abs(speed) > 1e-9:
            change = self.pull - math.copysign(self.friction * self.load, speed)
            out[-1] = rail.Phase(t, way, speed, change)
            if speed * change >= 0.0:
                return tuple(out), math.inf
            t -= speed / change
            way, _ = out[-1].after(t)
        held = abs(self.pull) <= self.friction * self.load + 1e-9
        sets_off = 0.0 if held else self.pull - math.copysign(self.friction * self.load, self.pull)
        last = rail.Phase(t, way, 0.0, sets_off)
        out = [*out[:-1], last] if out[-1].t == t else [*out, last]
        return tuple(out), t if held else math.inf


def _floor_axes(release: Floats, a: Floats, b: Floats, world: World) -> tuple[Floats, Floats]:
    """Unit vectors along the floor and away from it, to the side that gravity comes from."""
    length = float(np.hypot(*(b - a)))
    if length < 1e-6:
        raise BadInput("The floor has no length", mend="Draw it from side to side")
    along = (b - a) / length
    away = np.array([along[1], -along[0]])
    if away @ world.pull > 0:
        away = -away
    if -float(away @ world.pull) < 0.05 * float(np.hypot(*world.pull)):
        raise BadInput("The floor stands upright", mend="Draw it from side to side")
    return along, away


def _hops(
    lands: float, first: float, gn: float, restitution: float, horizon: float
) -> tuple[Floats, Floats]:
    """When it hits the floor, and how fast it leaves it then: the last time it stays."""
    hits: list[float] = []
    springs: list[float] = []
    t, speed = lands, first
    while first > 0.0:
        speed *= restitution
        hits.append(t)
        last = speed * speed / (2 * gn) < _FLAT or len(hits) >= _MOST_HOPS or t > horizon
        springs.append(0.0 if last else speed)
        if last:
            break
        t += 2 * speed / gn
    return np.array(hits or [0.0]), np.array(springs or [0.0])


@course_of.register
def _roll(preset: Roll, world: World, horizon: float) -> Course:
    grip = rail.Grip(ROLLING, preset.resistance)
    return _on_rail(preset.path, preset.push, grip, preset.runs_on, world, horizon)


@course_of.register
def _slide(preset: Slide, world: World, horizon: float) -> Course:
    grip = rail.Grip(1.0, preset.friction)
    return _on_rail(preset.path, preset.push, grip, preset.runs_on, world, horizon)


def _on_rail(
    path: tuple[Place, ...],
    push: float,
    grip: rail.Grip,
    runs_on: bool,
    world: World,
    horizon: float,
) -> Course:
    places = rail.distinct(world.inside(path))
    if len(places) < 2:
        raise BadInput("The slope has no length", mend="Draw it from its top to its foot")
    if runs_on:
        places = rail.with_level_ground(places, world.pull)
    ride = rail.ride(places, world.pull, push * world.metre, grip, horizon)
    return Course(ride.at, ride.ends, ride.turns, ride.jumps)


@course_of.register
def _pendulum(preset: Pendulum, world: World, horizon: float) -> Course:
    pivot, bob = world.inside([preset.pivot, preset.bob])
    down = np.array(world.down)
    side = np.array([down[1], -down[0]])
    length = float(np.hypot(*(bob - pivot)))
    if length < 1e-4:
        raise BadInput("The pendulum has no length", mend="Draw it from its pivot to its bob")
    most = math.radians(_SWINGS_DEG)
    released = math.atan2(float((bob - pivot) @ side), float((bob - pivot) @ down))
    released = min(max(released, -most), most)
    k = abs(math.sin(released / 2))
    rate = math.sqrt(float(np.hypot(*world.pull)) / length)

    def at(t: Floats) -> Floats:
        angle = math.copysign(2.0, released) * np.arcsin(k * cd(rate * t, k))
        hang = np.cos(angle)[:, None] * down + np.sin(angle)[:, None] * side
        return np.asarray(pivot + length * hang, dtype=np.float64)

    if abs(released) < 1e-6:
        return Course(at, 0.0)
    half = 2 * quarter_period(k) / rate
    swings = min(int(horizon / half), _MOST_HOPS)
    return Course(at, turns=tuple(half * n for n in range(1, swings + 1)))


@course_of.register
def _orbit(preset: Orbit, world: World, horizon: float) -> Course:
    around, begin = world.inside([preset.around, preset.begin])
    apart = float(np.hypot(*(begin - around)))
    if apart < 1e-4:
        raise BadInput("The orbit has no size", mend="Draw it away from what it goes round")
    e, from_far = abs(preset.eccentricity), preset.eccentricity < 0
    a = apart / (1 + e if from_far else 1 - e)
    near = (begin - around) / apart * (-1 if from_far else 1)
    turn = np.array([-near[1], near[0]]) * (1 if preset.clockwise else -1) * preset.flatness
    start = math.pi if from_far else 0.0

    def at(t: Floats) -> Floats:
        anomaly = _kepler(start + 2 * math.pi * t / preset.period, e)
        x = a * (np.cos(anomaly) - e)
        y = a * math.sqrt(1 - e * e) * np.sin(anomaly)
        return np.asarray(around + x[:, None] * near + y[:, None] * turn, dtype=np.float64)

    halves = min(int(horizon / preset.period * 2), _MOST_HOPS)
    return Course(at, turns=tuple(preset.period / 2 * n for n in range(1, halves + 1)))


def _kepler(mean: Floats, e: float) -> Floats:
    """The eccentric anomaly E of E - e sin E = M."""
    turns = np.round(mean / (2 * math.pi)) * 2 * math.pi
    m = mean - turns
    anomaly = m + 0.85 * e * np.sign(np.sin(m))
    for _ in range(12):
        anomaly = anomaly - (anomaly - e * np.sin(anomaly) - m) / (1 - e * np.cos(anomaly))
    return np.asarray(anomaly + turns, dtype=np.float64)


@course_of.register
def _rise(preset: Rise, world: World, horizon: float) -> Course:
    release = world.inside([preset.release])[0]
    up = -np.array(world.down)
    side = np.array([-up[1], up[0]])
    terminal = preset.terminal * world.metre
    settling = terminal / (preset.lift * float(np.hypot(*world.pull)))

    def at(t: Floats) -> Floats:
        z = t / settling
        risen = terminal * settling * (z + np.log1p(np.exp(-2 * z)) - math.log(2))
        # bound to the way and not to time, so that it starts from rest as the rise does
        aside = preset.sway * np.sin(2 * math.pi * risen / preset.wave)
        return np.asarray(release + risen[:, None] * up + aside[:, None] * side, dtype=np.float64)

    return Course(at)


def gait(preset: Walk, way: float, world: World) -> tuple[float, int]:
    """The pace of a walk, in frame heights a second, and its whole steps on a way so long."""
    pace = math.sqrt(preset.froude * float(np.hypot(*world.pull)) * preset.leg)
    return pace, max(1, round(way / step_length(preset.leg, preset.froude)))


@course_of.register
def _walk(preset: Walk, world: World, horizon: float) -> Course:
    places = rail.distinct(world.inside(preset.path))
    if len(places) < 2:
        raise BadInput("The walk has no length", mend="Draw it from its start to its end")
    corners = rail.lengths(places)
    pace, steps = gait(preset, float(corners[-1]), world)
    step = corners[-1] / steps
    bob = _bob(step, preset.leg)

    def at(t: Floats) -> Floats:
        way = np.minimum(pace * t, corners[-1])
        lifted = bob * (1 - np.cos(2 * math.pi * way / step)) / 2
        return np.asarray(
            rail.along(places, way) - lifted[:, None] * np.array(world.down), dtype=np.float64
        )

    bends = tuple(float(length / pace) for length in corners[1:-1])
    return Course(at, float(corners[-1] / pace), jumps=bends)


def step_length(leg: float, froude: float) -> float:
    """How far a step goes, in the unit of `leg`: half of Alexander's stride, 2.3 leg Fr^0.3
    (R. McN. Alexander, 'Estimates of speeds of dinosaurs', Nature 261, 1976)."""
    return float(1.15 * leg * froude**0.3)


def _bob(step: float, leg: float) -> float:
    """How far the body rises in a step: the arc of a stiff leg, as people flatten it."""
    half = min(step / (2 * _STEP_SHARE), leg)
    return leg - math.sqrt(leg * leg - half * half)
