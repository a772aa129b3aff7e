"""Chinese prompts: text goes in, a `Reading` comes out.

Four steps that know nothing of each other's insides: the text is cut into words, some of them are
actions, each action gets what belongs to it, and steps, parts, physics and cues are told from that.
Tables alone do it at once; with a segmenter (see `chinese_words`) fewer words are taken for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args

from engine.prompt.chinese_background import Act
from engine.prompt.chinese_parts import parts_of
from engine.prompt.chinese_phrases import acts_of
from engine.prompt.chinese_steps import numbered
from engine.prompt.chinese_table import Table, table
from engine.prompt.chinese_verbs import Clause, clauses_of, find_verbs
from engine.prompt.chinese_words import Segment, Word, split_words
from engine.prompt.lexicon import Verb
from engine.records import Axis, Cue, PhysicsClass, Reading, Span, TextPart

_STUFF_MOVES = frozenset({"flow", "change", "travel", "turn", "transfer", "place", "hand", "body"})


def verb(lemma: str) -> Verb | None:
    """What the table knows of a Chinese verb."""
    return table().verbs.get(lemma)


def read(text: str, limit: int, segment: Segment | None = None) -> Reading:
    """What a Chinese prompt says happens, up to code point `limit`."""
    return add(Reading(text=text, language="zh"), limit, segment)


def add(reading: Reading, limit: int, segment: Segment | None = None) -> Reading:
    """The reading with what the Chinese parts of its text say put to it."""
    text = reading.text[:limit]
    words = split_words(text, segment(text) if segment else ())
    clauses = clauses_of(text, words)
    acts = _with_physics(
        text, acts_of(text, words, clauses, find_verbs(text, words, clauses, segment is not None))
    )
    steps = numbered(text, acts, _step_before(reading, text, acts))
    physics = set(reading.physics) | _physics(text, acts)
    parts = _merged(reading, parts_of(text, words, clauses, acts, reading.language == "zh"))
    return Reading(
        text=reading.text,
        language=reading.language,
        actions=tuple(sorted((*reading.actions, *steps), key=lambda a: a.span)),
        parts=parts,
        physics=tuple(kind for kind in get_args(PhysicsClass) if kind in physics),
        cues=(*reading.cues, *_cues(text, words, clauses, acts)),
    )


def _step_before(reading: Reading, text: str, acts: Sequence[Act]) -> int:
    """The step of an English action that the first Chinese one is said to follow, else 0."""
    if not acts:
        return 0
    first = acts[0].action.span.start
    last = max(
        (a for a in reading.actions if a.span.end <= first), default=None, key=lambda a: a.span
    )
    return last.step if last and table().has("then", text[last.span.end : first]) else 0


def _merged(reading: Reading, parts: tuple[TextPart, ...]) -> tuple[TextPart, ...]:
    """Both languages' parts; a pose that the English part has said is not said again."""
    said = {part.kind for part in reading.parts}
    new = [p for p in parts if p.kind not in ("start-pose", "end-state") or p.kind not in said]
    return tuple(sorted((*reading.parts, *new), key=lambda part: part.span))


def _with_physics(text: str, acts: Sequence[Act]) -> list[Act]:
    known = table()
    done: list[Act] = []
    for act in acts:
        kinds = _of_action(text, act, known)
        done.append(replace(act, action=replace(act.action, physics=kinds)) if kinds else act)
    return done


def _of_action(text: str, act: Act, known: Table) -> tuple[PhysicsClass, ...]:
    """Hard by its verb (倒), or by what it moves (泪水, 裙摆)."""
    if act.action.camera:
        return ()
    kinds: set[PhysicsClass] = set(act.found.verb.physics)
    kinds |= _of_things(text, act, known)
    return tuple(kind for kind in get_args(PhysicsClass) if kind in kinds)


def _of_things(text: str, act: Act, known: Table) -> set[PhysicsClass]:
    """What is hard about the things that act or are acted on."""
    kinds: set[PhysicsClass] = set()
    motion, action = act.found.verb.motion, act.action
    subject = text[slice(*action.subject_span)] if action.subject_span else ""
    target = text[slice(*action.target_span)] if action.target_span else ""
    if motion in _STUFF_MOVES:
        fluids = known.lists["fluids"]
        kinds |= {"fluid"} if subject.endswith(fluids) or target.endswith(fluids) else set()
    if motion in _STUFF_MOVES - {"change", "body"} and known.has("cloths", subject + target):
        kinds.add("cloth")
    if motion == "travel" and target.startswith(("水", "海", "湖", "河")):
        kinds.add("fluid")
    if motion in ("hand", "place") and (known.has("skills", target) or known.has("cooks", subject)):
        kinds.add("multi-step")
    return kinds


def _physics(text: str, acts: Sequence[Act]) -> set[PhysicsClass]:
    kinds: set[PhysicsClass] = {kind for act in acts for kind in act.action.physics}
    if table().has("hand_held", text):
        kinds.add("hand-object")
    return kinds


def _cues(
    text: str, words: Sequence[Word], clauses: Sequence[Clause], acts: Sequence[Act]
) -> Iterator[tuple[Cue, ...]]:
    """The words about speed and force, a group for each clause that has two of them or more."""
    known = table()
    scales: tuple[tuple[Axis, re.Pattern[str]], ...] = (
        ("pace", known.pace),
        ("force", known.force),
    )
    for clause in clauses:
        start, end = words[clause.first].start, words[clause.end - 1].end
        said = text[start:end]
        if known.has("effects", said) or known.has("camera_words", said):
            continue
        group = [
            Cue(Span(*m.span()), axis, known.words[axis][m.group()], True)
            for axis, pattern in scales
            for m in pattern.finditer(text, start, end)
        ]
        for act in acts:
            verb = act.found.verb
            if act.found.clause == clause and not act.action.negated:
                if verb.pace is not None:
                    group.append(Cue(act.action.span, "pace", verb.pace, False))
                if verb.force is not None:
                    group.append(Cue(act.action.span, "force", verb.force, False))
        if len(group) > 1:
            yield tuple(sorted(group))
