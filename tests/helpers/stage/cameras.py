"""Ways to hold a camera: still, by hand, panning, zooming, sliding past."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tests.helpers.stage.world import Moment, Stage, View

CAMERAS = ("still", "hand", "pan", "zoom", "slide", "roll")


def camera(kind: str, stage: Stage, amount: float = 1.0) -> Callable[[Moment], View]:
    """How the view moves over the clip; `amount` 1 is what one sees in ordinary clips."""
    draw = stage.draw(31)
    sign = -1.0 if draw.random() < 0.5 else 1.0
    if kind == "hand":
        return _hand(stage, draw, amount)
    if kind == "pan":
        return lambda u: View(x=sign * 0.16 * amount * (u - 0.5))
    if kind == "zoom":
        return lambda u: View(zoom=1.06 + 0.14 * amount * (u if sign > 0 else 1 - u))
    if kind == "slide":
        return lambda u: View(x=sign * 0.24 * amount * (u - 0.5), y=0.01 * np.sin(9 * u), zoom=1.04)
    if kind == "roll":
        return lambda u: View(zoom=1.1, roll=sign * 3 * amount * (u - 0.5))
    return lambda _: View()


def _hand(stage: Stage, draw: np.random.Generator, amount: float) -> Callable[[Moment], View]:
    seconds = stage.frames / stage.fps
    rates = draw.uniform(0.4, 3.2, (3, 5)) * seconds * 2 * np.pi
    phases = draw.uniform(0, 2 * np.pi, (3, 5))
    sizes = draw.uniform(0.4, 1.0, (3, 5)) / np.arange(1, 6)

    def view(u: Moment) -> View:
        x, y, roll = (sizes * np.sin(rates * u + phases)).sum(1) * amount
        return View(0.006 * x, 0.006 * y, 1.04, 0.25 * roll)

    return view
