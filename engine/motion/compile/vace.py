"""Videos and masks as Wan VACE takes them: black keeps, white generates, grey 127 is unknown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from engine.frame.load import Image
from engine.motion.compile.base import (
    Source,
    Target,
    Written,
    frame_name,
    length_note,
    size_note,
    write_picture,
)
from engine.motion.guide import Mask
from engine.motion.wording import life_of
from engine.records import Box
from engine.video.write import write_clip

DOC = """\
Two ways to steer Wan VACE. `vace.mkv` with `vace_mask/`: the start image, then what moved and what
is static in its place on grey 127; the mask is black where pixels are kept and white where the
model makes them. `vace_layout.mkv` with `vace_layout_mask/`: after the start image the outlines of
the moved regions' boxes, 2 pixels of black on white, as VACE's own 'MoveAnything' draws them: the
model moves the thing inside its box as it likes. Static regions are kept in both. Masks are 8-bit
grey PNG, 0 or 255. One of the two goes into a call; conditioning_scale 0 ignores it.
"""

UNKNOWN = 127
_LINE = 2
Painted = tuple[Image, Mask]
"""A frame of the control video, and its mask: 0 is kept, 255 is made by the model."""


def write(source: Source, folder: Path) -> Written:
    """vace.mkv, vace_layout.mkv and a folder of masks for each."""
    _write_pair(source, folder, "vace", control(source))
    _write_pair(source, folder, "vace_layout", control(source, layout=True))
    names = ("vace.mkv", "vace_mask/", "vace_layout.mkv", "vace_layout_mask/")
    return Written(names, _notes(source))


def control(source: Source, *, layout: bool = False, end: Image | None = None) -> Iterator[Painted]:
    """Every frame of the control video with its mask: the start image whole, then what is kept, or
    with `layout` the outlines of boxes; an end image is kept whole as the last frame."""
    for index in source.counted():
        if not index:
            yield _whole(source.image)
        elif end is not None and index == source.frames - 1:
            yield _whole(end)
        else:
            yield _outlined(source, index) if layout else _kept(source, index)


def _write_pair(source: Source, folder: Path, name: str, painted: Iterator[Painted]) -> None:
    masks = folder / f"{name}_mask"
    masks.mkdir()

    def frames() -> Iterator[Image]:
        for index, (picture, mask) in enumerate(painted):
            write_picture(masks / frame_name(index), mask)
            yield picture

    write_clip(folder / f"{name}.mkv", frames(), source.fps)


def _whole(image: Image) -> Painted:
    """An image, all of it kept."""
    return image, np.zeros(image.shape[:2], np.uint8)


def _kept(source: Source, index: int) -> Painted:
    kept = np.maximum(source.clip.mask(index), source.clip.still(index)) >= 128
    picture = np.where(kept[:, :, None], source.clip.frame(index), np.uint8(UNKNOWN))
    return picture, np.where(kept, np.uint8(0), np.uint8(255))


def _outlined(source: Source, index: int) -> Painted:
    import cv2

    picture = np.full(source.image.shape, 255, np.uint8)
    for tracks in source.tracks:
        box = tracks.boxes[index] if tracks.kind == "move" else None
        if box is not None:
            cv2.rectangle(picture, *_corners(box), (0, 0, 0), _LINE)
    kept = source.clip.still(index) >= 128
    picture[kept] = source.clip.frame(index)[kept]
    return picture, np.where(kept, np.uint8(0), np.uint8(255))


def _corners(box: Box) -> tuple[tuple[int, int], tuple[int, int]]:
    left, top = int(box.x), int(box.y)
    return (left, top), (int(box.x + box.w) - 1, int(box.y + box.h) - 1)


def _notes(source: Source) -> tuple[str, ...]:
    notes = [*length_note("VACE", source.frames, 4), *size_note("VACE", source.size, 16)]
    if source.plan.camera.moves:
        notes.append("VACE has no camera input: say the camera move in the prompt")
    for index, stroke in enumerate(source.plan.strokes):
        said = life_of(stroke) if stroke.kind == "ambient" else ""
        if said:
            who = source.called(index)
            notes.append(f"{who}: VACE has no input for ambient motion; say “{said}”")
    return tuple(notes)


TARGET = Target("vace", "VACE video and mask", DOC, write, passes=2)
