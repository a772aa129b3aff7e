"""From a key to its hints in the whole window: `python tests/bench/window.py`.

The sample project is opened and typed into, a key every 60 ms, with prompts of 30 and 150 words and
with 20,000 characters; once with the tables on the GUI thread and once with the reader process.
Measured are the time from a key until the hints for exactly that text have been painted, and how
long a turn of the event loop keeps the GUI thread (its processor time between two ticks, so that a
busy machine does not blur it). The baseline is a bare QPlainTextEdit with the same text and keys in
the same run: nothing is read or judged there.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["VERBENCH_HOME"] = tempfile.mkdtemp()
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from app.places import READER
from app.workbench import Workbench

SENTENCES = (
    "A tall man in a grey coat walks slowly to the wooden chair by the window and sits down. "
    "The camera remains still in soft morning light. His dog runs across the room. "
    "Leaves sway gently behind the glass. She throws a red ball to the right and it bounces twice. "
)
KEYS = " and the dog jumps onto the sofa"
PAUSE_MS = 60
PATIENCE_S = 20.0


def prompt(words: int) -> str:
    return " ".join(islice(cycle(SENTENCES.split()), words))


TEXTS = {
    "30 words": prompt(30),
    "150 words": prompt(150),
    "20,000 characters": prompt(4_000)[:19_900],
}


class Ticks:
    """How much the GUI thread worked between two turns of its event loop."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = time.thread_time()
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.thread_time()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def forget(self) -> None:
        self.gaps.clear()
        self._last = time.thread_time()


def at_end(editor) -> None:
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.setFocus(Qt.FocusReason.OtherFocusReason)


def bare(text: str, ticks: Ticks) -> tuple[list[float], list[float]]:
    editor = QPlainTextEdit(text)
    editor.resize(372, 152)
    editor.show()
    at_end(editor)
    QTest.qWait(100)
    ticks.forget()
    times = []
    for key in KEYS:
        began = time.perf_counter()
        QTest.keyClick(editor, key)
        editor.viewport().repaint()
        times.append((time.perf_counter() - began) * 1000)
        QTest.qWait(PAUSE_MS)
    return times, ticks.gaps[:]


def typed(bench: Workbench, text: str, ticks: Ticks) -> tuple[list[float], list[float]]:
    """Times from a key to the hints for its text; where a newer key came first it has none."""
    editor, linter = bench.window.prompt.editor, bench.linter
    editor.replace_text(text)
    until = time.perf_counter() + PATIENCE_S
    while linter.reading.text != text and time.perf_counter() < until:
        QTest.qWait(20)
    QTest.qWait(400)
    at_end(editor)
    times: list[float] = []
    asked: dict[str, float] = {}

    def on_hints() -> None:
        began = asked.pop(linter.reading.text, None)
        if began is not None:
            editor.viewport().repaint()
            times.append((time.perf_counter() - began) * 1000)

    linter.hinted.connect(on_hints)
    QTest.qWait(100)
    ticks.forget()
    for end in range(1, len(KEYS) + 1):
        asked[text + KEYS[:end]] = time.perf_counter()
        QTest.keyClick(editor, KEYS[end - 1])
        QTest.qWait(PAUSE_MS)
    gaps = ticks.gaps[:]
    until = time.perf_counter() + PATIENCE_S
    while linter.reading.text != text + KEYS and time.perf_counter() < until:
        QTest.qWait(20)
    QTest.qWait(400)
    linter.hinted.disconnect(on_hints)
    return times, gaps


def row(name: str, times: list[float], gaps: list[float], base: list[float]) -> None:
    turns = sorted(gaps)
    still = f"{turns[int(len(turns) * 0.99)]:9.1f}{turns[-1]:9.1f}"
    shown = f"{'-':>8}{'-':>8}{'-':>7}"
    if len(times) > 1:
        p50, p95 = median(times), quantiles(times, n=20)[-1]
        shown = f"{p50:8.1f}{p95:8.1f}{p50 / median(base):7.1f}"
    print(f"{name:46}{len(times):5}{shown}{still}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="not needed: the prompts are made here")
    parser.parse_args()
    application = QApplication(sys.argv[:1])
    ticks = Ticks()
    print(f"{'key to painted hints':46}{'n':>5}{'p50 ms':>8}{'p95 ms':>8}{'ratio':>7}", end="")
    print(f"{'turn p99':>9}{'turn max':>9}")
    base = {name: bare(text, ticks) for name, text in TEXTS.items()}
    for name, found in base.items():
        row(f"{name}: bare QPlainTextEdit", *found, found[0])
    for mode in ("tables", "process"):
        os.environ[READER] = mode
        bench = Workbench(application, "bench", "dark")
        bench.window.resize(1600, 900)
        bench.window.show()
        QTest.qWait(50)
        bench.open(sample=True)
        while bench.reader is not None and not bench.reader.warm:
            QTest.qWait(50)
        for name, text in TEXTS.items():
            row(f"{name}: {mode}", *typed(bench, text, ticks), base[name][0])
        bench.close()
        bench.window.deleteLater()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
