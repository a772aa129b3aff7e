"""The reader process, kept for the window: versions of a prompt go in, readings come out.

Nothing here waits on the GUI thread: one thread starts the process and hears it, another one talks
to it. A process that dies is started again, a little later each time, and given up after three
times in a row. It holds nothing that could be lost, so it is ended without ceremony; should the
window itself be killed, the end of its standard input ends it.
"""

from __future__ import annotations

import json
import subprocess
import threading
from contextlib import suppress
from typing import IO, Any

from PySide6.QtCore import QObject, Signal

from app import places
from engine.errors import BadInput
from engine.newest import Newest
from engine.records import Reading

MOST_RESTARTS = 3
BACK_OFF_SECONDS = 1.0


class Reader(QObject):
    """At most one process. `answered` is of the newest question only."""

    warmed = Signal(bool, str)
    """It can be asked: whether it has the parser, and where not, what to do about it."""
    answered = Signal(int, Reading)
    lost = Signal()
    """It died: what was asked will not be answered."""

    def __init__(self, parent: QObject | None = None, command: list[str] | None = None) -> None:
        super().__init__(parent)
        self._command = command
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._threads: list[threading.Thread] = []
        self._questions: Newest[bytes | None] = Newest()
        self._asked = (0, "")
        self._warm = False

    @property
    def warm(self) -> bool:
        """Whether a question is answered now."""
        return self._warm

    @property
    def pid(self) -> int | None:
        """The process's id; None while there is none."""
        with self._lock:
            return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Starts the process; `warmed` follows when it has loaded the parser."""
        from engine.prompt.reader import reader_command

        if self._threads:
            return
        self._command = self._command or [*reader_command(), str(places.verbs_file())]
        for work in (self._supervise, self._talk):
            self._threads.append(threading.Thread(target=work, daemon=True))
            self._threads[-1].start()

    def ask(self, version: int, text: str) -> None:
        """Asks what a text says. A question that still waits is forgotten for a newer one."""
        from engine.prompt.reader import question_line

        self._asked = (version, text)
        self._questions.put(question_line(version, text))

    def restart(self) -> None:
        """Ends a process that does not answer; another one is started."""
        with self._lock:
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """Ends the process. Nothing is said after this."""
        self._closing.set()
        self.restart()
        if self._threads:
            self._questions.put(None)
        for thread in self._threads:
            thread.join()

    # the thread that hears

    def _supervise(self) -> None:
        self._failures = 0
        while not self._closing.is_set() and self._failures <= MOST_RESTARTS:
            with suppress(OSError):
                self._hear(self._spawn())
            self._warm = False
            self._failures += 1
            if not self._closing.is_set():
                self.lost.emit()
            self._closing.wait(BACK_OFF_SECONDS * self._failures)

    def _spawn(self) -> subprocess.Popen[bytes]:
        from engine.children import NO_WINDOW, environment

        assert self._command is not None  # start() has set it
        with self._lock:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
                creationflags=NO_WINDOW,
            )
            if self._closing.is_set():
                self._process.kill()
            return self._process

    def _hear(self, process: subprocess.Popen[bytes]) -> None:
        from engine.prompt.reader import LONGEST_LINE

        with _stream(process.stdout) as answers:
            while line := answers.readline(LONGEST_LINE):
                try:
                    self._take(json.loads(line))
                except (ValueError, KeyError, TypeError, BadInput):
                    process.kill()  # cut off in the middle of a line, or not ours
        process.wait()
        with self._lock:
            self._process = None
            with suppress(OSError):
                _stream(process.stdin).close()

    def _take(self, message: dict[str, Any]) -> None:
        from engine.prompt.reader import reading_from_dict

        if "event" in message:
            self._warm = True
            self._say(self.warmed, bool(message["parser"]), str(message["message"]))
            return
        self._failures = 0
        version, text = self._asked
        if message["version"] == version:
            self._say(self.answered, version, reading_from_dict(message["reading"], text))

    def _say(self, signal: Any, *values: object) -> None:
        if not self._closing.is_set():
            signal.emit(*values)

    # the thread that talks

    def _talk(self) -> None:
        while (line := self._questions.take()) is not None:
            process = self._process
            if process is not None:
                # a process that is gone is told as `lost` by the other thread
                with suppress(OSError, ValueError):
                    stdin = _stream(process.stdin)
                    stdin.write(line)
                    stdin.flush()


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # both were asked for
    return stream
