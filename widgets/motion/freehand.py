"""What a hand drew, as few points: raw places go in, the places of a smooth path come out.

Points lie evenly along the way, as few as bring the engine's curve near to all that was drawn:
evenly, because that is what the curve passes most smoothly and at the most even speed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.records import Region, Stroke
from widgets.motion import edits
from widgets.motion.curve import curve_of
from widgets.motion.edits import Place

NEAR = 0.01
"""How far the curve may be from the hand, in frame heights."""
STRAIGHT = 0.04
"""A drag that leaves its chord by less than this share of its length was meant straight."""
MOST_POINTS = 12
_FINER = 5


def is_straight(places: Sequence[Place], aspect: float) -> bool:
    """Whether a drag was meant as a straight line from its first to its last place."""
    points = _seen(places, aspect)
    chord = points[-1] - points[0]
    length = float(np.hypot(*chord))
    if length < 1e-9:
        return len(points) < 3
    away = points - points[0]
    sideways = np.abs(chord[0] * away[:, 1] - chord[1] * away[:, 0]) / length
    along = away @ chord / length
    overshoot = max(0.0, -float(along.min()), float(along.max()) - length)
    return max(float(sideways.max()), overshoot) < max(STRAIGHT * length, NEAR)


def simplified(places: Sequence[Place], aspect: float) -> list[Place]:
    """At most a dozen places whose smooth curve stays near everything that was drawn."""
    raw = _thinned(places, aspect)
    if len(raw) < 3:
        return [tuple(p) for p in raw / (aspect, 1.0)]
    gone = np.append(0.0, np.cumsum(np.hypot(*np.diff(raw, axis=0).T)))
    for count in range(3, MOST_POINTS + 1):
        even = np.linspace(0.0, gone[-1], count)
        points = np.column_stack([np.interp(even, gone, raw[:, axis]) for axis in (0, 1)])
        if _distances(raw, _curve(points, aspect)).max() < NEAR:
            break
    return [(float(x), float(y)) for x, y in points / (aspect, 1.0)]


def outlined(places: Sequence[Place], aspect: float) -> tuple[Place, ...]:
    """A drawn outline with no more corners than it needs, for a polygon."""
    raw = _thinned(places, aspect, step=NEAR / 2)
    half = len(raw) // 2
    if half < 2:
        return tuple((float(x), float(y)) for x, y in raw / (aspect, 1.0))
    keep = [*_corners(raw[: half + 1]), *(half + i for i in _corners(raw[half:])[1:])]
    return tuple((float(x), float(y)) for x, y in raw[keep] / (aspect, 1.0))


def _seen(places: Sequence[Place], aspect: float) -> np.ndarray:
    return np.asarray(places, dtype=float).reshape(-1, 2) * (aspect, 1.0)


def _thinned(places: Sequence[Place], aspect: float, step: float = NEAR) -> np.ndarray:
    """The places at least `step` apart, the last one always among them."""
    points = _seen(places, aspect)
    kept = [points[0]]
    for point in points[1:]:
        if np.hypot(*(point - kept[-1])) >= step:
            kept.append(point)
    if len(kept) > 1:
        kept[-1] = points[-1]
    return np.array(kept)


def _curve(points: np.ndarray, aspect: float) -> np.ndarray:
    places = [(float(x), float(y)) for x, y in points / (aspect, 1.0)]
    bare = Stroke("", "move", Region())
    line = curve_of(edits.with_path(bare, places, aspect)) * (aspect, 1.0)
    # a long path's samples lie farther apart than what counts as near
    at, fine = np.arange(len(line)), np.linspace(0, len(line) - 1, _FINER * len(line))
    return np.column_stack([np.interp(fine, at, line[:, axis]) for axis in (0, 1)])


def _distances(points: np.ndarray, curve: np.ndarray) -> np.ndarray:
    return np.hypot(*(points[:, None, :] - curve[None, :, :]).transpose(2, 0, 1)).min(axis=1)


def _corners(points: np.ndarray) -> list[int]:
    """Indices of an open line that hold its shape (Douglas and Peucker), without recursion."""
    kept, open_pieces = {0, len(points) - 1}, [(0, len(points) - 1)]
    while open_pieces:
        first, last = open_pieces.pop()
        if last - first < 2:
            continue
        chord = points[last] - points[first]
        away = points[first + 1 : last] - points[first]
        length = max(float(np.hypot(*chord)), 1e-12)
        distance = np.abs(chord[0] * away[:, 1] - chord[1] * away[:, 0]) / length
        worst = int(distance.argmax())
        if distance[worst] > NEAR / 4:
            middle = first + 1 + worst
            kept.add(middle)
            open_pieces += [(first, middle), (middle, last)]
    return sorted(kept)
