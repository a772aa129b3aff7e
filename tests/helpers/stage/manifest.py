"""Clips of others that were looked at by eye: a folder with a manifest.json goes in, clips that
know what was seen in them come out.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from engine.records import ClipInfo

_KINDS = {"identity_count": "identity", "identity-count": "identity"}


@dataclass(frozen=True)
class Seen:
    """A clip and what a viewer saw in it."""

    path: Path
    real: bool
    """Filmed, and so without any violation."""
    violations: tuple[tuple[str, int, int], ...]
    """(kind, first frame, last frame)."""
    camera: str
    clip: ClipInfo

    @property
    def name(self) -> str:
        """Its folder and file name in one word."""
        return f"{self.path.parent.name}-{self.path.stem}"

    @property
    def kinds(self) -> frozenset[str]:
        """What was seen in it."""
        return frozenset(kind for kind, _, _ in self.violations)


def seen_clips(folder: Path) -> list[Seen]:
    """All clips of the first manifest in a folder."""
    found = sorted(folder.rglob("manifest.json"))
    if not found:
        sys.exit(f"{folder} holds no manifest.json")
    return [
        Seen(
            found[0].parent / entry["file"],
            entry["kind"] == "real",
            tuple(
                (_KINDS.get(v["kind"], v["kind"]), int(v["f0"]), int(v["f1"]))
                for v in entry["violations"]
            ),
            entry["camera"],
            ClipInfo(entry["frames"], entry["fps"], *entry["size"]),
        )
        for entry in json.loads(found[0].read_text(encoding="utf-8"))
        if (found[0].parent / entry["file"]).exists()
    ]
