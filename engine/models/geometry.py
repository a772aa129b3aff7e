"""How each family cuts a clip into tokens, and what its networks need in memory while they work.

The factors of the VAEs and patches are those of the configurations in diffusers 0.42.1. The
numbers of bytes were not guessed: the real classes were run on torch's meta device, which has
shapes and no data, and the live tensors were summed after every operation
(`tests/bench/activations.py`, torch 2.13, bf16, attention without its square matrix). What a card
adds to that (fragments, workspaces of cuDNN, the attention kernel) is the margin in `memory.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from engine.models.record import Model, Part


@dataclass(frozen=True, slots=True)
class Decoder:
    """What a VAE needs beside its weights to turn latents into frames, in bytes."""

    pixel: float
    """For each pixel of a frame (of a tile, where it works in tiles), whatever the length."""
    pixel_frame: float
    """For each pixel of a frame and each frame, where it works on the whole clip at once."""
    kept: float
    """For each pixel of each frame: the frames made so far."""
    tile: int
    """Pixels of one tile; 0 where tiling saves nothing."""
    width: int
    """Bytes of its numbers: Wan's is run in fp32."""

    def peak(self, pixels: int, frames: int, *, tiled: bool) -> int:
        """Bytes for a clip of so many pixels a frame, without the weights."""
        at_once = min(pixels, self.tile) if tiled and self.tile else pixels
        work = at_once * (self.pixel + self.pixel_frame * frames)
        # the whole clip at once is made in one piece: nothing is kept beside it
        piecewise = self.pixel or (tiled and self.tile)
        return ceil(work + (self.kept * pixels * frames if piecewise else 0))


@dataclass(frozen=True, slots=True)
class Geometry:
    """One family: tokens of a clip, and bytes for each of them."""

    space: int
    """Pixels of a side that one latent stands for."""
    time: int
    """Frames that one latent stands for; the first stands for one alone."""
    patch: int
    """Latents of a side in one token."""
    patch_time: int
    token: float
    """Bytes for each token and each number of the network's width, at the worst moment."""
    batched: bool
    """With guidance both prompts are run at once: twice the tokens."""
    decoder: Decoder
    encoder: int
    """Bytes of the text encoder in bf16, where the model does not bring one."""
    vae: int
    """Bytes of the VAE, where the model does not bring one."""
    side: int
    """What width and height have to be a multiple of."""
    frames: int
    """Frames go in steps of this many, plus one."""
    certain: bool = True
    """Whether the bytes of a token were run, or taken from a network like it."""

    def tokens(self, width: int, height: int, frames: int) -> int:
        """Tokens of one clip."""
        latents = (max(1, frames) - 1) // self.time + 1
        deep = ceil(latents / self.patch_time)
        wide, high = width // self.space, height // self.space
        return deep * (wide // self.patch) * (high // self.patch)


_GIB = 1 << 30
_UMT5, _T5 = int(10.6 * _GIB), int(8.9 * _GIB)
# Llama 3 8B and CLIP-L; Qwen2.5-VL 7B and ByT5; Gemma 3 12B
_LLAMA, _QWEN, _GEMMA = int(15.3 * _GIB), int(16.2 * _GIB), int(22.7 * _GIB)
_TILE = 256 * 256

_WAN_VAE = Decoder(19_460, 0, 17.2, _TILE, 4)
_WAN = Geometry(8, 4, 2, 1, 22.3, False, _WAN_VAE, _UMT5, 508 << 20, 16, 4)
_VACE_BASE, _VACE_BLOCK = 24.3, 2.0
"""VACE keeps what each of its own blocks says until the main block that hears it."""
_HUNYUAN_VAE = Decoder(39_230, 0, 8.4, _TILE, 2)
_HUNYUAN = Geometry(8, 4, 2, 1, 36.5, False, _HUNYUAN_VAE, _LLAMA, 493 << 20, 16, 4)
_COG_VAE = Decoder(45_790, 0, 6.0, 240 * 360, 2)
_COG = Geometry(8, 4, 2, 1, 26.4, True, _COG_VAE, _T5, 431 << 20, 16, 4)
_LTX = Geometry(
    32, 8, 1, 1, 32.2, True, Decoder(0, 100.2, 6.0, 512 * 512, 2), _T5, 838 << 20, 32, 8
)
_COSMOS_VAE = Decoder(218, 72.4, 0, 0, 2)

GEOMETRIES: dict[str, Geometry] = {
    "wan-2.1": _WAN,
    "wan-2.2": _WAN,
    "wan-2.1-vace": _WAN,
    "wan-animate": _WAN,
    "wan-move": _WAN,
    "wan-ati": _WAN,
    "chronoedit": _WAN,
    "skyreels-v2": _WAN,
    "anyflow": _WAN,
    "wan-2.2-5b": Geometry(
        16, 4, 2, 1, 65.0, False, Decoder(21_660, 0, 17.2, _TILE, 4), _UMT5, 2689 << 20, 32, 4
    ),
    "hunyuanvideo": _HUNYUAN,
    "skyreels-v1": _HUNYUAN,
    "framepack": Geometry(
        8, 4, 2, 1, 36.5, False, _HUNYUAN_VAE, _LLAMA, 493 << 20, 16, 4, certain=False
    ),
    "hunyuanvideo-1.5": Geometry(
        16,
        4,
        1,
        1,
        36.5,
        False,
        Decoder(0, 1_796, 7.2, _TILE, 2),
        _QWEN,
        2522 << 20,
        16,
        4,
        certain=False,
    ),
    "cogvideox": _COG,
    "cogvideox-1.5": Geometry(8, 4, 2, 2, 26.3, True, _COG_VAE, _T5, 431 << 20, 16, 4),
    "consisid": _COG,
    "ltx-video": _LTX,
    "ltx-2": Geometry(
        32, 8, 1, 1, 43.5, True, Decoder(0, 85.3, 8.6, _TILE, 2), _GEMMA, 2444 << 20, 32, 8
    ),
    "cosmos-1": Geometry(8, 8, 2, 1, 28.3, False, _COSMOS_VAE, _T5, 210 << 20, 16, 8),
    "cosmos-2": Geometry(8, 4, 2, 1, 24.6, False, _WAN_VAE, _T5, 254 << 20, 16, 4),
    "cosmos-2.5": Geometry(8, 4, 2, 1, 24.6, False, _WAN_VAE, _QWEN, 254 << 20, 16, 4),
    # its "tokens" are the latents of the widest level, of every frame; eight frames are decoded
    # at a time
    "svd": Geometry(
        8, 1, 1, 1, 56.3, True, Decoder(16_385, 0, 6.0, 0, 2), 1205 << 20, 187 << 20, 8, 1
    ),
}
"""The families that a backend can run, by their id in models.json."""


def bytes_of_tokens(geometry: Geometry, model: Model, part: Part, tokens: int) -> int:
    """Bytes that the network's worst moment takes for so many tokens."""
    each = geometry.token
    width = part.width or _WIDTHS.get(model.family, 3072)
    if model.family == "wan-2.1-vace":
        each = _VACE_BASE + _VACE_BLOCK * max(1, part.blocks - _MAIN_BLOCKS.get(width, 40))
    elif geometry.decoder is _WAN_VAE and part.inner:
        # narrow networks peak in their feed-forward layers: in and out of it, and the rest
        each = max(each, 8.5 + 4 * part.inner / width)
    return ceil(each * tokens * width)


_WIDTHS = {"wan-2.2-5b": 3072, "ltx-video": 2048, "ltx-2": 4096, "svd": 320, "cosmos-1": 4096}
_MAIN_BLOCKS = {1536: 30, 5120: 40}
