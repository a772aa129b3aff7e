"""A prompt of several steps as shots."""

from __future__ import annotations

import pytest

from engine.prompt.reading import read
from engine.prompt.split import shots


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "a man walks to a chair, sits down, opens a book, starts reading",
            (
                "A man walks to a chair",
                "A man sits down",
                "A man opens a book",
                "A man starts reading",
            ),
        ),
        (
            "A chef in a white hat dips sushi into a bowl, then eats it.",
            ("A chef in a white hat dips sushi into a bowl", "A chef in a white hat eats it"),
        ),
        (
            "In a sunny kitchen, a woman picks up a cup, then drinks.",
            ("In a sunny kitchen, a woman picks up a cup", "In a sunny kitchen, a woman drinks"),
        ),
        (
            "A girl picks up a ball in the garden, then throws it to the right.",
            (
                "A girl picks up a ball in the garden",
                "A girl throws the ball to the right in the garden",
            ),
        ),
        (
            "A rubber band is stretched and then released.",
            ("A rubber band is stretched", "A rubber band is released"),
        ),
        (
            "A dog runs to a door. Then it barks. The camera remains still in soft light.",
            (
                "A dog runs to a door. The camera remains still in soft light.",
                "A dog barks. The camera remains still in soft light.",
            ),
        ),
        (
            "Man opens door, enters, stands up, leaves, soft light.",
            (
                "Man opens door, soft light",
                "Man enters, soft light",
                "Man stands up, leaves, soft light",
            ),
        ),
        ("A man walks to the left", ()),
        ("", ()),
    ],
)
def test_each_shot_has_its_subject_its_place_and_one_step(text: str, pieces: tuple[str, ...]):
    assert shots(read(text)) == pieces


@pytest.mark.parametrize("text", ["A man jumps up, sits down, and waves to the camera."])
def test_no_shot_has_more_than_one_step(text: str):
    assert all(read(shot).steps == 1 for shot in shots(read(text)))
