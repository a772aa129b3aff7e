"""A profile carried out on a pipeline: where its weights wait and where they work, in which
numbers, and what the VAE does with large frames. LoRAs have to be in the pipeline before.

The same code runs without a card: then nothing moves, and the numbers that come out are the same
bit by bit as without any of it, but where weights are kept as fp8.
"""

from __future__ import annotations

import functools
import gc
import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.backends.diffusion.single import NETWORKS
from engine.backends.diffusion.speed import Levers, levers, plain_attention, sped
from engine.errors import StorageProblem
from engine.models.memory import RESERVE
from engine.models.profiles import Profile

_GIB = 1 << 30
_ENCODERS = ("text_encoder",)
_DECODERS = ("vae", "audio_vae")
_FOLDER = "offloaded"


@dataclass
class Placement:
    """A pipeline in its place."""

    pipeline: Any
    profile: Profile
    device: str
    notes: tuple[str, ...] = ()
    """What changes the picture a little, or costs time at first."""
    _folder: Path | None = None
    _returning: list[Any] = field(default_factory=list)
    _end: weakref.finalize[..., Placement] = field(init=False)

    def __post_init__(self) -> None:
        # a placement that is dropped, because another model comes, leaves nothing either
        self._end = weakref.finalize(self, _let_go, self.pipeline, self.device, self._folder)
        self._end.atexit = False

    def begin(self) -> None:
        """Before each run: what was parked is back, and the peak is this run's own."""
        if self._returning:
            self.unpark()
        _emptied(self.device)
        if _cuda(self.device):
            import torch

            torch.cuda.reset_peak_memory_stats(self.device)

    def park(self) -> None:
        """Frees the card, also in the midst of a run; the work can go on after `unpark`."""
        for module in _modules(self.pipeline).values():
            if not _streamed(module) and _on_card(module):
                self._returning.append(module)
                module.to("cpu")
        _emptied(self.device)

    def unpark(self) -> None:
        """Puts back what `park` took off the card."""
        for module in self._returning:
            module.to(self.device)
        self._returning.clear()

    def peak(self) -> int:
        """Most bytes of the card that were held since `begin`; 0 without a card.

        What torch held, and what the driver takes beside it, as the estimate reckons it.
        """
        import torch

        if not _cuda(self.device):
            return 0
        return int(torch.cuda.max_memory_reserved(self.device)) + RESERVE

    def settle(self) -> None:
        """After a run, also one that was cut short: nothing of it is left in hooks and caches."""
        self.pipeline.maybe_free_model_hooks()

    def release(self) -> None:
        """Frees everything; the pipeline is of no use afterwards. May be called again."""
        self._returning.clear()
        self._end()


def _let_go(pipeline: Any, device: str, folder: Path | None) -> None:
    for name, module in _modules(pipeline).items():
        if getattr(module, "_verbench_attention", False):
            plain_attention(module)
        setattr(pipeline, name, None)
    with suppress(AttributeError):
        del pipeline._all_hooks
    swept(device)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def placed(
    pipeline: Any, profile: Profile, device: str, cache: Path, how: Levers | None = None
) -> Placement:
    """Carries out a profile. `cache` is a folder for weights that wait on the disk.

    `how` is what `levers` finds in the environment. Raises StorageProblem where the disk has not
    enough room, BadInput where a lever names what there is not. Being out of memory comes through
    as torch raises it: see `refusals.out_of_memory`.
    """
    chosen = levers() if how is None else how
    networks = _named(pipeline, NETWORKS)
    if profile.fp8:
        for network in networks.values():
            narrowed(network)
    if profile.tiled:
        _tiled(pipeline)
    folder = _fresh(cache, networks) if profile.disk and networks else None
    placement = Placement(pipeline, profile, device, _folder=folder)
    try:
        _carried_out(pipeline, profile, device, folder)
        placement.notes = tuple(sped(networks, profile, device, chosen))
    except BaseException:
        # what came to the card before it was full goes again
        placement.release()
        raise
    return placement


def swept(device: str) -> None:
    """Gives back the memory of what nobody holds any more."""
    # hooks and modules name each other in circles
    gc.collect()
    _emptied(device)


def has_room(pipeline: Any, device: str) -> bool:
    """Whether all weights of a pipeline can come to the card beside what is there, with what
    reading a prompt takes."""
    if not _cuda(device):
        return True
    import torch

    free, _ = torch.cuda.mem_get_info(device)
    free += torch.cuda.memory_reserved(device) - torch.cuda.memory_allocated(device)
    return bool(_weight(_modules(pipeline)) + RESERVE < free)


def _carried_out(pipeline: Any, profile: Profile, device: str, folder: Path | None) -> None:
    if profile.resident == "none":
        return
    if profile.resident == "all":
        pipeline.to(device)
    elif profile.resident == "one":
        if device != "cpu":
            pipeline.enable_model_cpu_offload(device=device)
    else:
        _streaming(pipeline, profile, device, folder)


def _streaming(pipeline: Any, profile: Profile, device: str, folder: Path | None) -> None:
    """Networks come to the card in pieces, VAEs while they work, the rest layer by layer."""
    networks = _named(pipeline, NETWORKS)
    for name, module in _modules(pipeline).items():
        if name in networks:
            # two networks of one class would overwrite each other's files in one folder
            _stream_network(module, profile, device, folder and folder / name)
        elif name.startswith(_DECODERS):
            _visiting(module, device)
        elif not (name.startswith(_ENCODERS) and profile.encoder == "processor"):
            _stream_layers(module, device)


def _stream_network(module: Any, profile: Profile, device: str, folder: Path | None) -> None:
    import torch

    blocks = profile.resident == "blocks"
    streams = _cuda(device) and folder is None
    module.enable_group_offload(
        onload_device=torch.device(device),
        offload_device=torch.device("cpu"),
        offload_type="block_level" if blocks else "leaf_level",
        num_blocks_per_group=1 if blocks else None,
        use_stream=streams,
        record_stream=streams,
        # pinned copies of all weights are what makes the blocks' profile fast, and cost memory
        low_cpu_mem_usage=streams and not blocks,
        offload_to_disk_path=str(folder) if folder else None,
    )


def _stream_layers(module: Any, device: str) -> None:
    import torch
    from diffusers.hooks import apply_group_offloading

    apply_group_offloading(
        module,
        onload_device=torch.device(device),
        offload_device=torch.device("cpu"),
        offload_type="leaf_level",
    )


def _visiting(module: Any, device: str) -> None:
    """Lets a VAE be on the card only while it encodes or decodes. Layer by layer would be slow:
    it goes through its layers once for every frame and tile."""

    def visit(work: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(work)
        def done(*args: Any, **how: Any) -> Any:
            module.to(device)
            try:
                return work(*args, **how)
            finally:
                module.to("cpu")
                _emptied(device)

        return done

    for name in ("encode", "decode"):
        if hasattr(module, name):
            setattr(module, name, visit(getattr(module, name)))


def narrowed(network: Any) -> None:
    """Keeps the weights as fp8 and widens each layer while it works; quantised ones stay.

    May come before `placed`, but not before LoRAs: their weights would be kept as fp8, too.
    """
    import torch
    from diffusers.hooks.layerwise_casting import _is_layerwise_casting_active

    if getattr(network, "hf_quantizer", None) is None and not _is_layerwise_casting_active(network):
        network.enable_layerwise_casting(
            storage_dtype=torch.float8_e4m3fn, compute_dtype=network.dtype
        )


def _tiled(pipeline: Any) -> None:
    for vae in _named(pipeline, _DECODERS).values():
        if hasattr(vae, "enable_tiling"):
            # some have the method and cannot
            with suppress(NotImplementedError):
                vae.enable_tiling()


# --- the disk ----------------------------------------------------------------------------------


def _fresh(cache: Path, networks: Mapping[str, Any]) -> Path:
    """A new folder for the weights; those that a killed process left behind go first."""
    home = cache / _FOLDER
    home.mkdir(parents=True, exist_ok=True)
    for old in home.iterdir():
        if not _alive(old.name.partition("-")[0]):
            shutil.rmtree(old, ignore_errors=True)
    needed = _weight(networks)
    free = shutil.disk_usage(home).free
    if needed > free:
        raise StorageProblem(
            f"{needed / _GIB:.1f} GiB of weights have to wait on the disk, and {free / _GIB:.1f} "
            f"GiB are free in {home}",
            mend="Make room there, or choose another profile.",
        )
    return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=home))


def _alive(process: str) -> bool:
    if os.name != "posix" or not process.isdecimal():
        # asking on Windows would end it; its files are then kept until the cache is deleted
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


# --- pipelines ---------------------------------------------------------------------------------


def _modules(pipeline: Any) -> dict[str, Any]:
    import torch

    found = pipeline.components.items()
    return {name: part for name, part in found if isinstance(part, torch.nn.Module)}


def _weight(modules: Mapping[str, Any]) -> int:
    """Bytes of all parameters."""
    return sum(
        parameter.numel() * parameter.element_size()
        for module in modules.values()
        for parameter in module.parameters()
    )


def _named(pipeline: Any, starts: tuple[str, ...]) -> dict[str, Any]:
    found = _modules(pipeline).items()
    return {name: module for name, module in found if name.startswith(starts)}


def _streamed(module: Any) -> bool:
    """Whether it comes to the card in pieces, and is off it between two steps."""
    from diffusers.hooks.group_offloading import _is_group_offload_enabled

    return bool(_is_group_offload_enabled(module))


def _on_card(module: Any) -> bool:
    return any(parameter.device.type not in {"cpu", "meta"} for parameter in module.parameters())


def _cuda(device: str) -> bool:
    return device.startswith("cuda")


def _emptied(device: str) -> None:
    if _cuda(device):
        import torch

        torch.cuda.empty_cache()
