"""What there is to run a model with: the libraries that are installed, and a device."""

from __future__ import annotations

from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from engine.errors import MissingPart
from engine.models.profiles import Profile

LIBRARIES = ("torch", "diffusers", "transformers", "accelerate", "peft")


def check_installed() -> None:
    """Raise MissingPart where a library that every local model needs is not there."""
    for name in ("torch", "diffusers", "transformers"):
        if find_spec(name) is None:
            raise MissingPart(
                f"{name} is not installed, which local models need",
                mend="Install it: pip install 'verbench[diffusers]'",
            )


def device_of(profile: Profile) -> str:
    """Where a profile runs: on the card, unless it is for none or there is none."""
    import torch

    if profile.resident == "none":
        return "cpu"
    for name, there in (("cuda", torch.cuda), ("xpu", torch.xpu), ("mps", torch.backends.mps)):
        if there.is_available():
            return name
    return "cpu"


def device_name(device: str) -> str:
    """What a device is called: of a card its maker's name."""
    import torch

    return str(torch.cuda.get_device_name()) if device == "cuda" else device


def versions() -> dict[str, str]:
    """Of the libraries that are installed, by name."""
    found = {}
    for name in LIBRARIES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found
