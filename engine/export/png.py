"""A cut as a folder of PNG frames: what every compositor and editor reads."""

from __future__ import annotations

from pathlib import Path

from engine.export.base import Exporter, OnStep, check_name, stitch
from engine.records import Cut
from engine.video.write import write_clip


def write(cut: Cut, path: Path, on_step: OnStep) -> None:
    """Write `cut` to the folder `path` as frame_00000.png and so on."""
    check_name(path, "")
    write_clip(path, stitch(cut, on_step), cut.fps)


EXPORTER = Exporter(
    id="png",
    title="PNG frames",
    suffix="",
    doc="A new folder with one lossless picture a frame, for compositing or retouching. "
    "The frame rate is in clip.json beside them.",
    write=write,
)
