"""What the person chose once and keeps: a readable JSON file goes in, a record comes out."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from engine.documents import write_json
from engine.errors import VerbenchError

_LARGEST = 1024 * 1024


@dataclass(slots=True)
class Preferences:
    """Unknown keys in the file are left out, wrong types fall back to the default."""

    theme: str = "dark"
    profile: str = "normal"
    last_project: str = ""
    export_folder: str = ""
    import_model: str = ""
    geometry: str = ""
    layout: str = ""
    rules_off: tuple[str, ...] = ()
    new_seed: bool = True
    """Whether every take of a shot gets another seed."""

    @classmethod
    def load(cls, path: Path) -> Preferences:
        """The preferences of a file; the defaults where it is missing or damaged."""
        preferences = cls()
        with suppress(OSError, ValueError, AttributeError):
            if path.stat().st_size > _LARGEST:
                return preferences
            data = json.loads(path.read_text(encoding="utf-8"))
            for field in fields(cls):
                preferences._take(field.name, data.get(field.name))
        return preferences

    def _take(self, name: str, value: object) -> None:
        if isinstance(getattr(self, name), tuple):
            if isinstance(value, list) and all(isinstance(item, str) for item in value):
                setattr(self, name, tuple(value))
        elif type(value) is type(getattr(self, name)):
            setattr(self, name, value)

    def save(self, path: Path) -> None:
        """Writes the file; a disk that cannot be written costs only the memory of the layout."""
        with suppress(OSError, VerbenchError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_json(asdict(self), path)
