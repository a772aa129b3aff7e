"""Phrases that ask for correct physics or for quality and steer nothing: text in, spans out."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import NamedTuple, cast

import resources
from engine.records import Span

_LEADS = re.compile(r"(?:^|[,;.，。、\n]|\b(?:and|with|in|a))\s*$")
_FOLLOWS = re.compile(r"\s*(?:[,;.，。、\n]|$|and\b)")


def _any(words: list[str]) -> str:
    return "|".join(
        re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)
    )


@cache
def _table() -> dict[str, list[str]]:
    path = resources.path("lexicons", "filler.json")
    return cast("dict[str, list[str]]", json.loads(path.read_text(encoding="utf-8")))


class _Search(NamedTuple):
    """A pattern for lower-case text, and words of which each match has one."""

    pattern: re.Pattern[str]
    keys: tuple[str, ...]
    alone: bool


def _keys(phrases: list[str]) -> tuple[str, ...]:
    """The longest word of each phrase: most prompts have none, and need no pattern."""
    return tuple({max(p.replace("-", " ").split(), key=len) for p in phrases})


@cache
def _searches() -> tuple[_Search, ...]:
    table = {
        name: [w.lower() for w in words] for name, words in _table().items() if name != "about"
    }
    claims, subjects, phrases = table["claims"], table["subjects"], table["phrases"]
    asked = rf"\b(?:{_any(claims)})(?:\s+and\s+(?:{_any(claims)}))?\s+(?:{_any(subjects)})\b"
    adverbs = [c for c in claims if " " in c]
    moved = rf"\b(?:{_any(adverbs)})\s+(?:{_any(table['adverb_subjects'])})\b"
    quality = [*table["quality"], *adverbs]
    chinese = rf"(?<![^，。、,;\s])(?:{_any(table['chinese'])})(?=[，。、,;\s]|$)"
    return (
        _Search(re.compile(asked), _keys(subjects), False),
        _Search(re.compile(moved), _keys(adverbs), False),
        _Search(re.compile(rf"\b(?:{_any(phrases)})\b"), _keys(phrases), False),
        _Search(re.compile(rf"\b(?:{_any(quality)})\b"), _keys(quality), True),
        _Search(re.compile(chinese), tuple(table["chinese"]), False),
    )


def filler_spans(text: str) -> tuple[Span, ...]:
    """Where such phrases stand, in order, none overlapping another."""
    low = text.lower()
    if len(low) != len(text):
        low = text  # a letter whose lower case is two letters would shift every span behind it
    found: list[Span] = []
    for search in _searches():
        if not any(key in low for key in search.keys):
            continue
        for match in search.pattern.finditer(low):
            if search.alone and not _is_alone(low, match):
                continue
            span = Span(*match.span())
            if all(span.end <= s.start or s.end <= span.start for s in found):
                found.append(span)
    return tuple(sorted(found))


def _is_alone(low: str, match: re.Match[str]) -> bool:
    """Whether a word of quality stands between commas: 'a masterpiece on an easel' does not."""
    leads = _LEADS.search(low, max(0, match.start() - 12), match.start())
    return leads is not None and _FOLLOWS.match(low, match.end()) is not None
