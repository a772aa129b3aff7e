"""SkyReels V2: text to video, image to video, and diffusion forcing for long clips."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engine.backends.base import Backend, Limits
from engine.backends.diffusion.recipe import Work, start_wanted
from engine.backends.wan import Wan
from engine.models.record import Model
from engine.records import Settings, Shot

DOC = """\
Runs SkyReels V2 through diffusers: text to video, image to video with an end image, if the shot has
one, and the versions with diffusion forcing (DF), which make clips of 30 seconds and more, piece by
piece, from words or from an image. Clips have 4k+1 frames and sides that are multiples of 16. The
negative prompt acts while guidance is above 1. Painted motion goes in as words.
"""

PIECE = 97
"""Frames that diffusion forcing makes at once."""
OVERLAP = 17
"""Frames that a piece sees of the one before it."""
_UNCLEAN = 20
"""How much noise is put on what it sees, of 1000: what diffusers recommends."""
_FORCED = "SkyReelsV2DiffusionForcing"


class SkyReels2(Wan):
    """See above: it reads and keeps its latents as Wan does, of which it is made."""

    families = ("skyreels-v2",)
    limits = Limits(min_side=32, max_side=2048, side_multiple=1, max_frames=2048, needs_image=False)

    def pipeline(self, model: Model, shot: Shot) -> str:
        if model.variant == "df":
            image = "" if shot.start_image is None else "ImageToVideo"
            return f"{_FORCED}{image}Pipeline"
        if model.variant != "i2v":
            return "SkyReelsV2Pipeline"
        if shot.start_image is None:
            raise start_wanted(model)
        return "SkyReelsV2ImageToVideoPipeline"

    def fitted(self, model: Model, settings: Settings) -> Settings:
        """A clip of several pieces has whole ones: diffusers trips over a shorter last one."""
        found = super().fitted(model, settings)
        if model.variant != "df" or found.frames <= PIECE:
            return found
        more = PIECE - OVERLAP
        return replace(found, frames=PIECE + round((found.frames - PIECE) / more) * more)

    def notes(self, model: Model, shot: Shot) -> tuple[str, ...]:
        if model.variant == "df" and shot.settings.frames > PIECE:
            pieces = _pieces(shot.settings.frames)
            return (f"Made in {pieces} pieces of {PIECE} frames, each going on from the last",)
        return ()

    def arguments(self, pipe: Any, work: Work) -> dict[str, Any]:
        out = self.usual(work)
        kind = type(pipe).__name__
        if "ImageToVideo" in kind:
            out["image"] = work.start
            if work.end is not None and self.takes_end(pipe):
                out["last_image"] = work.end
        if kind.startswith(_FORCED):
            rate = round(work.settings.fps)
            out |= {"prompt": None, "fps": rate, "base_num_frames": PIECE}
            if work.settings.frames > PIECE:
                out |= {"overlap_history": OVERLAP, "addnoise_condition": _UNCLEAN}
        return out

    def prepare(self, pipe: Any, work: Work) -> None:
        super().prepare(pipe, work)
        if type(pipe).__name__.startswith(_FORCED):
            import torch

            # the noise on what it sees is not drawn from the source that the call is given
            torch.manual_seed(work.settings.seed)

    def takes_end(self, pipe: Any) -> bool:
        if type(pipe).__name__ == "SkyReelsV2ImageToVideoPipeline":
            # only what was trained on pairs has places for two
            return pipe.transformer.config.get("pos_embed_seq_len") is not None
        return self.takes_start(pipe)

    def pieces(self, pipe: Any, work: Work) -> int:
        forced = type(pipe).__name__.startswith(_FORCED)
        return _pieces(work.settings.frames) if forced else 0


def _pieces(frames: int) -> int:
    """Pieces that a clip of so many frames is made in."""
    if frames <= PIECE:
        return 1
    return 1 + (frames - PIECE) // (PIECE - OVERLAP)


RECIPE = SkyReels2()

BACKEND = Backend(
    id="skyreels",
    title="SkyReels V2",
    doc=DOC,
    limits=RECIPE.limits,
    open=RECIPE.opened,
    families=SkyReels2.families,
)
