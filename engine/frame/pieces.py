"""Pieces of a picture that may be things: a small copy in Lab goes in, masks with a score come out.

What a thing is made of cannot be reached from outside it without crossing its edge, however many
colours it has. How far the colours range on the best way from the border of a window to each pixel
(minimum barrier distance: Zhang et al., 'Minimum Barrier Salient Object Detection at 80 FPS',
2015) is therefore high on things that lie within the window, and low on what surrounds them,
textured or not. Windows of several sizes give pieces of several sizes; the likeliest has a strong
edge, colours of its own, and a shape without deep bays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from engine.frame.load import Image
from engine.frame.regions import Point
from engine.turns import give_way

Map = npt.NDArray[np.float32]
Inside = npt.NDArray[np.bool_]

_SIDE = 144
"""Longest side of the copy that is looked at."""
_HALVES = (0.42, 0.28, 0.18, 0.11)
"""Half the side of each window, in frame widths; the whole frame is one more."""
_SHARES = (0.3, 0.45, 0.6, 0.75)
"""Of the barrier at the click: less than this is outside."""
FAINT = 3.0
"""Barriers below this, in Lab, are noise."""
_SMOOTH = 0.03
"""Threads and dents thinner than this share of the thing's size are no part of its outline."""
_LEAST, _MOST = 0.0006, 0.6
"""Share of the frame that a thing covers."""
_BINS = 1960
_FAIR = 0.03
"""From this share of the frame on a thing is not thought less of for being small."""


class Piece(NamedTuple):
    """What may be a thing: which pixels of the small copy, and how likely it is one, 0 or more."""

    held: Inside
    score: float


def small_lab(image: Image, side: int = _SIDE) -> Map:
    """A small copy of a picture in Lab (see `lab_of`): float32 (h, w, 3)."""
    import cv2

    height, width = image.shape[:2]
    scale = min(1.0, side / max(height, width))
    size = (max(16, round(width * scale)), max(16, round(height * scale)))
    small = cv2.GaussianBlur(cv2.resize(image, size, interpolation=cv2.INTER_AREA), (0, 0), 0.8)
    return lab_of(np.asarray(small, dtype=np.uint8))


def lab_of(image: Image) -> Map:
    """A picture in Lab, light counted a little less than colour: float32 (h, w, 3)."""
    import cv2

    lab = cv2.cvtColor(image.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2LAB)
    # light changes over one thing more than its colour does
    return np.asarray(lab * np.array([0.7, 1, 1], np.float32), dtype=np.float32)


def pieces_at(lab: Map, here: Inside, never: Inside) -> Iterator[Piece]:
    """The pieces that hold what is marked `here`, and nothing of what is marked `never`."""
    judge = Judge(lab)
    rows, columns = np.flatnonzero(here.any(axis=1)), np.flatnonzero(here.any(axis=0))
    if not len(rows):
        return
    for barriers in _barriers(lab, rows, columns, never):
        level = float(np.percentile(barriers[here], 80))
        for share in _SHARES:
            if level * share < FAINT:
                continue
            held = solid((barriers > level * share).astype(np.uint8), here)
            yield Piece(held & ~never, judge.score(held))


def _barriers(
    lab: Map, rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], never: Inside
) -> Iterator[Map]:
    """Barriers from the border of the frame, and of ever smaller windows around the clicks."""
    height, width = lab.shape[:2]
    yield barrier(lab, border(lab.shape) | never)
    for half in _HALVES:
        reach = round(half * width)
        top, bottom = max(0, int(rows[0]) - reach), min(height, int(rows[-1]) + reach + 1)
        left, right = max(0, int(columns[0]) - reach), min(width, int(columns[-1]) + reach + 1)
        where = np.s_[top:bottom, left:right]
        # a thing that the frame cuts goes on behind it
        rim = (border((bottom - top, right - left)) & ~border((height, width))[where]) | never[
            where
        ]
        if not rim.any():
            continue
        out = np.zeros((height, width), np.float32)
        out[where] = barrier(lab[where], rim)
        yield out


def windows_of(lab: Map, half: float) -> Iterator[tuple[tuple[slice, slice], Map]]:
    """Overlapping windows all over a picture: where each lies, and the barriers from its border."""
    height, width = lab.shape[:2]
    side = min(height, width, 2 * round(half * width) + 1)
    tops, lefts = (_spread(length, side) for length in (height, width))
    places = [np.s_[top : top + side, left : left + side] for top in tops for left in lefts]
    stack = np.stack([lab[place] for place in places], axis=2).reshape(side, side, -1)
    barriers = _ranges(stack, border((side, side))).reshape(side, side, len(places), -1).sum(axis=3)
    for index, place in enumerate(places):
        yield place, np.ascontiguousarray(barriers[:, :, index])


def _spread(length: int, side: int) -> list[int]:
    """Starts of windows that overlap by half and cover the whole length."""
    count = int(np.ceil(2 * (length - side) / side)) + 1
    return [round(at) for at in np.linspace(0, length - side, count)]


def barrier(lab: Map, seeds: Inside) -> Map:
    """How far the colours range on the best way from a seed: float32 (h, w), in units of Lab."""
    return np.asarray(_ranges(lab, seeds).sum(axis=2), dtype=np.float32)


def _ranges(channels: Map, seeds: Inside) -> Map:
    """The least range of each channel by itself on a way from a seed."""
    far = np.where(seeds[:, :, None], 0.0, 1e6).astype(np.float32)
    far = far * np.ones(channels.shape[2], np.float32)
    state = [far, channels.copy(), channels.copy(), channels]
    for _ in range(4):
        lines = len(state[0])
        give_way()
        for line in range(1, lines):
            _relax(state, line, line - 1)
        give_way()
        for line in range(lines - 2, -1, -1):
            _relax(state, line, line + 1)
        # down and up, then across and back, twice
        state = [np.ascontiguousarray(part.transpose(1, 0, 2)) for part in state]
    return state[0]


def _relax(state: list[Map], line: int, before: int) -> None:
    """Ways that come from the line before, where they are better."""
    far, high, low, lab = state
    higher, lower = np.maximum(high[before], lab[line]), np.minimum(low[before], lab[line])
    extent = higher - lower
    better = extent < far[line]
    np.copyto(far[line], extent, where=better)
    np.copyto(high[line], higher, where=better)
    np.copyto(low[line], lower, where=better)


class Judge:
    """How likely pieces of one picture are things."""

    def __init__(self, lab: Map) -> None:
        import cv2

        kernel = np.ones((3, 3), np.uint8)
        across = cv2.dilate(lab, kernel) - cv2.erode(lab, kernel)
        self._edges = np.linalg.norm(across, axis=2)
        bins = np.clip(lab / (10, 18, 18) + (0, 7, 7), 0, (9, 13, 13)).astype(np.int64)
        self._colours = bins @ (196, 14, 1)
        self._frame = border(lab.shape)

    def score(self, held: Inside) -> float:
        """0 where it is none; about 0.5 .. 5 for things."""
        import cv2

        share = np.count_nonzero(held) / held.size
        if not _LEAST < share < _MOST:
            return 0.0
        near = _around(held)
        piece = np.pad(held[near].view(np.uint8), 1)
        ring = cv2.morphologyEx(piece, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))[1:-1, 1:-1]
        along = np.sort(self._edges[near][(ring > 0) & ~self._frame[near]])
        # the weak parts of an outline tell; a thing is not open on one side
        edge = float(along[int(0.35 * len(along))]) ** 0.5 if len(along) else 0.0
        cut = np.count_nonzero(held & self._frame) / (2 * sum(held.shape))
        size = min(1.0, (share / _FAIR) ** 0.35)
        unlike = self._unlike(held[near], self._colours[near])
        return float(edge * unlike * solidity(held) * size * (1.0 - cut))

    def _unlike(self, inside: Inside, colours: npt.NDArray[np.int64]) -> float:
        """How little of the piece's colours is found close around it, 0..1."""
        import cv2

        wider = cv2.dilate(inside.view(np.uint8), np.ones((9, 9), np.uint8)) > 0
        one, other = (
            np.bincount(colours[side], minlength=_BINS) / max(1, int(side.sum()))
            for side in (inside, wider & ~inside)
        )
        return 1.0 - float(np.minimum(one, other).sum())


def _around(held: Inside) -> tuple[slice, slice]:
    """Rows and columns of a piece with a little room."""
    import cv2

    x, y, w, h = cv2.boundingRect(held.view(np.uint8))
    return slice(max(0, y - 5), y + h + 5), slice(max(0, x - 5), x + w + 5)


def solidity(held: Inside) -> float:
    """The area over that of the hull: 1 without bays, less with them."""
    import cv2

    area = float(np.count_nonzero(held))
    hull = float(cv2.contourArea(cv2.convexHull(contour_of(held))))
    return min(1.0, area / max(1.0, hull + 0.05 * area))


def contour_of(held: Inside) -> npt.NDArray[np.int32]:
    """The outer pixels of all pieces of a mask that holds something: int32 (n, 1, 2), x and y."""
    import cv2

    # a view: a copy as numbers takes longer than the search
    found, _ = cv2.findContours(held.view(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return np.concatenate(found).astype(np.int32)


def border(shape: tuple[int, ...]) -> Inside:
    """The outermost pixels."""
    out = np.zeros(shape[:2], np.bool_)
    out[[0, -1]] = True
    out[:, [0, -1]] = True
    return out


def dots(shape: tuple[int, ...], points: Sequence[Point], radius: int = 2) -> Inside:
    """Little discs around points (fractions of the frame)."""
    import cv2

    out = np.zeros(shape[:2], np.uint8)
    for x, y in points:
        centre = (int(np.floor(x * shape[1])), int(np.floor(y * shape[0])))
        cv2.circle(out, centre, radius, 1, -1)
    return out > 0


def solid(held: npt.NDArray[np.uint8], seeds: Inside | None = None) -> Inside:
    """The largest piece, or the pieces that meet the seeds, without threads and holes."""
    import cv2

    size = max(3, int(float(held.sum()) ** 0.5 * _SMOOTH) | 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    for pieces in (cv2.morphologyEx(held, cv2.MORPH_OPEN, kernel), held):
        count, labels, stats, _ = cv2.connectedComponentsWithStats(pieces)
        if count < 2:
            continue
        wanted = np.zeros(count, np.bool_)
        if seeds is not None:
            wanted[np.unique(labels[seeds])] = True
            wanted[0] = False
        if not wanted.any():
            wanted[1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())] = True
        return filled(wanted[labels].astype(np.uint8))
    return held > 0


def filled(piece: npt.NDArray[np.uint8]) -> Inside:
    """Pieces without holes. What is handed in is written to."""
    import cv2

    outlines, _ = cv2.findContours(piece, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return np.asarray(cv2.drawContours(piece, outlines, -1, 1, cv2.FILLED) > 0)
