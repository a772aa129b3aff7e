"""From process start to the first painted window, beside a bare Qt window.

    python tests/bench/start.py [--rounds 5] [--profile] [--data DIR]

Each round starts a fresh process of either kind, in turns, after one of each that nobody counts.
A time ends when the event loop is back from the first painting. Processor time is shown too: on a
busy machine it says more. `--profile` lists the slowest imports. Data of others is not needed.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
GOAL_S = 0.6
"""Where Qt alone takes BARE_S."""
BARE_S = 0.12
SLOWEST_SHOWN = 12

REPORT = """
import os, sys, time

def report():
    used = os.times()
    sys.stdout.write(f"{time.time()} {used.user + used.system}\\n")
    sys.stdout.flush()
    os._exit(0)
"""

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, report)

application = QApplication(["bare"])
window = Window()
window.setCentralWidget(QLabel("Verbench"))
window.resize(1600, 900)
window.show()
application.exec()
"""

PROGRAM = """
from app import quick

quick.imports()  # as the program begins
import app.workbench as workbench
from app.__main__ import main

painted = []
paint, fill = workbench.Window.paintEvent, workbench.Workbench.open

def on_paint(window, event):
    paint(window, event)
    painted.append(True)

def on_open(bench, *arguments, **named):
    if not painted:
        fill(bench, *arguments, **named)
        workbench.QTimer.singleShot(0, report)
    else:
        report()

workbench.Window.paintEvent, workbench.Workbench.open = on_paint, on_open
main([])
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--profile", action="store_true", help="list the slowest imports")
    parser.add_argument("--data", type=Path, help="not needed here")
    arguments = parser.parse_args()
    bare: list[tuple[float, float]] = []
    ours: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as home:
        for counted in range(arguments.rounds + 1):
            for code, kept in ((BARE, bare), (PROGRAM, ours)):
                took = _start(code, home)
                if counted:
                    kept.append(took)
        _print_table(bare, ours)
        if arguments.profile:
            _print_imports(home)


def _start(code: str, home: str, *options: str) -> tuple[float, float]:
    """Wall and processor seconds of one fresh process until its window is painted."""
    began = time.time()
    ended = _run(code, home, *options)
    painted, used = map(float, ended.stdout.split())
    return painted - began, used


def _run(code: str, home: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *options, "-c", REPORT + code],
        cwd=ROOT,
        env=_environment(home),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )


def _environment(home: str) -> dict[str, str]:
    """As on a person's machine, where modules are compiled once; nothing is left beside them."""
    named = {
        "QT_QPA_PLATFORM": "offscreen",
        "VERBENCH_HOME": home,
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": f"{home}/compiled",
    }
    return os.environ | named


def _print_table(bare: list[tuple[float, float]], ours: list[tuple[float, float]]) -> None:
    head = f"median of {len(ours)} processes"
    print(f"{head:28} {'wall s':>8} {'best':>8} {'CPU s':>8}")
    for name, times in (("bare Qt window (baseline)", bare), ("verbench", ours)):
        walls, used = zip(*times, strict=True)
        print(f"{name:28} {median(walls):8.3f} {min(walls):8.3f} {median(used):8.3f}")
    walls = median(wall for wall, _ in ours) / median(wall for wall, _ in bare)
    used = median(cpu for _, cpu in ours) / median(cpu for _, cpu in bare)
    print(f"{'ratio':28} {walls:8.2f} {'':8} {used:8.2f}")
    print(f"goal: {GOAL_S} s where Qt alone takes {BARE_S} s, a ratio of {GOAL_S / BARE_S:.1f}")


def _print_imports(home: str) -> None:
    lines = _run(PROGRAM, home, "-X", "importtime").stderr.splitlines()
    found = [re.match(r"import time:\s+(\d+) \|\s+(\d+) \| (.*)", line) for line in lines]
    rows = [(int(m[1]), int(m[2]), m[3].strip()) for m in found if m]
    total = sum(own for own, _, _ in rows)
    print(f"\n{len(rows)} modules, {total / 1000:.0f} ms of imports (while they are being timed)")
    print(f"{'module and all below it':44} {'ms':>7}")
    for _, whole, name in sorted(rows, key=lambda row: -row[1])[:SLOWEST_SHOWN]:
        print(f"{name:44} {whole / 1000:7.1f}")
    print(f"{'module alone':44} {'ms':>7}")
    for own, _, name in sorted(rows, key=lambda row: -row[0])[:SLOWEST_SHOWN]:
        print(f"{name:44} {own / 1000:7.1f}")


if __name__ == "__main__":
    main()
