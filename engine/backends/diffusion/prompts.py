"""What text encoders said, on disk: words go in, the tensors they were turned into come out.

Reading a prompt takes an encoder of ten and more gigabytes; what it says takes a few megabytes, and
is the same every time. It is kept by the hash of everything that it depends on, as safetensors, the
oldest going first when there is more than a gigabyte of it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from engine.backends.diffusion.recipe import Words

FOLDER = "prompts"
LIMIT = 1 << 30
"""Bytes that are kept."""

Tensors = dict[str, Any]


def read(
    cache: Path, model: str, dtype: str, words: Words, encode: Callable[[], Tensors]
) -> tuple[Tensors, bool]:
    """What the encoder said of `words`, and whether it was known already.

    `model` is the fingerprint of the model with its encoders. A file that cannot be read is made
    again; where nothing can be written nothing is kept.
    """
    path = cache / FOLDER / f"{_key(model, dtype, words)}.safetensors"
    known = _loaded(path)
    if known is not None:
        return known, True
    made = encode()
    _keep(path, made)
    return made, False


def _key(model: str, dtype: str, words: Words) -> str:
    seen = "" if words.picture is None else hashlib.sha256(words.picture.tobytes()).hexdigest()
    said = json.dumps([model, dtype, words.prompt, words.negative, seen], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:40]


def _loaded(path: Path) -> Tensors | None:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        tensors: Tensors = load_file(path)
        path.touch()
    except (OSError, SafetensorError):
        return None
    return tensors


def _keep(path: Path, tensors: Tensors) -> None:
    from safetensors import SafetensorError
    from safetensors.torch import save_file

    # workers of several cards may read the same words
    part = path.with_suffix(f".{os.getpid()}.part")
    # a disk that is full costs the next run a second reading, and is told as an error of the format
    with suppress(OSError, SafetensorError):
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file({name: t.contiguous().cpu() for name, t in tensors.items()}, part)
        part.replace(path)
        _bound(path.parent)


def _bound(folder: Path) -> None:
    files = sorted(folder.iterdir(), key=lambda file: -file.stat().st_mtime)
    space = LIMIT
    for file in files:
        space -= file.stat().st_size
        if space < 0:
            file.unlink(missing_ok=True)
