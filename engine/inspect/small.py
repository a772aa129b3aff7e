"""One frame as things are told apart in it: a small picture, and how it follows from the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.inspect.camera import Affine
from engine.inspect.flow import Field, Rgb, Size
from engine.inspect.parting import Mask

LONGEST = 320
"""Pixels of the longer side."""


@dataclass(slots=True)
class Small:
    """One frame as things are told apart in it: everything at the small size, in its pixels."""

    frame: int
    picture: Rgb
    ahead: Field | None
    """From the picture before to this one."""
    back: Field | None
    astray: NDArray[np.float32] | None
    """By how much `ahead` misses where it began when it is followed back, pixels."""
    view: Affine
    """How the view moved from the picture before to this one."""
    moving: Mask
    """1 where the picture moves by itself on to this one (over the picture before)."""


def small_size(size: Size) -> Size:
    """The size of the small pictures of pictures of that size."""
    scale = min(1.0, LONGEST / max(size))
    return Size(max(16, round(size.width * scale)), max(16, round(size.height * scale)))


def moving_on(smalls: Sequence[Small]) -> list[Mask]:
    """What moves by itself over each picture of a stretch: over the last as it came there."""
    after = (*smalls[1:], *smalls[-1:])
    return [small.moving for small in after]
