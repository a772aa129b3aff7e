"""Keeps one worker process alive: tasks go in, events come out, and its death is an event too.

The process speaks JSON, one object a line, on its standard input and output. It is started anew
when it dies, ends with this process whatever happens to it, and is stopped by force where it does
not hear a cancel in time.

Events, each with `worker` (the one process it came from) and, where it is about a task, `job_id`:
ready; started; stage {name}; step {done, total}; note {text}; preview {jpeg: in base64, its frames
one below the other, frames, width, height}; paused; resumed; made {made}; finding {report: of this
one alone}; text {text: a piece of it}; then one of done {...}, failed {message}, cancelled, died
{executing, message}.
broken {message}: it cannot be started. gone {message}: its card is, and it waits for it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import threading
import uuid
from collections import deque
from collections.abc import Callable, Sequence
from typing import IO, Any, Literal

from engine.children import NO_WINDOW, command_of, environment
from engine.models.machine import VISIBLE, Card, cards

Event = dict[str, Any]
Task = Literal["generate", "inspect", "expand"]

GRACE_SECONDS = 5.0
"""A cancelled task has this long to stop by itself."""
CLOSE_SECONDS = 2.0
"""A worker that is not wanted any more has this long to end by itself."""
_GIVE_UP = 5
_WORDS_SECONDS = 5.0
"""A dead worker's last words are waited for so long: what it started may still hold its stream."""
_LONGEST_LINE = 1 << 26
"""Bytes of one event; a preview of a long clip takes a few million."""
CARD_SECONDS = 10.0
"""Between two looks for a card that is gone."""
_TELLING = re.compile(
    r"error|out of memory|fatal|abort|killed|cannot|failed|no space", re.IGNORECASE
)
_LOG = re.compile(r"File \"|Extension modules:|Current thread|Thread 0x")
_ENDS = {"done", "failed", "cancelled"}


def worker_command() -> list[str]:
    """What starts a worker: this Python, or the bundle itself."""
    return command_of("engine.generate.worker", "--worker")


class WorkerHost:
    """One worker process with at most one task. All methods may be called from any thread."""

    def __init__(
        self,
        on_event: Callable[[Event], None],
        *,
        command: Sequence[str] | None = None,
        grace: float = GRACE_SECONDS,
        card: Card | None = None,
    ) -> None:
        """`on_event` is called from the host's own thread, one event at a time. The worker sees
        this one card alone; None is all there are."""
        self._on_event = on_event
        self._command = list(command or worker_command())
        self._grace = grace
        self.card = card
        self._lock = threading.RLock()
        self._closing = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._worker = ""
        self._ready = False
        self._job: str | None = None
        self._try = ""
        self._executing = False
        self._cancelling = False
        self._looking = False
        self._failures = 0
        self._timer: threading.Timer | None = None

    def start(self) -> None:
        """Start the worker; `ready` follows. Starting twice is fine; what was closed stays so."""
        with self._lock:
            if self._closing.is_set():
                return
            if self._thread is None or not self._thread.is_alive():
                self._failures = 0
                self._thread = threading.Thread(target=self._supervise, daemon=True)
                self._thread.start()

    @property
    def idle_worker(self) -> str | None:
        """The worker that can take a task now; None while there is none."""
        with self._lock:
            return self._worker if self._ready and self._job is None else None

    @property
    def given_up(self) -> bool:
        """Whether it cannot be started; `start` tries again."""
        with self._lock:
            return self._thread is not None and not self._thread.is_alive()

    @property
    def worker(self) -> str:
        """The worker there is, or was last."""
        return self._worker

    @property
    def pid(self) -> int | None:
        """The worker's process id."""
        with self._lock:
            return None if self._process is None else self._process.pid

    def submit(
        self, job_id: str, task: Task, payload: dict[str, Any], worker: str | None = None
    ) -> None:
        """Give the idle worker a task. Raises RuntimeError where it is not idle, or is not
        `worker` any more."""
        with self._lock:
            idle = self.idle_worker
            if idle is None or worker not in (None, idle):
                raise RuntimeError("the worker is not idle")
            self._job, self._executing, self._cancelling = job_id, False, False
            # a job may be tried again: a late cancel of the first try must not reach the second
            self._try = uuid.uuid4().hex
            self._send({"do": task, "job_id": job_id, "try": self._try, "payload": payload})

    def cancel(self, job_id: str) -> None:
        """Ask the worker to stop this task; after the grace time it is made to."""
        with self._lock:
            if self._job != job_id or self._cancelling or self._process is None:
                return
            self._cancelling = True
            self._send({"cancel": self._try})
            if self._timer is not None:  # of a task that ended
                self._timer.cancel()
            self._timer = threading.Timer(self._grace, self._stop, (self._process, self._try))
            self._timer.daemon = True
            self._timer.start()

    def pause(self, job_id: str) -> None:
        """Let this task stand still at its next step and give its memory back."""
        self._ask("pause", job_id)

    def resume(self, job_id: str) -> None:
        """Let a paused task go on."""
        self._ask("resume", job_id)

    def keep(self, job_id: str) -> None:
        """End the steps of this task here, and make its clip of what there is."""
        self._ask("keep", job_id)

    def look(self, looking: bool) -> None:
        """Say whether anybody looks at previews, now and for every worker to come."""
        with self._lock:
            if looking != self._looking:
                self._looking = looking
                self._send({"look": looking})

    def _ask(self, what: str, job_id: str) -> None:
        with self._lock:
            if self._job == job_id:
                self._send({what: self._try})

    def close(self, patience: float = CLOSE_SECONDS) -> None:
        """End the worker: politely, and by force after `patience` seconds. No event comes and no
        thread of it is left after this; never call it from `on_event`."""
        self.begin_to_close()
        with self._lock:
            process, thread, timer = self._process, self._thread, self._timer
        if process is not None:
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                process.kill()
        for waited in (thread, timer):
            if waited is not None:
                waited.join()

    def begin_to_close(self) -> None:
        """Ask the worker to end; `close` follows. Several can so be ended at once. One that is
        still starting holds nothing, and would be waited for until it has loaded all it needs."""
        self._closing.set()
        with self._lock:
            process, starting = self._process, not self._ready
            if self._timer is not None:
                self._timer.cancel()
        if process is not None:
            if starting:
                process.kill()
            with contextlib.suppress(OSError):
                _stream(process.stdin).close()

    # the host's own thread

    def _supervise(self) -> None:
        # The kernel ends the worker with the thread that started it, so this one starts every
        # worker and stays.
        while not self._closing.is_set():
            try:
                process = self._spawn()
            except OSError as error:
                self._tell({"event": "broken", "message": f"The worker cannot start: {error}"})
                return
            last_words = _LastWords(_stream(process.stderr))
            with _stream(process.stdout) as lines:
                while line := lines.readline(_LONGEST_LINE):
                    self._hear(line, process)
            code, words = process.wait(), last_words.text()
            self._bury(process, code, words)
            if self._failures >= _GIVE_UP:
                self._tell({"event": "broken", "message": f"The worker does not start: {words}"})
                return
            self._closing.wait(0.1 * self._failures)
            self._wait_for_card()

    def _wait_for_card(self) -> None:
        """After a death: without its card a worker would fail every job, or take days for it."""
        told = False
        while self.card is not None and not self._closing.is_set():
            if any(found.uuid == self.card.uuid for found in cards()):
                return
            if not told:
                message = f"The card {self.card.name} is gone. Its jobs wait, or go to another one."
                self._tell({"event": "gone", "message": message})
                told = True
            self._closing.wait(CARD_SECONDS)

    def _spawn(self) -> subprocess.Popen[bytes]:
        with self._lock:
            process: subprocess.Popen[bytes] = subprocess.Popen(
                [*self._command, "--parent", str(os.getpid())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=self._environment(),
                creationflags=NO_WINDOW,
            )
            self._process, self._worker = process, uuid.uuid4().hex
            if self._closing.is_set():
                process.kill()
        return process

    def _environment(self) -> dict[str, str]:
        return environment() | ({} if self.card is None else {VISIBLE: self.card.uuid})

    def _hear(self, line: bytes, process: subprocess.Popen[bytes]) -> None:
        if len(line) == _LONGEST_LINE:
            process.kill()  # what follows could not be told from an event of its own
            return
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):
            return  # cut off by a crash in the middle of a line
        if not isinstance(event, dict) or not isinstance(event.get("event"), str):
            return  # a library wrote to the stream
        with self._lock:
            if event["event"] == "ready":
                self._ready = True
                self._send({"look": self._looking})
            elif event["event"] == "started":
                self._executing = True
            elif event["event"] in _ENDS:
                self._job, self._executing, self._failures = None, False, 0
        self._tell(event)

    def _bury(self, process: subprocess.Popen[bytes], code: int, words: str) -> None:
        with self._lock:
            with contextlib.suppress(OSError):  # what it did not read any more
                _stream(process.stdin).close()
            job, cancelled, executing = self._job, self._cancelling, self._executing
            self._process, self._ready, self._job, self._executing = None, False, None, False
            self._failures = 0 if executing else self._failures + 1
        if job is not None and cancelled:
            self._tell({"event": "cancelled", "job_id": job})
            return
        message = f"the worker {_ending(code)}" + (f": {words}" if words else "")
        self._tell({"event": "died", "job_id": job, "executing": executing, "message": message})

    def _tell(self, event: Event) -> None:
        if not self._closing.is_set():
            self._on_event({**event, "worker": self._worker})

    # any thread

    def _send(self, message: dict[str, Any]) -> None:
        if self._process is None:
            return
        data = json.dumps(message, ensure_ascii=False).encode() + b"\n"
        # a worker that is gone is told as `died` by the other thread
        with contextlib.suppress(OSError, ValueError):
            stdin = _stream(self._process.stdin)
            stdin.write(data)
            stdin.flush()

    def _stop(self, process: subprocess.Popen[bytes], attempt: str) -> None:
        with self._lock:
            if self._process is process and self._job is not None and self._try == attempt:
                process.kill()


class _LastWords:
    """The end of what a process writes to its error stream: the reason, if it dies."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._lines: deque[str] = deque(maxlen=40)
        self._thread = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self._thread.start()

    def text(self) -> str:
        """The last line that says what went wrong, else the last one."""
        self._thread.join(_WORDS_SECONDS)
        lines = [line.strip() for line in reversed(self._lines) if line.strip()]
        telling = (line for line in lines if _TELLING.search(line) and not _LOG.match(line))
        return next(telling, next(iter(lines), ""))[:300]

    def _read(self, stream: IO[bytes]) -> None:
        with stream:
            for line in stream:
                self._lines.append(line.decode("utf-8", "replace"))


def _ending(code: int) -> str:
    """How a process ended, by its exit status."""
    if code >= 0:
        return f"ended with status {code}"
    if code == -signal.SIGTERM:
        return "was ended from outside (SIGTERM)"
    if code == -9:
        return "was ended by the system (SIGKILL): perhaps the memory was full"
    with contextlib.suppress(ValueError):
        return f"crashed ({signal.Signals(-code).name})"
    return f"crashed (signal {-code})"


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # all three were asked for
    return stream
