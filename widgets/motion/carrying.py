"""Strokes carried elsewhere together: a canvas, strokes and a way go in; what it looks like, and
one edit, come out.

A polygon moves in the plan; a painted region is another mask, which its owner has to store.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from widgets.common.translation import tr
from widgets.motion import edits
from widgets.motion.board import Board
from widgets.motion.edits import Place
from widgets.motion.surface import Draft


def drafts(board: Board, indices: Sequence[int], way: Place) -> tuple[Draft, ...]:
    """The strokes as they would be so far away (in fractions of the frame)."""
    strokes = board.plan.strokes
    return tuple(Draft(i, edits.shifted(strokes[i], *way), region_offset=way) for i in indices)


def keep(canvas, indices: Sequence[int], way: Place, what: str) -> None:
    """Leaves them there: one step, whatever they are made of."""
    board: Board = canvas.board
    moved = {i: edits.shifted(board.plan.strokes[i], *way) for i in indices}
    masks = {i: _mask(board, i, way) for i in indices if moved[i].region.mask is not None}
    if not all(mask is not None and mask.any() for mask in masks.values()):
        canvas.say(tr("A region must cover some of the frame."))
        return
    plain = {i: stroke for i, stroke in moved.items() if i not in masks}
    plan = edits.all_replaced(board.plan, plain)
    if not masks:
        canvas.commit(plan, what)
    elif len(moved) == 1:
        canvas.finish_region(*masks.popitem(), board.stroke.kind, what)
    else:
        canvas.finish_regions(masks, plan, what)


def _mask(board: Board, index: int, way: Place) -> np.ndarray | None:
    pixels = board.regions.pixels(board.plan.strokes[index].region)
    if pixels is None:
        return None
    height, width = pixels.shape
    return _shifted(pixels, round(way[0] * width), round(way[1] * height))


def _shifted(pixels: np.ndarray, dx: int, dy: int) -> np.ndarray:
    height, width = pixels.shape
    out = np.zeros_like(pixels)
    if abs(dx) >= width or abs(dy) >= height:
        return out
    to_y, to_x = slice(max(dy, 0), height + min(dy, 0)), slice(max(dx, 0), width + min(dx, 0))
    of_y, of_x = slice(max(-dy, 0), height - max(dy, 0)), slice(max(-dx, 0), width - max(dx, 0))
    out[to_y, to_x] = pixels[of_y, of_x]
    return out
