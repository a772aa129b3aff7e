"""What kinds of difficult physics a text asks for: fluid, cloth, hands, procedures and the rest.

Words and their clauses go in, physics classes come out in a fixed order. A class comes from the
verb ('pours'), from what it acts on ('rides a bike', 'plays the harp'), or from stuff that can only
be moving ('a downpour'); a motionless lake is no fluid here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from engine.prompt.clauses import Clause, Part
from engine.prompt.lexicon import Lexicon, english
from engine.prompt.words import Words
from engine.records import PhysicsClass

_STUFF_MOVES = frozenset({"flow", "change", "travel", "turn", "transfer", "place", "hand", "body"})
_CLOTH_MOVES = frozenset({"flow", "travel", "turn", "hand", "place", "transfer", "change"})


def with_physics(words: Words, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses, with what makes each action hard to render in its record; a camera has none."""
    known = english()
    return tuple(
        clause
        if clause.action.camera
        else replace(
            clause,
            action=replace(clause.action, physics=_ordered(_of_clause(words, known, clause))),
        )
        for clause in clauses
    )


def physics_classes(words: Words, clauses: tuple[Clause, ...]) -> tuple[PhysicsClass, ...]:
    """The classes of the whole text: those of its actions, and of stuff that only moves."""
    known = english()
    found: set[PhysicsClass] = {kind for clause in clauses for kind in clause.action.physics}
    if any(low in known.words["always_moving"] for low in words.low):
        found.add("fluid")
    if _is_holding(words, known):
        found.add("hand-object")
    return _ordered(found)


def _ordered(found: set[PhysicsClass]) -> tuple[PhysicsClass, ...]:
    return tuple(kind for kind in get_args(PhysicsClass) if kind in found)


def _lows(words: Words, part: Part | None) -> set[str]:
    return set(words.low[part.first : part.last + 1]) if part else set()


def _of_clause(words: Words, known: Lexicon, clause: Clause) -> set[PhysicsClass]:
    verb = clause.candidate.verb
    found: set[PhysicsClass] = set(verb.physics)
    things = _lows(words, clause.object) | _lows(words, clause.goal)
    everything = things | _lows(words, clause.subject)
    if clause.candidate.passive and verb.motion in ("place", "transfer"):
        found.discard("hand-object")
    if things & known.words["skills"] and verb.motion in ("activity", "hand"):
        found |= {"multi-step", "hand-object"}
    if things & known.words["ball_games"] and verb.motion == "activity":
        found |= {"momentum", "multi-step"}
    if things & known.words["balance_objects"] and verb.lemma in ("ride", "balance", "pedal"):
        found.add("balance")
    if verb.motion in _STUFF_MOVES and everything & known.words["moving_fluids"]:
        found.add("fluid")
    if verb.motion in ("flow", "change") and everything & known.words["still_fluids"]:
        found.add("fluid")
    if verb.motion in _CLOTH_MOVES and everything & known.words["cloths"]:
        found.add("cloth")
    return found


def _is_holding(words: Words, known: Lexicon) -> bool:
    """Somebody holds something: hands on an object, though nothing moves."""
    for k, low in enumerate(words.low):
        if low not in known.words["holding"] or words.tag_at(k + 1) not in ("det", "poss", "num"):
            continue
        start = words.sentence_start(k)
        if any(w in known.words["people"] for w in words.low[start:k]):
            return True
    return False
