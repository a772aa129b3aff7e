"""How things move: balls and lumps that fall, bounce, roll and collide; pendulums; gaits.

Positions are heights, moments 0..1 over the clip, so speeds are heights a clip. Everything is
worked out once and looked up afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import degrees, hypot, sin

import numpy as np
from numpy.typing import NDArray

from tests.helpers.stage.world import Moment, Path

STEPS = 1200
Ground = Callable[[float], float]
"""Height of the floor under x."""
Pull = Callable[[Moment, int, tuple[float, float]], tuple[float, float] | None]
"""Another acceleration for one body at a moment, or None for the usual one."""


@dataclass
class Mass:
    """A round body."""

    x: float
    y: float
    vx: float = 0.0
    vy: float = 0.0
    r: float = 0.06
    weight: float = 1.0
    bounce: float = 0.6
    spin: float = 0.0
    """Degrees a clip while it touches nothing."""
    drag: float = 0.0
    starts: Moment = 0.0
    """Before this moment it is held where it is."""


@dataclass(frozen=True)
class Rules:
    """What the bodies are subject to."""

    gravity: float = 0.0
    floor: Ground | None = None
    walls: tuple[float, float] | None = None
    friction: float = 0.1
    """Part of the speed along the floor that is lost in a clip."""
    through: frozenset[tuple[int, int]] = frozenset()
    """Pairs that do not feel each other."""
    pull: Pull | None = None
    kicks: tuple[tuple[Moment, int, float, float], ...] = field(default=())
    """(moment, body, change of vx, change of vy)."""


@dataclass(frozen=True)
class Motion:
    """What came of it: (steps + 1, bodies, 3) x, y, degrees; when which pair touched first."""

    states: NDArray[np.float64]
    touches: dict[tuple[int, int], Moment]

    def path(self, body: int) -> Path:
        """x, y, degrees at a moment."""
        states = self.states[:, body]

        def at(moment: Moment) -> tuple[float, ...]:
            place = float(np.clip(moment, 0, 1)) * (len(states) - 1)
            low = min(int(place), len(states) - 2)
            part = place - low
            return tuple(states[low] * (1 - part) + states[low + 1] * part)

        return at


def simulated(bodies: Sequence[Mass], rules: Rules) -> Motion:
    """Follow the bodies through the clip."""
    states = np.zeros((STEPS + 1, len(bodies), 3))
    touches: dict[tuple[int, int], Moment] = {}
    angles = [0.0] * len(bodies)
    dt = 1.0 / STEPS
    kicks = sorted(rules.kicks)
    for step in range(STEPS + 1):
        u = step * dt
        for k, body in enumerate(bodies):
            states[step, k] = (body.x, body.y, angles[k])
        while kicks and kicks[0][0] <= u:
            _, k, dvx, dvy = kicks.pop(0)
            bodies[k].vx += dvx
            bodies[k].vy += dvy
        for k, body in enumerate(bodies):
            if u < body.starts:
                continue
            angles[k] += _moved(body, k, u, dt, rules)
        _pairs(bodies, u, rules, touches)
    return Motion(states, touches)


def _moved(body: Mass, k: int, u: Moment, dt: float, rules: Rules) -> float:
    """Moves a body by one step and gives by how many degrees it turns."""
    other = rules.pull(u, k, (body.vx, body.vy)) if rules.pull else None
    ax, ay = (0.0, rules.gravity) if other is None else other
    body.vx += (ax - body.drag * body.vx) * dt
    body.vy += (ay - body.drag * body.vy) * dt
    body.x += body.vx * dt
    body.y += body.vy * dt
    turn = body.spin * dt
    if rules.floor is not None:
        tx, ty = _slope(rules.floor, body.x)
        depth = (body.y - rules.floor(body.x)) * tx + body.r
        if depth > 0:
            body.x += ty * depth
            body.y -= tx * depth
            into = body.vx * ty - body.vy * tx
            along = (body.vx * tx + body.vy * ty) * (1 - rules.friction * dt)
            rest = -into * body.bounce if into < -0.12 else max(0.0, into)
            body.vx, body.vy = tx * along + ty * rest, ty * along - tx * rest
            turn = degrees(along * dt / body.r)
            body.spin = turn / dt
    if rules.walls is not None:
        low, high = rules.walls
        if (body.x - body.r < low and body.vx < 0) or (body.x + body.r > high and body.vx > 0):
            body.vx *= -body.bounce
    return turn


def _slope(floor: Ground, x: float) -> tuple[float, float]:
    rise = floor(x + 1e-3) - floor(x - 1e-3)
    length = hypot(2e-3, rise)
    return 2e-3 / length, rise / length


def _pairs(
    bodies: Sequence[Mass], u: Moment, rules: Rules, touches: dict[tuple[int, int], Moment]
) -> None:
    for i, a in enumerate(bodies):
        for j in range(i + 1, len(bodies)):
            b = bodies[j]
            dx, dy = b.x - a.x, b.y - a.y
            distance = hypot(dx, dy)
            if distance > a.r + b.r or distance == 0:
                continue
            touches.setdefault((i, j), u)
            if (i, j) in rules.through:
                continue
            nx, ny = dx / distance, dy / distance
            closing = (a.vx - b.vx) * nx + (a.vy - b.vy) * ny
            total = a.weight + b.weight
            if closing > 0:
                push = (1 + min(a.bounce, b.bounce)) * closing / total
                a.vx, a.vy = a.vx - push * b.weight * nx, a.vy - push * b.weight * ny
                b.vx, b.vy = b.vx + push * a.weight * nx, b.vy + push * a.weight * ny
            out = a.r + b.r - distance
            a.x, a.y = a.x - nx * out * b.weight / total, a.y - ny * out * b.weight / total
            b.x, b.y = b.x + nx * out * a.weight / total, b.y + ny * out * a.weight / total


# --- closed forms ------------------------------------------------------------------------------


def pendulum(
    swing: float, periods: float, kick: tuple[Moment, float] = (2.0, 0.0)
) -> Callable[[Moment], float]:
    """Radians from the vertical at a moment; a kick is a moment and how much faster it then is."""
    table = np.zeros(STEPS + 1)
    pull = (2 * np.pi * periods) ** 2
    angle, speed, dt = swing, 0.0, 1 / STEPS
    for step in range(STEPS + 1):
        table[step] = angle
        speed -= pull * sin(angle) * dt
        if kick[0] <= step * dt < kick[0] + dt:
            speed += kick[1] * (1 if speed >= 0 else -1)
        angle += speed * dt
    return lambda u: float(np.interp(u, np.linspace(0, 1, STEPS + 1), table))


def smooth(moment: Moment, start: Moment, end: Moment) -> float:
    """From 0 to 1 between two moments, without a jerk."""
    part = float(np.clip((moment - start) / max(1e-6, end - start), 0, 1))
    return part * part * (3 - 2 * part)


def ramp(moment: Moment, start: Moment, end: Moment) -> float:
    """From 0 to 1 between two moments, evenly."""
    return float(np.clip((moment - start) / max(1e-6, end - start), 0, 1))


def reach(
    hip: NDArray[np.float64], foot: NDArray[np.float64], upper: float, lower: float, bend: float
) -> NDArray[np.float64]:
    """Where the knee is; `bend` 1 or -1 says to which side."""
    way = foot - hip
    distance = min(float(np.hypot(*way)), 0.999 * (upper + lower))
    base = np.arctan2(way[1], way[0])
    inner = (upper**2 + distance**2 - lower**2) / (2 * upper * distance)
    angle = base - bend * np.arccos(np.clip(inner, -1, 1))
    return hip + upper * np.array([np.cos(angle), np.sin(angle)])


def step_of(phase: float, stance: float = 0.6) -> tuple[float, float]:
    """Of one foot in a gait: where it is from -0.5 (far behind) to 0.5 (ahead), how high (0..1)."""
    phase %= 1.0
    if phase < stance:
        return 0.5 - phase / stance, 0.0
    swing = (phase - stance) / (1 - stance)
    eased = swing * swing * (3 - 2 * swing)
    return -0.5 + eased, float(np.sin(np.pi * swing))
