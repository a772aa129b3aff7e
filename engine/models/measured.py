"""What was measured of models that ran: a small file of JSON, from which the next estimate of the
same model with the same profile is corrected. Losing it loses nothing but that.
"""

from __future__ import annotations

from pathlib import Path

from engine.models import ledger
from engine.models.memory import Fit, learned
from engine.models.record import Model

FILE = "models-measured.json"
"""What it is called in the folder of what can be computed again."""
_ENTRIES_LIMIT = 500
_LOW, _HIGH = 0.25, 4.0


def corrections(path: Path, model: Model) -> dict[str, float]:
    """Of every profile that this model was measured with, by its id; for `memory.fits`."""
    said = ledger.entries(path).get(_key(model))
    if not isinstance(said, dict):
        return {}
    return {
        profile: float(min(_HIGH, max(_LOW, entry["correction"])))
        for profile, entry in said.items()
        if isinstance(entry, dict) and isinstance(entry.get("correction"), int | float)
    }


def keep(path: Path, model: Model, fit: Fit, measured: int) -> None:
    """Keeps the peak that was measured where `fit` was expected. A disk that cannot be written
    costs only the memory of it; a run without a card has no peak, and nothing is kept."""
    if measured <= 0:
        return
    key, own = _key(model), {"correction": round(learned(fit, measured), 4), "peak": measured}
    said = ledger.entries(path).get(key)
    known = said if isinstance(said, dict) else {}
    ledger.put(path, key, known | {fit.profile.id: own}, _ENTRIES_LIMIT)


def _key(model: Model) -> str:
    """The same model in another folder is still the same."""
    return f"{model.family}/{model.name}/{model.bytes}"
