"""Motion to words and back: a stroke goes in, the heading and the phrase that say the same come
out; `propose` goes the other way.
"""

from __future__ import annotations

import math

import numpy as np

from engine.motion import trajectory
from engine.motion.proposal import propose
from engine.records import SCREEN_HEADINGS, Camera, Heading, Stroke

__all__ = [
    "ASPECT",
    "LEAST",
    "camera_words",
    "heading_of",
    "phrase_of",
    "propose",
    "speed_of",
    "way_of",
]

ASPECT = 16 / 9
"""Width over height of a frame whose size is not known."""
LEAST = 0.02
"""Frame widths between start and end from which something goes somewhere."""
_BOWED = 0.1
"""Of the distance: a path this far off the straight line is an arc."""
_TURNED_DEG = 20.0
_GROWN = 1.1
_SAMPLES = 65

_PHRASES: dict[Heading, str] = {
    "left": "to the left",
    "right": "to the right",
    "up": "upward",
    "down": "downward",
    "up-left": "up and to the left",
    "up-right": "up and to the right",
    "down-left": "down and to the left",
    "down-right": "down and to the right",
}


def heading_of(stroke: Stroke, aspect: float = ASPECT) -> Heading | None:
    """Which of eight ways the stroke goes from its start to its end; None where it hardly does.

    `aspect` is width over height of the frame: it decides what is a diagonal.
    """
    if stroke.kind != "move" or len(stroke.points) < 2:
        return None
    first, last = stroke.points[0], stroke.points[-1]
    x, y = last.x - first.x, (last.y - first.y) / aspect
    if math.hypot(x, y) < LEAST:
        return None
    return max(SCREEN_HEADINGS, key=lambda h: x * SCREEN_HEADINGS[h][0] + y * SCREEN_HEADINGS[h][1])


def phrase_of(stroke: Stroke, aspect: float = ASPECT) -> str:
    """The stroke's motion in English, e.g. 'to the right in an arc, turning clockwise'.

    Empty where nothing moves; 'swaying gently' for an ambient stroke.
    """
    if stroke.kind == "static":
        return ""
    if stroke.kind == "ambient":
        return "swaying gently"
    said = [way_of(stroke, aspect), speed_of(stroke), _turn(stroke), _growth(stroke)]
    return ", ".join(part for part in said if part)


def way_of(stroke: Stroke, aspect: float = ASPECT) -> str:
    """Where the stroke goes, e.g. 'to the right in an arc'; empty where it hardly moves."""
    heading = heading_of(stroke, aspect)
    if heading is not None:
        return f"{_PHRASES[heading]}{_shape(stroke, aspect)}"
    if len(stroke.points) < 3:
        return ""
    path = trajectory.samples(stroke, _SAMPLES) * (1.0, 1 / aspect)
    wide, tall = np.ptp(path, axis=0)
    if max(wide, tall) < LEAST:
        return ""
    x, y = path.T
    area = abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2
    if area > 0.3 * wide * tall:
        return "around in a circle"
    if wide >= tall:
        return "to the right and back" if x[_SAMPLES // 2] > x[0] else "to the left and back"
    return "up and back down" if y[_SAMPLES // 2] < y[0] else "down and back up"


def _shape(stroke: Stroke, aspect: float) -> str:
    path = trajectory.samples(stroke, _SAMPLES) * (1.0, 1 / aspect)
    along = path[-1] - path[0]
    length = float(np.hypot(*along))
    aside = ((path - path[0]) @ np.array([-along[1], along[0]])) / length**2
    left, right = -float(aside.min()), float(aside.max())
    if max(left, right) < _BOWED:
        return ""
    return " along a winding path" if min(left, right) > _BOWED else " in an arc"


def speed_of(stroke: Stroke) -> str:
    """How its speed changes, e.g. 'speeding up'; empty for a steady one."""
    if len(stroke.points) < 2:
        return ""
    return {
        "linear": "",
        "ease-in": "speeding up",
        "ease-out": "slowing down",
        "ease-in-out": "gently starting and stopping",
    }[stroke.easing]


def _turn(stroke: Stroke) -> str:
    if abs(stroke.rotation_deg) < _TURNED_DEG:
        return ""
    return "turning clockwise" if stroke.rotation_deg > 0 else "turning counterclockwise"


def _growth(stroke: Stroke) -> str:
    if stroke.scale >= _GROWN:
        return "coming closer"
    return "moving away" if stroke.scale <= 1 / _GROWN else ""


def camera_words(camera: Camera, *, chinese: bool = False) -> str:
    """The camera move as a sentence, e.g. 'The camera pans to the right and zooms in.'

    Empty where the camera rests.
    """
    moves = (
        (camera.pan > 0, "pans to the right", "向右摇"),
        (camera.pan < 0, "pans to the left", "向左摇"),
        (camera.tilt > 0, "tilts up", "向上摇"),
        (camera.tilt < 0, "tilts down", "向下摇"),
        ((camera.zoom or 1.0) > 1, "zooms in", "推近"),
        ((camera.zoom or 1.0) < 1, "zooms out", "拉远"),
        (camera.roll > 0, "rolls clockwise", "顺时针旋转"),
        (camera.roll < 0, "rolls counterclockwise", "逆时针旋转"),
    )
    said = [zh if chinese else en for happens, en, zh in moves if happens]
    if not said:
        return ""
    if chinese:
        return f"镜头{'，'.join(said)}。"
    return f"The camera {_listed(said)}."


def _listed(said: list[str]) -> str:
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
