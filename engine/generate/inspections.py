"""Takes go in, one after the other; findings come out as they are seen, then the saved report.

The part of a `Runner` that looks at takes: a worker process of its own, so that looking never waits
for generating.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from engine.documents import shot_to_dict
from engine.generate.host import Event, WorkerHost
from engine.project.store import Project
from engine.records import Finding, Shot, Take
from engine.video.replace import refuse_storage

CACHE = "cache"
"""Beside media/: what can be computed again (flow fields). May be deleted at any time."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a clip looks like so far: a JPEG of its frames, one below the other."""

    jpeg: bytes
    frames: int
    width: int
    height: int
    """Of one frame."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened. `job_id` names a job, or an inspection by `inspection_of`."""

    kind: Literal[
        "jobs",
        "stage",
        "step",
        "note",
        "preview",
        "paused",
        "resumed",
        "take",
        "finding",
        "report",
        "problem",
    ]
    """jobs: the list is another, or an inspection was cancelled. stage: `message` names what a job
    does now. step: a job or an inspection moved on. note: `message` is what the person should know
    of a job. paused, resumed: a job stands still, or goes on. take: a new one is there. finding:
    one more, while inspecting. report: an inspection is complete. problem: `message`."""
    job_id: str | None = None
    take_id: int | None = None
    done: int = 0
    total: int = 0
    seconds_left: float | None = None
    finding: Finding | None = None
    message: str = ""
    preview: Preview | None = None


def inspection_of(take_id: int) -> str:
    """The id under which the inspection of a take is told and cancelled."""
    return f"inspect-{take_id}"


class Inspections:
    """The takes that wait to be looked at, and the one that is. For the thread of the project."""

    def __init__(
        self,
        project: Project,
        on_change: Callable[[Change], None],
        collect: Callable[[Event], None],
        command: Sequence[str] | None,
        grace: float,
        people: Path | None = None,
        own: Path | None = None,
    ) -> None:
        """`collect` is called from another thread with events that are for `hear`; `people` is the
        folder of the models that people and hands are seen with, `own` that of the person's own
        models for flow and outlines."""
        self._project = project
        self._on_change = on_change
        self._people, self._own = people, own
        self._host = WorkerHost(collect, command=command, grace=grace)
        self._waiting: deque[int] = deque()
        self._current: int | None = None
        self._tried_again: set[int] = set()

    @property
    def idle(self) -> bool:
        """Whether nothing waits and nothing is looked at."""
        return self._current is None and not self._waiting

    def add(self, take_id: int) -> None:
        """Look at this take after the others; the worker starts with the first."""
        if take_id not in (*self._waiting, self._current):
            self._waiting.append(take_id)
        self._host.start()
        self.begin_next()

    def cancel(self, job_id: str) -> None:
        """Stop this inspection: at once where it waits, soon where it runs."""
        for take_id in [t for t in self._waiting if inspection_of(t) == job_id]:
            self._waiting.remove(take_id)
            self._on_change(Change("jobs", job_id, take_id))
        self._host.cancel(job_id)

    def close(self) -> None:
        """End the worker."""
        self._host.close()

    def flow_file(self, take_id: int) -> Path:
        """Where the flow of a take is, once and while it is inspected."""
        return self._project.folder / CACHE / f"flow-{self._project.hash_of(take_id)[:16]}.npy"

    def kept_file(self, take_id: int) -> Path:
        """Where what was measured in a take is kept, so that it can be judged again."""
        return self._project.folder / CACHE / f"seen-{self._project.hash_of(take_id)[:16]}.npz"

    def hear(self, event: Event) -> None:
        """What the worker said; what is not about the current inspection is ignored."""
        take_id = self._current
        if take_id is None or event.get("job_id") != inspection_of(take_id):
            return
        kind, job_id = event["event"], inspection_of(take_id)
        if kind == "step":
            step = Change("step", job_id, take_id, event["done"], event["total"])
            self._on_change(step)
        elif kind == "finding":
            from engine.inspect.report_json import report_from_dict

            finding = report_from_dict(event["report"]).findings[0]
            self._on_change(Change("finding", job_id, take_id, finding=finding))
        elif kind in ("done", "failed", "cancelled", "died"):
            self._current = None
            self._end(kind, take_id, event)

    def _end(self, kind: str, take_id: int, event: Event) -> None:
        job_id = inspection_of(take_id)
        if kind == "done":
            from engine.inspect.report_json import report_from_dict

            self._project.save_report(take_id, report_from_dict(event["report"]))
            self._on_change(Change("report", job_id, take_id))
            return
        with suppress(OSError):  # somebody may look at it
            self.flow_file(take_id).unlink(missing_ok=True)
        if kind == "died" and take_id not in self._tried_again:
            self._tried_again.add(take_id)
            self._waiting.appendleft(take_id)
        elif kind == "cancelled":
            self._on_change(Change("jobs", job_id, take_id))
        else:
            message = f"Take could not be inspected: {event['message']}"
            self._on_change(Change("problem", job_id, take_id, message=message))

    def begin_next(self) -> None:
        """Give the worker the next take, where both are there."""
        worker = self._host.idle_worker
        if self._current is not None or not self._waiting or worker is None:
            return
        take_id = self._waiting.popleft()
        take, folder = self._project.take(take_id), self._project.folder
        from engine.inspect.marks import marks_to_dict

        flow = self.flow_file(take_id)
        shot = self._asked(take)
        payload = {
            "clip": str(take.path),
            "base": str(folder),
            "shot": None if shot is None else shot_to_dict(shot, folder),
            "prompt": None,
            "flow_file": str(flow),
            "kept_file": str(self.kept_file(take_id)),
            "marks": marks_to_dict(self._project.marks(take_id)),
            "ruled": self._project.ruled(take_id),
            "people": None if self._people is None else str(self._people),
            "own": None if self._own is None else str(self._own),
        }
        try:
            flow.parent.mkdir(exist_ok=True)
            self._host.submit(inspection_of(take_id), "inspect", payload, worker)
            self._current = take_id
        except RuntimeError:  # it died in between
            self._waiting.appendleft(take_id)
        except OSError as error:
            refuse_storage(flow, error)

    def _asked(self, take: Take) -> Shot | None:
        """What the take was made from, with the rules that its shot has by now."""
        if take.request is None:
            return None
        asked = take.request.shot
        if take.shot_id is None:
            return asked
        now = self._project.shot(take.shot_id)
        return replace(asked, rules=now.rules, dropped_rules=now.dropped_rules)
