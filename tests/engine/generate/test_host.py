import base64
import os
import queue
import signal
import subprocess
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import pytest

import engine
from engine.documents import request_to_dict
from engine.generate import host
from engine.generate.host import WorkerHost, worker_command
from engine.generate.worker import PREVIEW_SECONDS
from engine.records import Request, Settings, Shot
from engine.video.read import probe

WORKER = [sys.executable, str(Path(__file__).parents[2] / "helpers" / "worker.py")]
WAIT = 30.0


class Listener:
    def __init__(self, folder, grace=5.0, command=WORKER):
        self.folder = folder
        self.events = queue.SimpleQueue()
        self.host = WorkerHost(self.events.put, command=command, grace=grace)

    def submit(self, job_id, model="fine", *, backend="fake", frames=3, width=64, out=None):
        shot = Shot(settings=Settings(backend, model, width=width, height=48, frames=frames))
        payload = {
            "request": request_to_dict(Request(shot, "0.1"), self.folder),
            "base": str(self.folder),
            "out": str(out or self.folder / f"{job_id}.mp4"),
            "cache": str(self.folder / "cache"),
            "folders": [],
        }
        self.host.submit(job_id, "generate", payload)

    def idle(self):
        """Waits for a worker that can take a task, and forgets what was said so far."""
        until = time.monotonic() + WAIT
        while self.host.idle_worker is None:
            assert time.monotonic() < until
            time.sleep(0.01)
        while not self.events.empty():
            self.events.get()

    def until(self, *kinds):
        """Events up to the first of these kinds."""
        heard = []
        while True:
            heard.append(self.events.get(timeout=WAIT))
            if heard[-1]["event"] in kinds:
                return heard


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    made = Listener(tmp_path_factory.mktemp("worker"), grace=0.3)
    made.host.start()
    yield made
    made.host.close()


@pytest.fixture
def listener(started, tmp_path):
    """One worker for all tests that leave it alive: starting one takes most of the time."""
    started.folder = tmp_path
    started.idle()
    return started


def test_a_task_is_told_step_by_step_and_its_clip_is_on_disk(listener, tmp_path):
    listener.submit("a")
    heard = listener.until("done")
    said = [e["event"] for e in heard]
    assert said == ["started", "stage", "stage", "made", "step", "step", "step", "done"]
    assert [e["name"] for e in heard[1:3]] == ["loading", "denoising"]
    assert [(e["done"], e["total"]) for e in heard[4:7]] == [(1, 3), (2, 3), (3, 3)]
    assert {e["job_id"] for e in heard} == {"a"}
    assert len({e["worker"] for e in heard}) == 1
    info = probe(tmp_path / "a.mp4")
    assert (info.frames, info.width) == (3, 64)
    assert '"verbench"' in info.comment
    assert heard[-1]["clip"]["frames"] == 3


def test_how_a_clip_was_made_comes_with_it_and_with_its_notes(listener):
    listener.submit("a", "noted")
    heard = listener.until("done")
    assert [e["text"] for e in heard if e["event"] == "note"] == ["The size was fitted"]
    made = heard[-1]["made"]
    assert (made["device"], made["notes"]) == ("fake", ["The size was fitted"])


def test_previews_are_made_only_while_somebody_looks_and_not_more_often_than_seen(listener):
    listener.submit("a", "seen", frames=6)
    assert "preview" not in [e["event"] for e in listener.until("done")]
    listener.host.look(True)
    began = time.monotonic()
    listener.submit("b", "seen", frames=6)
    heard = listener.until("done")
    most = 1 + (time.monotonic() - began) / PREVIEW_SECONDS
    listener.host.look(False)
    told, *more = [e for e in heard if e["event"] == "preview"]
    assert 1 + len(more) <= most
    assert (told["frames"], told["width"], told["height"]) == (2, 16, 8)
    picture = cv2.imdecode(
        np.frombuffer(base64.b64decode(told["jpeg"]), np.uint8), cv2.IMREAD_COLOR
    )
    assert picture.shape == (16, 16, 3)


def test_a_new_worker_knows_that_somebody_looks(tmp_path):
    listener = Listener(tmp_path)
    listener.host.look(True)
    listener.host.start()
    listener.until("ready")
    listener.submit("a", "seen", frames=2)
    assert "preview" in [e["event"] for e in listener.until("done")]
    listener.host.close()


def test_a_paused_task_stands_still_until_it_may_go_on(listener):
    listener.submit("a", "slow", frames=8)
    before = listener.until("step")
    listener.host.pause("a")
    before += listener.until("paused")
    time.sleep(0.7)
    assert listener.events.empty()
    listener.host.resume("a")
    after = listener.until("done")
    assert after[0]["event"] == "resumed"
    # a step may end while the word to pause is on its way
    steps = [e["done"] for e in before + after if e["event"] == "step"]
    assert steps == [*range(1, 9)]


def test_a_paused_task_is_cancelled_at_once(listener):
    listener.submit("a", "slow", frames=100)
    listener.until("step")
    listener.host.pause("a")
    listener.until("paused")
    listener.host.cancel("a")
    assert listener.until("cancelled", "died")[-1]["event"] == "cancelled"


def test_a_paused_task_is_kept_at_once(listener, tmp_path):
    listener.submit("a", "slow", frames=100)
    listener.until("step")
    listener.host.pause("a")
    listener.until("paused")
    listener.host.keep("a")
    assert listener.until("done", "failed")[-1]["event"] == "done"
    assert 1 <= probe(tmp_path / "a.mp4").frames < 5


def test_stopping_and_keeping_makes_a_clip_of_what_there_is(listener, tmp_path):
    listener.submit("a", "slow", frames=100)
    listener.until("step")
    listener.host.keep("a")
    assert listener.until("done", "failed")[-1]["event"] == "done"
    assert 1 <= probe(tmp_path / "a.mp4").frames < 5


def test_what_is_asked_of_another_task_does_nothing(listener):
    listener.submit("a")
    for ask in (listener.host.pause, listener.host.keep, listener.host.cancel):
        ask("b")
    assert listener.until("done")[-1]["clip"]["frames"] == 3


def test_what_libraries_print_does_not_disturb(listener):
    listener.submit("a", "loud")
    assert [e["event"] for e in listener.until("done")].count("done") == 1


@pytest.mark.parametrize(
    ("act", "message"),
    [
        ({"model": "error"}, "The backend failed (ValueError: the tensor has no shape)"),
        ({"backend": "nothing"}, "There is no backend 'nothing'. Use fake."),
        ({"width": 63}, "H.264 has no odd sizes"),
        ({"out": Path("/nowhere/x.mp4")}, "There is no folder"),
    ],
)
def test_a_task_that_fails_says_why_in_one_line_and_the_worker_goes_on(listener, act, message):
    listener.submit("a", **act)
    said = listener.until("failed", "died")[-1]
    assert message in said["message"]
    assert "\n" not in said["message"]
    listener.submit("b")
    assert listener.until("done")[-1]["job_id"] == "b"


def test_a_request_that_is_none_is_refused_in_one_line(listener):
    listener.host.submit("a", "generate", {"request": {"shot": 5, "verbench": ""}, "base": "/"})
    assert listener.until("failed", "died")[-1]["event"] == "failed"


def test_a_polite_cancel_stops_at_the_next_step_and_leaves_no_file(tmp_path):
    listener = Listener(tmp_path, grace=20.0)
    listener.host.start()
    listener.until("ready")
    pid = listener.host.pid
    listener.submit("a", "slow", frames=100)
    listener.until("step")
    started = time.monotonic()
    listener.host.cancel("a")
    listener.host.cancel("a")
    assert listener.until("cancelled", "done", "died")[-1]["event"] == "cancelled"
    assert time.monotonic() - started < 10
    assert list(tmp_path.iterdir()) == []
    listener.submit("a")
    assert listener.until("done", "cancelled")[-1]["event"] == "done"
    assert listener.host.pid == pid
    listener.host.close()


def test_a_task_that_does_not_listen_is_stopped_by_force(listener):
    first = listener.host.idle_worker
    listener.submit("a", "deaf")
    listener.until("step")
    listener.host.cancel("a")
    heard = listener.until("ready")
    assert [e["event"] for e in heard] == ["cancelled", "ready"]
    assert heard[-1]["worker"] != first
    listener.submit("b")
    listener.until("done")


def test_the_death_of_the_worker_is_an_event_and_a_new_one_comes(listener):
    listener.submit("a", "abort")
    heard = listener.until("ready")
    died = heard[-2]
    assert (died["event"], died["job_id"], died["executing"]) == ("died", "a", True)
    listener.submit("b")
    assert listener.until("done")[-1]["job_id"] == "b"


def test_after_an_error_of_its_card_a_worker_says_so_and_is_another_one(listener):
    first = listener.host.idle_worker
    listener.submit("a", "lost")
    heard = listener.until("ready")
    said = next(e["message"] for e in heard if e["event"] == "failed")
    assert said.startswith("The graphics card failed (CUDA error")
    assert heard[-1]["worker"] != first
    listener.submit("b")
    assert listener.until("done")[-1]["job_id"] == "b"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_how_a_worker_died_is_said_in_words(listener):
    for how, words in (
        (signal.SIGKILL, "perhaps the memory was full"),
        (signal.SIGSEGV, "SIGSEGV"),
    ):
        listener.idle()
        listener.submit("a", "slow", frames=100)
        listener.until("step")
        os.kill(listener.host.pid, how)
        assert words in listener.until("died")[-1]["message"]


def test_the_death_of_an_idle_worker_blames_no_job(listener):
    os.kill(listener.host.pid, signal.SIGTERM)
    died = listener.until("ready")[0]
    assert (died["event"], died["job_id"], died["executing"]) == ("died", None, False)


def test_a_worker_that_cannot_start_is_given_up_with_its_last_words(tmp_path):
    command = [sys.executable, "-c", "raise SystemExit('no such model folder')"]
    listener = Listener(tmp_path, command=command)
    listener.host.start()
    heard = listener.until("broken")
    assert "no such model folder" in heard[-1]["message"]
    assert listener.host.idle_worker is None
    listener.host.close()
    nothing = Listener(tmp_path, command=[str(tmp_path / "missing")])
    nothing.host.start()
    assert "cannot start" in nothing.until("broken")[-1]["message"]
    nothing.host.close()


def test_only_an_idle_worker_takes_a_task(listener):
    with pytest.raises(RuntimeError):
        Listener(listener.folder).submit("a")
    with pytest.raises(RuntimeError):
        listener.host.submit("a", "generate", {}, worker="the one before")
    listener.submit("a", "slow", frames=20)
    with pytest.raises(RuntimeError):
        listener.submit("b")
    listener.host.cancel("a")


def test_closing_ends_the_worker_even_in_the_middle_of_a_task(tmp_path):
    for model in ("slow", "deaf"):
        listener = Listener(tmp_path)
        listener.host.start()
        listener.until("ready")
        listener.submit("a", model, frames=100)
        listener.until("step")
        pid = listener.host.pid
        listener.host.close()
        listener.host.close()
        assert gone(pid)
    assert not (tmp_path / "a.mp4").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("model", ["slow", "deaf"])
def test_a_worker_does_not_outlive_the_program(tmp_path, model):
    script = (
        "import sys, threading, time\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from pathlib import Path\n"
        "from test_host import Listener\n"
        "listener = Listener(Path(sys.argv[1]))\n"
        "listener.host.start()\n"
        "listener.until('ready')\n"
        "listener.submit('a', sys.argv[2], frames=100)\n"
        "listener.until('step')\n"
        "print(listener.host.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    root = str(Path(engine.__file__).parent.parent)
    program = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path), model],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root},
    )
    worker = int(program.stdout.readline())
    assert not gone(worker, patience=0.0)
    program.kill()
    program.communicate()
    assert gone(worker)


def gone(pid, patience=10.0):
    until = time.monotonic() + patience
    while True:
        try:
            os.kill(pid, 0)
            # an orphan that nobody buried yet is gone as well
            status = Path(f"/proc/{pid}/status")
            if status.exists() and "State:\tZ" in status.read_text():
                return True
        except OSError:
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(0.02)


def test_a_frozen_bundle_starts_itself_as_the_worker(monkeypatch):
    assert worker_command()[1:] == ["-m", "engine.generate.worker"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command()[1:] == ["--worker"]


def test_what_is_no_event_is_passed_over(tmp_path):
    listener = Listener(tmp_path, command=[sys.executable, "-c", "print(1, '[]', '{}', sep='\\n')"])
    listener.host.start()
    heard = listener.until("broken")
    assert {event["event"] for event in heard} == {"died", "broken"}
    listener.host.close()


def test_a_worker_that_writes_without_end_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(host, "_LONGEST_LINE", 1000)
    endless = "import time; print('x' * 5000, flush=True); time.sleep(600)"
    listener = Listener(tmp_path, command=[sys.executable, "-c", endless])
    listener.host.start()
    assert "SIGKILL" in listener.until("died")[-1]["message"]
    listener.host.close()


def test_what_was_closed_is_not_started_again(tmp_path):
    listener = Listener(tmp_path)
    listener.host.close()
    listener.host.start()
    assert listener.host._thread is None


def test_a_worker_that_is_still_starting_is_not_waited_for(tmp_path):
    listener = Listener(tmp_path, command=[sys.executable, "-c", "import time; time.sleep(60)"])
    listener.host.start()
    while listener.host.pid is None:
        time.sleep(0.01)
    began = time.monotonic()
    listener.host.close(patience=40)
    assert time.monotonic() - began < 20
