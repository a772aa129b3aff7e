"""What the person says of things in a clip: marks go into files and come back, nouns propose them.

A mark turns what cannot be determined into what can: that a thing is solid, rigid or cloth, where
the floor is, which way is down, that a thing is the one that was there before. It is said at one
frame and holds for the whole clip. The things that a prompt names propose their own; what is left
is to say where they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from engine.documents import parse_json, read_json, validate, write_json
from engine.errors import BadInput
from engine.prompt.materials import Form, Material, Noun, noun_at, nouns_in
from engine.records import SCHEMA, Box, ClipInfo, Mark, MarkKind, Mover, Reading

MOST = 256
"""Marks of one clip."""
_MOST_PROPOSED = 12
_SAID_OF: dict[Form, tuple[MarkKind, ...]] = {
    "rigid": ("rigid", "solid"),
    "articulated": ("articulated",),
    "cloth": ("cloth",),
    "soft": ("solid",),
    "fluid": ("fluid",),
    "loose": ("fluid",),
    "gas": ("fluid",),
}

Data = dict[str, Any]


def proposed(reading: Reading) -> tuple[Mark, ...]:
    """The marks that a prompt's things ask for, without a place: a hammer is rigid and solid.

    What acts or is acted on comes first; at most twelve.
    """
    acting = {noun.word for noun in _acting(reading)}
    nouns = sorted(nouns_in(reading), key=lambda noun: noun.word not in acting)
    marks = [
        Mark(kind, 0, noun=noun.word)
        for noun in nouns
        if noun.material is not None
        for kind in _SAID_OF[noun.material.form]
    ]
    return tuple(marks[:_MOST_PROPOSED])


def subject_material(reading: Reading | None) -> Material | None:
    """What the one that acts is made of; None where several act, or nobody knows."""
    if reading is None:
        return None
    found = {noun.word: noun.material for noun in _acting(reading, objects=False)}
    return next(iter(found.values())) if len(found) == 1 else None


def _acting(reading: Reading, *, objects: bool = True) -> Iterable[Noun]:
    """What acts in the foreground, and what is acted on."""
    for action in reading.actions:
        if action.camera or action.ambient or action.negated:
            continue
        spans = (action.subject_span, action.target_span if objects else None)
        yield from (noun for span in spans if (noun := noun_at(reading, span)) is not None)


# --- what a click means ------------------------------------------------------------------------


def mover_at(
    movers: Iterable[Mover], frame: int, x: float, y: float, reach: int = 6
) -> tuple[Mover, Box] | None:
    """The thing under a place (clip pixels) and its box there; the smallest where several are.

    A thing that was seen up to `reach` frames before or after counts as well: who stops the clip to
    click has often gone one frame too far. None where nothing was seen to move.
    """
    found: list[tuple[float, int, Mover, Box]] = []
    for mover in movers:
        for (at, *_), box in zip(mover.track, mover.boxes, strict=False):
            inside = box.x <= x <= box.x + box.w and box.y <= y <= box.y + box.h
            if inside and abs(at - frame) <= reach:
                found.append((abs(at - frame), round(box.w * box.h), mover, box))
    if not found:
        return None
    _, _, mover, box = min(found, key=lambda hit: hit[:2])
    return mover, box


def mover_of(mark: Mark, movers: Iterable[Mover], clip: ClipInfo) -> Mover | None:
    """The mover that a mark speaks of: the one whose box at its frame overlaps the mark most."""
    if mark.box is None:
        return None
    place = in_pixels(mark.box, clip)
    best, least = None, 0.3
    for mover in movers:
        box = box_of(mover, mark.frame)
        shared = 0.0 if box is None else overlap(box, place)
        if shared > least:
            best, least = mover, shared
    return best


def box_of(mover: Mover, frame: int) -> Box | None:
    """Where a mover is at a frame; None where it is not seen."""
    places = zip(mover.track, mover.boxes, strict=False)
    return next((box for (at, _, _), box in places if at == frame), None)


def in_pixels(box: Box, clip: ClipInfo) -> Box:
    """A box in fractions of the frame, in pixels of the clip."""
    wide, high = clip.width, clip.height
    return Box(box.x * wide, box.y * high, box.w * wide, box.h * high)


def in_fractions(box: Box, clip: ClipInfo) -> Box:
    """A box in pixels of the clip, in fractions of the frame."""
    wide, high = max(clip.width, 1), max(clip.height, 1)
    return Box(box.x / wide, box.y / high, box.w / wide, box.h / high)


def overlap(a: Box, b: Box) -> float:
    """Shared area over the area of both, 0..1."""
    both = a.common(b)
    return both / (a.w * a.h + b.w * b.h - both) if both else 0.0


# --- files -------------------------------------------------------------------------------------


def load_marks(path: Path, clip: ClipInfo | None = None) -> tuple[Mark, ...]:
    """The marks of a MARKS file.

    Raises BadInput with the place that is wrong, also where a frame is beyond the end of `clip`.
    """
    path = Path(path)
    marks = marks_from_dict(read_json(path, "list of marks"), path.name)
    if clip is not None:
        check_frames(marks, clip, path.name)
    return marks


def check_frames(marks: Iterable[Mark], clip: ClipInfo, name: str = "marks") -> None:
    """Raises BadInput where a mark is at a frame that the clip has not."""
    for number, mark in enumerate(marks):
        last = max(mark.frame, 0 if mark.before is None else mark.before[0])
        if last >= clip.frames:
            raise BadInput(
                f"{name}: marks.{number}: it is at frame {last}, the clip has {clip.frames}",
                mend="Count frames from 0.",
            )


def save_marks(marks: Iterable[Mark], path: Path) -> None:
    """Writes a MARKS file."""
    write_json(marks_to_dict(marks), path)


def marks_to_dict(marks: Iterable[Mark]) -> Data:
    """Marks as JSON data."""
    return {"schema": SCHEMA, "marks": [_mark_to_dict(mark) for mark in marks]}


def marks_from_text(text: str, name: str = "marks") -> tuple[Mark, ...]:
    """The marks that a JSON text describes. Raises BadInput with the place that is wrong."""
    return marks_from_dict(parse_json(text, name, "list of marks"), name)


def marks_from_dict(data: Data, name: str = "marks") -> tuple[Mark, ...]:
    """The marks that JSON data describes. Raises BadInput with the place that is wrong."""
    validate(data, "marks", name)
    return tuple(_mark(entry) for entry in data["marks"])


def _mark_to_dict(mark: Mark) -> Data:
    data: Data = {"kind": mark.kind, "frame": mark.frame}
    if mark.box is not None:
        data["box"] = _rounded(mark.box)
    if mark.line is not None:
        data["line"] = [_rounded(place) for place in mark.line]
    if mark.before is not None:
        data["before"] = [mark.before[0], _rounded(mark.before[1])]
    return {**data, "noun": mark.noun} if mark.noun else data


def _rounded(values: Iterable[float]) -> list[float]:
    return [round(value, 5) for value in values]


def _mark(data: Data) -> Mark:
    line, before = data.get("line"), data.get("before")
    return Mark(
        kind=data["kind"],
        frame=data["frame"],
        box=Box(*map(float, data["box"])) if "box" in data else None,
        line=None if line is None else (_place(line[0]), _place(line[1])),
        before=None if before is None else (int(before[0]), Box(*map(float, before[1]))),
        noun=data.get("noun", ""),
    )


def _place(values: list[float]) -> tuple[float, float]:
    return float(values[0]), float(values[1])
