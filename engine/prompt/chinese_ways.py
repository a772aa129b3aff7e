"""Where a Chinese action goes: its words of direction, its goal, and what the verb says itself.

The text around a verb goes in, a `Way`, a direction and a target come out. Words of direction stand
before the verb (向前走, 从下往上移动) or behind it as its complement (走进教室, 扔给女孩).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from engine.prompt.chinese_table import any_of, table
from engine.prompt.chinese_verbs import Found
from engine.prompt.lexicon import Verb
from engine.records import Action, Direction, Heading, Span, Target

_SIDE = r"(?:侧方|方|侧|边|面|部|处)?"
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
_TURNED = re.compile(r"[了着]?(?:半|一|两|三|几|数|\d+)[圈周]|\d+度|半圈")
_EACH_OTHER = ("互相", "相互", "彼此")
_MOVES = ("travel", "transfer", "flow", "turn", "place", "body", "hand", "camera")
_ASPECT = re.compile(r"[了着过]?(?:一下|[一两三几][下声口])?")


class Way(NamedTuple):
    """Words about direction: where they stand, where they point, and the goal they name."""

    span: Span
    heading: Heading | None
    goal: Span | None


def heading_of(words: str) -> Heading | None:
    """Where words of direction point: '左上方' -> up-left; None for '前面的树', which is a goal."""
    match = _POINTS.match(words)
    return _HEADINGS[match.group("name")] if match else None


def way_of(text: str, before: Span, one: Found, after: Span) -> tuple[Way | None, Span | None]:
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


def way_again(action: Action) -> Way | None:
    if action.direction != "stated":
        return None
    return Way(action.heading_span or action.span, action.heading, None)


def direction_of(
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


def target_of(text: str, verb: Verb, way: Way | None, after: Span, before: Span) -> Target:
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
