"""A painted motion put into the prompt's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.motion.telling import tell
from engine.prompt.fix import apply
from engine.prompt.reading import read
from engine.records import Ambient, PathPoint, Region, Stroke

REGION = Region(((0.4, 0.4), (0.6, 0.4), (0.6, 0.6)))
RIPPLES = Ambient("ripple", 0.5)
DOWN_RIGHT = ((0.0, 0.2, 0.2), (1.0, 0.7, 0.7))
RIGHT = ((0.0, 0.1, 0.5), (1.0, 0.9, 0.5))


def stroke(name: str, *points: tuple[float, float, float], **more) -> Stroke:
    return Stroke(name, "move", REGION, tuple(PathPoint(*p) for p in points), **more)


def told(text: str, painted: Stroke, seconds: float = 5.0) -> str:
    return apply(text, tell(read(text), painted, aspect=1.0, seconds=seconds))


@pytest.mark.parametrize(
    ("text", "painted", "after"),
    [
        (
            "The rock rolls.",
            stroke("rock", *DOWN_RIGHT, easing="ease-in"),
            "The rock rolls down and to the right, speeding up.",
        ),
        (
            "The rock rolls to the left over the grass",
            stroke("rock", *RIGHT),
            "The rock rolls to the right over the grass",
        ),
        (
            "A dog runs through the park",
            stroke("dog", *RIGHT, easing="ease-out"),
            "A dog runs to the right, slowing down, through the park",
        ),
        # only one thing acts: a stroke without a name is of it
        ("A dog runs.", stroke("", *RIGHT), "A dog runs to the right."),
        # something the words do not name gets a sentence of its own
        (
            "A dog runs to the left. A cat sleeps.",
            stroke("ball", *RIGHT, rotation_deg=400.0),
            "A dog runs to the left. A cat sleeps. The ball rolls to the right.",
        ),
        ("", stroke("ball", *RIGHT), "The ball moves to the right."),
        ("", Stroke("leaves", "ambient", REGION), "The leaves sway gently."),
        ("", Stroke("pond", "ambient", REGION, ambient=RIPPLES), "The pond ripples."),
        (
            "The flag moves.",
            stroke("flag", *RIGHT, ambient=Ambient("flutter", 1.0)),
            "The flag moves to the right, fluttering strongly.",
        ),
        ("", stroke("flag", ambient=RIPPLES), "The flag ripples."),
        ("池塘很静。", Stroke("湖水", "ambient", REGION, ambient=RIPPLES), "池塘很静。湖水荡漾。"),
        (
            "旗子移动。",
            stroke("旗子", *RIGHT, ambient=RIPPLES, speed=((0, 2), (0.5, 0), (1, 2))),
            "旗子荡漾着走走停停地向右移动。",
        ),
        ("石头滚动", stroke("石头", *DOWN_RIGHT, easing="ease-in"), "石头越来越快地向右下方滚动"),
        ("一只猫睡觉。天空很蓝", stroke("球", *RIGHT), "一只猫睡觉。天空很蓝。球向右移动。"),
    ],
)
def test_the_prompt_says_what_is_painted(text: str, painted: Stroke, after: str):
    assert told(text, painted) == after


def test_slow_and_fast_are_told_by_the_length_of_the_clip():
    painted = stroke("dog", *RIGHT)
    assert told("A dog runs.", painted, seconds=20.0) == "A dog runs to the right, slowly."
    assert told("A dog runs.", painted, seconds=1.0) == "A dog runs to the right, fast."


def test_a_speed_that_is_written_is_kept():
    assert told("A dog runs slowly.", stroke("dog", *RIGHT, easing="ease-in")) == (
        "A dog runs slowly to the right."
    )


def test_what_stands_still_changes_nothing():
    assert told("A dog runs.", stroke("dog", (0.0, 0.5, 0.5), (1.0, 0.5, 0.5))) == "A dog runs."


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.floats(-0.5, 1.5), st.floats(-0.5, 1.5)), min_size=2, max_size=5),
)
def test_any_text_takes_any_path(text: str, places: list[tuple[float, float]]):
    points = [(k / (len(places) - 1), x, y) for k, (x, y) in enumerate(places)]
    once = told(text, stroke("ball", *points))
    assert isinstance(once, str)
