"""What a prompt says beside its actions: poses, negations, scene, style and camera.

Words and their clauses go in, `TextPart`s come out in the order of the text. What stands between
two commas or full stops and holds no action of the foreground is about the camera where it names
one, about style where it speaks of light, lens or look, and about the scene otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.prompt.clauses import Clause
from engine.prompt.lexicon import english
from engine.prompt.poses import end_state, start_pose
from engine.prompt.words import Words
from engine.records import PartKind, Span, TextPart

_WALLS = frozenset({"stop", "comma"})


def parts_of(words: Words, clauses: tuple[Clause, ...]) -> tuple[TextPart, ...]:
    """All parts of the text; they may overlap one another and the clauses."""
    found = [*_poses(words, clauses), *_negations(words), *_surroundings(words, clauses)]
    return tuple(sorted(found, key=lambda part: part.span))


def _poses(words: Words, clauses: tuple[Clause, ...]) -> Iterator[TextPart]:
    start = start_pose(words, clauses)
    end = end_state(words, clauses)
    if start:
        yield TextPart("start-pose", start)
    if end:
        yield TextPart("end-state", end)


def _negations(words: Words) -> Iterator[TextPart]:
    for k, tag in enumerate(words.tag):
        if tag == "neg" or (words.low[k] == "no" and words.tag_at(k + 1) in ("noun", "adj")):
            yield TextPart("negation", words.spans[k])


def _surroundings(words: Words, clauses: tuple[Clause, ...]) -> Iterator[TextPart]:
    busy = {
        k
        for clause in clauses
        if not (clause.action.camera or clause.action.ambient)
        for k in range(clause.first, clause.last + 1)
    }
    moves = {
        k
        for clause in clauses
        if clause.action.camera
        for k in range(clause.first, clause.last + 1)
    }
    first = 0
    for k in range(len(words.low) + 1):
        if words.tag_at(k) not in _WALLS:
            continue
        if k > first and busy.isdisjoint(range(first, k)):
            kind = _kind(words, first, k, moves)
            yield TextPart(kind, Span(words.spans[first].start, words.spans[k - 1].end))
        first = k + 1


def _kind(words: Words, first: int, end: int, moves: set[int]) -> PartKind:
    known = english().words
    lows = words.low[first:end]
    if not moves.isdisjoint(range(first, end)) or "camera" in lows:
        return "camera"
    if any(low in known["look_words"] for low in lows):
        return "style"
    return "camera" if any(low in known["shot_nouns"] for low in lows) else "scene"
