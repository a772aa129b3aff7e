"""Slow work beside the GUI thread: questions go in, the answer to the newest of them comes out.

One thread for one kind of work. What was asked before and is still waiting is forgotten for a newer
question, and an answer that comes too late is dropped.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from engine.newest import Newest


class Beside(QObject):
    """Does `work(*question)` on its thread, which begins with the first question."""

    done = Signal(object)
    """What `work` gave, for the newest question only; on the thread of the GUI."""
    _worked = Signal(int, object)

    def __init__(self, work: Callable[..., object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._thread: threading.Thread | None = None
        self._waiting: Newest[tuple[int, tuple[Any, ...]] | None] = Newest()
        self._number = 0
        self._closed = False
        self._worked.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def ask(self, *question: Any) -> None:
        """Asks; what was asked before is not answered any more. Nothing is, once it was closed."""
        if self._closed:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        self._number += 1
        self._waiting.put((self._number, question))

    def close(self) -> None:
        """Waits for what is being done, which nobody is told."""
        self._closed, self._number = True, -1
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()

    def _run(self) -> None:
        while (job := self._waiting.take()) is not None:
            number, question = job
            try:
                answer = self._work(*question)
            except Exception:
                # as in a slot: it is reported, and the next question is answered
                sys.excepthook(*sys.exc_info())
                continue
            if number == self._number:
                self._worked.emit(number, answer)

    def _tell(self, number: int, answer: object) -> None:
        if number == self._number:
            self.done.emit(answer)
