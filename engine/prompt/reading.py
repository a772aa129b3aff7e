"""A prompt is read: text goes in, a `Reading` comes out.

Three steps that know nothing of each other's insides: `split_words` -> find the actions -> `attach`
what belongs to them. A parser, where one is loaded, advises the second. Reading is bounded: what
lies beyond `READ_LIMIT` code points is kept in `Reading.text` and not understood.
"""

from __future__ import annotations

import re

from engine.prompt import chinese
from engine.prompt.chinese_words import segmenter
from engine.prompt.clauses import attach
from engine.prompt.cues import cue_groups
from engine.prompt.english import find_actions
from engine.prompt.matter import physics_classes, with_physics
from engine.prompt.parser import Parser
from engine.prompt.parts import parts_of
from engine.prompt.words import retagged, split_words
from engine.records import Language, Reading

READ_LIMIT = 20_000
"""Code points that are read; no video model takes a tenth of it."""
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z][a-z]+")


def language_of(text: str) -> Language:
    """English, Chinese, or both; a product name or one quoted sign does not make a text mixed."""
    head = text[:READ_LIMIT]
    han, latin = len(_HAN.findall(head)), len(_LATIN_WORD.findall(head))
    if han == 0:
        return "en"
    share = han / (han + 2 * latin)
    if share >= 0.85:
        return "zh"
    return "en" if share < 0.12 else "mixed"


def read(text: str, language: Language | str = "auto", parser: Parser | None = None) -> Reading:
    """What the prompt says happens.

    `language` is 'en', 'zh', 'mixed' or 'auto'. With a parser the reading is better and takes
    milliseconds longer; without one tables decide alone. Spans are code points of `text` as given.
    """
    found: Language = language_of(text) if language == "auto" else _known(language)
    if found == "zh":
        return chinese.read(text, READ_LIMIT, segmenter() if parser else None)
    reading = _english(text, found, parser)
    if found != "mixed":
        return reading
    return chinese.add(reading, READ_LIMIT, segmenter() if parser else None)


def _known(language: str) -> Language:
    return "zh" if language == "zh" else "mixed" if language == "mixed" else "en"


def _english(text: str, language: Language, parser: Parser | None) -> Reading:
    words = split_words(text, READ_LIMIT)
    tokens = parser.parse(words) if parser else ()
    if tokens:
        words = retagged(words, [token.tag for token in tokens])
    clauses = with_physics(words, attach(words, find_actions(words, tokens), tokens))
    return Reading(
        text=text,
        language=language,
        actions=tuple(clause.action for clause in clauses),
        parts=parts_of(words, clauses),
        physics=physics_classes(words, clauses),
        cues=cue_groups(words, clauses),
    )
