"""What was measured of models that ran: a small file of JSON, from which the next estimate of the
same model with the same profile is corrected. Losing it loses nothing but that.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from engine.documents import write_json
from engine.errors import VerbenchError
from engine.models.memory import Fit, learned
from engine.models.record import Model
from engine.records import SCHEMA

FILE = "models-measured.json"
"""What it is called in the folder of what can be computed again."""
_SIZE_LIMIT = 1 << 20
_ENTRIES_LIMIT = 500
_LOW, _HIGH = 0.25, 4.0


def corrections(path: Path, model: Model) -> dict[str, float]:
    """Of every profile that this model was measured with, by its id; for `memory.fits`."""
    said = _read(path).get(_key(model))
    if not isinstance(said, dict):
        return {}
    return {
        profile: min(_HIGH, max(_LOW, float(entry["correction"])))
        for profile, entry in said.items()
        if isinstance(entry, dict) and isinstance(entry.get("correction"), int | float)
    }


def correction(path: Path, model: Model, profile: str) -> float:
    """Of one profile; 1 where this model was never measured with it."""
    return corrections(path, model).get(profile, 1.0)


def peak(path: Path, model: Model, profile: str) -> int:
    """Bytes on the card that were measured last; 0 where nothing was."""
    said = _read(path).get(_key(model))
    entry = said.get(profile) if isinstance(said, dict) else None
    bytes_ = entry.get("peak") if isinstance(entry, dict) else None
    return bytes_ if isinstance(bytes_, int) and bytes_ > 0 else 0


def keep(path: Path, model: Model, fit: Fit, measured: int) -> None:
    """Keeps the peak that was measured where `fit` was expected. A disk that cannot be written
    costs only the memory of it; a run without a card has no peak, and nothing is kept."""
    if measured <= 0:
        return
    models = _read(path)
    key = _key(model)
    said = models.pop(key, None)
    entry = said if isinstance(said, dict) else {}
    entry[fit.profile.id] = {"correction": round(learned(fit, measured), 4), "peak": measured}
    models[key] = entry
    newest = dict(list(models.items())[-_ENTRIES_LIMIT:])
    with suppress(OSError, VerbenchError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_json({"schema": SCHEMA, "models": newest}, path)


def _key(model: Model) -> str:
    """The same model in another folder is still the same."""
    return f"{model.family}/{model.name}/{model.bytes}"


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _SIZE_LIMIT:
            return {}
        models = json.loads(path.read_bytes())["models"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    return models if isinstance(models, dict) else {}
