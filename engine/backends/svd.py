"""Stable Video Diffusion: an image goes on moving; it reads no words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engine.backends.base import Backend, Limits
from engine.backends.diffusion.recipe import Recipe, Work, start_wanted
from engine.models.record import Model
from engine.motion.needs import CLIPS
from engine.records import Settings, Shot

DOC = """\
Runs Stable Video Diffusion through diffusers: a start image goes on moving. It reads no prompt and
takes no painted motion: what moves, and where to, is its own choice. It makes as many frames as it
was trained with, 14 or 25 (XT), and sides that are multiples of 64. Guidance rises from 1 at the
first frame to the number in the settings at the last.
"""

_AT_ONCE = 8
"""Frames that are decoded together; all of them take several gigabytes more."""


class SVD(Recipe):
    """See above."""

    families = ("svd",)
    limits = Limits(min_side=32, max_side=2048, side_multiple=1, max_frames=64, needs_image=True)
    readers = frozenset()

    def pipeline(self, model: Model, shot: Shot) -> str:
        if shot.start_image is None:
            raise start_wanted(model)
        return "StableVideoDiffusionPipeline"

    def notes(self, model: Model, shot: Shot) -> tuple[str, ...]:
        return ("Stable Video Diffusion reads no words: the prompt is not used",)

    def fitted(self, model: Model, settings: Settings) -> Settings:
        side = CLIPS["svd"].multiple
        width, height = (
            max(1, round(length / side)) * side for length in (settings.width, settings.height)
        )
        frames = int(self.said(model, "unet").get("num_frames", settings.frames))
        return replace(settings, width=width, height=height, frames=frames)

    def arguments(self, pipe: Any, work: Work) -> dict[str, Any]:
        out = self.usual(work)
        del out["guidance_scale"]
        return out | {
            "image": work.start,
            "max_guidance_scale": max(1.0, work.settings.guidance),
            "fps": round(work.settings.fps),
            "decode_chunk_size": _AT_ONCE,
        }

    def takes_start(self, pipe: Any) -> bool:
        return True

    def channels(self, pipe: Any) -> int:
        return int(pipe.vae.config.latent_channels)

    def shape(self, pipe: Any, work: Work) -> tuple[int, ...]:
        settings, space = work.settings, pipe.vae_scale_factor
        size = (settings.height // space, settings.width // space)
        return (1, self.channels(pipe), settings.frames, *size)

    def encoded(self, pipe: Any, video: Any) -> Any:
        frames = video[0].permute(1, 0, 2, 3).to(pipe.vae.dtype)
        latents = pipe.vae.encode(frames).latent_dist.mode().float()
        return latents.permute(1, 0, 2, 3)[None] * float(pipe.vae.config.scaling_factor)

    def given(self, pipe: Any, latents: Any) -> Any:
        return latents.permute(0, 2, 1, 3, 4)

    def canonical(self, pipe: Any, stepped: Any, work: Work) -> Any:
        return stepped.permute(0, 2, 1, 3, 4)

    def stepped(self, pipe: Any, latents: Any, work: Work) -> Any:
        return latents.permute(0, 2, 1, 3, 4)


RECIPE = SVD()

BACKEND = Backend(
    id="svd",
    title="Stable Video Diffusion",
    doc=DOC,
    limits=RECIPE.limits,
    open=RECIPE.opened,
    families=SVD.families,
)
