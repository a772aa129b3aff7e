"""Which words of an English text are actions, decided by tables and local rules alone.

Words go in, `Candidate`s come out: a verb of the lexicon, the words it spans (with its particle or
light-verb frame: 'picks up', 'takes a walk') and how it is inflected. A form that can be a noun or
an adjective as well ('a walk', 'ocean waves', 'a rotating platform') is settled by its neighbours.
A parser is a second opinion: it takes back nouns that only look like verbs, and adds predicates
that the tables doubted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from engine.prompt import paths
from engine.prompt.lexicon import Form, Kind, Lexicon, Verb, english
from engine.prompt.parser import Token
from engine.prompt.phrases import phrase_start
from engine.prompt.words import FLOATING, Words

_OPENERS = frozenset({"det", "poss", "object_pron", "num"})
_EDGES = frozenset({"stop", "comma", "conj", "sub", "depict", "then"})
MOST_ACTIONS = 400
"""More than any prompt has; keeps the time for a pasted novel short."""
_ASPECTUAL = frozenset({"prepare", "try", "manage", "attempt", "proceed", "get", "go", "rush"})
"""Verbs that only lead up to the next one where 'to' follows: 'prepares to jump'."""
_CALLED = frozenset(
    f"{first} {second}"
    for first, seconds in {
        "cutting": "board boards",
        "rolling": "pin pins",
        "running": "shoes track",
        "washing": "machine machines",
        "swimming": "pool trunks",
        "fishing": "rod rods net nets line boat boats",
        "sewing": "machine",
        "dining": "room table",
        "parking": "lot",
        "walking": "stick",
        "boxing": "ring gloves gear",
        "sleeping": "bag",
        "frying": "pan",
        "baking": "sheet tray",
        "mixing": "bowl bowls",
        "measuring": "cup spoon tape",
        "hiking": "trail boots",
        "climbing": "wall",
        "skating": "rink",
        "shopping": "mall bag bags cart",
        "flying": "saucer",
        "landing": "strip pad gear",
        "charging": "station",
        "training": "ground",
        "rocking": "chair",
        "spinning": "wheel top",
        "diving": "board",
        "riding": "boots",
        "racing": "car cars",
        "driving": "range",
    }.items()
    for second in seconds.split()
)
_ASIDE = frozenset({"left", "leftward", "leftwards", "right", "rightward", "rightwards"})
_OF_SEVERAL = frozenset({"other", "first", "second", "third", "last"})
_STANDS_ALONE = frozenset({"one", "another", "each"})
_PREDICATES = frozenset({"ROOT", "conj", "advcl", "acl", "relcl", "xcomp", "ccomp", "pcomp"})
_GOES_ON = frozenset(
    {"prep", "adv", "det", "poss", "object_pron", "stop", "comma", "conj", "to", "noun"}
)
_OPEN_CLASS = frozenset({"noun", "depict", "adj", "help", "aspect", "be"})
_PARTICLES = frozenset({"up", "down", "away", "out", "off", "over", "on", "back", "apart"})


class Candidate(NamedTuple):
    """A verb in a text: word indices first..last are its own, `head` carries the inflection."""

    verb: Verb
    first: int
    last: int
    head: int
    kind: Kind
    passive: bool = False


class _Spot(NamedTuple):
    """A form at a place, with what stands around it."""

    words: Words
    known: Lexicon
    i: int
    verb: Verb
    left: int
    before: str
    after: str
    earlier: tuple[Kind, ...]
    """Inflections of the actions found so far in this sentence."""
    token: Token | None = None
    """What the parser takes the form for, where there is one."""

    @property
    def low(self) -> str:
        return self.words.low[self.i]

    @property
    def usually_noun(self) -> bool:
        return self.low in self.known.words["usually_nouns"]

    @property
    def attributive(self) -> bool:
        """Whether a determiner or a number stands right before it: 'the running water'."""
        return (
            self.before in ("det", "poss", "num") and self.words.low_at(self.left) not in FLOATING
        )


def _is_gerund(s: _Spot) -> bool:
    if s.before == "be":
        return True
    modified = s.before == "adj" and s.words.determiner_of(s.left) != ""
    if s.before == "noun" and _is_done_slowly(s):
        return True  # 'a door slowly opening', 'a door opening slowly'
    if s.low in s.known.words["ing_nouns"]:
        return s.after in ("det", "poss") and not (s.attributive or modified or s.before == "prep")
    if s.attributive or modified:
        return False
    if s.before == "prep" and s.words.low_at(s.left) not in s.known.words["gerund_prepositions"]:
        return False
    if s.after in ("noun", "adj") and s.before != "noun":
        return _has_object(s) or s.words.low_at(s.i + 1) in ("left", "right")
    return True


def _has_object(s: _Spot) -> bool:
    """'throwing dice', 'pouring milk into', and no 'running water'."""
    if s.verb.takes_object == "usual" or s.verb.motion in ("hand", "activity", "body"):
        return True
    return s.verb.transitive and s.words.low_at(_object_end(s)) in ("into", "onto")


def _object_end(s: _Spot) -> int:
    """The word behind the noun phrase that follows: 'pouring cold milk into'."""
    return s.words.noun_phrase_end(s.i + 1, min(s.i + 6, len(s.words.low)))


def _is_done_slowly(s: _Spot) -> bool:
    """Whether an adverb in -ly stands right before or behind it."""
    return any(
        s.words.tag_at(k) == "adv" and s.words.low_at(k).endswith("ly") for k in (s.i - 1, s.i + 1)
    )


def _is_third_person(s: _Spot) -> bool:
    if s.before in ("pron", "wh"):
        return True
    if s.before == "det" and s.words.low_at(s.left) in _STANDS_ALONE:
        return True  # 'one rolls to the left': no plural stands behind such a word
    if s.before in ("det", "poss", "num", "be", "prep", "object_pron", "have", "modal", "to"):
        return False
    if s.after in ("be", "modal", "have"):
        return False
    if s.before == "adj":
        if s.words.low_at(s.left) in _OF_SEVERAL:  # 'one rolls left, the other rolls right'
            return not s.usually_noun and (bool(s.earlier) or _goes_aside(s.words, s.i + 1))
        dressed = s.words.low_at(s.left - 1) == "in"  # 'a woman in red walks'
        return dressed and not s.usually_noun
    if s.before in _EDGES:
        return _opens_clause(s)
    return _follows_noun(s)


def _opens_clause(s: _Spot) -> bool:
    if s.before == "comma" and s.after == "adv" and s.words.low_at(s.i + 1).endswith("ly"):
        return True  # 'a crab, with its quick movements, darts rapidly'
    listed = s.before == "conj" and s.words.tag_at(s.left - 1) == "verb"
    if listed and s.after == "stop" and s.earlier[-1:] == ("s",):
        return True  # 'turns, smiles and waves'
    if s.usually_noun and s.words.low_at(s.i + 1) != "it":
        return _goes_aside(s.words, s.i + 1) or s.after in ("det", "poss", "object_pron")
    if s.before == "stop":
        way = s.words.low_at(s.i + 1) in ("left", "right")
        return way or s.after in _OPENERS or s.after in ("prep", "adv")
    acts = s.after in _OPENERS or s.words.low_at(s.i + 1) == "it"
    return bool(s.earlier) or s.before == "then" or acts


def _follows_noun(s: _Spot) -> bool:
    determiner = s.words.determiner_of(s.left)
    if determiner in s.known.words["single"]:
        return True
    if s.usually_noun and s.words.low_at(s.left) not in s.known.words["people"]:
        if _goes_aside(s.words, s.i + 1) or s.words.low_at(s.i - 1).endswith("ly"):
            return True  # 'the tram heads left', 'the ferry slowly heads to the pier'
        captioned = s.words.tag_at(s.left - 1) == "stop"
        goes = captioned and s.words.low_at(s.i + 1) in s.known.words["relative_paths"]
        return goes or s.after in ("det", "poss", "object_pron")
    if s.verb.noun and s.after in ("stop", "comma", "conj") and not determiner:
        return s.words.tag_at(s.left - 1) in ("stop", "comma", "sub")
    return True


def _goes_aside(words: Words, k: int) -> bool:
    """'left', 'rightwards', 'left across a field': a bare way, and nothing that it describes."""
    if words.low_at(k) not in _ASIDE:
        return False
    ends = words.tag_at(k + 1) in ("stop", "comma", "conj", "sub", "then", "adv")
    return ends or words.low_at(k + 1) in ("across", "along", "through", "past", "over", "toward")


def _is_base(s: _Spot) -> bool:
    if s.before in ("to", "modal", "do"):
        return True
    if s.before in ("pron", "wh"):
        return s.words.low_at(s.left) in ("i", "you", "we", "they", "who")
    if s.before in ("noun", "object_pron"):
        return _has_plural_subject(s) or _is_helped(s)
    if s.before == "conj":
        lone_noun = s.verb.noun and s.verb.takes_object == "usual" and s.after in ("stop", "comma")
        return "base" in s.earlier[-1:] and not lone_noun
    if s.before == "then":
        return True
    if s.before in ("stop", "comma"):
        return _is_command(s)
    return False


def _is_command(s: _Spot) -> bool:
    """'Walk forward, sit, look up': the bare verb opens a clause; 'train departing' is none."""
    following = s.words.low_at(s.i + 1)
    if any(form.kind == "ing" for form in s.known.forms.get(following, ())):
        return False
    if s.before == "comma" and s.earlier[-1:] == ("base",):
        return True
    goes = s.after == "adv" or s.words.low_at(s.i + 1) in s.known.words["relative_paths"]
    return s.after in _OPENERS or goes or (not s.verb.noun and s.after == "prep")


def _has_plural_subject(s: _Spot) -> bool:
    subject = s.words.low_at(s.left)
    plural = subject.endswith("s") and not subject.endswith(("ss", "us", "is"))
    plural = plural or subject in s.known.words["plurals_without_s"]
    if not (plural or _is_counted(s) or _is_joined(s)):
        return False
    return not (s.verb.noun and s.after == "noun" and not s.verb.transitive)


def _is_counted(s: _Spot) -> bool:
    """'the boy and the girl both run': what is counted behind it is more than one."""
    return any(s.words.low[j] in FLOATING for j in range(s.left + 1, s.i))


def _is_joined(s: _Spot) -> bool:
    """'a cat and a dog run to the right': two of them, and no verb yet that has them behind it."""
    start = phrase_start(s.words, s.left)
    if s.words.low_at(start - 1) != "and" or s.words.tag_at(start - 2) != "noun":
        return False
    if s.words.low_at(s.left).endswith("ing"):
        return False  # 'a pot and hanging plant on a shelf'
    k = start - 1
    while k > s.words.sentence_start(s.i) and s.words.tag[k] != "comma":
        k -= 1
    if not {"verb", "prep", "depict", "help"}.isdisjoint(s.words.tag[k:start]):
        return False
    return s.after in ("adv", "prep", "to") or s.words.low_at(s.i + 1) in _ASIDE


def _is_helped(s: _Spot) -> bool:
    for j in range(s.left, max(s.left - 5, -1), -1):
        if s.words.tag[j] == "help":
            return True
        if s.words.tag[j] in ("stop", "comma", "prep", "conj"):
            return False
    return False


def _is_past(s: _Spot) -> bool:
    if s.before == "be":
        if s.words.low_at(s.i - 1) == "been":
            return False  # 'has been cut' is over
        done = "being" in s.words.low_at(s.i - 1) or _is_done_somehow(s)
        return done or s.low not in s.known.words["state_passives"]
    if s.before in ("have", "pron", "wh"):
        return True
    if s.before in ("conj", "then"):
        return s.earlier[-1:] in (("past",), ("part",))
    return s.before in ("noun", "object_pron") and _is_past_after_noun(s)


def _is_done_somehow(s: _Spot) -> bool:
    """'is gently placed on' is done, 'is placed on' is how it stands."""
    manner = s.words.low_at(s.i - 1)
    return s.words.tag_at(s.i - 1) == "adv" and (
        manner in s.known.paces or manner in s.known.forces
    )


def _is_past_after_noun(s: _Spot) -> bool:
    """'A rock rolled down': a predicate, where 'a boat painted red' is a description."""
    following = s.words.low_at(s.i + 1)
    if s.low in s.known.words["state_passives"] and s.after == "prep":
        return False  # 'blocks lined up on a table', 'a road surrounded by trees'
    if following == "by":
        return s.verb.transitive
    if not s.verb.transitive:
        return s.after in ("prep", "adv", "stop", "comma", "conj")
    if s.after in ("det", "poss", "object_pron"):
        return True
    if s.verb.motion == "change":
        return following in ("into", "to", "from")
    if s.verb.motion == "travel" and following in ("up", "down"):
        return s.words.tag_at(s.i + 2) in ("det", "poss")  # 'a rock rolled down the hillside'
    if s.verb.motion == "transfer" and following == "on":
        return True  # 'dice thrown on a table'
    goes = s.verb.motion in ("transfer", "travel")
    return goes and following in s.known.words["relative_paths"]


_TESTS: dict[Kind, Callable[[_Spot], bool]] = {
    "base": _is_base,
    "s": _is_third_person,
    "ing": _is_gerund,
    "past": _is_past,
    "part": _is_past,
}


def _phrasal(words: Words, known: Lexicon, i: int, head: str) -> tuple[Verb | None, int]:
    """The verb that the words after word i make with it, and the last word it spans."""
    for rest, verb in known.phrasal.get(head, ()):
        if tuple(words.low[i + 1 : i + 1 + len(rest)]) == rest:
            if _is_literal(words, known, i, verb, rest):
                break
            return verb, i + len(rest)
        if len(rest) == 1 and rest[0] in _PARTICLES and _parted(words, i, rest[0]):
            return verb, i
    return known.verbs.get(head), i


def _is_literal(words: Words, known: Lexicon, i: int, verb: Verb, rest: tuple[str, ...]) -> bool:
    """'rolls up the hill' rolls, and up; 'is thrown up' throws, where 'throws up' has no object."""
    plain = known.verbs.get(verb.lemma.split()[0])
    if plain is None or verb.heading is not None or rest[0] not in ("up", "down"):
        return False
    if plain.motion == "transfer" and not verb.transitive:
        return words.tag_at(words.left_of(i)) == "be" or words.tag_at(i + 2) in _OPENERS
    goes = plain.motion == "travel" and plain.direction == "free"
    return goes and paths.leads_along(words, i + 1)


def _parted(words: Words, i: int, particle: str) -> bool:
    """Whether the particle follows a short object: 'puts the cup down'."""
    end = words.noun_phrase_end(i + 1, min(i + 6, len(words.low)))
    if end == i + 1 or words.low_at(end) != particle:
        return False
    return words.tag_at(end + 1) not in ("det", "poss", "noun", "adj", "num", "pron")


def _light_frame(words: Words, known: Lexicon, i: int) -> tuple[Verb, int] | None:
    """'takes a peaceful walk', 'doing exercises': the verb behind the noun, and where it stands."""
    if words.tag_at(i + 1) == "poss" and words.low_at(i + 2) == "way":
        return known.verbs["go"], i + 2  # 'makes her way through the crowd'
    k = i + 1
    while k < min(i + 6, len(words.low)) and words.tag[k] in ("det", "adj", "num", "adv", "poss"):
        k += 1
    if k > i + 1 and words.tag_at(k) == "noun" and words.low_at(k + 1) in known.nouns:
        k += words.low[k] not in known.nouns  # 'a pleasant stroll': no table has every adjective
    if words.low[i] in ("go", "goes", "going", "went") and words.low_at(i + 1) == "for":
        return _light_frame(words, known, i + 1)
    verb = known.nouns.get(words.low_at(k))
    if verb is None or verb.motion in ("camera", "hand", "place") or words.tag_at(k + 1) == "noun":
        return None
    return verb, k


def _camera_call(words: Words, known: Lexicon, i: int, head: str) -> bool:
    """'..., pan left': a bare camera word with a way to go, alone in its clause."""
    calls = head in ("pan", "tilt", "zoom", "dolly", "truck", "crane", "track", "orbit", "push")
    if not calls or words.low_at(i + 1) not in known.words["camera_ways"]:
        return False
    if words.tag_at(i - 1) in ("stop", "comma"):
        return True
    return words.low_at(i - 1) in known.words["camera_nouns"]


def _is_stance(s: _Spot, kind: Kind) -> bool:
    """Sitting and hanging are poses, unless one comes as the next event: '..., sits'."""
    begun = s.before == "aspect" and not s.words.low_at(s.left).startswith(("keep", "kept"))
    if s.verb.lemma not in s.known.words["stances"] or s.after in _OPENERS or begun:
        return False
    chained = s.before in ("comma", "conj", "then") and bool(s.earlier)
    return kind not in ("s", "base", "past") or not chained


def _is_thing(s: _Spot) -> bool:
    """'a glass cutting board', 'a hyperlapse shot': part of what a thing is called."""
    if s.low == "shot":
        return s.before in ("noun", "adj", "stop", "comma", "det")
    return f"{s.low} {s.words.low_at(s.i + 1)}" in _CALLED


def _is_way(s: _Spot) -> bool:
    """'heads left' goes there, and leaves nothing."""
    return s.low == "left" and s.words.tag_at(s.i - 1) == "verb"


def _is_cameras(s: _Spot, kind: Kind) -> bool:
    """Whether 'pans' is what a camera does, and not what hangs in a kitchen."""
    if s.after in ("stop", "comma", "noun"):
        return False
    views = s.known.words["camera_nouns"] | s.known.words["shot_nouns"]
    named = s.words.low_at(s.left) in views
    return kind != "s" or s.before not in ("noun", "adj") or named


def _accept(spot: _Spot, form: Form) -> bool:
    if form.kind == "base" and spot.words.low[spot.i : spot.i + 2] == ["close", "up"]:
        return False  # 'close up of a chef', 'close up shot'
    if _is_thing(spot) or _is_way(spot):
        return False
    if form.kind == "base" and _camera_call(spot.words, spot.known, spot.i, form.head):
        return True
    if spot.verb.motion == "camera" and not _is_cameras(spot, form.kind):
        return False
    if _is_stance(spot, form.kind):
        return False
    if _TESTS[form.kind](spot):
        return not (spot.token and _is_parsed_noun(spot, spot.token, form.kind))
    return spot.token is not None and _is_parsed_verb(spot, spot.token, form.kind)


def _is_parsed_noun(s: _Spot, token: Token, kind: Kind) -> bool:
    """'creating splashes', 'water splashes from': the parser sees a noun that nothing speaks for.

    A noun that it sees behind another one is more often a verb it mistook: 'sunglasses walks'.
    """
    if kind not in ("s", "base") or not token.tag.startswith("NN") or s.before == "pron":
        return False
    if s.before == "to":
        return token.dep == "pobj"  # 'due to surface tension'
    if kind == "s" and s.words.determiner_of(s.left) in ("a", "an") and s.before == "noun":
        return False  # 'a fisherman rows': no plural has such an article
    if s.words.tag[token.head] == "adv":
        return False  # 'the turtles at first crawl'
    if token.dep == "compound":
        return token.head == s.i + 1 and s.after == "noun"
    between = s.words.tag[token.head + 1 : s.i]
    return token.dep in ("dobj", "pobj") and "noun" not in between and token.head < s.i


def _is_parsed_verb(s: _Spot, token: Token, kind: Kind) -> bool:
    """'rivers that flow', 'and reaches out': the parser sees a predicate where the table doubts."""
    if token.dep not in _PREDICATES or s.verb.motion == "camera" or s.verb.noun_only:
        return False
    if kind == "ing":
        clear = s.after not in ("noun", "adj") or token.dep in ("acl", "advcl", "ROOT", "xcomp")
        named = s.low in s.known.words["ing_nouns"] and s.after not in ("det", "poss", "noun")
        return token.tag == "VBG" and clear and not (s.attributive or named)
    if kind == "past":
        state = s.low in s.known.words["state_passives"] | s.known.words["shot_nouns"]
        told = token.tag == "VBD" and token.dep not in ("acl", "xcomp", "pcomp", "advcl")
        return told and not state
    if kind == "s":
        doubtful = s.usually_noun and token.dep != "ROOT"
        return token.tag == "VBZ" and not doubtful and s.after in _GOES_ON
    return kind == "base" and token.tag in ("VB", "VBP") and s.after in _GOES_ON - {"noun"}


def _leads_up(words: Words, i: int) -> bool:
    """'goes to sit', and not 'goes to the door'."""
    return words.low_at(i + 1) == "to" and words.tag_at(i + 2) in _OPEN_CLASS


def _candidate(
    words: Words, known: Lexicon, i: int, earlier: tuple[Kind, ...], token: Token | None
) -> Candidate | None:
    left = words.left_of(i)
    before, after = words.tag_at(left), words.tag_at(i + 1)
    for form in known.forms[words.low[i]]:
        framed = _light_frame(words, known, i) if form.head in known.light else None
        verb, last = framed or _phrasal(words, known, i, form.head)
        if verb is None or (form.head == "deal" and words.low_at(i + 1) == "with"):
            continue
        if form.head in _ASPECTUAL and _leads_up(words, i):
            continue
        if _accept(_Spot(words, known, i, verb, left, before, after, earlier, token), form):
            passive = form.kind in ("past", "part") and _is_passive(verb, before, after, earlier)
            return Candidate(verb, i, last, i, form.kind, passive)
    return None


def _is_passive(verb: Verb, before: str, after: str, earlier: tuple[Kind, ...]) -> bool:
    """'is stretched', 'leaves propelled into', 'stretched and released'."""
    if not verb.transitive or before == "be":
        return verb.transitive
    joined = before in ("conj", "then") and earlier[-1:] == ("part",)
    return (before == "noun" or joined) and after not in ("det", "poss", "object_pron")


def _named_activity(words: Words, known: Lexicon, i: int) -> Candidate | None:
    """'is archery', 'doing yoga': an activity that has no verb of its own."""
    verb = known.nouns.get(words.low[i])
    if verb is None or not verb.noun_only or words.tag_at(words.left_of(i)) != "be":
        return None
    return Candidate(verb, i, i, i, "base")


def find_actions(words: Words, tokens: Sequence[Token] = ()) -> tuple[Candidate, ...]:
    """The actions of a text in the order of their words; `tokens` are the parser's, one a word."""
    known = english()
    words = replace(words, tag=list(words.tag))
    found: list[Candidate] = []
    earlier: tuple[Kind, ...] = ()
    beyond = 0
    for i, low in enumerate(words.low):
        if words.tag[i] == "stop":
            earlier = ()
        if i < beyond or words.tag[i] not in _OPEN_CLASS:
            continue
        if low in known.forms:
            candidate = _candidate(words, known, i, earlier, tokens[i] if tokens else None)
        elif low in known.nouns:
            candidate = _named_activity(words, known, i)
        else:
            continue
        if candidate:
            found.append(candidate)
            earlier = (*earlier, "part" if candidate.passive else candidate.kind)
            words.tag[i] = "verb"
            beyond = candidate.last + 1
            if len(found) == MOST_ACTIONS:
                break
        elif _strikes_pose(words, known, i, earlier):
            earlier = (*earlier, "s")
            words.tag[i] = "verb"
    return tuple(found)


def _strikes_pose(words: Words, known: Lexicon, i: int, earlier: tuple[Kind, ...]) -> bool:
    """'A cat crouches and leaps': a pose is no action, but a predicate that others follow."""
    left = words.left_of(i)
    before, after = words.tag_at(left), words.tag_at(i + 1)
    for form in known.forms.get(words.low[i], ()):
        verb = known.verbs.get(form.head)
        if form.kind == "s" and verb is not None and after in ("comma", "conj"):
            spot = _Spot(words, known, i, verb, left, before, after, earlier)
            return _is_stance(spot, form.kind) and _is_third_person(spot)
    return False
