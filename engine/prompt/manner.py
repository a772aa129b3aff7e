"""Words about speed that can be put to an action: the action goes in, the edits come out.

English says the manner behind the verb and its object ('throws a ball gently'), Chinese before the
verb ('缓慢地走'). Which words are offered depends on what kind of motion it is.
"""

from __future__ import annotations

from engine.prompt.lexicon import MotionClass
from engine.records import Action, Edit, Span

_GOING = ("slowly", "at a steady pace", "quickly")
_HANDLING = ("slowly", "gently", "quickly")
_WORDS: dict[MotionClass, tuple[str, ...]] = {
    "travel": _GOING,
    "turn": _GOING,
    "flow": _GOING,
    "transfer": ("gently", "with force", "quickly"),
    "place": _HANDLING,
    "hand": _HANDLING,
    "body": ("slowly", "quickly"),
    "change": ("slowly", "gradually", "quickly"),
    "activity": ("slowly", "at a steady pace", "quickly"),
    "camera": ("slowly", "quickly"),
}
_CHINESE: dict[MotionClass, tuple[str, ...]] = {
    "transfer": ("轻轻地", "用力", "快速地"),
    "place": ("缓慢地", "轻轻地", "快速地"),
    "hand": ("缓慢地", "轻轻地", "快速地"),
}
_CHINESE_GOING = ("缓慢地", "匀速", "快速地")


def speeds(motion: MotionClass, in_chinese: bool) -> tuple[str, ...]:
    """Slow, middle and fast for a kind of motion."""
    if in_chinese:
        return _CHINESE.get(motion, _CHINESE_GOING)
    return _WORDS[motion]


def spoken(action: Action, words: str) -> Edit:
    """The edit that says an action happens in this manner."""
    if not action.verb.isascii():
        return Edit(Span(action.span.start, action.span.start), words)
    end = (action.phrase_span or action.span).end
    return Edit(Span(end, end), f" {words}")
