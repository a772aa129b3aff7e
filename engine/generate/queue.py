"""The queue: requests go in, each comes out as exactly one take, or with the reason why not.

A state machine over the table `jobs` of a project. Every move is one UPDATE that names the states
it may start from and, for work in progress, the worker that has it: a move that comes too late or
from a worker that was given up changes nothing. A take and the end of its job are one transaction.

    queued -> running -> done | failed | cancelled | interrupted | queued again
    queued, interrupted -> cancelled          failed, cancelled, interrupted -> queued
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from engine.errors import BadInput
from engine.project.rows import job_from_row, request_to_row
from engine.project.store import Project, now
from engine.records import ClipInfo, Job, JobState, Made, Request, Take

CRASHES = 3
"""A job that took its worker down this often is set aside, so that the others are made."""

WAITING = (JobState.QUEUED, JobState.INTERRUPTED)
_AGAIN = (JobState.FAILED, JobState.CANCELLED, JobState.INTERRUPTED)


class JobQueue:
    """The jobs of one open project. For the thread that opened the project."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._db = project.database

    # what is there

    def jobs(self) -> tuple[Job, ...]:
        """All jobs: the running one, the queued in their order, the interrupted, the ended."""
        rows = self._db.rows(
            """select * from jobs order by
            case state when 'running' then 0 when 'queued' then 1 when 'interrupted' then 2
            else 3 end, case when ended is null then position end, ended desc, id"""
        )
        return tuple(job_from_row(row, self._project.folder) for row in rows)

    def job(self, job_id: str) -> Job:
        """One job. Raises BadInput where there is none of that id."""
        rows = self._db.rows("select * from jobs where id = ?", (job_id,))
        if not rows:
            raise BadInput(f"There is no job {job_id}", mend="List the queue first.")
        return job_from_row(rows[0], self._project.folder)

    # what the person does

    def add(self, request: Request, shot_id: int | None = None, *, front: bool = False) -> Job:
        """Ask for one more take, behind all others or in front of them."""
        job_id = uuid.uuid4().hex
        with self._db.writing() as db:
            db.execute(
                """insert into jobs (id, shot_id, request, state, position, created)
                values (?, ?, ?, 'queued', ?, ?)""",
                (
                    job_id,
                    shot_id,
                    request_to_row(request, self._project.folder),
                    self._end(front=front),
                    now(),
                ),
            )
        return self.job(job_id)

    def cancel(self, job_id: str) -> bool:
        """Take a waiting job out at once; False where it is not waiting (any more)."""
        return self._move(job_id, WAITING, JobState.CANCELLED, ended=now())

    def requeue(self, job_id: str, *, front: bool = False) -> bool:
        """Ask again for what failed, was cancelled or was interrupted."""
        with self._db.writing():
            return self._move(
                job_id,
                _AGAIN,
                JobState.QUEUED,
                position=self._end(front=front),
                started=None,
                ended=None,
                error=None,
                crashes=0,
            )

    def move(self, job_id: str, position: int) -> None:
        """Put a queued job at `position` (0-based) among the queued ones."""
        with self._db.writing() as db:
            rows = db.execute("select id from jobs where state = 'queued' order by position, id")
            order = [row["id"] for row in rows]
            if job_id not in order:
                return
            order.remove(job_id)
            order.insert(max(0, position), job_id)
            db.executemany(
                "update jobs set position = ? where id = ?", [(n, i) for n, i in enumerate(order)]
            )

    def clear(self) -> tuple[str, ...]:
        """Cancel all that wait; their ids, so that `requeue` can undo it."""
        with self._db.writing():
            waiting = [job.id for job in self.jobs() if job.state in WAITING]
            return tuple(job_id for job_id in waiting if self.cancel(job_id))

    def forget_ended(self) -> None:
        """Empty the list of what is done, failed or cancelled. Takes stay."""
        with self._db.writing() as db:
            db.execute("delete from jobs where state in ('done', 'failed', 'cancelled')")

    # what workers do

    def start_next(self, worker: str) -> Job | None:
        """Hand the first queued job to `worker` (any unique word); None where nothing is queued."""
        with self._db.writing() as db:
            row = db.execute(
                "select id from jobs where state = 'queued' order by position, id limit 1"
            ).fetchone()
            if row is None:
                return None
            self._move(row["id"], (JobState.QUEUED,), JobState.RUNNING, started=now(), owner=worker)
            return self.job(row["id"])

    def finish(
        self,
        job_id: str,
        worker: str,
        path: Path,
        clip: ClipInfo,
        sha256: str,
        seconds: float | None = None,
        made: Made | None = None,
    ) -> Take | None:
        """Enter the clip at `path` as the take of a running job and end the job, both or neither.

        None, and nothing entered, where `worker` does not have the job any more.
        """
        with self._db.writing():
            if not self._has(job_id, worker):
                return None
            job = self.job(job_id)
            take = self._project.add_take(
                path,
                clip,
                source="generated",
                model=job.request.shot.settings.model_name,
                sha256=sha256,
                shot_id=job.shot_id,
                job_id=job_id,
                request=job.request,
                seconds=seconds,
                made=made,
            )
            self._end_running(job_id, worker, JobState.DONE, take_id=take.id)
            return take

    def fail(self, job_id: str, worker: str, message: str) -> bool:
        """End a running job with the reason, one line."""
        return self._end_running(job_id, worker, JobState.FAILED, error=message)

    def stopped(self, job_id: str, worker: str) -> bool:
        """End a running job that the person cancelled, once the worker has let go of it."""
        return self._end_running(job_id, worker, JobState.CANCELLED)

    def release(self, job_id: str, worker: str) -> bool:
        """Queue a job again that the worker never began, where it was."""
        return self._move(
            job_id, (JobState.RUNNING,), JobState.QUEUED, worker, started=None, owner=None
        )

    def crashed(self, job_id: str, worker: str, why: str = "") -> JobState | None:
        """Count a death of the worker while it was on this job.

        The job is queued again where it was, or failed after `CRASHES`. Returns its new state;
        None where `worker` does not have the job any more.
        """
        with self._db.writing() as db:
            if not self._has(job_id, worker):
                return None
            db.execute("update jobs set crashes = crashes + 1 where id = ?", (job_id,))
            if self.job(job_id).crashes < CRASHES:
                self.release(job_id, worker)
                return JobState.QUEUED
            reason = f" ({why})" if why else ""
            self.fail(job_id, worker, f"Set aside: it ended the worker {CRASHES} times{reason}")
            return JobState.FAILED

    def take_over(self, worker: str) -> tuple[Job, ...]:
        """All jobs that run, now in the name of `worker`: after a crash of the program nobody
        else has them."""
        with self._db.writing() as db:
            db.execute("update jobs set owner = ? where state = 'running'", (worker,))
            return tuple(job for job in self.jobs() if job.state is JobState.RUNNING)

    def interrupt(self, job_id: str, worker: str) -> bool:
        """A running job was cut short by no fault of its own: it is offered again."""
        return self._move(job_id, (JobState.RUNNING,), JobState.INTERRUPTED, worker, owner=None)

    # inside

    def _end_running(self, job_id: str, worker: str, state: JobState, **values: Any) -> bool:
        ended = {"ended": now(), "owner": None, **values}
        return self._move(job_id, (JobState.RUNNING,), state, worker, **ended)

    def _move(
        self,
        job_id: str,
        start: Iterable[JobState],
        to: JobState,
        worker: str | None = None,
        **values: Any,
    ) -> bool:
        """One move of the state machine; whether it was made."""
        changes = {"state": to, **values}
        names = ", ".join(f"{name} = ?" for name in changes)
        states = ", ".join(f"'{state}'" for state in start)
        fence = "" if worker is None else " and owner = ?"
        marks = (*changes.values(), job_id, *(() if worker is None else (worker,)))
        with self._db.writing() as db:
            made = db.execute(
                f"update jobs set {names} where id = ? and state in ({states}){fence}", marks
            )
            return made.rowcount == 1

    def _has(self, job_id: str, worker: str) -> bool:
        rows = self._db.rows(
            "select 1 from jobs where id = ? and state = 'running' and owner = ?", (job_id, worker)
        )
        return bool(rows)

    def _end(self, *, front: bool) -> int:
        what = "min(position) - 1" if front else "max(position) + 1"
        row = self._db.rows(f"select coalesce({what}, 0) at from jobs where state = 'queued'")[0]
        return int(row["at"])
