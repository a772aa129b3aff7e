"""Cut -> file: one format per file, all of them in EXPORTERS."""

from __future__ import annotations

from engine.errors import BadInput
from engine.export import ffv1, h264, png
from engine.export.base import Exporter, OnStep

EXPORTERS: tuple[Exporter, ...] = (h264.EXPORTER, ffv1.EXPORTER, png.EXPORTER)
"""The first is the default: it plays everywhere."""

__all__ = ["EXPORTERS", "Exporter", "OnStep", "exporter"]


def exporter(name: str) -> Exporter:
    """The exporter with this id. Raises BadInput, naming those there are, where there is none."""
    for found in EXPORTERS:
        if found.id == name:
            return found
    known = ", ".join(found.id for found in EXPORTERS)
    raise BadInput(f"There is no export format '{name}'", mend=f"Use one of: {known}.")
