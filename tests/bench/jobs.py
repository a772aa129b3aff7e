"""A thousand queued jobs: `python tests/bench/jobs.py`.

The list: reading it after a change, beside reading every request anew (what a list without a memory
does). The window, offscreen, with the queue open and a real worker making takes: how long a turn of
the event loop keeps the GUI thread (its processor time between two ticks, so that a busy machine
does not blur it), beside the same window with three jobs. The cancel: from the click until the
worker has let go, beside the half second that a step takes there.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["VERBENCH_HOME"] = tempfile.mkdtemp()
os.environ["VERBENCH_READER"] = "tables"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.workbench import Workbench
from engine.generate.queue import JobQueue
from engine.generate.runner import Runner
from engine.project.rows import request_from_row
from engine.project.store import Project
from engine.records import JobState, Request, Settings, Shot
from engine.video.write import write_clip

JOBS = 1000
SECONDS = 5.0
WORKER = [sys.executable, str(Path(__file__).parents[1] / "helpers" / "worker.py")]
STEP_MS = 500.0
"""Of the worker's 'slow' model."""


class Ticks:
    """How much the GUI thread worked between two turns of its event loop."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = time.thread_time()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.thread_time()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def taken(self) -> list[float]:
        gaps, self.gaps = sorted(self.gaps), []
        self._last = time.thread_time()
        return gaps


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


def window(application: QApplication, folder: Path, jobs: int, ticks: Ticks) -> list[float]:
    """Turns of the event loop while takes are made and the list of jobs is used."""
    project_with(folder, jobs).close()
    bench = Workbench(application, "bench", "dark")
    bench.window.resize(1600, 900)
    bench.window.show()
    bench.open(folder / "p")
    QTest.qWait(500)
    bench.queueing.open_queue()
    bench.work.pause_queue(False)
    until = time.perf_counter() + 30
    warm = min(2, jobs)  # the first take loads the player
    while len(bench.session.project.takes()) < warm and time.perf_counter() < until:
        QTest.qWait(20)
    QTest.qWait(500)
    ticks.taken()
    end, count = time.perf_counter() + SECONDS, 0
    while time.perf_counter() < end:
        QTest.qWait(250)
        waiting = [job.id for job in bench.work.jobs() if job.state is JobState.QUEUED]
        if waiting:
            bench.work.move(waiting[-1:], 0)
        count += 1
    gaps = ticks.taken()
    bench.work.pause_queue(True)
    bench.work.cancel_all()
    bench.close()
    bench.window.deleteLater()
    return gaps


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
    ticks = Ticks()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        print(f"{'':52}{'ms':>9}{'baseline':>10}{'ratio':>8}")
        lists(folder / "list")
        few = window(application, folder / "few", 3, ticks)
        many = window(application, folder / "many", JOBS, ticks)
        for name, share in (("median", 0.5), ("p99", 0.99), ("longest", 1.0)):
            at = [gaps[min(len(gaps) - 1, int(len(gaps) * share))] for gaps in (many, few)]
            line(f"turn of the window, {JOBS} jobs beside 3: {name}", *at)
        line("cancel, the longest of 3, beside one step", cancel(folder / "cancel"), STEP_MS)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
