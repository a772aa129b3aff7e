"""A thousand queued jobs: `python tests/bench/jobs.py`.

The list: reading it after a change, beside reading every request anew (what a list without a memory
does). The window, offscreen, with the queue open and a real worker making takes: how long every
event keeps the GUI thread, and every turn of the event loop (its processor time, so that a busy
machine does not blur it) while jobs are added, moved, cancelled and brought back, beside the same
window with three jobs.
The cancel: from the click until the worker has let go, beside the half second that a step takes
there.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["VERBENCH_HOME"] = tempfile.mkdtemp()
os.environ["VERBENCH_READER"] = "tables"
os.environ["QT_NO_GLIB"] = "1"  # its event loop says when a turn begins
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QScrollBar

from app.workbench import Workbench
from engine.generate.queue import JobQueue
from engine.generate.runner import Runner
from engine.project.rows import request_from_row
from engine.project.store import Project
from engine.records import JobState, Request, Settings, Shot
from engine.video.write import write_clip

JOBS = 1000
SECONDS = 4.0
LEAST_MS = 0.05
"""A turn that took less had nothing to do."""
WORKER = [sys.executable, str(Path(__file__).parents[1] / "helpers" / "worker.py")]
STEP_MS = 500.0
"""Of the worker's 'slow' model."""


class Application(QApplication):
    """Measures how long every event takes that the event loop delivers, all that it sets off
    included. Events that take next to nothing are left out: they would make the others look
    rare."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._deep = 0
        self._took: list[float] = []

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        self._deep += 1
        began = time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self._deep -= 1
            took = (time.thread_time() - began) * 1000
            if not self._deep and took >= LEAST_MS:
                self._took.append(took)

    def taken(self) -> list[float]:
        took, self._took = sorted(self._took), []
        return took


class Took(NamedTuple):
    """Milliseconds of the GUI thread's processor time, the shortest first."""

    events: list[float]
    turns: list[float]


class Turns:
    """How much the GUI thread worked in each turn of its event loop: all events that came together,
    and the painting after them. Turns that had nothing to do are left out likewise."""

    def __init__(self) -> None:
        self._worked: list[float] = []
        self._last = time.thread_time()
        QAbstractEventDispatcher.instance().awake.connect(self._on_awake)

    def _on_awake(self) -> None:
        now = time.thread_time()
        worked, self._last = (now - self._last) * 1000, now
        if worked >= LEAST_MS:
            self._worked.append(worked)

    def taken(self) -> list[float]:
        worked, self._worked = sorted(self._worked), []
        self._last = time.thread_time()
        return worked


HURRIED, USUAL = (256, 144, 81), (832, 480, 161)
"""Width, height and frames of what a worker makes in less than a second, and of what takes it half
a minute: nothing new comes while a person moves and cancels."""


def project_with(folder: Path, jobs: int, size: tuple[int, int, int] = HURRIED) -> Project:
    """A project with one shot and so many jobs of it that wait; the queue is paused."""
    folder.mkdir()
    write_clip(folder / "start", [np.full((144, 256, 3), 120, np.uint8)], 16)
    image = folder / "start" / "frame_00000.png"
    project = Project.create(folder / "p")
    settings = Settings("animatic", "", *size)
    shot = project.with_kept_files(
        Shot("The camera pans right", start_image=image, settings=settings)
    )
    shot_id = project.add_shot(shot)
    queue = JobQueue(project)
    queue.pause()
    seeds = (replace(shot, settings=replace(settings, seed=seed)) for seed in range(jobs))
    queue.add_all([Request(one, "bench") for one in seeds], shot_id)
    return project


def timed(act: Callable[[], object], times: int = 20) -> float:
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        spent.append((time.perf_counter() - began) * 1000)
    return median(spent)


def line(name: str, value: float, base: float) -> None:
    print(f"{name:52}{value:9.2f}{base:10.2f}{value / base if base else 0:8.2f}", flush=True)


def lists(folder: Path) -> None:
    with project_with(folder, JOBS) as project:
        queue, database = JobQueue(project), project.database

        def anew() -> None:
            for row in database.rows("select * from jobs order by position"):
                request_from_row(row["request"], project.folder)

        def changed() -> None:
            queue.pause()
            queue.jobs()

        base, queue_read = timed(anew, 5), timed(queue.jobs)
        line(f"{JOBS} jobs listed after a change", timed(changed), base)
        line(f"{JOBS} jobs listed again, nothing changed", queue_read, base)
        last = queue.jobs()[-1].id
        line(f"the last of {JOBS} put first, and listed", timed(lambda: moved(queue, last)), base)


def moved(queue: JobQueue, job_id: str) -> None:
    queue.move((job_id,), 0)
    queue.jobs()
    queue.move((job_id,), JOBS)


class Screen:
    """A window with so many jobs, offscreen, its queue open, while a worker makes takes."""

    def __init__(
        self, application: Application, folder: Path, jobs: int, size: tuple[int, int, int]
    ) -> None:
        project_with(folder, jobs, size).close()
        self.application = application
        self.jobs = jobs
        self.turns = Turns()
        self.bench = Workbench(application, "bench", "dark")
        self.bench.window.resize(1600, 900)
        self.bench.window.show()
        self.bench.open(folder / "p")
        spin(0.5)
        self.bench.queueing.open_queue()
        self.bench.work.pause_queue(False)

    def wait_for_takes(self) -> None:
        """The first takes load the player."""
        until = time.perf_counter() + 30
        while len(self.bench.session.project.takes()) < 2 and time.perf_counter() < until:
            spin(0.05)
        spin(0.5)

    def phase(self, *acts: Callable[[], object], seconds: float = 1.0) -> Took:
        """What every event and turn took while the acts were done, one event each, and a while
        after."""
        self.turns.taken()
        self.application.taken()
        todo = iter(acts)
        timer = QTimer(interval=0)

        def act() -> None:
            one = next(todo, None)
            timer.stop() if one is None else one()

        timer.timeout.connect(act)
        timer.start()
        while timer.isActive():
            spin(0.1)
        spin(seconds)
        return Took(self.application.taken(), self.turns.taken())

    def phases(self) -> Iterator[tuple[str, Took]]:
        """Everything that is done with a queue, one after the other."""
        queueing, work, session = self.bench.queueing, self.bench.work, self.bench.session
        bar = self.bench.window.queue.list.verticalScrollBar()
        shot, shot_id = session.shot, session.shot_id
        shots = [
            replace(shot, settings=replace(shot.settings, seed=seed)) for seed in range(self.jobs)
        ]
        yield "a take is under way", self.phase(seconds=SECONDS)
        yield (
            "the list is scrolled through",
            self.phase(*(partial(self.scroll, bar, n / 50) for n in range(50)), seconds=0.2),
        )
        yield (
            "the last is put first, ten times",
            self.phase(*([lambda: queueing.move(self.waiting()[-1:], 0)] * 10)),
        )
        yield "all are cancelled", self.phase(queueing.cancel_all)
        yield "that is undone", self.phase(session.undo_stack.undo)
        requests = tuple(Request(one, "bench") for one in shots)
        yield (
            f"{self.jobs} are asked for as a set",
            self.phase(lambda: work.submit_set(shot_id, requests)),
        )
        yield (
            f"{self.jobs} are asked for one by one",
            self.phase(*(partial(work.submit, shot_id, one) for one in shots)),
        )
        yield "all are cancelled, for good", self.phase(work.cancel_all)

    def waiting(self) -> tuple[str, ...]:
        jobs = self.bench.work.jobs()
        return tuple(job.id for job in jobs if job.state is JobState.QUEUED)

    def scroll(self, bar: QScrollBar, share: float) -> None:
        bar.setValue(round(bar.maximum() * share))

    def close(self) -> None:
        self.bench.work.pause_queue(True)
        self.bench.work.cancel_all()
        self.bench.close()
        self.bench.window.deleteLater()


def spin(seconds: float) -> None:
    """Run the event loop for a while, as the program does."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def screens(application: Application, folder: Path) -> None:
    """Every phase with many jobs, beside the same with three."""
    whole: tuple[list[Took], list[Took]] = ([], [])
    names: list[str] = []
    for took, jobs in zip(whole, (3, JOBS), strict=True):
        hurried = Screen(application, folder / f"hurried {jobs}", jobs, HURRIED)
        hurried.wait_for_takes()
        took.append(hurried.phase(seconds=SECONDS))
        hurried.close()
        usual = Screen(application, folder / f"usual {jobs}", jobs, USUAL)
        spin(1.0)
        found = list(usual.phases())
        usual.close()
        names = ["a take comes nearly every second", *(name for name, _ in found)]
        took += [phase for _, phase in found]
    for name, few, many in zip(names, *whole, strict=True):
        at(f"{name}: p99 of {len(many.events)} events", many.events, few.events)
        at(f"{'':4}longest of {len(many.turns)} turns", many.turns, few.turns, 1.0)
    few_events, events = ([ms for took in found[1:] for ms in took.events] for found in whole)
    at(f"all but the first: p99 of {len(events)} events", events, few_events)


def at(name: str, many: Iterable[float], few: Iterable[float], share: float = 0.99) -> None:
    found = (sorted(took) for took in (many, few))
    values = (took[min(len(took) - 1, int(len(took) * share))] if took else 0.0 for took in found)
    line(name, *values)


def cancel(folder: Path) -> float:
    """Milliseconds from the click until the worker has let go."""
    times = []
    with Project.create(folder / "p") as project:
        runner = Runner(project, lambda _: None, version="bench", command=WORKER)
        runner.start()
        for round_ in range(3):
            settings = Settings("fake", "slow", 64, 48, 60, seed=round_)
            job = runner.submit(None, Shot("a", settings=settings))
            begun = time.perf_counter() + 2.3 + 0.17 * round_
            while time.perf_counter() < begun:
                runner.pump(0.02)
            asked = time.perf_counter()
            runner.cancel(job.id)
            while runner.queue.job(job.id).state is JobState.RUNNING:
                runner.pump(0.005)
            times.append((time.perf_counter() - asked) * 1000)
        runner.close()
    return max(times)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="not needed: the jobs are made here")
    parser.parse_args()
    application = Application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        print(f"{'':52}{'ms':>9}{'baseline':>10}{'ratio':>8}")
        lists(folder / "list")
        screens(application, folder)
        line("cancel, the longest of 3, beside one step", cancel(folder / "cancel"), STEP_MS)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
