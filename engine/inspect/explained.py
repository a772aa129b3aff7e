"""What of a detection is left once the film itself explains the rest: a detector's word in and out.

Where frames could not be read nothing is judged, and where they come at uneven times no speed. A
film that stops and goes on has things hang in the air, set off by themselves and be elsewhere at
once: that is told once, as the stop that it is. What is elsewhere at once is gone from one place
and there in another: that is told once, as the jump.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from engine.detectors import Detection, Detector, Undetermined, flicker, frozen, teleport
from engine.detectors.base import at_one_time
from engine.detectors.evidence import PRIOR, down_of
from engine.inspect.footage import Stretch
from engine.inspect.observation import Observation
from engine.inspect.shadows import unshadowed
from engine.records import Finding

_HANGS_ON_SPEED = frozenset(
    {"gravity", "impulse", "jitter", "teleport", "early-effect", "reversed", "incoherent-parts"}
)
"""Kinds that cannot be told where frames come at uneven times."""
_LIKE_A_STOP = frozenset(
    {"gravity", "impulse", "teleport", "early-effect", "pop", "size", "deform", "identity"}
)
"""Kinds that a film which stops and goes on looks like."""
_MARGIN_S = 0.15
_SURE, _SURELY, _WITHIN = 0.5, 0.7, 0.5


class Explains:
    """What explains other findings in a clip; looked for only where one may be due to it."""

    def __init__(self, seen: Observation) -> None:
        self.seen = replace(seen, things=unshadowed(seen.things, down_of(seen), seen.clip.fps))
        self._said: dict[str, Detection | Undetermined] = {}

    def said(self, detector: Detector) -> Detection | Undetermined:
        """What a detector says of the clip by itself; it is asked once."""
        if detector.id not in self._said:
            self._said[detector.id] = detector.run(self.seen)
        return self._said[detector.id]

    @cached_property
    def stops(self) -> tuple[Stretch, ...]:
        """First and last frame of each time in which the film stops; a clip that stands is none."""
        told = ((f.start_frame, f.end_frame) for f in self._told(frozen.DETECTOR))
        return tuple(stretch for stretch in told if stretch not in self.seen.parts)

    @cached_property
    def jumps(self) -> tuple[Finding, ...]:
        """All that is elsewhere at once."""
        return () if self.seen.uneven else self._told(teleport.DETECTOR)

    @cached_property
    def flickers(self) -> tuple[Finding, ...]:
        """All light that jumps, everywhere or in one place."""
        return self._told(flicker.DETECTOR)

    def _told(self, detector: Detector) -> tuple[Finding, ...]:
        said = self.said(detector)
        found = said.findings if isinstance(said, Detection) else ()
        return tuple(finding for finding in found if not finding.held and finding.score >= _SURE)


def said_of(detector: Detector, explains: Explains) -> Detection | Undetermined:
    """What a detector says of a clip, without what damage, a stop or a jump explains."""
    seen = explains.seen
    if seen.uneven and detector.id in _HANGS_ON_SPEED:
        return Undetermined("the frames come at uneven times")
    said = explains.said(detector)
    if isinstance(said, Undetermined):
        return said
    margin = max(2, round(_MARGIN_S * seen.clip.fps))
    read = tuple(f for f in said.findings if f.held or not _meets(f, seen.unread, margin))
    if len(read) < len(said.findings) and all(finding.held for finding in read):
        return Undetermined("frames around it could not be decoded")
    spans = explains.stops if read and detector.id in _LIKE_A_STOP else ()
    left = tuple(f for f in read if f.held or not _within(f, spans, margin))
    if left and detector.id == "pop":
        left = tuple(
            f for f in left if not (_jumped(f, explains.jumps) or _blinks(f, explains.flickers))
        )
    if len(left) == len(said.findings):
        return said
    likely = max((finding.score for finding in left if not finding.held), default=PRIOR)
    return Detection(min(likely, said.score), left)


def _meets(finding: Finding, spans: Iterable[Stretch], margin: int) -> bool:
    """Whether a finding touches one of these times, or what is next to it."""
    return any(
        finding.start_frame <= last + margin and first - margin <= finding.end_frame
        for first, last in spans
    )


def _within(finding: Finding, spans: Iterable[Stretch], margin: int) -> bool:
    """Whether a finding is of one of these times alone, or of when the film goes on."""
    return any(
        first <= finding.start_frame and finding.end_frame <= last + margin for first, last in spans
    )


def _jumped(finding: Finding, jumps: Iterable[Finding]) -> bool:
    """Whether what is gone or there is something that jumped, and surely did."""
    box = finding.box
    return box is not None and any(
        at_one_time(finding, jump)
        and jump.score >= min(finding.score, _SURELY)
        and any(box.common(place) > _WITHIN * box.w * box.h for _, place in jump.boxes)
        for jump in jumps
    )


def _blinks(finding: Finding, flickers: Iterable[Finding]) -> bool:
    """Whether what is gone or there is something whose light jumps at that time, or all light."""
    return finding.box is not None and any(
        at_one_time(finding, light)
        and (light.box is None or finding.box.share(light.box) > _WITHIN)
        for light in flickers
    )
