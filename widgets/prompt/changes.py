"""What a fix changes, in words: a mark and the number of its fix go in, a text comes out."""

from __future__ import annotations

from widgets.common.translation import tr
from widgets.prompt.tracking import Mark

_LONGEST = 60


def change_of(mark: Mark, number: int) -> str:
    """What the fix of a mark with this number does, in words."""
    fix = mark.hint.fixes[number]
    if fix.shots:
        return "\n".join(f"{place}  {text}" for place, text in enumerate(fix.shots, 1))
    if fix.window is not None:
        return tr("Makes another frame of the start image; the motion plan goes along.")
    if fix.plan is not None:
        return tr("Changes the motion plan, not the words.")
    if fix.drops_end_image:
        return tr("Removes the end image.")
    if fix.negative == "":
        return tr("The negative prompt is emptied.")
    if fix.negative is not None:
        return tr("The negative prompt becomes ‘{}’").format(short(fix.negative))
    lines = []
    for place, edit in zip(mark.edits[number] or (), fix.edits, strict=False):
        old, new = short(place.before), short(edit.text)
        if old and new:
            lines.append(tr("‘{}’ becomes ‘{}’").format(old, new))
        elif old:
            lines.append(tr("‘{}’ is removed").format(old))
        elif new:
            lines.append(tr("‘{}’ is added").format(new))
    return "\n".join(lines)


def short(text: str) -> str:
    """Words for one line of a list."""
    text = text.strip()
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
