"""Words to motion: what a prompt was understood to say goes in, with the subject that was found in
the start image; the strokes and the camera move that show it come out.

The actions follow each other in their steps on the same subject. Points are taken from the physics
of each: what falls gathers speed, what is thrown flies a parabola, what rolls turns by the way it
has come over its radius.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from engine.prompt.lexicon import english
from engine.records import (
    SCREEN_HEADINGS,
    Action,
    Camera,
    Heading,
    PathPoint,
    Reading,
    Settings,
    Stroke,
    Subject,
)

# Chinese verbs are known by their first character: 掉下, 掉落 and 掉下来 all fall
_ROLL = frozenset({"roll", "tumble", "滚", "翻滚"})
_FALL = frozenset({"fall", "drop", "plunge", "plummet", "落", "掉", "坠", "下落"})
_JUMP = frozenset({"jump", "hop", "leap", "跳"})
_BOUNCE = frozenset({"bounce", "弹"})
_THROW = frozenset(
    {"throw", "toss", "hurl", "lob", "fling", "kick", "launch", "shoot", "扔", "抛", "投", "踢"}
)
_SPIN = frozenset({"spin", "rotate", "twirl", "revolve", "whirl", "pirouette", "旋转", "转动"})
_SWAY = frozenset(
    {"sway", "wave", "flutter", "ripple", "billow", "flap", "tremble", "摇曳", "飘动", "摆动"}
)
_MANNERS = _ROLL | _FALL | _JUMP | _BOUNCE | _THROW | _SPIN | _SWAY
_CARRIED = frozenset({"travel", "transfer", "flow"})
"""Motion classes of the lexicon in which the whole thing changes place."""

_PACE = 0.45
_PER_SECOND = (0.05, 0.25)
"""Frame widths a second: at a crawl, and what the fastest adds."""
_TRAVEL = (0.14, 0.5)
"""Frame widths that one action covers at least and at most."""
_EDGE = 0.01
_SAMPLES = 12
_FEATHER = 0.006

Path = Callable[[float], tuple[float, float]]
"""u (0..1 of an action) to the shift in frame heights (x right, y down)."""


@dataclass(frozen=True, slots=True)
class _Act:
    """One action as motion: a path in frame heights, turn and growth over it."""

    path: Path
    turn_deg: float = 0.0
    scale: float = 1.0


def propose(reading: Reading, subject: Subject | None, settings: Settings) -> tuple[Stroke, ...]:
    """Strokes that show the actions of the reading on the subject; none where nothing moves.

    Camera moves are not strokes: see `camera_of`.
    """
    if subject is None:
        return ()
    acted = [a for a in reading.actions if not a.camera and not a.ambient]
    swaying = [a for a in reading.actions if _base(a) in _SWAY]
    stroke = _travelled(acted, reading, subject, settings)
    if stroke is not None:
        return (stroke,)
    if swaying:
        name = _name(swaying[0], reading)
        return (Stroke(name, "ambient", subject.region, feather=_FEATHER),)
    return ()


def camera_of(reading: Reading) -> Camera:
    """The camera move that the words ask for, for the whole clip."""
    pan = tilt = roll = 0.0
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
        elif "roll" in verb:
            roll += 60 * amount * (-1 if action.heading == "left" else 1)
        elif action.heading is not None and action.heading in SCREEN_HEADINGS:
            x, y = SCREEN_HEADINGS[action.heading]
            pan += amount * x
            tilt -= amount * y
        elif "pan" in verb:
            pan += amount
    return Camera(pan, tilt, zoom, roll)


def _travelled(
    actions: list[Action], reading: Reading, subject: Subject, settings: Settings
) -> Stroke | None:
    steps = max((a.step for a in actions), default=1)
    aspect = settings.width / settings.height
    seconds = settings.frames / settings.fps / steps
    points: list[PathPoint] = []
    turn, scale, at, named = 0.0, 1.0, subject.centre, ""
    for step in range(1, steps + 1):
        same = [a for a in actions if a.step == step]
        acts = [(a, _act(a, at, subject, seconds, aspect)) for a in same]
        action, act = next(((a, act) for a, act in acts if act is not None), (None, None))
        if action is None or act is None:
            continue
        named = named or _name(action, reading)
        new = _placed(act.path, at, (step - 1) / steps, step / steps, aspect)
        points += new if not points or new[0].t > points[-1].t else new[1:]
        at = (new[-1].x, new[-1].y)
        turn, scale = turn + act.turn_deg, scale * act.scale
    if not points:
        return None
    return Stroke(
        named, "move", subject.region, tuple(points), _FEATHER, rotation_deg=turn, scale=scale
    )


def _pace(action: Action) -> float:
    """The speed that is said, else the usual one of the gait."""
    if action.pace is not None:
        return action.pace
    verb = english().verbs.get(action.verb)
    return _PACE if verb is None or verb.gait is None else verb.gait


def _placed(
    path: Path, at: tuple[float, float], start: float, end: float, aspect: float
) -> list[PathPoint]:
    out = []
    for i in range(_SAMPLES + 1):
        u = i / _SAMPLES
        x, y = path(u)
        out.append(PathPoint(start + (end - start) * u, at[0] + x / aspect, at[1] + y))
    return out


def _act(
    action: Action, at: tuple[float, float], subject: Subject, seconds: float, aspect: float
) -> _Act | None:
    """The motion of one action of a subject that is at `at`; None where its place stays."""
    pace = _pace(action)
    if _base(action) in _SWAY:
        return None
    if _base(action) in _SPIN:
        sign = -1 if action.heading == "left" else 1
        return _Act(lambda u: (0.0, 0.0), sign * 360.0 * max(1, round(pace * seconds)))
    way = _way(action)
    if way is None:
        return None
    slow, fast = _PER_SECOND
    reach = min(max((slow + fast * pace) * seconds, _TRAVEL[0]), _TRAVEL[1]) * aspect
    if way in {"toward-camera", "forward", "away-from-camera", "backward"}:
        closer = way in {"toward-camera", "forward"}
        growth = 1 + reach / aspect
        return _Act(
            _straight(0.0, 0.08 if closer else -0.05), 0.0, growth if closer else 1 / growth
        )
    if way == "around":
        return _Act(_circle(reach / 6))
    return _screen_act(
        _base(action), way, _within(way, reach, at, subject, aspect), subject, aspect
    )


def _screen_act(verb: str, way: Heading, reach: float, subject: Subject, aspect: float) -> _Act:
    x, y = (reach * part for part in SCREEN_HEADINGS[way])
    high = min(0.35, 0.5 * abs(reach))
    if verb in _ROLL:
        radius = math.sqrt(max(1e-6, subject.box.w * aspect * subject.box.h)) / 2
        turn = math.degrees(reach / radius) * (-1 if x < 0 else 1)
        return _Act(_gathering(x, y) if y > 0 else _straight(x, y), turn)
    if verb in _THROW or (verb in _JUMP and abs(x) > 1e-9):
        return _Act(_ballistic(x, max(0.0, y), high))
    if verb in _JUMP:
        return _Act(_ballistic(0.0, 0.0, min(0.4, reach)))
    if verb in _BOUNCE:
        return _Act(_bounces(x, high))
    if verb in _FALL:
        return _Act(_gathering(x, y))
    return _Act(_straight(x, y))


def _way(action: Action) -> Heading | None:
    """Where the action goes, by its words or by its nature; None where it stays in place."""
    base = _base(action)
    entry = english().verbs.get(action.verb)
    if entry is not None and entry.motion not in _CARRIED:
        return None
    if base in _ROLL and action.heading in {"down", None}:
        # what rolls down rolls down a slope; which way it leans the words do not say
        return "down-right" if action.heading or base == "tumble" else "right"
    if action.heading is not None:
        return action.heading
    if base in _JUMP:
        return "up"
    if base in _FALL:
        return "down"
    if entry is None and base not in _MANNERS:
        return None
    return "right"


def _base(action: Action) -> str:
    """The verb that the manners are listed by: 'fall' of 'fall down', '掉' of '掉下来'."""
    base = action.verb.split()[0] if action.verb.strip() else ""
    return base if base in _MANNERS else base[:1] if base[:1] in _MANNERS else base


def _within(
    way: Heading, reach: float, at: tuple[float, float], subject: Subject, aspect: float
) -> float:
    """As far as the subject stays in the frame, but never less than half the way."""
    x, y = SCREEN_HEADINGS[way]
    room = reach
    for part, place, size, unit in (
        (x, at[0], subject.box.w, aspect),
        (y, at[1], subject.box.h, 1.0),
    ):
        if abs(part) > 1e-9:
            free = (1 - place if part > 0 else place) - size / 2 - _EDGE
            room = min(room, free * unit / abs(part))
    return max(room, reach / 2)


def _straight(x: float, y: float) -> Path:
    return lambda u: (x * u, y * u)


def _gathering(x: float, y: float) -> Path:
    """From rest, at constant acceleration."""
    return lambda u: (x * u * u, y * u * u)


def _ballistic(x: float, y: float, high: float) -> Path:
    """A parabola that rises `high` above the straight line."""
    return lambda u: (x * u, y * u - 4 * high * u * (1 - u))


def _bounces(x: float, high: float) -> Path:
    """Three hops, each half as high as the one before."""

    def path(u: float) -> tuple[float, float]:
        hop = min(2, int(u * 3))
        part = u * 3 - hop
        return x * u, -4 * high * 0.5**hop * part * (1 - part)

    return path


def _circle(radius: float) -> Path:
    def path(u: float) -> tuple[float, float]:
        return radius * math.sin(2 * math.pi * u), radius * (math.cos(2 * math.pi * u) - 1) * 0.5

    return path


def _name(action: Action, reading: Reading) -> str:
    """What the stroke is called: the subject's words without their article."""
    if action.subject_span is None:
        return action.verb
    words = reading.text[action.subject_span.start : action.subject_span.end].split()
    kept = [word for word in words if word.casefold() not in {"a", "an", "the"}]
    return " ".join(kept)[:200] or action.verb
