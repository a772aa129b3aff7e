"""Findings in, small pictures with the evidence drawn on them out: for a page or a card.

What appears or vanishes is shown before and after, a path where it ends, the rest in the middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from engine.errors import BadInput
from engine.inspect.flow import Rgb, Size, resized
from engine.inspect.overlay import paint_findings, shape_of
from engine.records import Box, Finding, Mover, Report
from engine.video.read import Reader

LONGEST = 448
"""Pixels of the longer side."""
_QUALITY = 84


@dataclass(frozen=True, slots=True)
class Still:
    """One picture of a finding."""

    caption: str
    jpeg: bytes


def stills_of(report: Report, findings: Sequence[Finding]) -> tuple[tuple[Still, ...], ...]:
    """The stills of each finding, in the same order; none where the clip cannot be read there."""
    wanted: dict[int, list[tuple[int, str]]] = {}
    for number, finding in enumerate(findings):
        for frame, caption in _moments(finding, report.clip.frames):
            wanted.setdefault(frame, []).append((number, caption))
    found: list[list[Still]] = [[] for _ in findings]
    # a file that is gone or broken by now costs its pictures, not what was said about it
    with suppress(BadInput), Reader(report.file, whole=False) as reader:
        for frame in sorted(wanted):
            with suppress(BadInput, IndexError):
                picture = reader.frame(frame)
                for number, caption in wanted[frame]:
                    jpeg = _drawn(picture, findings[number], frame, report.movers)
                    found[number].append(Still(caption, jpeg))
    return tuple(tuple(stills) for stills in found)


def _moments(finding: Finding, frames: int) -> list[tuple[int, str]]:
    """Which frames show a finding, and what is said under each."""
    last = max(0, frames - 1)
    first, end = min(finding.start_frame, last), min(finding.end_frame, last)
    shape = shape_of(finding.kind)
    if shape == "flash" and last:
        before, after = max(0, first - 1), min(last, end + 1)
        return [(before, f"frame {before}, before"), (after, f"frame {after}, after")]
    middle = end if shape == "path" else (first + end + 1) // 2
    return [(middle, f"frame {middle}")]


def _drawn(picture: Rgb, finding: Finding, frame: int, movers: Sequence[Mover]) -> bytes:
    import cv2

    high, wide = picture.shape[:2]
    factor = min(1.0, LONGEST / max(high, wide))
    size = Size(max(1, round(wide * factor)), max(1, round(high * factor)))
    small = np.array(resized(picture, size))
    own = tuple(_mover(mover, factor) for mover in movers if mover.id == finding.mover)
    # before and after are just outside of its frames
    shown = replace(_scaled(finding, factor), start_frame=min(frame, finding.start_frame))
    shown = replace(shown, end_frame=max(frame, finding.end_frame))
    paint_findings(small, (shown,), frame, words=False, movers=own)
    bgr = np.ascontiguousarray(small[..., ::-1])
    return bytes(cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1])


def _scaled(finding: Finding, factor: float) -> Finding:
    values: dict[str, Any] = {
        "box": None if finding.box is None else _box(finding.box, factor),
        "boxes": tuple((frame, _box(box, factor)) for frame, box in finding.boxes),
        "ghost": tuple((frame, x * factor, y * factor) for frame, x, y in finding.ghost),
    }
    for name in ("expected_vector", "measured_vector"):
        vector = getattr(finding, name)
        values[name] = None if vector is None else (vector[0] * factor, vector[1] * factor)
    return replace(finding, **values)


def _box(box: Box, factor: float) -> Box:
    return Box(box.x * factor, box.y * factor, box.w * factor, box.h * factor)


def _mover(mover: Mover, factor: float) -> Mover:
    return Mover(mover.id, tuple((frame, x * factor, y * factor) for frame, x, y in mover.track))
