"""An example of a rule as the scene that it is checked in."""

from __future__ import annotations

from engine.prompt.reading import read
from engine.records import Scene
from engine.rules import Example


def scene(example: Example) -> Scene:
    """What a rule sees of an example."""
    return Scene(
        read(example.text),
        example.plan,
        example.settings,
        example.subject,
        book=example.book,
        negative=example.negative,
        start_image=example.start_image,
        end_image=example.end_image,
    )
