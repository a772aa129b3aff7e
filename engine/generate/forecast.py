"""How long the work of a project will take: its queue, its workers and the takes made before go in,
seconds come out.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.generate.estimate import Pace, Past, Slot, expected_seconds, queue_ends
from engine.generate.makers import Makers
from engine.generate.queue import JobQueue
from engine.project.rows import made_from_row, request_from_row
from engine.project.store import Project
from engine.records import Made, Settings

_HISTORY = 50
"""Takes that are learnt from, the newest."""


@dataclass(slots=True)
class Run:
    """A job under way."""

    job_id: str
    worker: str
    settings: Settings
    started: float
    pace: Pace
    told: float = 0.0
    """When its last step was told."""

    @property
    def key(self) -> tuple[str, str]:
        return self.job_id, self.worker


class Forecast:
    """For the thread of the project. Nobody knows what no take was made of before."""

    def __init__(self, project: Project, queue: JobQueue, makers: Makers) -> None:
        self._project = project
        self._queue = queue
        self._makers = makers
        self._past: tuple[int, list[Past]] = (-1, [])
        self._known: dict[int, Past] = {}
        """By take: those that are learnt from."""

    def ends(self, running: Collection[Run]) -> dict[str, float | None]:
        """In how many seconds every running and queued job should end; None where nobody knows."""
        at, history = time.monotonic(), self._history()
        told = {run.job_id: _left(run, at, history) for run in running}
        waiting = self._queue.queued()
        slots: list[Slot] = []
        for host in self._makers:
            run = next((r for r in running if r.worker == host.worker), None)
            left = 0.0 if run is None else told[run.job_id]
            if left is not None:
                slots.append(Slot(left, self._makers.warmth_of(host.worker)))
        if slots or not told:
            ends = queue_ends([job.request.shot.settings for job in waiting], slots, history)
        else:
            ends = (None,) * len(waiting)
        return told | {job.id: end for job, end in zip(waiting, ends, strict=True)}

    def expected(self, settings: Sequence[Settings]) -> float | None:
        """Seconds that takes with these settings should take in all; None where nobody knows."""
        slots = [Slot(0.0, self._makers.warmth_of(host.worker)) for host in self._makers]
        ends = queue_ends(settings, slots, self._history())
        known = [end for end in ends if end is not None]
        return max(known, default=0.0) if len(known) == len(ends) else None

    def _history(self) -> list[Past]:
        """Of the last takes; read again where there is a new one."""
        database = self._project.database
        newest = database.rows("select max(id) as id from takes")[0]["id"] or 0
        if self._past[0] != newest:
            rows = database.rows(
                """select id, request, made, seconds from takes where seconds is not null
                and request is not null order by id desc limit ?""",
                (_HISTORY,),
            )
            known, folder = self._known, self._project.folder
            self._known = {row["id"]: known.get(row["id"]) or _past_of(row, folder) for row in rows}
            self._past = newest, list(self._known.values())
        return self._past[1]


def _left(run: Run, at: float, history: Sequence[Past]) -> float | None:
    left = run.pace.left(at)
    if left is not None:
        return left
    whole = expected_seconds(run.settings, history)
    return None if whole is None else max(0.0, whole - (at - run.started))


def _past_of(row: sqlite3.Row, folder: Path) -> Past:
    settings = request_from_row(row["request"], folder).shot.settings
    made = Made() if row["made"] is None else made_from_row(row["made"])
    loading = min(made.seconds.get("loading", 0.0), row["seconds"])
    return Past(settings, row["seconds"], loading)
