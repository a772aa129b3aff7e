"""What the person chose once and keeps: a readable JSON file goes in, a record comes out."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
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
    fetch_folder: str = ""
    """Where models are fetched to, each in a folder of its own."""
    pick_model: str = ""
    """A segmentation model of the person's own, by its path; "" is what is built in."""
    writer: str = ""
    """The folder of the language model that expanded a prompt last."""
    geometry: str = ""
    layout: str = ""
    levels: dict[str, str] = field(default_factory=dict)
    """Rules that have another level than their own, by id: 'off', 'hint' ... 'error'."""
    folded: str = "timing region"
    """Parts of the panel of strokes that are folded, by id."""
    completion: bool = True
    """Whether words are offered while typing."""
    new_seed: bool = True
    """Whether every take of a shot gets another seed."""
    notify: bool = True
    """Whether the system tells that takes are done while the window is not looked at."""
    play_on: bool = False
    """Whether the preview loop goes on while the hand paints."""
    workers: int = 0
    """Takes that are made at once, at most; 0 is one on every graphics card."""
    hidden_kinds: str = ""
    """Kinds of violation that are not drawn over a take, by id."""
    ruler_metres: float = 1.75
    """What the ruler was laid along last."""

    @classmethod
    def load(cls, path: Path) -> Preferences:
        """The preferences of a file; the defaults where it is missing or damaged."""
        preferences = cls()
        with suppress(OSError, ValueError, AttributeError):
            if path.stat().st_size > _LARGEST:
                return preferences
            data = json.loads(path.read_text(encoding="utf-8"))
            for known in fields(cls):
                preferences._take(known.name, data.get(known.name))
            preferences._take_older(data)
        return preferences

    def _take(self, name: str, value: object) -> None:
        if isinstance(value, dict) and isinstance(getattr(self, name), dict):
            if all(isinstance(item, str) for item in value.values()):
                setattr(self, name, value)
        elif type(value) is type(getattr(self, name)):
            setattr(self, name, value)

    def _take_older(self, data: dict[str, object]) -> None:
        """Version 0.1 had a list of rules that are off."""
        rules = data.get("rules_off")
        if isinstance(rules, list):
            off = {rule: "off" for rule in rules if isinstance(rule, str)}
            self.levels = off | self.levels

    def save(self, path: Path) -> None:
        """Writes the file; a disk that cannot be written costs only the memory of the layout."""
        with suppress(OSError, VerbenchError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_json(asdict(self), path)
