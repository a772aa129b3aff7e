"""Phrases that ask for correct physics or for quality and steer nothing: text in, spans out."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import cast

import resources
from engine.records import Span

_ALONE_BEFORE = (
    r"(?:(?<=^)|(?<=[,;.，。、\n])\s{0,8}|(?<=\band\s)|(?<=\bwith\s)|(?<=\bin\s)|(?<=\ba\s))"
)
_ALONE_AFTER = r"(?=\s*(?:[,;.，。、\n]|$|\band\b))"


def _any(words: list[str]) -> str:
    return "|".join(
        re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)
    )


@cache
def _table() -> dict[str, list[str]]:
    path = resources.path("lexicons", "filler.json")
    return cast("dict[str, list[str]]", json.loads(path.read_text(encoding="utf-8")))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    table = _table()
    claims, subjects = _any(table["claims"]), _any(table["subjects"])
    adverbs = _any([c for c in table["claims"] if " " in c])
    asked = (
        rf"\b(?:(?:{claims})(?:\s+and\s+(?:{claims}))?\s+(?:{subjects})"
        rf"|(?:{adverbs})\s+(?:{_any(table['adverb_subjects'])})"
        rf"|{_any(table['phrases'])})\b"
    )
    alone = rf"{_ALONE_BEFORE}(?:{_any(table['quality'])}|{adverbs}){_ALONE_AFTER}"
    return (
        re.compile(asked, re.IGNORECASE),
        re.compile(alone, re.IGNORECASE),
        re.compile(rf"(?<![^，。、,;\s])(?:{_any(table['chinese'])})(?=[，。、,;\s]|$)"),
    )


@cache
def _keys() -> tuple[str, ...]:
    """One word of every phrase: most prompts have none of them, and need no pattern."""
    table = _table()
    phrases = [p for name in ("claims", "phrases", "quality", "chinese") for p in table[name]]
    return tuple({max(p.lower().replace("-", " ").split(), key=len) for p in phrases})


def filler_spans(text: str) -> tuple[Span, ...]:
    """Where such phrases stand, in order, none overlapping another."""
    found: list[Span] = []
    low = text.lower()
    if not any(key in low for key in _keys()):
        return ()
    for pattern in _patterns():
        for match in pattern.finditer(text):
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            span = Span(start, match.end())
            if all(span.end <= s.start or s.end <= span.start for s in found):
                found.append(span)
    return tuple(sorted(found))
