"""The bridge to the workers: the runner of the open project, its changes as signals.

Worker events come from other threads; `wake` posts one signal to the GUI thread, which pumps the
runner there, so that everything else happens on one thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app import places
from engine.errors import VerbenchError
from engine.records import Finding, Job, JobState, Request, Settings, Shot

if TYPE_CHECKING:
    from engine.generate.runner import Change, Runner
    from engine.project.store import Project

OTHERS_MS = 2000
"""Between two looks for jobs that the command line put into the queue."""


class Work(QObject):
    """At most one runner, for the project that is open."""

    jobs_changed = Signal()
    stepped = Signal(str, int, int, object)
    """Job, steps done, steps in all, seconds left or None."""
    staged = Signal(str, str)
    """Job and what it does now: one of `engine.backends.base.Stage`."""
    noted = Signal(str, str)
    """Job and what the person should know of it."""
    previewed = Signal(str, bytes, int, int, int)
    """Job, a JPEG of the clip's frames one below the other, their number, width and height of
    one."""
    paused_changed = Signal(str, bool)
    """Job, and whether it stands still."""
    take_made = Signal(int)
    inspecting = Signal(int, float)
    """Take and progress, 0..1."""
    found = Signal(int, Finding)
    """Take and what was found in it while it is still looked at."""
    inspected = Signal(int)
    failed = Signal(VerbenchError)
    _woken = Signal()

    def __init__(self, version: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._version = version
        self._runner: Runner | None = None
        self._pumping = self._missed = False
        self._looking = False
        self.workers = 0
        """At most so many, from the next project on; 0 is one for every graphics card."""
        self._others = QTimer(self, interval=OTHERS_MS)
        self._others.timeout.connect(lambda: self._attempt(lambda runner: runner.heed_others()))
        # a timer ends the turn of the event loop: signals that are posted meanwhile would not, and
        # workers that say a lot would keep the person waiting
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._pump)
        self._woken.connect(self._soon.start, Qt.ConnectionType.QueuedConnection)

    def open(self, project: Project) -> tuple[Job, ...]:
        """Takes the queue of a project in hand; returns the jobs that a crash interrupted."""
        from engine.generate.runner import Runner

        self.close()
        runner = Runner(
            project,
            self._on_change,
            version=self._version,
            wake=self._woken.emit,
            cache=places.cache_folder(),
            folders=places.model_folders,
            workers=self.workers,
            people=places.people_folder(),
            own=places.own_models_folder(),
        )
        runner.look(self._looking)
        interrupted: tuple[Job, ...] = ()
        try:
            interrupted = runner.start()
        except VerbenchError as error:
            self.failed.emit(error)
            return ()
        self._runner = runner
        self._others.start()
        self.jobs_changed.emit()
        return interrupted

    def close(self) -> None:
        """Ends the workers; a running job is offered again next time."""
        self._others.stop()
        if self._runner is not None:
            runner, self._runner = self._runner, None
            try:
                runner.close()
            except VerbenchError as error:
                self.failed.emit(error)

    @property
    def version(self) -> str:
        """Of the program: what every request says."""
        return self._version

    @property
    def works(self) -> bool:
        """Whether jobs can be run at all."""
        return self._runner is not None

    def jobs(self) -> tuple[Job, ...]:
        """All jobs of the project, the running ones first; the same objects where nothing is new,
        so that asking again costs nothing."""
        return self._attempt(lambda runner: runner.queue.jobs()) or ()

    def job_ends(self) -> dict[str, float | None]:
        """In how many seconds every running and waiting job should end; None where nobody knows."""
        return self._attempt(lambda runner: runner.ends()) or {}

    def submit(
        self, shot_id: int | None, shot: Shot, *, front: bool = False, hints: tuple[str, ...] = ()
    ) -> Job | None:
        """Asks for one take of a shot; `hints` is what is said of its prompt."""
        return self._attempt(lambda runner: runner.submit(shot_id, shot, front=front, hints=hints))

    def replace(
        self, shot_id: int | None, shot: Shot, hints: tuple[str, ...] = ()
    ) -> tuple[Job, tuple[str, ...]] | None:
        """Asks for a take in the place of all that wait of this shot; the job, and the ids of those
        that were taken out, for `restore`."""
        return self._attempt(lambda runner: runner.replace(shot_id, shot, hints))

    def change(self, job_id: str, shot: Shot) -> bool:
        """Lets a job that is not under way be of another shot; False where it began already."""
        return bool(self._attempt(lambda runner: runner.change(job_id, shot)))

    def submit_set(self, shot_id: int | None, requests: Sequence[Request]) -> tuple[Job, ...]:
        """Asks for a set of takes, all of them or none."""
        return self._attempt(lambda runner: runner.submit_set(shot_id, requests)) or ()

    def expected(self, settings: Sequence[Settings]) -> float | None:
        """Seconds that takes with these settings should take; None where nobody knows."""
        return self._attempt(lambda runner: runner.expected(settings))

    def take_out(self, job_ids: Iterable[str]) -> None:
        """Stops some jobs."""
        self._attempt(lambda runner: runner.cancel(*job_ids))

    def inspect(self, take_id: int) -> None:
        """Looks at a take in the background."""
        self._attempt(lambda runner: runner.inspect(take_id))

    def cancel(self, job_id: str) -> None:
        """Stops a job."""
        self._attempt(lambda runner: runner.cancel(job_id))

    def cancel_running(self) -> None:
        """Stops what runs now; what waits goes on."""
        for job in self.jobs():
            if job.state is JobState.RUNNING:
                self.cancel(job.id)

    def cancel_all(self) -> None:
        """Stops what runs and takes out what waits."""
        self._attempt(lambda runner: runner.queue.clear())
        self.cancel_running()
        self.jobs_changed.emit()

    def pause(self, job_id: str) -> None:
        """Lets a running job stand still; it gives the card's memory back."""
        self._attempt(lambda runner: runner.pause(job_id))

    def resume(self, job_id: str) -> None:
        """Lets a paused job go on."""
        self._attempt(lambda runner: runner.resume(job_id))

    def keep(self, job_id: str) -> None:
        """Stops a running job and makes a take of what there is."""
        self._attempt(lambda runner: runner.keep(job_id))

    def set_looking(self, looking: bool) -> None:
        """Whether previews are seen by anybody: nobody makes them otherwise."""
        self._looking = looking
        self._attempt(lambda runner: runner.look(looking))

    def requeue(self, job_ids: Iterable[str]) -> None:
        """Asks again for what ended without a take."""
        self._attempt(lambda runner: runner.requeue_all(tuple(job_ids)))

    def restore(self, job_ids: Iterable[str]) -> tuple[str, ...]:
        """Undoes the cancelling of jobs that waited: they wait again where they were."""
        return self._attempt(lambda runner: runner.restore(tuple(job_ids))) or ()

    def move(self, job_ids: Iterable[str], position: int) -> None:
        """Puts waiting jobs, in the order they have, at a position among the others that wait."""
        self._attempt(lambda runner: runner.queue.move(job_ids, position))
        self.jobs_changed.emit()

    def arrange(self, job_ids: Iterable[str]) -> None:
        """Puts waiting jobs in this order, in front of all others that wait."""
        self._attempt(lambda runner: runner.queue.arrange(job_ids))
        self.jobs_changed.emit()

    @property
    def queue_paused(self) -> bool:
        """Whether nothing new is started."""
        return bool(self._attempt(lambda runner: runner.queue.paused))

    def pause_queue(self, paused: bool) -> None:
        """Starts nothing new, or goes on; what runs goes on. It is kept with the project."""
        self._attempt(lambda runner: runner.pause_queue(paused))

    def forget_ended(self) -> tuple[Job, ...]:
        """Empties the list of what is done, failed or cancelled; what was in it, for `remember`."""
        gone = self._attempt(lambda runner: runner.queue.forget_ended()) or ()
        self.jobs_changed.emit()
        return gone

    def remember(self, jobs: Iterable[Job]) -> None:
        """Undoes `forget_ended`."""
        self._attempt(lambda runner: runner.queue.remember(jobs))
        self.jobs_changed.emit()

    def flow_file(self, take_id: int):
        """Where the flow of a take is, once it was inspected; None without a project."""
        return self._attempt(lambda runner: runner.flow_file(take_id))

    def _attempt(self, act: Callable[[Runner], object]) -> object:
        if self._runner is None:
            return None
        try:
            return act(self._runner)
        except VerbenchError as error:
            self.failed.emit(error)
            return None

    def _pump(self) -> None:
        # a message box of a slot may run the event loop: events are handled one after another
        if self._runner is None or self._pumping:
            self._missed = self._pumping
            return
        self._pumping, self._missed = True, False
        try:
            self._runner.pump()
        except VerbenchError as problem:
            self.failed.emit(problem)
        finally:
            self._pumping = False
            if self._missed:  # nobody is woken twice for the same
                self._soon.start()

    def _on_change(self, change: Change) -> None:
        if change.kind == "jobs":
            self.jobs_changed.emit()
        elif change.kind == "step" and change.take_id is not None:
            self.inspecting.emit(change.take_id, change.done / max(change.total, 1))
        elif change.kind == "step":
            self.stepped.emit(change.job_id, change.done, change.total, change.seconds_left)
        elif change.kind == "stage":
            self.staged.emit(change.job_id, change.message)
        elif change.kind == "note":
            self.noted.emit(change.job_id, change.message)
        elif change.kind == "preview" and change.preview is not None:
            seen = change.preview
            self.previewed.emit(change.job_id, seen.jpeg, seen.frames, seen.width, seen.height)
        elif change.kind in ("paused", "resumed"):
            self.paused_changed.emit(change.job_id, change.kind == "paused")
        elif change.kind == "take" and change.take_id is not None:
            self.take_made.emit(change.take_id)
        elif change.kind == "finding" and change.finding is not None:
            self.found.emit(change.take_id, change.finding)
        elif change.kind == "report" and change.take_id is not None:
            self.inspected.emit(change.take_id)
        elif change.kind == "problem":
            self.failed.emit(VerbenchError(change.message))
