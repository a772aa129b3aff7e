"""The ways to run a model on cards of different sizes: which weights are on the card, in which
numbers, and what happens to the text encoder and the VAE. Each is built from what diffusers offers
(group offload, layerwise fp8, VAE tiling); the backends carry them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.errors import BadInput

Resident = Literal["all", "one", "blocks", "layers", "none"]
"""What of the transformers is on the card: both experts, the one at work, blocks that are streamed,
some layers at a time, nothing."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One way to run a model, the fastest first in `PROFILES`."""

    id: str
    title: str
    card: int
    """GiB of the card that it is meant for; 0 where it needs none."""
    resident: Resident
    fp8: bool
    """Weights wider than a byte are kept as fp8 and widened when they are used."""
    tiled: bool
    """The VAE works in tiles."""
    encoder: Literal["card", "blocks", "processor"]
    """Where the text encoder runs; it is freed before the pictures begin."""
    copies: float
    """Of the weights that wait in memory: 2 where they are pinned beside the originals."""
    disk: bool = False
    """Weights wait on the disk and not in memory."""

    @property
    def steps(self) -> str:
        """How it works, in words."""
        held = {
            "all": "all weights on the card",
            "one": "one network on the card at a time",
            "blocks": "a few blocks on the card at a time",
            "layers": "a few layers on the card at a time",
            "none": "everything on the processor",
        }[self.resident]
        said = [held + (", from the disk" if self.disk else "")]
        said += ["weights as fp8"] if self.fp8 else []
        said += ["VAE in tiles"] if self.tiled else []
        said += ["text encoder on the processor"] if self.encoder == "processor" else []
        return ", ".join(said)


PROFILES: tuple[Profile, ...] = (
    Profile("max-speed", "Max speed", 48, "all", False, False, "card", 1.0),
    Profile("24", "24 GB", 24, "one", True, True, "card", 1.0),
    Profile("16", "16 GB", 16, "blocks", True, True, "blocks", 2.0),
    Profile("12", "12 GB", 12, "layers", True, True, "blocks", 1.0),
    Profile("8", "8 GB", 8, "layers", True, True, "processor", 1.0),
    Profile("low-ram", "Low RAM", 8, "blocks", True, True, "blocks", 0.0, disk=True),
    Profile("cpu", "Processor", 0, "none", False, True, "processor", 1.0),
)


def profile_of(identity: str) -> Profile:
    """The profile with this id. Raises BadInput where there is none."""
    for profile in PROFILES:
        if profile.id == identity:
            return profile
    known = ", ".join(profile.id for profile in PROFILES)
    raise BadInput(f"There is no profile named {identity}", mend=f"The profiles are {known}.")


def next_profile(profile: Profile, *, card: bool = True) -> Profile | None:
    """The profile to try where this one ran out of memory of the card, or (`card` is False) of the
    machine's; None where none takes less."""
    rest = PROFILES[PROFILES.index(profile) + 1 :]
    # weights on the disk spare memory; of the card they take more than the profiles before
    smaller = (other for other in rest if other.resident != "none" and other.disk is not card)
    return next(smaller, None)
