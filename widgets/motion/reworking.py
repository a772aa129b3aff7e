"""What is done to regions that are there: the selected strokes and an act go in, masks come out.

Grow, shrink, smooth, fill and invert each selected region; unite, subtract and intersect put the
other selected ones to the first; fit asks for the thing that a region lies on.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.errors import BadInput
from widgets.common.translation import tr
from widgets.motion import edits
from widgets.motion.layer import layer_size

GROW, SHRINK, SMOOTH, FILL, INVERT, FIT = "grow", "shrink", "smooth", "fill", "invert", "fit"
UNITE, SUBTRACT, INTERSECT = "unite", "subtract", "intersect"
_BOTH = (UNITE, SUBTRACT, INTERSECT)


def rework(canvas, act: str, pixels: float) -> None:
    """Does something to the regions of the selected strokes; `pixels` are those of the image."""
    board = canvas.board
    if board.stroke is None or board.image is None:
        canvas.say(tr("Select the stroke whose region is meant first (V)."))
        return
    strokes = [board.plan.strokes[index] for index in board.selection]
    problem = next((p for s in strokes if (p := board.regions.problem(s.region))), "")
    if problem:
        canvas.say(problem)
    elif act == FIT:
        canvas.tool_named("pick").fit(board.selected)
    elif act in _BOTH and len(strokes) < 2:
        canvas.say(tr("Select the other strokes too (Shift+click with Select)."))
    else:
        try:
            _keep(canvas, act, *_reworked(canvas, act, pixels / board.view.frame_width))
        except BadInput as bad:
            canvas.say(f"{bad.message}. {bad.mend}.")


def title_of(act: str) -> str:
    """What an act does, for the Edit menu."""
    titles = {
        GROW: tr("Grow a region"),
        SHRINK: tr("Shrink a region"),
        SMOOTH: tr("Smooth a region"),
        FILL: tr("Fill the holes of a region"),
        INVERT: tr("Invert a region"),
        UNITE: tr("Unite regions"),
        SUBTRACT: tr("Subtract regions"),
        INTERSECT: tr("Intersect regions"),
    }
    return titles[act]


def _reworked(canvas, act: str, by: float) -> tuple[dict[int, np.ndarray], dict[int, np.ndarray]]:
    """The masks before and after by the index of their stroke; `by` is in frame widths."""
    board = canvas.board
    size = layer_size(board.image.width(), board.image.height())
    before = {i: board.regions.mask(board.plan.strokes[i].region, size) for i in board.selection}
    if act not in _BOTH:
        change = _change(act, by)
        return before, {index: change(mask) for index, mask in before.items()}
    first, *others = before.values()
    return before, {board.selected: _together(act, first, others)}


def _change(act: str, by: float) -> Callable[[np.ndarray], np.ndarray]:
    from engine.frame import regions

    changes = {
        GROW: lambda mask: regions.grown(mask, by),
        SHRINK: lambda mask: regions.grown(mask, -by),
        SMOOTH: lambda mask: regions.smoothed(mask, by),
        FILL: regions.closed,
        INVERT: regions.inverse,
    }
    return changes[act]


def _together(act: str, first: np.ndarray, others: list[np.ndarray]) -> np.ndarray:
    from engine.frame import regions

    join = {
        UNITE: regions.union,
        SUBTRACT: regions.difference,
        INTERSECT: regions.intersection,
    }[act]
    for other in others:
        first = join(first, other)
    return first


def _keep(canvas, act: str, before: dict[int, np.ndarray], after: dict[int, np.ndarray]) -> None:
    board = canvas.board
    masks = {i: mask for i, mask in after.items() if not np.array_equal(mask, before[i])}
    plan, first = board.plan, board.selected
    if act == UNITE:
        # what went up in the first stroke is no stroke of its own any more
        gone = [index for index in board.selection if index != first]
        plan = edits.removed(plan, *gone)
        first -= sum(index < first for index in gone)
        masks = {first: after[board.selected]}
    if masks:
        canvas.finish_regions(masks, plan, title_of(act))
        if act == UNITE:
            canvas.select(first)
    else:
        canvas.say(tr("There is nothing to change in it."))
