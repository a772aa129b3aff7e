"""Motion to words and back: a stroke goes in, the heading and the phrase that say the same come
out; `propose` goes the other way.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from engine.motion import trajectory
from engine.motion.headings import PHRASES
from engine.motion.proposal import propose
from engine.records import SCREEN_HEADINGS, Camera, Easing, Heading, Manner, Stroke

__all__ = [
    "ASPECT",
    "LEAST",
    "Change",
    "camera_words",
    "change_of",
    "heading_of",
    "life_of",
    "phrase_of",
    "propose",
    "speed_of",
    "way_of",
]

Change = Literal["even", "up", "down", "gentle", "dip", "pause"]
"""How a speed changes on the way; a dip is slow in the middle, a pause stands there."""

ASPECT = 16 / 9
"""Width over height of a frame whose size is not known."""
LEAST = 0.02
"""Frame widths between start and end from which something goes somewhere."""
_BOWED = 0.1
"""Of the distance: a path this far off the straight line is an arc."""
_TURNED_DEG = 20.0
_GROWN = 1.1
_LEANT_DEG = 8.0
_CHANGED = 1.4
"""A third of the way this many times as fast as another is told."""
_STANDS = 0.05
_FAINT, _GENTLE, _STRONG = 0.02, 0.4, 0.75
"""Amounts of ambient motion: from the first it is told, below the second it is gentle, above the
third strong."""
_SAMPLES = 65

_CHANGES: dict[Change, tuple[str, str]] = {
    "even": ("", ""),
    "up": ("speeding up", "越来越快"),
    "down": ("slowing down", "越来越慢"),
    "gentle": ("gently starting and stopping", "平稳起停"),
    "dip": ("slowing down midway", "中途放慢"),
    "pause": ("pausing midway", "中途停顿"),
}
_EASED: dict[Easing, Change] = {
    "linear": "even",
    "ease-in": "up",
    "ease-out": "down",
    "ease-in-out": "gentle",
}
_LIVES: dict[Manner, tuple[str, str]] = {
    "sway": ("swaying", "摇曳"),
    "ripple": ("rippling", "荡漾"),
    "flutter": ("fluttering", "飘动"),
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


def phrase_of(stroke: Stroke, aspect: float = ASPECT, *, chinese: bool = False) -> str:
    """The stroke's motion in words, e.g. 'to the right in an arc, turning clockwise'.

    Empty where nothing moves; 'swaying gently' for an ambient stroke.
    """
    if stroke.kind == "static":
        return ""
    if stroke.kind == "ambient":
        return life_of(stroke, chinese=chinese)
    said = [
        way_of(stroke, aspect, chinese=chinese),
        speed_of(stroke, chinese=chinese),
        *(pair[chinese] for pair in _poses_of(stroke)),
        life_of(stroke, chinese=chinese),
    ]
    return ("，" if chinese else ", ").join(part for part in said if part)


def way_of(stroke: Stroke, aspect: float = ASPECT, *, chinese: bool = False) -> str:
    """Where the stroke goes, e.g. 'to the right in an arc'; empty where it hardly moves."""
    heading = heading_of(stroke, aspect)
    if heading is None:
        return _return_of(stroke, aspect)[chinese]
    shape = _shape(stroke, aspect)[chinese]
    way = PHRASES[heading][chinese]
    return shape + way if chinese else way + shape


def _return_of(stroke: Stroke, aspect: float) -> tuple[str, str]:
    """Where it goes before it comes back, in both languages."""
    if len(stroke.points) < 3:
        return "", ""
    path = trajectory.samples(stroke, _SAMPLES) * (1.0, 1 / aspect)
    wide, tall = np.ptp(path, axis=0)
    if max(wide, tall) < LEAST:
        return "", ""
    x, y = path.T
    area = abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2
    if area > 0.3 * wide * tall:
        return "around in a circle", "绕圈"
    away = path[int(np.hypot(*(path - path[0]).T).argmax())] - path[0]
    if wide < tall:
        up = away[1] < 0
        return ("up and back down", "向上再落下") if up else ("down and back up", "向下再升起")
    if away[0] > 0:
        return "to the right and back", "向右再返回"
    return "to the left and back", "向左再返回"


def _shape(stroke: Stroke, aspect: float) -> tuple[str, str]:
    path = trajectory.samples(stroke, _SAMPLES) * (1.0, 1 / aspect)
    along = path[-1] - path[0]
    length = float(np.hypot(*along))
    aside = ((path - path[0]) @ np.array([-along[1], along[0]])) / length**2
    left, right = -float(aside.min()), float(aside.max())
    if max(left, right) < _BOWED:
        return "", ""
    winds = min(left, right) > _BOWED
    return (" along a winding path", "沿曲折路线") if winds else (" in an arc", "沿弧线")


def speed_of(stroke: Stroke, *, chinese: bool = False) -> str:
    """How its speed changes, e.g. 'speeding up'; empty for a steady one."""
    return "" if len(stroke.points) < 2 else _CHANGES[change_of(stroke)][chinese]


def change_of(stroke: Stroke) -> Change:
    """How the stroke's speed changes, by its speed curve or its easing."""
    if not stroke.speed:
        return _EASED[stroke.easing]
    knots, speeds = np.array(stroke.speed, dtype=np.float64).T
    fast = np.interp(np.linspace(0.0, 1.0, 3 * _SAMPLES), knots, speeds)
    first, middle, last = fast.reshape(3, _SAMPLES).mean(axis=1)
    if middle >= _CHANGED * max(first, last):
        return "gentle"
    if middle * _CHANGED <= min(first, last):
        stands = fast[_SAMPLES:-_SAMPLES].min() <= _STANDS * fast.mean()
        return "pause" if stands else "dip"
    if last >= _CHANGED * first:
        return "up"
    return "down" if first >= _CHANGED * last else "even"


def life_of(stroke: Stroke, *, chinese: bool = False) -> str:
    """How it moves in place, e.g. 'rippling strongly'; empty where it does not."""
    if stroke.kind == "static" or (stroke.ambient is None and stroke.kind != "ambient"):
        return ""
    much = 0.0 if stroke.ambient is None else stroke.ambient.amount * stroke.strength
    if stroke.ambient is not None and much < _FAINT:
        return ""
    manner = _LIVES["sway" if stroke.ambient is None else stroke.ambient.manner][chinese]
    gentle, strong = much < _GENTLE, much > _STRONG
    if chinese:
        return f"{'轻轻' if gentle else '剧烈' if strong else ''}{manner}"
    return f"{manner}{' gently' if gentle else ' strongly' if strong else ''}"


def _poses_of(stroke: Stroke) -> list[tuple[str, str]]:
    """How it turns, grows, leans and bends, in both languages."""
    told = (
        (stroke.rotation_deg >= _TURNED_DEG, "turning clockwise", "顺时针转动"),
        (stroke.rotation_deg <= -_TURNED_DEG, "turning counterclockwise", "逆时针转动"),
        (stroke.scale >= _GROWN, "coming closer", "越来越近"),
        (stroke.scale <= 1 / _GROWN, "moving away", "越来越远"),
        (stroke.shear_deg >= _LEANT_DEG, "leaning to the right", "向右倾斜"),
        (stroke.shear_deg <= -_LEANT_DEG, "leaning to the left", "向左倾斜"),
        (stroke.soft, "bending softly", "柔软弯曲"),
    )
    return [(english, chinese) for happens, english, chinese in told if happens]


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
        (camera.orbit > 0, "orbits to the right", "向右环绕"),
        (camera.orbit < 0, "orbits to the left", "向左环绕"),
    )
    said = [zh if chinese else en for happens, en, zh in moves if happens]
    if not said:
        return ""
    if chinese:
        return f"镜头{'，'.join(said)}。"
    return f"The camera {_listed(said)}."


def _listed(said: list[str]) -> str:
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
