"""Things that fade while they are whole: how likely one went into nothing, or came out of it, that
way.

What goes behind something is cut off, and what is left of it is as clear as before. What fades goes
over into what is behind it everywhere at once: it is as large as before when its contrast and its
own colours are already less. Smoke and spray fade as well, but never were one solid thing that
stayed as it was until then.
"""

from __future__ import annotations

import numpy as np

from engine.detectors.evidence import UNSURE, likely, names_liquid, pixel, room, spread
from engine.inspect.observation import Observation
from engine.inspect.things import Thing

_WITHIN_S = 0.4
_SHORTEST = 2
_FADED, _COLOURS = 0.2, 0.12
"""Shares of its contrast by which it is less while it is whole, and its colours are others."""
_WHOLE, _LEFT = 0.75, 0.6
"""Shares of its area, for it to be whole, and of its contrast that may be left at the end."""
_CLEAR, _STEADY = 28.0, 0.2
_SOLID, _LARGE, _TINY_PX = 0.78, 0.0015, 4.0
_ON_AND_ON, _GRAIN = 0.8, 1.5
"""Share of the frames in which it gets fainter, but for so many gray levels."""
_BESIDE = -0.2


def fading(seen: Observation, thing: Thing, *, comes: bool) -> float:
    """How likely a thing faded at its end, or out of nothing at its beginning where it `comes`."""
    way = slice(None, None, -1) if comes else slice(None)
    span = max(_SHORTEST + 1, round(_WITHIN_S * seen.clip.fps))
    if len(thing) < 2 * span or not (thing.seen & ~thing.edge)[way][-2 * span :].all():
        return 0.0
    contrast, area, colour = (
        np.asarray(values[way], np.float64)
        for values in (thing.contrast, thing.areas, thing.colour)
    )
    solid = float(np.median(thing.solidity[way][:-_SHORTEST][-span:]))
    touched = any(thing.touching[way][-2 * span :])
    best = 0.0
    for lasts in range(_SHORTEST, span + 1):
        tail, before = slice(-lasts, None), slice(-lasts - span, -lasts)
        clear, size = float(np.median(contrast[before])), float(np.median(area[before]))
        if clear <= 0 or size <= 0:
            continue
        whole = np.flatnonzero(area[tail] >= _WHOLE * size)
        if not len(whole):
            continue
        faintest = int(whole[np.argmin(contrast[tail][whole])])
        other = np.linalg.norm(colour[tail][faintest] - np.median(colour[before], axis=0))
        fainter = np.diff(contrast[-lasts - 1 :]) <= _GRAIN
        score = likely(
            room(1 - float(contrast[tail][faintest]) / clear, _FADED),
            room(float(other), _COLOURS * clear),
            room(_LEFT, float(contrast[-1]) / clear),
            room(float(fainter.mean()), _ON_AND_ON) * 3,
            room(_STEADY, max(spread(contrast[before]) / clear, 0.02)),
            room(_STEADY, max(spread(area[before]) / size, 0.02)),
            room(clear, _CLEAR),
            room(solid, _SOLID) * 4,
            room(size, _LARGE * seen.clip.width * seen.clip.height),
            room(float(np.sqrt(size)), _TINY_PX * pixel(seen)),
            _BESIDE if touched else 1.5,
        )
        best = max(best, score)
    return min(best, UNSURE) if names_liquid(seen) else best
