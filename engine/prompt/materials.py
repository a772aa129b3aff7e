"""Nouns in, what they name is made of out: a hammer is rigid, a towel is cloth, water is fluid.

A noun in no list is of no known material: what depends on it should then say that it cannot be
determined. English nouns are looked up in the singular, Chinese ones by their ending, which is what
they are about (玻璃水杯 is a cup).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal, cast

import resources
from engine.prompt.chinese_words import split_words as split_chinese
from engine.prompt.lexicon import english
from engine.prompt.things import is_a
from engine.prompt.words import Words, split_words
from engine.records import Reading, Span

Form = Literal["rigid", "articulated", "cloth", "soft", "fluid", "loose", "gas"]
"""How a thing keeps its shape: as it is; by parts that turn against each other; by its size only;
dented and back; not at all but for its volume; as grains; not at all."""
Trait = Literal[
    "round", "heavy", "brittle", "vessel", "flies", "light", "driven", "floats", "pairs"
]
"""'heavy': falls like a stone. 'light': the air carries it. 'driven': moves by an engine of its
own. 'vessel': holds a liquid. 'pairs': its name is a plural."""

Tongue = Literal["english", "chinese"]

_READ = 20_000
_BEINGS: Mapping[str, Form] = {"person": "articulated", "animal": "articulated", "plant": "soft"}
_IRREGULAR = {
    "children": "child",
    "feet": "foot",
    "geese": "goose",
    "knives": "knife",
    "leaves": "leaf",
    "loaves": "loaf",
    "men": "man",
    "mice": "mouse",
    "shelves": "shelf",
    "teeth": "tooth",
    "women": "woman",
    "scarves": "scarf",
    "wolves": "wolf",
}
_LEAD = re.compile(r"^(?:an?|the|his|her|its|their|my|your|our)\s+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LONGEST = 6
_STYLED = frozenset({"style", "camera"})
_PHRASE_END = re.compile(r"[.,;:!?，。；：！？\n]|\b(?:but|and then|while)\b")


@dataclass(frozen=True, slots=True)
class Material:
    """What a noun names is made of, and what it does of itself."""

    form: Form
    traits: frozenset[Trait] = frozenset()
    being: Literal["person", "animal"] | None = None

    @property
    def solid(self) -> bool:
        """Whether nothing goes through it."""
        return self.form in ("rigid", "articulated", "soft")


@dataclass(frozen=True, slots=True)
class Noun:
    """A thing that a prompt speaks of."""

    word: str
    """As it is looked up: 'tennis ball', 'boy', '玻璃杯'."""
    name: str
    """As a sentence calls it: 'the tennis ball', '玻璃杯'."""
    span: Span
    """Of the noun."""
    material: Material | None = None
    plural: bool = False


def material_of(noun: str) -> Material | None:
    """What a noun names is made of; None where no list has it."""
    return _material(noun.casefold().strip())


def materials(reading: Reading) -> Mapping[str, Material]:
    """The things of a prompt that are in a list, by their nouns, in the order of the text."""
    return {n.word: n.material for n in nouns_in(reading) if n.material is not None}


def nouns_in(reading: Reading) -> tuple[Noun, ...]:
    """The things of a whole prompt whose material is known, each noun once.

    What only speaks of style or of the camera, or is said not to be there, is left out.
    """
    silent = [part.span for part in reading.parts if part.kind in _STYLED]
    silent += [_denied(reading.text, p.span) for p in reading.parts if p.kind == "negation"]
    verbs = [action.span for action in reading.actions]
    found: dict[str, Noun] = {}
    for noun in (*_english(reading, verbs), *_chinese(reading, verbs)):
        if not any(_inside(noun.span, span) for span in silent):
            found.setdefault(noun.word, noun)
    return tuple(sorted(found.values(), key=lambda noun: noun.span))


def _denied(text: str, span: Span) -> Span:
    """What a 'no' is said of: up to the end of its phrase."""
    end = _PHRASE_END.search(text, span.end)
    return Span(span.start, end.start() if end else len(text))


def noun_at(reading: Reading, span: Span | None) -> Noun | None:
    """What a noun phrase is about: the cup of 'a cup of tea', 杯 of 一个玻璃杯.

    The material is None where no list has it; None altogether for what is no noun phrase.
    """
    text = "" if span is None else reading.text[span.start : span.end]
    if span is None or not text.strip():
        return None
    if _HAN.search(text):
        return _chinese_noun(text, span.start)
    return _english_noun(text, span.start)


# --- English -----------------------------------------------------------------------------------


def _english(reading: Reading, verbs: list[Span]) -> Iterator[Noun]:
    words = split_words(reading.text, _READ)
    told = [_told(words, k, verbs) for k in range(len(words.low))]
    for k in range(len(words.low)):
        if told[k] and not (k + 1 < len(told) and told[k + 1]):
            yield _named(words, k, 0)


def _told(words: Words, k: int, verbs: list[Span]) -> bool:
    """Whether word k is a noun of a list, and no verb."""
    if words.tag[k] != "noun" or any(_inside(words.spans[k], span) for span in verbs):
        return False
    return _material(words.low[k]) is not None


def _english_noun(text: str, start: int) -> Noun | None:
    words = split_words(text)
    first = 0
    while first < len(words.low) and words.tag[first] in ("prep", "adv", "comma"):
        first += 1
    end = words.noun_phrase_end(first, len(words.low))
    if end == first or words.tag[end - 1] not in ("noun", "adj"):
        return None
    return _named(words, end - 1, start)


def _named(words: Words, k: int, start: int) -> Noun:
    """The noun at word k, with the word before it where both are one name."""
    first = k
    pair = f"{words.low_at(k - 1)} {words.low[k]}" if k else ""
    if pair and (_plain(pair) or _plain(_singular(pair))):
        first = k - 1
    noun = _singular(" ".join(words.low[first : k + 1]))
    span = words.span(first, k)
    said = words.low[_adjectives(words, first) : k + 1]
    material = _material(" ".join(words.low[first : k + 1]))
    paired = material is not None and "pairs" in material.traits
    alone = words.determiner_of(first) in ("a", "an", "one", "this", "that")
    both = words.low[k] in english().words["plurals_without_s"] and not alone
    plural = paired or both or _singular(words.low[k]) != words.low[k]
    return Noun(
        noun, f"the {' '.join(said)}", Span(span.start + start, span.end + start), material, plural
    )


def _adjectives(words: Words, first: int) -> int:
    """Where the name of a thing begins: up to two words that tell it from others of its kind."""
    k = first
    while k > 0 and first - k < 2 and words.tag[k - 1] in ("adj", "noun"):
        if words.low[k - 1] in english().forms and words.tag_at(k - 2) not in (
            "det",
            "poss",
            "adj",
        ):
            break
        k -= 1
    return k


@lru_cache(maxsize=4096)
def _singular(noun: str) -> str:
    """The singular of a noun, or of the last word of several; what is none stays."""
    lead, gap, last = noun.rpartition(" ")
    one = _IRREGULAR.get(last)
    if one is None:
        one = next((w for w in _singulars(last) if _listed(lead + gap + w) or _listed(w)), last)
    return lead + gap + one


def _singulars(word: str) -> tuple[str, ...]:
    """What the singular may be, the likeliest first; a word that is listed is one itself."""
    if not word.endswith("s") or word.endswith("ss") or _plain(word) is not None:
        return (word,)
    if word.endswith("ies"):
        return f"{word[:-3]}y", word[:-1], word
    return (word[:-1], word[:-2], word) if word.endswith("es") else (word[:-1], word)


def _listed(noun: str) -> bool:
    return _plain(noun) is not None or is_a(noun, "person", "animal")


def rolls_of_itself(noun: str) -> bool:
    """Whether an English noun names a ball, a wheel, a car: what gets along by rolling."""
    found = _material(noun)
    return found is not None and not found.traits.isdisjoint({"round", "driven"})


# --- Chinese -----------------------------------------------------------------------------------


def _chinese(reading: Reading, verbs: list[Span]) -> Iterator[Noun]:
    if reading.language == "en":
        return
    text = reading.text[:_READ]
    for word in split_chinese(text):
        if word.kind not in ("other", "noun") or not _HAN.search(text[word.start : word.end]):
            continue
        if not any(_inside(Span(word.start, word.end), span) for span in verbs):
            yield from _chinese_nouns(text[word.start : word.end], word.start)


def _chinese_nouns(text: str, start: int) -> Iterator[Noun]:
    """All listed nouns of two characters and more; a single one only where nothing follows."""
    at = 0
    while at < len(text):
        end = next(
            (e for e in range(min(at + _LONGEST, len(text)), at, -1) if _stands(text, at, e)), None
        )
        if end is not None:
            yield _of_characters(text[at:end], start + at)
        at = end or at + 1


def _stands(text: str, at: int, end: int) -> bool:
    return (end - at > 1 or end == len(text)) and text[at:end] in _forms("chinese")


def _chinese_noun(text: str, start: int) -> Noun | None:
    bare = text.rstrip("，。,. 们")
    for at in range(max(0, len(bare) - _LONGEST), len(bare)):
        if bare[at:] in _forms("chinese"):
            return _of_characters(bare[at:], start + at)
    last = re.search(r"[\u3400-\u9fff]{1,4}$", bare)
    return None if last is None else _of_characters(last.group(), start + last.start())


def _of_characters(noun: str, at: int) -> Noun:
    return Noun(noun, noun, Span(at, at + len(noun)), _plain(noun))


# --- the tables --------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _material(noun: str) -> Material | None:
    noun = _LEAD.sub("", noun).partition(" of ")[0]
    if _HAN.search(noun):
        named = _chinese_noun(noun, 0)
        return None if named is None else named.material
    for name in (noun, _singular(noun)):
        found = _plain(name) or _being(name)
        if found is not None:
            return found
    lead, _, last = noun.rpartition(" ")
    return _material(last) if lead else None


def _being(noun: str) -> Material | None:
    for kind in ("person", "animal", "plant"):
        if is_a(noun, kind):
            alive = cast("Literal['person', 'animal'] | None", None if kind == "plant" else kind)
            return Material(_BEINGS[kind], _traits_of(noun, "english"), alive)
    return None


def _plain(noun: str) -> Material | None:
    """Of a noun that stands in the list as it is."""
    language: Tongue = "chinese" if _HAN.search(noun) else "english"
    form = _forms(language).get(noun)
    if form is None:
        return None
    being = _chinese_being(noun) if language == "chinese" else None
    if language == "english" and form == "articulated":
        being = "person" if is_a(noun, "person") else "animal" if is_a(noun, "animal") else None
    return Material(form, _traits_of(noun, language), being)


def _chinese_being(noun: str) -> Literal["person", "animal"] | None:
    data = _table()["chinese"]
    return "person" if noun in data["person"] else "animal" if noun in data["animal"] else None


@cache
def _table() -> dict[str, Any]:
    text = resources.path("lexicons", "materials.json").read_text(encoding="utf-8")
    return cast("dict[str, Any]", json.loads(text))


@cache
def _forms(language: Tongue) -> Mapping[str, Form]:
    forms: Mapping[Form, list[str]] = _table()[language]["forms"]
    return {noun: form for form, nouns in forms.items() for noun in nouns}


@cache
def _traits(language: Tongue) -> Mapping[str, frozenset[Trait]]:
    found: dict[str, set[Trait]] = {}
    for trait, nouns in _table()[language]["traits"].items():
        for noun in nouns:
            found.setdefault(noun, set()).add(trait)
    return {noun: frozenset(traits) for noun, traits in found.items()}


def _traits_of(noun: str, language: Tongue) -> frozenset[Trait]:
    known = _traits(language)
    return known.get(noun) or known.get(noun.rpartition(" ")[2], frozenset())


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
