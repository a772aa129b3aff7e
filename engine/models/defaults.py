"""What a model is run with where nobody said otherwise: a `Model` goes in, the `Default` of its
family and kind comes out, with where it is known from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.models.record import Model
from engine.records import Settings


@dataclass(frozen=True, slots=True)
class Default:
    """Settings of a family: a clip of so many frames at its rate, and how it is made."""

    width: int
    height: int
    frames: int
    fps: float
    steps: int
    guidance: float
    source: str
    guidance_2: float | None = None
    """Of the expert for low noise, where it has another one."""


_CALL = "diffusers 0.42.1, defaults of {}"
_WAN = Default(832, 480, 81, 16, 50, 5.0, _CALL.format("WanPipeline"))
_A14B = replace(_WAN, steps=40, guidance=3.5, source="Wan-Video/Wan2.2 wan_i2v_A14B.py")
_SKYREELS = Default(960, 544, 97, 24, 50, 6.0, _CALL.format("SkyReelsV2Pipeline"))
_HUNYUAN = Default(1280, 720, 129, 24, 50, 6.0, _CALL.format("HunyuanVideoPipeline"))
_COG = Default(720, 480, 49, 8, 50, 6.0, _CALL.format("CogVideoXImageToVideoPipeline"))
_COSMOS = Default(1280, 704, 93, 16, 35, 7.0, _CALL.format("Cosmos2VideoToWorldPipeline"))

DEFAULTS: Mapping[str, Default] = {
    "wan-2.1": _WAN,
    "wan-2.1-vace": replace(_WAN, source=_CALL.format("WanVACEPipeline")),
    "wan-2.2": _A14B,
    "wan-2.2-5b": Default(1280, 704, 121, 24, 50, 5.0, "Wan-Video/Wan2.2 wan_ti2v_5B.py"),
    "skyreels-v2": _SKYREELS,
    "skyreels-v1": Default(
        960, 544, 97, 24, 50, 6.0, _CALL.format("HunyuanSkyreelsImageToVideoPipeline")
    ),
    "hunyuanvideo": _HUNYUAN,
    "hunyuanvideo-1.5": Default(832, 480, 121, 24, 50, 6.0, "tencent/HunyuanVideo-1.5, 480p"),
    "cogvideox": _COG,
    "cogvideox-1.5": Default(1360, 768, 81, 16, 50, 6.0, "THUDM/CogVideo, CogVideoX1.5"),
    "ltx-video": Default(704, 512, 161, 24, 50, 3.0, _CALL.format("LTXPipeline")),
    "ltx-2": Default(768, 512, 121, 24, 30, 3.0, _CALL.format("LTX2Pipeline")),
    "cosmos-1": Default(1280, 704, 121, 30, 36, 7.0, _CALL.format("CosmosTextToWorldPipeline")),
    "cosmos-2": _COSMOS,
    "cosmos-2.5": replace(_COSMOS, steps=36, source=_CALL.format("Cosmos2_5_PredictBasePipeline")),
    "svd": Default(1024, 576, 25, 7, 25, 3.0, _CALL.format("StableVideoDiffusionPipeline")),
}
"""By family. A family that is not here keeps what a shot has."""

_VARIANTS: Mapping[tuple[str, str], Default] = {
    ("wan-2.2", "t2v"): replace(
        _A14B, guidance=4.0, guidance_2=3.0, source="Wan-Video/Wan2.2 wan_t2v_A14B.py"
    ),
    ("skyreels-v2", "i2v"): replace(
        _SKYREELS, guidance=5.0, source=_CALL.format("SkyReelsV2ImageToVideoPipeline")
    ),
    ("hunyuanvideo", "i2v"): replace(
        _HUNYUAN, guidance=1.0, source=_CALL.format("HunyuanVideoImageToVideoPipeline")
    ),
}


def default_of(model: Model) -> Default | None:
    """What this model is run with; None where its family is not known."""
    return _VARIANTS.get((model.family, model.variant), DEFAULTS.get(model.family))


def defaults_of(family: str) -> tuple[Default, ...]:
    """All that models of a family are run with."""
    own = (default for (name, _), default in _VARIANTS.items() if name == family)
    return (*((DEFAULTS[family],) if family in DEFAULTS else ()), *own)


def put(settings: Settings, default: Default) -> Settings:
    """The settings with all that a default says."""
    return replace(
        settings,
        width=default.width,
        height=default.height,
        frames=default.frames,
        fps=default.fps,
        steps=default.steps,
        guidance=default.guidance,
        guidance_2=default.guidance_2,
    )
