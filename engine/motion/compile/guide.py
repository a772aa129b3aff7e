"""The warped reference video with its union mask and its dense displacement."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.frame.load import Image
from engine.motion.compile.base import Source, Target, Written, frame_name, write_picture
from engine.motion.guide import Mask
from engine.video.write import write_clip

DOC = """\
The start image with every stroke carried out, for methods that take a rough video and a mask: two
clocks (Time-to-Move), noise warped along the motion, video to video. `guide.mkv` is lossless (FFV1,
RGB). `guide_mask/` holds one 8-bit grey PNG a frame: the alpha of what moved there (of a soft
region, all of it), 0 where nothing did. `displacement/` holds one .npz a frame: `shift`, float32
(height, width, 2), x and y in pixels (to 1/256): the frame shows at (x, y) what the start image has
at (x, y) minus the shift; and `known`, uint8 (height, width), 0 where the background was completed
or came in over the border.
"""

Shifts = npt.NDArray[np.float32]
Known = npt.NDArray[np.bool_]
_FINE = 256
"""Parts of a pixel that shifts are told in: beyond, bits are noise that takes room."""


def write(source: Source, folder: Path) -> Written:
    """guide.mkv, guide_mask/ and displacement/, all in one pass over the clip."""
    for name in ("guide_mask", "displacement"):
        (folder / name).mkdir()
    write_clip(folder / "guide.mkv", _frames(source, folder), source.fps)
    return Written(("guide.mkv", "guide_mask/", "displacement/"))


def _frames(source: Source, folder: Path) -> Iterator[Image]:
    """The frames; what belongs to each is written beside them, while the next is encoded."""
    clip, before = source.clip, None
    with ThreadPoolExecutor(1) as beside:
        for index in source.counted():
            mask, (shifts, known) = clip.mask(index), clip.displacement(index)
            if before is not None:
                before.result()
            before = beside.submit(_write_beside, folder, index, mask, shifts, known)
            yield clip.frame(index)
        if before is not None:
            before.result()


def _write_beside(folder: Path, index: int, mask: Mask, shifts: Shifts, known: Known) -> None:
    write_picture(folder / "guide_mask" / frame_name(index), mask)
    rounded = np.rint(shifts * np.float32(_FINE)) / np.float32(_FINE)
    path = folder / "displacement" / frame_name(index, ".npz")
    _write_arrays(path, shift=rounded, known=known.astype(np.uint8))


def _write_arrays(path: Path, **arrays: npt.NDArray[np.generic]) -> None:
    """As numpy.savez_compressed, which knows only its slowest setting."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, array in arrays.items():
            data = io.BytesIO()
            np.lib.format.write_array(data, np.ascontiguousarray(array), allow_pickle=False)
            file.writestr(f"{name}.npy", data.getbuffer())


TARGET = Target("guide", "Guide clip, mask and displacement", DOC, write, passes=1)
