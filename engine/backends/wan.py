"""Wan 2.1 and 2.2: text to video, image to video with and without an end image, the pair of experts
(A14B), the small one that does both (5B), and VACE."""

from __future__ import annotations

from typing import Any

from engine.backends.base import Backend
from engine.backends.diffusion.recipe import Recipe, Words, Work, start_wanted
from engine.models.record import Model
from engine.records import Shot

DOC = """\
Runs the models of Wan 2.1 and 2.2 through diffusers: text to video, image to video (14B with an end
image, if the shot has one), Wan 2.2 A14B with its two experts, Wan 2.2 5B, and VACE. Painted motion
steers image to video by two clocks (Time-to-Move), and VACE by its control video. Clips have 4k+1
frames and sides that are multiples of 16 (5B: 32). The negative prompt acts while guidance is above
1.
"""

_TOKENS = 512
"""Of the prompt; `encode_prompt` alone would cut it at 226."""
_VACE = "wan-2.1-vace"
_SMALL = "wan-2.2-5b"


class Wan(Recipe):
    """See above."""

    families: tuple[str, ...] = ("wan-2.1", "wan-2.2", _SMALL, _VACE)

    def pipeline(self, model: Model, shot: Shot) -> str:
        if model.family == _VACE:
            return "WanVACEPipeline"
        if model.family == _SMALL:
            return "WanPipeline" if shot.start_image is None else "WanImageToVideoPipeline"
        if model.variant in ("i2v", "flf2v"):
            if shot.start_image is None:
                raise start_wanted(model)
            return "WanImageToVideoPipeline"
        return "WanPipeline"

    def embeds(self, pipe: Any, words: Words, device: str) -> dict[str, Any]:
        positive, negative = pipe.encode_prompt(
            prompt=words.prompt,
            negative_prompt=words.negative,
            do_classifier_free_guidance=words.negative is not None,
            max_sequence_length=_TOKENS,
            device=device,
        )
        found = {"prompt_embeds": positive}
        return found if negative is None else {**found, "negative_prompt_embeds": negative}

    def arguments(self, pipe: Any, work: Work) -> dict[str, Any]:
        settings = work.settings
        out: dict[str, Any] = {
            "height": settings.height,
            "width": settings.width,
            "num_frames": settings.frames,
            "num_inference_steps": settings.steps,
            "guidance_scale": settings.guidance,
        }
        if settings.guidance_2 is not None and pipe.config.get("boundary_ratio") is not None:
            out["guidance_scale_2"] = settings.guidance_2
        if type(pipe).__name__ == "WanImageToVideoPipeline":
            out["image"] = work.start
            if work.end is not None and self.takes_end(pipe):
                out["last_image"] = work.end
        return out

    def takes_start(self, pipe: Any) -> bool:
        # VACE has both ends in its control video
        return _is_vace(pipe) or super().takes_start(pipe)

    def takes_end(self, pipe: Any) -> bool:
        if _is_vace(pipe):
            return True
        if type(pipe).__name__ != "WanImageToVideoPipeline" or pipe.config.get("expand_timesteps"):
            return False
        # with an image encoder, only what was trained on pairs has places for two of them
        said = pipe.transformer.config
        return said.get("image_dim") is None or said.get("pos_embed_seq_len") is not None

    def encoded(self, pipe: Any, video: Any) -> Any:
        vae = pipe.vae
        latents = vae.encode(video.to(vae.dtype)).latent_dist.mode().float()
        shape = (1, -1, 1, 1, 1)
        mean, std = (
            latents.new_tensor(values).view(shape)
            for values in (vae.config.latents_mean, vae.config.latents_std)
        )
        return (latents - mean) / std


def _is_vace(pipe: Any) -> bool:
    return type(pipe).__name__ == "WanVACEPipeline"


RECIPE = Wan()

BACKEND = Backend(
    id="wan",
    title="Wan",
    doc=DOC,
    limits=RECIPE.limits,
    open=RECIPE.opened,
    families=Wan.families,
)
