"""Chinese text as words: text goes in, `Word`s come out, every code point in one of them.

Chinese has no spaces. The longest listed word wins at each place; what no list knows is one word of
kind 'other' up to the next listed one. A segmenter (rjieba), where one is loaded, advises: it knows
the compounds that merely contain a verb ('铅笔盒') and which single characters stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Literal, NamedTuple

from engine.prompt.chinese_table import Entry, Kind, Table, table


class Token(NamedTuple):
    """A dictionary word of the segmenter, with its part of speech."""

    start: int
    end: int
    tag: str


Segment = Callable[[str], tuple[Token, ...]]
WordKind = Kind | Literal["other"]


class Word(NamedTuple):
    """A stretch of the text. `lemma` is the listed verb where it is one, else empty."""

    start: int
    end: int
    kind: WordKind
    lemma: str = ""


_HALF = re.compile("[\ud800-\udfff]")
_STOP = re.compile(r"[\s，。；！？、：,.;!?:（）()“”\"'《》…—·]")
_COMPLEMENT = re.compile(
    r"(?:(?:上|下|进|出|回|过|起|开)(?:来|去)|[向往到至进入出上下过回离起开去来给住掉完倒断破碎成近])"
)
_NO_COMPLEMENT = re.compile(
    r"上[海衣午空方身面臂升移扬摇]|下[巴方午一面身颌蹲落沉移降]|过[程后度]|出[口租版色现发]"
    r"|开[心始阔]|来[自回临往到]|去[年]|完[成全美]|近[处距]|成[功品员为年群熟]|进[行步球攻]|入[口睡]"
    r"|起[伏点重跳飞舞]|回[忆家]|到[处达]"
    r"|住[宅]|向[日前后左右上下]|往[前后左右上下返来]|给[人予]|离[开地]"
)
_AFTER_ASPECT = re.compile(r"了(?:上|下|进|出|回|过|起|开)(?:来|去)")
_GOES_ON = re.compile(r"[了着]|(?:[上下进出回过起开][来去])$")
_TOWARD = re.compile(
    r"(?:朝着|向着|向|往|朝|从|由|自|到|至)(?:[左右][上下前后]|[左右上下前后内外里])(?:侧方|方|侧|边|面|部)?"
)
_TWICE = re.compile(r"[了一]?(?P<again>.)")
_DOUBTFUL = frozenset({"nr", "nrt", "t", "m", "x", "eng"})
"""Tags under which the dictionary has phrases ('向前走' as a name)."""


@cache
def segmenter() -> Segment | None:
    """The segmenter, loaded on first use in a twentieth of a second; None where it is missing."""
    try:
        import rjieba
    except ImportError:
        return None

    def segment(text: str) -> tuple[Token, ...]:
        at, tokens = 0, []
        for word, tag in rjieba.tag(_HALF.sub("\ufffd", text), False):
            tokens.append(Token(at, at + len(word), tag))
            at += len(word)
        return tuple(tokens)

    return segment


def split_words(text: str, tokens: tuple[Token, ...] = ()) -> tuple[Word, ...]:
    """The words of the text in order, without gaps. `tokens` is what a segmenter says of it."""
    known = table()
    starts = {token.start: token for token in tokens}
    words: list[Word] = []
    at = other = 0
    while at < len(text):
        word = _word_at(text, at, known, starts)
        if word is None:
            at += 1
            continue
        if other < at:
            words.append(Word(other, at, "other"))
        words.append(word)
        at = other = word.end
    if other < len(text):
        words.append(Word(other, len(text), "other"))
    return tuple(words)


def _word_at(text: str, at: int, known: Table, starts: dict[int, Token]) -> Word | None:
    if _STOP.match(text, at):
        return Word(at, at + 1, "stop")
    token = starts.get(at)
    toward = _TOWARD.match(text, at)
    if toward and (not starts or _fits(toward.end(), starts, token)):
        return Word(at, toward.end(), "prep")
    parted = _parted_at(text, at, known)
    if parted:
        return parted
    for entry in known.by_first.get(text[at], ()):
        if not text.startswith(entry.word, at):
            continue
        end = at + len(entry.word)
        if token and token.end > end and _is_inside(text[end : token.end], entry, token):
            continue
        if starts and _is_cut(text, at, end, entry, starts):
            continue
        if entry.kind != "verb":
            return Word(at, end, entry.kind)
        return Word(at, _verb_end(text, at, end, starts), "verb", entry.word)
    if token and token.end - at > 1 and not token.tag.startswith(("i", "l")):
        return _unlisted(text, token, known)
    return None


def _is_cut(text: str, at: int, end: int, entry: Entry, starts: dict[int, Token]) -> bool:
    """Whether the listed word begins or ends in the middle of a word of the dictionary."""
    if at not in starts and len(entry.word) == 1:
        return entry.kind != "of" and text[end : end + 1] not in ("了", "着")
    inside = starts.get(end - 1)
    return (
        len(entry.word) > 1
        and inside is not None
        and inside.end > end
        and inside.tag.startswith("n")
        and inside.tag not in _DOUBTFUL
    )


def _fits(end: int, starts: dict[int, Token], token: Token | None) -> bool:
    """Whether no word of the dictionary goes on behind `end`, as 上海 does in 从上海."""
    inside = starts.get(end - 1)
    return inside is None or inside.end == end or (token is not None and token.end > end)


def _is_inside(rest: str, entry: Entry, token: Token) -> bool:
    """Whether the listed word is only the beginning of another word of the dictionary."""
    if token.tag in _DOUBTFUL or (entry.kind == "verb" and _GOES_ON.match(rest)):
        return False
    if token.tag.startswith("v"):
        return len(entry.word) == 1 and not _COMPLEMENT.fullmatch(rest)
    return len(entry.word) == 1 or entry.kind in ("verb", "state")


def _unlisted(text: str, token: Token, known: Table) -> Word:
    """A word that only the dictionary knows; of 手扶了 only 手."""
    if text[token.end : token.end + 1] in ("了", "着") and text[token.end - 1] in known.verbs:
        return Word(token.start, token.end - 1, "other")
    kind: WordKind = "adv" if token.tag in ("d", "ad") else "other"
    return Word(token.start, token.end, "verb" if token.tag == "v" else kind)


def _parted_at(text: str, at: int, known: Table) -> Word | None:
    for pattern, lemma in known.parted.get(text[at], ()):
        match = pattern.match(text, at)
        if match:
            return Word(at, match.end(), "verb", lemma)
    return None


def _verb_end(text: str, at: int, end: int, starts: dict[int, Token]) -> int:
    """Where the verb ends with its doubling ('看了看') and complement ('走进', '站起来')."""
    head = text[at:end]
    if len(head) == 1:
        twice = _TWICE.match(text, end)
        if twice and twice.group("again") == head:
            end = twice.end()
    match = _COMPLEMENT.match(text, end) or _AFTER_ASPECT.match(text, end)
    if not match or _NO_COMPLEMENT.match(text, match.start()):
        return end
    token = starts.get(match.start())
    if token and token.end > match.end() and token.tag.startswith(("n", "s", "t")):
        return end
    return match.end()
