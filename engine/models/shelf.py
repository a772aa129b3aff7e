"""The folders that a person keeps models in: a small file of JSON that can be edited by hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from engine.documents import write_json
from engine.errors import BadInput
from engine.models.files import read_json
from engine.models.places import Place, hub_cache, place_of
from engine.records import SCHEMA

_LIMIT = 200


def folders(path: Path) -> tuple[Path, ...]:
    """The folders named in a file, in their order; none where there is no file.

    Raises BadInput where it is not such a file.
    """
    if not path.exists():
        return ()
    said = read_json(path).get("folders")
    good = isinstance(said, list) and len(said) <= _LIMIT and all(isinstance(f, str) for f in said)
    if not isinstance(said, list) or not good:
        mend = 'It has to be {"schema": 1, "folders": ["..."]}; correct or delete it.'
        raise BadInput(f"{path} has no list of folders", mend=mend)
    return tuple(Path(folder) for folder in said)


def looked_in(path: Path) -> tuple[Place, ...]:
    """Everywhere that a scan looks: the folders of a file, and the hub's cache where there is one.

    A folder that is gone stays among them, so that the scan can say so. Raises BadInput where the
    file, or the list of paths of a ComfyUI in it, cannot be read.
    """
    named = (
        place
        for folder in folders(path)
        for place in (place_of(folder) if folder.is_dir() else (Place(folder),))
    )
    cache = hub_cache()
    return (*named, *((Place(cache, "hub"),) if cache.is_dir() else ()))


def add(path: Path, more: Iterable[Path]) -> tuple[Path, ...]:
    """Names further folders, each once, and returns all."""
    named = tuple(dict.fromkeys((*folders(path), *(folder.absolute() for folder in more))))
    if len(named) > _LIMIT:
        raise BadInput(f"More than {_LIMIT} folders of models", mend=f"Delete some in {path}.")
    _write(path, named)
    return named


def remove(path: Path, folder: Path) -> tuple[Path, ...]:
    """Takes a folder off the list, never off the disk. Raises BadInput where it is not on it."""
    before = folders(path)
    named = tuple(known for known in before if known != folder.absolute())
    if named == before:
        raise BadInput(f"{folder} is not among the folders of models", mend=f"They are in {path}.")
    _write(path, named)
    return named


def _write(path: Path, named: tuple[Path, ...]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_json({"schema": SCHEMA, "folders": [str(folder) for folder in named]}, path)
