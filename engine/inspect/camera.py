"""Flow of one step in, the move of the view out.

A similarity (shift, magnification, turn) is fitted by RANSAC to the flow of a coarse grid, so that
what moves by itself does not count. What is left when it is taken away is the motion of things.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.inspect.flow import Field, Gray, Size
from engine.records import CameraStep

Affine = NDArray[np.float64]
"""2 x 3: where a point of one picture is in the next, for what does not move by itself."""

STILL: Affine = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
_POINTS = 800
_TOLERANCE_PX = 0.6
# gray levels that count as texture: above the noise of the clip, within these bounds
_TEXTURE = (3.0, 8.0)
# of 16 blocks of the picture
_SPREAD = 10
_STILL_PX = 0.35
_STILL_RIM = 0.35
_BETTER = 0.97
_NOISE = 0.05
_GOING_PX, _FEWEST_GOING, _GOING_BLOCKS = 0.6, 60, 7
"""For a view that goes through the scene: pixels a frame, cells, and sixteenths of the picture."""
_RADIAL, _AGREED = 0.87, 0.75
"""Cosine of 30 degrees, and the share of the cells that go straight out of the point."""


def square(move: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """The move, 2 x 3, as a matrix of 3 x 3."""
    return np.vstack([move, [0.0, 0.0, 1.0]])


def texture_of(gray: Gray, cells: Size) -> NDArray[np.float32]:
    """How much there is to hold on to in each cell: mean absolute gradient in gray levels."""
    import cv2

    small = cv2.resize(gray, (cells.width * 4, cells.height * 4), interpolation=cv2.INTER_AREA)
    edges = cv2.morphologyEx(small, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    return np.asarray(cv2.resize(edges, cells, interpolation=cv2.INTER_AREA), dtype=np.float32)


def view_move(cells: Field, size: Size, texture: NDArray[np.float32] | None = None) -> Affine:
    """The similarity that most cells follow, in pixels of the picture of `size`.

    STILL where nothing is agreed on.
    """
    import cv2

    places = centres(Size(cells.shape[1], cells.shape[0]), size)
    keep, shifts = _voters(cells, texture)
    source = places.reshape(-1, 2)[keep]
    target = source + shifts.reshape(-1, 2)[keep]
    cv2.setRNGSeed(1)
    found, inliers = cv2.estimateAffinePartial2D(
        source, target, ransacReprojThreshold=_TOLERANCE_PX, maxIters=300, confidence=0.99
    )
    if found is None or not np.isfinite(found).all() or inliers.mean() < 0.2:
        return _median_move(source, target)
    scale = float(np.hypot(found[0, 0], found[1, 0]))
    if not 0.5 < scale < 2.0:
        return _median_move(source, target)
    move = np.asarray(found, dtype=np.float64)
    return STILL if _rim_stands_still(cells, places, move) else move


def _rim_stands_still(cells: Field, places: NDArray[np.float32], move: Affine) -> bool:
    """Whether the rim of the picture contradicts a move of the view.

    A big textured thing before a plain wall outvotes the wall. When the view moves, the rim of the
    picture moves with it; where more of the rim stands still, the thing moved and not the view.
    """
    view = view_field(move, places)
    rim = np.ones(cells.shape[:2], dtype=bool)
    rim[1:-1, 1:-1] = False
    moved = np.hypot(view[..., 0], view[..., 1])[rim]
    off = np.hypot(*(cells - view)[rim].T)
    still = np.hypot(*cells[rim].T) < _STILL_PX
    if float(np.median(moved)) < 2 * _STILL_PX:
        return False
    return bool(still.mean() >= _STILL_RIM and still.mean() > (off < _TOLERANCE_PX).mean())


@lru_cache(maxsize=8)
def centres(cells: Size, size: Size) -> NDArray[np.float32]:
    """Pixel positions of the middle of each cell: float32 (rows, columns, 2); not to be written
    to."""
    x = (np.arange(cells.width, dtype=np.float32) + 0.5) * (size.width / cells.width) - 0.5
    y = (np.arange(cells.height, dtype=np.float32) + 0.5) * (size.height / cells.height) - 0.5
    places = np.stack(np.meshgrid(x, y), axis=-1)
    places.flags.writeable = False
    return places


def view_field(move: Affine, places: NDArray[np.float32]) -> Field:
    """The flow that the view alone would make at each place."""
    moved = places @ move[:, :2].T.astype(np.float32) + move[:, 2].astype(np.float32)
    return np.asarray(moved - places, dtype=np.float32)


def goes_through(cells: Field, moving: NDArray[np.bool_], size: Size) -> bool:
    """Whether the view goes forward or back through the scene in this step.

    What moves by itself then comes out of one point all around, or goes into it, near things
    faster than far ones: no similarity is like that, and neither are things that go their own
    ways. `cells` is the flow, `moving` is where it is not what a similarity would make.
    """
    places = centres(Size(cells.shape[1], cells.shape[0]), size)[moving].astype(np.float64)
    flow = cells[moving].astype(np.float64)
    speed = np.hypot(*flow.T)
    sure = speed > _GOING_PX
    if int(sure.sum()) < _FEWEST_GOING or not _all_around(places[sure], size):
        return False
    places, ways = places[sure], flow[sure] / speed[sure, None]
    across = np.stack([ways[:, 1], -ways[:, 0]], axis=1)
    middle, weight = np.array([size.width / 2, size.height / 2]), np.ones(len(ways))
    for _ in range(4):
        # the point that all lines along the flow pass by as closely as can be
        known, wanted = across * weight[:, None], (across * places).sum(axis=1) * weight
        middle = np.linalg.solve(
            known.T @ known + 1e-3 * np.eye(2), known.T @ wanted + 1e-3 * middle
        )
        out = places - middle
        along = (out * ways).sum(axis=1) / np.maximum(np.hypot(*out.T), 1e-6)
        weight = np.where(np.abs(along) > 0.5, 1.0, 0.1)
    inside = 0 <= middle[0] < size.width and 0 <= middle[1] < size.height
    share = max(float((along > _RADIAL).mean()), float((along < -_RADIAL).mean()))
    return bool(inside and share >= _AGREED)


def _all_around(places: NDArray[np.float64], size: Size) -> bool:
    """Whether places are in most of the sixteenths of the picture."""
    columns = np.clip(places[:, 0] * 4 / size.width, 0, 3).astype(int)
    rows = np.clip(places[:, 1] * 4 / size.height, 0, 3).astype(int)
    counts = np.bincount(rows * 4 + columns, minlength=16)
    return int((counts >= 0.01 * len(places)).sum()) >= _GOING_BLOCKS


def outvotes(left: NDArray[np.float32], still_left: NDArray[np.float32]) -> bool:
    """Whether a move of the view explains more parts of the picture than standing still does.

    Both are gray levels left over in each cell. Each of 16 blocks has one vote, so that a large
    thing that moves across a quiet ground is not taken for the view.
    """
    import cv2

    moved, still = (
        np.asarray(cv2.resize(part, (4, 4), interpolation=cv2.INTER_AREA)) + _NOISE
        for part in (left, still_left)
    )
    return int((moved < _BETTER * still).sum()) > int((still < _BETTER * moved).sum())


def camera_step(frame: int, move: Affine, size: Size, scale: float) -> CameraStep:
    """The record of a move: how the camera went, so opposite to the picture, in clip pixels.

    `scale` is clip pixels per pixel of the picture of `size`.
    """
    middle = np.array([(size.width - 1) / 2, (size.height - 1) / 2])
    shift = move[:, :2] @ middle + move[:, 2] - middle
    return CameraStep(
        frame=frame,
        dx=-float(shift[0]) * scale,
        dy=-float(shift[1]) * scale,
        scale=float(np.hypot(move[0, 0], move[1, 0])),
        roll_deg=-float(np.degrees(np.arctan2(move[1, 0], move[0, 0]))),
    )


def _voters(cells: Field, texture: NDArray[np.float32] | None) -> tuple[NDArray[np.intp], Field]:
    """Which cells the fit uses, and their flow.

    Where texture is all over the picture, only the textured ones. Else all, and the bare ones
    count as still: flow there is a guess, and a wall that is seen to move nowhere is the best sign
    of a camera that does not.
    """
    rows, columns = cells.shape[:2]
    wanted, shifts = np.ones((rows, columns), dtype=bool), cells
    if texture is not None:
        floor = float(np.clip(1.6 * np.percentile(texture, 10), *_TEXTURE))
        holding = texture > floor
        row, column = np.indices((rows, columns))
        blocks = np.unique((row * 4 // rows * 4 + column * 4 // columns)[holding])
        if len(blocks) >= _SPREAD:
            wanted = holding
        else:
            shifts = np.where(holding[..., None], cells, np.float32(0))
    chosen = np.flatnonzero(wanted)
    return chosen[:: max(1, len(chosen) // _POINTS)], shifts


def _median_move(source: NDArray[np.float32], target: NDArray[np.float32]) -> Affine:
    move = STILL.copy()
    move[:, 2] = np.median(target - source, axis=0)
    return move
