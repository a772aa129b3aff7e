"""The queue: requests go in, each comes out as exactly one take, or with the reason why not.

A state machine over the table `jobs` of a project. Every move is one UPDATE that names the states
it may start from and, for work in progress, the worker that has it: a move that comes too late or
from a worker that was given up changes nothing. A take and the end of its job are one transaction.

    queued -> running -> done | failed | cancelled | interrupted | queued again
    queued, interrupted -> cancelled          failed, cancelled, interrupted -> queued

A queue that is paused hands out nothing; what runs goes on. That is kept with the project.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from engine.errors import BadInput
from engine.project.rows import job_from_row, request_from_row, request_to_row
from engine.project.store import Project, now
from engine.records import ClipInfo, Job, JobState, Made, Request, Take

CRASHES = 3
"""A job that took its worker down this often is set aside, so that the others are made."""

WAITING = (JobState.QUEUED, JobState.INTERRUPTED)
_AGAIN = (JobState.FAILED, JobState.CANCELLED, JobState.INTERRUPTED)
_ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
_PAUSED = "queue_paused"
_RANKS = {JobState.RUNNING: 0, JobState.QUEUED: 1, JobState.INTERRUPTED: 2}
_COLUMNS = "id, shot_id, state, position, created, started, ended, error, take_id, crashes, edits"
_AT_ONCE = 500
_APART = 1 << 20
"""Between the positions of two jobs, so that one can be put there and the others stay."""


class JobQueue:
    """The jobs of one open project. For the thread that opened the project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._db = project.database
        self._read: dict[str, tuple[int, Request]] = {}
        """Requests that were read, by job, with the number of their edits."""
        self._rows: dict[str, tuple[sqlite3.Row, Job, tuple[Any, ...]]] = {}
        """With what orders them among those that ended, or among the others."""
        self._touched: set[str] | None = None
        """Jobs that were written since they were read; None where all are to be read."""
        self._jobs: tuple[tuple[int, int] | None, tuple[Job, ...]] = (None, ())

    # what is there

    def jobs(self) -> tuple[Job, ...]:
        """All jobs: the running ones, the queued in their order, the interrupted, the ended.

        Cheap to ask again: of a queue that nobody else wrote to, only what was written is read, and
        a request only once.
        """
        stamp, (before, jobs) = self._db.stamp(), self._jobs
        if stamp is not None and before == stamp:
            return jobs
        if stamp is None or before is None or before[0] != stamp[0] or self._touched is None:
            rows = self._db.rows(f"select {_COLUMNS} from jobs")
            gone = self._rows.keys() - {row["id"] for row in rows}
        else:
            rows = list(self._of(_COLUMNS, self._touched))
            gone = self._touched - {row["id"] for row in rows}
        for job_id in gone:
            self._rows.pop(job_id, None)
            self._read.pop(job_id, None)
        known = self._rows
        new = [row for row in rows if (kept := known.get(row["id"])) is None or kept[0] != row]
        self._read_requests(new)
        for row in new:
            job = self._job_of(row)
            known[job.id] = row, job, _place(job)
        if new or gone:
            live = sorted((place, job) for _, job, place in known.values() if not job.ended)
            over = sorted((place, job) for _, job, place in known.values() if job.ended)
            jobs = tuple([job for _, job in (*live, *reversed(over))])
        # what was read within a transaction may yet be rolled back
        self._touched = None if stamp is None else set()
        self._jobs = stamp, jobs
        return jobs

    def job(self, job_id: str) -> Job:
        """One job. Raises BadInput where there is none of that id."""
        rows = self._db.rows(f"select {_COLUMNS} from jobs where id = ?", (job_id,))
        if not rows:
            raise BadInput(f"There is no job {job_id}", mend="List the queue first.")
        self._read_requests(rows)
        return self._job_of(rows[0])

    def queued(self, most: int = -1) -> tuple[Job, ...]:
        """The first jobs that wait, in their order."""
        waiting = (job for job in self.jobs() if job.state is JobState.QUEUED)
        return tuple(waiting if most < 0 else islice(waiting, most))

    @property
    def paused(self) -> bool:
        """Whether nothing new is started."""
        return self.project.setting(_PAUSED, False) is True

    # what the person does

    def add(self, request: Request, shot_id: int | None = None, *, front: bool = False) -> Job:
        """Ask for one more take, behind all others or in front of them."""
        return self.add_all([request], shot_id, front=front)[0]

    def add_all(
        self, requests: Sequence[Request], shot_id: int | None = None, *, front: bool = False
    ) -> tuple[Job, ...]:
        """Ask for a set of takes, in this order, all or none of them.

        Raises BadInput, before anything is written, where one asks for what cannot be.
        """
        ids = [uuid.uuid4().hex for _ in requests]
        rows = [request_to_row(request, self.project.folder) for request in requests]
        read = [request_from_row(row, self.project.folder) for row in rows]
        with self._db.writing() as db:
            places = self._ends(len(ids), front=front)
            db.executemany(
                """insert into jobs (id, shot_id, request, state, position, created)
                values (?, ?, ?, 'queued', ?, ?)""",
                [
                    (job_id, shot_id, row, place, now())
                    for job_id, row, place in zip(ids, rows, places, strict=True)
                ],
            )
            self._touch(ids)
        self._read |= {job_id: (0, request) for job_id, request in zip(ids, read, strict=True)}
        made = {row["id"]: self._job_of(row) for row in self._of(_COLUMNS, ids)}
        return tuple(made[job_id] for job_id in ids)

    def replace(self, request: Request, shot_id: int | None) -> tuple[Job, tuple[str, ...]]:
        """Ask for a take in the place of all that wait of this shot.

        The new job stands where the first of them stood; the ids of those that were cancelled come
        with it, so that `restore` can undo it.
        """
        with self._db.writing():
            at = [n for n, job in enumerate(self.queued()) if job.shot_id == shot_id]
            gone = self.take_out([job.id for job in self.queued() if job.shot_id == shot_id])
            job = self.add(request, shot_id)
            if at:
                self.move((job.id,), at[0])
            return self.job(job.id), gone

    def change(self, job_id: str, request: Request) -> bool:
        """Let a job that is not under way ask for something else; False where it began already."""
        row = request_to_row(request, self.project.folder)
        states = ", ".join(f"'{state}'" for state in (*WAITING, *_AGAIN))
        with self._db.writing() as db:
            done = db.execute(
                f"""update jobs set request = ?, edits = edits + 1
                where id = ? and state in ({states})""",
                (row, job_id),
            )
            self._touch((job_id,))
            return done.rowcount == 1

    def pause(self, paused: bool = True) -> None:
        """Start nothing new, or go on; kept with the project."""
        self.project.save_setting(_PAUSED, paused)

    def cancel(self, job_id: str) -> bool:
        """Take a waiting job out at once; False where it is not waiting (any more)."""
        return bool(self.take_out((job_id,)))

    def take_out(self, job_ids: Iterable[str]) -> tuple[str, ...]:
        """Cancel several at once; the ids of those that waited."""
        with self._db.writing() as db:
            gone = self._in_state(job_ids, WAITING)
            db.executemany(
                "update jobs set state = 'cancelled', ended = ? where id = ?",
                [(now(), job_id) for job_id in gone],
            )
            self._touch(gone)
            return gone

    def requeue(self, job_id: str, *, front: bool = False) -> bool:
        """Ask again for what failed, was cancelled or was interrupted."""
        return bool(self.requeue_all((job_id,), front=front))

    def requeue_all(self, job_ids: Iterable[str], *, front: bool = False) -> tuple[str, ...]:
        """Ask again for several, in this order; the ids of those that wait now."""
        with self._db.writing() as db:
            back = self._in_state(job_ids, _AGAIN)
            places = self._ends(len(back), front=front)
            db.executemany(
                """update jobs set state = 'queued', position = ?, started = null, ended = null,
                error = null, crashes = 0 where id = ?""",
                list(zip(places, back, strict=True)),
            )
            self._touch(back)
            return back

    def restore(self, job_ids: Iterable[str]) -> tuple[str, ...]:
        """Undo `cancel`: what was cancelled or interrupted waits again where it was; the ids of
        those that do."""
        with self._db.writing() as db:
            back = self._in_state(job_ids, (JobState.CANCELLED, JobState.INTERRUPTED))
            db.executemany(
                """update jobs set state = 'queued', started = null, ended = null, error = null
                where id = ?""",
                [(job_id,) for job_id in back],
            )
            self._touch(back)
            old = frozenset(back)
            rows = db.execute("select id, position from jobs where state = 'queued' order by id")
            at = sorted((row["position"], row["id"] not in old, row["id"]) for row in rows)
            self._renumber(job_id for _, _, job_id in at)
            return back

    def move(self, job_ids: Iterable[str], position: int) -> None:
        """Put queued jobs, in the order they have, at `position` among the queued others."""
        with self._db.writing() as db:
            rows = db.execute("select id from jobs where state = 'queued' order by position, id")
            order, wanted = [row["id"] for row in rows], set(job_ids)
            moved = [job_id for job_id in order if job_id in wanted]
            if not moved:
                return
            others = [job_id for job_id in order if job_id not in wanted]
            at = min(max(0, position), len(others))
            order = [*others[:at], *moved, *others[at:]]
            places = self._between(others[at - 1 : at], others[at : at + 1], len(moved))
            if places is None:
                self._renumber(order)
            else:
                self._place(zip(moved, places, strict=True))

    def arrange(self, job_ids: Iterable[str]) -> None:
        """Put queued jobs in this order, in front of all others that are queued."""
        with self._db.writing() as db:
            rows = db.execute("select id from jobs where state = 'queued' order by position, id")
            queued = [row["id"] for row in rows]
            there = set(queued)
            first = [job_id for job_id in job_ids if job_id in there]
            self._renumber(dict.fromkeys([*first, *queued]))

    def _between(self, before: list[str], after: list[str], count: int) -> list[int] | None:
        """Free positions between two queued jobs, so that no other has to move; None where there
        are too few."""
        low, high = (self.job(one[0]).position if one else None for one in (before, after))
        if low is None and high is None:
            return None
        if high is None:
            return [(low or 0) + _APART * n for n in range(1, count + 1)]
        if low is None:
            return [high - _APART * n for n in range(count, 0, -1)]
        step = (high - low) // (count + 1)
        return [low + step * n for n in range(1, count + 1)] if step else None

    def clear(self) -> tuple[str, ...]:
        """Cancel all that wait; their ids, so that `requeue` can undo it."""
        with self._db.writing():
            return self.take_out([job.id for job in self.jobs() if job.state in WAITING])

    def forget_ended(self) -> tuple[Job, ...]:
        """Empty the list of what is done, failed or cancelled. Takes stay.

        What was in it comes back, for `remember` to undo it.
        """
        with self._db.writing() as db:
            ended = tuple(job for job in self.jobs() if job.state in _ENDED)
            db.execute("delete from jobs where state in ('done', 'failed', 'cancelled')")
            self._touch(job.id for job in ended)
            return ended

    def remember(self, jobs: Iterable[Job]) -> None:
        """Undo `forget_ended`."""
        rows = [
            (
                job.id,
                job.shot_id,
                request_to_row(job.request, self.project.folder),
                job.state,
                job.position,
                job.created,
                job.started,
                job.ended,
                job.error,
                job.take_id,
                job.crashes,
            )
            for job in jobs
        ]
        with self._db.writing() as db:
            db.executemany(
                """insert or ignore into jobs (id, shot_id, request, state, position,
                created, started, ended, error, take_id, crashes)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                rows,
            )
            self._touch(str(row[0]) for row in rows)

    # what workers do

    def start_next(self, worker: str) -> Job | None:
        """Hand the first queued job to `worker` (any unique word); None where nothing is queued,
        or the queue is paused."""
        if self.paused:
            return None
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
            take = self.project.add_take(
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
        """Queue a job again that the worker never began: in front, as it was."""
        with self._db.writing():
            return self._move(
                job_id,
                (JobState.RUNNING,),
                JobState.QUEUED,
                worker,
                position=self._ends(1, front=True)[0],
                started=None,
                owner=None,
            )

    def crashed(self, job_id: str, worker: str, why: str = "") -> JobState | None:
        """Count a death of the worker while it was on this job.

        The job is queued again in front, as it was, or failed after `CRASHES`. Returns its new
        state; None where `worker` does not have the job any more.
        """
        with self._db.writing() as db:
            if not self._has(job_id, worker):
                return None
            db.execute("update jobs set crashes = crashes + 1 where id = ?", (job_id,))
            self._touch((job_id,))
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
            self._touch((job_id,))
            return made.rowcount == 1

    def _has(self, job_id: str, worker: str) -> bool:
        rows = self._db.rows(
            "select 1 from jobs where id = ? and state = 'running' and owner = ?", (job_id, worker)
        )
        return bool(rows)

    def _renumber(self, order: Iterable[str]) -> None:
        self._place((job_id, _APART * n) for n, job_id in enumerate(order))

    def _place(self, places: Iterable[tuple[str, int]]) -> None:
        new = [(n, job_id) for job_id, n in places]
        with self._db.writing() as db:
            db.executemany("update jobs set position = ? where id = ?", new)
            self._touch(job_id for _, job_id in new)

    def _read_requests(self, rows: Iterable[sqlite3.Row]) -> None:
        new = [row["id"] for row in rows if self._read.get(row["id"], (-1,))[0] != row["edits"]]
        for row in self._of("id, edits, request", new):
            request = request_from_row(row["request"], self.project.folder)
            self._read[row["id"]] = row["edits"], request

    def _of(self, columns: str, job_ids: Iterable[str]) -> Iterator[sqlite3.Row]:
        """Rows of jobs, in no order."""
        wanted = list(job_ids)
        for start in range(0, len(wanted), _AT_ONCE):
            ids = wanted[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(ids))
            yield from self._db.rows(f"select {columns} from jobs where id in ({marks})", ids)

    def _in_state(self, job_ids: Iterable[str], states: Sequence[JobState]) -> tuple[str, ...]:
        """Those of the jobs that are in one of the states, in the order in which they are named."""
        wanted = list(dict.fromkeys(job_ids))
        there = {row["id"] for row in self._of("id, state", wanted) if row["state"] in states}
        return tuple(job_id for job_id in wanted if job_id in there)

    def _touch(self, job_ids: Iterable[str]) -> None:
        if self._touched is not None:
            self._touched.update(job_ids)

    def _job_of(self, row: sqlite3.Row) -> Job:
        return job_from_row(row, self._read[row["id"]][1])

    def _ends(self, count: int, *, front: bool) -> list[int]:
        """Free positions for so many in a row, in front of all that are queued or behind them."""
        what = f"min(position) - {_APART * count}" if front else f"max(position) + {_APART}"
        row = self._db.rows(f"select coalesce({what}, 0) at from jobs where state = 'queued'")[0]
        return [int(row["at"]) + _APART * n for n in range(count)]


def _place(job: Job) -> tuple[Any, ...]:
    """What orders a job: of those that ended the last is the first. No two have the same."""
    if job.ended:
        return job.ended, -job.position, job.id
    return _RANKS.get(job.state, 3), job.position, job.id
