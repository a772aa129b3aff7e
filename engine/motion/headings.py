"""The eight ways across the frame in words: a heading goes in, the phrase that a prompt says it
with comes out. It imports no numpy, so that rules that read words alone can use it.
"""

from __future__ import annotations

from engine.records import Heading

PHRASES: dict[Heading, tuple[str, str]] = {
    "left": ("to the left", "向左"),
    "right": ("to the right", "向右"),
    "up": ("upward", "向上"),
    "down": ("downward", "向下"),
    "up-left": ("up and to the left", "向左上方"),
    "up-right": ("up and to the right", "向右上方"),
    "down-left": ("down and to the left", "向左下方"),
    "down-right": ("down and to the right", "向右下方"),
}
"""English and Chinese."""


def in_place_of(words: str, heading: Heading) -> str:
    """A heading in the language and grammar of the words that it replaces.

    'right' in place of 'left', 'to the right' in place of 'to the left', '向右' in place of '向左'.
    """
    if words.casefold() in ("left", "right", "up", "down") and "-" not in heading:
        return heading
    return PHRASES[heading][not words.isascii()]
