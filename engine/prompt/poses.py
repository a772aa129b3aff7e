"""Where a prompt says its motion starts and where it ends: the spans of the phrases, or None.

Words go in; 'seated on a bench', 'starts with empty hands' come out as start poses, 'until the cup
is full', 'landing on both feet' as end states. A pose after 'then' is no start, and scenery ('in a
park') is neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.prompt.words import Words
from engine.records import Span

_REST = r"[^,.;:!?\n。，]{0,90}"
_POSE_ING = (
    r"standing|sitting|seated|lying|kneeling|crouching|crouched|leaning|reclining|reclined|lounging"
    r"|hanging|suspended|perched|placed|positioned|resting|parked|poised|propped|held up|lined up"
    r"|set up|stacked|hung|frozen|stationary|motionless|balanced|docked|curled up|squatting"
)
_POSE_FINITE = r"stands?|sits?|lies|leans?|hangs?|kneels?|rests?|crouch(?:es)?|perch(?:es)?"
_PLACE = (
    r"behind|in (?:the )?front of|on|under|next to|beside|above|below|at|inside|near|between"
    r"|to the (?:left|right) of|on the (?:left|right)"
)
_STOP = r"(?=\s(?:and then|then|while|as|when|before|and)\b|[,.;:!?\n]|$)"
_START = re.compile(
    rf"\b(?:starts?|starting|begins?|beginning|initially|at first)\s+(?:off\s+)?"
    rf"(?:in|with|from|on|at|as|seated|by)\b{_REST}?{_STOP}"
    rf"|\b(?:{_POSE_ING})\b(?!\s+(?:up|down|ovation|out|over|high|tall)\b){_REST}?{_STOP}"
    rf"|\b(?:{_POSE_FINITE})\b(?!\s+(?:up|down|out|over|back|forward|hands)\b)"
    rf"(?=\s(?:in|on|at|by|under|behind|still|beside|near|next|with|against|atop|between|beneath|from|alone)\b)"
    rf"{_REST}?{_STOP}"
    rf"|\b(?:is|are)\s+(?:{_PLACE})\b{_REST}?(?=,?\s(?:and\s)?then\b)",
    re.IGNORECASE,
)
_PUTS = r"puts?|putting|putting|places|placing|sets|lays|laying|lowers|stacks|files|drops off"
_TURNS = (
    r"turn|chang|transform|morph|fold|form|bloom|grow|melt|shap|mold|carv|sculpt|dissolv|burst"
    r"|blossom|twist|roll|curl|shrink|expand|merg|blend"
)
_END = re.compile(
    rf"\buntil\b{_REST}"
    rf"|\b(?:ends?|ending|finish(?:es|ing)?)\s+(?:up\s+)?(?:with|in|on|at|as|by|seated|standing|"
    rf"lying|holding|facing)\b{_REST}"
    rf"|\bland(?:s|ing)\s+(?:\w+ly\s+)?(?:with|on|in|back|inside)\b{_REST}"
    rf"|\b(?:sit|lie|kneel|settl)(?:s|es|ing|ting)?\s+down\s+(?:on|in|at|beside|by|next)\b{_REST}"
    rf"|\blying down (?:on|in)\b{_REST}"
    rf"|\b(?:{_TURNS})\w*\s(?:{_REST}?\s)?into\s+(?:a|an|the|two|three|its|many|\w+)\b{_REST}"
    rf"|\bchang\w+\s+from\b{_REST}?\bto\b{_REST}"
    rf"|\bback\s+(?:down\s+)?(?:to|into|on|in)\s+(?:its|their|his|her|the)\s+(?:original|initial|"
    rf"start\w*|first|place|shape|pose|position)\b{_REST}"
    rf"|\bremain(?:s|ing)?\s+(?:in place|still|there|upright|standing|motionless)\b"
    rf"|\bcom(?:es|ing)\s+to\s+(?:a\s+)?(?:rest|stop|halt|standstill)\b"
    rf"|\b(?:{_PUTS})\b{_REST}?\b(?:on top of|onto|on|into|in|back|down)\b{_REST}",
    re.IGNORECASE,
)
_START_STEMS = (
    *("start", "begin", "initially", "at", "is", "are"),
    *(pose.split()[0] for pose in _POSE_ING.split("|")),
    *("stand", "sit", "lies", "lean", "hang", "kneel", "rest", "crouch", "perch"),
)
_END_STEMS = (
    *("until", "end", "finish", "land", "sit", "lie", "lying", "kneel", "settl", "back", "remain"),
    *("come", "coming", "put", "plac", "set", "lay", "lower", "stack", "file", "drop"),
    *_TURNS.split("|"),
)
_THEN = re.compile(r"\bthen\b|\bfinally\b", re.IGNORECASE)
_STILL_CAMERA = re.compile(r"\b(?:camera|shot|view)\b[^,.;]{0,20}$", re.IGNORECASE)


def _first(words: Words, pattern: re.Pattern[str], stems: tuple[str, ...]) -> re.Match[str] | None:
    """The first match that begins at a word with one of the stems and is not about the camera."""
    text = words.text
    for low, span in zip(words.low, words.spans, strict=True):
        if not low.startswith(stems):
            continue
        match = pattern.match(text, span.start)
        if match and not _STILL_CAMERA.search(text, max(0, span.start - 40), span.start):
            return match
    return None


def start_pose(words: Words, actions: Sequence[Span]) -> Span | None:
    """The first phrase that says how the subject is before it moves; it ends before an action."""
    match = _first(words, _START, _START_STEMS)
    if match is None or _THEN.search(words.text, 0, match.start()):
        return None
    end = min((a.start for a in actions if a.start > match.start()), default=match.end())
    return _trimmed(words.text, match.start(), min(end, match.end()))


def end_state(words: Words) -> Span | None:
    """The first phrase that says how it all ends."""
    match = _first(words, _END, _END_STEMS)
    return _trimmed(words.text, *match.span()) if match else None


def _trimmed(text: str, start: int, end: int) -> Span:
    phrase = text[start:end]
    start += len(phrase) - len(phrase.lstrip())
    return Span(start, start + len(phrase.strip()))
