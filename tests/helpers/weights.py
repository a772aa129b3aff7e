"""Weights files whose headers are real and whose data is a hole: a 14B transformer costs nothing.

`safetensors` and `gguf` write them byte by byte after the specifications, without the libraries;
`NETWORKS` has the telling tensors of real checkpoints, one block of each.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping
from math import prod
from pathlib import Path
from typing import Any

from engine.errors import BadInput
from engine.models.tensors import Header

Tensors = Mapping[str, tuple[int, ...]]
BYTES = {"F32": 4, "BF16": 2, "F16": 2, "F8_E4M3": 1, "U8": 1}
GGUF_TYPES = {"F32": (0, 1, 4), "F16": (1, 1, 2), "Q8_0": (8, 32, 34), "Q4_K": (12, 256, 144)}


def header(tensors: Tensors, dtype: str = "BF16", texts: Mapping[str, str] | None = None) -> dict:
    """The JSON of a header whose tensors lie one behind the other."""
    entries: dict[str, Any] = {"__metadata__": dict(texts)} if texts else {}
    end = 0
    for name, shape in tensors.items():
        begin, end = end, end + prod(shape) * BYTES[dtype]
        entries[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [begin, end]}
    return entries


def safetensors(
    path: Path, tensors: Tensors, dtype: str = "BF16", texts: Mapping[str, str] | None = None
) -> Path:
    """A file with these tensors."""
    entries = header(tensors, dtype, texts)
    size = sum(prod(shape) for shape in tensors.values()) * BYTES[dtype]
    return raw(path, json.dumps(entries).encode(), size)


def raw(path: Path, text: bytes, size: int) -> Path:
    """A file with this header and so many bytes of data."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.truncate(8 + len(text) + size)
    return path


def gguf(
    path: Path, tensors: Tensors, dtype: str = "Q8_0", keys: bytes = b"", many: int = 0
) -> Path:
    """A GGUF file; `keys` are `many` pairs as they stand in the file."""
    kind, block, width = GGUF_TYPES[dtype]
    entries, place = b"", 0
    for name, shape in tensors.items():
        sides = b"".join(struct.pack("<Q", side) for side in reversed(shape))
        entries += gguf_text(name) + struct.pack("<I", len(shape)) + sides
        entries += struct.pack("<IQ", kind, place)
        place += -(-(prod(shape) // block * width) // 32) * 32
    start = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), many) + keys + entries
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(start)
        file.truncate(-(-len(start) // 32) * 32 + place)
    return path


def gguf_text(text: str) -> bytes:
    """A text as GGUF writes it."""
    return struct.pack("<Q", len(text.encode())) + text.encode()


def _wan(width: int, channels: int, inner: int, **more: tuple[int, ...]) -> Tensors:
    return {
        "patch_embedding.weight": (width, channels, 1, 2, 2),
        "blocks.0.ffn.0.weight": (inner, width),
        "blocks.1.ffn.0.weight": (inner, width),
        "head.modulation": (1, 2, width),
    } | {name.replace("__", "."): shape for name, shape in more.items()}


NETWORKS: dict[str, Tensors] = {
    "wan t2v": _wan(5120, 16, 13824),
    "wan 1.3b": _wan(1536, 16, 8960),
    "wan i2v": _wan(5120, 36, 13824, img_emb__proj__1__weight=(1280, 1280)),
    "wan flf2v": _wan(
        5120, 36, 13824, img_emb__proj__1__weight=(1280, 1280), img_emb__emb_pos=(1, 514, 1280)
    ),
    "wan a14b i2v": _wan(5120, 36, 13824),
    "wan 5b": _wan(3072, 48, 14336),
    "wan vace": _wan(5120, 16, 13824, vace_patch_embedding__weight=(5120, 96, 1, 2, 2)),
    "wan animate": _wan(5120, 36, 13824, face_adapter__fuser_blocks__0__k_norm__weight=(128,)),
    "skyreels df": _wan(1536, 16, 8960, fps_embedding__weight=(2, 1536)),
    "wan diffusers": {
        "patch_embedding.weight": (5120, 16, 1, 2, 2),
        "condition_embedder.time_proj.weight": (30720, 5120),
        "blocks.0.ffn.net.0.proj.weight": (13824, 5120),
    },
    "hunyuan": {
        "img_in.proj.weight": (3072, 16, 1, 2, 2),
        "txt_in.input_embedder.weight": (3072, 4096),
        "double_blocks.0.img_mlp.fc1.weight": (12288, 3072),
    },
    "hunyuan i2v": {
        "img_in.proj.weight": (3072, 33, 1, 2, 2),
        "txt_in.input_embedder.weight": (3072, 4096),
    },
    "skyreels v1 i2v": {
        "x_embedder.proj.weight": (3072, 32, 1, 2, 2),
        "context_embedder.proj_in.weight": (3072, 4096),
    },
    "hunyuan 1.5": {
        "img_in.proj.weight": (2048, 65, 1, 1, 1),
        "txt_in.input_embedder.weight": (2048, 3584),
        "vision_in.proj.0.weight": (1152,),
    },
    "framepack": {
        "x_embedder.proj.weight": (3072, 16, 1, 2, 2),
        "context_embedder.proj_in.weight": (3072, 4096),
        "clean_x_embedder.proj.weight": (3072, 16, 1, 2, 2),
    },
    "cogvideox i2v": {
        "patch_embed.proj.weight": (3072, 32, 2, 2),
        "patch_embed.text_proj.weight": (3072, 4096),
        "time_embedding.linear_1.weight": (512, 3072),
        "norm_final.weight": (3072,),
        "transformer_blocks.0.ff.net.0.proj.weight": (12288, 3072),
    },
    "cogvideox 1.5": {
        "patch_embed.proj.weight": (3072, 128),
        "patch_embed.text_proj.weight": (3072, 4096),
        "time_embedding.linear_1.weight": (512, 3072),
        "norm_final.weight": (3072,),
    },
    "ltx": {
        "patchify_proj.weight": (2048, 128),
        "adaln_single.linear.weight": (12288, 2048),
        "transformer_blocks.0.ff.net.0.proj.weight": (8192, 2048),
    },
    "ltx 2": {
        "proj_in.weight": (4096, 128),
        "time_embed.linear.weight": (24576, 4096),
        "transformer_blocks.0.scale_shift_table": (6, 4096),
        "audio_proj_in.weight": (2048, 128),
    },
    "cosmos 1": {
        "x_embedder.proj.1.weight": (4096, 72),
        "blocks.block0.blocks.0.block.attn.to_q.0.weight": (4096, 4096),
        "extra_pos_embedder.pos_emb_h": (120, 4096),
    },
    "cosmos 2": {
        "x_embedder.proj.1.weight": (2048, 72),
        "blocks.0.self_attn.q_proj.weight": (2048, 2048),
    },
    "cosmos 2.5": {
        "patch_embed.proj.weight": (2048, 72),
        "time_embed.t_embedder.linear_1.weight": (2048, 2048),
        "crossattn_proj.0.weight": (1024, 100352),
    },
    "svd": {
        "conv_in.weight": (320, 8, 3, 3),
        "down_blocks.0.resnets.0.time_mixer.mix_factor": (1,),
    },
    "wan vae": {
        "decoder.conv1.weight": (384, 16, 3, 3, 3),
        "decoder.head.0.gamma": (96, 1, 1, 1),
    },
    "wan 5b vae": {
        "decoder.conv_in.weight": (1024, 48, 3, 3, 3),
        "decoder.norm_out.gamma": (256, 1, 1, 1),
    },
    "hunyuan vae": {"decoder.conv_in.conv.weight": (512, 16, 3, 3, 3)},
    "hunyuan 1.5 vae": {"decoder.conv_in.conv.weight": (1024, 32, 3, 3, 3)},
    "cogvideox vae": {
        "decoder.conv_in.conv.weight": (512, 16, 3, 3, 3),
        "decoder.norm_out.conv_y.conv.weight": (128, 16, 1, 1, 1),
    },
    "ltx vae": {"decoder.conv_in.conv.weight": (512, 128, 3, 3, 3)},
    "ltx 0.9.5 vae": {
        "decoder.conv_in.conv.weight": (1024, 128, 3, 3, 3),
        "decoder.last_time_embedder.timestep_embedder.linear_1.weight": (256, 256),
    },
    "ltx 2 vae": {"decoder.conv_in.conv.weight": (1024, 128, 3, 3, 3)},
    "cosmos vae": {"decoder.conv_in.conv_s.weight": (512, 16, 1, 3, 3)},
    "svd vae": {"decoder.time_conv_out.weight": (3, 3, 3, 1, 1)},
    "taehv": {
        "decoder.1.weight": (256, 16, 3, 3),
        "decoder.3.conv.0.weight": (256, 512, 3, 3),
    },
    "umt5": {
        "shared.weight": (256384, 4096),
        "encoder.block.0.layer.0.SelfAttention.q.weight": (4, 4),
    },
    "t5": {"encoder.embed_tokens.weight": (32128, 4096)},
    "clip vision": {"vision_model.embeddings.patch_embedding.weight": (1280, 3, 14, 14)},
}


def lora(layers: Mapping[str, int], down: str = "lora_A", up: str = "lora_B") -> Tensors:
    """A LoRA of rank 4: the layers with the width that they read."""
    tensors: dict[str, tuple[int, ...]] = {}
    for layer, width in layers.items():
        tensors[f"{layer}.{down}.weight"] = (4, width)
        tensors[f"{layer}.{up}.weight"] = (width, 4)
    return tensors


def pipeline(folder: Path, name: str = "WanPipeline", **more: Any) -> Path:
    """A small but whole diffusers folder: transformer, VAE, text encoder, tokenizer, scheduler."""
    index = {
        "_class_name": name,
        "_diffusers_version": "0.42.1",
        "transformer": ["diffusers", "WanTransformer3DModel"],
        "vae": ["diffusers", "AutoencoderKLWan"],
        "text_encoder": ["transformers", "UMT5EncoderModel"],
        "tokenizer": ["transformers", "T5TokenizerFast"],
        "scheduler": ["diffusers", "UniPCMultistepScheduler"],
        "image_encoder": [None, None],
    } | more
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model_index.json").write_text(json.dumps(index))
    for part, network, file in (
        ("transformer", "wan diffusers", "diffusion_pytorch_model.safetensors"),
        ("vae", "wan 5b vae", "diffusion_pytorch_model.safetensors"),
        ("text_encoder", "umt5", "model.safetensors"),
    ):
        safetensors(folder / part / file, NETWORKS[network])
        (folder / part / "config.json").write_text("{}")
    for part, file in (("tokenizer", "tokenizer.json"), ("scheduler", "scheduler_config.json")):
        (folder / part).mkdir(exist_ok=True)
        (folder / part / file).write_text("{}")
    return folder


def read_or_refused(read_header: Callable[[Path], Header], path: Path) -> None:
    """Asserts that a damaged file is refused by its name, or read as no larger than it is."""
    told, taken = "", 0
    try:
        taken = sum(tensor.bytes for tensor in read_header(path).tensors)
    except BadInput as error:
        told = str(error)
    assert path.name in told or not told
    assert taken <= path.stat().st_size
