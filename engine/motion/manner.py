"""How things move when they are said to: a verb goes in, what nature makes of it comes out.

A thing is passive where only gravity and the ground move it: it falls, is thrown, bounces, rolls or
slides. Whoever could steer - people, animals, machines, a hand that holds on, the wind - is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from engine.motion.naming import is_named
from engine.prompt.things import any_is
from engine.records import Action, Reading, Span, Stroke

Manner = Literal["fall", "throw", "bounce", "roll", "slide"]

# Chinese verbs are known by their first character: 掉下, 掉落 and 掉下来 all fall
ROLL = frozenset({"roll", "tumble", "滚", "翻滚"})
FALL = frozenset({"fall", "drop", "plunge", "plummet", "落", "掉", "坠", "下落"})
JUMP = frozenset({"jump", "hop", "leap", "跳"})
BOUNCE = frozenset({"bounce", "弹"})
THROW = frozenset(
    {"throw", "toss", "hurl", "lob", "fling", "kick", "launch", "shoot", "扔", "抛", "投", "踢"}
)
SPIN = frozenset({"spin", "rotate", "twirl", "revolve", "whirl", "pirouette", "旋转", "转动"})
SWAY = frozenset(
    {"sway", "wave", "flutter", "ripple", "billow", "flap", "tremble", "摇曳", "飘动", "摆动"}
)
SLIDE = frozenset({"slide", "skid", "滑"})
MANNERS = ROLL | FALL | JUMP | BOUNCE | THROW | SPIN | SWAY | SLIDE

_PASSIVE: tuple[tuple[frozenset[str], Manner], ...] = (
    (FALL, "fall"),
    (THROW - {"launch", "shoot"}, "throw"),
    (BOUNCE, "bounce"),
    (ROLL, "roll"),
    (SLIDE, "slide"),
)
_FLIES = frozenset({"throw", "bounce", "fall"})
_LETS_GO: frozenset[Manner] = frozenset({"throw", "fall"})
"""Manners of what somebody lets go of; who rolls or bounces a thing may hold on to it."""
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "gets", "get", "got", "被"})
_EXCUSES = re.compile(
    r"\b(?:wind\w*|breez\w*|gusts?|blow\w*|magic\w*|telekine\w*|revers\w*|rewind\w*|backwards?"
    r"|levitat\w*|float\w*|hover\w*|glid\w*|fl(?:y|ies|ew|ying)|drift\w*|\w*gravit\w*|weightless\w*"
    r"|underwater|water|river|sea|ocean|space|orbit\w*|boomerang|frisbee|kite|drone|parachute\w*"
    r"|balloons?|magnet\w*|strings?|ropes?|wires?|chain|carr(?:y|ies|ied|ying)|holds?|holding"
    r"|catch\w*|caught|juggl\w*|conveyor|motor\w*|engine|jet|rocket|remote|robot\w*|alive|cartoon\w*"
    r"|anime|dream\w*|surreal\w*|curv\w*|swerv\w*|swirl\w*|spiral\w*|zigzag\w*|loop\w*|circl\w*"
    r"|swing\w*|push\w*|pull\w*|impossibl\w*|defy\w*|defies|elastic|pinball|climb\w*)\b"
    r"|[风吹魔浮飘悬飞水河海绳磁推拉接拿举抱]|倒放|倒流|太空|失重|气球|卡通|动漫|梦|弧线|旋|违反|反重力",
    re.IGNORECASE,
)
"""Words of what else may move a thing, or of a world where all this does not count."""

_CHINESE_ACTORS = re.compile(r"[人男女孩们他她谁者员手狗猫鸟马牛羊鱼兔熊虎猴车机船龙]|动物")


def base_of(action: Action) -> str:
    """The verb that the manners are listed by: 'fall' of 'fall down', '掉' of '掉下来'."""
    base = action.verb.split()[0] if action.verb.strip() else ""
    return base if base in MANNERS else base[:1] if base[:1] in MANNERS else base


def passive_action(reading: Reading, stroke: Stroke, alone: bool) -> tuple[Action, Manner] | None:
    """The action that lets the stroke's thing move by nature alone, and how; None where it may be
    otherwise, in doubt too.

    `alone` says that nothing else in the plan moves: then the stroke is of the one thing that
    moves, whatever it is called.
    """
    if _EXCUSES.search(reading.text):
        return None
    about = [a for a in reading.actions if not (a.camera or a.ambient or a.negated)]
    concerned = [a for a in about if _concerns(a, stroke, reading.text)]
    if not concerned and alone and not is_named(stroke, reading.text):
        concerned = about
    found = [(a, _passively(a, stroke, reading.text)) for a in concerned]
    manners = {manner for _, manner in found}
    if not found or None in manners:
        return None
    action = found[0][0]
    if len(manners) == 1:
        (manner,) = manners
    else:
        manner = "bounce" if manners <= _FLIES else None
    return None if manner is None else (action, manner)


def _passively(action: Action, stroke: Stroke, text: str) -> Manner | None:
    """How the action moves the stroke's thing, where it lets it go."""
    base = base_of(action)
    manner = next((manner for verbs, manner in _PASSIVE if base in verbs), None)
    if manner is None:
        return None
    subject, things = _words(text, action.subject_span), _object(action, text)
    if any_is(_plain(subject), "plant", "weightless", "light") or _is_steered(things):
        return None
    undergoes = manner != "throw" or bool(_BE & set(_before(action, text)))
    if _is_steered(subject) or not undergoes:
        thrown = manner in _LETS_GO and bool(things) and _is_of(stroke, action, text)
        return manner if thrown else None
    acts = manner != "throw" and action.verb.isascii() and " " not in action.verb
    return None if acts and things else manner


def _is_of(stroke: Stroke, action: Action, text: str) -> bool:
    """Whether the stroke is of what is let go, and not of who does it."""
    things, actor = _object(action, text), _words(text, action.subject_span)
    return is_named(stroke, *things) and not is_named(stroke, *actor)


def _is_steered(words: Iterable[str]) -> bool:
    """Whether the words name something that moves by itself."""
    known = _plain(words)
    return any_is(known, "person", "animal", "machine", "hand") or bool(
        _CHINESE_ACTORS.search("".join(known))
    )


def _plain(words: Iterable[str]) -> list[str]:
    return [word.casefold() for word in words]


def _object(action: Action, text: str) -> tuple[str, ...]:
    """The words of what is acted on: those between the verb and the end of its phrase."""
    if action.phrase_span is None:
        return ()
    if not action.verb.isascii():
        return _words(text, Span(action.span.start + 1, action.phrase_span.end))
    behind = text[action.span.end : action.phrase_span.end]
    return tuple(_WORD.findall(behind)) if _DETERMINED.match(behind) else ()


_WORD = re.compile(r"[^\W_]+")
_DETERMINED = re.compile(r"\s*(?:an?|the|his|her|its|their|some|two|three|one)\b", re.IGNORECASE)


def _before(action: Action, text: str) -> tuple[str, ...]:
    """The two words before the verb."""
    return tuple(_plain(_WORD.findall(text[: action.span.start])[-2:]))


def _words(text: str, span: tuple[int, int] | None) -> tuple[str, ...]:
    return () if span is None else tuple(_WORD.findall(text[slice(*span)]))


def _concerns(action: Action, stroke: Stroke, text: str) -> bool:
    return is_named(stroke, *_words(text, action.subject_span), *_object(action, text))
