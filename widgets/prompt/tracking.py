"""Hints that stay with their words: hints for a text go in, marks that move with edits come out.

Each mark follows its span, and the span of every edit of its fixes, by cursors of the document, so
that what is typed elsewhere moves them and what is typed inside is noticed.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor, QTextDocument

from engine.records import Edit, Fix, Hint
from widgets.common.offsets import Change, Offsets, as_document


class Tracked:
    """A range of a document (UTF-16) that moves with the text, and the words it held at first."""

    def __init__(self, document: QTextDocument, start: int, end: int) -> None:
        self._start, self._end = QTextCursor(document), QTextCursor(document)
        self._start.setPosition(start)
        self._end.setPosition(end)
        # what is typed right after a word is not part of it
        self._end.setKeepPositionOnInsert(True)
        if start == end:
            self._start.setKeepPositionOnInsert(True)
        self._empty = start == end
        self.before = self.text()

    @property
    def start(self) -> int:
        return self._start.position()

    @property
    def end(self) -> int:
        return max(self._end.position(), self.start)

    @property
    def intact(self) -> bool:
        """Whether the range still holds the words it was made for."""
        return self.text() == self.before

    @property
    def gone(self) -> bool:
        """Whether all its words were deleted."""
        return not self._empty and self.start == self.end

    def cursor(self) -> QTextCursor:
        """A new cursor that selects the range."""
        cursor = QTextCursor(self._start)
        cursor.setPosition(self.start)
        cursor.setPosition(self.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def text(self) -> str:
        return self.cursor().selectedText()


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A hint where it now is. `edits` are the places of each fix's edits; None is a lost place."""

    hint: Hint
    place: Tracked
    edits: tuple[tuple[Tracked, ...] | None, ...]

    @property
    def alive(self) -> bool:
        return not self.place.gone

    def touches(self, position: int) -> bool:
        """Whether a caret at this place is in or at the mark."""
        return self.place.start <= position <= self.place.end

    def edits_of(self, fix: Fix) -> tuple[tuple[Tracked, str], ...] | None:
        """Where to put which text, for a fix of this hint; None where the words have changed."""
        places = self.edits[self.hint.fixes.index(fix)]
        if places is None or not self.place.intact or not all(p.intact for p in places):
            return None
        return tuple((place, edit.text) for place, edit in zip(places, fix.edits, strict=True))


class _Mapper:
    """Code points of the text that the hints were made for -> ranges of the document as it is."""

    def __init__(self, document: QTextDocument, text: str) -> None:
        self._document = document
        self._length = len(text)
        self._offsets = Offsets(text)
        old, new = as_document(text), document.toPlainText()
        self._change = None if old == new else Change(old, new)
        # the fixes of a hint mostly edit its own words
        self._made: dict[tuple[int, int], Tracked] = {}

    def __call__(self, start: int, end: int) -> Tracked | None:
        if not 0 <= start <= end <= self._length:
            return None
        found: tuple[int, int] | None = (
            self._offsets.position(start),
            self._offsets.position(end),
        )
        if self._change is not None:
            found = self._change.map(*found)
        if found is not None and found not in self._made:
            self._made[found] = Tracked(self._document, *found)
        return None if found is None else self._made[found]

    def edits(self, edits: tuple[Edit, ...]) -> tuple[Tracked, ...] | None:
        places = [self(*edit.span) for edit in edits]
        return None if None in places else tuple(p for p in places if p is not None)


def marks_of(document: QTextDocument, hints: tuple[Hint, ...], text: str) -> tuple[Mark, ...]:
    """The marks of hints that were found in `text`, in the order of their places.

    Where the document has moved on, what was edited since has lost its mark and the rest has moved.
    """
    mapper = _Mapper(document, text)
    marks = []
    for hint in hints:
        place = mapper(*hint.span)
        if place is not None:
            edits = tuple(mapper.edits(fix.edits) for fix in hint.fixes)
            marks.append(Mark(hint, place, edits))
    return tuple(sorted(marks, key=lambda mark: (mark.place.start, mark.place.end)))


def place_of(document: QTextDocument, text: str, at: int) -> QTextCursor | None:
    """Code point `at` of `text` in the document; None where it was edited there since."""
    place = _Mapper(document, text)(at, at)
    return None if place is None else place.cursor()


def line_and_column(document: QTextDocument, position: int) -> tuple[int, int]:
    """Line and column of a place, from 1; a column is a code point of its line."""
    block = document.findBlock(position)
    offsets = Offsets(block.text())
    return block.blockNumber() + 1, offsets.index(position - block.position()) + 1
