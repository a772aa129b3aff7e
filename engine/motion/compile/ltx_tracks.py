"""The video of drawn tracks that LTX's motion-track control was trained on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np

from engine.frame.load import Image
from engine.motion.bend import Floats
from engine.motion.compile.base import (
    Source,
    Target,
    Written,
    length_note,
    size_note,
    write_data,
)
from engine.motion.tracks import Seen
from engine.video.write import write_clip

DOC = """\
For the LTX-2.3 'Motion-Track-Control' in-context LoRA. `ltx_tracks.mkv` is black with a trail of
filled circles behind every visible point: the last 50 frames, radius 2 for the oldest to 8 for the
newest at a short side of 1080, coloured by age from blue over green and yellow to red with the
newest on top, scaled down bilinearly, red and blue swapped as in its training data: the newest
shows blue. `ltx_tracks.json` is the same for LTXVDrawTracks: [[{"x", "y"}, ...], ...]. The LoRA
takes it at half the size of the clip (reference_downscale_factor 2).
"""

TRAIL = 50
_SHORT_SIDE = 1080
_RADII = (2.0, 8.0)
_FINE = 4
"""Binary places of a circle's centre and radius."""
_AGES = ((0, 0, 255), (0, 255, 0), (255, 255, 0), (255, 0, 0))
"""From old to new, before red and blue are swapped."""


def write(source: Source, folder: Path) -> Written:
    """ltx_tracks.mkv and ltx_tracks.json."""
    points, _ = _points(source)
    write_clip(folder / "ltx_tracks.mkv", drawn(source), source.fps)
    lists = [[{"x": round(x, 2), "y": round(y, 2)} for x, y in way.tolist()] for way in points]
    write_data(folder / "ltx_tracks.json", lists)
    return Written(("ltx_tracks.mkv", "ltx_tracks.json"), _notes(source, len(points)))


def _notes(source: Source, count: int) -> tuple[str, ...]:
    notes = [*length_note("LTX", source.frames, 8), *size_note("LTX", source.size, 32)]
    if not count:
        notes.append("There is nothing to track: the track video is black")
    return tuple(notes)


def _points(source: Source) -> tuple[Floats, Seen]:
    """All points, and whether they are seen: (n, frames, 2) and (n, frames)."""
    points = np.concatenate([np.empty((0, source.frames, 2)), *(t.points for t in source.tracks)])
    seen = np.concatenate([np.empty((0, source.frames), bool), *(t.visible for t in source.tracks)])
    return points, seen


def drawn(source: Source) -> Iterator[Image]:
    """The frames of the track video, as large as the clip."""
    import cv2

    points, seen = _points(source)
    width, height = source.size
    larger = _SHORT_SIDE / min(width, height)
    canvas = np.zeros((round(height * larger), round(width * larger), 3), np.uint8)
    scale = np.array([canvas.shape[1] / width, canvas.shape[0] / height])
    # far beyond the border a place does not fit into what the drawing counts with
    places = np.clip(points * scale - 0.5, -_SHORT_SIDE, 16 * _SHORT_SIDE)
    fixed = np.rint(places * 2**_FINE).astype(int)
    for index in source.counted():
        canvas[:] = 0
        for at in range(max(0, index - TRAIL), index + 1):
            newness = 1.0 - (index - at) / TRAIL
            radius = round((_RADII[0] + (_RADII[1] - _RADII[0]) * newness) * 2**_FINE)
            colour = _colour(index - at)
            for x, y in fixed[seen[:, at], at].tolist():
                cv2.circle(canvas, (x, y), radius, colour, -1, cv2.LINE_8, _FINE)
        small = cv2.resize(canvas, (width, height), interpolation=cv2.INTER_LINEAR)
        yield np.ascontiguousarray(small[:, :, ::-1])


@cache
def _colour(age: int) -> tuple[int, int, int]:
    """RGB of a circle that was newest `age` frames ago."""
    newness = 1.0 - age / TRAIL
    place = np.linspace(0.0, 1.0, len(_AGES))
    red, green, blue = (int(np.interp(newness, place, band)) for band in zip(*_AGES, strict=True))
    return red, green, blue


TARGET = Target("ltx-tracks", "LTX track video", DOC, write, passes=1)
