"""A `Model` on disk -> the pipeline of a concrete class, its weights in the processor's memory.

Nothing is fetched and no code of a model is run: what the scan found wrong is refused first, then
every component has to be of the libraries themselves.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from engine.backends.diffusion import refusals, single
from engine.errors import BadInput
from engine.models.files import read_json
from engine.models.folders import INDEX
from engine.models.geometry import GEOMETRIES
from engine.models.record import Model, Part

Numbers = Mapping[str, Any]
"""Types of numbers by component, "default" for the rest: what diffusers takes as `dtype`."""


OnNetwork = Callable[[Any], None]
"""Gets a transformer that was just loaded, and may change its numbers."""
NETWORKS = single.NETWORKS


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the parts are that a checkpoint in one file lacks."""

    folders: tuple[Path, ...] = ()
    memory: Path | None = None
    """The file in which a scan keeps what it read."""
    configurations: Path = single.SHELF


BARE = Shelf()


def loaded(
    model: Model,
    class_name: str,
    *,
    without: Collection[str] = (),
    extras: Mapping[str, Any] = MappingProxyType({}),
    dtype: Any = None,
    device: str = "cpu",
    shelf: Shelf = BARE,
    each: OnNetwork | None = None,
) -> Any:
    """The pipeline of this class with the model's components, but those named in `without`.

    `extras` are components that are handed in, in place of what the folder says. `shelf` is where
    the parts of a checkpoint in one file are. `each` gets every transformer before the next one is
    read, so that two never wait in memory as they are on disk.

    `dtype` is one type of torch, or one for each component; None takes `numbers(model, device)`.
    The components stay in the processor's memory whatever the device: `placing` moves them.
    Raises BadInput where the model cannot be used, MissingPart where a library is not installed.
    """
    _check(model, frozenset(extras))
    if model.kind != "diffusers":
        return _assembled(model, class_name, without, dtype, device, shelf, each)
    types = numbers(model, device) if dtype is None else dtype
    with refusals.named(model.name):
        found = _known(class_name)
        absent = {name: None for name in without if name in _wanted(found)}
        names = _wanted(found) - {*without, *extras}
        _check_named(model, found, names)
        extras = {**extras, **_components(model, sorted(names), types, each)}
        pipeline = found.from_pretrained(
            str(model.path),
            dtype=types,
            local_files_only=True,
            use_safetensors=True,
            **absent,
            **extras,
        )
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def _components(
    model: Model, names: Collection[str], types: Any, each: OnNetwork | None
) -> dict[str, Any]:
    """The components of a folder, one after the other, each of them whole and named where it is
    not."""
    index = read_json(model.path / INDEX)
    found = {}
    for name in names:
        library, cls = _said(index.get(name))
        if library not in _LIBRARIES:
            continue
        kind, path = single.class_of(library, cls), str(model.path / name)
        with refusals.named(f"{name} of {model.name}"):
            if not hasattr(kind, "parameters"):
                found[name] = kind.from_pretrained(path, local_files_only=True)
                continue
            network, told = kind.from_pretrained(
                path,
                dtype=types.get(name, types["default"]) if isinstance(types, Mapping) else types,
                local_files_only=True,
                use_safetensors=True,
                output_loading_info=True,
            )
        single.check_whole(f"{name} of {model.name}", told)
        if each is not None and name.startswith(NETWORKS):
            each(network)
        found[name] = network
    return found


def _said(entry: Any) -> tuple[str, str]:
    """Library and class of a component in the index."""
    plain = isinstance(entry, list) and len(entry) == 2 and all(isinstance(s, str) for s in entry)
    return (entry[0], entry[1]) if plain else ("", "")


def reader(
    model: Model,
    class_name: str,
    readers: Collection[str],
    *,
    extras: Mapping[str, Any] = MappingProxyType({}),
    device: str = "cpu",
    shelf: Shelf = BARE,
) -> Any:
    """The same pipeline with only the components that read the prompt."""
    others = _wanted(_known(class_name)) - {*readers, *extras}
    return loaded(model, class_name, without=others, extras=extras, device=device, shelf=shelf)


def parts(model: Model, shelf: Shelf) -> tuple[Part, ...]:
    """The parts that come from elsewhere, for an estimate of memory. Raises BadInput where one is
    nowhere."""
    if model.kind == "diffusers":
        return ()
    return single.lacking(model, shelf.folders, shelf.memory, shelf.configurations)


def _assembled(
    model: Model,
    class_name: str,
    without: Collection[str],
    dtype: Any,
    device: str,
    shelf: Shelf,
    each: OnNetwork | None,
) -> Any:
    def types(whole: Model) -> Numbers:
        if dtype is None:
            return numbers(whole, device)
        return dtype if isinstance(dtype, Mapping) else {"default": dtype}

    pipeline = single.assembled(
        model,
        _known(class_name),
        without=without,
        types=types,
        each=each,
        folders=shelf.folders,
        memory=shelf.memory,
        shelf=shelf.configurations,
    )
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def _known(class_name: str) -> Any:
    """A class of diffusers. Raises BadInput where the installed one has none of that name."""
    import diffusers

    _quiet()
    found = getattr(diffusers, class_name, None)
    if found is None:
        said = f"The diffusers that is installed does not know {class_name}"
        raise BadInput(said, mend="Update it: pip install -U diffusers")
    return found


def numbers(model: Model, device: str = "cpu") -> Numbers:
    """The types of numbers that the components are used in.

    bf16, and fp32 for the VAEs that lose by less (Wan's). On the processor a network that is
    stored as fp32 stays so: nothing is won there by narrowing it.
    """
    import torch

    geometry = GEOMETRIES.get(model.family)
    fine = geometry is not None and geometry.decoder.width == 4
    found = {"default": torch.bfloat16, "vae": torch.float32 if fine else torch.bfloat16}
    if device == "cpu":
        found |= {
            part.name: torch.float32
            for part in model.parts
            if part.dtypes and part.dtypes[0][0] == "F32"
        }
    return found


def _check(model: Model, extras: frozenset[str]) -> None:
    """Refuse what the scan found wrong, and components that are not of the libraries."""
    model.check()
    if model.kind != "diffusers":
        return
    import diffusers.pipelines

    for name, value in read_json(model.path / INDEX).items():
        library = value[0] if isinstance(value, list) and value else None
        if name.startswith("_") or name in extras or not isinstance(library, str):
            continue
        if library not in _LIBRARIES and not hasattr(diffusers.pipelines, library):
            raise BadInput(
                f"{name} of {model.name} is code of {library[:80]}, which is never run",
                mend="Get the version that is saved with the classes of diffusers.",
            )


def _check_named(model: Model, pipeline: Any, names: Collection[str]) -> None:
    """Refuse a folder whose index has not all that a class of pipelines cannot do without."""
    index = read_json(model.path / INDEX)
    needed = sorted(set(names) - set(pipeline._optional_components) - set(index))
    if needed:
        raise BadInput(
            f"{model.name} has no {' and no '.join(needed)} in its {INDEX}",
            mend="Fetch the model again, or choose one that was made for this kind of clip.",
        )


_LIBRARIES = frozenset({"diffusers", "transformers"})


def _wanted(pipeline: Any) -> frozenset[str]:
    """Names of the components that a class of pipelines takes."""
    components, _ = pipeline._get_signature_keys(pipeline)
    return frozenset(components)


def _quiet() -> None:
    """The libraries draw no bars and write no lines of their own: what matters is raised."""
    import diffusers
    import transformers

    diffusers.utils.logging.set_verbosity(logging.CRITICAL)
    transformers.utils.logging.set_verbosity_error()

    diffusers.utils.logging.disable_progress_bar()
    transformers.utils.logging.disable_progress_bar()
