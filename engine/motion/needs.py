"""What a model needs of the clip to be made: the settings of a shot go in, those that the model
takes come out, with what differs in words.

`CLIPS` says of each family which lengths and sizes it takes; what is not in it is not known to
matter. How long its clips usually are stands in `resources/models.json`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.prompt.models import Family, family_for
from engine.records import Settings

SLACK = 0.25
"""Seconds that a clip may be longer or shorter than a model's clips usually are."""
LEAST_STEPS, GOOD_STEPS = 8, 20
"""With fewer, the steps that steer have none of their own; from here on they do as they should."""
_ANIMATIC = "animatic"
"""Takes every clip as it is."""
_FPS_SLACK = 0.5
_GUIDANCE_SLACK = 1.0


@dataclass(frozen=True, slots=True)
class Clip:
    """Which clips a family takes."""

    source: str
    """Where this is known from."""
    step: int = 1
    """Frames are a multiple of this and one."""
    multiple: int = 1
    """Of it are the sides of the frame, in pixels."""
    frames: int | None = None
    """Exactly so many; None is any number."""
    sizes: tuple[tuple[int, int], ...] = ()
    """Only these widths and heights; () is any."""
    least: int = 1
    """Pixels of the shorter side."""
    seconds: float | None = None
    """Exactly so long where motion is painted."""
    steps: int = 1
    """Of them at least where motion is painted."""
    guidance: float | None = None
    """About this where motion is painted."""


_480P = ((832, 480), (480, 832))
_WAN = Clip("diffusers 0.42.1; time-to-move/TTM", 4, 16, steps=GOOD_STEPS)
CLIPS: Mapping[str, Clip] = {
    "wan-2.1": _WAN,
    "wan-2.2": replace(_WAN, guidance=3.5),  # its authors ran this one alone
    "wan-2.2-5b": replace(_WAN, multiple=32),
    "wan-2.1-vace": Clip("diffusers 0.42.1 WanVACEPipeline", 4, 16),
    "wan-move": Clip("ali-vilab/Wan-Move: 81 frames at 480p", 4, 16, 81, _480P),
    "wan-ati": Clip("bytedance/ATI: tracks are made for 81 frames", 4, 16, 81),
    "cogvideox": Clip("THUDM/CogVideo: 8n+1 frames", 8, 16, steps=GOOD_STEPS),
    "cogvideox-1.5": Clip("THUDM/CogVideo: 16n+1 frames", 16, 16, steps=GOOD_STEPS),
    "ltx-video": Clip("diffusers 0.42.1: 8n+1 frames", 8, 32, steps=GOOD_STEPS),
    "ltx-2": Clip("diffusers 0.42.1: 8n+1 frames", 8, 32),
    "skyreels-v2": Clip("diffusers 0.42.1: 4k+1 frames", 4, 16),
    "skyreels-v1": Clip("diffusers 0.42.1: 4k+1 frames", 4, 16),
    "hunyuanvideo": Clip("diffusers 0.42.1: 4k+1 frames", 4, 16),
    "hunyuanvideo-1.5": Clip("diffusers 0.42.1: 4k+1 frames", 4, 16),
    "cosmos-1": Clip("diffusers 0.42.1: the VAE keeps one frame of eight", 8, 16),
    "cosmos-2": Clip("diffusers 0.42.1: 4k+1 frames", 4, 16),
    "cosmos-2.5": Clip("diffusers 0.42.1: 4k+1 frames", 4, 16),
    "svd": Clip("diffusers 0.42.1: the U-Net halves its latents three times", 1, 64),
    "kling": Clip(
        "Kling image-to-video API: dynamic_masks are for 5 seconds, sides of 300 pixels and more",
        least=300,
        seconds=5.0,
    ),
}


def suited(settings: Settings, *, painted: bool) -> Settings:
    """The settings nearest to these that the model of the shot takes: size, frames, rate, and where
    motion is painted steps and guidance. The same settings where nothing is to be changed."""
    family = family_for(settings)
    if family is None or family.id == _ANIMATIC:
        return settings
    clip = CLIPS.get(family.id, Clip(""))
    width, height = _size(settings, clip)
    fps = _fps(settings, family)
    out = replace(settings, width=width, height=height, fps=fps)
    out = replace(out, frames=_frames(settings, family, clip, fps, painted=painted))
    if not painted:
        return out
    far = clip.guidance is not None and abs(out.guidance - clip.guidance) > _GUIDANCE_SLACK
    guidance = clip.guidance if far and clip.guidance is not None else out.guidance
    return replace(out, steps=max(out.steps, clip.steps), guidance=guidance)


def needs(settings: Settings, *, painted: bool) -> tuple[str, ...]:
    """What is to be set so that the model takes the shot, one each: '81 frames'."""
    wanted = suited(settings, painted=painted)
    told = (
        ((wanted.width, wanted.height), (settings.width, settings.height), _sized(wanted)),
        (wanted.frames, settings.frames, f"{wanted.frames} frames"),
        (wanted.fps, settings.fps, f"{wanted.fps:g} frames per second"),
        (wanted.steps, settings.steps, f"{wanted.steps} steps or more"),
        (wanted.guidance, settings.guidance, f"guidance near {wanted.guidance:g}"),
    )
    return tuple(words for after, before, words in told if after != before)


def _sized(settings: Settings) -> str:
    return f"{settings.width} × {settings.height} pixels"


def _size(settings: Settings, clip: Clip) -> tuple[int, int]:
    width, height = settings.width, settings.height
    if clip.sizes:
        return min(clip.sizes, key=lambda size: abs(math.log(size[0] / size[1] / settings.aspect)))
    larger = max(1.0, clip.least / min(width, height))
    across, down = (_multiple(side * larger, clip.multiple) for side in (width, height))
    return across, down


def _multiple(side: float, of: int) -> int:
    return max(1, round(side / of)) * of


def _fps(settings: Settings, family: Family) -> float:
    """A model of one's own makes frames for its rate; what a service plays at is its own matter."""
    own = family.encoders is not None
    return family.fps if own and abs(family.fps - settings.fps) > _FPS_SLACK else settings.fps


def _frames(settings: Settings, family: Family, clip: Clip, fps: float, *, painted: bool) -> int:
    if clip.frames is not None:
        return clip.frames
    low, high = family.seconds
    if painted and clip.seconds is not None:
        low = high = clip.seconds
    seconds = settings.seconds
    fits = low - SLACK <= seconds <= high + SLACK and (settings.frames - 1) % clip.step == 0
    if fits and fps == settings.fps:
        return settings.frames
    count = round((min(max(seconds, low), high) * fps - 1) / clip.step) * clip.step + 1
    while count / fps > high + SLACK and count > clip.step:
        count -= clip.step
    return max(1, count)
