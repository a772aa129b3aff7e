"""What the forms must know of a shot beside its strokes: settings, gravity and masks go in; the
world, whole frames, boxes and centres of regions come out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.motion.world import World, world_of
from engine.records import Box, Gravity, Settings, Stroke
from widgets.motion.edits import Place
from widgets.motion.regions import Regions


@dataclass(slots=True)
class Bearings:
    """One for all parts of a panel, so that they speak of the same clip."""

    settings: Settings = field(default_factory=Settings)
    gravity: Gravity | None = None
    regions: Regions = field(default_factory=Regions)

    @property
    def world(self) -> World:
        """Where physics happens."""
        return world_of(self.settings, self.gravity)

    @property
    def seconds(self) -> float:
        """Length of the clip."""
        return self.settings.seconds

    @property
    def frame(self) -> float:
        """Length of a frame in t of the clip."""
        return 1 / max(self.settings.frames - 1, 1)

    def box(self, stroke: Stroke) -> Box | None:
        """What the region of a stroke covers; None where its mask cannot be read."""
        return self.regions.box(stroke.region)

    def centre(self, stroke: Stroke) -> Place:
        """Where a stroke starts: its first point, or the centre of its region."""
        if stroke.points:
            return stroke.points[0].x, stroke.points[0].y
        return self.regions.centre(stroke.region)
