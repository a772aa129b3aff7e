"""A question for the thing in a picture: a loose box, a click or a rough region, and corrections.

The canvas asks it; whoever owns the canvas looks at the picture and answers with a mask.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.records import Box, Place


@dataclass(frozen=True, eq=False, slots=True)
class Pick:
    """Where the thing is, one of three, in fractions of the frame; each question is its own."""

    box: Box | None = None
    point: Place | None = None
    near: np.ndarray | None = None
    """A region painted roughly over it, (h, w) uint8."""
    add: tuple[Place, ...] = ()
    """Clicks on what belongs to it."""
    remove: tuple[Place, ...] = ()
    """Clicks on what does not."""
