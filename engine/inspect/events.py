"""What the words make happen: a Reading in, one `Event` for each action with the things in it out.

Verbs are told by the groups of physical-rules.json: those of one group make the same expected.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, cast

import resources
from engine.prompt.materials import Noun, noun_at
from engine.records import Action, Reading, Span

_COMPLEMENT = re.compile("[上下进出回过起开来去到向往入落着了完倒断碎裂中给在]+")
_PRONOUNS = frozenset({"he", "she", "they", "him", "her", "them", "one", "who"})
_RELEASES = frozenset({"let go", "let go of", "release"})
"""Verbs whose subject stays where it is."""
_REACHES = frozenset({"reach"})
"""Verbs that go on with their goal: 'reaches for the cup and lifts it'."""
COMES_AND_GOES = frozenset({"changes", "vanishes", "break", "melt", "burn", "cut"})
"""Groups of verbs by which things, or parts of them, come to be and cease to be."""


@dataclass(frozen=True, slots=True)
class Event:
    """One action with the things in it."""

    action: Action
    groups: frozenset[str]
    """Of verbs that make the same things expected."""
    actor: Noun | None
    thing: Noun | None
    """What it is done to; None where the one who acts is what moves."""
    goal: Noun | None
    clause: str

    @property
    def mover(self) -> Noun | None:
        """What is in motion."""
        done_to_it = self.action.object_span is not None or self.action.verb in _RELEASES
        return self.thing if done_to_it else self.actor


@lru_cache(maxsize=16)
def events_of(reading: Reading) -> tuple[Event, ...]:
    """What happens, in the order of the text: not the camera, the scenery, and what is negated."""
    found: list[Event] = []
    last: Noun | None = None
    for action in reading.actions:
        if action.camera or action.negated or action.ambient:
            continue
        actor = _told_of(reading, action.subject_span, last)
        thing = _object(reading, action, last)
        groups = groups_of(action.verb) or groups_of(without_object(action.verb, thing))
        goal = _told_of(reading, action.target_span, None)
        last = thing or (goal if action.verb in _REACHES else None) or last
        span = action.clause_span or action.span
        end = _clause_end(reading.text, span.end)
        found.append(
            Event(action, groups, actor, thing, goal, reading.text[span.start : end].casefold())
        )
    return tuple(found)


def _object(reading: Reading, action: Action, last: Noun | None) -> Noun | None:
    if action.object_span is not None:
        return _told_of(reading, action.object_span, last)
    verb = reading.text[action.span.start : action.span.end]
    if verb.isascii():
        return _let_go(reading, action, last)
    inside = noun_at(reading, action.span) if len(verb) > 2 else None
    return inside if inside is not None and inside.material is not None else None


def _let_go(reading: Reading, action: Action, last: Noun | None) -> Noun | None:
    """What stands behind 'of': 'lets go of the cup'."""
    start = action.span.end
    of = re.match(r"\s+of\s+", reading.text[start:])
    if of is None or action.verb not in _RELEASES:
        return None
    return _told_of(reading, Span(start + of.end(), _clause_end(reading.text, start)), last)


def _told_of(reading: Reading, span: Span | None, last: Noun | None) -> Noun | None:
    """What words are about: 'it' is the thing that was handled last, 'she' nobody in particular."""
    word = "" if span is None else reading.text[span.start : span.end].casefold().strip()
    if word == "it" or word.startswith("it "):
        return last
    noun = noun_at(reading, span)
    return None if noun is not None and noun.word in _PRONOUNS else noun


def _clause_end(text: str, start: int) -> int:
    """Up to the end of its part of the sentence: 'from a bottle' stands behind what was read."""
    match = re.compile(r"[.,;。，；!?！？\n]").search(text, start)
    return min(match.start() if match else len(text), start + 80)


def is_downhill(event: Event) -> bool:
    """'rolls down the ramp', 'slides on a slope', and not 'rolls up the ramp'."""
    upwards = event.action.heading in ("up", "up-left", "up-right")
    return not upwards and says(event.clause, "downhill")


def is_soft_landing(event: Event) -> bool:
    """'drops to his knees', 'falls in love'."""
    return any(
        word in event.clause for word in ("knees", "love", "slowly", "gently", "缓缓", "慢慢")
    )


@cache
def _table() -> dict[str, Any]:
    text = resources.path("lexicons", "physical-rules.json").read_text(encoding="utf-8")
    return cast("dict[str, Any]", json.loads(text))


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of words in physical-rules.json."""
    return frozenset(_table()["words"][name])


@cache
def _by_verb() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group, verbs in _table()["verbs"].items():
        for verb in (*verbs["english"], *verbs["chinese"]):
            found.setdefault(verb, set()).add(group)
    return {verb: frozenset(groups) for verb, groups in found.items()}


def groups_of(verb: str) -> frozenset[str]:
    """The groups a verb is in; a Chinese one with a complement goes by its beginning."""
    known = _by_verb()
    if verb in known or verb.isascii():
        return known.get(verb, frozenset())
    heads = (end for end in range(len(verb) - 1, 0, -1) if _COMPLEMENT.fullmatch(verb, end))
    return next((known[verb[:end]] for end in heads if verb[:end] in known), frozenset())


def without_object(verb: str, thing: Noun | None) -> str:
    """A Chinese verb that holds its object, without it: 踢 of 踢足球."""
    inside = thing is not None and not thing.word.isascii()
    return verb.removesuffix(thing.word) if inside and thing is not None else verb


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = sorted(words_of(name), key=len, reverse=True)
    plain = "|".join(re.escape(word) for word in words if word.isascii())
    other = "|".join(re.escape(word) for word in words if not word.isascii())
    return re.compile(rf"\b(?:{plain})\b|{other}", re.IGNORECASE)


def says(text: str, name: str) -> bool:
    """Whether a text has one of the words of a list in physical-rules.json."""
    return _pattern(name).search(text) is not None


def phrase_of(reading: Reading, pattern: re.Pattern[str], clause: str) -> Noun | None:
    """The thing of a phrase in a clause whose material is known."""
    match = pattern.search(clause)
    said = next((part for part in match.groups() if part), None) if match else None
    if said is None:
        return None
    first = re.split(r"\b(?:and|while|as|then|with|onto|into|over|from|to|in)\b", said)[0]
    noun = noun_at(replace(reading, text=first), Span(0, len(first)))
    return noun if noun is not None and noun.material is not None else None


def has(noun: Noun, *traits: str) -> bool:
    """Whether it is known to be one of these: heavy, round, light, driven ..."""
    return noun.material is not None and not noun.material.traits.isdisjoint(traits)


def is_of(noun: Noun | None, *forms: str) -> bool:
    """Whether it is known to be rigid, soft, cloth, fluid ..."""
    return noun is not None and noun.material is not None and noun.material.form in forms


def is_solid(noun: Noun) -> bool:
    """Whether nothing goes into it."""
    return noun.material is not None and noun.material.solid


def is_being(noun: Noun) -> bool:
    """Whether it is a person or an animal."""
    return noun.material is not None and noun.material.being is not None


def is_hand(noun: Noun) -> bool:
    return noun.word in words_of("hands")


def is_scenery(noun: Noun) -> bool:
    return noun.word in words_of("scenery")
