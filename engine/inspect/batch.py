"""Files and folders in, the clips in them out, in the order a person would read them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from engine.errors import BadInput

SUFFIXES = frozenset(
    (
        *(".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".gif", ".apng", ".mpg", ".mpeg"),
        *(".m2ts", ".mts", ".ogv", ".flv", ".wmv", ".mxf", ".3gp"),
    )
)
"""Videos by their names; '.ts' is a programme as often as a film, and has to be named."""
MAX_CLIPS = 10_000
_FRAMES = "frame_*.png"


def clips_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Every clip that is named or lies in a folder that is, however deep.

    A folder of frames (frame_00000.png ...) is a clip. Of a folder only videos are taken, hidden
    ones are not, nor what is there already; a file that is named is taken whatever it is. Raises
    BadInput for a folder without clips and for more than `MAX_CLIPS`.
    """
    found: list[Path] = []
    for path in paths:
        if not is_collection(path):
            found.append(path)
            continue
        inside = list(islice(_inside(path), MAX_CLIPS + 1))
        if not inside:
            raise BadInput(
                f"There is no video in {path}", mend="Name a folder with clips, or a clip."
            )
        # what was found in a folder before, or named, is there already
        known = {clip.absolute() for clip in found}
        found.extend(clip for clip in inside if clip.absolute() not in known)
    if len(found) > MAX_CLIPS:
        raise BadInput(f"There are more than {MAX_CLIPS:,} clips", mend="Name a smaller folder.")
    return tuple(found)


def is_collection(path: Path) -> bool:
    """Whether a path is a folder to look for clips in, and not itself a clip of frames."""
    return path.is_dir() and not any(path.glob(_FRAMES))


def natural(path: Path) -> tuple[tuple[tuple[int, int | str], ...], ...]:
    """A key to sort by as people do: take 2 before take 10, whatever their case."""
    return tuple(
        tuple(
            (0, int(piece)) if piece.isdecimal() else (1, piece.casefold())
            for piece in re.split(r"(\d+)", part)
            if piece
        )
        for part in path.parts
    )


def _inside(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        here = Path(root)
        folders[:] = sorted(
            (name for name in folders if not name.startswith(".")), key=lambda n: natural(Path(n))
        )
        names = [
            name
            for name in files
            if Path(name).suffix.lower() in SUFFIXES and not name.startswith(".")
        ]
        yield from (here / name for name in sorted(names, key=lambda name: natural(Path(name))))
        frames = [name for name in folders if not is_collection(here / name)]
        yield from (here / name for name in frames)
        folders[:] = [name for name in folders if name not in frames]
