"""Noun phrases as stretches of words: where one starts, where it ends, which word it is about."""

from __future__ import annotations

from typing import NamedTuple

from engine.prompt.lexicon import english
from engine.prompt.words import Words


class Part(NamedTuple):
    """Words first..last, both included."""

    first: int
    last: int


def head_of(words: Words, part: Part) -> int:
    """The word a noun phrase is about: the cup of 'a cup of tea'."""
    for k in range(part.first, part.last):
        if words.low[k + 1] == "of":
            return k
    return part.last


def phrase_start(words: Words, k: int) -> int:
    """The first word of the noun phrase that ends at word k."""
    while k > 0 and words.tag[k - 1] in ("noun", "adj", "num", "det", "poss"):
        k -= 1
    return k


def phrase_end(words: Words, start: int, limit: int) -> int:
    """One past the noun phrase that starts here, with all its 'of': a glass of the water."""
    end = words.noun_phrase_end(start, limit)
    while end > start and end + 1 < limit and words.low[end] == "of":
        further = words.noun_phrase_end(end + 1, limit)
        if further == end + 1:
            break
        end = further
    return end


def first_noun_phrase(words: Words, start: int, last: int) -> Part | None:
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


def is_pronoun(words: Words, part: Part) -> bool:
    """Whether it is a single word that stands for something else."""
    return part.first == part.last and words.tag[part.first] in ("pron", "wh")
