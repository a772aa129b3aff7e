"""What a prompt says in words that exclude each other: which way round, in which posture, how many.

A text goes in, or a stretch of it; the meanings that stand in it come out. A reading knows what
happens and where to; whether an arm was raised or crossed, and whether two men shake hands or
three, is in these words alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from engine.records import Action, Reading

Words = Mapping[str, str]
MANY = 99
"""A crowd, a herd, several: more than are counted."""

_TURNS = {
    "clockwise": r"(?<!counter)(?<!counter[- ])(?<!anti)(?<!anti[- ])clockwise|顺时针",
    "counterclockwise": r"(?:counter|anti)[- ]?clockwise|逆时针",
}
_SIDES = {
    "left": r"\bleft(?:ward|wards|most)?\b|左",
    "right": r"\bright(?:ward|wards|most)?\b(?! (?:away|now|after|before|in front))|右",
}
_DEPTH = {
    "forward": r"\bforwards?\b|向前|朝前|往前",
    "backward": r"\bbackwards?\b|向后|朝后|往后|倒退",
}
_POSTURES = {
    "stand": r"\b(?:stands?|standing|stood|upright)\b|站",
    "sit": r"\b(?:sits?|sitting|sat|seated)\b|坐",
    "kneel": r"\b(?:kneels?|kneeling|knelt)\b|跪",
    "lie": r"\b(?:lies|lying|reclines?|reclining)\b|躺|趴",
    "crouch": r"\b(?:crouch\w*|squat\w*)\b|蹲",
    "hang": r"\b(?:hangs?|hanging|hung)\b",
}
_SUPPORTS = {
    "back": r"\bon (?:his|her|its|their|the) backs?\b|仰卧|仰面",
    "front": r"\bon (?:his|her|its|their|the) (?:stomach|belly|front|chest)s?\b|俯卧|趴",
    "side": r"\bon (?:his|her|its|their|one) sides?\b|侧卧",
    "feet": r"\bon (?:his|her|its|their|both|two) (?:feet|legs)\b|双脚",
    "foot": r"\bon one (?:foot|leg)\b|单脚",
    "hands": r"\bon (?:his|her|its|their|both) hands\b|双手着地",
}
_HELD = "(?:arms?|hands?|fists?|palms?|wings?)"
_JOINTS = "(?:knees?|legs?|arms?|elbows?)"


def _either_way(part: str, states: str) -> str:
    """'arms raised' and 'raised arms'."""
    return rf"\b{part} (?:{states})\b|\b(?:{states}) {part}\b"


_ARMS = {
    "raised": rf"{_either_way(_HELD, 'raised|lifted')}|\b{_HELD} (?:up|in the air)\b",
    "crossed": _either_way(_HELD, "crossed|folded"),
    "lowered": rf"{_either_way(_HELD, 'lowered')}|\b{_HELD} (?:down|at (?:his|her|their) sides?)\b",
    "spread": rf"{_either_way(_HELD, 'spread|outstretched')}|\b{_HELD} wide\b",
}
_LIMBS = {
    "bent": _either_way(_JOINTS, "bent"),
    "straight": _either_way(_JOINTS, "straight"),
}
_EYES = {
    "open": r"\beyes? (?:wide )?open\b|\bopen eyes\b|睁",
    "closed": r"\beyes? (?:closed|shut)\b|\bclosed eyes\b|闭",
}
POSES: tuple[Words, ...] = (_POSTURES, _SUPPORTS, _ARMS, _LIMBS, _EYES)
"""Groups of which a body does one at a time."""
WAYS: tuple[Words, ...] = (_TURNS, _SIDES, _DEPTH)
"""Groups of directions that a whole text has."""
PATHS: tuple[Words, ...] = (
    {"into": r"\b(?:into|inside)\b|[进入]", "out of": r"\bout of\b|出"},
    {
        "onto": r"\b(?:onto|on to|on top of)\b",
        "off": r"\boff\b",
        "under": r"\b(?:under|underneath|beneath|below)\b",
        "over": r"\b(?:over|above)\b",
    },
    {"up": r"\bup(?:ward|wards)?\b|上", "down": r"\bdown(?:ward|wards)?\b|下"},
    {"toward": r"\btowards?\b", "away from": r"\baway from\b"},
)
"""Groups of which one way has one: asked of what is said of one action."""
SPEEDS: Words = {
    "slow": r"\b(?:slowly|leisurely|gradually)\b|\bin slow motion\b|[慢缓]",
    "fast": r"\b(?:quickly|rapidly|swiftly|fast|hastily)\b|快速|迅速|飞快|急速",
}
"""Of a whole text, where no action says its speed."""
CAMERA: Words = {
    "stay still": r"\b(?:static|fixed|still|locked|stationary|tripod|motionless|unmoving)\b"
    r"|\bno camera (?:movement|motion)\b|固定|静止|不动",
    "follow": r"\b(?:track(?:s|ing|ed)?|follow(?:s|ing|ed)?)\b|跟随|跟拍|跟踪",
    "pan": r"\bpan(?:s|ning|ned)?\b|摇镜|横摇",
    "tilt": r"\btilt(?:s|ing|ed)?\b",
    "zoom": r"\bzoom(?:s|ing|ed)?\b|变焦",
    "dolly": r"\b(?:dolly|dollies|dollying|dolly-in|dolly-out)\b",
    "orbit": r"\b(?:orbit(?:s|ing|ed)?|arc shot)\b|环绕",
    "crane": r"\b(?:crane|cranes|craning|pedestal|boom)\b",
    "shake": r"\b(?:hand-?held|shaky|shakes?|shaking)\b|手持|晃动",
}
"""What is said of a camera, where the reading has no move of it."""

_NUMBERS = {
    **dict.fromkeys(("a", "an", "one", "single", "lone", "solitary", "一"), 1),
    **dict.fromkeys(("two", "both", "couple", "pair", "twin", "二", "两", "双", "对"), 2),
    **dict.fromkeys(("three", "trio", "三"), 3),
    **dict.fromkeys(("four", "四"), 4),
    **dict.fromkeys(("five", "五"), 5),
    **dict.fromkeys(("six", "六"), 6),
    **dict.fromkeys(("seven", "七"), 7),
    **dict.fromkeys(("eight", "八"), 8),
    **dict.fromkeys(("nine", "九"), 9),
    **dict.fromkeys(("ten", "十"), 10),
    **dict.fromkeys(
        (
            *("many", "several", "group", "crowd", "herd", "flock", "swarm", "pack", "bunch"),
            *("dozens", "hundreds", "thousands", "numerous", "team", "群", "许多", "很多", "几"),
        ),
        MANY,
    ),
}
_NUMBER_WORDS = {
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
}
_ONE = re.compile(r"\b(?:an?|one)\s+([a-z]{3,})\b")
_COUNTED = re.compile(r"[a-z]+(?:-[a-z]+)*|\d+")
_HAN_COUNTED = re.compile(
    r"(许多|很多|[一二两三四五六七八九十几]|\d+)\s*([群对双]|[个只匹名位条头辆艘架朵片棵颗座张件支枝株])"
)
_MEASURE = re.compile(
    r"^(?:许多|很多|[一二两三四五六七八九十几]|\d+)\s*"
    r"[个只匹名位条头辆艘架朵片棵颗座张件支枝株群对双]?"
)


def renumbered(before: str, after: str) -> tuple[str, str] | None:
    """'two' and 'three', 'a dog' and 'dogs': a number that went, and the other that came; None
    where none did. Numbers of what was not there before do not count."""
    was, now = (_numbers(text) for text in (before, after))
    gone, came = sorted(was - now), sorted(now - was)
    if gone and came:
        return _NUMBER_WORDS[gone[0]], _NUMBER_WORDS[came[0]]
    words = frozenset(_COUNTED.findall(after.casefold()))
    for one in _ONE.findall(before.casefold()):
        if one not in words and f"{one}s" in words:
            return f"a {one}", f"{one}s"
    for measure in frozenset(m for _, m in _HAN_COUNTED.findall(before)):
        of = [
            {_number(n) for n, m in _HAN_COUNTED.findall(text) if m == measure}
            for text in (before, after)
        ]
        if of[1] and not of[0] & of[1]:
            texts = [next(m.group() for m in _HAN_COUNTED.finditer(t)) for t in (before, after)]
            return texts[0], texts[1]
    return None


def _numbers(text: str) -> frozenset[int]:
    """Numbers of two to ten that stand in an English text as words."""
    found = (_number(word) for word in _COUNTED.findall(text.casefold()) if word.isalpha())
    return frozenset(n for n in found if n is not None and 2 <= n < MANY)


def said(text: str, group: Words) -> frozenset[str]:
    """The meanings of a group whose words stand in a text."""
    low = text.casefold()
    return frozenset(name for name, words in group.items() if re.search(words, low))


def swapped(before: str, after: str, group: Words) -> tuple[str, str] | None:
    """A meaning that went, and the contrary that came; None where no contrary came."""
    was, now = said(before, group), said(after, group)
    gone, came = sorted(was - now), sorted(now - was)
    return (gone[0], came[0]) if gone and came else None


def count(reading: Reading, action: Action) -> int | None:
    """How many act; None where that is not said, or they are told by a pronoun."""
    span = action.subject_span
    if span is None:
        return None
    text = reading.text[span[0] : span[1]].casefold()
    if not text.isascii():
        found = _HAN_COUNTED.match(text)
        return None if found is None else _number(found.group(2)) or _number(found.group(1))
    before = _COUNTED.findall(reading.text[: span[0]].casefold())[-2:]
    if before and before[-1] != "of" and _number(before[-1]) is None:
        before = []
    numbers = [_number(word) for word in (*before, *_COUNTED.findall(text))]
    return max((number for number in numbers if number is not None), default=None)


def _number(word: str) -> int | None:
    if word.isascii() and word.isdigit():
        return min(int(word[:4]), MANY)
    return _NUMBERS.get(word)


def bare(noun: str) -> str:
    """What a Chinese phrase is about, without number, measure and looks: 猫 of 一只橘色的猫."""
    rest = _MEASURE.sub("", noun).rpartition("的")[2]
    return rest[:-1] if len(rest) > 1 and rest[-1] in "子儿" else rest
