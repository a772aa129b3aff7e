"""Cosmos of NVIDIA: 1, Predict 2 and Predict 2.5, from words or from a start image."""

from __future__ import annotations

import importlib
import os
from importlib.util import find_spec
from typing import Any

from engine.backends.base import Backend
from engine.backends.diffusion.recipe import Recipe, Words, Work, guided, start_wanted
from engine.errors import BadInput, MissingPart
from engine.models.record import Model
from engine.records import Shot

DOC = """\
Runs NVIDIA's Cosmos through diffusers: Cosmos 1 (from text or an image), Predict 2 (from an image)
and Predict 2.5 (from text or an image). Clips of Cosmos 1 have 8n+1 frames, those of the others
4k+1; sides are multiples of 16. The negative prompt acts while guidance is above 1. Painted motion
goes in as words. It needs torchvision. NVIDIA's licence asks for a guardrail: the package
cosmos_guardrail is used where it is installed; who has one of their own sets the environment
variable VERBENCH_COSMOS_GUARDRAIL to off.
"""

GUARDRAIL = "VERBENCH_COSMOS_GUARDRAIL"
_TOKENS = 512
_FIRST, _NEWEST = "cosmos-1", "cosmos-2.5"


class Cosmos(Recipe):
    """See above."""

    families = (_FIRST, "cosmos-2", _NEWEST)
    needed = frozenset({"vae"})

    def pipeline(self, model: Model, shot: Shot) -> str:
        if not _has_torchvision():
            raise MissingPart(
                f"{model.name} needs torchvision, which is not installed",
                mend="Install it: pip install torchvision",
            )
        if model.family == _NEWEST:
            return "Cosmos2_5_PredictBasePipeline"
        if model.family == _FIRST and model.variant == "t2w":
            return "CosmosTextToWorldPipeline"
        if shot.start_image is None:
            raise start_wanted(model)
        return "Cosmos2VideoToWorldPipeline" if model.family != _FIRST else _FIRST_SEEING

    def extras(self) -> dict[str, Any]:
        """What watches over words and pictures: diffusers wants something in its place."""
        if os.environ.get(GUARDRAIL, "").lower() == "off":
            return {"safety_checker": _unwatched()}
        if find_spec("cosmos_guardrail") is None:
            raise MissingPart(
                "The licence of Cosmos asks for a guardrail, and none is installed",
                mend="Install NVIDIA's: pip install cosmos_guardrail. If you have one of your own, "
                f"set {GUARDRAIL}=off.",
            )
        return {"safety_checker": importlib.import_module("cosmos_guardrail").CosmosSafetyChecker()}

    def notes(self, model: Model, shot: Shot) -> tuple[str, ...]:
        if os.environ.get(GUARDRAIL, "").lower() == "off":
            return ("Made without NVIDIA's guardrail: its licence asks you for one of your own",)
        return ()

    def prepare(self, pipe: Any, work: Work) -> None:
        """Words that were read in advance are not shown to the guardrail by the call."""
        super().prepare(pipe, work)
        if not pipe.safety_checker.check_text_safety(work.shot.prompt):
            raise BadInput(
                "NVIDIA's guardrail does not let this prompt through", mend="Put it otherwise."
            )

    def embeds(self, pipe: Any, words: Words, device: str) -> dict[str, Any]:
        positive, negative = pipe.encode_prompt(
            prompt=words.prompt,
            negative_prompt=words.negative,
            do_classifier_free_guidance=words.negative is not None,
            max_sequence_length=_TOKENS,
            device=device,
        )
        return guided(words, {"prompt_embeds": positive}, {"prompt_embeds": negative})

    def arguments(self, pipe: Any, work: Work) -> dict[str, Any]:
        out = self.usual(work)
        kind = type(pipe).__name__
        if work.model.family == _NEWEST:
            # as a video of one frame: what takes an image wants torchvision to read it
            given = {"video": [work.start], "num_latent_conditional_frames": 1}
            return out if work.start is None else out | given
        out["fps"] = round(work.settings.fps)
        return out if kind == "CosmosTextToWorldPipeline" else out | {"image": work.start}

    def takes_start(self, pipe: Any) -> bool:
        return type(pipe).__name__ != "CosmosTextToWorldPipeline"

    def channels(self, pipe: Any) -> int:
        return int(pipe.transformer.config.out_channels)

    def encoded(self, pipe: Any, video: Any) -> Any:
        said = pipe.vae.config
        latents = pipe.vae.encode(video.to(pipe.vae.dtype)).latent_dist.mode().float()
        scale = float(pipe.scheduler.config.get("sigma_data", 1.0))
        if said.latents_mean is None:
            return latents * scale
        shape = (1, latents.shape[1], -1, 1, 1)
        mean, std = (
            latents.new_tensor(values).view(shape)[:, :, : latents.shape[2]]
            for values in (said.latents_mean, said.latents_std)
        )
        return (latents - mean) / std * scale


def _has_torchvision() -> bool:
    """Whether the network finds what it resizes its mask with."""
    from diffusers.models.transformers import transformer_cosmos

    return hasattr(transformer_cosmos, "transforms")


def _unwatched() -> Any:
    """Lets everything through: the person has a guardrail of their own."""
    import torch

    class Unwatched(torch.nn.Module):  # type: ignore[misc]
        device = torch.device("cpu")
        dtype = torch.float32

        def check_text_safety(self, prompt: str) -> bool:
            return True

        def check_video_safety(self, frames: Any) -> Any:
            return frames

    return Unwatched()


_FIRST_SEEING = "CosmosVideoToWorldPipeline"

RECIPE = Cosmos()

BACKEND = Backend(
    id="cosmos",
    title="Cosmos",
    doc=DOC,
    limits=RECIPE.limits,
    open=RECIPE.opened,
    families=Cosmos.families,
)
