"""What there is to draw over a clip and what of it is switched on; where things are at a frame.

What goes in are a report, a plan and flow; what comes out are the findings and places of a frame.
Positions are clip pixels.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

import numpy as np
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from engine.records import Box, Finding, MotionPlan, Mover, Report
from widgets.common.theme import ON_PICTURE, qcolor
from widgets.player.kinds import NO_KINDS, Kinds

Spot = tuple[int, float, float]
"""Frame, x, y in clip pixels."""
MADE_AT_MOST = 1024
DIM = 0.35
"""How much is seen of a finding that was dismissed."""
FIRST_ON = frozenset({"arrows", "path", "skeletons", "boxes"})
"""Overlays that are drawn until the person says otherwise."""


@dataclass(slots=True)
class Overlay:
    """All there is to draw, and what of it is switched on."""

    width: int = 0
    height: int = 0
    frames: int = 0
    report: Report | None = None
    plan: MotionPlan | None = None
    flow: np.ndarray | None = None
    """(frames - 1, rows, columns, 2) in pixels per frame."""
    flow_rows: int = 0
    """How many pairs are computed so far."""
    on: set[str] = field(default_factory=lambda: set(FIRST_ON))

    moving: bool = False
    """While it plays, lines are painted without smoothing: four times as fast, and not seen."""
    kinds: Kinds = field(default_factory=lambda: NO_KINDS)
    hidden: frozenset[str] = frozenset()
    """Kinds that are not to be seen."""
    dismissed: frozenset[str] = frozenset()
    """Keys of findings that the person says are none: they are drawn dim."""
    chosen: str = ""
    """Key of the finding that is spoken of: it is drawn stronger than the others."""
    mover: int | None = None
    """Id of the mover that is spoken of."""
    still: Callable[[int], QImage | None] = lambda frame: None
    """The picture of a frame where it is decoded, for moments before and after."""
    after: bool = False
    """Which of the two moments of what flashes is shown while it stands still."""
    drawn: dict[tuple[Any, int], Any] = field(default_factory=dict)
    """What was made for painting a frame, so that a loop makes it once."""

    def set_report(self, report: Report | None) -> None:
        """What was seen in the clip."""
        self.report = report
        self.drawn.clear()

    def set_flow(self, flow: np.ndarray | None) -> None:
        """Another clip's flow."""
        self.flow, self.flow_rows = flow, 0
        self.drawn.clear()

    def once(self, what: Any, index: int, make: Callable[[], Any]) -> Any:
        """What `make` gives for a frame, made once."""
        key = (what, index)
        if key not in self.drawn:
            if len(self.drawn) >= MADE_AT_MOST:
                self.drawn.clear()
            self.drawn[key] = make()
        return self.drawn[key]

    def findings_at(self, index: int) -> list[Finding]:
        """Violations that cover a frame and are to be seen."""
        findings = self.report.findings if self.report else ()
        return [
            f
            for f in findings
            if not f.held and f.start_frame <= index <= f.end_frame and f.kind not in self.hidden
        ]

    def place_of(self, finding: Finding, index: int) -> Box:
        """Where a finding is at a frame, in clip pixels; the whole frame where it says no place."""
        if not finding.boxes:
            return finding.box or Box(0, 0, self.width, self.height)
        places = self.once(("places", id(finding)), 0, lambda: dict(finding.boxes))
        if index in places:
            return places[index]
        nearest = min(places, key=lambda frame: abs(frame - index))
        return places[nearest]

    def mover_at(self, x: float, y: float, index: int) -> Mover | None:
        """The smallest mover at a place of a frame."""
        here = [
            (box.w * box.h, mover.id, mover)
            for mover in (self.report.movers if self.report else ())
            if (box := mover_box(mover, index)) is not None
            and box.x <= x <= box.x + box.w
            and box.y <= y <= box.y + box.h
        ]
        return min(here)[2] if here else None


LONGEST_TRAIL = 400
"""Frames that a way is drawn for: of a long clip, the last so many."""


def trail(track: Sequence[Spot], first: int, last: int) -> Sequence[Spot]:
    """The places of a track from one frame to another, the last of them where they are many."""
    start = bisect_left(track, first, key=itemgetter(0))
    end = bisect_right(track, last, key=itemgetter(0))
    return track[max(start, end - LONGEST_TRAIL) : end]


REACH = 14.0
"""Pixels around the centre of a mover whose extent is not known."""


def mover_box(mover: Mover, index: int) -> Box | None:
    """Where a mover is at a frame; None while it is not tracked."""
    if not mover.track or not mover.track[0][0] <= index <= mover.track[-1][0]:
        return None
    place = index - mover.track[0][0]
    if place >= len(mover.track) or mover.track[place][0] != index:  # its track has gaps
        place = next((n for n, entry in enumerate(mover.track) if entry[0] == index), -1)
    if place < 0:
        return None
    if len(mover.boxes) == len(mover.track):
        return mover.boxes[place]
    _, x, y = mover.track[place]
    return Box(x - REACH, y - REACH, 2 * REACH, 2 * REACH)


def dashes(path: np.ndarray, long: float, gap: float) -> list[QLineF]:
    # Qt cuts a path into dashes anew at every painting, which takes longer than to draw them
    steps = np.hypot(*np.diff(path, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    starts = np.arange(0.0, along[-1], long + gap)
    both = [
        np.interp(there, along, path[:, axis])
        for there in (starts, np.minimum(starts + long, along[-1]))
        for axis in (0, 1)
    ]
    return [QLineF(*ends) for ends in np.stack(both, axis=1).tolist()]


CASING = 1.4
"""Pixels of the screen that a line is darkened by, both sides together."""


def cased(painter: QPainter, line: QPen, width: float, draw: Callable[[], None]) -> None:
    """Draws lines over a dark edge: alone they are lost on what is as bright or busy. `width` is
    one pixel of the screen."""
    edge = QPen(line)
    edge.setColor(qcolor(ON_PICTURE.ground, 0.55 * line.color().alphaF()))
    edge.setWidthF(line.widthF() + CASING * width)
    if line.style() != Qt.PenStyle.SolidLine:  # dashes are counted in widths of their line
        share = line.widthF() / edge.widthF()
        edge.setDashPattern([share * part for part in line.dashPattern()])
    # a wide see-through line costs four times as much with smooth edges, which nobody sees there
    smooth = bool(painter.renderHints() & QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(edge)
    draw()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    painter.setPen(line)
    draw()


def pen(colour: str, width: float) -> QPen:
    """A line with plain ends and corners, which is the quickest to paint."""
    cap, join = Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.BevelJoin
    return QPen(qcolor(colour), width, Qt.PenStyle.SolidLine, cap, join)
