"""What one line of arithmetic says of each kind: the values to beat, measured in the same run.

Frames are looked at in gray and 160 wide; what moves is what differs from the clip's median, so a
moving camera makes nonsense of most of them, as it would.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.records import ClipInfo, Shot
from tests.helpers.stage.world import Picture

_WIDE = 160
_DIFFERS = 20
Values = NDArray[np.float32]

WORDS = {
    "pop": "largest share of pixels that change, over the median share",
    "teleport": "largest step of the middle of what moves",
    "size": "largest step of the logarithm of the area of what moves",
    "deform": "largest step of the ratio of width to height of what moves",
    "identity": "largest change of the mean gray of what moves",
    "mass": "drop of the area of what moves from its largest to its last",
    "gravity": "largest upward acceleration of the middle of what moves",
    "impulse": "largest acceleration of the middle of what moves",
    "penetration": "largest drop of the number of things that move",
    "incoherent-parts": "speed of the lowest tenth of what moves over that of its middle",
    "early-effect": "most things that move at once",
    "reversed": "motion in the second half over that in the first",
    "frozen": "longest stretch in which nothing changes, seconds",
    "flicker": "mean of the five largest second differences of the mean gray",
    "jitter": "largest second difference of the shift of the whole picture",
    "wrong-direction": "way of the middle of what moves against the prompt's",
    "outside-brush": "share of what changes outside all brushes",
    "subject-exit": "how near to the border what moves ends",
    "start-end": "difference to the start and end images",
}


def baselines(pictures: Iterable[Picture], clip: ClipInfo, shot: Shot) -> dict[str, float]:
    """One value a kind: the larger, the likelier."""
    high = max(8, round(_WIDE * clip.height / clip.width))
    grays = np.stack(
        [
            cv2.resize(
                cv2.cvtColor(p, cv2.COLOR_RGB2GRAY), (_WIDE, high), interpolation=cv2.INTER_AREA
            )
            for p in pictures
        ]
    ).astype(np.float32)
    change = np.abs(np.diff(grays, axis=0))
    shares = (change > _DIFFERS).mean((1, 2))
    masks = np.abs(grays - np.median(grays, axis=0)) > _DIFFERS
    track, area, ratio, tone = _tracked(masks, grays)
    step = np.diff(track, axis=0) * clip.fps / _WIDE
    speedup = np.diff(step, axis=0)
    count = np.array([cv2.connectedComponents(m.astype(np.uint8))[0] for m in masks])
    luma = grays.mean((1, 2))
    values = {
        "pop": float(shares.max() / max(1e-3, np.median(shares))),
        "teleport": _most(np.linalg.norm(np.diff(track, axis=0), axis=1)),
        "size": _most(np.abs(np.diff(np.log(area + 4)))),
        "deform": _most(np.abs(np.diff(ratio))),
        "identity": _most(np.abs(np.diff(tone))),
        "mass": float((area.max() - area[-1]) / (area.max() + 1)),
        "gravity": _most(-speedup[:, 1]) if len(speedup) else 0.0,
        "impulse": _most(np.linalg.norm(speedup, axis=1)) if len(speedup) else 0.0,
        "penetration": _most(-np.diff(count).astype(np.float32)),
        "incoherent-parts": _feet(masks, track),
        "early-effect": float(count.max()),
        "reversed": float(change[len(change) // 2 :].mean() / (change.mean() + 1e-3)),
        "frozen": _still(change.mean((1, 2)) < 0.25) / clip.fps,
        "flicker": float(np.sort(np.abs(np.diff(luma, 2)))[-5:].mean()) if len(luma) > 2 else 0.0,
        "jitter": _shaken(grays),
    }
    return values | _asked(grays, masks, track, shot)


def _most(values: Values) -> float:
    return float(values.max()) if values.size else 0.0


def _tracked(masks: NDArray[np.bool_], grays: Values) -> tuple[Values, Values, Values, Values]:
    rows = []
    last = (_WIDE / 2, masks.shape[1] / 2, 0.0, 1.0, 128.0)
    for mask, gray in zip(masks, grays, strict=True):
        y, x = np.nonzero(mask)
        if len(x) > 8:
            last = (
                x.mean(),
                y.mean(),
                float(len(x)),
                (x.std() + 1) / (y.std() + 1),
                float(gray[mask].mean()),
            )
        else:
            last = (*last[:2], float(len(x)), *last[3:])
        rows.append(last)
    table = np.array(rows, np.float32)
    return table[:, :2], table[:, 2], table[:, 3], table[:, 4]


def _feet(masks: NDArray[np.bool_], track: Values) -> float:
    low = []
    for mask in masks:
        y, x = np.nonzero(mask)
        below = x[y >= np.percentile(y, 90)] if len(y) > 20 else x
        low.append(below.mean() if len(below) else np.nan)
    feet = np.nanmean(np.abs(np.diff(low))) if np.isfinite(low).sum() > 2 else 0.0
    return float(np.nan_to_num(feet) / (np.abs(np.diff(track[:, 0])).mean() + 0.2))


def _still(quiet: NDArray[np.bool_]) -> int:
    longest = run = 0
    for one in quiet:
        run = run + 1 if one else 0
        longest = max(longest, run)
    return longest


def _shaken(grays: Values) -> float:
    window = cv2.createHanningWindow((grays.shape[2], grays.shape[1]), cv2.CV_32F)
    # it windows its inputs in place
    shifts = [cv2.phaseCorrelate(a.copy(), b.copy(), window)[0] for a, b in pairwise(grays)]
    return _most(np.abs(np.diff(np.array(shifts), axis=0)).sum(1)) if len(shifts) > 1 else 0.0


def _asked(grays: Values, masks: NDArray[np.bool_], track: Values, shot: Shot) -> dict[str, float]:
    values = {}
    words = f" {shot.prompt.lower()} "
    way = (" right" in words) * 1.0 - (" left" in words) * 1.0
    if way:
        values["wrong-direction"] = float(-way * (track[-1, 0] - track[0, 0]))
    if shot.plan.strokes:
        brushed = np.zeros(masks.shape[1:], np.uint8)
        size = np.array([masks.shape[2], masks.shape[1]])
        for stroke in shot.plan.strokes:
            area = np.array(stroke.region.polygon) * size
            for point in stroke.points:
                off = np.array([point.x, point.y]) - [stroke.points[0].x, stroke.points[0].y]
                cv2.fillPoly(brushed, [np.int32(area + off * size)], 1)
        moving = masks.mean(0)
        values["outside-brush"] = float(moving[brushed == 0].sum() / (moving.sum() + 1e-3))
        edge = min(track[-1, 0], masks.shape[2] - track[-1, 0])
        values["subject-exit"] = float(-edge)
    if shot.start_image and shot.end_image:
        ends = [
            cv2.resize(
                cv2.imread(str(path), cv2.IMREAD_GRAYSCALE),
                (grays.shape[2], grays.shape[1]),
                interpolation=cv2.INTER_AREA,
            )
            for path in (shot.start_image, shot.end_image)
        ]
        values["start-end"] = float(
            max(np.abs(ends[0] - grays[0]).mean(), np.abs(ends[1] - grays[-1]).mean())
        )
    return values
