"""Who acts: words and a verb in them go in, the noun phrase of its subject comes out.

A subject stands left of its verb within the segment; a clause without one takes the one before it,
a pronoun stands for what acted or was acted on, and clothes stand for who wears them. Where a
parser names the subject of a verb that it knows as one, that is taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.prompt.english import Candidate
from engine.prompt.lexicon import Lexicon, english
from engine.prompt.parser import Token
from engine.prompt.phrases import Part, first_noun_phrase, head_of, phrase_start
from engine.prompt.things import is_a
from engine.prompt.words import AUXILIARY, Words

_WORN = frozenset({"wearing", "sporting", "holding", "carrying"})
_WITH = _WORN | {"with", "having", "in"}
_LISTED = frozenset({"noun", "adj", "num", "det", "poss", "conj"})
_DRESSED = frozenset({"wearing", "holding", "carrying", "sporting", "clutching"})
"""'a man wearing a hat walks': what stands before is who acts, unless it begins there."""
_ALSO_THINGS = frozenset({"drone", "frame", "dolly"})
"""Nouns of the camera that as often name what is filmed."""
_NEW = frozenset({"a", "an", "another", "one"})
_VIEWS = frozenset({"fpv", "aerial", "camera", "cinematic"})
"""'an aerial drone flies over a city' films it."""
_WALLS = frozenset({"comma", "stop", "sub", "then", "depict", "verb", "help"})


def acting(
    words: Words, c: Candidate, tokens: Sequence[Token], inherited: Part | None
) -> tuple[Part | None, bool]:
    """The subject's words, and whether they stand in the candidate's own clause.

    `inherited` is the subject of the clause before; `tokens` are a parser's, or none.
    """
    subject, own = _nearest(words, c, inherited)
    named = _parsed_subject(words, c, tokens)
    if named:
        subject, own = named, named.last < c.first
    if subject and own:
        subject = _wearer(words, subject, _WORN if c.kind == "ing" else _WITH)
    return subject, own


def _nearest(words: Words, c: Candidate, inherited: Part | None) -> tuple[Part | None, bool]:
    j = c.first - 1
    while j >= 0 and words.tag[j] in AUXILIARY:
        j -= 1
    if j >= 0 and words.tag[j] == "wh":
        j -= 2 if words.tag_at(j - 1) == "comma" else 1
    if j >= 0 and words.tag[j] in ("comma", "conj", "then"):
        poser = _poser(words, j) if c.kind == "s" else None
        return poser or inherited, False
    if j < 0 or words.tag[j] in ("stop", "sub", "prep", "verb"):
        return inherited, False
    start = _segment_start(words, j)
    part = first_noun_phrase(words, start, j)
    return (part, True) if part else (inherited, False)


def _poser(words: Words, j: int) -> Part | None:
    """Who strikes a pose before that: 'a cat crouches and leaps', 'a woman sits down and reads'."""
    known = english()
    for k in range(j - 1, words.sentence_start(j), -1):
        if words.tag[k] == "verb":
            return None
        forms = known.forms.get(words.low[k], ())
        if any(form.kind == "s" and form.head in known.words["stances"] for form in forms):
            return first_noun_phrase(words, _segment_start(words, k - 1), k - 1)
    return None


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
    whole = first_noun_phrase(words, phrase_start(words, end), end)
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
    return first_noun_phrase(words, phrase_start(words, found), found)


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


def antecedent(words: Words, part: Part, things: list[Part], actors: list[Part]) -> Part:
    """What a pronoun stands for: 'it' is the thing last acted on, everybody else the last actor."""
    if words.low[part.first] in ("it", "it's") and things:
        beast = actors and is_a(words.low[head_of(words, actors[-1])], "animal")
        return actors[-1] if beast else things[-1]
    if actors:
        return actors[-1]
    start = words.sentence_start(part.first)
    return first_noun_phrase(words, start, part.first - 1) or part if part.first > start else part


def is_camera(words: Words, known: Lexicon, subject: Part | None) -> bool:
    """Whether it is the camera, or the view, that acts."""
    if subject is None:
        return False
    cameras = known.words["camera_nouns"]
    return any(
        words.low[k] in cameras and not _is_shown(words, k)
        for k in range(subject.first, subject.last + 1)
    )


def _is_shown(words: Words, k: int) -> bool:
    """'a small drone rises', 'a picture frame falls': a thing in the picture, and so is 'the drone'
    after it; 'the drone rises' alone, or 'drone flies over', is the view."""
    name = words.low[k]
    if name not in _ALSO_THINGS:
        return False
    return any(
        words.low[j] == name
        and _is_introduced(words, j)
        and words.tag_at(phrase_start(words, j) - 1) != "prep"
        for j in range(k + 1)
    )


def _is_introduced(words: Words, k: int) -> bool:
    """'a drone', 'two black drones', and no 'drone shot', which is a view."""
    if words.low_at(k + 1) in english().words["camera_nouns"] | english().words["shot_nouns"]:
        return False
    first = phrase_start(words, k)
    named = words.low[first:k]
    return (
        bool(named) and (named[0] in _NEW or words.tag[first] == "num") and _VIEWS.isdisjoint(named)
    )
