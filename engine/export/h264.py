"""A cut as H.264 MP4: BT.709 converted and tagged, the header in front, ready to upload."""

from __future__ import annotations

import shutil
from pathlib import Path

from engine.documents import is_request
from engine.export.base import (
    Exporter,
    OnStep,
    Piece,
    check_name,
    imprint_of_one,
    pieces,
    stitch,
)
from engine.records import Cut
from engine.video.replace import refuse_storage, replacing
from engine.video.write import write_clip


def write(cut: Cut, path: Path, on_step: OnStep) -> None:
    """Write `cut` to `path` (.mp4). A single take of ours that needs no change is copied as it is,
    Request and all; a changed one still carries its Request."""
    check_name(path, ".mp4")
    parts = pieces(cut)
    if len(parts) == 1 and _as_it_is(cut, parts[0]):
        _copy(parts[0].shot.take, path)
        on_step(parts[0].frames, parts[0].frames)
        return
    comment, files = imprint_of_one(parts)
    write_clip(path, stitch(cut, on_step), cut.fps, comment, files=files)


def _as_it_is(cut: Cut, piece: Piece) -> bool:
    clip = piece.clip
    whole = (piece.start, piece.frames) == (0, clip.frames) and not piece.shot.hold
    same_size = (clip.width, clip.height) == (cut.width, cut.height)
    ours = is_request(clip.comment) and clip.codec == "h264" and piece.shot.take.suffix == ".mp4"
    return whole and same_size and ours


def _copy(take: Path, path: Path) -> None:
    with replacing(path) as temp:
        try:
            shutil.copyfile(take, temp)
        except OSError as error:
            refuse_storage(path, error)


EXPORTER = Exporter(
    id="h264",
    title="MP4 (H.264)",
    suffix=".mp4",
    doc="Plays everywhere and can be uploaded anywhere. Sizes have to be even. A single take keeps "
    "its Request inside: drop the file on the window and its shot is back.",
    write=write,
)
