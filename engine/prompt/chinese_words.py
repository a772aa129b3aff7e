"""Chinese text as words: text goes in, `Word`s come out, every code point in one of them.

Chinese has no spaces. The longest listed word wins at each place; what no list knows is one word of
kind 'other' up to the next listed one. A segmenter (rjieba), where one is loaded, advises: it knows
the compounds that merely contain a verb ('铅笔盒') and which characters stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Literal, NamedTuple

from engine.prompt.chinese_table import Entry, Kind, Table, table
from engine.prompt.lexicon import Verb


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
_STOPS = frozenset("，。；！？、：,.;!?:（）()“”\"'《》…—· \t\n\r\u3000")
_COMPLEMENT = re.compile(
    r"(?:(?:上|下|进|出|回|过|起|开)(?:来|去)|[向往到至进入出上下过回离起开去来给住掉完倒断破碎成近走])"
)
_NO_COMPLEMENT = re.compile(
    r"上[海衣午空方身面臂升移扬摇]|下[巴方午一面身颌蹲落沉移降]|过[程后度]|出[口租版色现发]"
    r"|开[心始阔]|来[自回临往到表展保]|去[年]|完[成全美]|近[处距]|成[功品员为年群熟]|进[行步球攻]|入[口睡]"
    r"|起[伏点重跳飞舞]|回[忆家]|到[处达]"
    r"|走[廊道路秀进出向到过来去上下]|住[宅]|向[日往]|往[返来]|给[人予]|离[开地]"
)
_AFTER_ASPECT = re.compile(r"了(?:上|下|进|出|回|过|起|开)(?:来|去)")
_GOES_ON = re.compile(r"[上下进出回过起开向到入]?[了着]|(?:[上下进出回过起开][来去])$")
_TOWARD = re.compile(
    r"(?:朝着|向着|向|往|朝|从|由|自|到|至)(?:[左右][上下前后]|[左右上下前后内外里])(?:侧方|方|侧|边|面|部)?"
)
_TOWARDS = frozenset("朝向往从由自到至")
_SIDES = frozenset("上下左右前后")
_AROUND = _SIDES | frozenset("里中内外")
_OPENED = re.compile(r"(?:[打推拉踢撞敲]开|[关合锁]上)[门窗]")
"""Verb and object, which the dictionary has as one word."""
_TWICE = re.compile(r"[了一]?(?P<again>.)")
_DOUBTFUL = frozenset({"nr", "nrt", "t", "m", "x", "eng"})
"""Tags under which the dictionary has phrases ('向前走' as a name)."""
_PHRASES = _DOUBTFUL | {"i", "l"}


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
            end = at + len(word)
            if _OPENED.fullmatch(word):
                tokens += [Token(at, end - 1, "v"), Token(end - 1, end, "n")]
            else:
                tokens.append(Token(at, end, tag))
            at = end
        return tuple(tokens)

    return segment


def split_words(text: str, tokens: tuple[Token, ...] = ()) -> tuple[Word, ...]:
    """The words of the text in order, without gaps. `tokens` is what a segmenter says of it."""
    known = table()
    cover = [token for token in tokens for _ in range(token.start, token.end)]
    words: list[Word] = []
    at = other = 0
    while at < len(text):
        word = _word_at(text, at, known, cover)
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


def _word_at(text: str, at: int, known: Table, cover: Sequence[Token]) -> Word | None:
    """The listed word that begins here. `cover` holds the segmenter's word of each character."""
    if text[at] == " " and text[at - 1 : at].isascii() and text[at - 1 : at].isalnum():
        return None  # within English
    if text[at] in _STOPS:
        return Word(at, at + 1, "stop")
    toward = _TOWARD.match(text, at) if text[at] in _TOWARDS else None
    if toward and (not cover or _fits(text, toward.end(), known, cover)):
        return Word(at, toward.end(), "prep")
    parted = known.parted_at(text, at)
    if parted:
        return Word(at, at + len(parted.word), "verb", parted.lemma)
    token = cover[at] if cover and cover[at].start == at else None
    for entry in known.entries(text, at):
        end = at + len(entry.word)
        if token and token.end > end and _is_inside(text[end : token.end], entry, token):
            continue
        if cover and _is_cut(text, at, end, entry, cover):
            continue
        if entry.kind != "verb":
            return Word(at, end, entry.kind)
        if text[at] in _SIDES and text[end - 1 : end + 1] in known.verbs:
            continue  # 在火星上移动
        verb = known.verbs[entry.word]
        return Word(at, _verb_end(text, at, end, verb, cover), "verb", entry.word)
    if token and token.end - at > 1 and token.tag not in _PHRASES:
        return _unlisted(text, token, known)
    return None


def _is_cut(text: str, at: int, end: int, entry: Entry, cover: Sequence[Token]) -> bool:
    """Whether the listed word begins or ends in the middle of a word of the dictionary."""
    first, last = cover[at], cover[end - 1]
    if first.start == at - 1 and text[at - 1] in _AROUND:
        return False  # 往上 移, which the dictionary takes for 上移
    if first.start < at and len(entry.word) == 1:
        doubtful = first.tag in _DOUBTFUL or entry.kind == "of"
        return not doubtful and text[end : end + 1] not in ("了", "着")
    if len(entry.word) == 1 or last.start <= at or last.end <= end:
        return False
    return last.tag.startswith(("n", "i", "l")) and last.tag not in _DOUBTFUL


def _fits(text: str, end: int, known: Table, cover: Sequence[Token]) -> bool:
    """Whether no word of the dictionary goes on behind `end`, as 上海 does in 从上海."""
    last = cover[end - 1]
    return last.end <= end or last.tag in _DOUBTFUL or text[last.end - 1] in known.verbs


def _is_inside(rest: str, entry: Entry, token: Token) -> bool:
    """Whether the listed word is only the beginning of another word of the dictionary."""
    if token.tag in _DOUBTFUL or (entry.kind == "verb" and _GOES_ON.match(rest)):
        return False
    if token.tag.startswith("v"):
        return len(entry.word) == 1 and not _COMPLEMENT.fullmatch(rest)
    if entry.kind == "verb" and len(entry.word) > 1 and len(rest) > 1:
        return False  # 扇动翅膀, a phrase
    return len(entry.word) == 1 or entry.kind in ("verb", "state")


def _unlisted(text: str, token: Token, known: Table) -> Word:
    """A word that only the dictionary knows; of 手扶了 only 手."""
    if text[token.end : token.end + 1] in ("了", "着") and text[token.end - 1] in known.verbs:
        return Word(token.start, token.end - 1, "other")
    kind: WordKind = "adv" if token.tag in ("d", "ad", "z") else "other"
    return Word(token.start, token.end, "verb" if token.tag == "v" else kind)


def _is_complete(verb: Verb, complement: str) -> bool:
    """Whether a verb takes no more: 点头回应, 撒入碎花生, 微笑向路人."""
    if verb.motion in ("body", "activity") and len(verb.lemma) > 1:
        return True
    inside = verb.takes_object == "no" and verb.motion in ("hand", "place")
    closed = len(verb.lemma) > 1 and _COMPLEMENT.fullmatch(verb.lemma[-1]) is not None
    return inside or (closed and complement not in "来去")


def _verb_end(text: str, at: int, end: int, verb: Verb, cover: Sequence[Token]) -> int:
    """Where the verb ends with its doubling ('看了看') and complement ('走进', '站起来')."""
    head = text[at:end]
    if len(head) == 1:
        twice = _TWICE.match(text, end)
        if twice and twice.group("again") == head:
            end = twice.end()
    match = _COMPLEMENT.match(text, end) or _AFTER_ASPECT.match(text, end)
    if not match or _NO_COMPLEMENT.match(text, match.start()):
        return end
    if match.end() - match.start() == 1 and _is_complete(verb, match.group()):
        return end
    if cover:
        token = cover[match.start()]
        longer = token.start == match.start() and token.end > match.end()
        if longer and token.tag.startswith(("n", "s", "t", "i", "l")):
            return end
    return match.end()
