"""Legs that do not carry the body: they pump forward while it slides back.

With poses, two signs have to agree: the toes point away from where the body goes, and the foot that
carries it runs under it instead of standing. Without poses, the lowest part of somebody whom the
prompt makes walk has to go faster than the body itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined, logistic
from engine.detectors.evidence import UNSURE, around, boxes_of, main_mover
from engine.inspect.camera import square
from engine.inspect.flow import GRID
from engine.inspect.observation import Observation
from engine.inspect.people.gait import Gait, gaits_of, view_places
from engine.inspect.people.legs import Legs, body_of, legs_of
from engine.inspect.people.treading import treading
from engine.inspect.things import Thing
from engine.records import Action, Box, Curve, Finding

KIND = "incoherent-parts"

Floats = NDArray[np.float64]

_PRIOR = 0.03
_SLOPE = 5.0
# conditions are counted from where they are just met, in the unit in which they are twice met
_AWAY, _SLIPS, _STRIDE = (0.4, 0.4), (1.0, 0.6), (0.3, 0.3)
_SWINGS, _BACKS = (0.1, 0.4), (0.25, 0.4)
_LEGS_SLIP, _LEGS_PUMP = (1.2, 0.25), (0.8, 0.6)
# ... and of legs that are well seen: what is lowest never rests, the parts differ, and they open
# and close as legs do
_GOES_ALONG, _NEVER_RESTS, _LEGS_STEP = (0.6, 0.25), (0.35, 0.25), (1.0, 0.4)
_OPENS, _AS_LEGS = (0.03, 0.02), (0.25, 0.1)
_NO_WIDER = (-0.48, 0.1)
_LOWER = 0.1
"""Of its height: a piece that reaches lower by that has the feet."""
_HARDLY_OPENS, _HARDLY_PUMPS = 0.05, 0.2
# of one who glides along on legs that are still, or are hidden by a robe
_GLIDES = UNSURE
# of the body's speed: more than this at the feet and the ground there is not that of the view
_GROUND_OFF = 0.35
_BESIDE = (0.5, 1.5)
_FACES = 0.4
_DOUBTFUL = 0.2
_STANDS = 0.8
# ways of going on which feet slide, or are not what carries
_SLIDES = frozenset(
    {
        *("backpedal", "coast", "cycle", "dance", "drift", "drive", "float", "fly", "glide"),
        *("hover", "levitate", "moonwalk", "ride", "roll", "sail", "skate", "skateboard", "ski"),
        *("skid", "sled", "slide", "slip", "snowboard", "spin", "surf", "swim", "twirl", "twist"),
        *("滑", "滑冰", "滑雪", "滑行", "溜冰", "骑", "跳舞", "舞蹈", "游", "游泳", "飘", "飞"),
        *("太空步", "倒走", "后退", "旋转"),
    }
)


@dataclass(frozen=True, slots=True)
class _Check:
    """Somebody's gait, and how probable it is that it is none."""

    gait: Gait
    score: float


def detect(seen: Observation) -> Detection | Undetermined:
    """One finding for each stretch in which somebody goes across the view on legs."""
    slides = _asked_to_slide(seen)
    if slides is not None:
        return Undetermined(f"with '{slides.verb}' feet may slide, or go backward")
    if seen.people is not None:
        checks, because = _poses(seen)
        if checks:
            return _told(seen, checks)
        if because:
            return Undetermined(because)
    walker = _asked_to_walk(seen)
    if walker is None:
        return Undetermined(_NO_LEGS if seen.people is None else _NOBODY)
    return _flow_legs(seen, walker)


_NO_LEGS = "no legs are seen: the pose models are not there, and the prompt names nobody who walks"
_NOBODY = "nobody is seen to go across the view with both feet in it"
_NOT_SEEN = "the legs are too small, too fast, hidden, or go toward or away from the view"
_LOOSE_GROUND = "the ground under the feet does not move as the rest of the view does"


# --- what was asked for ------------------------------------------------------------------------


def _foreground(seen: Observation) -> Iterable[Action]:
    actions = seen.reading.actions if seen.reading is not None else ()
    return (a for a in actions if not (a.camera or a.ambient or a.negated))


def _asked_to_slide(seen: Observation) -> Action | None:
    """An action of the prompt in which feet need not stand, or the body goes backward."""
    return next(
        (a for a in _foreground(seen) if a.heading == "backward" or a.verb in _SLIDES), None
    )


def _asked_to_walk(seen: Observation) -> Action | None:
    """The action in which somebody on legs walks or runs."""
    from engine.inspect.expectations import expected_rules

    if seen.reading is None:
        return None
    verbs = {rule.verb for rule in expected_rules(seen.reading) if KIND in rule.kinds}
    return next((action for action in _foreground(seen) if action.verb in verbs), None)


# --- with poses --------------------------------------------------------------------------------


def _poses(seen: Observation) -> tuple[list[_Check], str]:
    """The gaits that can be judged; else why those that are there cannot."""
    still = view_places(seen.camera, seen.clip)
    checks, because = [], ""
    for person in seen.people or ():
        for gait in gaits_of(person, seen.camera, seen.clip):
            if not _ground_holds(seen, gait, still):
                because = _LOOSE_GROUND
            elif abs(gait.facing) >= _FACES:
                checks.append(_Check(gait, score_of(gait)))
            else:
                because = because or "the feet do not tell which way the body faces"
    return checks, because


def score_of(gait: Gait) -> float:
    """Probability that legs and body do not belong together: the weakest sign decides."""
    rooms = (
        _room(-gait.facing, _AWAY),
        _room(gait.slip, _SLIPS),
        # a foot that is lifted little still goes back over the ground
        max(_room(-gait.swing, _SWINGS), _room(-gait.back, _BACKS)),
        _room(gait.stride, _STRIDE),
    )
    return max(_PRIOR, logistic(min(rooms), 0.0, _SLOPE))


def _room(value: float, condition: tuple[float, float]) -> float:
    """How far beyond a condition a value is: 0 just meets it, 1 is plenty."""
    met, unit = condition
    return max(-1.5, min(1.0, (value - met) / unit))


def _ground_holds(seen: Observation, gait: Gait, still: Floats) -> bool:
    """Whether the ground on either side of the feet moves as the view is thought to."""
    off = []
    near, far = (share * gait.torso for share in _BESIDE)
    for frame, x, y in gait.feet:
        if frame >= len(seen.flow):
            continue
        for side in (-1, 1):
            left, right = sorted((x + side * near, x + side * far))
            columns = slice(max(0, int(left / GRID)), max(0, int(right / GRID) + 1))
            rows = slice(max(0, int(y / GRID) - 1), max(0, int(y / GRID) + 2))
            cells = seen.flow[frame, rows, columns].astype(np.float64).reshape(-1, 2)
            if len(cells):
                at = np.array([(left + right) / 2, y])
                moved = np.linalg.inv(square(still[frame + 1])) @ square(still[frame])
                view = moved[:2, :2] @ at + moved[:2, 2] - at
                off.append(abs(float(np.median(cells[:, 0])) - float(view[0])))
    body = float(np.median(np.abs(gait.going))) / seen.clip.fps
    return not off or float(np.median(off)) <= _GROUND_OFF * body


def _told(seen: Observation, checks: list[_Check]) -> Detection:
    # one who walks backward unasked is neither as it should be nor a violation
    findings = (_finding(seen, check) for check in checks)
    told = tuple(finding for finding in findings if finding.held or finding.score > _DOUBTFUL)
    return Detection(max(check.score for check in checks), told)


def _finding(seen: Observation, check: _Check) -> Finding:
    gait = check.gait
    faces, goes = _sides(gait)
    slip = f"the foot that carries goes along at {gait.slip:.1f} of the body's speed"
    violated = check.score >= 0.5
    measured = f"toes to the {faces}, body to the {goes}; {slip}"
    how = "walks to the" if faces == goes else "walks backward to the"
    message = (
        f"The legs walk to the {faces} while the body slides to the {goes}: {slip}"
        if violated
        else f"Somebody {how} {goes}, and {slip}"
    )
    ahead = (-gait.way[0], gait.way[1]) if gait.facing < 0 else gait.way
    return Finding(
        kind=KIND,
        held=not violated and gait.slip < _STANDS and faces == goes,
        start_frame=gait.start,
        end_frame=min(gait.end, seen.clip.frames - 1),
        box=around(seen, gait.boxes),
        score=check.score,
        expected="the body goes the way it faces, or the foot that carries it stands",
        measured=measured,
        message=message,
        expected_vector=ahead,
        measured_vector=gait.way,
        boxes=gait.boxes,
        curves=(
            Curve(
                "speed of the foot that carries",
                "px/s",
                gait.start,
                gait.carrying,
                (0.0,) * len(gait.carrying),
            ),
            Curve("speed of the body", "px/s", gait.start, gait.going),
        ),
    )


def _sides(gait: Gait) -> tuple[str, str]:
    """Where the toes point, and where the body goes."""
    right = gait.way[0] > 0
    goes = "right" if right else "left"
    return ("right" if right == (gait.facing > 0) else "left"), goes


def _boxes_at(body: Iterable[Thing], frame: int) -> tuple[tuple[int, Box], ...]:
    """The boxes of those of its pieces that are there in a frame."""
    there = (piece for piece in body if piece.first <= frame <= piece.last)
    return tuple((frame, piece.boxes[frame - piece.first]) for piece in there)


# --- without poses -----------------------------------------------------------------------------


def _flow_legs(seen: Observation, walker: Action) -> Detection | Undetermined:
    """The legs of the heaviest thing; where it shows none, another is not what was asked for."""
    thing = main_mover(seen)
    if thing is None:
        return Undetermined(_NOT_SEEN)
    still = view_places(seen.camera, seen.clip)
    whole = body_of(thing, seen.things)
    body = whole if _is_upper(thing, whole) else (thing,)
    found = legs_of(body, seen.flow, still)
    if not found and body is not whole:
        body = whole
        found = legs_of(body, seen.flow, still)
    told = [legs for legs in found if legs.pump >= _LEGS_PUMP[0] or _glides(legs)]
    if not told:
        treads = treading(seen.things, seen.clip.fps, seen.clip.height)
        if treads is not None:
            return Detection(UNSURE, (_finding_of_treading(seen, walker, treads),))
        return Undetermined("the legs cannot be told from each other" if found else _NOT_SEEN)
    findings = tuple(_finding_of_legs(seen, walker, body, legs) for legs in told)
    return Detection(max(finding.score for finding in findings), findings)


def _is_upper(thing: Thing, whole: Iterable[Thing]) -> bool:
    """Whether the legs are another piece of the body: one that reaches lower."""
    low, tall = _reaches(thing), float(np.median(thing.corners[:, 3]))
    return any(_reaches(piece) > low + _LOWER * tall for piece in whole)


def _reaches(thing: Thing) -> float:
    """How far down it usually reaches, pixels from the top."""
    return float(np.median(thing.corners[:, 1] + thing.corners[:, 3]))


def _finding_of_treading(seen: Observation, walker: Action, thing: Thing) -> Finding:
    boxes = boxes_of(thing, thing.first, thing.last)
    return Finding(
        kind=KIND,
        held=False,
        start_frame=thing.first,
        end_frame=thing.last,
        box=around(seen, boxes),
        # whoever walks on a treadmill does so as well
        score=UNSURE,
        expected="whoever walks gets somewhere",
        measured="what swings is where it was, and nothing else gets anywhere",
        message="The legs may tread on the spot: they swing, and nobody gets anywhere",
        verb=walker.verb,
        mover=thing.id,
        boxes=boxes,
    )


def _score_of_legs(legs: Legs) -> float:
    """Probability that they do not carry the body."""
    carried = min(
        _room(legs.slip, _GOES_ALONG),
        _room(legs.rests, _NEVER_RESTS),
        # what is pulled along on wheels never rests
        _room(-legs.wide, _NO_WIDER),
    )
    runs = min(_room(legs.slip, _LEGS_SLIP), _room(legs.pump, _LEGS_PUMP))
    steps = min(
        carried,
        _room(legs.pump, _LEGS_STEP),
        _room(legs.opens, _OPENS),
        _room(-legs.opens, (-_AS_LEGS[0], _AS_LEGS[1])),
    )
    told = logistic(max(runs, steps), 0.0, _SLOPE)
    return max(_PRIOR, told, _GLIDES if _glides(legs) else 0.0)


def _glides(legs: Legs) -> bool:
    """Whether it is carried along on legs that are told from the body, and do not open."""
    told = legs.rests > _NEVER_RESTS[0] and legs.pump > _HARDLY_PUMPS
    return told and legs.opens < _HARDLY_OPENS and legs.wide < -_NO_WIDER[0]


def _finding_of_legs(
    seen: Observation, walker: Action, body: tuple[Thing, ...], legs: Legs
) -> Finding:
    score = _score_of_legs(legs)
    boxes = tuple(
        (frame, box)
        for frame in range(legs.start, legs.end + 1)
        if (box := around(seen, _boxes_at(body, frame))) is not None
    )
    measured = f"what is lowest of it goes along at {legs.slip:.1f} of the body's speed"
    stands = legs.slip < _STANDS
    said = "The feet stand" if stands else "The feet may slide"
    said = "The legs run the wrong way under the body" if score >= 0.5 else said
    return Finding(
        kind=KIND,
        held=score < 0.5 and stands,
        start_frame=legs.start,
        end_frame=legs.end,
        box=around(seen, boxes),
        score=score,
        expected="in every walk one foot stands",
        measured=measured,
        message=f"{said}: {measured}",
        verb=walker.verb,
        mover=body[0].id,
        boxes=boxes,
    )


DETECTOR = Detector(
    id=KIND,
    title="Legs against body",
    needs="somebody who goes sideways with both feet in view",
    doc=(
        "The legs pump one way while the body slides the other: somebody runs forward on the spot "
        "and is carried backward. With the pose models people are seen in any clip; without them, "
        "the prompt has to say who walks."
    ),
    measures=(
        "With poses: where the toes point against where the body goes, the speed of the lower foot "
        "along the body's way over the body's own (0 stands, 1 is carried along, 2 runs the wrong "
        "way), and whether a foot swings along while it is the higher one, or goes back over the "
        "ground. All must speak against it. Without poses: the speed of the middle of what is "
        "lowest of the silhouette, and how differently the parts of its lower half move; a body "
        "that was found in pieces is put together of those that go with it."
    ),
    unit="share of the body's speed",
    threshold=(
        "The toes point against the way by four tenths more than along it, the foot that carries "
        "is faster than the body itself, a foot swings against the way or goes back at a quarter "
        "of the body's speed, and the stride is three tenths of a torso. Without poses 1.2 of the "
        "body, with parts that differ by 0.8 of it; 0.6 where nothing below ever rests, the parts "
        "differ by the body's speed, and what is below opens and closes as legs do. Who glides on "
        "legs that stay closed, or treads on the spot, is a doubt."
    ),
    source=(
        "Kinematics: in every walk, forward or backward, the foot that carries stands, and what is "
        "carried on wheels or ice goes along at 1. Checked on real walkers, the same mirrored in "
        "place and played backward."
    ),
    blind=(
        "People who come toward the view or go away from it, whose feet are hidden or out of the "
        "picture, smaller than about 60 pixels, or seen for less than a second; animals; views "
        "whose ground moves otherwise than the rest. Moonwalking and going backward, where the "
        "prompt asks for it, are not judged. Without poses, also whoever goes more than a "
        "twenty-fifth of their height from frame to frame."
    ),
    rule="Legs carry the body: the foot on the ground stands, and the body goes the way it faces.",
    advice=(
        "Say the gait and the way together ('walks forward toward the right edge'), start from an "
        "image that shows the body facing that way, and paint the way of the whole body with one "
        "stroke."
    ),
    run=detect,
    tier="physics",
    shape="arrows",
)
