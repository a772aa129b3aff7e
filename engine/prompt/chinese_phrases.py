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
from itertools import pairwise
from typing import NamedTuple

from engine.prompt.chinese_subjects import subject_of
from engine.prompt.chinese_table import Table, any_of, table
from engine.prompt.chinese_verbs import Clause, Found
from engine.prompt.chinese_words import Word
from engine.prompt.lexicon import Verb
from engine.records import Action, Direction, Heading, Span, Speed, Target

_SIDE = r"(?:侧方|方|侧|边|面|部|处)?"
_DIRECTION = rf"(?:左上|左下|右上|右下|[左右上下前后内外里近远]){_SIDE}"
_WAY = re.compile(
    r"(?:从(?![容未来而])|(?<!自)由(?!于)|自(?![由然己在动信如]))(?P<source>[^，。的地]{1,10}?)(?:往|向|到|至|朝)(?P<to>[^，。地]{1,10})"
    r"|(?:朝着|向着|对着|冲着|朝|向|往|对|冲)(?P<way>[^，。地]{1,16})"
    r"|(?P<alone>顺时针|逆时针|上下|左右|前后|来回|往返|迎面|径直|笔直|原地|绕圈)"
    r"|(?:沿|顺|绕|围绕|环绕|追|跟)着?(?P<along>[^，。地]{1,16})"
    r"|(?:从(?![容未来而])|(?<!自)由(?!于)|自(?![由然己在动信如]))(?P<off>[^，。地]{1,12})"
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
_POINTS = re.compile(
    rf"(?P<name>{any_of(list(_HEADINGS))}){_SIDE}(?=$|[一两三几半缓快慢轻猛稍略微渐不连飞急高大小平直，,])"
)
_PATH_END = re.compile(r"(?:[上下进出回过起开][来去]|[向往到至进入出上下过回离起开去来近走给])$")
_NEEDS_GOAL = re.compile(r"[向往至过到在]$")
_RISES = frozenset("跳蹦飞升站坐爬浮弹抬举拿捡抱提扶竖立漂卷托")
_DANGLES = re.compile(r"[向往至]$")
_GOAL = re.compile(r"[向往到至进入出上下过回离近给]$")
_ASPECT = re.compile(r"[了着过]?(?:一下|[一两三几][下声口])?")
_TURNED = re.compile(r"[了着]?(?:半|一|两|三|几|数|\d+)[圈周]|\d+度|半圈")
_AFTER_GOT = re.compile(r"得[很更越]?\w{1,4}")
_EACH_OTHER = ("互相", "相互", "彼此")
_OBJECT_ENDS = frozenset({"stop", "then", "same", "neg"})
_MOVES = ("travel", "transfer", "flow", "turn", "place", "body", "hand", "camera")


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
    actor: Span | None
    """Who acts: not the hand but the one whose hand it is."""
    own_subject: bool
    """Whether a subject stands in this very clause."""
    before: Span
    """What stands between the verb, or the clause's beginning, and the verb before it."""


def heading_of(words: str) -> Heading | None:
    """Where words of direction point: '左上方' -> up-left; None for '前面的树', which is a goal."""
    match = _POINTS.match(words)
    return _HEADINGS[match.group("name")] if match else None


def acts_of(
    text: str, words: Sequence[Word], clauses: Sequence[Clause], found: Sequence[Found]
) -> list[Act]:
    """The actions with everything said of each, in the order of the text; steps are all 1."""
    known = table()
    acts: list[Act] = []
    by_clause: dict[Clause, list[Found]] = {}
    for one in found:
        by_clause.setdefault(one.clause, []).append(one)
    actor: Span | None = None
    for clause in clauses:
        group = by_clause.get(clause, [])
        own = subject_of(text, words, clause.first, group[0].word if group else clause.end)
        if not group and own and (own.end == words[clause.end - 1].end or _is_latin(text, own)):
            continue  # a noun phrase alone, or English: nobody does anything
        whom = _resolved(text, own, actor, known) if own else actor
        if own and not (_is_aside(text, own, known, actor) or (group and group[0].camera)):
            actor = whom
        previous: Act | None = None
        for n, one in enumerate(group):
            following = group[n + 1] if n + 1 < len(group) else None
            own_here = own if n == 0 else None
            previous = _act(text, words, one, previous, following, (whom, actor), own_here, known)
            acts.append(previous)
    return _ambient_marked(text, _camera_followed(_led_on(acts)), known)


def _is_latin(text: str, span: Span) -> bool:
    return text[span.start : span.end].isascii()


def _is_aside(text: str, own: Span, known: Table, actor: Span | None) -> bool:
    """'嘴角', '双手', '阳光': a part of whoever acts already, or what is around them."""
    who = text[own.start : own.end]
    around = actor is not None and who.endswith(known.lists["ambient_nouns"])
    return who in known.sets["body_parts"] or around


def _act(
    text: str,
    words: Sequence[Word],
    one: Found,
    previous: Act | None,
    following: Found | None,
    who: tuple[Span | None, Span | None],
    own: Span | None,
    known: Table,
) -> Act:
    """`who` is the subject and the one whose part it may be."""
    clause_start = words[one.clause.first].start
    start = own.end if own else clause_start
    if previous:
        start = (previous.action.phrase_span or previous.action.span).end
    before = Span(start, one.span.start)
    cloth = who[0] is not None and known.has("cloths", text[who[0].start : who[0].end])
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
            direction="n/a"
            if cloth and way is None and verb.lemma in known.sets["drift"]
            else _direction(text, verb, one, way, before, after),
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
            subject_span=who[0],
            phrase_span=Span(_trim(text, before.start, one.span.start), phrase_end),
            clause_span=Span(own.start if own else _trim(text, start, one.span.start), phrase_end),
            dangling_span=dangling,
            negated=one.negated is not None,
        ),
        one,
        who[1],
        own is not None,
        before,
    )


def _trim(text: str, start: int, end: int) -> int:
    """`start` moved over what only joins."""
    while start < end and text[start] in "，。、,.;；和并了着 \n":
        start += 1
    return start


def _resolved(text: str, own: Span, actor: Span | None, known: Table) -> Span:
    """What a pronoun stands for: the last one that acted, the camera aside."""
    said = text[own.start : own.end]
    one = said in known.sets["pronouns"] and len(said) == 1
    return actor if one and actor else own


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
    settled = 1 if one.verb.direction == "inherent" else len(one.verb.lemma)
    complement = _PATH_END.search(shown, max(settled, 1))
    if complement and _only_begins(complement.group(), one.verb):
        complement = None
    behind = _ASPECT.sub("", text[after.start : after.end], count=1)
    said = _said_before(text, before, one)
    if complement is None:
        return said, None
    at = Span(one.span.start + complement.start(), one.span.end)
    if said:
        return said, None
    if not behind and _NEEDS_GOAL.search(shown):
        return None, at if _DANGLES.search(shown) else None
    heading = heading_of(behind) if _DANGLES.search(shown) else None
    goal = after if behind and not heading and _GOAL.search(shown) else None
    return Way(Span(at.start, after.end if heading else at.end), heading, goal), None


def _only_begins(complement: str, verb: Verb) -> bool:
    """'滑动起来': it begins; '跳起来': it goes up."""
    return complement == "起来" and verb.lemma[:1] not in _RISES


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
            span = Span(span.start, place.start + _pointed(words))
        return Way(span, heading, place if not heading and name in ("to", "way", "along") else None)
    return None


def _pointed(words: str) -> int:
    match = _POINTS.match(words)
    return match.end() if match else len(words)


def _way_of(action: Action) -> Way | None:
    if action.direction != "stated":
        return None
    return Way(action.heading_span or action.span, action.heading, None)


def _direction(
    text: str, verb: Verb, one: Found, way: Way | None, before: Span, after: Span
) -> Direction:
    shown = text[one.span.start : one.span.end]
    across = shown.endswith("过") and "在" in text[max(0, before.start - 12) : before.end]
    if verb.direction == "inherent":
        bare = verb.motion == "travel" and _NEEDS_GOAL.search(shown) and after.end == after.start
        return "missing" if bare and way is None and not across else "inherent"
    stays = text.startswith("在", one.span.end) and (
        verb.motion == "transfer" or verb.lemma in ("飘", "漂", "浮")
    )
    if stays or (verb.motion == "transfer" and shown.endswith(("住", "紧", "断", "破", "碎"))):
        return "n/a"
    if way and verb.motion in _MOVES:
        return "stated"
    if verb.direction == "free":
        turned = verb.motion in ("turn", "travel") and _is_turned(text, verb, one, before, after)
        through = verb.lemma.startswith("穿") and text[one.span.end : one.span.end + 1] in (
            "于",
            "在",
        )
        return "stated" if turned or through or across else "missing"
    return "n/a"


def _is_turned(text: str, verb: Verb, one: Found, before: Span, after: Span) -> bool:
    """'旋转180度', '转头看着她': how far or to what it turns."""
    if _TURNED.search(text, *before) or _TURNED.search(text, one.span.end, after.end):
        return True
    behind = text[one.span.end : one.span.end + 4]
    return verb.motion == "turn" and table().has("looks_at", behind)


def _target(text: str, verb: Verb, way: Way | None, after: Span, before: Span) -> Target:
    named = bool(_ASPECT.sub("", text[after.start : after.end], count=1))
    said = text[before.start : before.end]
    goal = (way is not None and way.goal is not None) or any(w in said for w in _EACH_OTHER)
    match verb.target:
        case "none":
            return "stated" if named and verb.motion in ("body", "change") else "n/a"
        case "goal":
            return "stated" if goal else "missing"
        case "either":
            return "stated" if goal or named else "missing"
        case _:
            moved = any(word in said for word in "把将被")
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


def _led_on(acts: list[Act]) -> list[Act]:
    """'奔跑着穿过草地', '加速前进': the next verb says where the first one goes."""
    done = list(acts)
    for n, (act, behind) in enumerate(pairwise(acts)):
        goes = behind.action
        leads = goes.direction == "stated" or (
            goes.direction == "inherent"
            and (goes.target == "stated" or goes.heading in ("forward", "backward"))
        )
        open_ended = act.action.direction == "missing" and act.found.verb.motion == "travel"
        joins = behind.found.verb.motion == "travel" or behind.found.verb.lemma == "加入"
        same = act.found.clause == behind.found.clause and joins
        if open_ended and same and leads:
            target = goes.target if act.action.target == "missing" else act.action.target
            done[n] = replace(act, action=replace(act.action, direction="stated", target=target))
    return done


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
    """Leaves, clouds and passers-by are background where somebody else acts, or the camera."""
    opened = bool(acts) and acts[0].action.camera
    marks = [_is_ambient(text, act, opened, known) for act in acts]
    lively = opened or any(
        not mark and not act.action.camera and act.action.subject_span is not None
        for mark, act in zip(marks, acts, strict=True)
    )
    return [
        replace(act, action=replace(act.action, ambient=True)) if mark and lively else act
        for mark, act in zip(marks, acts, strict=True)
    ]


def _is_ambient(text: str, act: Act, opened: bool, known: Table) -> bool:
    """`opened`: the shot begins with a move of the camera, so that scenery is only passed by."""
    span, action = act.action.subject_span, act.action
    if span is None or action.camera:
        return False
    who = text[span.start : span.end]
    if action.target == "stated" and act.found.verb.target == "object":
        return False
    if text.endswith("随着", 0, span.start):
        return True
    if who.endswith(known.lists["ambient_nouns"]):
        return True
    aside = who.startswith(known.lists["ambient_leads"])
    return aside or (opened and who.endswith(known.lists["scenery_nouns"]))
