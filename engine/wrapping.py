"""A text in, rows of whole words out, for whoever draws them."""

from __future__ import annotations

from collections.abc import Callable


def wrapped(text: str, fits: Callable[[str], bool], most: int) -> list[str]:
    """At most `most` rows that fit. All that is left stands in the last, whether it fits or not; a
    word that does not fit has a row of its own.
    """
    rows: list[str] = []
    words = text.split()
    while words and len(rows) < most - 1:
        count = 1
        while count < len(words) and fits(" ".join(words[: count + 1])):
            count += 1
        rows.append(" ".join(words[:count]))
        words = words[count:]
    return [*rows, " ".join(words)] if words else rows
