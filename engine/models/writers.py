"""Language models on disk that can rewrite a prompt: folders go in, each `Writer` comes out.

A writer is a folder as transformers saves it: config.json of a ...ForCausalLM, safetensors, a
tokenizer. Text encoders of video models lie in such folders, too; only those that write are named.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import BadInput
from engine.models import pickles
from engine.models.files import INDEX_END, read_header, read_json

CONFIG = "config.json"
_WRITES = "ForCausalLM"
_TOKENIZERS = ("tokenizer.json", "tokenizer.model", "spiece.model", "vocab.json")
_DEPTH = 4
_ENTRIES = 50_000
_FILES = 400
_AGAIN = "Fetch the model again; what is there is kept."


@dataclass(frozen=True, slots=True)
class Writer:
    """One language model."""

    path: Path
    name: str
    network: str
    """Its class in transformers."""
    bytes: int
    """On disk, of all weights."""


def writer_at(path: Path) -> Writer:
    """The language model in a folder. Raises BadInput with what is missing or not allowed."""
    if not (path / CONFIG).is_file():
        raise BadInput(
            f"{path.name} holds no language model: it has no {CONFIG}",
            mend="Choose the folder of an instruct model as Hugging Face has it.",
        )
    config = read_json(path / CONFIG)
    network = _network(path, config)
    weights = _weights(path)
    if not any((path / name).is_file() for name in _TOKENIZERS):
        raise BadInput(f"{path.name} has no tokenizer", mend=_AGAIN)
    return Writer(path, _name(path), network, sum(file.stat().st_size for file in weights))


def writers(folders: Iterable[Path]) -> Iterator[Writer]:
    """Every language model in these folders and the folders in them, each once."""
    seen: set[Path] = set()
    looked = 0
    for folder in folders:
        for place, names, files in os.walk(folder):
            depth = len(Path(place).relative_to(folder).parts)
            # '.locks', '.cache': nobody keeps a model there; blobs hold no names
            names[:] = sorted(n for n in names if n[0] != "." and n != "blobs" and depth < _DEPTH)
            looked += len(files)
            if looked > _ENTRIES:
                return
            path = Path(place)
            if CONFIG in files and path.resolve() not in seen:
                seen.add(path.resolve())
                try:
                    yield writer_at(path)
                except BadInput:
                    continue  # something else; it is told where it is chosen


def _network(path: Path, config: dict[str, Any]) -> str:
    if "auto_map" in config or any(path.glob("modeling_*.py")):
        raise BadInput(
            f"{path.name} brings its own code, which is never run",
            mend="Choose a model that transformers knows by itself.",
        )
    named = config.get("architectures")
    network = named[0] if isinstance(named, list) and named else None
    if not isinstance(network, str) or not network.endswith(_WRITES):
        raise BadInput(
            f"{path.name} writes no text: it is a {network or 'model of another kind'}",
            mend="Choose an instruct model (its class ends in ForCausalLM).",
        )
    return network


def _weights(path: Path) -> list[Path]:
    """Its files of weights, every header of them read."""
    listed = next(iter(sorted(path.glob(f"*{INDEX_END}"))), None)
    if listed is not None:
        named = read_json(listed).get("weight_map")
        if not isinstance(named, dict) or not all(isinstance(n, str) for n in named.values()):
            raise BadInput(f"{listed.name} lists no weights", mend=_AGAIN)
        files = [path / name for name in sorted(set(named.values()))]
        if len(files) > _FILES or any(file.parent != path for file in files):
            raise BadInput(f"{listed.name} names files elsewhere", mend=_AGAIN)
        lost = [file.name for file in files if not file.is_file()]
        if lost:
            raise BadInput(f"{path.name} lacks {lost[0]}", mend=_AGAIN)
    else:
        files = sorted(path.glob("*.safetensors"))[:_FILES]
    if not files:
        pickled = next((f for f in sorted(path.glob("*.bin")) if pickles.is_pickle(f)), None)
        if pickled is not None:
            raise pickles.refusal(pickled)
        raise BadInput(f"{path.name} has no weights", mend=_AGAIN)
    for file in files:
        read_header(file)
    return files


def _name(path: Path) -> str:
    """Of a snapshot in the cache of Hugging Face the repository, else the folder."""
    if path.parent.name == "snapshots":
        return path.parent.parent.name.removeprefix("models--").replace("--", "/")
    return path.name
