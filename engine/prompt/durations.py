"""How many seconds what happens takes at least: actions go in, seconds come out.

About two for each step, as a rule of thumb; a procedure that has many hidden steps (cooking a meal,
building a wall) or a slow natural change (a bud that opens) takes longer, unless the prompt speeds
time up.
"""

from __future__ import annotations

import re

from engine.records import Action

STEP = 2.0
"""Seconds for one ordinary step."""
LONG: dict[str, float] = {
    **dict.fromkeys(("assemble", "build", "construct", "renovate", "repair", "rebuild"), 12.0),
    **dict.fromkeys(("cook", "bake", "roast", "brew", "prepare", "grill", "boil"), 10.0),
    **dict.fromkeys(("bloom", "blossom", "grow", "sprout", "germinate", "ripen", "wilt"), 10.0),
    **dict.fromkeys(("rot", "rust", "decay", "erode", "age", "evaporate", "ferment"), 12.0),
    **dict.fromkeys(("knit", "sew", "embroider", "weave", "carve", "sculpt", "mow"), 10.0),
    **dict.fromkeys(("paint", "draw", "sketch", "mold", "renovate", "plait", "braid"), 8.0),
    **dict.fromkeys(("undress", "change clothes", "get dressed", "shave"), 8.0),
    **dict.fromkeys(("烹饪", "做饭", "烘焙", "煮", "炖", "烤"), 10.0),
    **dict.fromkeys(("建造", "搭建", "组装", "修理", "修建"), 12.0),
    **dict.fromkeys(("绽放", "盛开", "生长", "发芽", "开花", "枯萎"), 10.0),
    **dict.fromkeys(("雕刻", "编织", "缝制"), 10.0),
}
NATURAL = frozenset(
    {
        *("bloom", "blossom", "grow", "sprout", "germinate", "ripen", "wilt", "rot", "rust"),
        *("decay", "erode", "age", "evaporate", "ferment"),
        *("绽放", "盛开", "生长", "发芽", "开花", "枯萎"),
    }
)
"""Changes that come to their end by themselves; the others need something that gets finished."""
_FASTER = re.compile(
    r"time[- ]?lapse|hyper[- ]?lapse|sped[- ]up|fast[- ]?(?:forward|motion)|accelerated|instantly"
    r"|suddenly|rapidly|quickly|magically|in an instant|montage|stop[- ]motion"
    r"|延时|快进|快速|瞬间|迅速|定格动画|加速",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\b(?:an?|the|his|her|their|its|my|two|three|\d+)\s|一|完|成|好了", re.I)
_WHOLE = re.compile(r"\b(?:until|whole|entire|from start to finish|finished)\b", re.I)
_LIVES = re.compile(r"\s+(?:in|on|along|under|beside|near|among|around)\b", re.I)


def seconds_of(text: str, action: Action) -> float:
    """What this action takes at least, when it is shown from its start to its end."""
    long = LONG.get(action.verb)
    if long is None or _FASTER.search(text):
        return STEP
    shown = text[action.span.start : action.span.end]
    goes_on = shown.endswith("ing")
    if action.verb in NATURAL:
        lives = goes_on and _LIVES.match(text, action.span.end)
        return STEP if lives else long
    phrase = action.clause_span or action.phrase_span or action.span
    done = text[action.span.end : max(phrase.end, action.span.end) + 1]
    # 'baking bread' is a moment of it, 'bakes a cake' all of it
    told_whole = _WHOLE.search(done) if goes_on else _ENDS.search(done)
    return long if action.target == "stated" and told_whole else STEP


def seconds(text: str, happening: tuple[Action, ...]) -> float:
    """What all steps take one after another; what happens at the same time counts once."""
    steps: dict[int, float] = {}
    for action in happening:
        steps[action.step] = max(steps.get(action.step, 0.0), seconds_of(text, action))
    return sum(steps.values())
