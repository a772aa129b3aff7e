"""Where models lie on a machine: `Place`s that a person named, the cache of Hugging Face, and the
folders of ComfyUI. Nothing is searched for; a place that is not there is no place.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from engine.errors import BadInput, MissingPart

_YAML_LIMIT = 256 << 10
_PATHS_LIMIT = 1_000
_COMFY = (
    "diffusion_models",
    "unet",
    "checkpoints",
    "vae",
    "vae_approx",
    "text_encoders",
    "clip",
    "clip_vision",
    "loras",
    "diffusers",
)
"""Folders of ComfyUI in which a video model or a part of one may lie."""
EXTRA = "extra_model_paths.yaml"


@dataclass(frozen=True, slots=True)
class Place:
    """One folder to look through. A hub is laid out as Hugging Face's cache is."""

    path: Path
    kind: Literal["folder", "hub"] = "folder"


def hub_cache(environment: Mapping[str, str] | None = None) -> Path:
    """The cache of Hugging Face, after the variables that huggingface_hub itself heeds."""
    said = os.environ if environment is None else environment
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if said.get(name):
            return Path(said[name]).expanduser()
    if said.get("HF_HOME"):
        return Path(said["HF_HOME"]).expanduser() / "hub"
    cache = said.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(cache).expanduser() / "huggingface" / "hub"


def place_of(path: Path) -> tuple[Place, ...]:
    """What a person means by a folder: a ComfyUI, a hub's cache, or just what is in it.

    Raises BadInput where it is no folder, or where ComfyUI's own list of paths cannot be read.
    """
    if not path.is_dir():
        raise BadInput(f"{path} is no folder", mend="Name a folder that holds models.")
    if (path / "models" / "diffusion_models").is_dir() or (path / EXTRA).is_file():
        return comfy(path)
    try:
        hub = any(entry.name.startswith("models--") for entry in path.iterdir())
    except OSError as error:
        raise BadInput(
            f"{path} cannot be read: {error.strerror or error}", mend="Ask for the right to it."
        ) from error
    return (Place(path, "hub" if hub else "folder"),)


def places_in(folders: Iterable[Path]) -> tuple[Place, ...]:
    """Everything that these folders mean, each once: see `place_of`. One that is gone or that
    cannot be read stays as it was named, so that whoever looks there can say so; of a ComfyUI whose
    own list of paths is damaged its own folders are left."""
    found: list[Place] = []
    for folder in folders:
        try:
            found += place_of(folder)
        except (BadInput, MissingPart):
            found += _own(folder) or (Place(folder),)
    return tuple(dict.fromkeys(found))


def comfy(path: Path) -> tuple[Place, ...]:
    """The folders of a ComfyUI, its own and those of its extra_model_paths.yaml, once each."""
    extra = path / EXTRA
    more = comfy_extra(extra) if extra.is_file() else []
    return tuple(dict.fromkeys((*_own(path), *(Place(place) for place in more if place.is_dir()))))


def _own(path: Path) -> tuple[Place, ...]:
    own = (path / "models" / name for name in _COMFY)
    return tuple(Place(place) for place in own if place.is_dir())


def comfy_extra(path: Path) -> list[Path]:
    """The folders that an extra_model_paths.yaml names, resolved as ComfyUI does it.

    Each section may have a `base_path`; the others are names of folders with one path a line.
    Raises BadInput where it is not such a file.
    """
    sections = _yaml(path)
    found: list[Path] = []
    for section in sections.values():
        if not isinstance(section, dict):
            continue
        base = path.parent / _expanded(section.get("base_path") or "")
        for name in _COMFY:
            lines = section.get(name)
            if isinstance(lines, str):
                found += [base / _expanded(line) for line in lines.split("\n") if line.strip()]
    if len(found) > _PATHS_LIMIT:
        raise BadInput(f"{path.name} names more than {_PATHS_LIMIT:,} folders")
    return found


def _expanded(text: Any) -> Path:
    return Path(os.path.expandvars(str(text).strip())).expanduser()


def _yaml(path: Path) -> dict[Any, Any]:
    try:
        import yaml  # type: ignore[import-untyped]
    except ImportError as error:
        mend = "Install it: pip install pyyaml"
        raise MissingPart(f"{path.name} is YAML, which needs pyyaml", mend=mend) from error
    try:
        with path.open("rb") as file:
            text = file.read(_YAML_LIMIT + 1)
        if len(text) > _YAML_LIMIT:
            raise BadInput(f"{path.name} is larger than {_YAML_LIMIT:,} bytes")
        said = yaml.safe_load(text)
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read: {error.strerror or error}") from error
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 1}" if where else ""
        raise BadInput(
            f"{path.name}{line} is not YAML", mend="Correct it and scan again."
        ) from error
    if not isinstance(said, dict):
        raise BadInput(f"{path.name} has no sections", mend="Correct it and scan again.")
    return said
