"""Frames in, places out at which something came from nowhere or went nowhere.

Eight times a second a small colour picture is kept. Between two such pictures a place is an event
when what is there in the later one has no past, what was there in the earlier one has no future,
and both are steady before and after: neither motion, nor occlusion, nor boiling texture explains
that. Both directions of flow are followed from picture to picture, so that a dissolve over several
frames counts as much as a jump. Only the last few pictures are in memory.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import sqrt
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.inspect.camera import Affine, square
from engine.inspect.flow import Field, Rgb, Size, gone_astray, gray_of, looked_up, pixels, resized
from engine.records import Box, ClipInfo

Levels = NDArray[np.float32]
"""(height, width): difference in gray levels, the largest of the three channels."""

LONGEST = 320
RATE = 8.0
"""Kept pictures a second: what models make least of, and enough to see a dissolve."""
LAGS = (1, 3)
"""Kept pictures between before and after: a jump, and a dissolve of up to half a second."""
_STEADY = 2
_LEVELS = 24.0
_UNSTEADY, _CALM = 12.0, 8.0
_ASTRAY, _NOWHERE = 1.5, np.float32(255)
"""Small pixels by which the way there and back misses where it began, for it to lead nowhere; and
the gray levels of what is not there."""
_SMALLEST = 0.0012
_MOST = 6
_MOST_KEPT = 2000
_SEARCH = 60
_MARGIN = 0.015
_RING = 12
_DARK = 8.0
_SAME_LIGHT = 0.01
_SAME_VIEW = 1e-6


@dataclass(frozen=True, slots=True)
class Appearance:
    """One place where something came from nowhere or went nowhere, and how sure that is."""

    kind: Literal["appears", "vanishes"]
    start_frame: int
    end_frame: int
    """Last frame before it, first frame after it."""
    box: Box
    """Clip pixels."""
    area: float
    """Fraction of the frame."""
    contrast: float
    """Gray levels by which before and after differ there, beyond any shift of two pixels."""
    unsteady: float
    """Gray levels that its content changes by before and after, followed along the flow."""
    in_place: float
    """The same for the calmer side, not followed: small where one side is ground."""
    alike: float
    """-1..1: how well one side is found again around its place on the other side."""
    way: float
    """How far things around it moved meanwhile, in its own widths."""
    margin: float
    """Distance from the border, fraction of the frame's width."""
    outline: float = 0.0
    """How sharp its outline is where it is a thing, by how sharp all in and around it is: boiling
    textures and lights have none."""
    thick: float = 0.0
    """Across its thickest part, fraction of the frame's width: what moves leaves slivers."""
    passed: float = 0.0
    """How far what was there moved meanwhile, in its own widths: what is covered and uncovered by
    something that passes sees it pass."""


@dataclass(slots=True)
class _Kept:
    """A small picture and how it follows from the one before."""

    frame: int
    picture: Rgb
    gray: NDArray[np.uint8]
    ahead: Field | None = None
    """From the picture before to this one."""
    back: Field | None = None
    own_ahead: Field | None = None
    """The same as followed from frame to frame at the clip's own rate: `ahead` was searched between
    the two pictures alone. What either explains is explained."""
    own_back: Field | None = None
    view_back: NDArray[np.float64] = field(default_factory=lambda: np.eye(3))
    """3 x 3: where the ground of this picture was in the one before."""
    way: Levels | None = None
    """How far things moved by themselves since the picture before, small pixels."""


class _Pair(NamedTuple):
    """Two kept pictures and the farthest to either side, all as the later one's view sees them."""

    ends: tuple[int, int]
    """Which ones the farthest are."""
    ground: Affine
    """From the later one to the earlier one."""
    first: Rgb
    then: Rgb
    here: Rgb
    last: Rgb
    change: Levels
    """By how much the later one is other than the earlier one where it lies."""
    lay: Levels
    """By how much the earlier one is other than the first where it lies."""
    lies: Levels
    """By how much the later one is other than the last."""


class Appearances:
    """Pictures one after the other in, events out."""

    def __init__(self, clip: ClipInfo, size: Size) -> None:
        import cv2

        scale = min(1.0, LONGEST / max(size))
        self._size = Size(max(16, round(size.width * scale)), max(16, round(size.height * scale)))
        self._to_small = self._size.width / size.width
        self._to_clip = clip.width / self._size.width
        self._every = max(1, round(clip.fps / RATE))
        self._dis: Any = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
        self._places = pixels(self._size)
        self._kept: deque[_Kept] = deque(maxlen=max(LAGS) + 2 * _STEADY + 1)
        self._found: list[Appearance] = []
        self._forget()

    def see(
        self,
        frame: int,
        picture: Rgb,
        ahead: Field | None = None,
        back: Field | None = None,
        residual: Field | None = None,
        move: Affine | None = None,
    ) -> None:
        """The next picture, with the flow that led to it and back; none behind a cut.

        Picture, flow and view are those of the small size; the residual is of cells of what is
        worked on.
        """
        if ahead is None or back is None or residual is None or move is None:
            self._keep(frame, picture)
            return
        self._since += 1
        self._gather(ahead, back, residual, move)
        if self._since == self._every:
            self._keep(frame, picture)
            self._judge()

    def cut(self) -> None:
        """Nothing is followed across a hard cut."""
        self._judge(final=True)
        self._kept.clear()
        self._forget()

    def so_far(self) -> tuple[Appearance, ...]:
        """The events that were complete by now; may be asked from another thread."""
        return tuple(self._found)

    def found(self) -> tuple[Appearance, ...]:
        """All events so far, in the order in which they ended."""
        self.cut()
        return tuple(self._clearest())

    def _clearest(self) -> list[Appearance]:
        """The events that stand out most, as many as are worth keeping of a long clip."""
        best = sorted(self._found, key=lambda event: -event.contrast * event.area)[:_MOST_KEPT]
        return sorted(best, key=lambda event: (event.end_frame, event.start_frame))

    def _forget(self) -> None:
        self._since = 0
        self._ahead: Field | None = None
        self._back: Field | None = None
        self._way: Levels | None = None
        self._view = np.eye(3)

    def _gather(self, ahead: Field, back: Field, residual: Field, move: Affine) -> None:
        """Follow flow, view and way from the last kept picture on."""
        way = np.asarray(np.hypot(residual[..., 0], residual[..., 1]), np.float32)
        if self._ahead is None or self._back is None or self._way is None:
            self._ahead, self._back, self._way = ahead, back, way
        else:
            self._ahead = self._ahead + self._along(ahead, self._ahead)
            self._back = back + self._along(self._back, back)
            self._way = self._way + way
        self._view = square(move) @ self._view

    def _keep(self, frame: int, picture: Rgb) -> None:
        small = np.asarray(resized(picture, self._size), dtype=np.uint8)
        kept = _Kept(frame, small, gray_of(small))
        if self._kept and self._ahead is not None and self._back is not None:
            last = self._kept[-1]
            kept.own_ahead, kept.own_back = self._ahead, self._back
            kept.ahead = self._dis.calc(last.gray, kept.gray, self._ahead.copy())
            kept.back = self._dis.calc(kept.gray, last.gray, self._back.copy())
            kept.view_back = np.asarray(np.linalg.inv(self._view), np.float64)
        if self._kept and self._way is not None:
            kept.way = np.asarray(resized(self._way, self._size) * self._to_small, np.float32)
        self._kept.append(kept)
        self._forget()

    def _judge(self, *, final: bool = False) -> None:
        """Look at the pairs whose steady stretch afterwards is complete.

        At the end of a part one picture afterwards has to do.
        """
        kept = list(self._kept)
        after = len(kept) - 1 - (1 if final else _STEADY)
        for lag in LAGS:
            before = after - lag
            if before >= 1:
                self._found.extend(self._between(kept, before, after))
        if len(self._found) > 2 * _MOST_KEPT:
            self._found = self._clearest()

    # --- one pair of kept pictures --------------------------------------------------------------

    def _between(self, kept: list[_Kept], a: int, b: int) -> Iterator[Appearance]:
        import cv2

        smallest = _SMALLEST * self._size.width * self._size.height
        ground = self._ground(kept, b, a)
        then = self._laid(kept[a].picture, ground)
        change = self._missing(kept[b].picture, then)
        if float((change > _LEVELS).sum()) < smallest:
            return
        pair = self._pair(kept, a, b, ground, then, change)
        change = np.minimum(change, self._unexplained(kept, a, b, pair))
        if float((change > _LEVELS).sum()) < smallest:
            return
        mask = cv2.morphologyEx(
            (change > _LEVELS).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)
        )
        count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
        areas = stats[1:count, cv2.CC_STAT_AREA]
        order = [
            int(n) + 1
            for n in np.argsort(-areas)[:_MOST]
            if areas[n] >= smallest and not self._reaches_border(stats[n + 1])
        ]
        if not order:
            return
        sides = self._sides(kept, a, b, pair)
        for number in order:
            inside = np.asarray(labels) == number
            if float(np.maximum(sides["before"], sides["after"])[inside].mean()) < _UNSTEADY:
                box = tuple(int(v) for v in stats[number][:4])
                yield self._event(kept[a], kept[b], inside, box, change, sides)

    def _pair(
        self, kept: list[_Kept], a: int, b: int, ground: Affine, then: Rgb, change: Levels
    ) -> _Pair:
        """With what is `_STEADY` pictures to either side, or as far as there is one."""
        p, q = max(0, a - _STEADY), min(len(kept) - 1, b + _STEADY)
        here = kept[b].picture
        first = self._laid(kept[p].picture, self._ground(kept, b, p))
        last = self._laid(kept[q].picture, self._ground(kept, b, q))
        lay, lies = self._missing(then, first), self._missing(here, last)
        return _Pair((p, q), ground, first, then, here, last, change, lay, lies)

    def _unexplained(self, kept: list[_Kept], a: int, b: int, pair: _Pair) -> Levels:
        """By how much what is in the later picture has no past and what was there has no future.

        One of the two is the ground of what comes or goes. Where all lies still before and after,
        it went nowhere, and what looks like it beside the place, as more of a wall or of a table
        does, is no past or future of it: it is found only where the flow also leads back to the
        place. What moves may have gone behind something, or be a part of what goes on.
        """
        back = [self._follow(kept, b, a, own=own) for own in (False, True)]
        gone = [self._gone_along(kept, b, a, way) for way in back]
        past = _least(gone)
        still = (np.maximum(pair.lay, pair.lies) < _CALM) & (pair.change > _LEVELS)
        if not (still.any() or (np.minimum(pair.change, past) > _LEVELS).any()):
            return past
        ahead = [self._follow(kept, a, b, own=own) for own in (False, True)]
        lost = [self._gone_along(kept, a, b, way) for way in ahead]
        future = self._laid(_least(lost), pair.ground)
        if not still.any():
            return _least((past, future))
        true_past = _least(map(_only_back_again, gone, back, ahead))
        true_future = self._laid(_least(map(_only_back_again, lost, ahead, back)), pair.ground)
        comes, goes = _least((past, true_future)), _least((true_past, future))
        in_place = np.where(still, np.maximum(comes, goes), 0)
        return np.asarray(np.maximum(_least((past, future)), in_place), np.float32)

    def _reaches_border(self, box: NDArray[np.int32]) -> bool:
        """Whether it may have come in or gone out over the border."""
        left, top, width, height = (int(value) for value in box[:4])
        right, bottom = self._size.width - left - width, self._size.height - top - height
        return min(left, top, right, bottom) < _MARGIN * self._size.width

    def _sides(self, kept: list[_Kept], a: int, b: int, pair: _Pair) -> dict[str, Levels]:
        """How steady each side is, as maps over the later picture."""
        way = np.zeros(change_shape(self._size), np.float32)
        for step in range(a + 1, b + 1):
            passed = kept[step].way
            if passed is not None:
                way += passed
        p, q = pair.ends
        # what is there for a moment only has no steady side, but the ground comes back
        return {
            "before": np.minimum(
                self._laid(self._gone(kept, a, p), pair.ground),
                self._missing(pair.here, pair.first),
            ),
            "after": np.minimum(self._gone(kept, b, q), self._missing(pair.then, pair.last)),
            "before in place": pair.lay,
            "after in place": pair.lies,
            "way": way,
        }

    def _event(
        self,
        before: _Kept,
        after: _Kept,
        inside: NDArray[np.bool_],
        box: tuple[int, ...],
        change: Levels,
        sides: dict[str, Levels],
    ) -> Appearance:
        left, top, width, height = box
        area = int(inside.sum())
        own = sqrt(area)
        ring = _ring(inside)
        place = _grown(box, self._size)
        scale = self._to_clip
        margin = min(left, top, self._size.width - left - width, self._size.height - top - height)
        kind = _kind(before.picture, after.picture, inside, ring)
        return Appearance(
            kind=kind,
            start_frame=before.frame,
            end_frame=after.frame,
            box=Box(left * scale, top * scale, width * scale, height * scale),
            area=area / inside.size,
            contrast=float(change[inside].mean()),
            unsteady=max(float(sides[s][inside].mean()) for s in ("before", "after")),
            in_place=min(
                float(sides[s][inside].mean()) for s in ("before in place", "after in place")
            ),
            alike=min(
                _found_again(after.gray, before.gray, place),
                _found_again(before.gray, after.gray, place),
            ),
            way=float(np.percentile(sides["way"][ring], 80)) / own if ring.any() else 0.0,
            margin=margin / self._size.width,
            thick=_thickness(inside) / self._size.width,
            passed=float(np.median(sides["way"][inside])) / own,
            outline=_outline((after if kind == "appears" else before).picture, inside, ring),
        )

    # --- following ------------------------------------------------------------------------------

    def _gone(self, kept: list[_Kept], a: int, b: int) -> Levels:
        """By how much what is in picture `a` is not in `b` where the flow that was searched between
        kept pictures leads: 0 off the border."""
        return self._gone_along(kept, a, b, self._follow(kept, a, b, own=False))

    def _gone_along(self, kept: list[_Kept], a: int, b: int, way: Field) -> Levels:
        """The same along any way."""
        places = self._places + way
        target = looked_up(kept[b].picture, places)
        missing = self._missing(kept[a].picture, target)
        x, y = places[..., 0], places[..., 1]
        width, height = self._size
        missing[(x < 0) | (y < 0) | (x > width - 1) | (y > height - 1)] = 0.0
        return missing

    def _follow(self, kept: list[_Kept], a: int, b: int, *, own: bool) -> Field:
        """Where each pixel of picture `a` is in picture `b`, step by step, as a shift.

        `own` follows the flow from frame to frame, else what was searched between kept pictures.
        """
        total: Field | None = None
        for step in range(a + 1, b + 1) if b > a else range(a, b, -1):
            here = kept[step]
            ways = (here.own_ahead, here.own_back) if own else (here.ahead, here.back)
            flow = ways[0] if b > a else ways[1]
            if flow is not None:
                total = flow if total is None else total + self._along(flow, total)
        return np.zeros_like(self._places) if total is None else total

    def _ground(self, kept: list[_Kept], a: int, b: int) -> Affine:
        """The same for what does not move by itself: 2 x 3."""
        move = np.eye(3)
        for step in range(a, b, -1) if b < a else range(a + 1, b + 1):
            back = kept[step].view_back
            move = (back if b < a else _undone(back)) @ move
        return np.asarray(move[:2], np.float64)

    def _laid(self, picture: NDArray[Any], ground: Affine) -> NDArray[Any]:
        """A picture as the view sees it from where the other one was; beyond its border it is 0."""
        import cv2

        if float(np.abs(ground - np.eye(3)[:2]).max()) < _SAME_VIEW:
            return picture
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return np.asarray(cv2.warpAffine(picture, ground, self._size, flags=how))

    def _missing(self, here: Rgb, target: Rgb) -> Levels:
        """By how much a picture is beyond all that is within two pixels in another."""
        import cv2

        kernel = np.ones((5, 5), np.uint8)
        target = _relit(here, target)
        above = cv2.subtract(here, cv2.dilate(target, kernel))
        below = cv2.subtract(cv2.erode(target, kernel), here)
        red, green, blue = cv2.split(cv2.max(above, below))
        largest = cv2.max(cv2.max(red, green), blue)
        return np.asarray(cv2.blur(np.asarray(largest, dtype=np.float32), (3, 3)), np.float32)

    def _along(self, flow: Field, shift: Field) -> Field:
        """The flow at the places that a shift leads to."""
        return np.asarray(looked_up(flow, self._places + shift), np.float32)


def _least(levels: Iterable[Levels]) -> Levels:
    """What none of several explains better."""
    return np.asarray(np.minimum.reduce(list(levels)), np.float32)


def _only_back_again(gone: Levels, there: Field, back: Field) -> Levels:
    """How much is gone along a way, and all of it where that does not lead back again."""
    lost = gone_astray(there, back) > _ASTRAY
    return np.asarray(np.where(lost, _NOWHERE, gone), np.float32)


def change_shape(size: Size) -> tuple[int, int]:
    """Rows and columns of a picture of that size."""
    return size.height, size.width


def _relit(wanted: Rgb, picture: Rgb) -> Rgb:
    """The picture as light as another one is: exposure that changes is no event."""
    here, there = (side[::4, ::4].reshape(-1, 3).astype(np.float32) for side in (wanted, picture))
    gains = np.clip(np.median((here + _DARK) / (there + _DARK), axis=0), 0.5, 2.0)
    if float(np.abs(gains - 1).max()) < _SAME_LIGHT:
        return picture
    levels = np.arange(256, dtype=np.float32)[:, None]
    table = np.clip(levels * gains + (gains - 1) * _DARK + 0.5, 0, 255).astype(np.uint8)
    import cv2

    return np.asarray(cv2.LUT(picture, table[:, None, :]), np.uint8)


def _undone(move: NDArray[np.float64]) -> NDArray[np.float64]:
    """The move the other way round."""
    return np.asarray(np.linalg.inv(move), dtype=np.float64)


def _ring(inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What lies around a place, without its blurred edge."""
    import cv2

    core = inside.astype(np.uint8)
    near = cv2.dilate(core, np.ones((5, 5), np.uint8))
    far = cv2.dilate(core, np.ones((2 * _RING + 1, 2 * _RING + 1), np.uint8))
    return np.asarray((far > 0) & (near == 0))


def _grown(box: tuple[int, ...], size: Size) -> tuple[int, int, int, int]:
    """The box with some of what is around it, inside the picture."""
    left, top = max(0, box[0] - 3), max(0, box[1] - 3)
    right = min(size.width, box[0] + box[2] + 3)
    bottom = min(size.height, box[1] + box[3] + 3)
    return left, top, right - left, bottom - top


def _found_again(
    here: NDArray[np.uint8], there: NDArray[np.uint8], box: tuple[int, int, int, int]
) -> float:
    """Best normalised correlation of a place with any place near it in another picture."""
    import cv2

    left, top, width, height = box
    patch = here[top : top + height, left : left + width]
    around = there[
        max(0, top - _SEARCH) : top + height + _SEARCH,
        max(0, left - _SEARCH) : left + width + _SEARCH,
    ]
    if patch.std() < 3.0:
        return 0.0
    return float(cv2.matchTemplate(around, patch, cv2.TM_CCOEFF_NORMED).max())


def _stands_out(picture: Rgb, inside: NDArray[np.bool_], ring: NDArray[np.bool_]) -> float:
    """How much a place is a thing of its own: an outline, and another colour than around it."""
    import cv2

    core = inside.astype(np.uint8)
    rim = cv2.morphologyEx(core, cv2.MORPH_GRADIENT, np.ones((5, 5), np.uint8)) > 0
    outline = cv2.morphologyEx(picture, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))[rim].mean()
    if not ring.any():
        return float(outline)
    colour = picture[inside].mean(axis=0) - picture[ring].mean(axis=0)
    return float(outline + np.abs(colour).max())


def _thickness(inside: NDArray[np.bool_]) -> float:
    """Diameter of the largest disc that fits, pixels."""
    import cv2

    return 2.0 * float(cv2.distanceTransform(inside.astype(np.uint8), cv2.DIST_L2, 3).max())


def _outline(picture: Rgb, inside: NDArray[np.bool_], ring: NDArray[np.bool_]) -> float:
    """Mean gradient along the edge of a place by that of all that is inside and around it."""
    import cv2

    core = inside.astype(np.uint8)
    rim = cv2.morphologyEx(core, cv2.MORPH_GRADIENT, np.ones((5, 5), np.uint8)) > 0
    edges = cv2.morphologyEx(gray_of(picture), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    others = (inside | ring) & ~rim
    if not others.any():
        return 1.0
    return float(edges[rim].mean()) / (float(edges[others].mean()) + 1.0)


def _kind(
    before: Rgb, after: Rgb, inside: NDArray[np.bool_], ring: NDArray[np.bool_]
) -> Literal["appears", "vanishes"]:
    """Whether the place is more of a thing after or before."""
    comes = _stands_out(after, inside, ring) >= _stands_out(before, inside, ring)
    return "appears" if comes else "vanishes"
