"""A program that opens a project and works off its queue, as the window does: made to be killed.

`program.py PROJECT SEED`: offers interrupted jobs again, pauses and resumes jobs, stops and keeps
some, by chance, and says on its standard output, a line each, what happens: 'worker PID', 'take',
'paused', 'kept JOB', 'idle'.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from engine.generate.runner import Change, Runner
from engine.project.store import Project

PAUSES, KEEPS = 0.25, 0.1
"""How often, of all steps."""


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main(folder: Path, seed: int) -> None:
    rng, standing = random.Random(seed), {}

    def on_change(change: Change) -> None:
        job_id = change.job_id
        if change.kind == "take":
            say("take")
        elif change.kind == "paused":
            say("paused")
            standing[job_id] = time.monotonic() + 0.1 * rng.random()
        elif change.kind in ("stage", "step"):
            chance = rng.random()
            if chance < PAUSES:
                runner.pause(job_id)
                standing[job_id] = time.monotonic() + 0.5  # it may end before it hears
            elif chance < PAUSES + KEEPS:
                say("kept", job_id)
                runner.keep(job_id)

    def wake() -> None:
        for pid in runner.worker_pids:
            say("worker", pid)

    with Project.open(folder) as project:
        runner = Runner(project, on_change, version="0.1", wake=wake)
        for job in runner.start():
            runner.requeue(job.id, front=True)
        until = time.monotonic() + 120
        while not runner.idle and time.monotonic() < until:
            runner.pump(0.02)
            for job_id in [job for job, at in standing.items() if at < time.monotonic()]:
                del standing[job_id]
                runner.resume(job_id)
        say("idle")
        sys.stdin.read()  # a window stays open
        runner.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
