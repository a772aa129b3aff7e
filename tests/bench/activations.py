"""What video networks hold in memory at their worst moment, without a card and without weights.

    python tests/bench/activations.py [NAME ...]

Needs the `diffusers` extra. The real classes are run on torch's meta device, which has shapes and
no data; after every operation the live tensors that are not weights are summed. Attention is taken
to keep its inputs and output only, as the flash kernels do. The numbers in
`engine/models/geometry.py` were found so; beside each row is what that file says (its baseline),
and the ratio. What a card adds (fragments, workspaces) is not in either.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.models.geometry import GEOMETRIES, bytes_of_tokens
from engine.models.memory import GIB
from engine.models.record import Model, Part

Row = tuple[str, Callable[[Any], float], float]
"""Name, the run that gives GiB, and what geometry.py says."""


@dataclass(frozen=True, slots=True)
class Size:
    """Of a clip."""

    width: int
    height: int
    frames: int

    def latents(self, time: int, space: int) -> tuple[int, int, int]:
        """Frames, rows and columns of latents."""
        return (self.frames - 1) // time + 1, self.height // space, self.width // space


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="only rows whose name has this in it")
    names = parser.parse_args().names
    torch = prepared()
    print(f"{'':<34}{'run':>9}{'said':>9}{'ratio':>8}")
    for name, run, said in rows():
        if not names or any(part in name for part in names):
            found = run(torch)
            print(f"{name:<34}{found:>7.2f}  {said:>7.2f}  {said / found:>6.3f}", flush=True)
    return 0


def rows() -> list[Row]:
    clip, large = Size(832, 480, 81), Size(1280, 720, 81)
    narrow = {"num_attention_heads": 12, "ffn_dim": 8960}
    five = {"num_attention_heads": 24, "ffn_dim": 14336}
    longest = Size(1280, 704, 121)
    hunyuan, cog, cosmos = Size(1280, 720, 129), Size(720, 480, 49), Size(1280, 704, 93)
    return [
        ("Wan 14B 832x480x81", wan(clip), tokens("wan-2.1", clip, 5120, 13824)),
        ("Wan 14B 1280x720x81", wan(large), tokens("wan-2.1", large, 5120, 13824)),
        ("Wan 1.3B 832x480x81", wan(clip, **narrow), tokens("wan-2.1", clip, 1536, 8960)),
        (
            "Wan 5B 1280x704x121",
            wan(longest, space=16, in_channels=48, **five),
            tokens("wan-2.2-5b", longest, 3072, 14336),
        ),
        (
            "HunyuanVideo 1280x720x129",
            transformer("HunyuanVideoTransformer3DModel", hunyuan_inputs(hunyuan)),
            tokens("hunyuanvideo", hunyuan, 3072, 12288),
        ),
        (
            "CogVideoX 5B 720x480x49",
            transformer("CogVideoXTransformer3DModel", cogvideox_inputs(cog), **COG),
            2 * tokens("cogvideox", cog, 3072, 12288),
        ),
        (
            "LTX 704x512x161",
            transformer("LTXVideoTransformer3DModel", ltx_inputs(LTX)),
            2 * tokens("ltx-video", LTX, 2048, 8192),
        ),
        (
            "Cosmos 2 2B 1280x704x93",
            transformer("CosmosTransformer3DModel", cosmos_inputs(cosmos), **COSMOS),
            tokens("cosmos-2", cosmos, 2048, 8192),
        ),
        ("VAE of Wan 832x480x17", wan_vae(False), decoded("wan-2.1", Size(832, 480, 17), False)),
        ("VAE of Wan, tiled", wan_vae(True), decoded("wan-2.1", Size(832, 480, 17), True)),
        ("VAE of LTX 704x512x161", ltx_vae(False), decoded("ltx-video", LTX, False)),
        ("VAE of LTX, tiled", ltx_vae(True), decoded("ltx-video", LTX, True)),
    ]


COG = {"num_attention_heads": 48, "use_rotary_positional_embeddings": True}
COSMOS = {"num_attention_heads": 16, "extra_pos_embed_type": None, "concat_padding_mask": False}
LTX = Size(704, 512, 161)


def tokens(family: str, size: Size, width: int, inner: int) -> float:
    part = Part("transformer", "", (), 0, 0, width=width, inner=inner)
    model = Model(Path(), "", "single", family, parts=(part,))
    geometry = GEOMETRIES[family]
    count = geometry.tokens(size.width, size.height, size.frames)
    return bytes_of_tokens(geometry, model, part, count) / GIB


def decoded(family: str, size: Size, tiled: bool) -> float:
    pixels = size.width * size.height
    return GEOMETRIES[family].decoder.peak(pixels, size.frames, tiled=tiled) / GIB


def prepared() -> Any:
    """torch on its meta device, with attention that keeps no square matrix."""
    import torch
    from torch.nn import functional

    torch.set_num_threads(1)
    torch.set_default_device("meta")

    def attention(query: Any, key: Any, value: Any, *rest: Any, **more: Any) -> Any:
        shape = (*query.shape[:-1], value.shape[-1])
        return torch.empty(shape, dtype=query.dtype, device=query.device)

    functional.scaled_dot_product_attention = attention
    return torch


def wan(size: Size, space: int = 8, in_channels: int = 16, **more: Any) -> Callable[[Any], float]:
    def run(torch: Any) -> float:
        import diffusers

        # two blocks have the peak of forty
        network = diffusers.WanTransformer3DModel(num_layers=2, in_channels=in_channels, **more)
        network = network.to(torch.bfloat16).eval()
        deep, high, wide = size.latents(4, space)
        each = deep * (high // 2) * (wide // 2)
        time = torch.empty((1,) if space == 8 else (1, each))
        given = {
            "hidden_states": torch.empty(1, in_channels, deep, high, wide, dtype=torch.bfloat16),
            "timestep": time,
            "encoder_hidden_states": torch.empty(1, 512, 4096, dtype=torch.bfloat16),
        }
        return peak(torch, network, lambda: network(**given, return_dict=False))

    return run


Inputs = Callable[[Any], dict[str, Any]]


def transformer(name: str, inputs: Inputs, **more: Any) -> Callable[[Any], float]:
    """A network of two blocks of each kind; guidance batches two prompts where it does."""

    def run(torch: Any) -> float:
        import diffusers

        kinds = {"num_layers": 2}
        if name.startswith("Hunyuan"):
            kinds["num_single_layers"] = 2
        network = getattr(diffusers, name)(**kinds, **more).to(torch.bfloat16).eval()
        given = inputs(torch)
        return peak(torch, network, lambda: network(**given, return_dict=False))

    return run


def hunyuan_inputs(size: Size) -> Inputs:
    return lambda torch: {
        "hidden_states": torch.empty(1, 16, *size.latents(4, 8), dtype=torch.bfloat16),
        "timestep": torch.empty(1),
        "encoder_hidden_states": torch.empty(1, 256, 4096, dtype=torch.bfloat16),
        "encoder_attention_mask": torch.ones(1, 256, dtype=torch.bool),
        "pooled_projections": torch.empty(1, 768, dtype=torch.bfloat16),
        "guidance": torch.empty(1, dtype=torch.bfloat16),
    }


def cogvideox_inputs(size: Size) -> Inputs:
    deep, high, wide = size.latents(4, 8)
    each = deep * (high // 2) * (wide // 2)
    return lambda torch: {
        "hidden_states": torch.empty(2, deep, 16, high, wide, dtype=torch.bfloat16),
        "timestep": torch.empty(2, dtype=torch.bfloat16),
        "encoder_hidden_states": torch.empty(2, 226, 4096, dtype=torch.bfloat16),
        "image_rotary_emb": (torch.empty(each, 64), torch.empty(each, 64)),
    }


def ltx_inputs(size: Size) -> Inputs:
    deep, high, wide = size.latents(8, 32)
    return lambda torch: {
        "hidden_states": torch.empty(2, deep * high * wide, 128, dtype=torch.bfloat16),
        "encoder_hidden_states": torch.empty(2, 128, 4096, dtype=torch.bfloat16),
        "timestep": torch.empty(2, dtype=torch.bfloat16),
        "encoder_attention_mask": torch.ones(2, 128, dtype=torch.bfloat16),
        "num_frames": deep,
        "height": high,
        "width": wide,
        "rope_interpolation_scale": (8 / 25, 32, 32),
    }


def cosmos_inputs(size: Size) -> Inputs:
    return lambda torch: {
        "hidden_states": torch.empty(1, 16, *size.latents(4, 8), dtype=torch.bfloat16),
        "timestep": torch.empty(1, dtype=torch.bfloat16),
        "encoder_hidden_states": torch.empty(1, 512, 1024, dtype=torch.bfloat16),
    }


def wan_vae(tiled: bool) -> Callable[[Any], float]:
    def run(torch: Any) -> float:
        import diffusers

        vae = diffusers.AutoencoderKLWan().eval()
        return decoding(torch, vae, torch.empty(1, 16, 5, 60, 104), tiled)

    return run


def ltx_vae(tiled: bool) -> Callable[[Any], float]:
    def run(torch: Any) -> float:
        import diffusers

        vae = diffusers.AutoencoderKLLTXVideo().to(torch.bfloat16).eval()
        latents = torch.empty(1, 128, *LTX.latents(8, 32), dtype=torch.bfloat16)
        return decoding(torch, vae, latents, tiled)

    return run


def decoding(torch: Any, vae: Any, latents: Any, tiled: bool) -> float:
    if tiled:
        vae.enable_tiling()
    return peak(torch, vae, lambda: vae.decode(latents, return_dict=False))


def peak(torch: Any, network: Any, act: Callable[[], Any]) -> float:
    """GiB of the tensors that were alive at once, the network's own left out."""
    from torch.multiprocessing.reductions import StorageWeakRef
    from torch.utils._python_dispatch import TorchDispatchMode
    from torch.utils._pytree import tree_leaves

    own = {t.untyped_storage()._cdata for t in (*network.parameters(), *network.buffers())}
    alive: dict[int, tuple[Any, int]] = {}
    highest = 0

    class Watching(TorchDispatchMode):
        def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None):
            nonlocal highest
            out = func(*args, **(kwargs or {}))
            for leaf in tree_leaves(out):
                if isinstance(leaf, torch.Tensor):
                    storage = leaf.untyped_storage()
                    if storage._cdata not in own:
                        entry = (StorageWeakRef(storage), storage.nbytes())
                        alive.setdefault(storage._cdata, entry)
            for key in [key for key, (weak, _) in alive.items() if weak.expired()]:
                del alive[key]
            highest = max(highest, sum(size for _, size in alive.values()))
            return out

    with torch.no_grad(), Watching():
        act()
    return ceil(highest) / GIB


if __name__ == "__main__":
    sys.exit(main())
