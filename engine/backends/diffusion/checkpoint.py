"""The tensors of a checkpoint in one file: a model goes in, tensors come out under the names that
diffusers converts, without what other programs keep beside them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from engine.errors import BadInput
from engine.models.record import Model

_PREFIXES = ("model.diffusion_model.", "diffusion_model.", "net.", "module.")
_SCALES = (".scale_weight", ".weight_scale")
_NOTES = (".scale_input", ".input_scale", "scaled_fp8", "spiece_model", ".comfy_quant")
"""What ComfyUI keeps beside the weights and nobody needs here."""


def tensors_of(source: Model, numbers: Any) -> dict[str, Any]:
    """The tensors of a file or its shards by their plain names, scaled fp8 widened to `numbers`.

    Raises BadInput where they are packed in a way that only ComfyUI reads.
    """
    from safetensors.torch import load_file

    parts = [name for part in source.parts for name in part.files]
    paths = [source.path.parent / name for name in dict.fromkeys(parts)] or [source.path]
    found: dict[str, Any] = {}
    for path in paths:
        found |= {_plain(name): tensor for name, tensor in load_file(str(path)).items()}
    return dict(_widened(source, found, numbers))


def _plain(name: str) -> str:
    return next((name[len(p) :] for p in _PREFIXES if name.startswith(p)), name)


def _widened(source: Model, tensors: dict[str, Any], numbers: Any) -> Iterator[tuple[str, Any]]:
    """Without what is kept beside the weights; fp8 with a scale is widened."""
    scales = {
        name.removesuffix(end) + ".weight": tensor
        for name, tensor in tensors.items()
        for end in _SCALES
        if name.endswith(end)
    }
    for name, tensor in tensors.items():
        if name.endswith(".comfy_quant"):
            _check_scaled(source, tensor)
        if name.endswith((*_SCALES, *_NOTES)):
            continue
        scale = scales.get(name)
        if scale is None:
            yield name, tensor
        elif scale.numel() in (1, tensor.shape[0]):
            shape = (-1, *([1] * (tensor.dim() - 1)))
            yield name, tensor.to(numbers) * scale.to(numbers).reshape(shape)
        else:
            raise _strange(source)


def _check_scaled(source: Model, note: Any) -> None:
    try:
        said = json.loads(bytes(note.tolist()))
    except (ValueError, TypeError) as error:
        raise _strange(source) from error
    if not str(said.get("format", "")).startswith("float8_e4m3fn"):
        raise _strange(source)


def _strange(source: Model) -> BadInput:
    return BadInput(
        f"The weights of {source.path.name} are packed in a way that only ComfyUI reads",
        mend="Choose a version in bf16, fp16, fp8 or GGUF.",
    )


# --- the VAE of Wan 2.2 5B, which diffusers converts only in a script of its own -----------------

_RESIDUAL = (
    (r"^(encoder|decoder)\.conv1\.", r"\1.conv_in."),
    (r"^(encoder|decoder)\.head\.0\.", r"\1.norm_out."),
    (r"^(encoder|decoder)\.head\.2\.", r"\1.conv_out."),
    (r"^conv1\.", "quant_conv."),
    (r"^conv2\.", "post_quant_conv."),
    (r"\.middle\.0\.", ".mid_block.resnets.0."),
    (r"\.middle\.1\.", ".mid_block.attentions.0."),
    (r"\.middle\.2\.", ".mid_block.resnets.1."),
    (
        r"\.downsamples\.(\d+)\.downsamples\.\d+\.(resample|time_conv)\.",
        r".down_blocks.\1.downsampler.\2.",
    ),
    (r"\.upsamples\.(\d+)\.upsamples\.\d+\.(resample|time_conv)\.", r".up_blocks.\1.upsampler.\2."),
    (r"\.downsamples\.(\d+)\.downsamples\.(\d+)\.", r".down_blocks.\1.resnets.\2."),
    (r"\.upsamples\.(\d+)\.upsamples\.(\d+)\.", r".up_blocks.\1.resnets.\2."),
    (r"\.residual\.0\.", ".norm1."),
    (r"\.residual\.2\.", ".conv1."),
    (r"\.residual\.3\.", ".norm2."),
    (r"\.residual\.6\.", ".conv2."),
    (r"\.shortcut\.", ".conv_shortcut."),
)
"""Names in the authors' file, and in diffusers."""


def residual(name: str) -> str:
    """What diffusers calls a tensor of that VAE."""
    for theirs, ours in _RESIDUAL:
        name = re.sub(theirs, ours, name)
    return name
