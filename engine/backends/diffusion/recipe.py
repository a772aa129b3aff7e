"""What the driver has to know of a family of models: `Recipe`, one for each file of a backend.

Latents have one shape here, (1, channels, frames, height, width), in the numbers the scheduler
works with: the canonical one. A recipe turns them into the shape in which its pipelines keep them,
and back.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.backends.base import Generator, Limits, Workplace
from engine.backends.diffusion.schedule import Schedule, schedule_of
from engine.backends.diffusion.tap import Hook
from engine.errors import BadInput
from engine.frame.load import Image
from engine.models.files import read_json
from engine.models.geometry import GEOMETRIES, Geometry
from engine.models.record import Model
from engine.records import Settings, Shot, Way


@dataclass(frozen=True)
class Words:
    """What is read by the text encoder."""

    prompt: str
    negative: str | None
    """None where nothing would be done with it."""
    picture: Image | None = None
    """The start image at the clip's size, where the encoder looks at it as well."""


@dataclass(frozen=True)
class Work:
    """One clip to be made, at a size and length that the model takes."""

    shot: Shot
    model: Model
    start: Any
    """The start image at the clip's size, a PIL image; None without one."""
    end: Any
    """The end image likewise."""
    embeds: dict[str, Any]
    """What the text encoder said, as arguments of the call."""
    device: str

    @property
    def settings(self) -> Settings:
        """Of the shot."""
        return self.shot.settings

    def generator(self) -> Any:
        """A fresh source of noise, on the processor so that every machine draws the same."""
        import torch

        return torch.Generator("cpu").manual_seed(self.settings.seed)

    def noise(self, shape: tuple[int, ...]) -> Any:
        """The noise that a clip of this seed starts from."""
        import torch

        return torch.randn(shape, generator=self.generator(), dtype=torch.float32).to(self.device)


@dataclass(frozen=True)
class Steered:
    """What painted motion does to a run; nothing, as it stands here."""

    arguments: Mapping[str, Any] = field(default_factory=dict)
    """Further arguments of the call: a control video, its masks."""
    hooks: tuple[Hook, ...] = ()
    start: int = 0
    """The step that is made first."""
    latents: Any = None
    """Canonical latents to start from; None is noise."""
    way: Way = "off"


class Recipe:
    """A family of pipelines; what is the same for most is done here.

    Methods that take `pipe` get the loaded pipeline of diffusers, and run without gradients.
    """

    families: tuple[str, ...]
    """Ids in models.json."""
    readers: frozenset[str] = frozenset({"text_encoder", "tokenizer"})
    """Components that only read the prompt: loaded for that alone, and freed after."""
    needed: frozenset[str] = frozenset()
    """Components that its pipelines cannot even be made without: they come with the readers."""
    limits = Limits(min_side=32, max_side=2048, side_multiple=1, max_frames=1024, needs_image=False)
    """What may be asked for; it is then fitted to what the model takes."""
    first_is_given = False
    """Whether the first latent frame is the start image's and is never noised."""

    def opened(self, settings: Settings, workplace: Workplace) -> Generator:
        """The generator of a model on disk (`Backend.open`)."""
        # a window that lists the backends does not wait for what runs them
        from engine.backends.diffusion.driver import opened

        return opened(self, settings, workplace)

    def pipeline(self, model: Model, shot: Shot) -> str:
        """The class of diffusers for this model and shot. Raises BadInput where it cannot make
        it."""
        raise NotImplementedError

    def extras(self) -> dict[str, Any]:
        """Components that are no part of a model's folder and are handed in. Raises BadInput or
        MissingPart where one is not to be had."""
        return {}

    def notes(self, model: Model, shot: Shot) -> tuple[str, ...]:
        """What the person should know of what this model does with the shot, one sentence each
        without the full stop."""
        return ()

    def fitted(self, model: Model, settings: Settings) -> Settings:
        """The nearest size and length that the model takes."""
        rules = self.geometry(model)
        across = _nearest(settings.width, rules.side)
        down = _nearest(settings.height, rules.side)
        frames = max(0, round((settings.frames - 1) / rules.frames)) * rules.frames + 1
        return replace(settings, width=across, height=down, frames=frames)

    def geometry(self, model: Model) -> Geometry:
        """Sizes and lengths of the family."""
        return GEOMETRIES[model.family]

    def negative_acts(self, settings: Settings) -> bool:
        """Whether anything is done with a negative prompt."""
        return settings.guidance > 1.0

    def words(self, shot: Shot, start: Image | None) -> Words:
        """What is read of a shot, whose start image in the clip's size is `start`."""
        acts = self.negative_acts(shot.settings)
        return Words(shot.prompt, shot.negative if acts else None)

    def embeds(self, pipe: Any, words: Words, device: str) -> dict[str, Any]:
        """What the text encoder says of the words, as tensors that are arguments of the call."""
        raise NotImplementedError

    def arguments(self, pipe: Any, work: Work) -> dict[str, Any]:
        """The arguments of the call, but for what the driver knows itself: embeds, noise and the
        form of what comes out."""
        raise NotImplementedError

    def usual(self, work: Work) -> dict[str, Any]:
        """The arguments that nearly all of them have."""
        settings = work.settings
        return {
            "height": settings.height,
            "width": settings.width,
            "num_frames": settings.frames,
            "num_inference_steps": settings.steps,
            "guidance_scale": settings.guidance,
        }

    def said(self, model: Model, part: str, name: str = "config.json") -> Mapping[str, Any]:
        """What the configuration of a component says; nothing where the model is a single file."""
        path = model.path / part / name
        return read_json(path) if path.is_file() else {}

    def takes_start(self, pipe: Any) -> bool:
        """Whether a start image goes into this pipeline."""
        return "ImageToVideo" in type(pipe).__name__

    def takes_end(self, pipe: Any) -> bool:
        """Whether an end image goes into this pipeline."""
        return False

    def prepare(self, pipe: Any, work: Work) -> None:
        """Changes a loaded pipeline for this clip (schedule, guidance); nothing for most."""
        if work.settings.shift is not None:
            set_shift(pipe, work.settings.shift)

    def pieces(self, pipe: Any, work: Work) -> int:
        """How many pieces the call makes one after another with copies of its scheduler, which its
        callback tells of; 0 where it steps the scheduler itself."""
        return 0

    # latents

    def shape(self, pipe: Any, work: Work) -> tuple[int, ...]:
        """Canonical shape of the clip's latents."""
        rules, settings = self.geometry(work.model), work.settings
        time = getattr(pipe, "vae_scale_factor_temporal", rules.time)
        space = getattr(pipe, "vae_scale_factor_spatial", rules.space)
        frames = (settings.frames - 1) // time + 1
        return (1, self.channels(pipe), frames, settings.height // space, settings.width // space)

    def channels(self, pipe: Any) -> int:
        """Of the latents."""
        return int(pipe.vae.config.z_dim)

    def encoded(self, pipe: Any, video: Any) -> Any:
        """Canonical latents (float32) of a video (1, 3, frames, height, width), -1 to 1."""
        raise NotImplementedError

    def given(self, pipe: Any, latents: Any) -> Any:
        """Canonical latents as the argument `latents` of the call."""
        return latents

    def canonical(self, pipe: Any, stepped: Any, work: Work) -> Any:
        """What the scheduler steps, as canonical latents; without the first latent frame where
        that is given and not stepped."""
        return stepped

    def stepped(self, pipe: Any, latents: Any, work: Work) -> Any:
        """The way back from `canonical`."""
        return latents

    def schedule(self, pipe: Any, work: Work) -> Schedule:
        """The schedule that the call will set."""
        scheduler = copy.deepcopy(pipe.scheduler)
        scheduler.set_timesteps(work.settings.steps)
        return schedule_of(scheduler)


def guided(words: Words, positive: dict[str, Any], negative: dict[str, Any]) -> dict[str, Any]:
    """Both as arguments of the call; without the negative ones where nothing is done with them."""
    if words.negative is None:
        return positive
    return positive | {f"negative_{name}": value for name, value in negative.items()}


def set_shift(pipe: Any, shift: float) -> None:
    """Gives the pipeline's schedule another shift, whatever its scheduler calls it."""
    name = next((n for n in ("flow_shift", "shift") if n in pipe.scheduler.config), None)
    if name is not None:
        pipe.scheduler = type(pipe.scheduler).from_config(pipe.scheduler.config, **{name: shift})


def start_wanted(model: Model) -> BadInput:
    """Why a model that continues an image cannot begin."""
    return BadInput(
        f"{model.name} continues a start image, and the shot has none",
        mend="Choose a start image, or a text-to-video model.",
    )


def _nearest(side: int, of: int) -> int:
    return max(1, round(side / of)) * of
