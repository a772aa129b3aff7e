"""One run of a pipeline, seen from its scheduler: every step is told, and hooks may change what it
left. Cancelling, pausing, stopping early and a late start go through here as well.

A pipeline's own callback would do for most, but not all have one; all have a scheduler. For one run
its `set_timesteps` and `step` are wrapped on the instance, and are as they were afterwards.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from engine.backends.base import Listener
from engine.backends.diffusion.schedule import Schedule, clean_of, schedule_of


@dataclass(frozen=True)
class Seen:
    """What a step left."""

    index: int
    """Of the step in the whole schedule, from 0."""
    schedule: Schedule
    latents: Any
    """As the scheduler has them."""
    clean: Callable[[], Any]
    """What the model took the clean latents for: made when asked for."""

    @property
    def level(self) -> float:
        """How much noise is left."""
        return self.schedule.levels[self.index + 1]


Hook = Callable[[Seen], Any | None]
"""Told after each step; what it returns takes the place of the latents."""


@dataclass(frozen=True)
class Orders:
    """What a run is to do beside its steps."""

    hooks: Sequence[Hook] = ()
    start: int = 0
    """The step that is made first; those before it are left out."""
    compatible: bool = False
    """Whether a solver keeps what it remembers of latents that were replaced."""
    rest: Callable[[], None] = lambda: None
    """Called where the person paused: returns when the work goes on."""
    enough: Callable[[], None] = lambda: None
    """Called where the person wants what there is: the pipeline makes no more steps."""


class _Run:
    """The steps of one run, counted."""

    def __init__(self, scheduler: Any, listener: Listener, orders: Orders) -> None:
        self._scheduler = scheduler
        self._listener = listener
        self._orders = orders
        self._signature = inspect.signature(scheduler.step)
        self._schedule: Schedule | None = None
        self.made = 0

    def on_timesteps(self) -> None:
        """The steps are set: what a late start leaves out is cut off."""
        scheduler, start = self._scheduler, self._orders.start
        self._schedule, self.made = schedule_of(scheduler), 0
        if start:
            scheduler.timesteps = scheduler.timesteps[start:]
            if getattr(scheduler, "sigmas", None) is not None:
                scheduler.sigmas = scheduler.sigmas[start:]

    def on_step(self, made: Any, *args: Any, **kwargs: Any) -> Any:
        """A step was made: what it left, or what takes its place."""
        assert self._schedule is not None  # a pipeline sets its steps before it makes them
        index = self._orders.start + self.made
        self.made += 1
        given = self._signature.bind(*args, **kwargs).arguments
        left = made[0] if isinstance(made, tuple) else made.prev_sample
        seen = Seen(index, self._schedule, left, functools.partial(self._clean, index, given))
        new = left
        for hook in self._orders.hooks:
            other = hook(seen)
            if other is not None:
                new, seen = other, Seen(index, self._schedule, other, seen.clean)
                self._forget()
        new = self._heard(seen, new)
        if new is left:
            return made
        if isinstance(made, tuple):
            return (new, *made[1:])
        made.prev_sample = new
        return made

    def _heard(self, seen: Seen, latents: Any) -> Any:
        self._listener.step(seen.index + 1, seen.schedule.steps)
        if self._listener.paused():
            self._orders.rest()
        if seen.index + 1 < seen.schedule.steps and self._listener.keeps():
            self._orders.enough()
            return seen.clean()
        return latents

    def _clean(self, index: int, given: dict[str, Any]) -> Any:
        assert self._schedule is not None
        mix = self._schedule.mixes[index]
        sample, output = given["sample"], given["model_output"]
        return clean_of(self._scheduler, output, mix, sample).to(sample.dtype)

    def _forget(self) -> None:
        # UniPC corrects each sample from the last one it saw: one that was replaced would come back
        if not self._orders.compatible and hasattr(self._scheduler, "last_sample"):
            self._scheduler.last_sample = None


@contextmanager
def tapped(scheduler: Any, listener: Listener, orders: Orders) -> Iterator[_Run]:
    """Inside, the scheduler tells `listener` its steps and follows `orders`."""
    run = _Run(scheduler, listener, orders)
    set_timesteps, step = scheduler.set_timesteps, scheduler.step

    # pipelines look at the signatures
    @functools.wraps(set_timesteps)
    def setting(*args: Any, **kwargs: Any) -> Any:
        out = set_timesteps(*args, **kwargs)
        run.on_timesteps()
        return out

    @functools.wraps(step)
    def stepping(*args: Any, **kwargs: Any) -> Any:
        return run.on_step(step(*args, **kwargs), *args, **kwargs)

    scheduler.set_timesteps, scheduler.step = setting, stepping
    try:
        yield run
    finally:
        del scheduler.set_timesteps, scheduler.step
