"""Who acts in a Chinese clause: words go in, the noun phrase at its head comes out.

The subject stands behind what only leads in ('then', 'in the park') and before the first adverb,
preposition or verb. What describes it ends in 的 and belongs to it (一个穿着红衣的女孩).
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.prompt.chinese_table import Table, table
from engine.prompt.chinese_words import Word
from engine.records import Span

_LEADS = frozenset({"then", "same", "adv", "stop", "neg", "ly"})
_PHRASE = frozenset({"other", "noun", "pron", "place"})
_NUMBER = "一两二三四五六七八九十几数多这那每某另0123456789"
_TIMES = frozenset("次回下遍番天年秒")
_INSIDE = frozenset("上中里内下外旁间边")


def subject_of(text: str, words: Sequence[Word], first: int, end: int) -> Span | None:
    """The subject among words first..end (exclusive), where `end` is the verb it stands before."""
    has = [k for k in range(first, end) if text[words[k].start : words[k].end] in ("有", "出现")]
    first = _behind_leads(text, words, has[-1] + 1 if has else first, end)
    stop = _phrase_end(text, words, first, end)
    if _only_counts(text, words, first, stop):
        described = _described_end(text, words, stop, end)
        if described is None and text[words[stop - 1].end - 1] in _TIMES:
            return None
        stop = described or stop
    first = _behind_place(text, words, first, stop)
    if first >= stop:
        return None
    last = words[stop - 1]
    until = last.end
    if stop < end and words[stop].kind == "ly":  # 老人沉醉地: the adverb is no part of it
        if stop - first == 1 and last.end - last.start <= 4:
            return None
        until = last.start if stop - first > 1 else last.end - 2
    start = words[first].start
    until -= text[start:until].endswith("一")  # 左眼一眨
    until = start + len(text[start:until].rstrip())
    return Span(start, until) if start < until else None


def _behind_leads(text: str, words: Sequence[Word], first: int, end: int) -> int:
    known = table()
    k = first
    while k < end:
        word = text[words[k].start : words[k].end]
        adverb = len(word) > 2 and word.endswith("地")
        if words[k].kind in _LEADS or adverb or _only_shows(word, known):
            k += 1
        elif words[k].kind == "prep":
            behind = _place_end(words, k, end)
            if behind is None:
                return end
            k = behind
        else:
            break
    return k


def _only_shows(word: str, known: Table) -> bool:
    return word == "边" or word in known.sets["shows"] or word in known.sets["effects"]


def _place_end(words: Sequence[Word], k: int, end: int) -> int | None:
    """The word behind 'in ... of ...'; None where nothing closes the phrase."""
    for j in range(k + 1, end):
        closes = j + 1 >= end or words[j + 1].kind not in ("of", "place")
        if words[j].kind == "place" and closes:
            return j + 1
        if words[j].kind in ("adv", "ly", "verb", "state"):
            return None
    return None


def _phrase_end(text: str, words: Sequence[Word], first: int, end: int) -> int:
    k = first
    while k < end:
        inside = first < k < end - 1
        joins = words[k].kind == "prep" and words[k].end - words[k].start == 1
        goes_on = inside and (words[k].kind == "of" or (joins and _joins(text, words, k)))
        unlisted = k > first and words[k].kind == "verb" and not words[k].lemma  # 选手
        if words[k].kind not in _PHRASE and not goes_on and not unlisted:
            break
        k += 1
    return k


def _joins(text: str, words: Sequence[Word], k: int) -> bool:
    """'最左边和最右边的男孩': two who act together."""
    return text[words[k].start] in "和与及" and words[k + 1].kind in _PHRASE


def _only_counts(text: str, words: Sequence[Word], first: int, stop: int) -> bool:
    """'一个': what is counted comes behind its description."""
    if stop == first:
        return True
    said = text[words[first].start : words[stop - 1].end]
    measured = said.endswith(table().lists["classifiers"])
    return len(said) <= 3 and (said[0] in _NUMBER and measured)


def _described_end(text: str, words: Sequence[Word], first: int, end: int) -> int | None:
    """Behind the noun that the last 的 describes; None where there is none."""
    of = max((k for k in range(first, end) if words[k].kind == "of"), default=-1)
    if of < 0:
        return None
    stop = _phrase_end(text, words, of + 1, end)
    return stop if stop > of + 1 else None


def _behind_place(text: str, words: Sequence[Word], first: int, stop: int) -> int:
    """'天空中海鸥': the place before the one who acts; all of it where nobody else is named."""
    for k in range(stop - 1, first, -1):
        inside = words[k].kind == "place" and text[words[k].start : words[k].end] in _INSIDE
        if inside and (k + 1 == stop or words[k + 1].kind != "of"):
            return k + 1
    return first
