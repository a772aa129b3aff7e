"""'starts ..., performs ..., ends ...': the poses that fit an action, as edits of its sentence.

A text and an action go in; out come the start pose as words put before its clause ('Starting from a
standing pose, a man sits down') and the end state as words behind it (', ending seated'). What is
known is used: the object's own words, and whether the subject is somebody or a thing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from engine.prompt import chinese
from engine.prompt.lexicon import english
from engine.prompt.things import any_is
from engine.records import Action, Edit, Reading, Span


class Poses(NamedTuple):
    """How an action starts and how it ends; {it} stands for the object."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]


_STANDING = "from a standing pose"
_STOPS = "coming to a stop"
_SEATED = Poses((_STANDING,), ("ending seated",))
_GOING = Poses((_STANDING, "in mid-stride"), (_STOPS, "ending in a standing pose"))
_JUMPING = Poses((_STANDING, "in a low crouch"), ("landing on both feet",))
_TAKING = Poses(("with empty hands",), ("ending with {it} in the hand at chest height",))
_PUTTING = Poses(("with {it} in the hand",), ("ending with empty hands",))
_THROWING = Poses(("with {it} in the hand",), ("ending with the arm stretched out",))
_BY_VERB: dict[str, Poses] = {
    **dict.fromkeys(("sit down", "sit", "take a seat"), _SEATED),
    **dict.fromkeys(
        ("stand up", "get up", "stand", "rise"),
        Poses(("in a seated pose",), ("ending standing upright",)),
    ),
    "lie down": Poses((_STANDING,), ("ending lying flat",)),
    "kneel": Poses((_STANDING,), ("ending in a kneeling pose",)),
    "kneel down": Poses((_STANDING,), ("ending in a kneeling pose",)),
    **dict.fromkeys(
        ("crouch", "squat", "crouch down", "squat down"),
        Poses((_STANDING,), ("ending in a low crouch",)),
    ),
    "bow": Poses((_STANDING,), ("ending in a standing pose",)),
    "wave": Poses(("with the arms at the sides",), ("ending with the arms at the sides",)),
    **dict.fromkeys(("jump", "leap", "hop", "backflip", "somersault", "vault"), _JUMPING),
    **dict.fromkeys(
        ("walk", "run", "jog", "sprint", "stroll", "march", "dash", "stride", "tiptoe", "step"),
        _GOING,
    ),
    **dict.fromkeys(("pick up", "grab", "take", "lift", "grasp", "pick", "catch"), _TAKING),
    **dict.fromkeys(("put down", "put", "place", "drop", "hand", "give", "lay"), _PUTTING),
    **dict.fromkeys(("throw", "toss", "hurl", "fling", "lob", "pitch"), _THROWING),
    "open": Poses(("with {it} closed",), ("ending with {it} open",)),
    "close": Poses(("with {it} open",), ("ending with {it} closed",)),
    "shut": Poses(("with {it} open",), ("ending with {it} shut",)),
    "dance": Poses((_STANDING,), ("ending in a standing pose",)),
    "bloom": Poses(("as a closed bud",), ("ending as an open flower",)),
    "melt": Poses(("in one solid piece",), ("ending as a puddle",)),
    "land": Poses(("in the air",), ("coming to rest on the ground",)),
    "fall": Poses(("at rest",), ("ending on the ground",)),
    "fall over": Poses(("in an upright position",), ("ending on the ground",)),
}
_LIMBS = re.compile(r"\b(?:hands?|arms?|feet)\b")
_TIMES = frozenset(
    {"night", "day", "dusk", "dawn", "darkness", "evening", "morning", "silence", "sun", "moon"}
)
_SHOWS = re.compile(r"(?:展示|展现|呈现|描绘|记录|显示)了?$")
SAME = ("ending in the same pose", "最后回到同样的姿势")
"""Ends of what leaves everybody as they were."""
_SOMEBODY = Poses((_STANDING, "in a seated pose"), SAME[:1])
_THING = Poses(("at rest",), (_STOPS,))
_CHINESE: dict[str, Poses] = {
    "坐下": Poses(("起初站着",), ("最后坐着",)),
    "站起": Poses(("起初坐着",), ("最后站直",)),
    "站起来": Poses(("起初坐着",), ("最后站直",)),
    "起身": Poses(("起初坐着",), ("最后站直",)),
    "躺下": Poses(("起初站着",), ("最后平躺",)),
    "跪下": Poses(("起初站着",), ("最后跪在地上",)),
    "站起身": Poses(("起初坐着",), ("最后站直",)),
    "站立起来": Poses(("起初坐着",), ("最后站直",)),
    **dict.fromkeys(("跳", "跳跃", "跃起", "跳起"), Poses(("起初站着",), ("最后双脚落地",))),
    **dict.fromkeys(("拿起", "举起", "捡起"), Poses(("起初站着，双手空着",), ("最后拿在手里",))),
}
_CHINESE_SOMEBODY = Poses(("起初站着", "起初坐着"), SAME[1:])
_CHINESE_GOING = Poses(("起初站着",), ("最后停下",))
_CHINESE_THING = Poses(("起初静止",), ("最后停下",))
_CHINESE_PEOPLE = re.compile(
    r"(?:[人孩者员师士兵侠妇娘童她他]|男子|女子|男生|女生|医生|学生|先生|小姐|少[年女]|青年|歌手|选手|骑手"
    r"|画家|模特|[爷奶妈爸哥姐弟妹]{2}|[父母]亲|宝宝|婴儿|孩子|儿子|女儿|情侣|夫妻|朋友|[一二两三]人)们?$"
)
_CHINESE_WEIGHTLESS = re.compile(
    r"太阳$|月亮$|[夕朝]阳$|[云雾烟水光影雨雪风火焰尘浪波气][层流花朵线滴]?$"
)
_MOVES_THINGS = ("travel", "turn")
_PLACES = re.compile(r"[,.;:!?\n。！？；，]")
_OPENS = re.compile(r"(?:^|[.!?\n。！？；][\"”’)]?)\s*$")
_PAUSED = re.compile(r"[,:;]\s*$")
_SENTENCE = re.compile(r"[.!?\n。！？；]\s*")
_OBJECT = re.compile(
    r"\s*((?:an?|the|his|her|my|your|some|one|two|three)\s[\w\s'’-]{1,60}?)\s*$", re.I
)


def poses_of(reading: Reading, action: Action) -> Poses:
    """The poses that fit, in the language of the action; either may be empty."""
    if not action.verb.isascii():
        start = action.clause_span.start if action.clause_span else action.span.start
        if _SHOWS.search(reading.text, 0, start):
            return Poses((), ())
        return _CHINESE.get(action.verb) or _usual_chinese(reading, action)
    found = _possible(_BY_VERB.get(action.verb) or _usual(reading, action), reading, action)
    if "{it}" not in "".join((*found.starts, *found.ends)):
        return found
    thing = thing_of(reading.text, action)
    return Poses(_filled(found.starts, thing), _filled(found.ends, thing))


def _usual(reading: Reading, action: Action) -> Poses:
    """What fits anybody, or a thing that goes somewhere; nothing for what only changes."""
    verb, words = english().verbs.get(action.verb), _subject_of(reading, action)
    if any_is(words[-1:], "hand", "weightless", "effect", "light", "surface"):
        return Poses((), ())
    if any_is(words, "person") or english().words["people"].intersection(words):
        return _SOMEBODY
    return _THING if words and verb and verb.motion in _MOVES_THINGS else Poses((), ())


def _possible(poses: Poses, reading: Reading, action: Action) -> Poses:
    """Those that the subject can take: no animal has empty hands, no night comes to rest."""
    head = _subject_of(reading, action)[-1:]
    if _TIMES.intersection(head):
        return Poses((), ())
    if not any_is(head, "animal", "hand", "machine"):
        return poses
    return Poses(*(tuple(p for p in said if not _LIMBS.search(p)) for said in poses))


def _subject_of(reading: Reading, action: Action) -> list[str]:
    span = action.subject_span
    words = reading.text[span.start : span.end].casefold().split() if span else []
    return [word for word in words if not word.endswith(("'s", "’s"))]


def has_own_poses(action: Action) -> bool:
    """Whether it starts and ends in poses of its own: who sat down does not end as they began."""
    return action.verb in _BY_VERB or action.verb in _CHINESE


def _usual_chinese(reading: Reading, action: Action) -> Poses:
    subject, verb = action.subject_span, chinese.verb(action.verb)
    goes = verb is not None and verb.motion in _MOVES_THINGS
    who = reading.text[subject.start : subject.end] if subject else ""
    if _CHINESE_PEOPLE.search(who):
        return _CHINESE_GOING if goes else _CHINESE_SOMEBODY
    stands = bool(who) and not _CHINESE_WEIGHTLESS.search(who)
    return _CHINESE_THING if stands and goes else Poses((), ())


def _filled(phrases: tuple[str, ...], thing: str) -> tuple[str, ...]:
    return tuple(p.replace("{it}", thing) for p in phrases if thing or "{it}" not in p)


def thing_of(text: str, action: Action) -> str:
    """The object in words that can be said again ('the red cup'); empty where it is not plain."""
    phrase = action.phrase_span
    if phrase is None:
        return ""
    match = _OBJECT.match(text, action.span.end, phrase.end)
    words = match.group(1).split() if match else []
    while words and (words[-1].endswith("ly") or english().tags.get(words[-1].lower()) == "adv"):
        words.pop()
    return definite(" ".join(words)) if len(words) > 1 else ""


def definite(words: str) -> str:
    """A noun phrase as it is said the second time: 'a cup' becomes 'the cup'."""
    head, _, rest = words.strip().partition(" ")
    if not rest:
        return words
    if head.casefold() in ("a", "an", "some", "one"):
        return f"the {rest}"
    return f"the {head.lower()} {rest}" if head.casefold() in ("two", "three", "four") else words


def start_edits(text: str, action: Action, pose: str) -> tuple[Edit, ...]:
    """The start pose before the clause of the action; the sentence keeps its capital."""
    if not action.verb.isascii():
        clause = action.clause_span
        at = clause.start if clause else _sentence_start(text, action.span.start)
        return (Edit(Span(at, at), f"{pose}，"),)
    at = action.clause_span.start if action.clause_span else action.span.start
    opens = _OPENS.search(text, 0, at)
    subject = action.subject_span
    if not opens and subject and subject.start == at and not _PAUSED.search(text, 0, at):
        return (Edit(Span(subject.end, subject.end), f", starting {pose},"),)
    capital = opens and text[at : at + 1].isupper()
    words = f"{'Starting' if capital else 'starting'} {pose}, "
    if not capital:
        return (Edit(Span(at, at), words),)
    return (Edit(Span(at, at + 1), words + _uncapitalised(text, at)),)


def _uncapitalised(text: str, at: int) -> str:
    """The first letter as it stands within a sentence: a name keeps its capital."""
    word = re.compile(r"[\w'-]*").match(text, at)
    plain = word is not None and word.group().casefold() in english().tags
    return text[at].lower() if plain and word and word.group() != "I" else text[at]


def end_edits(text: str, action: Action, state: str) -> tuple[Edit, ...]:
    """The end state behind the clause of the action."""
    if not action.verb.isascii():
        end = (action.clause_span or action.phrase_span or action.span).end
        match = _PLACES.search(text, end)
        at = match.start() if match else len(text.rstrip())
        return (Edit(Span(at, at), f"，{state}"),)
    end = (action.clause_span or action.phrase_span or action.span).end
    wall = _PLACES.search(text, end)
    at = wall.start() if wall else len(text.rstrip())
    at = max(at, end)
    follows = text[at : at + 1] not in ("", ",", ".", ";", ":", "!", "?", "\n")
    return (Edit(Span(at, at), f", {state}{',' if follows else ''}"),)


def _sentence_start(text: str, at: int) -> int:
    return max((m.end() for m in _SENTENCE.finditer(text, max(0, at - 600), at)), default=0)
