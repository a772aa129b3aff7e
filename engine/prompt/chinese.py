"""Chinese prompts, read by tables: text goes in, a `Reading` comes out.

Chinese has no spaces, so the longest listed word wins at each place, and words that merely contain
a verb ('跑步机', '特写') are listed to be passed over. A clause ends at a comma; what it says of
direction, manner and camera is said of the verbs in it. Good enough to be useful while typing; a
word segmenter can take the place of `_verbs_in`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple, cast, get_args

import resources
from engine.prompt.english import MOST_ACTIONS
from engine.prompt.lexicon import Verb
from engine.records import (
    Action,
    Axis,
    Cue,
    Direction,
    Heading,
    PhysicsClass,
    Reading,
    Span,
    Target,
    TextPart,
)

_CLAUSE = re.compile(r"[^，。；！？、,;!?\n]{1,200}")
"""No clause is longer; the bound keeps a text without any comma cheap."""
_WAY = re.compile(
    r"(?:向|往|朝着?|对着|冲着)(?P<way>镜头|观众|左上|左下|右上|右下|左|右|上|下|前|后|[^的地]{1,8}?)"
    r"|(?:从|由)[^，。]{1,8}(?:到|往|向|至)[^，。]{1,4}|沿着?|绕着?|穿过|越过|顺时针|逆时针|上下|左右|来回"
)
_FROM_TO = re.compile(r"从(?P<a>[左右上下])\S{0,2}?[到往向至](?P<b>[左右上下])")
_SUFFIX = re.compile(r"向|到|进|出|过|入|上|下|回|去|来|起|离")
_HEADINGS: dict[str, Heading] = {
    "左上": "up-left",
    "左下": "down-left",
    "右上": "up-right",
    "右下": "down-right",
    "左": "left",
    "右": "right",
    "上": "up",
    "下": "down",
    "前": "forward",
    "后": "backward",
    "镜头": "toward-camera",
    "观众": "toward-camera",
    "顺时针": "around",
    "逆时针": "around",
}
_POSE = re.compile(
    r"(?:坐|站|躺|蹲|跪|靠|趴|倚|站立|坐落|悬挂|放|摆放)(?:在|着)[^，。；！？\n]*|[^，。；\n]{0,8}上坐着"
)
_END = re.compile(
    r"(?:直到|直至|最后定格|最终|结束时|停在|落在|入洞|装盘|最后)[^，。；！？\n]*|放(?:入|进|到|回)[^，。；\n]*"
)


class _Table(NamedTuple):
    verbs: dict[str, Verb]
    words: dict[str, Any]
    scan: re.Pattern[str]
    pace: re.Pattern[str]
    force: re.Pattern[str]
    manner: re.Pattern[str]


class Found(NamedTuple):
    """A verb in the text, with the clause it stands in."""

    verb: Verb
    span: Span
    clause: Span


def _any(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


@cache
def _table() -> _Table:
    path = resources.path("lexicons", "chinese.json")
    data = cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))
    verbs: dict[str, Verb] = {}
    for lemma, entry in data["verbs"].items():
        e = {**data["classes"][entry["class"]], **entry}
        verbs[lemma] = Verb(
            lemma=lemma,
            motion=e["class"],
            direction=e["direction"],
            target=e["target"],
            takes_object="maybe",
            event=e["class"] in ("place", "hand", "change", "transfer"),
            heading=e.get("heading"),
            pace=e.get("pace"),
            force=e.get("force"),
            physics=tuple(e.get("physics", ())),
            settled_by=frozenset(data["settled_by"]) if e.get("readings") else frozenset(),
            readings=tuple(e.get("readings", ())),
            choices=tuple(e.get("choices", ())),
        )
    scan = re.compile(f"(?P<skip>{_any(data['not_verbs'])})|(?P<verb>{_any(list(verbs))})(?!地)")
    manner = [*data["pace"], *data["force"], *data["manner"]]
    return _Table(
        verbs,
        data,
        scan,
        re.compile(_any(list(data["pace"]))),
        re.compile(_any(list(data["force"]))),
        re.compile(_any(manner)),
    )


def verb(lemma: str) -> Verb | None:
    """What the table knows of a Chinese verb."""
    return _table().verbs.get(lemma)


def read(text: str, limit: int) -> Reading:
    """What a Chinese prompt says happens, up to code point `limit`."""
    return add(Reading(text=text, language="zh"), limit)


def add(reading: Reading, limit: int) -> Reading:
    """The reading with what the Chinese parts of its text say put to it."""
    text = reading.text[:limit]
    found = _verbs_in(text)
    if not found and not text:
        return reading
    actions = _with_steps(text, [_action(text, f) for f in found], found)
    physics = set(reading.physics) | _physics(text, found)
    return Reading(
        text=reading.text,
        language=reading.language,
        actions=tuple(sorted((*reading.actions, *actions), key=lambda a: a.span)),
        parts=(*reading.parts, *_poses(text, reading)),
        physics=tuple(kind for kind in get_args(PhysicsClass) if kind in physics),
        cues=(*reading.cues, *_cues(text, found)),
    )


def _poses(text: str, reading: Reading) -> Iterator[TextPart]:
    """Where the motion starts and ends, where the English part has not said it."""
    pose, end = _POSE.search(text), _END.search(text)
    if pose and reading.start_pose is None:
        yield TextPart("start-pose", Span(*pose.span()))
    if end and reading.end_state is None:
        yield TextPart("end-state", Span(*end.span()))


def _verbs_in(text: str) -> list[Found]:
    table = _table()
    found: list[Found] = []
    for clause in _CLAUSE.finditer(text):
        for match in table.scan.finditer(text, clause.start(), clause.end()):
            lemma = match.group("verb")
            if not lemma or text[match.start() - len(lemma) - 1 : match.start()] == f"{lemma}了":
                continue  # '扶了扶' is one push
            if not _is_description(text, match.end(), clause.end()):
                found.append(Found(table.verbs[lemma], Span(*match.span()), Span(*clause.span())))
        if len(found) >= MOST_ACTIONS:
            break
    return found[:MOST_ACTIONS]


def _is_description(text: str, end: int, clause_end: int) -> bool:
    """'行走的人', '飘动的云': the verb only describes a noun."""
    return text[end : end + 1] == "的" and end + 1 < clause_end and text[end + 1] not in "同时过"


def _way(text: str, found: Found) -> tuple[Heading | None, Span | None]:
    """The direction that the clause states, and where; (None, span) where it is no heading."""
    clause = text[found.clause.start : found.clause.end]
    both = _FROM_TO.search(clause)
    if both:
        at = Span(found.clause.start + both.start(), found.clause.start + both.end())
        return _HEADINGS[both.group("b")], at
    match = _WAY.search(clause)
    if match:
        at = Span(found.clause.start + match.start(), found.clause.start + match.end())
        return _HEADINGS.get(match.group("way") or match.group()), at
    suffix = _SUFFIX.match(text, found.span.end, found.clause.end)
    return (None, Span(*suffix.span())) if suffix else (None, None)


def _action(text: str, found: Found) -> Action:
    table, known = _table(), found.verb
    heading, way = _way(text, found)
    before = text[found.clause.start : found.span.start]
    camera = any(word in before for word in table.words["camera_words"])
    manner = table.manner.search(text, found.clause.start, found.clause.end)
    pace = table.pace.search(text, found.clause.start, found.clause.end)
    return Action(
        verb=known.lemma,
        span=found.span,
        direction=_direction(known, way),
        target=_target(text, found, way),
        speed="stated" if manner else "inherent" if known.pace is not None else "none",
        camera=camera,
        heading=heading or known.heading,
        heading_span=way if heading else None,
        speed_span=Span(*manner.span()) if manner else None,
        pace=table.words["pace"][pace.group()] if pace else known.pace,
        phrase_span=found.span,
    )


def _direction(known: Verb, way: Span | None) -> Direction:
    if known.direction == "inherent":
        return "inherent"
    if way and known.motion in ("travel", "transfer", "flow", "place", "body"):
        return "stated"
    return "missing" if known.direction == "free" else "n/a"


def _target(text: str, found: Found, way: Span | None) -> Target:
    match found.verb.target:
        case "none":
            return "n/a"
        case "goal":
            return "stated" if way and way.end - way.start > 2 else "missing"
        case _:
            follows = text[found.span.end : found.clause.end].strip()
            named = follows or "把" in text[found.clause.start : found.span.start]
            return "stated" if named or len(found.verb.lemma) > 1 else "missing"


def _with_steps(text: str, actions: list[Action], found: list[Found]) -> list[Action]:
    words = _table().words
    step, done = 0, 0
    numbered: list[Action] = []
    for action, spot in zip(actions, found, strict=True):
        if action.camera:
            numbered.append(_stepped(action, max(step, 1)))
            continue
        between = text[done : spot.span.start]
        goes_on = text[spot.span.end : spot.span.end + 1] == "着"
        together = goes_on or any(word in between for word in words["same"])
        if step == 0 or not together or any(word in between for word in words["then"]):
            step += 1
        done = spot.span.end
        numbered.append(_stepped(action, step))
    return numbered


def _stepped(action: Action, step: int) -> Action:
    return replace(action, step=step)


def _physics(text: str, found: list[Found]) -> set[PhysicsClass]:
    words = _table().words
    kinds: set[PhysicsClass] = {kind for f in found for kind in f.verb.physics}
    for f in found:
        clause = text[f.clause.start : f.clause.end]
        if f.verb.motion in ("flow", "change", "hand", "travel"):
            kinds |= {"fluid"} if any(w in clause for w in words["fluids"][1:]) else set()
            kinds |= {"cloth"} if any(w in clause for w in words["cloths"]) else set()
    if any(word in text for word in words["hand_held"]):
        kinds.add("hand-object")
    return kinds


def _cues(text: str, verbs: list[Found]) -> Iterator[tuple[Cue, ...]]:
    """The words about speed and force, a group for each clause that has two of them or more."""
    table = _table()
    scales: tuple[tuple[Axis, re.Pattern[str]], ...] = (
        ("pace", table.pace),
        ("force", table.force),
    )
    for clause in _CLAUSE.finditer(text):
        said = clause.group()
        if any(word in said for word in (*table.words["effects"], *table.words["camera_words"])):
            continue
        group = [
            Cue(Span(*m.span()), axis, table.words[axis][m.group()], True)
            for axis, pattern in scales
            for m in pattern.finditer(text, clause.start(), clause.end())
        ]
        for f in verbs:
            if f.clause.start == clause.start():
                if f.verb.pace is not None:
                    group.append(Cue(f.span, "pace", f.verb.pace, False))
                if f.verb.force is not None:
                    group.append(Cue(f.span, "force", f.verb.force, False))
        if len(group) > 1:
            yield tuple(sorted(group))
