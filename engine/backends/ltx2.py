"""LTX-2: text to video, from a start image, to an end image, or both; its sound is left out."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

from engine.backends.base import Backend
from engine.backends.diffusion.recipe import Recipe, Words, Work, guided
from engine.models.record import Model
from engine.motion.ways import taken, track_lora
from engine.records import Settings, Shot

DOC = """\
Runs LTX-2 through diffusers: text to video, and from a start image, to an end image, or both. The
model makes sound as well, which is left out. Painted motion goes in as a track video where the
LoRA Motion-Track-Control is among the shot's, else as words. Clips have 8n+1 frames and sides that
are multiples of 32. The negative prompt acts while guidance is above 1; at 1, as the distilled
version wants it, every other kind of guidance is off, too.
"""

_TOKENS = 1024
_UNGUIDED = {
    "stg_scale": 0.0,
    "modality_scale": 1.0,
    "guidance_rescale": 0.0,
    "audio_guidance_scale": 1.0,
    "audio_stg_scale": 0.0,
    "audio_modality_scale": 1.0,
    "audio_guidance_rescale": 0.0,
}


class LTX2(Recipe):
    """See above."""

    families = ("ltx-2",)

    def pipeline(self, model: Model, shot: Shot) -> str:
        # the LoRA of drawn tracks reads a second video
        return "LTX2InContextPipeline" if _has_tracks(shot, model) else "LTX2ConditionPipeline"

    def notes(self, model: Model, shot: Shot) -> tuple[str, ...]:
        return ("LTX-2 makes sound too: the take keeps its pictures",)

    def fitted(self, model: Model, settings: Settings) -> Settings:
        """The track video goes in at half the size, and has the same rule."""
        found = super().fitted(model, settings)
        if track_lora(settings.loras) is None:
            return found
        twice = 2 * self.geometry(model).side
        across, down = (max(1, round(side / twice)) * twice for side in (found.width, found.height))
        return replace(found, width=across, height=down)

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

    def prepare(self, pipe: Any, work: Work) -> None:
        super().prepare(pipe, work)
        # of its own, so that no copy is made of the one that is watched
        pipe.register_modules(audio_scheduler=copy.deepcopy(pipe.scheduler))

    def arguments(self, pipe: Any, work: Work) -> dict[str, Any]:
        out = self.usual(work) | {"frame_rate": work.settings.fps}
        if work.settings.guidance <= 1.0:
            out |= _UNGUIDED
        conditions = _ends(work)
        return out | {"conditions": conditions} if conditions else out

    def takes_start(self, pipe: Any) -> bool:
        return True

    def takes_end(self, pipe: Any) -> bool:
        return True

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

    def canonical(self, pipe: Any, stepped: Any, work: Work) -> Any:
        _, _, frames, high, wide = self.shape(pipe, work)
        # what stands at an end is put behind the clip's own
        own = stepped[:, : frames * high * wide]
        return pipe._unpack_latents(
            own,
            frames,
            high,
            wide,
            pipe.transformer_spatial_patch_size,
            pipe.transformer_temporal_patch_size,
        )


def _has_tracks(shot: Shot, model: Model) -> bool:
    return taken(shot, model.family).way == "tracks"


def _ends(work: Work) -> list[Any]:
    from diffusers.pipelines.ltx2.pipeline_ltx2_condition import LTX2VideoCondition

    # the index counts latents, and -1 is the last
    at = ((work.start, 0), (work.end, -1))
    return [
        LTX2VideoCondition(frames=image, index=index) for image, index in at if image is not None
    ]


RECIPE = LTX2()

BACKEND = Backend(
    id="ltx2",
    title="LTX-2",
    doc=DOC,
    limits=RECIPE.limits,
    open=RECIPE.opened,
    families=LTX2.families,
)
