"""Request -> frames: one backend per file, all of them in BACKENDS."""

from __future__ import annotations

from engine.backends import (
    animatic,
    cogvideox,
    cosmos,
    hunyuan,
    ltx,
    ltx2,
    skyreels,
    svd,
    wan,
)
from engine.backends.base import SILENT, Backend, Generator, Limits, Listener, Workplace
from engine.errors import BadInput

BACKENDS: tuple[Backend, ...] = (
    animatic.BACKEND,
    wan.BACKEND,
    skyreels.BACKEND,
    cogvideox.BACKEND,
    ltx.BACKEND,
    ltx2.BACKEND,
    hunyuan.BACKEND,
    cosmos.BACKEND,
    svd.BACKEND,
)
"""The first is the default: it works on every machine."""

__all__ = [
    "BACKENDS",
    "SILENT",
    "Backend",
    "Generator",
    "Limits",
    "Listener",
    "Workplace",
    "backend",
]


def backend(name: str) -> Backend:
    """The backend with this id. Raises BadInput, naming those there are, where there is none."""
    for found in BACKENDS:
        if found.id == name:
            return found
    known = ", ".join(found.id for found in BACKENDS)
    raise BadInput(f"There is no backend '{name}'", mend=f"Use one of: {known}.")
