"""How long it takes to see what is in a clip, against the time the clip plays.

81 frames of 832 x 480, rendered here, and two clips of DIR where it is given: decode alone, decode
and flow (the promise: faster than it plays at 16 fps), everything that inspect does, and Farneback
as the flow in the same run.

    python tests/bench/inspect.py [--data DIR]
"""

import argparse
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import cv2

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.inspect.flow import DenseFlow, gray_of, resized, working_size
from engine.inspect.report import inspect_clip
from engine.video.read import frames, probe
from engine.video.write import write_clip
from tests.helpers.clips import Clip, Sprite, line, render

PLAYING_FPS = 16.0
FARNEBACK_PAIRS = 12


def seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def decode(path: Path) -> None:
    for _ in frames(path):
        pass


def flow(path: Path, preset: str) -> None:
    dense, last = DenseFlow(preset), None
    for frame in frames(path):
        size = working_size(frame.shape[1], frame.shape[0])
        gray = gray_of(resized(frame, size))
        if last is not None:
            dense.between(last, gray)
        last = gray


def farneback(path: Path, pairs: int) -> float:
    """Seconds for the whole clip, from its first pairs."""
    info = probe(path)
    size = working_size(info.width, info.height)
    grays = [gray_of(resized(frame, size)) for frame in frames(path, 0, pairs + 1)]
    spent = seconds(
        lambda: [
            cv2.calcOpticalFlowFarneback(a, b, None, 0.5, 3, 15, 3, 5, 1.2, 0)
            for a, b in pairwise(grays)
        ]
    )
    return spent / (len(grays) - 1) * (info.frames - 1)


def measure(path: Path) -> None:
    info = probe(path)
    plays = info.frames / PLAYING_FPS
    decoding = seconds(lambda: decode(path))
    rows = {
        "plays at 16 fps (baseline)": plays,
        "decode": decoding,
        "decode + flow, custom": seconds(lambda: flow(path, "custom")),
        "decode + flow, fast": seconds(lambda: flow(path, "fast")),
        "decode + flow, Farneback": decoding + farneback(path, FARNEBACK_PAIRS),
        "inspect, everything": seconds(lambda: inspect_clip(path)),
    }
    print(f"{path.name}: {info.frames} frames, {info.width} x {info.height}")
    for name, spent in rows.items():
        print(f"  {name:28s} {spent:6.2f} s   {spent / plays:5.2f} of playing time")


def rendered(folder: Path) -> Path:
    clip = Clip(
        (
            Sprite(line(150, 240, 4, 0), size=(120, 120), turn=3),
            Sprite(line(700, 120, -3, 2), size=(90, 70), shape="box", seed=4),
        ),
        frames=81,
        width=832,
        height=480,
        pan=(0.5, 0.2),
        noise=2,
    )
    path = folder / "rendered.mp4"
    write_clip(path, render(clip), clip.fps)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder with clips somewhere in it")
    data = parser.parse_args().data
    load = Path("/proc/loadavg")
    if load.exists():
        print(f"load {load.read_text().split()[0]}, OpenCV threads {cv2.getNumThreads()}")
    with tempfile.TemporaryDirectory() as folder:
        measure(rendered(Path(folder)))
    if data is not None:
        for name in ("vace_videos_test_mp4_1.mp4", "taehv_1.mp4"):
            for path in data.rglob(name):
                measure(path)


if __name__ == "__main__":
    main()
