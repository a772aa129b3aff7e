"""What repeats goes on repeating: a picture of bricks, boards or tiles with a hole goes in, the
picture with its pattern continued over the hole comes out, or nothing where it has no pattern.

The shifts by which the picture is most like itself are found over all shifts at once (masked
squared differences by Fourier transform); each unknown pixel is then copied along the shift that
fits best around it. Differences are taken without slow changes of light, which would hide or feign
a pattern. After He and Sun, 'Statistics of Patch Offsets for Image Completion' (2012).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.frame.load import Image
from engine.turns import give_way

Floats = npt.NDArray[np.float32]
Hole = npt.NDArray[np.bool_]
Shift = tuple[int, int]
"""Pixels down and to the right."""

_SHIFTS = 12
_TRIED = 96
"""Beyond the first ones a shift is taken only where it reaches what none has reached."""
_LIGHT = 24.0
"""Pixels over which light changes, and over which a shift is judged."""
_COARSER = 4
_LEAST_SHIFT = 8
_MOST_PIXELS = 1_200_000
"""Larger windows would take more memory than a pattern is worth."""
_ALIKE = 0.09
"""Of the difference between unrelated pixels: rendered bricks, boards and tiles differ by 0.004 to
0.07, photographs without a pattern by 0.27 and more."""


def repeated(window: Image, unknown: Hole) -> tuple[Floats, Hole] | None:
    """The window with what is unknown continued by its pattern, and where it was found.

    None where there is no pattern, or not one that reaches over all of the hole.
    """
    known = ~unknown
    import cv2

    if window.shape[0] * window.shape[1] > _MOST_PIXELS or known.sum() < unknown.sum():
        return None
    detail = _without_light(cv2.cvtColor(window, cv2.COLOR_RGB2GRAY).astype(np.float32), known)
    usual = 2.0 * float((detail[known] ** 2).mean())
    if usual < 2.0:
        return None
    out, cost = window.astype(np.float32), np.full(unknown.shape, np.inf, np.float32)
    for number, (shift, apart) in enumerate(_likest(detail * known, known)):
        if apart > 1.5 * _ALIKE * usual:
            break
        give_way()
        missing = unknown & ~np.isfinite(cost)
        if number < _SHIFTS or (_moved(known, shift) & missing).any():
            _take(out, cost, window, detail, known, shift)
    reached = bool(np.isfinite(cost[unknown]).all())
    if not reached or float(cost[unknown].mean()) > _ALIKE * usual:
        return None
    return out, np.isfinite(cost)


def _without_light(grey: Floats, known: Hole) -> Floats:
    import cv2

    share = known.astype(np.float32)
    weight = np.maximum(cv2.GaussianBlur(share, (0, 0), _LIGHT), np.float32(1e-3))
    light = cv2.GaussianBlur(grey * share, (0, 0), _LIGHT) / weight
    return np.asarray(grey - light, dtype=np.float32)


def _likest(grey: Floats, known: Hole) -> Iterator[tuple[Shift, float]]:
    """The shifts under which what is known differs least, best first, and how much it does."""
    import cv2

    size = tuple(cv2.getOptimalDFTSize(2 * side) for side in grey.shape)
    share = known.astype(np.float32)
    ones, first, second = (_spectrum(a, size) for a in (share, grey, grey * grey))
    give_way()
    met = np.fft.irfft2(np.abs(ones) ** 2, size)
    give_way()
    both = 2.0 * (np.conj(ones) * second).real - 2.0 * np.abs(first) ** 2
    apart = np.fft.irfft2(both, size) / np.maximum(met, 1.0)
    apart[met < 0.15 * float(share.sum())] = np.inf
    middle = np.array(size) // 2
    apart = np.fft.fftshift(apart).astype(np.float32)
    near = [slice(at - _LEAST_SHIFT, at + _LEAST_SHIFT + 1) for at in middle]
    apart[near[0], near[1]] = np.inf
    lowest = cv2.erode(apart, np.ones((9, 9), np.uint8))
    places = np.argwhere((apart == lowest) & np.isfinite(apart))
    best = places[np.argsort(apart[tuple(places.T)], kind="stable")[:_TRIED]]
    for row, column in best.tolist():
        yield (row - int(middle[0]), column - int(middle[1])), float(apart[row, column])


def _spectrum(picture: Floats, size: tuple[int, ...]) -> npt.NDArray[np.complexfloating]:
    give_way()
    return np.asarray(np.fft.rfft2(picture, size))


def _take(
    out: Floats, cost: Floats, window: Image, detail: Floats, known: Hole, shift: Shift
) -> None:
    """Copy along one shift to the unknown pixels that it fits better than those before."""
    import cv2

    height, width = known.shape
    there, lent = _moved(known, shift), _moved(detail, shift)
    both = (there & known).astype(np.float32)
    apart = np.square(lent - detail) * both
    small = (max(1, width // _COARSER), max(1, height // _COARSER))
    sums = [
        cv2.GaussianBlur(
            cv2.resize(a, small, interpolation=cv2.INTER_AREA), (0, 0), _LIGHT / _COARSER
        )
        for a in (apart, both)
    ]
    usual = float(apart.sum()) / max(1.0, float(both.sum()))
    judged = (sums[0] + 1e-3 * usual) / (sums[1] + 1e-3)
    mine = np.where(there, cv2.resize(judged, (width, height)), np.float32(np.inf))
    better = (mine < cost) & ~known
    cost[mine < cost] = mine[mine < cost]
    out[better] = _moved(window, shift)[better]


def _moved(picture: Any, shift: Shift) -> Any:
    """The picture whose pixel p is pixel p + shift of this one; zero where there is none."""
    height, width = picture.shape[:2]
    out = np.zeros_like(picture)
    down, right = shift
    to = np.s_[max(0, -down) : height - max(0, down), max(0, -right) : width - max(0, right)]
    source = np.s_[max(0, down) : height + min(0, down), max(0, right) : width + min(0, right)]
    out[to] = picture[source]
    return out
