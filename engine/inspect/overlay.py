"""Frames and what was seen in them in, frames with it painted on out: for a video of a report.

Measured motion is warm and solid, what was asked for is cool and dashed, as in the player.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.inspect.flow import Rgb
from engine.records import Finding, Mover, Report

Colour = tuple[int, int, int]

_MEASURED: Colour = (255, 138, 91)
_WANTED: Colour = (90, 169, 255)
_BAD: Colour = (255, 107, 107)
_DARK: Colour = (21, 23, 27)
_LIGHT: Colour = (230, 232, 236)
_EVERY = 4
_TRAIL = 24
_FAST = 8.0


def painted(
    frames: Iterable[Rgb], report: Report, flow: NDArray[np.float16] | None = None
) -> Iterator[Rgb]:
    """Each frame with heat, arrows, tracks and the findings of that moment."""
    for index, frame in enumerate(frames):
        picture = frame.copy()
        if flow is not None and len(flow):
            row = flow[min(index, len(flow) - 1)].astype(np.float32)
            _heat(picture, row)
            _arrows(picture, row)
        for mover in report.movers:
            _track(picture, mover, index)
        paint_findings(picture, report.findings, index)
        yield picture


def paint_findings(
    picture: Rgb, findings: Iterable[Finding], index: int, *, words: bool = True
) -> None:
    """Boxes, vectors and messages of the findings of frame `index`, painted in place."""
    line = 0
    for finding in findings:
        if finding.start_frame <= index <= finding.end_frame:
            _box(picture, finding)
            _vectors(picture, finding)
            if words:
                _text(picture, f"{finding.kind}: {finding.message}", line)
                line += 1


def _stroke(picture: Rgb) -> int:
    return max(2, len(picture) // 240)


def _heat(picture: Rgb, row: NDArray[np.float32]) -> None:
    import cv2

    speed = np.clip(np.hypot(row[..., 0], row[..., 1]) / _FAST, 0.0, 1.0) * 0.45
    size = (picture.shape[1], picture.shape[0])
    share = cv2.resize(speed, size, interpolation=cv2.INTER_LINEAR)[..., None]
    mixed = picture + share * (np.array(_MEASURED, np.float32) - picture)
    picture[:] = mixed.astype(np.uint8)


def _arrows(picture: Rgb, row: NDArray[np.float32]) -> None:
    import cv2

    rows, columns = row.shape[:2]
    unit = np.array([picture.shape[1] / columns, picture.shape[0] / rows])
    for y in range(_EVERY // 2, rows, _EVERY):
        for x in range(_EVERY // 2, columns, _EVERY):
            shift = row[y, x]
            if float(np.hypot(*shift)) < 0.5:
                continue
            start = (np.array([x, y]) + 0.5) * unit
            end = start + 2.0 * shift
            cv2.arrowedLine(
                picture, _point(start), _point(end), _MEASURED, 1, cv2.LINE_AA, tipLength=0.3
            )


def _track(picture: Rgb, mover: Mover, index: int) -> None:
    import cv2

    trail = [(x, y) for frame, x, y in mover.track if index - _TRAIL <= frame <= index]
    if len(trail) > 1 and mover.track[-1][0] >= index:
        points = np.round(np.array(trail)).astype(np.int32)
        cv2.polylines(picture, [points], False, _LIGHT, 1, cv2.LINE_AA)


def _box(picture: Rgb, finding: Finding) -> None:
    import cv2

    box = finding.box
    height, width = picture.shape[:2]
    left, top, right, bottom = (
        (1, 1, width - 2, height - 2)
        if box is None
        else (round(box.x), round(box.y), round(box.x + box.w), round(box.y + box.h))
    )
    thick = _stroke(picture)
    cv2.rectangle(picture, (left, top), (right, bottom), _DARK, thick + 2)
    cv2.rectangle(picture, (left, top), (right, bottom), _BAD, thick)


def _vectors(picture: Rgb, finding: Finding) -> None:
    import cv2

    if finding.box is None:
        return
    box = finding.box
    middle = np.array([box.x + box.w / 2, box.y + box.h / 2])
    thick = _stroke(picture) + 1
    if finding.expected_vector is not None:
        _dashed(picture, middle, np.array(finding.expected_vector), thick)
    if finding.measured_vector is not None:
        end = middle + np.array(finding.measured_vector)
        cv2.arrowedLine(
            picture, _point(middle), _point(end), _MEASURED, thick, cv2.LINE_AA, tipLength=0.2
        )


def _dashed(picture: Rgb, start: NDArray[Any], vector: NDArray[Any], thick: int) -> None:
    import cv2

    length = float(np.hypot(*vector))
    if length < 1.0:
        return
    pieces = max(2, int(length / 12))
    for piece in range(pieces - 1):
        a, b = piece / pieces, (piece + 0.55) / pieces
        cv2.line(
            picture,
            _point(start + a * vector),
            _point(start + b * vector),
            _WANTED,
            thick,
            cv2.LINE_AA,
        )
    tail = start + (1 - min(0.5, 12 / length)) * vector
    cv2.arrowedLine(
        picture, _point(tail), _point(start + vector), _WANTED, thick, cv2.LINE_AA, tipLength=0.8
    )


def _text(picture: Rgb, text: str, line: int) -> None:
    import cv2

    scale = max(0.35, picture.shape[0] / 1000)
    font = cv2.FONT_HERSHEY_SIMPLEX
    # the built-in letters are ASCII only
    text = text.encode("ascii", "replace").decode("ascii")
    while text and cv2.getTextSize(text, font, scale, 1)[0][0] > picture.shape[1] - 16:
        text = text[:-4].rstrip(".") + "..." if len(text) > 8 else ""
    (width, height), below = cv2.getTextSize(text, font, scale, 1)
    y = 8 + (line + 1) * (height + below + 8)
    cv2.rectangle(picture, (4, y - height - 6), (12 + width, y + below + 2), _DARK, -1)
    cv2.putText(picture, text, (8, y), font, scale, _LIGHT, 1, cv2.LINE_AA)


def _point(place: NDArray[Any]) -> tuple[int, int]:
    return round(float(place[0])), round(float(place[1]))
