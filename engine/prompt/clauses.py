"""What belongs to each action: subject, object, direction, target, speed, step.

Words and the candidates found in them go in, `Clause`s come out: an `Action` record plus the words
its parts are made of, which the physics table and the split into shots read. Attachment is by
nearness within the sentence; a clause without a subject of its own takes the one before it, and a
pronoun stands for the last noun phrase that acted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from engine.prompt import paths
from engine.prompt.english import Candidate, find_actions
from engine.prompt.lexicon import Lexicon, english
from engine.prompt.parser import Token
from engine.prompt.steps import Link, link, steps
from engine.prompt.things import is_a
from engine.prompt.words import Words, split_words
from engine.records import Action, Direction, Span, Speed, Target

_AUXILIARY = frozenset({"be", "have", "modal", "do", "adv", "neg", "aspect", "to"})
_ONLY_CAMERAS = frozenset({"zoom", "pan", "dolly", "pedestal"})
_LENDS = frozenset(
    {"add", "create", "form", "make", "give", "bring", "build", "leave", "set", "offer", "provide"}
)
_WORN = frozenset({"wearing", "sporting", "holding", "carrying"})
_WITH = _WORN | {"with", "having", "in"}
_LISTED = frozenset({"noun", "adj", "num", "det", "poss", "conj"})
_NEEDS_GOAL = frozenset({"toward", "towards", "into", "onto", "to", "from", "against", "between"})
_DRESSED = frozenset({"wearing", "holding", "carrying", "sporting", "clutching"})
"""'a man wearing a hat walks': what stands before is who acts, unless it begins there."""
_OPENS_NOUN = frozenset({"the", "a", "an", "its", "their", "my", "your"})
_ENDS = frozenset({"stop", "comma", "conj", "sub"})
_WALLS = frozenset({"comma", "stop", "sub", "then", "depict", "verb", "help"})


class Part(NamedTuple):
    """Words first..last, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Clause:
    """An action with the words around it, as indices into the `Words` it was read from."""

    candidate: Candidate
    action: Action
    subject: Part | None
    object: Part | None
    goal: Part | None
    own_subject: bool
    """Whether the subject stands in this clause and is no pronoun."""
    first: int
    last: int
    """The whole clause, from its subject or verb to its last complement."""


@dataclass
class _Complements:
    """What follows a verb, as it is collected."""

    object: Part | None = None
    path: paths.Path | None = None
    goal: Part | None = None
    speed: Part | None = None
    phrase_end: int = 0
    end: int = 0


def attach(
    words: Words, candidates: tuple[Candidate, ...], tokens: Sequence[Token] = ()
) -> tuple[Clause, ...]:
    """One clause for each candidate, in the order of the text, with steps counted.

    `tokens` are a parser's, one a word: where it names a verb's subject, that is taken.
    """
    words = _with_verbs(words, candidates)
    known = english()
    found: list[Clause] = []
    links: list[Link] = []
    actors: list[Part] = []
    things: list[Part] = []
    for n, candidate in enumerate(candidates):
        limit = _limit(words, candidate, candidates[n + 1 : n + 2])
        previous = found[-1] if found else None
        subject, own = _subject(words, candidate, previous)
        named = _parsed_subject(words, candidate, tokens)
        if named:
            subject, own = named, named.last < candidate.first
        if subject and own:
            subject = _wearer(words, subject, _WORN if candidate.kind == "ing" else _WITH)
        if own and subject and _is_pronoun(words, subject):
            subject, own = _antecedent(words, subject, things, actors), False
        elif subject and own and not _is_camera(words, known, subject):
            actors.append(subject)
        clause = _clause(words, known, candidate, subject, own, limit)
        if previous and clause.object and words.low_at(candidate.first - 1) == "to":
            found[-1] = _aimed(words, previous, clause.object)
        if clause.object and not _is_pronoun(words, clause.object):
            things.append(clause.object)
        if _is_look(words, clause):
            continue
        links.append(link(words, previous.candidate if previous else None, candidate))
        found.append(clause)
    return _numbered(_ambient_marked(words, known, found), links, words)


def _is_look(words: Words, clause: Clause) -> bool:
    """'carrying a bag', 'adding depth', 'creates a mood': how it looks, not what happens."""
    lemma, thing = clause.candidate.verb.lemma, clause.object
    if lemma == "carry" and clause.action.direction == "missing":
        # 'a woman carrying a bag' looks so; 'two people are carrying a painting' do so
        return words.tag_at(words.left_of(clause.candidate.first)) != "be"
    if _is_record(words, clause):
        return True
    if lemma == "make" and thing and words.low[thing.last] in ("it", "them"):
        return True
    return (
        lemma in _LENDS and thing is not None and is_a(words.low[head_of(words, thing)], "effect")
    )


def _is_record(words: Words, clause: Clause) -> bool:
    """'A timelapse records', 'light bathes her face': what a picture or light does is no action."""
    if clause.subject is None or clause.candidate.verb.motion in ("camera", "travel", "turn"):
        return False
    head = words.low[head_of(words, clause.subject)]
    bathes = clause.object is not None and is_a(head, "light")
    return bathes or head in english().words["shot_nouns"]


@lru_cache(maxsize=16)
def clauses_of(text: str, limit: int) -> tuple[Words, tuple[Clause, ...]]:
    """The words of a text and its clauses, by tables; what rules ask again is not read again."""
    words = split_words(text, limit)
    return words, attach(words, find_actions(words))


def _with_verbs(words: Words, candidates: tuple[Candidate, ...]) -> Words:
    tag = list(words.tag)
    for candidate in candidates:
        tag[candidate.head] = "verb"
    return replace(words, tag=tag)


def _aimed(words: Words, clause: Clause, at: Part) -> Clause:
    """'lunges to reach the ball': the purpose says what the first motion is aimed at."""
    if clause.action.target != "missing":
        return clause
    action = replace(clause.action, target="stated", target_span=words.span(*at))
    return replace(clause, action=action)


def _limit(words: Words, c: Candidate, following: tuple[Candidate, ...]) -> int:
    """One past the last word that can belong to c: the next verb keeps its helpers and manner."""
    end = following[0].first if following else len(words.low)
    end = next((k for k in range(c.last + 1, end) if words.tag[k] in ("depict", "stop")), end)
    before_verb = words.tag_at(end) != "stop"
    while before_verb and end - 1 > c.last and words.tag[end - 1] in _AUXILIARY:
        if words.tag[end - 1] == "adv" and not words.low[end - 1].endswith("ly"):
            break
        end -= 1
    return end


# --- subject -----------------------------------------------------------------------------------


def _subject(words: Words, c: Candidate, previous: Clause | None) -> tuple[Part | None, bool]:
    """The subject's words, and whether they stand in the candidate's own clause."""
    inherited = previous.subject if previous else None
    j = c.first - 1
    while j >= 0 and words.tag[j] in _AUXILIARY:
        j -= 1
    if j >= 0 and words.tag[j] == "wh":
        j -= 2 if words.tag_at(j - 1) == "comma" else 1
    if j < 0 or words.tag[j] in ("stop", "comma", "conj", "sub", "then", "prep", "verb"):
        return inherited, False
    start = _segment_start(words, j)
    part = _first_noun_phrase(words, start, j)
    return (part, True) if part else (inherited, False)


def _wearer(words: Words, part: Part, links: frozenset[str]) -> Part:
    """Who wears it: 'a robot wearing jeans and a white shirt walks' is about the robot.

    Before a participle 'with' begins a scene of its own: 'with sunlight streaming in'.
    """
    k = part.first
    while k > 0 and words.tag[k - 1] in _LISTED and words.low[k - 1] not in links:
        k -= 1
    if k == 0 or words.low[k - 1] not in links:
        return part
    end = k - 2
    while end >= 0 and words.tag[end] in ("conj", "comma"):
        end -= 1
    if end < 0 or words.tag[end] != "noun" or end < words.sentence_start(part.first):
        return part
    whole = _first_noun_phrase(words, _phrase_start(words, end), end)
    return _wearer(words, whole, links) if whole else part


def _parsed_subject(words: Words, c: Candidate, tokens: Sequence[Token]) -> Part | None:
    """The noun phrase that a parser takes for the subject of a verb it knows as one."""
    if not tokens or not tokens[c.head].tag.startswith("VB"):
        return None
    start, own = words.sentence_start(c.head), tokens[c.head]
    found = own.head if own.dep == "acl" else -1
    for k in range(c.first - 1, start - 1, -1):
        if tokens[k].head == c.head and tokens[k].dep in ("nsubj", "nsubjpass"):
            found = k
            break
    if not start <= found < c.first or words.tag[found] != "noun":
        return None
    named = words.low[found] in english().words["camera_nouns"] | english().words["shot_nouns"]
    if named and "comma" in words.tag[found : c.first]:
        return None  # 'static camera, a man walks'
    if words.low_at(found + 1) == "of" and (named or c.kind == "ing"):
        return None  # 'a video of tea being poured', 'patterns of steam rising'
    return _first_noun_phrase(words, _phrase_start(words, found), found)


def _phrase_start(words: Words, k: int) -> int:
    while k > 0 and words.tag[k - 1] in ("noun", "adj", "num", "det", "poss"):
        k -= 1
    return k


def _segment_start(words: Words, j: int) -> int:
    k = j
    while k > 0 and (words.tag[k - 1] not in _WALLS or words.low[k - 1] in _DRESSED):
        if words.tag[k - 1] == "conj" and not _joins_nouns(words, k - 1):
            break
        k -= 1
    return k


def _joins_nouns(words: Words, k: int) -> bool:
    if words.tag_at(k - 1) not in ("noun", "adj", "num") or words.low[k] == "but":
        return False
    start = words.sentence_start(k)
    return "verb" not in words.tag[start:k] and words.tag_at(k + 1) in (
        "det",
        "noun",
        "poss",
        "adj",
        "num",
    )


def _first_noun_phrase(words: Words, start: int, last: int) -> Part | None:
    """The first noun phrase of a stretch; what comes after an opening 'a close-up of' counts."""
    shots = english().words["shot_nouns"] | english().words["measure_nouns"]
    k = start
    while k <= last:
        end = words.noun_phrase_end(k, last + 1)
        if end == k:
            k += 1
            continue
        opened_by_preposition = k > start and words.tag_at(k - 1) == "prep"
        depicts = words.low[end - 1] in shots and words.low_at(end) == "of"
        if (depicts or (opened_by_preposition and k - 1 == start)) and end < last:
            k = end + 1
            continue
        return Part(k, _joined_end(words, end, last))
    end = last
    while end > start and words.tag_at(end - 1) in ("noun", "adj", "num", "det", "poss"):
        end -= 1
    return Part(end, last) if words.tag_at(last) in ("noun", "num", "adj") else None


def _joined_end(words: Words, end: int, last: int) -> int:
    """The end of 'a cat and a dog' or 'a cup of tea', given one past the end of its first part."""
    while end < last and (words.tag[end] == "conj" or words.low[end] == "of"):
        further = words.noun_phrase_end(end + 1, last + 1)
        if further == end + 1:
            break
        end = further
    return end - 1


def _is_pronoun(words: Words, part: Part) -> bool:
    return part.first == part.last and words.tag[part.first] in ("pron", "wh")


def _antecedent(words: Words, part: Part, things: list[Part], actors: list[Part]) -> Part:
    """What a pronoun stands for: 'it' is the thing last acted on, everybody else the last actor."""
    if words.low[part.first] in ("it", "it's") and things:
        beast = actors and is_a(words.low[head_of(words, actors[-1])], "animal")
        return actors[-1] if beast else things[-1]
    return actors[-1] if actors else part


def _is_camera(words: Words, known: Lexicon, subject: Part | None) -> bool:
    if subject is None:
        return False
    return any(
        w in known.words["camera_nouns"] for w in words.low[subject.first : subject.last + 1]
    )


# --- complements -------------------------------------------------------------------------------


def _complements(words: Words, known: Lexicon, c: Candidate, limit: int) -> _Complements:
    got = _Complements(phrase_end=c.last, end=c.last)
    for k in range(c.head + 1, c.last):
        got.path = got.path or paths.named(words, k)
    adjacent, k = True, _first_complement(words, c, limit)
    while k < limit:
        tag = words.tag[k]
        if tag in ("stop", "sub", "then", "wh") or (
            tag == "comma" and not _goes_on(words, c, k, limit)
        ):
            break
        if tag in ("comma", "conj"):
            if tag == "conj" and words.noun_phrase_end(k + 1, limit) == limit:
                break
            k += 1
            continue
        path = paths.match(words, k, c.verb, limit)
        if path:
            _take_path(got, path)
            adjacent = False
            k = path.end
        elif tag == "adv":
            if _is_manner(words, known, k):
                got.speed = got.speed or Part(k, k)
            if adjacent:
                got.phrase_end = k
            k += 1
        elif tag == "prep" or words.noun_phrase_end(k, limit) == k:
            adjacent = False
            k = max(words.noun_phrase_end(k + 1, limit), k + 1)
        else:
            end = _object_end(words, k, limit)
            if got.object is None and adjacent and c.verb.transitive:
                got.object, got.phrase_end = Part(k, end - 1), end - 1
            k = end
        got.end = k - 1
    return got


def _first_complement(words: Words, c: Candidate, limit: int) -> int:
    """The word after the verb; in 'walks away from the camera' the particle opens the phrase."""
    if c.last > c.head and c.verb.motion == "travel":
        path = paths.match(words, c.last, c.verb, limit)
        if path and path.end > c.last + 1:
            return c.last
    return c.last + 1


def _goes_on(words: Words, c: Candidate, k: int, limit: int) -> bool:
    """Whether a comma is followed by more about the same verb: ', to the left,'."""
    path = paths.match(words, k + 1, c.verb, limit) if k + 1 < limit else None
    return (
        path is not None
        and path.heading is not None
        and words.tag_at(path.end) in ("stop", "comma")
    )


def _take_path(got: _Complements, path: paths.Path) -> None:
    if got.path is None or (got.path.heading is None and path.heading is not None):
        goal = got.path.goal if got.path else None
        got.path = path._replace(goal=path.goal or goal)
    if path.goal and got.goal is None:
        got.goal = Part(*path.goal)


def _object_end(words: Words, k: int, limit: int) -> int:
    end = words.noun_phrase_end(k, limit)
    while end + 1 < limit and words.low[end] == "of":
        further = words.noun_phrase_end(end + 1, limit)
        if further == end + 1:
            break
        end = further
    return end


def _is_manner(words: Words, known: Lexicon, k: int) -> bool:
    low = words.low[k]
    if low in known.paces or low in known.forces or low == "hard":
        return True
    return low.endswith("ly") and low not in known.words["not_manner"]


def _speed(words: Words, known: Lexicon, c: Candidate, got: _Complements) -> Part | None:
    """The first words about speed or manner: before the verb, in its frame, or after it."""
    j = c.first - 1
    while j >= 0 and words.tag[j] in _AUXILIARY:
        if words.tag[j] == "adv" and _is_manner(words, known, j):
            return Part(j, j)
        j -= 1
    for k in range(c.head + 1, c.last):
        if words.tag[k] == "adj":
            return Part(k, k)
    return got.speed or _speed_phrase(words, known, c.last + 1, got.end)


def pace_phrase_length(words: Words, known: Lexicon, k: int) -> int:
    """How many words from word k on are a fixed phrase about speed ('at full speed'); 0 if none."""
    for length in range(min(5, len(words.low) - k), 1, -1):
        if " ".join(words.low[k : k + length]) in known.pace_phrases:
            return length
    return 0


def _speed_phrase(words: Words, known: Lexicon, first: int, last: int) -> Part | None:
    for k in range(first, last + 1):
        if words.low[k] not in ("at", "in", "with", "without", "as"):
            continue
        length = pace_phrase_length(words, known, k)
        if length:
            return Part(k, k + length - 1)
        end = words.noun_phrase_end(k + 1, last + 1)
        if (
            end > k + 1
            and words.low[end - 1] in known.words["manner_nouns"]
            and words.low[k] == "with"
        ):
            return Part(k, end - 1)
        if end > k + 2 and words.low[end - 1] in known.words["motion_nouns"]:
            return Part(k, end - 1)
    return None


# --- the action --------------------------------------------------------------------------------


def _clause(
    words: Words, known: Lexicon, c: Candidate, subject: Part | None, own: bool, limit: int
) -> Clause:
    c = _camera_sense(words, known, c, subject)
    got = _complements(words, known, c, limit)
    if c.passive and subject and got.object is None:
        got.object = subject
    speed = _speed(words, known, c, got)
    camera = _is_camera_action(words, known, c, subject)
    heading = got.path.heading if got.path and got.path.heading else c.verb.heading
    shown = Span(words.spans[c.first].start, words.spans[max(c.last, got.phrase_end)].end)
    first = subject.first if subject and own else c.first
    last = max(got.end, c.last)
    action = Action(
        verb=c.verb.lemma,
        span=words.span(c.first, c.last),
        direction=_direction(words, known, c, got, subject),
        target=_target(c, got),
        speed=_speed_word(words, known, c, speed, subject),
        camera=camera,
        heading=heading,
        heading_span=_heading_span(words, got.path),
        target_span=_target_span(words, c, got),
        speed_span=words.span(*speed) if speed else None,
        pace=_pace(words, known, c, speed, subject),
        subject_span=words.span(*subject) if subject else None,
        phrase_span=shown,
        clause_span=words.span(first, last),
        dangling_span=_dangling(words, c, got),
        negated=_is_negated(words, c),
    )
    return Clause(c, action, subject, got.object, got.goal, own, first, last)


def _is_negated(words: Words, c: Candidate) -> bool:
    j = c.first - 1
    while j >= 0 and words.tag[j] in _AUXILIARY:
        if words.tag[j] == "neg" or words.low[j].endswith("n't"):
            return True
        j -= 1
    return words.low_at(j) == "without"


def _dangling(words: Words, c: Candidate, got: _Complements) -> Span | None:
    """The 'towards' of 'walks towards.': a word of direction whose goal never comes."""
    for k in range(c.last + 1, min(got.end + 3, len(words.low))):
        if words.tag[k] in ("stop", "verb", "wh"):
            return None
        if words.low[k] not in _NEEDS_GOAL:
            continue
        after = k + 1
        while words.low_at(after) in _OPENS_NOUN:
            after += 1
        ends = _ENDS if after > k + 1 else {*_ENDS, "then"}
        if words.tag_at(after) in ends:
            return words.spans[k]
    return None


def _camera_sense(words: Words, known: Lexicon, c: Candidate, subject: Part | None) -> Candidate:
    """'tilts up' is the camera's only where a camera, or nobody, does it."""
    if c.verb.motion != "camera" or subject is None or _is_camera(words, known, subject):
        return c
    if words.tag_at(words.left_of(c.first)) in ("comma", "stop") and c.kind in ("base", "ing"):
        return c
    plain = known.verbs.get(c.verb.lemma.split()[0])
    if plain is None or plain.motion == "camera":
        return c
    return c._replace(verb=plain, last=c.head)


def _is_camera_action(words: Words, known: Lexicon, c: Candidate, subject: Part | None) -> bool:
    if c.verb.motion == "camera":
        return True
    if _is_camera(words, known, subject):
        return True
    if subject is None and c.verb.lemma in ("follow", "zoom", "orbit", "circle", "fly", "move"):
        start = words.sentence_start(c.first)
        return any(w in known.words["camera_nouns"] for w in words.low[start : c.first])
    return False


def _direction(
    words: Words, known: Lexicon, c: Candidate, got: _Complements, subject: Part | None
) -> Direction:
    verb = c.verb
    if verb.direction == "inherent":
        return "stated" if got.path and verb.heading is None else "inherent"
    if got.path and (verb.direction == "free" or got.path.heading or verb.motion == "place"):
        return "stated"
    if verb.target == "either" and got.object and verb.direction != "none":
        return "n/a" if _settled(words, verb.settled_by, got.object) else "stated"
    settled = verb.direction == "none" or _goes_nowhere(words, known, c, got, subject)
    return "n/a" if settled else "missing"


def _goes_nowhere(
    words: Words, known: Lexicon, c: Candidate, got: _Complements, subject: Part | None
) -> bool:
    """Whether no direction is missing though the verb could have one."""
    if got.object:
        return c.verb.motion == "turn" or _settled(words, c.verb.settled_by, got.object)
    if subject and words.low[subject.last] in known.words["body_parts"]:
        return True
    return _is_swayed(words, got, c, subject)


def _is_swayed(words: Words, got: _Complements, c: Candidate, subject: Part | None) -> bool:
    """'the leaves move in the breeze': what the wind moves goes nowhere of its own."""
    if subject is None or not is_a(words.low[head_of(words, subject)], "plant", "weightless"):
        return False
    return any(low in ("wind", "breeze", "air") for low in words.low[c.last + 1 : got.end + 1])


def _settled(words: Words, settled_by: frozenset[str], part: Part) -> bool:
    return any(low in settled_by for low in words.low[part.first : part.last + 1])


def _target(c: Candidate, got: _Complements) -> Target:
    match c.verb.target:
        case "none":
            return "n/a"
        case "goal":
            return "stated" if got.goal else "missing"
        case "object":
            if got.object:
                return "stated"
            return "missing" if c.verb.takes_object == "usual" else "n/a"
        case "either":
            return "stated" if got.goal or got.object else "missing"


def _target_span(words: Words, c: Candidate, got: _Complements) -> Span | None:
    part = got.goal
    if c.verb.target == "object" or (c.verb.target == "either" and part is None):
        part = got.object
    return words.span(*part) if part and c.verb.target != "none" else None


def _heading_span(words: Words, path: paths.Path | None) -> Span | None:
    return words.span(path.first, path.end - 1) if path and path.heading else None


def inherent_pace(words: Words, known: Lexicon, c: Candidate, subject: Part | None) -> float | None:
    """The speed that lies in the verb; a car that drifts is not slow."""
    drives = subject and words.low[subject.last] in known.words["vehicles"]
    return None if drives and c.verb.lemma == "drift" else c.verb.pace


def _pace(
    words: Words, known: Lexicon, c: Candidate, speed: Part | None, subject: Part | None
) -> float | None:
    if speed:
        phrase = " ".join(words.low[speed.first : speed.last + 1])
        if phrase in known.pace_phrases:
            return known.pace_phrases[phrase]
        for low in words.low[speed.first : speed.last + 1]:
            if low in known.paces:
                return known.paces[low]
    return inherent_pace(words, known, c, subject)


def _speed_word(
    words: Words, known: Lexicon, c: Candidate, speed: Part | None, subject: Part | None
) -> Speed:
    if speed:
        return "stated"
    return "inherent" if inherent_pace(words, known, c, subject) is not None else "none"


# --- the whole text ----------------------------------------------------------------------------


def _ambient_marked(words: Words, known: Lexicon, clauses: list[Clause]) -> list[Clause]:
    """Leaves and clouds are the background where something else acts in front of them."""
    names = known.words["ambient_nouns"]

    def is_ambient(clause: Clause) -> bool:
        subject = clause.subject
        return subject is not None and words.low[head_of(words, subject)] in names

    lively = [c for c in clauses if not c.action.camera and not is_ambient(c) and c.subject]
    if not lively:
        return clauses
    return [
        replace(clause, action=replace(clause.action, ambient=True))
        if is_ambient(clause) and not clause.action.camera
        else clause
        for clause in clauses
    ]


def head_of(words: Words, part: Part) -> int:
    """The word a noun phrase is about: the cup of 'a cup of tea'."""
    for k in range(part.first, part.last):
        if words.low[k + 1] == "of":
            return k
    return part.last


def _numbered(clauses: list[Clause], links: list[Link], words: Words) -> tuple[Clause, ...]:
    events = [(c.candidate.verb.event or c.action.target_span is not None) for c in clauses]
    foreground = [not (c.action.camera or c.action.ambient or c.action.negated) for c in clauses]
    same = [c.subject == p.subject for c, p in zip(clauses[1:], clauses, strict=False)]
    numbers = steps(links, events, foreground, [False, *same])
    return tuple(
        clause if n == 1 else replace(clause, action=replace(clause.action, step=n))
        for clause, n in zip(clauses, numbers, strict=True)
    )
