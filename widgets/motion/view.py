"""Frame and widget coordinates: a size goes in, a `View` comes out that turns one into the other.

Frame coordinates are fractions of the frame, so that a plan holds at any size; widget coordinates
are logical pixels. A view never changes: zooming and panning give a new one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.records import Box

MIN_SCALE, MAX_SCALE = 0.02, 32.0
MARGIN = 20
"""Logical pixels of off-frame ground that fitting leaves on every side."""
KEPT = 48
"""Logical pixels of the frame that stay in sight however far it is panned."""
WHOLE = Box(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class View:
    """Where the frame lies in the widget. `scale` is logical pixels per image pixel."""

    frame_width: int
    frame_height: int
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    @property
    def width(self) -> float:
        """Width of the frame in logical pixels."""
        return self.frame_width * self.scale

    @property
    def height(self) -> float:
        """Height of the frame in logical pixels."""
        return self.frame_height * self.scale

    def to_widget(self, x: float, y: float) -> tuple[float, float]:
        """The widget position of a point of the frame."""
        return self.left + x * self.width, self.top + y * self.height

    def to_frame(self, px: float, py: float) -> tuple[float, float]:
        """The point of the frame under a widget position; outside 0..1 is off-frame."""
        return (px - self.left) / self.width, (py - self.top) / self.height

    def zoomed(self, factor: float, px: float, py: float) -> View:
        """Larger or smaller by `factor`; what is under (px, py) stays under it."""
        scale = min(max(self.scale * factor, MIN_SCALE), MAX_SCALE)
        ratio = scale / self.scale
        return replace(
            self,
            scale=scale,
            left=px - (px - self.left) * ratio,
            top=py - (py - self.top) * ratio,
        )

    def panned(self, dx: float, dy: float) -> View:
        """Shifted by logical pixels."""
        return replace(self, left=self.left + dx, top=self.top + dy)

    def kept_in(self, width: float, height: float) -> View:
        """Shifted back, if need be, so that a piece of the frame stays in sight."""
        left = min(max(self.left, KEPT - self.width), width - KEPT)
        top = min(max(self.top, KEPT - self.height), height - KEPT)
        return replace(self, left=left, top=top)


def fitted(
    frame_width: int, frame_height: int, width: float, height: float, shown: Box = WHOLE
) -> View:
    """A view in which all of `shown` (fractions of the frame) is seen, centred, with a margin."""
    room_x, room_y = max(width - 2 * MARGIN, 16.0), max(height - 2 * MARGIN, 16.0)
    scale = min(room_x / (frame_width * shown.w), room_y / (frame_height * shown.h))
    scale = min(max(scale, MIN_SCALE), MAX_SCALE)
    return View(
        frame_width,
        frame_height,
        scale,
        width / 2 - (shown.x + shown.w / 2) * frame_width * scale,
        height / 2 - (shown.y + shown.h / 2) * frame_height * scale,
    )
