"""How long it will take: steps seen so far and takes made before go in, seconds come out."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from engine.records import Settings

_WEIGHT = 0.3
"""Of the newest step: a pace that changes (first steps load the model) is followed in a few."""


class Pace:
    """The pace of one running job."""

    def __init__(self, started: float) -> None:
        """`started` is a time in seconds, on the clock that `step` uses."""
        self._last = started
        self._done = 0
        self._total = 0
        self._seconds: float | None = None

    def step(self, done: int, total: int, now: float) -> None:
        """`done` of `total` steps are made at the time `now`. A step back begins a new phase."""
        if done < self._done or total != self._total:
            self._seconds, self._done = None, 0
        made = done - self._done
        if made > 0:
            each = max(0.0, now - self._last) / made
            old = self._seconds
            self._seconds = each if old is None else old + _WEIGHT * (each - old)
        self._done, self._total, self._last = done, total, now

    def left(self, now: float) -> float | None:
        """Seconds until the last step; None before the first."""
        if self._seconds is None:
            return None
        waited = min(now - self._last, self._seconds)
        return max(0.0, (self._total - self._done) * self._seconds - waited)


def expected_seconds(settings: Settings, history: Iterable[tuple[Settings, float]]) -> float | None:
    """Seconds a request should take, from takes of the same model; None before the first of them.

    `history` is (settings, seconds) of takes that were made.
    """
    rates = [seconds / _work(known) for known, seconds in history if _same(known, settings)]
    return median(rates) * _work(settings) if rates else None


def _same(one: Settings, other: Settings) -> bool:
    return (one.backend, one.model, one.profile) == (other.backend, other.model, other.profile)


def _work(settings: Settings) -> float:
    return settings.width * settings.height * settings.frames * max(1, settings.steps)
