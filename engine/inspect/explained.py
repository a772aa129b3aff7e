"""What of a detection is left once the film itself explains the rest: a detector's word in and out.

Where frames could not be read nothing is judged, and where they come at uneven times no speed. A
film that stops and goes on has things hang in the air, set off by themselves and be elsewhere at
once: that is told once, as the stop that it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from engine.detectors import Detection, Detector, Undetermined, frozen
from engine.detectors.evidence import PRIOR
from engine.inspect.footage import Stretch
from engine.inspect.observation import Observation
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
_SURE = 0.5


def stops(seen: Observation) -> tuple[Stretch, ...]:
    """First and last frame of each time in which the film stops; a clip that stands is no stop."""
    said = frozen.DETECTOR.run(seen)
    found = said.findings if isinstance(said, Detection) else ()
    return tuple(
        (finding.start_frame, finding.end_frame)
        for finding in found
        if finding.score >= _SURE and (finding.start_frame, finding.end_frame) not in seen.parts
    )


def said_of(
    detector: Detector, seen: Observation, stopped: Callable[[], Iterable[Stretch]]
) -> Detection | Undetermined:
    """What a detector says of a clip, without what damage or a stop explains.

    `stopped` are its `stops`, asked for only where a finding may be due to one.
    """
    if seen.uneven and detector.id in _HANGS_ON_SPEED:
        return Undetermined("frames come at uneven times")
    said = detector.run(seen)
    if isinstance(said, Undetermined):
        return said
    margin = max(2, round(_MARGIN_S * seen.clip.fps))
    read = tuple(f for f in said.findings if f.held or not _meets(f, seen.unread, margin))
    if len(read) < len(said.findings) and all(finding.held for finding in read):
        return Undetermined("frames around it could not be decoded")
    spans = tuple(stopped()) if read and detector.id in _LIKE_A_STOP else ()
    left = tuple(f for f in read if f.held or not _within(f, spans, margin))
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
