"""What a stroke is called and what a prompt says: both go in, whether one is in the other comes
out. One answer for the words, the rules and the fixes, so that they mean the same stroke.
"""

from __future__ import annotations

import re

from engine.records import Stroke

_WORD = re.compile(r"[^\W_]+")


def is_named(stroke: Stroke, *said: str) -> bool:
    """Whether the texts have the stroke's name in them: a word of it, or a Chinese one whole.

    A stroke without a name is in no text.
    """
    name, text = stroke.name.casefold(), "\n".join(said).casefold()
    if not name.isascii():
        return name in text
    return bool(set(_WORD.findall(name)) & set(_WORD.findall(text)))
