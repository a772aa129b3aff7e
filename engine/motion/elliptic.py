"""Jacobi's elliptic functions, by the arithmetic-geometric mean (Abramowitz and Stegun 16.4, 17.6):
what a pendulum of any amplitude needs.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_ENOUGH = 1e-15


def quarter_period(k: float) -> float:
    """K(k), the complete integral of the first kind, for a modulus 0 <= k < 1."""
    return math.pi / (2.0 * _means(k)[0][-1])


def cd(u: Floats, k: float) -> Floats:
    """cn(u, k) / dn(u, k), which is sn a quarter period later; for a modulus 0 <= k < 1."""
    a, c = _means(k)
    phi = 2.0 ** (len(a) - 1) * a[-1] * (u + quarter_period(k))
    for over, under in zip(c[:0:-1], a[:0:-1], strict=True):
        phi = (phi + np.arcsin(np.clip(over / under * np.sin(phi), -1.0, 1.0))) / 2.0
    return np.asarray(np.sin(phi), dtype=np.float64)


def _means(k: float) -> tuple[list[float], list[float]]:
    a, b, c = [1.0], math.sqrt(1.0 - k * k), [k]
    while abs(c[-1]) > _ENOUGH:
        a0 = a[-1]
        a.append((a0 + b) / 2.0)
        c.append((a0 - b) / 2.0)
        b = math.sqrt(a0 * b)
    return a, c
