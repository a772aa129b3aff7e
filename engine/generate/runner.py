"""Runs a project: shots go in, takes and reports come out, and every change is told.

Joins the queue, the worker processes and the project without knowing a window. One thread, the one
that opened the project, owns it and writes the database: worker events are collected and handled
in `pump`, which a window calls when `wake` says so and a script calls in a loop.
"""

from __future__ import annotations

import base64
import contextlib
import queue
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from engine.documents import made_from_dict, request_to_dict
from engine.errors import BadInput, VerbenchError
from engine.generate.estimate import Pace
from engine.generate.forecast import Forecast, Run
from engine.generate.host import GRACE_SECONDS, Event, WorkerHost
from engine.generate.inspections import CACHE, Change, Inspections, Preview
from engine.generate.lock import QueueLock
from engine.generate.makers import Makers
from engine.generate.queue import JobQueue
from engine.project.media import sha256_of, slug, sweep
from engine.project.store import Project
from engine.records import ClipInfo, Job, Request, Settings, Shot, Take

_OLD_SECONDS = 3600.0
PUMP_SECONDS = 0.008
"""After so long `pump` leaves what else was said for its next call, which it asks for."""
STEP_SECONDS = 0.1
"""Between two steps that are told of one job, but for its last: some take milliseconds."""
_AHEAD = 8
"""Jobs behind the next one whose models are kept loaded where another worker can have it."""


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
        workers: int = 0,
        people: Path | None = None,
        own: Path | None = None,
    ) -> None:
        """`version` of the program goes into every request. `wake` is called from another thread
        when there is something to `pump`. `command` starts another worker than the usual one.
        `cache` is where backends keep what can be computed again (the project's own where it is
        None), `folders` says, before every job, where models are. There are at most `workers`; 0 is
        one for every graphics card. `people` is the folder of the models that people and hands
        are seen with, `own` that of the person's own models for flow and outlines."""
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
        self._makers = Makers(self._collect, command, grace, workers)
        self._inspections = Inspections(
            project, on_change, self._collect, command, grace, people, own
        )
        self._running: dict[str, Run] = {}
        self._forecast = Forecast(project, self.queue, self._makers)
        self._waking = False
        self._gate = threading.Lock()
        self._closed = False
        self._seen = project.database.stamp()

    # life

    def start(self) -> tuple[Job, ...]:
        """Take the queue in hand and start the worker.

        Returns the jobs that a crash interrupted: offer them again (`queue.requeue`). A take that
        was finished in the moment of the crash is entered. Raises StorageProblem where another
        program works on this project, or nothing can be written to it.
        """
        self._lock = QueueLock(self.project.folder)
        try:
            interrupted = self._take_over()
        except BaseException:
            self.close()
            raise
        self._makers.start()
        return interrupted

    def _take_over(self) -> tuple[Job, ...]:
        cut_short = [
            job for job in self.queue.take_over(self._name) if not self._entered(job, self._name)
        ]
        for job in cut_short:
            self._sweep(job)
            self.queue.interrupt(job.id, self._name)
        sweep(self.project.media, older_than=_OLD_SECONDS)
        return tuple(self.queue.job(job.id) for job in cut_short)

    def close(self) -> None:
        """Stop all work. A running job is interrupted and offered again next time.

        `wake` is not called after this, and nothing is started any more. Raises StorageProblem
        where a result could not be written; everything is let go of all the same.
        """
        self._makers.close()
        self._inspections.close()
        with self._gate:
            self._closed = True
        lock, self._lock = self._lock, None
        try:
            while self.pump():  # what was said before they went
                pass
            for run in tuple(self._running.values()):
                job = self.queue.job(run.job_id)
                self._sweep(job)
                if not self._entered(job, run.worker):
                    self.queue.interrupt(*run.key)
        finally:
            self._running.clear()
            if lock is not None:
                lock.release()

    # what the person does

    def submit(
        self,
        shot_id: int | None,
        shot: Shot,
        *,
        front: bool = False,
        hints: tuple[str, ...] = (),
    ) -> Job:
        """Ask for one take of a shot as it is now. `hints` is what is said of its prompt."""
        job = self.queue.add(self._request(shot, hints), shot_id, front=front)
        self._asked(job.id)
        return job

    def replace(
        self, shot_id: int | None, shot: Shot, hints: tuple[str, ...] = ()
    ) -> tuple[Job, tuple[str, ...]]:
        """Ask for a take in the place of all that wait of this shot: see `JobQueue.replace`."""
        job, gone = self.queue.replace(self._request(shot, hints), shot_id)
        self._asked(job.id)
        return job, gone

    def submit_set(self, shot_id: int | None, requests: Sequence[Request]) -> tuple[Job, ...]:
        """Ask for a set of takes behind all others: all of them or none."""
        kept = [replace(r, shot=self.project.with_kept_files(r.shot)) for r in requests]
        jobs = self.queue.add_all(kept, shot_id)
        self._asked()
        return jobs

    def change(self, job_id: str, shot: Shot) -> bool:
        """Let a job that is not under way be of another shot; False where it began already."""
        shot = self.project.with_kept_files(shot)
        changed = self.queue.change(job_id, replace(self.queue.job(job_id).request, shot=shot))
        self._on_change(Change("jobs", job_id))
        return changed

    def _request(self, shot: Shot, hints: tuple[str, ...]) -> Request:
        return Request(self.project.with_kept_files(shot), self._version, hints)

    def _asked(self, job_id: str | None = None) -> None:
        self._on_change(Change("jobs", job_id))
        self._wake_worker()

    def inspect(self, take_id: int) -> None:
        """Look at a take in the background: findings as they come, then the report, saved."""
        self._inspections.add(take_id)

    def cancel(self, *job_ids: str) -> None:
        """Stop jobs or inspections: at once where they wait, soon where they run."""
        gone = set(self.queue.take_out(job_ids))
        if gone:
            self._on_change(Change("jobs", job_ids[0] if len(job_ids) == 1 else None))
        for job_id in job_ids:
            if job_id not in gone:
                self._makers.cancel(job_id)
                self._inspections.cancel(job_id)

    def pause(self, job_id: str) -> None:
        """Let a running job stand still at its next step, without the card's memory."""
        for host in self._makers:
            host.pause(job_id)

    def resume(self, job_id: str) -> None:
        """Let a paused job go on."""
        for host in self._makers:
            host.resume(job_id)

    def keep(self, job_id: str) -> None:
        """Stop a running job and make its take of what there is."""
        for host in self._makers:
            host.keep(job_id)

    def look(self, looking: bool) -> None:
        """Say whether anybody looks at previews: nobody makes them otherwise."""
        self._makers.look(looking)

    def pause_queue(self, paused: bool = True) -> None:
        """Start nothing new, or go on; what runs goes on."""
        self.queue.pause(paused)
        self._on_change(Change("jobs"))
        self._start_next()

    def requeue(self, job_id: str, *, front: bool = False) -> bool:
        """Ask again for a job that failed, was cancelled or interrupted."""
        asked = self.queue.requeue(job_id, front=front)
        self._asked(job_id)
        return asked

    def requeue_all(self, job_ids: Sequence[str]) -> tuple[str, ...]:
        """Ask again for several jobs: see `JobQueue.requeue_all`."""
        asked = self.queue.requeue_all(job_ids)
        self._asked()
        return asked

    def restore(self, job_ids: Sequence[str]) -> tuple[str, ...]:
        """Undo the cancelling of jobs that waited: see `JobQueue.restore`."""
        back = self.queue.restore(job_ids)
        self._asked()
        return back

    def heed_others(self) -> bool:
        """Whether another program wrote to the queue: 'jobs' was told then, and work goes on."""
        stamp = self.project.database.stamp()
        if stamp is None or self._seen is None or stamp[0] == self._seen[0]:
            self._seen = stamp or self._seen
            return False
        self._seen = stamp
        self._asked()
        return True

    # how long it takes

    def ends(self) -> dict[str, float | None]:
        """In how many seconds every running and queued job should end; None where nobody knows."""
        return self._forecast.ends(self._running.values())

    def expected(self, settings: Sequence[Settings]) -> float | None:
        """Seconds that takes with these settings should take in all; None where nobody knows."""
        return self._forecast.expected(settings)

    def flow_file(self, take_id: int) -> Path:
        """Where the flow of a take is, once and while it is inspected."""
        return self._inspections.flow_file(take_id)

    # events

    def pump(self, timeout: float = 0.0) -> bool:
        """Handle what the workers said, waiting up to `timeout` seconds; whether it was anything.

        Raises StorageProblem where a result cannot be written: the clip stays in media/ and is
        entered at the next start.
        """
        heard = self._waking = False
        with contextlib.suppress(queue.Empty):
            event = self._events.get(timeout=timeout) if timeout else self._events.get_nowait()
            until = time.monotonic() + PUMP_SECONDS
            while True:
                heard = True
                try:
                    self._handle(event)
                except VerbenchError:  # the worker is free, and what else was said waits
                    self._wake_again()
                    raise
                if time.monotonic() > until:  # a window has more to do
                    self._wake_again()
                    break
                event = self._events.get_nowait()
        self._start_next()
        self._inspections.begin_next()
        return heard

    def run_until_idle(self, timeout: float) -> bool:
        """Pump until nothing runs and nothing could; False after `timeout` seconds."""
        until = time.monotonic() + timeout
        while time.monotonic() < until:
            self.pump(0.05)
            if self.idle:
                return True
        return False

    @property
    def worker_pids(self) -> tuple[int, ...]:
        """The processes that make takes."""
        return tuple(pid for host in self._makers if (pid := host.pid) is not None)

    @property
    def stuck(self) -> bool:
        """Whether no worker can be started any more; the next job that is asked for tries again."""
        return self._makers.given_up

    @property
    def idle(self) -> bool:
        """Whether nothing runs and nothing could."""
        waiting = not self.queue.paused and bool(self.queue.queued(1))
        return self._inspections.idle and not waiting and not self._running

    def _collect(self, event: Event) -> None:
        with self._gate:  # who is woken may be gone as soon as this is closed
            if self._closed:
                return
            # steps that are heard at once, because the window was busy, were not made at once
            self._events.put(event | {"at": time.monotonic()})
            if not self._waking:  # one call hears all that was said
                self._waking = True
                self._wake()

    def _wake_again(self) -> None:
        if not self._closed:
            self._waking = True
            self._wake()

    def _handle(self, event: Event) -> None:
        kind, run = event["event"], self._running.get(event.get("job_id") or "")
        if kind in ("broken", "gone"):
            self._on_change(Change("problem", message=event["message"]))
        elif kind == "cards":
            self._makers.begin(event["cards"])
        elif run is not None and run.worker == event["worker"]:
            self._handle_job(kind, run, event)
        else:
            self._inspections.hear(event)

    def _handle_job(self, kind: str, run: Run, event: Event) -> None:
        job_id, at, now = run.job_id, event["at"], time.monotonic()
        if kind == "step":
            run.pace.step(event["done"], event["total"], at)
            if now - run.told >= STEP_SECONDS or event["done"] == event["total"]:
                run.told, left = now, run.pace.left(now)
                self._on_change(Change("step", job_id, None, event["done"], event["total"], left))
        elif kind == "stage":
            # what came before it, loading the model for one, is no part of the first step
            run.pace.rest(at)
            self._on_change(Change("stage", job_id, message=event["name"]))
        elif kind == "note":
            self._on_change(Change("note", job_id, message=event["text"]))
        elif kind == "preview":
            self._on_change(Change("preview", job_id, preview=_preview(event)))
        elif kind == "paused":
            self._on_change(Change("paused", job_id))
        elif kind == "resumed":
            run.pace.rest(at)
            self._on_change(Change("resumed", job_id))
        elif kind in ("done", "failed", "cancelled", "died"):
            del self._running[job_id]
            take = self._end(kind, run.key, event)
            self._on_change(Change("jobs", job_id))
            if take is not None:
                self._on_change(Change("take", job_id, take.id))

    def _end(self, kind: str, running: tuple[str, str], event: Event) -> Take | None:
        job = self.queue.job(running[0])
        if kind == "done":
            clip, path = ClipInfo(**event["clip"]), Path(event["path"])
            made = made_from_dict(event["made"])
            return self.queue.finish(*running, path, clip, event["sha256"], event["seconds"], made)
        if kind == "failed":
            self.queue.fail(*running, event["message"])
        elif kind == "cancelled":
            with contextlib.suppress(OSError):  # it may have been finished in that moment
                self._out(job).unlink(missing_ok=True)
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
            self._makers.start()  # again, where one was given up
        self._start_next()

    def _start_next(self) -> None:
        while self._lock is not None and self._makers.any_idle and not self.queue.paused:
            upcoming = [job.request.shot.settings for job in self.queue.queued(_AHEAD)]
            free = self._makers.idle(upcoming)
            if free is None or not self._give(*free):
                return

    def _give(self, host: WorkerHost, worker: str) -> bool:
        """The next job to an idle worker; whether it has one now."""
        job = self.queue.start_next(worker)
        if job is None:
            return False
        settings, at, folder = job.request.shot.settings, time.monotonic(), self.project.folder
        payload = {
            "request": request_to_dict(job.request, folder),
            "base": str(folder),
            "out": str(self._out(job)),
            "cache": str(self._cache or folder / CACHE),
            "folders": [str(found) for found in self._folders()],
        }
        self._running[job.id] = Run(job.id, worker, settings, at, Pace(at))
        try:
            host.submit(job.id, "generate", payload, worker)
        except RuntimeError:  # it died in between
            del self._running[job.id]
            self.queue.release(job.id, worker)
            return False
        self._makers.remember(worker, settings)
        self._on_change(Change("jobs", job.id))
        return True

    def _out(self, job: Job) -> Path:
        """Where a job's clip goes: named by the job, so that a second try replaces the first."""
        shot = job.request.shot
        odd = shot.settings.width % 2 or shot.settings.height % 2
        suffix = ".mkv" if odd else ".mp4"  # H.264 has no odd sizes
        return self.project.media / f"{slug(shot.name or shot.prompt)}-{job.id}{suffix}"

    def _entered(self, job: Job, worker: str) -> bool:
        """Whether a job whose worker went had its clip finished: then it is a take now."""
        from engine.imprint import imprint_of
        from engine.video.read import probe

        path, made = self._out(job), None
        with contextlib.suppress(BadInput, OSError):
            if path.exists():
                clip, sha256 = probe(path), sha256_of(path)
                with contextlib.suppress(BadInput):
                    imprint = imprint_of(path, None)
                    made = None if imprint is None else imprint.made
                return self.queue.finish(job.id, worker, path, clip, sha256, made=made) is not None
        return False

    def _sweep(self, job: Job) -> None:
        """Remove what a worker that was killed left half-written.

        Before the job moves on: a program that dies in between then comes back to it.
        """
        sweep(self.project.media, f"{self._out(job).stem}.*")


def _preview(event: Event) -> Preview:
    jpeg = base64.b64decode(event["jpeg"])
    return Preview(jpeg, event["frames"], event["width"], event["height"])
