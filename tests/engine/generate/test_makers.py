"""Several graphics cards: a stand-in for the driver's tool lists them, the workers are real."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from engine.generate import host
from engine.generate.runner import Runner
from engine.project.store import Project
from engine.records import JobState, Settings, Shot

WORKER = [sys.executable, str(Path(__file__).parents[2] / "helpers" / "worker.py")]
WAIT = 60.0
ONE, TWO = "0, GPU-aa, NVIDIA A2, 16000, 15000", "1, GPU-bb, NVIDIA RTX 4090, 24000, 23000"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the driver's tool is a shell script here")


def shot(model="fine", frames=3, **more):
    return Shot("A ball rolls", settings=Settings("fake", model, 64, 48, frames, **more))


@pytest.fixture
def cards(tmp_path, monkeypatch):
    """Says which cards there are."""
    tool, listed = tmp_path / "nvidia-smi", tmp_path / "cards"
    tool.write_text(f"#!/bin/sh\ncat {listed}\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    monkeypatch.setattr(host, "CARD_SECONDS", 0.1)

    def there_are(*lines):
        listed.write_text("".join(line + "\n" for line in lines))

    there_are(ONE, TWO)
    return there_are


@pytest.fixture
def told():
    return []


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p") as made:
        yield made


def started(project, told, **more):
    runner = Runner(project, told.append, version="0.1", command=WORKER, grace=0.3, **more)
    runner.start()
    return runner


@pytest.fixture
def runner(project, told, cards):
    made = started(project, told)
    until(made, lambda: [h for h in made._makers if h.idle_worker] and len(made.worker_pids) == 2)
    until(made, lambda: all(h.idle_worker for h in made._makers))
    yield made
    made.close()


def until(runner, so):
    end = time.monotonic() + WAIT
    while not so():
        assert time.monotonic() < end
        runner.pump(0.02)


def running(runner):
    return [job for job in runner.queue.jobs() if job.state is JobState.RUNNING]


def test_every_card_has_a_worker_that_sees_no_other(project, runner, told):
    jobs = [runner.submit(None, shot("card", seed=seed)) for seed in range(2)]
    assert len(running(runner)) == 2
    assert runner.run_until_idle(WAIT)
    notes = {change.job_id: change.message for change in told if change.kind == "note"}
    # the first goes to the card with most room
    assert [notes[job.id] for job in jobs] == ["GPU-bb", "GPU-aa"]
    assert len(project.takes()) == 2


def test_a_worker_that_has_the_model_loaded_gets_the_job(runner, told):
    runner.submit(None, shot("card"))
    runner.submit(None, shot("fine"))
    assert runner.run_until_idle(WAIT)
    for model, card in (("fine", "GPU-aa"), ("card", "GPU-bb")):
        job = runner.submit(None, shot(model))
        [run] = [run for run in runner._running.values() if run.job_id == job.id]
        [host] = [host for host in runner._makers if host.worker == run.worker]
        assert host.card.uuid == card
        assert runner.run_until_idle(WAIT)


def test_a_worker_that_dies_takes_only_its_own_job(runner):
    bad = runner.submit(None, shot("abort"))
    slow = runner.submit(None, shot("slow", frames=6))
    good = [runner.submit(None, shot(seed=seed)) for seed in range(3)]
    assert runner.run_until_idle(WAIT)
    assert runner.queue.job(bad.id).state is JobState.FAILED
    assert "crashed (SIGABRT)" in runner.queue.job(bad.id).error
    done = [runner.queue.job(job.id) for job in (slow, *good)]
    assert {job.state for job in done} == {JobState.DONE}
    assert [job.crashes for job in done] == [0] * 4


def test_when_a_card_goes_its_job_goes_to_another_and_its_worker_waits(runner, told, cards):
    runner.submit(None, shot("slow", frames=100))
    lost = runner.submit(None, shot("slow", frames=3, seed=1))
    until(runner, lambda: len([c for c in told if c.kind == "step"]) > 2)
    first = running(runner)
    cards(TWO)
    [on] = [h for h in runner._makers if h.worker == runner._running[lost.id].worker]
    assert on.card.uuid == "GPU-aa"
    os.kill(on.pid, signal.SIGKILL)
    until(runner, lambda: any(c.kind == "problem" for c in told))
    [problem] = [c.message for c in told if c.kind == "problem"]
    assert problem.startswith("The card NVIDIA A2 is gone.")
    assert runner.queue.job(lost.id).state is JobState.QUEUED
    runner.cancel(next(job.id for job in first if job.id != lost.id))
    until(runner, lambda: runner.queue.job(lost.id).state is JobState.DONE)
    assert on.pid is None
    cards(ONE, TWO)
    until(runner, lambda: on.idle_worker)


def test_the_person_bounds_how_many_work_at_once(project, told, cards):
    runner = started(project, told, workers=1)
    for seed in range(2):
        runner.submit(None, shot("card", seed=seed))
    assert runner.run_until_idle(WAIT)
    assert {change.message for change in told if change.kind == "note"} == {"GPU-bb"}
    runner.close()


def test_time_left_knows_of_both_workers(runner):
    for _ in range(2):
        runner.submit(None, shot("fine"))
    assert runner.run_until_idle(WAIT)
    runner.pause_queue()
    jobs = [runner.submit(None, shot("fine")) for _ in range(4)]
    ends = [runner.ends()[job.id] for job in jobs]
    assert ends[0] == pytest.approx(ends[1])
    assert ends[2] == pytest.approx(2 * ends[0])
    assert ends[3] == pytest.approx(ends[2])


def test_a_project_that_is_closed_before_its_cards_are_known_leaves_no_worker(project, told, cards):
    runner = started(project, told)
    while runner._events.empty():
        time.sleep(0.01)
    runner.close()
    assert runner.worker_pids == ()


def test_cards_that_are_told_after_the_end_start_nothing_and_wake_nobody(project, cards, tmp_path):
    told_later, woken = tmp_path / "cards", []
    told_later.unlink()
    os.mkfifo(told_later)
    before = set(threading.enumerate())
    runner = Runner(
        project, lambda _: None, version="0.1", command=WORKER, wake=lambda: woken.append(1)
    )
    runner.start()
    [asking] = set(threading.enumerate()) - before
    runner.close()
    told_later.write_text(ONE + "\n")  # as soon as the tool reads it
    asking.join(WAIT)
    assert not asking.is_alive()
    runner.pump()
    assert (woken, list(runner._makers)) == ([], [])
