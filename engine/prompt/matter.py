"""What kinds of difficult physics a text asks for: fluid, cloth, hands, procedures and the rest.

Words and their clauses go in, physics classes come out in a fixed order. A class comes from the
verb ('pours'), from what it acts on ('rides a bike', 'plays the harp'), or from stuff that can only
be moving ('a downpour'); a motionless lake is no fluid here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from engine.prompt.clauses import Clause
from engine.prompt.lexicon import Lexicon, Verb, english
from engine.prompt.phrases import Part, head_of
from engine.prompt.things import any_is, is_a
from engine.prompt.words import Words
from engine.records import PhysicsClass

_STUFF_MOVES = frozenset({"flow", "change", "travel", "turn", "transfer", "place", "hand", "body"})
_CLOTH_MOVES = frozenset({"body", "flow", "travel", "turn", "hand", "place", "transfer", "change"})

_MOVES_ITSELF = frozenset({"travel", "camera", "body", "turn"})
_AS_ANIMALS_DO = frozenset({"clean", "wash", "scrub", "fold", "sweep"})
_SIZES = frozenset(
    ["small", "big", "large", "tiny", "huge", "tall", "short", "thin", "thick", "wide"]
)
_STEADY = frozenset({"horse", "wave", "motorcycle", "motorbike"})
_CUPS = frozenset(["coffee", "tea", "beer", "wine", "juice", "soda", "cocktail", "smoothie"])
_HANDLING = frozenset({"hand", "place", "transfer", "flow", "turn"})
_BY_FOOT = frozenset({"kick", "punt", "head", "chase", "follow"})
_BY_HAND = frozenset({"take off", "pass", "drop"})
_USES = frozenset({"use", "uses", "using", "used"})
_OF_CLOTH_AND_PAPER = frozenset(
    {"billow", "fold", "unfold", "crumple", "tuck", "soak", "roll", "unfurl"}
)
_BECOMES = frozenset({"change", "turn into", "transform", "morph"})
_SENDS = frozenset({"travel", "turn", "transfer"})
_LETS_GO = frozenset({"release", "let go", "drop", "hit", "strike"})
_MAKING = frozenset({"make", "prepare", "do", "clean", "wash"})


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
    if _is_holding(words, known) or _uses_tool(words):
        found.add("hand-object")
    return _ordered(found)


def _ordered(found: set[PhysicsClass]) -> tuple[PhysicsClass, ...]:
    return tuple(kind for kind in get_args(PhysicsClass) if kind in found)


def _heads(words: Words, part: Part | None) -> set[str]:
    """What a noun phrase is about, and what it is made of: 'cup' and 'tea' of 'a cup of tea'."""
    return {words.low[head_of(words, part)], words.low[part.last]} if part else set()


def _lows(words: Words, part: Part | None) -> set[str]:
    return set(words.low[part.first : part.last + 1]) if part else set()


def _of_clause(words: Words, known: Lexicon, clause: Clause) -> set[PhysicsClass]:
    verb = clause.candidate.verb
    acted_on = _heads(words, clause.object) | _heads(words, clause.goal)
    heads = acted_on | _heads(words, clause.subject)
    if any_is(heads, "light"):
        return set()
    found: set[PhysicsClass] = set(verb.physics)
    if _handles(words, known, clause):
        found.add("hand-object")
    if not _by_hand(words, clause) and not (_CUPS & acted_on and verb.motion != "place"):
        found -= {"hand-object", "multi-step"}
    # after that: a panda that plays the guitar has hands
    found |= _of_things(known, verb, _lows(words, clause.object) | _lows(words, clause.goal))
    if verb.motion in _STUFF_MOVES and heads & known.words["moving_fluids"]:
        found.add("fluid")
    if verb.motion in ("flow", "change") and heads & known.words["still_fluids"]:
        found.add("fluid")
    if clause.goal and verb.motion in ("place", "transfer", "travel"):
        into = words.low[clause.goal.first : clause.goal.last + 6]
        found |= {"fluid"} if known.words["moving_fluids"].intersection(into) else set()
    said = words.low[clause.candidate.head : clause.last + 1]
    if verb.lemma in _BECOMES and ("into" in said or _SIZES.intersection(said)):
        found.add("deformation")
    sent = verb.motion in _SENDS or verb.lemma in _LETS_GO
    if sent and any_is(heads, "projectile"):
        found.add("momentum")
    if verb.motion == "travel" and heads & known.words["balance_objects"] - _STEADY:
        found.add("balance")
    return _cleared(verb, heads, acted_on, found | _of_cloth(known, verb, heads))


def _of_cloth(known: Lexicon, verb: Verb, heads: set[str]) -> set[PhysicsClass]:
    return {"cloth"} if verb.motion in _CLOTH_MOVES and heads & known.words["cloths"] else set()


def _cleared(
    verb: Verb, heads: set[str], acted_on: set[str], found: set[PhysicsClass]
) -> set[PhysicsClass]:
    """Without what the verb has in it and the thing has not: a snowflake falls without momentum."""
    parts = english().words["body_parts"]
    if any_is(heads, "plant") and not heads & english().words["moving_fluids"]:
        found.discard("fluid")
    if heads & parts and verb.motion in ("travel", "turn"):
        found.discard("momentum")
    if any_is(heads, "weightless") and verb.motion in ("travel", "turn"):
        found.discard("momentum")
    if acted_on and acted_on <= parts and verb.lemma not in ("shake", "hold"):
        found.discard("hand-object")  # 'lifts her head', 'folds his arms'
    if not acted_on and any_is(heads, "person", "animal") and verb.motion in ("turn", "body"):
        found.discard("deformation")  # 'a man bends'
    if not acted_on and heads & english().words["moving_fluids"]:
        found.discard("momentum")  # 'waves crash'
    wet = heads & (english().words["moving_fluids"] | english().words["still_fluids"])
    if (any_is(acted_on, "surface") and wet) or heads & parts:
        found.discard("deformation")
    if verb.lemma in ("blend", "mix") and not acted_on:
        found.discard("fluid")
    if verb.motion == "flow" and heads & english().words["cloths"]:
        found.discard("fluid")
    if verb.lemma == "light" and not acted_on:
        found.discard("fluid")
    if verb.lemma in _OF_CLOTH_AND_PAPER and not heads & english().words["cloths"]:
        found.discard("cloth")
    return found


def _handles(words: Words, known: Lexicon, clause: Clause) -> bool:
    """A person's hands on a thing, whatever the verb: 'pours tea', 'lowers the lid'."""
    part, verb = clause.object, clause.candidate.verb
    if verb.motion not in _MOVES_ITSELF and _by_instrument(words, clause):
        return True
    if part is None or clause.subject is None or verb.lemma in _BY_FOOT:
        return False
    if verb.motion not in _HANDLING and verb.lemma not in _BY_HAND:
        return False
    thing = words.low[head_of(words, part)]
    if verb.lemma in ("drink", "sip") and thing in _CUPS:
        return True
    if verb.lemma == "shake" and thing in ("hand", "hands"):
        return True
    if thing in known.words["body_parts"] or is_a(thing, "person", "machine", "not-held"):
        return False
    if clause.candidate.passive:
        return verb.motion in ("place", "transfer")
    return is_a(words.low[head_of(words, clause.subject)], "person", "hand")


def _of_things(known: Lexicon, verb: Verb, things: set[str]) -> set[PhysicsClass]:
    """What lies in the thing and not in the verb: 'plays the harp', 'rides a bike'."""
    found: set[PhysicsClass] = set()
    skilled = verb.motion == "activity" or verb.lemma in _MAKING
    if things & known.words["skills"] and skilled:
        found |= {"multi-step", "hand-object"}
    if things & known.words["ball_games"] and verb.motion == "activity":
        found |= {"momentum", "multi-step"}
    if things & known.words["balance_objects"] and verb.lemma in ("ride", "balance", "pedal"):
        found.add("balance")
    return found


def _by_hand(words: Words, clause: Clause) -> bool:
    """Whether somebody with hands does it; who is not named may have some, a dog has none."""
    if clause.subject is None:
        return True
    head = words.low[head_of(words, clause.subject)]
    verb = clause.candidate.verb
    if clause.candidate.passive:
        agent = _agent(words, clause)
        return is_a(agent, "person", "hand") if agent else verb.motion in _HANDLING
    if "multi-step" in verb.physics and is_a(head, "animal") and verb.lemma not in _AS_ANIMALS_DO:
        return True  # a panda that cooks does it as a person would
    return not is_a(head, "animal", "machine", "plant") or is_a(head, "person", "hand")


def _by_instrument(words: Words, clause: Clause) -> bool:
    """'compressed between two hands', 'cut with a knife'."""
    for k in range(clause.candidate.last + 1, clause.last + 1):
        end = words.noun_phrase_end(k + 1, clause.last + 1)
        if words.low[k] in ("with", "between", "by") and end > k + 1:
            return is_a(words.low[end - 1], "hand") and words.low[end - 1] not in ("arm", "arms")
    return False


def _agent(words: Words, clause: Clause) -> str | None:
    """The head noun behind 'by' in a passive clause."""
    for k in range(clause.candidate.last + 1, clause.last + 1):
        end = words.noun_phrase_end(k + 1, clause.last + 1)
        if words.low[k] == "by" and end > k + 1:
            return words.low[end - 1]
    return None


def _is_holding(words: Words, known: Lexicon) -> bool:
    """Somebody holds something: hands on an object, though nothing moves."""
    for k, low in enumerate(words.low[:-2]):
        end = words.noun_phrase_end(k + 2, len(words.low))
        if (
            low == "held"
            and words.low[k + 1] == "by"
            and is_a(words.low[end - 1], "hand", "person")
        ):
            return True
    for k, low in enumerate(words.low):
        if low not in known.words["holding"] or words.tag_at(k + 1) not in ("det", "poss", "num"):
            continue
        start = words.sentence_start(k)
        if any_is(words.low[start:k], "person", "animal"):
            return True
    return False


def _uses_tool(words: Words) -> bool:
    """'uses a leaf blower', 'using a chisel': somebody has it in hand."""
    for k, low in enumerate(words.low):
        if low in _USES and words.noun_phrase_end(k + 1, len(words.low)) > k + 1:
            start = words.sentence_start(k)
            if any(is_a(w, "person", "hand") for w in words.low[start:k]):
                return True
    return False
