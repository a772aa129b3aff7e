"""What belongs to each Chinese action: subject, direction, target, manner.

Words, clauses and the verbs found in them go in, `Action` records come out. In Chinese the words of
direction and manner stand between the subject and its verb (女孩慢慢地向前走), and what is left to
say of direction is the verb's own complement (走进教室). A clause without a subject takes the one
before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from engine.prompt.chinese_table import Table, table
from engine.prompt.chinese_verbs import Found
from engine.prompt.chinese_words import Word
from engine.prompt.lexicon import Verb
from engine.records import Action, Direction, Heading, Span, Speed, Target

_SIDE = r"(?:侧方|方|侧|边|面|部)?"
_DIRECTION = rf"(?:左上|左下|右上|右下|[左右上下前后内外里近远]){_SIDE}"
_WAY = re.compile(
    rf"(?:从|由|自)(?P<source>[^，。的地]{{1,10}}?)(?:往|向|到|至|朝)(?P<to>{_DIRECTION}|[^，。地]{{1,10}})"
    rf"|(?:朝着|向着|对着|冲着|朝|向|往|对|冲)(?P<way>镜头|观众|屏幕|{_DIRECTION}|[^，。地]{{1,16}})"
    r"|(?P<alone>顺时针|逆时针|上下|左右|前后|来回|往返|迎面|径直|笔直|原地|绕圈)"
    r"|(?:沿|顺|绕|围绕|环绕|追|跟|随)着?(?P<along>[^，。地]{1,16})"
    r"|(?:从|由|自)(?P<off>[^，。地]{1,12})"
)
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
    "近": "toward-camera",
    "远": "away-from-camera",
    "镜头": "toward-camera",
    "观众": "toward-camera",
    "屏幕": "toward-camera",
    "顺时针": "around",
    "逆时针": "around",
    "绕圈": "around",
}
_PATH_END = re.compile(r"(?:[上下进出回过起开][来去]|[向往到至进入出上下过回离起开去来近走给])$")
_DANGLES = re.compile(r"[向往至]$")
_GOAL = re.compile(r"[向往到至进入出上下过回离近给]$")
_ASPECT = re.compile(r"[了着过]?(?:一下|[一两三几][下声口])?")
_TURNED = re.compile(r"[了着]?(?:半|一|两|三|几|数|\d+)[圈周]|\d+度|半圈")
_AFTER_GOT = re.compile(r"得[很更越]?\w{1,4}")
_NOUNS = frozenset({"other", "noun", "pron", "of", "place"})
_OBJECT_ENDS = frozenset({"stop", "then", "same", "neg"})
_LEADS = frozenset({"then", "same", "adv", "stop", "neg"})
_MOVES = ("travel", "transfer", "flow", "turn", "place", "body", "camera")


class Way(NamedTuple):
    """Words about direction: where they stand, where they point, and the goal they name."""

    span: Span
    heading: Heading | None
    goal: Span | None


@dataclass(frozen=True, slots=True)
class Act:
    """An action with what the steps, the parts and the split into shots need to know of it."""

    action: Action
    found: Found
    own_subject: bool
    """Whether a subject stands in this very clause."""
    before: Span
    """What stands between the verb, or the clause's beginning, and the verb before it."""


def heading_of(words: str) -> Heading | None:
    """Where words of direction point: '左上方' -> up-left."""
    for length in (3, 2, 1):
        if words[:length] in _HEADINGS and len(words) <= length + 2:
            return _HEADINGS[words[:length]]
    return None


def acts_of(text: str, words: Sequence[Word], found: Sequence[Found]) -> list[Act]:
    """The actions with everything said of each, in the order of the text; steps are all 1."""
    known = table()
    acts: list[Act] = []
    subject: Span | None = None
    for n, one in enumerate(found):
        previous = acts[-1] if acts and acts[-1].found.clause == one.clause else None
        following = found[n + 1] if n + 1 < len(found) else None
        same = following if following and following.clause == one.clause else None
        own = None if previous else _subject(text, words, one)
        if own:
            subject = _resolved(text, own, acts, known)
        acts.append(_act(text, words, one, previous, same, subject, own, known))
    return _ambient_marked(text, _camera_followed(acts), known)


def _act(
    text: str,
    words: Sequence[Word],
    one: Found,
    previous: Act | None,
    following: Found | None,
    subject: Span | None,
    own: Span | None,
    known: Table,
) -> Act:
    clause_start = words[one.clause.first].start
    start = previous.action.span.end if previous else own.end if own else clause_start
    before = Span(start, one.span.start)
    after = _object(words, one, following)
    way, dangling = _way(text, before, one, after)
    if way is None and previous and not text[start : one.span.start].strip("着了并和、"):
        way = _way_of(previous.action)
    manner = _manner(text, words, before, one, known)
    pace = known.pace.search(text, *before) or known.pace.search(text, one.span.end, after.end)
    verb = one.verb
    phrase_end = max(one.span.end, after.end)
    return Act(
        Action(
            verb=verb.lemma or text[one.span.start : one.span.end],
            span=one.span,
            direction=_direction(text, verb, one, way, after),
            target=_target(text, verb, way, after, before),
            speed=_speed(verb, manner),
            camera=one.camera,
            heading=way.heading if way and way.heading else verb.heading,
            heading_span=way.span if way and way.heading else None,
            target_span=way.goal
            if way and way.goal
            else after
            if after.end > after.start
            else None,
            speed_span=manner,
            pace=known.words["pace"][pace.group()] if pace else verb.pace,
            subject_span=subject,
            phrase_span=Span(_trim(text, before.start, one.span.start), phrase_end),
            clause_span=Span(own.start if own else _trim(text, start, one.span.start), phrase_end),
            dangling_span=dangling,
            negated=one.negated is not None,
        ),
        one,
        own is not None,
        before,
    )


def _trim(text: str, start: int, end: int) -> int:
    """`start` moved over what only joins."""
    while start < end and text[start] in "，。、,.;；和并了着 \n":
        start += 1
    return start


def _subject(text: str, words: Sequence[Word], one: Found) -> Span | None:
    """The noun phrase at the head of the clause, with what describes it."""
    first, end = one.clause.first, one.word
    first = _over_place(words, first, end)
    last_of = max((k for k in range(first, end) if words[k].kind == "of"), default=-1)
    stop = next(
        (
            k
            for k in range(max(first, last_of + 1), end)
            if words[k].kind not in ("other", "noun", "pron", "place")
        ),
        end,
    )
    if last_of >= 0 and stop == last_of + 1:
        return None
    if any(words[k].kind == "prep" for k in range(first, min(last_of, stop))):
        first = last_of + 1
    if stop <= first or words[stop - 1].kind == "place" and stop - first == 1:
        return None
    span = Span(words[first].start, words[stop - 1].end)
    return span if text[span.start : span.end].strip() else None


def _over_place(words: Sequence[Word], first: int, end: int) -> int:
    """Behind 'then', adverbs and 'in the park': where the subject can stand."""
    k = first
    while k < end:
        if words[k].kind in _LEADS:
            k += 1
        elif words[k].kind == "prep":
            behind = _place_end(words, k, end)
            if behind is None:
                return end
            k = behind
        else:
            break
    return k


def _place_end(words: Sequence[Word], k: int, end: int) -> int | None:
    """The word behind 'in ... of ...'; None where nothing closes the phrase."""
    for j in range(k + 1, end):
        if words[j].kind == "place" and (j + 1 >= end or words[j + 1].kind not in ("of", "place")):
            return j + 1
        if words[j].kind in ("adv", "ly", "verb", "state"):
            return None
    return None


def _resolved(text: str, own: Span, acts: list[Act], known: Table) -> Span:
    """What a pronoun stands for: the last one that acted, the camera aside."""
    if text[own.start : own.end] not in known.words["pronouns"]:
        return own
    for act in reversed(acts):
        if act.action.subject_span and not act.action.camera:
            return act.action.subject_span
    return own


def _object(words: Sequence[Word], one: Found, following: Found | None) -> Span:
    """The noun phrase behind the verb; empty where there is none."""
    last = following.word if following else one.clause.end
    k = one.word + 1
    start = end = one.span.end
    while k < last and words[k].kind not in _OBJECT_ENDS:
        if words[k].kind in ("prep", "adv", "state") and following:
            break
        end = words[k].end
        k += 1
    return Span(start, end)


def _way(text: str, before: Span, one: Found, after: Span) -> tuple[Way | None, Span | None]:
    """The direction that is said of the verb, and a word of direction that lacks its goal."""
    shown = text[one.span.start : one.span.end]
    complement = _PATH_END.search(shown, len(one.verb.lemma) or 1)
    behind = _ASPECT.sub("", text[after.start : after.end], count=1)
    said = _said_before(text, before, one)
    if complement is None:
        return said, None
    at = Span(one.span.start + complement.start(), one.span.end)
    if not behind and not said:
        return (None, at) if _DANGLES.search(shown) else (Way(at, None, None), None)
    if said:
        return said, None
    goal = after if behind and _GOAL.search(shown) else None
    heading = heading_of(behind) if _DANGLES.search(shown) else None
    return Way(Span(at.start, after.end if heading else at.end), heading, goal), None


def _said_before(text: str, before: Span, one: Found) -> Way | None:
    """'from A to B', 'towards X', 'clockwise', said before the verb; the last one counts."""
    found: re.Match[str] | None = None
    for match in _WAY.finditer(text, *before):
        found = match
    if found is None:
        return None
    span = Span(*found.span())
    for name in ("to", "way", "alone", "along", "off"):
        words = found.group(name)
        if words is None:
            continue
        heading = heading_of(words)
        place = Span(*found.span(name))
        if heading and name != "alone":
            place = _side(text, place)
            span = Span(span.start, place.end)
        return Way(span, heading, place if not heading and name in ("to", "way", "along") else None)
    return None


def _side(text: str, place: Span) -> Span:
    match = re.compile(rf"(?:镜头|观众|屏幕|{_DIRECTION})").match(text, *place)
    return Span(*match.span()) if match else place


def _way_of(action: Action) -> Way | None:
    if action.direction != "stated":
        return None
    return Way(action.heading_span or action.span, action.heading, None)


def _direction(text: str, verb: Verb, one: Found, way: Way | None, after: Span) -> Direction:
    if verb.direction == "inherent":
        return "inherent"
    if way and verb.motion in _MOVES:
        return "stated"
    if verb.direction == "free":
        turned = verb.motion in ("turn", "travel") and _TURNED.search(text, one.span.end, after.end)
        return "stated" if turned else "missing"
    return "n/a"


def _target(text: str, verb: Verb, way: Way | None, after: Span, before: Span) -> Target:
    named = bool(_ASPECT.sub("", text[after.start : after.end], count=1))
    goal = way is not None and way.goal is not None
    match verb.target:
        case "none":
            return "n/a"
        case "goal":
            return "stated" if goal else "missing"
        case "either":
            return "stated" if goal or named else "missing"
        case _:
            moved = any(word in text[before.start : before.end] for word in "把将被")
            inside = verb.takes_object == "no"
            return "stated" if named or moved or inside or goal else "missing"


def _speed(verb: Verb, manner: Span | None) -> Speed:
    return "stated" if manner else "inherent" if verb.pace is not None else "none"


def _manner(
    text: str, words: Sequence[Word], before: Span, one: Found, known: Table
) -> Span | None:
    """'slowly', 'with force', 'happily': before the verb, or behind it with 得."""
    for match in known.manner.finditer(text, *before):
        follows = text[match.end() : match.end() + 1]
        if (
            follows != "的"
            or match.end() + 1 == one.span.start
            or text.startswith("的速", match.end())
        ):
            return Span(match.start(), match.end() + (follows == "地"))
    for k in range(one.word - 1, one.clause.first, -1):
        if words[k].start < before.start:
            break
        if words[k].kind == "ly":
            return Span(max(before.start, words[k - 1].start), words[k].end)
    got = _AFTER_GOT.match(text, one.span.end)
    return Span(*got.span()) if got else None


def _camera_followed(acts: list[Act]) -> list[Act]:
    """The camera goes on in clauses of the same sentence that name nobody."""
    done: list[Act] = []
    for act in acts:
        last = done[-1] if done else None
        goes_on = (
            last is not None
            and last.action.camera
            and not act.own_subject
            and last.found.clause.sentence == act.found.clause.sentence
            and last.found.clause != act.found.clause
            and act.found.verb.motion in ("travel", "turn", "camera")
        )
        done.append(replace(act, action=replace(act.action, camera=True)) if goes_on else act)
    return done


def _ambient_marked(text: str, acts: list[Act], known: Table) -> list[Act]:
    """Leaves, clouds and passers-by are background where somebody else acts."""

    def is_ambient(act: Act) -> bool:
        span = act.action.subject_span
        if span is None:
            return False
        return text[span.start : span.end].endswith(tuple(known.words["ambient_nouns"]))

    lively = any(
        not act.action.camera and not is_ambient(act) and act.action.subject_span for act in acts
    )
    if not lively:
        return acts
    return [
        replace(act, action=replace(act.action, ambient=True))
        if is_ambient(act) and not act.action.camera
        else act
        for act in acts
    ]
