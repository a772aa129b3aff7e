"""Point tracks and boxes of every stroke."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from engine.motion.compile.base import Source, Target, Written, headed, write_data
from engine.motion.tracks import Tracks
from engine.records import Box

DOC = """\
Where points of every region are in every frame, for models and nodes that take tracks (Wan-Move,
ATI and their likes). `tracks.json`: {schema, width, height, frames, fps, strokes: [{stroke: index
in the plan or null for the background, name, kind, centre: [[x, y], ...] or null, points: [[[x, y],
...], ...], visible: [[0 or 1, ...], ...]}]}; `boxes.json`: the same with boxes: [[x, y, w, h] or
null, ...]. Pixels, the centre of the first one at 0.5; a static stroke has points that stay, and
where the camera moves there are points of the background.
"""


def write(source: Source, folder: Path) -> Written:
    """tracks.json and boxes.json."""
    strokes = [_said(tracks) for tracks in source.tracks]
    boxes = [
        {**_head(tracks), "boxes": [_rounded_box(box) for box in tracks.boxes]}
        for tracks in source.tracks
        if tracks.stroke is not None
    ]
    write_data(folder / "tracks.json", headed(source, strokes=strokes))
    write_data(folder / "boxes.json", headed(source, strokes=boxes))
    empty = [t.stroke for t in source.tracks if t.stroke is not None and not len(t.points)]
    notes = [f"{source.called(index)} holds no pixel of the frame: no track" for index in empty]
    return Written(("tracks.json", "boxes.json"), tuple(notes))


def _head(tracks: Tracks) -> dict[str, Any]:
    return {"stroke": tracks.stroke, "name": tracks.name, "kind": tracks.kind}


def _said(tracks: Tracks) -> dict[str, Any]:
    return {
        **_head(tracks),
        "centre": None if tracks.centre is None else np.round(tracks.centre, 3).tolist(),
        "points": np.round(tracks.points, 3).tolist(),
        "visible": tracks.visible.astype(int).tolist(),
    }


def _rounded_box(box: Box | None) -> list[float] | None:
    return None if box is None else [round(side, 3) for side in box]


TARGET = Target("tracks", "Point tracks and boxes", DOC, write)
