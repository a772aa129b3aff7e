"""How long a pick takes while the things of a shot that was just opened are looked for.

On rendered scenes of 832x480: a loose box around a thing is picked alone, while a background is
completed and a subject is searched on two other threads, and while those do not give way, which
is the baseline; in turns. Run: python tests/bench/picking.py [--picks N]
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from engine import turns
from engine.frame.segment import pick_box
from engine.frame.subject import find_subject
from engine.motion.background import complete
from tests.helpers import scenes

GOAL_MS = 300.0
WIDTH, HEIGHT = 832, 480
Manner = Callable[[], AbstractContextManager[None]]


def hole() -> np.ndarray:
    """What a thing leaves behind that is a quarter of the frame wide."""
    out = np.zeros((HEIGHT, WIDTH), np.bool_)
    out[150:350, 300:510] = True
    return out


@contextmanager
def busy(image: np.ndarray, manner: Manner) -> Iterator[None]:
    """A background and a subject are at work, over and over, until the end."""
    ended = threading.Event()

    def again(work: Callable[[], object]) -> None:
        with manner():
            while not ended.is_set():
                work()

    works = (lambda: complete(image, hole()), lambda: find_subject(image))
    threads = [threading.Thread(target=again, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def picked(scene: scenes.Scene, seed: int, manner: Manner) -> float:
    """Milliseconds of one pick."""
    box = scenes.loose(scene.things[0].box, seed)
    fractions = box._replace(x=box.x / WIDTH, y=box.y / HEIGHT, w=box.w / WIDTH, h=box.h / HEIGHT)
    began = time.perf_counter()
    with manner():
        pick_box(scene.image, fractions)
    return (time.perf_counter() - began) * 1e3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="not needed: the scenes are made here")
    parser.add_argument("--picks", type=int, default=5, help="in each of two scenes")
    args = parser.parse_args()
    taken: dict[str, list[float]] = {"alone": [], "others give way": [], "others go on": []}
    for seed in (0, 3):
        scene = scenes.single(seed, WIDTH, HEIGHT)
        picked(scene, seed, nullcontext)
        for _ in range(args.picks):
            taken["alone"].append(picked(scene, seed, nullcontext))
            for name, others, own in (
                ("others give way", turns.behind, turns.first),
                ("others go on", nullcontext, nullcontext),
            ):
                with busy(scene.image, others):
                    time.sleep(0.2)
                    taken[name].append(picked(scene, seed, own))
    print(f"{'ms for a pick, 832x480':<26}{'median':>9}{'p95':>9}{'most':>9}")
    for name, times in taken.items():
        p95 = quantiles(times, n=20)[-1]
        print(f"{name:<26}{median(times):>9.0f}{p95:>9.0f}{max(times):>9.0f}")
    ours = max(taken["others give way"])
    ratio = median(taken["others go on"]) / median(taken["others give way"])
    print(f"ratio of medians {ratio:.1f}; goal < {GOAL_MS:g} ms: {ours:.0f} ms")
    return 0 if ours < GOAL_MS else 1


if __name__ == "__main__":
    sys.exit(main())
