"""A stretch of film in, the things in it out: every pixel that is not ground belongs to one thing.

Each thing's pixels are carried from picture to picture along the flow, and what stands out from the
ground is divided among those that arrive there: by where they were expected, and by their colours.
So two things that touch stay two, and one that passes behind another is the same one when it comes
out. What is measured of each thing is written down frame by frame and becomes a `Thing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import hypot, log

import numpy as np
from numpy.typing import NDArray

from engine.inspect.camera import square
from engine.inspect.colours import cells, colours, unlike
from engine.inspect.flow import Rgb, Size, pixels
from engine.inspect.ground import Ground, ground_of
from engine.inspect.live import AT, Live, add_rows, thing_of
from engine.inspect.outlines import Likely, outlines
from engine.inspect.parting import Mask, Parted
from engine.inspect.relief import Relief
from engine.inspect.small import Small, moving_on
from engine.inspect.strain import sight_of
from engine.inspect.strainer import Strainer
from engine.inspect.surfaces import lean, look, motion, solidity
from engine.inspect.things import CROWD, Beginning, Thing

Labels = NDArray[np.int16]
"""(height, width): the number of the thing that each pixel belongs to, 0 for the ground."""
OnGround = Callable[[Sequence[Small], Ground], None]

LOOKS_A_SECOND = 8.0
MOST = 24
"""Things at one time."""
_MOST_ROWS = 60_000
_SMALLEST = 0.0008
_ARRIVES, _OF_PART = 0.25, 0.3
_PATIENCE_S, _APART_S, _TRIED_S = 0.75, 0.3, 0.2
_PULL_PX = 6.0
_UNLIKE = 0.55
_SPECK = 0.12
_OF_ONE_KIND = 0.7
_NEAR = 3


def prepare() -> None:
    """Has OpenCV make its tables of Lab. Who does this while the first frames are read does not
    wait a tenth of a second for them later; they are made once."""
    _lab(np.zeros((1, 1, 3), np.uint8))


def _lab(picture: Rgb) -> Rgb:
    import cv2

    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2LAB), np.uint8)


class Layers:
    """Stretch after stretch in, things out."""

    def __init__(
        self,
        fps: float,
        size: Size,
        scale: float,
        likely: Likely | None = None,
        *,
        strains: bool = False,
        on_ground: OnGround | None = None,
    ) -> None:
        """`size` of the small pictures; `scale` is clip pixels per pixel of them.

        `likely` marks things where there is no ground that they could be told from. `strains`:
        looks at them are laid over each other. That is many small steps, for which another thread
        would take the interpreter from this one all the time: it goes on in this one. `on_ground`
        is given each stretch and its ground, before things are told from it.
        """
        self._size, self._scale, self._likely = size, scale, likely
        self._fps, self._strains, self._on_ground = fps, strains, on_ground
        self._patience = max(2, round(fps * _PATIENCE_S))
        self._apart = max(2, round(fps * _APART_S))
        self._tries = max(2, round(fps * _TRIED_S))
        self._every = max(1, round(fps / LOOKS_A_SECOND))
        self._smallest = max(9.0, _SMALLEST * size.width * size.height)
        self._live: list[Live] = []
        self._done: list[Thing] = []
        self._next = 1
        self._labels: Labels | None = None
        self._expected_now: Labels = np.zeros((size.height, size.width), np.int16)
        self._world = np.eye(3)
        self.grounded: list[tuple[int, int]] = []
        """First and last frames of the stretches whose ground could be told."""

    def stretch(self, smalls: Sequence[Small], *, through: bool = False) -> None:
        """The next frames, in order; those of a stretch behind a cut begin anew after `cut`.

        `through`: the view goes through the scene, and no one move lays a picture on the ground.
        """
        if not smalls:
            return
        ground = self._ground(smalls, through=through)
        if ground is not None:
            self.grounded.append((smalls[0].frame, smalls[-1].frame))
            if self._on_ground is not None:
                self._on_ground(smalls, ground)
        marked = outlines(self._likely, smalls) if self._likely and ground is None else None
        outlined = ground is not None or marked is not None
        relief = ground.relief if ground is not None else None
        since = self._world
        parts = _parted(ground, smalls, marked)
        for number, (small, parted) in enumerate(zip(smalls, parts, strict=True)):
            following = smalls[number + 1] if number + 1 < len(smalls) else None
            self._step(small, parted, outlined=outlined)
            at = None if relief is None else _Under(relief, number, since)
            self._measure(small, following, parted, at)
            self._rejoin()
            if following is not None:
                self._world = self._world @ np.linalg.inv(square(following.view))

    def _ground(self, smalls: Sequence[Small], *, through: bool) -> Ground | None:
        moves = [square(small.view) for small in smalls[1:]]
        quiet = [1 - following.moving for following in smalls[1:]] + [
            np.ones((self._size.height, self._size.width), np.uint8)
        ]
        pictures = [small.picture for small in smalls]
        return ground_of(pictures, moves, quiet, lambda: Relief(smalls), flat=not through)

    def cut(self) -> None:
        """Nothing goes on behind a hard cut."""
        for live in self._live:
            self._finish(live, over=True)
        self._live, self._labels, self._world = [], None, np.eye(3)

    def things(self) -> tuple[Thing, ...]:
        """All things, in the order in which they began."""
        self.cut()
        return tuple(sorted(self._done, key=lambda thing: (thing.first, thing.id)))

    # --- who is who -----------------------------------------------------------------------------

    def _step(self, small: Small, parted: Parted, *, outlined: bool) -> None:
        """Divide what stands out among the things that arrive there, and find new ones."""
        import cv2

        count, *found = cv2.connectedComponentsWithStats(parted.mask, connectivity=8)
        parts, stats = (np.asarray(table, np.int32) for table in found[:2])
        centres = np.asarray(found[2], np.float64)
        expected = self._expected(small)
        labels = np.zeros(parts.shape, np.int16)
        arriving = _arrivals(expected, parts, count)
        taken: set[int] = set()
        by_part: dict[int, list[Live]] = {}
        for live in self._live:
            whole = max(live.area, 1.0)
            for part, hits in arriving.get(live.id, {}).items():
                if hits >= _ARRIVES * whole or hits >= _OF_PART * stats[part, cv2.CC_STAT_AREA]:
                    by_part.setdefault(part, []).append(live)
                    taken.add(live.id)
        free = [
            part
            for part in range(1, count)
            if part not in by_part and stats[part, cv2.CC_STAT_AREA] >= self._smallest
        ]
        for live, part in self._again(free, parts, stats, centres, small, taken):
            by_part[part] = [live]
            free.remove(part)
        for part, here in by_part.items():
            self._divide(labels, parts, part, stats[part], here, expected, small)
        for part in sorted(free, key=lambda part: -stats[part, cv2.CC_STAT_AREA]):
            if len(self._live) < MOST:
                self._begin(labels, parts, part, stats[part], small, outlined=outlined)
        self._expected_now = expected
        self._part_apart(labels, small, outlined=outlined)
        self._labels = labels
        self._forget(labels, expected, small.frame)

    def _expected(self, small: Small) -> Labels:
        """Where the pixels of the picture before are in this one."""
        shape = (self._size.height, self._size.width)
        if self._labels is None or small.back is None:
            return np.zeros(shape, np.int16)
        import cv2

        x, y = cv2.split(pixels(self._size) + small.back)
        expected = cv2.remap(self._labels, x, y, cv2.INTER_NEAREST, borderMode=cv2.BORDER_CONSTANT)
        return np.asarray(expected, np.int16)

    def _again(
        self,
        free: Sequence[int],
        parts: NDArray[np.int32],
        stats: NDArray[np.int32],
        centres: NDArray[np.float64],
        small: Small,
        taken: set[int],
    ) -> list[tuple[Live, int]]:
        """Things that were lost, and the parts that they are found again in."""
        import cv2

        costs = []
        for live in self._live:
            if live.id in taken:
                continue
            for part in free:
                area = float(stats[part, cv2.CC_STAT_AREA])
                ahead = live.missed + 1
                dx = centres[part][0] - (live.centre[0] + live.step[0] * ahead)
                dy = centres[part][1] - (live.centre[1] + live.step[1] * ahead)
                reach = (live.area**0.5) + 2.0 * hypot(*live.step) * ahead + 2.0
                away, growth = hypot(dx, dy) / reach, abs(log(max(area, 1.0) / max(live.area, 1.0)))
                if away > 1.0 or growth > 1.2:
                    continue
                other = unlike(live.colours, colours(small.picture, parts == part))
                if other < _UNLIKE:
                    costs.append((away + growth + other, live.id, part))
        pairs: list[tuple[Live, int]] = []
        used: set[int] = set()
        for _, number, part in sorted(costs):
            if number not in taken and part not in used:
                taken.add(number)
                used.add(part)
                pairs.append((self._by_id(number), part))
        return pairs

    def _by_id(self, number: int) -> Live:
        return next(live for live in self._live if live.id == number)

    def _divide(
        self,
        labels: Labels,
        parts: NDArray[np.int32],
        part: int,
        stats: NDArray[np.int32],
        here: Sequence[Live],
        expected: Labels,
        small: Small,
    ) -> None:
        """Give the pixels of one part to the things that arrive in it."""
        import cv2

        left, top, width, height = (int(value) for value in stats[:4])
        window = np.s_[top : top + height, left : left + width]
        inside = parts[window] == part
        if len(here) == 1:
            labels[window][inside] = here[0].id
            return
        near, shades = expected[window], cells(small.picture[window])
        costs = np.empty((len(here), height, width), np.float32)
        for number, live in enumerate(here):
            away = cv2.distanceTransform((near != live.id).astype(np.uint8), cv2.DIST_L2, 3)
            costs[number] = np.asarray(away) / _PULL_PX - np.log(live.colours[shades] + 2e-3)
        ids = np.array([live.id for live in here], np.int16)
        chosen = cv2.medianBlur(np.argmin(costs, axis=0).astype(np.uint8), 5)
        labels[window][inside] = ids[np.asarray(chosen)][inside]

    def _begin(
        self,
        labels: Labels,
        parts: NDArray[np.int32],
        part: int,
        stats: NDArray[np.int32],
        small: Small,
        *,
        outlined: bool,
        parent: int | None = None,
    ) -> None:
        """A thing that was not there before."""
        inside = parts == part
        left, top, width, height, area = (int(value) for value in stats[:5])
        live = Live(
            self._next,
            colours(small.picture, inside),
            float(area),
            (left + width / 2, top + height / 2),
            outlined=outlined,
            parent=parent,
        )
        if parent is not None:
            live.beginning = Beginning.SPLIT
        elif self._labels is None:
            live.beginning = Beginning.START
        elif _at_border((left, top, width, height), self._size):
            live.beginning = Beginning.BORDER
        else:
            live.beginning = Beginning.NOWHERE
        self._next += 1
        self._live.append(live)
        labels[inside] = live.id

    def _part_apart(self, labels: Labels, small: Small, *, outlined: bool) -> None:
        """A thing that stays in two parts for a while becomes two."""
        import cv2

        for live in list(self._live):
            whole = (labels == live.id).astype(np.uint8)
            left, top, width, height = (int(value) for value in cv2.boundingRect(whole))
            if not width:
                continue
            mask = whole[top : top + height, left : left + width]
            near = cv2.dilate(mask, np.ones((2 * _NEAR - 1, 2 * _NEAR - 1), np.uint8))
            count, found, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
            areas = stats[1:count, cv2.CC_STAT_AREA]
            large = np.flatnonzero(areas >= max(self._smallest, _SPECK * areas.sum())) + 1
            live.apart = live.apart + 1 if len(large) > 1 else 0
            if live.apart < self._apart or len(self._live) >= MOST:
                continue
            live.apart = 0
            main = int(large[np.argmax(areas[large - 1])])
            parts = np.zeros(labels.shape, np.int32)
            parts[top : top + height, left : left + width] = np.asarray(found) * mask
            for part in large:
                if part != main:
                    where = np.asarray(stats[part], np.int32) + np.array([left, top, 0, 0, 0])
                    self._begin(
                        labels,
                        parts,
                        int(part),
                        where,
                        small,
                        outlined=outlined,
                        parent=live.id,
                    )

    def _rejoin(self) -> None:
        """A part that was never apart from an older thing, and looks like it, is a part of it."""
        assert self._labels is not None
        for live in list(self._live):
            if live.missed or live.alone or not live.rows.frames:
                continue
            touched = live.rows.touching[-1]
            older = [o for o in self._live if o.id < live.id and o.id in touched and not o.missed]
            live.alone = not older
            if live.alone or len(live.rows.frames) < self._tries:
                continue
            likest = min(older, key=lambda other: unlike(live.colours, other.colours))
            if unlike(live.colours, likest.colours) < _OF_ONE_KIND:
                add_rows(likest.rows, live.rows)
                self._labels[self._labels == live.id] = likest.id
                likest.area += live.area
                self._live.remove(live)

    def _forget(self, labels: Labels, expected: Labels, frame: int) -> None:
        """Let go of what has not been seen for long."""
        sizes = np.bincount(labels.ravel(), minlength=self._next)
        kept = []
        for live in self._live:
            if sizes[live.id] >= 4:
                live.missed, live.covered_by = 0, None
                kept.append(live)
                continue
            if not live.missed:
                live.covered_by = _covering(labels, expected, live.id)
            live.missed += 1
            if live.missed <= self._patience:
                kept.append(live)
            else:
                self._finish(live)
        self._live = kept

    # --- what is written down -------------------------------------------------------------------

    def _measure(
        self, small: Small, following: Small | None, parted: Parted, under: _Under | None
    ) -> None:
        """One row for each thing that is in the picture; `under` is the ground, where that is
        bent."""
        import cv2

        labels = self._labels
        assert labels is not None  # _step has just made them
        for live in self._live:
            if live.missed:
                continue
            mask = (labels == live.id).astype(np.uint8)
            left, top, width, height = (int(v) for v in cv2.boundingRect(mask))
            window = np.s_[top : top + height, left : left + width]
            inside = mask[window]
            row = self._row(live, small, following, parted, inside, (left, top), under)
            live.rows.frames.append(small.frame)
            live.rows.values.append(row)
            live.rows.edge.append(_at_border((left, top, width, height), self._size))
            live.rows.touching.append(_neighbours(labels, live.id, (left, top, width, height)))
            if not live.rows.looks or small.frame - live.rows.look_frames[-1] >= self._every:
                live.rows.looks.append(look(small.picture[window], inside))
                live.rows.look_frames.append(small.frame)
                self._strain(live, small, inside, (left, top))
            live.turned += row[AT["turn"]]
            live.grown += row[AT["growth"]]
            self._remember(live, small.picture[window], inside, row)

    def _strain(self, live: Live, small: Small, inside: Mask, corner: tuple[int, int]) -> None:
        """Lay what is seen of a thing over what was seen of it before."""
        if not self._strains or not live.outlined or live.rows.edge[-1]:
            return
        if len(self._live) > CROWD:
            return
        row = live.rows.values[-1]
        centre = row[AT["x"]], row[AT["y"]]
        sight = sight_of(
            small.picture, inside, corner, centre, small.frame, live.turned, live.grown
        )
        if sight is None:
            return
        if live.strainer is None:
            live.strainer = Strainer(self._fps)
        live.strainer.see(sight)

    def _remember(self, live: Live, picture: Rgb, inside: Mask, row: Sequence[float]) -> None:
        """What it will be known by in the next frame."""
        before = live.centre
        live.area = 0.7 * live.area + 0.3 * row[AT["area"]]
        live.centre = (row[AT["x"]], row[AT["y"]])
        if len(live.rows.frames) > 1:
            gap = live.rows.frames[-1] - live.rows.frames[-2]
            live.step = (
                (live.centre[0] - before[0]) / gap,
                (live.centre[1] - before[1]) / gap,
            )
        live.colours = 0.9 * live.colours + np.float32(0.1) * colours(picture, inside > 0)

    def _row(
        self,
        live: Live,
        small: Small,
        following: Small | None,
        parted: Parted,
        inside: Mask,
        corner: tuple[int, int],
        under: _Under | None,
    ) -> list[float]:
        """The values of `_COLUMNS`, in small pixels."""
        import cv2

        left, top = corner
        height, width = inside.shape
        window = np.s_[top : top + height, left : left + width]
        moments = cv2.moments(inside, binaryImage=True)
        area = moments["m00"]
        x, y = moments["m10"] / area + left, moments["m01"] / area + top
        if under is None:
            on_ground, step = self._world @ (x, y, 1.0), None
        else:
            foot = x, top + height - 1.0
            stands = under.spot(foot)
            on_ground = np.array([stands[0], stands[1] + y - foot[1]])
            step = under.step(foot) if following is not None else None
        moved = motion(inside, corner, (x, y), following, step)
        colour = cv2.mean(_lab(small.picture[window]), inside)
        return [
            *(x, y, float(on_ground[0]), float(on_ground[1])),
            *(left, top, width, height, area),
            *moved,
            *(moments["mu20"] / area, moments["mu11"] / area, moments["mu02"] / area),
            solidity(inside, area),
            lean(moments),
            *colour[:3],
            cv2.mean(parted.levels[window], inside)[0],
            *self._change(live.id, (x, y), area),
        ]

    def _change(self, number: int, centre: tuple[float, float], area: float) -> list[float]:
        """What was expected of a thing and is not there, and what is there beyond that."""
        import cv2

        assert self._labels is not None
        both = (self._labels == number) | (self._expected_now == number)
        left, top, width, height = (int(v) for v in cv2.boundingRect(both.astype(np.uint8)))
        window = np.s_[top : top + height, left : left + width]
        now, expected = self._labels[window] == number, self._expected_now[window] == number
        before = float(np.count_nonzero(expected))
        result: list[float] = []
        for only in (expected & ~now, now & ~expected):
            of = cv2.moments(only.astype(np.uint8), binaryImage=True)
            if before < 1 or of["m00"] < 1:
                result += [0.0, 0.0, 0.0]
                continue
            result += [
                of["m10"] / of["m00"] + left - centre[0],
                of["m01"] / of["m00"] + top - centre[1],
                of["m00"] / max(before, area),
            ]
        return result

    # --- the end --------------------------------------------------------------------------------

    def _finish(self, live: Live, *, over: bool = False) -> None:
        """Make a Thing of what was written down, unless it was no more than a flicker."""
        rows = live.rows
        if len(rows.frames) <= self._tries:
            return
        if sum(map(len, self._done)) > _MOST_ROWS:
            return
        self._done.append(thing_of(live, self._scale, self._size, over=over))


@dataclass(frozen=True, slots=True)
class _Under:
    """The ground below one picture, where near and far go by at their own pace.

    What stands on it goes with the ground at its foot: what is behind its middle is farther off.
    """

    relief: Relief
    number: int
    since: NDArray[np.float64]
    """From the first picture of the stretch to where all is counted from."""

    def spot(self, foot: tuple[float, float]) -> NDArray[np.float64]:
        """Where a foot stands on the ground."""
        return np.asarray((self.since @ (*self.relief.spot(self.number, *foot), 1.0))[:2])

    def step(self, foot: tuple[float, float]) -> tuple[float, float]:
        """How the ground below it goes on."""
        return self.relief.step(self.number, *foot)


def _parted(
    ground: Ground | None, smalls: Sequence[Small], marked: Sequence[Mask] | None = None
) -> Iterator[Parted]:
    """What stands out in each picture; where there is no ground, what moves by itself.

    Of the latter `marked` are the outlines, where somebody knows them.
    """
    if ground is None:
        masks = marked or moving_on(smalls)
        yield from (Parted(mask, mask * np.uint8(128)) for mask in masks)
        return

    def part(number: int) -> Parted:
        known = ground.parted.get(number)
        whole = ground.part(number, smalls[number].picture) if known is None else known
        return ground.moving(number, whole)

    with ThreadPoolExecutor(2, "ground") as pool:
        yield from pool.map(part, range(len(smalls)))


# --- parts of pictures -------------------------------------------------------------------------


def _arrivals(expected: Labels, parts: NDArray[np.int32], count: int) -> dict[int, dict[int, int]]:
    """How many pixels of each thing arrive in each part."""
    both = (expected > 0) & (parts > 0)
    hits = np.bincount(expected[both].astype(np.int64) * count + parts[both])
    table: dict[int, dict[int, int]] = {}
    for code in np.flatnonzero(hits).tolist():
        table.setdefault(code // count, {})[code % count] = int(hits[code])
    return table


def _at_border(box: tuple[int, int, int, int], size: Size) -> bool:
    left, top, width, height = box
    return (
        left <= 1 or top <= 1 or left + width >= size.width - 1 or top + height >= size.height - 1
    )


def _neighbours(labels: Labels, number: int, box: tuple[int, int, int, int]) -> tuple[int, ...]:
    """Ids of the things within a few pixels."""
    import cv2

    left, top, width, height = box
    window = np.s_[
        max(0, top - _NEAR) : top + height + _NEAR, max(0, left - _NEAR) : left + width + _NEAR
    ]
    part = labels[window]
    mine = part == number
    if not ((part != 0) & ~mine).any():
        return ()
    grown = cv2.dilate(mine.astype(np.uint8), np.ones((2 * _NEAR - 1, 2 * _NEAR - 1), np.uint8)) > 0
    touched = np.flatnonzero(np.bincount(part[grown]))
    return tuple(int(other) for other in touched if other not in (0, number))


def _covering(labels: Labels, expected: Labels, number: int) -> int | None:
    """The thing that has most of the pixels where this one was expected."""
    there = labels[expected == number]
    there = there[there > 0]
    if not len(there):
        return None
    counts = np.bincount(there)
    best = int(np.argmax(counts))
    return best if counts[best] >= 0.3 * float((expected == number).sum()) else None
