"""An example of a rule as the scene that it is checked in."""

from __future__ import annotations

from dataclasses import replace

from engine.frame.reframe import plan_moved, reframe_of, subject_moved
from engine.prompt import fix
from engine.prompt.reading import read
from engine.records import Box, Fix, Scene
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


def mended(example: Example, chosen: Fix) -> Example:
    """The example with everything that a fix changes."""
    example = _reframed(example, chosen.window)
    return replace(
        example,
        text=fix.apply(example.text, chosen),
        plan=example.plan if chosen.plan is None else chosen.plan,
        negative=example.negative if chosen.negative is None else chosen.negative,
        end_image=example.end_image and not chosen.drops_end_image,
    )


def _reframed(example: Example, window: Box | None) -> Example:
    """The subject and the plan in the frame that a fix makes of the start image."""
    if window is None or example.subject is None:
        return example
    size = (example.settings.width, example.settings.height)
    moved = reframe_of(size, window, size)
    plan = plan_moved(example.plan, moved)
    return replace(example, subject=subject_moved(example.subject, moved), plan=plan)
