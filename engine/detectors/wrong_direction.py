"""Things that go another way than was asked: by the brush, and else by the words.

Each move stroke is compared with the mover that starts in its region, on the same frames; without
strokes, the headings of the prompt are compared with the mover that carries most of the motion. The
motion of the camera is taken away first.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import acos, degrees, hypot

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined, logistic
from engine.detectors.evidence import about, around, boxes_of, curve, main_mover, may_ripple
from engine.inspect.asked import courses, diagonal, move_strokes, view_way
from engine.inspect.observation import Observation
from engine.inspect.things import Beginning, Thing
from engine.inspect.wording import runs_or_pours
from engine.prompt.lexicon import english
from engine.records import SCREEN_HEADINGS, Action, Finding

KIND = "wrong-direction"

# The statistic is -agreement, -1 (as asked) .. 1 (opposite). A painted path says where to go to
# within 60 degrees; words to within 107: 'to the right' may well rise or fall on the way.
_BRUSH_MIDDLE, _WORDS_MIDDLE = -0.5, 0.3
_SLOPE = 7.0
_PRIOR = 0.04
# ways shorter than 1.5 % of the diagonal decide nothing, from 5 % on they decide all
_SHORT, _LONG = 0.015, 0.05
_RIVAL = 0.3
_STRAIGHT = 0.15
_FOLLOWED, _STAYS = 0.3, 0.25
_UPRIGHT = 0.9
_GET_ABOUT = frozenset({"travel", "transfer", "place", "hand", "turn"})
"""Motions of verbs that may lead elsewhere."""
_BACK = 0.25
"""Of all that it goes to and fro, for it to have turned back."""
_LEG = 0.2
"""Of all that, that it has to go as one of several actions says."""
_STANDS_OUT, _GOES_BY, _MANY = 0.4, 0.05, 10
"""Share of all motion, reach of the view by the diagonal, and how many move at a time, where near
and far things seem to move as well."""
_AS_ASKED = 0.5
"""Cosine from which on a way is the one that was asked for."""


@dataclass(frozen=True, slots=True)
class _Check:
    """One thing asked for against one mover."""

    thing: Thing
    wanted: NDArray[np.float64]
    """Pixels over the thing's frames, or a unit vector where only the way is asked for."""
    went: NDArray[np.float64]
    agreement: float
    frames: tuple[int, int]
    middle: float
    asked: str
    name: str = "It"
    verb: str | None = None
    ghost: tuple[tuple[int, float, float], ...] = ()
    along: tuple[float, ...] = ()
    """How far it has come along the wanted way, frame by frame."""
    ahead: tuple[float, ...] = ()
    """The same for what was asked for."""


def detect(seen: Observation) -> Detection | Undetermined:
    """Findings for each stroke or heading that could be compared."""
    strokes = move_strokes(seen.plan)
    headings = () if strokes else _headings(seen)
    if not strokes and not headings:
        return Undetermined("neither the prompt nor the brush says where to go")
    if headings and seen.things and not (seen.grounded and _stands_out(seen)):
        return Undetermined(
            "the view goes through the scene, so that things cannot be told from their ground"
        )
    checks = _stroke_checks(seen) if strokes else _heading_checks(seen, headings)
    findings = tuple(_finding(seen, check) for check in checks)
    return Detection(max((f.score for f in findings), default=_PRIOR), findings)


# --- against the brush -------------------------------------------------------------------------


def _stroke_checks(seen: Observation) -> list[_Check]:
    return [
        _Check(
            thing=course.thing,
            wanted=course.wanted[-1],
            went=course.measured[-1],
            agreement=course.agreement,
            frames=(int(course.frames[0]), int(course.frames[-1])),
            middle=_BRUSH_MIDDLE,
            asked="the brush says",
            name=f"'{course.stroke.name}'" if course.stroke.name else "It",
            ghost=course.ghost(),
            along=along(course.wanted, course.measured),
            ahead=along(course.wanted, course.wanted),
        )
        for course in courses(seen)
        if course.thing is not None and _goes(course.thing)
    ]


def _goes(thing: Thing) -> bool:
    """Whether it gets somewhere: what trembles to and fro, or cannot be followed, goes no way."""
    followed = float(np.median(thing.kept[:-1])) if len(thing) > 1 else 0.0
    return followed > _FOLLOWED and thing.spread > _STRAIGHT * thing.way


def along(wanted: NDArray[np.float64], went: NDArray[np.float64]) -> tuple[float, ...]:
    """How far a way (n, 2) has come along the wanted one, frame by frame, in pixels."""
    far = wanted[int(np.argmax(np.hypot(*wanted.T)))]
    return tuple(map(float, went @ (far / max(float(np.hypot(*far)), 1e-9))))


# --- against the words -------------------------------------------------------------------------


def _headings(seen: Observation) -> tuple[Action, ...]:
    if seen.reading is None:
        return ()
    return tuple(
        action
        for action in seen.reading.actions
        if action.heading in SCREEN_HEADINGS
        and not (action.camera or action.ambient or action.negated)
        and not _stays(action)
    )


def _sends(action: Action) -> bool:
    """Whether another thing goes that way than who does it: 'throws up sand'."""
    verb = english().verbs.get(action.verb)
    return verb is not None and verb.motion == "transfer"


def _stands_out(seen: Observation) -> bool:
    """Whether one thing is what moves: beside a view that goes by near and far things, which seem
    to move as well, it carries much of all motion."""
    main = main_mover(seen)
    if main is None or main.weight > _STANDS_OUT * sum(thing.weight for thing in seen.things):
        return True
    goes_by = float(np.hypot(*np.ptp(view_way(seen), axis=0))) > _GOES_BY * diagonal(seen)
    return not goes_by or about(seen, (main.first + main.last) // 2) <= _MANY


def _stays(action: Action) -> bool:
    """Whether it only turns where it is: 'looks up' and 'leans down' go nowhere."""
    verb = english().verbs.get(action.verb)
    return verb is not None and verb.motion == "turn" and verb.heading is not None


def _others(seen: Observation, action: Action) -> tuple[Action, ...]:
    """What else happens before or after it that may lead elsewhere: of who reaches in from the
    right and takes a cup away nobody says which way it then goes."""
    assert seen.reading is not None
    return tuple(
        other
        for other in seen.reading.actions
        if other.step != action.step
        and other.heading != action.heading
        and not (other.camera or other.ambient or other.negated)
        and _gets_about(other)
    )


def _agreement(seen: Observation, action: Action, thing: Thing, way: NDArray[np.float64]) -> float:
    """-1..1: how well a thing goes the way of an action, for as long as it lasts."""
    path = thing.course()
    if _comes_back(action):
        return _turn_by_turn(path, way)
    others = _others(seen, action)
    if not others:
        return _cosine(path[-1], way)
    # whichever way it goes on, it has gone this one for a while, and before all else where that is
    # said first
    # who lifts a thing reaches down to it before
    reaches = action.object_span is not None and way[1] < -_UPRIGHT
    first = not reaches and all(other.span.start > action.span.start for other in others)
    along = path @ way
    until = _turned_back(along) if first else len(along)
    gone = float(_advances(along[:until]).max())
    return min(2.0, gone / max(_LEG * float(np.ptp(along)), 1e-9)) - 1.0


def _turned_back(along: NDArray[np.float64]) -> int:
    """The rows until it went a good part of all its way back again."""
    far = np.flatnonzero(_advances(-along) > _BACK * float(np.ptp(along)))
    return int(far[0]) + 1 if len(far) else len(along)


def _advances(along: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n,) How far it has come along since it was farthest back."""
    return np.asarray(along - np.minimum.accumulate(along))


def _comes_back(action: Action) -> bool:
    """Whether it goes to and fro, as what swings."""
    verb = english().verbs.get(action.verb)
    return verb is not None and verb.time == "symmetric"


def _gets_about(action: Action) -> bool:
    verb = english().verbs.get(action.verb)
    return verb is not None and verb.motion in _GET_ABOUT


def _heading_checks(seen: Observation, actions: tuple[Action, ...]) -> list[_Check]:
    thing = main_mover(seen)
    # of what is suddenly there nobody saw where it came from, nor where it was sent
    if thing is None or not _goes(thing) or thing.beginning is Beginning.NOWHERE:
        return []
    if may_ripple(seen, thing):
        return []
    ways = {action.heading: _vector(action) for action in actions}
    contrary = any(float(a @ b) < -0.5 for a in ways.values() for b in ways.values())
    if contrary:
        # a stone that drops and throws up sand goes one way, and the sand the other
        ways = {a.heading: _vector(a) for a in actions if not _sends(a)}
    # what is poured goes down, and the hand with the jug wherever it has to
    poured = frozenset() if seen.reading is None else runs_or_pours(seen.reading)
    ways = {
        heading: way
        for heading, way in ways.items()
        if abs(way[1]) < _UPRIGHT
        or any(a.heading == heading and a.verb not in poured for a in actions)
    }
    checks = []
    for heading, way in ways.items():
        action = next(action for action in actions if action.heading == heading)
        path = thing.course()
        net = path[-1]
        along = _turn_by_turn(path, way) if contrary else _agreement(seen, action, thing, way)
        if along < 0 and not contrary and _rivalled(seen, thing, way):
            continue
        checks.append(
            _Check(
                thing=thing,
                wanted=way,
                went=_farthest(path, way) if along > 0 > float(net @ way) else net,
                agreement=along,
                frames=(thing.first, thing.last),
                middle=_WORDS_MIDDLE,
                asked="the prompt says",
                verb=action.verb,
                along=tuple(map(float, path @ way)),
            )
        )
    return checks


def _vector(action: Action) -> NDArray[np.float64]:
    assert action.heading is not None
    return np.array(SCREEN_HEADINGS[action.heading], dtype=np.float64)


def _cosine(went: NDArray[np.float64], way: NDArray[np.float64]) -> float:
    length = float(np.linalg.norm(went))
    return float(went @ way) / length if length > 1e-9 else 0.0


def _turn_by_turn(path: NDArray[np.float64], way: NDArray[np.float64]) -> float:
    """Agreement where the prompt asks for both ways: did it ever go this one?

    The largest advance along the way against the largest along its opposite, as -1 .. 1; a tenth of
    the opposite is enough to have gone it.
    """
    along = path @ way
    rise, fall = float(_advances(along).max()), float(_advances(-along).max())
    return 2.0 * min(1.0, 5.0 * rise / max(rise + fall, 1e-9)) - 1.0


def _farthest(path: NDArray[np.float64], way: NDArray[np.float64]) -> NDArray[np.float64]:
    """The longest stretch of a path that goes a way without turning back."""
    along = path @ way
    end = int(np.argmax(_advances(along)))
    return np.asarray(path[end] - path[int(np.argmin(along[: end + 1]))])


def _rivalled(seen: Observation, main: Thing, way: NDArray[np.float64]) -> bool:
    """Whether another mover of some weight goes as asked: the words may be about that one."""
    return any(
        thing.weight > _RIVAL * main.weight and _cosine(thing.path()[-1], way) > 0.5
        for thing in seen.things
        if thing is not main
    )


# --- what is said ------------------------------------------------------------------------------


def _finding(seen: Observation, check: _Check) -> Finding:
    diagonal = hypot(seen.clip.width, seen.clip.height)
    length = float(np.linalg.norm(check.went))
    sure = min(1.0, max(0.0, (length / diagonal - _SHORT) / (_LONG - _SHORT)))
    if check.ahead:
        # what hardly goes any of a painted way, stays: that is told by how well it is obeyed
        sure *= min(1.0, length / max(_STAYS * max(check.ahead), 1e-9))
    wrong = logistic(-check.agreement, check.middle, _SLOPE)
    score = _PRIOR + sure * (wrong - _PRIOR)
    measured = f"{length:.0f} px {_words(check.went)}"
    unit = check.asked == "the prompt says"
    wanted = check.wanted * length if unit else check.wanted
    boxes = boxes_of(check.thing, *check.frames)
    off = degrees(acos(max(-1.0, min(1.0, check.agreement))))
    return Finding(
        kind=KIND,
        # what goes aside was neither obeyed nor went against it
        held=score < 0.5 and check.agreement >= _AS_ASKED,
        start_frame=check.frames[0],
        end_frame=min(check.frames[1], seen.clip.frames - 1),
        box=around(seen, boxes),
        score=score,
        expected=_words(check.wanted),
        measured=f"{measured}, {off:.0f} degrees off",
        message=f"{check.name} moves {measured}; {check.asked} {_short_words(check.wanted)}",
        verb=check.verb,
        expected_vector=(float(wanted[0]), float(wanted[1])),
        measured_vector=(float(check.went[0]), float(check.went[1])),
        mover=check.thing.id,
        boxes=boxes,
        ghost=check.ghost,
        curves=(curve("way as asked", "px", check.frames[0], check.along, check.ahead),),
    )


_WAYS = {
    "right": "to the right",
    "left": "to the left",
    "up": "up",
    "down": "down",
    "up-right": "up to the right",
    "up-left": "up to the left",
    "down-right": "down to the right",
    "down-left": "down to the left",
}


def _heading_of(vector: NDArray[np.float64]) -> str:
    return max(SCREEN_HEADINGS, key=lambda name: _cosine(vector, np.array(SCREEN_HEADINGS[name])))


def _words(vector: NDArray[np.float64]) -> str:
    """'to the left'; 'back to where it began' for a way that leads nowhere."""
    if float(np.linalg.norm(vector)) < 1e-6:
        return "back to where it began"
    return _WAYS[_heading_of(vector)]


def _short_words(vector: NDArray[np.float64]) -> str:
    return _words(vector).removeprefix("to the ")


DETECTOR = Detector(
    id=KIND,
    title="Wrong direction",
    needs="a painted stroke, or a direction in the prompt",
    doc=(
        "Something goes another way than you painted or wrote: the brush says right, "
        "the clip shows left."
    ),
    measures=(
        "The angle between the asked and the measured way. A stroke is compared piece by piece "
        "with the mover that starts in its region, on the same frames; words are compared with the "
        "net way of the mover that carries most of the motion, or, where they tell of more than "
        "one action or of one that comes back, with the longest stretch that it goes that way. The "
        "camera's own motion is taken away."
    ),
    unit="degrees",
    threshold=(
        "60 degrees against a stroke, 107 against words; a mover that goes less than 1.5 % of "
        "the frame's diagonal decides nothing, from 5 % on it decides fully."
    ),
    source=(
        "Geometry of the eight headings (words are one of eight ways, and a thing may rise or fall "
        "while it goes there). The slope is set so that 20 degrees beyond the threshold is a "
        "probability of 0.9."
    ),
    blind=(
        "Ways toward or away from the camera, 'forward' and 'around'; which of two similar movers "
        "the words are about; a mover that is not there at all; where the words name a liquid, "
        "what comes up in the midst of the picture. Parallax of a moving camera can look like a "
        "mover: among more than ten beside a view that goes by, one has to carry two fifths of all "
        "motion."
    ),
    rule="Things go where they were asked to go.",
    advice=(
        "Paint the way with the motion brush; in words, name the side of the frame ('toward the "
        "right edge'), and keep the camera still."
    ),
    run=detect,
    tier="asked",
    shape="arrows",
)
