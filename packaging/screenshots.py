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
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
LONGEST_S = 120.0


def main() -> None:
    """Writes every picture anew."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["VERBENCH_HOME"] = home
        # a folder that is shown is nobody's own
        os.environ["HOME"] = "/home/ada"
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
    studio.throw()
    studio.picture("motion-dark")
    studio.dialogs()
    studio.watch()
    studio.both_themes("watch")
    studio.picture("watch-small", 1280, 720)
    studio.explain()
    studio.mark()
    studio.rate()
    studio.picture("verbs-dark")
    with tempfile.TemporaryDirectory(prefix="models-") as folder:
        studio.models(Path(folder))
    studio.vary()
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

    def shot(self, name: str) -> None:
        """Opens a shot of the sample."""
        session = self.bench.session
        session.open_shot(next(i for i, shot in session.shots if name in shot.name))

    def paint(self) -> None:
        """A painted motion that the prompt disagrees with."""
        window = self.window
        self.shot("Rock")
        window.prompt.replace_text("A small rock tumbles up a steep, rocky hillside to the left")
        window.motion.set_selected(0)

    def throw(self) -> None:
        """A throw with its handles, leaves that flutter, ground that holds still, and a ruler."""
        from engine.motion.drafting import preset_for
        from engine.motion.physics import applied
        from engine.motion.world import world_of
        from engine.records import Ambient, Gravity, Region, Stroke

        session, motion = self.bench.session, self.window.motion
        self.shot("Ball")
        plan, gravity = session.shot.plan, Gravity(90.0, 110.0)
        world = world_of(session.shot.settings, gravity)
        ball = applied(plan.strokes[0], preset_for("throw", plan.strokes[0], world), world)
        crown = ((0.74, 0.1), (0.86, 0.06), (0.96, 0.2), (0.96, 0.42), (0.86, 0.5), (0.74, 0.38))
        leaves = Stroke("leaves", "ambient", Region(crown), ambient=Ambient("flutter"))
        corners = ((0.0, 0.88), (1.0, 0.88), (1.0, 1.0), (0.0, 1.0))
        ground = Stroke("ground", "static", Region(corners))
        session.set_plan(replace(plan, strokes=(ball, leaves, ground), gravity=gravity), "docs")
        motion.set_tool("path")
        motion.set_selected(0)

    def dialogs(self) -> None:
        """What is opened over the window: cropping, and the export of guides."""
        from widgets.motion.image_slots import START

        self.bench.images.open_dialog(START)
        self.dialog("crop-dark")
        self.bench.guides.open()
        self.dialog("guide-dark")

    def dialog(self, name: str) -> None:
        """Takes a picture of the dialog that is open, and closes it."""
        self.until(lambda: bool(self._open()))
        self.wait(1.5)
        box = self._open()[0]
        box.grab().save(str(PICTURES / f"{name}.png"), quality=20)
        box.close()
        self.wait(0.3)

    def _open(self) -> list[QWidget]:
        from PySide6.QtWidgets import QDialog

        return [
            w
            for w in self.application.topLevelWidgets()
            if isinstance(w, QDialog) and w.isVisible()
        ]

    def watch(self) -> None:
        """A violation on playback."""
        bench, player = self.bench, self.window.player
        self.shot("Rock")
        self.window.prompt.replace_text("A small rock tumbles down a steep, rocky hillside")
        bench.acts.watch(bench.session.project.takes(bench.session.shot_id)[0].id)
        self.until(lambda: bench.watching.report is not None and player.image() is not None)
        player.set_frame(0)
        player.next_finding()
        player.set_frame(40)
        player.pause()

    def explain(self) -> None:
        """The curves behind a finding, and which one is the film."""
        player = self.window.player
        player.set_frame(40)
        player.next_finding()
        player.pause()
        player.show_page("plots")
        self.picture("curves-dark")
        player.show_page("why")
        player.ask_blind("tumble")
        self.until(lambda: not player.blind_waits)
        self.picture("blind-dark", 1280, 720)
        player.leave_blind()

    def mark(self) -> None:
        """What a person says of things, and the rules that hang on it."""
        from engine.records import Box, Mark

        bench, player = self.bench, self.window.player
        report = bench.watching.report
        assert report is not None  # it is being watched
        width, height = report.clip.width, report.clip.height
        rock = max(report.movers, key=lambda mover: len(mover.track))
        box = rock.boxes[len(rock.boxes) // 2]
        frame = rock.track[len(rock.boxes) // 2][0]
        place = Box(box.x / width, box.y / height, box.w / width, box.h / height)
        slope = ((0.02, 0.42), (0.98, 0.93))
        marks = (Mark("rigid", frame, place, noun="rock"), Mark("floor", frame, line=slope))
        bench.marking.open()
        judged: list[int] = []
        bench.work.inspected.connect(lambda *_: judged.append(1))
        bench.marking.add(marks)
        self.until(lambda: bool(judged))
        player.set_frame(frame)
        player.pause()
        player.show_page("rules")
        self.picture("marks-dark")
        bench.marking.toggle()
        bench.session.undo_stack.undo()
        self.until(lambda: len(judged) == 2)
        player.show_page("why")

    def rate(self) -> None:
        """The verb book after a rating."""
        self.window.rating.rate(1)
        self.window.rating.rate(1)
        self.window.show_right(self.window.verbs)
        self.bench.screen.show_verbs_of(self.bench.watching.take.model)

    def models(self, folder: Path) -> None:
        """Models in their real size, what fits of them, and a shot that one of them will make."""
        from app import places
        from app.stage import FRAME
        from engine.models import shelf
        from tests.helpers import hollow

        for kind in ("wan-2.1-t2v-1.3b", "wan-2.2-ti2v-5b", "wan-2.1-i2v-14b"):
            hollow.wan(folder / kind, kind)
        shelf.add(places.models_file(), (folder,))
        bench = self.bench
        bench.models.open()
        self.until(lambda: len(bench.models.makers) == 3 and not bench.models.scanning)
        self.dialog("models-dark")
        self.shot("Rock")
        self.window.stage.set_mode(FRAME)
        chosen = next(m for m in bench.models.makers if m.variant == "i2v-14b" or "i2v" in m.name)
        bench.models.use(chosen)
        self.window.show_right(self.window.settings)
        self.wait(2.0)  # the hints of the shot before are gone
        self.picture("settings-dark", 1600, 1100)
        bench.session.undo_stack.undo()

    def vary(self) -> None:
        """Four seeds of one shot: asked for, on their way, and side by side."""
        from widgets.jobs.variations_dialog import SEEDS

        bench = self.bench
        self.shot("Ball")
        bench.variations.open(SEEDS)
        asked = bench.variations.dialog
        assert asked is not None  # it was just opened
        self.wait(0.5)
        asked.grab().save(str(PICTURES / "variations-dark.png"), quality=20)
        before = self._made()
        asked.wanted.emit(asked.wish())
        asked.accept()
        self.until(lambda: self._made() > before)
        bench.queueing.open_queue()
        self.picture("queue-dark")
        self.window.queue.close_panel()
        self.until(lambda: self._made() == before + 4)
        self.wait(6.0)
        self.picture("compare-dark")
        self.lay_over()

    def lay_over(self) -> None:
        """Two of them divided by a line."""
        from widgets.player.compare_grid import CompareGrid

        grid = self.window.findChild(CompareGrid)
        grid.pause()
        grid.set_view("wipe")
        self.until(lambda: grid.pair is not None and len(grid.pair.clips) == 2)
        grid.step(-200)
        grid.step(30)
        grid.pair.shift(1, 14)  # both balls are to be seen
        self.wait(1.0)
        self.picture("wipe-dark")
        grid.set_view("all")

    def _made(self) -> int:
        session = self.bench.session
        return len(session.project.takes(session.shot_id))


if __name__ == "__main__":
    main()
