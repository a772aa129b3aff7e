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
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.backends.diffusion.single import NETWORKS
from engine.errors import BadInput, StorageProblem
from engine.models.memory import RESERVE
from engine.models.profiles import Profile

_GIB = 1 << 30
_ENCODERS = ("text_encoder",)
_DECODERS = ("vae", "audio_vae")
_FOLDER = "offloaded"
_PLAIN_ATTENTION = frozenset({"WanTransformer3DModel", "WanVACETransformer3DModel"})
"""Networks that never mask their attention: the fast kernels take no masks."""
_KERNELS = (("sage", "sageattention"), ("flash", "flash_attn"))
"""Names of diffusers, and the package that each needs; the fastest first."""


@dataclass(frozen=True, slots=True)
class Levers:
    """What makes a step faster, and changes the picture a little or costs time at first."""

    attention: str = "auto"
    """A name of diffusers ('native', 'flash', 'sage' ...), or the fastest that is installed."""
    cache: float | None = None
    """Change of the first block under which a step takes over the rest from the one before; 0 is
    never, None 0.1 with the profile 'max-speed' and never with others."""
    compiled: bool = False
    """Compile the repeated blocks: the first step then takes minutes longer."""


def levers(environment: Mapping[str, str] | None = None) -> Levers:
    """As the variables say: VERBENCH_ATTENTION, VERBENCH_STEP_CACHE, VERBENCH_COMPILE.

    Raises BadInput where one of them is no such thing.
    """
    said = os.environ if environment is None else environment
    cache = said.get("VERBENCH_STEP_CACHE", "").strip()
    try:
        threshold = float(cache) if cache else None
    except ValueError:
        threshold = -1.0
    if threshold is not None and not 0.0 <= threshold <= 1.0:
        raise BadInput(
            f"VERBENCH_STEP_CACHE is '{cache[:40]}'", mend="Use 0 (never) to 1; 0.1 is usual."
        )
    return Levers(
        said.get("VERBENCH_ATTENTION", "").strip().lower() or "auto",
        threshold,
        said.get("VERBENCH_COMPILE", "").strip().lower() in {"1", "yes", "true"},
    )


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
            _plain_attention(module)
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
        placement.notes = tuple(_sped(networks, profile, device, chosen))
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


# --- speed -------------------------------------------------------------------------------------


def _sped(networks: Mapping[str, Any], profile: Profile, device: str, how: Levers) -> Iterator[str]:
    """Pulls the levers; yields what the person should know of it."""
    for network in networks.values():
        kernel = _kernel(network, device, how)
        if kernel is not None:
            _attention(network, kernel)
    threshold = how.cache if how.cache is not None else (0.1 if profile.id == "max-speed" else 0.0)
    cached = [network for network in networks.values() if threshold and _cached(network, threshold)]
    if cached:
        yield (
            f"Steps whose first block changes by less than {threshold:g} take over the rest from "
            "the step before"
        )
    if how.compiled:
        compiled = [network for network in networks.values() if _compiled(network)]
        if compiled:
            yield "The blocks are compiled: the first step takes minutes longer"


def _kernel(network: Any, device: str, how: Levers) -> str | None:
    """The attention to set; None leaves torch's own."""
    if how.attention != "auto":
        return how.attention
    if not _cuda(device) or type(network).__name__ not in _PLAIN_ATTENTION:
        return None
    from importlib.util import find_spec

    return next((name for name, package in _KERNELS if find_spec(package) is not None), None)


def _attention(network: Any, kernel: str) -> None:
    try:
        with _unheard():
            network.set_attention_backend(kernel)
    except (RuntimeError, ValueError, ImportError) as error:
        said = " ".join(str(error).split())[:200]
        mend = "Unset VERBENCH_ATTENTION, or install what it needs."
        raise BadInput(
            f"The attention '{kernel[:40]}' cannot be used: {said}", mend=mend
        ) from error
    network._verbench_attention = True


def _plain_attention(network: Any) -> None:
    """The choice is kept for the whole process by diffusers; the next model starts anew."""
    with _unheard():
        network.set_attention_backend("native")
        network.reset_attention_backend()


@contextmanager
def _unheard() -> Iterator[None]:
    """Inside, diffusers does not say that attention backends are an experiment."""
    import diffusers

    logging = diffusers.utils.logging
    before = logging.get_verbosity()
    logging.set_verbosity_error()
    try:
        yield
    finally:
        logging.set_verbosity(before)


def _cached(network: Any, threshold: float) -> bool:
    """Whether the network now skips what changes little; some cannot, and one block is too few."""
    from diffusers import FirstBlockCacheConfig

    if not hasattr(network, "enable_cache") or network.is_cache_enabled:
        return False
    try:
        network.enable_cache(FirstBlockCacheConfig(threshold=threshold))
    except (IndexError, ValueError):
        return False
    return True


def _compiled(network: Any) -> bool:
    if not getattr(network, "_repeated_blocks", None):
        return False
    network.compile_repeated_blocks(fullgraph=True)
    return True


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
