"""What a fix would make of the prompt: a mark goes in, its words with the changes marked come out.

What goes is struck through, what comes is underlined, so that neither is told by colour alone.
"""

from __future__ import annotations

from enum import StrEnum
from html import escape
from typing import NamedTuple

from widgets.common.theme import Colours
from widgets.common.translation import tr
from widgets.prompt.changes import change_of
from widgets.prompt.tracking import Mark

_AROUND = 32
"""Letters of the prompt that are shown on either side of a change."""
_LONGEST = 160


class Kind(StrEnum):
    """What becomes of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Part(NamedTuple):
    """Some words of a preview."""

    text: str
    kind: Kind


def parts_of(mark: Mark, number: int) -> tuple[Part, ...]:
    """The prompt around the edits of a fix, as it stands; empty where there is nothing to edit.

    Line ends are shown as blanks, what is far from any change as '…'.
    """
    fix, places = mark.hint.fixes[number], mark.edits_of(mark.hint.fixes[number])
    if not fix.edits or not places:
        return ()
    cursor = mark.place.cursor()
    whole = cursor.document().toPlainText().encode("utf-16-le", "surrogatepass")
    parts: list[Part] = []
    done, first = 0, True
    for place, text in sorted(places, key=lambda edit: (edit[0].start, edit[0].end)):
        parts.append(_kept(_cut(whole, done, place.start), before=not first, after=True))
        parts.append(Part(_short(_cut(whole, place.start, place.end)), Kind.REMOVED))
        parts.append(Part(_short(text), Kind.ADDED))
        done, first = place.end, False
    parts.append(_kept(_cut(whole, done, len(whole) // 2), before=True, after=False))
    return tuple(Part(" ".join(p.text.split("\n")), p.kind) for p in parts if p.text)


def as_html(mark: Mark, number: int, colours: Colours) -> str:
    """The preview for a tooltip; the shots of a split one under another."""
    fix = mark.hint.fixes[number]
    if fix.shots:
        return "".join(f"<p>{n}&nbsp; {escape(text)}</p>" for n, text in enumerate(fix.shots, 1))
    parts = parts_of(mark, number)
    if parts:
        return f"<qt>{''.join(_marked(part, colours) for part in parts)}</qt>"
    if not fix.edits or fix.plan is not None or fix.negative is not None or fix.drops_end_image:
        return escape(change_of(mark, number))
    return escape(tr("These words have changed since; the hint is being read again."))


def _cut(whole: bytes, start: int, end: int) -> str:
    return whole[2 * start : 2 * end].decode("utf-16-le", "replace")


def _kept(text: str, *, before: bool, after: bool) -> Part:
    """Words that stay, shortened to what is near the change before or after them."""
    head = text[:_AROUND] if before else ""
    tail = text[-_AROUND:] if after else ""
    if len(text) > len(head) + len(tail):
        head = head.rpartition(" ")[0] or head
        tail = tail.partition(" ")[2] or tail
        text = f"{head} … {tail}" if head and tail else f"{head} …" if head else f"… {tail}"
    return Part(text, Kind.KEPT)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _marked(part: Part, colours: Colours) -> str:
    text = escape(part.text)
    if part.kind is Kind.REMOVED:
        return f'<s style="color:{colours.dim}">{text}</s>&#8201;'
    if part.kind is Kind.ADDED:
        return f'<b style="color:{colours.good}"><u>{text}</u></b>'
    return text
