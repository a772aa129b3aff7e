"""LoRAs on a loaded pipeline: the ones that are wanted go in with their weights, others come off,
and without any the model is what it was, bit by bit.

A model of two experts (Wan 2.2) gets a LoRA in both, unless its name says for which one it is.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.backends.diffusion import refusals
from engine.errors import BadInput
from engine.models.files import noise_of
from engine.models.fingerprint import fingerprint
from engine.models.loras import misfit
from engine.models.record import Model
from engine.models.scan import model_at
from engine.records import Lora

_LIMIT = 20
_SECOND = "transformer_2"


@dataclass(frozen=True, slots=True)
class _Adapter:
    """One LoRA as it goes into the networks."""

    name: str
    model: Model
    weight: float
    into: tuple[str, ...]
    """Names of the pipeline's networks."""


def applied(pipeline: Any, wanted: Sequence[Lora], base: Model) -> tuple[str, ...]:
    """Makes these the pipeline's LoRAs; returns their fingerprints in the same order.

    What is in already stays, so that another weight costs nothing. Once a pipeline is placed its
    weights have left their places: then only weights may change, while `files` stays the same.
    Raises BadInput where one is no LoRA, is of another family or has no layer of this model.
    """
    found = checked(wanted, base)
    adapters = _adapters(pipeline, wanted, found)
    if adapters and not hasattr(pipeline, "load_lora_weights"):
        said = f"Models of {base.family} take no LoRAs in this version of diffusers"
        raise BadInput(said, mend=f"Take {adapters[0].model.name} off the shot.")
    _taken_off(pipeline, {adapter.name for adapter in adapters})
    for adapter in adapters:
        _put_in(pipeline, adapter, base)
    _weighted(pipeline, adapters)
    return tuple(fingerprint(model) for model in found)


def checked(wanted: Sequence[Lora], base: Model) -> tuple[Model, ...]:
    """The LoRAs as they lie on disk. Raises BadInput where one cannot act on this model; nothing
    has to be loaded for that."""
    if len(wanted) > _LIMIT:
        raise BadInput(f"{len(wanted)} LoRAs at once", mend=f"Use at most {_LIMIT}.")
    for lora in wanted:
        if not lora.path.exists():
            mend = "Put it back, or take it off the shot."
            raise BadInput(f"There is no LoRA {lora.path}", mend=mend)
    found = tuple(model_at(lora.path) for lora in wanted)
    for model in found:
        _check(model, base)
    return found


def files(wanted: Sequence[Lora]) -> tuple[str, ...]:
    """What has to be in the pipeline before it is placed: tells one set of LoRAs from another."""
    return tuple(sorted({str(lora.path) for lora in wanted if lora.weight}))


def _check(model: Model, base: Model) -> None:
    model.check()
    problem = misfit(model, base)
    if problem is not None:
        raise BadInput(problem.message, mend=problem.mend)


def _adapters(pipeline: Any, wanted: Sequence[Lora], found: Sequence[Model]) -> list[_Adapter]:
    """Each file once, its weights added up; those that weigh nothing are left out."""
    second = getattr(pipeline, _SECOND, None) is not None
    made: dict[str, _Adapter] = {}
    for lora, model in zip(wanted, found, strict=True):
        noise = noise_of(str(model.path)) if second else ""
        into = {"high": ("transformer",), "low": (_SECOND,)}.get(
            noise, ("transformer", _SECOND) if second else ("transformer",)
        )
        name = _name(model.path)
        weight = lora.weight + (made[name].weight if name in made else 0.0)
        made[name] = _Adapter(name, model, weight, into)
    return [adapter for adapter in made.values() if adapter.weight]


def _name(path: Path) -> str:
    """What a file is called inside: another one at the same place is another LoRA."""
    stat = path.stat()
    said = f"{path.resolve()}|{stat.st_size}|{stat.st_mtime_ns}"
    return "lora_" + hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def _networks(pipeline: Any) -> dict[str, Any]:
    """The parts of a pipeline that take LoRAs."""
    names = getattr(pipeline, "_lora_loadable_modules", ())
    found = {name: getattr(pipeline, name, None) for name in names}
    return {name: network for name, network in found.items() if network is not None}


def _has(network: Any, name: str) -> bool:
    return name in getattr(network, "peft_config", {})


def _taken_off(pipeline: Any, kept: set[str]) -> None:
    networks = _networks(pipeline).values()
    there = {name for network in networks for name in getattr(network, "peft_config", {})}
    if there and not kept & there:
        pipeline.unload_lora_weights()
        return
    for name in there - kept:
        for network in networks:
            if _has(network, name):
                network.delete_adapters(name)


def _put_in(pipeline: Any, adapter: _Adapter, base: Model) -> None:
    path = adapter.model.path
    with refusals.named(adapter.model.name), warnings.catch_warnings():
        # peft warns of every adapter after the first
        warnings.simplefilter("ignore")
        for place in adapter.into:
            if _has(getattr(pipeline, place, None), adapter.name):
                continue
            second = {"load_into_transformer_2": True} if place == _SECOND else {}
            pipeline.load_lora_weights(
                str(path.parent),
                weight_name=path.name,
                adapter_name=adapter.name,
                local_files_only=True,
                use_safetensors=True,
                **second,
            )
    networks = _networks(pipeline).values()
    if not any(_has(network, adapter.name) for network in networks):
        # diffusers only logs that it found no layer to change
        raise BadInput(
            f"{adapter.model.name} changes no layer that {base.name} has",
            mend="Choose a LoRA that was made for this model.",
        )


def _weighted(pipeline: Any, adapters: Sequence[_Adapter]) -> None:
    for network in _networks(pipeline).values():
        own = [adapter for adapter in adapters if _has(network, adapter.name)]
        if own:
            network.set_adapters(
                [adapter.name for adapter in own], [adapter.weight for adapter in own]
            )
        elif getattr(network, "peft_config", None):
            with suppress(ValueError):
                network.disable_lora()
