"""What earlier scans read: a file of JSON, a path and a `Stamp` go in, the `Model` comes out if
nothing changed. Losing the file loses nothing but time, so whatever is wrong with it is ignored.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.models import ledger
from engine.models.record import Model, Problem, Skipped, from_json, to_json

FILE = "models-read.json"
"""What it is called in the folder of what can be computed again."""
_VERSION = 2
"""Counts up when what is read from a file changes: older memories are then read anew."""
_ENTRIES_LIMIT = 50_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """Names, sizes and times of change of the files of one model."""

    entries: tuple[tuple[str, int, int], ...]

    @classmethod
    def of_entries(cls, entries: Iterable[os.DirEntry[str]]) -> Stamp:
        """Of files that were listed; links are followed."""
        return cls(tuple(_told(entry) for entry in entries))

    @classmethod
    def of_folders(cls, folders: Iterable[Path]) -> Stamp:
        """Of all files in these folders, but not below them."""
        found: list[tuple[str, int, int]] = []
        for folder in folders:
            with suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    with suppress(OSError):
                        found.append((f"{folder.name}/{entry.name}", *_told(entry)[1:]))
        return cls(tuple(sorted(found)))

    @property
    def text(self) -> str:
        """The same as one short word."""
        return hashlib.blake2b(repr(self.entries).encode(), digest_size=12).hexdigest()


def _told(entry: os.DirEntry[str]) -> tuple[str, int, int]:
    told = entry.stat()
    return entry.name, told.st_size, told.st_mtime_ns


class Remembered:
    """The memory of one file, or of nothing where there is none."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._entries = ledger.entries(path, _VERSION) if path else {}
        self._changed = False

    def get(self, path: Path, stamp: Stamp) -> Model | Skipped | None:
        """What was found at a path when it had this stamp."""
        entry = self._entries.get(str(path))
        if not isinstance(entry, dict) or entry.get("stamp") != stamp.text:
            return None
        try:
            if "skipped" in entry:
                return Skipped(Path(entry["path"]), Problem(**entry["skipped"]))
            return from_json(entry["model"])
        except (AttributeError, KeyError, TypeError, ValueError):
            return None

    def put(self, path: Path, stamp: Stamp, found: Model | Skipped) -> None:
        """Keeps what was found."""
        if self._path is None:
            return
        entry: dict[str, Any] = {"stamp": stamp.text}
        if isinstance(found, Skipped):
            entry |= {"path": str(found.path), "skipped": asdict(found.problem)}
        else:
            entry["model"] = to_json(found)
        self._entries.pop(str(path), None)
        self._entries[str(path)] = entry
        self._changed = True

    def save(self) -> None:
        """Writes the file whole or not at all; a disk that is full costs only the next scan."""
        if self._path is None or not self._changed:
            return
        ledger.write(self._path, self._entries, _ENTRIES_LIMIT, _VERSION)
        self._changed = False
