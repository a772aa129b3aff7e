"""How many things happen one after another: the step of each action.

What stands between one action and the next goes in as a `Link`, step numbers come out. 'then',
'before' and 'followed by' always make a new step; a comma or 'and' does where something comes to an
end ('sits down, opens a book'), and not between things that go on together ('walks and talks');
'while', 'as' and participles ('..., waving') never do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from engine.prompt.english import Candidate
from engine.prompt.words import Words

Link = Literal["start", "then", "after", "chain", "and", "sentence", "same"]

_CAUSES = frozenset({"causing", "causes"})
_OUTCOMES = frozenset({"land", "snap", "crash", "shatter", "explode", "collapse", "splash"})
_STARTS = frozenset({"starts", "begins", "started", "began"})
_ARRIVES = frozenset({"reach", "arrive", "approach", "get"})
"""'sits on it after reaching it': the end of what was told already."""
_NEXT = frozenset({"before", "followed", "lastly", "until"})


def link(words: Words, previous: Candidate | None, action: Candidate) -> Link:
    """What joins an action to the one before it in the text."""
    if previous is None:
        return "start"
    between = range(previous.last + 1, action.first)
    tags = [words.tag[k] for k in between]
    lows = [words.low[k] for k in between]
    if "then" in tags or _NEXT.intersection(lows) or _is_last(lows):
        return "then"
    if words.low_at(action.first - 1) in _STARTS and {"conj", "comma"}.intersection(tags):
        return "then"  # '..., but the lamp starts spinning'
    if "after" in lows:
        return "same" if action.verb.lemma in _ARRIVES else "after"
    return _as_participle(words, previous, action, tags, lows) or _as_predicate(
        words, previous, tags
    )


def _as_participle(
    words: Words, previous: Candidate, action: Candidate, tags: list[str], lows: list[str]
) -> Link | None:
    """How a verb that is no predicate of its own follows; None for a predicate."""
    led = tags[-1:] == ["to"]
    if _is_outcome(words, action, tags) or (led and _CAUSES.intersection(lows)):
        return "chain"
    if _is_chained(previous, action, tags):
        return "and"
    return "same" if led or "sub" in tags or not _is_finite(words, action) else None


def _as_predicate(words: Words, previous: Candidate, tags: list[str]) -> Link:
    if "stop" in tags:
        return "sentence"
    if "wh" in tags or words.tag_at(previous.first - 1) == "wh":
        return "same"  # 'colours that shift and change'
    if words.tag[words.sentence_start(previous.first)] == "sub":
        return "same"
    if "conj" in tags:
        return "and"
    return "chain" if "comma" in tags else "same"


def _is_outcome(words: Words, action: Candidate, tags: list[str]) -> bool:
    """'jumps over a mound, landing on both feet': a participle for what comes of it."""
    if action.kind != "ing" or action.verb.lemma.split()[0] not in _OUTCOMES:
        return False
    return tags[-1:] == ["comma"] or words.tag_at(action.first - 1) == "comma"


def _is_chained(previous: Candidate, action: Candidate, tags: list[str]) -> bool:
    """'a boy picking up a cup and drinking': participles that are the story, one after another."""
    return action.kind == previous.kind == "ing" and tags[-1:] == ["conj"] and action.verb.event


def _is_last(lows: list[str]) -> bool:
    return "last" in lows and lows[lows.index("last") + 1 :][:1] == [","]


def _is_finite(words: Words, action: Candidate) -> bool:
    if action.kind != "ing":
        return True
    before = action.first - 1
    leads = words.tag_at(before) == "aspect"
    return leads and (words.low[before].endswith("s") or words.low[before] in ("start", "begin"))


def steps(
    links: Sequence[Link],
    events: Sequence[bool],
    foreground: Sequence[bool],
    same_subject: Sequence[bool],
) -> tuple[int, ...]:
    """The step of each action, from 1; camera and background share the step they fall in."""
    numbers: list[int] = []
    current, last = 0, -1
    for n, kind in enumerate(links):
        if not foreground[n]:
            numbers.append(max(current, 1))
            continue
        if current == 0:
            current = 1
        elif kind == "after":
            numbers = [k + 1 if k == current else k for k in numbers]
            numbers.append(current)
            current += 1
            last = n
            continue
        elif _is_new(kind, events[n] or events[last], events[n], same_subject[n]):
            current += 1
        numbers.append(current)
        last = n
    return tuple(numbers)


def _is_new(kind: Link, any_event: bool, event: bool, same_subject: bool) -> bool:
    if kind == "then":
        return True
    if kind == "chain":
        return any_event or same_subject
    if kind == "and":
        return any_event
    return kind == "sentence" and event and same_subject
