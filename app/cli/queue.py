"""`verbench queue`: what a project is to make, without a window: ask for takes, make them, see what
became of them. What is asked for here is seen, and made, by a window that has the project open.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.errors import BadInput, VerbenchError
from engine.records import SCHEMA, Job, JobState, Request

if TYPE_CHECKING:
    from engine.generate.queue import JobQueue
    from engine.generate.runner import Change

_SHORTEST_ID = 4
_SHOWN = 8
_WAITS = (JobState.QUEUED, JobState.INTERRUPTED)


def add_parser(subparsers: Any) -> None:
    """Adds the command to the command line."""
    parser = subparsers.add_parser("queue", help="ask for takes of a project and make them")
    acts = parser.add_subparsers(required=True, metavar="list|add|run|cancel|pause|resume")

    act = acts.add_parser("list", help="what is under way, waits and ended")
    _add_common(act, _list)

    act = acts.add_parser("add", help="ask for a take of every shot that is named")
    act.add_argument("shots", nargs="*", type=Path, metavar="SHOT", help="shot files (.json)")
    act.add_argument("--shot", type=int, metavar="ID", help="a shot of the project: as it is there")
    act.add_argument("--front", action="store_true", help="before all others")
    act.add_argument("--seed", type=int, metavar="N", help="another seed than the shot's")
    act.add_argument("--seeds", type=int, default=1, metavar="N", help="so many takes of each shot")
    _add_common(act, _add)

    act = acts.add_parser("run", help="make what waits, until nothing does")
    act.add_argument("--again", action="store_true", help="what was interrupted or failed as well")
    act.add_argument("--workers", type=int, default=0, metavar="N", help="default: one a card")
    _add_common(act, _run)

    act = acts.add_parser("cancel", help="take out what waits")
    act.add_argument("jobs", nargs="*", metavar="ID", help="or the beginning of one")
    act.add_argument("--all", action="store_true", help="everything that waits")
    _add_common(act, _cancel)

    act = acts.add_parser("pause", help="start nothing new in this project")
    _add_common(act, lambda args: _pause(args, paused=True))
    act = acts.add_parser("resume", help="go on with the queue of this project")
    _add_common(act, lambda args: _pause(args, paused=False))


def _add_common(parser: argparse.ArgumentParser, run: Any) -> None:
    parser.add_argument("--project", type=Path, metavar="DIR", help="default: the current folder")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(run=run)


def _list(args: argparse.Namespace) -> int:
    with _queue(args.project) as queue:
        _print(args, [_entry(job) for job in queue.jobs()], queue)
    return 0


def _add(args: argparse.Namespace) -> int:
    from app.__main__ import program_version
    from engine.documents import load_shot

    if bool(args.shots) == (args.shot is not None):
        raise BadInput("There is nothing to add", mend="Name shot files, or --shot ID.")
    if not 1 <= args.seeds <= 1000:
        raise BadInput(f"{args.seeds} takes cannot be asked for", mend="Use 1 to 1000.")
    shots = [load_shot(path) for path in args.shots]
    with _queue(args.project) as queue:
        project = queue.project
        if args.shot is not None:
            shots = [project.shot(args.shot)]
        requests = []
        for shot in map(project.with_kept_files, shots):
            first = shot.settings.seed if args.seed is None else args.seed
            for seed in range(first, first + args.seeds):
                with_seed = replace(shot, settings=replace(shot.settings, seed=seed))
                requests.append(Request(with_seed, program_version()))
        jobs = queue.add_all(requests, args.shot, front=args.front)
        _print(args, [_entry(job) for job in jobs], queue)
    return 0


def _run(args: argparse.Namespace) -> int:
    from app import places
    from app.__main__ import program_version
    from engine.generate.runner import Runner
    from engine.project.store import now

    telling, began = _Telling(), now()
    with _queue(args.project) as opened:
        runner = Runner(
            opened.project,
            telling.hear,
            version=program_version(),
            cache=places.cache_folder(),
            folders=places.model_folders,
            workers=args.workers,
            people=places.people_folder(),
            own=places.own_models_folder(),
        )
        runner.start()
        queue = runner.queue  # another one does not see at once what this one writes
        try:
            if queue.paused:
                raise BadInput("The queue is paused", mend="Go on with it: verbench queue resume.")
            if args.again:
                ended = (JobState.INTERRUPTED, JobState.FAILED)
                jobs = reversed(queue.jobs())
                runner.requeue_all([job.id for job in jobs if job.state in ended])
            while not runner.idle:
                runner.pump(0.2)
                runner.heed_others()
                if runner.stuck:
                    raise VerbenchError(telling.problem)
            jobs = [job for job in reversed(queue.jobs()) if (job.ended or "") >= began]
        finally:
            runner.close()
        _print(args, [_entry(job) for job in jobs], queue)
    failed = [job for job in jobs if job.state is JobState.FAILED]
    for job in failed:
        print(f"{job.id[:_SHOWN]}: {job.error}", file=sys.stderr)
    return 2 if failed else 0


def _cancel(args: argparse.Namespace) -> int:
    if bool(args.jobs) == args.all:
        raise BadInput("There is nothing to cancel", mend="Name jobs by their id, or --all.")
    with _queue(args.project) as queue:
        jobs = queue.jobs()
        wanted = [_named(jobs, name) for name in args.jobs]
        for job in wanted:
            if job.state not in _WAITS:
                raise BadInput(f"Job {job.id[:_SHOWN]} does not wait: it is {job.state}")
        ids = queue.clear() if args.all else queue.take_out(job.id for job in wanted)
        _print(args, [_entry(queue.job(job_id)) for job_id in ids], queue)
    return 0


def _pause(args: argparse.Namespace, *, paused: bool) -> int:
    with _queue(args.project) as queue:
        queue.pause(paused)
        if args.format == "json":
            _print(args, [], queue)
        else:
            print("The queue is paused" if paused else "The queue goes on")
    return 0


@contextmanager
def _queue(folder: Path | None) -> Iterator[JobQueue]:
    from engine.generate.queue import JobQueue
    from engine.project.store import Project

    if folder is None and not Path("project.db").exists():
        raise BadInput("The current folder is no Verbench project", mend="Name one: --project DIR.")
    with Project.open(folder or Path()) as project:
        yield JobQueue(project)


def _named(jobs: Sequence[Job], name: str) -> Job:
    found = [job for job in jobs if job.id.startswith(name)]
    if len(name) < _SHORTEST_ID or not found:
        raise BadInput(f"There is no job {name}", mend="List them: verbench queue list.")
    if len(found) > 1:
        raise BadInput(f"{name} names {len(found)} jobs", mend="Write more of the id.")
    return found[0]


class _Telling:
    """How far the work is, on stderr: a line when a job begins, ends or has something to say."""

    def __init__(self) -> None:
        self.problem = ""

    def hear(self, change: Change) -> None:
        name = (change.job_id or "")[:_SHOWN]
        if change.kind in ("stage", "note"):
            print(f"{name}: {change.message}", file=sys.stderr)
        elif change.kind == "step" and change.done == change.total:
            print(f"{name}: {change.done} of {change.total} steps", file=sys.stderr)
        elif change.kind == "take":
            print(f"{name}: take {change.take_id} is made", file=sys.stderr)
        elif change.kind == "problem":
            self.problem = change.message
            print(change.message, file=sys.stderr)


def _entry(job: Job) -> dict[str, Any]:
    settings = job.request.shot.settings
    return {
        "id": job.id,
        "state": str(job.state),
        "shot": job.shot_id,
        "prompt": job.request.shot.prompt,
        "backend": settings.backend,
        "model": settings.model_name,
        "seed": settings.seed,
        "width": settings.width,
        "height": settings.height,
        "frames": settings.frames,
        "steps": settings.steps,
        "created": job.created,
        "started": job.started,
        "ended": job.ended,
        "error": job.error,
        "take": job.take_id,
    }


def _print(args: argparse.Namespace, entries: list[dict[str, Any]], queue: JobQueue) -> None:
    if args.format == "json":
        data = {"schema": SCHEMA, "paused": queue.paused, "jobs": entries}
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for entry in entries:
        size = f"{entry['width']}x{entry['height']}, {entry['frames']} frames"
        end = f", take {entry['take']}" if entry["take"] else f": {entry['error']}"
        end = end if entry["take"] or entry["error"] else ""
        print(
            f"{entry['id'][:_SHOWN]} {entry['state']}, {entry['model']}, seed {entry['seed']}, "
            f"{size}{end}"
        )
