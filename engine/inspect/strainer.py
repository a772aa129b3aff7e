"""What is seen of a thing now and then, laid over what was seen of it before."""

from __future__ import annotations

import numpy as np

from engine.inspect.strain import Sight, Strain, flows_of_sheets, strain_of
from engine.inspect.things import Strains

_LONG_S, _SHORT_S = 0.5, 0.25
_ABOUT = 0.2
"""Of the time between two looks: by how much it may be longer or shorter; a frame at least."""


class Strainer:
    """One thing, seen about eight times a second; each sight is laid over those before it.

    Over half a second, and where that does not lie on itself over half of that as well: what bends
    fast is not followed for long, and what bends slowly shows late.
    """

    def __init__(self, fps: float) -> None:
        self._long, self._short = max(2, round(_LONG_S * fps)), max(1, round(_SHORT_S * fps))
        self._flows = flows_of_sheets()
        self._recent: list[Sight] = []
        self._calm = False
        self._found: dict[tuple[int, int], Strain] = {}

    def see(self, sight: Sight) -> None:
        """The next one."""
        kept = sight.frame - self._long - self._short
        self._recent = [one for one in self._recent if one.frame >= kept] + [sight]
        if self._calm:
            # what lay on itself is looked at half as often
            self._calm = False
            return
        strain = self._laid(sight, self._long)
        self._calm = strain is not None and strain.calm
        if strain is None or not strain.calm:
            for one in self._recent:
                self._laid(one, self._short)

    def strains(self) -> Strains:
        """All that was found, in order."""
        found = sorted(self._found.items())
        frames = np.array([key for key, _ in found], np.int32).reshape(-1, 2)
        values = np.array([strain for _, strain in found], np.float32)
        return Strains(frames, *values.reshape(-1, len(Strain._fields)).T)

    def _laid(self, sight: Sight, lag: int) -> Strain | None:
        """Over what was seen about so many frames before; None where nothing was."""
        reach = max(1.0, _ABOUT * lag)
        before = [one for one in self._recent if abs(sight.frame - one.frame - lag) <= reach]
        if not before:
            return None
        one = min(before, key=lambda one: abs(sight.frame - one.frame - lag))
        key = (one.frame, sight.frame)
        if key not in self._found:
            strain = strain_of(one, sight, self._flows)
            if strain is None:
                return None
            self._found[key] = strain
        return self._found[key]
