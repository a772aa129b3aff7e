"""A folder that keeps what was measured in clips: a clip in, the two files that are its own out.

Whoever inspects the same clip again, or goes on with a folder after a break, only waits for the
judging. Files are named after the clip's content and after what measured it, so nothing in here is
ever out of date; the oldest make room for new ones.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from engine.project.media import sha256_of
from engine.records import Means

LARGEST = 2 * 1024**3
"""Bytes that the folder may hold."""
_MEANS = Means()


class KeptFiles(NamedTuple):
    """Where the measurement of a clip is, or will be."""

    flow: Path
    measured: Path


class Cache:
    """The folder; it is made when it is needed."""

    def __init__(self, folder: Path, largest: int = LARGEST) -> None:
        self._folder = folder
        self._largest = largest

    def files_of(self, clip: Path, means: Means = _MEANS) -> KeptFiles | None:
        """The files of a clip; None where the folder cannot be made or the clip not be read.

        What a model of the person's own measured lies beside what is measured without.
        """
        if not clip.is_file() and not clip.is_dir():
            return None  # what is in a pipe cannot be read twice
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            name = "-".join((sha256_of(clip)[:24], measured_by(), *_models(means)))
        except OSError:
            return None
        found = KeptFiles(self._folder / f"{name}.npy", self._folder / f"{name}.npz")
        for file in found:
            # what is used is not old
            with suppress(OSError):
                os.utime(file)
        return found

    def forget(self, files: KeptFiles) -> None:
        """Removes what is kept of a clip."""
        for file in files:
            with suppress(OSError):
                file.unlink(missing_ok=True)

    def trim(self) -> None:
        """Removes the oldest files until the folder is small enough."""
        entries = []
        with suppress(OSError):
            for file in self._folder.iterdir():
                with suppress(OSError):
                    about = file.stat()
                    entries.append((about.st_mtime, about.st_size, file))
        total = sum(size for _, size, _ in entries)
        for _, size, file in sorted(entries):
            if total <= self._largest:
                return
            with suppress(OSError):
                file.unlink()
                total -= size


def _models(means: Means) -> list[str]:
    """The models of the person's own, as a part of a file's name."""
    own = (means.flow if means.flow != _MEANS.flow else None, means.outlines, means.tracks)
    return [name.replace(" ", "-") for name in own if name is not None]


@cache
def measured_by() -> str:
    """Names what measures: other code measures something else."""
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]
