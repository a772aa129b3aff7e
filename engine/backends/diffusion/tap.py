"""One run of a pipeline, seen from its scheduler: every step is told, and hooks may change what it
left. Cancelling, pausing, stopping early and a late start go through here as well.

A pipeline's own callback would do for most, but not all have one; all have a scheduler. For one run
the instance is of a class whose `set_timesteps` and `step` tell, and is as it was afterwards.
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
        self._kept: Any = None
        """What the person wanted to keep, where the pipeline makes its steps all the same."""
        self.made = 0

    def on_timesteps(self) -> None:
        """The steps are set: what a late start leaves out is cut off."""
        scheduler, start = self._scheduler, self._orders.start
        self._schedule, self.made, self._kept = schedule_of(scheduler), 0, None
        if start:
            scheduler.timesteps = scheduler.timesteps[start:]
            if getattr(scheduler, "sigmas", None) is not None:
                scheduler.sigmas = scheduler.sigmas[start:]

    def on_step(self, made: Any, *args: Any, **kwargs: Any) -> Any:
        """A step was made: what it left, or what takes its place."""
        assert self._schedule is not None  # a pipeline sets its steps before it makes them
        given = self._signature.bind(*args, **kwargs).arguments
        if self._probes(given):
            return made
        index = self._orders.start + self.made
        self.made += 1
        left = made[0] if isinstance(made, tuple) else made.prev_sample
        seen = Seen(index, self._schedule, left, functools.partial(self._clean, index, given))
        new = self._followed(seen)
        if new is left:
            return made
        if isinstance(made, tuple):
            return (new, *made[1:])
        made.prev_sample = new
        return made

    def _followed(self, seen: Seen) -> Any:
        """What hooks and the person make of a step."""
        if self._kept is not None:
            return self._kept
        new = seen.latents
        for hook in self._orders.hooks:
            other = hook(seen)
            if other is not None:
                new = other
                seen = Seen(seen.index, seen.schedule, other, seen.clean)
                self._forget()
        return self._heard(seen, new)

    def _probes(self, given: dict[str, Any]) -> bool:
        # Cosmos 1 asks its scheduler twice a step: for the clean latents, then with them
        asks = "pred_original_sample" in self._signature.parameters
        return asks and given.get("pred_original_sample") is None

    def _heard(self, seen: Seen, latents: Any) -> Any:
        self._listener.step(seen.index + 1, seen.schedule.steps)
        if self._listener.paused():
            self._orders.rest()
        if seen.index + 1 < seen.schedule.steps and self._listener.keeps():
            self._orders.enough()
            self._kept = seen.clean()
            return self._kept
        return latents

    def _clean(self, index: int, given: dict[str, Any]) -> Any:
        assert self._schedule is not None
        mix = self._schedule.mixes[index]
        sample, output = given["sample"], given["model_output"]
        told = given.get("pred_original_sample")
        if told is not None:
            return told.to(sample.dtype)
        if given.get("per_token_timesteps") is not None:
            output = -output  # LTX with conditions hands in the way back
        return clean_of(self._scheduler, output, mix, sample).to(sample.dtype)

    def _forget(self) -> None:
        # UniPC corrects each sample from the last one it saw: one that was replaced would come back
        if not self._orders.compatible and hasattr(self._scheduler, "last_sample"):
            self._scheduler.last_sample = None


@contextmanager
def tapped(scheduler: Any, listener: Listener, orders: Orders) -> Iterator[_Run]:
    """Inside, the scheduler tells `listener` its steps and follows `orders`."""
    run = _Run(scheduler, listener, orders)
    kind = type(scheduler)

    # pipelines look at the signatures, and some work on copies, which are none of this
    @functools.wraps(kind.set_timesteps)
    def setting(self: Any, *args: Any, **kwargs: Any) -> Any:
        out = kind.set_timesteps(self, *args, **kwargs)
        if self is scheduler:
            run.on_timesteps()
        return out

    @functools.wraps(kind.step)
    def stepping(self: Any, *args: Any, **kwargs: Any) -> Any:
        made = kind.step(self, *args, **kwargs)
        return run.on_step(made, *args, **kwargs) if self is scheduler else made

    scheduler.__class__ = type(kind.__name__, (kind,), {"set_timesteps": setting, "step": stepping})
    try:
        yield run
    finally:
        scheduler.__class__ = kind


@contextmanager
def called(
    arguments: dict[str, Any], listener: Listener, orders: Orders, pieces: int
) -> Iterator[None]:
    """The same for pipelines that step copies of their scheduler, for so many pieces of the clip
    one after another: puts a callback into the arguments of the call. Hooks are not called: the
    frames differ in how much noise is left."""
    made = 0

    def told(pipe: Any, _: int, __: Any, tensors: dict[str, Any]) -> dict[str, Any]:
        nonlocal made
        made += 1
        total = int(pipe.num_timesteps) * pieces
        listener.step(made, total)
        if listener.paused():
            orders.rest()
        if made < total and listener.keeps():
            orders.enough()
        return tensors

    arguments["callback_on_step_end"] = told
    yield
