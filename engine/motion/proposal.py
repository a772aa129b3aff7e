"""Words to motion: what a prompt was understood to say goes in, with the subject that was found in
the start image; the strokes and the camera move that show it come out.

The actions follow each other in their steps on the same subject. What nature moves is moved by the
presets of `engine.motion.physics`, in slow or fast motion so that it fills its step: what falls
gathers speed, what is thrown flies a parabola, what rolls turns by its way over its radius.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from engine.motion import physics
from engine.motion.courses import ROLLING
from engine.motion.manner import BOUNCE, FALL, JUMP, MANNERS, ROLL, SPIN, SWAY, THROW, base_of
from engine.motion.world import G, World, world_of
from engine.prompt.lexicon import english
from engine.records import (
    SCREEN_HEADINGS,
    Action,
    Ambient,
    Bounce,
    Camera,
    Heading,
    Manner,
    Orbit,
    PathPoint,
    Place,
    Preset,
    Reading,
    Roll,
    Settings,
    Stroke,
    Subject,
    Throw,
)

_CARRIED = frozenset({"travel", "transfer", "flow"})
"""Motion classes of the lexicon in which the whole thing changes place."""

_PACE = 0.45
_PER_SECOND = (0.05, 0.25)
"""Frame widths a second: at a crawl, and what the fastest adds."""
_TRAVEL = (0.14, 0.5)
"""Frame widths that one action covers at least and at most."""
_EDGE = 0.01
_TIPPED = 0.25
"""Down over sideways of what falls to a side."""
_SAMPLES = 12
_FEATHER = 0.006
_AMBIENT: Mapping[str, Manner] = {
    "ripple": "ripple",
    "flutter": "flutter",
    "flap": "flutter",
    "billow": "flutter",
    "飘动": "flutter",
}
_HALF = 0.5
"""Of as far as a region bears: what is said to ripple does not boil."""

Path = Callable[[float], tuple[float, float]]
"""u (0..1 of an action) to the shift in frame heights (x right, y down)."""


@dataclass(frozen=True, slots=True)
class _Act:
    """One action as motion: a path in frame heights or a preset, turn and growth over it."""

    path: Path | Preset
    turn_deg: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class _Step:
    """Where and when one action begins, and what it has room for."""

    at: Place
    start: float
    end: float
    """In t of the clip."""
    subject: Subject
    world: World

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return (self.end - self.start) * self.world.seconds

    def place(self, x: float, y: float) -> Place:
        """What lies x right and y down of the start, in frame heights."""
        return self.at[0] + x / self.world.aspect, self.at[1] + y

    def filled_by(self, preset: Preset, hits: int = 1) -> Preset:
        """The preset from this step's start to its end."""
        return physics.lasting(replace(preset, start=self.start), self.seconds, self.world, hits)


def propose(reading: Reading, subject: Subject | None, settings: Settings) -> tuple[Stroke, ...]:
    """Strokes that show the actions of the reading on the subject; none where nothing moves.

    Camera moves are not strokes: see `camera_of`.
    """
    if subject is None:
        return ()
    acted = [a for a in reading.actions if not a.camera and not a.ambient]
    swaying = [a for a in reading.actions if base_of(a) in SWAY]
    stroke = _travelled(acted, reading, subject, settings)
    if stroke is not None:
        return (stroke,)
    if swaying:
        name, manner = _name(swaying[0], reading), _AMBIENT.get(base_of(swaying[0]), "sway")
        ambient = Ambient(manner, _HALF) if manner != "sway" else None
        return (Stroke(name, "ambient", subject.region, feather=_FEATHER, ambient=ambient),)
    return ()


def camera_of(reading: Reading) -> Camera:
    """The camera move that the words ask for, for the whole clip."""
    pan = tilt = roll = orbit = 0.0
    zoom = 1.0
    for action in reading.actions:
        if not action.camera:
            continue
        amount = 0.1 + 0.3 * (_PACE if action.pace is None else action.pace)
        verb = action.verb
        if any(word in verb for word in ("zoom", "push", "pull", "dolly", "推", "拉")):
            away = any(word in verb for word in ("out", "back", "pull", "away", "拉"))
            away = away or action.heading in {"backward", "away-from-camera"}
            zoom *= 1 / (1 + amount) if away else 1 + amount
        elif any(word in verb for word in ("orbit", "circle", "revolve", "环绕")):
            orbit += amount / 2 * (-1 if action.heading == "left" else 1)
        elif "roll" in verb:
            roll += 60 * amount * (-1 if action.heading == "left" else 1)
        elif action.heading is not None and action.heading in SCREEN_HEADINGS:
            x, y = SCREEN_HEADINGS[action.heading]
            pan += amount * x
            tilt -= amount * y
        elif "pan" in verb:
            pan += amount
    return Camera(pan, tilt, zoom, roll, orbit)


def _travelled(
    actions: list[Action], reading: Reading, subject: Subject, settings: Settings
) -> Stroke | None:
    steps = max((a.step for a in actions), default=1)
    world = world_of(settings, None)
    points: list[PathPoint] = []
    made: list[_Act] = []
    at, named = subject.centre, ""
    for number in range(1, steps + 1):
        step = _Step(at, (number - 1) / steps, number / steps, subject, world)
        same = [a for a in actions if a.step == number]
        acts = [(a, _act(a, step)) for a in same]
        action, act = next(((a, act) for a, act in acts if act is not None), (None, None))
        if action is None or act is None:
            continue
        named = named or _name(action, reading)
        new = _placed(act.path, step)
        points += new if not points or new[0].t > points[-1].t else new[1:]
        at = (new[-1].x, new[-1].y)
        made.append(act)
    if not points:
        return None
    turn, scale = sum(act.turn_deg for act in made), math.prod(act.scale for act in made)
    only = made[0].path if len(made) == 1 else None
    return Stroke(
        named,
        "move",
        subject.region,
        tuple(points),
        _FEATHER,
        rotation_deg=turn,
        scale=scale,
        motion=None if callable(only) else only,
    )


def speed_of(action: Action) -> float:
    """How fast the words make it go, in frame widths a second."""
    slow, fast = _PER_SECOND
    return slow + fast * _pace(action)


def _pace(action: Action) -> float:
    """The speed that is said, else the usual one of the gait."""
    if action.pace is not None:
        return action.pace
    verb = english().verbs.get(action.verb)
    return _PACE if verb is None or verb.gait is None else verb.gait


def _placed(path: Path | Preset, step: _Step) -> list[PathPoint]:
    if not callable(path):
        return list(physics.points_of(path, step.world, step.end))
    out = []
    for i in range(_SAMPLES + 1):
        u = i / _SAMPLES
        out.append(PathPoint(step.start + (step.end - step.start) * u, *step.place(*path(u))))
    return out


def _act(action: Action, step: _Step) -> _Act | None:
    """The motion of one action; None where its place stays."""
    pace, aspect = _pace(action), step.world.aspect
    if base_of(action) in SWAY:
        return None
    if base_of(action) in SPIN:
        sign = -1 if action.heading == "left" else 1
        return _Act(lambda u: (0.0, 0.0), sign * 360.0 * max(1, round(pace * step.seconds)))
    way = _way(action)
    if way is None:
        return None
    reach = min(max(speed_of(action) * step.seconds, _TRAVEL[0]), _TRAVEL[1]) * aspect
    if way in {"toward-camera", "forward", "away-from-camera", "backward"}:
        closer = way in {"toward-camera", "forward"}
        growth = 1 + reach / aspect
        return _Act(
            _straight(0.0, 0.08 if closer else -0.05), 0.0, growth if closer else 1 / growth
        )
    if way == "around":
        around = step.place(-reach / 6, 0.0)
        return _Act(Orbit(around, step.at, 0.0, step.seconds, 0.5, start=step.start))
    return _screen_act(base_of(action), way, _within(way, reach, step), step)


def _screen_act(verb: str, way: Heading, reach: float, step: _Step) -> _Act:
    x, y = (reach * part for part in SCREEN_HEADINGS[way])
    high = min(0.35, 0.5 * abs(reach))
    if verb in ROLL:
        return _rolled(x, y, step)
    if verb in THROW or (verb in JUMP and abs(x) > 1e-9):
        return _Act(step.filled_by(Throw(step.at, step.place(x, max(0.0, y)), apex=high)))
    if verb in JUMP:
        return _Act(step.filled_by(Throw(step.at, step.at, apex=min(0.4, reach))))
    if verb in BOUNCE:
        return _Act(_bounced(x, high, step))
    if verb in FALL:
        down = max(y, _TIPPED * abs(x))
        floor = step.place(-1.0, down), step.place(1.0, down)
        foot = step.place(x, down)
        fall = Bounce(step.at, floor, restitution=0.0, friction=physics.STICKS, landing=foot)
        return _Act(step.filled_by(fall))
    return _Act(_straight(x, y))


def _rolled(x: float, y: float, step: _Step) -> _Act:
    """Down from rest, on the level at even speed, up with just the push that it takes."""
    box, world = step.subject.box, step.world
    radius = math.sqrt(max(1e-6, box.w * world.aspect * box.h)) / 2
    climb = math.sqrt(2 * ROLLING * G * max(0.0, -y) / world.metre) if y < 0 else 0.0
    push = 0.0 if y > 0 else 1.02 * climb or 1.0
    path = (step.at, step.place(x, y))
    roll = step.filled_by(Roll(path, radius, push, runs_on=False))
    return _Act(roll, physics.turn_of(roll, world, step.end) or 0.0)


def _bounced(x: float, high: float, step: _Step) -> Preset:
    """Three hops, each half as high as the one before."""
    floor = step.place(-1.0, 0.0), step.place(1.0, 0.0)
    springs = 0.5**0.5
    # hops take as long as they are fast: the first has this share of the time of three
    foot = step.place(x / (1 + springs + springs**2), 0.0)
    bounce = Bounce(step.at, floor, restitution=springs, friction=0.0, apex=high, landing=foot)
    return step.filled_by(bounce, hits=3)


def _way(action: Action) -> Heading | None:
    """Where the action goes, by its words or by its nature; None where it stays in place."""
    base = base_of(action)
    entry = english().verbs.get(action.verb)
    if entry is not None and entry.motion not in _CARRIED:
        return None
    if base in ROLL and action.heading in {"down", None}:
        # what rolls down rolls down a slope; which way it leans the words do not say
        return "down-right" if action.heading or base == "tumble" else "right"
    if action.heading is not None:
        return action.heading
    if base in JUMP:
        return "up"
    if base in FALL:
        return "down"
    if entry is None and base not in MANNERS:
        return None
    return "right"


def _within(way: Heading, reach: float, step: _Step) -> float:
    """As far as the subject stays in the frame, but never less than half the way."""
    x, y = SCREEN_HEADINGS[way]
    room, box = reach, step.subject.box
    for part, place, size, unit in (
        (x, step.at[0], box.w, step.world.aspect),
        (y, step.at[1], box.h, 1.0),
    ):
        if abs(part) > 1e-9:
            free = (1 - place if part > 0 else place) - size / 2 - _EDGE
            room = min(room, free * unit / abs(part))
    return max(room, reach / 2)


def _straight(x: float, y: float) -> Path:
    return lambda u: (x * u, y * u)


def _name(action: Action, reading: Reading) -> str:
    """What the stroke is called: the subject's words without their article."""
    if action.subject_span is None:
        return action.verb
    words = reading.text[action.subject_span.start : action.subject_span.end].split()
    kept = [word for word in words if word.casefold() not in {"a", "an", "the"}]
    return " ".join(kept)[:200] or action.verb
