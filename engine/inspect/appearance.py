"""Frames in, places out at which something came from nowhere or went nowhere.

Eight times a second a small colour picture is kept. Between two such pictures a place is an event
when what is there in the later one has no past, what was there in the earlier one has no future,
and both are steady before and after: neither motion, nor occlusion, nor boiling texture explains
that. Both directions of flow are followed from picture to picture (`engine.inspect.followed`), so
that a dissolve over several frames counts as much as a jump. Only the last few pictures are in
memory.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from engine.inspect.camera import Affine, square
from engine.inspect.flow import Field, Rgb, Size, gray_of, looked_up, pixels, resized
from engine.inspect.followed import LEVELS, STEADY, Followed, Kept, Levels, Sides
from engine.records import Box, ClipInfo

LONGEST = 320
RATE = 8.0
"""Kept pictures a second: what models make least of, and enough to see a dissolve."""
LAGS = (1, 3)
"""Kept pictures between before and after: a jump, and a dissolve of up to half a second."""
_UNSTEADY = 12.0
_SMALLEST = 0.0012
_MOST = 6
_MOST_KEPT = 2000
_SEARCH = 60
_MARGIN = 0.015
_RING = 12


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


class Appearances:
    """Pictures one after the other in, events out."""

    def __init__(self, clip: ClipInfo, size: Size) -> None:
        import cv2

        scale = min(1.0, LONGEST / max(size))
        self._size = Size(max(16, round(size.width * scale)), max(16, round(size.height * scale)))
        self._smallest = _SMALLEST * self._size.width * self._size.height
        self._to_small = self._size.width / size.width
        self._to_clip = clip.width / self._size.width
        self._every = max(1, round(clip.fps / RATE))
        self._dis: Any = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
        self._places = pixels(self._size)
        self._kept: deque[Kept] = deque(maxlen=max(LAGS) + 2 * STEADY + 1)
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
            self._ahead = self._ahead + looked_up(ahead, self._places + self._ahead)
            self._back = back + looked_up(self._back, self._places + back)
            self._way = self._way + way
        self._view = square(move) @ self._view

    def _keep(self, frame: int, picture: Rgb) -> None:
        small = np.asarray(resized(picture, self._size), dtype=np.uint8)
        kept = Kept(frame, small, gray_of(small))
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
        film = Followed(tuple(self._kept), self._size, self._smallest)
        after = len(film.kept) - 1 - (1 if final else STEADY)
        for lag in LAGS:
            before = after - lag
            if before >= 1:
                self._found.extend(self._between(film, before, after))
        if len(self._found) > 2 * _MOST_KEPT:
            self._found = self._clearest()

    # --- one pair of kept pictures --------------------------------------------------------------

    def _between(self, film: Followed, before: int, after: int) -> Iterator[Appearance]:
        import cv2

        pair = film.pair(before, after)
        if pair is None:
            return
        change = film.unexplained(pair)
        if film.too_few(change):
            return
        mask = cv2.morphologyEx(
            (change > LEVELS).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)
        )
        count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
        areas = stats[1:count, cv2.CC_STAT_AREA]
        order = [
            int(n) + 1
            for n in np.argsort(-areas)[:_MOST]
            if areas[n] >= self._smallest and not self._reaches_border(stats[n + 1])
        ]
        if not order:
            return
        sides = film.sides(pair)
        earlier, later = film.kept[before], film.kept[after]
        for number in order:
            inside = np.asarray(labels) == number
            if float(np.maximum(sides.before, sides.after)[inside].mean()) < _UNSTEADY:
                box = tuple(int(v) for v in stats[number][:4])
                yield self._event(earlier, later, inside, box, change, sides)

    def _reaches_border(self, box: NDArray[np.int32]) -> bool:
        """Whether it may have come in or gone out over the border."""
        left, top, width, height = (int(value) for value in box[:4])
        right, bottom = self._size.width - left - width, self._size.height - top - height
        return min(left, top, right, bottom) < _MARGIN * self._size.width

    def _event(
        self,
        before: Kept,
        after: Kept,
        inside: NDArray[np.bool_],
        box: tuple[int, ...],
        change: Levels,
        sides: Sides,
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
            unsteady=max(float(side[inside].mean()) for side in (sides.before, sides.after)),
            in_place=min(
                float(side[inside].mean()) for side in (sides.before_in_place, sides.after_in_place)
            ),
            alike=min(
                _found_again(after.gray, before.gray, place),
                _found_again(before.gray, after.gray, place),
            ),
            way=float(np.percentile(sides.way[ring], 80)) / own if ring.any() else 0.0,
            margin=margin / self._size.width,
            thick=_thickness(inside) / self._size.width,
            passed=float(np.median(sides.way[inside])) / own,
            outline=_outline((after if kind == "appears" else before).picture, inside, ring),
        )


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
