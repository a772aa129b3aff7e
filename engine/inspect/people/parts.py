"""What moves within a thing: the flow of its cells in, parts of one motion each out.

No model is needed for it. Cells are grouped by where they are and how they move (k-means, seeded by
the farthest cells), then each group gets an affine motion of its own and the cells choose again, so
that a swinging leg is one part although its foot is faster than its knee.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.records import Box

Floats = NDArray[np.float64]

_MOST = 5
_LEAST_CELLS = 6
_ROUNDS = 4
# what a place is worth against a motion: parts hang together
_NEAR = 0.6
# a part less than this from the others in the spread of all motion is none of its own
_OTHERWISE = 0.5


@dataclass(frozen=True, slots=True)
class Part:
    """A group of cells that move as one."""

    centre: tuple[float, float]
    """Clip pixels."""
    box: Box
    step: tuple[float, float]
    """Its mean motion, in the unit of the flow."""
    share: float
    """Of the thing's cells."""
    cells: NDArray[np.bool_]
    """(n,) Which of the cells are its own."""


def parts_of(places: Floats, motion: Floats, most: int = _MOST) -> tuple[Part, ...]:
    """Parts of a thing in one step, the largest first; one where it moves as a whole.

    `places` (n, 2) are the middles of its cells, `motion` (n, 2) their flow.
    """
    count = len(places)
    if count == 0:
        return ()
    many = min(most, count // _LEAST_CELLS)
    spread = float(np.sqrt(motion.var(axis=0).sum()))
    if many < 2 or spread < 1e-6:
        return (_part(places, motion, np.ones(count, np.bool_)),)
    extent = max(float(np.sqrt(places.var(axis=0).sum())), 1e-6)
    cells = np.concatenate([_NEAR * (places - places.mean(axis=0)) / extent, motion / spread], 1)
    labels = _grouped(cells, many)
    for _ in range(_ROUNDS):
        labels = _chosen_again(places, motion, labels, extent, spread)
    labels = _joined(motion, labels, _OTHERWISE * spread)
    parts = [_part(places, motion, labels == one) for one in np.unique(labels)]
    return tuple(sorted(parts, key=lambda part: -part.share))


def _grouped(cells: Floats, many: int) -> NDArray[np.intp]:
    """k-means from seeds that are far from each other, so always the same."""
    seeds = [int(np.argmax(np.linalg.norm(cells, axis=1)))]
    far = np.linalg.norm(cells - cells[seeds[0]], axis=1)
    while len(seeds) < many:
        seeds.append(int(np.argmax(far)))
        far = np.minimum(far, np.linalg.norm(cells - cells[seeds[-1]], axis=1))
    middles = cells[seeds]
    labels = np.zeros(len(cells), np.intp)
    for _ in range(2 * _ROUNDS):
        labels = np.argmin(np.linalg.norm(cells[:, None] - middles, axis=2), axis=1)
        middles = np.array(
            [
                cells[labels == one].mean(axis=0) if (labels == one).any() else middles[one]
                for one in range(many)
            ]
        )
    return labels


def _chosen_again(
    places: Floats, motion: Floats, labels: NDArray[np.intp], extent: float, spread: float
) -> NDArray[np.intp]:
    """Each cell goes to the part whose affine motion, and whose place, fits it best."""
    names = np.unique(labels)
    costs = np.empty((len(places), len(names)))
    ones = np.concatenate([places, np.ones((len(places), 1))], axis=1)
    for column, one in enumerate(names):
        own = labels == one
        if int(own.sum()) >= _LEAST_CELLS:
            # a little of the identity keeps cells in a row from making a wild fit
            gram = ones[own].T @ ones[own] + np.diag([extent**2, extent**2, 1e-3])
            mean = motion[own].mean(axis=0)
            fit = ones @ np.linalg.solve(gram, ones[own].T @ (motion[own] - mean)) + mean
        else:
            fit = np.broadcast_to(motion[own].mean(axis=0), motion.shape)
        off = np.linalg.norm(motion - fit, axis=1) / spread
        away = np.linalg.norm(places - places[own].mean(axis=0), axis=1) / extent
        costs[:, column] = off + _NEAR * away
    return np.asarray(names[np.argmin(costs, axis=1)], dtype=np.intp)


def _joined(motion: Floats, labels: NDArray[np.intp], least: float) -> NDArray[np.intp]:
    """Parts of one motion are one, and crumbs go to what moves most like them."""
    labels = labels.copy()
    while True:
        names, counts = np.unique(labels, return_counts=True)
        if len(names) < 2:
            return labels
        means = np.array([motion[labels == one].mean(axis=0) for one in names])
        apart = np.linalg.norm(means[:, None] - means, axis=2)
        np.fill_diagonal(apart, np.inf)
        crumb = int(np.argmin(counts))
        if counts[crumb] < _LEAST_CELLS:
            labels[labels == names[crumb]] = names[int(np.argmin(apart[crumb]))]
            continue
        first, second = np.unravel_index(int(np.argmin(apart)), apart.shape)
        if apart[first, second] >= least:
            return labels
        labels[labels == names[second]] = names[first]


def _part(places: Floats, motion: Floats, own: NDArray[np.bool_]) -> Part:
    low, high = places[own].min(axis=0), places[own].max(axis=0)
    x, y = places[own].mean(axis=0)
    step = motion[own].mean(axis=0)
    return Part(
        centre=(float(x), float(y)),
        box=Box(float(low[0]), float(low[1]), *map(float, high - low)),
        step=(float(step[0]), float(step[1])),
        share=float(own.mean()),
        cells=own,
    )
