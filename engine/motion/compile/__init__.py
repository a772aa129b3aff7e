"""All targets of the compiler: what a motion plan is made into for models to be steered by."""

from engine.motion.compile import guide, kling, ltx_tracks, tracks, vace, words
from engine.motion.compile.base import Source, Target, Written

__all__ = ["TARGETS", "Source", "Target", "Written"]

TARGETS: tuple[Target, ...] = (
    guide.TARGET,
    tracks.TARGET,
    vace.TARGET,
    ltx_tracks.TARGET,
    kling.TARGET,
    words.TARGET,
)
