"""Sets of requests that are compared side by side: a shot goes in, many requests of it come out.

A set is a grid: a row is a prompt, a column is a seed, a model, or a model with a seed. What stands
in one column differs in its words alone, so that a difference between the takes is theirs.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from engine.errors import BadInput
from engine.records import Action, Fix, Reading, Request, Scene, Settings, Shot, Span, Variation

SEEDS, LADDER, GRID = "Seeds", "Prompt ladder", "Models and prompts"
"""Titles of the three kinds of set."""
BARE, DIRECTED, POSED, BOTH = "Bare", "With direction", "With pose", "With both"
LADDER_ROWS = (BARE, DIRECTED, POSED, BOTH)
"""From the bottom."""
MOST = 96
"""Requests of one set."""
_SHORT = 48
_SETTLES = ("ambiguous-verb", "dangling-path")
_START = re.compile(r"\s*((?:Starting |(?=起初))([^,，.。]{2,120}))(?=[,，])")
_END = re.compile(
    r",\s*((?:ending|landing|coming to)\s[^,.;!?]{2,120})|[，,]\s*(最后[^，。]{1,40})"
)


class Row(NamedTuple):
    """One prompt of a set, by the title of its row."""

    title: str
    prompt: str


class Maker(NamedTuple):
    """What makes a column: its name and the settings with it chosen."""

    title: str
    settings: Settings


class Cell(NamedTuple):
    """One request to be: its place in the set, and its shot."""

    row: str
    column: str
    shot: Shot


def cells(
    shot: Shot, rows: Sequence[Row], makers: Sequence[Maker], seeds: Sequence[int]
) -> tuple[Cell, ...]:
    """Every row with every maker and every seed, row by row.

    Raises BadInput where there is nothing to make, or more than `MOST`.
    """
    takes = len(rows) * len(makers) * len(seeds)
    if takes == 0:
        raise BadInput("There is nothing to vary", mend="Choose a prompt, a model and a seed.")
    if takes > MOST:
        raise BadInput(f"{takes} takes are too many for one set", mend=f"At most {MOST}.")
    titles = _told_apart([maker.title for maker in makers])
    return tuple(
        Cell(
            row.title,
            _column(title, seed, len(makers), len(seeds)),
            replace(shot, prompt=row.prompt, settings=replace(maker.settings, seed=seed)),
        )
        for row in rows
        for title, maker in zip(titles, makers, strict=True)
        for seed in seeds
    )


def _column(title: str, seed: int, makers: int, seeds: int) -> str:
    if makers == 1:
        return f"Seed {seed}"
    return title if seeds == 1 else f"{title} · seed {seed}"


def _told_apart(titles: Sequence[str]) -> tuple[str, ...]:
    """The titles, with a number where the same came before: a place in a set has one take."""
    found: list[str] = []
    for title in titles:
        numbered = (f"{title} ({number})" for number in count(2))
        found.append(title if title not in found else next(t for t in numbered if t not in found))
    return tuple(found)


def requests(
    title: str,
    made_of: Sequence[Cell],
    version: str,
    hints: Callable[[Shot], tuple[str, ...]] = lambda shot: (),
) -> tuple[Request, ...]:
    """The requests of one new set, in its order. `hints` are what is said of each shot's prompt."""
    name = uuid.uuid4().hex
    return tuple(
        Request(cell.shot, version, hints(cell.shot), Variation(name, title, cell.row, cell.column))
        for cell in made_of
    )


def rows_of(prompts: Sequence[str]) -> tuple[Row, ...]:
    """Prompts as rows, each once, by their first words; two that begin alike get a number."""
    each = tuple(dict.fromkeys(text.strip() for text in prompts if text.strip()))
    short = [text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…" for text in each]
    return tuple(Row(title, text) for title, text in zip(_told_apart(short), each, strict=True))


# --- the ladder --------------------------------------------------------------------------------


def ladder(shot: Shot) -> tuple[Row, ...]:
    """The prompt bare, with a direction, with poses, and with both; rows that say the same once.

    What the prompt says already is taken out for the bare row; what it lacks comes from the painted
    motion, else from the fixes of its hints. Raises BadInput where nothing happens in the prompt.
    """
    from engine.prompt.reading import read

    reading = read(shot.prompt)
    if _first(reading) is None:
        raise BadInput(
            "The prompt names nothing that happens", mend="Write what moves, then climb the ladder."
        )
    bare = _without_direction(_without_poses(reading))
    directed = _directed(bare, reading, shot)
    rows = (
        Row(BARE, bare.text),
        Row(DIRECTED, directed.text),
        Row(POSED, _posed(bare, reading).text),
        Row(BOTH, _posed(directed, reading).text),
    )
    seen: dict[str, Row] = {}
    for row in rows:
        seen.setdefault(row.prompt, row)
    return tuple(seen.values())


def _first(reading: Reading) -> Action | None:
    """The first thing that happens in the foreground."""
    return next((a for a in reading.actions if not (a.camera or a.ambient or a.negated)), None)


def _without(reading: Reading, span: Span) -> Reading:
    """The prompt without some words; as it was where other things would happen then."""
    from engine.prompt.fix import apply, removal
    from engine.prompt.reading import read

    shorter = read(apply(reading.text, Fix("", (removal(reading.text, span),))))
    kept = [a.verb for a in reading.actions if not span.start <= a.span.start < span.end]
    same = kept and kept[0] == reading.actions[0].verb and kept == _verbs(shorter)
    # a Chinese verb without its way may be too short for the tables to know it as one
    still = reading.language == "zh" and all(verb in shorter.text for verb in kept)
    return shorter if same or still else reading


def _verbs(reading: Reading) -> list[str]:
    return [action.verb for action in reading.actions]


def _without_direction(reading: Reading) -> Reading:
    first = _first(reading)
    if first is None or first.heading_span is None:
        return reading
    return _without(reading, first.heading_span)


def _without_poses(reading: Reading) -> Reading:
    for pose in _poses(reading):
        at = reading.text.find(pose)
        if at >= 0:
            reading = _without(reading, Span(at, at + len(pose)))
    return reading


def _poses(reading: Reading) -> tuple[str, ...]:
    """How the prompt says that it starts and ends, word for word."""
    start, end = _START.match(reading.text), _END.search(reading.text)
    return tuple(said.group(1) or said.group(2) for said in (start, end) if said)


def _directed(bare: Reading, full: Reading, shot: Shot) -> Reading:
    """The bare prompt with the direction that it had, that was painted, or that a fix adds."""
    kept = _without_poses(full)
    first = _first(kept)
    if first is not None and first.heading_span is not None:
        return kept
    from engine.prompt.fix import apply
    from engine.prompt.reading import read

    for fix in _ways(bare, shot):
        said = read(apply(bare.text, fix))
        action = _first(said)
        if action is not None and action.direction == "stated" and _verbs(said) == _verbs(bare):
            return said
    return bare


def _ways(reading: Reading, shot: Shot) -> tuple[Fix, ...]:
    """Fixes that say where it goes, the painted way first."""
    from engine.motion.telling import actions_about, tell
    from engine.prompt.lint import lint

    first, settings = _first(reading), shot.settings
    painted = tuple(
        tell(reading, stroke, settings.aspect, settings.seconds)
        for stroke in shot.plan.strokes
        if stroke.kind == "move" and first in actions_about(reading, stroke)[:1]
    )
    scene = Scene(reading, settings=settings, start_image=shot.start_image is not None)
    fixes = (f for hint in lint(scene, "strict") if hint.rule in _SETTLES for f in hint.fixes)
    return tuple(fix for fix in (*painted, *fixes) if fix.edits)


def _posed(bare: Reading, full: Reading) -> Reading:
    """A prompt with the poses that the full one has, or those that fit what happens."""
    from engine.prompt.fix import apply
    from engine.prompt.reading import read
    from engine.prompt.template import end_edits, start_edits

    first = _first(bare)
    if first is None:
        return bare
    last = _last(bare, first)
    start, end = _poses_of(bare, first, last)
    said_first, said_last = _START.match(full.text), _END.search(full.text)
    start = said_first.group(2) if said_first else start
    end = (said_last.group(1) or said_last.group(2)) if said_last else end
    edits = (
        *(start_edits(bare.text, first, start) if start else ()),
        *(end_edits(bare.text, last, end) if end else ()),
    )
    return read(apply(bare.text, Fix("", edits)))


def _last(reading: Reading, first: Action) -> Action:
    """The last thing that whoever acts first does in the same sentence."""
    last = first
    for action in reading.actions:
        between = reading.text[last.span.end : action.span.start]
        if action.span.start <= last.span.start or action.camera or action.ambient:
            continue
        if set(between) & set(".!?。！？；\n") or not _is_same(reading, first, action):
            break
        last = action
    return last


def _is_same(reading: Reading, one: Action, other: Action) -> bool:
    """Whether two actions are of the same subject, said again or not."""
    spans = [a.subject_span for a in (one, other)]
    said = [reading.text[span.start : span.end] if span else "" for span in spans]
    return not said[1] or said[0] == said[1]


def _poses_of(reading: Reading, first: Action, last: Action) -> tuple[str, str]:
    """How it may start and end, where the prompt does not say so itself."""
    from engine.prompt.template import SAME, has_own_poses, poses_of

    starts = () if reading.start_pose else poses_of(reading, first).starts
    ends = () if reading.end_state else poses_of(reading, last).ends
    if last is not first and has_own_poses(first):
        ends = tuple(end for end in ends if end not in SAME)
    return next(iter(starts), ""), next(iter(ends), "")
