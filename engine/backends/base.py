"""What a backend is: something that turns a Request into frames, and says what it can take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from engine.errors import BadInput
from engine.frame.load import Image
from engine.records import Made, Request, Settings

Stage = Literal["loading", "reading", "guiding", "denoising", "decoding"]
"""Of the work, in the order of their first time: the model, the prompt, the guide clip, the steps,
the pictures."""


class Listener:
    """What a generator tells, and asks, while it works. This one hears nothing and never stops.

    Every call may raise `Cancelled`.
    """

    def stage(self, name: Stage) -> None:
        """Another stage of the work begins."""

    def step(self, done: int, total: int) -> None:
        """So many steps are made of all of them."""

    def note(self, text: str) -> None:
        """Something that the person should know: what was fitted, cut off or tried again."""

    def made(self, made: Made) -> None:
        """How the clip was made; told before its first frame."""

    def wants_preview(self) -> bool:
        """Whether a preview is wanted now: making one costs, and nobody may be looking."""
        return False

    def preview(self, frames: npt.NDArray[np.uint8]) -> None:
        """What the clip looks like so far: small RGB frames (n, height, width, 3)."""

    def keeps(self) -> bool:
        """Whether the person wants what there is now: the steps end, and the clip is made of it."""
        return False

    def paused(self) -> bool:
        """Whether the work is to stand still: a generator then frees what it can and calls
        `wait`."""
        return False

    def wait(self) -> None:
        """Returns when the work may go on."""


SILENT = Listener()

Generator = Callable[[Request, Listener], Iterator[Image]]
"""Makes the clip of a request: uint8 RGB frames of the size in its settings, one after another.

It follows the settings of the request, so that one opened model serves many requests.
"""


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where a backend works."""

    cache: Path
    """A folder for what can be computed again; it may be deleted at any time."""
    folders: tuple[Path, ...] = ()
    """Of models: what a single file lacks (text encoder, VAE, the other expert) is taken there."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a backend can make: sides in pixels, and numbers of frames."""

    min_side: int
    max_side: int
    side_multiple: int
    max_frames: int
    needs_image: bool

    def check(self, settings: Settings) -> None:
        """Raise BadInput where the settings ask for what the backend cannot make."""
        for side, name in ((settings.width, "width"), (settings.height, "height")):
            if not self.min_side <= side <= self.max_side or side % self.side_multiple:
                raise BadInput(
                    f"The {name} {side} cannot be made",
                    mend=f"Use {self.min_side} to {self.max_side}, "
                    f"a multiple of {self.side_multiple}.",
                )
        if not 1 <= settings.frames <= self.max_frames:
            raise BadInput(
                f"{settings.frames} frames cannot be made", mend=f"Use 1 to {self.max_frames}."
            )


@dataclass(frozen=True, slots=True)
class Backend:
    """One way to make clips. `open` may load a model and take long; the generator is then warm."""

    id: str
    title: str
    doc: str
    limits: Limits
    open: Callable[[Settings, Workplace], Generator]
    families: tuple[str, ...] = ()
    """Ids in models.json of the models that it runs; () where it brings its own."""
