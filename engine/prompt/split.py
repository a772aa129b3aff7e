"""A prompt of several steps as one prompt a step.

A `Reading` goes in, texts come out: each keeps the subject (a pronoun or a missing subject becomes
the words it stands for), the place of the first step, and the sentences about light, style and
camera.
"""

from __future__ import annotations

import re

from engine.prompt.clauses import Clause, clauses_of
from engine.prompt.lexicon import english
from engine.prompt.words import Words
from engine.records import Reading, Span

_LOOSE_END = re.compile(
    r"(?:[\s,;]+(?:and|then|before|after|while|as|when|but|to))+$", re.IGNORECASE
)
_HELPERS = frozenset({"be", "have", "modal", "adv", "neg", "aspect"})
_PLACES = frozenset({"in", "at", "inside", "outside"})


def shots(reading: Reading, limit: int = 20_000) -> tuple[str, ...]:
    """One prompt for each step of the reading; empty where there is only one step."""
    words, clauses = clauses_of(reading.text, limit)
    foreground = [c for c in clauses if not c.action.camera and not c.action.ambient]
    numbers = sorted({c.action.step for c in foreground})
    if len(numbers) < 2:
        return ()
    context = _context(words, clauses)
    opening, place = _opening(words, foreground[0]), ""
    texts: list[str] = []
    for number in numbers:
        group = [c for c in foreground if c.action.step == number]
        text = _step_text(words, group, clauses)
        place = place or _place(words, group[0])
        if texts and place and place.lower() not in text.lower():
            text = f"{text} {place}"
        texts.append(_sentence(f"{opening}{text}", context))
    return tuple(texts)


def _sentence(text: str, context: str) -> str:
    text = _LOOSE_END.sub("", text.strip(" ,;"))
    whole = text[:1].upper() + text[1:]
    return f"{whole}. {context}" if context else whole


def _step_text(words: Words, group: list[Clause], clauses: tuple[Clause, ...]) -> str:
    """The clauses of one step as one piece of text, with a subject in front."""
    first = group[0]
    last = max(c.last for c in group)
    for clause in clauses:
        if clause not in group and first.candidate.first < clause.candidate.first <= last:
            last = min(last, clause.first - 1)
    start = first.first if first.own_subject else _verb_start(words, first)
    body = words.text[words.spans[start].start : words.spans[max(last, start)].end]
    if first.own_subject or first.subject is None:
        return body
    return f"{_subject_text(words, first, clauses)} {_helper(words, first, start)}{body}"


def _verb_start(words: Words, clause: Clause) -> int:
    start = clause.candidate.first
    while start > 0 and words.tag[start - 1] in _HELPERS:
        start -= 1
    return start


def _helper(words: Words, clause: Clause, start: int) -> str:
    """'then released' needs its 'is' back once it stands alone."""
    if not clause.candidate.passive or start < clause.candidate.first or not clause.subject:
        return ""
    plural = words.low[clause.subject.last].endswith("s")
    return "are " if plural else "is "


def _subject_text(words: Words, clause: Clause, clauses: tuple[Clause, ...]) -> str:
    """The subject as it was first named, with what describes it: 'a man in a red hat'."""
    part = clause.subject
    assert part is not None
    owner = next((c for c in clauses if c.own_subject and c.subject == part), None)
    last = part.last
    if owner:
        until = _verb_start(words, owner)
        between = words.tag[part.last + 1 : until]
        walls = {"comma", "stop", "wh", "conj", "sub", "then", "to"}
        if between[:1] == ["prep"] and not walls.intersection(between):
            last = max(part.last, until - 1)
    return words.text[slice(*words.span(part.first, last))]


def _opening(words: Words, first: Clause) -> str:
    """'In a sunny park, ' where the prompt begins with its place."""
    if not words.low or words.low[0] not in _PLACES:
        return ""
    for k, tag in enumerate(words.tag[: first.first]):
        if tag == "comma":
            return words.text[words.spans[0].start : words.spans[k].end] + " "
    return ""


def _place(words: Words, clause: Clause) -> str:
    """The first phrase of place behind the verb of a step that is no path and no goal."""
    goal = clause.goal.first if clause.goal else -1
    heading = clause.action.heading_span or Span(-1, -1)
    for k in range(clause.candidate.last + 1, clause.last):
        end = words.noun_phrase_end(k + 1, clause.last + 1)
        if words.low[k] not in _PLACES or end == k + 1 or goal == k + 1:
            continue
        if not heading.start <= words.spans[k].start < heading.end and words.tag[k] == "prep":
            return words.text[slice(*words.span(k, end - 1))]
    return ""


def _is_look(words: Words, start: int, end: int) -> bool:
    """Whether a sentence is about the picture and not about what happens in it."""
    known = english()
    look = known.words["look_words"] | known.words["camera_nouns"]
    return any(low in look for low in words.low[start:end])


def _context(words: Words, clauses: tuple[Clause, ...]) -> str:
    """The sentences about light, style and camera in which no step happens, as they stand."""
    busy = {
        words.sentence_start(c.candidate.first)
        for c in clauses
        if not c.action.camera and not c.action.ambient
    }
    kept: list[str] = []
    start = 0
    for k in range(len(words.low) + 1):
        if words.tag_at(k) != "stop":
            continue
        if k > start and start not in busy and _is_look(words, start, k):
            kept.append(words.text[slice(*words.span(start, min(k, len(words.low) - 1)))].strip())
        start = k + 1
    return " ".join(kept)
