"""Networks of video models by the names and shapes of their tensors.

The tensors of one network go in (names without a checkpoint's prefix), with what the file is
called; a `Network` comes out, or None where it is none that is known. The names are those of the
authors' checkpoints and of diffusers 0.42.1 (`loaders/single_file_utils.py` and the state
dicts of its classes), so a file is told by what is in it and not by what it is called. Where two
families share one network down to the last shape, the name decides between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from engine.models.record import Basis
from engine.prompt.models import family_of

Shapes = Mapping[str, tuple[int, ...]]
"""Shapes of the tensors of one network by their names."""


@dataclass(frozen=True, slots=True)
class Network:
    """What some tensors were recognised as; the fields are those of `Part` and `Model`."""

    part: str
    network: str
    family: str = ""
    variant: str = ""
    width: int = 0
    inner: int = 0
    channels: int = 0
    kin: tuple[str, ...] = ()
    """Other families with the very same network: the file's name tells which it is."""
    basis: Basis = "tensors"


def network_of(shapes: Shapes, called: str) -> Network | None:
    """What these tensors are. `called` is the path or repository of the file."""
    for look in _LOOKS:
        found = look(shapes)
        if found is not None:
            return _named(found, called)
    return None


def _named(found: Network, called: str) -> Network:
    hint = hint_of(called) if found.kin else ""
    if hint and hint in (found.family, *found.kin):
        return replace(found, family=hint, basis="name")
    return found


# any two twos would be those of a folder's number as well: 'backup-2022/wan.safetensors'
_SECOND_WAN = re.compile(r"wan[ ._\-]{0,2}2[ ._\-]?2(?!\d)|(?<!\d)2\.2(?!\d)|a14b|noise|lightning")


def hint_of(called: str) -> str:
    """The family that a name or path speaks of; empty where it speaks of none."""
    family = family_of(called)
    if family is None or (family.id == "wan-2.2" and not _SECOND_WAN.search(called.lower())):
        # a folder that is called 'wan' does not say which of the two
        return ""
    return family.id


def _side(shapes: Shapes, name: str, at: int) -> int:
    """One side of a tensor; 0 where there is no such tensor or side."""
    shape = shapes.get(name, ())
    return shape[at] if -len(shape) <= at < len(shape) else 0


def _sides(shapes: Shapes, *names: str) -> int:
    """How many sides the first of these tensors that is there has."""
    return next((len(shapes[name]) for name in names if name in shapes), 0)


_WAN_INPUTS = {16: "t2v", 36: "i2v", 32: "i2v", 48: "control", 52: "control", 100: "control"}
_WAN_KIN = (
    "wan-2.2",
    "skyreels-v2",
    "wan-move",
    "wan-ati",
    "lucy-edit",
    "chronoedit",
    "anyflow",
)


def _wan(shapes: Shapes) -> Network | None:
    theirs = "head.modulation" in shapes
    ours = "condition_embedder.time_proj.weight" in shapes
    if _sides(shapes, "patch_embedding.weight") != 5 or not (theirs or ours):
        return None
    width = _side(shapes, "patch_embedding.weight", 0)
    inner = _side(
        shapes, "blocks.0.ffn.0.weight" if theirs else "blocks.0.ffn.net.0.proj.weight", 0
    )
    channels = _side(shapes, "patch_embedding.weight", 1)
    network = Network("transformer", "WanTransformer3DModel", "wan-2.1", "", width, inner, channels)
    image = "img_emb.proj.1.weight" in shapes or (
        "condition_embedder.image_embedder.ff.net.0.proj.weight" in shapes
    )
    return _wan_family(shapes, network, image)


def _wan_family(shapes: Shapes, network: Network, image: bool) -> Network:
    if "vace_patch_embedding.weight" in shapes:
        return replace(
            network, network="WanVACETransformer3DModel", family="wan-2.1-vace", variant="vace"
        )
    if any(name.startswith(("face_adapter.", "motion_encoder.")) for name in shapes):
        return replace(
            network, network="WanAnimateTransformer3DModel", family="wan-animate", variant="animate"
        )
    if network.channels == 48 and network.width == 3072:
        return replace(network, family="wan-2.2-5b", variant="ti2v", kin=("lucy-edit",))
    variant = _WAN_INPUTS.get(network.channels, "")
    if "fps_embedding.weight" in shapes:
        return replace(
            network, network="SkyReelsV2Transformer3DModel", family="skyreels-v2", variant="df"
        )
    if "img_emb.emb_pos" in shapes or "condition_embedder.image_embedder.pos_embed" in shapes:
        return replace(network, variant="flf2v")
    if variant == "i2v" and not image:
        # the second Wan dropped the image encoder
        return replace(network, family="wan-2.2", variant="i2v", kin=("chronoedit",))
    kin = _WAN_KIN if network.width == 5120 else ("skyreels-v2", "anyflow", "wan-2.2")
    return replace(network, variant=variant, kin=kin)


def _hunyuan(shapes: Shapes) -> Network | None:
    theirs = "txt_in.input_embedder.weight" in shapes
    ours = "context_embedder.proj_in.weight" in shapes
    entry = "img_in.proj.weight" if theirs else "x_embedder.proj.weight"
    # the image models of the house have the same names and flat patches
    if not (theirs or ours) or _sides(shapes, entry) != 5:
        return None
    width, channels = _side(shapes, entry, 0), _side(shapes, entry, 1)
    mlp = "double_blocks.0.img_mlp.fc1.weight"
    comfy = "double_blocks.0.img_mlp.0.weight"
    inner = (
        _side(shapes, mlp, 0)
        or _side(shapes, comfy, 0)
        or _side(shapes, "transformer_blocks.0.ff.net.0.proj.weight", 0)
    )
    network = Network(
        "transformer", "HunyuanVideoTransformer3DModel", "hunyuanvideo", "", width, inner, channels
    )
    if "vision_in.proj.0.weight" in shapes or "context_embedder_2.linear_1.weight" in shapes:
        variant = "upscale" if channels == 98 else ""
        name = "HunyuanVideo15Transformer3DModel"
        return replace(network, network=name, family="hunyuanvideo-1.5", variant=variant)
    if "clean_x_embedder.proj.weight" in shapes:
        name = "HunyuanVideoFramepackTransformer3DModel"
        return replace(network, network=name, family="framepack", variant="i2v")
    if channels == 32:
        return replace(network, family="skyreels-v1", variant="i2v")
    variant = "i2v" if channels == 33 else "t2v"
    return replace(network, variant=variant, kin=("skyreels-v1",))


def _cogvideox(shapes: Shapes) -> Network | None:
    entry = "patch_embed.proj.weight"
    needed = (entry, "patch_embed.text_proj.weight", "norm_final.weight")
    if any(name not in shapes for name in needed) or "time_embedding.linear_1.weight" not in shapes:
        return None
    flat = _sides(shapes, entry) == 2
    # the 1.5 patches are flattened: two frames of 2 x 2 latents
    channels = _side(shapes, entry, 1) // (8 if flat else 1)
    variant = {16: "t2v", 32: "i2v"}.get(channels, "control")
    return Network(
        "transformer",
        "CogVideoXTransformer3DModel",
        "cogvideox-1.5" if flat else "cogvideox",
        variant,
        _side(shapes, entry, 0),
        _side(shapes, "transformer_blocks.0.ff.net.0.proj.weight", 0),
        channels,
        () if flat else ("consisid",),
    )


def _ltx(shapes: Shapes) -> Network | None:
    theirs = "patchify_proj.weight" in shapes and "adaln_single.linear.weight" in shapes
    ours = "proj_in.weight" in shapes and "time_embed.linear.weight" in shapes
    if not theirs and not (ours and "transformer_blocks.0.scale_shift_table" in shapes):
        return None
    entry = "patchify_proj.weight" if theirs else "proj_in.weight"
    sound = "audio_patchify_proj.weight" in shapes or "audio_proj_in.weight" in shapes
    return Network(
        "transformer",
        "LTX2VideoTransformer3DModel" if sound else "LTXVideoTransformer3DModel",
        "ltx-2" if sound else "ltx-video",
        "t2v+i2v",
        _side(shapes, entry, 0),
        _side(shapes, "transformer_blocks.0.ff.net.0.proj.weight", 0),
        _side(shapes, entry, 1),
    )


def _cosmos(shapes: Shapes) -> Network | None:
    first = "blocks.block0.blocks.0.block.attn.to_q.0.weight" in shapes
    second = "blocks.0.self_attn.q_proj.weight" in shapes and "x_embedder.proj.1.weight" in shapes
    entry = "x_embedder.proj.1.weight" if first or second else "patch_embed.proj.weight"
    ours = entry in shapes and "time_embed.t_embedder.linear_1.weight" in shapes
    if not (first or second or ours) or "llm_adapter.embed.weight" in shapes:
        return None
    newest = "crossattn_proj.0.weight" in shapes
    old = first or "learnable_pos_embed.pos_emb_t" in shapes
    # 16 latents and a mask for padding, in patches of 2 x 2; a second mask says what is given
    channels = _side(shapes, entry, 1) // 4
    inner = _side(shapes, "transformer_blocks.0.ff.net.0.proj.weight", 0) or (
        _side(shapes, "blocks.0.mlp.layer1.weight", 0)
        or _side(shapes, "blocks.block0.blocks.2.block.layer1.weight", 0)
    )
    return Network(
        "transformer",
        "CosmosTransformer3DModel",
        "cosmos-2.5" if newest else "cosmos-1" if old else "cosmos-2",
        "v2w" if channels >= 18 else "t2w",
        _side(shapes, entry, 0),
        inner,
        channels - 1,
    )


def _svd(shapes: Shapes) -> Network | None:
    ours = "down_blocks.0.resnets.0.time_mixer.mix_factor" in shapes
    theirs = "input_blocks.1.0.time_mixer.mix_factor" in shapes
    if not ours and not theirs:
        return None
    entry = "conv_in.weight" if ours else "input_blocks.0.0.weight"
    width, channels = _side(shapes, entry, 0), _side(shapes, entry, 1)
    return Network("unet", "UNetSpatioTemporalConditionModel", "svd", "i2v", width, 0, channels)


def _other(shapes: Shapes) -> Network | None:
    if "blocks.0.attn.qkv_x.weight" in shapes:
        width = _side(shapes, "blocks.0.attn.qkv_x.weight", 1)
        return Network("transformer", "MochiTransformer3DModel", "mochi", "t2v", width)
    motion = "down_blocks.0.motion_modules.0.temporal_transformer.norm.weight"
    if motion in shapes:
        return Network("motion", "MotionAdapter", "animatediff", "", _side(shapes, motion, 0))
    return None


def _vae(shapes: Shapes) -> Network | None:
    return (
        _wan_vae(shapes)
        or _cogvideox_vae(shapes)
        or _ltx_vae(shapes)
        or _hunyuan_vae(shapes)
        or _cosmos_vae(shapes)
        or _svd_vae(shapes)
        or _tiny_vae(shapes)
    )


def _wan_vae(shapes: Shapes) -> Network | None:
    entry = "decoder.conv1.weight" if "decoder.head.0.gamma" in shapes else "decoder.conv_in.weight"
    last = "decoder.head.0.gamma" in shapes or "decoder.norm_out.gamma" in shapes
    if not last or _sides(shapes, entry) != 5:
        return None
    channels = _side(shapes, entry, 1)
    family = "wan-2.2-5b" if channels == 48 else "wan-2.1"
    kin = () if channels == 48 else ("wan-2.2", "wan-2.1-vace", "skyreels-v2", "wan-animate")
    return Network("vae", "AutoencoderKLWan", family, "", 0, 0, channels, kin)


def _cogvideox_vae(shapes: Shapes) -> Network | None:
    ours = "decoder.norm_out.conv_y.conv.weight" in shapes
    theirs = "decoder.mid.block_1.norm1.conv_y.conv.weight" in shapes
    if not ours and not theirs:
        return None
    channels = _side(shapes, "decoder.conv_in.conv.weight", 1)
    kin = ("cogvideox-1.5", "consisid")
    return Network("vae", "AutoencoderKLCogVideoX", "cogvideox", "", 0, 0, channels, kin)


def _ltx_vae(shapes: Shapes) -> Network | None:
    entry = "decoder.conv_in.conv.weight"
    if _side(shapes, entry, 1) != 128:
        return None
    timed = any(name.startswith(_LTX_TIMED) for name in shapes)
    # the VAE of LTX-2 is as wide as that of LTX 0.9.5 and heeds no time step
    newer = not timed and _side(shapes, entry, 0) >= 1024
    name = "AutoencoderKLLTX2Video" if newer else "AutoencoderKLLTXVideo"
    return Network("vae", name, "ltx-2" if newer else "ltx-video", "", 0, 0, 128)


_LTX_TIMED = ("decoder.last_time_embedder.", "decoder.time_embedder.", "decoder.timestep_scale")


def _hunyuan_vae(shapes: Shapes) -> Network | None:
    entry = "decoder.conv_in.conv.weight"
    channels = _side(shapes, entry, 1)
    if _sides(shapes, entry) != 5:
        return None
    if channels == 32:
        return Network("vae", "AutoencoderKLHunyuanVideo15", "hunyuanvideo-1.5", "", 0, 0, 32)
    if channels != 16:
        return None
    kin = ("framepack", "skyreels-v1")
    return Network("vae", "AutoencoderKLHunyuanVideo", "hunyuanvideo", "", 0, 0, 16, kin)


def _cosmos_vae(shapes: Shapes) -> Network | None:
    ours = "decoder.conv_in.conv_s.weight" in shapes
    if not ours and "decoder.unpatcher3d.wavelets" not in shapes:
        return None
    channels = _side(shapes, "decoder.conv_in.conv_s.weight", 1) or 16
    return Network("vae", "AutoencoderKLCosmos", "cosmos-1", "", 0, 0, channels)


def _svd_vae(shapes: Shapes) -> Network | None:
    if "decoder.time_conv_out.weight" in shapes or (
        "decoder.conv_out.time_mix_conv.weight" in shapes
    ):
        return Network("vae", "AutoencoderKLTemporalDecoder", "svd", "", 0, 0, 4)
    return None


def _tiny_vae(shapes: Shapes) -> Network | None:
    """TAEHV: a memory block reads its frame beside the one before, so it is twice as wide."""
    block, entry = "decoder.3.conv.0.weight", "decoder.1.weight"
    wide = _side(shapes, block, 0)
    if not wide or _side(shapes, block, 1) != 2 * wide or entry not in shapes:
        return None
    kin = (
        "wan-2.1",
        "wan-2.2",
        "wan-2.2-5b",
        "cogvideox",
        "ltx-video",
        "ltx-2",
        "hunyuanvideo-1.5",
    )
    return Network(
        "preview", "TAEHV", "hunyuanvideo", "", 0, 0, _side(shapes, entry, 1), (*kin, "mochi")
    )


_VOCABULARIES = {
    256384: "umt5-xxl",
    32128: "t5-xxl",
    32100: "t5-xxl",
    128320: "llama-3-8b",
    128256: "llama-3-8b",
    151936: "qwen2.5",
    152064: "qwen2.5-vl-7b",
    262208: "gemma-3",
    262144: "gemma-3",
    49408: "clip",
}
"""Text encoders by the number of their tokens."""
_EMBEDDINGS = (
    "shared.weight",
    "encoder.embed_tokens.weight",
    "token_embedding.weight",
    "token_embd.weight",
    "model.embed_tokens.weight",
    "model.language_model.embed_tokens.weight",
    "language_model.model.embed_tokens.weight",
    "model.model.embed_tokens.weight",
    "text_model.embeddings.token_embedding.weight",
    "embeddings.token_embedding.weight",
    "embed_tokens.weight",
)
_VISION = (
    "vision_model.embeddings.patch_embedding.weight",
    "embeddings.patch_embedding.weight",
    "visual.patch_embedding.weight",
    "visual.transformer.0.attn.to_qkv.weight",
)


def _encoder(shapes: Shapes) -> Network | None:
    entry = next((name for name in _EMBEDDINGS if name in shapes), None)
    if entry is not None and len(shapes[entry]) == 2:
        tokens, width = shapes[entry]
        return Network("text_encoder", _VOCABULARIES.get(tokens, "text encoder"), width=width)
    picture = next((name for name in _VISION if name in shapes), None)
    if picture is not None:
        return Network("image_encoder", "clip-vision", width=_side(shapes, picture, 0))
    return None


_LOOKS: tuple[Callable[[Shapes], Network | None], ...] = (
    _wan,
    _hunyuan,
    _cogvideox,
    _ltx,
    _cosmos,
    _svd,
    _other,
    _vae,
    _encoder,
)
