"""A thousand queued jobs: `python tests/bench/jobs.py`.

The list: reading it after a change, beside reading every request anew (what a list without a memory
does). The window, offscreen, with the queue open and a real worker making takes: how long each turn
of the event loop keeps the GUI thread (its processor time, so that a busy machine does not blur
it) while jobs are added, moved, cancelled and brought back, beside the same window with three jobs.
The cancel: from the click until the worker has let go, beside the half second that a step takes
there.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["VERBENCH_HOME"] = tempfile.mkdtemp()
os.environ["VERBENCH_READER"] = "tables"
os.environ["QT_NO_GLIB"] = "1"  # its event loop says when a turn begins
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QTimer
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


class Turns:
    """How much the GUI thread worked in each turn of its event loop: how long an event waits.

    Turns that had nothing to do are not among them: they would make the others look rare.
    """

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


def project_with(folder: Path, jobs: int) -> Project:
    """A project with one shot and so many jobs of it that wait; the queue is paused."""
    folder.mkdir()
    write_clip(folder / "start", [np.full((144, 256, 3), 120, np.uint8)], 16)
    image = folder / "start" / "frame_00000.png"
    project = Project.create(folder / "p")
    settings = Settings("animatic", "", 256, 144, 81)
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

    def __init__(self, application: QApplication, folder: Path, jobs: int) -> None:
        project_with(folder, jobs).close()
        self.jobs = jobs
        self.turns = Turns()
        self.bench = Workbench(application, "bench", "dark")
        self.bench.window.resize(1600, 900)
        self.bench.window.show()
        self.bench.open(folder / "p")
        spin(0.5)
        self.bench.queueing.open_queue()
        self.bench.work.pause_queue(False)
        until = time.perf_counter() + 30
        while len(self.bench.session.project.takes()) < 2 and time.perf_counter() < until:
            spin(0.05)  # the first take loads the player
        spin(0.5)

    def phase(self, *acts: Callable[[], object], seconds: float = 1.0) -> list[float]:
        """What every turn took while the acts were done, one event each, and a while after."""
        self.turns.taken()
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
        return self.turns.taken()

    def phases(self) -> Iterator[tuple[str, list[float]]]:
        """Everything that is done with a queue, one after the other."""
        queueing, work, session = self.bench.queueing, self.bench.work, self.bench.session
        bar = self.bench.window.queue.list.verticalScrollBar()
        shot, shot_id = session.shot, session.shot_id
        shots = [
            replace(shot, settings=replace(shot.settings, seed=seed)) for seed in range(self.jobs)
        ]
        yield "takes are made", self.phase(seconds=SECONDS)
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


def screens(application: QApplication, folder: Path) -> None:
    """Every phase with many jobs, beside the same with three."""
    few = Screen(application, folder / "few", 3)
    base = [turns for _, turns in few.phases()]
    few.close()
    many = Screen(application, folder / "many", JOBS)
    whole: list[float] = []
    for (name, turns), beside in zip(many.phases(), base, strict=True):
        at(f"{name}: longest turn", turns, beside, 1.0)
        at(f"{'':4}p99 of {len(turns)} turns", turns, beside, 0.99)
        whole += turns
    many.close()
    at(f"all of it, p99 of {len(whole)} turns", whole, [t for turns in base for t in turns], 0.99)


def at(name: str, turns: list[float], beside: list[float], share: float) -> None:
    many, few = (
        sorted(found)[min(len(found) - 1, int(len(found) * share))] if found else 0.0
        for found in (turns, beside)
    )
    line(name, many, few)


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
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        print(f"{'':52}{'ms':>9}{'baseline':>10}{'ratio':>8}")
        lists(folder / "list")
        screens(application, folder)
        line("cancel, the longest of 3, beside one step", cancel(folder / "cancel"), STEP_MS)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
