"""Motion into words."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine.motion.wording import heading_of, phrase_of
from engine.records import SCREEN_HEADINGS, PathPoint, Region, Stroke

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
    ],
)
def test_a_stroke_is_put_into_words(stroke: Stroke, phrase: str) -> None:
    assert phrase_of(stroke) == phrase
