"""One thing in one picture in, what can be measured of its surface and its outline out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from engine.inspect.camera import square
from engine.inspect.flow import Rgb, Size, resized
from engine.inspect.parting import Mask
from engine.inspect.small import Small
from engine.inspect.things import LOOK

_ENOUGH = 160
"""Pixels that the motion of a surface is fitted to."""


def solidity(inside: Mask, area: float) -> float:
    """Area by that of the convex hull around all its parts."""
    import cv2

    outlines, _ = cv2.findContours(np.pad(inside, 1), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hull = cv2.convexHull(np.vstack(outlines))
    # the outline runs through pixel centres: half a pixel is missing all around
    around = float(cv2.contourArea(hull)) + 0.5 * float(cv2.arcLength(hull, True)) + 1.0
    return min(1.0, area / around)


def lean(moments: Mapping[str, float]) -> float:
    """How lopsided a silhouette is: length of its third moments once it is made round.

    No affine map changes it, so neither turning nor coming nearer does (Mardia's skewness, 1970).
    """
    area = moments["m00"]
    spread = np.array([[moments["mu20"], moments["mu11"]], [moments["mu11"], moments["mu02"]]])
    values, axes = np.linalg.eigh(spread / area)
    if values[0] < 0.25:
        return 0.0
    round_ = axes / np.sqrt(values) @ axes.T
    one, two = moments["mu21"] / area, moments["mu12"] / area
    third = np.array([[[moments["mu30"] / area, one], [one, two]], [[one, two], [two, 0.0]]])
    third[1, 1, 1] = moments["mu03"] / area
    whole = np.einsum("abc,ai,bj,ck->ijk", third, round_, round_, round_)
    return float(np.sqrt((whole**2).sum()))


def look(picture: Rgb, inside: Mask) -> NDArray[np.uint8]:
    both = np.dstack([picture, inside * np.uint8(255)])
    return np.asarray(resized(both, Size(LOOK, LOOK)), np.uint8)


def motion(
    inside: Mask,
    corner: tuple[int, int],
    centre: tuple[float, float],
    following: Small | None,
    ground: tuple[float, float] | None = None,
) -> list[float]:
    """How a surface moves on: dx, dy, turn, growth, bend, share that can be followed.

    `ground` is how what it stands on moves on, where that is not as the view does.

    An affine move is fitted to the flow of its pixels, twice: the second time without those that
    are off, which belong to what is before or behind it.
    """
    if following is None or following.ahead is None or following.astray is None:
        return [0.0] * 6
    import cv2

    left, top = corner
    core = cv2.erode(np.pad(inside, 1), np.ones((3, 3), np.uint8))[1:-1, 1:-1]
    rows, columns = np.nonzero(core if core.sum() >= 12 else inside)
    every = max(1, len(rows) // _ENOUGH)
    rows, columns = rows[::every], columns[::every]
    flow = following.ahead[rows + top, columns + left].astype(np.float64)
    sure = following.astray[rows + top, columns + left] < 1.0 + 0.1 * np.hypot(*flow.T)
    kept = float(sure.mean())
    if kept < 0.2 or sure.sum() < 6:
        sure[:] = True
    places = np.stack([columns + left - centre[0], rows + top - centre[1]], axis=1)
    affine, off = _affine(places[sure], flow[sure])
    view = square(following.view)
    at_centre = np.asarray(ground or view[:2, :2] @ centre + view[:2, 2] - centre)
    own = np.linalg.inv(view[:2, :2]) @ (np.eye(2) + affine[:2].T)
    turn = float(np.arctan2(own[1, 0] - own[0, 1], own[0, 0] + own[1, 1]))
    growth = 0.5 * float(np.log(max(abs(np.linalg.det(own)), 1e-3)))
    dx, dy = affine[2] - at_centre
    return [float(dx), float(dy), turn, growth, off, kept]


def _affine(
    places: NDArray[np.float64], flow: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    """3 x 2: how flow follows from the place (x, y, 1), and what that leaves."""
    usual = np.array([_middle(flow[:, 0]), _middle(flow[:, 1])])
    if len(places) < 12:
        return np.vstack([np.zeros((2, 2)), usual]), 0.0
    known = np.column_stack([places, np.ones(len(places))])
    off = np.hypot(*(flow - usual).T)
    good = off < 3.0 + 2.0 * _middle(off)
    affine = np.vstack([np.zeros((2, 2)), usual])
    for _ in range(2):
        if good.sum() < 8:
            break
        kept = known[good]
        # a hair of stiffness: a thing of one row of pixels has no turn to be told
        affine = np.linalg.solve(kept.T @ kept + 1e-3 * np.eye(3), kept.T @ flow[good])
        off = np.hypot(*(flow - known @ affine).T)
        good = off < max(0.5, 2.5 * _middle(off))
    left = np.hypot(*(flow - known @ affine).T)
    return np.asarray(affine), float(np.sqrt(np.mean(np.minimum(left, 20.0) ** 2)))


def _middle(values: NDArray[np.float64]) -> float:
    """The median: what numpy does for any shape takes five times as long for a few numbers."""
    half = len(values) // 2
    if len(values) % 2:
        return float(np.partition(values, half)[half])
    low, high = np.partition(values, (half - 1, half))[half - 1 : half + 1]
    return float((low + high) / 2)
