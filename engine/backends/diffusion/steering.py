"""Painted motion as what a pipeline takes: a loaded pipeline, its recipe and a clip to be made go
in, a `Steered` comes out.

Two clocks (Time-to-Move, time-to-move/TTM) need nothing of the model: its steps begin late, on the
guide clip with noise, and after each step what is still held is put back to where the guide clip
is. VACE takes a control video with masks; LTX-2's motion-track LoRA takes a video of drawn tracks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from engine.backends.diffusion.recipe import Recipe, Steered, Work
from engine.backends.diffusion.schedule import Schedule
from engine.backends.diffusion.tap import Hook, Seen
from engine.frame.load import Image
from engine.models.files import read_header
from engine.models.record import Model
from engine.motion.compile import Source, ltx_tracks, vace
from engine.motion.holding import NEVER, Cells, held_plan, releases
from engine.motion.ways import TITLES, Taken, taken, track_lora
from engine.records import MotionPlan, Shot, Way

_CLASSES: dict[Way, str] = {
    "two-clocks": "ImageToVideo",
    "vace": "VACE",
    "vace-layout": "VACE",
    "tracks": "InContext",
}
"""What the name of a pipeline's class says where it can go that way."""
_EPSILON = 1e-6
_TRACKS_SMALLER = 2
"""How much smaller than the clip the track video goes in, where the LoRA does not say."""
_SMALLEST = 16
_SMALLER_KEY = "reference_downscale_factor"

Note = Callable[[str], None]


def way_for(model: Model, shot: Shot, pipeline: str) -> Taken:
    """Which way the plan of a shot gets into this class of pipelines."""
    found = taken(shot, model.family)
    needed = _CLASSES.get(found.way)
    if needed is None or needed in pipeline:
        return found
    return Taken("words", f"{model.name} is not steered by {TITLES[found.way]}: words it is")


def steered(pipe: Any, recipe: Recipe, work: Work, way: Way, note: Note) -> Steered:
    """What the plan does to a run of `pipe` that goes this way. Runs without gradients."""
    if "VACE" in type(pipe).__name__:
        return _by_vace(pipe, work, way, note)
    if way == "two-clocks":
        return _by_clocks(pipe, recipe, work, note)
    if way == "tracks":
        return _by_tracks(work, way)
    return Steered(way=way)


# two clocks


def held(release: Any, reference: Any, noise: Any, recipe: Recipe, pipe: Any, work: Work) -> Hook:
    """After each step, puts what is still held back to the reference with its noise.

    `release` is (frames, rows, columns) of noise levels, `reference` and `noise` are canonical
    latents.
    """
    import torch

    longest = float(release.min())

    def hook(seen: Seen) -> Any | None:
        level = seen.schedule.levels[seen.index]
        if level <= longest + _EPSILON:
            return None
        latents = recipe.canonical(pipe, seen.latents, work)
        # some pipelines do not step the first frame
        frames = latents.shape[2]
        target = seen.schedule.noised(
            reference[:, :, -frames:], noise[:, :, -frames:], seen.index + 1
        )
        inside = release[-frames:] < level - _EPSILON
        mixed = torch.where(inside, target.to(latents.dtype), latents)
        return recipe.stepped(pipe, mixed, work)

    return hook


def _by_clocks(pipe: Any, recipe: Recipe, work: Work, note: Note) -> Steered:
    import torch

    source, asked = _source(work), work.settings.steering
    encoded = recipe.encoded(pipe, _video(iter(source.clip), work.device))
    frames = recipe.shape(pipe, work)[2]
    reference = _filled(encoded, frames)
    noise = work.noise(tuple(reference.shape))
    schedule = recipe.schedule(pipe, work)
    start = schedule.first_at(asked.start)
    latents = schedule.noised(reference, noise, start)
    cells = _cells(source, encoded.shape)
    levels = torch.from_numpy(releases(source.clip, source.plan, asked, cells))
    release = _filled(levels[None, None], frames)[0, 0].to(work.device)
    if _is_first_given(pipe, recipe):
        latents[:, :, :1] = recipe.encoded(pipe, _video(iter([source.image]), work.device))
        release[0] = NEVER
    note(_too_few(schedule, start, float(release.min())))
    hook = held(release, reference, noise, recipe, pipe, work)
    return Steered(hooks=(hook,), start=start, latents=latents, way="two-clocks")


def _cells(source: Source, shape: tuple[int, ...]) -> Cells:
    """What one latent stands for where the clip has latents of this shape."""
    height = source.size[1]
    own = max(1, shape[2] - 1)
    return Cells(height // shape[3], max(1, -(-(source.frames - 1) // own)))


def _filled(latents: Any, frames: int) -> Any:
    """With the first frame again before it, where patches reach over more frames than there are."""
    import torch

    missing = frames - latents.shape[2]
    return torch.cat([latents[:, :, :1]] * missing + [latents], dim=2) if missing else latents


def _is_first_given(pipe: Any, recipe: Recipe) -> bool:
    return recipe.first_is_given or bool(pipe.config.get("expand_timesteps"))


def _too_few(schedule: Schedule, start: int, longest: float) -> str:
    """What is to be said where no step holds anything; '' where one does."""
    if longest >= NEVER or schedule.levels[start] > longest + _EPSILON:
        return ""
    return (
        f"{schedule.steps} steps leave none to hold the motion: only the first noise follows the "
        "guide clip. Use more steps, or let go later"
    )


# control videos


def _by_vace(pipe: Any, work: Work, way: Way, note: Note) -> Steered:
    if work.start is None and work.end is None:
        return Steered(way=way)
    source = _source(work)
    end = None if work.end is None else np.asarray(work.end)
    layout = way == "vace-layout"
    painted = list(vace.control(source, layout=layout, end=end))
    if work.start is None:
        grey = np.full(source.image.shape, vace.UNKNOWN, np.uint8)
        painted[0] = grey, np.full(grey.shape[:2], 255, np.uint8)
    weight = work.settings.steering.scale * _weight(source.plan, note)
    if not weight:
        note("The weight of the control video is 0: no image and nothing painted gets in")
    arguments = {
        "video": [_pil(picture) for picture, _ in painted],
        "mask": [_pil(mask).convert("RGB") for _, mask in painted],
        "conditioning_scale": weight,
    }
    return Steered(arguments, way=way)


def _by_tracks(work: Work, way: Way) -> Steered:
    from diffusers.pipelines.ltx2.pipeline_ltx2_ic_lora import LTX2ReferenceCondition

    lora = track_lora(work.settings.loras)
    assert lora is not None  # this way is taken where it is there
    source = _source(work)
    frames = [_pil(frame) for frame in ltx_tracks.drawn(source)]
    scale = work.settings.steering.scale * _weight(source.plan, lambda text: None)
    arguments = {
        "reference_conditions": LTX2ReferenceCondition(frames=frames, strength=1.0),
        _SMALLER_KEY: _smaller(lora.path),
        "conditioning_attention_strength": min(1.0, scale),
    }
    return Steered(arguments, way=way)


def _weight(plan: MotionPlan, note: Note) -> float:
    """Of all strokes together: such a model has one weight."""
    strengths = {stroke.strength for stroke in plan.strokes if stroke.kind != "ambient"}
    if len(strengths) > 1:
        note("This model has one strength for all strokes: that of the strongest")
    return max(strengths, default=1.0)


def _smaller(lora: Path) -> int:
    """How many times smaller the reference of a LoRA is than the clip."""
    said = read_header(lora).texts.get(_SMALLER_KEY, "")
    known = said.isdecimal() and len(said) < 3 and 1 <= int(said) <= _SMALLEST
    return int(said) if known else _TRACKS_SMALLER


# pictures


def _source(work: Work) -> Source:
    settings = work.settings
    if work.start is None:
        image = np.zeros((settings.height, settings.width, 3), np.uint8)
        plan = MotionPlan()
    else:
        image, plan = np.asarray(work.start), held_plan(work.shot.plan)
    return Source(plan, image, settings.frames, settings.fps)


def _video(frames: Iterator[Image], device: str) -> Any:
    """(1, 3, frames, height, width), -1 to 1."""
    import torch

    stacked = torch.from_numpy(np.stack(list(frames))).to(device)
    return stacked.permute(3, 0, 1, 2)[None].float() / 127.5 - 1.0


def _pil(picture: Image) -> Any:
    from PIL import Image as Pictures

    return Pictures.fromarray(np.ascontiguousarray(picture))
