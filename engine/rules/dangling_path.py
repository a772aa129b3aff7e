"""dangling-path: a word of direction stands without the goal it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.records import Action, Edit, Fix, Hint, Scene, Severity, Span
from engine.rules.base import Example, Rule, is_chinese

DOC = """\
## What it does
Finds a word that points somewhere (`towards`, `into`, `onto`, `向`) and then names no place.

## Why is this bad?
The model reads a half-finished path as no path: the feet move and the body goes anywhere.

## Example
`A man is walking towards.`

## Use instead
`A man is walking towards the camera.`
"""
GOALS: dict[str, tuple[str, ...]] = {
    "toward": ("the camera", "the left", "the right"),
    "towards": ("the camera", "the left", "the right"),
    "to": ("the left", "the right", "the camera"),
    "from": ("left to right", "right to left"),
    "into": ("the distance", "the foreground"),
    "onto": ("the ground", "the table"),
    "against": ("the wall", "the wind"),
    "between": ("the trees", "the people"),
}
CHINESE_GOALS = ("镜头", "左侧", "右侧")
_ARTICLE = re.compile(r"\s+(?:the|a|an|his|her|its|their)(?!\w)", re.IGNORECASE)


def goal_fixes(text: str, action: Action) -> tuple[Fix, ...]:
    """One fix for each goal that fits; an article that was left behind goes with it."""
    word = action.dangling_span
    if word is None:
        return ()
    if is_chinese(action):
        after = Span(word.end, word.end)
        return tuple(Fix(f"“{goal}”", (Edit(after, goal),)) for goal in CHINESE_GOALS)
    left = _ARTICLE.match(text, word.end)
    place = Span(word.end, left.end() if left else word.end)
    shown = text[word.start : word.end]
    goals = GOALS.get(shown.casefold(), GOALS["toward"])
    return tuple(Fix(f"Write “{shown} {goal}”", (Edit(place, f" {goal}"),)) for goal in goals)


def check(scene: Scene) -> Iterator[Hint]:
    """One hint at each word of direction that is left hanging."""
    text = scene.reading.text
    for action in scene.reading.actions:
        word = action.dangling_span
        if word is None or action.negated:
            continue
        yield Hint(
            "dangling-path",
            Severity.WARNING,
            word,
            f"“{text[word.start : word.end]}” names no place to go",
            goal_fixes(text, action),
            detail="A path without its end is read as no path. Say where it leads.",
        )


DANGLING_PATH = Rule(
    id="dangling-path",
    severity=Severity.WARNING,
    title="Dangling path",
    doc=DOC,
    bad=(
        Example("A man is walking towards."),
        Example("A ball rolls into the"),
        Example("A ball rolls from, then stops"),
        Example("The car drives toward, headlights on"),
    ),
    good=(
        Example("A man is walking towards the camera."),
        Example("A dog runs in"),
        Example("A ball rolls away"),
        Example("A bird flies up"),
        Example(""),
    ),
    check=check,
)
