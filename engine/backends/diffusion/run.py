"""One request on its way through the driver: what is told of it and noted, how long its stages
took, how many steps are made.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from engine.backends.base import Listener, Stage
from engine.models.memory import Fit
from engine.models.profiles import Profile
from engine.records import Shot, Way


@dataclass
class Run:
    """One request on its way."""

    shot: Shot
    listener: Listener
    profile: Profile
    device: str
    expected: Fit | None
    seconds: dict[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    steps: int = 0
    way: Way = "off"
    at: Stage = "loading"
    """The stage that goes on, or was last."""

    def note(self, text: str) -> None:
        """Tells the person, once, and keeps it with the take."""
        if text and text not in self.notes:
            self.notes.append(text)
            self.listener.note(text)

    @contextmanager
    def stage(self, name: Stage) -> Iterator[None]:
        """A stage of the work, measured."""
        self.at = name
        self.listener.stage(name)
        started = time.monotonic()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.monotonic() - started


class Counting(Listener):
    """Passes the steps on, and tells when they begin and end."""

    def __init__(self, run: Run, steps: int) -> None:
        self._run = run
        self._steps = steps
        self._stage = run.stage("denoising")
        self._stage.__enter__()
        self._decodes = False

    def step(self, done: int, total: int) -> None:
        self._run.steps = done
        self._run.listener.step(done, total)
        if done == total:
            self._decode()

    def keeps(self) -> bool:
        kept = self._run.listener.keeps()
        if kept:
            self._run.note(f"Stopped after step {self._run.steps} of {self._steps}")
            self._decode()
        return kept

    def paused(self) -> bool:
        return self._run.listener.paused()

    def end(self) -> None:
        """The stage that goes on now is over."""
        self._stage.__exit__(None, None, None)

    def _decode(self) -> None:
        if not self._decodes:
            self._decodes = True
            self._stage.__exit__(None, None, None)
            self._stage = self._run.stage("decoding")
            self._stage.__enter__()
