"""Repositories of models that Verbench can run, and what of a repository is needed to run it.

The table is `resources/models-known.json`: it names, and fetches nothing. Sizes are not in it, for
the hub knows them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

import resources
from engine.models.files import WEIGHTS
from engine.models.folders import INDEX
from engine.models.hub import Remote

_KINDS = (".fp16", ".bf16", ".fp32", ".non_ema", ".ema")
"""In a name before its ending: another copy of the same weights."""


@dataclass(frozen=True, slots=True)
class Known:
    """One repository of a model."""

    repository: str
    family: str
    """Id in models.json."""
    variant: str
    about: str
    """How large it is and for what."""
    licence: str
    """'' where it was not read."""
    link: str
    """To the licence, else to the page that tells it."""


@cache
def known() -> tuple[Known, ...]:
    """All of them, family by family."""
    text = resources.path("models-known.json").read_text(encoding="utf-8")
    return tuple(Known(**entry) for entry in json.loads(text)["models"])


def needed(files: Sequence[Remote]) -> tuple[Remote, ...]:
    """Of the files of a repository what diffusers loads: no checkpoints beside the folder's own
    parts, no second copies of the same weights in other numbers. All where it is no such folder."""
    if not any(file.name == INDEX for file in files):
        return tuple(files)
    weights = [path for file in files if (path := PurePosixPath(file.name)).suffix in WEIGHTS]
    doubled = {path for path in weights if len(path.parts) == 1 or _is_copy(path, weights)}
    return tuple(file for file in files if PurePosixPath(file.name) not in doubled)


def _is_copy(path: PurePosixPath, weights: Sequence[PurePosixPath]) -> bool:
    """Whether the same weights lie beside it without the mark of other numbers."""
    kind = next((kind for kind in _KINDS if kind in path.name), None)
    if kind is None:
        return False
    stem = path.name.split(kind)[0]
    beside = (other.name for other in weights if other.parent == path.parent)
    return any(
        name.startswith(stem) and not any(mark in name for mark in _KINDS) for name in beside
    )
