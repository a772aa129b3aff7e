"""What a single-shot detector says, made readable: raw tensors in, boxes with key points out.

Such a network has one answer for each of many fixed places (anchors): a score, and the box and key
points as shifts from the place in pixels of its input. Overlapping answers are averaged by score.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_LEAST = 0.5
_SAME = 0.3
# a score beyond this is as good as sure, and would overflow
_LOGIT = 60.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that was found, in fractions of the square that was looked at."""

    score: float
    box: Floats
    """Left, top, right, bottom."""
    keys: Floats
    """(n, 2)."""


def anchors(size: int, strides: tuple[int, ...]) -> Floats:
    """Middles of the places, in fractions: (n, 2), row by row. Each stride counts for two at every
    place; equal strides that follow each other share their grid."""
    places = []
    for stride in dict.fromkeys(strides):
        many = 2 * strides.count(stride)
        cells = -(-size // stride)
        middle = (np.arange(cells, dtype=np.float32) + 0.5) / cells
        grid = np.stack(np.meshgrid(middle, middle), axis=-1).reshape(-1, 2)
        places.append(np.repeat(grid, many, axis=0))
    return np.concatenate(places).astype(np.float32)


def proposals(
    raw: Floats, logits: Floats, places: Floats, size: int, least: float = _LEAST
) -> list[Proposal]:
    """Things with a score of at least `least`, the surest first.

    `raw` is (n, 4 + 2 k): middle, width and height, then key points; `logits` (n,).
    """
    scores = 1 / (1 + np.exp(-np.clip(logits.ravel(), -_LOGIT, _LOGIT)))
    kept = np.flatnonzero(scores >= least)
    kept = kept[np.argsort(-scores[kept], kind="stable")]
    values = raw[kept] / size
    middle, half = values[:, :2] + places[kept], values[:, 2:4] / 2
    keys = values[:, 4:].reshape(len(kept), (raw.shape[1] - 4) // 2, 2) + places[kept, None]
    boxes = np.concatenate([middle - half, middle + half], axis=1)
    found = []
    left = np.arange(len(kept))
    while len(left):
        same = _overlaps(boxes[left[0]], boxes[left]) > _SAME
        same[0] = True
        group = left[same]
        weight = scores[kept[group]][:, None]
        whole = float(weight.sum())
        found.append(
            Proposal(
                float(scores[kept[group[0]]]),
                np.asarray((boxes[group] * weight).sum(axis=0) / whole, dtype=np.float32),
                np.asarray((keys[group] * weight[..., None]).sum(axis=0) / whole, dtype=np.float32),
            )
        )
        left = left[~same]
    return found


def _overlaps(box: Floats, boxes: Floats) -> Floats:
    wide = np.minimum(box[2], boxes[:, 2]) - np.maximum(box[0], boxes[:, 0])
    high = np.minimum(box[3], boxes[:, 3]) - np.maximum(box[1], boxes[:, 1])
    common = np.clip(wide, 0, None) * np.clip(high, 0, None)
    sizes = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    whole = sizes + (box[2] - box[0]) * (box[3] - box[1]) - common
    return np.asarray(common / np.maximum(whole, 1e-9), dtype=np.float32)
