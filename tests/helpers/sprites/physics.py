"""Discs and convex polygons under gravity: bodies go in, where they are in each frame comes out.

Lengths are pixels of the picture with y down, times are seconds, turns are clockwise radians.
Contacts are solved by sequential impulses, several small steps a frame, so that pieces can lie on
each other, topple and roll.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Vec = tuple[float, float]
Track = NDArray[np.float64]
"""(frames, 3): x, y and degrees clockwise."""
GRAVITY = 620.0
_STEPS = 10
_ROUNDS = 8
_SLOP = 0.15
_PUSH = 0.15
_SOFT_BELOW = 40.0


@dataclass
class Body:
    """A piece; without density it stands where it is, whatever happens."""

    x: float
    y: float
    r: float = 0.0
    """A disc's radius; 0 for a polygon."""
    corners: tuple[Vec, ...] = ()
    """Clockwise on the screen, around the middle."""
    vx: float = 0.0
    vy: float = 0.0
    turn: float = 0.0
    spin: float = 0.0
    density: float = 1.0
    bounce: float = 0.2
    grip: float = 0.5
    lift: float = 0.0
    """Share of the gravity that it does not feel."""
    ghost: frozenset[int] = frozenset()
    """Numbers of bodies that it goes through."""
    asleep: bool = False
    """Does not feel gravity until something touches it."""
    light: float = field(init=False)
    """One over its mass ..."""
    loose: float = field(init=False)
    """... and one over its moment of inertia."""

    def __post_init__(self) -> None:
        area, moment = _matter(self)
        self.light = 1 / (area * self.density) if self.density else 0.0
        self.loose = 1 / (moment * self.density) if self.density else 0.0

    def outline(self) -> list[Vec]:
        """The corners where they are now."""
        c, s = math.cos(self.turn), math.sin(self.turn)
        return [(self.x + c * x - s * y, self.y + s * x + c * y) for x, y in self.corners]

    def reach(self) -> float:
        """How far its farthest point is from its middle."""
        return self.r or max(math.hypot(x, y) for x, y in self.corners)


def _matter(body: Body) -> tuple[float, float]:
    if body.r:
        area = math.pi * body.r**2
        return area, area * body.r**2 / 2
    area = moment = 0.0
    for (ax, ay), (bx, by) in zip(body.corners, (*body.corners[1:], body.corners[0]), strict=True):
        cross = abs(ax * by - ay * bx)
        area += cross / 2
        moment += cross * (ax * ax + ax * bx + bx * bx + ay * ay + ay * by + by * by) / 12
    return area, moment


def box(w: float, h: float) -> tuple[Vec, ...]:
    """The corners of a block."""
    return ((-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (-w / 2, h / 2))


def floor(y: float, bounce: float = 0.5, grip: float = 0.6) -> Body:
    """Ground far to the left and the right."""
    return Body(240, y + 100, corners=box(3000, 200), density=0, bounce=bounce, grip=grip)


def bar(a: Vec, b: Vec, thick: float = 12.0, bounce: float = 0.2, grip: float = 0.4) -> Body:
    """Something that stands there, its upper side from `a` to `b`, with a to the left."""
    turn = math.atan2(b[1] - a[1], b[0] - a[0])
    x = (a[0] + b[0]) / 2 - math.sin(turn) * thick / 2
    y = (a[1] + b[1]) / 2 + math.cos(turn) * thick / 2
    corners = box(math.dist(a, b), thick)
    return Body(x, y, corners=corners, density=0, turn=turn, bounce=bounce, grip=grip)


@dataclass
class Contact:
    """Where two bodies touch; the normal goes from the first to the second."""

    a: int
    b: int
    x: float
    y: float
    nx: float
    ny: float
    depth: float
    wanted: float = 0.0
    pushed: float = 0.0
    rubbed: float = 0.0


@dataclass(frozen=True)
class Run:
    """What happened."""

    tracks: tuple[Track, ...]
    touched: dict[tuple[int, int], int]
    """First frame in which two bodies touch, by their numbers, the lower one first."""

    def meet(self, a: int, b: int) -> int:
        """First frame in which two touch; one after the last where they never do."""
        return self.touched.get((min(a, b), max(a, b)), len(self.tracks[0]))


def simulated(
    bodies: Sequence[Body],
    frames: int,
    fps: float,
    each: Callable[[int, list[Body]], None] = lambda frame, bodies: None,
    gravity: float = GRAVITY,
) -> Run:
    """Let it run; `each` may change the bodies at the beginning of a frame."""
    pieces = list(bodies)
    tracks = np.zeros((len(pieces), frames, 3))
    touched: dict[tuple[int, int], int] = {}
    dt = 1 / fps / _STEPS
    for frame in range(frames):
        each(frame, pieces)
        for k, body in enumerate(pieces):
            tracks[k, frame] = body.x, body.y, math.degrees(body.turn)
        for _ in range(_STEPS):
            _step(pieces, dt, gravity, touched, frame)
    return Run(tuple(tracks), touched)


def _step(
    pieces: list[Body], dt: float, gravity: float, touched: dict[tuple[int, int], int], frame: int
) -> None:
    for body in pieces:
        if body.light and not body.asleep:
            body.vy += gravity * (1 - body.lift) * dt
    contacts = _contacts(pieces)
    for contact in contacts:
        touched.setdefault((contact.a, contact.b), frame)
        for number in (contact.a, contact.b):
            pieces[number].asleep = False
        a, b = pieces[contact.a], pieces[contact.b]
        along = _closing(a, b, contact)
        bounce = max(a.bounce, b.bounce) if along < -_SOFT_BELOW else 0.0
        contact.wanted = max(-bounce * along, _PUSH / dt * max(0.0, contact.depth - _SLOP) * 0.5)
    for _ in range(_ROUNDS):
        for contact in contacts:
            _solve(pieces[contact.a], pieces[contact.b], contact)
    for body in pieces:
        body.x += body.vx * dt
        body.y += body.vy * dt
        body.turn += body.spin * dt


def _closing(a: Body, b: Body, c: Contact) -> float:
    """Speed at which two go apart along the normal."""
    ax, ay, bx, by = c.x - a.x, c.y - a.y, c.x - b.x, c.y - b.y
    vx = b.vx - b.spin * by - a.vx + a.spin * ay
    vy = b.vy + b.spin * bx - a.vy - a.spin * ax
    return vx * c.nx + vy * c.ny


def _solve(a: Body, b: Body, c: Contact) -> None:
    change = (c.wanted - _closing(a, b, c)) / _weight(a, b, c, c.nx, c.ny)
    old, c.pushed = c.pushed, max(0.0, c.pushed + change)
    _kick(a, b, c, c.nx * (c.pushed - old), c.ny * (c.pushed - old))
    tx, ty = -c.ny, c.nx
    ax, ay, bx, by = c.x - a.x, c.y - a.y, c.x - b.x, c.y - b.y
    slip = (b.vx - b.spin * by - a.vx + a.spin * ay) * tx + (
        b.vy + b.spin * bx - a.vy - a.spin * ax
    ) * ty
    most = math.sqrt(a.grip * b.grip) * c.pushed
    old, c.rubbed = c.rubbed, min(most, max(-most, c.rubbed - slip / _weight(a, b, c, tx, ty)))
    _kick(a, b, c, tx * (c.rubbed - old), ty * (c.rubbed - old))


def _weight(a: Body, b: Body, c: Contact, nx: float, ny: float) -> float:
    first = (c.x - a.x) * ny - (c.y - a.y) * nx
    second = (c.x - b.x) * ny - (c.y - b.y) * nx
    return a.light + b.light + a.loose * first**2 + b.loose * second**2 or 1.0


def _kick(a: Body, b: Body, c: Contact, px: float, py: float) -> None:
    a.vx -= px * a.light
    a.vy -= py * a.light
    a.spin -= ((c.x - a.x) * py - (c.y - a.y) * px) * a.loose
    b.vx += px * b.light
    b.vy += py * b.light
    b.spin += ((c.x - b.x) * py - (c.y - b.y) * px) * b.loose


# --- where things touch ------------------------------------------------------------------------


def _contacts(pieces: list[Body]) -> list[Contact]:
    found: list[Contact] = []
    reach = [body.reach() for body in pieces]
    for j, b in enumerate(pieces):
        for i in range(j):
            a = pieces[i]
            if not (a.light or b.light) or j in a.ghost or i in b.ghost:
                continue
            if math.dist((a.x, a.y), (b.x, b.y)) > reach[i] + reach[j]:
                continue
            if a.r and b.r:
                found += _discs(i, j, a, b)
            elif a.r:
                found += [_turned(c) for c in _disc_on(j, i, b, a)]
            elif b.r:
                found += _disc_on(i, j, a, b)
            else:
                found += _polygons(i, j, a, b)
    return found


def _turned(c: Contact) -> Contact:
    return Contact(c.b, c.a, c.x, c.y, -c.nx, -c.ny, c.depth)


def _discs(i: int, j: int, a: Body, b: Body) -> list[Contact]:
    dx, dy = b.x - a.x, b.y - a.y
    far = math.hypot(dx, dy) or 1e-6
    depth = a.r + b.r - far
    if depth < 0:
        return []
    nx, ny = dx / far, dy / far
    return [Contact(i, j, a.x + nx * a.r, a.y + ny * a.r, nx, ny, depth)]


def _disc_on(i: int, j: int, polygon: Body, disc: Body) -> list[Contact]:
    outline = polygon.outline()
    best, inside = None, True
    for p, q in zip(outline, (*outline[1:], outline[0]), strict=True):
        ex, ey = q[0] - p[0], q[1] - p[1]
        t = ((disc.x - p[0]) * ex + (disc.y - p[1]) * ey) / (ex * ex + ey * ey)
        t = min(1.0, max(0.0, t))
        x, y = p[0] + t * ex, p[1] + t * ey
        far = math.dist((x, y), (disc.x, disc.y))
        inside = inside and (disc.x - p[0]) * ey - (disc.y - p[1]) * ex < 0
        if best is None or far < best[0]:
            best = far, x, y
    assert best is not None
    far, x, y = best
    if far > disc.r and not inside:
        return []
    sign = -1.0 if inside else 1.0
    nx, ny = sign * (disc.x - x) / (far or 1e-6), sign * (disc.y - y) / (far or 1e-6)
    return [Contact(i, j, x, y, nx, ny, disc.r - sign * far)]


def _polygons(i: int, j: int, a: Body, b: Body) -> list[Contact]:
    first, second = a.outline(), b.outline()
    over_a, over_b = _apart(first, second), _apart(second, first)
    if over_a[0] > 0 or over_b[0] > 0:
        return []
    swapped = over_b[0] > over_a[0] + 0.05
    side, (held, other) = (over_b[1], (second, first)) if swapped else (over_a[1], (first, second))
    p, q = held[side], held[(side + 1) % len(held)]
    far = math.dist(p, q)
    tx, ty = (q[0] - p[0]) / far, (q[1] - p[1]) / far
    nx, ny = ty, -tx
    edge = _facing(other, nx, ny)
    points = _clipped(edge, (-tx, -ty), -(tx * p[0] + ty * p[1]))
    points = _clipped(points, (tx, ty), tx * q[0] + ty * q[1])
    found = []
    for x, y in points:
        depth = -((x - p[0]) * nx + (y - p[1]) * ny)
        if depth >= 0:
            contact = Contact(i, j, x, y, nx, ny, depth)
            found.append(Contact(i, j, x, y, -nx, -ny, depth) if swapped else contact)
    return found


def _apart(held: list[Vec], other: list[Vec]) -> tuple[float, int]:
    """The side of a polygon that the other is farthest outside of, and how far."""
    best, side = -math.inf, 0
    for k, p in enumerate(held):
        q = held[(k + 1) % len(held)]
        far = math.dist(p, q)
        nx, ny = (q[1] - p[1]) / far, -(q[0] - p[0]) / far
        least = min((x - p[0]) * nx + (y - p[1]) * ny for x, y in other)
        if least > best:
            best, side = least, k
    return best, side


def _facing(outline: list[Vec], nx: float, ny: float) -> list[Vec]:
    """The side that looks most against a direction."""
    best, found = math.inf, outline[:2]
    for k, p in enumerate(outline):
        q = outline[(k + 1) % len(outline)]
        far = math.dist(p, q)
        dot = ((q[1] - p[1]) * nx - (q[0] - p[0]) * ny) / far
        if dot < best:
            best, found = dot, [p, q]
    return found


def _clipped(points: list[Vec], n: Vec, most: float) -> list[Vec]:
    if len(points) < 2:
        return points
    (ax, ay), (bx, by) = points
    da, db = n[0] * ax + n[1] * ay - most, n[0] * bx + n[1] * by - most
    found = [p for p, d in (((ax, ay), da), ((bx, by), db)) if d <= 0]
    if da * db < 0:
        t = da / (da - db)
        found.append((ax + t * (bx - ax), ay + t * (by - ay)))
    return found
