"""A cut as FFV1 in Matroska: every pixel exactly as it was."""

from __future__ import annotations

from pathlib import Path

from engine.export.base import Exporter, OnStep, check_name, imprint_of_one, pieces, stitch
from engine.records import Cut
from engine.video.write import write_clip


def write(cut: Cut, path: Path, on_step: OnStep) -> None:
    """Write `cut` to `path` (.mkv), RGB without loss; a single take keeps its Request."""
    check_name(path, ".mkv")
    parts = pieces(cut)
    comment, files = imprint_of_one(parts)
    write_clip(path, stitch(cut, on_step), cut.fps, comment, files=files)


EXPORTER = Exporter(
    id="ffv1",
    title="MKV (lossless FFV1)",
    suffix=".mkv",
    doc="Every pixel exactly as it was, in any size, for further work. Files are large, and "
    "phones and browsers do not play them.",
    write=write,
)
