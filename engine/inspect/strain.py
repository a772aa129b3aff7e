"""Two looks at one thing in, how far its surface is from a rigid one between them out.

The two are laid over each other: what turning, nearing and shearing explains is taken away, and
what is left of the motion of its surface is its strain. That needs no outline that is free all
around, so it can be told of what is held, pushed or leant on as well; and over half a second a
bend of a tenth of a thing is several pixels, where from one frame to the next it is less than the
error of the flow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.inspect.camera import Affine, square
from engine.inspect.flow import Gray, Rgb, Size, gray_of, looked_up, pixels
from engine.inspect.parting import Mask

_SIDE, _EXTENT = 56, 30.0
"""Pixels of the square that both are laid into, and how many the root of the area gets at most."""
_ROOM, _THIN = 52.0, 0.07
"""Pixels of it that the whole thing has to fit into; and the least area by the square of its
length: what is thinner is a line, which says nothing of how long it is."""
_LEAST_PX, _LEAST_COMPARED, _LEAST_FOUND = 110, 60, 40
_ENOUGH = 420
"""Pixels that maps are fitted to."""
_ROUNDS, _AGAIN = 2, 3
"""How often an affine map is taken away, and how often what is off it is weighed anew."""
_UNIT = 20.0
"""Pixels that the terms of a map are counted in."""
_LEVELS, _FLAT, _FAINT = 40.0, 6.0, 8.0
"""Gray levels: the contrast that a surface is drawn with, the least that is drawn stronger for it,
and the least that differences are compared with."""
_CALM, _THERE = 0.2, 0.8
"""What lies on itself as it is: unlike by less, with more of both silhouettes in common."""
_FOLLOWED_PX, _ALIKE = 1.2, 0.7
"""What is found again: pixels there and back, and its difference by the contrast."""
_MOST = 75.0
"""Percentile of what is off."""
_HELD, _MOST_GROWN = 1e-6, 1.5
_NEAR_PX, _NEAR = 0.6, 1.5
_CALM_FOLLOWED, _CALM_OFF, _CALM_SQUEEZED = 0.7, 0.022, 0.1


@dataclass(frozen=True, slots=True)
class Sight:
    """A thing in one picture, in small pixels."""

    frame: int
    gray: Gray
    """Of its box and what is around it."""
    inside: Mask
    """1 where it is."""
    corner: tuple[int, int]
    """Left and top of that part of the picture."""
    centre: tuple[float, float]
    area: float
    length: float
    """The longer side of its box."""
    turned: float
    """Radians, since it was first seen."""
    grown: float
    """Log of its magnification since then."""


class Strain(NamedTuple):
    """What two looks at a thing say of its surface. Lengths are shares of the root of its area."""

    followed: float
    """Share of its surface that is found again in the other look."""
    off: float
    """How far three quarters of that are from an affine map, at most."""
    rest: float
    """The same from a map that may bend as well."""
    unlike: float
    """How unlike the two looks are where they lie over each other, by their contrast."""
    stiff: float
    """The same laid over each other by the affine map alone."""
    overlap: float
    """How much of either silhouette is that of both then, 0..1."""
    longest: float
    """Log of how much longer its surface got where that is most."""
    shortest: float
    """The same where it is least: below 0 where it got shorter."""

    @property
    def squeezed(self) -> float:
        """As of `Strains`."""
        return min(self.longest, -self.shortest)

    @property
    def calm(self) -> bool:
        """Whether the two looks lie on each other as what is rigid does."""
        return (
            self.followed > _CALM_FOLLOWED
            and self.off < _CALM_OFF
            and self.squeezed < _CALM_SQUEEZED
        )


def sight_of(
    picture: Rgb,
    inside: Mask,
    corner: tuple[int, int],
    centre: tuple[float, float],
    frame: int,
    turned: float,
    grown: float,
) -> Sight | None:
    """What of a picture it takes; `inside` is the box of the thing at `corner`. None: too small."""
    area = float(np.count_nonzero(inside))
    left, top = corner
    height, width = inside.shape
    length = float(max(height, width))
    if area < max(_LEAST_PX, _THIN * length**2):
        return None
    rim = round(0.5 * area**0.5)
    low, high = max(0, left - rim), max(0, top - rim)
    part = picture[high : top + height + rim, low : left + width + rim]
    mask = np.zeros(part.shape[:2], np.uint8)
    mask[top - high : top - high + height, left - low : left - low + width] = inside
    return Sight(frame, gray_of(part), mask, (low, high), centre, area, length, turned, grown)


def strain_of(one: Sight, other: Sight, flows: Flows) -> Strain | None:
    """Lay one look over another; None where there is nothing to see."""
    sheet = _sheet_of(one)
    if sheet is None:
        return None
    onto = _after(_onward(one, other), sheet.place)
    for _ in range(_ROUNDS):
        laid = _laid(other, onto)
        if laid is None:
            return None
        calm = _as_it_is(sheet, laid, onto)
        if calm is not None:
            return calm
        moved = flows.rough.calc(sheet.shades, laid.shades, None).reshape(-1, 2)[sheet.at]
        onto = _after(onto, _as_map(_robust(sheet.straight, moved.astype(np.float64))))
    laid = _laid(other, onto)
    return None if laid is None else _strained(sheet, other, laid, onto, flows.fine)


class Flows(NamedTuple):
    """Flow between squares; of use to one thread at a time."""

    rough: Any
    """A `cv2.DISOpticalFlow` for what an affine map is taken from."""
    fine: Any
    """Another for what is left of it."""


def flows_of_sheets() -> Flows:
    """For `strain_of`."""
    return Flows(_flow(1, 3), _flow(0, 4))


def _flow(finest: int, stride: int) -> Any:
    import cv2

    flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
    flow.setFinestScale(finest)
    flow.setPatchSize(8)
    flow.setPatchStride(stride)
    flow.setVariationalRefinementIterations(0)
    flow.setGradientDescentIterations(16)
    return flow


# --- one look laid over the other --------------------------------------------------------------


class _Laid(NamedTuple):
    """A look laid into the square."""

    shades: Gray
    """Evenly gray where the thing is not."""
    inside: NDArray[np.float32]
    """How much of each pixel is the thing's."""


class _Sheet(NamedTuple):
    """The first look, and the pixels of it that are compared."""

    shades: Gray
    inside: NDArray[np.float32]
    place: Affine
    """From the square to the picture."""
    scale: float
    """Pixels of the picture in one of the square."""
    extent: float
    """Pixels of the square that the root of its area takes."""
    at: NDArray[np.intp]
    """Numbers of the pixels that are compared."""
    places: NDArray[np.float64]
    straight: NDArray[np.float64]
    bending: NDArray[np.float64]
    """The terms of an affine map, and of one that may bend as well, for each."""
    levels: NDArray[np.float64]
    contrast: float


def _sheet_of(one: Sight) -> _Sheet | None:
    import cv2

    place = _place_of(one)
    scale = float(place[0, 0])
    laid = _laid(one, place)
    if laid is None:
        return None
    solid = (laid.inside > 0.5).astype(np.uint8)
    at = np.flatnonzero(np.asarray(cv2.erode(solid, np.ones((3, 3), np.uint8))))
    if len(at) < _LEAST_COMPARED:
        return None
    at = at[:: max(1, len(at) // _ENOUGH)]
    places = pixels(_SQUARE).reshape(-1, 2)[at].astype(np.float64)
    levels = laid.shades.ravel()[at].astype(np.float64)
    return _Sheet(
        *laid,
        place,
        scale,
        one.area**0.5 / scale,
        at,
        places,
        *_terms(places),
        levels,
        max(_FAINT, float(levels.std())),
    )


def _as_it_is(sheet: _Sheet, laid: _Laid, onto: Affine) -> Strain | None:
    """The strain of what lies on itself already; None where it does not."""
    away = np.abs(laid.shades.ravel()[sheet.at] - sheet.levels)
    common = _overlap(sheet.inside, laid.inside)
    unlike = float(away.mean()) / sheet.contrast
    if unlike > _CALM or common < _THERE:
        return None
    found = float((away < _ALIKE * sheet.contrast).mean())
    strain = Strain(found, 0.0, 0.0, unlike, unlike, common, *_stretch(onto, sheet.scale))
    # what was squeezed lies on itself roughly before it is known by how much
    return strain if strain.squeezed < 0.5 * _CALM_SQUEEZED else None


def _strained(sheet: _Sheet, other: Sight, laid: _Laid, onto: Affine, flow: Any) -> Strain:
    """What is left of the motion of a surface when `onto` has been taken away."""
    ahead = flow.calc(sheet.shades, laid.shades, None)
    back = flow.calc(laid.shades, sheet.shades, None)
    target = pixels(_SQUARE) + ahead
    astray = np.hypot(*(ahead + looked_up(back, target)).reshape(-1, 2)[sheet.at].T)
    inside = looked_up(laid.inside, target).ravel()[sheet.at]
    away = np.abs(looked_up(laid.shades, target).ravel()[sheet.at] - sheet.levels)
    good = (astray < _FOLLOWED_PX) & (inside > 0.5) & (away < _ALIKE * sheet.contrast)
    followed = float(good.mean())
    if int(good.sum()) < _LEAST_FOUND:
        return Strain(followed, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0)
    moved = ahead.reshape(-1, 2)[sheet.at][good].astype(np.float64)
    straight, bending = sheet.straight[good], sheet.bending[good]
    affine = _solved(straight, moved, np.ones(len(moved)))
    by = (sheet.places + sheet.straight @ affine)[None].astype(np.float32)
    stiff = np.abs(looked_up(laid.shades, by).ravel() - sheet.levels)[good]
    onto = _after(onto, _as_map(affine))
    again = _laid(other, onto)
    return Strain(
        followed,
        _most(moved - straight @ _robust(straight, moved)) / sheet.extent,
        _most(moved - bending @ _robust(bending, moved)) / sheet.extent,
        float(away[good].mean()) / sheet.contrast,
        float(stiff.mean()) / sheet.contrast,
        0.0 if again is None else _overlap(sheet.inside, again.inside),
        *_stretch(onto, sheet.scale),
    )


def _most(off: NDArray[np.float64]) -> float:
    return float(np.percentile(np.hypot(*off.T), _MOST))


_SQUARE = Size(_SIDE, _SIDE)


def _place_of(sight: Sight) -> Affine:
    """From the square to the picture: the thing in its middle, at one size."""
    scale = max(sight.area**0.5 / _EXTENT, sight.length / _ROOM)
    middle = 0.5 * _SIDE * scale
    x, y = sight.centre
    return np.array([[scale, 0.0, x - middle], [0.0, scale, y - middle]])


def _onward(one: Sight, other: Sight) -> Affine:
    """From one picture to the other, as the thing went on from frame to frame."""
    # what the flow made of noise adds up to anything
    grown = min(max(other.grown - one.grown, -_MOST_GROWN), _MOST_GROWN)
    turn, scale = other.turned - one.turned, float(np.exp(grown))
    cosine, sine = scale * np.cos(turn), scale * np.sin(turn)
    turned = np.array([[cosine, -sine], [sine, cosine]])
    return np.hstack([turned, (np.array(other.centre) - turned @ one.centre)[:, None]])


def _after(second: Affine, first: Affine) -> Affine:
    """One map and then another."""
    return np.asarray((square(second) @ square(first))[:2], np.float64)


def _stretch(onto: Affine, scale: float) -> tuple[float, float]:
    """Log of how much longer and shorter a map from the square makes what is in the one picture."""
    values = np.linalg.svd(onto[:, :2] / scale, compute_uv=False)
    longest, shortest = np.log(np.maximum(values, 1e-3)).tolist()
    return longest, shortest


def _overlap(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    return float(np.minimum(one, other).sum() / max(float(np.maximum(one, other).sum()), 1.0))


def _laid(sight: Sight, onto: Affine) -> _Laid | None:
    """A look laid into the square; None where there is hardly anything of the thing in it."""
    import cv2

    matrix = onto - np.array([[0.0, 0.0, sight.corner[0]], [0.0, 0.0, sight.corner[1]]])
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size = (_SIDE, _SIDE)
    gray = cv2.warpAffine(sight.gray, matrix, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.warpAffine(sight.inside.astype(np.float32), matrix, size, flags=how)
    shades, inside = np.asarray(gray, np.float32), np.asarray(mask, np.float32)
    its = shades[inside > 0.5]
    if len(its) < _LEAST_FOUND:
        return None
    gain = _LEVELS / max(_FLAT, float(its.std()))
    levels = (shades - its.mean()) * gain * inside + 128.0
    return _Laid(np.clip(levels, 0, 255).astype(np.uint8), inside)


def _terms(places: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The terms of an affine map, and of one that may bend as well, for each place."""
    x, y = ((places - 0.5 * _SIDE) / _UNIT).T
    straight = np.stack([np.ones_like(x), x, y], axis=1)
    return straight, np.hstack([straight, np.stack([x * x, x * y, y * y], axis=1)])


def _as_map(table: NDArray[np.float64]) -> Affine:
    """An affine shift by its terms as a map of the square."""
    linear = table[1:3].T / _UNIT
    return np.hstack([np.eye(2) + linear, (table[0] - linear @ np.full(2, 0.5 * _SIDE))[:, None]])


def _solved(
    terms: NDArray[np.float64], moved: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The map of these terms that is nearest to how places moved."""
    weighted = (terms * weights[:, None]).T
    # a surface of one line has no one map: the smallest of them
    held = _HELD * np.eye(terms.shape[1])
    return np.asarray(np.linalg.solve(weighted @ terms + held, weighted @ moved), np.float64)


def _robust(terms: NDArray[np.float64], moved: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same with less weight for what is off."""
    weights = np.ones(len(moved))
    table = _solved(terms, moved, weights)
    for _ in range(_AGAIN):
        away = np.hypot(*(moved - terms @ table).T)
        reach = max(_NEAR_PX, _NEAR * float(np.median(away)))
        weights = weights / (1.0 + (away / reach) ** 2)
        table = _solved(terms, moved, weights)
    return table
