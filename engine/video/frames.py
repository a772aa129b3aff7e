"""What a frame is in memory, and how large and how many may come in or go out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.errors import BadInput

Frame = NDArray[np.uint8]
"""RGB, (height, width, 3)."""

MAX_SIDE = 8192
MAX_FRAMES = 100_000


def same_size(path: Path, frames: Iterable[Frame]) -> Iterator[Frame]:
    """The frames as they come; BadInput for none, or one that is not like the first.

    `path` is where they go, for its name and suffix.
    """
    shape: tuple[int, ...] | None = None
    for index, frame in enumerate(frames):
        if frame.ndim != 3 or frame.shape[2] != 3 or frame.dtype != np.uint8:
            raise BadInput(f"Frame {index} of {path.name} is not an 8-bit RGB picture")
        if shape is None:
            _check_size(path, frame.shape[1], frame.shape[0])
            shape = frame.shape
        elif frame.shape != shape:
            raise BadInput(
                f"Frame {index} of {path.name} is {frame.shape[1]} x {frame.shape[0]} where the "
                f"first is {shape[1]} x {shape[0]}",
                mend="All frames of a clip have one size.",
            )
        yield frame
    if shape is None:
        raise BadInput(f"There are no frames to write to {path.name}", mend="Ask for 1 or more.")


def _check_size(path: Path, width: int, height: int) -> None:
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        raise BadInput(
            f"{width} x {height} is no size for {path.name}", mend=f"Use 1 to {MAX_SIDE} a side."
        )
    if path.suffix == ".mp4" and (width % 2 or height % 2):
        raise BadInput(
            f"H.264 has no odd sizes, and {path.name} would be {width} x {height}",
            mend=f"Use {width + width % 2} x {height + height % 2}, or .mkv, which keeps any size.",
        )


def too_long(name: str, count: int) -> BadInput:
    """What to raise for a clip of more frames than anybody looks at."""
    return BadInput(
        f"{name} has {count} frames or more", mend=f"Cut it to {MAX_FRAMES:,} or fewer first."
    )
