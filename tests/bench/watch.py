"""How fast the player paints: a 1280x720 frame with every overlay, beside the frame alone.

    python tests/bench/watch.py [--data DIR]

The overlays: 390 arrows (and 880, as many as the grid has), heat, wanted and measured paths, two
people and a hand, and five findings at once, one of each shape, with their labels; their boxes
follow what moves. Frames are rendered here; DIR may hold clips, then the first is shown instead.
The first pass makes what later passes of a loop only draw. Painting is on the processor, into the
window's own memory. Decoding and flow are measured by inspect.py.

Then the whole Watch mode plays with eighteen kinds while another process keeps the processor busy
as an analysis does: how many frames of the clip were not shown.

The prototype draws the frame, a ready heat picture and 390 arrows of thin lines and nothing else;
on a machine with nothing else to do it took PROTOTYPE_MS, and the goal stands beside that.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication

from app.theme import apply
from engine.records import (
    BODY_JOINTS,
    HAND_JOINTS,
    Box,
    ClipInfo,
    Finding,
    MotionPlan,
    Mover,
    PathPoint,
    Region,
    Report,
    Skeleton,
    Stroke,
)
from engine.video.write import write_clip
from widgets.common.theme import GRID
from widgets.images import to_qimage
from widgets.player.kinds import Kind
from widgets.player.overlays import ARROW_EVERY, NAMES, arrow_lines, heat_image
from widgets.player.panel import PlayerPanel
from widgets.player.surface import Surface

ROOT = Path(__file__).resolve().parents[2]
WIDTH, HEIGHT, FRAMES, CELL = 1280, 720, 81, 8
KINDS = tuple(
    Kind(f"kind-{n}", f"Kind {n}", ("asked", "physics")[n % 2], shape)
    for n, shape in enumerate(("box", "heat", "arrows", "path", "flash") * 4)
)[:18]
SECONDS = 3.4
"""That the whole mode plays for."""
SHOWN = 12
"""Different frames that are painted in turns."""
GOAL_FPS = 150
PROTOTYPE_MS = 1.6


class Prototype(Surface):
    """The least that shows a frame, heat and arrows."""

    def paintEvent(self, event: QPaintEvent) -> None:
        overlay, rect = self.overlay, self.picture_rect()
        flow = overlay.flow[self._index]
        heat = overlay.once("heat", self._index, lambda: heat_image(flow, "#ff8a5b"))
        lines = overlay.once("lines", self._index, lambda: arrow_lines(flow, WIDTH, HEIGHT))
        painter = QPainter(self)
        painter.drawImage(rect, self._image)
        painter.drawImage(rect, heat)
        painter.translate(QPointF(rect.topLeft()))
        painter.scale(rect.width() / WIDTH, rect.width() / WIDTH)
        painter.drawLines(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder of clips instead of rendered frames")
    images = _images(parser.parse_args().data)
    application = QApplication([])
    apply(application, "dark")
    print(f"{'painting ' + f'{WIDTH}x{HEIGHT}':38} {'first ms':>9} {'loop ms':>8} {'fps':>6}")
    for scale in (1.0, 1.5):
        alone = _measure(Surface(), images, 390, (), scale, "frame alone (baseline)")
        least = _measure(Prototype(), images, 390, (), scale, "prototype (baseline)")
        every = _measure(Surface(), images, 390, NAMES, scale, "all overlays, 390 arrows")
        _measure(Surface(), images, 880, NAMES, scale, "all overlays, 880 arrows")
        for name in NAMES:
            _measure(Surface(), images, 390, (name,), scale, f"only {name}")
        print(f"{'all overlays / frame alone':38} {'':9} {every / alone:8.2f}")
        print(f"{'all overlays / prototype':38} {'':9} {every / least:8.2f}")
        if scale == 1.0:
            goal = 1000 / GOAL_FPS
            print(f"goal: {GOAL_FPS} fps where the prototype takes {PROTOTYPE_MS} ms: ", end="")
            print(f"at most {goal / PROTOTYPE_MS:.2f} times the prototype")
    _play()


def _play() -> None:
    """Plays the clip in the whole mode, alone and beside a busy processor."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "clip.mp4")
        draw = np.random.default_rng(4)
        ground = draw.integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)
        write_clip(path, (np.roll(ground, 8 * n, 1) for n in range(FRAMES)), 24.0)
        print(f"{'playing at 24 fps, 1280x720':38} {'shown':>9} {'missed':>8}")
        for busy in (0, 2):
            work = [subprocess.Popen([sys.executable, "-c", BUSY], cwd=ROOT) for _ in range(busy)]
            shown, wanted = _watched(path)
            for process in work:
                process.kill()
                process.wait()
            name = "alone" if not busy else f"beside {busy} busy processes that stepped back"
            print(f"{name:38} {shown:9d} {max(0, wanted - shown):8d}")


BUSY = "from engine.turns import step_back\nstep_back()\nwhile True: sum(range(10000))"


def _watched(path: Path) -> tuple[int, int]:
    """Frames that were painted, and frames that time went past."""
    panel = PlayerPanel()
    panel.set_kinds(KINDS)
    panel.resize(WIDTH + 3 * GRID, 1000)
    panel.show()
    panel.set_clip(path)
    _until(lambda: panel._reel.known(FRAMES - 1) is not None, 60.0)
    panel.set_report(_report())
    panel.set_plan(_plan())
    panel.show_page("plots")
    panel.next_finding()
    _until(lambda: False, 0.5)
    painted: list[int] = []
    surface = panel.surface
    paint = surface.paintEvent

    def counted(event: QPaintEvent) -> None:
        paint(event)
        painted.append(surface.index)

    surface.paintEvent = counted
    panel.play()
    began = time.monotonic()
    _until(lambda: False, SECONDS)
    wanted = int((time.monotonic() - began) * 24.0)
    panel.pause()
    panel.close_clip()
    panel.close()
    changes = sum(a != b for a, b in pairwise([-1, *painted]))
    return changes, wanted


def _until(done: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.001)


def _measure(
    surface: Surface,
    images: list[QImage],
    arrows: int,
    on: tuple[str, ...],
    scale: float,
    what: str,
) -> float:
    """Prints and returns the median milliseconds of one painting in the loop."""
    surface.resize(round(WIDTH * scale) + 2 * GRID, round(HEIGHT * scale) + 2 * GRID)
    _overlay(surface, arrows, set(on))
    surface.overlay.moving = True  # as while it plays
    surface.show_frame(images[0], 0)
    surface.show()
    QApplication.processEvents()
    first = _pass(surface, images)
    loop = [took for _ in range(4) for took in _pass(surface, images)]
    surface.close()
    shown = median(loop)
    name = f"x{scale:g} {what}"
    print(f"{name:38} {median(first):9.2f} {shown:8.2f} {1000 / shown:6.0f}", flush=True)
    return shown


def _pass(surface: Surface, images: list[QImage]) -> list[float]:
    times = []
    for index, image in enumerate(images):
        surface.show_frame(image, index)
        began = time.thread_time()
        surface.repaint()
        times.append((time.thread_time() - began) * 1000)
    return times


def _overlay(surface: Surface, arrows: int, on: set[str]) -> None:
    overlay = surface.overlay
    overlay.width, overlay.height, overlay.frames = WIDTH, HEIGHT, FRAMES
    overlay.kinds = {kind.id: kind for kind in KINDS}
    overlay.plan, overlay.on, overlay.chosen = _plan(), on, _report().findings[0].key
    overlay.set_report(_report())
    overlay.set_flow(_flow(arrows))
    overlay.flow_rows = FRAMES - 1


def _images(folder: Path | None) -> list[QImage]:
    clips = sorted(folder.rglob("*.mp4")) if folder is not None else []
    if clips:
        import cv2

        from engine.video.read import frames

        shown = frames(clips[0], stop=SHOWN)
        return [to_qimage(cv2.resize(frame, (WIDTH, HEIGHT))) for frame in shown]
    draw = np.random.default_rng(4)
    return [to_qimage(draw.integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)) for _ in range(SHOWN)]


def _flow(arrows: int) -> np.ndarray:
    """Flow that turns from frame to frame, fast enough for an arrow in `arrows` cells."""
    rows, columns = HEIGHT // CELL, WIDTH // CELL
    angle = np.linspace(0, 6, FRAMES - 1)[:, None, None] + np.linspace(0, 3, columns)
    vectors = 5 * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    flow = np.broadcast_to(vectors, (FRAMES - 1, rows, columns, 2)).astype(np.float16)
    sampled = rows // ARROW_EVERY
    flow[:, round(rows * min(1.0, arrows / (sampled * (columns // ARROW_EVERY)))) :] = 0
    return flow


def _report() -> Report:
    movers = tuple(
        Mover(
            n,
            tuple((i, 200.0 + 8 * i, 300.0 + 90 * n) for i in range(FRAMES)),
            tuple(Box(180.0 + 8 * i, 280.0 + 90 * n, 40, 40) for i in range(FRAMES)),
            tuple(1600.0 for _ in range(FRAMES)),
        )
        for n in range(3)
    )
    findings = tuple(_finding(kind, n) for n, kind in enumerate(KINDS[:5]))
    scores = dict.fromkeys((kind.id for kind in KINDS), 0.1)
    return Report(
        Path(),
        ClipInfo(FRAMES, 16.0, WIDTH, HEIGHT),
        scores,
        findings,
        movers=movers,
        people=tuple(_skeleton(n, len(BODY_JOINTS), 300.0) for n in range(2)),
        hands=(_skeleton(0, len(HAND_JOINTS), 60.0),),
    )


def _skeleton(place: int, joints: int, high: float) -> Skeleton:
    """One that moves and is looked at in every second frame."""
    spread = np.random.default_rng(place).uniform(0.0, high, (joints, 2))
    poses = []
    for frame in range(0, FRAMES, 2):
        points = spread + np.array([300.0 * (1 + place) + 4 * frame, 200.0])
        poses.append((frame, tuple((x, y) for x, y in points.tolist())))
    return Skeleton(place, tuple(poses))


def _finding(kind: Kind, place: int) -> Finding:
    """One that goes on all the time and moves."""
    box = Box(120 + 220 * place, 160 + 60 * place, 160, 120)
    return Finding(
        kind.id,
        False,
        0,
        FRAMES - 1,
        box,
        0.9,
        "right",
        "left 212 px",
        "It went left.",
        expected_vector=(80.0, 0.0) if kind.shape == "arrows" else None,
        measured_vector=(-212.0, 10.0) if kind.shape == "arrows" else None,
        mover=place % 3,
        boxes=tuple((i, Box(box.x + i, box.y, box.w, box.h)) for i in range(FRAMES)),
        ghost=tuple((i, 300.0 + 6 * i, 200.0 + 3 * i) for i in range(FRAMES)),
    )


def _plan() -> MotionPlan:
    points = (PathPoint(0, 0.2, 0.5), PathPoint(0.5, 0.5, 0.2), PathPoint(1, 0.8, 0.6))
    region = Region(((0.1, 0.4), (0.3, 0.4), (0.3, 0.6)))
    return MotionPlan(tuple(Stroke(name, "move", region, points) for name in ("ball", "cup")))


if __name__ == "__main__":
    main()
