"""The motion brush of Kling's image-to-video call: dynamic_masks, static_mask and mask images."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from engine.motion import layers
from engine.motion.compile.base import Source, Target, Written, write_data, write_picture
from engine.motion.guide import Mask
from engine.motion.trajectory import curve_of
from engine.motion.wording import life_of, phrase_of
from engine.records import Stroke

DOC = """\
`kling.json` holds the fields of Kling's image-to-video call: image, static_mask, dynamic_masks:
[{mask, trajectories: [{x, y}, ...]}]; each names a PNG beside it, to be put in as a URL or base64.
Masks are of the image's size, white inside. Trajectories are whole pixels with the origin at the
bottom left, 2 to 77 points in even steps of time. Kling takes at most 6 dynamic masks and one
static one, and neither together with camera_control or an end image; what does not fit is said.
"""

MAX_MASKS = 6
MAX_POINTS = 77
MIN_SIDE = 300
MAX_RATIO = 2.5


def write(source: Source, folder: Path) -> Written:
    """kling.json, the start image and the masks."""
    moving, notes = _moving(source)
    write_picture(folder / "kling_image.png", source.image)
    files, data = ["kling.json", "kling_image.png"], _request()
    for number, index in enumerate(moving, start=1):
        name = f"kling_dynamic_{number}.png"
        write_picture(folder / name, _mask(source, [source.plan.strokes[index]]))
        files.append(name)
        data["dynamic_masks"].append({"mask": name, "trajectories": _way(source, index)})
    still = [stroke for stroke in source.plan.strokes if stroke.kind == "static"]
    if still:
        data["static_mask"] = "kling_static.png"
        write_picture(folder / "kling_static.png", _mask(source, still))
        files.append("kling_static.png")
    write_data(folder / "kling.json", data)
    told = [_lost(source, index) for index in moving]
    return Written(tuple(files), (*notes, *(note for note in told if note), *_general(source)))


def _request() -> dict[str, Any]:
    return {"image": "kling_image.png", "dynamic_masks": []}


def _moving(source: Source) -> tuple[list[int], list[str]]:
    """The strokes that become dynamic masks, and why the others do not."""
    moving: list[int] = []
    notes: list[str] = []
    for index, stroke in enumerate(source.plan.strokes):
        if stroke.kind == "ambient":
            notes.append(_words(source, index, "Kling's brush knows no ambient motion"))
        elif stroke.kind == "move" and len(_places(source, stroke)) < 2:
            notes.append(_words(source, index, "Kling's brush needs a path, and this one has none"))
        elif stroke.kind == "move" and not _mask(source, [stroke]).any():
            notes.append(f"{source.called(index)} holds no pixel of the frame: left out")
        elif stroke.kind == "move" and len(moving) == MAX_MASKS:
            notes.append(_words(source, index, f"Kling takes at most {MAX_MASKS} masks"))
        elif stroke.kind == "move":
            moving.append(index)
    return moving, notes


def _words(source: Source, index: int, why: str) -> str:
    width, height = source.size
    said = phrase_of(source.plan.strokes[index], width / height)
    return f"{source.called(index)}: {why}; {f'say “{said}”' if said else 'left out'}"


def _mask(source: Source, strokes: list[Stroke]) -> Mask:
    held = [layers.alpha(stroke.region, stroke.feather, *source.size) for stroke in strokes]
    return np.where(np.maximum.reduce(held) >= 0.5, np.uint8(255), np.uint8(0))


def _places(source: Source, stroke: Stroke) -> list[tuple[int, int]]:
    """The path in whole pixels from the bottom left, within the image, no place twice running."""
    if not stroke.points:
        return []
    width, height = source.size
    count = min(MAX_POINTS, max(2, source.frames))
    when = np.linspace(stroke.points[0].t, stroke.points[-1].t, count)
    x, y = (curve_of(stroke).at(when) * (width, height)).T
    across = np.clip(np.rint(x), 0, width - 1).astype(int).tolist()
    upward = np.clip(np.rint(height - y), 0, height - 1).astype(int).tolist()
    places = list(zip(across, upward, strict=True))
    return [place for i, place in enumerate(places) if i == 0 or place != places[i - 1]]


def _way(source: Source, index: int) -> list[dict[str, int]]:
    return [{"x": x, "y": y} for x, y in _places(source, source.plan.strokes[index])]


def _lost(source: Source, index: int) -> str:
    """What of a stroke its mask and trajectory cannot say."""
    stroke = source.plan.strokes[index]
    lost = [
        name
        for name, is_lost in (
            ("its turn", stroke.rotation_deg != 0),
            ("its growth", stroke.scale != 1),
            ("its lean", stroke.shear_deg != 0),
            ("that it gives way", stroke.soft),
            ("its motion in place", bool(life_of(stroke))),
            ("its start and end time", (stroke.points[0].t, stroke.points[-1].t) != (0.0, 1.0)),
            ("the part of its path beyond the frame", _leaves(stroke)),
        )
        if is_lost
    ]
    return f"{source.called(index)}: Kling's brush does not take {', '.join(lost)}" if lost else ""


def _leaves(stroke: Stroke) -> bool:
    places = curve_of(stroke).at(np.linspace(0, 1, MAX_POINTS))
    return bool(((places < 0) | (places > 1)).any())


def _general(source: Source) -> list[str]:
    width, height = source.size
    notes = []
    if source.plan.camera.moves:
        notes.append("Kling takes no camera move beside masks: say it in the prompt")
    if min(width, height) < MIN_SIDE:
        notes.append(f"Kling takes images of {MIN_SIDE} pixels a side and more: compile larger")
    if max(width, height) > MAX_RATIO * min(width, height):
        notes.append("Kling takes images up to 2.5 times as wide as high, or as high as wide")
    return notes


TARGET = Target("kling", "Kling dynamic masks", DOC, write)
