"""Fixes applied to a text, and the edits they are made of.

A text and a `Fix` go in, the corrected text comes out; a fix that only changes the plan, or splits
the prompt into shots, leaves the text as it is. `removal` and `insertion` make single edits that
leave sentence, commas and articles in order.
"""

from __future__ import annotations

import re

from engine.records import Edit, Fix, Span

_LINKED_AFTER = re.compile(r"\s*(?:,\s*and|,|and)\s+(?=\S)", re.IGNORECASE)
_OPENED = re.compile(r"(?:^|[,;\s]+)(?:with|in|featuring)\s+(?:an?\s+)?$", re.IGNORECASE)
_AND_BEFORE = re.compile(r"(?:,?\s+and|,)\s*$|[，、]\s*$", re.IGNORECASE)
_PHRASE = re.compile(r"(?:at|in|with|without|as)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(an?)\s+$", re.IGNORECASE)
_AFTER_COMMA = re.compile(r"\s*[,，、]\s*")
_MANNER_AFTER = re.compile(r"\s+and\s+(?=(?:very\s+)?\w+ly\b)", re.IGNORECASE)
_TURNED = re.compile(r"(?:but|yet|and|though|although|while)\s+(?=\w)", re.IGNORECASE)
_IS_CHINESE = re.compile(r"[\u3400-\u9fff]")
_OF_CHINESE = re.compile(r"[地的](?![面上板下方点球图铁确])")


def apply(text: str, fix: Fix) -> str:
    """The text with all edits of the fix made at once.

    Raises ValueError where edits overlap or lie outside the text.
    """
    parts: list[str] = []
    done = 0
    for span, put in sorted(fix.edits):
        if span.start < done or not span.start <= span.end <= len(text):
            raise ValueError(f"edit {span} overlaps another or lies outside the text")
        parts += [text[done : span.start], put]
        done = span.end
    return "".join([*parts, text[done:]])


def insertion(at: int, words: str) -> Edit:
    """Words put behind code point `at`, with a space before them."""
    return Edit(Span(at, at), f" {words}")


def aside(text: str, at: int, words: str) -> Edit:
    """A participle put behind code point `at` between commas: 'dancing, spinning slowly, in'."""
    goes_on = re.match(r"\s*\w", text[at:]) is not None
    return Edit(Span(at, at), f", {words}," if goes_on else f", {words}")


def removal(text: str, span: Span) -> Edit:
    """Take a word or phrase out, with the comma, 'and' or 'with' that only held it."""
    if _IS_CHINESE.match(text, span.start) and (tail := _OF_CHINESE.match(text, span.end)):
        span = Span(span.start, tail.end())  # the 地 of 慢慢地 goes with it
    before, after = text[: span.start], text[span.end :]
    manner = _MANNER_AFTER.match(after)
    if manner and text[: span.end].endswith("ly") and not _AND_BEFORE.search(before):
        return _mended(text, span.start, span.end + manner.end())
    if _PHRASE.match(text, span.start, span.end) and before.strip():
        return _phrase_removal(text, span)
    linked = _LINKED_AFTER.match(after)
    opened = _OPENED.search(before)
    if opened and re.match(r"\s*\w", after) and not linked:
        opened = None  # an adjective: what follows still needs its 'with'
    article = opened is not None and opened.group().lower().rstrip().endswith((" a", " an"))
    if opened and linked and (article or "and" in linked.group().lower()):
        return _mended(text, span.start, span.end + linked.end())
    held = opened or _AND_BEFORE.search(before)
    if held and held.start() > 0:
        return Edit(Span(held.start(), span.end), "")
    start = held.start() if held else span.start
    following = _AFTER_COMMA.match(after) or re.match(r"\s*", after)
    end = span.end + (following.end() if following else 0)
    return _mended(text, start, end)


def _phrase_removal(text: str, span: Span) -> Edit:
    """'runs at high speed, ...': the phrase goes with the space, or the comma, before it."""
    before = text[: span.start].rstrip()
    closed = re.match(r"\s*(?:[,.;!?]|$)", text[span.end :]) is not None
    if closed and before.endswith(","):
        before = before[:-1].rstrip()
    return Edit(Span(len(before), span.end), "")


def _mended(text: str, start: int, end: int) -> Edit:
    """Cut start..end, keeping the capital of a sentence and 'a' or 'an' right."""
    opens = start == 0 or re.search(r"[.!?]\s*$", text[:start])
    if opens and (turned := _TURNED.match(text, end)):
        end = turned.end()  # 'but' has nothing left to object to
    following = text[end : end + 1]
    if opens:
        return Edit(Span(start, end + len(following)), following.upper())
    article = _ARTICLE.search(text, 0, start)
    if article and article.end() == start and following.isalpha():
        word = "an" if following.lower() in "aeiou" else "a"
        return Edit(Span(article.start(1), end), f"{_cased(word, article.group(1))} ")
    if not following.isalnum():
        spaces = len(text[:start]) - len(text[:start].rstrip())
        return Edit(Span(start - spaces, end), "")
    return Edit(Span(start, end), "")


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word
