"""The one place where code points meet UTF-16: a text goes in, places come out in either count.

Python and the engine count code points of the text as received; a QTextDocument counts UTF-16
units, has one unit for a line end however it was written, and never sees a byte order mark in
front or half of a surrogate pair.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate

_LINE_END = re.compile("\r\n|[\r\u2028\u2029\ufdd0\ufdd1]")
_UNSEEN = re.compile("^[\ufeff\ufffe]+|[\ud800-\udfff]")


def as_document(text: str) -> str:
    """The text as a document gives it back: what Qt drops or replaces when it takes a text."""
    return _LINE_END.sub("\n", _UNSEEN.sub("", text)).replace("\xa0", " ")


def utf16_length(text: str) -> int:
    """Number of UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


class Offsets:
    """Both directions between the code points of `text` and the positions of its document."""

    def __init__(self, text: str) -> None:
        plain = text.isascii() and "\r" not in text
        self._length = len(text)
        self._starts = None if plain else list(accumulate(_widths(text), initial=0))

    def position(self, index: int) -> int:
        """Document position of a code point; an index outside the text is taken to its end."""
        index = min(max(index, 0), self._length)
        return index if self._starts is None else self._starts[index]

    def index(self, position: int) -> int:
        """Code point at a document position; in the middle of a pair it is the next one."""
        if self._starts is None:
            return min(max(position, 0), self._length)
        return min(bisect_left(self._starts, position), self._length)


def _widths(text: str) -> list[int]:
    widths = [1 + (character > "\uffff") for character in text]
    for match in _UNSEEN.finditer(text):
        widths[match.start() : match.end()] = [0] * len(match[0])
    for match in re.finditer("\r(?=\n)", text):
        widths[match.start()] = 0
    return widths


class Change:
    """What lies between two texts of a document: where each place of the old one is in the new."""

    def __init__(self, old: str, new: str) -> None:
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        self._head = utf16_length(old[:head])
        self._tail = utf16_length(old[: len(old) - tail])
        self._shift = utf16_length(new) - utf16_length(old)

    def map(self, start: int, end: int) -> tuple[int, int] | None:
        """A range of the old document (UTF-16) in the new one; None where it was touched."""
        if end <= self._head:
            return start, end
        if start >= self._tail:
            return start + self._shift, end + self._shift
        return None


def _common(one: str, other: str) -> int:
    """Length of the longest common beginning. Halves, because comparing slices is quick."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
