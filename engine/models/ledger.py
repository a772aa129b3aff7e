"""What is kept from one run to the next although it can be made again: entries by name go into a
small file of JSON and come out. Losing it loses nothing but time, so whatever is wrong with it is
ignored, and so is a disk that takes nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

_SIZE_LIMIT = 128 << 20


def entries(path: Path, version: int = 1) -> dict[str, Any]:
    """All that was kept, the newest last; nothing where it is damaged or of another version."""
    try:
        if path.stat().st_size > _SIZE_LIMIT:
            return {}
        said = json.loads(path.read_bytes())
        found = said["entries"] if said["version"] == version else {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def write(path: Path, kept: Mapping[str, Any], most: int, version: int = 1) -> None:
    """Keeps the newest `most` of these; the file is whole or as it was before."""
    newest = dict(list(kept.items())[-most:])
    text = json.dumps({"version": version, "entries": newest}, separators=(",", ":"))
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def put(path: Path, name: str, entry: Any, most: int) -> None:
    """Keeps one more, in the place of what was kept under its name."""
    kept = entries(path)
    kept.pop(name, None)
    write(path, {**kept, name: entry}, most)
