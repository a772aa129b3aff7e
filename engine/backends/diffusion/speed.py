"""What makes a step faster: attention kernels, taking over steps that change little, compiling. A
placed network and levers go in; what the person should know of it comes out.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from engine.errors import BadInput
from engine.models.profiles import Profile

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


def sped(networks: Mapping[str, Any], profile: Profile, device: str, how: Levers) -> Iterator[str]:
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
    if not device.startswith("cuda") or type(network).__name__ not in _PLAIN_ATTENTION:
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


def plain_attention(network: Any) -> None:
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
