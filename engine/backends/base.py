"""What a backend is: something that turns a Request into frames, and says what it can take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from engine.errors import BadInput
from engine.frame.load import Image
from engine.records import Request, Settings

OnStep = Callable[[int, int], None]
"""Told (steps done, steps in all) while generating; may raise Cancelled to stop."""
Generator = Callable[[Request, OnStep], Iterator[Image]]
"""Makes the clip of a request: uint8 RGB frames of the size in its settings, one after another.

It follows the settings of the request, so that one opened model serves many requests.
"""


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
    open: Callable[[Settings], Generator]
