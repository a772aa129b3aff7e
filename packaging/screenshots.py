"""Makes the pictures of docs/pictures from the real window on the sample project.

    .venv/bin/python packaging/screenshots.py

Offscreen, with a settings folder of its own, in both themes and at two sizes.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
LONGEST_S = 120.0


def main() -> None:
    """Writes every picture anew."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["VERBENCH_HOME"] = home
        sys.path.insert(0, str(ROOT))
        PICTURES.mkdir(parents=True, exist_ok=True)
        photograph()


def photograph() -> None:
    """Opens the sample, walks through it, and takes the pictures on the way."""
    studio = Studio()
    studio.wait(1.0)
    studio.picture("hints-dark")
    studio.paint()
    studio.both_themes("frame")
    studio.picture("frame-small", 1280, 720)
    studio.watch()
    studio.both_themes("watch")
    studio.picture("watch-small", 1280, 720)
    studio.rate()
    studio.picture("verbs-dark")
    studio.bench.close()


class Studio:
    """The real window, and a camera."""

    def __init__(self) -> None:
        from app.workbench import Workbench, application_for

        self.application = application_for(["verbench"])
        self.bench = Workbench(self.application, "docs", "dark")
        self.window = self.bench.window
        self.window.resize(1600, 900)
        self.window.show()
        self.bench.open(sample=True)

    def until(self, done: Callable[[], bool]) -> None:
        """Lets the program work until something is so."""
        start = time.monotonic()
        while not done():
            self.application.processEvents()
            time.sleep(0.005)
            if time.monotonic() - start > LONGEST_S:
                raise TimeoutError("the sample was not ready in time")

    def wait(self, seconds: float) -> None:
        """Lets the program work for a while."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > end)

    def picture(self, name: str, width: int = 1600, height: int = 900) -> None:
        """Takes one picture."""
        self.window.resize(width, height)
        self.wait(0.6)
        path = PICTURES / f"{name}.png"
        self.window.grab().save(str(path), quality=20)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB")

    def both_themes(self, name: str) -> None:
        """The same picture dark and light."""
        self.picture(f"{name}-dark")
        self.bench.acts.toggle_theme()
        self.picture(f"{name}-light")
        self.bench.acts.toggle_theme()

    def paint(self) -> None:
        """A painted motion that the prompt disagrees with."""
        bench, window = self.bench, self.window
        bench.session.open_shot(next(i for i, shot in bench.session.shots if "Rock" in shot.name))
        window.prompt.replace_text("A small rock tumbles up a steep, rocky hillside to the left")
        window.motion.set_selected(0)

    def watch(self) -> None:
        """A violation on playback."""
        bench, player = self.bench, self.window.player
        self.window.prompt.replace_text("A small rock tumbles down a steep, rocky hillside")
        bench.acts.watch(bench.session.project.takes(bench.session.shot_id)[0].id)
        self.until(lambda: bench.watching.report is not None and player.image() is not None)
        player.next_finding()
        player.set_frame(40)
        player.pause()

    def rate(self) -> None:
        """The verb book after a rating."""
        self.window.rating.rate(1)
        self.window.rating.rate(1)
        self.window.show_right(self.window.verbs)
        self.bench.screen.show_verbs_of(self.bench.watching.take.model)


if __name__ == "__main__":
    main()
