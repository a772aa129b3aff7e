"""The window is on the screen before anything slow begins."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """
import sys
from app import workbench

def opened(bench, path, *, sample):
    slow = [name for name in ("sqlite_utils", "engine.rules", "cv2") if name in sys.modules]
    print(bench.window.isVisible(), painted, slow)
    bench.application.quit()

painted = []
paint = workbench.Window.paintEvent
workbench.Window.paintEvent = lambda window, event: (paint(window, event), painted.append(1))
workbench.Workbench.open = opened
workbench.run(None)
"""


def test_the_project_is_opened_once_and_after_the_window_was_painted():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.splitlines() == ["True [1] []"]


TYPED = """
import sys
from PySide6.QtTest import QTest
from app import workbench

application = workbench.application_for(["verbench"])
bench = workbench.Workbench(application, "test", "dark")
bench.window.show()
bench.open(sample=True)
QTest.keyClicks(bench.window.prompt.editor, "A dog runs. ")
QTest.qWait(300)
heavy = [name for name in ("torch", "spacy", "diffusers", "transformers") if name in sys.modules]
bench.close()
print(bool(bench.linter.hints), heavy, bench.reader.pid)
"""


def test_the_window_reads_and_judges_without_anything_heavy_and_leaves_no_process():
    done = subprocess.run(
        [sys.executable, "-c", TYPED],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        env={**os.environ, "VERBENCH_READER": "process"},
    )
    assert done.stdout.splitlines() == ["True [] None"]
