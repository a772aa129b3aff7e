"""Runs a project: shots go in, takes and reports come out, and every change is told.

Joins the queue, the worker processes and the project without knowing a window. One thread, the one
that opened the project, owns it and writes the database: worker events are collected and handled
in `pump`, which a window calls when `wake` says so and a script calls in a loop.
"""

from __future__ import annotations

import base64
import contextlib
import queue
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

from engine.documents import made_from_dict, request_to_dict
from engine.errors import BadInput
from engine.generate.estimate import Pace, expected_seconds
from engine.generate.host import GRACE_SECONDS, Event, WorkerHost
from engine.generate.inspections import CACHE, Change, Inspections, Preview
from engine.generate.lock import QueueLock
from engine.generate.queue import JobQueue
from engine.project.media import sha256_of, slug, sweep
from engine.project.rows import request_from_row
from engine.project.store import Project
from engine.records import ClipInfo, Job, JobState, Request, Settings, Shot, Take

_HISTORY = 50
_OLD_SECONDS = 3600.0


class Runner:
    """The work of one open project. All of it on the thread that opened the project."""

    def __init__(
        self,
        project: Project,
        on_change: Callable[[Change], None],
        *,
        version: str,
        wake: Callable[[], None] = lambda: None,
        command: Sequence[str] | None = None,
        grace: float = GRACE_SECONDS,
        cache: Path | None = None,
        folders: Callable[[], tuple[Path, ...]] = lambda: (),
    ) -> None:
        """`version` of the program goes into every request. `wake` is called from another thread
        when there is something to `pump`. `command` starts another worker than the usual one.
        `cache` is where backends keep what can be computed again (the project's own where it is
        None), `folders` says, before every job, where models are."""
        self.project = project
        self.queue = JobQueue(project)
        self._on_change = on_change
        self._version = version
        self._wake = wake
        self._cache = cache
        self._folders = folders
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._name = uuid.uuid4().hex
        self._lock: QueueLock | None = None
        self._maker = WorkerHost(self._collect, command=command, grace=grace)
        self._inspections = Inspections(project, on_change, self._collect, command, grace)
        self._running: tuple[str, str] | None = None
        """Job and worker."""
        self._pace = Pace(0.0)

    # life

    def start(self) -> tuple[Job, ...]:
        """Take the queue in hand and start the worker.

        Returns the jobs that a crash interrupted: offer them again (`queue.requeue`). A take that
        was finished in the moment of the crash is entered. Raises StorageProblem where another
        program works on this project.
        """
        self._lock = QueueLock(self.project.folder)
        cut_short = [
            job for job in self.queue.take_over(self._name) if not self._entered(job, self._name)
        ]
        for job in cut_short:
            self._sweep(job)
            self.queue.interrupt(job.id, self._name)
        sweep(self.project.media, older_than=_OLD_SECONDS)
        self._maker.start()
        return tuple(self.queue.job(job.id) for job in cut_short)

    def close(self) -> None:
        """Stop all work. A running job is interrupted and offered again next time."""
        self._maker.close()
        self._inspections.close()
        while self.pump():  # what was said before they went
            pass
        if self._running is not None:
            job = self.queue.job(self._running[0])
            self._sweep(job)
            if not self._entered(job, self._running[1]):
                self.queue.interrupt(*self._running)
            self._running = None
        if self._lock is not None:
            self._lock.release()

    # what the person does

    def submit(self, shot_id: int | None, shot: Shot, *, front: bool = False) -> Job:
        """Ask for one take of a shot as it is now."""
        shot = self.project.with_kept_files(shot)
        job = self.queue.add(Request(shot, self._version), shot_id, front=front)
        self._on_change(Change("jobs", job.id))
        self._wake_worker()
        return job

    def inspect(self, take_id: int) -> None:
        """Look at a take in the background: findings as they come, then the report, saved."""
        self._inspections.add(take_id)

    def cancel(self, job_id: str) -> None:
        """Stop a job or an inspection: at once where it waits, soon where it runs."""
        if self.queue.cancel(job_id):
            self._on_change(Change("jobs", job_id))
        self._maker.cancel(job_id)
        self._inspections.cancel(job_id)

    def pause(self, job_id: str) -> None:
        """Let a running job stand still at its next step, without the card's memory."""
        self._maker.pause(job_id)

    def resume(self, job_id: str) -> None:
        """Let a paused job go on."""
        self._maker.resume(job_id)

    def keep(self, job_id: str) -> None:
        """Stop a running job and make its take of what there is."""
        self._maker.keep(job_id)

    def look(self, looking: bool) -> None:
        """Say whether anybody looks at previews: nobody makes them otherwise."""
        self._maker.look(looking)

    def requeue(self, job_id: str, *, front: bool = False) -> bool:
        """Ask again for a job that failed, was cancelled or interrupted."""
        asked = self.queue.requeue(job_id, front=front)
        self._on_change(Change("jobs", job_id))
        self._wake_worker()
        return asked

    def seconds_left(self, job_id: str) -> float | None:
        """Until a running or queued job ends, all before it included; None where nobody knows."""
        history, total = self._history(), 0.0
        for job in self.queue.jobs():
            if self._running is not None and job.id == self._running[0]:
                seconds = self._pace.left(time.monotonic())
            elif job.state is JobState.QUEUED:
                seconds = expected_seconds(job.request.shot.settings, history)
            else:
                continue
            if seconds is None:
                return None
            total += seconds
            if job.id == job_id:
                return total
        return None

    def flow_file(self, take_id: int) -> Path:
        """Where the flow of a take is, once and while it is inspected."""
        return self._inspections.flow_file(take_id)

    # events

    def pump(self, timeout: float = 0.0) -> bool:
        """Handle what the workers said, waiting up to `timeout` seconds; whether it was anything.

        Raises StorageProblem where a result cannot be written: the clip stays in media/ and is
        entered at the next start.
        """
        heard = False
        with contextlib.suppress(queue.Empty):
            event = self._events.get(timeout=timeout) if timeout else self._events.get_nowait()
            while True:
                heard = True
                self._handle(event)
                event = self._events.get_nowait()
        self._start_next()
        self._inspections.begin_next()
        return heard

    def run_until_idle(self, timeout: float) -> bool:
        """Pump until nothing is queued, running or inspected; False after `timeout` seconds."""
        until = time.monotonic() + timeout
        while time.monotonic() < until:
            self.pump(0.05)
            if self.idle:
                return True
        return False

    @property
    def worker_pid(self) -> int | None:
        """The process that makes takes; None while there is none."""
        return self._maker.pid

    @property
    def idle(self) -> bool:
        """Whether nothing runs and nothing could."""
        waiting = any(job.state is JobState.QUEUED for job in self.queue.jobs())
        return self._inspections.idle and not waiting and self._running is None

    def _collect(self, event: Event) -> None:
        self._events.put(event)
        self._wake()

    def _handle(self, event: Event) -> None:
        kind, job_id = event["event"], event.get("job_id")
        if kind == "broken":
            self._on_change(Change("problem", message=event["message"]))
        elif self._running is not None and self._running == (job_id, event["worker"]):
            self._handle_job(kind, self._running, event)
        else:
            self._inspections.hear(event)

    def _handle_job(self, kind: str, running: tuple[str, str], event: Event) -> None:
        if kind == "step":
            self._pace.step(event["done"], event["total"], time.monotonic())
            left = self._pace.left(time.monotonic())
            step = Change("step", running[0], None, event["done"], event["total"], left)
            self._on_change(step)
        elif kind == "stage":
            self._on_change(Change("stage", running[0], message=event["name"]))
        elif kind == "note":
            self._on_change(Change("note", running[0], message=event["text"]))
        elif kind == "preview":
            self._on_change(Change("preview", running[0], preview=_preview(event)))
        elif kind in ("paused", "resumed"):
            self._on_change(Change("paused" if kind == "paused" else "resumed", running[0]))
        elif kind in ("done", "failed", "cancelled", "died"):
            self._running = None
            take = self._end(kind, running, event)
            self._on_change(Change("jobs", running[0]))
            if take is not None:
                self._on_change(Change("take", running[0], take.id))

    def _end(self, kind: str, running: tuple[str, str], event: Event) -> Take | None:
        job = self.queue.job(running[0])
        if kind == "done":
            clip, path = ClipInfo(**event["clip"]), Path(event["path"])
            made = made_from_dict(event["made"])
            return self.queue.finish(*running, path, clip, event["sha256"], event["seconds"], made)
        if kind == "failed":
            self.queue.fail(*running, event["message"])
        elif kind == "cancelled":
            self._out(job).unlink(missing_ok=True)  # it may have been finished in that moment
            self._sweep(job)
            self.queue.stopped(*running)
        elif not event["executing"]:
            self.queue.release(*running)
        elif self._entered(job, running[1]):
            return next(take for take in self.project.takes() if take.job_id == job.id)
        else:
            self._sweep(job)
            self.queue.crashed(*running, event["message"])
        return None

    # jobs

    def _wake_worker(self) -> None:
        if self._lock is not None:
            self._maker.start()  # again, where it was given up
        self._start_next()

    def _start_next(self) -> None:
        worker = self._maker.idle_worker
        if self._running is not None or worker is None:
            return
        job = self.queue.start_next(worker)
        if job is None:
            return
        self._running = (job.id, worker)
        self._pace = Pace(time.monotonic())
        folder = self.project.folder
        payload = {
            "request": request_to_dict(job.request, folder),
            "base": str(folder),
            "out": str(self._out(job)),
            "cache": str(self._cache or folder / CACHE),
            "folders": [str(found) for found in self._folders()],
        }
        try:
            self._maker.submit(job.id, "generate", payload, worker)
        except RuntimeError:  # it died in between
            self.queue.release(*self._running)
            self._running = None
            return
        self._on_change(Change("jobs", job.id))

    def _out(self, job: Job) -> Path:
        """Where a job's clip goes: named by the job, so that a second try replaces the first."""
        shot = job.request.shot
        odd = shot.settings.width % 2 or shot.settings.height % 2
        suffix = ".mkv" if odd else ".mp4"  # H.264 has no odd sizes
        return self.project.media / f"{slug(shot.name or shot.prompt)}-{job.id}{suffix}"

    def _entered(self, job: Job, worker: str) -> bool:
        """Whether a job whose worker went had its clip finished: then it is a take now."""
        from engine.video.read import probe

        path = self._out(job)
        with contextlib.suppress(BadInput):
            if path.exists():
                clip = probe(path)
                return self.queue.finish(job.id, worker, path, clip, sha256_of(path)) is not None
        return False

    def _sweep(self, job: Job) -> None:
        """Remove what a worker that was killed left half-written.

        Before the job moves on: a program that dies in between then comes back to it.
        """
        sweep(self.project.media, f"{self._out(job).stem}.*")

    def _history(self) -> list[tuple[Settings, float]]:
        rows = self.project.database.rows(
            """select request, seconds from takes where seconds is not null
            and request is not null order by id desc limit ?""",
            (_HISTORY,),
        )
        folder = self.project.folder
        return [
            (request_from_row(row["request"], folder).shot.settings, row["seconds"]) for row in rows
        ]


def _preview(event: Event) -> Preview:
    jpeg = base64.b64decode(event["jpeg"])
    return Preview(jpeg, event["frames"], event["width"], event["height"])
