"""Pictures one after the other in, places out that stood still, stand still again and show
something else: what grew, shrank, melted, lost a part or became another thing where it stood.

Moving things are told from the ground by their motion; what changes in place has none, and half of
the time the ground itself is what it changed into. So short windows of film are held against each
other, each by its median, where both were steady. What the two sides have in common tells what
happened: the same thing at another scale, the same colours in another form, a part of a thing that
stays, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.inspect.camera import Affine, square
from engine.inspect.colours import Colours, cells, colours, unlike
from engine.inspect.flow import Rgb, Size, resized
from engine.inspect.laying import Matrix
from engine.inspect.parting import Mask, differing
from engine.inspect.sheet import Sheet
from engine.records import Box

Floats = NDArray[np.float32]

LAGS = (2, 3, 5)
"""Windows between the two sides: changes may take that long, less one."""
UNSTEADY = 6.0
"""Gray levels from which on a side is too unsteady for anything to be told of it: at which scale
the one is found in the other, which takes long, is not even looked for."""
_WINDOW_S, _WINDOW = 0.25, 3
_LEVELS, _STEADY = 20.0, 8.0
_SMALLEST, _LARGEST = 0.0012, 0.2
_TOGETHER = 0.025
"""Of the picture's width: half of what may be between the parts of one change."""
_MARGIN = 2
_AROUND = 0.6
FACTORS = tuple(float(f) for f in np.geomspace(1.22, 2.3, 8))
_COARSE, _FINALISTS = 32, 3
"""Pixels of a place's longer side at which all scales are tried; and those that are tried again as
they are."""
_STANDS_OUT, _ASIDE, _TURNED = 0.3, 0.12, 48
_ANGLES = (0.0, -4.0, 4.0, -8.0, 8.0, -12.0, 12.0)
"""What only shifted or turned: how unlike its surroundings it is, how far it may have gone, as a
share of its longer side, the pixels at which that is tried, and by how many degrees."""
_SAME_VIEW = 0.2
_MOST, _MORE = 48, 1.1
"""What is kept; and how much more another view of a change has to show to be taken instead of the
earlier and shorter one."""
_SHARED = 0.3
_NEAR, _FAR = 3, 7


@dataclass(frozen=True, slots=True)
class StandingChange:
    """A place that is steady before and after, and looks different."""

    start_frame: int
    """The last frame that was steady before it."""
    end_frame: int
    """The first frame that is steady after it."""
    box: Box
    """Clip pixels, in `end_frame`."""
    area: float
    """Share of the picture."""
    contrast: float
    """Gray levels of difference."""
    steady: float
    """Gray levels that the less steady side changes by."""
    same_colours: float
    """0..1: how much of its colours the two sides share."""
    before_thing: float
    after_thing: float
    """0..1: how unlike what lies around it a side is; what shows the ground has little of that."""
    in_place: float
    """-1..1: correlation of the two sides as they are."""
    scale: float
    """How many times larger the later side is, where the two agree best."""
    scaled: float
    """-1..1: their correlation at that scale."""
    attached: float
    """0..1: share of its rim at which something of its own colours stays as it was."""
    moved: float = -1.0
    """-1..1: their correlation where one is found in the other a little aside and turned a little;
    -1 where they are too unlike for that to be looked for."""


@dataclass(slots=True)
class _Window:
    first: int
    last: int
    sheet: Sheet
    view: Matrix
    """From the first picture of the part to this one."""
    unsteady: NDArray[np.uint8] | None = None
    """Gray levels by which it is beyond the window before; None for the first."""


class Standing:
    """Picture after picture in, changes of what stands out."""

    def __init__(self, fps: float, size: Size, scale: float) -> None:
        """`size` of the pictures; `scale` is clip pixels per pixel of them."""
        self._length = max(_WINDOW, round(_WINDOW_S * fps))
        self._size, self._scale = size, scale
        self._windows: list[_Window] = []
        self._recent: list[tuple[int, Rgb, Matrix]] = []
        self._view = np.eye(3)
        self._found: list[StandingChange] = []

    def see(self, frame: int, picture: Rgb, view: Affine) -> None:
        """The next picture; `view` leads to it from the one before."""
        self._view = square(view) @ self._view
        self._recent.append((frame, picture, self._view))
        if len(self._recent) < self._length:
            return
        window = self._window()
        if self._windows:
            window.unsteady = _unlike(window.sheet.picture, self._over(self._windows[-1], window))
        self._windows.append(window)
        self._recent.clear()
        self._windows = self._windows[-(LAGS[-1] + 3) :]
        self._judge()

    def cut(self) -> None:
        """Nothing is compared across a hard cut."""
        self._windows.clear()
        self._recent.clear()
        self._view = np.eye(3)

    def found(self) -> tuple[StandingChange, ...]:
        """All changes so far, by when they end."""
        return tuple(sorted(self._found, key=lambda change: (change.end_frame, change.start_frame)))

    def _window(self) -> _Window:
        """The median of three pictures, laid over each other as the view moved."""
        import cv2

        count = len(self._recent)
        chosen = [self._recent[n] for n in (0, count // 2, count - 1)]
        middle = chosen[1][2]
        one, two, three = (
            self._laid(Sheet(picture), middle @ np.linalg.inv(view)) for _, picture, view in chosen
        )
        median = cv2.max(cv2.min(one, two), cv2.min(cv2.max(one, two), three))
        sheet = Sheet(np.asarray(median, np.uint8))
        return _Window(self._recent[0][0], self._recent[-1][0], sheet, middle)

    def _laid(self, sheet: Sheet, move: Matrix) -> Rgb:
        return sheet.picture if _same_view(move) else sheet.laid(move, self._size)

    def _over(self, window: _Window, other: _Window) -> Rgb:
        """One window as it would lie in another one."""
        return self._laid(window.sheet, _into(window, other))

    def _levels_over(self, window: _Window, other: _Window) -> NDArray[np.uint8]:
        """How unsteady one window is, as that would lie in another one."""
        import cv2

        assert window.unsteady is not None  # only the first one has none, and is not asked
        move = _into(window, other)
        if _same_view(move):
            return window.unsteady
        laid = cv2.warpAffine(
            window.unsteady, move[:2], self._size, borderMode=cv2.BORDER_REPLICATE
        )
        return np.asarray(laid, np.uint8)

    def _judge(self) -> None:
        """Hold the last window but one against those before it."""
        windows = self._windows
        after = len(windows) - 2
        if after - LAGS[0] < 1:
            return
        import cv2

        here = windows[after]
        picture = here.sheet.picture
        settled = _unlike(picture, self._over(windows[after + 1], here))
        for lag in LAGS:
            before = after - lag
            if before < 1:
                break
            there = windows[before]
            past = self._over(there, here)
            calm = np.maximum(settled, self._levels_over(there, here))
            changed = (_unlike(picture, past) > _LEVELS) & (calm < _STEADY)
            mask = cv2.morphologyEx(
                changed.astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)
            )
            mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)))
            if _SMALLEST <= float(np.asarray(mask).mean()) <= _LARGEST:
                self._add(np.asarray(mask, np.uint8), there, here, past, calm)

    def _add(
        self, mask: Mask, there: _Window, here: _Window, past: Rgb, calm: NDArray[np.uint8]
    ) -> None:
        """Of the same change seen again, the one that shows most of it."""
        height, width = mask.shape
        for inside, (x, y, w, h) in _parts(mask):
            if float(inside.mean()) < _SMALLEST:
                continue
            if min(x, y, width - x - w, height - y - h) < _MARGIN:
                continue
            pad = max(_FAR + 2, round(_AROUND * max(w, h)))
            left, top = max(0, x - pad), max(0, y - pad)
            window = np.s_[top : min(height, y + h + pad), left : min(width, x + w + pad)]
            whole = _filled(inside[window])
            place = _Place(past[window], here.sheet.picture[window], whole, mask[window])
            box = Box(x * self._scale, y * self._scale, w * self._scale, h * self._scale)
            area, contrast = float(place.inside.sum()) / mask.size, place.contrast()
            number = self._number(there.last, here.first, box, area * contrast)
            if number is None:
                continue
            steady = float(calm[window][inside[window] > 0].mean())
            scale, scaled = place.scale() if steady < UNSTEADY else (1.0, -1.0)
            self._found[number : number + 1] = [
                StandingChange(
                    start_frame=there.last,
                    end_frame=here.first,
                    box=box,
                    area=area,
                    contrast=contrast,
                    steady=steady,
                    same_colours=1.0 - place.other_colours(),
                    before_thing=place.stands_out(place.before),
                    after_thing=place.stands_out(place.after),
                    in_place=place.in_place(),
                    scale=scale,
                    scaled=scaled,
                    attached=place.attached(),
                    moved=place.moved() if steady < UNSTEADY else -1.0,
                )
            ]

    def _number(self, start: int, end: int, box: Box, shows: float) -> int | None:
        """Which of those found it is, or the next one; None where it need not be measured at all.

        That takes long: it is not where there is a better view of it, nor where there are too many.
        """
        for number, other in enumerate(self._found):
            near = other.start_frame - self._length <= end
            near &= start <= other.end_frame + self._length
            if near and box.share(other.box) > _SHARED:
                return number if shows > _MORE * other.area * other.contrast else None
        return len(self._found) if len(self._found) < _MOST else None


def _into(window: _Window, other: _Window) -> Matrix:
    """How what one window shows lies in another one."""
    return other.view @ np.linalg.inv(window.view)


def _same_view(move: Matrix) -> bool:
    return float(np.abs(move - np.eye(3)).max()) < _SAME_VIEW


class _Place:
    """The same part of two pictures, with what differs in the middle of it."""

    def __init__(self, before: Rgb, after: Rgb, whole: Mask, changed: Mask) -> None:
        """`whole` is the place without holes; `changed` is all that differs."""
        import cv2

        self.before, self.after = before, after
        self.inside = whole > 0
        near = cv2.dilate(whole, np.ones((2 * _NEAR + 1, 2 * _NEAR + 1), np.uint8)) > 0
        far = cv2.dilate(whole, np.ones((2 * _FAR + 1, 2 * _FAR + 1), np.uint8)) > 0
        unchanged = cv2.dilate(changed, np.ones((3, 3), np.uint8)) == 0
        self.rim = np.asarray(near & unchanged)
        self.around = np.asarray(~far & unchanged)
        if not self.around.any():
            self.around = np.asarray(~near)

    def contrast(self) -> float:
        return float(_unlike(self.before, self.after)[self.inside].mean())

    def other_colours(self) -> float:
        return float(unlike(colours(self.before, self.inside), colours(self.after, self.inside)))

    def stands_out(self, picture: Rgb) -> float:
        """How unlike its surroundings the place is in one of the pictures."""
        if not self.around.any():
            return 0.0
        return float(unlike(colours(picture, self.inside), colours(picture, self.around)))

    def in_place(self) -> float:
        """Correlation of the two sides."""
        one, other = (
            side[self.inside].astype(np.float64).ravel() for side in (self.before, self.after)
        )
        if one.std() < 1 or other.std() < 1:
            return 0.0
        return float(np.corrcoef(one, other)[0, 1])

    def scale(self) -> tuple[float, float]:
        """At which scale one side is found in the other, and how well: (times larger, -1..1)."""
        box = _extent(self.inside)
        tries = [times for factor in FACTORS for times in (factor, 1.0 / factor)]
        step = max(box[1] - box[0], box[3] - box[2]) // _COARSE
        if step > 1:
            sides = self._sides(step)
            rough = [self._found_at(times, box, sides, step) for times in tries]
            best = np.argsort(-np.array(rough), kind="stable")[:_FINALISTS]
            tries = [tries[n] for n in sorted(best)]
        sides = self._sides(1)
        found = [self._found_at(times, box, sides) for times in tries]
        number = int(np.argmax(found))
        return (tries[number], found[number]) if found[number] > -1.0 else (1.0, -1.0)

    def moved(self) -> float:
        """How well the one side is found in the other, shifted and turned a little."""
        if min(self.stands_out(self.before), self.stands_out(self.after)) < _STANDS_OUT:
            return -1.0
        import cv2

        top, bottom, left, right = _extent(self.inside)
        step = max(1, max(bottom - top, right - left) // _TURNED)
        one, other = self._sides(step)
        size = (one.shape[1], one.shape[0])
        mask = cv2.resize(self.inside.astype(np.float32), size, interpolation=cv2.INTER_AREA)
        middle = ((left + right - 1) / 2 / step, (top + bottom - 1) / 2 / step)
        best = -1.0
        for angle in _ANGLES:
            turn = cv2.getRotationMatrix2D(middle, angle, 1.0)
            turned = cv2.warpAffine(one, turn, size, borderMode=cv2.BORDER_REPLICATE)
            over = cv2.warpAffine(mask, turn, size) > 0.5
            best = max(best, _aside(np.asarray(turned), np.asarray(over), other))
        return best

    def _sides(self, step: int) -> tuple[Floats, Floats]:
        """Before and after, made smaller by `step`."""
        size = Size(*(max(1, side // step) for side in self.before.shape[1::-1]))
        one, other = (resized(side, size) for side in (self.before, self.after))
        return one.astype(np.float32), other.astype(np.float32)

    def _found_at(
        self,
        times: float,
        box: tuple[int, int, int, int],
        sides: tuple[Floats, Floats],
        step: int = 1,
    ) -> float:
        """How well a side is found in the other if the later one is so many times larger."""
        larger, smaller = (self.after, sides[0]) if times > 1 else (self.before, sides[1])
        part = np.s_[box[0] : box[1], box[2] : box[3]]
        return _found(larger[part], self.inside[part], smaller, max(times, 1.0 / times) * step)

    def attached(self) -> float:
        """Share of the rim whose colours are its own, and not those of what lies around."""
        if not self.rim.any():
            return 0.0
        side = (
            self.before
            if self.stands_out(self.before) >= self.stands_out(self.after)
            else self.after
        )
        own, other = _smoothed(colours(side, self.inside)), _smoothed(colours(side, self.around))
        shades = cells(side)[self.rim]
        return float((own[shades] > 2.0 * other[shades]).mean())


def _parts(mask: Mask) -> Iterator[tuple[Mask, tuple[int, int, int, int]]]:
    """Parts that lie near each other are of one thing: their pixels, and the box around them."""
    import cv2

    reach = 2 * max(3, round(_TOGETHER * mask.shape[1])) + 1
    near = cv2.dilate(mask, np.ones((reach, reach), np.uint8))
    count, labels, _, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    for number in range(1, count):
        inside = ((np.asarray(labels) == number) & (mask > 0)).astype(np.uint8)
        x, y, w, h = (int(value) for value in cv2.boundingRect(inside))
        yield inside, (x, y, w, h)


def _found(larger: Rgb, inside: NDArray[np.bool_], smaller: Floats, factor: float) -> float:
    """Best correlation of a place, made smaller, with any place in the other picture."""
    import cv2

    height, width = (round(side / factor) for side in larger.shape[:2])
    if min(height, width) < 5 or height > smaller.shape[0] or width > smaller.shape[1]:
        return -1.0
    patch = cv2.resize(larger, (width, height), interpolation=cv2.INTER_AREA)
    mask = cv2.resize(inside.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA)
    if float((mask > 0.5).sum()) < 16 or float(np.asarray(patch)[mask > 0.5].std()) < 4:
        return -1.0
    mask = np.repeat((mask > 0.5).astype(np.float32)[..., None], 3, axis=2)
    found = cv2.matchTemplate(
        smaller, np.asarray(patch, np.float32), cv2.TM_CCOEFF_NORMED, mask=mask
    )
    found = np.where(np.isfinite(found), found, -1.0)
    return float(np.clip(found, -1.0, 1.0).max())


def _extent(inside: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    """First row and the one behind the last, first column and the one behind the last."""
    rows, columns = np.flatnonzero(inside.any(1)), np.flatnonzero(inside.any(0))
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def _aside(one: Floats, inside: NDArray[np.bool_], other: Floats) -> float:
    """Best correlation of a place with one a little aside in the other picture."""
    import cv2

    if min(inside.any(1).sum(), inside.any(0).sum()) < 5:
        return -1.0
    top, bottom, left, right = _extent(inside)
    reach = max(2, round(_ASIDE * max(bottom - top, right - left)))
    mask = np.repeat(inside[top:bottom, left:right].astype(np.float32)[..., None], 3, axis=2)
    where = other[max(0, top - reach) : bottom + reach, max(0, left - reach) : right + reach]
    found = cv2.matchTemplate(where, one[top:bottom, left:right], cv2.TM_CCOEFF_NORMED, mask=mask)
    found = np.where(np.isfinite(found), found, -1.0)
    return float(np.clip(found, -1.0, 1.0).max())


def _smoothed(table: Colours) -> NDArray[np.float64]:
    return np.asarray(table, np.float64) + 1e-3


def _unlike(one: Rgb, other: Rgb) -> NDArray[np.uint8]:
    """Gray levels by which either is beyond all that is within a pixel in the other."""
    return np.maximum(differing(one, other), differing(other, one))


def _filled(mask: Mask) -> Mask:
    """The place with its holes and bays."""
    import cv2

    found = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]
    whole = np.zeros_like(mask)
    cv2.drawContours(whole, [cv2.convexHull(np.concatenate(found))], -1, 1, cv2.FILLED)
    return whole
