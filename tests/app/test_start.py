"""The window is on the screen before anything slow begins."""

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
