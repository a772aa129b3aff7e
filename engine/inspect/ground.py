"""Small pictures of a stretch of film in, the ground behind everything that moves out.

The pictures are laid over each other by how the view moved, and each place shows what is there most
of the time. What stood there at first and left, or came and stayed, is told from the ground by its
outline: the ground has none there. Where no ground can be had (the view goes forward through the
scene, too little stands still) there is none, and things are known by their motion alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.inspect.flow import Rgb, Size, gray_of
from engine.inspect.laying import Lay, Matrix, corners_of
from engine.inspect.parting import Mask, Parted, beyond, noise, parted
from engine.inspect.registration import LEAST_ALIKE, Registration, samples
from engine.inspect.relief import Relief
from engine.inspect.sheet import Sheet

_LARGEST = 4.0
"""Times the picture that the ground may be."""
_CROWDED, _CROWDED_UNSURE = 0.45, 0.35
_OUTLINED, _OUTLINE_LEVELS = 1.6, 4.0
_LARGEST_GHOST = 0.12
_RIM_PX, _RIM_STILL = 7.0, 0.7
"""How thick the rim of what stands before a bent ground may be, and how much of it is at rest."""
_SAME = 16
"""Gray levels that what shows in a thing's absence may differ from one picture to another."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is behind everything, and where each picture of the stretch lies on it."""

    sheet: Sheet
    known: Mask
    lays: tuple[Lay, ...]
    """Of each picture: where its pixels are on the ground."""
    size: Size
    """Of the pictures."""
    threshold: float
    parted: Mapping[int, Parted] = field(default_factory=dict)
    """Of the pictures that were parted while it was made."""
    relief: Relief | None = None
    """How it moves from picture to picture, where that is no one move of the view."""

    def behind(self, number: int) -> tuple[Rgb, Mask]:
        """The ground that picture `number` stands before, and where it is known."""
        lay = self.lays[number]
        return lay.seen(self.sheet, self.size), lay.seen_mask(self.known, self.size)

    def part(self, number: int, picture: Rgb) -> Parted:
        """What of a picture is not ground."""
        return self.before(picture, *self.behind(number))

    def before(self, picture: Rgb, behind: Rgb, known: Mask) -> Parted:
        """What of a picture is not what is `behind` it, where that is `known`."""
        return parted(picture, behind, known, self.threshold)

    def moving(self, number: int, part: Parted) -> Parted:
        """Without the rims of what stands before the ground, where that is bent: it goes by at
        another pace than what is behind it, and leaves a sliver on either side."""
        if self.relief is None:
            return part
        return part._replace(mask=_without_rims(part.mask, self.relief.quiet[number]))


def ground_of(
    pictures: Sequence[Rgb],
    moves: Sequence[Matrix],
    quiet: Sequence[Mask],
    relief: Callable[[], Relief] | None = None,
    *,
    flat: bool = True,
) -> Ground | None:
    """The ground of a stretch, or None where there is none to be had.

    `moves[n]` leads from picture n to n + 1; `quiet[n]` is 1 where picture n does not move by
    itself. `relief` tells how the ground moves where one move of the view does not: it is asked
    only there. Not `flat`: there is no ground that pictures lie on by one move each.
    """
    if len(pictures) < 3:
        return None
    with ThreadPoolExecutor(2, "ground") as pool:
        found = Registration(pictures).laid(moves, quiet[len(pictures) // 2], pool, relief)
        if found.relief is None:
            ground = _behind(pictures, quiet, found.lays, pool) if flat else None
        else:
            ground = _behind_bent(pictures, found.relief, pool)
    if ground is None:
        return None
    crowded = [float(part.mask.mean()) for part in [*ground.parted.values()][::3]]
    # corners are where things are: before a plain wall hardly any of them is of the ground
    most = _CROWDED if found.agreed >= LEAST_ALIKE else _CROWDED_UNSURE
    return None if float(np.median(crowded)) > most else ground


def _behind_bent(pictures: Sequence[Rgb], relief: Relief, pool: Executor) -> Ground | None:
    """The same for pictures that lie bent: each is held against what all of them show, and they
    are laid over each other once more."""
    rough = _behind(pictures, relief.quiet, relief.lays, pool)
    if rough is None:
        return None

    def fitted(number: int) -> Lay:
        return relief.fitted(number, pictures[number], *rough.behind(number))

    lays = [*pool.map(fitted, range(len(pictures)))]
    ground = _behind(pictures, relief.quiet, lays, pool)
    return None if ground is None else replace(ground, relief=relief)


def _behind(
    pictures: Sequence[Rgb], quiet: Sequence[Mask], lays: Sequence[Lay], pool: Executor
) -> Ground | None:
    """What pictures that were laid over each other show most of the time; None where they cover
    too much."""
    size = Size(pictures[0].shape[1], pictures[0].shape[0])
    canvas = _canvas(lays, size)
    if canvas is None:
        return None
    (left, top), room = canvas
    shifted = tuple(lay.moved(-left, -top) for lay in lays)
    chosen = samples(len(pictures))
    some = [pictures[n] for n in chosen]
    stack = pool.map(lambda n: _laid(pictures[n], quiet[n], shifted[n], room), chosen)
    picture, known = _usual([*stack])
    first = Ground(Sheet(picture), known, shifted, size, 0.0)
    behind = [*pool.map(first.behind, chosen)]
    grain = pool.map(lambda one, there: noise(one, there[0]), some, behind)
    first = replace(first, threshold=beyond([*grain]))
    parts = [*pool.map(lambda one, there: first.before(one, *there), some, behind)]
    ghosts = pool.map(
        lambda one, there, part: _ghosts(part.mask, one, there[0]), some, behind, parts
    )
    shown = [
        _laid(one, ghost, shifted[n], room)
        for n, one, ghost in zip(chosen, some, ghosts, strict=True)
        if ghost.any()
    ]
    ground = _mended(first, shown, min(2, len(some)))
    if ground is not first:
        parts = [*pool.map(ground.part, chosen, some)]
    return replace(ground, parted=dict(zip(chosen, parts, strict=True)))


# --- the canvas ---------------------------------------------------------------------------------


def _canvas(lays: Sequence[Lay], size: Size) -> tuple[tuple[int, int], Size] | None:
    """Top left and size of what all pictures cover; None where that is too much."""
    all_corners = corners_of(lays, size)
    low, high = np.floor(all_corners.min(axis=0)), np.ceil(all_corners.max(axis=0))
    room = Size(int(high[0] - low[0]), int(high[1] - low[1]))
    if room.width * room.height > _LARGEST * size.width * size.height:
        return None
    return (int(low[0]), int(low[1])), room


def _laid(picture: Rgb, quiet: Mask, lay: Lay, room: Size) -> tuple[Rgb, Mask]:
    """A picture on the ground's canvas, and where it tells of the ground: 2, or 1 if it moves."""
    tells = lay.laid_mask((1 + quiet).astype(np.uint8), room)
    return lay.laid(Sheet(picture), room), tells


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


def _without_rims(mask: Mask, quiet: Mask) -> Mask:
    """Without parts that are thin and do not move by themselves."""
    import cv2

    count, found, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    labels = np.asarray(found, np.intp)
    inside = np.asarray(cv2.distanceTransform(mask, cv2.DIST_L2, 3))
    thick = np.zeros(count)
    np.maximum.at(thick, labels.ravel(), inside.ravel())
    areas = stats[:, cv2.CC_STAT_AREA]
    still = np.bincount(labels.ravel(), weights=quiet.ravel(), minlength=count) / areas
    keep = (2 * thick > _RIM_PX) | (still < _RIM_STILL)
    keep[0] = False
    return np.asarray(keep[labels], np.uint8)


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
