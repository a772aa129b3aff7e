"""Frames and what was seen in them in, frames with it painted on out: for stills and videos.

Each finding is drawn in the shape of its kind: a box, heat over a region, arrows, a path, or the
moments before and after. Measured is warm and solid, what was asked for or should have been is cool
and dashed, as in the player.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

import resources
from engine.detectors import DETECTORS
from engine.errors import BadInput
from engine.inspect.flow import Rgb
from engine.inspect.footage import Footage
from engine.records import Box, ClipInfo, Finding, Mover, Report
from engine.video.write import write_clip
from engine.wrapping import wrapped

Colour = tuple[int, int, int]
Drawn = Literal["box", "heat", "arrows", "path", "flash"]

MEASURED: Colour = (255, 138, 91)
WANTED: Colour = (90, 169, 255)
BAD: Colour = (255, 107, 107)
_DARK: Colour = (21, 23, 27)
_LIGHT: Colour = (230, 232, 236)
_EVERY = 4
_TRAIL = 24
_FAST = 8.0
_HEAT = 0.5
_BLINK = 3
_FAR = 20_000
_LINES, _ROWS = 3, 3
"""Messages that are written at once, and rows of each; more would hide the picture."""
_LONGEST, _EDGE = 300, 16
"""Letters of a message; pixels beside a row."""


def painted(
    pictures: Iterable[Rgb], report: Report, flow: NDArray[np.float16] | None = None
) -> Iterator[Rgb]:
    """Each frame with heat, arrows, tracks, the findings of that moment and a lane of all."""
    for index, frame in enumerate(pictures):
        picture = frame.copy()
        if flow is not None and len(flow):
            row = flow[min(index, len(flow) - 1)].astype(np.float32)
            _heat(picture, row)
            _arrows(picture, row)
        for mover in report.movers:
            _track(picture, mover, index)
        paint_findings(picture, report.findings, index, movers=report.movers, playing=True)
        _lane(picture, report, index)
        yield picture


def write_overlay(
    report: Report,
    target: Path,
    flow: NDArray[np.float16] | None = None,
    on_step: Callable[[int, int], None] | None = None,
) -> ClipInfo:
    """The clip of a report with all this painted on and with its sound, as a video (.mp4, .mkv) or
    a folder of frames.

    `on_step` is called with (frames done, frames in all) and may raise Cancelled: nothing is left
    of the video then. Raises BadInput where the clip is gone or would be written over, and
    StorageProblem where the video cannot be written.
    """
    refuse_itself(report.file, target)

    def stepped() -> Iterator[Rgb]:
        for index, picture in enumerate(painted(_kept(report), report, flow), start=1):
            yield _evened(picture) if target.suffix == ".mp4" else picture
            if on_step is not None:
                on_step(index, report.clip.frames)

    return write_clip(target, stepped(), report.clip.fps, sound=report.file)


def refuse_itself(clip: Path, target: Path) -> None:
    """Raises BadInput where the clip itself would be written over: it is the only one there is."""
    if target.exists() and clip.exists() and target.samefile(clip):
        raise BadInput(
            f"{target} is the clip itself, which would be lost", mend="Name another file."
        )


def _kept(report: Report) -> Iterator[Rgb]:
    """The frames that were looked at, as they were."""
    with Footage(report.file) as footage:
        yield from islice(footage.frames(), report.clip.frames)


def _evened(picture: Rgb) -> Rgb:
    """H.264 has no odd sizes: the last row or column once more."""
    high, wide = picture.shape[0] % 2, picture.shape[1] % 2
    return np.pad(picture, ((0, high), (0, wide), (0, 0)), mode="edge") if high or wide else picture


def paint_findings(
    picture: Rgb,
    findings: Iterable[Finding],
    index: int,
    *,
    words: bool = True,
    movers: Sequence[Mover] = (),
    playing: bool = False,
) -> None:
    """The evidence and the messages of the findings of frame `index`, painted in place.

    `movers` are for the measured paths. While `playing`, these are drawn as far as they are by then
    and what appears or vanishes blinks.
    """
    now = [finding for finding in findings if finding.start_frame <= index <= finding.end_frame]
    for finding in now:
        _evidence(picture, finding, index, movers, playing)
    if words:
        more = f"and {len(now) - _LINES + 1} more" if len(now) > _LINES else ""
        said = now[: _LINES - 1] if more else now
        lines = [f"{title_of(finding.kind)}: {finding.message}" for finding in said]
        every = [*lines, more] if more else lines
        rows = [row for text in every for row in _rows(picture, text)]
        for line, row in enumerate(rows):
            _text(picture, row, line)


def title_of(kind: str) -> str:
    """What a person calls a kind of violation."""
    return next((known.title for known in DETECTORS if known.id == kind), kind)


def shape_of(kind: str) -> Drawn:
    """How findings of a kind are drawn."""
    return next((known.shape for known in DETECTORS if known.id == kind), "box")


def box_at(finding: Finding, index: int) -> Box | None:
    """Where a finding is in a frame: the nearest frame of which that is known."""
    if not finding.boxes:
        return finding.box
    return min(finding.boxes, key=lambda placed: abs(placed[0] - index))[1]


# --- a finding ---------------------------------------------------------------------------------


def _evidence(
    picture: Rgb, finding: Finding, index: int, movers: Sequence[Mover], playing: bool
) -> None:
    shape, box = shape_of(finding.kind), box_at(finding, index)
    if shape == "heat" and box is not None:
        _region(picture, box)
    if not (playing and shape == "flash" and (index // _BLINK) % 2):
        _box(picture, box)
    mover = next((known for known in movers if known.id == finding.mover), None)
    if finding.ghost or shape == "path":
        _paths(picture, finding, mover, index if playing else finding.end_frame)
    if not finding.ghost:
        # the vectors are those of the whole finding: they begin where it began
        _vectors(picture, finding, box_at(finding, finding.start_frame))


def _stroke(picture: Rgb) -> int:
    return max(2, len(picture) // 240)


def _region(picture: Rgb, box: Box) -> None:
    """Warm where the middle of the box is, less towards its border."""
    height, width = picture.shape[:2]
    left, top = max(0, round(box.x)), max(0, round(box.y))
    right, bottom = min(width, round(box.x + box.w)), min(height, round(box.y + box.h))
    if right <= left or bottom <= top:
        return
    x = np.linspace(-1.5, 1.5, right - left, dtype=np.float32)
    y = np.linspace(-1.5, 1.5, bottom - top, dtype=np.float32)
    share = _HEAT * np.exp(-(x[None, :] ** 2 + y[:, None] ** 2))[..., None]
    part = picture[top:bottom, left:right]
    part[:] = (part + share * (np.array(MEASURED, np.float32) - part)).astype(np.uint8)


def _box(picture: Rgb, box: Box | None) -> None:
    import cv2

    height, width = picture.shape[:2]
    left, top, right, bottom = (
        (1, 1, width - 2, height - 2)
        if box is None
        else (round(box.x), round(box.y), round(box.x + box.w), round(box.y + box.h))
    )
    thick = _stroke(picture)
    cv2.rectangle(picture, (left, top), (right, bottom), _DARK, thick + 2)
    cv2.rectangle(picture, (left, top), (right, bottom), BAD, thick)


def _paths(picture: Rgb, finding: Finding, mover: Mover | None, now: int) -> None:
    """The way it should have gone, with where it should be now, and the way it went so far."""
    import cv2

    thick = _stroke(picture)
    for start, end in _dashes([np.array([x, y]) for _, x, y in finding.ghost], 5.0 * thick):
        _line(picture, start, end, WANTED, thick)
    for _, x, y in [place for place in finding.ghost if place[0] <= now][-1:]:
        cv2.circle(picture, _point(np.array([x, y])), 2 * thick, WANTED, thick, cv2.LINE_AA)
    way = [] if mover is None else _within(mover, finding.start_frame, now)
    if way:
        # all of the dark under all of the warm, or each piece would cut into the one before
        points = [np.clip(np.round(np.array(way)), -_FAR, _FAR).astype(np.int32)]
        cv2.polylines(picture, points, False, _DARK, thick + 2, cv2.LINE_AA)
        cv2.polylines(picture, points, False, MEASURED, thick, cv2.LINE_AA)
        cv2.circle(picture, _point(way[-1]), thick + 2, MEASURED, -1, cv2.LINE_AA)


def _dashes(
    way: Sequence[NDArray[Any]], long: float
) -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
    """Pieces of a way, each `long` with gaps half of that between them."""
    if len(way) < 2:
        return
    points = np.clip(np.array(way, float), -_FAR, _FAR)
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    # a way around the world is not drawn dash by dash
    period = max(1.5 * long, float(along[-1]) / 400)
    starts = np.arange(0.0, float(along[-1]), period)
    ends = np.minimum(starts + period * 2 / 3, along[-1])
    first, last = (
        np.column_stack([np.interp(at, along, points[:, axis]) for axis in (0, 1)])
        for at in (starts, ends)
    )
    yield from zip(first, last, strict=True)


def _within(mover: Mover, first: int, last: int) -> list[NDArray[Any]]:
    return [np.array([x, y]) for frame, x, y in mover.track if first <= frame <= last]


def _vectors(picture: Rgb, finding: Finding, box: Box | None) -> None:
    import cv2

    if box is None:
        return
    middle = np.array([box.x + box.w / 2, box.y + box.h / 2])
    thick = _stroke(picture) + 1
    if finding.expected_vector is not None:
        _dashed(picture, middle, np.array(finding.expected_vector), thick)
    if finding.measured_vector is not None:
        way = np.array(finding.measured_vector)
        start, end = _point(middle), _point(middle + way)
        tip = min(0.3, 5.0 * thick / max(1.0, float(np.hypot(*way))))
        cv2.arrowedLine(picture, start, end, _DARK, thick + 2, cv2.LINE_AA, tipLength=tip)
        cv2.arrowedLine(picture, start, end, MEASURED, thick, cv2.LINE_AA, tipLength=tip)


def _dashed(picture: Rgb, start: NDArray[Any], vector: NDArray[Any], thick: int) -> None:
    import cv2

    length = float(np.hypot(*vector))
    if length < 1.0:
        return
    pieces = max(2, int(length / 12))
    for piece in range(pieces - 1):
        a, b = piece / pieces, (piece + 0.55) / pieces
        _line(picture, start + a * vector, start + b * vector, WANTED, thick)
    tail = start + (1 - min(0.5, 12 / length)) * vector
    cv2.arrowedLine(
        picture, _point(tail), _point(start + vector), WANTED, thick, cv2.LINE_AA, tipLength=0.8
    )


def _line(picture: Rgb, start: NDArray[Any], end: NDArray[Any], colour: Colour, thick: int) -> None:
    import cv2

    cv2.line(picture, _point(start), _point(end), _DARK, thick + 2, cv2.LINE_AA)
    cv2.line(picture, _point(start), _point(end), colour, thick, cv2.LINE_AA)


# --- all the time ------------------------------------------------------------------------------


def _heat(picture: Rgb, row: NDArray[np.float32]) -> None:
    import cv2

    speed = np.clip(np.hypot(row[..., 0], row[..., 1]) / _FAST, 0.0, 1.0) * 0.45
    size = (picture.shape[1], picture.shape[0])
    share = cv2.resize(speed, size, interpolation=cv2.INTER_LINEAR)[..., None]
    mixed = picture + share * (np.array(MEASURED, np.float32) - picture)
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
                picture, _point(start), _point(end), MEASURED, 1, cv2.LINE_AA, tipLength=0.3
            )


def _track(picture: Rgb, mover: Mover, index: int) -> None:
    import cv2

    if not mover.track or mover.track[-1][0] < index:
        return
    trail = _within(mover, index - _TRAIL, index)
    if len(trail) > 1:
        points = np.round(np.array(trail)).astype(np.int32)
        cv2.polylines(picture, [points], False, _LIGHT, 1, cv2.LINE_AA)


def _lane(picture: Rgb, report: Report, index: int) -> None:
    """A line along the bottom: when there are findings, and where the clip is."""
    height, width = picture.shape[:2]
    deep = max(3, height // 90)
    if not report.findings or height < 8 * deep:
        return
    column = width / max(1, report.clip.frames)
    lane = picture[height - deep :]
    lane[:] = lane // 3
    for finding in report.findings:
        left, right = finding.start_frame * column, (finding.end_frame + 1) * column
        lane[:, max(0, int(left)) : max(int(left) + 2, int(right))] = BAD
    now = min(width - 2, int(index * column))
    lane[:, now : now + 2] = _LIGHT


def _size_in(picture: Rgb) -> int:
    """Pixels of its letters."""
    return max(12, round(int(picture.shape[0]) / 32))


def _rows(picture: Rgb, text: str) -> list[str]:
    """A text in rows that fit into the picture; only the last one may be longer."""
    size, wide = _size_in(picture), picture.shape[1] - _EDGE
    whole = " ".join(text.split())[:_LONGEST]
    return wrapped(whole, lambda row: _width(row, size) <= wide, _ROWS)


def _text(picture: Rgb, text: str, line: int) -> None:
    import cv2

    size = _size_in(picture)
    high, wide = round(1.6 * size), picture.shape[1] - _EDGE
    text = _fitting(text, size, wide)
    if not text or (line + 1) * high > picture.shape[0]:
        return
    width = _width(text, size)
    top = 4 + line * high
    cv2.rectangle(picture, (4, top), (12 + width, top + high - 2), _DARK, -1)
    place = (8, top + round(1.15 * size))
    cv2.putText(picture, text, place, _LIGHT, _font(), size)


def _fitting(text: str, size: int, wide: int) -> str:
    """As much of a line as there is room for."""
    if _width(text, size) <= wide:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = _width(f"{text[:middle].rstrip()}…", size) <= wide
        low, high = (middle, high) if fits else (low, middle - 1)
    return f"{text[:low].rstrip()}…" if low > 3 else ""


def _width(text: str, size: int) -> int:
    import cv2

    return int(cv2.getTextSize((1 << 15, 1 << 10), text, (0, 0), _font(), size)[2])


@cache
def _font() -> Any:
    import cv2

    return cv2.FontFace(str(resources.path("fonts", "Inter-Medium.ttf")))


def _point(place: NDArray[Any]) -> tuple[int, int]:
    # what lies far outside must not wrap around
    x, y = (min(max(float(value), -_FAR), _FAR) for value in place)
    return round(x), round(y)
