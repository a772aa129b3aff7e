"""HunyuanVideo: text and image to video, version 1.5 of both, and SkyReels V1, made of it."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from engine.backends.base import Backend, Generator, Workplace
from engine.backends.diffusion.recipe import Recipe, Words, Work, guided, start_wanted
from engine.backends.diffusion.schedule import Schedule, schedule_of
from engine.frame.load import Image
from engine.models.files import read_json
from engine.models.record import Model
from engine.models.scan import model_at
from engine.records import Settings, Shot

DOC = """\
Runs HunyuanVideo through diffusers: text to video, image to video (both releases), version 1.5 of
both, and SkyReels V1, which is made of it. Clips have 4k+1 frames and sides that are multiples of
16; 1.5 from an image makes the sizes it was trained at, by the shape of the shot. Guidance is
distilled into HunyuanVideo, so that a negative prompt does nothing there; SkyReels V1 and 1.5 heed
it while guidance is above 1. Painted motion goes in as words.
"""

_I2V = "HunyuanVideoImageToVideoPipeline"
_BESIDE = "latent_concat"
"""The start image goes beside the noise (first release of I2V), not in place of a latent frame."""
_EVERY = {_BESIDE: 2, "token_replace": 4}
"""Of the image's tokens one in so many is handed on with the words."""
_DROPPED = 4
"""Frames that the first release makes in front of the clip, and drops."""


@dataclass(frozen=True)
class _Looked(Words):
    """Words that are read together with the start image."""

    every: int = 2


class Hunyuan(Recipe):
    """HunyuanVideo as it first was."""

    families: tuple[str, ...] = ("hunyuanvideo",)
    readers = frozenset(
        {"text_encoder", "tokenizer", "text_encoder_2", "tokenizer_2", "image_processor"}
    )

    def pipeline(self, model: Model, shot: Shot) -> str:
        if model.variant != "i2v":
            return "HunyuanVideoPipeline"
        if shot.start_image is None:
            raise start_wanted(model)
        return _I2V

    def notes(self, model: Model, shot: Shot) -> tuple[str, ...]:
        said = self.said(model, "transformer")
        if said.get("guidance_embeds", True):
            return ()
        return ("Guidance does nothing with this release of HunyuanVideo I2V",)

    def negative_acts(self, settings: Settings) -> bool:
        return False

    def words(self, shot: Shot, start: Image | None) -> Words:
        """Those of image to video are read together with the image."""
        found, way = super().words(shot, start), _way(shot.settings)
        if way is None or start is None:
            return found
        return _Looked(found.prompt, found.negative, start, _EVERY.get(way, 1))

    def embeds(self, pipe: Any, words: Words, device: str) -> dict[str, Any]:
        if isinstance(words, _Looked):
            from PIL.Image import fromarray

            image = fromarray(np.asarray(words.picture))
            more = {"image": image, "image_embed_interleave": words.every}
        else:
            more = {}
        texts = [words.prompt] if words.negative is None else [words.prompt, words.negative]
        said = [_named(*pipe.encode_prompt(prompt=text, device=device, **more)) for text in texts]
        negative = {} if words.negative is None else said[-1]
        return said[0] | {f"negative_{name}": value for name, value in negative.items()}

    def arguments(self, pipe: Any, work: Work) -> dict[str, Any]:
        out = self.usual(work)
        if type(pipe).__name__ != _I2V:
            return out
        out["image"] = work.start
        if pipe.transformer.config.image_condition_type == _BESIDE:
            out["num_frames"] += _DROPPED
            out["guidance_scale"] = 1.0
        return out

    def channels(self, pipe: Any) -> int:
        return int(pipe.vae.config.latent_channels)

    def shape(self, pipe: Any, work: Work) -> tuple[int, ...]:
        one, channels, frames, high, wide = super().shape(pipe, work)
        beside = pipe.transformer.config.get("image_condition_type") == _BESIDE
        return (one, channels, frames + beside, high, wide)

    def encoded(self, pipe: Any, video: Any) -> Any:
        latents = pipe.vae.encode(video.to(pipe.vae.dtype)).latent_dist.mode().float()
        return latents * float(pipe.vae.config.scaling_factor)

    def schedule(self, pipe: Any, work: Work) -> Schedule:
        scheduler = copy.deepcopy(pipe.scheduler)
        scheduler.set_timesteps(sigmas=np.linspace(1.0, 0.0, work.settings.steps + 1)[:-1])
        return schedule_of(scheduler)


class SkyReels1(Hunyuan):
    """SkyReels V1: HunyuanVideo with guidance by a negative prompt."""

    families = ("skyreels-v1",)

    def pipeline(self, model: Model, shot: Shot) -> str:
        found = super().pipeline(model, shot)
        return "HunyuanSkyreelsImageToVideoPipeline" if found == _I2V else found

    def notes(self, model: Model, shot: Shot) -> tuple[str, ...]:
        return ()

    def negative_acts(self, settings: Settings) -> bool:
        return settings.guidance > 1.0

    def arguments(self, pipe: Any, work: Work) -> dict[str, Any]:
        out = super().arguments(pipe, work)
        out |= {"guidance_scale": 1.0, "true_cfg_scale": work.settings.guidance}
        if "image" in type(pipe).__call__.__annotations__:
            out["image"] = work.start
        return out


class Hunyuan15(Hunyuan):
    """HunyuanVideo 1.5."""

    families = ("hunyuanvideo-1.5",)
    readers = frozenset({"text_encoder", "tokenizer", "text_encoder_2", "tokenizer_2"})
    needed = frozenset({"vae"})

    def pipeline(self, model: Model, shot: Shot) -> str:
        if model.variant != "i2v":
            return "HunyuanVideo15Pipeline"
        if shot.start_image is None:
            raise start_wanted(model)
        return "HunyuanVideo15ImageToVideoPipeline"

    def notes(self, model: Model, shot: Shot) -> tuple[str, ...]:
        return ()

    def negative_acts(self, settings: Settings) -> bool:
        return settings.guidance > 1.0

    def fitted(self, model: Model, settings: Settings) -> Settings:
        """From an image its sizes are its own: as many pixels as it was trained with, in one of
        some shapes."""
        found = super().fitted(model, settings)
        side = self.said(model, "transformer").get("target_size")
        if model.variant != "i2v" or side is None:
            return found
        width, height = _own_size(settings.width, settings.height, int(side))
        return replace(found, width=width, height=height)

    def embeds(self, pipe: Any, words: Words, device: str) -> dict[str, Any]:
        def said(text: str) -> dict[str, Any]:
            first, mask, second, mask_2 = pipe.encode_prompt(prompt=text, device=device)
            return {
                "prompt_embeds": first,
                "prompt_embeds_mask": mask,
                "prompt_embeds_2": second,
                "prompt_embeds_mask_2": mask_2,
            }

        negative = {} if words.negative is None else said(words.negative)
        return guided(words, said(words.prompt), negative)

    def prepare(self, pipe: Any, work: Work) -> None:
        super().prepare(pipe, work)
        kind = type(pipe.guider)
        guider = kind.from_config(pipe.guider.config, guidance_scale=work.settings.guidance)
        pipe.register_modules(guider=guider)

    def arguments(self, pipe: Any, work: Work) -> dict[str, Any]:
        out = self.usual(work)
        del out["guidance_scale"]
        if type(pipe).__name__ == "HunyuanVideo15ImageToVideoPipeline":
            del out["height"], out["width"]
            out["image"] = work.start
        return out


def _way(settings: Settings) -> str | None:
    """How a release of I2V takes its image; None of a model that takes none."""
    path = Path(settings.model) / "transformer" / "config.json"
    way = read_json(path).get("image_condition_type") if path.is_file() else None
    return way if isinstance(way, str) else None


def _named(words: Any, pooled: Any, mask: Any) -> dict[str, Any]:
    return {
        "prompt_embeds": words,
        "pooled_prompt_embeds": pooled,
        "prompt_attention_mask": mask,
    }


def _own_size(width: int, height: int, side: int) -> tuple[int, int]:
    """The size that 1.5 makes of an image of this size; of an image of that size it makes the same.

    Its own search takes the next flatter shape, and of a size it has found again the next.
    """
    from diffusers.pipelines.hunyuan_video1_5.image_processor import HunyuanVideo15ImageProcessor

    processor = HunyuanVideo15ImageProcessor(vae_scale_factor=16)
    while True:
        down, across = processor.calculate_default_height_width(height, width, side)
        if (across, down) == (width, height):
            return width, height
        width, height = across, down


RECIPES: tuple[Recipe, ...] = (Hunyuan(), Hunyuan15(), SkyReels1())


def _opened(settings: Settings, workplace: Workplace) -> Generator:
    family = model_at(Path(settings.model)).family if settings.model else ""
    recipe = next((recipe for recipe in RECIPES if family in recipe.families), RECIPES[0])
    return recipe.opened(settings, workplace)


BACKEND = Backend(
    id="hunyuan",
    title="HunyuanVideo",
    doc=DOC,
    limits=Recipe.limits,
    open=_opened,
    families=tuple(family for recipe in RECIPES for family in recipe.families),
)
