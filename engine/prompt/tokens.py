"""How much of a prompt a model reads: text and family go in, a `Meter` comes out.

Counts are exact where the vocabulary travels with the program (T5, umT5, CLIP, Qwen2) and an
estimate where its licence forbids that. Offsets are code points of the text as it was typed,
whatever the pipeline does to it before. Vocabularies are loaded when they are first needed, answers
are kept. Only `READ_LIMIT` code points are counted.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

import resources
from engine.prompt.models import Clean, Family
from engine.prompt.reading import READ_LIMIT
from engine.records import Span

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor
    from tokenizers import Tokenizer

_KEPT = 128
_HALF = re.compile(r"[\ud800-\udfff]")
_TYPED = {
    **dict.fromkeys(map(ord, "‘’‚‛"), "'"),
    **dict.fromkeys(map(ord, "“”„‟"), '"'),
    **{wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)},
    0x3000: " ",
}
"""What `ftfy` does to curly quotes and wide letters, for it takes milliseconds."""
_NEEDS_MENDING = re.compile(r"[^\x20-\x7e\s–—…\u3001-\u301f\u4e00-\u9fff]|&")
_WORD = re.compile(r"\S+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Meter:
    """How full the text encoder is."""

    count: int
    """Tokens with the special ones; of the first `READ_LIMIT` code points."""
    limit: int | None
    """None where the model has none, or none that is known."""
    cut: Span | None
    """The code points that the model never sees; None where it sees everything."""
    exact: bool
    """False for an estimate, and for a text that was not counted to its end."""


class Piece(NamedTuple):
    """One token: its code points, and whether the vocabulary has it as it stands."""

    start: int
    end: int
    known: bool


class Vocabulary(Protocol):
    """A tokenizer with its offsets."""

    exact: bool

    def count(self, text: str) -> int:
        """How many tokens, no special ones."""
        ...

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """The tokens in order, with the code points that they stand for."""
        ...


def count(text: str, tokenizer: str) -> int:
    """Tokens of the text itself, no special ones; of its first `READ_LIMIT` code points.

    Raises KeyError for a tokenizer that is not in `TOKENIZERS`.
    """
    return _count(_whole(text), tokenizer)


@lru_cache(maxsize=_KEPT)
def meter(text: str, family: Family) -> Meter:
    """How much of the limit the text takes, by the encoder that carries the words.

    An encoder that only gives a summary of the whole (CLIP beside Llama) limits nothing: the model
    sees the words through the other.
    """
    if not family.encoders:
        unread = None if family.encoders is None else _trimmed(text, 0)
        return Meter(0, 0 if unread else None, unread, True)
    encoder = family.encoders[0]
    cleaned = _cleaned(_whole(text), encoder.clean)
    number = _count(cleaned, encoder.tokenizer) + encoder.special
    cut = None
    if number > encoder.limit:
        at = _start_of_token(cleaned, encoder.tokenizer, encoder.limit - encoder.special)
        cut = _trimmed(text, _origin(text, cleaned, at))
    exact = TOKENIZERS[encoder.tokenizer]().exact and len(text) <= READ_LIMIT
    return Meter(number, encoder.limit, cut, exact)


@lru_cache(maxsize=_KEPT)
def unknown(text: str, tokenizer: str) -> tuple[Span, ...]:
    """What the vocabulary has no token for, in order: it becomes <unk>, or single bytes."""
    spans: list[Span] = []
    for piece in TOKENIZERS[tokenizer]().pieces(_whole(text)):
        if piece.known or piece.start == piece.end:
            continue
        if spans and piece.start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, piece.end))
        else:
            spans.append(Span(piece.start, piece.end))
    return tuple(spans)


# --- texts -------------------------------------------------------------------------------------


def _whole(text: str) -> str:
    """What is counted: bounded, and without half characters, which no tokenizer takes."""
    return _HALF.sub("\ufffd", text[:READ_LIMIT])


@lru_cache(maxsize=_KEPT)
def _cleaned(text: str, clean: Clean) -> str:
    """The text as the pipeline hands it to its tokenizer."""
    if clean == "lower":
        return text.lower().strip()
    if clean == "prompt":
        typed = text.translate(_TYPED)
        if _NEEDS_MENDING.search(typed):
            import ftfy

            typed = html.unescape(html.unescape(ftfy.fix_text(text)))
        return " ".join(typed.split())
    return text


def _origin(text: str, cleaned: str, at: int) -> int:
    """Where code point `at` of the cleaned text stands in the text as typed, word by word."""
    if text.startswith(cleaned):
        return at
    ours, theirs = list(_WORD.finditer(text)), list(_WORD.finditer(cleaned))
    for k, word in enumerate(theirs):
        if at < word.end():
            own = ours[min(k * len(ours) // len(theirs), len(ours) - 1)]
            return min(own.start() + max(0, at - word.start()), own.end())
    return len(text)


def _trimmed(text: str, start: int) -> Span | None:
    """From `start` to the end without the blanks around; None where nothing is left."""
    end = len(text.rstrip())
    start += len(text[start:]) - len(text[start:].lstrip())
    return Span(start, end) if start < end else None


# --- vocabularies ------------------------------------------------------------------------------


@lru_cache(maxsize=_KEPT)
def _count(text: str, tokenizer: str) -> int:
    return TOKENIZERS[tokenizer]().count(text)


def _start_of_token(text: str, tokenizer: str, number: int) -> int:
    """Where the first token stands that is too many."""
    vocabulary = TOKENIZERS[tokenizer]()
    pieces = vocabulary.pieces(text)
    return pieces[number].start if number < len(pieces) else len(text)


class _Sentence:
    """A SentencePiece model. Unknown characters in a row are one <unk>, as in the pipelines."""

    exact = True

    def __init__(self, processor: SentencePieceProcessor) -> None:
        self._processor = processor
        spelled = {processor.piece_to_id(f"<0x{byte:02X}>") for byte in range(256)}
        self._unknown = frozenset({processor.unk_id(), *spelled})

    def count(self, text: str) -> int:
        ids = self._processor.encode(text)
        if self._unknown.isdisjoint(ids):
            return len(ids)
        return len(self.pieces(text))

    def pieces(self, text: str) -> tuple[Piece, ...]:
        found: list[Piece] = []
        read = self._processor.encode(text, return_type="offset_mapping")
        for token, (start, end) in zip(read["ids"], read["offsets"], strict=True):
            known = token not in self._unknown
            joins = bool(found) and not known and not found[-1].known
            found.append(Piece(found.pop().start if joins else start, end, known))
        return tuple(found)


class _Merges:
    """A byte-pair vocabulary."""

    exact = True

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._offsets = lru_cache(maxsize=4)(
            lambda text: tokenizer.encode(text, add_special_tokens=False).offsets
        )

    def count(self, text: str) -> int:
        return len(self._offsets(text))

    def pieces(self, text: str) -> tuple[Piece, ...]:
        offsets = self._offsets(text)
        torn = {start for (_, end), (start, _) in pairwise(offsets) if start < end}
        return tuple(Piece(start, end, start not in torn) for start, end in offsets)


class _Estimate:
    """A vocabulary that cannot be shipped, by one that cuts English nearly alike."""

    exact = False

    def __init__(
        self, like: Vocabulary, tokens_of_han: Callable[[int], float] = lambda _: 1.0
    ) -> None:
        """`tokens_of_han`: how many tokens a piece with that many Chinese characters is here."""
        self._like = like
        self._tokens_of_han = tokens_of_han

    def count(self, text: str) -> int:
        return len(self.pieces(text)) if _HAN.search(text) else self._like.count(text)

    def pieces(self, text: str) -> tuple[Piece, ...]:
        found: list[Piece] = []
        due = 0.0
        for piece in self._like.pieces(text):
            han = len(_HAN.findall(text, piece.start, piece.end))
            due += self._tokens_of_han(han) if han else 1.0
            while due >= 0.5:
                found.append(piece)
                due -= 1.0
        return tuple(found)


@cache
def _sentence(name: str) -> Vocabulary:
    from sentencepiece import SentencePieceProcessor

    return _Sentence(SentencePieceProcessor(model_file=str(resources.path("tokenizers", name))))


_Pairs = list[tuple[str, str]]


def _merges(name: str) -> _Pairs:
    lines = resources.path("tokenizers", name).read_text(encoding="utf-8").rstrip("\n").split("\n")
    return [(pair[0], pair[1]) for pair in map(str.split, lines[1:])]  # the first is '#version'


def _vocabulary(symbols: list[str], pairs: _Pairs) -> dict[str, int]:
    tokens = [*symbols, *map("".join, pairs)]
    return dict(zip(tokens, range(len(tokens)), strict=True))


@cache
def _clip() -> Vocabulary:
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    pairs, end = _merges("clip-merges.txt"), "</w>"
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = _vocabulary([*letters, *(letter + end for letter in letters)], pairs)
    tokenizer = Tokenizer(models.BPE(vocabulary, pairs, end_of_word_suffix=end))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    words = Regex(r"'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(words, "removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    return _Merges(tokenizer)


@cache
def _qwen() -> Vocabulary:
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    pairs = _merges("qwen2-merges.txt")
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(_vocabulary(letters, pairs), pairs))
    tokenizer.normalizer = normalizers.NFC()
    words = Regex(
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
        r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(words, "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    return _Merges(tokenizer)


TOKENIZERS: dict[str, Callable[[], Vocabulary]] = {
    "t5": lambda: _sentence("t5.model"),
    "umt5": lambda: _sentence("umt5.model"),
    "clip": _clip,
    "qwen2": _qwen,
    "llama-3": lambda: _Estimate(_qwen(), lambda han: 0.7 + 0.5 * han),
    "gemma": lambda: _Estimate(_qwen()),
    "step": lambda: _Estimate(_qwen()),
}
"""By the name that `Encoder.tokenizer` has, each loaded when it is first called."""

LOSE_UNKNOWN = frozenset({"t5", "umt5"})
"""Tokenizers for which all unknown characters are one and the same; the others spell bytes."""
