"""Which very weights a model is: a `Model` goes in, a short text comes out that another copy of the
same files shares and other weights do not.

Sixty gigabytes are not hashed for that. Of each file its name, its size, its first MiB (where the
header is) and its last go in; whoever changes weights changes the last MiB in all but contrived
cases. It tells models apart; it is no proof of where they are from.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from engine.models import ledger
from engine.models.record import Model

FILE = "models-fingerprints.json"
"""What its memory is called in the folder of what can be computed again."""
_END = 1 << 20
_ENTRIES_LIMIT = 2_000


def fingerprint(model: Model, memory: Path | None = None) -> str:
    """The SHA-256 of all files of a model, in short as above; '' where one cannot be read.

    `memory` is a file in which it is kept until a file of the model changes.
    """
    files = _files(model)
    try:
        stamp = _stamp(files)
        known = ledger.entries(memory).get(str(model.path)) if memory else None
        if isinstance(known, list) and known[:1] == [stamp] and len(known) == 2:
            return str(known[1])
        found = _hashed(files)
    except OSError:
        return ""
    if memory:
        ledger.put(memory, str(model.path), [stamp, found], _ENTRIES_LIMIT)
    return found


def _files(model: Model) -> list[tuple[str, Path]]:
    """Names within the model and where they lie, in the order of the names."""
    if model.path.is_file():
        return [("", model.path)]
    # shards are called after a whole that is not there
    folder = model.path if model.path.is_dir() else model.path.parent
    names = {name for part in model.parts for name in part.files}
    return [(name, folder / name) for name in sorted(names)]


def _stamp(files: list[tuple[str, Path]]) -> str:
    told = [(name, path.stat()) for name, path in files]
    said = repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in told])
    return hashlib.blake2b(said.encode(), digest_size=12).hexdigest()


def _hashed(files: list[tuple[str, Path]]) -> str:
    digest = hashlib.sha256()
    for name, path in files:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            digest.update(f"{name}\0{size}\0".encode())
            file.seek(0)
            digest.update(file.read(_END))
            if size > _END:
                file.seek(max(_END, size - _END))
                digest.update(file.read(_END))
    return digest.hexdigest()
