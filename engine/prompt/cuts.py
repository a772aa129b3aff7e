"""A motion that models cannot render, as two shots to cut between: before it and after it.

A `Reading` and one of its actions go in; two prompts come out, told with the action's own subject,
object and goal ('A kettle is tilted over the empty cup' / 'The cup is full of tea'), or None where
no good sentence can be made. Neither names the motion itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from engine.prompt.lexicon import english
from engine.prompt.split import is_plural, surroundings, with_look
from engine.prompt.template import definite, thing_of
from engine.prompt.things import any_is
from engine.records import Action, PhysicsClass, Reading

_NOUN = r"(?:an?|the|his|her|their|two|three|some)\s+(?:[\w'’-]+\s+){0,3}?[\w'’-]+"
_END = (
    r"(?=\s*$|\s*[,.;]"
    r"|\s+(?:with|in|on|at|to|from|into|for|by|while|as|and|beside|near|until)\b)"
)
_FROM = re.compile(rf"\b(?:from|with)\s+({_NOUN}){_END}", re.IGNORECASE)
_INTO = re.compile(rf"\b(?:into|in)\s+({_NOUN}){_END}", re.IGNORECASE)
_ONTO = re.compile(rf"\b(on|onto|into|in|on top of|inside)\s+({_NOUN}){_END}", re.IGNORECASE)
_BARE = re.compile(r"\s*((?:[\w'’-]+\s){0,2}[\w'’-]+?)\s*$")
_ARTICLE = re.compile(r"(?:an?|the|some|his|her|their|its)\s+", re.IGNORECASE)

_TAKE = ("pick up", "grab", "grasp", "take", "lift", "pick", "pluck", "grip", "fetch", "catch")
_PUT = ("put", "put down", "place", "set", "set down", "lay", "lay down")
_CUT = ("cut", "slice", "chop", "dice")
_BREAK = ("break", "smash", "crush", "shatter", "crack")
_COOK = ("cook", "bake", "prepare", "grill", "fry", "roast", "brew")
_BUILD = ("build", "assemble", "construct")
_THROW = ("throw", "toss", "hurl", "fling", "lob")

_TEMPLATES: dict[str, tuple[str, str]] = {
    **dict.fromkeys(_TAKE, ("{S} has one hand close to {o}", "{S2} holds {o} in one hand")),
    **dict.fromkeys(_CUT, ("{S} holds a knife above {o}", "{O} {lies} in pieces beside a knife")),
    **dict.fromkeys(_BREAK, ("{S} stands in front of {o}", "{O} {lies} in pieces in front of {s}")),
    **dict.fromkeys(
        _COOK,
        ("The ingredients for {o} lie in front of {s}", "{O} {is} ready on a plate by {s}"),
    ),
    **dict.fromkeys(
        _BUILD, ("The parts of {o} lie in front of {s}", "{O} {stands} finished beside {s}")
    ),
    **dict.fromkeys(
        _THROW,
        ("{S} holds {o} behind one shoulder", "{O} {is} high in the air, far from {s}"),
    ),
    "open": ("{S} has one hand on {o:closed}", "{O} {is} wide open in front of {s}"),
    "close": ("{S} has one hand on {o:open}", "{S2} stands by {o:closed}"),
    "shut": ("{S} has one hand on {o:open}", "{S2} stands by {o:closed}"),
    "fold": ("{O} {lies} flat in front of {s}", "{O} {lies} folded in front of {s}"),
    "unfold": ("{O} {lies} folded in front of {s}", "{O} {lies} flat in front of {s}"),
    "peel": ("{S} holds {o}", "{S2} holds {o:peeled}"),
    "wash": ("{S} stands by {o:dirty}", "{S2} stands by {o:spotless}"),
    "clean": ("{S} stands by {o:dirty}", "{S2} stands by {o:spotless}"),
    "fill": ("{S} has one hand on {o:empty}", "{S2} has one hand on {o:full}"),
    "bite": ("{S} holds {o} close to the mouth", "{S2} holds {o}, one bite missing"),
    "eat": ("{S} holds {o} close to the mouth", "{S2} holds {o}, half of it gone"),
    "tie": ("{O} {lies} loose in front of {s}", "{O} {lies} in a tight knot in front of {s}"),
    "put on": ("{S} has {o} in both hands", "{S2} is dressed in {o}"),
    "take off": ("{S} is dressed in {o}", "{S2} has {o} in both hands"),
    "squeeze": ("{S} holds {o:round}", "{S2} holds {o:flat}"),
    "kick": ("{S} stands behind {o}, one leg drawn back", "{O} {is} far ahead of {s}"),
    "tear": ("{S} holds {o} in both hands", "{S2} holds one half of {o} in each hand"),
    "knock over": ("{O} {stands} upright beside {s}", "{O} {lies} on its side beside {s}"),
}
_BY_ITSELF: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        ("shatter", "break", "crack", "burst", "explode", "pop", "collapse", "smash"),
        ("{S} is whole", "Pieces of {s} lie on the ground"),
    ),
    "melt": ("{S} is whole and solid", "A puddle lies in the place of {s}"),
    "bloom": ("{S} is a closed bud", "{S2} is wide open, every petal visible"),
    "blossom": ("{S} is a closed bud", "{S2} is wide open, every petal visible"),
}
_POURS = re.compile(
    r"\b(?:kettle|teapot|jug|bottle|pitcher|carafe|can|pot|cup|glass|bucket)$", re.I
)
_WITH_HANDS = frozenset({"open", "close", "shut", *_BREAK, *_THROW, *_CUT, *_TAKE, *_PUT})
"""What is told as an act on a thing: 'opens her eyes' takes no hand."""
_DRINKS = frozenset({"drink", "sip"})
_VESSELS = re.compile(
    r"\b(?:(?:tea|coffee)?cups?|glass|glasses|mugs?|bottles?|bowls?|cans?|goblets?|pots?|pans?|jugs?"
    r"|vases?|buckets?|jars?|pitchers?|containers?|beakers?|flasks?|basins?|tanks?|tubs?)$",
    re.IGNORECASE,
)


class Cut(NamedTuple):
    """Two prompts with the hard motion between them."""

    before: str
    after: str


def cut_around(reading: Reading, action: Action, kind: PhysicsClass) -> Cut | None:
    """The shot before and the shot after; None where the words do not give good ones."""
    told = _told(reading, action, kind) if action.verb.isascii() else None
    if told is None or reading.steps > 1:
        return None
    look = surroundings(reading)
    return Cut(*(with_look(text, look) for text in told))


def _told(reading: Reading, action: Action, kind: PhysicsClass) -> tuple[str, str] | None:
    subject = _subject(reading, action)
    if kind == "fluid" and action.verb == "pour":
        return _poured(reading, action, subject)
    if action.verb in _BY_ITSELF and _is_thing(subject) and not _object(reading, action, subject):
        return _filled(_BY_ITSELF[action.verb], subject, "")
    thing = _object(reading, action, subject)
    if not thing or not _has_hands(subject):
        return None
    if action.verb in _PUT:
        return _put(reading, action, subject, thing)
    if action.verb in _DRINKS:
        return _drunk(subject, thing)
    template = _TEMPLATES.get(action.verb)
    if template and is_plural(subject) and "one hand" in "".join(template):
        return None
    return _filled(template, subject, thing) if template else None


def _subject(reading: Reading, action: Action) -> str:
    """The subject in words that can open a sentence; empty for none, and for most pronouns."""
    span = action.subject_span
    words = reading.text[span.start : span.end].strip() if span else ""
    plain = len(words.split()) <= 8 and not re.search(r"[,;:.\n\"“”()]", words)
    tag = english().tags.get(words.lower())
    return words if words and plain and tag not in ("pron", "object_pron", "wh", "det") else ""


def _has_hands(subject: str) -> bool:
    """Whether the subject can hold things; a hand by itself cannot be told this way."""
    words = re.findall(r"[\w-]+", subject.lower())
    return any_is(words[-2:], "person") and not any_is(words, "hand", "effect", "light")


def _is_thing(subject: str) -> bool:
    """Whether the subject is a thing that lies or stands somewhere, told with an article."""
    words = re.findall(r"[\w-]+", subject.lower())
    plain = _ARTICLE.match(subject) is not None and not is_plural(subject)
    return plain and not any_is(words, "person", "animal", "hand", "light", "effect", "surface")


def _object(reading: Reading, action: Action, subject: str) -> str:
    thing = thing_of(reading.text, action)
    own = {w for w in thing.lower().split() if w in english().words["body_parts"]}
    if own and action.verb in _WITH_HANDS:
        return ""
    simple = len(thing.split()) <= 6 and not re.search(r"\b(?:and|that|which|who|of)\b", thing)
    return thing if thing and simple and thing.lower() != definite(subject).lower() else ""


def _filled(template: tuple[str, str], subject: str, thing: str) -> tuple[str, str]:
    plural = is_plural(subject)
    before, after = (_agreeing(text, plural) for text in template)
    return _slots(before, subject, thing), _slots(after, subject, thing)


def _agreeing(text: str, plural: bool) -> str:
    """The verb right behind the subject in the plural."""
    if not plural:
        return text
    for one, many in (("has", "have"), ("holds", "hold"), ("stands", "stand"), ("is", "are")):
        text = re.sub(rf"(\{{S2?\}}) {one}\b", rf"\1 {many}", text)
    return text


def _slots(text: str, subject: str, thing: str) -> str:
    text = text.replace("{S2}", _upper(definite(subject))).replace("{S}", _upper(subject))
    text = text.replace("{s}", _lower(definite(subject)))
    text = re.sub(r"\{o:(\w+)\}", lambda m: _with(thing, m.group(1)), text)
    many = is_plural(thing)
    for one, more in (("is", "are"), ("lies", "lie"), ("stands", "stand")):
        text = text.replace(f"{{{one}}}", more if many else one)
    return _upper(text.replace("{o}", thing).replace("{O}", _upper(thing)))


def _with(thing: str, adjective: str) -> str:
    """'the door' and 'closed' make 'the closed door'."""
    head, _, rest = thing.partition(" ")
    return f"{head} {adjective} {rest}" if rest else thing


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    head = words.split(" ", 1)[0].lower()
    return words[:1].lower() + words[1:] if head in english().tags else words


def _bare(words: str) -> str:
    return _ARTICLE.sub("", words, count=1)


# --- cases of their own ------------------------------------------------------------------------


def _poured(reading: Reading, action: Action, subject: str) -> tuple[str, str] | None:
    """A vessel tilted over an empty one, then the other one full."""
    clause = reading.text[action.span.end : (action.clause_span or action.span).end]
    into, source = _INTO.search(clause), _FROM.search(clause)
    if into is None or not _VESSELS.search(into.group(1)):
        return None
    first = min(m.start() for m in (into, source) if m)
    given = _BARE.match(clause[:first])
    liquid = _bare(given.group(1) if given else subject).lower()
    if not liquid or len(liquid.split()) > 3 or re.search(r"\bof\b", liquid):
        return None
    vessel = definite(into.group(1))
    jug = source.group(1) if source and _POURS.search(source.group(1)) else "a jug"
    return (
        f"{_upper(jug)} is tilted over {_with(vessel, 'empty')}",
        f"{_upper(vessel)} is full of {liquid}, {definite(jug)} stands beside it",
    )


def _put(reading: Reading, action: Action, subject: str, thing: str) -> tuple[str, str] | None:
    end = (action.phrase_span or action.span).end
    clause = reading.text[end : max(end, (action.clause_span or action.span).end)]
    goal = _ONTO.search(clause)
    if goal and any_is(re.findall(r"[\w-]+", goal.group(2).lower()), "person", "animal", "hand"):
        return None
    place = definite(goal.group(2)) if goal else "the table"
    where = "in" if goal and goal.group(1).lower() in ("in", "into", "inside") else "on"
    holds = "hold" if is_plural(subject) else "holds"
    lies = "lie" if is_plural(thing) else "lies"
    before = f"{_upper(subject)} {holds} {thing} above {place}"
    return before, f"{_upper(thing)} {lies} {where} {place} in front of {definite(subject)}"


def _drunk(subject: str, thing: str) -> tuple[str, str] | None:
    if not _VESSELS.search(thing):
        return None
    template = ("{S} holds {o:full} close to the mouth", "{S2} holds {o:empty}")
    return _filled(template, subject, thing)
