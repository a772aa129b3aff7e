import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from engine.errors import BadInput
from engine.generate.queue import CRASHES, JobQueue
from engine.project.store import Project
from engine.records import ClipInfo, JobState, Request, Shot

CLIP = ClipInfo(5, 16.0, 64, 48, "h264")
REQUEST = Request(Shot("a ball rolls"), "0.1")


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p") as made:
        yield made


@pytest.fixture
def queue(project):
    return JobQueue(project)


def finish(queue, job, worker="w"):
    return queue.finish(job.id, worker, queue.project.media / f"{job.id}.mp4", CLIP, job.id, 2.0)


def ids(queue, state):
    return [job.id for job in queue.jobs() if job.state is state]


def test_jobs_are_made_in_the_order_they_were_asked_for(queue):
    asked = [queue.add(REQUEST) for _ in range(3)]
    made = []
    while job := queue.start_next("w"):
        finish(queue, job)
        made.append(job.id)
    assert made == [job.id for job in asked]


def test_a_job_asked_for_in_front_is_next(queue):
    a, b = queue.add(REQUEST), queue.add(REQUEST)
    c = queue.add(REQUEST, front=True)
    d = queue.add(REQUEST, front=True)
    assert ids(queue, JobState.QUEUED) == [d.id, c.id, a.id, b.id]


def test_queued_jobs_can_be_put_in_another_order(queue):
    a, b, c = (queue.add(REQUEST) for _ in range(3))
    queue.move((c.id,), 0)
    queue.move((a.id,), 9)
    assert ids(queue, JobState.QUEUED) == [c.id, b.id, a.id]
    running = queue.start_next("w")
    queue.move((running.id,), 1)
    assert ids(queue, JobState.QUEUED) == [b.id, a.id]


def test_several_are_moved_together_in_the_order_they_have(queue):
    a, b, c, d = (queue.add(REQUEST) for _ in range(4))
    queue.move((d.id, b.id), 0)
    assert ids(queue, JobState.QUEUED) == [b.id, d.id, a.id, c.id]
    queue.move((b.id, a.id), 1)
    assert ids(queue, JobState.QUEUED) == [d.id, b.id, a.id, c.id]


def test_a_set_is_asked_for_whole_in_its_order(queue):
    a = queue.add(REQUEST)
    one, two = queue.add_all([REQUEST, REQUEST])
    three, four = queue.add_all([REQUEST, REQUEST], front=True)
    assert ids(queue, JobState.QUEUED) == [three.id, four.id, a.id, one.id, two.id]
    assert queue.add_all([]) == ()


def test_a_replacing_job_stands_where_the_first_of_its_shot_stood(queue, project):
    mine, other = project.add_shot(Shot("a")), project.add_shot(Shot("b"))
    first, old = queue.add(REQUEST, other), queue.add(REQUEST, mine)
    last, older = queue.add(REQUEST, other), queue.add(REQUEST, mine)
    new, gone = queue.replace(REQUEST, mine)
    assert ids(queue, JobState.QUEUED) == [first.id, new.id, last.id]
    assert gone == (old.id, older.id)
    queue.cancel(new.id)
    assert set(queue.restore(gone)) == set(gone)
    assert ids(queue, JobState.QUEUED) == [first.id, old.id, last.id, older.id]
    nothing, gone = queue.replace(REQUEST, None)
    assert (ids(queue, JobState.QUEUED)[-1], gone) == (nothing.id, ())


def test_a_waiting_job_can_be_edited_and_one_under_way_cannot(queue):
    a, b = queue.add(REQUEST), queue.add(REQUEST)
    assert queue.jobs()[1].request == REQUEST
    other = Request(Shot("a cup falls"), "0.1")
    assert queue.change(b.id, other)
    assert queue.jobs()[1].request == queue.job(b.id).request == other
    assert queue.start_next("w").id == a.id
    assert not queue.change(a.id, other)
    assert queue.job(a.id).request == REQUEST
    finish(queue, a)
    assert not queue.change(a.id, other)


def test_a_paused_queue_starts_nothing_and_remembers_it(queue, project):
    job = queue.add(REQUEST)
    queue.pause()
    assert queue.start_next("w") is None
    assert JobQueue(project).paused
    queue.pause(False)
    assert queue.start_next("w").id == job.id


def test_what_was_cleared_from_the_list_can_be_brought_back(queue):
    done, cancelled, waits = (queue.add(REQUEST) for _ in range(3))
    finish(queue, queue.start_next("w"))
    queue.cancel(cancelled.id)
    before = queue.jobs()
    gone = queue.forget_ended()
    assert {job.id for job in gone} == {done.id, cancelled.id}
    assert [job.id for job in queue.jobs()] == [waits.id]
    queue.remember(gone)
    queue.remember(gone)
    assert queue.jobs() == before


def test_the_list_is_read_again_only_where_something_was_written(queue, project):
    jobs = [queue.add(REQUEST) for _ in range(3)]
    listed = queue.jobs()
    assert queue.jobs() is listed
    queue.cancel(jobs[1].id)
    again = queue.jobs()
    assert again[0] is listed[0]
    assert again[-1].state is JobState.CANCELLED
    with Project.open(project.folder) as other:
        JobQueue(other).add(REQUEST)
    assert len(queue.jobs()) == 4


def test_a_move_that_was_rolled_back_leaves_no_trace_in_the_list(queue, project):
    a, b = queue.add(REQUEST), queue.add(REQUEST)

    def cut_short():
        with project.database.writing():
            queue.cancel(a.id)
            assert queue.jobs()[0].id == b.id
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        cut_short()
    assert ids(queue, JobState.QUEUED) == [a.id, b.id]


def test_a_finished_job_has_its_take_and_cannot_be_finished_again(queue, project):
    shot_id = project.add_shot(Shot("a"))
    job = queue.add(REQUEST, shot_id)
    running = queue.start_next("w")
    assert running.state is JobState.RUNNING
    take = finish(queue, job)
    assert (take.job_id, take.shot_id, take.number, take.model) == (job.id, shot_id, 1, "animatic")
    assert take.request == REQUEST
    assert queue.job(job.id).take_id == take.id
    assert finish(queue, job) is None
    assert not queue.fail(job.id, "w", "late")
    assert not queue.requeue(job.id)
    assert project.takes() == (take,)


def test_a_worker_that_was_given_up_cannot_finish_the_job_of_another(queue, project):
    job = queue.add(REQUEST)
    queue.start_next("old")
    queue.crashed(job.id, "old")
    queue.start_next("new")
    assert finish(queue, job, "old") is None
    assert not queue.stopped(job.id, "old")
    assert queue.crashed(job.id, "old") is None
    assert queue.job(job.id).state is JobState.RUNNING
    assert project.takes() == ()
    assert finish(queue, job, "new") is not None


def test_take_and_end_of_the_job_are_one_step(queue, project, monkeypatch):
    """Positive control: without the transaction the take would be left over."""
    job = queue.add(REQUEST)
    queue.start_next("w")

    def fail(*_, **__):
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(queue, "_end_running", fail)
        with pytest.raises(RuntimeError):
            finish(queue, job)
    assert project.takes() == ()
    assert queue.job(job.id).state is JobState.RUNNING
    assert finish(queue, job).number == 1


def test_a_job_that_ends_its_worker_three_times_is_set_aside(queue):
    bad, good = queue.add(REQUEST), queue.add(REQUEST)
    for count in range(1, CRASHES + 1):
        assert queue.start_next(f"w{count}").id == bad.id
        state = queue.crashed(bad.id, f"w{count}", "status -6")
    assert state is JobState.FAILED
    assert "Set aside" in queue.job(bad.id).error
    assert "status -6" in queue.job(bad.id).error
    assert queue.start_next("w").id == good.id
    queue.requeue(bad.id)
    assert queue.job(bad.id).crashes == 0
    assert queue.job(bad.id).error is None


def test_a_death_before_the_job_began_is_not_counted(queue):
    job = queue.add(REQUEST)
    for worker in "abcdef":
        queue.start_next(worker)
        assert queue.release(job.id, worker)
    assert queue.job(job.id).crashes == 0
    assert queue.job(job.id).state is JobState.QUEUED


def test_after_a_crash_of_the_program_running_jobs_are_interrupted_and_offered_again(queue):
    job, other = queue.add(REQUEST), queue.add(REQUEST)
    queue.start_next("before")
    for _ in range(5):
        [running] = queue.take_over("after")
        assert queue.interrupt(running.id, "after")
        assert queue.job(job.id).state is JobState.INTERRUPTED
        assert queue.job(job.id).crashes == 0
        assert queue.requeue(job.id, front=True)
        assert queue.start_next("again").id == job.id
    assert queue.job(other.id).state is JobState.QUEUED


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_by_its_worker(queue):
    a, b = queue.add(REQUEST), queue.add(REQUEST)
    queue.start_next("w")
    assert not queue.cancel(a.id)
    assert queue.cancel(b.id)
    assert not queue.cancel(b.id)
    assert queue.stopped(a.id, "w")
    assert set(ids(queue, JobState.CANCELLED)) == {a.id, b.id}
    assert queue.start_next("w") is None


def test_clearing_the_queue_can_be_undone(queue):
    jobs = [queue.add(REQUEST) for _ in range(4)]
    queue.start_next("w")
    cleared = queue.clear()
    assert cleared == tuple(job.id for job in jobs[1:])
    assert ids(queue, JobState.QUEUED) == []
    for job_id in cleared:
        queue.requeue(job_id)
    assert ids(queue, JobState.QUEUED) == list(cleared)


def test_ended_jobs_can_be_forgotten_and_their_takes_stay(queue, project):
    done, waiting = queue.add(REQUEST), queue.add(REQUEST)
    queue.start_next("w")
    finish(queue, done)
    queue.forget_ended()
    assert [job.id for job in queue.jobs()] == [waiting.id]
    assert [take.job_id for take in project.takes()] == [done.id]


def test_an_unknown_job_is_named(queue):
    with pytest.raises(BadInput, match="no job nowhere"):
        queue.job("nowhere")
    assert not queue.requeue("nowhere")


def test_the_queue_is_there_again_after_the_program_was_closed(tmp_path):
    with Project.create(tmp_path / "p") as project:
        jobs = [JobQueue(project).add(REQUEST) for _ in range(3)]
    with Project.open(tmp_path / "p") as project:
        assert JobQueue(project).jobs() == tuple(jobs)


class Life(RuleBasedStateMachine):
    """Any order of acts and accidents: no job is lost, none gives two takes."""

    @initialize()
    def start(self):
        self.place = tempfile.TemporaryDirectory()
        self.folder = Path(self.place.name) / "p"
        self.project = Project.create(self.folder)
        self.queue = JobQueue(self.project)
        self.known: set[str] = set()
        self.workers = 0
        self.running: dict[str, str] = {}
        self.finished: set[str] = set()

    def pick(self, which):
        return sorted(self.known)[which % len(self.known)] if self.known else "none"

    def worker_of(self, job_id, stale):
        return "gone" if stale else self.running.get(job_id, "nobody")

    @rule(front=st.booleans())
    def add(self, front):
        self.known.add(self.queue.add(REQUEST, front=front).id)

    @rule()
    def claim(self):
        self.workers += 1
        job = self.queue.start_next(f"w{self.workers}")
        if job is not None:
            assert job.id not in self.running
            assert job.id not in self.finished
            self.running[job.id] = f"w{self.workers}"

    @rule(which=st.integers(0, 99), stale=st.booleans())
    def finish(self, which, stale):
        job_id = self.pick(which)
        worker = self.worker_of(job_id, stale)
        path = self.project.media / f"{job_id}.mp4"
        take = self.queue.finish(job_id, worker, path, CLIP, job_id)
        assert (take is not None) == (job_id in self.running and not stale)
        if take is not None:
            del self.running[job_id]
            self.finished.add(job_id)

    @rule(which=st.integers(0, 99), stale=st.booleans(), how=st.sampled_from("fcsr"))
    def end(self, which, stale, how):
        job_id = self.pick(which)
        worker = self.worker_of(job_id, stale)
        act = {
            "f": lambda: self.queue.fail(job_id, worker, "why"),
            "c": lambda: self.queue.crashed(job_id, worker) is not None,
            "s": lambda: self.queue.stopped(job_id, worker),
            "r": lambda: self.queue.release(job_id, worker),
        }[how]
        assert act() == (job_id in self.running and not stale)
        if not stale:
            self.running.pop(job_id, None)

    @rule(which=st.integers(0, 99), front=st.booleans())
    def requeue(self, which, front):
        job_id = self.pick(which)
        assert not (self.queue.requeue(job_id, front=front) and job_id in self.finished)

    @rule(which=st.integers(0, 99))
    def cancel(self, which):
        job_id = self.pick(which)
        assert not (self.queue.cancel(job_id) and job_id in self.running)

    @rule(which=st.integers(0, 99), position=st.integers(-2, 9))
    def move(self, which, position):
        self.queue.move((self.pick(which), self.pick(which + 1)), position)

    @rule(which=st.integers(0, 99))
    def restore(self, which):
        job_id = self.pick(which)
        assert not (self.queue.restore([job_id]) and job_id in self.finished | set(self.running))

    @rule(which=st.integers(0, 99))
    def several(self, which):
        wanted = (self.pick(which + 2), self.pick(which), "none")
        gone = self.queue.take_out(wanted)
        assert not set(gone) & (set(self.running) | self.finished)
        back = self.queue.requeue_all(reversed(wanted))
        assert set(gone) <= set(back)
        assert not set(back) & (set(self.running) | self.finished)
        self.queue.arrange(wanted)

    @rule()
    def replace(self):
        new, gone = self.queue.replace(REQUEST, None)
        self.known.add(new.id)
        assert not set(gone) & set(self.running)

    @rule()
    def crash_of_the_program(self):
        self.project.close()
        self.project = Project.open(self.folder)
        self.queue = JobQueue(self.project)
        for job in self.queue.take_over("after"):
            assert self.running.pop(job.id)
            assert self.queue.interrupt(job.id, "after")
        assert not self.running

    @invariant()
    def every_job_is_accounted_for(self):
        listed = self.queue.jobs()
        assert listed == JobQueue(self.project).jobs()  # which remembers nothing
        jobs = {job.id: job for job in listed}
        assert jobs.keys() == self.known
        assert {i for i, j in jobs.items() if j.state is JobState.RUNNING} == self.running.keys()
        assert {i for i, j in jobs.items() if j.state is JobState.DONE} == self.finished
        assert sorted(t.job_id for t in self.project.takes()) == sorted(self.finished)
        positions = [j.position for j in jobs.values() if j.state is JobState.QUEUED]
        assert len(positions) == len(set(positions))

    def teardown(self):
        self.project.close()
        self.place.cleanup()


Life.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
test_no_order_of_acts_and_accidents_loses_or_doubles_a_job = Life.TestCase
