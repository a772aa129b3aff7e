"""Sentences in which nothing moves: a `Reading` goes in, spans and edits come out."""

from __future__ import annotations

import re

from engine.records import Edit, Reading, Span

_SENTENCE = re.compile(r"\S(?:.*?)(?:[.!?]+[\"'”’)]*(?=\s|$)|[。！？]+|(?=\n)|$)", re.MULTILINE)
_COVERED = 0.6


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text without the blanks between them; a line ends one, too."""
    return tuple(Span(*match.span()) for match in _SENTENCE.finditer(text))


def still_sentences(reading: Reading) -> tuple[Span, ...]:
    """Sentences that are mostly about scene and style, and that no action needs.

    An action needs the sentence it stands in and the one that names who it is about, and what
    comes before the first action brings somebody on.
    """
    needed = [a.span for a in reading.actions if not a.ambient]
    needed += [a.subject_span for a in reading.actions if a.subject_span and not a.ambient]
    about = [part.span for part in reading.parts if part.kind in ("scene", "style")]
    first = min((span.start for span in needed), default=len(reading.text))
    found: list[Span] = []
    for sentence in sentences(reading.text):
        if sentence.start < first or any(overlap(sentence, span) > 0 for span in needed):
            continue
        covered = sum(max(0, overlap(sentence, span)) for span in about)
        if covered >= _COVERED * (sentence.end - sentence.start):
            found.append(sentence)
    return tuple(found)


def overlap(a: Span, b: Span) -> int:
    """How many code points two spans share; 0 or less where they share none."""
    return min(a.end, b.end) - max(a.start, b.start)


def cuts(text: str, spans: tuple[Span, ...]) -> tuple[Edit, ...]:
    """Edits that take whole sentences out, each with the blanks that parted it from the next."""
    gone: list[Span] = []
    for span in sorted(spans):
        end = span.end + len(text[span.end :]) - len(text[span.end :].lstrip())
        joins = bool(gone) and gone[-1].end >= span.start
        gone.append(Span(gone.pop().start if joins else span.start, end))
    if gone and gone[-1].end == len(text):
        gone.append(Span(len(text[: gone.pop().start].rstrip()), len(text)))
    return tuple(Edit(span, "") for span in gone)
