"""kill -9 at random moments, with jobs paused, and stopped and kept: none is lost or made twice.

`faults` is what is checked, on the disk alone; the controls show that it sees a lost job, a doubled
one and a broken clip.
"""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

import engine
from engine.errors import BadInput
from engine.generate.queue import JobQueue
from engine.project.database import NAME
from engine.project.store import Project
from engine.records import JobState, Request, Settings, Shot
from engine.video.read import probe
from engine.video.write import write_clip

KILLS = int(os.environ.get("VERBENCH_KILLS", "8"))
"""Twenty see more and take minutes."""
JOBS = 4 + 4 * KILLS
"""A quick machine makes three or four between two kills."""
PROGRAM = Path(__file__).parents[2] / "helpers" / "program.py"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")


def faults(folder, asked, kept=frozenset()):
    """What is wrong in a project whose queue was worked off; nothing is what is wanted.

    A job that was stopped and kept may have fewer frames than were asked for.
    """
    found = []
    with sqlite3.connect(folder / NAME) as db:
        if db.execute("pragma integrity_check").fetchone()[0] != "ok":
            found.append("the database is damaged")
        states = dict(db.execute("select id, state from jobs").fetchall())
        made = [row[0] for row in db.execute("select job_id from takes")]
        takes = db.execute("select job_id, path, frames from takes").fetchall()
    db.close()
    found += [f"job {job} is lost" for job in asked.keys() - states.keys()]
    found += [f"job {job} is {state}" for job, state in states.items() if state != "done"]
    found += [
        f"job {job} was made {made.count(job)} times" for job in asked if made.count(job) != 1
    ]
    for job, path, frames in takes:
        try:
            clip = probe(folder / path)
        except BadInput as error:
            found.append(str(error))
            continue
        whole = frames == asked.get(job) or (job in kept and 0 < frames < asked[job])
        if not (clip.frames == frames and whole):
            found.append(f"{path} has {clip.frames} of {asked.get(job)} frames")
    files = {path.name for path in (folder / "media").glob("*.mp4")}
    found += [f"{name} belongs to nothing" for name in files - {Path(p).name for _, p, _ in takes}]
    return found


@pytest.fixture
def asked(tmp_path):
    """A project with small jobs for the real backend: frames by job."""
    write_clip(tmp_path / "start", [np.full((64, 64, 3), 120, np.uint8)], 16)
    image = tmp_path / "start" / "frame_00000.png"
    with Project.create(tmp_path / "p") as project:
        queue, frames = JobQueue(project), {}
        for seed in range(JOBS):
            settings = Settings("animatic", "", 64, 64, 3 + seed % 3, seed=seed)
            shot = Shot("The camera pans right", start_image=image, settings=settings)
            job = queue.add(Request(project.with_kept_files(shot), "0.1"))
            frames[job.id] = settings.frames
    return frames


class Running:
    """The program as another process, and what it said so far."""

    def __init__(self, folder, seed):
        root = str(Path(engine.__file__).resolve().parent.parent)
        self.process = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(folder), str(seed)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": root},
            text=True,
        )
        self.workers = []
        self.kept = set()
        self.takes = self.pauses = 0
        self.idle = threading.Event()
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self):
        for line in self.process.stdout:
            what, _, pid = line.partition(" ")
            if what == "worker" and pid.strip().isdigit() and int(pid) not in self.workers:
                self.workers.append(int(pid))
            self.takes += what.strip() == "take"
            self.pauses += what.strip() == "paused"
            if what == "kept":
                self.kept.add(pid.strip())
            if what.strip() == "idle":
                self.idle.set()

    def wait(self, takes, seconds):
        """Until it has a worker and made so many more takes, or all is done."""
        until, takes = time.monotonic() + seconds, self.takes + takes
        while not self.idle.is_set() and (self.takes < takes or not self.workers):
            assert self.process.poll() is None, "the program ended by itself"
            assert time.monotonic() < until, "nothing happens"
            time.sleep(0.002)

    def kill_worker(self):
        with contextlib.suppress(ProcessLookupError, IndexError):
            os.kill(self.workers[-1], signal.SIGKILL)

    def end(self, how=None):
        if how is not None:
            os.kill(self.process.pid, how)
        self.process.stdin.close()
        self.process.wait(30)
        self._thread.join()
        self.process.stdout.close()


def crashes(folder):
    """Deaths of workers that were counted against jobs so far."""
    with contextlib.closing(sqlite3.connect(folder / NAME)) as db:
        return db.execute("select sum(crashes) from jobs").fetchone()[0]


@pytest.mark.slow
@pytest.mark.timeout(60 + 20 * KILLS)
def test_no_kill_of_the_worker_or_the_program_loses_or_doubles_a_job(tmp_path, asked):
    rng, folder = random.Random(7), tmp_path / "p"
    victims = ["worker", "program"] * (KILLS // 2)
    rng.shuffle(victims)
    program, kept, pauses = Running(folder, 0), set(), 0
    for count, victim in enumerate(victims):
        # in the middle of a job after one that was made, or while all starts
        if rng.random() < 0.6:
            program.wait(takes=1, seconds=60)
            time.sleep(rng.random() * 0.05)
        else:
            program.wait(takes=0, seconds=60)
            time.sleep(rng.random() * 0.5)
        assert not program.idle.is_set(), f"all done after {count} kills: ask for more jobs"
        if victim == "worker":
            program.kill_worker()
        else:
            program.end(signal.SIGKILL)
            kept, pauses = kept | program.kept, pauses + program.pauses
            program = Running(folder, count + 1)
    more = 0
    while not crashes(folder) and not program.idle.is_set():  # chance spared every job
        program.wait(takes=1, seconds=60)
        program.kill_worker()
        more += 1
    assert program.idle.wait(120)
    program.end()
    kept, pauses = kept | program.kept, pauses + program.pauses
    assert faults(folder, asked, kept) == []
    assert pauses, "no kill could hit a paused job: pause more often"
    assert kept, "nothing was stopped and kept"
    with Project.open(folder) as project:
        assert {job.state for job in JobQueue(project).jobs()} == {JobState.DONE}
    assert crashes(folder) > 0, "no kill hit a worker in the middle of a job"
    most = KILLS // 2 + more
    assert crashes(folder) <= most, "a death of the program was counted against a job"


def test_the_check_sees_what_it_should(tmp_path):
    """Positive controls: each kind of loss, done on purpose."""
    asked = {}
    with Project.create(tmp_path / "good") as project:
        queue = JobQueue(project)
        for seed in range(3):
            job = queue.add(Request(Shot(settings=Settings(seed=seed, frames=3)), "0.1"))
            queue.start_next("w")
            path = project.media / f"{job.id}.mp4"
            clip = write_clip(path, [np.full((48, 64, 3), seed, np.uint8)] * 3, 16)
            queue.finish(job.id, "w", path, clip, str(seed))
            asked[job.id] = 3
    victim = next(iter(asked))
    assert faults(tmp_path / "good", asked) == []

    def doctored(name, *statements):
        folder = tmp_path / name
        shutil.copytree(tmp_path / "good", folder)
        with sqlite3.connect(folder / NAME) as db:
            for statement in statements:
                db.execute(statement, (victim,) if "?" in statement else ())
        db.close()
        return folder

    def says(folder, text):
        return any(text in fault for fault in faults(folder, asked))

    lost = doctored("lost", "delete from jobs where id = ?")
    assert says(lost, f"{victim} is lost")
    stuck = doctored("stuck", "update jobs set state='running', take_id=null where id = ?")
    assert says(stuck, f"{victim} is running")
    no_take = doctored("no-take", "delete from takes where job_id = ?")
    assert says(no_take, "made 0 times")
    assert says(no_take, "belongs to nothing")
    short = doctored("short", "update takes set frames = 2 where job_id = ?")
    assert says(short, "3 of 3 frames")
    broken = doctored("broken")
    clip = broken / "media" / f"{victim}.mp4"
    clip.write_bytes(clip.read_bytes()[:700])
    assert says(broken, "not a video")
    twice = doctored(
        "twice",
        "create table t as select * from takes",
        "drop table takes",
        "alter table t rename to takes",
        "insert into takes select * from takes where job_id = ?",
    )
    assert says(twice, "made 2 times")
