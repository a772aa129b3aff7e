"""How long it will take: steps seen so far and takes made before go in, seconds come out."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Sequence
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from engine.records import Settings

# a thousand jobs are looked at for every change of the queue
_WARMTH = attrgetter("backend", "model", "loras", "profile")
_KIN = attrgetter("backend", "model", "profile")
_SHAPE = attrgetter("width", "height", "frames", "steps")
_WINDOW = 12
"""Steps that a pace is told from: one that changes is followed in so many."""


class Pace:
    """The pace of one running job."""

    def __init__(self, started: float) -> None:
        """`started` is a time in seconds, on the clock that `step` uses."""
        self._last = started
        self._done = 0
        self._total = 0
        self._steps: deque[tuple[float, int]] = deque(maxlen=_WINDOW)
        """Seconds, and how many steps were made in them."""

    def step(self, done: int, total: int, now: float) -> None:
        """`done` of `total` steps are made at the time `now`. A step back begins a new phase."""
        if done < self._done or total != self._total:
            self._steps.clear()
            self._done = 0
        made = done - self._done
        if made > 0:
            self._steps.append((max(0.0, now - self._last), made))
        self._done, self._total, self._last = done, total, now

    def rest(self, now: float) -> None:
        """It stood still until `now`: that time was no step's."""
        self._last = now

    def left(self, now: float) -> float | None:
        """Seconds until the last step; None before the first."""
        if not self._steps:
            return None
        each = self._each()
        waited = min(now - self._last, each)
        return max(0.0, (self._total - self._done) * each - waited)

    def _each(self) -> float:
        """Seconds of a step. The slowest is left out: the first warms up, in another the machine
        was busy, and all that are left would be said to be like it."""
        steps = sorted(self._steps, key=lambda step: step[0] / step[1])
        steps = steps[:-1] or steps
        return sum(seconds for seconds, _ in steps) / sum(made for _, made in steps)


class Past(NamedTuple):
    """A take that was made: what it was asked with, and how long that took."""

    settings: Settings
    seconds: float
    loading: float = 0.0
    """Seconds of them that the model took to load."""


class Slot(NamedTuple):
    """A worker: when it is free, and what it has loaded then."""

    free: float
    """In seconds."""
    warm: Hashable = None


def warmth(settings: Settings) -> Hashable:
    """What has to be the same for two requests to be made with one opened model."""
    found: Hashable = _WARMTH(settings)
    return found


def expected_seconds(
    settings: Settings, history: Iterable[Past], *, warm: bool = False
) -> float | None:
    """Seconds a request should take, from takes of the same model; None before the first of them.

    Takes of the same size, length and steps say it best; others say it in proportion. A model that
    is `warm` need not be loaded.
    """
    same = [past for past in history if _kin(past.settings) == _kin(settings)]
    if not same:
        return None
    like = [past for past in same if _shape(past.settings) == _shape(settings)] or same
    rate = median((past.seconds - past.loading) / _work(past.settings) for past in like)
    return max(0.0, rate * _work(settings)) + (0.0 if warm else _loading(same))


def queue_ends(
    waiting: Sequence[Settings], slots: Sequence[Slot], history: Sequence[Past]
) -> tuple[float | None, ...]:
    """When each of the waiting requests should end, in seconds, with these workers.

    None from the first on that nobody can tell. Without workers they are made by one.
    """
    ends: list[float | None] = []
    busy = list(slots) or [Slot(0.0)]
    known: dict[Hashable, float | None] = {}
    for settings in waiting:
        wanted, shape = _WARMTH(settings), _SHAPE(settings)
        at, slot = 0, busy[0]
        if len(busy) > 1:
            at, slot = min(enumerate(busy), key=lambda one: _cost(one[1], wanted))
        warm = slot.warm == wanted
        like = (wanted, shape, warm)
        if like not in known:
            known[like] = expected_seconds(settings, history, warm=warm)
        seconds = known[like]
        if seconds is None:
            break
        end = slot.free + seconds
        busy[at] = Slot(end, wanted)
        ends.append(end)
    return (*ends, *[None] * (len(waiting) - len(ends)))


def _cost(slot: Slot, wanted: Hashable) -> tuple[float, bool, bool]:
    """Who is free first makes it; of several that one which has the model loaded, or none."""
    return (slot.free, slot.warm != wanted, slot.warm is not None)


def _loading(history: Sequence[Past]) -> float:
    """Of a model that is not warm: the takes that found it warm say nothing."""
    longest = max(past.loading for past in history)
    return median(past.loading for past in history if past.loading >= longest / 4)


def _kin(settings: Settings) -> Hashable:
    found: Hashable = _KIN(settings)
    return found


def _shape(settings: Settings) -> Hashable:
    found: Hashable = _SHAPE(settings)
    return found


def _work(settings: Settings) -> float:
    return settings.width * settings.height * settings.frames * max(1, settings.steps)
