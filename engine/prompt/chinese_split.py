"""A Chinese prompt of several steps as one prompt a step.

A `Reading` goes in, texts come out: each names who acts, keeps the place and the style, and the
move of the camera where it was told with that step; a camera that stands still stays in all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.prompt.chinese_table import table
from engine.records import Action, Reading, Span, TextPart

_JOINS = re.compile(
    r"^(?:然后|接着|随后|之后|最后|最终|紧接着|继而|随即|而后|后来|接下来|同时|并且|并|先|再|又|也|就|便|后|[，。、；,;.\s])+"
)
_TAIL = re.compile(
    r"(?:然后|接着|随后|之后|最后|最终|紧接着|继而|随即|同时|并且|并|再|又|和|与|后|时|[，。、；,;.\s])+$"
)
_PLACE = re.compile(r"在[^，。；,;]{1,16}?(?:上|里|中|内|下|旁|边|前|后|间)(?![的面方])")
_PRONOUN = re.compile(r"^(?:他们|她们|它们|他|她|它)(?!的)")


def shots(reading: Reading) -> tuple[str, ...]:
    """One prompt for each step of the reading; empty where there is only one step."""
    happening = [a for a in reading.actions if not (a.camera or a.ambient or a.negated)]
    numbers = sorted({a.step for a in happening})
    if len(numbers) < 2:
        return ()
    style = [part for part in reading.parts if part.kind == "style"]
    opening = _opening(reading, happening)
    place = _place(reading.text, happening[0]) or opening
    texts: list[str] = []
    for number in numbers:
        group = [a for a in happening if a.step == number]
        if texts:
            text = _placed(place, _step(reading.text, group, happening))
        else:
            text = _first(reading, group, happening)
        pieces = [text, *_camera(reading, number), *(_said(reading.text, p.span) for p in style)]
        texts.append("，".join(piece for piece in pieces if piece) + "。")
    return tuple(texts)


def _placed(place: str, text: str) -> str:
    """The step with its place in front, which may name who acts already."""
    if not place or "在" in text:
        return text
    same = next((k for k in range(min(len(place), len(text)), 1, -1) if place[:k] == text[:k]), 0)
    return f"{place}，{text[same:]}"


def _said(text: str, span: Span) -> str:
    return _TAIL.sub("", _JOINS.sub("", text[span.start : span.end]))


def _opening(reading: Reading, happening: Sequence[Action]) -> str:
    """'在一片公园里': a scene that stands before anything happens, and not 火车到站."""
    first = happening[0]
    acting = {reading.text[slice(*a.subject_span)] for a in happening if a.subject_span}
    for part in reading.parts:
        begins = part.span.end <= first.span.start and not reading.text[: part.span.start].strip()
        if part.kind == "scene" and begins:
            said = _said(reading.text, part.span)
            return said if len(said) <= 40 and not said.startswith(tuple(acting)) else ""
    return ""


def _place(text: str, first: Action) -> str:
    clause = first.clause_span or first.span
    match = _PLACE.search(text, clause.start, first.span.start)
    return match.group() if match else ""


def _first(reading: Reading, group: Sequence[Action], happening: Sequence[Action]) -> str:
    """All that leads up to the first step, without what is said of camera and style."""
    end = _group_end(group, happening)
    cut = [p.span for p in reading.parts if p.kind in ("camera", "style") and p.span.end <= end]
    kept, at = [], 0
    for span in sorted(cut):
        kept.append(reading.text[at : span.start])
        at = max(at, span.end)
    kept.append(reading.text[at:end])
    return "，".join(piece for piece in (_TAIL.sub("", _JOINS.sub("", k)) for k in kept) if piece)


def _group_end(group: Sequence[Action], happening: Sequence[Action]) -> int:
    """Where the step ends: with its last words, and before the next step begins."""
    last = max((a.clause_span or a.span).end for a in group)
    later = [a for a in happening if a.span.start > group[-1].span.start and a not in group]
    begin = min(
        (max((a.clause_span or a.span).start, group[-1].span.end) for a in later), default=last
    )
    return min(last, begin)


def _step(text: str, group: Sequence[Action], happening: Sequence[Action]) -> str:
    first = group[0]
    start = (first.clause_span or first.span).start
    end = _group_end(group, happening)
    thing = _thing(text, first, happening)
    moved = f"把{thing}" if thing and first.target == "stated" else ""
    behind = "" if moved else thing
    whole = text[start : first.span.start] + moved + text[slice(*first.span)] + behind
    body = _TAIL.sub("", _JOINS.sub("", whole + text[first.span.end : end]))
    who = _who(text, first, happening)
    if not who or body.startswith(who):
        return body
    if _PRONOUN.match(body):
        return _PRONOUN.sub(who, body)
    return f"{who}{body}"


def _thing(text: str, first: Action, happening: Sequence[Action]) -> str:
    """What the step before worked on, where this one goes on with it: 拿出玫瑰，递给女生."""
    known = table().verbs.get(first.verb)
    clause = first.clause_span or first.span
    if known is None or known.motion not in ("place", "transfer") or known.takes_object == "no":
        return ""
    if re.search(r"[把将被]", text[clause.start : first.span.start]):
        return ""
    goal = text[first.span.start : first.span.end].endswith(("给", "入", "进", "到", "向", "回"))
    if first.target == "stated" and not goal:
        return ""
    for action in reversed([a for a in happening if a.span.start < first.span.start]):
        before = table().verbs.get(action.verb)
        if before and before.target == "object" and action.target_span and before.motion != "body":
            return re.sub(r"^[了着过]", "", text[slice(*action.target_span)]).strip("，。、 ")
    return ""


def _who(text: str, first: Action, happening: Sequence[Action]) -> str:
    """Who acts, as first named; for a hand or a mouth the one whose it is."""
    parts = table().sets["body_parts"]
    named = [
        text[a.subject_span.start : a.subject_span.end]
        for a in happening
        if a.subject_span and a.span.start <= first.span.start
    ]
    own = named[-1] if named and first.subject_span else ""
    if own not in parts:
        return own
    return next((name for name in reversed(named) if name not in parts), "")


def _camera(reading: Reading, step: int) -> list[str]:
    """What the camera does while this step happens, or all the time."""
    return [
        _said(reading.text, part.span)
        for part in reading.parts
        if part.kind == "camera" and step in _steps_of(reading, part, step)
    ]


def _steps_of(reading: Reading, part: TextPart, step: int) -> set[int]:
    moves = [a.step for a in reading.actions if a.camera and _inside(a.span, part.span)]
    return set(moves) if moves else {step}


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
