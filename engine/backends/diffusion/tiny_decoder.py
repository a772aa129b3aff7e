"""Latents -> small RGB frames through TAEHV (madebyollin/taehv, MIT), a decoder of a few megabytes
that a person may have; its weights are looked for where other programs keep them.

What is run here is its architecture for a look while the steps go on: no frames are added between
the latents', and only as much is enlarged as a preview needs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isqrt
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.backends.diffusion.refusals import named
from engine.errors import BadInput
from engine.models.files import read_header
from engine.models.places import places_in

NAMES = {
    "wan-2.1": "taew2_1",
    "wan-2.2": "taew2_1",
    "wan-2.1-vace": "taew2_1",
    "skyreels-v2": "taew2_1",
    "wan-2.2-5b": "taew2_2",
    "hunyuanvideo": "taehv",
    "skyreels-v1": "taehv",
    "hunyuanvideo-1.5": "taehv1_5",
    "cogvideox": "taecvx",
    "cogvideox-1.5": "taecvx",
    "ltx-2": "taeltx_2",
}
"""What the file is called for each family; a suffix may follow."""
_BELOW = ("", "vae_approx", "vae")
"""Where it may lie within a folder of models."""
_LIMIT = 512 << 20
_STAGES = (3, 9, 15)
"""Places of the first of three memory blocks; its widening and its way on stand behind them."""
_LAST = 22
_TALL = 320
"""Rows of a preview, at most: enough to judge a motion."""


@dataclass(frozen=True)
class TinyDecoder:
    """The weights of one file."""

    weights: dict[str, Any]

    def frames(self, latents: Any) -> npt.NDArray[np.uint8]:
        """One RGB frame (n, height, width, 3) for each frame of canonical latents."""
        import torch

        like = self.weights["decoder.1.weight"]
        rows = latents[0].permute(1, 0, 2, 3).to(like.device, like.dtype)
        doublings = _doublings(int(rows.shape[2]), len(_STAGES))
        shown = self._decoded(rows, doublings).clamp(0, 1).mul(255).round().to(torch.uint8)
        return np.ascontiguousarray(shown.permute(0, 2, 3, 1).cpu().numpy())

    def _decoded(self, x: Any, doublings: int) -> Any:
        from torch.nn.functional import interpolate, pixel_shuffle, relu

        x = relu(self._conv((x / 3).tanh() * 3, "decoder.1"))
        for stage, place in enumerate(_STAGES):
            for block in range(place, place + 3):
                x = self._remembering(x, f"decoder.{block}")
            if stage < doublings:
                x = interpolate(x, scale_factor=2)
            x = self._conv(self._newest(x, f"decoder.{place + 4}"), f"decoder.{place + 5}")
        x = self._conv(relu(x), f"decoder.{_LAST}")
        return pixel_shuffle(x, isqrt(x.shape[1] // 3))

    def _remembering(self, x: Any, name: str) -> Any:
        """A block that reads each frame beside the one before it."""
        import torch
        from torch.nn.functional import conv2d, pad, relu

        before = pad(x, (0, 0, 0, 0, 0, 0, 1, 0))[:-1]
        y = torch.cat([x, before], 1)
        for layer in (0, 2, 4):
            y = self._conv(y, f"{name}.conv.{layer}")
            y = relu(y) if layer < 4 else y
        skip = self.weights.get(f"{name}.skip.weight")
        return relu(y + (x if skip is None else conv2d(x, skip)))

    def _newest(self, x: Any, name: str) -> Any:
        """Where a layer makes several frames of one, the last of them."""
        from torch.nn.functional import conv2d

        return conv2d(x, self.weights[f"{name}.conv.weight"][-x.shape[1] :])

    def _conv(self, x: Any, name: str) -> Any:
        from torch.nn.functional import conv2d

        return conv2d(x, self.weights[f"{name}.weight"], self.weights.get(f"{name}.bias"), 1, 1)


def file_for(family: str, folders: Sequence[Path]) -> Path | None:
    """The decoder for a family in the person's folders of models; None where there is none."""
    name = NAMES.get(family)
    places = places_in(folder for folder in folders if folder.is_dir()) if name else ()
    for folder in (place.path / below for place in places for below in _BELOW):
        found = sorted(folder.glob(f"{name}*.safetensors"))
        exact = [path for path in found if path.stem.removeprefix(str(name))[:1] in ("", ".")]
        if exact or found:
            return (exact or found)[0]
    return None


def decoder_for(
    family: str, folders: Sequence[Path], channels: int, device: str, note: Callable[[str], None]
) -> TinyDecoder | None:
    """The person's decoder for a family, loaded; None where there is none. One that cannot be used
    is noted: the clip is made all the same."""
    path = file_for(family, folders)
    if path is None:
        return None
    try:
        return loaded(path, channels, device)
    except BadInput as error:
        note(f"Previews are coarse: {error.message}")
        return None


def loaded(path: Path, channels: int, device: str) -> TinyDecoder:
    """The decoder of a file. Raises BadInput where it is none for so many channels."""
    from safetensors.torch import load_file

    with named(path.name):
        shapes = {tensor.name: tensor.shape for tensor in read_header(path).tensors}
    needed = {"decoder.1.weight", f"decoder.{_LAST}.weight"}
    needed |= {f"decoder.{stage + 4}.conv.weight" for stage in _STAGES}
    fits = needed <= shapes.keys() and shapes["decoder.1.weight"][1] == channels
    if not fits or path.stat().st_size > _LIMIT:
        raise BadInput(f"{path.name} is no preview decoder for latents of {channels} channels")
    with named(path.name):
        weights = load_file(path, device=device)
    return TinyDecoder({name: t for name, t in weights.items() if name.startswith("decoder.")})


def _doublings(rows: int, most: int) -> int:
    """How often latents of so many rows are doubled for a preview."""
    return max((n for n in range(most + 1) if rows * 2**n <= _TALL), default=0)
