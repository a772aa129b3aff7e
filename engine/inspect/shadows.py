"""Things in, the same without those that are the shadow of another: a shadow touches nothing.

What is dark on the ground is ground already where its pattern shows through; what is left of it are
the darkest shadows, which are followed as things. One is told by its way: it stays on the ground,
goes aside with what throws it, the farther the higher that is where the light comes from the side,
and lies apart from it when that is in the air.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from engine.detectors.evidence import gaps
from engine.inspect.things import Beginning, Thing

_SHARED_S = 0.35
"""Seconds that both are seen at least."""
_SMALLER, _FAINTER = 0.8, 0.9
_DARK, _FLAT = (130.0, 170.0), 0.9
"""CIE L (0..255) at most, and where its way tells: what is lighter than half of its ground is told
from a thing by its pattern. Width by height at least."""
_SLANTED, _HIGH, _GOES = 0.5, 2.0, 0.5
"""Widths of what throws it that it gets aside by how high that is, or heights that that gets up or
down; and of its own widths that it gets aside: to be told by its way."""
_GATHERS = frozenset({Beginning.START, Beginning.NOWHERE, Beginning.SPLIT})
"""How a shadow begins to be followed: once it is dark enough."""
_LASTS = 0.7
"""Of its time, in which what throws it is seen."""
_ASIDE, _LOWER = 0.35, 0.1
"""Of the width of what throws it: how far it may be from below it, whatever the way; and of its
height, how much higher it may reach down."""
_SLANT, _NEARER = 2.5, 0.3
"""How far aside it goes at most by how far up, where the light stands 22 degrees high; and how much
faster or slower than what throws it, where it lies nearer to the camera or farther."""
_RISES, _LEVEL = 0.5, 0.5
"""Of its height, how far what throws it goes up or down; and how much of that a shadow goes."""
_APART, _IN_THE_AIR = 0.1, 0.1
"""Of its height, how far they are apart; and in which share of the frames."""


def unshadowed(things: Sequence[Thing], down: NDArray[np.float64], fps: float) -> tuple[Thing, ...]:
    """The things that are no shadow, each as if no shadow had ever been at it."""
    shadows = {
        one.id
        for one in things
        if one.outlined
        and one.beginning in _GATHERS
        and any(_is_shadow(one, other, down, fps) for other in things if other is not one)
    }
    if not shadows:
        return tuple(things)
    return tuple(
        one.touched_only_by({*chain(*one.touching)} - shadows)
        for one in things
        if one.id not in shadows
    )


def _is_shadow(one: Thing, thrower: Thing, down: NDArray[np.float64], fps: float) -> bool:
    first, last = max(one.first, thrower.first), min(one.last, thrower.last)
    together = last - first >= max(_SHARED_S * fps, _LASTS * (one.last - one.first))
    if not (together and thrower.outlined):
        return False
    # where the two meet, outlines are taken for each other's
    met = np.flatnonzero(gaps(one, thrower, first, last) <= 0)
    if len(met) and met[0] >= _SHARED_S * fps:
        last = first + int(met[0]) - 1
    mine, its = (slice(thing.row(first), thing.row(last) + 1) for thing in (one, thrower))
    across, up = np.median(one.corners[mine, 2:], axis=0)
    dark = float(np.median(one.colour[mine, 0]))
    fainter = np.median(one.contrast[mine]) < _FAINTER * np.median(thrower.contrast[its])
    if dark > _DARK[1] or across < _FLAT * up or one.area > _SMALLER * thrower.area:
        return False
    fit = _fits(one, mine, thrower, its, down)
    if one.beginning is not Beginning.START and fainter and dark < _DARK[0]:
        return fit is not None
    # what is as clear as a thing, or there from the start, has to go as only a shadow does
    return fit is not None and fit > 1.0 and _goes(one, mine, down) > _GOES * across


def _goes(one: Thing, rows: slice, down: NDArray[np.float64]) -> float:
    """How far aside it gets, pixels."""
    return float(np.ptp(one.ground[rows].astype(np.float64) @ [-down[1], down[0]]))


def _fits(
    one: Thing, mine: slice, thrower: Thing, its: slice, down: NDArray[np.float64]
) -> float | None:
    """By how high what throws it gets, and how far aside it gets by that: above 1 only a shadow
    goes that way. None where none would."""
    wide, tall = (float(value) for value in np.median(thrower.corners[its, 2:], axis=0))
    low, its_low = _reach(one, mine, down), _reach(thrower, its, down)
    if np.percentile(low - its_low, 10) < -_LOWER * tall:
        return None
    rises = float(np.ptp(thrower.ground[its].astype(np.float64) @ down))
    level = low + (one.ground[mine] - one.centres[mine]).astype(np.float64) @ down
    if rises < _RISES * tall or np.subtract(*np.percentile(level, [95, 5])) > _LEVEL * rises:
        return None
    gap = low - 2 * _half(one, mine, down) - its_low
    if (gap > _APART * tall).mean() <= _IN_THE_AIR:
        return None
    aside = np.array([-down[1], down[0]])
    across = thrower.centres[its].astype(np.float64) @ aside
    beside = one.centres[mine].astype(np.float64) @ aside - across
    by_height, by_place = _slanted(beside, low - its_low, across)
    off = beside - beside.mean() - by_height - by_place
    fits = np.percentile(np.abs(off), 90) <= _ASIDE * wide
    told = max(float(np.ptp(by_height)) / (_SLANTED * wide), rises / (_HIGH * tall))
    return told if fits else None


def _slanted(
    beside: NDArray[np.float64], height: NDArray[np.float64], across: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How far aside a shadow is expected to be of what throws it, around its mean: by how high that
    is, where the light comes from the side, and by its place, where the shadow is nearer to the
    camera than that or farther."""
    by = np.column_stack([height - height.mean(), across - across.mean()])
    slant, nearer = np.linalg.lstsq(by, beside - beside.mean(), rcond=None)[0]
    return np.clip(slant, -_SLANT, _SLANT) * by[:, 0], np.clip(nearer, -_NEARER, _NEARER) * by[:, 1]


def _half(thing: Thing, rows: slice, down: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n,) Half of how far a box reaches along a way, pixels."""
    return 0.5 * thing.corners[rows, 2:].astype(np.float64) @ np.abs(down)


def _reach(thing: Thing, rows: slice, down: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n,) How far down it reaches, pixels."""
    middle = thing.corners[rows, :2] + 0.5 * thing.corners[rows, 2:]
    return np.asarray(middle.astype(np.float64) @ down + _half(thing, rows, down))
