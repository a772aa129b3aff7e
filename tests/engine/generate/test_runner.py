import os
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from engine.errors import StorageProblem
from engine.generate.estimate import Pace
from engine.generate.forecast import Run
from engine.generate.inspections import inspection_of
from engine.generate.lock import QueueLock
from engine.generate.queue import JobQueue
from engine.generate.runner import Runner
from engine.inspect import own
from engine.project.store import Project
from engine.records import (
    Box,
    JobState,
    Mark,
    PhysicalRule,
    Request,
    RuleCheck,
    Settings,
    Shot,
)
from engine.video.read import probe
from tests.helpers import onnx

WORKER = [sys.executable, str(Path(__file__).parents[2] / "helpers" / "worker.py")]
WAIT = 60.0


def shot(model="fine", frames=3, **more):
    return Shot("A ball rolls", settings=Settings("fake", model, 64, 48, frames, **more))


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p") as made:
        yield made


@pytest.fixture
def told():
    return []


@pytest.fixture
def runner(project, told):
    made = Runner(project, told.append, version="0.1", command=WORKER, grace=0.3)
    made.start()
    yield made
    made.close()


def kinds(told):
    return [change.kind for change in told]


def test_shots_become_takes(project, runner, told):
    shot_id = project.add_shot(shot())
    jobs = [runner.submit(shot_id, shot(seed=seed)) for seed in range(3)]
    assert runner.ends().get(jobs[2].id) is None
    assert runner.run_until_idle(WAIT)
    takes = project.takes(shot_id)
    assert [take.job_id for take in takes] == [job.id for job in jobs]
    assert [take.number for take in takes] == [1, 2, 3]
    for take in takes:
        assert probe(take.path).frames == 3
        assert take.request.verbench == "0.1"
        assert take.path.name.startswith("a-ball-rolls-")
    assert len({project.hash_of(take.id) for take in takes}) == 3
    assert kinds(told).count("take") == 3
    last = [(c.job_id, c.total) for c in told if c.kind == "step" and c.done == c.total]
    assert last == [(job.id, 3) for job in jobs]


def test_steps_of_milliseconds_are_not_all_told(runner, told):
    runner.submit(None, shot(frames=100))
    assert runner.run_until_idle(WAIT)
    steps = [change.done for change in told if change.kind == "step"]
    assert steps[-1] == 100
    assert len(steps) < 50


def test_steps_that_are_heard_late_and_at_once_were_made_one_after_another(project, monkeypatch):
    now = [0.0]
    monkeypatch.setattr("engine.generate.runner.time", SimpleNamespace(monotonic=lambda: now[0]))
    runner = Runner(project, lambda change: None, version="0.1", command=WORKER)
    runner._running["job"] = run = Run("job", "worker", Settings(), 0.0, Pace(0.0))
    for done in range(1, 6):
        now[0] = 2.0 * done
        step = {"event": "step", "job_id": "job", "worker": "worker", "done": done, "total": 10}
        runner._collect(step)
    now[0] = 30.0
    runner.pump()
    assert run.pace.left(10.0) == pytest.approx(10.0)
    runner._running.clear()
    runner.close()


def test_time_left_of_waiting_jobs_is_known_from_those_before(project, runner):
    runner.submit(None, shot())
    assert runner.run_until_idle(WAIT)
    jobs = [runner.submit(None, shot("slow", 50)), runner.submit(None, shot())]
    runner.queue.cancel(jobs[0].id)
    waiting = [runner.queue.add(jobs[1].request) for _ in range(2)]
    runner.cancel(jobs[0].id)
    assert runner.run_until_idle(WAIT)
    first = runner.queue.add(jobs[1].request)
    second = runner.queue.add(jobs[1].request)
    one, two = runner.ends().get(first.id), runner.ends().get(second.id)
    assert 0 < one < two
    assert runner.ends().get(waiting[0].id) is None


def test_an_odd_size_is_kept_without_loss(project, runner):
    runner.submit(None, Shot(settings=Settings("fake", "fine", 63, 47, 2)))
    assert runner.run_until_idle(WAIT)
    assert project.takes()[0].clip.codec == "ffv1"


def test_a_running_job_is_cancelled_and_the_next_one_made(project, runner, told):
    slow = runner.submit(None, shot("slow", 100))
    fine = runner.submit(None, shot())
    while "step" not in kinds(told):
        runner.pump(0.1)
    runner.cancel(slow.id)
    assert runner.run_until_idle(WAIT)
    assert runner.queue.job(slow.id).state is JobState.CANCELLED
    assert runner.queue.job(fine.id).state is JobState.DONE
    assert [take.job_id for take in project.takes()] == [fine.id]
    assert len(list(project.media.iterdir())) == 1


def test_a_waiting_job_is_cancelled_at_once(runner):
    runner.submit(None, shot("slow", 100))
    waiting = runner.submit(None, shot())
    runner.cancel(waiting.id)
    assert runner.queue.job(waiting.id).state is JobState.CANCELLED
    assert runner.requeue(waiting.id)
    assert runner.queue.job(waiting.id).state is JobState.QUEUED


def test_a_job_that_kills_its_worker_is_set_aside_and_the_others_are_made(project, runner):
    bad = runner.submit(None, shot("abort"))
    good = [runner.submit(None, shot(seed=seed)) for seed in range(2)]
    assert runner.run_until_idle(WAIT)
    assert runner.queue.job(bad.id).state is JobState.FAILED
    assert runner.queue.job(bad.id).crashes == 3
    assert [take.job_id for take in project.takes()] == [job.id for job in good]


def test_a_card_that_fails_is_told_once_counts_no_crash_and_the_next_job_is_made(project, runner):
    lost = runner.submit(None, shot("lost"))
    good = runner.submit(None, shot())
    assert runner.run_until_idle(WAIT)
    failed = runner.queue.job(lost.id)
    assert (failed.state, failed.crashes) == (JobState.FAILED, 0)
    assert failed.error.startswith("The graphics card failed (CUDA error: unspecified launch")
    assert "the queue goes on" in failed.error
    assert [take.job_id for take in project.takes()] == [good.id]


def test_a_job_that_fails_says_why(runner):
    job = runner.submit(None, shot("error"))
    assert runner.run_until_idle(WAIT)
    assert runner.queue.job(job.id).error.startswith("The backend failed (ValueError")


def test_closing_interrupts_the_running_job_and_the_next_start_offers_it(project, told):
    first = Runner(project, told.append, version="0.1", command=WORKER)
    first.start()
    job = first.submit(None, shot("slow", 100))
    while "step" not in kinds(told):
        first.pump(0.1)
    first.close()
    assert first.queue.job(job.id).state is JobState.INTERRUPTED
    assert first.queue.job(job.id).crashes == 0
    assert list(project.media.iterdir()) == []


def test_a_clip_that_was_finished_in_the_moment_of_a_crash_is_entered_not_made_again(project):
    def events(_):
        pass

    first = Runner(project, events, version="0.1", command=WORKER)
    first.start()
    job = first.submit(None, shot())
    clip = first._out(job)
    while not first._running:
        first.pump(0.05)
    while not clip.exists():
        time.sleep(0.01)
    # the clip is there, but nobody listened: as after a crash
    first._makers.close()
    first._lock.release()
    second = Runner(project, events, version="0.1", command=WORKER)
    assert second.start() == ()
    assert second.queue.job(job.id).state is JobState.DONE
    [done] = project.takes()
    assert (done.job_id, done.clip.frames) == (job.id, 3)
    second.close()


def test_half_written_files_of_a_crash_are_swept(project):
    for name in (".x.1234.part.mp4", ".now.1234.part.mp4", "keep.mp4"):
        (project.media / name).write_bytes(b"x")
    (project.media / ".y.part").mkdir()
    yesterday = time.time() - 86400
    for name in (".x.1234.part.mp4", ".y.part", "keep.mp4"):
        os.utime(project.media / name, (yesterday, yesterday))
    runner = Runner(project, lambda _: None, version="0.1", command=WORKER)
    runner.start()
    left = {path.name for path in project.media.iterdir()}
    assert left == {"keep.mp4", ".now.1234.part.mp4"}  # somebody may be writing the newer one
    runner.close()


def test_two_programs_do_not_work_on_one_project(project, runner):
    other = Runner(project, lambda _: None, version="0.1", command=WORKER)
    with pytest.raises(StorageProblem, match="open in another Verbench"):
        other.start()
    runner.close()
    other.start()
    other.close()


def test_an_inspection_of_a_clip_that_is_gone_is_told(project, runner, told):
    runner.submit(None, shot())
    assert runner.run_until_idle(WAIT)
    [take] = project.takes()
    take.path.unlink()
    runner.inspect(take.id)
    assert runner.run_until_idle(WAIT)
    [problem] = [change for change in told if change.kind == "problem"]
    assert (problem.take_id, problem.job_id) == (take.id, inspection_of(take.id))
    assert "There is no file" in problem.message
    assert project.report(take.id) is None


def test_an_inspection_that_waits_is_cancelled_at_once(project, runner, told):
    runner.submit(None, shot())
    assert runner.run_until_idle(WAIT)
    [take] = project.takes()
    runner.inspect(take.id)
    runner.inspect(take.id)
    assert not runner.idle
    runner.cancel(inspection_of(take.id))
    assert runner.idle
    assert [change.take_id for change in told if change.job_id == inspection_of(take.id)] == [1]


def test_a_take_is_inspected_in_the_background_and_its_report_kept(project, runner, told):
    runner.submit(None, shot(frames=6))
    assert runner.run_until_idle(WAIT)
    [take] = project.takes()
    runner.inspect(take.id)
    assert runner.run_until_idle(WAIT), told[-3:]
    assert [c.take_id for c in told if c.kind == "report"] == [take.id], told[-3:]
    report = project.report(take.id)
    assert report.file == take.path
    assert report.clip.frames == 6
    assert runner.flow_file(take.id).exists()


def test_a_take_is_inspected_with_a_flow_network_of_ones_own(project, told, tmp_path):
    brought, folder = tmp_path / "brought.onnx", tmp_path / "own"
    brought.write_bytes(onnx.flow(64, 64))
    own.put("flow", brought, folder)
    runner = Runner(project, told.append, version="0.1", command=WORKER, grace=0.3, own=folder)
    runner.start()
    try:
        runner.submit(None, shot(frames=4))
        assert runner.run_until_idle(WAIT)
        [take] = project.takes()
        runner.inspect(take.id)
        assert runner.run_until_idle(WAIT), told[-3:]
        assert project.report(take.id).means == own.means(folder)
        own.file_of("flow", folder).write_bytes(b"damaged")
        runner.inspect(take.id)
        assert runner.run_until_idle(WAIT), told[-3:]
    finally:
        runner.close()
    problem = next(change for change in told if change.kind == "problem")
    assert "flow.onnx is not an ONNX model" in problem.message
    assert "verbench models remove flow" in problem.message
    assert project.report(take.id).clip.frames == 4


def test_a_take_whose_shot_has_other_rules_is_judged_anew_without_being_measured(
    project, runner, told
):
    shot_id = project.add_shot(shot(frames=6))
    runner.submit(shot_id, shot(frames=6))
    assert runner.run_until_idle(WAIT)
    [take] = project.takes()
    runner.inspect(take.id)
    assert runner.run_until_idle(WAIT), told[-3:]
    assert all(not check.rule.own for check in project.report(take.id).rules)
    told.clear()
    own = PhysicalRule("it lands on the mat", own=True)
    project.save_shot(shot_id, replace(project.shot(shot_id), rules=(own,)))
    project.save_ruled(take.id, {own.text: "followed"})
    project.save_marks(take.id, (Mark("rigid", 0, Box(0.1, 0.1, 0.2, 0.2)),))
    runner.inspect(take.id)
    assert runner.run_until_idle(WAIT), told[-3:]
    assert "report" in kinds(told)
    assert "step" not in kinds(told)
    assert RuleCheck(own, "followed", "you said so", by_hand=True) in project.report(take.id).rules


def test_a_paused_queue_is_idle_and_goes_on_where_it_was(runner):
    runner.pause_queue()
    job = runner.submit(None, shot())
    assert runner.idle
    assert runner.queue.job(job.id).state is JobState.QUEUED
    runner.pause_queue(False)
    assert runner.run_until_idle(WAIT)
    assert runner.queue.job(job.id).state is JobState.DONE


def test_a_job_is_paused_resumed_stopped_and_kept(project, runner, told):
    job = runner.submit(None, shot("slow", 100))
    until(runner, told, "step")
    runner.pause(job.id)
    until(runner, told, "paused")
    runner.resume(job.id)
    until(runner, told, "resumed")
    runner.keep(job.id)
    assert runner.run_until_idle(WAIT)
    [take] = project.takes()
    assert take.job_id == job.id
    assert 1 <= take.clip.frames < 100
    assert take.made.device == "fake"


def test_what_the_worker_says_of_a_job_is_told(runner, told):
    runner.look(True)
    runner.submit(None, shot("noted"))
    runner.submit(None, shot("seen"))
    assert runner.run_until_idle(WAIT)
    assert [c.message for c in told if c.kind == "stage"] == ["loading", "denoising"] * 2
    assert [c.message for c in told if c.kind == "note"] == ["The size was fitted"]
    [seen] = [c.preview for c in told if c.kind == "preview"]
    assert (seen.frames, seen.width, seen.height) == (2, 16, 8)
    assert seen.jpeg.startswith(b"\xff\xd8")


def test_a_paused_job_is_offered_again_after_the_program_was_closed(project, told):
    first = Runner(project, told.append, version="0.1", command=WORKER)
    first.start()
    job = first.submit(None, shot("slow", 100))
    until(first, told, "step")
    first.pause(job.id)
    until(first, told, "paused")
    first.close()
    assert first.queue.job(job.id).state is JobState.INTERRUPTED


def test_a_job_that_another_program_queued_is_found_and_made(project, runner, told):
    with Project.open(project.folder) as other:
        job = JobQueue(other).add(Request(shot(), "0.1"))
    assert runner.heed_others()
    assert not runner.heed_others()
    assert runner.run_until_idle(WAIT)
    assert [take.job_id for take in project.takes()] == [job.id]


def test_a_waiting_job_is_changed_and_replaced(project, runner):
    shot_id = project.add_shot(shot())
    runner.pause_queue()
    job = runner.submit(shot_id, shot(), hints=("missing-speed: how fast?",))
    assert runner.change(job.id, shot(seed=8))
    changed = runner.queue.job(job.id).request
    assert (changed.shot.settings.seed, changed.hints) == (8, ("missing-speed: how fast?",))
    new, gone = runner.replace(shot_id, shot(seed=9))
    assert gone == (job.id,)
    assert [one.id for one in runner.queue.queued()] == [new.id]
    assert runner.restore(gone) == gone


def until(runner, told, kind):
    end = time.monotonic() + WAIT
    while kind not in kinds(told):
        assert time.monotonic() < end
        runner.pump(0.05)


def test_closing_leaves_no_thread_no_process_and_wakes_nobody(project):
    before, woken = set(threading.enumerate()), []
    runner = Runner(
        project,
        lambda _: None,
        version="0.1",
        command=WORKER,
        grace=60.0,
        wake=lambda: woken.append(1),
    )
    runner.start()
    job = runner.submit(None, shot("deaf", frames=100))
    pump_until(runner, lambda: runner.queue.job(job.id).state is JobState.RUNNING)
    pids = runner.worker_pids
    runner.cancel(job.id)  # the worker does not hear it, and has a minute before it is made to
    runner.close()
    said = len(woken)
    assert set(threading.enumerate()) <= before
    assert len(pids) == 1
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)
    runner.pump()
    assert len(woken) == said


def test_a_start_that_fails_lets_go_of_the_project(project):
    with project.database.writing() as db:
        db.execute("drop table jobs")
    runner = Runner(project, lambda _: None, version="0.1", command=WORKER)
    with pytest.raises(StorageProblem):
        runner.start()
    QueueLock(project.folder).release()


def test_a_result_that_cannot_be_written_at_the_end_keeps_nothing_from_ending(project):
    runner = Runner(project, lambda _: None, version="0.1", command=WORKER, grace=0.3)
    before = set(threading.enumerate())
    runner.start()
    job = runner.submit(None, shot("slow", frames=100))
    pump_until(runner, lambda: runner.queue.job(job.id).state is JobState.RUNNING)
    with project.database.writing() as db:
        db.execute("drop table jobs")
    with pytest.raises(StorageProblem):
        runner.close()
    assert set(threading.enumerate()) <= before
    QueueLock(project.folder).release()


def pump_until(runner, so):
    end = time.monotonic() + WAIT
    while not so():
        assert time.monotonic() < end
        runner.pump(0.02)
