"""What a clip looks like while it is made: clean latents, as the model guesses them after a step,
go in; small RGB frames come out.

Latents are small pictures of many channels. How their channels become red, green and blue is
fitted once for every clip, on a picture whose latents and colours are both known: the start image.
This works for every model, needs no file, and takes a matrix product a step. On a card a decoder of
a few megabytes shows more, where the person has one (`tiny_decoder`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.backends.base import Listener
from engine.backends.diffusion.recipe import Recipe, Work
from engine.backends.diffusion.tap import Hook, Seen
from engine.backends.diffusion.tiny_decoder import TinyDecoder, decoder_for
from engine.frame.load import Image

_RIDGE = 1e-3
"""Of the fit, relative to the latents' own size: channels that say the same share their weight."""
_CHART = 8
"""Colours along a side of the chart."""


class Preview:
    """The way from one clip's latents to colours."""

    def __init__(
        self, recipe: Recipe, work: Work, matrix: Any, decoder: TinyDecoder | None = None
    ) -> None:
        """`matrix` is (channels + 1, 3), float32; a decoder takes its place."""
        self._recipe = recipe
        self._work = work
        self._matrix = matrix
        self._decoder = decoder

    @classmethod
    def fitted(
        cls,
        pipe: Any,
        recipe: Recipe,
        work: Work,
        folders: Sequence[Path],
        note: Callable[[str], None],
    ) -> Preview:
        """Fitted on the start image, or on a chart of colours where there is none."""
        import torch

        settings = work.settings
        shown = _chart(settings.width, settings.height) if work.start is None else work.start
        picture = np.asarray(shown, dtype=np.uint8)
        tensor = torch.from_numpy(picture.copy()).to(work.device).float() / 127.5 - 1.0
        latents = recipe.encoded(pipe, tensor.permute(2, 0, 1)[None, :, None])
        matrix = _matrix(latents[0, :, 0].float(), tensor.permute(2, 0, 1))
        # on the processor it takes longer than the step that it shows
        if work.device == "cpu":
            return cls(recipe, work, matrix)
        family, channels = work.model.family, int(latents.shape[1])
        decoder = decoder_for(family, folders, channels, work.device, note)
        return cls(recipe, work, matrix, decoder)

    def frames(self, latents: Any) -> npt.NDArray[np.uint8]:
        """RGB frames (n, height, width, 3) of canonical latents."""
        import torch

        if self._decoder is not None:
            return self._decoder.frames(latents)
        rows = latents[0].float().permute(1, 2, 3, 0)
        colours = rows @ self._matrix[:-1] + self._matrix[-1]
        shown = ((colours.clamp(-1, 1) + 1) * 127.5).round().to(torch.uint8)
        return np.ascontiguousarray(shown.cpu().numpy())

    def hook(self, pipe: Any, listener: Listener) -> Hook:
        """Shows what each step guesses, where somebody looks."""

        def show(seen: Seen) -> None:
            if listener.wants_preview():
                clean = self._recipe.canonical(pipe, seen.clean(), self._work)
                listener.preview(self.frames(clean))

        return show


def _matrix(latents: Any, picture: Any) -> Any:
    """Least squares with a ridge: from latents (channels, h, w) to a picture (3, height, width)."""
    import torch

    _, high, wide = latents.shape
    small = torch.nn.functional.adaptive_avg_pool2d(picture[None], (high, wide))[0]
    known = torch.cat([latents, torch.ones_like(latents[:1])]).flatten(1).T.double().cpu()
    wanted = small.flatten(1).T.double().cpu()
    square = known.T @ known
    ridge = _RIDGE * square.diagonal().mean() * torch.eye(len(square), dtype=square.dtype)
    found = torch.linalg.solve(square + ridge, known.T @ wanted)
    return found.float().to(latents.device)


def _chart(width: int, height: int) -> Image:
    """A picture of many colours: soft patches, the same every time."""
    import cv2

    colours = np.random.default_rng(0).integers(0, 256, (_CHART, _CHART, 3), np.uint8)
    return np.asarray(cv2.resize(colours, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)
