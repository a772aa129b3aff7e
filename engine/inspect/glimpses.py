"""When the first frames of a film are looked at by themselves, before the rest is measured.

Things are told from the ground once their whole stretch of film is known, which takes as long as
the measuring. The person who watches is told sooner of what breaks at once: the film so far is
taken for all of it, after a good half second and whenever it has doubled. Measuring stands still
meanwhile: with all cores a look takes a tenth of a second, beside the measuring five times that,
and in the end neither is sooner done. Until the first look points and appearances, which it does
not need, wait as well; they are caught up with behind it. A tenth of a second is six frames
measured: who looks at ten frames, and so at twenty again, is told of what breaks in the twelfth
later than who waits a little.
"""

from __future__ import annotations

from engine.records import ClipInfo

_FIRST_S, _FEWEST = 0.6, 19
_SHARE = 0.35
"""Of the clip, that may be looked at: to part more takes so long that the whole of it is as soon
there."""


def glimpses(clip: ClipInfo) -> tuple[int, ...]:
    """How many frames are known at each look."""
    looks: list[int] = []
    frames = max(_FEWEST, round(_FIRST_S * clip.fps))
    while frames <= _SHARE * clip.frames:
        looks.append(frames)
        frames *= 2
    return tuple(looks)
