"""The queue on the screen: jobs and what the workers say of them go in, rows and the live view come
out; what the person wants done with jobs becomes steps of undo where it can be taken back.

A step of a job touches its own row only, so that a queue of thousands costs nothing while one runs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QImage

from app.cards import Progress, clock, end_words, job_row, shot_titles, stage_words, step_words
from app.dialogs import JobDialog, Page
from app.session import Session, Step
from app.stage import COMPARE, WATCH
from app.translated import translated
from engine.errors import BadInput
from engine.records import Job, JobState, Request, Shot
from widgets.common.translation import tr
from widgets.jobs.queue_list import JobRow

if TYPE_CHECKING:
    from app.workbench import Workbench

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!<>|~&])")
ROOMY = 900
"""From this width of the stage on a take and the next one are seen side by side."""
APPEAR_MS = 700
"""A draft that is made at once needs no live view."""
WAITING = (JobState.QUEUED, JobState.RUNNING)
UNDER_WAY = (JobState.QUEUED, JobState.RUNNING, JobState.INTERRUPTED, JobState.FAILED)


_NOTHING = Progress()


class Queueing(QObject):
    """Knows the work, the session and the window."""

    shown = Signal()
    """The list of jobs was shown as it is now."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._progress: dict[str, Progress] = {}
        self._jobs: dict[str, Job] = {}
        self._of_shots: dict[int | None, list[Job]] = {}
        """What is under way, by shot."""
        self._names: dict[int | None, str] = {}
        self._rows: dict[str, tuple[Job, str, Progress, JobRow]] = {}
        self._live: str = ""
        self._folded: dict[bool, bool] = {}
        """Whether the person wants the live view as a line, in Watch (True) and elsewhere."""
        self._large: bool | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show_jobs)
        self._ends: dict[str, float | None] = {}
        self._appear = QTimer(self, singleShot=True, interval=APPEAR_MS)
        self._appear.timeout.connect(self._show_live_view)
        workbench.window.queue.set_pictures(self._picture)
        workbench.window.queue.set_endings(lambda job_id: end_words(self._ends.get(job_id)))

    def close(self) -> None:
        """Nothing is shown any more, whatever the end of the queue tells."""
        for timer in (self._soon, self._appear):
            timer.stop()
            timer.blockSignals(True)

    # what there is

    def progress(self, job_id: str) -> Progress:
        """What the workers said of a job."""
        return self._progress.get(job_id, _NOTHING)

    def jobs_of(self, shot_id: int | None) -> tuple[Job, ...]:
        """What is asked for of a shot and no take yet."""
        return tuple(self._of_shots.get(shot_id, ()))

    def refresh(self) -> None:
        """The list of jobs is another; a thousand changes at once are shown once."""
        self._soon.start()

    def show_jobs(self) -> None:
        """Shows the list of jobs as it is now."""
        self._soon.stop()
        bench, jobs = self._bench, self._bench.work.jobs()
        self._jobs, self._of_shots = {job.id: job for job in jobs}, {}
        for job in jobs:
            if job.state in UNDER_WAY:
                self._of_shots.setdefault(job.shot_id, []).append(job)
        self._ends = bench.work.job_ends()
        self._progress = {key: told for key, told in self._progress.items() if self._runs(key)}
        self._names = shot_titles(bench.session.shots)
        rows = tuple(self._row(job) for job in jobs if job.state is not JobState.DONE)
        self._rows = {row.key: self._rows[row.key] for row in rows}
        bench.window.queue.set_paused(bench.work.queue_paused)
        self._show_counts()
        bench.window.queue.set_rows(rows, self._about())
        bench.window.queue.list.update_endings()
        bench.screen.show_job_cards()
        self.show_live()
        self.shown.emit()

    def open_queue(self) -> None:
        """The queue under its button, or away with it."""
        window = self._bench.window
        if window.queue.isVisible():
            window.queue.close_panel()
            return
        self.show_jobs()
        bar = window.topbar
        window.queue.open_at(bar.mapTo(window, QPoint(bar.width() - 8, bar.height() + 4)))

    def _runs(self, job_id: str) -> bool:
        job = self._jobs.get(job_id)
        return job is not None and job.state is JobState.RUNNING

    def _row(self, job: Job) -> JobRow:
        name = self._names.get(job.shot_id) or tr("A shot")
        told, known = self.progress(job.id), self._rows.get(job.id)
        if known is not None and known[1:3] == (name, told) and _same(known[0], job):
            return known[3]
        row = job_row(job, name, told)
        self._rows[job.id] = (job, name, told, row)
        return row

    def _show_counts(self) -> None:
        states = Counter([job.state for job in self._jobs.values()])
        window, runs = self._bench.window, bool(states[JobState.RUNNING])
        waiting = sum(states[state] for state in WAITING)
        window.topbar.set_queue(waiting, self._left())
        paused = self._bench.work.queue_paused and not runs and waiting
        said = tr("generating") if runs else tr("the queue is paused") if paused else tr("ready")
        if runs and all(self.progress(key).paused for key in self._jobs if self._runs(key)):
            said = tr("paused")
        window.set_worker(said)

    def _left(self) -> float | None:
        """Seconds until nothing runs and waits any more; None where nobody knows."""
        ends = self._ends.values()
        return None if None in ends else max(ends, default=None)

    def _about(self) -> str:
        waiting = sum(job.state is JobState.QUEUED for job in self._jobs.values())
        if not waiting:
            return ""
        said = tr("1 waits") if waiting == 1 else tr("{n} wait").format(n=waiting)
        if self._bench.work.queue_paused:
            return tr("{said} · paused").format(said=said)
        left = self._left()
        if left is None:
            return said
        return tr("{said} · {clock} left").format(said=said, clock=clock(left))

    def _picture(self, job_id: str) -> QImage | None:
        job = self._jobs.get(job_id)
        if job is None:
            return None
        return self._bench.screen.pictures.of_image(job.request.shot.start_image)

    # what the workers say

    def show_step(self, job_id: str, done: int, total: int, left: float | None) -> None:
        """A job moved on."""
        self._tell(job_id, done=done, total=total, left=left)

    def show_stage(self, job_id: str, stage: str) -> None:
        """A job does something else."""
        self._tell(job_id, stage=stage)

    def show_note(self, job_id: str, text: str) -> None:
        """There is something to be known of a job."""
        self._tell(job_id, notes=(*self.progress(job_id).notes, translated(text))[-20:])

    def show_paused(self, job_id: str, paused: bool) -> None:
        """A job stands still, or goes on."""
        self._tell(job_id, paused=paused)
        self._show_counts()

    def show_preview(self, job_id: str, jpeg: bytes, frames: int, width: int, height: int) -> None:
        """What the clip of a job looks like so far."""
        if job_id == self._live:
            self._bench.window.live.set_preview(jpeg, frames, width, height)

    def _tell(self, job_id: str, **fields: object) -> None:
        self._progress[job_id] = replace(self.progress(job_id), **fields)
        job = self._jobs.get(job_id)
        if job is None:
            return
        self._bench.window.queue.update_row(self._row(job))
        if job.shot_id == self._bench.session.shot_id:
            self._bench.screen.show_job_card(job, self.progress(job_id))
        if job_id == self._live:
            self._show_progress()

    # the live view

    def show_live(self) -> None:
        """The running job of the shot on the screen, where there is one."""
        shot_id = self._bench.session.shot_id
        running = (job for job in self.jobs_of(shot_id) if job.state is JobState.RUNNING)
        job = next(running, None)
        live = self._bench.window.live
        if job is None:
            self._live, self._large = "", None
            self._appear.stop()
            live.hide()
        elif job.id != self._live:
            self._live, shot = job.id, job.request.shot
            picture = self._bench.screen.pictures.of_image(shot.start_image)
            live.set_job(self._title(job), shot.settings.seconds, picture)
            self._show_progress()
            self._appear.start()

    def place_live(self) -> None:
        """Another mode of the stage, or another take: the live view takes the room that is free."""
        if self._live and not self._appear.isActive():
            self._show_live_view()

    def set_live_shape(self, shape: str) -> None:
        """The person wants it folded, in the corner or large."""
        self._folded[self._watches()] = shape == "line"
        self._large = shape == "large"
        self._show_live_view()

    def _watches(self) -> bool:
        return self._bench.window.stage.mode == WATCH

    def _show_live_view(self) -> None:
        bench, watches = self._bench, self._watches()
        if bench.window.stage.mode == COMPARE:
            bench.window.live.hide()  # every cell says how far it is
            return
        large = watches and bench.watching.take is None if self._large is None else self._large
        # what is painted or watched comes first, where there is no room for both
        narrow = bench.watching.take is not None and bench.window.stage.width() < ROOMY
        folded = self._folded.get(watches, narrow or not watches)
        bench.window.live.set_shape("line" if folded else "large" if large else "tile")
        bench.window.live.show()
        bench.window.stage.place_live()

    def _show_progress(self) -> None:
        told, live = self.progress(self._live), self._bench.window.live
        live.set_step(stage_words(told), told.done, told.total, step_words(told))
        live.set_note(told.notes[-1] if told.notes else "")
        live.set_paused(told.paused)
        live.set_ending(told.ends)

    def _title(self, job: Job) -> str:
        name = self._names.get(job.shot_id) or tr("A shot")
        return tr("{shot} · seed {seed}").format(shot=name, seed=job.request.shot.settings.seed)

    def cancel_live(self) -> None:
        """Throws away what the live view shows."""
        self.cancel((self._live,))

    def keep_live(self) -> None:
        """Makes the clip of what the live view shows."""
        self.keep((self._live,))

    def pause_live(self, paused: bool) -> None:
        """Lets what the live view shows stand still, or go on."""
        self.pause((self._live,)) if paused else self.resume((self._live,))

    # what the person does

    def cancel(self, keys: Sequence[str]) -> None:
        """Takes out what waits, which can be undone, and stops what runs."""
        work = self._bench.work
        running = tuple(key for key in keys if self._runs(key))
        waiting = tuple(key for key in keys if self._waits(key))
        work.take_out(running)
        self._end(running, "cancel")
        if waiting:
            one, more = tr("cancel job"), tr("cancel {n} jobs").format(n=len(waiting))
            what = one if len(waiting) == 1 else more
            self._push(what, lambda: work.take_out(waiting), lambda: work.restore(waiting))

    def cancel_waiting(self) -> None:
        """All that waits."""
        self.cancel(tuple(key for key in self._jobs if self._waits(key)))

    def cancel_all(self) -> None:
        """All that waits and all that runs."""
        self.cancel(tuple(key for key in self._jobs if self._waits(key) or self._runs(key)))

    def clear_ended(self) -> None:
        """What is done, failed or cancelled goes off the list."""
        work = self._bench.work
        gone: list[Job] = []

        def do() -> None:
            gone[:] = work.forget_ended()

        self._push(tr("clear ended jobs"), do, lambda: work.remember(tuple(gone)))

    def move(self, keys: Sequence[str], place: int) -> None:
        """Puts waiting jobs at a place among the others that wait."""
        work, before = self._bench.work, [key for key in self._jobs if self._waits(key)]
        rest = [key for key in before if key not in set(keys)]
        after = [*rest[:place], *(key for key in before if key in set(keys)), *rest[place:]]
        if after != before:
            # what was taken up or asked for meanwhile keeps its place behind
            self._push(
                tr("reorder the queue"),
                lambda: work.move(tuple(keys), place),
                lambda: work.arrange(before),
            )

    def edit(self, key: str) -> None:
        """Asks for other settings of a job that waits."""
        job = self._jobs.get(key)
        if job is None:
            return
        before = job.request.shot
        dialog = JobDialog(self._rows[key][1], before.settings, self._bench.window)
        dialog.accepted.connect(
            lambda: self._change(key, before, replace(before, settings=dialog.settings))
        )
        dialog.open()

    def _change(self, key: str, before: Shot, after: Shot) -> None:
        if after == before:
            return
        self._push(
            tr("edit job"),
            lambda: self._put_shot(key, after),
            lambda: self._put_shot(key, before),
        )

    def _put_shot(self, key: str, shot: Shot) -> None:
        if not self._bench.work.change(key, shot):
            said = tr("This job has begun already")
            raise BadInput(said, mend=tr("Duplicate it and edit the copy."))
        self.refresh()

    def pause_queue(self, paused: bool) -> None:
        """Starts nothing new, or goes on."""
        self._bench.work.pause_queue(paused)
        self.refresh()

    def replace_waiting(self, shot: Shot, hints: tuple[str, ...]) -> bool:
        """A take in the place of all that wait of the shot on the screen; whether it is queued."""
        work, shot_id = self._bench.work, self._bench.session.shot_id
        made: list[tuple[str, tuple[str, ...]]] = []

        def do() -> None:
            told = work.replace(shot_id, shot, hints)
            if told is not None:
                made.append((told[0].id, told[1]))

        def take_back() -> None:
            job_id, gone = made.pop()
            work.take_out((job_id,))
            work.restore(gone)

        self._push(tr("replace what waits"), do, take_back)
        return bool(made)

    def requeue(self, keys: Sequence[str]) -> None:
        """Asks again for what ended without a take."""
        self._bench.work.requeue(keys)

    def _push(self, what: str, do: Callable[[], object], back: Callable[[], object]) -> None:
        self._bench.session.push(_Act(self._bench.session, what, do, back))

    def pause(self, keys: Sequence[str]) -> None:
        """Lets running jobs stand still."""
        for key in keys:
            self._bench.work.pause(key)

    def resume(self, keys: Sequence[str]) -> None:
        """Lets them go on."""
        for key in keys:
            self._bench.work.resume(key)

    def keep(self, keys: Sequence[str]) -> None:
        """Stops running jobs and makes their clips of what there is."""
        for key in keys:
            self._bench.work.keep(key)
        self._end([key for key in keys if self._runs(key)], "keep")

    def _end(self, keys: Sequence[str], how: Literal["cancel", "keep"]) -> None:
        """It takes until the next step: that it was heard is said at once."""
        for key in keys:
            if self._runs(key):
                self._tell(key, ends=how)

    def copy(self, keys: Sequence[str]) -> None:
        """Asks for the same once more, behind all others."""
        work = self._bench.work
        jobs = [job for key in keys if (job := self._jobs.get(key)) is not None]
        for shot_id, of_shot in groupby(jobs, lambda job: job.shot_id):
            requests = [Request(job.request.shot, work.version) for job in of_shot]
            work.submit_set(shot_id, requests)

    def explain(self, key: str) -> None:
        """All that is known of a job, on a page."""
        job = self._jobs.get(key)
        if job is None:
            return
        row, told, window = self._row(job), self.progress(key), self._bench.window
        notes = (*told.notes, *((translated(job.error),) if job.error else ()))
        prompt = job.request.shot.prompt or tr("No prompt")
        parts = (row.title, row.said, row.made, *notes, prompt)
        Page(tr("Job"), "\n\n".join(_plain(part) for part in parts), window).open()

    def _waits(self, key: str) -> bool:
        job = self._jobs.get(key)
        return job is not None and job.state is JobState.QUEUED


def _same(known: Job, job: Job) -> bool:
    """Of a thousand that are the same objects, none is looked into."""
    return known is job or known == job


def _plain(text: str) -> str:
    """Text of strangers within Markdown: no mark of it means anything."""
    return _MARKS.sub(r"\\\1", text)


class _Act(Step):
    """Something that is done with the queue, and its opposite."""

    def __init__(
        self, session: Session, what: str, do: Callable[[], object], back: Callable[[], object]
    ) -> None:
        super().__init__(session, what)
        self._do, self._back = do, back

    def do(self) -> None:
        self._do()

    def take_back(self) -> None:
        self._back()
