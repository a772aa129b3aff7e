"""LTX-Video: text to video, image to video, and both ends where the version can."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np

from engine.backends.base import Backend
from engine.backends.diffusion.recipe import Recipe, Words, Work, guided
from engine.backends.diffusion.schedule import Schedule, schedule_of
from engine.models.record import Model
from engine.records import Shot

DOC = """\
Runs LTX-Video through diffusers: text to video, image to video, and from a start to an end image
with version 0.9.5 and later. Painted motion steers image to video by two clocks (Time-to-Move).
Clips have 8n+1 frames and sides that are multiples of 32. It reads English, 128 tokens of it. The
negative prompt acts while guidance is above 1.
"""

_TOKENS = 128
_NOISE_LEVEL, _NOISE = 0.05, 0.025
"""What a decoder that cleans up itself is given: the values of its authors."""
_CONDITION = "LTXConditionPipeline"
_IMAGE = "LTXImageToVideoPipeline"


class LTX(Recipe):
    """See above."""

    families = ("ltx-video",)
    first_is_given = True

    def pipeline(self, model: Model, shot: Shot) -> str:
        if shot.end_image is not None and self._can_end(model):
            return _CONDITION
        return "LTXPipeline" if shot.start_image is None else _IMAGE

    def embeds(self, pipe: Any, words: Words, device: str) -> dict[str, Any]:
        positive, seen, negative, unseen = pipe.encode_prompt(
            prompt=words.prompt,
            negative_prompt=words.negative,
            do_classifier_free_guidance=words.negative is not None,
            max_sequence_length=_TOKENS,
            device=device,
        )
        return guided(
            words,
            {"prompt_embeds": positive, "prompt_attention_mask": seen},
            {"prompt_embeds": negative, "prompt_attention_mask": unseen},
        )

    def arguments(self, pipe: Any, work: Work) -> dict[str, Any]:
        out = self.usual(work) | {"frame_rate": work.settings.fps}
        if pipe.vae.config.timestep_conditioning:
            out |= {"decode_timestep": _NOISE_LEVEL, "decode_noise_scale": _NOISE}
        kind = type(pipe).__name__
        if kind == _IMAGE:
            out["image"] = work.start
        elif kind == _CONDITION:
            out["conditions"] = _ends(work)
        return out

    def takes_start(self, pipe: Any) -> bool:
        return type(pipe).__name__ in (_IMAGE, _CONDITION)

    def takes_end(self, pipe: Any) -> bool:
        return type(pipe).__name__ == _CONDITION

    def channels(self, pipe: Any) -> int:
        return int(pipe.transformer.config.in_channels)

    def shape(self, pipe: Any, work: Work) -> tuple[int, ...]:
        time, space = pipe.vae_temporal_compression_ratio, pipe.vae_spatial_compression_ratio
        settings = work.settings
        frames = (settings.frames - 1) // time + 1
        return (1, self.channels(pipe), frames, settings.height // space, settings.width // space)

    def encoded(self, pipe: Any, video: Any) -> Any:
        latents = pipe.vae.encode(video.to(pipe.vae.dtype)).latent_dist.mode().float()
        return pipe._normalize_latents(latents, pipe.vae.latents_mean, pipe.vae.latents_std)

    def given(self, pipe: Any, latents: Any) -> Any:
        return pipe._pack_latents(
            latents, pipe.transformer_spatial_patch_size, pipe.transformer_temporal_patch_size
        )

    def canonical(self, pipe: Any, stepped: Any, work: Work) -> Any:
        if stepped.ndim == 5:
            return stepped
        _, _, frames, high, wide = self.shape(pipe, work)
        # what stands at an end is put before the clip's own
        own = stepped[:, -frames * high * wide :]
        return pipe._unpack_latents(
            own,
            frames,
            high,
            wide,
            pipe.transformer_spatial_patch_size,
            pipe.transformer_temporal_patch_size,
        )

    def stepped(self, pipe: Any, latents: Any, work: Work) -> Any:
        return latents if type(pipe).__name__ == _IMAGE else self.given(pipe, latents)

    def schedule(self, pipe: Any, work: Work) -> Schedule:
        from diffusers.pipelines.ltx.pipeline_ltx import calculate_shift

        _, _, frames, high, wide = self.shape(pipe, work)
        said, steps = pipe.scheduler.config, work.settings.steps
        mu = calculate_shift(
            frames * high * wide,
            said.get("base_image_seq_len", 256),
            said.get("max_image_seq_len", 4096),
            said.get("base_shift", 0.5),
            said.get("max_shift", 1.15),
        )
        scheduler = copy.deepcopy(pipe.scheduler)
        scheduler.set_timesteps(sigmas=np.linspace(1.0, 1 / steps, steps), mu=mu)
        return schedule_of(scheduler)

    def _can_end(self, model: Model) -> bool:
        # its steps are fixed: a schedule that goes by the clip's length is of an earlier version
        return not self.said(model, "scheduler", "scheduler_config.json").get(
            "use_dynamic_shifting", False
        )


def _ends(work: Work) -> list[Any]:
    from diffusers.pipelines.ltx.pipeline_ltx_condition import LTXVideoCondition

    at = ((work.start, 0), (work.end, work.settings.frames - 1))
    return [
        LTXVideoCondition(image=image, frame_index=index)
        for image, index in at
        if image is not None
    ]


RECIPE = LTX()

BACKEND = Backend(
    id="ltx",
    title="LTX-Video",
    doc=DOC,
    limits=RECIPE.limits,
    open=RECIPE.opened,
    families=LTX.families,
)
