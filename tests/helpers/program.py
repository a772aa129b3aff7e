"""A program that opens a project and works off its queue, as the window does: made to be killed.

`program.py PROJECT`: offers interrupted jobs again, and says on its standard output, a line each,
what happens: 'worker PID', 'take', 'idle'.
"""

from __future__ import annotations

import sys
from pathlib import Path

from engine.generate.runner import Change, Runner
from engine.project.store import Project


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main(folder: Path) -> None:
    def on_change(change: Change) -> None:
        if change.kind == "take":
            say("take")

    def wake() -> None:
        for pid in runner.worker_pids:
            say("worker", pid)

    with Project.open(folder) as project:
        runner = Runner(project, on_change, version="0.1", wake=wake)
        for job in runner.start():
            runner.requeue(job.id, front=True)
        runner.run_until_idle(120)
        say("idle")
        sys.stdin.read()  # a window stays open
        runner.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
