"""Small pictures of a stretch of film in, the ground behind everything that moves out.

The pictures are laid over each other by how the view moved, and each place shows what is there most
of the time. What stood there at first and left, or came and stayed, is told from the ground by its
outline: the ground has none there. Where no ground can be had (the view goes forward through the
scene, too little stands still) there is none, and things are known by their motion alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.inspect.flow import Gray, Rgb, Size, gray_of
from engine.inspect.parting import Mask, Parted, beyond, noise, parted
from engine.inspect.sheet import Sheet

Matrix = NDArray[np.floating[Any]]
"""3 x 3: where a point of one picture is in another."""

_SAMPLES = 15
_POINTS, _FEWEST, _AGREE = 240, 24, 0.3
_STANDS, _LEAST_ALIKE = 0.7, 0.12
"""Shares of places that look alike all along: for a camera that surely stands, and for a ground."""
_ALIKE = 0.85
"""Correlation of what looks alike; and how much of what moves with the view must stand still, too,
for the camera to stand."""
_AT_REST, _ON_GROUND = 0.5, 0.2
"""Shares of a picture, and of its corners, that do not move by themselves: a ground without corners
of its own is not laid out by those of what moves before it."""
_TOLERANCE_PX = 1.0
_TRIPOD_PX = 0.4
_LARGEST = 4.0
"""Times the picture that the ground may be."""
_CROWDED, _CROWDED_UNSURE = 0.45, 0.35
_OUTLINED, _OUTLINE_LEVELS = 1.6, 4.0
_LARGEST_GHOST = 0.12
_SAME = 16
"""Gray levels that what shows in a thing's absence may differ from one picture to another."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is behind everything, and where each picture of the stretch lies on it."""

    sheet: Sheet
    known: Mask
    places: tuple[Matrix, ...]
    """Of each picture: where its pixels are on the ground."""
    size: Size
    """Of the pictures."""
    threshold: float
    parted: Mapping[int, Parted] = field(default_factory=dict)
    """Of the pictures that were parted while it was made."""

    def behind(self, number: int) -> tuple[Rgb, Mask]:
        """The ground that picture `number` stands before, and where it is known."""
        import cv2

        place = self.places[number]
        picture = self.sheet.laid(np.linalg.inv(place), self.size)
        how = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
        known = cv2.warpAffine(self.known, place[:2], self.size, flags=how)
        return picture, np.asarray(known, np.uint8)

    def part(self, number: int, picture: Rgb) -> Parted:
        """What of a picture is not ground."""
        return self.before(picture, *self.behind(number))

    def before(self, picture: Rgb, behind: Rgb, known: Mask) -> Parted:
        """What of a picture is not what is `behind` it, where that is `known`."""
        return parted(picture, behind, known, self.threshold)


def ground_of(
    pictures: Sequence[Rgb], moves: Sequence[Matrix], quiet: Sequence[Mask]
) -> Ground | None:
    """The ground of a stretch, or None where there is none to be had.

    `moves[n]` leads from picture n to n + 1; `quiet[n]` is 1 where picture n does not move by
    itself.
    """
    if len(pictures) < 3:
        return None
    with ThreadPoolExecutor(2, "ground") as pool:
        places, agreed = _laid_out(pictures, moves, quiet[len(pictures) // 2], pool)
        canvas = _canvas(places, Size(pictures[0].shape[1], pictures[0].shape[0]))
        if canvas is None:
            return None
        ground = _behind(pictures, quiet, places, canvas, pool)
    crowded = [float(part.mask.mean()) for part in [*ground.parted.values()][::3]]
    # corners are where things are: before a plain wall hardly any of them is of the ground
    most = _CROWDED if agreed >= _LEAST_ALIKE else _CROWDED_UNSURE
    return None if float(np.median(crowded)) > most else ground


def _behind(
    pictures: Sequence[Rgb],
    quiet: Sequence[Mask],
    places: Sequence[Matrix],
    canvas: tuple[tuple[int, int], Size],
    pool: Executor,
) -> Ground:
    """What pictures that were laid over each other show most of the time."""
    (left, top), room = canvas
    shifted = tuple(_shift(-left, -top) @ place for place in places)
    chosen = _samples(len(pictures))
    samples = [pictures[n] for n in chosen]
    stack = pool.map(lambda n: _laid(pictures[n], quiet[n], shifted[n], room), chosen)
    picture, known = _usual([*stack])
    size = Size(pictures[0].shape[1], pictures[0].shape[0])
    first = Ground(Sheet(picture), known, shifted, size, 0.0)
    behind = [*pool.map(first.behind, chosen)]
    grain = pool.map(lambda one, there: noise(one, there[0]), samples, behind)
    first = replace(first, threshold=beyond([*grain]))
    parts = [*pool.map(lambda one, there: first.before(one, *there), samples, behind)]
    ghosts = pool.map(
        lambda one, there, part: _ghosts(part.mask, one, there[0]), samples, behind, parts
    )
    shown = [
        _laid(one, ghost, shifted[n], room)
        for n, one, ghost in zip(chosen, samples, ghosts, strict=True)
        if ghost.any()
    ]
    ground = _mended(first, shown, min(2, len(samples)))
    if ground is not first:
        parts = [*pool.map(ground.part, chosen, samples)]
    return replace(ground, parted=dict(zip(chosen, parts, strict=True)))


# --- laying pictures over each other -----------------------------------------------------------


def _laid_out(
    pictures: Sequence[Rgb], moves: Sequence[Matrix], quiet: Mask, pool: Executor
) -> tuple[tuple[Matrix, ...], float]:
    """Where each picture is in the first one's frame, and the share of places that agree on it.

    `quiet` is of the middle picture.

    Where enough of the picture stands still all along, the camera does: a hand that fills half of
    it is not the view. Else the steps are added up, and each picture is held against the middle one
    to mend what adds up with them.
    """
    import cv2

    middle = len(pictures) // 2
    reference = gray_of(pictures[middle])
    corners = cv2.goodFeaturesToTrack(reference, _POINTS, 0.01, 5)
    unmoved = tuple(np.eye(3) for _ in pictures)
    if corners is None or len(corners) < _FEWEST:
        return unmoved, 1.0
    points = np.asarray(corners, np.float32).reshape(-1, 2)
    grays = [gray_of(picture) for picture in pictures]
    standing = _share_alike(reference, grays, points, unmoved)
    if standing >= _STANDS:
        return unmoved, standing
    steps = [np.eye(3)]
    for move in moves[: len(pictures) - 1]:
        steps.append(steps[-1] @ np.linalg.inv(move))
    to_middle = np.linalg.inv(steps[middle])
    guesses = [np.linalg.inv(to_middle @ step) for step in steps]
    if not _only_on_movers(points, quiet):
        guesses = [
            *pool.map(
                lambda gray, guess: _registered(reference, points, gray, guess), grays, guesses
            )
        ]
    found = tuple(np.linalg.inv(guess) for guess in guesses)
    if all(_near(place, pictures[0].shape) for place in found):
        return unmoved, standing
    agreed = _share_alike(reference, grays, points, found)
    return (unmoved, standing) if standing >= _ALIKE * agreed else (found, agreed)


def _only_on_movers(points: NDArray[np.float32], quiet: Mask) -> bool:
    """Whether most of a picture is at rest and hardly any corner is, as before a bare wall."""
    x, y = points.astype(np.intp).T
    return float(quiet.mean()) > _AT_REST and float(quiet[y, x].mean()) < _ON_GROUND


def _share_alike(
    reference: Gray, grays: Sequence[Gray], points: NDArray[np.float32], places: Sequence[Matrix]
) -> float:
    """The share of points whose surroundings look in most pictures as in the reference."""
    patches = _patches(reference, points)
    shares = []
    for number in _samples(len(grays)):
        there = np.linalg.inv(places[number])
        moved = points @ there[:2, :2].T + there[:2, 2]
        here = _patches(grays[number], moved.astype(np.float32))
        shares.append(float(((here * patches).sum(axis=1) > _ALIKE).mean()))
    return float(np.median(shares))


def _patches(gray: Gray, points: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, 25): the gray levels around each point, of mean 0 and length 1."""
    import cv2

    offsets = np.stack(np.meshgrid(np.arange(-2, 3), np.arange(-2, 3)), axis=-1).reshape(1, -1, 2)
    places = (points[:, None] + offsets).astype(np.float32)
    found = cv2.remap(
        gray.astype(np.float32),
        places[..., 0],
        places[..., 1],
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    levels = np.asarray(found, np.float32)
    levels = levels - levels.mean(axis=1, keepdims=True)
    length = np.linalg.norm(levels, axis=1, keepdims=True)
    return np.asarray(levels / np.maximum(length, 1.0), np.float32)


def _registered(reference: Gray, points: NDArray[np.float32], gray: Gray, guess: Matrix) -> Matrix:
    """Where a point of the reference is in a picture: near the guess, which stands in doubt."""
    import cv2

    start = (points @ guess[:2, :2].T + guess[:2, 2]).astype(np.float32)
    there, status, _ = cv2.calcOpticalFlowPyrLK(
        reference,
        gray,
        points,
        start.copy(),
        winSize=(11, 11),
        maxLevel=1,
        flags=cv2.OPTFLOW_USE_INITIAL_FLOW,
    )
    rows, columns = gray.shape
    good = (status.ravel() == 1) & (there >= 0).all(axis=1)
    good &= (there[:, 0] < columns) & (there[:, 1] < rows)
    if int(good.sum()) < _FEWEST:
        return guess
    cv2.setRNGSeed(1)
    move, inside = cv2.estimateAffinePartial2D(
        points[good],
        there[good],
        ransacReprojThreshold=_TOLERANCE_PX,
        maxIters=200,
        confidence=0.99,
    )
    if move is None or not np.isfinite(move).all() or not 0.4 < abs(np.linalg.det(move[:, :2])) < 3:
        return guess
    return np.vstack([move, [0.0, 0.0, 1.0]]) if float(inside.mean()) >= _AGREE else guess


def _near(place: Matrix, shape: tuple[int, ...]) -> bool:
    corners = np.array([[0, 0, 1], [shape[1], 0, 1], [0, shape[0], 1], [shape[1], shape[0], 1.0]])
    return bool(np.abs(corners @ place.T - corners).max() < _TRIPOD_PX)


def _shift(x: float, y: float) -> Matrix:
    move = np.eye(3)
    move[:2, 2] = x, y
    return move


def _canvas(places: Sequence[Matrix], size: Size) -> tuple[tuple[int, int], Size] | None:
    """Top left and size of what all pictures cover; None where that is too much."""
    corners = np.array(
        [[0, 0, 1], [size.width, 0, 1], [0, size.height, 1], [size.width, size.height, 1.0]]
    )
    all_corners = np.vstack([corners @ place[:2].T for place in places])
    low, high = np.floor(all_corners.min(axis=0)), np.ceil(all_corners.max(axis=0))
    room = Size(int(high[0] - low[0]), int(high[1] - low[1]))
    if room.width * room.height > _LARGEST * size.width * size.height:
        return None
    return (int(low[0]), int(low[1])), room


def _samples(count: int) -> list[int]:
    return sorted({int(n) for n in np.linspace(0, count - 1, min(count, _SAMPLES)).round()})


def _laid(picture: Rgb, quiet: Mask, place: Matrix, room: Size) -> tuple[Rgb, Mask]:
    """A picture on the ground's canvas, and where it tells of the ground: 2, or 1 if it moves."""
    import cv2

    tells = cv2.warpAffine((1 + quiet).astype(np.uint8), place[:2], room, flags=cv2.INTER_NEAREST)
    return Sheet(picture).laid(place, room), np.asarray(tells, np.uint8)


def _usual(stack: Sequence[tuple[Rgb, Mask]]) -> tuple[Rgb, Mask]:
    """The median of what each place shows, of the pictures that stand still there if there are."""
    colours = np.stack([picture for picture, _ in stack])
    tells = np.stack([mask for _, mask in stack])
    counts = tells == tells.max(axis=0)
    counts &= tells > 0
    return _median_where(colours, counts), (tells.max(axis=0) > 0).astype(np.uint8)


def _median_where(colours: NDArray[np.uint8], counts: NDArray[np.bool_]) -> Rgb:
    """The middle colour at each place of the pictures that count there."""
    # those that do not count are at the end, so the middle is that of the others
    ordered = in_order(np.where(counts[..., None], colours, np.uint8(255)))
    middle = np.maximum(counts.sum(axis=0) - 1, 0) // 2
    return np.ascontiguousarray(np.take_along_axis(ordered, middle[None, ..., None], axis=0)[0])


def in_order(pictures: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Sorted along the first axis, place by place: Batcher's merge exchange, a picture at a time.

    Two whole pictures are put in order as fast as memory is read, which sorting each place is not.
    """
    import cv2

    rows = list(pictures)
    for one, other in _exchanges(len(rows)):
        rows[one], rows[other] = cv2.min(rows[one], rows[other]), cv2.max(rows[one], rows[other])
    return np.stack(rows)


@lru_cache
def _exchanges(count: int) -> tuple[tuple[int, int], ...]:
    """Pairs to be put in order one after the other, so that `count` values are in order then.

    Knuth, The Art of Computer Programming 3, 5.2.2, algorithm M.
    """
    found: list[tuple[int, int]] = []
    top = 1 << max(0, (count - 1).bit_length() - 1)
    part = top
    while part:
        far, among, step = top, 0, part
        while True:
            found += [(n, n + step) for n in range(count - step) if n & part == among]
            if far == part:
                break
            step, far, among = far - part, far >> 1, part
        part >>= 1
    return tuple(found)


# --- what only seems to be ground --------------------------------------------------------------


def _mended(ground: Ground, shown: Sequence[tuple[Rgb, Mask]], enough: int) -> Ground:
    """The ground without things that were taken for it; itself where there are none.

    `shown` is what pictures show in their place, laid on the ground: where the masks are 2. One
    picture alone may show a thing that passes: it takes `enough` of them.
    """
    if not shown:
        return ground
    colours = np.stack([laid for laid, _ in shown])
    tells = np.stack([mask == 2 for _, mask in shown])
    mend = tells.sum(axis=0) >= enough
    if not mend.any():
        return ground
    chosen = _median_where(colours, tells)
    off = np.abs(colours.astype(np.int16) - chosen).max(axis=-1)
    steady = ((off < _SAME) | ~tells).mean(axis=0) > 0.8
    mend &= steady
    picture = np.where(mend[..., None], chosen, ground.sheet.picture).astype(np.uint8)
    return replace(ground, sheet=Sheet(picture))


def _ghosts(mask: Mask, picture: Rgb, behind: Rgb) -> Mask:
    """Which parts of a mask are outlined in the ground and not in the picture: things that are
    elsewhere by then, and were taken for ground."""
    import cv2

    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    result = np.zeros_like(mask)
    kernel = np.ones((3, 3), np.uint8)
    front, back = (
        cv2.morphologyEx(gray_of(side), cv2.MORPH_GRADIENT, kernel).astype(np.float32)
        for side in (picture, behind)
    )
    for number in range(1, count):
        left, top, width, height, area = (int(v) for v in stats[number][:5])
        if area > _LARGEST_GHOST * mask.size:
            continue
        part = np.s_[max(0, top - 2) : top + height + 2, max(0, left - 2) : left + width + 2]
        inside = (np.asarray(labels)[part] == number).astype(np.uint8)
        rim = cv2.morphologyEx(inside, cv2.MORPH_GRADIENT, kernel) > 0
        if not rim.any():
            # all of the picture: it has no outline
            continue
        ahead, under = float(front[part][rim].mean()), float(back[part][rim].mean())
        if under > _OUTLINED * ahead + _OUTLINE_LEVELS:
            result[part] |= inside
    return result
