"""CogVideoX: text to video (2B, 5B, 1.5) and image to video (5B, 1.5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engine.backends.base import Backend
from engine.backends.diffusion.recipe import Recipe, Words, Work, guided, start_wanted
from engine.models.record import Model
from engine.motion.needs import CLIPS
from engine.records import Settings, Shot

DOC = """\
Runs CogVideoX through diffusers: text to video (2B, 5B, 1.5) and image to video (5B, 1.5). Painted
motion steers image to video by two clocks (Time-to-Move). Clips have 8n+1 frames (1.5: 16n+1) and
sides that are multiples of 16; CogVideoX 5B I2V makes only the size it was trained at, 720 x 480.
It reads English, 226 tokens of it. The negative prompt acts while guidance is above 1.
"""

_TOKENS = 226


class CogVideoX(Recipe):
    """See above."""

    families = ("cogvideox", "cogvideox-1.5")

    def pipeline(self, model: Model, shot: Shot) -> str:
        if model.variant != "i2v":
            return "CogVideoXPipeline"
        if shot.start_image is None:
            raise start_wanted(model)
        return "CogVideoXImageToVideoPipeline"

    def fitted(self, model: Model, settings: Settings) -> Settings:
        """Positions that were learned hold for one size and no more frames than they were learned
        with."""
        found = super().fitted(model, settings)
        step = CLIPS[model.family].step
        frames = max(1, round((settings.frames - 1) / step)) * step + 1
        said = self.said(model, "transformer")
        if said.get("use_learned_positional_embeddings"):
            space = self.geometry(model).space
            found = replace(
                found,
                width=int(said["sample_width"]) * space,
                height=int(said["sample_height"]) * space,
            )
            frames = min(frames, int(said["sample_frames"]))
        return replace(found, frames=frames)

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
        if type(pipe).__name__ == "CogVideoXImageToVideoPipeline":
            out["image"] = work.start
        return out

    def channels(self, pipe: Any) -> int:
        return int(pipe.vae.config.latent_channels)

    def shape(self, pipe: Any, work: Work) -> tuple[int, ...]:
        one, channels, frames, high, wide = super().shape(pipe, work)
        together = pipe.transformer.config.patch_size_t or 1
        return (one, channels, frames + -frames % together, high, wide)

    def encoded(self, pipe: Any, video: Any) -> Any:
        latents = pipe.vae.encode(video.to(pipe.vae.dtype)).latent_dist.mode().float()
        scale = float(pipe.vae_scaling_factor_image)
        inverted = getattr(pipe.vae.config, "invert_scale_latents", False)
        return latents / scale if inverted else latents * scale

    def given(self, pipe: Any, latents: Any) -> Any:
        return latents.permute(0, 2, 1, 3, 4).to(pipe.transformer.dtype)

    def canonical(self, pipe: Any, stepped: Any, work: Work) -> Any:
        return stepped.permute(0, 2, 1, 3, 4)

    def stepped(self, pipe: Any, latents: Any, work: Work) -> Any:
        return latents.permute(0, 2, 1, 3, 4)


RECIPE = CogVideoX()

BACKEND = Backend(
    id="cogvideox",
    title="CogVideoX",
    doc=DOC,
    limits=RECIPE.limits,
    open=RECIPE.opened,
    families=CogVideoX.families,
)
