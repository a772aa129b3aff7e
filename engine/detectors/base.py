"""What a violation detector is, and what it says: an Observation goes in, a Detection comes out.

A detector carries its own documentation: the card in the player and docs/detectors.md are made from
it. Scores are calibrated: a logistic curve over one robust statistic, so that 0.5 is the threshold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from typing import Literal, Protocol

from engine.inspect.observation import Observation
from engine.records import Box, Finding, MarkKind

Tier = Literal["asked", "physics"]
"""'asked': measured against what the person asked for. 'physics': against how things move."""
Shape = Literal["box", "heat", "arrows", "path", "flash"]
"""How its findings are drawn: a box, heat over a region, measured against expected arrows, a ghost
path, or the moments before and after in turn."""


class Span(Protocol):
    """What is there for a while."""

    @property
    def start_frame(self) -> int:
        """The first frame."""
        ...

    @property
    def end_frame(self) -> int:
        """The last frame."""
        ...


@dataclass(frozen=True, slots=True)
class Detection:
    """What a detector says of a clip."""

    score: float
    """Probability, 0..1, that this kind of violation is in the clip."""
    findings: tuple[Finding, ...] = ()
    """Violated ones, and held ones where 'held' could be measured."""


@dataclass(frozen=True, slots=True)
class Undetermined:
    """That a clip cannot be judged, which is an answer of its own."""

    because: str
    """What is missing, in words that go on 'cannot be determined: '."""
    mark: MarkKind | None = None
    """What the person could mark so that it can be."""


@dataclass(frozen=True, slots=True)
class Detector:
    """One kind of violation and how it is found."""

    id: str
    """The kind of its findings."""
    title: str
    needs: str
    """What it must know besides the picture; empty where the picture is enough."""
    doc: str
    """What it means when it fires, in words a creator uses."""
    measures: str
    unit: str
    threshold: str
    source: str
    """Where the threshold and the calibration come from."""
    blind: str
    """What it cannot see."""
    rule: str
    """The physical rule, or the wish, in words, as VideoPhy-2 states rules."""
    advice: str
    """What to change in the prompt or with the brush when it fires."""
    run: Callable[[Observation], Detection | Undetermined]
    tier: Tier = "physics"
    shape: Shape = "box"
    local: bool = False
    """Whether what it finds hangs on a second of film alone, so that it can be told at once."""


def logistic(value: float, middle: float, slope: float) -> float:
    """Probability at `value`: 0.5 at `middle`, rising with `slope` per unit."""
    z = max(-60.0, min(60.0, slope * (value - middle)))
    return 1.0 / (1.0 + exp(-z))


def at_one_time(one: Span, other: Span) -> bool:
    """Whether there is a frame that both have."""
    return one.start_frame <= other.end_frame and other.start_frame <= one.end_frame


def union(boxes: tuple[Box, ...], width: int, height: int) -> Box | None:
    """The smallest box around all, inside the frame; None where nothing is left."""
    if not boxes:
        return None
    left = max(0.0, min(b.x for b in boxes))
    top = max(0.0, min(b.y for b in boxes))
    right = min(float(width), max(b.x + b.w for b in boxes))
    bottom = min(float(height), max(b.y + b.h for b in boxes))
    if right <= left or bottom <= top:
        return None
    return Box(left, top, right - left, bottom - top)
