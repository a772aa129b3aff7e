"""What belongs to each action: subject, object, direction, target, speed, step.

Words and the candidates found in them go in, `Clause`s come out: an `Action` record plus the words
its parts are made of, which poses, physics and cues read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.prompt import paths
from engine.prompt.actions import action_of, camera_sense, literal_sense
from engine.prompt.complements import complements
from engine.prompt.english import Candidate
from engine.prompt.lexicon import Lexicon, english
from engine.prompt.parser import Token
from engine.prompt.phrases import Part, head_of, is_pronoun
from engine.prompt.steps import Link, link, steps
from engine.prompt.subjects import acting, antecedent, is_camera
from engine.prompt.things import is_a
from engine.prompt.words import AUXILIARY, Words
from engine.records import Action

_LENDS = frozenset(
    {"add", "create", "form", "make", "give", "bring", "build", "leave", "set", "offer", "provide"}
)


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
        subject, own = acting(words, candidate, tokens, previous.subject if previous else None)
        if own and subject and is_pronoun(words, subject):
            subject, own = antecedent(words, subject, things, actors), False
        elif subject and own and not is_camera(words, known, subject):
            actors.append(subject)
        clause = _clause(words, known, candidate, subject, own, limit)
        if previous and clause.object and words.low_at(candidate.first - 1) == "to":
            found[-1] = _aimed(words, previous, clause.object)
        if clause.object and not is_pronoun(words, clause.object):
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
    if lemma not in _LENDS or thing is None:
        return False
    head = words.low[head_of(words, thing)]
    return is_a(head, "effect") and not (lemma == "leave" and head in ("frame", "scene", "view"))


def _is_record(words: Words, clause: Clause) -> bool:
    """'A timelapse records', 'light bathes her face': what a picture or light does is no action."""
    if clause.subject is None or clause.candidate.verb.motion in ("camera", "travel", "turn"):
        return False
    head = words.low[head_of(words, clause.subject)]
    bathes = clause.object is not None and is_a(head, "light")
    return bathes or head in english().words["shot_nouns"]


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
    while before_verb and end - 1 > c.last and words.tag[end - 1] in AUXILIARY:
        if words.tag[end - 1] == "adv" and not words.low[end - 1].endswith("ly"):
            break
        end -= 1
    return end


def _clause(
    words: Words, known: Lexicon, c: Candidate, subject: Part | None, own: bool, limit: int
) -> Clause:
    c = literal_sense(words, known, camera_sense(words, known, c, subject), subject)
    got = complements(words, known, c, limit)
    if own and subject and (got.path is None or got.path.heading is None):
        got.path = paths.fronted(words, subject.first, c.verb) or got.path
    if c.passive and subject and got.object is None:
        got.object = subject
    first = subject.first if subject and own else c.first
    last = max(got.end, c.last)
    action = action_of(words, known, c, subject, got)
    action = replace(action, clause_span=words.span(first, last))
    return Clause(c, action, subject, got.object, got.goal, own, first, last)


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


def _numbered(clauses: list[Clause], links: list[Link], words: Words) -> tuple[Clause, ...]:
    events = [(c.candidate.verb.event or c.action.target_span is not None) for c in clauses]
    foreground = [not (c.action.camera or c.action.ambient or c.action.negated) for c in clauses]
    same = [c.subject == p.subject for c, p in zip(clauses[1:], clauses, strict=False)]
    numbers = steps(links, events, foreground, [False, *same])
    return tuple(
        clause if n == 1 else replace(clause, action=replace(clause.action, step=n))
        for clause, n in zip(clauses, numbers, strict=True)
    )
