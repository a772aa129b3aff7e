"""Motion into words."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine.motion.wording import camera_words, heading_of, phrase_of, speed_of
from engine.records import (
    SCREEN_HEADINGS,
    Ambient,
    Camera,
    PathPoint,
    Region,
    SpeedCurve,
    Stroke,
)

REGION = Region(((0.4, 0.4), (0.6, 0.4), (0.6, 0.6)))


def move(*points: tuple[float, float, float], **more) -> Stroke:
    return Stroke("s", "move", REGION, tuple(PathPoint(*p) for p in points), **more)


@pytest.mark.parametrize("heading", SCREEN_HEADINGS)
def test_every_heading_is_told_from_its_vector(heading: str) -> None:
    x, y = SCREEN_HEADINGS[heading]
    stroke = move((0, 0.5, 0.5), (1, 0.5 + 0.2 * x, 0.5 + 0.2 * y))
    assert heading_of(stroke, aspect=1.0) == heading


def test_a_diagonal_is_one_in_pixels() -> None:
    wide = move((0, 0.2, 0.2), (1, 0.6, 0.6))
    assert heading_of(wide, aspect=1.0) == "down-right"
    assert heading_of(wide, aspect=4.0) == "right"


@pytest.mark.parametrize(
    "stroke",
    [
        move(),
        move((0, 0.5, 0.5)),
        move((0, 0.5, 0.5), (1, 0.505, 0.5)),
        Stroke("s", "static", REGION, (PathPoint(0, 0, 0), PathPoint(1, 1, 1))),
    ],
)
def test_what_hardly_moves_has_no_heading(stroke: Stroke) -> None:
    assert heading_of(stroke) is None


def circle() -> Stroke:
    return move(
        *(
            (i / 12, 0.5 + 0.2 * math.sin(a), 0.5 - 0.2 * math.cos(a))
            for i, a in enumerate(np.linspace(0, 2 * np.pi, 13))
        )
    )


@pytest.mark.parametrize(
    ("stroke", "phrase"),
    [
        (move((0, 0.2, 0.5), (1, 0.8, 0.5)), "to the right"),
        (move((0, 0.8, 0.5), (1, 0.2, 0.5), easing="ease-in"), "to the left, speeding up"),
        (move((0, 0.2, 0.6), (0.5, 0.5, 0.2), (1, 0.8, 0.6)), "to the right in an arc"),
        (move((0, 0.5, 0.7), (0.5, 0.5, 0.3), (1, 0.5, 0.7)), "up and back down"),
        (
            move((0, 0.2, 0.5), (0.25, 0.35, 0.8), (0.75, 0.65, 0.2), (1, 0.8, 0.5)),
            "to the right along a winding path",
        ),
        (move((0, 0.3, 0.3), (1, 0.3, 0.3), rotation_deg=-90), "turning counterclockwise"),
        (move((0, 0.3, 0.3), (1, 0.3, 0.7), scale=1.5), "downward, coming closer"),
        (circle(), "around in a circle"),
        (move(), ""),
        (Stroke("s", "static", REGION), ""),
        (Stroke("s", "ambient", REGION), "swaying gently"),
        (Stroke("s", "ambient", REGION, ambient=Ambient("ripple", 0.5)), "rippling"),
        (Stroke("s", "ambient", REGION, ambient=Ambient("flutter", 1.0)), "fluttering strongly"),
        (Stroke("s", "ambient", REGION, ambient=Ambient("flutter", 0.0)), ""),
        (Stroke("s", "static", REGION, ambient=Ambient()), ""),
        (
            move((0, 0.2, 0.5), (1, 0.8, 0.5), soft=True, ambient=Ambient("flutter", 0.2)),
            "to the right, bending softly, fluttering gently",
        ),
        (move(shear_deg=20), "leaning to the right"),
        (move((0, 0.2, 0.5), (1, 0.8, 0.5), speed=((0, 0), (1, 1))), "to the right, speeding up"),
    ],
)
def test_a_stroke_is_put_into_words(stroke: Stroke, phrase: str) -> None:
    assert phrase_of(stroke) == phrase


@pytest.mark.parametrize(
    ("speed", "said"),
    [
        ((), "slowing down"),
        (((0.0, 2.0),), ""),
        (((0.0, 3.0), (1.0, 1.0)), "slowing down"),
        (((0.0, 0.0), (0.5, 1.0), (1.0, 0.0)), "gently starting and stopping"),
        (((0.0, 2.0), (0.5, 1.0), (1.0, 2.0)), "slowing down midway"),
        (((0.0, 1.0), (0.4, 0.0), (0.6, 0.0), (1.0, 1.0)), "pausing midway"),
    ],
)
def test_a_speed_curve_is_told_instead_of_the_easing(speed: SpeedCurve, said: str) -> None:
    stroke = move((0, 0.2, 0.5), (1, 0.8, 0.5), easing="ease-out", speed=speed)
    assert speed_of(stroke) == said


@pytest.mark.parametrize(
    ("stroke", "phrase"),
    [
        (move((0, 0.8, 0.5), (1, 0.2, 0.5), easing="ease-in"), "向左，越来越快"),
        (move((0, 0.2, 0.6), (0.5, 0.5, 0.2), (1, 0.8, 0.6)), "沿弧线向右"),
        (move((0, 0.5, 0.7), (0.5, 0.5, 0.3), (1, 0.5, 0.7)), "向上再落下"),
        (circle(), "绕圈"),
        (
            move((0, 0.3, 0.3), (1, 0.3, 0.7), scale=1.5, rotation_deg=-90),
            "向下，逆时针转动，越来越近",
        ),
        (Stroke("s", "ambient", REGION), "轻轻摇曳"),
        (Stroke("s", "ambient", REGION, ambient=Ambient("ripple", 1.0)), "剧烈荡漾"),
        (Stroke("s", "static", REGION), ""),
    ],
)
def test_a_stroke_is_put_into_chinese(stroke: Stroke, phrase: str) -> None:
    assert phrase_of(stroke, chinese=True) == phrase


def test_the_camera_is_told_in_both_languages() -> None:
    assert camera_words(Camera(pan=-0.1, orbit=0.2)) == (
        "The camera pans to the left and orbits to the right."
    )
    assert camera_words(Camera(orbit=-0.2), chinese=True) == "镜头向左环绕。"
